package quiz_test

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"quizbot/quiz"
)

// livePlan is a round of three questions that starts at nine.
func livePlan(change func(*quiz.LivePlan)) quiz.LivePlan {
	p := quiz.LivePlan{Venue: lounge, Leader: "tomas", Bank: "lamps", Topic: "odd", Count: 3, StartsAt: nine, Seed: 5,
		Rules: quiz.LiveRules{Answering: 20 * time.Second, Between: 5 * time.Second, Scoring: quiz.ScoreRight}}
	if change != nil {
		change(&p)
	}
	return p
}

// openLive opens a round and asks its first question.
func openLive(t *testing.T, e *quiz.Engine, change func(*quiz.LivePlan)) quiz.LiveRound {
	t.Helper()
	l := must[quiz.LiveRound](t)(e.OpenLive(t.Context(), livePlan(change), nine))
	return must[quiz.LiveRound](t)(e.StepLive(t.Context(), "guild", l.Round, quiz.Tick{Joined: 1}, nine))
}

func as(p quiz.Player, roles ...string) quiz.Entrant { return quiz.Entrant{Player: p, Roles: roles} }

func TestOpenLiveRefusesAPlanThatCannotBeCarriedOut(t *testing.T) {
	tests := []struct {
		name   string
		change func(*quiz.LivePlan)
		want   error // nil = any
	}{
		{"no such bank", func(p *quiz.LivePlan) { p.Bank = "cats" }, quiz.ErrNoBank},
		{"no such topic", func(p *quiz.LivePlan) { p.Topic = "cats" }, quiz.ErrNoQuestions},
		{"no questions wanted", func(p *quiz.LivePlan) { p.Count = 0 }, nil},
		{"four seconds for a question", func(p *quiz.LivePlan) { p.Rules.Answering = 4 * time.Second }, nil},
		{"an hour between questions", func(p *quiz.LivePlan) { p.Rules.Between = time.Hour }, nil},
		{"an unknown scoring", func(p *quiz.LivePlan) { p.Rules.Scoring = "luck" }, nil},
		{"one team", func(p *quiz.LivePlan) { p.Rules.Scoring, p.Rules.Teams = quiz.ScoreTeams, 1 }, nil},
		{"teams without their scoring", func(p *quiz.LivePlan) { p.Rules.Teams = 2 }, nil},
		{"a start in the past", func(p *quiz.LivePlan) { p.StartsAt = nine.Add(-time.Second) }, nil},
	}
	e := newEngine(t)
	for _, test := range tests {
		if _, err := e.OpenLive(t.Context(), livePlan(test.change), nine); err == nil || test.want != nil && !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", test.name, err, test.want)
		}
	}
	openLive(t, e, nil)
	if _, err := e.OpenLive(t.Context(), livePlan(nil), nine); !errors.Is(err, quiz.ErrLiveHere) {
		t.Errorf("a second round in the channel: %v", err)
	}
	if _, err := e.OpenLive(t.Context(), livePlan(func(p *quiz.LivePlan) { p.Venue.Channel, p.Topic = "hall", "even" }), nine); err != nil {
		t.Errorf("a round in another channel: %v", err)
	}
}

func TestLiveAnswersCountOnTheLeaderboardFromTheCloseOn(t *testing.T) {
	e := newEngine(t)
	l := openLive(t, e, nil)
	v := must[quiz.LiveView](t)(e.Live(t.Context(), "guild", l.Round))
	right := slices.Index(v.Shown(0), v.Round.Asks[0].Question.Key[0])
	o := must[quiz.LiveOutcome](t)(e.PickLive(t.Context(), "guild", l.Round, 0, as(ann), right, second(3), second(3.1)))
	if o.Recorded || !o.Answer.Verdict.Correct {
		t.Errorf("the answer: %+v", o.Answer)
	}
	for _, test := range []struct {
		at   float64
		want int
	}{{3.2, 0}, {20, 0}, {20.5, 100}} {
		board := must[quiz.Score](t)(e.Score(t.Context(), "guild", ann, second(test.at)))
		if board.Points != test.want {
			t.Errorf("after %v s Ann has %d points, want %d", test.at, board.Points, test.want)
		}
	}
}

