package bankfile

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"gopkg.in/yaml.v3"

	"quizbot/questions"
)

// tideBank is a small bank with every field filled in.
func tideBank() *questions.Bank {
	return &questions.Bank{
		Name: "tides", Title: "Tides: what moves the sea", Language: "en",
		Sources: []questions.Source{{
			ID: "lark-2019", Title: `The "Slow" Sea`, Authors: []string{"Ada Lark", "Tom Reed"}, Outlet: "The Tidal Post",
			URL: "https://tides.example/slow", Language: "en", Published: questions.Date{Year: 2019, Month: time.May, Day: 8},
			File: "slow.txt", SHA256: strings.Repeat("ab", 32),
		}, {ID: "reed", Title: "Ebb"}},
		Facts: []questions.Fact{{
			ID: "spring-tide", Statement: "Spring tides come twice a month.", Context: "They follow the moon.", Claimant: "Ada Lark",
			Event: "The first tide table is printed", Topics: []string{"moon"}, Importance: 3,
			Spans: []questions.Span{{
				Kind: questions.Number, Text: "twice", Ask: "How often do spring tides come in a month?",
				Wrong: []string{"once", "four times", "010"}, Forms: []questions.Form{questions.NumberChoice, questions.Gap},
			}},
			Evidence: []questions.Evidence{{Source: "lark-2019", Paragraph: 4, Anchor: "twice a month", Quote: "They come twice a month."}},
			FoundBy:  "editor",
		}},
		Questions: []questions.Question{{
			ID: "spring-tide/number", Form: questions.NumberChoice, Stem: "How often?", Key: []string{"twice"},
			Distractors: []string{"once", "yes", "~"}, Explanation: "They follow the moon.", Facts: []questions.FactID{"spring-tide"},
			Status: questions.Approved, Edited: true,
		}, {
			ID: "spring-tide/several", Form: questions.Several, Stem: "Which?", Key: []string{"new moon", "full moon"}, Distractors: []string{"half moon"},
			Weights:     map[string]float64{"new moon": 66.66667, "full moon": 33.33333, "half moon": -50},
			Feedback:    map[string]string{"half moon": "That makes neap tides.", "new moon": "no", "gone": "x"},
			Explanation: "They follow the moon.", Facts: []questions.FactID{"spring-tide"}, Topics: []string{"moon", "sky"},
		}, {
			ID: "spring-tide/match", Form: questions.Match, Prompts: []string{"new moon", "half moon"}, Key: []string{"spring", "neap"},
			Distractors: []string{"ebb"}, Facts: []questions.FactID{"spring-tide"},
		}, {
			ID: "spring-tide/number-typed", Form: questions.NumberChoice, Stem: "How often?", Key: []string{"2"}, Tolerance: "0.5",
		}},
		Cards: []questions.Card{{ID: "spring-tide/card", Front: "How often?", Back: "twice", Fact: "spring-tide", Status: questions.Draft, Edited: true}},
	}
}

