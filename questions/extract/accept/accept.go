// Package accept says how likely a question of a fact is to be accepted by a
// reviewer, and leaves out what is not likely enough.
//
//	model := accept.Default()
//	result = model.Facts(&a, result)        // facts get their score; those below the threshold are dropped
//	report := generate.Into(bank, seed)
//	below := model.Questions(&a, bank)       // removes those below the threshold from the bank
//	best := accept.Best(bank.Facts, 20)     // the twenty most likely ones
//
// The model is a logistic regression over features that can be read: which
// family found the fact, how long the sentence is, whether a pronoun is left,
// how the options look. Its weights are lines of model.txt, next to the figures
// of the labels they come from. Labels are verdicts of blind reviews
// (labels.tsv, without any text of an article); questions/measure draws the
// samples, reads the verdicts and trains.
//
// Package accept finds no facts and refuses none for being wrong: that is what
// the rules and the gate are for.
package accept

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"quizbot/questions"
	"quizbot/questions/article"
	"quizbot/questions/extract"
)

// ReasonBelow is the [extract.Drop] reason of a fact, and the rule of a
// question, that is not likely enough to be accepted.
const ReasonBelow = "below the acceptance threshold"

//go:embed model.txt
var modelText string

// Default returns the model that was trained on the labels of the repository.
var Default = sync.OnceValue(func() *Model {
	m, err := ReadModel(strings.NewReader(modelText))
	if err != nil {
		panic(err) // model.txt is part of the program, and a test reads it
	}
	return m
})

// Facts gives every fact its score and moves those below the threshold to the
// dropped ones. A model without weights changes nothing.
//
// A fact is scored as if its question were of an average form.
func (m *Model) Facts(a *article.Article, result extract.Result) extract.Result {
	if len(m.Weights) == 0 {
		return result
	}
	look := At(a)
	var kept []questions.Fact
	dropped := slices.Clone(result.Dropped)
	for _, f := range result.Facts {
		f.Score = m.Score(look.Fact(&f))
		allowed := m.allowed(factForm, f.Score)
		if allowed >= m.Threshold {
			kept = append(kept, f)
			continue
		}
		d := extract.Drop{Family: f.FoundBy, Reason: ReasonBelow, Detail: fmt.Sprintf("%.2f", allowed), Text: f.Statement}
		if len(f.Evidence) > 0 {
			d.Paragraph = f.Evidence[0].Paragraph
		}
		dropped = append(dropped, d)
	}
	slices.SortStableFunc(dropped, func(x, y extract.Drop) int { return cmp.Compare(x.Paragraph, y.Paragraph) })
	return extract.Result{Facts: kept, Dropped: dropped}
}

// Below is a question or card that [Model.Questions] left out.
type Below struct {
	Question questions.QuestionID
	Score    float64 // with the allowance of its form
}

// Questions removes from a bank made of one article the questions and cards
// that are below the threshold, and returns which. A model without weights
// removes nothing.
func (m *Model) Questions(a *article.Article, b *questions.Bank) []Below {
	if len(m.Weights) == 0 || m.Threshold <= 0 {
		return nil
	}
	look := At(a)
	facts := map[questions.FactID]Features{}
	for i := range b.Facts {
		facts[b.Facts[i].ID] = look.Fact(&b.Facts[i])
	}
	var below []Below
	keeps := func(id questions.QuestionID, fact questions.FactID, form string, own Features) bool {
		score := m.allowed(form, m.Score(facts[fact].And(own)))
		if score < m.Threshold {
			below = append(below, Below{id, score})
		}
		return score >= m.Threshold
	}
	b.Questions = slices.DeleteFunc(slices.Clone(b.Questions), func(q questions.Question) bool {
		return len(q.Facts) > 0 && !keeps(q.ID, q.Facts[0], string(q.Form), look.Question(q))
	})
	b.Cards = slices.DeleteFunc(slices.Clone(b.Cards), func(c questions.Card) bool {
		return !keeps(questions.QuestionID(c.ID), c.Fact, cardForm, look.Card(c))
	})
	return below
}

// Best returns the n facts with the highest scores, in the order in which they
// were given; of equal ones the more important and then the earlier. All of
// them for n < 1.
func Best(facts []questions.Fact, n int) []questions.Fact {
	if n < 1 || n >= len(facts) {
		return facts
	}
	order := make([]int, len(facts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Or(cmp.Compare(facts[j].Score, facts[i].Score), cmp.Compare(facts[j].Importance, facts[i].Importance))
	})
	chosen := slices.Sorted(slices.Values(order[:n]))
	best := make([]questions.Fact, 0, n)
	for _, i := range chosen {
		best = append(best, facts[i])
	}
	return best
}
