package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/questions/bankfile"
)

// shoreBank is a bank of facts alone, as an editor writes it.
const shoreBank = `format: 1
name: "shore"
title: "The shore"
sources:
  - id: "log"
    title: "Harbour Log"
    authors: ["Nora Hale"]
    published: "1931"
    file: "log.txt"
facts:
  - id: "lighthouse-lit"
    statement: "Nora Hale lit the lighthouse of Port Ember in 1893."
    topics: ["coast"]
    importance: 3
    spans:
      - kind: "person"
        text: "Nora Hale"
        ask: "Who lit the lighthouse of Port Ember?"
        wrong: ["Rosa Lind", "Ilse Brandt", "Anna Dahl"]
      - kind: "date"
        text: "1893"
        ask: "In which year was the lighthouse of Port Ember lit?"
      - kind: "term"
        text: "lighthouse"
        ask: "What did Nora Hale light?"
        wrong: ["bonfire", "cigar"]
        forms: ["single"]
    evidence:
      - source: "log"
        paragraph: 4
        anchor: "the lamp was lit"
`

// generateIn runs the command on a file with the given content and returns
// what it printed and the file afterwards.
func generateIn(t *testing.T, name, content string, flags ...string) (printed, after string, err error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	c := newGenerateCommand(func(string) ([]byte, bool) { return nil, false })
	var out bytes.Buffer
	c.SilenceErrors, c.SilenceUsage = true, true
	c.SetOut(&out)
	c.SetErr(&out)
	c.SetArgs(append(flags, path))
	err = c.Execute()
	data, readErr := os.ReadFile(path)
	if readErr != nil {
		t.Fatal(readErr)
	}
	return strings.ReplaceAll(out.String(), path, name), string(data), err
}

func TestGenerateKeepsQuestionsInTheBankFile(t *testing.T) {
	printed, after, err := generateIn(t, "shore.yaml", shoreBank)
	if err != nil {
		t.Fatal(err, printed)
	}
	if want := "shore.yaml: 1 facts, 4 questions (single 1, true-false 1, gap 1, date 1), 1 cards\n5 added, 0 changed, 0 removed\n"; printed != want {
		t.Errorf("printed %q, want %q", printed, want)
	}
	bank, problems := bankfile.Load("shore.yaml", []byte(after))
	if bank == nil || len(problems) > 0 || len(bank.Questions) != 4 || len(bank.Cards) != 1 {
		t.Errorf("the file has %d problems:\n%s", len(problems), after)
	}

	again, same, err := generateIn(t, "shore.yaml", after)
	if err != nil || same != after || !strings.Contains(again, "\nunchanged\n") {
		t.Errorf("the second run printed %q (%v) and changed the file: %v", again, err, same != after)
	}
}

func TestGeneratePrintsOneQuestionALineAndWritesNothing(t *testing.T) {
	printed, after, err := generateIn(t, "shore.yaml", shoreBank, "--json")
	if err != nil || after != shoreBank {
		t.Fatalf("error %v, file changed: %v", err, after != shoreBank)
	}
	lines := strings.Split(strings.TrimSpace(printed), "\n")
	if len(lines) != 4 {
		t.Fatalf("%d lines, want one for each of 4 questions:\n%s", len(lines), printed)
	}
	var got generated
	if err := json.Unmarshal([]byte(lines[0]), &got); err != nil {
		t.Fatal(err)
	}
	slices.Sort(got.Options)
	want := generated{
		Article: "log.txt", ID: "lighthouse-lit/single", Form: questions.SingleChoice, Question: "Who lit the lighthouse of Port Ember?",
		Options: []string{"Anna Dahl", "Ilse Brandt", "Nora Hale", "Rosa Lind"}, Answer: "Nora Hale",
		Explanation: "Nora Hale lit the lighthouse of Port Ember in 1893.", Citation: `Nora Hale, "Harbour Log", outlet not stated, 1931, ¶ 4`,
		Evidence: []generatedEvidence{{Paragraph: 4, Quote: "the lamp was lit"}}, Fact: "lighthouse-lit",
	}
	gotJSON, _ := json.Marshal(got)
	wantJSON, _ := json.Marshal(want)
	if !bytes.Equal(gotJSON, wantJSON) {
		t.Errorf("first line\n%s\nwant\n%s", gotJSON, wantJSON)
	}
	for _, key := range []string{"article", "id", "form", "question", "options", "answer", "explanation", "citation", "evidence", "claimant", "fact"} {
		if !strings.Contains(lines[0], `"`+key+`":`) {
			t.Errorf("%q is missing in %s", key, lines[0])
		}
	}
}

