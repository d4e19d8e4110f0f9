package questions

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Headline is the title of a source, which every player sees beside a question, by
// its words that tell something.
type Headline struct {
	words    []telling
	acronyms []string // without full stops: "US", "IFRS"
}

// telling is a word that tells something.
type telling struct {
	word   string // folded; a number in figures
	name   bool   // it is printed with a capital throughout
	number bool
	date   bool // a year or day
}

// Shares of words from which on a title says what a statement does. Each was found
// on judged statements: of those that reach one, most were refused as given away,
// of others hardly any.
const (
	fewShared  = 3 // telling words that both have, at least
	someShared = 4
	manyShared = 5
)

// NewHeadline returns a title by its words.
func NewHeadline(title string) Headline {
	h := Headline{words: tellingWords(title)}
	for w := range strings.FieldsFuncSeq(dotted.Replace(title), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(w) > 1 && len(w) < 6 && strings.ToUpper(w) == w {
			h.acronyms = append(h.acronyms, w)
		}
	}
	return h
}

// Tells reports whether the title says what a statement says: it has most of the
// statement's telling words, or the statement has most of its own. That both name
// somebody is not enough, and a number that the title does not have is news, unless
// it has all else.
func (h Headline) Tells(statement string) bool {
	below := tellingWords(statement)
	m := h.match(below)
	if m.shared < fewShared || !m.more() {
		return false
	}
	switch {
	case 5*m.shared >= 3*len(below), m.shared >= manyShared && (2*m.shared >= len(below) || 5*m.told >= 4*len(h.words)):
		return true
	case m.news > 0:
		return false
	case m.numbers > 0 && 2*m.shared >= len(h.words):
		return true
	case m.shared == m.plain && m.told < manyShared: // only a subject in common
		return false
	}
	return 5*m.told >= 3*len(h.words) || m.shared >= someShared && (3*m.shared >= len(below) || 2*m.told >= len(h.words))
}

// Has reports whether every telling word of a part of a statement stands in the
// title, in whatever form: "dropped" for "drops", "$100-million" for "$100M", the
// "United States" for "US".
func (h Headline) Has(part string) bool {
	words := tellingWords(part)
	if slices.ContainsFunc(h.acronyms, func(a string) bool { return initials(a, part) }) {
		return true
	}
	return len(words) > 0 && h.match(words).shared == len(words)
}

// Touches reports whether the title speaks of what a text speaks of: they share
// three telling words, and not only names.
func (h Headline) Touches(text string) bool {
	m := h.match(tellingWords(text))
	return m.shared >= fewShared && m.more()
}

// Shares reports whether the title has a word of a text that is no name and no number.
func (h Headline) Shares(text string) bool { return h.match(tellingWords(text)).plain > 0 }

// matched counts the words that a title shares with a text.
type matched struct {
	shared  int // words of the text
	plain   int // of them no names and no numbers
	numbers int // of them numbers
	told    int // words of the title
	news    int // numbers of the text, dates apart, that the title does not have
}

// more reports whether not only names are shared: a plain word, or a number or date
// beside them.
func (m matched) more() bool { return m.plain > 0 || m.numbers > 0 && m.told >= someShared }

func (h Headline) match(words []telling) matched {
	var m matched
	told := make([]bool, len(h.words))
	for _, w := range words {
		at := -1
		for i, t := range h.words {
			if sameWord(t, w) {
				at, told[i] = i, true
			}
		}
		switch {
		case at < 0:
			if w.number && !w.date {
				m.news++
			}
			continue
		case w.number:
			m.numbers++
		case !w.name:
			m.plain++
		}
		m.shared++
	}
	for _, is := range told {
		if is {
			m.told++
		}
	}
	return m
}

func isYear(number string) bool {
	return len(number) == 4 && (number[0] == '1' || strings.HasPrefix(number, "20"))
}

// tellingWords returns the words of a text that tell something, each once, without
// what they are written together with.
func tellingWords(text string) []telling {
	text = dotted.Replace(text)
	var found []telling
	monthBefore := false
	for _, joined := range Words(text) {
		for part := range strings.FieldsFuncSeq(joined, func(r rune) bool { return r == '-' || r == '\'' }) {
			w := telling{word: part, name: !strings.Contains(text, part)}
			figure, spelled := spelledNumbers[part]
			month := w.name && monthNames[part]
			switch {
			case spelled:
				w.word, w.number = figure, true
			case isDigit(part[0]) && !rankInFigures(part):
				w.word, w.number = leadingDigits(part), true
				w.date = monthBefore || isYear(w.word)
			case month && len(found) > 0 && found[len(found)-1].number:
				found[len(found)-1].date = true
			case states[part] && w.name: // and no pronoun
			case utf8.RuneCountInString(part) < 3 || stopWords[part] || everywhere[part]:
				continue
			}
			monthBefore = month
			if !slices.ContainsFunc(found, func(f telling) bool { return f.word == w.word }) {
				found = append(found, w)
			}
		}
	}
	return found
}

// rankInFigures reports whether a word is a rank in figures: "5th".
func rankInFigures(word string) bool {
	n := len(word)
	return n > 2 && isDigit(word[n-3]) && slices.Contains([]string{"st", "nd", "rd", "th"}, word[n-2:])
}

// leadingDigits returns the number that a word begins with: "100" of "100m".
func leadingDigits(word string) string {
	end := strings.IndexFunc(word, func(r rune) bool { return (r < '0' || r > '9') && r != ',' && r != '.' })
	if end < 0 {
		end = len(word)
	}
	return strings.TrimRight(word[:end], ",.")
}

var (
	spelledNumbers = map[string]string{"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12"}
	// dotted writes the letters of states without full stops.
	dotted = strings.NewReplacer("U.S.", "US", "U.K.", "UK", "USA", "US", "E.U.", "EU", "U.N.", "UN")
	states = wordSet("us uk eu un")

	monthNames = wordSet("january february march april may june july august september october november december")
	// everywhere are words that stand in every title and statement, beside those that
	// are no clue anywhere.
	everywhere = wordSet("been have being other then them these those only just because must make made even million billion thousand percent say only all not out own and")
)

// sameWord reports whether two words are forms of one: they begin with the same
// letters and end as words are bent or derived ("consensus", "consensual"), or one
// is put together with the other ("website", "councilmember").
func sameWord(x, y telling) bool {
	a, b := x.word, y.word
	if a == b {
		return true
	}
	if x.number || y.number {
		return false
	}
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	switch {
	case n >= 4 && bent[a[n:]] && bent[b[n:]],
		n >= 3 && (doubled(a, n) && bent[b[n:]] || doubled(b, n) && bent[a[n:]]):
		return true
	case x.name && y.name:
		return false // "Brenkside" is not "Brenk"
	case len(a) > len(b):
		a, b = b, a
	}
	return len(b) >= len(a)+3 && (len(a) >= 4 && strings.HasSuffix(b, a) || len(a) >= 6 && strings.HasPrefix(b, a))
}

// bent are what words end in where another form of them ends otherwise.
var bent = func() map[string]bool {
	endings := wordSet("s es ed d ing e y ies ied r er ers or ors ion ions ation ations al us ual ment ments ly n an ans ic")
	endings[""] = true
	return endings
}()

// doubled reports whether a word repeats the letter before n in an ending:
// "dropped" beside "drops", "rapper" beside "rap".
func doubled(word string, n int) bool {
	if n >= len(word) || word[n] != word[n-1] {
		return false
	}
	ending := word[n+1:]
	return ending == "ed" || ending == "ing" || ending == "er" || ending == "ers"
}
