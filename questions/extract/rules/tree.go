package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
	"quizbot/questions/extract/rules/depparse"
)

// tree is how the words of a sentence hang together: each on another one, by a
// relation of Universal Dependencies ("nsubj", "obl", "acl:relcl").
type tree struct {
	sentence  *sentence
	heads     []int // the word that each token hangs on; -1 for the root
	relations []string
	children  [][]int   // in the order of the sentence
	aside     []bool    // stands in brackets or between dashes
	leads     []float64 // how sure the parser was of each word, 0 to 1; see depparse.Arc
	parse     parsing   // that it was made of

	second    *tree          // by the other parser, once somebody asked for it
	published questions.Date // of the article
	when      string         // the time that was cut from the clause being made, told from the article's date

	rescued []int         // where the words of times stand that were kept from what was cut
	passed  []bool        // a time or link that any clause does without
	stands  map[int]token // the name that a definite noun stands for: "the city"; its article is an aside
}

// parsing is what the parser made of words with their tags.
type parsing struct {
	words, tags []string
	arcs        []depparse.Arc
}

// parsed returns the tree of a sentence; nil when there is none. The same words
// are parsed once: half of all statements are their sentence word for word.
func (f *finder) parsed(s *sentence) *tree {
	for _, p := range f.parses {
		if slices.EqualFunc(p.words, s.tokens, func(word string, t token) bool { return word == t.text }) && slices.EqualFunc(p.tags, s.tokens, func(tag string, t token) bool { return tag == t.tag }) {
			return treeOf(s, p)
		}
	}
	words, tags := wordsOf(s.tokens)
	arcs, err := depparse.Parse(words, tags)
	if err != nil {
		return nil
	}
	if len(f.parses) == maxParses {
		f.parses = f.parses[:0]
	}
	p := parsing{words, tags, arcs}
	f.parses = append(f.parses, p)
	return treeOf(s, p)
}

const maxParses = 16 // that are remembered; a sentence gives fewer statements

// wordsOf returns the texts and the tags of tokens.
func wordsOf(tokens []token) (words, tags []string) {
	words, tags = make([]string, len(tokens)), make([]string, len(tokens))
	for i, t := range tokens {
		words[i], tags[i] = t.text, t.tag
	}
	return words, tags
}

// treeOf makes a tree of what the parser made of a sentence; nil when that is
// none.
func treeOf(s *sentence, p parsing) *tree {
	n := len(p.arcs)
	heads, relations, leads := make([]int, n), make([]string, n), make([]float64, n)
	for i, a := range p.arcs {
		heads[i], relations[i], leads[i] = a.Head, a.Relation, a.Lead
	}
	t := newTree(s, heads, relations)
	if t != nil {
		t.leads, t.parse = leads, p
	}
	return t
}

// newTree returns the tree of a sentence. It is nil when the heads do not make
// one.
func newTree(s *sentence, heads []int, relations []string) *tree {
	n := len(s.tokens)
	if len(heads) != n || len(relations) != n || n == 0 {
		return nil
	}
	hangRelatives(s.tokens, heads, relations)
	t := &tree{sentence: s, heads: heads, relations: relations, children: make([][]int, n), passed: make([]bool, n), aside: asides(s.tokens)}
	roots, under := 0, make([]int32, n)
	for i, h := range heads {
		switch {
		case h < 0:
			roots++
		case h >= n || h == i:
			return nil
		default:
			under[h]++
		}
	}
	if roots != 1 {
		return nil
	}
	room := make([]int, n) // of all lists of children, one behind the other
	for h, k := range under {
		t.children[h], room = room[:0:k], room[k:]
	}
	for i, h := range heads {
		if h >= 0 {
			t.children[h] = append(t.children[h], i)
		}
	}
	for i := range heads { // a ring hangs on nothing
		steps := 0
		for h := i; h >= 0; h = heads[h] {
			if steps++; steps > n {
				return nil
			}
		}
	}
	return t
}

// hangRelatives hangs a clause whose subject is "who" or "which" behind a comma
// on the noun before the comma. The parser takes some of them for a second
// statement of the sentence.
func hangRelatives(tokens []token, heads []int, relations []string) {
	for who, verb := range heads {
		if who < 2 || verb < 0 || verb >= len(heads) || tokens[who].tag != "WP" && tokens[who].tag != "WDT" || base(relations[who]) != "nsubj" || tokens[who-1].text != "," || !isNoun(tokens[who-2].tag) {
			continue
		}
		switch relations[verb] {
		case "conj", "ccomp", "advcl", "parataxis":
		default:
			continue
		}
		noun := who - 2
		for relations[noun] == "flat" && heads[noun] >= 0 && heads[noun] < noun {
			noun = heads[noun]
		}
		inside := false
		for h, steps := noun, 0; h >= 0 && h < len(heads) && steps < len(heads); h, steps = heads[h], steps+1 {
			inside = inside || h == verb
		}
		if !inside {
			heads[verb], relations[verb] = noun, "acl:relcl"
		}
	}
}

// asides marks what stands in brackets and between dashes, with the marks. A
// dash that is not closed is an aside to the end.
func asides(tokens []token) []bool {
	marked := make([]bool, len(tokens))
	depth, dash := 0, -1
	for i, t := range tokens {
		opens, closes := t.text == "(" || t.text == "[", t.text == ")" || t.text == "]"
		if opens {
			depth++
		}
		marked[i] = depth > 0 || closes
		if closes {
			depth = max(0, depth-1)
		}
		if depth == 0 && isDash(tokens, i) {
			if dash >= 0 {
				for k := dash; k <= i; k++ {
					marked[k] = true
				}
				dash = -1
			} else {
				dash = i
			}
		}
	}
	if dash > 0 {
		for k := dash; k < len(tokens); k++ {
			marked[k] = true
		}
	}
	return marked
}

