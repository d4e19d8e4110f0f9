package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"math/big"
	"time"

	"quizbot/quiz"
)

const (
	scheduleIDLength = 5  // 14 million ids: seldom taken, and somebody types them
	scheduleIDTries  = 20 // before giving up on finding a free one
)

const scheduleColumns = `id, version, community, channel, bank, topic, cron, zone, questions, closes, reveal,
	selection, no_repeat, late, late_within, overlap, term_only, on_holidays, paused, suspended, created_by, created_at, edited_by, edited_at, since`

func readSchedule(row scanner) (quiz.Schedule, error) {
	var s quiz.Schedule
	var created, edited, since, within int64
	err := row.Scan(&s.ID, &s.Version, &s.Venue.Community, &s.Venue.Channel, &s.Bank, &s.Topic, &s.Cron, &s.Zone, &s.Questions, &s.Closes,
		&s.Reveal, &s.Select, &s.NoRepeat, &s.Late, &within, &s.Overlap, &s.TermOnly, &s.OnHolidays, &s.Paused, &s.Suspended,
		&s.CreatedBy, &created, &s.EditedBy, &edited, &since)
	s.CreatedAt, s.EditedAt, s.Since, s.LateWithin = instant(created), instant(edited), instant(since), time.Duration(within)*time.Millisecond
	return s, err
}

// scheduleValues are those of the columns.
func scheduleValues(v quiz.Schedule) []any {
	return []any{v.ID, v.Version, v.Venue.Community, v.Venue.Channel, v.Bank, v.Topic, v.Cron, v.Zone, v.Questions, v.Closes,
		v.Reveal, v.Select, v.NoRepeat, v.Late, v.LateWithin.Milliseconds(), v.Overlap, v.TermOnly, v.OnHolidays, v.Paused, v.Suspended,
		v.CreatedBy, millis(v.CreatedAt), v.EditedBy, millis(v.EditedAt), millis(v.Since)}
}

// SaveSchedule stores a new schedule and returns it with its id, which is made
// when s has none: five lower-case letters and digits. An id that is taken,
// even by a removed schedule, is an error.
func (s *Store) SaveSchedule(ctx context.Context, schedule quiz.Schedule) (quiz.Schedule, error) {
	made := schedule.ID == ""
	for range scheduleIDTries {
		if made {
			schedule.ID = newScheduleID()
		}
		added, err := s.addSchedule(ctx, schedule)
		if err != nil {
			return quiz.Schedule{}, err
		}
		if added {
			return schedule, nil
		}
		if !made {
			return quiz.Schedule{}, fmt.Errorf("schedule %s exists already: choose another id", schedule.ID)
		}
	}
	return quiz.Schedule{}, errNoFreeID
}

var errNoFreeID = fmt.Errorf("no free schedule id found in %d tries: try again", scheduleIDTries)

func (s *Store) addSchedule(ctx context.Context, v quiz.Schedule) (added bool, err error) {
	err = s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		added, err = insertSchedule(ctx, tx, v)
		return err
	})
	return added && err == nil, err
}

func insertSchedule(ctx context.Context, tx *sql.Tx, v quiz.Schedule) (added bool, err error) {
	return changedOne(tx.ExecContext(ctx, `
		INSERT INTO schedule (`+scheduleColumns+`)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO NOTHING`, scheduleValues(v)...))
}

// scheduleIDLetters leaves out vowels, so that no id spells a word, and what
// is easily misread.
const scheduleIDLetters = "23456789bcdfghjkmnpqrstvwxz"

func newScheduleID() quiz.ScheduleID {
	id := make([]byte, scheduleIDLength)
	for i := range id {
		n, err := rand.Int(rand.Reader, big.NewInt(int64(len(scheduleIDLetters))))
		if err != nil {
			panic(err) // crypto/rand never fails
		}
		id[i] = scheduleIDLetters[n.Int64()]
	}
	return quiz.ScheduleID(id)
}

// changedOne reports whether a statement changed a row.
func changedOne(result sql.Result, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n > 0, err
}

// Schedules returns a community's schedules, the oldest first.
func (s *Store) Schedules(ctx context.Context, community quiz.CommunityID) ([]quiz.Schedule, error) {
	return collect(ctx, s.read, readSchedule, `
		SELECT `+scheduleColumns+` FROM schedule
		WHERE community = ? AND removed = 0
		ORDER BY created_at, id`, community)
}

// Schedule returns a schedule of a community; [quiz.ErrNoSchedule] when it has
// none of that id, or removed it.
func (s *Store) Schedule(ctx context.Context, community quiz.CommunityID, id quiz.ScheduleID) (quiz.Schedule, error) {
	return scheduleIn(ctx, s.read, community, id)
}