func TestGenerateSaysWhyAQuestionIsMissing(t *testing.T) {
	bank := strings.Replace(shoreBank, `wrong: ["Rosa Lind", "Ilse Brandt", "Anna Dahl"]`, `wrong: ["Rosa Lind", "Nora Hale of Ember", "Anna Dahl"]`, 1)
	printed, _, err := generateIn(t, "shore.yaml", bank, "--why")
	if err != nil || !strings.Contains(printed, "not made lighthouse-lit/single: ") || !strings.Contains(printed, "(several-keys)") {
		t.Errorf("printed %q, error %v", printed, err)
	}
}

func TestGenerateMakesQuestionsFromAnArticle(t *testing.T) {
	const log = "The lamp of Port Ember on the coast of Norway was lit in 1893 by Nora Hale. The lamp was sold in 1931.\n\nShips came from far away to see it burn.\n"
	printed, after, err := generateIn(t, "log.txt", log)
	if err != nil || after != log {
		t.Fatalf("error %v; the file is now %q", err, after)
	}
	for _, want := range []string{"In which year was the lamp of Port Ember on the coast of Norway lit by Nora Hale?\n", "Answer: 1893 (author not stated, \"log.txt\", outlet and date not stated, ¶ 1)\n", "log.txt: 1 fact, "} {
		if !strings.Contains(printed, want) {
			t.Errorf("%q is missing in %s", want, printed)
		}
	}
	printed, _, err = generateIn(t, "log.txt", log, "--json")
	var first generated
	if line, _, _ := strings.Cut(printed, "\n"); err != nil || json.Unmarshal([]byte(line), &first) != nil {
		t.Fatalf("error %v, printed %q: want one question a line as JSON", err, printed)
	}
	if first.Article != "log.txt" || len(first.Evidence) == 0 || first.Evidence[0].Quote != "The lamp of Port Ember on the coast of Norway was lit in 1893 by Nora Hale." {
		t.Errorf("first question %+v: want one that quotes its sentence", first)
	}
	if printed, _, err := generateIn(t, "log.txt", log, "--why"); err != nil || !strings.Contains(printed, "not taken ¶ 1 (rules/event") {
		t.Errorf("--why printed %q, error %v: want the sentence that was not taken", printed, err)
	}
}

func TestGenerateRefusesWhatIsNoBank(t *testing.T) {
	tests := []struct{ name, content, says string }{
		{"log.txt", "Home\nAbout\nShips\n", "give the text of an article"},
		{"shore.yaml", strings.Replace(shoreBank, "statement:", "statment:", 1), "mend what is listed above"},
		{"shore.txt", strings.Replace(shoreBank, "statement:", "statment:", 1), "mend what is listed above"},
	}
	for _, test := range tests {
		printed, after, err := generateIn(t, test.name, test.content)
		if err == nil || !strings.Contains(err.Error(), test.says) || after != test.content {
			t.Errorf("%s: error %v, want one that says %q; printed %q", test.name, err, test.says, printed)
		}
	}
	c := newGenerateCommand(func(name string) ([]byte, bool) { return []byte(shoreBank), name == "shore" })
	c.SilenceErrors, c.SilenceUsage = true, true
	for arg, says := range map[string]string{"shore": "part of the program", "nowhere": "no file nowhere"} {
		c.SetArgs([]string{arg})
		if err := c.Execute(); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("generate %s: error %v, want one that says %q", arg, err, says)
		}
	}
}
