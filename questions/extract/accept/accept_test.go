package accept

import (
	"bytes"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
	"quizbot/questions/extract"
)

func lighthouse(t *testing.T) article.Article {
	t.Helper()
	a, err := article.Read("lamp.txt", []byte(`The lamp of Brenk

The lighthouse of Brenk was built in 1874 by Ada Lark. It stands on the northern pier.

The keeper, Tom Reed, said the lamp might fail. We think so, too.
`))
	if err != nil {
		t.Fatal(err)
	}
	a.Title = "The lamp of Brenk"
	return a
}

func built() questions.Fact {
	return questions.Fact{
		ID: "built", Statement: "The lighthouse of Brenk was built in 1874 by Ada Lark.", Importance: 3, FoundBy: "rules/event",
		Signals:  map[string]float64{"parsed clauses": 1, "broken": math.NaN()},
		Spans:    []questions.Span{{Kind: questions.DateSpan, Text: "1874"}, {Kind: questions.Person, Text: "Ada Lark", Ask: "Who built the lighthouse of Brenk?", Wrong: []string{"Tom Reed", "Mina Holt", "Ida Brand"}}},
		Evidence: []questions.Evidence{{Paragraph: 1, Quote: "The lighthouse of Brenk was built in 1874 by Ada Lark."}},
	}
}

func TestFeaturesCanBeRead(t *testing.T) {
	a := lighthouse(t)
	f := built()
	got := At(&a).Fact(&f)
	for name, want := range map[string]float64{
		"family rules/event": 1, "signal parsed clauses": 1, "signal broken": 0, "importance": 3,
		"statement words": 11, "statement years": 1, "statement names": 2, "statement bare definite nouns": 0, "statement begins with the": 1,
		"spans": 2, "spans with a question": 1, "spans with options": 1, "asks date": 1, "asks person": 1,
		"sentence whole": 1, "place": 0.5, "shares with the title": 1.0 / 6, "article first person": 1.0 / 30,
	} {
		if math.Abs(got[name]-want) > 1e-9 {
			t.Errorf("%q = %v, want %v", name, got[name], want)
		}
	}
}

func TestAViewAmongManyNamesIsMarked(t *testing.T) {
	a, f := lighthouse(t), built()
	f.FoundBy = "rules/view"
	for _, test := range []struct {
		more string // words of the article that are no names
		want float64
	}{{"", 1}, {strings.Repeat(" and the sea goes on", 20), 0}} {
		a.Paragraphs[0].Text += test.more
		if got := At(&a).Fact(&f)["family rules/view among names"]; got != test.want {
			t.Errorf("with %d more words: %v, want %v", len(strings.Fields(test.more)), got, test.want)
		}
	}
	event := built()
	b := lighthouse(t)
	if got := At(&b).Fact(&event)["family rules/view among names"]; got != 0 {
		t.Errorf("an event: %v", got)
	}
}

func TestQuestionFeatures(t *testing.T) {
	a := lighthouse(t)
	q := questions.Question{Form: questions.SingleChoice, Stem: "Who built the lighthouse of Brenk?", Key: []string{"Ada Lark"}, Distractors: []string{"Tom Reed", "Mina Holt", "Bo"}}
	got := At(&a).Question(q)
	for name, want := range map[string]float64{
		"question form single": 1, "question begins with who": 1, "question key words": 2, "question options as many words": 2.0 / 3,
		"question options from the article": 1.0 / 3, "question key longest": 0, "question options length spread, log": math.Log(4.5),
	} {
		if math.Abs(got[name]-want) > 1e-9 {
			t.Errorf("%q = %v, want %v", name, got[name], want)
		}
	}
	for name := range got {
		if !strings.HasPrefix(name, ofQuestion) {
			t.Errorf("feature %q of a question does not begin with %q", name, ofQuestion)
		}
	}
}

func TestNothingStrangeMakesFeaturesPanicOrEndless(t *testing.T) {
	for _, a := range []article.Article{{}, {Paragraphs: []article.Paragraph{{Number: 1, Text: "…"}}}} {
		l := At(&a)
		for _, x := range []Features{
			l.Fact(&questions.Fact{}), l.Fact(&questions.Fact{Spans: []questions.Span{{}}, Evidence: []questions.Evidence{{Paragraph: 99}}}),
			l.Question(questions.Question{}), l.Question(questions.Question{Stem: questions.GapMark, Key: []string{""}, Distractors: []string{"", ""}}), l.Card(questions.Card{}),
		} {
			for name, value := range x {
				if math.IsNaN(value) || math.IsInf(value, 0) {
					t.Errorf("%q = %v", name, value)
				}
			}
		}
	}
}