func scheduleIn(ctx context.Context, q querier, community quiz.CommunityID, id quiz.ScheduleID) (quiz.Schedule, error) {
	schedule, err := readSchedule(q.QueryRowContext(ctx, `
		SELECT `+scheduleColumns+` FROM schedule
		WHERE id = ? AND community = ? AND removed = 0`, id, community))
	if errors.Is(err, sql.ErrNoRows) {
		return quiz.Schedule{}, quiz.ErrNoSchedule
	}
	return schedule, err
}

// SetPaused pauses a schedule of a community, or resumes it, also one that the
// bot had suspended. What fell into the time it stood still, up to now, is not
// made up for. The error is [quiz.ErrNoSchedule] when there is no such schedule.
func (s *Store) SetPaused(ctx context.Context, community quiz.CommunityID, id quiz.ScheduleID, paused bool, now time.Time) error {
	if paused {
		return s.changeSchedule(ctx, `
			UPDATE schedule SET paused = 1
			WHERE id = ? AND community = ? AND removed = 0`, id, community)
	}
	return s.changeSchedule(ctx, `
		UPDATE schedule SET
			since = CASE WHEN paused = 1 OR suspended <> '' THEN ? ELSE since END,
			paused = 0,
			suspended = ''
		WHERE id = ? AND community = ? AND removed = 0`, millis(now), id, community)
}

// keepDrafts is how long an edit, or a new schedule, waits to be confirmed.
const keepDrafts = 24 * time.Hour

// SaveDraft stores an edit that waits to be confirmed, or with the zero Before a
// new schedule that does, and returns its id. It names no member: who made a
// schedule, and who edited it, stays with the schedule.
func (s *Store) SaveDraft(ctx context.Context, d quiz.ScheduleDraft) (id string, err error) {
	id = string(newScheduleID() + newScheduleID())
	for _, v := range []*quiz.Schedule{&d.Before, &d.After} {
		v.CreatedBy, v.EditedBy = "", ""
	}
	return id, s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM schedule_draft WHERE at < ?`, millis(d.At.Add(-keepDrafts))); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO schedule_draft (id, schedule, before, after, at) VALUES (?, NULLIF(?, ''), ?, ?, ?)`,
			id, d.Before.ID, asJSON(d.Before), asJSON(d.After), millis(d.At))
		return err
	})
}

// Draft returns what waits to be confirmed, without who made the schedule; [quiz.ErrNoDraft] when there is none of that id in the community.
func (s *Store) Draft(ctx context.Context, community quiz.CommunityID, id string) (quiz.ScheduleDraft, error) {
	return draftIn(ctx, s.read, community, id)
}

func draftIn(ctx context.Context, q querier, community quiz.CommunityID, id string) (quiz.ScheduleDraft, error) {
	d := quiz.ScheduleDraft{ID: id}
	var before, after string
	var at int64
	err := q.QueryRowContext(ctx, `SELECT before, after, at FROM schedule_draft WHERE id = ?`, id).Scan(&before, &after, &at)
	if errors.Is(err, sql.ErrNoRows) {
		return quiz.ScheduleDraft{}, quiz.ErrNoDraft
	}
	d.At = instant(at)
	if err := errors.Join(err, fromJSON(before, &d.Before), fromJSON(after, &d.After)); err != nil {
		return quiz.ScheduleDraft{}, err
	}
	if d.After.Venue.Community != community {
		return quiz.ScheduleDraft{}, quiz.ErrNoDraft
	}
	return d, nil
}

