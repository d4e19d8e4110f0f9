package schedule

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/robfig/cron/v3"
)

// DefaultMinGap is how far apart two runs of a schedule must be at least.
const DefaultMinGap = 15 * time.Minute

const (
	maxCronBytes = 128
	checkedSteps = 50 // runs looked at before a spec is believed

	// A search that has to skip more wall times than a day has minutes is not
	// in a repeated hour but stuck.
	maxSkipped = 24*60 + 1

	starBit = 1 << 63 // robfig/cron v3.0.1 marks a field that was "*" so
)

// Spec is a checked cron expression in a time zone. The zero Spec never runs.
type Spec struct {
	wall cron.Schedule // in UTC: calendar arithmetic on what the wall clock shows
	zone *time.Location
}

// Run is one run of a spec.
type Run struct {
	Nominal string    // what the wall clock was to show: "2026-03-29T09:00"
	At      time.Time // the instant that means
}

// Parse checks a cron expression of five fields (minute, hour, day, month,
// weekday) and an IANA zone. A spec that Parse returns runs, again and again,
// and never twice within [DefaultMinGap] on a day without a clock change.
//
// The error is one sentence that names the field and the fix, for whoever
// typed it.
func Parse(cronSpec, zone string) (Spec, error) { return ParseMin(cronSpec, zone, DefaultMinGap) }

// ParseMin is [Parse] with another smallest distance between two runs; less
// than a minute means a minute, which every expression keeps.
func ParseMin(cronSpec, zone string, minGap time.Duration) (Spec, error) {
	wall, err := parseWall(cronSpec)
	if err != nil {
		return Spec{}, err
	}
	if err := checkRuns(wall, cronSpec, minGap); err != nil {
		return Spec{}, err
	}
	location, err := LoadZone(zone)
	if err != nil {
		return Spec{}, err
	}
	return Spec{wall: wall, zone: location}, nil
}

// Next returns the first run whose instant is after the given one: the nominal
// wall time and the instant, in UTC. Runs that a clock change moves to the
// same instant are one run, the last of them. "" and the zero time mean that
// the spec has no further run, or does not advance and must not be used.
func (s Spec) Next(after time.Time) (nominal string, at time.Time) {
	if s.wall == nil {
		return "", time.Time{}
	}
	wall := wallOf(after, s.zone)
	// In the second pass of a repeated hour the times ahead on the clock mean
	// the first pass and are over.
	for skipped := 0; !at.After(after); skipped++ {
		next, ok := s.nextWall(wall)
		if !ok || skipped > maxSkipped {
			return "", time.Time{}
		}
		wall, at = next, resolve(next, s.zone)
	}
	if !wallOf(at, s.zone).Equal(wall) { // in a gap: are there more at its end?
		for {
			next, ok := s.nextWall(wall)
			if !ok || !resolve(next, s.zone).Equal(at) {
				break
			}
			wall = next
		}
	}
	return wall.Format(nominalLayout), at
}

// nextWall returns the first wall time after the given one; false when there is
// none or the schedule does not advance to another whole minute.
func (s Spec) nextWall(wall time.Time) (next time.Time, ok bool) {
	next = s.wall.Next(wall)
	return next, next.After(wall) && next.Equal(next.Truncate(time.Minute))
}

// Upcoming returns the next n runs after now, fewer when there are no more.
func (s Spec) Upcoming(n int, now time.Time) []Run {
	var runs []Run
	for len(runs) < n {
		nominal, at := s.Next(now)
		if at.IsZero() {
			break
		}
		runs = append(runs, Run{Nominal: nominal, At: at})
		now = at
	}
	return runs
}

// Cron returns the spec in the form that robfig/cron's runner takes.
func (s Spec) Cron() cron.Schedule { return runnerSchedule{s} }

type runnerSchedule struct{ spec Spec }

func (r runnerSchedule) Next(after time.Time) time.Time {
	_, at := r.spec.Next(after)
	return at
}

// A field is one of the five parts of a cron expression.
type field struct {
	name     string
	min, max int
	names    string // in threes from min on: "JANFEB"; "" = numbers only
}