func TestWriteIsReadBackUnchanged(t *testing.T) {
	want := tideBank()
	data, err := Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	got, problems := Read("tides.yaml", data)
	if len(problems) > 0 {
		t.Fatalf("problems %v in\n%s", problems, data)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	again, err := Marshal(got)
	if err != nil || string(again) != string(data) {
		t.Errorf("written again (%v):\n%s\nfirst:\n%s", err, again, data)
	}
	if !strings.HasSuffix(string(data), "\n") || !strings.HasPrefix(string(data), "format: 1\n") {
		t.Errorf("does not begin with the format and end with a line end:\n%s", data)
	}
}

func TestEmptyFieldsAreLeftOut(t *testing.T) {
	data, err := Marshal(&questions.Bank{Name: "a", Title: "A", Sources: []questions.Source{{ID: "s", Title: "S"}}})
	want := "format: 1\nname: \"a\"\ntitle: \"A\"\nsources:\n  - id: \"s\"\n    title: \"S\"\n"
	if err != nil || string(data) != want {
		t.Errorf("got %q, %v, want %q", data, err, want)
	}
}

func TestWhatCouldNotBeReadAgainIsNotWritten(t *testing.T) {
	tests := map[string]func(b *questions.Bank){
		"UTF-8":       func(b *questions.Bank) { b.Title = "\xff" },
		"at most":     func(b *questions.Bank) { b.Title = strings.Repeat("x", MaxBytes) },
		"0 to":        func(b *questions.Bank) { b.Facts[0].Importance = -1 },
		"percent is":  func(b *questions.Bank) { b.Questions[1].Weights["new moon"] = math.NaN() },
		"is no date":  func(b *questions.Bank) { b.Sources[0].Published.Day = 32 },
		"split the b": func(b *questions.Bank) { b.Facts[0].Statement = strings.Repeat("\u2028", MaxBytes/6) },
	}
	for want, change := range tests {
		b := tideBank()
		change(b)
		var out strings.Builder
		if err := Write(&out, b); err == nil || !strings.Contains(err.Error(), want) || out.Len() > 0 {
			t.Errorf("error %v, want one with %q; wrote %d bytes", err, want, out.Len())
		}
	}
}

// one is a bank file with a single fact, to which a test adds lines.
func one(lines ...string) string {
	return "format: 1\nname: \"tides\"\ntitle: \"Tides\"\nfacts:\n  - id: \"ebb\"\n" + strings.Join(lines, "\n") + "\n"
}

// weighed is a bank file with a question whose first option has a weight.
func weighed(lines ...string) string {
	return "format: 1\nquestions:\n  - id: \"ebb/several\"\n    weights:\n      - option: \"ebb\"\n        " + strings.Join(lines, "\n") + "\n"
}

func TestB1BrokenFilesAreRefusedWithLineColumnAndFix(t *testing.T) {
	tests := []struct {
		name, file   string
		line, column int
		rule, says   string
	}{
		{"empty file", "", 1, 1, "empty", "format: 1"},
		{"not a map", "- a\n", 1, 1, "wrong-type", "map"},
		{"no format", "name: x\n", 1, 1, "format", `"format: 1"`},
		{"newer format", "format: 7\n", 1, 9, "format", "update quizbot"},
		{"no such format", "format: 0\n", 1, 9, "format", "write format: 1"},
		{"unknown key of a bank", "format: 1\nnmae: x\n", 2, 1, "unknown-key", `did you mean "name"?`},
		{"unknown key of a fact", one("    statemnt: \"x\""), 6, 5, "unknown-key", `did you mean "statement"?`},
		{"unknown key far from any", one("    zzz: \"x\""), 6, 5, "unknown-key", "it has id, statement"},
		{"unknown key of a span", one("    spans:", "      - kind: place", "        txet: x"), 8, 9, "unknown-key", `did you mean "text"?`},
		{"unknown key of an evidence", one("    evidence:", "      - sauce: x"), 7, 9, "unknown-key", `did you mean "source"?`},
		{"unknown key of a question", "format: 1\nquestions:\n  - zzzzzzzzz: x\n", 3, 5, "unknown-key", "it has id, form, stem"},
		{"slip in a key of a question", "format: 1\nquestions:\n  - promtps: x\n", 3, 5, "unknown-key", `did you mean "prompts"?`},
		{"weight in quotes", weighed("percent: \"50\""), 6, 18, "wrong-type", "write a number such as 50"},
		{"weight without end", weighed("percent: 1e999"), 6, 18, "wrong-type", "write a number such as 50"},
		{"unknown key of a weight", weighed("prcent: 50"), 6, 9, "unknown-key", `did you mean "percent"?`},
		{"an option weighed twice", weighed("percent: 50", "      - option: \"ebb\"", "        percent: 50"), 7, 9, "duplicate-key", "keep one"},
		{"weights as a map", "format: 1\nquestions:\n  - weights:\n      ebb: 50\n", 4, 7, "wrong-type", "a list is wanted"},
		{"unknown key of a card", "format: 1\ncards:\n  - id: x\n    bakc: y\n", 4, 5, "unknown-key", `did you mean "back"?`},
		{"unknown key of a source", "format: 1\nsources:\n  - id: x\n    titel: y\n", 4, 5, "unknown-key", `did you mean "title"?`},
		{"duplicate key", "format: 1\nname: a\nname: b\n", 3, 1, "duplicate-key", "first in line 2"},
		{"duplicate key deep", one("    statement: \"x\"", "    statement: \"y\""), 7, 5, "duplicate-key", "first in line 6"},
		{"tab", "format: 1\nfacts:\n\t- id: x\n", 3, 1, "tab", "spaces"},
		{"tab behind a colon", "format:\t1\n", 1, 8, "tab", "spaces"},
		{"bad UTF-8", "format: 1\nname: \"a\xffb\"\n", 2, 9, "not-utf8", "save the file as UTF-8"},
		{"control character", "format: 1\nname: \"é\x07\"\n", 2, 9, "invisible-character", `\u0007`},
		{"next line character", "format: 1\nname: \"a\u0085b\"\n", 2, 9, "invisible-character", `\u0085`},
		{"line separator", "format: 1\n# a\u2028b: [\n", 2, 4, "invisible-character", `\u2028`},
		{"byte order mark inside", "format: 1\nname: a\ufeff\n", 2, 8, "invisible-character", "take it out"},
		{"second document", "format: 1\n---\nname: b\n", 2, 1, "second-document", "one"},
		{"document end", "format: 1\n...\nname: b\n", 2, 1, "second-document", "leave the line out"},
		{"directive", "%YAML 1.2\n---\nformat: 1\n", 1, 1, "yaml-syntax", "directives"},
		{"unclosed quote", "format: 1\nname: \"abc\ntitle: x\n", 2, 7, "yaml-syntax", "not closed"},
		{"unclosed bracket", one("    topics: [\"a\", \"b\""), 7, 1, "yaml-syntax", "not closed"},
		{"wrong bracket", one("    topics: [\"a\"}"), 6, 17, "yaml-syntax", "closes"},
		{"no comma", one("    topics: [\"a\" \"b\"]"), 6, 18, "yaml-syntax", "comma is missing"},
		{"text behind quotes", "format: 1\nname: \"a\" b\n", 2, 11, "yaml-syntax", "double quotes"},
		{"colon in text", "format: 1\ntitle: Tides: a story\n", 2, 13, "yaml-syntax", "double quotes"},
		{"odd indentation", "format: 1\nfacts:\n    - id: a\n   - id: b\n", 4, 4, "indentation", "align"},
		{"deeper than its key", "format: 1\n  name: x\n", 2, 3, "indentation", "align"},
		{"text over two lines", "format: 1\ntitle: a\n  b\n", 3, 3, "yaml-syntax", "double quotes"},
		{"bad escape", "format: 1\ntitle: \"a\\qb\"\n", 2, 10, "yaml-syntax", "escape"},
		{"half a surrogate pair", "format: 1\ntitle: \"\\ud800\"\n", 2, 9, "yaml-syntax", "surrogate"},
		{"number in quotes", one("    importance: \"3\""), 6, 17, "wrong-type", "without quotes"},
		{"octal number", one("    importance: 010"), 6, 17, "wrong-type", "leading zeros"},
		{"list for a text", one("    statement: [a]"), 6, 16, "wrong-type", "this is a list"},
		{"text for a list", one("    topics: moon"), 6, 13, "wrong-type", "dash"},
		{"text for a map", "format: 1\nfacts:\n  - moon\n", 3, 5, "wrong-type", "map of keys"},
		{"nothing under a key", "format: 1\nfacts:\n", 2, 7, "wrong-type", "leave the key out"},
		{"yes for true", "format: 1\ncards:\n  - edited: yes\n", 3, 13, "wrong-type", "true or false"},
		{"no date", "format: 1\nsources:\n  - published: 2017-02-30\n", 3, 16, "date", "2017-05"},
		{"text starts with @", "format: 1\nname: @x\n", 2, 7, "yaml-syntax", "double quotes"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			bank, problems := Read("tides.yaml", []byte(test.file))
			if bank != nil || len(problems) == 0 {
				t.Fatalf("bank %v, problems %v: want a refusal of\n%s", bank, problems, test.file)
			}
			p := problems[0]
			if p.File != "tides.yaml" || p.Line != test.line || p.Column != test.column || p.Rule != test.rule || !strings.Contains(p.Message, test.says) {
				t.Errorf("got  %v\nwant tides.yaml:%d:%d with %q (%s)\n%s", p, test.line, test.column, test.says, test.rule, test.file)
			}
		})
	}
}

