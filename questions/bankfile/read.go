package bankfile

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"quizbot/questions"
)

// Format is the version of the file format that Write writes, the value of
// the top key "format".
const Format = 1

// File is a bank with the places of its parts in the file.
type File struct {
	Bank *questions.Bank

	name   string
	places map[string]place
}

type place struct{ line, column int }

// Read returns the bank in data, or everything that keeps it from being read;
// one of the two is nil. File is the name that problems show. Problems stand
// in the order of the file, at most 20, then one that counts the rest.
//
// Read does not tell whether the bank makes sense; [Load] also does that.
func Read(file string, data []byte) (*questions.Bank, []*questions.Problem) {
	f, problems := Parse(file, data)
	if f == nil {
		return nil, problems
	}
	return f.Bank, nil
}

// Load is [Read] followed by [questions.Check], whose problems get their
// lines. With problems of the second sort the bank is returned as well.
func Load(file string, data []byte) (*questions.Bank, []*questions.Problem) {
	f, problems := Parse(file, data)
	if f == nil {
		return nil, problems
	}
	return f.Bank, f.Locate(questions.Check(f.Bank))
}

// Parse is [Read] for callers that need the places of the bank's parts.
func Parse(file string, data []byte) (*File, []*questions.Problem) {
	clean, commented, problems := scan(file, data)
	if problems.count > 0 {
		return nil, problems.all()
	}
	r := &reader{problems: problems, commented: commented, places: map[string]place{}}
	var document yaml.Node
	if err := yaml.Unmarshal(clean, &document); err != nil {
		line, message := syntaxError(err)
		problems.add(line, 0, "", "yaml-syntax", message+": put text in double quotes, and check the indentation of this line and the one above")
		return nil, problems.all()
	}
	if len(document.Content) == 0 {
		problems.add(1, 1, "", "empty", `the file is empty: a bank begins with "format: 1" and has name, title, sources and facts`)
		return nil, problems.all()
	}
	root := document.Content[0]
	if !upgrade(r, root, Format, upgrades) {
		return nil, problems.all()
	}
	bank := r.bank(root)
	if problems.count > 0 {
		return nil, problems.all()
	}
	return &File{Bank: bank, name: file, places: r.places}, nil
}

// Locate gives every problem the file's name and the line and column of the
// part that its path names, or of the nearest part around it. It changes the
// problems and returns them.
func (f *File) Locate(problems []*questions.Problem) []*questions.Problem {
	for _, p := range problems {
		p.File = f.name
		if p.Line > 0 {
			continue
		}
		for path := p.Path; ; {
			if at, ok := f.places[path]; ok {
				p.Line, p.Column = at.line, at.column
				break
			}
			i := strings.LastIndexByte(path, '/')
			if i < 0 {
				break
			}
			path = path[:i]
		}
	}
	return problems
}

// upgrades turn a file of one version into the next: upgrades[1] makes a file
// of format 1 one of format 2, by changing its nodes, before it is read.
var upgrades = map[int]func(root *yaml.Node){}

// upgrade brings root to the format current and reports whether it did.
func upgrade(r *reader, root *yaml.Node, current int, steps map[int]func(*yaml.Node)) bool {
	if root.Kind != yaml.MappingNode {
		r.report(root, "", "wrong-type", "a bank is a map of keys such as name, title, sources and facts, but this is %s", describe(root))
		return false
	}
	version := child(root, "format")
	if version == nil {
		r.report(root, "", "format", `the key "format" is missing: write "format: %d" in the first line`, current)
		return false
	}
	n, ok := r.number(version, "format")
	switch {
	case !ok:
		return false
	case n < 1:
		r.report(version, "format", "format", "format %d does not exist: write format: %d", n, current)
		return false
	case n > current:
		r.report(version, "format", "format", "format %d was written by a newer quizbot, this one reads up to %d: update quizbot", n, current)
		return false
	}
	for ; n < current; n++ {
		steps[n](root)
	}
	return true
}