// isDash reports whether token i is a dash rather than the hyphen of a
// compound or the mark of a range.
func isDash(tokens []token, i int) bool {
	switch tokens[i].text {
	case "—", "--", "–", "-":
	default:
		return false
	}
	if i > 0 && i+1 < len(tokens) && (tokens[i-1].tag == "CD" && tokens[i+1].tag == "CD" || isMark(tokens[i-1].text)) {
		return false // a range
	}
	spaced := i == 0 || i+1 == len(tokens) || tokens[i-1].end < tokens[i].start && tokens[i].end < tokens[i+1].start
	return spaced || tokens[i].text == "—" || tokens[i].text == "--"
}

// base is a relation without its subtype.
func base(relation string) string {
	b, _, _ := strings.Cut(relation, ":")
	return b
}

func (t *tree) root() int { return slices.IndexFunc(t.heads, func(h int) bool { return h < 0 }) }

// partedFromVerb reports whether a single comma stands between a subject and
// what was taken for its verb.
func (t *tree) partedFromVerb(subject, verb int) bool {
	tokens := t.sentence.tokens
	first, last := t.span(subject)
	return last == verb-2 && tokens[verb-1].text == "," && !slices.ContainsFunc(tokens[first:last], func(x token) bool { return isMark(x.text) })
}

// child returns the first child of i with one of the relations, -1 if none.
func (t *tree) child(i int, relations ...string) int {
	for _, k := range t.children[i] {
		if slices.Contains(relations, t.relations[k]) {
			return k
		}
	}
	return -1
}

// bare reports whether nothing but marks hangs on i.
func (t *tree) bare(i int) bool {
	return !slices.ContainsFunc(t.children[i], func(k int) bool { return t.relations[k] != "punct" })
}

// span returns the first and the last token of what hangs on i, i included,
// without the marks around it.
func (t *tree) span(i int) (first, last int) {
	first, last = i, i
	for _, k := range t.children[i] {
		if t.relations[k] == "punct" {
			continue
		}
		f, l := t.span(k)
		first, last = min(first, f), max(last, l)
	}
	return first, last
}

// clauses returns the statements that a sentence makes about subjects that it
// names: of its main verb, of verbs joined to it, of relative clauses behind
// names. The reason says why the main one is missing.
func (t *tree) clauses() (found []*clause, reason string) {
	root := t.root()
	main, reason := t.clause(root, nil)
	if main != nil {
		found = append(found, main)
	}
	subject := t.subjectOf(root)
	for _, k := range t.children[root] {
		if t.relations[k] != "conj" || t.aside[k] {
			continue
		}
		if t.subjectOf(k) < 0 && subject < 0 {
			continue
		}
		if t.subjectOf(k) < 0 && !t.followsJoint(k) {
			continue // its own subject was taken for something else
		}
		if c, _ := t.clause(k, t.inherited(k, subject)); c != nil {
			c.joined, c.own = true, t.subjectOf(k) >= 0 && subject >= 0 && t.beginsAnew(k)
			found = append(found, c)
		}
	}
	for i := range t.heads {
		if t.aside[i] || t.sentence.tokens[i].quoted {
			continue
		}
		switch t.relations[i] {
		case "acl:relcl":
			if c := t.relative(i); c != nil {
				found = append(found, c)
			}
		case "acl":
			if c := t.participial(i); c != nil {
				found = append(found, c)
			}
		}
	}
	return found, reason
}

// listTaken reports whether the main verb is perhaps a word that describes the
// second item of a list: "The war, increased spending on boats and the storm used
// up the fund".
func (t *tree) listTaken() bool {
	root, tokens := t.root(), t.sentence.tokens
	if root < 2 || root+1 >= len(tokens) || tokens[root-1].text != "," || !isNoun(tokens[root+1].tag) {
		return false
	}
	return !slices.ContainsFunc(tokens[:root-1], func(x token) bool { return x.text == "," })
}

// followsJoint reports whether a joined verb stands right behind "and" or a
// comma, but for its own adverbs and auxiliaries.
func (t *tree) followsJoint(i int) bool {
	tokens := t.sentence.tokens
	k := i - 1
	for k >= 0 && (tokens[k].tag == "RB" || t.heads[k] == i && (base(t.relations[k]) == "aux" || t.relations[k] == "cop" || base(t.relations[k]) == "advmod" || t.relations[k] == "det" || t.relations[k] == "amod" || t.relations[k] == "compound")) {
		k--
	}
	return k >= 0 && (tokens[k].tag == "CC" || tokens[k].text == ",")
}

// beginsAnew reports whether a joined clause stands behind a conjunction or
// comma as a second sentence would, the first is no subordinate one, and no time
// or place stands before both.
func (t *tree) beginsAnew(i int) bool {
	tokens := t.sentence.tokens
	first, _ := t.span(i)
	if prepositions[strings.ToLower(tokens[0].text)] {
		return false
	}
	if tokens[first].tag == "CC" || tokens[first].text == "," {
		return !subordinate[strings.ToLower(tokens[0].text)]
	}
	return first > 0 && (tokens[first-1].tag == "CC" || tokens[first-1].text == ",") && !subordinate[strings.ToLower(tokens[0].text)]
}

func (t *tree) subjectOf(i int) int { return t.child(i, "nsubj", "nsubj:pass") }

