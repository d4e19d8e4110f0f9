package rules

import (
	"slices"
	"strings"
)

// undated returns what a report tells of one day that nobody can know without
// it: a price, a play of a game; "" if it tells neither. A year or what
// everybody calls the event by says which day.
func (f *finder) undated(c *clause) string {
	all := c.tokens()
	if slices.ContainsFunc(all, func(t token) bool { return isYear(t.text) && !t.made }) {
		return ""
	}
	main := strings.ToLower(c.verb[len(c.verb)-1].text)
	numbers := slices.ContainsFunc(c.rest, func(t token) bool { return t.tag == "CD" })
	finite := c.verb[0].tag == "VBD"
	priced := func(t token) bool { return prices[strings.ToLower(t.text)] }
	switch {
	case finite && (changed[main] || quoted[main] && numbers) && anyHas(priced, c.subject, c.aside):
		return "a price of a day"
	case !finite || slices.ContainsFunc(all, func(t token) bool { return t.made || contests[strings.ToLower(t.text)] }):
	case (plays[main] || slices.ContainsFunc(c.rest, func(t token) bool {
		return beats[main] && score.MatchString(t.text) || tallied[main] && playWords[t.text]
	})) && !f.titleShared(all):
		return "a play of a game"
	}
	return ""
}

// prices are what is traded and what follows its price.
var prices = set("shares stock stocks index indexes indices futures yield yields bonds bond treasuries crude gold silver copper aluminum aluminium dollar euro pound yen average nasdaq dow sensex ftse nikkei brent currency loonie rupee")

// quoted are verbs that give a price beside those of [changed].
var quoted = set("was were closed opened traded stood added reached hit finished ended settled changed touched shed")

// plays are what players do in every game, beats how one stands or ends. Those of
// tallied do so where one of playWords follows.
var (
	plays     = set("scored rushed netted homered assisted")
	beats     = set("beat defeated routed won lost edged downed topped led drew clinched secured trailed blanked")
	tallied   = set("had stopped led trailed made saved")
	playWords = set("goals shots saves rebounds touchdowns assists halftime innings")
)

// contests are what is played for, or what says that a whole year is meant.
var contests = set("cup championship championships final finals tournament olympics games series bowl title trophy qualifier playoffs playoff medal career derby prix election vote")

// headlined reports whether a subject is a headline rather than a name: "Otto Lark
// Convicted Of Theft has".
func headlined(subject []token) bool {
	for i, t := range subject {
		if i > 0 && !t.quoted && t.text == "Of" && capitalised(subject[i-1].text) {
			return true
		}
	}
	return false
}

// dayFirst reports whether a clause begins with a day that no preposition ties to
// it, as a caption or an entry of a list does: "March 3, 1905 the lamp was lit".
func (c *clause) dayFirst() bool {
	for _, part := range [][]token{c.front, c.subject} {
		if len(part) > 1 && !part[0].made && months[part[0].text] && part[1].tag == "CD" {
			return true
		}
	}
	return false
}

// monthBefore returns the month before the verb of a clause in the past that tells
// of another year behind it: "In January it forecast a loss for 1905".
func (c *clause) monthBefore() string {
	year := func(t token) bool { return isYear(t.text) || t.made }
	before := slices.Concat(c.front, c.subject, c.before)
	if c.verb[0].tag != "VBD" || slices.ContainsFunc(before, year) || !slices.ContainsFunc(c.rest, year) {
		return ""
	}
	for i, t := range before {
		if i > 0 && months[t.text] && prepositions[strings.ToLower(before[i-1].text)] {
			return t.text
		}
	}
	return ""
}
