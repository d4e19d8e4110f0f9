package store

import (
	"context"
	"database/sql"
	"sync"
)

// reader reads, by several connections that cannot write. A statement is parsed
// once by each: parsing took a third of the processor time of a press
// (BenchmarkInteractions of package bot). The statements are text of this
// package, so that there are only so many.
type reader struct {
	*sql.DB
	mu     sync.Mutex
	parsed map[string]*sql.Stmt // by their text
}

func newReader(db *sql.DB) *reader { return &reader{DB: db, parsed: make(map[string]*sql.Stmt)} }

// PrepareContext returns the statement that was prepared before, if it was.
// Nobody closes it: that happens with the database.
func (r *reader) PrepareContext(ctx context.Context, query string) (*sql.Stmt, error) {
	r.mu.Lock()
	prepared := r.parsed[query]
	r.mu.Unlock()
	if prepared != nil {
		return prepared, nil
	}
	fresh, err := r.DB.PrepareContext(ctx, query) // without the lock: it may wait for a connection
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if prepared := r.parsed[query]; prepared != nil { // another goroutine was faster
		fresh.Close()
		return prepared, nil
	}
	r.parsed[query] = fresh
	return fresh, nil
}

// QueryContext is that of [sql.DB], prepared.
func (r *reader) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	prepared, err := r.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	return prepared.QueryContext(ctx, args...)
}

// QueryRowContext is that of [sql.DB], prepared.
func (r *reader) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	prepared, err := r.PrepareContext(ctx, query)
	if err != nil {
		return r.DB.QueryRowContext(ctx, query, args...) // whose row carries the error
	}
	return prepared.QueryRowContext(ctx, args...)
}
