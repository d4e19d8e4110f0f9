package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
)

// What a finished statement leaves out or points at, whatever family found it:
// what a noun is one to, of what something is a few, whom
// a pronoun means.

// missing returns why a statement cannot be understood by who reads nothing before
// it. Words that are quoted are not looked at.
func (st *standing) missing() (reason, detail string) {
	if st.spoken {
		return "", ""
	}
	if st.stated && st.ofMatch && !st.dated && !st.titleShared(st.tokens) {
		return reasonOccasion, "a match"
	}
	if st.stated && ownerlessFigure(st.tokens) {
		return reasonOneOf, st.at(0)
	}
	if st.stated && st.fewOfBefore() {
		return reasonCounted, st.at(0)
	}
	for i, t := range st.tokens {
		if t.quoted {
			continue
		}
		word, next := st.at(i), st.at(i+1)
		switch {
		case word == "that" && i > 0 && thatOfBefore(st.tokens[:st.lastWord()], i), word == "that" && st.demonstrative(i):
			return reasonPointing, word
		case word == "following" && st.at(i-1) == "the" && isNoun(st.tagAt(i+1)) && !slices.Contains(st.small[i:], ":"):
			return reasonPointing, word
		case accompanying[word] && i == 1 && st.at(0) == "the" && !st.title[word]:
			return reasonPointing, word
		case word == "subsequent" && i == 1 && articles[st.at(0)]:
			return reasonPointing, word
		case (word == "added" || word == "additional" || word == "extra") && i > 2 && i < 5 && st.tagAt(0) == "EX":
			return reasonPointing, word // "there is an added bonus"
		case (next == "that" || next == "this" || next == "so") && doing[word] && i < 4 && st.verbOfBefore(i):
			return reasonPointing, word + " " + next
		case relativeTo[word] && st.besideNothing(i):
			return reasonPointing, word
		case i == 0 && outcomes[word] && (st.tagAt(1) == "MD" || next == "means" || next == "meant"):
			return reasonAct, word
		case i > 0 && (strings.HasPrefix(t.tag, "JJR") || degrees[st.at(i-1)] && strings.HasSuffix(word, "er") || word == "more" || word == "less") && st.comparesNothing(i):
			return reasonPointing, word
		case word == "their" && i > 3 && !st.stated && st.tagAt(0) != "IN" && st.belongsToNobody(i):
			return reasonPronoun, word
		case word == "reason" && st.answersWhat(i):
			return reasonPointing, word
		case releases[word] && i == st.lastWord()-1 && st.ofWhatIsNot(i):
			return reasonOneOf, word
		case replying[word] && strings.HasPrefix(t.tag, "VB") && st.answersNothing(i):
			return reasonAct, word
		case word == "mind" && st.at(i-1) == "to" && coming[st.at(i-2)] && !st.saysOfWhat(i+1), word == "look" && st.at(i-1) == "a" && taking[st.at(i-2)] && next != "at" && next != "into" && next != "back":
			return reasonPointing, st.at(i-2) + " " + st.at(i-1) + " " + word
		}
	}
	return "", ""
}

// comparesNothing reports whether the comparative at i belongs to a noun that a copula
// calls something or of which there is some, and nothing says more than what: "are
// far deeper lamps".
func (st *standing) comparesNothing(i int) bool {
	word, at := st.at(i), i+1
	if absolute[word] || st.at(i-1) == "the" || st.at(i-1) == "no" || st.at(i-1) == "or" || st.at(i-1) == "once" || st.tagAt(i-1) == "CD" {
		return false
	}
	if word == "more" || word == "less" {
		if !strings.HasPrefix(st.tagAt(at), "JJ") {
			return false
		}
		at++
	}
	if st.tagAt(at) != "NNS" && st.tagAt(at) != "NN" {
		return false
	}
	k := i - 1
	for k > 0 && (articles[st.at(k)] || degrees[st.at(k)]) {
		k--
	}
	if !isCopula(st.at(k)) || st.tagAt(k) == "VBG" || st.tagAt(k) == "VB" {
		return false
	}
	end := len(st.small)
	if colon := slices.Index(st.small, ":"); colon > i {
		end = colon
	}
	return !slices.ContainsFunc(st.small[:end], func(w string) bool { return standards[w] })
}

var (
	// absolute are comparatives that say of what kind something is.
	absolute = set("older younger lower higher upper elder further later earlier former better greater larger smaller inner outer")
	degrees  = set("far much even still slightly considerably significantly")
	// standards are words of what something is compared with or depends on.
	standards = set("than compared relative unlike whereas while to from as when if because since for without by instead beyond over")
)