func TestB1AllProblemsComeAtOnce(t *testing.T) {
	bank, problems := Read("t.yaml", []byte(one("    statemnt: \"x\"", "    importance: three", "    topics:", "      - a", "      -")))
	var lines []int
	for _, p := range problems {
		lines = append(lines, p.Line)
	}
	if want := []int{6, 7, 10}; bank != nil || !reflect.DeepEqual(lines, want) {
		t.Errorf("problems in lines %v, want %v: %v", lines, want, problems)
	}
}

func TestB1OnlyTwentyProblemsAreListed(t *testing.T) {
	_, problems := Read("t.yaml", []byte("format: 1\n"+"facts:\n"+strings.Repeat("  - nope: 1\n", 50)))
	if len(problems) != maxProblems+1 {
		t.Fatalf("%d problems, want %d and a count", len(problems), maxProblems)
	}
	if last := problems[maxProblems]; last.Rule != "more-problems" || !strings.Contains(last.Message, "30 more") {
		t.Errorf("the last says %v, want the count of the 30 others", last)
	}
}

func TestB1EveryChangedByteIsReadOrRefused(t *testing.T) {
	golden, err := Marshal(tideBank())
	if err != nil {
		t.Fatal(err)
	}
	step := 1
	if raceEnabled {
		step = 17 // a sample: the race detector makes this ten times slower
	}
	for i := 0; i < len(golden); i += step {
		for _, c := range []byte("\x00\t\n\r \"'#&*!|>[]{}:-,?%@`\\~a0\x85\xff") {
			data := append([]byte(nil), golden...)
			data[i] = c
			bank, problems := Read("t.yaml", data)
			if (bank == nil) == (len(problems) == 0) {
				t.Fatalf("byte %d changed to %q: bank %v with problems %v", i, c, bank, problems)
			}
			for _, p := range problems {
				if p.Line == 0 && p.Rule != "more-problems" || p.Message == "" {
					t.Fatalf("byte %d changed to %q: problem without a place or words: %+v", i, c, p)
				}
			}
		}
	}
}

