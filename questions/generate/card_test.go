package generate_test

import (
	"slices"
	"testing"

	"quizbot/questions"
	"quizbot/questions/generate"
)

func TestACardThatNobodyReadAsksForSomethingWhole(t *testing.T) {
	tests := []struct {
		statement, term, ask string
		want                 bool
	}{
		{"The Brenk council bought a new lamp.", "a new lamp", "What did the Brenk council buy?", false}, // it bought much
		{"The Brenk council bought a new lamp in 1893.", "a new lamp", "What did the Brenk council buy in 1893?", true},
		{"The Brenk council bought the Oslo lamp in Oslo.", "the Oslo lamp", "What did the Brenk council buy in Oslo?", false},              // the question tells
		{"The Brenk council has kept an old brass light in Oslo.", "an old brass light", "What has the Brenk council kept in Oslo?", false}, // the title tells
		{"The Brenk council bought a new lamp in Oslo.", "a new lamp", "What did the Brenk council buy in Oslo?", true},
		{"The Brenk council hosted matches in Oslo in 1893.", "matches", "What did the Brenk council host in Oslo in 1893?", false}, // one or another
		{"The Brenk council taught physics in Oslo in 1893.", "physics", "What did the Brenk council teach in Oslo in 1893?", true}, // one subject
		{"A conflict occurred between Brenk and Oslo.", "A conflict", "What occurred between Brenk and Oslo?", false},               // and much else
		{"The Vell Treaty was signed between Brenk and Oslo.", "The Vell Treaty", "What was signed between Brenk and Oslo?", true},  // it has a name
		{"The Brenk council cut costs by 15% in Oslo.", "costs by 15%", "What did the Brenk council cut in Oslo?", false},           // cut off too late
		{"The Brenk council gives keepers a say in Oslo.", "keepers", "What does the Brenk council give a say in Oslo?", false},
		{"The keepers of Brenk opened fire in Oslo.", "fire", "What did the keepers of Brenk open in Oslo?", false},
		{"The Brenk council defines a request in Oslo.", "a request", "What does the Brenk request council define in Oslo?", false},
		{"The Brenk lamp opened a window into the past.", "a window", "What did the Brenk lamp open into the past?", false},
		{"The Brenk council bought the lamp, , of Oslo.", "the lamp", "What did the Brenk council, , buy?", false},
	}
	for _, test := range tests {
		f := lampLit()
		f.Statement = test.statement
		f.Spans = []questions.Span{{Kind: questions.Term, Text: test.term, Ask: test.ask}}
		f.Evidence = f.Evidence[:1]
		_, cards, _ := generate.Bank(found(questions.Source{Title: "The brass lights of Norway"}, f), generate.DefaultSeed)
		if got := len(cards) == 1; got != test.want {
			t.Errorf("%s a card: %t, want %t", test.statement, got, test.want)
		}
	}
}

func TestACardHasOneAnswer(t *testing.T) {
	tests := []struct {
		statement, text string
		kind            questions.SpanKind
		want            bool
	}{
		{"By 1893, Ada Lark had rowed back to Brenk harbour.", "1893", questions.DateSpan, false},
		{"Ada Lark built the first lamp of Brenk harbour, circa 1893 by the council's count.", "1893", questions.DateSpan, false},
		{"The lamps of Brenk harbour burned gas in the 1860s and 1870s, as Ada Lark says.", "1870s", questions.DateSpan, false},
		{"Ada Lark was one of the first six keepers of Brenk harbour.", "six", questions.Number, false},
	}
	for _, test := range tests {
		f := lampLit()
		f.Statement, f.Evidence = test.statement, f.Evidence[:1]
		f.Spans = []questions.Span{{Kind: test.kind, Text: test.text}}
		_, cards, _ := generate.Bank(found(questions.Source{Title: "The brass lights of Norway"}, f), generate.DefaultSeed)
		if got := len(cards) == 1; got != test.want {
			t.Errorf("%s a card: %t, want %t", test.statement, got, test.want)
		}
	}
}

