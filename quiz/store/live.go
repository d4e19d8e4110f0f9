package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"quizbot/quiz"
)

func scanLive(row scanner) (quiz.LiveRound, error) {
	var l quiz.LiveRound
	var leader quiz.PlayerID
	var version int
	var state string
	if err := row.Scan(&leader, &version, &state); err != nil {
		return quiz.LiveRound{}, err
	}
	err := fromJSON(state, &l)
	l.Leader, l.Version = leader, version
	return l, err
}

// stateOf returns what is stored of a state beside its columns.
func stateOf(l quiz.LiveRound) string {
	l.Leader, l.Version = "", 0
	return asJSON(l)
}

// AddLive stores a new live round. [quiz.ErrLiveHere] when the venue has one
// that has not ended.
func (s *Store) AddLive(ctx context.Context, r quiz.Round, l quiz.LiveRound) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		var open int
		if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM live WHERE community = ? AND channel = ? AND ended = 0`,
			l.Venue.Community, l.Venue.Channel).Scan(&open); err != nil {
			return err
		}
		if open > 0 {
			return quiz.ErrLiveHere
		}
		if err := addRound(ctx, tx, r); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `
			INSERT INTO live (round, community, channel, leader, ended, shown, version, state)
			VALUES (?, ?, ?, ?, 0, 0, ?, ?)`, l.Round, l.Venue.Community, l.Venue.Channel, l.Leader, l.Version, stateOf(l))
		return err
	})
}

// Live returns [quiz.ErrNoLive] when there is none.
func (s *Store) Live(ctx context.Context, id quiz.RoundID) (quiz.LiveRound, error) {
	return oneLive(s.read.QueryRowContext(ctx, `SELECT leader, version, state FROM live WHERE round = ?`, id))
}

// LiveIn returns the live round of the venue that has not ended;
// [quiz.ErrNoLive] when there is none.
func (s *Store) LiveIn(ctx context.Context, venue quiz.Venue) (quiz.LiveRound, error) {
	return oneLive(s.read.QueryRowContext(ctx, `
		SELECT leader, version, state FROM live WHERE community = ? AND channel = ? AND ended = 0`, venue.Community, venue.Channel))
}

func oneLive(row scanner) (quiz.LiveRound, error) {
	l, err := scanLive(row)
	if errors.Is(err, sql.ErrNoRows) {
		return quiz.LiveRound{}, quiz.ErrNoLive
	}
	return l, err
}

// OpenLive returns the live rounds of which not everything was shown, oldest
// first.
func (s *Store) OpenLive(ctx context.Context) ([]quiz.LiveRound, error) {
	return collect(ctx, s.read, scanLive, `
		SELECT l.leader, l.version, l.state FROM live l JOIN round r ON r.id = l.round
		WHERE l.shown = 0 ORDER BY r.opened_at, r.id`)
}

// OpenLiveRounds returns the rounds of a community's live rounds that have not
// ended, oldest first.
func (s *Store) OpenLiveRounds(ctx context.Context, community quiz.CommunityID) ([]quiz.Round, error) {
	return collect(ctx, s.read, scanRound, `
		SELECT `+roundColumns+` FROM round
		WHERE id IN (SELECT round FROM live WHERE community = ? AND ended = 0)
		ORDER BY opened_at, id`, community)
}

// SaveLive stores a state over the one whose version it has and returns it with
// the next; [quiz.ErrChanged] when that is not the stored one. A round that has
// ended is over and closed.
func (s *Store) SaveLive(ctx context.Context, l quiz.LiveRound) (quiz.LiveRound, error) {
	ended := 0
	if l.Phase == quiz.Ended {
		ended = 1
	}
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, `
			UPDATE live SET leader = ?, ended = ?, version = ?, state = ? WHERE round = ? AND version = ?`,
			l.Leader, ended, l.Version+1, stateOf(l), l.Round, l.Version)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return errors.Join(quiz.ErrChanged, err)
		}
		if err := countEarlier(ctx, tx, l); err != nil || ended == 0 {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE round SET closes_at = ?, closed_at = ? WHERE id = ? AND closed_at = 0`,
			millis(l.EndedAt), millis(l.EndedAt), l.Round); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM deleted_run WHERE round = ?`, l.Round)
		return err
	})
	if err != nil {
		return quiz.LiveRound{}, err
	}
	l.Version++
	return l, nil
}

// countEarlier has the answers to the current question of a live round count
// from its close on, when it closes before the time they were stored with. It
// is asked at every step: an answer may have been under way at the close.
func countEarlier(ctx context.Context, tx *sql.Tx, l quiz.LiveRound) error {
	no := l.No()
	if no < 0 {
		return nil
	}
	counts := millis(l.CountsAt(no))
	_, err := tx.ExecContext(ctx, `
		UPDATE answer SET counts_at = ?
		WHERE community = ? AND scored = 0 AND counts_at > 0 AND counts_at > ? AND round = ? AND no = ?`,
		counts, l.Venue.Community, counts, l.Round, no)
	return err
}

// CloseLive notes that everything of a live round was shown.
func (s *Store) CloseLive(ctx context.Context, id quiz.RoundID) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE live SET shown = 1 WHERE round = ?`, id)
		return err
	})
}

