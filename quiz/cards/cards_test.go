package cards

import (
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

var nine = time.Date(2026, 3, 28, 9, 0, 0, 0, time.UTC)

func TestTheFourButtonsOfANewCard(t *testing.T) {
	day := 24 * time.Hour
	off := DefaultSettings()
	off.ShortTerm = false
	oneStep := DefaultSettings()
	oneStep.LearningSteps = []time.Duration{10 * time.Minute}
	noSteps := DefaultSettings()
	noSteps.LearningSteps = nil
	for _, test := range []struct {
		name     string
		settings Settings
		want     [4]time.Duration
	}{
		{"default", DefaultSettings(), [4]time.Duration{time.Minute, 6 * time.Minute, 10 * time.Minute, 8 * day}},
		{"one step", oneStep, [4]time.Duration{10 * time.Minute, 15 * time.Minute, 2 * day, 8 * day}},
		{"no steps", noSteps, [4]time.Duration{day, day, 2 * day, 8 * day}},
		{"short term off", off, [4]time.Duration{day, 2 * day, 3 * day, 8 * day}},
	} {
		for i, c := range NewScheduler(test.settings).Preview(Card{}, 0, nine) {
			if got := c.Due.Sub(nine); got != test.want[i] {
				t.Errorf("%s: %v comes back after %s, want %s", test.name, Ratings[i], got, test.want[i])
			}
			if c.Reps != 1 || c.Lapses != 0 || !c.LastReview.Equal(nine) {
				t.Errorf("%s: %v gives %+v", test.name, Ratings[i], c)
			}
		}
	}
}

func TestAForgottenCardIsRelearned(t *testing.T) {
	s := NewScheduler(DefaultSettings())
	c := s.Next(Card{}, Easy, 0, nine)
	due := c.Due
	if c.State != Review || c.ScheduledDays != 8 {
		t.Fatalf("after Easy: %+v, want review in 8 days", c)
	}
	if recall := s.Retrievability(c, 8); math.Abs(recall-0.9) > 0.01 {
		t.Errorf("recall on the due day is %.3f, want about 0.9", recall)
	}
	stability := c.Stability
	c = s.Next(c, Again, 8, due)
	if c.State != Relearning || c.Lapses != 1 || c.Due.Sub(due) != 10*time.Minute || c.Stability >= stability {
		t.Errorf("forgotten: %+v, want relearning in 10 minutes with less stability than %v", c, stability)
	}
	c = s.Next(c, Good, 0, c.Due)
	if c.State != Review || c.ScheduledDays < 1 || c.Lapses != 1 {
		t.Errorf("relearned: %+v, want review", c)
	}
}

func TestARatingThatDoesNotExistChangesNothing(t *testing.T) {
	s := NewScheduler(DefaultSettings())
	card := s.Next(Card{}, Good, 0, nine)
	for _, r := range []Rating{-1, 0, 5} {
		if got := s.Next(card, r, 1, nine.AddDate(0, 0, 1)); got != card {
			t.Errorf("%v: %+v, want the card as it was", r, got)
		}
	}
}

// TestWhateverIsPressed plays random settings, ratings and pauses.
func TestWhateverIsPressed(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	for range 2000 {
		settings := DefaultSettings()
		settings.Retention = 0.7 + 0.29*random.Float64()
		settings.MaximumInterval = 1 + random.IntN(2000)
		settings.ShortTerm = random.IntN(3) > 0
		settings.LearningSteps = settings.LearningSteps[:random.IntN(3)]
		for i, bound := range weightBounds {
			settings.Weights[i] = bound[0] - 1 + random.Float64()*(bound[1]-bound[0]+2) // also outside
		}
		s := NewScheduler(settings)
		card, now := Card{}, nine
		for range 30 {
			days := random.IntN(20) * random.IntN(20)
			now = now.AddDate(0, 0, days)
			buttons := s.Preview(card, days, now)
			for i, c := range buttons {
				if !(c.Stability >= minStability && c.Stability <= maxStability && c.Difficulty >= 1 && c.Difficulty <= 10) {
					t.Fatalf("%+v rated %v: stability %v, difficulty %v", card, Ratings[i], c.Stability, c.Difficulty)
				}
				if c.ScheduledDays > settings.MaximumInterval || !c.Due.After(now) {
					t.Fatalf("%+v rated %v: %d days, due %v after %v; at most %d days", card, Ratings[i], c.ScheduledDays, c.Due, now, settings.MaximumInterval)
				}
				if i > 0 && card.State == Review && c.Due.Before(buttons[i-1].Due) {
					t.Fatalf("%+v: %v comes back before %v", card, Ratings[i], Ratings[i-1])
				}
			}
			card = buttons[random.IntN(4)]
		}
	}
}

func TestSettingsSayWhatIsWrong(t *testing.T) {
	for _, test := range []struct {
		change func(*Settings)
		want   string // "" = fine
	}{
		{func(*Settings) {}, ""},
		{func(s *Settings) { s.LearningSteps = nil }, ""},
		{func(s *Settings) { s.Retention = 0.5 }, "use 0.70 to 0.99"},
		{func(s *Settings) { s.Retention = math.NaN() }, "use 0.70 to 0.99"},
		{func(s *Settings) { s.MaximumInterval = 0 }, "use 1 to 36500"},
		{func(s *Settings) { s.LearningSteps = []time.Duration{24 * time.Hour} }, "less than a day"},
		{func(s *Settings) { s.RelearningSteps = []time.Duration{time.Second} }, "one minute or more"},
		{func(s *Settings) { s.RelearningSteps = make([]time.Duration, 11) }, "at most 10"},
		{func(s *Settings) { s.Weights[20] = math.Inf(1) }, "weight 20"},
	} {
		settings := DefaultSettings()
		test.change(&settings)
		err := settings.Check()
		if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
			t.Errorf("%+v: error %v, want one that says %q", settings, err, test.want)
		}
	}
}

