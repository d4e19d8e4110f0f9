package rules

import (
	"slices"
	"strings"

	"quizbot/questions/pattern"
)

// How essays put what their author holds: with a verb that the tagger takes for a
// noun, with what others want and fear, to "you" who are anybody, and with what
// comes first told behind it.

// missedVerb finds the subject and the verb of a main clause in which the tagger
// took the verb for a noun, or for a form that is none of a sentence: "Evidence
// shows that", "immigrants enhance the country", "the sector relies on loans". The
// word behind it tells: no noun stands before an article or "that". Both are -1
// when there is none.
func missedVerb(tokens []token) (subject, verb int) {
	below, aside := false, false
	for i := range tokens {
		t := tokens[i]
		word := strings.ToLower(t.text)
		if isDash(tokens, i) {
			aside = !aside
		}
		switch {
		case t.quoted, aside:
			continue
		case isMark(t.text):
			below = false
			continue
		case below:
			continue
		case strings.HasPrefix(t.tag, "W"), word == "that", word == "than", t.tag == "TO", subordinate[word]:
			below = true // "to let users check"
			continue
		case t.tag == "PRP", t.tag == "MD", t.tag == "VBZ", t.tag == "VBP":
			return -1, -1
		}
		subject := i - 1
		if subject > 0 && tokens[subject].tag == "RB" {
			subject--
		}
		if subject < 0 || i+1 == len(tokens) || !isNoun(tokens[subject].tag) || capitalised(t.text) || tokens[subject].quoted {
			continue
		}
		several := (tokens[subject].tag == "NNS" || tokens[subject].tag == "NNPS") && !strings.HasSuffix(tokens[subject].text, "ics")
		switch t.tag {
		case "VB":
			if several {
				return subject, i
			}
		case "NNS":
			if base, ok := presentBase(word); ok && base != "" && !several && followsVerb(tokens, i+1) {
				return subject, i
			}
		case "NN", "JJ":
			if several && followsVerb(tokens, i+1) {
				return subject, i
			}
		}
	}
	return -1, -1
}

// followsVerb reports whether the word at i stands behind a verb and not behind a
// noun: an article, an owner, "that", "to" do something, "how".
func followsVerb(tokens []token, i int) bool {
	t := tokens[i]
	switch word := strings.ToLower(t.text); {
	case t.tag == "DT" && (word != "all" || i+1 < len(tokens) && tokens[i+1].text == "of") && word != "both", t.tag == "PRP$", t.tag == "PRP" && word != "they" && word != "we" && word != "he" && word != "she" && word != "you" && word != "it":
		return true
	case word == "that" && t.tag == "IN", word == "how", word == "what":
		return true
	case t.tag == "TO":
		return i+1 < len(tokens) && tokens[i+1].tag == "VB"
	}
	return false
}

// voicesOthers reports whether a sentence that is told uncut puts something into
// the mouth of somebody whom it does not name: with "he says", with a verb of
// saying between commas, or as what is said by nobody. What the sentence itself
// says that others want, fear or hold is told as that: "sailors fear that".
func voicesOthers(t *tree) bool {
	if !hearsay(t) {
		return false
	}
	tokens := t.sentence.tokens
	for i, x := range tokens {
		word := strings.ToLower(x.text)
		if !credits[word] && !claiming[word] && !saying[word] && !asserting[word] || x.quoted {
			continue
		}
		if toldByName(t, i) {
			continue
		}
		if inserted(tokens, i) {
			return true
		}
		if !strings.HasPrefix(x.tag, "VB") {
			continue
		}
		who := t.subjectOf(i)
		if t.child(i, "ccomp", "xcomp", "parataxis") < 0 && t.relations[i] != "parataxis" && (who <= 0 || !strings.EqualFold(tokens[who-1].text, "as")) {
			continue
		}
		if !wishes[word] && (!credits[word] || x.tag == "VBN" || t.relations[i] == "root" || base(t.relations[i]) == "conj" || t.child(i, "mark") >= 0) {
			return true
		}
		if who < 0 {
			if t.relations[i] == "parataxis" || t.relations[i] == "root" {
				return true
			}
			continue // "can claim to", "people who want"
		}
		if strings.EqualFold(tokens[max(who-1, 0)].text, "as") || t.relations[i] == "parataxis" {
			return true
		}
		if tokens[who].tag == "PRP" && !slices.ContainsFunc(tokens[:who], func(y token) bool { return isNoun(y.tag) }) {
			return true
		}
	}
	return false
}

