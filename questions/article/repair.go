package article

import (
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/charmap"

	"quizbot/questions/pattern"
)

// readAgain undoes a wrong reading that a text went through before it came
// here: its UTF-8 was taken for Latin-1 or Windows-1252 and written as UTF-8
// once more, so that a pound sign became "Â£". Only a text is mended in which
// every run of characters beyond ASCII shows it, which no text does by itself.
func readAgain(text string) string {
	at := 0
	for at < len(text) && text[at] < utf8.RuneSelf {
		at++
	}
	if at == len(text) {
		return text
	}
	var mended strings.Builder
	mended.WriteString(text[:at])
	for at < len(text) {
		from := mended.Len()
		for at < len(text) && text[at] >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(text[at:])
			b, ok := charmap.Windows1252.EncodeRune(r)
			if r >= 0x80 && r < 0x100 { // also what Windows-1252 leaves out
				b, ok = byte(r), true
			}
			if !ok {
				return text
			}
			mended.WriteByte(b)
			at += size
		}
		if !utf8.ValidString(mended.String()[from:]) {
			return text
		}
		start := at
		for at < len(text) && text[at] < utf8.RuneSelf {
			at++
		}
		mended.WriteString(text[start:at])
	}
	return mended.String()
}

var (
	entity     = pattern.MustCompile(`&(?:#\d{2,5}|amp|quot|apos|nbsp|[lr]squo|[lr]dquo|[mn]dash|hellip|pound|euro);`)
	noEntity   = pattern.MustCompile(`\b(\p{Lu}&\p{Lu}s?);`) // "A&E;", which a program took for one
	apostrophe = pattern.MustCompile(`(\pL)¿(\pL)`)
)

// withoutEntities resolves character references that a text was left with:
// "&#151;", "A&amp;E". An inverted question mark inside a word was an apostrophe.
func withoutEntities(s string) string {
	if !strings.Contains(s, "&") {
		return s
	}
	s = entity.ReplaceAllStringFunc(s, html.UnescapeString)
	return clean(apostrophe.ReplaceAllString(noEntity.ReplaceAllString(s, "$1"), "$1’$2"))
}

// gluedLabel finds a year label behind the end of a sentence, where it was
// the first words of the next line: "jostling for power.1991".
var gluedLabel = pattern.MustCompile(`[.!?][”’"')\]»]*( ?)(` + labelText + `)$`)

// liftLabels moves year labels that are glued to the end of a line to the
// front of the next one, which they head. A label after a space is lifted
// only in a document that has glued ones: elsewhere it may end the sentence.
func liftLabels(lines []line) []line {
	glued := 0
	for i := range lines {
		if m := matchGlued(lines, i); m != nil && m[1] == "" {
			glued++
		}
	}
	if glued == 0 {
		return lines
	}
	lifted := make([]line, len(lines))
	copy(lifted, lines)
	for i := range lines {
		m := matchGlued(lines, i)
		if m == nil || m[1] != "" && glued < 2 {
			continue
		}
		lifted[i].text = strings.TrimSpace(strings.TrimSuffix(lifted[i].text, m[2]))
		next := &lifted[i+1]
		next.text = m[2] + " " + next.text
		next.kind = prose
		lifted[i].words, next.words = wordCount(lifted[i].text), wordCount(next.text)
	}
	return lifted
}

var startsWithLabel = pattern.MustCompile(`^` + labelText + `\b`)

func matchGlued(lines []line, i int) []string {
	if i+1 >= len(lines) || lines[i].kind != prose || lines[i+1].kind != prose {
		return nil
	}
	if last := lines[i].text[len(lines[i].text)-1]; last != 's' && (last < '0' || last > '9') {
		return nil
	}
	if startsWithLabel.MatchString(lines[i+1].text) {
		return nil
	}
	return gluedLabel.FindStringSubmatch(ending(lines[i].text))
}

// joinLabels puts a label that stands on a line of its own in front of the
// line it heads, if lines before it belong to the body as well.
func joinLabels(lines []line) []line {
	var joined []line
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		if l.kind == yearLabel && len(joined) > 0 && i+1 < len(lines) && lines[i+1].kind == prose {
			next := lines[i+1]
			next.text = strings.TrimSuffix(l.text, ":") + " " + next.text
			next.words = wordCount(next.text)
			joined = append(joined, next)
			i++
			continue
		}
		joined = append(joined, l)
	}
	return joined
}

// splitLabel cuts a year label from the front of a line.
func splitLabel(s string) (label, rest string) {
	if !strings.ContainsAny(s[:min(len(s), 24)], "0123456789") {
		return "", s
	}
	if at := startsWithLabel.FindStringIndex(s); at != nil {
		return s[:at[1]], strings.TrimLeft(s[at[1]:], " :")
	}
	return "", s
}

var (
	// References that can be nothing else.
	reference = pattern.MustCompile(`[¹²³⁰⁴-⁹]+(\s|$)|\[(?:\d{1,3}|[a-z]|citation needed|note \d{1,2})\]`)
	// Words before a number that belongs to them.
	numbered = pattern.MustCompile(`(?i)^(?:no|nos|vol|pp|art|fig|sec|ch|para|sept|oct|nov|dec|jan|feb|mar|apr|aug|covid|mig|boeing|airbus)$`)
)

