package transition

import (
	"math/rand/v2"
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

// Entries of one bucket whose hashes have the same bit stand in each other's
// way; each is found all the same, and no other.
func TestEveryFeatureFindsItsOwnWeights(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	parts := Parts{Relations: []string{"amod", "root"}, Tags: []string{"JJ"}}
	want := map[uint64]int8{}
	for range 5000 {
		feature := random.Uint64()
		value := int8(random.IntN(256) - 128)
		want[feature] = value
		parts.Actions = append(parts.Actions, ActionRow{feature, [Actions]int8{Right: value}})
		parts.RelationRows = append(parts.RelationRows, Row{feature, []Weight{{Class: 1, Value: value}, {Class: 0, Value: 1}}})
	}
	m, err := Read(string(parts.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	own := func(x *index, feature uint64) (entry uint64, ok bool) {
		found := new(State).candidates(x, []uint64{feature})
		if len(found) == 0 {
			return 0, false
		}
		if is(found[0].entry, feature) {
			return found[0].entry, true
		}
		return x.next(&found[0])
	}
	for feature, value := range want {
		if entry, ok := own(&m.actions, feature); !ok || int(entry>>48) != int(value)+noWeight {
			t.Fatalf("feature %x has the weight %d, want %d (found: %v)", feature, int(entry>>48)-noWeight, value, ok)
		}
		entry, ok := own(&m.relations.index, feature)
		if at := entry >> 32; !ok || entry>>16&0xffff != 2 || m.relations.weights[at:at+4] != string([]byte{1, byte(value), 0, 1}) {
			t.Fatalf("feature %x has other weights of relations than 1 by %d and 0 by 1 (found: %v)", feature, value, ok)
		}
		if _, ok := own(&m.actions, feature^1<<15); ok {
			t.Fatalf("feature %x has weights", feature^1<<15)
		}
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
	m.relations = table{index: newIndex([]uint32{0, 0}, nil)} // nothing speaks for any relation
	m.Relations, m.root = []string{"root", "amod"}, 0
	var s State
	m.Parse(&s, []string{"red", "fish"}, []string{"JJ", "NN"})
	if m.Relations[s.Label[0]] != "amod" || m.Relations[s.Label[1]] != "root" {
		t.Errorf("relations %d and %d, want amod and root", s.Label[0], s.Label[1])
	}
}
