package questions

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

var smallNumbers = []string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
	"eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"}

var tens = []string{"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}

// magnitudes multiply the number before them; alone they count once.
var magnitudes = map[string]float64{
	"dozen": 12, "dozens": 12, "hundred": 100, "hundreds": 100, "thousand": 1e3, "thousands": 1e3,
	"million": 1e6, "millions": 1e6, "billion": 1e9, "billions": 1e9, "trillion": 1e12,
}

// numberWord returns the value of a spelled number below one hundred.
func numberWord(w string) (float64, bool) {
	if i := slices.Index(smallNumbers, w); i >= 0 {
		return float64(i), true
	}
	ten, one, compound := strings.Cut(w, "-")
	i := slices.Index(tens, ten)
	if i < 2 {
		return 0, false
	}
	value := float64(10 * i)
	if compound {
		j := slices.Index(smallNumbers, one)
		if j < 1 || j > 9 {
			return 0, false
		}
		value += float64(j)
	}
	return value, true
}

// SpellNumber returns the word for 0 to 99, and "" for every other number.
func SpellNumber(n int) string {
	switch {
	case n < 0 || n > 99:
		return ""
	case n < 20:
		return smallNumbers[n]
	case n%10 == 0:
		return tens[n/10]
	}
	return tens[n/10] + "-" + smallNumbers[n%10]
}

var digits = regexp.MustCompile(`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`)

// Numbers returns the numbers that text states, in order: digits with or
// without separators, words up to ninety-nine, and both with "hundred",
// "thousand", "million" or "billion" ("about 1.5 million" is 1,500,000).
func Numbers(text string) []float64 {
	var values []float64
	joins := false // the next magnitude word belongs to the last value
	for _, field := range strings.Fields(Fold(text)) {
		field = strings.Trim(field, `.,;:!?"'()`)
		if m, ok := magnitudes[field]; ok {
			if joins {
				values[len(values)-1] *= m
			} else {
				values, joins = append(values, m), true
			}
			continue
		}
		joins = false
		if v, ok := numberWord(field); ok {
			values, joins = append(values, v), true
			continue
		}
		for _, d := range digits.FindAllString(field, -1) {
			if v, err := strconv.ParseFloat(strings.ReplaceAll(d, ",", ""), 64); err == nil {
				values, joins = append(values, v), true
			}
		}
	}
	return values
}

var (
	yearIn = regexp.MustCompile(`(?:^|[^\d,.])(\d{4})(?:s\b|[^\d,]|$)`)
	dayIn  = regexp.MustCompile(`(?:^|[^\d])(\d{1,2})(?:st|nd|rd|th)?(?:[^\d%]|$)`)
)

// monthOfPhrase places the parts of a year that are not months.
var monthOfPhrase = map[string]time.Month{"early": 1, "spring": 4, "mid": 6, "summer": 7, "autumn": 10, "fall": 10, "late": 11, "winter": 12}

// moment returns year, month, day and, for a range, its second year, with 0
// for what text does not say; nil when it names neither a year nor a month.
// It only serves to sort, so "late 2015" is a month near the year's end.
func moment(text string) []float64 {
	folded := Fold(text)
	m := make([]float64, 4)
	rest := folded
	if found := yearIn.FindAllStringSubmatch(strings.ReplaceAll(folded, "-", " - "), -1); len(found) > 0 {
		m[0], _ = strconv.ParseFloat(found[0][1], 64)
		if len(found) > 1 {
			m[3], _ = strconv.ParseFloat(found[1][1], 64)
		}
	}
	for _, w := range strings.FieldsFunc(rest, func(r rune) bool { return r == ' ' || r == '-' || r == ',' || r == '.' }) {
		if w == "" || m[1] != 0 {
			continue
		}
		if month := monthByName(strings.ToUpper(w[:1]) + w[1:]); month != 0 {
			m[1] = float64(month)
		} else if month, ok := monthOfPhrase[w]; ok {
			m[1] = float64(month)
		}
	}
	if m[0] == 0 && m[1] == 0 {
		return nil
	}
	if found := dayIn.FindStringSubmatch(folded); found != nil && m[1] != 0 {
		m[2], _ = strconv.ParseFloat(found[1], 64)
	}
	return m
}
