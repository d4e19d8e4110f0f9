package rules

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

// name is a capitalised phrase of a sentence.
type name struct {
	from, to int    // tokens [from, to) of the sentence; titles before it are not part of it
	title    int    // first token of the titles before it; from if there are none
	text     string // as in the sentence, without a possessive ending
	kind     questions.SpanKind
	person   *person // set for a person of the article

	pronoun bool // the sentence has "he" or "she" for it
}

// person is somebody whom the article names in full.
type person struct {
	full      string // as first named
	surname   string
	sentence  *sentence // where they are first named in full
	aliases   map[string]bool
	callings  []string // groups of the offices that they have beside their names, see callings
	offices   []string // and the offices
	dead      bool     // their death is told
	quoted    bool     // stands as who speaks beside a verb of speech
	described bool     // see describes
	titled    bool     // the article has no given name, and full begins with an office: "President Lark"
	apart     bool     // nobody to take for somebody else: a role that is played, half a name
	byWork    bool     // only ever named as who made a work: "Ada Lark's The Gull"
	pronoun   string   // "he" or "she", as the article refers to them; "" = not known
}

// names is what an article calls people, bodies and places.
type names struct {
	people    []*person
	full      map[string]*person // by full name and alias
	surname   map[string]*person // nil for a surname that two people share
	titled    map[string]*person // by a surname that means them only behind "Mr." or an office
	bodies    []string           // organisations, in the order of the article
	places    []string
	kinds     map[string]questions.SpanKind // by text
	lower     map[string]bool               // words that also occur in small letters
	middle    map[string]bool               // words capitalised within a sentence
	alone     map[string]bool               // and not beside another capital, as in "World Sailing Day"
	personCue map[string]bool               // phrases that stand where only a person stands
	speaks    map[string]bool               // phrases before or behind a verb of speech
	placeCue  map[string]bool               // phrases behind "in" and before the country or state they lie in
	withThe   map[string]bool               // phrases with "the" before them
	single    map[string]bool               // phrases of one word
	lastWords map[string]bool               // last words of longer phrases
	main      *person                       // whom the article is about; nil = nobody in particular
	bare      map[string]bool               // phrases without "the" before them or a noun behind
	acts      map[string]bool               // phrases of one word that begin a sentence and did something
	life      bool                          // the article tells the life of main
	entitled  [2]string                     // given name and surname of whom the title names and the first sentence introduces with years; "" = nobody
}

// other marks a name that is known to be neither person, body nor place.
const other questions.SpanKind = questions.Term

// never are capitalised words that begin sentences and are no names.
var never = set(`En Notwithstanding Amid Amidst Whereas Unlike Like Whenever Wherever Throughout Alongside Besides Beyond Within Until Upon I A An The This That These Those He She It We You They His Her Its Our Your Their My In On At By For From With Without To Of Off As If When While Where Why How What Who Whom Whose Which
And But Or Nor Yet So Then Than There Here Also After Before Since Until During Through Over Under Between Among Against About Above Across Along Around Because Although Though Despite Even Both Each Every
All Any Some Many Most Much More Other Another Such No Not Only Just Still Now Once One Two Three Four Five Six Seven Eight Nine Ten First Second Third Last Next Later Early Earlier Today Yesterday Tomorrow
Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Sundays According However Meanwhile Moreover Therefore Thus Instead Like Unlike Let Do Does Did Is Are Was Were Be Been Being Has Have Had Will Would Can Could May Might Should Must
Longtime Long-time Onetime One-time Outgoing Incoming Enter Yes Well Perhaps Maybe Good Bad New Old Few Several Never Always Often People Image Photo Figure Table Chapter Section See Note Source Sources Read More Click Follow Share Please Born Died English Further Given Following Based Using Despite Within Upon Nearly Almost`)

// newNames are words of the never list that also begin names of places.
var newNames = set("New San St. Los Las El La North South East West")