var fields = [...]field{
	{name: "minute", min: 0, max: 59},
	{name: "hour", min: 0, max: 23},
	{name: "day", min: 1, max: 31},
	{name: "month", min: 1, max: 12, names: "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC"},
	{name: "weekday", min: 0, max: 6, names: "SUNMONTUEWEDTHUFRISAT"},
}

// parseWall reads the five fields into a schedule in UTC. We check first and
// hand over only what is well-formed: the parser panics on "TZ=UTC", takes ","
// for a field that never matches, and words its errors for programmers.
func parseWall(text string) (wall *cron.SpecSchedule, err error) {
	defer func() {
		if r := recover(); r != nil {
			wall, err = nil, fmt.Errorf("cron %q cannot be read: give five fields such as 0 9 * * *", text)
		}
	}()
	if len(text) > maxCronBytes {
		return nil, fmt.Errorf("cron is %d bytes long: at most %d are allowed, such as 0 9 * * *", len(text), maxCronBytes)
	}
	if name, _, found := strings.Cut(strings.TrimSpace(text), "="); found && (strings.EqualFold(name, "TZ") || strings.EqualFold(name, "CRON_TZ")) {
		return nil, fmt.Errorf("cron must not carry a time zone: leave %s= out and give the zone as zone", name)
	}
	for i, r := range text {
		switch {
		case r == utf8.RuneError:
			return nil, fmt.Errorf("cron is not valid text at byte %d: type it again, such as 0 9 * * *", i+1)
		case r != ' ' && r != '\t' && (r < '!' || r > '~'):
			return nil, fmt.Errorf("cron contains the character %U: use only digits, names, plain spaces and , - * /", r)
		}
	}
	parts := strings.Fields(text)
	switch {
	case len(parts) == 0:
		return nil, fmt.Errorf("cron is empty: give minute, hour, day, month and weekday, such as 0 9 * * *")
	case strings.HasPrefix(parts[0], "@"):
		return nil, fmt.Errorf("cron shorthand %s is not supported: give minute, hour, day, month and weekday, such as 0 9 * * *", parts[0])
	case len(parts) == len(fields)+1:
		return nil, fmt.Errorf("cron has 6 fields: leave out the seconds and give minute, hour, day, month and weekday, such as 0 9 * * *")
	case len(parts) != len(fields):
		return nil, fmt.Errorf("cron has %s: give minute, hour, day, month and weekday, such as 0 9 * * *", plural(len(parts), "field"))
	}
	for i, f := range fields {
		if err := f.check(parts[i]); err != nil {
			return nil, err
		}
	}
	parsed, err := cron.NewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow).Parse(strings.Join(parts, " "))
	if err != nil {
		return nil, fmt.Errorf("cron %q cannot be read: give five fields such as 0 9 * * *", text)
	}
	wall, ok := parsed.(*cron.SpecSchedule)
	if !ok {
		return nil, fmt.Errorf("cron %q cannot be read: give five fields such as 0 9 * * *", text)
	}
	wall.Location = time.UTC
	if wall.Dom&starBit == 0 && wall.Dow&starBit == 0 {
		// Cron means "either" here, which hardly anybody expects.
		return nil, fmt.Errorf("day %s and weekday %s are both set, which would run on days that match either: leave one of them *", parts[2], parts[4])
	}
	return wall, nil
}

// check reports the first fault of one field's text.
func (f field) check(text string) error {
	for item := range strings.SplitSeq(text, ",") {
		if item == "" {
			return fmt.Errorf("%s %s has an empty item: take the extra comma out", f.name, text)
		}
		span, step, stepped := strings.Cut(item, "/")
		if stepped {
			if n, ok := number(step); !ok {
				return fmt.Errorf("%s step %q is not a number: write it like */2", f.name, step)
			} else if n < 1 || n > f.max {
				return fmt.Errorf("%s step %d is out of range: use 1 to %d", f.name, n, f.max)
			}
		}
		if span == "*" || span == "?" {
			continue
		}
		low, high, ranged := strings.Cut(span, "-")
		from, err := f.value(low, item)
		if err != nil {
			return err
		}
		if !ranged {
			continue
		}
		to, err := f.value(high, item)
		if err != nil {
			return err
		}
		if from > to {
			return fmt.Errorf("%s %s runs backwards: put the smaller value first, or list the values with commas", f.name, span)
		}
	}
	return nil
}

