package schedule

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"quizbot/quiz"
)

// MaxQuestions is how many questions a scheduled quiz asks at most.
const MaxQuestions = 50

// minOpen is how long a quiz is open at least.
const minOpen = 15 * time.Minute

// DayChoice is one answer to the question on which days a quiz is posted.
type DayChoice struct {
	Value string // what [FromDays] takes
	Label string // what a person reads
	cron  string // the weekday field
}

var dayChoices = []DayChoice{
	{"every day", "Every day", "*"},
	{"weekdays", "Weekdays (Monday to Friday)", "1-5"},
	{"weekends", "Weekends (Saturday and Sunday)", "0,6"},
	{"mon", "Mondays", "1"},
	{"tue", "Tuesdays", "2"},
	{"wed", "Wednesdays", "3"},
	{"thu", "Thursdays", "4"},
	{"fri", "Fridays", "5"},
	{"sat", "Saturdays", "6"},
	{"sun", "Sundays", "0"},
}

// DayChoices returns the choices of days in the order to show them.
func DayChoices() []DayChoice { return append([]DayChoice(nil), dayChoices...) }

// FromDays returns the cron expression for a choice of days and a time of day
// such as "09:00". The error is one sentence with the fix.
func FromDays(days, hhmm string) (cronSpec string, err error) {
	hour, minute, err := clock("time", hhmm)
	if err != nil {
		return "", err
	}
	for _, choice := range dayChoices {
		if strings.EqualFold(strings.TrimSpace(days), choice.Value) {
			return fmt.Sprintf("%d %d * * %s", minute, hour, choice.cron), nil
		}
	}
	return "", fmt.Errorf("days %q is not a choice: use every day, weekdays, weekends, or one of mon, tue, wed, thu, fri, sat, sun", days)
}

// Days returns the choice of days and the time of day from which [FromDays]
// makes the cron expression; false when it cannot.
func Days(cronSpec string) (days, hhmm string, ok bool) {
	choice, hhmm, ok := daysOf(cronSpec)
	return choice.Value, hhmm, ok
}

func daysOf(cronSpec string) (choice DayChoice, hhmm string, ok bool) {
	parts := strings.Fields(cronSpec)
	if len(parts) != len(fields) || parts[2] != "*" || parts[3] != "*" {
		return DayChoice{}, "", false
	}
	minute, okMinute := number(parts[0])
	hour, okHour := number(parts[1])
	if !okMinute || !okHour || minute > 59 || hour > 23 {
		return DayChoice{}, "", false
	}
	for _, choice := range dayChoices {
		if choice.cron == parts[4] {
			return choice, fmt.Sprintf("%02d:%02d", hour, minute), true
		}
	}
	return DayChoice{}, "", false
}

// Describe words a cron expression: "Weekdays (Monday to Friday) at 09:00" when
// [FromDays] could have made it, the expression itself otherwise.
func Describe(cronSpec string) string {
	if choice, hhmm, ok := daysOf(cronSpec); ok {
		return choice.Label + " at " + hhmm
	}
	return cronSpec
}

// clock reads a time of day, "09:00" or "9:00"; what names it in the error.
func clock(what, hhmm string) (hour, minute int, err error) {
	h, m, found := strings.Cut(strings.TrimSpace(hhmm), ":")
	hour, okHour := number(h)
	minute, okMinute := number(m)
	switch {
	case !found || !okHour || !okMinute || len(h) > 2 || len(m) != 2:
		return 0, 0, fmt.Errorf("%s %q cannot be read: write it as HH:MM, such as 09:00", what, hhmm)
	case hour > 23 || minute > 59:
		return 0, 0, fmt.Errorf("%s %s is out of range: use 00:00 to 23:59", what, strings.TrimSpace(hhmm))
	}
	return hour, minute, nil
}

// ClosesAt returns when the quiz of a run closes. PostedAt is the instant the
// run is nominally posted ([quiz.Occurrence].At), also when it is posted late:
// the close does not move with it. S.Closes is "20:00", the first time the clock
// in the schedule's zone shows that at least 15 minutes later; or "3 days", the
// same wall time that many days later; or "3 days 20:00", that day at that time;
// or "", which is "1 day". Clock changes count as for runs.
func ClosesAt(s quiz.Schedule, postedAt time.Time) (time.Time, error) {
	zone, err := LoadZone(s.Zone)
	if err != nil {
		return time.Time{}, err
	}
	c, err := parseCloses(s.Closes)
	if err != nil {
		return time.Time{}, err
	}
	wall := wallOf(postedAt, zone)
	if !c.timed {
		return resolve(wall.AddDate(0, 0, c.days), zone), nil
	}
	earliest := postedAt.Add(minOpen)
	for day := wall.Day() + c.days; ; day++ { // ends: a day later the clock is a day further, give or take a change
		at := resolve(time.Date(wall.Year(), wall.Month(), day, c.hour, c.minute, 0, 0, time.UTC), zone)
		if !at.Before(earliest) {
			return at, nil
		}
	}
}

