package view_test

import (
	"strings"
	"testing"
	"time"

	"quizbot/bot/bottest"
	"quizbot/bot/view"
	"quizbot/questions"
	"quizbot/quiz"
	"quizbot/quiz/grading"
)

// liveForms has a question of each way of answering.
var liveForms = []questions.Question{
	{Form: questions.SingleChoice, Stem: "Which ocean holds the Mariana Trench?", Key: []string{"Pacific"}, Distractors: []string{"Atlantic", "Indian", "Southern"}},
	{Form: questions.SingleChoice, Stem: "Which planet is the sixth?", Key: []string{"Saturn"}, Distractors: []string{"Mercury", "Venus", "Earth", "Mars", "Jupiter", "Uranus", "Neptune"}},
	{Form: questions.Several, Stem: "Which of these are whales?", Key: []string{"Orca", "Narwhal"}, Distractors: []string{"Whale shark", "Manatee"}},
	{Form: questions.Order, Stem: "Put these voyages in order, earliest first.", Key: []string{"Columbus", "Magellan", "Cook"}},
	{Form: questions.Match, Stem: "Which sea lies where?", Prompts: []string{"North of Turkey", "East of Sweden"}, Key: []string{"Black Sea", "Baltic Sea"}, Distractors: []string{"Red Sea"}},
	{Form: questions.ShortAnswer, Stem: "Which gas do fish breathe?", Key: []string{"oxygen", "O2"}},
	{Form: questions.NumberChoice, Stem: "How many hearts has an octopus?", Key: []string{"3"}},
}

// lesson is a live round over liveForms with a fixed order of options, in which
// Ann answered each question rightly and Bob with the same as the first wrong one.
func lesson(phase quiz.Phase) quiz.LiveView {
	v := quiz.LiveView{
		Round: quiz.Round{ID: "r4kq", Kind: quiz.Live, Title: "The *Sea*"},
		Live: quiz.LiveRound{Round: "r4kq", Leader: "77", Seed: 3, Asks: len(liveForms), Phase: phase, Due: opened.Add(time.Minute),
			Rules: quiz.LiveRules{Answering: 20 * time.Second, Between: 5 * time.Second, Scoring: quiz.ScoreRight}},
	}
	for no, q := range liveForms {
		q.Explanation = "It is so."
		v.Round.Asks = append(v.Round.Asks, quiz.Ask{Question: q, Version: 1, Citations: []questions.Citation{{Text: "The Tide, ¶ 1"}}})
		v.Live.Asked = append(v.Live.Asked, quiz.Window{From: opened, Until: opened.Add(20 * time.Second)})
		wrong := []string{"nitrogen"}
		if len(q.Distractors) > 0 {
			wrong = q.Distractors[:1]
		}
		for player, given := range map[quiz.PlayerID][]string{"1": q.Key, "2": wrong} {
			if player == "1" && q.Typed() {
				given = q.Key[:1]
			}
			correct, points := grading.Judge(q, given)
			v.Answers = append(v.Answers, quiz.Answer{No: no, Player: player, Shown: v.Shown(no), Given: given, At: opened, Verdict: quiz.Verdict{Correct: correct, Points: points}})
		}
	}
	v.Members = []quiz.LiveMember{{Player: quiz.Player{ID: "1", Name: "Ann @everyone"}}, {Player: quiz.Player{ID: "2", Name: "Bob"}}}
	return v
}

func TestEveryFormInALiveRound(t *testing.T) {
	asking, revealed := lesson(quiz.Asking), lesson(quiz.Revealed)
	for no, q := range liveForms {
		name := "live/" + string(q.Form)
		if len(q.Distractors) > 5 {
			name += "-many"
		}
		bottest.Golden(t, name, text(view.LiveQuestion(asking, no))+"\n"+text(view.LiveReveal(revealed, no)))
		for _, a := range asking.Answers {
			if a.No == no && a.Player == "1" {
				bottest.Golden(t, name+"-recorded", text(view.LiveRecorded(quiz.LiveOutcome{LiveView: asking, Answer: a})))
			}
		}
	}
	ended := lesson(quiz.Ended)
	ended.Live.Ending = quiz.Completed
	bottest.Golden(t, "live/final", text(view.LiveFinal(ended)))
}

