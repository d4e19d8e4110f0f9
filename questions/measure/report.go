package main

import (
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"quizbot/questions"
	"quizbot/questions/extract/accept"
)

// report is everything that is measured over the corpus. Times are not in it:
// the same corpus and program give the same report.
type report struct {
	Threshold float64   `json:"threshold"` // of the acceptance model; 0 = it is off
	Rows      []figures `json:"rows"`      // by split, all kinds first
	Splits    []tallies `json:"splits"`
}

// figures are those of one kind of article in one split.
type figures struct {
	Split string `json:"split"`
	Kind  string `json:"kind"` // "all", or one of the manifest
	Files int    `json:"files"`

	References      int            `json:"references"` // files with a reference body
	F1Median        float64        `json:"f1_median"`
	F1Low           float64        `json:"f1_10th_percentile"`
	Title           map[string]int `json:"title"` // verdicts
	Authors         map[string]int `json:"authors"`
	Date            map[string]int `json:"date"`
	Outlet          map[string]int `json:"outlet"`
	Language        map[string]int `json:"language"`
	MustHave        int            `json:"must_have"`
	LacksMustHave   int            `json:"must_have_lacking"`
	MustNotHave     int            `json:"must_not_have"`
	HasMustNotHave  int            `json:"must_not_have_present"`
	Unread          int            `json:"unread"` // files that could not be read
	English         int            `json:"english"`
	Words           int            `json:"words"` // of English articles, as the facts are
	Facts           int            `json:"facts"`
	Distinct        int            `json:"distinct_facts"`
	PerThousand     float64        `json:"distinct_facts_per_1000_words"`
	Offered         int            `json:"offered_distinct_facts"`
	OfferedThousand float64        `json:"offered_distinct_facts_per_1000_words"`
	Without         int            `json:"english_articles_without_facts"`
	Elsewhere       int            `json:"facts_in_other_languages"`
	Items           int            `json:"questions"` // that were made, with flashcards of facts without one
	OfferedItems    int            `json:"offered_questions"`
	Flawed          int            `json:"flawed_questions"`

	f1 []float64
}

// tallies count by name, the most frequent first.
type tallies struct {
	Split     string    `json:"split"`
	Dropped   []counted `json:"dropped"`  // sentences and facts, by reason
	Families  []counted `json:"families"` // facts
	Forms     []counted `json:"forms"`    // questions
	NotMade   []counted `json:"not_made"` // questions, by rule
	Flaws     []counted `json:"flaws"`    // of questions that were made, by rule of the linter
	BankFlaws []counted `json:"bank_flaws"`
}

func runReport(args []string, out, notes io.Writer) error {
	f := flag.NewFlagSet("measure", flag.ContinueOnError)
	reference := referenceFlag(f)
	split := f.String("split", "all", "dev, check or all")
	asJSON := f.Bool("json", false, "print JSON")
	weak := f.Bool("weak", false, "list documents of dev that are read badly")
	if err := parse(f, args, 0, notes); err != nil {
		return err
	}
	c, err := openCorpus(*reference, *split)
	if err != nil {
		return err
	}
	var r report
	var clock stopwatch
	b := newBuilder(accept.Default())
	for _, e := range c.entries {
		w, err := c.work(context.Background(), e, b.model)
		if err != nil {
			return err
		}
		read, err := c.judgeReading(w)
		if err != nil {
			return err
		}
		if *weak && e.Split == "dev" && (read.why != "" || read.f1 >= 0 && read.f1 < 0.97) {
			fmt.Fprintf(notes, "%-34s F1 %.3f (P %.3f R %.3f)%s\n", e.ID, read.f1, read.precision, read.recall, read.why)
		}
		b.add(w, read)
		clock.add(w)
		if e.Format == "html" && e.Split == "dev" {
			if read, err = c.readAsCopied(w); err != nil {
				return err
			}
			b.row(e.Split, kindCopied).read(read, nil)
		}
	}
	r = b.report()
	if *asJSON {
		encoder := json.NewEncoder(out)
		encoder.SetIndent("", " ")
		return encoder.Encode(r)
	}
	if err := r.print(out); err != nil {
		return err
	}
	_, err = fmt.Fprint(out, clock.String())
	return err
}

// builder adds up a report.
type builder struct {
	model *accept.Model
	rows  []*figures
	tally map[string]map[string]map[string]int // by split, then what is counted
}

func newBuilder(model *accept.Model) *builder {
	return &builder{model: model, tally: map[string]map[string]map[string]int{}}
}