func TestB1WindowsFilesAreRead(t *testing.T) {
	golden, err := Marshal(tideBank())
	if err != nil {
		t.Fatal(err)
	}
	data := "\ufeff" + strings.ReplaceAll(string(golden), "\n", "\r\n")
	if bank, problems := Read("t.yaml", []byte(data)); len(problems) > 0 || !reflect.DeepEqual(bank, tideBank()) {
		t.Errorf("with a byte order mark and CRLF: %v", problems)
	}
}

func TestB2NothingIsLostSilently(t *testing.T) {
	read := func(item string) ([]string, []*questions.Problem) {
		b, problems := Read("t.yaml", []byte("format: 1\nquestions:\n  - id: q\n    distractors:\n      - first\n      - "+item+"\n      - last\n"))
		if b == nil {
			return nil, problems
		}
		return b.Questions[0].Distractors, nil
	}
	kept := map[string]string{
		"010": "010", "1.10": "1.10", "yes": "yes", "No": "No", "2026-01-01": "2026-01-01", "0x1F": "0x1F", "1_000": "1_000", "1e3": "1e3",
		`""`: "", `"~"`: "~", `'null'`: "null", "C#": "C#", `"C # x"`: "C # x", "true": "true", "12:30:45": "12:30:45", ".inf": ".inf",
		`"010"`: "010", "a  b": "a  b", "<<": "<<", "=": "=",
	}
	for item, want := range kept {
		got, problems := read(item)
		if len(problems) > 0 || len(got) != 3 || got[1] != want {
			t.Errorf("%s was read as %q with %v, want %q in the middle of three", item, got, problems, want)
		}
	}
	refused := map[string]string{
		"": "null-value", "~": "null-value", "null": "null-value", "NULL": "null-value", "Null": "null-value",
		"C # x": "comment-in-text", "# x": "null-value", "a: b": "wrong-type", "[a]": "wrong-type", "{}": "wrong-type",
		"!!str 5": "tag", "&a x": "anchor", "*a": "alias", "? x": "yaml-syntax", "x: ": "wrong-type",
	}
	for item, rule := range refused {
		got, problems := read(item)
		if len(problems) == 0 || problems[0].Rule != rule || problems[0].Line != 6 {
			t.Errorf("%s was read as %q with %v, want it refused in line 6 (%s)", item, got, problems, rule)
		}
	}
	for _, list := range []string{`[NULL, 0, '']`, `[a, , b]`, `[~]`, `[a, null]`} {
		if b, problems := Read("t.yaml", []byte("format: 1\nquestions:\n  - key: "+list+"\n")); b != nil || problems[0].Line != 3 {
			t.Errorf("%s was accepted: %v", list, problems)
		}
	}
}

