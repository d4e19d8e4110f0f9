package rules

import (
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
)

// statementsOf returns what is found in an article, by lines.
func statementsOf(t *testing.T, title string, paragraphs ...string) string {
	t.Helper()
	a := article.Article{Source: questions.Source{Title: title, Language: "en"}}
	for i, p := range paragraphs {
		a.Paragraphs = append(a.Paragraphs, article.Paragraph{Number: i + 1, Text: p})
	}
	facts, _, err := New().Extract(t.Context(), &a)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, f := range facts {
		all = append(all, f.Statement)
	}
	return strings.Join(all, "\n")
}

func TestWhatTheTitleNamesIsCalledByIt(t *testing.T) {
	const opens = "The 1905 Brenk hurricane was a tropical cyclone that struck Norway in August 1905."
	tests := []struct{ name, title, first, then, want string }{
		{"by another noun", "1905 Brenk hurricane", opens, "In Oslo, the storm destroyed 48 wooden houses in a night.", "In Oslo, the 1905 Brenk hurricane destroyed 48 wooden houses"},
		{"the title says of what kind it is", "Brenk (hurricane)", opens, "In Oslo, the storm destroyed 48 wooden houses in a night.", ""},
		{"another one between", "1905 Brenk hurricane", opens, "In Bergen, another storm sank two boats. In Oslo, the storm destroyed 48 wooden houses in a night.", ""},
		{"all of the name", "Lamp IV", "Lamp IV is a painting by the artist Ada Lark of Norway.", "In 1905, the painting was sold to a museum in Oslo for 48 dollars.", "In 1905, Lamp IV was sold"},
		{"a title that is no name", "Burning lamps", "Burning lamps is the study of oil by the captains of Norway.", "In 1905, the study was sold to a museum in Oslo for 48 dollars.", ""},
	}
	for _, tt := range tests {
		got := statementsOf(t, tt.title, tt.first, tt.then)
		if tt.want != "" && !strings.Contains(got, tt.want) || tt.want == "" && (strings.Contains(got, "destroyed") || strings.Contains(got, "was sold")) {
			t.Errorf("%s: found %q, want %q", tt.name, got, tt.want)
		}
	}
}