// DropDraft deletes what waits to be confirmed; [quiz.ErrNoDraft] when it does
// not.
func (s *Store) DropDraft(ctx context.Context, community quiz.CommunityID, id string) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if _, err := draftIn(ctx, tx, community, id); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM schedule_draft WHERE id = ?`, id)
		return err
	})
}

// AddDraftedSchedule stores the new schedule of a draft, made by a member now,
// and returns it with its id. The error is [quiz.ErrNoDraft] when the draft is
// used up, is older than a day or is an edit, and *[quiz.QuotaReached] when the
// community has as many as it may have.
func (s *Store) AddDraftedSchedule(ctx context.Context, community quiz.CommunityID, id string, by quiz.PlayerID, now time.Time) (quiz.Schedule, error) {
	var v quiz.Schedule
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		draft, err := draftIn(ctx, tx, community, id)
		if err != nil {
			return err
		}
		if draft.Before.ID != "" || now.Sub(draft.At) > keepDrafts {
			return quiz.ErrNoDraft
		}
		var have int
		if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM schedule WHERE community = ? AND removed = 0`, community).Scan(&have); err != nil {
			return err
		}
		if have >= quiz.MaxSchedules {
			return &quiz.QuotaReached{Of: quiz.SchedulesQuota, Most: quiz.MaxSchedules}
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM schedule_draft WHERE id = ?`, id); err != nil {
			return err
		}
		v = draft.After
		v.CreatedBy, v.CreatedAt, v.Since = by, now, now
		for range scheduleIDTries {
			v.ID = newScheduleID()
			if added, err := insertSchedule(ctx, tx, v); added || err != nil {
				return err
			}
		}
		return errNoFreeID
	})
	if err != nil {
		return quiz.Schedule{}, err
	}
	return v, nil
}

// ApplyDraft makes a schedule what an edit wants, by a member at an instant,
// unless somebody else changed it since: then the error is
// [quiz.ErrScheduleChanged], and the edit stays.
// Plan, a pure function, is given the schedule as it is, as it is to be, and
// its latest occurrences, at most 200, the latest first; it returns from when on
// the schedule's runs are its own and further occurrences to store. A schedule
// that the bot had suspended runs again. The other errors are [quiz.ErrNoDraft]
// and [quiz.ErrNoSchedule].
func (s *Store) ApplyDraft(ctx context.Context, community quiz.CommunityID, id string, by quiz.PlayerID, at time.Time, plan func(now, next quiz.Schedule, rows []quiz.Occurrence) (since time.Time, add []quiz.Occurrence)) (quiz.Schedule, error) {
	var next quiz.Schedule
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		draft, err := draftIn(ctx, tx, community, id)
		if err != nil {
			return err
		}
		now, err := scheduleIn(ctx, tx, community, draft.Before.ID)
		if err != nil {
			return err
		}
		if now.Version != draft.Before.Version {
			return quiz.ErrScheduleChanged
		}
		rows, err := occurrencesIn(ctx, tx, now.ID, 200)
		if err != nil {
			return err
		}
		next = now.Rebase(draft.Before, draft.After)
		next.Version, next.Suspended, next.EditedBy, next.EditedAt = now.Version+1, "", by, instant(millis(at))
		var add []quiz.Occurrence
		next.Since, add = plan(now, next, rows)
		if _, err := tx.ExecContext(ctx, `
			UPDATE schedule SET version = ?, channel = ?, bank = ?, topic = ?, cron = ?, zone = ?, questions = ?, closes = ?, reveal = ?,
				selection = ?, no_repeat = ?, late = ?, late_within = ?, overlap = ?, term_only = ?, on_holidays = ?, suspended = '',
				edited_by = ?, edited_at = ?, since = ?
			WHERE id = ?`,
			next.Version, next.Venue.Channel, next.Bank, next.Topic, next.Cron, next.Zone, next.Questions, next.Closes, next.Reveal,
			next.Select, next.NoRepeat, next.Late, next.LateWithin.Milliseconds(), next.Overlap, next.TermOnly, next.OnHolidays,
			next.EditedBy, millis(next.EditedAt), millis(next.Since),
			next.ID); err != nil {
			return err
		}
		for _, o := range add {
			if _, err := addOccurrence(ctx, tx, o); err != nil {
				return err
			}
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM schedule_draft WHERE id = ?`, id)
		return err
	})
	if err != nil {
		return quiz.Schedule{}, err
	}
	return next, nil
}

// RemoveSchedule removes a schedule of a community: it posts no more and is
// listed nowhere. Its occurrences stay. The error is [quiz.ErrNoSchedule] when
// there is no such schedule.
func (s *Store) RemoveSchedule(ctx context.Context, community quiz.CommunityID, id quiz.ScheduleID) error {
	return s.changeSchedule(ctx, `
		UPDATE schedule SET removed = 1
		WHERE id = ? AND community = ? AND removed = 0`, id, community)
}

// SuspendSchedule stops a schedule for a reason that instructors read; the
// error is [quiz.ErrNoSchedule] when there is no such schedule.
func (s *Store) SuspendSchedule(ctx context.Context, id quiz.ScheduleID, reason string) error {
	return s.changeSchedule(ctx, `UPDATE schedule SET suspended = ? WHERE id = ? AND removed = 0`, reason, id)
}

// changeSchedule runs a statement that changes one schedule.
func (s *Store) changeSchedule(ctx context.Context, query string, args ...any) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		changed, err := changedOne(tx.ExecContext(ctx, query, args...))
		if err == nil && !changed {
			return quiz.ErrNoSchedule
		}
		return err
	})
}

// ActiveSchedules returns every schedule of every community that is neither
// paused, suspended nor removed.
func (s *Store) ActiveSchedules(ctx context.Context) ([]quiz.Schedule, error) {
	return collect(ctx, s.read, readSchedule, `
		SELECT `+scheduleColumns+` FROM schedule
		WHERE paused = 0 AND suspended = '' AND removed = 0
		ORDER BY id`)
}

