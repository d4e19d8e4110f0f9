package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

// predicateAt reports whether a verb that says something of what stands before
// it begins at i, behind adverbs.
func (st *standing) predicateAt(i int) bool {
	for st.tagAt(i) == "RB" {
		i++
	}
	return isFinite(st.tagAt(i))
}

// itOfContent reports whether "it" at i is the subject of what a shell noun says,
// with nothing before it that it could mean: "The fact that it was new".
func (st *standing) itOfContent(i int) bool {
	return i > 1 && i < 4 && st.at(i-1) == "that" && isNoun(st.tagAt(i-2)) && isFinite(st.tagAt(i+1)) && !weather[st.at(i+1)] ||
		i == 3 && st.at(0) == "the" && st.at(1) == "fact" && st.at(2) == "that" && st.tagAt(i+2) == "VBN"
}

// itDone reports whether "it" at i is the subject of what was done to a thing, with
// nothing or only a place before it: "Beside the school, it is designed to appeal",
// not "It is expected that".
func (st *standing) itDone(i int) bool {
	if st.spoken || !isCopula(st.at(i+1)) {
		return false
	}
	done := i + 2
	for st.tagAt(done) == "RB" && st.at(done) != "not" {
		done++
	}
	if st.tagAt(done) != "VBN" || tellsClause[st.at(done)] || st.at(done+1) == "that" || st.at(done+1) == "how" || st.at(done+1) == "whether" {
		return false
	}
	return i == 0 || st.at(i-1) == "," && (placing[st.at(0)] || st.at(0) == "next") && !slices.ContainsFunc(st.tokens[:i], func(t token) bool { return isFinite(t.tag) || t.tag == "VBG" || t.tag == "NNP" })
}

// tellsClause are participles of what is done to what a clause behind them says.
var tellsClause = set("said known thought believed expected hoped reported argued claimed estimated assumed understood agreed noted feared suggested recommended required advised supposed needed meant decided proven proved shown found felt accepted acknowledged rumoured rumored alleged intended allowed forbidden permitted called considered been made given granted")

// itIsA reports whether the "it" that begins a statement is called something,
// rather than that an act or a time is: "It is a fine place to sleep", not "It is
// a mistake to sleep".
func (st *standing) itIsA(i int) bool {
	if i != 0 || !isCopula(st.at(1)) || !articles[st.at(2)] {
		return false
	}
	end := nounPhrase(st.tokens, 2)
	return end > 3 && called[stem(st.at(end-1))] && st.at(end) != "that" && st.at(end) != "who" && st.at(end) != "which"
}

// called are nouns of things, places and bodies: what is called one was told of
// before.
var called = set("place tool app site city country town book film movie game product company service platform device machine team school hotel restaurant building house programme program album song show series novel story vehicle car system project feature format language technology framework library")

// places finds "the country" and what a country has one of where neither the
// statement nor the title names a country or its people, and "we" who are one.
func (st *standing) places() (reason, detail string) {
	for i, t := range st.tokens {
		noun := st.at(i)
		switch {
		case st.at(i-1) == "the" && (noun == "country" || noun == "nation" || noun == "region") && t.tag == "NN" && st.tagAt(i+1) != "NN" && st.tagAt(i+1) != "POS" && !st.completedPlace(i+1):
			detail = "the " + noun
		case st.at(i-1) == "the" && (noun == "government" || noun == "president" || noun == "parliament") && t.tag == "NN" && st.article.Title == "" && (st.predicateAt(i+1) || st.tagAt(i+1) == "MD"):
			detail = "the " + noun
		case noun == "gdp" || noun == "unemployment" && st.numbered():
			detail = t.text
		case st.spoken && i > 1 && (noun == "state" || noun == "country" || noun == "nation" || noun == "city") && st.at(0) == "we" && slices.ContainsFunc(st.tokens[1:i], func(t token) bool { return isCopula(strings.ToLower(t.text)) }) && !slices.ContainsFunc(st.tokens[1:i], func(t token) bool { return t.tag == "IN" || isMark(t.text) && t.text != "'" }):
			detail = "we, " + noun
		}
		if detail != "" && !st.placeNamed() && !st.nationNamed() {
			return reasonCountry, detail
		}
		detail = ""
	}
	return "", ""
}

// numbered reports whether a statement has a number.
func (st *standing) numbered() bool {
	return slices.ContainsFunc(st.tokens, func(t token) bool { return t.tag == "CD" })
}

// completedPlace reports whether what stands at i says which country is meant.
func (st *standing) completedPlace(i int) bool {
	return st.at(i) == "of" || st.at(i) == "that" || st.at(i) == "which" || st.at(i) == "where" ||
		st.at(i) == "with" && st.at(i+1) == "the" && (st.tagAt(i+2) == "JJS" || st.tagAt(i+2) == "RBS")
}