// findNames collects the names of a document: what stands where, then what
// each phrase denotes.
func findNames(d *document) *names {
	n := &names{entitled: whomTitleNames(d), full: map[string]*person{}, surname: map[string]*person{}, titled: map[string]*person{}, kinds: map[string]questions.SpanKind{}, lower: map[string]bool{}, middle: map[string]bool{}, alone: map[string]bool{}, personCue: map[string]bool{}, placeCue: map[string]bool{},
		speaks: map[string]bool{}, withThe: map[string]bool{}, single: map[string]bool{}, lastWords: map[string]bool{}, acts: map[string]bool{}}
	for i := range d.paragraphs {
		for k := range d.paragraphs[i].sentences {
			tokens := d.paragraphs[i].sentences[k].tokens
			for j, t := range tokens {
				if capitalised(t.text) {
					if j > 0 && !opens(tokens, j) {
						n.middle[t.text] = true
						// Of a heading every word may have a capital.
						if !capitalised(tokens[j-1].text) && tokens[len(tokens)-1].text == "." && !capitalised(tokens[j+1].text) {
							n.alone[t.text] = true
						}
					}
				} else {
					n.lower[t.text] = true
				}
			}
		}
	}
	for word := range strings.FieldsSeq(plain(d.article.Title)) {
		if r, _ := utf8.DecodeRuneInString(word); unicode.IsLower(r) {
			n.lower[strings.Trim(word, ".,:;?!'\"()")] = true
		}
	}
	var order []string
	n.bare = map[string]bool{}
	seen := map[string]bool{}
	first := map[string]*sentence{}
	for i := range d.paragraphs {
		for k := range d.paragraphs[i].sentences {
			s := &d.paragraphs[i].sentences[k]
			for _, m := range n.phrases(s) {
				if !seen[m.text] {
					seen[m.text], first[m.text] = true, s
					order = append(order, m.text)
				}
				if personPlace(s.tokens, m) {
					n.personCue[m.text] = true
				}
				if m.from > 0 && m.title == m.from && within[strings.ToLower(s.tokens[m.from-1].text)] && m.to+1 < len(s.tokens) && s.tokens[m.to].text == "," && (isState(s.tokens[m.to+1].text) || countries[s.tokens[m.to+1].text] != "") && (m.to+2 == len(s.tokens) || s.tokens[m.to+2].tag != "POS") {
					n.placeCue[m.text] = true
				}
				if m.to < len(s.tokens) && speechVerbs[s.tokens[m.to].text] && s.tokens[m.to].tag != "NNS" || m.from > 0 && saying[s.tokens[m.from-1].text] && !listens[s.tokens[m.from-1].text] {
					n.speaks[m.text] = true
				}
				if m.title > 0 && strings.EqualFold(s.tokens[m.title-1].text, "the") {
					n.withThe[m.text] = true
				} else if m.to < len(s.tokens) && !isNoun(s.tokens[m.to].tag) {
					n.bare[m.text] = true
				}
				if m.from == 0 && m.to == 1 && len(s.tokens) > 4 && s.tokens[1].tag == "VBD" && !isAuxiliary(s.tokens[1].text) {
					n.acts[m.text] = true
				}
				if words := strings.Fields(m.text); len(words) == 1 {
					n.single[m.text] = true
				} else {
					n.lastWords[words[len(words)-1]] = true
				}
			}
		}
	}
	for _, text := range order {
		kind := n.classify(text)
		if kind == questions.Person && n.placeCue[text] && !n.personCue[text] && !n.speaks[text] {
			kind = questions.Place // "born in Skarn Lark, Michigan"
		}
		n.kinds[text] = kind
		switch kind {
		case questions.Person:
			if strings.Contains(text, " ") {
				n.add(text, first[text])
			}
		case questions.Organisation:
			n.bodies = append(n.bodies, text)
		case questions.Place:
			n.places = append(n.places, text)
		}
	}
	n.addTitled(d)
	return n
}

// within are prepositions before where something lies.
var within = set("in near outside at")

// titles are offices that tell together with a surname who somebody is.
var titles = set("President Chancellor Minister Premier Senator Governor Mayor Judge Justice General Colonel Captain Admiral King Queen Prince Princess Pope Bishop Archbishop Cardinal Ambassador Sheriff Detective Sultan Emperor Emir Lord Lady Baroness Viscount")

// addTitled makes people of those whom the article never names in full, but calls
// by one and the same office: "President Lark". Somebody else of the name, or with
// another office, makes it nobody.
func (n *names) addTitled(d *document) {
	type titled struct {
		full     string
		sentence *sentence
		differ   bool
	}
	found := map[string]*titled{}
	var order []string
	for i := range d.paragraphs {
		for k := range d.paragraphs[i].sentences {
			s := &d.paragraphs[i].sentences[k]
			for _, m := range n.phrases(s) {
				if m.to-m.from != 1 || m.title == m.from || n.kinds[m.text] != "" || len(m.text) < 2 || s.tokens[m.from].quoted {
					continue
				}
				if _, known := n.surname[m.text]; known || !titles[s.tokens[m.from-1].text] || s.tokens[m.title].text == "Former" || m.title > 0 && (s.tokens[m.title-1].text == "then" || s.tokens[m.title-1].text == "-") {
					continue
				}
				full := s.text[s.tokens[m.title].start:s.tokens[m.from].start] + m.text
				if was := found[m.text]; was == nil {
					found[m.text] = &titled{full, s, false}
					order = append(order, m.text)
				} else if !strings.HasSuffix(was.full, full) && !strings.HasSuffix(full, was.full) {
					was.differ = true
				}
			}
		}
	}
	for _, word := range order {
		t := found[word]
		if t.differ || strings.ContainsAny(t.full, ",()\"") {
			continue
		}
		p := &person{full: t.full, surname: word, sentence: t.sentence, aliases: map[string]bool{t.full: true}, titled: true}
		n.full[t.full] = p
		n.people = append(n.people, p)
		if n.lastWords[word] {
			n.titled[word] = p // "Mr. Lark" beside a "Skarn Lark" of whom nothing is known
		} else {
			n.surname[word] = p
		}
	}
}

