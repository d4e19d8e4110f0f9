package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"quizbot/questions"
	"quizbot/questions/article"
	"quizbot/questions/extract/accept"
)

// packet is what [runScore] has to know of a sample and reviewers must not:
// the file key.json beside the sheets.
type packet struct {
	Round   string           `json:"round"` // names the review in the labels: "dev-1"
	Split   string           `json:"split"`
	After   []string         `json:"after"`   // rounds that had labels when the sample was drawn
	Offered bool             `json:"offered"` // drawn from what reaches the threshold, else from everything
	Kinds   map[string]drawn `json:"kinds"`
	Items   []sampled        `json:"items"` // by number
}

// drawn is what a sample was drawn from, by kind of article.
type drawn struct {
	Words    int            `json:"words"`    // of all English articles of the kind and split
	Facts    int            `json:"facts"`    // distinct ones among the candidates
	Articles map[string]int `json:"articles"` // distinct facts by article, for those that have any
}

// sampled is an item in a packet.
type sampled struct {
	Number   int             `json:"number"` // from 1; all that a reviewer sees of this
	Batch    int             `json:"batch"`
	Article  string          `json:"article"`
	Kind     string          `json:"kind"`
	Fact     string          `json:"fact"` // the first one that says it, where several do
	Form     string          `json:"form"`
	Family   string          `json:"family"`
	Mark     string          `json:"mark"`    // hash of the item's texts, see markOf
	Claim    bool            `json:"claim"`   // the fact has a claimant
	Letters  string          `json:"letters"` // right options as shown: "B", "AC"; "" where nothing is picked
	Options  int             `json:"options"` // how many are shown
	Score    float64         `json:"score"`
	Features accept.Features `json:"features"`
}

// candidate is an item that may be drawn.
type candidate struct {
	item
	doc   *worked
	group questions.FactID // fact that stands for all that say the same
	score float64
}

func runSample(args []string, out, notes io.Writer) error {
	f := flag.NewFlagSet("measure sample", flag.ContinueOnError)
	reference := referenceFlag(f)
	split := f.String("split", "dev", "dev or check")
	n := f.Int("n", 1000, "how many items; fewer where there are not so many")
	seed := f.Uint64("seed", 1, "draw others")
	perArticle := f.Int("k", 40, "at most so many facts of an article")
	forms := f.Int("forms", 2, "at most so many questions of a fact")
	form := f.String("form", "", "only these forms, separated by commas: \"single,number\"; \"\" = all")
	size := f.Int("batch", 60, "about so many items a batch")
	offered := f.Bool("offered", false, "only what reaches the acceptance threshold, as users get it; used for check")
	fresh := f.Bool("fresh", true, "leave out items that have a label; -fresh=false draws from all that the present program makes, as an unbiased sample of it")
	labels := f.String("labels", labelsFile, "labels of earlier reviews; \"\" = none")
	round := f.String("round", "", "name of the review; default the split and seed")
	folder := f.String("out", "", "folder for the sheets, outside the repository")
	if err := parse(f, args, 0, notes); err != nil {
		return err
	}
	if *split == "all" {
		return errors.New("a sample is of one split: use -split dev or -split check")
	}
	if *n < 1 || *perArticle < 1 || *forms < 1 || *size < 1 {
		return errors.New("-n, -k, -forms and -batch are at least 1")
	}
	if err := outside(*folder); err != nil {
		return err
	}
	reviewed, after := map[string]bool{}, map[string]bool{}
	if *labels != "" {
		known, err := readLabels(*labels)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		for _, l := range known {
			reviewed[l.Mark] = *fresh
			after[l.Round] = true
		}
	}
	c, err := openCorpus(*reference, *split)
	if err != nil {
		return err
	}
	model := accept.Default()
	if *offered && model.Threshold <= 0 {
		fmt.Fprintln(notes, "The acceptance threshold is off: everything counts as offered.")
	}
	p := packet{Round: *round, Split: *split, Offered: *offered, Kinds: map[string]drawn{}}
	if p.Round == "" {
		p.Round = fmt.Sprintf("%s-%d", *split, *seed)
	}
	if p.After = slices.Sorted(maps.Keys(after)); after[p.Round] {
		return fmt.Errorf("%s has labels of a round %q already: give this one another name with -round", *labels, p.Round)
	}
	var docs []*worked
	for _, e := range c.entries {
		w, err := c.work(context.Background(), e, model)
		if err != nil {
			return err
		}
		if w.Language == "en" && w.err == nil {
			docs = append(docs, w)
		}
	}
	chosen := draw(&p, docs, drawing{n: *n, seed: *seed, perArticle: *perArticle, forms: *forms, offered: *offered, reviewed: reviewed, only: strings.FieldsFunc(*form, func(r rune) bool { return r == ',' })})
	if len(chosen) == 0 {
		return errors.New("there is nothing to draw: every candidate was reviewed already")
	}
	if err := writePacket(*folder, &p, chosen, *size, *seed); err != nil {
		return err
	}
	fmt.Fprintf(out, "%d items of %d facts from %d articles in %d batches: %s\n", len(chosen), len(factsIn(p.Items)), len(articlesIn(p.Items)), p.Items[len(p.Items)-1].Batch, *folder)
	for _, kind := range slices.Sorted(maps.Keys(p.Kinds)) {
		items := 0
		for _, i := range p.Items {
			if i.Kind == kind {
				items++
			}
		}
		fmt.Fprintf(out, "  %-14s %4d items; drawn from %d facts\n", kind, items, p.Kinds[kind].Facts)
	}
	fmt.Fprintf(out, "Give each reviewer closed.md and verdicts.tsv first, open.md after the picks are written down, and never key.json.\n")
	return nil
}

