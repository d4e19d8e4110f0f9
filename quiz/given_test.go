package quiz

import (
	"errors"
	"slices"
	"testing"

	"quizbot/questions"
)

func TestParseGivenReadsWhatPeopleType(t *testing.T) {
	places := []string{"Kabul", "Kunduz", "Herat"}
	years := []string{"1", "2", "1996"}
	tests := []struct {
		form  questions.Form
		shown []string
		typed string
		want  []string // nil = not an answer
	}{
		{questions.SingleChoice, places, "B", []string{"Kunduz"}},
		{questions.SingleChoice, places, " b) ", []string{"Kunduz"}},
		{questions.SingleChoice, places, "2", []string{"Kunduz"}},
		{questions.SingleChoice, places, "herat", []string{"Herat"}},
		{questions.SingleChoice, places, "D", nil},
		{questions.SingleChoice, places, "0", nil},
		{questions.SingleChoice, places, "", nil},
		{questions.SingleChoice, places, "Moscow", nil},
		{questions.DateChoice, years, "2", []string{"2"}}, // an option's text goes before its number
		{questions.DateChoice, years, "3", []string{"1996"}},
		{questions.Order, places, "2 3 1", []string{"Kunduz", "Herat", "Kabul"}},
		{questions.Order, places, "BCA", []string{"Kunduz", "Herat", "Kabul"}},
		{questions.Order, places, "b, c, a", []string{"Kunduz", "Herat", "Kabul"}},
		{questions.Order, places, "231", []string{"Kunduz", "Herat", "Kabul"}},
		{questions.Order, places, "2 3", nil},
		{questions.Order, places, "2 2 1", nil},
		{questions.Order, places, "2 3 1 1", nil},
	}
	for _, test := range tests {
		got, err := ParseGiven(questions.Question{Form: test.form}, test.shown, test.typed)
		if !slices.Equal(got, test.want) || (test.want == nil) != errors.Is(err, ErrBadChoice) {
			t.Errorf("ParseGiven(%s, %q) = %q, %v; want %q", test.form, test.typed, got, err, test.want)
		}
	}
}

func FuzzParseGiven(f *testing.F) {
	f.Add("2 4 1 3")
	f.Add("b)")
	f.Fuzz(func(t *testing.T, typed string) {
		shown := []string{"one", "two", "three", "four"}
		if got, err := ParseGiven(questions.Question{Form: questions.Order}, shown, typed); err == nil {
			slices.Sort(got)
			if want := []string{"four", "one", "three", "two"}; !slices.Equal(got, want) {
				t.Errorf("ParseGiven(order, %q) = %q, not every item once", typed, got)
			}
		}
	})
}
