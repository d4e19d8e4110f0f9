package exchange

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"quizbot/questions"
	"quizbot/questions/bankfile"
	"quizbot/questions/banks"
)

// Programs of others read what we write: what they do not understand is our
// mistake. They share no code and no author with this package.

// npmReaders installs the readers of testdata/readers and returns their folder.
func npmReaders(t *testing.T) string {
	t.Helper()
	for _, tool := range []string{"node", "npm"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed: install nodejs and npm", tool)
		}
	}
	dir := t.TempDir()
	for _, name := range []string{"package.json", "package-lock.json", "gift.cjs", "anki.mjs"} {
		raw, err := os.ReadFile(filepath.Join("testdata", "readers", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := tool(t, dir, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"); err != nil {
		t.Skipf("the readers cannot be installed: npm ci: %v\n%s", err, out)
	}
	return dir
}

// tool runs a program and returns what it prints, its complaints with the error.
func tool(t *testing.T, dir, name string, args ...string) ([]byte, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, name, args...)
	command.Dir = dir
	var out, complaints bytes.Buffer
	command.Stdout, command.Stderr = &out, &complaints
	err := command.Run()
	if err != nil {
		out.Write(complaints.Bytes())
	}
	return out.Bytes(), err
}

// readableBanks are the built-in bank and some of odd texts.
func readableBanks(t *testing.T) map[string]*questions.Bank {
	t.Helper()
	data, _ := banks.Open("russia-taliban")
	b, problems := bankfile.Read("russia-taliban", data)
	if b == nil {
		t.Fatal(problems)
	}
	return map[string]*questions.Bank{"built-in": b, "odd-1": oddBank(1), "odd-2": oddBank(2), "odd-3": oddBank(3), "odd-4": oddBank(4), "odd-5": oddBank(5)}
}

// written exports a bank into a file.
func written(t *testing.T, format string, b *questions.Bank) (path string, r Report) {
	t.Helper()
	f, _ := Named(format)
	data, r, err := f.Export(b)
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "bank"+f.Extensions[0])
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path, r
}

func TestGiftPegjsReadsOurGIFT(t *testing.T) {
	dir := npmReaders(t)
	for name, b := range readableBanks(t) {
		path, report := written(t, "gift", b)
		out, err := tool(t, dir, "node", "gift.cjs", path)
		if err != nil {
			file, _ := os.ReadFile(path)
			t.Fatalf("%s: %v\n%s\n%s", name, err, out, file[:min(len(file), 20000)])
		}
		var read []struct {
			ID, Type, Stem, General string
			Tags, Choices           []string
			Pairs                   int
		}
		if err := json.Unmarshal(out, &read); err != nil {
			t.Fatal(err)
		}
		want := prepare(b, &Report{}, false)
		for _, n := range report.Notes {
			if n.LeftOut {
				want = slices.DeleteFunc(want, func(o *outgoing) bool { return string(o.ID) == n.ID })
			}
		}
		if len(read) != len(want) {
			t.Fatalf("%s: gift-pegjs reads %d questions, %d were written", name, len(read), len(want))
		}
		for i, o := range want {
			got := read[i]
			if got.ID != string(o.ID) || !slices.Equal(got.Tags, o.tags) || spaced(got.Stem) != spaced(o.Stem) || spaced(got.General) != spaced(o.explained()) {
				t.Errorf("%s: wrote %s %q\n%q\n%q\ngift-pegjs reads %s %q\n%q\n%q", name, o.ID, o.tags, o.Stem, o.explained(), got.ID, got.Tags, got.Stem, got.General)
			}
			kind := map[questions.Form]string{questions.TrueFalse: "TF", questions.Order: "Matching", questions.Match: "Matching"}[o.Form]
			switch {
			case o.Form == questions.NumberChoice && o.Typed():
				kind = "Numerical"
			case o.Typed():
				kind = "Short"
			case kind == "":
				kind = "MC"
			}
			if got.Type != kind {
				t.Errorf("%s: %s is read as %s, not %s", name, o.ID, got.Type, kind)
			}
			if kind == "MC" {
				for n, option := range o.Options() {
					if n >= len(got.Choices) || spaced(got.Choices[n]) != spaced(option) {
						t.Errorf("%s: option %d of %s is %q, read as %q", name, n, o.ID, option, got.Choices)
						break
					}
				}
			}
		}
	}
}