// cutFootnotes removes footnote digits glued to words, keeping the mark that
// ends the sentence: "by surprise.1 2016 saw" becomes "by surprise. 2016 saw".
// Digits count as footnotes when they run through the texts in order from 1,
// with gaps of at most two; so "Apollo11" or "No.5" stay as they are.
func cutFootnotes(texts []string) {
	var seen footnotes
	without := make([]string, len(texts))
	for i, s := range texts {
		if strings.ContainsAny(s, "[¹²³⁰⁴⁵⁶⁷⁸⁹") {
			s = reference.ReplaceAllString(s, "$1")
		}
		texts[i], without[i] = s, s
		if !strings.ContainsAny(s, "0123456789") {
			continue
		}
		var b strings.Builder
		from := 0
		for i := 1; i < len(s); i++ {
			if s[i] < '0' || s[i] > '9' || s[i-1] >= '0' && s[i-1] <= '9' {
				continue
			}
			word, mark, end := footnoteAt(s, i)
			if end > 0 && seen.take(word, mark, s[i:end]) {
				b.WriteString(s[from:i])
				from = end
			}
		}
		b.WriteString(s[from:])
		without[i] = b.String()
	}
	for i, s := range without {
		// A single number directly behind a word is rather part of a name.
		if seen.count > 1 || !seen.afterWord {
			texts[i] = s
		}
	}
}

const closers = `”’"')]`

// footnoteAt looks at the digits that begin at byte i of s. If they could be
// footnote numbers ("3", "3,4", "3-5") glued to a word, to the mark that ends a
// clause or to a closing mark, and a space or nothing follows them, it returns
// the word or closing mark, what is between it and the digits, and the end of
// the digits; else the end is 0.
func footnoteAt(s string, i int) (word, mark string, end int) {
	closed := strings.TrimRight(s[:i], closers)
	clause := strings.TrimRight(closed, ".,;:!?")
	if len(closed)-len(clause) > 1 { // only one mark may stand there
		clause = closed[:len(closed)-1]
	}
	letters := strings.TrimRightFunc(clause, unicode.IsLetter)
	last, size := utf8.DecodeLastRuneInString(clause)
	switch {
	case utf8.RuneCountInString(clause[len(letters):]) >= 2:
		word, mark = clause[len(letters):], s[len(clause):i]
	case len(clause) < len(closed) && clause != "" && strings.ContainsRune(closers, last):
		word, mark = clause[len(clause)-size:], s[len(clause):i]
	case len(closed) < i:
		_, size = utf8.DecodeRuneInString(s[len(closed):])
		word, mark = s[len(closed):len(closed)+size], s[len(closed)+size:i]
	default:
		return "", "", 0
	}
	for end = i; ; {
		digits := 0
		for end < len(s) && s[end] >= '0' && s[end] <= '9' {
			end++
			digits++
		}
		switch {
		case digits == 0 || digits > 3:
			return "", "", 0
		case end == len(s) || s[end] == ' ':
			return word, mark, end
		case s[end] == ',' || s[end] == '-':
			end++
		case strings.HasPrefix(s[end:], "–"):
			end += len("–")
		default:
			return "", "", 0
		}
	}
}

// footnotes follows the numbers of footnotes through a text.
type footnotes struct {
	last, count int
	afterWord   bool // one stood directly behind a word, without a mark between
}

// take reports whether digits are the next footnote's, given the word and the
// mark in front of them. Digits may be several numbers: "3,4" or "3-5".
func (f *footnotes) take(word, mark, digits string) bool {
	const gap = 3 // two footnotes may have gone with other parts of the page
	numbers := strings.FieldsFunc(digits, func(r rune) bool { return r < '0' || r > '9' })
	first, _ := strconv.Atoi(numbers[0]) // at most three digits
	final, _ := strconv.Atoi(numbers[len(numbers)-1])
	behindWord := mark == "" && utf8.RuneCountInString(word) > 1
	switch {
	case numbered.MatchString(word), first <= f.last, first > f.last+gap, f.last == 0 && first != 1:
		return false
	case behindWord && first != f.last+1:
		return false
	}
	f.last, f.count = first, f.count+1
	if final > first && final <= first+10 {
		f.last = final
	}
	f.afterWord = f.afterWord || behindWord
	return true
}

// percented finds a character as an address writes it.
var percented = pattern.MustCompile(`%[0-9A-Fa-f]{2}`)

// unescaped returns a title that is written as addresses write it, "Georges
// V%C3%A9ron", as people do. Others stay: "A 50% 1C rise".
func unescaped(title string) string {
	if !percented.MatchString(title) {
		return title
	}
	read, err := url.PathUnescape(title)
	if err != nil || !utf8.ValidString(read) || strings.ContainsFunc(read, unicode.IsControl) {
		return title
	}
	return read
}
