package rules

import (
	"maps"
	"slices"
	"strings"

	"quizbot/questions"
)

// Reasons of the guards.
const (
	reasonPronoun   = "a pronoun without its name"
	reasonDefinite  = "a definite noun that was introduced before"
	reasonRelative  = "a time that depends on when it is read"
	reasonPointing  = "a word that points outside the sentence"
	reasonHedge     = "a hedge"
	reasonOpinion   = "an opinion"
	reasonNoName    = "no name to hold on to"
	reasonSurname   = "a surname whose owner is not certain"
	reasonTrivial   = "says too little"
	reasonQuotePart = "a quotation without its speaker"
	reasonWhose     = "whose words it is, is not certain"
)

var (
	relativeTimes = set("now today yesterday tomorrow tonight recently currently presently nowadays soon earlier previously again still already ago lately formerly afterward afterwards thereafter meantime later then once ever yet anymore")
	pointers      = set("previous this these those such another others same here former latter above below following aforementioned respective respectively so too either instead otherwise likewise similarly elsewhere both neither certain various further whose thereby")
	hedges        = set("may might could would should must can perhaps maybe possibly probably likely unlikely apparently seemingly reportedly allegedly supposedly presumably arguably potentially seems seem seemed appears appear appeared suggests suggest suggested believed thought expected rumored rumoured alleged suspected estimated projected assumed feared hoped hopes hope intends intended aims aimed plans planned wants wanted tends tended expects claims claimed said says according think thinks believe believes feel feels felt")
	opinions      = set("magnificent nice lovely gorgeous great greatest best worst good bad better worse wonderful terrible amazing incredible excellent awful beautiful ugly horrible brilliant stunning spectacular disastrous tragic sad unfortunate important crucial vital essential significant remarkable impressive extraordinary interesting fascinating obviously clearly surely certainly undoubtedly truly really very quite rather extremely absolutely definitely simply merely unfortunately fortunately sadly happily hardly perfect ideal popular famous notorious controversial popularly best-known iconic unique legendary beloved ridiculous stupid absurd shameful outrageous")
	unique        = set("people majority minority contrary truth history globe planet constitution brain body world sun moon earth internet web public media police sea sky universe past future present west east north south poor rich ground air ocean equator press end beginning rest time middle ages bible church crown state law economy environment climate")
	firstOrdinal  = set("first second third fourth fifth sixth seventh eighth ninth tenth last only sole next final")
	complements   = set("of for in on at from to between against that who which where whose with behind about among by known called named into within under over near across along around outside inside")
)

// alone returns why tokens cannot stand as a statement of their own; "" when
// they can. Subject names who "he", "she", "it" or "they" may stand for.
func alone(tokens []token, subject questions.SpanKind, named bool) (reason, detail string) {
	return standsAlone(tokens, subject, named, map[string]bool{}, func(string) bool { return false })
}

// alone is the same for a statement of the article, whose title everybody sees:
// a definite noun may stand in the title.
func (f *finder) alone(tokens []token, subject questions.SpanKind) (reason, detail string) {
	return f.aloneFor(tokens, subject, func(string) bool { return false })
}

// aloneIn is the same for words of a sentence: a noun that no sentence before it
// has was not introduced there, so that "the" with it and what describes it is
// understood by everybody: "the political process".
func (f *finder) aloneIn(s *sentence, tokens []token, subject questions.SpanKind) (reason, detail string) {
	return f.aloneFor(tokens, subject, func(noun string) bool { return f.saidFirst(s, noun) })
}

func (f *finder) aloneFor(tokens []token, subject questions.SpanKind, fresh func(noun string) bool) (reason, detail string) {
	return standsAlone(tokens, subject, false, f.titleNouns(), fresh)
}

// titleNouns returns the words of the article's title that may be a noun, as a map
// to which others are added.
func (f *finder) titleNouns() map[string]bool {
	if f.nouns == nil {
		f.nouns = map[string]bool{}
		for _, w := range questions.Words(f.article.Title) {
			if len(w) > 3 {
				f.nouns[w] = true
			}
		}
	}
	return maps.Clone(f.nouns)
}

// saidFirst reports whether no sentence of the article before s has a noun.
func (d *document) saidFirst(s *sentence, noun string) bool {
	if d.said == nil {
		d.said = map[string]*sentence{}
		for i := range d.paragraphs {
			for k := range d.paragraphs[i].sentences {
				here := &d.paragraphs[i].sentences[k]
				for _, t := range here.tokens {
					if word := stem(t.text); isNoun(t.tag) && d.said[word] == nil {
						d.said[word] = here
					}
				}
			}
		}
	}
	first := d.said[stem(noun)]
	return first == nil || first == s
}

