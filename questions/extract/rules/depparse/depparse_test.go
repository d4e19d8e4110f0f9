package depparse

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// tagged splits "The/DT king/NN".
func tagged(sentence string) (words, tags []string) {
	for pair := range strings.FieldsSeq(sentence) {
		at := strings.LastIndexByte(pair, '/')
		words, tags = append(words, pair[:at]), append(tags, pair[at+1:])
	}
	return words, tags
}

// parse returns "relation(head, word)" for each word.
func parse(t testing.TB, sentence string) []string {
	t.Helper()
	words, tags := tagged(sentence)
	arcs, err := Parse(words, tags)
	if err != nil {
		t.Fatal(err)
	}
	found := make([]string, len(arcs))
	for i, arc := range arcs {
		head := "-"
		if arc.Head >= 0 {
			head = words[arc.Head]
		}
		found[i] = fmt.Sprintf("%s(%s, %s)", arc.Relation, head, words[i])
	}
	return found
}

func TestParseTellsWhoDidWhat(t *testing.T) {
	tests := []struct {
		sentence string
		want     []string // among the arcs
	}{
		{"The/DT council/NN opened/VBD a/DT canal/NN in/IN 1902/CD ./.",
			[]string{"root(-, opened)", "nsubj(opened, council)", "obj(opened, canal)", "obl(opened, 1902)", "case(1902, in)", "punct(opened, .)"}},
		{"The/DT old/JJ bridge/NN was/VBD destroyed/VBN by/IN a/DT flood/NN ./.",
			[]string{"root(-, destroyed)", "nsubj:pass(destroyed, bridge)", "aux:pass(destroyed, was)", "amod(bridge, old)", "case(flood, by)"}},
		{"Brenk/NNP is/VBZ the/DT capital/NN of/IN Varland/NNP ./.",
			[]string{"root(-, capital)", "nsubj(capital, Brenk)", "cop(capital, is)", "nmod(capital, Varland)"}},
		{"Ms/NNP Orla/NNP Dahl/NNP ,/, the/DT mayor/NN ,/, resigned/VBD ./.",
			[]string{"root(-, resigned)"}},
		{"The/DT mayor/NN said/VBD that/IN the/DT port/NN would/MD close/VB ./.",
			[]string{"root(-, said)", "nsubj(said, mayor)", "ccomp(said, close)", "mark(close, that)", "nsubj(close, port)", "aux(close, would)"}},
		{"She/PRP married/VBD a/DT painter/NN who/WP founded/VBD the/DT school/NN ./.",
			[]string{"root(-, married)", "obj(married, painter)", "nsubj(founded, who)", "obj(founded, school)", "acl:relcl(painter, founded)"}},
		{"Whales/NNS and/CC seals/NNS eat/VBP fish/NN ./.",
			[]string{"nsubj(eat, Whales)", "cc(seals, and)", "conj(Whales, seals)", "obj(eat, fish)"}},
		{"The/DT firm/NN bought/VBD the/DT mill/NN and/CC sold/VBD the/DT farm/NN ./.",
			[]string{"conj(bought, sold)", "obj(bought, mill)", "obj(sold, farm)"}},
		{"She/PRP wants/VBZ to/TO leave/VB the/DT party/NN ./.",
			[]string{"nsubj(wants, She)", "xcomp(wants, leave)", "mark(leave, to)", "obj(leave, party)"}},
		{"His/PRP$ brother/NN 's/POS house/NN burned/VBD down/RP ./.",
			[]string{"nmod:poss(brother, His)", "nmod:poss(house, brother)", "case(brother, 's)", "nsubj(burned, house)"}},
		{"When/WRB the/DT war/NN ended/VBD ,/, the/DT soldiers/NNS went/VBD home/RB ./.",
			[]string{"advcl(went, ended)", "nsubj(ended, war)", "nsubj(went, soldiers)", "root(-, went)"}},
		{"There/EX are/VBP three/CD rivers/NNS in/IN the/DT valley/NN ./.",
			[]string{"expl(are, There)", "nsubj(are, rivers)", "nummod(rivers, three)", "root(-, are)"}},
		{"It/PRP did/VBD not/RB rain/VB ./.",
			[]string{"nsubj(rain, It)", "aux(rain, did)", "advmod(rain, not)"}},
	}
	for _, test := range tests {
		got := parse(t, test.sentence)
		for _, want := range test.want {
			if !slices.Contains(got, want) {
				t.Errorf("%s\nhas no %s:\n%s", test.sentence, want, strings.Join(got, " "))
			}
		}
	}
}

func TestParseMendsTags(t *testing.T) {
	words, tags := tagged("The/DT council/NN will/MD vote/NN on/IN the/DT plan/NN ./.")
	arcs, err := Parse(words, tags)
	if err != nil {
		t.Fatal(err)
	}
	if got := arcs[3].Tag; got != "VB" {
		t.Errorf("vote behind will is %s, want VB", got)
	}
	if got := arcs[7].Tag; got != "." {
		t.Errorf("the full stop is %s, want . as given", got)
	}
}