// Who spoke is no question under a headline that has the surname.
func TestNobodyIsAskedForWhomTheTitleNames(t *testing.T) {
	for title, want := range map[string]bool{"Lark warns of the tide": false, "The lamps of Norway": true} {
		f := lampLit()
		f.Claimant, f.Evidence = "Ada Lark", f.Evidence[:1]
		f.Statement = `Ada Lark said: "The brass lamp of Brenk harbour burns nine litres of oil."`
		f.Spans = []questions.Span{{Kind: questions.Quotation, Text: "The brass lamp of Brenk harbour burns nine litres of oil.", Ask: "Who said: “The brass lamp of Brenk harbour burns nine litres of oil”?",
			Wrong: []string{"Bo Finn", "Carl Moss", "Dora Vane"}, Forms: []questions.Form{questions.WhoSaid}}}
		made, cards, _ := generate.Bank(found(questions.Source{Title: title}, f), generate.DefaultSeed)
		asked := slices.ContainsFunc(made, func(q questions.Question) bool { return q.Form == questions.WhoSaid })
		if asked != want || len(cards) == 1 != want {
			t.Errorf("under %q: asked %t, %d cards, want %t", title, asked, len(cards), want)
		}
	}
}

// Of an office that several people hold, the holder is not asked for.
func TestASpanForStatementsAloneMakesNoCard(t *testing.T) {
	for _, forms := range [][]questions.Form{nil, {questions.TrueFalse}} {
		f := lampLit()
		f.Evidence = f.Evidence[:1]
		f.Statement = "As of May 2019, Ada Lark was a keeper at the Brenk harbour office."
		f.Spans = []questions.Span{{Kind: questions.Person, Text: "Ada Lark", Forms: forms}}
		_, cards, _ := generate.Bank(found(questions.Source{Title: "Five lamps"}, f), generate.DefaultSeed)
		if got, want := len(cards), 1-len(forms); got != want {
			t.Errorf("with the forms %q: %d cards, want %d", forms, got, want)
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
		{"Ada Lark lit the lamp of Brenk again and again.", questions.Span{Kind: questions.Person, Text: "Ada Lark", Wrong: []string{"Bo Finn", "Carl Moss", "Dora Vane"}}, false},                                                                  // at its head
		{"Ada Lark lit the lamp again in Paris, France.", questions.Span{Kind: questions.Place, Text: "Paris", Wrong: []string{"Berlin", "Madrid", "Vienna"}}, false},                                                                               // the country tells
		{"Ada Lark lit the lamp again north of Brazil.", questions.Span{Kind: questions.Place, Text: "Brazil", Wrong: []string{"Guyana", "Haiti", "Peru"}}, false},                                                                                  // and of Haiti
		{"In Oslo the Brenk Trust offers cheap lanterns.", questions.Span{Kind: questions.Organisation, Text: "Brenk Trust", Ask: "Which body offers cheap lanterns in Oslo?", Wrong: []string{"Oslo Club", "Vell Guild", "Harbour Board"}}, false}, // nor as a question
		{"Ada fell in love with Bo Finn.", questions.Span{Kind: questions.Person, Text: "Bo Finn", Wrong: []string{"Ada Lark", "Carl Moss", "Dora Vane"}}, false},                                                                                   // and with others
		{"Ada Lark lit the big old lamp of the harbour.", questions.Span{Kind: questions.Term, Text: "the big old lamp", Wrong: []string{"a small new fire", "the long red rope", "some very dry wood"}}, false},                                    // much would fit
		{"In 1893 the lamp of Brenk was lit by Bo Finn.", questions.Span{Kind: questions.Person, Text: "Bo Finn", Ask: "By whom was the lamp of Brenk lit in 1893?", Wrong: []string{"Ada Lark", "Carl Moss", "Dora Vane"}}, false},                 // the question asks for him
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
