package transition

import (
	"strings"
	"testing"
)

// small is a model that makes every first word of two the dependent of the
// next, as its only feature says.
func small() string {
	var s State
	s.See([]string{"red", "fish"}, []string{"JJ", "NN"}, func(uint32) bool { return true }, func(i int) string { return []string{"JJ", "NN"}[i] })
	s.Apply(Shift, 0)
	action := s.ActionFeatures()[0]
	relation := s.LabelFeatures(1, 0)[0]
	return string(Parts{
		Relations: []string{"amod", "nsubj", "root"}, Tags: []string{"JJ", "NN"}, Vocabulary: []uint32{FormOf("fish"), FormOf("red")},
		Actions:      []ActionRow{{action, [Actions]int8{Left: 5}}},
		RelationRows: []Row{{relation, []Weight{{Class: 1, Value: 7}}}},
		TagRows:      []Row{{1, []Weight{{Class: 1, Value: 1}}}},
	}.Bytes())
}

func TestReadGivesTheWeightsThatBytesWrote(t *testing.T) {
	m, err := Read(small())
	if err != nil {
		t.Fatal(err)
	}
	if !m.Known(FormOf("Fish")) || m.Known(FormOf("whale")) {
		t.Error("the vocabulary is fish and red, of any case")
	}
	var s State
	s.See([]string{"red", "fish"}, []string{"JJ", "NN"}, m.Known, func(i int) string { return []string{"JJ", "NN"}[i] })
	s.Apply(Shift, 0)
	if a, lead := m.Action(&s); a != Left || lead != 5 {
		t.Errorf("transition %d by %d, want Left by 5", a, lead)
	}
	if r, lead := m.Relation(&s, 1, 0); m.Relations[r] != "nsubj" || lead != 7 {
		t.Errorf("relation %s by %d, want nsubj by 7", m.Relations[r], lead)
	}
}

func TestReadRefusesADamagedFile(t *testing.T) {
	file := small()
	for n := range len(file) {
		if _, err := Read(file[:n]); err == nil {
			t.Fatalf("no error with the first %d of %d bytes", n, len(file))
		}
	}
	if _, err := Read("quizbot depparse 0\n"); err == nil || !strings.Contains(err.Error(), "train it again") {
		t.Errorf("another version: %v, want the way out", err)
	}
}

func FuzzReadAndParse(f *testing.F) {
	f.Add(small())
	f.Fuzz(func(t *testing.T, file string) {
		m, err := Read(file)
		if err != nil {
			return
		}
		var s State
		m.Parse(&s, []string{"red", "fish", "swim"}, []string{"JJ", "NN", "VBP"})
	})
}

func TestOnlyTheRootIsCalledRoot(t *testing.T) {
	m, err := Read(small())
	if err != nil {
		t.Fatal(err)
	}
	m.relations = table{buckets: make([]bucket, 2)} // nothing speaks for any relation
	m.Relations, m.root = []string{"root", "amod"}, 0
	var s State
	m.Parse(&s, []string{"red", "fish"}, []string{"JJ", "NN"})
	if m.Relations[s.Label[0]] != "amod" || m.Relations[s.Label[1]] != "root" {
		t.Errorf("relations %d and %d, want amod and root", s.Label[0], s.Label[1])
	}
}
