package store

import (
	"context"
	"database/sql"
	"errors"

	"quizbot/quiz"
)

// Settings returns [quiz.DefaultSettings] when none were saved.
func (s *Store) Settings(ctx context.Context, community quiz.CommunityID) (quiz.Settings, error) {
	return settingsIn(ctx, s.read, community)
}

func settingsIn(ctx context.Context, q querier, community quiz.CommunityID) (quiz.Settings, error) {
	settings := quiz.Settings{Community: community}
	var terms, holidays string
	err := q.QueryRowContext(ctx, `
		SELECT zone, day_starts_at, instructor_role, quiz_channel, reveal, terms, holidays FROM settings WHERE community = ?`, community).
		Scan(&settings.Zone, &settings.DayStartsAt, &settings.InstructorRole, &settings.QuizChannel, &settings.Reveal, &terms, &holidays)
	if errors.Is(err, sql.ErrNoRows) {
		return quiz.DefaultSettings(community), nil
	}
	return settings, errors.Join(err, fromJSON(terms, &settings.Terms), fromJSON(holidays, &settings.Holidays))
}

// SaveSettings stores a community's settings in place of earlier ones. Where
// answers fall into other days or terms by them, scores are added up again.
func (s *Store) SaveSettings(ctx context.Context, settings quiz.Settings) error {
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		before, err := settingsIn(ctx, tx, settings.Community)
		if err != nil {
			return err
		}
		if regroups(before, settings) {
			s.scores.forget(settings.Community)
			if err := recount(ctx, tx, settings.Community, ""); err != nil {
				return err
			}
		}
		_, err = tx.ExecContext(ctx, `
			INSERT INTO settings (community, zone, day_starts_at, instructor_role, quiz_channel, reveal, terms, holidays)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (community) DO UPDATE SET
				zone = excluded.zone, day_starts_at = excluded.day_starts_at, instructor_role = excluded.instructor_role,
				quiz_channel = excluded.quiz_channel, reveal = excluded.reveal, terms = excluded.terms,
				holidays = excluded.holidays`,
			settings.Community, settings.Zone, settings.DayStartsAt, settings.InstructorRole, settings.QuizChannel, settings.Reveal, asJSON(settings.Terms), asJSON(settings.Holidays))
		return err
	})
	s.scores.forget(settings.Community) // again: a reader in between may have kept the ones before
	return err
}

const reportColumns = `id, round, no, player, community, bank, question, version, given, text, at, state, answer, decided_by, decided_at`

func scanReport(row scanner) (quiz.Report, error) {
	var r quiz.Report
	var given string
	var at, decided int64
	if err := row.Scan(&r.ID, &r.Round, &r.No, &r.Player, &r.Community, &r.Bank, &r.Question, &r.Version, &given, &r.Text, &at, &r.State, &r.Answer, &r.DecidedBy, &decided); err != nil {
		return quiz.Report{}, err
	}
	r.At, r.DecidedAt = instant(at), instant(decided)
	return r, fromJSON(given, &r.Given)
}

// AddReport stores a report, in place of an earlier one by the same member on
// the same ask, and returns its number.
func (s *Store) AddReport(ctx context.Context, r quiz.Report) (int64, error) {
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `
			INSERT INTO report (round, no, player, community, bank, question, version, given, text, at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (round, no, player) DO UPDATE SET given = excluded.given, text = excluded.text, at = excluded.at,
				state = 'open', answer = '', decided_by = '', decided_at = 0
			RETURNING id`,
			r.Round, r.No, r.Player, r.Community, r.Bank, r.Question, r.Version, asJSON(r.Given), r.Text, millis(r.At)).Scan(&r.ID)
	})
	return r.ID, err
}

// Reports returns a community's reports, newest first.
func (s *Store) Reports(ctx context.Context, community quiz.CommunityID) ([]quiz.Report, error) {
	return collect(ctx, s.read, scanReport, `
		SELECT `+reportColumns+` FROM report WHERE community = ? ORDER BY at DESC, id DESC`, community)
}

