package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
)

// events finds what happened: main clauses in the past whose subject, date or
// number can be asked for.
func (f *finder) events(s *sentence) {
	tokens := s.tokens
	if quotedWords(tokens) > 6 {
		f.drop("event", s, reasonQuotePart, "")
		return
	}
	c, reason := parse(s, tokens)
	if reason != "" {
		f.drop("event", s, reason, "")
		return
	}
	if reason, detail := f.plainFact(s, c); reason != "" {
		f.drop("event", s, reason, detail)
		return
	}
	names := f.in(s)
	subject := f.subjectOf(s, c, names)
	kind := subject.kind
	if c.plural {
		kind = plural
	}
	all := c.tokens()
	if reason, detail := alone(all, kind); reason != "" {
		f.drop("event", s, reason, detail)
		return
	}
	statement := s.render(c.subject) + " " + s.render(c.verb)
	if len(c.rest) > 0 {
		statement += " " + s.render(c.rest)
	}
	if len(c.front) > 0 {
		statement = s.render(c.front) + ", " + f.lowerFirst(statement, c.subject[0])
	}
	statement, more, ok := f.fullNames(s, all, statement)
	if !ok || f.looseSurname(names, all) {
		f.drop("event", s, reasonSurname, "")
		return
	}
	statement = sentenceOf(statement)

	var spans []questions.Span
	family := "subject"
	if span, ok := f.dateSpan(s, c, statement); ok {
		spans, family = append(spans, span), "event"
	}
	if span, ok := f.numberSpan(s, c, statement); ok {
		spans = append(spans, span)
		if family == "subject" {
			family = "quantity"
		}
	}
	if span, ok := f.subjectSpan(s, c, subject, statement); ok {
		spans = append(spans, span)
	} else if family == "subject" {
		f.drop("event", s, reasonTrivial, "nothing to ask for")
		return
	}
	if f.opinion && family == "subject" {
		f.drop("event", s, reasonOpinion, "the article is written in the first person")
		return
	}
	if !f.anchored(s, c, names, family) {
		f.drop("event", s, reasonNoName, "")
		return
	}
	f.found(family, s, questions.Fact{Statement: statement, Spans: spans}, s.render(c.verb[len(c.verb)-1:]), more...)
}

// plainFact refuses clauses that are not told as facts.
func (f *finder) plainFact(s *sentence, c *clause) (reason, detail string) {
	main := strings.ToLower(c.verb[len(c.verb)-1].text)
	finite := c.verb[0]
	if claiming[main] || saying[main] || speechVerbs[main] {
		return reasonHedge, main
	}
	if reason, word := hedged(c.tokens()); reason != "" {
		return reason, word
	}
	for _, t := range c.tokens() {
		if negations[t.text] {
			return reasonNegative, t.text
		}
	}
	// Adverbs left out between subject and verb can hedge as well.
	from, to := c.subject[0].start, c.verb[len(c.verb)-1].end
	for _, t := range s.tokens {
		if t.start >= from && t.end <= to && (hedges[strings.ToLower(t.text)] && t.tag == "RB" || negations[t.text]) {
			return reasonHedge, t.text
		}
	}
	switch {
	case finite.tag == "VBD":
	case finite.text == "has" && len(c.verb) > 1:
	case finite.text == "is" && len(c.verb) == 1:
	case finite.text == "is" && c.verb[len(c.verb)-1].tag == "VBN":
	default:
		return "not in the past", finite.text
	}
	for _, t := range c.verb {
		if t.tag == "VBG" {
			return "not in the past", t.text
		}
	}
	if (main == "is" || main == "was" || main == "were") && len(c.rest) > 0 && (c.rest[0].tag == "TO" || strings.HasPrefix(c.rest[0].tag, "JJ") || c.rest[0].tag == "RB" || c.rest[0].tag == "IN") {
		return reasonTrivial, main
	}
	if vague[main] {
		return reasonTrivial, main
	}
	return "", ""
}

// vague are verbs whose clause seldom tells what happened.
var vague = set("seemed looked appeared felt thought knew liked loved hated wanted hoped tried needed helped continued remained stood went came got became made did had been turned kept started began seen known")

// subjectOf returns the name that the subject consists of, alone or behind
// "the"; its kind is "" when the subject is something else.
func (f *finder) subjectOf(s *sentence, c *clause, names []name) name {
	first, last := c.subject[0], c.subject[len(c.subject)-1]
	for _, m := range names {
		from, to := s.tokens[m.title], s.tokens[m.to-1]
		starts := from.start == first.start || strings.EqualFold(first.text, "the") && len(c.subject) > 1 && c.subject[1].start == from.start
		if starts && to.end == last.end {
			return m
		}
	}
	return name{}
}

// looseSurname reports whether the clause names somebody by one word that no
// full name in the article explains.
func (f *finder) looseSurname(names []name, all []token) bool { return false }

