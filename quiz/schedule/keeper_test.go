package schedule

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"quizbot/quiz"
)

// channel is a [Poster] that remembers what was posted.
type channel struct {
	mu    sync.Mutex
	posts []posted
	fail  func(o quiz.Occurrence) error // nil = every post arrives; may panic
}

type posted struct {
	schedule quiz.ScheduleID
	nominal  string
	at       time.Time // when, in a bubble
	late     bool
	nonce    string
}

func (c *channel) Post(_ context.Context, s quiz.Schedule, o quiz.Occurrence, late bool) (quiz.RoundID, string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.fail != nil {
		if err := c.fail(o); err != nil {
			return "r-" + quiz.RoundID(o.Nominal), "", err
		}
	}
	c.posts = append(c.posts, posted{s.ID, o.Nominal, time.Now().UTC(), late, o.Nonce})
	return "r-" + quiz.RoundID(o.Nominal), "m-" + o.Nominal, nil
}

// history is a channel whose messages can be looked up.
type history struct {
	channel
	findErr  error
	failures int // looks that fail before one does not; 0 = all, when there is findErr
	looks    int
}

func (h *history) Find(_ context.Context, o quiz.Occurrence) (string, bool, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.looks++; h.findErr != nil && (h.failures == 0 || h.looks <= h.failures) {
		return "", false, h.findErr
	}
	for _, p := range h.posts {
		if p.nonce == o.Nonce {
			return "m-" + o.Nominal, true, nil
		}
	}
	return "", false, nil
}

// berlin reads a wall time in Berlin, where the tests below are at home.
func berlin(t testing.TB, wall string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation(nominalLayout, wall, mustZone(t, "Europe/Berlin"))
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// daily is a schedule at 09:00 in Berlin, created on the eve of 1 June 2026.
func daily(t testing.TB) quiz.Schedule {
	return dailySchedule("daily", "0 9 * * *", "Europe/Berlin", berlin(t, "2026-05-31T12:00"))
}

func mustScan(t *testing.T, k *Keeper, now time.Time) time.Time {
	t.Helper()
	next, err := k.Scan(t.Context(), now)
	if err != nil {
		t.Fatalf("scan at %v: %v", now, err)
	}
	return next
}

// states prints rows as "nominal state reason", one a line.
func states(rows []quiz.Occurrence) string {
	var lines []string
	for _, o := range rows {
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s %s %s", o.Nominal, o.State, o.Reason)))
	}
	return strings.Join(lines, "\n")
}

func wantStates(t *testing.T, store *memoryStore, id quiz.ScheduleID, want ...string) {
	t.Helper()
	if got := states(store.all(id)); got != strings.Join(want, "\n") {
		t.Errorf("occurrences of %s:\n%s\nwant:\n%s", id, got, strings.Join(want, "\n"))
	}
}

// A year of every hard zone and time, in one bubble: loop, robfig's runner and
// keeper together, on a clock that runs by itself.
func TestS1AYearOfPostsInEveryZone(t *testing.T) {
	const days = 366
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(year2026))
		store, out := newMemoryStore(), &channel{}
		type setting struct{ zone, hhmm string }
		settings := map[quiz.ScheduleID]setting{}
		for _, zone := range hardZones {
			for _, hhmm := range hardTimes {
				cronSpec, err := FromDays("every day", hhmm)
				if err != nil {
					t.Fatal(err)
				}
				id := quiz.ScheduleID(zone + " " + hhmm)
				s := dailySchedule(id, cronSpec, zone, time.Now())
				s.Closes = ""
				store.schedules[id], settings[id] = s, setting{zone, hhmm}
			}
		}
		loop := NewLoop(slog.New(slog.DiscardHandler), NewKeeper(store, out, Options{}).Scan)
		loop.maxSleep = 24 * time.Hour // a million idle wakes show nothing more
		ctx, stop := context.WithTimeout(t.Context(), days*24*time.Hour)
		defer stop()
		loop.Run(ctx)

		posts := map[quiz.ScheduleID][]posted{}
		for _, p := range out.posts {
			posts[p.schedule] = append(posts[p.schedule], p)
		}
		for id, set := range settings {
			got := posts[id]
			if len(got) < days-1 || len(got) > days+1 { // the year begins and ends within a day
				t.Errorf("%s: %d posts in %d days", id, len(got), days)
				continue
			}
			zone := mustZone(t, set.zone)
			day, err := time.Parse(nominalLayout, got[0].nominal)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range got {
				if want := firstShowing(day, zone); p.nominal != day.Format(nominalLayout) || !p.at.Equal(want) || p.late {
					t.Fatalf("%s: got %s at %v (late: %v), want %s at %v", id, p.nominal, p.at, p.late, day.Format(nominalLayout), want)
				}
				day = day.AddDate(0, 0, 1)
			}
		}
	})
}

