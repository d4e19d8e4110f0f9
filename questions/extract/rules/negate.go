package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

// Lengths of what is negated, in words: in a longer sentence a reader does not
// see what is denied.
const (
	minNegated = 4
	maxNegated = 26
)

// unclear are words beside which a negation denies something else than the verb,
// or may be true as well: not all of many, not only, not because.
var unclear = set(`every each all many most some few several any both much no none nobody nothing neither nor either only even also too just simply merely
	often sometimes usually always never generally mostly largely partly frequently increasingly rarely hardly seldom perhaps probably likely may might can could
	because since although though while whereas unless if when until till yet already almost nearly about instead rather but or other another again so as
	whether however therefore thus least half one either ever anymore not n't n’t cannot without nonetheless else especially particularly necessarily except even
	anything anyone anybody anywhere something someone somebody everything everyone everybody whatsoever little bit lot quite turn`)

// condemned are things of which everybody says the same: that they are, or are
// not, acceptable is asked of nobody.
var condemned = set("murder murders killing rape torture terrorism genocide slavery violence racism abuse corruption theft hatred antisemitism bigotry sexism")

// weighed are those of them that may be the negation itself, or do no harm: see
// deniable.
var weighed = set("as no not never cannot")

// negation makes a span of the verb of a statement that is made false by "not",
// or by the lack of it. It makes none where nobody could tell what is denied:
// besides words of number and time, in a sentence of several verbs, under a
// condition. Claimant is whom the statement is credited to; "" = nobody.
func (f *finder) negation(statement, claimant string, all func() []token) []questions.Span {
	from := 0
	if claimant != "" {
		from = creditEnd(statement, claimant)
		if from < 0 {
			return nil
		}
	}
	words := strings.Fields(strings.TrimSuffix(statement[from:], "."))
	if len(words) > maxNegated || strings.ContainsAny(statement[from:], "\"“”();:–—") || strings.Contains(statement[from:], "--") || slices.ContainsFunc(words, func(w string) bool {
		word := strings.ToLower(strings.TrimSuffix(w, ","))
		return unclear[word] && !weighed[word]
	}) {
		return nil // as most, which spares the word classes and the tree
	}
	tokens := slices.DeleteFunc(slices.Clone(all()), func(t token) bool { return t.start < from })
	if n := len(tokens); n > 0 && tokens[n-1].text == "." {
		tokens = tokens[:n-1]
	}
	if len(tokens) < minNegated || len(tokens) > maxNegated {
		return nil
	}
	t := f.parsed(&sentence{tokens: tokens})
	if t == nil {
		return nil
	}
	verb, denied := t.deniable()
	if verb < 0 {
		return nil
	}
	if f.affirmed(tokens[:verb], statement[tokens[verb].end:]) {
		return nil
	}
	first, last, put := denyAt(tokens, verb, denied, t.root())
	if put == "" {
		return nil
	}
	// A text that occurs once, and begins and ends with whole words.
	for ; last < min(len(tokens), first+7); last++ {
		text := statement[tokens[first].start:tokens[last].end]
		if isMark(tokens[last].text) {
			return nil
		}
		if strings.Count(statement, text) == 1 {
			return []questions.Span{{Kind: questions.Term, Text: text, Wrong: []string{put}, Forms: onlyStatement}}
		}
		if last+1 == len(tokens) {
			break
		}
		put += statement[tokens[last].end:tokens[last+1].end]
	}
	return nil
}

// affirmed reports whether the title, which every player sees, names whom a statement is
// about, or the country of that capital, and has a word of what it tells: nobody takes
// it to be denied then.
func (f *finder) affirmed(subject []token, told string) bool {
	title := questions.NewHeadline(f.article.Title)
	return title.Shares(told) && slices.ContainsFunc(subject, func(t token) bool {
		return capitalised(t.text) && title.Has(t.text) || capitals[t.text] && title.Has(countryOfCity[t.text])
	})
}