// stem is what a noun and its plural have in common, in small letters.
func stem(noun string) string { return strings.TrimSuffix(strings.ToLower(noun), "s") }

// standsAlone is the guard itself; introduced are nouns that were named,
// and fresh says of which the article had not spoken before.
func standsAlone(tokens []token, subject questions.SpanKind, named bool, introduced map[string]bool, fresh func(noun string) bool) (reason, detail string) {
	if noun := needs(tokens); noun != "" {
		return reasonPointing, noun
	}
	if len(tokens) > 2 && tokens[0].tag == "CD" && len(tokens[0].text) < 3 && capitalised(tokens[1].text) && !months[tokens[1].text] {
		return reasonCutOff, tokens[0].text // the number of a footnote
	}
	several := false // a plural noun was read: "Ada Lark taught sailors their craft"
	for i, t := range tokens {
		word := strings.ToLower(t.text)
		several = several || t.tag == "NNS" || t.tag == "NNPS"
		switch {
		case t.tag == "EX":
			return reasonNoSubject, t.text
		case strings.HasPrefix(word, "they'") || strings.HasPrefix(word, "he'") || strings.HasPrefix(word, "she'") || strings.HasPrefix(word, "it'"):
			return reasonPronoun, t.text
		case t.tag == "PRP" || t.tag == "PRP$" || word == "himself" || word == "herself" || word == "itself" || word == "themselves":
			own := named && (word == "its" && subject != questions.Person || word == "their" && (several || subject != questions.Person))
			if !own && (!named || !mayMean(word, subject)) {
				return reasonPronoun, t.text
			}
		case t.text == "[" || t.text == "]" || strings.ContainsAny(t.text, "[]"):
			return reasonPointing, t.text
		case (word == "less" || word == "more") && i+1 < len(tokens) && tokens[i+1].tag == "RB" && !compares(tokens, i):
			return reasonPointing, t.text
		case relativeTimes[word] && t.tag != "NNP" && !(word == "once" && t.tag == "IN") && !placedBeside(tokens, i):
			return reasonRelative, t.text
		case weekdays[t.text], (word == "recent" || word == "coming") && i+1 < len(tokens) && spans[strings.ToLower(tokens[i+1].text)]:
			return reasonRelative, t.text
		case word == "there" && t.tag == "RB", word == "ones" && i > 0, momentary[word] && !isNoun(t.tag):
			return reasonPointing, t.text
		case word == "more" && i > 0 && tokens[i-1].text != "nothing" && (i+1 == len(tokens) || tokens[i+1].text == ".") && !compares(tokens, max(0, i-6)):
			return reasonPointing, t.text // than what?
		case word == "well" && i > 0 && strings.EqualFold(tokens[i-1].text, "as") && (i+1 == len(tokens) || tokens[i+1].text != "as"):
			return reasonPointing, "as well"
		case word == "time" && i > 1 && tokens[i-1].text == "the" && strings.EqualFold(tokens[i-2].text, "at") && (i+1 == len(tokens) || isMark(tokens[i+1].text)) && !slices.ContainsFunc(tokens, func(t token) bool { return isYear(t.text) }):
			return reasonPointing, "at the time"
		case i == 0 && (t.tag == "UH" || word == "yes" || word == "no" && i+1 < len(tokens) && tokens[i+1].text == ","):
			return reasonPointing, t.text // to what was asked
		case i > 0 && (t.tag == "WDT" || word == "that") && i+1 < len(tokens) && (tokens[i+1].text == "followed" || tokens[i+1].text == "ensued") && (i+2 == len(tokens) || tokens[i+2].tag != "DT" && !strings.HasPrefix(tokens[i+2].tag, "NN")):
			return reasonPointing, tokens[i+1].text // what?
		case (word == "similar" || word == "comparable") && !followedBy(tokens, i, "to"):
			return reasonPointing, t.text
		case word == "following" && i+1 < len(tokens) && (timesOfYear[tokens[i+1].text] || dayParts[tokens[i+1].text]):
			return reasonRelative, t.text // than what stood before
		case (word == "last" || word == "past" || word == "next") && i+1 < len(tokens) && (tokens[i+1].tag == "CD" || numeral[strings.ToLower(tokens[i+1].text)]):
			return reasonRelative, t.text
		case contrasted(tokens, i), sameAgain(tokens, i):
		case pointers[word] && t.tag != "NNP" && !(word == "so" && i+1 < len(tokens) && tokens[i+1].text == "that") && !(word == "both" && conjoined(tokens, i)) && !(word == "such" && i+1 < len(tokens) && tokens[i+1].text == "as") && !(word == "whose" && i > 0) && !(word == "following" && i > 0) && !((word == "above" || word == "below") && i+1 < len(tokens)):
			return reasonPointing, t.text
		case (word == "last" || word == "next" || word == "this") && i+1 < len(tokens) && months[tokens[i+1].text], word == "next" && i+1 < len(tokens) && timesOfYear[tokens[i+1].text]:
			return reasonRelative, t.text
		case word == "that" && i+1 < len(tokens) && (t.tag == "DT" && isNoun(tokens[i+1].tag) || i > 0 && tokens[i-1].text == "of" && isFinite(tokens[i+1].tag)), word == "one" && followedBy(tokens[:min(2, len(tokens))], i, "of") && i == 0 && !(len(tokens) > 3 && (tokens[3].tag == "JJS" || tokens[3].tag == "RBS")):
			return reasonPointing, t.text
		case (word == "other" || word == "next" || word == "last") && (i == 0 || word == "other" && tokens[i-1].text != "each") && !compares(tokens, i) && t.tag != "NNP":
			if word == "other" && (i == 0 || tokens[i-1].text != "and" && tokens[i-1].text != "or" && tokens[i-1].text != "any" && tokens[i-1].text != "no" && tokens[i-1].text != "among") {
				return reasonPointing, t.text
			}
		case (word == "the") && t.tag == "DT":
			if noun := dangling(tokens, i, introduced); noun != "" && !ofNamedPlace(tokens[:i], noun) && !(described(tokens, i, noun) && fresh(noun)) {
				return reasonDefinite, "the " + noun
			}
		case strings.HasPrefix(t.tag, "JJR") && t.text != "more" && t.text != "less" && t.text != "fewer" && !compares(tokens, i) && t.text != "upper" && t.text != "lower" && t.text != "elder" && t.text != "younger" && t.text != "older":
			return reasonPointing, t.text
		}
		if t.tag == "NNP" || t.tag == "NNPS" || i > 0 && isNoun(t.tag) {
			named = true
		}
		if isNoun(t.tag) {
			introduced[word] = true
		}
	}
	return "", ""
}