// anchored reports whether a statement has a name to hold on to.
func (f *finder) anchored(s *sentence, c *clause, names []name, family string) bool {
	n := 0
	for _, m := range names {
		if slices.ContainsFunc(c.tokens(), func(t token) bool { return t.start == s.tokens[m.from].start }) {
			n++
		}
	}
	if family == "subject" {
		return n >= 2
	}
	return n >= 1
}

// dateSpan makes the span and question of the clause's date.
func (f *finder) dateSpan(s *sentence, c *clause, statement string) (questions.Span, bool) {
	d, ok := c.dateOf()
	if !ok {
		return questions.Span{}, false
	}
	part := c.rest
	front := c.front
	rest := c.rest
	if d.inFront {
		part = c.front
		front = nil
	} else {
		rest = without(c.rest, d.from, d.to)
	}
	text := s.render(part[d.from+1 : d.to])
	if strings.Count(statement, text) != 1 {
		return questions.Span{}, false
	}
	span := questions.Span{Kind: questions.DateSpan, Text: text}
	asked, ok := f.asked(s, c, front, c.verb, rest)
	if ok {
		span.Ask = map[grain]string{yearGrain: "In which year ", monthGrain: "In which month and year ", dayGrain: "On which date "}[d.date.grain] + asked + "?"
	}
	return span, true
}

// asked turns a clause into the second half of a question: "did Ada Lark light
// the lamp in Brenk". False when the verb has no certain base form.
func (f *finder) asked(s *sentence, c *clause, front, verb, rest []token) (string, bool) {
	subject := f.lowerFirst(s.render(c.subject), c.subject[0])
	finite := verb[0].text
	var parts []string
	switch {
	case isAuxiliary(finite) && (len(verb) > 1 || finite != "had" && finite != "has" && finite != "have" && finite != "did"):
		parts = []string{finite, subject}
		if len(verb) > 1 {
			parts = append(parts, s.render(verb[1:]))
		}
	case verb[0].tag == "VBD" || verb[0].tag == "VBN":
		base, ok := baseForm(finite)
		if !ok {
			return "", false
		}
		parts = []string{"did", subject, base}
	default:
		return "", false
	}
	if len(rest) > 0 {
		parts = append(parts, s.render(rest))
	}
	if len(front) > 0 {
		parts = append(parts, f.lowerFirst(s.render(front), front[0]))
	}
	text := strings.TrimRight(strings.Join(parts, " "), " ,")
	tokens := slices.Concat(c.subject, rest)
	text, _, ok := f.fullNames(s, tokens, text)
	return text, ok
}

// subjectSpan makes the span and question of a subject that is a name: the
// rest of the sentence stays word for word.
func (f *finder) subjectSpan(s *sentence, c *clause, subject name, statement string) (questions.Span, bool) {
	if subject.kind == "" || c.plural {
		return questions.Span{}, false
	}
	finite := c.verb[0].text
	if finite == "were" || finite == "have" || finite == "are" || c.verb[0].tag == "VBP" {
		return questions.Span{}, false
	}
	var asked, key string
	switch subject.kind {
	case questions.Person:
		if subject.person == nil {
			return questions.Span{}, false
		}
		asked, key = "Who", subject.person.full
	case questions.Organisation:
		asked, key = "Which "+bodyNoun(subject.text), subject.text
	case questions.Place:
		grain := placeGrain(subject.text)
		if grain == "" {
			return questions.Span{}, false
		}
		asked, key = "Which "+grain, subject.text
	default:
		return questions.Span{}, false
	}
	if strings.Count(statement, key) != 1 {
		return questions.Span{}, false
	}
	parts := []string{asked, s.render(c.verb)}
	if len(c.rest) > 0 {
		parts = append(parts, s.render(c.rest))
	}
	if len(c.front) > 0 {
		parts = append(parts, f.lowerFirst(s.render(c.front), c.front[0]))
	}
	text := strings.TrimRight(strings.Join(parts, " "), " ,")
	text, _, ok := f.fullNames(s, slices.Concat(c.front, c.rest), text)
	if !ok {
		return questions.Span{}, false
	}
	return questions.Span{Kind: subject.kind, Text: key, Ask: text + "?", Wrong: f.wrong(subject.kind, key, statement, s)}, true
}

