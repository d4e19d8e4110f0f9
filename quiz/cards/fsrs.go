package cards

import "math"

// The formulas of FSRS-6, as told in "The Algorithm" of Open Spaced
// Repetition's free-spaced-repetition-scheduler. w0 to w20 are the weights.
type model struct {
	w         Weights
	shortTerm bool
	decay     float64 // of the forgetting curve, negative
	factor    float64 // makes recall 0.9 after as many days as the stability
}

func newModel(w Weights, shortTerm bool) model {
	return model{w: w, shortTerm: shortTerm, decay: -w[20], factor: math.Pow(0.9, -1/w[20]) - 1}
}

// recall is the chance to remember after some days.
func (m *model) recall(days, stability float64) float64 {
	return math.Pow(1+m.factor*days/stability, m.decay)
}

// The least stability of a first showing, as in ts-fsrs and go-fsrs.
const minFirstStability = 0.1

// first returns stability and difficulty after the first showing.
func (m *model) first(r Rating) (stability, difficulty float64) {
	return max(m.w[r-1], minFirstStability), clamp(m.firstDifficulty(r), minDifficulty, maxDifficulty)
}

func (m *model) firstDifficulty(r Rating) float64 {
	return m.w[4] - math.Exp(m.w[5]*float64(r-1)) + 1
}

// next returns stability and difficulty after a later showing.
func (m *model) next(stability, difficulty float64, r Rating, elapsedDays int) (float64, float64) {
	var s float64
	if elapsedDays == 0 && m.shortTerm {
		s = m.sameDay(stability, r)
	} else if recall := m.recall(float64(elapsedDays), stability); r == Again {
		s = m.forgotten(stability, difficulty, recall)
	} else {
		s = m.remembered(stability, difficulty, recall, r)
	}
	return clamp(s, minStability, maxStability), m.nextDifficulty(difficulty, r)
}

func (m *model) sameDay(s float64, r Rating) float64 {
	growth := math.Exp(m.w[17]*(float64(r)-3+m.w[18])) * math.Pow(s, -m.w[19])
	if r >= Hard {
		growth = max(growth, 1)
	}
	return s * growth
}

func (m *model) remembered(s, d, recall float64, r Rating) float64 {
	growth := math.Exp(m.w[8]) * (11 - d) * math.Pow(s, -m.w[9]) * (math.Exp(m.w[10]*(1-recall)) - 1)
	switch r {
	case Hard:
		growth *= m.w[15]
	case Easy:
		growth *= m.w[16]
	}
	return s * (1 + growth)
}

func (m *model) forgotten(s, d, recall float64) float64 {
	after := m.w[11] * math.Pow(d, -m.w[12]) * (math.Pow(s+1, m.w[13]) - 1) * math.Exp(m.w[14]*(1-recall))
	if m.shortTerm {
		return min(after, s/math.Exp(m.w[17]*m.w[18]))
	}
	return min(after, s)
}

func (m *model) nextDifficulty(d float64, r Rating) float64 {
	damped := d - m.w[6]*float64(r-Good)*(10-d)/9
	return clamp(m.w[7]*m.firstDifficulty(Easy)+(1-m.w[7])*damped, minDifficulty, maxDifficulty)
}

func clamp(x, low, high float64) float64 { return min(max(x, low), high) }

// weightBounds are those of FSRS-6.
var weightBounds = [21][2]float64{
	{minStability, 100}, {minStability, 100}, {minStability, 100}, {minStability, 100},
	{1, 10}, {0.001, 4}, {0.001, 4}, {0.001, 0.75}, {0, 4.5}, {0, 0.8}, {0.001, 3.5},
	{0.001, 5}, {0.001, 0.25}, {0.001, 0.9}, {0, 4}, {0, 1}, {1, 6}, {0, 2}, {0, 2}, {0, 0.8}, {0.1, 0.8},
}

// bounded returns the weights within their bounds. With two relearning steps
// or more, w17 and w18 are held so low that a card forgotten and relearned on
// one day does not come out stronger than it went in.
func (w Weights) bounded(relearningSteps int) Weights {
	for i, bound := range weightBounds {
		w[i] = clamp(w[i], bound[0], bound[1])
	}
	if relearningSteps > 1 {
		ceiling := -(math.Log(w[11]) + math.Log(math.Pow(2, w[13])-1) + w[14]*0.3) / float64(relearningSteps)
		ceiling = clamp(math.Sqrt(max(ceiling, 0.01)), 0.01, 2)
		w[17], w[18] = min(w[17], ceiling), min(w[18], ceiling)
	}
	return w
}