// nationNamed reports whether the statement or the title names a nation.
func (st *standing) nationNamed() bool {
	named := func(word string) bool {
		return demonyms[word] || demonyms[strings.TrimSuffix(word, "s")] || countries[word] != "" || isState(word) || word == "US" || word == "U.S" || word == "UK" || word == "America" || word == "Britain" || word == "EU" || cities[word] != ""
	}
	if slices.ContainsFunc(st.tokens, func(t token) bool {
		return named(t.text) || t.tag == "NNP" && t.text != "GDP" && st.names.surname[t.text] == nil && !firstNames[t.text]
	}) {
		return true
	}
	words := strings.FieldsFunc(st.article.Title, func(r rune) bool { return strings.ContainsRune(" ,.:;?!()'’‘“”-", r) })
	for i, w := range words {
		if named(w) || i+1 < len(words) && named(w+" "+words[i+1]) {
			return true
		}
	}
	return false
}

// owners finds people and things at the head of a statement who are some
// body's or event's, without whose: "Owners have", "because of staffers' care";
// and "some" and "many" of whom.
func (st *standing) owners() (reason, detail string) {
	first := st.at(0)
	if (first == "some" || first == "most" || first == "both" || first == "neither" || first == "several") && st.tagAt(1) != "VBG" && isCopula(st.at(1)) {
		return reasonCounted, first
	}
	if (first == "requests" || first == "demands") && st.at(1) == "have" && (st.at(2) == "come" || st.at(2) == "been") && !st.title[stem(first)] {
		return reasonOneOf, first
	}
	for i, t := range st.tokens {
		if i > 3 || i > 0 && (t.tag != "NNS" || st.tagAt(i+1) != "POS" || !prepositions[st.at(i-1)] && st.at(i-1) != "of" && st.at(i-1) != "despite") {
			continue
		}
		word := st.at(i)
		if !belonging[stem(word)] || st.title[stem(word)] || word == stem(word) || i+1 >= len(st.tokens) {
			continue
		}
		if i > 0 || isFinite(st.tagAt(1)) || st.tagAt(1) == "MD" {
			return reasonOneOf, word
		}
	}
	return "", ""
}

// belonging are nouns of people and things that are somebody's or of some event.
var belonging = set("owner staffer call complaint negotiation member organiser organizer participant attendee contestant entry recipient subscriber neighbour neighbor resident local investigator applicant shareholder")

// again finds what somebody did as others before, and what is put beside
// something that is not shown: "followed suit", "a different kind of lamp".
func (st *standing) again() (reason, detail string) {
	for i := range st.tokens {
		switch word := st.at(i); {
		case word == "suit" && strings.HasPrefix(st.at(i-1), "follow") && !slices.ContainsFunc(st.tokens[:i-1], func(t token) bool { return isFinite(t.tag) && auxiliary[strings.ToLower(t.text)] == "" }):
			return reasonAgain, "followed suit"
		case word == "different" && st.at(i-1) == "a" && isCopula(st.at(i-2)) && !slices.ContainsFunc(st.tokens[i:], func(t token) bool { return t.text == "from" || t.text == "than" || t.text == "to" }):
			return reasonAgain, "a different"
		case word == "same" && st.at(i-1) == "the" && st.at(i-2) == "in" && spans[st.at(i+1)] && !st.dated:
			return reasonRelative, "the same " + st.at(i+1)
		case i == 0 && (word == "included" || word == "attached" || word == "enclosed") && (st.tagAt(1) == "MD" || isCopula(st.at(1))):
			return reasonAgain, word
		case i < 6 && posed[word] && st.tagAt(i) == "NN" && isCopula(st.at(i+1)) && (st.tagAt(i+2) == "WRB" || st.at(i+2) == "whether") && st.at(0) == "the" && !slices.ContainsFunc(st.tokens[:i], func(t token) bool { return t.tag == "IN" || t.tag == "POS" }):
			return reasonCounted, word
		case (word == "unique" || word == "alone" || word == "exception" || word == "exceptions") && (i+1 >= len(st.tokens) || st.at(i+1) == ".") && st.denied(i):
			return reasonAgain, word
		case word == "law" && st.at(i-1) == "the" && st.lawOfBefore(i):
			return reasonAct, "the law"
		case (word == "midnight" || word == "noon" || word == "dawn" || word == "dusk") && st.at(i-1) == "at" && !st.dated && !st.spoken && slices.ContainsFunc(st.tokens, func(t token) bool { return t.tag == "VBD" }) && !slices.ContainsFunc(st.tokens, func(t token) bool { return t.tag == "VBZ" || t.tag == "VBP" }):
			return reasonRelative, word
		}
	}
	return "", ""
}

