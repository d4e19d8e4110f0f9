package rules

import (
	"slices"
	"strings"
)

// hollow returns why a view cannot be put to somebody who reads nothing else of
// its piece: a part of the sentence is missing, it points at what stood before,
// it only announces what follows, or it is hearsay; "" for a whole one. A view is
// what stands behind "According to the author", made of sentence s.
func (f *finder) hollow(s *sentence, view string) (reason, detail string) {
	tokens := f.statedTokens(s, upper(view))
	if n := len(tokens); n > 0 && tokens[n-1].text == "." {
		tokens = tokens[:n-1]
	}
	if len(tokens) < 4 {
		return "", ""
	}
	if part := incomplete(tokens); part != "" {
		return reasonCutOff, part
	}
	if part := ofSeveral(tokens); part != "" {
		return reasonCounted, part
	}
	dated := slices.ContainsFunc(tokens, func(t token) bool { return isYear(t.text) })
	for i := range tokens {
		word := strings.ToLower(tokens[i].text)
		next := func(k int) token {
			if i+k < len(tokens) {
				return tokens[i+k]
			}
			return token{text: ".", tag: "."}
		}
		switch {
		case tokens[i].quoted:
		case (word == "dissimilar" || word == "different" || word == "similar") && isMark(next(1).text) && next(1).text != ",":
			return reasonPointing, word // from what?
		case word == "different" && i > 1 && differing[tokens[i-1].text] && isCopula(tokens[i-2].text) && onlyFrom(tokens[i+1:]):
			return reasonTrivial, "very different" // in what?
		case isDash(tokens, i) && capitalised(next(1).text) && (f.names.lower[strings.ToLower(next(1).text)] && !f.names.middle[next(1).text] || next(1).tag == "DT" || next(1).tag == "IN" || next(1).tag == "RB" || next(1).tag == "VB" || next(1).tag == "VBP" || next(1).tag == "WRB"):
			return reasonTrivial, "a label" // "Ropes - In a harbour, you need ropes"
		case strings.Contains(tokens[i].text, "$") && next(1).tag != "CD" && !strings.ContainsAny(tokens[i].text, "0123456789"):
			return reasonCutOff, "a formula"
		case word == "contrary" && i > 1 && tokens[i-1].text == "the" && (strings.EqualFold(tokens[i-2].text, "to") || strings.EqualFold(tokens[i-2].text, "on")):
			return reasonPointing, word
		case word == "one" && i > 1 && strings.HasPrefix(tokens[i-1].tag, "JJ") && tokens[i-2].text == "the" && isMark(next(1).text):
			return reasonPointing, "the one"
		case word == "one" && i == 0 && isCopula(next(1).text):
			return reasonCounted, word
		case (word == "past" || word == "last") && i > 0 && tokens[i-1].text == "the" && shortSpans[next(1).text] && !dated:
			return reasonRelative, word + " " + next(1).text
		case word == "reportedly" || word == "allegedly":
			return reasonWhose, word
		case word == "question" && i > 1 && tokens[i-1].text == "in" && isNoun(tokens[i-2].tag):
			return reasonPointing, "in question" // "the harbour in question"
		case (word == "involved" || word == "concerned") && i > 1 && isNoun(tokens[i-1].tag) && isMark(next(1).text) && definiteBefore(tokens, i):
			return reasonPointing, word // "the sailors involved"
		case word == "time" && i > 2 && tokens[i-1].tag == "POS" && shortSpans[strings.TrimSuffix(strings.ToLower(tokens[i-2].text), "s")] && !dated:
			return reasonRelative, tokens[i-2].text + " time" // "in a week's time"
		case word == "supposed" && next(1).text == "to" && i > 1 && isCopula(tokens[i-1].text) && tokens[i-2].tag != "WDT":
			return reasonWhose, "supposed to" // and then it is told how it is
		case i == 0 && (word == "e.g" || word == "i.e" || word == "e.g." || word == "i.e." || word == "eg"):
			return reasonCutOff, word
		case (word == "above" || word == "below") && i > 0 && isNoun(tokens[i-1].tag) && (next(1).text == "." || isFinite(next(1).tag)), (word == "above" || word == "below") && next(1).text == ")":
			return reasonPointing, word // "the table below is"
		case (word == "example" || word == "examples") && i > 1 && !strings.EqualFold(tokens[i-1].text, "for") && isMark(next(1).text) && predicate(tokens, i):
			return reasonPointing, word // of what?
		case word == "follows" && i > 0 && tokens[i-1].text == "that" && isMark(next(1).text):
			return reasonPointing, "that follows"
		case word == "that" && thatOne(tokens, i):
			return reasonPointing, "that " + next(1).text
		case (word == "you'd" || word == "you" && (next(1).text == "'d" || next(1).text == "would")) && !hasCondition(tokens):
			return reasonPointing, "you would" // in which case?
		case pages[word] && toBeRead(tokens, i):
			return reasonTrivial, "a pointer to " + word
		case word == "point" && i > 1 && strings.HasPrefix(tokens[i-1].tag, "JJ") && slices.ContainsFunc(tokens[max(0, i-4):i], func(t token) bool { return strings.HasPrefix(t.text, "ma") && strings.HasPrefix(t.tag, "VB") }) && isMark(next(1).text),
			word == "points" && i > 1 && tokens[i-1].tag == "JJ" && slices.ContainsFunc(tokens[max(0, i-4):i], func(t token) bool { return t.text == "made" || t.text == "makes" || t.text == "make" }):
			return reasonTrivial, word
		case i > 0 && i < 4 && unnamedCases[word] && strings.EqualFold(tokens[0].text, "in") && unnamedCount[tokens[i-1].text] && next(1).text == ",":
			return reasonTrivial, "in some " + word
		case tokens[i].tag == "NNP" && madeUp[tokens[i].text] && next(1).tag != "NNP" && (i == 0 || tokens[i-1].tag != "NNP"):
			return reasonTrivial, "an example that is made up"
		case word == "remain" && i > 0 && (next(1).text == "unanswered" || next(1).text == "unclear"):
			return reasonTrivial, "remain " + next(1).text
		case word == "case" && i > 1 && isMark(next(1).text) && tokens[i-1].tag == "JJ" && strings.HasPrefix(tokens[i-2].tag, "RB"):
			return reasonPointing, "a case" // "the canal is a particularly good case", of what?
		case talks[word] && (next(1).text == "up" && isMark(next(2).text) || next(1).text == "about" && articles[next(2).text]):
			return reasonTrivial, word + " " + next(1).text // and what was said is missing
		case poses[word] && i > 1 && isCopula(tokens[i-1].text) && tokens[i-2].tag == "NNP":
			return reasonTrivial, word // a scene
		case word == "that" && next(1).text == "it" && i > 1 && i < 6 && isCopula(tokens[i-1].text) && abstract[tokens[i-2].text] && isFinite(next(2).tag) && !impersonal(tokens[i+1:]):
			return reasonPronoun, "it"
		case (tokens[i].tag == "CD" || word == "several") && countsAhead(tokens, i):
			return reasonTrivial, "a number of things without their names"
		case word == "reason" && next(1).text == "why" && i > 1 && tokens[0].tag == "EX":
			return reasonTrivial, "a reason why"
		case i > 1 && i < 7 && tokens[0].tag == "EX" && talked[word] && (next(1).text == "that" || next(1).text == "about" || next(1).text == "of"):
			return reasonWhose, "there is " + word
		}
	}
	if reason, detail := itOfBefore(tokens); reason != "" {
		return reason, detail
	}
	if n := len(tokens); n > 6 && strings.HasPrefix(tokens[n-1].tag, "VB") && tokens[n-2].tag == "NNP" && (saying[tokens[n-1].text] || claiming[tokens[n-1].text] || tokens[n-1].text == "proposes") {
		k := n - 2
		for k > 0 && tokens[k].tag == "NNP" {
			k--
		}
		if tokens[k].text == "," {
			return reasonWhose, tokens[n-1].text
		}
	}
	return "", ""
}

