package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"quizbot/questions"
	"quizbot/questions/bankfile"
)

func newCheckCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "check [BANK...]",
		Short: "Check banks: form, references, and how the questions are written",
		Long: `Check reads banks and lists everything that is wrong with them, with file, line
and what to do. BANK is a bank file or the name of a built-in bank; without it
russia-taliban is checked. The exit code is 1 when there is something to mend.`,
		Example: "  quizbot check sea.yaml\n  quizbot check --json sea.yaml",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = []string{firstBank}
			}
			found := 0
			for _, name := range args {
				data, err := readBankFile(name)
				if err != nil {
					return err
				}
				bank, problems := bankfile.Load(name, data)
				found += len(problems)
				if asJSON {
					if err := printProblems(c, problems); err != nil {
						return err
					}
					continue
				}
				for _, p := range problems {
					fmt.Fprintln(c.OutOrStdout(), p)
				}
				switch {
				case bank == nil:
					fmt.Fprintf(c.OutOrStdout(), "%s: %s, and it cannot be read\n", name, counted(len(problems), "problem"))
				default:
					fmt.Fprintf(c.OutOrStdout(), "%s: %s in %s, %s and %s\n", name, counted(len(problems), "problem"),
						counted(len(bank.Facts), "fact"), counted(len(bank.Questions), "question"), counted(len(bank.Cards), "card"))
				}
			}
			if found > 0 {
				return errFindings
			}
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print one problem a line as JSON")
	return c
}

// counted writes "no problem", "1 problem", "2 problems".
func counted(n int, what string) string {
	switch n {
	case 0:
		return "no " + what
	case 1:
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// printProblems prints one problem a line as JSON.
func printProblems(c *cobra.Command, problems []*questions.Problem) error {
	out := json.NewEncoder(c.OutOrStdout())
	out.SetEscapeHTML(false)
	for _, p := range problems {
		if err := out.Encode(struct {
			File    string `json:"file"`
			Line    int    `json:"line"`   // 0 = not known
			Column  int    `json:"column"` // 0 = not known
			Path    string `json:"path"`
			Rule    string `json:"rule"`
			Message string `json:"message"`
		}{p.File, p.Line, p.Column, p.Path, p.Rule, p.Message}); err != nil {
			return err
		}
	}
	return nil
}
