package rules

import (
	"slices"
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
)

func TestWhatACutWouldSpoilIsNotStated(t *testing.T) {
	tests := []struct{ name, text, bad string }{
		{"half of a pair behind a dash", "In Norway, Brenk operates as a blend of the loyalty schemes offered by most harbours — and a paid club.", "In Norway, Brenk operates as a blend of the loyalty schemes offered by most harbours."},
		{"some of which", "Hundreds of plant and animal drawings were collected, several of which were named for Clara Winther and Nora Quill in recognition of their efforts.", "Hundreds of plant and animal drawings were collected several of which were named for Clara Winther and Nora Quill in recognition of their efforts."},
		{"in which election", "In the 2023 Brenk election, the Coast Party won 15 seats, and the Lamp Party took 13 seats in Bergen.", "The Lamp Party took 13 seats in Bergen."},
		{"in which list", "In the Calm of Harbours Index 2020 published by the Ministry of Boats, Bergen was ranked the most quiet Norwegian city with a population of over a million.", "Bergen was ranked the most quiet Norwegian city with a population of over a million."},
		{"a month without its year", "Clara Winther was an author of the June report.", "Clara Winther was an author of the June report."},
		{"a number without its noun", "The third is the captain of Sweden.", "The third is the captain of Sweden."},
		{"what happened before something untold", "Norway had become a member of the Nordic League.", "Norway had become a member of the Nordic League."},
		{"something alike", "On June 1st, a similar treaty was signed in Norway.", "On June 1st, a similar treaty was signed in Norway."},
		{"whose deaths", "The killing of two painters in 1913 brought down the government of Norway.", "The killing of two painters in 1913 brought down the government of Norway."},
		{"the last ones", "Clara Winther won four medals in the last 10 games of Norway.", "Clara Winther won four medals in the last 10 games of Norway."},
		{"what the subject was published in", "The study, published May 24 in Nordic Research, included 89 boats of Norway.", "Nordic Research included 89 boats of Norway."},
		{"more than what", "Captains who studied in Norway earn 70% more.", "Captains who studied in Norway earn 70% more."},
		{"the end of a bracket", "1905–1912 CE) was a time of wars between Sweden and Norway.", "1905–1912 CE was a time of wars between Sweden and Norway."},
		{"where somebody is from", "Clara Winther met the captains of Norway, who shared a ship with Sweden.", "Norway shared a ship with Sweden."},
		{"what another did too", "Clara Winther painted the harbours of Norway in many of her pictures, as did Nora Quill.", "Clara Winther painted the harbours of Norway in many of her pictures."},
		{"two verbs with one object", "Clara Winther designed and painted the lamp of Norway in 1905.", "Clara Winther designed."},
		{"a name that is none of a verb", "The Norwegian harbour engine nicknamed Sweden.", "The Norwegian harbour engine nicknamed Sweden."},
		{"as well as what", "Clara Winther painted the harbours of Norway as well.", "Clara Winther painted the harbours of Norway as well."},
		{"half of a score", "Sweden defeated Norway 1 – 0 in Bergen.", "Sweden defeated Norway 1."},
		{"one set of a match", "Clara Winther beat Nora Quill 7-6 (5), 6-2 in Bergen.", "Clara Winther beat Nora Quill 7-6."},
		{"the first of a list", "Clara Winther counted more than 2,000 boats in Bergen; 900 boats in the old harbour of Oslo.", "Clara Winther counted more than 2,000 boats in Bergen."},
		{"a dateline", "BRENK, Norway (AP) — Sweden's Coast Party was founded in 1905 by Clara Winther.", "BRENK was founded in 1905 by Clara Winther."},
		{"who wrote it", "Brenk Post reporters met Clara Winther and Nora Quill in Bergen.", "Brenk Post reporters met Clara Winther and Nora Quill in Bergen."},
		{"a surname that speaks", "Vogt has put the boats of Norway in the hands of Sweden. \"It is a good idea for us all,\" Vogt said.", "Vogt has put the boats of Norway in the hands of Sweden."},
		{"a caption before a sentence", "Wong Moll of Sweden In the harbour of Norway, Clara Winther was elected with 516 votes.", "Wong Moll of Sweden In the harbour of Norway, Clara Winther was elected with 516 votes."},
	}
	for _, test := range tests {
		if got := statements(t, "The North", test.text); slices.Contains(got, test.bad) {
			t.Errorf("%s: states %q", test.name, test.bad)
		}
	}
}