// ofSeveral returns what a sentence begins with when it speaks of some of the
// things that were told of before: "Each one is old", "Some have rowed there",
// "The third boat was", "With what is going on"; "" when it does not. What some say
// may be said by anybody.
func ofSeveral(tokens []token) string {
	first, second := strings.ToLower(tokens[0].text), strings.ToLower(tokens[1].text)
	switch {
	case first == "each" && second == "one" && tokens[2].text != "of":
		return "each one"
	case articles[first] && (ordinal[second] || isOrdinal(second)) && (tokens[2].tag == "MD" || tokens[2].text == "," || isFinite(tokens[2].tag)):
		return first + " " + second // "A third will row"
	case (first == "if" || first == "no") && (second == "no" || second == "yes" || second == "not" || second == "so" || second == "big"):
		return first + " " + second
	case first == "with" && second == "what":
		return "with what"
	case first == "some" || first == "others" || first == "neither" || first == "both":
		verb := 1
		for verb+1 < len(tokens) && (auxiliary[tokens[verb].text] != "" || tokens[verb].text == "have" || tokens[verb].tag == "RB") && strings.HasPrefix(tokens[verb+1].tag, "VB") {
			verb++
		}
		if word := tokens[verb].text; isFinite(tokens[1].tag) && (word == "want" && tokens[2].tag == "TO" || !saying[word] && !claiming[word] && !speechVerbs[word] && !credits[word] && !strings.HasPrefix(word, "suggest")) {
			return first
		}
	case first == "the" && (ordinal[second] || second == "final") && second != "first":
		if end := nounPhrase(tokens, 0); end > 2 && end < len(tokens) && (isFinite(tokens[end].tag) || tokens[end].tag == "WDT") && !slices.ContainsFunc(tokens[1:end], func(t token) bool { return t.tag == "NNP" || t.tag == "CD" || demonyms[t.text] }) {
			return second
		}
	}
	return ""
}

