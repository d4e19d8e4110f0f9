package exchange

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"quizbot/questions"
)

// exportJSON returns the bank as one indented JSON object.
func exportJSON(b *questions.Bank) ([]byte, Report, error) {
	var out bytes.Buffer
	var r Report
	for _, q := range b.Questions {
		if option, ok := standsTwice(q); ok {
			r.changed(string(q.ID), "the option %q stands twice, so that nobody could tell which is right: replace one", shorten(option))
		}
	}
	err := writeJSON(&out, b)
	return out.Bytes(), r, err
}

func looksLikeJSON(data []byte) bool {
	return bytes.HasPrefix(beginning(data), []byte("{")) && bytes.Contains(data, []byte(`"questions"`)) && bytes.Contains(data, []byte(`"facts"`))
}

// importJSON reads what exportJSON wrote; questions and cards become drafts.
func importJSON(_ context.Context, name string, data []byte) (*questions.Bank, Report, error) {
	in := newIntake(name)
	text, err := textOf(name, data)
	if err != nil {
		return nil, in.report, err
	}
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	var file jsonBank
	if err := decoder.Decode(&file); err != nil {
		in.jsonProblem(text, decoder.InputOffset(), err)
		return in.done()
	}
	in.bank.Name, in.bank.Title, in.bank.Language = file.Name, file.Title, file.Language
	for _, s := range file.Sources {
		source := questions.Source{ID: s.ID, Title: s.Title, Authors: some(s.Authors), Outlet: s.Outlet, URL: s.URL, Language: s.Language, File: s.File, SHA256: s.SHA256}
		if s.Published != "" {
			if source.Published, err = questions.ParseDate(s.Published); err != nil {
				in.problem(0, "json", "source %q: published: %v", s.ID, err)
			}
		}
		in.bank.Sources = append(in.bank.Sources, source)
	}
	for _, f := range file.Facts {
		fact := questions.Fact{ID: f.ID, Statement: f.Statement, Context: f.Context, Claimant: f.Claimant, Event: f.Event,
			Topics: some(f.Topics), Importance: f.Importance, FoundBy: f.FoundBy}
		for _, s := range f.Spans {
			s.Wrong, s.Forms = some(s.Wrong), some(s.Forms)
			fact.Spans = append(fact.Spans, questions.Span(s))
		}
		for _, e := range f.Evidence {
			if e.Quote == e.Anchor { // the article's text is not kept
				e.Quote = ""
			}
			fact.Evidence = append(fact.Evidence, questions.Evidence(e))
		}
		in.bank.Facts = append(in.bank.Facts, fact)
	}
	for _, q := range file.Questions {
		in.bank.Questions = append(in.bank.Questions, questions.Question{ID: q.ID, Form: q.Form, Stem: q.Stem, Key: q.Key, Distractors: q.Distractors,
			Prompts: q.Prompts, Tolerance: q.Tolerance, Weights: q.Weights, Feedback: q.Feedback, Explanation: q.Explanation,
			Facts: q.Facts, Topics: q.Topics, Status: questions.Draft, Edited: q.Edited})
	}
	for _, c := range file.Cards {
		card := questions.Card(c)
		card.Status = questions.Draft
		in.bank.Cards = append(in.bank.Cards, card)
	}
	for i := range in.bank.Questions { // lists and tables that are empty are not there
		q := &in.bank.Questions[i]
		if len(q.Weights) == 0 {
			q.Weights = nil
		}
		if len(q.Feedback) == 0 {
			q.Feedback = nil
		}
		q.Key, q.Distractors, q.Prompts, q.Topics, q.Facts = some(q.Key), some(q.Distractors), some(q.Prompts), some(q.Topics), some(q.Facts)
	}
	in.full()
	in.checkJSON(text)
	return in.done()
}

// checkJSON notes what no bank can be: ids that are none or stand twice, and
// names of forms, facts and sources that are not there. What can be mended in
// a draft is left to quizbot check.
func (in *intake) checkJSON(text string) {
	b := *in.bank
	b.Questions = slices.Clone(b.Questions)
	for i := range b.Questions {
		q := &b.Questions[i]
		if first, second, ok := readAlike(*q); ok {
			in.changed(0, string(q.ID), "the options %q and %q read the same: replace one", shorten(first), shorten(second))
		}
		q.Status = questions.Retired // of these only the structure is checked
	}
	for _, p := range questions.Check(&b) {
		uncited := strings.HasPrefix(p.Path, "cards/") && strings.Contains(p.Message, `names fact ""`) // as other formats give them
		if !slices.Contains([]string{"id", "form", "kind", "reference"}, p.Rule) || uncited || strings.Contains(p.Path, "/topics/") || p.Path == "name" {
			continue
		}
		in.problem(lineOfID(text, p), p.Rule, "%s: %s", p.Path, p.Message)
	}
}

