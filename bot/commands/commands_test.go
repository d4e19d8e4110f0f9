package commands_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"quizbot/bot"
	"quizbot/bot/bottest"
	"quizbot/bot/commands"
	"quizbot/bot/localdiscord"
	"quizbot/questions"
	"quizbot/quiz"
)

func option(name string, value any) localdiscord.Option {
	return localdiscord.Option{Name: name, Value: value}
}

func TestEveryCommandIsInTheReadmeAndDescribed(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := regexp.MustCompile("(?m)^\\| `/([a-z]+)` \\| (.+) \\|$").FindAllStringSubmatch(string(readme), -1)
	table := map[string]string{}
	for _, row := range rows {
		table[row[1]] = row[2]
	}
	list := commands.All(commands.Deps{})
	for _, c := range list {
		if c.Help == "" || c.Short == "" || len(c.Short) > 100 {
			t.Errorf("/%s: help %q, short %q", c.Name, c.Help, c.Short)
		}
		if table[c.Name] != c.Help {
			t.Errorf("README row of /%s is %q, its help %q", c.Name, table[c.Name], c.Help)
		}
		if (c.Run == nil) == (len(c.Subs) == 0) {
			t.Errorf("/%s has neither or both of Run and Subs", c.Name)
		}
	}
	if len(table) != len(list) {
		t.Errorf("README lists %d commands, there are %d", len(table), len(list))
	}
	for _, name := range []string{"schedule", "settings"} {
		for _, c := range list {
			if c.Name == name && c.Needs == bot.Everyone {
				t.Errorf("/%s may be used by everyone", name)
			}
		}
	}
}

func TestInstructorSchedulesAQuiz(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	see := func(name string, m *localdiscord.Message) *localdiscord.Message {
		bottest.Golden(t, "schedule/"+name, m.Text())
		return m
	}
	see("list-empty", stage.Command(t, stage.Tomas, "schedule list"))
	due := stage.Now().UTC().Add(2 * time.Minute)
	m := see("confirm", stage.Command(t, stage.Tomas, "schedule add",
		option("days", "every day"), option("time", due.Format("15:04")), option("questions", 3), option("topic", "animals")))
	if n := countPosts(stage); n != 0 {
		t.Errorf("%d quizzes were posted before Confirm", n)
	}
	see("confirmed", stage.Press(t, stage.Tomas, m, "Confirm"))
	list := see("list", stage.Command(t, stage.Tomas, "schedule list"))
	id := regexp.MustCompile(`Schedule ([2-9b-z]{5})`).FindStringSubmatch(list.Text())[1]
	see("preview", stage.Command(t, stage.Tomas, "schedule preview", option("schedule", id)))

	stage.Advance(2*time.Minute + time.Second)
	post := stage.AwaitMessage(t, func(m *localdiscord.Message) bool { return bottest.Button(m, "Start") != "" })
	wants(t, post, "Topic: animals")

	see("pause", stage.Command(t, stage.Tomas, "schedule pause", option("schedule", id)))
	stage.Advance(24 * time.Hour)
	see("list-paused", stage.Command(t, stage.Tomas, "schedule list"))
	see("resume", stage.Command(t, stage.Tomas, "schedule resume", option("schedule", id)))
	if n := countPosts(stage); n > 1 {
		t.Errorf("a quiz was posted for a day on which the schedule was paused")
	}
	remove := func() *localdiscord.Message {
		return stage.Command(t, stage.Tomas, "schedule remove", option("schedule", id))
	}
	see("remove-kept", stage.Press(t, stage.Tomas, remove(), "Keep"))
	asked := see("remove", remove())
	wants(t, stage.Command(t, stage.Tomas, "schedule list"), id) // nothing is removed before Remove
	see("removed", stage.Press(t, stage.Tomas, asked, "Remove"))
	see("gone", stage.Command(t, stage.Tomas, "schedule preview", option("schedule", id)))
	cancelled := stage.Command(t, stage.Tomas, "schedule add", option("days", "weekdays"), option("time", "09:00"))
	see("cancelled", stage.Press(t, stage.Tomas, cancelled, "Cancel"))
	wants(t, stage.Command(t, stage.Tomas, "schedule list"), "No quiz is scheduled")
}

