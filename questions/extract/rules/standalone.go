package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
)

// Why a statement does not stand alone beside the title of its article.
const (
	reasonCounted  = "things that were told of elsewhere"
	reasonAct      = "an event or act that is told elsewhere"
	reasonOneOf    = "one of many of a nation or kind"
	reasonOccasion = "a result without its occasion"
	reasonRate     = "a rate or price without its day"
	reasonCountry  = "a country that is not named"
	reasonAgain    = "the same as somebody did before"
)

// standing is a statement, or the words of a quotation, before a reader who
// sees the title of the article beside it and nothing else of it.
type standing struct {
	*finder
	source *sentence // that the statement rests on
	text   string
	tokens []token
	small  []string        // their texts in small letters
	spoken bool            // the words of a quotation
	stated bool            // nobody is named whose words or view it is
	dated  bool            // it names a year or month
	title  map[string]bool // nouns of the title and their stems
}

// standalone returns why a fact of a sentence says too little to a reader who
// sees its statement and the title of the article; "" where it is understood. It
// is asked of the facts of every family, after the guards of each.
func (f *finder) standalone(s *sentence, fact *questions.Fact) (reason, detail string) {
	st := standing{finder: f, source: s, text: fact.Statement, title: f.titleStems()}
	for _, span := range fact.Spans {
		if span.Kind == questions.Quotation {
			st.text, st.spoken = span.Text, true
		}
	}
	if _, held, found := strings.Cut(st.text, ", "); found && !st.spoken && strings.HasPrefix(st.text, "According to ") {
		st.text = upper(held)
	}
	st.tokens = f.statedTokens(s, st.text)
	if len(st.tokens) < 4 {
		return "", ""
	}
	st.stated = !st.spoken && plainFamilies[fact.FoundBy]
	st.small = make([]string, len(st.tokens))
	for i, t := range st.tokens {
		st.small[i] = strings.ToLower(t.text)
	}
	st.dated = isDated(st.tokens)
	for _, check := range []func() (reason, detail string){st.counted, st.acts, st.kinds, st.persons, st.ofADay, st.places, st.owners, st.again, st.news, st.definites, st.unnamedEvent, st.unscoped, st.slight, st.routine, st.carried, st.occasions, st.missing} {
		if reason, detail := check(); reason != "" {
			return reason, detail
		}
	}
	return "", ""
}

// plainFamilies find statements that nobody is named for.
var plainFamilies = map[string]bool{"rules/subject": true, "rules/event": true, "rules/quantity": true, "rules/role": true, "rules/definition": true, "rules/cause": true}

// statedTokens returns the tokens of what is stated of a sentence, often all of it.
func (f *finder) statedTokens(s *sentence, text string) []token {
	text = plain(text)
	if s.asCut && text == s.text {
		return s.tokens
	}
	return f.tokensOf(text)
}

// tokensOf returns the tokens of a statement of the sentence that is looked at.
// Nobody writes to them: one statement is asked for several times.
func (f *finder) tokensOf(statement string) []token {
	for _, c := range f.cut {
		if c.text == statement {
			return c.tokens
		}
	}
	if len(f.cut) == maxParses {
		f.cut = f.cut[:0]
	}
	c := cutText{statement, f.language.tokens(statement)}
	f.cut = append(f.cut, c)
	return c.tokens
}

// cutText is a text with its tokens.
type cutText struct {
	text   string
	tokens []token
}

// titleStems returns the words of the article's title and their stems.
func (f *finder) titleStems() map[string]bool {
	if f.title == nil {
		f.title = map[string]bool{}
		for _, w := range questions.Words(f.article.Title) {
			f.title[w], f.title[stem(w)] = true, true
		}
	}
	return f.title
}

// at returns the token at i in small letters; "" where there is none.
func (st *standing) at(i int) string {
	if i < 0 || i >= len(st.small) {
		return ""
	}
	return st.small[i]
}

