package generate

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

// longestQuote bounds the words of an article that an explanation repeats, in
// characters; a longer passage is told by the statement.
const longestQuote = 420

// known is what a fact itself tells of its answer: its statement and what goes
// with it.
func known(f *questions.Fact) string {
	return strings.TrimSpace(f.Statement + " " + f.Context)
}

// Explain says why the answer to a fact is right: it quotes what the bank has
// of the source. Questions have it already; cards get it here.
func Explain(b *questions.Bank, f *questions.Fact) string { return (&pool{bank: b}).explain(f) }

// explain says why an answer is right. Where the bank has the words that a fact
// rests on, they are quoted with who says them where; else the fact speaks for
// itself.
func (p *pool) explain(f *questions.Fact) string {
	quote, lead := p.quoted(f)
	if quote == "" {
		return known(f)
	}
	return lead + " “" + quote + "”" + p.whoIsMeant(f, quote)
}

// explainFalse says what stands in the article instead of a wrong part.
func (p *pool) explainFalse(f *questions.Fact, s questions.Span, wrong string) string {
	quote, lead := p.quoted(f)
	right := strings.TrimSuffix(s.Text, ",") // who speaks may end with an office between commas
	if denies(s) {
		if quote == "" {
			return "The source says the opposite. " + known(f)
		}
		return "The source says the opposite. " + lead + " “" + quote + "”" + p.whoIsMeant(f, quote)
	}
	if quote == "" {
		return fmt.Sprintf("“%s” is wrong. %s", innerQuotes.Replace(strings.TrimSuffix(wrong, ",")), known(f))
	}
	return fmt.Sprintf("It is “%s”, not “%s”. %s “%s”%s", innerQuotes.Replace(right), innerQuotes.Replace(strings.TrimSuffix(wrong, ",")), lead, quote, p.whoIsMeant(f, quote))
}

// quoted returns the words that a fact rests on, ready to stand in quotation
// marks, and the words that introduce them: "Ada Lark writes in the Brenk Post,
// paragraph 3:". The quote is "" where the bank does not have the words or they
// are too long.
func (p *pool) quoted(f *questions.Fact) (quote, lead string) {
	if len(f.Evidence) == 0 || f.Evidence[0].Quote == "" {
		return "", ""
	}
	e := f.Evidence[0]
	source := inner(strings.Join(strings.Fields(e.Quote), " "))
	quote = source
	if part := strings.TrimRight(source, ";:,"); part != source { // of a longer sentence
		quote = part + "."
	}
	if utf8.RuneCountInString(quote) > longestQuote {
		quote = inner(f.Statement)
	}
	s, _ := p.bank.SourceByID(e.Source)
	who, says, according := "", "says", ""
	switch {
	case spokenByAnother(f, s):
		// An answer of an interview: neither who asked nor the outlet says it.
		according = ", according to " + f.Claimant
	case len(s.Authors) == 1 || len(s.Authors) == 2:
		who = strings.Join(s.Authors, " and ")
		if s.Outlet != "" && s.Outlet != who {
			who += " (" + s.Outlet + ")"
		}
	case s.Outlet != "":
		who = s.Outlet
	}
	switch {
	case who == "" && s.Title != "":
		who = "The article “" + inner(s.Title) + "”"
	case who == "":
		who = "The article"
	case len(s.Authors) == 2:
		says = "say"
	}
	lead = fmt.Sprintf("%s %s in paragraph %d%s:", who, says, e.Paragraph, according)
	if quote == inner(f.Statement) && source != quote {
		return "", ""
	}
	return quote, lead
}

// spokenByAnother reports whether the words that a fact rests on are those of
// somebody whom they do not name, and who did not write the article.
func spokenByAnother(f *questions.Fact, s questions.Source) bool {
	words := strings.Fields(f.Claimant)
	if len(words) == 0 || f.Claimant == "the author" || f.Claimant == "the authors" || f.Claimant == strings.Join(s.Authors, " and ") || slices.Contains(s.Authors, f.Claimant) {
		return false
	}
	return !questions.HoldsWords(f.Evidence[0].Quote, words[len(words)-1])
}

