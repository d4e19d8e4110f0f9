package chart

import "math"

// Bar is one row of a bar chart.
type Bar struct {
	Label  string  // at its left; short
	Value  float64 // not negative
	Text   string  // at its right; "" prints the value
	Marked bool    // stands out, by a sign as well as by its colour
}

const maxBars = 25

// Bars draws horizontal bars from the top down, at most 25, to a common scale
// that starts at 0.
func Bars(title string, bars []Bar) Image {
	return drawBars(title, bars, 0)
}

// Answers draws how many members chose each option; the right ones are marked.
// Shares are of all answers.
func Answers(title string, options []Bar) Image {
	total := 0.0
	for _, o := range options {
		total += math.Max(0, finite(o.Value))
	}
	drawn := make([]Bar, len(options))
	for i, o := range options {
		drawn[i] = o
		if o.Text == "" {
			drawn[i].Text = number(o.Value)
			if total > 0 {
				drawn[i].Text += " (" + number(math.Round(100*finite(o.Value)/total)) + " %)"
			}
		}
	}
	return drawBars(title, drawn, total)
}

// drawBars draws to a scale that ends at full, or at the longest bar for 0.
func drawBars(title string, bars []Bar, full float64) Image {
	drawing.Lock()
	defer drawing.Unlock()
	if len(bars) == 0 {
		return empty(title)
	}
	bars = bars[:min(len(bars), maxBars)]
	const rowHeight, thickness, top = 52.0, 34.0, 84.0
	var labels, texts float64
	longest := full
	for i := range bars {
		if bars[i].Text == "" {
			bars[i].Text = number(bars[i].Value)
		}
		labels = math.Max(labels, textWidth(bars[i].Label, textSize))
		texts = math.Max(texts, textWidth(bars[i].Text, textSize))
		longest = math.Max(longest, finite(bars[i].Value))
	}
	labels = math.Min(labels, 260)
	const signWidth = 34.0
	left := margin + labels + 16
	right := width - margin - math.Min(texts, 220) - signWidth - 12
	c := newCanvas(int(top+rowHeight*float64(len(bars))+margin-10), title)
	var parts []string
	for i, b := range bars {
		y := top + rowHeight*float64(i)
		base := y + thickness - 8
		c.text(fitted(b.Label, textSize, labels), margin+labels, base, textSize, bright, 1)
		c.box(left, y, right-left, thickness, panel)
		ink, said := plain, b.Label+" "+b.Text
		length := 0.0
		if longest > 0 {
			length = (right - left) * math.Max(0, finite(b.Value)) / longest
		}
		if b.Marked {
			ink = marked
			said += " (marked)"
			// A tick: the mark is seen without colour.
			x, mid := right+12, y+thickness/2
			c.fill(marked, stroke(point{x, mid}, point{x + 8, mid + 9}, 5), stroke(point{x + 7, mid + 9}, point{x + 22, mid - 11}, 5))
		}
		if length > 0 {
			c.box(left, y, math.Max(length, 3), thickness, ink)
		}
		c.text(fitted(b.Text, textSize, 220), right+signWidth+12, base, textSize, bright, 0)
		parts = append(parts, said)
	}
	return Image{c.png(), alt(title, parts)}
}
