package rules

import (
	"slices"
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
	"quizbot/questions/extract"
)

// statements returns what is stated about a text of paragraphs under a title.
func statements(t *testing.T, title string, paragraphs ...string) []string {
	t.Helper()
	var found []string
	for _, f := range titled(t, title, paragraphs...).Facts {
		found = append(found, f.Statement)
	}
	return found
}

func titled(t *testing.T, title string, paragraphs ...string) extract.Result {
	t.Helper()
	a := article.Article{Source: questions.Source{Title: title, Language: "en", Authors: []string{"Nora Quill"}}}
	for i, text := range paragraphs {
		a.Paragraphs = append(a.Paragraphs, article.Paragraph{Number: i + 1, Text: text})
	}
	return run(t, a)
}

func TestStatementsAreCutFromTheirSentence(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a time that depends on when it is read", "Sweden signed a fishing treaty with Norway on Tuesday.", "Sweden signed a fishing treaty with Norway."},
		{"a link to the sentence before", "However, Sweden also signed a treaty with Norway in 1905.", "Sweden signed a treaty with Norway in 1905."},
		{"an apposition to a name", "In 1905, Sweden signed a treaty with Norway, a kingdom in the north.", "In 1905, Sweden signed a treaty with Norway."},
		{"a clause behind a comma", "Sweden opened the Brenk Canal in 1905, ending a long quarrel.", "Sweden opened the Brenk Canal in 1905."},
		{"a bracket", "Sweden (then a great power) signed a treaty with Norway in 1905.", "Sweden signed a treaty with Norway in 1905."},
		{"what the subject did next", "Clara Winther studied law in Oslo and founded a museum in Bergen in 1905.", "Clara Winther founded a museum in Bergen in 1905."},
		{"a relative clause about a name", "The lamps of Norway were made by Clara Winther, who opened a museum in Bergen in 1905.", "Clara Winther opened a museum in Bergen in 1905."},
		{"the present", "Sweden sells timber to Norway and Denmark.", "Sweden sells timber to Norway and Denmark."},
	}
	for _, test := range tests {
		if got := statements(t, "The North", test.text); !slices.Contains(got, test.want) {
			t.Errorf("%s: %s\n  states %q, want %q", test.name, test.text, got, test.want)
		}
	}
}

func TestNothingIsStatedThatIsNotUnderstood(t *testing.T) {
	tests := []struct{ name, text string }{
		{"a condition", "Sweden signs a treaty with Norway if Denmark agrees to it."},
		{"a possibility", "Sweden could sign a treaty with Norway in 2030."},
		{"a negation", "Sweden did not sign the treaty of Brenk with Norway."},
		{"a rumour", "Sweden reportedly signed a treaty with Norway in 1905."},
		{"a pronoun", "They signed a treaty with Norway in 1905."},
		{"a participle", "An engine developed by Norway that burned oil."},
		{"another language", "Sverige skrev under ett avtal med Norge om Bergen."},
	}
	for _, test := range tests {
		if got := statements(t, "The North", test.text); len(got) > 0 {
			t.Errorf("%s: %s\n  states %q, want nothing", test.name, test.text, got)
		}
	}
}

func TestDefiniteNounsMeanTheTopicOfTheArticle(t *testing.T) {
	const opening = "Brenk is a harbour town in Norway. The lamps of Brenk are old."
	tests := []struct{ text, want string }{
		{"The town elects nine members to the Norwegian Council.", "Brenk elects nine members to the Norwegian Council."},
		{"The town of Oslo elects nine members to the Norwegian Council.", ""}, // another one
		{"The river carries timber to the Norwegian Sea.", ""},                 // no town
		{"Oslo lies near. The town elects nine members to the Norwegian Council.", ""},
	}
	for _, test := range tests {
		found := ""
		for _, got := range statements(t, "Brenk", opening, test.text) {
			if strings.Contains(got, "elects") || strings.Contains(got, "carries") {
				found = got
			}
		}
		if strings.HasPrefix(found, "The town of Oslo") {
			found = "" // it names its own
		}
		if found != test.want {
			t.Errorf("%s\n  states %q, want %q", test.text, found, test.want)
		}
	}
}

func TestTheCityIsTheOneThatTheArticleIsSetIn(t *testing.T) {
	texts := []string{"Oslo is the largest city of Norway.", "Boats come to Oslo in summer.", "Ada Lark was born in Oslo.", "Oslo is old."}
	for text, want := range map[string]string{
		"The city elects nine members to the Norwegian Council.":                      "Oslo elects nine members to the Norwegian Council.",
		"Stockholm lies near. The city elects nine members to the Norwegian Council.": "",
		"The country elects nine members to the Norwegian Council.":                   "",
	} {
		found := ""
		for _, got := range statements(t, "", append(slices.Clone(texts), text)...) {
			if strings.Contains(got, "elects") {
				found = got
			}
		}
		if found != want {
			t.Errorf("%s\n  states %q, want %q", text, found, want)
		}
	}
}

func TestTheAgencyIsTheBodyThatTheArticleIsAbout(t *testing.T) {
	texts := []string{"The Coastal Safety Agency was founded in 1902.", "The Coastal Safety Agency lit the lamps of Norway.", "Ada Lark led the Coastal Safety Agency.", "The Coastal Safety Agency owns boats."}
	for text, want := range map[string]string{
		"The agency sends nine members to the Norwegian Council.":                              "Coastal Safety Agency sends nine members to the Norwegian Council.",
		"The Fishing Agency is older. The agency sends nine members to the Norwegian Council.": "",
		"The company sends nine members to the Norwegian Council.":                             "",
	} {
		found := ""
		for _, got := range statements(t, "The North", append(slices.Clone(texts), text)...) {
			if strings.Contains(got, "sends") {
				found = strings.TrimPrefix(got, "The ")
			}
		}
		if found != want {
			t.Errorf("%s\n  states %q, want %q", text, found, want)
		}
	}
}

