package rules

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quizbot/questions"
	"quizbot/questions/extract"
	"quizbot/questions/pattern"
)

// wrongWanted is how many wrong options a span is given where there are so many.
const wrongWanted = 6

// evidence cites a sentence.
func (d *document) evidence(s *sentence, focus string) (questions.Evidence, bool) {
	quote := s.printed()
	anchor, ok := extract.Anchor(d.article, s.paragraph.number, quote, focus)
	return questions.Evidence{Paragraph: s.paragraph.number, Anchor: anchor, Quote: quote}, ok
}

// fullNames replaces surnames that stand alone by the names that the article
// gives in full, and returns the evidence for them. False when a surname
// belongs to nobody or to two people.
func (d *document) fullNames(s *sentence, tokens []token, statement string) (string, []questions.Evidence, bool) {
	var more []questions.Evidence
	done := map[string]bool{}
	for _, m := range d.in(s) {
		if m.kind != questions.Person || m.person == nil || strings.Contains(m.text, " ") || done[m.text] || s.tokens[m.from].quoted {
			continue // what is quoted stays as it was said
		}
		if !slices.ContainsFunc(tokens, func(t token) bool { return t.start == s.tokens[m.from].start }) {
			continue
		}
		if m.to < len(s.tokens) && isNoun(s.tokens[m.to].tag) && m.title > 0 && (s.tokens[m.title-1].tag == "DT" || particles[s.tokens[m.title-1].text]) {
			continue // "the Lark method" is called so
		}
		if m.person.titled && m.to+1 < len(s.tokens) && s.tokens[m.to].text == "of" && capitalised(s.tokens[m.to+1].text) {
			continue // "Otto of Brenk" is not King Otto
		}
		if m.text != m.person.surname && halfOfCouple(s.tokens, m.to, "") {
			continue // "Otto and Eva (Winther) Lark": not the Otto of another family
		}
		done[m.text] = true
		if m.title > 0 && kinWords[strings.ToLower(s.tokens[m.title-1].text)] {
			return "", nil, false // "the elder Lark" is another one
		}
		if countWord(statement, m.text) != 1 || strings.Contains(statement, m.person.full) {
			continue // named in full in the same statement, or twice
		}
		for _, title := range [...]string{"Mr. ", "Mrs. ", "Ms. ", "Mr ", "Mrs ", "Ms "} {
			if at := strings.Index(statement, title+m.text); at >= 0 && wordEdge(statement, at) {
				statement = statement[:at] + statement[at+len(title):]
				break
			}
		}
		statement = replaceWord(statement, surnameIn(statement, m), m.person.full)
		if m.person.sentence != s {
			e, ok := d.evidence(m.person.sentence, m.person.full)
			if !ok {
				return "", nil, false
			}
			more = append(more, e)
		}
	}
	return statement, more, true
}

// surnameIn returns a person's surname as a statement has it, with the particles
// before it: "de Lark", and "De Lark" at its beginning.
func surnameIn(statement string, m name) string {
	surname := m.text
	for _, word := range slices.Backward(strings.Fields(strings.TrimSuffix(m.person.full, m.text))) {
		if !particles[word] {
			break
		}
		surname = word + " " + surname
	}
	switch {
	case strings.HasPrefix(statement, upper(surname)):
		return upper(surname)
	case countWord(statement, surname) == 1:
		return surname
	}
	return m.text
}

// kinWords stand before a surname that two of a family have.
var kinWords = set("elder younger senior junior")

var (
	hisWords = pattern.MustCompile(`\b(?:he|him|his|himself)\b`)
	herWords = pattern.MustCompile(`\b(?:she|her|hers|herself)\b`)
)

func countWord(text, word string) int {
	n := 0
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return n
		}
		if wordEdge(text, from+i) && wordEdge(text, from+i+len(word)) {
			n++
		}
		from += i + len(word)
	}
}

func replaceWord(text, word, by string) string {
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return text
		}
		at := from + i
		if wordEdge(text, at) && wordEdge(text, at+len(word)) {
			return text[:at] + by + text[at+len(word):]
		}
		from = at + len(word)
	}
}

func wordEdge(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i:])
	letter := func(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
	return !letter(before) || !letter(after)
}