// child returns the value of a key, or nil.
func child(n *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

var yamlError = regexp.MustCompile(`(?s)^yaml: (?:line (\d+): )?(.*)$`)

func syntaxError(err error) (line int, message string) {
	m := yamlError.FindStringSubmatch(err.Error())
	if m == nil {
		return 0, err.Error()
	}
	line, _ = strconv.Atoi(m[1])
	return line, m[2]
}

// reader turns nodes into a bank, collecting problems and places.
type reader struct {
	problems  *problemList
	commented map[int]bool
	places    map[string]place
}

func (r *reader) report(n *yaml.Node, path, rule, format string, args ...any) {
	r.problems.add(n.Line, n.Column, path, rule, fmt.Sprintf(format, args...))
}

// field is one key of an object: its name and what reads its value.
type field struct {
	name string
	read func(n *yaml.Node, path string)
}

// object reads a map with the given fields. What names it for people: "a fact".
func (r *reader) object(n *yaml.Node, path, what string, fields []field) {
	r.places[path] = place{n.Line, n.Column}
	if n.Kind != yaml.MappingNode {
		r.report(n, path, "wrong-type", "%s is a map of keys, but this is %s", what, describe(n))
		return
	}
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if line, twice := seen[key.Value]; twice {
			r.report(key, path, "duplicate-key", "the key %q stands twice, first in line %d: keep one", key.Value, line)
			continue
		}
		seen[key.Value] = key.Line
		f := fieldNamed(fields, key.Value)
		if f == nil {
			r.report(key, path, "unknown-key", "%q is not a key of %s%s", key.Value, what, suggestion(fields, key.Value))
			continue
		}
		under := join(path, f.name)
		r.places[under] = place{value.Line, value.Column}
		f.read(value, under)
	}
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "/" + name
}

func fieldNamed(fields []field, name string) *field {
	for i := range fields {
		if fields[i].name == name {
			return &fields[i]
		}
	}
	return nil
}

// suggestion returns "; did you mean ...?" or the list of keys.
func suggestion(fields []field, name string) string {
	best, bestSlips := "", 3
	var names []string
	for _, f := range fields {
		names = append(names, f.name)
		if len(name) > 40 {
			continue // no slip of any key
		}
		if n := questions.Slips(strings.ToLower(name), f.name); n < bestSlips {
			best, bestSlips = f.name, n
		}
	}
	if best != "" && bestSlips < len(best) {
		return fmt.Sprintf("; did you mean %q?", best)
	}
	return ": it has " + strings.Join(names, ", ")
}

// describe says what a node is, for a person.
func describe(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "a map"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case isNull(n):
		return "empty"
	}
	return fmt.Sprintf("%q", shorten(n.Value))
}

// shorten cuts a text that is shown within a message.
func shorten(s string) string {
	const most = 60
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "..."
	}
	return s
}

// isNull reports whether YAML takes an unquoted scalar for null.
func isNull(n *yaml.Node) bool {
	if n.Kind != yaml.ScalarNode || n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		return false
	}
	switch n.Value {
	case "", "~", "null", "Null", "NULL":
		return true
	}
	return false
}

func plain(n *yaml.Node) bool {
	return n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0
}

// string reads a text. What other readers of YAML would take for a number, a
// date or a yes is kept as it is written.
func (r *reader) string(n *yaml.Node, path string) (string, bool) {
	switch {
	case isNull(n):
		r.report(n, path, "null-value", `there is no text here: write it (in quotes if it is meant to be %q), or leave it out`, n.Value)
		return "", false
	case n.Kind != yaml.ScalarNode:
		r.report(n, path, "wrong-type", "a text is wanted here, but this is %s: put it in double quotes", describe(n))
		return "", false
	case plain(n) && r.commented[n.Line]:
		r.report(n, path, "comment-in-text", "what follows # would be lost after %q: put the whole text in double quotes, or the comment on a line of its own", shorten(n.Value))
		return "", false
	}
	return n.Value, true
}

// text returns a reader of a text into a field of a string type.
func text[T ~string](r *reader, into *T) func(*yaml.Node, string) {
	return func(n *yaml.Node, path string) {
		if s, ok := r.string(n, path); ok {
			*into = T(s)
		}
	}
}

