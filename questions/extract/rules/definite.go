package rules

import (
	"slices"
	"strings"
)

// definites finds what "the" points back at in a plain statement, beyond what
// [standsAlone] and [standing.acts] find: a thing that only a clause behind a
// comma tells more of, an act or words with a phrase behind them that belongs to
// the verb, a time of year without its year, "the state" of no place. Something
// with a name, a rank, an owner or "of" beside it tells itself apart.
func (st *standing) definites() (reason, detail string) {
	if st.spoken {
		return st.pointedAt()
	}
	if !st.stated {
		return "", ""
	}
	for i := range st.tokens {
		if st.at(i) != "the" {
			continue
		}
		end := nounPhrase(st.tokens, i)
		if end <= i+1 || !isNoun(st.tagAt(end-1)) || st.toldApart(i, end) {
			continue
		}
		noun := st.at(end - 1)
		detail := "the " + noun
		switch {
		case timesOfYear[noun] && end == i+2 && seasonPoints[st.at(i-1)] && !st.dated && st.at(end) != "of" && st.at(end) != "before" && st.at(end) != "after":
			return reasonRelative, detail
		case noun == "state" && end == i+2 && !st.completedPlace(end) && st.at(end) != "'s" && !st.stateNamed():
			return reasonCountry, detail
		case unique[noun] || spans[noun] || st.title[stem(noun)] || st.topic.nouns[noun] || st.introduced(i, noun):
		case end == i+2 && i == 1 && placing[st.at(0)] && st.at(end) == "," && works[noun] && !st.saidFirst(st.source, noun):
			return reasonDefinite, detail // "In the film, Lark sails"
		case st.at(end) == ",":
			if before := !st.saidFirst(st.source, noun); (end == i+2 || before) && st.asideBehind(end+1, before) {
				return reasonDefinite, detail
			}
		case end == i+2 && st.at(end) == "for" && howMany[st.at(end+1)] && !st.saidFirst(st.source, noun):
			return reasonDefinite, detail // "used the bank for most of his deposits"
		case end == i+2 && (st.tagAt(end) == "TO" || st.tagAt(end) == "IN" && prepositions[st.at(end)]) && st.at(end) != "of" && !st.saidFirst(st.source, noun) && !st.hangsOn(i, end):
			// "opened the pier by cutting a rope": of these, four in five point back in
			// the treebank GUM, of those whose phrase belongs to the noun one in three.
			return reasonDefinite, detail
		case end > i+2 || st.tagAt(end) != "IN" && st.tagAt(end) != "TO" || st.at(end) == "of":
		case contents[stem(noun)] && occasionPoints[st.at(end)], (actNouns[stem(noun)] || noun == "news") && !st.hangsOn(i, end):
			return reasonAct, detail
		}
	}
	return "", ""
}

// pointedAt finds "the" with a noun alone behind the subject of what somebody says, for a
// thing of which the article told before, and neither the words nor the title: "nobody
// had climbed the hill". Words with a name or number are known by that.
func (st *standing) pointedAt() (reason, detail string) {
	if slices.ContainsFunc(st.tokens, func(t token) bool {
		return strings.HasPrefix(t.tag, "NNP") || t.tag == "CD" && t.text != "one" || demonyms[t.text]
	}) {
		return "", ""
	}
	for i := range st.tokens {
		if st.at(i) != "the" {
			continue
		}
		end := nounPhrase(st.tokens, i)
		if i == 0 || end != i+2 || !isNoun(st.tagAt(i+1)) || st.toldApart(i, end) || st.tagAt(end) == "CC" || st.tagAt(end) == "DT" || st.completed(end) && st.hangsOn(i, end) {
			continue
		}
		switch noun := st.at(i + 1); {
		case unique[noun] || spans[noun] || known[stem(noun)] || people[noun] || people[stem(noun)] || roleNouns[stem(noun)] || callings[stem(noun)] != "" || collectives[noun] || strings.HasSuffix(noun, "ers") || st.title[stem(noun)] || st.topic.nouns[noun] || st.introduced(i, noun):
		case !st.saidFirst(st.source, noun):
			return reasonDefinite, "the " + noun
		}
	}
	return "", ""
}

