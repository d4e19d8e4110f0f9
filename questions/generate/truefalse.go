package generate

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"quizbot/questions"
)

// trueFalse gives the statement as it is, or with one span replaced by a wrong
// option.
func trueFalse(f *questions.Fact, p *pool) (*questions.Question, *Drop) {
	if p.silent[f.ID] {
		return nil, dropped(idOf(f, questions.TrueFalse), "balance", "nothing in the statement can be made false, and enough true statements are asked or the title says the same")
	}
	if made, balanced := p.stated[f.ID]; balanced {
		return &made, nil
	}
	if p.lie[f.ID] {
		made := p.lies[f.ID]
		return &made, nil
	}
	return gated(trueStatement(f, p))
}

func trueStatement(f *questions.Fact, p *pool) questions.Question {
	q := p.begin(f, questions.TrueFalse)
	q.Stem, q.Key, q.Distractors = f.Statement, []string{questions.True}, []string{questions.False}
	return q
}

// untruth is a false statement and what was put for a span to make it so.
type untruth struct {
	question questions.Question
	span     questions.Span
	put      string
}

// lie returns one of the false statements of an editor's fact; nil when there
// is none.
func lie(f *questions.Fact, p *pool) *questions.Question {
	made := lies(f, p, nil)
	if len(made) == 0 {
		return nil
	}
	return &p.oneOf(f, made).question
}

// oneOf chooses a statement.
func (p *pool) oneOf(f *questions.Fact, made []untruth) *untruth {
	return &made[p.hash("lie", string(f.ID))%uint64(len(made))]
}

// measured reports whether a span is a date or number, of which one excludes
// every other.
func measured(s questions.Span) bool {
	return s.Kind == questions.DateSpan || s.Kind == questions.Number
}

// several reports whether a span can be exchanged for more than its contrary.
func several(s questions.Span) bool { return len(s.Wrong) > 1 }

// lies returns every acceptable false statement of a fact, or those that
// exchange spans of a kind. Where the fact has parts that are there to be
// falsified, names are not exchanged.
func lies(f *questions.Fact, p *pool, kind func(questions.Span) bool) []untruth {
	meant := unattended(f) && slices.ContainsFunc(f.Spans, func(s questions.Span) bool { return (onlyStatement(s) || measured(s)) && !denies(s) })
	var found []untruth
	for _, s := range f.Spans {
		if unattended(f) && p.betrayed(f, s) {
			continue
		}
		if kind != nil && !kind(s) || meant && !onlyStatement(s) && !measured(s) || p.given(f, s) {
			continue
		}
		for _, option := range p.untruths(f, s) {
			w := opening(f.Statement, s.Text, option)
			q := p.begin(f, questions.TrueFalse)
			q.Key, q.Distractors = []string{questions.False}, []string{questions.True}
			q.Stem = strings.Replace(f.Statement, s.Text, w, 1)
			q.Explanation = p.explainFalse(f, s, w)
			if fits(f.Statement, s.Text, w) && len(questions.Lint(q)) == 0 {
				found = append(found, untruth{q, s, w})
			}
		}
	}
	return found
}

// onlyStatement reports whether a span may be asked for in no other form.
func onlyStatement(s questions.Span) bool {
	return len(s.Forms) == 1 && s.Forms[0] == questions.TrueFalse
}

// untruths returns what may stand in a span's place to make its statement
// false.
func (p *pool) untruths(f *questions.Fact, s questions.Span) []string {
	if !s.Allows(questions.TrueFalse) || strings.Count(f.Statement, s.Text) != 1 {
		return nil
	}
	id := idOf(f, questions.TrueFalse)
	if _, after, _ := strings.Cut(f.Statement, s.Text); unattended(f) && (numbersStreet(s, after) || s.Kind == questions.DateSpan && inItsName(f, s)) {
		return nil
	}
	switch s.Kind {
	case questions.Quotation:
		return nil
	case questions.Place:
		if before, _, _ := strings.Cut(f.Statement, s.Text); unattended(f) && besideIt.MatchString(before) {
			return nil
		}
	case questions.DateSpan:
		if before, after, _ := strings.Cut(f.Statement, s.Text); unattended(f) && (strings.HasSuffix(before, "the ") || strings.HasSuffix(before, "early ")) && campaign.MatchString(after) {
			return nil // everybody knows who ran then
		}
		if unattended(f) && (yearAgain(f.Statement, s.Text) || nextToOwnTime(f.Statement, s.Text)) {
			return nil
		}
		if unattended(f) {
			if years := p.otherYears(f, s, string(id)); len(years) > 0 {
				return notNext(s.Text, years)
			}
			return notNext(s.Text, nextDecades(s.Text, p.dates(f, s, f.Statement, id)))
		}
		return p.dates(f, s, f.Statement, id)
	case questions.Number:
		wrong := p.numbers(f, s, f.Statement, id)
		if unattended(f) {
			if _, after, _ := strings.Cut(f.Statement, s.Text); seconds.MatchString(after) && raceTime.MatchString(f.Statement) {
				return nil // nobody runs 100 metres in 18.5 seconds
			}
			wrong = believable(s.Text, contradicted(f.Statement, s.Text, wrong))
		}
		return wrong
	}
	return s.Wrong
}

// yearAgain reports whether the year of a date stands elsewhere in its statement as
// well: with another one "on 3 May 2012, for the 2008 Brenk Cup" contradicts itself.
func yearAgain(statement, date string) bool {
	d, ok := questions.DateIn(date)
	if !ok {
		return false
	}
	before, after, _ := strings.Cut(statement, date)
	return strings.Contains(before+" . "+after, strconv.Itoa(d.Year))
}

// nextToOwnTime reports whether a year says which thing is meant, in a statement that has
// another one: who was elected in 1788 was no member of the 1792 assembly.
func nextToOwnTime(statement, date string) bool {
	before, after, _ := strings.Cut(statement, date)
	return timeOfWhat(before, date, after) && len(yearsIn(before, after)) > 0
}

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
