package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
)

const reasonReadsOtherwise = "reads otherwise when it stands alone"

// Lengths in words of a sentence that is stated uncut.
const (
	minWholeWords = 7
	maxWholeWords = 40
)

// whole returns the sentence as one clause with everything that belongs to it.
// Left out are only brackets, words that link it to the sentence before, and
// times that are told from the moment of writing. Nothing can go wrong by
// cutting then; whether it can stand alone, the guards have to say. It is nil for
// a sentence that cannot be stated so, or is not understood.
func (t *tree) whole() *clause {
	tokens := t.sentence.tokens
	root := t.root()
	own := t.subjectOf(root)
	if own < 0 || tokens[len(tokens)-1].text != "." {
		return nil
	}
	verbs := []int{}
	for _, k := range t.children[root] {
		switch t.relations[k] {
		case "aux", "aux:pass", "cop":
			verbs = append(verbs, k)
		case "csubj", "csubj:pass", "expl", "nsubj:outer", "csubj:outer", "mark":
			return nil
		}
	}
	if t.child(root, "cop") < 0 {
		verbs = append(verbs, root)
	}
	slices.Sort(verbs)
	t.retagVerb(verbs[0], root, own)
	from, to := t.span(own)
	if to >= verbs[0] || !isFinite(tokens[verbs[0]].tag) {
		return nil
	}
	kept := t.uncut(root)
	if kept == nil {
		return nil
	}
	c := &clause{sentence: t.sentence, parsed: true, whole: true, acts: t.acts(root)}
	c.subject = t.pick(trimMarks(tokens, t.phrase(own)))
	behind := from
	for k := 0; behind <= to && (k < len(c.subject) || t.aside[behind]); behind++ {
		switch {
		case t.aside[behind] && !kept[behind] && !t.dashed(behind):
		case k < len(c.subject) && c.subject[k].start == tokens[behind].start:
			k++
		default:
			return nil // not in one piece
		}
	}
	if len(c.subject) == 0 {
		return nil
	}
	last := verbs[len(verbs)-1]
	c.front = t.pick(trimMarks(tokens, indices(kept, 0, from)))
	c.aside = t.pick(trimMarks(tokens, indices(kept, behind, to+1)))
	if len(c.aside) > 0 && (tokens[behind].text != "," || tokens[to+1].text != ",") {
		return nil
	}
	c.before = t.pick(indices(kept, to+1, verbs[0]))
	if (len(c.aside) > 0 || opensAside(c.subject)) && len(c.before) > 0 && c.before[0].text == "," {
		c.before = c.before[1:] // the comma that closes what is told of the subject
	}
	if slices.ContainsFunc(c.before, func(b token) bool { return negations[b.text] }) {
		return nil
	}
	if slices.ContainsFunc(c.before, func(b token) bool { return b.tag != "RB" }) {
		if len(c.aside) > 0 || c.before[0].text == "," || slices.ContainsFunc(c.before, func(b token) bool { return isFinite(b.tag) || b.tag == "MD" || b.tag == "PRP" }) {
			return nil
		}
		c.subject, c.before = slices.Concat(c.subject, c.before), nil // what hangs on another word for the parser
	}
	c.verb = t.pick(indices(kept, verbs[0], last+1))
	if last+5 < len(tokens) && tokens[last+1].text == "," && slices.ContainsFunc(tokens[last+2:last+5], func(k token) bool { return k.text == "which" || k.text == "whom" }) {
		return nil // "were found, some of which": it would run into the verb
	}
	rest := trimMarks(tokens, indices(kept, last+1, len(tokens)-1))
	c.rest = t.pick(rest)
	c.rejoin()
	if len(c.verb) == 0 || len(c.rest) == 0 || slices.ContainsFunc(c.verb, func(v token) bool { return isMark(v.text) }) {
		return nil
	}
	if !c.frontStands() {
		return nil
	}
	if t.when != "" && len(c.front) == 0 && tokens[verbs[0]].tag == "VBD" {
		at := c.subject[0].start
		c.front = []token{{text: t.when, tag: "IN", start: at, end: at, made: true}}
	}
	if !c.mayStandWhole() {
		return nil
	}
	head := tokens[own]
	c.plural = head.tag == "NNS" || head.tag == "NNPS" || t.child(own, "conj") >= 0
	c.direct = map[int]bool{}
	for _, k := range t.children[root] {
		switch base(t.relations[k]) {
		case "obl", "obj", "iobj", "advmod", "advcl", "xcomp":
			c.direct[tokens[k].start] = true
		}
	}
	c.setObject(t, root, rest, kept, t.child(root, "cop") >= 0)
	return c
}