// toldByTitle reports whether a writer's view of few words is what the title says of its
// subject: all that could be asked of it is whether it is so, and the title tells that.
func (f *finder) toldByTitle(fact questions.Fact) bool {
	const few = 16 // words
	if fact.FoundBy != "rules/view" || fact.Claimant == "" || len(fact.Spans) > 0 {
		return false
	}
	from := creditEnd(fact.Statement, fact.Claimant)
	if from < 0 || len(strings.Fields(fact.Statement[from:])) > few {
		return false
	}
	tokens := f.language.tokens(fact.Statement)
	tokens = slices.DeleteFunc(tokens, func(t token) bool { return t.start < from })
	verb := slices.IndexFunc(tokens, func(t token) bool { return isFinite(t.tag) })
	return verb > 0 && f.affirmed(tokens[:verb], fact.Statement[tokens[verb].end:])
}

// creditEnd returns where what is credited to a claimant begins: behind
// "According to Ada Lark," or "Ada Lark said that"; -1 = nowhere.
func creditEnd(statement, claimant string) int {
	at := strings.Index(strings.ToLower(statement), strings.ToLower(claimant))
	if at < 0 || at > len("According to the ") {
		return -1
	}
	at += len(claimant)
	rest := statement[at:]
	if strings.HasPrefix(statement, "According to ") && strings.HasPrefix(rest, ", ") {
		return at + len(", ")
	}
	const link = " that "
	if i := strings.Index(rest, link); i > 0 && len(strings.Fields(rest[:i])) <= 3 {
		return at + i + len(link)
	}
	return -1
}

// deniable returns the finite verb of a sentence that can be negated, and
// whether it is so already; -1 when its denial would be unclear.
func (t *tree) deniable() (verb int, denied bool) {
	tokens := t.sentence.tokens
	root := t.root()
	subject := t.subjectOf(root)
	if subject < 0 || !isNoun(tokens[subject].tag) || t.child(root, "expl") >= 0 {
		return -1, false
	}
	if condemned[strings.ToLower(tokens[subject].text)] && t.child(root, "cop") >= 0 {
		return -1, false // nobody holds the contrary
	}
	t.retagVerb(root, root, subject)
	verb = root
	if helper := t.child(root, "aux", "aux:pass", "cop"); helper >= 0 {
		verb = helper
	}
	if !isFinite(tokens[verb].tag) || capitalised(tokens[verb].text) || subject > verb {
		return -1, false
	}
	if subject == 0 && verb == 1 && tokens[verb].tag == "VBD" && adjectival.MatchString(tokens[0].text) {
		return -1, false // "Successful distributed teams place", where "distributed" was taken for the verb
	}
	if tokens[root].text == "used" && root+1 < len(tokens) && tokens[root+1].tag == "TO" {
		return -1, false // "did not use to"
	}
	negators := 0
	for i, k := range tokens {
		word := strings.ToLower(k.text)
		negates := i == verb+1 && (word == "not" || word == "n't" || word == "n’t" || word == "never") || i == verb && word == "cannot" || word == "no" && i+1 < len(tokens) && tokens[i+1].text == "longer" && i <= verb+1 && i >= verb-2
		switch {
		case negates:
			negators++
		case word == "and" && i+1 < len(tokens) && strings.HasPrefix(tokens[i+1].tag, "VB") && tokens[i+1].tag != "VBG",
			(word == "over" || word == "more" || word == "less") && i+1 < len(tokens) && (tokens[i+1].tag == "CD" || tokens[i+1].text == "than"),
			unclear[word] && !(word == "as" && beside(tokens, i, verb)):
			return -1, false
		case k.tag == "VB" && i > 0 && i != root && !slices.ContainsFunc(tokens[max(0, i-3):i], func(b token) bool { return b.tag == "TO" || b.tag == "MD" || b.tag == "WDT" || b.tag == "CC" }),
			i == verb+1 && verb == root && strings.HasPrefix(k.tag, "VB") && k.tag != "VBG" && k.tag != "VBN":
			return -1, false // "waves resemble", where "waves" was taken for the verb
		case i != verb && i != root && isFinite(k.tag):
			return -1, false // a second statement, or what is told of a thing that there would not be
		case i > verb && word == ",", i > verb && k.tag == "JJS":
			return -1, false // what is added holds only if it is so
		case (k.tag == "RB" || k.tag == "RBR") && t.heads[i] == root && word != "still" && word != "longer":
			return -1, false // "deeply political" may be political
		}
	}
	if negators > 1 || negators == 0 && slices.ContainsFunc(tokens[verb:], func(k token) bool {
		return strings.HasPrefix(k.tag, "JJ") && denying.MatchString(k.text) && !undenying.MatchString(k.text)
	}) {
		return -1, false // nobody reads "is not unmistakable" at once
	}
	if negators == 0 && t.setPhrase(root, subject) {
		return -1, false
	}
	for _, k := range t.children[root] {
		switch base(t.relations[k]) {
		case "conj", "cc", "parataxis", "ccomp", "csubj", "mark", "discourse", "dislocated", "reparandum":
			return -1, false
		case "advcl":
			if first, _ := t.span(k); tokens[first].tag != "TO" {
				return -1, false
			}
		}
	}
	first, last := t.span(subject)
	if det := t.child(subject, "det"); det >= 0 {
		if w := strings.ToLower(tokens[det].text); w != "the" {
			return -1, false // "a study": another one may show it
		}
	}
	if t.child(subject, "nummod") >= 0 || last >= verb || slices.ContainsFunc(tokens[first:last+1], func(k token) bool { return isFinite(k.tag) }) {
		return -1, false
	}
	for k := last + 1; k < verb; k++ {
		if w := tokens[k].text; w != "still" && w != "no" && w != "longer" && w != "," {
			return -1, false
		}
	}
	return verb, negators == 1
}