// definiteBefore reports whether the noun before i is one that was told of: "the
// sailors", "the two old sailors".
func definiteBefore(tokens []token, i int) bool {
	for i--; i >= 0 && (isNoun(tokens[i].tag) || strings.HasPrefix(tokens[i].tag, "JJ") || tokens[i].tag == "CD"); i-- {
	}
	return i >= 0 && strings.EqualFold(tokens[i].text, "the")
}

// predicate reports whether the phrase that ends with the noun at i tells what the
// subject is: "is a good example".
func predicate(tokens []token, i int) bool {
	k := i - 1
	for k > 0 && (strings.HasPrefix(tokens[k].tag, "JJ") || strings.HasPrefix(tokens[k].tag, "RB") || strings.HasPrefix(tokens[k].tag, "VBN") || tokens[k].tag == "CD" || articles[tokens[k].text] || tokens[k].text == ",") {
		k--
	}
	return isCopula(tokens[k].text)
}

// thatOne reports whether "that" at i, at the head of a clause, is a word for one of
// several: "that harbour should be", "for sailors, that harbour is".
func thatOne(tokens []token, i int) bool {
	if i > 0 && tokens[i-1].text != "," || slices.ContainsFunc(tokens[:i], func(t token) bool { return t.text == "that" || saying[t.text] || claiming[t.text] }) {
		return false
	}
	k := i + 1
	for k < len(tokens) && (strings.HasPrefix(tokens[k].tag, "JJ") || tokens[k].tag == "NN") {
		k++
	}
	return k > i+1 && k < len(tokens) && tokens[k-1].tag == "NN" && (isFinite(tokens[k].tag) || tokens[k].tag == "MD") && countFinite(tokens[k:]) == 1
}

// differing are words that say how different a thing is.
var differing = set("very so quite completely totally entirely wholly radically vastly fundamentally dramatically")

// onlyFrom reports whether nothing follows but from what something is different.
func onlyFrom(tokens []token) bool {
	if len(tokens) < 2 || tokens[0].text != "from" && tokens[0].text != "to" {
		return false
	}
	return !slices.ContainsFunc(tokens[1:], func(t token) bool { return isMark(t.text) || t.tag == "IN" || t.tag == "CC" || isFinite(t.tag) })
}

// pages are what somebody may be told to read.
var pages = set("guide guides guidance page overview introduction tutorial post piece article list summary discussion resource resources riff read write-up book documentation")