// rejoin puts what stands before a subject in front of it again where the subject is only
// what an infinitive there acts on: "the town's plan to close its old harbour".
func (c *clause) rejoin() {
	n := len(c.front)
	if n > 2 && c.front[n-1].tag == "VB" && c.front[n-2].tag == "TO" && isNoun(c.front[n-3].tag) && !prepositions[strings.ToLower(c.front[0].text)] && c.front[n-1].end+1 == c.subject[0].start {
		c.subject, c.front = slices.Concat(c.front, c.subject), nil
	}
}

// acts reports whether a verb has a thing for an object and no clause: "added two
// boats", "reported earnings of $2 million". Nothing is put into a mouth then.
func (t *tree) acts(verb int) bool {
	obj := t.child(verb, "obj")
	if obj < 0 || obj < verb || !isNoun(t.sentence.tokens[obj].tag) || t.child(verb, "ccomp", "xcomp", "iobj", "parataxis") >= 0 {
		return false
	}
	switch strings.ToLower(t.sentence.tokens[verb].text) {
	case "said", "says", "say", "told", "tells", "believes", "believed", "believe", "stated", "states", "argued", "argues", "argue", "insisted", "insists":
		return false
	}
	return !slices.ContainsFunc(t.sentence.tokens[verb:obj], func(x token) bool { return x.text == "that" }) &&
		!slices.ContainsFunc(t.sentence.tokens[obj:], func(x token) bool { return x.text == "that" && x.tag == "IN" })
}

// wholeInOrder is the same for a sentence of which the tree is wrong: a name, or
// a noun phrase with one, perhaps something between commas, and a finite verb
// right behind it.
func (t *tree) wholeInOrder() *clause {
	root := t.root()
	kept := t.uncut(root)
	if kept == nil {
		return nil
	}
	tokens := t.sentence.tokens
	if tokens[len(tokens)-1].text != "." {
		return nil
	}
	tokens = t.pick(trimMarks(tokens, indices(kept, 0, len(tokens)-1)))
	c := &clause{sentence: t.sentence, whole: true}
	front := 0
	for k := 0; k < len(tokens) && prepositions[strings.ToLower(tokens[k].text)] && tokens[k].tag != "VBG" && tokens[k].tag != "VBN"; k = front {
		for k < len(tokens) && (tokens[k].text != "," || insideDate(tokens, k)) {
			k++
		}
		if k == len(tokens) || k > maxFrontWords || slices.ContainsFunc(tokens[front:k], func(x token) bool { return isFinite(x.tag) || x.tag == "VBG" || x.tag == "CC" }) {
			return nil
		}
		front = k + 1
	}
	if front > 0 {
		if c.setFront(tokens[:front-1]) != "" {
			return nil
		}
		tokens = tokens[front:]
	}
	if len(tokens) < minWholeWords-front {
		return nil
	}
	rest, reason := c.takeSubject(tokens)
	if reason != "" || len(rest) < 3 || !slices.ContainsFunc(c.subject, func(x token) bool { return x.tag == "NNP" }) ||
		slices.ContainsFunc(c.subject, func(x token) bool { return x.tag == "VBN" || x.tag == "VBG" || x.tag == "PRP" || x.tag == "CC" }) {
		return nil
	}
	if aside := tokens[len(c.subject) : len(tokens)-len(rest)]; len(aside) > 2 {
		c.aside = aside[1 : len(aside)-1]
	}
	for len(rest) > 0 && rest[0].tag == "RB" && !negations[rest[0].text] {
		c.before, rest = append(c.before, rest[0]), rest[1:]
	}
	if len(rest) == 0 || !isFinite(rest[0].tag) || rest[0].tag == "MD" {
		return nil
	}
	n := 1
	for isAuxiliary(rest[0].text) && n < len(rest) && (rest[n].tag == "RB" || rest[n].tag == "VBN" || rest[n].tag == "VBG") {
		n++
	}
	for n > 1 && rest[n-1].tag == "RB" {
		n--
	}
	c.verb, c.rest = rest[:n], rest[n:]
	if t.when != "" && len(c.front) == 0 && c.verb[0].tag == "VBD" {
		at := c.subject[0].start
		c.front = []token{{text: t.when, tag: "IN", start: at, end: at, made: true}}
	}
	if len(c.rest) == 0 || !c.mayStandWhole() {
		return nil
	}
	return c
}

const maxFrontWords = 14