// denied reports whether "not", "no" or "hardly" stands a few words before i.
func (st *standing) denied(i int) bool {
	return slices.ContainsFunc(st.tokens[max(0, i-4):i], func(t token) bool { return t.text == "not" || t.text == "no" || t.text == "hardly" })
}

// posed are nouns for what somebody has before him.
var posed = set("question problem challenge task dilemma issue puzzle")

// lawOfBefore reports whether "the law" at i is one that was passed, rather than
// what everybody obeys: it is kept, changed or fought.
func (st *standing) lawOfBefore(i int) bool {
	return passed[st.at(i-2)] && !st.title["law"] && !st.title["act"] && !st.title["bill"] && !st.completed(i+1) ||
		passed[st.at(i-2)] && !st.title["law"] && (st.at(i+1) == "was" || st.at(i+1) == "is")
}

// passed are what is done to one law.
var passed = set("preserve preserved repeal repealed overturn overturned pass passed sign signed amend amended support supported oppose opposed challenge challenged drafted draft enacted enact")

var (
	newStudy = pattern.MustCompile(`(?i)\b(?:(?:a|the) (?:new|recent|latest) |(?:the )?most recent )(?:[\pL'’.-]+ ){0,4}?(?:survey|poll|study|report|analysis|census|ranking)\b`)
	sinceIt  = pattern.MustCompile(`\b[Ss]ince (?:\pL+ )?\d{4}\b`)
	counting = pattern.MustCompile(`\b(?:has|have) (?:already )?(?:been|killed|died|lost|left|spent|received|reached|had)\b`)
	wearing  = pattern.MustCompile(`\b(?:wore|donned|sported) (?:an?|the|her|his|their) `)
)

// news finds what was new when it was written, and figures that grow with the
// day: "a new survey", "since 1905 there have been 40 storms", of an article without a date.
func (st *standing) news() (reason, detail string) {
	if st.spoken {
		return "", ""
	}
	text := plain(st.text)
	nowhere := st.article.Published.IsZero() && st.article.Title == ""
	if what := newStudy.FindString(text); what != "" && !st.dated && !sinceIt.MatchString(text) {
		return reasonRelative, what
	}
	if nowhere && sinceIt.MatchString(text) && counting.MatchString(text) && st.countsThings() {
		return reasonRelative, "since"
	}
	if at := wearing.FindStringIndex(text); at != nil && !st.dated && !worn.MatchString(text[at[1]:]) {
		return reasonOccasion, text[at[0]:at[1]]
	}
	return "", ""
}

// worn finds the occasion of what somebody wore.
var worn = pattern.MustCompile(`\b(?:to|at|for|during|on|when|while|in|as) (?:the |a |an |his |her )?\p{Lu}|\b(?:when|while|as|always|often|usually)\b`)

// countsThings reports whether a number that is no year stands in the statement.
func (st *standing) countsThings() bool {
	return slices.ContainsFunc(st.tokens, func(t token) bool { return t.tag == "CD" && !isYear(t.text) })
}

