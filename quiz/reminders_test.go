package quiz_test

import (
	"testing"
	"time"

	"quizbot/quiz"
	"quizbot/quiz/cards"
)

// send carries out what Reminders asks for and returns the days reminded of.
func (l *learning) send() []string {
	l.t.Helper()
	var days []string
	for _, r := range must[[]quiz.Reminder](l.t)(l.Engine.Reminders(l.t.Context(), l.now)) {
		r, ok, err := l.SendReminder(l.t.Context(), r, l.now)
		if err != nil {
			l.t.Fatal(err)
		}
		if ok {
			days = append(days, r.Day)
			if err := l.ReminderSent(l.t.Context(), r, "m1"); err != nil {
				l.t.Fatal(err)
			}
		}
	}
	return days
}

func TestRemindersComeOnceADayAndOnlyWhenCardsAreDue(t *testing.T) {
	l := newLearning(t, cardBank(1), func(l *quiz.Learner) { l.Reminders, l.ReminderHour, l.Zone = true, 18, "Europe/Berlin" })
	_, after := l.rate(l.begin(), cards.Easy)
	berlin := must[*time.Location](t)(time.LoadLocation("Europe/Berlin"))
	var reminded []time.Time
	for end := l.now.AddDate(0, 0, 30); l.now.Before(end); l.now = l.now.Add(20 * time.Minute) {
		for range l.send() {
			reminded = append(reminded, l.now.In(berlin))
		}
		if len(reminded) == 20 { // and after a restart
			l.reopen()
		}
	}
	first := after.Due.In(berlin)
	if len(reminded) == 0 || reminded[0].Day() != first.Day() {
		t.Fatalf("reminded at %v, want from %v on", reminded, first)
	}
	for i, at := range reminded { // the clocks go forward on 29 March
		if at.Hour() != 18 || at.Minute() > 20 || at.Day() == reminded[(i+1)%len(reminded)].Day() && len(reminded) > 1 {
			t.Errorf("reminder %d came at %v", i, at)
		}
	}
	if want := int(l.now.Sub(after.Due).Hours()/24) + 1; len(reminded) < want-1 || len(reminded) > want {
		t.Errorf("%d reminders in the %d days since the card was due", len(reminded), want)
	}
}

func TestAReminderIsNotSentTwice(t *testing.T) {
	l := newLearning(t, cardBank(1), func(l *quiz.Learner) { l.Reminders = true })
	l.rate(l.begin(), cards.Again)
	l.now = time.Date(2026, 3, 13, 9, 0, 0, 0, time.UTC)
	open := must[[]quiz.Reminder](t)(l.Engine.Reminders(t.Context(), l.now))
	if len(open) != 1 || open[0].Day != "2026-03-13" || open[0].Cards != 1 || open[0].Left() {
		t.Fatalf("reminders %+v", open)
	}
	sending, ok, err := l.SendReminder(t.Context(), open[0], l.now)
	if !ok || err != nil {
		t.Fatal(ok, err)
	}
	if _, ok, _ := l.SendReminder(t.Context(), open[0], l.now); ok {
		t.Error("the same reminder was begun twice")
	}
	l.reopen() // killed before the answer came
	open = must[[]quiz.Reminder](t)(l.Engine.Reminders(t.Context(), l.now))
	if len(open) != 1 || !open[0].Left() {
		t.Fatalf("after a restart: %+v, want the one whose end is not known", open)
	}
	if err := l.ReminderSent(t.Context(), sending, "m1"); err != nil {
		t.Fatal(err)
	}
	// The hour moved back on the same day: there was a reminder today.
	learner := must[quiz.Learner](t)(l.Learner(t.Context(), "guild", ann.ID))
	learner.ReminderHour = 12
	if err := l.SaveLearner(t.Context(), learner, l.now); err != nil {
		t.Fatal(err)
	}
	l.now = l.now.Add(3 * time.Hour)
	if days := l.send(); len(days) != 0 {
		t.Errorf("a second reminder on %v", days)
	}
}

func TestALateReminderIsLeftOut(t *testing.T) {
	l := newLearning(t, cardBank(1), func(l *quiz.Learner) { l.Reminders = true })
	l.rate(l.begin(), cards.Again)
	l.now = time.Date(2026, 3, 13, 15, 0, 0, 0, time.UTC) // six hours after the member's
	if days := l.send(); len(days) != 0 {
		t.Errorf("reminded of %v", days)
	}
	l.now = time.Date(2026, 3, 14, 9, 0, 1, 0, time.UTC)
	if days := l.send(); len(days) != 1 {
		t.Errorf("the next day: reminded of %v", days)
	}
}

func TestRefusedRemindersStayOff(t *testing.T) {
	l := newLearning(t, cardBank(1), func(l *quiz.Learner) { l.Reminders = true })
	l.rate(l.begin(), cards.Again)
	l.now = time.Date(2026, 3, 13, 9, 0, 0, 0, time.UTC)
	r, _, err := l.SendReminder(t.Context(), must[[]quiz.Reminder](t)(l.Engine.Reminders(t.Context(), l.now))[0], l.now)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.ReminderRefused(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	learner := must[quiz.Learner](t)(l.Learner(t.Context(), "guild", ann.ID))
	if learner.Reminders || !learner.Refused || !learner.RemindAt.IsZero() {
		t.Errorf("after a refusal: %+v", learner)
	}
	l.now = l.now.AddDate(0, 0, 1)
	if days := l.send(); len(days) != 0 {
		t.Errorf("reminded of %v", days)
	}
	learner.Reminders = true // the member tries again
	if err := l.SaveLearner(t.Context(), learner, l.now); err != nil {
		t.Fatal(err)
	}
	l.now = l.now.AddDate(0, 0, 1)
	if days := l.send(); len(days) != 1 {
		t.Errorf("turned on again: reminded of %v", days)
	}
}
