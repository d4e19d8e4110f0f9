package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"quizbot/quiz"
	"quizbot/quiz/cards"
)

const learnerColumns = `community, player, settings, weights, bank, topic, refused, remind_at, usable, fitted_usable, fitted_at`

func scanLearner(row scanner) (quiz.Learner, error) {
	var settings, weights string
	var refused, remindAt, fittedAt int64
	l := quiz.DefaultLearner("", "")
	err := row.Scan(&l.Community, &l.Player, &settings, &weights, &l.Bank, &l.Topic, &refused, &remindAt, &l.Usable, &l.FittedUsable, &fittedAt)
	if err != nil {
		return quiz.Learner{}, err
	}
	if err := fromJSON(settings, &l.LearnerSettings); err != nil {
		return quiz.Learner{}, err
	}
	l.Cards.Weights = cards.DefaultWeights
	if weights != "" {
		err = fromJSON(weights, &l.Cards.Weights)
	}
	l.Refused, l.RemindAt, l.FittedAt = refused != 0, instant(remindAt), instant(fittedAt)
	return l, err
}

// Learner returns [quiz.DefaultLearner] when nothing is stored.
func (s *Store) Learner(ctx context.Context, community quiz.CommunityID, player quiz.PlayerID) (quiz.Learner, error) {
	l, err := scanLearner(s.read.QueryRowContext(ctx, `
		SELECT `+learnerColumns+` FROM learner WHERE community = ? AND player = ?`, community, player))
	if errors.Is(err, sql.ErrNoRows) {
		return quiz.DefaultLearner(community, player), nil
	}
	return l, err
}

// SaveLearner stores settings without weights, Refused and RemindAt.
func (s *Store) SaveLearner(ctx context.Context, l quiz.Learner) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO learner (community, player, settings, refused, remind_at) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (community, player) DO UPDATE SET
				settings = excluded.settings, refused = excluded.refused, remind_at = excluded.remind_at`,
			l.Community, l.Player, asJSON(l.LearnerSettings), number(l.Refused), millis(l.RemindAt))
		return err
	})
}

// number stores a truth value.
func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

// SetReviewing stores which cards a member reviews, and the settings in l of a
// member who has none.
func (s *Store) SetReviewing(ctx context.Context, l quiz.Learner) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO learner (community, player, settings, bank, topic) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (community, player) DO UPDATE SET bank = excluded.bank, topic = excluded.topic`,
			l.Community, l.Player, asJSON(l.LearnerSettings), l.Bank, l.Topic)
		return err
	})
}

