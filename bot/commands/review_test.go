package commands_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"quizbot/bot/bottest"
	"quizbot/bot/localdiscord"
	"quizbot/questions"
	"quizbot/quiz"
	"quizbot/quiz/cards"
)

// cardBank is the small bank about the sea with a card for each fact that has
// a short answer.
func cardBank() *questions.Bank {
	b := bottest.Bank()
	for _, q := range b.Questions {
		if q.Form != questions.Order && q.Form != questions.TrueFalse {
			front := strings.ReplaceAll(q.Stem, questions.GapMark, "how many")
			b.Cards = append(b.Cards, questions.Card{ID: questions.CardID(q.Facts[0]) + "/card", Fact: q.Facts[0], Front: front, Back: q.Key[0], Status: questions.Approved})
		}
	}
	for i := range b.Facts {
		if b.Facts[i].ID == "trench" {
			b.Facts[i].Spans = []questions.Span{{Kind: questions.Place, Text: "Pacific"}}
		}
	}
	return b
}

// learners sets the stage at noon: no member's day ends during the story.
func learners(t *testing.T) *bottest.Stage {
	t.Helper()
	stage := bottest.NewWith(t, cardBank())
	now := stage.Now().UTC()
	stage.Advance(time.Date(now.Year(), now.Month(), now.Day()+1, 12, 0, 0, 0, time.UTC).Sub(now))
	return stage
}

// ratings are the four buttons of a card.
func ratings(m *localdiscord.Message) []string {
	var labels []string
	for _, b := range m.Buttons() {
		if strings.Contains(b.Label, " · ") {
			labels = append(labels, b.Label)
		}
	}
	return labels
}

func TestMemberReviewsCards(t *testing.T) {
	t.Parallel()
	stage := learners(t)
	see := func(name string, m *localdiscord.Message) *localdiscord.Message {
		t.Helper()
		bottest.Golden(t, "review/"+name, m.Text())
		if !m.Ephemeral() {
			t.Errorf("%s can be read by others", name)
		}
		return m
	}
	m := see("new", stage.Command(t, stage.Mina, "review now"))
	if got := ratings(m); len(got) != 4 || got[0] != "Again · 1 min" || got[1] != "Hard · 6 min" || got[2] != "Good · 10 min" || !strings.HasPrefix(got[3], "Easy · ") || !strings.HasSuffix(got[3], " d") {
		t.Errorf("the buttons say %q", got)
	}
	second := see("second", stage.Press(t, stage.Mina, m, "Good"))
	wants(t, second, "Good: it returns in 10 min.")

	undone := see("undone", stage.Press(t, stage.Mina, second, "Undo"))
	wants(t, undone, "Taken back. Rate the card again.", strings.SplitN(m.Embeds[0].Description, "\n", 2)[0])
	m = stage.Press(t, stage.Mina, undone, "Good")

	more := see("more", stage.Press(t, stage.Mina, m, "More"))
	m = stage.Press(t, stage.Mina, more, "Back to the card")
	m = see("suspended", stage.Press(t, stage.Mina, m, "Suspend"))
	m = see("buried", stage.Press(t, stage.Mina, stage.Press(t, stage.Mina, m, "More"), "Not today"))
	m = see("done", stage.Press(t, stage.Mina, m, "Easy"))

	stage.Advance(11 * time.Minute)
	front := see("front", stage.Command(t, stage.Mina, "review now"))
	if strings.Contains(front.Text(), "Answer:") || len(ratings(front)) > 0 {
		t.Errorf("the back is shown:\n%s", front.Text())
	}
	back := see("back", stage.Press(t, stage.Mina, front, "Show answer"))
	wants(t, back, `Ada Quay, "Notes from the harbour", The Tide, 3 May 2024, ¶ `)
	if bottest.Button(m, "Undo") == "" {
		t.Error("the last rating cannot be undone at the end")
	}

	list := see("suspended-list", stage.Command(t, stage.Mina, "review suspended"))
	menu := list.Components[0].Components[0]
	answer, err := stage.Discord.As(stage.Mina.ID).Select(t.Context(), list.ID, menu.CustomID, menu.Options[0].Value)
	if err != nil {
		t.Fatal(err)
	}
	see("taken-back", answer.Message)
}

