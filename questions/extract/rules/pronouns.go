package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
)

// findMain finds whom the article is about: the person whom the first sentence
// introduces ("Ada Lark (1815-1852) was a ...") or whom the title names. Their
// surname alone then means them, even if others have it too.
func (d *document) findMain() {
	n := d.names
	for _, p := range n.people {
		inTitle := questions.HoldsWords(d.article.Title, p.full) || questions.HoldsWords(d.article.Title, p.surname)
		early := p.sentence.paragraph.number <= 3
		opens := p.sentence.paragraph.number <= 2 && p.sentence.start == 0 && introduces(p)
		if !opens && d.entitlesRelative(p) {
			if n.surname[p.surname] == p {
				delete(n.surname, p.surname)
			}
			continue
		}
		if early && (opens || inTitle && d.mostNamed(p)) {
			n.main, n.life = p, opens || d.lifeOf(p, d.signs())
			n.surname[p.surname] = p
			d.byGivenName(p)
			d.wholeName(p)
			if n.life {
				d.family(p)
			}
			return
		}
	}
	signs := d.signs()
	for _, p := range n.people {
		if n.surname[p.surname] == p && d.lifeOf(p, signs) {
			n.main, n.life = p, true // a chapter of a life: the full name may stand late
			return
		}
	}
	d.findKnownByOneName()
}

// entitlesRelative reports whether the title names somebody else of a person's
// surname: "Ada Lark" is not about Tom Lark, her father. That one is told of in full,
// or by the surname before Tom is; a given name of nobody else is short for theirs,
// "Bill" for William.
func (d *document) entitlesRelative(p *person) bool {
	words := strings.Fields(d.article.Title)
	i := slices.IndexFunc(words, func(w string) bool { return strings.Trim(w, ",.:;?!'\"’”") == p.surname })
	if i < 1 || !firstNames[words[i-1]] || questions.HoldsWords(p.full, words[i-1]) {
		return false
	}
	return d.namedBefore(p) || slices.ContainsFunc(d.names.people, func(q *person) bool {
		return q != p && q.surname == p.surname && questions.HoldsWords(q.full, words[i-1])
	})
}

// namedBefore reports whether a sentence before the one that names a person in full
// has their surname.
func (d *document) namedBefore(p *person) bool {
	for i := range d.paragraphs {
		for k := range d.paragraphs[i].sentences {
			s := &d.paragraphs[i].sentences[k]
			if s == p.sentence {
				return false
			}
			if slices.ContainsFunc(s.tokens, func(t token) bool { return t.text == p.surname }) {
				return true
			}
		}
	}
	return false
}

// signsOfLife is what an article has of a life, whoever's it is.
type signsOfLife struct {
	counts map[string]int  // of capitalised words
	early  map[string]bool // those of the first two paragraphs
	he     bool            // it goes on with "he" or "she" often enough
}

// signs looks for signs of a life in an article.
func (d *document) signs() signsOfLife {
	l := signsOfLife{counts: map[string]int{}, early: map[string]bool{}}
	pronouns, sentences := 0, 0
	for i := range d.paragraphs {
		for k := range d.paragraphs[i].sentences {
			s := &d.paragraphs[i].sentences[k]
			sentences++
			if pronoun, _ := subjectPronoun(s); pronoun != "" {
				pronouns++
			}
			for _, t := range s.tokens {
				if capitalised(t.text) {
					l.counts[strings.TrimSuffix(t.text, "'s")]++
					if i < 2 {
						l.early[t.text] = true
					}
				}
			}
		}
	}
	l.he = 15*pronouns >= sentences
	return l
}

// lifeOf reports whether an article tells somebody's life: it names them from
// the beginning, three times as often as anybody else, and goes on with "he" or
// "she".
func (d *document) lifeOf(p *person, l signsOfLife) bool {
	if !l.he || !l.early[p.surname] || l.counts[p.surname] < 6 {
		return false
	}
	return !slices.ContainsFunc(d.names.people, func(q *person) bool {
		return q.surname != p.surname && 3*l.counts[q.surname] > l.counts[p.surname]
	})
}

