package rules

import (
	"slices"
	"strings"
)

// works are nouns of what is made by somebody who made others.
var works = set("film series book song album game play opera story poem painting sculpture track")

// maxWorkTokens is how many words and marks a title in quotation marks has.
const maxWorkTokens = 9

// worksBeside notes the works of a sentence that stand in quotation marks beside what
// they are: the film "Brenk by Night", the "Brenk by Night" film, "Brenk by Night", a
// film of 1905. They are called by both.
func (d *document) worksBeside(s *sentence, taken map[int]bool) {
	tokens := s.tokens
	for from := 0; from < len(tokens); from++ {
		if !tokens[from].quoted {
			continue
		}
		to := from + 1
		for to < len(tokens) && tokens[to].quoted {
			to++
		}
		last := to
		for last > from && tokens[last-1].text == "," {
			last--
		}
		at := workNoun(tokens, from, to)
		if at < 0 || to-from > maxWorkTokens || !isWorkTitle(tokens[from:last]) {
			from = to
			continue
		}
		title := s.text[tokens[from].start:tokens[last-1].end]
		taken[at] = true
		noun := asNoun(tokens[at].text)
		if !slices.ContainsFunc(d.called[noun], func(o nounFor) bool { return o.title() == title }) {
			d.called[noun] = append(d.called[noun], nounFor{name: "the " + tokens[at].text + ` "` + title + `"`, first: s})
		}
		from = to
	}
}

// workNoun returns where the noun stands that says what the quotation marks around
// [from, to) name; -1 where none does.
func workNoun(tokens []token, from, to int) int {
	switch before := from - 1; {
	case to < len(tokens) && isWork(tokens[to]):
		return to
	case before >= 1 && (tokens[before].text == "called" || tokens[before].text == "titled" || tokens[before].text == "entitled" || tokens[before].text == "named") && isWork(tokens[before-1]):
		return before - 1
	case before >= 0 && isWork(tokens[before]):
		return before
	}
	comma := tokens[to-1].text == ","
	if to < len(tokens) && tokens[to].text == "," {
		comma, to = true, to+1
	}
	if end := nounPhrase(tokens, min(to, len(tokens)-1)); comma && end > to && articles[strings.ToLower(tokens[to].text)] && isWork(tokens[end-1]) {
		return end - 1
	}
	return -1
}

// title returns what stands in quotation marks in the name of a work.
func (c nounFor) title() string {
	_, quoted, _ := strings.Cut(c.name, `"`)
	return strings.TrimSuffix(quoted, `"`)
}

// isWork reports whether a word is a noun for a work.
func isWork(t token) bool { return t.tag == "NN" && works[asNoun(t.text)] }

// isWorkTitle reports whether what stands in quotation marks is a title: its first
// and last words and all that are longer have a capital.
func isWorkTitle(tokens []token) bool {
	if len(tokens) == 0 || !capitalised(tokens[0].text) || !capitalised(tokens[len(tokens)-1].text) {
		return false
	}
	const long = 5 // letters
	return !slices.ContainsFunc(tokens, func(t token) bool {
		return isMark(t.text) && t.text != "'" || len(t.text) >= long && !capitalised(t.text)
	})
}

// workCalled returns which work a noun means: the only one that the article calls so
// in an article that speaks of no other without its title.
func (d *document) workCalled(s *sentence, noun string) *antecedent {
	all := d.called[asNoun(noun)]
	if len(all) != 1 || d.uncalled[asNoun(noun)] || !all[0].first.before(s) || strings.Contains(s.text, all[0].title()) {
		return nil
	}
	return &antecedent{name: all[0].name, sentence: all[0].first}
}
