package quiz

import (
	"fmt"
	"strings"
)

// PeriodKey names one stretch of a community's days over which points are
// added up, such as "week/2026-03-23"; "all" is all time.
type PeriodKey string

// Term is a named stretch of days, such as a semester.
type Term struct {
	Name  string
	First Day
	Last  Day // included
}

// Contains reports whether the day is one of the term's.
func (t Term) Contains(d Day) bool { return !d.Before(t.First) && !t.Last.Before(d) }

// Key names the term's period.
func (t Term) Key() PeriodKey { return PeriodKey("term/" + t.First.String()) }

// TermOn returns the term that a day belongs to.
func (s Settings) TermOn(d Day) (Term, bool) {
	for _, t := range s.Terms {
		if t.Contains(d) {
			return t, true
		}
	}
	return Term{}, false
}

// Holiday is a named stretch of days on which schedules post nothing unless
// they say so.
type Holiday struct {
	Name  string
	First Day
	Last  Day // included
}

// Contains reports whether the day is one of the holiday's.
func (h Holiday) Contains(d Day) bool { return Term(h).Contains(d) }

// HolidayOn returns a holiday that a day belongs to.
func (s Settings) HolidayOn(d Day) (Holiday, bool) {
	for _, h := range s.Holidays {
		if h.Contains(d) {
			return h, true
		}
	}
	return Holiday{}, false
}

// PeriodsOf returns the keys of every period that a day belongs to: all time,
// the day, its week from Monday on, its month, and its term if it has one.
func (s Settings) PeriodsOf(d Day) []PeriodKey {
	keys := []PeriodKey{
		"all",
		PeriodKey("day/" + d.String()),
		PeriodKey("week/" + d.monday().String()),
		PeriodKey(fmt.Sprintf("month/%04d-%02d", d.Year, d.Month)),
	}
	if t, ok := s.TermOn(d); ok {
		keys = append(keys, t.Key())
	}
	return keys
}

// PeriodKey returns the key of the period of that kind which a day belongs to;
// "" for a term on a day outside every term.
func (s Settings) PeriodKey(p Period, d Day) PeriodKey {
	keys := s.PeriodsOf(d)
	switch p {
	case AllTime:
		return keys[0]
	case Today:
		return keys[1]
	case ThisWeek:
		return keys[2]
	case ThisMonth:
		return keys[3]
	case ThisTerm:
		if len(keys) > 4 {
			return keys[4]
		}
	}
	return ""
}

// What settings hold at most: enough for a decade.
const (
	maxTerms    = 50
	maxHolidays = 200
)

// checkTerms refuses terms that end before they begin or that overlap.
func checkTerms(terms []Term) error {
	if len(terms) > maxTerms {
		return fmt.Errorf("there are %d terms: at most %d are kept, so remove an old one first", len(terms), maxTerms)
	}
	for i, t := range terms {
		if strings.TrimSpace(t.Name) == "" {
			return fmt.Errorf("the term from %s to %s has no name: give it one, such as %q", t.First, t.Last, "Spring 2026")
		}
		if t.Last.Before(t.First) {
			return fmt.Errorf("term %q ends on %s, before it begins on %s: exchange the two dates", t.Name, t.Last, t.First)
		}
		for _, other := range terms[:i] {
			if strings.EqualFold(t.Name, other.Name) {
				return fmt.Errorf("term %q is there already (%s to %s): give the other one another name, such as %q", other.Name, other.First, other.Last, t.Name+" 2")
			}
			if !t.Last.Before(other.First) && !other.Last.Before(t.First) {
				return fmt.Errorf("term %q (%s to %s) overlaps term %q (%s to %s): change one of the dates", t.Name, t.First, t.Last, other.Name, other.First, other.Last)
			}
		}
	}
	return nil
}

// checkHolidays refuses holidays that end before they begin, and two that are
// called the same. They may overlap: a public one falls into those of a school.
func checkHolidays(holidays []Holiday) error {
	if len(holidays) > maxHolidays {
		return fmt.Errorf("there are %d holidays: at most %d are kept, so remove an old one first", len(holidays), maxHolidays)
	}
	for i, h := range holidays {
		if strings.TrimSpace(h.Name) == "" {
			return fmt.Errorf("the holiday from %s to %s has no name: give it one, such as %q", h.First, h.Last, "Easter 2026")
		}
		if h.Last.Before(h.First) {
			return fmt.Errorf("holiday %q ends on %s, before it begins on %s: exchange the two dates", h.Name, h.Last, h.First)
		}
		for _, other := range holidays[:i] {
			if strings.EqualFold(h.Name, other.Name) {
				return fmt.Errorf("holiday %q is there already (%s to %s): give the other one another name, such as %q", other.Name, other.First, other.Last, h.Name+" 2")
			}
		}
	}
	return nil
}