// value reads a number or name of the field; item is where it stands.
func (f field) value(text, item string) (int, error) {
	if len(text) == 3 {
		if at := strings.Index(f.names, strings.ToUpper(text)); at >= 0 && at%3 == 0 {
			return f.min + at/3, nil
		}
	}
	n, ok := number(text)
	switch {
	case !ok && f.names != "":
		return 0, fmt.Errorf("%s %s cannot be read: use %d to %d or names from %s to %s", f.name, item, f.min, f.max, f.names[:3], f.names[len(f.names)-3:])
	case !ok:
		return 0, fmt.Errorf("%s %s cannot be read: use %d to %d, * for all, or a list or range of them", f.name, item, f.min, f.max)
	case f.name == "weekday" && n == 7:
		return 0, fmt.Errorf("weekday 7 is out of range: use 0 or SUN for Sunday")
	case n < f.min || n > f.max:
		return 0, fmt.Errorf("%s %d is out of range: use %d to %d", f.name, n, f.min, f.max)
	}
	return n, nil
}

// number reads decimal digits only: no sign, at most four of them.
func number(text string) (int, bool) {
	for _, r := range text {
		if r < '0' || r > '9' {
			return 0, false
		}
	}
	n, err := strconv.Atoi(text)
	return n, err == nil && len(text) <= 4
}

// checkRuns refuses a schedule that never runs, does not advance, or runs
// closer together than minGap.
func checkRuns(wall *cron.SpecSchedule, text string, minGap time.Duration) error {
	// Any start will do, and a fixed one gives the same verdict every day.
	const years = 40
	start := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	spec := Spec{wall: wall, zone: time.UTC}
	for step, at := 0, start; step < checkedSteps && at.Year() < start.Year()+years; step++ {
		next, ok := spec.nextWall(at)
		if !ok {
			parts := strings.Fields(text) // all five restrict, but only day and month can exclude each other
			return fmt.Errorf("day %s never comes in month %s: choose a day that the month has", parts[2], parts[3])
		}
		at = next
	}
	if gap := smallestGap(wall); gap < minGap {
		return fmt.Errorf("cron %s runs %s apart: leave at least %s between two runs, such as one minute and one hour in 0 9 * * *",
			strings.Join(strings.Fields(text), " "), minutes(gap), minutes(minGap))
	}
	return nil
}

// smallestGap returns the shortest time between two runs on the wall clock, at
// most 24 hours. It looks at the fields themselves: a few dozen runs from some
// start may not contain the closest two.
func smallestGap(wall *cron.SpecSchedule) time.Duration {
	const day = 24 * 60
	first, last, gap := -1, 0, day
	for minute := range day {
		if wall.Hour>>(minute/60)&1 == 0 || wall.Minute>>(minute%60)&1 == 0 {
			continue
		}
		if first < 0 {
			first = minute
		} else {
			gap = min(gap, minute-last)
		}
		last = minute
	}
	// Over midnight only where two days in a row match.
	if overnight := first + day - last; overnight < gap && hasNeighbours(wall) {
		gap = overnight
	}
	return time.Duration(gap) * time.Minute
}

// hasNeighbours reports whether a schedule ever runs on two days in a row.
func hasNeighbours(wall *cron.SpecSchedule) bool {
	daily := *wall
	daily.Hour, daily.Minute, daily.Second = 1, 1, 1 // midnight
	at := daily.Next(time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC))
	for range 31 * 12 { // the pattern of a year, or of more where fewer days match
		next := daily.Next(at)
		if next.Sub(at) == 24*time.Hour {
			return true
		}
		at = next
	}
	return false
}

// minutes prints a duration of whole minutes in words.
func minutes(d time.Duration) string { return plural(int(d/time.Minute), "minute") }

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}
