package article

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// corpusFile is one entry of the development corpus's manifest: what people
// found in a document, null where it is not known.
type corpusFile struct {
	ID, File, Format, Kind, Split string
	Title, Author, Outlet, Date   string
	Language, URL, Expected       string
	MustHave                      []string `json:"must_have"`
	MustNotHave                   []string `json:"must_not_have"`
}

// score is how well one document was read.
type score struct {
	f1, precision, recall float64 // of words; -1 without a reference body
	title, author, date   verdict
	outlet, language      verdict
	why                   string
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

// TestCorpus reads the development corpus and prints how well: word-level F1
// against the reference bodies, and the metadata. Split "dev" is for tuning,
// its weak files are listed; of split "check" only whole figures are shown.
//
//	QUIZBOT_REFERENCE=... go test ./questions/article -run TestCorpus -v
func TestCorpus(t *testing.T) {
	reference := os.Getenv("QUIZBOT_REFERENCE")
	if reference == "" {
		t.Skip("QUIZBOT_REFERENCE is not set: it names the folder with corpus/manifest.json")
	}
	data, err := os.ReadFile(filepath.Join(reference, "corpus", "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var manifest struct{ Files []corpusFile }
	if err := json.Unmarshal(data, &manifest); err != nil {
		t.Fatal(err)
	}
	rows := map[string][]score{}
	for _, f := range manifest.Files {
		folder := filepath.Join(reference, "corpus")
		data, err := os.ReadFile(filepath.Join(folder, f.File))
		if err != nil {
			t.Fatal(err)
		}
		s := scoreOf(t, folder, f, data)
		for _, row := range []string{f.Split, f.Split + " " + f.Format, f.Split + " " + f.Kind} {
			rows[row] = append(rows[row], s)
		}
		if f.Split == "dev" && f.Format == "html" {
			f.Format = "txt"
			rows["dev html, as copied"] = append(rows["dev html, as copied"], scoreOf(t, folder, f, copied(t, data)))
		}
		if f.Split == "dev" && (s.why != "" || s.f1 >= 0 && s.f1 < 0.97) {
			t.Logf("%-34s F1 %.3f (P %.3f R %.3f) %s", f.ID, s.f1, s.precision, s.recall, s.why)
		}
	}
	names := make([]string, 0, len(rows))
	for name := range rows {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		t.Log(summary(name, rows[name]))
	}
	for _, split := range []string{"dev", "check"} {
		middle, low, n := quantiles(rows[split])
		if n > 0 && (middle < 0.97 || low < 0.90) {
			t.Errorf("%s: F1 %.3f in the median, %.3f at the 10th percentile; wanted 0.97 and 0.90", split, middle, low)
		}
		// Whether metadata of "check" reach the goals is printed, not enforced:
		// a rule made to pass would be made from "check".
		complain := t.Logf
		if split == "dev" {
			complain = t.Errorf
		}
		for what, of := range map[string]func(score) verdict{"title": score.titleVerdict, "author": score.authorVerdict, "date": score.dateVerdict} {
			count := counts(rows[split], of)
			want := 0.90
			if what == "title" {
				want = 0.95
			}
			if present := count[right] + count[wrong] + count[missing]; float64(count[right]) < want*float64(present) {
				complain("%s: %s right on %d of %d, wanted %.0f %%", split, what, count[right], present, 100*want)
			}
			if count[invented] > 0 {
				t.Errorf("%s: %d times a %s was invented", split, count[invented], what)
			}
		}
	}
}

func (s score) titleVerdict() verdict    { return s.title }
func (s score) authorVerdict() verdict   { return s.author }
func (s score) dateVerdict() verdict     { return s.date }
func (s score) outletVerdict() verdict   { return s.outlet }
func (s score) languageVerdict() verdict { return s.language }

// copied returns a page as selecting everything and copying it gives: all its
// text, a block a line.
func copied(t *testing.T, data []byte) []byte {
	t.Helper()
	tree, err := parseTree(string(data))
	if err != nil {
		t.Fatal(err)
	}
	var p page
	p.collect(tree)
	var b strings.Builder
	for _, block := range p.blocks {
		b.WriteString(block.text + "\n\n")
	}
	return []byte(b.String())
}

func scoreOf(t *testing.T, folder string, f corpusFile, data []byte) score {
	t.Helper()
	start := time.Now()
	a, err := Read("a."+f.Format, data)
	s := score{f1: -1}
	if err != nil {
		s.why = err.Error()
	}
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("%s took %v", f.ID, took)
	}
	if f.Expected != "" {
		want, err := os.ReadFile(filepath.Join(folder, f.Expected))
		if err != nil {
			t.Fatal(err)
		}
		s.precision, s.recall, s.f1 = overlap(strings.Join(texts(a), "\n"), string(want))
	}
	raw := string(data)
	folded := " " + key(raw) + " "
	stands := func(s string) bool { return strings.Contains(folded, " "+key(s)+" ") }
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
			s.why += fmt.Sprintf(" %s %q for %q;", name, got, want)
		}
		return v
	}
	s.title = judge("title", a.Title, f.Title, titleKey(a.Title) == titleKey(f.Title), stated(raw, f), stands(a.Title))
	authors := people(f.Author)
	present := len(authors) > 0
	for _, name := range authors {
		present = present && stands(name)
	}
	s.author = judge("authors", strings.Join(a.Authors, ", "), f.Author, samePeople(a.Authors, authors), present, allStand(a.Authors, stands))
	s.date = judge("date", a.Published.String(), f.Date, a.Published.String() == f.Date, dateStands(raw, f.Date), dateStands(raw, a.Published.String()))
	s.outlet = judge("outlet", a.Outlet, f.Outlet, key(a.Outlet) == key(f.Outlet), false, stands(a.Outlet))
	s.language = judge("language", a.Language, f.Language, a.Language == f.Language, true, true)
	body := Normalise(strings.Join(texts(a), "\n"))
	for _, must := range f.MustHave {
		if !strings.Contains(body, Normalise(must)) {
			s.why += fmt.Sprintf(" lacks %q;", must)
		}
	}
	for _, mustNot := range f.MustNotHave {
		if strings.Contains(body, Normalise(mustNot)) {
			s.why += fmt.Sprintf(" has %q;", mustNot)
		}
	}
	return s
}

