package rules

import (
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
)

// asShown returns why a statement does not stand alone beside a title, when it is
// made of the last of some paragraphs.
func asShown(t *testing.T, title string, fact questions.Fact, paragraphs ...string) (reason, detail string) {
	t.Helper()
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	a := article.Article{Source: questions.Source{Title: title, Language: "en"}}
	for i, p := range paragraphs {
		a.Paragraphs = append(a.Paragraphs, article.Paragraph{Number: i + 1, Text: p})
	}
	f := &finder{document: prepare(&a, lang)}
	last := &f.paragraphs[len(f.paragraphs)-1].sentences[0]
	return f.standalone(last, &fact)
}

func TestAStatementStandsAloneBesideItsTitle(t *testing.T) {
	const before = "Ada Lark and Nora Quill of Norway wrote a report. Otto Winther gave an order and a letter to the base."
	tests := []struct{ name, title, text, reason string }{
		{"a rank put first", "Brenk", "Paramount is the new lamp clause, which was written in Norway.", reasonCounted},
		{"both of what", "Brenk", "Ada Lark sold the floors at both places to Norway.", reasonCounted},
		{"both are named", "Brenk", "Ada Lark and Nora Quill both sailed to Norway in winter.", ""},
		{"all of how many", "Brenk", "All three major towns lie in a zone of storms in Norway.", reasonCounted},
		{"all of what is named", "Brenk", "Ada Lark sent a letter to all five boroughs in Norway by boat.", ""},
		{"a numbered part", "Brenk", "Phase six includes a pipe from Norway to Sweden.", reasonCounted},
		{"a part of that", "Brenk", "Ada Lark spends a third of that on lamps in Norway.", reasonPointing},
		{"a recent event", "Brenk", "Ada Lark left Norway because of the recent storms in Sweden.", reasonRelative},
		{"an act told before", "Brenk", "The Union of Norway wants to stop the ban from taking effect.", reasonAct},
		{"an act of the title", "A ban of lamps", "The Union of Norway wants to stop the ban from taking effect.", ""},
		{"an act with what it is about", "Brenk", "The Union of Norway wants to stop the ban on lamps.", ""},
		{"an act that the sentence tells", "Brenk", "Norway banned lamps, and Sweden called the ban a loss.", ""},
		{"words that nobody knows", "Brenk", "Ada Lark's statement is a reminder of Norway.", reasonAct},
		{"one of many of a nation", "Brenk", "Two lamps were found on the grounds of the Swedish base.", reasonOneOf},
		{"a nation's only one", "Brenk", "Two lamps were found by the Swedish government in Norway.", ""},
		{"one of a nation that says which", "Brenk", "Two lamps were found in the Swedish base of Brenk.", ""},
		{"a bill of several", "Brenk", "In Norway the Bill will remove limits on lamps.", reasonOneOf},
		{"a report of some month", "Brenk", "Ada Lark was an author of the June report.", reasonOneOf},
		{"her of nobody", "Brenk", "Norway designed her bright coat, which had two lamps.", reasonPronoun},
		{"his of a woman", "Brenk", "Ada Lark had many votes in Norway for his law.", reasonPronoun},
		{"her own", "Brenk", "Ada Lark had many votes in Norway for her law.", ""},
		{"it of what was told", "Brenk", "According to Nora Quill, it has no choice but to fill lamps with oil.", reasonPronoun},
		{"it of nothing", "Brenk", "According to Nora Quill, it takes two captains to fill lamps with oil.", ""},
		{"it that was used", "Brenk", "According to Nora Quill, it was used at the fair to sell lamps.", reasonPronoun},
		{"it beside a place", "Brenk", "According to Nora Quill, next to the school, with many trees, it is designed to please keepers.", reasonPronoun},
		{"it is expected", "Brenk", "According to Nora Quill, it is widely expected that lamps will be sold.", ""},
		{"it of a place", "Brenk", "According to Nora Quill, in Oslo, it was used to sell lamps.", ""},
		{"larger ones than others", "Brenk", "Nora Quill said that the larger boats could carry lamps to Norway.", reasonCounted},
		{"somebody's analysis", "Brenk", "Otto Winther agreed with Nora Quill's analysis.", reasonAct},
		{"an hour of no day", "Brenk", "The lamps of Norway are brightest at 12:35 a.m. of the night.", reasonRelative},
		{"a month of no year", "Brenk", "According to Nora Quill, the lamps of Norway hide in the glare for January.", reasonRelative},
		{"a month that has no year", "Brenk", "According to Nora Quill, in Norway, January brings storms and lamps.", reasonRelative},
		{"a month of a year", "Brenk", "According to Nora Quill, the lamps of Norway hide in the glare for January 1905.", ""},
		{"a month of every year", "Brenk", "According to Nora Quill, the lamps of Norway usually hide in the glare for January.", ""},
		{"an hour of every day", "Brenk", "The lamps of Norway are lit daily at 5 p.m. by Nora Quill.", ""},
		{"an hour of a day", "Brenk", "The lamps of Norway were lit at 5 p.m. on May 3, 1905 by Nora Quill.", ""},
		{"gains of some day", "Brenk", "Larkson gave up gains to fall 5% in Norway.", reasonRate},
		{"a result of some game", "A hundred years of a hall", "The Otters beat the Herons 6-5 in Norway.", reasonOccasion},
		{"a result of the title's game", "Otters reach final", "The Otters beat the Herons 6-5 in Norway.", ""},
		{"a result with its year", "A hundred years of a hall", "In 1959 the Otters beat the Herons 6-5 in Norway.", ""},
		{"games of some season", "Ada Lark", "In 24 games, Ada Lark scored 12 goals.", reasonOccasion},
		{"arrests of some day", "Brenk", "Seven people were arrested on charges of trespassing.", reasonOccasion},
		{"arrests at a place", "Brenk", "Seven people were arrested in Oslo on charges of trespassing.", ""},
		{"a rate of some day", "Brenk", "According to Nora Quill, the dollar traded at 74.27 cents.", reasonRate},
		{"a rate of a year", "Brenk", "The dollar traded at 74.27 cents in 1999.", ""},
	}
	for _, test := range tests {
		reason, detail := asShown(t, test.title, questions.Fact{Statement: test.text}, before, test.text)
		if reason != test.reason {
			t.Errorf("%s: %s\n  got %q (%s), want %q", test.name, test.text, reason, detail, test.reason)
		}
	}
}

