package grading_test

import (
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/quiz/grading"
)

func TestJudgeGivesAChoiceAllOrNothing(t *testing.T) {
	for _, form := range questions.Forms {
		if !(questions.Question{Form: form, Distractors: []string{"x"}}).Choice() {
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

func TestJudgeGivesSeveralTheirShares(t *testing.T) {
	q := questions.Question{Form: questions.Several, Key: []string{"a", "b", "c"}, Distractors: []string{"x", "y"}}
	tests := []struct {
		given   []string
		correct bool
		points  int
	}{
		{[]string{"a", "b", "c"}, true, 100},
		{[]string{"c", "a", "b"}, true, 100}, // in any order
		{[]string{"a", "b"}, false, 66},
		{[]string{"a"}, false, 33},
		{[]string{"a", "b", "c", "x"}, false, 50}, // one of two wrong ones takes half
		{[]string{"a", "b", "x"}, false, 16},      // 2/3 - 1/2, rounded once
		{[]string{"a", "b", "c", "x", "y"}, false, 0},
		{[]string{"x"}, false, 0}, // never below nothing
		{[]string{"a", "a"}, false, 0},
		{[]string{"a", "z"}, false, 0},
		{nil, false, 0},
	}
	for _, test := range tests {
		correct, points := grading.Judge(q, test.given)
		if correct != test.correct || points != test.points {
			t.Errorf("Judge(%q) = %v, %d; want %v, %d", test.given, correct, points, test.correct, test.points)
		}
	}
}

func TestJudgeWeighsOptionsAsTheQuestionSays(t *testing.T) {
	q := questions.Question{Form: questions.Several, Key: []string{"a", "b", "c"}, Distractors: []string{"x", "y"},
		Weights: map[string]float64{"a": 60, "b": 30.1, "c": 9.9, "x": -50}}
	tests := []struct {
		given   []string
		correct bool
		points  int
	}{
		{[]string{"a", "b", "c"}, true, 100},
		{[]string{"a"}, false, 60},
		{[]string{"b", "c"}, false, 40},
		{[]string{"a", "x"}, false, 10},
		{[]string{"a", "y"}, false, 60}, // no weight, no loss
		{[]string{"b", "x"}, false, 0},
	}
	for _, test := range tests {
		correct, points := grading.Judge(q, test.given)
		if correct != test.correct || points != test.points {
			t.Errorf("Judge(%q) = %v, %d; want %v, %d", test.given, correct, points, test.correct, test.points)
		}
	}
}

func TestJudgeRoundsWeightsAsPeopleDo(t *testing.T) {
	q := questions.Question{Form: questions.Several, Key: []string{"a", "b"}, Distractors: []string{"x"},
		Weights: map[string]float64{"a": 16.4, "b": 83.6, "x": -6.4}}
	if _, points := grading.Judge(q, []string{"a", "x"}); points != 10 { // for a computer the sum is a little less
		t.Errorf("16.4 - 6.4 makes %d points, want 10", points)
	}
}

func TestJudgeGivesPairsTheirShare(t *testing.T) {
	q := questions.Question{Form: questions.Match, Prompts: []string{"1", "2", "3"}, Key: []string{"a", "b", "c"}, Distractors: []string{"x"}}
	tests := []struct {
		given   []string
		correct bool
		points  int
	}{
		{[]string{"a", "b", "c"}, true, 100},
		{[]string{"a", "b", "x"}, false, 66},
		{[]string{"b", "a", "c"}, false, 33},
		{[]string{"b", "c", "a"}, false, 0},
		{[]string{"a", "b"}, false, 0},
		{[]string{"a", "a", "c"}, false, 0}, // a right side belongs to one prompt
		{[]string{"a", "b", "z"}, false, 0},
		{nil, false, 0},
	}
	for _, test := range tests {
		correct, points := grading.Judge(q, test.given)
		if correct != test.correct || points != test.points {
			t.Errorf("Judge(%q) = %v, %d; want %v, %d", test.given, correct, points, test.correct, test.points)
		}
	}
}

func short(stem string, wrong []string, key ...string) questions.Question {
	return questions.Question{Form: questions.ShortAnswer, Stem: stem, Key: key, Distractors: wrong}
}

func TestJudgeReadsTypedTextAsPeopleDo(t *testing.T) {
	tests := []struct {
		key, given string
		correct    bool
	}{
		{"Marie Curie", "marie curie", true},
		{"Marie Curie", "  Marie   CURIE. ", true},
		{"Marie Curie", "Curie", false}, // accepted where the bank says so
		{"Hindu Kush", "the Hindu-Kush", true},
		{"The Hindu Kush", "hindu kush", true},
		{"The The", "the the", true},
		{"A", "a", true}, // an article alone is the answer
		{"Dún Mór", "Dun Mor", true},
		{"Łódź", "lodz", true},
		{"Straße", "STRASSE", true},
		{"ﬁsh", "fish", true},
		{"Ｋａｂｕｌ", "Kabul", true},
		{"O'Neill", "O’Neill", true},
		{"O'Neill", "ONeill", true},
		{"U.S.", "US", true},
		{"al-Qaeda", "Al Qaeda", true},
		{"al-Qaeda", "alqaeda", true}, // a space is a slip
		{"Dow & Jones", "dow and jones", true},
		{"“Das Kapital”", "das kapital", true},
		{"colour", "color", true},    // one slip
		{"theatre", "theater", true}, // two neighbours swapped
		{"grey", "gray", false},      // British and American: both are listed, or one counts
		{"C++", "C", false},
		{"C++", "c++", true},
		{"+", "+", true},
		{"+", "-", false},
		{"कि", "की", false},
		// slips
		{"Marie Curie", "Marie Currie", true},
		{"Marie Curie", "Marei Currie", true}, // two in ten letters
		{"Marie Curie", "Pierre Curie", false},
		{"Kabul", "Kabull", true},
		{"Kabul", "Kbaul", true},
		{"Kabul", "Kebol", false}, // two in five letters
		{"Iraq", "Iran", false},   // four letters: none
		{"North Korea", "South Korea", false},
		{"Ireland", "Iceland", false}, // a country, not a slip
		{"Ireland", "Irelnad", true},
		{"East Germany", "West Germany", false},
		{"Vitamin B", "Vitamin D", false},
		{"Vitamin B", "Vitamin", false},
		{"World War II", "World War I", false},
		{"World War II", "World War III", false},
		{"World War II", "Wordl War II", true},
		{"World War Two", "World War Ten", false},
		{"Louis XIV", "Louis XVI", false},
		{"Apollo 11", "Apollo 12", false},
		{"Apollo 11", "Appollo 11", true},
		{"Resolution 1,267", "resolution 1267", true},
		{"Resolution 1.5", "resolution 15", false},
		// numbers and dates in a question that is about neither
		{"15", "fifteen", true},
		{"fifteen", "15", true},
		{"35 %", "35 percent", true},
		{"15", "16", false},
		{"1.5 million", "1.5 billion", false},
		{"seven sisters", "7", false},
		{"1996", "in 1996", true},
		{"1996", "September 1996", true},
		{"September 1996", "1996", false},
		{"June 1996", "July 1996", false},
		{"", "", false},
		{"Kabul", "", false},
		{"Kabul", "\u200b", false},
	}
	for _, test := range tests {
		correct, points := grading.Judge(short("Which is it?", nil, test.key), []string{test.given})
		if correct != test.correct || (points == grading.Full) != correct {
			t.Errorf("key %q: Judge(%q) = %v, %d; want %v", test.key, test.given, correct, points, test.correct)
		}
	}
}

func TestJudgeTakesNoKnownWrongAnswerForASlip(t *testing.T) {
	q := short("Which country is it?", []string{"Zambia", "Gabon"}, "Gambia", "The Gambia Republic")
	for given, want := range map[string]bool{
		"Gambia": true, "gambia": true, "Gamvia": true, "the gambia republik": true,
		"Zambia": false, "zambia": false, "Kambia": false, // as near to Zambia
		"Gabon": false,
	} {
		if correct, _ := grading.Judge(q, []string{given}); correct != want {
			t.Errorf("Judge(%q) = %v, want %v", given, correct, want)
		}
	}
	if correct, _ := grading.Judge(q, []string{"Gambia", "Zambia"}); correct {
		t.Error("two answers count as one")
	}
}

func TestH3InvisibleCharactersDoNotMatter(t *testing.T) {
	q := short("Which village is it?", nil, "La Fé")
	for _, given := range []string{ // of four letters none is forgiven
		"\u200bLa\u200d Fé", "\u202eLa Fé\u202c", "\u2066La Fé\u2069", "L\u00ada Fé", "La Fe\u0301", "La\u00a0Fé",
		"La Fé\ufe0f", "\ufeffLa Fé", "La\u3164 Fé", "La\x00 Fé", "\U000e0041La Fé", "La\u2028Fé", "L" + strings.Repeat("\u0301", 50) + "a Fe",
	} {
		if correct, _ := grading.Judge(q, []string{given}); !correct {
			t.Errorf("%+q is wrong", given)
		}
	}
}

func TestJudgeReadsTypedNumbers(t *testing.T) {
	tests := []struct {
		stem, key, tolerance, given string
		correct                     bool
	}{
		{"How many soldiers fell?", "1,500", "", "1500", true},
		{"How many soldiers fell?", "1,500", "", "1 500", true},
		{"How many soldiers fell?", "1,500", "", "about 1500", true},
		{"How many soldiers fell?", "1,500", "", "1.5 thousand", true},
		{"How many soldiers fell?", "1,500", "", "fifteen hundred soldiers", true},
		{"How many soldiers fell?", "1,500", "", "1,501", false},
		{"How many soldiers fell?", "1,500", "", "1,500 tanks", false},
		{"How many soldiers fell?", "1,500", "", "1400-1600", false},
		{"How many soldiers fell?", "15", "", "fifteen", true},
		{"How many soldiers fell?", "15", "", "15%", false},
		{"How many soldiers fell?", "15", "", "15 16", false},
		{"How many people live there?", "1.5 million", "", "1,500,000", true},
		{"How many people live there?", "1.5 million", "", "1.5m", true},
		{"How many people live there?", "1.5 million", "", "1.5 billion", false},
		{"How many people live there?", "1.5 million", "100000", "1.6 million", true},
		{"How many people live there?", "1.5 million", "100000", "1.61 million", false},
		{"How much salt is in it?", "35 grams", "", "35", true},
		{"How much salt is in it?", "35 grams", "", "35 g", true},
		{"How much salt is in it?", "35 grams", "", "35g of salt", true},
		{"How much salt is in it?", "35 grams", "", "35 gram", true},
		{"How much salt is in it?", "35 grams", "", "35 kg", false},
		{"How much salt is in it?", "35 grams", "0.1", "35.1", true}, // exactly at the edge
		{"How much salt is in it?", "35 grams", "0.1", "34.9", true},
		{"How much salt is in it?", "35 grams", "0.1", "35.11", false},
		{"What share voted?", "62 percent", "", "62%", true},
		{"What share voted?", "62 percent", "", "62 per cent", true},
		{"What share voted?", "62 percent", "", "62", true},
		{"What percentage voted?", "62", "", "62 %", true},
		{"How cold was it?", "-4 degrees", "", "minus four", true},
		{"How cold was it?", "-4 degrees", "", "4", false},
		{"How cold was it?", "-4 degrees", "1e999999999", "4", false}, // no tolerance at all
	}
	for _, test := range tests {
		q := questions.Question{Form: questions.NumberChoice, Stem: test.stem, Key: []string{test.key}, Tolerance: test.tolerance}
		if correct, _ := grading.Judge(q, []string{test.given}); correct != test.correct {
			t.Errorf("%s key %q ± %q: Judge(%q) = %v, want %v", test.stem, test.key, test.tolerance, test.given, correct, test.correct)
		}
	}
}

func TestJudgeReadsTypedDatesAtTheKeysPrecision(t *testing.T) {
	tests := []struct {
		key, given string
		correct    bool
	}{
		{"1996", "1996", true},
		{"1996", "in 1996", true},
		{"1996", "27 September 1996", true}, // lies within
		{"1996", "1997", false},
		{"1996", "1996-1997", false},
		{"September 1996", "sept 1996", true},
		{"September 1996", "09/1996", true},
		{"September 1996", "27.9.1996", true},
		{"September 1996", "1996", false}, // coarser
		{"September 1996", "October 1996", false},
		{"27 September 1996", "27 September 1996", true},
		{"27 September 1996", "September 27, 1996", true},
		{"27 September 1996", "Sept. 27th 1996", true},
		{"27 September 1996", "the 27th of September 1996", true},
		{"27 September 1996", "1996-09-27", true},
		{"27 September 1996", "27/9/1996", true},
		{"27 September 1996", "9/27/96", true},
		{"27 September 1996", "26 September 1996", false},
		{"27 September 1996", "27 September", false},
		{"27 September 1996", "September 1996", false},
		{"27 September 1996", "", false},
	}
	for _, test := range tests {
		q := questions.Question{Form: questions.DateChoice, Stem: "When was it?", Key: []string{test.key}}
		if correct, _ := grading.Judge(q, []string{test.given}); correct != test.correct {
			t.Errorf("key %q: Judge(%q) = %v, want %v", test.key, test.given, correct, test.correct)
		}
	}
}

func FuzzJudgeIsSteady(f *testing.F) {
	f.Add("Marie Curie", "Marie Currie", "1.5", "x")
	f.Add("1.5 million", "about US$ 1,5 m", "0.1", "27 Sept 1996")
	f.Add("27 September 1996", "27/9/96", "", "\u202e\u200b")
	f.Fuzz(func(t *testing.T, key, given, tolerance, other string) {
		for _, form := range questions.Forms {
			for _, wrong := range [][]string{nil, {other}} {
				q := questions.Question{Form: form, Stem: other, Key: []string{key, other}, Distractors: wrong, Prompts: []string{"1", "2"}, Tolerance: tolerance,
					Weights: map[string]float64{key: 50, other: -50}}
				for _, answer := range [][]string{{given}, {key}, {key, given}, {given, other}, {other, key}, nil} {
					correct, points := grading.Judge(q, answer)
					if points < 0 || points > grading.Full || correct != (points == grading.Full) && len(q.Weights) == 0 {
						t.Errorf("%s key %q: Judge(%q) = %v, %d", form, key, answer, correct, points)
					}
					if again, p := grading.Judge(q, answer); again != correct || p != points {
						t.Errorf("%s key %q: Judge(%q) is once %v, once %v", form, key, answer, correct, again)
					}
				}
				if correct, _ := grading.Judge(q, []string{key}); q.Typed() && !correct && questions.Fold(key) != "" && len(key) <= 200 {
					t.Errorf("%s: the key %q is not right", form, key)
				}
			}
		}
	})
}
