package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
)

// minSpeakers is how many others have to be there who could have said something,
// for asking who said it.
const minSpeakers = 3

// couldSay keeps of some people those who could have said a statement, see
// mayHaveSaid.
func (f *finder) couldSay(people []string, statement string) []string {
	return slices.DeleteFunc(slices.Clone(people), func(full string) bool {
		p := f.names.full[full]
		return p == nil || !p.mayHaveSaid(statement)
	})
}

// mayHaveSaid reports whether somebody could have said a statement: who is no
// medium, whose death is not told, and who is not spoken of in it.
func (p *person) mayHaveSaid(statement string) bool {
	return !p.dead && !isMedium(p.full) && !p.spokenOf(statement)
}

// spokenOf reports whether words have a name of somebody: "I think Ada helped me".
func (p *person) spokenOf(text string) bool {
	first, _, _ := strings.Cut(p.full, " ")
	words := questions.Words(text)
	return slices.Contains(words, strings.ToLower(first)) || slices.Contains(words, strings.ToLower(p.surname))
}

// surely reports whether a name is a person's beyond doubt: none of its words
// belongs to a body, a place, an office or a medium, and the article treats it as
// a person. Where the given name is not known, what it is called beside the name
// or a surname that stands alone has to show it.
func (d *document) surely(p *person) bool {
	if p.titled {
		return true
	}
	words := strings.Fields(p.full)
	given, _, _ := strings.Cut(words[0], "-")
	known := firstNames[given] || womenNames[given]
	for i, w := range words {
		first := i == 0 && known
		switch lower := strings.ToLower(w); {
		case orgWords[w], mediaWords[w], thingWords[w] && !known, placeWords[w] && !known:
			return false
		case !first && !known && (placeFirst[w] || countries[w] != "" || cities[w] != "" || demonyms[w] || isState(w) || regions[w]):
			return false
		case !first && !known && (roleNouns[lower] || personTitles[w] || offices[w]):
			return false
		}
	}
	if n := len(words); n == 2 && len(words[0]) == 2 && words[0][1] == '.' {
		return false // "R. Perkins"
	}
	alone := d.names.surname[p.surname] == p && d.names.single[p.surname] && !d.names.lower[strings.ToLower(p.surname)] && !d.names.withThe[p.surname]
	if known && !notFirstNames[given] {
		return alone || p.described || d.speaks(p) || d.names.single[words[0]] && d.names.speaks[words[0]]
	}
	return alone && (p.described || d.speaks(p)) || p.described
}

// saidBefore reports whether a verb of speech stands before token i, perhaps with an
// office between: "said Ada Lark", "said rally driver Ada Lark".
func saidBefore(tokens []token, i int) bool {
	for at := i; at > 0 && i-at < 6; at-- {
		t := tokens[at-1]
		if says(t.text) {
			return !listens[t.text] && (at == i || at > 1 && (isMark(tokens[at-2].text) || tokens[at-2].quoted)) && (at == i || callsSpeaker(tokens[i-1].text) && plainOffice(tokens[at:i]))
		}
		if t.quoted || isMark(t.text) {
			return false
		}
	}
	return false
}