func TestASentenceIsStatedWholeWhereItCanStandAlone(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"an apposition to the subject", "Clara Winther, a painter from Sweden, taught drawing at the Brenk Museum.", "Clara Winther, a painter from Sweden, taught drawing at the Brenk Museum."},
		{"a relative clause at the end", "Clara Winther returned to the Brenk Museum, where she held the chair of drawing for the rest of her life.", "Clara Winther returned to the Brenk Museum, where she held the chair of drawing for the rest of her life."},
		{"two things that one did", "Clara Winther studied law in Oslo and founded a museum in Bergen.", "Clara Winther studied law in Oslo and founded a museum in Bergen."},
		{"a bracket and a link", "However, the Brenk Museum (BM) also opened a school, which Nora Quill had built.", "The Brenk Museum opened a school, which Nora Quill had built."},
		{"a participle that takes the tree in", "The Brenk Lamp, made by Nora Quill, was one of the brightest lamps in Norway.", "The Brenk Lamp, made by Nora Quill, was one of the brightest lamps in Norway."},
		{"a list behind a colon", "The lamp museum of Brenk is capable of showing two classes of lamps: gas and oil.", "The lamp museum of Brenk is capable of showing two classes of lamps: gas and oil."},
		{"a participle that the tree takes for the verb", "The Brenk Lamp Museum, nicknamed Moll, was the first museum of lamps in Norway.", "The Brenk Lamp Museum, nicknamed Moll, was the first museum of lamps in Norway."},
		{"a term that it explains", "Brine is a mixture of water and salt that keeps fish for a long time.", "Brine is a mixture of water and salt that keeps fish for a long time."},
	}
	for _, test := range tests {
		if got := statements(t, "The North", test.text); !slices.Contains(got, test.want) {
			t.Errorf("%s: %s\n  states %q, want %q", test.name, test.text, got, test.want)
		}
	}
}

func TestASentenceThatNeedsOthersIsNotStatedWhole(t *testing.T) {
	tests := []struct{ name, text string }{
		{"another's pronoun", "Nora Quill asked him to paint the lamps of Norway, which took five years."},
		{"a caption", "Figure: Nora Quill, a painter from Sweden, opened the Brenk Museum in Norway."},
		{"a heading and a sentence", "Brenk Museum Brenk Museum is a house of lamps in the harbour of Norway."},
		{"going on when it was written", "The Brenk Museum is being rebuilt for the last lamp show of Norway."},
		{"whose, of two", "Nora Quill and Clara Winther, a painter, met at the Brenk Museum, where he taught."},
		{"a month without its year", "On 2 June, Clara Winther opened the Brenk Museum with a speech about Sweden."},
		{"a label", "Brenk mode: a lamp for boats that was built in Norway by Nora Quill."},
		{"nobody in particular", "Others were arranged in groups of nine boats by Nora Quill in Norway."},
		{"a view", "Clara Winther, a painter from Sweden, was possibly the founder of the Brenk Museum."},
		{"a condition", "Clara Winther, a painter from Sweden, teaches at the Brenk Museum if Nora Quill agrees."},
		{"a forecast", "Clara Winther, a painter from Sweden, will teach at the Brenk Museum in Norway."},
	}
	for _, test := range tests {
		for _, got := range statements(t, "The North", test.text) {
			if got == test.text {
				t.Errorf("%s: states %q", test.name, got)
			}
		}
	}
}

func TestCommasStayWhereTheyPartThings(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Sweden sold ships to Denmark (and Iceland), Norway and Finland in 1905.", "Sweden sold ships to Denmark, Norway and Finland in 1905."},
	}
	for _, test := range tests {
		if got := statements(t, "The North", test.text); !slices.Contains(got, test.want) {
			t.Errorf("%s\n  states %q, want %q", test.text, got, test.want)
		}
	}
}

