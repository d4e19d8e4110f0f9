// Package rules finds facts in English articles by patterns over word classes.
//
//	result, err := extract.Run(ctx, rules.New(), &a, "sea")
//
// Each family of patterns has a file: who said it (quote.go), who is what
// (role.go), what happened when, to whom and how often (event.go), who claims
// what (claim.go, report.go) and what letters stand for (acronym.go). They share the
// reading of names (names.go), of pronouns and "the city" (pronouns.go), of
// dates (dates.go) and of clauses, and the guards that ask whether a sentence
// can stand alone (guard.go). Clauses come from a tree of the sentence
// (tree.go, package depparse) or, where that gives none, from the order of the
// word classes (clause.go). What is cut out of a sentence is told only where a
// second parser does not cut elsewhere (agree.go).
//
// The rules would rather find little than something wrong: a sentence that
// they do not understand to its end gives nothing, and says why. They keep the
// words of the article; nothing is put differently but what a question needs.
package rules

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"quizbot/questions"
	"quizbot/questions/article"
	"quizbot/questions/extract"
	"quizbot/questions/pattern"
)

// Engine is the rules engine. It is safe for use by several goroutines.
type Engine struct{}

// New returns the rules engine.
func New() Engine { return Engine{} }

var _ extract.Extractor = Engine{}

// Extract implements [extract.Extractor]. It returns nothing for an article in
// another language than English.
func (Engine) Extract(ctx context.Context, a *article.Article) ([]questions.Fact, []extract.Drop, error) {
	if a.Language != "" && a.Language != "en" && !strings.HasPrefix(a.Language, "en-") {
		return nil, []extract.Drop{{Family: "rules", Paragraph: 1, Reason: "not in English", Detail: a.Language}}, nil
	}
	lang, err := english()
	if err != nil {
		return nil, nil, err
	}
	f := &finder{document: prepare(a, lang), predicates: map[string]string{}, worked: map[string]string{}}
	for i := range f.paragraphs {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		p := &f.paragraphs[i]
		f.joined = quoteSpan{}
		f.quotations(p)
		if !f.hear(p) || credited(p) || p.apart {
			continue // a caption, a question of an interview, or nobody knows whose words
		}
		for k := range p.sentences {
			f.sentence(&p.sentences[k])
		}
		for k := range p.sentences {
			p.sentences[k].tree = nil // nobody looks back at it, and the trees of a long article are large
		}
	}
	f.definitions()
	f.dropDoubles()
	f.withoutParts()
	f.falsehoods()
	f.withoutSettled()
	f.withoutFewSpeakers()
	f.spellOut()
	f.rank()
	f.introduce()
	f.asEntitled()
	return f.facts, f.dropped, nil
}

// sentence asks the families about one sentence. One that they stumble over gives
// nothing, so that the rest of an article is not lost with it.
func (f *finder) sentence(s *sentence) {
	if len(s.tokens) == 0 || !proseLike(s) || refersOn(s) || ofPicture(s) {
		return
	}
	before := len(f.facts)
	defer func() {
		if recover() != nil {
			f.facts, f.unconfirmed = f.facts[:before], nil
			f.drop("event", s, ReasonFault, "")
		}
	}()
	f.parses, f.cut = f.parses[:0], f.cut[:0]
	if f.speaker != nil {
		f.events(s)
		f.views(s, before)
		return
	}
	if f.refutes() || f.denied(s) {
		f.claims(s)
		return
	}
	f.roles(s)
	f.acronyms(s)
	f.defines(s)
	if f.claims(s) {
		return
	}
	told := len(f.facts)
	f.events(s)
	if f.weighsViews() {
		f.views(s, told)
	}
}

// ReasonFault is why a sentence gives nothing that the rules stumble over, which is
// a fault of theirs.
const ReasonFault = "a fault of the rules: please report the sentence"