func TestTheSameRatingPressedTwiceCountsOnce(t *testing.T) {
	t.Parallel()
	stage := learners(t)
	first := stage.Command(t, stage.Mina, "review now")
	other := stage.Command(t, stage.Mina, "review now") // the same card in a second message
	stage.Press(t, stage.Mina, first, "Good")
	wants(t, stage.Press(t, stage.Mina, other, "Easy"), "That button was used already")
	stage.Restart(t)
	data, err := stage.Engine.Export(t.Context(), stage.Venue.Community, quiz.PlayerID(stage.Mina.ID), stage.Now())
	if err != nil || len(data.Reviews) != 1 || data.Reviews[0].Rating != cards.Good {
		t.Errorf("reviews %+v, %v; want the first one", data.Reviews, err)
	}
}

func TestMemberSetsHowToReview(t *testing.T) {
	t.Parallel()
	stage := learners(t)
	bottest.Golden(t, "review/settings", stage.Command(t, stage.Mina, "review settings").Text())
	bottest.Golden(t, "review/settings-changed", stage.Command(t, stage.Mina, "review settings",
		option("zone", "Asia/Tokyo"), option("day_start", 5), option("reminders", true), option("reminder_hour", 18), option("new", 3),
		option("retention", 85), option("gaps", true), option("steps", "5 30"), option("relearning", "none"), option("longest", 365)).Text())
	for _, test := range []struct {
		name, option string
		value        any
	}{{"zone", "zone", "Mars/Olympus"}, {"steps", "steps", "soon"}, {"a step of a day", "steps", "24h"}} {
		bottest.Golden(t, "review/refused-"+strings.ReplaceAll(test.name, " ", "-"), stage.Command(t, stage.Mina, "review settings", option(test.option, test.value)).Text())
	}
	bottest.Golden(t, "review/refused-bank", stage.Command(t, stage.Mina, "review now", option("bank", "lakes")).Text())
	bottest.Golden(t, "review/fit", stage.Command(t, stage.Mina, "review fit").Text())
	bottest.Golden(t, "review/suspended-none", stage.Command(t, stage.Mina, "review suspended").Text())
	wants(t, stage.Command(t, stage.Mina, "review settings", option("zone", "server")), "UTC, as this server")
}

func TestMemberSeesHowLearningStands(t *testing.T) {
	t.Parallel()
	stage := learners(t)
	if m := stage.Command(t, stage.Mina, "review stats"); len(m.Attachments) != 0 {
		t.Errorf("pictures of nothing: %v", m.Attachments)
	}
	m := stage.Command(t, stage.Mina, "review now")
	for range 3 {
		m = stage.Press(t, stage.Mina, m, "Easy")
	}
	answer, err := stage.Discord.As(stage.Mina.ID).Command(t.Context(), string(stage.Venue.Channel), "review stats")
	if err != nil {
		t.Fatal(err)
	}
	if m, err = answer.Wait(t.Context()); err != nil { // pictures may take longer than the first answer may
		t.Fatal(err)
	}
	wants(t, m, "Seen: 3, of them 0", "Not seen yet: 1.", "Reviews done: 3.")
	if len(m.Attachments) != 3 {
		t.Fatalf("%d pictures, want 3", len(m.Attachments))
	}
	for i, says := range []string{"Cards that come back: ", "Remembered, percent by week: nothing yet.", "3 reviews on 1 days"} {
		if a := m.Attachments[i]; !strings.Contains(a.Description, says) || a.ContentType != "image/png" {
			t.Errorf("%s (%s) is described as %q, want %q in it", a.Filename, a.ContentType, a.Description, says)
		}
	}
}

