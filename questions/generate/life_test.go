package generate

import (
	"slices"
	"strings"
	"testing"

	"quizbot/questions"
)

// found is a bank of facts that no editor wrote, each with its last year as a date.
func found(statements ...string) *questions.Bank {
	b := &questions.Bank{}
	for i, statement := range statements {
		f := questions.Fact{ID: questions.FactID(string(rune('a' + i))), Statement: statement, FoundBy: "rules/event", Evidence: []questions.Evidence{{Source: "log", Paragraph: i + 1, Anchor: "x"}}}
		if years := yearWord.FindAllString(statement, -1); len(years) > 0 {
			f.Spans = []questions.Span{{Kind: questions.DateSpan, Text: years[len(years)-1], Ask: "When?"}}
		}
		b.Facts = append(b.Facts, f)
	}
	return b
}

func TestWrongYearsArePossibleInALife(t *testing.T) {
	const born, dead = "Ada Lark was born in Brenk in 1950.", "Ada Lark died in 1993."
	for _, test := range []struct {
		statement string
		possible  func(year int) bool
	}{
		{"Ada Lark was elected in 1968.", func(year int) bool { return year >= 1964 }},
		{"Ada Lark went to school in Vell in 1957.", func(year int) bool { return year > 1950 && year <= 1975 }},
		{"Ada Lark sold her boat in 1990.", func(year int) bool { return year <= 1993 }},
	} {
		b := found(test.statement, born, dead)
		p := newPool(b, 1)
		got := p.dates(&b.Facts[0], b.Facts[0].Spans[0], "When?", "q")
		if len(got) < distractorCount {
			t.Errorf("%s: only %v", test.statement, got)
		}
		for _, year := range got {
			if !test.possible(atoi(year)) {
				t.Errorf("%s: %s cannot be", test.statement, year)
			}
		}
	}
}

func TestWhatIsFalseDoesNotShowItself(t *testing.T) {
	for _, test := range []struct {
		statement, date string
		possible        func(year int) bool // nil = none is made
	}{
		{"In late 1854 or early 1855 Ada Lark sold her boat.", "1855", nil},
		{"In 1854 or in early 1855 Ada Lark sold her boat.", "1854", nil},
		{"On 14 December 2008, Ada Lark rowed to Oslo for the 2008 Brenk Cup.", "14 December 2008", nil},
		{"Brenk has rowed less since Covid-19 hit in early 2020.", "2020", nil},
		{"In 1788 Ada Lark was elected to the 1792 Brenk assembly.", "1792", nil},
		{"Neil Armstrong landed with the lamp of Brenk in 1969.", "1969", nil},
		{"Ada Lark was asked about the lamps of the 2016 presidential election.", "2016", nil},
		{"The end of the Cold War in 1989 closed the lamps of Brenk.", "1989", func(year int) bool { return year < 1989 }},
		{"Ada Lark clocked 11.58 seconds on the pier of Brenk.", "11.58", nil},
		{"The lamps of Brenk burned gas in the late 1880s.", "1880s", func(year int) bool { return year == 1870 || year == 1890 }},
		{"The lamps of Brenk burned gas in the late 1890s.", "1890s", func(year int) bool { return year == 1880 }},
		{"The new lamp of Brenk is real, and it's coming in 2018.", "2018", func(year int) bool { return year > 2018 }},
		{"The new lamp of Brenk has been postponed until 2018.", "2018", func(year int) bool { return year > 2018 }},
	} {
		b := found(test.statement, "Ada Lark lit a lamp in Vell in 2017.")
		p := newPool(b, 1)
		kind := questions.DateSpan
		if strings.Contains(test.date, ".") {
			kind = questions.Number
		}
		got := p.untruths(&b.Facts[0], questions.Span{Kind: kind, Text: test.date})
		if (test.possible == nil) != (len(got) == 0) {
			t.Errorf("%s: %v", test.statement, got)
		}
		for _, year := range got {
			if test.possible != nil && !test.possible(atoi(yearWord.FindString(year))) {
				t.Errorf("%s: %s cannot be", test.statement, year)
			}
		}
	}
}

