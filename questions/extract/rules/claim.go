package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
)

// claiming are verbs that report what somebody holds, and stay in the
// statement.
var claiming = set("said says claimed claims argued argues announced announces reported reports warned warns stated states insisted insists believes believed estimated estimates predicted predicts alleged alleges acknowledged acknowledges admitted admits confirmed confirms explained explains noted notes suggested suggests concluded concludes declared declares maintained maintains contended contends added revealed found showed shows denied denies say claim argue warn estimate insist contend maintain predict believe acknowledge")

// asserting are verbs that report what somebody holds where a clause depends on
// them, and have things for an object as well: "conceded a penalty".
var asserting = set("asserts asserted assert cautions cautioned observes observed concedes conceded testified reiterated stresses stressed emphasizes emphasized emphasised writes wrote")

// claims finds what people and bodies say. It reports whether the sentence is
// the report of a claim, so that its words are nobody's plain fact.
func (f *finder) claims(s *sentence) bool {
	tokens := withoutLinks(outsideAsides(s.tokens))
	if quoted := quotedWords(tokens); len(tokens) < 6 || quoted > maxScareWords+1 && !quotesInside(tokens) {
		return quoted > maxScareWords+1
	}
	if strings.EqualFold(tokens[0].text, "according") && len(tokens) > 2 && tokens[1].text == "to" {
		f.accordingFront(s, tokens)
		return true
	}
	if i := accordingAt(tokens); i > 0 {
		f.accordingBehind(s, tokens, i)
		return true
	}
	if r, found, reason := f.reporting(s, tokens); found {
		detail := ""
		if reason == "" {
			reason, detail = r.bounded()
		}
		if reason != "" {
			f.drop("claim", s, reason, detail)
			return reason != reasonNoClaimant
		}
		f.claim(s, r)
		return true
	}
	return quotedWords(tokens) > maxScareWords+1
}

// outsideAsides are the tokens that stand neither in brackets nor between dashes.
func outsideAsides(tokens []token) []token {
	aside := asides(tokens)
	kept := make([]token, 0, len(tokens))
	for i, t := range tokens {
		if !aside[i] {
			kept = append(kept, t)
		}
	}
	return kept
}

// quotesInside reports whether all that a sentence quotes are one or two parts of what
// it reports in words of its own: `Ada Lark said the lamp was "old" and "not worth the
// oil".` What stands behind a comma or a colon is spoken by itself.
func quotesInside(tokens []token) bool {
	parts, words := 0, 0
	for i, t := range tokens {
		switch begins := i > 0 && !tokens[i-1].quoted; {
		case !t.quoted:
			continue
		case i == 0, begins && (i < 4 || isMark(tokens[i-1].text) || tokens[i-1].tag == ":" || claiming[tokens[i-1].text] || capitalised(t.text) != (t.tag == "NNP")):
			return false
		case begins:
			parts++
		}
		words++
	}
	return parts > 0 && parts <= maxQuotedParts && words <= maxQuotedPart && slices.ContainsFunc(tokens, func(t token) bool {
		return !t.quoted && (claiming[t.text] || t.text == "told" || t.text == "according")
	})
}

// maxQuotedParts is how many parts of a claim may be quoted.
const maxQuotedParts = 2

// maxQuotedPart is how many words of a claim may be quoted.
const maxQuotedPart = 22

func quotedWords(tokens []token) int {
	n := 0
	for _, t := range tokens {
		if t.quoted {
			n++
		}
	}
	return n
}

func accordingAt(tokens []token) int {
	for i := 1; i+2 < len(tokens); i++ {
		if tokens[i].text == "according" && tokens[i+1].text == "to" {
			return i
		}
	}
	return -1
}

