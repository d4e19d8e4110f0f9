package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"quizbot/questions"
	"quizbot/quiz"
)

const roundColumns = `id, kind, community, channel, owner, title, bank, topic, schedule, nominal, late, reveal, asks, opened_at, closes_at, closed_at, post`

func scanRound(row scanner) (quiz.Round, error) {
	var r quiz.Round
	var late, opened, closes, closed int64
	var asks string
	if err := row.Scan(&r.ID, &r.Kind, &r.Venue.Community, &r.Venue.Channel, &r.Owner, &r.Title, &r.Bank, &r.Topic,
		&r.Schedule, &r.Nominal, &late, &r.Reveal, &asks, &opened, &closes, &closed, &r.Post); err != nil {
		return quiz.Round{}, err
	}
	r.Late, r.OpenedAt, r.ClosesAt, r.ClosedAt = late != 0, instant(opened), instant(closes), instant(closed)
	return r, fromJSON(asks, &r.Asks)
}

// AddRound stores a new round, or returns the one that has the same schedule
// and nominal time.
func (s *Store) AddRound(ctx context.Context, r quiz.Round) (quiz.Round, error) {
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if r.Schedule != "" && r.Nominal != "" {
			there, err := scanRound(tx.QueryRowContext(ctx, `
				SELECT `+roundColumns+` FROM round
				WHERE schedule = ? AND nominal = ? AND schedule <> '' AND nominal <> ''`, r.Schedule, r.Nominal))
			if !errors.Is(err, sql.ErrNoRows) {
				r = there
				return err
			}
		}
		return addRound(ctx, tx, r)
	})
	return r, err
}

func addRound(ctx context.Context, tx *sql.Tx, r quiz.Round) error {
	ids := make([]questions.QuestionID, len(r.Asks))
	for i, ask := range r.Asks {
		ids[i] = ask.Question.ID
	}
	late := 0
	if r.Late {
		late = 1
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO round (id, kind, community, channel, owner, title, bank, topic, schedule, nominal, late, reveal, asks, questions, opened_at, closes_at, closed_at, post)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		r.ID, r.Kind, r.Venue.Community, r.Venue.Channel, r.Owner, r.Title, r.Bank, r.Topic, r.Schedule, r.Nominal,
		late, r.Reveal, asJSON(r.Asks), asJSON(ids), millis(r.OpenedAt), millis(r.ClosesAt), millis(r.ClosedAt), r.Post)
	if err != nil {
		return err
	}
	return addAsked(ctx, tx, r)
}

