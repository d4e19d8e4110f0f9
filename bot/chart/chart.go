// Package chart draws the pictures that members get: score over time, bars,
// a calendar of activity, and how answers were spread.
//
//	image := chart.Bars("Score by week", []chart.Bar{{Label: "1", Value: 420}, {Label: "2", Value: 380}})
//	send(image.PNG, image.Alt)
//
// A picture is 800 pixels wide, for Discord's dark theme, with letters large
// enough for a phone that shows it at less than half that width. It says what
// it shows by length, place and words, never by colour alone, and its Alt text
// carries every number. The same values give the same bytes on every machine.
//
// The built-in letters are Latin, Greek and Cyrillic: names of members belong
// in the message beside the picture, numbers in the picture.
package chart

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// Image is a drawn picture.
type Image struct {
	PNG []byte
	Alt string // all that the picture says; at most 1,024 characters, as Discord allows
}

const (
	width  = 800
	margin = 32
	maxAlt = 1024 // characters; Discord, "Uploading Files", description
)

// The colours differ in lightness, so that they stay apart without hue.
var (
	background = color.RGBA{0x31, 0x33, 0x38, 0xff}
	panel      = color.RGBA{0x3f, 0x42, 0x48, 0xff}
	grid       = color.RGBA{0x4e, 0x51, 0x58, 0xff}
	faint      = color.RGBA{0xb5, 0xba, 0xc1, 0xff}
	bright     = color.RGBA{0xf2, 0xf3, 0xf5, 0xff}
	plain      = color.RGBA{0x6d, 0x78, 0xd6, 0xff}
	marked     = color.RGBA{0xa9, 0xe3, 0xb4, 0xff}
	heat       = [5]color.RGBA{panel, {0x4a, 0x6f, 0x8c, 0xff}, {0x5a, 0xa0, 0xc8, 0xff}, {0x86, 0xc6, 0xe4, 0xff}, {0xd8, 0xf2, 0xfd, 0xff}}
)

// The letters: small for axes, text for labels, title for the heading.
const smallSize, textSize, titleSize = 22, 26, 32

var faces = sync.OnceValue(func() map[float64]font.Face {
	all := map[float64]font.Face{}
	for size, data := range map[float64][]byte{smallSize: goregular.TTF, textSize: goregular.TTF, titleSize: gobold.TTF} {
		parsed, err := opentype.Parse(data)
		if err == nil {
			all[size], err = opentype.NewFace(parsed, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
		}
		if err != nil {
			panic("built-in font: " + err.Error()) // cannot happen: the font is part of the program
		}
	}
	return all
})

// drawing guards the faces, which cannot be used by two at once.
var drawing sync.Mutex

// canvas is a picture being drawn; y grows downwards.
type canvas struct{ img *image.RGBA }

func newCanvas(height int, title string) *canvas {
	c := &canvas{image.NewRGBA(image.Rect(0, 0, width, height))}
	c.box(0, 0, width, float64(height), background)
	c.text(title, margin, 52, titleSize, bright, 0)
	return c
}

// png encodes the picture.
func (c *canvas) png() []byte {
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&out, c.img); err != nil {
		panic("encode picture: " + err.Error()) // cannot happen: a buffer takes all
	}
	return out.Bytes()
}

// box fills a rectangle.
func (c *canvas) box(x, y, w, h float64, fill color.RGBA) {
	r := image.Rect(int(math.Round(x)), int(math.Round(y)), int(math.Round(x+w)), int(math.Round(y+h))).Intersect(c.img.Bounds())
	for py := r.Min.Y; py < r.Max.Y; py++ {
		for px := r.Min.X; px < r.Max.X; px++ {
			c.img.SetRGBA(px, py, fill)
		}
	}
}

type point struct{ x, y float64 }

