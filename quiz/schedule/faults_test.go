package schedule

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"quizbot/quiz"
	"quizbot/quiz/store"
)

// telling is a channel that keeps what people were told.
type telling struct {
	channel
	instructors []string
	channels    []string
}

func (c *telling) TellInstructors(_ context.Context, s quiz.Schedule, o quiz.Occurrence, reason string, stopped bool) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.instructors = append(c.instructors, fmt.Sprintf("%s %s %s stopped=%v", s.ID, o.Nominal, reason, stopped))
	return nil
}

func (c *telling) TellChannel(_ context.Context, s quiz.Schedule, o quiz.Occurrence) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.channels = append(c.channels, fmt.Sprintf("%s %s", s.ID, o.Nominal))
	return nil
}

func TestS5TheClockJumps(t *testing.T) {
	tests := []struct {
		name  string
		clock func(elapsed time.Duration) time.Duration // what the clock gained since 08:00
		late  time.Duration                             // at most, by the clock
		warns bool
	}{
		{"it runs well", func(e time.Duration) time.Duration { return e }, 0, false},
		{"an hour on at 08:30", jump(30*time.Minute, time.Hour), time.Hour + 30*time.Second, true},
		{"an hour back at 08:30", jump(30*time.Minute, -time.Hour), 30 * time.Second, true},
		{"an hour back just after the fire", jump(time.Hour+time.Second, -time.Hour), 0, true},
		{"a day on at 08:30", jump(30*time.Minute, 24*time.Hour), 30 * time.Second, true},
		{"a day back just after the fire", jump(time.Hour+time.Second, -24*time.Hour), 0, true},
		{"half a second each second", func(e time.Duration) time.Duration { return e + e/2 }, 45 * time.Second, true}, // 30 s of the process
		{"half as slow", func(e time.Duration) time.Duration { return e / 2 }, 30 * time.Second, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := dailySchedule("daily", "0 9 * * *", "UTC", year2026)
				start := year2026.AddDate(0, 0, 1).Add(8 * time.Hour)
				time.Sleep(time.Until(start))
				now := func() time.Time { return start.Add(tt.clock(time.Since(start))).Round(0) }
				var log strings.Builder
				memory, out := newMemoryStore(s), &channel{}
				memory.put(quiz.Occurrence{Schedule: s.ID, Nominal: "2026-01-01T09:00", At: start.Add(-23 * time.Hour), State: quiz.Posted})
				out.fail = func(o quiz.Occurrence) error {
					if by := now().Sub(o.At); by < 0 || by > tt.late+time.Second {
						t.Errorf("%s is posted %v after its time", o.Nominal, by)
					}
					return nil
				}
				k := NewKeeper(memory, out, Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
				loop := NewLoop(slog.New(slog.DiscardHandler), func(ctx context.Context, _ time.Time) (time.Time, error) { return k.Scan(ctx, now()) })
				ctx, stop := context.WithTimeout(t.Context(), 50*time.Hour)
				defer stop()
				loop.Run(ctx)

				seen := map[string]int{}
				for _, p := range out.posts {
					if seen[p.nominal]++; seen[p.nominal] > 1 {
						t.Errorf("%s was posted again", p.nominal)
					}
				}
				for day := start.Truncate(24 * time.Hour).Add(9 * time.Hour); day.Before(now().Add(-time.Minute)); day = day.AddDate(0, 0, 1) {
					o := memory.occurrences[occurrenceKey{s.ID, day.Format(nominalLayout)}]
					if o.State != quiz.Posted && o.State != quiz.Missed {
						t.Errorf("%s is %q, want posted or missed", day.Format(nominalLayout), o.State)
					}
				}
				if warned := strings.Contains(log.String(), "the clock jumped"); warned != tt.warns {
					t.Errorf("warning logged: %v, want %v\n%s", warned, tt.warns, log.String())
				}
			})
		})
	}
}

// jump is a clock that is set once, at a moment after the start.
func jump(at, by time.Duration) func(time.Duration) time.Duration {
	return func(elapsed time.Duration) time.Duration {
		if elapsed >= at {
			return elapsed + by
		}
		return elapsed
	}
}

func TestS8AQuizThatIsStillOpenHoldsTheNextOne(t *testing.T) {
	memory, out := newMemoryStore(daily(t)), &telling{}
	tries := 0
	out.fail = func(quiz.Occurrence) error { tries++; return fmt.Errorf("open round: %w", quiz.ErrOverlap) }
	k := NewKeeper(memory, out, Options{})
	for i := range 5 {
		mustScan(t, k, berlin(t, "2026-06-01T09:00").Add(time.Duration(i)*time.Minute))
	}
	wantStates(t, memory, "daily", "2026-06-01T09:00 missed open round: the quiz before it is still open")
	if want := []string{"daily 2026-06-01T09:00 open round: the quiz before it is still open stopped=false"}; tries != 1 || !slices.Equal(out.instructors, want) {
		t.Errorf("%d tries, instructors told %q; want one and %q", tries, out.instructors, want)
	}
}

