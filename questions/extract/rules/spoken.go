package rules

import (
	"slices"
	"strings"
	"unicode/utf8"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

// sayable returns the parts of a quotation that can be asked for: its first two
// sentences that stand alone and are long enough. Reason is why there is none.
func (f *finder) sayable(words string) (said []string, reason string) {
	reason = reasonTrivial
	for i, span := range f.language.sentences(words) {
		part := strings.TrimSpace(words[span[0]:span[1]])
		n := len(strings.Fields(part))
		if n < minQuoteWords || n > maxQuoteWords || strings.HasSuffix(part, "?") {
			continue
		}
		r, _ := utf8.DecodeRuneInString(part)
		if i == 0 && r >= 'a' && r <= 'z' {
			reason = "a fragment"
			continue
		}
		if part = withoutLink(part); len(strings.Fields(part)) < minQuoteWords {
			continue
		}
		tokens := f.language.tokens(part)
		if why, _ := f.standsQuoted(tokens); why != "" {
			reason = why
			continue
		}
		part = strings.TrimRight(part, " ,;")
		if strings.HasSuffix(part, "'") || strings.HasSuffix(part, "-") || strings.HasSuffix(part, "—") || brokenOff.MatchString(part) {
			continue
		}
		if last := part[len(part)-1]; last != '.' && last != '!' {
			part += "."
		}
		if strings.Contains(part, "...") || strings.Contains(part, "  ") || strings.ContainsAny(part, `[]()"`) {
			reason = "words left out or put in"
			continue
		}
		if said = append(said, part); len(said) == maxSaid {
			break
		}
	}
	return said, reason
}

// brokenOff finds where somebody begins anew: "The lamp could—I am not sure".
var brokenOff = pattern.MustCompile(`\b(?:could|would|should|might|may|can|will|must|the|a|an|to|of|in|with|for|and) ?(?:—|–|--) ?`)

// withoutLink takes from a spoken sentence the word that links it with the one
// before, "But" or "However,": what is said stands without it.
func withoutLink(part string) string {
	for {
		if rest, found := strings.CutPrefix(part, "You know, "); found {
			part = upper(rest)
			continue
		}
		if rest, found := strings.CutPrefix(part, "On the other hand, "); found {
			return upper(rest)
		}
		word, rest, found := strings.Cut(part, " ")
		bare := strings.TrimSuffix(word, ",")
		if !found || !spokenLinks[bare] || bare != word && bare+"," != word {
			return part
		}
		if bare == word && commaLinks[bare] {
			return part // "However small the lamp is"
		}
		part = upper(rest)
	}
}

// spokenLinks begin spoken sentences and say nothing; commaLinks only do so where
// a comma stands behind them.
var (
	spokenLinks = set("And But So Yes Well However Moreover Furthermore Additionally")
	commaLinks  = set("Yes Well However Moreover Furthermore Additionally")
)

// behindFirst returns words without their first letter, which may be written as a
// capital where the words before it are left out.
func behindFirst(words string) string {
	_, n := utf8.DecodeRuneInString(words)
	return words[n:]
}

// maxSaid is how many sentences of a quotation are asked for.
const maxSaid = 2

// standsQuoted is the guard for spoken words: "I" and "we" are the speaker, and
// a definite noun is let pass unless it needs what it belongs to; other pronouns
// need something to refer to.
func (f *finder) standsQuoted(tokens []token) (reason, detail string) {
	if links[tokens[0].text] || tokens[0].text == "You've" || tokens[0].text == "You" && len(tokens) > 1 && tokens[1].text == "'ve" || len(tokens) > 1 && tokens[0].text == "If" && (tokens[1].text == "so" || tokens[1].text == "not") {
		return reasonPointing, tokens[0].text
	}
	if len(tokens) > 2 && tokens[0].text == "One" && (tokens[1].tag == "WDT" || tokens[1].tag == "WP" || tokens[1].text == "that") || tokens[0].text == "As" && len(tokens) > 2 && tokens[2].text == "do" {
		return reasonPointing, tokens[0].text // "One that we could drink."
	}
	if noun := f.danglesIn(tokens); noun != "" {
		return reasonDefinite, noun
	}
	nouns, verbs, many, somebody := 0, 0, false, false
	for i, t := range tokens {
		word := strings.ToLower(t.text)
		if bare, _, dash := strings.Cut(word, "—"); dash && bare != "" {
			word = bare // "it—they"
		}
		if (word == "they" || word == "them" || word == "their" || strings.HasPrefix(word, "they'")) && !many {
			return reasonPronoun, t.text
		}
		many = many || t.tag == "NNS" || t.tag == "NNPS" || t.text == "and" && joinsNouns(tokens, i) || word == "people" || word == "everybody" || word == "everyone" || word == "nobody" || word == "who" || word == "anyone" || word == "somebody" || word == "someone" || f.severalIn(tokens, i)
		somebody = somebody || f.isSomebody(tokens, i)
		switch {
		case word == "it" && i > 0 && (nouns == 0 || len(tokens) < 14) && !emptyIt(tokens[i:]), word == "it" && i == 0 && !emptyIt(tokens):
			return reasonPronoun, t.text
		case word == "its" && nouns == 0, (word == "he" || word == "she" || word == "him" || word == "her" || word == "his" || strings.HasPrefix(word, "he'") || strings.HasPrefix(word, "she'")) && !somebody:
			return reasonPronoun, t.text
		case pointsBack(tokens, i):
			return reasonPointing, t.text
		case word == "not" && i+1 < len(tokens) && tokens[i+1].text == "only" && !slices.ContainsFunc(tokens[i:], func(t token) bool { return t.text == "but" || t.text == "also" }):
			return reasonCutOff, "not only"
		case coarse[word]:
			return "coarse words", t.text
		case word == "here" && t.tag == "RB", word == "yesterday", word == "tomorrow", word == "tonight", word == "today" && !followedBy(tokens, i, "as") && !followedBy(tokens, i, "than") && !ofToday(tokens, i):
			return reasonPointing, t.text
		case (word == "too" || word == "either" || word == "else" && !(i > 0 && indefinite[strings.ToLower(tokens[i-1].text)])) && (i+1 == len(tokens) || tokens[i+1].text == "." || tokens[i+1].text == ","):
			return reasonPointing, t.text
		case word == "both" && i+1 < len(tokens) && tokens[i+1].tag == "NNS" && !slices.ContainsFunc(tokens[i:], func(t token) bool { return t.text == "and" }):
			return reasonPointing, t.text
		case word == "however" && i > 0 && tokens[i-1].text == ",":
			return reasonPointing, t.text
		case word == "also" && i < 4, word == "further" && i < 4 && t.tag == "RB":
			return reasonPointing, t.text
		case word == "such" && i+1 < len(tokens) && isNoun(tokens[i+1].tag) && isFinite(tokens[min(max(nounPhrase(tokens, i+1), i+1), len(tokens)-1)].tag):
			return reasonPointing, t.text // "such phone calls": like those told of before
		case word == "ones", word == "same" && i > 0 && strings.EqualFold(tokens[i-1].text, "that"):
			return reasonPointing, t.text
		case word == "there" && t.tag == "RB", amountBack(tokens, i):
			return reasonPointing, t.text
		}
		if isNoun(t.tag) {
			nouns++
		}
		if isFinite(t.tag) || strings.HasSuffix(word, "'ve") && len(word) > 3 {
			verbs++
		} else if (t.tag == "WDT" || t.tag == "WP") && !(i+1 < len(tokens) && isNoun(tokens[i+1].tag)) && !(word == "that" && conditional(tokens, i)) {
			verbs-- // its verb is not the main one
		}
	}
	if verbs <= 0 || half(tokens) || !tellsMuch(tokens) || clauseWithoutVerb(tokens) {
		return reasonTrivial, ""
	}
	return "", ""
}

// amountBack reports whether "the" stands at i with an amount and nothing that it is of:
// "the £12bn", "the two".
func amountBack(tokens []token, i int) bool {
	if !strings.EqualFold(tokens[i].text, "the") || i+1 >= len(tokens) {
		return false
	}
	end := i + 1
	for end < len(tokens) && (tokens[end].tag == "CD" || tokens[end].tag == "$" || tokens[end].text[0] >= utf8.RuneSelf) {
		end++
	}
	return end > i+1 && (end == len(tokens) || isMark(tokens[end].text) || isFinite(tokens[end].tag) || tokens[end].tag == "MD" || strings.HasPrefix(tokens[end].tag, "PRP")) && !isYear(strings.TrimSuffix(tokens[i+1].text, "s"))
}

// half reports whether a sentence is a clause like "If the lamp burns" and nothing
// that it belongs to: no verb stands behind its comma, or there is but one.
func half(tokens []token) bool {
	if !halves[tokens[0].text] {
		return false
	}
	from, verbs := slices.IndexFunc(tokens, func(t token) bool { return t.text == "," }), 0
	for _, t := range tokens[max(from, 0):] {
		if isFinite(t.tag) || from > 0 && t.tag == "VB" {
			verbs++
		}
	}
	return verbs == 0 || from < 0 && verbs == 1
}

// halves begin a clause that is only half a sentence.
var halves = set("If When While Although Though Because Unless Once")

// isSomebody reports whether the token at i names somebody whom "he" or "she" behind
// it in the same sentence may mean: "Ada", "Ambassador Lark", "the president",
// "somebody".
func (f *finder) isSomebody(tokens []token, i int) bool {
	t := tokens[i]
	word := strings.ToLower(t.text)
	if t.tag == "NNP" {
		return firstNames[t.text] || womenNames[t.text] || f.names.surname[t.text] != nil || personTitles[t.text] || offices[t.text]
	}
	if anybody[word] {
		return true
	}
	if t.tag != "NN" || i == 0 || !roleNouns[word] {
		return false
	}
	for k := i - 1; k >= 0 && k > i-4; k-- {
		switch {
		case strings.EqualFold(tokens[k].text, "the"), strings.EqualFold(tokens[k].text, "my"), strings.EqualFold(tokens[k].text, "our"), strings.EqualFold(tokens[k].text, "every"):
			return true
		case !isNoun(tokens[k].tag) && !strings.HasPrefix(tokens[k].tag, "JJ"):
			return false
		}
	}
	return false
}

// anybody are words for a person who is not named.
var anybody = set("somebody someone anybody anyone everybody everyone nobody")

// indefinite are words that "else" may follow.
var indefinite = set("somebody someone anybody anyone everybody everyone nobody something anything everything nothing where what who somewhere anywhere everywhere")

// severalIn reports whether "they" behind the token at i may mean what it names:
// a body, or each of several.
func (f *finder) severalIn(tokens []token, i int) bool {
	t := tokens[i]
	if t.tag == "NNP" {
		return f.names.kinds[t.text] == questions.Organisation
	}
	if t.tag != "NN" || i == 0 {
		return false
	}
	word, before := strings.ToLower(t.text), strings.ToLower(tokens[i-1].text)
	return collectives[word] || before == "each" || before == "every" || before == "any" || (before == "a" || before == "an") && (people[word] || roleNouns[word])
}

// collectives are nouns for several people.
var collectives = set("group team crew crowd family couple jury court government police company party staff council army firm agency ministry department administration committee union band club public press community")

// ofToday reports whether the "today" at i is "today's" before things of our time:
// "today's graduates", but not "today's hearing".
func ofToday(tokens []token, i int) bool {
	return i+2 < len(tokens) && tokens[i+1].tag == "POS" && tokens[i+2].tag == "NNS"
}

// tellsMuch reports whether spoken words tell enough to be known by: names and
// numbers count double, nouns that announcements are made of do not count. Who
// speaks of themselves without a name or number needs one noun more, since
// anybody could say it: "I am a big reader of novels".
func tellsMuch(tokens []token) bool {
	told := map[string]bool{}
	n, things, own, exact := 0, 0, false, false
	for i, t := range tokens {
		word := strings.ToLower(t.text)
		own = own || aloneWords[word]
		switch {
		case t.tag == "CD" && (len(t.text) > 1 || i > 0):
			if values := questions.Numbers(t.text); word != "one" && word != "two" && len(values) > 0 {
				n, things, exact = n+2, things+1, true
			}
		case strings.HasPrefix(t.tag, "NNP") && len(t.text) > 1 && !(i == 0 && !capitalised(t.text)):
			if i == 0 || !strings.HasPrefix(tokens[i-1].tag, "NNP") {
				n, things = n+2, things+1
			}
			exact = true
		case demonyms[t.text]:
			n, exact = n+1, true
		case word == "order" && i > 0 && tokens[i-1].text == "in":
		case isNoun(t.tag) && len(word) > 2 && !hollow[word] && !relational[word] && !announced[word] && !told[word], t.tag == "JJ" && len(word) >= longAdjective && !emptyAdjectives[word]:
			told[word] = true
			n++
			if isNoun(t.tag) {
				things++
			}
		}
	}
	if things < 2 {
		return false
	}
	if own && !exact {
		return n > enoughTold
	}
	return n >= enoughTold
}

// enoughTold is how much a quotation has to tell, see tellsMuch.
const enoughTold = 3

// longAdjective is how many letters an adjective has that tells something.
const longAdjective = 7

// emptyAdjectives are long adjectives that tell nothing.
var emptyAdjectives = set("certain various general similar obvious special serious perfect amazing awesome strange another current overall largest biggest important different possible difficult beautiful wonderful necessary excellent significant incredible tremendous fantastic exciting certainly absolute specific particular operational")

// announced are nouns that announcements are made of.
var announced = set("priority priorities commitment opportunity opportunities strategy strategies objective objectives approach approaches effort efforts progress future portfolio continuity function functions responsibility responsibilities operation operations service services delivery quality performance excellence innovation growth success potential importance focus ability abilities flexibility capacity vision mission partnership development experience things number numbers lots point matter general world")

// joinsNouns reports whether the "and" at i stands between two nouns, not between
// two clauses.
func joinsNouns(tokens []token, i int) bool {
	if i == 0 || !isNoun(tokens[i-1].tag) {
		return false
	}
	end := nounPhrase(tokens, i+1)
	return end > i+1 && tokens[i+1].tag != "PRP"
}

// pointsBack reports whether the word at i is a "this" or "that" for something
// that was said before: "that would help", "this match", but not "those who sail".
func pointsBack(tokens []token, i int) bool {
	t := tokens[i]
	word := strings.ToLower(t.text)
	if word != "this" && word != "that" && word != "these" && word != "those" || i+1 == len(tokens) {
		return i+1 == len(tokens) && (word == "this" || word == "that" || word == "these")
	}
	next := tokens[i+1]
	if i <= 1 && t.tag != "IN" && !(word == "those" && (next.tag == "WP" || next.tag == "WDT" || next.text == "of")) {
		return !(t.tag == "DT" && momentsOf[strings.ToLower(next.text)])
	}
	if word == "that" && (next.text == "whole" || next.text == "very" || next.text == "same") {
		return true
	}
	if word == "that" && next.tag == "IN" && strings.HasPrefix(tokens[i-1].tag, "VB") && t.tag != "IN" {
		return true // "if you've got that in the market"
	}
	if word == "that" && t.tag != "DT" {
		// "I think, Mayor, that would be late"
		return i > 0 && (tokens[i-1].text == "," && !conditional(tokens, i) || tokens[i-1].text == "if" || tokens[i-1].text == "think") && (next.tag == "MD" || next.text == "is" || next.text == "was" || next.text == "'s" || next.text == "would")
	}
	if t.tag != "DT" {
		return false
	}
	if word == "that" && i > 0 && tokens[i-1].text == "," && conditional(tokens, i) && (isFinite(next.tag) || next.text == "'s") {
		return false
	}
	if i > 4 && isFinite(next.tag) && (tokens[i-1].text == ";" || tokens[i-1].text == "and" && tokens[i-2].text == ",") && slices.ContainsFunc(tokens[:i], func(t token) bool { return isFinite(t.tag) }) {
		return false // what the clause before tells: "The oil is gone, and this shows ..."
	}
	if word == "those" && (next.tag == "WP" || next.tag == "WDT" || next.text == "of" || next.tag == "VBG" || next.tag == "VBN" || next.tag == "IN") {
		return false
	}
	end := nounPhrase(tokens, i+1)
	if end == i+1 {
		return true // no noun belongs to it
	}
	last := strings.ToLower(tokens[end-1].text)
	if k := slices.IndexFunc(tokens[:i], func(t token) bool { return isNoun(t.tag) && strings.EqualFold(t.text, last) }); k >= 0 && !(k > 0 && demonstratives[strings.ToLower(tokens[k-1].text)]) {
		return false // "the keepers who lit the lamp, and those keepers only"
	}
	if (word == "this") && (unique[last] || momentsOf[last]) {
		return false
	}
	if end < len(tokens) && (tokens[end].tag == "WDT" || tokens[end].tag == "WP" || tokens[end].text == "that" || tokens[end].text == "who") {
		return false
	}
	return sorts[last] || !explained(tokens, i+1)
}

var demonstratives = set("this that these those")

// conditional reports whether a "that" at i takes up the clause with which the
// sentence begins: "If you burn oil, that is a mistake."
func conditional(tokens []token, i int) bool {
	return i > 4 && (tokens[0].text == "If" || tokens[0].text == "When")
}

// sorts are nouns that what follows "of" does not tell apart: "this kind of boat".
var sorts = set("kind type sort group class range level amount")

// hollow are nouns that tell nothing.
var hollow = set("something anything nothing thing things people time way lot bit kind sort one")

// coarse are words that a quiz does not repeat.
var coarse = set("fuck fucking fucked shit shitty bullshit bitch bastard asshole goddamn cunt")

// danglesIn returns a definite noun in what somebody says that needs what it
// belongs to and has it neither before nor behind it nor in the title: "the goal",
// "the overall impact"; "" where there is none.
func (f *finder) danglesIn(tokens []token) string {
	introduced := f.titleNouns()
	for i, t := range tokens {
		if word := strings.ToLower(t.text); word == "the" && t.tag == "DT" {
			noun := dangling(tokens, i, introduced)
			if relational[noun] || i+1 < len(tokens) && tokens[i+1].text == noun && whichOne(noun) {
				return "the " + noun
			}
		} else if isNoun(t.tag) {
			introduced[word] = true
		}
	}
	return ""
}

// relational are nouns that say nothing without what they belong to: the goal of
// whom, the impact of what?
var relational = set("remainder rest issue issues problem problems danger risk risks impact effect effects cause reason reasons goal goals aim urgency difference result results outcome situation decision process idea question answer challenge challenges crisis performance concern concerns purpose advantage benefit consequence consequences solution task case evidence matter incident event")

// namedApart are bodies, works and what is dealt in, of which there are many that
// only their names tell apart.
var namedApart = set("company companies firm business businesses club book film album song novel play series programme product brand segment transaction material")

// whichOne reports whether a noun alone leaves open which one is meant: which company,
// which letter? With a word more, "the lamp company", it may be told apart; the
// government, the market and the weather are one.
func whichOne(noun string) bool {
	bare := stem(noun)
	return namedApart[noun] || namedApart[bare] || contents[bare]
}

// explained reports whether the noun phrase at i has its explanation behind it:
// "this harbour of 14 lamps".
func explained(tokens []token, i int) bool {
	end := nounPhrase(tokens, i)
	return end > i && end+1 < len(tokens) && (tokens[end].text == "of" || tokens[end].text == "with" || tokens[end].text == "between") && tokens[end+1].text != "the"
}

// momentsOf are what "this" tells without the words before it: "this year".
var momentsOf = set("year month week season century decade summer winter point moment stage")

// links begin words that go on with what was said before.
var links = set("And But So Or Because Which Then Also Thought Hence Therefore Moreover However Furthermore Additionally Neither Both Either Instead Otherwise Still Such Another Others Anyway Yes Similarly Likewise Now")

// impersonal reports whether "it" at the beginning stands for nothing: "It is
// important to ...".
func impersonal(tokens []token) bool {
	if len(tokens) < 2 {
		return false
	}
	if verb := tokens[min(2, len(tokens)-1)].text; tokens[1].tag == "RB" && (verb == "took" || verb == "takes") {
		tokens = tokens[1:] // "It finally took ... to"
	}
	for i := 1; i < len(tokens) && i < 8; i++ {
		if tokens[i].tag == "TO" && i+1 < len(tokens) && tokens[i+1].tag == "VB" || tokens[i].text == "that" {
			return tokens[1].tag == "VBZ" || tokens[1].tag == "VBD"
		}
	}
	return false
}

// emptyIt reports whether "it" in spoken words stands for nothing: "It is
// important to ...", "It was a blessing to ...", but not "It shows that ..." or "It
// is an option to ...".
func emptyIt(tokens []token) bool {
	if len(tokens) < 4 || tokens[1].tag != "VBZ" && tokens[1].tag != "VBD" && tokens[1].tag != "MD" {
		return false
	}
	at := 2
	for at < len(tokens)-1 && tokens[at].tag == "RB" {
		at++
	}
	if is := beforeIs(tokens[1].text) || tokens[1].text == "'s"; is && (tokens[at].text == "time" || tokens[at].text == "up") && (tokens[at+1].tag == "TO" || tokens[at+1].text == "for") {
		return true // "It is time to ..."
	} else if is && tokens[at].tag == "DT" {
		end := nounPhrase(tokens, at)
		if end <= at+1 {
			return false
		}
		noun := strings.ToLower(tokens[end-1].text)
		if noun == "matter" || noun == "time" {
			// "only a matter of luck that", "the first time in years that"
			return slices.ContainsFunc(tokens[end:min(len(tokens), end+8)], func(t token) bool { return t.text == "that" })
		}
		return evaluations[noun]
	}
	held := tokens[1].text == "seems" || tokens[1].text == "takes" || tokens[1].text == "took" || tokens[1].text == "makes"
	if !beforeIs(tokens[1].text) && tokens[1].tag != "MD" && tokens[1].text != "'s" && !held {
		return false
	}
	judged := held // what it is, or what is held of it
	for i := 2; i < len(tokens) && i < 8; i++ {
		judged = judged || strings.HasPrefix(tokens[i].tag, "JJ") || tokens[i].tag == "VBN" || tokens[i].tag == "VBG"
		if tokens[i].tag == "TO" && i+1 < len(tokens) && tokens[i+1].tag == "VB" || tokens[i].text == "that" || judged && i < 6 && (tokens[i].text == "what" || tokens[i].text == "how" || tokens[i].text == "why" || tokens[i].text == "whether") {
			return judged
		}
	}
	return false
}

// evaluations are what "it is a" may say of what "to" or "that" introduces.
var evaluations = set("blessing pleasure privilege honour honor mistake shame pity crime idea relief duty mystery miracle fact joy disgrace")
