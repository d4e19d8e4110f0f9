package rules

import (
	"slices"
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
)

func TestNobodyOfAnotherAgeIsOffered(t *testing.T) {
	named := func(full, surname string) *person { return &person{full: full, surname: surname} }
	lark, finn, moss, vane := named("Ada Lark", "Lark"), named("Bo Finn", "Finn"), named("Carl Moss", "Moss"), named("Dora Vane", "Vane")
	sentences := func(texts ...string) paragraph {
		var p paragraph
		for _, text := range texts {
			p.sentences = append(p.sentences, sentence{text: text})
		}
		return p
	}
	f := finder{document: &document{
		article:    &article.Article{Source: questions.Source{Published: questions.Date{Year: 1900}}},
		names:      &names{full: map[string]*person{}},
		paragraphs: []paragraph{sentences("Ada Lark was born in 1871.", "In the 1770s Finn built clocks.", "Carl Moss came in 1905.", "Dora Vane came later.")},
	}}
	for _, p := range []*person{lark, finn, moss, vane} {
		f.names.full[p.full] = p
	}
	tests := []struct {
		fact questions.Fact
		want []string
	}{
		{questions.Fact{Statement: "Ada Lark lit the lamp in 1893.", Spans: []questions.Span{{Kind: questions.Person, Text: "Ada Lark"}}}, []string{"Carl Moss", "Dora Vane"}},
		{questions.Fact{Statement: "Ada Lark lit the lamp in 1745.", Spans: []questions.Span{{Kind: questions.Person, Text: "Ada Lark"}}}, []string{"Bo Finn", "Dora Vane"}},
		{questions.Fact{Statement: "Ada Lark lit the lamp.", Spans: []questions.Span{{Kind: questions.Person, Text: "Ada Lark"}}}, []string{"Carl Moss", "Dora Vane"}},              // her own year
		{questions.Fact{Statement: "Dora Vane lit the lamp.", Spans: []questions.Span{{Kind: questions.Person, Text: "Dora Vane"}}}, []string{"Bo Finn", "Carl Moss", "Dora Vane"}}, // nobody knows
		{questions.Fact{Statement: "“Light!”", Claimant: "Ada Lark", Spans: []questions.Span{{Kind: questions.Quotation, Text: "Light!"}}}, []string{"Carl Moss", "Dora Vane"}},
		{questions.Fact{Statement: "“More!”", Claimant: "Dora Vane", Spans: []questions.Span{{Kind: questions.Quotation, Text: "More!"}}}, []string{"Carl Moss", "Dora Vane"}}, // when it was written
		{questions.Fact{Statement: "Barack Obama lit the lamp in 2012.", Spans: []questions.Span{{Kind: questions.Person, Text: "Barack Obama"}}}, nil},                        // everybody knows who was president
		{questions.Fact{Statement: "Barack Obama lit the lamp in 1990.", Spans: []questions.Span{{Kind: questions.Person, Text: "Barack Obama"}}}, []string{"Dora Vane"}},
		{questions.Fact{Statement: "The lamp of Brenk was lit in 1893.", Spans: []questions.Span{{Kind: questions.Place, Text: "Brenk"}}}, []string{"Bo Finn", "Carl Moss", "Dora Vane"}},
	}
	for _, test := range tests {
		test.fact.Spans[0].Wrong = []string{"Bo Finn", "Carl Moss", "Dora Vane"}
		f.contemporaries(&test.fact)
		if got := test.fact.Spans[0].Wrong; !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.fact.Statement, got, test.want)
		}
	}
}

func TestThePeopleOfARegionTellItsTowns(t *testing.T) {
	for statement, told := range map[string]bool{
		"The Japanese chef Ada Lark worked in Tokyo.":   true,
		"The Norwegian chef Ada Lark worked in Tokyo.":  false,
		"Ada Lark, who is Chinese, worked in Tokyo.":    true, // a town of the same region
		"The chef Ada Lark worked in Tokyo for a year.": false,
	} {
		if regionTold("Tokyo", statement) != told {
			t.Errorf("%s: %t", statement, !told)
		}
	}
}

func TestOnlyPaintersAreTakenForAPainter(t *testing.T) {
	f := finder{document: &document{
		names: &names{full: map[string]*person{"Bo Finn": {surname: "Finn"}, "Carl Moss": {surname: "Moss"}}},
		paragraphs: []paragraph{{sentences: []sentence{
			{text: "Bo Finn spoke in the senate."}, {text: "Moss showed his paintings in Brenk."},
		}}},
	}}
	options := []string{"Bo Finn", "Carl Moss"}
	if got := f.ofCraft("Ada Lark made many paintings of the harbour.", options); !slices.Equal(got, options[1:]) {
		t.Errorf("beside a painter stand %q", got)
	}
	if got := f.ofCraft("Ada Lark crossed the harbour.", options); !slices.Equal(got, options) {
		t.Errorf("beside a traveller stand %q", got)
	}
}

func TestNobodyIsTakenForAPresident(t *testing.T) {
	lark, bush := &person{full: "Ada Lark"}, &person{full: "George H.W. Bush"}
	obama := &person{full: "Barack Obama", callings: bush.callings}
	if lark.alike(bush, "Ada Lark led the Brenk trust.") || !obama.alike(bush, "He led.") {
		t.Error("a president is offered beside a keeper, or not beside another one")
	}
}
