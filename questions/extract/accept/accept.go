// Package accept says how likely a question of a fact is to be accepted by a
// reviewer, and leaves out what is not likely enough.
//
//	model := accept.Default()
//	result = model.Facts(&a, result)        // facts get their score; those below the threshold are dropped
//	judge := model.Judge(&a, bank.Facts)
//	report := generate.IntoJudged(bank, seed, judge)
//	below := judge.Questions(bank)           // removes those below the threshold from the bank
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

// Below is a question or card that [Judge.Questions] left out.
type Below struct {
	Question questions.QuestionID
	Score    float64 // with the allowance of its form
}

// Judge says which questions and cards of one article reach the threshold.
type Judge struct {
	model *Model
	look  *Look
	facts map[questions.FactID]Features
}

// Judge returns what judges the questions and cards of an article's facts.
func (m *Model) Judge(a *article.Article, facts []questions.Fact) *Judge {
	j := &Judge{m, At(a), map[questions.FactID]Features{}}
	for i := range facts {
		j.facts[facts[i].ID] = j.look.Fact(&facts[i])
	}
	return j
}

// Question reports whether a question is likely enough to be accepted. One without
// a fact was written by somebody and is not judged.
func (j *Judge) Question(q questions.Question) bool {
	return len(q.Facts) == 0 || j.model.takes(j.question(q))
}

// Card is [Judge.Question] for a card.
func (j *Judge) Card(c questions.Card) bool { return j.model.takes(j.card(c)) }

func (j *Judge) question(q questions.Question) float64 {
	x := j.look.Question(q)
	return j.model.allowed(j.model.formOf(string(q.Form), x), j.model.scoreOf(j.facts[q.Facts[0]], x))
}

func (j *Judge) card(c questions.Card) float64 {
	return j.model.allowed(cardForm, j.model.scoreOf(j.facts[c.Fact], j.look.Card(c)))
}

// takes reports whether a score with the allowance of its form is enough. For a model
// without weights or threshold everything is.
func (m *Model) takes(score float64) bool {
	return len(m.Weights) == 0 || m.Threshold <= 0 || score >= m.Threshold
}

// Questions removes from a bank made of one article the questions and cards
// that are below the threshold, and returns which.
func (j *Judge) Questions(b *questions.Bank) []Below {
	var below []Below
	b.Questions = slices.DeleteFunc(slices.Clone(b.Questions), func(q questions.Question) bool {
		if len(q.Facts) == 0 {
			return false
		}
		score := j.question(q)
		if j.model.takes(score) {
			return false
		}
		below = append(below, Below{q.ID, score})
		return true
	})
	b.Cards = slices.DeleteFunc(slices.Clone(b.Cards), func(c questions.Card) bool {
		score := j.card(c)
		if j.model.takes(score) {
			return false
		}
		below = append(below, Below{questions.QuestionID(c.ID), score})
		return true
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
