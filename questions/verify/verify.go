// Package verify finds every piece of a bank's evidence again in the articles
// it was taken from, and says which is stale and how to mend it.
//
//	report, err := verify.Bank(bank, os.DirFS("articles"))
//	for _, p := range report.Problems {
//		fmt.Println(p)
//	}
//
// An article belongs to a source when its bytes have the source's SHA-256,
// else when its file has the source's file name. Nothing is changed here but
// by [Repair], and nothing is guessed by it.
package verify

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"quizbot/questions"
	"quizbot/questions/article"
)

// Report is the result of verifying a bank.
type Report struct {
	Sources  int // of the bank
	Matched  int // sources whose article was found and read
	Evidence int // pieces of evidence of the bank
	Found    int // pieces that stand where the bank says
	Problems []*questions.Problem
}

// Bank verifies the evidence of b in the articles, the files at the top of
// articles. The problems come in the bank's order, sources first; each has a
// path and says what to do. Only a folder that cannot be listed is an error.
func Bank(b *questions.Bank, articles fs.FS) (Report, error) {
	report := Report{Sources: len(b.Sources)}
	read, problems, err := match(b, articles)
	if err != nil {
		return Report{}, err
	}
	report.Matched, report.Problems = len(read), problems
	for _, f := range b.Facts {
		for i, e := range f.Evidence {
			report.Evidence++
			a := read[e.Source]
			if a == nil {
				if _, known := b.SourceByID(e.Source); !known {
					report.add(f, i, "unknown-source", "the source %q is not in the bank: add it, or correct the evidence", e.Source)
				}
				continue // the source has its problem already
			}
			if problem, rule := check(a, e); problem != "" {
				report.add(f, i, rule, "%s", problem)
				continue
			}
			report.Found++
		}
	}
	return report, nil
}

func (r *Report) add(f questions.Fact, evidence int, rule, format string, args ...any) {
	r.Problems = append(r.Problems, &questions.Problem{
		Path:    fmt.Sprintf("facts/%s/evidence/%d", f.ID, evidence),
		Rule:    rule,
		Message: fmt.Sprintf("evidence of fact %q: ", f.ID) + fmt.Sprintf(format, args...),
	})
}

// check says what is wrong with a piece of evidence in its article; "" = nothing.
func check(a *article.Article, e questions.Evidence) (message, rule string) {
	if e.Anchor == "" && e.Quote == "" {
		return "it has neither an anchor nor a quote: write an anchor, at most eight words of the paragraph", "no-anchor"
	}
	if e.Anchor != "" {
		if found := a.Find(e.Paragraph, e.Anchor); !found.Once() {
			return stale(a, e.Paragraph, e.Anchor, found), "stale"
		}
	}
	if e.Quote != "" {
		if found := a.Find(e.Paragraph, e.Quote); found.Count == 0 {
			return stale(a, e.Paragraph, e.Quote, found), "stale"
		}
	}
	return "", ""
}

// stale says where the words stand instead, and what to do.
func stale(a *article.Article, paragraph int, words string, found article.Found) string {
	words = strconv.Quote(shorten(words))
	if found.Count > 1 {
		return fmt.Sprintf("%s is in paragraph %d %d times: choose words that are there once", words, paragraph, found.Count)
	}
	where := fmt.Sprintf("%s is not in paragraph %d", words, paragraph)
	switch {
	case paragraph < 1:
		where = words + " has no paragraph"
	case paragraph > len(a.Paragraphs):
		where = fmt.Sprintf("%s cannot be in paragraph %d, the article has %d", words, paragraph, len(a.Paragraphs))
	}
	switch len(found.Elsewhere) {
	case 0:
		return where + " nor anywhere else in the article: copy words of the article as they are printed"
	case 1:
		return fmt.Sprintf("%s; it is in %d (set paragraph: %d)", where, found.Elsewhere[0], found.Elsewhere[0])
	}
	return fmt.Sprintf("%s; it is in %s: set the right one", where, numbers(found.Elsewhere))
}

// numbers writes "3, 7 and 9".
func numbers(all []int) string {
	var s []string
	for _, n := range all {
		s = append(s, strconv.Itoa(n))
	}
	return strings.Join(s[:len(s)-1], ", ") + " and " + s[len(s)-1]
}