// retagVerb gives the only verb of a clause a finite tag where the tagger took
// it for a participle ("boats called here") or a noun ("the agency monitors").
func (t *tree) retagVerb(verb, predicate, subject int) {
	tokens := t.sentence.tokens
	v := &tokens[verb]
	if verb != predicate || subject < 0 || subject > verb || t.relations[subject] != "nsubj" || capitalised(v.text) {
		return
	}
	was := v.tag
	many := tokens[subject].tag == "NNS" || tokens[subject].tag == "NNPS" || t.child(subject, "conj") >= 0
	switch {
	case v.tag == "VBN" && (irregular[v.text] != "" || strings.HasSuffix(v.text, "ed")):
		v.tag = "VBD"
	case (v.tag == "VB" || v.tag == "NN") && many && !strings.HasSuffix(v.text, "s"):
		v.tag = "VBP"
	case v.tag == "NNS" && !many && isNoun(tokens[subject].tag):
		v.tag = "VBZ"
	}
	t.sentence.asCut = t.sentence.asCut && v.tag == was
}

// inherited returns the subject that a joined verb shares with the first one,
// nil when it has its own.
func (t *tree) inherited(i, subject int) []int {
	if t.subjectOf(i) >= 0 || subject < 0 {
		return nil
	}
	return t.phrase(subject)
}

// phrase returns the tokens of the noun phrase of i as a clause keeps them.
func (t *tree) phrase(i int) []int {
	kept := make([]bool, len(t.heads))
	t.keep(i, -1, kept)
	for _, k := range t.children[i] {
		if t.relations[k] == "case" && k < i { // "such as Brenk, which ..."
			first, last := t.span(k)
			for m := first; m <= last; m++ {
				kept[m] = false
			}
		}
	}
	return t.marked(kept, 0, len(kept))
}

// relative makes a clause of a relative clause behind a name: "Ada Lark, who
// led the trust from 1994".
func (t *tree) relative(i int) *clause {
	tokens := t.sentence.tokens
	name := t.heads[i]
	if !strings.HasPrefix(tokens[name].tag, "NNP") {
		return nil
	}
	who := t.subjectOf(i)
	if who < 0 || tokens[who].tag != "WP" && tokens[who].tag != "WDT" || tokens[who].text == "that" || !t.bare(who) {
		return nil
	}
	if first, _ := t.span(i); first == 0 || tokens[first-1].text != "," {
		return nil // it may say which of several
	}
	if tokens[who].text == "who" && base(t.relations[name]) == "nmod" {
		return nil // "the people of Brenk, who ...": not Brenk
	}
	if whole := t.heads[name]; tokens[who].text == "which" && base(t.relations[name]) == "nmod" && whole >= 0 && whole < name && tokens[whole].tag == "NN" && !people[tokens[whole].text] && !roleNouns[tokens[whole].text] && t.singularVerb(i) {
		return nil // "the part in Brenk, which was sold": the part, perhaps
	}
	c, _ := t.clause(i, t.phrase(name))
	if c != nil {
		c.joined = true
	}
	return c
}

// singularVerb reports whether the finite verb of a clause may have one thing for
// its subject: "was", "has", "sold", not "were".
func (t *tree) singularVerb(i int) bool {
	finite := t.sentence.tokens[i]
	for _, k := range t.children[i] {
		if r := t.relations[k]; (r == "aux" || r == "aux:pass" || r == "cop") && isFinite(t.sentence.tokens[k].tag) {
			finite = t.sentence.tokens[k]
			break
		}
	}
	return finite.text != "were" && finite.tag != "VBP"
}

// participial makes a clause of a participle behind a name: "Brenk One,
// launched in 1990 by the Harbour Trust,".
func (t *tree) participial(i int) *clause {
	tokens := t.sentence.tokens
	name := t.heads[i]
	if tokens[i].tag != "VBN" || tokens[name].tag != "NNP" || i == 0 || tokens[i-1].text != "," || t.child(i, "aux", "aux:pass", "cop", "nsubj", "mark", "obj", "xcomp", "ccomp") >= 0 || t.child(name, "conj", "cc") >= 0 {
		return nil
	}
	if by := t.child(name, "case"); by >= 0 {
		switch strings.ToLower(tokens[by].text) {
		case "such", "like", "as", "including":
			return nil // the verb may be that of what the name is an example of
		}
	}
	c, _ := t.clause(i, t.phrase(name))
	if c == nil {
		return nil
	}
	at := tokens[i].start
	was := token{text: "was", tag: "VBD", start: at, end: at, made: true}
	if lasting[tokens[i].text] {
		was.text, was.tag = "is", "VBZ"
	}
	c.verb = append([]token{was}, c.verb...)
	c.joined = true
	return c
}

// lasting are participles of what holds on.
var lasting = set("operated owned managed located situated based known called named titled")

