package rules

import (
	"slices"
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
)

// saidBy returns the options beside the speaker of the one quotation of an
// article; found is false where there is no fact of it.
func saidBy(t *testing.T, quote string, paragraphs ...string) (speaker string, options []string) {
	t.Helper()
	for _, f := range titled(t, "The North", paragraphs...).Facts {
		for _, s := range f.Spans {
			if s.Kind == questions.Quotation && strings.Contains(s.Text, quote) {
				return f.Claimant, s.Wrong
			}
		}
	}
	return "", nil
}

func TestWhoSaidOffersWhoCouldHaveSaidIt(t *testing.T) {
	const (
		quote = `"The council of Brenk sold the lamp for a song," said Julia Askel.`
		susan = "Susan Quill said the old lamp of Brenk burned oil for a century."
		peter = "Peter Vane said the museum of Oslo paid for the glass in March."
		maria = "Martha Dahl said the town of Vell lent a boat to the keepers."
	)
	tests := []struct {
		name, more, never string
	}{
		{"the dead", "Thomas Winther said little. Thomas Winther's suicide shook the town of Brenk.", "Thomas Winther"},
		{"the dead, told later", "The boat of Thomas Winther was found. Thomas Winther died in the harbour.", "Thomas Winther"},
	}
	for _, test := range tests {
		if _, options := saidBy(t, "sold the lamp", susan, peter, "Vladimir V. Putin visited the harbour of Brenk.", quote); slices.Contains(options, "Vladimir V. Putin") {
			t.Errorf("options %q: a head of state among the people of Brenk", options)
		}
		_, options := saidBy(t, "sold the lamp", susan, peter, maria, test.more, quote)
		if len(options) < 3 || slices.Contains(options, test.never) {
			t.Errorf("%s: options %q, want three others without %s", test.name, options, test.never)
		}
	}
	_, options := saidBy(t, "sold the lamp", susan, peter, maria, "Thomas Winther said the boat was late.", strings.Replace(quote, "for a song", "after Winther left", 1))
	if len(options) < 3 || slices.Contains(options, "Thomas Winther") {
		t.Errorf("options %q, want three without him whom the words speak of", options)
	}
}

func TestAMediumSpeaksForNobody(t *testing.T) {
	for name, may := range map[string]bool{"Brenk Herald": false, "Thomas Vane": true} {
		p := person{full: name, surname: name[strings.LastIndexByte(name, ' ')+1:]}
		if got := p.mayHaveSaid("The lamp burned oil."); got != may {
			t.Errorf("%s: %t, want %t", name, got, may)
		}
	}
}

func TestAQuotationGoesOnInTheNextParagraph(t *testing.T) {
	const first = `"The lamp was sold for a song," said Julia Askel.`
	const next = `"The keepers of Brenk lost their homes within a week."`
	if who, _ := saidBy(t, "lost their homes", first, next); who != "Julia Askel" {
		t.Errorf("said by %q, want Julia Askel", who)
	}
	for _, before := range []string{
		"Peter Vane met Julia Askel in Brenk.",
		`"The lamp was sold for a song," said Julia Askel. Peter Vane disagreed with the council.`,
		`Julia Askel said: "The lamp was sold for a song." "It burned oil for years," Peter Vane said.`,
	} {
		if who, _ := saidBy(t, "lost their homes", before, next); who != "" {
			t.Errorf("said by %q behind %q, want nobody", who, before)
		}
	}
}