// reminders are the direct messages that a member has got.
func reminders(stage *bottest.Stage, who localdiscord.User) []localdiscord.Message {
	return stage.Discord.Messages(stage.Discord.OpenDM(who.ID, stage.App.ID).ID, who.ID)
}

// settled waits until the bot has looked whom to remind.
func settled(t *testing.T, stage *bottest.Stage, who localdiscord.User) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(2 * time.Millisecond) {
		l, err := stage.Engine.Learner(t.Context(), stage.Venue.Community, quiz.PlayerID(who.ID))
		if err != nil {
			t.Fatal(err)
		}
		open, err := stage.Store.OpenReminders(t.Context(), 10)
		if err != nil {
			t.Fatal(err)
		}
		if !l.RemindAt.IsZero() && !l.RemindAt.After(stage.Now()) || len(open) > 0 {
			continue
		}
		return
	}
	t.Fatal("the bot did not look whom to remind")
}

// reminded prepares a member with one card due tomorrow and reminders at nine,
// and goes on to that hour.
func reminded(t *testing.T, stage *bottest.Stage) {
	t.Helper()
	stage.Command(t, stage.Mina, "review settings", option("reminders", true), option("reminder_hour", 9))
	stage.Press(t, stage.Mina, stage.Command(t, stage.Mina, "review now"), "Again")
	now := stage.Now().UTC()
	tomorrow := time.Date(now.Year(), now.Month(), now.Day()+1, 9, 0, 1, 0, time.UTC)
	stage.Advance(tomorrow.Sub(stage.Now()))
}

func TestReminderComesByDirectMessageAndGoesWithOneButton(t *testing.T) {
	t.Parallel()
	stage := learners(t)
	reminded(t, stage)
	settled(t, stage, stage.Mina)
	got := reminders(stage, stage.Mina)
	if len(got) != 1 {
		t.Fatalf("%d reminders", len(got))
	}
	bottest.Golden(t, "review/reminder", got[0].Text())
	stage.Restart(t)
	stage.Advance(time.Hour)
	settled(t, stage, stage.Mina)
	if n := len(reminders(stage, stage.Mina)); n != 1 {
		t.Errorf("%d reminders on one day", n)
	}
	bottest.Golden(t, "review/reminder-stopped", stage.Press(t, stage.Mina, &got[0], "Stop reminders").Text())
	stage.Advance(24 * time.Hour)
	wants(t, stage.Command(t, stage.Mina, "review settings"), "off")
	if n := len(reminders(stage, stage.Mina)); n != 1 {
		t.Errorf("%d reminders after they were stopped", n)
	}
}

func TestRefusedDirectMessagesTurnRemindersOff(t *testing.T) {
	t.Parallel()
	stage := learners(t)
	stage.Discord.CloseDMs(stage.Mina.ID, true)
	reminded(t, stage)
	settled(t, stage, stage.Mina)
	bottest.Golden(t, "review/settings-refused", stage.Command(t, stage.Mina, "review settings").Text())
	stage.Discord.CloseDMs(stage.Mina.ID, false)
	stage.Advance(24 * time.Hour)
	settled(t, stage, stage.Mina)
	if n := len(reminders(stage, stage.Mina)); n != 0 {
		t.Errorf("%d reminders", n)
	}
}

// The bot is killed after Discord has taken the reminder and before that is
// noted: it finds the message instead of sending another one.
func TestS7AReminderWhoseEndIsNotKnownIsNotSentAgain(t *testing.T) {
	t.Parallel()
	stage := learners(t)
	reminded(t, stage)
	settled(t, stage, stage.Mina)
	day := stage.Now().UTC().Format(time.DateOnly)
	back, err := stage.Store.MoveReminder(t.Context(), quiz.Reminder{
		Community: stage.Venue.Community, Player: quiz.PlayerID(stage.Mina.ID), Day: day, State: quiz.Sending, Tries: 1,
	}, quiz.Posted)
	if err != nil || !back {
		t.Fatal(back, err)
	}
	stage.Advance(10 * time.Minute) // longer than a nonce holds
	stage.Restart(t)
	settled(t, stage, stage.Mina)
	if n := len(reminders(stage, stage.Mina)); n != 1 {
		t.Errorf("%d reminders, want the one", n)
	}
}