// toldByName reports whether the verb at i, of the main clause, says what somebody who
// is named there says or finds that something is so: "the Brenk Trust found that". Both
// who says it and that the author tells so are then told.
func toldByName(t *tree, i int) bool {
	tokens := t.sentence.tokens
	who := t.subjectOf(i)
	if who < 0 || who > i || tokens[who].tag != "NNP" || t.relations[i] != "root" || t.child(i, "ccomp") < 0 {
		return false
	}
	return tokens[i].tag == "VBZ" || tokens[i].tag == "VBD"
}

// lateVerb finds the main verb behind a subject that has a verb itself, as a noun or
// behind it: "Calling a boat a ship makes it no longer", "The wish to row lies deep".
// Both are -1 when there is none.
func lateVerb(tokens []token) (subject, verb int) {
	first := tokens[0]
	if !isNoun(first.tag) && first.tag != "DT" && first.tag != "VBG" && !strings.HasPrefix(first.tag, "JJ") || len(tokens) < minViewWords {
		return -1, -1
	}
	subject = nounPhrase(tokens, 0) - 1
	if first.tag == "VBG" {
		subject = 0
	}
	if subject < 0 {
		return -1, -1
	}
	below, commas := false, 0
	for i := subject + 1; i+1 < len(tokens); i++ {
		t := tokens[i]
		word := strings.ToLower(t.text)
		switch {
		case t.quoted:
		case isMark(t.text):
			if below = false; t.text != "," || first.tag == "VBG" {
				return -1, -1
			}
			if commas++; commas > 3 {
				return -1, -1
			}
		case t.tag == "PRP" && word != "it" && word != "them" && word != "us":
			return -1, -1
		case below:
		case strings.HasPrefix(t.tag, "W"), word == "that", word == "than", subordinate[word] && word != "as":
			below = true
		case t.tag == "VBZ" || t.tag == "VBP" || t.tag == "MD" && word != "would" && word != "could" && word != "might":
			before := tokens[i-1]
			if before.tag == "TO" || before.tag == "CC" || before.tag == "DT" || before.tag == "PRP" {
				return -1, -1
			}
			return subject, i
		}
	}
	return -1, -1
}

// wishes are verbs of what somebody would have or knows how to do: nothing is
// said with them.
var wishes = set("want wants hope hopes know knows feel feels claim expect expected")

// meansAnyone reports whether "you" and "your" in a sentence of a column stand for
// anybody, so that what is said is understood without its readers: "anything that
// makes you wait takes your attention". They do not where the writer also says "I"
// or "we", asks or tells the reader to do something, or speaks of what the reader
// has read, sees or will be shown.
func (f *finder) meansAnyone(s *sentence) bool {
	if f.speaker != nil || !f.opinion || f.relays || len(s.tokens) == 0 {
		return false
	}
	tokens := s.tokens
	if tag := tokens[0].tag; tag == "VB" || strings.EqualFold(tokens[0].text, "please") {
		return false
	}
	found := false
	for i, t := range tokens {
		word := strings.ToLower(t.text)
		if word != "you" && word != "your" && word != "yourself" && addresses(t) {
			return false
		}
		if t.text == "," && i+1 < len(tokens) && tokens[i+1].tag == "VB" || word == "suppose" {
			return false // what a reader is to do
		}
		if t.quoted || word != "you" && word != "your" {
			continue
		}
		if word == "your" && !found {
			return false // whose agency?
		}
		found = true
		if word != "you" || i+1 == len(tokens) {
			continue
		}
		switch next := tokens[i+1]; {
		case next.tag == "VBD", next.text == "are", next.text == "'re", next.text == "would", next.text == "might", next.text == "may", next.text == "could":
			return false // what a reader did, is or might do
		}
	}
	return found && !instructs.MatchString(s.text)
}