// add makes a person of a full name, or an alias of one already known.
func (n *names) add(text string, s *sentence) {
	words := strings.Fields(text)
	last := surnameOf(words)
	if p, known := n.surname[last]; known {
		if p != nil && (strings.HasSuffix(p.full, " "+text) || misspelt(p.full, text)) {
			n.full[text] = p // "Hawk Lark" of "Ada Hawk Lark"
			p.aliases[text] = true
			return
		}
		if p != nil && n.isEntitled(strings.Fields(p.full)) && words[0] == n.entitled[0] {
			n.full[text] = p // "Ada Lark" of `Adalind "Ada" Lark`
			p.aliases[text] = true
			return
		}
		if p != nil && strings.HasPrefix(words[0], strings.TrimSuffix(strings.Fields(p.full)[0], ".")) || p != nil && strings.HasSuffix(words[0], ".") && words[0][0] == p.full[0] {
			n.full[text] = p
			p.aliases[text] = true
			return
		}
		n.surname[last] = nil
	}
	p := &person{full: text, surname: last, sentence: s, aliases: map[string]bool{text: true}}
	if _, known := n.surname[last]; !known {
		n.surname[last] = p
	}
	n.full[text] = p
	n.people = append(n.people, p)
}

// surnameOf returns the last word of a full name that is no "Jr.".
func surnameOf(words []string) string {
	last := words[len(words)-1]
	if n := len(words); n > 2 && generations[last] {
		return words[n-2]
	}
	return last
}

// generations tell apart people of one name.
var generations = set("Jr. Jr Sr. Sr II III IV")

// misspelt reports whether two full names differ in one vowel of the given name
// only, as "Kristin Lark" and "Kristen Lark".
func misspelt(a, b string) bool {
	if len(a) != len(b) || len(a) < 6 || a[0] != b[0] {
		return false
	}
	differ := -1
	for i := range len(a) {
		if a[i] != b[i] {
			if differ >= 0 || !strings.ContainsRune("aeiouy", rune(a[i])) || !strings.ContainsRune("aeiouy", rune(b[i])) {
				return false
			}
			differ = i
		}
	}
	first, _, _ := strings.Cut(a, " ")
	other, _, _ := strings.Cut(b, " ")
	return differ < len(first) && len(first) >= 5 && genderOfName(first) == genderOfName(other)
}

// opens reports whether token i begins a sentence or what is quoted in it.
func opens(tokens []token, i int) bool {
	if i == 0 {
		return true
	}
	before := tokens[i-1]
	return before.text == ":" || before.tag == ":" || before.text == "." || tokens[i].quoted && !before.quoted
}

// asksReader are verbs by which a sentence turns to the reader before a name.
var asksReader = set("See Enter Take Consider Imagine Remember Call Blame Thank Forget")

var particles = set("de da do dos del della di du van von der den la le al el bin ibn bint ben ter ten zu y")

// phrases returns the capitalised phrases of a sentence.
func (n *names) phrases(s *sentence) []name {
	var found []name
	tokens := s.tokens
	for i := 0; i < len(tokens); {
		if !n.begins(tokens, i) {
			i++
			continue
		}
		j := i + 1
		for j < len(tokens) {
			t := tokens[j].text
			switch {
			case tokens[j].quoted != tokens[j-1].quoted || splitInitial(tokens, j):
				if surname := n.behindNickname(tokens, i, j); surname > 0 {
					j = surname + 1
					continue
				}
			case t == "(" && n.entitledBehind(tokens, j):
				j += 4
				continue
			case nameToken(tokens, j) && (tokens[j].tag != "NNP" || t != "Image"):
				j++
				continue
			case (t == "of" || t == "for" || t == "on") && (orgWords[tokens[j-1].text] || (placeWords[tokens[j-1].text] || thingWords[tokens[j-1].text]) && t == "of"):
				k := j + 1
				if k < len(tokens) && tokens[k].text == "the" {
					k++
				}
				if k < len(tokens) && nameToken(tokens, k) && !firstNames[tokens[k].text] {
					j = k + 1
					continue
				}
			case len(t) > 3 && (strings.HasPrefix(t, "d'") || strings.HasPrefix(t, "al-") || strings.HasPrefix(t, "el-")) && capitalised(t[strings.IndexAny(t, "'-")+1:]):
				j++
				continue
			case particles[t] || t == "&":
				if j+1 < len(tokens) && nameToken(tokens, j+1) {
					j += 2
					continue
				}
			case t == "and" && n.joins(tokens, i, j):
				j += 2
				continue
			}
			break
		}
		if m, ok := n.trim(tokens, i, j, s.text); ok {
			found = append(found, m)
		}
		i = j
	}
	return found
}

