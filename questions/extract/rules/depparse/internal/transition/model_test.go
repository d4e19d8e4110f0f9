package transition

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// small is a model that makes every first word of two the dependent of the
// next, as its only feature says.
func small(t testing.TB) []byte {
	t.Helper()
	var s State
	s.See([]string{"red", "fish"}, []string{"JJ", "NN"}, func(uint32) bool { return true }, func(i int) string { return []string{"JJ", "NN"}[i] })
	s.Apply(Shift, 0)
	action := s.ActionFeatures()[0]
	relation := s.LabelFeatures(1, 0)[0]
	return bytesOf(t, Parts{
		Relations: []string{"amod", "nsubj", "root"}, Tags: []string{"JJ", "NN"}, Vocabulary: []uint32{FormOf("fish"), FormOf("red")},
		Actions:      []ActionRow{{action, [Actions]int8{Left: 5}}},
		RelationRows: []Row{{relation, []Weight{{Class: 1, Value: 7}}}},
		TagRows:      []Row{{1, []Weight{{Class: 1, Value: 1}}}},
	})
}

func bytesOf(t testing.TB, parts Parts) []byte {
	t.Helper()
	file, err := parts.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestReadGivesTheWeightsThatBytesWrote(t *testing.T) {
	m, err := Read(small(t))
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

// Features of one bucket stand in each other's way; each is found all the same,
// and no other.
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
	m, err := Read(bytesOf(t, parts))
	if err != nil {
		t.Fatal(err)
	}
	found := func(x *index, feature uint64) (number int, check uint16, ok bool) {
		c := new(State).candidates(x, []uint64{feature})
		if len(c) == 0 {
			return 0, 0, false
		}
		return int(c[0] >> numberShift), uint16(c[0]), true
	}
	for feature, value := range want {
		n, check, ok := found(&m.actions.index, feature)
		entry := m.actions.entries[n*entryBytes:]
		if !ok || binary.LittleEndian.Uint16(entry)%(1<<checkBits) != check || int(entry[2+Right])-noWeight != int(value) {
			t.Fatalf("feature %x has the weights %v, want %d for Right (found: %v)", feature, entry[:entryBytes], value, ok)
		}
		if n, check, ok := found(&m.relations.index, feature); !ok || m.relations.entries[n]%(1<<checkBits) != uint32(check) {
			t.Fatalf("feature %x has no weights of relations", feature)
		} else if row := m.relations.rows[m.relations.entries[n]>>checkBits:]; !bytes.Equal(row[2:7], []byte{2, 1, byte(value), 0, 1}) {
			t.Fatalf("feature %x has the row %x of relations, want 1 by %d and 0 by 1", feature, row[:7], value)
		}
		if n, check, ok := found(&m.actions.index, feature^1<<15); ok && binary.LittleEndian.Uint16(m.actions.entries[n*entryBytes:])%(1<<checkBits) == check {
			t.Fatalf("feature %x has weights", feature^1<<15)
		}
	}
}

func TestReadRefusesADamagedFile(t *testing.T) {
	file := small(t)
	for n := range len(file) {
		if _, err := Read(file[:n]); err == nil {
			t.Fatalf("no error with the first %d of %d bytes", n, len(file))
		}
	}
	if _, err := Read([]byte("quizbot depparse 0\n")); err == nil || !strings.Contains(err.Error(), "train it again") {
		t.Errorf("another version: %v, want the way out", err)
	}
}

func TestBytesRefusesMoreFeaturesThanABucketCanTellApart(t *testing.T) {
	parts := Parts{Relations: []string{"amod", "root"}, Tags: []string{"JJ"}}
	for i := range uint64(33) {
		parts.TagRows = append(parts.TagRows, Row{i, []Weight{{Class: 0, Value: 1}}})
	}
	if _, err := parts.Bytes(); err == nil || !strings.Contains(err.Error(), "train it again") {
		t.Errorf("33 features in one bucket: %v, want the way out", err)
	}
	parts.TagRows = append(parts.TagRows[:5], parts.TagRows[:5]...)
	if _, err := Read(bytesOf(t, parts)); err != nil {
		t.Errorf("features that are there twice: %v", err)
	}
}

func TestReadRefusesBucketsThatAreNotThoseOfTheirEntries(t *testing.T) {
	const entries = 3
	tests := []struct {
		what    string
		buckets []byte
		ok      bool
	}{
		{"two buckets", []byte{0, 1, 0, 1, 1, 0, 2, 0, 0, 0, 3, 0}, true},
		{"fewer entries than there are", []byte{0, 1, 0, 1, 1, 0, 0, 0, 0, 0, 3, 0}, false},
		{"more entries than there are", []byte{0, 1, 0, 1, 1, 0, 3, 0, 0, 0, 3, 0}, false},
		{"too high a factor", []byte{0, 1, 0, 1, 1, 16, 2, 0, 0, 0, 3, 0}, false},
		{"no buckets", nil, false},
	}
	for _, test := range tests {
		if _, err := newIndex(test.buckets, entries); (err == nil) != test.ok {
			t.Errorf("%s: %v", test.what, err)
		}
	}
}

func FuzzReadAndParse(f *testing.F) {
	f.Add(small(f))
	f.Fuzz(func(t *testing.T, file []byte) {
		m, err := Read(file)
		if err != nil {
			return
		}
		var s State
		m.Parse(&s, []string{"red", "fish", "swim"}, []string{"JJ", "NN", "VBP"})
	})
}

func TestOnlyTheRootIsCalledRoot(t *testing.T) {
	m, err := Read(small(t))
	if err != nil {
		t.Fatal(err)
	}
	m.relations = table{index: index{make([]bucket, 1)}} // nothing speaks for any relation
	m.Relations, m.root = []string{"root", "amod"}, 0
	var s State
	m.Parse(&s, []string{"red", "fish"}, []string{"JJ", "NN"})
	if m.Relations[s.Label[0]] != "amod" || m.Relations[s.Label[1]] != "root" {
		t.Errorf("relations %d and %d, want amod and root", s.Label[0], s.Label[1])
	}
}

// A model adds up once what the features of the stack and of the waiting words
// weigh, so they must be the same each time that a word is on top, or waits
// first.
func TestFeaturesOfTheStackAndOfWaitingWordsStay(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	words, tags := make([]string, 12), make([]string, 12)
	for range 200 {
		for i := range words {
			words[i], tags[i] = []string{"fish", "red", "swim"}[random.IntN(3)], []string{"NN", "JJ", "VBP"}[random.IntN(3)]
		}
		var s State
		s.See(words, tags, func(uint32) bool { return true }, func(i int) string { return tags[i] })
		stack, waiting := map[int32][]uint64{}, map[int32][]uint64{}
		same := func(what string, of map[int32][]uint64, word int32, features []uint64) {
			if before, ok := of[word]; ok && !slices.Equal(before, features) {
				t.Fatalf("%v %v: the features of the %s have changed while word %d is first", words, tags, what, word)
			}
			of[word] = slices.Clone(features)
		}
		for !s.Done() {
			if len(s.Stack) > 0 {
				same("stack", stack, s.under(0), s.stackFeatures())
				same("waiting words", waiting, s.Next, s.waitingFeatures())
			}
			a := Action(random.IntN(Actions))
			if s.Allowed()[a] {
				s.Apply(a, uint8(random.IntN(4)))
			}
		}
	}
}
