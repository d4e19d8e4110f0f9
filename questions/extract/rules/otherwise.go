package rules

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

// otherwise makes spans of parts of a statement that are one of a series, with
// its neighbours as wrong options: a century, a day of the year, a nationality.
// Others are the spans that there are already.
func (f *finder) otherwise(statement string, words func() []token, others []questions.Span) []questions.Span {
	var found []questions.Span
	for _, span := range slices.Concat(centuries(statement), daysOfYear(statement), nationalities(statement, words, f.times)) {
		at := strings.Index(statement, span.Text)
		if strings.Count(statement, span.Text) == 1 && !taken(statement, at, at+len(span.Text), others) {
			span.Forms = onlyStatement
			found = append(found, span)
		}
	}
	return found
}

// times counts how often the article has a word.
func (f *finder) times(word string) int {
	if word == "" {
		return 0
	}
	n, counted := f.counts[word]
	if counted {
		return n
	}
	n = strings.Count(f.article.Title, word)
	for i := range f.paragraphs {
		n += strings.Count(f.paragraphs[i].plain, word)
	}
	if f.counts == nil {
		f.counts = map[string]int{}
	}
	f.counts[word] = n
	return n
}

var centuryNames = strings.Fields(`zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
	sixteenth seventeenth eighteenth nineteenth twentieth twenty-first`)

var centuryAt = pattern.MustCompile(`\b(?:(\d{1,2})(?:st|nd|rd|th)|([a-z]+(?:-first)?)) century\b`)

// ofItsTime finds what everybody knows the century of.
var ofItsTime = pattern.MustCompile(`\b(?:World Wars?|First and Second World|Civil War|Cold War|(?:Great|the) Depression|Age of|Renaissance|Reformation|Middle Ages|Reconstruction|Prohibition|Napoleon\pL*|Victorian|Soviet|Nazi|(?i:internet|comput\pL+|electric\pL*|television|radio|railways?|railroads?|catalogs?|machines?))\b`)

const modern, present = 19, 21 // centuries

// partOfCentury finds a part of a century; that of the present one is to come.
var partOfCentury = pattern.MustCompile(`\b(?i:mid|late|end|middle|half)\b`)

// centuries makes spans of the centuries of a statement, if it is about one.
func centuries(statement string) []questions.Span {
	m := centuryAt.FindAllStringSubmatch(statement, -1)
	if len(m) != 1 || strings.Contains(statement, "centuries") || yearOf.MatchString(statement) || ofItsTime.MatchString(statement) {
		return nil
	}
	written := func(n int) string { return centuryNames[n] + " century" }
	n := slices.Index(centuryNames, m[0][2])
	if m[0][1] != "" {
		n, _ = strconv.Atoi(m[0][1])
		written = func(n int) string { return strconv.Itoa(n) + ending(n) + " century" }
	}
	if n < 1 || n >= len(centuryNames) || n == present {
		return nil // everybody knows what there is now
	}
	var wrong []string
	for _, other := range []int{n - 2, n - 1, n + 1, n + 2} {
		if n >= modern && other != n-1 && (other != n+1 || other == present && partOfCentury.MatchString(statement)) {
			continue // of times that people remember they know what there was
		}
		if other > 0 && other < len(centuryNames) {
			wrong = append(wrong, written(other))
		}
	}
	return []questions.Span{{Kind: questions.Term, Text: m[0][0], Wrong: wrong}}
}

// ending is what makes a rank of a number: "st" of 1.
func ending(n int) string {
	switch {
	case n%100 >= 11 && n%100 <= 13:
		return "th"
	case n%10 == 1:
		return "st"
	case n%10 == 2:
		return "nd"
	case n%10 == 3:
		return "rd"
	}
	return "th"
}

const monthWords = `January|February|March|April|May|June|July|August|September|October|November|December`

var (
	dayOfYear = pattern.MustCompile(`\b(?:(` + monthWords + `) (\d{1,2})|(\d{1,2}) (` + monthWords + `))\b`)
	yearNext  = pattern.MustCompile(`^(?:,? \d{4}|\d|:\d|[–-]| (?:and|or|to) \d)`)
)

