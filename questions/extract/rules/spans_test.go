package rules

import (
	"strings"
	"testing"

	"quizbot/questions"
)

func TestTheTimeOfOneThingIsAsked(t *testing.T) {
	tests := []struct{ text, ask string }{
		{"In 1905, sailors of Norway captured and executed Tom Finn.", "In which year did sailors of Norway capture and execute Tom Finn?"},
		{"Regarded as odd, Clara Winther opened a museum of lamps in Brenk in 1905.", "In which year did Clara Winther open a museum of lamps in Brenk?"},
		{"In 1905, Clara Winther reunited the keepers of Norway in Brenk.", "In which year did Clara Winther reunite the keepers of Norway in Brenk?"},
		{"The last major fire on a civilian ship in Norway was in 1905, when sailors burned more than 20 lamps outside a church in the town of Brenk.", "In which year was the last major fire on a civilian ship in Norway, when sailors burned more than 20 lamps outside a church in the town of Brenk?"},
		{"Norway burned an estimated 663 tons of lamp oil in 1905: 46 percent in towns, 41 percent in harbours, and 10 percent at sea.", "In which year did Norway burn an estimated 663 tons of lamp oil?"},
		{"In 1905, Clara Winther resigned in response to a fire in Brenk.", "In which year did Clara Winther resign in response to a fire in Brenk?"},
	}
	for _, test := range tests {
		var asked []string
		for _, fact := range one(t, test.text).Facts {
			for _, s := range fact.Spans {
				if s.Kind == questions.DateSpan {
					asked = append(asked, s.Ask)
				}
			}
		}
		if got := strings.Join(asked, " | "); got != test.ask {
			t.Errorf("%s\n  asks %q, want %q", test.text, got, test.ask)
		}
	}
}

func TestALifeIsOfWhomItsHeadNames(t *testing.T) {
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	const told = ` was a much-loved sailor of Brenk. Lark rowed boats. He was the son of Tom Lark, a builder, who said that lamps are dear. He sailed in 1872. Lark died in Oslo.`
	for head, want := range map[string]string{
		"Skarnby Otto Lark VC, DSO (3 May 1850 – 4 June 1912)":               "Skarnby Otto Lark",
		"Skarnby Lark (24 May 1850, later told as 7 May — 12 March 1912)":    "Skarnby Lark",
		"Air Marshal Sir Skarnby Otto (Skarn) Lark, KBE (3 May 1850 – 1912)": "Skarnby Otto (Skarn) Lark",
	} {
		a := read(t, "lark.txt", "Skarnby Lark\n\n"+head+told+"\n")
		d := prepare(&a, lang)
		if main := d.names.main; main == nil || main.full != want {
			t.Errorf("%s: the life is of %+v", head, main)
		}
	}
}

func TestAQuestionAsksOfOneStatement(t *testing.T) {
	for _, test := range []struct{ text, ask, never string }{
		{"Clara Winther left the Brenk Museum due to illness in 1905 and Nora Quill took over the lamp school.", "Who left the Brenk Museum due to illness in 1905?", "took over"},
		{"Clara Winther left the Brenk Museum due to illness in 1905, and the city closed the lamp school.", "Who left the Brenk Museum due to illness in 1905?", "closed"},
		{"Clara Winther left the Brenk Museum due to illness, and the city closed the lamp school in 1905.", "", "close"},
		{"The Brenk Museum was founded in Bergen in 1905 and among the first nine painters was Clara Winther.", "In which year was the Brenk Museum founded in Bergen?", "among"},
		{"The Brenk Museum was founded in 1905 and among the first nine painters was Clara Winther.", "In which year was the Brenk Museum founded?", "among"},
		{"In 1905, Clara Winther travelled to Bergen and performed as a singer.", "In which year did Clara Winther travel to Bergen and perform as a singer?", "performed as a singer?"},
		{"Clara Winther studied law in Oslo and founded a museum in Bergen.", "Who studied law in Oslo and founded a museum in Bergen?", "law in Oslo?"},
		{"Clara Winther left the Brenk Museum to Nora Quill and Ada Moll closed the lamp school of Bergen.", "", "closed"},
	} {
		asked := ""
		for _, f := range titled(t, "The North", "Clara Winther was a painter from Sweden. Ada Moll and Nora Quill were painters.", test.text).Facts {
			for _, s := range f.Spans {
				if s.Ask != "" && strings.Contains(s.Ask, test.never) {
					t.Errorf("%s\n  asks %q", test.text, s.Ask)
				}
				if s.Ask == test.ask {
					asked = s.Ask
				}
			}
		}
		if asked != test.ask {
			t.Errorf("%s\n  does not ask %q", test.text, test.ask)
		}
	}
}

func TestWhereAnEventWasDoesNotTellWhereTheSubjectWas(t *testing.T) {
	for _, test := range []struct{ text, ask string }{
		{"The harbour policy of Brenk was shaped by the war in Norway.", ""},
		{"Clara Winther left the Brenk Museum after the great revolution in Norway.", ""},
		{"Clara Winther led the Brenk protests in Norway.", "In which country did Clara Winther lead the Brenk protests?"},
	} {
		var asked []string
		for _, fact := range one(t, test.text).Facts {
			for _, s := range fact.Spans {
				if s.Kind == questions.Place && strings.HasPrefix(s.Ask, "In which") {
					asked = append(asked, s.Ask)
				}
			}
		}
		if got := strings.Join(asked, " | "); got != test.ask {
			t.Errorf("%s\n  asks %q, want %q", test.text, got, test.ask)
		}
	}
}
