// Package itemstats says how questions did: how hard they were, how well they
// tell strong from weak members, and which options nobody takes.
//
//	facility := itemstats.Mean(marks) / full
//	low, high := itemstats.Wilson(right, answers)
//	r, ok := itemstats.Correlation(marks, rests) // of an item and the rest of the test
//	test, err := itemstats.Analyse(items)
//
// All of it is arithmetic on marks: which answers go into it, and from how
// many on a figure may be shown, is for whoever calls to say. What is not
// defined, such as the correlation of marks that are all the same, is told by
// ok or is NaN, never 0. The definitions are those of Moodle's statistics
// calculator and of any textbook on classical test theory; variances have the
// divisor N-1.
package itemstats

import (
	"cmp"
	"errors"
	"math"
	"slices"
)

// Mean is NaN of nothing.
func Mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

// Covariance is NaN of fewer than two.
func Covariance(x, y []float64) float64 {
	mx, my, sum := Mean(x), Mean(y), 0.0
	for i := range x {
		sum += (x[i] - mx) * (y[i] - my)
	}
	return sum / float64(len(x)-1)
}

// Variance is NaN of fewer than two.
func Variance(x []float64) float64 { return Covariance(x, x) }

// Correlation is Pearson's r. It is not defined, and ok is false, where one of
// both does not vary.
func Correlation(x, y []float64) (r float64, ok bool) {
	vx, vy := Variance(x), Variance(y)
	if !(vx > 0) || !(vy > 0) {
		return math.NaN(), false
	}
	return Covariance(x, y) / math.Sqrt(vx*vy), true
}

// Wilson is the interval that holds a share with 95 % confidence when part of
// whole had it (E. B. Wilson, "Probable inference, the law of succession, and
// statistical inference", 1927). Of nothing it is everything.
func Wilson(part, whole int) (low, high float64) {
	if whole == 0 {
		return 0, 1
	}
	return wilson(float64(part)/float64(whole), float64(whole))
}

// WilsonMean is [Wilson] for a mean of marks from 0 to 1, which vary less than
// right and wrong do: it is at most too wide.
func WilsonMean(mean float64, whole int) (low, high float64) {
	if whole == 0 {
		return 0, 1
	}
	return wilson(mean, float64(whole))
}

func wilson(p, n float64) (low, high float64) {
	const z = 1.959963984540054 // 97.5 % of the normal distribution
	middle := (p + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return max(0, middle-half), min(1, middle+half)
}

// Functional reports whether an option is taken often enough to work as a
// distractor: by 5 % of those who answered, or more.
func Functional(count, answers int) bool { return answers > 0 && 20*count >= answers }

// Item is one question of a test.
type Item struct {
	Marks  []float64 // of each student, in the same order for every item
	Full   float64   // the highest mark
	Chosen []string  // by each student, "" = omitted; nil where it is no choice
	Key    string
	Others []string // the wrong options
}

// ItemFigures are those of one item. NaN = not defined.
type ItemFigures struct {
	Mean, Facility, SD    float64
	TotalR, RestR         float64 // with the total, and with the total without the item
	UpperLower            float64 // mean of the upper 27 % less that of the lower, of the highest mark
	Discrimination        float64 // percent
	Efficiency            float64 // percent
	Weight                float64 // effective weight, percent
	AlphaWithout          float64
	Options               []OptionFigures // key first, then others, then omitted
	FunctionalDistractors int
	DistractorEfficiency  float64
}

// OptionFigures are those of one option.
type OptionFigures struct {
	Option       string // "" = omitted
	Key          bool
	Count        int
	Share        float64
	Upper, Lower int     // of the groups
	RestR        float64 // having chosen it, with the rest of the test; suspect where positive and not the key
}

// Test has the figures of all items together.
type Test struct {
	Students, Group           int // and how many are in the upper and in the lower group
	Upper, Lower              []int
	Mean, Median, SD          float64
	Skewness, Kurtosis        float64
	Alpha, AlphaWithoutStill  float64 // Cronbach's; also without items that do not vary
	ErrorRatio, StandardError float64
	Items                     []ItemFigures
}

// ErrMarks means that items have marks of different numbers of students, or
// that there are fewer than two of either.
var ErrMarks = errors.New("items need the marks of the same students, two or more")

// Analyse returns the figures of a test.
func Analyse(items []Item) (Test, error) {
	if len(items) < 2 || len(items[0].Marks) < 2 {
		return Test{}, ErrMarks
	}
	n := len(items[0].Marks)
	total := make([]float64, n)
	for _, item := range items {
		if len(item.Marks) != n || item.Chosen != nil && len(item.Chosen) != n {
			return Test{}, ErrMarks
		}
		for s, mark := range item.Marks {
			total[s] += mark
		}
	}
	t := Test{Students: n, Group: int(math.Round(0.27 * float64(n))), Mean: Mean(total), Median: median(total), SD: math.Sqrt(Variance(total))}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(total[b], total[a]) })
	t.Upper, t.Lower = order[:t.Group], order[n-t.Group:]
	t.Skewness, t.Kurtosis = shape(total)
	t.Alpha = alpha(items, -1)
	t.AlphaWithoutStill = alpha(slices.DeleteFunc(slices.Clone(items), func(i Item) bool { return Variance(i.Marks) == 0 }), -1)
	t.ErrorRatio = 100 * math.Sqrt(1-t.Alpha)
	t.StandardError = t.SD * math.Sqrt(1-t.Alpha)
	weights := 0.0
	for _, item := range items {
		weights += math.Sqrt(max(0, Covariance(item.Marks, total)))
	}
	for i, item := range items {
		t.Items = append(t.Items, t.figures(item, total, alpha(items, i), weights))
	}
	return t, nil
}

