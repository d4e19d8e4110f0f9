package schedule

import (
	"fmt"
	"slices"
	"time"

	"quizbot/quiz"
)

// Runs returns the next n runs of a schedule after now: not those on days on
// which it posts nothing. Fewer are returned when no further term is set, and
// none when the schedule cannot be read.
func Runs(s quiz.Schedule, settings quiz.Settings, n int, now time.Time) []Run {
	spec, err := Parse(s.Cron, s.Zone)
	if err != nil {
		return nil
	}
	var runs []Run
	for len(runs) < n {
		nominal, at := spec.Next(now)
		if at.IsZero() {
			break
		}
		day := dayOf(nominal)
		next, _ := openDay(s, settings, day)
		switch {
		case next == day:
			runs = append(runs, Run{Nominal: nominal, At: at})
			now = at
		case next == quiz.Day{}:
			return runs
		default: // on to the eve of the next day with a quiz, not through every run until then
			now = resolve(time.Date(next.Year, next.Month, next.Day, 0, 0, 0, 0, time.UTC), spec.zone).Add(-time.Millisecond)
		}
	}
	return runs
}

// Posts returns the next n runs of a schedule after now that are posted: where
// it leaves out what is due while its last quiz is open, not those. Open is when
// the quiz closes that is open now; zero = none is.
func Posts(s quiz.Schedule, settings quiz.Settings, n int, now, open time.Time) []Run {
	if s.Overlap != quiz.OverlapSkip {
		return Runs(s, settings, n, now)
	}
	var posts []Run
	for len(posts) < n {
		list := Runs(s, settings, 1, later(now, open.Add(-time.Millisecond)))
		if len(list) == 0 {
			break
		}
		posts, now = append(posts, list[0]), list[0].At
		if closes, err := ClosesAt(s, now); err == nil {
			open = closes
		}
	}
	return posts
}

// openDay returns the first day, from d on, on which the schedule posts; the
// zero day when no further term is set. Why says what keeps d free.
func openDay(s quiz.Schedule, settings quiz.Settings, d quiz.Day) (open quiz.Day, why string) {
	for {
		if holiday, ok := settings.HolidayOn(d); ok && !s.OnHolidays {
			if why == "" {
				why = fmt.Sprintf("holiday: %s", holiday.Name)
			}
			d = holiday.Last.Next()
			continue
		}
		if _, ok := settings.TermOn(d); ok || !s.TermOnly {
			return d, why
		}
		if why == "" {
			why = "no term is on"
		}
		var starts []quiz.Day
		for _, t := range settings.Terms {
			if d.Before(t.First) {
				starts = append(starts, t.First)
			}
		}
		if len(starts) == 0 {
			return quiz.Day{}, why
		}
		d = slices.MinFunc(starts, func(a, b quiz.Day) int {
			if a.Before(b) {
				return -1
			}
			return 1
		})
	}
}

// freeDay says why a schedule posts nothing on the day of a run; "" = it posts.
func freeDay(s quiz.Schedule, settings quiz.Settings, nominal string) string {
	_, why := openDay(s, settings, dayOf(nominal))
	return why
}

// dayOf is the date of a nominal time, as the clock in the schedule's zone shows it.
func dayOf(nominal string) quiz.Day {
	at, err := time.Parse(nominalLayout, nominal)
	if err != nil {
		return quiz.Day{}
	}
	return quiz.Day{Year: at.Year(), Month: at.Month(), Day: at.Day()}
}

// Replan says what an edit of a schedule at now means for the day on which it
// is made, by the calendar of the new zone: of the quizzes of that day either
// the old time or the new one holds, never both. Rows are the latest
// occurrences, the latest first.
//
// Since is from when on runs of the new times are the schedule's own: as many
// as were posted today count as done. Where the old times had a quiz left today
// and the new ones have none, it is among missed.
func Replan(before, after quiz.Schedule, rows []quiz.Occurrence, now time.Time) (since time.Time, missed []quiz.Occurrence) {
	since = after.Since
	if before.Suspended != "" {
		since = now
	}
	if before.Cron == after.Cron && before.Zone == after.Zone {
		return since, nil
	}
	since = now
	spec, err := Parse(after.Cron, after.Zone)
	if err != nil || before.Paused || before.Suspended != "" {
		return since, nil
	}
	today := wallOf(now, spec.zone).Truncate(24 * time.Hour)
	start, end := resolve(today, spec.zone), resolve(today.AddDate(0, 0, 1), spec.zone)

	done, last := 0, before.CreatedAt
	if before.Since.After(last) {
		last = before.Since
	}
	for _, o := range rows {
		if o.At.After(last) {
			last = o.At
		}
		if !o.At.Before(start) && o.At.Before(end) && o.State != quiz.Missed && o.State != quiz.Skipped {
			done++
		}
	}
	left := 0 // runs of the new times that are still to come today
	for _, run := range runsWithin(spec, start, end) {
		if done > 0 {
			done--
			since = later(since, run.At)
		} else if run.At.After(now) {
			left++
		}
	}
	old, err := Parse(before.Cron, before.Zone)
	if err != nil || left > 0 {
		return since, nil
	}
	if pending := runsWithin(old, later(start, last.Add(time.Millisecond)), end); len(pending) > 0 {
		o := occurrence(after, pending[0], now)
		o.State, o.Reason = quiz.Missed, "the times were changed that day"
		missed = append(missed, o)
	}
	return since, missed
}

// runsWithin lists the runs from start on and before end.
func runsWithin(spec Spec, start, end time.Time) []Run {
	var runs []Run
	for at := start.Add(-time.Millisecond); ; {
		nominal, next := spec.Next(at)
		if next.IsZero() || !next.After(at) || !next.Before(end) {
			return runs
		}
		runs, at = append(runs, Run{Nominal: nominal, At: next}), next
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
