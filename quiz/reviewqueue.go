package quiz

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"quizbot/questions"
	"quizbot/quiz/cards"
)

// desk is everything that decides what a member reviews now.
type desk struct {
	learner    Learner
	calendar   Calendar
	now        time.Time
	today      int
	scheduler  *cards.Scheduler
	cards      []Flashcard // of every bank
	byID       map[cardKey]int
	memories   []Memory
	blocked    map[questions.FactID]bool
	firstToday int // new cards rated today
}

type cardKey struct {
	bank string
	card questions.CardID
}

// desk reads what a member has in front of them.
func (e *Engine) desk(ctx context.Context, community CommunityID, player PlayerID, now time.Time) (*desk, error) {
	learner, err := e.store.Learner(ctx, community, player)
	if err != nil {
		return nil, fmt.Errorf("how a member reviews: %w", err)
	}
	settings, err := e.store.Settings(ctx, community)
	if err != nil {
		return nil, fmt.Errorf("settings of %s: %w", community, err)
	}
	d := &desk{learner: learner, calendar: learner.calendar(settings), now: now, byID: map[cardKey]int{}}
	d.today, d.scheduler = d.calendar.Day(now).number(), cards.NewScheduler(learner.Cards)
	banks, err := e.Banks(ctx, community)
	if err != nil {
		return nil, fmt.Errorf("banks of %s: %w", community, err)
	}
	for _, info := range banks {
		v, err := e.bank(ctx, community, info.Name)
		if errors.Is(err, ErrNoBank) {
			continue // removed this moment
		} else if err != nil {
			return nil, err
		}
		d.cards = append(d.cards, flashcards(v.Bank)...)
	}
	for i, c := range d.cards {
		d.byID[cardKey{c.Bank, c.ID}] = i
	}
	if d.memories, err = e.store.Memories(ctx, community, player, ""); err != nil {
		return nil, fmt.Errorf("cards of a member: %w", err)
	}
	if d.firstToday, err = e.store.FirstSights(ctx, community, player, d.today, d.calendar.Start(dayOf(d.today))); err != nil {
		return nil, fmt.Errorf("new cards of a day: %w", err)
	}
	secret, err := e.secrets(ctx, community, player, now)
	if err != nil {
		return nil, err
	}
	d.blocked = secret.facts("")
	return d, nil
}

// card returns the card of a memory; false when it was retired or its bank is
// gone.
func (d *desk) card(m Memory) (Flashcard, bool) {
	i, ok := d.byID[cardKey{m.Bank, m.ID}]
	if !ok {
		return Flashcard{}, false
	}
	return d.cards[i], true
}

// elapsed is how many calendar days of the member's lie between the last
// showing and the given time.
func (d *desk) elapsed(m Memory, at time.Time) int {
	if m.State == cards.New {
		return 0
	}
	return max(0, d.calendar.Day(at).number()-d.calendar.Day(m.LastReview).number())
}

// preview returns the memory after each rating at the given time. Intervals of
// some days are varied, and still grow with the rating.
func (d *desk) preview(m Memory, at time.Time) [4]Memory {
	elapsed := d.elapsed(m, at)
	day := d.calendar.Day(at).number()
	most := d.scheduler.Settings().MaximumInterval
	var after [4]Memory
	longest, planned := 0, 0 // of the ratings before, as varied and as FSRS has it
	for i, next := range d.scheduler.Preview(m.Card, elapsed, at) {
		after[i] = m
		if next.ScheduledDays > 0 {
			days := cards.Vary(next.ScheduledDays, elapsed, most, m.Bank+"/"+string(m.ID), m.Reps)
			if next.ScheduledDays > planned {
				days = max(days, min(longest+1, most))
			} else {
				days = max(days, longest)
			}
			longest, planned = days, next.ScheduledDays
			next.ScheduledDays = days
			after[i].DueDay = day + days
			next.Due = d.calendar.Start(dayOf(after[i].DueDay))
		} else {
			after[i].DueDay = 0
		}
		next.Due = instant(next.Due)
		after[i].Card = next
	}
	return after
}

// open fills in whether the back is shown and, if so, what the buttons say.
func (d *desk) open(s *Showing, shown bool) {
	s.Changed = s.Memory.State != cards.New && s.Memory.Text != "" && s.Memory.Text != s.Card.text()
	if s.Open = shown; !shown {
		return
	}
	s.Card.Citations = s.Card.bank.CitationsOf([]questions.FactID{s.Card.Fact})
	for i, after := range d.preview(s.Memory, d.now) {
		s.Returns[i] = Return{Days: after.ScheduledDays}
		if after.DueDay == 0 {
			s.Returns[i] = Return{Wait: after.Due.Sub(d.now)}
		}
	}
}

