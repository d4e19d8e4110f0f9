package generate

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"quizbot/questions"
)

// distractorCount is how many wrong options a question gets.
const distractorCount = 3

// maxCandidates bounds the wrong options that are tried in every combination.
const maxCandidates = 8

// cost says how far a question is from what is wanted of it; 0 = it is wanted.
type cost func(questions.Question) int

// pick completes q with three of the candidates. Of all combinations that
// [questions.Lint] accepts it takes, in an order that follows from the seed,
// the first of the least cost. Without any, the drop says why the first
// combination fails.
func (p *pool) pick(q questions.Question, candidates []string, costOf cost) (*questions.Question, *Drop) {
	if len(candidates) < distractorCount {
		return nil, dropped(q.ID, "distractors", "%q has %d wrong options (%s): give at least %d", strings.Join(q.Key, ""), len(candidates), strings.Join(candidates, ", "), distractorCount)
	}
	list := p.byHash(candidates, string(q.ID))
	list = list[:min(len(list), maxCandidates)]
	var best *questions.Question
	var failure *Drop
	least := 0
	for _, three := range p.triples(list, string(q.ID)) {
		try := q
		try.Distractors = three
		good, drop := gated(try)
		if good == nil {
			if failure == nil {
				failure = drop
			}
			continue
		}
		if c := costOf(*good); best == nil || c < least {
			best, least = good, c
		}
		if least == 0 {
			break
		}
	}
	if best != nil {
		return inOrder(best), nil
	}
	return nil, failure
}

// triples returns every three of the list, in an order that follows from the
// seed; in most questions those without common options come first.
func (p *pool) triples(list []string, salt string) [][]string {
	spare := p.hash("common", salt)%4 != 0
	type ranked struct {
		three []string
		crowd int
		hash  uint64
	}
	var all []ranked
	for i := range list {
		for j := i + 1; j < len(list); j++ {
			for k := j + 1; k < len(list); k++ {
				r := ranked{three: []string{list[i], list[j], list[k]}, hash: p.hash(salt, list[i], list[j], list[k])}
				for _, option := range r.three {
					if spare && p.common[option] {
						r.crowd++
					}
				}
				all = append(all, r)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(a.crowd, b.crowd), cmp.Compare(a.hash, b.hash))
	})
	sorted := make([][]string, len(all))
	for i, r := range all {
		sorted[i] = r.three
	}
	return sorted
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

// conspicuous reports whether a text of n characters stands out beside one of
// m: it is more than a quarter longer.
func conspicuous(n, m int) bool { return 4*n > 5*m }

// lengthAs wants the key to be the longest option or not, as the pool decided.
// Above all it does not want a key that is conspicuously long.
func (p *pool) lengthAs(id questions.QuestionID) cost {
	return func(q questions.Question) int {
		next := 0
		for _, d := range q.Distractors {
			next = max(next, utf8.RuneCountInString(d))
		}
		switch {
		case conspicuous(utf8.RuneCountInString(q.Key[0]), next):
			return 2
		case questions.LongestKey(q) != p.long[id]:
			return 1
		}
		return 0
	}
}

// rankAs wants the key at one of the four places of sorted options, each
// equally often. Above all it wants no date that stands apart from all others, where no
// editor has chosen them.
func (p *pool) rankAs(f *questions.Fact, id questions.QuestionID) cost {
	rank := int(p.hash("rank", string(id)) % (distractorCount + 1))
	days := map[string]int{}
	return func(q questions.Question) int {
		sorted := questions.SortedOptions(q)
		c := 0
		if unattended(f) && q.Form != questions.NumberChoice && standsApart(sorted, q.Key[0], days) {
			c = 2
		}
		if slices.Index(sorted, q.Key[0]) != rank {
			c++
		}
		return c
	}
}

// standsApart reports whether the first or last of sorted dates is farther from the
// next than any two of the others are from each other. Known keeps the days that have
// been counted already.
func standsApart(sorted []string, key string, known map[string]int) bool {
	n := len(sorted)
	at := slices.Index(sorted, key)
	if n < distractorCount || at > 0 && at < n-1 {
		return false
	}
	const month, year = 31, 12 * 31
	days := make([]int, n)
	for i, option := range sorted {
		day, counted := known[option]
		if !counted {
			if d, ok := questions.DateIn(option); ok {
				day = d.Year*year + int(d.Month)*month + d.Day
			} else if y := yearWord.FindString(option); y != "" {
				day = atoi(y) * year
			}
			known[option] = day
		}
		if day == 0 {
			return false
		}
		days[i] = day
	}
	if at > 0 {
		slices.Reverse(days)
	}
	apart, widest := 0, 0
	for i := 1; i < n; i++ {
		gap := days[i] - days[i-1]
		if gap = max(gap, -gap); i == 1 {
			apart = gap
		} else {
			widest = max(widest, gap)
		}
	}
	return apart > widest
}

// unlike wants other distractors than those of another question with the same
// key, and as few of them as can be; then what the given cost wants.
func unlike(other questions.Question, then cost) cost {
	return func(q questions.Question) int {
		shared := 0
		for _, d := range q.Distractors {
			if slices.Contains(other.Distractors, d) {
				shared++
			}
		}
		c := 10*then(q) + shared
		if shared == len(q.Distractors) {
			c += 100
		}
		return c
	}
}