// instructs finds what is said to a reader rather than of anybody: "if you want to
// see", "you'll notice", "you may have heard", "as you can see", "your comments".
var instructs = pattern.MustCompile(`\b(?:[Yy]ou(?:'ll|'d|'ve|'re)?(?: (?:will|may|might|can|should|could|probably|would|have|must|also|never|now|already|first|then|just|still))* (?:see|seen|saw|notice|noticed|hear|heard|read|reading|find|guess|guessed|remember|recall|imagine|think|thought|wonder|wondering|agree|disagree|know|knew|ask|asked|asking|say|tell|call|look|take|click|download|install|visit|subscribe|consider|note|believe|mean)\b|[Yy]our (?:comments?|email|emails|questions?|feedback|support|thoughts|question|opinion)\b|[Ww]ould you|[Dd]o you|[Tt]hank|[Ww]elcome|[Dd]on't)`)

// tellsBehind reports whether a sentence that begins with "it", "what" or "that"
// says itself what is meant: "It was Lark who built the pier", "It is a misfortune
// of republics that ...", "What sank the boat was a rope", "That boats sink is a
// truth".
func tellsBehind(tokens []token) bool {
	if len(tokens) < minViewWords {
		return false
	}
	first, second := strings.ToLower(tokens[0].text), strings.ToLower(tokens[1].text)
	switch first {
	case "it":
		at := 1
		if tokens[1].tag == "MD" && strings.EqualFold(tokens[2].text, "be") {
			at = 2
			for k := at + 1; k < len(tokens) && k < at+8; k++ {
				if tokens[k].tag == "TO" && k+1 < len(tokens) && tokens[k+1].tag == "VB" {
					return strings.HasPrefix(tokens[at+1].tag, "JJ") || tokens[at+1].tag == "RB" && strings.HasPrefix(tokens[at+2].tag, "JJ")
				}
			}
			return false
		}
		if second != "is" && second != "was" && second != "'s" {
			return false
		}
		for at++; at < len(tokens) && tokens[at].tag == "RB"; at++ {
		}
		end := nounPhrase(tokens, at)
		if end <= at || tokens[at].tag == "PRP" || tokens[at].tag == "DT" && (strings.EqualFold(tokens[at].text, "this") || strings.EqualFold(tokens[at].text, "that")) {
			return false
		}
		// the first clause behind the noun, with its commas
		for k := end; k+1 < len(tokens); k++ {
			word := tokens[k].text
			if word == "that" && (tokens[k-1].text == "," || isNoun(tokens[k-1].tag)) {
				named := tokens[at].tag == "NNP" || k > end && tokens[k-1].text == ","
				return named && (isFinite(tokens[k+1].tag) || tokens[k+1].tag == "DT" || isNoun(tokens[k+1].tag) || tokens[k+1].text == "those")
			}
			if isFinite(tokens[k].tag) || tokens[k].tag == "WDT" || word == ";" {
				return tokens[at].tag == "NNP" && word == "who"
			}
		}
	case "what":
		if tokens[1].tag != "VBZ" && tokens[1].tag != "VBD" || isCopula(second) || isAuxiliary(second) {
			return false
		}
		for k := 2; k+2 < len(tokens); k++ {
			if isMark(tokens[k].text) || strings.HasPrefix(tokens[k].tag, "W") || tokens[k].tag == "PRP" {
				return false
			}
			if isCopula(tokens[k].text) && tokens[k].text != "be" {
				return tokens[k+1].tag == "DT" || isNoun(tokens[k+1].tag) || strings.HasPrefix(tokens[k+1].tag, "JJ")
			}
		}
	case "that":
		if tokens[0].tag != "IN" || isFinite(tokens[1].tag) {
			return false
		}
		finite := 0
		for k := 1; k < len(tokens) && k < 25; k++ {
			if isFinite(tokens[k].tag) {
				if finite++; finite == 2 {
					return isCopula(tokens[k].text)
				}
			}
		}
	}
	return false
}

