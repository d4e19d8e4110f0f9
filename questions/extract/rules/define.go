package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
)

// What texts that teach say a term means: "Ballast is the heavy material that
// keeps a ship upright", "the draught of a ship refers to ...". Such a sentence
// needs neither a name nor a date to be understood, and the other terms that the
// same article explains are what a reader can take for the one that is asked for.

// defined is a term and what the article says that it means.
type defined struct {
	s       *sentence
	front   string // where it means that: "In shipbuilding"; "" = everywhere
	article string // "a", "an", "the" or ""
	term    string // without its article, as it stands inside a sentence
	verb    string // "is", "refers to"
	meaning string
	head    string // noun of the meaning, in small letters
	several bool   // the term is a plural
	named   bool   // the meaning stands before the verb: "is called"
}

const (
	maxTermWords    = 4
	minMeaningWords = 5
	maxMeaningWords = 30
	maxTerms        = 100 // of one article
)

// defines notes what a sentence says that a term means, or only that there is a
// term.
func (f *finder) defines(s *sentence) {
	if len(f.terms) >= maxTerms || f.speaker != nil || f.opinion && (len(f.article.Authors) > 0 || !f.article.Published.IsZero()) || s.tokens[len(s.tokens)-1].text != "." {
		return
	}
	if d, ok := f.definedBy(s); ok {
		f.terms = append(f.terms, d)
	}
	f.terms = append(f.terms, f.calledSo(s)...)
	if d, ok := f.referredTo(s); ok {
		f.terms = append(f.terms, d)
	}
}

// calledSo returns terms that a sentence only says are called so: "a beam called
// the keel", "known as ballast".
func (f *finder) calledSo(s *sentence) []defined {
	var found []defined
	tokens := s.tokens
	for i := 1; i+2 < len(tokens); i++ {
		if tokens[i].text != "called" && tokens[i].text != "termed" && !(tokens[i].text == "as" && tokens[i-1].text == "known") {
			continue
		}
		d := defined{s: s}
		from := i + 1
		switch tokens[from].text {
		case "a", "an", "the":
			d.article = tokens[from].text
			from++
		}
		at := from
		for at < len(tokens) && at-from <= maxTermWords && !capitalised(tokens[at].text) && f.ofTerm(tokens, at) {
			at++
		}
		if at == from || at-from > maxTermWords || !isNoun(tokens[at-1].tag) || at < len(tokens) && !isMark(tokens[at].text) && tokens[at].tag != "CC" && tokens[at].tag != "WDT" {
			continue
		}
		d.term, d.several = s.render(tokens[from:at]), tokens[at-1].tag == "NNS"
		if verb := f.subjectCalled(tokens, i); verb > 0 && at < len(tokens) && tokens[at].tag != "CC" && tokens[at].tag != "WDT" {
			d.meaning, d.verb, d.named = f.lowerFirst(s.render(tokens[:verb]), tokens[0]), s.render(tokens[verb:i+1]), true
			d.head = "called"
		}
		found = append(found, d)
	}
	return found
}

// subjectCalled returns where the verb begins of a sentence that does nothing but
// say what its subject is called; 0 = it does something else. At is the last word
// of "is called" or "are known as".
func (f *finder) subjectCalled(tokens []token, at int) int {
	verb := at
	if tokens[verb].text == "as" {
		verb--
	}
	verb--
	for verb > 0 && explaining[tokens[verb].text] {
		verb--
	}
	if verb < minMeaningWords || tokens[verb].text != "is" && tokens[verb].text != "are" || tokens[0].tag == "IN" || onlyLinks(tokens[:1]) || tokens[0].tag == "CC" {
		return 0
	}
	subject := tokens[:verb]
	if first := strings.ToLower(subject[0].text); leans(subject) || pointers[first] || first == "one" || first == "what" || !closed(subject) || slices.ContainsFunc(subject, func(t token) bool { return t.text == "," || t.text == "(" || t.tag == "PRP" }) {
		return 0
	}
	verbs, opened := 0, false
	for _, t := range subject {
		opened = opened || beginsClause[t.text]
		if isFinite(t.tag) {
			if verbs++; !opened || verbs > 1 {
				return 0
			}
		}
	}
	return verb
}

