package chart

import (
	"fmt"
	"math"
	"time"
)

// Calendar draws how much was done on each day of the weeks up to and with
// last, one column a week, Monday at the top; count is asked for every day, at
// midnight UTC of the date. The five steps of lightness are explained by
// numbers below.
func Calendar(title, unit string, last time.Time, count func(day time.Time) int) Image {
	drawing.Lock()
	defer drawing.Unlock()
	const weeks = 17
	const cell, gap, left, top = 34.0, 5.0, margin + 62.0, 128.0
	year, month, date := last.Date()
	end := time.Date(year, month, date, 0, 0, 0, 0, time.UTC)
	weekday := (int(end.Weekday()) + 6) % 7 // from Monday
	start := end.AddDate(0, 0, -weekday-7*(weeks-1))
	counts := map[time.Time]int{}
	most, active, total := 0, 0, 0
	for day := start; !day.After(end); day = day.AddDate(0, 0, 1) {
		n := max(0, count(day))
		counts[day] = n
		most, total = max(most, n), total+n
		if n > 0 {
			active++
		}
	}
	c := newCanvas(int(top+7*(cell+gap)+92), title)
	for row, name := range []string{"Mon", "", "Wed", "", "Fri", "", "Sun"} {
		c.text(name, left-12, top+float64(row)*(cell+gap)+cell-9, smallSize, faint, 1)
	}
	var parts []string
	monthEnds := 0.0
	for column := range weeks {
		x := left + float64(column)*(cell+gap)
		monday := start.AddDate(0, 0, 7*column)
		weekTotal := 0
		for row := range 7 {
			day := monday.AddDate(0, 0, row)
			if day.After(end) {
				break
			}
			n := counts[day]
			weekTotal += n
			c.box(x, top+float64(row)*(cell+gap), cell, cell, heat[level(n, most)])
			newMonth := day.Day() == 1 || column == 0 && row == 0 && day.AddDate(0, 0, 14).Month() == day.Month()
			if label := day.Format("Jan"); newMonth && x >= monthEnds && x+textWidth(label, smallSize) <= width-8 {
				c.text(label, x, top-14, smallSize, faint, 0)
				monthEnds = x + textWidth(label, smallSize) + 12
			}
		}
		if weekTotal > 0 {
			parts = append(parts, fmt.Sprintf("week of %s %d", monday.Format("2 Jan"), weekTotal))
		}
	}
	c.legend(unit, most, top+7*(cell+gap)+30)
	said := fmt.Sprintf("%s, %s to %s: %s %s on %d days", title, start.Format("2 January 2006"), end.Format("2 January 2006"), number(float64(total)), unit, active)
	return Image{c.png(), alt(said, parts)}
}

// level is 0 for none, then 1 to 4 by quarters of the most.
func level(n, most int) int {
	if n <= 0 || most <= 0 {
		return 0
	}
	return min(4, int(math.Ceil(4*float64(n)/float64(most))))
}

// legend says which numbers each step stands for.
func (c *canvas) legend(unit string, most int, y float64) {
	x := float64(margin)
	from := 0
	for step := range heat {
		to := 0
		if step > 0 {
			to = most * step / 4
		}
		if to < from {
			continue // fewer numbers than steps
		}
		label := fmt.Sprint(to)
		if to > from {
			label = fmt.Sprintf("%d–%d", from, to)
		}
		c.box(x, y, 26, 26, heat[step])
		c.text(label, x+36, y+21, smallSize, faint, 0)
		x += 36 + textWidth(label, smallSize) + 26
		from = to + 1
	}
	c.text(unit, x, y+21, smallSize, faint, 0)
}
