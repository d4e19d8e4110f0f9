package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
)

// Lengths in words of a term and of what it means.
const (
	maxTermWords    = 4
	minMeaningWords = 4
	maxMeaningWords = 30
)

// definition is a sentence that says what a word means, in the order of its
// words: "Flotsam refers to goods that drift at sea", or "Goods that drift at sea
// are called flotsam".
type definition struct {
	front   []token // "In seafaring"
	term    []token
	meaning []token
	verb    string // "refers to", "is defined as", "are called"
	after   bool   // the term stands behind its meaning
}

// defining are the first words of verbs that say what a word means.
var defining = set("refers refer denotes denote means defined called termed known referred")

// terms tells what a sentence says that a word means, and reports whether it
// did. A definition holds by itself, so that it needs neither a name nor a time.
func (f *finder) terms(s *sentence) bool {
	if f.opinion || !slices.ContainsFunc(s.tokens, func(t token) bool { return defining[t.text] }) && !mayBeKind(s.tokens) {
		return false
	}
	tokens, ok := unbracketed(s.tokens)
	if !ok || quotedWords(tokens) > maxTermWords || !endsLikeStatement(tokens) {
		return false
	}
	d, ok := f.definitionIn(s, tokens)
	if !ok {
		return false
	}
	all := slices.Concat(d.front, d.term, d.meaning)
	if i := slices.IndexFunc(all, func(t token) bool {
		return firstPersons[t.text] || readerWords[strings.ToLower(t.text)] || t.text == "Figure"
	}); i >= 0 {
		f.drop("term", s, reasonPointing, all[i].text)
		return false
	}
	guarded := ownPronouns(f.in(s), s, slices.Concat(d.front, d.meaning), nil)
	for i, t := range guarded {
		if general[strings.ToLower(t.text)] && i > 0 {
			guarded[i].text = "-"
		}
	}
	if reason, detail := f.aloneIn(s, guarded, other); reason != "" {
		f.drop("term", s, reason, detail)
		return false
	}
	term, meaning := s.render(bare(d.term)), s.render(d.meaning)
	if first := d.meaning[0]; !strings.HasPrefix(first.tag, "NNP") && !demonyms[first.text] && strings.ToUpper(first.text) != first.text || first.tag == "DT" || general[strings.ToLower(first.text)] {
		meaning = strings.ToLower(meaning[:1]) + meaning[1:]
	}
	front := ""
	if len(d.front) > 0 {
		front = s.render(d.front) + ", "
	}
	statement := f.lowerFirst(s.render(d.term), d.term[0]) + " " + d.verb + " " + meaning
	if d.after {
		statement = meaning + " " + d.verb + " " + s.render(d.term)
	}
	statement = sentenceOf(front + statement)
	if !d.after {
		term = f.lowerFirst(term, bare(d.term)[0])
		if front == "" && len(bare(d.term)) == len(d.term) {
			term = upper(term)
		}
	}
	if strings.Count(statement, term) != 1 {
		return false
	}
	span := questions.Span{Kind: questions.Term, Text: term}
	if !sharesWord(d.term, d.meaning) {
		span.Ask = upper(front + d.question(meaning))
	}
	fact := questions.Fact{Statement: statement, Spans: []questions.Span{span}, Signals: map[string]float64{
		"parsed":   1,
		"present":  1,
		"copula":   0,
		"commas":   float64(strings.Count(statement, ",")),
		"cut":      float64(len(s.tokens) - len(all)),
		"told":     float64(len(d.meaning)),
		"term":     1,
		"headline": map[bool]float64{true: 1}[f.titleShared(all)],
	}}
	return f.found("term", s, fact, term)
}

// readerWords speak to the reader of a text.
var readerWords = set("you your yours yourself let's")

// general are words that mostly point outside of a sentence, but of which the
// meaning of a word may be made: "goods at various prices".
var general = set("various certain other same further either neither both respective")

// question asks for the term: "which term refers to goods that drift at sea?",
// "what are goods that drift at sea called?"
func (d *definition) question(meaning string) string {
	if d.verb == "is" || d.verb == "are" {
		finite := "is"
		if head := nounPhrase(d.meaning, 0); head > 0 && strings.HasSuffix(d.meaning[head-1].tag, "S") {
			finite = "are" // "agronomics are the study": is called
		}
		return "what " + finite + " " + meaning + " called?"
	}
	if !d.after {
		verb := strings.NewReplacer("refer to", "refers to", "denote ", "denotes ", "are ", "is ").Replace(d.verb + " ")
		verb = strings.Replace(strings.TrimSpace(verb), "referss", "refers", 1)
		return "which term " + verb + " " + meaning + "?"
	}
	finite, named, _ := strings.Cut(d.verb, " ")
	return "what " + finite + " " + meaning + " " + named + "?"
}

