package generate

import (
	"testing"

	"quizbot/questions"
)

func TestAQuestionThatAnythingCouldAnswerIsVague(t *testing.T) {
	tests := []struct {
		stem string
		want bool
	}{
		{"What has the Harbour used?", true},
		{"What does the Brenk Lamp Trust offer?", true},
		{"What does the Brenk Lamp Trust offer in Oslo?", false}, // it says where
		{"What includes the Brenk Lamp Trust and the Oslo Club?", true},
		{"Which body offers cheap lamps in Brenk and Oslo?", true},
		{"Which body has a list of lamps of Brenk and Oslo?", true},
		{"Which body has replaced the lamps of Brenk and Oslo?", false},
		{"What has the Oslo council bought in Brenk?", false},
		{"Who had four lamps?", true},
		{"What had deep effects on Brenk and Oslo?", true},
		{"Who remained a lifelong Roman Catholic?", true},
		{"Which town fell to Ada Lark?", true},
		{"Which town fell to Ada Lark in 1893?", false},
		{"Ada fell in love with _____.", true},
		{"Who founded the Brenk Lamp Trust?", false}, // one alone did
		{"Who is likely to get more criminal referrals from Brenk?", true},
		{"According to Ada Lark, which town burned?", true}, // who says it does not tell what is meant
		{"By whom was a lantern found in 1972 in Brenk?", false},
		{"What is Set adjacent to Brenk Lodge in Oslo?", true},
	}
	for _, test := range tests {
		if vague(test.stem) != test.want {
			t.Errorf("%s vague: %t, want %t (%d anchors)", test.stem, !test.want, test.want, anchors(test.stem))
		}
	}
}

func TestNobodyIsOfferedWhoseNameTheQuestionHas(t *testing.T) {
	tests := []struct {
		person, text string
		want         bool
	}{
		{"Bora Finn", "Seven of Bora's lamps were lit by _____.", true},
		{"Bora Finn", "Who lit seven of the lamps of Finn?", true},
		{"Bora Finn", "Who lit seven of the lamps of Finnmark?", false},
		{"Abd al Finn", "Who lit the lamp of al Brenk?", false}, // "al" is no name
	}
	for _, test := range tests {
		if shareName(test.person, test.text) != test.want {
			t.Errorf("%s, %s: %t", test.person, test.text, !test.want)
		}
	}
}

func TestAQuestionKeepsTheCommaBehindADate(t *testing.T) {
	f := &questions.Fact{FoundBy: "rules/event", Statement: "Brenk lit 3,248 lamps in 1904, more than any other town.", Spans: []questions.Span{{Kind: questions.DateSpan, Text: "1904"}}}
	for ask, want := range map[string]bool{
		"In which year did Brenk light 3,248 lamps more than any other town?":  true,
		"In which year did Brenk light 3,248 lamps, more than any other town?": false,
		"In which year did Brenk light 3,248 lamps?":                           false,
	} {
		if joined(f, ask) != want {
			t.Errorf("%s: %t, want %t", ask, !want, want)
		}
	}
}
