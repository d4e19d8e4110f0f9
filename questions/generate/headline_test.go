package generate

import (
	"testing"

	"quizbot/questions"
)

// under puts a bank's facts under a title that everybody sees.
func under(title string, b *questions.Bank) *questions.Bank {
	b.Sources = []questions.Source{{ID: "log", Title: title}}
	for i := range b.Facts {
		b.Facts[i].Evidence[0].Quote = b.Facts[i].Statement
	}
	return b
}

func TestNobodyIsAskedWhatTheTitleSays(t *testing.T) {
	for _, test := range []struct {
		title, statement string
		given            bool
	}{
		{"Brenk drops inquiry into burnt lamp", "The council of Brenk dropped its inquiry into the burnt lamp.", true},
		{"Harbour hotel reopens after $40M repair", "Lark Inn on the harbour reopened in May following a $40-million, two-year overhaul.", false}, // "two-year" is news
		{"Harbour hotel reopens after $40M repair", "Lark Inn on the harbour reopened in May following a $40-million overhaul of its cellar and roof.", true},
		{"Vell buys 30 ferries for the North", "According to Eva Holm, Vell bought 30 ferries.", true},
		{"Three lamps found in Brenk", "Divers found 3 lamps in Brenk.", true},
		{"Ada Lark and the Lamp of Brenk Harbour", "Ada Lark sold the Lamp of Brenk Harbour.", false}, // only names
		{"Brenk drops inquiry into burnt lamp", "Ada Lark kept the lamp of Brenk burning for forty winters without a helper.", false},
		{"", "Ada Lark lit the lamp.", false},
	} {
		b := under(test.title, found(test.statement))
		made, _, _ := Bank(b, 1)
		if given := len(made) == 0; given != test.given {
			t.Errorf("under %q: %q is given away %t, want %t", test.title, test.statement, given, test.given)
		}
	}
}

func TestNoPartIsAskedForThatTheTitleHasInAnotherForm(t *testing.T) {
	for _, test := range []struct {
		title, part string
		given       bool
	}{
		{"Brenk drops inquiry", "dropped", true},
		{"Brenk buys lamp for $40M", "$40-million", true},
		{"Five lamps", "5", true},
		{"Fifty lamps", "five", false},
		{"Nikki Lark leaves", "Nikki R. Lark", true},
		{"Lark leaves", "Nikki Lark", false},
		{"The port of Brenk", "portrait", false},
	} {
		b := under(test.title, found("Nobody knows "+test.part+"."))
		if given := newPool(b, 1).inTitle(&b.Facts[0], test.part); given != test.given {
			t.Errorf("under %q: %q stands there %t, want %t", test.title, test.part, given, test.given)
		}
	}
}
