// Package cards says when a flashcard comes back, by FSRS-6 (the free spaced
// repetition scheduler, Open Spaced Repetition).
//
//	scheduler := cards.NewScheduler(cards.DefaultSettings())
//	card := cards.Card{}                                         // never seen
//	card = scheduler.Next(card, cards.Good, 0, now)              // in ten minutes
//	card = scheduler.Next(card, cards.Good, 0, now.Add(10*time.Minute)) // in some days
//
// A card's memory is two numbers: stability, the days after which it is still
// remembered nine times in ten, and difficulty. The package is pure: it keeps
// nothing, reads no clock, and knows neither members nor banks. What a day is,
// the caller decides and hands in as a number of calendar days.
package cards

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// Rating is how well a card was remembered.
type Rating int

// The ratings, as the four buttons say them.
const (
	Again Rating = 1 + iota
	Hard
	Good
	Easy
)

// Ratings lists every rating, the worst first.
var Ratings = []Rating{Again, Hard, Good, Easy}

func (r Rating) String() string {
	if r < Again || r > Easy {
		return fmt.Sprintf("Rating(%d)", int(r))
	}
	return [...]string{"Again", "Hard", "Good", "Easy"}[r-1]
}

// State is how far a card has come.
type State string

// The states. A card never shown has the empty state.
const (
	New        State = ""
	Learning   State = "learning"   // in the first steps, minutes apart
	Review     State = "review"     // days apart
	Relearning State = "relearning" // forgotten, in steps again
)

// Card is what is remembered of one card for one member.
type Card struct {
	State         State
	Stability     float64 // days, 0.001 to 36,500
	Difficulty    float64 // 1 to 10
	Step          int     // of the learning or relearning steps, from 0
	ScheduledDays int     // the interval in days; 0 while in steps
	Reps          int     // showings so far
	Lapses        int     // times forgotten in review
	LastReview    time.Time
	Due           time.Time // LastReview and the step, or ScheduledDays times 24 hours
}

// Weights are the 21 parameters of FSRS-6.
type Weights [21]float64

// DefaultWeights are those that FSRS-6 ships, fitted to many learners.
var DefaultWeights = Weights{
	0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
	1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
}

// The bounds of stability (days) and difficulty.
const (
	minStability, maxStability   = 0.001, 36500
	minDifficulty, maxDifficulty = 1, 10
)

// Settings are a member's own.
type Settings struct {
	Retention       float64         // share of due cards to be remembered, 0.70 to 0.99
	MaximumInterval int             // days, 1 to 36,500
	LearningSteps   []time.Duration // each from a minute to below a day; empty = none
	RelearningSteps []time.Duration
	ShortTerm       bool // same-day showings change stability and use the steps
	Weights         Weights
}

// DefaultSettings are those of a member who has set nothing.
func DefaultSettings() Settings {
	return Settings{
		Retention: 0.9, MaximumInterval: 36500,
		LearningSteps: []time.Duration{time.Minute, 10 * time.Minute}, RelearningSteps: []time.Duration{10 * time.Minute},
		ShortTerm: true, Weights: DefaultWeights,
	}
}

const maxSteps = 10

// Check says what is wrong with the settings and what to use instead. Steps of
// a day or more are refused: implementations disagree on what follows them.
func (s Settings) Check() error {
	if !(s.Retention >= 0.7 && s.Retention <= 0.99) {
		return fmt.Errorf("retention is %v: use 0.70 to 0.99 (0.90 remembers nine cards of ten)", s.Retention)
	}
	if s.MaximumInterval < 1 || s.MaximumInterval > maxStability {
		return fmt.Errorf("the maximum interval is %d days: use 1 to %d", s.MaximumInterval, maxStability)
	}
	for name, steps := range map[string][]time.Duration{"learning": s.LearningSteps, "relearning": s.RelearningSteps} {
		if len(steps) > maxSteps {
			return fmt.Errorf("%d %s steps: use at most %d", len(steps), name, maxSteps)
		}
		for _, step := range steps {
			if step < time.Minute || step >= 24*time.Hour {
				return fmt.Errorf("a %s step of %s: use one minute or more and less than a day, for example 10m", name, step)
			}
		}
	}
	for i, w := range s.Weights {
		if math.IsNaN(w) || math.IsInf(w, 0) {
			return fmt.Errorf("weight %d is %v: use the default weights", i, w)
		}
	}
	return nil
}

// Scheduler applies one member's settings. It may be used by many at once.
type Scheduler struct {
	settings Settings
	model
	intervalPerStability float64 // days until retention falls to the wanted one, for a stability of one day
}