// howMany are words that begin how much of what something is for.
var howMany = set("most all much many some several half part")

// known are nouns of what there is one of wherever somebody speaks, or none in
// particular, see [unique].
var known = set("government president presidency pandemic market industry field mix way world weather street road war border fact")

// seasonPoints are words before a time of year of which the reader has to know the
// year: "over the summer".
var seasonPoints = set("over during in this for through since until by")

// occasionPoints are words behind what somebody put into words that tell where or
// when, and seldom what: "made the comments in a report".
var occasionPoints = set("in at during after before while")

// toldApart reports whether the phrase of [i, end) has a name, a rank or an owner.
func (st *standing) toldApart(i, end int) bool {
	return slices.ContainsFunc(st.tokens[i+1:end], func(t token) bool {
		return capitalised(t.text) || t.tag == "JJS" || t.tag == "RBS" || t.tag == "POS" || t.tag == "NNP" || t.tag == "NNPS" || isYear(t.text) || isOrdinal(strings.ToLower(t.text)) || demonyms[t.text]
	})
}

// asideBehind reports whether a clause begins at i, behind a comma, that only adds
// something to a noun: "the district, which spans its border", "the bomb, filled
// with nails, hurt two". What a relative clause says of something with a name may
// tell which one is meant: "the hearing, which was held in Oslo". Before says that
// the noun was told of before.
func (st *standing) asideBehind(i int, before bool) bool {
	end := i
	for end < len(st.tokens) && st.at(end) != "," {
		end++
	}
	named := slices.ContainsFunc(st.tokens[min(i, end):end], func(t token) bool {
		return (t.tag == "NNP" || t.tag == "NNPS" || demonyms[t.text]) && !months[t.text] && st.names.surname[t.text] == nil
	})
	switch word := st.at(i); {
	case word == "which" || word == "who" || word == "whose":
		return !named
	case st.tagAt(i) == "VBN" || st.tagAt(i) == "VBD" && prepositions[st.at(i+1)]:
		return end < len(st.tokens) && (before || !named) // closed by a comma, or it belongs to the verb
	}
	return false
}

// hangsOn reports whether the phrase behind [i, end) belongs to its noun in the
// sentence that the statement rests on, as in "the vote on lamps", rather than to
// the verb: "made the comments in a report". So it does where nothing is known.
func (st *standing) hangsOn(i, end int) bool {
	if st.source == nil || st.source.tree == nil {
		return true
	}
	t := st.source.tree
	tokens := t.sentence.tokens
	for k := range tokens {
		head := k + end - 1 - i
		if head+1 >= len(tokens) || !slices.EqualFunc(tokens[k:head+2], st.tokens[i:end+1], func(a, b token) bool { return strings.EqualFold(a.text, b.text) }) {
			continue
		}
		by := t.heads[head+1]
		return by == head || by > head && t.heads[by] == head
	}
	return true
}

// stateNamed reports whether "the state" can mean one that the statement or the
// title names, or the one that the article's topic lies in.
func (st *standing) stateNamed() bool {
	if st.topic.name != "" {
		return true
	}
	words := strings.FieldsFunc(plain(st.text)+" , "+plain(st.article.Title), func(r rune) bool { return r == ' ' || r == '.' })
	for i, w := range words {
		w = strings.TrimSuffix(strings.Trim(w, ",;:?!'\"()"), "'s")
		next := ""
		if i+1 < len(words) {
			next = w + " " + strings.TrimSuffix(strings.Trim(words[i+1], ",;:?!'\"()"), "'s")
		}
		if placeGrain(w) != "" || placeGrain(next) != "" || isState(w) || isState(next) || demonyms[w] || w == "York" || w == "Washington" {
			return true
		}
	}
	return false
}