func TestB2PeopleMayWriteYAMLTheirWay(t *testing.T) {
	file := `--- # a comment
# another
format: 1 # the version
name: tides
'title': >-
  What moves
  the sea

facts:
- id: ebb # in the column of its key, and a comment
  statement: "Ebb follows
    flood."
  importance: 2 # normal
  topics: [moon,
    'it''s']
  spans: [{kind: place, text: "Brest"}]
-
  id: flow
  statement: |
    One: two
    # three
  topics:
    - "a" # said
`
	file = strings.Replace(file, "- id: ebb # in", "- id: \"ebb\" # in", 1)
	got, problems := Read("t.yaml", []byte(file))
	want := &questions.Bank{Name: "tides", Title: "What moves the sea", Facts: []questions.Fact{
		{ID: "ebb", Statement: "Ebb follows flood.", Importance: 2, Topics: []string{"moon", "it's"}, Spans: []questions.Span{{Kind: "place", Text: "Brest"}}},
		{ID: "flow", Statement: "One: two\n# three\n", Topics: []string{"a"}},
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v\nproblems %v", got, want, problems)
	}
}

func TestB4ExpensiveFilesAreRefusedCheaply(t *testing.T) {
	var keys, anchors strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&keys, "k%d: 1\n", i)
	}
	for i := range 100_000 {
		fmt.Fprintf(&anchors, "- &a%d\n", i)
	}
	bomb := "a: &a [x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c < 'z'; c++ {
		bomb += fmt.Sprintf("%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat("*"+string(c-1)+", ", 9), ", "))
	}
	deep := ""
	for i := range 1000 {
		deep += strings.Repeat(" ", i) + "a:\n"
	}
	full := MaxBytes - 100
	tests := []struct{ name, file, rule string }{
		{"20,000 keys", keys.String(), "too-many-keys"},
		{"20,000 keys in brackets", "a: {" + strings.ReplaceAll(keys.String(), "\n", ", ") + "}", "too-many-keys"},
		{"alias bomb", bomb, "anchor"},
		{"9,999 deep", strings.Repeat("[", 9_999) + strings.Repeat("]", 9_999), "too-deep"},
		{"500,000 deep", strings.Repeat("[", 500_000), "too-deep"},
		{"dashes, deep", strings.Repeat("- ", 500_000), "too-deep"},
		{"deep by indentation", deep, "too-deep"},
		{"1 MB list", "a: [" + strings.Repeat("1,", full/2) + "1]", "too-many-items"},
		{"1 MB of short lists", "a:\n" + strings.Repeat("- [1]\n", full/6), "too-large"},
		{"1 MB of items", "a:\n" + strings.Repeat("- 1\n", full/4), "too-large"},
		{"1 MB of commented items", "a:\n" + strings.Repeat("- 1 # x\n", full/8), "too-large"},
		{"10^5 anchors", anchors.String(), "anchor"},
		{"100 MB", strings.Repeat("x", 100<<20), "too-large"},
		{"1 MB without an end", "a: \"" + strings.Repeat("x\n", full/2), "yaml-syntax"},
		{"1 MB of quotes", "a: '" + strings.Repeat("''", full/2), "yaml-syntax"},
		{"1 MB of bad bytes", strings.Repeat("\xff", full), "not-utf8"},
		{"1 MB of one key", strings.Repeat("x", full) + ": 1", ""},
		{"1 MB of comments", "format: 1\n" + strings.Repeat("# x\n", full/4), ""},
		{"1 MB in a question mark", "? " + strings.Repeat("x", full), "yaml-syntax"},
		{"a list of 50,000 items", "format: 1\nfacts:\n" + strings.Repeat("- x\n", 25_000), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			data := []byte(test.file)
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			fastest := time.Hour
			var problems []*questions.Problem
			for range 3 { // the machine may be busy with something else
				start := time.Now()
				_, problems = Read("t.yaml", data)
				fastest = min(fastest, time.Since(start))
				if fastest < 200*time.Millisecond {
					break
				}
			}
			runtime.ReadMemStats(&after)
			if test.rule != "" && (len(problems) == 0 || problems[0].Rule != test.rule) {
				t.Errorf("problems %v, want %s", problems, test.rule)
			}
			if fastest > 200*time.Millisecond && !raceEnabled {
				t.Errorf("took %v, want less than 200 ms", fastest)
			}
			if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; test.rule != "" && mb >= 32 {
				t.Errorf("allocated %d MiB, want less than 32", mb)
			}
		})
	}
}

