package rules

import (
	"fmt"
	"strings"
	"testing"
)

// An answer in an interview is not its writer's: whether Q and A stand before what is
// said, or nothing does.
func TestAnswersAreNotTheWritersView(t *testing.T) {
	const opening = "Clara Winther has been the mayor of Brenk since 2011. %s about the harbour of Brenk."
	answers := []string{
		"The old harbour of Brenk was destroyed by a storm in 1987. I think Norway must build more harbours, because fishing is the best trade of the north.",
		"Brenk paid 40 million crowns for it in 1990. We never forgot that Sweden paid nothing at all for the new pier of Brenk.",
		"Denmark opened its own harbour in 2012, which was a great mistake. Sailors should always learn the craft by watching others.",
	}
	for _, test := range []struct {
		name, intro, question, answer string
		theirs                        bool
	}{
		{"labels", "She spoke", "Q: ", "A: ", true},
		{"labels with full stops", "She spoke", "Q. ", "A. ", true},
		{"labels written out", "She spoke", "Question: ", "Answer: ", true},
		{"no labels", "She talked to us", "", "", true},
		{"an essay that asks", "It is quiet", "", "", false},
	} {
		paragraphs := []string{fmt.Sprintf(opening, test.intro)}
		for i, question := range []string{"Why did Brenk build a new harbour?", "How much did it cost?", "What comes next?"} {
			paragraphs = append(paragraphs, test.question+question, test.answer+answers[i])
		}
		told := ""
		for _, got := range statements(t, "Brenk Harbour", paragraphs...) {
			if strings.Contains(got, "Denmark") || strings.Contains(got, "must build") {
				told = got
			}
		}
		if (told == "") != test.theirs {
			t.Errorf("%s: states %q", test.name, told)
		}
	}
}
