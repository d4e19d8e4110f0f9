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
	_, options := saidBy(t, "sold the lamp", susan, peter, maria, "Thomas Winther said the boat was late.", strings.Replace(quote, "for a song", "after Thomas left", 1))
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
		"The keepers of Brenk played very well in this match.":      false,
		"The council of Brenk cares for one of these treasures.":    false,
		"The keepers of Brenk have always liked the food here.":     false,
		"The keepers of Brenk paint the tower this year.":           true,
		"The council joined this league of nine northern harbours.": true,
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
