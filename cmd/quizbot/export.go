package main

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"quizbot/questions/bankfile"
	"quizbot/questions/exchange"
)

func newExportCommand() *cobra.Command {
	var format string
	var known []string
	for _, f := range exchange.Formats {
		known = append(known, fmt.Sprintf("%s (%s)", f.Name, f.Short))
	}
	formats := strings.Join(known, ", ")
	c := &cobra.Command{
		Use:   "export [--format FORMAT] [BANK]",
		Short: "Write a bank in another format",
		Long: `Export prints a bank in a format for other programs. BANK is a bank file or the
name of a built-in bank; without it russia-taliban is exported.

Formats: ` + formats,
		Example: "  quizbot export --format json sea.yaml > sea.json",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			f, ok := exchange.Named(format)
			if !ok {
				return fmt.Errorf("--format %q is not known: use %s", format, formats)
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
			out := bufio.NewWriter(c.OutOrStdout())
			if err := f.Write(out, bank); err != nil {
				return fmt.Errorf("export bank %s: %w", name, err)
			}
			return out.Flush()
		},
	}
	c.Flags().StringVar(&format, "format", "json", formats)
	return c
}