// daysOfYear makes spans of days that have no year.
func daysOfYear(statement string) []questions.Span {
	at := dayOfYear.FindAllStringSubmatchIndex(statement, -1)
	if len(at) != 1 || yearNext.MatchString(statement[at[0][1]:]) {
		return nil
	}
	text := statement[at[0][0]:at[0][1]]
	month, day, _ := strings.Cut(text, " ")
	monthFirst := at[0][2] >= 0
	if !monthFirst {
		month, day = day, month
	}
	all := strings.Split(monthWords, "|")
	own := slices.Index(all, month)
	if number, _ := strconv.Atoi(day); number < 1 || number > 28 {
		return nil // not every month has it
	}
	var wrong []string
	for _, away := range []int{2, 5, 7, 10} {
		other := all[(own+away)%len(all)]
		switch {
		case strings.Contains(statement, other):
		case monthFirst:
			wrong = append(wrong, other+" "+day)
		default:
			wrong = append(wrong, day+" "+other)
		}
	}
	return []questions.Span{{Kind: questions.Term, Text: text, Wrong: wrong}}
}

// nationalities makes a span of the nationality of somebody or something in a
// statement that names no country: "the German engineer" can be taken for an
// Austrian one. Named counts how often the article has a word: nobody takes what
// it is all about for something else.
func nationalities(statement string, words func() []token, named func(word string) int) []questions.Span {
	if !slices.ContainsFunc(strings.Fields(statement), func(w string) bool { return peersOf[w] != "" }) {
		return nil // as most, which spares the word classes
	}
	var spans []questions.Span
	tokens := words()
	for i, t := range tokens {
		group := peersOf[t.text]
		if group == "" || i+1 == len(tokens) || strings.Count(statement, t.text) != 1 {
			continue
		}
		next := tokens[i+1]
		// What belongs to a name, a kind ("The Roman abacus") and a language are
		// no nationality.
		if int(t.end) < len(statement) && statement[t.end] == '-' || i < 2 || capitalised(tokens[i-1].text) || !isNounOrAdjective(next.tag) || capitalised(next.text) || tongues[next.text] || !oneNation(tokens, i) {
			continue
		}
		if times := named(t.text) + named(countryOf()[t.text]); times > maxNationNamed {
			continue
		}
		var wrong []string
		for other := range strings.FieldsSeq(group) {
			if other != t.text && !strings.Contains(statement, other) {
				wrong = append(wrong, other)
			}
		}
		spans = append(spans, questions.Span{Kind: questions.Term, Text: t.text, Wrong: wrong})
	}
	if len(spans) != 1 || slices.ContainsFunc(tokens, func(t token) bool { return countries[t.text] != "" || cities[t.text] != "" }) {
		return nil // the country, or another one, tells more
	}
	return spans
}

// maxNationNamed is how often an article that is not about a nation names it.
const maxNationNamed = 3

// peers are nationalities of which a reader can take one for another.
var peers = []string{
	"German Austrian Swiss Dutch",
	"French Belgian Swiss Italian",
	"Spanish Portuguese Italian French",
	"Swedish Danish Norwegian Finnish",
	"English Scottish Irish Welsh",
	"American Canadian Australian British",
	"Polish Hungarian Czech Romanian Bulgarian",
	"Russian Ukrainian Polish",
	"Egyptian Algerian Moroccan Tunisian Libyan",
	"Turkish Iranian Iraqi Syrian Lebanese",
	"Indian Pakistani Bangladeshi Nepalese",
	"Chinese Japanese Korean Vietnamese Thai",
	"Nigerian Ghanaian Kenyan Ethiopian Ugandan Tanzanian",
	"Brazilian Argentine Chilean Colombian Peruvian Mexican",
	"Roman Greek Persian",
}

// peersOf maps a nationality to its peers.
var peersOf = func() map[string]string {
	all := map[string]string{}
	for _, group := range peers {
		for nation := range strings.FieldsSeq(group) {
			if all[nation] == "" {
				all[nation] = group
			}
		}
	}
	return all
}()

// countryOf maps nationalities to countries.
var countryOf = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	for country, adjective := range adjectives {
		if known := all[adjective]; known == "" || country < known {
			all[adjective] = country
		}
	}
	return all
})

// tongues are what a nationality says the language of.
var tongues = set("language languages word words term text translation translations version name phrase speaker speakers dialect script alphabet")
