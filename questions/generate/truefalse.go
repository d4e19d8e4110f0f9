package generate

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"quizbot/questions"
)

// trueFalse gives the statement as it is, or with one span replaced by a wrong
// option.
func trueFalse(f *questions.Fact, p *pool) (*questions.Question, *Drop) {
	if p.lie[f.ID] {
		made := lies(f, p)
		return &made[p.hash("lie", string(f.ID))%uint64(len(made))], nil
	}
	return gated(trueStatement(f))
}

func trueStatement(f *questions.Fact) questions.Question {
	q := begin(f, questions.TrueFalse)
	q.Stem, q.Key, q.Distractors = f.Statement, []string{questions.True}, []string{questions.False}
	return q
}

// lies returns every acceptable false statement of a fact.
func lies(f *questions.Fact, p *pool) []questions.Question {
	var found []questions.Question
	for _, s := range f.Spans {
		for _, option := range p.untruths(f, s) {
			w := opening(f.Statement, s.Text, option)
			q := begin(f, questions.TrueFalse)
			q.Key, q.Distractors = []string{questions.False}, []string{questions.True}
			q.Stem = strings.Replace(f.Statement, s.Text, w, 1)
			q.Explanation = fmt.Sprintf("“%s” is wrong. %s", innerQuotes.Replace(w), q.Explanation)
			if fits(f.Statement, s.Text, w) && len(questions.Lint(q)) == 0 {
				found = append(found, q)
			}
		}
	}
	return found
}

// untruths returns what may stand in a span's place to make its statement
// false.
func (p *pool) untruths(f *questions.Fact, s questions.Span) []string {
	if !s.Allows(questions.TrueFalse) || strings.Count(f.Statement, s.Text) != 1 {
		return nil
	}
	id := idOf(f, questions.TrueFalse)
	switch s.Kind {
	case questions.Quotation:
		return nil
	case questions.DateSpan:
		return p.dates(f, s, f.Statement, id)
	case questions.Number:
		return p.numbers(f, s, f.Statement, id)
	}
	return s.Wrong
}

// innerQuotes turns the quotation marks of a text that comes to stand in
// quotation marks itself.
var innerQuotes = strings.NewReplacer("“", "‘", "”", "’")

// opening returns w as it stands in place of a part of the statement: with a
// capital where the sentence begins.
func opening(statement, part, w string) string {
	if !strings.HasPrefix(statement, part) {
		return w
	}
	r, n := utf8.DecodeRuneInString(w)
	return string(unicode.ToUpper(r)) + w[n:]
}

// fits reports whether w can stand where a part of the statement stands: it
// does not occur elsewhere in it, is no other name for the part, and agrees
// with an article before it.
func fits(statement, part, w string) bool {
	before, after, _ := strings.Cut(statement, part)
	if questions.HoldsWords(before+" . "+after, w) || questions.SameOrPart(part, w) {
		return false
	}
	words := strings.Fields(strings.ToLower(before))
	if len(words) == 0 || !strings.HasSuffix(before, " ") {
		return true
	}
	switch words[len(words)-1] {
	case "a":
		return !questions.TakesAn(w)
	case "an":
		return questions.TakesAn(w)
	}
	return true
}
