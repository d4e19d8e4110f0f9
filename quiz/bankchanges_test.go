package quiz_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"quizbot/questions"
	"quizbot/quiz"
)

// statusesOf lists the statuses of a bank's questions.
func statusesOf(b *questions.Bank) string {
	var all []string
	for _, q := range b.Questions {
		all = append(all, string(q.Status))
	}
	return strings.Join(all, " ")
}

func refOf(t *testing.T, b *questions.Bank, id string) quiz.ItemRef {
	t.Helper()
	for _, item := range quiz.ItemsOf(b) {
		if item.ID() == id {
			return item.Ref()
		}
	}
	t.Fatalf("there is no %s", id)
	return ""
}

// deep is a copy that shares nothing that these tests change.
func deep(b *questions.Bank) *questions.Bank {
	c := *b
	c.Questions, c.Facts, c.Cards = slices.Clone(b.Questions), slices.Clone(b.Facts), slices.Clone(b.Cards)
	return &c
}

func TestAStatusIsSetInTheCommunitysOwnBank(t *testing.T) {
	e := newEngine(t) // shares "lamps" with all
	v, own, err := e.Bank(t.Context(), "guild", "lamps")
	if err != nil || own {
		t.Fatalf("own %v, %v", own, err)
	}
	ref := refOf(t, v.Bank, "f0/single")
	first, err := e.SetStatus(t.Context(), "guild", "lamps", ref, questions.Retired, nine)
	if err != nil || first.Number != 2 || first.Bank.Questions[0].Status != questions.Retired {
		t.Fatalf("version %d, %v", first.Number, err)
	}
	second, err := e.SetStatus(t.Context(), "guild", "lamps", refOf(t, v.Bank, "f1/single"), questions.Retired, nine.Add(time.Hour))
	if err != nil || second.Number != 2 || second.Versions["f1/single"] != 1 {
		t.Errorf("a status made version %d of the bank and %d of the question, %v", second.Number, second.Versions["f1/single"], err)
	}
	v, own, err = e.Bank(t.Context(), "guild", "lamps")
	if err != nil || !own || !strings.HasPrefix(statusesOf(v.Bank), "retired retired approved") {
		t.Errorf("own %v, %s, %v", own, statusesOf(v.Bank), err)
	}
	infos, err := e.Banks(t.Context(), "guild")
	if err != nil || len(infos) != 1 || infos[0].Questions != len(v.Bank.Questions)-2 {
		t.Errorf("%+v, %v", infos, err)
	}
	for _, community := range []quiz.CommunityID{"", "other"} {
		if v, _, err := e.Bank(t.Context(), community, "lamps"); err != nil || strings.Contains(statusesOf(v.Bank), "retired") {
			t.Errorf("changed in community %q, %v", community, err)
		}
	}
	if _, err := e.SetStatus(t.Context(), "guild", "lamps", "000000000000", questions.Retired, nine); !errors.Is(err, quiz.ErrNoItem) {
		t.Errorf("no such item: %v", err)
	}
}

func TestNothingIsApprovedThatReadsDifferentlyNow(t *testing.T) {
	e := newEngine(t)
	bank := deep(must[quiz.BankVersion](t)(e.SetStatus(t.Context(), "guild", "lamps", refOf(t, testBank("lamps", 12), "f0/single"), questions.Draft, nine)).Bank)
	seen := refOf(t, bank, "f0/single")
	bank.Questions[0].Explanation = "Another reason."
	if _, _, err := e.ImportBank(t.Context(), "guild", bank, "mended", nine); err != nil {
		t.Fatal(err)
	}
	if _, err := e.SetStatus(t.Context(), "guild", "lamps", seen, questions.Approved, nine); !errors.Is(err, quiz.ErrNoItem) {
		t.Errorf("approved what nobody has read: %v", err)
	}
}

func TestWhatCitesNothingCannotBeApproved(t *testing.T) {
	e := newEngine(t)
	bank := testBank("loose", 3)
	bank.Questions[0].Facts, bank.Questions[0].Status = nil, questions.Draft
	if _, _, err := e.ImportBank(t.Context(), "guild", bank, "loose", nine); err != nil {
		t.Fatal(err)
	}
	_, err := e.SetStatus(t.Context(), "guild", "loose", refOf(t, bank, "f0/single"), questions.Approved, nine)
	var unfit *quiz.Unfit
	if !errors.As(err, &unfit) || unfit.Problems[0].Rule != "missing-citation" {
		t.Errorf("got %v", err)
	}
}