// A job that takes 90 minutes is cut off; those of other schedules go on, and
// nothing piles up.
func TestS8ASlowJobPilesNothingUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(berlin(t, "2026-06-01T08:59")))
		slow := daily(t)
		slow.ID, slow.Cron, slow.Closes = "slow", "*/15 * * * *", ""
		quick := slow
		quick.ID = "quick"
		memory, out := newMemoryStore(slow, quick), &sluggish{}
		most := 0
		k := NewKeeper(memory, out, Options{})
		loop := NewLoop(slog.New(slog.DiscardHandler), func(ctx context.Context, now time.Time) (time.Time, error) {
			most = max(most, runtime.NumGoroutine())
			return k.Scan(ctx, now)
		})
		before := runtime.NumGoroutine()
		ctx, stop := context.WithTimeout(t.Context(), 24*time.Hour)
		defer stop()
		loop.Run(ctx)
		if out.most > 1 {
			t.Errorf("%d jobs of the slow schedule ran at once", out.most)
		}
		if most > before+20 {
			t.Errorf("%d goroutines, %d before", most, before)
		}
		posted := 0
		for _, o := range memory.all("quick") {
			if o.State == quiz.Posted {
				posted++
			}
		}
		if posted < 95 { // of 96 in a day
			t.Errorf("the quick schedule posted %d times in a day", posted)
		}
	})
}

// sluggish is a poster whose job for the schedule "slow" takes 90 minutes
// unless it is told to stop.
type sluggish struct {
	mu        sync.Mutex
	now, most int
}

func (p *sluggish) Post(ctx context.Context, s quiz.Schedule, o quiz.Occurrence, _ bool) (quiz.RoundID, string, error) {
	if s.ID != "slow" {
		return "r", "m", nil
	}
	p.mu.Lock()
	p.now++
	p.most = max(p.most, p.now)
	p.mu.Unlock()
	defer func() { p.mu.Lock(); p.now--; p.mu.Unlock() }()
	select {
	case <-time.After(90 * time.Minute):
		return "r", "m", nil
	case <-ctx.Done():
		return "r", "", ctx.Err()
	}
}

// sqlite opens a database with schedules.
func sqlite(t *testing.T, schedules ...quiz.Schedule) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "quizbot.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	for _, schedule := range schedules {
		if _, err := s.SaveSchedule(t.Context(), schedule); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// edit changes a schedule as the command does.
