package rules

import (
	"slices"
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
)

func TestCommonplaces(t *testing.T) {
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	f := &finder{document: prepare(&article.Article{Source: questions.Source{Title: "The North", Language: "en"}}, lang)}
	for _, test := range []struct {
		text string
		view bool
		says string
	}{
		{"A window is an opening in a wall.", false, "in everyday words"},
		{"A hawse is an opening in a wall.", false, ""},
		{"A keel is the lowest timber of a boat.", false, ""},
		{"A window is an opening in a wall of the Brenk lighthouse.", false, ""},
		{"A window is an opening 30 inches wide.", false, ""},
		{"A window is an opening in the wall of a house which lets in light and fresh air and often has a wooden frame and two panes of glass.", false, ""},
		{"Some houses can become cold in winter.", true, "a truism"},
		{"The houses become cold in winter.", true, ""},
		{"You need to keep a house warm in winter.", true, "a truism"},
		{"Sometimes a shutter can help to keep a house warm.", true, "a truism"},
		{"Shutters may corrode in the humid attic.", true, ""},
		{"It is important to keep a house warm.", true, "a truism"},
		{"Some houses of Brenk can become cold in winter.", true, ""},
		{"Some", true, "a truism"},
	} {
		if says := f.commonplace(test.text, test.view); says != test.says {
			t.Errorf("%s: %q, want %q", test.text, says, test.says)
		}
	}
}

func TestWhatEverybodyKnowsIsNotTold(t *testing.T) {
	facts := titled(t, "How ships are built", "Ballast is the heavy material that steadies an empty ship. A window is an opening in a wall. Ballast is seldom seen through a window.").Facts
	for statement, want := range map[string]bool{
		"Ballast is the heavy material that steadies an empty ship.": true,
		"A window is an opening in a wall.":                          false,
	} {
		if stated := slices.ContainsFunc(facts, func(f questions.Fact) bool { return f.Statement == statement }); stated != want {
			t.Errorf("%s: stated %t, want %t", statement, stated, want)
		}
	}
}
