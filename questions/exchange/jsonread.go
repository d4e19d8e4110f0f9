package exchange

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
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
	return in.done()
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
	line := 1 + strings.Count(text[:min(max(offset, 0), int64(len(text)))], "\n")
	in.problem(line, "json", "%s: export the file again, or mend this place", strings.TrimPrefix(err.Error(), "json: "))
}

// some returns a list, nil when it is empty.
func some[T any](values []T) []T {
	if len(values) == 0 {
		return nil
	}
	return values
}