// definitionIn reads a definition.
func (f *finder) definitionIn(s *sentence, tokens []token) (definition, bool) {
	var d definition
	tokens = tokens[:len(tokens)-1]
	tokens = unlinked(tokens)
	if comma := slices.IndexFunc(tokens, func(t token) bool { return t.text == "," }); comma > 0 && comma < 6 && tokens[0].tag == "IN" && !slices.ContainsFunc(tokens[:comma], func(t token) bool { return strings.HasPrefix(t.tag, "VB") }) {
		if word := strings.ToLower(tokens[0].text); word != "in" && word != "at" {
			return d, false // "Like Ada Lark, ..."
		}
		d.front, tokens = tokens[:comma], tokens[comma+1:]
	}
	for i := 1; i < len(tokens); i++ {
		verb, n, after := definingVerb(tokens, i)
		if n == 0 {
			continue
		}
		before, behind := tokens[:i], tokens[i+n:]
		d.verb, d.after = verb, after
		d.term, d.meaning = before, behind
		if verb == "is" || verb == "are" {
			return d, f.isTerm(s, d.term, false) && isMeaning(d.meaning) && f.sorts(d)
		}
		if after {
			d.term, d.meaning = behind, before
		}
		if !f.isTerm(s, d.term, after) || !isMeaning(d.meaning) {
			return d, false
		}
		return d, !after || isKind(d.meaning) && (f.titleShared(d.meaning) || f.uses(d.term))
	}
	return d, false
}

// definingVerb reads a verb that says what a word means at token i: how it is
// told, its length in tokens, 0 for none, and whether the word stands behind it.
func definingVerb(tokens []token, i int) (verb string, n int, after bool) {
	word := func(k int) string {
		if k < len(tokens) {
			return tokens[k].text
		}
		return ""
	}
	switch word(i) {
	case "refers", "refer":
		if word(i+1) == "to" {
			return word(i) + " to", 2, false
		}
	case "denotes", "denote":
		return word(i), 1, false
	case "means":
		if next := word(i + 1); tokens[i].tag == "VBZ" && next != "that" && next != "to" && next != "of" {
			return "means", 1, false
		}
	case "is", "are":
		k := i + 1
		for k < len(tokens) && tokens[k].tag == "RB" && !negations[tokens[k].text] {
			k++
		}
		adverbs := ""
		for _, t := range tokens[i+1 : min(k, len(tokens))] {
			if !usual[t.text] {
				return "", 0, false
			}
			if t.text != "also" {
				adverbs += t.text + " "
			}
		}
		finite := word(i) + " " + adverbs
		switch {
		case word(k) == "defined" && word(k+1) == "as":
			return finite + "defined as", k + 2 - i, false
		case word(k) == "called" || word(k) == "termed":
			return finite + word(k), k + 1 - i, true
		case word(k) == "known" && word(k+1) == "as":
			return finite + "known as", k + 2 - i, true
		case word(k) == "referred" && word(k+1) == "to" && word(k+2) == "as":
			return finite + "referred to as", k + 3 - i, true
		case k == i+1 && k < len(tokens) && (tokens[k].tag == "DT" || tokens[k].tag == "NN" || tokens[k].tag == "NNS"):
			return word(i), 1, false
		}
	}
	return "", 0, false
}

// maxKindTerm bounds the words before the "is" of a definition: with an article.
const maxKindTerm = 4

// mayBeKind reports whether "is" or "are" follows a few words at the head of a
// sentence, as in "Malware is software that harms computers".
func mayBeKind(tokens []token) bool {
	at := slices.IndexFunc(tokens, func(t token) bool { return t.text == "is" || t.text == "are" })
	return at > 0 && at <= maxKindTerm+1
}