func TestLeadsAreLowWhereAWordCouldHangElsewhere(t *testing.T) {
	least := func(sentence string) float64 {
		arcs, err := Parse(tagged(sentence))
		if err != nil {
			t.Fatal(err)
		}
		least := 1.0
		for _, arc := range arcs {
			if arc.Lead < 0 || arc.Lead > 1 {
				t.Errorf("%s: lead %v, want 0 to 1", sentence, arc.Lead)
			}
			least = min(least, arc.Lead)
		}
		return least
	}
	plain := least("She/PRP opened/VBD the/DT school/NN ./.")
	open := least("She/PRP saw/VBD the/DT man/NN from/IN the/DT bridge/NN with/IN the/DT lamps/NNS burning/VBG red/JJ ./.")
	if plain < 0.5 || open > plain/2 {
		t.Errorf("least lead %.2f where there is one reading and %.2f where there are several: want at least 0.5, and less than half of that", plain, open)
	}
}

func TestParseRefusesWordsWithoutTags(t *testing.T) {
	if _, err := Parse([]string{"one", "two"}, []string{"CD"}); err == nil {
		t.Error("two words with one tag: no error")
	}
	if arcs, err := Parse(nil, nil); err != nil || len(arcs) != 0 {
		t.Errorf("no words: %v, %v; want no arcs", arcs, err)
	}
}

func TestParseGivesTheSameArcsEverywhere(t *testing.T) {
	const sentence = "The/DT painter/NN who/WP founded/VBD the/DT school/NN died/VBD in/IN Brenk/NNP ./."
	want := parse(t, sentence)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 20 {
				parse(t, "Fish/NN swim/VBP ./.") // other work in the same scratch space
				if got := parse(t, sentence); !slices.Equal(got, want) {
					t.Errorf("got %v\nwant %v", got, want)
				}
			}
		})
	}
	wait.Wait()
}

// checkTree fails when arcs are not one tree.
func checkTree(t *testing.T, arcs []Arc) {
	t.Helper()
	if len(arcs) == 0 {
		return
	}
	children := make([][]int, len(arcs))
	roots := []int{}
	for i, arc := range arcs {
		if (arc.Head < 0) != (arc.Relation == "root") {
			t.Errorf("word %d has head %d by %q", i, arc.Head, arc.Relation)
		}
		if arc.Head < 0 {
			roots = append(roots, i)
		} else {
			children[arc.Head] = append(children[arc.Head], i)
		}
	}
	if len(roots) != 1 {
		t.Fatalf("%d words are roots: %v", len(roots), roots)
	}
	reached := 0
	for queue := roots; len(queue) > 0; queue = queue[1:] {
		reached++
		queue = append(queue, children[queue[0]]...)
	}
	if reached != len(arcs) {
		t.Errorf("%d of %d words hang on the root", reached, len(arcs))
	}
}

func TestParseTakesTimeInStepWithTheWords(t *testing.T) {
	short, shortTags := tagged(strings.Repeat("the/DT king/NN saw/VBD a/DT ship/NN ,/, and/CC ", 150))
	long, longTags := slices.Repeat(short, 20), slices.Repeat(shortTags, 20)
	took := func(words, tags []string) time.Duration {
		best := time.Hour
		for range 3 {
			start := time.Now()
			arcs, err := Parse(words, tags)
			if err != nil {
				t.Fatal(err)
			}
			best = min(best, time.Since(start))
			checkTree(t, arcs)
		}
		return best
	}
	one, twenty := took(short, shortTags), took(long, longTags)
	if twenty > 100*one {
		t.Errorf("%d words take %v, twenty times as many %v", len(short), one, twenty)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("The king was crowned .", "DT NN VBD VBN .")
	f.Add(". , ; ( )", ". , ; ( )")
	f.Add("a b c d e f", "\xff NN  ZZ $ -LRB-")
	f.Add("é ı 4 — -", "NN VB CD : :")
	f.Fuzz(func(t *testing.T, text, classes string) {
		words, tags := strings.Split(text, " "), strings.Split(classes, " ")
		for len(tags) < len(words) {
			tags = append(tags, "")
		}
		arcs, err := Parse(words, tags[:len(words)])
		if err != nil {
			t.Fatal(err)
		}
		checkTree(t, arcs)
	})
}

func BenchmarkParse(b *testing.B) {
	words, tags := tagged("The/DT king/NN ,/, who/WP had/VBD ruled/VBN since/IN 1880/CD ,/, was/VBD crowned/VBN in/IN the/DT old/JJ town/NN by/IN the/DT bishop/NN of/IN Brenk/NNP ./.")
	for b.Loop() {
		if _, err := Parse(words, tags); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(words)*b.N)/b.Elapsed().Seconds(), "words/s")
}

func TestKnownWordsAreEverydayOnes(t *testing.T) {
	for word, want := range map[string]bool{"price": true, "Window": true, "hawsehole": false, "": false} {
		if known := Known(word); known != want {
			t.Errorf("%q: known %t, want %t", word, known, want)
		}
	}
}
