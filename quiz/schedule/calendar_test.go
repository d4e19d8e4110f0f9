package schedule

import (
	"slices"
	"strings"
	"testing"
	"time"

	"quizbot/quiz"
)

func date(month time.Month, day int) quiz.Day { return quiz.Day{Year: 2026, Month: month, Day: day} }

// school has two terms with a gap, and holidays of which one crosses the gap.
var school = quiz.Settings{
	Zone: "Europe/Berlin",
	Terms: []quiz.Term{
		{Name: "Summer", First: date(time.June, 1), Last: date(time.June, 12)},
		{Name: "Autumn", First: date(time.September, 1), Last: date(time.December, 18)},
	},
	Holidays: []quiz.Holiday{
		{Name: "Whitsun", First: date(time.June, 4), Last: date(time.June, 5)},
		{Name: "Bridge", First: date(time.June, 5), Last: date(time.June, 7)},
		{Name: "Long break", First: date(time.June, 11), Last: date(time.September, 2)},
	},
}

func TestRunsLeaveOutFreeDays(t *testing.T) {
	tests := []struct {
		name   string
		change func(*quiz.Schedule)
		want   string // days of the first runs after 2 June
	}{
		{"without holidays", func(*quiz.Schedule) {}, "06-03 06-08 06-09 06-10 09-03 09-04"},
		{"on holidays too", func(s *quiz.Schedule) { s.OnHolidays = true }, "06-03 06-04 06-05 06-06 06-07 06-08"},
		{"in terms only", func(s *quiz.Schedule) { s.TermOnly = true }, "06-03 06-08 06-09 06-10 09-03 09-04"},
		{"in terms only, on holidays too", func(s *quiz.Schedule) { s.TermOnly, s.OnHolidays, s.Cron = true, true, "0 9 * * 5" }, "06-05 06-12 09-04 09-11 09-18 09-25"},
		{"in terms only, to the last", func(s *quiz.Schedule) { s.TermOnly, s.Cron = true, "0 9 20 * *" }, "09-20 10-20 11-20"},
		{"never", func(s *quiz.Schedule) { s.TermOnly, s.Cron = true, "0 9 20 1 *" }, ""},
	}
	for _, tt := range tests {
		s := daily(t)
		tt.change(&s)
		var days []string
		for _, run := range Runs(s, school, 6, berlin(t, "2026-06-02T12:00")) {
			days = append(days, run.Nominal[5:10])
		}
		if got := strings.Join(days, " "); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestFreeDaysAreSkippedAndSayWhy(t *testing.T) {
	s := daily(t)
	s.TermOnly = true
	memory, out := newMemoryStore(s), &channel{}
	memory.settings = school
	memory.settings.Holidays = school.Holidays[:1]
	k := NewKeeper(memory, out, Options{})
	for at := berlin(t, "2026-06-03T00:00"); at.Before(berlin(t, "2026-06-15T00:00")); at = at.Add(3 * time.Hour) {
		if at.Day() == 9 || at.Day() == 10 {
			continue // the bot is down
		}
		mustScan(t, k, at)
	}
	wantStates(t, memory, "daily",
		"2026-06-01T09:00 missed offline", "2026-06-02T09:00 missed offline", "2026-06-03T09:00 posted",
		"2026-06-04T09:00 skipped holiday: Whitsun", "2026-06-05T09:00 skipped holiday: Whitsun",
		"2026-06-06T09:00 posted", "2026-06-07T09:00 posted", "2026-06-08T09:00 posted",
		"2026-06-09T09:00 missed offline", "2026-06-10T09:00 missed offline", "2026-06-11T09:00 posted", "2026-06-12T09:00 posted",
		"2026-06-13T09:00 skipped no term is on", "2026-06-14T09:00 skipped no term is on")
}

// On a free morning after a downtime the run of the evening before is still made up for.
func TestTheNewestRunOfADayWithAQuizIsMadeUpFor(t *testing.T) {
	s := daily(t)
	s.Cron, s.Closes = "0 4,22 * * *", ""
	memory, out := newMemoryStore(s), &channel{}
	memory.settings = school
	mustScan(t, NewKeeper(memory, out, Options{}), berlin(t, "2026-06-03T04:00"))
	mustScan(t, NewKeeper(memory, out, Options{CatchUp: 12 * time.Hour}), berlin(t, "2026-06-04T05:00"))
	wantStates(t, memory, "daily", "2026-05-31T22:00 missed offline", "2026-06-01T04:00 missed offline", "2026-06-01T22:00 missed offline",
		"2026-06-02T04:00 missed offline", "2026-06-02T22:00 missed offline", "2026-06-03T04:00 posted", "2026-06-03T22:00 posted", "2026-06-04T04:00 skipped holiday: Whitsun")
}

func TestLatePolicies(t *testing.T) {
	tests := []struct {
		late   quiz.LatePolicy
		within time.Duration
		up     string // when the bot is up again
		want   string
		told   []string
	}{
		{quiz.LatePost, 0, "2026-06-01T14:59", "posted", nil},
		{quiz.LatePost, time.Hour, "2026-06-01T09:59", "posted", nil},
		{quiz.LatePost, time.Hour, "2026-06-01T10:01", "missed offline", nil},
		{quiz.LatePost, 10 * time.Hour, "2026-06-01T18:59", "posted", nil},
		{quiz.LateSkip, 0, "2026-06-01T09:04", "posted", nil}, // a restart
		{quiz.LateSkip, 0, "2026-06-01T09:06", "missed offline", nil},
		{quiz.LateSay, 0, "2026-06-01T09:06", "missed offline", []string{"daily 2026-06-01T09:00"}},
		{quiz.LateSay, 0, "2026-06-01T09:00", "posted", nil},
	}
	for _, tt := range tests {
		s := daily(t)
		s.Late, s.LateWithin = tt.late, tt.within
		memory, out := newMemoryStore(s), &telling{}
		k := NewKeeper(memory, out, Options{})
		for range 3 {
			mustScan(t, k, berlin(t, tt.up))
		}
		if got := states(memory.all("daily")); got != "2026-06-01T09:00 "+tt.want || !slices.Equal(out.channels, tt.told) {
			t.Errorf("late %q within %v, up at %s: %s, channel told %q; want %s, %q", tt.late, tt.within, tt.up, got, out.channels, tt.want, tt.told)
		}
	}
}

func TestNormalCloses(t *testing.T) {
	tests := []struct{ typed, want, bad string }{
		{"", "", ""}, {"1 day", "", ""}, {" 3  Days ", "3 days", ""}, {"9:05", "09:05", ""}, {"1 day 20:00", "1 day 20:00", ""}, {"2 days 8:00", "2 days 08:00", ""},
		{"0 days", "", "1 to 31 days"}, {"32 days", "", "1 to 31 days"}, {"noon", "", "HH:MM"}, {"3 days noon", "", "HH:MM"}, {"25:00", "", "00:00 to 23:59"},
	}
	for _, tt := range tests {
		got, err := NormalCloses(tt.typed)
		if got != tt.want || (err == nil) != (tt.bad == "") || err != nil && !strings.Contains(err.Error(), tt.bad) {
			t.Errorf("%q: %q, %v; want %q, %q", tt.typed, got, err, tt.want, tt.bad)
		}
	}
	s := daily(t)
	for closes, want := range map[string]string{
		"": "2026-06-02T09:00", "3 days": "2026-06-04T09:00", "3 days 20:00": "2026-06-04T20:00", "1 day 08:00": "2026-06-02T08:00", "20:00": "2026-06-01T20:00", "08:00": "2026-06-02T08:00",
	} {
		s.Closes = closes
		if got, err := ClosesAt(s, berlin(t, "2026-06-01T09:00")); err != nil || !got.Equal(berlin(t, want)) {
			t.Errorf("closes %q: %v, %v; want %s", closes, got, err, want)
		}
	}
}

// What falls into the time in which the last quiz is open is left out, so that
// it is not promised.
func TestPostsLeavesOutWhatTheOverlapPolicyDrops(t *testing.T) {
	monday := time.Date(2026, 6, 1, 8, 0, 0, 0, time.UTC)
	tests := []struct {
		name string
		s    quiz.Schedule
		open time.Time // of the quiz before
		want string
	}{
		{"three days each", quiz.Schedule{Cron: "0 13 * * 1-5", Closes: "3 days"}, time.Time{}, "Mon 13:00, Thu 13:00, Mon 13:00"},
		{"twice an hour, open until the evening", quiz.Schedule{Cron: "15,30 8-10 * * 1-5", Closes: "18:00"}, time.Time{}, "Mon 08:15, Tue 08:15, Wed 08:15"},
		{"one is open already", quiz.Schedule{Cron: "0 13 * * *", Closes: "20:00"}, monday.Add(29*time.Hour + time.Minute), "Wed 13:00, Thu 13:00, Fri 13:00"},
		{"it closes just then", quiz.Schedule{Cron: "0 13 * * *", Closes: "20:00"}, monday.Add(29 * time.Hour), "Tue 13:00, Wed 13:00, Thu 13:00"},
		{"both may be open", quiz.Schedule{Cron: "0 13 * * *", Closes: "3 days", Overlap: quiz.OverlapBoth}, monday.Add(72 * time.Hour), "Mon 13:00, Tue 13:00, Wed 13:00"},
		{"the open one closes first", quiz.Schedule{Cron: "0 13 * * *", Closes: "3 days", Overlap: quiz.OverlapClose}, time.Time{}, "Mon 13:00, Tue 13:00, Wed 13:00"},
	}
	for _, test := range tests {
		test.s.Zone = "UTC"
		var got []string
		for _, run := range Posts(test.s, quiz.Settings{}, 3, monday, test.open) {
			got = append(got, run.At.Format("Mon 15:04"))
		}
		if text := strings.Join(got, ", "); text != test.want {
			t.Errorf("%s: got %s, want %s", test.name, text, test.want)
		}
	}
}