func TestAStatementReadsLikeItsClause(t *testing.T) {
	f := &finder{}
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	f.document = &document{language: lang}
	told := func(verb string, rest ...string) *clause {
		c := &clause{verb: []token{{text: verb}}}
		for _, r := range rest {
			c.rest = append(c.rest, token{text: r})
		}
		return c
	}
	for _, test := range []struct {
		statement string
		c         *clause
		want      bool
	}{
		{"Clara Winther founded a museum in Bergen.", told("founded"), true},
		{"Clara Winther was the founder of a museum in Bergen.", told("was", "the", "founder"), true},
		{"Clara Winther founded a museum in Bergen.", told("museum"), false},
		{"Restrict boats.", told("Restrict"), false},
	} {
		if _, got := f.readsAlike(test.statement, test.c); got != test.want {
			t.Errorf("%s: %t, want %t", test.statement, got, test.want)
		}
	}
}

func TestACommaBehindASubjectEndsAnAside(t *testing.T) {
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for subject, want := range map[string]bool{
		"Some boats, such as ferries":          true,
		"Boats from Norway, Sweden, and Brenk": false,
		"Some boats":                           false,
	} {
		if got := opensAside(lang.tokens(subject)); got != want {
			t.Errorf("%s: %t, want %t", subject, got, want)
		}
	}
}

func TestWhatStandsBeforeTheSubjectIsCut(t *testing.T) {
	tests := []struct{ text, want string }{
		{"BRENK, Norway (AP) — The Coast Party of Sweden was founded in 1905 by Clara Winther.", "The Coast Party of Sweden was founded in 1905 by Clara Winther."},
		{"After, Clara Winther founded a museum in Bergen.", "Clara Winther founded a museum in Bergen."},
	}
	for _, test := range tests {
		if got := statements(t, "The North", test.text); !slices.Contains(got, test.want) {
			t.Errorf("%s\n  states %q, want %q", test.text, got, test.want)
		}
	}
}

func TestQuotationsDoNotGoOnWithWhatWasSaidBefore(t *testing.T) {
	for _, words := range []string{"But our boats sail to every harbour of the north.", "Our boats are the better ones of the north, all captains know."} {
		got := statements(t, "The North", "“"+words+"” said Clara Winther, the mayor of Brenk.")
		if slices.Contains(got, `Clara Winther, the mayor of Brenk, said: "`+words+`"`) {
			t.Errorf("%s: stated", words)
		}
	}
	const whole = "Our boats sail to every harbour of the north."
	if got := statements(t, "The North", "“"+whole+"” said Clara Winther, the mayor of Brenk."); !slices.Contains(got, `Clara Winther, the mayor of Brenk, said: "`+whole+`"`) {
		t.Errorf("states %q, want the whole words", got)
	}
}

func TestWithoutATitleAStatementNamesItsPlace(t *testing.T) {
	const opening = "Brenk is a harbour town in Norway. The lamps of Brenk are old and famous in Norway."
	for text, want := range map[string]bool{
		"The Victoria Hospital was founded in 1900 by Clara Winther.":  false, // which of many?
		"The Skarvholm Hospital was founded in 1900 by Clara Winther.": true,
		"The Victoria Hospital of Norway was founded in 1900.":         true,
	} {
		stated := slices.Contains(statements(t, "", opening, text), text)
		titled := slices.Contains(statements(t, "Brenk", opening, text), text)
		if stated != want || !titled {
			t.Errorf("%s: stated %t, want %t; under a title %t", text, stated, want, titled)
		}
	}
}

func TestAGivenNameMeansWhomTheArticleIsAbout(t *testing.T) {
	const opening = "Clara Winther (1850-1912) was a Norwegian painter. Clara studied law in Oslo and Bergen."
	if got := statements(t, "Clara Winther", opening); !slices.Contains(got, "Clara Winther studied law in Oslo and Bergen.") {
		t.Errorf("states %q, want her full name", got)
	}
	if got := statements(t, "Clara Winther", opening, "Clara Moll of Sweden founded a museum in Bergen."); slices.Contains(got, "Clara Winther studied law in Oslo and Bergen.") {
		t.Errorf("states %q: which Clara?", got)
	}
}

func TestNobodyIsAskedWhatAPersonWas(t *testing.T) {
	for _, f := range titled(t, "The North", "Clara Winther was a friend of Nora Quill of Sweden.", "Clara Winther was a guest of the harbour museum in Bergen.").Facts {
		for _, s := range f.Spans {
			if s.Ask != "" && s.Kind == questions.Term {
				t.Errorf("asks %q: somebody is many things", s.Ask)
			}
		}
	}
}

