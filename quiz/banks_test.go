package quiz_test

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"quizbot/questions"
	"quizbot/quiz"
)

func TestABankIsImportedOnceForEachHash(t *testing.T) {
	e := newEngine(t) // has version 1 of "lamps", hash-1
	bank := testBank("lamps", 12)
	same, changed, err := e.ImportBank(t.Context(), "", bank, "hash-1", nine.Add(time.Hour))
	if err != nil || changed || same.Number != 1 || !reflect.DeepEqual(same.Bank, bank) || !same.At.Equal(nine) {
		t.Errorf("the same file: version %d, changed %v, %v", same.Number, changed, err)
	}

	bank.Questions[0].Explanation = "Mended."
	bank.Questions[1].Status = questions.Retired // not a change of the question
	bank.Questions = append(bank.Questions[:2:2], bank.Questions[3:]...)
	second, changed, err := e.ImportBank(t.Context(), "", bank, "hash-2", nine.Add(time.Hour))
	if err != nil || !changed || second.Number != 2 {
		t.Fatalf("another file: version %d, changed %v, %v", second.Number, changed, err)
	}
	third, _, err := e.ImportBank(t.Context(), "", testBank("lamps", 13), "hash-3", nine.Add(2*time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		question      questions.QuestionID
		second, third int
	}{
		{"f0/single", 2, 3},  // changed, then changed back
		{"f1/single", 1, 1},  // retired and approved again
		{"f2/single", 1, 2},  // gone, then back
		{"f3/single", 1, 1},  // never touched
		{"f12/single", 0, 1}, // new in the third
	}
	for _, test := range tests {
		if a, b := second.Versions[test.question], third.Versions[test.question]; a != test.second || b != test.third {
			t.Errorf("%s: versions %d and %d, want %d and %d", test.question, a, b, test.second, test.third)
		}
	}
}

func TestAPostedRoundKeepsItsQuestions(t *testing.T) {
	e := newEngine(t)
	round := open(t, e, daily(nine))
	bank := testBank("lamps", 12)
	for i := range bank.Questions {
		bank.Questions[i].Stem = "Another question?"
	}
	if _, _, err := e.ImportBank(t.Context(), "", bank, "hash-2", nine); err != nil {
		t.Fatal(err)
	}
	if got := must[quiz.Round](t)(e.Round(t.Context(), "guild", round.ID)); !reflect.DeepEqual(got, round) {
		t.Errorf("the round became %+v", got)
	}
	if next := open(t, e, daily(nine.Add(time.Hour))); next.Asks[0].Version != 2 || next.Asks[0].Question.Stem != "Another question?" {
		t.Errorf("the next round asks %+v", next.Asks[0])
	}
}

func TestWhateverDecidesAboutAnAnswerRaisesTheVersion(t *testing.T) {
	for what, change := range map[string]func(q *questions.Question){
		"prompts":   func(q *questions.Question) { q.Prompts = []string{"x"} },
		"tolerance": func(q *questions.Question) { q.Tolerance = "1" },
		"weights":   func(q *questions.Question) { q.Weights = map[string]float64{"x": 1} },
		"feedback":  func(q *questions.Question) { q.Feedback = map[string]string{"x": "y"} },
	} {
		e := newEngine(t) // has version 1 of "lamps"
		bank := testBank("lamps", 14)
		change(&bank.Questions[0])
		v, _, err := e.ImportBank(t.Context(), "", bank, "hash-2", nine)
		if err != nil {
			t.Fatal(err)
		}
		if changed, same := v.Versions[bank.Questions[0].ID], v.Versions[bank.Questions[1].ID]; changed != 2 || same != 1 {
			t.Errorf("%s: versions %d and %d, want 2 and 1", what, changed, same)
		}
	}
}

func TestACommunitysOwnBankComesBeforeTheSharedOne(t *testing.T) {
	e := newEngine(t)
	own := testBank("lamps", 3)
	own.Title = "Our lamps"
	own.Questions[0].Status = questions.Draft
	own.Questions[2].Status = questions.Draft // leaves f1 and f3's
	if _, _, err := e.ImportBank(t.Context(), "guild", own, "own", nine); err != nil {
		t.Fatal(err)
	}
	if _, _, err := e.ImportBank(t.Context(), "", testBank("birds", 1), "birds", nine); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		community quiz.CommunityID
		want      []quiz.BankInfo
	}{
		{"guild", []quiz.BankInfo{
			{Name: "birds", Title: "Bank birds", Questions: 1, Topics: []string{"even"}, Version: 1},
			{Name: "lamps", Title: "Our lamps", Questions: 1, Topics: []string{"odd"}, Version: 1},
		}},
		{"elsewhere", []quiz.BankInfo{
			{Name: "birds", Title: "Bank birds", Questions: 1, Topics: []string{"even"}, Version: 1},
			{Name: "lamps", Title: "Bank lamps", Questions: 14, Topics: []string{"even", "odd"}, Version: 1},
		}},
	}
	for _, test := range tests {
		if got := must[[]quiz.BankInfo](t)(e.Banks(t.Context(), test.community)); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: got %+v, want %+v", test.community, got, test.want)
		}
	}
	if round := open(t, e, daily(nine)); round.Title != "Our lamps" || len(round.Asks) != 1 {
		t.Errorf("a round in guild: %q with %d questions", round.Title, len(round.Asks))
	}
}

func TestABankOfDraftsSaysSo(t *testing.T) {
	e := newEngine(t)
	for status, drafts := range map[questions.Status]int{questions.Draft: 3, questions.Retired: 0} {
		bank := testBank("week1", 3)
		for i := range bank.Questions {
			bank.Questions[i].Status = status
		}
		bank.Questions = bank.Questions[:3]
		if _, _, err := e.ImportBank(t.Context(), "guild", bank, string(status), nine); err != nil {
			t.Fatal(err)
		}
		plan := daily(nine)
		plan.Bank, plan.Select = "week1", quiz.SelectNew
		_, opened := e.Open(t.Context(), plan)
		_, practised := e.Practise(t.Context(), "guild", ann, "week1", "", 1, nine)
		_, live := e.OpenLive(t.Context(), quiz.LivePlan{
			Venue: lounge, Leader: "tomas", Bank: "week1", Count: 1, StartsAt: nine,
			Rules: quiz.LiveRules{Answering: 20 * time.Second, Between: 5 * time.Second, Scoring: quiz.ScoreRight},
		}, nine)
		for name, err := range map[string]error{"daily": opened, "practice": practised, "live": live, "schedule": e.Askable(t.Context(), "guild", "week1", "")} {
			var none *quiz.NothingApproved
			if !errors.As(err, &none) || none.Bank != "week1" || none.Drafts != drafts || !errors.Is(err, quiz.ErrNoQuestions) {
				t.Errorf("%s, all %s: got %v, want nothing approved and %d drafts", name, status, err, drafts)
			}
		}
	}
	for topic, want := range map[string]error{"": nil, "odd": nil, "birds": quiz.ErrNoQuestions} {
		if err := e.Askable(t.Context(), "guild", "lamps", topic); !errors.Is(err, want) {
			t.Errorf("topic %q: got %v, want %v", topic, err, want)
		}
	}
	if err := e.Askable(t.Context(), "guild", "nets", ""); !errors.Is(err, quiz.ErrNoBank) {
		t.Errorf("no such bank: got %v", err)
	}
}
