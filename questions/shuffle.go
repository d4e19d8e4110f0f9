package questions

import (
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
)

// Shuffled returns the options (for Order the items, for Match the right sides)
// in the order in which they are shown for a seed; none for a typed question.
// The same question and seed give the same order, on every machine.
//
// Options with a natural order come as [SortedOptions] puts them, whatever the
// seed. Of the others every order is equally likely, except that the items of
// an ordering question never come in the right order.
func Shuffled(q Question, seed uint64) []string {
	if q.Typed() {
		return nil
	}
	if q.FixedOrder() {
		return SortedOptions(q)
	}
	options := q.Options()
	random := rand.New(rand.NewPCG(seed, hashOf(string(q.ID))))
	shuffle := func() {
		random.Shuffle(len(options), func(i, j int) { options[i], options[j] = options[j], options[i] })
	}
	shuffle()
	if q.Form != Order {
		return options
	}
	for tries := 0; slices.Equal(options, q.Key) && tries < 100; tries++ { // two equal items would never end it
		shuffle()
	}
	return options
}

func hashOf(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}

// SortedOptions returns the options in their natural order: True before
// False, dates and numbers ascending. Options without a date or number come
// last, by their letters.
func SortedOptions(q Question) []string {
	options := q.Options()
	if q.Form == TrueFalse {
		slices.SortStableFunc(options, func(a, b string) int { return boolRank(a) - boolRank(b) })
		return options
	}
	magnitude := Numbers
	if datesAll(options) && q.Form != NumberChoice {
		magnitude = moment
	}
	magnitudes := map[string][]float64{}
	for _, o := range options {
		magnitudes[o] = magnitude(o)
	}
	slices.SortStableFunc(options, func(a, b string) int {
		x, y := magnitudes[a], magnitudes[b]
		switch {
		case len(x) == 0 && len(y) > 0:
			return 1
		case len(y) == 0 && len(x) > 0:
			return -1
		}
		if c := slices.Compare(x, y); c != 0 {
			return c
		}
		return strings.Compare(a, b)
	})
	return options
}

func boolRank(option string) int {
	if option == True {
		return 0
	}
	return 1
}

// datesAll reports whether every option is a date or a range of dates and
// nothing else.
func datesAll(options []string) bool {
	return !slices.ContainsFunc(options, func(o string) bool { return len(moment(o)) == 0 || !onlyDate(o) })
}

var dateWords = wordSet("about around roughly circa before after by since until from to in on the of and between mid-")

func onlyDate(option string) bool {
	for _, w := range strings.FieldsFunc(Fold(option), func(r rune) bool { return strings.ContainsRune(" -,.", r) }) {
		_, phrase := monthOfPhrase[w]
		if !phrase && !dateWords[w] && (w[0] < '0' || w[0] > '9') && monthByName(strings.ToUpper(w[:1])+w[1:]) == 0 {
			return false
		}
	}
	return true
}

func numbersAll(options []string) bool {
	return !slices.ContainsFunc(options, func(o string) bool { return len(Numbers(o)) == 0 })
}
