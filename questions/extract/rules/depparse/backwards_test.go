package depparse

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestParseBackwardsTellsWhoDidWhat(t *testing.T) {
	tests := []struct {
		sentence string
		want     []string // among the arcs, as "relation(head, word)"
	}{
		{"The/DT council/NN opened/VBD a/DT canal/NN in/IN 1902/CD ./.",
			[]string{"root(-, opened)", "nsubj(opened, council)", "obj(opened, canal)", "case(1902, in)", "punct(opened, .)"}},
		{"The/DT old/JJ bridge/NN was/VBD destroyed/VBN by/IN a/DT flood/NN ./.",
			[]string{"root(-, destroyed)", "nsubj:pass(destroyed, bridge)", "aux:pass(destroyed, was)", "amod(bridge, old)", "case(flood, by)"}},
		{"She/PRP married/VBD a/DT painter/NN who/WP founded/VBD the/DT school/NN ./.",
			[]string{"root(-, married)", "obj(married, painter)", "nsubj(founded, who)", "obj(founded, school)", "acl:relcl(painter, founded)"}},
		{"The/DT firm/NN bought/VBD the/DT mill/NN and/CC sold/VBD the/DT farm/NN ./.",
			[]string{"conj(bought, sold)", "obj(bought, mill)", "obj(sold, farm)"}},
	}
	for _, test := range tests {
		words, tags := tagged(test.sentence)
		arcs, err := ParseBackwards(words, tags, nil)
		if err != nil {
			t.Fatal(err)
		}
		checkTree(t, arcs)
		var got []string
		for i, arc := range arcs {
			head := "-"
			if arc.Head >= 0 {
				head = words[arc.Head]
			}
			got = append(got, fmt.Sprintf("%s(%s, %s)", arc.Relation, head, words[i]))
		}
		for _, want := range test.want {
			if !slices.Contains(got, want) {
				t.Errorf("%s\nhas no %s:\n%s", test.sentence, want, strings.Join(got, " "))
			}
		}
	}
}

func TestParseBackwardsMendsTagsAsParseDoes(t *testing.T) {
	words, tags := tagged("The/DT council/NN will/MD vote/NN on/IN the/DT plan/NN ./.")
	given := slices.Clone(tags)
	first, err := Parse(words, tags)
	if err != nil {
		t.Fatal(err)
	}
	second, err := ParseBackwards(words, tags, nil)
	if err != nil {
		t.Fatal(err)
	}
	if third, err := ParseBackwards(words, tags, first); err != nil || !slices.Equal(second, third) {
		t.Errorf("with the tags of Parse %v (%v), without %v", third, err, second)
	}
	for i := range first {
		if first[i].Tag != second[i].Tag {
			t.Errorf("%s is %s forwards and %s backwards", words[i], first[i].Tag, second[i].Tag)
		}
	}
	if !slices.Equal(tags, given) || words[0] != "The" {
		t.Errorf("the words and tags that were given are now %v %v", words, tags)
	}
}

func TestParseBackwardsRefusesWordsWithoutTags(t *testing.T) {
	if _, err := ParseBackwards([]string{"one", "two"}, []string{"CD"}, nil); err == nil {
		t.Error("two words with one tag: no error")
	}
	if _, err := ParseBackwards([]string{"one"}, []string{"CD"}, make([]Arc, 2)); err == nil {
		t.Error("one word with two arcs: no error")
	}
	if arcs, err := ParseBackwards(nil, nil, nil); err != nil || len(arcs) != 0 {
		t.Errorf("no words: %v, %v; want no arcs", arcs, err)
	}
}

func FuzzParseBackwards(f *testing.F) {
	f.Add("The king was crowned .", "DT NN VBD VBN .")
	f.Add("a b c d e f", "\xff NN  ZZ $ -LRB-")
	f.Fuzz(func(t *testing.T, text, classes string) {
		words, tags := strings.Split(text, " "), strings.Split(classes, " ")
		for len(tags) < len(words) {
			tags = append(tags, "")
		}
		arcs, err := ParseBackwards(words, tags[:len(words)], nil)
		if err != nil {
			t.Fatal(err)
		}
		checkTree(t, arcs)
	})
}