// counted finds things that only the sentences before tell: "Paramount is",
// "both places", "all three towns", "a third of that", "such a design".
func (st *standing) counted() (reason, detail string) {
	if st.groupThen() {
		return reasonCountry, st.at(0)
	}
	if first := st.at(0); ranking[first] && slices.Contains([]string{"is", "are", "was", "were"}, st.at(1)) {
		return reasonCounted, first
	}
	for i := range st.tokens {
		next := st.at(i + 1)
		plural := i+1 < len(st.tokens) && (st.tokens[i+1].tag == "NNS" || next == "of" || next == "the")
		switch word := st.at(i); {
		case word == "both" && plural && !conjoined(st.tokens, i) && !slices.ContainsFunc(st.tokens[:i], func(t token) bool { return t.text == "and" }):
			return reasonCounted, "both " + next
		case word == "all" && st.tagAt(i+1) == "CD" && (isNoun(st.tagAt(i+2)) || strings.HasPrefix(st.tagAt(i+2), "JJ")) && !st.completed(nounPhrase(st.tokens, i)):
			return reasonCounted, "all " + next
		case i == 0 && numbered[word] && (st.tagAt(1) == "CD" || isOrdinal(next)) && isFinite(st.tagAt(2)):
			return reasonCounted, word + " " + next
		case i == 0 && st.tagAt(0) == "CD" && st.countedAbove():
			return reasonCounted, next
		case word == "such" && (next == "a" || next == "an") && !followedBy(st.tokens, i+1, "that") && !followedBy(st.tokens, i+1, "as"):
			if end := nounPhrase(st.tokens, i+1); end > i+2 && !st.saidFirst(st.source, stem(st.tokens[end-1].text)) {
				return reasonCounted, "such " + next
			}
		case word == "the" && laterOnes[next] && st.tagAt(i+2) == "NNS" && (st.predicateAt(i+3) || st.tagAt(i+3) == "MD"):
			return reasonCounted, "the " + next
		case word == "that" && st.spoken && i > 0 && thatOfBefore(st.tokens, i) && !st.introduced(i, next):
			return reasonPointing, word
		case word == "one" && (i == 0 || !capitalised(st.tokens[i].text)) && st.stated && st.tagAt(i+1) == "NNP" && !isNoun(st.tagAt(i+2)) && !demonyms[st.tokens[i+1].text] && !months[st.tokens[i+1].text]:
			return reasonCounted, "one " + next // "brought one Brenk down"
		case (word == "that" || word == "this") && i > 0 && partitive[st.at(i-1)] && (next == "" || isMark(next) || st.tagAt(i+1) == "IN"):
			return reasonPointing, st.at(i-1) + " " + word
		case word == "the" && next == "recent" && !st.dated:
			if end := st.at(nounPhrase(st.tokens, i)); end != "of" && end != "on" {
				return reasonRelative, next
			}
		case next == "recent" && !st.dated && !st.spoken && (st.tagAt(i) == "NNP" || st.tagAt(i) == "POS" || st.tagAt(i) == "PRP$"):
			return reasonRelative, next // "Brenk's recent trade"
		case word == "that" && i > 0 && singleTimes[next] && !st.dated && !st.spoken && (!st.completed(i+2) || st.tagAt(i+3) == "PRP$") && st.at(i+2) != "when" && !isNoun(st.tagAt(i+2)):
			return reasonRelative, "that " + next
		case word == "affected" && st.tagAt(i+1) == "NNS" && !st.title[stem(next)]:
			return reasonPointing, word
		}
	}
	return "", ""
}

// groupThen reports whether a statement tells what was done to a group of people
// without a word of where or when: "Black people were excluded from schools".
func (st *standing) groupThen() bool {
	end := 0
	for end < 3 && (st.tagAt(end) == "JJ" || isNoun(st.tagAt(end))) {
		end++
	}
	if !st.stated || st.dated || end == 0 || st.at(end-1) != "people" && !people[stem(st.at(end-1))] || st.at(end) != "were" || st.tagAt(end+1) != "VBN" || st.titleShared(st.tokens) {
		return false
	}
	return !slices.ContainsFunc(st.tokens[1:], func(t token) bool {
		return capitalised(t.text) && t.text != "Black" && t.text != "White" || t.tag == "CD"
	})
}

