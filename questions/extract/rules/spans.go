package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
)

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
	if f.happenedAgain(s, statement) {
		return questions.Span{}, false
	}
	if finite := c.verb[0].text; len(c.verb) > 1 && (finite == "has" || finite == "have") {
		return span, true // what has happened is not told with a time: the date belongs to something else
	}
	asked, ok := f.asked(s, c, front, c.verb, rest)
	if ok {
		span.Ask = map[grain]string{yearGrain: "In which year ", monthGrain: "In which month and year ", dayGrain: "On which date "}[d.date.grain] + asked + "?"
	}
	return span, true
}

// asked turns a clause into the second half of a question: "did Ada Lark light
// the lamp in Brenk". False when the verb has no certain base form.
func (f *finder) asked(s *sentence, c *clause, front, verb, rest []token) (string, bool) {
	if opensAside(c.subject) || len(front) > 0 && front[0].tag == "DT" && !slices.ContainsFunc(front, func(t token) bool { return spans[strings.ToLower(t.text)] || t.tag == "CD" }) {
		return "", false // "The Brenk Club, a club for boats was founded": a name before its own description is no time
	}
	if twofold(front) {
		return "", false
	}
	if describing(front) {
		front = nil
	}
	first, one := firstStatement(verb, rest)
	if !one || len(first) < len(rest) && outside(c.rest, rest, rest[len(first)]) {
		return "", false
	}
	rest = first
	subject := f.lowerFirst(s.render(c.subject), c.subject[0])
	finite := verb[0].text
	if len(c.before) > 0 {
		subject += " " + s.render(c.before)
	}
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
	case verb[0].tag == "VBZ" && len(verb) == 1:
		base, ok := presentBase(finite)
		if !ok || len(base) > 3 && strings.HasPrefix(strings.ToLower(c.subject[len(c.subject)-1].text), base) {
			return "", false
		}
		parts = []string{"does", subject, base}
	case verb[0].tag == "VBP" && len(verb) == 1:
		parts = []string{"do", subject, finite}
	default:
		return "", false
	}
	if rest = oneAsked(parts[0], rest); len(rest) > 0 {
		parts = append(parts, s.render(rest))
	}
	if len(front) > 0 {
		parts = append(parts, f.lowerFirst(s.render(front), front[0]))
	}
	text := strings.ReplaceAll(strings.TrimRight(strings.Join(parts, " "), " ,"), " ,", ",")
	tokens := slices.Concat(c.subject, rest)
	text, _, ok := f.fullNames(s, tokens, text)
	return text, ok
}

// oneAsked returns what a question that begins with a helping verb keeps of the words
// behind the main verb: nothing behind a colon, of a second verb that "and" joins its
// base, "did Ada row to Brenk and light the lamp", and of a second statement nothing.
func oneAsked(helper string, rest []token) []token {
	if i := slices.IndexFunc(rest, func(t token) bool { return t.text == ":" && !t.quoted }); i > 0 {
		rest = rest[:i]
	}
	for i, t := range rest {
		switch {
		case t.quoted, isFinite(t.tag), strings.HasPrefix(t.tag, "W"), t.text == "that", t.tag == "VBG", licences[t.text] && t.text != "as":
			return rest // of another clause
		case t.tag != "CC":
			continue
		}
		k := i + 1
		for k < len(rest) && rest[k].tag == "RB" {
			k++
		}
		if helper != "did" {
			if i > 0 && secondStatement(rest[k:]) {
				return slices.DeleteFunc(slices.Clone(rest[:i]), func(x token) bool { return x.start == rest[i-1].start && x.text == "," })
			}
			continue
		}
		if k == len(rest) || rest[k].tag != "VBD" && !(rest[k].tag == "VBN" && (i == 0 || actsOn(rest, i, k))) {
			continue
		}
		base, ok := baseForm(rest[k].text)
		if !ok && i > 0 && beforeIs(rest[k].text) {
			return slices.DeleteFunc(slices.Clone(rest[:i]), func(x token) bool { return x.start == rest[i-1].start && x.text == "," })
		}
		if !ok {
			return rest
		}
		rest = slices.Clone(rest)
		rest[k].text, rest[k].tag, rest[k].made = base, "VB", true
	}
	return rest
}

