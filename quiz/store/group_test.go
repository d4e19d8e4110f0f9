package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// openFor opens a database whose group takes up to most writes a transaction.
func openFor(t testing.TB, most int) *Store {
	t.Helper()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "quizbot.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	s.group.close()
	s.group = newGroup(s.writer, most)
	return s
}

func note(name string) func(ctx context.Context, tx *sql.Tx) error {
	return func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO secret (name, value) VALUES (?, '')`, name)
		return err
	}
}

func noted(t testing.TB, s *Store, name string) bool {
	t.Helper()
	var n int
	if err := s.read.QueryRow(`SELECT COUNT(*) FROM secret WHERE name = ?`, name).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n > 0
}

var errOwn = errors.New("its own fault")

// TestOneWriteDoesNotTouchAnother has a write that fails in every way share a
// transaction with good ones.
func TestOneWriteDoesNotTouchAnother(t *testing.T) {
	for name, bad := range map[string]func(ctx context.Context, tx *sql.Tx) error{
		"own fault after writing": func(ctx context.Context, tx *sql.Tx) error { return errors.Join(note("bad")(ctx, tx), errOwn) },
		"panics after writing": func(ctx context.Context, tx *sql.Tx) error {
			note("bad")(ctx, tx)
			panic("no")
		},
		"breaks a constraint": func(ctx context.Context, tx *sql.Tx) error {
			return errors.Join(note("bad")(ctx, tx), note("bad")(ctx, tx))
		},
		"ends the transaction": func(ctx context.Context, tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, `ROLLBACK`)
			return errors.Join(err, errOwn)
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := openFor(t, maxGroup)
			cancelled, cancel := context.WithCancel(t.Context())
			cancel()
			waiting := []*write{
				{t.Context(), note("before"), make(chan error, 1)},
				{t.Context(), bad, make(chan error, 1)},
				{cancelled, note("cancelled"), make(chan error, 1)},
				{t.Context(), note("after"), make(chan error, 1)},
			}
			s.group.commit(waiting)
			for i, fails := range []bool{false, true, true, false} {
				if err := <-waiting[i].result; (err != nil) != fails {
					t.Errorf("write %d: error %v", i, err)
				}
			}
			for row, want := range map[string]bool{"before": true, "after": true, "bad": false, "cancelled": false} {
				if noted(t, s, row) != want {
					t.Errorf("row %q stored: %v, want %v", row, !want, want)
				}
			}
		})
	}
}

func TestWritesWaitingTogetherShareATransaction(t *testing.T) {
	s := openFor(t, maxGroup)
	held, release := make(chan bool), make(chan bool)
	var work sync.WaitGroup
	work.Go(func() {
		s.write(t.Context(), func(context.Context, *sql.Tx) error {
			close(held)
			<-release
			return nil
		})
	})
	<-held
	inOne := map[*sql.Tx]int{}
	for i := range 100 {
		work.Go(func() {
			err := s.write(t.Context(), func(ctx context.Context, tx *sql.Tx) error {
				inOne[tx]++ // the writer is one goroutine
				return note(fmt.Sprint(i))(ctx, tx)
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	for len(s.group.queue) < 100 {
		time.Sleep(time.Millisecond)
	}
	close(release)
	work.Wait()
	if len(inOne) != 1 {
		t.Errorf("100 waiting writes took %d transactions, want 1", len(inOne))
	}
	if !noted(t, s, "0") || !noted(t, s, "99") {
		t.Error("a write that returned nil is not there")
	}
}

func TestWritesAfterCloseAreRefused(t *testing.T) {
	s := openFor(t, maxGroup)
	s.Close()
	if err := s.write(t.Context(), note("late")); !errors.Is(err, errClosed) {
		t.Errorf("error %v, want %v", err, errClosed)
	}
}

// TestQ6TheLogShrinksWhenItsReaderIsGone keeps a read open during many commits.
func TestQ6TheLogShrinksWhenItsReaderIsGone(t *testing.T) {
	s := openFor(t, maxGroup)
	leaked, err := s.read.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var n int
	if err := leaked.QueryRow(`SELECT COUNT(*) FROM secret`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	commits := func(from int) {
		for i := range 2000 {
			if err := s.write(t.Context(), note(fmt.Sprint(from+i, strings.Repeat("x", 2000)))); err != nil {
				t.Fatal(err)
			}
		}
	}
	commits(0)
	grown, err := s.walBytes()
	if err != nil || grown < 8<<20 {
		t.Fatalf("the log has %d bytes, %v: the test's reader holds nothing", grown, err)
	}
	if err := leaked.Rollback(); err != nil {
		t.Fatal(err)
	}
	commits(10_000)
	shrunk, err := s.walBytes()
	if err != nil || shrunk > grown+1<<20 {
		t.Errorf("the log grew from %d to %d bytes although nobody reads", grown, shrunk)
	}
}
