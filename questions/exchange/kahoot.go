package exchange

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"quizbot/questions"
)

// What Kahoot takes in a spreadsheet (R/exams, exams2kahoot; Kahoot's template).
const (
	kahootQuestion = 120 // characters
	kahootAnswer   = 75
	kahootAnswers  = 4
	kahootHeader   = 8 // the row with the names of the columns; questions follow
)

// exportKahoot writes the choice questions as a spreadsheet in the layout of
// Kahoot's template. What is too long is refused, not cut.
func exportKahoot(b *questions.Bank) ([]byte, Report, error) {
	var r Report
	rows := map[int][]xlsxCell{
		2: {{}, {text: oneLine(b.Title)}},
		kahootHeader: {{}, {text: "Question - max 120 characters"}, {text: "Answer 1 - max 75 characters"}, {text: "Answer 2 - max 75 characters"},
			{text: "Answer 3 - max 75 characters"}, {text: "Answer 4 - max 75 characters"}, {text: "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs"},
			{text: "Correct answer(s) - choose at least one"}},
	}
	n := 0
	for _, o := range prepare(b, &r, false) {
		row, reason := kahootRow(o)
		if reason != "" {
			r.leftOut(string(o.ID), "%s", reason)
			continue
		}
		n++
		rows[kahootHeader+n] = append([]xlsxCell{{number: n}}, row...)
	}
	if n > 0 {
		r.changed("", "Kahoot has no place for explanations, feedback, topics and citations: they are left out")
	}
	file, err := xlsx(rows, kahootHeader+n)
	return file, r, err
}

// kahootRow returns the cells of a question from its text on, or why there are none.
func kahootRow(o *outgoing) (row []xlsxCell, reason string) {
	options := questions.Shuffled(o.Question, 0)
	length := utf8.RuneCountInString(oneLine(o.Stem))
	switch {
	case !o.Choice() && o.Form != questions.Several:
		return nil, fmt.Sprintf("Kahoot's spreadsheet has no questions of the form %s", o.Form)
	case length > kahootQuestion:
		return nil, fmt.Sprintf("its text has %d characters, Kahoot takes %d", length, kahootQuestion)
	case len(options) > kahootAnswers || len(options) < 2:
		return nil, fmt.Sprintf("it has %d options, Kahoot takes 2 to %d", len(options), kahootAnswers)
	}
	row = []xlsxCell{{text: oneLine(o.Stem)}}
	var right []string
	for i, option := range options {
		if n := utf8.RuneCountInString(oneLine(option)); n > kahootAnswer {
			return nil, fmt.Sprintf("the option %q has %d characters, Kahoot takes %d", shorten(option), n, kahootAnswer)
		}
		row = append(row, xlsxCell{text: oneLine(option)})
		if slices.Contains(o.Key, option) {
			right = append(right, strconv.Itoa(i+1))
		}
	}
	for len(row) < 1+kahootAnswers {
		row = append(row, xlsxCell{})
	}
	seconds := 20
	if length > 80 || o.Form == questions.Several {
		seconds = 30
	}
	return append(row, xlsxCell{number: seconds}, xlsxCell{text: strings.Join(right, ",")}), ""
}

// xlsxCell is a cell with a text, a number from 1, or nothing.
type xlsxCell struct {
	text   string
	number int
}

// xlsx returns a workbook of one sheet (ECMA-376, SpreadsheetML). Texts stand
// in the cells as such and are never computed; those that begin like a formula
// have the mark that a spreadsheet gives to what is typed after an apostrophe
// (quotePrefix), so that editing them does not compute them either.
func xlsx(rows map[int][]xlsxCell, last int) ([]byte, error) {
	var sheet strings.Builder
	sheet.WriteString(xmlHead + `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
	for n := 1; n <= last; n++ {
		if len(rows[n]) == 0 {
			continue
		}
		fmt.Fprintf(&sheet, `<row r="%d">`, n)
		for i, c := range rows[n] {
			at := string(rune('A'+i)) + strconv.Itoa(n)
			switch {
			case c.text != "":
				style := ""
				if Neutral(c.text) != c.text {
					style = ` s="1"`
				}
				fmt.Fprintf(&sheet, `<c r="%s"%s t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, at, style, xmlText(c.text))
			case c.number != 0:
				fmt.Fprintf(&sheet, `<c r="%s"><v>%d</v></c>`, at, c.number)
			}
		}
		sheet.WriteString("</row>")
	}
	sheet.WriteString("</sheetData></worksheet>")
	return zipped([]zipEntry{
		{"[Content_Types].xml", xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
			`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>` +
			`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`},
		{"_rels/.rels", xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", xmlHead + `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
			`<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`},
		{"xl/styles.xml", xmlHead + `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font/></fonts>` +
			`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>` +
			`<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" quotePrefix="1"/></cellXfs></styleSheet>`},
		{"xl/worksheets/sheet1.xml", sheet.String()},
	})
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

type zipEntry struct{ name, content string }

// zipped returns an archive with the entries in this order.
func zipped(entries []zipEntry) ([]byte, error) {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, e := range entries {
		w, err := archive.Create(e.name)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write([]byte(e.content)); err != nil {
			return nil, err
		}
	}
	err := archive.Close()
	return out.Bytes(), err
}
