package generate_test

import (
	"testing"

	"quizbot/questions"
	"quizbot/questions/generate"
)

func TestACardThatNobodyReadAsksForSomethingWhole(t *testing.T) {
	tests := []struct {
		statement, term, ask string
		want                 bool
	}{
		{"The Brenk council bought a new lamp.", "a new lamp", "What did the Brenk council buy?", true},
		{"The Brenk council bought a new lamp in Oslo.", "a new lamp", "What did the Brenk council buy in Oslo?", true},
		{"The Brenk council gives keepers a say.", "keepers", "What does the Brenk council give a say?", false},
		{"The Brenk lamp opened a window into the past.", "a window", "What did the Brenk lamp open into the past?", false},
		{"The Brenk council bought the lamp, , of Oslo.", "the lamp", "What did the Brenk council, , buy?", false},
	}
	for _, test := range tests {
		f := lampLit()
		f.Statement = test.statement
		f.Spans = []questions.Span{{Kind: questions.Term, Text: test.term, Ask: test.ask}}
		f.Evidence = f.Evidence[:1]
		_, cards, _ := generate.Bank(found(questions.Source{Title: "A lamp"}, f), generate.DefaultSeed)
		if got := len(cards) == 1; got != test.want {
			t.Errorf("%s a card: %t, want %t", test.statement, got, test.want)
		}
	}
}

func TestAGapThatNobodyReadTakesOutANameOrNumber(t *testing.T) {
	tests := []struct {
		statement string
		span      questions.Span
		want      bool
	}{
		{"In 1893 the lamp of Brenk was lit by Ada Lark.", questions.Span{Kind: questions.Person, Text: "Ada Lark", Wrong: []string{"Bo Finn", "Carl Moss", "Dora Vane"}}, true},
		{"Ada Lark lit the lamp of Brenk again and again.", questions.Span{Kind: questions.Person, Text: "Ada Lark", Wrong: []string{"Bo Finn", "Carl Moss", "Dora Vane"}}, false},                               // at its head
		{"Ada Lark lit the lamp again in Paris, France.", questions.Span{Kind: questions.Place, Text: "Paris", Wrong: []string{"Berlin", "Madrid", "Vienna"}}, false},                                            // the country tells
		{"Ada Lark lit the big old lamp of the harbour.", questions.Span{Kind: questions.Term, Text: "the big old lamp", Wrong: []string{"a small new fire", "the long red rope", "some very dry wood"}}, false}, // much would fit
		{"Ada Lark lit all of the 163 lamps of the harbour.", questions.Span{Kind: questions.Number, Text: "163"}, true},
	}
	for _, test := range tests {
		f := lampLit()
		f.Statement, f.Spans, f.Evidence = test.statement, []questions.Span{test.span}, f.Evidence[:1]
		made, _, _ := generate.Bank(found(questions.Source{Title: "A lamp"}, f), generate.DefaultSeed)
		got := false
		for _, q := range made {
			got = got || q.Form == questions.Gap
		}
		if got != test.want {
			t.Errorf("%s without %q: %t, want %t", test.statement, test.span.Text, got, test.want)
		}
	}
}
