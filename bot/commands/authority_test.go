package commands_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"quizbot/bot"
	"quizbot/bot/bottest"
	"quizbot/bot/commands"
	"quizbot/bot/localdiscord"
	"quizbot/quiz"
)

// filled has a value for each option that a command needs.
func filled(stage *bottest.Stage, list []bot.Option) []localdiscord.Option {
	var options []localdiscord.Option
	for _, o := range list {
		if !o.Required {
			continue
		}
		var value any = "x"
		switch o.Kind {
		case bot.Integer:
			value = o.Min
		case bot.Boolean:
			value = true
		case bot.Member:
			value = stage.Jonas.ID
		case bot.Role:
			value = stage.Role.ID
		case bot.Channel:
			value = string(stage.Venue.Channel)
		default:
			if len(o.Choices) > 0 {
				value = o.Choices[0].Value
			}
		}
		options = append(options, option(o.Name, value))
	}
	return options
}

// step is a command or subcommand with who may use it.
type step struct {
	name    string
	needs   bot.Permission
	options []bot.Option
}

func steps() []step {
	var all []step
	for _, c := range commands.All(commands.Deps{}) {
		if len(c.Subs) == 0 {
			all = append(all, step{c.Name, c.Needs, c.Options})
		}
		for _, s := range c.Subs {
			all = append(all, step{c.Name + " " + s.Name, max(c.Needs, s.Needs), s.Options})
		}
	}
	return all
}

var refusals = regexp.MustCompile(`Only instructors may do this|Only members with Manage Server may do this`)

// TestA1NobodyDoesMoreThanTheirRoleAllows runs every command, and every list of
// suggestions, as a member, an instructor and a manager; and presses buttons and
// sends forms that were made for an instructor who is none any more.
func TestA1NobodyDoesMoreThanTheirRoleAllows(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	people := []struct {
		who   localdiscord.User
		holds bot.Permission
	}{{stage.Mina, bot.Everyone}, {stage.Tomas, bot.Instructor}, {stage.Owner, bot.Manager}}
	runs, lists := 0, 0
	for _, s := range steps() {
		for _, p := range people {
			stage.Advance(time.Minute)
			var options []localdiscord.Option
			skip := false
			for _, o := range s.options {
				skip = skip || o.Required && o.Kind > bot.Channel // files
			}
			if options = filled(stage, s.options); skip {
				continue
			}
			answer, err := stage.Discord.As(p.who.ID).Command(t.Context(), string(stage.Venue.Channel), s.name, options...)
			if err != nil {
				t.Errorf("%s runs /%s: %v", p.who.Username, s.name, err)
				continue
			}
			runs++
			refused := answer.Message != nil && refusals.MatchString(answer.Message.Text())
			if refused == (p.holds >= s.needs) {
				t.Errorf("%s runs /%s, which needs %v: refused %v", p.who.Username, s.name, s.needs, refused)
			}
			for _, o := range s.options {
				if !o.Suggest || p.holds >= s.needs {
					continue
				}
				lists++
				if choices, err := stage.Discord.As(p.who.ID).Complete(t.Context(), string(stage.Venue.Channel), s.name, o.Name, ""); err != nil || len(choices) > 0 {
					t.Errorf("%s is offered %d values of /%s %s: %v", p.who.Username, len(choices), s.name, o.Name, err)
				}
			}
		}
	}
	t.Logf("%d runs, %d lists", runs, lists)
}

func TestA1ButtonsAndFormsOfAFormerInstructorAreRefused(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	post := stage.PostQuiz(t, func(s *quiz.Schedule) { s.Topic = "depths" })
	verdict := stage.AnswerAll(t, stage.Mina, post, bottest.First)
	submit(t, stage, stage.Mina, form(t, stage, stage.Mina, verdict, "Report"), map[string]string{"text": "Wrong"})
	stage.Advance(2 * time.Hour)
	queue := stage.Command(t, stage.Tomas, "report")
	found := selected(t, stage, stage.Tomas, queue, "Open a report")
	mend, reject := form(t, stage, stage.Tomas, found, "Mend"), form(t, stage, stage.Tomas, found, "Reject")
	draft := submit(t, stage, stage.Tomas, form(t, stage, stage.Tomas, found, "Mend"), map[string]string{"explanation": "Otherwise."})
	asked, err := stage.Discord.As(stage.Tomas.ID).Command(t.Context(), string(stage.Venue.Channel), "regrade question", option("question", "trench/single"))
	if err != nil || asked.Modal == nil {
		t.Fatal("no form", err)
	}
	confirm := stage.Command(t, stage.Tomas, "schedule add", option("days", "weekdays"), option("time", "09:00"))
	stage.Discord.SetRoles(stage.Guild.ID, stage.Tomas.ID)
	for name, m := range map[string]*localdiscord.Message{
		"select":             selected(t, stage, stage.Tomas, queue, "Open a report"),
		"mend":               stage.Press(t, stage.Tomas, found, "Mend"),
		"retire":             stage.Press(t, stage.Tomas, found, "Retire"),
		"reject":             stage.Press(t, stage.Tomas, found, "Reject"),
		"accept":             stage.Press(t, stage.Tomas, found, "Accept"),
		"apply":              stage.Press(t, stage.Tomas, draft, "Apply"),
		"cancel":             stage.Press(t, stage.Tomas, draft, "Cancel"),
		"time":               stage.Press(t, stage.Tomas, confirm, "Confirm"),
		"form of a report":   submit(t, stage, stage.Tomas, mend, map[string]string{"explanation": "Mine."}),
		"form of a decision": submit(t, stage, stage.Tomas, reject, map[string]string{"reason": "No."}),
		"form of a question": submit(t, stage, stage.Tomas, asked.Modal, map[string]string{"explanation": "Mine."}),
	} {
		if !refusals.MatchString(m.Text()) {
			t.Errorf("%s is not refused:\n%s", name, m.Text())
		}
	}
	if log, err := stage.Engine.Amendments(t.Context(), stage.Venue.Community, 10); err != nil || len(log) > 0 {
		t.Errorf("something was changed: %+v, %v", log, err)
	}
}