// belongsToNobody reports whether no word before "their" at i is one for several
// people or things, or for anybody.
func (st *standing) belongsToNobody(i int) bool {
	return !slices.ContainsFunc(st.tokens[:i], func(t token) bool {
		word := strings.ToLower(t.text)
		return t.tag == "NNS" || strings.HasPrefix(t.tag, "NNP") || t.tag == "CD" || t.tag == "WP" || t.tag == "PRP" || t.tag == "CC" || strings.HasPrefix(word, "@") || everyOne[word] || some[word] || people[word] || collectives[word] || roleNouns[word] || callings[word] != "" || strings.HasSuffix(word, "one") || strings.HasSuffix(word, "body") || word == "those" || word == "these" || word == "both" || word == "most"
	})
}

// answersWhat reports whether "the reason" that ends at i is given for what is not told.
func (st *standing) answersWhat(i int) bool {
	k := i - 1
	for k > 0 && strings.HasPrefix(st.tagAt(k), "JJ") {
		k--
	}
	if st.at(k) != "the" || !giving[st.at(k-1)] {
		return false
	}
	next := st.at(i + 1)
	return next != "for" && next != "of" && next != "why" && next != "that" && next != "behind" && next != "to" && next != "he" && next != "she" && next != "they"
}

// giving are verbs of what is given as a reason.
var giving = set("give gave given grant granted offer offered cite cited provide provided state stated accept accepted")

// releases are nouns of what there are several of only of something.
var releases = set("version versions edition editions variant variants")

// ofWhatIsNot reports whether nothing but where it is for stands before the noun at i:
// "for MacOS & iOS versions".
func (st *standing) ofWhatIsNot(i int) bool {
	k := i - 1
	for k > 0 && (strings.HasPrefix(st.tagAt(k), "NNP") || st.tagAt(k) == "CC" || st.at(k) == "&") {
		k--
	}
	return k < i-1 && (st.tagAt(k) == "IN" || articles[st.at(k)]) && !st.title[stem(st.at(i))] && st.tagAt(i-2) == "CC"
}

// replying are verbs of what is done because of something that was done or said before.
var replying = set("retaliated retaliates reacted reacts responded responds disagreed disagrees reciprocated")

// answersNothing reports whether nothing tells what the verb at i answers: no "to",
// "with" or "about" behind it, no "after" or "when" anywhere.
func (st *standing) answersNothing(i int) bool {
	switch st.at(i + 1) {
	case "to", "with", "against", "about", "on", "over", "that", "when", "after", "at":
		return st.at(i+1) == "with" && !strings.HasPrefix(st.at(i), "disagree") && !slices.Contains(st.small[i+2:], "to")
	}
	return !slices.ContainsFunc(st.small, func(w string) bool {
		return w == "after" || w == "when" || w == "to" && !strings.HasPrefix(st.at(i), "disagree") || w == "following" || w == "whenever" || w == "if"
	})
}

// coming and taking are the verbs of "came to mind" and "took a look".
var (
	coming = set("come comes came coming spring springs sprang")
	taking = set("take takes took taken taking")
)

// saysOfWhat reports whether what stands at i tells on what occasion: "when", "as".
func (st *standing) saysOfWhat(i int) bool {
	return slices.ContainsFunc(st.small[min(i, len(st.small)):], func(w string) bool { return w == "when" || w == "for" || w == "as" })
}

// lastWord returns where the mark at the end of the statement stands, or its end.
func (st *standing) lastWord() int {
	if n := len(st.tokens); isMark(st.tokens[n-1].text) {
		return n - 1
	}
	return len(st.tokens)
}

// accompanying are adjectives of what happens beside or behind something else.
var accompanying = set("concurrent simultaneous accompanying ensuing attendant")

// doing are the forms of the verb that stands for another one: "do that".
var doing = set("do does did done doing")

// verbOfBefore reports whether no verb stands before the one at i that it could stand
// for, and nothing behind says what is done.
func (st *standing) verbOfBefore(i int) bool {
	if next := i + 2; next < st.lastWord() && st.tagAt(next) != "IN" && st.tagAt(next) != "RB" && !isMark(st.at(next)) {
		return false // "did this work", "did so many"
	}
	return !slices.ContainsFunc(st.tokens[:i], func(t token) bool {
		return strings.HasPrefix(t.tag, "VB") && auxiliary[strings.ToLower(t.text)] == ""
	})
}

// demonstrative reports whether "that" at i is the subject of the main clause behind
// a phrase of place or manner: "in Oslo, that means", "in Oslo that's true".
func (st *standing) demonstrative(i int) bool {
	if i < 2 || i > 5 || st.tagAt(0) != "IN" || slices.ContainsFunc(st.tokens[:i], func(t token) bool { return strings.HasPrefix(t.tag, "VB") || t.tag == "MD" }) {
		return false
	}
	next := st.at(i + 1)
	return next == "'s" || next == "is" || next == "was" || next == "means" || next == "meant"
}

