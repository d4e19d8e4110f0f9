package quiz_test

import (
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"quizbot/quiz"
)

func TestRankPutsWhoGotThereFirstFirst(t *testing.T) {
	standings := []quiz.Standing{
		{Player: quiz.Player{ID: "late"}, Points: 200, Reached: nine.Add(time.Second)},
		{Player: quiz.Player{ID: "b"}, Points: 100, Reached: nine},
		{Player: quiz.Player{ID: "early"}, Points: 200, Reached: nine},
		{Player: quiz.Player{ID: "a"}, Points: 100, Reached: nine},
		{Player: quiz.Player{ID: "best"}, Points: 300, Reached: nine.Add(time.Hour)},
	}
	quiz.Rank(standings)
	want := []quiz.PlayerID{"best", "early", "late", "a", "b"}
	for i, s := range standings {
		if s.Player.ID != want[i] || s.Rank != i+1 {
			t.Errorf("place %d: %s ranked %d, want %s", i+1, s.Player.ID, s.Rank, want[i])
		}
	}
}

func TestLeaderboardAddsUpDailyQuizzesByPeriod(t *testing.T) {
	e := newEngine(t)
	// Nine is on a Thursday: Sunday last week, Monday, today.
	for _, day := range []int{-4, -3, 0} {
		opens := nine.AddDate(0, 0, day)
		round := open(t, e, daily(opens))
		play(t, e, round, ann, 0, opens.Add(time.Minute))
		play(t, e, round, bob, 0, opens) // Bob is a minute ahead
	}
	practice := must[quiz.Position](t)(e.Practise(t.Context(), "guild", eve, "lamps", "", 3, nine))
	play(t, e, practice.Round, eve, 0, nine) // never counts
	now := nine.Add(time.Hour)
	for period, want := range map[quiz.Period]int{quiz.Today: 500, quiz.ThisWeek: 1000, quiz.AllTime: 1500} {
		board := must[quiz.Board](t)(e.Leaderboard(t.Context(), "guild", period, "", ann.ID, 0, now))
		if len(board.Standings) != 2 || board.Pages != 1 || board.Own == nil {
			t.Fatalf("%s: %+v", period, board)
		}
		first, own := board.Standings[0], *board.Own
		if first.Player != bob || first.Points != want || first.Correct != want/100 || first.Answered != want/100 {
			t.Errorf("%s: first is %+v, want Bob with %d points", period, first, want)
		}
		if own.Player != ann || own.Rank != 2 || own.Points != want || !own.Reached.Equal(nine.Add(5*time.Minute)) {
			t.Errorf("%s: own row %+v, want Ann second with %d points, reached at her last answer", period, own, want)
		}
		if elsewhere := must[quiz.Board](t)(e.Leaderboard(t.Context(), "elsewhere", period, "", ann.ID, 0, now)); len(elsewhere.Standings) != 0 || elsewhere.Own != nil {
			t.Errorf("another community: %+v", elsewhere)
		}
	}
	if _, err := e.Leaderboard(t.Context(), "guild", "fortnight", "", ann.ID, 0, now); err == nil {
		t.Error("an unknown period was taken")
	}
}

func TestLeaderboardHasTenRowsAPageAndOnesOwn(t *testing.T) {
	e := newEngine(t)
	round := open(t, e, daily(nine))
	for i := range 23 {
		play(t, e, round, quiz.Player{ID: quiz.PlayerID(fmt.Sprintf("p%02d", i)), Name: fmt.Sprint(i)}, 0, nine.Add(time.Duration(i)*time.Second))
	}
	tests := []struct{ page, wantPage, first, rows int }{{0, 0, 1, 10}, {1, 1, 11, 10}, {2, 2, 21, 3}, {3, 2, 21, 3}, {-1, 0, 1, 10}}
	for _, test := range tests {
		board := must[quiz.Board](t)(e.Leaderboard(t.Context(), "guild", quiz.Today, "", "p22", test.page, nine.Add(time.Hour)))
		if board.Page != test.wantPage || board.Pages != 3 || len(board.Standings) != test.rows || board.Standings[0].Rank != test.first {
			t.Errorf("page %d: page %d of %d, %d rows from rank %d", test.page, board.Page, board.Pages, len(board.Standings), board.Standings[0].Rank)
		}
		if board.Own == nil || board.Own.Rank != 23 {
			t.Errorf("page %d: own row %+v, want rank 23", test.page, board.Own)
		}
	}
}

func TestScoreIsOnesOwnTally(t *testing.T) {
	e := newEngine(t)
	for day := -2; day <= 0; day++ {
		opens := nine.AddDate(0, 0, day)
		round := open(t, e, daily(opens))
		play(t, e, round, ann, 1, opens)
		if day != -1 {
			play(t, e, round, bob, 0, opens)
		}
	}
	tests := []struct {
		player quiz.Player
		want   quiz.Score
	}{
		{ann, quiz.Score{Player: ann, Points: 1200, Rank: 1, Answered: 15, Correct: 12, Streak: 3, Finished: 3}},
		{quiz.Player{ID: bob.ID}, quiz.Score{Player: bob, Points: 1000, Rank: 2, Answered: 10, Correct: 10, Streak: 1, Finished: 2}},
		{eve, quiz.Score{Player: eve}},
	}
	for _, test := range tests {
		if got := must[quiz.Score](t)(e.Score(t.Context(), "guild", test.player, nine.Add(time.Hour))); got != test.want {
			t.Errorf("got %+v, want %+v", got, test.want)
		}
	}
}

