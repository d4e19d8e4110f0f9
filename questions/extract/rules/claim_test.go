package rules

import (
	"slices"
	"strings"
	"testing"

	"quizbot/questions"
)

// askedFor returns the options beside whoever is asked for with "Who said it?"
// in the claim of the last paragraph.
func askedFor(t *testing.T, paragraphs ...string) (options []string, asked bool) {
	t.Helper()
	for _, f := range titled(t, "The North", paragraphs...).Facts {
		for _, s := range f.Spans {
			if f.FoundBy == "rules/claim" && f.Evidence[0].Paragraph == len(paragraphs) && slices.Contains(s.Forms, questions.WhoSaid) {
				return s.Wrong, true
			}
		}
	}
	return nil, false
}

func TestWhoClaimsSomethingIsAskedForAmongOthersWhoSpeak(t *testing.T) {
	const (
		susan   = "Susan Quill said the old lamp of Brenk burned oil for a century."
		peter   = "Peter Vane said the museum of Oslo paid for the glass in March."
		martha  = "Martha Dahl said the town of Vell lent a boat to the keepers."
		thomas  = "Thomas Winther said the council of Brenk sold the tower in June."
		claim   = "Julia Askel said that the lamp of Brenk burned oil in 1994."
		herself = "Julia Askel said that she had lit the lamp of Brenk in 1994."
	)
	if got, asked := askedFor(t, susan, peter, martha, thomas, claim); !asked || len(got) < 3 || slices.Contains(got, "Julia Askel") {
		t.Errorf("asked %v among %q, want three others who speak", asked, got)
	}
	if got, asked := askedFor(t, susan, peter, claim); asked {
		t.Errorf("asked among %q, though only two others speak", got)
	}
	if got, asked := askedFor(t, susan, peter, martha, thomas, herself); asked {
		t.Errorf("asked among %q, though only two of them are called she", got)
	}
}

// claimed returns the statement of the claim in the last paragraph.
func claimed(t *testing.T, paragraphs ...string) string {
	t.Helper()
	for _, f := range titled(t, "The North", paragraphs...).Facts {
		if f.FoundBy == "rules/claim" && f.Evidence[0].Paragraph == len(paragraphs) {
			return f.Statement
		}
	}
	return ""
}

func TestAClaimMayQuoteSomeOfItsWords(t *testing.T) {
	for text, want := range map[string]string{
		`Julia Askel said the lamp of Brenk was "older and less bright than the lamps of Oslo and Vell" in 1994.`: `Julia Askel said that the lamp of Brenk was "older and less bright than the lamps of Oslo and Vell" in 1994.`,
		`Julia Askel said the lamp of Brenk was a "ruin" in 1994.`:                                                `Julia Askel said that the lamp of Brenk was a "ruin" in 1994.`,
		`Julia Askel said the lamp of Brenk was "our ruin" in 1994.`:                                              "",
		`Julia Askel told the keepers of 1994: "the lamp of Brenk is far older than any other lamp".`:             "",
		`Julia Askel said the keepers of Brenk had "sold that whole lamp" in 1994.`:                               "",
	} {
		if got := claimed(t, text); got != want {
			t.Errorf("%s\n  states %q\n  want   %q", text, got, want)
		}
	}
}