// Discord takes the reminder and the connection is cut before it says so, or
// does not take it at all: the member gets one either way.
func TestS7AReminderIsSentOnceWhateverBreaks(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]localdiscord.Fault{
		"answer lost":      {Close: true, After: true},
		"error after":      {Status: 502, After: true},
		"not taken":        {Status: 503},
		"not taken, twice": {Status: 503, Times: 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			stage := learners(t)
			fault.Method, fault.Channel = "POST", stage.Discord.OpenDM(stage.Mina.ID, stage.App.ID).ID
			stage.Discord.Fail(fault)
			reminded(t, stage)
			for range 4 { // the bot looks again
				stage.Advance(5 * time.Minute)
				time.Sleep(50 * time.Millisecond)
			}
			settled(t, stage, stage.Mina)
			if n := len(reminders(stage, stage.Mina)); n != 1 {
				t.Errorf("%d reminders, want one", n)
			}
		})
	}
}

// A9: while a quiz is open nobody who has not finished it sees the back of a
// card whose fact it asks.
func TestA9ReviewKeepsCardsOfAnOpenQuizBack(t *testing.T) {
	t.Parallel()
	stage := learners(t)
	before := stage.Command(t, stage.Mina, "review now")
	after := stage.Press(t, stage.Mina, before, "Good")
	other := stage.Command(t, stage.Mina, "review now")
	post := stage.PostQuiz(t, nil) // asks every fact
	stage.Advance(11 * time.Minute)
	wants(t, stage.Command(t, stage.Mina, "review now"), "Nothing is due now")
	for label, m := range map[string]*localdiscord.Message{"Undo": after, "More": other} {
		if m := stage.Press(t, stage.Mina, m, label); strings.Contains(m.Text(), "Answer:") {
			t.Errorf("%s shows an answer:\n%s", label, m.Text())
		}
	}
	stage.AnswerAll(t, stage.Mina, post, bottest.First)
	if m := stage.Command(t, stage.Mina, "review now"); strings.Contains(m.Text(), "Nothing is due") {
		t.Errorf("after the quiz was finished:\n%s", m.Text())
	}
}