// outside refuses a folder inside a repository: sheets hold texts of the
// corpus, which may not get there.
func outside(folder string) error {
	if folder == "" {
		return errors.New("where shall the sheets go? Give -out FOLDER, outside the repository")
	}
	path, err := filepath.Abs(folder)
	if err != nil {
		return fmt.Errorf("find %s: %w", folder, err)
	}
	for dir := path; ; dir = filepath.Dir(dir) {
		for _, sign := range []string{".git", "go.mod"} {
			if _, err := os.Stat(filepath.Join(dir, sign)); err == nil {
				return fmt.Errorf("%s is inside the repository %s, and the sheets hold texts that may not get there: give -out a folder outside", folder, dir)
			}
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	if old, err := os.ReadDir(path); err == nil && len(old) > 0 {
		return fmt.Errorf("%s is not empty: give -out a new folder, so that no verdicts are overwritten", folder)
	}
	return nil
}

type drawing struct {
	n          int
	seed       uint64
	perArticle int // facts
	forms      int // questions of a fact
	offered    bool
	reviewed   map[string]bool // marks
	only       []string        // forms; none = all
}

// draw chooses the items. Articles take turns, in an order that follows from
// the seed, and each gives one of its facts at random, so that a long article
// does not crowd out short ones; what each fact stands for is worked out when
// the verdicts are scored. Of a fact up to two forms are drawn.
//
// The first items of all facts come before all second ones, so that hardly
// ever two of a fact stand in the same batch, where one would tell the other.
func draw(p *packet, docs []*worked, d drawing) []candidate {
	random := rand.New(rand.NewPCG(d.seed, 0x9e3779b97f4a7c15))
	type source struct {
		facts []questions.FactID
		items map[questions.FactID][]candidate
	}
	var sources []source
	for _, w := range docs {
		items := w.items()
		var all []candidate
		for i, it := range items {
			if !d.offered || w.scores[i] >= w.model.Threshold {
				all = append(all, candidate{item: it, doc: w, score: w.scores[i]})
			}
		}
		var pool []item
		for _, c := range all {
			pool = append(pool, c.item)
		}
		first := map[questions.FactID]questions.FactID{}
		found := groups(factsOf(pool))
		for name, members := range found {
			for _, id := range members {
				first[id] = name
			}
		}
		kind, ok := p.Kinds[w.Kind]
		if !ok {
			kind.Articles = map[string]int{}
		}
		kind.Words += w.words()
		kind.Facts += len(found)
		if len(found) > 0 {
			kind.Articles[w.ID] = len(found)
		}
		p.Kinds[w.Kind] = kind

		s := source{items: map[questions.FactID][]candidate{}}
		for _, c := range all {
			if d.reviewed[markOf(w.ID, c.question)] || len(d.only) > 0 && !slices.Contains(d.only, c.form) {
				continue
			}
			c.group = first[c.fact.ID]
			if s.items[c.group] == nil {
				s.facts = append(s.facts, c.group)
			}
			s.items[c.group] = append(s.items[c.group], c)
		}
		random.Shuffle(len(s.facts), func(i, j int) { s.facts[i], s.facts[j] = s.facts[j], s.facts[i] })
		for _, id := range s.facts {
			list := s.items[id]
			random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
			s.items[id] = list[:min(len(list), d.forms)]
		}
		if len(s.facts) > 0 {
			sources = append(sources, s)
		}
	}
	byTurn := make([][]candidate, d.forms) // first items of facts, second items
	total := 0
	for turn := 0; turn < d.perArticle && total < d.n; turn++ {
		random.Shuffle(len(sources), func(i, j int) { sources[i], sources[j] = sources[j], sources[i] })
		for _, s := range sources {
			if turn >= len(s.facts) {
				continue
			}
			for k, c := range s.items[s.facts[turn]] {
				if total < d.n {
					byTurn[k] = append(byTurn[k], c)
					total++
				}
			}
		}
	}
	var chosen []candidate
	for _, list := range byTurn {
		random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		chosen = append(chosen, list...)
	}
	return chosen
}

// markOf is a hash by which an item is known again: of the article and the
// item's texts, as 12 hex digits.
func markOf(article string, q questions.Question) string {
	h := sha256.New()
	for _, part := range slices.Concat([]string{article, string(q.Form), q.Stem, "/"}, q.Key, []string{"/"}, slices.Sorted(slices.Values(q.Distractors)), []string{"/"}, q.Prompts) {
		fmt.Fprintf(h, "%q\n", part)
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}

// writePacket writes the sheets of every batch, and key.json.
func writePacket(folder string, p *packet, chosen []candidate, size int, seed uint64) error {
	batches := (len(chosen) + size/2) / size
	batches = max(1, batches)
	for b := range batches {
		var closed, open, verdicts strings.Builder
		fmt.Fprintf(&closed, "# Batch %d, first step\n\nRead each question as somebody who sees it in a quiz, with nothing but the title of its article. Write down the\noption you would pick (a letter, letters, or a short answer), and y under knew if you knew it without guessing.\n", b+1)
		fmt.Fprintf(&open, "# Batch %d, second step\n\nOnly after the picks of the first step are written down. Judge each question by the rubric.\n", b+1)
		verdicts.WriteString(verdictHeader + "\n")
		from, to := b*len(chosen)/batches, (b+1)*len(chosen)/batches
		for n := from; n < to; n++ {
			c := chosen[n]
			s := c.sampled(n+1, b+1, seed)
			p.Items = append(p.Items, s)
			closed.WriteString(c.closed(n+1, seed))
			open.WriteString(c.open(n+1, seed))
			fmt.Fprintf(&verdicts, "%d\t\t\t\t\n", n+1)
		}
		dir := filepath.Join(folder, fmt.Sprintf("batch-%02d", b+1))
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return fmt.Errorf("write the sheets: %w", err)
		}
		for name, text := range map[string]string{"closed.md": closed.String(), "open.md": open.String(), "verdicts.tsv": verdicts.String()} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				return fmt.Errorf("write the sheets: %w", err)
			}
		}
	}
	data, err := json.MarshalIndent(p, "", " ")
	if err != nil {
		return fmt.Errorf("write the key: %w", err)
	}
	if err := os.WriteFile(filepath.Join(folder, "key.json"), data, 0o644); err != nil {
		return fmt.Errorf("write the key: %w", err)
	}
	return nil
}

