package transition

import "slices"

// ParseBackwards parses words from the last to the first. The model was
// trained on sentences that are turned round; forwards is the model whose
// vocabulary it shares, and whose tags it takes. The arcs are in s.Heads and
// s.Label, in the order of the words.
func (m *Model) ParseBackwards(forwards *Model, s *State, words, tags []string) {
	words, tags = slices.Clone(words), slices.Clone(tags)
	slices.Reverse(words)
	slices.Reverse(tags)
	s.See(words, tags, forwards.Known, func(i int) string { return tags[i] })
	m.run(s)
	n := len(words)
	slices.Reverse(s.Tags[:n])
	slices.Reverse(s.Label[:n])
	slices.Reverse(s.Leads[:n])
	TurnHeads(s.Heads[:n])
}

// TurnHeads turns the heads of a sentence round, as its words are turned.
func TurnHeads(heads []int32) {
	slices.Reverse(heads)
	for i, h := range heads {
		if h >= 0 {
			heads[i] = int32(len(heads)-1) - h
		}
	}
}
