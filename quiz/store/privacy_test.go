package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"quizbot/questions"
	"quizbot/quiz"
	"quizbot/quiz/store"
)

// everywhere is a database with somebody, Ann, who did everything that leaves a
// name: as a member and as an instructor. Bob was there, too.
func everywhere(t *testing.T) (s *store.Store, path string, r quiz.Round) {
	t.Helper()
	s, path = newStore(t)
	ctx, now := t.Context(), nine.Add(2*time.Hour)
	e := quiz.NewEngine(s)
	r = addRound(t, s, round("r1", 2))
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
	return s, path, r
}

func TestT4WhoeverDeletesTheirDataIsNamedNowhere(t *testing.T) {
	s, path, r := everywhere(t)
	ctx, e := t.Context(), quiz.NewEngine(s)
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

// TestT4ADeleteRequestDuringABackup deletes the data of members, or of a whole
// community, while a backup is made, and looks for them in every byte of the
// backup that is finished afterwards.
func TestT4ADeleteRequestDuringABackup(t *testing.T) {
	const bob = quiz.PlayerID("777888999")
	forget := func(id quiz.PlayerID) func(context.Context, *quiz.Engine) error {
		return func(ctx context.Context, e *quiz.Engine) error { return e.Forget(ctx, "guild", id) }
	}
	erase := func(ctx context.Context, e *quiz.Engine) error {
		err := e.Leave(ctx, "guild", nine)
		_, err2 := e.Expire(ctx, nine.Add(quiz.KeepAfterLeaving))
		return errors.Join(err, err2)
	}
	tests := map[string]struct {
		deletes   []func(context.Context, *quiz.Engine) error // when the copy is made, when it was checked, again
		gone      []string
		stay      []string
		community bool // is deleted
	}{
		"nobody":                    {nil, nil, []string{string(ann.ID), string(bob)}, false},
		"once the copy is made":     {[]func(context.Context, *quiz.Engine) error{forget(ann.ID)}, []string{string(ann.ID)}, []string{string(bob)}, false},
		"once the copy was checked": {[]func(context.Context, *quiz.Engine) error{nil, forget(bob)}, []string{string(bob)}, []string{string(ann.ID)}, false},
		"one after the other":       {[]func(context.Context, *quiz.Engine) error{forget(ann.ID), forget(bob)}, []string{string(ann.ID), string(bob)}, nil, false},
		"a community":               {[]func(context.Context, *quiz.Engine) error{erase}, []string{string(ann.ID), string(bob), "lounge"}, nil, true},
		"a community, after a member": {[]func(context.Context, *quiz.Engine) error{nil, forget(ann.ID), erase}, []string{string(ann.ID), string(bob), "lounge"},
			nil, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s, path, r := everywhere(t)
			counted, err := s.Tally(t.Context(), r.ID)
			if err != nil {
				t.Fatal(err)
			}
			target, step := filepath.Join(t.TempDir(), "backup.db"), 0
			err = store.BackupMeanwhile(t.Context(), path, target, func() {
				if step < len(test.deletes) && test.deletes[step] != nil {
					if err := test.deletes[step](t.Context(), quiz.NewEngine(s)); err != nil {
						t.Error(err)
					}
				}
				step++
			})
			if err != nil || step < len(test.deletes) {
				t.Fatalf("%d steps, %v", step, err)
			}
			data, err := os.ReadFile(target)
			if err != nil {
				t.Fatal(err)
			}
			for _, id := range test.gone {
				if n := bytes.Count(data, []byte(id)); n > 0 {
					t.Errorf("the backup has %s at %d places: %v", id, n, rowsNaming(t, shell(t, target), id))
				}
			}
			for _, id := range test.stay {
				if !bytes.Contains(data, []byte(id)) {
					t.Errorf("the backup has lost %s", id)
				}
			}
			restored := openAt(t, target)
			if problems, err := restored.Check(t.Context()); err != nil || len(problems) > 0 {
				t.Error(problems, err)
			}
			if test.community {
				return
			}
			if after, err := restored.Tally(t.Context(), r.ID); err != nil || after.Answered[0] != counted.Answered[0] || after.Finished != counted.Finished {
				t.Errorf("counted %+v, in the backup %+v, %v", counted, after, err)
			}
		})
	}
}

// TestT4EveryColumnThatNamesAMemberIsKnownToTheBackup names members in one
// column each: whom the database does not name there any more is not in the
// backup, whom it still names is.
func TestT4EveryColumnThatNamesAMemberIsKnownToTheBackup(t *testing.T) {
	s, path, _ := everywhere(t)
	db := shell(t, path)
	columns := []string{"player.id", "run.player", "round.owner", "report.player", "report.decided_by", "learner.player", "card.player", "reminder.player",
		"notice.player", "allowance.player", "allowance.author", "amendment.author", "amendment.undone_by", "schedule.created_by", "schedule.edited_by", "live.leader"}
	fillTables(t, db, "other4712", 9)
	if _, err := db.Exec(`UPDATE round SET asks = '[]' WHERE community = 'other4712'; DELETE FROM answer WHERE community = 'other4712'; DELETE FROM score WHERE community = 'other4712'`); err != nil {
		t.Fatal(err)
	}
	for i, column := range columns {
		table, name, _ := strings.Cut(column, ".")
		if _, err := db.Exec(fmt.Sprintf(`UPDATE %s SET %s = 'single-%02d-' WHERE community = 'other4712'`, table, name, i)); err != nil {
			t.Fatal(column, err)
		}
	}
	for _, still := range []bool{true, false} {
		backup := filepath.Join(t.TempDir(), "backup.db")
		calls := 0
		err := store.BackupMeanwhile(t.Context(), path, backup, func() {
			if calls++; calls > 1 || still {
				return
			}
			for _, column := range columns {
				table, name, _ := strings.Cut(column, ".")
				if _, err := db.Exec(fmt.Sprintf(`UPDATE %s SET %s = 'x' WHERE community = 'other4712'`, table, name)); err != nil {
					t.Error(column, err)
				}
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		there := shell(t, backup)
		for i, column := range columns {
			if rows := rowsNaming(t, there, fmt.Sprintf("single-%02d-", i)); (len(rows) > 0) != still {
				t.Errorf("%s: named %v in the backup, still named in the database: %v", column, rows, still)
			}
		}
	}
	s.Close()
}
