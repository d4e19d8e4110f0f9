package rules

import (
	"slices"
	"strings"

	"quizbot/questions/pattern"
)

// carried finds statements, above all plain ones, that carry on what a report told before: of
// somebody by age or home, of one of a firm's sites, of somebody's work, of "her"
// who is not the subject, of new ones, of a change without its time.
func (st *standing) carried() (reason, detail string) {
	if st.spoken {
		return st.spokenOn()
	}
	text := plain(st.text)
	if what := moreOf.FindString(text); what != "" {
		return reasonCounted, what
	}
	if !st.stated {
		return "", ""
	}
	if what := nextPoint.FindString(text); what != "" {
		return reasonLeftOver, what
	}
	if what := changedFrom.FindString(text); what != "" && !st.dated {
		return reasonRelative, what
	}
	for _, such := range []*pattern.Pattern{fairs, shownNow, reached} {
		if what := such.FindString(text); what != "" {
			return reasonTrivial, what
		}
	}
	for i := range st.tokens {
		switch word := st.at(i); {
		case word == "the" && st.agedOrHome(i):
			return reasonDefinite, st.at(i) + " " + st.at(i+1)
		case word == "the" && st.oneSite(i):
			return reasonDefinite, "the " + st.at(nounPhrase(st.tokens, i)-1)
		case st.tagAt(i) == "POS" && i < 6 && efforts[st.at(i+1)] && !st.title[stem(st.at(i+1))] && (st.predicateAt(i+2) || st.tagAt(i+2) == "VBN"):
			return reasonAct, st.at(i + 1)
		case (word == "him" || word == "her" && (st.tagAt(i) == "PRP" || st.at(i+1) == "to" || prepositions[st.at(i+1)])) && st.onlySubject(i):
			return reasonPronoun, word
		case word == "that" && i > 0 && strings.HasPrefix(st.tagAt(i-1), "VB") && strings.HasPrefix(st.tagAt(i+1), "JJ") && isNoun(st.tagAt(i+2)) && (st.at(i+3) == "" || isMark(st.at(i+3))):
			return reasonPointing, word
		}
	}
	if st.at(0) == "new" && st.tagAt(1) == "NNS" && st.predicateAt(2) && !st.dated {
		return reasonRelative, "new " + st.at(1)
	}
	if strings.HasPrefix(st.tagAt(0), "JJ") && st.tagAt(1) == "NNS" && belonging[stem(st.at(1))] && st.predicateAt(2) && !st.title[stem(st.at(1))] && !capitalised(st.tokens[1].text) {
		return reasonOneOf, st.at(1)
	}
	return "", ""
}

// spokenOn finds quotations whose words hang on the question or sentence before:
// "it" where nothing is named that it could mean, a count of what is there, words
// without their subject, an example of what is not said.
func (st *standing) spokenOn() (reason, detail string) {
	named := slices.ContainsFunc(st.tokens, func(t token) bool { return t.tag == "NNP" || t.tag == "NNPS" })
	const short = 13 // words and marks
	text := plain(st.text)
	switch {
	case st.at(0) == "there" && len(st.tokens) <= short && !named && st.numbered():
		return reasonCounted, "there"
	case st.tagAt(0) == "VBD" && st.at(0) != "did", st.at(0) == "just" && (st.tagAt(1) == "VBD" || st.tagAt(1) == "VBN"):
		return reasonCutOff, st.at(0)
	}
	for _, such := range []*pattern.Pattern{toldOnly, exampleOf} {
		if what := such.FindString(text); what != "" {
			return reasonPointing, what
		}
	}
	for i := range st.tokens {
		if st.at(i) != "it" || i < 2 || st.tagAt(i-1) != "VB" || strings.HasPrefix(st.tagAt(i+1), "JJ") || st.tagAt(i+1) == "RB" || st.at(i+1) == "that" {
			continue
		}
		meant := st.tagAt(0) == "VBG"
		for k := range i {
			meant = meant || (st.tagAt(k) == "NN" || st.tagAt(k) == "NNP") && !isNoun(st.tagAt(k+1)) // the "harbour" of "harbour towns" is nothing by itself
		}
		if !meant {
			return reasonPronoun, "it"
		}
	}
	return "", ""
}

