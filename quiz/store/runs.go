package store

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"time"

	"quizbot/quiz"
)

const runColumns = `round, player, seed, started_at, finished_at`

func scanRun(row scanner) (quiz.Run, error) {
	var r quiz.Run
	var seed, started, finished int64
	err := row.Scan(&r.Round, &r.Player, &seed, &started, &finished)
	r.Seed, r.StartedAt, r.FinishedAt = uint64(seed), instant(started), instant(finished)
	return r, err
}

const answerColumns = `round, no, player, question_version, shown, given, at, correct, points`

func scanAnswer(row scanner) (quiz.Answer, error) {
	var a quiz.Answer
	var shown, given string
	var at, correct int64
	if err := row.Scan(&a.Round, &a.No, &a.Player, &a.QuestionVersion, &shown, &given, &at, &correct, &a.Verdict.Points); err != nil {
		return quiz.Answer{}, err
	}
	a.At, a.Verdict.Correct = instant(at), correct != 0
	return a, errors.Join(fromJSON(shown, &a.Shown), fromJSON(given, &a.Given))
}

// The queries on the way of an answer. A test reads their plans.
const (
	selectRun    = `SELECT ` + runColumns + ` FROM run WHERE round = ? AND player = ?`
	selectAnswer = `SELECT ` + answerColumns + ` FROM answer WHERE round = ? AND player = ? AND no = ?`
	finishRun    = `UPDATE run SET finished_at = ? WHERE round = ? AND player = ?`
	currentRun   = `
		SELECT u.round, u.player, u.seed, u.started_at, u.finished_at
		FROM run u JOIN round r ON r.id = u.round
		WHERE u.community = ? AND u.player = ? AND u.finished_at = 0
		  AND (r.kind = ? AND r.channel = ? OR r.kind = ?)
		  AND (r.closes_at = 0 OR r.closes_at > ?)
		ORDER BY (
			SELECT MAX(touched.at) FROM (
				SELECT u.touched_at AS at
				UNION ALL
				SELECT a.at FROM answer a WHERE a.round = u.round AND a.player = u.player) touched) DESC,
			r.opened_at DESC
		LIMIT 1`
	selectHistory = `
		SELECT ` + answerColumns + ` FROM answer
		WHERE community = ? AND player = ?
		ORDER BY at DESC, round, no DESC
		LIMIT ? OFFSET ?`
)

// AddRun stores a new run, or notes that the one which is there was touched,
// and returns it as stored. [quiz.ErrDeleted] when the player had one and
// deleted their data.
func (s *Store) AddRun(ctx context.Context, run quiz.Run, community quiz.CommunityID, player quiz.Player, at time.Time) (quiz.Run, error) {
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) (err error) {
		run, err = addRun(ctx, tx, run, community, player, at)
		return err
	})
	return run, err
}

func addRun(ctx context.Context, tx *sql.Tx, run quiz.Run, community quiz.CommunityID, player quiz.Player, at time.Time) (quiz.Run, error) {
	mark, err := deletionMark(ctx, tx, run.Round, player.ID)
	if err != nil {
		return run, err
	}
	var deleted int
	if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM deleted_run WHERE round = ? AND mark = ?`, run.Round, mark).Scan(&deleted); err != nil {
		return run, err
	}
	if deleted > 0 {
		return run, quiz.ErrDeleted
	}
	if err := keepName(ctx, tx, community, player); err != nil {
		return run, err
	}
	if _, err := tx.ExecContext(ctx, `
		INSERT INTO run (round, player, community, seed, started_at, finished_at, touched_at)
		VALUES (?, ?, ?, ?, ?, 0, ?)
		ON CONFLICT (round, player) DO UPDATE SET touched_at = excluded.touched_at`,
		run.Round, player.ID, community, int64(run.Seed), millis(run.StartedAt), millis(at)); err != nil {
		return run, err
	}
	return runIn(ctx, tx, run.Round, player.ID)
}

// keepName stores the player's display name, if it is known.
func keepName(ctx context.Context, tx *sql.Tx, community quiz.CommunityID, player quiz.Player) error {
	if player.Name == "" {
		return nil
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO player (community, id, name) VALUES (?, ?, ?)
		ON CONFLICT (community, id) DO UPDATE SET name = excluded.name WHERE player.name <> excluded.name`,
		community, player.ID, player.Name)
	return err
}

// Run returns [quiz.ErrNotStarted] when there is none.
func (s *Store) Run(ctx context.Context, id quiz.RoundID, player quiz.PlayerID) (quiz.Run, error) {
	return runIn(ctx, s.read, id, player)
}

func runIn(ctx context.Context, q querier, id quiz.RoundID, player quiz.PlayerID) (quiz.Run, error) {
	r, err := scanRun(q.QueryRowContext(ctx, selectRun, id, player))
	if errors.Is(err, sql.ErrNoRows) {
		return quiz.Run{}, quiz.ErrNotStarted
	}
	return r, err
}

// CurrentRun returns the player's unfinished run last touched, of the open
// daily rounds in the channel and their practices in the community;
// [quiz.ErrNothingOpen] when there is none.
func (s *Store) CurrentRun(ctx context.Context, venue quiz.Venue, player quiz.PlayerID, at time.Time) (quiz.Run, error) {
	run, err := scanRun(s.read.QueryRowContext(ctx, currentRun, venue.Community, player, quiz.Daily, venue.Channel, quiz.Practice, millis(at)))
	if errors.Is(err, sql.ErrNoRows) {
		return quiz.Run{}, quiz.ErrNothingOpen
	}
	return run, err
}

// Answers returns the player's answers in a round by number.
func (s *Store) Answers(ctx context.Context, id quiz.RoundID, player quiz.PlayerID) ([]quiz.Answer, error) {
	return collect(ctx, s.read, scanAnswer, `
		SELECT `+answerColumns+` FROM answer WHERE round = ? AND player = ? ORDER BY no`, id, player)
}

// History returns the player's answers in a community, newest first, skipping
// the first ones.
func (s *Store) History(ctx context.Context, community quiz.CommunityID, player quiz.PlayerID, skip, limit int) ([]quiz.Answer, error) {
	return collect(ctx, s.read, scanAnswer, selectHistory, community, player, limit, skip)
}

// deletionMark returns what stands for a deleted run: without the
// installation's secret nobody can tell whose it was.
func deletionMark(ctx context.Context, tx *sql.Tx, id quiz.RoundID, player quiz.PlayerID) (string, error) {
	key, err := secretIn(ctx, tx, "deletion-mark")
	if err != nil {
		return "", err
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(id + "/"))
	mac.Write([]byte(player))
	return hex.EncodeToString(mac.Sum(nil)), nil
}
