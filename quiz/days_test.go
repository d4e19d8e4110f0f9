package quiz_test

import (
	"fmt"
	"testing"
	"time"

	"quizbot/quiz"
)

func calendar(t *testing.T, zone string, hour int) quiz.Calendar {
	t.Helper()
	if _, err := time.LoadLocation(zone); err != nil {
		t.Fatal(err)
	}
	return quiz.Settings{Zone: zone, DayStartsAt: hour}.Calendar()
}

func at(t *testing.T, text string) time.Time {
	t.Helper()
	when, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return when
}

func TestADayBeginsAtItsHourInTheCommunitysZone(t *testing.T) {
	tests := []struct {
		zone string
		hour int
		at   string
		want quiz.Day
	}{
		{"UTC", 0, "2026-03-12T00:00:00Z", quiz.Day{2026, 3, 12}},
		{"UTC", 0, "2026-03-11T23:59:59Z", quiz.Day{2026, 3, 11}},
		{"UTC", 4, "2026-03-12T03:59:59Z", quiz.Day{2026, 3, 11}},
		{"UTC", 4, "2026-03-12T04:00:00Z", quiz.Day{2026, 3, 12}},
		{"UTC", 4, "2026-01-01T03:00:00Z", quiz.Day{2025, 12, 31}},
		{"Asia/Tokyo", 0, "2026-03-11T15:00:00Z", quiz.Day{2026, 3, 12}},
		{"America/New_York", 0, "2026-03-12T03:59:00Z", quiz.Day{2026, 3, 11}},
		{"No/Such", 0, "2026-03-12T00:00:00Z", quiz.Day{2026, 3, 12}}, // as in UTC
	}
	for _, test := range tests {
		if got := (quiz.Settings{Zone: test.zone, DayStartsAt: test.hour}).Calendar().Day(at(t, test.at)); got != test.want {
			t.Errorf("%s, %d:00: day of %s is %v, want %v", test.zone, test.hour, test.at, got, test.want)
		}
	}
}

func TestADayBeginsOnceWhenClocksChange(t *testing.T) {
	tests := []struct {
		zone string
		hour int
		day  quiz.Day
		want string
	}{
		{"America/New_York", 2, quiz.Day{2026, 3, 8}, "2026-03-08T03:00:00-04:00"},     // 02:00 to 03:00 is skipped
		{"America/New_York", 1, quiz.Day{2026, 11, 1}, "2026-11-01T01:00:00-04:00"},    // 01:00 to 02:00 comes twice
		{"Europe/London", 1, quiz.Day{2026, 3, 29}, "2026-03-29T02:00:00+01:00"},       //
		{"Europe/London", 0, quiz.Day{2026, 3, 29}, "2026-03-29T00:00:00Z"},            //
		{"Australia/Lord_Howe", 2, quiz.Day{2026, 10, 4}, "2026-10-04T02:30:00+11:00"}, // half an hour is skipped
		{"Africa/Cairo", 0, quiz.Day{2026, 4, 24}, "2026-04-24T01:00:00+03:00"},        // midnight is skipped
		{"Pacific/Chatham", 3, quiz.Day{2026, 4, 5}, "2026-04-05T03:00:00+13:45"},      // 02:45 to 03:45 comes twice
	}
	for _, test := range tests {
		c := calendar(t, test.zone, test.hour)
		got := c.Start(test.day)
		if !got.Equal(at(t, test.want)) {
			t.Errorf("%s: %v begins at %v, want %s", test.zone, test.day, got, test.want)
		}
		if before, first := c.Day(got.Add(-time.Millisecond)), c.Day(got); first != test.day || before == test.day {
			t.Errorf("%s: the millisecond before %v is of %v, it is of %v; want %v from there on", test.zone, got, before, first, test.day)
		}
	}
}

