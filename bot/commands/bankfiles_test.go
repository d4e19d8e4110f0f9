package commands

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"quizbot/bot/view"
	"quizbot/questions"
	"quizbot/questions/banks"
	"quizbot/questions/exchange"
	"quizbot/quiz"
	"quizbot/quiz/store"
)

func TestI3AnImportThatBreaksOrHangsIsGivenUp(t *testing.T) {
	type importer = func(context.Context, string, []byte) (*questions.Bank, exchange.Report, error)
	tests := []struct {
		name string
		do   importer
		want error
	}{
		{"panics", func(context.Context, string, []byte) (*questions.Bank, exchange.Report, error) { panic("broken") }, view.ImportFailedBadly},
		{"stops when told", func(ctx context.Context, _ string, _ []byte) (*questions.Bank, exchange.Report, error) {
			<-ctx.Done()
			return nil, exchange.Report{}, ctx.Err()
		}, view.ImportTooSlow},
		{"does not stop", func(context.Context, string, []byte) (*questions.Bank, exchange.Report, error) {
			time.Sleep(time.Hour)
			return &questions.Bank{}, exchange.Report{}, nil
		}, view.ImportTooSlow},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				began, over := time.Now(), make(chan time.Duration, 1)
				_, err := readBank(context.Background(), exchange.Format{Name: "test", Import: test.do}, "a.test", nil,
					func() { over <- time.Since(began) })
				if took := time.Since(began); !errors.Is(err, test.want) || took > readWithin {
					t.Errorf("%v after %v", err, took)
				}
				// Until it really ends, its place is taken: no third one piles up.
				if took := <-over; test.name == "does not stop" && took < time.Hour {
					t.Errorf("its place was free after %v", took)
				}
			})
		})
	}
}

func TestFormatsAreToldByContent(t *testing.T) {
	tests := []struct{ asked, file, data, want string }{
		{"", "sea.yaml", "", formatYAML},
		{"", "SEA.YML", "", formatYAML},
		{"", "sea.txt", "format: 1\nname: \"sea\"\n", formatYAML},
		{"", "sea.yaml.gift", "::a:: b {=c ~d}", "gift"},
		{"gift", "sea.yaml", "", "gift"},
		{"qti", "sea.zip", "", ""}, // only written
		{"", "sea", "", ""},
		{"abacus", "sea.gift", "", ""},
	}
	for _, test := range tests {
		f, ok := formatOf(test.asked, test.file, []byte(test.data))
		if ok != (test.want != "") || ok && f.Name != test.want {
			t.Errorf("%q %q: %q, %v, want %q", test.asked, test.file, f.Name, ok, test.want)
		}
	}
}

func TestB7ExportNamesAreSafe(t *testing.T) {
	for name, want := range map[string]string{"sea": "sea", "con": "bank-con", "lpt1": "bank-lpt1"} {
		if got := exportName(name); got != want {
			t.Errorf("%q is exported as %q, want %q", name, got, want)
		}
	}
}

func TestTheBuiltInBankComesBackFromEveryFormat(t *testing.T) {
	data, _ := banks.Open("russia-taliban")
	read, err := readAs(t.Context(), formats[0], "russia-taliban.yaml", data)
	if err != nil || read.bank == nil {
		t.Fatal(err, read.problems)
	}
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "quizbot.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	engine := quiz.NewEngine(s)
	if _, _, err := engine.ImportBank(t.Context(), "", read.bank, "sum", time.Now()); err != nil {
		t.Fatal(err)
	}
	for _, f := range formats {
		if f.Export == nil || f.Import == nil {
			continue
		}
		written, _, err := f.Export(read.bank)
		if err != nil || len(written) > maxExport {
			t.Errorf("%s: %d bytes, %v", f.Name, len(written), err)
			continue
		}
		again, err := readAs(t.Context(), f, "x"+f.Extensions[0], written)
		if err != nil || again.bank == nil {
			t.Errorf("%s: %v, %v", f.Name, err, again.problems)
			continue
		}
		change, err := engine.PlanImport(t.Context(), "guild", quiz.Incoming{Bank: again.bank, Statuses: again.statuses, KeepRest: true})
		if err != nil || !change.Empty() {
			t.Errorf("%s: %d new, %d changed, %d drafts, %v", f.Name, len(change.Added), len(change.Changed), len(change.Demoted), err)
		}
	}
}
