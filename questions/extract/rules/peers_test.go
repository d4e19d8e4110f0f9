package rules

import (
	"slices"
	"strings"
	"testing"

	"quizbot/questions"
)

func TestAWellKnownNameHasPeers(t *testing.T) {
	for key, want := range map[string]string{
		"Justice Department":      "State Department",
		"U.S. Justice Department": "U.S. State Department",
		"US Justice Department":   "US State Department",
		"Reuters":                 "Bloomberg",
		"Ronald Reagan":           "Richard Nixon",
		"Brenk Lamp Trust":        "",
	} {
		peers := wellKnownPeers(key)
		if want == "" && len(peers) > 0 || want != "" && (!slices.Contains(peers, want) || slices.Contains(peers, key)) {
			t.Errorf("%s: %q, want %q among them and not itself", key, peers, want)
		}
	}
}

func TestNoNameStandsInTwoGroups(t *testing.T) {
	group := map[string]string{}
	for _, names := range wellKnownNames {
		if n := len(strings.Fields(names)); n < 4 && !strings.Contains(names, "CDC") {
			t.Errorf("%q: %d names, which are too few for three wrong options", names, n)
		}
		for name := range strings.FieldsSeq(names) {
			if other, twice := group[name]; twice {
				t.Errorf("%s stands in %q and %q", name, other, names)
			}
			group[name] = names
		}
	}
}

func TestACityIsNotAskedForBesideItsCountry(t *testing.T) {
	for statement, named := range map[string]bool{
		"The capital of New Zealand is Wellington.":  true,
		"New Zealand's largest city is Auckland.":    true,
		"The German engineer moved to Munich.":       true,
		"Ada Lark moved to Munich in March.":         false,
		"Ada Lark, who lit the lamp, lives in Oslo.": false,
	} {
		if got := countryNamed(statement); got != named {
			t.Errorf("%s: names a country %t, want %t", statement, got, named)
		}
	}
}

func TestHowManyIsAskedWhereTheNumberStands(t *testing.T) {
	tests := []struct{ sentence, ask string }{
		{"Ada Lark lit 38 lamps in Brenk in March 1987.", "How many lamps did Ada Lark light in Brenk in March 1987?"},
		{"Ada Lark bought 38 barrels of lamp oil in Brenk in March 1987.", "How many barrels of lamp oil did Ada Lark buy in Brenk in March 1987?"},
		{"The Brenk Lamp Trust paid $38 million for the tower of Vell in March 1987.", "How much did the Brenk Lamp Trust pay for the tower of Vell in March 1987?"},
		{"The shares of the Brenk Lamp Company fell by 38% in March 1987.", "By what percentage did the shares of the Brenk Lamp Company fall in March 1987?"},
		{"About 38% of the keepers of Brenk left Norway in March 1987.", "About what percentage of the keepers of Brenk left Norway in March 1987?"},
		{"Ada Lark served in 38 towers in Norway before March 1987.", "In how many towers did Ada Lark serve in Norway before March 1987?"},
		{"The Brenk Lamp Trust trained keepers aged 15 to 38 in Oslo in March 1987.", ""}, // the end of a range
		{"The Brenk Lamp Trust placed a $38 million order in Oslo in March 1987.", ""},    // says which order
	}
	for _, test := range tests {
		ask := ""
		for _, f := range titled(t, "The North", "Ada Lark is the keeper of the lamp of Brenk. "+test.sentence).Facts {
			for _, s := range f.Spans {
				if s.Kind == questions.Number && s.Ask != "" {
					ask = s.Ask
				}
			}
		}
		if ask != test.ask {
			t.Errorf("%s\n  %q, want %q", test.sentence, ask, test.ask)
		}
	}
}
