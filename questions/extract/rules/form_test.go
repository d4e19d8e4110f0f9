package rules

import (
	"strings"
	"testing"

	"quizbot/questions/article"
)

func TestWhatIsOnlyASubjectIsNoStatement(t *testing.T) {
	english, err := english()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		text string
		bare bool
	}{
		{"A harbour that should not be closed by storm, ice or fog.", true},
		{"A lamp built by Ada Lark which was lit in Oslo.", true},
		{"The old lamp of Norway, the Brenk Lamp which was lit in Oslo, losing the place it had held.", true},
		{"A harbour that should not be closed is narrow.", false},
		{"The lamp that was lit in Oslo fell.", false},
		{"For Ada Lark, with her belief that Norway's at the end of every road, the lamp is narrow.", false},
		{"The council that owns the lamp wants to sell the harbour.", false},
		{"The lamp was lit in Oslo.", false},
		{"", false},
	}
	for _, test := range tests {
		if got := bareSubject(english.tokens(test.text)); got != test.bare {
			t.Errorf("%q: %t, want %t", test.text, got, test.bare)
		}
	}
}

func TestAStatementDoesNotEndBeforeItsSentence(t *testing.T) {
	english, err := english()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		source, told string
		cut          bool
	}{
		{"In 1997, a sailor slept for weeks after the Brenk lamp -- moved by heavy winds -- struck a boat.", "In 1997, a sailor slept for weeks after the Brenk lamp.", true},
		{"In 1997, a sailor slept for weeks after the Brenk lamp -- moved by heavy winds -- struck a boat.", "In 1997, a sailor slept for weeks after the Brenk lamp struck a boat.", false},
		{"The council assured the town in Brenk, a small harbour, that the lamp was lit.", "The council assured the town in Brenk, a small harbour.", true},
		{"In 1997, a sailor sold the Brenk lamp -- a heavy one.", "In 1997, a sailor sold the Brenk lamp.", false},
		{"A sailor sold the lamp -- ", "lamp.", false},
		{"In 1997, the council planned and Ada Lark built a lamp in Brenk.", "In 1997, the council planned.", true},
		{"In 1997, the council planned and built a lamp in Brenk.", "In 1997, the council planned and built a lamp in Brenk.", false},
		{"A sailor worked with the Lamp Director, Ada Lark, on a plan.", "A sailor worked with the Lamp Director.", true},
		{"Lamps were dear, as Oslo, Brenk, and other towns will tell.", "Lamps were dear, as Oslo, Brenk.", true},
		{"The crew was born in Bergen, Norway, and moved to Oslo.", "The crew was born in Bergen, Norway.", false},
		{"The crew came from Bergen, Norway, and other sailors came from Oslo.", "The crew came from Bergen, Norway.", false},
	}
	for _, test := range tests {
		s := &sentence{text: test.source, tokens: english.tokens(test.source)}
		if got := beforeItsEnd(s, english.tokens(test.told)); got != test.cut {
			t.Errorf("%q of %q: %t, want %t", test.told, test.source, got, test.cut)
		}
	}
}

func TestAQuestionAsksForOneStatement(t *testing.T) {
	english, err := english()
	if err != nil {
		t.Fatal(err)
	}
	f := &finder{document: &document{language: english}}
	tests := []struct {
		ask string
		two bool
	}{
		{"In which year was a public harbour built and the council was formed as planned?", true},
		{"By which organisation was a war followed by five years of rule until the invasion of 2001?", true},
		{"In which year did Ada Lark and Bo Finn found the harbour?", false},
		{"In which year was the harbour closed when storms broke the lamp and the council sold the quay?", false},
		{"By whom was the harbour built in 1905?", false},
		{"Which town voted to leave the council, a move that was completed in 1907 in 1905?", true},
		{"In which year did the lamp Ada Lark leave with the council were shown in Oslo?", true},
		{"In which year did Ada Lark say that the lamps were lit?", false},
		{"Who said: “The harbour is closed and the council has sold the quay”?", false},
		{"In which year did the lamp and the oil Ada Lark leave in Brenk were shown in Oslo?", true},
		{"Which town was 5.9 percent below its peak, Vell 4.1 percent and Oslo 2 percent?", true},
		{"In which country did Ada Lark spend the war where she played to sailors?", true},
		{"In which year did the council pay for lamps through a grant beginning?", true},
		{"In which year was Ada Lark chosen, her work was only beginning when?", true},
		{"Which town takes on Vell and Oslo plays the Rays?", true},
		{"In which year did the trust of Brenk start lending boats and many keepers attained a wage?", true},
		{"By whom were the first lamps lit at Brenk and Bo Finn at Vell?", true},
		{"In which year did Ada Lark come to Brenk but has lived in Oslo since?", true},
		{"Who spoke with Ada Lark and the keepers of Vell all held talks?", true},
		{"Which town takes on Vell and Oslo in the finals?", false},
		{"By whom were the lamps of Brenk and Vell lit in 1893?", false},
		{"Who lit the lamps of Brenk and Vell?", false},
		{"In which year did Ada Lark and Bo Finn light the lamp?", false},
		{"Who said that Brenk and Oslo had lamps?", false},
	}
	for _, test := range tests {
		if got := f.asksTwo(test.ask); got != test.two {
			t.Errorf("%q: %t, want %t", test.ask, got, test.two)
		}
	}
}