// NewScheduler returns the scheduler of settings that [Settings.Check] lets
// pass. Weights outside the bounds of FSRS-6 are moved to the bound.
func NewScheduler(s Settings) *Scheduler {
	s.LearningSteps, s.RelearningSteps = slices.Clone(s.LearningSteps), slices.Clone(s.RelearningSteps)
	relearning := 0
	if s.ShortTerm {
		relearning = len(s.RelearningSteps)
	}
	s.Weights = s.Weights.bounded(relearning)
	m := newModel(s.Weights, s.ShortTerm)
	return &Scheduler{settings: s, model: m, intervalPerStability: (math.Pow(s.Retention, 1/m.decay) - 1) / m.factor}
}

// Settings returns the settings as they are applied.
func (s *Scheduler) Settings() Settings { return s.settings }

// Retrievability is the chance that the card is remembered now, elapsedDays
// calendar days after its last showing; 0 for a card never shown.
func (s *Scheduler) Retrievability(c Card, elapsedDays int) float64 {
	if c.State == New {
		return 0
	}
	return s.recall(float64(max(elapsedDays, 0)), c.Stability)
}

// Next returns the card after a showing at now, rated r, elapsedDays calendar
// days after the one before (0 for the first). A rating outside [Ratings]
// leaves the card as it is.
func (s *Scheduler) Next(c Card, r Rating, elapsedDays int, now time.Time) Card {
	if r < Again || r > Easy {
		return c
	}
	return s.Preview(c, elapsedDays, now)[r-1]
}

// Preview returns the card after each of the four [Ratings]: what the buttons
// say.
func (s *Scheduler) Preview(c Card, elapsedDays int, now time.Time) [4]Card {
	elapsedDays = max(elapsedDays, 0)
	var next [4]Card
	for i, r := range Ratings {
		n := c
		n.Reps++
		n.LastReview = now
		if c.State == New {
			n.Stability, n.Difficulty = s.first(r)
		} else {
			n.Stability, n.Difficulty = s.next(c.Stability, c.Difficulty, r, elapsedDays)
		}
		if r == Again && c.State == Review {
			n.Lapses++
		}
		next[i] = n
	}
	if !s.settings.ShortTerm {
		s.spread(&next, Again)
		return next
	}
	if c.State == Review {
		s.spread(&next, Hard)
		s.step(&next[Again-1], 0, s.settings.RelearningSteps, Relearning)
		return next
	}
	steps, state := s.settings.LearningSteps, Learning
	if c.State == Relearning {
		steps, state = s.settings.RelearningSteps, Relearning
	}
	if c.Step >= len(steps) { // the settings changed meanwhile
		steps = nil
	}
	s.step(&next[Again-1], 0, steps, state)
	s.stay(&next[Hard-1], c.Step, steps, state)
	s.step(&next[Good-1], c.Step+1, steps, state)
	s.graduate(&next[Easy-1], s.interval(next[Easy-1].Stability))
	return next
}

// step puts the card on a step; after the last one it graduates.
func (s *Scheduler) step(c *Card, step int, steps []time.Duration, state State) {
	if step >= len(steps) {
		s.graduate(c, s.interval(c.Stability))
		return
	}
	s.wait(c, steps[step], step, state)
}

// stay leaves the card on its step for the time between the first two, or one
// and a half times the only one, in whole minutes.
func (s *Scheduler) stay(c *Card, step int, steps []time.Duration, state State) {
	if len(steps) == 0 {
		s.graduate(c, s.interval(c.Stability))
		return
	}
	delay := steps[0] * 3 / 2
	if len(steps) > 1 {
		delay = (steps[0] + steps[1]) / 2
	}
	s.wait(c, delay.Round(time.Minute), step, state)
}

// wait sends the card away for a step's time. A step of a day or more is
// review already, though its number is kept, as in ts-fsrs.
func (s *Scheduler) wait(c *Card, delay time.Duration, step int, state State) {
	days := int(delay / (24 * time.Hour))
	if days > 0 {
		state = Review
	}
	c.State, c.Step, c.ScheduledDays, c.Due = state, step, days, c.LastReview.Add(delay)
}

// graduate sends the card to review in days.
func (s *Scheduler) graduate(c *Card, days int) {
	c.State, c.Step, c.ScheduledDays, c.Due = Review, 0, days, c.LastReview.Add(time.Duration(days)*24*time.Hour)
}

// spread gives the cards from the given rating on intervals that grow by at
// least a day with the rating. The maximum comes last: there are no longer
// intervals, though they may then be equal.
func (s *Scheduler) spread(next *[4]Card, from Rating) {
	var days [4]int
	for i := range days {
		days[i] = s.interval(next[i].Stability)
	}
	first := int(from - 1)
	days[first] = min(days[first], days[first+1])
	for i := first + 1; i < len(days); i++ {
		days[i] = max(days[i], days[i-1]+1)
	}
	for i := first; i < len(days); i++ {
		s.graduate(&next[i], min(days[i], s.settings.MaximumInterval))
	}
}

// interval is after how many days retention falls to the wanted one.
func (s *Scheduler) interval(stability float64) int {
	days := math.Round(stability * s.intervalPerStability)
	return int(min(max(days, 1), float64(s.settings.MaximumInterval)))
}
