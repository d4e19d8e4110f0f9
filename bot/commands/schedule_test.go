package commands_test

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"quizbot/bot/bottest"
	"quizbot/bot/localdiscord"
	"quizbot/questions"
	"quizbot/quiz"
)

// added schedules a quiz that is not due for hours, and returns its id.
func added(t *testing.T, stage *bottest.Stage, options ...localdiscord.Option) string {
	t.Helper()
	options = append([]localdiscord.Option{option("days", "every day"), option("time", stage.Now().UTC().Add(6*time.Hour).Format("15:04"))}, options...)
	m := stage.Press(t, stage.Tomas, stage.Command(t, stage.Tomas, "schedule add", options...), "Confirm")
	id := regexp.MustCompile(`Schedule ([2-9b-z]{5})`).FindStringSubmatch(m.Text())
	if id == nil {
		t.Fatalf("nothing was scheduled:\n%s", m.Text())
	}
	return id[1]
}

func stored(t *testing.T, stage *bottest.Stage, id string) quiz.Schedule {
	t.Helper()
	s, err := stage.Store.Schedule(t.Context(), stage.Venue.Community, quiz.ScheduleID(id))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// clockless hides dates and times of day, which differ from run to run.
func clockless(text string) string {
	text = regexp.MustCompile(`\b\d\d:\d\d\b`).ReplaceAllString(text, "HH:MM")
	return regexp.MustCompile(`\b\d{4}-\d\d-\d\d\b`).ReplaceAllString(text, "DATE")
}

// morning moves the stage to the next Wednesday at 06:00, so that whether a run
// is left today does not depend on when the test runs.
func morning(stage *bottest.Stage) {
	now := stage.Now().UTC()
	day := now.Truncate(24 * time.Hour).Add(6 * time.Hour)
	for day.Before(now) || day.Weekday() != time.Wednesday {
		day = day.AddDate(0, 0, 1)
	}
	stage.Advance(day.Sub(now))
}

func TestInstructorEditsASchedule(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	morning(stage)
	see := func(name string, m *localdiscord.Message) *localdiscord.Message {
		bottest.Golden(t, "schedule/"+name, clockless(m.Text()))
		return m
	}
	id := added(t, stage)
	at := stage.Now().UTC().Add(8 * time.Hour)
	edit := func(options ...localdiscord.Option) *localdiscord.Message {
		return stage.Command(t, stage.Tomas, "schedule edit", append([]localdiscord.Option{option("schedule", id)}, options...)...)
	}
	all := see("edit-all", edit(
		option("days", "weekdays"), option("time", at.Format("15:04")), option("zone", "Europe/London"), option("topic", "animals"), option("channel", stage.General.ID),
		option("questions", 3), option("closes", "3 days 20:00"), option("reveal", "at-close"), option("select", "weakest"), option("no_repeat", 7),
		option("late", "say"), option("overlap", "close"), option("term_only", true), option("on_holidays", true)))
	if got := stored(t, stage, id); got.Version != 0 || got.Questions == 3 {
		t.Errorf("the schedule was changed before Confirm: %+v", got)
	}
	see("edit-dropped", stage.Press(t, stage.Tomas, all, "Cancel"))

	// The days stay when only the time is given, and the time when only the days are.
	one := edit(option("time", at.Format("15:04")), option("select", "spaced"), option("late_hours", 12))
	see("edit-time", one)
	see("edited", stage.Press(t, stage.Tomas, one, "Confirm"))
	want := fmt.Sprintf("%d %d * * *", at.Minute(), at.Hour())
	if got := stored(t, stage, id); got.Cron != want || got.Version != 1 || got.LateWithin != 12*time.Hour || got.Select != quiz.SelectSpaced {
		t.Errorf("got %+v, want cron %s and version 1", got, want)
	}
	stage.Press(t, stage.Tomas, edit(option("days", "weekends"), option("select", "usual"), option("topic", "animals"), option("closes", "1 day"), option("no_repeat", 30)), "Confirm")
	if got := stored(t, stage, id); got.Cron != strings.Replace(want, "* * *", "* * 0,6", 1) || got.Select != quiz.SelectLeast || got.Topic != "animals" || got.Closes != "" || got.NoRepeat != 30 {
		t.Errorf("got %+v", got)
	}
	stage.Press(t, stage.Tomas, edit(option("topic", "*"), option("no_repeat", 0), option("cron", "0 9 29 2 *"), option("late", "usual")), "Confirm")
	if got := stored(t, stage, id); got.Cron != "0 9 29 2 *" || got.Topic != "" || got.NoRepeat != 0 || got.LateWithin != 0 {
		t.Errorf("got %+v", got)
	}
	see("list-edited", stage.Command(t, stage.Tomas, "schedule list"))

	// A paused schedule stays paused.
	stage.Command(t, stage.Tomas, "schedule pause", option("schedule", id))
	paused := see("edit-paused", edit(option("questions", 2)))
	see("edited-paused", stage.Press(t, stage.Tomas, paused, "Confirm"))
	if got := stored(t, stage, id); !got.Paused || got.Questions != 2 {
		t.Errorf("got %+v, want it paused", got)
	}
	see("pause-twice", stage.Command(t, stage.Tomas, "schedule pause", option("schedule", id)))
	stage.Command(t, stage.Tomas, "schedule resume", option("schedule", id))
	see("resume-twice", stage.Command(t, stage.Tomas, "schedule resume", option("schedule", id)))
}

func TestTwoInstructorsEditOneSchedule(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	morning(stage)
	see := func(name string, m *localdiscord.Message) *localdiscord.Message {
		bottest.Golden(t, "schedule/"+name, clockless(m.Text()))
		return m
	}
	id := added(t, stage)
	first := stage.Command(t, stage.Tomas, "schedule edit", option("schedule", id), option("questions", 3), option("select", "new"))
	second := stage.Command(t, stage.Owner, "schedule edit", option("schedule", id), option("questions", 7), option("reveal", "at-close"))
	third := stage.Command(t, stage.Owner, "schedule edit", option("schedule", id), option("questions", 3))
	stage.Press(t, stage.Tomas, first, "Confirm")

	conflict := see("conflict", stage.Press(t, stage.Owner, second, "Confirm"))
	if !strings.Contains(conflict.Text(), "What <@"+string(stage.Tomas.ID)+"> changed, <t:") {
		t.Errorf("the conflict does not say who and when:\n%s", conflict.Text())
	}
	if got := stored(t, stage, id); got.Questions != 3 || got.Reveal != quiz.RevealAtOnce || got.Version != 1 {
		t.Errorf("the second edit overwrote the first: %+v", got)
	}
	again := see("conflict-rebased", stage.Press(t, stage.Owner, conflict, "Change mine as well"))
	stage.Press(t, stage.Owner, again, "Confirm")
	if got := stored(t, stage, id); got.Questions != 7 || got.Reveal != quiz.RevealAtClose || got.Select != quiz.SelectNew || got.Version != 2 {
		t.Errorf("both edits: %+v", got)
	}
	// Whoever is overtaken a second time is told again.
	see("conflict-second", stage.Press(t, stage.Owner, third, "Confirm"))

	// A button of another member's edit is nobody else's.
	foreign := stage.Command(t, stage.Tomas, "schedule edit", option("schedule", id), option("questions", 1))
	if m, err := stage.Discord.As(stage.Owner.ID).Press(t.Context(), foreign.ID, bottest.Button(foreign, "Confirm")); err == nil && !strings.Contains(m.Message.Text(), "not made for you") {
		t.Errorf("another member pressed Confirm:\n%s", m.Message.Text())
	}
	// Removed meanwhile.
	stage.Press(t, stage.Owner, stage.Command(t, stage.Owner, "schedule remove", option("schedule", id)), "Remove")
	see("edit-removed", stage.Press(t, stage.Tomas, foreign, "Confirm"))
}

func TestEditsThatAreRefused(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	morning(stage)
	stage.Discord.SetOverwrite(stage.General.ID, localdiscord.Overwrite{ID: stage.App.UserID, Type: localdiscord.OverwriteMember, Deny: localdiscord.PermissionSendMessages})
	id := added(t, stage, option("questions", 4))
	expert := added(t, stage, option("channel", stage.Venue.Channel), option("topic", "animals"))
	stage.Press(t, stage.Tomas, stage.Command(t, stage.Tomas, "schedule edit", option("schedule", expert), option("cron", "0 9 1,15 * *")), "Confirm")
	twin := stored(t, stage, id)
	tests := []struct {
		name    string
		id      string
		options []localdiscord.Option
		want    string
	}{
		{"nothing", id, nil, "changes nothing"},
		{"the same", id, []localdiscord.Option{option("questions", 4)}, "changes nothing"},
		{"unknown", "zzzzz", []localdiscord.Option{option("questions", 3)}, "no such schedule"},
		{"cron and time", id, []localdiscord.Option{option("cron", "0 9 * * *"), option("time", "09:00")}, "not both"},
		{"time of a cron", expert, []localdiscord.Option{option("time", "09:00")}, "Give both days and time"},
		{"closes", id, []localdiscord.Option{option("closes", "40 days")}, "1 to 31 days"},
		{"late", id, []localdiscord.Option{option("late", "skip"), option("late_hours", 3)}, "leave it out"},
		{"channel", id, []localdiscord.Option{option("channel", stage.General.ID)}, "Send Messages"},
		{"zone", id, []localdiscord.Option{option("zone", "Mars/Olympus")}, "Mars/Olympus"},
		{"bank", id, []localdiscord.Option{option("bank", "moon")}, "no such question bank"},
		{"topic", id, []localdiscord.Option{option("topic", "space")}, "No question matches"},
		{"twin", expert, []localdiscord.Option{option("topic", "*"), option("cron", twin.Cron)}, "does this already"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := stage.Command(t, stage.Tomas, "schedule edit", append([]localdiscord.Option{option("schedule", test.id)}, test.options...)...)
			wants(t, m, test.want)
			bottest.Golden(t, "schedule/edit-refused-"+strings.ReplaceAll(test.name, " ", "-"), clockless(m.Text()))
		})
	}
	again := stage.Command(t, stage.Tomas, "schedule add", option("days", "every day"), option("time", fmt.Sprintf("%s:%s", pad(strings.Fields(twin.Cron)[1]), pad(strings.Fields(twin.Cron)[0]))))
	wants(t, again, "does this already")
	stage.Command(t, stage.Tomas, "schedule pause", option("schedule", id))
	again = stage.Command(t, stage.Tomas, "schedule add", option("cron", twin.Cron), option("questions", 2))
	bottest.Golden(t, "schedule/refused-twin-paused", clockless(again.Text()))
	old := stage.Command(t, stage.Tomas, "schedule edit", option("schedule", id), option("questions", 1))
	stage.Advance(25 * time.Hour)
	stage.Command(t, stage.Tomas, "schedule edit", option("schedule", id), option("questions", 2)) // which forgets the old one
	bottest.Golden(t, "schedule/edit-too-old", stage.Press(t, stage.Tomas, old, "Confirm").Text())
	if m := stage.Command(t, stage.Mina, "schedule edit", option("schedule", id), option("questions", 1)); !strings.Contains(m.Text(), "Only instructors") {
		t.Errorf("a member edits a schedule:\n%s", m.Text())
	}
	choices, err := stage.Discord.As(stage.Tomas.ID).Complete(t.Context(), string(stage.Venue.Channel), "schedule edit", "topic", "all")
	if err != nil || len(choices) != 1 || choices[0].Value != "*" {
		t.Errorf("suggested for the topic: %v, %v", choices, err)
	}
}

