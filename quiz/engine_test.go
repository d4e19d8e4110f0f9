package quiz_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"quizbot/quiz"
)

func TestOpenRefusesAPlanThatCannotBeCarriedOut(t *testing.T) {
	tests := []struct {
		name   string
		change func(*quiz.Plan)
		want   string // in the error
	}{
		{"no such bank", func(p *quiz.Plan) { p.Bank = "cats" }, `bank "cats": no such bank`},
		{"no such topic", func(p *quiz.Plan) { p.Topic = "cats" }, `topic "cats": no question matches`},
		{"no questions wanted", func(p *quiz.Plan) { p.Count = 0 }, "at least 1 is needed"},
		{"no kind", func(p *quiz.Plan) { p.Kind = "" }, `kind "" is neither`},
		{"an unknown reveal", func(p *quiz.Plan) { p.Reveal = "never" }, `reveal "never" is neither`},
		{"closes before it opens", func(p *quiz.Plan) { p.ClosesAt = p.OpensAt }, "not after its opening"},
		{"no opening", func(p *quiz.Plan) { p.OpensAt = time.Time{} }, "opening time is missing"},
		{"reveals at a close that never comes", func(p *quiz.Plan) { p.Reveal, p.ClosesAt = quiz.RevealAtClose, time.Time{} }, "a closing time is needed"},
		{"a practice of nobody", func(p *quiz.Plan) { p.Kind = quiz.Practice }, "needs an owner"},
		{"a daily quiz of somebody", func(p *quiz.Plan) { p.Owner = "100" }, "leave the owner out"},
	}
	e := newEngine(t)
	for _, test := range tests {
		plan := daily(nine)
		test.change(&plan)
		if _, err := e.Open(t.Context(), plan); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v; want %q", test.name, err, test.want)
		}
	}
}

func TestOpenTwiceForOneOccurrenceIsOneRound(t *testing.T) {
	e := newEngine(t)
	plan := daily(nine)
	plan.Schedule, plan.Nominal = "s1", "2026-03-12T09:00"
	first := open(t, e, plan)
	plan.OpensAt, plan.Late, plan.Seed = nine.Add(time.Minute), true, 99
	if again := open(t, e, plan); !reflect.DeepEqual(again, first) {
		t.Errorf("got round %s, want %s again", again.ID, first.ID)
	}
	plan.Nominal, plan.OpensAt, plan.ClosesAt = "2026-03-13T09:00", plan.OpensAt.AddDate(0, 0, 1), plan.ClosesAt.AddDate(0, 0, 1)
	if other := open(t, e, plan); other.ID == first.ID || !other.Late {
		t.Errorf("the next day's: %+v", other)
	}
}

func TestOpenAsksTheSameForTheSameSeed(t *testing.T) {
	questions := func(e *quiz.Engine, seed uint64) []quiz.Ask {
		plan := daily(nine)
		plan.Seed = seed
		return open(t, e, plan).Asks
	}
	first := questions(newEngine(t), 1)
	if again := questions(newEngine(t), 1); !reflect.DeepEqual(again, first) {
		t.Errorf("got %+v, then %+v", first, again)
	}
	if other := questions(newEngine(t), 2); reflect.DeepEqual(other, first) {
		t.Error("two seeds gave the same questions")
	}
}

func TestADailyQuizAsksWhatWasNotAskedInItsChannel(t *testing.T) {
	e := newEngine(t)
	seen := make(map[string]int)
	for day := range 2 {
		for _, ask := range open(t, e, daily(nine.AddDate(0, 0, day))).Asks {
			seen[string(ask.Question.ID)]++
		}
	}
	if len(seen) != 10 {
		t.Errorf("two quizzes of five asked %d questions: %v", len(seen), seen)
	}
}

func TestTwoOpenQuizzesShareNoFactWhileOthersAreLeft(t *testing.T) {
	e := newEngine(t)
	garden := daily(nine.Add(time.Minute))
	garden.Venue.Channel = "garden"
	facts := make(map[string]bool)
	for _, round := range []quiz.Round{open(t, e, daily(nine)), open(t, e, garden)} {
		for _, ask := range round.Asks {
			facts[string(ask.Question.Facts[0])] = true
		}
	}
	if len(facts) != 10 {
		t.Errorf("two quizzes of five rest on %d facts", len(facts))
	}
}

func TestTheRevealPolicyIsTheCommunitysUnlessPlanned(t *testing.T) {
	e := newEngine(t)
	settings := quiz.DefaultSettings("guild")
	settings.Reveal = quiz.RevealAtClose
	if err := e.SaveSettings(t.Context(), settings); err != nil {
		t.Fatal(err)
	}
	plan := daily(nine)
	plan.Reveal = ""
	if round := open(t, e, plan); round.Reveal != quiz.RevealAtClose {
		t.Errorf("got %q", round.Reveal)
	}
	if round := open(t, e, daily(nine)); round.Reveal != quiz.RevealAtOnce {
		t.Errorf("planned at-once: got %q", round.Reveal)
	}
}

func TestARoundBelongsToItsCommunity(t *testing.T) {
	e := newEngine(t)
	round := open(t, e, daily(nine))
	for _, id := range []quiz.RoundID{round.ID, "nothing"} {
		if _, err := e.Round(t.Context(), "elsewhere", id); err != quiz.ErrNoRound {
			t.Errorf("round %s from elsewhere: %v; want exactly ErrNoRound", id, err)
		}
		if _, err := e.Start(t.Context(), "elsewhere", id, ann, nine); err != quiz.ErrNoRound {
			t.Errorf("start %s from elsewhere: %v; want exactly ErrNoRound", id, err)
		}
	}
	if err := e.SetPost(t.Context(), round.ID, "message-7"); err != nil {
		t.Fatal(err)
	}
	if got := must[quiz.Round](t)(e.Round(t.Context(), "guild", round.ID)); got.Post != "message-7" {
		t.Errorf("post %q", got.Post)
	}
	if err := e.SetPost(t.Context(), "nothing", "x"); !errors.Is(err, quiz.ErrNoRound) {
		t.Errorf("post of no round: %v", err)
	}
}

func TestNobodyTakesPartInSomebodyElsesPractice(t *testing.T) {
	e := newEngine(t)
	practice := must[quiz.Position](t)(e.Practise(t.Context(), "guild", ann, "lamps", "odd", 20, nine))
	if len(practice.Round.Asks) != 6 || practice.Round.Kind != quiz.Practice || practice.Round.Owner != ann.ID {
		t.Errorf("practice = %+v", practice.Round)
	}
	if _, err := e.Start(t.Context(), "guild", practice.Round.ID, bob, nine); !errors.Is(err, quiz.ErrNotYours) {
		t.Errorf("start: %v; want ErrNotYours", err)
	}
	if _, err := e.Results(t.Context(), "guild", practice.Round.ID, bob, nine); !errors.Is(err, quiz.ErrNotYours) {
		t.Errorf("results: %v; want ErrNotYours", err)
	}
}