// stub is a [cron.Schedule] as no parser should return it.
type stub func(time.Time) time.Time

func (s stub) Next(t time.Time) time.Time { return s(t) }

func TestS2AScheduleThatDoesNotAdvanceIsSuspended(t *testing.T) {
	tests := map[string]stub{
		"returns zero":         func(time.Time) time.Time { return time.Time{} },
		"returns the past":     func(t time.Time) time.Time { return t.Add(-time.Hour) },
		"returns the same":     func(t time.Time) time.Time { return t },
		"creeps by nanosecond": func(t time.Time) time.Time { return t.Add(1) },
	}
	for name, next := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				time.Sleep(time.Until(berlin(t, "2026-06-01T08:59")))
				s := daily(t)
				store, out := newMemoryStore(s), &channel{}
				k := NewKeeper(store, out, Options{})
				k.parse = func(string, string) (Spec, error) { return Spec{wall: next, zone: time.UTC}, nil }
				scans := 0
				loop := NewLoop(slog.New(slog.DiscardHandler), func(ctx context.Context, now time.Time) (time.Time, error) {
					scans++
					return k.Scan(ctx, now)
				})
				ctx, stop := context.WithTimeout(t.Context(), time.Hour)
				defer stop()
				loop.Run(ctx)
				if got := store.schedules[s.ID].Suspended; got != "cron 0 9 * * * in Europe/Berlin has no next run: set another time" {
					t.Errorf("suspended: %q", got)
				}
				if len(out.posts) > 1 {
					t.Errorf("%d posts", len(out.posts))
				}
				if scans > 121 { // one each 30 s
					t.Errorf("%d scans in an hour", scans)
				}
			})
		})
	}
}

// The case in which the stock library starts 200,000 runs in three seconds.
func TestS2ChathamAtTheAutumnChange(t *testing.T) {
	start := time.Date(2026, time.April, 3, 0, 0, 0, 0, time.UTC)
	store, out := newMemoryStore(dailySchedule("daily", "45 3 * * *", "Pacific/Chatham", start)), &channel{}
	k := NewKeeper(store, out, Options{})
	scans := 0
	for now := start; now.Before(start.AddDate(0, 0, 4)); scans++ {
		next := mustScan(t, k, now)
		if !next.After(now) {
			t.Fatalf("scan at %v asks for %v", now, next)
		}
		now = next
	}
	if len(out.posts) != 4 || scans > 5 {
		t.Errorf("%d posts and %d scans in four days", len(out.posts), scans)
	}
}