var (
	// moreOf finds a claim about some of what was told before.
	moreOf = pattern.MustCompile(`(?:\bthat |^)(?:[Mm]ore|[Ff]ewer|[Oo]thers|[Aa]nother|[Ff]ew|[Nn]one|[Nn]either) (?:would|will|could|were|was|are|is|have|had|has|may|might|should|can) `)
	// toldOnly finds that somebody was told, without what.
	toldOnly = pattern.MustCompile(`\b(?:informed|notified|told) (?:me|us|him|her|them)(?: as \p{Lu}\pL+)?\.?$`)
	// exampleOf finds an example or parallel of something that is not named.
	exampleOf = pattern.MustCompile(`\b(?:best|closest|nearest) (?:example|precedent|parallel|analogy|comparison)(?: \pL+)? (?:is|was|would be) `)
	// nextPoint finds what begins a further point or turn of a report.
	nextPoint = pattern.MustCompile(`^(?:According to [^,]+, )?(?:(?:Next|Separately|Suddenly|Secondly|Thirdly|Lastly|Elsewhere|Besides|Then|Afterwards|Later|(?:Moments|Minutes|Hours|Days|Weeks|Months|Years) later), |Originally \pL+ed \p{Lu}[\pL'’ -]+? \pL+ed )`)
	// changedFrom finds a change of which neither the beginning nor the end is dated.
	changedFrom = pattern.MustCompile(`\b(?:increased|decreased|rose|fell|grew|shrank|dropped|climbed|declined|went up|went down|jumped|slipped|surged) (?:its |their )?(?:[\pL. ]+ )?from \$?[\d.,]+(?: \pL+| ?%)? to \$?[\d.,]+`)
	// fairs finds how somebody looked or carried on in the scene of a report.
	fairs = pattern.MustCompile(`\b(?:wears an? (?:\pL+ ){1,4}(?:over|with|and)|turns from \pL+|used (?:his|her|their) own \pL+ as an example|declined to (?:repeat|say|name|elaborate|discuss|specify|confirm|give))\b`)
	// shownNow finds what stands below a picture: what somebody is doing, and where.
	shownNow = pattern.MustCompile(`^(?:An?|Two|Three|Four|People|Workers|Protesters|Members|Shoppers|Passengers) (?:[\pL'’-]+ ){1,6}(?:inspects?|prepares?|walks?|waits?|looks?|stands?|sits?|holds?|passes|pass|arrives?|carry|carries|checks?|rides?|poses?|queues?|wears?|watch(?:es)?|cross(?:es)?|gathers?|takes?|buys?|drives?|works?|pray|prays|plays?) .*, (?:in )?(?:\pL+ )?\p{Lu}\pL+(?: \p{Lu}\pL+)?\.$`)
	// reached finds what a site says of itself: where it links to, whom to call.
	reached = pattern.MustCompile(`\b(?:provides?|contains?|offers?|has|have) (?:links? to (?:[\pL-]+ ){0,2}(?:web ?sites?|sites?|resources)|contact (?:information|details))\b`)
)

// efforts are nouns of what somebody does or thinks, of which the statement has to
// say what it is about.
var efforts = set("work efforts effort ideas idea findings results research project approach argument arguments theory method technique concerns views view position stance experience experiences comments remarks words")

// agedOrHome reports whether "the" at i stands before what somebody is called
// without a name: "the 18-year-old beat", "the 21-year-old Blues prop is".
func (st *standing) agedOrHome(i int) bool {
	next := st.at(i + 1)
	end := max(nounPhrase(st.tokens, i), min(i+1, len(st.tokens)))
	if strings.HasSuffix(next, "-year-old") || strings.HasSuffix(next, "-years-old") {
		if strings.HasPrefix(st.tagAt(i+2), "VB") {
			return i == 0 || isMark(st.at(i-1))
		}
		named := end > i+2 && st.names.full[joinWords(st.tokens[max(i+2, end-2):end])] != nil
		return (i == 0 || isMark(st.at(i-1))) && !named && (st.predicateAt(end) || end <= i+1 && st.predicateAt(i+2)) && !slices.ContainsFunc(st.tokens[i+1:end], func(t token) bool { return st.names.surname[t.text] != nil })
	}
	if end != i+2 || !st.predicateAt(end) || st.source == nil {
		return false
	}
	t := st.tokens[i+1]
	return capitalised(t.text) && t.tag == "NNP" && len(t.text) > 5 && (strings.HasSuffix(t.text, "can") || strings.HasSuffix(t.text, "ian") || demonyms[t.text]) && st.names.kinds[t.text] == "" && !st.title[strings.ToLower(t.text)]
}

// oneSite reports whether "the" at i stands before one of several sites of
// something that the statement does not name: "the Harbour Street location". What
// follows the noun may tell of what.
func (st *standing) oneSite(i int) bool {
	end := nounPhrase(st.tokens, i)
	if end < i+3 || !sites[st.at(end-1)] || capitalised(st.tokens[end-1].text) || st.title[stem(st.at(end-1))] || !st.predicateAt(end) {
		return false
	}
	return !slices.ContainsFunc(st.tokens[i+1:end-1], func(t token) bool { return t.tag == "POS" || st.title[strings.ToLower(t.text)] })
}

// sites are nouns of what a firm has several of.
var sites = set("location branch store outlet site facility campus plant factory office shop warehouse restaurant")

// onlySubject reports whether the pronoun at i stands behind a verb as its object
// while only the subject of that verb is named: it means somebody else.
func (st *standing) onlySubject(i int) bool {
	if i < 2 || st.tagAt(i-1) != "VBD" || st.tagAt(i-2) != "NNP" {
		return false
	}
	begin := i - 2
	for begin > 0 && (st.tagAt(begin-1) == "NNP" || st.tagAt(begin-1) == "DT") {
		begin--
	}
	return !slices.ContainsFunc(st.tokens[:begin], func(t token) bool {
		word := strings.ToLower(t.text)
		return t.tag == "NNP" && !months[t.text] || people[word] || relatives[word] || roleNouns[word] || callings[word] != ""
	})
}
