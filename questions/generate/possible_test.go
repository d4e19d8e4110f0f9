package generate_test

import (
	"slices"
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/questions/generate"
)

// numbersMade returns the wrong numbers that a statement which nobody read got:
// those of its false statement and those of its gap.
func numbersMade(statement, number string) (lies, options []float64) {
	for seed := range uint64(40) {
		f := lampLit()
		f.Statement, f.Evidence = statement, f.Evidence[:1]
		f.Spans = []questions.Span{{Kind: questions.Number, Text: number}}
		made, _, _ := generate.Bank(found(questions.Source{Title: "A lamp"}, f), seed)
		before, after, _ := strings.Cut(statement, number)
		for _, q := range made {
			if q.Form == questions.TrueFalse && q.Key[0] == questions.False {
				lies = append(lies, questions.Numbers(strings.TrimSuffix(strings.TrimPrefix(q.Stem, before), after))...)
			}
			if q.Form == questions.Gap {
				options = append(options, questions.Numbers(strings.Join(q.Distractors, " , "))...)
			}
		}
	}
	return lies, options
}

func TestAFalseNumberIsOneThatTheRightOneExcludes(t *testing.T) {
	all := func(float64) bool { return true }
	no := func(float64) bool { return false }
	tests := []struct {
		statement, number string
		lie               func(float64) bool
	}{
		{"Ada Lark lit 400 lamps in the harbour of Brenk.", "400", all},
		{"Ada Lark lit more than 400 lamps in the harbour of Brenk.", "400", no}, // 500 are more than 400 too
		{"Ada Lark lit more than five thousand lamps in Brenk.", "five thousand", no},
		{"Ada Lark lit up to 400 lamps in the harbour of Brenk.", "400", no},
		{"Ada Lark lit about 400 lamps in the harbour of Brenk.", "400", func(n float64) bool { return n < 240 || n > 670 }},
		{"Ada Lark lit nearly five thousand lamps in Brenk.", "five thousand", func(n float64) bool { return n < 3000 || n > 8400 }},
		{"Ada Lark lit the lamp in six consecutive nights.", "six", func(n float64) bool { return n > 6 }}, // six include three
		{"Ada Lark was one of the first six sailors of Brenk.", "six", no},                                 // one of the first seven, too
		{"Brenk is one of the six largest harbours of Norway.", "six", no},
		{"Brenk was a port and after 211 became the capital of Norway.", "211", no},
		{"Ada Lark is 5 feet 10 inches tall in Brenk.", "10", no},
		{"Ada Lark lit the lamp six times in a row.", "six", func(n float64) bool { return n > 6 }},
	}
	for _, test := range tests {
		lies, _ := numbersMade(test.statement, test.number)
		if wants := test.lie(1) || test.lie(1e6); wants != (len(lies) > 0) {
			t.Errorf("%s: false with %v", test.statement, lies)
		}
		for _, n := range lies {
			if !test.lie(n) {
				t.Errorf("%s: %v is not excluded", test.statement, n)
			}
		}
	}
}

func TestAFalseNumberIsBelievable(t *testing.T) {
	for statement, bounds := range map[string][2]float64{
		"Ada Lark lit 400 lamps in the harbour of Brenk.":        {200, 840},
		"Ada Lark lit 58% of the lamps in the harbour of Brenk.": {29, 90},
	} {
		number, _, _ := strings.Cut(strings.TrimPrefix(statement, "Ada Lark lit "), " ")
		lies, options := numbersMade(statement, number)
		exact := questions.Numbers(number)[0]
		for _, n := range lies {
			if n < bounds[0] || n > bounds[1] || n > 0.85*exact && n < 1.15*exact {
				t.Errorf("%s: false with %v", statement, n)
			}
		}
		if len(lies) == 0 || len(options) == 0 || slices.Max(options) > bounds[1] || slices.Min(options) < bounds[0] {
			t.Errorf("%s: false with %v, options %v; want both between %v", statement, lies, options, bounds)
		}
	}
}

func TestAFalseDayIsOneOfAnotherYear(t *testing.T) {
	for _, test := range []struct {
		date, kept string
	}{
		{"3 May 1893", "3 May "},
		{"May 3, 1893", "May 3, "},
		{"May 1893", "May "},
	} {
		for seed := range uint64(20) {
			f := lampLit()
			f.Statement, f.Evidence = "Ada Lark lit the lamp of Brenk on "+test.date+".", f.Evidence[:1]
			f.Spans = []questions.Span{{Kind: questions.DateSpan, Text: test.date}}
			made, _, _ := generate.Bank(found(questions.Source{Title: "A lamp"}, f), seed)
			for _, q := range made {
				if q.Form == questions.TrueFalse && q.Key[0] == questions.False && (!strings.Contains(q.Stem, test.kept) || strings.Contains(q.Stem, "1893")) {
					t.Errorf("%s: %s", test.date, q.Stem)
				}
			}
		}
	}
}

func TestAFalseYearIsNotTheNextOneAndNoneIsNearAGuess(t *testing.T) {
	for seed := range uint64(20) {
		for statement, want := range map[string]bool{"Ada Lark lit the lamp of Brenk in 1893.": true, "Ada Lark lit the lamp of Brenk, circa 1893, for Bo.": false} {
			f := lampLit()
			f.Evidence = f.Evidence[:1]
			f.Statement, f.Spans = statement, []questions.Span{{Kind: questions.DateSpan, Text: "1893"}}
			made, _, _ := generate.Bank(found(questions.Source{Title: "A lamp"}, f), seed)
			for _, q := range made {
				lie := q.Form == questions.TrueFalse && q.Key[0] == questions.False
				if lie && (strings.Contains(q.Stem, "1892") || strings.Contains(q.Stem, "1894")) || !want && (lie || q.Form == questions.Gap) {
					t.Errorf("%s: %s", q.Form, q.Stem)
				}
			}
		}
	}
}

