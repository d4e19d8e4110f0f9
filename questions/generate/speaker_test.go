package generate_test

import (
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/questions/generate"
)

// An interview is told by who answers, not by who asks.
func TestAnExplanationNamesWhoSpeaks(t *testing.T) {
	holm := questions.Source{Title: "Five lamps", Authors: []string{"Eva Holm"}, Outlet: "Brenk Post"}
	tests := []struct {
		name, claimant, quote, want string
	}{
		{"an answer", "Ada Lark", "A lamp warns in 1893 as now.", "The article “Five lamps” says in paragraph 3, according to Ada Lark: “A lamp warns"},
		{"a report of what somebody said", "Ada Lark", "A lamp warned in 1893, Lark said.", "Eva Holm (Brenk Post) says in paragraph 3: “A lamp warned"},
		{"the author's view", "Eva Holm", "A lamp warns in 1893 as now.", "Eva Holm (Brenk Post) says in paragraph 3: “A lamp warns"},
		{"the view of an author without a name", "the author", "A lamp warns in 1893 as now.", "Eva Holm (Brenk Post) says in paragraph 3: “A lamp warns"},
		{"a plain fact", "", "A lamp warns in 1893 as now.", "Eva Holm (Brenk Post) says in paragraph 3: “A lamp warns"},
	}
	for _, test := range tests {
		f := lampLit()
		f.Claimant, f.Evidence = test.claimant, f.Evidence[:1]
		f.Evidence[0].Quote = test.quote
		b := found(holm, f)
		if got := generate.Explain(b, &b.Facts[0]); !strings.HasPrefix(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
