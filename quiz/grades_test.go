package quiz_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"quizbot/quiz"
)

var thursday = quiz.Day{Year: 2026, Month: 3, Day: 12}

func TestExtraTimeClosesAQuizLaterForOneMember(t *testing.T) {
	tests := []struct {
		kind   quiz.AllowanceKind
		amount int
		more   time.Duration // than the three hours of the quiz
		late   bool          // granted when the quiz was closed already
	}{
		{quiz.ExtraMinutes, 45, 45 * time.Minute, false},
		{quiz.ExtraPercent, 50, 90 * time.Minute, false},
		{quiz.ExtraMinutes, 45, 45 * time.Minute, true},
		{quiz.ExtraPercent, 50, 90 * time.Minute, true},
	}
	for _, test := range tests {
		e, s := engineAndStore(t)
		allow := func() {
			if err := e.Allow(t.Context(), quiz.Allowance{Community: "guild", Player: ann.ID, Kind: test.kind, First: thursday, Last: thursday, Amount: test.amount, By: "tomas", At: nine}); err != nil {
				t.Fatal(err)
			}
		}
		if !test.late {
			allow()
		}
		p := daily(nine)
		p.Reveal = quiz.RevealAtClose
		round := open(t, e, p)
		must[quiz.Position](t)(e.Start(t.Context(), "guild", round.ID, bob, nine))
		if !test.late { // else she did not even start in time
			must[quiz.Position](t)(e.Start(t.Context(), "guild", round.ID, ann, nine))
		}
		late := round.ClosesAt.Add(test.more - time.Minute)
		if _, err := e.Close(t.Context(), round.ID, round.ClosesAt.Add(time.Minute)); err != nil {
			t.Fatal(err)
		}
		if test.late {
			if _, err := e.Start(t.Context(), "guild", round.ID, ann, round.ClosesAt.Add(2*time.Minute)); !errors.Is(err, quiz.ErrRoundOver) {
				t.Errorf("%s: Ann starts before it is granted: %v", test.kind, err)
			}
			allow()
			must[quiz.Position](t)(e.Start(t.Context(), "guild", round.ID, ann, round.ClosesAt.Add(3*time.Minute)))
		}
		position := must[quiz.Position](t)(e.Current(t.Context(), lounge, ann, late))
		if position.Round.ID != round.ID || !position.Round.ClosesAt.Equal(round.ClosesAt.Add(test.more)) {
			t.Errorf("%s: Ann's round closes at %v, the others' at %v", test.kind, position.Round.ClosesAt, round.ClosesAt)
		}
		if _, err := e.Current(t.Context(), lounge, bob, late); !errors.Is(err, quiz.ErrNothingOpen) {
			t.Errorf("%s: a round is open for Bob: %v", test.kind, err)
		}
		outcomes := play(t, e, round, ann, 0, late.Add(-10*time.Minute))
		if len(outcomes) != 5 || outcomes[4].Revealed {
			t.Errorf("%s: %d answers, the last one's key shown: %v", test.kind, len(outcomes), outcomes[4].Revealed)
		}
		if _, err := e.Answer(t.Context(), "guild", round.ID, 0, bob, []string{"x"}, late, late); !errors.Is(err, quiz.ErrRoundOver) {
			t.Errorf("%s: Bob answers after the close: %v", test.kind, err)
		}
		over := round.ClosesAt.Add(test.more)
		if _, err := e.Current(t.Context(), lounge, ann, over); !errors.Is(err, quiz.ErrNothingOpen) {
			t.Errorf("%s: still open for Ann: %v", test.kind, err)
		}
		score := must[quiz.Score](t)(e.Score(t.Context(), "guild", ann, over.Add(time.Minute)))
		if score.Points != 500 || score.Streak != 1 {
			t.Errorf("%s: Ann has %+v", test.kind, score)
		}
		check(t, s)
	}
}

