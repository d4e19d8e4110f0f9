package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
)

// roles finds who is what: "Ada Lark, the mayor of Brenk," and "Brenk's mayor,
// Ada Lark".
func (f *finder) roles(s *sentence) {
	names := f.in(s)
	for _, m := range names {
		if m.kind != questions.Person || m.person == nil || s.tokens[m.from].quoted {
			continue
		}
		if m.to+2 < len(s.tokens) && s.tokens[m.to].text == "," {
			if f.appositiveRole(s, names, m) {
				continue
			}
		}
		f.roleBefore(s, names, m)
	}
}

// appositiveRole makes the fact of an office behind a name.
func (f *finder) appositiveRole(s *sentence, names []name, m name) bool {
	role := f.officeBehind(s, names, m)
	return len(role) > 0 && f.role(s, m, role)
}

// officeBehind returns the office in the apposition behind the name m and its comma;
// nil where there is none.
func (f *finder) officeBehind(s *sentence, names []name, m name) []token {
	i := m.to + 1
	tokens := s.tokens
	if tokens[i].tag == "CD" && i+1 < len(tokens) && tokens[i+1].text == "," {
		i += 2 // an age
	}
	if i >= len(tokens) {
		return nil
	}
	end := i
	for end < len(tokens) && !isMark(tokens[end].text) && tokens[end].tag != ":" && tokens[end].tag != "WP" && tokens[end].tag != "WDT" && tokens[end].tag != "WP$" && tokens[end].text != "whose" && !isFinite(tokens[end].tag) && tokens[end].text != "and" && tokens[end].tag != "VBG" && !tokens[end].quoted {
		end++
	}
	if end < len(tokens) && isFinite(tokens[end].tag) && !saying[tokens[end].text] {
		return nil // a clause, no apposition
	}
	if end < len(tokens) && tokens[end].text == "and" && f.inName(names, end) {
		for end < len(tokens) && tokens[end].text != "," && tokens[end].text != "." && !isFinite(tokens[end].tag) {
			end++
		}
	} else if end < len(tokens) && tokens[end].text == "and" && end+1 < len(tokens) && !roleHeadAfter(tokens, end+1) {
		return nil // a list of names, or of offices that would be cut
	}
	role := tokens[i:end]
	if n := len(role); n > 1 && weekdays[role[n-1].text] {
		return nil
	}
	if !isRole(role) {
		return nil
	}
	return role
}

func (f *finder) inName(names []name, i int) bool {
	return slices.ContainsFunc(names, func(m name) bool { return m.from < i && i < m.to })
}

// roleHeadAfter reports whether a second office follows: "a lawyer and poet".
func roleHeadAfter(tokens []token, i int) bool {
	end := nounPhrase(tokens, i)
	for _, t := range tokens[i:end] {
		if roleNouns[strings.ToLower(t.text)] {
			return true
		}
	}
	return false
}

// isRole reports whether tokens are an office with something that tells which.
func isRole(role []token) bool {
	if len(role) < 2 || len(role) > 18 {
		return false
	}
	if first := role[0]; first.text == "late" || len(role) > 1 && role[1].text == "late" || first.tag == "PRP$" || first.tag == "IN" || first.tag == "RB" || first.tag == "CC" || first.tag == "WRB" || first.text == "one" || first.text == "another" || first.text == "this" || first.text == "that" {
		return false
	}
	end := nounPhrase(role, 0)
	if end < 1 {
		return false
	}
	head := strings.ToLower(role[end-1].text)
	if !roleNouns[head] {
		return false
	}
	specific, former := false, false
	for i, t := range role {
		switch {
		case t.tag == "PRP" || t.tag == "PRP$" || t.text == "this" || t.text == "these" || t.text == "those" || t.text == "such":
			return false
		case demonyms[t.text]:
			specific = specific || singular[head] && !former && !several[head]
		case t.text == "former" || t.text == "ex":
			former = true
		case i != end-1 && (t.tag == "NNP" || t.tag == "NNPS") && !roleNouns[strings.ToLower(t.text)] && !officeWords[t.text]:
			specific = true
		case (len(t.text) == 1 || len(t.text) == 2 && t.text[1] == '.') && capitalised(t.text) && i == len(role)-1:
			return false // an initial, cut off
		}
	}
	if !specific {
		return false
	}
	if reason, _ := alone(role[min(1, len(role)):], questions.Person, false); reason != "" {
		return false
	}
	last := role[len(role)-1]
	return isNoun(last.tag) || last.tag == "CD" && !isYear(last.text)
}