// indices returns the places of what is kept of [from, to).
func indices(kept []bool, from, to int) []int {
	var found []int
	for i := from; i < to; i++ {
		if kept[i] {
			found = append(found, i)
		}
	}
	return found
}

// uncut marks the words and marks of a sentence but brackets, links to the
// sentence before and passing times of its main verb; nil where a dash, colon or
// semicolon joins what are two sentences.
func (t *tree) uncut(root int) []bool {
	tokens := t.sentence.tokens
	kept := make([]bool, len(tokens))
	dashes := 0
	for i, x := range tokens {
		switch {
		case t.aside[i] && t.dashed(i):
			if x.text == ";" || x.text == ":" || isFinite(x.tag) {
				return nil
			}
		case t.aside[i]:
		case x.text == ";", x.text == ":" && !listBegins(tokens, i), x.tag == ":" && x.text != ":" && !isDash(tokens, i) && x.text != "-", strings.HasPrefix(x.text, "@"):
			return nil
		}
		if isDash(tokens, i) {
			dashes++
		}
		kept[i] = !t.aside[i]
	}
	if dashes%2 == 1 {
		return nil
	}
	t.when = t.sentence.when
	for _, k := range t.children[root] {
		first, last := t.span(k)
		opens, closes := first == 0 || tokens[first-1].text == ",", last+1 < len(tokens) && tokens[last+1].text == ","
		cut := false
		switch r := t.relations[k]; base(r) {
		case "advmod":
			word := strings.ToLower(tokens[k].text)
			cut = t.bare(k) && (connectives[word] && (opens || closes) || dropTimes[word])
		case "cc":
			cut = k == 0
		case "obl":
			if tokens[first].tag == "CC" {
				break // "and later that year he": nothing would join the clauses
			}
			cut = linkPhrase(tokens[first:last+1]) && !(last+1 < len(tokens) && tokens[last+1].tag == "TO")
			if !cut && t.passingTime(first, last) {
				cut = true
				t.when = when(tokens[first:last+1], t.published)
			}
		}
		if !cut {
			continue
		}
		if opens && closes {
			first, last = max(0, first-1), last+1 // with its commas
		}
		for m := first; m <= last; m++ {
			kept[m] = false
		}
	}
	return kept
}

// listBegins reports whether a colon stands before the things that were counted
// or named, rather than before another sentence or behind a label.
func listBegins(tokens []token, i int) bool {
	const labelWords = 5
	return i > labelWords && !capitalised(tokens[i-1].text) && slices.ContainsFunc(tokens[:i], func(x token) bool { return isFinite(x.tag) }) &&
		!slices.ContainsFunc(tokens[i+1:], func(x token) bool { return isFinite(x.tag) || x.tag == "MD" || x.text == ":" })
}

// frontStands cuts a phrase before the subject that only has a meaning beside
// the sentence before, and refuses one without which the sentence is not true.
func (c *clause) frontStands() bool {
	if len(c.front) == 0 {
		return true
	}
	if conditions[strings.ToLower(c.front[0].text)] {
		return false
	}
	front := c.front
	if slices.ContainsFunc(front, func(x token) bool { return isFinite(x.tag) || x.tag == "VBG" || x.tag == "VBN" }) {
		return true
	}
	c.front = nil
	return c.setFront(front) == ""
}

// mayStandWhole refuses a sentence that is too long to be asked, is somebody's
// words, tells what will or might be, or is more than one sentence.
func (c *clause) mayStandWhole() bool {
	all := c.tokens()
	if n := len(all); n < minWholeWords || n > maxWholeWords {
		return false
	}
	for i, x := range all {
		word := strings.ToLower(x.text)
		switch {
		case x.text == "?" || x.text == "!":
			return false
		case x.tag == "MD" && word != "can" && !c.plans(all, i):
			return false
		case conditions[word] || word == "unless":
			return false
		case c.acts && len(c.verb) > 0 && x.start == c.verb[len(c.verb)-1].start: // "announced a plan", rather than what would be
		case !x.quoted && (saying[word] || claiming[word] && isFinite(x.tag) || rumours[word]):
			return false
		case word == "that" && (i == len(all)-1 || x.tag == "DT" && !isNoun(all[i+1].tag)):
			return false
		}
	}
	switch first := strings.ToLower(c.subject[0].text); {
	case c.subject[0].tag == "PRP" && first != "he" && first != "she", c.subject[0].tag == "PRP$", c.subject[0].tag == "WP", c.subject[0].tag == "EX":
		return false
	case vagueSubjects[first] && len(c.subject) < 3:
		return false
	}
	return true
}

