package rules

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"quizbot/questions"
	"quizbot/questions/article"
	"quizbot/questions/extract"
	"quizbot/questions/generate"
)

// FuzzExtract reads any text and asks of what comes out what holds for every
// article: no panic, the same facts a second time, each quote a part of its
// paragraph, and questions whose facts are there.
func FuzzExtract(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		f.Fatal("no articles of our own in testdata", err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	for _, text := range []string{
		"The Council of Brenk stands only one — past the (died majority mark in its harbour.",
		"It said it. It.\n\nIt, which it was, it is.",
		"1991 The harbour freezes over.\n1992 The council orders a canal.\n1993 It opens.",
		"“Ada Lark said: “The lamp (of Brenk” — which, in 1902, burned — was lit.” He said so.",
		"According to, according to the, according to Ada Lark, it.",
		"\u201c\u2019\u2014(\u00a0)[ Ada Lark, the mayor of Brenk, was, in 1902, \xff born.",
		strings.Repeat("Ada Lark and ", 300) + "lit the lamp.",
		`"`, `" said`, "In 1902,", "1902 X.", "X (", "'s", ", , and", "of the of the", "“a b c d e f g” said X Y.", "\xff\xfe ’", "A, B, and", "\"a b c d e f\" \"said X Y",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 20_000 {
			return
		}
		a := article.Article{Source: questions.Source{File: "fuzz.txt", Language: "en", Title: "The Lamp of Brenk"}}
		for line := range strings.SplitSeq(text, "\n") {
			if strings.TrimSpace(line) != "" {
				a.Paragraphs = append(a.Paragraphs, article.Paragraph{Number: len(a.Paragraphs) + 1, Text: line})
			}
		}
		result, err := extract.Run(context.Background(), New(), &a, "fuzz")
		if err != nil {
			t.Fatal(err)
		}
		if i := slices.IndexFunc(result.Dropped, func(d extract.Drop) bool { return d.Reason == ReasonFault }); i >= 0 {
			t.Fatalf("the rules stumble over %q", result.Dropped[i].Text)
		}
		again, err := extract.Run(context.Background(), New(), &a, "fuzz")
		if err != nil || len(again.Facts) != len(result.Facts) {
			t.Fatalf("a second time there are %d facts, not %d (%v)", len(again.Facts), len(result.Facts), err)
		}
		for i, fact := range result.Facts {
			if again.Facts[i].Statement != fact.Statement {
				t.Errorf("a second time fact %d is %q, not %q", i, again.Facts[i].Statement, fact.Statement)
			}
			if utf8.ValidString(text) && !utf8.ValidString(fact.Statement) {
				t.Errorf("statement %q is not UTF-8", fact.Statement)
			}
			for _, e := range fact.Evidence {
				if !strings.Contains(a.Paragraphs[e.Paragraph-1].Text, e.Quote) {
					t.Errorf("%q is not in paragraph %d", e.Quote, e.Paragraph)
				}
			}
		}
		bank := &questions.Bank{Name: "fuzz", Title: "Fuzz", Language: "en", Sources: []questions.Source{{ID: "fuzz"}}, Facts: result.Facts}
		made, _, _ := generate.Bank(bank, generate.DefaultSeed)
		for _, q := range made {
			for _, id := range q.Facts {
				if _, ok := bank.FactByID(id); !ok {
					t.Errorf("question %s rests on fact %s, which there is not", q.ID, id)
				}
			}
		}
	})
}
