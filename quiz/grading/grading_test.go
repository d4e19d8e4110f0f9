package grading_test

import (
	"testing"

	"quizbot/questions"
	"quizbot/quiz/grading"
)

func TestJudgeGivesAChoiceAllOrNothing(t *testing.T) {
	for _, form := range questions.Forms {
		if !form.Choice() {
			continue
		}
		q := questions.Question{Form: form, Key: []string{"Kunduz"}, Distractors: []string{"Kabul", "Herat"}}
		tests := []struct {
			given   []string
			correct bool
			points  int
		}{
			{[]string{"Kunduz"}, true, 100},
			{[]string{"Kabul"}, false, 0},
			{[]string{"kunduz"}, false, 0},           // compared exactly: options are pressed, not typed
			{[]string{"Kunduz", "Kabul"}, false, 0},  // one choice only
			{[]string{"Kunduz", "Kunduz"}, false, 0}, // also when doubled
			{[]string{""}, false, 0},
			{nil, false, 0},
		}
		for _, test := range tests {
			correct, points := grading.Judge(q, test.given)
			if correct != test.correct || points != test.points {
				t.Errorf("%s: Judge(%q) = %v, %d; want %v, %d", form, test.given, correct, points, test.correct, test.points)
			}
		}
	}
}

func TestJudgeGivesAnOrderTheShareOfItsPairs(t *testing.T) {
	tests := []struct {
		key, given []string
		correct    bool
		points     int
	}{
		{[]string{"a", "b", "c", "d"}, []string{"a", "b", "c", "d"}, true, 100},
		{[]string{"a", "b", "c", "d"}, []string{"b", "a", "c", "d"}, false, 83}, // 5 of 6 pairs
		{[]string{"a", "b", "c", "d"}, []string{"d", "c", "b", "a"}, false, 0},
		{[]string{"a", "b", "c"}, []string{"a", "c", "b"}, false, 66}, // 2 of 3, rounded down
		{[]string{"a", "b"}, []string{"b", "a"}, false, 0},
		{[]string{"a", "b", "c"}, []string{"a", "b"}, false, 0},      // one is missing
		{[]string{"a", "b", "c"}, []string{"a", "a", "b"}, false, 0}, // one is doubled
		{[]string{"a", "b", "c"}, []string{"a", "b", "x"}, false, 0}, // one is foreign
		{[]string{"a", "b", "c"}, nil, false, 0},
		{nil, nil, false, 0}, // a question without a key is answered by nothing
	}
	for _, test := range tests {
		correct, points := grading.Judge(questions.Question{Form: questions.Order, Key: test.key}, test.given)
		if correct != test.correct || points != test.points {
			t.Errorf("key %q: Judge(%q) = %v, %d; want %v, %d", test.key, test.given, correct, points, test.correct, test.points)
		}
	}
}
