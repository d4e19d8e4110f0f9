package cards

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
)

// Showing is one review as the optimiser sees it.
type Showing struct {
	Rating Rating
	Days   int // calendar days since the card's showing before; 0 for the first
}

// History is every showing of one card, oldest first.
type History []Showing

// Usable counts the showings that say something about forgetting: those at
// least a day after the one before.
func Usable(histories []History) int {
	n := 0
	for _, h := range histories {
		for i, s := range h {
			if i > 0 && s.Days > 0 {
				n++
			}
		}
	}
	return n
}

// MinUsable is how many usable showings an optimisation needs: Anki's limit
// while it had one.
const MinUsable = 400

// ErrTooFewReviews is returned by [Optimise] when there is too little to learn from.
var ErrTooFewReviews = errors.New("too few reviews to fit weights to")

// ErrNoBetter is returned by [Optimise] when the fitted weights predict the
// last fifth of the showings no better than the ones before.
var ErrNoBetter = errors.New("the fitted weights predict no better")

// Fit is the outcome of an optimisation.
type Fit struct {
	Weights       Weights
	Usable        int     // showings learned from
	Before, After float64 // log loss on the held-out last fifth, with the old and the fitted weights
}

// Optimise fits the weights to a member's histories, which must be ordered by
// their first showing. It fits first without the last fifth of the cards and
// compares there; only when the log loss improves does it fit to all of them.
// The same histories give the same weights. The errors are
// [ErrTooFewReviews] and [ErrNoBetter]; Fit has the figures with both.
func Optimise(histories []History, from Weights, shortTerm bool) (Fit, error) {
	fit := Fit{Weights: from, Usable: Usable(histories)}
	if fit.Usable < MinUsable {
		return fit, ErrTooFewReviews
	}
	held := len(histories)
	for n := 0; held > 0 && n < fit.Usable/5; held-- {
		n += Usable(histories[held-1 : held])
	}
	trial := descend(histories[:held], from, shortTerm)
	fit.Before, fit.After = LogLoss(histories[held:], from, shortTerm), LogLoss(histories[held:], trial, shortTerm)
	if !(fit.After < fit.Before) {
		return fit, ErrNoBetter
	}
	fit.Weights = descend(histories, from, shortTerm)
	return fit, nil
}

// LogLoss is the mean of -log of the chance that the weights gave to what
// happened, over the usable showings; NaN without any.
func LogLoss(histories []History, w Weights, shortTerm bool) float64 {
	sum, n := totalLoss(histories, w, shortTerm)
	return sum / float64(n)
}

func totalLoss(histories []History, w Weights, shortTerm bool) (sum float64, n int) {
	m := newModel(w, shortTerm)
	for _, h := range histories {
		var stability, difficulty float64
		for i, s := range h {
			if i == 0 {
				stability, difficulty = m.first(s.Rating)
				continue
			}
			if s.Days > 0 {
				recall := clamp(m.recall(float64(s.Days), stability), 1e-7, 1-1e-7)
				if s.Rating == Again {
					recall = 1 - recall
				}
				sum -= math.Log(recall)
				n++
			}
			stability, difficulty = m.next(stability, difficulty, s.Rating, s.Days)
		}
	}
	return sum, n
}

// spread is how far each weight of other learners lies from the default, by
// the parameter statistics that fsrs-rs draws its penalty from, rounded: the
// step of the descent and the strength of the pull towards the default.
var spread = Weights{
	6.4, 9.7, 17.6, 27.9, 0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33, 0.34,
	0.12, 0.16, 0.55, 0.24, 0.69, 0.26, 0.14, 0.15, 0.14,
}

// The descent: Adam over groups of cards with a numeric gradient, so that the
// formulas stand only once.
const (
	epochs       = 8
	groupSize    = 512  // usable showings
	learningRate = 0.04 // in units of spread, falling to nothing along a cosine
	pull         = 0.5  // of the penalty, against the loss of the whole
	difference   = 1e-4 // in units of spread
)

func descend(histories []History, from Weights, shortTerm bool) Weights {
	groups := grouped(histories)
	total := float64(Usable(histories))
	w, order := from, rand.New(rand.NewPCG(1, 2))
	var mean, square Weights
	step := 0
	for range epochs {
		order.Shuffle(len(groups), func(i, j int) { groups[i], groups[j] = groups[j], groups[i] })
		for _, g := range groups {
			step++
			rate := learningRate * 0.5 * (1 + math.Cos(math.Pi*float64(step)/float64(epochs*len(groups)+1)))
			gradient := slope(g, w, from, shortTerm, total)
			for i := range w {
				mean[i] = 0.9*mean[i] + 0.1*gradient[i]
				square[i] = 0.999*square[i] + 0.001*gradient[i]*gradient[i]
				m, s := mean[i]/(1-math.Pow(0.9, float64(step))), square[i]/(1-math.Pow(0.999, float64(step)))
				w[i] -= rate * spread[i] * m / (math.Sqrt(s) + 1e-8)
			}
			w = w.bounded(0)
			for i := range 4 {
				w[i] = max(w[i], minFirstStability) // below it nothing changes
			}
		}
	}
	return w
}

// slope is the gradient of the mean loss and the penalty, per unit of spread.
func slope(g []History, w, from Weights, shortTerm bool, total float64) Weights {
	var gradient Weights
	for i := range w {
		up, down := w, w
		up[i] += difference * spread[i]
		down[i] -= difference * spread[i]
		high, n := totalLoss(g, up, shortTerm)
		low, _ := totalLoss(g, down, shortTerm)
		gradient[i] = (high-low)/(2*difference)/float64(n) + 2*pull*(w[i]-from[i])/spread[i]/total
	}
	return gradient
}

// grouped splits the histories into groups of about groupSize usable showings.
func grouped(histories []History) [][]History {
	mixed := slices.Clone(histories)
	rand.New(rand.NewPCG(3, 4)).Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
	var groups [][]History
	first, n := 0, 0
	for i := range mixed {
		n += Usable(mixed[i : i+1])
		if n >= groupSize || i == len(mixed)-1 && n > 0 {
			groups = append(groups, mixed[first:i+1])
			first, n = i+1, 0
		}
	}
	return groups
}
