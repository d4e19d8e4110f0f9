package rules

import (
	"slices"
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
)

// What a sentence points at may stand in the sentence itself.
func TestWhatASentenceSaysItselfNeedsNoSentenceBefore(t *testing.T) {
	tests := []struct{ name, text string }{
		{"a century by its number", "Timber was the main export of Norway to Sweden during the late 19th century."},
		{"a century in words", "The harbour of Brenk was built by Nora Quill of Sweden in the fifteenth century."},
		{"years of a decade", "Clara Winther painted the harbours of Norway in the late 1880s and the early 1900s."},
		{"former before a noun", "Clara Winther founded the Brenk League, a club of former captains from Norway."},
		{"either with or", "Air Brenk flies five days per week, from either Bergen or Oslo."},
		{"this with its noun", "Captains of Norway make decisions together, and answer for the results of these decisions."},
		{"the people of the country before", "English is spoken in Norway by 86 % of the population."},
		{"it behind the subject that it means", "Flash memory was built in Norway by Nora Quill, and it kept its contents for 90 years."},
		{"it before a verb of its own", "The Brenk campaign shaped a tradition it shared with Sweden and Norway."},
		{"them with the things before", "The monks of Norway brought lamps from the island of Brenk and gave them to Sweden."},
		{"its name follows at once", "In its first report, the Brenk Museum counted 90 lamps of Norway and 40 of Sweden."},
		{"what follows says which", "Clara Winther spoke at the hearing, which was held at the Brenk Museum in Norway."},
		{"a noun that another describes", "Clara Winther had a part in the prison system of lamps in Norway until 1905."},
		{"once as a word of the past", "Clara Winther bought the Brenk Museum, a house that was once a part of Sweden."},
		{"and then", "Clara Winther studied law in Oslo and then founded a museum in Bergen."},
	}
	for _, test := range tests {
		if got := statements(t, "The North", test.text); !slices.Contains(got, test.text) {
			t.Errorf("%s: %s\n  states %q", test.name, test.text, got)
		}
	}
}

func TestWhatWasToldBeforeIsStillMissed(t *testing.T) {
	const before = "A storm broke a mast in Norway before a game."
	tests := []struct{ name, text string }{
		{"a game of some contest", "Clara Winther came to the Brenk Museum in Norway on the night of the fifth game."},
		{"the former of two", "Clara Winther bought the former in Norway from the Brenk Museum."},
		{"this without its noun", "Clara Winther paid for this with a lamp of the Brenk Museum in Norway."},
		{"the country of two", "Clara Winther sailed from Norway to Sweden and left the country in 1905."},
		{"them for those who gave", "Captains of Norway gave them lamps of the Brenk Museum in 1905."},
		{"a noun that was told of", "Clara Winther of the Brenk Museum in Norway bought the ship mast."},
		{"which of several", "Clara Winther of the Brenk Museum in Norway bought the new lamp."},
		{"what followed what", "The war that followed cost Norway and Sweden 90 boats in 1905."},
		{"later than what", "Clara Winther opened the Brenk Museum of Norway two years later."},
	}
	for _, test := range tests {
		if got := statements(t, "The North", before, test.text); slices.Contains(got, test.text) {
			t.Errorf("%s: states %q", test.name, test.text)
		}
	}
}

func TestAVerbOfSpeechThatHasAThingIsAnAct(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{"Clara Winther added two small boats from Sweden to the Brenk Museum.", true},
		{"Clara Winther reported the boats from Sweden had sunk near the Brenk Museum.", false},
	}
	for _, test := range tests {
		if got := statements(t, "The North", test.text); slices.Contains(got, test.text) != test.want {
			t.Errorf("%s\n  states %q, want %t", test.text, got, test.want)
		}
	}
}

func TestWhatAPublisherDoesIsNotAskedInItsOwnReport(t *testing.T) {
	a := article.Article{Source: questions.Source{Title: "The North", Language: "en", Outlet: "Brenk Times"},
		Paragraphs: []article.Paragraph{{Number: 1, Text: "The Times met nine captains of Norway and Sweden in Bergen in the summer of 1905."}}}
	if facts := run(t, a).Facts; len(facts) > 0 {
		t.Errorf("states %q", facts[0].Statement)
	}
	a.Outlet = "Skarvholm Post"
	if len(run(t, a).Facts) == 0 {
		t.Error("what another publisher does is not stated")
	}
}

func TestSomebodyElsesPronounIsNotGivenToTheSubject(t *testing.T) {
	const text = "Otto Moll called his death in Norway a loss for the whole Brenk Museum."
	if got := statements(t, "The North", "Jonas Vik died in 1905. He was 90 years old. "+text); slices.Contains(got, text) {
		t.Errorf("states %q", text)
	}
}

func TestWhatNobodyRemembersOrPlacesIsNotStated(t *testing.T) {
	tests := []struct{ name, text string }{
		{"no comment", "Clara Winther of the Brenk Museum declined to comment on the lamps of Norway."},
		{"at what time", "Clara Winther happened to be in the harbour of Norway at the time."},
		{"an answer", "Yes, Clara Winther is a painter from Norway who paints lamps at the Brenk Museum."},
		{"on which day", "The Brenk Museum of Norway hosts nine painters at 9 a.m."},
		{"a plan", "The Brenk Museum of Norway is set to sell 90 lamps to Sweden."},
		{"whose death", "Otto Moll called his death a loss for the Brenk Museum and for Norway."},
	}
	for _, test := range tests {
		if got := statements(t, "The North", test.text); slices.Contains(got, test.text) {
			t.Errorf("%s: states %q", test.name, test.text)
		}
	}
}

func TestTheNounMeansTheOnlyNameThatEndsWithIt(t *testing.T) {
	const named = "Clara Winther founded the Brenk Sailing School in 1905."
	const text = "In 1912, the school bought nine boats of Nora Quill of Sweden."
	const want = "In 1912, the Brenk Sailing School bought nine boats of Nora Quill of Sweden."
	got := run(t, article.Article{Source: questions.Source{Title: "The North", Language: "en"},
		Paragraphs: []article.Paragraph{{Number: 1, Text: named}, {Number: 2, Text: text}}})
	at := slices.IndexFunc(got.Facts, func(f questions.Fact) bool { return f.Statement == want })
	if at < 0 {
		t.Fatalf("states %v, want %q", statements(t, "The North", named, text), want)
	}
	if !slices.ContainsFunc(got.Facts[at].Evidence, func(e questions.Evidence) bool { return e.Quote == named }) {
		t.Errorf("cites %v, not the sentence with the name", got.Facts[at].Evidence)
	}
	for _, between := range []string{"Otto Moll went to a school in Sweden.", "There were 90 schools in Norway.", "Otto Moll founded the Skarvholm School in 1912."} {
		if got := statements(t, "The North", named, between, text); slices.Contains(got, want) {
			t.Errorf("after %q the school is still taken for the first one", between)
		}
	}
}

func TestALongSentenceAboutANameTellsEnough(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{"Brenk is a quiet sailing town with old wooden boats and a large stone harbour.", true},
		{"Clara Winther began to explore the possible use of strong lamps for the harbour boats of Norway.", true},
		{"The catch of Norway is projected to grow by 40 % with new boats and strong lamps.", false},
		{"Clara Winther contributed reporting from the large stone harbour of Brenk in Norway.", false},
		{"Brenk is nice.", false},
	}
	for _, test := range tests {
		if got := statements(t, "The North", test.text); slices.Contains(got, test.text) != test.want {
			t.Errorf("%s\n  states %q, want %t", test.text, got, test.want)
		}
	}
}
