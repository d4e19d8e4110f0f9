package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
	"quizbot/questions/extract/rules/depparse"
)

// What is said without a name or number, in few words that everybody uses, is known
// to everybody: what a price is, that feelings can mislead.

const (
	// everydayLong is how many telling words such a statement has at most. Of 27 without
	// a rare word reviewers found eight not worth asking, of 900 others one in twenty.
	everydayLong = 8
	minEveryday  = 4 // letters of a word that counts
)

// commonplace returns why a plain statement, or a view without who holds it, says what
// everybody knows; "" when it says more.
func (f *finder) commonplace(text string, view bool) string {
	fields := strings.Fields(text)
	for i, w := range fields {
		if strings.ContainsAny(w, "0123456789%$£€") {
			return ""
		}
		if w = strings.TrimLeft(w, `"'(“‘`); capitalised(w) && (i > 0 || f.names.middle[w]) {
			return ""
		}
	}
	words := questions.Words(text)
	telling, rare := everydayWords(words)
	if telling > everydayLong || rare > 1 {
		return ""
	}
	if !view {
		if rare == 0 {
			return "in everyday words"
		}
		return ""
	}
	hedges := 0
	for _, w := range words {
		if maybe[w] {
			hedges++
		}
	}
	advice := len(words) > 2 && words[0] == "you" && (advises[words[1]] || (words[1] == "need" || words[1] == "have") && words[2] == "to")
	vague := slices.ContainsFunc(words, func(w string) bool { return w == "often" || w == "usually" || w == "important" })
	switch {
	case hedges > 1, advice, rare == 0 && (hedges > 0 || vague):
		return "a truism"
	}
	return ""
}

// everydayWords returns how many words tell something, and how many of them are not in
// everybody's mouth.
func everydayWords(words []string) (tell, rare int) {
	for _, w := range words {
		if w = strings.TrimSuffix(w, "'s"); len(w) < minEveryday || !telling(w) {
			continue
		}
		tell++
		for part := range strings.SplitSeq(w, "-") {
			if !inEverydayUse(part) {
				rare++
				break
			}
		}
	}
	return tell, rare
}

// inEverydayUse reports whether a word, or another form of it, is one of those that the
// texts of the model of sentences have more than once.
func inEverydayUse(word string) bool {
	if depparse.Known(word) {
		return true
	}
	root := rootOf(word)
	return root != word && (depparse.Known(root) || depparse.Known(root+"e") || depparse.Known(root+"y"))
}

var (
	// maybe are words with which a statement only says that something happens.
	maybe = set("can may might could some sometimes")
	// advises are verbs behind the "you" of who gives advice to everybody.
	advises = set("should must")
)
