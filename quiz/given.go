package quiz

import (
	"slices"
	"strconv"
	"strings"

	"quizbot/questions"
)

// ParseGiven reads an answer as somebody types it, for options in the order
// shown: a letter ("B", "b)"), a number ("2"), or the option's text in any
// case; for an order every letter or number once ("2 4 1 3", "BDAC", "b, d, a,
// c"). The error is [ErrBadChoice].
func ParseGiven(q questions.Question, shown []string, typed string) ([]string, error) {
	typed = strings.TrimSpace(typed)
	if q.Form == questions.Order {
		return parseOrder(shown, typed)
	}
	// An option's own text comes first: "2" may be an option.
	for _, option := range shown {
		if strings.EqualFold(option, typed) {
			return []string{option}, nil
		}
	}
	if i, ok := index(strings.TrimRight(typed, ".)"), len(shown)); ok {
		return []string{shown[i]}, nil
	}
	return nil, ErrBadChoice
}

func parseOrder(shown []string, typed string) ([]string, error) {
	parts := strings.FieldsFunc(typed, func(r rune) bool { return strings.ContainsRune(" ,;>-→.)", r) })
	if len(parts) == 1 {
		parts = strings.Split(parts[0], "")
	}
	var items []string
	for _, part := range parts {
		i, ok := index(part, len(shown))
		if !ok || slices.Contains(items, shown[i]) {
			return nil, ErrBadChoice
		}
		items = append(items, shown[i])
	}
	if len(items) != len(shown) {
		return nil, ErrBadChoice
	}
	return items, nil
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