// queued is a card that waits for the member.
type queued struct {
	card   Flashcard
	memory Memory
}

// queue is what waits, in short.
type queue struct {
	first *queued   // nil when nothing is due now
	next  time.Time // then: when something is; zero = never
	left  Left
	now   int // cards in steps and cards that came back, to be shown now
}

// queue sorts the member's cards. Of siblings only one is shown on a day,
// except that a card which is in steps goes on.
func (d *desk) queue() queue {
	wanted := func(c Flashcard) bool {
		return (d.learner.Bank == "" || c.Bank == d.learner.Bank) && (d.learner.Topic == "" || slices.Contains(c.Topics, d.learner.Topic))
	}
	known := make(map[cardKey]Memory, len(d.memories))
	shownToday := make(map[factKey]questions.CardID) // facts, and by which card
	for _, m := range d.memories {
		known[cardKey{m.Bank, m.ID}] = m
		if m.State == cards.New {
			continue
		}
		_, there := d.card(m)
		inSteps := m.DueDay == 0 && !m.Suspended && there
		if inSteps || d.calendar.Day(m.LastReview).number() == d.today {
			shownToday[factKey{m.Bank, m.Fact}] = m.ID
		}
	}
	var steps, due, fresh []queued
	var q queue
	sooner := func(at time.Time) {
		if q.next.IsZero() || at.Before(q.next) {
			q.next = at
		}
	}
	tomorrow := d.calendar.Start(dayOf(d.today + 1))
	for _, c := range d.cards {
		m := known[cardKey{c.Bank, c.ID}]
		if !wanted(c) || m.Suspended {
			continue
		}
		by, shown := shownToday[factKey{c.Bank, c.Fact}]
		sibling := shown && by != c.ID
		switch {
		case m.State != cards.New && m.DueDay == 0: // in steps
			switch {
			case d.blocked[c.Fact] || m.BuriedDay == d.today:
				sooner(tomorrow)
			default:
				q.left.Steps++
				if m.Due.After(d.now) {
					sooner(m.Due)
				} else {
					steps = append(steps, queued{c, m})
				}
			}
		case m.State != cards.New && m.DueDay > d.today:
			sooner(d.calendar.Start(dayOf(m.DueDay)))
		case d.blocked[c.Fact] || sibling || m.BuriedDay == d.today:
			if m.State != cards.New || d.learner.NewADay > 0 && (d.learner.Gaps || !c.derived) {
				sooner(tomorrow)
			}
		case m.State != cards.New:
			due = append(due, queued{c, m})
		case d.learner.Gaps || !c.derived:
			fresh = append(fresh, queued{c, m})
		}
	}
	slices.SortStableFunc(steps, func(a, b queued) int {
		return cmp.Or(a.memory.Due.Compare(b.memory.Due), cmp.Compare(a.memory.No, b.memory.No))
	})
	slices.SortStableFunc(due, func(a, b queued) int {
		return cmp.Or(cmp.Compare(a.memory.DueDay, b.memory.DueDay), cmp.Compare(a.memory.No, b.memory.No))
	})
	slices.SortStableFunc(fresh, func(a, b queued) int { // one that was shown and not rated comes first
		return cmp.Or(-cmp.Compare(min(a.memory.No, 1), min(b.memory.No, 1)), -cmp.Compare(a.card.Importance, b.card.Importance))
	})
	taken := make(map[factKey]bool)
	due, fresh = oneOfEach(due, taken), oneOfEach(fresh, taken)
	allowed := max(0, d.learner.NewADay-d.firstToday)
	if len(fresh) > allowed {
		if d.learner.NewADay > 0 {
			sooner(tomorrow)
		}
		fresh = fresh[:allowed]
	}
	q.left.Due, q.left.New, q.now = len(due), len(fresh), len(steps)+len(due)
	for _, list := range [][]queued{steps, due, fresh} {
		if len(list) > 0 {
			q.first = &list[0]
			break
		}
	}
	return q
}

type factKey struct {
	bank string
	fact questions.FactID
}

// oneOfEach keeps the first card of each fact that is not taken, and takes it.
func oneOfEach(list []queued, taken map[factKey]bool) []queued {
	return slices.DeleteFunc(list, func(q queued) bool {
		key := factKey{q.card.Bank, q.card.Fact}
		sibling := taken[key]
		taken[key] = true
		return sibling
	})
}
