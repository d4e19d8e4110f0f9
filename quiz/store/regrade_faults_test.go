package store

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"quizbot/questions"
	"quizbot/quiz"
)

// failing is a database whose n-th statement from now on fails, as it does when
// the disk has an error just then. Begin and commit are statements, too.
type failing struct {
	name string
	left int // until the one that fails; negative = none does
	done []string
}

var errDisk = errors.New("disk I/O error")

// next takes note of a statement and says whether it fails.
func (f *failing) next(statement string) error {
	f.done = append(f.done, strings.Join(strings.Fields(statement), " "))
	f.left--
	if f.left == 0 {
		return errDisk
	}
	return nil
}

// Connect makes it a connector of database/sql.
func (f *failing) Connect(context.Context) (driver.Conn, error) {
	c, err := f.Driver().Open(f.name)
	return &failingConn{c.(sqliteConn), f}, err
}

// Driver is that of the store.
func (f *failing) Driver() driver.Driver {
	db, err := sql.Open("sqlite", f.name)
	if err != nil {
		panic(err)
	}
	defer db.Close()
	return db.Driver()
}

// sqliteConn is what database/sql uses of a connection.
type sqliteConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
}

type failingConn struct {
	sqliteConn
	f *failing
}

func (c *failingConn) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	if err := c.f.next("BEGIN"); err != nil {
		return nil, err
	}
	tx, err := c.sqliteConn.BeginTx(ctx, opts)
	return &failingTx{tx, c.f}, err
}

func (c *failingConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if err := c.f.next(query); err != nil {
		return nil, err
	}
	return c.sqliteConn.ExecContext(ctx, query, args)
}

func (c *failingConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	if err := c.f.next(query); err != nil {
		return nil, err
	}
	return c.sqliteConn.QueryContext(ctx, query, args)
}

func (c *failingConn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	s, err := c.sqliteConn.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	return &failingStmt{s.(sqliteStmt), c.f, query}, nil
}

type sqliteStmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

type failingStmt struct {
	sqliteStmt
	f     *failing
	query string
}

func (s *failingStmt) ExecContext(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	if err := s.f.next(s.query); err != nil {
		return nil, err
	}
	return s.sqliteStmt.ExecContext(ctx, args)
}

func (s *failingStmt) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	if err := s.f.next(s.query); err != nil {
		return nil, err
	}
	return s.sqliteStmt.QueryContext(ctx, args)
}

type failingTx struct {
	driver.Tx
	f *failing
}

func (t *failingTx) Commit() error {
	if err := t.f.next("COMMIT"); err != nil {
		return errors.Join(err, t.Tx.Rollback())
	}
	return t.Tx.Commit()
}

// openFailing opens a copy of a database; the faults are of its writer.
func openFailing(t *testing.T, template string) (*Store, *failing) {
	t.Helper()
	data, err := os.ReadFile(template)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "quizbot.db")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	s.group.close()
	if err := s.writer.Close(); err != nil {
		t.Fatal(err)
	}
	f := &failing{name: dsn(path, "immediate")}
	s.writer = sql.OpenDB(f)
	s.writer.SetMaxOpenConns(1)
	if err := s.prepareHot(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.group = newGroup(s.writer, maxGroup, s.addAnswers)
	return s, f
}