func edit(t *testing.T, s *store.Store, id quiz.ScheduleID, now time.Time, change func(*quiz.Schedule)) {
	t.Helper()
	before, err := s.Schedule(t.Context(), "c1", id)
	if err != nil {
		t.Fatal(err)
	}
	after := before
	change(&after)
	draft, err := s.SaveDraft(t.Context(), quiz.ScheduleDraft{Before: before, After: after, At: now})
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.ApplyDraft(t.Context(), "c1", draft, "100", now, func(before, after quiz.Schedule, rows []quiz.Occurrence) (time.Time, []quiz.Occurrence) {
		return Replan(before, after, rows, now)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestS10TheTimeIsChangedAroundTheFire(t *testing.T) {
	fire := berlin(t, "2026-06-02T09:00")
	type moment struct {
		name  string
		at    time.Duration // after the fire
		scans bool          // the keeper saw the fire before
	}
	moments := []moment{
		{"a second before", -time.Second, false}, {"with it, unseen", 0, false}, {"with it, seen", 0, true},
		{"a second after, unseen", time.Second, false}, {"a second after, seen", time.Second, true}, {"an hour after", time.Hour, true},
	}
	for _, m := range moments {
		for _, hhmm := range []string{"00:30", "08:00", "08:59", "09:01", "10:00", "23:30"} {
			t.Run(m.name+" to "+hhmm, func(t *testing.T) {
				db, out := sqlite(t, daily(t)), &channel{}
				k := NewKeeper(db, out, Options{})
				mustScan(t, k, berlin(t, "2026-06-01T09:00"))
				if m.scans {
					mustScan(t, k, fire)
				}
				now := fire.Add(m.at)
				edit(t, db, "daily", now, func(s *quiz.Schedule) { s.Cron, _ = FromDays("every day", hhmm) })
				for at := now; at.Before(berlin(t, "2026-06-03T00:00")); at = at.Add(20 * time.Minute) {
					mustScan(t, k, at)
				}
				mustScan(t, k, berlin(t, "2026-06-03T23:45"))
				rows, err := db.Occurrences(t.Context(), "daily", 100)
				if err != nil {
					t.Fatal(err)
				}
				posts := map[string]int{}
				for _, p := range out.posts {
					posts[p.nominal[:10]]++
				}
				missed := strings.Contains(states(rows), "2026-06-02T09:00 missed the times were changed that day")
				if posts["2026-06-02"] > 1 || posts["2026-06-02"] == 0 && !missed || posts["2026-06-02"] == 1 && missed {
					t.Errorf("%d quizzes on the day of the edit:\n%s", posts["2026-06-02"], states(rows))
				}
				if o := rows[0]; o.Nominal != "2026-06-03T"+hhmm {
					t.Errorf("the day after:\n%s", states(rows))
				}
			})
		}
	}
}

// The scan that posts and the edit run at the same time, with what each has
// read before the other wrote.
func TestS10TheTimeIsChangedWhileItFires(t *testing.T) {
	old, new := 0, 0
	for range 60 {
		db, out := sqlite(t, daily(t)), &channel{}
		k := NewKeeper(db, out, Options{})
		mustScan(t, k, berlin(t, "2026-06-01T09:00"))
		var both sync.WaitGroup
		both.Go(func() { mustScan(t, k, berlin(t, "2026-06-02T09:00")) })
		both.Go(func() {
			edit(t, db, "daily", berlin(t, "2026-06-02T09:00"), func(s *quiz.Schedule) { s.Cron = "0 10 * * *" })
		})
		both.Wait()
		for _, at := range []string{"2026-06-02T09:01", "2026-06-02T10:00", "2026-06-02T10:01", "2026-06-02T20:00"} {
			mustScan(t, k, berlin(t, at))
		}
		if len(out.posts) != 2 {
			rows, _ := db.Occurrences(t.Context(), "daily", 10)
			t.Fatalf("%d posts in two days:\n%s", len(out.posts), states(rows))
		}
		if out.posts[1].nominal == "2026-06-02T09:00" {
			old++
		} else {
			new++
		}
	}
	t.Logf("the old time held %d times, the new one %d times", old, new)
}

func TestS10APauseOrARemovalWhileItFiresLeavesARow(t *testing.T) {
	for name, stop := range map[string]func(*store.Store) error{
		"pause": func(s *store.Store) error {
			return s.SetPaused(context.Background(), "c1", "daily", true, berlin(t, "2026-06-01T09:00"))
		},
		"remove": func(s *store.Store) error { return s.RemoveSchedule(context.Background(), "c1", "daily") },
	} {
		t.Run(name, func(t *testing.T) {
			db, out := sqlite(t, daily(t)), &channel{}
			k := NewKeeper(stopping{db, stop}, out, Options{})
			mustScan(t, k, berlin(t, "2026-06-01T09:00"))
			mustScan(t, k, berlin(t, "2026-06-01T09:01"))
			rows, err := db.Occurrences(t.Context(), "daily", 10)
			if got, want := states(rows), "2026-06-01T09:00 missed the schedule was paused, suspended or removed"; got != want || err != nil || len(out.posts) > 0 {
				t.Errorf("got %s, %d posts, %v; want %s", got, len(out.posts), err, want)
			}
		})
	}
}

// stopping is a store in which somebody stops the schedule between the row and
// the claim.
type stopping struct {
	*store.Store
	stop func(*store.Store) error
}

func (s stopping) AddOccurrence(ctx context.Context, o quiz.Occurrence) (bool, error) {
	added, err := s.Store.AddOccurrence(ctx, o)
	return added, errors.Join(err, s.stop(s.Store))
}

func TestS11ThreeRefusalsSuspendTheSchedule(t *testing.T) {
	hourly := daily(t)
	hourly.Cron, hourly.Closes = "0 * * * *", ""
	for _, restarts := range []bool{false, true} {
		db, out, tries := sqlite(t, hourly), &telling{}, 0
		out.fail = func(quiz.Occurrence) error { tries++; return fmt.Errorf("missing access: %w", ErrRefused) }
		k := NewKeeper(db, out, Options{})
		for at := berlin(t, "2026-06-01T09:00"); at.Before(berlin(t, "2026-06-02T09:00")); at = at.Add(30 * time.Second) {
			if restarts {
				k = NewKeeper(db, out, Options{})
			}
			mustScan(t, k, at)
		}
		s, err := db.Schedule(t.Context(), "c1", "daily")
		if err != nil || s.Suspended != "missing access: the post was refused" || tries != 3 {
			t.Errorf("restarts %v: suspended %q after %d tries in a day, %v; want 3", restarts, s.Suspended, tries, err)
		}
		if want := []string{"daily 2026-06-01T09:00 missing access: the post was refused stopped=true"}; !slices.Equal(out.instructors, want) {
			t.Errorf("restarts %v: instructors were told %q, want %q", restarts, out.instructors, want)
		}
	}
}

func TestS11AFailureThatIsNoRefusalSuspendsNothing(t *testing.T) {
	db, out := sqlite(t, daily(t)), &telling{}
	out.fail = func(quiz.Occurrence) error { return errors.New("server error") }
	k := NewKeeper(db, out, Options{})
	for day := range 4 {
		for i := range 5 {
			mustScan(t, k, berlin(t, "2026-06-01T09:00").AddDate(0, 0, day).Add(time.Duration(i)*time.Minute))
		}
	}
	if s, err := db.Schedule(t.Context(), "c1", "daily"); err != nil || s.Suspended != "" || len(out.instructors) > 0 {
		t.Errorf("suspended %q, told %q, %v", s.Suspended, out.instructors, err)
	}
}