// byGivenName lets the given name mean the person whom the article is about,
// where nobody else has it: "Daniel" among other Bernoullis.
func (d *document) byGivenName(p *person) {
	given, _, _ := strings.Cut(p.full, " ")
	if !firstNames[given] || d.names.surname[given] != nil {
		return
	}
	for _, other := range d.names.people {
		if other != p && strings.HasPrefix(other.full, given+" ") {
			return
		}
	}
	d.names.surname[given] = p
}

// wholeName puts the first of the names of the person whom the article is about
// before the others where it begins the article and is not known as a name: "Skarn
// Ada Lark or Ada Lark was a sailor".
func (d *document) wholeName(p *person) {
	tokens := p.sentence.tokens
	if p.sentence.start != 0 || p.sentence.paragraph.number > 2 || len(tokens) < 3 || !strings.HasPrefix(p.full, tokens[1].text+" ") {
		return
	}
	first := tokens[0]
	if !isNoun(first.tag) || !capitalised(first.text) || never[first.text] || personTitles[first.text] || sortOf(strings.ToLower(first.text)) != 0 || d.names.lower[strings.ToLower(first.text)] || demonyms[first.text] || strings.ToUpper(first.text) == first.text {
		return
	}
	p.full = first.text + " " + p.full
	d.names.full[p.full], p.aliases[p.full] = p, true
}

// family looks at how the article of a life names the family: a given name alone
// means whom it introduces so ("married Eva Moll"), and of a couple the first is
// named without the surname ("Otto Moll and Eva (Winther) Lark").
func (d *document) family(main *person) {
	for _, p := range d.names.people {
		if p == main || p.titled {
			continue
		}
		for _, m := range d.in(p.sentence) {
			if m.person != p || m.text != p.full {
				continue
			}
			before := p.sentence.tokens[max(0, m.title-2):m.title]
			if slices.ContainsFunc(before, func(t token) bool { return kin[strings.ToLower(t.text)] || strings.HasPrefix(t.text, "marr") }) {
				d.byGivenName(p)
			}
			p.apart = p.apart || halfOfCouple(p.sentence.tokens, m.to, main.surname)
			break
		}
	}
}

var kin = set("wife husband son daughter father mother brother sister")

// halfOfCouple reports whether the name before token i has its surname, which may be
// any where it is "", behind that of somebody else: "and Eva (Winther) Lark".
func halfOfCouple(tokens []token, i int, surname string) bool {
	if i+2 >= len(tokens) || tokens[i].text != "and" || tokens[i-1].text == surname {
		return false
	}
	for k := i + 1; k < len(tokens) && k < i+7; k++ {
		switch t := tokens[k]; {
		case t.text == surname, surname == "" && k > i+1 && capitalised(t.text):
			return k > i+1
		case !capitalised(t.text) && t.text != "(" && t.text != ")":
			return false
		}
	}
	return false
}

// findKnownByOneName makes a person of a name of one word that begins
// sentences again and again in an article that goes on with "he" or "she" and
// names nobody in full by it: "Byron".
func (d *document) findKnownByOneName() {
	begins, first := map[string]int{}, map[string]*sentence{}
	pronouns, sentences := 0, 0
	best := ""
	for i := range d.paragraphs {
		for k := range d.paragraphs[i].sentences {
			s := &d.paragraphs[i].sentences[k]
			if len(s.tokens) < 4 {
				continue
			}
			sentences++
			if pronoun, _ := subjectPronoun(s); pronoun != "" {
				pronouns++
			}
			word, next := s.tokens[0].text, s.tokens[1]
			if !capitalised(word) || never[word] || d.names.lower[strings.ToLower(word)] || d.names.surname[word] != nil || d.names.withThe[word] || countries[word] != "" || cities[word] != "" || demonyms[word] || orgWords[word] || next.tag != "VBD" && next.tag != "POS" && next.tag != "RB" && next.text != "(" {
				continue
			}
			if first[word] == nil {
				first[word] = s
			}
			if begins[word]++; begins[word] > begins[best] {
				best = word
			}
		}
	}
	titled := best != "" && questions.HoldsWords(d.article.Title, best)
	often := begins[best] >= 4 || begins[best] >= 3 && 6*pronouns >= sentences || begins[best] >= 2 && titled
	if !often || 12*pronouns < sentences || first[best].paragraph.number > 2 {
		return
	}
	p := &person{full: best, surname: best, sentence: first[best], aliases: map[string]bool{best: true}}
	d.names.full[best], d.names.surname[best] = p, p
	d.names.kinds[best] = questions.Person
	d.names.people = append(d.names.people, p)
	d.names.main, d.names.life = p, true
}

