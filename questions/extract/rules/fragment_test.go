package rules

import (
	"slices"
	"strings"
	"testing"

	"quizbot/questions"
)

func TestAComparisonEndsWithItsVerb(t *testing.T) {
	const behind = "The lamp of the Brenk Museum has not been sold as most old lamps are"
	for text, want := range map[string]string{
		behind + ", according to Ada Lark, a keeper.":                                        "as most old lamps are.",
		"The lamp of the Brenk Museum was, according to Ada Lark, sold to a keeper in Oslo.": "was sold to a keeper in Oslo.",
	} {
		found := one(t, text)
		if !slices.ContainsFunc(found.Facts, func(f questions.Fact) bool { return strings.HasSuffix(f.Statement, want) }) {
			t.Errorf("%s\n  not told: %s\n  %+v %+v", text, want, found.Facts, found.Dropped)
		}
	}
}

func TestWhatTellsThePlaceIsNoSubject(t *testing.T) {
	english, err := english()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		text    string
		subject string // its first word
		behind  bool
	}{
		{"Oslo fell in 1989, and at the 1905 Fair Brenk was sold to the sailors.", "the", true},
		{"Also on board was Ada Lark from the Brenk Museum.", "board", true},
		{"On board was Ada Lark from the Brenk Museum.", "board", true},
		{"In Oslo the lamp was sold to the sailors.", "the", false},
		{"The lamp was sold to the sailors of Oslo.", "The", false},
	}
	for _, test := range tests {
		s := &sentence{text: test.text, tokens: english.tokens(test.text)}
		i := slices.IndexFunc(s.tokens, func(t token) bool { return t.text == test.subject })
		if got := behindPreposition(s, &clause{subject: s.tokens[i:]}); got != test.behind {
			t.Errorf("%q of %q: %t, want %t", test.subject, test.text, got, test.behind)
		}
	}
	if behindPreposition(&sentence{}, &clause{}) {
		t.Error("a clause without a subject has one that is none")
	}
}

func TestAVerbThatNeedsAnObjectHasOne(t *testing.T) {
	english, err := english()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		text       string
		objectless bool
	}{
		{"In 2003, the Council passed.", true},
		{"In which year did the Council pass?", true},
		{"In 1905, the Council of Brenk repealed.", true},
		{"The Council of Brenk passed in 2003.", true},
		{"The Council of Brenk passed the lamp law in 2003.", false},
		{"The canal of Brenk was completed in 1905.", false},
		{"In 2003, the lamp law was passed.", false},
		{"In which year was the lamp law passed?", false},
		{"Ada Lark sold the lamp that the council acquired.", false},
		{"In 2003, the Council passed the lamp law.", false},
		{"Ada Lark voted for what the Council passed.", false},
		{"Passed.", false},
	}
	for _, test := range tests {
		if got := objectless(english.tokens(test.text)); got != test.objectless {
			t.Errorf("%q: %t, want %t", test.text, got, test.objectless)
		}
		if test.objectless && !mayNeedObject(test.text) {
			t.Errorf("%q is not looked at", test.text)
		}
	}
}

func TestWhatSomebodyImaginesHasAVerb(t *testing.T) {
	english, err := english()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		text string
		cut  bool
	}{
		{"You could imagine that the many 'lamp banks' that are being built to keep lamps sold by keepers of the islands.", true},
		{"You could imagine that the many lamps that are being built in Oslo are of glass.", false},
		{"Ada Lark said that the lamp which was lit in Oslo fell.", false},
		{"Ada Lark said that the lamp was sold.", false},
	}
	for _, test := range tests {
		if got := clauseWithoutVerb(english.tokens(test.text)); got != test.cut {
			t.Errorf("%q: %t, want %t", test.text, got, test.cut)
		}
	}
}

func TestANameThatGoesOnWithAPlaceIsNobody(t *testing.T) {
	for name, goesOn := range map[string]bool{"Tim Moll Denver Lamps": true, "Tim Moll Norway Lamps": true, "Ada Lark London": false, "Denver Moll": false, "": false} {
		if got := withTeam(name); got != goesOn {
			t.Errorf("%q: %t, want %t", name, got, goesOn)
		}
	}
}

func TestTwoNamesThatAHyphenJoinsAreNobody(t *testing.T) {
	for name, two := range map[string]bool{"Ada Lark-Tom Moll": true, "Ada Lark-Moll": false, "Anna-Maria Lark": false, "Ada Lark": false} {
		if got := twoJoined.MatchString(name); got != two {
			t.Errorf("%s: %t, want %t", name, got, two)
		}
	}
}

func TestWhatSomebodyWasMadeIsTold(t *testing.T) {
	english, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		text, told string
		lost       bool
	}{
		{"The council has since appointed Ada Lark, a sailor from Oslo, to lead the museum.", "The council has appointed Ada Lark.", true},
		{"The council named Ada Lark, a sailor from Oslo, as its first keeper.", "The council named Ada Lark.", true},
		{"The council named Ada Lark, a sailor from Oslo, as its first keeper.", "The council named Ada Lark as its first keeper.", false},
		{"The council appointed Ada Lark, a sailor from Oslo.", "The council appointed Ada Lark.", false},
		{"The council met Ada Lark, a sailor from Oslo, to talk about the museum.", "The council met Ada Lark.", false},
		{"", "", false},
	} {
		s := &sentence{text: test.text, tokens: english.tokens(test.text)}
		if got := officeLost(s, english.tokens(test.told)); got != test.lost {
			t.Errorf("%q of %q: %t, want %t", test.told, test.text, got, test.lost)
		}
	}
}

func TestAllThreeStandBetween(t *testing.T) {
	english, err := english()
	if err != nil {
		t.Fatal(err)
	}
	const cup = "The Brenk Cup was held between Oslo and Bergen, the winners of the two leagues, and a Brenk crew formed from local sailors."
	for _, test := range []struct {
		text, told string
		lost       bool
	}{
		{cup, "The Brenk Cup was held between Oslo and Bergen.", true},
		{cup, "A Brenk crew formed from local sailors.", true},
		{cup, cup, false},
		{"A treaty was signed between Norway and Sweden, the two neighbours of the north, and the harbour was opened.", "A treaty was signed between Norway and Sweden.", false},
		{"The cup was held between Oslo and Bergen, the winners of the league.", "The cup was held between Oslo and Bergen.", false},
		{"between Oslo", "between Oslo", false},
		{"between Oslo and Bergen, the", "between", false},
	} {
		if got := oneBetween(&sentence{text: test.text, tokens: english.tokens(test.text)}, test.told); got != test.lost {
			t.Errorf("%q of %q: %t, want %t", test.told, test.text, got, test.lost)
		}
	}
}
