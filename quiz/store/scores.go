package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"sync"
	"time"

	"quizbot/quiz"
)

// scores keeps the table of what members reached. An answer waits until
// somebody asks for a board or a round of its community closes: then all that
// count by now are added up together. In the answer's own transaction the eight
// rows and more that one adds to took half of its time (BenchmarkAnswersTogether).
type scores struct {
	mu        sync.Mutex
	calendars map[quiz.CommunityID]calendar // of communities asked for
}

// calendar sorts answers into periods.
type calendar struct {
	settings quiz.Settings
	days     quiz.Calendar
}

func (c calendar) periods(at time.Time) []quiz.PeriodKey { return c.settings.PeriodsOf(c.days.Day(at)) }

// gain is what answers add to a row.
type gain struct {
	points, correct, answered int
	reached                   int64
}

// add takes one more answer.
func (g *gain) add(points, correct int, at int64) {
	switch {
	case g.answered == 0, points > 0 && g.points == 0:
		g.reached = at
	case points > 0:
		g.reached = max(g.reached, at)
	case g.points == 0:
		g.reached = min(g.reached, at)
	}
	g.points, g.correct, g.answered = g.points+points, g.correct+correct, g.answered+1
}

// row is the key of a row within a community.
type row struct {
	period quiz.PeriodKey
	bank   string
	player quiz.PlayerID
}

// addScore adds to a row; reached follows the rule of gain.add.
const addScore = `
	INSERT INTO score (community, period, bank, player, points, correct, answered, reached)
	VALUES (?, ?, ?, ?, ?, ?, ?, ?)
	ON CONFLICT (community, period, bank, player) DO UPDATE SET
		reached = CASE
			WHEN excluded.points > 0 AND (score.points = 0 OR excluded.reached > score.reached) THEN excluded.reached
			WHEN excluded.points = 0 AND score.points = 0 AND excluded.reached < score.reached THEN excluded.reached
			ELSE score.reached END,
		points = score.points + excluded.points,
		correct = score.correct + excluded.correct,
		answered = score.answered + excluded.answered`

// countWaiting adds the answers of a community that count by now and are not in
// the scores.
func (s *Store) countWaiting(ctx context.Context, tx *sql.Tx, community quiz.CommunityID, now time.Time) error {
	calendar, err := s.scores.calendar(ctx, tx, community)
	if err != nil {
		return err
	}
	rows, err := tx.QueryContext(ctx, `
		SELECT a.player, r.bank, a.counts_at, a.at, a.correct, a.points
		FROM answer a JOIN round r ON r.id = a.round
		WHERE a.community = ? AND a.scored = 0 AND a.counts_at > 0 AND a.counts_at <= ?`, community, millis(now))
	if err != nil {
		return err
	}
	defer rows.Close()
	gains := make(map[row]*gain)
	for rows.Next() {
		var player quiz.PlayerID
		var bank string
		var counts, at int64
		var correct, points int
		if err := rows.Scan(&player, &bank, &counts, &at, &correct, &points); err != nil {
			return err
		}
		for _, period := range calendar.periods(instant(counts)) {
			for _, bank := range []string{"", bank} {
				key := row{period, bank, player}
				if gains[key] == nil {
					gains[key] = new(gain)
				}
				gains[key].add(points, correct, at)
			}
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	add := s.prepared(ctx, tx, addScore)
	for key, g := range gains {
		if _, err := add.ExecContext(ctx, community, key.period, key.bank, key.player, g.points, g.correct, g.answered, g.reached); err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx, `
		UPDATE answer SET scored = 1
		WHERE community = ? AND scored = 0 AND counts_at > 0 AND counts_at <= ?`, community, millis(now))
	return err
}

// recount has the scores of a community, or of one player in it, added up
// again from the answers by the next one who asks.
func recount(ctx context.Context, tx *sql.Tx, community quiz.CommunityID, player quiz.PlayerID) error {
	scores, answers := `DELETE FROM score WHERE community = ?`, `UPDATE answer SET scored = 0 WHERE community = ? AND scored = 1`
	args := []any{community}
	if player != "" {
		scores, answers, args = scores+` AND player = ?`, answers+` AND player = ?`, append(args, player)
	}
	if _, err := tx.ExecContext(ctx, scores, args...); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, answers, args...)
	return err
}

// calendar returns a community's, kept until its settings change.
func (s *scores) calendar(ctx context.Context, q querier, community quiz.CommunityID) (calendar, error) {
	s.mu.Lock()
	kept, ok := s.calendars[community]
	s.mu.Unlock()
	if ok {
		return kept, nil
	}
	settings, err := settingsIn(ctx, q, community)
	if err != nil {
		return calendar{}, err
	}
	made := calendar{settings, settings.Calendar()}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.calendars == nil || len(s.calendars) >= 10_000 {
		s.calendars = make(map[quiz.CommunityID]calendar)
	}
	s.calendars[community] = made
	return made, nil
}

// forget drops the calendar of a community whose settings have changed.
func (s *scores) forget(community quiz.CommunityID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.calendars, community)
}

