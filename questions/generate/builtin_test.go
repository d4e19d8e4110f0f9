package generate_test

import (
	"os"
	"testing"

	"quizbot/questions"
	"quizbot/questions/bankfile"
	"quizbot/questions/generate"
)

// builtIn reads the bank that quizbot comes with.
func builtIn(t *testing.T) *questions.Bank {
	t.Helper()
	const path = "../banks/russia-taliban/bank.yaml"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Skipf("the built-in bank %s is not there", path)
	}
	bank, problems := bankfile.Read(path, data)
	if bank == nil {
		t.Fatalf("%s cannot be read: %v", path, problems[0])
	}
	return bank
}

func TestTheBuiltInBankIsAsGenerated(t *testing.T) {
	bank := builtIn(t)
	if report := generate.Into(bank, generate.DefaultSeed); report.Changed {
		t.Errorf("generating adds %d, changes %d and removes %v: run quizbot generate on the bank and read what changed", report.Added, report.Updated, report.Removed)
	}
}

func TestTheBuiltInBankGivesNothingAwayByItsShares(t *testing.T) {
	bank := builtIn(t)
	if n := len(bank.Questions); n < 400 {
		t.Errorf("%d questions, want at least 400", n)
	}
	forms := map[questions.Form]int{}
	for _, q := range bank.Questions {
		forms[q.Form]++
	}
	for _, form := range generate.Forms {
		if forms[form] == 0 {
			t.Errorf("no question of form %s", form)
		}
	}
	if forms[questions.Order] < 8 {
		t.Errorf("%d ordering questions, want at least 8", forms[questions.Order])
	}

	c := questions.Count(bank, bank.Questions)
	within := func(what string, part, whole int, least, most float64) {
		t.Logf("%s: %d of %d", what, part, whole)
		if share := float64(part) / float64(max(whole, 1)); share < least || share > most {
			t.Errorf("%s: %d of %d = %.0f %%, want %.0f to %.0f %%", what, part, whole, 100*share, 100*least, 100*most)
		}
	}
	within("key is the longest option of a single choice", c.Longest, c.Textual, 0.15, 0.35)
	within("true statements", c.True, c.TrueFalse, 0.4, 0.6)
	for seed := range uint64(20) {
		var places [4]int
		shuffled, sorted := 0, 0
		var sortedPlaces [4]int
		for _, q := range bank.Questions {
			if !q.Choice() || len(q.Distractors) != 3 {
				continue
			}
			for at, option := range questions.Shuffled(q, seed) {
				if option != q.Key[0] {
					continue
				}
				if q.FixedOrder() {
					sorted++
					sortedPlaces[at]++
				} else {
					shuffled++
					places[at]++
				}
			}
		}
		for at := range places {
			if float64(places[at]) > 0.35*float64(shuffled) {
				t.Errorf("seed %d: the key comes as option %d in %d of %d questions", seed, at+1, places[at], shuffled)
			}
			if seed == 0 && 2*sortedPlaces[at] > sorted { // editors tend to give dates on both sides
				t.Errorf("of sorted dates and numbers the key is number %d in %d of %d", at+1, sortedPlaces[at], sorted)
			}
		}
	}
}
