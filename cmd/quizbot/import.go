package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"quizbot/questions"
	"quizbot/questions/bankfile"
	"quizbot/questions/exchange"
)

func newImportCommand() *cobra.Command {
	var format, file string
	var strict, asJSON bool
	formats := formatList(func(f exchange.Format) bool { return f.Import != nil })
	c := &cobra.Command{
		Use:   "import [--format FORMAT] [--out BANK.yaml] [--strict] FILE",
		Short: "Make a bank of a file of another program",
		Long: `Import reads questions and cards of another program and prints them as a bank
file, or writes a new one. The format is told by the content and the ending of
the file. Everything becomes a draft: read it, give what cites nothing a fact
with its evidence, and approve it. What a bank has no place for is reported on
the standard error output; with --strict the exit code is then 1. FILE may be
-, which is the standard input.

With --json it prints the report as one JSON object and no bank; add --out to
write that as well.

Formats:
` + formats,
		Example: "  quizbot import --out sea.yaml moodle-export.xml\n  quizbot import --json deck.apkg",
		Args:    oneFile("the file to import, such as quizbot import --out sea.yaml moodle-export.xml"),
		RunE: func(c *cobra.Command, args []string) error {
			data, err := readImport(c.InOrStdin(), args[0])
			if err != nil {
				return err
			}
			f, ok := exchange.Named(format)
			if format == "" {
				if f, err = exchange.Of(args[0], data); err != nil {
					return err
				}
			} else if !ok || f.Import == nil {
				return fmt.Errorf("--format %q cannot be read: use one of\n%s", format, formats)
			}
			bank, report, err := f.Import(c.Context(), args[0], data)
			if err != nil {
				return fmt.Errorf("%s cannot be imported as %s:\n%w", args[0], f.Name, err)
			}
			written, err := bankfile.Marshal(bank)
			if err != nil {
				return fmt.Errorf("import %s: %w", args[0], err)
			}
			switch {
			case file != "":
				err = writeNew(file, written)
			case !asJSON:
				_, err = c.OutOrStdout().Write(written)
			}
			if err != nil {
				return err
			}
			if err := tellImport(c, f.Name, file, bank, report, asJSON); err != nil {
				return err
			}
			if strict && len(report.Notes) > 0 {
				return errFindings
			}
			return nil
		},
	}
	c.Flags().StringVar(&format, "format", "", "the format of the file; without it the content tells")
	c.Flags().StringVar(&file, "out", "", "write to this new bank file instead of the standard output")
	c.Flags().BoolVar(&strict, "strict", false, "exit with 1 when something cannot be taken over")
	c.Flags().BoolVar(&asJSON, "json", false, "print the report as one JSON object")
	return c
}

// oneFile accepts exactly one argument, which the text tells of.
func oneFile(what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch len(args) {
		case 0:
			return errors.New("no file is named: give " + what)
		case 1:
			return nil
		}
		return fmt.Errorf("%d files are named: give only %s", len(args), what)
	}
}

// readImport reads a file, "-" the standard input, that is no larger than what
// is imported.
func readImport(stdin io.Reader, name string) ([]byte, error) {
	from := stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		if info, err := f.Stat(); err != nil {
			return nil, err
		} else if info.IsDir() {
			return nil, errors.New(name + " is a folder: name one of its files")
		}
		from = f
	}
	data, err := io.ReadAll(io.LimitReader(from, exchange.MaxBytes+1))
	if err == nil && len(data) > exchange.MaxBytes {
		return nil, fmt.Errorf("%s is larger than %d MiB: export it without pictures and sound, or in parts", name, exchange.MaxBytes>>20)
	}
	return data, err
}

// tellImport says what was taken over and what was not.
func tellImport(c *cobra.Command, format, file string, bank *questions.Bank, report exchange.Report, asJSON bool) error {
	if asJSON {
		notes := []noteJSON{}
		for _, n := range report.Notes {
			notes = append(notes, noteJSON(n))
		}
		out := json.NewEncoder(c.OutOrStdout())
		out.SetEscapeHTML(false)
		return out.Encode(struct {
			Format    string     `json:"format"`
			Bank      string     `json:"bank"` // its name
			Title     string     `json:"title"`
			Questions int        `json:"questions"`
			Cards     int        `json:"cards"`
			Facts     int        `json:"facts"`
			Sources   int        `json:"sources"`
			Notes     []noteJSON `json:"notes"`
		}{format, bank.Name, bank.Title, len(bank.Questions), len(bank.Cards), len(bank.Facts), len(bank.Sources), notes})
	}
	if err := tellReport(c.ErrOrStderr(), report, false); err != nil {
		return err
	}
	next := "read them, approve them, and run quizbot check"
	if file != "" {
		next = "read them in " + file + ", approve them, and run quizbot check " + file
	}
	_, err := fmt.Fprintf(c.ErrOrStderr(), "%s: %s and %s taken over as drafts, %s and %s: %s\n", format,
		counted(len(bank.Questions), "question"), counted(len(bank.Cards), "card"), counted(len(bank.Facts), "fact"), counted(len(bank.Sources), "source"), next)
	return err
}
