package commands

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"quizbot/bot"
	"quizbot/bot/view"
	"quizbot/questions"
	"quizbot/questions/bankfile"
	"quizbot/questions/exchange"
)

// Limits of files in Discord.
const (
	maxImport  = min(bot.MaxDownload, exchange.MaxBytes)
	maxExport  = 8 << 20 // bytes; every server takes as much. Discord, "Uploading Files"
	readWithin = 6 * time.Second
)

// formatYAML is the bank file, beside the formats of package exchange.
const formatYAML = "yaml"

var formats = append([]exchange.Format{{
	Name: formatYAML, Short: "quizbot's own bank file: everything", Extensions: []string{".yaml", ".yml"},
	Export: func(b *questions.Bank) ([]byte, exchange.Report, error) {
		data, err := bankfile.Marshal(b)
		return data, exchange.Report{}, err
	},
	Import: func(_ context.Context, name string, data []byte) (*questions.Bank, exchange.Report, error) {
		bank, problems := bankfile.Read(name, data)
		if bank == nil {
			return nil, exchange.Report{}, exchange.Problems(problems)
		}
		return bank, exchange.Report{}, nil
	},
}}, exchange.Formats...)

func canRead(f exchange.Format) bool  { return f.Import != nil }
func canWrite(f exchange.Format) bool { return f.Export != nil }

func formatChoices(wanted func(exchange.Format) bool) []bot.Suggestion {
	var choices []bot.Suggestion
	for _, f := range formats {
		if wanted(f) {
			choices = append(choices, bot.Suggestion{Name: view.Cut(f.Name+": "+f.Short, view.MaxChoiceName), Value: f.Name})
		}
	}
	return choices
}

func formatNamed(name string) (exchange.Format, bool) {
	i := slices.IndexFunc(formats, func(f exchange.Format) bool { return f.Name == name })
	if i < 0 {
		return exchange.Format{}, false
	}
	return formats[i], true
}

// formatOf is the format asked for, else the one that ending and content tell.
func formatOf(asked, file string, data []byte) (exchange.Format, bool) {
	if asked != "" {
		f, ok := formatNamed(asked)
		return f, ok && f.Import != nil
	}
	lower := strings.ToLower(file)
	if strings.HasSuffix(lower, ".yaml") || strings.HasSuffix(lower, ".yml") || bytes.HasPrefix(data, []byte("format: ")) {
		return formats[0], true
	}
	f, err := exchange.Of(file, data)
	return f, err == nil
}

// readFile is what came out of a file: a bank, or problems.
type readFile struct {
	format   string
	bank     *questions.Bank
	statuses bool     // the file's count: it is our own
	notes    []string // what a bank has no place for
	problems []string // why there is no bank
}

// readBank reads a stranger's file: within a time, and whatever breaks in
// there breaks this import alone. Over is called when nothing works on the
// file any more, which may be after the time is up.
func readBank(ctx context.Context, f exchange.Format, file string, data []byte, over func()) (readFile, error) {
	ctx, cancel := context.WithTimeout(ctx, readWithin)
	defer cancel()
	type result struct {
		read readFile
		err  error
	}
	done := make(chan result, 1)
	go func() {
		defer over()
		read, err := readAs(ctx, f, file, data)
		done <- result{read, err}
	}()
	select {
	case r := <-done:
		return r.read, r.err
	case <-ctx.Done():
		return readFile{}, view.ImportTooSlow
	}
}

func readAs(ctx context.Context, f exchange.Format, file string, data []byte) (read readFile, err error) {
	defer func() {
		if recover() != nil {
			read, err = readFile{}, view.ImportFailedBadly
		}
	}()
	read.format = f.Name
	bank, report, err := f.Import(ctx, file, data)
	var problems exchange.Problems
	switch {
	case errors.As(err, &problems):
		for _, p := range problems {
			read.problems = append(read.problems, forDiscord(p.Error()))
		}
		return read, nil
	case ctx.Err() != nil:
		return readFile{}, view.ImportTooSlow
	case err != nil:
		read.problems = strings.Split(forDiscord(err.Error()), "\n")
		return read, nil
	}
	for _, n := range report.Notes {
		read.notes = append(read.notes, forDiscord(n.String()))
	}
	read.bank, read.statuses = bank, f.Name == formatYAML
	if f.Name == "json" {
		read.statuses = exchange.ApplyStatuses(bank, data) == nil
	}
	return read, nil
}

// forDiscord words a message that was made for the command line.
func forDiscord(s string) string {
	return strings.NewReplacer("--format ", "format:", "--format", "the option format").Replace(s)
}

// export sends a bank as a file.
func (b bankCommand) export(ctx context.Context, c bot.Call) (bot.Reply, error) {
	row, err := b.row(ctx, c, c.Options["bank"])
	if err != nil {
		return bot.Reply{}, err
	}
	f, ok := formatNamed(c.Options["format"])
	if !ok || f.Export == nil {
		return bot.Reply{}, fmt.Errorf("export format %q is not known", c.Options["format"])
	}
	bank := row.Version.Bank
	data, report, err := f.Export(bank)
	if err != nil {
		return bot.Reply{}, view.CannotExport(f.Name, err.Error())
	}
	if len(data) > maxExport {
		return bot.Reply{}, view.ExportTooLarge(bank.Name, f.Name, f.Extensions[0], len(data), maxExport)
	}
	var notes []string
	for _, n := range report.Notes {
		notes = append(notes, forDiscord(n.String()))
	}
	return bot.Private(view.Exported(bank, f.Name, view.File{
		Name: exportName(bank.Name) + f.Extensions[0], ContentType: "application/octet-stream", Data: data,
	}, notes)), nil
}

// exportName is a bank's name where no system takes it for something else.
func exportName(bank string) string {
	if bankfile.CheckName(bank) != nil {
		return "bank-" + bank
	}
	return bank
}
