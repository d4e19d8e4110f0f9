package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/questions/extract"
)

func TestASecondParserIsAskedWhereAClauseEnds(t *testing.T) {
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	// Ada Lark led the trust, a charity of Brenk, in Oslo on Tuesday.
	// 0   1    2   3   4    5 6 7       8  9    10 11 12  13 14     15
	const text = "Ada Lark led the trust, a charity of Brenk, in Oslo on Tuesday."
	heads := []int{1, 2, -1, 4, 2, 7, 7, 4, 9, 7, 7, 12, 2, 14, 2, 2}
	relations := strings.Fields("compound nsubj root det obj punct det appos case nmod punct case obl case obl punct")
	type arc struct {
		word, head int
		relation   string
	}
	tests := []struct {
		name            string
		other           []arc // what the second parser sees differently
		recut, contrary bool
		apart           float64
	}{
		{"both agree", nil, false, false, 0},
		{"a name is taken apart, the clause is the same", []arc{{1, 0, "flat"}, {0, 2, "nsubj"}}, false, false, 2.0 / 7},
		{"no clause for the second, little is apart", []arc{{12, 7, "nmod"}}, true, false, 1.0 / 7},
		{"the charity stays for the second", []arc{{7, 4, "conj"}}, true, true, 0},
		{"the passing time belongs to the place", []arc{{14, 12, "nmod"}}, false, false, 0},
		{"no subject for the second", []arc{{1, 4, "compound"}}, true, true, 1.0 / 7},
		{"no clause for the second, much is apart", []arc{{12, 7, "nmod"}, {3, 2, "discourse"}, {11, 2, "discourse"}}, true, true, 3.0 / 7},
	}
	for _, test := range tests {
		s := &sentence{text: text, tokens: lang.tokens(text)}
		if len(s.tokens) != len(heads) {
			t.Fatalf("%d tokens", len(s.tokens))
		}
		first := newTree(s, slices.Clone(heads), slices.Clone(relations))
		theirs, names := slices.Clone(heads), slices.Clone(relations)
		for _, a := range test.other {
			theirs[a.word], names[a.word] = a.head, a.relation
		}
		copied := *s
		copied.tokens = slices.Clone(s.tokens)
		if first.second = newTree(&copied, theirs, names); first.second == nil {
			t.Fatalf("%s: no tree", test.name)
		}
		clauses, reason := first.clauses()
		if len(clauses) == 0 {
			t.Fatalf("no clause: %s", reason)
		}
		if got := s.render(clauses[0].tokens()); got != "Ada Lark led the trust in Oslo" {
			t.Fatalf("the clause is %q", got)
		}
		got := first.secondOpinion(clauses[0])
		if got.recut != test.recut || got.contrary != test.contrary || got.apart < test.apart-1e-9 || got.apart > test.apart+1e-9 {
			t.Errorf("%s: %+v, want recut %t, contrary %t, apart %.3f", test.name, got, test.recut, test.contrary, test.apart)
		}
	}
}

func TestAClauseThatTwoParsersCutDifferentlyIsNotTold(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"the sentence stands alone", "Ada Lark opened a school of music in Bergen in 1931, with every third pupil coming from Denmark.",
			"Ada Lark opened a school of music in Bergen in 1931, with every third pupil coming from Denmark."},
		{"it does not", "Ada Lark opened a school of music in Bergen in 1931, with every third pupil coming from the islands.", ""},
		{"both cut in one place", "Ada Lark opened a school of music in Bergen in 1931.", "Ada Lark opened a school of music in Bergen in 1931."},
	}
	for _, test := range tests {
		result := titled(t, "The North", test.text)
		got := ""
		for _, fact := range result.Facts {
			got += fact.Statement
		}
		if got != test.want {
			t.Errorf("%s: told is %q, want %q", test.name, got, test.want)
		}
		refused := slices.ContainsFunc(result.Dropped, func(d extract.Drop) bool { return d.Reason == reasonContrary })
		if cut := strings.Contains(test.text, ", with"); refused != cut {
			t.Errorf("%s: refused because of two parsers is %t, want %t: %v", test.name, refused, cut, result.Dropped)
		}
	}
}

func TestFactsThatTheLastChecksRefuseAreNotTold(t *testing.T) {
	f := finder{facts: []questions.Fact{{Statement: "sure"}}}
	for _, stays := range []bool{false, true, false, true} {
		f.unconfirmed = append(f.unconfirmed, unconfirmed{len(f.facts), func() bool { return stays }})
		f.facts = append(f.facts, questions.Fact{Statement: fmt.Sprint(stays)})
	}
	f.confirmRest()
	var told []string
	for _, fact := range f.facts {
		told = append(told, fact.Statement)
	}
	if want := []string{"sure", "true", "true"}; !slices.Equal(told, want) || len(f.unconfirmed) > 0 {
		t.Errorf("told is %q, and %d wait, want %q and none", told, len(f.unconfirmed), want)
	}
}