// minRoleMentions is how often an article names somebody whose office is worth
// knowing.
const minRoleMentions = 3

// singular are offices that one person at a time has.
var singular = set("president chancellor premier minister secretary governor mayor ambassador envoy chief chair chairman chairwoman chairperson ceo founder king queen emperor captain coach director administrator commissioner spokesman spokeswoman spokesperson")

// several are offices of which one body has more than one.
var several = set("ambassador envoy spokesman spokeswoman spokesperson commissioner administrator director chair chief secretary founder")

// officeWords are parts of offices that do not say of what.
var officeWords = set("Prime Foreign Vice Attorney General Deputy Chief State Interior Defense Defence Finance Health Assistant Associate Senior Executive Managing Press")

// roleBefore makes the fact of an office in front of a name.
func (f *finder) roleBefore(s *sentence, names []name, m name) {
	if role := f.officeBefore(s, names, m); len(role) > 0 {
		f.role(s, m, role)
	}
}

// officeBefore returns the office in front of the name m: "Brenk's mayor, Ada Lark,"
// or "Harbour Trust spokesman Bo Finn"; nil where there is none.
func (f *finder) officeBefore(s *sentence, names []name, m name) []token {
	tokens := s.tokens
	end := m.title
	comma := end > 0 && tokens[end-1].text == ","
	if comma {
		end--
		// An apposition needs its second comma, or it is the end of a phrase.
		if m.to >= len(tokens) || tokens[m.to].text != "," && tokens[m.to].text != "." && !saying[tokens[m.to].text] {
			return nil
		}
	}
	if m.title < m.from && !comma {
		end = m.from
	}
	if end == 0 || tokens[end-1].quoted {
		return nil
	}
	start := end
	for start > 0 && end-start < 12 {
		t := tokens[start-1]
		ok := isNoun(t.tag) || strings.HasPrefix(t.tag, "JJ") || t.tag == "POS" || t.tag == "DT" || t.text == "of" || t.text == "for" || t.text == "-" && start < end && t.end == tokens[start].start || (t.text == "and" || t.text == "&") && f.inName(names, start-1)
		if !ok || t.quoted {
			break
		}
		start--
		if t.tag == "DT" {
			break
		}
	}
	for start < end && (tokens[start].text == "of" || tokens[start].text == "for" || tokens[start].tag == "POS" || tokens[start].text == "-" || weekdays[tokens[start].text] || months[tokens[start].text]) {
		start++
	}
	role := tokens[start:end]
	if len(role) < 2 || len(role) > 10 || !roleNouns[strings.ToLower(role[len(role)-1].text)] && !comma {
		return nil
	}
	if start > 0 && (tokens[start-1].tag == "CD" || tokens[start-1].text == "and" || tokens[start-1].text == "former" || tokens[start-1].text == "then") {
		return nil
	}
	if !isRole(role) {
		return nil
	}
	if _, common := officeOfAll[strings.ToLower(joinWords(role))]; common {
		return nil
	}
	return role
}

// officeOfAll are offices that everybody knows the holder of.
var officeOfAll = map[string]bool{"u.s. president": true, "us president": true, "american president": true, "united states president": true, "russian president": true, "president of the united states": true, "british prime minister": true, "german chancellor": true, "the u.s. president": true, "former president": true}

