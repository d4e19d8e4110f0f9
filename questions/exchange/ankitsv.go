package exchange

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"

	"quizbot/questions"
)

// exportAnkiTSV writes the notes of the Anki package as text (docs.ankiweb.net,
// "Text files"): a note a line, with guid, deck and tags in columns of their own.
func exportAnkiTSV(b *questions.Bank) ([]byte, Report, error) {
	var r Report
	var out strings.Builder
	out.WriteString("#separator:tab\n#html:true\n#notetype:" + ankiTypeName + "\n#guid column:1\n#deck column:2\n#tags column:" + strconv.Itoa(len(ankiFields)+3) +
		"\n#columns:guid\tdeck\t" + strings.Join(ankiFields, "\t") + "\ttags\n")
	for _, n := range ankiNotes(b, &r) {
		cells := append([]string{n.guid, n.deck}, n.fields...)
		cells = append(cells, strings.Join(n.tags, " "))
		for i, c := range cells {
			cells[i] = tsvCell(c)
		}
		out.WriteString(strings.Join(cells, "\t") + "\n")
	}
	return []byte(out.String()), r, nil
}

// tsvCell writes HTML on one line without tabs. A beginning that a spreadsheet
// would compute, or that quotes the cell, becomes a character reference.
func tsvCell(html string) string {
	html = strings.NewReplacer("\t", "&#9;", "\n", "&#10;", "\r", "&#13;").Replace(html)
	if html != "" && strings.IndexByte("=+-@\"", html[0]) >= 0 {
		html = "&#" + strconv.Itoa(int(html[0])) + ";" + html[1:]
	}
	return html
}

func looksLikeAnkiTSV(data []byte) bool {
	start := beginning(data)
	return bytes.HasPrefix(start, []byte("#separator:")) || bytes.HasPrefix(start, []byte("#html:")) || bytes.HasPrefix(start, []byte("#notetype"))
}

// importAnkiTSV reads a text file as Anki does; without a header, lines are
// front, tab, back.
func importAnkiTSV(ctx context.Context, name string, data []byte) (*questions.Bank, Report, error) {
	in := newIntake(name)
	text, err := textOf(name, data)
	if err != nil {
		return nil, in.report, err
	}
	separator, isHTML, cloze := '\t', strings.Contains(text, "<br>") || strings.Contains(text, "&amp;"), false
	special := map[string]int{} // "guid", "deck", "tags", "notetype": their column from 1
	var columns []string
	skipped := 0
	for strings.HasPrefix(text, "#") {
		line, rest, _ := strings.Cut(text, "\n")
		key, value, _ := strings.Cut(strings.TrimPrefix(line, "#"), ":")
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		switch {
		case key == "separator":
			if separator = separatorNamed(value); separator == 0 {
				in.problem(skipped+1, "separator", "the separator %q is not known: write tab, comma, semicolon, space, pipe or colon", shorten(value))
				return in.done()
			}
		case key == "html":
			isHTML = strings.EqualFold(value, "true")
		case key == "notetype":
			cloze = strings.Contains(strings.ToLower(value), "cloze")
		case key == "columns":
			columns = strings.Split(value, string(separator))
		case strings.HasSuffix(key, " column"):
			n, err := strconv.Atoi(value)
			if err != nil || n < 1 || n > 1000 {
				in.problem(skipped+1, "column", "%q is no column: write a number from 1", shorten(value))
				return in.done()
			}
			special[strings.TrimSuffix(key, " column")] = n
		}
		text = rest
		skipped++
	}
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma, reader.LazyQuotes, reader.FieldsPerRecord = separator, true, -1
	for !in.full() && ctx.Err() == nil {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		line, _ := reader.FieldPos(0)
		if err != nil {
			in.problem(line+skipped, "line", "the line cannot be read: %v: check its quotation marks", err)
			break
		}
		n := readNote{line: line + skipped, cloze: cloze}
		for i, c := range cells {
			switch i + 1 {
			case special["guid"], special["deck"], special["notetype"]:
				if special["notetype"] == i+1 {
					n.cloze = strings.Contains(strings.ToLower(c), "cloze")
				} else if special["deck"] == i+1 && in.bank.Title == "" {
					in.bank.Title, _, _ = strings.Cut(c, "::")
				}
			case special["tags"]:
				n.tags = tagsIn(c)
			default:
				if !isHTML {
					c = toHTML(c)
				}
				n.fields = append(n.fields, c)
				if i < len(columns) {
					n.names = append(n.names, columns[i])
				}
			}
		}
		if strings.Join(n.fields, "") != "" {
			in.takeNote(n)
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, in.report, err
	}
	return in.done()
}

func separatorNamed(s string) rune {
	switch strings.ToLower(s) {
	case "tab", "\\t", "":
		return '\t'
	case "comma", ",":
		return ','
	case "semicolon", ";":
		return ';'
	case "space":
		return ' '
	case "pipe", "|":
		return '|'
	case "colon", ":":
		return ':'
	}
	return 0
}
