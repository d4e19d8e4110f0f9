package quiz_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"quizbot/questions"
	"quizbot/quiz"
)

func TestSelectionPolicies(t *testing.T) {
	now := nine.AddDate(0, 0, 100)
	ago := func(days float64) time.Time { return now.Add(-time.Duration(days * 24 * float64(time.Hour))) }
	id := func(i int) questions.QuestionID { return questions.QuestionID(fmt.Sprintf("f%d/single", i)) }
	tests := []struct {
		name     string
		policy   quiz.SelectionPolicy
		noRepeat int
		history  map[questions.QuestionID]quiz.ItemHistory
		asked    map[questions.QuestionID]int
		count    int
		want     []questions.QuestionID // in any order
	}{
		{name: "least often", asked: map[questions.QuestionID]int{id(0): 1, id(1): 2, id(2): 1, id(3): 1}, count: 3, want: []questions.QuestionID{id(0), id(2), id(3)}},
		{name: "only new ones", policy: quiz.SelectNew, count: 4,
			history: map[questions.QuestionID]quiz.ItemHistory{id(0): {Times: 1, Last: ago(90)}, id(1): {Answered: 9}, id(3): {Times: 2, Last: ago(80)}},
			want:    []questions.QuestionID{id(1), id(2)}}, // asked in another channel is new here
		{name: "nothing new is left", policy: quiz.SelectNew, count: 4,
			history: map[questions.QuestionID]quiz.ItemHistory{id(0): {Times: 1}, id(1): {Times: 1}, id(2): {Times: 1}, id(3): {Times: 1}}},
		{name: "spaced: what is due again, then new ones", policy: quiz.SelectSpaced, count: 3,
			history: map[questions.QuestionID]quiz.ItemHistory{id(0): {Times: 1, Last: ago(2)}, id(1): {Times: 3, Last: ago(8.2)}, id(2): {Times: 3, Last: ago(7)}},
			want:    []questions.QuestionID{id(0), id(1), id(3)}},
		{name: "spaced: the longest overdue first", policy: quiz.SelectSpaced, count: 1,
			history: map[questions.QuestionID]quiz.ItemHistory{id(0): {Times: 1, Last: ago(3)}, id(1): {Times: 2, Last: ago(10)}, id(2): {Times: 4, Last: ago(16)}},
			want:    []questions.QuestionID{id(1)}},
		{name: "spaced: never longer than 64 days", policy: quiz.SelectSpaced, count: 1,
			history: map[questions.QuestionID]quiz.ItemHistory{id(0): {Times: 40, Last: ago(64)}},
			want:    []questions.QuestionID{id(0)}},
		{name: "weakest", policy: quiz.SelectWeakest, count: 2,
			history: map[questions.QuestionID]quiz.ItemHistory{id(0): {Answered: 10, Correct: 9}, id(1): {Answered: 10, Correct: 2}, id(2): {Answered: 10, Correct: 4}},
			want:    []questions.QuestionID{id(1), id(2)}}, // the unanswered one counts as half right
		{name: "weakest: one wrong answer is not the worst", policy: quiz.SelectWeakest, count: 1,
			history: map[questions.QuestionID]quiz.ItemHistory{id(0): {Answered: 1}, id(1): {Answered: 100, Correct: 20}},
			want:    []questions.QuestionID{id(1)}},
		{name: "no repeat within a week", policy: quiz.SelectWeakest, noRepeat: 7, count: 4,
			history: map[questions.QuestionID]quiz.ItemHistory{id(0): {Times: 1, Last: ago(6)}, id(1): {Times: 1, Last: ago(6.9)}, id(2): {Times: 1, Last: ago(6.4)}},
			want:    []questions.QuestionID{id(1), id(3)}}, // posted two hours late a week ago is a week ago
	}
	for _, test := range tests {
		bank := testBank("lamps", 4)
		bank.Questions = slices.DeleteFunc(bank.Questions, func(q questions.Question) bool { return q.Form != questions.SingleChoice })
		for seed := range uint64(20) {
			var got []questions.QuestionID
			for _, q := range quiz.Select(bank, quiz.Selection{Count: test.count, Seed: seed, Asked: test.asked, Policy: test.policy, NoRepeat: test.noRepeat, History: test.history, Now: now}) {
				got = append(got, q.ID)
			}
			slices.Sort(got)
			if !slices.Equal(got, test.want) {
				t.Errorf("%s, seed %d: %v, want %v", test.name, seed, got, test.want)
				break
			}
		}
	}
}

