package quiz_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"quizbot/quiz"
)

// announced is a live round of three questions that starts at nine: 20 seconds
// a question, 5 between them.
func announced(change func(*quiz.LiveRound)) quiz.LiveRound {
	l := quiz.LiveRound{
		Round: "r1", Venue: lounge, Leader: "tomas", Seed: 7, Asks: 3, Phase: quiz.Announced, Due: nine,
		Rules: quiz.LiveRules{Answering: 20 * time.Second, Between: 5 * time.Second, Scoring: quiz.ScoreRight},
	}
	if change != nil {
		change(&l)
	}
	return l
}

// input is what happens at so many seconds after nine.
type input struct {
	at float64
	in quiz.LiveInput
}

func second(at float64) time.Time { return nine.Add(time.Duration(at * float64(time.Second))) }

// brief is how a table says where a round stands.
func brief(l quiz.LiveRound) string {
	due := "never"
	if !l.Due.IsZero() {
		due = fmt.Sprint(l.Due.Sub(nine))
	}
	text := fmt.Sprintf("%s %d, due %s", l.Phase, l.No(), due)
	if l.Paused {
		text += ", paused"
	}
	if l.Ending != "" {
		text += ", " + string(l.Ending)
	}
	return text
}

func TestStepTakesALiveRoundFromItsAnnouncementToItsEnd(t *testing.T) {
	tick := quiz.Tick{Joined: 2, Answered: 2}
	silent := quiz.Tick{Joined: 2}
	tests := []struct {
		name   string
		change func(*quiz.LiveRound)
		inputs []input
		want   string
	}{
		{"nothing happens before it is due", nil, []input{{-1, tick}}, "announced -1, due 0s"},
		{"the first question is open for 20 seconds", nil, []input{{0, tick}}, "asking 0, due 20.5s"},
		{"its deadline is a whole second", nil, []input{{0.3, tick}}, "asking 0, due 21.5s"},
		{"it is revealed half a second after its close", nil, []input{{0, tick}, {20.4, tick}}, "asking 0, due 20.5s"},
		{"then come five seconds", nil, []input{{0, tick}, {20.5, tick}}, "revealed 0, due 25.5s"},
		{"and the second question", nil, []input{{0, tick}, {20.5, tick}, {25.5, tick}}, "asking 1, due 46.5s"},
		{"after the last one it ends", nil, []input{{0, tick}, {21, tick}, {26, tick}, {47, tick}, {52, tick}, {73, tick}, {78, tick}}, "ended 2, due never, completed"},
		{"nobody answers", func(l *quiz.LiveRound) { l.Asks = 9 },
			[]input{{0, silent}, {21, silent}, {26, silent}, {47, silent}, {52, silent}, {73, silent}, {78, silent}}, "ended 2, due never, nobody-answered"},
		{"one answer among three questions is enough", func(l *quiz.LiveRound) { l.Asks = 9 },
			[]input{{0, silent}, {21, silent}, {26, tick}, {47, tick}, {52, silent}, {73, silent}, {78, silent}}, "asking 3, due 1m38.5s"},
		{"nobody joined where that is needed", func(l *quiz.LiveRound) { l.Rules.JoinFirst = true }, []input{{0, quiz.Tick{}}}, "ended -1, due never, nobody-joined"},
		{"pause before the start keeps the time that was left", func(l *quiz.LiveRound) { l.Due = second(30) },
			[]input{{10, quiz.Pause{By: "tomas"}}, {40, tick}, {100, quiz.Resume{By: "tomas"}}}, "announced -1, due 2m0s"},
		{"pause while a question is open waits for its reveal", nil, []input{{0, tick}, {1, quiz.Pause{By: "tomas"}}}, "asking 0, due 20.5s, paused"},
		{"and holds there", nil, []input{{0, tick}, {1, quiz.Pause{By: "tomas"}}, {21, tick}, {300, tick}}, "revealed 0, due never, paused"},
		{"until it is resumed", nil, []input{{0, tick}, {1, quiz.Pause{By: "tomas"}}, {21, tick}, {300, quiz.Resume{By: "tomas"}}, {300, tick}}, "asking 1, due 5m20.5s"},
		{"skip starts at once", func(l *quiz.LiveRound) { l.Due = second(30) }, []input{{10, quiz.Skip{By: "tomas"}}, {10, tick}}, "asking 0, due 30.5s"},
		{"skip closes the question", nil, []input{{0, tick}, {4, quiz.Skip{By: "tomas"}}}, "asking 0, due 4.5s"},
		{"a second skip does not put it off", nil, []input{{0, tick}, {4, quiz.Skip{By: "tomas"}}, {4.3, quiz.Skip{By: "tomas"}}}, "asking 0, due 4.5s"},
		{"skip goes to the next question", nil, []input{{0, tick}, {21, tick}, {22, quiz.Skip{By: "tomas"}}, {22, tick}}, "asking 1, due 42.5s"},
		{"skip goes on when paused", nil, []input{{0, tick}, {21, tick}, {22, quiz.Pause{By: "tomas"}}, {30, quiz.Skip{By: "tomas"}}, {30, tick}}, "asking 1, due 50.5s"},
		{"stop ends it at once", nil, []input{{0, tick}, {4, quiz.Stop{By: "tomas"}}}, "ended 0, due never, stopped"},
		{"a question that nobody has seen is opened anew", nil, []input{{0, tick}, {8, quiz.Reask{}}}, "asking 0, due 28.5s"},
		{"one that stands is not", nil, []input{{0, tick}, {1, quiz.Shown{Key: "q0", Post: "1"}}, {8, quiz.Reask{}}}, "asking 0, due 20.5s"},
		{"the bot was away for an hour", nil, []input{{0, tick}, {3600, tick}}, "ended 0, due never, abandoned"},
		{"the channel takes no messages", nil, []input{{0, tick}, {1, quiz.Refuse{}}}, "ended 0, due never, unpostable"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			l := announced(test.change)
			for _, i := range test.inputs {
				next, err := l.Step(i.in, second(i.at))
				if err != nil {
					t.Fatalf("%T at %v s: %v", i.in, i.at, err)
				}
				l = next
			}
			if got := brief(l); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestStepRefusesWhoDoesNotLead(t *testing.T) {
	ended := must[quiz.LiveRound](t)(announced(nil).Step(quiz.Stop{By: "tomas"}, nine))
	paused := must[quiz.LiveRound](t)(announced(nil).Step(quiz.Pause{By: "tomas"}, nine))
	tests := []struct {
		round quiz.LiveRound
		in    quiz.LiveInput
		want  error
	}{
		{announced(nil), quiz.Pause{By: "ilse"}, quiz.ErrNotLeader},
		{announced(nil), quiz.Resume{By: "ilse"}, quiz.ErrNotLeader},
		{announced(nil), quiz.Skip{By: "ilse"}, quiz.ErrNotLeader},
		{announced(nil), quiz.Stop{By: "ilse"}, quiz.ErrNotLeader},
		{announced(nil), quiz.HandOver{By: "ilse", To: "mina"}, quiz.ErrNotLeader},
		{announced(nil), quiz.HandOver{By: "ilse", To: "ilse"}, nil}, // takes over
		{announced(nil), quiz.HandOver{By: "tomas", To: "ilse"}, nil},
		{announced(nil), quiz.Resume{By: "tomas"}, quiz.ErrNotPaused},
		{paused, quiz.Pause{By: "tomas"}, quiz.ErrPaused},
		{ended, quiz.Skip{By: "tomas"}, quiz.ErrLiveEnded},
		{ended, quiz.HandOver{By: "tomas", To: "ilse"}, quiz.ErrLiveEnded},
	}
	for _, test := range tests {
		before := brief(test.round)
		next, err := test.round.Step(test.in, nine)
		if !errors.Is(err, test.want) || (err != nil && brief(next) != before) {
			t.Errorf("%+v on %s: %s, %v; want %v", test.in, before, brief(next), err, test.want)
		}
	}
}

func TestA5AClickCountsByItsOwnTime(t *testing.T) {
	l := must[quiz.LiveRound](t)(announced(nil).Step(quiz.Tick{}, nine)) // open until 20 s
	revealed := must[quiz.LiveRound](t)(l.Step(quiz.Tick{}, second(20.5)))
	stopped := must[quiz.LiveRound](t)(l.Step(quiz.Stop{By: "tomas"}, second(8)))
	tests := []struct {
		name         string
		round        quiz.LiveRound
		no           int
		clicked, now float64
		want         error
	}{
		{"in time", l, 0, 10, 10.1, nil},
		{"a millisecond before the deadline", l, 0, 19.999, 20.1, nil},
		{"at the deadline", l, 0, 20, 20.1, quiz.ErrQuestionClosed},
		{"in time, come in after the reveal", revealed, 0, 19.999, 21, nil},
		{"in time, come in when Discord no longer waits", revealed, 0, 19.999, 23.1, quiz.ErrQuestionClosed},
		{"before the opening by another clock", l, 0, -0.5, 0.1, nil},
		{"a question that does not stand yet", l, 1, 10, 10, quiz.ErrNotNext},
		{"no question at all", l, -1, 10, 10, quiz.ErrNotNext},
		{"before the stop", stopped, 0, 7.9, 8.2, nil},
		{"after the stop", stopped, 0, 8, 8.2, quiz.ErrLiveEnded},
	}
	for _, test := range tests {
		if err := test.round.Accepts(test.no, second(test.clicked), second(test.now)); !errors.Is(err, test.want) || (test.want == nil && err != nil) {
			t.Errorf("%s: %v, want %v", test.name, err, test.want)
		}
	}
}

func TestFastAnswersAreWorthMore(t *testing.T) {
	fast := announced(func(l *quiz.LiveRound) { l.Rules.Scoring = quiz.ScoreFast })
	l := must[quiz.LiveRound](t)(fast.Step(quiz.Tick{}, nine))
	early := must[quiz.LiveRound](t)(l.Step(quiz.Skip{By: "tomas"}, second(10)))
	tests := []struct {
		name   string
		round  quiz.LiveRound
		points int
		at     float64
		want   int
	}{
		{"at once", l, 100, 0, 100},
		{"half the time", l, 100, 10, 75},
		{"at the last moment", l, 100, 19.999, 50},
		{"half right, half the time", l, 50, 10, 37},
		{"wrong", l, 0, 1, 0},
		{"closed early: the others had the same time", early, 100, 5, 87},
		{"where only being right counts", announced(nil), 100, 19, 100},
	}
	for _, test := range tests {
		got := test.round.Points(quiz.Answer{At: second(test.at), Verdict: quiz.Verdict{Points: test.points}})
		if got != test.want {
			t.Errorf("%s: %d points, want %d", test.name, got, test.want)
		}
	}
}

// TestLiveRoundsHoldUnderAnyInput steps rounds with random inputs at random
// times and lets members answer as Accepts says.
func TestLiveRoundsHoldUnderAnyInput(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	for i := range 500 {
		random := rand.New(rand.NewPCG(seed, uint64(i)))
		fail := func(format string, args ...any) {
			t.Fatalf("seed %d, round %d: %s", seed, i, fmt.Sprintf(format, args...))
		}
		l := announced(func(l *quiz.LiveRound) {
			l.Asks = 1 + random.IntN(5)
			l.Rules.JoinFirst = random.IntN(2) == 0
			l.Rules.Scoring = []quiz.Scoring{quiz.ScoreRight, quiz.ScoreFast}[random.IntN(2)]
		})
		now, people := nine.Add(-10*time.Second), []quiz.PlayerID{"tomas", "ilse", "mina"}
		type key struct {
			no     int
			player quiz.PlayerID
		}
		answers := map[key]quiz.Answer{}
		totals := map[quiz.PlayerID]int{} // added up as the answers come
		for steps := 0; l.Phase != quiz.Ended; steps++ {
			if steps > 10_000 {
				fail("it does not end: %s", brief(l))
			}
			now = now.Add(time.Duration(random.IntN(8000)) * time.Millisecond)
			by, to := people[random.IntN(2)], people[random.IntN(2)]
			counted := 0
			for k := range answers {
				if k.no == l.No() {
					counted++
				}
			}
			inputs := []quiz.LiveInput{
				quiz.Tick{Joined: random.IntN(2), Answered: counted}, quiz.Tick{Joined: 1, Answered: counted}, quiz.Tick{Joined: 1, Answered: counted},
				quiz.Pause{By: by}, quiz.Resume{By: by}, quiz.Skip{By: by}, quiz.HandOver{By: by, To: to}, quiz.Reask{},
				quiz.Shown{Key: quiz.PostKey(max(0, l.No())), Post: "1"}, quiz.Settle{N: random.IntN(6)},
			}
			if random.IntN(100) == 0 {
				inputs = []quiz.LiveInput{quiz.Stop{By: by}}
			}
			in := inputs[random.IntN(len(inputs))]
			before := fmt.Sprintf("%+v", l)
			next, err := l.Step(in, now)
			if fmt.Sprintf("%+v", l) != before {
				fail("%T changed the round that it was given", in)
			}
			if err != nil && !reflect.DeepEqual(next, l) {
				fail("%T was refused and yet changed the round", in)
			}
			if len(next.Asked) > len(l.Asked)+1 || len(next.Asked) < len(l.Asked) || len(next.Asked) > l.Asks {
				fail("%T: from question %d to %d of %d", in, l.No(), next.No(), l.Asks)
			}
			// No reveal while a question takes answers.
			for no := range next.Closed() {
				if next.Asked[no].Until.After(now) {
					fail("question %d is revealed at %v and open until %v", no, now, next.Asked[no].Until)
				}
			}
			if next.Settled > next.Closed() {
				fail("%d messages show a reveal, %d questions are closed", next.Settled, next.Closed())
			}
			if held := next.Due.IsZero(); held != (next.Phase == quiz.Ended || next.Paused && next.Phase != quiz.Asking) {
				fail("after %T: %s", in, brief(next))
			}
			l = next
			for range 2 {
				player, no := people[random.IntN(3)], random.IntN(6)
				clicked := now.Add(-time.Duration(random.IntN(4000)) * time.Millisecond)
				if l.Posts[quiz.PostKey(no)] == "" || l.Accepts(no, clicked, now) != nil {
					continue // nobody presses what nobody sees
				}
				if no >= len(l.Asked) || !clicked.Before(l.Asked[no].Until) {
					fail("an answer to question %d given at %v counts: %s", no, clicked, brief(l))
				}
				if _, twice := answers[key{no, player}]; twice {
					continue // the store keeps the first
				}
				a := quiz.Answer{No: no, Player: player, At: clicked, Verdict: quiz.Verdict{Points: random.IntN(101)}}
				answers[key{no, player}] = a
				totals[player] += l.Points(a)
			}
		}
		v := quiz.LiveView{Live: l}
		for _, a := range answers {
			v.Answers = append(v.Answers, a)
		}
		players, _ := v.Standings()
		for _, s := range players {
			if s.Points != totals[s.Player.ID] {
				fail("%s has %d points, their answers give %d", s.Player.ID, s.Points, totals[s.Player.ID])
			}
			delete(totals, s.Player.ID)
		}
		if len(totals) > 0 {
			fail("not in the standings: %v", totals)
		}
	}
}

func TestTeamsRankByTheAverageOfTheirMembers(t *testing.T) {
	l := announced(func(l *quiz.LiveRound) {
		l.Phase, l.Rules.Scoring, l.Rules.Teams = quiz.Revealed, quiz.ScoreTeams, 3
		l.Asked = []quiz.Window{{From: nine, Until: second(20)}}
	})
	member := func(id string, team int) quiz.LiveMember {
		return quiz.LiveMember{Player: quiz.Player{ID: quiz.PlayerID(id), Name: id}, Team: team}
	}
	answer := func(id string, points int) quiz.Answer {
		return quiz.Answer{Player: quiz.PlayerID(id), At: nine, Verdict: quiz.Verdict{Points: points}}
	}
	v := quiz.LiveView{Live: l,
		Members: []quiz.LiveMember{member("ann", 1), member("bob", 1), member("eve", 2), member("sue", 3)},
		Answers: []quiz.Answer{answer("ann", 100), answer("bob", 0), answer("eve", 60), answer("sue", 50)},
	}
	_, teams := v.Standings()
	want := []quiz.TeamStanding{
		{Rank: 1, Team: 2, Members: 1, Points: 60},
		{Rank: 2, Team: 1, Members: 2, Points: 100},
		{Rank: 2, Team: 3, Members: 1, Points: 50},
	}
	if !reflect.DeepEqual(teams, want) {
		t.Errorf("got %+v, want %+v", teams, want)
	}
}

func TestEqualPointsOfALiveRoundRankByWhoHadThemFirst(t *testing.T) {
	l := announced(func(l *quiz.LiveRound) {
		l.Phase, l.Asked = quiz.Revealed, []quiz.Window{{From: nine, Until: second(20)}, {From: second(30), Until: second(50)}}
	})
	answer := func(id string, no, points int, at float64) quiz.Answer {
		return quiz.Answer{No: no, Player: quiz.PlayerID(id), At: second(at), Verdict: quiz.Verdict{Points: points}}
	}
	v := quiz.LiveView{Live: l, Answers: []quiz.Answer{
		answer("ann", 0, 100, 9), answer("bob", 0, 100, 2), answer("bob", 1, 0, 49),
		answer("eve", 1, 0, 32), answer("sue", 0, 0, 5), answer("sue", 1, 0, 40), answer("tom", 0, 0, 3),
	}}
	players, _ := v.Standings()
	var order []quiz.PlayerID
	for _, s := range players {
		order = append(order, s.Player.ID)
	}
	if want := []quiz.PlayerID{"bob", "ann", "tom", "sue", "eve"}; !slices.Equal(order, want) {
		t.Errorf("got %v, want %v", order, want)
	}
}
