package generate

import (
	"cmp"
	"slices"
	"strings"

	"quizbot/questions"
)

// distractorCount is how many wrong options a question gets.
const distractorCount = 3

// maxCandidates bounds the wrong options that are tried in every combination.
const maxCandidates = 8

// pick completes q with three of the candidates. Of all combinations that
// [questions.Lint] accepts it takes, in an order that follows from the seed,
// the first that is as wanted, else the first. Without any, the drop says why
// the first combination fails.
func (p *pool) pick(q questions.Question, candidates []string, wanted func(questions.Question) bool) (*questions.Question, *Drop) {
	if len(candidates) < distractorCount {
		return nil, dropped(q.ID, "distractors", "%q has %d wrong options (%s): give at least %d", strings.Join(q.Key, ""), len(candidates), strings.Join(candidates, ", "), distractorCount)
	}
	list := p.byHash(candidates, string(q.ID))
	list = list[:min(len(list), maxCandidates)]
	var first *questions.Question
	var failure *Drop
	for _, three := range p.triples(list, string(q.ID)) {
		try := q
		try.Distractors = three
		good, drop := gated(try)
		switch {
		case good == nil:
			if failure == nil {
				failure = drop
			}
		case wanted(*good):
			return inOrder(good), nil
		case first == nil:
			first = good
		}
	}
	if first != nil {
		return inOrder(first), nil
	}
	return nil, failure
}

// triples returns every three of the list, in an order that follows from the
// seed; in most questions those without common options come first.
func (p *pool) triples(list []string, salt string) [][]string {
	var all [][]string
	for i := range list {
		for j := i + 1; j < len(list); j++ {
			for k := j + 1; k < len(list); k++ {
				all = append(all, []string{list[i], list[j], list[k]})
			}
		}
	}
	spare := p.hash("common", salt)%4 != 0
	crowd := func(three []string) int {
		n := 0
		for _, option := range three {
			if spare && p.common[option] {
				n++
			}
		}
		return n
	}
	slices.SortStableFunc(all, func(a, b []string) int {
		if c := cmp.Compare(crowd(a), crowd(b)); c != 0 {
			return c
		}
		return cmp.Compare(p.hash(append([]string{salt}, a...)...), p.hash(append([]string{salt}, b...)...))
	})
	return all
}

// inOrder writes distractors that have a natural order in it.
func inOrder(q *questions.Question) *questions.Question {
	if !q.FixedOrder() {
		return q
	}
	var sorted []string
	for _, o := range questions.SortedOptions(*q) {
		if !slices.Contains(q.Key, o) {
			sorted = append(sorted, o)
		}
	}
	q.Distractors = sorted
	return q
}

// lengthAs wants the key to be the longest option or not, as the pool decided.
func (p *pool) lengthAs(id questions.QuestionID) func(questions.Question) bool {
	return func(q questions.Question) bool { return questions.LongestKey(q) == p.long[id] }
}

// rankAs wants the key at one of the four places of sorted options, each
// equally often.
func (p *pool) rankAs(id questions.QuestionID) func(questions.Question) bool {
	rank := p.rank(id)
	return func(q questions.Question) bool {
		return slices.Index(questions.SortedOptions(q), q.Key[0]) == rank
	}
}

func (p *pool) rank(id questions.QuestionID) int {
	return int(p.hash("rank", string(id)) % (distractorCount + 1))
}
