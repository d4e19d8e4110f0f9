package store

import (
	"context"
	"errors"
	"path/filepath"
	"sync"
	"testing"
)

// TestReaderParsesAStatementOnce has many ask the same at the same time, give
// up, and ask what is no statement.
func TestReaderParsesAStatementOnce(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "quizbot.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	before := len(s.read.parsed)
	const query = `SELECT ? + 1`
	var asking sync.WaitGroup
	for n := range 40 {
		asking.Go(func() {
			ctx, cancel := context.WithCancel(t.Context())
			if n%4 == 0 {
				cancel()
			}
			defer cancel()
			for i := range 25 {
				var got int
				err := s.read.QueryRowContext(ctx, query, i).Scan(&got)
				if n%4 == 0 && !errors.Is(err, context.Canceled) || n%4 != 0 && (err != nil || got != i+1) {
					t.Errorf("%d + 1 is %d, %v", i, got, err)
					return
				}
			}
		})
	}
	asking.Wait()
	if n := len(s.read.parsed) - before; n != 1 {
		t.Errorf("%d statements were kept, want 1", n)
	}
	var got int
	if err := s.read.QueryRowContext(t.Context(), `SELEKT 1`).Scan(&got); err == nil {
		t.Error("what is no statement has a row")
	}
	if rows, err := s.read.QueryContext(t.Context(), `SELEKT 1`); err == nil {
		rows.Close()
		t.Error("what is no statement has rows")
	}
}