// topic is the thing that an article is about, with the nouns that its first
// sentence calls it by: "Brenk is a harbour town in ..." gives town.
type topic struct {
	name     string
	the      bool // the article has "the" before it
	whole    bool // it is what the whole title says
	nouns    map[string]bool
	sentence *sentence
}

// findTopic finds the place, body or thing that the title names and the first
// paragraphs define.
func (d *document) findTopic() {
	if d.titled() {
		return
	}
	for i := range d.paragraphs[:min(3, len(d.paragraphs))] {
		for k := range d.paragraphs[i].sentences[:min(2, len(d.paragraphs[i].sentences))] {
			s := &d.paragraphs[i].sentences[k]
			for _, m := range d.in(s) {
				if m.title > 1 || m.person != nil || m.kind == questions.Person {
					continue
				}
				// A title of more than the name is a headline.
				if title := d.article.Title; title != "" && (!questions.HoldsWords(title, m.text) || len(strings.Fields(title)) > len(strings.Fields(m.text))+3) {
					continue
				}
				nouns := definedAs(withoutAsides(s.tokens), s.tokens[m.to-1].end)
				if len(nouns) > 0 {
					d.topic = topic{name: m.text, nouns: nouns, sentence: s}
					return
				}
			}
		}
	}
	for _, grain := range []string{"city", "country"} {
		if called := d.setting(grain); called != "" && d.findSetting(called, map[string]bool{grain: true}) {
			return
		}
	}
	count := map[string]int{}
	most, second := "", 0
	for i := range d.paragraphs {
		for k := range d.paragraphs[i].sentences {
			for _, m := range d.in(&d.paragraphs[i].sentences[k]) {
				if m.kind == questions.Organisation {
					count[m.text]++
				}
			}
		}
	}
	for _, b := range d.names.bodies {
		if count[b] > count[most] {
			most, second = b, count[most]
		} else {
			second = max(second, count[b])
		}
	}
	if most != "" && count[most] >= 2*second {
		d.findSetting(most, bodyNouns(most))
	}
}

// bodyNouns are what a body is called by when its name is not repeated.
func bodyNouns(name string) map[string]bool {
	nouns := map[string]bool{}
	last := name[strings.LastIndexByte(name, ' ')+1:]
	if orgWords[last] && last != name && strings.ToLower(last) != last {
		nouns[strings.ToLower(last)] = true
	}
	if noun := bodyNoun(name); noun == "company" {
		nouns["company"], nouns["firm"] = true, true
	} else if !strings.Contains(noun, "organisation") {
		nouns[noun] = true
	}
	return nouns
}

// findSetting makes the city, country or body that an article is set in its topic
// where every third paragraph names it: part of an article about a city does not
// say what the city is. Nouns are what it may be called by.
func (d *document) findSetting(called string, nouns map[string]bool) bool {
	var first, told *sentence
	named := 0
	for i := range d.paragraphs {
		here := false
		for k := range d.paragraphs[i].sentences {
			s := &d.paragraphs[i].sentences[k]
			if !slices.ContainsFunc(d.in(s), func(m name) bool { return m.text == called }) {
				continue
			}
			here = true
			if first == nil {
				first = s
			}
			for noun := range nouns {
				if told == nil && questions.HoldsWords(s.text, noun) {
					told = s
				}
			}
		}
		if here {
			named++
		}
	}
	if 3*named < len(d.paragraphs) || named < 4 || len(nouns) == 0 {
		return false
	}
	if told == nil {
		told = first
	}
	d.topic = topic{name: called, nouns: nouns, sentence: told}
	return true
}

