package quiz

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // zones of communities must load where the system has none
)

// Calendar tells a community's days: they begin at an hour of its own in its
// zone.
type Calendar struct {
	zone      *time.Location
	startHour int
}

// Calendar returns the calendar that the settings describe; a zone that cannot
// be loaded counts as UTC.
func (s Settings) Calendar() Calendar {
	zone, err := time.LoadLocation(s.Zone)
	if err != nil {
		zone = time.UTC
	}
	return Calendar{zone: zone, startHour: s.DayStartsAt}
}

// Day is a calendar day of a community.
type Day struct {
	Year  int
	Month time.Month
	Day   int
}

// Day returns the day to which an instant belongs.
func (c Calendar) Day(at time.Time) Day {
	local := at.In(c.zone)
	day := Day{local.Year(), local.Month(), local.Day()}
	switch { // clock changes near the start of the day are why this asks Start
	case at.Before(c.Start(day)):
		return day.add(-1)
	case !at.Before(c.Start(day.add(1))):
		return day.add(1)
	}
	return day
}

// Start returns the instant at which a day begins. Where a clock change skips
// the hour it is the first instant after the gap, where one repeats it the
// first of both.
func (c Calendar) Start(d Day) time.Time {
	wall := time.Date(d.Year, d.Month, d.Day, c.startHour, 0, 0, 0, time.UTC)
	var start time.Time
	for _, near := range []time.Time{wall.Add(-26 * time.Hour), wall.Add(26 * time.Hour)} { // before and after any change that matters
		_, offset := near.In(c.zone).Zone()
		at := wall.Add(-time.Duration(offset) * time.Second)
		if local := at.In(c.zone); local.Hour() == c.startHour && local.Day() == wall.Day() && (start.IsZero() || at.Before(start)) {
			start = at
		}
	}
	if start.IsZero() { // skipped
		_, offset := wall.Add(-26 * time.Hour).In(c.zone).Zone()
		start, _ = wall.Add(-time.Duration(offset) * time.Second).In(c.zone).ZoneBounds()
	}
	return start.UTC()
}

// ParseDay reads a date as String prints it. The error is one sentence with the fix.
func ParseDay(text string) (Day, error) {
	at, err := time.Parse(time.DateOnly, strings.TrimSpace(text))
	if err != nil || at.Year() < 1 {
		return Day{}, fmt.Errorf("date %q cannot be read: write year, month and day, such as 2026-09-01", text)
	}
	return Day{at.Year(), at.Month(), at.Day()}, nil
}

// Next is the day after.
func (d Day) Next() Day { return d.add(1) }

// String is the date, as in "2026-03-29".
func (d Day) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// Before reports whether d is an earlier day.
func (d Day) Before(other Day) bool {
	return cmp.Or(cmp.Compare(d.Year, other.Year), cmp.Compare(d.Month, other.Month), cmp.Compare(d.Day, other.Day)) < 0
}

// monday is the first day of the day's week.
func (d Day) monday() Day {
	weekday := time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Weekday()
	return d.add(-(int(weekday) + 6) % 7)
}

func (d Day) add(days int) Day {
	t := time.Date(d.Year, d.Month, d.Day+days, 0, 0, 0, 0, time.UTC)
	return Day{t.Year(), t.Month(), t.Day()}
}

// Streak counts the days, back from the latest, on which there was a quiz and
// the member finished one before its close. A quiz belongs to the day on which
// it opened. Days without a quiz neither add nor break, and a day does not
// break while one of its quizzes is open.
func Streak(rounds []Attendance, c Calendar, now time.Time) int {
	type state struct{ finished, open bool }
	days := make(map[Day]state)
	for _, r := range rounds {
		if r.OpenedAt.After(now) {
			continue
		}
		day := c.Day(r.OpenedAt)
		s := days[day]
		never := r.ClosesAt.IsZero()
		s.finished = s.finished || !r.FinishedAt.IsZero() && (never || r.FinishedAt.Before(r.ClosesAt))
		s.open = s.open || never || now.Before(r.ClosesAt)
		days[day] = s
	}
	var order []Day
	for day := range days {
		order = append(order, day)
	}
	slices.SortFunc(order, func(a, b Day) int { return c.Start(b).Compare(c.Start(a)) })
	streak := 0
	for _, day := range order {
		switch s := days[day]; {
		case s.finished:
			streak++
		case !s.open:
			return streak
		}
	}
	return streak
}