// plans reports whether the "would" at i says what a decision that was made or
// laid before somebody is for: "passed a bill that would close the harbour".
func (c *clause) plans(all []token, i int) bool {
	if !strings.EqualFold(all[i].text, "would") || i < 3 || len(c.verb) == 0 || c.verb[0].tag != "VBD" && c.verb[0].text != "has" && c.verb[0].text != "have" || all[i].start < c.verb[0].start {
		return false
	}
	that := all[i-1]
	return (that.tag == "WDT" || that.text == "that") && decisions[stem(all[i-2].text)]
}

// decisions are what somebody decides, signs or proposes.
var decisions = set("bill law plan deal agreement measure proposal rule order budget amendment resolution legislation treaty contract ban act motion ordinance decree pact")

// rumours are words that put something into a mouth that is not named.
var rumours = set("according allegedly reportedly supposedly critics supporters opponents observers commentators")

// vagueSubjects are words that do not say of whom something is told.
var vagueSubjects = set("each every either any some others many most few several all one none officials people everyone someone nobody anyone everything something what who which that there another more half much this these those")

// explains reports whether a sentence says what a term means: "Malware is
// software designed to harm a computer".
func (c *clause) explains() bool {
	if len(c.subject) > 3 || len(c.rest) < 6 || len(c.front) > 0 || slices.ContainsFunc(c.subject, func(x token) bool { return !isNoun(x.tag) && x.tag != "JJ" && x.tag != "VBG" }) {
		return false
	}
	first := c.rest[0]
	return first.text == "a" || first.text == "an" || first.text == "the" || isNoun(first.tag) && c.rest[1].tag == "VBN" || isNoun(first.tag) && c.rest[1].text == "that"
}

// subjectKnown reports whether a sentence tells of something that has a name,
// stands in the title or is explained by the sentence itself.
func (f *finder) subjectKnown(c *clause) bool {
	s0 := c.sentence.tokens[0].start
	if c.verb[0].text == "is" && c.explains() {
		return true
	}
	return f.tellsOfNames(c) || f.titleShared(c.subject) || slices.ContainsFunc(c.subject, func(x token) bool {
		return x.tag == "NNP" || x.tag == "NNPS" || capitalised(x.text) && x.start > s0 || demonyms[x.text] || x.tag == "CD" && isYear(x.text)
	})
}

// tellsOfNames reports whether a sentence about somebody or something without a
// name says what happened to what has one: "workers built the Brenk lighthouse
// in Oslo".
func (f *finder) tellsOfNames(c *clause) bool {
	if c.verb[0].tag != "VBD" && c.verb[0].text != "has" && c.verb[0].text != "have" {
		return false
	}
	names, numbers, before := 0, 0, false
	for _, x := range slices.Concat(c.front, c.aside, c.rest) {
		name := (x.tag == "NNP" || x.tag == "NNPS" || demonyms[x.text]) && !months[x.text] && !weekdays[x.text]
		if name && !before {
			names++
		}
		if before = name; x.tag == "CD" {
			numbers++
		}
	}
	return names > 1 || names == 1 && (numbers > 0 || c.told() >= 6)
}

// yearless returns the month in which something is told to have happened
// without saying in which year; "" if there is none. What happens every year
// needs none.
func (c *clause) yearless(all []token) string {
	perfect := len(c.verb) > 1 && (c.verb[0].text == "has" || c.verb[0].text == "have")
	if c.verb[0].tag != "VBD" && !perfect || slices.ContainsFunc(all, func(x token) bool { return isYear(x.text) || x.made }) {
		return ""
	}
	for i, x := range all {
		if !months[x.text] || x.text == "May" && (i+1 == len(all) || all[i+1].tag != "CD") && (i == 0 || !prepositions[strings.ToLower(all[i-1].text)] && all[i-1].tag != "CD") {
			continue
		}
		if i > 0 && (prepositions[strings.ToLower(all[i-1].text)] || all[i-1].tag == "CD" || all[i-1].text == "early" || all[i-1].text == "late" || all[i-1].text == "mid") || i+1 < len(all) && all[i+1].tag == "CD" {
			return x.text
		}
	}
	return ""
}

