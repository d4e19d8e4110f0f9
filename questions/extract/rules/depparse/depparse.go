// Package depparse finds how the words of an English sentence hang together:
// which word is the subject of which verb, what a clause belongs to, where a
// name has another name beside it.
//
//	arcs, err := depparse.Parse(
//		[]string{"The", "king", "was", "crowned", "in", "1902", "."},
//		[]string{"DT", "NN", "VBD", "VBN", "IN", "CD", "."})
//	// arcs[1] = {3, "nsubj:pass", "NN"}: "king" is the subject of the passive "crowned"
//	// arcs[3] = {-1, "root", "VBN"}
//	// arcs[5] = {3, "obl", "CD"}, and "in" hangs on it: {5, "case", "IN"}
//
// Words and tags are those of the rules: the tokens of prose, without
// quotation marks, with Penn Treebank tags after the rules' corrections. The
// model was trained on sentences cut and tagged in just that way.
//
// The relations are those of Universal Dependencies for English, fewer: acl,
// acl:relcl, advcl, advmod, amod, appos, aux, aux:pass, case, cc, ccomp,
// compound, compound:prt, conj, cop, csubj, dep, det, discourse, expl, fixed,
// flat, iobj, mark, nmod, nmod:desc (a title before a name), nmod:poss,
// nmod:unmarked, nsubj, nsubj:pass, nummod, obj, obl, obl:agent, obl:unmarked
// (a time without a preposition), parataxis, punct, root, xcomp.
//
// The parser is greedy: it decides from left to right and never goes back, in
// time that grows with the number of words. It is wrong on about one word in
// five; README.md says by relation how often. It knows no other language and
// does not cut text into sentences or words.
//
// The weights are whole numbers, so every machine gives the same arcs. Data
// and licences of the model are in README.md.
package depparse

import (
	_ "embed"
	"fmt"
	"sync"

	"quizbot/questions/extract/rules/depparse/internal/transition"
)

//go:embed model.bin
var modelFile []byte

var model = sync.OnceValues(func() (*transition.Model, error) {
	m, err := transition.Read(modelFile)
	if err != nil {
		return nil, fmt.Errorf("load the model of sentences: %w", err)
	}
	return m, nil
})

// Arc ties a word to the word that it hangs on.
type Arc struct {
	Head     int // index of that word; -1 for the root
	Relation string
	Tag      string // of the word: the one given, or a better one that its neighbours suggest

	// Lead is how sure the parser was, 0 to 1: of the choices that put the word
	// where it is, the least lead of the weights for what was chosen over those
	// for the next best, 1 where it is fullLead or more.
	Lead float64
}

// fullLead is a lead, in units of the weights, above which a choice is hardly
// ever wrong.
const fullLead = 500.0

// states are scratch space of parses that are over.
var states = sync.Pool{New: func() any { return new(transition.State) }}

// Parse returns the arc of each word. They make a tree: exactly one word is
// the root, and every other one hangs on it in the end. No words have no arcs.
// Tags that nobody knows do no harm but to the result. Parse may be called at
// the same time.
//
// Parse returns an error when there are not as many tags as words, or when the
// model in the program is damaged.
func Parse(words, tags []string) ([]Arc, error) {
	if len(words) != len(tags) {
		return nil, fmt.Errorf("parse a sentence: %d words have %d tags", len(words), len(tags))
	}
	m, err := model()
	if err != nil {
		return nil, err
	}
	s := states.Get().(*transition.State)
	defer states.Put(s)
	m.Parse(s, words, tags)
	return arcsOf(s, m, len(words)), nil
}

// Known reports whether a word stood at least twice in the texts that the model was
// trained on. They are short, so nearly all of their words are everyday ones:
// "price" and "planet" stood there, "keel" and "enzyme" did not.
func Known(word string) bool {
	m, err := model()
	return err == nil && m.Known(transition.FormOf(word))
}
