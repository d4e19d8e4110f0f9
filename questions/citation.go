package questions

import (
	"fmt"
	"slices"
	"strings"
)

// Citation is one source as it is printed below an explanation.
type Citation struct {
	Text string // `Artemy Kalinovsky, "Russia Gambles in Afghanistan", The Moscow Times, 8 May 2017, ¶ 12`
	URL  string // the page, opened at the cited words where that is possible; "" = none
}

// Cite returns how the evidence is cited in text. It says of a missing outlet
// or date that it is not stated.
func (e Evidence) Cite(s Source) string { return cite(s, []int{e.Paragraph}) }

// Cite returns one citation for each source of the evidence, in the order in
// which the sources first occur; paragraphs ascend.
func (b *Bank) Cite(evidence []Evidence) []Citation {
	var citations []Citation
	var done []SourceID
	for _, e := range evidence {
		if slices.Contains(done, e.Source) {
			continue
		}
		done = append(done, e.Source)
		source, ok := b.SourceByID(e.Source)
		if !ok {
			continue // Check reports it
		}
		var paragraphs []int
		for _, other := range evidence {
			if other.Source == e.Source {
				paragraphs = append(paragraphs, other.Paragraph)
			}
		}
		slices.Sort(paragraphs)
		citations = append(citations, Citation{Text: cite(source, slices.Compact(paragraphs)), URL: linkTo(source, e)})
	}
	return citations
}

func cite(s Source, paragraphs []int) string {
	var parts []string
	if names := joinNames(s.Authors); names != "" {
		parts = append(parts, names)
	} else {
		parts = append(parts, "author not stated")
	}
	if s.Title != "" {
		parts = append(parts, `"`+s.Title+`"`)
	} else {
		parts = append(parts, "title not stated")
	}
	switch {
	case s.Outlet == "" && s.Published.IsZero():
		parts = append(parts, "outlet and date not stated")
	case s.Outlet == "":
		parts = append(parts, "outlet not stated", s.Published.Words())
	case s.Published.IsZero():
		parts = append(parts, s.Outlet, "date not stated")
	default:
		parts = append(parts, s.Outlet, s.Published.Words())
	}
	numbers := make([]string, len(paragraphs))
	for i, n := range paragraphs {
		numbers[i] = fmt.Sprint(n)
	}
	return strings.Join(parts, ", ") + ", ¶ " + strings.Join(numbers, ", ")
}

func joinNames(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// linkTo returns the source's URL with a text fragment for the cited words
// (WICG, "URL Fragment Text Directives"), or "" where there is no URL.
func linkTo(s Source, e Evidence) string {
	if s.URL == "" {
		return ""
	}
	if e.Anchor == "" || strings.Contains(s.URL, "#") {
		return s.URL
	}
	return s.URL + "#:~:text=" + fragmentEscape(e.Anchor)
}

// fragmentEscape percent-encodes a text directive: besides what a URL needs,
// "-", "," and "&" have a meaning there.
func fragmentEscape(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '.', c == '_', c == '~':
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