func TestEveryInstantBelongsToTheDayThatBeganLast(t *testing.T) {
	for _, zone := range []string{"America/New_York", "Europe/London", "Australia/Lord_Howe", "Pacific/Chatham", "Africa/Cairo", "America/Havana", "America/Nuuk"} {
		for _, hour := range []int{0, 3} {
			c := calendar(t, zone, hour)
			last := c.Day(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
			for when := time.Date(2026, 1, 1, 0, 15, 0, 0, time.UTC); when.Year() == 2026; when = when.Add(15 * time.Minute) {
				day := c.Day(when)
				if c.Start(day).After(when) || c.Start(last).After(c.Start(day)) {
					t.Fatalf("%s, %d:00: %v is of %v, which begins at %v; before it was %v", zone, hour, when, day, c.Start(day), last)
				}
				last = day
			}
		}
	}
}

func TestAnInstantBelongsToADayAWeekAMonthAndATerm(t *testing.T) {
	terms := []quiz.Term{
		{Name: "Spring", First: quiz.Day{Year: 2026, Month: 3, Day: 9}, Last: quiz.Day{Year: 2026, Month: 3, Day: 31}},
		{Name: "Summer", First: quiz.Day{Year: 2026, Month: 4, Day: 1}, Last: quiz.Day{Year: 2026, Month: 7, Day: 31}},
	}
	tests := []struct {
		zone string
		hour int
		at   string
		want string
	}{
		{"UTC", 0, "2026-03-12T15:00:00Z", "all day/2026-03-12 week/2026-03-09 month/2026-03 term/2026-03-09"}, // a Thursday
		{"UTC", 4, "2026-03-12T03:00:00Z", "all day/2026-03-11 week/2026-03-09 month/2026-03 term/2026-03-09"},
		{"UTC", 0, "2026-03-09T00:00:00Z", "all day/2026-03-09 week/2026-03-09 month/2026-03 term/2026-03-09"}, // Monday itself
		{"UTC", 0, "2026-03-08T23:59:59Z", "all day/2026-03-08 week/2026-03-02 month/2026-03"},                 // Sunday, before the term
		{"UTC", 4, "2026-03-09T03:00:00Z", "all day/2026-03-08 week/2026-03-02 month/2026-03"},                 // Monday, still Sunday's day
		{"Europe/Berlin", 0, "2026-03-31T22:30:00Z", "all day/2026-04-01 week/2026-03-30 month/2026-04 term/2026-04-01"},
		{"UTC", 0, "2027-01-01T12:00:00Z", "all day/2027-01-01 week/2026-12-28 month/2027-01"},
	}
	for _, test := range tests {
		settings := quiz.Settings{Zone: test.zone, DayStartsAt: test.hour, Terms: terms}
		day := settings.Calendar().Day(at(t, test.at))
		if got := fmt.Sprint(settings.PeriodsOf(day)); got != "["+test.want+"]" {
			t.Errorf("%s, %d:00: %s belongs to %s, want %s", test.zone, test.hour, test.at, got, test.want)
		}
	}
	if key := (quiz.Settings{Terms: terms}).PeriodKey(quiz.ThisTerm, quiz.Day{Year: 2026, Month: 8, Day: 1}); key != "" {
		t.Errorf("a day after every term is in %s", key)
	}
}

func TestStreakCountsTheDaysWithAQuizThatWasFinished(t *testing.T) {
	const closed, midnight = 3 * time.Hour, 15 * time.Hour
	// A letter a day, from long ago to today, whose quiz opens at 09:00 and closes at 12:00:
	// F finished, L finished at the close (too late), m missed, - no quiz,
	// B two quizzes of which one was finished.
	tests := []struct {
		days string
		now  time.Duration // after today's 09:00
		want int
	}{
		{"", closed, 0},
		{"F", 0, 1},
		{"FFF", closed, 3},
		{"FmF", closed, 1},
		{"FF-F", closed, 3}, // a day without a quiz neither adds nor breaks
		{"FF--", midnight, 2},
		{"FFm", 0, 2},      // today's is open
		{"FFm", closed, 0}, // today's is over
		{"FFm-", midnight, 0},
		{"mFF", closed, 2},
		{"FLF", closed, 1},
		{"FBF", closed, 3},
		{"m", 0, 0},
	}
	for _, test := range tests {
		var rounds []quiz.Attendance
		for i, day := range test.days {
			opens := nine.AddDate(0, 0, i-len(test.days)+1)
			r := quiz.Attendance{OpenedAt: opens, ClosesAt: opens.Add(closed)}
			switch day {
			case '-':
				continue
			case 'F', 'B':
				r.FinishedAt = opens.Add(time.Minute)
			case 'L':
				r.FinishedAt = r.ClosesAt
			}
			rounds = append(rounds, r)
			if day == 'B' {
				rounds = append(rounds, quiz.Attendance{OpenedAt: opens.Add(time.Hour), ClosesAt: opens.Add(closed)})
			}
		}
		if got := quiz.Streak(rounds, calendar(t, "UTC", 0), nine.Add(test.now)); got != test.want {
			t.Errorf("%q, %v after today's opening: %d, want %d", test.days, test.now, got, test.want)
		}
	}
}

func TestAQuizOverMidnightBelongsToTheDayItOpened(t *testing.T) {
	opens := nine.Add(12 * time.Hour)
	yesterdays := quiz.Attendance{OpenedAt: opens, ClosesAt: opens.Add(24 * time.Hour)}
	earlier := quiz.Attendance{OpenedAt: opens.AddDate(0, 0, -1), ClosesAt: opens, FinishedAt: opens.Add(-time.Hour)}
	c := calendar(t, "UTC", 0)
	if got := quiz.Streak([]quiz.Attendance{yesterdays, earlier}, c, opens.Add(6*time.Hour)); got != 1 {
		t.Errorf("past midnight, still open: %d, want 1", got)
	}
	if got := quiz.Streak([]quiz.Attendance{yesterdays, earlier}, c, opens.Add(24*time.Hour)); got != 0 {
		t.Errorf("closed: %d, want 0", got)
	}
}