// lineOfID returns the line of what a problem is about, 0 = not known.
func lineOfID(text string, p *questions.Problem) int {
	parts := strings.Split(p.Path, "/")
	var places [][]int
	for n := len(parts); n > 1 && len(places) == 0; n-- { // ids may have slashes, and a path goes on behind them
		written, _ := json.Marshal(strings.Join(parts[1:n], "/"))
		places = regexp.MustCompile(`"id"\s*:\s*`+regexp.QuoteMeta(string(written))).FindAllStringIndex(text, 2)
	}
	if len(places) == 0 {
		return 0
	}
	place := places[0]
	if strings.Contains(p.Message, "is used twice") {
		place = places[len(places)-1]
	}
	return 1 + strings.Count(text[:place[0]], "\n")
}

// jsonProblem notes where JSON ends to make sense.
func (in *intake) jsonProblem(text string, offset int64, err error) {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	if errors.As(err, &syntax) {
		offset = syntax.Offset
	} else if errors.As(err, &kind) {
		offset = kind.Offset
	}
	offset = min(max(offset, 0), int64(len(text)))
	line := 1 + strings.Count(text[:offset], "\n")
	switch message := strings.TrimPrefix(err.Error(), "json: "); {
	case kind != nil:
		found, _, _ := strings.Cut(kind.Value, " ")
		in.problem(line, "json", "%s: %s stands where %s is expected", jsonPath(text[:offset]), jsonKinds[found], jsonExpected(kind.Type.Kind()))
	case syntax == nil && strings.HasPrefix(message, "unknown field "):
		key := regexp.QuoteMeta(strings.TrimPrefix(message, "unknown field "))
		if at := regexp.MustCompile(key + `\s*:`).FindStringIndex(text); at != nil {
			offset = int64(at[1])
			line = 1 + strings.Count(text[:offset], "\n")
		}
		in.problem(line, "json", "%s: %s: take it out, or correct its spelling", jsonPath(text[:offset]), message)
	default:
		in.problem(line, "json", "%s: export the file again, or mend this place", message)
	}
}

// jsonKinds are the words of package json for what a file has.
var jsonKinds = map[string]string{"string": "a text", "number": "a number", "array": "a list", "object": "an object", "bool": "true or false"}

func jsonExpected(kind reflect.Kind) string {
	switch kind {
	case reflect.String:
		return "a text"
	case reflect.Slice:
		return "a list"
	case reflect.Bool:
		return "true or false"
	case reflect.Float64:
		return "a number"
	case reflect.Int:
		return "a whole number"
	}
	return "an object"
}

// jsonPath returns the place at which a text in JSON ends, such as
// "questions/3/key", numbers from 0.
func jsonPath(text string) string {
	type level struct {
		list  bool
		index int
		key   string // "" = one is expected
		done  bool   // the key's value was there
	}
	var levels []level
	decoder := json.NewDecoder(strings.NewReader(text))
	for {
		token, err := decoder.Token()
		if err != nil {
			break
		}
		if token == json.Delim(']') || token == json.Delim('}') {
			if len(levels) > 1 { // the value that was open stays the one that ended here
				levels = levels[:len(levels)-1]
				levels[len(levels)-1].done = true
			}
			continue
		}
		if n := len(levels); n > 0 {
			top := &levels[n-1]
			if top.list {
				top.index++
			} else if key, ok := token.(string); ok && (top.key == "" || top.done) {
				top.key, top.done = key, false
				continue
			} else {
				top.done = true
			}
		}
		if token == json.Delim('[') || token == json.Delim('{') {
			levels = append(levels, level{list: token == json.Delim('['), index: -1})
		}
	}
	var parts []string
	for _, l := range levels {
		if l.list && l.index >= 0 {
			parts = append(parts, strconv.Itoa(l.index))
		} else if !l.list && l.key != "" {
			parts = append(parts, l.key)
		}
	}
	return cmpOr(strings.Join(parts, "/"), "the file")
}

// some returns a list, nil when it is empty.
func some[T any](values []T) []T {
	if len(values) == 0 {
		return nil
	}
	return values
}
