package quiz_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"quizbot/questions"
	"quizbot/quiz"
	"quizbot/quiz/store"
)

// nine is 09:00 in UTC on a Thursday.
var nine = time.Date(2026, 3, 12, 9, 0, 0, 0, time.UTC)

var (
	ann = quiz.Player{ID: "100", Name: "Ann"}
	bob = quiz.Player{ID: "200", Name: "Bob"}
	eve = quiz.Player{ID: "300", Name: "Eve"}
)

var lounge = quiz.Venue{Community: "guild", Channel: "lounge"}

// testBank has a single-choice question for each of n facts; fact number 3 also
// has a true/false question and number 4 an order. Texts share no words that
// matter.
func testBank(name string, n int) *questions.Bank {
	b := &questions.Bank{Name: name, Title: "Bank " + name, Sources: []questions.Source{{ID: "almanac", Title: "Almanac", Authors: []string{"N. Body"}}}}
	for i := range n {
		id := questions.FactID(fmt.Sprintf("f%d", i))
		topic := "even"
		if i%2 == 1 {
			topic = "odd"
		}
		b.Facts = append(b.Facts, questions.Fact{
			ID: id, Statement: fmt.Sprintf("Lamp %d shines right%d.", i, i), Topics: []string{topic}, Importance: 1 + i%3,
			Evidence: []questions.Evidence{{Source: "almanac", Paragraph: i + 1, Anchor: "lamp"}},
		})
		b.Questions = append(b.Questions, questions.Question{
			ID: questions.QuestionID(id + "/single"), Form: questions.SingleChoice, Stem: fmt.Sprintf("How does lamp %d shine?", i),
			Key: []string{fmt.Sprintf("right%d", i)}, Distractors: []string{fmt.Sprintf("wrong%da", i), fmt.Sprintf("wrong%db", i), fmt.Sprintf("wrong%dc", i)},
			Explanation: fmt.Sprintf("Lamp %d shines right%d.", i, i), Facts: []questions.FactID{id}, Status: questions.Approved,
		})
		if i == 3 {
			b.Questions = append(b.Questions, questions.Question{
				ID: "f3/true-false", Form: questions.TrueFalse, Stem: "Lamp 3 shines.", Key: []string{questions.True},
				Distractors: []string{questions.False}, Explanation: "It does.", Facts: []questions.FactID{id}, Status: questions.Approved,
			})
		}
		if i == 4 {
			b.Questions = append(b.Questions, questions.Question{
				ID: "f4/order", Form: questions.Order, Stem: "Put the lamps in order.", Key: []string{"dawn", "noon", "dusk"},
				Explanation: "So they do.", Facts: []questions.FactID{id}, Status: questions.Approved,
			})
		}
	}
	return b
}

// newEngine returns an engine over a real database with testBank "lamps" of 12
// facts, shared by all communities.
func newEngine(t testing.TB) *quiz.Engine {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "quiz.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	e := quiz.NewEngine(s)
	if _, _, err := e.ImportBank(t.Context(), "", testBank("lamps", 12), "hash-1", nine); err != nil {
		t.Fatal(err)
	}
	return e
}

// daily is a plan for five questions in the lounge, open for three hours.
func daily(opens time.Time) quiz.Plan {
	return quiz.Plan{Kind: quiz.Daily, Venue: lounge, Bank: "lamps", Count: 5, Reveal: quiz.RevealAtOnce,
		OpensAt: opens, ClosesAt: opens.Add(3 * time.Hour), Seed: uint64(opens.Unix())}
}

func open(t testing.TB, e *quiz.Engine, p quiz.Plan) quiz.Round {
	t.Helper()
	round, err := e.Open(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	return round
}

// play starts a round and answers it to the end, the first wrong asks wrongly,
// a minute apart from at on.
func play(t testing.TB, e *quiz.Engine, round quiz.Round, player quiz.Player, wrong int, at time.Time) []quiz.Outcome {
	t.Helper()
	position, err := e.Start(t.Context(), round.Venue.Community, round.ID, player, at)
	if err != nil {
		t.Fatal(err)
	}
	var outcomes []quiz.Outcome
	for !position.Finished {
		given := position.Ask().Question.Key
		if len(outcomes) < wrong {
			given = wrongChoice(position.Ask().Question)
		}
		outcome, err := e.Answer(t.Context(), round.Venue.Community, round.ID, position.No, player, given, at, at)
		if err != nil {
			t.Fatal(err)
		}
		outcomes, position, at = append(outcomes, outcome), outcome.Next, at.Add(time.Minute)
	}
	return outcomes
}

// wrongChoice returns a choice that is worth nothing.
func wrongChoice(q questions.Question) []string {
	if q.Choice() {
		return q.Distractors[:1]
	}
	reversed := make([]string, len(q.Key))
	for i, item := range q.Key {
		reversed[len(q.Key)-1-i] = item
	}
	return reversed
}

func must[T any](t testing.TB) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}