// yearsAreBad rejects what has a year, and likes single choice.
func yearsAreBad() *Model {
	return &Model{Threshold: 0.43, Bias: 0.5, Weights: []Weight{
		{"question form single", 0.25, 0.5, 0.5},
		{"statement years", -2, 0, 1},
	}}
}

func TestAModelKeepsWhatReachesItsThreshold(t *testing.T) {
	a := lighthouse(t)
	plain := built()
	plain.ID, plain.Statement = "stands", "The lighthouse of Brenk stands on the northern pier."
	given := extract.Result{Facts: []questions.Fact{built(), plain}, Dropped: []extract.Drop{{Family: "rules/role", Paragraph: 2}}}
	got := yearsAreBad().Facts(&a, given)
	if len(got.Facts) != 1 || got.Facts[0].ID != "stands" || math.Abs(got.Facts[0].Score-0.622) > 0.001 {
		t.Errorf("facts %+v, want stands alone with the score 0.622", got.Facts)
	}
	want := extract.Drop{Family: "rules/event", Paragraph: 1, Reason: ReasonBelow, Detail: "0.18", Text: built().Statement}
	if len(got.Dropped) != 2 || got.Dropped[0] != want {
		t.Errorf("dropped %+v, want first %+v", got.Dropped, want)
	}

	bank := &questions.Bank{
		Facts: given.Facts,
		Questions: []questions.Question{
			{ID: "built/single", Form: questions.SingleChoice, Facts: []questions.FactID{"built"}},
			{ID: "stands/single", Form: questions.SingleChoice, Facts: []questions.FactID{"stands"}},
			{ID: "stands/gap", Form: questions.Gap, Facts: []questions.FactID{"stands"}},
		},
		Cards: []questions.Card{{ID: "built/card", Fact: "built"}},
	}
	below := yearsAreBad().Judge(&a, bank.Facts).Questions(bank)
	if len(bank.Questions) != 2 || len(bank.Cards) != 0 || len(below) != 2 || below[0].Question != "built/single" || below[1].Question != "built/card" {
		t.Errorf("left questions %+v, cards %+v, below %+v; want those of stands, none, those of built", bank.Questions, bank.Cards, below)
	}
}

func TestAnUntrainedModelChangesNothing(t *testing.T) {
	a := lighthouse(t)
	given := extract.Result{Facts: []questions.Fact{built()}}
	if got := (&Model{}).Facts(&a, given); len(got.Facts) != 1 || got.Facts[0].Score != 0 || got.Dropped != nil {
		t.Errorf("got %+v, want what was given", got)
	}
	bank := &questions.Bank{Facts: given.Facts, Questions: []questions.Question{{ID: "built/gap", Facts: []questions.FactID{"built"}}}}
	if below := (&Model{}).Judge(&a, bank.Facts).Questions(bank); below != nil || len(bank.Questions) != 1 {
		t.Errorf("below %+v, bank %+v; want nothing left out", below, bank)
	}
}

func TestAFactIsScoredAsIfItsQuestionWereAverage(t *testing.T) {
	m := yearsAreBad()
	fact := Features{"statement years": 0}
	single, gap := m.Score(fact.And(Features{"question form single": 1})), m.Score(fact.And(Features{"question form gap": 1}))
	if got := m.Score(fact); !(gap < got && got < single) {
		t.Errorf("a fact scores %.3f, its gap %.3f, its single choice %.3f: want the fact between", got, gap, single)
	}
	if got := m.Offered(fact.And(Features{"question form single": 1})); got != m.Score(fact) {
		t.Errorf("offered by %.3f, want the fact's %.3f, the lesser one", got, m.Score(fact))
	}
}

