package commands

import (
	"context"
	"errors"

	"quizbot/bot"
	"quizbot/bot/view"
	"quizbot/quiz"
	"quizbot/quiz/gradebook"
	"quizbot/quiz/schedule"
)

// Grades hands out the gradebook, and gives single members extra time or days
// off.
func Grades(d Deps) bot.Command {
	member := bot.Option{Name: "member", Short: "Who", Kind: bot.Member, Required: true}
	first := bot.Option{Name: "first", Short: "First day, such as 2026-09-01; otherwise today", Kind: bot.Text}
	last := bot.Option{Name: "last", Short: "Last day, which belongs to it; otherwise without end", Kind: bot.Text}
	return bot.Command{
		Name:  "grades",
		Short: "The gradebook as a file; extra time and days off",
		Help:  "table: the gradebook as a CSV file, by schedule and period; extra-time and excuse: for single members; allowances lists them, remove takes them away",
		Needs: bot.Instructor,
		Subs: []bot.Sub{
			{
				Name: "table", Short: "The gradebook as a CSV file",
				Options: []bot.Option{
					{Name: "schedule", Short: "Of one schedule; otherwise of all quizzes and live rounds", Kind: bot.Text, Suggest: true},
					{Name: "period", Short: "Over which time; otherwise all time", Kind: bot.Text, Choices: []bot.Suggestion{
						{Name: "this week", Value: string(quiz.ThisWeek)},
						{Name: "this month", Value: string(quiz.ThisMonth)},
						{Name: "this term", Value: string(quiz.ThisTerm)},
						{Name: "all time", Value: string(quiz.AllTime)},
					}},
					{Name: "first", Short: "First day instead of a period, such as 2026-09-01", Kind: bot.Text},
					{Name: "last", Short: "Last day, which belongs to it; otherwise today", Kind: bot.Text},
				},
				Run: d.gradeTable, Complete: d.suggestSchedule,
			},
			{
				Name: "extra-time", Short: "Let a member answer daily quizzes for longer",
				Options: []bot.Option{
					member,
					{Name: "percent", Short: "Of the time that a quiz is open, 1 to 300", Kind: bot.Integer, Min: 1, Max: quiz.MaxExtraPercent},
					{Name: "minutes", Short: "After its close", Kind: bot.Integer, Min: 1, Max: quiz.MaxExtraMinutes},
					first, last,
				},
				Run: d.extraTime,
			},
			{
				Name: "excuse", Short: "Excuse a member from quizzes and live rounds of some days",
				Options: []bot.Option{member, first, {Name: "last", Short: "Last day, which belongs to it; otherwise the first one", Kind: bot.Text}},
				Run:     d.excuse,
			},
			{
				Name: "remove", Short: "Take extra time or days off away again",
				Options: []bot.Option{member, {Name: "what", Short: "What", Kind: bot.Text, Required: true, Choices: []bot.Suggestion{
					{Name: "extra time in percent", Value: string(quiz.ExtraPercent)},
					{Name: "extra time in minutes", Value: string(quiz.ExtraMinutes)},
					{Name: "days off", Value: string(quiz.Excused)},
				}}},
				Run: d.removeAllowance,
			},
			{Name: "allowances", Short: "Who has extra time or days off", Run: d.listAllowances},
		},
	}
}

// gradePeriod is the stretch of days that a call asks for.
func gradePeriod(c bot.Call) (first, last quiz.Day, err error) {
	today := c.Settings.Calendar().Day(c.Now)
	first, last = quiz.FirstDay, quiz.LastDay
	if c.Options["period"] != "" && c.Options["first"]+c.Options["last"] != "" {
		return first, last, view.PeriodOrDays
	}
	if text := c.Options["first"]; text != "" {
		if first, err = quiz.ParseDay(text); err != nil {
			return first, last, refuse(err)
		}
	}
	if text := c.Options["last"]; text != "" {
		if last, err = quiz.ParseDay(text); err != nil {
			return first, last, refuse(err)
		}
	}
	if period := quiz.Period(c.Options["period"]); period != "" && period != quiz.AllTime {
		if first, last, err = c.Settings.DaysOf(period, today); err != nil {
			return first, last, err
		}
	}
	return first, last, nil
}