func TestAQuotationThatPointsElsewhereIsNotAskedFor(t *testing.T) {
	for words, stands := range map[string]bool{
		"The keepers of Brenk played very well in this match.":       false,
		"The council of Brenk cares for one of these treasures.":     false,
		"The keepers of Brenk have always liked the food here.":      false,
		"The keepers of Brenk paint the tower this year.":            true,
		"The council joined this league of nine northern harbours.":  true,
		"The keepers of Brenk sold this kind of northern lantern.":   false,
		"The council of Brenk voted against that old lantern.":       false,
		"The council pays for those keepers who light a lantern.":    true,
		"The keepers told the council that lanterns burn oil.":       true,
		"The keepers think, sir, that would ruin the harbour.":       false,
		"The keepers of Brenk reached the goal with one lantern.":    false,
		"The goal of the keepers is a lantern for every harbour.":    true,
		"The keepers of Brenk sell every fucking lantern they own.":  false,
		"Moreover, the keepers of Brenk sold the oldest lantern.":    false,
		"The keepers of Brenk are selling the lantern today.":        false,
		"The keepers have not only sold the lantern to the sailors.": false,
		"The keepers have not only sold a lantern but its boats.":    true,
		"Some keepers, however, would have to sell their lanterns.":  false,
		"One that keepers of Brenk could light all day and night.":   false,
		"If so, the keepers of Brenk are selling the lantern.":       false,
		"Keepers lit the lantern and they sold the oil to sailors.":  true,
		"The lantern was old and they sold the oil to a sailor.":     false,
		"The keepers put most of the money into the company.":        false,
		"The keepers put most of the money into the lamp company.":   true,
		"The keepers were told that such oil sales are illegal.":     false,
		"The keepers light such lanterns as burn oil and paraffin.":  true,
	} {
		who, _ := saidBy(t, words, `"`+strings.TrimSuffix(words, ".")+`," said Julia Askel.`)
		if got := who != ""; got != stands {
			t.Errorf("%q: asked for %t, want %t", words, got, stands)
		}
	}
}

func TestLettersAreWrittenOutOrRefused(t *testing.T) {
	tests := []struct {
		text, want string
	}{
		{"The Brenk Lamp Trust (BLT) owns a boat. The BLT was founded in 1962 by Thomas Grell.", "The Brenk Lamp Trust (BLT) was founded in 1962 by Thomas Grell."},
		{"The BLT was founded in 1962 by Thomas Grell.", ""},
		{"Brenk Lamp Tending (BLT) pays well. Thomas Grell worked in Oslo as a BLT until 1962.", ""},
		{"The NASA station of Brenk was founded in 1962 by Thomas Grell.", "The NASA station of Brenk was founded in 1962 by Thomas Grell."},
	}
	for _, test := range tests {
		got := ""
		for _, f := range titled(t, "The North", test.text).Facts {
			if strings.Contains(f.Statement, "1962") {
				got = f.Statement
			}
		}
		if got != test.want {
			t.Errorf("%q states %q, want %q", test.text, got, test.want)
		}
	}
}

func TestAClaimantBehindAnOfficeIsNamed(t *testing.T) {
	got := ""
	for _, f := range titled(t, "The North", "Julia Askel runs the museum.", "The museum of Oslo paid for the glass of Brenk in March 2014, according to curator Julia Askel.").Facts {
		if f.FoundBy == "rules/claim" {
			got = f.Claimant
		}
	}
	if got != "Julia Askel" {
		t.Errorf("claimant %q, want Julia Askel", got)
	}
}

func TestWhatStandsBeforeANameIsNoPartOfIt(t *testing.T) {
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"Adds Susan Quill of Brenk: the lamp is old.":          "Susan Quill",
		"Brenk Lions GM Susan Quill mended the lamp in March.": "Susan Quill",
		"New Zealand sent Susan Quill two lamps in March.":     "Susan Quill",
	} {
		a, err := article.Read("lamp.txt", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		d := prepare(&a, lang)
		var full []string
		for _, p := range d.names.people {
			full = append(full, p.full)
		}
		if !slices.Equal(full, []string{want}) {
			t.Errorf("%s\n  people %q, want %q", text, full, want)
		}
		if strings.HasPrefix(text, "New") && !slices.Contains(d.names.places, "New Zealand") {
			t.Errorf("%s\n  places %q, want New Zealand", text, d.names.places)
		}
	}
}