// finder collects what the families find in one article.
type finder struct {
	*document
	facts   []questions.Fact
	dropped []extract.Drop

	terms         []defined              // that the article explains
	recurring     map[termShape][]string // see findRecurring; nil = not looked for
	acronymsFound int
	interview     bool                            // a speaker's label has been read
	speaker       *person                         // who speaks in the paragraph of an interview; nil = the article itself
	label         *sentence                       // the label's sentence
	heard         heard                           // who spoke the last quotation
	unheard       unheard                         // the last quotation, where it is of somebody who is not known
	turn          turn                            // who was heard in the last paragraph
	spoke         lastSpoke                       // who spoke without being quoted
	lookingBack   bool                            // see toldBefore
	joined        quoteSpan                       // the part of a quotation that was told with the part before
	last          *antecedent                     // what an "It" would mean in the next sentence; nil = nothing for certain
	parses        []parsing                       // of the sentence that is looked at, and of statements made of it
	cut           []cutText                       // statements made of it
	unconfirmed   []unconfirmed                   // facts of that sentence, in their order
	worked        map[string]string               // the time that was worked out from the article's date, by statement
	predicates    map[string]string               // what a statement says of its subject, by statement
	offices       map[*person]introduced          // how the article introduces who speaks
	years         map[*person][]int               // see yearsOf; nil = none looked for
	dated         []datedText                     // the sentences that it looks at
	crafts        map[*pattern.Pattern]*craftSeen // see besideCraft; nil = nobody asked yet
	counts        map[string]int                  // how often the article has a word, where it was asked for; nil = nowhere yet
	title         map[string]bool                 // see titleStems; nil = nobody asked yet
	nouns         map[string]bool                 // see titleNouns; nil = nobody asked yet
	body          *bool                           // see speaksForBody; nil = nobody asked yet
	again         map[string][]*sentence          // that tell what happened once more, by how their words begin; see happenedAgain
	lines         *timeline                       // see [finder.timeline]; nil = not looked for
}

// drop notes a sentence that a family looked at and refused.
func (f *finder) drop(family string, s *sentence, reason, detail string) {
	f.dropped = append(f.dropped, extract.Drop{Family: "rules/" + family, Paragraph: s.paragraph.number, Reason: reason, Detail: detail, Text: s.printed()})
}

// found adds a fact that rests on s and on more, and reports whether it can.
// Focus is what the anchor should be near to, as printed.
func (f *finder) found(family string, s *sentence, fact questions.Fact, focus string, more ...questions.Evidence) bool {
	if strings.Contains(fact.Statement, ", ,") || strings.Contains(fact.Statement, ",,") {
		f.drop(family, s, reasonCutOff, "a formula is missing")
		return false
	}
	fact.FoundBy = "rules/" + family
	whom, ok := f.whoElse(s, &fact)
	if !ok {
		f.drop(family, s, reasonPronoun, fact.Statement)
		return false
	}
	more = append(more, whom...)
	f.reword(&fact)
	if reason := reasonWording(fact.Statement); reason != "" {
		f.drop(family, s, reason, fact.Statement)
		return false
	}
	if f.cutOff(s, &fact) {
		f.drop(family, s, reasonCutOff, fact.Statement)
		return false
	}
	if fact.FoundBy != "rules/quote" && caseLost(fact.Statement) {
		f.drop(family, s, reasonCondition, fact.Statement)
		return false
	}
	if reason, detail := f.standalone(s, &fact); reason != "" {
		f.drop(family, s, reason, detail)
		return false
	}
	if family == "view" && f.speaker == nil {
		view := strings.TrimPrefix(fact.Statement, "According to "+fact.Claimant+", ")
		if weight, counted := f.topicality(view); counted {
			if weight < minTopical && (weight < minTopical-1 || !saysMuch(view)) {
				f.drop(family, s, reasonTrivial, "in passing")
				return false
			}
			if f.remark(view, weight) {
				f.drop(family, s, reasonTrivial, "a remark")
				return false
			}
			if fact.Signals == nil {
				fact.Signals = map[string]float64{}
			}
			fact.Signals["topical"] = float64(min(weight, manyTopical) - usualTopical)
		}
		if reason, detail := f.hollow(s, view); reason != "" {
			f.drop(family, s, reason, detail)
			return false
		}
		if why := f.commonplace(view, true); why != "" {
			f.drop(family, s, reasonTrivial, why)
			return false
		}
	}
	if family == "definition" || family == "subject" {
		if page := f.pointer(fact.Statement); page != "" {
			f.drop(family, s, reasonTrivial, "a pointer to "+page)
			return false
		}
		if why := f.commonplace(fact.Statement, false); why != "" {
			f.drop(family, s, reasonTrivial, why)
			return false
		}
	}
	if slices.ContainsFunc(addressed, func(p *pattern.Pattern) bool { return p.MatchString(fact.Statement) }) {
		f.drop(family, s, reasonTrivial, "a notice")
		return false
	}
	e, ok := f.evidence(s, focus)
	if !ok {
		f.drop(family, s, extract.ReasonAnchor, "")
		return false
	}
	fact.Evidence = append([]questions.Evidence{e}, more...)
	f.facts = append(f.facts, fact)
	return true
}

