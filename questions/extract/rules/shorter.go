package rules

import (
	"slices"
	"strings"

	"quizbot/questions/pattern"
)

// A sentence of a column that cannot be told as it stands may be told without
// what hangs on it: a remark in brackets or behind a dash, a relative clause that
// only adds something, or a head or words about the writer in front. What is left was said as it is told.

// minShorter is how many words a shorter sentence has at least, with its full stop.
const minShorter = 9

// shorter returns what is left of a sentence without what hangs on it, the
// longest first; nil where nothing does.
func shorter(s *sentence) []*sentence {
	n := len(s.tokens)
	if n < minShorter+3 || s.tokens[n-1].text != "." {
		return nil
	}
	stop := s.tokens[n-1]
	var found []*sentence
	add := func(tokens []token, head bool) {
		if len(tokens)+1 < minShorter || !balanced(tokens) {
			return
		}
		v := &sentence{paragraph: s.paragraph, start: s.start, end: s.end, text: s.text, tokens: append(slices.Clone(tokens), stop)}
		if head {
			v.he, v.named, v.it = s.he, s.named, s.it
		}
		found = append(found, v)
	}
	tokens := s.tokens[:n-1]
	if plainer := withoutBrackets(tokens); len(plainer) < len(tokens) {
		add(plainer, true)
		tokens = plainer
	}
	if end := behindHead(tokens); end > 0 {
		tokens = slices.Clone(tokens[end:])
		if len(tokens) > 0 && strings.ToUpper(tokens[0].text) == tokens[0].text {
			tokens[0].text = strings.ToLower(tokens[0].text) // "To the People: THE harbour"
		}
		add(tokens, false)
	}
	if end := aboutWriter(tokens); end > 0 {
		tokens = tokens[end:]
		add(tokens, false)
	}
	if k := trailing(tokens); k > 0 {
		add(tokens[:k], len(tokens) > 0 && tokens[0].start == s.tokens[0].start)
	}
	if k := behindConcession(tokens); k > 0 && !pronounIn(tokens[k:]) {
		add(tokens[k:], false)
	}
	if k := addsOn(tokens); k > 0 {
		add(tokens[:k], len(tokens) > 0 && tokens[0].start == s.tokens[0].start)
	}
	if k := twoClauses(tokens); k > 0 {
		if word := tokens[k+1].text; (word == "and" || word == "so") && !opensPhrase(withoutHead(tokens)[0]) {
			add(tokens[:k], len(tokens) > 0 && tokens[0].start == s.tokens[0].start)
		}
		if !pronounIn(tokens[k+2:]) {
			add(tokens[k+2:], false)
		}
	}
	return found
}

// shorterView tells what an author holds in a sentence without what hangs on it,
// where it cannot be told whole.
func (f *finder) shorterView(s *sentence) {
	dropped := len(f.dropped)
	for _, v := range shorter(s) {
		if fact, more, ok := f.wholeView(v); ok && f.found("view", v, fact, "", more...) {
			f.dropped = f.dropped[:dropped]
			return
		}
		f.dropped = f.dropped[:dropped] // the whole says why
	}
}

// balanced reports whether every quotation mark and bracket that tokens open is
// closed among them.
func balanced(tokens []token) bool {
	return !tokens[0].quoted && !tokens[len(tokens)-1].quoted && !slices.ContainsFunc(tokens, func(t token) bool { return t.text == "(" || t.text == ")" })
}

// withoutBrackets leaves out what stands in round brackets.
func withoutBrackets(tokens []token) []token {
	if exceptIn(&sentence{tokens: tokens}, tokens) {
		return tokens
	}
	var kept []token
	open := 0
	for i, t := range tokens {
		switch {
		case t.text == "(":
			open++
		case t.text == ")":
			if open--; open < 0 {
				return tokens
			}
		case open == 0:
			kept = append(kept, tokens[i])
		}
	}
	if open != 0 {
		return tokens
	}
	return kept
}

// aboutWriter returns where a sentence goes on behind words in front that only say
// that its writer has said, seen or holds it: "In my experience, ", "As I have
// argued, "; 0 where none stand there.
func aboutWriter(tokens []token) int {
	comma := slices.IndexFunc(withoutHead(tokens), func(t token) bool { return t.text == "," })
	if comma < 2 || comma > 9 {
		return 0
	}
	skipped := len(tokens) - len(withoutHead(tokens))
	words := make([]string, comma)
	for i := range words {
		words[i] = strings.ToLower(tokens[skipped+i].text)
	}
	if !ofWriter.MatchString(strings.Join(words, " ")) {
		return 0
	}
	return skipped + comma + 1
}

