package cards

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// reference is what shared/fsrs/vectors.json holds; its README says how it was made.
type reference struct {
	Configs []struct {
		Name            string
		Retention       float64  `json:"request_retention"`
		MaximumInterval int      `json:"maximum_interval"`
		ShortTerm       bool     `json:"enable_short_term"`
		LearningSteps   []string `json:"learning_steps"`
		RelearningSteps []string `json:"relearning_steps"`
		Weights         Weights  `json:"w_given"`
		Effective       Weights  `json:"w_effective"`
	}
	Histories []struct {
		ID      int
		Config  int
		Reviews []struct {
			Rating         Rating
			Review         time.Time
			Retrievability *float64 `json:"retrievability_before"`
			Preview        [4]int   `json:"preview_due_in_seconds"`
			After          struct {
				State                 string
				Due                   time.Time
				Stability, Difficulty float64
				ElapsedDays           int `json:"elapsed_days"`
				ScheduledDays         int `json:"scheduled_days"`
				Step                  int `json:"learning_step"`
				Reps, Lapses          int
			}
		}
	}
	Curve []struct {
		W20            float64
		Stability      float64
		Days           float64 `json:"elapsed_days"`
		Retrievability float64
	} `json:"forgetting_curve"`
	Interval []struct {
		Retention float64 `json:"request_retention"`
		Stability float64
		Maximum   int `json:"maximum_interval"`
		Days      int
	}
	FuzzRange []struct {
		Interval, Min, Max int
		Elapsed            int `json:"elapsed_days"`
		Maximum            int `json:"maximum_interval"`
	} `json:"fuzz_range"`
	Disputed []dispute
}

type dispute struct {
	History, Review int
	Reason          string
	OtherDue        time.Time `json:"other_due"`
	OtherState      string    `json:"other_state"`
}

func load(t testing.TB, name string, into any) {
	t.Helper()
	dir := os.Getenv("QUIZBOT_REFERENCE")
	if dir == "" {
		t.Skip("QUIZBOT_REFERENCE is not set: the reference vectors of FSRS-6 are not here")
	}
	data, err := os.ReadFile(filepath.Join(dir, "fsrs", name))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

func durations(t *testing.T, steps []string) []time.Duration {
	t.Helper()
	var all []time.Duration
	for _, s := range steps {
		if s[len(s)-1] == 'd' {
			s = map[string]string{"1d": "24h", "3d": "72h"}[s]
		}
		d, err := time.ParseDuration(s)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, d)
	}
	return all
}

var stateNames = map[State]string{New: "New", Learning: "Learning", Review: "Review", Relearning: "Relearning"}