func shorten(s string) string {
	const most = 80
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "..."
	}
	return s
}

// Repair mends what can be mended without a choice: the paragraph of evidence
// whose anchor stands in exactly one paragraph of its article, once, and not
// where the bank says (0 where nobody has said yet), and the file name and
// SHA-256 of sources. It changes b and returns the number of changes; what is
// wrong afterwards, [Bank] tells.
func Repair(b *questions.Bank, articles fs.FS) (changed int, err error) {
	read, _, err := match(b, articles)
	if err != nil {
		return 0, err
	}
	for i := range b.Sources {
		s := &b.Sources[i]
		a := read[s.ID]
		if a == nil {
			continue
		}
		if s.File != a.File || s.SHA256 != a.SHA256 {
			s.File, s.SHA256 = a.File, a.SHA256
			changed++
		}
	}
	for i := range b.Facts {
		for j := range b.Facts[i].Evidence {
			e := &b.Facts[i].Evidence[j]
			a := read[e.Source]
			words := e.Anchor
			if words == "" {
				words = e.Quote
			}
			if a == nil || words == "" {
				continue
			}
			found := a.Find(e.Paragraph, words)
			if found.Count > 0 || len(found.Elsewhere) != 1 || !a.Find(found.Elsewhere[0], words).Once() {
				continue
			}
			e.Paragraph = found.Elsewhere[0]
			changed++
		}
	}
	return changed, nil
}

// match reads the article of each source and returns a problem for each that
// has none.
func match(b *questions.Bank, articles fs.FS) (map[questions.SourceID]*article.Article, []*questions.Problem, error) {
	byHash, byName, err := documents(articles)
	if err != nil {
		return nil, nil, err
	}
	read := map[questions.SourceID]*article.Article{}
	var problems []*questions.Problem
	for _, s := range b.Sources {
		report := func(rule, format string, args ...any) {
			problems = append(problems, &questions.Problem{
				Path: "sources/" + string(s.ID), Rule: rule, Message: fmt.Sprintf("source %q: ", s.ID) + fmt.Sprintf(format, args...),
			})
		}
		d := byHash[s.SHA256]
		if d == nil && s.File != "" {
			d = byName[s.File]
		}
		switch {
		case d == nil && s.SHA256 == "" && s.File == "":
			report("no-article", "it names neither a file nor a SHA-256, so its article cannot be found: add file: with the article's name")
			continue
		case d == nil:
			report("no-article", "no article has its SHA-256 or is called %q: put the article into the folder", s.File)
			continue
		case d.err != nil:
			report("no-article", "its article cannot be read: %v", d.err)
			continue
		}
		a, err := article.Read(d.name, d.data)
		if err != nil {
			report("no-article", "its article cannot be read: %v", err)
			continue
		}
		read[s.ID] = &a
	}
	return read, problems, nil
}

// document is one file of the articles' folder.
type document struct {
	name string
	data []byte
	err  error // why it could not be read
}

// documents reads the files at the top of a folder.
func documents(articles fs.FS) (byHash, byName map[string]*document, err error) {
	entries, err := fs.ReadDir(articles, ".")
	if err != nil {
		return nil, nil, fmt.Errorf("list the articles: %w", err)
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	byHash, byName = map[string]*document{}, map[string]*document{}
	for _, entry := range entries {
		if entry.IsDir() {
			continue
		}
		d := &document{name: entry.Name()}
		d.data, d.err = readFile(articles, d.name)
		byName[d.name] = d
		if sum := article.Sum(d.data); d.err == nil && byHash[sum] == nil {
			byHash[sum] = d
		}
	}
	return byHash, byName, nil
}

// readFile reads a file that is not larger than an article may be.
func readFile(articles fs.FS, name string) (data []byte, err error) {
	f, err := articles.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errors.New("it is no regular file")
	}
	data, err = io.ReadAll(io.LimitReader(f, article.MaxBytes+1))
	if err == nil && len(data) > article.MaxBytes {
		err = fmt.Errorf("it has more than %d MiB: split it", article.MaxBytes>>20)
	}
	return data, err
}
