package quiz

import (
	"errors"
	"slices"
	"strings"
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
		{questions.Several, places, "1 3", []string{"Kabul", "Herat"}},
		{questions.Several, places, "A, c", []string{"Kabul", "Herat"}},
		{questions.Several, places, "ca", []string{"Herat", "Kabul"}},
		{questions.Several, places, "kunduz", []string{"Kunduz"}},
		{questions.Several, places, "A B C", []string{"Kabul", "Kunduz", "Herat"}},
		{questions.Several, places, "A A", nil},
		{questions.Several, places, "A D", nil},
		{questions.Several, places, "", nil},
		{questions.Match, places, "1B 2A", []string{"Kunduz", "Kabul"}},
		{questions.Match, places, "2A 1B", []string{"Kunduz", "Kabul"}}, // the numbers say which
		{questions.Match, places, "1-b, 2-a", []string{"Kunduz", "Kabul"}},
		{questions.Match, places, "1b2a", []string{"Kunduz", "Kabul"}},
		{questions.Match, places, "C A", []string{"Herat", "Kabul"}},
		{questions.Match, places, "ca", []string{"Herat", "Kabul"}},
		{questions.Match, places, "1B", nil},
		{questions.Match, places, "1B 2B", nil}, // a right side belongs to one prompt
		{questions.Match, places, "1B 1A", nil},
		{questions.Match, places, "1B 2A 3C", nil}, // there are two prompts
		{questions.Match, places, "A B C", nil},
		{questions.Match, places, "", nil},
		{questions.ShortAnswer, nil, " The Hindu Kush ", []string{"The Hindu Kush"}},
		{questions.ShortAnswer, nil, "B", []string{"B"}},
		{questions.ShortAnswer, nil, "\u200b \u202e", nil}, // nothing that can be seen
		{questions.ShortAnswer, nil, strings.Repeat("é", 200), []string{strings.Repeat("é", 200)}},
		{questions.ShortAnswer, nil, strings.Repeat("é", 201), nil},
		{questions.ShortAnswer, nil, "a\xff", nil},
		{questions.SingleChoice, places, "B", []string{"Kunduz"}},
		{questions.SingleChoice, places, " b) ", []string{"Kunduz"}},
		{questions.SingleChoice, places, "2", []string{"Kunduz"}},
		{questions.SingleChoice, places, "herat", []string{"Herat"}},
		{questions.SingleChoice, places, "\u200bＢ\u202c", []string{"Kunduz"}}, // H3
		{questions.SingleChoice, places, "\u2066Herat\u2069", []string{"Herat"}},
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
		got, err := ParseGiven(questions.Question{Form: test.form, Prompts: []string{"capital", "north"}, Key: places, Distractors: years}, test.shown, test.typed)
		if !slices.Equal(got, test.want) || (test.want == nil) != errors.Is(err, ErrBadChoice) {
			t.Errorf("ParseGiven(%s, %q) = %q, %v; want %q", test.form, test.typed, got, err, test.want)
		}
	}
}

func TestShownToTellsNothingAboutWhatIsRight(t *testing.T) {
	words := []string{"ebb", "flood", "neap", "spring", "surge"}
	for _, form := range []questions.Form{questions.SingleChoice, questions.Several, questions.Match} {
		for seed := range uint64(20) {
			q := questions.Question{ID: "tide/x", Form: form, Key: words[:2], Distractors: words[2:]}
			other := questions.Question{ID: "tide/x", Form: form, Key: []string{"surge", "neap", "ebb"}, Distractors: []string{"spring", "flood"}}
			if a, b := ShownTo(q, seed), ShownTo(other, seed); !slices.Equal(a, b) || len(a) != len(words) {
				t.Errorf("%s, seed %d: %q is shown with one key, %q with another", form, seed, a, b)
			}
		}
	}
	for _, form := range []questions.Form{questions.ShortAnswer, questions.Gap, questions.DateChoice, questions.NumberChoice} {
		if got := ShownTo(questions.Question{Form: form, Key: []string{"1996", "in 1996"}}, 1); len(got) > 0 {
			t.Errorf("%s: %q is shown of an answer that is to be typed", form, got)
		}
	}
}

func FuzzParseGiven(f *testing.F) {
	f.Add("2 4 1 3")
	f.Add("b)")
	f.Add("1B 2A 3C")
	f.Add("１Ｂ2a")
	f.Fuzz(func(t *testing.T, typed string) {
		shown := []string{"one", "two", "three", "four"}
		for _, form := range questions.Forms {
			q := questions.Question{Form: form, Prompts: []string{"x", "y", "z"}, Key: shown[:3], Distractors: shown[3:]}
			if given, err := ParseGiven(q, shown, typed); err == nil && !possible(q, shown, given) {
				t.Errorf("ParseGiven(%s, %q) = %q, which cannot be given", form, typed, given)
			}
		}
		if got, err := ParseGiven(questions.Question{Form: questions.Order}, shown, typed); err == nil {
			slices.Sort(got)
			if want := []string{"four", "one", "three", "two"}; !slices.Equal(got, want) {
				t.Errorf("ParseGiven(order, %q) = %q, not every item once", typed, got)
			}
		}
	})
}

// One answer is all a member has: what is no number or date at all, or a date
// less exact than the key, is not taken for one.
func TestWhatIsNotOfTheKindWantedIsNoAnswer(t *testing.T) {
	tests := []struct {
		form    questions.Form
		key     []string
		wanted  Wanted
		takes   []string
		refuses []string
	}{
		{questions.NumberChoice, []string{"1,500 boats"}, WantNumber, []string{"1500", "about 2 million", "fifteen hundred", "-3", "7 tonnes", "0"}, []string{"nonsense", "many", "?"}},
		{questions.NumberChoice, []string{"a few"}, WantNumber, []string{"some"}, nil},
		{questions.DateChoice, []string{"1665"}, WantYear, []string{"1665", "May 1999", "in 1700"}, []string{"nonsense", "May", "the day after"}},
		{questions.DateChoice, []string{"1665-01"}, WantMonth, []string{"January 1665", "3/1700", "2 May 1666"}, []string{"1665", "1999", "January"}},
		{questions.DateChoice, []string{"6 January 1665"}, WantDay, []string{"7 Feb 1700", "1665-01-06"}, []string{"January 1665", "1665", "nonsense"}},
		{questions.DateChoice, []string{"1665-01-06", "1665"}, WantYear, []string{"1665"}, []string{"x"}},
		{questions.DateChoice, []string{"the Bronze Age"}, WantDate, []string{"bronze age", "early"}, nil},
		{questions.ShortAnswer, []string{"1665"}, WantText, []string{"nonsense"}, nil},
	}
	for _, test := range tests {
		q := questions.Question{Form: test.form, Key: test.key}
		if got := WantedOf(q); got != test.wanted {
			t.Errorf("%s with the key %q: %q is wanted, want %q", test.form, test.key, got, test.wanted)
		}
		for _, typed := range test.takes {
			if _, err := ParseGiven(q, nil, typed); err != nil || !possible(q, nil, []string{typed}) {
				t.Errorf("%s with the key %q: %q is refused", test.form, test.key, typed)
			}
		}
		for _, typed := range test.refuses {
			if _, err := ParseGiven(q, nil, typed); err == nil || possible(q, nil, []string{typed}) {
				t.Errorf("%s with the key %q: %q is taken", test.form, test.key, typed)
			}
		}
	}
}
