package rules

import (
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
)

// TestWhatAStatementLeavesOut: a finished statement points at nothing that stood before
// it, and its nouns have what belongs to them.
func TestWhatAStatementLeavesOut(t *testing.T) {
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	f := &finder{document: prepare(&article.Article{Source: questions.Source{Title: "Harbours", Language: "en"}}, lang)}
	for _, test := range []struct {
		text   string
		claim  bool
		reason string
	}{
		{"Sailors will testify to that, between bouts of rowing.", true, reasonPointing},
		{"Sailors rejected that message by rowing to Norway.", true, reasonPointing},
		{"Sailors believe that rowing is good for Norway.", true, ""},
		{"Changing that takes a canal and a lot of rope.", true, reasonPointing},
		{"Knowing that boats are slow makes sailors of Norway patient.", true, ""},
		{"In Norway that's true of boats and of canals.", true, reasonPointing},
		{"In practice, that means sailors row to Norway.", true, reasonPointing},
		{"The following chart shows the boats of Norway.", true, reasonPointing},
		{"Sailors of Norway use the following tools: a rope and a lamp.", true, ""},
		{"The concurrent regatta in Norway took place under clear skies.", true, reasonPointing},
		{"A subsequent survey of Norway found 48 boats.", true, reasonPointing},
		{"There is an added bonus of rowing to Norway.", true, reasonPointing},
		{"Sailors of Norway do that with boats and ropes.", true, reasonPointing},
		{"Sailors of Norway row, and captains do that as well.", true, ""},
		{"Boats of oak have become popular replacements.", true, reasonPointing},
		{"Boats of oak have become popular replacements for boats of Norway.", true, ""},
		{"Victory would mean that sailors rowed to Norway.", true, reasonAct},
		{"Victory in Norway would mean that sailors rowed.", true, ""},
		{"Sailors of Norway retaliated by firing dozens of rounds of lamp oil.", true, reasonAct},
		{"Sailors of Norway retaliated by rowing home after captains fired.", true, ""},
		{"Captains of Norway responded to the storm by rowing home.", true, ""},
		{"Sailors of Norway reacted with ropes and two lamps.", true, reasonAct},
		{"The first captain that came to mind was a sailor of Norway.", true, reasonPointing},
		{"The name came to mind when sailors rowed to Norway.", true, ""},
		{"Captains of Norway took a look and rowed home in boats.", true, reasonPointing},
		{"Captains of Norway took a look at the boats of sailors.", true, ""},
		{"Net profit fell by a third in the harbours of Norway.", false, reasonOneOf},
		{"Sales of boats fell by a third in the harbours of Norway.", false, ""},
		{"Boats of Norway are far deeper boats in the harbour: once, sailors rowed if captains came.", true, reasonPointing},
		{"Boats of Norway are more beautiful boats.", true, reasonPointing},
		{"Boats of Norway are more beautiful boats than those of sailors.", true, ""},
		{"Sailors of Norway are older captains.", true, ""},
		{"Death is in the air, rowing is slow, their old ways are on hold.", true, reasonPronoun},
		{"Sailors are in the air, rowing is slow, their old ways are on hold.", true, ""},
		{"As a captain, Otto Winther was granted the broad reason of age.", true, ""},
		{"As a captain, Otto Winther was granted the broad reason \"age\".", true, reasonPointing},
		{"Norway has ropes for Oslo & Bergen versions.", false, reasonOneOf},
		{"Norway has ropes for Oslo & Bergen versions of the boat.", false, ""},
		{"A few came from the harbours of Norway.", false, reasonCounted},
		{"A few sailors came from the harbours of Norway.", false, ""},
	} {
		st := standing{finder: f, source: &sentence{}, text: test.text, tokens: lang.tokens(test.text), stated: !test.claim, title: f.titleStems()}
		for _, token := range st.tokens {
			st.small = append(st.small, strings.ToLower(token.text))
		}
		if reason, detail := st.missing(); reason != test.reason {
			t.Errorf("%s: got %q (%s), want %q", test.text, reason, detail, test.reason)
		}
	}
}

func TestALifeNamesWhomAPronounMeans(t *testing.T) {
	life := []string{
		"Ada Lark (born 1905) was a captain of Norway.",
		"She was born in Oslo, where her father kept a lamp, and she learned to row.",
		"Lark studied law in Bergen. Lark married in 1930. Lark sailed to Sweden in 1931. Lark retired in 1940. She died in 1950.",
		"Otto Winther came to Bergen. Winther made an official offer to her in 1928.",
	}
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	a := article.Article{Source: questions.Source{Title: "Ada Lark", Language: "en"}}
	for i, text := range life {
		a.Paragraphs = append(a.Paragraphs, article.Paragraph{Number: i + 1, Text: text})
	}
	f := &finder{document: prepare(&a, lang)}
	s, main := &f.paragraphs[3].sentences[1], f.names.full["Ada Lark"]
	f.names.main, f.names.life, main.pronoun, f.names.full["Otto Winther"].pronoun = main, true, "she", "he"
	for told, want := range map[string]string{
		"Otto Winther made an official offer to her in 1928.":               "Otto Winther made an official offer to Ada Lark in 1928.",
		"Otto Winther met her uncle in 1928.":                               "Otto Winther met Ada Lark's uncle in 1928.",
		"Otto Winther met a widow and her uncle in 1928.":                   "Otto Winther met a widow and her uncle in 1928.",
		"Otto Winther made an official offer of his own in 1928.":           "Otto Winther made an official offer of his own in 1928.",
		"According to the council, Otto Winther met her in 1928 in Bergen.": "",
	} {
		fact := questions.Fact{Statement: told}
		if want == "" {
			fact.Claimant = "the council"
		}
		if _, ok := f.whoElse(s, &fact); ok != (want != "") || ok && fact.Statement != want {
			t.Errorf("%s\n  got %q (%v), want %q", told, fact.Statement, ok, want)
		}
	}
}

// TestAnUnsignedReportIsNobodysView: what happened is told as a fact where nobody of
// the piece's own speaks, however much it judges.
func TestAnUnsignedReportIsNobodysView(t *testing.T) {
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	report := []string{
		"Surely the best day of the regatta came last, and Otto Winther really was superb, perhaps even better than the captains of Sweden, who simply rowed on.",
		"Otto Winther won the Brenk Cup in Norway. It was truly a great race, and clearly the wind was never worse, but the boats of Denmark were very good indeed.",
	}
	for signed, want := range map[string]bool{"": false, " I watched the race.": true} {
		d := prepare(&article.Article{Source: questions.Source{Title: "Boats", Language: "en"}, Paragraphs: []article.Paragraph{{Number: 1, Text: report[0]}, {Number: 2, Text: report[1] + signed}}}, lang)
		if d.opinion != want {
			t.Errorf("with %q: is it its author's view? %v", signed, d.opinion)
		}
	}
}