func TestS4Downtime(t *testing.T) {
	tests := []struct {
		start string // the bot was stopped at 08:59 on 2 June
		late  string // what is posted late; "" = nothing
		rows  string // that the downtime adds
		next  string
	}{
		{"2026-06-02T09:01", "2026-06-02T09:00", "2026-06-02T09:00 posted", "2026-06-03T09:00"},
		{"2026-06-02T14:59", "2026-06-02T09:00", "2026-06-02T09:00 posted", "2026-06-03T09:00"},
		{"2026-06-02T15:01", "", "2026-06-02T09:00 missed offline", "2026-06-03T09:00"},
		{"2026-06-03T08:00", "", "2026-06-02T09:00 missed offline", "2026-06-03T09:00"},
		{"2026-06-03T10:00", "2026-06-03T09:00", "2026-06-02T09:00 missed offline\n2026-06-03T09:00 posted", "2026-06-04T09:00"},
	}
	for _, tt := range tests {
		t.Run(tt.start, func(t *testing.T) {
			store, out := newMemoryStore(daily(t)), &channel{}
			k := NewKeeper(store, out, Options{})
			mustScan(t, k, berlin(t, "2026-06-01T09:00"))
			mustScan(t, k, berlin(t, "2026-06-02T08:59"))

			k = NewKeeper(store, out, Options{}) // a new process
			next := mustScan(t, k, berlin(t, tt.start))
			if want := berlin(t, tt.next); !next.Equal(want) {
				t.Errorf("next scan at %v, want %v", next, want)
			}
			wantStates(t, store, "daily", "2026-06-01T09:00 posted", tt.rows)
			for range 3 {
				mustScan(t, k, berlin(t, tt.start).Add(time.Minute))
			}
			if out.posts[0].late {
				t.Error("the post in time is marked late")
			}
			switch after := out.posts[1:]; {
			case tt.late == "" && len(after) > 0:
				t.Errorf("posted %+v, want nothing", after)
			case tt.late != "" && (len(after) != 1 || after[0].nominal != tt.late || !after[0].late):
				t.Errorf("posted %+v, want one late post for %s", after, tt.late)
			}
		})
	}
}

func TestS4ThirtyDaysDown(t *testing.T) {
	store, out := newMemoryStore(daily(t)), &channel{}
	mustScan(t, NewKeeper(store, out, Options{}), berlin(t, "2026-06-01T09:00"))
	mustScan(t, NewKeeper(store, out, Options{}), berlin(t, "2026-07-01T10:00"))
	rows := store.all("daily")
	missed := 0
	for _, o := range rows {
		if o.State == quiz.Missed && o.Reason == "offline" {
			missed++
		}
	}
	if len(rows) != 31 || missed != 29 || rows[30].State != quiz.Posted {
		t.Errorf("30 days down:\n%s\nwant 29 missed and the last posted", states(rows))
	}
	if len(out.posts) != 2 || !out.posts[1].late {
		t.Errorf("posts: %+v, want one late one", out.posts)
	}
}

func TestS4NoLatePostAfterItsOwnClose(t *testing.T) {
	s := daily(t)
	s.Closes = "10:00"
	store, out := newMemoryStore(s), &channel{}
	mustScan(t, NewKeeper(store, out, Options{}), berlin(t, "2026-06-01T10:00"))
	wantStates(t, store, "daily", "2026-06-01T09:00 missed offline")
	if len(out.posts) > 0 {
		t.Errorf("posted %+v after its close", out.posts)
	}
}

func TestS4AMinuteScheduleDownForYears(t *testing.T) {
	tests := []struct {
		down   int // years
		missed string
	}{
		{1, "more than 100000 runs missed while offline"},
		{5, "more than 100000 runs missed while offline"},
	}
	for _, tt := range tests {
		s := daily(t)
		s.Cron = "* * * * *"
		store, out := newMemoryStore(s), &channel{}
		began := time.Now()
		mustScan(t, NewKeeper(store, out, Options{MinGap: time.Minute}), s.CreatedAt.AddDate(tt.down, 0, 0).Add(20*time.Second))
		if took := time.Since(began); took > 20*time.Second { // ten times the aim
			t.Errorf("%d years down: the first scan took %v", tt.down, took)
		} else {
			t.Logf("%d years down: the first scan took %v", tt.down, took)
		}
		rows := store.all("daily")
		if len(rows) != 2 || rows[0].State != quiz.Missed || rows[0].Reason != tt.missed || rows[1].State != quiz.Posted {
			t.Errorf("%d years down: %d rows, the first:\n%s", tt.down, len(rows), states(rows[:min(3, len(rows))]))
		}
		if len(out.posts) != 1 {
			t.Errorf("%d years down: %d posts, want 1", tt.down, len(out.posts))
		}
	}
}

