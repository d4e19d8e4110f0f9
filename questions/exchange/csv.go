package exchange

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"quizbot/questions"
)

// csvColumns are the columns that are written, and the names by which columns
// of others are known: without case, spaces and punctuation.
var csvColumns = []struct {
	name  string
	known []string
}{
	{"id", []string{"questionid", "identifier", "number", "no"}},
	{"form", []string{"type", "questiontype", "kind"}},
	{"question", []string{"questiontext", "stem", "prompt", "front", "term", "text"}},
	{"answer", []string{"answers", "correct", "correctanswer", "correctanswers", "rightanswer", "key", "solution", "back", "definition"}},
	{"prompts", []string{"left", "leftside"}},
	{"tolerance", []string{"margin"}},
	{"shares", []string{"weights", "percent"}},
	{"feedback", []string{"optionfeedback"}},
	{"explanation", []string{"generalfeedback", "rationale", "reason", "comment"}},
	{"topics", []string{"tags", "tag", "topic", "category", "categories"}},
	{"citation", []string{"source", "sources", "reference"}},
	{"record", nil},
}

// csvOption finds the columns of options: "Option 1", "Answer 2", "Wrong 3", "A".
var csvOption = regexp.MustCompile(`^(?:(option|answer|choice|wrong|wronganswer|incorrect|incorrectanswer|distractor)([0-9]{1,2}|[a-j])?|([a-j]))$`)

// csvSeparator stands between several texts in one cell; one within a text has
// a backslash before it.
const csvSeparator = "|"

func looksLikeCSV(data []byte) bool {
	line, _, _ := strings.Cut(string(beginning(data)), "\n")
	return csvDelimiter(line) != 0 && csvHeader(splitHeader(line)) != nil
}

// csvDelimiter returns the character between the names of the first line.
func csvDelimiter(line string) rune {
	best, most := rune(0), 0
	for _, d := range ",;\t" {
		if n := strings.Count(line, string(d)); n > most {
			best, most = d, n
		}
	}
	return best
}

func splitHeader(line string) []string {
	r := csv.NewReader(strings.NewReader(line))
	r.Comma, r.LazyQuotes = csvDelimiter(line), true
	cells, _ := r.Read() // nil when it cannot be read
	return cells
}

// csvHeader returns what every column holds, by the names of csvColumns, and
// "option" or "wrong"; nil without a column for the question and one for answers.
func csvHeader(cells []string) []string {
	columns := make([]string, len(cells))
	for i, cell := range cells {
		cell, _, _ = strings.Cut(cell, " - ") // Kahoot: "Answer 1 - max 75 characters"
		cell, _, _ = strings.Cut(cell, "(")
		name := strings.Join(questions.Words(strings.ReplaceAll(cell, "_", " ")), "")
		for _, c := range csvColumns {
			if (c.name == name || slices.Contains(c.known, name)) && !slices.Contains(columns, c.name) {
				columns[i] = c.name
			}
		}
		if m := csvOption.FindStringSubmatch(name); m != nil && columns[i] == "" {
			columns[i] = "option"
			if strings.HasPrefix(m[1], "wrong") || strings.HasPrefix(m[1], "incorrect") || m[1] == "distractor" {
				columns[i] = "wrong"
			}
		}
	}
	if !slices.Contains(columns, "question") || !slices.Contains(columns, "answer") && !slices.Contains(columns, "option") {
		return nil
	}
	return columns
}

