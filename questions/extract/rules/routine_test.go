package rules

import (
	"slices"
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
)

func TestWhatOnlyCarriesAReportOn(t *testing.T) {
	for _, test := range []struct {
		title, text string
		worth       bool
	}{
		{"Boats", "The request for lamps comes as Norway wants to buy a harbour.", false},
		{"Boats", "The request for lamps came from Norway after a storm.", true},
		{"Boats", "Norway has the most number of fever cases in the north.", false},
		{"Boats", "Norway has the most lighthouses in the north.", true},
		{"Boats", "Brenk University students protest against the new boats in Oslo, Norway.", false},
		{"Askel Yard", "The Askel Yard of Norway builds boats for captains.", true},
		{"Boats", "Ada Lark of Norway is 73 years old and the oldest captain of Sweden.", false},
		{"Boats", "Ada Lark has been a captain of Norway for almost 20 years.", false},
		{"Boats", "As of May 2012, Ada Lark has been a captain of Norway for almost 20 years.", true},
		{"Boats", "Ada Lark was a captain of Norway for almost 20 years.", true},
		{"Boats", "Examples include the captains of Norway, who rowed boats to Sweden.", false},
		{"Boats", "Which means, the captains of Norway rowed boats to Sweden.", false},
		{"Boats", "The next problem of Norway is that the captains row boats to Sweden.", false},
		{"Boats", "Step two of the captains of Norway was to row boats to Sweden.", false},
		{"Boats", "Examples of the boats of Norway are kept in Sweden.", true},
		{"Boats", "The boats of Norway were sold to Sweden last July.", false},
		{"Boats", "Brenk Radio's Ada Lark discusses the boats of Norway.", false},
		{"Boats", "Funny story - back in 1912 Norway sold nine boats to Sweden.", false},
		{"Boats", "Norway - with nine boats - sold lamps to Sweden.", true},
		{"Boats", "Lamp One: The boat of Norway is real and was built in 1912.", true},
	} {
		fact := questions.Fact{Statement: test.text, FoundBy: "rules/subject"}
		reason, detail := asShown(t, test.title, fact, "Ada Lark and Nora Quill sailed.", test.text)
		if worth := reason == ""; worth != test.worth {
			t.Errorf("under %q: %s\n  got %q (%s), want worth asking: %t", test.title, test.text, reason, detail, test.worth)
		}
	}
}

func TestWhatStandsBehindALabelIsNotToldWithoutIt(t *testing.T) {
	for text, told := range map[string]bool{
		"Askel Moll: The fabled lamp of Brenk is real, and Norway built it in 1912.": false,
		"The fabled lamp of Brenk is real, and Norway built it in 1912.":             true,
	} {
		got := statements(t, "The North", text)
		if slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, "The fabled lamp") }) != told {
			t.Errorf("%s\n  states %q", text, got)
		}
	}
}

func TestWhatIsOfADayOrGame(t *testing.T) {
	for text, want := range map[string]string{
		"Shares of the Brenk Yard had fallen 7 percent to 10 dollars by 1830 GMT.": reasonRate,
		"Shares of the Brenk Yard had fallen 7 percent to 10 dollars by 1830.":     "",
		"Otto Lark added his seventh for the Pilots of Norway.":                    reasonOccasion,
		"Otto Lark scored for Norway, which had not won since 1905.":               reasonOccasion,
		"Otto Lark added two small boats to the fleet of Norway.":                  "",
		"Otto Lark scored for Norway in the final of 1905.":                        "",
	} {
		fact := questions.Fact{Statement: text, FoundBy: "rules/subject"}
		if reason, detail := asShown(t, "Boats", fact, "Ada Lark and Nora Quill sailed.", text); reason != want {
			t.Errorf("%s\n  got %q (%s), want %q", text, reason, detail, want)
		}
	}
}

func TestWhatASentenceHasLostIsNotStated(t *testing.T) {
	for name, text := range map[string]string{
		"the first party of a case":   "In Lark v. Wade Harbour of Norway closed nine yards of Sweden.",
		"the month of some year":      "Otto Lark of Norway opened nine yards in Sweden in early April.",
		"a month beside the perfect":  "Otto Lark of Norway has closed nine yards since a storm in September in Sweden.",
		"whom dollars are no word of": "Otto Lark of Norway spent thousands of dollars training them to sail in Sweden.",
		"a name cut in two":           "The Boat Code of Norway has guidelines for the treatment of the U.S. Flag on a boat.",
		"a month of some year":        "In January the Harbour Fund of Norway forecast growth of 2.5% in 2020.",
		"a link to what was conceded": "Though, Otto Lark of Norway had to open nine yards in Sweden.",
		"of whom":                     "Many of whom shared a love of Norway that made Sweden pass the Boat Act of 1905.",
	} {
		if got := statements(t, "The North", text); len(got) > 0 {
			t.Errorf("%s: states %q", name, got)
		}
	}
}

func TestAnOfficeOfOnePerson(t *testing.T) {
	day := questions.Date{Year: 2019, Month: 11, Day: 20}
	for _, test := range []struct{ title, text, want string }{
		{"The North", "Norwegian Trade Secretary Otto Askel opened a pier. Otto Askel said he was glad. Askel sailed home.", "As of November 2019, Otto Askel was the Norwegian Trade Secretary."},
		{"The North", "The pier of 1986 was opened by Norwegian Trade Secretary Otto Askel. Otto Askel said he was glad. Askel sailed home.", ""}, // as of when?
		{"Norwegian trade secretary opens pier", "Norwegian Trade Secretary Otto Askel opened a pier. Otto Askel said he was glad. Askel sailed home.", ""},
	} {
		a := article.Article{Source: questions.Source{Title: test.title, Language: "en", Published: day},
			Paragraphs: []article.Paragraph{{Number: 1, Text: test.text}}}
		var got []string
		for _, f := range run(t, a).Facts {
			if f.FoundBy == "rules/role" {
				got = append(got, f.Statement)
			}
		}
		if test.want == "" && len(got) > 0 || test.want != "" && !slices.Contains(got, test.want) {
			t.Errorf("under %q: %q, want %q", test.title, got, test.want)
		}
	}
}
