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
				allowed := max(2, n/4)
				if kind != "all" {
					allowed = max(4, n/2) // views that only "not" makes false are mostly told as they are
				}
				if more := max(2*holds[kind]-n, n-2*holds[kind]); more > allowed {
					t.Errorf("%+v, seed %d: %d of %d statements (%s) are true", test, seed, holds[kind], n, kind)
				}
			}
		}
	}
}

// strict takes out what it does not name.
type strict struct {
	form  questions.Form
	key   string
	cards bool
}

func (s strict) Question(q questions.Question) bool { return q.Form == s.form && q.Key[0] == s.key }
func (s strict) Card(questions.Card) bool           { return s.cards }

func TestWhatIsJudgedWorseIsNotMadeInPlaceOfWhatIsAsked(t *testing.T) {
	stated := func(b *questions.Bank, judge Judge) (holds, lies int) {
		report := IntoJudged(b, 1, judge)
		if report.Questions != len(b.Questions) {
			t.Errorf("%d questions are reported, %d are made", report.Questions, len(b.Questions))
		}
		for _, q := range b.Questions {
			if q.Form == questions.TrueFalse && q.Key[0] == questions.True {
				holds++
			} else if q.Form == questions.TrueFalse {
				lies++
			}
		}
		return holds, lies
	}
	if holds, lies := stated(foundFacts(0, 0, 12, 0), nil); holds == 0 || lies == 0 {
		t.Errorf("without a judge %d statements are true and %d false, want some of each", holds, lies)
	}
	if holds, lies := stated(foundFacts(0, 0, 12, 0), strict{questions.TrueFalse, questions.True, false}); holds != 12 || lies != 0 {
		t.Errorf("where only true ones are asked %d are true and %d false", holds, lies)
	}

	named := func() *questions.Bank { // facts that have a card each and can only be true
		b := foundFacts(0, 0, 0, 12)
		for i := range b.Facts {
			wharf := string(rune('A' + i))
			b.Facts[i].Statement = "Ada Lark of wharf " + wharf + " lit the lamp of Kell."
			b.Facts[i].Spans = []questions.Span{{Kind: questions.Person, Text: "Ada Lark", Ask: "Who of wharf " + wharf + " lit the lamp of Kell?"}}
		}
		return b
	}
	with, _ := stated(named(), strict{questions.TrueFalse, questions.True, true})
	without, _ := stated(named(), strict{questions.TrueFalse, questions.True, false})
	if with >= 12 || without != 12 {
		t.Errorf("%d of 12 are stated where their cards are asked, %d where not, want fewer and all", with, without)
	}
	asked := named() // and a question besides, which the judge takes out
	for i := range asked.Facts {
		asked.Facts[i].Spans[0].Wrong = []string{"Rosa Lind", "Tom Reed", "Nora Quill"}
	}
	if with, _ := stated(asked, strict{questions.TrueFalse, questions.True, true}); with != 12 {
		t.Errorf("%d of 12 are stated where their choices are taken out and their cards asked, want all", with)
	}
}
