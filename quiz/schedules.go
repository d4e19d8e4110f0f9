package quiz

import (
	"errors"
	"time"
)

// Schedule posts a daily quiz again and again.
type Schedule struct {
	ID         ScheduleID
	Version    int // raised by each edit
	Venue      Venue
	Bank       string
	Topic      string // "" = all
	Cron       string // five fields
	Zone       string // IANA name
	Questions  int
	Closes     string // wall time "20:00", the first one after the post; "3 days", "3 days 20:00"; "" = a day after it
	Reveal     Reveal
	Select     SelectionPolicy
	NoRepeat   int // days within which no question is asked in the channel again; 0 = it may be at once
	Late       LatePolicy
	LateWithin time.Duration // how late [LatePost] posts; 0 = the usual 6 hours
	Overlap    OverlapPolicy
	TermOnly   bool // nothing on days outside every term of the settings
	OnHolidays bool // also on the holidays of the settings
	Paused     bool
	Suspended  string // why the bot itself stopped it; "" = it did not
	CreatedBy  PlayerID
	CreatedAt  time.Time
	EditedBy   PlayerID  // the last time; "" = never, or by nobody who is known any more
	EditedAt   time.Time // zero = never
	Since      time.Time // runs up to then are not its own: the last resume, or an edit of the times; zero = neither
}

// SelectionPolicy is which questions of the bank a scheduled quiz asks first.
type SelectionPolicy string

// The selection policies. All but the first go by what was asked in the
// schedule's channel, by whatever schedule or live round.
const (
	SelectLeast   SelectionPolicy = ""        // those asked least often, so the new ones
	SelectNew     SelectionPolicy = "new"     // only those never asked
	SelectSpaced  SelectionPolicy = "spaced"  // those due again, after 2, 4, 8 and more days; then new ones
	SelectWeakest SelectionPolicy = "weakest" // those that the community's members got right least often
)

// SelectionPolicies lists every policy.
var SelectionPolicies = []SelectionPolicy{SelectLeast, SelectNew, SelectSpaced, SelectWeakest}

// LatePolicy is what becomes of a quiz that could not be posted at its time.
type LatePolicy string

// The late policies.
const (
	LatePost LatePolicy = ""     // it is posted late, within [Schedule.LateWithin]
	LateSkip LatePolicy = "skip" // it is left out
	LateSay  LatePolicy = "say"  // it is left out, and the channel is told so
)

// LatePolicies lists every policy.
var LatePolicies = []LatePolicy{LatePost, LateSkip, LateSay}

// OverlapPolicy is what becomes of a quiz that is due while the schedule's last
// one is open.
type OverlapPolicy string

// The overlap policies.
const (
	OverlapSkip  OverlapPolicy = ""      // it is left out, and instructors are told
	OverlapClose OverlapPolicy = "close" // the open one closes first
	OverlapBoth  OverlapPolicy = "both"  // both are open
)

// OverlapPolicies lists every policy.
var OverlapPolicies = []OverlapPolicy{OverlapSkip, OverlapClose, OverlapBoth}

// SameAs reports whether two schedules post the same at the same times in the
// same place.
func (s Schedule) SameAs(other Schedule) bool {
	return s.Venue == other.Venue && s.Bank == other.Bank && s.Topic == other.Topic && s.Cron == other.Cron && s.Zone == other.Zone
}

// Rebase returns the schedule with what somebody else's edit, from before to
// after, changed; where both changed the same, the edit wins.
func (s Schedule) Rebase(before, after Schedule) Schedule {
	s.Venue.Channel = changed(s.Venue.Channel, before.Venue.Channel, after.Venue.Channel)
	s.Bank = changed(s.Bank, before.Bank, after.Bank)
	s.Topic = changed(s.Topic, before.Topic, after.Topic)
	s.Cron = changed(s.Cron, before.Cron, after.Cron)
	s.Zone = changed(s.Zone, before.Zone, after.Zone)
	s.Questions = changed(s.Questions, before.Questions, after.Questions)
	s.Closes = changed(s.Closes, before.Closes, after.Closes)
	s.Reveal = changed(s.Reveal, before.Reveal, after.Reveal)
	s.Select = changed(s.Select, before.Select, after.Select)
	s.NoRepeat = changed(s.NoRepeat, before.NoRepeat, after.NoRepeat)
	s.Late = changed(s.Late, before.Late, after.Late)
	s.LateWithin = changed(s.LateWithin, before.LateWithin, after.LateWithin)
	s.Overlap = changed(s.Overlap, before.Overlap, after.Overlap)
	s.TermOnly = changed(s.TermOnly, before.TermOnly, after.TermOnly)
	s.OnHolidays = changed(s.OnHolidays, before.OnHolidays, after.OnHolidays)
	return s
}

func changed[T comparable](current, before, after T) T {
	if before == after {
		return current
	}
	return after
}

// ScheduleDraft is an edit of a schedule, or a new one, that waits to be confirmed.
type ScheduleDraft struct {
	ID     string
	Before Schedule // as it was when the edit was made; zero for a new one
	After  Schedule
	At     time.Time
}

// What editing a schedule may meet.
var (
	// ErrScheduleChanged: somebody else edited the schedule meanwhile;
	// EditedBy and EditedAt of the schedule say who and when.
	ErrScheduleChanged = errors.New("the schedule was changed meanwhile")
	// ErrNoDraft: the draft was confirmed or dropped, or is too old.
	ErrNoDraft = errors.New("no such edit is waiting")
)

// Occurrence is one nominal run of a schedule. (Schedule, Nominal) is unique:
// the row in the store decides what is posted, timers only wake a scan.
type Occurrence struct {
	Schedule ScheduleID
	Version  int    // of the schedule that it follows from
	Nominal  string // local wall time "2026-03-29T09:00"
	At       time.Time
	State    OccurrenceState
	Reason   string // of a missed, skipped or uncertain one
	Nonce    string // at most 25 characters, derived from the key
	Round    RoundID
	Post     string
	Tries    int // posts that failed
	Changed  time.Time
}

// OccurrenceState is how far an occurrence has come.
type OccurrenceState string

// The states: due, then sending, then posted; or missed; or skipped on a day
// on which the schedule posts nothing; or uncertain when it is not known
// whether the post arrived.
const (
	Due       OccurrenceState = "due"
	Sending   OccurrenceState = "sending"
	Posted    OccurrenceState = "posted"
	Missed    OccurrenceState = "missed"
	Skipped   OccurrenceState = "skipped"
	Uncertain OccurrenceState = "uncertain"
)