// referredTo reads a term that its sentence explains in passing: "ballast, which
// refers to the heavy material in a ship".
func (f *finder) referredTo(s *sentence) (defined, bool) {
	tokens := s.tokens[:len(s.tokens)-1]
	for i := 2; i+3+minMeaningWords < len(tokens); i++ {
		if tokens[i].text != "," || tokens[i+1].text != "which" || tokens[i+2].text != "refers" && tokens[i+2].text != "refer" || tokens[i+3].text != "to" {
			continue
		}
		from := i
		for from > 0 && i-from <= maxTermWords && !capitalised(tokens[from-1].text) && f.ofTerm(tokens[:i], from-1) {
			from--
		}
		meaning := tokens[i+4 : meaningEnd(tokens, i+4)]
		d := defined{s: s, verb: tokens[i+2].text + " to"}
		if from == i || i-from > maxTermWords || !isNoun(tokens[i-1].tag) || len(meaning) < minMeaningWords || len(meaning) > maxMeaningWords || leans(meaning) || !closed(meaning) {
			continue
		}
		d.term, d.meaning, d.several = s.render(tokens[from:i]), s.render(meaning), tokens[i-1].tag == "NNS"
		if d.head = headOfMeaning(meaning, d.several, true); d.head != "" && !hollowKinds[d.head] && !strings.ContainsAny(d.meaning, `"[]:;—–`) {
			return d, true
		}
	}
	return defined{}, false
}

// definedBy reads a sentence as a term, a verb that explains it and its meaning.
func (f *finder) definedBy(s *sentence) (defined, bool) {
	tokens := s.tokens[:len(s.tokens)-1]
	d := defined{s: s}
	at := 0
	if front := frontEnd(tokens); front > 0 {
		from := 0
		if first := strings.ToLower(tokens[0].text); front > 1 && (connectives[first] || tokens[0].tag == "CC") || first == "so" {
			from = 1
		}
		if from < front && !onlyLinks(tokens[from:front]) {
			d.front = upper(s.render(tokens[from:front]))
		}
		at = front + 1
	}
	if at < len(tokens) {
		switch word := strings.ToLower(tokens[at].text); word {
		case "a", "an", "the":
			d.article = word
			at++
		}
	}
	from := at
	for at < len(tokens) && at-from <= maxTermWords && !verbOfMeaning[tokens[at].text] && f.ofTerm(tokens, at) {
		at++
	}
	if at == from || at-from > maxTermWords || at >= len(tokens) || !isNoun(tokens[at-1].tag) && tokens[at-1].tag != "VBG" {
		return d, false
	}
	term := tokens[from:at]
	d.several = term[len(term)-1].tag == "NNS"
	d.term = s.render(term)
	if f.namesKind(term, from == 0) {
		d.term = lower(d.term)
	}
	coined := eponymous[strings.ToLower(term[len(term)-1].text)]
	if capitalised(d.term) && !coined {
		return d, false
	}
	at = behindGloss(tokens, at)
	verb := at
	for at < len(tokens) && explaining[tokens[at].text] {
		at++
	}
	if at == len(tokens) || !verbOfMeaning[tokens[at].text] {
		return d, false
	}
	word := tokens[at].text
	for at++; at < len(tokens) && explaining[tokens[at].text]; at++ {
	}
	if at+minMeaningWords > len(tokens) {
		return d, false
	}
	refers := false
	switch {
	case word == "is" || word == "are":
		if tokens[at].text == "defined" && tokens[at+1].text == "as" {
			at += 2
			refers = true
		}
	case (word == "refers" || word == "refer") && tokens[at].text == "to":
		at++
		refers = true
	default:
		return d, false
	}
	if !refers && d.article == "the" && !(coined && capitalised(d.term)) {
		return d, false
	}
	d.verb = s.render(tokens[verb:at])
	meaning := tokens[at:meaningEnd(tokens, at)]
	if n := len(meaning); n < minMeaningWords || n > maxMeaningWords || leans(meaning) || !closed(meaning) {
		return d, false
	}
	if d.head = headOfMeaning(meaning, d.several, refers); d.head == "" || hollowKinds[d.head] {
		return d, false
	}
	d.meaning = s.render(meaning)
	if strings.ContainsAny(d.meaning, `"[]:;—–`) {
		return d, false
	}
	return d, true
}