// withoutAssurance leaves out words with which a writer only says that what follows
// is so: "The truth is that", "The fact remains that", "There is no doubt that".
func withoutAssurance(tokens []token) []token {
	const longest = 11 // words and marks
	words := make([]string, min(len(tokens), longest))
	for i := range words {
		words[i] = strings.ToLower(tokens[i].text)
	}
	front := assurance.FindString(strings.Join(words, " ") + " ")
	if n := strings.Count(front, " "); n > 0 && n+minViewWords < len(tokens) {
		return tokens[n:]
	}
	return tokens
}

// assurance finds them, in small letters and with a space behind every word.
var assurance = pattern.MustCompile(`^(?:the (?:(?:simple|sad|plain|hard|harsh|unfortunate|grim) )?(?:truth|reality|fact|point) (?:of the matter )?(?:is|remains) (?:, )?that |(?:the|simple|sad|plain) (?:truth|reality) is , |there is no (?:doubt|question|denying) (?:, )?that |make no mistake , |` +
	`it (?:is|must be|will be|may be|can ?not be|should be) (?:not |as |equally |also |perfectly |quite |very |therefore |well |to be |readily |easily |generally |hardly )?(?:clear|obvious|undeniable|a fact|evident|manifest|plain|apparent|agreed|remarked|observed|admitted|confessed|denied|doubted|disputed|remembered|recollected|noted)(?: on all hands)? (?:, )?that )`)

// abstractOf reports whether "the" at i begins a quality with whose it is, or one
// of the powers that every state has: "the mutability in public councils", "the
// legislature".
func abstractOf(tokens []token, i int) bool {
	end := nounPhrase(tokens, i)
	if end <= i+1 || end >= len(tokens) || slices.ContainsFunc(tokens[i+1:end], func(t token) bool { return capitalised(t.text) && t.tag != "NNP" }) {
		return false
	}
	noun := strings.ToLower(tokens[end-1].text)
	if end == i+2 && powers[noun] && tokens[end].text != "'s" {
		return true
	}
	switch tokens[end].text {
	case "of", "in", "between", "among", "for", "to":
	default:
		return false
	}
	return strings.HasSuffix(noun, "ity") && !noQuality[noun] || strings.HasSuffix(noun, "ness") && noun != "business" && noun != "witness"
}

// commonNoun reports whether what looks like a name is a noun that a writer gives a
// capital at times, with an article or an adjective before it: "the Executive",
// "larger States".
func (f *finder) commonNoun(s *sentence, m name) bool {
	if m.from == 0 || m.to != m.from+1 || !f.names.lower[strings.ToLower(m.text)] {
		return false
	}
	before := s.tokens[m.from-1]
	return before.tag == "DT" || strings.HasPrefix(before.tag, "JJ")
}

var (
	// powers are what there is one of in every state, in what is said of states.
	powers = set("legislature executive judiciary community electorate clergy nobility bourgeoisie proletariat aristocracy citizenry")
	// noQuality are words that end like qualities and are none.
	noQuality = set("city university facility community entity authority activity amenity charity opportunity quantity celebrity deity variety security")
)