func TestWhenAndWhereSomethingWasSaidIsLeftOut(t *testing.T) {
	for text, want := range map[string]string{
		"Julia Askel, who runs the museum of Brenk, said on Tuesday that the lamp of Brenk burned oil in 1994.":                "Julia Askel said that the lamp of Brenk burned oil in 1994.",
		"Julia Askel said in a letter to the council of Brenk that the lamp of Brenk burned oil in 1994.":                      "Julia Askel said that the lamp of Brenk burned oil in 1994.",
		"The lamp of Brenk burned oil for nine years, Mayor Julia Askel announced today.":                                      "Julia Askel announced that the lamp of Brenk burned oil for nine years.",
		"The Brenk Harbour Council said on Thursday 40 lamps of Brenk were sold to sailors in 1994.":                           "The Brenk Harbour Council said that 40 lamps of Brenk were sold to sailors in 1994.",
		"The Brenk Harbour Council said in a statement it had sold 40 lamps of Oslo to sailors in 1994.":                       "The Brenk Harbour Council said that it had sold 40 lamps of Oslo to sailors in 1994.",
		"Downing Street said the harbours of the Brenk Islands burned oil in 1994.":                                            "Downing Street said that the harbours of the Brenk Islands burned oil in 1994.",
		"Norway's chief military spokesperson, Rear Admiral Julia Askel, said the lamp of Brenk burned oil in 1994.":           "Julia Askel said that the lamp of Brenk burned oil in 1994.",
		"Julia Askel told the newspaper that the lamp of Brenk burned oil in 1994.":                                            "Julia Askel said that the lamp of Brenk burned oil in 1994.",
		"More than 40 boats of Brenk were stolen by sailors from Oslo in 1994, prosecutors said.":                              "Prosecutors said that more than 40 boats of Brenk were stolen by sailors from Oslo in 1994.",
		"Julia Askel said Customs and Border Lamps has customs boats in Brenk since 1994.":                                     "Julia Askel said that Customs and Border Lamps has customs boats in Brenk since 1994.",
		"More than 40 boats of Brenk were stolen by sailors from Oslo in 1994, some said.":                                     "",
		"According to a paper published in the journal Northern Lamps on Monday, the lamp of Brenk burned oil for nine years.": "According to a paper published in the journal Northern Lamps, the lamp of Brenk burned oil for nine years.",
		"The lamp of Brenk burned oil for nine years, according to The Lampman.":                                               "According to The Lampman, the lamp of Brenk burned oil for nine years.",
		"The lamp of Brenk burned oil for nine years, according to Skarn.":                                                     "",
		"The lamp of Brenk burned oil for nine years, according to the report.":                                                "",
	} {
		if got := claimed(t, "Julia Askel lives in the town of Brenk.", text); got != want {
			t.Errorf("%s\n  states %q\n  want   %q", text, got, want)
		}
	}
}

func TestACompanyIsCalledByTheFirstWordOfItsName(t *testing.T) {
	for text, want := range map[string]string{
		"In 1905 Larkson Financial Corp. was founded in Oslo. Larkson said on Monday that 40 lamps of Norway had burned all night.": "Larkson said that 40 lamps of Norway had burned all night.",
		"In 1905 Larkson Hill was lit in Oslo. Larkson said on Monday that 40 lamps of Norway had burned all night.":                "",
		"Lamps are old. Volkswagen said on Monday that 40 lamps of Norway had burned all night.":                                    "Volkswagen said that 40 lamps of Norway had burned all night.",
	} {
		got := ""
		for _, f := range titled(t, "The North", text).Facts {
			if strings.Contains(f.Statement, "40 lamps") {
				got = f.Statement
			}
		}
		if got != want {
			t.Errorf("%s\n  states %q\n  want   %q", text, got, want)
		}
	}
}

func TestABodySpeaksForItself(t *testing.T) {
	for behind, want := range map[string]string{
		`," the Coastal Safety Agency said.`:                      `The Coastal Safety Agency said: "The keepers of Brenk lost their homes."`,
		`," said a spokesman for the Coastal Safety Agency.`:      `A spokesman for the Coastal Safety Agency said: "The keepers of Brenk lost their homes."`,
		`," said the keepers of the Coastal Safety Agency.`:       "",
		`," said a friend of the Coastal Safety Agency's lawyer.`: "",
	} {
		got := ""
		for _, f := range titled(t, "The North", `"The keepers of Brenk lost their homes`+behind).Facts {
			if strings.Contains(f.Statement, "lost their homes") {
				got = f.Statement
			}
		}
		if got != want {
			t.Errorf("%s\n  states %q\n  want   %q", behind, got, want)
		}
	}
}

func TestAnAmountThatIsReportedIsNoClause(t *testing.T) {
	for text, want := range map[string]string{
		"Norsk Glass reported a loss of $304.7 million on revenue of $167.4 million in the third quarter ended Sept. 29.": "",
		"Norsk Glass reported a fire in the tower of Brenk ended in June 1905.":                                           "Norsk Glass reported that a fire in the tower of Brenk ended in June 1905.",
		"Norsk Glass reported a loss of 40 boats of Norway in the year ended 1994.":                                       "",
	} {
		if got := claimed(t, text); got != want {
			t.Errorf("%s\n got %q\nwant %q", text, got, want)
		}
	}
}

