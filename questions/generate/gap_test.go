package generate_test

import (
	"math"
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/questions/generate"
)

// gapsOf returns the stems of the gap questions and cards of a statement that
// nobody read, with one part to ask for.
func gapsOf(statement string, s questions.Span) (gaps, cards []string) {
	f := lampLit()
	f.Statement, f.Evidence, f.Spans = statement, f.Evidence[:1], []questions.Span{s}
	made, learnt, _ := generate.Bank(found(questions.Source{Title: "A lamp"}, f), generate.DefaultSeed)
	for _, q := range made {
		if q.Form == questions.Gap {
			gaps = append(gaps, q.Stem)
		}
	}
	for _, c := range learnt {
		if strings.Contains(c.Front, questions.GapMark) {
			cards = append(cards, c.Front)
		}
	}
	return gaps, cards
}

func TestAGapIsWhatTheStatementTells(t *testing.T) {
	people := []string{"Ilse Brandt", "Thomas Ashby", "Anna Dahl"}
	towns := []string{"Sandmark", "Petersham", "Ostby"}
	tests := []struct {
		statement string
		kind      questions.SpanKind
		text      string
		wrong     []string
		asked     bool
	}{
		{"Ada Lark lit the lamp of Brenk in 1893.", questions.DateSpan, "1893", nil, true},
		{"In 1893 the lamp of Brenk burned for the first time.", questions.DateSpan, "1893", nil, true},
		{"Ada Lark lit the lamp of Brenk in the 1890s.", questions.DateSpan, "1890s", nil, true},
		{"Ada Lark lit the lamp of Brenk under the 1893 Harbour Act.", questions.DateSpan, "1893", nil, false}, // part of a name
		{"Ada Lark lost her lamp in Brenk after 1893 elections.", questions.DateSpan, "1893", nil, false},
		{"Ada Lark won the 1893 election in Brenk against Tom Reed.", questions.DateSpan, "1893", nil, false},
		{"Ada Lark lost her lamp of Brenk in the Gull War of 1893.", questions.DateSpan, "1893", nil, false},
		{"Ada Lark lost her lamp of Brenk in the summer of 1893.", questions.DateSpan, "1893", nil, true},
		{"In late 1893 or early 1894 Ada Lark lit the lamp of Brenk.", questions.DateSpan, "1893", nil, false}, // the other tells
		{"Ada Lark kept the lamp of Brenk during the 1880s and early 1890s.", questions.DateSpan, "1880s", nil, false},
		{"Ada Lark has kept the lamp of Brenk since Covid-19 hit in 2020.", questions.DateSpan, "2020", nil, false},
		{"Ada Lark saw how U.S. sailors lit the lamp of Brenk.", questions.Place, "U.S.", towns, false}, // no "Kell sailors"
		{"Ada Lark said of Brenk that Kell \"is full of lamps and boats\".", questions.Place, "Kell", towns, false},
		{"The lamp of Brenk was lit by Rosa Lind in March.", questions.Person, "Rosa Lind", people, true},
		{"The lamp of Brenk was lit by Dame Rosa Lind in March.", questions.Person, "Rosa Lind", people, false}, // the others are none
		{"Ada Lark carried the lamp from Brenk to Kell.", questions.Place, "Kell", towns, true},
		{"Ada Lark gave the lamp of Brenk to King Olaf of Kell.", questions.Place, "Kell", towns, false},
		{"Ada Lark of Brenk wrote the Histoire de la Kell in March.", questions.Place, "Kell", towns, false},
		{"Ada Lark carried the lamp from Brenk to neighbouring Kell.", questions.Place, "Kell", towns, false},
		{"Ada Lark was born in the Brenk province of Kell.", questions.Place, "Kell", towns, false},
		{"Ada Lark brought post-Soviet Kell into the guild of Brenk.", questions.Place, "Kell", towns, false},
		{"Ada Lark gave the lamp of Brenk to the shah of Kell.", questions.Place, "Kell", towns, false},
		{"Ada Lark carried the lamp from Brenk to northern Kell.", questions.Place, "Kell", towns, false},
		{"Ada Lark carried the lamps from Brenk to Kell on the islands of Moss and Finn.", questions.Place, "Kell", towns, false}, // which tell it
		{"Ada Lark lit 38 lamps in the harbour of Brenk.", questions.Number, "38", nil, true},
		{"Ada Lark lit lamp number 38 in the harbour of Brenk.", questions.Number, "38", nil, false}, // counts nothing
		{"Ada Lark lit the lamps of Brenk at 9 p.m. on Sundays.", questions.Number, "9", nil, false},
	}
	for _, test := range tests {
		gaps, cards := gapsOf(test.statement, questions.Span{Kind: test.kind, Text: test.text, Wrong: test.wrong})
		if (len(gaps) > 0) != test.asked || !test.asked && len(cards) > 0 {
			t.Errorf("%s\n  gaps %q, cards %q; want one: %t", test.statement, gaps, cards, test.asked)
		}
	}
}