// namesKind reports whether a term is no name, though it may stand at the head of
// the sentence.
func (f *finder) namesKind(term []token, begins bool) bool {
	word := strings.ToLower(term[0].text)
	switch {
	case !capitalised(term[0].text):
		return true
	case !begins || slices.ContainsFunc(term[1:], func(t token) bool { return capitalised(t.text) }):
		return false
	case f.names.lower[word]:
		return true
	case f.names.middle[term[0].text]:
		return false
	case term[0].tag != "NNP" && term[0].tag != "NNPS":
		return true
	}
	return endingOf(word) != ""
}

// ofThought are endings of words for what is thought, done or studied.
var ofThought = []string{"ism", "tion", "sion", "ity", "ology", "ment", "ness", "ics", "ance", "ence", "graphy", "ship"}

// frontEnd returns where a phrase before the subject ends: at a comma; 0 = there
// is none.
func frontEnd(tokens []token) int {
	const longest = 6 // words
	if tag := tokens[0].tag; tag != "IN" && tag != "RB" && tag != "CC" || subordinate[strings.ToLower(tokens[0].text)] || conditions[strings.ToLower(tokens[0].text)] {
		if !onlyLinks(tokens[:min(2, len(tokens))]) {
			return 0
		}
	}
	for i := 1; i < min(longest, len(tokens)); i++ {
		switch t := tokens[i]; {
		case t.text == ",":
			return i
		case isFinite(t.tag) || t.tag == "PRP" || t.tag == "PRP$" || t.tag == "CD" || t.tag == "DT" && t.text != "a" && t.text != "an":
			return 0
		}
	}
	return 0
}

// onlyLinks reports whether words before the subject only link a sentence to the one
// before, or say how plainly it is put.
func onlyLinks(front []token) bool {
	words := make([]string, len(front))
	for i, t := range front {
		words[i] = strings.ToLower(t.text)
	}
	if slices.ContainsFunc(leading, func(phrase []string) bool { return slices.Equal(phrase, words) }) {
		return true
	}
	return len(words) == 1 && (connectives[words[0]] || front[0].tag == "RB") || len(words) == 2 && (words[1] == "put" || words[1] == "speaking")
}

// ofTerm reports whether the word at i may stand in the name of a kind of things.
func (f *finder) ofTerm(tokens []token, i int) bool {
	t := tokens[i]
	word := strings.ToLower(t.text)
	switch {
	case t.quoted || noTerm[word] || opinions[word] || pointers[word] || relativeTimes[word] || firstOrdinal[word]:
		return false
	case t.tag == "NN" || t.tag == "NNS":
		return true
	case word == "of": // "rate of return"
		return i > 0 && i+1 < len(tokens) && tokens[i-1].tag == "NN" && tokens[i+1].tag == "NN"
	case t.tag == "NNP" || t.tag == "NNPS":
		return true // "the Lark effect"; looked at again where the term ends
	case t.tag == "JJ" || t.tag == "VBG" || t.tag == "VBN":
		return i+1 < len(tokens) && (isNoun(tokens[i+1].tag) || tokens[i+1].tag == "JJ" || t.tag == "VBG")
	}
	return false
}