// maxOpen is how many days a quiz may stay open.
const maxOpen = 31

// closing is a schedule's close, read.
type closing struct {
	days         int
	timed        bool // at a time of its own, not that of the post
	hour, minute int
}

func parseCloses(text string) (closing, error) {
	parts := strings.Fields(text)
	c := closing{days: 1}
	if len(parts) == 0 {
		return c, nil
	}
	if len(parts) > 1 && (strings.EqualFold(parts[1], "day") || strings.EqualFold(parts[1], "days")) {
		days, ok := number(parts[0])
		if !ok || days < 1 || days > maxOpen {
			return closing{}, fmt.Errorf("closes %q cannot be read: use 1 to %d days, such as 3 days or 3 days 20:00", strings.TrimSpace(text), maxOpen)
		}
		c.days, parts = days, parts[2:]
		if len(parts) == 0 {
			return c, nil
		}
	} else {
		c.days = 0
	}
	var err error
	c.timed = true
	if c.hour, c.minute, err = clock("closes", strings.Join(parts, " ")); err != nil && !strings.Contains(text, ":") {
		return closing{}, fmt.Errorf("closes %q cannot be read: write it as HH:MM, such as 20:00, or as 3 days, or as 3 days 20:00", strings.TrimSpace(text))
	}
	return c, err
}

// NormalCloses returns a close in the one form in which it is stored: "", as
// the same for "1 day", "20:00", "3 days" or "1 day 20:00". The error is one
// sentence with the fix.
func NormalCloses(text string) (string, error) {
	c, err := parseCloses(text)
	if err != nil {
		return "", err
	}
	at, days := fmt.Sprintf("%02d:%02d", c.hour, c.minute), plural(c.days, "day")
	switch {
	case c.days == 0:
		return at, nil
	case c.timed:
		return days + " " + at, nil
	case c.days == 1:
		return "", nil
	}
	return days, nil
}

// TooSoon returns how long a quiz is open at least where the schedule's close at
// a time of day comes sooner after its post, so that [ClosesAt] takes the next
// day's; 0 otherwise.
func TooSoon(s quiz.Schedule) time.Duration {
	c, err := parseCloses(s.Closes)
	_, hhmm, ok := Days(s.Cron)
	if err != nil || !ok || !c.timed || c.days > 0 {
		return 0
	}
	hour, minute, err := clock("time", hhmm)
	if open := (c.hour*60 + c.minute - hour*60 - minute + 24*60) % (24 * 60); err != nil || open == 0 || time.Duration(open)*time.Minute >= minOpen {
		return 0
	}
	return minOpen
}

// MaxNoRepeat is the longest stretch, in days, without a repeat.
const MaxNoRepeat = 365

// MaxLate is how late a quiz may be posted at most.
const MaxLate = 24 * time.Hour

// Validate checks everything about a schedule that can be checked before it is
// saved; whether bank and channel exist is for others to say. The error is one
// sentence that names the field and the fix.
func Validate(s quiz.Schedule) error {
	if _, err := Parse(s.Cron, s.Zone); err != nil {
		return err
	}
	if _, err := parseCloses(s.Closes); err != nil {
		return err
	}
	switch {
	case s.Venue.Community == "":
		return fmt.Errorf("community is missing: schedules belong to a server, so add them there")
	case s.Venue.Channel == "":
		return fmt.Errorf("channel is missing: choose the channel to post in")
	case s.Bank == "":
		return fmt.Errorf("bank is missing: choose the bank to ask from")
	case s.Questions < 1 || s.Questions > MaxQuestions:
		return fmt.Errorf("questions is %d: use 1 to %d", s.Questions, MaxQuestions)
	case s.Reveal != quiz.RevealAtOnce && s.Reveal != quiz.RevealAtClose:
		return fmt.Errorf("reveal %q is not a choice: use %s or %s", s.Reveal, quiz.RevealAtOnce, quiz.RevealAtClose)
	case !slices.Contains(quiz.SelectionPolicies, s.Select):
		return fmt.Errorf("select %q is not a choice: use one of %q", s.Select, quiz.SelectionPolicies)
	case s.NoRepeat < 0 || s.NoRepeat > MaxNoRepeat:
		return fmt.Errorf("no_repeat is %d days: use 0 to %d", s.NoRepeat, MaxNoRepeat)
	case !slices.Contains(quiz.LatePolicies, s.Late):
		return fmt.Errorf("late %q is not a choice: use one of %q", s.Late, quiz.LatePolicies)
	case s.LateWithin < 0 || s.LateWithin > MaxLate:
		return fmt.Errorf("late_within is %s: use at most %d hours", s.LateWithin, int(MaxLate.Hours()))
	case !slices.Contains(quiz.OverlapPolicies, s.Overlap):
		return fmt.Errorf("overlap %q is not a choice: use one of %q", s.Overlap, quiz.OverlapPolicies)
	}
	return nil
}
