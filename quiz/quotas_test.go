package quiz_test

import (
	"errors"
	"fmt"
	"testing"

	"quizbot/questions"
	"quizbot/quiz"
)

// TestL2ACommunityHasOnlySoMuch fills every quota; another community, and what
// is there already, are not concerned.
func TestL2ACommunityHasOnlySoMuch(t *testing.T) {
	e, s := engineAndStore(t)
	bank := func(name string, n int) *questions.Bank {
		b := &questions.Bank{Name: name, Facts: []questions.Fact{{ID: "f"}}}
		for i := range n {
			b.Questions = append(b.Questions, questions.Question{ID: questions.QuestionID(fmt.Sprint("f/", i)), Status: questions.Draft})
		}
		return b
	}
	put := func(community quiz.CommunityID, b *questions.Bank) error {
		_, _, err := e.ImportBank(t.Context(), community, b, fmt.Sprint(len(b.Questions)), nine)
		return err
	}
	reached := func(err error, of quiz.Quota, most int) bool {
		var quota *quiz.QuotaReached
		return errors.As(err, &quota) && quota.Of == of && quota.Most == most
	}
	if err := put("guild", bank("b0", quiz.MaxBankQuestions+1)); !reached(err, quiz.QuestionsQuota, quiz.MaxBankQuestions) {
		t.Errorf("a bank with too many questions: %v", err)
	}
	if err := put("", bank("b0", quiz.MaxBankQuestions+1)); err != nil {
		t.Errorf("shared by all: %v", err)
	}
	for i := range quiz.MaxBanks {
		if err := put("guild", bank(fmt.Sprint("b", i), 1)); err != nil {
			t.Fatalf("bank %d of %d: %v", i+1, quiz.MaxBanks, err)
		}
	}
	if err := put("guild", bank("more", 1)); !reached(err, quiz.BanksQuota, quiz.MaxBanks) {
		t.Errorf("one bank too many: %v", err)
	}
	if err := put("guild", bank("b1", 2)); err != nil {
		t.Errorf("a new version of one that is there: %v", err)
	}
	if err := put("other", bank("more", 1)); err != nil {
		t.Errorf("another community: %v", err)
	}
	change := quiz.BankChange{Base: quiz.BankVersion{Bank: &questions.Bank{}}, After: bank("more", 1)}
	if _, err := e.Import(t.Context(), "guild", change, nine); !reached(err, quiz.BanksQuota, quiz.MaxBanks) {
		t.Errorf("one bank too many, by its file: %v", err)
	}
	add := func(community quiz.CommunityID) (string, error) {
		id, err := s.SaveDraft(t.Context(), quiz.ScheduleDraft{After: quiz.Schedule{Venue: quiz.Venue{Community: community}}, At: nine})
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.AddDraftedSchedule(t.Context(), community, id, "1", nine)
		return id, err
	}
	for i := range quiz.MaxSchedules {
		if _, err := add("guild"); err != nil {
			t.Fatalf("schedule %d of %d: %v", i+1, quiz.MaxSchedules, err)
		}
	}
	id, err := add("guild")
	if !reached(err, quiz.SchedulesQuota, quiz.MaxSchedules) {
		t.Errorf("one schedule too many: %v", err)
	}
	if _, err := add("other"); err != nil {
		t.Errorf("a schedule of another community: %v", err)
	}
	all, err := s.Schedules(t.Context(), "guild")
	if err != nil || len(all) != quiz.MaxSchedules {
		t.Fatalf("%d schedules, %v", len(all), err)
	}
	if err := s.RemoveSchedule(t.Context(), "guild", all[0].ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.AddDraftedSchedule(t.Context(), "guild", id, "1", nine); err != nil {
		t.Errorf("once one is removed, what was refused is still there to confirm: %v", err)
	}
}