// SaveFit stores the weights of a learner and how many reviews there were.
func (s *Store) SaveFit(ctx context.Context, l quiz.Learner, at time.Time) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			UPDATE learner SET weights = ?, fitted_usable = ?, fitted_at = ? WHERE community = ? AND player = ?`,
			asJSON(l.Cards.Weights), l.FittedUsable, millis(at), l.Community, l.Player)
		return err
	})
}

// FitsDue returns at most limit learners with enough new reviews whose weights
// were fitted at the given time or before it, or never.
func (s *Store) FitsDue(ctx context.Context, least, more int, after time.Time, limit int) ([]quiz.Learner, error) {
	return collect(ctx, s.read, scanLearner, `
		SELECT `+learnerColumns+` FROM learner
		WHERE fitted_at <= ? AND usable >= ? AND usable >= fitted_usable + ?
		ORDER BY fitted_at
		LIMIT ?`, millis(after), least, more, limit)
}

const memoryColumns = `no, community, player, bank, card, fact, state, stability, difficulty, step, scheduled_days, reps, lapses,
	last_review, due, due_day, turn, suspended, buried_day, text`

func scanMemory(row scanner) (quiz.Memory, error) {
	var m quiz.Memory
	var last, due, suspended int64
	err := row.Scan(&m.No, &m.Community, &m.Player, &m.Bank, &m.ID, &m.Fact, &m.State, &m.Stability, &m.Difficulty, &m.Step, &m.ScheduledDays, &m.Reps, &m.Lapses,
		&last, &due, &m.DueDay, &m.Turn, &suspended, &m.BuriedDay, &m.Text)
	m.LastReview, m.Due, m.Suspended = instant(last), instant(due), suspended != 0
	return m, err
}

const (
	selectMemories = `
		SELECT ` + memoryColumns + ` FROM card
		WHERE community = ? AND player = ?
		ORDER BY no`
	selectMemory = `SELECT ` + memoryColumns + ` FROM card WHERE no = ? AND community = ? AND player = ?`
)

// Memories returns those of a member in a bank, "" for all, by number.
func (s *Store) Memories(ctx context.Context, community quiz.CommunityID, player quiz.PlayerID, bank string) ([]quiz.Memory, error) {
	if bank == "" {
		return collect(ctx, s.read, scanMemory, selectMemories, community, player)
	}
	return collect(ctx, s.read, scanMemory, `
		SELECT `+memoryColumns+` FROM card
		WHERE community = ? AND player = ? AND bank = ?
		ORDER BY no`, community, player, bank)
}

// Memory returns [quiz.ErrNoCard] when the member has none of that number.
func (s *Store) Memory(ctx context.Context, community quiz.CommunityID, player quiz.PlayerID, no int64) (quiz.Memory, error) {
	return memoryIn(ctx, s.read, community, player, no)
}

func memoryIn(ctx context.Context, q querier, community quiz.CommunityID, player quiz.PlayerID, no int64) (quiz.Memory, error) {
	m, err := scanMemory(q.QueryRowContext(ctx, selectMemory, no, community, player))
	if errors.Is(err, sql.ErrNoRows) {
		return quiz.Memory{}, quiz.ErrNoCard
	}
	return m, err
}

// AddMemory stores a memory unless the member has one of that card, and
// returns the one that stands.
func (s *Store) AddMemory(ctx context.Context, m quiz.Memory) (quiz.Memory, error) {
	var standing quiz.Memory
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO card (community, player, bank, card, fact, state, stability, difficulty, step, scheduled_days, reps, lapses,
				last_review, due, due_day, turn, suspended, buried_day, text)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (community, player, bank, card) DO NOTHING`,
			m.Community, m.Player, m.Bank, m.ID, m.Fact, m.State, m.Stability, m.Difficulty, m.Step, m.ScheduledDays, m.Reps, m.Lapses,
			millis(m.LastReview), millis(m.Due), m.DueDay, m.Turn, number(m.Suspended), m.BuriedDay, m.Text)
		if err != nil {
			return err
		}
		standing, err = scanMemory(tx.QueryRowContext(ctx, `
			SELECT `+memoryColumns+` FROM card WHERE community = ? AND player = ? AND bank = ? AND card = ?`, m.Community, m.Player, m.Bank, m.ID))
		return err
	})
	return standing, err
}

// SetAside stores Suspended and BuriedDay.
func (s *Store) SetAside(ctx context.Context, m quiz.Memory) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			UPDATE card SET suspended = ?, buried_day = ? WHERE no = ? AND community = ? AND player = ?`,
			number(m.Suspended), m.BuriedDay, m.No, m.Community, m.Player)
		return err
	})
}

const reviewColumns = `r.no, r.card, c.bank, c.card, r.turn, r.rating, r.at, r.day, r.elapsed, r.before, r.before_due, r.before_text, r.round, r.ask`

func scanReview(row scanner) (quiz.ReviewRecord, error) {
	var r quiz.ReviewRecord
	var at int64
	var before string
	if err := row.Scan(&r.No, &r.Memory, &r.Bank, &r.Card, &r.Turn, &r.Rating, &at, &r.Day, &r.Elapsed, &before, &r.BeforeDue, &r.BeforeText, &r.Round, &r.Ask); err != nil {
		return quiz.ReviewRecord{}, err
	}
	r.At = instant(at)
	return r, fromJSON(before, &r.Before)
}

// setMemory stores a card's state if it is at the turn before.
const setMemory = `
	UPDATE card SET state = ?, stability = ?, difficulty = ?, step = ?, scheduled_days = ?, reps = ?, lapses = ?,
		last_review = ?, due = ?, due_day = ?, text = ?, turn = turn + 1
	WHERE no = ? AND community = ? AND player = ? AND turn = ?`

func moveMemory(ctx context.Context, tx *sql.Tx, m quiz.Memory, turn int) (bool, error) {
	return changedOne(tx.ExecContext(ctx, setMemory, m.State, m.Stability, m.Difficulty, m.Step, m.ScheduledDays, m.Reps, m.Lapses,
		millis(m.LastReview), millis(m.Due), m.DueDay, m.Text, m.No, m.Community, m.Player, turn))
}

// AddReview stores a review and the memory after it, and raises the turn. It
// reports false, and changes nothing, when the memory is not at the review's
// turn or the answer that it comes from was a review before.
func (s *Store) AddReview(ctx context.Context, r quiz.ReviewRecord, after quiz.Memory) (stored bool, err error) {
	err = s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		stored = false
		if r.Round != "" {
			var before int
			if err := tx.QueryRowContext(ctx, `
				SELECT COUNT(*) FROM review WHERE community = ? AND player = ? AND round = ? AND ask = ?`,
				after.Community, after.Player, r.Round, r.Ask).Scan(&before); err != nil || before > 0 {
				return err
			}
		}
		moved, err := moveMemory(ctx, tx, after, r.Turn)
		if err != nil || !moved {
			return err
		}
		if _, err := tx.ExecContext(ctx, `
			INSERT INTO review (card, community, player, turn, rating, at, day, elapsed, first, before, before_due, before_text, round, ask)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			r.Memory, after.Community, after.Player, r.Turn, r.Rating, millis(r.At), r.Day, r.Elapsed, number(r.Before.State == cards.New),
			asJSON(r.Before), r.BeforeDue, r.BeforeText, r.Round, r.Ask); err != nil {
			return err
		}
		stored = true
		return addUsable(ctx, tx, after.Community, after.Player, r, 1)
	})
	return stored && err == nil, err
}

