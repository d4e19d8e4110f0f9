package commands_test

import (
	"slices"
	"strings"
	"testing"

	"quizbot/bot/bottest"
	"quizbot/bot/localdiscord"
	"quizbot/questions"
	"quizbot/quiz"
)

// asked sets the stage with the one question of that topic, posts it as a daily
// quiz and returns the question as Mina sees it.
func asked(t *testing.T, topic string) (*bottest.Stage, *localdiscord.Message) {
	t.Helper()
	t.Parallel()
	stage := bottest.NewWith(t, bottest.Forms())
	post := stage.PostQuiz(t, func(s *quiz.Schedule) { s.Topic, s.Questions = topic, 1 })
	return stage, stage.Press(t, stage.Mina, post, "Start")
}

func TestSeveralArePressedAndTakenBack(t *testing.T) {
	stage, m := asked(t, "several")
	bottest.Golden(t, "forms/several", m.Text())
	if enabled(m, "Send") {
		t.Error("nothing can be sent")
	}
	m = stage.Press(t, stage.Mina, m, "A)")
	m = stage.Press(t, stage.Mina, m, "B)")
	m = stage.Press(t, stage.Mina, m, "D)")
	bottest.Golden(t, "forms/several-chosen", m.Text())
	bottest.Golden(t, "forms/several-partly", stage.Press(t, stage.Mina, m, "Send").Text()) // both right ones, one of two wrong ones
	wants(t, stage.Command(t, stage.Mina, "leaderboard"), "You: rank 1, 50 points")

	// Jonas takes one back and types nothing but what is right.
	m = stage.Press(t, stage.Jonas, lastPost(stage), "Start")
	m = stage.Press(t, stage.Jonas, m, "A)")
	m = stage.Press(t, stage.Jonas, m, "A)")
	if strings.Contains(m.Text(), "Chosen so far") {
		t.Errorf("A is still chosen:\n%s", m.Text())
	}
	wants(t, stage.Command(t, stage.Jonas, "answer", localdiscord.Option{Name: "answer", Value: "Z"}), "letters of all answers that are right")
	wants(t, stage.Command(t, stage.Jonas, "answer", localdiscord.Option{Name: "answer", Value: "d, b"}), "Right. You chose D) 2012, B) 1960.")
}

func lastPost(stage *bottest.Stage) *localdiscord.Message {
	posts := stage.Discord.Messages(string(stage.Venue.Channel), stage.Owner.ID)
	i := slices.IndexFunc(posts, func(m localdiscord.Message) bool { return bottest.Button(&m, "Start") != "" })
	return &posts[i]
}

func TestPairsArePressedOneByOne(t *testing.T) {
	stage, m := asked(t, "match")
	bottest.Golden(t, "forms/match", m.Text())
	m = stage.Press(t, stage.Mina, m, "C)")
	if enabled(m, label(m, "C)")) {
		t.Error("a right side can be taken twice")
	}
	m = stage.Press(t, stage.Mina, m, "Undo")
	m = stage.Press(t, stage.Mina, m, "A)")
	m = stage.Press(t, stage.Mina, m, "D)")
	bottest.Golden(t, "forms/match-chosen", m.Text())
	m = stage.Press(t, stage.Mina, m, "B)")
	wants(t, m, "Press Send, or Undo")
	bottest.Golden(t, "forms/match-partly", stage.Press(t, stage.Mina, m, "Send").Text())

	stage.Press(t, stage.Jonas, lastPost(stage), "Start")
	wants(t, stage.Command(t, stage.Jonas, "answer", localdiscord.Option{Name: "answer", Value: "1A 2A 3C"}), "one letter, for example")
	wants(t, stage.Command(t, stage.Jonas, "answer", localdiscord.Option{Name: "answer", Value: "3C 1A 2B"}), "Right: every pair belongs together.")
}

func TestShortAnswersAreWritten(t *testing.T) {
	stage, m := asked(t, "short")
	bottest.Golden(t, "forms/short", m.Text())
	wants(t, stage.Write(t, stage.Mina, m, "\u200b"), "in your own words")
	bottest.Golden(t, "forms/short-right", stage.Write(t, stage.Mina, m, "the mariana trensh").Text())

	stage.Press(t, stage.Jonas, lastPost(stage), "Start")
	bottest.Golden(t, "forms/short-wrong", stage.Command(t, stage.Jonas, "answer", localdiscord.Option{Name: "answer", Value: "tonga trench"}).Text())
	wants(t, stage.Command(t, stage.Jonas, "source"), "Answer: Mariana Trench\n")

	m = stage.Press(t, stage.Tomas, lastPost(stage), "Start")
	wants(t, stage.Write(t, stage.Tomas, m, "**@everyone** <@1>"), `Wrong. You wrote “\*\*@`+"\u200b"+`everyone\*\* \<@`)
}

func TestNumbersAndDatesAreWritten(t *testing.T) {
	for topic, tests := range map[string]map[string]string{
		"number": {"36 g": "Right. You wrote “36 g”. The answer in full: 35 grams.", "33": "Wrong. You wrote “33”. Right: 35 grams.", "thirty-five": "Right."},
		"date":   {"Jan 23rd, 1960": "Right. You wrote", "24 January 1960": "Wrong. You wrote “24 January 1960”. Right: 23 January 1960.", "23.1.1960": "Right."},
	} {
		t.Run(topic, func(t *testing.T) {
			stage, m := asked(t, topic)
			bottest.Golden(t, "forms/"+topic, m.Text())
			members := []localdiscord.User{stage.Mina, stage.Jonas, stage.Tomas}
			i := 0
			for text, want := range tests {
				m := stage.Press(t, members[i], lastPost(stage), "Start")
				wants(t, stage.Write(t, members[i], m, text), want, "**Why** ")
				i++
			}
		})
	}
}

func TestNonsenseIsNoNumberAndNoDate(t *testing.T) {
	for topic, test := range map[string]struct{ nonsense, want, answer string }{
		"number": {"nonsense", "That is no number that I can read. Nothing was stored: try again, for example with 1,500.", "35"},
		"date":   {"January 1960", "That is no day with month and year. Nothing was stored: try again, for example with 27 September 1996.", "23 January 1960"},
	} {
		t.Run(topic, func(t *testing.T) {
			stage, m := asked(t, topic)
			wants(t, stage.Write(t, stage.Mina, m, test.nonsense), test.want)
			wants(t, stage.Command(t, stage.Mina, "answer", option("answer", test.nonsense)), test.want)
			wants(t, stage.Write(t, stage.Mina, m, test.answer), "Right.")
		})
	}
}

func TestKeptBackWrittenAnswersAreShownWithoutTheKey(t *testing.T) {
	t.Parallel()
	stage := bottest.NewWith(t, bottest.Forms())
	post := stage.PostQuiz(t, func(s *quiz.Schedule) { s.Topic, s.Questions, s.Reveal = "short", 1, quiz.RevealAtClose })
	m := stage.Write(t, stage.Mina, stage.Press(t, stage.Mina, post, "Start"), "Tonga Trench")
	wants(t, m, "Recorded: “Tonga Trench”.", "when the quiz closes")
	for _, secret := range []string{"Mariana", "comes second", "Wrong"} {
		if strings.Contains(m.Text(), secret) {
			t.Errorf("%q is shown before the close:\n%s", secret, m.Text())
		}
	}
}

func TestTheStagesFormsAreSound(t *testing.T) {
	bank := bottest.Forms()
	for _, p := range questions.Check(bank) {
		t.Errorf("%s: %v", p.Path, p)
	}
}
