package schedule

import (
	"fmt"
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

// Describe words a cron expression: "Weekdays (Monday to Friday) at 09:00" when
// [FromDays] could have made it, the expression itself otherwise.
func Describe(cronSpec string) string {
	parts := strings.Fields(cronSpec)
	if len(parts) != len(fields) || parts[2] != "*" || parts[3] != "*" {
		return cronSpec
	}
	minute, okMinute := number(parts[0])
	hour, okHour := number(parts[1])
	if !okMinute || !okHour || minute > 59 || hour > 23 {
		return cronSpec
	}
	for _, choice := range dayChoices {
		if choice.cron == parts[4] {
			return fmt.Sprintf("%s at %02d:%02d", choice.Label, hour, minute)
		}
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
// the close does not move with it. That is the first time the clock in the
// schedule's zone shows s.Closes at least 15 minutes later, or the same wall
// time a day later when s.Closes is "". Clock changes count as for runs.
func ClosesAt(s quiz.Schedule, postedAt time.Time) (time.Time, error) {
	zone, err := LoadZone(s.Zone)
	if err != nil {
		return time.Time{}, err
	}
	wall := wallOf(postedAt, zone)
	if s.Closes == "" {
		return resolve(wall.AddDate(0, 0, 1), zone), nil
	}
	hour, minute, err := clock("closes", s.Closes)
	if err != nil {
		return time.Time{}, err
	}
	earliest := postedAt.Add(minOpen)
	for day := wall.Day(); ; day++ { // ends: a day later the clock is a day further, give or take a change
		at := resolve(time.Date(wall.Year(), wall.Month(), day, hour, minute, 0, 0, time.UTC), zone)
		if !at.Before(earliest) {
			return at, nil
		}
	}
}

func checkCloses(closes string) error {
	if closes == "" {
		return nil
	}
	_, _, err := clock("closes", closes)
	return err
}

// Validate checks everything about a schedule that can be checked before it is
// saved; whether bank and channel exist is for others to say. The error is one
// sentence that names the field and the fix.
func Validate(s quiz.Schedule) error {
	if _, err := Parse(s.Cron, s.Zone); err != nil {
		return err
	}
	if err := checkCloses(s.Closes); err != nil {
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
	}
	return nil
}