// behindGloss returns where the words behind at go on after the letters or another
// word for the term: "(HLT)", ", or ballast,", ", as its name says,".
func behindGloss(tokens []token, at int) int {
	const longest = 8 // words
	if at+1 >= len(tokens) {
		return at
	}
	closing := ""
	switch next := tokens[at+1].text; {
	case tokens[at].text == "(":
		closing = ")"
	case tokens[at].text == "," && (next == "or" || next == "as" || next == "also" || next == "sometimes" || next == "often"):
		closing = ","
	default:
		return at
	}
	for i := at + 2; i < min(at+longest, len(tokens)); i++ {
		if tokens[i].text == closing {
			return i + 1
		}
	}
	return at
}

// meaningEnd returns where a meaning that begins at from ends: before what is said
// beside it.
func meaningEnd(tokens []token, from int) int {
	opened := beginsClause[strings.ToLower(tokens[from].text)]
	for i := from + 1; i < len(tokens); i++ {
		next := ""
		if i+1 < len(tokens) {
			next = strings.ToLower(tokens[i+1].text)
		}
		opened = opened || beginsClause[strings.ToLower(tokens[i].text)]
		switch t := tokens[i]; {
		case t.text == "(" || t.text == ";" || t.text == ":" || isDash(tokens, i):
			return i
		case t.text == "," && aside[next] && slices.ContainsFunc(tokens[i+1:min(i+maxAside, len(tokens))], func(t token) bool { return t.text == "," }):
			return from // "basic, yet valuable, goods"
		case t.text == "," && (besideMeaning[next] || (next == "and" || next == "or") && i+2 < len(tokens) && (tokens[i+2].tag == "PRP" || tokens[i+2].tag == "VBZ") || i+2 < len(tokens) && tokens[i+1].tag == "IN" && tokens[i+2].text == "which" || i+3 < len(tokens) && tokens[i+2].text == "of" && tokens[i+3].text == "which"):
			return i
		case t.tag == "CC" && !opened && isFinite(tagOf(tokens, i+1)) && i-from >= minMeaningWords:
			return i
		}
	}
	return len(tokens)
}

// besideMeaning are words that a remark about a thing begins with, behind a comma.
var besideMeaning = set("but so yet although though while whereas because since as which where when usually typically often especially particularly whether rather not even for with in e.g. i.e. namely thus hence making giving allowing leading")

// aside are words that begin what stands between two commas before a noun, of so
// many words.
var aside = set("yet but often not rather sometimes usually typically")

const maxAside = 6

// beginsClause are words that begin a clause inside a meaning.
var beginsClause = set("that which who whom whose where when how what why whether")

// tagOf returns the word class at i; "" where there is no word.
func tagOf(tokens []token, i int) string {
	if i >= len(tokens) {
		return ""
	}
	return tokens[i].tag
}

// closed reports whether every clause that a meaning begins has its verb.
func closed(meaning []token) bool {
	last := 0
	for i, t := range meaning {
		if beginsClause[strings.ToLower(t.text)] {
			last = i + 1
		}
	}
	return last == 0 || slices.ContainsFunc(meaning[last:], func(t token) bool { return strings.HasPrefix(t.tag, "VB") || t.tag == "MD" })
}

