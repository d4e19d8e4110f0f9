package rules

import (
	"strings"
	"testing"

	"quizbot/questions"
)

func TestStatementsReadAsSentencesOfTheirOwn(t *testing.T) {
	tests := []struct {
		statement, want string // "" = refused
	}{
		// Words that link, or only assure, fall away.
		{"According to Ada Lark, the truth is that keepers often lose their homes.", "According to Ada Lark, keepers often lose their homes."},
		{"According to Ada Lark, it's no secret that the lamp is old.", "According to Ada Lark, the lamp is old."},
		{"The lamp, however, was lit by Ada Lark in 1902.", "The lamp was lit by Ada Lark in 1902."},
		{"Ada Lark has since sold the lamp.", "Ada Lark has sold the lamp."},
		{"In 1905 Ada Lark left, but Otto Lark has since sold the lamp.", "In 1905 Ada Lark left, but Otto Lark has since sold the lamp."},
		{"Ada Lark has since 1905 kept the lamp.", "Ada Lark has since 1905 kept the lamp."},
		{"The lamp will not shine, of course, merely smoke over Brenk.", "The lamp will not shine, merely smoke over Brenk."},
		{"The keepers of Brenk however are poor in winter.", "The keepers of Brenk are poor in winter."},
		{"According to Ada Lark, De Tom de Reed lit the lamp of Brenk.", ""},
		{"Ada Lark meanwhile wrapped up her work at the harbour.", "Ada Lark wrapped up her work at the harbour."},
		{"For example, the lamp of Brenk was lit by Ada Lark.", "The lamp of Brenk was lit by Ada Lark."},
		// Slips of which there is one reading are put right.
		{"According to Ada Lark, low- income keepers live in the U.S and Norway.", "According to Ada Lark, low-income keepers live in the U.S. and Norway."},
		{"According to Ada Lark, the town paid for\"official visits\" of keepers.", "According to Ada Lark, the town paid for \"official visits\" of keepers."},
		{"According to Ada Lark, low- and middle-income keepers live in Brenk.", "According to Ada Lark, low- and middle-income keepers live in Brenk."},
		{"Ada Lark's keepers' homes lie at '90s House in Brenk's harbour.", "Ada Lark's keepers' homes lie at '90s House in Brenk's harbour."},
		// Where something stands on the page, and what is like something else.
		{"Part V of the act forbids lamps in Norway.", "Part V of the act forbids lamps in Norway."},
		{"An example of a lamp is the one in Brenk.", "An example of a lamp is the one in Brenk."},
		// Others are not asked.
		{"According to Ada Lark, people read Louis\\' story in the harbour of Brenk.", ""},
		{"According to Ada Lark, the U.P and its keepers left the harbour.", ""},
		{"According to Ada Lark, 'Securing the lamp will be a mission.", ""},
		{"According to Ada Lark, \"lit\" is different than\"dark.", ""},
		{"The lamp was lit three four times in Brenk.", ""},
		{"The lamp cost keepers- a third of them poor- their homes.", ""},
		{"The lamp was dark from 1902- not 1905 as people say.", ""},
		{"According to Ada Lark, the the lamp of Brenk is old.", ""},
		{"According to Ada Lark, the lamp of 2o15 is the best of all.", ""},
		{"According to Ada Lark, 16.06 Brenk lost sight of the lamp.", ""},
		{"The lamp gave impetus to the founding by of harbour keepers.", ""},
		{"Norway anyone with a lamp is advised to light it.", ""},
		{"Ada Lark said that she had left home around 20:00hrs last to light the lamp.", ""},
		// What goes on from before, or is half of something.
		{"According to Ada Lark, the lamp of Brenk is not yet lit AND.", ""},
		{"According to Ada Lark, keepers of the lamps of Brenk have to.", ""},
		{"According to Ada Lark, more importantly, the lamp of Brenk is old.", ""},
		{"According to Ada Lark, lamp notes: Many keepers burn oil in Brenk.", ""},
		{"According to Ada Lark, that's why the harbour of Brenk was closed.", ""},
		{"First is the fact that many keepers of Brenk are poor.", ""},
		{"According to Ada Lark, it's true that the keepers did not vote.", ""},
		{"According to Ada Lark, the plan has to not just close the harbour.", ""},
		{"According to Ada Lark, the plan is not just to close the harbour but to sell it.", "According to Ada Lark, the plan is not just to close the harbour but to sell it."},
		{"According to Ada Lark, Programme Notice: Tom Reed will speak in Brenk.", ""},
		{"According to Ada Lark, as Tom Reed points out, the harbour is old.", ""},
		{"The first game played west of Brenk.", ""},
		{"The first lighthouse opened in Brenk in 1902.", "The first lighthouse opened in Brenk in 1902."},
		{"According to Ada Lark, the truth is, though, that with a lamp the harbour of Brenk is safe.", "According to Ada Lark, with a lamp the harbour of Brenk is safe."},
		{"According to Ada Lark, that with a lamp the harbour of Brenk is safe.", ""},
		{"No. Brenk lights a single lamp or a row of them.", ""},
		{"No. 3 of the lamps of Brenk is lit by Ada Lark.", "No. 3 of the lamps of Brenk is lit by Ada Lark."},
		{"No. Askel fits a small boat of one captain or a company with dozens of boats.", ""},
		{"First is the fact that many captains of Norway own lamps.", ""},
		// What points elsewhere or tells the reader to do something.
		{"Ada Lark sailed to Norway two days after the above letter was written.", ""},
		{"According to Nora Quill, read on for twelve more lamps of the north that every captain likes.", ""},
		{"According to Ada Lark, as discussed above, the lamps of Brenk show the way.", ""},
		{"Readers of the Brenk Post sign up for a lamp here.", ""},
		{"The above letter was written by Ada Lark in Brenk.", ""},
		{"The lamp of Brenk hung above the letters of Ada Lark.", "The lamp of Brenk hung above the letters of Ada Lark."},
		{"According to Ada Lark, Take Reed, forever linked to the lamp of Brenk.", ""},
		{"According to Ada Lark, all keepers of Brenk, read on for ten more lamps.", ""},
		{"According to Ada Lark, keepers take the lamp of Brenk, a heavy one, home.", "According to Ada Lark, keepers take the lamp of Brenk, a heavy one, home."},
		{"The first one was Brenk, which lit a lamp in 1902.", ""},
		{"To be sure, the keepers of Brenk know the storms of Norway.", ""},
		{"The lamp of Ada Lark&#191;s was lit in Brenk.", ""},
		// What has lost its main clause, its subject or its own sentence.
		{"Ada Lark said that was a \"decent\" keeper of the lamp of Brenk.", ""},
		{"According to Ada Lark, the town burned too much oil, the Harbour Council of Brenk has warned.", ""},
		{"According to Ada Lark, Picture storms for a moment: the keepers of Brenk are left alone.", ""},
		{"According to Ada Lark, Isolation Isolation of lamps is reached by walls in Brenk.", ""},
		{"According to Ada Lark, care for lamps in towers The keeper of Brenk is always awake.", ""},
		{"According to Ada Lark, the lamp of Brenk could have made$43 million for the town.", ""},
		{"According to Ada Lark, in the middle of Brenk there' s a lamp.", ""},
		{"According to Ada Lark, it is worth noting that the lamp of Brenk is old.", "According to Ada Lark, the lamp of Brenk is old."},
		// Another's words stay as they are.
		{`Ada Lark said: "That's why the lamp, however, is old."`, `Ada Lark said: "That's why the lamp, however, is old."`},
	}
	english, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range tests {
		f := &finder{document: &document{language: english}, predicates: map[string]string{}, worked: map[string]string{}}
		fact := questions.Fact{Statement: test.statement}
		f.reword(&fact)
		got := fact.Statement
		if reasonWording(got) != "" {
			got = ""
		}
		if got != test.want {
			t.Errorf("%s\n  got  %q\n  want %q", test.statement, got, test.want)
		}
	}
}

