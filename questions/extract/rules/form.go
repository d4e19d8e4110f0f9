package rules

import (
	"slices"
	"strings"

	"quizbot/questions/pattern"
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
			if opened && k > 0 && tokens[k].tag == "PRP" && isNoun(tokens[k-1].tag) {
				continue // "the place it had held"
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
// of "after the lamp -- lit by Ada Lark -- fell", what somebody was told, "assured
// the public in Brenk" of "assured the public in Brenk, a harbour, that", the last of
// several, or what two did, "planned" of "the town planned and Ada Lark built the lamp".
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
		if told[n-2].text == "," && isNoun(told[n-1].tag) && s.tokens[next].text == "," && next+2 < len(s.tokens) && (s.tokens[next+1].text == "and" || s.tokens[next+1].text == "or") &&
			nounPhrase(s.tokens, next+2) > next+2 && !placePair(told[:n], n-2) {
			return true // "ropes, oars" of "ropes, oars, and boats"
		}
		if titled := next+2 < len(s.tokens) && s.tokens[next].text == "," && firstNames[s.tokens[next+1].text] && capitalised(s.tokens[next+2].text); titled && (capitalised(told[n-1].text) || roleNouns[told[n-1].text]) {
			for next++; next < len(s.tokens) && capitalised(s.tokens[next].text); next++ {
			}
			if next+1 < len(s.tokens) && s.tokens[next].text == "," && s.tokens[next+1].tag == "IN" {
				return true // "worked with the director, Ada Lark, on the lamp"
			}
		}
		if last := told[n-1].tag; (last == "VBD" || last == "VBN") && (s.tokens[next].text == "and" || s.tokens[next].text == "or") {
			if verb := nounPhrase(s.tokens, next+1); verb > next+1 && verb < len(s.tokens) && isFinite(s.tokens[verb].tag) {
				return true // "the town planned and Ada Lark built the lamp"
			}
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

// partLost finds a statement that lost a part of it: what a link at its end goes on
// with, the main clause behind a condition, the number of years between a comma
// and "later".
var partLost = pattern.MustCompile(`\ban? \p{Lu}[\pL.]+(?: \p{Lu}[\pL.]+)?, \p{Lu}\pL+(?: \p{Lu}\pL+)?[.?]$|\b(?:fact|idea|belief|notion|news) that (?:the )?(?:\p{Lu}[\pL’'-]+ ?){1,4}[.?]$|\b(?:and|or|but), (?:in|on|by|at|after|from|until|since|with|through|under) [\pL\d ]+\.$|\b(?:said|wrote|argued|held|thought|believed|claimed|found|noted) that even if [^,]+\.$|^(?:Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|\d+) (?:days|weeks|months|years), |^(?:Son|Daughter|Mother|Father|Wife|Husband|Brother|Sister) (?:[\pL]+ed|left|went|came|was|took|had) `)

// relativeCut reports whether a statement is the clause behind a noun whose object
// that noun is: "the crew bought in 1905 from Ada Lark" of "the boat the crew bought".
func relativeCut(s *sentence, told []token) bool {
	verb := 0
	for verb < len(told) && told[verb].tag != "VBD" {
		verb++
	}
	if verb == 0 || verb+1 >= len(told) || told[verb+1].tag != "IN" {
		return false
	}
	for i := 2; i+verb < len(s.tokens); i++ {
		if s.tokens[i+verb].start != told[verb].start && s.tokens[i+verb].text != told[verb].text || !isNoun(s.tokens[i-1].tag) || capitalised(s.tokens[i-1].text) || spans[s.tokens[i-1].text] || !strings.EqualFold(s.tokens[i].text, told[0].text) {
			continue
		}
		for k := i - 2; k >= 0 && !isMark(s.tokens[k].text) && s.tokens[k].tag != "CC"; k-- {
			if isFinite(s.tokens[k].tag) || s.tokens[k].tag == "VBN" {
				return true
			}
		}
	}
	return false
}

// twoTimes finds that the time of one thing stands behind that of another.
var twoTimes = pattern.MustCompile(`\b\d{4} (?:in|on) (?:\pL+ )?(?:\d{1,2}, )?\d{4}\?$`)

// twoStatements finds words of a second statement in a question: "Which country plays
// Japan and Britain meets Chile?", "By whom was it found in Oslo and Bo Finn in Vell?",
// "When did Ada leave and many ships reached the harbour?"
var twoStatements = pattern.MustCompile(`\b(?:and|but) (?:\p{Lu}[\pL.'’-]+ )+\p{Ll}{3,}(?:s|ed) (?:the |a |an |his |her |its |their |\p{Lu})|\b(?:and|but) (?:has|have|had) \p{Ll}|, while |^Who .* and .* all \p{Ll}+(?:ed|ld|re) |, and (?:he|she|it|they|we|named|called|given|awarded) |^(?:In|On) which .* did .* and (?:the |many |some |its |their )?(?:\p{Ll}+ ){1,2}\p{Ll}+ed (?:a|an|the) |, \p{Lu}\pL+ \d[\d.]*(?:%| per ?cent)|^In which (?:country|city|state|town|place) .* where\b|^By whom .* and (?:\p{Lu}[\pL.'’-]+ ){2,}(?:at|in|for|of) `)

// endless finds questions that end where the date or number was: "a grant beginning?"
var endless = pattern.MustCompile(`\b(?:beginning|starting|ending|of|in|from|since|until|and|or|the|an?)\?$`)

// asksTwo reports whether a question has a second statement of its sentence left in
// it: "In which year was the quay built and the lamp was lit?", "By whom was the
// quay followed by a lamp?"
func (f *finder) asksTwo(ask string) bool {
	if strings.HasPrefix(ask, "Who said: ") {
		return false
	}
	if strings.HasPrefix(ask, "By ") && strings.Contains(ask, " by ") {
		return true
	}
	if strings.HasSuffix(ask, " when?") || twoTimes.MatchString(ask) || twoStatements.MatchString(ask) || endless.MatchString(ask[max(0, len(ask)-longestEnd):]) {
		return true // "that was finished in 1907 in 1905?"
	}
	two := strings.Contains(ask, " and ") || strings.Contains(ask, " but ")
	if strings.HasPrefix(ask, "Who said") || !two && !(strings.Contains(ask, " did ") && (strings.Contains(ask, " were ") || strings.Contains(ask, " was "))) {
		return false
	}
	tokens := f.language.tokens(plain(ask))
	if did := slices.IndexFunc(tokens, func(t token) bool { return t.text == "did" }); did >= 0 && did+1 < len(tokens) {
		behind := tokens[did+1:]
		if was := slices.IndexFunc(behind, func(t token) bool { return t.text == "were" || t.text == "was" }); was >= 0 && !parted(behind[:was]) {
			return true
		}
	}
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

// parted reports whether a clause may begin in the tokens behind "did": behind a
// mark, a word that begins one, or an "and" that has the verb before it.
func parted(tokens []token) bool {
	verb := false
	return slices.ContainsFunc(tokens, func(t token) bool {
		verb = verb || strings.HasPrefix(t.tag, "VB")
		return t.tag == "CC" && verb || isMark(t.text) && t.text != "?" || strings.HasPrefix(t.tag, "W") || strings.EqualFold(t.text, "that") || subordinate[strings.ToLower(t.text)]
	})
}

// halfOfTwo reports whether the subject of a clause is the second of two nouns that
// share their verb: "son" of "mother and son left".
func halfOfTwo(s *sentence, c *clause) bool {
	if len(c.subject) == 0 || !isNoun(c.subject[0].tag) || capitalised(c.subject[0].text) {
		return false
	}
	i := slices.IndexFunc(s.tokens, func(t token) bool { return t.start == c.subject[0].start })
	return i > 1 && (s.tokens[i-1].text == "and" || s.tokens[i-1].text == "or") && isNoun(s.tokens[i-2].tag)
}