// numberSpan makes the span of the one quantity of a clause, with a question
// where it stands in the subject or directly behind the verb.
func (f *finder) numberSpan(s *sentence, c *clause, statement string) (questions.Span, bool) {
	inSubject := quantities(c.subject)
	inRest := quantities(c.rest)
	if len(inSubject)+len(inRest) != 1 || len(quantities(c.front)) > 0 {
		return questions.Span{}, false
	}
	part, q := c.subject, quantity{}
	if len(inSubject) == 1 {
		q = inSubject[0]
	} else {
		part, q = c.rest, inRest[0]
	}
	text := s.render(part[q.from:q.to])
	if strings.Count(statement, text) != 1 || len(questions.Numbers(text)) != 1 {
		return questions.Span{}, false
	}
	span := questions.Span{Kind: questions.Number, Text: text}
	if q.money || q.percent || q.object <= q.to {
		return span, true
	}
	how := "How many "
	switch q.approximate {
	case "more than", "over":
		how = "More than how many "
	case "at least":
		how = "At least how many "
	case "about", "around", "approximately", "roughly", "some":
		how = "About how many "
	case "nearly", "almost":
		how = "Nearly how many "
	case "up to":
		how = "Up to how many "
	case "fewer than", "less than":
		how = "Fewer than how many "
	}
	object := s.render(part[q.to:q.object])
	before := q.from - q.words // the approximation goes into the question
	if len(inSubject) == 1 {
		if before != 0 {
			return span, true
		}
		ask := how + object
		for _, more := range [][]token{c.subject[q.object:], c.verb, c.rest} {
			if len(more) > 0 {
				ask += " " + s.render(more)
			}
		}
		if len(c.front) > 0 {
			ask += " " + f.lowerFirst(s.render(c.front), c.front[0])
		}
		if full, _, ok := f.fullNames(s, c.tokens(), ask); ok {
			span.Ask = strings.TrimRight(full, " ,") + "?"
		}
		return span, true
	}
	if before != 0 {
		return span, true
	}
	if asked, ok := f.asked(s, c, c.front, c.verb, c.rest[q.object:]); ok {
		span.Ask = how + object + " " + asked + "?"
	}
	return span, true
}

// quantity is a number with what it counts.
type quantity struct {
	from, to       int    // the number, with its magnitude: "1.2 million"
	object         int    // end of the noun phrase it counts; to if there is none
	approximate    string // "about", "more than"
	words          int    // how many words that has
	money, percent bool
}

var magnitudeWords = set("hundred thousand million billion trillion dozen")

var approximations = []string{"more than", "at least", "up to", "fewer than", "less than", "over", "about", "around", "approximately", "roughly", "some", "nearly", "almost"}

// quantities returns the numbers of a part that count or measure something.
func quantities(tokens []token) []quantity {
	var found []quantity
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if t.tag != "CD" || !countable(tokens, i) {
			continue
		}
		q := quantity{from: i, to: i + 1}
		for q.to < len(tokens) && (magnitudeWords[tokens[q.to].text]) {
			q.to++
		}
		if i > 0 && (tokens[i-1].text == "$" || tokens[i-1].text == "£" || tokens[i-1].text == "€") {
			q.from--
			q.money = true
		}
		if strings.HasPrefix(t.text, "$") || strings.HasPrefix(t.text, "£") || strings.HasPrefix(t.text, "€") {
			q.money = true
		}
		if q.to < len(tokens) && (tokens[q.to].text == "%" || tokens[q.to].text == "percent") {
			q.to++
			q.percent = true
		}
		q.object = q.to
		if !q.money && !q.percent && q.to < len(tokens) {
			if end := nounPhrase(tokens, q.to); end > q.to {
				q.object = end
			}
		}
		lead := strings.ToLower(joinWords(tokens[max(0, q.from-2):q.from]))
		for _, a := range approximations {
			if lead == a || strings.HasSuffix(lead, " "+a) {
				q.approximate, q.words = a, len(strings.Fields(a))
				break
			}
		}
		found = append(found, q)
		i = q.to - 1
	}
	return found
}

// countable reports whether the number at i is a quantity: no date, name,
// score, age, part of a word, or "one".
func countable(tokens []token, i int) bool {
	t := tokens[i]
	word := strings.ToLower(t.text)
	if len(questions.Numbers(t.text)) != 1 || word == "one" || isYear(t.text) || strings.ContainsAny(t.text, ":/-–'") {
		return false
	}
	if i > 0 {
		before := tokens[i-1]
		if months[before.text] || before.tag == "NNP" && before.text != "$" || before.text == "-" || before.text == "–" || before.tag == "CD" || before.text == "age" || before.text == "aged" || before.text == "of" && i > 1 && tokens[i-2].text == "age" {
			return false
		}
	}
	if i+1 < len(tokens) {
		after := tokens[i+1]
		if months[after.text] || after.text == "-" || after.text == "–" || after.tag == "CD" && !magnitudeWords[after.text] || after.text == "to" && i+2 < len(tokens) && tokens[i+2].tag == "CD" || after.text == "or" || after.text == "a.m." || after.text == "p.m." || after.text == "," || after.text == "and" && i+2 < len(tokens) && tokens[i+2].tag == "CD" {
			return false
		}
		return true
	}
	return strings.HasPrefix(t.text, "$")
}
