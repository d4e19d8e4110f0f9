package generate

import (
	"cmp"
	"slices"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

// version is one way to put a fact as a true/false statement.
type version struct {
	question questions.Question
	holds    bool
	negated  bool // as it is shown
}

// negation finds what denies a sentence.
var negation = pattern.MustCompile(`(?i)\b(?:not|never|cannot|no longer)\b|n['’]t\b`)

// denies reports whether a span makes its statement false by a negation, or by
// the lack of one.
func denies(s questions.Span) bool {
	return onlyStatement(s) && len(s.Wrong) == 1 && negation.MatchString(s.Text) != negation.MatchString(s.Wrong[0])
}

// versions returns the ways to state a fact: as it is, with a part exchanged,
// and negated. Where the judge takes some out they are the others.
func versions(f *questions.Fact, p *pool) []version {
	var all []version
	add := func(q questions.Question, holds bool) {
		if len(questions.Lint(q)) == 0 {
			all = append(all, version{q, holds, negation.MatchString(q.Stem)})
		}
	}
	if !p.headlined(f) {
		add(trueStatement(f, p), true)
	}
	denied := lies(f, p, denies)
	var changed []untruth
	for _, kind := range []func(questions.Span) bool{measured, several, func(s questions.Span) bool { return !denies(s) }} { // the surest first
		if changed = lies(f, p, kind); len(changed) > 0 {
			break
		}
	}
	if len(changed) > 0 {
		add(p.oneOf(f, changed).question, false)
	}
	if len(denied) > 0 && len(changed) == 0 { // a changed detail is checked more easily than a "not"
		add(denied[0].question, false)
	}
	return p.worth(all)
}

// worth returns those versions that the judge leaves; all where that is none.
func (p *pool) worth(all []version) []version {
	if p.judge == nil {
		return all
	}
	var kept []version
	for _, v := range all {
		if p.judge.Question(v.question) {
			kept = append(kept, v)
		}
	}
	if len(kept) == 0 {
		return all
	}
	return kept
}

// Kinds of statements of which neither key may be the rule.
const (
	allStatements = iota
	withNegation
	ofView    // or claim
	ofFigures // with a number or date
	ofElse
	statementKinds
)

// figure finds numbers and dates.
var figure = pattern.MustCompile(`(?i)\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|million|billion)s?\b`)

// kindsOf returns what kinds of statement a version of a fact is of.
func kindsOf(f *questions.Fact, t version) []int {
	kinds := []int{allStatements}
	if t.negated {
		kinds = append(kinds, withNegation)
	}
	isFigure := figure.MatchString(t.question.Stem)
	if isFigure {
		kinds = append(kinds, ofFigures)
	}
	if f.Claimant != "" {
		kinds = append(kinds, ofView)
	} else if !isFigure {
		kinds = append(kinds, ofElse)
	}
	return kinds
}

// tally counts statements by kind: all, and how many more are true than false.
type tally struct {
	all, more [statementKinds]int
}

func (t *tally) add(kinds []int, holds bool, n int) {
	for _, k := range kinds {
		t.all[k] += n
		if holds {
			t.more[k] += n
		} else {
			t.more[k] -= n
		}
	}
}

// What a tally costs. A kind is balanced when at most 57 in 100 of it have one
// key, and one more than half is always allowed; of negations 62.
const (
	even, evenNegated = 7, 4 // one in so many may be more true than false, or the other way round
	leaning           = 5    // one in so many figures is false rather than true: most else can only be true
	weightNegation    = 20   // "not" is the first cue that a player looks for
	weightBeyond      = 20   // of what is beyond that, beside any difference
)

// cost is how far the statements are from what is wanted: as many true as false
// ones of each kind, and few with a negation, which reads worse.
func (t *tally) cost() int {
	sum := t.all[withNegation]
	for kind, more := range t.more {
		if kind == ofFigures {
			more += t.all[kind] / leaning
		}
		more = max(more, -more)
		weight, allowed := 1, max(1, t.all[kind]/even)
		if kind == withNegation {
			weight, allowed = weightNegation, max(1, t.all[kind]/evenNegated)
		}
		beyond := max(0, more-allowed)
		sum += weight * (more + weightBeyond*beyond*beyond)
	}
	return sum
}

// candidate is a fact whose statement is being chosen.
type candidate struct {
	fact    *questions.Fact
	choices []version
	kinds   [][]int // of each choice
	at      int     // the choice
	group   int     // what can make it false
	other   int     // see otherForms
}

// What can make a candidate false.
const (
	nothing      = iota
	onlyDenial   // of which there may be no more than of true negations
	anotherWords // or date, or number
)

// candidateOf returns a fact with the ways to state it, and whether a true one
// of them is negated; nil when there is none.
func (p *pool) candidateOf(f *questions.Fact) (c *candidate, denial bool) {
	c = &candidate{fact: f, choices: versions(f, p)}
	if len(c.choices) == 0 {
		return nil, false
	}
	plain := negation.MatchString(f.Statement)
	for _, v := range c.choices {
		c.kinds = append(c.kinds, kindsOf(f, v))
		switch {
		case v.holds:
			denial = denial || v.negated
		case v.negated == plain:
			c.group = anotherWords
		default:
			c.group = max(c.group, onlyDenial)
		}
	}
	if c.group != anotherWords {
		c.other = p.otherForms(f)
	}
	return c, denial
}

// balance decides how the facts of one source are stated, so that nobody who
// looks at the kind of statement knows whether it is true. Where too many can
// only be true, or false by a negation alone, those that have another question
// are not stated.
func (p *pool) balance(facts []*questions.Fact) {
	var all []*candidate
	mayLie, denials, denied := 0, 0, 0
	for _, f := range facts {
		c, denial := p.candidateOf(f)
		if c == nil {
			p.silent[f.ID] = p.headlined(f)
			continue
		}
		all = append(all, c)
		switch c.group {
		case anotherWords:
			mayLie++
		case onlyDenial:
			denied++
		}
		if denial {
			denials++
		}
	}
	order := func(c *candidate) uint64 { return p.hash("true", string(c.fact.ID)) }
	slices.SortStableFunc(all, func(a, b *candidate) int {
		return cmp.Or(cmp.Compare(a.group, b.group), cmp.Compare(b.other, a.other), cmp.Compare(order(a), order(b)))
	})
	silence := func(spare int, of func(*candidate) bool) {
		all = slices.DeleteFunc(all, func(c *candidate) bool {
			if spare <= 0 || c.other == 0 || !of(c) {
				return false
			}
			spare--
			p.silent[c.fact.ID] = true
			return true
		})
	}
	silence(len(all)-denied-mayLie-max(1, mayLie), func(c *candidate) bool { return c.group == nothing })
	mayLie += min(denied, 1+denials*3/2)
	silence(len(all)-mayLie-max(1, mayLie), func(*candidate) bool { return true })
	var sum tally
	for _, c := range all {
		c.at = int(order(c) % uint64(len(c.choices)))
		sum.add(c.kinds[c.at], c.choices[c.at].holds, 1)
	}
	const sweeps = 20 // each lowers the cost; a few do
	for range sweeps {
		moved := false
		for _, c := range all {
			was := c.at
			sum.add(c.kinds[was], c.choices[was].holds, -1)
			least := -1
			for i := range c.choices {
				k := (was + i) % len(c.choices) // of equal ones, what it is
				try := sum
				try.add(c.kinds[k], c.choices[k].holds, 1)
				if cost := try.cost(); least < 0 || cost < least {
					least, c.at = cost, k
				}
			}
			sum.add(c.kinds[c.at], c.choices[c.at].holds, 1)
			moved = moved || c.at != was
		}
		if !moved {
			break
		}
	}
	for _, c := range all {
		p.stated[c.fact.ID] = c.choices[c.at].question
	}
}

// otherForms is 2 for a fact that is asked for in another form than true-false,
// 1 for one with a card only, 0 for one with neither that the judge leaves, and for
// one of which the judge takes the other question out: its statement stands for that.
func (p *pool) otherForms(f *questions.Fact) int {
	left := false
	for _, m := range makers {
		if m.form == questions.TrueFalse {
			continue
		}
		if q, _ := p.ask(f, m); q != nil && (p.judge == nil || p.judge.Question(*q)) {
			return 2
		} else if q != nil {
			left = true
		}
	}
	if c, ok := card(f, p); ok && !left && (p.judge == nil || p.judge.Card(c)) {
		return 1
	}
	return 0
}