// cutOff reports whether the statement of a fact of a sentence lacks a part. Its
// words are looked at where it has those that a part may be missing behind.
func (f *finder) cutOff(s *sentence, fact *questions.Fact) bool {
	told := plain(fact.Statement)
	if f.torso(fact.Statement) || partLost.MatchString(told) {
		return true
	}
	if strings.Contains(told, "that") && clauseWithoutVerb(f.statedTokens(s, told)) || mayNeedObject(told) && objectless(f.statedTokens(s, told)) {
		return true
	}
	if strings.Contains(s.text, " between ") && oneBetween(s, told) || (strings.Contains(s.text, ", to ") || strings.Contains(s.text, ", as ")) && officeLost(s, f.statedTokens(s, told)) {
		return true
	}
	return plainFamilies[fact.FoundBy] && (beforeItsEnd(s, f.statedTokens(s, told)) || relativeCut(s, f.statedTokens(s, told)))
}

// maxCaption is how many bytes a caption has at most.
const maxCaption = 400

// credited reports whether a paragraph is what stands below a picture: it is short
// and ends with whose picture it is, "Credit: Brenk Museum".
func credited(p *paragraph) bool {
	i := max(strings.LastIndex(p.plain, " Credit: "), strings.LastIndex(p.plain, " credit: "))
	return i > 0 && len(p.plain) <= maxCaption && len(strings.Fields(p.plain[i:])) <= 8
}

// addressed find what is no part of an article: an address to write to, an hour with
// its time zone, at which something is broadcast or held. Each begins otherwise:
// as one pattern they could begin with anything.
var addressed = []*pattern.Pattern{
	pattern.MustCompile(`\w@\w+\.\w`),
	pattern.MustCompile(`\d ?(?:[ap]m|[ap]\.m\.),? (?:ET|EST|EDT|CT|PT|PST|PDT|GMT|BST|CET|CST)\b`),
	pattern.MustCompile(`\((?:[Ss]ee )?(?:Figures?|Figs?\.|Tables?) \d`),
	pattern.MustCompile(`\breviewed (?:using|with|on|from) (?:\pL+ ){1,6}(?:provided|supplied|sent) by\b`),
	pattern.MustCompile(`\b(?:hosts?|holds?) (?:an?|its|their) (?:\pL+ ){0,3}(?:conference call|webcast)\b`),
}

// proseLike reports whether a sentence looks like one: it ends like one and is
// not a list of capitals.
func proseLike(s *sentence) bool {
	if len(s.tokens) < 5 || s.tokens[0].tag == ":" || s.tokens[0].text == "*" || s.tokens[0].text == "^" {
		return false
	}
	if captionLabels[s.tokens[0].text] && s.tokens[1].text == ":" || repeats(s.tokens) {
		return false // a caption, or a heading and a sentence
	}
	last := s.text[len(s.text)-1]
	if strings.Contains(s.text, " | ") {
		return false // a row of a table
	}
	if s.start > 0 && s.paragraph != nil {
		if before := strings.TrimRight(s.paragraph.plain[:s.start], " "); strings.HasSuffix(before, " v.") || strings.HasSuffix(before, " vs.") {
			return false // the second party of a case
		}
	}
	if strings.HasSuffix(s.text, " U.S.") && namedBehind(s) {
		return false // perhaps "the U.S. Flag", cut in two
	}
	if open, closed := strings.IndexByte(s.text, '('), strings.IndexByte(s.text, ')'); closed >= 0 && (open < 0 || closed < open) {
		return false // it begins inside a bracket
	}
	if last != '.' && last != ';' && last != '"' && last != ')' && last != '\'' {
		return false
	}
	words, capitals, common, foreign := 0, 0, 0, 0
	for _, t := range s.tokens {
		word := strings.ToLower(t.text)
		if everyday[word] {
			common++
		}
		if elsewhere[word] {
			foreign++
		}
		if isMark(t.text) {
			continue
		}
		words++
		if capitalised(t.text) {
			capitals++
		}
	}
	return 3*capitals < 2*words && 12*common >= words && common > foreign
}

