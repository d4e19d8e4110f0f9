package generate

import (
	"slices"
	"strings"

	"quizbot/questions"
)

// underTitle reports whether something holds of the title of a source that a fact
// rests on, which every player sees.
func (p *pool) underTitle(f *questions.Fact, holds func(questions.Headline) bool) bool {
	return slices.ContainsFunc(f.Evidence, func(e questions.Evidence) bool {
		h, ok := p.titles[e.Source]
		return ok && e.Quote != "" && holds(h)
	})
}

// headlined reports whether the title says what the statement of a fact says.
func (p *pool) headlined(f *questions.Fact) bool {
	statement := accordingTo.ReplaceAllString(f.Statement, "")
	return p.underTitle(f, func(h questions.Headline) bool { return h.Tells(statement) })
}

// inTitle reports whether the title has a part of a statement, of a fact that
// nobody has looked at in whatever form.
func (p *pool) inTitle(f *questions.Fact, part string) bool {
	return p.titled(f, part) || unattended(f) && p.underTitle(f, func(h questions.Headline) bool { return h.Has(part) })
}

// titleNames reports whether the title has the name of somebody or, where nobody
// reads the questions again, the surname, as headlines give it: who it was is no
// question then.
func (p *pool) titleNames(f *questions.Fact, who string) bool {
	if p.inTitle(f, who) {
		return true
	}
	words := strings.Fields(who)
	return unattended(f) && len(words) > 1 && p.titled(f, words[len(words)-1])
}

// given reports whether the title tells what a span of a fact is.
func (p *pool) given(f *questions.Fact, s questions.Span) bool {
	if s.Kind == questions.Person {
		return p.titleNames(f, s.Text)
	}
	return p.inTitle(f, s.Text)
}

// betrayed reports whether the title shows that another word in the place of a
// span of a statement is wrong: it has the number that "more than" stands
// before, or tells of the same as a statement whose verb or degree is exchanged.
func (p *pool) betrayed(f *questions.Fact, s questions.Span) bool {
	if !onlyStatement(s) || measured(s) || several(s) {
		return false
	}
	before, after, _ := strings.Cut(accordingTo.ReplaceAllString(f.Statement, ""), s.Text)
	if strings.HasSuffix(strings.ToLower(s.Text), " than") {
		if next := strings.Fields(after); len(next) > 0 {
			return p.inTitle(f, strings.TrimLeft(next[0], "$£€"))
		}
	}
	rest := before + after
	return p.underTitle(f, func(h questions.Headline) bool { return h.Touches(rest) })
}