// Round returns [quiz.ErrNoRound] when there is none.
func (s *Store) Round(ctx context.Context, id quiz.RoundID) (quiz.Round, error) {
	r, err := scanRound(s.read.QueryRowContext(ctx, `SELECT `+roundColumns+` FROM round WHERE id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return quiz.Round{}, quiz.ErrNoRound
	}
	if err != nil {
		return quiz.Round{}, err
	}
	return amended(ctx, s.read, r)
}

// SetPost returns [quiz.ErrNoRound] when there is no such round.
func (s *Store) SetPost(ctx context.Context, id quiz.RoundID, post string) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, `UPDATE round SET post = ? WHERE id = ?`, post, id)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return errors.Join(quiz.ErrNoRound, err)
		}
		return nil
	})
}

// CloseRound notes when the close was carried out, the first time, and adds to
// the scores what counts by then.
func (s *Store) CloseRound(ctx context.Context, id quiz.RoundID, at time.Time) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE round SET closed_at = ? WHERE id = ? AND closed_at = 0`, millis(at), id); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM deleted_run WHERE round = ?`, id); err != nil {
			return err
		}
		var community quiz.CommunityID
		err := tx.QueryRowContext(ctx, `SELECT community FROM round WHERE id = ?`, id).Scan(&community)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		} else if err != nil {
			return err
		}
		return s.countWaiting(ctx, tx, community, at)
	})
}

// What the loop and the commands ask for again and again. A test reads the plans.
const (
	dueToClose = `
		SELECT ` + roundColumns + ` FROM round
		WHERE closed_at = 0 AND closes_at > 0 AND closes_at <= ?
		ORDER BY closes_at, id`
	openDaily = `
		SELECT ` + roundColumns + ` FROM round
		WHERE community = ? AND kind = ? AND (closes_at = 0 OR closes_at > ?)
		ORDER BY opened_at, id`
)

// DueToClose returns the rounds over at the given time and not closed, the
// longest due first.
func (s *Store) DueToClose(ctx context.Context, at time.Time) ([]quiz.Round, error) {
	return collect(ctx, s.read, scanRound, dueToClose, millis(at))
}

// OpenDaily returns the community's daily rounds not over at the given time,
// oldest first.
func (s *Store) OpenDaily(ctx context.Context, community quiz.CommunityID, at time.Time) ([]quiz.Round, error) {
	return collect(ctx, s.read, scanRound, openDaily, community, quiz.Daily, millis(at))
}

// Asked counts in how many daily and live rounds of the venue each question was
// asked.
func (s *Store) Asked(ctx context.Context, venue quiz.Venue, bank string) (map[questions.QuestionID]int, error) {
	rounds, err := collect(ctx, s.read, func(row scanner) (ids []questions.QuestionID, err error) {
		var data string
		if err := row.Scan(&data); err != nil {
			return nil, err
		}
		return ids, fromJSON(data, &ids)
	}, `
		SELECT questions FROM round
		WHERE community = ? AND kind IN (?, ?) AND channel = ? AND bank = ?`, venue.Community, quiz.Daily, quiz.Live, venue.Channel, bank)
	asked := make(map[questions.QuestionID]int)
	for _, ids := range rounds {
		for _, id := range ids {
			asked[id]++
		}
	}
	return asked, err
}

// ItemHistory tells how questions of a bank were asked in a venue's channel and
// answered in its community.
func (s *Store) ItemHistory(ctx context.Context, venue quiz.Venue, bank string) (map[questions.QuestionID]quiz.ItemHistory, error) {
	items := make(map[questions.QuestionID]quiz.ItemHistory)
	asked := make(map[quiz.RoundID][]questions.QuestionID)
	_, err := collect(ctx, s.read, func(row scanner) (struct{}, error) {
		var id quiz.RoundID
		var channel quiz.ChannelID
		var data string
		var opened int64
		if err := row.Scan(&id, &channel, &data, &opened); err != nil {
			return struct{}{}, err
		}
		var list []questions.QuestionID
		if err := fromJSON(data, &list); err != nil {
			return struct{}{}, err
		}
		asked[id] = list
		for _, q := range list {
			item := items[q]
			if channel == venue.Channel {
				item.Times++
				if at := instant(opened); at.After(item.Last) {
					item.Last = at
				}
			}
			items[q] = item
		}
		return struct{}{}, nil
	}, `
		SELECT id, channel, questions, opened_at FROM round
		WHERE community = ? AND kind IN (?, ?) AND bank = ?`, venue.Community, quiz.Daily, quiz.Live, bank)
	if err != nil {
		return nil, err
	}
	_, err = collect(ctx, s.read, func(row scanner) (struct{}, error) {
		var id quiz.RoundID
		var no, answered, correct int
		if err := row.Scan(&id, &no, &answered, &correct); err != nil {
			return struct{}{}, err
		}
		if list := asked[id]; no < len(list) {
			item := items[list[no]]
			item.Answered, item.Correct = item.Answered+answered, item.Correct+correct
			items[list[no]] = item
		}
		return struct{}{}, nil
	}, itemAnswers, venue.Community, quiz.Daily, quiz.Live, bank, venue.Community, quiz.Daily, quiz.Live, bank)
	return items, err
}

const itemAnswers = `
	SELECT a.round, a.no, COUNT(*), SUM(a.correct)
	FROM round r JOIN answer a ON a.round = r.id
	WHERE r.community = ? AND r.kind IN (?, ?) AND r.bank = ?
	GROUP BY a.round, a.no
	UNION ALL
	SELECT d.round, d.no, d.answered, d.correct
	FROM round r JOIN deleted_answer d ON d.round = r.id JOIN asked k ON k.round = d.round AND k.no = d.no
	WHERE r.community = ? AND r.kind IN (?, ?) AND r.bank = ? AND d.amendment = ` + decidingAmendment

// EndRound has a round that would close later close at the given instant, and
// what counts from its close on count from then.
func (s *Store) EndRound(ctx context.Context, id quiz.RoundID, at time.Time) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			UPDATE answer SET counts_at = ?
			WHERE round = ? AND scored = 0 AND counts_at = (SELECT closes_at FROM round WHERE id = ? AND reveal = ? AND closed_at = 0)
			  AND counts_at > ?`, millis(at), id, id, quiz.RevealAtClose, millis(at))
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `
			UPDATE round SET closes_at = ?
			WHERE id = ? AND closed_at = 0 AND (closes_at = 0 OR closes_at > ?)`, millis(at), id, millis(at))
		return err
	})
}

