package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// mayImport is the table of the architecture: what a package of ours may
// import of ours. A package is named by its path below the module, "x/..." is
// x and everything below it; the first line that fits holds.
var mayImport = []struct {
	from string
	to   []string
}{
	{"questions", []string{"questions/pattern"}},
	{"questions/pattern", nil},
	{"questions/article", []string{"questions", "questions/pattern"}},
	{"questions/bankfile", []string{"questions"}},
	{"questions/banks", nil},
	{"questions/...", []string{"questions/..."}},
	{"quiz/grading", []string{"questions"}},
	{"quiz/cards", nil},
	{"quiz/itemstats", nil},
	{"quiz", []string{"questions", "quiz/grading", "quiz/cards", "quiz/itemstats"}},
	{"quiz/...", []string{"questions/...", "quiz/..."}},
	{"bot/customid", nil},
	{"bot/chart", nil},
	{"bot/localdiscord", nil}, // also for bots of others
	{"bot/playground", nil},
	{"bot/discord", nil},
	{"bot/view", []string{"questions", "quiz", "quiz/cards", "quiz/schedule", "bot/chart"}},
	{"bot/commands", []string{"questions", "questions/bankfile", "questions/exchange", "quiz/...", "bot/..."}},
	{"bot/...", []string{"questions", "quiz/...", "bot/..."}},
	{"cmd/...", []string{"questions/...", "quiz/...", "bot/...", "cmd/..."}},
}

// onlyIn says where a library may be used.
var onlyIn = []struct {
	library string // prefix of the import path
	in      []string
}{
	{"github.com/bwmarrin/discordgo", []string{"bot", "bot/discord"}},
	{"golang.org/x/image", []string{"bot/chart"}},
	{"github.com/gorilla/websocket", []string{"bot/discord", "bot/localdiscord"}},
	{"database/sql", []string{"quiz/store", "questions/exchange"}}, // exchange: Anki packages
	{"modernc.org/sqlite", []string{"quiz/store", "questions/exchange"}},
	{"github.com/pressly/goose", []string{"quiz/store"}},
	{"github.com/robfig/cron", []string{"quiz/schedule"}},
	{"gopkg.in/yaml.v3", []string{"questions/bankfile", "cmd/quizbot/config"}},
	{"github.com/spf13/cobra", []string{"cmd/quizbot"}},
	{"C", nil},
}

func TestImportsRunOneWay(t *testing.T) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "quizbot/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	packages := 0
	for {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		packages++
		from := strings.TrimPrefix(p.ImportPath, "quizbot/")
		allowed := allowedFor(t, from)
		for _, path := range p.Imports {
			if to, ours := strings.CutPrefix(path, "quizbot/"); ours {
				if !slices.ContainsFunc(allowed, func(pattern string) bool { return fits(to, pattern) }) {
					t.Errorf("%s imports %s: the table in imports_test.go allows it %q", from, to, allowed)
				}
				continue
			}
			for _, rule := range onlyIn {
				if (path == rule.library || strings.HasPrefix(path, rule.library+"/")) && !slices.Contains(rule.in, from) {
					t.Errorf("%s imports %s, which only %q may", from, path, rule.in)
				}
			}
		}
	}
	if packages < 15 {
		t.Errorf("only %d packages were looked at", packages)
	}
}

func allowedFor(t *testing.T, from string) []string {
	t.Helper()
	for _, rule := range mayImport {
		if fits(from, rule.from) {
			return rule.to
		}
	}
	t.Errorf("package %s has no line in the table of allowed imports", from)
	return nil
}

func fits(path, pattern string) bool {
	below, many := strings.CutSuffix(pattern, "/...")
	return path == below || many && strings.HasPrefix(path, below+"/")
}