func pad(s string) string { return strings.Repeat("0", 2-len(s)) + s }

func TestManagerKeepsTermsAndHolidays(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	settings := func(options ...localdiscord.Option) *localdiscord.Message {
		return stage.Command(t, stage.Owner, "settings", options...)
	}
	settings(option("add_term", "Autumn 2030"), option("first", "2030-09-02"), option("last", "2030-12-20"))
	settings(option("add_term", "Spring 2030"), option("first", "2030-02-04"), option("last", "2030-06-28"))
	settings(option("add_holiday", "Easter *break*"), option("first", "2030-04-15"), option("last", "2030-04-26"))
	bottest.Golden(t, "settings/dates", settings(option("add_holiday", "May Day"), option("first", "2030-05-01")).Text())
	tests := []struct {
		name    string
		options []localdiscord.Option
	}{
		{"term without dates", []localdiscord.Option{option("add_term", "Summer")}},
		{"term without an end", []localdiscord.Option{option("add_term", "Summer"), option("first", "2030-07-01")}},
		{"dates of nothing", []localdiscord.Option{option("first", "2030-07-01"), option("last", "2030-07-02")}},
		{"term and holiday", []localdiscord.Option{option("add_term", "A"), option("add_holiday", "B"), option("first", "2030-07-01"), option("last", "2030-07-02")}},
		{"no date", []localdiscord.Option{option("add_term", "Summer"), option("first", "July"), option("last", "2030-07-02")}},
		{"no such day", []localdiscord.Option{option("add_holiday", "Leap"), option("first", "2030-02-29")}},
		{"backwards", []localdiscord.Option{option("add_holiday", "Back"), option("first", "2030-07-02"), option("last", "2030-07-01")}},
		{"overlap", []localdiscord.Option{option("add_term", "Summer"), option("first", "2030-06-01"), option("last", "2030-07-01")}},
		{"twice", []localdiscord.Option{option("add_holiday", "may day"), option("first", "2031-05-01")}},
		{"long", []localdiscord.Option{option("add_holiday", strings.Repeat("x", 61)), option("first", "2031-05-01")}},
		{"401 days of term", []localdiscord.Option{option("add_term", "Summer"), option("first", "2031-01-01"), option("last", "2032-02-05")}},
		{"holiday of 97 years", []localdiscord.Option{option("add_holiday", "Slip"), option("first", "2031-12-20"), option("last", "2128-01-06")}},
		{"clear and set a channel", []localdiscord.Option{option("clear", "channel"), option("quiz_channel", stage.General.ID)}},
		{"clear and set a role", []localdiscord.Option{option("clear", "role"), option("instructor_role", stage.Role.ID)}},
		{"unknown term", []localdiscord.Option{option("remove_term", "Winter")}},
		{"unknown holiday", []localdiscord.Option{option("remove_holiday", "@everyone")}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			bottest.Golden(t, "settings/refused-"+strings.ReplaceAll(test.name, " ", "-"), settings(test.options...).Text())
		})
	}
	wants(t, settings(option("add_term", "400 days"), option("first", "2031-01-01"), option("last", "2032-02-04")), "Saved.")
	choices, err := stage.Discord.As(stage.Owner.ID).Complete(t.Context(), string(stage.Venue.Channel), "settings", "remove_term", "spr")
	if err != nil || len(choices) != 1 || choices[0].Value != "Spring 2030" {
		t.Errorf("suggested terms: %v, %v", choices, err)
	}
	settings(option("remove_term", "400 days"))
	settings(option("remove_term", "spring 2030"), option("remove_holiday", "May Day"))
	wants(t, settings(option("clear", "role")), "only members with Manage Server can schedule quizzes")
	bottest.Golden(t, "settings/cleared", settings(option("clear", "channel")).Text())
	if m := stage.Command(t, stage.Tomas, "schedule list"); !strings.Contains(m.Text(), "Only instructors") {
		t.Errorf("whoever has the role that was cleared is still an instructor:\n%s", m.Text())
	}
}

