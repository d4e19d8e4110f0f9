package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"quizbot/quiz"
)

// SaveAllowance stores an allowance in place of one of the same member, kind
// and first day.
func (s *Store) SaveAllowance(ctx context.Context, a quiz.Allowance) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := keepName(ctx, tx, a.Community, quiz.Player{ID: a.Player, Name: a.Name}); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `
			INSERT INTO allowance (community, player, kind, first, last, amount, author, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (community, player, kind, first) DO UPDATE SET
				last = excluded.last, amount = excluded.amount, author = excluded.author, at = excluded.at`,
			a.Community, a.Player, a.Kind, a.First.String(), a.Last.String(), a.Amount, a.By, millis(a.At))
		return err
	})
}

// RemoveAllowances removes a member's of a kind; [quiz.ErrNoAllowance] when
// there is none.
func (s *Store) RemoveAllowances(ctx context.Context, community quiz.CommunityID, player quiz.PlayerID, kind quiz.AllowanceKind) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, `DELETE FROM allowance WHERE community = ? AND player = ? AND kind = ?`, community, player, kind)
		if changed, err := changedOne(result, err); err != nil || changed {
			return err
		}
		return quiz.ErrNoAllowance
	})
}

// What is granted to a member is asked for with every answer. A test reads the plan.
const (
	allowanceColumns   = `player, kind, first, last, amount, author, at`
	allowancesOfPlayer = `
		SELECT ` + allowanceColumns + ` FROM allowance WHERE community = ? AND player = ? ORDER BY kind, first`
	allowancesOfAll = `
		SELECT ` + allowanceColumns + ` FROM allowance WHERE community = ? ORDER BY player, kind, first`
)

// Allowances returns those of a member, or of all for "".
func (s *Store) Allowances(ctx context.Context, community quiz.CommunityID, player quiz.PlayerID) ([]quiz.Allowance, error) {
	query, args := allowancesOfAll, []any{community}
	if player != "" {
		query, args = allowancesOfPlayer, append(args, player)
	}
	return collect(ctx, s.read, func(row scanner) (quiz.Allowance, error) {
		a := quiz.Allowance{Community: community}
		var first, last string
		var at int64
		if err := row.Scan(&a.Player, &a.Kind, &first, &last, &a.Amount, &a.By, &at); err != nil {
			return quiz.Allowance{}, err
		}
		a.At = instant(at)
		var err, err2 error
		a.First, err = quiz.ParseDay(first)
		a.Last, err2 = quiz.ParseDay(last)
		return a, errors.Join(err, err2)
	}, query, args...)
}

// GradeRounds returns the daily and live rounds that opened in a stretch of
// time and are over.
func (s *Store) GradeRounds(ctx context.Context, community quiz.CommunityID, schedule quiz.ScheduleID, from, to, now time.Time) ([]quiz.GradedRound, error) {
	return collect(ctx, s.read, func(row scanner) (quiz.GradedRound, error) {
		var r quiz.GradedRound
		var opened, closes int64
		err := row.Scan(&r.ID, &r.Kind, &r.Title, &r.Nominal, &opened, &closes, &r.Asks)
		r.OpenedAt, r.ClosesAt = instant(opened), instant(closes)
		return r, err
	}, `
		SELECT r.id, r.kind, r.title, r.nominal, r.opened_at, r.closes_at, (SELECT COUNT(*) FROM asked k WHERE k.round = r.id)
		FROM round r
		WHERE r.community = ? AND r.kind IN (?, ?) AND r.opened_at >= ? AND r.opened_at < ?
		  AND (? = '' OR r.schedule = ?) AND r.closes_at > 0 AND r.closes_at <= ?
		ORDER BY r.opened_at, r.id`,
		community, quiz.Daily, quiz.Live, millis(from), millis(to), schedule, schedule, millis(now))
}

// GradeRuns returns every run of these rounds with its points.
func (s *Store) GradeRuns(ctx context.Context, community quiz.CommunityID, schedule quiz.ScheduleID, from, to, now time.Time) ([]quiz.GradedRun, error) {
	return collect(ctx, s.read, func(row scanner) (quiz.GradedRun, error) {
		var r quiz.GradedRun
		var finished int64
		err := row.Scan(&r.Round, &r.Player, &finished, &r.Points, &r.Answers)
		r.FinishedAt = instant(finished)
		return r, err
	}, `
		SELECT u.round, u.player, u.finished_at,
		       COALESCE((SELECT SUM(a.points) FROM answer a WHERE a.round = u.round AND a.player = u.player), 0),
		       (SELECT COUNT(*) FROM answer a WHERE a.round = u.round AND a.player = u.player)
		FROM round r JOIN run u ON u.round = r.id
		WHERE r.community = ? AND r.kind IN (?, ?) AND r.opened_at >= ? AND r.opened_at < ?
		  AND (? = '' OR r.schedule = ?) AND r.closes_at > 0 AND r.closes_at <= ?`,
		community, quiz.Daily, quiz.Live, millis(from), millis(to), schedule, schedule, millis(now))
}

// Players returns every player of a community whose name is known.
func (s *Store) Players(ctx context.Context, community quiz.CommunityID) ([]quiz.Player, error) {
	return collect(ctx, s.read, func(row scanner) (p quiz.Player, err error) { return p, row.Scan(&p.ID, &p.Name) },
		`SELECT id, name FROM player WHERE community = ? AND name <> '' ORDER BY id`, community)
}

// SetRetention has answers older than so many days removed; 0 keeps them.
func (s *Store) SetRetention(ctx context.Context, community quiz.CommunityID, days int) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if days == 0 {
			_, err := tx.ExecContext(ctx, `DELETE FROM retention WHERE community = ?`, community)
			return err
		}
		_, err := tx.ExecContext(ctx, `
			INSERT INTO retention (community, days) VALUES (?, ?)
			ON CONFLICT (community) DO UPDATE SET days = excluded.days`, community, days)
		return err
	})
}

// Retention returns after how many days answers are removed; 0 = never.
func (s *Store) Retention(ctx context.Context, community quiz.CommunityID) (days int, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT days FROM retention WHERE community = ?`, community).Scan(&days)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return days, err
}

// Expire removes what members chose, and their practices, once they are older
// than the community keeps them; of reports those that were decided. What an
// answer was worth stays, so that scores are still the sum of answers.
func (s *Store) Expire(ctx context.Context, now time.Time) (int, error) {
	type keeping struct {
		community quiz.CommunityID
		days      int
	}
	all, err := collect(ctx, s.read, func(row scanner) (k keeping, err error) { return k, row.Scan(&k.community, &k.days) },
		`SELECT community, days FROM retention`)
	if err != nil {
		return 0, err
	}
	removed := 0
	for _, k := range all {
		before := millis(now.AddDate(0, 0, -k.days))
		var n int64
		err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
			n = 0
			for _, statement := range []string{
				`DELETE FROM round WHERE community = ? AND owner <> '' AND opened_at < ?`,
				`DELETE FROM report WHERE community = ? AND at < ? AND state <> 'open'`,
				`UPDATE answer SET shown = '[]', given = '[]' WHERE community = ? AND at < ? AND given <> '[]'`,
			} {
				result, err := tx.ExecContext(ctx, statement, k.community, before)
				if err != nil {
					return err
				}
				if n, err = result.RowsAffected(); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return removed, err
		}
		removed += int(n)
	}
	return removed, nil
}