func TestExcusedDaysBreakNoStreakAndCountForNothing(t *testing.T) {
	e, _ := engineAndStore(t)
	for day := range 3 {
		at := nine.Add(time.Duration(day) * 24 * time.Hour)
		round := open(t, e, daily(at))
		if day != 1 {
			play(t, e, round, ann, 1, at.Add(time.Minute))
		}
		play(t, e, round, bob, 0, at.Add(time.Minute))
	}
	now := nine.Add(72 * time.Hour)
	book := func() quiz.GradeRow {
		b := must[quiz.Gradebook](t)(e.Gradebook(t.Context(), "guild", "", thursday, thursday.Next().Next(), now))
		if len(b.Rounds) != 3 || len(b.Rows) != 2 || b.Rows[0].Player.Name != "Ann" || b.Rounds[0].Max() != 500 {
			t.Fatalf("gradebook: %+v", b)
		}
		return b.Rows[0]
	}
	if row := book(); row.Points != 800 || row.Max != 1500 || row.Taken != 2 || row.Cells[1].Taken {
		t.Errorf("before: %+v", row)
	}
	if score := must[quiz.Score](t)(e.Score(t.Context(), "guild", ann, now)); score.Streak != 1 {
		t.Errorf("streak %d", score.Streak)
	}
	if err := e.Allow(t.Context(), quiz.Allowance{Community: "guild", Player: ann.ID, Kind: quiz.Excused, First: thursday, Last: thursday.Next(), At: nine}); err != nil {
		t.Fatal(err)
	}
	if row := book(); row.Points != 800 || row.Max != 1000 || row.Excused != 1 || !row.Cells[0].Excused || !row.Cells[0].Taken {
		t.Errorf("excused: %+v", row) // what was taken all the same counts
	}
	if score := must[quiz.Score](t)(e.Score(t.Context(), "guild", ann, now)); score.Streak != 2 {
		t.Errorf("streak %d", score.Streak)
	}
	if err := e.Disallow(t.Context(), "guild", ann.ID, quiz.Excused); err != nil {
		t.Fatal(err)
	}
	if err := e.Disallow(t.Context(), "guild", ann.ID, quiz.Excused); !errors.Is(err, quiz.ErrNoAllowance) {
		t.Errorf("removed twice: %v", err)
	}
	if row := book(); row.Max != 1500 {
		t.Errorf("after: %+v", row)
	}
	for _, bad := range []quiz.Allowance{
		{Kind: quiz.ExtraPercent, First: thursday, Last: thursday},
		{Kind: quiz.ExtraMinutes, Amount: 1e6, First: thursday, Last: thursday},
		{Kind: quiz.Excused, First: thursday.Next(), Last: thursday},
	} {
		if err := e.Allow(t.Context(), bad); err == nil || !strings.Contains(err.Error(), ":") {
			t.Errorf("%+v is taken, or nothing says what to do: %v", bad, err)
		}
	}
}

// gradeLines are the rows of the gradebook of one day: points, maximum, taken
// and excused of each member.
func gradeLines(t *testing.T, e *quiz.Engine, day quiz.Day, now time.Time) (columns int, lines []string) {
	t.Helper()
	b := must[quiz.Gradebook](t)(e.Gradebook(t.Context(), "guild", "", day, day, now))
	for _, r := range b.Rows {
		lines = append(lines, fmt.Sprintf("%s %d/%d taken %d excused %d", r.Player.Name, r.Points, r.Max, r.Taken, r.Excused))
	}
	return len(b.Rounds), lines
}