func (c candidate) sampled(number, batch int, seed uint64) sampled {
	s := sampled{Number: number, Batch: batch, Article: c.doc.ID, Kind: c.doc.Kind, Fact: string(c.group), Form: c.form, Family: c.fact.FoundBy,
		Mark: markOf(c.doc.ID, c.question), Claim: c.fact.Claimant != "", Score: c.score, Features: c.features}
	if c.picked() {
		options := questions.Shuffled(c.question, seed)
		s.Options = len(options)
		for i, o := range options {
			if slices.Contains(c.question.Key, o) {
				s.Letters += letter(i)
			}
		}
	}
	return s
}

// picked reports whether the item is answered by picking options.
func (c candidate) picked() bool {
	switch c.question.Form {
	case questions.Order, questions.Match:
		return false
	}
	return c.form != cardForm && !c.question.Typed()
}

func letter(i int) string { return string(rune('A' + i)) }

// closed is an item as somebody sees it who has not read the article.
func (c candidate) closed(number int, seed uint64) string {
	var b strings.Builder
	title := c.doc.article.Title
	if title == "" {
		title = "(no title)"
	}
	fmt.Fprintf(&b, "\n## %d\n\nArticle: %s\n\n%s\n\n", number, title, c.question.Stem)
	b.WriteString(c.shown(seed))
	return b.String()
}