// strangers returns the first pronoun of a whole sentence that means somebody
// or something else than its subject, or may mean one of several; "" if there
// is none. Subject is the kind of what the sentence tells of.
func (f *finder) strangers(s *sentence, c *clause, subject questions.SpanKind) string {
	all := c.tokens()
	var who *person
	several := false
	for _, m := range f.in(s) {
		if m.person == nil || !slices.ContainsFunc(all, func(x token) bool { return x.start == s.tokens[m.from].start }) {
			continue
		}
		several = several || who != nil && who != m.person
		who = m.person
	}
	licensed := false
	for i, x := range all {
		word := strings.ToLower(x.text)
		licensed = licensed || licences[word] || isFinite(x.tag) && x.start > c.verb[0].start ||
			word == "it" && x.start > c.verb[0].start && verbAt(all, i+1) // "the tradition it shares"
		switch {
		case word == "them" && s.tree.takesUp(c, x):
		case word == "him" && who != nil && !several && who.pronoun == "he" && !c.isSubject(s, who) && c.namedBefore(who, x):
		case word == "him" || word == "them" || word == "her" && x.tag == "PRP":
			return x.text // hardly the subject itself
		case word == "it" && (!licensed || subject == questions.Person):
			return x.text
		case mayMean(word, questions.Person) && several:
			return x.text
		}
	}
	return ""
}

// takesUp reports whether "them" means things that the sentence names before
// it: an object of another verb, or with a preposition the subject.
func (t *tree) takesUp(c *clause, them token) bool {
	if t == nil {
		return false
	}
	tokens := t.sentence.tokens
	at := slices.IndexFunc(tokens, func(x token) bool { return x.start == them.start })
	verb := -1 // whose object it is
	for i := at; i >= 0 && verb < 0; i = t.heads[i] {
		if i != at && strings.HasPrefix(tokens[i].tag, "VB") {
			verb = i
		}
	}
	if verb < 0 {
		return false
	}
	subject := c.subject[len(c.subject)-1].end
	for i := range verb {
		x := tokens[i]
		if x.tag != "NNS" || spans[strings.ToLower(x.text)] || howMuch[strings.ToLower(x.text)] || t.heads[i] == verb || x.end <= subject && base(t.relations[at]) != "obl" {
			continue
		}
		return true
	}
	return false
}

// howMuch are plural nouns that only count or measure.
var howMuch = set("hundreds thousands tens millions billions trillions dozens scores dollars pounds euros cents")

// withoutTaken lets every "them" that the sentence explains pass, as a word of no
// class.
func (t *tree) withoutTaken(c *clause, tokens []token) []token {
	kept := slices.Clone(tokens)
	for i, x := range tokens {
		if strings.EqualFold(x.text, "them") && t.takesUp(c, x) {
			kept[i].text, kept[i].tag = "-", ""
		}
	}
	return kept
}

// isSubject reports whether somebody's name stands in the subject.
func (c *clause) isSubject(s *sentence, who *person) bool {
	return slices.ContainsFunc(c.subject, func(x token) bool { return x.text == who.surname || x.text == who.full })
}

// namedBefore reports whether a clause names somebody before x.
func (c *clause) namedBefore(who *person, x token) bool {
	return c.has(func(y token) bool { return y.start < x.start && y.text == who.surname })
}

// theySubject lets "they" pass, as a word of no class, where the subject is
// several.
func theySubject(tokens []token) []token {
	kept := slices.Clone(tokens)
	for i := range kept {
		if word := strings.ToLower(kept[i].text); word == "they" || word == "themselves" {
			kept[i].text, kept[i].tag = "-", ""
		}
	}
	return kept
}

// readsAlike reports whether a statement, read for itself, says of the same
// subject the same as the clause that it was cut from. What a cut has spoilt, a
// wrong tree or a lost word, mostly reads otherwise.
// Doubt is how unsure the parser was; see [tree.doubtAlone].
func (f *finder) readsAlike(statement string, c *clause) (doubt float64, alike bool) {
	s := &sentence{text: statement, tokens: f.tokensOf(statement)}
	t := f.parsed(s)
	if t == nil {
		return 0, false
	}
	doubt = t.doubtAlone()
	root := t.root()
	verb := c.verb[len(c.verb)-1].text
	same := s.tokens[root].text == verb
	if cop := t.child(root, "cop"); !same && cop >= 0 {
		same = slices.ContainsFunc(c.verb, func(v token) bool { return v.text == s.tokens[cop].text }) &&
			slices.ContainsFunc(c.rest, func(r token) bool { return strings.HasSuffix(r.text, s.tokens[root].text) })
	}
	who := t.subjectOf(root)
	if !same || who < 0 {
		return doubt, false
	}
	return doubt, who < root && strings.Contains(statement[:s.tokens[root].start], s.tokens[who].text)
}