func (d Deps) gradeTable(ctx context.Context, c bot.Call) (bot.Reply, error) {
	first, last, err := gradePeriod(c)
	if err != nil {
		return bot.Reply{}, err
	}
	id := quiz.ScheduleID(c.Options["schedule"])
	if id != "" {
		if _, err := d.Schedules.Schedule(ctx, c.Community, id); err != nil {
			return bot.Reply{}, err
		}
	}
	book, err := d.Engine.Gradebook(ctx, c.Community, id, first, last, c.Now)
	var backwards *quiz.Backwards
	if errors.As(err, &backwards) {
		return bot.Reply{}, refuse(err)
	}
	if err != nil {
		return bot.Reply{}, err
	}
	zone, err := schedule.LoadZone(c.Settings.Zone)
	if err != nil {
		return bot.Reply{}, refuse(err)
	}
	file, err := gradebook.CSV(book, zone)
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Private(view.Grades(book, file)), nil
}

// allowed stores an allowance of the member named, from the first day named or
// today on.
func (d Deps) allowed(ctx context.Context, c bot.Call, a quiz.Allowance) (bot.Reply, error) {
	id := c.Options["member"]
	a.Community, a.Player, a.Name, a.By, a.At = c.Community, quiz.PlayerID(id), c.Names[id], c.Player.ID, c.Now
	a.First = c.Settings.Calendar().Day(c.Now)
	for option, day := range map[string]*quiz.Day{"first": &a.First, "last": &a.Last} {
		if text := c.Options[option]; text != "" {
			parsed, err := quiz.ParseDay(text)
			if err != nil {
				return bot.Reply{}, refuse(err)
			}
			*day = parsed
		}
	}
	if a.Last == (quiz.Day{}) {
		a.Last = quiz.LastDay
		if a.Kind == quiz.Excused {
			a.Last = a.First
		}
	}
	if a.Last.Before(a.First) && c.Options["first"] == "" {
		return bot.Reply{}, view.LastIsOver
	}
	if err := d.Engine.Allow(ctx, a); err != nil {
		return bot.Reply{}, refuse(err)
	}
	return bot.Private(view.Allowed(a)), nil
}

func (d Deps) extraTime(ctx context.Context, c bot.Call) (bot.Reply, error) {
	percent, minutes := c.Options["percent"], c.Options["minutes"]
	switch {
	case (percent == "") == (minutes == ""):
		return bot.Reply{}, view.PercentOrMinutes
	case percent != "":
		return d.allowed(ctx, c, quiz.Allowance{Kind: quiz.ExtraPercent, Amount: number(percent)})
	}
	return d.allowed(ctx, c, quiz.Allowance{Kind: quiz.ExtraMinutes, Amount: number(minutes)})
}

func (d Deps) excuse(ctx context.Context, c bot.Call) (bot.Reply, error) {
	return d.allowed(ctx, c, quiz.Allowance{Kind: quiz.Excused})
}

func (d Deps) removeAllowance(ctx context.Context, c bot.Call) (bot.Reply, error) {
	player := quiz.PlayerID(c.Options["member"])
	if err := d.Engine.Disallow(ctx, c.Community, player, quiz.AllowanceKind(c.Options["what"])); err != nil {
		return bot.Reply{}, err
	}
	return bot.Private(view.Disallowed(player)), nil
}

func (d Deps) listAllowances(ctx context.Context, c bot.Call) (bot.Reply, error) {
	list, err := d.Engine.Allowances(ctx, c.Community, "")
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Private(view.Allowances(list)), nil
}
