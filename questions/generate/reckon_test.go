package generate_test

import (
	"slices"
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/questions/generate"
)

func TestANumberFitsTheOthersOfItsSentence(t *testing.T) {
	tests := []struct {
		statement, number string
		least, most       float64 // of the wrong numbers
	}{
		{"Ada Lark became a keeper at 27 and the head of the harbour at 36.", "27", 0, 36},
		{"In Brenk, 50 of the 53 keepers of the harbour are sailors.", "53", 50, 1000},
		{"The lamp oil of Brenk fell by 20 percent, compared with 30 percent in Vell.", "20 percent", 0, 30},
		{"The lamp of Brenk cost $500 million in the end, as Ada Lark says.", "$500 million", 0, 999e6},
		{"Trust in the lamps of Brenk is at its highest for five months, as Ada Lark says.", "five", 5, 1000},
		{"The number of lamps in Brenk rose to 310 in 1904 from 287.", "310", 287, 379},
		{"Turning 65 was a reason to leave the lamp of Brenk to others.", "65", 45, 85},
	}
	for _, test := range tests {
		lies, options := numbersMade(test.statement, test.number)
		if len(lies)+len(options) == 0 {
			t.Errorf("%s: no wrong number", test.statement)
		}
		for _, n := range slices.Concat(lies, options) {
			if n < test.least || n > test.most {
				t.Errorf("%s: %v", test.statement, n)
			}
		}
	}
}

func TestANumberThatItsSentenceTellsIsNotAsked(t *testing.T) {
	tests := []struct{ statement, number string }{
		{"The lamp of Brenk lights up nothing nearer than 12cm (about 4.75 inches).", "4.75"},
		{"Keeping the lamp of Brenk costs $10,037 - or $5,018.50 a term.", "$5,018.50"},
		{"A lamp cost $35,416 in Brenk in 1914, or 59 percent of the $59,754 of Vell.", "$35,416"},
		{"Ada Lark won 10 points on four lamps and two ropes in Brenk.", "10"},
		{"After a record in September 1914, Brenk sold more oil than ever in the first nine months of the year.", "nine"},
		{"Smoking on the pier of Brenk rose by 37 percent, from 0.90 percent to 1.23 percent, in one winter.", "37 percent"},
		{"Ada Lark is one of the top 10 keepers of Norway.", "10"},
		{"The lamp of Brenk is quiet for the first hour or two of the night.", "two"},
		{"Ada Lark opened a lamp shop at 4214 N. Brenk Ave in Oslo.", "4214"},
		{"Ada Lark had shrunk from her height of 6 ft 2 inches in Brenk.", "6"},
		{"Ada Lark was third in the 220 yd freestyle of Brenk.", "220"},
		{"The lamps of Brenk need other layer 4 lamps to burn.", "4"},
		{"As many as one in six keepers of Brenk will sell a lamp.", "six"},
		{"According to radar, 16.06 Brenk lost sight of the lamp.", "16.06"},
	}
	for _, test := range tests {
		if lies, options := numbersMade(test.statement, test.number); len(lies)+len(options) > 0 {
			t.Errorf("%s: false with %v, options %v", test.statement, lies, options)
		}
	}
}

func TestWhatHasHappenedDoesNotLieBehindItsArticle(t *testing.T) {
	for seed := range uint64(20) {
		f := lampLit()
		f.Statement, f.Evidence = "Ada Lark lit the new lamp of Brenk harbour in 2018.", f.Evidence[:1]
		f.Spans = []questions.Span{{Kind: questions.DateSpan, Text: "2018"}}
		items, _, _ := generate.Bank(found(questions.Source{Title: "A lamp", Published: questions.Date{Year: 2020, Month: 5, Day: 1}}, f), seed)
		for _, q := range items {
			for _, year := range []string{"2021", "2022", "2023", "2024"} {
				if strings.Contains(q.Stem+strings.Join(q.Distractors, " "), year) {
					t.Errorf("%s %q", q.Stem, q.Distractors)
				}
			}
		}
	}
}

func TestWhatIsPlannedDoesNotLieInThePast(t *testing.T) {
	tests := []struct {
		statement string
		past      bool // whether a wrong year may lie before the article
	}{
		{"Ada Lark plans to light the new lamp of Brenk harbour in 2021.", false},
		{"The new lamp of Brenk harbour has been postponed until 2021.", false},
		{"Ada Lark lit the new lamp of Brenk harbour in 2021.", true},
	}
	for _, test := range tests {
		past, made := false, 0
		for seed := range uint64(20) {
			f := lampLit()
			f.Statement, f.Evidence = test.statement, f.Evidence[:1]
			f.Spans = []questions.Span{{Kind: questions.DateSpan, Text: "2021"}}
			items, _, _ := generate.Bank(found(questions.Source{Title: "A lamp", Published: questions.Date{Year: 2020, Month: 5, Day: 1}}, f), seed)
			for _, q := range items {
				text := q.Stem + strings.Join(q.Distractors, " ")
				made++
				for _, year := range []string{"2012", "2013", "2014", "2015", "2016", "2017", "2018", "2019"} {
					past = past || strings.Contains(text, year)
				}
			}
		}
		if made == 0 || past != test.past {
			t.Errorf("%s: %d items, years before the article: %t", test.statement, made, past)
		}
	}
}