// countedAbove reports whether a statement begins with a number of things that its sentence
// told more of before, or that come on top of others: "Two lamps of oil burn; three lamps
// glow", "Two additional lamps".
func (st *standing) countedAbove() bool {
	if more := st.at(1); (more == "additional" || more == "further" || more == "other" || more == "more") && st.tagAt(2) == "NNS" {
		return true
	}
	if st.source == nil || st.source.paragraph == nil || st.tagAt(1) != "NNS" || !isFinite(st.tagAt(2)) {
		return false
	}
	for k := range st.source.paragraph.sentences {
		here := &st.source.paragraph.sentences[k]
		for i, t := range here.tokens {
			if here == st.source && t.text == ";" {
				break
			}
			if i > 0 && here.tokens[i-1].tag == "CD" && strings.ToLower(t.text) == st.at(1) && i+1 < len(here.tokens) && here.tokens[i+1].text == "of" {
				return true
			}
		}
		if here == st.source {
			break
		}
	}
	return false
}

func (st *standing) tagAt(i int) string {
	if i < 0 || i >= len(st.tokens) {
		return ""
	}
	return st.tokens[i].tag
}

// numbered are parts of a whole that is not named.
var numbered = set("phase part step stage point item option rule reason round section chapter number level tier")

// singleTimes are times of which "that" means the one that was told before.
var singleTimes = set("year month week decade season summer winter spring autumn")

// laterOnes are adjectives that tell some of those that were told of from others.
var laterOnes = set("larger smaller bigger newer older remaining")

// partitive are words behind which "that" is a thing, not a link.
var partitive = set("of than like despite")

// ranking are adjectives that say how something ranks among what stood before:
// "Paramount is the clause that ...", "was the leading captain."
var ranking = set("paramount foremost top leading dominant main principal chief central key crucial notable noteworthy important typical gone absent missing worse worst best better equal striking telling")

// acts finds "the ban", "the session", "their proposal" that are known from
// before: nothing in the statement or the title tells which. Of what somebody
// says only the subjects are asked: the rest is said about them.
func (st *standing) acts() (reason, detail string) {
	for i, t := range st.tokens {
		if t.tag == "POS" || t.tag == "PRP$" {
			if noun := st.at(i + 1); !st.spoken && (contents[noun] || contents[stem(noun)]) && !st.title[stem(noun)] && (st.predicateAt(i+2) || isMark(st.at(i+2)) || st.tagAt(i+2) == "TO" && st.foreseen(i)) {
				return reasonAct, noun
			}
			continue
		}
		if st.at(i) != "the" {
			continue
		}
		end := nounPhrase(st.tokens, i)
		if end <= i+1 || st.spoken && !isFinite(st.tagAt(end)) {
			continue
		}
		noun := st.at(end - 1)
		if !actNouns[stem(noun)] || st.title[stem(noun)] || unique[noun] || st.tagAt(end) == "NNP" || capitalised(st.tokens[end-1].text) {
			continue
		}
		if slices.ContainsFunc(st.tokens[i+1:end-1], func(t token) bool {
			return capitalised(t.text) || t.tag == "CD" || isOrdinal(strings.ToLower(t.text)) || t.tag == "JJS" || t.tag == "POS" || demonyms[t.text]
		}) {
			continue
		}
		if described(st.tokens, i, noun) && st.saidFirst(st.source, noun) {
			continue // "the presidential campaign"
		}
		if st.introduced(i, noun) || st.completed(end) || st.at(i-2) == "one" && st.at(i-1) == "of" {
			continue
		}
		return reasonAct, "the " + noun
	}
	return "", ""
}

// introduced reports whether a noun, or the verb that it comes from, stands
// before token i.
func (st *standing) introduced(i int, noun string) bool {
	root := stem(noun)
	if len(root) > 5 {
		root = root[:5]
	}
	return slices.ContainsFunc(st.tokens[:i], func(t token) bool { return strings.HasPrefix(strings.ToLower(t.text), root) })
}

// completed reports whether what stands at i says which event or act the noun
// before it means: "of two men", "on the harbour", "that closed the harbour".
func (st *standing) completed(i int) bool {
	if i >= len(st.tokens) {
		return false
	}
	switch t := st.tokens[i]; {
	case t.tag == "WDT" || t.tag == "WP" || t.tag == "WRB" || t.text == "that" || t.tag == "VBN" || t.tag == "VBG":
		return true
	case t.text == "," && (st.tagAt(i+1) == "WDT" || st.tagAt(i+1) == "DT" || st.tagAt(i+1) == "WRB"):
		return true
	case t.text == "of" || t.text == "against" || t.text == "between" || t.text == "into" || t.text == "over":
		return true
	case t.text == "on" || t.text == "in" || t.text == "at" || t.text == "by" || t.text == "for" || t.text == "to" || t.text == "with" || t.text == "about":
		return !timeFollows(st.tokens, i) || st.dated
	}
	return false
}