func TestS8AnOpenQuizHoldsTheNextOneOfItsSchedule(t *testing.T) {
	t.Parallel()
	for _, policy := range []quiz.OverlapPolicy{quiz.OverlapSkip, quiz.OverlapClose, quiz.OverlapBoth} {
		t.Run("overlap "+string(policy), func(t *testing.T) {
			t.Parallel()
			stage := bottest.New(t)
			var saved quiz.Schedule
			stage.PostQuiz(t, func(s *quiz.Schedule) {
				s.Cron, s.Closes, s.Overlap, s.CreatedBy, s.Questions = strings.Fields(s.Cron)[0]+" * * * *", "", policy, quiz.PlayerID(stage.Tomas.ID), 1
				saved = *s
			})
			stage.Advance(time.Hour)
			posts := map[quiz.OverlapPolicy]int{quiz.OverlapSkip: 1, quiz.OverlapClose: 2, quiz.OverlapBoth: 2}[policy]
			open := map[quiz.OverlapPolicy]int{quiz.OverlapSkip: 1, quiz.OverlapClose: 1, quiz.OverlapBoth: 2}[policy]
			eventually(t, "the second run is settled", func() bool {
				list, err := stage.Store.Schedules(t.Context(), stage.Venue.Community)
				if err != nil {
					t.Fatal(err)
				}
				rows, err := stage.Store.Occurrences(t.Context(), list[0].ID, 5)
				return err == nil && len(rows) == 2 && rows[0].State != quiz.Due && rows[0].State != quiz.Sending
			})
			rounds, err := stage.Engine.OpenDaily(t.Context(), stage.Venue.Community, stage.Now())
			if err != nil || len(rounds) != open || posted(stage) != posts {
				t.Errorf("%d quizzes are open, %d were posted, %v; want %d and %d (%+v)", len(rounds), posted(stage), err, open, posts, saved)
			}
			if policy == quiz.OverlapSkip {
				eventually(t, "the instructor is told", func() bool { return told(stage, stage.Tomas) != "" })
				bottest.Golden(t, "schedule/told-overlap", told(stage, stage.Tomas))
				wants(t, stage.Command(t, stage.Tomas, "schedule list"), "the quiz before it is still open")
			}
			if policy == quiz.OverlapClose {
				stage.AwaitMessage(t, func(m *localdiscord.Message) bool { return strings.Contains(m.Text(), "Nobody") })
			}
		})
	}
}

