package store

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"quizbot/quiz"
)

// The promise that the scheduler relies on is tested with it, in
// quiz/schedule; here is what the commands use besides.

var scheduleDay = time.Date(2026, time.June, 1, 7, 0, 0, 0, time.UTC)

func openSchedules(t *testing.T) *Store {
	t.Helper()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "quizbot.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func aSchedule(community quiz.CommunityID, id quiz.ScheduleID) quiz.Schedule {
	return quiz.Schedule{
		ID: id, Venue: quiz.Venue{Community: community, Channel: "ch1"}, Bank: "sea", Topic: "tides", Cron: "0 9 * * *", Zone: "Europe/Berlin",
		Questions: 5, Closes: "20:00", Reveal: quiz.RevealAtClose, CreatedBy: "p1", CreatedAt: scheduleDay,
	}
}

func mustSave(t *testing.T, s *Store, schedule quiz.Schedule) quiz.Schedule {
	t.Helper()
	saved, err := s.SaveSchedule(t.Context(), schedule)
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

func TestASavedScheduleComesBackAsItWas(t *testing.T) {
	s := openSchedules(t)
	want := aSchedule("c1", "x1")
	if got := mustSave(t, s, want); got != want {
		t.Errorf("saved %+v, got %+v", want, got)
	}
	if got, err := s.Schedule(t.Context(), "c1", "x1"); err != nil || got != want {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
	if _, err := s.SaveSchedule(t.Context(), want); err == nil || err.Error() != "schedule x1 exists already: choose another id" {
		t.Errorf("the same id again: %v", err)
	}
}

func TestANewScheduleGetsAShortID(t *testing.T) {
	s := openSchedules(t)
	seen := map[quiz.ScheduleID]bool{}
	for range 20 {
		id := mustSave(t, s, aSchedule("c1", "")).ID
		if len(id) != 5 || strings.Trim(string(id), "0123456789abcdefghijklmnopqrstuvwxyz") != "" || seen[id] {
			t.Errorf("id %q: want five letters and digits, each once", id)
		}
		seen[id] = true
	}
	if all, err := s.Schedules(t.Context(), "c1"); err != nil || len(all) != 20 {
		t.Errorf("%d schedules, %v, want 20", len(all), err)
	}
}

func TestA7SchedulesBelongToOneCommunity(t *testing.T) {
	s := openSchedules(t)
	mustSave(t, s, aSchedule("c1", "x1"))
	calls := map[string]func(quiz.CommunityID, quiz.ScheduleID) error{
		"Schedule": func(c quiz.CommunityID, id quiz.ScheduleID) error {
			_, err := s.Schedule(t.Context(), c, id)
			return err
		},
		"pause": func(c quiz.CommunityID, id quiz.ScheduleID) error {
			return s.SetPaused(t.Context(), c, id, true, scheduleDay)
		},
		"resume": func(c quiz.CommunityID, id quiz.ScheduleID) error {
			return s.SetPaused(t.Context(), c, id, false, scheduleDay)
		},
		"remove": func(c quiz.CommunityID, id quiz.ScheduleID) error { return s.RemoveSchedule(t.Context(), c, id) },
	}
	for name, call := range calls {
		if err := call("c2", "x1"); !errors.Is(err, quiz.ErrNoSchedule) {
			t.Errorf("%s of another community's schedule: %v, want %v", name, err, quiz.ErrNoSchedule)
		}
		if err := call("c1", "x2"); !errors.Is(err, quiz.ErrNoSchedule) {
			t.Errorf("%s of a schedule that is not there: %v, want %v", name, err, quiz.ErrNoSchedule)
		}
	}
	if all, err := s.Schedules(t.Context(), "c2"); err != nil || len(all) != 0 {
		t.Errorf("another community's schedules: %v, %v, want none", all, err)
	}
	if got, err := s.Schedule(t.Context(), "c1", "x1"); err != nil || got != aSchedule("c1", "x1") {
		t.Errorf("the schedule was changed: %+v, %v", got, err)
	}
}

func TestPauseAndResume(t *testing.T) {
	s := openSchedules(t)
	mustSave(t, s, aSchedule("c1", "x1"))
	later := scheduleDay.AddDate(0, 0, 3)
	steps := []struct {
		name      string
		do        func() error
		paused    bool
		suspended string
		since     time.Time
	}{
		{"resuming one that runs changes nothing", func() error { return s.SetPaused(t.Context(), "c1", "x1", false, scheduleDay) }, false, "", time.Time{}},
		{"pause", func() error { return s.SetPaused(t.Context(), "c1", "x1", true, scheduleDay) }, true, "", time.Time{}},
		{"resume", func() error { return s.SetPaused(t.Context(), "c1", "x1", false, later) }, false, "", later},
		{"suspend", func() error { return s.SuspendSchedule(t.Context(), "x1", "zone unknown") }, false, "zone unknown", later},
		{"resume that", func() error { return s.SetPaused(t.Context(), "c1", "x1", false, later.Add(time.Hour)) }, false, "", later.Add(time.Hour)},
	}
	for _, step := range steps {
		if err := step.do(); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		got, err := s.Schedule(t.Context(), "c1", "x1")
		if err != nil || got.Paused != step.paused || got.Suspended != step.suspended || !got.Since.Equal(step.since) {
			t.Errorf("%s: paused %v, suspended %q, since %v, %v; want %v, %q, %v",
				step.name, got.Paused, got.Suspended, got.Since, err, step.paused, step.suspended, step.since)
		}
	}
}

func TestARemovedScheduleLeavesItsHistory(t *testing.T) {
	s := openSchedules(t)
	mustSave(t, s, aSchedule("c1", "x1"))
	for day := range 3 {
		at := scheduleDay.AddDate(0, 0, day)
		o := quiz.Occurrence{Schedule: "x1", Nominal: at.Format("2006-01-02T09:00"), At: at, State: quiz.Posted, Changed: at}
		if added, err := s.AddOccurrence(t.Context(), o); err != nil || !added {
			t.Fatalf("add: %v, %v", added, err)
		}
	}
	if err := s.RemoveSchedule(t.Context(), "c1", "x1"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Schedule(t.Context(), "c1", "x1"); !errors.Is(err, quiz.ErrNoSchedule) {
		t.Errorf("a removed schedule: %v, want %v", err, quiz.ErrNoSchedule)
	}
	for name, list := range map[string]func() ([]quiz.Schedule, error){
		"listed": func() ([]quiz.Schedule, error) { return s.Schedules(t.Context(), "c1") },
		"active": func() ([]quiz.Schedule, error) { return s.ActiveSchedules(t.Context()) },
	} {
		if all, err := list(); err != nil || len(all) != 0 {
			t.Errorf("a removed schedule is %s: %+v, %v", name, all, err)
		}
	}
	rows, err := s.Occurrences(t.Context(), "x1", 2)
	if err != nil || len(rows) != 2 || rows[0].Nominal != "2026-06-03T09:00" || rows[1].Nominal != "2026-06-02T09:00" {
		t.Errorf("the latest two occurrences: %+v, %v", rows, err)
	}
}

// The scan runs every 30 seconds for ever: it must not read all of history.
func TestTheScanSeeksInIndexes(t *testing.T) {
	s := openSchedules(t)
	tests := []struct{ query, want string }{
		{`SELECT id, COALESCE((SELECT MAX(at) FROM occurrence WHERE schedule = schedule.id), 0) FROM schedule`, "SEARCH occurrence USING COVERING INDEX occurrence_at"},
		{`SELECT ` + occurrenceColumns + ` FROM occurrence WHERE state IN ('due', 'sending') ORDER BY at, schedule`, "USING INDEX occurrence_open"},
	}
	for _, tt := range tests {
		plan, err := collect(context.Background(), s.read, func(row scanner) (detail string, err error) {
			var a, b, c int
			return detail, row.Scan(&a, &b, &c, &detail)
		}, `EXPLAIN QUERY PLAN `+tt.query)
		if all := strings.Join(plan, "\n"); err != nil || !strings.Contains(all, tt.want) {
			t.Errorf("%s\nplan:\n%s\n%v\nwant %s", tt.query, all, err, tt.want)
		}
	}
}

func TestADraftIsAppliedToTheVersionItWasMadeFor(t *testing.T) {
	s := openSchedules(t)
	before := mustSave(t, s, aSchedule("c1", "x1"))
	after := before
	after.Questions, after.Cron, after.Late, after.LateWithin, after.Overlap = 9, "0 10 * * *", quiz.LatePost, 2*time.Hour, quiz.OverlapBoth
	after.Select, after.NoRepeat, after.TermOnly, after.OnHolidays = quiz.SelectSpaced, 14, true, true
	draft := func(before, after quiz.Schedule, at time.Time) string {
		id, err := s.SaveDraft(t.Context(), quiz.ScheduleDraft{Before: before, After: after, At: at})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	missed := quiz.Occurrence{Schedule: "x1", Version: 1, Nominal: "2026-06-01T09:00", At: scheduleDay, State: quiz.Missed, Reason: "edited", Changed: scheduleDay}
	plan := func(quiz.Schedule, quiz.Schedule, []quiz.Occurrence) (time.Time, []quiz.Occurrence) {
		return scheduleDay, []quiz.Occurrence{missed}
	}
	edited := scheduleDay.Add(time.Minute)
	first, second := draft(before, after, scheduleDay), draft(before, after, scheduleDay)
	if got, err := s.Draft(t.Context(), "c1", first); err != nil || got.Before.CreatedBy != "" || got.After.CreatedBy != "" || got.After.Questions != 9 {
		t.Errorf("the draft: %+v, %v; it must name nobody", got, err)
	}
	if err := s.SuspendSchedule(t.Context(), "x1", "zone unknown"); err != nil {
		t.Fatal(err)
	}
	want := after
	want.Version, want.Since, want.EditedBy, want.EditedAt = 1, scheduleDay, "100", edited
	if got, err := s.ApplyDraft(t.Context(), "c1", first, "100", edited, plan); err != nil || got != want {
		t.Errorf("applied: %+v, %v\nwant %+v", got, err, want)
	}
	if got, err := s.Schedule(t.Context(), "c1", "x1"); err != nil || got != want {
		t.Errorf("stored: %+v, %v\nwant %+v", got, err, want)
	}
	if rows, err := s.Occurrences(t.Context(), "x1", 5); err != nil || len(rows) != 1 || rows[0] != missed {
		t.Errorf("rows %+v, %v; want %+v", rows, err, missed)
	}
	if _, err := s.ApplyDraft(t.Context(), "c1", first, "100", edited, plan); !errors.Is(err, quiz.ErrNoDraft) {
		t.Errorf("applied twice: %v", err)
	}
	if _, err := s.ApplyDraft(t.Context(), "c1", second, "200", edited.Add(time.Hour), plan); !errors.Is(err, quiz.ErrScheduleChanged) {
		t.Errorf("made for the version before: %v", err)
	}
	if got, err := s.Schedule(t.Context(), "c1", "x1"); err != nil || got.EditedBy != "100" || !got.EditedAt.Equal(edited) {
		t.Errorf("changed by %q at %v, %v; want who was faster", got.EditedBy, got.EditedAt, err)
	}
	if id := draft(want, want, scheduleDay); id != "" {
		if got, err := s.Draft(t.Context(), "c1", id); err != nil || got.Before.EditedBy != "" || got.After.EditedBy != "" {
			t.Errorf("a draft names who edited the schedule before: %+v, %v", got, err)
		}
	}
	if _, err := s.Draft(t.Context(), "c1", second); err != nil {
		t.Errorf("a draft that was overtaken is lost: %v", err)
	}
	for name, call := range map[string]func() error{
		"read":  func() error { _, err := s.Draft(t.Context(), "c2", second); return err },
		"apply": func() error { _, err := s.ApplyDraft(t.Context(), "c2", second, "200", edited, plan); return err },
		"drop":  func() error { return s.DropDraft(t.Context(), "c2", second) },
	} {
		if err := call(); !errors.Is(err, quiz.ErrNoDraft) {
			t.Errorf("A7 %s from another community: %v", name, err)
		}
	}
	draft(want, after, scheduleDay.Add(25*time.Hour))
	if _, err := s.Draft(t.Context(), "c1", second); !errors.Is(err, quiz.ErrNoDraft) {
		t.Errorf("a draft of yesterday: %v", err)
	}
	old := quiz.Occurrence{Schedule: "x1", Nominal: "2026-06-02T09:00", At: scheduleDay.AddDate(0, 0, 1), State: quiz.Due, Changed: scheduleDay}
	if added, err := s.AddOccurrence(t.Context(), old); err != nil || added {
		t.Errorf("S10: an occurrence of the schedule as it was before the edit: added %v, %v", added, err)
	}
}

func TestADraftedScheduleIsAddedOnce(t *testing.T) {
	s := openSchedules(t)
	want := aSchedule("c1", "")
	draft := func() string {
		id, err := s.SaveDraft(t.Context(), quiz.ScheduleDraft{After: want, At: scheduleDay})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	add := func(community quiz.CommunityID, id string, now time.Time) (quiz.Schedule, error) {
		return s.AddDraftedSchedule(t.Context(), community, id, "p2", now)
	}
	id, now := draft(), scheduleDay.Add(time.Hour)
	if got, err := s.Draft(t.Context(), "c1", id); err != nil || got.After.CreatedBy != "" || got.Before != (quiz.Schedule{}) {
		t.Errorf("the draft: %+v, %v; it must name nobody", got, err)
	}
	if _, err := add("c2", id, now); !errors.Is(err, quiz.ErrNoDraft) {
		t.Errorf("A7 from another community: %v", err)
	}
	got, err := add("c1", id, now)
	want.ID, want.CreatedBy, want.CreatedAt, want.Since = got.ID, "p2", now, now
	if err != nil || len(got.ID) != 5 || got != want {
		t.Errorf("added %+v, %v\nwant %+v", got, err, want)
	}
	if _, err := add("c1", id, now); !errors.Is(err, quiz.ErrNoDraft) {
		t.Errorf("added twice: %v", err)
	}
	if _, err := add("c1", draft(), scheduleDay.Add(25*time.Hour)); !errors.Is(err, quiz.ErrNoDraft) {
		t.Errorf("a draft of yesterday: %v", err)
	}
	edit, err := s.SaveDraft(t.Context(), quiz.ScheduleDraft{Before: got, After: got, At: now})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := add("c1", edit, now); !errors.Is(err, quiz.ErrNoDraft) {
		t.Errorf("an edit: %v", err)
	}
	if all, err := s.Schedules(t.Context(), "c1"); err != nil || len(all) != 1 || all[0] != want {
		t.Errorf("stored %+v, %v", all, err)
	}
}