func TestS3BadSchedulesGetOneSentence(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	stage.Discord.SetOverwrite(stage.General.ID, localdiscord.Overwrite{ID: stage.App.UserID, Type: localdiscord.OverwriteMember, Deny: localdiscord.PermissionSendMessages | localdiscord.PermissionEmbedLinks})
	tests := []struct {
		name    string
		options []localdiscord.Option
		want    string
	}{
		{"minute out of range", []localdiscord.Option{option("cron", "61 9 * * *")}, "61"},
		{"zone in the expression", []localdiscord.Option{option("cron", "TZ=UTC 0 9 * * *")}, "zone"},
		{"zone alone", []localdiscord.Option{option("cron", "TZ=UTC")}, "zone"},
		{"every minute", []localdiscord.Option{option("cron", "* * * * *")}, "15 minutes"},
		{"unknown zone", []localdiscord.Option{option("days", "weekdays"), option("time", "09:00"), option("zone", "Mars/Olympus")}, "Mars/Olympus"},
		{"time", []localdiscord.Option{option("days", "weekdays"), option("time", "9 o'clock")}, "HH:MM"},
		{"closes", []localdiscord.Option{option("days", "weekdays"), option("time", "09:00"), option("closes", "25:00")}, "25:00"},
		{"neither", nil, "Give both days and time"},
		{"both", []localdiscord.Option{option("days", "weekdays"), option("time", "09:00"), option("cron", "0 9 * * *")}, "not both"},
		{"unknown bank", []localdiscord.Option{option("days", "weekdays"), option("time", "09:00"), option("bank", "../sea")}, "no such question bank"},
		{"unknown topic", []localdiscord.Option{option("days", "weekdays"), option("time", "09:00"), option("topic", "space")}, "No question matches"},
		{"channel", []localdiscord.Option{option("days", "weekdays"), option("time", "09:00"), option("channel", stage.General.ID)}, "Send Messages, Embed Links"},
		{"mention", []localdiscord.Option{option("days", "weekdays"), option("time", "09:00"), option("zone", "@everyone")}, "@\u200beveryone"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := stage.Command(t, stage.Tomas, "schedule add", test.options...)
			wants(t, m, test.want)
			bottest.Golden(t, "schedule/refused-"+strings.ReplaceAll(test.name, " ", "-"), m.Text())
		})
	}
	wants(t, stage.Command(t, stage.Tomas, "schedule list"), "No quiz is scheduled")
}

func TestOnlyThoseWhoMayChangeThings(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	tests := []struct {
		who     localdiscord.User
		command string
		allowed bool
	}{
		{stage.Mina, "schedule list", false},
		{stage.Mina, "settings", false},
		{stage.Tomas, "schedule list", true}, // has the role
		{stage.Tomas, "settings", false},
		{stage.Owner, "schedule list", true},
		{stage.Owner, "settings", true},
		{stage.Mina, "help", true},
	}
	for _, test := range tests {
		text := stage.Command(t, test.who, test.command).Text()
		if refused := strings.Contains(text, "Only instructors") || strings.Contains(text, "Only members with Manage Server"); refused == test.allowed {
			t.Errorf("%s runs /%s, allowed %v:\n%s", test.who.Username, test.command, test.allowed, text)
		}
	}
	// Checked again on every step: the role is gone when Confirm is pressed.
	confirm := stage.Command(t, stage.Tomas, "schedule add", option("days", "weekdays"), option("time", "09:00"))
	stage.Discord.SetRoles(stage.Guild.ID, stage.Tomas.ID)
	wants(t, stage.Press(t, stage.Tomas, confirm, "Confirm"), "Only instructors")
	if choices, err := stage.Discord.As(stage.Tomas.ID).Complete(t.Context(), string(stage.Venue.Channel), "schedule pause", "schedule", ""); err != nil || len(choices) > 0 {
		t.Errorf("a member is offered schedules: %v, %v", choices, err)
	}
	bottest.Golden(t, "help-member", stage.Command(t, stage.Mina, "help").Text())
	bottest.Golden(t, "help-manager", stage.Command(t, stage.Owner, "help").Text())
}

func TestManagerChangesSettings(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	bottest.Golden(t, "settings/shown", stage.Command(t, stage.Owner, "settings").Text())
	bottest.Golden(t, "settings/changed", stage.Command(t, stage.Owner, "settings", option("zone", "Europe/London"), option("reveal", string(quiz.RevealAtClose)), option("day_start", 4)).Text())
	wants(t, stage.Command(t, stage.Owner, "settings", option("instructor_role", stage.Guild.ID)), "Everyone has that role")
	bottest.Golden(t, "settings/unknown-zone", stage.Command(t, stage.Owner, "settings", option("zone", "Europe/Londn")).Text())
	settings, err := stage.Engine.Settings(t.Context(), stage.Venue.Community)
	if err != nil || settings.Zone != "Europe/London" || settings.Reveal != quiz.RevealAtClose || settings.DayStartsAt != 4 || settings.InstructorRole != stage.Role.ID {
		t.Errorf("settings are %+v, %v", settings, err)
	}
	choices, err := stage.Discord.As(stage.Owner.ID).Complete(t.Context(), string(stage.Venue.Channel), "settings", "zone", "lond")
	if err != nil || len(choices) == 0 || choices[0].Value != "Europe/London" {
		t.Errorf("suggestions for lond: %v, %v", choices, err)
	}
}

