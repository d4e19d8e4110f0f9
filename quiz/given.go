package quiz

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"quizbot/questions"
	"quizbot/quiz/grading"
)

// ParseGiven reads an answer as somebody types it, for options in the order
// shown: a letter ("B", "b)"), a number ("2"), or the option's text in any
// case; of several, those chosen ("1 3", "A, C"); for an order every letter or
// number once ("2 4 1 3", "BDAC", "b, d, a, c"); for pairs the letter of the
// right side for each prompt, in their order ("B A C") or with their numbers
// ("1B 2A 3C"). To a question whose answer is typed, the text as it is, if it is
// what is wanted. The error is [ErrBadChoice].
func ParseGiven(q questions.Question, shown []string, typed string) ([]string, error) {
	typed = strings.TrimSpace(typed)
	given, ok := []string{typed}, true
	if !q.Typed() {
		typed = questions.Fold(typed) // "Ｂ" is B, and what cannot be seen was not meant
	}
	switch {
	case q.Typed():
	case q.Form == questions.Order:
		given, ok = parseList(shown, typed)
	case q.Form == questions.Several:
		if given, ok = parseOne(shown, typed); !ok {
			given, ok = parseList(shown, typed)
		}
	case q.Form == questions.Match:
		if given, ok = parsePairs(shown, typed, len(q.Prompts)); !ok {
			given, ok = parseList(shown, typed)
		}
	default:
		given, ok = parseOne(shown, typed)
	}
	if !ok || !possible(q, shown, given) {
		return nil, ErrBadChoice
	}
	return given, nil
}

// Wanted is what somebody has to write so that it can be an answer at all.
type Wanted string

// What may be wanted.
const (
	WantText   Wanted = "text"
	WantNumber Wanted = "number"
	WantDate   Wanted = "date" // as exact as anybody likes
	WantYear   Wanted = "year"
	WantMonth  Wanted = "month"
	WantDay    Wanted = "day"
)

// WantedOf returns what is to be written to a question whose answer is typed.
// Of several keys the least exact date is enough.
func WantedOf(q questions.Question) Wanted {
	switch q.Form {
	case questions.NumberChoice:
		return WantNumber
	case questions.DateChoice:
		wanted := WantDate
		for _, key := range q.Key {
			switch d, err := questions.ParseDate(key); {
			case err != nil:
				return WantDate
			case d.Month == 0:
				wanted = WantYear
			case d.Day == 0 && wanted != WantYear:
				wanted = WantMonth
			case wanted == WantDate:
				wanted = WantDay
			}
		}
		return wanted
	}
	return WantText
}

// readable reports whether what was typed is of the kind that is wanted. One
// answer is all a member has, so that a slip of the hand must not use it up.
func readable(q questions.Question, given string) bool {
	if correct, _ := grading.Judge(q, []string{given}); correct {
		return true
	}
	wanted := WantedOf(q)
	switch wanted {
	case WantNumber:
		_, ok := questions.ParseQuantity(given)
		return ok || slices.ContainsFunc(q.Key, func(key string) bool { _, ok := questions.ParseQuantity(key); return !ok })
	case WantYear, WantMonth, WantDay:
		return slices.ContainsFunc(questions.ReadDates(given), func(d questions.Date) bool {
			return wanted == WantYear || d.Month != 0 && (wanted == WantMonth || d.Day != 0)
		})
	}
	return true
}

func parseOne(shown []string, typed string) ([]string, bool) {
	// An option's own text comes first: "2" may be an option.
	for _, option := range shown {
		if questions.Fold(option) == typed {
			return []string{option}, true
		}
	}
	if i, ok := index(strings.TrimRight(typed, ".)"), len(shown)); ok {
		return []string{shown[i]}, true
	}
	return nil, false
}

func parted(typed string) []string {
	return strings.FieldsFunc(typed, func(r rune) bool { return strings.ContainsRune(" ,;>-–→=:.)", r) })
}

// parseList reads letters or numbers, not both: "1B 2" is no list.
func parseList(shown []string, typed string) ([]string, bool) {
	parts := parted(typed)
	if strings.ContainsFunc(typed, unicode.IsDigit) && strings.ContainsFunc(typed, unicode.IsLetter) {
		return nil, false
	}
	if len(parts) == 1 {
		parts = strings.Split(parts[0], "")
	}
	var items []string
	for _, part := range parts {
		i, ok := index(part, len(shown))
		if !ok {
			return nil, false
		}
		items = append(items, shown[i])
	}
	return items, true
}

var pair = regexp.MustCompile(`^([0-9]+)([a-z])`)

// parsePairs reads "1B 2A 3C", "1-B, 2-A, 3-C" or "1b2a3c" for n prompts.
func parsePairs(shown []string, typed string, n int) ([]string, bool) {
	rest := strings.Join(parted(typed), "")
	given := make([]string, n)
	for found := range n {
		m := pair.FindStringSubmatch(rest)
		if m == nil {
			return nil, false
		}
		prompt, err := strconv.Atoi(m[1])
		side, ok := index(m[2], len(shown))
		if err != nil || prompt < 1 || prompt > n || given[prompt-1] != "" || !ok {
			return nil, false
		}
		given[prompt-1] = shown[side]
		rest = rest[len(m[0]):]
		if found == n-1 && rest != "" {
			return nil, false
		}
	}
	return given, n > 0
}

// index reads "b" or "2" as the second of n.
func index(s string, n int) (int, bool) {
	if len(s) == 1 && s[0]|0x20 >= 'a' && int(s[0]|0x20-'a') < n {
		return int(s[0] | 0x20 - 'a'), true
	}
	if i, err := strconv.Atoi(s); err == nil && i >= 1 && i <= n {
		return i - 1, true
	}
	return 0, false
}
