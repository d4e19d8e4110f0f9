package quiz_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"quizbot/questions"
	"quizbot/quiz"
)

func ids(qs []questions.Question) []string {
	var all []string
	for _, q := range qs {
		all = append(all, string(q.ID))
	}
	return all
}

// wideBank has single, gap and date questions on each of n facts, whose
// importance is 1 to 3 in turn, and an order on every tenth.
func wideBank(n int) *questions.Bank {
	b := &questions.Bank{Name: "wide"}
	for i := range n {
		fact := questions.FactID(fmt.Sprintf("f%d", i))
		b.Facts = append(b.Facts, questions.Fact{ID: fact, Importance: 1 + i%3, Topics: []string{fmt.Sprintf("t%d", i%2)}})
		for _, form := range []questions.Form{questions.SingleChoice, questions.Gap, questions.DateChoice, questions.Order} {
			if form == questions.Order && i%10 != 0 {
				continue
			}
			b.Questions = append(b.Questions, questions.Question{
				ID: questions.QuestionID(fmt.Sprintf("%s/%s", fact, form)), Form: form, Status: questions.Approved,
				Stem: fmt.Sprintf("stem %d %s", i, form), Key: []string{fmt.Sprintf("key%d", i)}, Facts: []questions.FactID{fact},
			})
		}
	}
	return b
}

func TestSelectIsTheSameForTheSameSeed(t *testing.T) {
	b := wideBank(40)
	first := quiz.Select(b, quiz.Selection{Count: 5, Seed: 1})
	if again := quiz.Select(b, quiz.Selection{Count: 5, Seed: 1}); !reflect.DeepEqual(again, first) {
		t.Errorf("got %v, then %v", ids(first), ids(again))
	}
	if other := quiz.Select(b, quiz.Selection{Count: 5, Seed: 2}); reflect.DeepEqual(other, first) {
		t.Errorf("two seeds gave %v", ids(first))
	}
}

func TestSelectAsksEveryFactOnceAndMixesForms(t *testing.T) {
	b := wideBank(40)
	for seed := range uint64(200) {
		picked := quiz.Select(b, quiz.Selection{Count: 5, Seed: seed})
		facts, forms := make(map[questions.FactID]int), make(map[questions.Form]int)
		for _, q := range picked {
			facts[q.Facts[0]]++
			forms[q.Form]++
		}
		if len(picked) != 5 || len(facts) != 5 {
			t.Errorf("seed %d: %v", seed, ids(picked))
		}
		for form, n := range forms {
			if n > 3 {
				t.Errorf("seed %d: %d of 5 are %s: %v", seed, n, form, ids(picked))
			}
		}
	}
}

func TestSelectPrefersWhatMatters(t *testing.T) {
	b := wideBank(60)
	times := make(map[int]int)
	for seed := range uint64(300) {
		for _, q := range quiz.Select(b, quiz.Selection{Count: 5, Seed: seed}) {
			f, _ := b.FactByID(q.Facts[0])
			times[f.Importance]++
		}
	}
	if times[3] < 2*times[1] || times[3] < times[2] || times[1] == 0 {
		t.Errorf("picked by importance: %v; want the important ones at least twice as often, the others too", times)
	}
}