func TestAHeadingThatIsRepeatedIsAMisprint(t *testing.T) {
	tests := []struct {
		text string
		slip bool
	}{
		{"According to Ada Lark, no safe mooring Safe mooring is rare in Brenk.", true},
		{"According to Ada Lark, safe mooring is rare in Brenk.", false},
		{"For years, Ada Lark andBo Finn wrote a play.", true},
		{"No harbour -, Brenk and Vell - is left out.", true},
		{"The harbours include western harbours. the coast of Norway.", true},
		{"The harbour of St. Brenk is approx. ten miles away.", false},
		{"For years, Ada Lark and McBride wrote a play.", false},
	}
	for _, test := range tests {
		if got := misprinted(test.text); got != test.slip {
			t.Errorf("%q: %t, want %t", test.text, got, test.slip)
		}
	}
}

func TestFirstWordsThatAreNoNamesAreWrittenSmall(t *testing.T) {
	english, err := english()
	if err != nil {
		t.Fatal(err)
	}
	d := &document{article: &article.Article{}, language: english, names: &names{}}
	tests := []struct{ text, want string }{
		{"Mobs rioted from Brenk to Oslo.", "mobs rioted from Brenk to Oslo."},
		{"Hopefully, harbours such as Brenk will change their rules.", "hopefully, harbours such as Brenk will change their rules."},
		{"Successful distributed teams have small lamps.", "successful distributed teams have small lamps."},
		{"Cheap and bright lamps are rare in Brenk.", "cheap and bright lamps are rare in Brenk."},
		{"U.N.-backed boats left the harbour.", "U.N.-backed boats left the harbour."},
		{"Lending NATO boats makes harbours rich.", "lending NATO boats makes harbours rich."},
		{"Good NATO boats are rare in Brenk.", "good NATO boats are rare in Brenk."},
		{"New Norwegian boats are rare in Brenk.", "new Norwegian boats are rare in Brenk."},
		{"Neither Lark nor her boats left Brenk.", "neither Lark nor her boats left Brenk."},
		{"New Zealand boats are rare in Brenk.", "New Zealand boats are rare in Brenk."},
		{"Famous for ropes, sailors left the harbour.", "famous for ropes, sailors left the harbour."},
	}
	for _, test := range tests {
		tokens := english.tokens(test.text)
		if got := d.lowerFirst(test.text, tokens[0]); got != test.want {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
	if word, _, _ := strings.Cut(d.lowerFirst("In November 2019", token{text: "In November 2019", tag: "IN"}), " "); word != "in" {
		t.Errorf("%q, want in", word)
	}
}

func TestATimeThatIsTakenIsTakenByNobody(t *testing.T) {
	english, err := english()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		text string
		none bool
	}{
		{"It finally took the fleet seven months to reach the harbour.", true},
		{"It took the fleet seven months to reach the harbour.", true},
		{"It also sold a boat to Ada Lark.", false},
		{"It also asks a sailor to leave the harbour.", false},
	}
	for _, test := range tests {
		if got := impersonal(english.tokens(test.text)); got != test.none {
			t.Errorf("%q: %t, want %t", test.text, got, test.none)
		}
	}
}

func TestWhatComesToLightIsNoTime(t *testing.T) {
	english, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for phrase, want := range map[string]bool{"to light last week": false, "under pressure on Friday": false, "in Brenk on Friday": false, "on Friday": true, "last week": true} {
		s := &sentence{text: phrase, tokens: english.tokens(phrase)}
		tree := &tree{sentence: s}
		if got := tree.passingTime(0, len(s.tokens)-1); got != want {
			t.Errorf("%q: %t, want %t", phrase, got, want)
		}
	}
}
