package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
)

// asEntitled calls whom an article is about as its title does: who reads "Percy Lark"
// above a question does not look for a George Percy Alfred Lark. It comes last, since
// names are known by their full form before.
func (f *finder) asEntitled() {
	who := f.names.main
	if who == nil {
		return
	}
	usual := inTitle(f.article.Title, who)
	if other, known := f.names.full[usual]; usual == "" || known && other != who && !strings.Contains(who.sentence.text, "known as "+usual) {
		return // a namesake
	}
	call := func(text string) string { return strings.ReplaceAll(text, who.full, usual) }
	for i := range f.facts {
		fact := &f.facts[i]
		if !strings.Contains(fact.Statement, who.full) || strings.Contains(fact.Statement, usual) {
			continue
		}
		fact.Statement, fact.Claimant = call(fact.Statement), call(fact.Claimant)
		fact.Spans = slices.Clone(fact.Spans)
		for k, s := range fact.Spans {
			if s.Kind != questions.Quotation {
				fact.Spans[k].Text = call(s.Text)
			}
			fact.Spans[k].Ask = call(s.Ask)
		}
	}
}

// inTitle returns the name of two words or three by which a title calls a person, all
// of them part of the full name and the last one its last; "" when it does not, or
// calls them by the whole name.
func inTitle(title string, who *person) string {
	full := strings.Fields(who.full)
	if len(full) < 3 || strings.ContainsAny(who.full, ".,") {
		return ""
	}
	words := strings.Fields(title)
	last := slices.IndexFunc(words, func(w string) bool { return strings.TrimRight(w, ",.:;?!") == full[len(full)-1] })
	if last < 1 || full[len(full)-1] != who.surname {
		return ""
	}
	first, rest := last, full[:len(full)-1]
	for first > 0 {
		at := slices.IndexFunc(rest, func(w string) bool { return strings.Trim(w, `"'“”‘’()`) == words[first-1] })
		if at < 0 {
			break
		}
		first, rest = first-1, rest[:at]
	}
	if n := last - first + 1; n < 2 || n == len(full) {
		return ""
	}
	return strings.Join(append(slices.Clone(words[first:last]), who.surname), " ")
}
