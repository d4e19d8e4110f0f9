package schedule

import (
	"strings"
	"testing"
	"time"

	"quizbot/quiz"
)

func TestFromDays(t *testing.T) {
	tests := []struct{ days, time, want string }{
		{"every day", "09:00", "0 9 * * *"},
		{"weekdays", "18:30", "30 18 * * 1-5"},
		{"weekends", "0:05", "5 0 * * 0,6"},
		{"Mon", " 23:59 ", "59 23 * * 1"},
		{"sun", "12:00", "0 12 * * 0"},
	}
	for _, tt := range tests {
		got, err := FromDays(tt.days, tt.time)
		if err != nil || got != tt.want {
			t.Errorf("FromDays(%q, %q) = %q, %v, want %q", tt.days, tt.time, got, err, tt.want)
		}
	}
	for _, choice := range DayChoices() {
		cronSpec, err := FromDays(choice.Value, "09:00")
		if err != nil {
			t.Errorf("choice %q: %v", choice.Value, err)
			continue
		}
		mustParse(t, cronSpec, "UTC")
		if got, want := Describe(cronSpec), choice.Label+" at 09:00"; got != want {
			t.Errorf("Describe(%q) = %q, want %q", cronSpec, got, want)
		}
	}
}

func TestFromDaysSaysWhatIsWrong(t *testing.T) {
	tests := []struct{ days, time, want string }{
		{"fortnightly", "09:00", `days "fortnightly" is not a choice: use every day, weekdays, weekends, or one of mon, tue, wed, thu, fri, sat, sun`},
		{"mon", "25:00", "time 25:00 is out of range: use 00:00 to 23:59"},
		{"mon", "09:60", "time 09:60 is out of range: use 00:00 to 23:59"},
		{"mon", "9 am", `time "9 am" cannot be read: write it as HH:MM, such as 09:00`},
		{"mon", "", `time "" cannot be read: write it as HH:MM, such as 09:00`},
		{"mon", "009:00", `time "009:00" cannot be read: write it as HH:MM, such as 09:00`},
		{"mon", ":00", `time ":00" cannot be read: write it as HH:MM, such as 09:00`},
		{"mon", "-1:00", `time "-1:00" cannot be read: write it as HH:MM, such as 09:00`},
	}
	for _, tt := range tests {
		if _, err := FromDays(tt.days, tt.time); err == nil || err.Error() != tt.want {
			t.Errorf("FromDays(%q, %q): got %v, want %s", tt.days, tt.time, err, tt.want)
		}
	}
}

func TestDescribeLeavesOtherExpressionsAsTheyAre(t *testing.T) {
	for _, cronSpec := range []string{"*/15 9 * * *", "0 9 1 * *", "0 9 * * 1,3", "0 9", "99 9 * * *", ""} {
		if got := Describe(cronSpec); got != cronSpec {
			t.Errorf("Describe(%q) = %q", cronSpec, got)
		}
	}
}