// list calls item for every item of a list.
func (r *reader) list(n *yaml.Node, path string, item func(n *yaml.Node, path string)) {
	if n.Kind != yaml.SequenceNode {
		r.report(n, path, "wrong-type", "a list is wanted here, but this is %s: write an item a line with a dash before each, or leave the key out", describe(n))
		return
	}
	for i, c := range n.Content {
		under := path + "/" + strconv.Itoa(i)
		r.places[under] = place{c.Line, c.Column}
		item(c, under)
	}
}

// texts returns a reader of a list of texts.
func texts[T ~string](r *reader, into *[]T) func(*yaml.Node, string) {
	return func(n *yaml.Node, path string) {
		r.list(n, path, func(n *yaml.Node, path string) {
			if s, ok := r.string(n, path); ok {
				*into = append(*into, T(s))
			}
		})
	}
}

const maxNumber = 999_999_999 // as many digits as decimal allows

var decimal = regexp.MustCompile(`^(?:0|[1-9][0-9]{0,8})$`)

func (r *reader) number(n *yaml.Node, path string) (int, bool) {
	if n.Kind != yaml.ScalarNode || !plain(n) || !decimal.MatchString(n.Value) {
		r.report(n, path, "wrong-type", "a whole number is wanted here, but this is %s: write it in decimal digits, without quotes or leading zeros", describe(n))
		return 0, false
	}
	i, err := strconv.Atoi(n.Value)
	return i, err == nil
}

var percent = regexp.MustCompile(`^-?(?:0|[1-9][0-9]{0,2})(?:\.[0-9]{1,18})?$`)

func readPercent(r *reader, into *float64) func(*yaml.Node, string) {
	return func(n *yaml.Node, path string) {
		if n.Kind != yaml.ScalarNode || !plain(n) || !percent.MatchString(n.Value) {
			r.report(n, path, "wrong-type", "a percentage is wanted here, but this is %s: write a number such as 50, 33.33333 or -25, without quotes", describe(n))
			return
		}
		v, _ := strconv.ParseFloat(n.Value, 64)
		*into = v + 0 // not -0, which would be written otherwise
	}
}

func (r *reader) integer(into *int) func(*yaml.Node, string) {
	return func(n *yaml.Node, path string) {
		if i, ok := r.number(n, path); ok {
			*into = i
		}
	}
}

func (r *reader) boolean(into *bool) func(*yaml.Node, string) {
	return func(n *yaml.Node, path string) {
		if n.Kind != yaml.ScalarNode || !plain(n) || n.Value != "true" && n.Value != "false" {
			r.report(n, path, "wrong-type", "true or false is wanted here, but this is %s", describe(n))
			return
		}
		*into = n.Value == "true"
	}
}

func (r *reader) date(into *questions.Date) func(*yaml.Node, string) {
	return func(n *yaml.Node, path string) {
		s, ok := r.string(n, path)
		if !ok {
			return
		}
		d, err := questions.ParseDate(s)
		if err != nil || d.String() != s {
			r.report(n, path, "date", `%q is no date: write "2017-05-08", "2017-05" or "2017", or leave it out`, shorten(s))
			return
		}
		*into = d
	}
}

// items reads a list of objects that are found by their id.
func items[T any](r *reader, into *[]T, read func(n *yaml.Node, path string) T) func(*yaml.Node, string) {
	return func(n *yaml.Node, path string) {
		r.list(n, path, func(n *yaml.Node, under string) {
			if n.Kind == yaml.MappingNode {
				if id := child(n, "id"); id != nil && id.Kind == yaml.ScalarNode && id.Value != "" {
					under = path + "/" + id.Value
				}
			}
			*into = append(*into, read(n, under))
		})
	}
}

func (r *reader) bank(root *yaml.Node) *questions.Bank {
	b := &questions.Bank{}
	r.object(root, "", "a bank", []field{
		{"format", func(*yaml.Node, string) {}}, // upgrade has read it
		{"name", text(r, &b.Name)},
		{"title", text(r, &b.Title)},
		{"language", text(r, &b.Language)},
		{"sources", items(r, &b.Sources, r.source)},
		{"facts", items(r, &b.Facts, r.fact)},
		{"questions", items(r, &b.Questions, r.question)},
		{"cards", items(r, &b.Cards, r.card)},
	})
	return b
}

