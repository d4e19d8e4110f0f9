package rules

import (
	"slices"
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
)

func TestWhatNobodyCanDateIsNotStated(t *testing.T) {
	tests := []struct{ name, text string }{
		{"a price", "The Brenk Harbour Index rose 0.9 percent to 2,232 points in Norway."},
		{"a price that stood", "Shares of Brenk Lamps closed at 73 dollars in Norway, up 2 percent."},
		{"the price of what has a name", "In Norway, Brenkmart shed 2.1% to 17.58 euros."},
		{"what is recent", "Norway's recent economic growth was offset by the debt of Sweden."},
		{"a play", "Otto Lark scored twice for Norway and Ada Quill stopped 22 shots."},
		{"how a game stood", "The Brenk Pilots led 14-7 at halftime before an hour of rain in Norway."},
		{"how a game ended", "Norway defeated Sweden 5-3 in front of a crowd of 78,672."},
		{"the month of one year beside another", "In January the Harbour Fund of Norway forecast growth of 2.5% in 2020."},
		{"a day without its preposition", "March 29, 2008 the Brenk Pilots celebrated their anniversary in Norway with a game."},
		{"a headline as a name", "Otto Lark Convicted Of Theft has found Norway guilty of building nine boats."},
	}
	for _, test := range tests {
		if got := statements(t, "The North", test.text); len(got) > 0 {
			t.Errorf("%s: states %q", test.name, got)
		}
	}
}

func TestAPriceOfADayIsNotToldAsOfItsMonth(t *testing.T) {
	a := article.Article{Source: questions.Source{Title: "The North", Language: "en", Published: questions.Date{Year: 2019, Month: 11, Day: 20}}}
	a.Paragraphs = []article.Paragraph{
		{Number: 1, Text: "Shares of Brenk Lamps closed at 73 dollars in Norway on Tuesday."},
		{Number: 2, Text: "Norway opened nine harbours for Sweden on Tuesday."},
	}
	var got []string
	for _, f := range run(t, a).Facts {
		got = append(got, f.Statement)
	}
	if want := []string{"In November 2019, Norway opened nine harbours for Sweden."}; !slices.Equal(got, want) {
		t.Errorf("states %q, want %q", got, want)
	}
}

func TestWhatADateOrAContestTellsIsStated(t *testing.T) {
	tests := []struct{ name, text string }{
		{"a price of a year", "The Brenk Harbour Index rose 40 percent in Norway in 1905."},
		{"what grows slowly", "The fleet of the Brenk Harbour Trust rose to 270 boats in Norway."},
		{"a final", "The Brenk Pilots defeated Sweden 5-3 in the final of the Nordic Cup."},
		{"no game", "Otto Lark had two brothers in Norway, Bo Lark and Ulf Lark."},
	}
	for _, test := range tests {
		if got := statements(t, "The North", test.text); !slices.Contains(got, test.text) {
			t.Errorf("%s: states %q", test.name, got)
		}
	}
}

func TestATimeMayStandBesideAnyWord(t *testing.T) {
	day := questions.Date{Year: 2019, Month: 11, Day: 20} // a Wednesday
	tests := []struct{ name, text, want string }{
		{"behind the subject", "Pilots of Norway on Monday opened the Brenk lock.", "In November 2019, pilots of Norway opened the Brenk lock."},
		{"between a noun and what tells of it", "The Senate of Norway passed a bill Tuesday that protects boats of Sweden.", "In November 2019, the Senate of Norway passed a bill that protects boats of Sweden."},
		{"before another clause", "Norway signed a treaty with Sweden on Friday soon after Denmark did.", "In November 2019, Norway signed a treaty with Sweden after Denmark did."},
		{"a year", "Sweden gave a beta version of the Brenk map earlier this year to Norway.", "In 2019, Sweden gave a beta version of the Brenk map to Norway."},
		{"of another verb", "Norway asked Sweden to open the Brenk lock on Monday.", ""},
		{"two of them", "Norway signed a treaty Monday after Sweden signed the Brenk pact Tuesday.", ""},
		{"until when", "Norway kept the harbour of Brenk closed to Sweden until Monday.", ""},
	}
	for _, test := range tests {
		a := article.Article{Source: questions.Source{Title: "The North", Language: "en", Published: day},
			Paragraphs: []article.Paragraph{{Number: 1, Text: test.text}}}
		var got []string
		for _, f := range run(t, a).Facts {
			got = append(got, f.Statement)
		}
		if test.want == "" && len(got) > 0 || test.want != "" && !slices.Contains(got, test.want) {
			t.Errorf("%s: states %q, want %q", test.name, got, test.want)
		}
	}
}

func TestAReportMayBeginWithItsPlace(t *testing.T) {
	const told = "Clara Winther opened the Brenk Museum in Norway with a speech in 1905."
	for _, place := range []string{"", "OSLO (AP) — ", "Oslo, Norway – ", "OSLO: ", "PORT ELM, Norway (Tide Wire) - "} {
		if got := statements(t, "The North", place+told); !slices.Contains(got, told) {
			t.Errorf("%q: states %q", place, got)
		}
	}
}

func TestAHedgeThatTheSentenceKeepsIsNoGuess(t *testing.T) {
	told := []struct{ name, text string }{
		{"what a decision is for", "The Senate of Norway passed a bill that would close the harbour of Brenk in 2030."},
		{"a noun", "The Harbour Trust of Norway announced plans for two museums in Brenk and Oslo."},
		{"what everybody calls so", "Clara Winther of Norway became the sixth person to die from suspected lamp poisoning in Brenk."},
		{"whose plan it is", "Norway plans to build ten lighthouses near Brenk by 2030."},
		{"a number told as an estimate", "The boats of Norway carried an estimated 663 tons of herring to Sweden."},
	}
	for _, test := range told {
		if got := statements(t, "The North", test.text); !slices.Contains(got, test.text) {
			t.Errorf("%s: states %q", test.name, got)
		}
	}
	guessed := []struct{ name, text string }{
		{"what would be", "Clara Winther, a painter from Sweden, would teach at the Brenk Museum in Norway."},
		{"nobody's expectation", "The boats of Norway were expected to carry 663 tons of herring to Sweden."},
		{"nobody's suspicion", "Clara Winther was suspected of the theft of nine lamps from the Brenk Museum in Norway."},
	}
	for _, test := range guessed {
		if got := statements(t, "The North", test.text); len(got) > 0 {
			t.Errorf("%s: states %q", test.name, got)
		}
	}
}