// namedBehind reports whether the words behind a sentence in its paragraph begin
// with a capital that may go on with a name, rather than with a word that begins
// sentences.
func namedBehind(s *sentence) bool {
	if s.paragraph == nil {
		return false
	}
	next, _, _ := strings.Cut(strings.TrimLeft(s.paragraph.plain[s.end:], " "), " ")
	return next != "" && capitalised(next) && !never[strings.Trim(next, ",.")]
}

// repeats reports whether a name stands twice in a row, as a heading does that
// was joined with the sentence below it.
func repeats(tokens []token) bool {
	for i := range tokens {
		for n := 2; i+2*n <= len(tokens) && capitalised(tokens[i].text); n++ {
			same := slices.EqualFunc(tokens[i:i+n], tokens[i+n:i+2*n], func(a, b token) bool { return a.text == b.text })
			if same && !slices.ContainsFunc(tokens[i:i+n], func(t token) bool { return isMark(t.text) }) {
				return true
			}
		}
	}
	return false
}

// elsewhere are common words of other languages that English has not.
var elsewhere = set("os das dos da que el los las una en y por para con não se les des et le est une der die und ist den von zu nicht w na się że nie jest já uma com um na nas nos ao pelo pela es del al lo su sus più di il che è per non sono och att det som på är ik een het")

// everyday are the commonest words of English: a sentence without them is none.
var everyday = set("the of and to in a is was for that on with as by at from are were be has have had it its he she they his her their an not this or which but who been one two more than into about after also all said will would can could when there out up over i you we our my your if no so what do did how some any many most other first new")

// dropDoubles drops facts that answer one and the same question differently:
// two matches have a man of the match each.
func (f *finder) dropDoubles() {
	answers := map[string]string{}
	double := map[string]bool{}
	asked := func(fact *questions.Fact, span questions.Span) string {
		switch {
		case span.Kind == questions.Quotation:
			return ""
		case span.Ask != "":
			return strings.Join(questions.Words(span.Ask), " ")
		}
		return strings.Join(questions.Words(strings.Replace(fact.Statement, span.Text, " gap ", 1)), " ")
	}
	var questionsOf [][]string // of each fact, one for each span
	for i := range f.facts {
		var all []string
		for _, span := range f.facts[i].Spans {
			question := asked(&f.facts[i], span)
			if was, known := answers[question]; known && was != span.Text {
				double[question] = true
			}
			answers[question] = span.Text
			all = append(all, question)
		}
		questionsOf = append(questionsOf, all)
	}
	delete(double, "")              // quotations
	subjects := map[string]string{} // by what is said of them
	for _, fact := range f.facts {
		said := f.predicates[fact.Statement]
		if was, known := subjects[said]; known && said != "" && was != fact.Statement {
			double[said] = true
		}
		subjects[said] = fact.Statement
	}
	i := -1
	f.facts = slices.DeleteFunc(f.facts, func(fact questions.Fact) bool {
		i++
		if double[f.predicates[fact.Statement]] {
			return true
		}
		again := slices.ContainsFunc(questionsOf[i], func(question string) bool { return double[question] })
		if again {
			f.dropped = append(f.dropped, extract.Drop{Family: fact.FoundBy, Paragraph: fact.Evidence[0].Paragraph, Reason: "another answer is right as well", Text: fact.Statement})
		}
		return again
	})
}

// rank says how much a fact matters: what the title speaks of and what stands
// early in the article matters more.
func (f *finder) rank() {
	title := map[string]bool{}
	for _, w := range questions.Words(f.article.Title) {
		if len(w) > 3 {
			title[w] = true
		}
	}
	for i := range f.facts {
		fact := &f.facts[i]
		shared := 0
		for _, w := range slices.Compact(slices.Sorted(slices.Values(questions.Words(fact.Statement)))) {
			if title[w] {
				shared++
			}
		}
		early := fact.Evidence[0].Paragraph <= max(3, len(f.paragraphs)/6)
		switch {
		case early && shared > 0:
			fact.Importance = 3
		case early || shared > 1:
			fact.Importance = 2
		default:
			fact.Importance = 1
		}
	}
	slices.SortStableFunc(f.facts, func(a, b questions.Fact) int {
		return cmp.Compare(a.Evidence[0].Paragraph, b.Evidence[0].Paragraph)
	})
}