func TestAWrongYearStandsInTheOrderOfItsStatement(t *testing.T) {
	for _, test := range []struct {
		statement, year string
		from, to        int // of wrong years; 0 and 0: there is none
	}{
		{"Between 1893 and 1899 Ada Lark kept the lamp of Brenk.", "1893", 1884, 1898},
		{"Ada Lark lit the lamp of Brenk in 1893 and left in 1899.", "1899", 1894, 1908},
		{"Ada Lark was the first keeper of Brenk to leave since 1893.", "1893", 1884, 1892}, // the first since 1895, too
		{"Ada Lark was the third keeper of Brenk to leave since 1893.", "1893", 0, 0},
	} {
		wrong := 0
		for seed := range uint64(20) {
			f := lampLit()
			f.Evidence = f.Evidence[:1]
			f.Statement, f.Spans = test.statement, []questions.Span{{Kind: questions.DateSpan, Text: test.year}}
			made, _, _ := generate.Bank(found(questions.Source{Title: "A lamp"}, f), seed)
			for _, q := range made {
				options := q.Distractors
				if q.Form == questions.TrueFalse {
					options = nil
					if q.Key[0] == questions.False {
						before, after, _ := strings.Cut(test.statement, test.year)
						options = []string{strings.TrimSuffix(strings.TrimPrefix(q.Stem, before), after)}
					}
				}
				for _, o := range options {
					wrong++
					if year := int(questions.Numbers(o)[0]); year < test.from || year > test.to {
						t.Errorf("%s: offers %s", test.statement, o)
					}
				}
			}
		}
		if (wrong > 0) != (test.to > 0) {
			t.Errorf("%s: %d wrong years", test.statement, wrong)
		}
	}
}

func TestTheLastYearOfAnOldStoryIsNotTheLastOption(t *testing.T) {
	last := 0
	const seeds = 40
	for seed := range uint64(seeds) {
		f := lampLit()
		f.Evidence = f.Evidence[:1]
		f.Statement = "Ada Lark lit the lamp of Brenk in 1893."
		f.Spans = []questions.Span{{Kind: questions.DateSpan, Text: "1893", Ask: "In which year did Ada Lark light the lamp of Brenk?"}}
		made, _, _ := generate.Bank(found(questions.Source{Title: "A lamp"}, f), seed)
		for _, q := range made {
			if q.Form == questions.DateChoice && questions.SortedOptions(q)[3] == "1893" {
				last++
			}
		}
	}
	if last > seeds/2 {
		t.Errorf("1893 is the last option in %d of %d", last, seeds)
	}
}

func TestAWrongNumberIsPossible(t *testing.T) {
	tests := []struct {
		statement, number string
		low, high         float64 // 0 and 0: none is offered
	}{
		{"Ada Lark went 4-for-4 with four doubles against the Brenk Rays.", "four", 0, 0},
		{"The Brenk Rays won the World Series in six games.", "six", 4, 7},
		{"Ada Lark lit over 400 lamps in the harbour of Brenk.", "400", 0, 0}, // the key would be the least
		{"Ada Lark lit the lamp of Brenk on 12 consecutive nights.", "12", 0, 0},
		{"Ada Lark lit the lamp of Brenk six days a week.", "six", 2, 7},
		{"Ada Lark burned the lamp of Brenk 18 hours a day.", "18", 2, 24},
		{"Ada Lark burned the lamp of Brenk 24 hours a day.", "24", 0, 0}, // what else?
		{"The two clubs of Brenk were tied at 50% each.", "50%", 0, 0},
		{"In the harbour of Brenk 97% of the lamps are lit with oil.", "97%", 0, 0}, // all others would be far off
		{"The keepers of Brenk received 911 calls about the lamp.", "911", 0, 0},
		{"Ada Lark ran the race of Brenk with four wooden legs.", "four", 0, 0},
		{"Life expectancy of the keepers of Brenk was 61.5 years in March.", "61.5", 43, 80},
		{"The trust of Brenk has fallen from 24 of its keepers in May to 21 of them in June.", "24", 21, 48},
		{"The trust of Brenk has grown from 12 of its keepers in May to 20 of them in June.", "20", 12, 40},
		{"The keepers of Brenk paid 500 kroner or less for a lamp.", "500", 0, 0},
		{"The trust of Brenk lost 40 of its keepers per 5000 lamps.", "5000", 0, 0}, // in what is counted
		{"Ada Lark told a two thousand-year story of the lamp of Brenk.", "two", 0, 0},
		{"Brenk has 90 keepers, of whom 40 live in Oslo.", "40", 2, 90},
		{"Ada Lark lit 14 lamps of the 20 in Brenk.", "14", 2, 20},
		{"The mast of Brenk is 16 ft 2 inches high in winter.", "16", 0, 0},
		{"The storm of Brenk was a level 3 out of 5.", "5", 0, 0},
		{"Ada Lark swam third in the 220 yd freestyle of Brenk.", "220", 0, 0}, // nobody swims 260
	}
	for _, test := range tests {
		_, options := numbersMade(test.statement, test.number)
		if (test.high > 0) != (len(options) > 0) {
			t.Errorf("%s: offers %v", test.statement, options)
		}
		if len(options) > 0 && (slices.Min(options) < test.low || slices.Max(options) > test.high) {
			t.Errorf("%s: %v to %v are offered", test.statement, slices.Min(options), slices.Max(options))
		}
	}
}