// actsOn reports whether a participle at k, behind the "and" at i, rather is a past tense: no
// other one stands before the "and", and what does something with it stands behind it.
func actsOn(rest []token, i, k int) bool {
	return k+1 < len(rest) && (rest[k+1].tag == "DT" || rest[k+1].tag == "PRP$" || rest[k+1].text == "as") &&
		!slices.ContainsFunc(rest[:i], func(t token) bool { return t.tag == "VBN" || strings.HasPrefix(t.tag, "JJ") })
}

// secondStatement reports whether the words behind "and" have a verb of their own that
// begins no other clause.
func secondStatement(behind []token) bool {
	for _, t := range behind {
		switch {
		case isFinite(t.tag):
			return !t.quoted
		case strings.HasPrefix(t.tag, "W"), t.text == "that", t.tag == "VBG", t.tag == "VBN", isMark(t.text), licences[t.text]:
			return false
		}
	}
	return false
}

// firstStatement returns the words behind a verb up to the conjunction behind which
// another statement begins, with a subject of its own: a question asks of one. False when
// nobody can tell where the first one ends.
func firstStatement(verb, rest []token) ([]token, bool) {
	for i, t := range rest {
		switch {
		case t.quoted, strings.HasPrefix(t.tag, "W"), t.text == "that", licences[t.text] && t.text != "as":
			return rest, true // of another clause
		case t.tag != "CC" || i == 0 && (len(rest) < 2 || rest[1].text != "among") || !ownStatement(rest[i+1:]):
			continue
		case i == 0: // "was founded and among its keepers was Moll"
			return nil, true
		}
		before, comma := rest[i-1], false
		if before.text == "," && i > 1 {
			before, comma = rest[i-2], true
		}
		switch said := verb[len(verb)-1].text; {
		case slices.ContainsFunc(rest[:i], func(x token) bool { return isFinite(x.tag) }), saying[said] || claiming[said],
			!comma && strings.HasPrefix(before.tag, "NNP") && strings.HasPrefix(rest[i+1].tag, "NNP"):
			return nil, false // "knew Moll lost and Finn won", "met Moll and Finn left"
		case comma:
			return rest[:i-1], true
		}
		return rest[:i], true
	}
	return rest, true
}

// ownStatement reports whether words begin with a subject and a finite verb.
func ownStatement(words []token) bool {
	subject := false
	for i, t := range words {
		switch {
		case i == 0 && t.text == "among": // "and among them was Moll"
			subject = true
		case isFinite(t.tag) && !t.quoted:
			return subject && i+1 < len(words)
		case isNoun(t.tag), t.tag == "PRP":
			subject = true
		case t.tag == "DT", t.tag == "PRP$", strings.HasPrefix(t.tag, "JJ"), t.tag == "CD", t.tag == "POS", t.tag == "RB" && subject, t.text == "of" && subject:
		default:
			return false
		}
	}
	return false
}