func TestDecisionsAtTheSameTimeAllCount(t *testing.T) {
	e := newEngine(t)
	bank := must[quiz.BankVersion](t)(e.SetStatus(t.Context(), "guild", "lamps", refOf(t, testBank("lamps", 12), "f0/single"), questions.Retired, nine)).Bank
	var all sync.WaitGroup
	for i := 1; i < 6; i++ {
		ref := refOf(t, bank, fmt.Sprintf("f%d/single", i))
		all.Go(func() {
			if _, err := e.SetStatus(t.Context(), "guild", "lamps", ref, questions.Retired, nine); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	v, _, err := e.Bank(t.Context(), "guild", "lamps")
	if err != nil || strings.Count(statusesOf(v.Bank), "retired") != 6 {
		t.Errorf("%s, %v", statusesOf(v.Bank), err)
	}
}

func TestAPlannedImport(t *testing.T) {
	lamps := func() *questions.Bank {
		b := deep(testBank("lamps", 4))
		b.Questions = b.Questions[:4] // without the order
		return b
	}
	old := lamps()
	old.Questions[2].Status = questions.Retired
	tests := []struct {
		name     string
		change   func(in *quiz.Incoming)
		counts   string // added, changed, same, rest, gone, demoted, unready
		statuses string
	}{
		{"as it is, from another program", func(in *quiz.Incoming) {}, "0 0 4 0 0 0 0", "approved approved retired approved"},
		{"a changed text becomes a draft", func(in *quiz.Incoming) { in.Bank.Questions[1].Stem = "Which lamp is it?" },
			"0 1 3 0 0 1 0", "approved draft retired approved"},
		{"a changed source becomes a draft", func(in *quiz.Incoming) {
			in.Bank.Facts[1].Evidence = []questions.Evidence{{Source: in.Bank.Sources[0].ID, Paragraph: 99, Anchor: "elsewhere"}}
		}, "0 1 3 0 0 1 0", "approved draft retired approved"},
		{"what is missing stays", func(in *quiz.Incoming) { in.KeepRest, in.Bank.Questions = true, in.Bank.Questions[:1] },
			"0 0 1 3 0 0 0", "approved approved retired approved"},
		{"what is missing goes", func(in *quiz.Incoming) { in.Bank.Questions = in.Bank.Questions[:1] }, "0 0 1 0 3 0 0", "approved"},
		{"new ones are drafts", func(in *quiz.Incoming) { in.Bank.Questions = testBank("lamps", 5).Questions[:5] }, "1 0 4 0 0 1 0", "approved approved retired approved draft"},
		{"our own file has its say", func(in *quiz.Incoming) {
			in.Statuses = true
			in.Bank.Questions[0].Status, in.Bank.Questions[2].Status = questions.Draft, questions.Approved
		}, "0 0 4 0 0 1 0", "draft approved approved approved"},
		{"but not about what cites nothing", func(in *quiz.Incoming) { in.Statuses, in.Bank.Questions[0].Facts = true, nil },
			"0 1 3 0 0 1 1", "draft approved approved approved"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			e := newEngine(t)
			if _, _, err := e.ImportBank(t.Context(), "guild", old, "old", nine); err != nil {
				t.Fatal(err)
			}
			in := quiz.Incoming{Bank: lamps()}
			test.change(&in)
			c, err := e.PlanImport(t.Context(), "guild", in)
			if err != nil {
				t.Fatal(err)
			}
			got := fmt.Sprint(len(c.Added), len(c.Changed), len(c.Same), len(c.Rest), len(c.Gone), len(c.Demoted), len(c.Unready))
			if got != test.counts || statusesOf(c.After) != test.statuses {
				t.Errorf("counts %s, want %s; statuses %s, want %s", got, test.counts, statusesOf(c.After), test.statuses)
			}
			if now := must[quiz.BankVersion](t)(e.Import(t.Context(), "guild", c, nine)); now.Number != 2 {
				t.Errorf("it became version %d", now.Number)
			}
			if _, err := e.Import(t.Context(), "guild", c, nine); !errors.Is(err, quiz.ErrBankChanged) {
				t.Errorf("the same plan again: %v", err)
			}
		})
	}
}

func TestAnApprovalMeanwhileStopsAnImport(t *testing.T) {
	e := newEngine(t)
	bank := testBank("lamps", 4)
	bank.Questions[0].Status = questions.Draft
	if _, _, err := e.ImportBank(t.Context(), "guild", bank, "old", nine); err != nil {
		t.Fatal(err)
	}
	in := deep(bank)
	in.Questions[1].Stem = "Which lamp is it?"
	plan, err := e.PlanImport(t.Context(), "guild", quiz.Incoming{Bank: in, KeepRest: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.SetStatus(t.Context(), "guild", "lamps", refOf(t, bank, "f0/single"), questions.Approved, nine); err != nil {
		t.Fatal(err)
	}
	if _, err := e.Import(t.Context(), "guild", plan, nine); !errors.Is(err, quiz.ErrBankChanged) {
		t.Errorf("the approval would be lost: %v", err)
	}
}