// behindNickname returns the token of the surname behind a nickname in quotation
// marks that begins at token i, as in `Ada M. "Gull" Lark`; 0 where there is none. The
// name begins at token from.
func (n *names) behindNickname(tokens []token, from, i int) int {
	given := tokens[i-1].text
	if splitInitial(tokens, i) {
		given, i = tokens[i].text+".", i+2
	}
	k := i
	for k < len(tokens) && k < i+2 && tokens[k].quoted && nameToken(tokens, k) {
		k++
	}
	if k == i || k == len(tokens) || tokens[i-1].quoted || tokens[k].quoted || !nameToken(tokens, k) || !firstNames[given] && !isInitial(given) && !(n.entitled[0] == tokens[i].text && n.entitled[1] == tokens[k].text) {
		return 0
	}
	return k
}

// entitledBehind reports whether at token i a nickname in brackets begins, and behind
// it stands the surname, of whom the title names so: "Adalind Moll (Ada) Lark".
func (n *names) entitledBehind(tokens []token, i int) bool {
	return i+3 < len(tokens) && n.entitled[0] != "" && tokens[i+2].text == ")" && tokens[i+3].text == n.entitled[1] && (tokens[i+1].text == n.entitled[0] || strings.HasPrefix(n.entitled[0], tokens[i+1].text))
}

// lifeYears finds the years of a life behind a name.
var lifeYears = pattern.MustCompile(`\([^()]*?(?:\bborn\b[^()]*\b(?:1\d|20)\d\d\b|\b(?:1\d|20)\d\d\b[^()]*[–—-][^()]*\b(?:1\d|20)\d\d\b)[^()]*\)`)

// whomTitleNames returns the given name and the surname of whom the whole title names
// and the first sentence introduces with the years of a life: a name that no list has
// is one for all that.
func whomTitleNames(d *document) (whom [2]string) {
	words := strings.Fields(plain(d.article.Title))
	if len(words) < 2 || len(words) > maxNameWords || len(d.paragraphs) == 0 || !personShaped(words) {
		return whom
	}
	given, surname := words[0], words[len(words)-1]
	for i, w := range words {
		place := i > 0 && (countries[w] != "" || cities[w] != "") // "Florence Lark" is no city
		if place || orgWords[w] || placeWords[w] || thingWords[w] || personTitles[w] || demonyms[w] {
			return whom
		}
	}
	for i := range d.paragraphs[:min(2, len(d.paragraphs))] {
		if len(d.paragraphs[i].sentences) == 0 {
			continue
		}
		text := d.paragraphs[i].sentences[0].text
		at := lifeYears.FindStringIndex(text)
		if at == nil || at[0] > introduction || !questions.HoldsWords(text[:at[0]], surname) || !questions.HoldsWords(text[:at[0]], given) && !strings.Contains(text[:at[0]], given) {
			continue
		}
		return [2]string{given, surname}
	}
	return whom
}

// maxNameWords is how many words a title has at most that is somebody's name.
const maxNameWords = 4

// introduction is how many bytes the names of somebody have, with titles and orders.
const introduction = 100

// isEntitled reports whether the words of a name are those of whom the title names.
func (n *names) isEntitled(words []string) bool {
	return n.entitled[0] != "" && words[len(words)-1] == n.entitled[1] && slices.ContainsFunc(words[:len(words)-1], func(w string) bool { return strings.Trim(w, `"()`) == n.entitled[0] })
}

// splitInitial reports whether an initial stands at token i that was taken for
// the end of a sentence, as a quotation mark follows.
func splitInitial(tokens []token, i int) bool {
	return i+2 < len(tokens) && isInitial(tokens[i].text+tokens[i+1].text) && tokens[i+2].quoted && !tokens[i].quoted
}

// nameToken reports whether a token can go on a name.
func nameToken(tokens []token, i int) bool {
	t := tokens[i]
	if nameAllTheSame(tokens, i) {
		return true
	}
	if !capitalised(t.text) || isMark(t.text) || months[t.text] || utf8.RuneCountInString(t.text) == 1 && t.text != "X" {
		return false
	}
	if never[t.text] && !newNames[t.text] {
		return false
	}
	return true
}