func TestAnInterruptedQuotationIsPutTogether(t *testing.T) {
	for text, want := range map[string]string{
		`"If the lamp of Brenk burns oil," said Julia Askel, "the keepers close the harbour."`: "If the lamp of Brenk burns oil, the keepers close the harbour.",
		`"Forty years of keeping lamps," Julia Askel said, "has taught the keepers patience."`: "Forty years of keeping lamps has taught the keepers patience.",
		`"The keepers of Brenk sold the lamp," Julia Askel said, "to pay for the [old] boat."`: "The keepers of Brenk sold the lamp.",
	} {
		var said []string
		for _, f := range titled(t, "The North", text).Facts {
			for _, s := range f.Spans {
				if s.Kind == questions.Quotation {
					said = append(said, s.Text)
				}
			}
		}
		if len(said) != 1 || said[0] != want {
			t.Errorf("%s is told as %q, want %q", text, said, want)
		}
	}
}

func TestHeOrSheIsWhoSpokeBefore(t *testing.T) {
	const (
		askel = `"The lamp was sold for a song," said Julia Askel, the mayor of Brenk, to Peter Vane.`
		more  = `"The keepers of Brenk lost their homes," she said.`
	)
	tests := []struct {
		paragraphs []string
		want       string
	}{
		{[]string{askel, more}, "Julia Askel"},
		{[]string{askel, strings.Replace(more, "she", "he", 1)}, ""},
		{[]string{askel, "Martha Dahl asked Julia Askel about the oil of Brenk.", more}, ""},
		{[]string{askel, "A lawyer of Brenk heard it.", more}, ""},
		{[]string{`"The lamp was sold for a song," said Julia Askel, adding, "The keepers of Brenk lost their homes."`}, "Julia Askel"},
		{[]string{`"The keepers of Brenk lost their homes," Brenk's mayor, Julia Askel, has said.`}, "Julia Askel"},
		{[]string{`"The keepers of Brenk lost their homes," wrote 43-year-old Julia Askel.`}, "Julia Askel"},
	}
	for _, test := range tests {
		if who, _ := saidBy(t, "lost their homes", test.paragraphs...); who != test.want {
			t.Errorf("%q: said by %q, want %q", test.paragraphs, who, test.want)
		}
	}
}

func TestPeopleAreNamedAsTheArticleNamesThem(t *testing.T) {
	const quote = ` "The keepers of Brenk lost their homes," %s said.`
	tests := []struct {
		text, speaker, want string
	}{
		{"President Skarn came to Brenk.", "Mr. Skarn", "President Skarn"},
		{"President Skarn came to Brenk with Governor Skarn.", "Mr. Skarn", ""},
		{"President Skarn came to Brenk with Nadia Skarn.", "Mr. Skarn", ""},
		{"President Skarn came to Brenk from the Palace of Skarn.", "Mr. Skarn", "President Skarn"},
		{"President Skarn came to Brenk from the Palace of Skarn.", "Ms. Skarn", ""},
		{"President Skarn came to Brenk from the Palace of Skarn.", "Skarn", ""},
		{"The mayor of Brenk is Anna-Maria Skarn.", "Skarn", "Anna-Maria Skarn"},
		{"Julia Askel came.", "Julia Askel, seated beside the mayor of Oslo,", "Julia Askel"},
		{"Brenk Lamp CEO Otto Skarn came.", "Skarn", "Otto Skarn"},
		{"Northern Keepers Association President Otto Skarn came.", "Skarn", "Otto Skarn"},
		{"Otto Skarn Jr. came to Brenk with Peter Vane Jr. of Oslo.", "Skarn", "Otto Skarn Jr."},
		{"The mayor is Otto Skarn. Adds Otto Skarn with a smile: no oil.", "Skarn", "Otto Skarn"},
	}
	for _, test := range tests {
		if who, _ := saidBy(t, "lost their homes", test.text+strings.Replace(quote, "%s", test.speaker, 1)); who != test.want {
			t.Errorf("%s %s said: said by %q, want %q", test.text, test.speaker, who, test.want)
		}
	}
}