// everything is all that a database holds.
func everything(t *testing.T, s *Store) string {
	t.Helper()
	tables, err := collect(t.Context(), s.read, func(row scanner) (name string, err error) { return name, row.Scan(&name) },
		`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, table := range tables {
		rows, err := s.read.Query(`SELECT * FROM ` + table)
		if err != nil {
			t.Fatal(err)
		}
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			values, pointers := make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				pointers[i] = &values[i]
			}
			if err := rows.Scan(pointers...); err != nil {
				t.Fatal(err)
			}
			all = append(all, fmt.Sprintln(table, values))
		}
		if err := cmp.Or(rows.Err(), rows.Close()); err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(all)
	return strings.Join(all, "")
}

// TestD2ARegradeIsAppliedWholeOrNotAtAll lets each statement of a regrade fail
// in turn, then each of taking it back. Whoever tries again has it done.
func TestD2ARegradeIsAppliedWholeOrNotAtAll(t *testing.T) {
	const ann, members = quiz.PlayerID("100200300"), 4
	ctx, closed := t.Context(), nineOClock.Add(2*time.Hour)
	path := filepath.Join(t.TempDir(), "template.db")
	s, err := Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	e := quiz.NewEngine(s)
	bank := &questions.Bank{Name: "lamps", Title: "Lamps"}
	for i := range 2 {
		fact := questions.FactID(fmt.Sprint("f", i))
		bank.Facts = append(bank.Facts, questions.Fact{ID: fact})
		bank.Questions = append(bank.Questions, questions.Question{ID: questions.QuestionID(fact + "/single"), Form: questions.SingleChoice, Stem: "Which?",
			Key: []string{"a"}, Distractors: []string{"b", "c"}, Facts: []questions.FactID{fact}, Status: questions.Approved})
	}
	_, _, err = e.ImportBank(ctx, "guild", bank, "1", nineOClock)
	problems := []error{err}
	r, err := e.Open(ctx, quiz.Plan{Kind: quiz.Daily, Venue: quiz.Venue{Community: "guild", Channel: "lounge"}, Bank: "lamps", Count: 2, OpensAt: nineOClock, ClosesAt: nineOClock.Add(time.Hour)})
	problems = append(problems, err)
	for i := range members {
		player := quiz.Player{ID: quiz.PlayerID(fmt.Sprint("p", i)), Name: "N"}
		_, err := e.Start(ctx, "guild", r.ID, player, nineOClock)
		problems = append(problems, err)
		for no := range r.Asks {
			_, err := e.Answer(ctx, "guild", r.ID, no, player, []string{[]string{"a", "b", "c"}[i%3]}, nineOClock, nineOClock)
			problems = append(problems, err)
		}
		if i > 0 {
			_, err := e.Report(ctx, quiz.Report{Round: r.ID, No: 0, Player: player.ID, Community: "guild", Text: "no", At: nineOClock})
			problems = append(problems, err)
		}
	}
	_, err = e.Close(ctx, r.ID, closed)
	before := r.Asks[0].Question
	draft, err2 := s.AddDraft(ctx, quiz.Amendment{Community: "guild", Bank: "lamps", Question: before.ID, State: quiz.Drafted,
		Before: before, After: quiz.Marking{Question: before, AlsoRight: []string{"b"}}, Version: 2, By: ann, At: closed})
	_, err3 := s.Board(ctx, quiz.BoardQuery{Community: "guild", Period: "all", Player: "p1", Rows: 1, Now: closed})
	if err := errors.Join(append(problems, err, err2, err3, s.Close())...); err != nil {
		t.Fatal(err)
	}

	apply := func(s *Store) error {
		_, err := quiz.NewEngine(s).ApplyMend(ctx, "guild", draft.ID, ann, closed)
		return err
	}
	applied := filepath.Join(t.TempDir(), "applied.db")
	for _, step := range []struct {
		name     string
		template string
		do       func(s *Store) error
	}{
		{"apply", path, apply},
		{"undo", applied, func(s *Store) error {
			_, err := quiz.NewEngine(s).UndoMend(ctx, "guild", draft.ID, ann, closed.Add(time.Hour))
			return err
		}},
	} {
		s, f := openFailing(t, step.template)
		f.done = nil
		if err := step.do(s); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		statements, after := f.done, everything(t, s)
		if step.name == "apply" {
			if err := Backup(ctx, s.path, applied); err != nil {
				t.Fatal(err)
			}
		}
		if len(statements) < 15 || statements[0] != "BEGIN" || statements[len(statements)-1] != "COMMIT" {
			t.Errorf("%s: only these statements: %q", step.name, statements)
		}
		for n := 1; n <= len(statements); n++ {
			s, f := openFailing(t, step.template)
			before := everything(t, s)
			if before == after {
				t.Fatalf("%s changes nothing", step.name)
			}
			f.left, f.done = n, nil
			if err := step.do(s); !errors.Is(err, errDisk) {
				t.Errorf("%s, statement %d fails (%s): error %v", step.name, n, f.done[len(f.done)-1], err)
			}
			if got := everything(t, s); got != before {
				t.Errorf("%s, statement %d fails (%s): half of it is there:\n%s\nwas\n%s", step.name, n, statements[n-1], got, before)
			}
			f.left = -1
			if err := step.do(s); err != nil {
				t.Errorf("%s, again after statement %d: %v", step.name, n, err)
			}
			if got := everything(t, s); got != after {
				t.Errorf("%s, again after statement %d:\n%s\nwant\n%s", step.name, n, got, after)
			}
			if problems, err := s.Check(ctx); err != nil || len(problems) > 0 {
				t.Errorf("%s, again after statement %d: %v, %v", step.name, n, problems, err)
			}
			s.Close()
		}
		t.Logf("%s: %d statements", step.name, len(statements))
	}
}