func TestVaryKeepsToItsRange(t *testing.T) {
	seen := map[int]bool{}
	for reps := range 200 {
		got := Vary(30, 10, 365, "lamp/front", reps)
		if got != Vary(30, 10, 365, "lamp/front", reps) {
			t.Fatal("the same showing gave two intervals")
		}
		low, high := varied(30, 10, 365)
		if got < low || got > high {
			t.Errorf("30 days became %d, want %d to %d", got, low, high)
		}
		seen[got] = true
	}
	if len(seen) < 5 {
		t.Errorf("200 showings came back after only %d different times", len(seen))
	}
	if got := Vary(2, 1, 365, "lamp/front", 3); got != 2 {
		t.Errorf("2 days became %d, want 2", got)
	}
}

// learner answers by its own weights.
func learner(w Weights, cards int) []History {
	random, s := rand.New(rand.NewPCG(1, 9)), NewScheduler(Settings{Retention: 0.9, MaximumInterval: 365, Weights: w})
	var all []History
	for range cards {
		rating := Rating(1 + random.IntN(4))
		c, h := s.Next(Card{}, rating, 0, nine), History{{rating, 0}}
		for range 6 {
			days := 1 + random.IntN(1+2*c.ScheduledDays)
			rating = Good
			if random.Float64() > s.Retrievability(c, days) {
				rating = Again
			}
			c, h = s.Next(c, rating, days, nine), append(h, Showing{rating, days})
		}
		all = append(all, h)
	}
	return all
}

func TestOptimiseLearnsAnotherMemory(t *testing.T) {
	forgetful := DefaultWeights
	for i := range 4 {
		forgetful[i] /= 3
	}
	forgetful[8], forgetful[20] = 0.9, 0.4
	histories := learner(forgetful, 300)
	fit, err := Optimise(histories, DefaultWeights, false)
	if err != nil {
		t.Fatalf("%v with %+v", err, fit)
	}
	before, after, best := LogLoss(histories, DefaultWeights, false), LogLoss(histories, fit.Weights, false), LogLoss(histories, forgetful, false)
	if after > before-0.5*(before-best) {
		t.Errorf("log loss %.4f, from %.4f; the learner's own is %.4f: want at least half of the way", after, before, best)
	}
	again, _ := Optimise(histories, DefaultWeights, false)
	if again != fit {
		t.Error("the same histories gave two fits")
	}
	if fit, err := Optimise(histories[:40], DefaultWeights, false); !errors.Is(err, ErrTooFewReviews) || fit.Weights != DefaultWeights {
		t.Errorf("with %d showings: %v and %v, want the weights as they were", fit.Usable, err, fit.Weights)
	}
	// Learning from cards always remembered says nothing about those always forgotten.
	for i, h := range histories {
		for j := range h {
			h[j].Rating = Easy
			if i >= len(histories)*4/5 && j > 0 {
				h[j].Rating = Again
			}
		}
	}
	if fit, err := Optimise(histories, DefaultWeights, false); !errors.Is(err, ErrNoBetter) || fit.Weights != DefaultWeights {
		t.Errorf("%v with %+v, want the weights as they were", err, fit)
	}
}
