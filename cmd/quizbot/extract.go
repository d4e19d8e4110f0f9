package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"quizbot/questions"
	"quizbot/questions/article"
	"quizbot/questions/extract"
	"quizbot/questions/extract/accept"
	"quizbot/questions/extract/rules"
)

func newExtractCommand() *cobra.Command {
	var asJSON, why bool
	var best int
	c := &cobra.Command{
		Use:   "extract [--why] [--json] [--best N] FILE",
		Short: "Show the facts that are found in an article",
		Long: `Extract finds facts in an article by rules and prints them, each with the
paragraph it stands in. Every fact has passed the gate: its evidence stands word
for word in the article, it has no name, number or date that the evidence lacks,
it can be understood alone, and what somebody claims names who claims it. Facts
that are not likely enough to make a question one would ask are left out, and
--best N keeps the N most likely ones.

With --why it also lists the sentences that were looked at and not taken, with
the reason. With --json it prints one fact a line, and with --why after them one
refused sentence a line. Facts are found in English articles only.`,
		Example: "  quizbot extract sea.txt\n  quizbot extract --why sea.txt\n  quizbot extract --json sea.txt",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			a, err := readDocument(c.Context(), args[0])
			if err != nil {
				return err
			}
			result, err := factsOf(c.Context(), &a)
			if err != nil {
				return err
			}
			result.Facts = accept.Best(result.Facts, best)
			if asJSON {
				return printFacts(c.OutOrStdout(), result, why)
			}
			return showFacts(c.OutOrStdout(), a, result, why)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print one fact a line as JSON")
	c.Flags().BoolVar(&why, "why", false, "list the sentences that were not taken, with the reason")
	c.Flags().IntVar(&best, "best", 0, "keep only so many facts, the likeliest to make good questions (default all)")
	return c
}

// factsOf finds the facts of an article with the rules, and leaves out those
// that are not likely enough to be accepted.
func factsOf(ctx context.Context, a *article.Article) (extract.Result, error) {
	result, err := extract.Run(ctx, rules.New(), a, sourceID(a))
	if err != nil {
		return extract.Result{}, err
	}
	return accept.Default().Facts(a, result), nil
}

// sourceID is the id of an article in the bank made of it alone.
func sourceID(a *article.Article) questions.SourceID {
	for _, text := range []string{a.Title, a.File} {
		if slug := extract.Slug(text, 6); slug != "" {
			return questions.SourceID(slug)
		}
	}
	return "article"
}

// bankOf makes a bank of an article and its facts, without questions yet.
func bankOf(a article.Article, facts []questions.Fact) *questions.Bank {
	source := a.Source
	source.ID = sourceID(&a)
	title := a.Title
	if title == "" {
		title = a.File
		source.Title = a.File
	}
	return &questions.Bank{Name: string(source.ID), Title: title, Language: a.Language, Sources: []questions.Source{source}, Facts: facts}
}

// extracted is a fact as --json prints it.
type extracted struct {
	ID         questions.FactID   `json:"id"`
	Statement  string             `json:"statement"`
	Claimant   string             `json:"claimant"`
	Importance int                `json:"importance"`
	FoundBy    string             `json:"found_by"`
	Spans      []extractedSpan    `json:"spans"`
	Evidence   []extractedSupport `json:"evidence"`
}

type extractedSpan struct {
	Kind  questions.SpanKind `json:"kind"`
	Text  string             `json:"text"`
	Ask   string             `json:"ask"`
	Wrong []string           `json:"wrong"`
}

type extractedSupport struct {
	Paragraph int    `json:"paragraph"`
	Anchor    string `json:"anchor"`
	Quote     string `json:"quote"`
}

func printFacts(w io.Writer, result extract.Result, why bool) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for _, f := range result.Facts {
		e := extracted{ID: f.ID, Statement: f.Statement, Claimant: f.Claimant, Importance: f.Importance, FoundBy: f.FoundBy, Spans: []extractedSpan{}, Evidence: []extractedSupport{}}
		for _, s := range f.Spans {
			e.Spans = append(e.Spans, extractedSpan{s.Kind, s.Text, s.Ask, append([]string{}, s.Wrong...)})
		}
		for _, v := range f.Evidence {
			e.Evidence = append(e.Evidence, extractedSupport{v.Paragraph, v.Anchor, v.Quote})
		}
		if err := out.Encode(e); err != nil {
			return fmt.Errorf("print facts: %w", err)
		}
	}
	if !why {
		return nil
	}
	for _, d := range result.Dropped {
		if err := out.Encode(struct {
			Dropped extract.Drop `json:"dropped"`
		}{d}); err != nil {
			return fmt.Errorf("print what was dropped: %w", err)
		}
	}
	return nil
}

func showFacts(w io.Writer, a article.Article, result extract.Result, why bool) error {
	var out strings.Builder
	families := map[string]int{}
	for _, f := range result.Facts {
		families[f.FoundBy]++
		fmt.Fprintf(&out, "¶ %d  %s\n", f.Evidence[0].Paragraph, f.Statement)
		for _, s := range f.Spans {
			if !slices.ContainsFunc(questions.Forms, func(form questions.Form) bool { return form != questions.TrueFalse && s.Allows(form) }) {
				continue // it is there to be put wrong, and nobody is asked for it
			}
			if s.Ask == "" {
				fmt.Fprintf(&out, "      %s: %s\n", s.Kind, s.Text)
				continue
			}
			answer := s.Text
			if s.Kind == questions.Quotation {
				answer = f.Claimant
			}
			fmt.Fprintf(&out, "      %s — %s\n", s.Ask, answer)
		}
	}
	var parts []string
	for _, family := range slices.Sorted(maps.Keys(families)) {
		parts = append(parts, fmt.Sprintf("%s %d", family, families[family]))
	}
	fmt.Fprintf(&out, "%s: %s", a.File, counted(len(result.Facts), "fact"))
	if len(parts) > 0 {
		fmt.Fprintf(&out, " (%s)", strings.Join(parts, ", "))
	}
	out.WriteString("\n")
	if len(result.Facts) == 0 && a.Language != "en" {
		out.WriteString("This does not look like English, and rules find facts in English only: write its facts into a bank file instead.\n")
	}
	switch {
	case why:
		for _, d := range result.Dropped {
			reason := d.Reason
			if d.Detail != "" {
				reason += ": " + d.Detail
			}
			fmt.Fprintf(&out, "not taken ¶ %d (%s, %s): %s\n", d.Paragraph, d.Family, reason, d.Text)
		}
	case len(result.Dropped) > 0:
		fmt.Fprintf(&out, "%s not taken; --why says why\n", counted(len(result.Dropped), "sentence"))
	}
	_, err := io.WriteString(w, out.String())
	return err
}
