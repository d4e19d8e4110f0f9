package rules

import (
	"testing"

	"quizbot/questions"
)

func TestAYearIsNotAskedForWhereTheLikeHappenedAgain(t *testing.T) {
	const first = "In 2008, Clara Winther was the Norwegian national sailing champion of Bergen."
	for text, want := range map[string]bool{
		"Winther won the Norwegian national championships again in 2011.": false,
		"Winther came to the harbour of Bergen again in 2011.":            true,
		"Winther won the Norwegian national championships again.":         true,
	} {
		asked := false
		for _, f := range titled(t, "Clara Winther", "Clara Winther is a Norwegian sailor.", first, text).Facts {
			for _, s := range f.Spans {
				asked = asked || s.Kind == questions.DateSpan && s.Text == "2008"
			}
		}
		if asked != want {
			t.Errorf("%s\n  the year is asked for: %t, want %t", text, asked, want)
		}
	}
}