// LastOccurrences returns, for each active schedule that has occurrences, the
// latest At among them.
func (s *Store) LastOccurrences(ctx context.Context) (map[quiz.ScheduleID]time.Time, error) {
	type last struct {
		schedule quiz.ScheduleID
		at       int64
	}
	// A seek in the index for each schedule; grouping would read all of history.
	rows, err := collect(ctx, s.read, func(row scanner) (l last, err error) {
		return l, row.Scan(&l.schedule, &l.at)
	}, `
		SELECT id, COALESCE((SELECT MAX(at) FROM occurrence WHERE schedule = schedule.id), 0)
		FROM schedule
		WHERE paused = 0 AND suspended = '' AND removed = 0`)
	if err != nil {
		return nil, err
	}
	times := make(map[quiz.ScheduleID]time.Time, len(rows))
	for _, l := range rows {
		if l.at != 0 {
			times[l.schedule] = instant(l.at)
		}
	}
	return times, nil
}

const occurrenceColumns = `schedule, version, nominal, at, state, reason, nonce, round, post, tries, changed`

func readOccurrence(row scanner) (quiz.Occurrence, error) {
	var o quiz.Occurrence
	var at, changed int64
	err := row.Scan(&o.Schedule, &o.Version, &o.Nominal, &at, &o.State, &o.Reason, &o.Nonce, &o.Round, &o.Post, &o.Tries, &changed)
	o.At, o.Changed = instant(at), instant(changed)
	return o, err
}

// OpenOccurrences returns the occurrences that are due or sending, also those
// of schedules that no longer run, the earliest first.
func (s *Store) OpenOccurrences(ctx context.Context) ([]quiz.Occurrence, error) {
	return collect(ctx, s.read, readOccurrence, `
		SELECT `+occurrenceColumns+` FROM occurrence
		WHERE state IN ('due', 'sending')
		ORDER BY at, schedule`)
}

// Occurrences returns the latest occurrences of a schedule, at most limit of
// them, the latest first. Whoever asks has checked whose schedule it is.
func (s *Store) Occurrences(ctx context.Context, id quiz.ScheduleID, limit int) ([]quiz.Occurrence, error) {
	return occurrencesIn(ctx, s.read, id, limit)
}

func occurrencesIn(ctx context.Context, q querier, id quiz.ScheduleID, limit int) ([]quiz.Occurrence, error) {
	return collect(ctx, q, readOccurrence, `
		SELECT `+occurrenceColumns+` FROM occurrence
		WHERE schedule = ?
		ORDER BY at DESC, nominal DESC
		LIMIT ?`, id, limit)
}

// AddOccurrence stores a new occurrence. It reports false, and changes nothing,
// when there is one with the same schedule and nominal time, or when the
// schedule has another version than the one it follows from.
func (s *Store) AddOccurrence(ctx context.Context, o quiz.Occurrence) (added bool, err error) {
	err = s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		added, err = addOccurrence(ctx, tx, o)
		return err
	})
	return added && err == nil, err
}

func addOccurrence(ctx context.Context, tx *sql.Tx, o quiz.Occurrence) (added bool, err error) {
	return changedOne(tx.ExecContext(ctx, `
		INSERT INTO occurrence (`+occurrenceColumns+`)
		SELECT id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM schedule WHERE id = ? AND version = ?
		ON CONFLICT (schedule, nominal) DO NOTHING`,
		o.Version, o.Nominal, millis(o.At), o.State, o.Reason, o.Nonce, o.Round, o.Post, o.Tries, millis(o.Changed), o.Schedule, o.Version))
}

// MoveOccurrence stores State, Reason, Round, Post, Tries and Changed of an
// occurrence whose stored state is from. It reports false, and changes nothing,
// when it is not in that state or not there, or when it is to be sent and its
// schedule is paused, suspended or removed by now.
func (s *Store) MoveOccurrence(ctx context.Context, o quiz.Occurrence, from quiz.OccurrenceState) (moved bool, err error) {
	err = s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		moved, err = changedOne(tx.ExecContext(ctx, `
			UPDATE occurrence SET state = ?, reason = ?, round = ?, post = ?, tries = ?, changed = ?
			WHERE schedule = ? AND nominal = ? AND state = ?
			  AND (? <> 'sending' OR EXISTS (SELECT 1 FROM schedule WHERE id = ? AND paused = 0 AND suspended = '' AND removed = 0))`,
			o.State, o.Reason, o.Round, o.Post, o.Tries, millis(o.Changed), o.Schedule, o.Nominal, from, o.State, o.Schedule))
		return err
	})
	return moved && err == nil, err
}