// nameAllTheSame reports whether a capital word within a sentence that is mostly no
// name is one: "Will Lark", "Ada Early", "Mrs May".
func nameAllTheSame(tokens []token, i int) bool {
	word := tokens[i].text
	if i == 0 || !wordNames[word] || opens(tokens, i) {
		return false
	}
	before, next := tokens[i-1].text, token{}
	if i+1 < len(tokens) {
		next = tokens[i+1]
	}
	if word == "Will" {
		return !capitalised(before) && capitalised(next.text) && !isMark(next.text) && !never[next.text] && !months[next.text]
	}
	if next.tag == "CD" || capitalised(next.text) {
		return false
	}
	return firstNames[before] && !wordNames[before] || womenTitles[before] || menTitles[before]
}

// wordNames are given names and surnames that are words or months as well.
var wordNames = set("Will May March Early Still Good Few English Read Born Further Close")

// begins reports whether a name begins at token i.
func (n *names) begins(tokens []token, i int) bool {
	t := tokens[i]
	if !nameToken(tokens, i) {
		return false
	}
	if !opens(tokens, i) {
		return true
	}
	// The first word of a sentence is capital anyhow.
	next := i+1 < len(tokens) && nameToken(tokens, i+1) && tokens[i+1].start == t.end+1
	switch {
	case next && (speechVerbs[strings.ToLower(t.text)] || t.text == "Ask" || t.text == "Meet") && !n.middle[t.text]:
		return false // "Adds Ada Lark: ...", "Ask Ada Lark, ..."
	case next && (t.tag == "VB" || asksReader[t.text]) && firstNames[tokens[i+1].text] && !firstNames[t.text]:
		return false // "Remember Ada Lark, ..."
	case next && newNames[t.text] && placeGrain(t.text+" "+strings.TrimSuffix(tokens[i+1].text, "'s")) != "":
		return true
	case firstNames[t.text] || countries[t.text] != "" || cities[t.text] != "" || personTitles[t.text] || companyNames[t.text] && t.text != "Apple":
		return true
	case n.middle[t.text] && !n.lower[strings.ToLower(t.text)]:
		return true
	case next && strings.HasPrefix(t.tag, "NNP") && !n.lower[strings.ToLower(t.text)]:
		return true
	case strings.ToUpper(t.text) == t.text && len(t.text) > 1:
		return true
	}
	return false
}

// joins reports whether "and" at j stands inside the name of a body that
// begins at i: "the Food and Drug Administration".
func (n *names) joins(tokens []token, i, j int) bool {
	if j+2 >= len(tokens) || i == 0 || tokens[i-1].text != "the" && tokens[i-1].text != "of" || !nameToken(tokens, j+1) || orgWords[tokens[j-1].text] || orgWords[tokens[j+1].text] {
		return false
	}
	k := j + 1
	for k < len(tokens) && nameToken(tokens, k) {
		k++
	}
	return k > j+2 && orgWords[tokens[k-1].text]
}

// departments are what secretaries and ministers are "of".
var departments = set("State Defense Defence Treasury Health Education Energy Commerce Labor Labour Interior Agriculture Transportation Transport Finance Justice Culture Tourism Environment")

// trim cuts adjectives, titles and offices from the front of a phrase.
func (n *names) trim(tokens []token, i, j int, text string) (name, bool) {
	m := name{from: i, to: j, title: i}
	last := i - 1 // last token that is a title
	for k := i; k < j-1; k++ {
		if personTitles[tokens[k].text] && !(givenTitles[tokens[k].text] && isInitial(tokens[k+1].text)) || offices[tokens[k].text] || k == i && j-i > 2 && titlesOfSeveral[tokens[k].text] || k == i && i >= 2 && departments[tokens[k].text] && tokens[i-1].text == "of" || tokens[k].text == "General" && k > i {
			last = k
		} else if k > last+3 {
			break
		}
	}
	if last < i {
		last = officeInside(tokens, i, j)
	}
	if last >= i {
		rest := tokens[last+1 : j]
		lastWord := rest[len(rest)-1].text
		body := orgWords[lastWord] || placeWords[lastWord] || thingWords[lastWord]
		for _, t := range rest {
			body = body || t.text == "of" || t.text == "for"
		}
		if !body {
			m.from = last + 1
		}
	}
	for m.from < m.to-2 && m.from == m.title && (demonyms[tokens[m.from].text] || roleNouns[strings.ToLower(tokens[m.from].text)] && !firstNames[tokens[m.from].text]) && firstNames[tokens[m.from+1].text] || m.from == m.to-2 && m.from == m.title && demonyms[tokens[m.from].text] && firstNames[tokens[m.from+1].text] {
		m.from++
		m.title = m.from
	}
	for m.to > m.from && (tokens[m.to-1].text == "of" || tokens[m.to-1].text == "&") {
		m.to--
	}
	for m.to-m.from > 2 && (firstNames[tokens[m.from].text] || tokens[m.from].text == n.entitled[0]) && honour(tokens[m.to-1].text) {
		m.to-- // "Ada Lark DBE"
	}
	if m.from >= m.to {
		return m, false
	}
	m.text = text[tokens[m.from].start:tokens[m.to-1].end]
	for _, r := range m.text {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune(" .'-&\"", r) && !unicode.IsDigit(r) && !((r == '(' || r == ')') && m.to-m.from > 4) {
			return m, false
		}
	}
	m.text = strings.TrimSuffix(m.text, "'s")
	return m, m.text != ""
}