// lightVerbs say little without what follows them, and mostly stand in an
// expression: "leave it languishing", "see the light".
var lightVerbs = set("leave leaves left see sees saw seen bring brings brought turn turns turned hold holds held stand stands stood draw draws drew drawn put puts take takes took taken keep keeps kept let lets set sets go goes went gone come comes came make makes made give gives gave given get gets got")

// setPhrase reports whether nobody would say the contrary of a verb with what
// follows it: of a name what it is, or of something what is described, what
// somebody needs or comes to do, and expressions like "tempt fate".
func (t *tree) setPhrase(root, subject int) bool {
	tokens := t.sentence.tokens
	if cop := t.child(root, "cop"); cop >= 0 && isNoun(tokens[root].tag) && !strings.HasPrefix(tokens[cop].text, "bec") {
		det := t.child(root, "det")
		return tokens[subject].tag == "NNP" || det < 0 || strings.EqualFold(tokens[det].text, "the") || t.child(root, "amod", "acl", "acl:relcl", "case", "compound") >= 0
	}
	if lightVerbs[tokens[root].text] || t.child(root, "xcomp") >= 0 && !strings.HasPrefix(tokens[root].text, "bec") {
		return true
	}
	thing := t.child(root, "obj")
	return thing > root && tokens[thing].tag == "NN" && t.child(thing, "det", "amod", "nmod", "nmod:poss", "nummod", "compound", "conj", "case") < 0
}

// adjectival matches words that are adjectives by their ending.
var adjectival = pattern.MustCompile(`(?:ful|less|ous|able|ible)$`)

// denying matches adjectives that deny something themselves, undenying those that
// only begin so.
var (
	denying   = pattern.MustCompile(`^(?:un\pL{4,}|(?:in|im|ir|il|dis)\pL+(?:able|ible)|difficult|hard)$`)
	undenying = pattern.MustCompile(`^un(?:der|i[tfqvo])`)
)

// beside reports whether "as" stands for what something is: "known as", "serves
// as", and in no comparison.
func beside(tokens []token, i, verb int) bool {
	return i > verb && (strings.HasPrefix(tokens[i-1].tag, "VB") || tokens[i-1].tag == "PRP") && i+1 < len(tokens) && (tokens[i+1].tag == "DT" || isNoun(tokens[i+1].tag))
}

