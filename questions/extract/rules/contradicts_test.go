package rules

import (
	"strings"
	"testing"

	"quizbot/questions"
)

func TestWhatAnotherValueWouldNotContradict(t *testing.T) {
	for statement, want := range map[string]bool{
		"At least 293 keepers have joined the trust since late 1994.": true,
		"Two keepers of Brenk have moved to Oslo since May 1994.":     true,
		"Ada Lark has kept the lamp since 1994.":                      false, // when it began
		"At least 293 keepers joined the trust in 1994.":              false,
	} {
		before, after, _ := strings.Cut(statement, "1994")
		if got := countedSince(before, after); got != want {
			t.Errorf("%s: %t, want %t", statement, got, want)
		}
	}
	tests := []struct {
		statement, number string
		want              bool
	}{
		{"The storm is the worst in Brenk in five decades.", "five", true},
		{"Ada Lark is the first keeper of Brenk for 20 years.", "20", true},
		{"Ada Lark kept the lamp of Brenk for 20 years.", "20", false},
		{"Ada Lark was the first who kept 20 lamps.", "20", false},
	}
	for _, test := range tests {
		if got := recordOver(test.statement, test.number); got != test.want {
			t.Errorf("%s: %t, want %t", test.statement, got, test.want)
		}
	}
	for statement, want := range map[string]bool{
		"The lamp needs two to four keepers.":     true,
		"The lamp needs one or four keepers.":     true,
		"Two keepers went to four lamps.":         false,
		"The tower has 163 steps and four doors.": false,
	} {
		at := strings.Index(statement, "four")
		if got := joinedNumber(statement, at, at+len("four")); got != want {
			t.Errorf("%s: a range: %t, want %t", statement, got, want)
		}
	}
}

func TestOnlyOneThingHasOneNation(t *testing.T) {
	english, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for statement, want := range map[string]bool{
		"The lamp was built by a German engineer.":              true,
		"The trust bought lamps of German maker Vell.":          true,
		"The quay has lamps in addition to German restaurants.": false,
		"Ada Lark took classes in German literature.":           false,
	} {
		tokens := english.tokens(statement)
		i := 0
		for tokens[i].text != "German" {
			i++
		}
		if got := oneNation(tokens, i); got != want {
			t.Errorf("%s: %t, want %t", statement, got, want)
		}
	}
}

func TestWhatIsCountedInAnotherPlaceIsNoTotal(t *testing.T) {
	tests := []struct {
		statement, number, beside string
		more, apart               bool
	}{
		{"The storm destroyed 37 houses.", "37", "On Vell only five houses were destroyed.", false, true},
		{"The storm destroyed 37 houses on Vell.", "37", "On Brenk five houses were destroyed.", false, false},
		{"In May Ada Lark held 11 public events.", "11", "She also held two events in Oslo.", true, false},
		{"In May Ada Lark held 11 public events.", "11", "Tom Reed held two events in June.", false, false},
		{"The storm destroyed 37 houses.", "37", "Five churches were destroyed on Vell.", false, false},
		{"Ada Lark kept the lamp 20 years.", "20", "Tom Reed kept it five years.", false, false},
	}
	for _, test := range tests {
		p := paragraph{number: 1, sentences: []sentence{{text: test.statement}, {text: test.beside}}}
		more, apart := countedElsewhere(&p, test.statement, test.statement, test.number)
		if more != test.more || apart != test.apart {
			t.Errorf("%s beside %s: more %t, apart %t", test.statement, test.beside, more, apart)
		}
		f := finder{document: &document{paragraphs: []paragraph{p}}, facts: []questions.Fact{{Statement: test.statement, Evidence: []questions.Evidence{{Paragraph: 1, Quote: test.statement}}}}}
		if f.withoutParts(); (len(f.facts) == 0) != test.apart {
			t.Errorf("%s beside %s: told %t", test.statement, test.beside, test.apart)
		}
	}
}

func TestATimeBelongsToWhatItStandsBeside(t *testing.T) {
	const text = "The price of oil in Brenk was cut to 4 kroner from 5 kroner this year and 2 kroner from 3 kroner in 2005."
	for _, s := range statements(t, "Brenk", text, "The price of oil in Vell was cut to 4 kroner in 2005.") {
		if strings.Contains(s, "Brenk") && strings.Contains(s, "5 kroner in 2005") {
			t.Errorf("told: %q", s)
		}
	}
	fact := &questions.Fact{Statement: "Ada Lark fled Brenk in 1905.", Evidence: []questions.Evidence{{Quote: "In 1905 Lark again fled Brenk."}}}
	if !happenedBefore(fact) {
		t.Error("when she fled first is not told")
	}
	fact.Evidence[0].Quote = "In 1905 Lark fled Brenk."
	if happenedBefore(fact) {
		t.Error("she fled once")
	}
	for statement, want := range map[string]bool{
		"Duke Otto Lark lit the lamp.": true,
		"In 1905 Otto Lark lit it.":    false,
		"Otto Lark lit the lamp.":      false,
	} {
		if got := titleBefore(statement, "Otto Lark"); got != want {
			t.Errorf("%s: a title %t, want %t", statement, got, want)
		}
	}
	for statement, want := range map[string]bool{
		"The palm forms pure stands in many parts of Norway.": false,
		"The lamp of Brenk stands in Norway.":                 true,
		"Ada Lark was born in Norway.":                        true,
	} {
		if got := atOne.MatchString(statement); got != want {
			t.Errorf("%s: at one place %t, want %t", statement, got, want)
		}
	}
	for name, want := range map[string]string{"Amy": "she", "Lara": "she", "Otto": "he"} {
		if got := genderOfName(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