// titleKey forgives an article in front, and accents.
func titleKey(title string) string {
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(title))
	return strings.TrimPrefix(key(plain), "the ")
}

// stated reports whether a document states its title, on a line that says
// little else; an excerpt may only mention it.
func stated(raw string, f corpusFile) bool {
	title := titleKey(f.Title)
	if f.Format == "html" {
		return strings.Contains(titleKey(raw), title)
	}
	for l := range strings.Lines(raw) {
		if k := titleKey(l); strings.Contains(k, title) && wordCount(k) <= wordCount(title)+6 {
			return true
		}
	}
	return false
}

func allStand(names []string, stands func(string) bool) bool {
	return !slices.ContainsFunc(names, func(name string) bool { return !stands(name) })
}

// people cuts "Ada Lark and Tom Reed | The Tidal Newsroom" into names.
func people(s string) []string {
	s, _, _ = strings.Cut(s, " | ")
	var names []string
	for _, part := range nameAnd.Split(s, -1) {
		if part = strings.TrimSpace(part); part != "" {
			names = append(names, part)
		}
	}
	return names
}

func samePeople(got, want []string) bool {
	fold := func(names []string) []string {
		var keys []string
		for _, name := range names {
			keys = append(keys, surname(key(name)))
		}
		sort.Strings(keys)
		return keys
	}
	return slices.Equal(fold(got), fold(want))
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
	if len(g) == 0 || len(w) == 0 {
		return 0, 0, 0
	}
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
	precision, recall = float64(common)/float64(len(g)), float64(common)/float64(len(w))
	if common == 0 {
		return 0, 0, 0
	}
	return precision, recall, 2 * precision * recall / (precision + recall)
}

func quantiles(scores []score) (middle, low float64, n int) {
	var f1 []float64
	for _, s := range scores {
		if s.f1 >= 0 {
			f1 = append(f1, s.f1)
		}
	}
	if len(f1) == 0 {
		return 0, 0, 0
	}
	sort.Float64s(f1)
	return f1[len(f1)/2], f1[len(f1)/10], len(f1)
}

func counts(scores []score, of func(score) verdict) [6]int {
	var n [6]int
	for _, s := range scores {
		n[of(s)]++
	}
	return n
}

func summary(name string, scores []score) string {
	var b strings.Builder
	middle, low, n := quantiles(scores)
	fmt.Fprintf(&b, "%-22s %3d files; F1 of %2d: median %.3f, 10th percentile %.3f", name, len(scores), n, middle, low)
	for _, column := range []struct {
		name string
		of   func(score) verdict
	}{{"title", score.titleVerdict}, {"author", score.authorVerdict}, {"date", score.dateVerdict}, {"outlet", score.outletVerdict}, {"language", score.languageVerdict}} {
		c := counts(scores, column.of)
		fmt.Fprintf(&b, "; %s %d right %d wrong %d missing %d unlisted %d invented", column.name, c[right], c[wrong], c[missing], c[unlisted], c[invented])
	}
	return b.String()
}
