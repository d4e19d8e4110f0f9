package generate

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"quizbot/questions"
)

const (
	orderItems = 4 // events of one ordering question
	maxUses    = 2 // ordering questions that one event is in
	orderStem  = "Put these events in order, earliest first."
)

// event is a fact that can be ordered.
type event struct {
	fact *questions.Fact
	date questions.Date
	uses int
}

// pair is two facts in the order of their ids.
type pair [2]questions.FactID

func pairOf(a, b *event) pair {
	return pair{min(a.fact.ID, b.fact.ID), max(a.fact.ID, b.fact.ID)}
}

// orders makes ordering questions: first of events of one topic, then of all
// that are left.
func orders(p *pool) []questions.Question {
	events := datedEvents(p)
	var made []questions.Question
	taken := map[questions.FactID]bool{} // the events that a question begins with, since its id comes from it
	together := map[pair]bool{}          // asked for in one question; a second time they would give each other away
	for round := range maxUses {
		for _, topic := range append(p.bank.Topics(), "") {
			var group []*event
			for _, e := range events {
				if e.uses == round && (topic == "" || slices.Contains(e.fact.Topics, topic)) {
					group = append(group, e)
				}
			}
			salt := fmt.Sprint("order ", round)
			slices.SortStableFunc(group, func(a, b *event) int {
				return cmp.Compare(p.hash(salt, string(a.fact.ID)), p.hash(salt, string(b.fact.ID)))
			})
			for _, four := range split(group, taken, together) {
				made = append(made, orderQuestion(four))
				for _, e := range four {
					e.uses = round + 1
				}
			}
		}
	}
	place := factPlaces(p.bank)
	slices.SortStableFunc(made, func(a, b questions.Question) int { return place[a.Facts[0]] - place[b.Facts[0]] })
	return made
}

// notWhen finds words before a date that say that the event was not then but
// some time before, after or near it.
var notWhen = regexp.MustCompile(`(?i)\b(?:by|before|until|till|since|after|around|about|circa|roughly|nearly|almost)\s*(?:the (?:end|beginning|start) of |early |late |mid-?)?$`)

// datedEvents returns the facts with an event and one certain date.
func datedEvents(p *pool) []*event {
	var events []*event
	for i := range p.bank.Facts {
		f := &p.bank.Facts[i]
		if f.Event == "" {
			continue
		}
		for _, s := range f.Spans {
			if s.Kind != questions.DateSpan {
				continue
			}
			d, ok := questions.DateIn(s.Text)
			before, _, found := strings.Cut(f.Statement, s.Text)
			uncertain := notWhen.MatchString(strings.TrimSpace(before)) || notWhen.MatchString(strings.TrimRight(s.Text, "0123456789 "))
			if ok && found && s.Allows(questions.Order) && !uncertain {
				events = append(events, &event{fact: f, date: d})
			}
			break // the first date span is the event's
		}
	}
	return events
}

// split groups events into fours that can be told apart and put in order, each
// beginning with an event that is not taken and without two that were together
// before. What is left over is left out.
func split(events []*event, taken map[questions.FactID]bool, together map[pair]bool) [][]*event {
	var fours [][]*event
	left := slices.Clone(events)
	for len(left) >= orderItems {
		four := []*event{left[0]}
		rest := []*event{}
		for _, e := range left[1:] {
			if len(four) < orderItems && !slices.ContainsFunc(four, func(o *event) bool { return !orderable(e, o) || together[pairOf(e, o)] }) {
				four = append(four, e)
			} else {
				rest = append(rest, e)
			}
		}
		if len(four) < orderItems {
			left = left[1:]
			continue
		}
		first := slices.MinFunc(four, byDate)
		if taken[first.fact.ID] || len(questions.Lint(orderQuestion(four))) > 0 {
			left = slices.DeleteFunc(left, func(e *event) bool { return e == first })
			continue
		}
		taken[first.fact.ID] = true
		for i, a := range four {
			for _, b := range four[i+1:] {
				together[pairOf(a, b)] = true
			}
		}
		fours, left = append(fours, four), rest
	}
	return fours
}

func byDate(a, b *event) int { return a.date.Compare(b.date) }

// orderable reports whether two events can be in one question: one is clearly
// earlier, and they are not the same happening in other words.
func orderable(a, b *event) bool {
	if a.date.Year == b.date.Year && (a.date.Month == 0 || b.date.Month == 0 || a.date.Month == b.date.Month) {
		return false
	}
	return !sameAnchor(a.fact, b.fact) && !alike(a.fact.Event, b.fact.Event)
}

func sameAnchor(a, b *questions.Fact) bool {
	for _, e := range a.Evidence {
		for _, o := range b.Evidence {
			if e.Source == o.Source && e.Text() == o.Text() {
				return true
			}
		}
	}
	return false
}

// alike reports whether two short texts share most of their words.
func alike(a, b string) bool {
	x, y := questions.Words(a), questions.Words(b)
	common := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			common++
		}
	}
	return 3*common >= 2*min(len(x), len(y))
}

func orderQuestion(four []*event) questions.Question {
	sorted := slices.SortedStableFunc(slices.Values(four), byDate)
	q := questions.Question{
		ID:     idOf(sorted[0].fact, questions.Order),
		Form:   questions.Order,
		Stem:   orderStem,
		Status: questions.Draft,
	}
	var dated []string
	for _, e := range sorted {
		q.Key = append(q.Key, e.fact.Event)
		q.Facts = append(q.Facts, e.fact.ID)
		dated = append(dated, fmt.Sprintf("%s (%s)", e.fact.Event, e.date.Words()))
	}
	q.Explanation = "In order: " + strings.Join(dated, "; ") + "."
	return q
}