// describes reports whether beside a name stands what only people have: a title
// or an office before it, an age or an office behind it, or "who".
func describes(tokens []token, m name) bool {
	if m.title < m.from || m.from > 0 && (calledSo(tokens[m.from-1].text) || saidBefore(tokens, m.from) && callsSpeaker(tokens[m.from-1].text) || strings.HasSuffix(tokens[m.from-1].text, "-year-old")) {
		return true
	}
	if m.to+1 < len(tokens) && m.to-m.from > 1 && m.from > 0 && tokens[m.from-1].text == "," && tokens[m.to].text == "," && saying[tokens[m.to+1].text] {
		for i := max(0, m.from-9); i < m.from-1; i++ {
			if calledSo(tokens[i].text) {
				return true // "Brenk's head of lamps, Ada Lark, said"
			}
		}
	}
	if m.to+2 >= len(tokens) {
		return false
	}
	behind := tokens[m.to:]
	if behind[0].text == "who" {
		return true
	}
	if behind[0].text != "," || m.to-m.from == 1 {
		return false
	}
	if behind[1].text == "one" && len(behind) > 4 && behind[2].text == "of" && behind[3].text == "the" && calledSo(strings.TrimSuffix(behind[4].text, "s")) {
		return true // ", one of the founders of"
	}
	if behind[1].text == "who" || behind[1].tag == "CD" && len(behind[1].text) == 2 && isMark(behind[2].text) {
		return true
	}
	for _, t := range behind[1:min(len(behind), 9)] {
		if isMark(t.text) || isFinite(t.tag) || prepositions[t.text] {
			return false
		}
		if calledSo(t.text) {
			return true
		}
	}
	return false
}

// besideSpeech are words for people that are no offices, where a verb of speech
// stands before them: "said oil official Ada Lark".
var besideSpeech = set("official star singer presenter publicist resident student worker farmer voter scholar fan officer soldier mother father activist economist scientist campaigner expert")

// callsSpeaker reports whether a word is what a person is called beside a verb of speech.
func callsSpeaker(word string) bool { return calledSo(word) || besideSpeech[word] }

// calledSo reports whether a word is what a person can be: "mayor", "CEO",
// "editor-in-chief".
func calledSo(word string) bool {
	return roleNouns[word] || roleNouns[strings.ToLower(word)] || roleNouns[strings.ToLower(word[strings.LastIndexByte(word, '-')+1:])]
}

// dies reports whether the tokens behind a name tell the death of its bearer:
// "'s suicide", "died", "was killed".
func dies(behind []token) bool {
	if (behind[0].tag == "POS" || behind[0].text == "'s" || behind[0].text == "'") && len(behind) > 1 {
		for _, t := range behind[1:min(len(behind), 4)] {
			if !isNoun(t.tag) && !strings.HasPrefix(t.tag, "JJ") {
				break
			}
			if ends[t.text] {
				return true
			}
		}
		return false
	}
	for i, t := range behind[:min(len(behind), 4)] {
		switch {
		case t.text == "died", t.text == "hanged" && i+1 < len(behind) && strings.HasSuffix(behind[i+1].text, "self"):
			return true
		case i > 0 && (t.text == "killed" || t.text == "assassinated" || t.text == "murdered" || t.text == "executed") && (behind[i-1].text == "was" || behind[i-1].text == "been"):
			return true
		case !isFinite(t.tag) && t.tag != "RB" && t.tag != "VBN":
			return false
		}
	}
	return false
}

// ends are nouns for somebody's end.
var ends = set("death suicide murder assassination killing funeral burial corpse execution")

// isMedium reports whether a name that looks like a person's is a medium's: its
// last word is one of their names.
func isMedium(name string) bool {
	return mediaWords[name[strings.LastIndexByte(name, ' ')+1:]]
}

// mediaWords also hold words that end other names, where a name that looks like
// a person's is asked about.
var mediaWords = set(`News Times Post Today Journal TV Press Magazine Newspaper Courier Globe Wire Online Hebdo Nyheter Zeitung`, mediaNames)

// withoutFewSpeakers takes the question who said it from facts whose options were
// found to have lived at another time, where too few are left. What has nothing
// else to ask for is dropped.
func (f *finder) withoutFewSpeakers() {
	for i := range f.facts {
		f.facts[i].Spans = slices.DeleteFunc(slices.Clone(f.facts[i].Spans), func(s questions.Span) bool {
			return s.Kind == questions.Quotation && s.Forms != nil && len(s.Forms) == 0
		})
	}
	f.facts = slices.DeleteFunc(f.facts, func(fact questions.Fact) bool { return fact.FoundBy == "rules/quote" && len(fact.Spans) == 0 })
}