// upper writes the first letter large, lower small unless the word is a name.
func upper(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

func lower(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}

func (d *document) lowerFirst(s string, first token) string {
	word := first.text
	w := leadingWords(s, 4)
	if len(word) > 2 && (word[1] == '.' || word[1] >= 'A' && word[1] <= 'Z') {
		return s // "U.N.-backed"
	}
	if len(w) > 1 && placeGrain(w[0]+" "+strings.TrimSuffix(strings.TrimRight(w[1], ",."), "'s")) != "" {
		return s // "New Zealand's"
	}
	if cities[word] != "" && isNoun(first.tag) && !never[word] && !d.names.lower[strings.ToLower(word)] {
		return s
	}
	if len(w) > 3 && !never[word] && (capitalised(w[2]) || capitalised(w[3])) && strings.Contains(plain(d.article.Title), strings.Join(w[:3], " ")) {
		return s // a work: "Ghost in the Shell"
	}
	if d.names.lower[strings.ToLower(word)] && !d.names.alone[word] && !firstNames[word] && countries[word] == "" && strings.ToUpper(word) != word {
		if len(w) > 1 && !capitalised(w[1]) && !(d.names.middle[word] && !never[word] && d.unlearnt(word)) {
			return lower(s)
		}
	}
	if len(w) > 2 && capitalised(w[1]) && !capitalised(w[2]) && w[0] == word && noPartOfName(first, w[1]) {
		return lower(s)
	}
	if len(w) > 1 && capitalised(w[1]) && (!never[word] || newNames[word] && word != "The" || beginsNames[word] && placeGrain(w[1]) == "") && w[0] == word {
		return s // a name of several words
	}
	if len(w) > 1 && d.commonFirst(word, s) {
		return lower(s)
	}
	if first.tag == "NNP" || first.tag == "NNPS" || word == "I" || demonyms[word] || demonyms[strings.TrimSuffix(word, "s")] || strings.ToUpper(word) == word && len(word) > 1 || firstNames[word] || countries[word] != "" {
		if !never[word] {
			return s
		}
	}
	if d.names.middle[word] && !d.names.lower[strings.ToLower(word)] {
		return s
	}
	return lower(s)
}

// noPartOfName reports whether the word at the head of a sentence is no part of the
// name behind it: "Rowing NATO boats", "Good NATO boats", "New Norwegian boats".
func noPartOfName(first token, name string) bool {
	if first.text == "Neither" || first.text == "Either" {
		return true
	}
	letters := len(name) > 1 && strings.ToUpper(name) == name && !strings.ContainsAny(name, "0123456789")
	switch first.tag {
	case "VBG", "WRB":
		return letters
	case "IN":
		return letters && !never[first.text]
	}
	return letters && (first.text == "Good" || first.text == "Bad" || first.text == "Old") || first.text == "New" && demonyms[name]
}

// unlearnt reports whether the tagger has never met a word in small letters.
func (d *document) unlearnt(word string) bool {
	p, ok := d.language.(*prose)
	return ok && !p.tagger.learnt(strings.ToLower(word))
}

// beginsNames are words of the never list that begin names of works, brands and
// offices as well: "People Tree", "First Lady".
var beginsNames = set("People Good Bad Old First Second Third Last Next Early Further")

// commonFirst reports whether a word that begins a sentence is no name: a number
// in words, one that the tagger has learnt as an adverb or as what somebody does
// ("rowing"), or as an adjective or noun, before what goes with it.
func (d *document) commonFirst(word, sentence string) bool {
	rest, behind := strings.CutPrefix(sentence, word+" ")
	if !behind && strings.HasSuffix(word, "ly") {
		rest, behind = strings.CutPrefix(sentence, word+", ") // "Hopefully, "
	}
	if behind && len(questions.Numbers(word)) > 0 && !capitalised(rest) {
		return true
	}
	if !behind || never[word] || capitalised(rest) || d.names.middle[word] || firstNames[word] || countries[word] != "" || cities[word] != "" || demonyms[word] || strings.ToUpper(word) == word {
		return false
	}
	p, ok := d.language.(*prose)
	small := strings.ToLower(word)
	if !ok || !p.tagger.learnt(small) && !p.tagger.learnt(stem(small)) || adjectiveOfPlace[word] {
		return false
	}
	tokens := p.tokens(small + " " + rest)
	if len(tokens) > 2 && tokens[0].tag == "NNS" && (tokens[1].tag == "VBD" || tokens[1].tag == "VBN") && tokens[2].tag == "IN" {
		return true // "mobs rioted in"
	}
	if len(tokens) < 2 || len(tokens) > 2 && !slices.ContainsFunc(tokens[2:], func(t token) bool { return isFinite(t.tag) || t.tag == "MD" }) {
		return false // the second word may be the verb
	}
	switch tokens[0].tag {
	case "VBG":
		return strings.HasSuffix(small, "ing")
	case "RB":
		return strings.HasSuffix(small, "ly")
	case "JJ":
		second := tokens[1].tag
		return isNoun(second) || (second == "IN" || second == "TO") && tokens[0].text != "last" || (second == "JJ" || second == "VBN" || tokens[1].text == "and") && len(tokens) > 2 && (isNoun(tokens[2].tag) || tokens[2].tag == "JJ")
	case "NN", "NNS":
		return tokens[1].text == "and" || tokens[1].text == "of" && len(tokens) > 2 && !capitalised(tokens[2].text) || tokens[1].tag == "NNS"
	}
	return false
}

// adjectiveOfPlace are words that may mean a part of the world, and then have a
// capital.
var adjectiveOfPlace = set("Western Eastern Northern Southern Central Black White")

// sentenceOf ends a statement.
func sentenceOf(text string) string {
	text = strings.TrimRight(strings.TrimSpace(text), " ,;:")
	if text == "" {
		return ""
	}
	text = upper(text)
	switch {
	case strings.HasSuffix(text, "."), strings.HasSuffix(text, `."`):
		return text
	case strings.HasSuffix(text, `,"`):
		return strings.TrimSuffix(text, `,"`) + `."`
	}
	return text + "."
}

// wrong returns names of the article that may stand beside key as wrong
// options: of the same kind and form, not in the statement or the sentences it
// rests on, and no other name for the same thing. Fewer than three serve a
// true/false statement only.
func (d *document) wrong(kind questions.SpanKind, key, statement string, s *sentence) []string {
	var pool []string
	switch kind {
	case questions.Person:
		own, with := d.names.full[key], whomIn(statement)
		return unlike(func(yield func(string) bool) {
			for _, p := range d.names.people {
				if own != nil && own.peer(p) && with.stand(own, p) && !strings.Contains(s.text, p.surname) && !yield(p.full) {
					return
				}
			}
			for _, p := range wellKnownPeers(key) {
				if d.names.full[p] == nil && !yield(p) {
					return
				}
			}
		}, key, statement, s)
	case questions.Organisation:
		if d.bodies == nil {
			d.bodies = map[bodyKind][]string{}
			for _, b := range d.names.bodies {
				kind := d.kindOfBody(b)
				d.bodies[kind] = append(d.bodies[kind], b)
			}
		}
		// Those of the article first, which the reader has seen.
		pool = slices.Concat(d.bodies[d.kindOfBody(key)], wellKnownPeers(key))
	case questions.Place:
		if !adjectiveTells(key, statement) && !(cities[key] != "" && countryNamed(statement)) && !cityTells(key, statement) {
			pool = d.placesLike(key)
		}
		switch {
		case cities[key] == "" || len(pool) == 0:
		case capitals[key] && betweenStates.MatchString(statement):
			pool = citiesIn[cities[key]]
		default:
			pool = fewCities(key, statement, pool)
		}
		year := slices.Max(append(yearsIn(statement), 0))
		atWar := war.MatchString(statement)
		pool = slices.DeleteFunc(slices.Clone(pool), func(p string) bool {
			return atWar && (neverAtWar[p] || year > 0 && united[p] > year) || aliasIn(p, statement) || year > 0 && p != key && since[p] > year || capitals[key] && !capitals[p] && betweenStates.MatchString(statement)
		})
	}
	options := unlike(slices.Values(pool), key, statement, s)
	if kind == questions.Place && cities[key] != "" && len(options) < minCities {
		return nil
	}
	return options
}

// minCities is how many wrong options there are for a city, or none.
const minCities = 3

// fewCities returns of cities those that a statement does not exclude: where it names the
// state of the key, those of that state.
func fewCities(key, statement string, cities []string) []string {
	state := stateOfCity[key]
	if state == "" || !questions.HoldsWords(strings.Replace(statement, key, " ", 1), state) {
		return cities
	}
	return slices.DeleteFunc(slices.Clone(cities), func(c string) bool { return stateOfCity[c] != state })
}

// since is the year from which on a country can be told of by its name, of those that
// are younger than what articles tell.
var since = map[string]int{
	"Belgium": 1790, "United States": 1776, "Canada": 1760, "Australia": 1780, "New Zealand": 1770, "Israel": 1948, "Jordan": 1921, "Kuwait": 1899, "Qatar": 1871, "United Arab Emirates": 1971, "Saudi Arabia": 1932,
	"Pakistan": 1947, "Bangladesh": 1971, "Indonesia": 1920, "Singapore": 1819, "Taiwan": 1895, "South Korea": 1948, "North Korea": 1948, "Czech Republic": 1993, "Slovakia": 1939, "Slovenia": 1918, "Moldova": 1918, "Kosovo": 1945,
	"Finland": 1809, "Estonia": 1918, "Latvia": 1918, "Belarus": 1918, "Romania": 1859, "Argentina": 1816, "Colombia": 1819, "Bolivia": 1825, "Ecuador": 1830, "Uruguay": 1828, "Paraguay": 1811, "Venezuela": 1811, "Mexico": 1821, "Honduras": 1821, "Nicaragua": 1821, "Guatemala": 1821, "Panama": 1821, "Haiti": 1804,
	"Kazakhstan": 1920, "Uzbekistan": 1920, "Tajikistan": 1924, "Kyrgyzstan": 1920, "Turkmenistan": 1924, "Azerbaijan": 1918, "Nigeria": 1900, "Kenya": 1920, "Ghana": 1957, "Tanzania": 1964, "Zambia": 1964, "Zimbabwe": 1980, "Botswana": 1966, "Namibia": 1968, "Rwanda": 1890, "Mali": 1959, "Cameroon": 1884, "Gabon": 1886, "South Africa": 1910, "South Sudan": 2011, "Ivory Coast": 1893, "Burkina Faso": 1984, "Sierra Leone": 1787, "Soviet Union": 1922,
}

// capitals are cities that stand for their countries as well, where a statement tells
// of what goes on between states.
var (
	capitals      = set("London Paris Berlin Rome Madrid Vienna Brussels Lisbon Dublin Stockholm Oslo Copenhagen Helsinki Tallinn Riga Vilnius Reykjavik Moscow Warsaw Prague Budapest Bucharest Sofia Belgrade Kiev Kyiv Minsk Athens Zagreb Tehran Baghdad Damascus Beirut Cairo Jerusalem Ankara Riyadh Doha Kabul Islamabad Dhaka Beijing Tokyo Seoul Pyongyang Bangkok Hanoi Jakarta Manila Tashkent Dushanbe Tbilisi Baku Yerevan Canberra Wellington Nairobi Abuja Pretoria Khartoum Tripoli Tunis Algiers Rabat Dakar Accra Kinshasa Kampala Harare Ottawa Havana Caracas Quito Lima Washington")
	betweenStates = pattern.MustCompile(`\b(?:diplomatic|(?:relations|ties|links|talks|alliance|treaty|border) with|sanctions (?:on|against)|(?:accuse[sd]?|urge[sd]?|warn(?:s|ed)?|condemn(?:s|ed)?|support(?:s|ed)?|back(?:s|ed)?) (?:Beijing|Moscow|Kiev|Kyiv|Tehran|London|Paris|Berlin|Tokyo|Seoul|Pyongyang|Damascus|Baghdad|Ankara|Riyadh|Washington))\b`)
)

// neverAtWar are countries that hardly anybody takes for one that invades another.
var (
	neverAtWar = set("Ireland Switzerland Scotland Wales Luxembourg Iceland")
	war        = pattern.MustCompile(`\b(?:declare[sd]? war|invade[sd]?|attack(?:s|ed)|occup(?:y|ies|ied)|annex(?:es|ed)|bombed|surrender(?:s|ed))\b`)
)

// united is since when a country has been one that wages wars.
var united = map[string]int{"Germany": 1866, "Italy": 1861}

// aliasIn reports whether a statement has another name of a country: Holland is the
// Netherlands.
func aliasIn(country, statement string) bool {
	same := sameCountry[country]
	if same == "" {
		return false
	}
	for other, s := range sameCountry {
		if s == same && questions.HoldsWords(statement, other) {
			return true
		}
	}
	return false
}

// adjectiveTells reports whether a statement has the adjective of a country, or
// of the country that it puts behind a city: "Italian" tells Italy.
func adjectiveTells(place, statement string) bool {
	_, behind, _ := strings.Cut(statement, place+", ")
	country := strings.TrimRight(strings.SplitN(behind, " ", 2)[0], ".,")
	for _, name := range []string{place, country} {
		if a := adjectives[name]; a != "" && questions.HoldsWords(statement, a) {
			return true
		}
	}
	return false
}

// speakers returns people who may have said what key said: those who certainly are
// people and speak in the article, first the ones whom one could take for key. Nobody
// takes a head of state for a headmaster, or the reporter for somebody reported.
func (d *document) speakers(key, statement string, s *sentence) []string {
	var near, speaking []string
	own := d.names.full[key]
	if own == nil || !d.surely(own) {
		return nil
	}
	for _, p := range d.names.people {
		switch {
		case strings.Contains(s.text, p.surname) || p.titled != own.titled || ruler(p.full) != ruler(own.full):
		case !d.speaks(p) || !p.mayHaveSaid(statement) || !d.surely(p) || slices.Contains(d.article.Authors, p.full):
		case own.alike(p, ""):
			near = append(near, p.full)
		default:
			speaking = append(speaking, p.full)
		}
	}
	return unlike(slices.Values(append(near, speaking...)), key, statement, s)
}

// ruler returns what somebody is among [statesmen], whatever initials stand
// inside the name; "" for everybody else.
func ruler(full string) string {
	words := strings.Fields(full)
	return cmp.Or(statesmen[full], statesmen[words[0]+" "+words[len(words)-1]])
}

// speaks reports whether the article has a verb of speech beside a person.
func (d *document) speaks(p *person) bool {
	return p.quoted || d.names.speaks[p.full] || d.names.surname[p.surname] == p && d.names.speaks[p.surname]
}

// whoSpeaks keeps of some people those who speak in the article.
func (d *document) whoSpeaks(people []string) []string {
	return slices.DeleteFunc(people, func(full string) bool {
		p := d.names.full[full]
		return p == nil || !d.speaks(p) || !d.surely(p)
	})
}

// unlike returns the first names of a pool that denote neither key nor each
// other and that neither the statement nor its sentence has.
func unlike(pool iter.Seq[string], key, statement string, s *sentence) []string {
	var options []string
	for w := range pool {
		if len(options) == wrongWanted {
			break
		}
		if strings.Contains(statement, w) || strings.Contains(s.text, w) || clashes(key, w) || slices.ContainsFunc(options, func(o string) bool { return clashes(o, w) }) {
			continue
		}
		options = append(options, w)
	}
	return options
}

// clashes reports whether two names may denote one thing or one inside the
// other.
func clashes(a, b string) bool {
	if strings.Contains(a, b) || strings.Contains(b, a) {
		return true
	}
	if strings.HasPrefix(a, "U.S. ") || strings.HasPrefix(b, "U.S. ") {
		return clashes(strings.TrimPrefix(a, "U.S. "), strings.TrimPrefix(b, "U.S. "))
	}
	if (!strings.Contains(a, " ") || !strings.Contains(b, " ")) && questions.SameOrPart(a, b) {
		return true // letters and what they stand for
	}
	if acronymOf(a, b) || acronymOf(b, a) {
		return true
	}
	// Long articles compare very many names: without lists of their words.
	shared, wordsA, wordsB, lastA, lastB := 0, 0, 0, "", ""
	for w := range strings.FieldsSeq(a) {
		if len(w) > 3 && strings.Contains(b, w) && hasField(b, w) {
			shared++
		}
		wordsA, lastA = wordsA+1, w
	}
	if shared >= 2 {
		return true
	}
	for w := range strings.FieldsSeq(b) {
		wordsB, lastB = wordsB+1, w
	}
	return lastA == lastB && wordsA > 1 && wordsB > 1 || sameCountry[a] != "" && sameCountry[a] == sameCountry[b]
}

func hasField(text, word string) bool {
	for w := range strings.FieldsSeq(text) {
		if w == word {
			return true
		}
	}
	return false
}

// acronymOf reports whether letters begin the capital words of a longer name.
func acronymOf(letters, long string) bool {
	if strings.Contains(letters, " ") || strings.ToUpper(letters) != letters {
		return false
	}
	initials := ""
	for _, w := range strings.Fields(strings.TrimPrefix(long, "U.S. ")) {
		if capitalised(w) {
			initials += w[:1]
		}
	}
	return initials == strings.ReplaceAll(letters, ".", "")
}

// sameCountry gives one name to countries that have several, or lie in one.
var sameCountry = map[string]string{"Netherlands": "nl", "Holland": "nl", "United States": "us", "US": "us", "U.S.": "us", "America": "us", "United Kingdom": "uk", "UK": "uk", "U.K.": "uk", "Britain": "uk", "Great Britain": "uk", "England": "uk", "Scotland": "uk", "Wales": "uk", "Russia": "ru", "Soviet Union": "ru", "China": "cn", "Hong Kong": "cn", "Taiwan": "cn", "Korea": "kr", "South Korea": "kr", "North Korea": "kr", "Bengaluru": "blr", "Bangalore": "blr", "Kiev": "kiev", "Kyiv": "kiev", "Bogota": "bog", "Bogotá": "bog", "Delhi": "del", "New Delhi": "del"}

// countryNamed reports whether a statement names a country, or what belongs to
// one: whoever knows that Auckland lies in New Zealand takes no city elsewhere.
func countryNamed(statement string) bool {
	words := strings.Fields(statement)
	for i, w := range words {
		w = strings.TrimSuffix(strings.Trim(w, `.,;:?!"“”()`), "'s")
		next := ""
		if i+1 < len(words) {
			next = w + " " + strings.TrimSuffix(strings.Trim(words[i+1], `.,;:?!"“”()`), "'s")
		}
		if countries[w] != "" || countries[next] != "" || countryOf()[w] != "" {
			return true
		}
	}
	return false
}

// placesLike returns places of the same grain as key: those of the article
// from its part of the world, then others from there. There are none for the
// place that the article is set in, nor where the article names too few to
// choose from.
func (d *document) placesLike(key string) []string {
	grain := placeGrain(key)
	if grain == "" || d.setting(grain) == key {
		return nil
	}
	region := func(p string) string { return countries[p] + cities[p] }
	near := func(p string) bool { return region(p) == region(key) }
	var mates []string // cities of the country, or of the region
	if grain == "city" {
		mates = citiesIn[cmp.Or(countryOfCity[key], cities[key])]
		near = func(p string) bool { return slices.Contains(mates, p) }
	}
	var pool, far []string
	abroad := 0 // cities of the region in other countries
	for _, p := range d.placesOfGrain(grain) {
		switch {
		case p == key:
		case near(p):
			pool = append(pool, p)
		default:
			far = append(far, p)
			if region(p) == region(key) {
				abroad++
			}
		}
	}
	switch {
	case grain == "state":
		at := slices.Index(usStates, key)
		for _, step := range []int{3, 11, 19, 27, 35, 43} {
			pool = append(pool, usStates[(at+step)%len(usStates)])
		}
		return pool
	case key == "United States" && len(pool) < 3 && len(far) < 3:
		return nil // nobody takes a small neighbour for it
	case key == "United States" && len(pool) < 3:
		return append(pool, far...)
	case len(pool) == 0 && abroad == 0 && len(far) < 3:
		return nil // whatever is offered, nobody who saw the article takes it
	case len(pool) == 0 && grain == "country":
		return far
	}
	var known []string
	if key == "England" || key == "Scotland" || key == "Wales" {
		return slices.Concat(homeNations, pool) // who plays against Wales is not Switzerland
	}
	if grain == "country" {
		known = slices.DeleteFunc(slices.Clone(inRegion[region(key)]), func(c string) bool { return seldom[c] })
	} else {
		known = mates
	}
	first := len(known) // of cities those that all know
	if grain == "city" {
		first = slices.IndexFunc(append(slices.Clip(known), ""), func(c string) bool { return cities[c] == "" })
	}
	start := int(key[0]) % max(1, first)
	return slices.Concat(pool, known[start:first], known[:start], known[first:])
}

// placesOfGrain returns the places of the article that are of a grain, in their order.
func (d *document) placesOfGrain(grain string) []string {
	if d.places == nil {
		d.places = map[string][]string{}
		for _, p := range d.names.places {
			g := placeGrain(p)
			d.places[g] = append(d.places[g], p)
		}
	}
	return d.places[grain]
}

// homeNations are the countries of one kingdom, and those that play against them:
// whoever reads of one takes another for it.
var homeNations = []string{"England", "Scotland", "Wales", "Ireland", "France", "Italy"}

// seldom are countries that hardly anybody thinks of where an article does not name
// them.
var seldom = set("Scotland Wales Luxembourg Malta Cyprus Moldova Montenegro Kosovo Bhutan Bahrain Oman Laos Turkmenistan Gabon Eritrea Malawi Mauritania Botswana Guyana Vanuatu Samoa Tonga")

// setting is the country, state or city that the article names at least twice
// as often as any other; "" if there is none.
func (d *document) setting(grain string) string {
	if d.settings == nil {
		count := map[string]int{}
		for i := range d.paragraphs {
			for k := range d.paragraphs[i].sentences {
				for _, m := range d.in(&d.paragraphs[i].sentences[k]) {
					if m.kind == questions.Place {
						count[m.text]++
					}
				}
			}
		}
		d.settings = map[string]string{}
		most, second := map[string]int{}, map[string]int{}
		for _, p := range d.names.places {
			g, n := placeGrain(p), count[p]
			if n > most[g] {
				second[g], most[g], d.settings[g] = most[g], n, p
			} else {
				second[g] = max(second[g], n)
			}
		}
		for g := range d.settings {
			if most[g] < 3 || most[g] < 2*second[g] {
				d.settings[g] = ""
			}
		}
	}
	return d.settings[grain]
}

// placeGrain is "country", "state" or "city"; "" for every other place.
func placeGrain(text string) string {
	switch {
	case text == "New York" || text == "Washington":
		return "" // a city or a state
	case cities[text] != "":
		return "city"
	case countries[text] != "":
		return "country"
	case isState(text):
		return "state"
	}
	return ""
}

// bodyKind is what bodies have in common that can stand for each other.
type bodyKind struct {
	the         bool // or the article before the gap tells
	noun, class string
}

func (d *document) kindOfBody(text string) bodyKind {
	return bodyKind{d.names.withThe[text], bodyNoun(text), bodyClass(text)}
}

// bodyNoun is what a body calls itself.
func bodyNoun(text string) string {
	words := strings.Fields(text)
	for _, w := range []string{words[len(words)-1], words[0]} {
		if companyNames[w] {
			return "company"
		}
		switch w {
		case "University", "College":
			return "university"
		case "Party":
			return "party"
		case "Company", "Corporation", "Corp", "Corp.", "Inc", "Inc.", "Ltd", "Ltd.", "LLC", "GmbH", "Airlines", "Airways":
			return "company"
		case "Ministry":
			return "ministry"
		case "Court":
			return "court"
		case "Museum":
			return "museum"
		case "Bank":
			return "bank"
		case "School", "Academy":
			return "school"
		case "Hospital", "Clinic":
			return "hospital"
		case "Club", "Team":
			return "club"
		case "Times", "Post", "News", "Journal", "Magazine", "Press", "Reuters", "BBC", "CNN", "AFP":
			return "news organisation"
		}
	}
	return "organisation"
}

// bodyClasses groups words of names by what such a body does.
var bodyClasses = map[string]string{}

func init() {
	for class, words := range map[string]string{
		"government": "Department Agency Administration Bureau Authority Commission Ministry Government Treasury Cabinet Kremlin Pentagon House Service",
		"parliament": "Parliament Senate Congress Assembly Council",
		"research":   "Institute Institution Laboratory Laboratories Lab Labs Academy Research Center Centre",
		"business":   "Group Bank Fund Holdings Partners Capital Industries Systems Technologies Technology Brands Stores Motors Energy Electric Pharma Pharmaceuticals Therapeutics Solutions Ventures Securities Insurance Healthcare Foods Studios Records Pictures Entertainment Consulting Analytics",
		"society":    "Association Society Federation League Union Foundation Organization Organisation Coalition Alliance Watch International Trust Initiative",
		"force":      "Army Navy Force Forces Police Guard Front",
		"media":      mediaNames,
		"party":      "Democrats Republicans Conservatives",
	} {
		for w := range strings.FieldsSeq(words) {
			bodyClasses[w] = class
		}
	}
}

// bodyClass is what kind of body a name is, more finely than a question names
// it; "" when the name does not say.
func bodyClass(text string) string {
	words := strings.Fields(text)
	if c := bodyClasses[words[len(words)-1]]; c != "" {
		return c
	}
	for _, w := range words {
		if c := bodyClasses[w]; c != "" {
			return c
		}
	}
	return ""
}