func TestS4ManyMissedRunsAreOneRowWithTheirNumber(t *testing.T) {
	s := daily(t)
	s.Cron, s.Closes = "0 * * * *", ""
	store, out := newMemoryStore(s), &channel{}
	mustScan(t, NewKeeper(store, out, Options{}), s.CreatedAt.Add(100*time.Hour)) // the 100th run is due now
	wantStates(t, store, "daily", "2026-06-04T15:00 missed 99 runs missed while offline", "2026-06-04T16:00 posted")
	if len(out.posts) != 1 || out.posts[0].late {
		t.Errorf("posts: %+v, want the one that is due now", out.posts)
	}
}

func TestAPauseIsNotMadeUpFor(t *testing.T) {
	store, out := newMemoryStore(daily(t)), &channel{}
	k := NewKeeper(store, out, Options{})
	mustScan(t, k, berlin(t, "2026-06-01T09:00"))
	store.change("daily", func(s *quiz.Schedule) { s.Paused = true })
	if next := mustScan(t, k, berlin(t, "2026-06-02T09:00")); !next.IsZero() {
		t.Errorf("a paused schedule asks for a scan at %v", next)
	}
	store.change("daily", func(s *quiz.Schedule) { s.Paused, s.Since = false, berlin(t, "2026-06-03T09:30") })
	mustScan(t, k, berlin(t, "2026-06-03T09:30"))
	mustScan(t, k, berlin(t, "2026-06-04T09:00"))
	wantStates(t, store, "daily", "2026-06-01T09:00 posted", "2026-06-04T09:00 posted")
	if len(out.posts) != 2 {
		t.Errorf("posts: %+v, want none for the pause", out.posts)
	}
}

func TestAFailedPostIsTriedThreeTimes(t *testing.T) {
	tests := []struct {
		failures int
		want     string
	}{
		{1, "2026-06-01T09:00 posted"},
		{2, "2026-06-01T09:00 posted"},
		{9, "2026-06-01T09:00 missed channel is gone"},
	}
	for _, tt := range tests {
		store, out, tries := newMemoryStore(daily(t)), &channel{}, 0
		out.fail = func(quiz.Occurrence) error {
			if tries++; tries <= tt.failures {
				return errors.New("channel is gone")
			}
			return nil
		}
		k := NewKeeper(store, out, Options{})
		now := berlin(t, "2026-06-01T09:00")
		for range 10 {
			mustScan(t, k, now)
			mustScan(t, k, now.Add(time.Second)) // somebody woke the loop: too early to try again
			now = now.Add(30 * time.Second)
		}
		wantStates(t, store, "daily", tt.want)
		if want := min(tt.failures+1, 3); tries != want {
			t.Errorf("%d failures: tried %d times, want %d", tt.failures, tries, want)
		}
	}
}

func TestAWaitingRetryGivesWayToTheNextRun(t *testing.T) {
	s := daily(t)
	s.Cron, s.Closes = "0 * * * *", ""
	store, out := newMemoryStore(s), &channel{}
	store.put(quiz.Occurrence{Schedule: "daily", Nominal: "2026-06-01T09:00", At: berlin(t, "2026-06-01T09:00"), State: quiz.Due})
	mustScan(t, NewKeeper(store, out, Options{}), berlin(t, "2026-06-01T10:00"))
	wantStates(t, store, "daily", "2026-06-01T09:00 missed a later run took its place", "2026-06-01T10:00 posted")
}

func TestS5AClockSetBackPostsNothingTwiceOrEarly(t *testing.T) {
	store, out := newMemoryStore(daily(t)), &channel{}
	k := NewKeeper(store, out, Options{})
	out.fail = func(quiz.Occurrence) error { return errors.New("channel is gone") }
	mustScan(t, k, berlin(t, "2026-06-01T09:00"))
	out.fail = nil
	k = NewKeeper(store, out, Options{}) // a new process, which knows nothing of the failure
	if next := mustScan(t, k, berlin(t, "2026-06-01T08:30")); !next.Equal(berlin(t, "2026-06-01T09:00")) {
		t.Errorf("next scan at %v, want 09:00", next)
	}
	if len(out.posts) > 0 {
		t.Errorf("posted %+v before its time", out.posts)
	}
	for _, wall := range []string{"2026-06-01T09:01", "2026-06-01T08:00", "2026-06-01T09:00", "2026-05-31T09:00", "2026-06-01T09:02"} {
		mustScan(t, k, berlin(t, wall))
	}
	wantStates(t, store, "daily", "2026-06-01T09:00 posted")
	if len(out.posts) != 1 {
		t.Errorf("%d posts, want 1", len(out.posts))
	}
}