// toBeRead reports whether the noun at i is praised as something to read: "has a useful
// guide to ropes", "are an excellent resource".
func toBeRead(tokens []token, i int) bool {
	k := i - 1
	for k >= 0 && (isNoun(tokens[k].tag) || tokens[k].tag == "JJ" && !recommended[tokens[k].text]) {
		k--
	}
	if k < 1 || !recommended[tokens[k].text] {
		return false
	}
	for k--; k > 0 && (strings.HasPrefix(tokens[k].tag, "JJ") || tokens[k].tag == "RB" || articles[tokens[k].text] || tokens[k].text == "some"); k-- {
	}
	word := tokens[k].text
	return isCopula(word) || word == "has" || word == "have" || word == "'s" || word == "provides" || word == "offers" || word == "wrote" || word == "see"
}

// pointer returns what a statement tells people to read; "" for another one.
func (f *finder) pointer(statement string) string {
	for w := range strings.FieldsSeq(statement) {
		if !pages[w] {
			continue
		}
		tokens := f.tokensOf(plain(statement))
		for i := range tokens {
			if pages[tokens[i].text] && toBeRead(tokens, i) {
				return tokens[i].text
			}
		}
		return ""
	}
	return ""
}

var (
	// recommended are adjectives with which a writer recommends something.
	recommended = set("good useful great excellent helpful nice handy wonderful fantastic brilliant lovely superb comprehensive in-depth terrific")
	// unnamedCases and unnamedCount make "in some cases", of which nobody knows what they are.
	unnamedCases = set("cases circumstances situations instances ways respects")
	unnamedCount = set("some many certain several other")
	// madeUp are names that writers give to people in examples.
	madeUp = set("Alice Bob")
)

// itOfBefore finds an "it" at the head of the main clause that is a thing that stood
// before: "It is a bridge that sailors need", "For the harbour team, it is cheap and
// strong"; not "It is hard to row", nor "It is a pity that".
func itOfBefore(tokens []token) (reason, detail string) {
	at := 0
	if comma := slices.IndexFunc(tokens, func(t token) bool { return t.text == "," }); comma > 0 && comma < 9 && tokens[0].tag == "IN" && !subordinate[strings.ToLower(tokens[0].text)] {
		if slices.ContainsFunc(tokens[:comma], func(t token) bool { return isFinite(t.tag) }) {
			return "", ""
		}
		at = comma + 1
	}
	if at+3 >= len(tokens) || !strings.EqualFold(tokens[at].text, "it") || tokens[at+1].tag != "VBZ" && tokens[at+1].tag != "VBD" || !isCopula(tokens[at+1].text) && tokens[at+1].text != "'s" {
		return "", ""
	}
	k := at + 2
	for k < len(tokens) && tokens[k].tag == "RB" {
		k++
	}
	if k == len(tokens) {
		return "", ""
	}
	end := k + 1
	if articles[tokens[k].text] {
		end = nounPhrase(tokens, k)
		if end <= k+1 || at == 0 && tokens[k].text == "the" {
			return "", "" // "It was the boat that sank"
		}
		if noun := strings.ToLower(tokens[end-1].text); evaluations[noun] || noun == "matter" || noun == "time" {
			return "", ""
		}
		if end < len(tokens) && tokens[end].tag == "TO" {
			return "", "" // "It is a pain to row"
		}
	} else if !strings.HasPrefix(tokens[k].tag, "JJ") && tokens[k].tag != "VBN" {
		return "", ""
	} else if slices.ContainsFunc(tokens[end:], func(t token) bool {
		return t.tag == "TO" || t.text == "that" || t.text == "how" || t.text == "why" || t.text == "whether" || t.text == "when" || t.text == "if" || t.text == "what" || t.tag == "VBG"
	}) {
		return "", ""
	}
	return reasonPronoun, "it"
}

// talks are verbs that tell that somebody spoke and not what was said.
var talks = set("spoke speaks spoken talked talks")

// poses are what somebody does with whom a writer begins a scene.
var poses = set("standing sitting staring walking smiling lying kneeling leaning wearing")

// shortSpans are times that a reader of later years cannot place.
var shortSpans = set("day week month season summer winter spring fall autumn night weekend")

// abstract are nouns of what is told behind "is that".
var abstract = set("conclusion reason problem point fact truth result danger risk answer difference irony hope fear")

// talked are nouns of what people say, when there is much of it.
var talked = set("talk argument speculation debate discussion claim claims rumours rumors view belief")