func TestAFullSizedBankIsReadQuickly(t *testing.T) {
	b := &questions.Bank{Name: "big", Title: "Big"}
	q := tideBank().Questions[0]
	q.Explanation = strings.Repeat("They follow the moon. ", 12)
	for i := range 1500 {
		q.ID = questions.QuestionID(fmt.Sprintf("q%d/number", i))
		b.Questions = append(b.Questions, q)
	}
	data, err := Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	got, problems := Read("big.yaml", data)
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("%d KB took %v", len(data)>>10, took)
	} else {
		t.Logf("%d KB in %v", len(data)>>10, took)
	}
	if len(problems) > 0 || len(got.Questions) != 1500 {
		t.Errorf("problems %v", problems)
	}
}

func TestLocateFindsTheLineOfAPath(t *testing.T) {
	file := `format: 1
name: "tides"
sources:
  - id: "lark"
    title: "Sea"
facts:
  - id: "ebb"
    statement: "Ebb."
    spans:
      - kind: "place"
        text: "Brest"
        wrong: ["a", "b"]
questions:
  - id: "ebb/single"
    stem: "Where?"
    distractors:
      - "one"
      - "two"
`
	f, problems := Parse("tides.yaml", []byte(file))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	tests := []struct {
		path         string
		line, column int
	}{
		{"name", 2, 7},
		{"sources/lark", 4, 5},
		{"sources/lark/title", 5, 12},
		{"facts/ebb/spans/0/wrong/1", 12, 22},
		{"facts/ebb/spans/0/ask", 10, 9}, // not there: the span
		{"facts/ebb/spans/7", 10, 7},     // not there: the list
		{"questions/ebb/single/distractors/1", 18, 9},
		{"questions/ebb/single/explanation", 14, 5},
		{"questions/other", 14, 3},
		{"elsewhere", 0, 0},
	}
	for _, test := range tests {
		p := f.Locate([]*questions.Problem{{Path: test.path}})[0]
		if p.File != "tides.yaml" || p.Line != test.line || p.Column != test.column {
			t.Errorf("%s is at %s:%d:%d, want line %d, column %d", test.path, p.File, p.Line, p.Column, test.line, test.column)
		}
	}
}