// Board returns a page of a community's scores, and first adds what has come to
// count since the last call.
func (s *Store) Board(ctx context.Context, q quiz.BoardQuery) (quiz.BoardPage, error) {
	var waiting bool
	if err := s.read.QueryRowContext(ctx, boardWaiting, q.Community, millis(q.Now)).Scan(&waiting); err != nil {
		return quiz.BoardPage{}, err
	}
	if waiting {
		if err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
			return s.countWaiting(ctx, tx, q.Community, q.Now)
		}); err != nil {
			return quiz.BoardPage{}, err
		}
	}
	tx, err := s.read.BeginTx(ctx, nil) // rows and ranks of one moment
	if err != nil {
		return quiz.BoardPage{}, err
	}
	defer rollback(tx)
	var page quiz.BoardPage
	if page.Standings, err = collect(ctx, tx, scanStanding, boardPage, q.Community, q.Period, q.Bank, q.Rows, q.First); err != nil {
		return quiz.BoardPage{}, err
	}
	for i := range page.Standings {
		page.Standings[i].Rank = q.First + i + 1
	}
	if err := tx.QueryRowContext(ctx, boardPlayers, q.Community, q.Period, q.Bank, q.Community, q.Period, q.Bank, q.Community).Scan(&page.Players); err != nil {
		return quiz.BoardPage{}, err
	}
	own, err := scanStanding(tx.QueryRowContext(ctx, boardOwn, q.Community, q.Period, q.Bank, q.Player))
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return page, nil
	case err != nil:
		return quiz.BoardPage{}, err
	}
	for i, query := range []string{boardBetter, boardBetterHidden} {
		args := []any{q.Community, q.Period, q.Bank, own.Points, own.Points, millis(own.Reached), millis(own.Reached), q.Player}
		if query == boardBetterHidden {
			args = append(args, q.Community)
		}
		var n int
		if err := tx.QueryRowContext(ctx, query, args...).Scan(&n); err != nil {
			return quiz.BoardPage{}, err
		}
		own.Rank += []int{n, -n}[i]
	}
	own.Rank++
	page.Own = &own
	return page, nil
}

// The queries of a leaderboard. A test reads their plans.
const (
	boardWaiting = `
		SELECT EXISTS (SELECT 1 FROM answer WHERE community = ? AND scored = 0 AND counts_at > 0 AND counts_at <= ?)`
	boardPage = `
		SELECT s.player, COALESCE(p.name, ''), s.points, s.correct, s.answered, s.reached
		FROM score s LEFT JOIN player p ON p.community = s.community AND p.id = s.player
		WHERE s.community = ? AND s.period = ? AND s.bank = ? AND COALESCE(p.hidden, 0) = 0
		ORDER BY s.points DESC, s.reached, s.player
		LIMIT ? OFFSET ?`
	boardOwn = `
		SELECT s.player, COALESCE(p.name, ''), s.points, s.correct, s.answered, s.reached
		FROM score s LEFT JOIN player p ON p.community = s.community AND p.id = s.player
		WHERE s.community = ? AND s.period = ? AND s.bank = ? AND s.player = ?`
	boardPlayers = `
		SELECT (SELECT COUNT(*) FROM score WHERE community = ? AND period = ? AND bank = ?) -
		       (SELECT COUNT(*) FROM score WHERE community = ? AND period = ? AND bank = ?
		        AND player IN (SELECT id FROM player WHERE community = ? AND hidden = 1))`
	// Who ranks before points, reached and player; the hidden among them.
	boardBetter = `
		SELECT COUNT(*) FROM score
		WHERE community = ? AND period = ? AND bank = ? AND points >= ?
		  AND (points > ? OR reached < ? OR reached = ? AND player < ?)`
	boardBetterHidden = `
		SELECT COUNT(*) FROM score
		WHERE community = ? AND period = ? AND bank = ? AND points >= ?
		  AND (points > ? OR reached < ? OR reached = ? AND player < ?)
		  AND player IN (SELECT id FROM player WHERE community = ? AND hidden = 1)`
)

// SetHidden keeps a player off the leaderboards that others see, or ends it.
func (s *Store) SetHidden(ctx context.Context, community quiz.CommunityID, player quiz.PlayerID, hidden bool) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		value := 0
		if hidden {
			value = 1
		}
		_, err := tx.ExecContext(ctx, `
			INSERT INTO player (community, id, name, hidden) VALUES (?, ?, '', ?)
			ON CONFLICT (community, id) DO UPDATE SET hidden = excluded.hidden`, community, player, value)
		return err
	})
}

// Hidden reports whether the player is kept off leaderboards.
func (s *Store) Hidden(ctx context.Context, community quiz.CommunityID, player quiz.PlayerID) (bool, error) {
	var hidden bool
	err := s.read.QueryRowContext(ctx, `SELECT hidden FROM player WHERE community = ? AND id = ?`, community, player).Scan(&hidden)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return hidden, err
}

// regroups reports whether answers fall into other periods after a change of settings.
func regroups(before, after quiz.Settings) bool {
	return before.Zone != after.Zone || before.DayStartsAt != after.DayStartsAt || !slices.Equal(before.Terms, after.Terms)
}
