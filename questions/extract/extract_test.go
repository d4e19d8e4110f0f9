package extract

import (
	"context"
	"errors"
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
)

var harbour = article.Article{
	Source: questions.Source{File: "harbour.txt", Language: "en"},
	Paragraphs: []article.Paragraph{
		{Number: 1, Text: "Ada Lark lit the lamp of Brenk in 1902. The keeper slept. The keeper slept."},
		{Number: 2, Text: "Bo Finn, the mayor of Brenk, said that Norway had paid 400 crowns for the lamp of Brenk."},
		{Number: 3, Text: "The lamp of Brenk allegedly burned for nine days."},
		{Number: 4, Text: "Norway paid 400 crowns for the lamp of Brenk, Bo Finn said."},
		{Number: 5, Text: "Ada Lark lit the lamp of Brenk last year."},
		{Number: 6, Text: "It burned for the town of Brenk."},
	},
}

// fact is a fact that rests on a whole sentence of a paragraph.
func fact(statement string, paragraph int, quote, anchor string, spans ...questions.Span) questions.Fact {
	return questions.Fact{Statement: statement, Spans: spans, FoundBy: "test", Evidence: []questions.Evidence{{Paragraph: paragraph, Quote: quote, Anchor: anchor}}}
}

func TestGateDropsWhatTheEvidenceDoesNotCarry(t *testing.T) {
	const (
		lit    = "Ada Lark lit the lamp of Brenk in 1902."
		paid   = "Bo Finn, the mayor of Brenk, said that Norway had paid 400 crowns for the lamp of Brenk."
		burned = "The lamp of Brenk allegedly burned for nine days."
		said   = "Norway paid 400 crowns for the lamp of Brenk, Bo Finn said."
	)
	claim := fact("Bo Finn said that Norway had paid 400 crowns for the lamp of Brenk.", 2, paid, "said that Norway had paid")
	claim.Claimant = "Bo Finn"
	tests := []struct {
		name   string
		fact   questions.Fact
		reason string // "" = kept
	}{
		{"a sentence of the article", fact(lit, 1, lit, "Ada Lark lit the lamp"), ""},
		{"a claim with its claimant", claim, ""},
		{"what the article itself tells beside a claim", fact("Bo Finn is the mayor of Brenk.", 2, paid, "the mayor of Brenk"), ""},
		{"no evidence", questions.Fact{Statement: lit}, ReasonQuote},
		{"a paragraph that is not there", fact(lit, 9, lit, "Ada Lark lit the lamp"), ReasonParagraph},
		{"a quote from elsewhere", fact(lit, 2, lit, "Ada Lark lit the lamp"), ReasonQuote},
		{"a quote with another word", fact(lit, 1, "Ada Lark lit a lamp of Brenk in 1902.", "Ada Lark lit"), ReasonQuote},
		{"an anchor that stands twice", fact(lit, 1, lit, "keeper"), ReasonAnchor},
		{"no anchor", fact(lit, 1, lit, ""), ReasonAnchor},
		{"another name", fact("Bo Finn lit the lamp of Brenk in 1902.", 1, lit, "Ada Lark lit the lamp"), ReasonName},
		{"another year", fact("Ada Lark lit the lamp of Brenk in 1903.", 1, lit, "Ada Lark lit the lamp"), ReasonNumber},
		{"a number in words", fact("Ada Lark lit seven lamps of Brenk in 1902.", 1, lit, "Ada Lark lit the lamp"), ReasonNumber},
		{"other words", fact("Ada Lark stole and sold the lamp of Brenk in 1902.", 1, lit, "Ada Lark lit the lamp"), ReasonWord},
		{"a time of the writer's", fact("Ada Lark lit the lamp of Brenk last year.", 5, "Ada Lark lit the lamp of Brenk last year.", "Ada Lark lit the lamp"), ReasonDependent},
		{"a pronoun", fact("It burned for the town of Brenk.", 6, "It burned for the town of Brenk.", "It burned for the town"), ReasonDependent},
		{"a claim as a fact", fact("Norway had paid 400 crowns for the lamp of Brenk.", 2, paid, "said that Norway had paid"), ReasonClaimant},
		{"a claim before its speaker", fact("Norway paid 400 crowns for the lamp of Brenk.", 4, said, "Norway paid 400 crowns"), ReasonClaimant},
		{"a hedge lost", fact("The lamp of Brenk burned for nine days.", 3, burned, "allegedly burned for nine days"), ReasonClaimant},
		{"a span that is not there", fact(lit, 1, lit, "Ada Lark lit the lamp", questions.Span{Kind: questions.Person, Text: "Bo Finn"}), ReasonSpan},
		{"two words", fact("Ada lit.", 1, lit, "Ada Lark lit the lamp"), ReasonNoStatement},
		{"sixty words", fact(strings.Repeat("Ada Lark lit ", 20)+".", 1, lit, "Ada Lark lit the lamp"), ReasonLength},
	}
	for _, test := range tests {
		kept, dropped := Gate(&harbour, []questions.Fact{test.fact})
		switch {
		case test.reason == "" && len(kept) != 1:
			t.Errorf("%s: dropped for %q (%s), want it kept", test.name, dropped[0].Reason, dropped[0].Detail)
		case test.reason != "" && len(dropped) != 1:
			t.Errorf("%s: kept, want it dropped for %q", test.name, test.reason)
		case test.reason != "" && dropped[0].Reason != test.reason:
			t.Errorf("%s: dropped for %q (%s), want %q", test.name, dropped[0].Reason, dropped[0].Detail, test.reason)
		}
	}
}