// clause makes the clause whose predicate is i. Subject is what it shares with
// another clause; nil = its own.
func (t *tree) clause(i int, subject []int) (*clause, string) {
	tokens := t.sentence.tokens
	c := &clause{sentence: t.sentence, parsed: true}
	own := t.subjectOf(i)
	isVerb := strings.HasPrefix(tokens[i].tag, "VB") || own >= 0 && own < i && t.child(i, "cop") < 0 && (tokens[i].tag == "NN" || tokens[i].tag == "NNS") && t.child(i, "obj", "obl", "xcomp") >= 0
	var verbs []int
	for _, k := range t.children[i] {
		switch t.relations[k] {
		case "nsubj", "nsubj:pass":
			if k != own {
				return nil, reasonNested
			}
		case "csubj", "csubj:pass", "expl", "nsubj:outer", "csubj:outer":
			return nil, reasonNoSubject
		case "aux", "aux:pass", "cop":
			verbs = append(verbs, k)
		case "mark":
			return nil, reasonNested
		}
	}
	if isVerb && t.child(i, "cop") < 0 {
		verbs = append(verbs, i)
	}
	if len(verbs) == 0 {
		return nil, reasonNoVerb
	}
	slices.Sort(verbs)
	t.retagVerb(verbs[0], i, own)
	if subject == nil {
		if own < 0 {
			return nil, reasonNoSubject
		}
		subject = t.phrase(own)
	}
	if own >= 0 && own > verbs[0] {
		return nil, reasonNested
	}
	if own >= 0 && t.partedFromVerb(own, verbs[0]) {
		return nil, reasonNested // "The lamp, nicknamed Ada, was": no verb of the lamp
	}
	if own >= 0 {
		if from, _ := t.span(own); from > 0 && prepositions[tokens[from-1].text] && tokens[from-1].tag == "IN" && t.relations[from-1] == "case" {
			return nil, reasonNested // "The study, published in the Brenk Post, found": the Post did not
		}
	}
	first := tokens[verbs[0]]
	switch {
	case first.tag == "MD":
	case isFinite(first.tag):
	case first.tag == "VBN" && len(verbs) == 1 && t.relations[i] == "acl":
	default:
		return nil, reasonNoVerb
	}

	kept := make([]bool, len(tokens))
	t.when = t.sentence.when
	if reason := t.keep(i, i, kept); reason != "" {
		return nil, reason
	}
	begin := verbs[0] // where the clause's own words begin
	if own >= 0 {
		lo, hi := t.span(own)
		begin = lo
		for k := lo; k <= hi; k++ {
			kept[k] = false
		}
	}
	last := verbs[len(verbs)-1]
	front := t.marked(kept, 0, begin)
	between := t.marked(kept, begin, verbs[0])
	var verb []int
	for k := verbs[0]; k <= last; k++ {
		switch {
		case slices.Contains(verbs, k):
			verb = append(verb, k)
		case kept[k]:
			verb = append(verb, k)
		}
	}
	// A particle or participle behind the auxiliary belongs to the group; what
	// stands between "was" and a predicate noun does not.
	rest := t.marked(kept, last+1, len(tokens))
	if own < 0 {
		front = nil
	}
	if len(front) > 0 {
		front = trimMarks(tokens, front)
	}
	if len(front) > 0 {
		if f := tokens[front[0]]; f.tag != "IN" && f.tag != "TO" && f.tag != "RB" && !prepositions[strings.ToLower(f.text)] && !slices.ContainsFunc(t.pick(front), func(x token) bool { return isYear(x.text) }) {
			return nil, reasonFront // part of a phrase
		}
	}
	if reason := c.setFront(t.pick(front)); reason != "" {
		return nil, reason
	}
	c.subject = t.pick(trimMarks(tokens, subject))
	if len(c.subject) > 1 && c.subject[0].tag == "CC" {
		if c.subject[0].start > tokens[0].start {
			return nil, reasonNested // the second of two subjects
		}
		c.subject = c.subject[1:]
	}
	for _, k := range t.children[i] {
		if t.relations[k] == "conj" && t.child(i, "obj", "xcomp", "ccomp") < 0 && t.child(i, "obl") < i && t.child(k, "obj") >= 0 && t.subjectOf(k) < 0 && len(rest) == 0 && !copularOrPassive(t, i) {
			return nil, reasonCutOff // "built and tested the engine"
		}
	}
	if t.when != "" && len(c.front) == 0 && len(c.subject) > 0 && own >= 0 && first.tag == "VBD" {
		at := c.subject[0].start
		c.front = []token{{text: t.when, tag: "IN", start: at, end: at, made: true}}
	}
	c.verb = t.pick(append(between, verb...))
	// The finite verb comes first; adverbs before it follow it.
	if at := slices.IndexFunc(c.verb, func(v token) bool { return v.start == tokens[verbs[0]].start }); at > 0 {
		if slices.ContainsFunc(c.verb[:at], func(v token) bool { return v.tag != "RB" || negations[v.text] }) {
			return nil, reasonNested
		}
		c.before, c.verb = slices.Clone(c.verb[:at]), slices.Clone(c.verb[at:])
	}
	if len(rest) > 0 && rest[0] == last+1 && (tokens[last+1].text == "," || tokens[last+1].text == ";") {
		return nil, reasonNested // "smoked, from judges to workers", "helps; for example, smoke"
	}
	rest = trimMarks(tokens, rest)
	if len(rest) > 0 && t.cutOff(rest[len(rest)-1]) {
		return nil, reasonCutOff
	}
	c.rest = t.pick(rest)
	if len(c.subject) == 0 {
		return nil, reasonNoSubject
	}
	if _, reason := finish(c.rest); reason != "" {
		return nil, reason
	}
	head := c.subject[len(c.subject)-1]
	if own >= 0 {
		head = tokens[own]
	} else if len(subject) > 0 {
		head = t.headOf(subject)
	}
	c.plural = head.tag == "NNS" || head.tag == "NNPS" || slices.ContainsFunc(c.subject, func(k token) bool { return k.tag == "CC" && k.text != "&" && !t.inModifier(k) })
	c.direct = map[int]bool{}
	for _, start := range t.rescued {
		c.direct[start] = true
	}
	for _, k := range t.children[i] {
		switch base(t.relations[k]) {
		case "obl", "obj", "iobj", "advmod", "advcl", "xcomp":
			c.direct[tokens[k].start] = true
		}
		if t.relations[k] == "obj" && !happenings[strings.ToLower(tokens[k].text)] {
			// "founded the museum in 1902": the parser cannot know.
			for _, m := range t.children[k] {
				if t.relations[m] == "nmod" {
					c.direct[tokens[m].start] = true
				}
			}
		}
	}
	c.setObject(t, i, rest, kept, !isVerb || t.child(i, "cop") >= 0)
	if t.dangles(c) {
		return nil, reasonCutOff
	}
	if reason := c.oneClause(); reason != "" {
		return nil, reason
	}
	return c, ""
}