// spaced returns a text as gift-pegjs gives plain text: with single spaces.
func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

func TestAnkiReaderReadsOurPackages(t *testing.T) {
	dir := npmReaders(t)
	for name, b := range readableBanks(t) {
		path, _ := written(t, "anki", b)
		out, err := tool(t, dir, "node", "anki.mjs", path)
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
		var decks map[string][]struct {
			Front  string
			Fields map[string]string
		}
		if err := json.Unmarshal(out, &decks); err != nil {
			t.Fatalf("%v: %s", err, out[:min(len(out), 500)])
		}
		fronts := map[string]string{}
		for _, cards := range decks {
			for _, c := range cards {
				id, _ := fromHTML(c.Fields["Id"])
				fronts[id], _ = fromHTML(c.Fields["Front"])
				if c.Fields["Source"] == "" || c.Fields["Quote"] == "" || c.Fields["FactId"] == "" {
					t.Errorf("%s: the note %s has no citation: %q", name, id, c.Fields)
				}
			}
		}
		if len(fronts) != len(b.Questions)+len(b.Cards) {
			t.Errorf("%s: anki-reader finds %d notes of %d questions and %d cards", name, len(fronts), len(b.Questions), len(b.Cards))
		}
		for _, q := range b.Questions {
			if fronts[string(q.ID)] != q.Stem {
				t.Errorf("%s: the front of %s is %q, not %q", name, q.ID, fronts[string(q.ID)], q.Stem)
			}
		}
	}
}

// TestMnemosyneImportsOurPackages imports every package twice: the second time
// nothing is added, since guids are stable.
func TestMnemosyneImportsOurPackages(t *testing.T) {
	const python = "/usr/bin/python3" // Debian's, which has Debian's modules
	if out, err := exec.Command(python, "-c", "import mnemosyne.script").CombinedOutput(); err != nil {
		t.Skipf("Mnemosyne is not installed: install the Debian package mnemosyne: %s", out)
	}
	script, err := filepath.Abs(filepath.Join("testdata", "readers", "mnemosyne_import.py"))
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range readableBanks(t) {
		if name != "built-in" && name != "odd-1" {
			continue // each takes seconds
		}
		path, _ := written(t, "anki", b)
		t.Setenv("TMPDIR", t.TempDir())
		t.Setenv("PYTHONDONTWRITEBYTECODE", "1")
		out, err := tool(t, t.TempDir(), python, script, path)
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
		var read struct {
			Counts    [2][2]int
			Questions []string
		}
		if err := json.Unmarshal(out, &read); err != nil {
			t.Fatalf("%v: %s", err, out[:min(len(out), 500)])
		}
		n := len(b.Questions) + len(b.Cards)
		if want := [2][2]int{{n, n}, {n, n}}; read.Counts != want || len(read.Questions) != n {
			t.Errorf("%s: Mnemosyne has %v cards and facts after importing twice, not %v", name, read.Counts, want)
		}
	}
}

// TestXMLIsWellFormed has xmllint read every XML file that we write.
func TestXMLIsWellFormed(t *testing.T) {
	if _, err := exec.LookPath("xmllint"); err != nil {
		t.Skip("xmllint is not installed: install libxml2-utils")
	}
	lint := func(name string, data []byte) {
		t.Helper()
		path := filepath.Join(t.TempDir(), "file.xml")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := tool(t, "", "xmllint", "--noout", "--nonet", path); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
	for name, b := range readableBanks(t) {
		path, _ := written(t, "moodle-xml", b)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		lint(name, data)
		for _, format := range []string{"qti", "kahoot"} {
			path, _ := written(t, format, b)
			archive, err := zip.OpenReader(path)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range archive.File {
				r, err := f.Open()
				if err != nil {
					t.Fatal(err)
				}
				data, err := io.ReadAll(r)
				if err != nil {
					t.Fatal(err)
				}
				lint(name+" as "+format+": "+f.Name, data)
			}
			archive.Close()
		}
	}
}
