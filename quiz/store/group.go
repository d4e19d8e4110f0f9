package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
)

// maxGroup is how many waiting writes share a transaction, and with it the
// sync to disk that each of them waits for.
const maxGroup = 256

var errClosed = errors.New("the database is closed")

// group commits writes that wait at the same time together. While one
// transaction is synced, the next ones gather; nobody waits for company.
type group struct {
	db      *sql.DB // one connection
	most    int     // writes in a transaction
	answers func(ctx context.Context, tx *sql.Tx, all []*newAnswer) error
	queue   chan *write
	done    chan struct{}

	closing sync.RWMutex // held for reading while a write is handed over
	closed  bool

	fault atomic.Pointer[error] // of the last transaction, when the storage itself failed
}

// write is one caller's part of a transaction: an answer, or else a function.
type write struct {
	ctx    context.Context
	f      func(ctx context.Context, tx *sql.Tx) error
	answer *newAnswer
	result chan error // takes one without waiting
}

// newGroup starts a group of up to most writes. Answers stores those of one
// transaction, all or none.
func newGroup(db *sql.DB, most int, answers func(ctx context.Context, tx *sql.Tx, all []*newAnswer) error) *group {
	g := &group{db: db, most: most, answers: answers, queue: make(chan *write, most), done: make(chan struct{})}
	go g.run()
	return g
}

// do has w carried out; see [Store.write].
func (g *group) do(ctx context.Context, w *write) error {
	w.ctx, w.result = ctx, make(chan error, 1)
	g.closing.RLock()
	if g.closed {
		g.closing.RUnlock()
		return errClosed
	}
	select {
	case g.queue <- w:
		g.closing.RUnlock()
	case <-ctx.Done():
		g.closing.RUnlock()
		return ctx.Err()
	}
	// Not given up any more: the caller must know whether it was stored.
	return <-w.result
}

// close carries out what waits and ends.
func (g *group) close() {
	g.closing.Lock()
	if !g.closed {
		g.closed = true
		close(g.queue)
	}
	g.closing.Unlock()
	<-g.done
}

func (g *group) run() {
	defer close(g.done)
	var waiting []*write
	for first := range g.queue {
		waiting = append(waiting[:0], first)
	gather:
		for len(waiting) < g.most {
			select {
			case w, ok := <-g.queue:
				if !ok {
					break gather
				}
				waiting = append(waiting, w)
			default:
				break gather
			}
		}
		g.commit(waiting)
		clear(waiting) // what was answered is not kept alive
	}
}

// commit carries out the writes in one transaction and answers each. A write
// that fails by its own fault is undone alone. That needs a savepoint for each,
// so it is tried without first: faults are rare.
func (g *group) commit(waiting []*write) {
	tx, err := g.db.BeginTx(context.Background(), nil) // nobody's context: one caller's would undo them all
	if err != nil {
		g.answer(waiting, err)
		return
	}
	own := g.all(tx, waiting)
	if own == nil {
		g.answer(waiting, tx.Commit())
		return
	}
	own = errors.Join(own, rollback(tx))
	if len(waiting) == 1 {
		g.answer(waiting, own)
	} else {
		g.commitApart(waiting)
	}
}

// all runs the writes, with the answers among them together: statements for each
// took more time than the sync that they share (BenchmarkAnswersTogether).
func (g *group) all(tx *sql.Tx, waiting []*write) error {
	var answers []*newAnswer
	for _, w := range waiting {
		if w.answer != nil && w.ctx.Err() == nil {
			answers = append(answers, w.answer)
		} else if err := g.one(tx, w); err != nil {
			return err
		}
	}
	if len(answers) == 0 {
		return nil
	}
	return unpanicked(func() error { return g.answers(context.Background(), tx, answers) })
}

// commitApart does the same with savepoints. A write that ends the transaction
// all the same, as SQLite does when the disk is full, must not spoil the
// others': then each is tried in a transaction of its own.
func (g *group) commitApart(waiting []*write) {
	tx, err := g.db.BeginTx(context.Background(), nil)
	if err != nil {
		g.answer(waiting, err)
		return
	}
	var stored []*write
	failed := make(map[*write]error)
	for _, w := range waiting {
		own, ended := g.shared(tx, w)
		if ended != nil {
			tx.Rollback() // what was to be: it has ended already
			for i := range waiting {
				g.commit(waiting[i : i+1])
			}
			return
		}
		if own == nil {
			stored = append(stored, w)
		} else {
			failed[w] = own
		}
	}
	g.answer(stored, tx.Commit())
	for w, err := range failed {
		w.result <- err
	}
}

// answer tells every caller how it ended, and keeps in mind whether the storage
// itself failed.
func (g *group) answer(waiting []*write, err error) {
	if code := codeOf(err); err == nil || storageFault(code) {
		g.fault.Store(&err)
	}
	for _, w := range waiting {
		w.result <- err
	}
}

// shared runs a write so that it can be undone alone. The second error says
// that the transaction has ended.
func (g *group) shared(tx *sql.Tx, w *write) (own, ended error) {
	ctx := context.WithoutCancel(w.ctx)
	if _, err := tx.ExecContext(ctx, `SAVEPOINT one`); err != nil {
		return nil, err
	}
	if own = g.one(tx, w); own != nil {
		if _, err := tx.ExecContext(ctx, `ROLLBACK TO one`); err != nil {
			return own, err
		}
	}
	_, ended = tx.ExecContext(ctx, `RELEASE one`)
	return own, ended
}

// one runs a write.
func (g *group) one(tx *sql.Tx, w *write) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	ctx := context.WithoutCancel(w.ctx)
	return unpanicked(func() error {
		if w.answer != nil {
			return g.answers(ctx, tx, []*newAnswer{w.answer})
		}
		return w.f(ctx, tx)
	})
}

// unpanicked runs f; a panic is its error, since it would end everybody's bot.
func unpanicked(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic while writing: %v", p)
		}
	}()
	return f()
}