// claimantAt returns the claimant whose phrase begins at token i of the
// sentence's own tokens, and the token behind it. It is a person named in
// full, an organisation or a country's body; anything else is no claimant.
func (f *finder) claimantAt(s *sentence, tokens []token, i int) (claimant string, m name, next int) {
	if i < len(tokens) && strings.EqualFold(tokens[i].text, "the") {
		i++
	}
	if i >= len(tokens) {
		return "", name{}, i
	}
	for _, m := range f.in(s) {
		from := s.tokens[m.title].start
		if from != tokens[i].start {
			continue
		}
		end := i
		for end < len(tokens) && tokens[end].start < s.tokens[m.to-1].end {
			end++
		}
		switch {
		case m.kind == questions.Person && m.person != nil:
			return m.person.full, m, end
		case m.kind == questions.Place && end+1 < len(tokens) && tokens[end].tag == "POS":
			// "Brenk's Harbour Authority"
			if body, n, next := f.claimantAt(s, tokens, end+1); body != "" && n.kind == questions.Organisation {
				n.title = m.title
				return s.render(tokens[i:next]), n, next
			}
		case m.kind == questions.Organisation:
			return m.text, m, end
		}
	}
	return "", name{}, i
}

// officeAndClaimant is claimantAt for a person whose office stands before the
// name: "curator Ada Lark", "the mayor of Brenk, Ada Lark" is none.
func (f *finder) officeAndClaimant(s *sentence, tokens []token, i int) (claimant string, m name, next int) {
	if claimant, m, next = f.claimantAt(s, tokens, i); claimant != "" {
		return claimant, m, next
	}
	for k := i + 1; k < min(len(tokens), i+8); k++ {
		if c, m, next := f.claimantAt(s, tokens, k); c != "" && m.kind == questions.Person && (plainOffice(tokens[i:k]) || k == i+1 && tokens[i].text == "Rear" && personTitles[tokens[k].text]) {
			return c, m, next
		}
	}
	return "", name{}, i
}

// accordingFront reads "According to X, it is so."
func (f *finder) accordingFront(s *sentence, tokens []token) {
	r, next := f.according(s, tokens, 2)
	if r.claimant == "" {
		f.drop("claim", s, reasonNoClaimant, "")
		return
	}
	if next < len(tokens) && tokens[next].text == "," {
		// The apposition of a name ends at its second comma.
		if close := asideEnd(tokens, next); close > 0 {
			next = close
		}
		if next+1 < len(tokens) && tokens[next+1].text == "and" {
			f.drop("claim", s, reasonNoClaimant, "one of several")
			return // "According to Ada Lark, the keeper Bo Moll, and ..."
		}
	} else {
		f.drop("claim", s, reasonNested, "")
		return
	}
	r.body = tokens[next+1:]
	f.claim(s, r)
}

// according returns whom "according to" names at token i, and the token behind the
// words for it; no claimant where that is not certain.
func (f *finder) according(s *sentence, tokens []token, i int) (r report, next int) {
	ends := func(next int) bool { return next >= len(tokens) || isMark(tokens[next].text) }
	claimant, m, next := f.officeAndClaimant(s, tokens, i)
	if claimant == "" || !ends(next) {
		if c, n, behind := f.cited(s, tokens, i); c != "" && (claimant == "" || ends(behind)) {
			claimant, m, next = c, n, behind
		}
	}
	if claimant == "" || !ends(next) {
		end := f.speakersAt(s, tokens, i)
		if more := nounPhrase(tokens, end+2); end > i && end+2 < len(tokens) && (tokens[end].text == "familiar" && tokens[end+1].text == "with" || tokens[end].text == "close" && tokens[end+1].text == "to") && more > end+2 {
			end = more // "two people familiar with the matter"
		}
		if r, known := f.speakerAt(s, tokens, i, end); known && ends(end) && !r.who.pronoun {
			return r, end
		}
	}
	return report{claimant: claimant, who: m}, next
}

// asideEnd returns the comma that closes an apposition opened by the comma at
// i, or -1 when what follows is a clause of its own.
func asideEnd(tokens []token, i int) int {
	for k := i + 1; k < len(tokens) && k < i+16; k++ {
		if isFinite(tokens[k].tag) && !slices.ContainsFunc(tokens[i+1:k], func(t token) bool { return t.tag == "WP" || t.tag == "WDT" }) {
			return -1
		}
		if tokens[k].text == "," && !insideDate(tokens, k) {
			for _, t := range tokens[i+1 : k] {
				if roleNouns[strings.ToLower(t.text)] {
					return k
				}
			}
			return -1
		}
	}
	return -1
}

