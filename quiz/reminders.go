package quiz

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Reminder tells a member, once on a day, that cards are due. (Community,
// Player, Day) is unique: the row in the store decides what is sent.
type Reminder struct {
	Community CommunityID
	Player    PlayerID
	Day       string // "2026-03-29", the day of the member's hour
	At        time.Time
	Cards     int // due when it was made
	State     OccurrenceState
	Tries     int // sends begun
	Post      string
}

// Left reports whether a send was begun whose end is not known.
func (r Reminder) Left() bool { return r.State == Sending }

// Late reports whether it is too late to send the reminder.
func (r Reminder) Late(now time.Time) bool { return now.Sub(r.At) > remindWithin }

// ReminderStore keeps reminders.
type ReminderStore interface {
	// RemindersDue returns at most limit learners whose RemindAt has come, the longest due first.
	RemindersDue(ctx context.Context, now time.Time, limit int) ([]Learner, error)
	// ClaimReminder moves the learner's RemindAt to next and stores the reminder, unless it
	// is nil or there is one of that day. It changes nothing when RemindAt is not what
	// it is in l.
	ClaimReminder(ctx context.Context, l Learner, next time.Time, r *Reminder) error
	// OpenReminders returns those due or sending, the earliest first.
	OpenReminders(ctx context.Context, limit int) ([]Reminder, error)
	// MoveReminder stores State, Tries and Post of a reminder that is in state from, and reports whether it did.
	MoveReminder(ctx context.Context, r Reminder, from OccurrenceState) (moved bool, err error)
	// RefuseReminders turns the reminders of a member off and notes that Discord did.
	RefuseReminders(ctx context.Context, community CommunityID, player PlayerID) error
}

const (
	remindersAtOnce  = 200
	remindWithin     = 6 * time.Hour // later than this a reminder is left out
	maxReminderSends = 3
)

// reminding returns the last time at which a reminder was due by the learner's
// hour, and the next one.
func (l Learner) reminding(s Settings, now time.Time) (last, next time.Time) {
	l.DayStartsAt = l.ReminderHour
	c := l.calendar(s)
	day := c.Day(now)
	return c.Start(day), c.Start(day.add(1))
}

// Reminders makes the reminders that are due and returns all that are to be
// sent, those first whose sending was begun before. A member with nothing due
// gets none, nor one who could only be reminded hours late.
func (e *Engine) Reminders(ctx context.Context, now time.Time) ([]Reminder, error) {
	due, err := e.store.RemindersDue(ctx, now, remindersAtOnce)
	if err != nil {
		return nil, fmt.Errorf("read who is to be reminded: %w", err)
	}
	var problems []error
	for _, l := range due {
		if err := e.claimReminder(ctx, l, now); err != nil {
			problems = append(problems, fmt.Errorf("reminder of a member of %s: %w", l.Community, err))
		}
	}
	open, err := e.store.OpenReminders(ctx, remindersAtOnce)
	return open, errors.Join(append(problems, err)...)
}

func (e *Engine) claimReminder(ctx context.Context, l Learner, now time.Time) error {
	settings, err := e.store.Settings(ctx, l.Community)
	if err != nil {
		return err
	}
	last, next := l.reminding(settings, now)
	var r *Reminder
	if now.Sub(last) < remindWithin {
		d, err := e.desk(ctx, l.Community, l.Player, now)
		if err != nil {
			return err
		}
		d.learner.Bank, d.learner.Topic = "", ""
		if n := d.queue().now; n > 0 {
			hours := l
			hours.DayStartsAt = l.ReminderHour
			r = &Reminder{Community: l.Community, Player: l.Player, Day: hours.calendar(settings).Day(now).String(), At: last, Cards: n, State: Due}
		}
	}
	return e.store.ClaimReminder(ctx, l, next, r)
}

// SendReminder notes, before a reminder is sent, that it will be. False means
// that it must not be: somebody else did, it is too late, or it failed too often.
func (e *Engine) SendReminder(ctx context.Context, r Reminder, now time.Time) (Reminder, bool, error) {
	from := r.State
	r.State, r.Tries = Sending, r.Tries+1
	if r.Tries > maxReminderSends || r.Late(now) {
		r.State, r.Tries = Missed, r.Tries-1
	}
	moved, err := e.store.MoveReminder(ctx, r, from)
	return r, moved && r.State == Sending, err
}

// ReminderSent notes the venue's id of the message.
func (e *Engine) ReminderSent(ctx context.Context, r Reminder, post string) error {
	from := r.State
	r.State, r.Post = Posted, post
	_, err := e.store.MoveReminder(ctx, r, from)
	return err
}

// ReminderRefused notes that the member cannot be written to, and turns their
// reminders off.
func (e *Engine) ReminderRefused(ctx context.Context, r Reminder) error {
	if err := e.store.RefuseReminders(ctx, r.Community, r.Player); err != nil {
		return err
	}
	from := r.State
	r.State = Missed
	_, err := e.store.MoveReminder(ctx, r, from)
	return err
}

// StopReminders turns a member's reminders off.
func (e *Engine) StopReminders(ctx context.Context, community CommunityID, player PlayerID, now time.Time) error {
	l, err := e.store.Learner(ctx, community, player)
	if err != nil {
		return err
	}
	l.Reminders = false
	return e.SaveLearner(ctx, l, now)
}