func TestLiveRoundsThatNobodyAnsweredAreNotInTheGradebook(t *testing.T) {
	e, _ := engineAndStore(t)
	now := nine.Add(time.Minute)
	stop := func(l quiz.LiveRound) {
		must[quiz.LiveRound](t)(e.StepLive(t.Context(), "guild", l.Round, quiz.Stop{By: "tomas"}, second(4)))
	}
	stop(must[quiz.LiveRound](t)(e.OpenLive(t.Context(), livePlan(nil), nine))) // before its first question
	stop(openLive(t, e, nil))                                                   // in its first question
	if columns, _ := gradeLines(t, e, thursday, now); columns != 0 {
		t.Errorf("%d columns for rounds that nobody answered", columns)
	}
	l := openLive(t, e, nil)
	v := must[quiz.LiveView](t)(e.Live(t.Context(), "guild", l.Round))
	right := slices.Index(v.Shown(0), v.Round.Asks[0].Question.Key[0])
	must[quiz.LiveOutcome](t)(e.PickLive(t.Context(), "guild", l.Round, 0, as(ann), right, second(3), second(3.1)))
	stop(l)
	if columns, lines := gradeLines(t, e, thursday, now); columns != 1 || !slices.Equal(lines, []string{"Ann 100/100 taken 1 excused 0"}) {
		t.Errorf("%d columns, %q", columns, lines)
	}
}

func TestWhoIsKnownAndTookNothingHasALineInTheGradebook(t *testing.T) {
	e, _ := engineAndStore(t)
	play(t, e, open(t, e, daily(nine)), ann, 1, nine.Add(time.Minute))
	must[quiz.Position](t)(e.Practise(t.Context(), "guild", eve, "lamps", "", 3, nine))
	if err := e.Allow(t.Context(), quiz.Allowance{Community: "guild", Player: bob.ID, Name: bob.Name, Kind: quiz.ExtraMinutes, Amount: 5, First: thursday, Last: thursday, At: nine}); err != nil {
		t.Fatal(err)
	}
	want := []string{"Ann 400/500 taken 1 excused 0", "Bob 0/500 taken 0 excused 0", "Eve 0/500 taken 0 excused 0"}
	if _, lines := gradeLines(t, e, thursday, nine.Add(24*time.Hour)); !slices.Equal(lines, want) {
		t.Errorf("got %q, want %q", lines, want)
	}
}

func TestAnExcuseHoldsForLiveRoundsToo(t *testing.T) {
	e, _ := engineAndStore(t)
	if err := e.Allow(t.Context(), quiz.Allowance{Community: "guild", Player: bob.ID, Name: bob.Name, Kind: quiz.Excused, First: thursday, Last: thursday, At: nine}); err != nil {
		t.Fatal(err)
	}
	l := openLive(t, e, nil)
	must[quiz.LiveOutcome](t)(e.PickLive(t.Context(), "guild", l.Round, 0, as(ann), 0, second(3), second(3.1)))
	must[quiz.LiveRound](t)(e.StepLive(t.Context(), "guild", l.Round, quiz.Stop{By: "tomas"}, second(4)))
	if _, lines := gradeLines(t, e, thursday, nine.Add(time.Minute)); len(lines) != 2 || lines[1] != "Bob 0/0 taken 0 excused 1" {
		t.Errorf("got %q", lines)
	}
}