func TestReportKeepsVersionAndChoice(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	wants(t, stage.Command(t, stage.Mina, "report"), "nothing to report")
	post := stage.PostQuiz(t, func(s *quiz.Schedule) { s.Topic = "depths" })
	verdict := stage.AnswerAll(t, stage.Mina, post, bottest.First)
	answer, err := stage.Discord.As(stage.Mina.ID).Press(t.Context(), verdict.ID, bottest.Button(verdict, "Report"))
	if err != nil || answer.Modal == nil {
		t.Fatalf("the report button opens no form: %v", err)
	}
	thanks, err := stage.Discord.As(stage.Mina.ID).Submit(t.Context(), answer.Modal, map[string]string{"text": "B is right as well @everyone"})
	if err != nil {
		t.Fatal(err)
	}
	bottest.Golden(t, "report-thanks", thanks.Message.Text())
	reports, err := stage.Engine.Reports(t.Context(), stage.Venue.Community)
	if err != nil || len(reports) != 1 {
		t.Fatalf("reports: %v, %v", reports, err)
	}
	if r := reports[0]; r.Question != "trench/single" || r.Version != 1 || len(r.Given) != 1 || r.Text != "B is right as well @everyone" || r.Player != quiz.PlayerID(stage.Mina.ID) {
		t.Errorf("stored report: %+v", r)
	}
	choose := stage.Command(t, stage.Mina, "report")
	wants(t, choose, "Which question do you want to report?")
	if strings.Contains(choose.Text(), "B is right as well") {
		t.Errorf("a member sees the reports of others:\n%s", choose.Text())
	}
	if open := stage.Command(t, stage.Tomas, "report").Text(); strings.Contains(open, "Pacific") {
		t.Errorf("an instructor is shown the key of an open quiz:\n%s", open)
	}
	stage.Advance(2 * time.Hour)
	wants(t, stage.Command(t, stage.Tomas, "report"), "Reports that wait", "B is right as well")
	blank, err := stage.Discord.As(stage.Mina.ID).Submit(t.Context(), reportForm(t, stage, verdict), map[string]string{"text": "   "})
	if err != nil {
		t.Fatal(err)
	}
	wants(t, blank.Message, "Say in a few words what is wrong")
}

// reportForm presses the report button again and returns the form.
func reportForm(t *testing.T, stage *bottest.Stage, verdict *localdiscord.Message) *localdiscord.Modal {
	t.Helper()
	answer, err := stage.Discord.As(stage.Mina.ID).Press(t.Context(), verdict.ID, bottest.Button(verdict, "Report"))
	if err != nil || answer.Modal == nil {
		t.Fatalf("the report button opens no form: %v", err)
	}
	return answer.Modal
}

func TestMemberDeletesTheirData(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	post := stage.PostQuiz(t, nil)
	stage.AnswerAll(t, stage.Mina, post, key)
	shown := stage.Command(t, stage.Mina, "privacy show")
	wants(t, shown, "Runs: 1. Answers: 6. Reports: 0.", "quizbot-data.json")
	ask := stage.Command(t, stage.Mina, "privacy delete")
	bottest.Golden(t, "privacy/ask", ask.Text())
	bottest.Golden(t, "privacy/kept", stage.Press(t, stage.Mina, ask, "Keep").Text())
	ask = stage.Command(t, stage.Mina, "privacy delete")
	bottest.Golden(t, "privacy/deleted", stage.Press(t, stage.Mina, ask, "Delete").Text())
	data, err := stage.Engine.Export(t.Context(), stage.Venue.Community, quiz.PlayerID(stage.Mina.ID), time.Now())
	if err != nil || len(data.Runs)+len(data.Answers)+len(data.Reports) != 0 {
		t.Errorf("still stored: %+v, %v", data, err)
	}
	wants(t, stage.Command(t, stage.Mina, "leaderboard", option("period", "all")), "Nobody has scored yet")
	wants(t, stage.Press(t, stage.Mina, post, "Start"), "You deleted your data while this quiz was open")
}

