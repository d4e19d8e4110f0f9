package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
)

// grain is how exactly a date is known.
type grain int

const (
	noDate grain = iota
	yearGrain
	monthGrain
	dayGrain
)

// date is a date in running text.
type date struct {
	grain grain
	year  string
}

// dateAt reads the date that begins at token i and returns how many tokens it
// takes: "1996", "May 2017", "8 May 2017", "May 8, 2017". Dates without a year,
// decades and ranges are none.
func dateAt(tokens []token, i int) (date, int) {
	word := func(k int) string {
		if k < len(tokens) {
			return tokens[k].text
		}
		return ""
	}
	closed := func(n int) bool {
		after := word(i + n)
		return after != "-" && after != "–" && after != "—" && after != "to" && after != "/"
	}
	switch {
	case isYear(word(i)) && closed(1):
		return date{yearGrain, word(i)}, 1
	case months[word(i)] && isYear(word(i+1)) && closed(2):
		return date{monthGrain, word(i + 1)}, 2
	case months[word(i)] && word(i+1) == "," && isYear(word(i+2)) && closed(3):
		return date{monthGrain, word(i + 2)}, 3
	case months[word(i)] && isDay(word(i+1)) && word(i+2) == "," && isYear(word(i+3)) && closed(4):
		return date{dayGrain, word(i + 3)}, 4
	case months[word(i)] && isDay(word(i+1)) && isYear(word(i+2)) && closed(3):
		return date{dayGrain, word(i + 2)}, 3
	case isDay(word(i)) && months[word(i+1)] && isYear(word(i+2)) && closed(3):
		return date{dayGrain, word(i + 2)}, 3
	case isDay(word(i)) && months[word(i+1)] && word(i+2) == "," && isYear(word(i+3)) && closed(4):
		return date{dayGrain, word(i + 3)}, 4
	}
	return date{}, 0
}

func isDay(s string) bool {
	s = strings.TrimRight(s, "stndrh")
	if len(s) == 0 || len(s) > 2 {
		return false
	}
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
		n = 10*n + int(r-'0')
	}
	return n >= 1 && n <= 31
}

// dated is a date phrase of a clause: "in 1996", "on May 8, 2017".
type dated struct {
	date     date
	from, to int // tokens of the part, with the preposition
	inFront  bool
}

// happenings are nouns that a following date may belong to rather than to the
// verb: "condemned the coup in 1991".
var happenings = set("war wars coup election elections attack attacks conflict crisis massacre revolution uprising battle invasion crash earthquake disaster protest protests riot riots meeting conference summit speech interview report study article book paper novel film death birth release publication law act treaty agreement decision ruling case visit trip strike genocide referendum census season edition version census tournament championship race cup game games match")

// dateOf finds the one date that the clause's verb has. False when there is
// none, more than one, or one that may belong to something else in it.
func (c *clause) dateOf() (dated, bool) {
	var found []dated
	years := 0
	count := func(tokens []token) {
		for _, t := range tokens {
			if isYear(t.text) {
				years++
			}
		}
	}
	count(c.front)
	count(c.subject)
	count(c.rest)
	if years != 1 {
		return dated{}, false
	}
	if len(c.front) > 1 {
		if d, ok := datePhrase(c.front, 0); ok && d.to == len(c.front) {
			d.inFront = true
			found = append(found, d)
		}
	}
	for i := range c.rest {
		if d, ok := datePhrase(c.rest, i); ok && (c.hangsOnVerb(d) || !c.parsed && c.holdsUp(i)) {
			found = append(found, d)
			break
		}
	}
	if len(found) != 1 {
		return dated{}, false
	}
	return found[0], true
}

// datePhrase reads "in" or "on" and a date at i.
func datePhrase(tokens []token, i int) (dated, bool) {
	preposition := strings.ToLower(tokens[i].text)
	if preposition != "in" && preposition != "on" {
		return dated{}, false
	}
	d, n := dateAt(tokens, i+1)
	if n == 0 || (d.grain == dayGrain) != (preposition == "on") {
		return dated{}, false
	}
	return dated{date: d, from: i, to: i + 1 + n}, true
}

// hangsOnVerb reports whether a date phrase of a parsed clause tells when the
// verb happened.
func (c *clause) hangsOnVerb(d dated) bool {
	if !c.parsed || d.from > 0 && happenings[strings.ToLower(c.rest[d.from-1].text)] {
		return false
	}
	if before := c.rest[max(0, d.from-1)]; d.from > 1 && (before.tag == "VBG" || before.text == "beginning" || before.text == "starting" || before.text == "ending") && isNoun(c.rest[d.from-2].tag) {
		return false // "a grant beginning in 1905"
	}
	return slices.ContainsFunc(c.rest[d.from:d.to], func(t token) bool { return c.direct[t.start] })
}

// holdsUp reports whether nothing between the verb and rest[i] can claim the
// date for itself: another verb, a clause, or a happening.
func (c *clause) holdsUp(i int) bool {
	for _, t := range c.rest[:i] {
		switch {
		case isFinite(t.tag), t.tag == "WDT", t.tag == "WP", t.tag == "WRB", t.tag == "VBG", t.tag == "VBN", t.tag == "VB", licences[t.text] && t.text != "as":
			return false
		}
	}
	return i == 0 || !happenings[strings.ToLower(c.rest[i-1].text)]
}

// without returns tokens without [from, to).
func without(tokens []token, from, to int) []token {
	kept := append([]token{}, tokens[:from]...)
	for to < len(tokens) && tokens[to].text == "," && !(to+1 < len(tokens) && strings.HasPrefix(tokens[to+1].tag, "W")) {
		to++ // "in 2004, to an old family", but "in 2004, when ..."
	}
	if from > 0 && len(kept) > 0 && kept[len(kept)-1].text == "," {
		kept = kept[:len(kept)-1]
	}
	return append(kept, tokens[to:]...)
}

// writeOutMonths gives months that are cut short in dates ("Sept. 29", "29 Sept")
// their whole names, but not in a quotation, which is told word for word.
func writeOutMonths(tokens []token) {
	number := func(i int) bool { return i >= 0 && i < len(tokens) && startsWithDigit(tokens[i].text) }
	for i := range tokens {
		t := &tokens[i]
		if t.quoted || !capitalised(t.text) || !number(i-1) && !number(i+1) {
			continue
		}
		if month := questions.FullMonth(t.text); month != "" {
			t.text = month
		}
	}
}