// leans reports whether a meaning has words that only the text around it explains,
// or says what should be.
func leans(meaning []token) bool {
	for i, t := range meaning {
		switch word := strings.ToLower(t.text); {
		case word == "those" && i+1 < len(meaning) && (beginsRelative[meaning[i+1].text] || meaning[i+1].tag == "IN" || meaning[i+1].tag == "VBN"):
		case t.tag == "PRP" && word != "it" && word != "they" && word != "them" && word != "you", word == "my" || word == "our" || word == "his" || word == "her",
			word == "this" || word == "these" || word == "following" || word == "those" || word == "such" && (i+1 == len(meaning) || meaning[i+1].text != "as") || word == "above" && i+1 == len(meaning) || word == "here" || word == "today" || word == "now",
			t.tag == "MD" && (word == "would" || word == "might") || t.tag == "MD" && (word == "should" || word == "must") && i < 5,
			opinions[word] && word != "good" && word != "best" && word != "bad", word == "most" && i < 3, (t.tag == "JJS" || firstOrdinal[word]) && i < 3, t.text == "?" || t.text == "!":
			return true
		}
	}
	last := meaning[len(meaning)-1]
	return last.tag == "IN" || last.tag == "DT" || last.tag == "CC" || last.text == ","
}

// headOfMeaning returns the noun of the kind that a meaning begins with, in small
// letters; "" where it does not tell of what kind a term is and which of them.
func headOfMeaning(meaning []token, several, refers bool) string {
	i := 0
	switch first := meaning[0]; {
	case first.tag == "DT":
		one := first.text == "a" || first.text == "an" || first.text == "any"
		if !one && first.text != "the" || one && several && !refers {
			return ""
		}
		i++
	case refers, first.text == "one", first.text == "someone", first.text == "anyone":
	case !isNoun(first.tag) && first.tag != "JJ" || first.tag == "NNPS":
		return ""
	case first.tag == "JJ" && !several && (len(meaning) < 2 || !isNoun(meaning[1].tag)):
		return ""
	}
	for i < len(meaning) && (meaning[i].tag == "JJ" || meaning[i].tag == "RB" || meaning[i].tag == "VBN" || meaning[i].tag == "VBG" || meaning[i].tag == "," || meaning[i].tag == "CC" || isNoun(meaning[i].tag) && i+1 < len(meaning) && isNoun(meaning[i+1].tag)) {
		if opinions[meaning[i].text] {
			return ""
		}
		i++
	}
	if i == 0 && meaning[0].text == "one" && (meaning[1].text == "who" || meaning[1].text == "that") || meaning[0].text == "someone" || meaning[0].text == "anyone" {
		return "person"
	}
	if i+2 >= len(meaning) || !isNoun(meaning[i].tag) {
		if refers && (meaning[0].text == "how" || meaning[0].text == "when" || meaning[0].text == "what") {
			return meaning[0].text
		}
		return ""
	}
	next := meaning[i+1]
	told := beginsRelative[next.text] || next.text == "whose" || next.text == "whom" || next.text == "where" || next.text == "when" || next.tag == "VBN" || next.tag == "VBG" || next.tag == "VBD" || next.tag == "TO" || next.tag == "IN"
	if !told && !refers {
		return ""
	}
	return strings.ToLower(meaning[i].text)
}

var (
	// verbOfMeaning are verbs between a term and its meaning.
	verbOfMeaning = set("is are refers refer")
	// explaining are adverbs that may stand beside a verb that explains.
	explaining = set("basically simply generally broadly usually typically essentially commonly also often")
	// eponymous are nouns for what is called after somebody.
	eponymous = set("effect law theory principle rule theorem hypothesis paradox model method cycle test scale curve equation constant syndrome disease reaction process number")
	// noTerm are words that stand in the name of hardly any kind of things.
	noTerm = set("goal aim purpose point problem problems question questions result results reason reasons example examples key idea difference thing things part way ways advantage advantages disadvantage benefit benefits focus task tasks job role solution answer answers challenge issue issues topic step steps option options choice alternative approach strategy many several main major primary chief central whole real true new old big small large little different own more most less least much few some all both each every no any what which who two three four five other another same chapter section figure table article page author reader readers")
	// hollowKinds are nouns that do not say of what kind something is, but how it
	// stands to something else.
	hollowKinds = set("way ways reason reasons result results example examples problem problems part parts issue issues key center centre heart cause causes source sources tool tools matter question step steps place challenge choice choices must host home member members leader leaders one ones lot majority number reminder sign symbol threat success failure winner author subject topic basis foundation cornerstone force instance core lens glue answer solution time times thing things aspect factor factors component components element elements focus goal goals purpose means option options addition product products game fan favorite favourite name names kind sort type types form forms variety range series bit piece responsibility opportunity feature features function field")
)