// titlesOfSeveral stand before the first of several names: "Senators Ada Lark and Bo Berg".
var titlesOfSeveral = set("Senators Sens. Representatives Reps. Congressmen Congresswomen Presidents Premiers Ministers Chancellors Governors Mayors Ambassadors Judges Justices Professors Drs Drs. Messrs Messrs.")

// givenTitles are titles that are given names as well: "Earl R. Lark".
var givenTitles = set("Earl Duke Prince King Major Dean")

// isInitial reports whether a word is one letter with a full stop: "R.".
func isInitial(word string) bool {
	return len(word) == 2 && word[1] == '.' && capitalised(word)
}

// offices are written in letters, between a body and a name.
var offices = set("CEO CFO COO CTO CIO CMO EVP SVP VP GM MP MEP QB")

// officeInside returns the last token of an office inside a phrase that a body
// stands before and a name in full behind: "Brenk Harbour Trust President Ada
// Lark", "CEO Ada Lark". It is less than i where there is none.
func officeInside(tokens []token, i, j int) int {
	for k := j - 3; k >= i; k-- {
		if offices[tokens[k].text] || k > i && (personTitles[tokens[k].text] || calledSo(tokens[k].text)) && k+1 < j && firstNames[tokens[k+1].text] && !departments[tokens[k-1].text] {
			return k
		}
	}
	return i - 1
}

