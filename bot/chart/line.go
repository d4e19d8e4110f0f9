package chart

import "math"

// Point is one value of a line, from left to right.
type Point struct {
	Label string // under the axis; short, such as "3 May"
	Value float64
}

// Line draws values over time, evenly spaced, from 0 to floor or more. The
// first, the last and the highest value are written beside the line.
func Line(title string, points []Point, floor float64) Image {
	drawing.Lock()
	defer drawing.Unlock()
	if len(points) == 0 {
		return empty(title)
	}
	const height, top, bottom = 420.0, 96.0, 352.0
	highest, whole, peak := finite(floor), true, 0
	for i, p := range points {
		v := finite(p.Value)
		highest = math.Max(highest, v)
		whole = whole && v == math.Trunc(v)
		if v > finite(points[peak].Value) {
			peak = i
		}
	}
	ticks := axis(highest, whole)
	scale := ticks[len(ticks)-1]
	left := margin + 14.0
	for _, tick := range ticks {
		left = math.Max(left, margin+14+textWidth(number(tick), smallSize))
	}
	const right = width - margin - 24.0
	c := newCanvas(height, title)
	for _, tick := range ticks {
		y := bottom - (bottom-top)*tick/scale
		c.box(left, y-1, right-left, 2, grid)
		c.text(number(tick), left-12, y+8, smallSize, faint, 1)
	}
	at := make([]point, len(points))
	var parts []string
	for i, p := range points {
		x := (left + right) / 2
		if len(points) > 1 {
			x = left + 20 + (right-left-40)*float64(i)/float64(len(points)-1)
		}
		at[i] = point{x, bottom - (bottom-top)*math.Max(0, finite(p.Value))/scale}
		parts = append(parts, p.Label+" "+number(finite(p.Value)))
	}
	var shapes [][]point
	for i := range at {
		if i > 0 {
			shapes = append(shapes, stroke(at[i-1], at[i], 5))
		}
		if len(at) <= 40 {
			shapes = append(shapes, disc(at[i], 7))
		}
	}
	c.fill(plain, shapes...)
	c.labelPoints(points, at, peak)
	c.labelAxis(points, at, bottom+38)
	return Image{c.png(), alt(title, parts)}
}

// labelPoints writes the values of the first, the highest and the last point.
func (c *canvas) labelPoints(points []Point, at []point, peak int) {
	last := len(points) - 1
	var taken []point // left and right ends on the line of text
	for _, i := range []int{last, peak, 0} {
		s := number(finite(points[i].Value))
		half := textWidth(s, textSize)/2 + 6
		x := math.Min(math.Max(at[i].x, margin+half), width-margin-half)
		free := true
		for _, t := range taken {
			free = free && (x+half < t.x || x-half > t.y)
		}
		if free {
			c.text(s, x, at[i].y-18, textSize, bright, 0.5)
			taken = append(taken, point{x - half, x + half})
		}
	}
}

// labelAxis writes as many labels under the axis as there is room for, the
// last one among them.
func (c *canvas) labelAxis(points []Point, at []point, y float64) {
	left := math.Inf(1) // of the label written before, to the right
	for i := len(points) - 1; i >= 0; i-- {
		half := textWidth(points[i].Label, smallSize) / 2
		x := math.Min(math.Max(at[i].x, margin+half), width-margin-half)
		if x+half+18 > left {
			continue
		}
		c.text(points[i].Label, x, y, smallSize, faint, 0.5)
		left = x - half
	}
}
