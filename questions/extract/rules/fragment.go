package rules

import (
	"slices"
	"strings"
	"unicode"
)

// What is left of a sentence when a part of it was taken for another.

// endsCompared reports whether what somebody holds ends with a comparison that is
// whole with its verb: "as most lamps are". Behind any other verb at the end the
// sentence goes on.
func endsCompared(body []token) bool {
	verb := len(body) - 1
	for i := verb - 1; i > 0; i-- {
		switch {
		case body[i].text == "as" || body[i].text == "than":
			return true
		case isFinite(body[i].tag) || isMark(body[i].text):
			return false
		}
	}
	return false
}

// behindPreposition reports whether the subject of a clause begins with what tells
// where or when it was: "the 1905 fair Ada Lark's lamp" of "and at the 1905 fair Ada
// Lark's lamp was lit", "board" of "Also on board was Ada Lark".
func behindPreposition(s *sentence, c *clause) bool {
	if len(c.subject) == 0 {
		return false
	}
	i := slices.IndexFunc(s.tokens, func(t token) bool { return t.start == c.subject[0].start })
	if i < 1 || !placing[strings.ToLower(s.tokens[i-1].text)] || s.tokens[i-1].tag != "IN" {
		return false
	}
	return i == 1 || s.tokens[i-2].text == "and" || s.tokens[i-2].text == "but" || s.tokens[i-2].text == "," || s.tokens[i-2].text == "Also"
}

// placing are prepositions that begin no clause.
var placing = set("at in on by from with during under near inside outside behind above below")

// objectless reports whether a statement or question ends with a verb that needs an
// object and has none, but for a time: "In 1905, the council repealed.", "The council
// repealed in 1905.", "did the council repeal?" Of a passive the object is the subject.
func objectless(told []token) bool {
	n := len(told)
	for n > 0 && isMark(told[n-1].text) {
		n--
	}
	for k := n - 2; k > 1 && k > n-6; k-- {
		if told[k].text == "in" || told[k].text == "on" {
			if _, length := dateAt(told, k+1); k+1+length == n {
				n = k
			}
			break
		}
	}
	if n < 3 || !needsObject[strings.ToLower(told[n-1].text)] {
		return false
	}
	for i := n - 2; i >= 0; i-- {
		switch word := strings.ToLower(told[i].text); {
		case word == "did":
			return true
		case word == "to", isFinite(told[i].tag), strings.HasPrefix(told[i].tag, "W"), subordinate[word]:
			return false // "was repealed", "sold the lamp that the council repealed"
		}
	}
	return told[n-1].tag == "VBD" || told[n-1].tag == "VBN"
}

// needsObject are verbs of which nobody leaves the object out.
var needsObject = set("pass passed repeal repealed enact enacted ratify ratified approve approved adopt adopted establish established acquire acquired purchase purchased introduce introduced create created obtain obtained defeat defeated receive received publish published found founded complete completed issue issued appoint appointed elect elected release released")

// mayNeedObject reports whether a verb that needs an object stands in a text.
func mayNeedObject(told string) bool {
	for word := range strings.FieldsFuncSeq(strings.ToLower(told), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if needsObject[word] {
			return true
		}
	}
	return false
}

// asksObjectless reports whether a question ends so.
func (f *finder) asksObjectless(ask string) bool {
	last := strings.LastIndexByte(ask, ' ') + 1
	return needsObject[strings.TrimSuffix(ask[last:], "?")] && objectless(f.language.tokens(plain(ask)))
}

// clauseWithoutVerb reports whether what somebody says, thinks or imagines "that" is
// only a subject with clauses about it: "You could imagine that the lamps that are
// being built in Oslo."
func clauseWithoutVerb(told []token) bool {
	for i := 1; i+4 < len(told); i++ {
		if told[i].text == "that" && strings.HasPrefix(told[i-1].tag, "VB") && !slices.ContainsFunc(told[i+1:], func(t token) bool { return isMark(t.text) && t.text != "." && t.text != "'" && t.text != `"` }) {
			return bareSubject(slices.DeleteFunc(slices.Clone(told[i+1:]), func(t token) bool { return t.text == "'" || t.text == `"` }))
		}
	}
	return false
}

// officeLost reports whether a statement ends with whom somebody made something, and its
// sentence tells behind commas what: "has appointed Ada Lark, a sailor, to lead".
func officeLost(s *sentence, told []token) bool {
	n := len(told)
	for n > 0 && isMark(told[n-1].text) {
		n--
	}
	verb := n - 1
	for verb > 0 && capitalised(told[verb].text) {
		verb--
	}
	if verb < 1 || verb == n-1 || !appoints[strings.ToLower(told[verb].text)] {
		return false
	}
	at := slices.IndexFunc(s.tokens, func(t token) bool { return t.text == told[n-1].text })
	for i := at + 2; at >= 0 && i+1 < len(s.tokens); i++ {
		if s.tokens[i].text == "," && (s.tokens[i+1].tag == "TO" || s.tokens[i+1].text == "as") {
			return s.tokens[at+1].text == ","
		}
	}
	return false
}

// oneBetween reports whether of three that something was between a statement tells of less:
// "the cup between Oslo and Bergen" or "A crew formed from sailors" of "the cup between
// Oslo and Bergen, the winners at home, and a crew formed from sailors".
func oneBetween(s *sentence, told string) bool {
	between := slices.IndexFunc(s.tokens, func(t token) bool { return t.text == "between" })
	if between < 0 || between+2 >= len(s.tokens) || !capitalised(s.tokens[between+1].text) {
		return false
	}
	comma := between + 1
	for comma < len(s.tokens) && (capitalised(s.tokens[comma].text) || s.tokens[comma].text == "and") {
		comma++
	}
	if comma+1 >= len(s.tokens) || s.tokens[comma].text != "," || s.tokens[comma+1].tag != "DT" {
		return false
	}
	for i := comma + 1; i+3 < len(s.tokens) && !isFinite(s.tokens[i].tag); i++ {
		if s.tokens[i].text != "," {
			continue
		}
		end := nounPhrase(s.tokens, i+2)
		if s.tokens[i+1].text != "and" || s.tokens[i+2].tag != "DT" || end <= i+2 || end >= len(s.tokens) {
			return false
		}
		if isFinite(s.tokens[end].tag) && (s.tokens[end].tag != "VBD" || end+1 >= len(s.tokens) || s.tokens[end+1].text != "from") {
			return false // "and the port was opened"
		}
		return !strings.Contains(told, "between") || !strings.Contains(told, s.tokens[end-1].text)
	}
	return false
}

// appoints are verbs that make somebody something.
var appoints = set("appoint appoints appointed name names named nominate nominates nominated designate designates designated proclaim proclaims proclaimed crown crowns crowned")
