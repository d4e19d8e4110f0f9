package generate

import (
	"strings"

	"quizbot/questions"
)

const maxBackWords = 10 // of a term

// card makes a fact into a flashcard: its first question and the answer, else
// its statement with a gap. False when the fact has no span to ask for.
func card(f *questions.Fact) (questions.Card, bool) {
	c := questions.Card{ID: questions.CardID(string(f.ID) + "/card"), Fact: f.ID, Status: questions.Draft}
	for _, s := range f.Spans {
		if s.Ask == "" {
			continue
		}
		c.Front, c.Back = s.Ask, s.Text
		if s.Kind == questions.Quotation {
			c.Back = f.Claimant
		}
		if c.Back != "" && !questions.HoldsWords(c.Front, c.Back) && (!unattended(f) || s.Kind != questions.Term || len(strings.Fields(c.Back)) <= maxBackWords) {
			return c, true
		}
	}
	for _, s := range f.Spans {
		c.Front, c.Back = gapped(f, s), s.Text
		if unattended(f) && (onlyStatement(s) && s.Kind == questions.Term || !gapWorthy(f, s)) {
			continue
		}
		if s.Kind != questions.Quotation && c.Front != f.Statement && !questions.HoldsWords(c.Front, c.Back) {
			return c, true
		}
	}
	return c, false
}
