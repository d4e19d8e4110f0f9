package rules

import (
	"strconv"
	"strings"
	"time"

	"quizbot/questions"
)

// when says in which month or year a time lies that depends on when it is read
// ("on Tuesday", "last month"), for an article of a known day; "" when it does
// not say or could lie in either of two months. The day itself is left out: a
// report of the evening may be dated by the next day.
func when(tokens []token, published questions.Date) string {
	if published.Day == 0 {
		return ""
	}
	day := time.Date(published.Year, published.Month, published.Day, 0, 0, 0, 0, time.UTC)
	words := map[string]bool{}
	weekday := -1
	for _, t := range tokens {
		words[strings.ToLower(t.text)] = true
		for d := time.Sunday; d <= time.Saturday; d++ {
			if t.text == d.String() {
				weekday = int(d)
			}
		}
	}
	month := func(from, to int) string { // days before the article
		a, b := day.AddDate(0, 0, -from), day.AddDate(0, 0, -to)
		if a.Month() != b.Month() {
			return ""
		}
		return "In " + a.Format("January 2006")
	}
	switch {
	case words["next"] || words["following"] || words["previous"] || words["same"] || words["later"] || words["that"] || words["ago"]:
		return ""
	case weekday >= 0 && !words["last"]:
		back := (int(day.Weekday()) - weekday + 7) % 7
		return month(back, max(0, back-1)) // or the day after, as in another time zone
	case weekday >= 0:
		return ""
	case words["yesterday"]:
		return month(2, 0)
	case words["today"] || words["tonight"]:
		return month(1, 0)
	case words["week"] && words["this"]:
		return month(6, 0)
	case words["week"] && words["last"]:
		return month(13, 1)
	case words["month"] && words["this"] && day.Day() > 1:
		return month(0, 0)
	case words["month"] && words["last"]:
		return "In " + day.AddDate(0, 0, -day.Day()).Format("January 2006")
	case words["year"] && words["this"]:
		return "In " + day.Format("2006")
	case words["year"] && words["last"]:
		return "In " + strconv.Itoa(published.Year-1)
	}
	return ""
}