func TestAStatementTakesUpWhatItsParagraphTold(t *testing.T) {
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ paragraph, family, text, reason string }{
		{"Brenk was buoyed by Ada Lark. The Swedish lampmaker has lit up Norway.", "subject", "The Swedish lampmaker has lit up Norway.", reasonOneOf},
		{"Brenk was buoyed by lamps. The Swedish lampmaker has lit up Norway.", "subject", "The Swedish lampmaker has lit up Norway.", ""},
		{"Brenk was buoyed by Ada Lark. The Swedish lamp has lit up Norway.", "subject", "The Swedish lamp has lit up Norway.", ""},
		{"Two lamps of the old harbour light a boat. Three lamps light a harbour of Norway.", "view", "According to Otto Moll, three lamps light a harbour of Norway.", reasonCounted},
		{"Two boats of the old harbour sailed. Three lamps light a harbour of Norway.", "view", "According to Otto Moll, three lamps light a harbour of Norway.", ""},
		{"The lamps burned. Yesterday, the harbour lit a lamp for Norway.", "view", "According to Otto Moll, the harbour of Brenk lit a lamp for Norway.", reasonRelative},
		{"The lamps burned. Yesterday, the harbour lit a lamp for Norway.", "view", "According to Otto Moll, in May 1905 the harbour of Brenk lit a lamp for Norway.", ""},
		{"The lamps burned. People came together for all sorts of reasons.", "quote", `Otto Moll said: "People came together for all sorts of reasons."`, reasonOccasion},
		{"Lamps matter. One is light, and the other is warmth in Norway.", "quote", `Otto Moll said: "One is light, and the other is warmth in Norway."`, reasonCounted},
		{"Lamps matter. About an hour ago I lit a lamp for Norway.", "quote", `Otto Moll said: "About an hour ago I lit a lamp for Norway."`, reasonRelative},
		{"The lamps burned. People came together in Norway for all sorts of reasons.", "quote", `Otto Moll said: "People came together in Norway for all sorts of reasons."`, ""},
	} {
		a := article.Article{Source: questions.Source{Title: "Brenk", Language: "en"}, Paragraphs: []article.Paragraph{{Number: 1, Text: test.paragraph}}}
		f := &finder{document: prepare(&a, lang)}
		fact := questions.Fact{Statement: test.text, FoundBy: "rules/" + test.family}
		if _, words, quoted := strings.Cut(test.text, `: "`); quoted {
			fact.Spans = []questions.Span{{Kind: questions.Quotation, Text: strings.TrimSuffix(words, `"`)}}
		}
		if reason, detail := f.standalone(&f.paragraphs[0].sentences[1], &fact); reason != test.reason {
			t.Errorf("%s\n  got %q (%s), want %q", test.text, reason, detail, test.reason)
		}
	}
}

func TestAQuotationStandsAloneBesideItsTitle(t *testing.T) {
	const before = "Ada Lark spoke of a session of captains in Norway. They had a plan."
	tests := []struct{ name, words, reason string }{
		{"an event as the subject", "The session reviewed the storms and opened two harbours.", reasonAct},
		{"that of before", "Keepers rejected that lamp by rowing to the harbours of Norway.", reasonPointing},
		{"that of the same words", "The Brenk lamp was old, but nobody in Norway threw away that lamp at noon.", ""},
		{"an event beside others", "We have learned from the session to keep two lamps in each harbour.", ""},
		{"a thing of before", "Nobody knew of other captains behind the plan and the session.", reasonDefinite},
		{"a thing that is told apart", "Nobody knew of captains behind the plan for a harbour.", ""},
		{"a thing beside a name", "Nobody in Norway knew of captains behind the plan.", ""},
		{"both of what", "The floors at both places are used for boats.", reasonCounted},
		{"such a thing as was told of", "In the absence of such a plan, birds would be lost.", reasonCounted},
		{"such a thing as follows", "We need such a plan as the captains of Norway have.", ""},
		{"a given name", "Peter does not know what we have done for the harbour.", reasonSurname},
		{"it of what was told", "It shows that there are holes in the harbour wall.", reasonPronoun},
		{"it of nothing", "It is time that captains open the harbour of Brenk.", ""},
	}
	for _, test := range tests {
		fact := questions.Fact{
			Statement: `Ada Lark said: "` + test.words + `"`,
			Spans:     []questions.Span{{Kind: questions.Quotation, Text: test.words}},
		}
		if reason, detail := asShown(t, "Brenk", fact, before, test.words); reason != test.reason {
			t.Errorf("%s: %s\n  got %q (%s), want %q", test.name, test.words, reason, detail, test.reason)
		}
	}
}