func (r *reader) source(n *yaml.Node, path string) (s questions.Source) {
	r.object(n, path, "a source", []field{
		{"id", text(r, &s.ID)},
		{"title", text(r, &s.Title)},
		{"authors", texts(r, &s.Authors)},
		{"outlet", text(r, &s.Outlet)},
		{"url", text(r, &s.URL)},
		{"language", text(r, &s.Language)},
		{"published", r.date(&s.Published)},
		{"file", text(r, &s.File)},
		{"sha256", text(r, &s.SHA256)},
	})
	return s
}

func (r *reader) fact(n *yaml.Node, path string) (f questions.Fact) {
	r.object(n, path, "a fact", []field{
		{"id", text(r, &f.ID)},
		{"statement", text(r, &f.Statement)},
		{"context", text(r, &f.Context)},
		{"claimant", text(r, &f.Claimant)},
		{"event", text(r, &f.Event)},
		{"topics", texts(r, &f.Topics)},
		{"importance", r.integer(&f.Importance)},
		{"spans", func(n *yaml.Node, path string) {
			r.list(n, path, func(n *yaml.Node, path string) { f.Spans = append(f.Spans, r.span(n, path)) })
		}},
		{"evidence", func(n *yaml.Node, path string) {
			r.list(n, path, func(n *yaml.Node, path string) { f.Evidence = append(f.Evidence, r.evidence(n, path)) })
		}},
		{"found_by", text(r, &f.FoundBy)},
	})
	return f
}

func (r *reader) span(n *yaml.Node, path string) (s questions.Span) {
	r.object(n, path, "a span", []field{
		{"kind", text(r, &s.Kind)},
		{"text", text(r, &s.Text)},
		{"ask", text(r, &s.Ask)},
		{"wrong", texts(r, &s.Wrong)},
		{"forms", texts(r, &s.Forms)},
	})
	return s
}

func (r *reader) evidence(n *yaml.Node, path string) (e questions.Evidence) {
	r.object(n, path, "an evidence", []field{
		{"source", text(r, &e.Source)},
		{"paragraph", r.integer(&e.Paragraph)},
		{"anchor", text(r, &e.Anchor)},
		{"quote", text(r, &e.Quote)},
	})
	return e
}

func (r *reader) question(n *yaml.Node, path string) (q questions.Question) {
	r.object(n, path, "a question", []field{
		{"id", text(r, &q.ID)},
		{"form", text(r, &q.Form)},
		{"stem", text(r, &q.Stem)},
		{"prompts", texts(r, &q.Prompts)},
		{"key", texts(r, &q.Key)},
		{"distractors", texts(r, &q.Distractors)},
		{"tolerance", text(r, &q.Tolerance)},
		{"weights", byOption(r, &q.Weights, "a weight", "percent", readPercent)},
		{"feedback", byOption(r, &q.Feedback, "a feedback", "text", text[string])},
		{"explanation", text(r, &q.Explanation)},
		{"facts", texts(r, &q.Facts)},
		{"topics", texts(r, &q.Topics)},
		{"status", text(r, &q.Status)},
		{"edited", r.boolean(&q.Edited)},
	})
	return q
}

// byOption reads a list of objects that say one thing about one option each.
func byOption[T any](r *reader, into *map[string]T, what, name string, value func(*reader, *T) func(*yaml.Node, string)) func(*yaml.Node, string) {
	return func(n *yaml.Node, path string) {
		r.list(n, path, func(n *yaml.Node, path string) {
			var option string
			var v T
			r.object(n, path, what, []field{{"option", text(r, &option)}, {name, value(r, &v)}})
			if _, twice := (*into)[option]; twice {
				r.report(n, path, "duplicate-key", "the option %q stands twice in this list: keep one", shorten(option))
				return
			}
			if *into == nil {
				*into = map[string]T{}
			}
			(*into)[option] = v
		})
	}
}

func (r *reader) card(n *yaml.Node, path string) (c questions.Card) {
	r.object(n, path, "a card", []field{
		{"id", text(r, &c.ID)},
		{"front", text(r, &c.Front)},
		{"back", text(r, &c.Back)},
		{"fact", text(r, &c.Fact)},
		{"status", text(r, &c.Status)},
		{"edited", r.boolean(&c.Edited)},
	})
	return c
}