// accordingBehind reads "It is so, according to X."
func (f *finder) accordingBehind(s *sentence, tokens []token, i int) {
	r, next := f.according(s, tokens, i+2)
	if r.claimant == "" {
		f.drop("claim", s, reasonNoClaimant, "")
		return
	}
	if next < len(tokens) && tokens[next].text != "." && tokens[next].text != "," {
		f.drop("claim", s, reasonNested, tokens[next].text)
		return
	}
	body := tokens[:i]
	if len(body) > 0 && body[len(body)-1].text == "," {
		body = body[:len(body)-1]
	}
	if finite := func(t token) bool { return isFinite(t.tag) || t.tag == "MD" }; next+1 < len(tokens) && tokens[next].text == "," && tokens[i-1].text == "," && len(body) > 0 &&
		(finite(tokens[next+1]) && !slices.ContainsFunc(body, finite) || finite(body[len(body)-1]) && !endsCompared(body)) {
		body = slices.Concat(body, tokens[next+1:]) // "The lamp, according to Ada Lark, burned."
	}
	r.body = body
	f.claim(s, r)
}

// toldThat returns where "that" stands behind "told" and whom it was told:
// "told the Brenk Post that". 0 for everything else.
func toldThat(tokens []token, i int) int {
	if tokens[i].text != "told" {
		return 0
	}
	for k := i + 2; k < len(tokens) && k < i+8; k++ {
		switch {
		case tokens[k].text == "that":
			return k
		case isFinite(tokens[k].tag) || isMark(tokens[k].text) || tokens[k].tag == "PRP":
			return 0
		}
	}
	return 0
}

// saidThat returns where "that" stands behind a verb and when, where or to whom it
// was said: "said on Tuesday that", "said in a letter to the mayor that". 0 for
// everything else.
func saidThat(tokens []token, i int) int {
	if i+2 >= len(tokens) || !prepositions[tokens[i+1].text] && !weekdays[tokens[i+1].text] {
		return 0
	}
	for k := i + 2; k < len(tokens) && k < i+14; k++ {
		switch t := tokens[k]; {
		case t.text == "that" && t.tag == "IN":
			return k
		case isFinite(t.tag) || isMark(t.text) && t.text != "." || t.tag == "PRP" || t.tag == "WDT" || t.tag == "WP", t.tag == "DT" && (isNoun(tokens[k-1].tag) || tokens[k-1].tag == "CD"):
			return 0 // "said on Monday the sign that it burned came late"
		}
	}
	return 0
}

// clauseBegins reports whether a clause with a subject and a verb begins, as in
// "X said the harbour was closed", rather than an object: "X announced plans".
func clauseBegins(tokens []token) bool { return clauseVerb(tokens) >= 0 }

// clauseVerb returns where the verb of the clause stands that begins with tokens, -1
// where none does.
func clauseVerb(tokens []token) int {
	end := nounPhrase(tokens, 0)
	if end == 0 {
		return -1
	}
	for end < len(tokens) && prepositions[tokens[end].text] {
		next := nounPhrase(tokens, end+1)
		if next == end+1 {
			return -1
		}
		end = next
	}
	if end+1 < len(tokens) && tokens[end].text == "ended" && (months[tokens[end+1].text] || isYear(tokens[end+1].text)) {
		return -1 // "a loss in the quarter ended June 30"
	}
	for end < len(tokens) && tokens[end].tag == "RB" {
		end++
	}
	if end >= len(tokens) || !isFinite(tokens[end].tag) {
		return -1
	}
	return end
}

