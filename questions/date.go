package questions

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"quizbot/questions/pattern"
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
	isoDate   = pattern.MustCompile(`^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$`)
	wordsDate = pattern.MustCompile(`^(?:(\d{1,2}) )?([A-Z][a-z]+) (\d{4})$`)
	usDate    = pattern.MustCompile(`^([A-Z][a-z]+) (\d{1,2}), (\d{4})$`)
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

// FullMonth returns the name of a month that is cut short as in dates: "Sept."
// and "sept" are September. "" for any other word.
func FullMonth(word string) string {
	word = strings.ToLower(strings.TrimSuffix(word, "."))
	if len(word) != 3 && word != "sept" {
		return ""
	}
	if m := monthBegins(word); m != 0 {
		return m.String()
	}
	return ""
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

// Within reports whether d lies in e or is e: 27 September 1996 in September
// 1996. A date that is known less exactly than e does not.
func (d Date) Within(e Date) bool {
	return d.Year == e.Year && (e.Month == 0 || d.Month == e.Month) && (e.Day == 0 || d.Day == e.Day)
}

var (
	dateFillers = wordSet("in on at the of year since around about circa exactly monday tuesday wednesday thursday friday saturday sunday")
	ordinal     = pattern.MustCompile(`^(\d{1,2})(?:st|nd|rd|th)$`)
)

// ReadDates returns every date that a text can mean that somebody typed:
// "Sept. 27th, 1996", "in 1996", "the 27th of September 1996", "1996-09-27".
// Figures alone may be read in two ways: "3/4/1996". A year of two figures is
// one of this century or the last. Nil when the text is anything but one date.
func ReadDates(text string) []Date {
	if len(text) > maxQuantity {
		return nil
	}
	var numbers []int
	var years []int // which of the numbers has four figures
	month, monthAt := time.Month(0), 0
	for _, w := range strings.FieldsFunc(Fold(text), func(r rune) bool { return strings.ContainsRune(" ,./-'()", r) }) {
		if m := ordinal.FindStringSubmatch(w); m != nil {
			w = m[1]
		}
		if n, err := strconv.Atoi(w); err == nil && n > 0 && len(w) <= 4 && len(w) != 3 {
			if len(w) == 4 {
				years = append(years, len(numbers))
			}
			numbers = append(numbers, n)
		} else if m := monthBegins(w); m != 0 && month == 0 {
			month, monthAt = m, len(numbers)
		} else if !dateFillers[w] {
			return nil
		}
	}
	if len(years) > 1 || len(numbers) > 3 {
		return nil
	}
	var found []Date
	add := func(year, month, day int) {
		candidates := []int{year}
		if year < 100 {
			candidates = []int{1900 + year, 2000 + year}
		}
		for _, y := range candidates {
			d := Date{Year: y, Month: time.Month(month), Day: day}
			if read, err := ParseDate(d.String()); err == nil && read == d && !slices.Contains(found, d) {
				found = append(found, d)
			}
		}
	}
	switch n := len(numbers); {
	case n == 1 && len(years) == 1:
		add(numbers[0], int(month), 0)
	case month != 0 && n == 2 && len(years) == 1:
		add(numbers[years[0]], int(month), numbers[1-years[0]])
	case month != 0 && n == 2 && monthAt == 1: // 27 Sept 96
		add(numbers[1], int(month), numbers[0])
	case month == 0 && n == 2 && len(years) == 1: // 09/1996
		add(numbers[years[0]], numbers[1-years[0]], 0)
	case month == 0 && n == 3 && (len(years) == 0 || years[0] == 2):
		add(numbers[2], numbers[1], numbers[0])
		add(numbers[2], numbers[0], numbers[1])
	case month == 0 && n == 3 && years[0] == 0:
		add(numbers[0], numbers[1], numbers[2])
	}
	return found
}

// monthBegins returns the month that a folded word of three letters or more is
// the beginning of; 0 for none.
func monthBegins(word string) time.Month {
	for m := time.January; m <= time.December; m++ {
		if len(word) >= 3 && strings.HasPrefix(strings.ToLower(m.String()), word) {
			return m
		}
	}
	return 0
}
