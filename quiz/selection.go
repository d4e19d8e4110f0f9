package quiz

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

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

	Policy   SelectionPolicy // all but [SelectLeast] go by History instead of Asked
	NoRepeat int             // days within which no question comes again, by History; 0 = it may at once
	History  map[questions.QuestionID]ItemHistory
	Now      time.Time
}

// ItemHistory is how a question of a bank was asked and answered.
type ItemHistory struct {
	Times    int       // daily and live rounds of the channel that asked it
	Last     time.Time // the last of them
	Answered int       // in all daily and live rounds of the community
	Correct  int
}

// Spaced questions come again after 2, 4, 8 and more days, at most this many:
// intervals that grow by a factor are what the expanding rehearsal of Landauer
// and Bjork, "Optimum rehearsal patterns and name learning" (1978), uses.
const longestSpacing = 64

// tier is a question's place under the policy, lower ones first; false means
// that it is not asked at all.
func (s Selection) tier(id questions.QuestionID) (tier int, asked bool) {
	h := s.History[id]
	days := int(s.Now.Sub(h.Last).Round(24*time.Hour) / (24 * time.Hour)) // rounded: a quiz posted late must not shift the days
	if h.Times > 0 && days < s.NoRepeat {
		return 0, false
	}
	switch s.Policy {
	case SelectNew:
		return 0, h.Times == 0
	case SelectSpaced:
		if h.Times == 0 {
			return 0, true
		}
		if left := min(1<<min(h.Times, 10), longestSpacing) - days; left > 0 {
			return left, true
		} else {
			return left - 1, true
		}
	case SelectWeakest:
		// Smoothed by one right and one wrong answer (Laplace), so that one
		// unlucky member makes no question the weakest.
		return 1000 * (h.Correct + 1) / (h.Answered + 2), true
	}
	return s.Asked[id], true
}

// Each question of a form already picked makes another of it this many times
// less likely.
const repeatedFormFactor = 4

// candidate is a question that may be picked: those of the lowest tier first,
// of them the one with the lowest draw.
type candidate struct {
	questions.Question
	tier   int
	draw   float64
	cueing *cueing // nil until it is asked for: most candidates never come close
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
	var candidates []*candidate
	for _, q := range b.Questions {
		draw := random.ExpFloat64() // for every question, so that one more blocked fact moves nothing else
		if q.Status != questions.Approved || len(q.Facts) == 0 || restsOn(q, s.Blocked) || !restsOn(q, onTopic) && !slices.Contains(q.Topics, s.Topic) {
			continue
		}
		tier, may := s.tier(q.ID)
		if !may {
			continue
		}
		weight, asked := 0.0, 0
		for _, id := range q.Facts {
			weight = max(weight, float64(max(importance[id], 1)))
			asked = max(asked, timesAsked[id])
		}
		draw *= float64(perFact[q.Facts[0]]*(1+asked)) / (weight * weight)
		if restsOn(q, s.Avoid) {
			tier += 1 << 20 // behind all that were asked before
		}
		candidates = append(candidates, &candidate{Question: q, tier: tier, draw: draw})
	}

	var picked []*candidate
	forms := make(map[questions.Form]int)
	facts := make(map[questions.FactID]bool)
	cost := func(c *candidate) float64 { return c.draw * math.Pow(repeatedFormFactor, float64(forms[c.Form])) }
	for len(picked) < s.Count {
		candidates = slices.DeleteFunc(candidates, func(c *candidate) bool { return restsOn(c.Question, facts) })
		slices.SortStableFunc(candidates, func(a, b *candidate) int {
			return cmp.Or(cmp.Compare(a.tier, b.tier), cmp.Compare(cost(a), cost(b)))
		})
		var best *candidate
		bestCues := 0
		for _, c := range candidates {
			if cues := c.cuesWith(picked); best == nil || cues < bestCues {
				best, bestCues = c, cues
			}
			if bestCues == 0 {
				break // none that follows is better
			}
		}
		if best == nil {
			break
		}
		picked = append(picked, best)
		forms[best.Form]++
		for _, id := range best.Facts {
			facts[id] = true
		}
	}
	// As picked, the likeliest forms would always come first.
	random.Shuffle(len(picked), func(i, j int) { picked[i], picked[j] = picked[j], picked[i] })
	selected := make([]questions.Question, len(picked))
	for i, c := range picked {
		selected[i] = c.Question
	}
	return selected
}

// cueing is what of a question gives away another, and what would give it away.
type cueing struct {
	text string   // stem and explanation, words parted and enclosed by spaces
	keys []string // likewise; none for True and False, which say nothing
}

// cuesWith counts the picked ones that give c away or are given away by it.
func (c *candidate) cuesWith(picked []*candidate) int {
	cues := 0
	for _, p := range picked {
		if c.cues().gives(p.cues()) || p.cues().gives(c.cues()) {
			cues++
		}
	}
	return cues
}

func (c *candidate) cues() *cueing {
	if c.cueing != nil {
		return c.cueing
	}
	spaced := func(s string) string { return " " + strings.Join(questions.Words(s), " ") + " " }
	c.cueing = &cueing{text: spaced(c.Stem + "\n" + strings.Join(c.Prompts, "\n") + "\n" + c.Explanation)}
	for _, key := range c.Key {
		words := spaced(key)
		for _, article := range []string{"a ", "an ", "the "} {
			words = " " + strings.TrimPrefix(words[1:], article)
		}
		if c.Form != questions.TrueFalse && strings.TrimSpace(words) != "" {
			c.cueing.keys = append(c.cueing.keys, words)
		}
	}
	return c.cueing
}

// gives reports whether c's text contains a key of other.
func (c *cueing) gives(other *cueing) bool {
	return slices.ContainsFunc(other.keys, func(key string) bool { return strings.Contains(c.text, key) })
}