var (
	// phrases say nothing that could be remembered: turns of speech, praise of
	// advertisements, and that there are many.
	phrases   = pattern.MustCompile(`(?i)\b(?:(?:is|are|was|were) (?:just|only|merely) (?:the|a) (?:beginning|start|first step|tip of)|knows? a thing or two|(?:moment|time|hour|opportunity|chance) (?:has|have) (?:arisen|come)|(?:at|reached|facing) (?:a|the) (?:crossroads?|turning point|tipping point|critical juncture)|make or break|there (?:are|is) (?:lots|plenty|loads|tons|a lot|a host|no shortage|many|countless|all sorts|all kinds|a number|a variety) (?:of )?(?:ways?|places?|options?|reasons?|things?|choices)|something for everyone|look no further|next level|timeless|seamless(?:ly)?|speaks? for itself|the rest is history|only time will tell|easier said than done|goes without saying|(?:serves?|offers?|provides?|plays?) an? (?:wide |broad |whole )?(?:variety|range|number|wealth) of (?:[\pL&-]+ ){0,5}[\pL-]+\.$|(?:some|several|many|a (?:wealth|lot|number) of|plenty of) (?:[\pL-]+ ){0,3}(?:details?|insights?|information|possibilities)\.$|(?:interesting|surprising|striking|clear) (?:patterns?|things?|questions?|trends?) (?:have|has|had|begin|began|are|were) (?:\pL+ )*(?:emerged?|arisen?|appear(?:ed)?)|the (?:incredible|amazing|exciting|endless|vast|huge|enormous) (?:possibilities|potential|opportunities) of|has an? (?:long|rich|storied|colou?rful|complicated|checkered|chequered|fascinating) history (?:on|of|with|in)|(?:uses?|used|has|have|offers?|offered|contains?|takes?|include|includes|included|with|through|by|of|are|were) the following(?: \pL+){1,2}(?: to \pL+ \pL+)?\.$)`)
	manyForms = pattern.MustCompile(`\b(?:takes?|comes? in) (?:many|different|various|all) (?:forms|shapes|sizes|guises)\.$`)
	// caption is what stands below a picture.
	caption = pattern.MustCompile(`^(?:\p{Lu}[\pL.'’-]* ){2,6}(?:speaks|arrives|waves|walks|poses|looks|stands|sits|holds|shakes|addresses|gestures|listens|smiles|leaves|attends|greets|meets|reacts|talks|delivers|appears|announces) .*, (?:(?:January|February|March|April|May|June|July|August|September|October|November|December) \d|in (?:this|an?) )|^(?:\p{Lu}[\pL.'’-]* ){1,6}(?:speaks|arrives|waves|walks|poses|addresses|attends|greets|meets|announces|delivers|celebrates) .* on (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}\.$|^(?:[\pL.'’-]+ ){1,7}(?:protest|demonstrate|march|gather|rally|queue|pose|wave|look on|stand|carry|inspect|watch|attend) .*\b(?:in \p{Lu}\pL+, \p{Lu}\pL+|(?:at|outside|near|inside) (?:the|an?) (?:[\pL'’-]+ ){1,4}in \p{Lu}\pL+)\.$`)
	// captioned finds the time or place that every caption has: few statements do.
	captioned = pattern.MustCompile(`, (?:(?:January|February|March|April|May|June|July|August|September|October|November|December) \d|in (?:this|an?) )|, \d{4}\.$|(?:,| in) \p{Lu}\pL+\.$`)
	firstDay  = pattern.MustCompile(`\b(?:January|Jan\.?) 1\b.*\bfirst day\b|\b(?:December|Dec\.?) 31\b.*\blast day\b`)
	gesture   = pattern.MustCompile(`\b(?:shrug(?:s|ged)|smile[sd]|nod(?:s|ded)|grin(?:s|ned)|wink(?:s|ed)|sigh(?:s|ed)|frown(?:s|ed)|giggle[sd]|chuckle[sd]|gather(?:s|ed) around|pull(?:s|ed)? (?:a|an) (?:\pL+ )?face|roll(?:s|ed) (?:his|her|their) eyes|laugh(?:s|ed) (?:and|,|loudly|out))\b`)
	// disclaimed is what a page says of itself that it may not be sued.
	disclaimed = pattern.MustCompile(`(?i)\b(?:advis(?:es?|ed) (?:its |our |all )?(?:users|readers|investors|viewers|visitors|clients) to|(?:views|opinions) (?:and investment tips )?expressed (?:by|in|on|here)|(?:does|do|should) not (?:constitute|be (?:construed|taken|regarded) as)|for (?:informational|information|educational) purposes only|all rights reserved)\b`)
	bio        = pattern.MustCompile(`\b(?:worked|wrote|was|began|started) .*\bbefore (?:joining|coming to|moving to) `)
)

// slight finds what is not worth asking, however whole it is.
func (st *standing) slight() (reason, detail string) {
	if st.spoken {
		return "", ""
	}
	text := plain(st.text)
	for _, such := range []*pattern.Pattern{phrases, manyForms, caption, firstDay, gesture, disclaimed} {
		if such == caption && !captioned.MatchString(text) {
			continue
		}
		if what := such.FindString(text); what != "" {
			return reasonTrivial, what
		}
	}
	if what := bio.FindString(text); what != "" && len(st.tokens) > 0 && (st.authorNamed() || st.lastParagraph()) {
		return reasonTrivial, "about its author"
	}
	return "", ""
}

// authorNamed reports whether the statement has the given name or the name of
// one of the authors.
func (st *standing) authorNamed() bool {
	return slices.ContainsFunc(st.article.Authors, func(author string) bool {
		given, _, _ := strings.Cut(author, " ")
		return questions.HoldsWords(st.text, author) || given != "" && questions.HoldsWords(st.text, given)
	})
}

// lastParagraph reports whether the statement stands in one of the last lines.
func (st *standing) lastParagraph() bool {
	return st.source != nil && st.source.paragraph.number+lastLines > len(st.paragraphs) && len(st.paragraphs) > lastLines
}