// outside reports whether a word of all behind another one is not among those kept.
func outside(all, kept []token, behind token) bool {
	return slices.ContainsFunc(all, func(t token) bool {
		return t.start > behind.start && !slices.ContainsFunc(kept, func(k token) bool { return k.start == t.start })
	})
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
	if subject.kind == questions.Place && c.verb[0].tag == "VBZ" && len(c.verb) == 1 && len(c.rest) > 0 && (c.rest[0].tag == "VB" || c.rest[0].tag == "VBP" || c.rest[0].tag == "NN" && nationals[strings.TrimSuffix(strings.ToLower(finite), "s")]) {
		return questions.Span{}, false // "U.S. citizens vote": a noun was taken for the verb
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
	if subject.kind == questions.Organisation && len(c.verb) == 2 && finite == "is" && c.verb[1].tag == "VBN" {
		return questions.Span{Kind: subject.kind, Text: key}, true // so may others be: "The Brenk Times is banned in Oslo."
	}
	wrong := f.wrong(subject.kind, key, statement, s)
	if f.titled(key) {
		// The title gives the answer away; a statement about another may still be
		// called false.
		span := questions.Span{Kind: subject.kind, Text: key, Wrong: wrong, Forms: []questions.Form{questions.TrueFalse}}
		return span, len(wrong) > 0 && subject.kind == questions.Person
	}
	if subject.kind != questions.Person && !slices.ContainsFunc(slices.Concat(c.rest, c.front), func(t token) bool {
		return t.tag == "NNP" && !months[t.text] || demonyms[t.text] || t.tag == "CD" && !isYear(t.text) && !isDay(t.text)
	}) {
		return questions.Span{}, false // "Which school was established in 1945?" has many answers
	}
	if twofold(c.front) {
		return questions.Span{}, false
	}
	rest, ok := firstStatement(c.verb, c.rest)
	if !ok {
		return questions.Span{Kind: subject.kind, Text: key, Wrong: wrong}, true
	}
	parts := []string{asked, s.render(slices.Concat(c.before, c.verb))}
	if len(rest) > 0 {
		parts = append(parts, s.render(rest))
	}
	if len(c.front) > 0 && !describing(c.front) {
		parts = append(parts, f.lowerFirst(s.render(c.front), c.front[0]))
	}
	text := strings.TrimRight(strings.Join(parts, " "), " ,")
	text, _, ok = f.fullNames(s, slices.Concat(c.front, rest), text)
	if !ok {
		return questions.Span{}, false
	}
	return questions.Span{Kind: subject.kind, Text: key, Ask: text + "?", Wrong: wrong}, true
}

// nationals are nouns for people of a country that are taken for a verb behind its name.
var nationals = set("citizen voter soldier troop student farmer worker leader consumer lawmaker official resident taxpayer woman scientist")

// describing reports whether what stands before a subject describes it by a participle,
// as in "Regarded as odd, Ada lived in Oslo": at the end of a question it would describe
// what stands there.
func describing(front []token) bool {
	return len(front) > 1 && (front[0].tag == "VBN" || front[0].tag == "VBD")
}

// twofold reports whether what stands before a subject has a comma in it, as "most
// notably, in 1867": behind the verb it would read as two things.
func twofold(front []token) bool {
	for i, t := range front {
		if t.text == "," && i+1 < len(front) && !insideDate(front, i) {
			return true
		}
	}
	return false
}

// kindOfSubject is the kind of the name that the subject is.
func (f *finder) kindOfSubject(c *clause, names []name, s *sentence) questions.SpanKind {
	if s.he != nil && c.subject[0].text == s.he.full {
		return questions.Person
	}
	return f.subjectOf(s, c, names).kind
}

// told counts the telling words behind the finite verb, dates aside.
func (c *clause) told() int {
	n, first := 0, true
	for _, part := range [...][]token{c.verb, c.aside, c.rest} {
		for _, t := range part {
			if (isNoun(t.tag) || strings.HasPrefix(t.tag, "JJ") || strings.HasPrefix(t.tag, "VB") && (!first || !isAuxiliary(t.text))) && !months[t.text] {
				n++
			}
			first = false
		}
	}
	return n
}

// titled reports whether the article's title gives a name away.
func (f *finder) titled(key string) bool {
	words := strings.Fields(key)
	if len(words) > 1 && f.names.full[key] != nil && len(words[0]) > 3 && questions.HoldsWords(f.article.Title, words[0]) {
		return true // a given name in a headline
	}
	return questions.HoldsWords(f.article.Title, key) || f.countryTitled(key) || len(words) > 1 && questions.HoldsWords(f.article.Title, words[len(words)-1]) && f.names.surname[words[len(words)-1]] != nil
}

// countryTitled reports whether the article's title gives a country away by another name
// of it or by its capital, which stands for it.
func (f *finder) countryTitled(key string) bool {
	if countries[key] == "" {
		return false
	}
	return aliasIn(key, f.article.Title) || slices.ContainsFunc(citiesIn[key], func(c string) bool { return capitals[c] && questions.HoldsWords(f.article.Title, c) })
}

// agreement reports whether subject and verb cannot belong together: "people
// ... has".
func agreement(c *clause) bool {
	head := headPhrase(c.subject)
	tag := head[len(head)-1].tag
	finite := c.verb[0].text
	if capitalised(head[len(head)-1].text) {
		return false // a name: "Brenk Talkies was"
	}
	singular := finite == "was" || finite == "has" || finite == "is"
	return singular && (tag == "NNS" && !c.collective(head) || c.plural && tag != "NNPS" && tag != "NNS") || (finite == "were" || finite == "are") && tag == "NN" && !c.plural
}

// collective reports whether a plural noun can have a singular verb: a number
// of years, news, a series.
func (c *clause) collective(head []token) bool {
	switch strings.ToLower(head[len(head)-1].text) {
	case "news", "series", "headquarters", "politics", "economics", "physics", "mathematics", "species", "means", "works", "percent", "campus":
		return true
	}
	return false
}

// partSpans makes spans of who did something ("by Ada Lark") and where ("in
// Brenk"), and of other names in the clause that can be left out.
func (f *finder) partSpans(s *sentence, c *clause, names []name, statement string) []questions.Span {
	var spans []questions.Span
	for _, m := range names {
		at := slices.IndexFunc(c.rest, func(t token) bool { return t.start == s.tokens[m.title].start })
		from := slices.IndexFunc(c.rest, func(t token) bool { return t.start == s.tokens[m.from].start })
		if at < 1 || from < 0 || len(spans) == 2 {
			continue
		}
		to := from + m.to - m.from
		if to > len(c.rest) || c.rest[to-1].end != s.tokens[m.to-1].end {
			continue
		}
		key := m.text
		if m.person != nil {
			key = m.person.full
		}
		behind := to // a city's question goes without the country it lies in
		if to+1 < len(c.rest) && c.rest[to].text == "," && placePair(c.rest, to) {
			behind = to + 2
			for behind < len(c.rest) && capitalised(c.rest[behind].text) {
				behind++
			}
			if behind < len(c.rest) && c.rest[behind].text == "," {
				behind++
			}
		}
		if m.kind != questions.Person && m.kind != questions.Organisation && m.kind != questions.Place || m.kind == questions.Person && m.person == nil || strings.Count(statement, key) != 1 {
			continue
		}
		if to < len(c.rest) && (c.rest[to].tag == "POS" || c.rest[to].text == "and" || c.rest[to].text == "," && !placePair(c.rest, to) || isNoun(c.rest[to].tag) || strings.HasPrefix(c.rest[to].tag, "JJ")) || c.rest[at-1].text == "and" || c.rest[at-1].text == "," || isNoun(c.rest[at-1].tag) {
			continue // one of several, or part of a longer name
		}
		span := questions.Span{Kind: m.kind, Text: key, Wrong: f.wrong(m.kind, key, statement, s)}
		begin := at - 1
		if c.rest[begin].tag == "DT" && begin > 0 {
			begin--
		}
		preposition := c.rest[begin].text
		passive := len(c.verb) > 1 && c.verb[len(c.verb)-1].tag == "VBN" && auxiliary[c.verb[0].text] != ""
		plain := !slices.ContainsFunc(c.rest[:begin], func(t token) bool {
			return strings.HasPrefix(t.tag, "VB") || t.tag == "WDT" || t.tag == "WP" || t.tag == "TO" || t.tag == "CC" || licences[t.text] && t.text != "as"
		})
		switch {
		case preposition == "by" && passive && plain && m.kind != questions.Place && c.rest[to-1].end == c.rest[min(to, len(c.rest))-1].end:
			noun := "whom "
			if m.kind == questions.Organisation {
				noun = "which " + bodyNoun(m.text) + " "
			}
			if asked, ok := f.asked(s, c, c.front, c.verb, without(c.rest, begin, to)); ok {
				span.Ask = "By " + noun + asked + "?"
			}
		case preposition == "in" && plain && m.kind == questions.Place && placeGrain(m.text) != "" && !happenedIn(c.rest, begin):
			if asked, ok := f.asked(s, c, c.front, c.verb, without(c.rest, begin, behind)); ok {
				span.Ask = "In which " + placeGrain(m.text) + " " + asked + "?"
			}
		}
		if span.Ask == "" && (len(span.Wrong) == 0 || m.kind == questions.Place && c.rest[at-1].tag == "DT" || m.kind == questions.Organisation) {
			continue
		}
		if f.titled(key) {
			continue
		}
		if span.Ask != "" && questions.HoldsWords(span.Ask, key) {
			span.Ask = ""
		}
		spans = append(spans, span)
	}
	return spans
}

// happenedIn reports whether the place behind the preposition at i is that of an event
// which the verb has only for a time or a cause, "was closed by the war in Norway":
// where the event was does not tell where the verb's subject was.
func happenedIn(rest []token, i int) bool {
	if i < 2 || !happenings[strings.ToLower(rest[i-1].text)] {
		return false
	}
	k := i - 1
	for k > 0 && (isNoun(rest[k].tag) || strings.HasPrefix(rest[k].tag, "JJ") || rest[k].tag == "DT") {
		k--
	}
	return rest[k].tag == "IN"
}

// objectSpan makes the span of what the verb acted on, or of what the subject
// is, with a question where one can be formed.
func (f *finder) objectSpan(s *sentence, c *clause, statement string, others []questions.Span) (questions.Span, bool) {
	if c.object == c.objectEnd || c.objectEnd > len(c.rest) {
		return questions.Span{}, false
	}
	part := c.rest[c.object:c.objectEnd]
	text := s.render(part)
	words := len(strings.Fields(text))
	if words > 12 || len(quantities(part)) > 0 || part[0].tag == "PRP" || strings.Count(statement, text) != 1 || !slices.ContainsFunc(part, func(t token) bool { return isNoun(t.tag) }) {
		return questions.Span{}, false
	}
	if slices.ContainsFunc(others, func(o questions.Span) bool { return o.Text == text }) || text[len(text)-1] == ',' {
		return questions.Span{}, false
	}
	if slices.ContainsFunc(part, func(t token) bool { return t.tag == "PRP$" || t.tag == "PRP" }) {
		return questions.Span{}, false
	}
	span := questions.Span{Kind: questions.Term, Text: text}
	if c.objectEnd < len(c.rest) && (c.rest[c.objectEnd].text == "of" || isNoun(c.rest[c.objectEnd].tag) || strings.HasPrefix(c.rest[c.objectEnd].tag, "JJ")) {
		return questions.Span{}, false // not read to its end
	}
	rest := slices.Concat(c.rest[:c.object], c.rest[c.objectEnd:])
	named := slices.ContainsFunc(c.subject, func(t token) bool { return t.tag == "NNP" || t.tag == "NNPS" })
	if c.copular {
		if !named || words < 3 || len(rest) > 0 && isMark(rest[0].text) {
			return span, words >= 2
		}
	}
	if len(rest) > c.object && (rest[c.object].tag == "CC" || rest[c.object].text == "that" || rest[c.object].text == ",") || strings.Contains(text, ",") || !c.copular && light[strings.ToLower(c.verb[len(c.verb)-1].text)] || len(rest) > 0 && rest[0].tag == "RP" {
		return span, true // one of several
	}
	what := "What "
	if head := part[len(headPhrase(part))-1]; capitalised(head.text) && !c.copular {
		what = ""
		for _, m := range f.in(s) {
			from, to := s.tokens[m.from], s.tokens[m.to-1]
			if to.end != part[len(part)-1].end || from.start != part[0].start && !(strings.EqualFold(part[0].text, "the") && len(part) > 1 && from.start == part[1].start) {
				continue
			}
			switch {
			case m.kind == questions.Person && m.person != nil:
				what = "Whom "
				span.Text = m.person.full
			case m.kind == questions.Organisation:
				what = "Which " + bodyNoun(m.text) + " "
				span.Text = m.text
			case m.kind == questions.Place && placeGrain(m.text) != "":
				what = "Which " + placeGrain(m.text) + " "
				span.Text = m.text
			case m.kind == "" || m.kind == other:
				what = "What "
				continue
			default:
				continue
			}
			span.Kind = m.kind
			span.Wrong = f.wrong(m.kind, span.Text, statement, s)
		}
		if strings.Count(statement, span.Text) != 1 || slices.ContainsFunc(others, func(o questions.Span) bool { return strings.Contains(o.Text, span.Text) }) {
			return questions.Span{}, false
		}
	}
	if c.copular && (part[0].text == "a" || part[0].text == "an" || part[0].text == "one") && f.kindOfSubject(c, f.in(s), s) == questions.Person {
		return span, true // somebody is many things
	}
	if c.copular && slices.ContainsFunc(part, func(t token) bool { return roleNouns[strings.ToLower(t.text)] }) {
		return span, true // "Who was X?" is answered by more than this
	}
	asked, ok := f.asked(s, c, c.front, c.verb, withoutTail(rest, c.object))
	if ok && what != "" && len(strings.Fields(asked)) >= 4 && (c.copular || len(rest) > 1 || named) && !questions.HoldsWords(asked, text) && !questions.HoldsWords(asked, span.Text) {
		span.Ask = what + asked + "?"
	}
	return span, true
}

// light are verbs that say little without their object.
var light = set("get gets got put puts take takes took make makes made have has had do does did give gives gave keep keeps kept let lets set sets go goes went come comes came")

// withoutTail cuts what is added behind a comma from the given place on.
func withoutTail(rest []token, from int) []token {
	for i := from; i+1 < len(rest); i++ {
		if rest[i].text != "," || insideDate(rest, i) {
			continue
		}
		switch next := rest[i+1]; {
		case next.tag == "VBG", next.tag == "VBN", next.tag == "WDT", next.tag == "WP", next.tag == "DT", next.tag == "IN", next.tag == "CC":
			return rest[:i]
		}
	}
	return rest
}

// causeSpan makes the span of a reason: "because of the storm".
func (f *finder) causeSpan(s *sentence, c *clause, statement string) (questions.Span, bool) {
	if !c.parsed {
		return questions.Span{}, false
	}
	for i, t := range c.rest {
		due := t.text == "due" && i+1 < len(c.rest) && c.rest[i+1].text == "to"
		if t.text != "because" && !due || i == 0 && !due {
			continue
		}
		text := s.render(c.rest[i:])
		if n := len(strings.Fields(text)); n < 3 || n > 16 || strings.Count(statement, text) != 1 {
			return questions.Span{}, false
		}
		rest := c.rest[:i]
		for len(rest) > 0 && rest[len(rest)-1].text == "," {
			rest = rest[:len(rest)-1]
		}
		asked, ok := f.asked(s, c, c.front, c.verb, rest)
		if !ok {
			return questions.Span{}, false
		}
		return questions.Span{Kind: questions.Term, Text: text, Ask: "Why " + asked + "?"}, true
	}
	return questions.Span{}, false
}

// people are nouns for somebody who is not asked for with "what".
var people = set("group team crew crowd family couple man woman boy girl child person official officer student worker member resident victim jury court government police company party staff council army king player fan brother sister mother father son daughter wife husband friend thinker scholar farmer soldier voter bishop defendant suspect ruler")

// thingSpan makes the span of a subject that is neither a person, nor a body,
// nor a place: "What was developed in the late 16th century?"
func (f *finder) thingSpan(s *sentence, c *clause, subject name, statement string, others []questions.Span) (questions.Span, bool) {
	if !c.parsed || subject.pronoun || len(c.subject) > 9 {
		return questions.Span{}, false
	}
	if slices.ContainsFunc(c.subject, func(t token) bool { return t.tag == "PRP" || t.tag == "PRP$" || t.text == "," }) {
		return questions.Span{}, false
	}
	text := s.render(c.subject)
	if len(c.front) > 0 || strings.HasPrefix(statement, "According to") {
		text = f.lowerFirst(text, c.subject[0])
	} else {
		text = upper(text)
	}
	if subject.person != nil && subject.person.full != text || strings.Count(statement, text) != 1 || f.titled(text) {
		return questions.Span{}, false
	}
	if slices.ContainsFunc(others, func(o questions.Span) bool { return strings.Contains(text, o.Text) || strings.Contains(o.Text, text) }) {
		return questions.Span{}, false
	}
	for _, m := range f.in(s) {
		if m.kind == questions.Person && s.tokens[m.to-1].end == c.subject[len(c.subject)-1].end {
			return questions.Span{}, false // an office and a name
		}
	}
	span := questions.Span{Kind: questions.Term, Text: text}
	finite := c.verb[0]
	if c.plural || finite.tag == "VBP" || finite.text == "were" || len(quantities(c.subject)) > 0 {
		return span, true
	}
	head := headPhrase(c.subject)
	last := head[len(head)-1].text
	if capitalised(last) && !placeWords[last] && !orgWords[last] && !thingWords[last] && subject.kind == "" || c.told() < 4 || slices.ContainsFunc(c.subject, func(t token) bool { return personTitles[t.text] }) {
		return span, true
	}
	if people[strings.ToLower(last)] || subject.kind == questions.Person || subject.kind == "" && c.subject[0].tag == "NNP" || roleNouns[strings.ToLower(c.subject[len(headPhrase(c.subject))-1].text)] {
		return span, true // who or what it is, is not certain
	}
	if c.copular && (len(c.rest) == 0 || c.rest[0].text == "a" || c.rest[0].text == "an" || isNoun(c.rest[0].tag)) {
		if !c.defines() {
			return span, true
		}
		span.Ask = "What is defined as " + s.render(c.rest) + "?"
		return span, true
	}
	if !f.tells(c) {
		return span, true
	}
	rest, ok := firstStatement(c.verb, c.rest)
	if !ok || len(rest) == 0 {
		return span, true
	}
	parts := []string{"What", s.render(slices.Concat(c.before, c.verb)), s.render(rest)}
	if len(c.front) > 0 {
		parts = append(parts, f.lowerFirst(s.render(c.front), c.front[0]))
	}
	ask := strings.TrimRight(strings.Join(parts, " "), " ,")
	if full, _, ok := f.fullNames(s, slices.Concat(c.front, rest), ask); ok && len(strings.Fields(full)) >= 5 {
		span.Ask = full + "?"
	}
	return span, true
}