// dangles reports whether a word was cut from a clause that belongs to one that
// it keeps: an adjective of its noun, the object of its verb.
func (t *tree) dangles(c *clause) bool {
	tokens := t.sentence.tokens
	kept := make([]bool, tokens[len(tokens)-1].end+1) // by the byte where a word begins
	for _, part := range c.parts() {
		for _, x := range part {
			kept[x.start] = !x.made
		}
	}
	for i, x := range tokens {
		h := t.heads[i]
		if kept[x.start] || h < 0 || !kept[tokens[h].start] || t.aside[i] || t.passed[i] || isMark(x.text) {
			continue
		}
		switch base(t.relations[i]) {
		case "amod", "compound", "flat", "fixed", "nummod", "obj", "iobj", "xcomp", "ccomp":
			return true
		case "nmod", "obl":
			if first, last := t.span(i); tokens[last].start > c.subject[0].start && (first == 0 || tokens[first-1].text != ",") {
				return true
			}
		}
	}
	return false
}

// copularOrPassive reports whether a predicate is complete without an object.
func copularOrPassive(t *tree, i int) bool { return t.child(i, "cop", "aux:pass", "nsubj:pass") >= 0 }

// reduced are participles that the tagger takes for a past tense where a
// relative clause without "which was" stands behind a subject.
var reduced = set("nicknamed dubbed located based situated known called named titled entitled founded born born made built run led headed owned operated organised organized created designed written published")

// oneClause refuses what a wrong tree leaves: a second verb that nothing
// licenses, or a participle as the only verb.
func (c *clause) oneClause() string {
	if len(c.verb) == 1 && c.verb[0].tag == "VBD" && reduced[c.verb[0].text] && len(c.rest) > 0 && (prepositions[c.rest[0].text] || c.rest[0].text == "by") {
		return reasonNested
	}
	if len(c.verb) == 1 && c.verb[0].tag == "VBD" && strings.HasSuffix(c.verb[0].text, "ed") && c.object == c.objectEnd {
		for i := 0; i+1 < len(c.rest); i++ {
			if c.rest[i].text == "by" && c.rest[i+1].tag != "VBG" && c.rest[i+1].tag != "CD" && !isYear(c.rest[i+1].text) {
				return reasonNested // "an engine developed by Brenk that ..."
			}
		}
	}
	if n := len(c.rest); n > 0 && c.rest[n-1].tag == "IN" {
		return reasonNested // cut off
	}
	if tag := c.subject[0].tag; tag == "JJR" || tag == "RBR" || tag == "IN" || tag == "WRB" || len(c.subject) > 1 && (c.subject[1].tag == "JJR" || c.subject[1].tag == "RBR") && c.subject[0].tag == "DT" {
		return reasonNested
	}
	if anyHas(func(t token) bool { return strings.HasPrefix(t.tag, "W") }, c.front, c.before) {
		return reasonNested
	}
	if anyHas(func(t token) bool { return strings.EqualFold(t.text, "when") && t.start < c.subject[0].start }, c.front, c.subject, c.before, c.verb, c.rest) {
		return reasonNested
	}
	for i, t := range c.rest {
		if i > 1 && t.text == "," && c.rest[i-1].tag == "VB" && c.rest[i-2].tag == "TO" && i+1 < len(c.rest) && c.rest[i+1].tag == "DT" {
			return reasonNested // "persuaded them to adopt, the first lamp"
		}
		// "the damage that foreign intervention": its verb is gone.
		relative := t.tag == "WDT" || t.tag == "WP" || t.text == "that" && t.tag == "IN"
		if relative && !slices.ContainsFunc(c.rest[i:], func(t token) bool { return isFinite(t.tag) || t.tag == "VB" }) {
			return reasonCutOff
		}
	}
	nested := func(t token) bool {
		switch strings.ToLower(t.text) {
		case "though", "although", "whereas", "while", "because", "if", "unless", "whether":
			return true
		}
		return false
	}
	if anyHas(nested, c.front, c.before, c.subject[:1]) {
		return reasonNested
	}
	for _, t := range c.rest {
		if isFinite(t.tag) || licences[strings.ToLower(t.text)] {
			break
		}
		switch strings.ToLower(t.text) {
		case "him", "them", "it", "me", "us":
			return reasonPronoun // somebody else than the subject
		case "her":
			if t.tag == "PRP" {
				return reasonPronoun
			}
		}
	}
	licensed := false
	for i, t := range c.rest {
		word := strings.ToLower(t.text)
		switch {
		case licences[word] && t.tag != "DT":
			licensed = true
		case t.text == "but" && i > 1:
			c.rest = c.rest[:i]
			for c.rest[len(c.rest)-1].text == "," && len(c.rest) > 1 {
				c.rest = c.rest[:len(c.rest)-1]
			}
			c.objectEnd = min(c.objectEnd, len(c.rest))
			c.object = min(c.object, c.objectEnd)
			return ""
		case t.tag == "CC" && i > 0 && c.rest[i-1].text == ",":
			licensed = false
		case isFinite(t.tag) && !licensed && !t.quoted:
			return reasonSecond
		case t.text == ";" || t.text == ":":
			return reasonNested
		}
	}
	for _, t := range c.subject {
		if t.text == "since" || t.text == "because" || t.text == "whose" || t.text == "Whose" {
			return reasonNested
		}
		if isFinite(t.tag) && !slices.ContainsFunc(c.subject, func(t token) bool { return licences[t.text] }) || t.text == ";" || t.text == ":" {
			return reasonNested
		}
	}
	switch first := strings.ToLower(c.subject[0].text); first {
	case "each", "every", "either", "any", "some", "others", "many", "most", "few", "several", "all", "one", "none", "officials", "people", "everyone", "someone", "nobody", "anyone", "everything", "something", "what", "who", "which", "that", "there", "another", "more", "half", "much":
		if len(c.subject) < 3 || first == "each" || first == "what" || first == "who" || first == "others" {
			return reasonNoSubject
		}
	}
	return ""
}

