package store_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"quizbot/questions"
	"quizbot/quiz"
)

// TestT4WhoeverDeletesTheirDataIsNamedNowhere has somebody who did everything
// that leaves a name: as a member and as an instructor.
func TestT4WhoeverDeletesTheirDataIsNamedNowhere(t *testing.T) {
	s, path := newStore(t)
	ctx, now := t.Context(), nine.Add(2*time.Hour)
	e := quiz.NewEngine(s)
	r := addRound(t, s, round("r1", 2))
	bank := &questions.Bank{Name: "lamps", Questions: []questions.Question{r.Asks[0].Question, r.Asks[1].Question}, Facts: []questions.Fact{{ID: "f0"}, {ID: "f1"}}}
	bob := quiz.Player{ID: "777888999", Name: "Bob"}
	_, _, err := e.ImportBank(ctx, "", bank, "1", nine)
	problems := []error{err}
	for _, p := range []quiz.Player{ann, bob} {
		_, err := e.Start(ctx, "guild", r.ID, p, nine)
		problems = append(problems, err)
		for no := range 2 {
			_, err := e.Answer(ctx, "guild", r.ID, no, p, []string{"b"}, nine, nine)
			problems = append(problems, err)
		}
	}
	report, err := e.Report(ctx, quiz.Report{Round: r.ID, No: 1, Player: bob.ID, Community: "guild", Text: "no", At: nine})
	own, err2 := e.Report(ctx, quiz.Report{Round: r.ID, No: 0, Player: ann.ID, Community: "guild", Text: "no", At: nine})
	_, err3 := e.Decide(ctx, "guild", report, quiz.ReportRejected, "so it is", ann.ID, now)
	problems = append(problems, err, err2, err3)
	for _, a := range []quiz.Allowance{
		{Player: ann.ID, Name: "Ann", By: bob.ID, Kind: quiz.Excused}, {Player: bob.ID, By: ann.ID, Kind: quiz.ExtraMinutes, Amount: 5},
	} {
		a.Community, a.First, a.Last, a.At = "guild", quiz.Day{Year: 2026, Month: 3, Day: 1}, quiz.LastDay, nine
		problems = append(problems, e.Allow(ctx, a))
	}
	draft, err := s.AddDraft(ctx, quiz.Amendment{Community: "guild", Bank: "lamps", Question: r.Asks[0].Question.ID, State: quiz.Drafted,
		Before: r.Asks[0].Question, After: quiz.Marking{Question: r.Asks[0].Question, AlsoRight: []string{"b"}}, Version: 2, By: ann.ID, At: now})
	_, err2 = e.ApplyMend(ctx, "guild", draft.ID, ann.ID, now)
	_, err3 = e.UndoMend(ctx, "guild", draft.ID, ann.ID, now)
	problems = append(problems, err, err2, err3)
	_, err = e.Decide(ctx, "guild", own, quiz.ReportAccepted, "thanks", bob.ID, now)
	problems = append(problems, err, e.Hide(ctx, "guild", ann.ID, true))
	_, err = s.AddDraft(ctx, quiz.Amendment{Community: "guild", Bank: "lamps", Question: "f1/single", State: quiz.Drafted, Version: 2, By: ann.ID, At: now})
	schedule, err2 := s.SaveSchedule(ctx, quiz.Schedule{ID: "s1", Venue: lounge, CreatedBy: ann.ID, CreatedAt: nine})
	edit, err3 := s.SaveDraft(ctx, quiz.ScheduleDraft{Before: schedule, After: schedule, At: nine})
	_, err4 := s.ApplyDraft(ctx, "guild", edit, ann.ID, nine, func(quiz.Schedule, quiz.Schedule, []quiz.Occurrence) (time.Time, []quiz.Occurrence) { return nine, nil })
	if err := errors.Join(append(problems, err, err2, err3, err4)...); err != nil {
		t.Fatal(err)
	}
	before := strings.Join(rowsNaming(t, shell(t, path), string(ann.ID)), " ")
	for _, column := range []string{"notice.player", "allowance.player", "allowance.author", "amendment.author", "amendment.undone_by", "schedule.created_by", "schedule.edited_by", "report.player", "report.decided_by", "answer.player"} {
		if !strings.Contains(before, column) {
			t.Errorf("before, %s does not name her: %s", column, before)
		}
	}
	tally := func() quiz.Tally {
		tally, err := s.Tally(ctx, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		return tally
	}
	counted := tally()
	for range 2 { // twice
		if err := e.Forget(ctx, "guild", ann.ID); err != nil {
			t.Fatal(err)
		}
	}
	if rows := rowsNaming(t, shell(t, path), string(ann.ID)); len(rows) > 0 {
		t.Errorf("after: named in %v", rows)
	}
	if after := tally(); after.Answered[0] != counted.Answered[0] || after.Finished != counted.Finished {
		t.Errorf("counted %+v, then %+v", counted, after)
	}
	if log, err := s.Amendments(ctx, "guild", 10); err != nil || len(log) != 2 {
		t.Errorf("what was changed is not known any more: %+v, %v", log, err)
	}
	if problems, err := s.Check(ctx); err != nil || len(problems) > 0 {
		t.Error(problems, err)
	}
}