func TestItMeansTheSubjectOfTheSentenceBefore(t *testing.T) {
	tests := []struct{ text, want string }{
		{"The Harbour Trust was founded in 1902. It owns nine boats in Norway.", "Harbour Trust owns nine boats in Norway."},
		{"The Harbour Trust sued the Lamp Company. It owns nine boats in Norway.", ""}, // which of them?
		{"Ada Lark lit the lamp. It owns nine boats in Norway.", ""},
		{"The Harbour Trust was founded in 1902. It is likely that boats come to Norway.", ""},
	}
	for _, test := range tests {
		found := ""
		for _, got := range statements(t, "The North", test.text) {
			if strings.Contains(got, "boats") {
				found = got
			}
		}
		if strings.TrimPrefix(found, "The ") != test.want {
			t.Errorf("%s\n  states %q, want %q", test.text, found, test.want)
		}
	}
}

func TestAColumnStatesItsAuthorsView(t *testing.T) {
	result := titled(t, "Opinion: Boats are better than cars",
		"I have rowed to work for six years. My neighbours never do.",
		"Sweden should build a canal to Norway. Sweden opened the Brenk Canal in 1905.")
	var views, plain []string
	for _, f := range result.Facts {
		if f.Claimant == "Nora Quill" {
			views = append(views, f.Statement)
		} else {
			plain = append(plain, f.Statement)
		}
	}
	if !slices.Contains(views, "According to Nora Quill, Sweden should build a canal to Norway.") {
		t.Errorf("views %q: want what Sweden should do, with the author's name", views)
	}
	if !slices.Contains(plain, "Sweden opened the Brenk Canal in 1905.") {
		t.Errorf("plain facts %q: want the dated event without a claimant", plain)
	}
}

func TestQuestionsAskForObjectsCausesAndDefinitions(t *testing.T) {
	tests := []struct{ text, ask, answer string }{
		{"Clara Winther founded the Brenk Museum in Bergen.", "Which museum did Clara Winther found in Bergen?", "Brenk Museum"},
		{"Sweden defeated Norway at the Battle of Brenk.", "Which country did Sweden defeat at the Battle of Brenk?", "Norway"},
		{"Sweden closed the Brenk Canal because of a flood in Norway.", "Why did Sweden close the Brenk Canal?", "because of a flood in Norway"},
		{"Clara Winther painted a golden lamp in Bergen.", "What did Clara Winther paint in Bergen?", "a golden lamp"},
	}
	for _, test := range tests {
		found := map[string]string{}
		for _, f := range titled(t, "The North", test.text).Facts {
			for _, s := range f.Spans {
				found[s.Ask] = s.Text
			}
		}
		if found[test.ask] != test.answer {
			t.Errorf("%s\n  asks %q, want %s %s", test.text, found, test.ask, test.answer)
		}
	}
}

func TestNothingIsAskedForThatOthersMayAnswer(t *testing.T) {
	for _, text := range []string{
		"The Brenk Times is blocked in Norway as part of the harbour law of 1905.",
		"The Skarn Islands lie 860 km east of Bergen, in the middle of the Brenk Sea.", // the rest went with what was cut
		"The Norwegian election elects 70 members of the Brenk Council in Oslo.",
	} {
		for _, f := range titled(t, "The North", text).Facts {
			for _, s := range f.Spans {
				if (s.Kind == questions.Number || s.Kind == questions.Organisation) && s.Ask != "" {
					t.Errorf("%s\n  asks %s", text, s.Ask)
				}
			}
		}
	}
}

func TestATimeThatAnotherOneIsCountedFromStays(t *testing.T) {
	for _, text := range []string{
		"Clara Winther opened the Brenk Museum in Bergen in the same year, and seven years later, the Lamp Act of 1912 closed a harbour in Norway.",
		"Clara Winther opened a museum in Bergen in 1905, the same year she began to teach law in Oslo.",
	} {
		for _, s := range statements(t, "The North", text) {
			if strings.Contains(s, "later") || strings.Contains(s, "law") {
				t.Errorf("states %s", s)
			}
		}
	}
}

func TestTwoAnswersAreNone(t *testing.T) {
	got := statements(t, "The Cup", "Clara Winther won the Golden Lamp in Bergen.", "Nora Quill won the Golden Lamp in Bergen.", "Sweden sold timber to Denmark in 1905.")
	if len(got) != 1 || !strings.HasPrefix(got[0], "Sweden") {
		t.Errorf("statements %q: want only the one about Sweden, two people won the same", got)
	}
}

func TestBrokenTreesAreNone(t *testing.T) {
	s := &sentence{tokens: make([]token, 3)}
	relations := []string{"a", "b", "c"}
	for _, heads := range [][]int{nil, {0, -1, 1}, {1, 0, -1}, {-1, -1, 0}, {-1, 3, 0}, {1, 2, 0}} {
		if newTree(s, heads, relations) != nil {
			t.Errorf("heads %v make a tree, want none", heads)
		}
	}
	if newTree(s, []int{1, -1, 1}, relations) == nil {
		t.Error("a tree is refused")
	}
}