// posted counts the messages that show a daily quiz, open or closed.
func posted(stage *bottest.Stage) int {
	n := 0
	for _, m := range stage.Discord.Messages(string(stage.Venue.Channel), stage.Owner.ID) {
		if strings.Contains(m.Text(), "Topic") || strings.Contains(m.Text(), "topics") {
			n++
		}
	}
	return n
}

// told is the last direct message of the bot's to a user.
func told(stage *bottest.Stage, who localdiscord.User) string {
	m, ok := stage.Discord.Last(stage.Discord.OpenDM(who.ID, stage.App.ID).ID, who.ID)
	if !ok {
		return ""
	}
	return m.Text()
}

func eventually(t *testing.T, what string, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !done(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%s: not within 20 s", what)
		}
	}
}

func TestS11AScheduleThatMayNotPostIsSuspended(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		harm func(*bottest.Stage)
		dms  bool // direct messages to the instructor arrive
	}{
		{"channel gone", func(s *bottest.Stage) { s.Discord.RemoveChannel(string(s.General.ID)) }, true},
		{"may not post", func(s *bottest.Stage) { deny(s, localdiscord.PermissionSendMessages) }, true},
		{"may not see, and no direct messages", func(s *bottest.Stage) { deny(s, localdiscord.PermissionViewChannel) }, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			stage := bottest.New(t)
			id := added(t, stage, option("channel", stage.General.ID))
			stage.Discord.CloseDMs(stage.Tomas.ID, !test.dms)
			test.harm(stage)
			stage.Advance(6*time.Hour + time.Minute)
			eventually(t, "the schedule is suspended", func() bool {
				stage.Advance(21 * time.Second) // a failed post waits that long
				return stored(t, stage, id).Suspended != ""
			})
			eventually(t, "instructors are told", func() bool {
				return told(stage, stage.Tomas) != "" || !test.dms && len(stage.Discord.Messages(string(stage.Venue.Channel), stage.Owner.ID)) > 0
			})
			text := told(stage, stage.Tomas)
			if !test.dms {
				text = stage.AwaitMessage(t, func(m *localdiscord.Message) bool { return strings.Contains(m.Text(), "stopped the schedule") }).Text()
			}
			bottest.Golden(t, "schedule/told-"+strings.ReplaceAll(strings.ReplaceAll(test.name, " ", "-"), ",", ""), text)
			before := invalid(stage, stage.General.ID)
			for range 48 { // a day of looks, and the next run
				stage.Advance(30 * time.Minute)
			}
			time.Sleep(100 * time.Millisecond)
			if after := invalid(stage, stage.General.ID); after > 3 || after != before {
				t.Errorf("%d requests about the channel were refused, %d of them before the suspension; want at most 3", after, before)
			}
		})
	}
}