func TestWrongNumbersLookLikeTheRightOne(t *testing.T) {
	for _, test := range []struct {
		statement, number string
		least, most       float64
	}{
		{"The trust of Brenk paid $75.3 million for its lamps.", "$75.3 million", 37e6, 152e6},
		{"The median age of the keepers of Brenk was 38.1 years in March.", "38.1", 26.6, 100},
		{"Life expectancy of the keepers of Brenk was 84 years in March.", "84", 58, 100},
		{"Ada Lark of Brenk was 71 years old in March.", "71", 49, 93},
		{"The trust of Brenk lit 144 million lamps in March.", "144 million", 72e6, 288e6},
		{"Ada Lark ran the race of Brenk in 11.58 seconds in March.", "11.58", 10.8, 12.4},
		{"Ada Lark has kept the lamp of Brenk for almost 20 winters.", "20", 10, 40},
	} {
		_, options := numbersMade(test.statement, test.number)
		if len(options) == 0 {
			t.Errorf("%s: no options", test.statement)
		}
		for _, n := range options {
			if n < test.least || n > test.most {
				t.Errorf("%s: %v, want between %v and %v", test.statement, n, test.least, test.most)
			}
		}
	}
	for seed := range uint64(20) {
		f := lampLit()
		f.Statement, f.Evidence = "The price of lamp oil in Brenk rose by 5.3% in March.", f.Evidence[:1]
		f.Spans = []questions.Span{{Kind: questions.Number, Text: "5.3%"}}
		made, _, _ := generate.Bank(found(questions.Source{Title: "A lamp"}, f), seed)
		for _, q := range made {
			for _, o := range append(q.Distractors, q.Stem) {
				if strings.Contains(o, ".0%") {
					t.Errorf("%q in %s: nobody writes it beside 5.3%%", o, q.Stem)
				}
			}
		}
	}
}

func TestAWrongNumberIsAsExactAsTheRightOne(t *testing.T) {
	for _, test := range []struct {
		statement, number string
		unit              float64
		multiple          bool // of the unit
	}{
		{"The trust of Brenk lit 8,499,399 lamps in March.", "8,499,399", 10, false},
		{"Ada Lark has kept the lamp of Brenk for almost 20 winters.", "20", 5, true},
		{"The lamp of Brenk turns to the sea every 15 seconds.", "15", 5, true},
		{"The council of Brenk took 7.5 kroner for a lamp.", "7.5", 0.5, true},
		{"The council of Brenk took 7.5 kroner for a lamp.", "7.5", 1, false},
	} {
		_, made := numbersMade(test.statement, test.number)
		if len(made) == 0 {
			t.Errorf("%s: no options", test.statement)
		}
		for _, n := range made {
			if (math.Mod(n, test.unit) == 0) != test.multiple {
				t.Errorf("%s: %v", test.statement, n)
			}
		}
	}
}

func TestANumberOrDateIsAskedForWhereTheQuestionSaysOfWhat(t *testing.T) {
	tests := []struct {
		statement string
		span      questions.Span
		asked     bool
	}{
		{"The storm of Brenk broke 38 lamps on the northern lighthouse.", questions.Span{Kind: questions.Number, Text: "38", Ask: "How many lamps did the storm of Brenk break on the northern lighthouse?"}, true},
		{"The storm broke 38 lamps.", questions.Span{Kind: questions.Number, Text: "38", Ask: "How many lamps did the storm break?"}, false},
		{"Ada Lark opened the lighthouse of Brenk in 1893.", questions.Span{Kind: questions.DateSpan, Text: "1893", Ask: "In which year did Ada Lark open the lighthouse of Brenk?"}, true},
		{"The lamp went out in 1893.", questions.Span{Kind: questions.DateSpan, Text: "1893", Ask: "In which year did the lamp go out?"}, false},
	}
	for _, test := range tests {
		f := lampLit()
		f.Statement, f.Evidence, f.Spans = test.statement, f.Evidence[:1], []questions.Span{test.span}
		made, _, _ := generate.Bank(found(questions.Source{Title: "A lamp"}, f), generate.DefaultSeed)
		asked := false
		for _, q := range made {
			asked = asked || q.Stem == test.span.Ask
		}
		if asked != test.asked {
			t.Errorf("%s asked %t, want %t", test.span.Ask, asked, test.asked)
		}
	}
}

func TestAFalseYearOfAnElectionIsThatOfAnother(t *testing.T) {
	for seed := range uint64(20) {
		f := lampLit()
		f.Statement, f.Evidence = "Tom Reed carried the lamp of Brenk at the presidential election in 1984.", f.Evidence[:1]
		f.Spans = []questions.Span{{Kind: questions.DateSpan, Text: "1984"}}
		made, _, _ := generate.Bank(found(questions.Source{Title: "A lamp"}, f), seed)
		for _, q := range made {
			for _, year := range questions.Numbers(strings.Join(q.Distractors, " , ")) {
				if int(year)%4 != 0 {
					t.Errorf("%s: %v had no election", q.Stem, year)
				}
			}
		}
	}
}