// JoinLive stores a run like [Store.AddRun], and the member's team: the one
// they have, else the one wanted, else the smallest.
func (s *Store) JoinLive(ctx context.Context, run quiz.Run, community quiz.CommunityID, player quiz.Player, wanted, teams int, at time.Time) (team int, err error) {
	err = s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if _, err := addRun(ctx, tx, run, community, player, at); err != nil {
			return err
		}
		team = 0
		if teams == 0 {
			return nil
		}
		sizes := make([]int, teams+1)
		if _, err := collect(ctx, tx, func(row scanner) (struct{}, error) {
			var number, size int
			err := row.Scan(&number, &size)
			if number >= 1 && number <= teams {
				sizes[number] = size
			}
			return struct{}{}, err
		}, `SELECT team, COUNT(*) FROM live_team WHERE round = ? GROUP BY team`, run.Round); err != nil {
			return err
		}
		choice := wanted
		if choice < 1 || choice > teams {
			choice = 1
			for number := 2; number <= teams; number++ {
				if sizes[number] < sizes[choice] {
					choice = number
				}
			}
		}
		if _, err := tx.ExecContext(ctx, `
			INSERT INTO live_team (round, player, team) VALUES (?, ?, ?)
			ON CONFLICT (round, player) DO NOTHING`, run.Round, player.ID, choice); err != nil {
			return err
		}
		return tx.QueryRowContext(ctx, `SELECT team FROM live_team WHERE round = ? AND player = ?`, run.Round, player.ID).Scan(&team)
	})
	return team, err
}

// LiveMembers returns who has joined a live round.
func (s *Store) LiveMembers(ctx context.Context, id quiz.RoundID) ([]quiz.LiveMember, error) {
	return collect(ctx, s.read, func(row scanner) (quiz.LiveMember, error) {
		var m quiz.LiveMember
		return m, row.Scan(&m.Player.ID, &m.Player.Name, &m.Team, &m.Hidden)
	}, `
		SELECT u.player, COALESCE(p.name, ''), COALESCE(t.team, 0), COALESCE(p.hidden, 0)
		FROM run u
		LEFT JOIN player p ON p.community = u.community AND p.id = u.player
		LEFT JOIN live_team t ON t.round = u.round AND t.player = u.player
		WHERE u.round = ?`, id)
}

// LiveAnswers returns all answers of a round.
func (s *Store) LiveAnswers(ctx context.Context, id quiz.RoundID) ([]quiz.Answer, error) {
	return collect(ctx, s.read, scanAnswer, `SELECT `+answerColumns+` FROM answer WHERE round = ?`, id)
}