// takesObject reports whether what stands behind a reporting verb of a sentence is a
// thing or somebody rather than a clause, though it has a verb behind it: "wrote a memo
// called Lamps", "warned sailors boats were old".
func (f *finder) takesObject(s *sentence, verb token, tokens []token) bool {
	at := clauseVerb(tokens)
	if at < 1 || tokens[0].tag == "EX" {
		return false
	}
	t := f.parsed(s)
	if t == nil {
		return naming[tokens[at].text]
	}
	own := func(of token) int {
		return slices.IndexFunc(s.tokens, func(k token) bool { return k.start == of.start })
	}
	said, does := own(verb), own(tokens[at])
	if said < 0 || does < 0 {
		return false
	}
	object := slices.ContainsFunc(tokens[:nounPhrase(tokens, 0)], func(of token) bool {
		k := own(of)
		return k >= 0 && t.heads[k] == said && (t.relations[k] == "obj" || t.relations[k] == "iobj")
	})
	return object && (base(t.relations[does]) == "acl" || t.relations[does] == "ccomp" || naming[tokens[at].text])
}

// naming are participles that tell by which name their noun goes.
var naming = set("called named titled entitled known dubbed nicknamed headlined")

// claim makes the fact that somebody holds something.
func (f *finder) claim(s *sentence, r report) {
	m, claimant, verb := r.who, r.claimant, r.verb
	body := withoutWeekdays(withoutLinks(r.body))
	for len(body) > 0 && (body[len(body)-1].text == "." || body[len(body)-1].text == ",") {
		body = body[:len(body)-1]
	}
	if len(body) < 5 || len(body) > 32 {
		f.drop("claim", s, reasonLength, "")
		return
	}
	body, stood := f.nounsNamed(s, body)
	kind := m.kind
	refers := kind // what a pronoun in the claim may stand for
	if kind == questions.Term {
		refers = r.refers()
	}
	if reason, detail := f.claimable(s, body, refers, m.person); reason != "" {
		f.drop("claim", s, reason, detail)
		return
	}
	if f.unsureCase(s, body) {
		f.drop("claim", s, reasonCutOff, body[0].text)
		return
	}
	text := s.render(body)
	if !(capitalised(body[1].text) || body[1].text == "and" && capitalised(body[2].text)) || never[body[0].text] {
		text = f.lowerFirst(text, body[0]) // no "Customs and Border Protection"
	}
	text, more, ok := f.fullNames(s, body, text)
	if !ok {
		f.drop("claim", s, reasonSurname, "")
		return
	}
	for _, a := range stood {
		e, ok := f.evidence(a.sentence, strings.TrimPrefix(a.name, "the "))
		if !ok {
			return
		}
		if !slices.ContainsFunc(more, func(o questions.Evidence) bool { return o.Quote == e.Quote }) {
			more = append(more, e)
		}
	}
	if strings.Contains(text, claimant) || strings.Count(text, `"`)%2 == 1 || strings.Contains(text, `""`) {
		f.drop("claim", s, reasonNested, claimant)
		return
	}
	called := claimant
	if kind == questions.Organisation && m.from > 0 && strings.EqualFold(s.tokens[m.from-1].text, "the") {
		called = "the " + claimant
	}
	if r.named != nil && !strings.Contains(s.text, claimant) {
		e, ok := f.evidence(r.named, strings.TrimPrefix(claimant, "the "))
		if !ok {
			return
		}
		if !slices.ContainsFunc(more, func(o questions.Evidence) bool { return o.Quote == e.Quote }) {
			more = append(more, e)
		}
	}
	if kind == questions.Person && !strings.Contains(s.text, claimant) && !(r.named != nil && strings.Contains(r.named.text, claimant)) {
		e, ok := f.evidence(m.person.sentence, claimant)
		if !ok {
			return
		}
		more = append(more, e)
	}
	switch verb { // to what it was added the claim does not tell
	case "added", "continued":
		verb = "said"
	case "adds", "continues":
		verb = "says"
	}
	var statement, ask string
	asked := "Who"
	if kind == questions.Organisation {
		asked = "Which " + bodyNoun(claimant)
	}
	if verb == "" {
		statement = "According to " + called + ", " + text
		ask = asked + " is cited as saying that " + text + "?"
	} else {
		statement = upper(called) + " " + verb + " that " + text
		ask = asked + " " + verb + " that " + text + "?"
	}
	statement = sentenceOf(statement)
	var spans []questions.Span
	if kind == questions.Organisation && f.ofItself(s, body, claimant) {
		spans = append(spans, questions.Span{Kind: kind, Text: claimant, Ask: ask})
	} else if kind != questions.Term {
		spans = append(spans, f.whoClaims(s, kind, claimant, statement, ask))
	}
	if kind == questions.Term && strings.Count(statement, upper(claimant)) == 1 && capitalised(claimant) {
		spans = append(spans, questions.Span{Kind: questions.Term, Text: upper(claimant)})
	}
	if q := quantities(body); len(q) == 1 {
		number := s.render(body[q[0].from:q[0].to])
		if values := questions.Numbers(number); len(values) == 1 && strings.Count(statement, number) == 1 && (values[0] > 3 || q[0].percent || q[0].money) {
			spans = append(spans, questions.Span{Kind: questions.Number, Text: number})
		}
	}
	spans = append(spans, f.gaps(s, body, statement)...)
	if len(spans) == 0 && !f.falsifiable(statement) && len(f.negation(statement, claimant, func() []token { return f.language.tokens(statement) })) == 0 {
		f.drop("claim", s, reasonTrivial, "nothing to ask for")
		return
	}
	f.found("claim", s, questions.Fact{
		Signals:   s.tree.doubts(body),
		Statement: statement,
		Claimant:  claimant,
		Spans:     spans,
	}, m.text, more...)
}

