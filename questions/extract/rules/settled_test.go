package rules

import (
	"testing"

	"quizbot/questions"
)

func TestANumberThatIsCountedOffIsNotAsked(t *testing.T) {
	tests := []struct {
		statement, number string
		want              bool
	}{
		{"Lamps are lit through four major agents of the harbour: oil, gas, wood, and coal.", "four", true},
		{"The two most widely used lamps are the gas lamp and the oil lamp.", "two", true},
		{"Ada Lark had two brothers, Tom and Bo.", "two", true},
		{"Twenty wrecks a year are ten times the number of two a year before the lamps were lit.", "ten", true},
		{"Twenty wrecks a year are six times the number of two a year before the lamps were lit.", "six", false},
		{"Brenk has two main islands—the North Island, and the South Island.", "two", true},
		{"The map shows three flat islands labeled Brenk, Vell and Oslo.", "three", true},
		{"Ada Lark had five brothers, Tom and Bo among them.", "five", false},
		{"The prize went to two brothers of Brenk, Tom Lark and Bo Lark, who row boats.", "two", true},
		{"The map has three lands labeled Brenk, Vell and Oslo.", "three", true},
		{"Ada Lark lit three lamps in Brenk and Oslo.", "three", false},
		{"The lamp has two parts that keepers light.", "two", false},
		{"The Brenk station lets captains call 24 hours a day.", "24 hours", true},
		{"The Brenk station lets captains call 14 hours a day.", "14 hours", false},
		{"The Brenk Lamp and the Vell Lamp are two old lamps of Norway.", "two", true},
		{"Ada Lark lit lamps at Brenk, Vell and Old Oslo, three towns.", "three", true},
		{"The Brenk Lamp and the Vell Lamp have three keepers.", "three", false},
		{"Half the oil came in three gifts above $10,000: $37,500 from Vell and $12,500 each from Oslo and Bergen.", "three", true},
		// Parts of a whole.
		{"Lamps of Brenk burn oil: 46.6 percent whale oil, 41.7 percent fish oil, and 11.6 percent gas.", "11.6 percent", true},
		{"Lamps of Brenk burn oil: 46.6 percent whale oil, 31.7 percent fish oil, and 11.6 percent gas.", "11.6 percent", false},
		{"Two parties of Brenk were tied on 50% each.", "50%", true},
		{"Two keepers of Brenk paid 50% each.", "50%", false},
		{"Of the keepers 40 percent burn oil and 60 percent burn gas.", "40 percent", true},
		{"Of the keepers 40 percent burn oil and 50 percent burn gas.", "40 percent", false},
		{"Of 12 lamps 5 were lit and the other 7 stayed dark.", "7", true},
		{"Of 12 lamps 5 were lit and 3 were sold.", "5", false},
		{"In Vell 7 percentage points more keepers burn gas (17 percent versus 10 percent).", "7", true},
		{"In Vell 7 percentage points more keepers burn gas (17 percent versus 10 percent).", "10 percent", true},
		{"The guild of Brenk (1250-1517) burned its lamps for 267 years.", "267", true},
		{"The guild of Brenk (1250-1517) burned its lamps for 200 years.", "200", false},
		{"The feast of Brenk has three acts, divided by two breaks.", "three", true},
		{"The feast of Brenk has three acts and two breaks.", "three", false},
	}
	for _, test := range tests {
		if got := settled(test.statement, test.number); got != test.want {
			t.Errorf("%s: %v, want %v", test.statement, got, test.want)
		}
	}
	for statement, want := range map[string]bool{
		"A venture in the late 1890s left Brenk with debts by 1902.":          true,
		"By the 1890s Brenk had lamps, as Ada Lark wrote in 1896.":            true,
		"A venture in the late 1890s left Brenk with debts until 1931.":       false,
		"A venture that Brenk began in 1871 left it with debts in the 1890s.": false,
	} {
		if got := ownDecade(statement, "1890s"); got != want {
			t.Errorf("%s: %v, want %v", statement, got, want)
		}
	}
	english, err := english()
	if err != nil {
		t.Fatal(err)
	}
	f := &finder{document: &document{language: english}, facts: []questions.Fact{{
		Statement: "Prosecutors have dropped a charge made in 2010.",
		Spans:     []questions.Span{{Kind: questions.DateSpan, Text: "2010", Ask: "In which year have prosecutors dropped a charge?"}},
	}}}
	if f.withoutSettled(); len(f.facts[0].Spans) != 0 {
		t.Error("the year of a charge is asked for as that of its end")
	}
	f.facts[0] = questions.Fact{Spans: []questions.Span{
		{Kind: questions.DateSpan, Text: "1902", Ask: "In which year did a group call the Brenk Few closed the harbour?"},
		{Kind: questions.Number, Text: "40", Ask: "How many lamps did keepers name the Brenk Few?"},
	}}
	f.facts = append(f.facts, questions.Fact{Spans: []questions.Span{
		{Kind: questions.DateSpan, Text: "1902", Ask: "In which year did Brenk link up with Oslo only?"},
		{Kind: questions.DateSpan, Text: "1903", Ask: "In which year did the lamp and oil Tom Lark leave were sold in Brenk?"},
		{Kind: questions.DateSpan, Text: "1904", Ask: "In which year did the lamp and oil Tom Lark leave with Bo were sold at a feast, which he gave?"},
		{Kind: questions.DateSpan, Text: "1905", Ask: "In which month and year did Brenk become a member?"},
		{Kind: questions.Number, Text: "43km", Ask: "How many south of Oslo is Brenk?"},
		{Kind: questions.Place, Text: "Norway", Ask: "In which country are gas lamps rare?"},
	}})
	f.withoutSettled()
	if asked := f.facts[1].Spans; asked[0].Ask != "In which year did Brenk link up with Oslo?" || asked[1].Ask+asked[2].Ask+asked[3].Ask+asked[4].Ask+asked[5].Ask != "" {
		t.Errorf("a word of the date or a second verb is left: %+v", asked)
	}
	if f.facts[0].Spans[0].Ask != "" || f.facts[0].Spans[1].Ask == "" {
		t.Errorf("two verbs are asked for, or one is not: %+v", f.facts[0].Spans)
	}
}
