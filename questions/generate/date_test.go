package generate_test

import (
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/questions/generate"
)

func TestADateIsFalseInTheYearOfTheTitle(t *testing.T) {
	f := questions.Fact{
		Statement: "Ada Lark lit the lamp of Brenk on 4 January 1893.",
		Spans:     []questions.Span{{Kind: questions.DateSpan, Text: "4 January 1893", Ask: "On which date did Ada Lark light the lamp of Brenk?"}},
		Evidence:  []questions.Evidence{{Paragraph: 1, Anchor: "Ada Lark lit the lamp", Quote: "Ada Lark lit the lamp of Brenk on 4 January 1893."}},
	}
	made, _, _ := generate.Bank(found(questions.Source{Title: "The lamps of 1893"}, f), generate.DefaultSeed)
	if len(made) == 0 {
		t.Fatal("no question of the fact")
	}
	for _, q := range made {
		for _, text := range append(q.Distractors, q.Stem) {
			if strings.Contains(text, "189") && !strings.Contains(text, "1893") {
				t.Errorf("%s %q, %q: the title tells the year", q.Form, q.Stem, text)
			}
		}
	}
}

func TestNoDateIsLaterThanItsArticle(t *testing.T) {
	for _, test := range []struct {
		statement, date string
		published       questions.Date
		latest          string // of the options and of what false statements say
		later           bool   // some option lies behind it
	}{
		{"Ada Lark lit the lamp of Brenk in September 1917.", "September 1917", questions.Date{Year: 1917, Month: 12, Day: 31}, "1917-12-31", false},
		{"Ada Lark lit the lamp of Brenk in March 1917.", "March 1917", questions.Date{Year: 1917, Month: 3, Day: 30}, "1917-03-30", false},
		{"Ada Lark lit the lamp of Brenk on 4 March 1917.", "4 March 1917", questions.Date{Year: 1917, Month: 3, Day: 9}, "1917-03-09", false},
		{"Ada Lark lit the lamp of Brenk in May 1915.", "May 1915", questions.Date{Year: 1917, Month: 3, Day: 9}, "1917-03-09", false},
		{"Ada Lark lit the lamp of Brenk in 1917.", "1917", questions.Date{Year: 1917}, "1917", false},
		{"Ada Lark said in May 1916 that the lamp of Brenk would burn.", "May 1916", questions.Date{Year: 1917, Month: 1}, "1917-01", false},
		{"Ada Lark will light the lamp of Brenk in 1918.", "1918", questions.Date{Year: 1917, Month: 3}, "1917-03", true},
	} {
		later := false
		for seed := range uint64(30) {
			f := lampLit()
			f.Statement, f.Evidence = test.statement, f.Evidence[1:]
			f.Spans = []questions.Span{{Kind: questions.DateSpan, Text: test.date, Ask: "When did Ada Lark of Brenk light the lamp?"}}
			made, _, _ := generate.Bank(found(questions.Source{Title: "A lamp", Published: test.published}, f), seed)
			for _, q := range made {
				for _, text := range append(q.Distractors, q.Stem) {
					if d, ok := questions.DateIn(strings.TrimSuffix(text, ".")); ok && strings.Contains(text, "19") && d.String()[:min(len(d.String()), len(test.latest))] > test.latest {
						later = true
						if !test.later {
							t.Errorf("%s %s, of an article of %s: %q", q.Form, q.Stem, test.published, text)
						}
					}
				}
			}
		}
		if later != test.later {
			t.Errorf("%s: options later than %s %t, want %t", test.statement, test.published, later, test.later)
		}
	}
}

func TestTheRightDateDoesNotStandApart(t *testing.T) {
	months := func(text string) int {
		d, _ := questions.DateIn(text)
		return 12*d.Year + int(d.Month)
	}
	for seed := range uint64(60) {
		f := lampLit()
		f.Statement, f.Evidence = "Ada Lark lit the lamp of Brenk in September 1917.", f.Evidence[1:]
		f.Spans = []questions.Span{{Kind: questions.DateSpan, Text: "September 1917", Ask: "When did Ada Lark light the lamp of Brenk?"}}
		made, _, _ := generate.Bank(found(questions.Source{Title: "A lamp", Published: questions.Date{Year: 1919, Month: 12}}, f), seed)
		for _, q := range made {
			if q.Form != questions.DateChoice {
				continue
			}
			var all []int
			for _, o := range questions.SortedOptions(q) {
				all = append(all, months(o))
			}
			key, last := months(q.Key[0]), len(all)-1
			widest := func(m []int) (w int) {
				for i := 1; i < len(m); i++ {
					w = max(w, m[i]-m[i-1])
				}
				return w
			}
			if key == all[0] && all[1]-key > widest(all[1:]) || key == all[last] && key-all[last-1] > widest(all[:last]) {
				t.Errorf("seed %d: %q among %q", seed, q.Key, q.Distractors)
			}
		}
	}
}
