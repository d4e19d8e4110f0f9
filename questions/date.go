package questions

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Date is a calendar date known to the day, the month or only the year. The
// zero Date is unknown.
type Date struct {
	Year  int
	Month time.Month // 0 = not known
	Day   int        // 0 = not known; needs a month
}

// IsZero reports whether nothing is known.
func (d Date) IsZero() bool { return d == Date{} }

// String returns the ISO 8601 form at the date's own precision: "2017-05-08",
// "2017-05", "2017", or "" for the zero Date.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Words returns the date as people write it: "8 May 2017", "May 2017", "2017".
func (d Date) Words() string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return strconv.Itoa(d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%s %d", d.Month, d.Year)
	}
	return fmt.Sprintf("%d %s %d", d.Day, d.Month, d.Year)
}

// Compare orders dates; at different precision the less precise one is taken
// at its beginning. It returns -1, 0 or 1.
func (d Date) Compare(e Date) int {
	return slices.Compare([]int{d.Year, int(d.Month), d.Day}, []int{e.Year, int(e.Month), e.Day})
}

// SamePrecision reports whether both are known to the day, both to the month
// or both to the year.
func (d Date) SamePrecision(e Date) bool {
	return (d.Month == 0) == (e.Month == 0) && (d.Day == 0) == (e.Day == 0)
}

var (
	isoDate   = regexp.MustCompile(`^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$`)
	wordsDate = regexp.MustCompile(`^(?:(\d{1,2}) )?([A-Z][a-z]+) (\d{4})$`)
	usDate    = regexp.MustCompile(`^([A-Z][a-z]+) (\d{1,2}), (\d{4})$`)
)

// ParseDate reads "2017-05-08", "2017-05", "2017", "8 May 2017", "May 2017"
// and "May 8, 2017". Anything else, and days that do not exist, is an error.
func ParseDate(s string) (Date, error) {
	bad := fmt.Errorf("%q is not a date: write 2017-05-08, 2017-05 or 2017", s)
	var year, month, day string
	if m := isoDate.FindStringSubmatch(s); m != nil {
		year, month, day = m[1], m[2], m[3]
	} else if m := wordsDate.FindStringSubmatch(s); m != nil {
		day, month, year = m[1], m[2], m[3]
	} else if m := usDate.FindStringSubmatch(s); m != nil {
		month, day, year = m[1], m[2], m[3]
	} else {
		return Date{}, bad
	}
	var d Date
	d.Year, _ = strconv.Atoi(year)
	if month != "" {
		if n, err := strconv.Atoi(month); err == nil {
			d.Month = time.Month(n)
		} else if d.Month = monthByName(month); d.Month == 0 {
			return Date{}, bad
		}
		if d.Month < 1 || d.Month > 12 {
			return Date{}, bad
		}
	}
	if day != "" {
		d.Day, _ = strconv.Atoi(day)
		if t := time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC); d.Day < 1 || t.Day() != d.Day {
			return Date{}, bad
		}
	}
	if d.Year == 0 {
		return Date{}, bad
	}
	return d, nil
}

func monthByName(name string) time.Month {
	for m := time.January; m <= time.December; m++ {
		if full := m.String(); name == full || name == full[:3] || (m == time.September && name == "Sept") {
			return m
		}
	}
	return 0
}

// DateIn returns the date that a span's text denotes; a leading preposition or
// approximator ("in", "around", "by", "the fall of") is skipped. False when
// the text is a range, a decade or anything else that is not one date.
func DateIn(text string) (Date, bool) {
	words := strings.Fields(text)
	for i := range words {
		if d, err := ParseDate(strings.Join(words[i:], " ")); err == nil {
			return d, true
		}
	}
	return Date{}, false
}