// sorts reports whether "X is a Y that ..." says what X is: a kind of thing and
// what tells it apart, of something that the article goes on to speak of; not
// what X is good for or how it is judged.
func (f *finder) sorts(d definition) bool {
	head := nounPhrase(d.meaning, 0)
	if head == 0 || head+2 > len(d.meaning) || len(d.meaning) < minMeaningWords+2 || slices.ContainsFunc(bare(d.term), func(t token) bool { return strings.HasPrefix(t.tag, "NNP") || t.quoted }) {
		return false
	}
	if strings.HasPrefix(bare(d.term)[len(bare(d.term))-1].tag, "NNS") != (d.verb == "are") || rating[strings.ToLower(d.meaning[head-1].text)] {
		return false
	}
	for _, t := range d.meaning {
		if negations[t.text] || t.tag == "MD" && t.text != "can" || t.tag == "RBS" || t.tag == "JJS" {
			return false
		}
	}
	if reason, _ := hedged(d.meaning[:head]); reason != "" || slices.ContainsFunc(d.meaning[:head], func(t token) bool { return judged[strings.ToLower(t.text)] }) {
		return false
	}
	switch next := d.meaning[head]; {
	case next.tag == "WDT", next.tag == "WP", next.text == "that", next.text == "which", next.text == "who", next.tag == "VBN", next.tag == "VBG":
	case next.text == "of" && d.meaning[0].text != "a" && d.meaning[0].text != "an":
	case next.tag == "IN" && (d.meaning[head+1].text == "which" || d.meaning[head+1].text == "whom"):
	default:
		return false
	}
	return f.uses(d.term)
}

// uses reports whether the article uses a term apart from where it says what it
// means: one that it does not go on to use is a remark by the way.
func (f *finder) uses(term []token) bool {
	last := strings.ToLower(bare(term)[len(bare(term))-1].text)
	n := 0
	for _, form := range []string{last, last + "s", strings.TrimSuffix(last, "s")} {
		if form != "" && (form != last || n == 0) {
			n += f.mentions(form) + f.mentions(upper(form))
		}
	}
	return n > 1
}

// judged are adjectives for how much there is of something or how it is found: what
// has them is described, not defined.
var judged = set("common major popular powerful effective useful simple typical new growing big large main central serious strong successful valuable critical leading modern frequent constant")

// rating are nouns for what something is to somebody, and for what is one of
// many: "Trade is the key to wealth", "Rain is an example of".
var rating = set("key way ways reason reasons example examples part parts result results goal goals aim problem problems challenge challenges issue issues source cause causes basis foundation matter one ones member members thing things feature features advantage step steps answer product heart core centre center sign symbol time place best most end beginning area areas factor factors element elements tool tools option options subject topic focus")

// usual are adverbs that only say how many people use a word.
var usual = set("also often usually generally commonly sometimes collectively typically")

// bare returns a term without its article and without "the term".
func bare(term []token) []token {
	for len(term) > 1 {
		switch word := strings.ToLower(term[0].text); {
		case term[0].tag == "DT":
		case (word == "term" || word == "word" || word == "phrase" || word == "expression") && len(term) > 1:
		default:
			return term
		}
		term = term[1:]
	}
	return term
}

// isTerm reports whether tokens are a term that has a meaning: nouns and what
// describes them, no somebody, and no "the boat" or "this", which mean something
// that stood before.
func (f *finder) isTerm(s *sentence, term []token, after bool) bool {
	if len(term) == 0 {
		return false
	}
	core := bare(term)
	first := strings.ToLower(term[0].text)
	if len(core) > maxTermWords || !after && first == "the" && len(term)-len(core) < 2 || term[0].tag == "DT" && first != "the" && first != "a" && first != "an" {
		return false
	}
	for _, t := range core {
		if !isNoun(t.tag) && !strings.HasPrefix(t.tag, "JJ") && t.tag != "VBG" && t.tag != "VBN" && t.tag != "FW" && t.tag != "POS" || vagueSubjects[strings.ToLower(t.text)] || carriers[strings.ToLower(t.text)] {
			return false
		}
	}
	last := core[len(core)-1]
	if !isNoun(last.tag) && last.tag != "FW" && last.tag != "VBG" && !(after && (last.quoted || strings.HasPrefix(last.tag, "JJ"))) {
		return false
	}
	return !slices.ContainsFunc(f.in(s), func(m name) bool {
		return (m.kind == questions.Person || m.kind == questions.Place) && slices.ContainsFunc(core, func(t token) bool { return t.start == s.tokens[m.from].start })
	})
}

// carriers are nouns for words themselves, or for what stood before: "the
// definition refers to", "the law refers to".
var carriers = set("definition name title phrase word term law article act rule text section chapter book passage author authors paper study report figure table number numbers letter letters symbol line lines value concept idea ideas theory approach view process scientists researchers economists people experts")

// isMeaning reports whether tokens can say what a word means: a thing with what
// tells it apart.
func isMeaning(meaning []token) bool {
	if n := len(meaning); n < minMeaningWords || n > maxMeaningWords {
		return false
	}
	first := meaning[0]
	switch {
	case first.tag == "DT":
		if word := strings.ToLower(first.text); word == "this" || word == "that" || word == "these" || word == "those" && !pointsAhead(meaning, 0) || word == "another" {
			return false
		}
	case !isNoun(first.tag) && !strings.HasPrefix(first.tag, "JJ") && first.tag != "VBG" && first.tag != "VBN" && first.tag != "CD" && first.tag != "RB":
		return false
	}
	return !slices.ContainsFunc(meaning, func(t token) bool { return t.text == ";" || t.text == ":" || t.text == "?" || t.text == "=" }) &&
		slices.ContainsFunc(meaning, func(t token) bool { return isNoun(t.tag) })
}