// TestS11AfterARemovalNothingIsSentToTheServer takes the bot out of a server
// with a schedule: whoever did it knows, and without a common server Discord
// delivers no direct message either. The reason waits in /schedule list.
func TestS11AfterARemovalNothingIsSentToTheServer(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	id := added(t, stage, option("channel", stage.General.ID))
	stage.Discord.RemoveMember(stage.Guild.ID, stage.App.UserID)
	eventually(t, "the schedule is suspended", func() bool { return stored(t, stage, id).Suspended != "" })
	for range 60 { // the time of a run, and a day of looks
		stage.Advance(30 * time.Minute)
	}
	time.Sleep(100 * time.Millisecond)
	if n := invalid(stage, stage.General.ID); n > 0 || told(stage, stage.Tomas) != "" {
		t.Errorf("%d requests were refused; the instructor is told %q", n, told(stage, stage.Tomas))
	}
	stage.Discord.Install(stage.App.ID, stage.Guild.ID)
	wants(t, stage.Command(t, stage.Tomas, "schedule list"), "the bot was removed from this server: resume the schedule")
}

func deny(s *bottest.Stage, permission int64) {
	s.Discord.SetOverwrite(s.General.ID, localdiscord.Overwrite{ID: s.App.UserID, Type: localdiscord.OverwriteMember, Deny: permission})
}