// whoClaims makes the span of a claimant. Where three others speak in the article
// who could have said the same, it is asked who said it, among them.
func (f *finder) whoClaims(s *sentence, kind questions.SpanKind, claimant, statement, ask string) questions.Span {
	span := questions.Span{Kind: kind, Text: claimant, Ask: ask}
	var others []string
	if kind == questions.Person {
		others = f.whoSpeaks(f.speakers(claimant, statement, s))
		if told := genderOf(statement); told != "" { // "Who said that she had sold the boat?"
			others = slices.DeleteFunc(others, func(full string) bool { return f.names.full[full].pronoun != told })
		}
	} else {
		others = unlike(func(yield func(string) bool) {
			for _, b := range f.names.bodies {
				if f.names.speaks[b] && f.names.withThe[b] == f.names.withThe[claimant] && !yield(b) {
					return
				}
			}
		}, claimant, statement, s)
	}
	if len(others) >= minSpeakers && !f.isAuthor(claimant) {
		span.Wrong, span.Forms = others, []questions.Form{questions.WhoSaid, questions.TrueFalse}
		return span
	}
	span.Wrong = f.wrong(kind, claimant, statement, s)
	if kind == questions.Person {
		span.Wrong = f.couldSay(f.whoSpeaks(span.Wrong), statement)
	}
	return span
}

// ofItself reports whether a body speaks of itself in a claim, or of what is its own, by
// a pronoun, a word of its name or a product: another body may well say the same of
// itself, and cannot say it of the product.
func (f *finder) ofItself(s *sentence, body []token, claimant string) bool {
	several := false // what "they" may mean stands before
	subject := nounPhrase(body, 0)
	named := subject > 0 && body[subject-1].tag == "NNP" // so that "it" is rather the other
	for _, t := range body {
		switch word := strings.ToLower(t.text); {
		case !named && (word == "it" || word == "its" || word == "itself"):
			return true
		case !several && (word == "they" || word == "their" || word == "them" || word == "themselves"):
			return true
		}
		several = several || t.tag == "NNS" || t.tag == "NNPS"
		if t.tag == "NNP" && questions.HoldsWords(claimant, t.text) {
			return true
		}
	}
	company := bodyNoun(claimant) == "company"
	for _, m := range f.in(s) {
		if m.kind != "" && m.kind != other || m.person != nil || !slices.ContainsFunc(body, func(t token) bool { return t.start == s.tokens[m.from].start }) || demonyms[m.text] || months[m.text] || weekdays[m.text] {
			continue
		}
		if company || f.ownedBy(claimant, m.text) {
			return true
		}
	}
	return false
}

// ownedBy reports whether the article calls something somebody's own: "Larkson's Lamp".
func (f *finder) ownedBy(owner, thing string) bool {
	return slices.ContainsFunc(f.paragraphs, func(p paragraph) bool {
		return strings.Contains(p.plain, owner+"'s "+thing) || strings.Contains(p.plain, owner+"’s "+thing)
	})
}

