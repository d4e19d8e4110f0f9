package banks

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"quizbot/questions/bankfile"
	"quizbot/questions/verify"
)

const builtIn = "russia-taliban"

func TestBuiltInBanksAreWithoutProblemsAndCanonical(t *testing.T) {
	if !slices.Contains(Names(), builtIn) {
		t.Fatalf("the bank %q is not among %q", builtIn, Names())
	}
	for _, name := range Names() {
		data, ok := Open(name)
		if !ok {
			t.Fatalf("%s is listed and cannot be read", name)
		}
		bank, problems := bankfile.Load(name+"/bank.yaml", data)
		for _, p := range problems {
			t.Errorf("%v", p)
		}
		if bank == nil {
			continue
		}
		if bank.Name != name {
			t.Errorf("the bank in the folder %s calls itself %s", name, bank.Name)
		}
		if again, err := bankfile.Marshal(bank); err != nil || !bytes.Equal(again, data) {
			t.Errorf("%s is not as bankfile writes it (%v): read it and write it again", name, err)
		}
	}
}

func TestNothingElseCanBeOpened(t *testing.T) {
	for _, name := range []string{"", ".", "..", "../banks", "russia-taliban/bank.yaml", "/etc/passwd", "nothing", "RUSSIA-TALIBAN", "a\x00"} {
		if data, ok := Open(name); ok {
			t.Errorf("%q gives %d bytes", name, len(data))
		}
	}
}

// TestTheBuiltInEvidenceStandsInTheArticles needs the articles, which are not
// part of the project.
func TestTheBuiltInEvidenceStandsInTheArticles(t *testing.T) {
	reference := os.Getenv("QUIZBOT_REFERENCE")
	if reference == "" {
		t.Skip("QUIZBOT_REFERENCE is not set: it names the folder with articles/*.txt")
	}
	data, _ := Open(builtIn)
	bank, problems := bankfile.Read(builtIn, data)
	if bank == nil {
		t.Fatal(problems)
	}
	report, err := verify.Bank(bank, os.DirFS(filepath.Join(reference, "articles")))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range report.Problems {
		t.Errorf("%v", p)
	}
	if report.Matched != len(bank.Sources) || report.Found != report.Evidence {
		t.Errorf("report %+v", report)
	}
}