// TestEveryReviewOfTheReference compares with the tolerances of the README
// beside the vectors. In the disputed reviews ts-fsrs and go-fsrs differ, and
// we follow go-fsrs: the maximum interval is applied last, and a card forgotten
// in review starts its relearning steps from the first one, also when a
// learning step of a day left its number behind.
func TestEveryReviewOfTheReference(t *testing.T) {
	var ref reference
	load(t, "vectors.json", &ref)
	disputes := map[[2]int]dispute{}
	for _, d := range ref.Disputed {
		disputes[[2]int{d.History, d.Review}] = d
	}
	reviews, disputed := 0, 0
	for _, h := range ref.Histories {
		config := ref.Configs[h.Config]
		scheduler := NewScheduler(Settings{
			Retention: config.Retention, MaximumInterval: config.MaximumInterval, ShortTerm: config.ShortTerm, Weights: config.Weights,
			LearningSteps: durations(t, config.LearningSteps), RelearningSteps: durations(t, config.RelearningSteps),
		})
		for i, w := range scheduler.Settings().Weights {
			if math.Abs(w-config.Effective[i]) > 1e-8 {
				t.Errorf("%s: weight %d is %v, want %v", config.Name, i, w, config.Effective[i])
			}
		}
		card := Card{}
		for i, review := range h.Reviews {
			reviews++
			where := fmt.Sprintf("%s, history %d, review %d", config.Name, h.ID, i)
			if review.Retrievability != nil {
				days := int(review.Review.Sub(card.LastReview) / (24 * time.Hour)) // the reference counts whole periods of 24 hours here
				if got := scheduler.Retrievability(card, days); math.Abs(got-*review.Retrievability) > 1e-6 {
					t.Errorf("%s: recall %v, want %v", where, got, *review.Retrievability)
				}
			}
			stepLeft := card.State == Review && card.Step > 0 // by a step of a day
			want, preview := review.After, scheduler.Preview(card, review.After.ElapsedDays, review.Review)
			card = preview[review.Rating-1]
			if math.Abs(card.Stability-want.Stability) > 1e-5*want.Stability || math.Abs(card.Difficulty-want.Difficulty) > 1e-6 {
				t.Errorf("%s: stability %v and difficulty %v, want %v and %v", where, card.Stability, card.Difficulty, want.Stability, want.Difficulty)
			}
			d, inDispute := disputes[[2]int{h.ID, i}]
			if inDispute {
				disputed++
			}
			switch {
			case d.Reason == "cap":
				want.Due, want.State = d.OtherDue, d.OtherState
				want.ScheduledDays = min(want.ScheduledDays, config.MaximumInterval)
			case d.Reason == "day_steps" && stepLeft:
				want.Due, want.State, want.ScheduledDays, want.Step = d.OtherDue, d.OtherState, 0, 0
			}
			if stateNames[card.State] != want.State || card.Step != want.Step || card.Reps != want.Reps || card.Lapses != want.Lapses ||
				card.ScheduledDays != want.ScheduledDays || !card.Due.Equal(want.Due) {
				t.Errorf("%s, rated %v: got %+v, want %+v", where, review.Rating, card, want)
			}
			for r, c := range preview {
				if stepLeft && Ratings[r] == Again {
					continue // the day_steps dispute, on a button that was not pressed
				}
				longest := config.MaximumInterval * 24 * 60 * 60 // ts-fsrs may say a day or two more
				if got := int(c.Due.Sub(review.Review) / time.Second); got != min(review.Preview[r], longest) {
					t.Errorf("%s: button %v says %d s, want %d", where, Ratings[r], got, review.Preview[r])
				}
			}
			if d.Reason == "day_steps" { // the vectors go on from ts-fsrs's card
				card.State, card.Step, card.ScheduledDays, card.Due = Review, review.After.Step, review.After.ScheduledDays, review.After.Due
			}
		}
	}
	t.Logf("%d reviews compared, %d of them disputed", reviews, disputed)
	if reviews < 1000 {
		t.Errorf("only %d reviews were compared", reviews)
	}
}

func TestCurveIntervalAndVariationOfTheReference(t *testing.T) {
	var ref reference
	load(t, "vectors.json", &ref)
	for _, c := range ref.Curve {
		w := DefaultWeights
		w[20] = c.W20
		m := newModel(w, true)
		if got := m.recall(c.Days, c.Stability); math.Abs(got-c.Retrievability) > 1e-6 {
			t.Errorf("recall with w20 %v, stability %v after %v days: %v, want %v", c.W20, c.Stability, c.Days, got, c.Retrievability)
		}
	}
	for _, i := range ref.Interval {
		settings := DefaultSettings()
		settings.Retention, settings.MaximumInterval = i.Retention, i.Maximum
		if got := NewScheduler(settings).interval(i.Stability); got != i.Days {
			t.Errorf("interval for stability %v at retention %v: %d days, want %d", i.Stability, i.Retention, got, i.Days)
		}
	}
	for _, f := range ref.FuzzRange {
		if low, high := varied(f.Interval, f.Elapsed, f.Maximum); low != f.Min || high != f.Max {
			t.Errorf("interval %d after %d days, at most %d: varied within %d to %d, want %d to %d", f.Interval, f.Elapsed, f.Maximum, low, high, f.Min, f.Max)
		}
	}
	if len(ref.Curve) == 0 || len(ref.Interval) == 0 || len(ref.FuzzRange) == 0 {
		t.Error("the reference is empty")
	}
}

func BenchmarkNext(b *testing.B) {
	scheduler := NewScheduler(DefaultSettings())
	start := time.Date(2026, 1, 1, 9, 0, 0, 0, time.UTC)
	card := Card{}
	for i := range b.N {
		if i%20 == 0 {
			card = Card{}
		}
		card = scheduler.Next(card, Ratings[i%4], i%9, start.AddDate(0, 0, i%20))
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "reviews/s")
}