// fill paints polygons in one pass: a pass for each would take many times as long.
func (c *canvas) fill(ink color.RGBA, polygons ...[]point) {
	r := vector.NewRasterizer(width, c.img.Bounds().Dy())
	for _, p := range polygons {
		r.MoveTo(float32(p[0].x), float32(p[0].y))
		for _, to := range p[1:] {
			r.LineTo(float32(to.x), float32(to.y))
		}
		r.ClosePath()
	}
	r.Draw(c.img, c.img.Bounds(), image.NewUniform(ink), image.Point{})
}

// disc is a circle as a polygon, turned like the strokes so that they add up.
func disc(at point, radius float64) []point {
	const corners = 24
	p := make([]point, corners)
	for i := range p {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		p[i] = point{at.x + radius*cos, at.y + radius*sin}
	}
	return p
}

// stroke is a thick line as a polygon.
func stroke(a, b point, thickness float64) []point {
	dx, dy := b.x-a.x, b.y-a.y
	length := math.Hypot(dx, dy)
	if length == 0 {
		return disc(a, thickness/2)
	}
	nx, ny := -dy/length*thickness/2, dx/length*thickness/2
	return []point{{a.x - nx, a.y - ny}, {b.x - nx, b.y - ny}, {b.x + nx, b.y + ny}, {a.x + nx, a.y + ny}}
}

// text writes a line with its baseline at y. Align is 0 for x on its left, 0.5
// for its middle, 1 for its right.
func (c *canvas) text(s string, x, y, size float64, ink color.RGBA, align float64) {
	d := font.Drawer{Dst: c.img, Src: image.NewUniform(ink), Face: faces()[size]}
	x -= align * float64(d.MeasureString(s)) / 64
	d.Dot = fixed.Point26_6{X: fixed.Int26_6(math.Round(x * 64)), Y: fixed.Int26_6(math.Round(y * 64))}
	d.DrawString(s)
}

func textWidth(s string, size float64) float64 {
	return float64(font.MeasureString(faces()[size], s)) / 64
}

// fitted is s, cut with an ellipsis where it is wider than w.
func fitted(s string, size, w float64) string {
	if textWidth(s, size) <= w {
		return s
	}
	letters := []rune(s)
	for len(letters) > 0 && textWidth(string(letters)+"…", size) > w {
		letters = letters[:len(letters)-1]
	}
	return strings.TrimRight(string(letters), " ") + "…"
}

// number prints a value as people write it: 1,250 or 3.5.
func number(v float64) string {
	s := strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64)
	whole, rest, _ := strings.Cut(s, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		rest = "." + rest
	}
	return sign + whole + rest
}

// axis returns steps of 1, 2, 2.5 or 5 times a power of ten from 0 to at least
// highest, four to six of them; whole ones where the values are.
func axis(highest float64, whole bool) []float64 {
	if !(highest > 0) || math.IsInf(highest, 0) {
		highest = 1
	}
	step := math.Pow(10, math.Floor(math.Log10(highest/4)))
	for _, times := range []float64{1, 2, 2.5, 5, 10} {
		if highest <= 5*step*times {
			step *= times
			break
		}
	}
	if whole {
		step = math.Max(1, math.Ceil(step))
	}
	var ticks []float64
	for i := 0.0; ; i++ {
		ticks = append(ticks, i*step)
		if i*step >= highest {
			return ticks
		}
	}
}

// alt joins a title and what it shows, cut at what Discord takes.
func alt(title string, parts []string) string {
	s := title + ": " + strings.Join(parts, ", ") + "."
	if len(parts) == 0 {
		s = title + ": nothing yet."
	}
	if letters := []rune(s); len(letters) > maxAlt {
		return string(letters[:maxAlt-1]) + "…"
	}
	return s
}

func finite(v float64) float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0
	}
	return v
}

// empty is the picture of nothing.
func empty(title string) Image {
	c := newCanvas(200, title)
	c.text("Nothing to show yet.", margin, 120, textSize, faint, 0)
	return Image{c.png(), fmt.Sprintf("%s: nothing yet.", title)}
}