func TestS7AnUncertainPostIsNotSentAgainBlindly(t *testing.T) {
	cut := fmt.Errorf("connection reset: %w", ErrUncertain)
	store, out, sent := newMemoryStore(daily(t)), &channel{}, 0
	out.fail = func(quiz.Occurrence) error { sent++; return cut }
	k := NewKeeper(store, out, Options{})
	for i := range 5 {
		mustScan(t, k, berlin(t, "2026-06-01T09:00").Add(time.Duration(i)*time.Minute))
	}
	wantStates(t, store, "daily", "2026-06-01T09:00 uncertain connection reset: it is not known whether the post arrived")
	if sent != 1 {
		t.Errorf("sent %d times, want once", sent)
	}
	if o := store.all("daily")[0]; o.Round != "r-2026-06-01T09:00" {
		t.Errorf("the round of an uncertain post is %q", o.Round)
	}
}

func TestS7APosterThatCanLookFindsWhatArrived(t *testing.T) {
	tests := []struct {
		name     string
		arrives  bool
		findErr  error
		failures int
		want     string
		looks    int
	}{
		{"it had arrived", true, nil, 0, "2026-06-01T09:00 posted", 1},
		{"it had not: it is sent again", false, nil, 0, "2026-06-01T09:00 posted", 1},
		{"looking fails twice", true, errors.New("timeout"), 2, "2026-06-01T09:00 posted", 3},
		{"nobody can tell", true, errors.New("no permission to read the history"), 0, "2026-06-01T09:00 uncertain looking for the post: no permission to read the history", 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			store, out, sent := newMemoryStore(daily(t)), &history{findErr: tt.findErr, failures: tt.failures}, 0
			out.fail = func(o quiz.Occurrence) error {
				if sent++; sent > 1 {
					return nil
				}
				if tt.arrives {
					out.posts = append(out.posts, posted{nominal: o.Nominal, nonce: o.Nonce})
				}
				return fmt.Errorf("timeout: %w", ErrUncertain)
			}
			k := NewKeeper(store, out, Options{})
			for i := range 8 {
				mustScan(t, k, berlin(t, "2026-06-01T09:00").Add(time.Duration(i)*time.Minute))
			}
			wantStates(t, store, "daily", tt.want)
			if len(out.posts) != 1 || out.looks != tt.looks {
				t.Errorf("%d messages after %d looks, want 1 after %d", len(out.posts), out.looks, tt.looks)
			}
		})
	}
}

