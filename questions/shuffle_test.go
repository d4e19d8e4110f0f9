package questions

import (
	"fmt"
	"slices"
	"testing"
)

func TestShuffledIsTheSameForTheSameSeed(t *testing.T) {
	q := Question{ID: "octopus-hearts/single", Form: SingleChoice, Key: []string{"octopus"}, Distractors: []string{"squid", "whale", "crab"}}
	first := Shuffled(q, 7)
	if again := Shuffled(q, 7); !slices.Equal(first, again) {
		t.Errorf("Shuffled(q, 7) = %v, then %v", first, again)
	}
	// Members must find their run as they left it, even with another binary.
	if want := []string{"squid", "whale", "crab", "octopus"}; !slices.Equal(first, want) {
		t.Errorf("Shuffled(q, 7) = %v, want %v: open runs would change their order", first, want)
	}
	if !slices.Equal(q.Options(), []string{"octopus", "squid", "whale", "crab"}) {
		t.Errorf("the question's own options changed: %v", q.Options())
	}
}

func TestShuffledPutsTheKeyEverywhereEquallyOften(t *testing.T) {
	const rounds = 4000
	tests := []struct {
		name string
		at   func(i int) []string
	}{
		{"one question, many seeds", func(i int) []string {
			return Shuffled(Question{ID: "tide/gap", Form: Gap, Key: []string{"moon"}, Distractors: []string{"sun", "wind", "salt"}}, uint64(i))
		}},
		{"one seed, many questions", func(i int) []string {
			id := QuestionID(fmt.Sprintf("fact-%d/single", i))
			return Shuffled(Question{ID: id, Form: SingleChoice, Key: []string{"moon"}, Distractors: []string{"sun", "wind", "salt"}}, 1)
		}},
	}
	for _, test := range tests {
		var positions [4]int
		for i := range rounds {
			positions[slices.Index(test.at(i), "moon")]++
		}
		for at, times := range positions {
			if times < rounds/4-150 || times > rounds/4+150 { // five standard deviations
				t.Errorf("%s: the key comes at place %d in %d of %d, want about a quarter: %v", test.name, at+1, times, rounds, positions)
			}
		}
	}
}

func TestShuffledNeverGivesAnOrderAway(t *testing.T) {
	for n := 2; n <= 6; n++ {
		q := Question{Form: Order, Key: []string{"a", "b", "c", "d", "e", "f"}[:n]}
		for seed := range uint64(500) {
			got := Shuffled(q, seed)
			if slices.Equal(got, q.Key) {
				t.Fatalf("%d items, seed %d: shown in the right order %v", n, seed, got)
			}
			slices.Sort(got)
			if !slices.Equal(got, q.Key) {
				t.Fatalf("%d items, seed %d: shown %v, want every item once", n, seed, got)
			}
		}
	}
	same := Question{Form: Order, Key: []string{"a", "a"}} // wrong, but must not hang
	if got := Shuffled(same, 1); len(got) != 2 {
		t.Errorf("two equal items: shown %v", got)
	}
}

func TestSortedOptionsFollowTheirNaturalOrder(t *testing.T) {
	tests := []struct {
		form Form
		want []string
	}{
		{TrueFalse, []string{"True", "False"}},
		{DateChoice, []string{"1979", "1985", "1989", "1992"}},
		{DateChoice, []string{"March 1998", "May 1998", "January 2001", "2 June 2001"}},
		{DateChoice, []string{"8 May 2017", "9 May 2017", "10 May 2017", "1 June 2017"}},
		{DateChoice, []string{"the early 1990s", "the late 1990s", "the early 2000s", "the late 2000s"}},
		{DateChoice, []string{"1979–1989", "1979–1992", "1996–2001", "2001–2014"}},
		{DateChoice, []string{"spring of 1990", "autumn of 1990", "summer of 1991", "winter of 1991"}},
		{DateChoice, []string{"Sept. 9, 2001", "Sept. 11, 2001", "October 7, 2001", "by 2002"}},
		{NumberChoice, []string{"about 900", "about 1,200", "about 12,000", "about 100,000"}},
		{NumberChoice, []string{"two", "seven", "twelve", "twenty-one"}},
		{NumberChoice, []string{"800,000", "1.5 million", "2 million", "1 billion"}},
		{NumberChoice, []string{"$9 million", "$40 million", "$300 million", "$1.2 billion"}},
		{NumberChoice, []string{"4%", "15%", "17.5%", "60%"}},
		{NumberChoice, []string{"10 to 15", "10 to 20", "30 to 40", "a hundred"}},
		{Gap, []string{"1996", "1999", "2001", "2010"}},
		{Gap, []string{"three", "four", "nine", "eleven"}},
	}
	for _, test := range tests {
		n := len(test.want)
		for i := range n { // whichever is the key
			var others []string
			for j := n - 1; j >= 0; j-- {
				if j != i {
					others = append(others, test.want[j])
				}
			}
			q := Question{Form: test.form, Key: test.want[i : i+1], Distractors: others}
			if got := Shuffled(q, 3); !slices.Equal(got, test.want) {
				t.Errorf("%s, key %q: shown %q, want %q", test.form, test.want[i], got, test.want)
			}
		}
	}
}

func TestGapsInWordsHaveNoFixedOrder(t *testing.T) {
	for _, options := range [][]string{
		{"the fall of Troy", "the fall of Rome", "the fall of Carthage", "the fall of Babylon"},
		{"mid-level staff", "early birds", "late comers", "winter guests"},
		{"Moscow", "Kabul", "Tehran", "1979"},
	} {
		q := Question{Form: Gap, Key: options[:1], Distractors: options[1:]}
		if q.FixedOrder() {
			t.Errorf("%q have no natural order", options)
		}
	}
}