// placedBeside reports whether the word at i, which tells a time by another one,
// has the other one beside it, or tells none: "and then sank", "22 months
// later" behind a verb, "that was once a barn", "the previously unknown lamp".
func placedBeside(tokens []token, i int) bool {
	told := slices.ContainsFunc(tokens[:i], func(t token) bool { return isFinite(t.tag) })
	switch strings.ToLower(tokens[i].text) {
	case "then":
		return told && (tokens[i-1].text == "and" || tokens[i-1].text == "before")
	case "later":
		return told && i > 1 && spans[strings.ToLower(tokens[i-1].text)] && slices.ContainsFunc(tokens[:i], func(t token) bool { return t.tag == "CC" || t.text == "," })
	case "once":
		return i > 0 && (tokens[i-1].text == "was" || tokens[i-1].text == "were")
	case "previously", "formerly", "newly":
		return i+1 < len(tokens) && (tokens[i+1].tag == "JJ" || tokens[i+1].tag == "VBN") && i > 0 && tokens[i-1].tag == "DT"
	}
	return false
}

// described reports whether another noun or an adjective says of which kind the
// noun of the definite phrase at i is, rather than which of several or that it
// was told of: "the prison system", not "the new system".
func described(tokens []token, i int, noun string) bool {
	at := i + 1
	for at < len(tokens) && tokens[at].text != noun {
		at++
	}
	if at == len(tokens) || at == i+1 {
		return false
	}
	for _, t := range tokens[i+1 : at] {
		if !isNoun(t.tag) && t.tag != "JJ" || months[t.text] || strings.HasSuffix(t.text, "ed") || telltale[strings.ToLower(t.text)] {
			return false
		}
	}
	return true
}

// telltale are adjectives that tell one thing from others that were spoken of.
var telltale = set("same new old entire whole full original current old early late latter actual present proposed resulting recent big small large little young subsequent corresponding specific particular local nearby new-found surrounding remaining different main major initial nationwide")