// The process was killed between claiming an occurrence and storing its post.
func TestS7ARestartWhileSending(t *testing.T) {
	interrupted := func(t *testing.T) *memoryStore {
		store := newMemoryStore(daily(t))
		store.put(quiz.Occurrence{
			Schedule: "daily", Nominal: "2026-06-01T09:00", At: berlin(t, "2026-06-01T09:00"), State: quiz.Sending,
			Nonce: Nonce("daily", "2026-06-01T09:00"),
		})
		return store
	}
	soon := berlin(t, "2026-06-01T09:02")

	t.Run("without a finder it is uncertain", func(t *testing.T) {
		store, out := interrupted(t), &channel{}
		mustScan(t, NewKeeper(store, out, Options{}), soon)
		wantStates(t, store, "daily", "2026-06-01T09:00 uncertain the bot stopped while posting")
	})
	t.Run("found", func(t *testing.T) {
		store, out := interrupted(t), &history{}
		out.posts = []posted{{nonce: Nonce("daily", "2026-06-01T09:00")}}
		mustScan(t, NewKeeper(store, out, Options{}), soon)
		wantStates(t, store, "daily", "2026-06-01T09:00 posted")
		if o := store.all("daily")[0]; o.Post != "m-2026-06-01T09:00" || len(out.posts) != 1 {
			t.Errorf("got %+v and %d messages", o, len(out.posts))
		}
	})
	t.Run("not there: posted now", func(t *testing.T) {
		store, out := interrupted(t), &history{}
		mustScan(t, NewKeeper(store, out, Options{}), soon)
		wantStates(t, store, "daily", "2026-06-01T09:00 posted")
		if len(out.posts) != 1 || !out.posts[0].late || out.posts[0].nonce != Nonce("daily", "2026-06-01T09:00") {
			t.Errorf("posts: %+v", out.posts)
		}
	})
	t.Run("not there, and too late by now", func(t *testing.T) {
		store, out := interrupted(t), &history{}
		mustScan(t, NewKeeper(store, out, Options{}), berlin(t, "2026-06-01T18:00"))
		wantStates(t, store, "daily", "2026-06-01T09:00 missed offline")
	})
	t.Run("not there, and removed by now", func(t *testing.T) {
		store, out := interrupted(t), &history{}
		delete(store.schedules, "daily")
		mustScan(t, NewKeeper(store, out, Options{}), soon)
		wantStates(t, store, "daily", "2026-06-01T09:00 missed the schedule was paused, suspended or removed")
	})
}

