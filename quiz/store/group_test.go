package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"quizbot/quiz"
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
	s.group = newGroup(s.writer, most, s.addAnswers)
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
				{ctx: t.Context(), f: note("before"), result: make(chan error, 1)},
				{ctx: t.Context(), f: bad, result: make(chan error, 1)},
				{ctx: cancelled, f: note("cancelled"), result: make(chan error, 1)},
				{ctx: t.Context(), f: note("after"), result: make(chan error, 1)},
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

// TestAnswersWaitingTogetherAreStoredAsOneByOne plays answers of many members,
// in every number that a group can have, in one transaction and one by one:
// presses of two devices, asks in any order, members without a run, strangers'
// writes in between.
func TestAnswersWaitingTogetherAreStoredAsOneByOne(t *testing.T) {
	type outcome struct {
		standing quiz.Answer
		run      quiz.Run
		stored   bool
		err      error
	}
	for _, members := range []int{1, 2, 3, 4, 5, 17, 63, 64, 85, 200} {
		var want []outcome
		for _, together := range []bool{false, true} {
			s := openFor(t, maxGroup)
			const asks = 3
			r := quiz.Round{ID: "r1", Kind: quiz.Practice, Venue: quiz.Venue{Community: "guild"}, Bank: "lamps", OpenedAt: nineOClock, Asks: make([]quiz.Ask, asks)}
			if _, err := s.AddRound(t.Context(), r); err != nil {
				t.Fatal(err)
			}
			var writes []*write
			for m := range members {
				player := quiz.PlayerID(fmt.Sprint("p", m))
				if m%7 != 6 { // has no run
					if _, err := s.AddRun(t.Context(), quiz.Run{Round: r.ID, Player: player, Seed: uint64(m), StartedAt: nineOClock}, "guild", quiz.Player{ID: player}, nineOClock); err != nil {
						t.Fatal(err)
					}
				}
				order := []int{0, 1, 2}
				switch m % 5 {
				case 1:
					order = []int{2, 0, 1} // the last ask first
				case 2:
					order = []int{1, 1, 2} // twice the same
				case 3:
					order = []int{2}
				}
				for i, no := range order {
					a := quiz.Answer{Round: r.ID, No: no, Player: player, Shown: []string{"a", "b"}, Given: []string{string(rune('a' + i))}, At: nineOClock.Add(time.Duration(i) * time.Second)}
					writes = append(writes, &write{ctx: t.Context(), result: make(chan error, 1),
						answer: &newAnswer{answer: a, shown: asJSON(a.Shown), given: asJSON(a.Given), asks: asks}})
				}
				if m%9 == 8 {
					writes = append(writes, &write{ctx: t.Context(), f: note(fmt.Sprint(m)), result: make(chan error, 1)})
				}
			}
			if together {
				s.group.commit(writes)
			} else {
				for i := range writes {
					s.group.commit(writes[i : i+1])
				}
			}
			var got []outcome
			for i, w := range writes {
				if err := <-w.result; err != nil {
					t.Fatalf("%d members, write %d: %v", members, i, err)
				}
				if n := w.answer; n != nil {
					got = append(got, outcome{n.standing, n.run, n.stored, n.err})
				}
			}
			if !together {
				want = got
				continue
			}
			for i := range got {
				if !reflect.DeepEqual(got[i], want[i]) {
					t.Errorf("%d members, answer %d: together\n%+v, one by one\n%+v", members, i, got[i], want[i])
				}
			}
			if problems, err := s.Check(t.Context()); err != nil || slices.ContainsFunc(problems, func(p string) bool { return strings.Contains(p, "finished") }) {
				t.Errorf("%d members: %v, %v", members, problems, err)
			}
		}
	}
}

// TestAnAnswerOfItsOwnFaultDoesNotTouchTheOthers has one answer break a
// constraint, or be given up, among good ones.
func TestAnAnswerOfItsOwnFaultDoesNotTouchTheOthers(t *testing.T) {
	for _, fault := range []string{"breaks a constraint", "given up"} {
		t.Run(fault, func(t *testing.T) {
			s := openFor(t, maxGroup)
			r := quiz.Round{ID: "r1", Kind: quiz.Daily, Venue: quiz.Venue{Community: "guild", Channel: "lounge"}, Bank: "lamps", OpenedAt: nineOClock, Asks: make([]quiz.Ask, 2)}
			if _, err := s.AddRound(t.Context(), r); err != nil {
				t.Fatal(err)
			}
			if fault == "breaks a constraint" {
				if _, err := s.writer.Exec(`CREATE TRIGGER refuses BEFORE INSERT ON answer WHEN NEW.player = 'p1' BEGIN SELECT RAISE(ABORT, 'no'); END`); err != nil {
					t.Fatal(err)
				}
			}
			gone, cancel := context.WithCancel(t.Context())
			cancel()
			var writes []*write
			for i := range 5 {
				player := quiz.PlayerID(fmt.Sprint("p", i))
				if _, err := s.AddRun(t.Context(), quiz.Run{Round: r.ID, Player: player, StartedAt: nineOClock}, "guild", quiz.Player{ID: player}, nineOClock); err != nil {
					t.Fatal(err)
				}
				w := &write{ctx: t.Context(), result: make(chan error, 1), answer: &newAnswer{answer: quiz.Answer{Round: r.ID, Player: player, At: nineOClock}, shown: "[]", given: "[]", asks: 2}}
				if fault == "given up" && i == 1 {
					w.ctx = gone
				}
				writes = append(writes, w)
			}
			s.group.commit(writes)
			for i, w := range writes {
				if err := errors.Join(<-w.result, w.answer.err); (err != nil) != (i == 1) {
					t.Errorf("answer %d: error %v", i, err)
				}
				stored, err := s.Answers(t.Context(), r.ID, w.answer.answer.Player)
				if err != nil || (len(stored) == 1) != (i != 1) {
					t.Errorf("answer %d is stored: %v, %v", i, stored, err)
				}
			}
		})
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