// pointsInside reports whether a word that mostly points out of its sentence points at
// what stands in it, or at nothing: "those boats" behind "boats", "closed ones" behind
// "open systems", "instead of rowing", "with one another", "would otherwise sink".
func pointsInside(tokens []token, i int) bool {
	if i+1 >= len(tokens) {
		return false
	}
	before, next := token{}, tokens[i+1]
	if i > 0 {
		before = tokens[i-1]
	}
	switch word := strings.ToLower(tokens[i].text); word {
	case "instead":
		return next.text == "of"
	case "soon":
		return strings.EqualFold(before.text, "as") && next.text == "as"
	case "its":
		return i == 1 && strings.EqualFold(before.text, "at") && ofThing[next.text] && i+2 < len(tokens) && tokens[i+2].text == ","
	case "another":
		return before.text == "one" && (i+1 == len(tokens)-1 || !isNoun(next.tag))
	case "otherwise":
		return before.tag == "MD" || before.text == "or"
	case "neither", "either":
		other := map[string]string{"neither": "nor", "either": "or"}[word]
		return slices.ContainsFunc(tokens[i:min(len(tokens), i+15)], func(t token) bool { return t.text == other })
	case "those", "such":
		end := nounPhrase(tokens, i+1)
		return end == i+2 && tokens[end-1].tag == "NNS" && slices.ContainsFunc(tokens[:i], func(t token) bool { return t.tag == "NNS" && t.text == tokens[end-1].text })
	case "ones":
		if next.text == "who" || next.text == "that" {
			return true
		}
		return strings.HasPrefix(before.tag, "JJ") && slices.ContainsFunc(tokens[:i], func(t token) bool { return t.tag == "NNS" })
	case "respectively":
		n := 0
		for _, t := range tokens {
			if t.tag == "CD" {
				n++
			}
		}
		return n > 1
	case "so":
		// ", so most people learn", ", so when the tide comes"; not ", so try"
		return before.text == "," && (strings.HasPrefix(next.tag, "JJ") || next.tag == "WRB" || next.tag == "CD")
	}
	return false
}

// ofThing are nouns in "at its core,", before the thing itself is named.
var ofThing = set("core heart best worst simplest peak root")

// emptyObject reports whether "it" at i only stands for the "to" that follows: "makes
// it hard to row", "found it useful to", "it is irrational to", "it is no coincidence
// that".
func emptyObject(tokens []token, i int) bool {
	k := i + 1
	if k+2 >= len(tokens) {
		return false
	}
	if isCopula(tokens[k].text) || tokens[k].text == "'s" {
		for k++; k < len(tokens) && tokens[k].tag == "RB"; k++ {
		}
	} else if i == 0 || !strings.HasPrefix(tokens[i-1].tag, "VB") {
		return false
	}
	if k < len(tokens) && (tokens[k].text == "more" || tokens[k].text == "less") {
		k++
	}
	if k+1 >= len(tokens) || !strings.HasPrefix(tokens[k].tag, "JJ") || strings.HasSuffix(tokens[k].text, "ed") {
		return false // "it is designed to float"
	}
	for k++; k < len(tokens) && k < i+10 && !isMark(tokens[k].text); k++ {
		if tokens[k].tag == "TO" && k+1 < len(tokens) && tokens[k+1].tag == "VB" {
			return true
		}
		if strings.HasPrefix(tokens[k].tag, "VB") {
			return false
		}
	}
	return false
}

// sameAs reports whether "the same" at i is told with what it is the same as: "the
// same price as a boat".
func sameAs(tokens []token, i int) bool {
	return i+1 < len(tokens) && tokens[i+1].text == "same" && followedBy(tokens, i+1, "as")
}

