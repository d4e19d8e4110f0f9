package view

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

const zeroWidthSpace = "\u200b"

// Escape returns text from outside (articles, names, what somebody typed) so
// that it shows as written: no markup, no mention, no link, no time stamp, no
// invisible control. Newlines stay.
//
// Discord shows a backslash before punctuation as that punctuation; what has
// no such escape ("@", links) is broken by a zero-width space.
func Escape(s string) string {
	s = Plain(s)
	var b strings.Builder
	lineStart := true
	for i, r := range s {
		switch r {
		case '\\', '*', '_', '~', '`', '|', '[', ']', '<':
			b.WriteByte('\\')
			b.WriteRune(r)
		case '>', '#', '-', '+':
			if lineStart {
				b.WriteByte('\\')
			}
			b.WriteRune(r)
		case '@':
			b.WriteString("@" + zeroWidthSpace)
		case ':':
			b.WriteRune(r)
			if strings.HasPrefix(s[i:], "://") {
				b.WriteString(zeroWidthSpace)
			}
		case '.':
			b.WriteRune(r)
			if rest := strings.ToLower(s[i:min(len(s), i+16)]); strings.HasPrefix(rest, ".gg/") || strings.HasPrefix(rest, ".com/invite") {
				b.WriteString(zeroWidthSpace)
			}
		default:
			b.WriteRune(r)
		}
		lineStart = r == '\n' || lineStart && r == ' '
	}
	return b.String()
}

const maxMarks = 8 // combining marks in a row; more is a trick, not a script

// Plain returns s without what cannot be seen or turns text around: controls
// other than newline and tab, bidirectional overrides, tag characters,
// unpaired surrogates, and stacks of combining marks. It is for places that
// show no markup, such as button labels.
func Plain(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	var b strings.Builder
	marks := 0
	for _, r := range s {
		if unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r) {
			if marks++; marks > maxMarks {
				continue
			}
		} else {
			marks = 0
		}
		switch {
		case r == '\n' || r == '\t':
		case unicode.IsControl(r),
			r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, // embeddings, overrides, isolates
			r >= 0xE0000 && r <= 0xE007F, // tags
			r == 0x200B || r == 0x2060 || r == 0xFEFF:
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Cut returns at most limit code points of s, as Discord counts them, ending
// in "…" where something was left out and never inside a grapheme.
func Cut(s string, limit int) string {
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	var b strings.Builder
	count := 0
	graphemes := uniseg.NewGraphemes(s)
	for graphemes.Next() {
		n := len(graphemes.Runes())
		if count+n > limit-1 {
			break
		}
		count += n
		b.WriteString(graphemes.Str())
	}
	cut := strings.TrimRight(b.String(), " ")
	// An escape must keep the character it escapes.
	if backslashes := len(cut) - len(strings.TrimRight(cut, `\`)); backslashes%2 == 1 {
		cut = cut[:len(cut)-1]
	}
	return cut + "…"
}
