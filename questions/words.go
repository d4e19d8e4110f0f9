package questions

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold returns s as it is compared: compatibility forms joined (NFKC), case
// folded, typographic quotation marks and dashes made plain, invisible
// characters dropped and spaces collapsed. Two options that fold to the same
// text are one option to whoever reads them.
func Fold(s string) string {
	if folded, ok := foldCommon(s); ok {
		return folded
	}
	return foldAny(s)
}

// foldCommon is [Fold] in one pass for texts of ASCII, letters of Western Europe
// and typographic marks, which nearly all are; false when there is anything
// else. A text that is folded already is returned as it is.
func foldCommon(s string) (folded string, ok bool) {
	same := 0 // bytes at the beginning that folding leaves alone
	for same < len(s) {
		c := s[same]
		if c >= utf8.RuneSelf || c >= 'A' && c <= 'Z' || c == '`' || c < ' ' && isSpace(c) || c == ' ' && (same == 0 || same+1 == len(s) || s[same-1] == ' ') {
			break
		}
		same++
	}
	if same == len(s) {
		return s, true
	}
	var b strings.Builder
	b.Grow(len(s))
	b.WriteString(strings.TrimSuffix(s[:same], " "))
	space := same > 0 && s[same-1] == ' ' // one is due before the next character
	for i := same; i < len(s); {
		c, letter := s[i], s[i:i+1]
		switch {
		case isSpace(c):
			space = true
			i++
			continue
		case c >= 'A' && c <= 'Z':
			letter = lowerLetters[c-'A' : c-'A'+1]
		case c == '`':
			letter = "'"
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(s[i:])
			letter = s[i : i+n]
			switch {
			case r == '‘' || r == '’':
				letter = "'"
			case r == '“' || r == '”':
				letter = "\""
			case r == '–' || r == '—':
				letter = "-"
			case r >= 'à' && r <= 'ÿ' && r != '÷':
			default:
				return "", false
			}
			i += n - 1
		}
		i++
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteString(letter)
	}
	return b.String(), true
}

const lowerLetters = "abcdefghijklmnopqrstuvwxyz"

// isSpace reports whether an ASCII character is a space.
func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

