package rules

import (
	"slices"
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
)

func TestJudgementsAreNoFacts(t *testing.T) {
	for text, want := range map[string]bool{
		"Robert Askel is a model of patience and thrift in the harbour of Brenk.":                         false,
		"Robert Askel is the head of the lighthouse museum in the harbour of Brenk.":                      true,
		"The harbour office of Brenk has a useful guide to the boats of Norway.":                          false,
		"Robert Askel has continually undermined the harbour council of Brenk and Vell.":                  false,
		"Robert Askel has repaired the harbour wall of Brenk and the lamp of Vell.":                       true,
		"Norway needs to protect the old harbours of Brenk and Vell from the sea.":                        false,
		"The storm of Brenk had profound consequences for the sailors and fishers of Norway.":             false,
		"The Askel Yard sells a crowd-pleasing, cutting-edge boat to the sailors of Norway and Denmark.":  false,
		"The Askel Yard sells a small boat made of pine to the sailors of Norway and Denmark every year.": true,
	} {
		got := byVoice(t, article.Article{Source: questions.Source{Title: "The North"}}, text)
		if stated := slices.Contains(got, text); stated != want {
			t.Errorf("%s: stated %t, want %t: %q", text, stated, want, got)
		}
	}
}

func TestWhoArguesWithoutSayingI(t *testing.T) {
	const fact = "Sweden sells timber to Norway and Denmark."
	judged := []string{
		"The harbour of Brenk should not be closed. It is really the best of all harbours, and the council must know that.",
		"The ferry is instead a mere toy.",
	}
	long := strings.Repeat("The ferry takes coal from Brenk to Vell and fish from Vell to Brenk in summer and winter. ", 12)
	for _, test := range []struct {
		name, title string
		paragraphs  []string
		argues      bool
	}{
		{"judges in a short piece", "A quay for Vell", append(slices.Clone(judged), long, fact), true},
		{"a report passes on what is said", "A quay for Vell", append(slices.Clone(judged), long, "Ada Lark said it snowed. Bo Finn said it rained. Nora Quill said neither.", fact), false},
		{"what explains a thing begins with its name", "The harbour of Brenk", append(slices.Clone(judged), long, fact), false},
		{"few judging words", "A quay for Vell", []string{judged[1], long, fact}, false},
		{"a title that asks", "Does the harbour pay?", []string{"It must pay, and it should pay really well.", long, fact}, true},
	} {
		got := byVoice(t, article.Article{Source: questions.Source{Title: test.title}}, test.paragraphs...)
		if argues := !slices.Contains(got, fact); argues != test.argues {
			t.Errorf("%s: argues %t, want %t: %q", test.name, argues, test.argues, got)
		}
	}
}

func TestViewsThatSayNothing(t *testing.T) {
	column := article.Article{Source: questions.Source{Title: "Boats before cars", Authors: []string{"Nora Quill"}, URL: "https://paper.example/opinion/boats"}}
	for text, want := range map[string]bool{
		"Keeping sailors from boats for no good reason is a serious matter.":                                      false,
		"Keeping sailors from boats for no good reason is a serious offence under the old harbour law of Norway.": true,
		"The kitchen is, without doubt, the heart of every boat and house in the north.":                          false,
		"Programme Notice: Ada Lark will be a guest of the harbour museum in May.":                                false,
		"Ada Lark will be a guest on the harbour radio at 10pm ET with Bo Finn.":                                  false,
		"Ada Lark of the harbour museum may be reached at lark@brenk.example for questions.":                      false,
		"Draft legislation will be published on the leasehold of boats in Norway.":                                false,
		"'The Council will propose a new committee of the harbours of Norway and Denmark.":                        false,
	} {
		got := byVoice(t, column, text)
		if stated := len(got) > 0; stated != want {
			t.Errorf("%s\n  stated %t, want %t: %q", text, stated, want, got)
		}
	}
}

func TestLabelsOfSpeakersAreNotAskedFor(t *testing.T) {
	for role, want := range map[string]bool{"a senior fellow at the Oslo Institute for the Sea": false, "the chief executive of the Oslo Harbour Trust": true} {
		for _, title := range []string{"The North", "Ada Lark leaves"} {
			got := 0
			for _, f := range titled(t, title, "Ada Lark, "+role+`, came to Brenk. "The lamp is old," Lark said. Lark left.`, "Lark sold a boat in Brenk.").Facts {
				if f.FoundBy == "rules/role" {
					got++
				}
			}
			if stated := got > 0; stated != (want || title != "The North") {
				t.Errorf("%s under %q: stated %t", role, title, stated)
			}
		}
	}
}
