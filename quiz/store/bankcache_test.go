package store

import (
	"fmt"
	"testing"

	"quizbot/questions"
	"quizbot/quiz"
)

func TestBankIsDecodedOnceForEachVersion(t *testing.T) {
	s := openSchedules(t)
	engine := quiz.NewEngine(s)
	take := func(title string) {
		t.Helper()
		if _, _, err := engine.ImportBank(t.Context(), "c1", &questions.Bank{Name: "sea", Title: title}, title, scheduleDay); err != nil {
			t.Fatal(err)
		}
	}
	bank := func() *questions.Bank {
		t.Helper()
		v, err := s.Bank(t.Context(), "c1", "sea")
		if err != nil {
			t.Fatal(err)
		}
		return v.Bank
	}
	take("First")
	first := bank()
	if again := bank(); again != first {
		t.Error("the same version was decoded twice")
	}
	take("Second")
	if second := bank(); second == first || second.Title != "Second" {
		t.Errorf("after an import the bank is %q", second.Title)
	}
	// Deleted and made anew, it has number 1 again.
	if _, err := s.writer.Exec(`DELETE FROM bank`); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Bank(t.Context(), "c1", "sea"); err != quiz.ErrNoBank {
		t.Errorf("a deleted bank: %v", err)
	}
	take("Third")
	if third := bank(); third.Title != "Third" {
		t.Errorf("the bank made anew is %q", third.Title)
	}
}

func TestCacheOfBanksIsBounded(t *testing.T) {
	c := newBankCache(1000)
	key := func(i int) bankKey { return bankKey{name: fmt.Sprint(i), number: 1} }
	for i := range 50 {
		c.put(key(i), quiz.BankVersion{Number: i}, 300)
		if v, ok := c.get(key(0)); !ok || v.Number != 0 {
			t.Fatalf("after %d banks the one used all the time is gone", i+1)
		}
	}
	if c.size != 900 || len(c.entries) != 3 || c.order.Len() != 3 {
		t.Errorf("%d bytes in %d banks are kept, want 900 in 3", c.size, len(c.entries))
	}
	if _, ok := c.get(key(49)); !ok {
		t.Error("the newest bank is not kept")
	}
	c.put(key(99), quiz.BankVersion{}, 1001)
	if len(c.entries) != 3 {
		t.Error("a bank above the limit threw others out")
	}
}