// unnamedThings are nouns that say nothing of what is only counted.
var unnamedThings = set("issue issues factor factors reason reasons thing things question questions problem problems way ways step steps option options challenge challenges lesson lessons perspective perspectives")

// countsAhead reports whether the number at i counts things that come in the
// sentences behind: "depends on two important factors", but not "has three
// problems: ..." nor "two reasons are cost and time".
func countsAhead(tokens []token, i int) bool {
	k := i + 1
	for k < len(tokens) && k <= i+3 && strings.HasPrefix(tokens[k].tag, "JJ") {
		k++
	}
	if k >= len(tokens) || !unnamedThings[tokens[k].text] || strings.EqualFold(tokens[i].text, "one") || i > 0 && strings.EqualFold(tokens[i-1].text, "the") {
		return false
	}
	return !slices.ContainsFunc(tokens[k:], func(t token) bool { return t.text == ":" || t.tag == "CC" || t.tag == ":" })
}

// thatOfBefore reports whether "that" at i stands for something that was told:
// nothing follows it that it could introduce, "testify to that, between bouts",
// or a single noun does without a verb, "rejected that message".
func thatOfBefore(tokens []token, i int) bool {
	if i+1 >= len(tokens) || tokens[i+1].text == "," && tokens[i].tag == "DT" {
		return true
	}
	if i == 1 && tokens[0].tag == "VBG" && isFinite(tokens[2].tag) && tokens[2].tag != "MD" && (i+3 >= len(tokens) || !slices.ContainsFunc(tokens[i+3:], func(t token) bool { return isFinite(t.tag) })) {
		return true // "Changing that takes time"
	}
	if tokens[i+1].tag != "NN" || i+2 < len(tokens) && tokens[i+2].text == "," || !strings.HasPrefix(tokens[i-1].tag, "VB") && tokens[i-1].tag != "IN" && tokens[i-1].tag != "TO" {
		return false
	}
	for _, t := range tokens[i+2:] {
		if isMark(t.text) {
			break
		}
		if isFinite(t.tag) {
			return false
		}
	}
	return true
}

// incomplete returns the word with which a sentence begins that is only a part
// of one: a clause that hangs on another ("Just as ships were wood", "Almost six
// years after the canal was dug"), a noun that is denied ("Not people who row"),
// what somebody is told to do ("Take Brenk"), a noun without its verb ("The rowers,
// with nine boats"), a question that nobody asks ("How the boat was built"); ""
// for a whole sentence.
func incomplete(tokens []token) string {
	first := strings.ToLower(tokens[0].text)
	comma := slices.ContainsFunc(tokens, func(t token) bool { return t.text == "," })
	switch {
	case tokens[0].tag == "VB" && !comma && first != "be", tokens[0].tag == "VBP" && isNoun(tokens[1].tag):
		return first
	case orders(tokens):
		return "an order"
	case tokens[0].tag == "VB" && isNoun(tokens[1].tag) && tokens[2].text == ",":
		return first
	case first == "not" && isNoun(tokens[1].tag):
		return first
	case first == "do" && (tokens[1].text == "not" || strings.HasPrefix(tokens[1].tag, "VB")):
		return first // "Do take a boat"
	case first == "just" && tokens[1].text == "as" && !comma:
		return "just as"
	case first == "for" && everyOne[tokens[1].text] && !comma:
		return first
	case ifWords[first] && !comma && !slices.ContainsFunc(tokens, func(t token) bool { return t.text == "then" }):
		return first // "If the sailors had not come and rowed to Norway"
	case (first == "how" || first == "why") && countFinite(tokens) < 2:
		return first // "How the boat came to Norway"
	case tokens[len(tokens)-1].text == "to" && wanting[tokens[len(tokens)-2].text]:
		return "to" // "The sailors have to"
	}
	verbs, bracket, would := 0, 0, false
	for i, t := range tokens {
		would = would || t.tag == "MD"
		switch {
		case t.text == "(":
			bracket++
		case t.text == ")":
			bracket--
		case bracket == 0 && (isFinite(t.tag) || t.tag == "MD" || t.tag == "VB" && i > 0 && tokens[i-1].tag != "TO" || t.tag == "VBN" && tokens[0].tag != "CD"): // which may be mistaken for each other
			verbs++
		}
	}
	switch {
	case verbs == 0:
		return "no verb"
	case verbs == 1 && (first == "how" || first == "why" || first == "where") && !comma, first == "if" && !comma && !would:
		return first
	}
	if first == "a" || first == "an" {
		// "A guide to ropes - even if they are short"
		if dash := slices.IndexFunc(tokens, func(t token) bool { return t.text == "-" || t.text == "–" || t.text == "—" }); dash > 3 && isDash(tokens, dash) && !slices.ContainsFunc(tokens[:dash], func(t token) bool { return isFinite(t.tag) || t.tag == "VB" || t.tag == "MD" }) && !slices.ContainsFunc(tokens[dash+1:], func(t token) bool { return t.text == tokens[dash].text }) {
			return "no verb before the dash"
		}
	}
	if colon := slices.IndexFunc(tokens, func(t token) bool { return t.text == ":" }); colon > 3 && !slices.ContainsFunc(tokens[:colon], func(t token) bool { return isFinite(t.tag) || t.tag == "VB" }) {
		return "no verb before the colon"
	}
	if comma {
		return ""
	}
	// "Almost six years after ...", with nothing but the time before it.
	for i, t := range tokens[:min(6, len(tokens))] {
		word := strings.ToLower(t.text)
		if t.tag == "IN" && (word == "after" || word == "before" || word == "since" || word == "because" || word == "although" || word == "though" || word == "whereas") {
			if countFinite(tokens[i:]) == 1 {
				return word
			}
			return ""
		}
		if t.tag != "RB" && t.tag != "CD" && t.tag != "DT" && t.tag != "JJ" && !spans[word] {
			return ""
		}
	}
	return ""
}