func TestWhatIsAskedForStaysInTheWording(t *testing.T) {
	f := &finder{document: &document{}, predicates: map[string]string{"The U.S and Brenk built a lamp.": "built"}, worked: map[string]string{}}
	f.language, _ = english()
	fact := questions.Fact{Statement: "The U.S and Brenk built a lamp.", Spans: []questions.Span{{Text: "Brenk", Ask: "Who built a lamp with the U.S in Vell?"}}}
	f.reword(&fact)
	if fact.Statement != "The U.S. and Brenk built a lamp." || fact.Spans[0].Ask != "Who built a lamp with the U.S. in Vell?" || f.predicates[fact.Statement] != "built" {
		t.Errorf("%+v, known as %q", fact, f.predicates[fact.Statement])
	}
	cut := questions.Fact{Statement: "The U.S and Brenk built a lamp.", Spans: []questions.Span{{Text: "U.S and Brenk"}}}
	if f.reword(&cut); !strings.Contains(cut.Statement, cut.Spans[0].Text) {
		t.Errorf("%q is no longer in %q", cut.Spans[0].Text, cut.Statement)
	}
}

func TestFewerThingsAndLessOfSomething(t *testing.T) {
	for behind, things := range map[string]bool{" 400 boats came.": true, " three million keepers left.": true, " 400 miles away.": false, " $400 of oil.": false, " a third of that.": false, " 20 percent of keepers.": false} {
		if got := countedThings(behind); got != things {
			t.Errorf("more than%s things %v, want %v", behind, got, things)
		}
	}
}

