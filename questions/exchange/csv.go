package exchange

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
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
	t := tableIn(string(beginning(data)))
	if t.comma == 0 {
		return false
	}
	columns, err := csvHeader(t.header())
	return columns != nil || err != nil
}

// csvTable is a CSV file up to its header.
type csvTable struct {
	comma   rune   // between the cells; 0 = nothing
	first   string // the line of the header
	text    string // from that line on
	skipped int    // lines before
}

// csvSeparatorLine is what Excel reads the separator from.
var csvSeparatorLine = regexp.MustCompile(`^"?(?i:sep)=([,;\t])"?[,;\t]*$`)

// tableIn finds the header: blank lines and the line with the separator may
// stand before it.
func tableIn(text string) csvTable {
	t := csvTable{text: text}
	for {
		line, rest, more := strings.Cut(t.text, "\n")
		separator := csvSeparatorLine.FindStringSubmatch(strings.TrimSpace(line))
		switch {
		case separator != nil:
			t.comma = rune(separator[1][0])
		case strings.Trim(line, ",;\" \t\r") != "" || !more:
			t.first = line
			if t.comma == 0 {
				t.comma = csvDelimiter(line)
			}
			return t
		}
		t.text = rest
		t.skipped++
	}
}

// csvDelimiter returns the character between the names of a header.
func csvDelimiter(line string) rune {
	best, most := rune(0), 0
	for _, d := range ",;\t" {
		if n := strings.Count(line, string(d)); n > most {
			best, most = d, n
		}
	}
	return best
}

// header returns the names of the columns, nil when they cannot be read.
func (t csvTable) header() []string {
	if t.comma == 0 {
		return nil
	}
	r := csv.NewReader(strings.NewReader(t.first))
	r.Comma, r.LazyQuotes = t.comma, true
	cells, _ := r.Read() // nil when it cannot be read
	return cells
}

// column is what a column of a table holds.
type column struct {
	name   string // as in its header
	holds  string // a name of csvColumns, "option" or "wrong"; "" = it is not read
	unread string // why not, when it is one of two that hold the same
}

