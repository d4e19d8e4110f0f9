package schedule

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"quizbot/quiz"
	"quizbot/quiz/store"
)

// memoryStore is a [Store] in memory. It passes the same test as the real one.
type memoryStore struct {
	mu          sync.Mutex
	schedules   map[quiz.ScheduleID]quiz.Schedule
	occurrences map[occurrenceKey]quiz.Occurrence
	open        map[occurrenceKey]bool // due or sending
	last        map[quiz.ScheduleID]time.Time
	settings    quiz.Settings
	failing     bool // every call fails
}

func newMemoryStore(schedules ...quiz.Schedule) *memoryStore {
	m := &memoryStore{
		schedules: map[quiz.ScheduleID]quiz.Schedule{}, occurrences: map[occurrenceKey]quiz.Occurrence{},
		open: map[occurrenceKey]bool{}, last: map[quiz.ScheduleID]time.Time{},
	}
	for _, s := range schedules {
		m.schedules[s.ID] = s
	}
	return m
}

var errDisk = errors.New("disk full")

func (m *memoryStore) lock() (unlock func(), err error) {
	m.mu.Lock()
	if m.failing {
		m.mu.Unlock()
		return nil, errDisk
	}
	return m.mu.Unlock, nil
}

func (m *memoryStore) ActiveSchedules(context.Context) ([]quiz.Schedule, error) {
	unlock, err := m.lock()
	if err != nil {
		return nil, err
	}
	defer unlock()
	var active []quiz.Schedule
	for _, s := range m.schedules {
		if !s.Paused && s.Suspended == "" {
			active = append(active, s)
		}
	}
	slices.SortFunc(active, func(a, b quiz.Schedule) int { return cmp.Compare(a.ID, b.ID) })
	return active, nil
}

func (m *memoryStore) LastOccurrences(context.Context) (map[quiz.ScheduleID]time.Time, error) {
	unlock, err := m.lock()
	if err != nil {
		return nil, err
	}
	defer unlock()
	last := maps.Clone(m.last)
	maps.DeleteFunc(last, func(id quiz.ScheduleID, _ time.Time) bool {
		return m.schedules[id].Paused || m.schedules[id].Suspended != ""
	})
	return last, nil
}

func (m *memoryStore) OpenOccurrences(context.Context) ([]quiz.Occurrence, error) {
	unlock, err := m.lock()
	if err != nil {
		return nil, err
	}
	defer unlock()
	var open []quiz.Occurrence
	for key := range m.open {
		open = append(open, m.occurrences[key])
	}
	slices.SortFunc(open, earlier)
	return open, nil
}

func (m *memoryStore) AddOccurrence(_ context.Context, o quiz.Occurrence) (bool, error) {
	unlock, err := m.lock()
	if err != nil {
		return false, err
	}
	defer unlock()
	if _, ok := m.occurrences[keyOf(o)]; ok || m.schedules[o.Schedule].Version != o.Version {
		return false, nil
	}
	m.put(o)
	return true, nil
}

func (m *memoryStore) MoveOccurrence(ctx context.Context, o quiz.Occurrence, from quiz.OccurrenceState) (bool, error) {
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	unlock, err := m.lock()
	if err != nil {
		return false, err
	}
	defer unlock()
	stored, ok := m.occurrences[keyOf(o)]
	s, there := m.schedules[o.Schedule]
	if !ok || stored.State != from || o.State == quiz.Sending && (!there || s.Paused || s.Suspended != "") {
		return false, nil
	}
	stored.State, stored.Reason, stored.Round, stored.Post, stored.Tries, stored.Changed = o.State, o.Reason, o.Round, o.Post, o.Tries, o.Changed
	m.put(stored)
	return true, nil
}

func (m *memoryStore) put(o quiz.Occurrence) {
	m.occurrences[keyOf(o)] = o
	if o.State == quiz.Due || o.State == quiz.Sending {
		m.open[keyOf(o)] = true
	} else {
		delete(m.open, keyOf(o))
	}
	if o.At.After(m.last[o.Schedule]) {
		m.last[o.Schedule] = o.At
	}
}

func (m *memoryStore) Settings(context.Context, quiz.CommunityID) (quiz.Settings, error) {
	unlock, err := m.lock()
	if err != nil {
		return quiz.Settings{}, err
	}
	defer unlock()
	return m.settings, nil
}