// orders reports whether a clause in front is followed by what somebody is told to do:
// "When the tide comes, row home", "To cross the harbour, use the ferry".
func orders(tokens []token) bool {
	first := strings.ToLower(tokens[0].text)
	for i := 3; i+2 < len(tokens); i++ {
		// "The canal is wide, but row it alone"
		if tokens[i].text == "," && tokens[i+1].tag == "CC" && tokens[i+2].tag == "VB" && !slices.ContainsFunc(tokens[:i], func(t token) bool {
			return t.tag == "MD" || t.tag == "TO" || t.tag == "VB" || t.text == "do" || t.text == "did"
		}) && countFinite(tokens[:i]) > 0 {
			return true
		}
	}
	if !subordinate[first] && first != "each" && first != "every" && first != "once" && tokens[0].tag != "IN" && tokens[0].tag != "TO" {
		return false
	}
	comma := slices.IndexFunc(tokens, func(t token) bool { return t.text == "," })
	if comma > 0 && tokens[0].tag == "IN" && !subordinate[first] {
		// "For harbours, canals and locks, see the guide"
		for k := comma; k+1 < len(tokens); k++ {
			if isFinite(tokens[k].tag) || tokens[k].tag == "MD" {
				return false
			}
			if tokens[k].text == "," && (k == comma && commands(tokens, k+1) || tokens[k+1].tag == "VB") {
				return true
			}
		}
		return false
	}
	return comma > 0 && comma+1 < len(tokens) && commands(tokens, comma+1) && !slices.ContainsFunc(tokens[comma+1:], func(t token) bool { return t.text == "," })
}

// commands reports whether the word at i, which begins a clause, tells somebody to do
// something: "see the list", "record it".
func commands(tokens []token, i int) bool {
	if tokens[i].tag == "VB" || tokens[i].tag == "VBP" && auxiliary[tokens[i].text] == "" && tokens[i].text != "have" {
		return true
	}
	if i+1 >= len(tokens) || tokens[i].tag != "NN" && tokens[i].tag != "JJ" {
		return false
	}
	next := tokens[i+1]
	return next.tag == "PRP$" || next.text == "it" || next.text == "them" || next.text == "the" || next.text == "a" || next.text == "an"
}

var everyOne = set("any every all each")

// ifWords are words before a clause that says under what condition another is
// so.
var ifWords = set("if unless although though whereas")

// wanting are verbs that end with "to" when another one was told before.
var wanting = set("have has had want wants wanted need needs needed ought going used")

func countFinite(tokens []token) int {
	finite := 0
	for _, t := range tokens {
		if isFinite(t.tag) {
			finite++
		}
	}
	return finite
}