// definedAs returns the nouns of "is the capital and largest city of ...".
func definedAs(tokens []token, behind int) map[string]bool {
	nouns := map[string]bool{}
	for i, t := range tokens {
		if t.start < behind || t.text != "is" && t.text != "was" {
			continue
		}
		if i > 25 || i+2 >= len(tokens) || tokens[i+1].tag != "DT" {
			return nil
		}
		for j := i + 1; j < len(tokens) && (tokens[j].tag == "DT" || isNoun(tokens[j].tag) || strings.HasPrefix(tokens[j].tag, "JJ") || tokens[j].tag == "CC" || tokens[j].tag == "RB"); j++ {
			next := j+1 >= len(tokens) || !isNoun(tokens[j+1].tag)
			if tokens[j].tag == "NN" && next {
				nouns[tokens[j].text] = true
			}
		}
		return nouns
	}
	return nil
}

// meansTopic returns what says whether "the" with a noun means the topic in a
// sentence: not where another thing that may be called so has been named in the
// paragraph since the topic was. It is nil when there is nothing to ask.
func (d *document) meansTopic(s *sentence) func(noun string) bool {
	if d.topic.name == "" || s == d.topic.sentence || ofAny(s) {
		return nil
	}
	return func(noun string) bool {
		if !d.topic.nouns[noun] {
			return false
		}
		other := false
		for k := range s.paragraph.sentences {
			before := &s.paragraph.sentences[k]
			if before.start > s.start {
				break
			}
			end := len(before.tokens)
			if before == s {
				end = max(slices.IndexFunc(s.tokens, func(t token) bool { return t.text == noun }), 0)
			}
			other = other || d.anotherOf(before, noun, end)
			for _, m := range d.in(before) {
				if m.from > end {
					break // behind the noun
				}
				if m.text == d.topic.name {
					other = false
				} else if d.mayBe(m, noun, before) {
					other = true
				}
			}
		}
		return !other
	}
}

// mayBe reports whether a name may denote something that is called by a noun of
// the topic.
func (d *document) mayBe(m name, noun string, s *sentence) bool {
	kind := d.names.kinds[d.topic.name]
	last := m.text[strings.LastIndexByte(m.text, ' ')+1:]
	switch {
	case demonyms[m.text], regions[m.text], strings.Contains(d.topic.name, m.text):
		return false
	case strings.EqualFold(last, noun):
		return true
	case d.topic.whole && nounSorts[noun] != someBody && nounSorts[noun] != somewhere:
		return works[asNoun(noun)] && m.kind == "" && !d.placeLike(s, m) // perhaps another film
	case m.kind == questions.Place && (noun == "city" || noun == "town" || noun == "village" || noun == "capital"):
		grain := placeGrain(m.text)
		return grain == "city" || grain == "" && !placeWords[last]
	case kind == questions.Organisation:
		return m.kind == kind || m.kind == ""
	case m.kind == "" && (kind == "" || kind == questions.Place):
		// an unknown name behind a preposition of place
		return m.from > 0 && !strings.Contains(m.text, " ") && slices.Contains([]string{"in", "to", "from", "of", "at", "near"}, s.tokens[m.from-1].text)
	}
	return m.kind == kind && kind != "" && kind != questions.Place
}

// introduces reports whether a person's first sentence begins with the name
// and says what they were.
func introduces(p *person) bool {
	at := strings.Index(p.sentence.text, p.full)
	if at < 0 || at > 20 {
		return false
	}
	tokens := withoutAsides(p.sentence.tokens)
	for i, t := range tokens {
		if t.start < at+len(p.full) || i > 24 {
			continue
		}
		if (t.text == "was" || t.text == "is") && i+1 < len(tokens) && tokens[i+1].tag == "DT" {
			return true
		}
	}
	return false
}

// mostNamed reports whether nobody's surname stands in more sentences.
func (d *document) mostNamed(p *person) bool {
	counts := map[string]int{}
	for i := range d.paragraphs {
		for k := range d.paragraphs[i].sentences {
			for _, t := range d.paragraphs[i].sentences[k].tokens {
				if capitalised(t.text) {
					counts[t.text]++
				}
			}
		}
	}
	for _, q := range d.names.people {
		if counts[q.surname] > counts[p.surname] {
			return false
		}
	}
	return counts[p.surname] >= 4
}

// antecedent is what "It" at the head of a sentence stands for.
type antecedent struct {
	name     string // with its article: "the Harbour Trust"
	sentence *sentence
	who      *person // where it is somebody
}

