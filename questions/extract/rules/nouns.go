package rules

import (
	"cmp"
	"slices"
	"strings"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

// nounSort is of what sort the names are that a noun can stand for.
type nounSort uint8

const (
	someone nounSort = iota + 1
	someBody
	somewhere
)

// nounSorts are nouns that take up a name: "the firm", "the singer". People are
// called by more, see sortOf.
var nounSorts = func() map[string]nounSort {
	sorts := map[string]nounSort{}
	for sort, nouns := range map[nounSort]string{
		someone:   "singer rapper star superstar striker winger forward fullback fly-half scrum-half centre lock prop flanker sprinter athlete runner boxer golfer swimmer cyclist skipper batsman bowler captain manager coach boss player midfielder defender goalkeeper keeper champion actor actress director comedian presenter model author writer billionaire tycoon businessman teenager veteran politician peer chancellor premier",
		someBody:  "company firm group bank club party ministry agency union alliance band court carmaker automaker drugmaker chipmaker startup airline retailer broadcaster manufacturer supermarket chain charity newspaper watchdog regulator giant maker label studio trust university magazine operator producer brewer lender insurer consortium federation association exchange",
		somewhere: "country nation city town capital village",
	} {
		for noun := range strings.FieldsSeq(nouns) {
			sorts[noun] = sort
		}
	}
	return sorts
}()

// sortOf returns of what sort the names are that "the" with a noun can stand for;
// 0 where none are.
func sortOf(noun string) nounSort {
	if sort := nounSorts[noun]; sort != 0 {
		return sort
	}
	if roleNouns[noun] || callings[noun] != "" || strings.HasSuffix(noun, "-year-old") {
		return someone
	}
	return 0
}

// sameNouns are nouns of which the first is as good as the others.
var sameNouns = func() map[string]string {
	same := map[string]string{}
	for _, nouns := range []string{"company firm", "carmaker automaker", "bank lender", "boss manager coach", "skipper captain", "goalkeeper keeper", "country nation", "city town capital", "storm hurricane cyclone typhoon", "film movie documentary", "series show programme program sitcom", "book novel", "war conflict", "ship vessel", "song single"} {
		first, _, _ := strings.Cut(nouns, " ")
		for noun := range strings.FieldsSeq(nouns) {
			same[noun] = first
		}
	}
	return same
}()

// asNoun is what a noun is looked up by.
func asNoun(noun string) string {
	if first := sameNouns[noun]; first != "" {
		return first
	}
	return noun
}

// nounFor is a name that the article calls by a noun: "the record company Sony",
// "Ada Lark, the singer".
type nounFor struct {
	name  string
	who   *person
	first *sentence // that calls it so
}

// findCalled collects the names of the article by the nouns beside them, and the
// nouns that also stand for somebody or something without a name.
func (d *document) findCalled() {
	d.called, d.uncalled, d.bodiesCalled, d.peopleCalled = map[string][]nounFor{}, map[string]bool{}, map[string]bool{}, map[*person]bool{}
	for i := range d.paragraphs {
		for k := range d.paragraphs[i].sentences {
			s := &d.paragraphs[i].sentences[k]
			taken := map[int]bool{}
			for _, m := range d.in(s) {
				d.nounsBeside(s, m, taken)
			}
			for j, t := range s.tokens {
				if isNoun(t.tag) && !taken[j] && !capitalised(t.text) && (t.tag == "NNS" && sortOf(stem(t.text)) != 0 && !someBodies[sortOf(stem(t.text))] || sortOf(t.text) != 0 && anyOne(s.tokens, j)) {
					d.uncalled[asNoun(stem(t.text))] = true
				}
			}
		}
	}
}

// someBodies are sorts of which the article speaks in the plural without taking up
// any.
var someBodies = map[nounSort]bool{someBody: true, somewhere: true}

// anyOne reports whether the noun at j is one of many: "a young singer", "every band".
func anyOne(tokens []token, j int) bool {
	for b := j - 1; b >= 0 && b >= j-4 && !isMark(tokens[b].text); b-- {
		switch strings.ToLower(tokens[b].text) {
		case "a", "an", "another", "one", "each", "every", "any", "no", "other":
			return true
		case "the", "his", "her", "its", "their":
			return false
		}
	}
	return false
}

// nounsBeside notes the nouns that a name is called by in a sentence, and at which
// tokens they stand.
func (d *document) nounsBeside(s *sentence, m name, taken map[int]bool) {
	call := func(c nounFor, noun string) {
		if !slices.ContainsFunc(d.called[noun], func(o nounFor) bool { return o.name == c.name }) {
			d.called[noun] = append(d.called[noun], c)
		}
	}
	note := func(at int, noun string) {
		taken[at] = true
		c := nounFor{name: m.text, who: m.person, first: s}
		if m.person != nil {
			c.name = m.person.full
		}
		switch sortOf(noun) {
		case someone:
			if m.person == nil || m.title > 0 && s.tokens[m.title-1].text == "former" {
				return
			}
			d.peopleCalled[m.person] = true
		case someBody:
			if m.person != nil || m.kind != questions.Organisation && m.kind != "" || demonyms[m.text] {
				return
			}
		default:
			return
		}
		if sortOf(noun) == someBody {
			d.bodiesCalled[c.name] = true
		}
		call(c, asNoun(noun))
		if office := whoseOffice(s.tokens, at); office != "" && m.person != nil {
			call(c, office)
		}
	}
	if at := m.title - 1; at >= 0 && s.tokens[at].tag == "NN" && !capitalised(s.tokens[at].text) {
		note(at, s.tokens[at].text)
	}
	if m.title < m.from {
		office := strings.ToLower(joinWords(s.tokens[m.title:m.from]))
		note(m.from-1, office)
		if i := strings.LastIndexByte(office, ' '); i > 0 {
			note(m.from-1, office[i+1:])
		}
	}
	if m.to+2 >= len(s.tokens) {
		return
	}
	switch behind := s.tokens[m.to]; {
	case behind.text == ",", behind.text == "is", behind.text == "was":
		end := nounPhrase(s.tokens, m.to+1)
		if end > m.to+1 && s.tokens[end-1].tag == "NN" && (behind.text != "," || s.tokens[m.to+1].tag == "DT" || s.tokens[m.to+1].tag == "PRP$" || m.person != nil) && (end == len(s.tokens) || isMark(s.tokens[end].text) || prepositions[s.tokens[end].text] || s.tokens[end].tag == "WP" || s.tokens[end].tag == "WDT") {
			note(end-1, s.tokens[end-1].text)
		}
	}
}

// nounMeans returns what the definite noun means whose "the" stands at token i, and
// the token behind the noun: "the firm", "the prime minister". It is nothing where
// the sentence names it, where another of the sort was named since, and where
// nothing tells that the name may be called so.
func (d *document) nounMeans(s *sentence, i int) (a *antecedent, end int) {
	tokens := s.tokens
	if i+1 >= len(tokens) || !strings.EqualFold(tokens[i].text, "the") || tokens[i].quoted {
		return nil, 0
	}
	end = i + 2
	noun := tokens[i+1].text
	if end < len(tokens) && isNoun(tokens[end].tag) && !(i == 1 && endNames[noun] && capitalised(tokens[end].text)) { // "On the island Lark found"
		noun, end = strings.ToLower(noun+" "+tokens[end].text), end+1
		if !officeOfTwo[noun] && whoseOffice(tokens, i+2) == "" {
			return nil, 0
		}
	} else if tokens[i+1].tag != "NN" && !strings.HasSuffix(noun, "-year-old") || capitalised(noun) {
		return nil, 0
	}
	if end < len(tokens) && (isNoun(tokens[end].tag) && !(i == 1 && endNames[noun]) || strings.HasPrefix(tokens[end].tag, "JJ") || tokens[end].tag == "VBN" || tokens[end].tag == "CD" || tokens[end].tag == "VBG" || tokens[end].text == "of" || tokens[end].text == "that" || tokens[end].text == "who" || tokens[end].text == "which" || tokens[end].text == "-") {
		return nil, 0
	}
	if d.called == nil {
		d.findCalled()
	}
	switch sort := sortOf(noun); {
	case end == i+3 && !officeOfTwo[noun]:
		a = d.oneCalled(s, noun)
	case sort == someone, officeOfTwo[noun]:
		a = d.someoneCalled(s, i, noun)
	case sort == someBody:
		a = d.bodyCalled(s, i, noun)
	case sort == somewhere:
		a = d.placeCalled(s, i, noun)
	case endNames[noun]:
		a = d.nameEnding(s, i, noun)
	}
	if a != nil && a.sentence != s && d.topic.nouns[noun] && strings.TrimPrefix(a.name, "the ") != d.topic.name {
		return nil, 0 // see meansTopic
	}
	if a == nil || a.sentence != s && strings.Contains(s.text, a.name) || a.who != nil && strings.Contains(s.text, a.who.surname) {
		return nil, 0
	}
	return a, end
}

// officeOfTwo are offices of two words that are titles before a name.
var officeOfTwo = map[string]bool{"prime minister": true, "home secretary": true, "foreign secretary": true, "foreign minister": true, "finance minister": true, "defence minister": true, "interior minister": true, "vice president": true, "attorney general": true, "health secretary": true, "education secretary": true}

// ofAny reports whether a sentence tells what holds of all things of a kind: "any
// harbour depends on the rules of the country" means no country.
func ofAny(s *sentence) bool {
	return slices.ContainsFunc(s.tokens, func(t token) bool {
		return t.tag == "DT" && (strings.EqualFold(t.text, "any") || strings.EqualFold(t.text, "every"))
	})
}

// maxBack is how many sentences a noun points back at most.
const maxBack = 5

// back calls yield for the sentences before s, the last one first, to the beginning
// of the paragraph before its own, until it returns false.
func (d *document) back(s *sentence, yield func(before *sentence) bool) {
	n := 0
	for number := s.paragraph.number; number > 0 && number >= s.paragraph.number-1; number-- {
		sentences := d.paragraphs[number-1].sentences
		for k := len(sentences) - 1; k >= 0; k-- {
			before := &sentences[k]
			if number == s.paragraph.number && before.start >= s.start {
				continue
			}
			if n++; n > maxBack || !yield(before) {
				return
			}
		}
	}
}

// someoneCalled returns whom a noun for a person means: the only one whom the
// article calls so, where the sentences before name nobody else since.
func (d *document) someoneCalled(s *sentence, i int, noun string) *antecedent {
	all := d.called[asNoun(noun)]
	if len(all) == 0 {
		return d.someoneBefore(s, i, noun)
	}
	if len(all) != 1 || d.uncalled[asNoun(noun)] || !all[0].first.before(s) {
		return nil
	}
	c := all[0]
	stranger := func(in *sentence, to int) bool {
		return slices.ContainsFunc(d.in(in), func(m name) bool {
			return m.from < to && m.person != c.who && (m.person != nil && !d.peopleCalled[m.person] || m.person == nil && m.kind == "" && strings.Contains(m.text, " ") && !d.placeLike(in, m))
		})
	}
	if stranger(s, i) {
		return nil
	}
	var found *antecedent
	d.back(s, func(before *sentence) bool {
		if stranger(before, len(before.tokens)) {
			return false
		}
		if slices.ContainsFunc(d.in(before), func(m name) bool { return m.person == c.who }) {
			found = &antecedent{name: c.name, sentence: c.first, who: c.who}
			return false
		}
		return true
	})
	return found
}

// someoneBefore returns whom "the 18-year-old" means at the head of a sentence: who
// was the subject of the sentence before.
func (d *document) someoneBefore(s *sentence, i int, noun string) *antecedent {
	if i != 0 || !strings.HasSuffix(noun, "-year-old") {
		return nil
	}
	r := s.lead
	if r.who == nil || !r.strong || r.named == nil || r.named.paragraph.number < s.paragraph.number-1 || r.who.pronoun == "" {
		return nil
	}
	before := sentenceBefore(s)
	if before == nil && s.paragraph.number > 1 {
		if all := d.paragraphs[s.paragraph.number-2].sentences; len(all) > 0 {
			before = &all[len(all)-1]
		}
	}
	if before != r.named {
		return nil
	}
	for _, m := range d.in(before) {
		if m.person != nil && m.person != r.who || m.person == nil && m.kind == "" && strings.Contains(m.text, " ") && !d.placeLike(before, m) {
			return nil
		}
	}
	return &antecedent{name: r.who.full, sentence: r.named, who: r.who}
}

// isCut reports whether a name is perhaps the end of a longer one: "Queen's Gardens
// Station", "the Lamp and Boat Programme".
func isCut(s *sentence, m name) bool {
	if m.title < 2 {
		return false
	}
	before := s.tokens[m.title-1]
	return before.tag == "POS" && placeGrain(s.tokens[m.title-2].text) == "" || (before.text == "and" || before.text == "&") && capitalised(s.tokens[m.title-2].text)
}

// mayBeBody reports whether a name may denote a body.
func (d *document) mayBeBody(m name) bool {
	return m.person == nil && (m.kind == questions.Organisation || m.kind == "") && !demonyms[m.text] && !months[m.text] && !weekdays[m.text]
}

// bodyCalled returns which body a noun means: the only one that the last sentence
// which names any names, where it may be called so.
func (d *document) bodyCalled(s *sentence, i int, noun string) *antecedent {
	if first := s.tokens[0]; i > 0 && capitalised(first.text) && !never[first.text] && first.tag == "NNP" && !slices.ContainsFunc(d.in(s), func(m name) bool { return m.title == 0 }) {
		return nil // of which nobody knows what it is
	}
	var found *antecedent
	for _, m := range d.in(s) {
		if ceo := m.from - 1; m.person != nil && m.from < i && ceo > m.title && s.tokens[ceo].text == "CEO" && asNoun(noun) == "company" && found == nil {
			found = &antecedent{name: d.withArticle(joinWords(s.tokens[m.title:ceo])), sentence: s} // "Larkson CEO Otto Vell"
			continue
		}
		if m.from >= i || !d.mayBeBody(m) {
			continue
		}
		business := m.to < len(s.tokens) && s.tokens[m.to].text == "CEO" && asNoun(noun) == "company"
		if found != nil || !officeBeside(s.tokens, m) || !business && !d.isCalled(m.text, noun) {
			return nil
		}
		found = &antecedent{name: d.withArticle(m.text), sentence: s}
	}
	if found != nil {
		return found
	}
	d.back(s, func(before *sentence) bool {
		var bodies []string
		for _, m := range d.in(before) {
			if !d.mayBeBody(m) {
				continue
			}
			if at := slices.IndexFunc(bodies, func(b string) bool { return strings.Contains(b, m.text) || strings.Contains(m.text, b) }); at < 0 {
				bodies = append(bodies, m.text)
			} else if len(m.text) > len(bodies[at]) {
				bodies[at] = m.text
			}
		}
		if len(bodies) == 0 {
			for k, t := range before.tokens {
				if asNoun(stem(t.text)) == asNoun(noun) && anyOne(before.tokens, k) {
					return false
				}
			}
			return true
		}
		if one := bodies[0]; (len(bodies) == 1 || d.heads(before, one)) && d.isCalled(one, noun) && !slices.ContainsFunc(bodies[1:], func(b string) bool { return d.names.kinds[b] == questions.Organisation || d.isCalled(b, noun) }) {
			found = &antecedent{name: d.withArticle(one), sentence: before}
		}
		return false
	})
	return found
}

// officeBeside reports whether somebody is told beside a name to speak for what it
// names: "Larkson chief executive Otto Vell said", "a spokesman for Larkson said".
func officeBeside(tokens []token, m name) bool {
	to := m.to
	if to < len(tokens) && tokens[to].tag == "POS" {
		to++
	}
	if to < len(tokens) && speakers[strings.ToLower(tokens[to].text)] {
		return true
	}
	at := m.title - 1
	return at > 0 && (tokens[at].text == "for" || tokens[at].text == "of") && speakers[strings.ToLower(tokens[at-1].text)]
}

// speakers are who speaks for a body.
var speakers = set("ceo cfo chief chairman chairwoman president director executive spokesman spokeswoman spokesperson founder boss")

// heads reports whether a sentence begins with a name.
func (d *document) heads(s *sentence, name string) bool {
	names := d.in(s)
	return len(names) > 0 && names[0].text == name && names[0].from <= 1 && names[0].title == names[0].from && names[0].to < len(s.tokens) && isFinite(s.tokens[names[0].to].tag)
}

// isCalled reports whether a body may be called by a noun: by its name, by what
// stands beside it, or, a company, as what the title names and what speaks.
func (d *document) isCalled(body, noun string) bool {
	last := body[strings.LastIndexByte(body, ' ')+1:]
	if last != body && strings.EqualFold(last, noun) {
		return true
	}
	if slices.ContainsFunc(d.called[asNoun(noun)], func(c nounFor) bool { return c.name == body }) {
		return true
	}
	if asNoun(noun) != "company" {
		return false
	}
	for _, kind := range companies {
		if slices.ContainsFunc(d.called[kind], func(c nounFor) bool { return c.name == body }) {
			return true
		}
	}
	return bodyNoun(body) == "company" || d.names.kinds[body] == "" && d.names.speaks[body] && questions.HoldsWords(d.article.Title, body)
}

// companies are nouns for what is a company.
var companies = []string{"carmaker", "drugmaker", "chipmaker", "startup", "airline", "retailer", "manufacturer", "supermarket", "giant", "maker", "operator", "producer", "brewer", "insurer", "lender", "bank"}

// withArticle returns the name of a body with "the" where the article has it.
func (d *document) withArticle(body string) string {
	last := body[strings.LastIndexByte(body, ' ')+1:]
	if theCountry.MatchString(body) || d.names.withThe[body] && (!d.names.bare[body] || last != body && nounSorts[strings.ToLower(last)] == someBody) {
		return "the " + body
	}
	return body
}

// theCountry finds the names of countries that have "the" before them.
var theCountry = pattern.MustCompile(`^(?:U\.S\.|US|USA|U\.K\.|UK|Netherlands|Philippines|Bahamas|Maldives|.+ (?:Republic|Emirates|Union|Islands|Kingdom|States))$`)

// placesOf calls yield for the countries of a sentence, those of its nationalities as
// well, or for what may be its cities.
func (d *document) placesOf(s *sentence, grain string, yield func(place string)) {
	for _, t := range s.tokens {
		if grain == "country" && demonyms[t.text] {
			yield(cmp.Or(countryOf()[t.text], t.text))
		}
	}
	for _, m := range d.in(s) {
		if g := placeGrain(m.text); g == grain || g == "" && grain == "city" && (m.kind == questions.Place || m.kind == "" && d.placeLike(s, m)) {
			yield(m.text)
		}
	}
}

// mostNamedPlace returns the country or city that the article names most; "" where
// two are named as often.
func (d *document) mostNamedPlace(grain string) string {
	if most, known := d.mostPlaces[grain]; known {
		return most
	}
	counts, most, second := map[string]int{}, "", 0
	for i := range d.paragraphs {
		for k := range d.paragraphs[i].sentences {
			d.placesOf(&d.paragraphs[i].sentences[k], grain, func(place string) { counts[place]++ })
		}
	}
	for place, n := range counts {
		if n > counts[most] {
			most = place
		}
	}
	for place, n := range counts {
		if place != most {
			second = max(second, n)
		}
	}
	if counts[most] <= second {
		most = ""
	}
	if d.mostPlaces == nil {
		d.mostPlaces = map[string]string{}
	}
	d.mostPlaces[grain] = most
	return most
}

// placeCalled returns which country or city a noun means: the only one that the
// sentences since the paragraph before name.
func (d *document) placeCalled(s *sentence, i int, noun string) *antecedent {
	grain := "city"
	if noun == "country" || noun == "nation" {
		grain = "country"
	}
	places := func(in *sentence) (one string, several bool) {
		d.placesOf(in, grain, func(place string) {
			several = several || one != "" && one != place
			one = place
		})
		return one, several
	}
	if one, _ := places(s); one != "" || ofAny(s) {
		return nil
	}
	var found *antecedent
	d.back(s, func(before *sentence) bool {
		one, several := places(before)
		if several {
			return false
		}
		if one == "" {
			return true
		}
		if placeGrain(one) == grain && questions.HoldsWords(before.text, one) && d.mostNamedPlace(grain) == one {
			found = &antecedent{name: d.withArticle(one), sentence: before}
		}
		return false
	})
	return found
}

// nameNouns writes the name where a definite noun means one, in the tree of a
// sentence.
func (f *finder) nameNouns(s *sentence) {
	if s.tree == nil || f.speaker != nil {
		return
	}
	at := 0
	if len(s.tokens) > 2 && s.tokens[1].text == "," && s.tokens[0].tag == "RB" {
		at = 2 // "Nevertheless, net profit fell"
	}
	if ownerlessFigure(s.tokens[at:]) && s.tree.stands[at].text == "" {
		if f.document.called == nil {
			f.findCalled()
		}
		if a := f.bodyCalled(s, at, "company"); a != nil {
			s.tree.stand(at, at+1, a.name+"'s "+strings.ToLower(s.tokens[at].text))
			s.stood = append(s.stood, *a)
		}
	}
	for i := range s.tokens {
		a, end := f.nounMeans(s, i)
		if a == nil || a.sentence == s || s.tree.stands[end-1].text != "" || !s.tree.bareNoun(i, end) {
			continue
		}
		s.tree.stand(i, end, a.name)
		s.stood = append(s.stood, *a)
	}
}

// ownerlessFigure reports whether tokens begin with what a company earns or sells,
// without saying which one: "Net profit fell", but not "Sales of lamps rose".
func ownerlessFigure(tokens []token) bool {
	i := 0
	for i < len(tokens) && i < 3 && figureKinds[strings.ToLower(tokens[i].text)] {
		i++
	}
	return i+1 < len(tokens) && figuresOf[strings.ToLower(tokens[i].text)] && (isFinite(tokens[i+1].tag) || tokens[i+1].text == "for" && isFinite(tokens[min(i+4, len(tokens)-1)].tag))
}

// figuresOf are what a company reports of its year, figureKinds what stands before it.
var (
	figuresOf   = set("sales profit profits revenue revenues turnover earnings income losses")
	figureKinds = set("total net annual quarterly operating overall pre-tax pretax gross underlying group first-quarter second-quarter third-quarter fourth-quarter full-year half-year")
)

// bareNoun reports whether nothing hangs on the noun of [i, end) that says which
// one is meant.
func (t *tree) bareNoun(i, end int) bool {
	for _, k := range t.children[end-1] {
		switch r := base(t.relations[k]); {
		case k >= i && k < end, r == "case", r == "punct", r == "det":
		case k >= end && (r == "acl" || r == "appos") && isMark(t.sentence.tokens[end].text):
		default:
			return false
		}
	}
	return true
}

// stand writes a name for the noun phrase of tokens [i, end).
func (t *tree) stand(i, end int, name string) {
	if t.stands == nil {
		t.stands = map[int]token{}
	}
	for k := i; k < end-1; k++ {
		t.aside[k] = true
	}
	noun := t.sentence.tokens[end-1]
	t.stands[end-1] = token{text: name, tag: "NNP", start: noun.start, end: noun.end}
}

// nounSpeaks returns who speaks by a definite noun: "the firm", "the singer".
func (f *finder) nounSpeaks(s *sentence, phrase []token) (r report, known bool) {
	i := slices.IndexFunc(s.tokens, func(t token) bool { return t.start == phrase[0].start })
	if i < 0 {
		return r, false
	}
	a, end := f.nounMeans(s, i)
	if a == nil || s.tokens[end-1].end != phrase[len(phrase)-1].end {
		return r, false
	}
	if a.who != nil {
		return report{claimant: a.name, who: name{kind: questions.Person, text: phrase[0].text, person: a.who, pronoun: true}, named: a.sentence}, true
	}
	return report{claimant: a.name, who: name{kind: questions.Term, text: s.render(phrase)}, named: a.sentence}, true
}

// itSpeaks returns the body that "It" at the head of a sentence means where it says
// something: the subject of the sentence before, which names no other.
func (f *finder) itSpeaks(s *sentence, it token) *antecedent {
	if it.start != s.tokens[0].start {
		return nil
	}
	before := sentenceBefore(s)
	if before == nil || len(before.tokens) == 0 {
		return nil
	}
	var found *antecedent
	for _, m := range f.in(before) {
		if !f.mayBeBody(m) {
			continue
		}
		the := m.from > 0 && strings.EqualFold(before.tokens[m.from-1].text, "the")
		if found != nil && found.name != f.withArticle(m.text) {
			return nil
		}
		if found == nil && (m.title != m.from || m.from > 1 || m.from == 1 && !the || m.to >= len(before.tokens) || before.tokens[m.from].quoted || !isFinite(before.tokens[m.to].tag) || m.kind != questions.Organisation && !f.calledBody(m.text)) {
			return nil
		}
		if found == nil {
			found = &antecedent{name: f.withArticle(m.text), sentence: before}
		}
	}
	return found
}

// calledBody reports whether the article calls a name by a noun for a body: "the
// retailer Brenk".
func (d *document) calledBody(text string) bool {
	if d.called == nil {
		d.findCalled()
	}
	return d.bodiesCalled[text]
}

// nounsNamed returns the tokens of a sentence with the names that definite nouns
// stand for in them, and what tells so.
func (d *document) nounsNamed(s *sentence, tokens []token) (named []token, stood []antecedent) {
	at := 0 // of the sentence
	for i := 0; i < len(tokens); i++ {
		if strings.EqualFold(tokens[i].text, "the") {
			for at < len(s.tokens) && s.tokens[at].start < tokens[i].start {
				at++
			}
			if at < len(s.tokens) && s.tokens[at].start == tokens[i].start {
				if a, end := d.nounMeans(s, at); a != nil && i+end-at <= len(tokens) && tokens[i+end-at-1].start == s.tokens[end-1].start {
					if stood == nil {
						named = slices.Clone(tokens[:i])
					}
					stood = append(stood, *a)
					named = append(named, token{text: a.name, tag: "NNP", start: s.tokens[end-1].start, end: s.tokens[end-1].end})
					i += end - at - 1
					continue
				}
			}
		}
		if stood != nil {
			named = append(named, tokens[i])
		}
	}
	if stood == nil {
		return tokens, nil
	}
	return named, stood
}
