package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"quizbot/quiz"
	"quizbot/quiz/store"
)

// older makes a database of an earlier schema from its text in testdata.
func older(t *testing.T, version int) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", fmt.Sprintf("schema-%d.sql", version)))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "quizbot.db")
	db := shell(t, path)
	if _, err := db.Exec(string(text)); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestD6DatabasesOfEarlierVersionsAreUpgraded(t *testing.T) {
	for _, version := range []int{2, 9} {
		path := older(t, version)
		db := shell(t, path)
		if _, err := db.Exec(`INSERT INTO deleted_answer (round, no, answered, correct) SELECT MIN(id), 0, 30, 20 FROM round WHERE owner = ''`); err != nil {
			t.Fatal(err)
		}
		var deletedIn quiz.RoundID
		if err := errors.Join(db.QueryRow(`SELECT round FROM deleted_answer`).Scan(&deletedIn), db.Close()); err != nil {
			t.Fatal(err)
		}
		s, err := store.Open(t.Context(), path)
		if err != nil {
			t.Fatalf("schema %d: %v", version, err)
		}
		board, err := s.Board(t.Context(), quiz.BoardQuery{Community: "guild", Period: "all", Player: "12", Rows: 10, Now: nine.Add(24 * time.Hour)})
		if err != nil || board.Players != 3 || board.Standings[0].Player.ID != "11" || board.Standings[0].Points != 400 || board.Own.Answered != 4 {
			t.Errorf("schema %d: board %+v, %v", version, board, err)
		}
		schedules, err := s.Schedules(t.Context(), "guild")
		if err != nil || len(schedules) != 1 {
			t.Errorf("schema %d: schedules %+v, %v", version, schedules, err)
		}
		if settings, err := s.Settings(t.Context(), "guild"); err != nil || settings.Zone != "Europe/Berlin" || settings.DayStartsAt != 4 {
			t.Errorf("schema %d: settings %+v, %v", version, settings, err)
		}
		if tally, err := s.Tally(t.Context(), deletedIn); err != nil || tally.Answered[0] <= 30 || tally.Correct[0] < 20 {
			t.Errorf("schema %d: with deleted answers %+v, %v", version, tally, err)
		}
		if problems, err := s.Check(t.Context()); err != nil || problems != nil {
			t.Errorf("schema %d: %q, %v", version, problems, err)
		}
		s.Close()
		before := shell(t, fmt.Sprintf("%s.schema-%d.bak", path, version))
		var answers, schema int
		if err := before.QueryRow(`SELECT (SELECT COUNT(*) FROM answer), (SELECT MAX(version_id) FROM goose_db_version)`).Scan(&answers, &schema); err != nil || answers != 12 || schema != version {
			t.Errorf("schema %d: the backup before the upgrade has %d answers and schema %d, %v", version, answers, schema, err)
		}
	}
}

// content is everything in a database, to see that nothing changed.
func content(t *testing.T, path string) string {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var all strings.Builder
	for _, query := range []string{`SELECT name || ': ' || COALESCE(sql, '') FROM sqlite_master ORDER BY name`, `SELECT version_id FROM goose_db_version ORDER BY id`,
		`SELECT round || player || no || given || points FROM answer ORDER BY round, player, no`, `SELECT id || asks FROM round ORDER BY id`} {
		rows, err := db.Query(query)
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var line string
			if err := rows.Scan(&line); err != nil {
				t.Fatal(err)
			}
			all.WriteString(line + "\n")
		}
	}
	return all.String()
}

func TestD6AnUpgradeThatFailsChangesNothing(t *testing.T) {
	path := older(t, 2)
	db := shell(t, path)
	// In the way of a later statement of the upgrade.
	if _, err := db.Exec(`CREATE TABLE player_hidden (x INTEGER)`); err != nil {
		t.Fatal(err)
	}
	db.Close()
	before := content(t, path)
	if s, err := store.Open(t.Context(), path); err == nil {
		s.Close()
		t.Fatal("opened, want an error")
	}
	if after := content(t, path); after != before {
		t.Errorf("half an upgrade is there:\n%s\nwas\n%s", after, before)
	}
	db = shell(t, path)
	if _, err := db.Exec(`DROP TABLE player_hidden`); err != nil {
		t.Fatal(err)
	}
	db.Close()
	s, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatalf("once the way is free: %v", err)
	}
	s.Close()
}