// inModifier reports whether a conjunction joins words that describe a noun
// rather than two subjects: "the black and white lamp".
func (t *tree) inModifier(k token) bool {
	for i, x := range t.sentence.tokens {
		if x.start != k.start || t.heads[i] < 0 {
			continue
		}
		joined := t.heads[i] // the second part
		if t.heads[joined] < 0 {
			return false
		}
		first := t.heads[joined]
		return t.relations[joined] != "conj" || base(t.relations[first]) == "amod" || base(t.relations[first]) == "nmod" || base(t.relations[first]) == "compound" || base(t.relations[first]) == "flat"
	}
	return false
}

// headOf returns the word of a phrase that hangs outside of it.
func (t *tree) headOf(phrase []int) token {
	for _, i := range phrase {
		if !slices.Contains(phrase, t.heads[i]) {
			return t.sentence.tokens[i]
		}
	}
	return t.sentence.tokens[phrase[len(phrase)-1]]
}

// setObject notes where in the rest the object stands, or behind "is" what the
// subject is.
func (c *clause) setObject(t *tree, predicate int, rest []int, kept []bool, copular bool) {
	at := t.child(predicate, "obj")
	if copular {
		at = predicate
	}
	if at < 0 {
		return
	}
	first, last := t.span(at)
	for _, k := range t.children[at] {
		// Where and when, rather than what: "a museum | in Bergen".
		if by := t.child(k, "case"); !copular && t.relations[k] == "nmod" && by >= 0 && t.sentence.tokens[by].text != "of" && (capitalised(t.sentence.tokens[k].text) || isYear(t.sentence.tokens[k].text)) {
			f, _ := t.span(k)
			last = min(last, f-1)
		}
	}
	if copular {
		// Not the time and place that hang on the predicate noun.
		first, last = at, at
		for _, k := range t.children[at] {
			switch base(t.relations[k]) {
			case "det", "amod", "nmod", "compound", "flat", "nummod", "case", "acl", "fixed", "appos":
				f, l := t.span(k)
				if kept[k] {
					first, last = min(first, f), max(last, l)
				}
			}
		}
	}
	from := slices.IndexFunc(rest, func(k int) bool { return k >= first })
	to := from
	for from >= 0 && to < len(rest) && rest[to] <= last {
		to++
	}
	if from >= 0 && to > from {
		c.object, c.objectEnd, c.copular = from, to, copular
	}
}

func (t *tree) pick(indices []int) []token {
	tokens := make([]token, len(indices))
	for i, k := range indices {
		tokens[i] = t.sentence.tokens[k]
		if name, ok := t.stands[k]; ok {
			tokens[i] = name
		}
	}
	return tokens
}

// trimMarks cuts marks at both ends.
func trimMarks(tokens []token, indices []int) []int {
	edge := func(i int) bool { return isMark(tokens[i].text) || tokens[i].tag == ":" }
	for len(indices) > 0 && edge(indices[0]) {
		indices = indices[1:]
	}
	for len(indices) > 0 && edge(indices[len(indices)-1]) {
		indices = indices[:len(indices)-1]
	}
	return indices
}

// marked returns the kept tokens of [from, to), and the marks between two that
// are both kept.
func (t *tree) marked(kept []bool, from, to int) []int {
	var indices []int
	tokens := t.sentence.tokens
	for i := from; i < to; i++ {
		if !isMark(tokens[i].text) && tokens[i].tag != ":" {
			if kept[i] {
				indices = append(indices, i)
			}
			continue
		}
		before := i - 1
		for before > from && t.aside[before] && tokens[i].text == "," {
			before-- // the comma behind a bracket: "Denmark (and Iceland), Norway"
		}
		if before >= 0 && i+1 < len(tokens) && kept[before] && kept[i+1] && !t.aside[i] {
			indices = append(indices, i)
		}
	}
	return indices
}

// keep marks i and what belongs to it in the clause whose predicate is
// predicate (-1 for a phrase alone). The reason says why nothing can be cut
// out safely.
func (t *tree) keep(i, predicate int, kept []bool) string {
	tokens := t.sentence.tokens
	kept[i] = !t.aside[i]
	for _, k := range t.children[i] {
		if t.aside[k] {
			if !t.aside[i] && isNoun(tokens[k].tag) && t.child(k, "cc") >= 0 && t.dashed(k) {
				return reasonNested // "a hybrid of a lamp - and a sail"
			}
			continue
		}
		switch cut, reason := t.cuts(i, k, predicate); {
		case reason != "":
			return reason
		case cut:
			t.rescueDate(k, kept)
			continue
		}
		if isMark(tokens[k].text) {
			continue
		}
		if reason := t.keep(k, predicate, kept); reason != "" {
			return reason
		}
	}
	return ""
}