// definitions tells the meanings that were found, each beside the other terms. What
// something is called is told only where the article explains another term, too.
func (f *finder) definitions() {
	meanings := 0
	for i := range f.terms {
		if f.terms[i].meaning != "" {
			meanings++
		}
	}
	for i := range f.terms {
		if d := &f.terms[i]; d.meaning != "" && (!d.named || meanings > 1) {
			f.tellDefinition(i)
		}
	}
}

// tellDefinition adds the fact of one meaning.
func (f *finder) tellDefinition(i int) {
	d := &f.terms[i]
	written := d.term
	if d.article != "" {
		written = d.article + " " + d.term
	}
	subject := upper(written)
	statement := subject + " " + d.verb + " " + d.meaning
	if d.front != "" {
		statement, subject = d.front+", "+written+" "+d.verb+" "+d.meaning, written
	}
	if d.named {
		statement, subject = d.meaning+" "+d.verb+" "+written, written
	}
	statement = sentenceOf(statement)
	asked, cased := d.term, func(s string) string { return s }
	if d.front == "" && d.article == "" && !d.named {
		asked, cased = upper(d.term), upper
	}
	var options, alike []string
	for k := range f.terms {
		o := &f.terms[k]
		if k == i || o.several != d.several || strings.EqualFold(o.term, d.term) || questions.SameOrPart(o.term, d.term) || questions.HoldsWords(d.meaning, o.term) || capitalised(o.term) != capitalised(d.term) || slices.Contains(options, cased(o.term)) {
			continue
		}
		if somebodies[d.head] != somebodies[o.head] {
			continue
		}
		options = append(options, cased(o.term))
		if o.meaning == "" {
			continue
		}
		if near := d.s.paragraph.number - o.s.paragraph.number; (o.head == d.head || -1 <= near && near <= 1) && (o.article == "") == (d.article == "") {
			if d.article == "the" && o.article != "the" {
				continue
			}
			other := o.term
			if o.article != "" {
				other = o.article + " " + o.term
			}
			if d.front == "" && !d.named {
				other = upper(other)
			}
			alike = append(alike, other)
		}
	}
	if len(options) < minOptions && !somebodies[d.head] {
		for _, term := range f.termsLike(d) {
			if term = cased(term); len(options) < minOptions && !slices.ContainsFunc(options, func(o string) bool { return questions.SameOrPart(o, term) }) {
				options = append(options, term)
			}
		}
	}
	options = slices.DeleteFunc(options, func(o string) bool { return isPlural(o) && !isPlural(asked) })
	fact := questions.Fact{Statement: statement}
	if !shareRoot(d.term, d.meaning) {
		ask := "Which term refers to " + d.meaning + "?"
		if d.front != "" {
			ask = d.front + ", " + lower(ask)
		}
		fact.Spans = append(fact.Spans, questions.Span{Kind: questions.Term, Text: asked, Ask: ask, Wrong: options, Forms: []questions.Form{questions.SingleChoice}})
	}
	if len(alike) > 0 {
		fact.Spans = append(fact.Spans, questions.Span{Kind: questions.Term, Text: subject, Wrong: alike, Forms: onlyStatement})
	}
	if at := slices.IndexFunc(f.facts, func(other questions.Fact) bool { return other.Statement == statement }); at >= 0 {
		f.facts[at].Spans = append(fact.Spans, f.facts[at].Spans...)
		return
	}
	if slices.ContainsFunc(f.facts, func(other questions.Fact) bool {
		return other.FoundBy == "rules/definition" && other.Evidence[0].Quote == d.s.printed()
	}) {
		return // with its names written out
	}
	f.found("definition", d.s, fact, d.verb)
}