// invalid counts the requests about a channel's messages that were refused.
func invalid(s *bottest.Stage, channel string) int {
	n := 0
	for _, r := range s.Discord.Requests() {
		if r.Method == http.MethodPost && strings.Contains(r.Path, channel) && (r.Status == 401 || r.Status == 403 || r.Status == 404) {
			n++
		}
	}
	return n
}

func TestAQuizLeftOutIsSaidInTheChannel(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	id := added(t, stage, option("late", "say"))
	stage.Advance(7 * time.Hour)
	m := stage.AwaitMessage(t, func(m *localdiscord.Message) bool { return strings.Contains(m.Text(), "left out") })
	bottest.Golden(t, "schedule/left-out", m.Text())
	for range 3 {
		stage.Advance(time.Minute)
	}
	time.Sleep(100 * time.Millisecond)
	if n := len(stage.Discord.Messages(string(stage.Venue.Channel), stage.Owner.ID)); n != 1 {
		t.Errorf("%d messages in the channel, want one note", n)
	}
	rows, err := stage.Store.Occurrences(t.Context(), quiz.ScheduleID(id), 5)
	if err != nil || len(rows) != 1 || rows[0].State != quiz.Missed {
		t.Errorf("rows %+v, %v", rows, err)
	}
}

// Discord stores the message but never says so, and its history cannot be read.
func TestS7AnInstructorSaysWhetherAPostIsThere(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		arrived bool
		button  string
	}{
		{"it arrived", true, "It is there"},
		{"it did not", false, "Not there"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			stage := bottest.New(t)
			morning(stage)
			id := added(t, stage)
			const route = "/channels/{channel}/messages"
			channel := string(stage.Venue.Channel)
			stage.Discord.Fail(localdiscord.Fault{Method: http.MethodPost, Route: route, Channel: channel, Status: 502, After: test.arrived})
			stage.Discord.Fail(localdiscord.Fault{Method: http.MethodGet, Route: route, Channel: channel, Status: 403, Body: `{"code":50013,"message":"Missing Permissions"}`, Times: -1})
			stage.Advance(6 * time.Hour)
			state := func() quiz.OccurrenceState {
				rows, err := stage.Store.Occurrences(t.Context(), quiz.ScheduleID(id), 1)
				if err != nil || len(rows) != 1 {
					return ""
				}
				return rows[0].State
			}
			eventually(t, "the post is uncertain", func() bool {
				if state() == quiz.Sending {
					stage.Advance(21 * time.Second)
				}
				return state() == quiz.Uncertain
			})
			eventually(t, "the instructor is told", func() bool { return told(stage, stage.Tomas) != "" })
			stage.Discord.Heal()
			list := stage.Command(t, stage.Tomas, "schedule list")
			other := stage.Command(t, stage.Tomas, "schedule list")
			if test.arrived {
				bottest.Golden(t, "schedule/told-uncertain", told(stage, stage.Tomas))
				bottest.Golden(t, "schedule/list-uncertain", clockless(list.Text()))
			}
			done := stage.Press(t, stage.Tomas, list, test.button)
			bottest.Golden(t, "schedule/uncertain-"+strings.ReplaceAll(test.name, " ", "-"), done.Text())
			eventually(t, "it is settled", func() bool { return state() == quiz.Posted })
			if n := countPosts(stage); n != 1 {
				t.Errorf("%d messages show the quiz, want one", n)
			}
			wants(t, stage.Press(t, stage.Tomas, other, "Not there"), "settled already")
		})
	}
}

