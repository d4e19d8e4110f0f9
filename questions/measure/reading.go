package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/unicode/norm"

	"quizbot/questions/article"
)

// reading is how well one document was read.
type reading struct {
	f1, precision, recall   float64 // of words; -1 without a reference body
	title, authors, date    verdict
	outlet, language        verdict
	must, mustNot           int    // short texts that the body has to have, or not
	lacksMust, hasForbidden int    // of these
	why                     string // what is wrong, with texts of the document
}

// verdict of one piece of metadata.
type verdict int

const (
	absent   verdict = iota // neither the document nor the reader has it
	right                   // as people found it
	wrong                   // another value than people found
	missing                 // it stands in the document and was not found
	unlisted                // the manifest has none; what the reader has stands in the document
	invented                // neither the manifest nor the document has it
)

// judgeReading compares an article as it was read with what people found.
func (c *corpus) judgeReading(w *worked) (reading, error) {
	r := reading{f1: -1}
	if w.err != nil {
		r.why = w.err.Error()
	}
	var paragraphs []string
	for _, p := range w.article.Paragraphs {
		paragraphs = append(paragraphs, p.Text)
	}
	body := strings.Join(paragraphs, "\n")
	if w.Expected != "" {
		want, err := os.ReadFile(filepath.Join(c.folder, w.Expected))
		if err != nil {
			return r, fmt.Errorf("read the corpus: %w", err)
		}
		r.precision, r.recall, r.f1 = overlap(body, string(want))
	}
	a := &w.article
	raw := string(w.data)
	folded := " " + fold(raw) + " "
	stands := func(s string) bool { return strings.Contains(folded, " "+fold(s)+" ") }
	judge := func(name, got, want string, same, present, gotStands bool) verdict {
		v := absent
		switch {
		case want == "" && got == "":
		case want == "" && gotStands:
			v = unlisted
		case want == "" || got != "" && !same && !gotStands:
			v = invented
		case same:
			v = right
		case got != "":
			v = wrong
		case present:
			v = missing
		}
		if v > right {
			r.why += fmt.Sprintf(" %s %q for %q;", name, got, want)
		}
		return v
	}
	r.title = judge("title", a.Title, w.Title, foldTitle(a.Title) == foldTitle(w.Title), stated(raw, w.entry), stands(a.Title))
	authors := people(w.Author)
	present := len(authors) > 0
	for _, name := range authors {
		present = present && stands(name)
	}
	gotStand := !slices.ContainsFunc(a.Authors, func(name string) bool { return !stands(name) })
	r.authors = judge("authors", strings.Join(a.Authors, ", "), w.Author, samePeople(a.Authors, authors), present, gotStand)
	r.date = judge("date", a.Published.String(), w.Date, a.Published.String() == w.Date, dateStands(raw, w.Date), dateStands(raw, a.Published.String()))
	r.outlet = judge("outlet", a.Outlet, w.Outlet, fold(a.Outlet) == fold(w.Outlet), false, stands(a.Outlet))
	r.language = judge("language", a.Language, w.Language, a.Language == w.Language, true, true)
	body = article.Normalise(body)
	for _, must := range w.MustHave {
		r.must++
		if !strings.Contains(body, article.Normalise(must)) {
			r.lacksMust++
			r.why += fmt.Sprintf(" lacks %q;", must)
		}
	}
	for _, mustNot := range w.MustNotHave {
		r.mustNot++
		if strings.Contains(body, article.Normalise(mustNot)) {
			r.hasForbidden++
			r.why += fmt.Sprintf(" has %q;", mustNot)
		}
	}
	return r, nil
}

// kindCopied stands in the place of a kind for pages of dev that are read as
// somebody gets them who selects all and copies.
const kindCopied = "(pages as copied text)"

// readAsCopied judges the reading of a page's text, menus and all, a block a
// line.
func (c *corpus) readAsCopied(w *worked) (reading, error) {
	text, err := copied(w.data)
	if err != nil {
		return reading{}, fmt.Errorf("%s: %w", w.ID, err)
	}
	again := &worked{entry: w.entry, data: text}
	again.Format = "txt"
	again.article, again.err = article.Read("article.txt", text)
	return c.judgeReading(again)
}