// knownToAll reports whether "the" at i stands before what there is in every country or
// body, before people of whom only an adjective tells which, or before what its
// own words tell: "the wealthy are", "the soul", "the age of 15", "the tools available
// to sailors", "half the harbours of Norway".
func knownToAll(tokens []token, i int) bool {
	end := nounPhrase(tokens, i)
	k := i + 1
	for k < len(tokens) && k < i+3 && (tokens[k].tag == "RB" || strings.HasPrefix(tokens[k].tag, "JJ") || tokens[k].tag == "NN") {
		if kindred[strings.ToLower(tokens[k].text)] && (k+1 == len(tokens) || !isNoun(tokens[k+1].tag) && !strings.HasPrefix(tokens[k+1].tag, "JJ") && tokens[k+1].tag != "POS" && tokens[k+1].text != "of") {
			return true
		}
		k++
	}
	if end <= i+1 {
		return false
	}
	noun := strings.ToLower(tokens[end-1].text)
	if everywhere[noun] && (end == len(tokens) || tokens[end].text != "of") && !slices.ContainsFunc(tokens[i+1:end], func(t token) bool { return telltale[t.text] || t.tag == "VBN" || t.tag == "VBG" }) {
		return true
	}
	if end+1 >= len(tokens) {
		return false
	}
	next := tokens[end]
	return noun == "age" && next.text == "of" && tokens[end+1].tag == "CD" ||
		atHand[next.text] && (tokens[end+1].tag == "TO" || tokens[end+1].text == "for") ||
		noun == "years" && i > 0 && strings.EqualFold(tokens[i-1].text, "over") && end == i+2
}

var (
	// noThing are nouns that "it" behind them does not stand for.
	noThing = set("case way time fact lot kind sort day moment example instance point end part rate addition order place hand reason person man woman someone anyone everyone nobody no-one somebody one")
	// kindred are adjectives that stand for people of a kind, or for a side of politics.
	kindred = set("wealthy rich poor young elderly sick unemployed powerful left right vulnerable homeless disabled dead poorest richest wealthiest present affluent privileged oppressed weak")
	// everywhere are nouns of what everybody, or every country, has one of.
	everywhere = set("soul mind wrist heart workplace classroom workforce marketplace individual consumer taxpayer household imagination quo")
	// atHand are adjectives behind a noun that tell which is meant.
	atHand = set("available necessary needed required responsible due")
)

// withoutRemarks leaves out what a writer puts between commas inside a sentence and
// says nothing with: ", I think,", ", in other words,", ", of course,".
func withoutRemarks(tokens []token) []token {
	if comma := slices.IndexFunc(tokens[:min(len(tokens), 5)], func(t token) bool { return t.text == "," }); comma > 0 && comma+minViewWords < len(tokens) {
		if words := strings.ToLower(joinWords(tokens[:comma])); remarks[words] || inFront[words] {
			tokens = tokens[comma+1:]
		}
	}
	for i := 1; i+2 < len(tokens); i++ {
		if tokens[i].text != "," || tokens[i].quoted {
			continue
		}
		end := slices.IndexFunc(tokens[i+1:min(len(tokens), i+7)], func(t token) bool { return t.text == "," })
		if end < 1 || !remarks[strings.ToLower(joinWords(tokens[i+1:i+1+end]))] {
			continue
		}
		tokens = slices.Concat(tokens[:i], tokens[i+2+end:])
		i--
	}
	return tokens
}

// inFront are such words that stand before a sentence alone, in small letters.
var inFront = map[string]bool{
	"rather": true, "plus": true, "crucially": true, "finally": true, "again": true, "why": true, "simply put": true, "put simply": true, "better still": true,
	"counter-intuitively": true, "counterintuitively": true, "ironically": true, "clearly": true, "obviously": true, "naturally": true,
}

// remarks are such words, in small letters.
var remarks = map[string]bool{
	"i think": true, "i believe": true, "i argue": true, "i would argue": true, "in my view": true, "in my opinion": true,
	"in other words": true, "in short": true, "on the other hand": true, "on the one hand": true, "by contrast": true, "at the same time": true,
	"of course": true, "in fact": true, "indeed": true, "to be sure": true, "to be fair": true, "after all": true, "in turn": true, "as a result": true,
	"for example": true, "for instance": true, "in particular": true, "in addition": true, "moreover": true, "furthermore": true, "too": true,
	"needless to say": true, "admittedly": true, "not surprisingly": true, "unsurprisingly": true, "unfortunately": true, "sadly": true,
}
