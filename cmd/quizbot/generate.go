package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"quizbot/questions"
	"quizbot/questions/bankfile"
	"quizbot/questions/extract/accept"
	"quizbot/questions/generate"
)

// newGenerateCommand makes questions and cards from a bank's facts. BuiltIn
// returns the file of a built-in bank; ok is false for an unknown name.
func newGenerateCommand(builtIn func(name string) (data []byte, ok bool)) *cobra.Command {
	var asJSON, why bool
	var seed uint64
	var best int
	c := &cobra.Command{
		Use:   "generate [--json] [--seed N] [--best N] FILE",
		Short: "Make questions and cards from an article or from the facts of a bank",
		Long: `Generate makes the questions and cards of a bank from its facts and keeps them
in the bank file. New ones are drafts; those that were there keep their status,
and those marked as edited stay as they are. The same facts and seed give the
same questions, and a file that would not change is not written; one that is
loses its comments.

From an article it makes questions of the facts that rules find in it (see
quizbot extract), prints them with answers and citations, and writes nothing;
--best N keeps to the N facts that are likeliest to make good questions.

With --json it prints one question a line instead and writes nothing; retired
questions are left out. FILE is an article, a bank file or the name of a
built-in bank.`,
		Example: "  quizbot generate sea.yaml\n  quizbot generate --why sea.yaml\n  quizbot generate --json russia-taliban",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			file := args[0]
			data, err := bankfile.ReadAll(file)
			isBuiltIn := false
			if errors.Is(err, fs.ErrNotExist) {
				if data, isBuiltIn = builtIn(file); !isBuiltIn {
					return fmt.Errorf("there is no file %s and no built-in bank of that name: give the path of a bank file", file)
				}
			} else if err != nil {
				return err
			}
			if !looksLikeBank(file, data) {
				return generateFromArticle(c, file, seed, best, asJSON, why)
			}
			if best > 0 {
				return fmt.Errorf("--best chooses among the facts of an article, and %s is a bank: leave it out, or retire questions in the file", file)
			}
			bank, problems := bankfile.Read(file, data)
			if bank == nil {
				for _, p := range problems {
					fmt.Fprintln(c.ErrOrStderr(), p)
				}
				return fmt.Errorf("%s cannot be read and was left as it is: mend what is listed above", file)
			}
			report := generate.Into(bank, seed)
			if asJSON {
				return printQuestions(c.OutOrStdout(), bank, seed)
			}
			if report.Changed {
				if isBuiltIn {
					return fmt.Errorf("with seed %d the built-in bank %s would change, and it is part of the program: generate from a copy of its file", seed, file)
				}
				if err := bankfile.Save(file, bank); err != nil {
					return err
				}
			}
			tell(c.OutOrStdout(), file, bank, report, why)
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print one question a line as JSON and write nothing")
	c.Flags().BoolVar(&why, "why", false, "list the questions that were not made or not kept, with the reason")
	c.Flags().IntVar(&best, "best", 0, "of an article, keep to so many facts (default all)")
	c.Flags().Uint64Var(&seed, "seed", generate.DefaultSeed, "choose other wrong options, dates and true or false")
	return c
}

// generateFromArticle makes questions from an article: it is read, its facts
// are found by rules, and what follows from them is printed. Nothing is written.
func generateFromArticle(c *cobra.Command, file string, seed uint64, best int, asJSON, why bool) error {
	a, err := readDocument(c.Context(), file)
	if err != nil {
		return err
	}
	result, err := factsOf(c.Context(), &a)
	if err != nil {
		return err
	}
	bank := bankOf(a, accept.Best(result.Facts, best))
	judge := accept.Default().Judge(&a, bank.Facts)
	report := generate.IntoJudged(bank, seed, judge)
	leaveOut(bank, &report, judge.Questions(bank))
	if asJSON {
		return printQuestions(c.OutOrStdout(), bank, seed)
	}
	for _, q := range bank.Questions {
		fmt.Fprintf(c.OutOrStdout(), "%s\n", q.Stem)
		for _, o := range questions.Shuffled(q, seed) {
			fmt.Fprintf(c.OutOrStdout(), "  - %s\n", o)
		}
		fmt.Fprintf(c.OutOrStdout(), "  Answer: %s (%s)\n", strings.Join(q.Key, "; "), bank.CitationsOf(q.Facts)[0].Text)
	}
	tellMade(c.OutOrStdout(), file, bank, report, why)
	if why {
		for _, d := range result.Dropped {
			fmt.Fprintf(c.OutOrStdout(), "not taken ¶ %d (%s, %s): %s\n", d.Paragraph, d.Family, d.Reason, d.Text)
		}
	}
	return nil
}

// leaveOut corrects a report by the questions and cards that were not likely
// enough to be accepted.
func leaveOut(bank *questions.Bank, report *generate.Report, below []accept.Below) {
	for _, b := range below {
		report.Dropped = append(report.Dropped, generate.Drop{Question: b.Question, Rule: "acceptance", Reason: fmt.Sprintf("%s (%.2f)", accept.ReasonBelow, b.Score)})
	}
	report.Questions, report.Cards = len(bank.Questions), len(bank.Cards)
	report.ByForm = map[questions.Form]int{}
	for _, q := range bank.Questions {
		report.ByForm[q.Form]++
	}
}

// tellMade says what was made of an article.
func tellMade(w io.Writer, file string, bank *questions.Bank, r generate.Report, why bool) {
	var forms []string
	for _, form := range questions.Forms {
		if n := r.ByForm[form]; n > 0 {
			forms = append(forms, fmt.Sprintf("%s %d", form, n))
		}
	}
	made := ""
	if len(forms) > 0 {
		made = " (" + strings.Join(forms, ", ") + ")"
	}
	fmt.Fprintf(w, "%s: %s, %s%s, %s\n", file, counted(len(bank.Facts), "fact"), counted(r.Questions, "question"), made, counted(r.Cards, "card"))
	if why {
		for _, d := range r.Dropped {
			fmt.Fprintf(w, "not made %s: %s (%s)\n", d.Question, d.Reason, d.Rule)
		}
	}
}

var topLevelKey = regexp.MustCompile(`(?m)^(?:facts|sources|questions|format)[ \t]*:`)

// looksLikeBank tells a bank from an article by what is in it; a file that is
// named as a bank is one, so that its mistakes are told.
func looksLikeBank(file string, data []byte) bool {
	switch strings.ToLower(filepath.Ext(file)) {
	case ".yaml", ".yml":
		return true
	}
	return topLevelKey.Match(data)
}

// tell says what was done.
func tell(w io.Writer, file string, bank *questions.Bank, r generate.Report, why bool) {
	var forms []string
	for _, form := range questions.Forms {
		if n := r.ByForm[form]; n > 0 {
			forms = append(forms, fmt.Sprintf("%s %d", form, n))
		}
	}
	fmt.Fprintf(w, "%s: %d facts, %d questions (%s), %d cards\n", file, len(bank.Facts), r.Questions, strings.Join(forms, ", "), r.Cards)
	if r.Changed {
		fmt.Fprintf(w, "%d added, %d changed, %d removed\n", r.Added, r.Updated, len(r.Removed))
	} else {
		fmt.Fprintln(w, "unchanged")
	}
	if len(r.Kept) > 0 {
		fmt.Fprintf(w, "kept, though no fact yields them, because a person wrote or edited them: %s\n", strings.Join(r.Kept, ", "))
	}
	switch {
	case why:
		for _, id := range r.Removed {
			fmt.Fprintf(w, "removed %s: no fact yields it any more\n", id)
		}
		for _, d := range r.Dropped {
			fmt.Fprintf(w, "not made %s: %s (%s)\n", d.Question, d.Reason, d.Rule)
		}
	case len(r.Dropped) > 0:
		fmt.Fprintf(w, "%d questions were not made; --why says why\n", len(r.Dropped))
	}
}

// generated is a question as --json prints it.
type generated struct {
	Article     string               `json:"article"` // file of the first source, or its id
	ID          questions.QuestionID `json:"id"`
	Form        questions.Form       `json:"form"`
	Question    string               `json:"question"`
	Options     []string             `json:"options"` // as shown; for an ordering question its items, shuffled
	Answer      string               `json:"answer"`  // the right option; for an ordering question the items in order, joined by "; "
	Explanation string               `json:"explanation"`
	Citation    string               `json:"citation"` // citations of several sources are joined by "; "
	Evidence    []generatedEvidence  `json:"evidence"`
	Claimant    string               `json:"claimant"`
	Fact        questions.FactID     `json:"fact"` // the first one it rests on
}

type generatedEvidence struct {
	Article   string `json:"article,omitempty"` // where it is another one than the question's
	Paragraph int    `json:"paragraph"`
	Quote     string `json:"quote"`
}

func printQuestions(w io.Writer, bank *questions.Bank, seed uint64) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for _, q := range bank.Questions {
		if q.Status == questions.Retired {
			continue
		}
		if err := out.Encode(asGenerated(bank, q, seed)); err != nil {
			return fmt.Errorf("print questions: %w", err)
		}
	}
	return nil
}

func asGenerated(bank *questions.Bank, q questions.Question, seed uint64) generated {
	g := generated{
		ID: q.ID, Form: q.Form, Question: q.Stem, Explanation: q.Explanation,
		Options: questions.Shuffled(q, seed), Answer: strings.Join(q.Key, "; "), Evidence: []generatedEvidence{},
	}
	var citations []string
	for _, c := range bank.CitationsOf(q.Facts) {
		citations = append(citations, c.Text)
	}
	g.Citation = strings.Join(citations, "; ")
	for i, id := range q.Facts {
		f, _ := bank.FactByID(id)
		if i == 0 {
			g.Fact, g.Claimant = f.ID, f.Claimant
		}
		for _, e := range f.Evidence {
			article := string(e.Source)
			if s, _ := bank.SourceByID(e.Source); s.File != "" {
				article = s.File
			}
			if g.Article == "" {
				g.Article = article
			}
			shown := generatedEvidence{Paragraph: e.Paragraph, Quote: e.Text()}
			if article != g.Article {
				shown.Article = article
			}
			g.Evidence = append(g.Evidence, shown)
		}
	}
	return g
}
