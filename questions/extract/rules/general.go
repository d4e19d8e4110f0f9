package rules

import (
	"slices"
	"strings"
)

// What everybody would mark true, and what could have been anywhere and at any
// time, are no questions, however whole their sentences are.

// saysNothing returns why a plain statement tells nothing that could be known or
// forgotten; "" when it does tell something. Family is that of its fact.
func (f *finder) saysNothing(c *clause, family string) string {
	switch {
	case family != "subject" && family != "definition":
		return "" // a date, a number or a cause is told
	case c.rates():
		return "that it matters"
	case c.namesItself():
		return "the name says it"
	case f.article.Published.IsZero() && f.anytime(c):
		return "of no time"
	}
	return ""
}

// weighty are nouns for what something is to others.
var weighty = set("consequences consequence impact impacts effect effects influence importance significance implications problems difficulties challenges repercussions ramifications")

// rates reports whether a clause only says that something had an effect, without
// saying which: "The storm had profound consequences for the harbours". What
// follows must be no more than for whom.
func (c *clause) rates() bool {
	at := slices.IndexFunc(c.rest, func(t token) bool { return weighty[strings.ToLower(t.text)] })
	if at < 1 || at > 4 || prepositions[c.rest[at-1].text] {
		return false
	}
	switch c.verb[len(c.verb)-1].text {
	case "had", "has", "have", "suffered", "faced", "posed", "poses", "pose", "caused", "created", "brought", "exerted", "experienced", "encountered":
	default:
		return false
	}
	if slices.ContainsFunc(c.rest[:at], func(t token) bool { return isNoun(t.tag) || t.tag == "IN" || t.tag == "CD" }) {
		return false
	}
	return !slices.ContainsFunc(c.rest[at+1:], func(t token) bool {
		return t.tag == "VBG" || t.tag == "CD" || isFinite(t.tag) || t.text == "such" || t.text == "including" || t.text == ":"
	})
}

// namesItself reports whether all that a clause says of its subject stands in
// the name of who or what it is done by: "Harbour pilots are provided by the
// Brenk Harbour Pilots Board".
func (c *clause) namesItself() bool {
	const telling = 4 // letters of a word that tells something
	if c.verb[0].tag == "VBD" || len(c.verb) < 2 || c.verb[len(c.verb)-1].tag != "VBN" || len(c.subject) > 4 {
		return false
	}
	named, known := 0, 0
	for _, t := range c.subject {
		if capitalised(t.text) && t.tag != "DT" && t.start > 0 {
			return false
		}
		if len(t.text) < telling {
			continue
		}
		named++
		if slices.ContainsFunc(c.rest, func(r token) bool { return capitalised(r.text) && stem(r.text) == stem(t.text) }) {
			known++
		}
	}
	by := slices.IndexFunc(c.rest, func(t token) bool { return t.text == "by" })
	if by < 0 || by > 1 || named == 0 {
		return false
	}
	body := c.rest[by+1:]
	return known == named && !slices.ContainsFunc(body, func(t token) bool { return t.tag == "WDT" || t.tag == "CD" || isFinite(t.tag) })
}

// anytime reports whether a clause tells of something past of which only a
// people or creed is named, "Harbours were mostly held by Danes": in an article
// without a date nothing says when, and hardly where.
func (f *finder) anytime(c *clause) bool {
	if c.verb[0].tag != "VBD" && c.verb[0].text != "was" && c.verb[0].text != "were" {
		return false
	}
	first := c.sentence.tokens[0].start
	peoples := 0
	for _, t := range c.tokens() {
		if t.tag == "CD" || t.made || t.quoted {
			return false
		}
		if !capitalised(t.text) && t.tag != "NNP" && t.tag != "NNPS" || t.start == first && !f.names.middle[t.text] && !demonyms[t.text] {
			continue
		}
		if f.titleShared([]token{t}) || f.titleHasRoot(t.text) {
			return false
		}
		word := strings.TrimSuffix(t.text, "s")
		if !demonyms[t.text] && !demonyms[word] && !creeds[word] {
			return false
		}
		peoples++
	}
	return peoples > 0
}

// creeds are adjectives and nouns of religions, which are everywhere.
var creeds = set("Christian Muslim Islamic Jewish Jew Buddhist Hindu Catholic Protestant Sikh Pagan")

// titleHasRoot reports whether the title has the country or another form of a
// people's name: "Romans" where it has "Roman".
func (f *finder) titleHasRoot(word string) bool {
	const root = 4 // letters that tell a name
	if len(word) < root {
		return false
	}
	return slices.ContainsFunc(strings.Fields(f.article.Title), func(w string) bool {
		return capitalised(w) && len(w) >= root && strings.EqualFold(w[:root], word[:root])
	})
}

// cityTells reports whether a statement has a well-known city of the part of the
// world where the country lies that is asked for: "the Paris Opera" tells
// France.
func cityTells(place, statement string) bool {
	region := countries[place]
	if region == "" {
		return false
	}
	words := strings.FieldsFunc(statement, func(r rune) bool { return r == ' ' || r == ',' || r == '.' })
	for i, w := range words {
		if cities[w] == region || i+1 < len(words) && cities[w+" "+words[i+1]] == region {
			return true
		}
	}
	return false
}
