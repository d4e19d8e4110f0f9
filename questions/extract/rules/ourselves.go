package rules

import (
	"slices"
	"strings"

	"quizbot/questions/pattern"
)

// Who "we" are in an essay: people at large, or its author and others whom only
// its readers know.

// meansUsAll reports whether "we", "us" and "our" in a sentence of a signed essay
// stand for people at large, so that what is said of them is understood under
// "According to" its author: "we learn by watching others". It is not when the
// author tells what happened to them, speaks of the essay itself, asks or urges,
// speaks as one of a body or of a country that is not named, or also says "I" or
// "you". Where nobody has signed, "we" is the paper.
func (f *finder) meansUsAll(s *sentence) bool {
	if f.speaker != nil || !f.opinion || f.relays || len(f.article.Authors) != 1 || f.speaksForBody() {
		return false
	}
	tokens := s.tokens
	if !slices.ContainsFunc(tokens, addresses) {
		return false // as most
	}
	country := f.namesAny(tokens) || slices.ContainsFunc(strings.Fields(f.article.Title), func(w string) bool { return demonyms[w] || placeGrain(w) != "" })
	found := false
	for i, t := range tokens {
		word := strings.ToLower(t.text)
		if t.text == "I" {
			return false
		}
		if t.quoted || !addresses(t) {
			continue
		}
		found = true
		switch word {
		case "we":
			if !weAtLarge(tokens, i) {
				return false
			}
		case "our":
			noun := nounPhrase(tokens, i)
			if noun <= i+1 {
				return false
			}
			head := stem(strings.ToLower(tokens[noun-1].text))
			if duties[head] && (noun == len(tokens) || tokens[noun].text != "must" && tokens[noun].text != "should") {
				return false // of which body?
			}
			if closeToAuthor[head] || ofCountry[head] && !country {
				return false
			}
		case "us":
			if i > 0 && strings.EqualFold(tokens[i-1].text, "let") || i > 2 && tokens[i-2].text == "rest" {
				return false
			}
		case "ours", "ourselves":
		default:
			return false // "me", "you"
		}
	}
	return found
}

// speaksForBody reports whether an article speaks of "our office" or "our customers":
// its "we" is whoever keeps them.
func (f *finder) speaksForBody() bool {
	if f.body == nil {
		speaks := titleOfBody.MatchString(f.article.Title) || slices.ContainsFunc(f.paragraphs, func(p paragraph) bool { return ourBody.MatchString(p.plain) })
		f.body = &speaks
	}
	return *f.body
}

// ourBody finds what only a body calls its own.
var ourBody = pattern.MustCompile(`\b[Oo]ur (?:\pL+ )?(?:[Oo]ffice|[Bb]ureau|[Aa]gency|[Dd]ivision|[Dd]epartment|organi[sz]ation|company|firm|team|staff|customers|clients|website|toolkit|newsletter|blog|platform|products?|employees|users|sponsors|donors|subscribers)\b|\b[Oo]ur (?:goal|mission|aim) is\b|\b[Ww]e (?:encourage|invite|offer|provide|publish|surveyed|interviewed|launched|are (?:asking|hiring|launching|growing))\b|\b[Ww]e['’]re (?:asking|hiring|launching|growing)\b`)

// titleOfBody finds a body in a title: "How the harbour team works".
var titleOfBody = pattern.MustCompile(`\b(?:[Tt]eam|[Cc]ompany|[Ff]irm|[Oo]ffice|[Bb]ureau|[Aa]gency|[Dd]epartment|[Ss]tartup)(?:['’]s)? `)

// weAtLarge reports whether the verb of "we" at i tells how people are or what
// they do or ought to do, rather than what some of them did or what the essay does.
func weAtLarge(tokens []token, i int) bool {
	if i > 2 && tokens[i-1].text == "," && (strings.EqualFold(tokens[0].text, "at") || strings.EqualFold(tokens[0].text, "here")) && slices.ContainsFunc(tokens[:i], func(t token) bool { return t.tag == "NNP" }) {
		return false // "At Brenk Boats, we"
	}
	k := i + 1
	for k < len(tokens) && (tokens[k].tag == "RB" || tokens[k].text == "all" || tokens[k].text == "humans" || tokens[k].text == "people") {
		k++
	}
	if k >= len(tokens) || tokens[k].tag != "VBP" && tokens[k].tag != "MD" {
		return false
	}
	if now := tokens[k-1].text; now == "now" || now == "then" {
		return false
	}
	if tokens[k].text == "'d" || tokens[k].text == "would" || tokens[k].text == "could" || tokens[k].text == "might" || tokens[k].text == "will" || tokens[k].text == "'ll" || tokens[k].text == "shall" {
		return false // in a case that was supposed before, or further on in the essay
	}
	verb := k
	for verb+1 < len(tokens) && (auxiliary[tokens[verb].text] != "" || tokens[verb].tag == "RB" || tokens[verb].text == "have") && (strings.HasPrefix(tokens[verb+1].tag, "VB") || tokens[verb+1].tag == "RB") {
		verb++
	}
	if tokens[verb].tag == "VBG" {
		return false // what some of them are about
	}
	return !ofEssay[strings.ToLower(tokens[verb].text)]
}