func TestLoadGivesCheckedProblemsTheirLines(t *testing.T) {
	bank, problems := Load("t.yaml", []byte("format: 1\nname: \"Not A Slug\"\ntitle: \"T\"\n"))
	if bank == nil || len(problems) == 0 || problems[0].Line != 2 || problems[0].File != "t.yaml" {
		t.Errorf("bank %v, problems %v, want one in line 2", bank, problems)
	}
	if bank, problems := Load("t.yaml", []byte("format: 1\nnmae: x\n")); bank != nil || len(problems) != 1 {
		t.Errorf("bank %v, problems %v of a file that cannot be read", bank, problems)
	}
}

func TestOldFormatsAreUpgraded(t *testing.T) {
	var root yaml.Node
	if err := yaml.Unmarshal([]byte("format: 1\nheading: Tides\n"), &root); err != nil {
		t.Fatal(err)
	}
	r := &reader{problems: &problemList{}}
	steps := map[int]func(*yaml.Node){
		1: func(n *yaml.Node) { n.Content[2].Value = "caption" },
		2: func(n *yaml.Node) { n.Content[2].Value += "-title" },
	}
	if !upgrade(r, root.Content[0], 3, steps) || child(root.Content[0], "caption-title") == nil {
		t.Errorf("steps were not taken in order: %v", r.problems.list)
	}
}

func TestB6SaveReplacesTheFileWhole(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "tides.yaml")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	old, err := os.Open(path) // a reader keeps what it opened
	if err != nil {
		t.Fatal(err)
	}
	defer old.Close()
	if err := Save(path, tideBank()); err != nil {
		t.Fatal(err)
	}
	buffer := make([]byte, 10)
	if n, _ := old.Read(buffer); string(buffer[:n]) != "old" {
		t.Errorf("an open reader sees %q", buffer[:n])
	}
	data, err := ReadAll(path)
	if err != nil {
		t.Fatal(err)
	}
	if got, problems := Read(path, data); !reflect.DeepEqual(got, tideBank()) {
		t.Errorf("saved bank reads as %v, %v", got, problems)
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Errorf("mode is %v, want that of the old file", info.Mode())
	}

	bad := tideBank()
	bad.Title = "\xff"
	if err := Save(path, bad); err == nil {
		t.Error("a bank that cannot be written was saved")
	}
	if now, _ := os.ReadFile(path); string(now) != string(data) {
		t.Error("a refused bank changed the file")
	}
	if err := Save(filepath.Join(dir, "none", "x.yaml"), tideBank()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("saving into a folder that does not exist: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".*tmp")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestB7NamesFromStrangersStayInTheFolder(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "banks")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for path, text := range map[string]string{filepath.Join(dir, "tides.yaml"): "inside", filepath.Join(top, "secret.yaml"): "outside"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(top, "secret.yaml"), filepath.Join(dir, "link.yaml")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "folder.yaml"), 0o755); err != nil {
		t.Fatal(err)
	}
	if data, err := ReadNamed(dir, "tides"); err != nil || string(data) != "inside" {
		t.Errorf("a good name gives %q, %v", data, err)
	}
	for _, name := range []string{
		"../secret", "..", ".", "", "/etc/passwd", `C:\x`, "c:x", "con", "nul", "lpt1", "a/b", `a\b`, "tides.yaml", "a\x00b", "ti\u202edes",
		strings.Repeat("x", 300), strings.Repeat("x", 101), "Tides", "TIDES", "-x", "x-", "a b", "tídes", "~", "$HOME", "*",
	} {
		if data, err := ReadNamed(dir, name); !errors.Is(err, ErrName) {
			t.Errorf("%q gives %q, %v: want it refused as a name", name, data, err)
		}
	}
	for _, name := range []string{"link", "folder", "missing"} {
		if data, err := ReadNamed(dir, name); err == nil || errors.Is(err, ErrName) {
			t.Errorf("%q gives %q, %v: want an error of opening", name, data, err)
		}
	}
	if _, err := ReadNamed(dir, "missing"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing bank gives %v", err)
	}
}
