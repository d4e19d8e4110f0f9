package store_test

import (
	"errors"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"quizbot/quiz"
	"quizbot/quiz/cards"
)

// remembered is a memory with every field set.
func remembered() quiz.Memory {
	m := quiz.Memory{Community: "guild", Player: ann.ID, Bank: "lamps", ID: "f1/card", Fact: "f1", DueDay: 20_530, Turn: 3, Suspended: true, BuriedDay: 20_524, Text: "ab"}
	m.Card = cards.Card{State: cards.Review, Stability: 1.0 / 3, Difficulty: 6.413300000000001, Step: 1, ScheduledDays: 6, Reps: 4, Lapses: 1,
		LastReview: nine, Due: nine.AddDate(0, 0, 6)}
	return m
}

func TestCardsAndReviewsAreReadAsTheyWereWritten(t *testing.T) {
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "quiz.db")
	s := openAt(t, path)

	learner := quiz.DefaultLearner("guild", ann.ID)
	learner.Zone, learner.DayStartsAt, learner.ReminderHour, learner.Reminders, learner.NewADay, learner.Gaps = "Asia/Tokyo", 5, 18, true, 3, true
	learner.Cards.Retention, learner.Cards.LearningSteps = 0.85, []time.Duration{5 * time.Minute}
	learner.RemindAt, learner.Refused = nine, true
	learner.Bank, learner.Topic = "lamps", "war"
	err := errors.Join(s.SetReviewing(ctx, learner), s.SaveLearner(ctx, learner))
	memory, err2 := s.AddMemory(ctx, remembered())
	if err := errors.Join(err, err2); err != nil {
		t.Fatal(err)
	}
	other := remembered()
	other.Text = "cd"
	if standing, err := s.AddMemory(ctx, other); err != nil || standing != memory {
		t.Errorf("added again: %+v, %v; want the one that is there", standing, err)
	}
	review := quiz.ReviewRecord{Memory: memory.No, Bank: "lamps", Card: "f1/card", Turn: 3, Rating: cards.Hard, At: nine.Add(time.Millisecond), Day: 20_530, Elapsed: 6,
		Before: memory.Card, BeforeDue: memory.DueDay, BeforeText: "ab", Round: "r9", Ask: 2}
	after := memory
	after.State, after.Reps, after.DueDay, after.Text = cards.Relearning, 5, 0, "cd"
	if stored, err := s.AddReview(ctx, review, after); err != nil || !stored {
		t.Fatal(stored, err)
	}
	learner.Cards.Weights[3], learner.FittedUsable, learner.FittedAt, learner.Usable = 7.5, 1, nine, 1
	if err := s.SaveFit(ctx, learner, nine); err != nil {
		t.Fatal(err)
	}
	reminder := quiz.Reminder{Community: "guild", Player: ann.ID, Day: "2026-03-12", At: nine, Cards: 4, State: quiz.Due}
	if err := s.ClaimReminder(ctx, learner, nine.AddDate(0, 0, 1), &reminder); err != nil {
		t.Fatal(err)
	}
	learner.RemindAt = nine.AddDate(0, 0, 1)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	s = openAt(t, path)
	check := func(what string, got any, err error, want any) {
		t.Helper()
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, %v; want %+v", what, got, err, want)
		}
	}
	after.Turn = 4
	got, err := s.Memory(ctx, "guild", ann.ID, memory.No)
	check("memory", got, err, after)
	last, err := s.LastReview(ctx, "guild", ann.ID)
	review.No = last.No
	check("review", last, err, review)
	gotLearner, err := s.Learner(ctx, "guild", ann.ID)
	check("learner", gotLearner, err, learner)
	open, err := s.OpenReminders(ctx, 5)
	check("reminders", open, err, []quiz.Reminder{reminder})

	if stored, err := s.AddReview(ctx, review, after); err != nil || stored {
		t.Errorf("the same answer was a review twice: %v, %v", stored, err)
	}
	if undone, err := s.UndoReview(ctx, "guild", ann.ID, memory.No, 4); err != nil || !undone {
		t.Fatal(undone, err)
	}
	memory.Turn = 5
	got, err = s.Memory(ctx, "guild", ann.ID, memory.No)
	check("memory undone", got, err, memory)
	gotLearner, err = s.Learner(ctx, "guild", ann.ID)
	learner.Usable = 0
	check("learner undone", gotLearner, err, learner)
	if undone, err := s.UndoReview(ctx, "guild", ann.ID, memory.No, 5); err != nil || undone {
		t.Errorf("undone without a review: %v, %v", undone, err)
	}
}

func TestForgetLeavesNoRowOfALearner(t *testing.T) {
	s, path := newStore(t)
	ctx := t.Context()
	learner := quiz.DefaultLearner("guild", ann.ID)
	learner.RemindAt = nine
	memory, err := s.AddMemory(ctx, remembered())
	_, err2 := s.AddReview(ctx, quiz.ReviewRecord{Memory: memory.No, Turn: 3, At: nine}, memory)
	err3 := s.SaveLearner(ctx, learner)
	err4 := s.ClaimReminder(ctx, learner, nine.AddDate(0, 0, 1), &quiz.Reminder{Community: "guild", Player: ann.ID, Day: "2026-03-12", State: quiz.Due})
	if err := errors.Join(err, err2, err3, err4); err != nil {
		t.Fatal(err)
	}
	if rows := rowsNaming(t, shell(t, path), string(ann.ID)); len(rows) != 4 {
		t.Errorf("before: rows in %v, want all four tables", rows)
	}
	if err := s.Forget(ctx, "guild", ann.ID); err != nil {
		t.Fatal(err)
	}
	if rows := rowsNaming(t, shell(t, path), string(ann.ID)); len(rows) > 0 {
		t.Errorf("after: rows in %v", rows)
	}
}