func TestNothingIsScheduledBeforeConfirm(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	morning(stage)
	add := func(questions int) *localdiscord.Message {
		return stage.Command(t, stage.Tomas, "schedule add", option("days", "every day"), option("time", "09:00"), option("questions", questions))
	}
	first, second := add(5), add(3)
	wants(t, second, "Check the times")
	wants(t, stage.Command(t, stage.Tomas, "schedule list"), "No quiz is scheduled")
	wants(t, stage.Press(t, stage.Tomas, second, "Confirm"), "is active")
	list, err := stage.Store.Schedules(t.Context(), stage.Venue.Community)
	if err != nil || len(list) != 1 || list[0].Questions != 3 || list[0].Paused || list[0].CreatedBy != quiz.PlayerID(stage.Tomas.ID) {
		t.Fatalf("confirmed: %+v, %v", list, err)
	}
	// What others did meanwhile counts when Confirm is pressed.
	wants(t, stage.Press(t, stage.Tomas, first, "Confirm"), "does this already")
	stage.Press(t, stage.Tomas, first, "Cancel")

	late := stage.Command(t, stage.Tomas, "schedule add", option("days", "every day"), option("time", "10:00"))
	stage.Advance(25 * time.Hour)
	wants(t, stage.Press(t, stage.Tomas, late, "Confirm"), "older than a day")
	if list, err := stage.Store.Schedules(t.Context(), stage.Venue.Community); err != nil || len(list) != 1 {
		t.Errorf("%d schedules, %v; want the confirmed one", len(list), err)
	}
}

func TestAPreviewOfAPausedScheduleSaysSo(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	id := added(t, stage)
	stage.Command(t, stage.Tomas, "schedule pause", option("schedule", id))
	bottest.Golden(t, "schedule/preview-paused", clockless(stage.Command(t, stage.Tomas, "schedule preview", option("schedule", id)).Text()))
	if err := stage.Store.SuspendSchedule(t.Context(), quiz.ScheduleID(id), "the channel is gone"); err != nil {
		t.Fatal(err)
	}
	wants(t, stage.Command(t, stage.Tomas, "schedule preview", option("schedule", id)), "I have stopped the schedule: the channel is gone.")
}