// isAuthor reports whether somebody wrote the article.
func (f *finder) isAuthor(name string) bool {
	return slices.Contains(f.article.Authors, name)
}

// gaps makes spans of the names in tokens that can be left out.
func (f *finder) gaps(s *sentence, tokens []token, statement string) []questions.Span {
	var spans []questions.Span
	for _, m := range f.in(s) {
		at := slices.IndexFunc(tokens, func(t token) bool { return t.start == s.tokens[m.title].start })
		if at < 0 || len(spans) == 2 || m.kind != questions.Place && m.kind != questions.Person {
			continue
		}
		key := m.text
		if m.person != nil {
			key = m.person.full
		}
		next := slices.IndexFunc(tokens, func(t token) bool { return t.start >= s.tokens[m.to-1].end })
		if next >= 0 && (tokens[next].tag == "POS" || tokens[next].text == "and" || tokens[next].text == "," || isNoun(tokens[next].tag) || strings.HasPrefix(tokens[next].tag, "JJ")) ||
			at > 0 && (tokens[at-1].text == "and" || tokens[at-1].text == "," || tokens[at-1].tag == "DT" || isNoun(tokens[at-1].tag)) || strings.Count(statement, key) != 1 || f.titled(key) {
			continue
		}
		if wrong := f.wrong(m.kind, key, statement, s); len(wrong) > 0 {
			spans = append(spans, questions.Span{Kind: m.kind, Text: key, Wrong: wrong, Forms: []questions.Form{questions.Gap, questions.TrueFalse}})
		}
	}
	return spans
}

// claimable is the guard for what is claimed: pronouns for the claimant are
// let pass when nobody else can be meant.
func (f *finder) claimable(s *sentence, body []token, kind questions.SpanKind, who *person) (reason, detail string) {
	if !slices.ContainsFunc(body, func(t token) bool { return isFinite(t.tag) }) {
		return reasonNoVerb, ""
	}
	if last := body[len(body)-1]; last.tag == "WDT" || last.tag == "IN" || last.tag == "WP" || last.text == "which" {
		return reasonNested, last.text
	}
	for i, t := range body {
		word := strings.ToLower(t.text)
		if t.text == ":" || t.text == ";" || t.tag == ":" && t.text != "-" || t.text == "?" || claiming[word] && isFinite(t.tag) && i > 0 && body[i-1].text != "who" && body[i-1].text != "which" && !(objectVerbs[word] && objectFollows(body[min(i+1, len(body)-1):])) || word == "according" {
			return reasonNested, t.text
		}
		if firstPersons[word] && t.text != "US" || word == "you" || word == "your" {
			return reasonPronoun, t.text
		}
	}
	first := slices.IndexFunc(body, func(t token) bool { return isFinite(t.tag) })
	if n := slices.IndexFunc(body, func(t token) bool { return t.text == "," }); n > 0 && n == first-1 && prepositions[body[min(first+1, len(body)-1)].text] && isNoun(body[n-1].tag) {
		return reasonNoVerb, body[first].text // "two guards, assigned to the wing"
	}
	for i, t := range body {
		if t.text == "that" && i+1 < len(body) && isNoun(body[i+1].tag) && (i+2 == len(body) || isMark(body[i+2].text)) || strings.EqualFold(t.text, "that") && pointsBack(body, i) {
			return reasonPointing, t.text
		}
	}
	if reason, detail := standsAlone(f.withTitle(ofClaimant(ownPronouns(f.in(s), s, body, who), kind)), kind, kind == questions.Person || kind == questions.Organisation, f.titleNouns(), func(noun string) bool { return f.saidFirst(s, noun) }); reason != "" {
		return reason, detail
	}
	if body[0].tag == "PRP$" && kind == questions.Person {
		return reasonPronoun, body[0].text // "his client": who is that?
	}
	names, telling := 0, 0
	for i, t := range body {
		if isNoun(t.tag) || strings.HasPrefix(t.tag, "JJ") || t.tag == "VBN" || t.tag == "VBG" && i > 0 && i+1 < len(body) && isNoun(body[i+1].tag) {
			telling++
		}
		if t.tag == "NNP" && i > 0 || t.tag == "CD" || t.tag == "NNP" && i == 0 && !never[t.text] {
			names++
		}
	}
	lately := false // what has happened by the time of writing
	for i, t := range body[:len(body)-1] {
		lately = lately || (t.text == "has" || t.text == "have") && body[i+1].tag == "VBN"
	}
	enough := 5
	if (kind == questions.Person || kind == questions.Organisation) && !slices.ContainsFunc(body, func(t token) bool { return strings.HasPrefix(t.tag, "PRP") }) {
		enough = 4 // who holds it is a name
	}
	if names == 0 && (telling < enough || lately) {
		return reasonNoName, ""
	}
	return "", ""
}

