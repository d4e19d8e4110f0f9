package quiz

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"quizbot/quiz/cards"
)

// ReviewDay adds up a member's reviews of one day.
type ReviewDay struct {
	Day        int // counted like Memory.DueDay
	Reviews    int
	Usable     int // a day or more after the showing before
	Remembered int // of the usable ones
}

// CardStats is how a member's learning stands.
type CardStats struct {
	Learner   Learner
	Today     Day
	Seen      int // cards rated at least once that can still be shown
	Learning  int // of them in steps
	Mature    int // of them with an interval of three weeks or more
	Suspended int
	New       int   // never seen
	Forecast  []int // cards that come back today (and came back before), tomorrow, and so on
	Days      map[Day]ReviewDay
	Weeks     []WeekRetention // oldest first, those with reviews only
	Month     Retention       // of the last 30 days
}

// Retention is how many of the cards that came back after a day or more were
// remembered.
type Retention struct{ Reviews, Remembered int }

// Percent is the share remembered, 0 to 100; 0 without reviews.
func (r Retention) Percent() float64 {
	if r.Reviews == 0 {
		return 0
	}
	return 100 * float64(r.Remembered) / float64(r.Reviews)
}

// WeekRetention is the retention of the week that begins on a Monday.
type WeekRetention struct {
	Monday Day
	Retention
}

const (
	forecastDays = 14
	statsDays    = 119 // 17 weeks: as many as the calendar shows
	monthDays    = 30
	matureDays   = 21 // as Anki counts
)

// CardStats returns the figures of a member in all banks.
func (e *Engine) CardStats(ctx context.Context, community CommunityID, player PlayerID, now time.Time) (CardStats, error) {
	d, err := e.desk(ctx, community, player, now)
	if err != nil {
		return CardStats{}, err
	}
	s := CardStats{Learner: d.learner, Today: dayOf(d.today), Forecast: make([]int, forecastDays), Days: map[Day]ReviewDay{}}
	seen := make(map[cardKey]bool)
	for _, m := range d.memories {
		if _, ok := d.card(m); !ok || m.State == cards.New && !m.Suspended {
			continue
		}
		if m.State == cards.New { // set aside before it was seen
			seen[cardKey{m.Bank, m.ID}] = true
			s.Suspended++
			continue
		}
		seen[cardKey{m.Bank, m.ID}] = true
		s.Seen++
		switch {
		case m.Suspended:
			s.Suspended++
			continue
		case m.DueDay == 0:
			s.Learning++
		case m.ScheduledDays >= matureDays:
			s.Mature++
		}
		if in := max(0, m.DueDay-d.today); in < forecastDays {
			s.Forecast[in]++
		}
	}
	for _, c := range d.cards {
		if !seen[cardKey{c.Bank, c.ID}] && (d.learner.Gaps || !c.derived) {
			s.New++
		}
	}
	days, err := e.store.ReviewDays(ctx, community, player, d.today-statsDays)
	if err != nil {
		return CardStats{}, fmt.Errorf("reviews of a member: %w", err)
	}
	for _, day := range days {
		date := dayOf(day.Day)
		s.Days[date] = day
		if day.Usable == 0 {
			continue
		}
		if n := len(s.Weeks); n == 0 || s.Weeks[n-1].Monday != date.monday() {
			s.Weeks = append(s.Weeks, WeekRetention{Monday: date.monday()})
		}
		s.Weeks[len(s.Weeks)-1].add(day)
		if day.Day > d.today-monthDays {
			s.Month.add(day)
		}
	}
	return s, nil
}

func (r *Retention) add(d ReviewDay) {
	r.Reviews += d.Usable
	r.Remembered += d.Remembered
}

// When weights are fitted without being asked: once a week at most, and only
// with enough new reviews to tell.
const (
	fitEvery   = 7 * 24 * time.Hour
	fitReviews = 100
)

// maxFitted bounds what a fit reads, so that it ends within seconds: the
// newest reviews are taken.
const maxFitted = 10_000

// FitWeights fits the weights of FSRS to how the member forgets, over all
// banks, and keeps them if they predict better; they count from the next review
// on. The errors are [cards.ErrTooFewReviews] and [cards.ErrNoBetter], with the
// figures, and [ErrFitting] while another fit is under way.
func (e *Engine) FitWeights(ctx context.Context, community CommunityID, player PlayerID, now time.Time) (cards.Fit, error) {
	if !e.fitting.TryLock() {
		return cards.Fit{}, ErrFitting
	}
	defer e.fitting.Unlock()
	l, err := e.store.Learner(ctx, community, player)
	if err != nil {
		return cards.Fit{}, fmt.Errorf("how a member reviews: %w", err)
	}
	reviews, err := e.store.Reviews(ctx, community, player)
	if err != nil {
		return cards.Fit{}, fmt.Errorf("reviews of a member: %w", err)
	}
	fit, failed := cards.Optimise(histories(reviews), l.Cards.Weights, l.Cards.ShortTerm)
	l.Cards.Weights, l.FittedUsable = fit.Weights, l.Usable
	if err := e.store.SaveFit(ctx, l, now); err != nil {
		return fit, fmt.Errorf("store weights: %w", err)
	}
	return fit, failed
}

// histories groups reviews, oldest first, by card: those of the cards begun
// last when there are too many.
func histories(reviews []ReviewRecord) []cards.History {
	at := make(map[int64]int)
	var all []cards.History
	for _, r := range reviews {
		i, ok := at[r.Memory]
		if !ok {
			i = len(all)
			at[r.Memory] = i
			all = append(all, nil)
		}
		all[i] = append(all[i], cards.Showing{Rating: r.Rating, Days: r.Elapsed})
	}
	n := 0
	for i, h := range slices.Backward(all) {
		if n += len(h); n > maxFitted {
			return all[i+1:]
		}
	}
	return all
}

// FitDue fits the weights of one learner who has many new reviews since the
// last fit, which was a week ago or more, and reports whether there was one.
func (e *Engine) FitDue(ctx context.Context, now time.Time) (bool, error) {
	learners, err := e.store.FitsDue(ctx, cards.MinUsable, fitReviews, now.Add(-fitEvery), 1)
	if err != nil || len(learners) == 0 {
		return false, err
	}
	_, err = e.FitWeights(ctx, learners[0].Community, learners[0].Player, now)
	for _, expected := range []error{cards.ErrNoBetter, cards.ErrTooFewReviews, ErrFitting} {
		if errors.Is(err, expected) {
			err = nil
		}
	}
	return true, err
}