// fewOfBefore reports whether a statement begins with some of those who were told
// of: "A few came from Oslo".
func (st *standing) fewOfBefore() bool {
	i := 0
	if st.at(0) == "a" && st.at(1) == "few" {
		i = 1
	}
	return some[st.at(i)] && isFinite(st.tagAt(i+1))
}

// some are words for a part of a number of people or things.
var some = set("few several others many most some another")

// relativeTo are nouns of what is one only to something else.
var relativeTo = set("replacement replacements substitute substitutes alternative alternatives exception exceptions counterpart counterparts equivalent equivalents analogy parallel successor successors predecessor predecessors culprit culprits remedy antidote")

// besideNothing reports whether the noun at i ends a statement that calls something so,
// without saying to what it is one: "has become a popular replacement".
func (st *standing) besideNothing(i int) bool {
	if i+1 < st.lastWord() {
		return false
	}
	k := i - 1
	for k > 0 && (strings.HasPrefix(st.tagAt(k), "JJ") || st.tagAt(k) == "RB" || articles[st.at(k)] && st.at(k) != "the") {
		k--
	}
	return isCopula(st.at(k)) || st.at(k) == "become" || st.at(k) == "became" || st.at(k) == "becomes"
}

// outcomes are nouns of what becomes of a matter, of which matter somebody has to say.
var outcomes = set("victory defeat success failure approval rejection passage adoption withdrawal resignation acceptance")

// whoElse puts the name of whom the article of a life is about for a pronoun that
// none of those named before it can mean, and returns the evidence for it: "Otto
// Lark made an offer to her". It reports false where nobody can be put there.
func (f *finder) whoElse(s *sentence, fact *questions.Fact) (more []questions.Evidence, ok bool) {
	told := uncredited(fact.Statement)
	if genderOf(told) == "" {
		return nil, true
	}
	tokens := f.statedTokens(s, told)
	at := f.ofOtherGender(tokens)
	if at < 0 || strings.Contains(fact.Statement, ` said: "`) {
		return nil, true
	}
	main := f.names.main
	if main == nil || !f.names.life || main.sentence == nil || main.pronoun != genderOf(tokens[at].text) || fact.Claimant != "" || questions.HoldsWords(fact.Statement, main.surname) {
		return nil, false
	}
	name := main.full
	if at+1 < len(tokens) && (isNoun(tokens[at+1].tag) || strings.HasPrefix(tokens[at+1].tag, "JJ")) {
		name += "'s"
	}
	word, named := " "+tokens[at].text+" ", " "+name+" "
	if strings.Count(fact.Statement, word) != 1 || slices.ContainsFunc(tokens[at+1:], func(t token) bool { return genderOf(t.text) != "" }) {
		return nil, false
	}
	e, ok := f.evidence(main.sentence, main.full)
	if !ok {
		return nil, false
	}
	fact.Statement = strings.Replace(fact.Statement, word, named, 1)
	for i := range fact.Spans {
		fact.Spans[i].Ask = strings.Replace(strings.Replace(fact.Spans[i].Ask, word, named, 1), strings.TrimRight(word, " ")+"?", strings.TrimRight(named, " ")+"?", 1)
	}
	return []questions.Evidence{e}, true
}

// ofOtherGender returns where a pronoun stands behind the verb when all that are
// named before it are people of the other gender; -1 otherwise.
func (f *finder) ofOtherGender(tokens []token) int {
	verb := slices.IndexFunc(tokens, func(t token) bool { return isFinite(t.tag) })
	if verb < 1 {
		return -1
	}
	at := slices.IndexFunc(tokens[verb:], func(t token) bool {
		return !t.quoted && strings.HasPrefix(t.tag, "PRP") && !strings.HasSuffix(t.text, "self") && genderOf(t.text) != ""
	})
	if at < 0 {
		return -1
	}
	at += verb
	gender := genderOf(tokens[at].text)
	before := joinWords(tokens[:at])
	found := false
	for _, p := range f.names.people {
		if !questions.HoldsWords(before, p.surname) {
			continue
		}
		if p.pronoun == "" || p.pronoun == gender {
			return -1
		}
		before, found = strings.ReplaceAll(strings.ReplaceAll(before, p.full, ""), p.surname, ""), true
	}
	if !found || slices.ContainsFunc(tokens[:at], func(t token) bool {
		word := stem(t.text)
		return genderOfName(t.text) == gender || isNoun(t.tag) && (people[word] || roleNouns[word] || relatives[word] || kin[word])
	}) {
		return -1
	}
	return at
}