// dashed reports whether an aside stands behind a dash rather than in brackets.
func (t *tree) dashed(i int) bool {
	for k := i; k >= 0 && t.aside[k]; k-- {
		if t.sentence.tokens[k].text == "(" || t.sentence.tokens[k].text == "[" {
			return false
		}
	}
	return true
}

// rescueDate keeps the time behind an apposition or relative clause that ends
// with it: "the Brenk Museum, a house of glass, in 1902" tells when it opened.
func (t *tree) rescueDate(part int, kept []bool) {
	if r := t.relations[part]; r != "appos" && r != "acl:relcl" && r != "acl" {
		return
	}
	tokens := t.sentence.tokens
	first, last := t.span(part)
	for k := first; k+1 <= last; k++ {
		if tokens[k].text != "," {
			continue
		}
		if d, ok := datePhrase(tokens, k+1); ok && d.to == last+1 {
			for m := d.from; m < d.to; m++ {
				kept[m] = true
				t.rescued = append(t.rescued, tokens[m].start)
			}
			return
		}
	}
}

// cuts decides whether the part k of i is left out of a clause: what only
// links the sentence to others, tells more about a name, or says another thing
// of the same subject.
func (t *tree) cuts(i, k, predicate int) (cut bool, reason string) {
	tokens := t.sentence.tokens
	word := strings.ToLower(tokens[k].text)
	first, last := t.span(k)
	comma := first > 0 && (tokens[first-1].text == "," || t.aside[first-1])
	switch relation := t.relations[k]; relation {
	case "punct":
		return false, ""
	case "parataxis":
		if slices.ContainsFunc(tokens[first:last+1], func(x token) bool { return saying[x.text] || claiming[x.text] }) {
			return false, reasonCredited
		}
		return true, ""
	case "discourse", "vocative", "dislocated", "list", "reparandum", "orphan":
		return true, ""
	case "cc":
		return i == predicate, ""
	case "cc:preconj":
		return i == predicate, ""
	case "conj":
		verbal := strings.HasPrefix(tokens[k].tag, "VB") || t.child(k, "cop") >= 0 || t.subjectOf(k) >= 0
		if i == predicate && verbal && (tokens[k].tag == "VBN" || tokens[k].tag == "VBG") && tokens[i].tag != tokens[k].tag && t.child(k, "aux", "aux:pass", "nsubj", "nsubj:pass", "cop") < 0 {
			return false, reasonNested // an item of a list, taken for a verb
		}
		if cc := t.child(k, "cc"); i == predicate && verbal && cc >= 0 && strings.EqualFold(tokens[cc].text, "or") {
			return false, reasonNested // one of two, and which is not told
		}
		return i == predicate && verbal, ""
	case "acl:relcl":
		return comma, t.unclosed(first, last, comma)
	case "acl":
		return comma, t.unclosed(first, last, comma)
	case "appos":
		if first > 0 && placePair(tokens, first-1) || tokens[first].text == "D.C." {
			return false, ""
		}
		if !comma || !strings.HasPrefix(tokens[i].tag, "NNP") && strings.HasPrefix(tokens[k].tag, "NNP") {
			return false, ""
		}
		return true, t.unclosed(first, last, true)
	case "advcl", "advcl:relcl":
		mark := t.child(k, "mark")
		if mark < 0 {
			mark = t.child(k, "advmod")
		}
		if mark >= 0 {
			if w := strings.ToLower(tokens[mark].text); conditions[w] && w != "whether" || w == "until" && comma {
				return false, reasonCondition
			}
		}
		if i == predicate && last > predicate && appoints[strings.ToLower(tokens[i].text)] && first > 0 && (tokens[first].tag == "TO" || tokens[first].text == "as") {
			return false, "" // "named Ada Lark, a sailor, to lead the harbour"
		}
		if comma || i == predicate && last < predicate {
			return true, t.unclosed(first, last, true)
		}
		return false, ""
	case "advmod":
		marked := k+1 < len(tokens) && tokens[k+1].text == "," || k > 0 && tokens[k-1].text == ","
		if i == predicate && (connectives[word] && marked || dropTimes[word]) && t.bare(k) {
			t.passed[k] = true
			return true, ""
		}
		if i == predicate && k+1 < len(tokens) && tokens[k+1].text == "," && strings.HasSuffix(word, "ly") && t.bare(k) && !hedges[word] && (k == 0 || tokens[k-1].text == ",") {
			return true, "" // "Importantly, ..."
		}
		return false, ""
	case "obl", "obl:tmod", "obl:unmarked", "obl:npmod", "nmod:tmod", "nmod:unmarked":
		if t.passingTime(first, last) && (i == predicate || relation != "obl" && first < last) || i == predicate && linkPhrase(tokens[first:last+1]) && (last+1 == len(tokens) || tokens[last+1].tag != "IN" && tokens[last+1].tag != "TO") {
			for m := first; m <= last; m++ {
				t.passed[m] = true
			}
			if i == predicate {
				t.when = when(tokens[first:last+1], t.published)
			}
			return true, ""
		}
		return false, ""
	}
	return false, ""
}

// unclosed returns why a part between commas cannot be cut out: it does not
// end at a mark.
func (t *tree) unclosed(first, last int, cut bool) string {
	if !cut {
		return ""
	}
	tokens := t.sentence.tokens
	if last+1 >= len(tokens) || isMark(tokens[last+1].text) || t.aside[last+1] || tokens[last+1].tag == "CC" || tokens[last].text == "," {
		return ""
	}
	return reasonUnclosed
}

