package generate

import (
	"slices"

	"quizbot/questions"
)

// textKinds are the kinds whose options are words.
var textKinds = []questions.SpanKind{questions.Person, questions.Organisation, questions.Place, questions.Term}

// single asks for the first textual span that has a question and enough wrong
// options.
func single(f *questions.Fact, p *pool) (*questions.Question, *Drop) {
	q, candidates := singleShape(f, p)
	if q == nil {
		return nil, nil
	}
	return p.pick(*q, candidates, p.lengthAs(q.ID))
}

// singleShape returns the question without distractors, and what may become
// them; nil when no span has a question.
func singleShape(f *questions.Fact, p *pool) (*questions.Question, []string) {
	var poor *questions.Question
	var few []string
	for _, s := range f.Spans {
		if s.Ask == "" || !slices.Contains(textKinds, s.Kind) || !s.Allows(questions.SingleChoice) || p.given(f, s) || joined(f, s.Ask) || unattended(f) && vague(s.Ask) {
			continue
		}
		q := p.begin(f, questions.SingleChoice)
		q.Stem, q.Key = s.Ask, []string{s.Text}
		candidates := p.candidates(f, s, s.Ask, s.Text)
		if len(candidates) >= distractorCount {
			return &q, candidates
		}
		if poor == nil {
			poor, few = &q, candidates
		}
	}
	return poor, few
}