// honour reports whether a word is made of letters that stand behind the name of
// somebody who has an order or a degree.
func honour(word string) bool {
	return len(word) >= 2 && len(word) <= 5 && strings.ToUpper(word) == word && strings.Trim(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" && strings.Trim(word, "IVX") != ""
}

// speechVerbs put words into a mouth.
var speechVerbs = set("said says told tells added adds wrote writes explained explains asked asks replied noted notes stated states argued argues claimed claims warned warns insisted insists recalled recalls commented continued announced announces declared declares concluded concludes remarked observed observes admitted admits suggested suggests complained stressed emphasized emphasised tweeted testified acknowledged confirmed confirms")

// personPlace reports whether a phrase stands where only a person can: behind a
// title or an office, or before or after a verb of speech.
func personPlace(tokens []token, m name) bool {
	if m.title < m.from {
		return true
	}
	if m.from > 0 && roleNouns[tokens[m.from-1].text] {
		return true
	}
	if m.from > 0 && tokens[m.from-1].text == "by" && firstNames[tokens[m.from].text] && m.to-m.from > 1 {
		return true
	}
	if m.from == 0 && m.to-m.from > 1 && calledRole(tokens, m.to) {
		return true
	}
	if m.to < len(tokens) && tokens[m.to].text == "who" {
		return true
	}
	if m.to-m.from > 1 && m.from > 0 && tokens[m.from-1].text == "," && m.to+1 < len(tokens) && tokens[m.to].text == "," && saying[tokens[m.to+1].text] {
		return true // "Brenk's head of lamps, Ada Lark, said"
	}
	if m.to-m.from > 1 && livedBehind(tokens[m.to:]) {
		return true
	}
	if m.to+2 < len(tokens) && tokens[m.to].text == "," {
		if tokens[m.to+1].text == "who" {
			return true
		}
		if tokens[m.to+1].tag == "CD" && tokens[m.to+2].text == "," && len(tokens[m.to+1].text) == 2 {
			return true // "Ada Lark, 31,"
		}
		for k := m.to + 1; k < min(m.to+6, len(tokens)) && !isMark(tokens[k].text) && !isFinite(tokens[k].tag); k++ {
			if roleNouns[tokens[k].text] {
				return true
			}
		}
	}
	return false
}

// lived are what only people do or have done to them.
var (
	lived   = set("died married studied emigrated graduated")
	livedBy = set("born buried baptized baptised educated raised orphaned knighted ordained widowed beheaded assassinated")
)

// livedBehind reports whether behind a name stands what only people have: a
// birth, a burial, a marriage.
func livedBehind(behind []token) bool {
	if len(behind) < 3 {
		return false
	}
	switch {
	case behind[0].text == "was" && livedBy[behind[1].text], lived[behind[0].text]:
		return true
	case behind[0].text != "(":
		return false
	}
	for i, t := range behind[:min(len(behind), 8)] {
		if t.text == "born" || t.text == "née" || t.text == "b." {
			return true
		}
		if t.text == ")" || i > 0 && t.text == "(" {
			return false
		}
	}
	return false
}

// calledRole reports whether a sentence goes on with what somebody is: "(born
// 1950) was a Norwegian architect".
func calledRole(tokens []token, i int) bool {
	rest := withoutAsides(tokens[i:])
	for k, t := range rest {
		if k > 12 {
			return false
		}
		if t.text != "is" && t.text != "was" {
			continue
		}
		for _, r := range rest[k+1 : min(len(rest), k+12)] {
			if prepositions[r.text] || r.tag == "WP" || r.tag == "WDT" {
				return false
			}
			if roleNouns[r.text] {
				return true
			}
		}
		return false
	}
	return false
}

// classify says what a phrase denotes by its words and its places; "" when
// that is not certain.
func (n *names) classify(text string) questions.SpanKind {
	words := strings.Fields(text)
	last := words[len(words)-1]
	switch {
	case countries[text] != "" || cities[text] != "" || regions[text] || isState(text):
		return questions.Place
	case demonyms[text], len(last) > 1 && last[len(last)-1] == 's' && demonyms[last[:len(last)-1]]: // "African Americans"
		return other
	case firms[text]:
		return questions.Organisation
	case orgWords[last]:
		if len(words) == 1 && bodyNoun(text) != "company" && !brands[text] {
			return "" // "the Society"
		}
		return questions.Organisation
	case placeWords[last]:
		return questions.Place
	case thingWords[last]:
		return other
	}
	for i, w := range words {
		if i > 0 && (w == "of" || w == "for" || w == "on") {
			switch head := words[i-1]; {
			case orgWords[head]:
				return questions.Organisation
			case placeWords[head]:
				return questions.Place
			}
			return other
		}
		if orgWords[w] && len(words) > 1 || w == "&" || w == "and" {
			return questions.Organisation
		}
		if i > 0 && thingWords[w] && !(i < len(words)-1 && firstNames[words[0]] && (n.personCue[text] || n.speaks[text])) {
			return other
		}
	}
	if strings.ToUpper(text) == text {
		if len(words) == 1 && len(text) >= 3 && len(text) <= 5 && n.orgAcronym(text) {
			return questions.Organisation
		}
		return ""
	}
	if !personShaped(words) {
		return ""
	}
	// "the Ada Lark papers", but Ada Lark as well
	named := len(words) == 2 && firstNames[words[0]] && !notFirstNames[words[0]] && n.bare[text]
	if n.withThe[text] && !n.personCue[text] && !named || len(words) < 2 {
		return ""
	}
	common := false // a word of it is also written small: "Human Rights Watch"
	for i, w := range words {
		common = common || n.lower[strings.ToLower(w)] && !(i == 0 && firstNames[w])
	}
	if len(words) == 2 && !common && n.acts[last] && !womenNames[last] && !n.withThe[last] && n.classify(last) == "" {
		return questions.Person // "Lark won": nobody but Ada Lark is called so
	}
	cue := n.personCue[text] || n.speaks[text] && (n.single[last] || !common && len(words) <= 3) || n.speaks[last] && !womenNames[last] && !n.withThe[last] && len(words) <= 3
	given, joined, _ := strings.Cut(words[0], "-") // "Ada-Maria"
	if n.isEntitled(words) && !common {
		return questions.Person
	}
	if firstNames[given] && (joined == "" && !notFirstNames[given] || joined != "" && firstNames[joined] || cue) {
		return questions.Person
	}
	if cue && !demonyms[words[0]] && !placeFirst[words[0]] && countries[words[0]] == "" && cities[words[0]] == "" {
		return questions.Person
	}
	return ""
}

// brands are bodies of one word that is their name.
var brands = set("Kremlin Pentagon Reuters Mozilla Wikipedia Wikimedia WikiLeaks FIFA UEFA NASA NATO UNESCO Taliban Hamas Hezbollah Greenpeace Interpol Democrats Republicans Congress")

// firms are companies that are called like somebody.
var firms = func() map[string]bool {
	all := map[string]bool{}
	for name := range strings.SplitSeq("Mercedes Benz,Mercedes-Benz,Morgan Stanley,Merrill Lynch,Charles Schwab,Wells Fargo,Arthur Andersen,Arthur Anderson,Fannie Mae,Freddie Mac,Sallie Mae,Philip Morris,Eli Lilly,John Deere,Ralph Lauren,Calvin Klein,Tommy Hilfiger,Louis Vuitton,Christian Dior,Hugo Boss,Harley Davidson,Harley-Davidson,Rolls Royce,Rolls-Royce,Sara Lee,Jack Daniel's,Ernst Young,Bernard Matthews,Victoria's Secret,Booz Allen,Booz Allen Hamilton,Lloyds Bank,Lehman Brothers,Warner Brothers,Warner Bros,Johnson Controls,Dow Jones,Dun Bradstreet,Jenny Craig,Jimmy Choo,Kate Spade,Michael Kors,Tim Hortons,Trader Joe's,Duncan Hines,Aston Martin,Alfa Romeo,Dean Witter,Drexel Burnham,Thomas Cook,Virgin Mobile,Virgin Atlantic,Virgin Galactic", ",") {
		all[name] = true
	}
	return all
}()

var placeFirst = set("Camp New San St. Los Las North South East West Mount Lake Port Fort Saint United Great Grand Old Lower Upper Central Southern Northern Western Eastern")

var wellKnownBodies = set("NASA NATO BBC CNN FBI CIA NSA FDA CDC WHO IMF UNICEF UNHCR USDA EPA IRS ESA OPEC ACLU AFP ABC CBS NBC NPR")

func (n *names) orgAcronym(text string) bool { return wellKnownBodies[text] }

// personShaped reports whether words look like the name of one person.
func personShaped(words []string) bool {
	if len(words) > 4 && !(len(words) == 5 && strings.HasPrefix(words[2], `"`)) {
		return false
	}
	for i, w := range words {
		w = strings.Trim(w, `"()`) // a nickname
		if particles[w] && i > 0 && i < len(words)-1 || i > 0 && (strings.HasPrefix(w, "d'") || strings.HasPrefix(w, "al-") || strings.HasPrefix(w, "el-")) {
			continue
		}
		r, size := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) || strings.ContainsAny(w, "0123456789&/") || orgWords[w] || placeWords[w] && i > 0 {
			return false
		}
		if _, after, hyphen := strings.Cut(w, "-"); hyphen && !capitalised(after) {
			return false
		}
		rest := w[size:]
		if initials(w) {
			continue
		}
		if rest == "" || rest != "." && strings.HasSuffix(rest, ".") && w != "Jr." && w != "Sr." && len(rest) > 2 {
			return false
		}
		if len(rest) > 1 && strings.ToUpper(rest) == rest && w != "Jr." {
			return false
		}
	}
	last := words[len(words)-1]
	if strings.HasSuffix(last, ".") && !generations[last] && len(last) > 2 && !initials(last) {
		return false // "Commanding No." of "Commanding No. 1 Squadron"
	}
	return len(last) > 2 && last != "III" && last != "Jr." || len(words) > 2
}

