package store

import (
	"context"
	"database/sql"
	"time"
)

// Logins counts the bot's logins to Discord over restarts. Discord resets the
// token of a bot that logs in more than 1,000 times within a day; how many are
// allowed is for the caller to say.
type Logins struct{ store *Store }

// Logins returns the count of this database.
func (s *Store) Logins() Logins { return Logins{s} }

// keptLogins is how long a login is remembered: Discord counts those of a day.
const keptLogins = 24 * time.Hour

// Since returns how many logins there were after an instant; those from before
// the last day may be forgotten.
func (l Logins) Since(ctx context.Context, from time.Time) (n int, err error) {
	err = l.store.read.QueryRowContext(ctx, `SELECT COUNT(*) FROM login WHERE at > ?`, millis(from)).Scan(&n)
	return n, err
}

// Add notes a login, durably, and forgets those of more than a day before it.
func (l Logins) Add(ctx context.Context, at time.Time) error {
	return l.store.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM login WHERE at <= ?`, millis(at.Add(-keptLogins))); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO login (at) VALUES (?)`, millis(at))
		return err
	})
}