// denyAt returns which tokens of a clause are exchanged to deny it, or to assert
// what it denies, and what is put for them; "" = nothing is right.
func denyAt(tokens []token, verb int, denied bool, root int) (first, last int, put string) {
	word := tokens[verb].text
	next := func(k int) string {
		if k >= len(tokens) || isMark(tokens[k].text) {
			return ""
		}
		return tokens[k].text
	}
	before := ""
	if verb > 0 {
		before = tokens[verb-1].text
	}
	full := verb == root // no auxiliary
	switch {
	case denied && before == "longer" && verb > 2:
		return verb - 2, verb, "still " + word
	case denied && next(verb+1) == "no":
		if verb+3 >= len(tokens) {
			return 0, 0, ""
		}
		return verb, verb + 3, word + " still " + next(verb+3)
	case denied && word == "cannot":
		return verb, verb + 1, "can " + next(verb+1)
	case denied:
		main := next(verb + 2)
		if main == "" {
			return 0, 0, ""
		}
		switch word {
		case "does":
			if main != strings.ToLower(main) || tokens[verb+2].tag != "VB" && root != verb+2 {
				return 0, 0, ""
			}
			return verb, verb + 2, thirdPerson(main)
		case "do":
			return verb - 1, verb + 2, before + " " + main
		case "did":
			return verb, verb + 2, pastOf(main)
		case "ca", "wo", "sha", "need", "must":
			return 0, 0, ""
		}
		return verb, verb + 2, word + " " + main
	case before == "still":
		return verb - 1, verb, "no longer " + word
	case next(verb+1) == "still" && next(verb+2) != "":
		return verb, verb + 2, word + " no longer " + next(verb+2)
	case next(verb+1) == "" || before == "":
		return 0, 0, ""
	case isBe[word] && word != "be" && word != "been" && !strings.HasPrefix(word, "bec"), !full && (word == "has" || word == "have" || word == "had") && strings.HasPrefix(tokens[verb+1].tag, "VB"),
		word == "will" || word == "would" || word == "should":
		return verb, verb + 1, word + " not " + next(verb+1)
	case word == "must":
		return verb, verb + 1, "need not " + next(verb+1)
	case tokens[verb].tag == "MD" || !full:
		return 0, 0, ""
	case tokens[verb].tag == "VBZ":
		if base, ok := presentBase(word); ok {
			return verb, verb, "does not " + base
		}
	case tokens[verb].tag == "VBD":
		if base, ok := baseForm(word); ok {
			return verb, verb, "did not " + base
		}
	case tokens[verb].tag == "VBP":
		return verb - 1, verb, before + " do not " + word
	}
	return 0, 0, ""
}

// thirdPerson returns a verb as it stands behind "she": "carry" gives "carries".
func thirdPerson(verb string) string {
	switch {
	case verb == "have":
		return "has"
	case strings.HasSuffix(verb, "y") && len(verb) > 2 && !strings.ContainsAny(verb[len(verb)-2:len(verb)-1], "aeiou"):
		return verb[:len(verb)-1] + "ies"
	case strings.HasSuffix(verb, "s"), strings.HasSuffix(verb, "sh"), strings.HasSuffix(verb, "ch"), strings.HasSuffix(verb, "x"), strings.HasSuffix(verb, "z"), strings.HasSuffix(verb, "o"):
		return verb + "es"
	}
	return verb + "s"
}

// pastOf returns the past tense of a verb, "" where its spelling is not sure.
func pastOf(verb string) string {
	found := ""
	for past, base := range irregular {
		if base == verb && (found == "" || past < found) {
			found = past
		}
	}
	if found != "" {
		return found
	}
	for _, ending := range []string{"ed", "d"} {
		if ending == "ed" && strings.HasSuffix(verb, "e") {
			continue // "produced"
		}
		if base, ok := baseForm(verb + ending); ok && base == verb {
			return verb + ending
		}
	}
	return ""
}