// initials reports whether a word is two or more initials: "K.C.".
func initials(w string) bool {
	if len(w) < 4 || len(w)%2 == 1 {
		return false
	}
	for i := 0; i < len(w); i += 2 {
		if w[i] < 'A' || w[i] > 'Z' || w[i+1] != '.' {
			return false
		}
	}
	return true
}

// isState reports whether text is a state of the United States.
func isState(text string) bool {
	for _, s := range usStates {
		if s == text {
			return true
		}
	}
	return false
}

// in returns the names of a sentence with what they denote.
func (d *document) in(s *sentence) []name {
	if !s.hasNames {
		s.names, s.hasNames = d.denote(s), true
	}
	return s.names
}

func (d *document) denote(s *sentence) []name {
	found := d.names.phrases(s)
	for i := range found {
		m := &found[i]
		m.kind = d.names.kinds[m.text]
		if p := d.names.full[m.text]; p != nil {
			m.kind, m.person = questions.Person, p
		} else if p := d.names.surname[m.text]; p != nil && (m.kind == "" || m.kind == questions.Person) {
			m.kind, m.person = questions.Person, p
		}
		if m.person == nil && m.kind == "" && m.title < m.from && !womenTitles[s.tokens[m.title].text] {
			if m.person = d.names.titled[m.text]; m.person != nil {
				m.kind = questions.Person
			}
		}
		if m.person != nil && m.title < m.from {
			given, _, _ := strings.Cut(m.person.full, " ")
			if g, title := genderOfName(given), s.tokens[m.title].text; g == "she" && menTitles[title] || g == "he" && womenTitles[title] {
				m.kind, m.person = "", nil // "Mr. Lark" is not Ada Lark
			}
		}
		if m.kind == questions.Person && m.person == nil && strings.Contains(m.text, " ") {
			m.kind = ""
		}
	}
	return found
}