func TestClosesAt(t *testing.T) {
	tests := []struct {
		name                       string
		zone, closes, posted, want string
	}{
		{"the same evening", "Europe/Berlin", "20:00", "2026-06-01T09:00:00+02:00", "2026-06-01T20:00:00+02:00"},
		{"the next morning", "Europe/Berlin", "08:00", "2026-06-01T09:00:00+02:00", "2026-06-02T08:00:00+02:00"},
		{"the time of the post itself is the next day's", "Europe/Berlin", "09:00", "2026-06-01T09:00:00+02:00", "2026-06-02T09:00:00+02:00"},
		{"less than 15 minutes open is too short", "Europe/Berlin", "09:14", "2026-06-01T09:00:00+02:00", "2026-06-02T09:14:00+02:00"},
		{"15 minutes are enough", "Europe/Berlin", "09:15", "2026-06-01T09:00:00+02:00", "2026-06-01T09:15:00+02:00"},
		{"over the end of a month", "UTC", "00:30", "2026-12-31T23:00:00Z", "2027-01-01T00:30:00Z"},
		{"no time means a day on the wall clock", "Europe/Berlin", "", "2026-06-01T09:00:00+02:00", "2026-06-02T09:00:00+02:00"},
		{"which has 23 hours in spring", "Europe/Berlin", "", "2026-03-28T09:00:00+01:00", "2026-03-29T09:00:00+02:00"},
		{"and 25 in autumn", "Europe/Berlin", "", "2026-10-24T09:00:00+02:00", "2026-10-25T09:00:00+01:00"},
		{"a skipped close is the first instant after the gap", "Europe/Berlin", "02:30", "2026-03-28T09:00:00+01:00", "2026-03-29T03:00:00+02:00"},
		{"a repeated close is the first one", "Europe/Berlin", "02:30", "2026-10-24T09:00:00+02:00", "2026-10-25T02:30:00+02:00"},
		{"unless that is over", "Europe/Berlin", "02:30", "2026-10-25T02:20:00+02:00", "2026-10-26T02:30:00+01:00"},
		{"so is one on a day that never was", "Pacific/Apia", "20:00", "2011-12-29T21:00:00-10:00", "2011-12-31T00:00:00+14:00"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			posted, err := time.Parse(time.RFC3339, tt.posted)
			if err != nil {
				t.Fatal(err)
			}
			got, err := ClosesAt(quiz.Schedule{Zone: tt.zone, Closes: tt.closes}, posted)
			if err != nil {
				t.Fatal(err)
			}
			if text := got.In(mustZone(t, tt.zone)).Format(time.RFC3339); text != tt.want {
				t.Errorf("posted %s, closes %q in %s: got %s, want %s", tt.posted, tt.closes, tt.zone, text, tt.want)
			}
		})
	}
}

func TestValidate(t *testing.T) {
	good := quiz.Schedule{
		Venue: quiz.Venue{Community: "c1", Channel: "ch1"}, Bank: "sea", Cron: "0 9 * * *", Zone: "Europe/Berlin",
		Questions: 5, Closes: "20:00", Reveal: quiz.RevealAtOnce,
	}
	if err := Validate(good); err != nil {
		t.Fatalf("a good schedule is refused: %v", err)
	}
	tests := []struct {
		want   string // how the sentence begins
		change func(*quiz.Schedule)
	}{
		{"minute 61 is out of range", func(s *quiz.Schedule) { s.Cron = "61 9 * * *" }},
		{`zone "Mars" is unknown`, func(s *quiz.Schedule) { s.Zone = "Mars" }},
		{"closes 24:00 is out of range", func(s *quiz.Schedule) { s.Closes = "24:00" }},
		{"community is missing", func(s *quiz.Schedule) { s.Venue.Community = "" }},
		{"channel is missing", func(s *quiz.Schedule) { s.Venue.Channel = "" }},
		{"bank is missing", func(s *quiz.Schedule) { s.Bank = "" }},
		{"questions is 0", func(s *quiz.Schedule) { s.Questions = 0 }},
		{"questions is 51", func(s *quiz.Schedule) { s.Questions = 51 }},
		{`reveal "" is not a choice`, func(s *quiz.Schedule) { s.Reveal = "" }},
	}
	for _, tt := range tests {
		bad := good
		tt.change(&bad)
		if err := Validate(bad); err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("got %v, want %s…", err, tt.want)
		}
	}
}

func TestTooSoon(t *testing.T) {
	tests := []struct {
		cron, closes string
		want         time.Duration
	}{
		{"14 7 * * *", "07:19", minOpen},
		{"14 7 * * *", "07:28", minOpen},
		{"50 23 * * *", "00:00", minOpen},
		{"14 7 * * *", "07:29", 0},
		{"14 7 * * *", "07:14", 0},
		{"14 7 * * *", "07:13", 0},
		{"14 7 * * *", "1 day 07:19", 0},
		{"14 7 * * *", "", 0},
		{"14,44 7 * * *", "07:19", 0},
	}
	for _, test := range tests {
		if got := TooSoon(quiz.Schedule{Cron: test.cron, Closes: test.closes}); got != test.want {
			t.Errorf("%s, closes %q: got %v, want %v", test.cron, test.closes, got, test.want)
		}
	}
}

func TestAnUnreadableCloseNamesEveryForm(t *testing.T) {
	const want = `closes "yesterday" cannot be read: write it as HH:MM, such as 20:00, or as 3 days, or as 3 days 20:00`
	if _, err := NormalCloses("yesterday"); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