func TestALifeIsReadFromTheHeadOfItsArticle(t *testing.T) {
	for quote, want := range map[string]life{
		"Ada Lark (1 May 1840 – 3 June 1890) was a sailor.":                 {1840, 1890},
		"Captain Ada Lark KBE, CB (1840-1890) was a sailor.":                {1840, 1890},
		"Ada Lark (born May 1, 1940) is a sailor.":                          {1940, 0},
		"Ada Lark (Danish: [lɑːk]; 1 May 1840 – 3 June 1890) was a sailor.": {1840, 1890},
		"Ada Lark (sailor) was born.":                                       {},
	} {
		f := questions.Fact{Evidence: []questions.Evidence{{Quote: "She rowed."}, {Quote: quote}}}
		if got := livesOf([]questions.Fact{f})["Lark"]; got != want {
			t.Errorf("%s: %+v, want %+v", quote, got, want)
		}
	}
}

func TestElectionsAreFourYearsApart(t *testing.T) {
	b := found("Ada Lark won the seat of Brenk in the 1996 council election.", "Tom Reed left Brenk in 2012.")
	got := newPool(b, 1).dates(&b.Facts[0], b.Facts[0].Spans[0], "When?", "q")
	slices.Sort(got)
	if strings.Join(got, " ") != "1988 1992 2000 2004" {
		t.Errorf("wrong years of an election: %v", got)
	}
}

func TestNoNumberContradictsTheListBehindIt(t *testing.T) {
	for statement, some := range map[string]bool{
		"Ada Lark had two brothers, Tom and Nils.":                 false,
		"The yard builds two kinds of boats: cutters and ketches.": false,
		"Ada Lark had two brothers in Brenk.":                      true,
	} {
		b := found(statement)
		s := questions.Span{Kind: questions.Number, Text: "two", Ask: "How many?"}
		if got := newPool(b, 1).numbers(&b.Facts[0], s, s.Ask, "q"); (len(got) > 0) != some {
			t.Errorf("%s: %v", statement, got)
		}
	}
}

func TestWrongYearsLieInTheTimeOfWhatIsNamed(t *testing.T) {
	for _, test := range []struct {
		statement   string
		first, last int
	}{
		{"The port of Brenk was closed in 2021 because of COVID-19.", 2020, 2030},
		{"Brenk joined the Soviet Union in 1939.", 1917, 1991},
		{"Brenk sold its Facebook shares in 2006.", 2004, 2030},
		{"Brenk sent ships to Britain in 1941, during World War II.", 1939, 1945},
		{"Brenk was visited in 2014 by President Barack Obama.", 2009, 2017},
		{"John F. Kennedy came to Brenk in 1962 as president.", 1961, 1963},
		{"The Trump administration sold the port of Brenk in 2020.", 2017, 2021},
		{"Under President Reagan, Brenk was closed in 1985.", 1981, 1989},
	} {
		b := found(test.statement)
		got := newPool(b, 1).dates(&b.Facts[0], b.Facts[0].Spans[0], "When?", "q")
		for _, year := range got {
			if y := atoi(year); y < test.first || y > test.last {
				t.Errorf("%s: %s cannot be", test.statement, year)
			}
		}
		if len(got) == 0 {
			t.Errorf("%s: no year", test.statement)
		}
	}
}

func TestWrongYearsAreNotBeforeWhatTheyTellOfExisted(t *testing.T) {
	for _, test := range []struct {
		statement, founding string
		first               int // of the years that may be offered
	}{
		{"The Brenk Lamp Club bought a boat in 1968.", "The Brenk Lamp Club was founded in Vell in 1964.", 1964},
		{"The Brenk Lamp Club bought a boat in 1968.", "Ada Lark founded the Brenk Lamp Club in 1964.", 1964},
		{"The Brenk Lamp Club bought a boat in 1968.", "Founded in 1964, the Brenk Lamp Club has ten boats.", 1964},
		{"The Brenk Lamp Club was founded in 1964.", "The Brenk Lamp Club bought a boat in 1968.", 0},
		{"The Vell Boat Club bought a boat in 1968.", "The Brenk Lamp Club was founded in 1964.", 0},
	} {
		b := found(test.statement, test.founding)
		p := newPool(b, 1)
		got := p.dates(&b.Facts[0], b.Facts[0].Spans[0], "When?", "q")
		earlier := false
		for _, year := range got {
			earlier = earlier || atoi(year) < 1964
		}
		if len(got) < distractorCount || earlier != (test.first == 0) {
			t.Errorf("%s (%s): %v, want none before %d", test.statement, test.founding, got, test.first)
		}
	}
}