func TestS9APanicInAPostStopsNothing(t *testing.T) {
	other := daily(t)
	other.ID = "other"
	store, out := newMemoryStore(daily(t), other), &channel{}
	out.fail = func(o quiz.Occurrence) error {
		if o.Schedule == "daily" && o.Nominal == "2026-06-01T09:00" {
			panic("boom")
		}
		return nil
	}
	var log strings.Builder
	k := NewKeeper(store, out, Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
	mustScan(t, k, berlin(t, "2026-06-01T09:00"))
	mustScan(t, k, berlin(t, "2026-06-02T09:00"))
	wantStates(t, store, "daily",
		"2026-06-01T09:00 uncertain posting broke off: it is not known whether the post arrived", "2026-06-02T09:00 posted")
	wantStates(t, store, "other", "2026-06-01T09:00 posted", "2026-06-02T09:00 posted")
	if !strings.Contains(log.String(), "panic=boom") || !strings.Contains(log.String(), "keeper_test.go") {
		t.Errorf("the panic and its stack are not logged:\n%s", log.String())
	}
}

func TestS12AnUnknownZoneSuspendsItsScheduleOnly(t *testing.T) {
	renamed := daily(t)
	renamed.ID, renamed.Zone = "renamed", "Europe/Atlantis"
	store, out := newMemoryStore(daily(t), renamed), &channel{}
	mustScan(t, NewKeeper(store, out, Options{}), berlin(t, "2026-06-01T09:00"))
	wantStates(t, store, "daily", "2026-06-01T09:00 posted")
	wantStates(t, store, "renamed")
	if got, want := store.schedules["renamed"].Suspended, `zone "Europe/Atlantis" is unknown: give an IANA name such as Europe/Berlin or UTC`; got != want {
		t.Errorf("suspended: %q, want %q", got, want)
	}
	if got := store.schedules["daily"].Suspended; got != "" {
		t.Errorf("the other schedule is suspended too: %q", got)
	}
}

func TestAScheduleWhoseCloseCannotBeReadIsSuspended(t *testing.T) {
	s := daily(t)
	s.Closes = "noon"
	store, out := newMemoryStore(s), &channel{}
	mustScan(t, NewKeeper(store, out, Options{}), berlin(t, "2026-06-01T09:00"))
	if got, want := store.schedules["daily"].Suspended, `closes "noon" cannot be read: write it as HH:MM, such as 20:00, or as 3 days, or as 3 days 20:00`; got != want || len(out.posts) > 0 {
		t.Errorf("suspended: %q, %d posts; want %q", got, len(out.posts), want)
	}
}

func TestAStoreThatFailsPostsNothing(t *testing.T) {
	store, out := newMemoryStore(daily(t)), &channel{}
	store.failing = true
	k := NewKeeper(store, out, Options{})
	if _, err := k.Scan(t.Context(), berlin(t, "2026-06-01T09:00")); !errors.Is(err, errDisk) {
		t.Errorf("got %v, want the store's error", err)
	}
	if len(out.posts) > 0 {
		t.Errorf("posted %+v though the claim could not be stored", out.posts)
	}
	store.failing = false
	mustScan(t, k, berlin(t, "2026-06-01T09:01"))
	wantStates(t, store, "daily", "2026-06-01T09:00 posted")
}

// The post arrived but that could not be stored.
func TestAPostThatCouldNotBeStoredIsNotSentAgain(t *testing.T) {
	store, out := newMemoryStore(daily(t)), &history{}
	out.fail = func(quiz.Occurrence) error { store.failing = true; return nil }
	k := NewKeeper(store, out, Options{})
	if _, err := k.Scan(t.Context(), berlin(t, "2026-06-01T09:00")); !errors.Is(err, errDisk) {
		t.Errorf("got %v, want the store's error", err)
	}
	store.failing = false
	mustScan(t, k, berlin(t, "2026-06-01T09:01"))
	wantStates(t, store, "daily", "2026-06-01T09:00 posted")
	if len(out.posts) != 1 {
		t.Errorf("%d messages, want 1", len(out.posts))
	}
}

// staleStore answers with open occurrences that have changed since they were read.
type staleStore struct {
	*memoryStore
	open []quiz.Occurrence
}

func (s staleStore) OpenOccurrences(context.Context) ([]quiz.Occurrence, error) { return s.open, nil }

func TestWhoeverClaimsFirstPosts(t *testing.T) {
	store, out := newMemoryStore(daily(t)), &channel{}
	due := quiz.Occurrence{Schedule: "daily", Nominal: "2026-06-01T09:00", At: berlin(t, "2026-06-01T09:00"), State: quiz.Due}
	taken := due
	taken.State = quiz.Posted
	store.put(taken)
	mustScan(t, NewKeeper(staleStore{store, []quiz.Occurrence{due}}, out, Options{}), berlin(t, "2026-06-01T09:00"))
	wantStates(t, store, "daily", "2026-06-01T09:00 posted")
	if len(out.posts) > 0 {
		t.Errorf("posted %+v, which another keeper had claimed", out.posts)
	}
}

// Stopping the bot in the middle of a post does not lose what came of it.
func TestAPostThatFinishesWhileStoppingIsStored(t *testing.T) {
	store, out := newMemoryStore(daily(t)), &channel{}
	ctx, stop := context.WithCancel(t.Context())
	out.fail = func(quiz.Occurrence) error { stop(); return nil }
	if _, err := NewKeeper(store, out, Options{}).Scan(ctx, berlin(t, "2026-06-01T09:00")); err != nil {
		t.Error(err)
	}
	wantStates(t, store, "daily", "2026-06-01T09:00 posted")
}

func TestNonceIsShortAndOfItsOccurrenceOnly(t *testing.T) {
	seen := map[string]string{}
	for _, id := range []quiz.ScheduleID{"a", "b", "a|2026"} {
		for _, nominal := range []string{"2026-06-01T09:00", "2026-06-02T09:00"} {
			nonce, key := Nonce(id, nominal), string(id)+" "+nominal
			if len(nonce) > 25 {
				t.Errorf("nonce %q has %d characters, Discord takes 25", nonce, len(nonce))
			}
			if other, ok := seen[nonce]; ok {
				t.Errorf("%s and %s share the nonce %s", key, other, nonce)
			}
			seen[nonce] = key
		}
	}
	if a, b := Nonce("a", "2026-06-01T09:00"), Nonce("a", "2026-06-01T09:00"); a != b {
		t.Errorf("the same occurrence has the nonces %s and %s", a, b)
	}
}