// csvHeader returns what every column holds; nil without a column for the
// question and one for answers, an error when the names could mean two things.
func csvHeader(cells []string) ([]column, error) {
	columns := make([]column, len(cells))
	first := map[string]string{} // by what columns hold: the first one's name
	several := false             // columns with accepted answers
	for i, cell := range cells {
		c := &columns[i]
		c.name = oneLine(cell)
		cell, _, _ = strings.Cut(cell, " - ") // Kahoot: "Answer 1 - max 75 characters"
		cell, _, _ = strings.Cut(cell, "(")
		name := strings.Join(questions.Words(strings.ReplaceAll(cell, "_", " ")), "")
		holds := ""
		for _, known := range csvColumns {
			if known.name == name || slices.Contains(known.known, name) {
				holds = known.name
			}
		}
		if m := csvOption.FindStringSubmatch(name); m != nil && holds == "" {
			c.holds = "option"
			if strings.HasPrefix(m[1], "wrong") || strings.HasPrefix(m[1], "incorrect") || m[1] == "distractor" {
				c.holds = "wrong"
			}
			continue
		}
		before, again := first[holds]
		switch {
		case holds == "" || !again:
			first[holds] = c.name
			c.holds = holds
		case holds == "answer" && strings.EqualFold(before, c.name):
			c.holds, several = holds, true
		case strings.EqualFold(before, c.name):
			return nil, fmt.Errorf("two columns %q: rename one or take it out", before)
		case holds == "answer" || holds == "question":
			return nil, fmt.Errorf("the columns %q and %q both hold the %s: rename one, a wrong answer's to wrong 1", before, c.name,
				map[string]string{"answer": "right answer", "question": "question"}[holds])
		default:
			c.unread = before
		}
	}
	has := func(what string) bool {
		return slices.ContainsFunc(columns, func(c column) bool { return c.holds == what })
	}
	if several && (has("option") || has("wrong")) {
		return nil, fmt.Errorf("several columns %q stand beside wrong answers: name the options option 1, option 2 and so on with one column correct, or the wrong ones wrong 1, wrong 2", first["answer"])
	}
	if !has("question") || !has("answer") && !has("option") {
		return nil, nil
	}
	return columns, nil
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
	out.WriteString("\ufeff") // else Excel takes it for text in an older encoding
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
// option), and columns for options. Several right answers are parted by |, or
// stand in several columns of that name when there are no others to choose from.
func importCSV(ctx context.Context, name string, data []byte) (*questions.Bank, Report, error) {
	in := newIntake(name)
	text, err := textOf(name, data)
	if err != nil {
		return nil, in.report, err
	}
	t := tableIn(text)
	columns, err := csvHeader(t.header())
	switch {
	case err != nil:
		in.problem(t.skipped+1, "header", "%v", err)
		return in.done()
	case columns == nil:
		in.problem(t.skipped+1, "header", "the first line %q names no columns for question and answer: write a header such as question,answer,wrong 1,wrong 2,explanation,topics", shorten(t.first))
		return in.done()
	}
	filled := make([]bool, len(columns))
	reader := csv.NewReader(strings.NewReader(t.text))
	reader.Comma, reader.FieldsPerRecord = t.comma, -1
	for row := 0; !in.full() && ctx.Err() == nil; row++ {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			in.problem(bad.Line+t.skipped, "csv", "%v: put the whole cell in double quotes and write a quote within it twice", bad.Err)
			break
		} else if err != nil {
			return nil, in.report, err
		}
		line, _ := reader.FieldPos(0)
		if row > 0 && strings.TrimSpace(strings.Join(cells, "")) != "" {
			in.csvRow(line+t.skipped, columns, cells)
			for i, cell := range cells {
				if i < len(filled) {
					filled[i] = filled[i] || strings.TrimSpace(cell) != ""
				}
			}
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, in.report, err
	}
	for i, c := range columns {
		switch {
		case !filled[i] || c.holds != "":
		case c.unread != "":
			in.changed(t.skipped+1, "", "the column %q is not read, since %q holds the same", shorten(c.name), shorten(c.unread))
		default:
			in.changed(t.skipped+1, "", "the column %q is not read, since its name says nothing here", shorten(c.name))
		}
	}
	return in.done()
}

// csvRow reads one line.
func (in *intake) csvRow(line int, columns []column, cells []string) {
	value := map[string]string{}
	var answers, options, wrong []string
	for i, cell := range cells {
		if i >= len(columns) {
			in.changed(line, "", "the cell %q stands under no column and is not read", shorten(cell))
			continue
		}
		cell = cleanText(restored(cell))
		switch columns[i].holds {
		case "option":
			options = append(options, cell)
		case "wrong":
			if cell != "" {
				wrong = append(wrong, cell)
			}
		case "answer":
			answers = append(answers, parted(cell)...)
		case "":
		default:
			value[columns[i].holds] = cell
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
	if !in.csvKey(&q, answers, options) {
		return
	}
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

// csvKey finds the right options by their text, letter or number. It returns
// false, with a note, when one of these names no option.
func (in *intake) csvKey(q *incoming, answers, options []string) bool {
	filled := slices.DeleteFunc(slices.Clone(options), func(o string) bool { return o == "" })
	if len(filled) == 0 {
		q.Key = answers
		return true
	}
	label := cmpOr(q.named, shorten(q.Stem))
	right := map[int]bool{}
	for _, a := range answers {
		if i := slices.Index(options, strings.TrimSpace(a)); i >= 0 {
			right[i] = true
			continue
		}
		places := strings.FieldsFunc(a, func(r rune) bool { return strings.ContainsRune(",; ", r) })
		if slices.ContainsFunc(places, func(p string) bool { return !csvPlace.MatchString(p) }) {
			in.changed(q.line, label, "the answer %q is none of the %d options and stands beside them now", shorten(a), len(filled))
			q.Key = append(q.Key, a)
			continue
		}
		for _, p := range places {
			i := int(strings.ToLower(p)[0]) - 'a'
			if n, err := strconv.Atoi(p); err == nil {
				i = n - 1
			}
			if i < 0 || i >= len(options) || options[i] == "" {
				in.leftOut(q.line, label, "%q names none of its %d options: write the letter, the number or the text of one", p, len(filled))
				return false
			}
			right[i] = true
		}
	}
	for i, o := range options {
		switch {
		case right[i]:
			q.Key = append(q.Key, o)
		case o != "":
			q.Distractors = append(q.Distractors, o)
		}
	}
	return true
}

// csvPlace is the letter or the number of an option.
var csvPlace = regexp.MustCompile(`^(?:[A-Za-z]|[+-]?[0-9]{1,3})$`)

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