// A year of one learner: every card comes back on the member's day that FSRS
// set, none is lost over restarts, and reminders come once on each day on which
// something is due, at the member's hour, also after both clock changes.
func TestAYearOfOneLearner(t *testing.T) {
	if testing.Short() {
		t.Skip("a year takes some seconds")
	}
	t.Parallel()
	stage := learners(t)
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	mina := quiz.PlayerID(stage.Mina.ID)
	stage.Command(t, stage.Mina, "review settings", option("zone", "Europe/Berlin"), option("reminders", true), option("reminder_hour", 8), option("new", 1), option("gaps", true))
	memories := func() []quiz.Memory {
		t.Helper()
		list, err := stage.Store.Memories(t.Context(), stage.Venue.Community, mina, "")
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	scheduler := cards.NewScheduler(cards.DefaultSettings())
	start := stage.Now().In(berlin)
	rated, wanted := 0, 0
	offsets := map[int]bool{}
	for day := 1; day <= 366; day++ {
		morning := time.Date(start.Year(), start.Month(), start.Day()+day, 8, 0, 1, 0, berlin)
		_, offset := morning.Zone()
		offsets[offset] = true
		today := int(time.Date(morning.Year(), morning.Month(), morning.Day(), 0, 0, 0, 0, time.UTC).Unix() / 86400)
		due := 0
		facts := map[questions.FactID]bool{}
		for _, m := range memories() {
			if m.State != cards.New && m.DueDay <= today && !facts[m.Fact] {
				facts[m.Fact] = true
				due++
			}
		}
		if due > 0 {
			wanted++
		}
		stage.Advance(morning.Add(-time.Minute).Sub(stage.Now())) // not yet
		stage.Advance(time.Minute)
		settled(t, stage, stage.Mina)
		if got := reminders(stage, stage.Mina); len(got) != wanted {
			t.Fatalf("%s: %d reminders so far, want %d; %d cards are due", morning.Format(time.DateOnly), len(got), wanted, due)
		}
		if day%30 == 0 {
			before := fmt.Sprint(memories())
			stage.Restart(t)
			if after := fmt.Sprint(memories()); after != before {
				t.Fatalf("a restart changed the cards from\n%s\nto\n%s", before, after)
			}
		}
		if day%9 == 0 {
			continue // a day off: what is due stays due, and the next day's reminder says so
		}
		m := stage.Command(t, stage.Mina, "review now")
		for shown := 0; ; {
			if bottest.Button(m, "Show answer") != "" {
				m = stage.Press(t, stage.Mina, m, "Show answer")
			}
			if len(ratings(m)) == 0 {
				if shown < due {
					t.Fatalf("%s: %d cards were shown, %d were due", morning.Format(time.DateOnly), shown, due)
				}
				break
			}
			rating := cards.Good
			if rated%7 == 6 {
				rating = cards.Again
			}
			was := memories()
			m = stage.Press(t, stage.Mina, m, rating.String())
			rated++
			shown++
			for i, now := range memories() {
				if i >= len(was) || now.Reps == was[i].Reps {
					continue
				}
				if was[i].State == cards.Review && was[i].DueDay > today {
					t.Errorf("%s: %s was shown, which is due in %d days", morning.Format(time.DateOnly), now.ID, was[i].DueDay-today)
				}
				checkNext(t, scheduler, was[i], now, berlin, rating)
			}
			if strings.Contains(m.Text(), "Nothing is due now") {
				stage.Advance(11 * time.Minute) // the steps
				m = stage.Command(t, stage.Mina, "review now")
			}
		}
	}
	if len(offsets) != 2 {
		t.Errorf("the clocks did not change: %v", offsets)
	}
	if n := len(memories()); n != 5 { // four cards, one of them also with a gap
		t.Errorf("%d cards, want 5", n)
	}
	t.Logf("%d ratings, %d days with a reminder", rated, wanted)
	if wanted < 20 || rated < 60 {
		t.Errorf("%d ratings and %d reminders are too few to tell", rated, wanted)
	}
}

// checkNext compares a rated card with what FSRS says of the one before.
func checkNext(t *testing.T, scheduler *cards.Scheduler, was, now quiz.Memory, zone *time.Location, rating cards.Rating) {
	t.Helper()
	date := func(at time.Time) int { // of the member's day, which begins at four
		local := at.In(zone)
		if local.Hour() < 4 {
			local = local.AddDate(0, 0, -1)
		}
		return int(time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, time.UTC).Unix() / 86400)
	}
	elapsed := 0
	if was.State != cards.New {
		elapsed = date(now.LastReview) - date(was.LastReview)
	}
	want := scheduler.Next(was.Card, rating, elapsed, now.LastReview)
	if now.Stability != want.Stability || now.Difficulty != want.Difficulty || now.State != want.State || now.Lapses != want.Lapses {
		t.Errorf("%s is %+v, want %+v", now.ID, now.Card, want)
	}
	if want.ScheduledDays == 0 {
		if !now.Due.Equal(want.Due) || now.DueDay != 0 {
			t.Errorf("%s is due %v, want %v", now.ID, now.Due, want.Due)
		}
		return
	}
	vary := 2 + float64(want.ScheduledDays)*0.15
	if off := float64(now.ScheduledDays - want.ScheduledDays); off > vary || off < -vary || now.DueDay != date(now.LastReview)+now.ScheduledDays || now.Due.In(zone).Hour() != 4 {
		t.Errorf("%s comes back in %d days on day %d at %v; FSRS says %d days", now.ID, now.ScheduledDays, now.DueDay, now.Due.In(zone), want.ScheduledDays)
	}
}