// TestA6LiveQuestionsDoNotDependOnTheKey compares, byte for byte, what is shown
// of a question before its reveal with each of its options as the right one.
func TestA6LiveQuestionsDoNotDependOnTheKey(t *testing.T) {
	for no, q := range liveForms {
		if q.Typed() || q.Form == questions.Order { // the order shown is drawn from the key's
			continue
		}
		options := q.Options()
		var first string
		for turn := range options {
			turned := append(append([]string{}, options[turn:]...), options[:turn]...)
			v := lesson(quiz.Asking)
			v.Round.Asks[no].Question.Key, v.Round.Asks[no].Question.Distractors = turned[:len(q.Key)], turned[len(q.Key):]
			seen := text(view.LiveAnnouncement(v)) + text(view.LiveQuestion(v, no)) + text(view.LivePad(v, no, nil)) + text(view.LivePad(v, no, []int{1})) +
				text(view.LiveRecorded(quiz.LiveOutcome{LiveView: v, Answer: quiz.Answer{No: no, Shown: v.Shown(no), Given: options[:1]}}))
			if turn == 0 {
				first = seen
			} else if seen != first {
				t.Errorf("with another key of %q members see\n%s\ninstead of\n%s", q.Stem, seen, first)
			}
		}
	}
}

// TestLiveMessagesFit shows rounds with the longest texts.
func TestLiveMessagesFit(t *testing.T) {
	long := ""
	for len(long) < 4000 {
		long += "A very long text that goes on. "
	}
	v := lesson(quiz.Revealed)
	for no := range v.Round.Asks {
		q := &v.Round.Asks[no].Question
		q.Stem, q.Explanation = long, long
	}
	for i := range 200 {
		v.Members = append(v.Members, quiz.LiveMember{Player: quiz.Player{ID: quiz.PlayerID(rune(1000 + i)), Name: long[:100]}})
	}
	asking := v
	asking.Live.Phase = quiz.Asking
	for no := range v.Round.Asks {
		for _, m := range []view.Message{view.LiveQuestion(asking, no).Fit(), view.LivePad(asking, no, []int{0}).Fit(), view.LiveReveal(v, no).Fit()} {
			if n := len([]rune(m.Embeds[0].Description)); n > view.MaxEmbedDescription {
				t.Errorf("question %d has %d characters", no, n)
			}
			if last := m.Embeds[0].Description; strings.HasSuffix(last, "…") {
				t.Errorf("question %d loses its end: …%s", no, last[len(last)-100:])
			}
		}
	}
}

// tie is a lesson of two teams that have as many points as each other, like
// their members.
func tie() quiz.LiveView {
	v := lesson(quiz.Ended)
	v.Live.Ending, v.Live.Rules.Scoring, v.Live.Rules.Teams = quiz.Completed, quiz.ScoreTeams, 2
	for i := range v.Answers {
		v.Answers[i].Verdict = quiz.Verdict{Correct: true, Points: 100}
		if v.Answers[i].Player == "1" {
			v.Answers[i].At = opened.Add(time.Second)
		}
	}
	for i := range v.Members {
		v.Members[i].Team = i + 1
	}
	return v
}

func TestEqualPointsAreExplained(t *testing.T) {
	v := tie()
	bottest.Golden(t, "live/final-tie", text(view.LiveFinal(v)))
	for name, m := range map[string]view.Message{"reveal": view.LiveReveal(v, v.Live.No()), "final": view.LiveFinal(v)} {
		if strings.Contains(text(m), "\n\n\n") {
			t.Errorf("two empty lines in the %s:\n%s", name, text(m))
		}
		if n := strings.Count(text(m), "Equal points: "); n != 1 {
			t.Errorf("the %s explains equal points %d times:\n%s", name, n, text(m))
		}
	}
	if strings.Contains(text(view.LiveFinal(lesson(quiz.Ended))), "Equal points") {
		t.Error("points that differ are called equal")
	}
}

func TestHiddenMembersAreNotNamedInALiveRound(t *testing.T) {
	v := tie()
	v.Members[1].Hidden = true
	for name, m := range map[string]view.Message{"reveal": view.LiveReveal(v, v.Live.No()), "final": view.LiveFinal(v)} {
		if got := text(m); strings.Contains(got, "Bob") || !strings.Contains(got, "Ann") || strings.Contains(got, "Equal points") {
			t.Errorf("Bob is hidden; the %s:\n%s", name, got)
		}
	}
	v.Members[0].Hidden = true
	if got := text(view.LiveFinal(v)); strings.Contains(got, "**Standings") || strings.Contains(got, "Nobody answered") || !strings.Contains(got, "**1.** Team 2") {
		t.Errorf("both are hidden:\n%s", got)
	}
}