func TestGateKnowsTheDateOfTheArticle(t *testing.T) {
	const last, lit = "Ada Lark lit the lamp of Brenk last year.", "Ada Lark lit the lamp of Brenk in 1902."
	dated := harbour
	dated.Published = questions.Date{Year: 2012, Month: 5, Day: 3}
	for _, test := range []struct {
		name   string
		a      *article.Article
		fact   questions.Fact
		reason string
	}{
		{"last year", &dated, fact("In 2011, Ada Lark lit the lamp of Brenk.", 5, last, "Ada Lark lit the lamp"), ""},
		{"another year", &dated, fact("In 2010, Ada Lark lit the lamp of Brenk.", 5, last, "Ada Lark lit the lamp"), ReasonNumber},
		{"no time that depends on it", &dated, fact("In 2011, Ada Lark lit the lamp of Brenk.", 1, lit, "Ada Lark lit the lamp"), ReasonNumber},
		{"as of its month", &dated, fact("As of May 2012, Ada Lark has lit the lamp of Brenk.", 1, lit, "Ada Lark lit the lamp"), ""},
		{"as of another month", &dated, fact("As of June 2012, Ada Lark has lit the lamp of Brenk.", 1, lit, "Ada Lark lit the lamp"), ReasonNumber},
		{"in its month", &dated, fact("In May 2012, Ada Lark lit the lamp of Brenk.", 1, lit, "Ada Lark lit the lamp"), ReasonNumber},
		{"no date", &harbour, fact("In 2011, Ada Lark lit the lamp of Brenk.", 5, last, "Ada Lark lit the lamp"), ReasonNumber},
	} {
		reason := ""
		if _, dropped := Gate(test.a, []questions.Fact{test.fact}); len(dropped) > 0 {
			reason = dropped[0].Reason
		}
		if reason != test.reason {
			t.Errorf("%s: %q, want %q", test.name, reason, test.reason)
		}
	}
}

func TestGateKeepsOneOfTwoEqualStatements(t *testing.T) {
	f := fact("Ada Lark lit the lamp of Brenk in 1902.", 1, "Ada Lark lit the lamp of Brenk in 1902.", "Ada Lark lit the lamp")
	kept, dropped := Gate(&harbour, []questions.Fact{f, f})
	if len(kept) != 1 || len(dropped) != 1 || dropped[0].Reason != ReasonRepeated {
		t.Errorf("kept %d, dropped %+v: want one of each", len(kept), dropped)
	}
}

// engine proposes what it holds.
type engine struct {
	facts []questions.Fact
	err   error
}

func (e engine) Extract(context.Context, *article.Article) ([]questions.Fact, []Drop, error) {
	return e.facts, []Drop{{Paragraph: 3, Reason: "why not"}}, e.err
}

func TestRunGivesIdsAndSources(t *testing.T) {
	const lit = "Ada Lark lit the lamp of Brenk in 1902."
	proposed := []questions.Fact{
		fact(lit, 1, lit, "Ada Lark lit the lamp"),
		fact("Ada Lark lit the lamp of Brenk.", 1, lit, "Ada Lark lit the lamp"),
		fact("Nobody lit the lamp of Oslo.", 1, lit, "Ada Lark lit the lamp"),
	}
	result, err := Run(context.Background(), engine{facts: proposed}, &harbour, "harbour")
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, f := range result.Facts {
		ids = append(ids, string(f.ID))
		if f.Evidence[0].Source != "harbour" {
			t.Errorf("%s rests on source %q, want harbour", f.ID, f.Evidence[0].Source)
		}
		if !questions.Slug(string(f.ID)) {
			t.Errorf("id %q is no slug", f.ID)
		}
	}
	if got := strings.Join(ids, " "); got != "ada-lark-lit-lamp-brenk-1902 ada-lark-lit-lamp-brenk" {
		t.Errorf("ids %s", got)
	}
	if len(result.Dropped) != 2 || result.Dropped[0].Reason != ReasonName || result.Dropped[1].Reason != "why not" {
		t.Errorf("dropped %+v, want one by the gate in paragraph 1 and the engine's in paragraph 3", result.Dropped)
	}
	if proposed[0].Evidence[0].Source != "" {
		t.Error("Run changed what the engine holds")
	}
	if _, err := Run(context.Background(), engine{err: errors.New("no model")}, &harbour, "harbour"); err == nil || !strings.Contains(err.Error(), "harbour.txt") {
		t.Errorf("error %v: want one that names the file", err)
	}
}

func TestSlug(t *testing.T) {
	for text, want := range map[string]string{
		"The lamp of Brenk burned in 1902.": "lamp-brenk-burned-1902",
		"Čapek's naïve Łódź":                "capek-naive-odz",
		"中文 — ¿?":                           "",
		"":                                  "",
	} {
		if got := Slug(text, 6); got != want {
			t.Errorf("Slug(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestAnchorsStandOnce(t *testing.T) {
	a := article.Article{Paragraphs: []article.Paragraph{{Number: 1, Text: "The keeper of the lamp slept. The keeper of the lamp slept. The keeper of the lamp woke in Brenk."}}}
	anchor, ok := Anchor(&a, 1, "The keeper of the lamp woke in Brenk.", "woke")
	if !ok || a.Find(1, anchor).Count != 1 {
		t.Errorf("anchor %q, %t: want words that stand once", anchor, ok)
	}
	if anchor, ok := Anchor(&a, 1, "The keeper of the lamp slept.", ""); ok {
		t.Errorf("anchor %q, want none: the sentence stands twice", anchor)
	}
	if _, ok := Anchor(&a, 7, "The keeper", ""); ok {
		t.Error("an anchor in a paragraph that is not there")
	}
}