func TestAClaimThatWasAddedIsSaid(t *testing.T) {
	got := claimed(t, "Julia Askel lives in the town of Brenk.", "Julia Askel added that the lamp of Brenk burned oil in 1994.")
	if want := "Julia Askel said that the lamp of Brenk burned oil in 1994."; got != want {
		t.Errorf("states %q, want %q", got, want)
	}
}

func TestAPaperOfTwoWordsIsNotTakenApart(t *testing.T) {
	got := claimed(t, "Julia Askel lives in the town of Brenk.", "Julia Askel told ABC Norway the lamp of Brenk burned oil in 1994.")
	if strings.Contains(got, "that Norway") {
		t.Errorf("states %q", got)
	}
}

func TestASubjectAloneIsNoStatement(t *testing.T) {
	english, err := english()
	if err != nil {
		t.Fatal(err)
	}
	people := map[string]*person{"Ada Lark": {}, "Tom Reed": {}}
	f := &finder{document: &document{language: english, names: &names{full: people}}}
	tests := []struct {
		statement string
		want      bool
	}{
		{"According to the author, Ada Lark, whose lamp lights the harbour of Brenk.", true},
		{"The lamp of Brenk, which shines over the harbour.", true},
		{"Ada Lark lit the lamp of Brenk, which shines over the harbour.", false},
		{"Ada Lark, whose lamp shines over Brenk, lit the harbour.", false},
		{"According to Bo Fen, Ada Lark, Tom Reed lit the lamps of Brenk.", true},
		{"Ada Lark, Tom Reed and others lit the lamps of Brenk.", false},
		{"According to Ada Lark, almost six years after Tom Reed signed an order to close the harbour of Brenk.", true},
		{"According to Ada Lark, six years after Tom Reed closed the harbour of Brenk, the lamp was lit.", false},
		{"According to Ada Lark, just as the lamp of Brenk was a sign of peace, trade and brotherhood.", true},
		{"According to Ada Lark, when in use, the lamp of Brenk is hot.", false},
		{"Ada Lark said that even though she is willing to sell the lamp of Brenk to the town.", true},
		{"Ada Lark and Tom Reed lit the lamps of Brenk.", false},
		{"The lamps of Brenk were sold in Norway, Sweden, Iceland, Greenland.", true},
		{"The lamps of Brenk were sold in Norway, Sweden, Iceland and Greenland.", false},
		{"Ada Lark claims that when she lit the lamp of the harbour with Tom Reed.", true},
		{"Ada Lark claims that when she lit the lamp the harbour was dark.", false},
		{"Bo Fen is the Ada Lark of Oslo.", true},
		{"Bo Fen is the Harbour Master of Oslo.", false},
	}
	for _, test := range tests {
		if got := f.torso(test.statement); got != test.want {
			t.Errorf("%s: %v, want %v", test.statement, got, test.want)
		}
	}
}
