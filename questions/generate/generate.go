// Package generate makes questions and cards from a bank's facts.
//
//	made, cards, dropped := generate.Bank(bank, generate.DefaultSeed)
//	report := generate.Into(bank, generate.DefaultSeed) // the same, kept in the bank
//	report = generate.IntoJudged(bank, generate.DefaultSeed, judge) // with an eye on what will be asked
//
// Every choice it makes (which distractors, true or false, which dates) follows
// from a hash of the seed and the question's id. The same facts and seed
// therefore give the same bytes on every machine, and a new fact leaves most
// questions of the others as they were.
//
// What would be a bad item is not made: every question has passed
// [questions.Lint]. Whether a distractor really is false is beyond it; that
// stands in the facts, where an editor vouches for each wrong option.
//
// It does not read articles and does not find facts.
package generate

import (
	"cmp"
	"fmt"
	"slices"

	"quizbot/questions"
)

// DefaultSeed is the seed the built-in bank was made with.
const DefaultSeed = 1

// Drop is a question that a fact has the parts for and that was not made.
type Drop struct {
	Question questions.QuestionID
	Rule     string // a rule of [questions.Lint], "distractors" when there are too few, "event" for an event that says too little, "balance" for a statement that could only be true, or "length"
	Reason   string // one sentence with the texts concerned
}

// maker makes the question of one form from a fact. It returns nil and nil
// when the fact has no span that suits the form.
type maker func(*questions.Fact, *pool) (*questions.Question, *Drop)

// formMaker makes the questions of one form.
type formMaker struct {
	form  questions.Form
	make  maker
	first bool // [pool.askFirst] has made them
}

// makers lists the forms made from single facts, in the order of a bank file.
var makers = []formMaker{
	{questions.SingleChoice, single, true},
	{questions.TrueFalse, trueFalse, false},
	{questions.Gap, gap, false},
	{questions.WhoSaid, whoSaid, false},
	{questions.DateChoice, date, true},
	{questions.NumberChoice, number, true},
}

// Forms lists the forms that are made from facts, in the order of a bank file.
// The other forms of [questions.Forms] are written by people.
var Forms = []questions.Form{
	questions.SingleChoice, questions.TrueFalse, questions.Gap, questions.WhoSaid,
	questions.DateChoice, questions.NumberChoice, questions.Order,
}

// Bank returns the questions and cards that follow from the facts of b, which
// it does not change, as drafts: by fact, then by form, ordering questions last.
// Dropped says which questions were not made and why, in the same order.
func Bank(b *questions.Bank, seed uint64) (made []questions.Question, cards []questions.Card, dropped []Drop) {
	return judged(b, seed, nil)
}

// Judge says which questions and cards are asked in the end.
type Judge interface {
	Question(questions.Question) bool
	Card(questions.Card) bool
}

func judged(b *questions.Bank, seed uint64, judge Judge) (made []questions.Question, cards []questions.Card, dropped []Drop) {
	sound := *b
	sound.Facts = nil
	for _, f := range b.Facts {
		if oversized(f) {
			dropped = append(dropped, Drop{questions.QuestionID(f.ID), "length", "a text of the fact is far too long: shorten it"})
		} else {
			sound.Facts = append(sound.Facts, f)
		}
	}
	p := newJudgedPool(&sound, seed, judge)
	for i := range sound.Facts {
		f := &sound.Facts[i]
		for _, m := range makers {
			q, drop := p.ask(f, m)
			if q != nil {
				made = append(made, *q)
			}
			if drop != nil {
				dropped = append(dropped, *drop)
			}
		}
		if c, ok := card(f, p); ok {
			cards = append(cards, c)
		}
	}
	ordered, short := orders(p)
	return append(made, ordered...), cards, append(dropped, short...)
}

// oversized reports whether a fact has a text that is not looked into.
func oversized(f questions.Fact) bool {
	return questions.TooLong(f.Statement, f.Context, f.Event, f.Claimant) || slices.ContainsFunc(f.Spans, func(s questions.Span) bool {
		return questions.TooLong(append([]string{s.Text, s.Ask}, s.Wrong...)...)
	})
}

// Report is what [Into] did to a bank.
type Report struct {
	Changed          bool     // whether anything in the bank is another than before
	Questions, Cards int      // how many the bank has now
	Added, Updated   int      // questions and cards
	Removed          []string // ids of questions and cards that no fact yields any more
	Kept             []string // ids of those that no fact yields either, kept because a person wrote or changed them
	Dropped          []Drop
	ByForm           map[questions.Form]int
}

// Into makes the questions and cards of a bank anew.
//
// A question or card that was there before keeps its status, and one that an
// editor changed is left as it is. So is a question whose id is not the
// generator's own ("fact/form"). What no longer follows from any fact is
// removed, and named in the report.
func Into(b *questions.Bank, seed uint64) Report { return IntoJudged(b, seed, nil) }

