package quiz

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"quizbot/questions"
)

// Selection says which questions of a bank a round asks.
type Selection struct {
	Topic   string // "" = all
	Count   int
	Seed    uint64                       // same bank and selection: same questions
	Asked   map[questions.QuestionID]int // how often each was asked before; those asked least come first
	Avoid   map[questions.FactID]bool    // facts asked only where nothing else is left
	Blocked map[questions.FactID]bool    // facts never asked
}

// Each question of a form already picked makes another of it this many times
// less likely.
const repeatedFormFactor = 4

// candidate is a question that may be picked: the one with the fewest cues,
// then the lowest tier, then the lowest draw.
type candidate struct {
	questions.Question
	cueing
	cues int // questions already picked that give it away or are given away by it
	tier int
	draw float64
}

// Select picks at most s.Count approved questions, in the order in which they
// are to be asked. No two rest on the same fact; important facts are likelier,
// and so are forms not picked yet. As long as there are others, no question is
// picked whose text gives away the key of another one or the other way round.
func Select(b *questions.Bank, s Selection) []questions.Question {
	importance := make(map[questions.FactID]int)
	onTopic := make(map[questions.FactID]bool)
	for _, f := range b.Facts {
		importance[f.ID] = f.Importance
		onTopic[f.ID] = s.Topic == "" || slices.Contains(f.Topics, s.Topic)
	}
	perFact := make(map[questions.FactID]int) // so that a fact with many questions is not likelier than others
	timesAsked := make(map[questions.FactID]int)
	for _, q := range b.Questions {
		for _, id := range q.Facts {
			perFact[id]++
			timesAsked[id] += s.Asked[q.ID]
		}
	}

	// Drawing without replacement with weights: the smallest of exponential
	// variables with the weights as rates (Efraimidis and Spirakis, "Weighted
	// random sampling with a reservoir", 2006).
	random := rand.New(rand.NewPCG(s.Seed, 0x7175697a))
	var candidates []candidate
	for _, q := range b.Questions {
		draw := random.ExpFloat64() // for every question, so that one more blocked fact moves nothing else
		if q.Status != questions.Approved || len(q.Facts) == 0 || restsOn(q, s.Blocked) || !restsOn(q, onTopic) {
			continue
		}
		weight, asked := 0.0, 0
		for _, id := range q.Facts {
			weight = max(weight, float64(max(importance[id], 1)))
			asked = max(asked, timesAsked[id])
		}
		draw *= float64(perFact[q.Facts[0]]*(1+asked)) / (weight * weight)
		tier := s.Asked[q.ID]
		if restsOn(q, s.Avoid) {
			tier += math.MaxInt32
		}
		candidates = append(candidates, candidate{Question: q, cueing: cueingOf(q), tier: tier, draw: draw})
	}

	var picked []questions.Question
	forms := make(map[questions.Form]int)
	facts := make(map[questions.FactID]bool)
	cost := func(c *candidate) float64 { return c.draw * math.Pow(repeatedFormFactor, float64(forms[c.Form])) }
	for len(picked) < s.Count {
		var best *candidate
		for i := range candidates {
			if c := &candidates[i]; !restsOn(c.Question, facts) && (best == nil ||
				cmp.Or(cmp.Compare(c.cues, best.cues), cmp.Compare(c.tier, best.tier), cmp.Compare(cost(c), cost(best))) < 0) {
				best = c
			}
		}
		if best == nil {
			break
		}
		picked = append(picked, best.Question)
		forms[best.Form]++
		for _, id := range best.Facts {
			facts[id] = true
		}
		for i := range candidates {
			if c := &candidates[i]; c.gives(*best) || best.gives(*c) {
				c.cues++
			}
		}
	}
	// As picked, the likeliest forms would always come first.
	random.Shuffle(len(picked), func(i, j int) { picked[i], picked[j] = picked[j], picked[i] })
	return picked
}

// cueing is what of a question gives away another, and what would give it away.
type cueing struct {
	text string   // stem and explanation, words parted and enclosed by spaces
	keys []string // likewise; none for True and False, which say nothing
}

func cueingOf(q questions.Question) cueing {
	spaced := func(s string) string { return " " + strings.Join(questions.Words(s), " ") + " " }
	c := cueing{text: spaced(q.Stem + "\n" + q.Explanation)}
	for _, key := range q.Key {
		words := spaced(key)
		for _, article := range []string{"a ", "an ", "the "} {
			words = " " + strings.TrimPrefix(words[1:], article)
		}
		if q.Form != questions.TrueFalse && strings.TrimSpace(words) != "" {
			c.keys = append(c.keys, words)
		}
	}
	return c
}

// gives reports whether c's text contains a key of other.
func (c cueing) gives(other candidate) bool {
	return slices.ContainsFunc(other.keys, func(key string) bool { return strings.Contains(c.text, key) })
}