func (t Test) figures(item Item, total []float64, alphaWithout, weights float64) ItemFigures {
	rest := make([]float64, len(total))
	for s := range total {
		rest[s] = total[s] - item.Marks[s]
	}
	f := ItemFigures{Mean: Mean(item.Marks), SD: math.Sqrt(Variance(item.Marks)), AlphaWithout: alphaWithout, Weight: math.NaN()}
	f.Facility = f.Mean / item.Full
	f.TotalR, _ = Correlation(item.Marks, total)
	f.RestR, _ = Correlation(item.Marks, rest)
	f.Discrimination = 100 * f.RestR
	f.UpperLower = (t.groupMean(item.Marks, t.Upper) - t.groupMean(item.Marks, t.Lower)) / item.Full
	f.Efficiency = math.NaN()
	if best := Covariance(sorted(item.Marks), sorted(rest)); best != 0 {
		f.Efficiency = 100 * Covariance(item.Marks, rest) / best
	}
	if c := Covariance(item.Marks, total); c >= 0 && weights > 0 {
		f.Weight = 100 * math.Sqrt(c) / weights
	}
	if item.Chosen != nil {
		t.options(&f, item, rest)
	}
	return f
}

func (t Test) options(f *ItemFigures, item Item, rest []float64) {
	for i, option := range append(append([]string{item.Key}, item.Others...), "") {
		o := OptionFigures{Option: option, Key: i == 0}
		chose := make([]float64, len(item.Chosen))
		for s, c := range item.Chosen {
			if c == option {
				o.Count++
				chose[s] = 1
			}
		}
		for i := range t.Upper {
			o.Upper += int(chose[t.Upper[i]])
			o.Lower += int(chose[t.Lower[i]])
		}
		o.Share = float64(o.Count) / float64(len(chose))
		o.RestR, _ = Correlation(chose, rest)
		if i > 0 && option != "" && Functional(o.Count, len(chose)) {
			f.FunctionalDistractors++
		}
		f.Options = append(f.Options, o)
	}
	f.DistractorEfficiency = float64(f.FunctionalDistractors) / float64(len(item.Others))
}

func (t Test) groupMean(marks []float64, group []int) float64 {
	sum := 0.0
	for _, s := range group {
		sum += marks[s]
	}
	return sum / float64(len(group))
}

// alpha is Cronbach's, without the item of that number; NaN where it is not
// defined.
func alpha(items []Item, without int) float64 {
	var total []float64
	sum, p := 0.0, 0.0
	for i, item := range items {
		if i == without {
			continue
		}
		if total == nil {
			total = make([]float64, len(item.Marks))
		}
		for s, mark := range item.Marks {
			total[s] += mark
		}
		sum += Variance(item.Marks)
		p++
	}
	if v := Variance(total); p > 1 && v > 0 {
		return p / (p - 1) * (1 - sum/v)
	}
	return math.NaN()
}

// KR20 is the Kuder-Richardson formula 20, for items that are right or wrong.
func KR20(items []Item) float64 {
	sum := 0.0
	total := make([]float64, len(items[0].Marks))
	for _, item := range items {
		p := Mean(item.Marks)
		sum += p * (1 - p)
		for s, mark := range item.Marks {
			total[s] += mark
		}
	}
	n, k := float64(len(total)), float64(len(items))
	return k / (k - 1) * (1 - sum/(Variance(total)*(n-1)/n))
}

// shape returns skewness and excess kurtosis from the k-statistics, which are
// unbiased estimates of the cumulants; NaN of fewer than four.
func shape(x []float64) (skewness, kurtosis float64) {
	n, mean := float64(len(x)), Mean(x)
	var m2, m3, m4 float64
	for _, v := range x {
		d := v - mean
		m2, m3, m4 = m2+d*d/n, m3+d*d*d/n, m4+d*d*d*d/n
	}
	k2 := n / (n - 1) * m2
	k3 := n * n / ((n - 1) * (n - 2)) * m3
	k4 := n * n / ((n - 1) * (n - 2) * (n - 3)) * ((n+1)*m4 - 3*(n-1)*m2*m2)
	return k3 / math.Pow(k2, 1.5), k4 / (k2 * k2)
}

func sorted(x []float64) []float64 { return slices.Sorted(slices.Values(x)) }

func median(x []float64) float64 {
	s := sorted(x)
	return (s[(len(s)-1)/2] + s[len(s)/2]) / 2
}
