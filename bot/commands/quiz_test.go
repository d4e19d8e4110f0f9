package commands_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"quizbot/bot/bottest"
	"quizbot/bot/localdiscord"
	"quizbot/questions"
	"quizbot/quiz"
)

// wants fails the test for each text that m lacks.
func wants(t *testing.T, m *localdiscord.Message, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(m.Text(), text) {
			t.Errorf("%q is missing in:\n%s", text, m.Text())
		}
	}
}

// key picks the right option of a question of the stage's bank.
func key(question *localdiscord.Message, labels []string) int {
	for _, q := range bottest.Bank().Questions {
		if strings.Contains(strings.ReplaceAll(question.Text(), `\`, ""), q.Stem) {
			return slices.IndexFunc(labels, func(l string) bool { return strings.HasPrefix(l[3:], q.Key[0]) })
		}
	}
	return 0
}

func TestMemberTakesADailyQuiz(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	post := stage.PostQuiz(t, nil)
	wants(t, post, "The Sea", "6 questions", "Closes <t:")
	m := stage.Press(t, stage.Mina, post, "Start")
	for no := 1; no <= 6; no++ {
		wants(t, m, fmt.Sprintf("Question %d of 6", no))
		m = stage.AnswerOne(t, stage.Mina, m, key)
		wants(t, m, "**Why** ", `Ada Quay, "Notes from the harbour", The Tide, 3 May 2024, ¶ `)
		if !m.Ephemeral() {
			t.Errorf("answer %d can be read by others:\n%s", no, m.Text())
		}
		if no < 6 {
			m = stage.Press(t, stage.Mina, m, "Next question")
		}
	}
	wants(t, stage.Press(t, stage.Mina, m, "See all"), "5 of 6 right", "Answers 1 to 5 of 6")
	wants(t, stage.Command(t, stage.Mina, "leaderboard"), "1.** Mina", "You: rank 1")
	wants(t, stage.Press(t, stage.Mina, post, "Start"), "5 of 6 right") // pressed again: all answers
	stage.AwaitMessage(t, func(m *localdiscord.Message) bool { return strings.Contains(m.Text(), "1 member has finished") })
}

func TestRunGoesOnWhereItStoodAfterARestart(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	post := stage.PostQuiz(t, nil)
	question := stage.Press(t, stage.Mina, post, "Start")
	verdict := stage.AnswerOne(t, stage.Mina, question, key)
	stage.Restart(t)
	wants(t, stage.Press(t, stage.Mina, verdict, "Next question"), "Question 2 of 6") // an old button
	wants(t, stage.Press(t, stage.Mina, post, "Start"), "Question 2 of 6")            // the public one
	if n := countPosts(stage); n != 1 {
		t.Errorf("%d quizzes were posted, want 1", n)
	}
}

func countPosts(stage *bottest.Stage) int {
	n := 0
	for _, m := range stage.Discord.Messages(string(stage.Venue.Channel), stage.Owner.ID) {
		if bottest.Button(&m, "Start") != "" {
			n++
		}
	}
	return n
}

func TestOrderIsPressedItemByItem(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	m := stage.Command(t, stage.Mina, "quiz", localdiscord.Option{Name: "topic", Value: "people"}, localdiscord.Option{Name: "count", Value: 1})
	wants(t, m, "Press the items one after the other")
	m = stage.Press(t, stage.Mina, m, "C)")
	m = stage.Press(t, stage.Mina, m, "A)")
	wants(t, m, "Your order so far", "1. "+label(m, "C)"), "2. "+label(m, "A)"))
	m = stage.Press(t, stage.Mina, m, "Undo")
	if strings.Contains(m.Text(), "\n2. ") {
		t.Errorf("Undo left the second item:\n%s", m.Text())
	}
	for _, item := range bottest.Bank().Questions[5].Key { // C) may stand already; the rest in any order
		for _, l := range bottest.Options(m) {
			if strings.HasPrefix(item, strings.TrimSuffix(l[3:], "…")) && enabled(m, l) {
				m = stage.Press(t, stage.Mina, m, l)
				break
			}
		}
	}
	wants(t, stage.Press(t, stage.Mina, m, "Send"), "Right order", "See all my answers")
}

func label(m *localdiscord.Message, prefix string) string {
	for _, l := range bottest.Options(m) {
		if strings.HasPrefix(l, prefix) {
			return strings.TrimSuffix(l[3:], "…")
		}
	}
	return "?"
}

func enabled(m *localdiscord.Message, label string) bool {
	for _, b := range m.Buttons() {
		if b.Label == label {
			return !b.Disabled
		}
	}
	return false
}

func TestAnswerByCommand(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	wants(t, stage.Command(t, stage.Mina, "answer", localdiscord.Option{Name: "answer", Value: "A"}), "No question is open for you here")
	post := stage.PostQuiz(t, func(s *quiz.Schedule) { s.Topic = "animals" })
	stage.Press(t, stage.Mina, post, "Start")
	choices, err := stage.Discord.As(stage.Mina.ID).Complete(t.Context(), string(stage.Venue.Channel), "answer", "answer", "")
	if err != nil || len(choices) < 2 {
		t.Fatalf("suggestions: %v, %v", choices, err)
	}
	wants(t, stage.Command(t, stage.Mina, "answer", localdiscord.Option{Name: "answer", Value: "nonsense"}), "not one of the answers offered")
	wants(t, stage.Command(t, stage.Mina, "answer", localdiscord.Option{Name: "answer", Value: choices[0].Value}), "Question 1 of 2", "You chose A)", "**Source**")
}

func TestA2ForgedForeignOrOldButtonIsRefused(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	post := stage.PostQuiz(t, nil)
	question := stage.Press(t, stage.Mina, post, "Start")
	mine := bottest.Button(question, bottest.Options(question)[0])
	elsewhere := stage.Discord.AddGuild("Elsewhere", stage.Jonas.ID)
	foreign := stage.Discord.AddChannel(elsewhere.ID, "quiz")
	stage.Discord.Install(stage.App.ID, elsewhere.ID)
	tests := map[string]struct {
		channel, id string
	}{
		"another member's button": {string(stage.Venue.Channel), mine},
		"edited":                  {string(stage.Venue.Channel), strings.Replace(mine, "|0|", "|1|", 1)},
		"unsigned":                {string(stage.Venue.Channel), "1pquiz.start|r4k"},
		"another server":          {foreign.ID, bottest.Button(post, "Start")},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			m := stage.Press(t, stage.Jonas, stage.Forge(t, test.channel, test.id), "Forged")
			wants(t, m, "too old or was not made for you")
		})
	}
}

func TestA4FirstOfManyPressesCounts(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	post := stage.PostQuiz(t, func(s *quiz.Schedule) { s.Topic = "animals" })
	question := stage.Press(t, stage.Mina, post, "Start")
	labels := bottest.Options(question)
	var texts sync.Map
	var presses sync.WaitGroup
	const tries = 20
	for i := range tries {
		presses.Go(func() {
			answer, err := stage.Discord.As(stage.Mina.ID).Press(t.Context(), question.ID, bottest.Button(question, labels[i%len(labels)]))
			if err != nil || answer.Message == nil {
				// The message changed under the press: a real client would not have the button any more.
				return
			}
			texts.Store(i, answer.Message.Text())
		})
	}
	presses.Wait()
	chosen := ""
	texts.Range(func(_, text any) bool {
		_, after, _ := strings.Cut(text.(string), "You chose ")
		if choice := strings.SplitN(after, ")", 2)[0]; chosen == "" {
			chosen = choice
		} else if choice != chosen {
			t.Errorf("one press was told %q, another %q", chosen, choice)
		}
		return true
	})
	data, err := stage.Engine.Export(t.Context(), stage.Venue.Community, quiz.PlayerID(stage.Mina.ID), time.Now())
	if err != nil || len(data.Answers) != 1 {
		t.Errorf("%d answers are stored (%v), want 1", len(data.Answers), err)
	}
}

func TestD4AnswerWhoseAcknowledgementWasLostStands(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	post := stage.PostQuiz(t, func(s *quiz.Schedule) { s.Topic = "animals" })
	question := stage.Press(t, stage.Mina, post, "Start")
	labels := bottest.Options(question)
	stage.Discord.Fail(localdiscord.Fault{Method: http.MethodPost, Route: "/interactions/{interaction}/{token}/callback", Status: http.StatusInternalServerError})
	if answer, err := stage.Discord.As(stage.Mina.ID).Press(t.Context(), question.ID, bottest.Button(question, labels[0])); err == nil {
		t.Fatalf("the press was answered in spite of the fault: %+v", answer)
	}
	stage.Discord.Heal()
	m := stage.Press(t, stage.Mina, question, labels[1])
	wants(t, m, "Recorded earlier: A)", "The first answer counts.", "**Source**", "[Next question]")
}

func TestA5AnswerAfterTheCloseIsRefused(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	post := stage.PostQuiz(t, nil)
	question := stage.Press(t, stage.Mina, post, "Start")
	stage.Advance(2 * time.Hour)
	closed := stage.AwaitMessage(t, func(m *localdiscord.Message) bool { return bottest.Button(m, "My answers") != "" })
	wants(t, closed, "1 started, 0 finished", "With fewer than five finishers")
	if closed.MessageReference == nil || closed.MessageReference.MessageID != post.ID {
		t.Errorf("the result is no reply to the quiz")
	}
	stage.AwaitMessage(t, func(m *localdiscord.Message) bool { return m.ID == post.ID && bottest.Button(m, "Start") == "" })
	wants(t, stage.Press(t, stage.Mina, question, bottest.Options(question)[0]), "This quiz is closed")
	wants(t, stage.Press(t, stage.Mina, closed, "My answers"), "0 of 6 right", "You did not answer this one")
}

func TestA6NothingSentBeforeTheAnswerTellsTheKey(t *testing.T) {
	// The same round with another key: whatever is sent before an answer is
	// the same, except for ids and times.
	seen := func(turn int) string {
		bank := bottest.Bank()
		for i, q := range bank.Questions {
			if q.Form == questions.SingleChoice {
				options := q.Options()
				slices.Sort(options)
				options = append(options[turn:], options[:turn]...)
				bank.Questions[i].Key, bank.Questions[i].Distractors = options[:1], options[1:]
			}
		}
		stage := bottest.NewWith(t, bank)
		post := stage.PostQuiz(t, func(s *quiz.Schedule) { s.Topic = "depths" })
		question := stage.Press(t, stage.Mina, post, "Start")
		lines := strings.Split(post.Text()+question.Text(), "\n")
		for i, l := range lines { // each run has an order of its own: compare what is said, not in which order
			if len(l) > 5 && strings.Contains(l, ") ") {
				parts := strings.FieldsFunc(l, func(r rune) bool { return strings.ContainsRune("│[]", r) })
				for j := range parts {
					if _, option, found := strings.Cut(parts[j], ") "); found {
						parts[j] = option
					}
				}
				slices.Sort(parts)
				lines[i] = strings.Join(parts, "|")
			}
		}
		slices.Sort(lines)
		return bottest.Stable(strings.Join(lines, "\n"))
	}
	if first, second := seen(0), seen(1); first != second {
		t.Errorf("with another key members see\n%s\ninstead of\n%s", second, first)
	}
}

func TestA9NoCommandTellsTheKeysOfAnOpenQuiz(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	post := stage.PostQuiz(t, func(s *quiz.Schedule) { s.Topic = "depths" }) // the trench question alone
	stage.Press(t, stage.Mina, post, "Start")
	var said []string
	for range 5 {
		m := stage.Command(t, stage.Mina, "quiz", localdiscord.Option{Name: "count", Value: 20})
		said = append(said, m.Text())
		for bottest.Button(m, "See all") == "" {
			m = stage.AnswerOne(t, stage.Mina, m, bottest.First)
			said = append(said, m.Text())
			if bottest.Button(m, "Next question") != "" {
				m = stage.Press(t, stage.Mina, m, "Next question")
				said = append(said, m.Text())
			}
		}
		said = append(said, stage.Press(t, stage.Mina, m, "See all").Text())
		stage.Advance(time.Minute) // nobody presses that fast for long
	}
	for _, name := range []string{"source", "score", "leaderboard", "report", "help", "privacy show"} {
		said = append(said, stage.Command(t, stage.Mina, name).Text())
	}
	for _, text := range said {
		if strings.Contains(text, "Mariana") {
			t.Errorf("a question of the open quiz is shown outside it:\n%s", text)
		}
	}
	wants(t, stage.Command(t, stage.Mina, "quiz", localdiscord.Option{Name: "topic", Value: "depths"}), "kept back")
}

func TestKeysAreHeldBackUntilTheCloseWhereTheInstructorChoseSo(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	post := stage.PostQuiz(t, func(s *quiz.Schedule) { s.Topic, s.Reveal = "depths", quiz.RevealAtClose })
	m := stage.AnswerAll(t, stage.Mina, post, bottest.First)
	wants(t, m, "Recorded: A)", "shown when the quiz closes")
	for _, text := range []string{m.Text(), stage.Press(t, stage.Mina, m, "See all").Text(), stage.Command(t, stage.Mina, "source").Text(), stage.Command(t, stage.Mina, "leaderboard").Text()} {
		if strings.Contains(text, "lies in the Pacific") || strings.Contains(text, "Right") && !strings.Contains(text, "Right answers and") || strings.Contains(text, "100 points") {
			t.Errorf("the key is told before the close:\n%s", text)
		}
	}
	stage.Advance(2 * time.Hour)
	closed := stage.AwaitMessage(t, func(m *localdiscord.Message) bool { return bottest.Button(m, "My answers") != "" })
	wants(t, stage.Press(t, stage.Mina, closed, "My answers"), "lies in the Pacific")
}

// The keys of a member with extra time come when that is over, and so they are told.
func TestMyAnswersNameTheCloseWithExtraTime(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	wants(t, stage.Command(t, stage.Tomas, "grades extra-time", option("member", stage.Mina.ID), option("minutes", 30)), "Saved: ")
	wants(t, stage.Command(t, stage.Tomas, "grades extra-time", option("member", stage.Mina.ID), option("minutes", 30), option("last", "2020-11-01")), "The last day is over")
	post := stage.PostQuiz(t, func(s *quiz.Schedule) { s.Reveal, s.Questions = quiz.RevealAtClose, 1 })
	stage.AnswerAll(t, stage.Mina, post, key)
	rounds, err := stage.Engine.OpenDaily(t.Context(), stage.Venue.Community, stage.Now())
	if err != nil || len(rounds) != 1 {
		t.Fatalf("got %d open quizzes, %v", len(rounds), err)
	}
	wants(t, stage.Press(t, stage.Mina, post, "Start"), fmt.Sprintf("<t:%d:f>", rounds[0].ClosesAt.Add(30*time.Minute).Unix()))
}
