package exchange

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"quizbot/questions"
	"quizbot/questions/bankfile"
	"quizbot/questions/banks"
)

func init() { now = func() time.Time { return time.Unix(1_763_769_600, 0) } }

// oddTexts are pieces that mean something in one of the formats.
var oddTexts = []string{
	"plain words", "=sum(A1)", "+1", "-1", "@all", "a=b~c#d{e}f:g\\h", "\\n", "\\", "::title::", "// comment", "$CATEGORY: x", "[html]", "[plain]x",
	"%50%", "%", "####", "<b>bold</b>", "<script>x</script>", "&amp;", "&lt;i&gt;", "a < b && c > d", "]]>", "-->", "<!-- x -->", "\"quoted\"", "it's",
	"“curly”", "日本語の文字", "阿富汗", "مرحبا بالعالم", "שלום", "\u202emirror\u202c", "👩‍👩‍👧‍👦", "🇦🇫 flag", "é", "naïve", "two\nlines", "two\n\nparagraphs", "\ttab",
	"a  b   c", "for i := 0; i < n; i++ {\n\tx[i] = `y`\n}", "x -> y", "*", "a*b", "\\*", "{{c1::cloze}}", "{{Front}}", "{{#if}}", "1,5", "1.5", "a;b", "a,b",
	"a|b", "=1+1\tx", "'quote first", "''", "Source: nobody", "  ", "\u00a0x\u00a0y", "\u2028", "\x1f", "…", "x\u0085y", "null", "T", "TRUE", "#", "####x", "1..2", "[id:x]", "[tag:y]",
}

// oddText returns a text made of such pieces.
func oddText(r *rand.Rand) string {
	for {
		var parts []string
		for range 1 + r.IntN(4) {
			parts = append(parts, oddTexts[r.IntN(len(oddTexts))])
		}
		if s := cleanText(strings.Join(parts, []string{" ", "", "\n"}[r.IntN(3)])); s != "" {
			return s
		}
	}
}