func TestNobodyWithATitleAloneStandsAmongFullNames(t *testing.T) {
	const others = "Susan Quill said the lamp burned. Peter Vane said the oil was dear. Martha Dahl said the boat was late. President Skarn said the war was over."
	_, options := saidBy(t, "lost their homes", others, `"The keepers of Brenk lost their homes," said Julia Askel.`)
	if len(options) < 3 || slices.Contains(options, "President Skarn") {
		t.Errorf("options %q, want three full names", options)
	}
}

func TestAQueensChildIsNoQueen(t *testing.T) {
	var p person
	p.learn([]token{{text: "Otto"}, {text: ","}, {text: "Queen", tag: "NNP"}, {text: "Ada", tag: "NNP"}, {text: "'s", tag: "POS"}, {text: "third", tag: "JJ"}, {text: "child", tag: "NN"}, {text: ","}}, name{from: 0, to: 1, title: 0})
	if p.pronoun != "" || len(p.callings) > 0 {
		t.Errorf("%q with callings %q, want nothing known", p.pronoun, p.callings)
	}
}

func TestTwoSentencesOfAQuotationAreAskedFor(t *testing.T) {
	n := 0
	for _, f := range titled(t, "The North", `"The keepers of Brenk lost their homes," said Julia Askel. "The council of Brenk sold the lamp to Oslo. The sailors of Vell lent a boat to the keepers. The museum of Oslo paid for the glass of the lamp."`).Facts {
		if f.FoundBy == "rules/quote" && f.Claimant == "Julia Askel" {
			n++
		}
	}
	if n != 3 {
		t.Errorf("%d facts, want one of the first quotation and two of the second", n)
	}
}

func TestOnlyPeopleAreOptionsOfWhoSaidIt(t *testing.T) {
	const quote = `"The council of Brenk sold the lamp for a song," said Julia Askel.`
	others := []string{
		"Susan Quill said the old lamp of Brenk burned oil for a century.",
		"Peter Vane said the museum of Oslo paid for the glass in March.",
		"Martha Dahl said the town of Vell lent a boat to the keepers.",
	}
	for name, more := range map[string]string{
		"Tamsin Quays":       "The boats of Tamsin Quays were late in March.",
		"Chartered Glaziers": `"Glass is dear in Oslo and Vell," said Chartered Glaziers.`,
		"Harbour Minister":   "Norway's Harbour Minister insists on the sale of the boats.",
		"Keeper Residence":   "Boats of Brenk lie at the Keeper Residence.",
		"Daniel Ostrow":      "Reporting by Daniel Ostrow.",
		"Dagmar Nyheter":     "Dagmar Nyheter said the boats of Brenk were late.",
	} {
		_, options := saidBy(t, "sold the lamp", append(slices.Clone(others), more, quote)...)
		if len(options) != 3 || slices.Contains(options, name) {
			t.Errorf("%s\n  options %q, want three others without %s", more, options, name)
		}
		if _, options := saidBy(t, "sold the lamp", append(slices.Clone(others[:2]), more, quote)...); len(options) > 0 {
			t.Errorf("%s\n  options %q, want none of two who speak", more, options)
		}
	}
}

func TestTheWordsOfOneselfAreNobodyElses(t *testing.T) {
	said := func(words string) (wrong []string) {
		for _, f := range titled(t, "The North", "Mayor Peter Vane said the museum of Oslo paid for the glass.", `"`+words+`," said Julia Askel, 74.`).Facts {
			for _, s := range f.Spans {
				if s.Kind == questions.Person && s.Text == "Julia Askel" {
					wrong = s.Wrong
				}
			}
		}
		return wrong
	}
	if wrong := said("My lamp of Brenk was blown to pieces by the storm of Vell"); len(wrong) > 0 {
		t.Errorf("%q could have said it, want nobody", wrong)
	}
	if wrong := said("The lamp of Brenk was blown to pieces by the storm of Vell"); !slices.Contains(wrong, "Peter Vane") {
		t.Errorf("%q could have said it, want Peter Vane", wrong)
	}
}

