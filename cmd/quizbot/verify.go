package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"quizbot/questions/bankfile"
	"quizbot/questions/verify"
)

func newVerifyCommand() *cobra.Command {
	var folder string
	var fix, asJSON bool
	c := &cobra.Command{
		Use:   "verify --articles DIR [BANK]",
		Short: "Find every piece of evidence in the articles again",
		Long: `Verify looks every piece of a bank's evidence up in the articles and lists what
is not where the bank says, with file, line and what to do. Articles are matched
to sources by their SHA-256, then by file name. BANK is a bank file or the name
of a built-in bank; without it russia-taliban is verified. The exit code is 1
when something is stale.

With --fix it first writes into the bank file what can only be one thing: the
paragraph of an anchor that stands once in the whole article, and the file name
and SHA-256 of sources. A file that is written loses its comments.`,
		Example: "  quizbot verify --articles texts sea.yaml\n  quizbot verify --articles texts --fix sea.yaml",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if folder == "" {
				return fmt.Errorf("--articles is missing: give the folder with the articles' files")
			}
			name := bankArgument(args)
			data, err := readBankFile(name)
			if err != nil {
				return err
			}
			file, problems := bankfile.Parse(name, data)
			if file == nil {
				return fmt.Errorf("bank %s: %w", name, problemList(problems))
			}
			root, err := os.OpenRoot(folder)
			if err != nil {
				return fmt.Errorf("articles: %w: give the folder with the articles' files", err)
			}
			defer root.Close()
			if fix {
				if file, err = repair(c, name, file, root); err != nil {
					return err
				}
			}
			report, err := verify.Bank(file.Bank, root.FS())
			if err != nil {
				return err
			}
			problems = file.Locate(report.Problems)
			if asJSON {
				if err := printProblems(c, problems); err != nil {
					return err
				}
			} else {
				for _, p := range problems {
					fmt.Fprintln(c.OutOrStdout(), p)
				}
				fmt.Fprintf(c.OutOrStdout(), "%s: %d of %d pieces of evidence found, %d of %d articles\n",
					name, report.Found, report.Evidence, report.Matched, report.Sources)
			}
			if len(problems) > 0 {
				return errFindings
			}
			return nil
		},
	}
	c.Flags().StringVar(&folder, "articles", "", "folder with the articles' files")
	c.Flags().BoolVar(&fix, "fix", false, "write paragraphs, file names and SHA-256 that can only be one thing")
	c.Flags().BoolVar(&asJSON, "json", false, "print one problem a line as JSON")
	return c
}

// repair mends the bank in its file and returns it as it is there now.
func repair(c *cobra.Command, name string, file *bankfile.File, root *os.Root) (*bankfile.File, error) {
	if _, err := os.Stat(name); err != nil {
		return nil, fmt.Errorf("--fix needs a bank file, %s is built in: give the path of a file", name)
	}
	changed, err := verify.Repair(file.Bank, root.FS())
	if err != nil || changed == 0 {
		return file, err
	}
	if err := bankfile.Save(name, file.Bank); err != nil {
		return nil, err
	}
	fmt.Fprintf(c.ErrOrStderr(), "%s: %s\n", name, counted(changed, "change"))
	data, err := bankfile.ReadAll(name) // for the new lines
	if err != nil {
		return nil, err
	}
	file, problems := bankfile.Parse(name, data)
	if file == nil {
		return nil, fmt.Errorf("bank %s: %w", name, problemList(problems))
	}
	return file, nil
}
