package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"quizbot/questions"
	"quizbot/questions/article"
	"quizbot/questions/extract"
	"quizbot/questions/extract/accept"
	"quizbot/questions/extract/rules"
	"quizbot/questions/generate"
)

// entry is a file of the corpus's manifest: what people found in a document,
// "" where it is not known.
type entry struct {
	ID, File, Format, Kind, Split string
	Title, Author, Outlet, Date   string
	Language, URL, Expected       string
	MustHave                      []string `json:"must_have"`
	MustNotHave                   []string `json:"must_not_have"`
}

// corpus is the development corpus on disk.
type corpus struct {
	folder  string
	entries []entry // by id
}

// referenceFlag adds the flag that says where the corpus is.
func referenceFlag(f *flag.FlagSet) *string {
	return f.String("reference", os.Getenv("QUIZBOT_REFERENCE"), "folder with corpus/manifest.json; default QUIZBOT_REFERENCE")
}

// openCorpus reads the manifest. Split is "dev", "check" or "all".
func openCorpus(reference, split string) (*corpus, error) {
	if reference == "" {
		return nil, errors.New("where is the corpus? Give -reference FOLDER or set QUIZBOT_REFERENCE to the folder with corpus/manifest.json")
	}
	if split != "dev" && split != "check" && split != "all" {
		return nil, fmt.Errorf("there is no split %q: use dev, check or all", split)
	}
	c := &corpus{folder: filepath.Join(reference, "corpus")}
	data, err := os.ReadFile(filepath.Join(c.folder, "manifest.json"))
	if err != nil {
		return nil, fmt.Errorf("read the corpus: %w", err)
	}
	var manifest struct{ Files []entry }
	if err := json.Unmarshal(data, &manifest); err != nil {
		return nil, fmt.Errorf("read the corpus's manifest: %w", err)
	}
	for _, e := range manifest.Files {
		if split == "all" || e.Split == split {
			c.entries = append(c.entries, e)
		}
	}
	slices.SortFunc(c.entries, func(a, b entry) int { return cmp.Compare(a.ID, b.ID) })
	return c, nil
}

// worked is a document with everything made of it.
type worked struct {
	entry
	data    []byte
	article article.Article
	err     error // why it could not be read

	found  extract.Result   // before the acceptance model
	bank   *questions.Bank  // of all facts that were found, with all their questions
	made   generate.Report  // of it
	scores []float64        // of the bank's items, in the order of [worked.items]
	look   *accept.Look     // for features
	model  *accept.Model    // that gave the scores
	took   [3]time.Duration // reading, extracting, generating
}

// work reads a document and makes what can be made of it.
func (c *corpus) work(ctx context.Context, e entry, model *accept.Model) (*worked, error) {
	w := &worked{entry: e, model: model}
	var err error
	if w.data, err = os.ReadFile(filepath.Join(c.folder, e.File)); err != nil {
		return nil, fmt.Errorf("read the corpus: %w", err)
	}
	start := time.Now()
	w.article, w.err = article.Read("article."+e.Format, w.data)
	w.took[0] = time.Since(start)
	if w.err != nil {
		return w, nil
	}
	start = time.Now()
	id := questions.SourceID("source")
	if w.found, err = extract.Run(ctx, rules.New(), &w.article, id); err != nil {
		return nil, fmt.Errorf("%s: %w", e.ID, err)
	}
	w.took[1] = time.Since(start)
	start = time.Now()
	source := w.article.Source
	source.ID = id
	w.bank = &questions.Bank{Name: e.ID, Title: w.article.Title, Language: w.article.Language, Sources: []questions.Source{source}, Facts: w.found.Facts}
	w.made = generate.IntoJudged(w.bank, generate.DefaultSeed, model.Judge(&w.article, w.bank.Facts))
	w.took[2] = time.Since(start)
	w.look = accept.At(&w.article)
	for _, i := range w.items() {
		w.scores = append(w.scores, model.Offered(i.features))
	}
	return w, nil
}

// item is a candidate: a question or flashcard of a fact.
type item struct {
	id       string
	fact     *questions.Fact
	question questions.Question // of a card: front and back as stem and key
	form     string             // of the question, or "card"
	features accept.Features
}

const cardForm = "card"

// items returns the candidates of a document in the bank's order. A flashcard
// is one where its fact has no question.
func (w *worked) items() []item {
	if w.bank == nil {
		return nil
	}
	facts := map[questions.FactID]*questions.Fact{}
	own := map[questions.FactID]accept.Features{}
	for i := range w.bank.Facts {
		f := &w.bank.Facts[i]
		facts[f.ID], own[f.ID] = f, w.look.Fact(f)
	}
	var all []item
	asked := map[questions.FactID]bool{}
	for _, q := range w.bank.Questions {
		asked[q.Facts[0]] = true
		all = append(all, item{id: string(q.ID), fact: facts[q.Facts[0]], question: q, form: string(q.Form), features: own[q.Facts[0]].And(w.look.Question(q))})
	}
	for _, c := range w.bank.Cards {
		if asked[c.Fact] {
			continue
		}
		f := facts[c.Fact]
		q := questions.Question{ID: questions.QuestionID(c.ID), Stem: c.Front, Key: []string{c.Back}, Facts: []questions.FactID{c.Fact}, Explanation: generate.Explain(w.bank, f)}
		all = append(all, item{id: string(c.ID), fact: f, question: q, form: cardForm, features: own[c.Fact].And(w.look.Card(c))})
	}
	return all
}

// offered returns the candidates that reach the model's threshold.
func (w *worked) offered() []item {
	var all []item
	for i, it := range w.items() {
		if w.scores[i] >= w.model.Threshold {
			all = append(all, it)
		}
	}
	return all
}

// words counts the words of the body as it was read.
func (w *worked) words() int {
	n := 0
	for _, p := range w.article.Paragraphs {
		n += len(strings.Fields(p.Text))
	}
	return n
}

// distinct counts the facts that say different things: two of one paragraph
// of which one has nearly all telling words of the other are one.
func distinct(facts []*questions.Fact) int { return len(groups(facts)) }

// groups puts facts that say the same together. Each group is named by its
// first fact.
func groups(facts []*questions.Fact) map[questions.FactID][]questions.FactID {
	type said struct {
		id    questions.FactID
		words map[string]bool
	}
	byParagraph := map[int][]said{}
	all := map[questions.FactID][]questions.FactID{}
	for _, f := range facts {
		paragraph := f.Evidence[0].Paragraph
		words := map[string]bool{}
		for _, w := range questions.Words(f.Statement) {
			if len(w) > 2 {
				words[w] = true
			}
		}
		i := slices.IndexFunc(byParagraph[paragraph], func(s said) bool { return same(s.words, words) })
		if i >= 0 {
			first := byParagraph[paragraph][i].id
			all[first] = append(all[first], f.ID)
			continue
		}
		byParagraph[paragraph] = append(byParagraph[paragraph], said{f.ID, words})
		all[f.ID] = append(all[f.ID], f.ID)
	}
	return all
}

// same reports whether nine in ten words of the shorter text stand in the
// other.
func same(a, b map[string]bool) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	common := 0
	for w := range a {
		if b[w] {
			common++
		}
	}
	return 10*common >= 9*len(a)
}

// factsOf returns the facts of candidates, each once, in their order.
func factsOf(items []item) []*questions.Fact {
	var facts []*questions.Fact
	seen := map[questions.FactID]bool{}
	for _, i := range items {
		if !seen[i.fact.ID] {
			seen[i.fact.ID] = true
			facts = append(facts, i.fact)
		}
	}
	return facts
}