// IntoJudged is [Into] for whom a judge stands behind, who takes some of what is made
// out again: a statement is true or false, or left to another question of its fact,
// so that no fact loses its last one thereby. A nil judge takes nothing.
func IntoJudged(b *questions.Bank, seed uint64, judge Judge) Report {
	made, cards, dropped := judged(b, seed, judge)
	report := Report{Dropped: dropped, ByForm: map[questions.Form]int{}}

	newQuestions := merge(&report, b.Questions, made, handling[questions.Question]{
		id:   func(q questions.Question) string { return string(q.ID) },
		hand: func(q questions.Question) bool { return q.Edited || !ours(q) },
		equal: func(a, b questions.Question) bool {
			return a.ID == b.ID && a.Form == b.Form && a.Stem == b.Stem && slices.Equal(a.Key, b.Key) &&
				slices.Equal(a.Distractors, b.Distractors) && a.Explanation == b.Explanation &&
				slices.Equal(a.Facts, b.Facts) && a.Status == b.Status && a.Edited == b.Edited
		},
		keepStatus: func(old, q questions.Question) questions.Question { q.Status = old.Status; return q },
	})
	newCards := merge(&report, b.Cards, cards, handling[questions.Card]{
		id:         func(c questions.Card) string { return string(c.ID) },
		hand:       func(c questions.Card) bool { return c.Edited || string(c.ID) != string(c.Fact)+"/card" },
		equal:      func(a, b questions.Card) bool { return a == b },
		keepStatus: func(old, c questions.Card) questions.Card { c.Status = old.Status; return c },
	})
	sortQuestions(b, newQuestions)
	sortCards(b, newCards)

	sameQuestions := slices.EqualFunc(b.Questions, newQuestions, func(x, y questions.Question) bool { return x.ID == y.ID })
	sameCards := slices.EqualFunc(b.Cards, newCards, func(x, y questions.Card) bool { return x.ID == y.ID })
	report.Changed = report.Added+report.Updated+len(report.Removed) > 0 || !sameQuestions || !sameCards
	b.Questions, b.Cards = newQuestions, newCards
	report.Questions, report.Cards = len(newQuestions), len(newCards)
	for _, q := range newQuestions {
		report.ByForm[q.Form]++
	}
	return report
}

// ours reports whether a question has the id that this package would give it.
func ours(q questions.Question) bool {
	return len(q.Facts) > 0 && slices.Contains(Forms, q.Form) && string(q.ID) == string(q.Facts[0])+"/"+string(q.Form)
}

// handling is how [merge] treats one kind of item.
type handling[T any] struct {
	id         func(T) string
	hand       func(T) bool // made or changed by hand
	equal      func(a, b T) bool
	keepStatus func(old, made T) T
}

// merge returns what was made, with the old items that were changed by hand in
// their place, and notes in the report what differs.
func merge[T any](report *Report, old, made []T, h handling[T]) []T {
	before := map[string]T{}
	for _, item := range old {
		before[h.id(item)] = item
	}
	var merged []T
	now := map[string]bool{}
	for _, item := range made {
		id := h.id(item)
		now[id] = true
		was, known := before[id]
		switch {
		case !known:
			report.Added++
		case h.hand(was):
			item = was
		default:
			item = h.keepStatus(was, item)
			if !h.equal(was, item) {
				report.Updated++
			}
		}
		merged = append(merged, item)
	}
	for _, item := range old {
		id := h.id(item)
		if now[id] {
			continue
		}
		now[id] = true
		if h.hand(item) {
			merged = append(merged, item)
			report.Kept = append(report.Kept, id)
		} else {
			report.Removed = append(report.Removed, id)
		}
	}
	return merged
}

// sortQuestions puts questions in the order of their facts, then of their
// forms; ordering questions come last, and last of all those without a fact.
func sortQuestions(b *questions.Bank, list []questions.Question) {
	place := factPlaces(b)
	at := func(q questions.Question) (group, fact, form int) {
		if len(q.Facts) == 0 {
			return 2, 0, 0
		}
		fact, known := place[q.Facts[0]]
		switch {
		case !known:
			return 2, 0, 0
		case q.Form == questions.Order:
			return 1, fact, 0
		}
		return 0, fact, slices.Index(questions.Forms, q.Form)
	}
	slices.SortStableFunc(list, func(a, b questions.Question) int {
		ga, fa, oa := at(a)
		gb, fb, ob := at(b)
		return cmp.Or(cmp.Compare(ga, gb), cmp.Compare(fa, fb), cmp.Compare(oa, ob))
	})
}

func sortCards(b *questions.Bank, list []questions.Card) {
	place := factPlaces(b)
	at := func(c questions.Card) int {
		if i, known := place[c.Fact]; known {
			return i
		}
		return len(b.Facts)
	}
	slices.SortStableFunc(list, func(a, b questions.Card) int { return cmp.Compare(at(a), at(b)) })
}

func factPlaces(b *questions.Bank) map[questions.FactID]int {
	place := map[questions.FactID]int{}
	for i, f := range b.Facts {
		place[f.ID] = i
	}
	return place
}

// idOf is the id of a fact's question of one form.
func idOf(f *questions.Fact, form questions.Form) questions.QuestionID {
	return questions.QuestionID(string(f.ID) + "/" + string(form))
}

// begin returns a question with everything but its stem and options.
func (p *pool) begin(f *questions.Fact, form questions.Form) questions.Question {
	return questions.Question{
		ID:          idOf(f, form),
		Form:        form,
		Explanation: p.explain(f),
		Facts:       []questions.FactID{f.ID},
		Status:      questions.Draft,
	}
}

func dropped(id questions.QuestionID, rule, format string, args ...any) *Drop {
	return &Drop{Question: id, Rule: rule, Reason: fmt.Sprintf(format, args...)}
}

// gated returns the question if [questions.Lint] finds nothing in it.
func gated(q questions.Question) (*questions.Question, *Drop) {
	if found := questions.Lint(q); len(found) > 0 {
		return nil, dropped(q.ID, found[0].Rule, "%s", found[0].Message)
	}
	return &q, nil
}
