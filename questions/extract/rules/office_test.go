package rules

import (
	"slices"
	"strings"
	"testing"

	"quizbot/questions"
)

func TestWhoSpeaksIsIntroducedAsTheArticleDoes(t *testing.T) {
	const said = `"The keepers of Brenk lost 14 houses in the storm of 1905," `
	for text, want := range map[string]string{
		said + `said Ada Lark, an analyst at Harbour Trust.`:                           `Ada Lark, an analyst at Harbour Trust, said: "The keepers`,
		`Brenk Lines chief executive Ada Lark lit the lamp. ` + said + `said Ms Lark.`: `Brenk Lines chief executive Ada Lark said: "The keepers`,
		said + `said Committee chairman Ada Lark.`:                                     `Ada Lark said: "The keepers`,
		said + `said Ada Lark, a friend.`:                                              `Ada Lark said: "The keepers`,
		said + `said Ada Lark, who was late.`:                                          `Ada Lark said: "The keepers`,
	} {
		var got []string
		for _, f := range titled(t, "The North", text).Facts {
			if f.FoundBy != "rules/quote" {
				continue
			}
			got = append(got, f.Statement)
			if !slices.ContainsFunc(f.Evidence, func(e questions.Evidence) bool { return strings.Contains(e.Quote, "Ada Lark") }) {
				t.Errorf("%s\n  nothing cites who speaks", text)
			}
		}
		if len(got) != 1 || !strings.HasPrefix(got[0], want) {
			t.Errorf("%s\n  %q, want %s", text, got, want)
		}
	}
}

func TestAnotherSpeakerHasAnOfficeOfTheirOwn(t *testing.T) {
	text := `"The keepers of Brenk lost 14 houses in the storm of 1905," said Ada Lark, an analyst at Harbour Trust.

"The harbour of Brenk was closed for nine days in 1905," said Eva Finn, an analyst at Lamp Trust.`
	for _, f := range titled(t, "The North", text).Facts {
		for _, s := range f.Spans {
			if s.Kind != questions.Person {
				continue
			}
			if s.Text != "Ada Lark, an analyst at Harbour Trust," || !slices.Equal(s.Wrong, []string{"Eva Finn, an analyst at Lamp Trust,"}) {
				if s.Text != "Eva Finn, an analyst at Lamp Trust," || !slices.Equal(s.Wrong, []string{"Ada Lark, an analyst at Harbour Trust,"}) {
					t.Errorf("%q may be %q", s.Text, s.Wrong)
				}
			}
		}
	}
}