// foldAny is [Fold] for every text.
func foldAny(s string) string {
	s = norm.NFKC.String(cases.Fold().String(norm.NFKC.String(s)))
	s = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("‘’‚‛ʼ`´", r):
			return '\''
		case strings.ContainsRune("“”„‟«»", r):
			return '"'
		case strings.ContainsRune("‐‑‒–—―−", r):
			return '-'
		case unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// Words returns the words of s in order, folded and without possessive
// endings and punctuation: "Russia's 1,500 “advisers”" gives russia, 1,500,
// advisers. A word is a number with its separators, or letters and digits
// joined by apostrophes and hyphens.
func Words(s string) []string { return wordsOf(Fold(s)) }

// wordsOf is [Words] of a folded text.
func wordsOf(s string) []string {
	if s == "" {
		return nil
	}
	found := make([]string, 0, strings.Count(s, " ")+1)
	for i := 0; i < len(s); {
		end := numberEnd(s, i)
		if end == i {
			end = wordEnd(s, i)
		}
		if end == i {
			_, n := utf8.DecodeRuneInString(s[i:])
			i += n
			continue
		}
		found = append(found, strings.TrimSuffix(s[i:end], "'s"))
		i = end
	}
	return found
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// numberEnd returns where a number of two digits or more that begins at i ends,
// its separators included; i when there is none or letters follow it.
func numberEnd(s string, i int) int {
	if !isDigit(s[i]) {
		return i
	}
	end := i + 1
	for end < len(s) && (isDigit(s[end]) || s[end] == ',' || s[end] == '.') {
		end++
	}
	for ; end > i+1; end-- {
		inWord := end < len(s) && (isDigit(s[end]) || s[end] == '_' || s[end] >= 'a' && s[end] <= 'z' || s[end] >= 'A' && s[end] <= 'Z')
		if isDigit(s[end-1]) && !inWord {
			return end
		}
	}
	return i
}

// wordEnd returns where the word that begins at i ends; i when there is none.
func wordEnd(s string, i int) int {
	end := lettersEnd(s, i)
	for end > i && end < len(s) && (s[end] == '\'' || s[end] == '-') {
		next := lettersEnd(s, end+1)
		if next == end+1 {
			break
		}
		end = next
	}
	return end
}

func lettersEnd(s string, i int) int {
	for i < len(s) {
		c := s[i]
		if c < utf8.RuneSelf {
			if !isDigit(c) && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
				return i
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			return i
		}
		i += n
	}
	return i
}

// HoldsWords reports whether the words of part stand in whole, in order and
// next to each other. An article at the beginning of part does not matter. It
// is false when part has no words.
func HoldsWords(whole, part string) bool {
	words, folded := withoutArticle(Words(part)), Fold(whole)
	for _, w := range words {
		if !strings.Contains(folded, w) {
			return false // as for most names; cutting a text into words takes longer
		}
	}
	return holds(wordsOf(folded), words)
}

func holds(whole, part []string) bool {
	if len(part) == 0 {
		return false
	}
	for i := 0; i+len(part) <= len(whole); i++ {
		same := true
		for j := range part {
			if whole[i+j] != part[j] {
				same = false
				break
			}
		}
		if same {
			return true
		}
	}
	return false
}

func withoutArticle(words []string) []string {
	if len(words) > 1 && (words[0] == "the" || words[0] == "a" || words[0] == "an") {
		return words[1:]
	}
	return words
}

// Slips returns how many letters one text must change to become the other: put
// in, left out, replaced, or two neighbours swapped (the optimal string
// alignment distance). It takes time with the product of the lengths.
func Slips(a, b string) int {
	x, y := []rune(a), []rune(b)
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		for j := range rows[i] {
			if i == 0 || j == 0 {
				rows[i][j] = i + j
				continue
			}
			change := 1
			if x[i-1] == y[j-1] {
				change = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+change)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(x)][len(y)]
}

// SameOrPart reports whether two names may denote one thing or a thing and its
// part: the same words, one inside the other ("Taliban", "Pakistani Taliban"),
// or an acronym and its long form ("UN", "United Nations").
func SameOrPart(a, b string) bool {
	return HoldsWords(a, b) || HoldsWords(b, a) || initials(a, b) || initials(b, a)
}

// initials reports whether short is made of the first letters of long's words,
// with or without its small words ("United States of America", USA).
func initials(short, long string) bool {
	if strings.ToUpper(short) != short && !strings.HasPrefix(short, "the ") {
		return false
	}
	s := withoutArticle(Words(strings.ReplaceAll(short, ".", "")))
	if len(s) != 1 {
		return false
	}
	l := withoutArticle(Words(long))
	if len(l) < 2 {
		return false
	}
	var all, content strings.Builder
	for _, w := range l {
		r := []rune(w)[:1]
		all.WriteString(string(r))
		if !stopWords[w] {
			content.WriteString(string(r))
		}
	}
	return s[0] == all.String() || s[0] == content.String()
}

// contentWords returns the words of s that carry meaning of their own.
func contentWords(s string) []string {
	var content []string
	for _, w := range Words(s) {
		if !stopWords[w] {
			content = append(content, w)
		}
	}
	return content
}

// wordEndings are what may be added to a word without making it another word
// to somebody who looks for clues: russia, russian; invade, invaders.
var wordEndings = []string{"s", "es", "d", "ed", "r", "er", "rs", "ers", "ing", "n", "an", "ans", "ian", "ians", "i", "is", "istan", "istani", "ist", "ists", "ism", "al", "ally", "ly", "ment", "ed", "ion", "ions", "ic", "y"}

// kin reports whether two folded words are forms of one word.
func kin(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 4 || !strings.HasPrefix(b, a) {
		return false
	}
	ending := b[len(a):]
	if len(a) == 4 {
		return ending == "s"
	}
	for _, e := range wordEndings {
		if ending == e {
			return !(strings.HasSuffix(a, "state") && ending == "ment") // a state makes no statement
		}
	}
	return false
}

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// stopWords are words too common to be a clue.
var stopWords = wordSet(`
	a an the this that these those such same other another own each both either
	i you he she it we they him her them his hers its our your their who whom whose which what when where why how there here
	and or but nor so yet if than then as because while although though whether
	of in on at by for with from to into onto over under about after before between among during since until till against through
	across around near up down out off above below within without toward towards per via amid
	be is are was were been being am has have had having do does did done doing will would shall should may might can could must
	not no yes more most less least very much many few some any one two first last also just even still again too
	said say says according called call like make made makes take took taken get got give gave given come came go went put
	become became ever once back new old long part kind
`)
