package grading

import (
	"math/big"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"quizbot/questions"
)

// Longest answer that is looked into, in bytes: two hundred characters of four.
const maxGiven = 800

// typed reports whether what somebody wrote answers q: it reads like one of the
// accepted answers, or it is the same number or date.
func typed(q questions.Question, given string) bool {
	if len(given) > maxGiven || questions.TooLong(q.Options()...) || questions.Fold(given) == "" {
		return false
	}
	text := normal(given)
	for _, key := range q.Key {
		if same(text, given, key) {
			return true
		}
	}
	for _, wrong := range q.Distractors {
		if same(text, given, wrong) {
			return false
		}
	}
	for _, key := range q.Key {
		if number(q, key, given) || date(key, given) || slip(q, text, key) {
			return true
		}
	}
	return false
}

// same reports whether text, the normal form of given, reads like an answer. An
// answer of signs alone ("+") has no normal form and is compared as it is.
func same(text, given, answer string) bool {
	if n := normal(answer); n != "" || text != "" {
		return n == text
	}
	return questions.Fold(answer) == questions.Fold(given)
}

// Letters with a stroke or joined, which Unicode does not take apart.
var apart = strings.NewReplacer("ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "æ", "ae", "œ", "oe", "ı", "i", "&", " and ", "%", " percent ")

// normal returns text as answers are compared: without case, marks on letters,
// punctuation, invisible characters, a leading article and more than single
// spaces. "The café-owner's 1,500" is "cafe owners 1500". Spellings of Britain
// and America stay apart: whoever accepts both lists both.
func normal(text string) string {
	folded := apart.Replace(norm.NFD.String(questions.Fold(text)))
	var b strings.Builder
	runes := []rune(folded)
	digit := func(i int) bool { return i >= 0 && i < len(runes) && unicode.IsDigit(runes[i]) }
	for i, r := range runes {
		switch {
		case unicode.IsSpace(r) || r == '-' || r == '/' || r == '_':
			b.WriteByte(' ')
		case invisible(r) || mark(r) || unicode.IsControl(r):
		case (r == '.' || r == ',') && digit(i-1) && digit(i+1):
			if r == '.' || !thousands(runes[i+1:]) {
				b.WriteByte('.')
			}
		case r == '.' || r == '\'': // U.S., O'Neill
		case unicode.IsPunct(r) || unicode.IsSymbol(r) && !unicode.Is(unicode.Sc, r) && !strings.ContainsRune("+=<>°", r):
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	words := strings.Fields(b.String())
	if len(words) > 1 && (words[0] == "the" || words[0] == "a" || words[0] == "an") {
		words = words[1:]
	}
	return norm.NFC.String(strings.Join(words, " "))
}

// thousands reports whether exactly three digits follow.
func thousands(rest []rune) bool {
	n := 0
	for n < len(rest) && unicode.IsDigit(rest[n]) {
		n++
	}
	return n == 3
}

// invisible are characters beside those of category Cf, which Fold drops, that
// show nothing: blank letters of Hangul and Braille, variation selectors.
func invisible(r rune) bool {
	switch r {
	case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0:
		return true
	}
	return unicode.Is(unicode.Cf, r) || r >= 0xFE00 && r <= 0xFE0F || r >= 0xE0100 && r <= 0xE01EF
}

// mark reports whether r is an accent or a vowel point that people leave out.
// Marks of Indic scripts are letters to their readers and stay.
func mark(r rune) bool {
	return unicode.Is(unicode.Mn, r) && (r < 0x0700 || r >= 0x1AB0 && r <= 0x1AFF || r >= 0x1DC0 && r <= 0x1DFF || r >= 0x20D0 && r <= 0x20FF || r >= 0xFE20 && r <= 0xFE2F)
}

var roman = regexp.MustCompile(`^m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$`)

// rigid reports whether one letter makes the word another one: numbers in
// figures, words or Roman, and words of one or two letters.
func rigid(word string) bool {
	return utf8.RuneCountInString(word) < 3 || strings.ContainsFunc(word, unicode.IsDigit) || questions.SpelledNumber(word) || roman.MatchString(word)
}

// lookalikes are words that a slip or two turns into another word of the list:
// whoever writes one means it. Of other such pairs the bank names the wrong one
// as a distractor.
var lookalikes = strings.Fields(`iceland ireland gambia zambia slovakia slovenia austria australia niger nigeria
	mauritania mauritius affect effect emigration immigration emigrant immigrant hypertension hypotension`)

// allowed is how many slips a text with so many letters may have.
func allowed(letters int) int {
	switch {
	case letters >= 10:
		return 2
	case letters >= 5:
		return 1
	}
	return 0
}

// slip reports whether text is key with a typing slip: in five letters one, in
// ten or more two, but in no word more than its own length allows, at least
// one. Numbers, dates and very short words are never forgiven, and nothing is
// that comes as near to a known wrong answer.
func slip(q questions.Question, text, key string) bool {
	if _, ok := questions.ParseQuantity(key); ok || len(questions.ReadDates(key)) > 0 {
		return false
	}
	want := normal(key)
	most := allowed(letters(want))
	slips, ok := slipsIn(text, want, most)
	if !ok || slips > most {
		return false
	}
	return !slices.ContainsFunc(q.Distractors, func(wrong string) bool {
		n, ok := slipsIn(text, normal(wrong), slips)
		return ok && n <= slips
	})
}

func letters(text string) int {
	n := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// slipsIn counts the slips in a text word by word, false when there are more
// than most or one that is not forgiven. A space more or less is one slip.
func slipsIn(text, want string, most int) (int, bool) {
	if most == 0 || len(text) > 2*len(want)+8 {
		return 0, text == want
	}
	given, wanted := strings.Fields(text), strings.Fields(want)
	if len(given) != len(wanted) {
		return 1, strings.Join(given, "") == strings.Join(wanted, "")
	}
	total := 0
	for i, w := range wanted {
		if given[i] == w {
			continue
		}
		if rigid(w) || rigid(given[i]) || slices.Contains(lookalikes, given[i]) {
			return 0, false
		}
		n := questions.Slips(given[i], w)
		if n > max(1, allowed(letters(w))) {
			return 0, false
		}
		total += n
	}
	return total, total <= most
}

// signs are the units that a number may have in a question that is not about
// numbers as such.
var signs = []string{"", "percent", "dollars", "euros", "pounds", "yen"}

// number reports whether given is the number that key is, within the tolerance
// of q. The unit may be left out; one that is given stands in the key or in the
// question.
func number(q questions.Question, key, given string) bool {
	want, ok := questions.ParseQuantity(key)
	if !ok || q.Form != questions.NumberChoice && !slices.Contains(signs, want.Unit) {
		return false
	}
	got, ok := questions.ParseQuantity(given)
	if !ok {
		return false
	}
	if got.Unit == "m" && want.Unit != "metres" && want.Unit != "m" { // "1.5m" people
		got.Unit, got.Value = "", new(big.Rat).Mul(got.Value, big.NewRat(1_000_000, 1))
	}
	if !got.UnitIn(want.Unit + " " + q.Stem) {
		return false
	}
	tolerance := new(big.Rat)
	if len(q.Tolerance) < 40 && strings.Trim(q.Tolerance, "0123456789.") == "" { // Check allows nothing else
		if t, ok := new(big.Rat).SetString(q.Tolerance); ok && t.Sign() > 0 {
			tolerance = t
		}
	}
	off := new(big.Rat).Sub(got.Value, want.Value)
	return off.Abs(off).Cmp(tolerance) <= 0
}

// date reports whether given is the date that key is, or one known more
// exactly that lies in it.
func date(key, given string) bool {
	want, err := questions.ParseDate(key)
	return err == nil && slices.ContainsFunc(questions.ReadDates(given), func(d questions.Date) bool { return d.Within(want) })
}