// follow notes what "It" would mean in the next sentence, and what it means in
// this one: the name that is the subject of the sentence before, in the same
// paragraph, when that sentence names nothing else but people, dates and the
// places where it is.
func (f *finder) follow(s *sentence) {
	t := s.tree
	before := f.last
	f.last = nil
	if t == nil || len(s.tokens) == 0 {
		return
	}
	if before != nil && (before.sentence.paragraph != s.paragraph || before.sentence == s) {
		before = nil
	}
	root := t.root()
	subject := t.subjectOf(root)
	if subject < 0 || s.tokens[0].quoted {
		return
	}
	others := 0
	var own name
	for _, m := range f.in(s) {
		switch {
		case m.from <= subject && subject < m.to:
			own = m
		case m.kind == questions.Person, m.kind == questions.Place, demonyms[m.text]:
		default:
			others++
		}
	}
	if word := s.tokens[subject].text; (word == "It" || word == "it") && before != nil && t.relations[subject] != "expl" && !impersonal(s.tokens[subject:]) {
		if subject == 0 || s.tokens[subject-1].text == "," && subject < 8 {
			s.it = before
			if t.stands == nil {
				t.stands = map[int]token{}
			}
			called := before.name
			t.stands[subject] = token{text: called, tag: "NNP", start: s.tokens[subject].start, end: s.tokens[subject].end}
			if others == 0 {
				f.last = &antecedent{name: before.name, sentence: before.sentence}
			}
		}
		return
	}
	if own.text == "" || own.person != nil || own.kind == questions.Person || s.tokens[subject].tag == "NNPS" || t.child(subject, "conj") >= 0 || others > 0 || own.title != own.from {
		return
	}
	if own.from > 1 || own.from == 1 && !strings.EqualFold(s.tokens[0].text, "the") {
		return
	}
	if own.kind == "" && !strings.Contains(own.text, " ") && !f.names.withThe[own.text] {
		return // it may be somebody
	}
	f.last = &antecedent{name: own.text, sentence: s}
}

// headed is the one thing of an article whose name ends with a noun: what "the
// museum" means behind "the Brenk Museum".
type headed struct {
	name  string
	first *sentence // that names it
	other *sentence // the first that names or has another, after which it is not certain; nil = none
}

// grains are nouns that an article uses for the place that it is set in, see
// findSetting.
var grains = set("City Town Village State Country County Island Islands District Province")

// findHeaded collects the names that end with a noun for bodies or places.
func (d *document) findHeaded() map[string]*headed {
	found := map[string]*headed{}
	for i := range d.paragraphs {
		for k := range d.paragraphs[i].sentences {
			s := &d.paragraphs[i].sentences[k]
			for _, m := range d.in(s) {
				last := m.text[strings.LastIndexByte(m.text, ' ')+1:]
				if m.person != nil || isCut(s, m) || last == m.text || !orgWords[last] && !placeWords[last] || grains[last] {
					continue
				}
				h := found[strings.ToLower(last)]
				switch {
				case h == nil:
					found[strings.ToLower(last)] = &headed{name: m.text, first: s}
				case h.other == nil && h.name != m.text && !strings.HasSuffix(h.name, m.text):
					h.other = s
				}
			}
			for j, t := range s.tokens {
				h := found[stem(t.text)]
				if h == nil || h.other != nil || capitalised(t.text) || !isNoun(t.tag) {
					continue
				}
				one := t.tag == "NNS" // several of them
				for b := j - 1; b >= 0 && b >= j-4 && !isMark(s.tokens[b].text); b-- {
					switch strings.ToLower(s.tokens[b].text) {
					case "a", "an", "another", "one", "each", "every", "any", "no":
						one = true
					}
				}
				if one {
					h.other = s
				}
			}
		}
	}
	return found
}

// headedBy returns what "the" with a noun means in a sentence: the only thing
// that was named before with that noun.
func (d *document) headedBy(s *sentence, noun string) *headed {
	if d.headings == nil {
		d.headings = d.findHeaded()
	}
	h := d.headings[noun]
	if h == nil || !h.first.before(s) || h.other != nil && (h.other == s || h.other.before(s)) {
		return nil
	}
	return h
}

// before reports whether a sentence stands before another one.
func (s *sentence) before(other *sentence) bool {
	return s.paragraph.number < other.paragraph.number || s.paragraph == other.paragraph && s.start < other.start
}