func TestAWorkKeepsItsCapital(t *testing.T) {
	tests := []struct{ title, text, want string }{
		{"Why Boat in the Lamp matters", "Boat in the Lamp", "Boat in the Lamp"},
		{"The lamp of Port Ember", "The lamp of Port Ember", "the lamp of Port Ember"},
		{"", "Boats in the Lamp", "boats in the Lamp"},
	}
	for _, test := range tests {
		d := &document{article: &article.Article{Source: questions.Source{Title: test.title}}, names: &names{lower: map[string]bool{"boat": true, "boats": true}, middle: map[string]bool{"Boat": true}}}
		if got := d.lowerFirst(test.text, token{text: strings.Fields(test.text)[0], tag: "NN"}); got != test.want {
			t.Errorf("%s under %q: %q, want %q", test.text, test.title, got, test.want)
		}
	}
}

func TestAWordThatBeginsASentenceIsNotTakenForAName(t *testing.T) {
	english, err := english()
	if err != nil {
		t.Fatal(err)
	}
	d := &document{article: &article.Article{}, language: english, names: &names{}}
	tests := []struct{ text, want string }{
		{"Young women of Brenk were poor.", "young women of Brenk were poor."},
		{"Bold claims are made of the lamp.", "bold claims are made of the lamp."},
		{"Lack of oil is one reason.", "lack of oil is one reason."},
		{"Police and keepers will be given new lamps.", "police and keepers will be given new lamps."},
		{"Sixty percent of the keepers are poor.", "sixty percent of the keepers are poor."},
		{"Pact sells lamps of the town.", "Pact sells lamps of the town."}, // who does
		{"Minister of Light Ada Lark has been busy.", "Minister of Light Ada Lark has been busy."},
		{"Western towns have no lamp.", "Western towns have no lamp."},
		{"People Lamp is a shop in Brenk.", "People Lamp is a shop in Brenk."},
		{"Moscow is a town of lamps.", "Moscow is a town of lamps."},
	}
	for _, test := range tests {
		if got := d.lowerFirst(test.text, token{text: strings.Fields(test.text)[0], tag: "NNP"}); got != test.want {
			t.Errorf("%s: %q, want %q", test.text, got, test.want)
		}
	}
}

func TestACommonWordLosesItsCapitalThoughNamesHaveIt(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Sailing keeps the town alive", "sailing keeps the town alive"}, // "World Sailing Day", and "sailing"
		{"Beacon keeps the town alive", "Beacon keeps the town alive"},   // also called so where no sentence begins
		{"Ember keeps the town alive", "Ember keeps the town alive"},
		{"Amid Ember's storms the town sleeps", "amid Ember's storms the town sleeps"},
	}
	d := &document{article: &article.Article{}, names: &names{
		lower:  map[string]bool{"sailing": true, "beacon": true},
		middle: map[string]bool{"Sailing": true, "Beacon": true, "Ember": true},
		alone:  map[string]bool{"Beacon": true, "Ember": true},
	}}
	for _, test := range tests {
		if got := d.lowerFirst(test.text, token{text: strings.Fields(test.text)[0], tag: "NNP"}); got != test.want {
			t.Errorf("%s: %q, want %q", test.text, got, test.want)
		}
	}
}

func TestWhatAnInfinitiveActsOnIsNoSubject(t *testing.T) {
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		text, subject  string
		front, objects int // words
	}{
		{"Norway's plan to close harbours for ever", "Norway's plan to close harbours for ever", 5, 3},
		{"To close harbours captains", "harbours captains", 2, 2},
		{"After a plan to sail captains", "captains", 5, 1},
		{"A plan to sail, captains", "captains", 4, 1},
	} {
		tokens := lang.tokens(test.text)
		c := &clause{front: tokens[:test.front], subject: tokens[len(tokens)-test.objects:]}
		c.rejoin()
		if got := (&sentence{text: test.text}).render(c.subject); got != test.subject {
			t.Errorf("%s: the subject is %q, want %q", test.text, got, test.subject)
		}
	}
}