func TestAllowancesMoveTheThresholdOfAForm(t *testing.T) {
	a := lighthouse(t)
	f := built()
	bank := func() *questions.Bank {
		return &questions.Bank{
			Facts: []questions.Fact{f},
			Questions: []questions.Question{
				{ID: "date", Form: questions.DateChoice, Facts: []questions.FactID{"built"}},
				{ID: "gap", Form: questions.Gap, Facts: []questions.FactID{"built"}},
			},
			Cards: []questions.Card{{ID: "card", Fact: "built"}},
		}
	}
	m := &Model{Threshold: 0.6, Bias: 0.5, Weights: []Weight{{"statement long", 1, 0, 1}}} // everything scores 0.622
	if below := m.Judge(&a, bank().Facts).Questions(bank()); len(below) != 0 {
		t.Fatalf("below %+v, want none without allowances", below)
	}
	m.Allowances = map[string]float64{"gap": -0.05, "card": -0.1, "fact": 0.05}
	below := m.Judge(&a, bank().Facts).Questions(bank())
	if len(below) != 2 || below[0].Question != "gap" || math.Abs(below[0].Score-0.572) > 0.001 || below[1].Question != "card" {
		t.Errorf("below %+v, want gap with 0.572, and card", below)
	}
	for form, want := range map[string]float64{"date": 0.622, "gap": 0.572, "card": 0.522} {
		if got := m.Offered(Features{"question form " + form: 1}); math.Abs(got-want) > 0.001 {
			t.Errorf("%s is offered by %.3f, want %.3f", form, got, want)
		}
	}
	m.Allowances["name"] = -0.2
	for key, x := range map[string]Features{"year": {"question form gap": 1, "question key has a digit": 1, "question key capitalised": 1}, "word": {"question form gap": 1}, "name of a card": {"question form card": 1, "question key capitalised": 1}} {
		if got := m.Offered(x); got < 0.5 {
			t.Errorf("%s is offered by %.3f, want more than 0.5", key, got)
		}
	}
	for _, form := range []string{"gap", "single"} {
		if got := m.Offered(Features{"question form " + form: 1, "question key capitalised": 1}); math.Abs(got-0.422) > 0.001 {
			t.Errorf("%s for a name is offered by %.3f, want 0.422", form, got)
		}
	}
	m.Threshold, m.Allowances["fact"] = 0.65, 0.05
	if got := m.Facts(&a, extract.Result{Facts: []questions.Fact{f}}); len(got.Facts) != 1 || math.Abs(got.Facts[0].Score-0.622) > 0.001 {
		t.Errorf("facts %+v, want the fact with its own score 0.622, which 0.05 takes over the threshold", got.Facts)
	}
	m.Allowances["fact"] = -1
	if got := m.Offered(Features{}); got != 0 {
		t.Errorf("offered by %v, want 0 at least", got)
	}
}

func TestBestKeepsTheOrderOfTheArticle(t *testing.T) {
	facts := []questions.Fact{{ID: "a", Score: 0.5, Importance: 1}, {ID: "b", Score: 0.9}, {ID: "c", Score: 0.5, Importance: 2}, {ID: "d", Score: 0.1}}
	for n, want := range map[int]string{0: "abcd", 1: "b", 2: "bc", 3: "abc", 9: "abcd"} {
		got := ""
		for _, f := range Best(facts, n) {
			got += string(f.ID)
		}
		if got != want {
			t.Errorf("the best %d are %q, want %q", n, got, want)
		}
	}
}

func TestModelsAreReadAsTheyAreWritten(t *testing.T) {
	m := yearsAreBad()
	m.Notes = []string{"Trained on 3 labels."}
	m.Allowances = map[string]float64{"card": -0.05, "fact": 0.1}
	var first, again bytes.Buffer
	if _, err := m.WriteTo(&first); err != nil {
		t.Fatal(err)
	}
	read, err := ReadModel(bytes.NewReader(first.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := read.WriteTo(&again); err != nil || again.String() != first.String() || !slices.Equal(read.Weights, m.Weights) || !maps.Equal(read.Allowances, m.Allowances) {
		t.Errorf("read and written again:\n%s\nwant:\n%s (%v)", again.String(), first.String(), err)
	}
	for _, bad := range []string{"threshold\tx", "threshold", "some feature\t1\t2", "some feature\t1\t2\t0", "bias\tNaN"} {
		if _, err := ReadModel(strings.NewReader(bad)); err == nil || !strings.Contains(err.Error(), "line 1") {
			t.Errorf("%q gives the error %v, want one that names line 1", bad, err)
		}
	}
}

func TestTheModelOfTheProgramCanBeRead(t *testing.T) {
	if m := Default(); m.Threshold < 0 || m.Threshold >= 1 || len(m.Weights) == 0 && m.Threshold > 0 {
		t.Errorf("threshold %v with %d weights", m.Threshold, len(m.Weights))
	}
}

func TestAFactAndAQuestionAreScoredAsIfTheirFeaturesWereOne(t *testing.T) {
	m := &Model{Bias: 0.5, Weights: []Weight{{"article names", 2, 0.1, 0.2}, {"question key words", -1, 2, 1}, {"statement words", 0.3, 12, 6}}}
	fact := Features{"article names": 0.3, "statement words": 20}
	for _, question := range []Features{nil, {ofForm + "single": 1}, {ofForm + "single": 1, "question key words": 4}} {
		if got, want := m.scoreOf(fact, question), m.Score(fact.And(question)); got != want {
			t.Errorf("score of %v and %v is %v, want %v", fact, question, got, want)
		}
	}
}
