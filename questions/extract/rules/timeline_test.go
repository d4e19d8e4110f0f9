package rules

import (
	"slices"
	"strings"
	"testing"

	"quizbot/questions"
)

func TestALineOfATimelineIsOfTheTimeAboveIt(t *testing.T) {
	const head = "Lamps of the coast\n\n"
	const lines = `Norway buys a first lamp for Brenk.

1901 Captains of Sweden seize the harbour of Brenk. Otto Winther, the captain of Vell, returns to Norway.

1903-1906

Clara Winther leads the lamp school of Brenk.

Norway was at war with Sweden in those years.

May 1907

The Lamp Company buys the old harbour of Norway. It had been closed.

Sweden sells two ferries to Norway.

1908 The Lamp Union falls.

1908 The 3/14 attacks on Brenk break the lamps of Norway.

1909 Nora Quill opens the museum of Vell.

Norway closes the lamp school of Brenk.

`
	statements := func(text string) string {
		var told []string
		for _, fact := range run(t, read(t, "lamps.txt", text)).Facts {
			told = append(told, fact.Statement)
		}
		return strings.Join(told, "\n")
	}
	got := statements(head + lines)
	for _, want := range []string{
		"In 1901, Otto Winther, the captain of Vell, returns to Norway.",
		"Between 1903 and 1906, Clara Winther leads the lamp school of Brenk.",
		"In May 1907, the Lamp Company buys the old harbour of Norway.",
		"In May 1907, Sweden sells two ferries to Norway.",
		"In 1909, Nora Quill opens the museum of Vell.",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("not told: %s\n%s", want, got)
		}
	}
	for _, never := range []string{"buys a first lamp", "Union falls", "3/14", "closes the lamp school", "1906, Norway was"} {
		if strings.Contains(got, never) {
			t.Errorf("told: %s\n%s", never, got)
		}
	}
	if got := statements(head + "1901 Captains of Sweden seize the harbour of Brenk. Otto Winther, the captain of Vell, returns to Norway.\n"); strings.Contains(got, "In 1901, Otto") {
		t.Errorf("one line makes no timeline: %s", got)
	}
	for _, fact := range run(t, read(t, "lamps.txt", head+lines)).Facts {
		if !strings.HasPrefix(fact.Statement, "In May 1907, Sweden") {
			continue
		}
		if n := len(fact.Evidence); n != 2 || !strings.Contains(fact.Evidence[1].Quote, "May 1907") {
			t.Errorf("rests on %+v", fact.Evidence)
		}
		for _, s := range fact.Spans {
			if s.Ask != "" && !strings.HasPrefix(s.Ask, "In May 1907, ") {
				t.Errorf("asks %q, of a time that stands elsewhere or without it", s.Ask)
			}
			if s.Kind == questions.DateSpan && !slices.Equal(s.Forms, onlyStatement) {
				t.Errorf("the time that stands elsewhere may be asked for as %v", s.Forms)
			}
		}
	}
}
