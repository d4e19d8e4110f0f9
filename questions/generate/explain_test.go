package generate_test

import (
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/questions/generate"
)

// found returns a bank with one fact as an engine finds it, with the words that
// it rests on.
func found(source questions.Source, f questions.Fact) *questions.Bank {
	source.ID = "lamp"
	f.ID, f.FoundBy = "lamp-lit", "rules/event"
	for i := range f.Evidence {
		f.Evidence[i].Source = "lamp"
	}
	return &questions.Bank{Name: "lamp", Title: "Lamp", Sources: []questions.Source{source}, Facts: []questions.Fact{f}}
}

func lampLit() questions.Fact {
	return questions.Fact{
		Statement: "Ada Lark lit the lamp of Brenk in 1893.",
		Spans: []questions.Span{
			{Kind: questions.DateSpan, Text: "1893", Ask: "In which year did Ada Lark light the lamp of Brenk?"},
			{Kind: questions.Person, Text: "Ada Lark", Ask: "Who lit the lamp of Brenk in 1893?", Wrong: []string{"Bo Finn", "Carl Moss", "Dora Vane"}, Forms: []questions.Form{questions.SingleChoice}},
		},
		Evidence: []questions.Evidence{
			{Paragraph: 3, Anchor: "lit the lamp", Quote: `In 1893 Lark, "the keeper", lit the lamp of Brenk.`},
			{Paragraph: 1, Anchor: "Ada Lark", Quote: "Ada Lark was born in Brenk."},
		},
	}
}

func TestAnExplanationQuotesWhatTheAnswerRestsOn(t *testing.T) {
	const quote = "“In 1893 Lark, ‘the keeper’, lit the lamp of Brenk.” Paragraph 1 names Ada Lark."
	tests := []struct {
		source questions.Source
		want   string
	}{
		{questions.Source{Authors: []string{"Eva Holm"}, Outlet: "Brenk Post"}, "Eva Holm (Brenk Post) says in paragraph 3: " + quote},
		{questions.Source{Authors: []string{"Eva Holm", "Ivo Lind"}}, "Eva Holm and Ivo Lind say in paragraph 3: " + quote},
		{questions.Source{Outlet: "Brenk Post"}, "Brenk Post says in paragraph 3: " + quote},
		{questions.Source{Title: "A lamp"}, "The article “A lamp” says in paragraph 3: " + quote},
		{questions.Source{}, "The article says in paragraph 3: " + quote},
	}
	for _, test := range tests {
		made, _, _ := generate.Bank(found(test.source, lampLit()), generate.DefaultSeed)
		if len(made) == 0 {
			t.Fatal("no question of the fact")
		}
		for _, q := range made {
			if !strings.HasSuffix(q.Explanation, test.want) {
				t.Errorf("%s: %q, want %q", q.Form, q.Explanation, test.want)
			}
			if q.Form == questions.TrueFalse && q.Key[0] == questions.False && !strings.HasPrefix(q.Explanation, "It is “1893”, not “") {
				t.Errorf("what is right instead is not said: %q", q.Explanation)
			}
		}
	}
}

func TestAnExplanationTellsWhereTheTimeStands(t *testing.T) {
	f := lampLit()
	f.Statement = "In 1893, Ada Lark lights the lamp of Brenk."
	f.Evidence[0].Quote = "Ada Lark lights the lamp of Brenk."
	f.Evidence[1].Quote = "1893 Brenk builds a harbour."
	made, _, _ := generate.Bank(found(questions.Source{Outlet: "Brenk Post"}, f), generate.DefaultSeed)
	if len(made) == 0 {
		t.Fatal("no question of the fact")
	}
	const want = "“Ada Lark lights the lamp of Brenk.” The time stands in paragraph 1: “1893 Brenk builds a harbour.”"
	for _, q := range made {
		if !strings.HasSuffix(q.Explanation, want) {
			t.Errorf("%s: %q, want %q", q.Form, q.Explanation, want)
		}
	}
}

func TestAnExplanationEndsAsSentencesDo(t *testing.T) {
	f := lampLit()
	f.Statement = "Ada Lark, keeper of Brenk, lit the lamp of Brenk in 1893."
	f.Spans[1].Text = "Ada Lark, keeper of Brenk,"
	f.Evidence[0].Quote = "In 1893 Lark lit the lamp of Brenk;"
	f.Evidence[1].Quote = "Ada Lark, keeper of Brenk, was born there."
	const want = "“In 1893 Lark lit the lamp of Brenk.” Paragraph 1 names Ada Lark, keeper of Brenk."
	made, _, _ := generate.Bank(found(questions.Source{Title: "A lamp"}, f), generate.DefaultSeed)
	if len(made) == 0 {
		t.Fatal("no question of the fact")
	}
	for _, q := range made {
		if !strings.HasSuffix(q.Explanation, want) {
			t.Errorf("%s: %q, want %q", q.Form, q.Explanation, want)
		}
	}
}