// kinds finds "the Russian base", "the June report", "the Bill": one of many.
func (st *standing) kinds() (reason, detail string) {
	for i := range st.tokens {
		if st.at(i) != "the" || i > 0 && (auxiliary[st.at(i-1)] != "" || st.at(i-1) == "as") {
			continue // "was the Swedish captain": who, stands before
		}
		end := nounPhrase(st.tokens, i)
		if end <= i+1 || i > 0 && isMark(st.at(i-1)) && !st.predicateAt(end) {
			continue // "Ada Lark, the Swedish captain, won"
		}
		last, noun := st.tokens[end-1], st.at(end-1)
		mods := st.tokens[i+1 : end-1]
		if len(mods) == 1 && st.stated && demonyms[mods[0].text] && oneOfNation[noun] && !st.title[noun] && st.at(end) != "of" && st.at(end) != "in" && st.at(end) != "at" {
			return reasonOneOf, mods[0].text + " " + noun
		}
		if i == 0 && st.stated && len(mods) == 1 && demonyms[mods[0].text] && st.predicateAt(end) && !st.title[noun] && st.standsForName(noun) {
			return reasonOneOf, mods[0].text + " " + noun
		}
		if st.completed(end) && st.at(end) != "," && !(st.at(end) == "to" && st.tagAt(end+1) == "VB") || st.title[stem(noun)] || st.tagAt(end) == "NNP" {
			continue
		}
		switch {
		case len(mods) == 0 && prizes[last.text] && st.stated && !st.introduced(i, noun) && !capitalised(st.tokens[min(end, len(st.tokens)-1)].text):
			return reasonOneOf, last.text
		case len(mods) == 0 && papers[last.text] && !(st.at(end) == "and" && capitalised(st.tokens[min(end+1, len(st.tokens)-1)].text)):
			return reasonOneOf, last.text
		case len(mods) > 0 && months[mods[0].text] && !capitalised(last.text):
			return reasonOneOf, mods[0].text + " " + noun
		case len(mods) > 0 && demonyms[mods[0].text] && !capitalised(last.text) && oneOfMany[stem(noun)] && !slices.ContainsFunc(mods[1:], func(t token) bool { return capitalised(t.text) }):
			return reasonOneOf, mods[0].text + " " + noun
		}
	}
	return "", ""
}

// standsForName reports whether a noun of somebody stands for who is named in the
// sentence before, and is one that nobody else bears: "The Swedish keeper".
func (st *standing) standsForName(noun string) bool {
	if st.source == nil || st.source.paragraph == nil || !roleNouns[noun] && callings[noun] == "" && !people[noun] && !strings.HasSuffix(noun, "er") && !strings.HasSuffix(noun, "ist") && !strings.HasSuffix(noun, "man") {
		return false
	}
	for k := range st.source.paragraph.sentences {
		if &st.source.paragraph.sentences[k] == st.source {
			return k > 0 && slices.ContainsFunc(st.in(&st.source.paragraph.sentences[k-1]), func(m name) bool { return m.person != nil })
		}
	}
	return false
}

// persons finds "her" of nobody and given names of people whom the statement and
// the title do not name in full.
func (st *standing) persons() (reason, detail string) {
	for i, t := range st.tokens {
		word := st.at(i)
		if word == "it" && st.itDone(i) || word == "it" && (i == 0 && isFinite(st.tagAt(1)) && st.tagAt(1) != "MD" && !weather[st.at(1)] || st.itOfContent(i) || st.itIsA(i)) {
			return reasonPronoun, word
		}
		if gender := genderOf(word); gender != "" && !st.spoken && !st.somebody(gender) {
			return reasonPronoun, word
		}
		if t.tag != "NNP" || st.tagAt(i-1) == "NNP" || st.tagAt(i+1) == "NNP" || months[t.text] || placeGrain(t.text) != "" || questions.HoldsWords(st.article.Title, t.text) {
			continue
		}
		p := st.names.surname[t.text]
		switch {
		case st.spoken && p == nil && firstNames[t.text]:
			return reasonSurname, t.text
		case !st.spoken && p != nil && p.full != t.text && !strings.Contains(st.text, p.full) && (i == 0 || capitalised(st.tokens[i-1].text) || !nobiliary[st.at(i-1)]):
			return reasonSurname, t.text
		}
	}
	return "", ""
}

