package rules

import (
	"slices"
	"testing"

	"quizbot/questions"
)

// askedFor returns the options beside whoever is asked for with "Who said it?"
// in the claim of the last paragraph.
func askedFor(t *testing.T, paragraphs ...string) (options []string, asked bool) {
	t.Helper()
	for _, f := range titled(t, "The North", paragraphs...).Facts {
		for _, s := range f.Spans {
			if f.FoundBy == "rules/claim" && f.Evidence[0].Paragraph == len(paragraphs) && slices.Contains(s.Forms, questions.WhoSaid) {
				return s.Wrong, true
			}
		}
	}
	return nil, false
}

func TestWhoClaimsSomethingIsAskedForAmongOthersWhoSpeak(t *testing.T) {
	const (
		susan   = "Susan Quill said the old lamp of Brenk burned oil for a century."
		peter   = "Peter Vane said the museum of Oslo paid for the glass in March."
		martha  = "Martha Dahl said the town of Vell lent a boat to the keepers."
		thomas  = "Thomas Winther said the council of Brenk sold the tower in June."
		claim   = "Julia Askel said that the lamp of Brenk burned oil in 1994."
		herself = "Julia Askel said that she had lit the lamp of Brenk in 1994."
	)
	if got, asked := askedFor(t, susan, peter, martha, thomas, claim); !asked || len(got) < 3 || slices.Contains(got, "Julia Askel") {
		t.Errorf("asked %v among %q, want three others who speak", asked, got)
	}
	if got, asked := askedFor(t, susan, peter, claim); asked {
		t.Errorf("asked among %q, though only two others speak", got)
	}
	if got, asked := askedFor(t, susan, peter, martha, thomas, herself); asked {
		t.Errorf("asked among %q, though only two of them are called she", got)
	}
}
