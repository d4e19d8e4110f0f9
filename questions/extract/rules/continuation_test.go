package rules

import (
	"slices"
	"strings"
	"testing"

	"quizbot/questions"
)

// saidIn returns who is found to have said what, as "Ada Lark: It burned.", in the
// order of the article.
func saidIn(t *testing.T, paragraphs ...string) (all []string) {
	t.Helper()
	for _, f := range titled(t, "The North", paragraphs...).Facts {
		for _, s := range f.Spans {
			if s.Kind == questions.Quotation {
				all = append(all, f.Claimant+": "+s.Text)
			}
		}
	}
	return all
}

func TestASpeakerSpeaksOn(t *testing.T) {
	const (
		askel = `"The lamp was sold for a song," said Julia Askel.`
		homes = `"The keepers of Brenk lost their homes within a week."`
		keeps = "Julia Askel keeps the lamp of Brenk with Peter Vane."
	)
	tests := []struct {
		name       string
		paragraphs []string
		want       string
	}{
		{"behind the attribution", []string{askel + " " + homes}, "Julia Askel"},
		{"behind more of the speaker", []string{askel + " She has kept the lamp of Brenk for years. " + homes}, "Julia Askel"},
		{"not behind another's act", []string{askel + " Peter Vane left the room of the council. " + homes}, ""},
		{"not behind a stranger", []string{askel + " A sailor left the room of the council. " + homes}, ""},
		{"opened again", []string{`Julia Askel said: "The lamp was sold for a song. ` + homes}, "Julia Askel"},
		{"not closed before the next paragraph", []string{`Julia Askel said: "The lamp was sold for a song.`, homes}, "Julia Askel"},
		{"not closed, and text behind", []string{`Julia Askel said: "The lamp was sold for a song.`, homes + " Peter Vane left."}, "Julia Askel"},
		{"closed, and text behind", []string{`Julia Askel said: "The lamp was sold for a song."`, homes + " Peter Vane left."}, ""},
		{"behind a report", []string{keeps + " Julia Askel said the council was to blame. " + homes}, "Julia Askel"},
		{"behind a report of hers", []string{"Julia Askel keeps the lamp of Brenk. She denied that it burned. " + homes}, "Julia Askel"},
		{"behind a time and a report", []string{keeps + " In the next years, Askel believes, the council has to pay. " + homes}, "Julia Askel"},
		{"behind words for who reported", []string{keeps + " The council was to blame, Julia Askel said. " + homes}, "Julia Askel"},
		{"a paragraph behind a report", []string{"Julia Askel said the council was to blame.", homes}, "Julia Askel"},
		{"behind two who report", []string{keeps + " Julia Askel said Peter Vane claimed the lamp. " + homes}, ""},
		{"behind what is no report", []string{keeps + " Julia Askel paid the council of Brenk. " + homes}, ""},
		{"answered by another", []string{"Julia Askel said the council was to blame.", homes, `"The council of Brenk paid for the glass," said Peter Vane.`}, ""},
		{"another says that", []string{keeps + ` "The keepers of Brenk lost their homes within a week." Harbour master Peter Vane said that the council was to blame.`}, ""},
		{"asked", []string{askel + ` "Did the keepers of Brenk lose their homes within a week?" Peter Vane asked.`}, ""},
	}
	for _, test := range tests {
		got := ""
		for _, said := range saidIn(t, test.paragraphs...) {
			if who, _, _ := strings.Cut(said, ":"); strings.HasSuffix(said, "homes within a week.") {
				got = who
			}
		}
		if got != test.want {
			t.Errorf("%s: %q\n  said by %q, want %q", test.name, test.paragraphs, got, test.want)
		}
	}
}

func TestWordsOfTheNextParagraphCiteWhoSpeaks(t *testing.T) {
	for _, f := range titled(t, "The North", "The mayor of Brenk is Julia Askel.", `Askel said: "The lamp was sold for a song.`, `"The keepers of Brenk lost their homes within a week."`).Facts {
		if !strings.Contains(f.Statement, "lost their homes") {
			continue
		}
		var cited []int
		for _, e := range f.Evidence {
			cited = append(cited, e.Paragraph)
		}
		if !slices.Equal(cited, []int{3, 2, 1}) {
			t.Errorf("paragraphs %d are cited, want the quotation's, who says it and the full name", cited)
		}
		return
	}
	t.Error("no fact of the second paragraph of the quotation")
}

func TestAForgottenMarkPutsNothingIntoAMouth(t *testing.T) {
	for _, said := range saidIn(t, `Julia Askel said: "The keepers of Brenk lost their homes within a week. Peter Vane of Oslo said the museum had paid for the glass. "The council of Brenk sold the oldest lamp to Oslo," Julia Askel added.`) {
		if strings.Contains(said, "museum") {
			t.Errorf("%q, want no report in what is quoted", said)
		}
	}
}

