package depparse

import (
	_ "embed"
	"fmt"
	"sync"

	"quizbot/questions/extract/rules/depparse/internal/transition"
)

//go:embed backwards.bin
var backwardsFile []byte

var backwards = sync.OnceValues(func() (*transition.Model, error) {
	m, err := transition.Read(backwardsFile)
	if err != nil {
		return nil, fmt.Errorf("load the model of sentences that reads backwards: %w", err)
	}
	return m, nil
})

// ParseBackwards is [Parse] by a second parser, which reads from the last word
// to the first and errs elsewhere: README.md says how often an arc is right
// that both find, and one that they do not. It takes as long as Parse and is
// for the few sentences on which much depends. Tags are those that Parse gets;
// forwards is what Parse made of them, which has the better tags. Where it is
// nil they are found again.
func ParseBackwards(words, tags []string, forwards []Arc) ([]Arc, error) {
	if len(words) != len(tags) || forwards != nil && len(words) != len(forwards) {
		return nil, fmt.Errorf("parse a sentence backwards: %d words have %d tags and %d arcs", len(words), len(tags), len(forwards))
	}
	first, err := model()
	if err != nil {
		return nil, err
	}
	m, err := backwards()
	if err != nil {
		return nil, err
	}
	s := states.Get().(*transition.State)
	defer states.Put(s)
	if forwards == nil {
		tags = first.Mend(s, words, tags)
	} else {
		tags = make([]string, len(words))
		for i, arc := range forwards {
			tags[i] = arc.Tag
		}
	}
	m.ParseBackwards(first, s, words, tags)
	return arcsOf(s, m, len(words)), nil
}

// arcsOf returns the arcs of the first n words of a state, which m parsed.
func arcsOf(s *transition.State, m *transition.Model, n int) []Arc {
	arcs := make([]Arc, n)
	for i := range arcs {
		arcs[i] = Arc{int(s.Heads[i]), m.Relations[s.Label[i]], s.Tags[i], min(1, float64(s.Leads[i])/fullLead)}
	}
	return arcs
}