// role makes the fact that a person has an office.
func (f *finder) role(s *sentence, m name, role []token) bool {
	who := m.person
	text := s.render(role)
	if strings.Contains(text, who.surname) || strings.ContainsAny(text, `"`) || officeOfAll[strings.ToLower(text)] {
		return false
	}
	if f.titleHasOffice(role) || slices.ContainsFunc(strings.Fields(strings.ToLower(who.full)), func(w string) bool { return roleNouns[w] }) {
		return false
	}
	if isTag(role) && !questions.HoldsWords(f.article.Title, who.surname) {
		return false
	}
	first := role[0]
	if before := role[len(role)-1].end <= s.tokens[m.title].start; before && first.text == "the" && !officeOf(role) && !possessive(role) && s.tokens[m.title].start-role[len(role)-1].end < 2 {
		role = role[1:] // "the Canadian researcher Ada Lark" is one of several
		first = role[0]
		text = s.render(role)
	}
	if wellKnown(role) || f.mentions(who.surname) < minRoleMentions && (f.mentions(who.surname) < 2 || !f.speaks(who)) {
		return false // a passing label, or what everybody knows
	}
	if first.tag != "DT" && !possessive(role) {
		end := nounPhrase(role, 0)
		former := strings.EqualFold(first.text, "former")
		if former {
			role = slices.Clone(role)
			role[0].text = "former"
			text = "former" + text[len("former"):]
		}
		if head := strings.ToLower(role[end-1].text); end == len(role) && !former && (singular[head] && !several[head] || heldByOne(role)) {
			text = "the " + text
		} else if officeOf(role) {
			text = "the " + f.lowerFirst(text, token{text: first.text, tag: "NN"})
			if first.tag == "NNP" {
				text = "the " + s.render(role)
			}
		} else {
			article := "a "
			if questions.TakesAn(text) {
				article = "an "
			}
			text = article + f.roleLower(s, role)
		}
	} else if first.tag == "DT" {
		text = strings.ToLower(text[:1]) + text[1:]
	}
	var more []questions.Evidence
	if !strings.Contains(s.text, who.full) {
		e, ok := f.evidence(who.sentence, who.full)
		if !ok {
			return false
		}
		more = append(more, e)
	}
	verb := "was"
	if strings.Contains(text, "former ") {
		verb = "is" // for good
	}
	when := ""
	if verb == "was" && f.article.Published.Day > 0 {
		if slices.ContainsFunc(yearsIn(s.paragraph.plain), func(year int) bool { return year < f.article.Published.Year-1 }) {
			return false // it may tell of another time
		}
		when = upToWhen(f.article.Published) // since when and until when it does not say
	}
	statement := sentenceOf(who.full + " " + verb + " " + text)
	if len(strings.Fields(statement)) < minBareWords {
		return false // "Ada Lark was the Brenk captain": a label rather than news
	}
	span := questions.Span{Kind: questions.Person, Text: who.full}
	for _, other := range f.wrong(questions.Person, who.full, statement, s) {
		// Only who has such an office elsewhere could be taken for its holder.
		if p := f.names.full[other]; p != nil && slices.ContainsFunc(who.offices, func(o string) bool { return slices.Contains(p.offices, o) }) {
			span.Wrong = append(span.Wrong, other)
		}
	}
	if one := strings.HasPrefix(text, "the ") || possessive(role); one {
		span.Ask = "According to the article, who " + verb + " " + text + "?"
		if ofState(role) {
			span.Forms, span.Wrong = onlyStatement, nil // a name tells the country it comes from
		}
	} else {
		span.Forms = []questions.Form{} // there are others, of whom it may be true
	}
	if when != "" {
		statement = when + ", " + statement
		f.worked[statement] = when
	}
	f.found("role", s, questions.Fact{Statement: statement, Spans: []questions.Span{span}}, m.text, more...)
	return true
}