func addUsable(ctx context.Context, tx *sql.Tx, community quiz.CommunityID, player quiz.PlayerID, r quiz.ReviewRecord, n int) error {
	if !r.Usable() {
		return nil
	}
	_, err := tx.ExecContext(ctx, `UPDATE learner SET usable = usable + ? WHERE community = ? AND player = ?`, n, community, player)
	return err
}

// UndoReview takes back the last review of a memory at the given turn: the
// memory is what it was before, but for the turn. It reports false, and changes
// nothing, when the memory is at another turn or has no review.
func (s *Store) UndoReview(ctx context.Context, community quiz.CommunityID, player quiz.PlayerID, memory int64, turn int) (undone bool, err error) {
	err = s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		undone = false
		m, err := memoryIn(ctx, tx, community, player, memory)
		if err != nil {
			return err
		}
		last, err := scanReview(tx.QueryRowContext(ctx, `
			SELECT `+reviewColumns+` FROM review r JOIN card c ON c.no = r.card
			WHERE r.card = ? ORDER BY r.no DESC LIMIT 1`, memory))
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		} else if err != nil {
			return err
		}
		m.Card, m.DueDay, m.Text = last.Before, last.BeforeDue, last.BeforeText
		moved, err := moveMemory(ctx, tx, m, turn)
		if err != nil || !moved {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM review WHERE no = ?`, last.No); err != nil {
			return err
		}
		undone = true
		return addUsable(ctx, tx, community, player, last, -1)
	})
	return undone && err == nil, err
}

// LastReview returns the member's last review, with No 0 when there is none.
func (s *Store) LastReview(ctx context.Context, community quiz.CommunityID, player quiz.PlayerID) (quiz.ReviewRecord, error) {
	r, err := scanReview(s.read.QueryRowContext(ctx, lastReview, community, player))
	if errors.Is(err, sql.ErrNoRows) {
		return quiz.ReviewRecord{}, nil
	}
	return r, err
}

const (
	lastReview = `
		SELECT ` + reviewColumns + ` FROM review r JOIN card c ON c.no = r.card
		WHERE r.community = ? AND r.player = ?
		ORDER BY r.no DESC
		LIMIT 1`
	firstSights = `SELECT COALESCE(SUM(first), 0) FROM review WHERE community = ? AND player = ? AND day >= ? AND at >= ?`
)

// Reviews returns a member's reviews, oldest first.
func (s *Store) Reviews(ctx context.Context, community quiz.CommunityID, player quiz.PlayerID) ([]quiz.ReviewRecord, error) {
	return collect(ctx, s.read, scanReview, `
		SELECT `+reviewColumns+` FROM review r JOIN card c ON c.no = r.card
		WHERE r.community = ? AND r.player = ?
		ORDER BY r.no`, community, player)
}

// FirstSights counts the member's ratings of new cards since an instant of a
// day; days of other zones are at most two off.
func (s *Store) FirstSights(ctx context.Context, community quiz.CommunityID, player quiz.PlayerID, day int, since time.Time) (n int, err error) {
	return n, s.read.QueryRowContext(ctx, firstSights, community, player, day-2, millis(since)).Scan(&n)
}

// ReviewDays adds up the member's reviews from a day on, by day.
func (s *Store) ReviewDays(ctx context.Context, community quiz.CommunityID, player quiz.PlayerID, from int) ([]quiz.ReviewDay, error) {
	return collect(ctx, s.read, func(row scanner) (d quiz.ReviewDay, err error) {
		return d, row.Scan(&d.Day, &d.Reviews, &d.Usable, &d.Remembered)
	}, `
		SELECT day, COUNT(*),
			SUM(CASE WHEN first = 0 AND elapsed > 0 THEN 1 ELSE 0 END),
			SUM(CASE WHEN first = 0 AND elapsed > 0 AND rating > ? THEN 1 ELSE 0 END)
		FROM review
		WHERE community = ? AND player = ? AND day >= ?
		GROUP BY day
		ORDER BY day`, cards.Again, community, player, from)
}

const remindersDue = `
	SELECT ` + learnerColumns + ` FROM learner
	WHERE remind_at > 0 AND remind_at <= ? AND community NOT IN (SELECT community FROM departure)
	ORDER BY remind_at
	LIMIT ?`

// RemindersDue returns at most limit learners whose RemindAt has come.
func (s *Store) RemindersDue(ctx context.Context, now time.Time, limit int) ([]quiz.Learner, error) {
	return collect(ctx, s.read, scanLearner, remindersDue, millis(now), limit)
}

const keptReminders = 8 // of a member: enough for every day that can still be on somewhere

// ClaimReminder moves the learner's RemindAt to next and stores the reminder,
// unless it is nil or there is one of that day; nothing when RemindAt is not
// what it is in l.
func (s *Store) ClaimReminder(ctx context.Context, l quiz.Learner, next time.Time, r *quiz.Reminder) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		moved, err := changedOne(tx.ExecContext(ctx, `
			UPDATE learner SET remind_at = ? WHERE community = ? AND player = ? AND remind_at = ?`,
			millis(next), l.Community, l.Player, millis(l.RemindAt)))
		if err != nil || !moved || r == nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `
			DELETE FROM reminder WHERE community = ? AND player = ? AND day NOT IN (
				SELECT day FROM reminder WHERE community = ? AND player = ? ORDER BY day DESC LIMIT ?)`,
			l.Community, l.Player, l.Community, l.Player, keptReminders); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `
			INSERT INTO reminder (community, player, day, at, cards, state, tries, post) VALUES (?, ?, ?, ?, ?, ?, 0, '')
			ON CONFLICT (community, player, day) DO NOTHING`,
			r.Community, r.Player, r.Day, millis(r.At), r.Cards, r.State)
		return err
	})
}

const openReminders = `
	SELECT community, player, day, at, cards, state, tries, post FROM reminder
	WHERE state IN ('due', 'sending') AND at > 0
	ORDER BY at
	LIMIT ?`

// OpenReminders returns those due or sending, the earliest first.
func (s *Store) OpenReminders(ctx context.Context, limit int) ([]quiz.Reminder, error) {
	return collect(ctx, s.read, func(row scanner) (r quiz.Reminder, err error) {
		var at int64
		err = row.Scan(&r.Community, &r.Player, &r.Day, &at, &r.Cards, &r.State, &r.Tries, &r.Post)
		r.At = instant(at)
		return r, err
	}, openReminders, limit)
}

// MoveReminder stores State, Tries and Post of a reminder in state from, and
// reports whether it did.
func (s *Store) MoveReminder(ctx context.Context, r quiz.Reminder, from quiz.OccurrenceState) (moved bool, err error) {
	err = s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		moved, err = changedOne(tx.ExecContext(ctx, `
			UPDATE reminder SET state = ?, tries = ?, post = ?
			WHERE community = ? AND player = ? AND day = ? AND state = ?`,
			r.State, r.Tries, r.Post, r.Community, r.Player, r.Day, from))
		return err
	})
	return moved && err == nil, err
}

// RefuseReminders turns a member's reminders off, and notes that Discord
// delivered none.
func (s *Store) RefuseReminders(ctx context.Context, community quiz.CommunityID, player quiz.PlayerID) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		l, err := scanLearner(tx.QueryRowContext(ctx, `
			SELECT `+learnerColumns+` FROM learner WHERE community = ? AND player = ?`, community, player))
		if errors.Is(err, sql.ErrNoRows) {
			return nil // deleted meanwhile
		} else if err != nil {
			return err
		}
		l.Reminders = false
		_, err = tx.ExecContext(ctx, `
			UPDATE learner SET settings = ?, refused = 1, remind_at = 0 WHERE community = ? AND player = ?`,
			asJSON(l.LearnerSettings), community, player)
		return err
	})
}