func TestSummaryNamesNobodyBelowFiveFinishers(t *testing.T) {
	e := newEngine(t)
	round := open(t, e, daily(nine))
	must[quiz.Position](t)(e.Start(t.Context(), "guild", round.ID, quiz.Player{ID: "starter"}, nine))
	for i := range 4 {
		play(t, e, round, quiz.Player{ID: quiz.PlayerID(fmt.Sprint(i)), Name: "N"}, 1, nine.Add(time.Duration(i)*time.Second))
	}
	if _, err := e.Summary(t.Context(), "guild", round.ID, nine.Add(time.Hour)); !errors.Is(err, quiz.ErrStillOpen) {
		t.Errorf("open: %v; want ErrStillOpen", err)
	}
	if _, err := e.Close(t.Context(), round.ID, nine.Add(time.Hour)); !errors.Is(err, quiz.ErrStillOpen) {
		t.Errorf("close of an open round: %v; want ErrStillOpen", err)
	}
	four := must[quiz.Summary](t)(e.Summary(t.Context(), "guild", round.ID, round.ClosesAt))
	if four.Started != 5 || four.Finished != 4 || four.Top != nil || four.Hardest != 0 {
		t.Errorf("four finishers: started %d, finished %d, top %v, hardest %d", four.Started, four.Finished, four.Top, four.Hardest)
	}
	if q := four.Questions; len(q) != 5 || q[0].Answered != 4 || q[0].Correct != 0 || q[1].Correct != 4 {
		t.Errorf("questions: %+v", q)
	}
	play(t, e, round, ann, 0, nine.Add(time.Hour))
	five := must[quiz.Summary](t)(e.Summary(t.Context(), "guild", round.ID, round.ClosesAt))
	if five.Finished != 5 || len(five.Top) != 3 || five.Top[0].Player != ann || five.Top[1].Player.ID != "0" || five.Top[2].Rank != 3 {
		t.Errorf("five finishers: %d, top %+v", five.Finished, five.Top)
	}
	if n := must[int](t)(e.Finishers(t.Context(), round.ID)); n != 5 {
		t.Errorf("%d finishers, want 5", n)
	}
	practice := must[quiz.Position](t)(e.Practise(t.Context(), "guild", ann, "lamps", "", 1, nine.Add(time.Hour)))
	if _, err := e.Summary(t.Context(), "guild", practice.Round.ID, round.ClosesAt); !errors.Is(err, quiz.ErrNoRound) {
		t.Errorf("summary of a practice: %v; want ErrNoRound", err)
	}
}

// TestSummaryOfHiddenFinishers has all who finished hide: nobody is named, and
// five they are all the same.
func TestSummaryOfHiddenFinishers(t *testing.T) {
	e := newEngine(t)
	round := open(t, e, daily(nine))
	for i := range quiz.FinishersForTop {
		who := quiz.Player{ID: quiz.PlayerID(fmt.Sprint(i)), Name: "N"}
		play(t, e, round, who, 1, nine)
		if err := e.Hide(t.Context(), "guild", who.ID, true); err != nil {
			t.Fatal(err)
		}
	}
	if s := must[quiz.Summary](t)(e.Summary(t.Context(), "guild", round.ID, round.ClosesAt)); s.Finished != quiz.FinishersForTop || len(s.Top) > 0 {
		t.Errorf("%d finished, the top is %+v", s.Finished, s.Top)
	}
}

func TestSummaryOfARoundNobodyAnswered(t *testing.T) {
	e := newEngine(t)
	round := open(t, e, daily(nine))
	got := must[quiz.Summary](t)(e.Close(t.Context(), round.ID, round.ClosesAt))
	if got.Hardest != -1 || got.Started != 0 || len(got.Questions) != 5 {
		t.Errorf("got %+v", got)
	}
}

func TestARoundIsClosedOnce(t *testing.T) {
	e := newEngine(t)
	round := open(t, e, daily(nine))
	later := open(t, e, daily(nine.Add(time.Hour)))
	due := func(at time.Time) []quiz.RoundID {
		var ids []quiz.RoundID
		for _, r := range must[[]quiz.Round](t)(e.DueToClose(t.Context(), at)) {
			ids = append(ids, r.ID)
		}
		return ids
	}
	if got := due(round.ClosesAt.Add(-time.Millisecond)); got != nil {
		t.Errorf("due before the close: %v", got)
	}
	if got, want := due(later.ClosesAt), []quiz.RoundID{round.ID, later.ID}; !reflect.DeepEqual(got, want) {
		t.Errorf("due %v, want %v", got, want)
	}
	first := must[quiz.Summary](t)(e.Close(t.Context(), round.ID, round.ClosesAt))
	if !first.Round.ClosedAt.Equal(round.ClosesAt) {
		t.Errorf("closed at %v", first.Round.ClosedAt)
	}
	if again := must[quiz.Summary](t)(e.Close(t.Context(), round.ID, round.ClosesAt.Add(time.Hour))); !reflect.DeepEqual(again, first) {
		t.Errorf("second close: %+v, want %+v", again, first)
	}
	if got, want := due(later.ClosesAt), []quiz.RoundID{later.ID}; !reflect.DeepEqual(got, want) {
		t.Errorf("due %v, want %v", got, want)
	}
	open := must[[]quiz.Round](t)(e.OpenDaily(t.Context(), "guild", round.ClosesAt))
	if len(open) != 1 || open[0].ID != later.ID {
		t.Errorf("open: %+v", open)
	}
}
