package quiz

import (
	"math/rand/v2"
	"testing"
	"time"

	"quizbot/quiz/cards"
)

// Whatever the card: varied intervals keep the order that FSRS gave them, stay
// below the longest one, and end at the beginning of a day.
func TestVariedIntervalsKeepTheirOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 9))
	at := time.Date(2026, 3, 12, 9, 0, 0, 0, time.UTC)
	d := &desk{calendar: DefaultSettings("guild").Calendar()}
	for range 20_000 {
		settings := cards.DefaultSettings()
		settings.MaximumInterval = []int{36500, 60, 3}[random.IntN(3)]
		d.scheduler = cards.NewScheduler(settings)
		m := Memory{Bank: "lamps", ID: "f1/card"}
		m.State, m.Stability, m.Difficulty, m.Reps = cards.Review, 0.5+random.ExpFloat64()*10, 1+9*random.Float64(), random.IntN(50)
		elapsed := random.IntN(30)
		m.LastReview = at.AddDate(0, 0, -elapsed)
		planned := d.scheduler.Preview(m.Card, elapsed, at)
		got := d.preview(m, at)
		for i := 2; i < 4; i++ {
			before, days := got[i-1].ScheduledDays, got[i].ScheduledDays
			grows := planned[i].ScheduledDays > planned[i-1].ScheduledDays
			if days < before || grows && days == before && days < settings.MaximumInterval || days > settings.MaximumInterval {
				t.Fatalf("%v in %d days, %v in %d; FSRS says %d and %d, the longest is %d", cards.Ratings[i-1], before, cards.Ratings[i], days,
					planned[i-1].ScheduledDays, planned[i].ScheduledDays, settings.MaximumInterval)
			}
			if want := at.AddDate(0, 0, days).Truncate(24 * time.Hour); !got[i].Due.Equal(want) {
				t.Fatalf("in %d days at %v, want %v", days, got[i].Due, want)
			}
		}
	}
}
