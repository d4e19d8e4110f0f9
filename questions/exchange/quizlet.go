package exchange

import (
	"slices"
	"strings"

	"quizbot/questions"
)

// exportQuizlet writes terms and definitions to be pasted into Quizlet's import
// window: a tab between the two, a line each. The flashcards go, and of the
// facts without one the questions that make sense without options.
func exportQuizlet(b *questions.Bank) ([]byte, Report, error) {
	var r Report
	var out strings.Builder
	line := func(id, term, definition string, facts []questions.FactID) {
		if citations := b.CitationsOf(facts); len(citations) > 0 {
			definition += " — " + citations[0].Text
		}
		term, definition = oneLine(cleanText(term)), oneLine(cleanText(definition))
		if Neutral(term) != term || Neutral(definition) != definition {
			r.changed(id, "an apostrophe stands before what a spreadsheet would compute: take it away in Quizlet")
		}
		out.WriteString(Neutral(term) + "\t" + Neutral(definition) + "\n")
	}
	var carded []questions.FactID
	for _, c := range b.Cards {
		switch {
		case c.Status == questions.Retired:
			r.leftOut(string(c.ID), "it is retired")
		case cleanText(c.Front) == "" || cleanText(c.Back) == "":
			r.leftOut(string(c.ID), "a side of it is empty")
		default:
			carded = append(carded, c.Fact)
			line(string(c.ID), c.Front, c.Back, []questions.FactID{c.Fact})
		}
	}
	for _, o := range prepare(b, &r, true) {
		covered := len(o.Facts) > 0 && !slices.ContainsFunc(o.Facts, func(id questions.FactID) bool { return !slices.Contains(carded, id) })
		switch {
		case covered:
			r.leftOut(string(o.ID), "its facts go as flashcards")
		case o.Typed() || o.Choice() && o.Form != questions.TrueFalse:
			line(string(o.ID), o.Stem, o.Key[0], o.Facts)
		default:
			r.leftOut(string(o.ID), "a question of the form %s is no term with a definition", o.Form)
		}
	}
	if out.Len() > 0 {
		r.changed("", "Quizlet takes two sides of a card and nothing else: options, explanations, topics and all citations but the first are left out")
	}
	return []byte(out.String()), r, nil
}