func TestSpokenSentencesStandWithoutWhatLinksThem(t *testing.T) {
	for words, want := range map[string]string{
		"And the keepers of Brenk have sold the oldest lantern.":                      "The keepers of Brenk have sold the oldest lantern.",
		"But so the keepers of Brenk have sold the oldest lantern.":                   "The keepers of Brenk have sold the oldest lantern.",
		"However, the keepers of Brenk have sold the oldest lantern.":                 "The keepers of Brenk have sold the oldest lantern.",
		"But they have sold the oldest lantern of Brenk.":                             "",
		"You know, the keepers of Brenk have sold the oldest lantern.":                "The keepers of Brenk have sold the oldest lantern.",
		"Peter Vane was never sorry that he had sold the lantern of Brenk.":           "Peter Vane was never sorry that he had sold the lantern of Brenk.",
		"The mayor has promised that he will sell the lantern of Brenk.":              "The mayor has promised that he will sell the lantern of Brenk.",
		"A lantern was what he had sold to the keepers of Brenk.":                     "",
		"If you burn whale oil in a lantern of Brenk, that is a mistake.":             "If you burn whale oil in a lantern of Brenk, that is a mistake.",
		"I burn whale oil in every lantern of Brenk, that is a mistake.":              "",
		"If the keepers of Brenk sold the oldest lantern.":                            "",
		"Some keepers of Brenk sell lanterns, and those keepers burn whale oil.":      "Some keepers of Brenk sell lanterns, and those keepers burn whale oil.",
		"These keepers of Brenk sell lanterns, and those keepers burn whale oil.":     "",
		"The tax on lanterns has hurt today's keepers and the sailors of Brenk.":      "The tax on lanterns has hurt today's keepers and the sailors of Brenk.",
		"The tax on lanterns has hurt the keepers and the sailors of Brenk today.":    "",
		"It is the first time in a century that lanterns of Brenk burn gas.":          "It is the first time in a century that lanterns of Brenk burn gas.",
		"It is only a matter of luck that the lantern of Brenk has never burned.":     "It is only a matter of luck that the lantern of Brenk has never burned.",
		"It is only a lantern of the keepers of Brenk and of the sailors.":            "",
		"The lanterns of Brenk burn whale oil and the remainder is made of old tin.":  "",
		"I've never seen such lanterns and harbours in the whole of Norway.":          "I've never seen such lanterns and harbours in the whole of Norway.",
		"The sailors have turned the harbour of Brenk into something else.":           "The sailors have turned the harbour of Brenk into something else.",
		"The sailors have turned the harbour of Brenk and the lantern of Oslo, else.": "",
	} {
		got := ""
		for _, said := range saidIn(t, `"`+strings.TrimSuffix(words, ".")+`," said Julia Askel.`) {
			_, got, _ = strings.Cut(said, ": ")
		}
		if got != want {
			t.Errorf("%q is asked as %q, want %q", words, got, want)
		}
	}
}

func TestQuotationsWithoutAnEndAreRead(t *testing.T) {
	table := strings.Repeat("1854 ", 300)
	for _, paragraphs := range [][]string{
		{`"The lamp was sold," said Julia Askel, adding "we burn oil,`, `"and the keepers of Brenk lost their homes within a week."`},
		{`"The lamp was sold for a song," said Julia Askel. ` + table + `. "The keepers of Brenk lost their homes within a week."`},
		{`Julia Askel said: " Peter Vane said so. "`, `" "`, `"`},
		{`"`, `" . "A." "`, `Askel said: "`, `"`},
	} {
		for _, said := range saidIn(t, paragraphs...) {
			if !strings.HasSuffix(said, ".") {
				t.Errorf("%q: %q", paragraphs, said)
			}
		}
	}
}

func TestAPronounBehindSomebodyWhoIsNotKnown(t *testing.T) {
	const (
		somebody = `"The lamp of the harbour was sold for a song." `
		homes    = `"The keepers of Brenk lost their homes within a week," she said.`
	)
	tests := []struct{ name, between, want string }{
		{"told of since", "Julia Askel said the council was to blame. ", "Julia Askel"},
		{"told of before only", "The council was to blame. ", ""},
		{"not the subject", "The council was to blame for Julia Askel. ", ""},
	}
	for _, test := range tests {
		got := ""
		for _, said := range saidIn(t, "Julia Askel keeps the lamp of Brenk.", somebody+test.between+homes) {
			if who, what, _ := strings.Cut(said, ":"); strings.Contains(what, "homes") {
				got = who
			}
		}
		if got != test.want {
			t.Errorf("%s: %q said it, want %q", test.name, got, test.want)
		}
	}
}

func TestTheOtherHandIsLeftOut(t *testing.T) {
	const want = "Julia Askel: The keepers of Brenk lost their homes within a week."
	if got := saidIn(t, `"On the other hand, the keepers of Brenk lost their homes within a week," said Julia Askel.`); !slices.Contains(got, want) {
		t.Errorf("said %q, want %q", got, want)
	}
}

func TestATitleMayShortenAGivenName(t *testing.T) {
	const want = "Joseph R. Askel Jr.: The keepers of Brenk lost their homes within a week."
	var got []string
	for _, f := range titled(t, "Joe Askel speaks of lamps", "Former Vice President Joseph R. Askel Jr. came to the harbour of Brenk.", `"The keepers of Brenk lost their homes within a week," Mr. Askel said.`).Facts {
		for _, s := range f.Spans {
			if s.Kind == questions.Quotation {
				got = append(got, f.Claimant+": "+s.Text)
			}
		}
	}
	if !slices.Contains(got, want) {
		t.Errorf("said %q, want %q", got, want)
	}
}