func TestAnswersToALiveQuestionClosedEarlyCountFromItsRevealOn(t *testing.T) {
	tests := []struct {
		name  string
		close quiz.LiveInput
	}{
		{"skipped", quiz.Skip{By: "tomas"}},
		{"stopped", quiz.Stop{By: "tomas"}},
	}
	for _, test := range tests {
		e := newEngine(t)
		l := openLive(t, e, nil)
		v := must[quiz.LiveView](t)(e.Live(t.Context(), "guild", l.Round))
		right := slices.Index(v.Shown(0), v.Round.Asks[0].Question.Key[0])
		must[quiz.LiveOutcome](t)(e.PickLive(t.Context(), "guild", l.Round, 0, as(ann), right, second(3), second(3.1)))
		must[quiz.LiveRound](t)(e.StepLive(t.Context(), "guild", l.Round, test.close, second(4)))
		// Given before the close, come in after it.
		must[quiz.LiveOutcome](t)(e.PickLive(t.Context(), "guild", l.Round, 0, as(bob), right, second(3.9), second(4.1)))
		for _, seen := range []struct {
			at   float64
			want int
		}{{4.4, 0}, {4.5, 100}} {
			for _, player := range []quiz.Player{ann, bob} {
				if got := must[quiz.Score](t)(e.Score(t.Context(), "guild", player, second(seen.at))); got.Points != seen.want {
					t.Errorf("%s: after %v s %s has %d points, want %d", test.name, seen.at, player.Name, got.Points, seen.want)
				}
			}
		}
	}
}

func TestHiddenMembersAreNotInTheStandingsOfALiveRound(t *testing.T) {
	e := newEngine(t)
	l := openLive(t, e, func(p *quiz.LivePlan) { p.Rules.Scoring, p.Rules.Teams = quiz.ScoreTeams, 2 })
	v := must[quiz.LiveView](t)(e.Live(t.Context(), "guild", l.Round))
	right := slices.Index(v.Shown(0), v.Round.Asks[0].Question.Key[0])
	for i, player := range []quiz.Player{ann, bob} {
		must[quiz.LiveOutcome](t)(e.PickLive(t.Context(), "guild", l.Round, 0, as(player), right, second(float64(i+1)), second(3)))
	}
	must[quiz.LiveRound](t)(e.StepLive(t.Context(), "guild", l.Round, quiz.Stop{By: "tomas"}, second(4)))
	for _, hidden := range []bool{true, false} {
		if err := e.Hide(t.Context(), "guild", ann.ID, hidden); err != nil {
			t.Fatal(err)
		}
		players, teams := must[quiz.LiveView](t)(e.ViewLive(t.Context(), "guild", l.Round)).Standings()
		want := []quiz.PlayerID{ann.ID, bob.ID}
		if hidden {
			want = want[1:]
		}
		var order []quiz.PlayerID
		for i, s := range players {
			order = append(order, s.Player.ID)
			if s.Rank != i+1 {
				t.Errorf("hidden %v: %s has rank %d, want %d", hidden, s.Player.ID, s.Rank, i+1)
			}
		}
		if !slices.Equal(order, want) || teams[0].Points != 100 || teams[1].Points != 100 {
			t.Errorf("hidden %v: players %v, want %v; teams %+v", hidden, order, want, teams)
		}
	}
}

func TestA4TheFirstOfFiftyAnswersStands(t *testing.T) {
	e := newEngine(t)
	l := openLive(t, e, nil)
	var work sync.WaitGroup
	var mu sync.Mutex
	stored, chosen := 0, map[string]bool{}
	for i := range 50 {
		work.Go(func() {
			o, err := e.PickLive(t.Context(), "guild", l.Round, 0, as(ann), i%4, second(1), second(1))
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				t.Error(err)
				return
			}
			chosen[o.Answer.Given[0]] = true
			if !o.Recorded {
				stored++
			}
		})
	}
	work.Wait()
	v := must[quiz.LiveView](t)(e.ViewLive(t.Context(), "guild", l.Round))
	if stored != 1 || len(chosen) != 1 || len(v.Answers) != 1 || len(v.Members) != 1 {
		t.Errorf("%d stored, members were told %v, %d rows, %d members", stored, chosen, len(v.Answers), len(v.Members))
	}
}

