// Package exchange writes banks in the formats of other programs and reads
// theirs: one file a format, and one list of them.
//
//	f, _ := exchange.Named("gift")
//	file, report, err := f.Export(bank)
//
//	f, err = exchange.Of("quiz.xml", data) // told by ending and content
//	bank, report, err := f.Import(ctx, "quiz.xml", data)
//
// What the other side has no place for is in the report, question by question;
// nothing is lost in silence. With every question goes a record (record.go), a
// line for machines, so that ids, facts and citations come back when the file
// does. What a person can see and edit in the other program is read from
// there, not from the record.
//
// Files come from strangers: limits.go bounds their size, html.go takes the
// text out of HTML, and whatever is imported is a draft.
package exchange

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"quizbot/questions"
)

// Format is one form in which a bank travels.
type Format struct {
	Name       string   // as after --format
	Short      string   // what it is for and what it carries, for --help
	Extensions []string // endings of such files; the first is that of files written
	Binary     bool     // the file is no text

	// Export returns the bank as a file. Nil = the format is only read.
	Export func(b *questions.Bank) ([]byte, Report, error)
	// Import returns the bank in a file: name is shown in messages, data are at
	// most MaxBytes. The error is Problems where the file has places to name.
	// Nil = the format is only written.
	Import func(ctx context.Context, name string, data []byte) (*questions.Bank, Report, error)

	looks func(data []byte) bool // whether the content is of this format; nil = cannot be told
}

// Formats lists every format.
var Formats = []Format{
	{Name: "json", Short: "the whole bank, for programs", Extensions: []string{".json"},
		Export: exportJSON, Import: importJSON, looks: looksLikeJSON},
	{Name: "gift", Short: "Moodle and others: all forms, feedback, tags, citations", Extensions: []string{".gift"},
		Export: exportGIFT, Import: importGIFT, looks: looksLikeGIFT},
	{Name: "moodle-xml", Short: "Moodle: all forms, feedback, tags, citations", Extensions: []string{".xml"},
		Export: exportMoodleXML, Import: importMoodleXML, looks: looksLikeMoodleXML},
	{Name: "anki", Short: "Anki package: cards and questions, quotes, tags, citations", Extensions: []string{".apkg", ".colpkg"}, Binary: true,
		Export: exportAnki, Import: importAnki, looks: looksLikeAnki},
	{Name: "anki-tsv", Short: "Anki, as text: cards and questions, quotes, tags, citations", Extensions: []string{".txt", ".tsv"},
		Export: exportAnkiTSV, Import: importAnkiTSV, looks: looksLikeAnkiTSV},
	{Name: "csv", Short: "spreadsheets: a question a line under a header, citations", Extensions: []string{".csv"},
		Export: exportCSV, Import: importCSV, looks: looksLikeCSV},
	{Name: "qti", Short: "QTI 1.2 as Canvas has it: all forms, feedback, citations", Extensions: []string{".zip"}, Binary: true, Export: exportQTI},
	{Name: "kahoot", Short: "Kahoot spreadsheet: choice questions of up to 120 characters, no citations", Extensions: []string{".xlsx"}, Binary: true, Export: exportKahoot},
	{Name: "quizlet", Short: "Quizlet: two sides of a card, one citation", Extensions: []string{".tsv"}, Export: exportQuizlet},
	{Name: "markdown", Short: "to read or print: all forms, feedback, citations", Extensions: []string{".md"}, Export: exportMarkdown},
	{Name: "aiken", Short: "Aiken: choice questions, no citations", Extensions: []string{".aiken"}, Import: importAiken, looks: looksLikeAiken},
	{Name: "opentdb", Short: "Open Trivia Database: choice questions, categories, no citations", Extensions: []string{".json"}, Import: importOpenTDB, looks: looksLikeOpenTDB},
}

// Named returns the format of that name.
func Named(name string) (Format, bool) {
	i := slices.IndexFunc(Formats, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, false
	}
	return Formats[i], true
}

// Of returns the format of a file that is to be read, told by its content and,
// where that leaves several, by the ending of its name.
func Of(name string, data []byte) (Format, error) {
	var known []string
	ending := strings.ToLower(path.Ext(name))
	byEnding := -1
	for i, f := range Formats {
		if f.Import == nil {
			continue
		}
		known = append(known, f.Name)
		if f.looks != nil && f.looks(data) {
			return f, nil
		}
		if byEnding < 0 && slices.Contains(f.Extensions, ending) {
			byEnding = i
		}
	}
	if byEnding >= 0 {
		return Formats[byEnding], nil
	}
	if slices.Contains([]string{".xlsx", ".xls", ".ods"}, ending) {
		return Format{}, fmt.Errorf("%s is a spreadsheet, which is not read: save it as CSV in the program that made it, and import that", name)
	}
	return Format{}, fmt.Errorf("%s is of no known format: name one with --format (%s)", name, strings.Join(known, ", "))
}

// beginning returns the first bytes of a file without byte order mark and
// white space.
func beginning(data []byte) []byte {
	data = bytes.TrimPrefix(data[:min(len(data), 4096)], []byte("\ufeff"))
	return bytes.TrimSpace(data)
}