// row returns the figures of a split and kind, new ones where there are none.
func (b *builder) row(split, kind string) *figures {
	for _, r := range b.rows {
		if r.Split == split && r.Kind == kind {
			return r
		}
	}
	r := &figures{Split: split, Kind: kind, Title: map[string]int{}, Authors: map[string]int{}, Date: map[string]int{}, Outlet: map[string]int{}, Language: map[string]int{}}
	b.rows = append(b.rows, r)
	return r
}

// count adds one to a tally of a split.
func (b *builder) count(split, what, name string) {
	if b.tally[split] == nil {
		b.tally[split] = map[string]map[string]int{}
	}
	if b.tally[split][what] == nil {
		b.tally[split][what] = map[string]int{}
	}
	b.tally[split][what][name]++
}

func (b *builder) add(w *worked, read reading) {
	items, offered := w.items(), w.offered()
	flawed := 0
	for _, i := range items {
		b.count(w.Split, "forms", i.form)
		if i.form == cardForm {
			continue
		}
		found := questions.Lint(i.question)
		for _, p := range found {
			b.count(w.Split, "flaws", p.Rule)
		}
		if len(found) > 0 {
			flawed++
		}
	}
	if w.bank != nil {
		for _, p := range questions.Check(w.bank) {
			b.count(w.Split, "bank flaws", p.Rule)
		}
	}
	for _, f := range w.found.Facts {
		b.count(w.Split, "families", f.FoundBy)
	}
	for _, d := range w.found.Dropped {
		b.count(w.Split, "dropped", d.Reason)
	}
	for _, d := range w.made.Dropped {
		b.count(w.Split, "not made", d.Rule)
	}
	var facts []*questions.Fact
	for i := range w.found.Facts {
		facts = append(facts, &w.found.Facts[i])
	}
	for _, row := range []*figures{b.row(w.Split, "all"), b.row(w.Split, w.Kind)} {
		row.read(read, w.err)
		if w.Language != "en" {
			row.Elsewhere += len(facts)
			continue
		}
		row.English++
		row.Words += w.words()
		row.Facts += len(facts)
		row.Distinct += distinct(facts)
		row.Offered += distinct(factsOf(offered))
		if len(facts) == 0 {
			row.Without++
		}
		row.Items += len(items)
		row.OfferedItems += len(offered)
		row.Flawed += flawed
	}
}

// read adds how a document was read.
func (f *figures) read(r reading, err error) {
	f.Files++
	if err != nil {
		f.Unread++
	}
	if r.f1 >= 0 {
		f.References++
		f.f1 = append(f.f1, r.f1)
	}
	for _, m := range []struct {
		tally map[string]int
		v     verdict
	}{{f.Title, r.title}, {f.Authors, r.authors}, {f.Date, r.date}, {f.Outlet, r.outlet}, {f.Language, r.language}} {
		if m.v != absent {
			m.tally[m.v.String()]++
		}
	}
	f.MustHave += r.must
	f.LacksMustHave += r.lacksMust
	f.MustNotHave += r.mustNot
	f.HasMustNotHave += r.hasForbidden
}

func (v verdict) String() string {
	return []string{"absent", "right", "wrong", "missing", "unlisted", "invented"}[v]
}

func (b *builder) report() report {
	r := report{Threshold: b.model.Threshold, Rows: []figures{}, Splits: []tallies{}}
	slices.SortFunc(b.rows, func(x, y *figures) int {
		return cmp.Or(cmp.Compare(y.Split, x.Split), cmp.Compare(x.Kind, y.Kind)) // dev first; "all" sorts before the kinds
	})
	for _, row := range b.rows {
		row.F1Median, row.F1Low = quantile(row.f1, 0.5), quantile(row.f1, 0.1)
		row.PerThousand, row.OfferedThousand = perThousand(row.Distinct, row.Words), perThousand(row.Offered, row.Words)
		r.Rows = append(r.Rows, *row)
	}
	for _, split := range []string{"dev", "check"} {
		if t := b.tally[split]; t != nil {
			r.Splits = append(r.Splits, tallies{split, byCount(t["dropped"]), byCount(t["families"]), byCount(t["forms"]), byCount(t["not made"]), byCount(t["flaws"]), byCount(t["bank flaws"])})
		}
	}
	return r
}

func perThousand(n, words int) float64 { return 1000 * float64(n) / float64(max(1, words)) }