// behindHead returns where a sentence begins behind the head of its paragraph, which
// the text has run into it: a salutation, or "Ropes at Sea: "; 0 where there is none.
func behindHead(tokens []token) int {
	const longest = 9
	if end := salutation(tokens); end > 0 {
		return end
	}
	colon := slices.IndexFunc(tokens[:min(len(tokens), longest)], func(t token) bool { return t.text == ":" })
	if colon < 2 || colon+1 == len(tokens) || !capitalised(tokens[colon+1].text) || slices.ContainsFunc(tokens[colon:], func(t token) bool { return t.quoted || strings.Trim(t.text, "'") == "" }) {
		return 0 // perhaps inside a title in quotation marks
	}
	head := tokens[:colon]
	if slices.ContainsFunc(head, func(t token) bool { return t.quoted || isFinite(t.tag) || t.tag == "MD" || isMark(t.text) }) || !slices.ContainsFunc(head, func(t token) bool { return !strings.HasPrefix(t.tag, "NNP") }) {
		return 0 // a clause of its own, or who speaks
	}
	return colon + 1
}

// interjects reports whether a sentence begins with words that grant something before
// its "but": "Okay, sure, boats are cheap."
func interjects(tokens []token) bool {
	return len(tokens) > 1 && tokens[1].text == "," && interjections[strings.ToLower(tokens[0].text)]
}

var interjections = set("okay ok sure oh yes no well yeah right true granted fine hey")

// salutation returns where a letter begins behind whom it is written to: "To the
// Editor: ", "To the People of Brenk: "; 0 where it does not.
func salutation(tokens []token) int {
	const longest = 14
	if len(tokens) == 0 || !strings.EqualFold(tokens[0].text, "to") || tokens[0].start > 0 {
		return 0
	}
	colon := slices.IndexFunc(tokens[:min(len(tokens), longest)], func(t token) bool { return t.text == ":" })
	if colon < 3 || slices.ContainsFunc(tokens[:colon], func(t token) bool { return isFinite(t.tag) || t.tag == "VB" }) {
		return 0
	}
	return colon + 1
}

// withoutHead leaves out a conjunction at the head of a sentence, with its comma.
func withoutHead(tokens []token) []token {
	if len(tokens) > 2 && tokens[0].tag == "CC" {
		tokens = tokens[1:]
		if tokens[0].text == "," {
			tokens = tokens[1:]
		}
	}
	return tokens
}

// ofWriter finds them, in small letters.
var ofWriter = pattern.MustCompile(`^(?:(?:at least )?in my (?:own )?(?:experience|view|opinion|judge?ment|mind)|as (?:i|we)(?: have|'ve)?(?: (?:already|just|often|also))? (?:argued|said|noted|mentioned|wrote|written|explained|pointed out|discussed|saw|seen|described|explain|noted|know|all know)(?: \pL+){0,5}|for (?:this|that|these|those) (?:\pL+ )?reasons?|because of (?:this|that)|partly (?:as a result|because of (?:this|that))|of course|needless to say|in this (?:sense|respect|regard)|i think|i believe|i suspect|to me|for me)$`)

// pronounIn reports whether tokens have a pronoun that what was cut off may tell.
func pronounIn(tokens []token) bool {
	return slices.ContainsFunc(tokens, func(t token) bool {
		return !t.quoted && (t.tag == "PRP" || t.tag == "PRP$") && !addresses(t)
	})
}

// behindConcession returns where the main clause begins behind one in front that only
// grants something or tells how it came: "Although boats are cheap, ", "While ...,";
// 0 where none stands there.
func behindConcession(tokens []token) int {
	skipped := len(tokens) - len(withoutHead(tokens))
	rest := tokens[skipped:]
	if len(rest) < minShorter {
		return 0
	}
	first := strings.ToLower(rest[0].text)
	if first == "even" && (strings.EqualFold(rest[1].text, "though") || strings.EqualFold(rest[1].text, "as")) {
		first = "though"
	}
	if first != "while" && first != "although" && first != "though" && first != "despite" && first != "whereas" {
		return 0
	}
	for i := 2; i+4 < len(rest); i++ {
		if rest[i].quoted || isDash(rest, i) {
			return 0
		}
		if rest[i].text != "," {
			continue
		}
		if clauseAt(rest, i+1) {
			return skipped + i + 1
		}
	}
	return 0
}

// clauseAt reports whether a noun and its finite verb begin at i.
func clauseAt(tokens []token, i int) bool {
	verb := nounPhrase(tokens, i)
	if verb == i || i >= len(tokens) || tokens[i].tag == "PRP" {
		return false
	}
	for verb < len(tokens) && tokens[verb].tag == "RB" {
		verb++
	}
	return verb < len(tokens) && (isFinite(tokens[verb].tag) || tokens[verb].tag == "MD")
}

