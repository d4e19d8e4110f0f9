package quiz_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"quizbot/questions"
	"quizbot/quiz"
)

func day(month time.Month, day int) quiz.Day { return quiz.Day{Year: 2026, Month: month, Day: day} }

func TestSettingsAreChecked(t *testing.T) {
	good := quiz.Settings{Community: "guild", Zone: "Europe/Berlin", DayStartsAt: 4, InstructorRole: "7", QuizChannel: "lounge", Reveal: quiz.RevealAtClose}
	tests := []struct {
		name   string
		change func(*quiz.Settings)
		want   string // in the error; "" = none
	}{
		{"no zone", func(s *quiz.Settings) { s.Zone = "" }, `"Europe/Berlin"`},
		{"the machine's zone", func(s *quiz.Settings) { s.Zone = "Local" }, `"Local" names no zone`},
		{"an unknown zone", func(s *quiz.Settings) { s.Zone = "Mars/Olympus" }, `"Mars/Olympus" is unknown`},
		{"a path", func(s *quiz.Settings) { s.Zone = "../../etc/passwd" }, "is unknown"},
		{"hour -1", func(s *quiz.Settings) { s.DayStartsAt = -1 }, "from 0 to 23"},
		{"hour 24", func(s *quiz.Settings) { s.DayStartsAt = 24 }, "from 0 to 23"},
		{"an unknown reveal", func(s *quiz.Settings) { s.Reveal = "later" }, `"at-once" or "at-close"`},
		{"no community", func(s *quiz.Settings) { s.Community = "" }, "belong to a community"},
		{"terms that follow each other", func(s *quiz.Settings) {
			s.Terms = []quiz.Term{{"A", day(3, 1), day(3, 31)}, {"B", day(4, 1), day(6, 30)}}
		}, ""},
		{"terms that overlap", func(s *quiz.Settings) {
			s.Terms = []quiz.Term{{"A", day(3, 1), day(4, 1)}, {"B", day(4, 1), day(6, 30)}}
		}, "change one of the dates"},
		{"a term that ends before it begins", func(s *quiz.Settings) { s.Terms = []quiz.Term{{"A", day(3, 2), day(3, 1)}} }, "exchange the two dates"},
		{"a term without a name", func(s *quiz.Settings) { s.Terms = []quiz.Term{{" ", day(3, 1), day(3, 2)}} }, "give it one"},
		{"a holiday that ends before it begins", func(s *quiz.Settings) { s.Holidays = []quiz.Holiday{{"A", day(3, 2), day(3, 1)}} }, "exchange the two dates"},
		{"a holiday without a name", func(s *quiz.Settings) { s.Holidays = []quiz.Holiday{{" ", day(3, 1), day(3, 2)}} }, "give it one"},
		{"two holidays of one name", func(s *quiz.Settings) {
			s.Holidays = []quiz.Holiday{{"A", day(3, 1), day(3, 2)}, {"a", day(4, 1), day(4, 2)}}
		}, "is there already"},
		{"good", func(s *quiz.Settings) {
			s.Terms, s.Holidays = []quiz.Term{{"A", day(3, 1), day(3, 31)}}, []quiz.Holiday{{"Fair", day(3, 3), day(3, 5)}, {"Flood", day(3, 5), day(3, 5)}}
		}, ""},
	}
	e := newEngine(t)
	if got := must[quiz.Settings](t)(e.Settings(t.Context(), "guild")); !reflect.DeepEqual(got, quiz.DefaultSettings("guild")) {
		t.Errorf("before any were saved: %+v", got)
	}
	for _, test := range tests {
		s := good
		test.change(&s)
		err := e.SaveSettings(t.Context(), s)
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%s: %v; want %q", test.name, err, test.want)
		}
	}
	tests[len(tests)-1].change(&good)
	if got := must[quiz.Settings](t)(e.Settings(t.Context(), "guild")); !reflect.DeepEqual(got, good) {
		t.Errorf("got %+v, want the good ones", got)
	}
}