func TestAThingOrSomebodyBehindAVerbOfSpeechIsNoClause(t *testing.T) {
	for text, want := range map[string]string{
		"Julia Askel wrote a memo called 13 Lamps that set out how the harbour of Brenk burned oil in 1994.": "",
		"Julia Askel announced a plan called Brenk Two that gave 40 boats to the sailors of Norway.":         "",
		"Julia Askel warned Norway she was prepared to sell 40 boats of Brenk in 1994.":                      "",
		"Julia Askel warned Northern Norway it was about to lose 40 boats of Brenk in 1994.":                 "",
		"Julia Askel warned the harbour of Brenk was losing 40 boats of Norway in 1994.":                     "Julia Askel warned that the harbour of Brenk was losing 40 boats of Norway in 1994.",
		"Julia Askel wrote the lamp of Brenk was sold to the sailors of Norway in 1994.":                     "Julia Askel wrote that the lamp of Brenk was sold to the sailors of Norway in 1994.",
		"Julia Askel announced a lamp of Brenk called The North burned oil of Norway in 1994.":               "",
		"Julia Askel said the lamp of Brenk was closed to the sailors of Norway in 1994.":                    "Julia Askel said that the lamp of Brenk was closed to the sailors of Norway in 1994.",
		"Julia Askel reported a fire destroyed 40 boats in the harbour of Brenk in 1994.":                    "Julia Askel reported that a fire destroyed 40 boats in the harbour of Brenk in 1994.",
	} {
		if got := claimed(t, "Julia Askel lives in the town of Brenk.", text); got != want {
			t.Errorf("%s\n  states %q\n  want   %q", text, got, want)
		}
	}
}

func TestABodyThatSpeaksOfItselfIsNotExchanged(t *testing.T) {
	for text, want := range map[string]bool{
		"Microsoft said that Norway sold 40 lamps of Oslo in 1994.":                  true,
		"Microsoft said that sailors of Norway sold their 40 lamps in Oslo in 1994.": true,
		"Microsoft said that Norway lost its 40 lamps in Oslo in 1994.":              true,
		"Microsoft said that it sold 40 lamps of Norway in 1994.":                    false,
		"Microsoft said that sailors of Norway bought 40 of its lamps in 1994.":      false,
		"Microsoft said that 40 sailors of Norway bought a Larkbox in 1994.":         false,
	} {
		found := false
		for _, f := range titled(t, "The North", text).Facts {
			for _, s := range f.Spans {
				if f.FoundBy == "rules/claim" && s.Text == "Microsoft" {
					if found = true; len(s.Wrong) > 0 != want {
						t.Errorf("%s\n  exchanged for %q, want %t", text, s.Wrong, want)
					}
				}
			}
		}
		if !found {
			t.Errorf("%s\n  no claim of the company", text)
		}
	}
}

func TestWhatABodySaysOfUsIsNotAnothersWord(t *testing.T) {
	for said, want := range map[string]bool{
		"The sailors of Norway bought 40 lamps":     false,
		"We sold 40 lamps to the sailors of Norway": true,
		"The sailors of Norway bought our lamps":    true,
	} {
		if got := ofSpeakers(said); got != want {
			t.Errorf("%q: of themselves %t, want %t", said, got, want)
		}
	}
}

func TestWhatSeveralSayIsNotCreditedToTheFirst(t *testing.T) {
	for _, s := range statements(t, "The lamps", "According to Brenk University professor Ada Lark, Oslo University professor Otto Moll, and Bergen University professors Carl Vane and Nora Finn, print media is important for three primary reasons.") {
		if strings.HasPrefix(s, "According to Ada Lark,") {
			t.Errorf("states %s", s)
		}
	}
}

func TestAnAdjectiveAtTheHeadOfASentenceIsNoPartOfAName(t *testing.T) {
	const text = `Longtime Otto Winther captain Nora Quill sold lamps. "Ada Lark is a patriotic keeper of 40 lamps in Oslo," Winther said.`
	got := ""
	for _, f := range titled(t, "The North", text).Facts {
		if strings.Contains(f.Statement, "patriotic") {
			got = f.Statement
		}
	}
	if want := `Otto Winther said: "Ada Lark is a patriotic keeper of 40 lamps in Oslo."`; got != want {
		t.Errorf("states %q, want %q", got, want)
	}
}
