package chart

import (
	"bytes"
	"flag"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

var update = flag.Bool("update", false, "rewrite the golden pictures")

var examples = map[string]struct {
	draw func() Image
	alt  string
}{
	"score": {func() Image {
		return Line("Your points by week", []Point{{"7 Sep", 120}, {"14 Sep", 260}, {"21 Sep", 180}, {"28 Sep", 420}, {"5 Oct", 390}, {"12 Oct", 455}}, 0)
	}, "Your points by week: 7 Sep 120, 14 Sep 260, 21 Sep 180, 28 Sep 420, 5 Oct 390, 12 Oct 455."},
	"leaderboard": {func() Image {
		return Bars("This week", []Bar{{Label: "1", Value: 1480}, {Label: "2", Value: 1310}, {Label: "3", Value: 1310, Marked: true}, {Label: "4", Value: 700}, {Label: "5", Value: 12}})
	}, "This week: 1 1,480, 2 1,310, 3 1,310 (marked), 4 700, 5 12."},
	"answers": {func() Image {
		return Answers("Question 2: how members answered", []Bar{{Label: "A", Value: 3}, {Label: "B", Value: 11, Marked: true}, {Label: "C", Value: 0}, {Label: "D", Value: 2}})
	}, "Question 2: how members answered: A 3 (19 %), B 11 (69 %) (marked), C 0 (0 %), D 2 (13 %)."},
	"activity": {func() Image {
		return Calendar("Your activity", "cards a day", time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), func(day time.Time) int {
			if day.YearDay()%5 == 0 {
				return 0
			}
			return day.YearDay() * day.Day() % 37
		})
	}, ""},
	"retention": {func() Image {
		return Line("Cards due in the next days", []Point{{"Mon", 14}, {"Tue", 9}, {"Wed", 0}, {"Thu", 22}, {"Fri", 5}}, 0)
	}, "Cards due in the next days: Mon 14, Tue 9, Wed 0, Thu 22, Fri 5."},
	"nothing": {func() Image { return Bars("This week", nil) }, "This week: nothing yet."},
}

func TestPicturesAreAsTheyWereSeen(t *testing.T) {
	for name, example := range examples {
		got := example.draw()
		path := filepath.Join("testdata", name+".png")
		if *update {
			if err := os.WriteFile(path, got.PNG, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.PNG, want) {
			t.Errorf("%s is not as in %s: look at both, then run with -update", name, path)
		}
		if again := example.draw(); !bytes.Equal(again.PNG, got.PNG) {
			t.Errorf("%s: two drawings differ", name)
		}
		if example.alt != "" && got.Alt != example.alt {
			t.Errorf("%s: alt text\n%s\nwant\n%s", name, got.Alt, example.alt)
		}
	}
}

// TestColoursStandApartWithoutHue compares by lightness what a picture sets side
// by side, as somebody sees it who tells no colours apart.
func TestColoursStandApartWithoutHue(t *testing.T) {
	side := [][2]color.RGBA{{panel, plain}, {plain, marked}, {panel, marked}, {background, faint}, {background, bright}, {background, plain}}
	for i := range len(heat) - 1 {
		side = append(side, [2]color.RGBA{heat[i], heat[i+1]})
	}
	for _, pair := range side {
		a, b := color.GrayModel.Convert(pair[0]).(color.Gray).Y, color.GrayModel.Convert(pair[1]).(color.Gray).Y
		if apart := max(a, b) - min(a, b); apart < 35 {
			t.Errorf("%v and %v are %d of 255 apart, want 35 at least", pair[0], pair[1], apart)
		}
	}
}

func TestAnyNumbersCanBeDrawn(t *testing.T) {
	values := []float64{0, -3, 1e300, math.NaN()}
	long := strings.Repeat("a long label ", 30)
	for _, v := range values {
		for _, label := range []string{"", long + "名前\u202eabc"} {
			var bars []Bar
			var points []Point
			for i := range 60 {
				bars = append(bars, Bar{Label: label, Value: v * float64(i), Text: label})
				points = append(points, Point{label, v * float64(i)})
			}
			for n, image := range []Image{
				Bars(label, bars), Answers(label, bars[:3]), Line(label, points, 0), Line(label, points[:1], 100),
				Calendar(label, label, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), func(time.Time) int { return int(math.Min(math.Max(v, -5), 1e6)) }),
			} {
				config, err := png.DecodeConfig(bytes.NewReader(image.PNG))
				if err != nil || config.Width != width || config.Height > 2000 {
					t.Errorf("picture %d of %v: %+v, %v", n, v, config, err)
				}
				if letters := utf8.RuneCountInString(image.Alt); letters > maxAlt || letters == 0 {
					t.Errorf("picture %d of %v: alt text of %d characters", n, v, letters)
				}
			}
		}
	}
}

func TestAxisCoversTheValues(t *testing.T) {
	for _, test := range []struct {
		highest float64
		whole   bool
		want    []float64
	}{
		{0, true, []float64{0, 1}},
		{3, true, []float64{0, 1, 2, 3}},
		{7, true, []float64{0, 2, 4, 6, 8}},
		{455, true, []float64{0, 100, 200, 300, 400, 500}},
		{0.9, false, []float64{0, 0.2, 0.4, 0.6000000000000001, 0.8, 1}},
	} {
		got := axis(test.highest, test.whole)
		if len(got) != len(test.want) || got[len(got)-1] < test.highest {
			t.Errorf("axis(%v) = %v, want %v", test.highest, got, test.want)
			continue
		}
		for i := range got {
			if math.Abs(got[i]-test.want[i]) > 1e-9 {
				t.Errorf("axis(%v) = %v, want %v", test.highest, got, test.want)
				break
			}
		}
	}
}

// TestColoursDifferInLightness keeps the pictures readable without hue.
func TestColoursDifferInLightness(t *testing.T) {
	lightness := func(r, g, b uint8) float64 { return 0.2126*float64(r) + 0.7152*float64(g) + 0.0722*float64(b) }
	for i := 1; i < len(heat); i++ {
		before, after := lightness(heat[i-1].R, heat[i-1].G, heat[i-1].B), lightness(heat[i].R, heat[i].G, heat[i].B)
		if after < before+15 {
			t.Errorf("step %d of the calendar has lightness %.0f after %.0f", i, after, before)
		}
	}
	if p, m := lightness(plain.R, plain.G, plain.B), lightness(marked.R, marked.G, marked.B); m < p+60 {
		t.Errorf("a marked bar has lightness %.0f beside %.0f", m, p)
	}
}

func BenchmarkLine(b *testing.B) {
	for b.Loop() {
		examples["score"].draw()
	}
}