// contrasted reports whether the word at i points at something only beside
// other words than those around it: "former officers", "either in Brenk or in
// Oslo", "to further cut costs".
func contrasted(tokens []token, i int) bool {
	if i+1 >= len(tokens) {
		return false
	}
	next := tokens[i+1]
	switch strings.ToLower(tokens[i].text) {
	case "following":
		return i == 0 && (next.tag == "NNP" || next.text == "a" || next.text == "an")
	case "former":
		return isNoun(next.tag) || strings.HasPrefix(next.tag, "JJ") || demonyms[next.text]
	case "further":
		return tokens[i].tag == "RB" && (next.tag == "VB" || next.tag == "VBD" || next.tag == "VBN")
	case "either":
		for k := i + 2; k < len(tokens) && k < i+8; k++ {
			if tokens[k].text == "or" {
				return true
			}
		}
	}
	return false
}

// sameAgain reports whether "this" or "these" at i takes up a noun that stands
// before it: "decisions ... the consequences of these decisions".
func sameAgain(tokens []token, i int) bool {
	switch strings.ToLower(tokens[i].text) {
	case "this", "these":
	default:
		return false
	}
	end := nounPhrase(tokens, i)
	if end <= i+1 {
		return false
	}
	noun := stem(tokens[end-1].text)
	return !spans[noun] && slices.ContainsFunc(tokens[:i], func(t token) bool {
		return isNoun(t.tag) && stem(t.text) == noun
	})
}

// ofNamedPlace reports whether "the" with a noun means the only country or city
// that stands before it, or what every country has one of: "in Norway, where
// 5 % of the population".
func ofNamedPlace(before []token, noun string) bool {
	grain := ""
	switch {
	case noun == "city":
		grain = "city"
	case noun == "country" || noun == "nation" || statePowers[noun]:
		grain = "country"
	default:
		return false
	}
	found, other := "", false
	for i := range before {
		for n := min(4, len(before)-i); n > 0; n-- {
			if before[i].tag != "NNP" && before[i].tag != "NNPS" {
				break
			}
			place := joinWords(before[i : i+n])
			if placeGrain(place) == grain {
				other = other || found != "" && found != place
				found = place
				break
			}
		}
	}
	return found != "" && !other
}

// statePowers are what a country has one of.
var statePowers = set("population government economy parliament capital president monarch electorate")

// isOrdinal reports whether a word is a rank, in letters or figures.
func isOrdinal(word string) bool {
	if firstOrdinal[word] || word == "eleventh" || word == "twelfth" {
		return true
	}
	for _, ending := range []string{"teenth", "tieth", "-first", "-second", "-third", "-fourth", "-fifth", "-sixth", "-seventh", "-eighth", "-ninth"} {
		if strings.HasSuffix(word, ending) {
			return true
		}
	}
	n := len(word) - 2
	return n > 0 && word[0] >= '0' && word[0] <= '9' && word[n-1] >= '0' && word[n-1] <= '9' && (word[n:] == "st" || word[n:] == "nd" || word[n:] == "rd" || word[n:] == "th")
}

// spans are stretches of time that end when it is written: "in recent months".
var spans = set("day days week weeks month months year years decade decades times season seasons hours history")

// timesOfYear are what follows a time that was told before: "the following
// autumn".
var timesOfYear = set("day week month year decade century spring summer autumn fall winter season")

// needy are nouns that say nothing without what they belong to: "some examples",
// "the reason", "a result".
var needy = set("example examples reason reasons result results cause causes answer answers solution solutions difference differences alternative alternatives exception exceptions consequence consequences implication implications lesson lessons version versions drawback drawbacks advantage advantages benefit benefits option options step steps")

// needs returns the noun at the head of a statement that needs what it belongs
// to and has it neither before nor behind it; "" when it does not.
func needs(tokens []token) string {
	end := nounPhrase(tokens, 0)
	if end == 0 || end > 3 || slices.ContainsFunc(tokens[:end-1], func(t token) bool { return isNoun(t.tag) || t.tag == "POS" }) {
		return ""
	}
	if word := tokens[end-1].text; needy[word] && (end == len(tokens) || isFinite(tokens[end].tag) || tokens[end].tag == "RB" || isMark(tokens[end].text)) {
		return word
	}
	return ""
}

// momentary are adjectives of what is so when it is written.
var momentary = set("upcoming ongoing forthcoming latest newest current")

