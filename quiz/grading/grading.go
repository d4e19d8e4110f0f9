// Package grading says what an answer is worth:
//
//	correct, points := grading.Judge(question, given)
//
// It is a pure function of the question and the choice, so that a mended key
// regrades by computing again. Options are compared exactly, as they were
// shown; how a choice came about is not its business.
package grading

import (
	"slices"

	"quizbot/questions"
)

// Full is what a right answer is worth.
const Full = 100

// Judge returns whether given answers q and its points, 0 to [Full].
//
// Given is the one option chosen; for [questions.Order] every item in the order
// given. A choice is worth all or nothing. An order that is not right has the
// share of its pairs of items that stand in the right order, rounded down.
// Whatever could not have been given by pressing buttons (an option that q does
// not have, two choices, an item missing or doubled) is wrong and worth
// nothing.
func Judge(q questions.Question, given []string) (correct bool, points int) {
	if q.Form != questions.Order {
		if len(given) == 1 && len(q.Key) == 1 && given[0] == q.Key[0] {
			return true, Full
		}
		return false, 0
	}
	if len(given) == 0 || len(given) != len(q.Key) {
		return false, 0
	}
	if slices.Equal(given, q.Key) {
		return true, Full
	}
	places := make([]int, len(given)) // of each given item in the key
	for i, item := range given {
		places[i] = slices.Index(q.Key, item)
		if places[i] < 0 || slices.Contains(places[:i], places[i]) {
			return false, 0
		}
	}
	right, pairs := 0, 0
	for i := range places {
		for _, later := range places[i+1:] {
			pairs++
			if places[i] < later {
				right++
			}
		}
	}
	return false, right * Full / pairs
}