// addsOn returns where the last part of a sentence begins behind a comma that only adds
// why, what follows or beside what: ", making it hard to row", ", because", ", such
// as"; 0 where there is none. A main clause stands before it.
func addsOn(tokens []token) int {
	if len(tokens) == 0 || subordinate[strings.ToLower(withoutHead(tokens)[0].text)] || opensPhrase(withoutHead(tokens)[0]) {
		return 0
	}
	for i := len(tokens) - 3; i > minShorter-2; i-- {
		if tokens[i].quoted || tokens[i].text == ":" || isDash(tokens, i) {
			return 0
		}
		if tokens[i].text != "," {
			continue
		}
		next := tokens[i+1]
		word := strings.ToLower(next.text)
		if next.tag != "VBG" && !adding[word] && (word != "such" || tokens[i+2].text != "as") && (word != "even" || tokens[i+2].text != "though" && tokens[i+2].text != "as") {
			continue
		}
		before := tokens[:i]
		if slices.ContainsFunc(before, func(t token) bool { return t.text == "," }) || !slices.ContainsFunc(before, func(t token) bool { return isFinite(t.tag) || t.tag == "MD" }) {
			return 0 // perhaps a list, or an aside
		}
		return i
	}
	return 0
}

// opensPhrase reports whether a word begins a phrase in front of a main clause, behind which
// the first verb need not be the main one: "From the day the boat sailed".
func opensPhrase(first token) bool {
	return first.tag == "IN" || first.tag == "TO" || first.tag == "VBG" || first.tag == "VBN"
}

// adding are words behind a comma that begin a part that only adds something.
var adding = set("because since although though whereas while including especially particularly")

// twoClauses returns where the comma stands between the only two main clauses of a sentence
// that "and", "but" or "so" joins: 0 where there are none, where one hangs on a
// clause in front or a list goes on. What stands before "but" may only be granted.
func twoClauses(tokens []token) int {
	if len(tokens) == 0 || subordinate[strings.ToLower(withoutHead(tokens)[0].text)] || tokens[0].tag == "WRB" {
		return 0
	}
	at := 0
	for i := 1; i+4 < len(tokens); i++ {
		if tokens[i].quoted || tokens[i].text == ":" || isDash(tokens, i) {
			return 0
		}
		if tokens[i].text != "," || tokens[i+1].text != "and" && tokens[i+1].text != "but" && tokens[i+1].text != "so" {
			continue
		}
		if !clauseAt(tokens, i+2) {
			continue
		}
		if slices.ContainsFunc(tokens[max(0, i-4):i], func(t token) bool { return t.text == "," }) {
			return 0 // the end of a list: "ropes, oars, and boats are"
		}
		if clausesListed(tokens[:i]) || verbsListed(tokens[i+2:]) {
			return 0
		}
		if at > 0 || !slices.ContainsFunc(tokens[:i], func(t token) bool { return isFinite(t.tag) || t.tag == "MD" }) {
			return 0
		}
		at = i
	}
	return at
}

// clausesListed reports whether clauses stand beside each other with a comma alone, of
// which the last is still to come: "oars are long, ropes are thick" before ", and boats".
func clausesListed(tokens []token) bool {
	verbs := 0
	for i, t := range tokens {
		switch {
		case isFinite(t.tag) || t.tag == "MD":
			verbs++
		case t.text == "," && verbs > 0 && (clauseAt(tokens, i+1) || i+2 < len(tokens) && tokens[i+1].tag == "EX" && isFinite(tokens[i+2].tag)):
			return true
		}
	}
	return false
}

// verbsListed reports whether what seems to be a clause is followed by a verb of the
// subject before it: "oars door to door, and painted boats" behind "I sold ropes, and".
func verbsListed(tokens []token) bool {
	for i := 2; i+2 < len(tokens); i++ {
		if tokens[i].text == "," && tokens[i+1].text == "and" && tokens[i+2].tag == "VBD" {
			return true
		}
	}
	return false
}

// trailing returns where the last part of a sentence begins that only adds
// something: behind the only dash, or a relative clause behind its last comma;
// 0 where there is none.
func trailing(tokens []token) int {
	dash, dashes, comma := 0, 0, 0
	for i, t := range tokens {
		switch {
		case t.quoted:
		case t.text == ":":
			return 0 // a part of a list
		case isDash(tokens, i):
			dash = i
			dashes++
		case t.text == ",":
			comma = i
		}
	}
	if dashes == 1 && dash > 0 {
		return dash
	}
	if dashes > 0 || comma == 0 || comma+2 >= len(tokens) {
		return 0
	}
	if next := tokens[comma+1]; next.tag == "WDT" && next.text == "which" || next.text == "who" || next.text == "whose" || next.text == "where" && tokens[comma-1].tag == "NNP" {
		return comma
	}
	return 0
}