// cited returns what "according to" may name besides a person or a body: a
// document, or a name of several words or of letters that is known to be nobody's,
// as of a medium ("The Brenk Reporter").
func (f *finder) cited(s *sentence, tokens []token, i int) (source string, m name, next int) {
	if source, next = f.sourceAt(s, tokens, i); source != "" {
		return source, name{kind: questions.Term, text: source}, next
	}
	from := i
	article := ""
	if from < len(tokens) && strings.EqualFold(tokens[from].text, "the") {
		article = tokens[from].text + " "
		from++
	}
	if from >= len(tokens) {
		return "", name{}, i
	}
	for _, n := range f.in(s) {
		if n.title != n.from || n.kind != "" && n.kind != other || n.person != nil || s.tokens[n.from].start != tokens[from].start || demonyms[n.text] {
			continue
		}
		if article == "" && !strings.Contains(n.text, " ") && (strings.ToUpper(n.text) != n.text || len(n.text) < 3) || article == "the " && !strings.Contains(n.text, " ") {
			continue // somebody's surname, or "the Act"
		}
		end := from
		for end < len(tokens) && tokens[end].start < s.tokens[n.to-1].end {
			end++
		}
		n.kind = questions.Term
		return article + n.text, n, end
	}
	return "", name{}, i
}

// sourceAt returns the document, survey or body without a capital that a claim
// comes from, whose phrase begins at token i: "court records", "a 2019 survey
// by the Harbour Trust".
func (f *finder) sourceAt(s *sentence, tokens []token, i int) (source string, next int) {
	whole := tokens
	tokens = slices.Concat(tokens[:i], withoutWeekdays(tokens[i:]))
	end := nounPhrase(tokens, i)
	published := end
	for published > i && published+1 < len(tokens) && published < i+8 && tokens[published].tag == "RB" {
		published++
	}
	if published > i && published+2 < len(tokens) && tokens[published].tag == "VBN" && !isFinite(tokens[published].tag) && (tokens[published+1].text == "by" || tokens[published+1].text == "in") {
		end = published + 1 // "a paper published in", "data released by"
	}
	for end > i && end < len(tokens) && (tokens[end].text == "by" || tokens[end].text == "from" || tokens[end].text == "of" || tokens[end].text == "in") {
		more := nounPhrase(tokens, end+1)
		if more == end+1 {
			break
		}
		end = more
	}
	if end < i+2 || end > i+12 {
		return "", i
	}
	phrase := tokens[i:end]
	if reason, _ := alone(phrase, "", false); reason != "" {
		return "", i
	}
	head := headPhrase(phrase[:max(1, nounPhrase(phrase, 0))])
	if !documents[strings.ToLower(head[len(head)-1].text)] || phrase[0].tag == "PRP$" {
		return "", i
	}
	next = len(whole)
	if end < len(tokens) {
		next = slices.IndexFunc(whole, func(t token) bool { return t.start == tokens[end].start })
	}
	return f.lowerFirst(s.render(phrase), phrase[0]), next
}

// documents are what a claim without a person's or body's name can come from.
var documents = set("police records documents papers survey census report reports study data figures statistics estimate estimates poll analysis statement filing filings experts analysts critics indictment complaint lawsuit transcript transcripts emails officials authorities researchers scientists prosecutors investigators paper article sources accounts people unions employees residents witnesses index guidelines book")
