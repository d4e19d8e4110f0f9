package generate

import (
	"strings"

	"quizbot/questions"
)

const maxBackWords = 8 // of a term

// card makes a fact into a flashcard: its first question and the answer, else
// its statement with a gap. False when the fact has no span to ask for.
func card(f *questions.Fact) (questions.Card, bool) {
	c := questions.Card{ID: questions.CardID(string(f.ID) + "/card"), Fact: f.ID, Status: questions.Draft}
	fits := func(kind questions.SpanKind, form questions.Form) bool {
		return c.Back != "" && !questions.HoldsWords(c.Front, c.Back) && (!unattended(f) || sound(c, kind, form))
	}
	for _, s := range f.Spans {
		if s.Ask == "" {
			continue
		}
		c.Front, c.Back = s.Ask, s.Text
		if s.Kind == questions.Quotation {
			c.Back = f.Claimant
		}
		if fits(s.Kind, questions.ShortAnswer) {
			return c, true
		}
	}
	for _, s := range f.Spans {
		c.Front, c.Back = gapped(f, s), s.Text
		if unattended(f) && (s.Kind == questions.Term || !gapWorthy(f, s)) {
			continue
		}
		if s.Kind != questions.Quotation && c.Front != f.Statement && fits(s.Kind, questions.Gap) {
			return c, true
		}
	}
	return c, false
}

// sound reports whether a card that nobody has read is fit to be learnt: the
// linter finds nothing in it, and what it asks for can be said in a few words.
func sound(c questions.Card, kind questions.SpanKind, form questions.Form) bool {
	q := questions.Question{ID: questions.QuestionID(c.ID), Form: form, Stem: c.Front, Key: []string{c.Back}}
	if kind == questions.Quotation {
		q.Form = questions.WhoSaid
	}
	return len(questions.Lint(q)) == 0 && (kind != questions.Term || len(strings.Fields(c.Back)) <= maxBackWords)
}