func TestAReportKeepsVersionAndChoice(t *testing.T) {
	e := newEngine(t)
	round := open(t, e, daily(nine))
	must[quiz.Position](t)(e.Start(t.Context(), "guild", round.ID, ann, nine))
	answer := must[quiz.Outcome](t)(e.Answer(t.Context(), "guild", round.ID, 0, ann, wrongChoice(round.Asks[0].Question), nine, nine)).Answer

	report := quiz.Report{Round: round.ID, No: 0, Player: ann.ID, Community: "guild", Text: "  The year is wrong. ", At: nine}
	id := must[int64](t)(e.Report(t.Context(), report))
	want := report
	want.ID, want.Text = id, "The year is wrong."
	want.Bank, want.Question, want.Version, want.Given = "lamps", round.Asks[0].Question.ID, 1, answer.Given
	want.State = quiz.ReportOpen
	if got := must[[]quiz.Report](t)(e.Reports(t.Context(), "guild")); !reflect.DeepEqual(got, []quiz.Report{want}) {
		t.Errorf("got %+v, want %+v", got, want)
	}

	report.Text, report.At = strings.Repeat("é", quiz.MaxReportLength), nine.Add(time.Minute)
	if again := must[int64](t)(e.Report(t.Context(), report)); again != id {
		t.Errorf("a second report got number %d, want %d", again, id)
	}
	report.No = 4
	must[int64](t)(e.Report(t.Context(), report))
	got := must[[]quiz.Report](t)(e.Reports(t.Context(), "guild"))
	if len(got) != 2 || len([]rune(got[0].Text)) != quiz.MaxReportLength {
		t.Errorf("%d reports; want 2, whole", len(got))
	}
	var long *quiz.TooLong
	report.Text += "é"
	if id, err := e.Report(t.Context(), report); !errors.As(err, &long) || long.Most != quiz.MaxReportLength {
		t.Errorf("a longer report: number %d, %v; want it refused, not cut", id, err)
	}
	if _, err := e.Decide(t.Context(), "guild", id, quiz.ReportRetired, strings.Repeat("é", quiz.MaxDecisionLength+1), "ilse", round.ClosesAt); !errors.As(err, &long) || long.Most != quiz.MaxDecisionLength {
		t.Errorf("a longer decision: %v; want it refused, not cut", err)
	}
	if ask := must[quiz.Ask](t)(e.Question(t.Context(), "guild", "lamps", round.Asks[0].Question.ID)); ask.Question.Status == questions.Retired {
		t.Error("the question of a decision that was refused is retired")
	}
	if _, err := e.DraftMend(t.Context(), quiz.Mend{Community: "guild", Bank: "lamps", Question: round.Asks[0].Question.ID, Reason: strings.Repeat("é", quiz.MaxDecisionLength+1)}, round.ClosesAt); !errors.As(err, &long) {
		t.Errorf("a longer reason of a change: %v; want it refused", err)
	}
	for name, r := range map[string]quiz.Report{
		"of another community": {Round: round.ID, Player: ann.ID, Community: "elsewhere"},
		"on no question":       {Round: round.ID, No: 5, Player: ann.ID, Community: "guild"},
	} {
		if _, err := e.Report(t.Context(), r); !errors.Is(err, quiz.ErrNoRound) && !errors.Is(err, quiz.ErrNotNext) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestExportIsEverythingOldestFirst(t *testing.T) {
	e := newEngine(t)
	first, second := open(t, e, daily(nine)), open(t, e, daily(nine.AddDate(0, 0, 1)))
	play(t, e, first, ann, 1, nine)
	play(t, e, second, ann, 0, nine.AddDate(0, 0, 1))
	play(t, e, first, bob, 0, nine)
	must[int64](t)(e.Report(t.Context(), quiz.Report{Round: first.ID, Player: ann.ID, Community: "guild", At: nine}))
	data := must[quiz.MemberData](t)(e.Export(t.Context(), "guild", ann.ID, nine.AddDate(0, 0, 2)))
	if data.Player != ann || len(data.Runs) != 2 || data.Runs[0].Round != first.ID || len(data.Answers) != 10 || len(data.Reports) != 1 {
		t.Fatalf("got %+v", data)
	}
	for i, a := range data.Answers {
		ask := []quiz.Round{first, second}[i/5].Asks[i%5]
		if a.No != i%5 || a.Question != ask.Question.ID || a.Stem != ask.Question.Stem || !reflect.DeepEqual(a.Key, ask.Question.Key) {
			t.Errorf("answer %d: %+v, want one to %s", i, a, ask.Question.ID)
		}
	}
	if none := must[quiz.MemberData](t)(e.Export(t.Context(), "guild", eve.ID, nine)); none.Answers != nil || none.Runs != nil || none.Player.ID != eve.ID {
		t.Errorf("of a stranger: %+v", none)
	}
}

func TestForgetLeavesCountsOnly(t *testing.T) {
	e := newEngine(t)
	closed, running := open(t, e, daily(nine.AddDate(0, 0, -1))), open(t, e, daily(nine))
	play(t, e, closed, ann, 1, nine.AddDate(0, 0, -1))
	play(t, e, closed, bob, 0, nine.AddDate(0, 0, -1))
	must[quiz.Summary](t)(e.Close(t.Context(), closed.ID, closed.ClosesAt))
	before := must[quiz.Summary](t)(e.Summary(t.Context(), "guild", closed.ID, nine))
	play(t, e, running, ann, 5, nine)
	must[quiz.Position](t)(e.Practise(t.Context(), "guild", ann, "lamps", "", 2, nine))

	for range 2 { // the second time there is nothing to do
		if err := e.Forget(t.Context(), "guild", ann.ID); err != nil {
			t.Fatal(err)
		}
		if after := must[quiz.Summary](t)(e.Summary(t.Context(), "guild", closed.ID, nine)); !reflect.DeepEqual(after, before) {
			t.Errorf("the summary became %+v, was %+v", after, before)
		}
		board := must[quiz.Board](t)(e.Leaderboard(t.Context(), "guild", quiz.AllTime, "", ann.ID, 0, nine.Add(time.Hour)))
		if len(board.Standings) != 1 || board.Standings[0].Player != bob || board.Own != nil {
			t.Errorf("leaderboard %+v", board)
		}
		data := must[quiz.MemberData](t)(e.Export(t.Context(), "guild", ann.ID, nine))
		if data.Runs != nil || data.Answers != nil || data.Player.Name != "" {
			t.Errorf("export %+v", data)
		}
	}
	// Having seen its keys, nobody starts the open quiz afresh.
	if _, err := e.Start(t.Context(), "guild", running.ID, ann, nine.Add(time.Hour)); !errors.Is(err, quiz.ErrDeleted) {
		t.Errorf("start again: %v; want ErrDeleted", err)
	}
	next := open(t, e, daily(nine.Add(time.Hour)))
	if _, err := e.Start(t.Context(), "guild", next.ID, ann, nine.Add(time.Hour)); err != nil {
		t.Errorf("the next quiz: %v", err)
	}
}