// cutOff reports whether a clause whose last word is token i breaks off there:
// what follows was left out although no mark, conjunction or time stands there.
func (t *tree) cutOff(i int) bool {
	tokens := t.sentence.tokens
	if i+1 < len(tokens) && tokens[i+1].text == ":" && listBegins(tokens, i+1) {
		return true // "two classes of boats:"
	}
	if i+1 < len(tokens) && t.aside[i+1] && t.dashed(i+1) {
		// "a hybrid of a lamp - and how it burns - and a sail"
		behind := i + 1
		for behind < len(tokens) && t.aside[behind] {
			behind++
		}
		return behind+1 < len(tokens) && (tokens[behind].tag == "CC" || tokens[behind].tag == "IN")
	}
	if i+1 >= len(tokens) || isMark(tokens[i+1].text) || t.aside[i+1] || tokens[i+1].tag == "CC" {
		return false
	}
	return !t.passed[i+1]
}

const (
	reasonUnclosed = "a part that cannot be cut out"
	reasonSecond   = "a second verb"
	reasonCutOff   = "it would break off"
)

// dropTimes are adverbs that place an event beside another one or beside the
// moment of writing; without them it happened all the same.
var dropTimes = set("recently later earlier previously soon eventually finally subsequently then since already also meanwhile afterwards thereafter ultimately immediately instead consequently therefore thus hence nevertheless nonetheless moreover furthermore additionally similarly likewise indeed however yesterday today tonight")

// passingTime reports whether tokens first to last are a time that depends on
// when it is read or on the sentence before: "on Tuesday", "last month", "two
// days later".
func (t *tree) passingTime(first, last int) bool {
	tokens := t.sentence.tokens[first : last+1]
	if len(tokens) > 6 || slices.Contains([]string{"to", "into", "under"}, strings.ToLower(tokens[0].text)) {
		return false // "came to light last week"
	}
	if len(tokens) > 2 && strings.EqualFold(tokens[0].text, "during") && demonstratives[tokens[1].text] {
		return false // what was so "during this time" was not so always
	}
	for i, x := range t.sentence.tokens[last+1:] {
		if i == 0 && x.tag == "PRP" {
			return false // "the same year she lit the lamp"
		}
		if before := t.sentence.tokens[last+i].text; i > 0 && (x.text == "later" || x.text == "afterwards") && spans[strings.ToLower(before)] {
			return false // "that year, and three years later": counted from there
		}
	}
	told := false
	for i, x := range tokens {
		word := strings.ToLower(x.text)
		switch {
		case isYear(x.text) || months[x.text]:
			return false
		case weekdays[x.text] || dayParts[word]:
			told = true
		case word == "week" || word == "weekend" || word == "month" || word == "year" || word == "day" || word == "days" || word == "weeks" || word == "months" || word == "years" || word == "time" || word == "decade" || word == "century":
			for _, y := range tokens {
				w := strings.ToLower(y.text)
				told = told || w == "last" || w == "next" || w == "previous" || w == "following" || w == "same" || w == "later" || w == "earlier" || w == "ago" || w == "this" || w == "that"
			}
		case word == "yesterday" || word == "today" || word == "tomorrow" || word == "tonight":
			told = true
		case x.tag == "NNP" || x.tag == "NNPS" && i > 0:
			return false
		}
	}
	return told
}

// linkPhrase reports whether tokens only link a sentence to the one before.
func linkPhrase(tokens []token) bool {
	for len(tokens) > 0 && isMark(tokens[0].text) {
		tokens = tokens[1:]
	}
	for len(tokens) > 0 && isMark(tokens[len(tokens)-1].text) {
		tokens = tokens[:len(tokens)-1]
	}
	for _, phrase := range leading {
		if slices.EqualFunc(phrase, tokens, func(w string, t token) bool { return strings.EqualFold(w, t.text) }) {
			return true
		}
	}
	return false
}

// resolve writes the article's topic where "the city" or "the company" means
// it. Name is what it is called.
func (t *tree) resolve(is func(noun string) bool, name string) {
	tokens := t.sentence.tokens
	for i := 0; i+1 < len(tokens); i++ {
		noun := tokens[i+1]
		if !strings.EqualFold(tokens[i].text, "the") || noun.tag != "NN" || !is(noun.text) || len(t.children[i+1]) > 1 && !t.onlyCase(i+1) || tokens[i].quoted {
			continue
		}
		if i+2 < len(tokens) && (isNoun(tokens[i+2].tag) || strings.HasPrefix(tokens[i+2].tag, "JJ")) {
			continue
		}
		if t.stands == nil {
			t.stands = map[int]token{}
		}
		t.aside[i] = true
		t.stands[i+1] = token{text: name, tag: "NNP", start: noun.start, end: noun.end}
	}
}

// onlyCase reports whether nothing hangs on a noun that says which one is
// meant.
func (t *tree) onlyCase(i int) bool {
	for _, k := range t.children[i] {
		switch r := t.relations[k]; {
		case r == "det" || r == "case" || r == "punct":
		case k < i:
			return false
		case base(r) == "nmod" || base(r) == "acl" || base(r) == "appos" || base(r) == "conj" || base(r) == "cc":
			if by := t.child(k, "case"); base(r) != "nmod" && base(r) != "conj" && base(r) != "cc" || by >= 0 && t.sentence.tokens[by].text == "of" {
				return false // it says which one
			}
		}
	}
	return true
}