func TestD6ADatabaseOfALaterVersionIsRefused(t *testing.T) {
	path := older(t, 2)
	db := shell(t, path)
	if _, err := db.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`); err != nil {
		t.Fatal(err)
	}
	db.Close()
	before := content(t, path)
	s, err := store.Open(t.Context(), path)
	if err == nil {
		s.Close()
	}
	if err == nil || !strings.Contains(err.Error(), "newer quizbot (schema 9999") || !strings.Contains(err.Error(), "restore the backup") {
		t.Errorf("error %v", err)
	}
	if content(t, path) != before {
		t.Error("the database was changed")
	}
}

// answering has members answer without a pause until stop is called, which
// returns how many answers were acknowledged.
func answering(t *testing.T, s *store.Store, members int) (acknowledged *atomic.Int64, stop func()) {
	t.Helper()
	const asks = 5000
	if _, err := s.AddRound(t.Context(), quiz.Round{ID: "load", Kind: quiz.Daily, Venue: lounge, Bank: "lamps", OpenedAt: nine, Asks: make([]quiz.Ask, asks)}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var count atomic.Int64
	var work sync.WaitGroup
	for i := range members {
		player := quiz.Player{ID: quiz.PlayerID(fmt.Sprint("load", i)), Name: "N"}
		if _, err := s.AddRun(ctx, quiz.Run{Round: "load", Player: player.ID, StartedAt: nine}, "guild", player, nine); err != nil {
			t.Fatal(err)
		}
		work.Go(func() {
			for no := 0; no < asks && ctx.Err() == nil; no++ {
				a := quiz.Answer{Round: "load", No: no, Player: player.ID, Given: []string{"a"}, At: nine}
				if _, _, stored, err := s.AddAnswer(ctx, a, asks, nine); err == nil && stored {
					count.Add(1)
				}
			}
		})
	}
	return &count, func() { cancel(); work.Wait() }
}

func TestD7ABackupDuringLoadHasWhatWasAcknowledgedBefore(t *testing.T) {
	s, path := newStore(t)
	acknowledged, stop := answering(t, s, 8)
	defer stop()
	for n := range 5 {
		for acknowledged.Load() < int64(100*(n+1)) {
			time.Sleep(time.Millisecond)
		}
		before := acknowledged.Load()
		target := filepath.Join(t.TempDir(), "backup.db")
		if err := store.Backup(t.Context(), path, target); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(target)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Fatalf("backup %v, %v: want mode 0600", info, err)
		}
		restored, err := store.Open(t.Context(), target)
		if err != nil {
			t.Fatal(err)
		}
		restored.Close()
		var answers int64
		if err := shell(t, target).QueryRow(`SELECT COUNT(*) FROM answer`).Scan(&answers); err != nil || answers < before {
			t.Errorf("the backup has %d answers, %v; %d were acknowledged before it began", answers, err, before)
		}
	}
}

func TestD7ADatabaseOfAnEarlierVersionIsBackedUpBeforeItsUpgrade(t *testing.T) {
	for _, version := range []int{2, 9} {
		path, target := older(t, version), filepath.Join(t.TempDir(), "backup.db")
		before := content(t, path)
		if err := store.Backup(t.Context(), path, target); err != nil {
			t.Fatalf("schema %d: %v", version, err)
		}
		if content(t, path) != before {
			t.Errorf("schema %d: the database was changed", version)
		}
		var answers int
		if err := shell(t, target).QueryRow(`SELECT COUNT(*) FROM answer`).Scan(&answers); err != nil || answers != 12 {
			t.Errorf("schema %d: %d answers in the backup, %v", version, answers, err)
		}
	}
}

func TestD7ABackupNeverReplacesAFile(t *testing.T) {
	_, path := newStore(t)
	folder := t.TempDir()
	there := filepath.Join(folder, "there.db")
	if err := os.WriteFile(there, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ path, target, want string }{
		{path, there, "is there already"},
		{filepath.Join(folder, "no.db"), filepath.Join(folder, "b.db"), "there is no database"},
		{folder, filepath.Join(folder, "b.db"), "there is no database"},
		{there, filepath.Join(folder, "b.db"), "not a quizbot database"},
		{path, filepath.Join(folder, "no", "b.db"), "no such file"},
	} {
		if err := store.Backup(t.Context(), test.path, test.target); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("backup of %s to %s: %v, want %q", filepath.Base(test.path), filepath.Base(test.target), err, test.want)
		}
	}
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
	if data, _ := os.ReadFile(there); string(data) != "precious" {
		t.Error("the file that was there was changed")
	}
}

func TestQ1ALockOfAnotherProgramIsWaitedFor(t *testing.T) {
	s, path := newStore(t)
	addRound(t, s, round("r1", 8))
	other := shell(t, path)
	for _, held := range []time.Duration{100 * time.Millisecond, time.Second} {
		conn, err := other.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := conn.ExecContext(t.Context(), `BEGIN IMMEDIATE`); err != nil {
			t.Fatal(err)
		}
		var work sync.WaitGroup
		for i := range 8 {
			player := quiz.Player{ID: quiz.PlayerID(fmt.Sprint("p", i)), Name: "N"}
			work.Go(func() {
				if _, err := s.AddRun(t.Context(), quiz.Run{Round: "r1", Player: player.ID, StartedAt: nine}, "guild", player, nine); err != nil {
					t.Errorf("held for %s: %v", held, err)
				}
			})
		}
		time.Sleep(held)
		if _, err := conn.ExecContext(t.Context(), `ROLLBACK`); err != nil {
			t.Fatal(err)
		}
		conn.Close()
		work.Wait()
	}
}

// TestQ2AFullDiskLosesNothingAcknowledged lets the database grow up to a limit.
func TestQ2AFullDiskLosesNothingAcknowledged(t *testing.T) {
	s, path := newStore(t)
	addRound(t, s, round("r1", 2))
	store.LimitPages(t, s, 10) // more than there are now
	ann := quiz.Player{ID: "ann", Name: "Ann"}
	stored := 0
	var failed error
	for n := 0; failed == nil && n < 10_000; n++ {
		player := quiz.Player{ID: quiz.PlayerID(fmt.Sprint(ann.ID, n)), Name: strings.Repeat("N", 200)}
		if _, failed = s.AddRun(t.Context(), quiz.Run{Round: "r1", Player: player.ID, StartedAt: nine}, "guild", player, nine); failed == nil {
			stored++
		}
	}
	if failed == nil {
		t.Fatalf("the disk never got full: %d runs were stored", stored)
	}
	if _, err := s.Round(t.Context(), "r1"); err != nil {
		t.Errorf("reading on a full disk: %v", err)
	}
	if problems := s.Health(); problems == nil || !strings.Contains(problems.Error(), "full") {
		t.Errorf("health on a full disk: %v", problems)
	}
	store.LimitPages(t, s, 100_000)
	if _, err := s.AddRun(t.Context(), quiz.Run{Round: "r1", Player: ann.ID, StartedAt: nine}, "guild", ann, nine); err != nil {
		t.Errorf("with space again, without a restart: %v", err)
	}
	if err := s.Health(); err != nil {
		t.Errorf("health with space again: %v", err)
	}
	var rows int
	if err := shell(t, path).QueryRow(`SELECT COUNT(*) FROM run`).Scan(&rows); err != nil || rows != stored+1 {
		t.Errorf("%d runs are stored, %v; %d were acknowledged", rows, err, stored+1)
	}
}