// shown lists an item's options as a player sees them.
func (c candidate) shown(seed uint64) string {
	var b strings.Builder
	q := c.question
	switch {
	case c.picked():
		if q.Form == questions.Several {
			b.WriteString("(several are right)\n\n")
		}
		for i, o := range questions.Shuffled(q, seed) {
			fmt.Fprintf(&b, "- %s) %s\n", letter(i), o)
		}
	case q.Form == questions.Order:
		b.WriteString("(put in order)\n\n")
		for i, o := range questions.Shuffled(q, seed) {
			fmt.Fprintf(&b, "- %s) %s\n", letter(i), o)
		}
	case q.Form == questions.Match:
		b.WriteString("(match)\n\n")
		for i, prompt := range q.Prompts {
			fmt.Fprintf(&b, "- %d. %s\n", i+1, prompt)
		}
		for i, o := range questions.Shuffled(q, seed) {
			fmt.Fprintf(&b, "- %s) %s\n", letter(i), o)
		}
	default:
		b.WriteString("(no options: write the answer)\n")
	}
	return b.String()
}

// open is an item with all that a reviewer needs to judge it.
func (c candidate) open(number int, seed uint64) string {
	var b strings.Builder
	q, a := c.question, &c.doc.article
	fmt.Fprintf(&b, "\n---\n\n## %d\n\n**%s**\n\n%s\n", number, q.Stem, c.shown(seed))
	key := strings.Join(q.Key, "; ")
	if q.Form == questions.Match {
		var pairs []string
		for i, prompt := range q.Prompts {
			pairs = append(pairs, prompt+" = "+q.Key[i])
		}
		key = strings.Join(pairs, "; ")
	}
	fmt.Fprintf(&b, "* Key: %s\n* Explanation: %s\n", key, q.Explanation)
	for _, o := range slices.Sorted(maps.Keys(q.Feedback)) {
		fmt.Fprintf(&b, "* Feedback on %q: %s\n", o, q.Feedback[o])
	}
	for _, citation := range c.doc.bank.CitationsOf(q.Facts) {
		fmt.Fprintf(&b, "* Citation: %s\n", citation.Text)
	}
	claimant := c.fact.Claimant
	if claimant == "" {
		claimant = "none: put as fact"
	}
	fmt.Fprintf(&b, "* Claimant: %s\n", claimant)
	var paragraphs []int
	for _, id := range q.Facts {
		f, _ := c.doc.bank.FactByID(id)
		for _, e := range f.Evidence {
			fmt.Fprintf(&b, "* Evidence, ¶ %d: %q\n", e.Paragraph, e.Quote)
			paragraphs = append(paragraphs, e.Paragraph)
		}
	}
	fmt.Fprintf(&b, "\nWhat the document itself states, as people found: %s\n\n", c.doc.stated())
	for _, n := range around(paragraphs, a) {
		if n == 0 {
			b.WriteString("> …\n>\n")
			continue
		}
		fmt.Fprintf(&b, "> ¶ %d %s\n>\n", n, a.Paragraphs[n-1].Text)
	}
	return b.String()
}