// isKind reports whether tokens are one phrase for a kind of things, a subject
// with nothing before it: behind its noun each verb has a word that makes it
// part of what tells the kind, "goods that drift at sea", "the point at which a
// river meets the sea".
func isKind(subject []token) bool {
	head := nounPhrase(subject, 0)
	if head == 0 || head == len(subject) && head < minMeaningWords || !isNoun(subject[head-1].tag) || strings.HasPrefix(subject[head-1].tag, "NNP") {
		return false
	}
	relatives, verbs := 0, 0
	for i, t := range subject[head:] {
		word := strings.ToLower(t.text)
		switch {
		case t.tag == "WDT" || t.tag == "WP" || t.tag == "WRB" || t.tag == "WP$" || word == "that" || word == "which":
			relatives++
		case isFinite(t.tag):
			verbs++
		case word == "but" || t.tag == "CC" && i > 0 && subject[head+i-1].text == ",":
			return false // two sentences
		}
	}
	// "the accusers of thieves" are some that stood before.
	return verbs <= relatives && (relatives > 0 || !strings.EqualFold(subject[0].text, "the") || subject[head-1].tag == "NN")
}

// sharesWord reports whether a term stands, in part, in its own meaning, which
// would tell it.
func sharesWord(term, meaning []token) bool {
	const stemmed = 5 // letters that tell a word
	return slices.ContainsFunc(bare(term), func(t token) bool {
		return len(t.text) >= stemmed && slices.ContainsFunc(meaning, func(m token) bool {
			return len(m.text) >= stemmed && strings.EqualFold(m.text[:stemmed], t.text[:stemmed])
		})
	})
}

// unbracketed returns tokens without what stands in brackets; false where a
// bracket is not closed.
func unbracketed(tokens []token) ([]token, bool) {
	var kept []token
	depth := 0
	for _, t := range tokens {
		switch {
		case t.text == "(":
			depth++
		case t.text == ")":
			depth--
		case depth == 0:
			kept = append(kept, t)
		}
		if depth < 0 {
			return nil, false
		}
	}
	return kept, depth == 0 && len(kept) > minMeaningWords
}

// unlinked cuts words that tie a sentence to the one before: "for example",
// "thus", with their commas.
func unlinked(tokens []token) []token {
	for i := 0; i < len(tokens); i++ {
		n := 0
		if connectives[strings.ToLower(tokens[i].text)] && (i == 0 || tokens[i-1].text == ",") {
			n = 1
		}
		for _, link := range leading {
			if i+len(link) < len(tokens) && (i == 0 || tokens[i-1].text == ",") && strings.EqualFold(joinWords(tokens[i:i+len(link)]), strings.Join(link, " ")) {
				n = len(link)
			}
		}
		if n == 0 || i+n >= len(tokens) || tokens[i+n].text != "," {
			continue
		}
		if i == 0 {
			n++
		}
		tokens = slices.Concat(tokens[:i], tokens[i+n:])
		if i > 0 && i < len(tokens) && tokens[i].text == "," && tokens[i-1].text == "," {
			tokens = slices.Delete(slices.Clone(tokens), i, i+1)
		}
		i--
	}
	return tokens
}

// contrastTerms gives the definitions of an article each other's terms as wrong
// options: whoever learns them has to tell them apart.
func (f *finder) contrastTerms() {
	const enough = 3
	var defined []*questions.Fact
	for i := range f.facts {
		if f.facts[i].FoundBy == "rules/term" {
			defined = append(defined, &f.facts[i])
		}
	}
	for i, fact := range defined {
		span := &fact.Spans[0]
		var wrong []string
		for k := range defined {
			o := defined[(i+1+k)%len(defined)]
			text := strings.ToLower(o.Spans[0].Text)
			if o == fact || strings.HasSuffix(text, "s") != strings.HasSuffix(span.Text, "s") || questions.SameOrPart(text, strings.ToLower(span.Text)) || questions.HoldsWords(fact.Statement, text) || slices.Contains(wrong, text) {
				continue
			}
			if capitalised(span.Text) {
				text = upper(text) // one capital would tell the key
			}
			wrong = append(wrong, text)
		}
		if len(wrong) >= enough {
			span.Wrong = wrong
		}
	}
}