func (m *memoryStore) SuspendSchedule(_ context.Context, id quiz.ScheduleID, reason string) error {
	unlock, err := m.lock()
	if err != nil {
		return err
	}
	defer unlock()
	s, ok := m.schedules[id]
	if !ok {
		return quiz.ErrNoSchedule
	}
	s.Suspended = reason
	m.schedules[id] = s
	return nil
}

func earlier(a, b quiz.Occurrence) int {
	return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Schedule, b.Schedule))
}

// all returns every occurrence of a schedule, the earliest first.
func (m *memoryStore) all(id quiz.ScheduleID) []quiz.Occurrence {
	m.mu.Lock()
	defer m.mu.Unlock()
	var rows []quiz.Occurrence
	for _, o := range m.occurrences {
		if o.Schedule == id {
			rows = append(rows, o)
		}
	}
	slices.SortFunc(rows, earlier)
	return rows
}

func (m *memoryStore) change(id quiz.ScheduleID, change func(*quiz.Schedule)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s := m.schedules[id]
	change(&s)
	m.schedules[id] = s
}

// testStore checks what [Store] promises. Save stores a schedule.
func testStore(t *testing.T, store Store, save func(quiz.Schedule) error) {
	ctx := t.Context()
	at := time.Date(2026, time.March, 29, 7, 0, 0, 0, time.UTC)
	for _, id := range []quiz.ScheduleID{"one", "two", "paused"} {
		s := dailySchedule(id, "0 9 * * *", "Europe/Berlin", at.AddDate(0, -1, 0))
		s.Paused = id == "paused"
		s.Since = at.AddDate(0, 0, -1)
		if err := save(s); err != nil {
			t.Fatal(err)
		}
	}
	row := func(id quiz.ScheduleID, nominal string, at time.Time) quiz.Occurrence {
		return quiz.Occurrence{Schedule: id, Nominal: nominal, At: at, State: quiz.Due, Nonce: Nonce(id, nominal), Changed: at}
	}

	active, err := store.ActiveSchedules(ctx)
	if err != nil || len(active) != 2 {
		t.Fatalf("active schedules: %+v, %v; want two, not the paused one", active, err)
	}
	if want := dailySchedule(active[0].ID, "0 9 * * *", "Europe/Berlin", at.AddDate(0, -1, 0)); true {
		want.Since = at.AddDate(0, 0, -1)
		if got := active[0]; !got.CreatedAt.Equal(want.CreatedAt) || !got.Since.Equal(want.Since) {
			t.Errorf("times of a schedule: got %v and %v, want %v and %v", got.CreatedAt, got.Since, want.CreatedAt, want.Since)
		} else if got.CreatedAt, got.Since = want.CreatedAt, want.Since; got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}

	first := row("one", "2026-03-29T09:00", at)
	for _, o := range []quiz.Occurrence{row("one", "2026-03-30T09:00", at.AddDate(0, 0, 1)), first, row("paused", "2026-03-29T09:00", at.Add(time.Hour))} {
		if added, err := store.AddOccurrence(ctx, o); err != nil || !added {
			t.Fatalf("add %s of %s: %v, %v", o.Nominal, o.Schedule, added, err)
		}
	}
	again := first
	again.State, again.Nonce = quiz.Missed, "other"
	if added, err := store.AddOccurrence(ctx, again); err != nil || added {
		t.Errorf("the same schedule and nominal time again: %v, %v; want false", added, err)
	}
	last, err := store.LastOccurrences(ctx)
	if err != nil || len(last) != 1 || !last["one"].Equal(at.AddDate(0, 0, 1)) {
		t.Errorf("last occurrences: %v, %v; want one, on the 30th", last, err)
	}

	claimed := first
	claimed.State, claimed.Changed = quiz.Sending, at.Add(time.Second)
	if moved, err := store.MoveOccurrence(ctx, claimed, quiz.Due); err != nil || !moved {
		t.Errorf("claim: %v, %v", moved, err)
	}
	if moved, err := store.MoveOccurrence(ctx, claimed, quiz.Due); err != nil || moved {
		t.Errorf("claim again: %v, %v; want false", moved, err)
	}
	open, err := store.OpenOccurrences(ctx)
	if err != nil || len(open) != 3 {
		t.Fatalf("open occurrences: %+v, %v; want three", open, err)
	}
	if open[1].Schedule != "paused" || open[2].Nominal != "2026-03-30T09:00" {
		t.Errorf("open occurrences are not in order: %+v", open)
	}
	got := open[0]
	if !got.At.Equal(claimed.At) || !got.Changed.Equal(claimed.Changed) {
		t.Errorf("times of an occurrence: got %v and %v, want %v and %v", got.At, got.Changed, claimed.At, claimed.Changed)
	}
	if got.At, got.Changed = claimed.At, claimed.Changed; got != claimed {
		t.Errorf("got %+v, want %+v", got, claimed)
	}
	posted := claimed
	posted.State, posted.Reason, posted.Round, posted.Post = quiz.Posted, "late", "r1", "m1"
	if moved, err := store.MoveOccurrence(ctx, posted, quiz.Sending); err != nil || !moved {
		t.Errorf("posted: %v, %v", moved, err)
	}
	if open, err = store.OpenOccurrences(ctx); err != nil || len(open) != 2 {
		t.Errorf("open occurrences after the post: %+v, %v; want two", open, err)
	}
	if moved, err := store.MoveOccurrence(ctx, row("one", "2026-04-01T09:00", at), quiz.Due); err != nil || moved {
		t.Errorf("move of an occurrence that is not there: %v, %v; want false", moved, err)
	}

	// Of many claims at once one wins.
	var wins, wait = make(chan bool, 20), sync.WaitGroup{}
	second := row("one", "2026-03-30T09:00", at.AddDate(0, 0, 1))
	second.State = quiz.Sending
	for range cap(wins) {
		wait.Go(func() {
			moved, err := store.MoveOccurrence(ctx, second, quiz.Due)
			if err != nil {
				t.Error(err)
			}
			wins <- moved
		})
	}
	wait.Wait()
	close(wins)
	won := 0
	for win := range wins {
		if win {
			won++
		}
	}
	if won != 1 {
		t.Errorf("%d of %d claims at once won, want 1", won, cap(wins))
	}

	if err := store.SuspendSchedule(ctx, "two", "zone unknown"); err != nil {
		t.Error(err)
	}
	if active, err = store.ActiveSchedules(ctx); err != nil || len(active) != 1 || active[0].ID != "one" {
		t.Errorf("active schedules after one was suspended: %+v, %v; want one", active, err)
	}
	if err := store.SuspendSchedule(ctx, "nobody", "x"); !errors.Is(err, quiz.ErrNoSchedule) {
		t.Errorf("suspending a schedule that is not there: %v, want %v", err, quiz.ErrNoSchedule)
	}
}

