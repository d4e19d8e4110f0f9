package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"quizbot/quiz"
)

// Leave notes that the bot was removed from a community and stops what goes on
// there; see [quiz.DepartureStore].
func (s *Store) Leave(ctx context.Context, community quiz.CommunityID, reason string, now time.Time) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		at := millis(now)
		first, err := changedOne(tx.ExecContext(ctx, `
			INSERT INTO departure (community, at) VALUES (?, ?)
			ON CONFLICT (community) DO NOTHING`, community, at))
		if err != nil || !first {
			return err
		}
		if _, err := tx.ExecContext(ctx, `
			UPDATE schedule SET suspended = ? WHERE community = ? AND removed = 0 AND suspended = ''`, reason, community); err != nil {
			return err
		}
		// What would count from the close on counts from now on.
		if _, err := tx.ExecContext(ctx, `
			UPDATE answer SET counts_at = ?
			WHERE community = ? AND scored = 0 AND counts_at > ?
			  AND round IN (SELECT id FROM round WHERE community = ? AND kind = ? AND closed_at = 0)`,
			at, community, at, community, quiz.Daily); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `
			DELETE FROM deleted_run
			WHERE round IN (SELECT id FROM round WHERE community = ? AND kind = ? AND closed_at = 0)`, community, quiz.Daily); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `
			UPDATE round SET closed_at = ?, closes_at = CASE WHEN closes_at = 0 OR closes_at > ? THEN ? ELSE closes_at END
			WHERE community = ? AND kind = ? AND closed_at = 0`, at, at, at, community, quiz.Daily); err != nil {
			return err
		}
		for _, statement := range []string{
			`UPDATE live SET shown = 1 WHERE community = ? AND ended = 1 AND shown = 0`,
			`UPDATE amendment SET channel = '' WHERE community = ? AND channel <> ''`,
			`DELETE FROM reminder WHERE community = ? AND state IN ('due', 'sending')`,
		} {
			if _, err := tx.ExecContext(ctx, statement, community); err != nil {
				return err
			}
		}
		return nil
	})
}

// Return takes the note back that the bot was removed.
func (s *Store) Return(ctx context.Context, community quiz.CommunityID) (left time.Time, err error) {
	// Read first: it is asked of every community at each start.
	if left, err = departureIn(ctx, s.read, community); err != nil || left.IsZero() {
		return left, err
	}
	err = s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if left, err = departureIn(ctx, tx, community); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM departure WHERE community = ?`, community)
		return err
	})
	return left, err
}

// departureIn returns when the bot was removed; the zero time when it was not.
func departureIn(ctx context.Context, q querier, community quiz.CommunityID) (time.Time, error) {
	var at int64
	err := q.QueryRowContext(ctx, `SELECT at FROM departure WHERE community = ?`, community).Scan(&at)
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, nil
	}
	return instant(at), err
}

// Departed returns when the bot was removed from the communities whose data are
// still there.
func (s *Store) Departed(ctx context.Context) (map[quiz.CommunityID]time.Time, error) {
	departed := make(map[quiz.CommunityID]time.Time)
	_, err := collect(ctx, s.read, func(row scanner) (struct{}, error) {
		var community quiz.CommunityID
		var at int64
		err := row.Scan(&community, &at)
		departed[community] = instant(at)
		return struct{}{}, err
	}, `SELECT community, at FROM departure`)
	return departed, err
}

// Communities returns those with data that the bot is not known to have left.
func (s *Store) Communities(ctx context.Context) ([]quiz.CommunityID, error) {
	return collect(ctx, s.read, func(row scanner) (id quiz.CommunityID, err error) { return id, row.Scan(&id) }, `
		SELECT community FROM (
			SELECT community FROM settings UNION SELECT community FROM schedule UNION SELECT community FROM bank
			UNION SELECT community FROM player UNION SELECT community FROM learner) known
		WHERE community <> '' AND community NOT IN (SELECT community FROM departure)
		ORDER BY community`)
}

// errReturned says that the bot is back in a community.
var errReturned = errors.New("the bot is back")

// Erase deletes every row of a community that the bot left before an instant.
// Round by round, so that nobody else's answer waits for long; a process that
// ends meanwhile leaves the note, by which the next one goes on.
func (s *Store) Erase(ctx context.Context, community quiz.CommunityID, before time.Time) (answers int, err error) {
	// Gone runs f unless the bot has come back meanwhile.
	gone := func(f func(ctx context.Context, tx *sql.Tx) error) error {
		return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
			left, err := departureIn(ctx, tx, community)
			if err != nil {
				return err
			}
			if community == "" || left.IsZero() || left.After(before) {
				return errReturned
			}
			return f(ctx, tx)
		})
	}
	for more := true; more && err == nil; {
		n := 0
		err = gone(func(ctx context.Context, tx *sql.Tx) error {
			var round quiz.RoundID
			err := tx.QueryRowContext(ctx, `SELECT id FROM round WHERE community = ? LIMIT 1`, community).Scan(&round)
			if more = !errors.Is(err, sql.ErrNoRows); !more {
				return nil
			} else if err != nil {
				return err
			}
			if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM answer WHERE round = ?`, round).Scan(&n); err != nil {
				return err
			}
			_, err = tx.ExecContext(ctx, `DELETE FROM round WHERE id = ?`, round)
			return err
		})
		if err == nil {
			answers += n
		}
	}
	if err == nil {
		err = gone(func(ctx context.Context, tx *sql.Tx) error {
			// A draft of a schedule that was yet to be added has no other mark of
			// its community than its age.
			if _, err := tx.ExecContext(ctx, `DELETE FROM schedule_draft WHERE schedule IS NULL AND at <= ?`, millis(before)); err != nil {
				return err
			}
			return eraseRows(ctx, tx, community)
		})
	}
	s.scores.forget(community)
	if errors.Is(err, errReturned) {
		err = nil
	}
	return answers, err
}

// eraseRows deletes all rows of a community but those of drafts of new schedules.
func eraseRows(ctx context.Context, tx *sql.Tx, community quiz.CommunityID) error {
	for _, statement := range []string{
		`DELETE FROM reminder WHERE community = ?`,
		`DELETE FROM card WHERE community = ?`,
		`DELETE FROM learner WHERE community = ?`,
		`DELETE FROM notice WHERE community = ?`,
		`DELETE FROM allowance WHERE community = ?`,
		`DELETE FROM amendment WHERE community = ?`,
		`DELETE FROM score WHERE community = ?`,
		`DELETE FROM round WHERE community = ?`,
		`DELETE FROM schedule WHERE community = ?`,
		`DELETE FROM player WHERE community = ?`,
		`DELETE FROM bank WHERE community = ?`,
		`DELETE FROM retention WHERE community = ?`,
		`DELETE FROM settings WHERE community = ?`,
		`DELETE FROM departure WHERE community = ?`,
	} {
		if _, err := tx.ExecContext(ctx, statement, community); err != nil {
			return err
		}
	}
	return nil
}
