package generate

import (
	"fmt"
	"strings"
	"testing"

	"quizbot/questions"
)

// foundFacts are views that a negation alone makes false, views that the source
// denies, dated events and statements that can only be true.
func foundFacts(views, denials, events, plain int) *questions.Bank {
	b := &questions.Bank{}
	add := func(n int, statement, claimant, by string, span questions.Span) {
		f := questions.Fact{ID: questions.FactID(fmt.Sprint(by[len("rules/"):], len(b.Facts))), Statement: fmt.Sprintf(statement, n), Claimant: claimant, FoundBy: by,
			Evidence: []questions.Evidence{{Source: "log", Paragraph: len(b.Facts) + 1, Anchor: "pier"}}}
		if span.Text != "" {
			span.Text = strings.ReplaceAll(span.Text, "%d", fmt.Sprint(n))
			f.Spans = []questions.Span{span}
		}
		if by == "rules/event" {
			f.Spans = append(f.Spans, questions.Span{Kind: questions.Term, Text: "was mended", Wrong: []string{"was not mended"}, Forms: []questions.Form{questions.TrueFalse}})
		}
		b.Facts = append(b.Facts, f)
	}
	letter := func(i int) int { return 'A' + i }
	for i := range views {
		add(letter(i), "According to Ada Lark, pier %c is a danger to ships.", "Ada Lark", "rules/view", questions.Span{Kind: questions.Term, Text: "is a", Wrong: []string{"is not a"}, Forms: []questions.Form{questions.TrueFalse}})
	}
	for i := range denials {
		add(letter(i), "According to Ada Lark, quay %c is not a danger to ships.", "Ada Lark", "rules/view", questions.Span{Kind: questions.Term, Text: "is not a", Wrong: []string{"is a"}, Forms: []questions.Form{questions.TrueFalse}})
	}
	for i := range events {
		add(1801+7*i, "The pier of Kell was mended in %d.", "", "rules/event", questions.Span{Kind: questions.DateSpan, Text: "%d", Forms: []questions.Form{questions.TrueFalse}})
	}
	for i := range plain {
		add(letter(i), "Wharf %c belongs to the town of Kell.", "", "rules/subject", questions.Span{})
	}
	return b
}

func TestNoKindOfStatementTellsItsKey(t *testing.T) {
	for _, test := range []struct{ views, denials, events, plain int }{{10, 4, 0, 0}, {6, 0, 12, 0}, {0, 0, 12, 6}, {10, 2, 10, 3}} {
		for seed := range uint64(5) {
			b := foundFacts(test.views, test.denials, test.events, test.plain)
			made, _, _ := Bank(b, seed)
			all, holds := map[string]int{}, map[string]int{}
			for _, q := range made {
				if q.Form != questions.TrueFalse {
					continue
				}
				f, _ := b.FactByID(q.Facts[0])
				kinds := []string{"all"}
				if strings.Contains(q.Stem, " not ") {
					kinds = append(kinds, "negated")
				}
				if f.FoundBy != "rules/subject" { // wharves are never false
					kinds = append(kinds, f.FoundBy)
				}
				for _, k := range kinds {
					all[k]++
					if q.Key[0] == questions.True {
						holds[k]++
					}
				}
			}
			for kind, n := range all {
				if more := max(2*holds[kind]-n, n-2*holds[kind]); more > max(2, n/4) {
					t.Errorf("%+v, seed %d: %d of %d statements (%s) are true", test, seed, holds[kind], n, kind)
				}
			}
		}
	}
}

func TestWhatIsDeniedOfAnotherDateIsTrue(t *testing.T) {
	b := foundFacts(0, 0, 1, 0)
	p := newPool(b, 1)
	var got []string
	for _, v := range versions(&b.Facts[0], p) {
		not, own := strings.Contains(v.question.Stem, "was not mended"), strings.Contains(v.question.Stem, "1801")
		if v.holds != (not != own) || (v.question.Key[0] == questions.True) != v.holds {
			t.Errorf("%s: %s", v.question.Stem, v.question.Key[0])
		}
		got = append(got, v.question.Stem)
	}
	if len(got) != 4 {
		t.Errorf("stated in %d ways, want 4: %q", len(got), got)
	}
	b.Facts[0].Statement = "The pier of Kell, which was mended in 1801, is long."
	for _, v := range versions(&b.Facts[0], newPool(b, 1)) {
		if v.holds && v.negated {
			t.Errorf("%s: nobody knows what is denied", v.question.Stem)
		}
	}
}
