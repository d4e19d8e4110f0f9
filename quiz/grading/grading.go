// Package grading says what an answer is worth:
//
//	correct, points := grading.Judge(question, given)
//
// It is a pure function of the question and the answer, so that a mended key
// regrades by computing again. Options are compared exactly, as they were
// shown; what was typed is compared as people read it, see typed.go. How an
// answer came about is not its business.
package grading

import (
	"math"
	"slices"

	"quizbot/questions"
)

// Full is what a right answer is worth.
const Full = 100

// Judge returns whether given answers q and its points, 0 to [Full].
//
// Given is the one option chosen; for [questions.Several] those chosen, in any
// order; for [questions.Order] every item in the order given; for
// [questions.Match] a right side for each prompt, in the order of the prompts;
// for a typed question the one text.
//
// A choice and a typed answer are worth all or nothing. An order that is not
// right has the share of its pairs of items that stand in the right order, and
// pairs have the share that is right. Of several options each right one gives
// its share of the points and each wrong one takes away its share of the wrong
// ones (or what Weights says), but never below nothing; only exactly the right
// ones are correct. Shares are rounded down.
//
// Whatever could not have been given (an option that q does not have, two
// choices, an item missing or doubled) is wrong and worth nothing.
func Judge(q questions.Question, given []string) (correct bool, points int) {
	switch {
	case len(given) == 0 || len(q.Key) == 0:
		return false, 0
	case q.Typed():
		return allOrNothing(len(given) == 1 && typed(q, given[0]))
	case q.Form == questions.Order:
		return order(q, given)
	case q.Form == questions.Several:
		return several(q, given)
	case q.Form == questions.Match:
		return match(q, given)
	}
	return allOrNothing(len(given) == 1 && len(q.Key) == 1 && given[0] == q.Key[0])
}

func allOrNothing(correct bool) (bool, int) {
	if correct {
		return true, Full
	}
	return false, 0
}

func order(q questions.Question, given []string) (correct bool, points int) {
	if len(given) != len(q.Key) {
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
	return false, right * Full / max(pairs, 1)
}

func several(q questions.Question, given []string) (correct bool, points int) {
	right, wrong, weighed := 0, 0, 0.0
	for i, option := range given {
		switch {
		case slices.Contains(given[:i], option):
			return false, 0
		case slices.Contains(q.Key, option):
			right++
		case slices.Contains(q.Distractors, option):
			wrong++
		default:
			return false, 0
		}
		weighed += q.Weights[option]
	}
	if right == len(q.Key) && wrong == 0 {
		return true, Full
	}
	if len(q.Weights) > 0 {
		if math.IsNaN(weighed) {
			return false, 0
		}
		// 66.66666 of thirds that are rounded is 66, and so is 66.99999 of a sum that is not exact 67.
		return false, int(math.Floor(max(0, min(Full, weighed)) + 1e-6))
	}
	points = right * Full / len(q.Key)
	if wrong > 0 {
		// One fraction, rounded once: right/keys - wrong/distractors.
		keys, distractors := len(q.Key), len(q.Distractors)
		points = (right*distractors - wrong*keys) * Full / (keys * distractors)
	}
	return false, max(0, points)
}

func match(q questions.Question, given []string) (correct bool, points int) {
	if len(given) != len(q.Key) {
		return false, 0
	}
	right := 0
	for i, side := range given {
		if slices.Contains(given[:i], side) || !slices.Contains(q.Options(), side) {
			return false, 0
		}
		if side == q.Key[i] {
			right++
		}
	}
	return right == len(q.Key), right * Full / len(q.Key)
}