// The history comes from the store: rounds of the channel, answers of all.
func TestOpenGoesByTheHistoryOfItsChannel(t *testing.T) {
	e, s := engineAndStore(t)
	plan := func(day int, channel quiz.ChannelID, policy quiz.SelectionPolicy) quiz.Plan {
		p := daily(nine.AddDate(0, 0, day))
		p.Select, p.Venue.Channel = policy, channel
		return p
	}
	first := open(t, e, plan(0, "lounge", quiz.SelectNew))
	play(t, e, first, ann, 5, nine)
	second := open(t, e, plan(1, "lounge", quiz.SelectNew))
	for _, ask := range second.Asks {
		if slices.ContainsFunc(first.Asks, func(a quiz.Ask) bool { return a.Question.ID == ask.Question.ID }) {
			t.Errorf("%s was asked in the channel before", ask.Question.ID)
		}
	}
	elsewhere := open(t, e, plan(2, "garden", quiz.SelectWeakest))
	for _, ask := range elsewhere.Asks { // five were answered, all wrongly
		if !slices.ContainsFunc(first.Asks, func(a quiz.Ask) bool { return a.Question.ID == ask.Question.ID }) {
			t.Errorf("%s is not among the weakest", ask.Question.ID)
		}
	}
	for day := 2; ; day++ {
		_, err := e.Open(t.Context(), plan(day, "lounge", quiz.SelectNew))
		if errors.Is(err, quiz.ErrNoQuestions) {
			break
		}
		if err != nil || day > 14 {
			t.Fatalf("day %d: %v; want no questions at the end", day, err)
		}
	}
	history, err := s.ItemHistory(t.Context(), lounge, "lamps")
	item := history[first.Asks[0].Question.ID]
	if err != nil || item.Times != 1 || !item.Last.Equal(nine) || item.Answered != 1 || item.Correct != 0 {
		t.Errorf("history of a question: %+v, %v", item, err)
	}
	if err := e.Forget(t.Context(), "guild", ann.ID); err != nil {
		t.Fatal(err)
	}
	if history, err = s.ItemHistory(t.Context(), lounge, "lamps"); err != nil || history[first.Asks[0].Question.ID].Answered != 1 {
		t.Errorf("after the member deleted their data: %+v, %v", history[first.Asks[0].Question.ID], err)
	}
}

func TestS8OverlapPolicies(t *testing.T) {
	tests := []struct {
		policy quiz.OverlapPolicy
		err    error
		open   int
		ends   bool // the first one
	}{
		{quiz.OverlapSkip, quiz.ErrOverlap, 1, false},
		{quiz.OverlapClose, nil, 1, true},
		{quiz.OverlapBoth, nil, 2, false},
	}
	for _, test := range tests {
		e, s := engineAndStore(t)
		p := daily(nine)
		p.Schedule, p.Nominal, p.Overlap, p.Reveal, p.Count = "s1", "2026-03-12T09:00", test.policy, quiz.RevealAtClose, 2
		first := open(t, e, p)
		play(t, e, first, ann, 0, nine)
		other := p
		other.Schedule = "s2" // another schedule's quiz is in nobody's way
		open(t, e, other)

		next := p
		next.OpensAt, next.ClosesAt, next.Nominal = nine.Add(time.Hour), nine.Add(4*time.Hour), "2026-03-12T10:00"
		if _, err := e.Open(t.Context(), next); !errors.Is(err, test.err) {
			t.Errorf("%q: %v, want %v", test.policy, err, test.err)
		}
		if _, err := e.Open(t.Context(), p); err != nil { // the same occurrence again, as after a failed post
			t.Errorf("%q: the first one again: %v", test.policy, err)
		}
		rounds := must[[]quiz.Round](t)(e.OpenDaily(t.Context(), "guild", next.OpensAt))
		if len(rounds) != test.open+1 {
			t.Errorf("%q: %d quizzes are open, want %d", test.policy, len(rounds), test.open+1)
		}
		score := must[quiz.Score](t)(e.Score(t.Context(), "guild", ann, next.OpensAt.Add(time.Minute)))
		if test.ends != (score.Points == 200) { // secret until the close, and in the score from then on
			t.Errorf("%q: %d points an hour later", test.policy, score.Points)
		}
		if _, err := e.Close(t.Context(), first.ID, next.OpensAt); errors.Is(err, quiz.ErrStillOpen) == test.ends {
			t.Errorf("%q: closing the first one: %v", test.policy, err)
		}
		check(t, s)
	}
}

func TestRebaseKeepsWhatBothChanged(t *testing.T) {
	base := quiz.Schedule{Venue: lounge, Bank: "lamps", Cron: "0 9 * * *", Zone: "UTC", Questions: 5, Reveal: quiz.RevealAtOnce}
	mine, theirs := base, base
	mine.Questions, mine.Closes, mine.Topic, mine.LateWithin, mine.TermOnly = 7, "20:00", "odd", time.Hour, true
	theirs.Questions, theirs.Zone, theirs.Select, theirs.OnHolidays, theirs.Version = 3, "Europe/Berlin", quiz.SelectNew, true, 4
	want := theirs
	want.Questions, want.Closes, want.Topic, want.LateWithin, want.TermOnly = 7, "20:00", "odd", time.Hour, true
	if got := theirs.Rebase(base, mine); got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if got := theirs.Rebase(base, base); got != theirs {
		t.Errorf("nothing on top: %+v", got)
	}
}
