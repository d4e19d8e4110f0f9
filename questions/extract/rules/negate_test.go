package rules

import (
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
)

func TestAStatementIsDeniedByItsVerbAlone(t *testing.T) {
	tests := []struct{ statement, claimant, want string }{
		{"According to Ada Lark, the trust underpays its keepers.", "Ada Lark", "According to Ada Lark, the trust does not underpay its keepers."},
		{"According to Ada Lark, the lamp is a danger to ships.", "Ada Lark", "According to Ada Lark, the lamp is not a danger to ships."},
		{"According to Ada Lark, the new lamps use the oil of whales.", "Ada Lark", "According to Ada Lark, the new lamps do not use the oil of whales."},
		{"Ada Lark said that the council has refused the repair.", "Ada Lark", "Ada Lark said that the council has not refused the repair."},
		{"According to Ada Lark, the keepers of Brenk must repair the lamp.", "Ada Lark", "According to Ada Lark, the keepers of Brenk need not repair the lamp."},
		{"The council of Brenk carried the lamp to the museum.", "", "The council of Brenk did not carry the lamp to the museum."},
		{"According to Ada Lark, the danger of the lamp is unmistakable in Brenk.", "Ada Lark", ""}, // "not unmistakable"
		{"According to Ada Lark, the danger of the lamp is unique to Brenk.", "Ada Lark", "According to Ada Lark, the danger of the lamp is not unique to Brenk."},
		// Of these nobody would say the contrary.
		{"According to Ada Lark, the keepers tempted fate for a long time.", "Ada Lark", ""},
		{"According to Ada Lark, Brenk is a pioneer in the care of lamps.", "Ada Lark", ""},
		{"According to Ada Lark, the lamp is a small entry into the world of lamps.", "Ada Lark", ""},
		{"According to Ada Lark, the council needs to repair the lamp.", "Ada Lark", ""},
		{"Ada Lark said that something was amiss in the tower of Brenk.", "Ada Lark", ""}, // "something was not amiss"
		{"According to Ada Lark, the lamp came to represent the town.", "Ada Lark", ""},
		{"According to Ada Lark, the council sent a ship that failed to find the lamp.", "Ada Lark", ""},
		{"According to Ada Lark, the keepers stood before the town, proud of their lamp.", "Ada Lark", ""},
		{"According to Ada Lark, the smoke made the air the poorest of the coast.", "Ada Lark", ""},
		{"According to Ada Lark, the plan leaves the keepers waiting in the dark.", "Ada Lark", ""},
		{"According to Ada Lark, the lamps used to burn the oil of whales.", "Ada Lark", ""},          // "did not use to"
		{"According to Ada Lark, successful scattered keepers place lamps in Brenk.", "Ada Lark", ""}, // "did not scatter"
		// What the source denies is asserted.
		{"According to Ada Lark, the trust does not pay its keepers.", "Ada Lark", "According to Ada Lark, the trust pays its keepers."},
		{"According to Ada Lark, the council did not repair the lamp.", "Ada Lark", "According to Ada Lark, the council repaired the lamp."},
		{"According to Ada Lark, the lamp is not a danger to ships.", "Ada Lark", "According to Ada Lark, the lamp is a danger to ships."},
		{"According to Ada Lark, the trust no longer owns the lamp.", "Ada Lark", "According to Ada Lark, the trust still owns the lamp."},
		{"According to Ada Lark, the trust still owns the lamp.", "Ada Lark", "According to Ada Lark, the trust no longer owns the lamp."},
		{"According to Ada Lark, the trust did not produce the lamp.", "Ada Lark", "According to Ada Lark, the trust produced the lamp."},
		// Here nobody could tell what is denied, or the denial may be true as well.
		{"According to Ada Lark, most keepers of Brenk own a boat.", "Ada Lark", ""},
		{"According to Ada Lark, theft is not an acceptable answer of keepers.", "Ada Lark", ""},
		{"According to Ada Lark, oil is not an acceptable answer for anything.", "Ada Lark", ""},
		{"According to Ada Lark, the trust often underpays its keepers.", "Ada Lark", ""},
		{"According to Ada Lark, the lamp might be a danger to ships.", "Ada Lark", ""},
		{"According to Ada Lark, the lamp is dark because the trust is poor.", "Ada Lark", ""},
		{"According to Ada Lark, the trust sold the lamp and closed the tower.", "Ada Lark", ""},
		{"According to Ada Lark, the lamp is deeply a political matter.", "Ada Lark", ""},
		{"According to Ada Lark, a study shows the harm of lamps.", "Ada Lark", ""},
		{"According to Ada Lark, the lamp is not only a danger to ships.", "Ada Lark", ""},
		{"According to Ada Lark, Delta waves resemble the deep night of sleep.", "Ada Lark", ""}, // the tagger takes "waves" for the verb
		{"According to Ada Lark, the trust presents itself as a friend of the town.", "Ada Lark", "According to Ada Lark, the trust does not present itself as a friend of the town."},
		{"Brenk takes on Vell and Oslo plays the islands.", "", ""},
		{"The Brenk trust became the owner of the lamp.", "", "The Brenk trust did not become the owner of the lamp."},
		{"Ada Lark said: \"The lamp is a danger to ships.\"", "Ada Lark", ""},
	}
	english, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range tests {
		got := ""
		f := &finder{document: &document{language: english, article: &article.Article{}}}
		for _, s := range f.negation(test.statement, test.claimant, func() []token { return english.tokens(test.statement) }) {
			got = strings.Replace(test.statement, s.Text, s.Wrong[0], 1)
		}
		if got != test.want {
			t.Errorf("%s\n  got  %q\n  want %q", test.statement, got, test.want)
		}
	}
}

func TestNobodyDeniesWhatTheTitleSays(t *testing.T) {
	english, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		title, statement string
		denied           bool
	}{
		{"Russian moves at sea are about safe lamps", "According to Ada Lark, Moscow is buying the boats and lamps of keepers.", false},
		{"Why Brenk wants its lamps", "According to Ada Lark, Brenk is buying the boats and lamps of keepers.", false},
		{"Why Brenk sails", "According to Ada Lark, Brenk is buying the boats and lamps of keepers.", true},
		{"Norway and its lamps", "According to Ada Lark, Brenk is buying the boats and lamps of keepers.", true},
		{"Why Brenk is buying", "According to Ada Lark, Brenk is keeping the boats and lamps of keepers.", true},
	} {
		a := article.Article{}
		a.Title = test.title
		f := &finder{document: &document{language: english, article: &a}}
		spans := f.negation(test.statement, "Ada Lark", func() []token { return english.tokens(test.statement) })
		if denied := len(spans) > 0; denied != test.denied {
			t.Errorf("under %q: %s is denied %t, want %t", test.title, test.statement, denied, test.denied)
		}
		view := questions.Fact{Statement: test.statement, Claimant: "Ada Lark", FoundBy: "rules/view"}
		if told := f.toldByTitle(view); told == test.denied {
			t.Errorf("under %q: %s is told by the title %t, want %t", test.title, test.statement, told, !test.denied)
		}
	}
}