// oddTextsOf returns n of them that differ.
func oddTextsOf(r *rand.Rand, n int) []string {
	var list []string
	for len(list) < n {
		if s := oddText(r); !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// oddBank returns a bank with one question of every form, all of odd texts.
func oddBank(seed uint64) *questions.Bank {
	r := rand.New(rand.NewPCG(seed, 1))
	b := &questions.Bank{Name: "odd-bank", Title: oneLine(oddText(r)), Language: "en"}
	b.Sources = []questions.Source{
		{ID: "lark", Title: oneLine(oddText(r)), Authors: []string{"Ada Lark", "Bo Finch"}, Outlet: "The Slow Sea", URL: "https://sea.example/ebb?a=1&b=2",
			Published: questions.Date{Year: 2019, Month: time.May, Day: 8}, File: "ebb.txt", SHA256: strings.Repeat("ab", 32)},
		{ID: "finch", Title: "On Tides"},
	}
	for i := range 3 {
		b.Facts = append(b.Facts, questions.Fact{
			ID: questions.FactID(fmt.Sprintf("fact-%d", i)), Statement: oddText(r), Context: oddText(r), Claimant: "Ada Lark", Event: "Ebb", Importance: 1 + r.IntN(3), FoundBy: "editor",
			Topics: []string{"tides", "moon"}[:1+r.IntN(2)], Spans: []questions.Span{{Kind: questions.Term, Text: "ebb", Ask: oddText(r), Wrong: oddTextsOf(r, 2), Forms: []questions.Form{questions.Gap}}},
			Evidence: []questions.Evidence{{Source: "lark", Paragraph: 1 + r.IntN(9), Anchor: oddText(r), Quote: "Quoted: " + oddText(r)}, {Source: "finch", Paragraph: 2, Anchor: "the ebb"}},
		})
	}
	facts := []questions.FactID{"fact-0", "fact-1", "fact-2"}
	feedback := func(options ...string) map[string]string {
		said := map[string]string{}
		for _, o := range options {
			if r.IntN(2) == 0 {
				said[o] = oddText(r)
			}
		}
		if len(said) == 0 {
			return nil
		}
		return said
	}
	add := func(form questions.Form, name string, right, wrong int, change func(q *questions.Question)) {
		options := oddTextsOf(r, right+wrong)
		q := questions.Question{ID: questions.QuestionID("fact-0/" + name), Form: form, Stem: oddText(r), Key: options[:right:right], Distractors: options[right:],
			Explanation: oddText(r), Facts: facts[:1+r.IntN(3)], Status: questions.Draft, Edited: r.IntN(2) == 0, Topics: []string{"own-topic"}[:r.IntN(2)]}
		if wrong == 0 {
			q.Distractors = nil
		}
		if len(q.Topics) == 0 {
			q.Topics = nil
		}
		if change != nil {
			change(&q)
		}
		q.Feedback = feedback(q.Options()...)
		b.Questions = append(b.Questions, q)
	}
	add(questions.SingleChoice, "single", 1, 3, nil)
	add(questions.WhoSaid, "who-said", 1, 3, nil)
	add(questions.Gap, "gap", 1, 3, func(q *questions.Question) { q.Stem = questions.GapMark + " " + q.Stem })
	add(questions.Gap, "gap-typed", 2, 0, func(q *questions.Question) { q.Stem += " " + questions.GapMark })
	add(questions.DateChoice, "date", 1, 3, nil)
	add(questions.DateChoice, "date-typed", 1, 0, func(q *questions.Question) { q.Key = []string{"27 September 1996"} })
	add(questions.NumberChoice, "number", 1, 2, nil)
	add(questions.NumberChoice, "number-typed", 1, 0, func(q *questions.Question) {
		q.Key, q.Tolerance = []string{[]string{"1,500", "about 1.5 million", "0.25", "12"}[r.IntN(4)]}, []string{"", "0.5", "100"}[r.IntN(3)]
	})
	add(questions.TrueFalse, "true-false", 1, 1, func(q *questions.Question) {
		q.Key, q.Distractors = []string{questions.True}, []string{questions.False}
		if r.IntN(2) == 0 {
			q.Key, q.Distractors = q.Distractors, q.Key
		}
	})
	add(questions.ShortAnswer, "short", 2, 0, nil)
	add(questions.ShortAnswer, "short-wrong", 1, 2, nil)
	add(questions.Several, "several", 2, 3, nil)
	add(questions.Several, "several-weights", 3, 1, func(q *questions.Question) {
		q.Weights = map[string]float64{q.Key[0]: 50, q.Key[1]: 40, q.Key[2]: 10, q.Distractors[0]: -25}
	})
	add(questions.Order, "order", 4, 0, nil)
	add(questions.Match, "match", 3, 0, func(q *questions.Question) { q.Prompts = oddTextsOf(r, 3) })
	add(questions.Match, "match-more", 3, 2, func(q *questions.Question) { q.Prompts = oddTextsOf(r, 3) })
	for i := range 2 {
		sides := oddTextsOf(r, 2)
		b.Cards = append(b.Cards, questions.Card{ID: questions.CardID(fmt.Sprintf("fact-%d/card", i)), Front: sides[0], Back: sides[1], Fact: facts[i], Status: questions.Draft})
	}
	return b
}

// bothWays are the formats that are written and read.
func bothWays() []Format {
	return slices.DeleteFunc(slices.Clone(Formats), func(f Format) bool { return f.Export == nil || f.Import == nil })
}

// lossesOf returns what is not the same in the second bank, by id, for the
// parts that a report must name.
func lossesOf(want, got *questions.Bank) map[string][]string {
	lost := map[string][]string{}
	byID := map[questions.QuestionID]questions.Question{}
	for _, q := range got.Questions {
		byID[q.ID] = q
	}
	for _, q := range want.Questions {
		other, ok := byID[q.ID]
		if !ok {
			lost[string(q.ID)] = append(lost[string(q.ID)], "the question")
			continue
		}
		q.Status = questions.Draft
		a, b := reflect.ValueOf(q), reflect.ValueOf(other)
		for i := range a.NumField() {
			x, y := a.Field(i), b.Field(i)
			if fmt.Sprintf("%#v", x) != fmt.Sprintf("%#v", y) && !(x.Kind() != reflect.String && x.Kind() != reflect.Bool && x.Len() == 0 && y.Len() == 0) {
				lost[string(q.ID)] = append(lost[string(q.ID)], fmt.Sprintf("%s: %q became %q", a.Type().Field(i).Name, x.Interface(), y.Interface()))
			}
		}
	}
	cards := map[questions.CardID]questions.Card{}
	for _, c := range got.Cards {
		cards[c.ID] = c
	}
	for _, c := range want.Cards {
		c.Status = questions.Draft
		if other, ok := cards[c.ID]; !ok || other != c {
			lost[string(c.ID)] = append(lost[string(c.ID)], fmt.Sprintf("card %+v became %+v", c, other))
		}
	}
	for _, f := range want.Facts {
		if other, _ := got.FactByID(f.ID); !sameJSON(other, f) {
			lost[""] = append(lost[""], fmt.Sprintf("fact %s became %+v", f.ID, other))
		}
	}
	for _, s := range want.Sources {
		if other, _ := got.SourceByID(s.ID); !sameJSON(other, s) {
			lost[""] = append(lost[""], fmt.Sprintf("source %s became %+v", s.ID, other))
		}
	}
	if want.Name != got.Name || oneLine(want.Title) != got.Title || want.Language != got.Language {
		lost[""] = append(lost[""], fmt.Sprintf("bank %s %q became %s %q", want.Name, want.Title, got.Name, got.Title))
	}
	return lost
}

// noted returns the ids that a report names, and "cards" if it says that there
// is no place for flashcards.
func noted(r Report) map[string]bool {
	ids := map[string]bool{}
	for _, n := range r.Notes {
		ids[n.ID] = true
		ids["cards"] = ids["cards"] || strings.Contains(n.Reason, "flashcards")
	}
	return ids
}

// TestAnyTextSurvives sends questions of every form, made of texts that mean
// something in some format, there and back: form, key, shares, feedback, tags
// and citation come back, or the report of the export names the question.
func TestB3AnyTextSurvives(t *testing.T) {
	runs := uint64(50) // FuzzTextSurvives runs for longer
	if testing.Short() {
		runs = 20
	}
	for _, f := range bothWays() {
		t.Run(f.Name, func(t *testing.T) {
			for seed := range runs {
				b := oddBank(seed)
				file, report, err := f.Export(b)
				if err != nil {
					t.Fatal(err)
				}
				name := "odd" + f.Extensions[0]
				got, read, err := f.Import(context.Background(), name, file)
				if err != nil {
					t.Fatalf("seed %d: %v\n%s", seed, err, file)
				}
				for _, n := range read.Notes {
					t.Errorf("seed %d: on reading: %s", seed, n)
				}
				named := noted(report)
				for id, lost := range lossesOf(b, got) {
					if !named[id] && !(strings.HasSuffix(id, "/card") && named["cards"]) {
						t.Errorf("seed %d: %s: not in the report: %s", seed, id, strings.Join(lost, "; "))
					}
				}
				if t.Failed() {
					return
				}
			}
		})
	}
}

// TestTheBuiltInBankComesBack exports the built-in bank to every format and
// imports it again where both ways exist: nothing is lost but what the report names.
func TestTheBuiltInBankComesBack(t *testing.T) {
	data, _ := banks.Open("russia-taliban")
	b, problems := bankfile.Read("russia-taliban", data)
	if b == nil {
		t.Fatal(problems)
	}
	for _, f := range Formats {
		if f.Export == nil {
			continue
		}
		t.Run(f.Name, func(t *testing.T) {
			now = func() time.Time { return time.Unix(1_800_000_000, 0) }
			defer func() { now = time.Now }()
			file, report, err := f.Export(b)
			if err != nil {
				t.Fatal(err)
			}
			again, _, _ := f.Export(b)
			if !bytes.Equal(file, again) {
				t.Error("the same bank gives two files")
			}
			if f.Import == nil {
				return
			}
			got, read, err := f.Import(context.Background(), "x"+f.Extensions[0], file)
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range read.Notes {
				t.Errorf("on reading: %s", n)
			}
			named := noted(report)
			lost := lossesOf(b, got)
			for id := range lost {
				if t.Failed() {
					break
				}
				if !named[id] && !(strings.HasSuffix(id, "/card") && named["cards"]) {
					t.Errorf("%s: not in the report: %s", id, strings.Join(lost[id], "; "))
				}
			}
			t.Logf("%d bytes, %d questions and %d cards come back, the report has %d notes, %d ids differ", len(file), len(got.Questions), len(got.Cards), len(report.Notes), len(lost))
			if told, err := Of("unknown", file); err != nil || told.Name != f.Name {
				t.Errorf("told by its content the file is %q: %v", told.Name, err)
			}
			if _, err := bankfile.Marshal(got); err != nil {
				t.Errorf("what came back cannot be written: %v", err)
			}
		})
	}
}

// FuzzTextSurvives sends one text in every place of a question there and back.
func FuzzTextSurvives(f *testing.F) {
	for _, s := range oddTexts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = cleanText(s)
		if s == "" || len(s) > 4000 {
			return
		}
		b := oddBank(0)
		b.Title = cmpOr(oneLine(s), "t")
		b.Facts[0].Statement, b.Facts[0].Evidence[0].Quote, b.Sources[0].Title = s, "Quoted: "+s, s
		for i := range b.Questions {
			q := &b.Questions[i]
			q.Stem, q.Explanation, q.Feedback = s, s, nil
			switch q.Form {
			case questions.TrueFalse, questions.DateChoice, questions.NumberChoice, questions.Several:
				continue
			case questions.Gap:
				q.Stem = strings.ReplaceAll(s, questions.GapMark, "") + " " + questions.GapMark
			case questions.Match:
				q.Prompts[0] = s + "?"
			}
			if slices.Contains(q.Options()[1:], s) {
				return
			}
			q.Key[0] = s
			q.Feedback = map[string]string{s: s}
		}
		b.Cards[0].Front, b.Cards[0].Back = s, s
		for _, format := range bothWays() {
			file, report, err := format.Export(b)
			if err != nil {
				t.Fatal(err)
			}
			got, _, err := format.Import(context.Background(), "odd"+format.Extensions[0], file)
			if err != nil {
				t.Fatalf("%s: %v", format.Name, err)
			}
			named := noted(report)
			for id, lost := range lossesOf(b, got) {
				if !named[id] && !(strings.HasSuffix(id, "/card") && named["cards"]) {
					t.Errorf("%s: %s: not in the report: %s", format.Name, id, strings.Join(lost, "; "))
				}
			}
		}
	})
}