func TestACloseBeforeTheTimeOfThePostNamesTheDay(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	tests := []struct{ time, closes, want string }{
		{"09:00", "20:00", "closes at 20:00."},
		{"09:00", "09:15", "closes at 09:15."},
		{"09:00", "09:00", "closes at 09:00 the next day."},
		{"09:00", "09:14", "closes at 09:14 the next day."}, // open for 15 minutes at least
		{"20:00", "08:00", "closes at 08:00 the next day."},
		{"23:50", "00:00", "closes 2 days later at 00:00."},
	}
	for _, test := range tests {
		m := stage.Command(t, stage.Tomas, "schedule add", option("days", "weekdays"), option("time", test.time), option("closes", test.closes))
		wants(t, m, test.want)
	}
}

func TestABankOfDraftsIsNotScheduled(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	v, _, err := stage.Engine.Bank(t.Context(), stage.Venue.Community, "sea")
	if err != nil {
		t.Fatal(err)
	}
	bank := *v.Bank
	bank.Name, bank.Questions = "week1", slices.Clone(bank.Questions[:2])
	for i := range bank.Questions {
		bank.Questions[i].Status = questions.Draft
	}
	if _, _, err := stage.Engine.ImportBank(t.Context(), stage.Venue.Community, &bank, "drafts", stage.Now()); err != nil {
		t.Fatal(err)
	}
	const want = "The bank week1 has nothing to ask yet: nothing in it is approved (questions that are drafts: 2). An instructor approves them with /bank review."
	for command, options := range map[string][]localdiscord.Option{
		"schedule add": {option("days", "every day"), option("time", "09:00")}, "quiz": nil, "round start": nil,
	} {
		m := stage.Command(t, stage.Tomas, command, append(options, option("bank", "week1"))...)
		if got := m.Text(); !strings.Contains(got, want) {
			t.Errorf("/%s says %q, want %q", command, got, want)
		}
	}
}

func TestChangesOfAScheduleSayThatItsOpenQuizStaysOpen(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	stage.PostQuiz(t, nil)
	list, err := stage.Store.Schedules(t.Context(), stage.Venue.Community)
	if err != nil || len(list) != 1 {
		t.Fatalf("got %d schedules, %v", len(list), err)
	}
	id := option("schedule", string(list[0].ID))
	const want = "The quiz that is open now is not changed: it takes answers until <t:"
	wants(t, stage.Command(t, stage.Tomas, "schedule edit", id, option("closes", "3 days")), want)
	wants(t, stage.Command(t, stage.Tomas, "schedule pause", id), want)
	ask := stage.Command(t, stage.Tomas, "schedule remove", id)
	wants(t, ask, want)
	wants(t, stage.Press(t, stage.Tomas, ask, "Remove"), want)
	stage.Advance(2 * time.Hour)
	other := added(t, stage)
	if m := stage.Command(t, stage.Tomas, "schedule pause", option("schedule", other)); strings.Contains(m.Text(), "open now") {
		t.Errorf("nothing is open any more:\n%s", m.Text())
	}
}

func TestACloseThatIsTooSoonSaysWhyItIsTheNextDays(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	const want = "the next day. Right answers are shown after each answer. It cannot close at 07:19 of the same day: a quiz is open for at least 15 minutes."
	wants(t, stage.Command(t, stage.Tomas, "schedule add", option("days", "every day"), option("time", "07:14"), option("closes", "07:19")), want)
	wants(t, stage.Command(t, stage.Tomas, "schedule edit", option("schedule", added(t, stage)), option("time", "07:14"), option("closes", "07:19")), want)
}

func TestAScheduleWithoutATermIsNotSaidToBePaused(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	added(t, stage, option("term_only", true))
	m := stage.Command(t, stage.Tomas, "schedule list")
	wants(t, m, "No further run: every day ahead is a holiday or outside all terms.")
	if strings.Contains(m.Text(), "paused") {
		t.Errorf("it is not paused:\n%s", m.Text())
	}
}
