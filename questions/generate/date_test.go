package generate_test

import (
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/questions/generate"
)

func TestADateIsFalseInTheYearOfTheTitle(t *testing.T) {
	f := questions.Fact{
		Statement: "Ada Lark lit the lamp of Brenk on 4 January 1893.",
		Spans:     []questions.Span{{Kind: questions.DateSpan, Text: "4 January 1893", Ask: "On which date did Ada Lark light the lamp of Brenk?"}},
		Evidence:  []questions.Evidence{{Paragraph: 1, Anchor: "Ada Lark lit the lamp", Quote: "Ada Lark lit the lamp of Brenk on 4 January 1893."}},
	}
	made, _, _ := generate.Bank(found(questions.Source{Title: "The lamps of 1893"}, f), generate.DefaultSeed)
	if len(made) == 0 {
		t.Fatal("no question of the fact")
	}
	for _, q := range made {
		for _, text := range append(q.Distractors, q.Stem) {
			if strings.Contains(text, "189") && !strings.Contains(text, "1893") {
				t.Errorf("%s %q, %q: the title tells the year", q.Form, q.Stem, text)
			}
		}
	}
}