// minOptions is how many wrong options a question needs.
const minOptions = 3

// termsLike returns what else the article speaks of more than once and can be
// taken for a term: of two words where it has two, else a word for what is
// thought, done or studied where it is one. The most frequent come first.
func (f *finder) termsLike(d *defined) []string {
	const looked = 30 // of the most frequent
	words := len(strings.Fields(d.term))
	if words > 2 || words == 1 && endingOf(d.term) == "" || capitalised(d.term) {
		return nil
	}
	if f.recurring == nil {
		f.recurring = f.findRecurring()
	}
	found := f.recurring[termShape{words, d.several}]
	return slices.DeleteFunc(slices.Clone(found[:min(looked, len(found))]), func(term string) bool {
		return words == 1 && endingOf(term) != endingOf(d.term) || questions.SameOrPart(term, d.term) || shareRoot(term, d.meaning) || shareRoot(term, d.term)
	})
}

// termShape is how many words a term has and whether it is a plural.
type termShape struct {
	words   int
	several bool
}

// findRecurring returns the terms of one or two words that an article uses more
// than once, the most frequent first.
func (f *finder) findRecurring() map[termShape][]string {
	times := map[string]int{}
	found := map[termShape][]string{}
	note := func(tokens []token, at, words int) {
		last := at + words - 1
		if last >= len(tokens) || tokens[last].tag != "NN" && tokens[last].tag != "NNS" || at > 0 && isNounOrAdjective(tokens[at-1].tag) || isNoun(tagOf(tokens, last+1)) {
			return
		}
		for i := at; i <= last; i++ {
			if t := tokens[i]; t.quoted || capitalised(t.text) || t.text == "of" || strings.ContainsAny(t.text, ".'’/") || !f.ofTerm(tokens, i) {
				return
			}
		}
		text := tokens[at].text
		if words == 2 {
			text += " " + tokens[last].text
		} else if endingOf(text) == "" {
			return
		}
		if times[text]++; times[text] == 2 {
			shape := termShape{words, tokens[last].tag == "NNS"}
			found[shape] = append(found[shape], text)
		}
	}
	for i := range f.paragraphs {
		for k := range f.paragraphs[i].sentences {
			tokens := f.paragraphs[i].sentences[k].tokens
			for at := range tokens {
				note(tokens, at, 1)
				note(tokens, at, 2)
			}
		}
	}
	for _, terms := range found {
		slices.SortStableFunc(terms, func(a, b string) int { return times[b] - times[a] })
	}
	return found
}

// endingOf returns the ending of a word for what is thought, done or studied; ""
// where it is another word.
func endingOf(word string) string {
	i := slices.IndexFunc(ofThought, func(ending string) bool { return strings.HasSuffix(word, ending) && len(word) > len(ending)+3 })
	if i < 0 {
		return ""
	}
	return ofThought[i]
}

// somebodies are nouns for somebody.
var somebodies = set("person people someone somebody individual individuals man woman child worker workers employee employees member leader professional")

// shareRoot reports whether two texts have a telling word in common, or forms of
// it: who reads "the risk that" need not know what default risk is.
func shareRoot(one, other string) bool {
	const root, whole = 4, 6 // letters that two forms share: of a short word all
	for _, a := range questions.Words(one) {
		for _, b := range questions.Words(other) {
			if n := max(root, min(len(a), len(b), whole)); len(a) >= n && len(b) >= n && a[:n] == b[:n] {
				return true
			}
		}
	}
	return false
}

// isPlural reports whether a term looks like the name of several things.
func isPlural(term string) bool {
	for _, end := range []string{"ss", "us", "is", "ics", "ysis", "ias"} {
		if strings.HasSuffix(term, end) {
			return false
		}
	}
	return strings.HasSuffix(term, "s")
}
