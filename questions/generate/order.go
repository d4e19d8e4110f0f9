package generate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"quizbot/questions"
	"quizbot/questions/pattern"
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
func orders(p *pool) (made []questions.Question, dropped []Drop) {
	events, dropped := datedEvents(p)
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
	return made, dropped
}

var (
	// notWhen finds words before a date that say that the event was not then
	// but some time before, after or near it.
	notWhen = pattern.MustCompile(`(?i)\b(?:since|by|until|till|around|about|circa|roughly|nearly|almost|after|before|towards?|no later than|late|early|mid)(?:[ -](?:the|end|beginning|start|middle|of|in|late|early|mid|spring|summer|autumn|fall|winter|\d{1,2}|` + monthNames + `),?)*[ -]*$`)
	// notOnlyThen finds words after a date that say that it went on, or that
	// the date is a limit.
	notOnlyThen = pattern.MustCompile(`(?i)^ (?:onwards?|on[,.;]|(?:or|and) (?:later|earlier|before|after)|at the (?:latest|earliest))(?:\W|$)`)
	fromThen    = pattern.MustCompile(`(?i)\bfrom(?: the)? *$`)
	thenOn      = pattern.MustCompile(`^ on\b`) // "from 2014 on", but "in 2014 on the island"
)

// minEventWords is how many words it takes to say who did what.
const minEventWords = 3

// datedEvents returns the facts with an event and one certain date, and as
// drops those whose event is too short to name anybody.
func datedEvents(p *pool) (events []*event, short []Drop) {
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
			if ok && s.Allows(questions.Order) && certain(f.Statement, s.Text) {
				if words := strings.Fields(f.Event); len(words) >= minEventWords {
					events = append(events, &event{fact: f, date: d})
				} else {
					short = append(short, *dropped(idOf(f, questions.Order), "event", "the event %q has %d words: say in at least %d who did what", f.Event, len(words), minEventWords))
				}
			}
			break // the first date span is the event's
		}
	}
	return events, short
}

// certain reports whether a statement says that something was at the date that
// is a part of it, rather than by, since or around it.
func certain(statement, date string) bool {
	before, after, found := strings.Cut(statement, date)
	year := strings.LastIndexFunc(date, func(r rune) bool { return r == ' ' || r == '-' }) + 1
	before += date[:year] // "late 2015" is as uncertain as 2015 after "late"
	return found && !notWhen.MatchString(before) && !notOnlyThen.MatchString(after) &&
		!(fromThen.MatchString(before) && thenOn.MatchString(after))
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

// orderable reports whether two events can be in one question: they are of
// different years, and they are not the same happening in other words.
func orderable(a, b *event) bool {
	return a.date.Year != b.date.Year && !sameAnchor(a.fact, b.fact) && !alike(a.fact.Event, b.fact.Event)
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