func TestScoresArePrivateButForPointsRankAndStreak(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	post := stage.PostQuiz(t, nil)
	stage.AnswerAll(t, stage.Mina, post, key)
	own := stage.Command(t, stage.Mina, "score")
	wants(t, own, "Right answers", "5 of 6 (83 %)")
	other := stage.Command(t, stage.Jonas, "score", option("member", stage.Mina.ID))
	wants(t, other, "Score of Mina", "Points", "Rank", "Streak")
	if strings.Contains(other.Text(), "Right answers") {
		t.Errorf("another member's accuracy is shown:\n%s", other.Text())
	}
	wants(t, stage.Command(t, stage.Jonas, "leaderboard"), "1.** Mina", "You are not on it yet")
}

// hostile is text from an article, a question or a name that wants to be more
// than text.
const hostile = "@everyone @here <@1> <@&2> </quiz:1> **x** ||y|| [a](https://evil.example) `z` <t:0:R> \u202eabc"

func TestH1NothingInABankOrANamePingsAnybody(t *testing.T) {
	t.Parallel()
	bank := bottest.Bank()
	bank.Title = "Sea " + hostile
	for i := range bank.Questions {
		q := &bank.Questions[i]
		q.Stem += " " + hostile
		q.Explanation += " " + hostile
		for j := range q.Key {
			if q.Form != questions.TrueFalse {
				q.Key[j] += " " + hostile
			}
		}
	}
	bank.Sources[0].Title += hostile
	stage := bottest.NewWith(t, bank)
	nasty := stage.Discord.AddUser("@everyone <@1>")
	stage.Discord.AddMember(stage.Guild.ID, nasty.ID)
	post := stage.PostQuiz(t, nil)
	stage.AnswerAll(t, nasty, post, bottest.First)
	stage.Command(t, nasty, "leaderboard")
	stage.Command(t, nasty, "source")
	stage.Command(t, stage.Jonas, "score", option("member", nasty.ID))
	stage.Command(t, stage.Tomas, "schedule add", option("days", "weekdays"), option("time", hostile))
	stage.Advance(2 * time.Hour)
	stage.AwaitMessage(t, func(m *localdiscord.Message) bool { return bottest.Button(m, "My answers") != "" })
	live := regexp.MustCompile(`(^|[^\\])(<@|</|<t:0|\*\*x\*\*|\|\|y|\[a\]\(|` + "`z`" + `)|@everyone|@here|\x{202e}`)
	for _, m := range stage.Discord.Messages(string(stage.Venue.Channel), "") {
		if m.MentionEveryone || len(m.Mentions)+len(m.MentionRoles) > 0 {
			t.Errorf("a message mentions somebody: %+v\n%s", m.Mentions, m.Text())
		}
		text := ""
		for _, e := range m.Embeds { // button labels show no markup
			text += e.Title + "\n" + e.Description + "\n"
			for _, f := range e.Fields {
				text += f.Name + "\n" + f.Value + "\n"
			}
		}
		if found := live.FindString(text + m.Content); found != "" {
			t.Errorf("%q is live in:\n%s", found, text+m.Content)
		}
	}
	for _, r := range stage.Discord.Requests() {
		if len(r.Body) > 0 && strings.Contains(string(r.Body), `"embeds":[{`) && !strings.Contains(string(r.Body), `"allowed_mentions":{"parse":[]`) {
			t.Errorf("%s %s has no allowed_mentions", r.Method, r.Route)
		}
	}
}

func TestH4EverythingFitsWhateverTheBank(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Ein sehr langes Wort_mit*Zeichen ", 40)
	bank := bottest.Bank()
	bank.Title = long
	for i := range bank.Questions {
		q := &bank.Questions[i]
		q.Stem, q.Explanation = long+fmt.Sprint(i), long+long
		for j := range q.Key {
			if q.Form != questions.TrueFalse {
				q.Key[j] += long
			}
		}
		for j := range q.Distractors {
			if q.Form != questions.TrueFalse {
				q.Distractors[j] += long
			}
		}
	}
	bank.Sources[0].Title = long + long
	stage := bottest.NewWith(t, bank)
	post := stage.PostQuiz(t, nil)
	last := stage.AnswerAll(t, stage.Mina, post, bottest.First) // Discord refuses what does not fit
	stage.Press(t, stage.Mina, last, "See all")
	stage.Command(t, stage.Mina, "source")
	stage.Advance(2 * time.Hour)
	stage.AwaitMessage(t, func(m *localdiscord.Message) bool { return bottest.Button(m, "My answers") != "" })
	for _, r := range stage.Discord.Requests() {
		if r.Status == 400 {
			t.Errorf("%s %s was refused: %s", r.Method, r.Route, r.Verdict)
		}
	}
}