// copied returns the visible text of a page.
func copied(page []byte) ([]byte, error) {
	tree, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return nil, fmt.Errorf("parse the page: %w", err)
	}
	var blocks []string
	var block strings.Builder
	end := func() {
		if text := strings.Join(strings.Fields(block.String()), " "); text != "" {
			blocks = append(blocks, text)
		}
		block.Reset()
	}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			block.WriteString(n.Data)
			return
		case unseen[n.DataAtom]:
			return
		case n.Type == html.ElementNode && !inline[n.DataAtom]:
			end()
			defer end()
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child)
		}
	}
	walk(tree)
	end()
	return []byte(strings.Join(blocks, "\n\n")), nil
}

var (
	unseen = map[atom.Atom]bool{atom.Head: true, atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Svg: true, atom.Iframe: true, atom.Textarea: true}
	inline = map[atom.Atom]bool{atom.A: true, atom.Span: true, atom.B: true, atom.I: true, atom.Em: true, atom.Strong: true, atom.Small: true, atom.Sup: true, atom.Sub: true, atom.Abbr: true,
		atom.Cite: true, atom.Q: true, atom.Code: true, atom.U: true, atom.S: true, atom.Mark: true, atom.Time: true, atom.Font: true, atom.Label: true, atom.Wbr: true}
)

// foldedWords returns the words of s in lower case, letters and digits only.
func foldedWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(article.Normalise(s)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r)
	})
}

func fold(s string) string { return strings.Join(foldedWords(s), " ") }

// foldTitle forgives an article in front, and accents.
func foldTitle(title string) string {
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(title))
	return strings.TrimPrefix(fold(plain), "the ")
}

// stated reports whether a document states its title, on a line that says
// little else; an excerpt may only mention it.
func stated(raw string, e entry) bool {
	title := foldTitle(e.Title)
	if e.Format == "html" {
		return strings.Contains(foldTitle(raw), title)
	}
	for l := range strings.Lines(raw) {
		if k := foldTitle(l); strings.Contains(k, title) && len(strings.Fields(k)) <= len(strings.Fields(title))+6 {
			return true
		}
	}
	return false
}

var betweenNames = regexp.MustCompile(`(?:,| and| &|, and) `)

// people cuts "Ada Lark and Tom Reed | The Tidal Newsroom" into names.
func people(s string) []string {
	s, _, _ = strings.Cut(s, " | ")
	var names []string
	for _, part := range betweenNames.Split(s, -1) {
		if part = strings.TrimSpace(part); part != "" {
			names = append(names, part)
		}
	}
	return names
}

// samePeople compares by surname: one source has "A. Lark", another "Ada Lark".
func samePeople(got, want []string) bool {
	surnames := func(names []string) []string {
		var list []string
		for _, name := range names {
			if words := foldedWords(name); len(words) > 0 {
				list = append(list, words[len(words)-1])
			}
		}
		slices.Sort(list)
		return list
	}
	return slices.Equal(surnames(got), surnames(want))
}

// dateStands reports whether a document shows a date in a usual form.
func dateStands(raw, iso string) bool {
	day, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return false
	}
	for _, layout := range []string{time.DateOnly, "January 2, 2006", "2 January 2006", "Jan 2, 2006", "Jan. 2, 2006", "2 Jan 2006", "2006/01/02", "20060102"} {
		if strings.Contains(raw, day.Format(layout)) {
			return true
		}
	}
	return false
}

// overlap compares two texts as bags of words.
func overlap(got, want string) (precision, recall, f1 float64) {
	g, w := foldedWords(got), foldedWords(want)
	left := map[string]int{}
	for _, word := range w {
		left[word]++
	}
	common := 0
	for _, word := range g {
		if left[word] > 0 {
			left[word]--
			common++
		}
	}
	if common == 0 {
		return 0, 0, 0
	}
	precision, recall = float64(common)/float64(len(g)), float64(common)/float64(len(w))
	return precision, recall, 2 * precision * recall / (precision + recall)
}