// TestA7IdsOfAnotherServerAreMissing uses what one server has from another one:
// the answer is that for an id that never was.
func TestA7IdsOfAnotherServerAreMissing(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	post := stage.PostQuiz(t, func(s *quiz.Schedule) { s.Topic = "depths" })
	verdict := stage.AnswerAll(t, stage.Mina, post, bottest.First)
	submit(t, stage, stage.Mina, form(t, stage, stage.Mina, verdict, "Report"), map[string]string{"text": "Wrong"})
	stage.Advance(2 * time.Hour)
	found := selected(t, stage, stage.Tomas, stage.Command(t, stage.Tomas, "report"), "Open a report")
	draft := submit(t, stage, stage.Tomas, form(t, stage, stage.Tomas, found, "Mend"), map[string]string{"stem": "Which ocean has the Mariana Trench in it?"})
	stage.Press(t, stage.Tomas, draft, "Apply")
	schedules, err := stage.Store.Schedules(t.Context(), stage.Venue.Community)
	if err != nil || len(schedules) != 1 {
		t.Fatal(schedules, err)
	}
	log, err := stage.Engine.Amendments(t.Context(), stage.Venue.Community, 1)
	if err != nil || len(log) != 1 {
		t.Fatal(log, err)
	}

	eve := stage.Discord.AddUser("Eve")
	other := stage.Discord.AddGuild("Other School", eve.ID)
	channel := stage.Discord.AddChannel(other.ID, "quiz")
	stage.Discord.Install(stage.App.ID, other.ID)
	say := func(name string, options ...localdiscord.Option) string {
		t.Helper()
		answer, err := stage.Discord.As(eve.ID).Command(t.Context(), channel.ID, name, options...)
		if err != nil {
			return "Discord refuses: " + regexp.MustCompile(`\d+`).ReplaceAllString(err.Error(), "ID")
		}
		if answer.Message == nil {
			return "a form"
		}
		return answer.Message.Text()
	}
	theirs, missing := string(schedules[0].ID), "zzzzz"
	tests := []struct{ command, option, theirs, missing string }{
		{"schedule preview", "schedule", theirs, missing},
		{"schedule edit", "schedule", theirs, missing},
		{"schedule pause", "schedule", theirs, missing},
		{"schedule resume", "schedule", theirs, missing},
		{"schedule remove", "schedule", theirs, missing},
		{"grades table", "schedule", theirs, missing},
		{"regrade undo", "change", strconv.FormatInt(log[0].ID, 10), "999999"},
		{"regrade question", "question", "Which ocean has the Mariana Trench in it?", "Which one never was?"},
		{"stats", "question", "Which ocean has the Mariana Trench in it?", "Which one never was?"},
	}
	for _, test := range tests {
		a, b := say(test.command, option(test.option, test.theirs)), say(test.command, option(test.option, test.missing))
		a, b = strings.ReplaceAll(a, test.theirs, "…"), strings.ReplaceAll(b, test.missing, "…")
		if a != b || !strings.Contains(a, "no such") {
			t.Errorf("/%s %s: of another server\n%s\nnever was\n%s", test.command, test.option, a, b)
		}
	}
	if others := say("grades allowances") + say("regrade log") + say("report") + say("leaderboard"); strings.Contains(others, "Mariana") || strings.Contains(others, "Mina") {
		t.Errorf("seen from another server:\n%s", others)
	}
	if s, err := stage.Store.Schedules(t.Context(), stage.Venue.Community); err != nil || len(s) != 1 || s[0].Paused {
		t.Errorf("another server changed %+v, %v", s, err)
	}
	for _, id := range []string{bottest.Button(draft, "Apply"), bottest.Button(found, "Retire"), bottest.Button(post, "Start")} {
		forged := stage.Forge(t, channel.ID, id)
		if m := stage.Press(t, eve, forged, "Forged").Text(); !strings.Contains(m, "too old") {
			t.Errorf("a button of another server does\n%s", m)
		}
	}
}