func TestNobodyCallsThemselvesByName(t *testing.T) {
	const words = `"There is one place for Peter Vane in the history of Brenk," he said.`
	if who, _ := saidBy(t, "one place", "Keepers asked how Peter Vane lit the lamp.", words); who != "" {
		t.Errorf("said by %q, want nobody", who)
	}
}

func TestAQuotationTellsSomethingToKnowItBy(t *testing.T) {
	for words, tells := range map[string]bool{
		"I am a big reader of novels.":                               false,
		"Our strategy is to be where the sailors are.":               false,
		"Lamps are important for a number of reasons.":               false,
		"It is an option to burn whale oil instead of lamp oil.":     false,
		"It shows that there are lamps and keepers in the harbours.": false,
		"The lamps at both harbours burn oil for the sailors.":       false,
		"It is wrong that the keepers have to pay a tax for oil.":    true,
		"The lighthouse keepers of Norway had to pay for oil.":       true,
		"I sold 14 lamps to the council of Vell.":                    true,
	} {
		who, _ := saidBy(t, words, `"`+strings.TrimSuffix(words, ".")+`," said Julia Askel.`)
		if got := who != ""; got != tells {
			t.Errorf("%q: asked for %t, want %t", words, got, tells)
		}
	}
}

func TestWhoSpeaksBehindAnOfficeOrAClause(t *testing.T) {
	for _, speaker := range []string{
		"Brenk's head of lamps and boats, Julia Askel, said",
		"Oslo's Julia Askel, a keeper, said",
		"Julia Askel, who sold lamps in Oslo and now mends boats, told the Vell Herald",
		"Julia Askel from the museum of Oslo said",
		"keeper and co-author Julia Askel had said",
	} {
		if who, _ := saidBy(t, "lost their homes", `"The keepers of Brenk lost their homes," `+speaker+"."); who != "Julia Askel" {
			t.Errorf("%s: said by %q, want Julia Askel", speaker, who)
		}
	}
	for text, want := range map[string]string{
		`As the late owner of Vell Hebra, Stephane Lark, said: "The keepers of Brenk lost their homes."`:               "Stephane Lark",
		`Julia Askel, President Vell North Oslo, says: "The keepers of Brenk lost their homes."`:                       "Julia Askel",
		`"The keepers of Brenk lost their homes," explains Lamp Team Leader Julia Askel.`:                              "Julia Askel",
		`Ask Julia Askel, a keeper, about oil. "The keepers of Brenk lost their homes," said Julia Askel of the Vell.`: "Julia Askel",
	} {
		if who, _ := saidBy(t, "lost their homes", text); who != want {
			t.Errorf("%s\n  said by %q, want %s", text, who, want)
		}
	}
}

func TestASpokesmanOfABodySpeaksForIt(t *testing.T) {
	const words = `"The keepers of Brenk lost their homes.`
	for text, want := range map[string]string{
		`"The keepers of Brenk lost their homes," said a Harbour Trust spokesman.`: "A Harbour Trust spokesman",
		`A Harbour Trust spokesman said: ` + words + `"`:                           "A Harbour Trust spokesman",
		`A spokesman for the Harbour Trust said: ` + words + `"`:                   "A spokesman for the Harbour Trust",
		`The Harbour Trust said: ` + words + `"`:                                   "The Harbour Trust",
		`The Harbour Trust paid a guide, who said: ` + words + `"`:                 "",
	} {
		got := ""
		for _, f := range titled(t, "The North", text).Facts {
			if who, found := strings.CutSuffix(f.Statement, ` said: `+words+`"`); found {
				got = who
			}
		}
		if got != want {
			t.Errorf("%s\n  said by %q, want %q", text, got, want)
		}
	}
}