func TestSelectTakesOnlyWhatMayBeAsked(t *testing.T) {
	b := wideBank(6)
	b.Questions[0].Status = questions.Draft     // f0/single
	b.Questions[1].Status = questions.Retired   // f0/gap
	b.Questions[len(b.Questions)-1].Facts = nil // f5/date rests on nothing
	tests := []struct {
		name string
		s    quiz.Selection
		want []string // facts
	}{
		{"all", quiz.Selection{Count: 50}, []string{"f0", "f1", "f2", "f3", "f4", "f5"}},
		{"a topic", quiz.Selection{Count: 50, Topic: "t1"}, []string{"f1", "f3", "f5"}},
		{"no such topic", quiz.Selection{Count: 50, Topic: "none"}, nil},
		{"without what is blocked", quiz.Selection{Count: 50, Blocked: map[questions.FactID]bool{"f0": true, "f3": true}}, []string{"f1", "f2", "f4", "f5"}},
		{"what is avoided comes last", quiz.Selection{Count: 2, Avoid: map[questions.FactID]bool{"f0": true, "f1": true, "f2": true, "f3": true}}, []string{"f4", "f5"}},
		{"but it comes", quiz.Selection{Count: 3, Topic: "t1", Avoid: map[questions.FactID]bool{"f1": true}}, []string{"f1", "f3", "f5"}},
		{"none wanted", quiz.Selection{}, nil},
	}
	for _, test := range tests {
		var facts []string
		for _, q := range quiz.Select(b, test.s) {
			if q.Status != questions.Approved || len(q.Facts) == 0 {
				t.Errorf("%s: %s was picked", test.name, q.ID)
				continue
			}
			facts = append(facts, string(q.Facts[0]))
		}
		slices.Sort(facts)
		if !slices.Equal(facts, test.want) {
			t.Errorf("%s: facts %v, want %v", test.name, facts, test.want)
		}
	}
}

func TestSelectAsksWhatWasAskedLeast(t *testing.T) {
	b := wideBank(10)
	asked := make(map[questions.QuestionID]int)
	for _, q := range b.Questions {
		asked[q.ID] = 2
	}
	delete(asked, "f3/gap")
	asked["f4/single"] = 1
	got := ids(quiz.Select(b, quiz.Selection{Count: 2, Asked: asked}))
	slices.Sort(got)
	if want := []string{"f3/gap", "f4/single"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestSelectKeepsApartWhatGivesTheOtherAway(t *testing.T) {
	question := func(id, stem, key, explanation string, form questions.Form) questions.Question {
		return questions.Question{ID: questions.QuestionID(id + "/x"), Form: form, Stem: stem, Key: []string{key},
			Explanation: explanation, Facts: []questions.FactID{questions.FactID(id)}, Status: questions.Approved}
	}
	kunduz := question("a", "Which city fell?", "the Kunduz", "", questions.SingleChoice)
	tests := []struct {
		name  string
		other questions.Question
		apart bool
	}{
		{"the key in a stem", question("b", "Who held Kunduz?", "Nobody", "", questions.SingleChoice), true},
		{"in an explanation, in another case", question("b", "Who left?", "Nobody", "They left KUNDUZ.", questions.Gap), true},
		{"as part of a word", question("b", "Who are the Kunduzis?", "Nobody", "", questions.Gap), false},
		{"not at all", question("b", "Who left?", "Nobody", "", questions.Gap), false},
		{"True is no clue", question("b", "Who left?", "True", "", questions.TrueFalse), false},
	}
	for _, test := range tests {
		b := &questions.Bank{Questions: []questions.Question{kunduz, test.other, question("c", "It is true that?", "Other", "", questions.Gap)}}
		for _, q := range b.Questions {
			b.Facts = append(b.Facts, questions.Fact{ID: q.Facts[0], Importance: 1})
		}
		together := 0
		for seed := range uint64(50) {
			got := ids(quiz.Select(b, quiz.Selection{Count: 2, Seed: seed}))
			if slices.Contains(got, "a/x") && slices.Contains(got, "b/x") {
				together++
			}
		}
		if (together == 0) != test.apart {
			t.Errorf("%s: together for %d of 50 seeds; want apart %v", test.name, together, test.apart)
		}
		if all := quiz.Select(b, quiz.Selection{Count: 3}); len(all) != 3 {
			t.Errorf("%s: %v; want all three where there is nothing else", test.name, ids(all))
		}
	}
}

func BenchmarkSelectOfFiveHundred(b *testing.B) {
	bank := wideBank(160)
	for b.Loop() {
		quiz.Select(bank, quiz.Selection{Count: 5, Seed: 1})
	}
}