// stated lists what people found of a document, where it stands in the document
// itself and as what it is: a citation cannot know the rest. In a text, a title
// that is only mentioned, or an outlet that only a sentence has, is not stated.
// Where people took the date from elsewhere, the one that the document prints
// counts.
func (w *worked) stated() string {
	raw := string(w.data)
	folded := " " + fold(raw) + " "
	stands := func(s string) bool { return strings.Contains(folded, " "+fold(s)+" ") }
	title, outlet, date := stated(raw, w.entry), stands(w.Outlet), w.Date
	if w.Format != "html" {
		title, outlet = titleLine(raw, w.Title), outletLine(raw, w.Outlet)
	}
	if read := w.article.Published.String(); !dateStands(raw, date) && dateStands(raw, read) {
		date = read
	}
	var fields []string
	for _, f := range []struct {
		name, value string
		stands      bool
	}{
		{"title", w.Title, title},
		{"author", w.Author, !slices.ContainsFunc(people(w.Author), func(name string) bool { return !stands(name) })},
		{"outlet", w.Outlet, outlet},
		{"date", date, dateStands(raw, date)},
	} {
		if f.value == "" || !f.stands {
			fields = append(fields, f.name+" not stated")
			continue
		}
		fields = append(fields, fmt.Sprintf("%s %q", f.name, f.value))
	}
	return strings.Join(fields, "; ")
}

// titleLine reports whether a line of a text begins or ends with the title and
// says little else. "A bust of Ada Lark in Brenk" has no title "Ada Lark".
func titleLine(raw, title string) bool {
	const more = 6 // words
	want := foldTitle(title)
	for l := range strings.Lines(raw) {
		k := foldTitle(chapterNumber.ReplaceAllString(l, ""))
		if want != "" && len(strings.Fields(k)) <= len(strings.Fields(want))+more && (k == want || strings.HasPrefix(k, want+" ") || strings.HasSuffix(k, " "+want)) {
			return true
		}
	}
	return false
}

// chapterNumber finds what a book's table of contents puts in front of a title.
var chapterNumber = regexp.MustCompile(`^[#\s]*[\d.]+:? `)

var (
	outletParts = regexp.MustCompile(`[|•·—–©]| / |, |(?i:\(c\)|\bcopyright\b|\bfrom\b)|\b(?:19|20)\d\d\b`)
	notOutlet   = regexp.MustCompile(`^\s*[-*+] `) // an item: a tag, a link of a menu
)

// outletLine reports whether a short line of a text has the outlet for itself or
// between marks, as copyright lines, lines with a date and "From Tidepedia, the
// free encyclopedia" have it.
func outletLine(raw, outlet string) bool {
	const most = 14 // words
	want := strings.TrimPrefix(fold(outlet), "the ")
	for l := range strings.Lines(raw) {
		if want == "" || notOutlet.MatchString(l) || len(strings.Fields(l)) > most {
			continue
		}
		if key, value, ok := strings.Cut(l, ": "); ok && outletKeys[strings.ToLower(key)] {
			l = value // front matter
		}
		for _, part := range outletParts.Split(l, -1) {
			part, _, _ = strings.Cut(part, ". ") // "All rights reserved."
			if strings.TrimPrefix(fold(part), "the ") == want {
				return true
			}
		}
	}
	return false
}

var outletKeys = map[string]bool{"outlet": true, "publisher": true, "publication": true, "site": true}

// around returns the numbers of the cited paragraphs and their neighbours,
// ascending, 0 where some are left out.
func around(cited []int, a *article.Article) []int {
	var near []int
	for _, n := range cited {
		for k := max(1, n-1); k <= min(len(a.Paragraphs), n+1); k++ {
			near = append(near, k)
		}
	}
	slices.Sort(near)
	var list []int
	for i, n := range slices.Compact(near) {
		if i > 0 && n > list[len(list)-1]+1 {
			list = append(list, 0)
		}
		list = append(list, n)
	}
	return list
}

func factsIn(items []sampled) map[[2]string]bool {
	m := map[[2]string]bool{}
	for _, i := range items {
		m[[2]string{i.Article, i.Fact}] = true
	}
	return m
}

func articlesIn(items []sampled) map[string]bool {
	m := map[string]bool{}
	for _, i := range items {
		m[i.Article] = true
	}
	return m
}

// byNumber sorts items as reviewers see them.
func byNumber(a, b sampled) int { return cmp.Compare(a.Number, b.Number) }
