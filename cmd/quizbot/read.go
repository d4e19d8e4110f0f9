package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"quizbot/questions/article"
)

func newReadCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "read [--json] FILE|URL",
		Short: "Show what quizbot reads in an article",
		Long: `Read prints an article as quizbot sees it: title, authors, outlet, date, and the
numbered paragraphs that citations refer to. It reads plain text, Markdown and
web pages, from a file or from a public http or https address. What the document
does not state is shown as not stated. With --json it also lists what was left
out, and why.`,
		Example: "  quizbot read sea.txt\n  quizbot read --json page.html\n  quizbot read https://tides.example/ebb",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			a, err := readDocument(c.Context(), args[0])
			if err != nil {
				return err
			}
			if asJSON {
				out := json.NewEncoder(c.OutOrStdout())
				out.SetEscapeHTML(false)
				return out.Encode(a)
			}
			return showArticle(c.OutOrStdout(), a)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return c
}

// readDocument reads the article in a file or at an address.
func readDocument(ctx context.Context, path string) (article.Article, error) {
	if start := strings.ToLower(path); strings.HasPrefix(start, "http:") || strings.HasPrefix(start, "https:") {
		return article.Fetch(ctx, path, article.FetchOptions{})
	}
	f, err := os.Open(path)
	if err != nil {
		return article.Article{}, err
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil {
		return article.Article{}, err
	} else if info.IsDir() {
		return article.Article{}, errors.New(path + " is a folder: name one of its files")
	}
	data, err := io.ReadAll(io.LimitReader(f, article.MaxBytes+1)) // one byte more: Read says that it is too large
	if err != nil {
		return article.Article{}, err
	}
	letGarbageLie(len(data))
	return article.Read(path, data)
}

// letGarbageLie makes the program collect garbage less often while it works on
// an article of so many bytes, which took a tenth of the time: until it uses
// enough memory to save some. Of a longer article too much is kept for that.
func letGarbageLie(size int) {
	const (
		most   = 2_500_000 // bytes; what is kept of 2 MB is 75 MB
		memory = 140 << 20 // bytes, without the program itself, which adds about 25 MB
	)
	if size <= most && os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(400)
		debug.SetMemoryLimit(memory)
	}
}

func showArticle(w io.Writer, a article.Article) error {
	var out strings.Builder
	stated := func(name, value string) {
		if value == "" {
			value = "not stated"
		}
		fmt.Fprintf(&out, "%-10s %s\n", name+":", value)
	}
	stated("Title", a.Title)
	stated("Authors", strings.Join(a.Authors, ", "))
	stated("Outlet", a.Outlet)
	stated("Published", a.Published.Words())
	stated("URL", a.URL)
	stated("Language", a.Language)
	for _, p := range a.Paragraphs {
		fmt.Fprintf(&out, "\n¶ %d  %s\n", p.Number, p.Text)
	}
	if note := a.LanguageNote(); note != "" {
		fmt.Fprintf(&out, "\n%s\n", note)
	}
	if n := len(a.Dropped); n > 0 {
		fmt.Fprintf(&out, "\nLeft out: %d lines that are not the article's text (see --json)\n", n)
	}
	_, err := io.WriteString(w, out.String())
	return err
}
