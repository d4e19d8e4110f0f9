package rules

import (
	"slices"
	"strings"
)

// A last look at the words of statements and questions, however they were made.

// bareSubject reports whether a statement is nothing but a subject with what
// clauses about it say: "a lamp that was lit in Oslo by Ada Lark". Where a word may
// be its verb and have another class for the tagger, it is not.
func bareSubject(tokens []token) bool {
	opened := false
	for i, t := range tokens {
		before := tokens[max(0, i-1)]
		switch {
		case isFinite(t.tag):
			k := i - 1
			for k > 0 && tokens[k].tag == "RB" {
				k--
			}
			if k < 1 || !beginsRelative[tokens[k].text] || !isNoun(tokens[k-1].tag) && tokens[k-1].text != "," {
				return false
			}
			opened = true
		case t.tag == "VB" && before.tag != "TO" && before.tag != "MD" && before.tag != "RB",
			!opened && t.tag == "VBN" && !followedBy(tokens, i, "by"),
			t.tag == "NNS" && isNoun(before.tag) && i > 0,
			subordinate[strings.ToLower(t.text)]:
			return false
		}
	}
	return opened
}

// beginsRelative are words that begin a clause of which they are the subject.
var beginsRelative = set("that which who")

// beforeItsEnd reports whether a statement ends where its sentence goes on with
// what it cannot do without: a verb behind an aside between dashes, "after the lamp"
// of "after the lamp -- lit by Ada Lark -- fell", or what somebody was told, "assured
// the public in Brenk" of "assured the public in Brenk, a harbour, that".
func beforeItsEnd(s *sentence, told []token) bool {
	n := len(told)
	for n > 0 && isMark(told[n-1].text) {
		n--
	}
	if n < 2 {
		return false
	}
	for i := 1; i+1 < len(s.tokens); i++ {
		if s.tokens[i].text != told[n-1].text || s.tokens[i-1].text != told[n-2].text {
			continue
		}
		next := i + 1
		if s.tokens[next].text == "," && next+1 < len(s.tokens) && s.tokens[next+1].text == "that" {
			return true
		}
		if isDash(s.tokens, next) {
			for next++; next < len(s.tokens) && !isDash(s.tokens, next); next++ {
			}
			if next++; next < len(s.tokens) && isFinite(s.tokens[next].tag) {
				return true
			}
		}
	}
	return false
}

// asksTwo reports whether a question has a second statement of its sentence left in
// it: "In which year was the quay built and the lamp was lit?", "By whom was the
// quay followed by a lamp?"
func (f *finder) asksTwo(ask string) bool {
	if strings.HasPrefix(ask, "By ") && strings.Contains(ask, " by ") {
		return true
	}
	if strings.HasPrefix(ask, "Who said") || !strings.Contains(ask, " and ") && !strings.Contains(ask, " but ") {
		return false
	}
	tokens := f.language.tokens(plain(ask))
	verbs := 0 // of any form
	for i, t := range tokens {
		switch {
		case strings.HasPrefix(t.tag, "VB") || t.tag == "MD":
			verbs++
		case i > 1 && (t.tag == "WDT" || t.tag == "WP" || t.tag == "WRB" || strings.EqualFold(t.text, "that") || subordinate[strings.ToLower(t.text)]):
			return false // both may belong to the clause that begins here
		case t.tag == "CC" && verbs > 1:
			end := nounPhrase(tokens, i+1)
			for end > i+1 && end < len(tokens) && tokens[end].tag == "RB" {
				end++
			}
			if end > i+1 && end < len(tokens) && isFinite(tokens[end].tag) && !slices.ContainsFunc(tokens[i+1:end], func(x token) bool { return x.tag == "CD" }) {
				return true
			}
		}
	}
	return false
}