// whoIsMeant names, behind a quotation that has only a pronoun or surname, the
// paragraph that has the name, and behind one without its time the line that has it.
func (p *pool) whoIsMeant(f *questions.Fact, quote string) string {
	for _, e := range f.Evidence[1:] {
		if year := headYear.FindString(e.Quote); year != "" && !strings.Contains(quote, year) && strings.Contains(f.Statement, year[len(year)-4:]) {
			return fmt.Sprintf(" The time stands in paragraph %d: “%s”", e.Paragraph, inner(e.Quote))
		}
	}
	for _, e := range f.Evidence[1:] {
		for _, s := range f.Spans {
			if s.Kind == questions.Person && !strings.Contains(quote, s.Text) && strings.Contains(f.Statement, s.Text) && holdsAll(e.Quote, s.Text) {
				name := strings.TrimRight(s.Text, ".,") // of "Jr.", and behind an office between commas
				if e.Paragraph == f.Evidence[0].Paragraph {
					return fmt.Sprintf(" The same paragraph names %s.", name)
				}
				return fmt.Sprintf(" Paragraph %d names %s.", e.Paragraph, name)
			}
		}
	}
	return ""
}

// headYear finds the time at the head of a line of a timeline.
var headYear = pattern.MustCompile(`^(?:(?:` + monthNames + `) )?\d{4}\b`)

// holdsAll reports whether a quotation has a name or all of its words: "Ada Maria Lark"
// names Ada Lark.
func holdsAll(quote, name string) bool {
	if strings.Contains(quote, name) {
		return true
	}
	words := questions.Words(quote)
	return !slices.ContainsFunc(questions.Words(name), func(w string) bool { return !slices.Contains(words, w) })
}

// innerQuotes turns the quotation marks of a text that comes to stand in
// quotation marks itself.
var innerQuotes = strings.NewReplacer("“", "‘", "”", "’")

// inner is innerQuotes for straight marks too: every other one opens. Where their
// number is odd, as where words go on in a new paragraph and the mark is printed
// again, a mark before a word opens and one behind it closes.
func inner(text string) string {
	parts := strings.Split(innerQuotes.Replace(text), `"`)
	if len(parts)%2 == 0 {
		return innerBySide(strings.Join(parts, `"`))
	}
	for i := range parts[:len(parts)-1] {
		if i%2 == 0 {
			parts[i] += "‘"
		} else {
			parts[i] += "’"
		}
	}
	return strings.Join(parts, "")
}

// innerBySide turns straight marks by what stands beside them, and closes words that
// are still open at the end; the marks are left out where one stands between two
// words or behind a figure (7").
func innerBySide(text string) string {
	var b strings.Builder
	open := false
	for i, r := range text {
		if r != '"' {
			b.WriteRune(r)
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+1:])
		spaceBefore := i == 0 || unicode.IsSpace(before) || before == '(' || before == '—'
		spaceAfter := i+1 == len(text) || unicode.IsSpace(after) || unicode.IsPunct(after)
		if spaceBefore == spaceAfter || unicode.IsDigit(before) {
			return strings.ReplaceAll(text, `"`, "")
		}
		if open = spaceBefore; open {
			b.WriteRune('‘')
		} else {
			b.WriteRune('’')
		}
	}
	if open {
		b.WriteRune('’')
	}
	return b.String()
}

// titled reports whether the title of a source that a fact rests on, which
// every player sees, has a text.
func (p *pool) titled(f *questions.Fact, text string) bool {
	return slices.ContainsFunc(f.Evidence, func(e questions.Evidence) bool {
		s, ok := p.bank.SourceByID(e.Source)
		return ok && e.Quote != "" && questions.HoldsWords(s.Title, text)
	})
}