func dailySchedule(id quiz.ScheduleID, cronSpec, zone string, created time.Time) quiz.Schedule {
	return quiz.Schedule{
		ID: id, Venue: quiz.Venue{Community: "c1", Channel: "ch1"}, Bank: "sea", Topic: "tides", Cron: cronSpec, Zone: zone,
		Questions: 5, Closes: "20:00", Reveal: quiz.RevealAtClose, CreatedBy: "p1", CreatedAt: created,
	}
}

func TestTheStoreInMemoryKeepsThePromise(t *testing.T) {
	m := newMemoryStore()
	testStore(t, m, func(s quiz.Schedule) error { m.schedules[s.ID] = s; return nil })
}

func TestTheStoreInSQLiteKeepsThePromise(t *testing.T) {
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "quizbot.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	testStore(t, s, func(schedule quiz.Schedule) error {
		_, err := s.SaveSchedule(t.Context(), schedule)
		return err
	})
}

// Two processes that scan the same rows, or one that scans twice, post once.
func TestKeepersOfOneStorePostOnce(t *testing.T) {
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "quizbot.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.SaveSchedule(t.Context(), daily(t)); err != nil {
		t.Fatal(err)
	}
	out, scans := &channel{}, sync.WaitGroup{}
	for range 8 {
		k := NewKeeper(s, out, Options{})
		for day := range 3 {
			scans.Go(func() {
				if _, err := k.Scan(t.Context(), berlin(t, "2026-06-01T09:00").AddDate(0, 0, day)); err != nil {
					t.Error(err)
				}
			})
		}
	}
	scans.Wait()
	seen := map[string]int{}
	for _, p := range out.posts {
		seen[p.nominal]++
	}
	for nominal, n := range seen {
		if n > 1 {
			t.Errorf("%s was posted %d times", nominal, n)
		}
	}
	if seen["2026-06-03T09:00"] != 1 {
		t.Errorf("posted %v, want the last run once at least", seen)
	}
}
