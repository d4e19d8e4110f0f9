package generate

import (
	"slices"
	"strings"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

// whoSaid asks who spoke the words of the first quotation that has a question,
// or who made a claim.
func whoSaid(f *questions.Fact, p *pool) (*questions.Question, *Drop) {
	q, candidates := whoSaidShape(f, p)
	if q == nil {
		return nil, nil
	}
	return p.pick(*q, candidates, p.lengthAs(q.ID))
}

// whoSaidShape returns the question without distractors, and the people who
// may become them; nil when there is no quotation with a speaker.
func whoSaidShape(f *questions.Fact, p *pool) (*questions.Question, []string) {
	for _, s := range f.Spans {
		if s.Kind != questions.Quotation && !claimed(f, s) || s.Ask == "" || f.Claimant == "" || !s.Allows(questions.WhoSaid) || p.titleNames(f, f.Claimant) {
			continue
		}
		q := p.begin(f, questions.WhoSaid)
		q.Stem, q.Key = s.Ask, []string{f.Claimant}
		candidates := slices.DeleteFunc(slices.Clone(s.Wrong), func(w string) bool { return unattended(f) && manyPeople.MatchString(w) })
		if len(candidates) < distractorCount && s.Kind == questions.Quotation && !unattended(f) {
			candidates = p.fill(candidates, p.speakers(f), f, questions.Person, s.Ask, f.Claimant)
		}
		return &q, candidates
	}
	return nil, nil
}

// manyPeople finds a group: "Labour MPs" is no option beside a person.
var manyPeople = pattern.MustCompile(`\b(?:\p{Lu}{2,}s|\p{Ll}+s)$`)

// claimed reports whether a span is the claimant of a fact, to be asked for among
// others who could have claimed it.
func claimed(f *questions.Fact, s questions.Span) bool {
	return s.Text == f.Claimant && slices.Contains(s.Forms, questions.WhoSaid)
}

// speakers returns the full names of the people of other facts.
func (p *pool) speakers(f *questions.Fact) []string {
	var people []string
	for i := range p.bank.Facts {
		other := &p.bank.Facts[i]
		if shareEvidence(f, other) {
			continue
		}
		for _, s := range other.Spans {
			if s.Kind == questions.Quotation && other.Claimant != "" {
				people = append(people, other.Claimant)
			}
			if s.Kind == questions.Person && len(strings.Fields(s.Text)) > 1 {
				people = append(people, s.Text)
			}
		}
	}
	return people
}