func TestAnExplanationWithoutTheWordsIsTheFact(t *testing.T) {
	f := lampLit()
	f.Evidence[0].Quote = ""
	made, _, _ := generate.Bank(found(questions.Source{Title: "A lamp"}, f), generate.DefaultSeed)
	for _, q := range made {
		if !strings.HasSuffix(q.Explanation, f.Statement) {
			t.Errorf("%s: %q", q.Form, q.Explanation)
		}
	}
}

func TestWhatTheTitleTellsIsNotAsked(t *testing.T) {
	made, _, _ := generate.Bank(found(questions.Source{Title: "How Ada Lark lit a lamp in 1893"}, lampLit()), generate.DefaultSeed)
	for _, q := range made {
		if q.Form != questions.TrueFalse || q.Key[0] == questions.False {
			t.Errorf("%s %q: the title has the answer", q.Form, q.Stem)
		}
	}
}

func TestAStatementThatCanOnlyBeTrueIsNotAlwaysAsked(t *testing.T) {
	b := found(questions.Source{Title: "A lamp"}, lampLit())
	b.Facts = nil
	for _, id := range []questions.FactID{"a", "b", "c", "d"} {
		f := lampLit()
		f.ID, f.FoundBy, f.Evidence = id, "rules/subject", f.Evidence[:1]
		f.Statement = "Ada Lark of ward " + strings.ToUpper(string(id)) + " lit the lamp of Brenk."
		f.Spans = f.Spans[1:]
		f.Spans[0].Ask = "Who of ward " + strings.ToUpper(string(id)) + " lit the lamp of Brenk?"
		f.Evidence[0].Source = "lamp"
		b.Facts = append(b.Facts, f)
	}
	made, _, dropped := generate.Bank(b, generate.DefaultSeed)
	statements := 0
	for _, q := range made {
		if q.Form == questions.TrueFalse {
			statements++
		}
	}
	if statements != 1 {
		t.Errorf("%d statements that are true anyhow, want one", statements)
	}
	for _, d := range dropped {
		if d.Rule != "balance" {
			t.Errorf("%s: %s", d.Question, d.Reason)
		}
	}
}

func TestWhoClaimsSomethingIsAskedForAsASpeaker(t *testing.T) {
	f := lampLit()
	f.Statement, f.Claimant = "Ada Lark said that the lamp of Brenk was lit in 1893.", "Ada Lark"
	f.Spans = f.Spans[1:]
	f.Spans[0].Ask = "Who said that the lamp of Brenk was lit in 1893?"
	for _, test := range []struct {
		forms []questions.Form
		want  questions.Form
	}{{[]questions.Form{questions.WhoSaid}, questions.WhoSaid}, {nil, questions.SingleChoice}} {
		f.Spans[0].Forms = test.forms
		made, _, _ := generate.Bank(found(questions.Source{Title: "A lamp"}, f), generate.DefaultSeed)
		asked := map[questions.Form]bool{}
		for _, q := range made {
			asked[q.Form] = q.Key[0] == "Ada Lark"
		}
		if !asked[test.want] || asked[questions.WhoSaid] && asked[questions.SingleChoice] {
			t.Errorf("forms %v: asked as %v, want %s only", test.forms, asked, test.want)
		}
	}
}

func TestAnExplanationEndsWithOneFullStop(t *testing.T) {
	f := lampLit()
	for i, s := range f.Spans {
		f.Spans[i].Text = strings.Replace(s.Text, "Ada Lark", "Ada Lark Jr.", 1)
	}
	f.Statement = strings.Replace(f.Statement, "Ada Lark", "Ada Lark Jr.", 1)
	for i, e := range f.Evidence {
		f.Evidence[i].Quote = strings.Replace(e.Quote, "Ada Lark", "Ada Lark Jr.", 1)
	}
	made, _, _ := generate.Bank(found(questions.Source{Title: "A lamp"}, f), generate.DefaultSeed)
	if len(made) == 0 {
		t.Fatal("no question of the fact")
	}
	for _, q := range made {
		if !strings.HasSuffix(q.Explanation, "names Ada Lark Jr.") {
			t.Errorf("%s: %q", q.Form, q.Explanation)
		}
	}
}