// exportCSV writes a question a line under a header that importCSV knows.
func exportCSV(b *questions.Bank) ([]byte, Report, error) {
	var r Report
	list := prepare(b, &r, false)
	wrong := 0
	for _, o := range list {
		wrong = max(wrong, len(o.Distractors))
	}
	var header []string
	for _, c := range csvColumns {
		header = append(header, c.name)
		if c.name == "answer" {
			for i := range wrong {
				header = append(header, "wrong "+strconv.Itoa(i+1))
			}
		}
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	rows := [][]string{header}
	for _, o := range list {
		var citations, shares, feedback []string
		for _, c := range o.citations {
			citations = append(citations, strings.TrimSpace(citationText(c)+" "+c.URL))
		}
		for _, option := range o.Options() {
			share := ""
			if s, ok := o.Weights[option]; ok {
				share = strconv.FormatFloat(s, 'f', -1, 64)
			}
			shares, feedback = append(shares, share), append(feedback, o.Feedback[option])
		}
		row := []string{string(o.ID), string(o.Form), o.Stem, joined(o.Key)}
		for i := range wrong {
			cell := ""
			if i < len(o.Distractors) {
				cell = o.Distractors[i]
			}
			row = append(row, cell)
		}
		row = append(row, joined(o.Prompts), o.Tolerance, joined(shares), joined(feedback), o.Explanation, strings.Join(o.tags, " "), strings.Join(citations, "\n"), o.line())
		for i, cell := range row {
			row[i] = Neutral(cell)
		}
		rows = append(rows, row)
	}
	err := w.WriteAll(rows)
	return out.Bytes(), r, err
}

// joined writes several texts in one cell, "" when none says anything.
func joined(texts []string) string {
	if strings.Join(texts, "") == "" {
		return ""
	}
	escaped := make([]string, len(texts))
	for i, t := range texts {
		escaped[i] = strings.NewReplacer(`\`, `\\`, csvSeparator, `\`+csvSeparator).Replace(t)
	}
	return strings.Join(escaped, csvSeparator)
}

// parted is the reverse of joined.
func parted(cell string) []string {
	if cell == "" {
		return nil
	}
	var parts []string
	var part strings.Builder
	for i := 0; i < len(cell); i++ {
		switch {
		case cell[i] == '\\' && i+1 < len(cell) && strings.IndexByte(`\|`, cell[i+1]) >= 0:
			i++
			part.WriteByte(cell[i])
		case cell[i] == csvSeparator[0]:
			parts = append(parts, part.String())
			part.Reset()
		default:
			part.WriteByte(cell[i])
		}
	}
	return append(parts, part.String())
}

// importCSV reads a table with a header in its first line: a column for the
// question, one for the right answer (its text, or the letter or number of an
// option), and columns for options. Several right answers are parted by |.
func importCSV(ctx context.Context, name string, data []byte) (*questions.Bank, Report, error) {
	in := newIntake(name)
	text, err := textOf(name, data)
	if err != nil {
		return nil, in.report, err
	}
	first, _, _ := strings.Cut(text, "\n")
	columns := csvHeader(splitHeader(first))
	if columns == nil {
		in.problem(1, "header", "the first line %q names no columns for question and answer: write a header such as question,answer,wrong 1,wrong 2,explanation,topics", shorten(first))
		return in.done()
	}
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma, reader.FieldsPerRecord = csvDelimiter(first), -1
	for row := 0; !in.full() && ctx.Err() == nil; row++ {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			in.problem(bad.Line, "csv", "%v: put the whole cell in double quotes and write a quote within it twice", bad.Err)
			break
		} else if err != nil {
			return nil, in.report, err
		}
		line, _ := reader.FieldPos(0)
		if row > 0 && strings.TrimSpace(strings.Join(cells, "")) != "" {
			in.csvRow(line, columns, cells)
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, in.report, err
	}
	return in.done()
}

// csvRow reads one line.
func (in *intake) csvRow(line int, columns, cells []string) {
	value := map[string]string{}
	var options, wrong []string
	for i, cell := range cells {
		if i >= len(columns) {
			in.changed(line, "", "the cell %q stands under no column and is not read", shorten(cell))
			continue
		}
		cell = cleanText(restored(cell))
		switch columns[i] {
		case "option":
			options = append(options, cell)
		case "wrong":
			if cell != "" {
				wrong = append(wrong, cell)
			}
		case "":
		default:
			value[columns[i]] = cell
		}
	}
	q := incoming{line: line, named: value["id"], tags: csvTags(value["topics"])}
	q.Stem, q.Explanation, q.Tolerance = value["question"], value["explanation"], value["tolerance"]
	if text := value["record"]; text != "" {
		r, err := parseRecord(text)
		if err != nil {
			in.changed(line, q.named, "%v", err)
		}
		q.record = r
	}
	if cited := value["citation"]; cited != "" {
		q.Explanation = strings.TrimSpace(q.Explanation + "\n\n" + sourceMark + strings.ReplaceAll(cited, "\n", "\n"+sourceMark))
	}
	q.Key, q.Distractors = csvKey(parted(value["answer"]), options)
	q.Distractors = append(q.Distractors, wrong...)
	q.Prompts = parted(value["prompts"])
	if !in.csvForm(&q, questions.Form(value["form"])) {
		return
	}
	q.Feedback = map[string]string{}
	for i, text := range parted(value["feedback"]) {
		if all := q.Options(); i < len(all) {
			q.Feedback[all[i]] = text
		}
	}
	if shares := parted(value["shares"]); len(shares) > 0 && q.Form == questions.Several {
		q.Weights = map[string]float64{}
		for i, option := range q.Options() {
			if i >= len(shares) {
				break
			}
			share, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(shares[i]), "%"), 64)
			if err != nil || !(share >= -100 && share <= 100) {
				in.problem(line, "shares", "the share %q is no percentage: write -100 to 100 for every option, parted by |", shorten(shares[i]))
				return
			}
			q.Weights[option] = share
		}
	}
	in.add(q)
}

// csvTags parts topics at spaces where that gives tags, else at commas and the like.
func csvTags(cell string) []string {
	if words := strings.Fields(cell); !slices.ContainsFunc(words, func(w string) bool { return !questions.Slug(strings.ReplaceAll(w, ":", "-")) }) {
		return words
	}
	return strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(",;|", r) })
}

// csvKey finds the right options by their text, letter or number.
func csvKey(answers, options []string) (key, wrong []string) {
	filled := slices.DeleteFunc(slices.Clone(options), func(o string) bool { return o == "" })
	if len(filled) == 0 {
		return answers, nil
	}
	right := map[int]bool{}
	for _, a := range answers {
		if i := slices.Index(options, strings.TrimSpace(a)); i >= 0 {
			right[i] = true
			continue
		}
		places := strings.FieldsFunc(a, func(r rune) bool { return strings.ContainsRune(",; ", r) })
		for _, p := range places {
			i := -1
			if n, err := strconv.Atoi(p); err == nil {
				i = n - 1
			} else if len(p) == 1 {
				i = int(strings.ToLower(p)[0]) - 'a'
			}
			if i < 0 || i >= len(options) {
				return append(slices.Clone(answers), key...), filled // the answer stands beside wrong options
			}
			right[i] = true
		}
	}
	for i, o := range options {
		switch {
		case right[i]:
			key = append(key, o)
		case o != "":
			wrong = append(wrong, o)
		}
	}
	return key, wrong
}

// csvForm gives the question the form that its line says or shows.
func (in *intake) csvForm(q *incoming, said questions.Form) bool {
	label := cmpOr(q.named, shorten(q.Stem))
	isTruth := func(s string) bool {
		return strings.EqualFold(s, questions.True) || strings.EqualFold(s, questions.False)
	}
	switch {
	case slices.Contains(questions.Forms, said):
		q.Form = said
	case len(q.Prompts) > 0:
		q.Form = questions.Match
	case len(q.Key) == 1 && isTruth(q.Key[0]) && (len(q.Distractors) == 0 || len(q.Distractors) == 1 && isTruth(q.Distractors[0])):
		isFalse := strings.EqualFold(q.Key[0], questions.False)
		q.Form, q.Key, q.Distractors = questions.TrueFalse, []string{questions.True}, []string{questions.False}
		if isFalse {
			q.Key, q.Distractors = q.Distractors, q.Key
		}
	case len(q.Key) > 1 && len(q.Distractors) > 0:
		q.Form = questions.Several
	default:
		q.Form = chosenForm(q.Stem, len(q.Distractors) == 0)
	}
	if q.Form == questions.Match && len(q.Prompts) != len(q.Key) {
		in.problem(q.line, "pairs", "%q has %d prompts and %d answers: write as many of each, parted by |", label, len(q.Prompts), len(q.Key))
		return false
	}
	if q.Choice() && len(q.Key) != 1 {
		in.leftOut(q.line, label, "it has %d right answers: write one, as its text or as the letter or number of an option", len(q.Key))
		return false
	}
	return true
}
