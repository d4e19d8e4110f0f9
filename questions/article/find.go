package article

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normalise returns s as anchors are compared: composed characters (NFC),
// straight quotation marks, plain hyphens for every dash, "..." for an
// ellipsis, single spaces, nothing invisible. Case is kept.
func Normalise(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range norm.NFC.String(s) {
		if unicode.IsSpace(r) {
			space = b.Len() > 0
			continue
		}
		if invisible(r) {
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		switch r {
		case '‘', '’', '‚', '‛', '′', '`', '´':
			b.WriteByte('\'')
		case '“', '”', '„', '‟', '″', '«', '»':
			b.WriteByte('"')
		case '‐', '‑', '‒', '–', '—', '―', '−':
			b.WriteByte('-')
		case '…':
			b.WriteString("...")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isPlain reports whether Normalise leaves s as it is: ASCII without
// controls, with single spaces, none at the ends.
func isPlain(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' || c >= 0x7f || c == '`' || c == ' ' && (i == 0 || i+1 == len(s) || s[i+1] == ' ') {
			return false
		}
	}
	return true
}

// invisible reports characters that carry no text: controls, soft hyphens,
// zero-width and direction marks, tags, a stray byte order mark. The
// zero-width joiner and non-joiner are letters' business in some scripts, but
// never an anchor's.
func invisible(r rune) bool {
	return unicode.IsControl(r) && !unicode.IsSpace(r) || unicode.Is(unicode.Cf, r)
}

// Found says where an anchor stands in an article.
type Found struct {
	Count     int   // how often in the paragraph that was asked for
	Elsewhere []int // numbers of the other paragraphs that have it, ascending
}

// Once reports whether the anchor occurs exactly once in the paragraph.
func (f Found) Once() bool { return f.Count == 1 }

// Find looks for anchor, as whole words, in every paragraph; marks, dashes
// and spaces are compared as [Normalise] folds them. A paragraph number that
// the article does not have, 0 for instance, finds it only elsewhere.
func (a *Article) Find(paragraph int, anchor string) Found {
	var found Found
	anchor = Normalise(anchor)
	if anchor == "" {
		return found
	}
	for _, p := range a.Paragraphs {
		n := countWords(Normalise(p.Text), anchor)
		switch {
		case p.Number == paragraph:
			found.Count = n
		case n > 0:
			found.Elsewhere = append(found.Elsewhere, p.Number)
		}
	}
	slices.Sort(found.Elsewhere)
	return found
}

// countWords counts the places where anchor begins and ends at the edge of a
// word of text.
func countWords(text, anchor string) int {
	n := 0
	for from := 0; ; {
		i := strings.Index(text[from:], anchor)
		if i < 0 {
			return n
		}
		start, end := from+i, from+i+len(anchor)
		if edge(text, start) && edge(text, end) {
			n++
			from = end
			continue
		}
		_, size := utf8.DecodeRuneInString(text[start:])
		from = start + size
	}
}

// edge reports whether a word does not go on across byte i of text.
func edge(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i:])
	return !wordRune(before) || !wordRune(after)
}

func wordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}