// Attendance returns every daily round of the community, newest first, and
// when the player finished it.
func (s *Store) Attendance(ctx context.Context, community quiz.CommunityID, player quiz.PlayerID) ([]quiz.Attendance, error) {
	return collect(ctx, s.read, func(row scanner) (quiz.Attendance, error) {
		var opened, closes, finished int64
		err := row.Scan(&opened, &closes, &finished)
		return quiz.Attendance{OpenedAt: instant(opened), ClosesAt: instant(closes), FinishedAt: instant(finished)}, err
	}, `
		SELECT r.opened_at, r.closes_at, COALESCE(u.finished_at, 0)
		FROM round r LEFT JOIN run u ON u.round = r.id AND u.player = ?
		WHERE r.community = ? AND r.kind = ?
		ORDER BY r.opened_at DESC, r.id`, player, community, quiz.Daily)
}

// Tally counts a round's runs and answers, deleted ones included; of a question
// that was mended since, those that were judged as it is judged now.
func (s *Store) Tally(ctx context.Context, id quiz.RoundID) (quiz.Tally, error) {
	t := quiz.Tally{Answered: make(map[int]int), Correct: make(map[int]int)}
	err := s.read.QueryRowContext(ctx, `
		SELECT deleted_started + (SELECT COUNT(*) FROM run WHERE round = id),
		       deleted_finished + (SELECT COUNT(*) FROM run WHERE round = id AND finished_at > 0)
		FROM round WHERE id = ?`, id).Scan(&t.Started, &t.Finished)
	if errors.Is(err, sql.ErrNoRows) {
		return quiz.Tally{}, quiz.ErrNoRound
	}
	if err != nil {
		return quiz.Tally{}, err
	}
	_, err = collect(ctx, s.read, func(row scanner) (struct{}, error) {
		var no, answered, correct int
		err := row.Scan(&no, &answered, &correct)
		t.Answered[no] += answered
		t.Correct[no] += correct
		return struct{}{}, err
	}, `
		SELECT no, COUNT(*), SUM(correct) FROM answer WHERE round = ? GROUP BY no
		UNION ALL
		SELECT d.no, d.answered, d.correct FROM deleted_answer d JOIN asked k ON k.round = d.round AND k.no = d.no
		WHERE d.round = ? AND d.amendment = `+decidingAmendment, id, id)
	return t, err
}

// Finishers returns what each member who finished the round reached, without
// those who are hidden.
func (s *Store) Finishers(ctx context.Context, id quiz.RoundID) ([]quiz.Standing, error) {
	return collect(ctx, s.read, scanStanding, `
		SELECT a.player, MIN(COALESCE(p.name, '')), SUM(a.points), SUM(a.correct), COUNT(*),
		       COALESCE(MAX(CASE WHEN a.points > 0 THEN a.at END), MIN(a.at))
		FROM answer a
		JOIN run u ON u.round = a.round AND u.player = a.player AND u.finished_at > 0
		LEFT JOIN player p ON p.community = a.community AND p.id = a.player
		WHERE a.round = ? AND COALESCE(p.hidden, 0) = 0
		GROUP BY a.player`, id)
}

// scanStanding reads player, name, points, correct, answered and the instant
// at which the points were reached: that of the last answer worth any, or of
// the first answer when none is.
func scanStanding(row scanner) (quiz.Standing, error) {
	var st quiz.Standing
	var reached int64
	err := row.Scan(&st.Player.ID, &st.Player.Name, &st.Points, &st.Correct, &st.Answered, &reached)
	st.Reached = instant(reached)
	return st, err
}