// numeral are words for a number that need none beside them.
var numeral = set("few several couple dozen hundred thousand")

// followedBy reports whether a word stands within the next four.
func followedBy(tokens []token, i int, word string) bool {
	for k := i + 1; k < len(tokens) && k <= i+4; k++ {
		if tokens[k].text == word {
			return true
		}
	}
	return false
}

// conjoined reports whether "both" at i is followed by "and".
func conjoined(tokens []token, i int) bool {
	for k := i + 1; k < len(tokens) && k < i+8; k++ {
		if tokens[k].text == "and" {
			return true
		}
	}
	return false
}

// compares reports whether "than" follows within five words.
func compares(tokens []token, i int) bool {
	for k := i + 1; k < len(tokens) && k <= i+5; k++ {
		if tokens[k].text == "than" {
			return true
		}
	}
	return false
}

// mayMean reports whether a pronoun can stand for something of a kind.
func mayMean(pronoun string, subject questions.SpanKind) bool {
	switch pronoun {
	case "he", "she", "him", "her", "his", "hers", "himself", "herself":
		return subject == questions.Person
	case "it", "its", "itself":
		return subject == questions.Organisation || subject == questions.Place || subject == other
	case "their", "themselves":
		return subject == plural
	}
	return false
}

// plural is the kind of a subject of several things.
const plural questions.SpanKind = "several"

// dangling returns the noun of the definite phrase that begins at i when the
// phrase says too little to be understood alone: "the group", "the agency's
// chief". It is "" for "the mayor of Kabul", "the Soviet army", "the first
// woman", "the sun".
func dangling(tokens []token, i int, introduced map[string]bool) string {
	j := i + 1
	for j < len(tokens) {
		t := tokens[j]
		word := strings.ToLower(t.text)
		switch {
		case isOrdinal(word) && j+1 < len(tokens) && stages[strings.ToLower(tokens[j+1].text)]:
			return tokens[j+1].text // of which match?
		case isOrdinal(word) && j+1 < len(tokens) && rounds[strings.ToLower(tokens[j+1].text)] && (j+2 >= len(tokens) || isMark(tokens[j+2].text) || isFinite(tokens[j+2].tag)) && !slices.ContainsFunc(tokens, func(t token) bool { return contests[strings.ToLower(t.text)] }):
			return tokens[j+1].text // of which contest?
		case months[t.text] && j+1 < len(tokens) && isNoun(tokens[j+1].tag):
			return tokens[j+1].text // of which year?
		case firstOrdinal[word] && (j+1 >= len(tokens) || isFinite(tokens[j+1].tag) || isMark(tokens[j+1].text)):
			return t.text // the third of what?
		case (t.tag == "JJS" || t.tag == "RBS") && nounless(tokens, j+1):
			return t.text // "the most recent was": the most recent what?
		case t.tag == "NNP" || t.tag == "NNPS" || t.tag == "JJS" || t.tag == "RBS" || isOrdinal(word) || isYear(strings.TrimSuffix(t.text, "s")):
			return ""
		case demonyms[t.text] && j+1 < len(tokens) && isNoun(tokens[j+1].tag):
			return ""
		case capitalised(t.text) && len(t.text) > 1 && !months[t.text] && j+1 < len(tokens) && isNoun(tokens[j+1].tag): // "the four RS-25 engines"
			return ""
		case t.tag == "POS" && unique[strings.ToLower(tokens[j-1].text)]:
			return "" // "the world's first"
		case t.tag == "POS":
			return tokens[j-1].text
		case isNoun(t.tag) && (j+1 >= len(tokens) || !isNoun(tokens[j+1].tag) && tokens[j+1].tag != "POS" && tokens[j+1].tag != "NNP"):
			if unique[word] || introduced[word] {
				return ""
			}
			if end := joinedNouns(tokens, j); end > j && end+1 < len(tokens) && complements[tokens[end+1].text] && !timeFollows(tokens, end+1) && tellsMore(tokens, end+2) {
				return "" // "the masts and sails of the Brenk"
			}
			if j+1 < len(tokens) {
				next := tokens[j+1]
				if next.text == "that" {
					return "" // "the idea that"
				}
				if _, n := dateAt(tokens, j+2); next.text == "of" && n > 0 {
					return "" // "the summer of 1905"
				}
				if next.text == "," && describedBehind(tokens, j+2) {
					return ""
				}
				if complements[next.text] && !timeFollows(tokens, j+1) && (next.text == "of" && (j+2 >= len(tokens) || tokens[j+2].tag != "CD" || tellsMore(tokens, j+2)) || next.text != "of" && next.tag != "IN" && next.tag != "TO" || tellsMore(tokens, j+2)) || next.tag == "WDT" || next.tag == "VBN" && !isFinite(next.tag) {
					return ""
				}
				if next.tag == "TO" && word != "city" && j+2 < len(tokens) && tokens[j+2].tag == "VB" {
					return ""
				}
			}
			return t.text
		case strings.HasPrefix(t.tag, "JJ") || strings.HasPrefix(t.tag, "VB") || isNoun(t.tag) || t.tag == "CD" || t.tag == "RB" || t.tag == ":" || t.tag == "CC":
			j++
		default:
			return t.text
		}
	}
	return "end"
}