// weather are verbs behind which "it" at the beginning may stand for nothing.
var weather = set("is was 's takes took seems seemed appears appeared turns turned remains remained became becomes follows rains rained snowed happens happened matters helps helped makes made feels felt looks looked sounds pays hurts goes went")

// nobiliary are words that belong to a surname.
var nobiliary = set("von van de der da di du le la al the")

// somebody reports whether the statement names anybody whom "he" or "she" can
// mean.
func (st *standing) somebody(gender string) bool {
	other := map[string]bool{} // words of the names of those whom it cannot mean
	for _, p := range st.names.people {
		if !strings.Contains(st.text, p.surname) {
			continue
		}
		if p.pronoun == "" || p.pronoun == gender {
			return true
		}
		for _, w := range strings.Fields(p.full) {
			other[w] = true
		}
	}
	return slices.ContainsFunc(st.tokens, func(t token) bool {
		return (t.tag == "NNP" || capitalised(t.text) && t.start > 0) && placeGrain(t.text) == "" && !other[t.text] || isNoun(t.tag) && (people[strings.ToLower(t.text)] || relatives[strings.ToLower(t.text)] || roleNouns[strings.ToLower(t.text)] || callings[strings.ToLower(t.text)] != "")
	})
}

// placeNamed reports whether the statement names a place.
func (st *standing) placeNamed() bool {
	for i, t := range st.tokens {
		if placeGrain(t.text) != "" || i+1 < len(st.tokens) && placeGrain(t.text+" "+st.tokens[i+1].text) != "" || (st.at(i) == "in" || st.at(i) == "at") && st.tagAt(i+1) == "NNP" {
			return true
		}
	}
	return false
}

// contents are nouns for what somebody put into words, which nobody knows who
// does not know the words.
var contents = set("statement letter decision comment remark proposal plan request announcement order ruling answer reply objection suggestion warning allegation quote quotation failure analysis assessment conclusion initiative outreach overture")

// foreseen reports whether an infinitive behind what the owner before i has belongs to
// the verb before it and tells no more of it: "expected Lark's plan to fail".
func (st *standing) foreseen(i int) bool {
	i--
	for i > 0 && isNoun(st.tagAt(i)) {
		i--
	}
	return expecting[st.at(i)]
}

// actNouns are nouns for events and acts that are told once and taken up again.
var actNouns = set("ban snub decision session move attack arrest ruling statement meeting announcement raid shooting crash explosion incident accident protest vote match game hearing trial verdict sentence lawsuit suit deal agreement merger acquisition bill measure proposal survey letter speech interview visit trip flight allegation investigation inquiry probe search rescue operation strike campaign ceremony debate summit conference negotiation offer bid purchase sale launch closure shift approval appeal complaint request warning threat response reaction remark clash riot tie-up takeover buyout buy-out bombing killing murder defeat victory celebration dispute row scandal leak blast outage blaze evacuation suspension resignation appointment nomination dismissal sacking boycott blockade ceasefire truce raid robbery theft kidnapping abduction collision derailment announcement order")

// papers are nouns with a capital that are a name only with what stands before
// or behind them.
var papers = set("Bill Act Order Society Treaty Agreement Commission Committee Council Board Agency Authority Union Association Foundation Institute Ministry Department Report Request Plan Company Club Group Trust Fund Programme Program Project Tribunal Convention")

// prizes are nouns with a capital for what is played for, likewise.
var prizes = set("Cup Trophy Bowl Shield Championship Championships League Finals Final Medal Prize Award Tournament Festival")

// oneOfNation are those which nothing but "of" or a place tells apart.
var oneOfNation = set("colony quartet quintet relay")

// oneOfMany are nouns of people, bodies and places of which a nation has many.
var oneOfMany = set("base force duo pair trio team side squad crew group camp unit ship vessel boat jet plane delegation firm company giant carrier maker outfit club town city village region province man woman boy girl child player striker defender midfielder goalkeeper captain coach singer actor actress writer author director driver rider runner swimmer scientist researcher soldier officer official politician lawmaker journalist businessman billionaire tourist student worker victim suspect teenager star service site plant factory bank newspaper network channel hospital school university")
