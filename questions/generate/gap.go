package generate

import (
	"slices"
	"strings"

	"quizbot/questions"
)

// gap takes a span out of the statement. It prefers a textual span that the
// single-choice question does not ask for, then a date or number, then the
// span of the single-choice question.
func gap(f *questions.Fact, p *pool) (*questions.Question, *Drop) {
	var failure *Drop
	for _, s := range gapSpans(f, p) {
		q := begin(f, questions.Gap)
		q.Stem, q.Key = gapped(f, s), []string{s.Text}
		made, drop := p.gapWith(f, s, q)
		if made != nil {
			return made, nil
		}
		if failure == nil {
			failure = drop
		}
	}
	return nil, failure
}

func (p *pool) gapWith(f *questions.Fact, s questions.Span, q questions.Question) (*questions.Question, *Drop) {
	switch s.Kind {
	case questions.DateSpan:
		return p.pick(q, p.dates(f, s, q.Stem, q.ID), p.rankAs(q.ID))
	case questions.Number:
		return p.pickNumber(q, f, s)
	}
	quarter := p.hash("long", string(q.ID))%4 == 0
	return p.pick(q, p.candidates(f, s, q.Stem, s.Text), func(q questions.Question) bool {
		return questions.LongestKey(q) == quarter
	})
}

// gapSpans returns the spans that a gap can be made of, the preferred first.
func gapSpans(f *questions.Fact, p *pool) []questions.Span {
	asked := ""
	if q, candidates := singleShape(f, p); q != nil && len(candidates) >= distractorCount {
		asked = q.Key[0]
	}
	rank := func(s questions.Span) int {
		switch {
		case s.Text == asked:
			return 2
		case slices.Contains(textKinds, s.Kind):
			return 0
		}
		return 1
	}
	var spans []questions.Span
	for _, s := range f.Spans {
		if s.Kind != questions.Quotation && s.Allows(questions.Gap) {
			spans = append(spans, s)
		}
	}
	slices.SortStableFunc(spans, func(a, b questions.Span) int { return rank(a) - rank(b) })
	return spans
}

// gapped returns the statement with a gap for the span.
func gapped(f *questions.Fact, s questions.Span) string {
	return strings.Replace(f.Statement, s.Text, questions.GapMark, 1)
}