func TestMembersSeeTheirExtraTimeAmongTheirData(t *testing.T) {
	e, _ := engineAndStore(t)
	for _, a := range []quiz.Allowance{
		{Kind: quiz.ExtraPercent, Amount: 50, First: thursday, Last: quiz.LastDay},
		{Kind: quiz.Excused, First: thursday, Last: thursday.Next()},
	} {
		a.Community, a.Player, a.By, a.At = "guild", bob.ID, "tomas", nine
		if err := e.Allow(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	want := []quiz.MemberAllowance{
		{Kind: quiz.Excused, First: "2026-03-12", Last: "2026-03-13", At: nine.UTC()},
		{Kind: quiz.ExtraPercent, First: "2026-03-12", Amount: 50, At: nine.UTC()},
	}
	if data := must[quiz.MemberData](t)(e.Export(t.Context(), "guild", bob.ID, nine)); !reflect.DeepEqual(data.Allowances, want) {
		t.Errorf("got %+v, want %+v", data.Allowances, want)
	}
	if data := must[quiz.MemberData](t)(e.Export(t.Context(), "guild", ann.ID, nine)); data.Allowances != nil {
		t.Errorf("Ann sees %+v", data.Allowances)
	}
}

func TestGradebookIsTheSumOfTheAnswers(t *testing.T) {
	e, s := engineAndStore(t)
	points := map[quiz.PlayerID]int{}
	for day := range 5 {
		at := nine.Add(time.Duration(day) * 24 * time.Hour)
		p := daily(at)
		p.Schedule, p.Nominal = quiz.ScheduleID([]string{"s1", "s2"}[day%2]), at.Format("2006-01-02T15:04")
		round := open(t, e, p)
		for i, player := range []quiz.Player{ann, bob, eve} {
			for _, o := range play(t, e, round, player, (day+i)%6, at.Add(time.Minute)) {
				if day%2 == 0 && day > 0 {
					points[player.ID] += o.Answer.Verdict.Points
				}
			}
		}
	}
	now := nine.Add(5 * 24 * time.Hour)
	b := must[quiz.Gradebook](t)(e.Gradebook(t.Context(), "guild", "s1", thursday.Next(), quiz.LastDay, now))
	if len(b.Rounds) != 2 {
		t.Fatalf("%d quizzes, want those of two days", len(b.Rounds))
	}
	for _, row := range b.Rows {
		if row.Points != points[row.Player.ID] || row.Max != 1000 {
			t.Errorf("%s has %d of %d points, the answers give %d", row.Player.Name, row.Points, row.Max, points[row.Player.ID])
		}
	}
	if b := must[quiz.Gradebook](t)(e.Gradebook(t.Context(), "another", "s1", thursday, quiz.LastDay, now)); len(b.Rounds)+len(b.Rows) > 0 {
		t.Errorf("another community sees %+v", b)
	}
	check(t, s)
}

func TestT4OldAnswersAreRemovedAndScoresStay(t *testing.T) {
	e, s := engineAndStore(t)
	round := open(t, e, daily(nine))
	no := oneChoice(t, round)
	play(t, e, round, ann, 2, nine.Add(time.Minute))
	must[quiz.Position](t)(e.Practise(t.Context(), "guild", ann, "lamps", "", 3, nine))
	now := nine.Add(40 * 24 * time.Hour)
	before := standings(t, e, now, round)
	if n := must[int](t)(e.Expire(t.Context(), now)); n != 0 {
		t.Errorf("%d answers removed without a retention", n)
	}
	if err := e.SetRetention(t.Context(), "guild", 5); err == nil {
		t.Error("five days are taken")
	}
	if err := e.SetRetention(t.Context(), "guild", 30); err != nil {
		t.Fatal(err)
	}
	if n := must[int](t)(e.Expire(t.Context(), now)); n != 5 {
		t.Errorf("%d answers removed, want 5", n)
	}
	data := must[quiz.MemberData](t)(e.Export(t.Context(), "guild", ann.ID, now))
	for _, a := range data.Answers {
		if len(a.Given)+len(a.Shown) > 0 {
			t.Errorf("still kept: %+v", a.Answer)
		}
	}
	if len(data.Runs) != 1 || len(data.Answers) != 5 {
		t.Errorf("%d runs and %d answers are left, want the quiz without the practice", len(data.Runs), len(data.Answers))
	}
	draft := must[quiz.Amendment](t)(e.DraftMend(t.Context(), swapped(round.Asks[no]), now))
	must[quiz.Amendment](t)(e.ApplyMend(t.Context(), "guild", draft.ID, "ilse", now)) // nothing is left to judge
	if after := standings(t, e, now, round); after != before {
		t.Errorf("scores are\n%swere\n%s", after, before)
	}
	check(t, s)
}