// describedBehind reports whether the words behind the comma at i-1 say what the
// noun before it is: "the hearing, which will take place in Brenk", "the boat, a
// ferry".
func describedBehind(tokens []token, i int) bool {
	if i+3 >= len(tokens) {
		return false
	}
	switch tokens[i].text {
	case "which", "who", "where", "whose":
		return true
	case "a", "an":
		end := nounPhrase(tokens, i)
		return end > i && (end == len(tokens) || tokens[end].text != "," || end+1 < len(tokens) && tokens[end+1].tag != "CC")
	}
	return false
}

// nounless reports whether a verb or mark follows at i before any noun does.
func nounless(tokens []token, i int) bool {
	for i < len(tokens) && (strings.HasPrefix(tokens[i].tag, "JJ") || tokens[i].tag == "RB") {
		i++
	}
	return i >= len(tokens) || isFinite(tokens[i].tag) || isMark(tokens[i].text)
}

// joinedNouns returns the last of the nouns that "and" or "or" joins to the one
// at i; i itself when there is none.
func joinedNouns(tokens []token, i int) int {
	end := i
	for end+2 < len(tokens) && (tokens[end+1].tag == "CC" || tokens[end+1].text == ",") {
		j := end + 2
		if tokens[end+1].text == "," && tokens[j].tag == "CC" {
			j++
		}
		for j < len(tokens) && strings.HasPrefix(tokens[j].tag, "JJ") {
			j++
		}
		if j >= len(tokens) || !isNoun(tokens[j].tag) {
			break
		}
		end = j
	}
	return end
}

// tellsMore reports whether the phrase at i, behind a preposition, says which
// one is meant: by a name or without another definite noun.
func tellsMore(tokens []token, i int) bool {
	if i >= len(tokens) {
		return false
	}
	counted := tokens[i].tag == "CD" && !isYear(tokens[i].text) && !followedBy(tokens, i, "%") // "of two politicians"
	for k := i; k < len(tokens) && k < i+5; k++ {
		if tokens[k].tag == "NNP" || tokens[k].tag == "NNPS" || demonyms[tokens[k].text] || isYear(tokens[k].text) {
			return true
		}
		if prepositions[tokens[k].text] || isMark(tokens[k].text) {
			break
		}
	}
	return !counted && !strings.EqualFold(tokens[i].text, "the") && tokens[i].tag != "PRP$"
}

// stages are parts of a game or talk that nobody knows without it.
var stages = set("half quarter minute period inning set leg round stage")

// rounds are parts of a contest that are known by its name.
var rounds = set("game match test heat race leg bout frame run")

// timeFollows reports whether the preposition at i begins a time.
func timeFollows(tokens []token, i int) bool {
	if i+1 >= len(tokens) {
		return true
	}
	next := tokens[i+1]
	if _, n := dateAt(tokens, i+1); n > 0 {
		return true
	}
	return months[next.text] || weekdays[next.text]
}

// hedged returns the first word that makes a sentence a guess or a view.
func hedged(tokens []token) (reason, word string) {
	for i, t := range tokens {
		if t.quoted && i > 0 && tokens[i-1].quoted {
			continue
		}
		lower := strings.ToLower(t.text)
		if hedges[lower] && t.tag != "NNP" && !(lower == "can" && t.tag == "NN") && !(lower == "may" && t.text == "May") && !(lower == "hope" && t.tag == "NN") {
			return reasonHedge, t.text
		}
		if opinions[lower] && t.tag != "NNP" {
			return reasonOpinion, t.text
		}
	}
	return "", ""
}
