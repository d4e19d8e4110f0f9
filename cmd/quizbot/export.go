package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"quizbot/questions/bankfile"
	"quizbot/questions/exchange"
)

// formatList lists formats for --help: name, endings, and what they are for.
func formatList(wanted func(exchange.Format) bool) string {
	text := ""
	for _, f := range exchange.Formats {
		if wanted(f) {
			text += fmt.Sprintf("  %-12s %s\n", f.Name, f.Short)
		}
	}
	return text
}

func newExportCommand() *cobra.Command {
	var format, file string
	var strict, asJSON bool
	formats := formatList(func(f exchange.Format) bool { return f.Export != nil })
	c := &cobra.Command{
		Use:   "export [--format FORMAT] [--out FILE] [--strict] [BANK]",
		Short: "Write a bank in another format",
		Long: `Export writes a bank for other programs, to the standard output or to a new
file. BANK is a bank file or the name of a built-in bank; without it
russia-taliban is exported. What the format has no place for is reported
question by question on the standard error output; with --strict the exit code
is then 1.

Formats:
` + formats,
		Example: "  quizbot export --format gift sea.yaml > sea.gift\n  quizbot export --format anki --out sea.apkg sea.yaml",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			f, ok := exchange.Named(format)
			if !ok || f.Export == nil {
				return fmt.Errorf("--format %q is not known: use one of\n%s", format, formats)
			}
			name := bankArgument(args)
			data, err := readBankFile(name)
			if err != nil {
				return err
			}
			bank, problems := bankfile.Read(name, data)
			if bank == nil {
				return fmt.Errorf("bank %s: %w", name, problemList(problems))
			}
			written, report, err := f.Export(bank)
			if err != nil {
				return fmt.Errorf("export bank %s: %w", name, err)
			}
			if f.Binary && file == "" && isTerminal(c.OutOrStdout()) {
				return fmt.Errorf("a file of the format %s is not for reading: add --out %s%s", format, bank.Name, f.Extensions[0])
			}
			if file == "" {
				_, err = c.OutOrStdout().Write(written)
			} else {
				err = writeNew(file, written)
			}
			if err != nil {
				return err
			}
			if err := tellReport(c.ErrOrStderr(), report, asJSON); err != nil {
				return err
			}
			if strict && len(report.Notes) > 0 {
				return errFindings
			}
			return nil
		},
	}
	c.Flags().StringVar(&format, "format", "json", "the format to write, see the list above")
	c.Flags().StringVar(&file, "out", "", "write to this new file instead of the standard output")
	c.Flags().BoolVar(&strict, "strict", false, "exit with 1 when something cannot be written in the format")
	c.Flags().BoolVar(&asJSON, "json", false, "report one loss a line as JSON")
	return c
}

// isTerminal reports whether what is written there is shown to somebody.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// writeNew writes a file that must not be there yet.
func writeNew(name string, data []byte) (err error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already: remove it or name another file", name)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no folder %s to write %s into: make it, or name another file", filepath.Dir(name), filepath.Base(name))
	}
	if err != nil {
		return err
	}
	defer func() {
		if closed := f.Close(); err == nil {
			err = closed
		}
		if err != nil {
			os.Remove(name) // half a file helps nobody; nothing more can be done if this fails
		}
	}()
	_, err = f.Write(data)
	return err
}

// tellReport prints what was lost, one question a line.
func tellReport(w io.Writer, report exchange.Report, asJSON bool) error {
	for _, n := range report.Notes {
		if !asJSON {
			if _, err := fmt.Fprintln(w, n); err != nil {
				return err
			}
			continue
		}
		out := json.NewEncoder(w)
		out.SetEscapeHTML(false)
		if err := out.Encode(noteJSON(n)); err != nil {
			return err
		}
	}
	return nil
}

// noteJSON is one loss as a program reads it.
type noteJSON struct {
	ID      string `json:"id"`   // of the question or card; "" = the bank
	Line    int    `json:"line"` // of the file that was read; 0 = not known
	LeftOut bool   `json:"left_out"`
	Reason  string `json:"reason"`
}