// titleHasOffice reports whether every word of an office stands in the title, in
// whatever form: then the title tells who is spoken of.
func (f *finder) titleHasOffice(role []token) bool {
	office := strings.TrimPrefix(strings.ToLower(joinWords(role)), "former ")
	return strings.Contains(office, " ") && questions.NewHeadline(f.article.Title).Has(office)
}

// heldByOne reports whether one person at a time has an office of two words:
// "chief executive", "Attorney General", "press secretary", "Minority Leader", "Trade Secretary".
func heldByOne(role []token) bool {
	n := len(role)
	if n < 2 {
		return false
	}
	switch before, last := role[n-2].text, role[n-1].text; strings.ToLower(last) {
	case "general":
		return strings.EqualFold(before, "attorney")
	case "executive":
		return strings.EqualFold(before, "chief")
	case "secretary", "leader":
		return last != strings.ToLower(last) && capitalised(before) || strings.EqualFold(before, "press")
	}
	return false
}

// tags are what anybody is called who speaks for a body or knows its field: worth
// knowing only of whom the title speaks.
var tags = set("executive exec fellow member official employee staffer manager investor specialist insider analyst consultant strategist professor lecturer scholar scientist researcher developer resident")

// isTag reports whether an office is such a label: "a senior fellow at ...", but
// not "chief executive".
func isTag(role []token) bool {
	end := nounPhrase(role, 0)
	if end == 0 {
		return false
	}
	head := strings.ToLower(role[end-1].text)
	return (tags[head] || strings.HasSuffix(head, "ologist")) && (end == 1 || !strings.EqualFold(role[end-2].text, "chief"))
}

// ofState reports whether an office names a country or its people.
func ofState(role []token) bool {
	for i, t := range role {
		if demonyms[t.text] || countries[t.text] != "" || i > 0 && countries[role[i-1].text+" "+t.text] != "" {
			return true
		}
	}
	return false
}

// wellKnown reports whether everybody knows who has an office: the head of a
// state or its government, the founder of a company that everybody buys from.
func wellKnown(role []token) bool {
	state, office, brand := ofState(role), false, false
	for i, t := range role {
		brand = brand || bodyNoun(t.text) == "company"
		before := ""
		if i > 0 {
			before = strings.ToLower(role[i-1].text)
		}
		switch word := strings.ToLower(t.text); word {
		case "governor":
			if before != "lieutenant" && slices.ContainsFunc(usStates, func(name string) bool {
				return strings.HasSuffix(joinWords(role), name) || strings.HasPrefix(joinWords(role), name)
			}) {
				return true
			}
		case "president", "minister", "premier", "chancellor", "king", "queen", "emperor", "founder", "co-founder", "ceo", "executive":
			office = true
			if word == "minister" && before == "chief" {
				return true // of a state of India
			}
		case "vice", "deputy", "foreign", "finance", "justice", "interior", "health", "defence", "defense", "assistant", "spokesman", "spokeswoman", "adviser", "advisor", "of":
			return false
		}
	}
	return office && (state || brand)
}

// possessive reports whether an office begins with its owner: "Brenk's mayor".
func possessive(role []token) bool {
	for i, t := range role {
		if t.tag == "POS" {
			return i > 0
		}
	}
	return false
}

// officeOf reports whether an office is one of a kind: "director of ...".
func officeOf(role []token) bool {
	for i, t := range role {
		if (t.text == "of" || t.text == "for") && i > 0 {
			switch strings.ToLower(role[i-1].text) {
			case "professor", "lecturer", "fellow", "teacher", "member", "student", "scholar", "researcher", "author", "analyst":
				return false
			}
			return true
		}
	}
	return false
}

// roleLower writes an office in small letters where they are not a name's.
func (f *finder) roleLower(s *sentence, role []token) string {
	text := s.render(role)
	if w := strings.ToLower(role[0].text); roleNouns[w] && role[0].tag != "NNP" {
		return strings.ToLower(text[:1]) + text[1:]
	}
	return text
}
