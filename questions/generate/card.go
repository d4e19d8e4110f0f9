package generate

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

const maxBackWords = 8 // of a term

// card makes a fact into a flashcard: its first question and the answer, else
// its statement with a gap. False when the fact has no span to ask for.
func card(f *questions.Fact, p *pool) (questions.Card, bool) {
	c := questions.Card{ID: questions.CardID(string(f.ID) + "/card"), Fact: f.ID, Status: questions.Draft}
	fits := func(kind questions.SpanKind, form questions.Form) bool {
		return c.Back != "" && !questions.HoldsWords(c.Front, c.Back) && (!unattended(f) || sound(f, c, kind, form) && !p.told(f, c.Back))
	}
	for _, s := range f.Spans {
		if s.Ask == "" || joined(f, s.Ask) {
			continue
		}
		c.Front, c.Back = s.Ask, s.Text
		if s.Kind == questions.Quotation {
			c.Back = f.Claimant
		}
		if (s.Kind == questions.Quotation || claimed(f, s) || s.Kind == questions.Person) && p.titleNames(f, c.Back) {
			continue
		}
		if fits(s.Kind, questions.ShortAnswer) {
			return c, true
		}
	}
	for _, s := range f.Spans {
		c.Front, c.Back = gapped(f, s), s.Text
		if unattended(f) && p.manyFit(f, s) {
			continue
		}
		if unattended(f) && (s.Kind == questions.Term || !s.Allows(questions.Gap) || !gapWorthy(f, s) || p.given(f, s)) {
			continue
		}
		if s.Kind != questions.Quotation && c.Front != f.Statement && fits(s.Kind, questions.Gap) {
			return c, true
		}
	}
	return c, false
}

// manyFit reports whether other dates or numbers may stand in a span's place as well: by
// October 1860 is by 1861, one of the first six is one of the first ten, and of two
// decades the other tells one.
func (p *pool) manyFit(f *questions.Fact, s questions.Span) bool {
	before, _, _ := strings.Cut(f.Statement, s.Text)
	switch s.Kind {
	case questions.DateSpan:
		return openDate.MatchString(before+s.Text) || circa.MatchString(before) || decadeAnd.MatchString(before) || eitherYear(f.Statement, s.Text)
	case questions.Number:
		return len(p.numbers(f, s, f.Statement, idOf(f, questions.Gap))) == 0
	}
	return false
}

// decadeAnd finds a decade that another follows.
var decadeAnd = pattern.MustCompile(`\d0s and (?:the )?(?:(?:early|late|mid) )?$`)

// named reports whether what is asked for is told by what is known of it, as
// the time or size of a thing is not.
func named(kind questions.SpanKind) bool { return slices.Contains(textKinds, kind) }

// complete matches what may follow a thing that is asked for with "what": a
// place or time, but nothing that belongs to the thing or to the verb ("gives
// people a say", "opens a window into").
var complete = pattern.MustCompile(`^(?:\.$|,? (?:in|at|on|during|near) )`)

// idiom finds verbs that make an expression with the word behind them: "opened
// fire", "took place".
var idiom = pattern.MustCompile(`\b(?:open(?:s|ed)?|takes?|took|makes?|made|gives?|gave|pays?|paid|plays?|played|holds?|held|sets?|los(?:t|es)|gain(?:s|ed)?|caught|nicknamed|called|named) $`)

// telling reports whether a term is one that whoever knows the answer would
// give: not "matches", and nothing with a number. A subject has to have a name
// in it, since much else may have done the same.
func telling(term string, subject bool) bool {
	words := strings.Fields(term)
	if strings.ContainsAny(term, "0123456789") {
		return false
	}
	named := slices.ContainsFunc(words[1:], func(w string) bool { r, _ := utf8.DecodeRuneInString(w); return unicode.IsUpper(r) })
	if subject || named {
		return named
	}
	return len(words) > 1 || !strings.HasSuffix(term, "s") || strings.HasSuffix(term, "ics")
}

const fewThings = 3 // a number of them is guessed

// sound reports whether a card that nobody has read is fit to be learnt: the
// linter finds nothing in it, and what it asks for can be said in a few words
// and is the subject or the end of the statement.
func sound(f *questions.Fact, c questions.Card, kind questions.SpanKind, form questions.Form) bool {
	q := questions.Question{ID: questions.QuestionID(c.ID), Form: form, Stem: c.Front, Key: []string{c.Back}}
	if kind == questions.Quotation {
		q.Form = questions.WhoSaid
	}
	if len(questions.Lint(q)) > 0 || kind != questions.Quotation && (repeats(c.Front, c.Back) || named(kind) && vague(c.Front)) {
		return false
	}
	if kind == questions.Quotation && anchors(c.Front) < fewAnchors {
		return false // nobody is known by such words where no names are offered
	}
	if values := questions.Numbers(c.Back); kind == questions.Number && form == questions.Gap && len(values) == 1 && values[0] <= fewThings {
		return false // "with _____ legs"
	}
	if kind != questions.Term {
		return true
	}
	before, after, _ := strings.Cut(f.Statement, c.Back)
	if !telling(c.Back, before == "") {
		return false
	}
	if !strings.Contains(c.Back, " ") && idiom.MatchString(before) {
		return false
	}
	return len(strings.Fields(c.Back)) <= maxBackWords && (before == "" || complete.MatchString(after))
}