func TestA7LiveRoundsOfOthersDoNotExist(t *testing.T) {
	e := newEngine(t)
	l := openLive(t, e, nil)
	calls := map[string]func(community quiz.CommunityID, id quiz.RoundID) error{
		"view": func(c quiz.CommunityID, id quiz.RoundID) error { _, err := e.ViewLive(t.Context(), c, id); return err },
		"step": func(c quiz.CommunityID, id quiz.RoundID) error {
			_, err := e.StepLive(t.Context(), c, id, quiz.Stop{By: "tomas"}, nine)
			return err
		},
		"join": func(c quiz.CommunityID, id quiz.RoundID) error {
			_, _, err := e.JoinLive(t.Context(), c, id, as(ann), 0, nine)
			return err
		},
		"pick": func(c quiz.CommunityID, id quiz.RoundID) error {
			_, err := e.PickLive(t.Context(), c, id, 0, as(ann), 0, nine, nine)
			return err
		},
		"type": func(c quiz.CommunityID, id quiz.RoundID) error {
			_, err := e.TypeLive(t.Context(), c, id, 0, as(ann), "a", nine, nine)
			return err
		},
	}
	for name, call := range calls {
		foreign, missing := call("another guild", l.Round), call("guild", "missing")
		if !errors.Is(foreign, quiz.ErrNoLive) || !errors.Is(missing, quiz.ErrNoLive) || foreign.Error() != missing.Error() {
			t.Errorf("%s: %v for another guild's, %v for a missing one", name, foreign, missing)
		}
	}
}

func TestTeamsFillEvenly(t *testing.T) {
	e := newEngine(t)
	l := openLive(t, e, func(p *quiz.LivePlan) { p.Rules.Scoring, p.Rules.Teams = quiz.ScoreTeams, 3 })
	for i, want := range []int{1, 2, 3, 1, 2} {
		player := quiz.Player{ID: quiz.PlayerID(fmt.Sprint("p", i)), Name: "P"}
		if _, team, err := e.JoinLive(t.Context(), "guild", l.Round, as(player), 0, nine); err != nil || team != want {
			t.Errorf("member %d is in team %d, %v; want %d", i, team, err, want)
		}
	}
	if _, team, err := e.JoinLive(t.Context(), "guild", l.Round, as(quiz.Player{ID: "p0"}), 3, nine); err != nil || team != 1 {
		t.Errorf("another choice moves a member to team %d, %v", team, err)
	}
}

func TestT4DeletedDataLeaveALiveRound(t *testing.T) {
	e := newEngine(t)
	l := openLive(t, e, func(p *quiz.LivePlan) {
		p.Leader, p.Rules.Scoring, p.Rules.Teams = ann.ID, quiz.ScoreTeams, 2
	})
	must[quiz.LiveOutcome](t)(e.PickLive(t.Context(), "guild", l.Round, 0, as(ann), 0, second(1), second(1)))
	if err := e.Forget(t.Context(), "guild", ann.ID); err != nil {
		t.Fatal(err)
	}
	v := must[quiz.LiveView](t)(e.ViewLive(t.Context(), "guild", l.Round))
	if v.Live.Leader != "" || len(v.Members) > 0 || len(v.Answers) > 0 {
		t.Errorf("left behind: leader %q, members %v, answers %v", v.Live.Leader, v.Members, v.Answers)
	}
	if _, err := e.PickLive(t.Context(), "guild", l.Round, 0, as(ann), 1, second(2), second(2)); !errors.Is(err, quiz.ErrDeleted) {
		t.Errorf("a second try at the same question: %v", err)
	}
	if _, err := e.StepLive(t.Context(), "guild", l.Round, quiz.HandOver{By: bob.ID, To: bob.ID}, second(3)); err != nil {
		t.Errorf("nobody can take the round over: %v", err)
	}
}