// Member returns the player with runs and reports, oldest first; a stranger
// has none.
func (s *Store) Member(ctx context.Context, community quiz.CommunityID, id quiz.PlayerID) (quiz.Player, []quiz.Run, []quiz.Report, error) {
	player := quiz.Player{ID: id}
	err := s.read.QueryRowContext(ctx, `SELECT name FROM player WHERE community = ? AND id = ?`, community, id).Scan(&player.Name)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return quiz.Player{}, nil, nil, err
	}
	runs, err := collect(ctx, s.read, scanRun, `
		SELECT `+runColumns+` FROM run WHERE community = ? AND player = ? ORDER BY started_at, round`, community, id)
	if err != nil {
		return quiz.Player{}, nil, nil, err
	}
	reports, err := collect(ctx, s.read, scanReport, `
		SELECT `+reportColumns+` FROM report WHERE community = ? AND player = ? ORDER BY at, id`, community, id)
	return player, runs, reports, err
}

// Forget deletes every row that names the player. Runs and answers of daily
// rounds are added to the counts that [Store.Tally] returns; what was chosen is
// not kept, so that an answer counts only as long as its question is judged as
// it was then.
func (s *Store) Forget(ctx context.Context, community quiz.CommunityID, player quiz.PlayerID) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		open, err := collect(ctx, tx, func(row scanner) (id quiz.RoundID, err error) { return id, row.Scan(&id) }, `
			SELECT u.round FROM run u JOIN round r ON r.id = u.round
			WHERE u.community = ? AND u.player = ? AND r.kind IN (?, ?) AND r.closed_at = 0`, community, player, quiz.Daily, quiz.Live)
		if err != nil {
			return err
		}
		for _, id := range open {
			mark, err := deletionMark(ctx, tx, id, player)
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, `INSERT INTO deleted_run (round, mark) VALUES (?, ?) ON CONFLICT (round, mark) DO NOTHING`, id, mark); err != nil {
				return err
			}
		}
		for _, statement := range []string{
			`INSERT INTO deleted_answer (round, no, amendment, answered, correct)
			 SELECT a.round, a.no, ` + decidingAmendment + `, 1, a.correct
			 FROM answer a JOIN asked k ON k.round = a.round AND k.no = a.no
			 WHERE a.community = ? AND a.player = ?
			 ON CONFLICT (round, no, amendment) DO UPDATE SET answered = deleted_answer.answered + 1, correct = deleted_answer.correct + excluded.correct`,
			`UPDATE round SET deleted_started = deleted_started + 1
			 WHERE id IN (SELECT round FROM run WHERE community = ? AND player = ?)`,
			`UPDATE round SET deleted_finished = deleted_finished + 1
			 WHERE id IN (SELECT round FROM run WHERE community = ? AND player = ? AND finished_at > 0)`,
			`DELETE FROM reminder WHERE community = ? AND player = ?`,
			`DELETE FROM review WHERE community = ? AND player = ?`,
			`DELETE FROM card WHERE community = ? AND player = ?`,
			`DELETE FROM learner WHERE community = ? AND player = ?`,
			`DELETE FROM notice WHERE community = ? AND player = ?`,
			`DELETE FROM allowance WHERE community = ? AND player = ?`,
			`DELETE FROM amendment WHERE community = ? AND author = ? AND state = 'draft'`,
			`DELETE FROM report WHERE community = ? AND player = ?`,
			`DELETE FROM score WHERE community = ? AND player = ?`,
			`DELETE FROM answer WHERE community = ? AND player = ?`,
			`DELETE FROM run WHERE community = ? AND player = ?`,
			`DELETE FROM round WHERE community = ? AND owner = ?`,
			`DELETE FROM player WHERE community = ? AND id = ?`,
			`UPDATE schedule SET created_by = '' WHERE community = ? AND created_by = ?`,
			`UPDATE schedule SET edited_by = '' WHERE community = ? AND edited_by = ?`,
			`UPDATE allowance SET author = '' WHERE community = ? AND author = ?`,
			`UPDATE amendment SET author = '' WHERE community = ? AND author = ?`,
			`UPDATE amendment SET undone_by = '' WHERE community = ? AND undone_by = ?`,
			`UPDATE report SET decided_by = '' WHERE community = ? AND decided_by = ?`,
			`UPDATE live SET leader = '', version = version + 1 WHERE community = ? AND leader = ?`,
		} {
			if _, err := tx.ExecContext(ctx, statement, community, player); err != nil {
				return err
			}
		}
		return nil
	})
}
