package rules

import (
	"slices"

	"quizbot/questions/extract/rules/depparse"
)

const reasonContrary = "two parsers read it differently"

// mostApart is how many words of a statement two parsers may hang on different
// words before one of them reads another sentence.
const mostApart = 2

// opinion is what a second parser, which reads from right to left, makes of a
// clause. It errs elsewhere: where both agree, a head is right nine times in
// ten, else four times (depparse/README.md).
type opinion struct {
	apart    float64 // share of the words of the clause that hang elsewhere
	recut    bool    // no clause has the same words
	contrary bool    // the clause was cut out of its sentence, and the second parser cuts elsewhere
}

// signals adds an opinion to those of a fact: "apart", and "recut", which are 0
// where both parsers agree.
func (o opinion) signals(to map[string]float64) {
	to["apart"], to["recut"] = o.apart, 0
	if o.recut {
		to["recut"] = 1
	}
}

// secondOpinion compares a clause that was made of a sentence's tree with what
// the same rules make of the second parser's tree. Without one it agrees.
func (t *tree) secondOpinion(c *clause) opinion {
	other := t.backwards()
	if other == nil {
		return opinion{}
	}
	starts := startsOf(c)
	verb := c.verb[len(c.verb)-1].start
	o := opinion{recut: true}
	sameVerb := false
	others, _ := other.clauses()
	for _, d := range others {
		o.recut = o.recut && !t.sameWords(other, starts, startsOf(d))
		sameVerb = sameVerb || d.verb[len(d.verb)-1].start == verb
	}
	words, apart, cut := 0, 0, false
	for i, x := range t.sentence.tokens {
		cut = cut || t.cutFrom(i, starts)
		if _, kept := slices.BinarySearch(starts, x.start); kept && !isMark(x.text) {
			words++
			if t.heads[i] != other.heads[i] {
				apart++
			}
		}
	}
	o.apart = float64(apart) / float64(max(1, words))
	o.contrary = cut && o.recut && (sameVerb || !c.joined && (apart > mostApart || !t.sameSubject(other)))
	return o
}

// sameWords reports whether clauses of two trees, whose words begin at starts
// and at others, have the same ones, passing times apart.
func (t *tree) sameWords(other *tree, starts, others []int) bool {
	for i, x := range t.sentence.tokens {
		if isMark(x.text) || t.passed[i] || other.passed[i] {
			continue
		}
		_, mine := slices.BinarySearch(starts, x.start)
		if _, theirs := slices.BinarySearch(others, x.start); mine != theirs {
			return false
		}
	}
	return true
}

// cutFrom reports whether word i was cut from a clause whose words begin at
// starts because of where a parser says that it belongs. Brackets, passing
// times and the "And" in front of a sentence go in any case.
func (t *tree) cutFrom(i int, starts []int) bool {
	x := t.sentence.tokens[i]
	_, kept := slices.BinarySearch(starts, x.start)
	return !kept && !isMark(x.text) && !t.aside[i] && !t.passed[i] && (i > 0 || x.tag != "CC")
}

// startsOf returns where the words and marks of a clause that the sentence has
// begin, in their order there.
func startsOf(c *clause) []int {
	var starts []int
	for _, part := range c.parts() {
		for _, x := range part {
			if !x.made {
				starts = append(starts, x.start)
			}
		}
	}
	slices.Sort(starts)
	return starts
}

// sameSubject reports whether two trees of a sentence have the same subject, of
// the same words.
func (t *tree) sameSubject(other *tree) bool {
	mine, theirs := t.subjectOf(t.root()), other.subjectOf(other.root())
	if mine < 0 || mine != theirs {
		return false
	}
	first, last := t.span(mine)
	f, l := other.span(theirs)
	return first == f && last == l
}

// backwards returns the tree that the second parser gives the sentence; nil
// when there is none. Its words are a copy: clauses mend their tags.
func (t *tree) backwards() *tree {
	if t.second != nil {
		return t.second
	}
	s := *t.sentence
	s.tokens = slices.Clone(s.tokens)
	words, tags := wordsOf(s.tokens)
	var forwards []depparse.Arc
	if slices.Equal(tags, t.parse.tags) {
		forwards = t.parse.arcs
	}
	arcs, err := depparse.ParseBackwards(words, tags, forwards)
	if err != nil {
		return nil
	}
	heads, relations := make([]int, len(arcs)), make([]string, len(arcs))
	for i, a := range arcs {
		heads[i], relations[i] = a.Head, a.Relation
	}
	if t.second = newTree(&s, heads, relations); t.second != nil {
		t.second.aside, t.second.stands, t.second.published = t.aside, t.stands, t.published
	}
	return t.second
}