func (r report) print(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	fmt.Fprintln(t, "READING (metadata: right/wrong/missing/invented; unlisted ones stand in the document and not in the manifest)")
	fmt.Fprintln(t, "split\tkind\tfiles\tF1 of\tmedian\t10th pct\ttitle\tauthors\tdate\toutlet\tlanguage\tmust have\tmust not\tunread")
	for _, f := range r.Rows {
		f1 := "-\t-"
		if f.References > 0 {
			f1 = fmt.Sprintf("%.3f\t%.3f", f.F1Median, f.F1Low)
		}
		fmt.Fprintf(t, "%s\t%s\t%d\t%d\t%s\t%s\t%s\t%s\t%s\t%s\t%d/%d\t%d/%d\t%d\n", f.Split, f.Kind, f.Files, f.References, f1,
			verdicts(f.Title), verdicts(f.Authors), verdicts(f.Date), verdicts(f.Outlet), verdicts(f.Language),
			f.MustHave-f.LacksMustHave, f.MustHave, f.MustNotHave-f.HasMustNotHave, f.MustNotHave, f.Unread)
	}
	threshold := "off: everything is offered"
	if r.Threshold > 0 {
		threshold = fmt.Sprintf("%.2f", r.Threshold)
	}
	fmt.Fprintf(t, "\nQUESTIONS of English articles (acceptance threshold %s)\n", threshold)
	fmt.Fprintln(t, "split\tkind\tarticles\twithout facts\twords\tfacts\tdistinct\tper 1,000 words\toffered\tper 1,000 words\tquestions\toffered\tflawed %\tfacts elsewhere")
	for _, f := range r.Rows {
		if f.Kind == kindCopied {
			continue
		}
		fmt.Fprintf(t, "%s\t%s\t%d\t%d\t%d\t%d\t%d\t%.2f\t%d\t%.2f\t%d\t%d\t%.1f\t%d\n", f.Split, f.Kind, f.English, f.Without, f.Words, f.Facts, f.Distinct, f.PerThousand,
			f.Offered, f.OfferedThousand, f.Items, f.OfferedItems, 100*float64(f.Flawed)/float64(max(1, f.Items)), f.Elsewhere)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	for _, s := range r.Splits {
		fmt.Fprintf(w, "\n%s\n", strings.ToUpper(s.Split))
		for _, list := range []struct {
			name   string
			counts []counted
		}{{"facts by family", s.Families}, {"questions by form", s.Forms}, {"dropped, by reason", s.Dropped}, {"questions not made, by rule", s.NotMade},
			{"flaws of questions that were made, by rule", s.Flaws}, {"findings of check in the banks, by rule", s.BankFlaws}} {
			fmt.Fprintf(w, " %s: %s\n", list.name, tallied(list.counts))
		}
	}
	return nil
}

func verdicts(t map[string]int) string {
	s := fmt.Sprintf("%d/%d/%d/%d", t["right"], t["wrong"], t["missing"], t["invented"])
	if n := t["unlisted"]; n > 0 {
		s += fmt.Sprintf(" +%d", n)
	}
	return s
}

func tallied(list []counted) string {
	if len(list) == 0 {
		return "none"
	}
	var parts []string
	for _, c := range list {
		parts = append(parts, fmt.Sprintf("%s %d", c.Name, c.Count))
	}
	return strings.Join(parts, ", ")
}

// stopwatch adds up how long the stages took.
type stopwatch struct {
	bytes, body int
	stages      [3]time.Duration
	slowest     time.Duration
	slow        string
}

func (s *stopwatch) add(w *worked) {
	s.bytes += len(w.data)
	total := time.Duration(0)
	for i, d := range w.took {
		s.stages[i] += d
		total += d
	}
	for _, p := range w.article.Paragraphs {
		s.body += len(p.Text)
	}
	if total > s.slowest {
		s.slowest, s.slow = total, w.ID
	}
}

func (s *stopwatch) String() string {
	total := s.stages[0] + s.stages[1] + s.stages[2]
	rate := func(bytes int) float64 { return float64(bytes) / 1e6 / max(1e-9, total.Seconds()) }
	return fmt.Sprintf("\ntime read %.2fs, extract %.2fs, generate %.2fs: %.2f MB of files and %.2f MB of body text a second; slowest %s %.2fs\n",
		s.stages[0].Seconds(), s.stages[1].Seconds(), s.stages[2].Seconds(), rate(s.bytes), rate(s.body), s.slow, s.slowest.Seconds())
}