// ofEverybody reports whether "we", "us" and "our" in a view are plainly all people, and
// not those of the writer's trade or group as well: what only living beings do or have
// tells so. "We need faster boats" may be said of those who build them.
func ofEverybody(tokens []token) bool {
	group := false
	for i, t := range tokens {
		if t.quoted || !addresses(t) {
			if humanity[strings.ToLower(t.text)] && !t.quoted {
				return true
			}
			continue
		}
		switch strings.ToLower(t.text) {
		case "we":
			k := i + 1
			for k < len(tokens) && (tokens[k].tag == "RB" || tokens[k].text == "all" || tokens[k].text == "have") {
				k++
			}
			if k < len(tokens) && (humanly[tokens[k].text] || i+1 < len(tokens) && tokens[i+1].tag == "NNS") {
				return true
			}
			group = true
		case "our":
			end := nounPhrase(tokens, i)
			if end <= i+1 {
				group = true
				continue
			}
			switch head := strings.ToLower(tokens[end-1].text); {
			case humans[head]:
				return true
			case !everybodys[head] && !ofCountry[head] && !ofCountry[stem(head)]:
				group = group || tokens[end-1].tag == "NNS" || trades[head]
			}
		case "us", "ourselves":
			group = true
		}
	}
	return !group
}

var (
	// humanly are verbs of what all people do, in their plain form and as participles.
	humanly = set("learn learned learnt feel felt remember forget forgotten live die sleep eat breathe love fear dream crave perceive inherit inherited judge imitate tire worry laugh cry regress envy desire grieve age evolved")
	// humans are nouns of what every human being has.
	humans = set("brain brains body bodies mind minds heart hearts fear fears instinct instincts habit habits memory memories emotion emotions feeling feelings senses life lives ancestors gene genes dna neurons cells ego childhood eyes ears skin blood dreams desires attention lifetime species planet ancestry teeth bones muscles lungs sleep")
	// humanity are words for all people.
	humanity = set("humans humankind mankind humanity everyone everybody")
	// trades are nouns of what those of one trade share.
	trades = set("discipline field profession industry trade craft")
)

// asPeople puts people for the "we" of an essay, as who reports a view does: "we learn
// by watching others" is "people learn by watching others", "how we treat our
// neighbours" is "how people treat their neighbours". Where a word for the writer is left
// that nothing can be put for, all stay as they are.
func asPeople(tokens []token) []token {
	kept := make([]token, 0, len(tokens))
	told := false // "people" stands before
	if slices.ContainsFunc(tokens, func(t token) bool { return t.text == "people" }) {
		return tokens
	}
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if t.quoted || !addresses(t) {
			kept = append(kept, t)
			continue
		}
		put := func(word, tag string) {
			kept = append(kept, token{text: word, tag: tag, start: t.start, end: t.end, made: true})
		}
		switch word := strings.ToLower(t.text); {
		case word == "we" && i+1 < len(tokens) && tokens[i+1].tag == "NNS":
			told = true // "we sailors learn": the sailors do
		case word == "we":
			put("people", "NNS")
			told = true
			if i+1 < len(tokens) && whole[tokens[i+1].text] != "" {
				verb := tokens[i+1]
				verb.text, verb.made = whole[verb.text], true
				kept = append(kept, verb)
				i++
			}
		case word == "us" && i > 0 && (tokens[i-1].text == "of" || tokens[i-1].text == "let"):
			return tokens
		case word == "us" && told:
			put("them", "PRP")
		case word == "us":
			put("people", "NNS")
			told = true
		case word == "our" && told:
			put("their", "PRP$")
		case word == "our":
			end := nounPhrase(tokens, i)
			if end <= i+1 {
				return tokens
			}
			if head := tokens[end-1]; everybodys[head.text] || duties[head.text] || ofCountry[head.text] && head.tag == "NN" {
				put("the", "DT")
			} else if head.tag == "NNS" {
				put("people's", "NNS")
				told = true
			} else {
				return tokens
			}
		case word == "ourselves" && told:
			put("themselves", "PRP")
		default:
			return tokens
		}
	}
	return kept
}

var (
	// duties are nouns of what somebody is to do.
	duties = set("job goal task mission duty")
	// everybodys are nouns of what all have one of.
	everybodys = set("economy infrastructure planet society democracy climate environment constitution world future")
)

// whole are the verbs that "'re" stands for.
var whole = map[string]string{"'re": "are", "’re": "are"}

var (
	// ofEssay are verbs of what a writer does in writing, asks or urges, when the
	// subject is "we".
	ofEssay = set("find finding get see seen look turn come return mention mentioned note noted discuss discussed speak spoken say said call urge hope ask wish believe support welcome applaud endorse expect thank regret wonder suspect trust told tell met visited read heard hear")
	// closeToAuthor are nouns of what is a writer's own and not everybody's.
	closeToAuthor = set("enemy enemie hero reader paper newspaper editorial column page website site reporter correspondent view opinion story article essay guest family house home street neighbourhood neighborhood neighbor neighbour town village city county university company firm team group member office project study research book author friend author wife husband father mother son daughter subject point argument case discussion example question hero concern purpose role")
	// ofCountry are nouns of what each country has.
	ofCountry = set("country nation government state president congress senate parliament constitution army navy troop soldier police minister court law border flag politician leader democracy republic founder forefather ancestor ally enemy")
)
