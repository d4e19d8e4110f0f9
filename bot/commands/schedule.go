package commands

import (
	"context"
	"time"

	"quizbot/bot"
	"quizbot/bot/view"
	"quizbot/quiz"
	"quizbot/quiz/schedule"
)

const (
	previewed  = 3 // runs shown before a schedule is confirmed
	missedSeen = 2 // missed runs shown in the list
)

// Schedule posts quizzes again and again.
func Schedule(d Deps) bot.Command {
	which := []bot.Option{{Name: "schedule", Short: "Which schedule", Kind: bot.Text, Required: true, Suggest: true}}
	return bot.Command{
		Name:  "schedule",
		Short: "Post quizzes on chosen days at a chosen time",
		Help:  "add, list, preview, pause, resume or remove schedules that post quizzes",
		Needs: bot.Instructor,
		Subs: []bot.Sub{
			{
				Name: "add", Short: "Post a quiz on chosen days at a chosen time",
				Options: []bot.Option{
					{Name: "days", Short: "On which days", Kind: bot.Text, Choices: dayChoices()},
					{Name: "time", Short: "At what time, HH:MM, such as 09:00", Kind: bot.Text},
					{Name: "zone", Short: "Time zone; otherwise the server's", Kind: bot.Text, Suggest: true},
					{Name: "bank", Short: "Question bank; otherwise the first one", Kind: bot.Text, Suggest: true},
					{Name: "topic", Short: "Only questions on this topic", Kind: bot.Text, Suggest: true},
					{Name: "channel", Short: "Where; otherwise the quiz channel, or this one", Kind: bot.Channel},
					{Name: "questions", Short: "How many questions, 1 to 20; otherwise 5", Kind: bot.Integer, Min: 1, Max: mostCount},
					{Name: "closes", Short: "Time at which it closes, HH:MM; otherwise a day later", Kind: bot.Text},
					{Name: "reveal", Short: "When right answers are shown; otherwise as the server has it", Kind: bot.Text, Choices: revealChoices},
					{Name: "cron", Short: "For experts, instead of days and time: minute hour day month weekday", Kind: bot.Text},
				},
				Run: d.addSchedule,
				Complete: func(ctx context.Context, c bot.Call) ([]bot.Suggestion, error) {
					switch c.Typing {
					case "zone":
						return suggestZone(c.Options["zone"]), nil
					case "topic":
						return suggestTopic(ctx, d, c)
					}
					return suggestBank(ctx, d, c)
				},
			},
			{Name: "list", Short: "All schedules of this server", Run: d.listSchedules},
			{Name: "preview", Short: "When a schedule runs next", Options: which, Run: d.previewSchedule, Complete: d.suggestSchedule},
			{Name: "pause", Short: "Post nothing until it is resumed", Options: which, Run: d.pauseSchedule, Complete: d.suggestSchedule},
			{Name: "resume", Short: "Go on with a paused schedule", Options: which, Run: d.resumeSchedule, Complete: d.suggestSchedule},
			{Name: "remove", Short: "Remove a schedule; its quizzes and scores stay", Options: which, Run: d.removeSchedule, Complete: d.suggestSchedule},
		},
		Press: map[string]bot.Handler{
			"confirm": d.confirmSchedule,
			"cancel":  d.cancelSchedule,
		},
	}
}

func dayChoices() []bot.Suggestion {
	var choices []bot.Suggestion
	for _, c := range schedule.DayChoices() {
		choices = append(choices, bot.Suggestion{Name: c.Label, Value: c.Value})
	}
	return choices
}

// addSchedule saves the schedule paused and shows its next runs; the Confirm
// button starts it.
func (d Deps) addSchedule(ctx context.Context, c bot.Call) (bot.Reply, error) {
	s := quiz.Schedule{
		Venue: quiz.Venue{Community: c.Community, Channel: c.Channel}, Topic: c.Options["topic"],
		Cron: c.Options["cron"], Zone: c.Settings.Zone, Questions: usualCount, Closes: c.Options["closes"],
		Reveal: c.Settings.Reveal, Paused: true, CreatedBy: c.Player.ID, CreatedAt: c.Now,
	}
	if c.Settings.QuizChannel != "" {
		s.Venue.Channel = c.Settings.QuizChannel
	}
	if channel := c.Options["channel"]; channel != "" {
		s.Venue.Channel = quiz.ChannelID(channel)
	}
	if zone := c.Options["zone"]; zone != "" {
		s.Zone = zone
	}
	if n := number(c.Options["questions"]); n > 0 {
		s.Questions = n
	}
	if reveal := c.Options["reveal"]; reveal != "" {
		s.Reveal = quiz.Reveal(reveal)
	}
	days, at := c.Options["days"], c.Options["time"]
	switch {
	case s.Cron != "" && (days != "" || at != ""):
		return bot.Reply{}, view.CronOrDays
	case s.Cron == "" && (days == "" || at == ""):
		return bot.Reply{}, view.DaysAndTime
	case s.Cron == "":
		cron, err := schedule.FromDays(days, at)
		if err != nil {
			return bot.Reply{}, refuse(err)
		}
		s.Cron = cron
	}
	var err error
	if s.Bank, err = defaultBank(ctx, d, c); err != nil {
		return bot.Reply{}, err
	}
	if err := d.askable(ctx, c, s); err != nil {
		return bot.Reply{}, err
	}
	if err := schedule.Validate(s); err != nil {
		return bot.Reply{}, refuse(err)
	}
	if err := d.writable(ctx, c, s.Venue.Channel); err != nil {
		return bot.Reply{}, err
	}
	if s, err = d.Schedules.SaveSchedule(ctx, s); err != nil {
		return bot.Reply{}, err
	}
	return bot.Private(view.ConfirmSchedule(s, runs(s, previewed, c.Now))), nil
}

// askable refuses a bank or topic that the community does not have.
func (d Deps) askable(ctx context.Context, c bot.Call, s quiz.Schedule) error {
	banks, err := d.Engine.Banks(ctx, c.Community)
	if err != nil {
		return err
	}
	for _, b := range banks {
		if b.Name != s.Bank {
			continue
		}
		for _, topic := range append(b.Topics, "") {
			if topic == s.Topic {
				return nil
			}
		}
		return quiz.ErrNoQuestions
	}
	return quiz.ErrNoBank
}

// runs returns when a schedule runs next, at most n times.
func runs(s quiz.Schedule, n int, now time.Time) []time.Time {
	spec, err := schedule.Parse(s.Cron, s.Zone)
	if err != nil {
		return nil
	}
	var list []time.Time
	for _, run := range spec.Upcoming(n, now) {
		list = append(list, run.At)
	}
	return list
}

func nextRun(s quiz.Schedule, now time.Time) time.Time {
	if list := runs(s, 1, now); len(list) > 0 {
		return list[0]
	}
	return time.Time{}
}

func (d Deps) confirmSchedule(ctx context.Context, c bot.Call) (bot.Reply, error) {
	return d.activate(ctx, c, quiz.ScheduleID(arg(c, 0)), view.ScheduleConfirmed, bot.Replace)
}

func (d Deps) resumeSchedule(ctx context.Context, c bot.Call) (bot.Reply, error) {
	return d.activate(ctx, c, quiz.ScheduleID(c.Options["schedule"]), view.ScheduleResumed, bot.Private)
}

func (d Deps) activate(ctx context.Context, c bot.Call, id quiz.ScheduleID, change view.ScheduleChange, reply func(view.Message) bot.Reply) (bot.Reply, error) {
	s, err := d.Schedules.Schedule(ctx, c.Community, id)
	if err != nil {
		return bot.Reply{}, err
	}
	if err := d.writable(ctx, c, s.Venue.Channel); err != nil {
		return bot.Reply{}, err
	}
	if err := d.Schedules.SetPaused(ctx, c.Community, id, false, c.Now); err != nil {
		return bot.Reply{}, err
	}
	d.Host.Wake()
	return reply(view.ScheduleChanged(change, id, nextRun(s, c.Now))), nil
}

func (d Deps) cancelSchedule(ctx context.Context, c bot.Call) (bot.Reply, error) {
	if err := d.Schedules.RemoveSchedule(ctx, c.Community, quiz.ScheduleID(arg(c, 0))); err != nil {
		return bot.Reply{}, err
	}
	return bot.Replace(view.ScheduleCancelled()), nil
}

func (d Deps) pauseSchedule(ctx context.Context, c bot.Call) (bot.Reply, error) {
	id := quiz.ScheduleID(c.Options["schedule"])
	if err := d.Schedules.SetPaused(ctx, c.Community, id, true, c.Now); err != nil {
		return bot.Reply{}, err
	}
	return bot.Private(view.ScheduleChanged(view.SchedulePaused, id, time.Time{})), nil
}

func (d Deps) removeSchedule(ctx context.Context, c bot.Call) (bot.Reply, error) {
	id := quiz.ScheduleID(c.Options["schedule"])
	if err := d.Schedules.RemoveSchedule(ctx, c.Community, id); err != nil {
		return bot.Reply{}, err
	}
	return bot.Private(view.ScheduleChanged(view.ScheduleRemoved, id, time.Time{})), nil
}

func (d Deps) previewSchedule(ctx context.Context, c bot.Call) (bot.Reply, error) {
	s, err := d.Schedules.Schedule(ctx, c.Community, quiz.ScheduleID(c.Options["schedule"]))
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Private(view.PreviewSchedule(s, runs(s, 5, c.Now))), nil
}

func (d Deps) listSchedules(ctx context.Context, c bot.Call) (bot.Reply, error) {
	list, err := d.Schedules.Schedules(ctx, c.Community)
	if err != nil {
		return bot.Reply{}, err
	}
	var rows []view.ScheduleRow
	for _, s := range list {
		row := view.ScheduleRow{Schedule: s, Next: nextRun(s, c.Now)}
		occurrences, err := d.Schedules.Occurrences(ctx, s.ID, missedSeen)
		if err != nil {
			return bot.Reply{}, err
		}
		for _, o := range occurrences {
			if o.State == quiz.Missed || o.State == quiz.Uncertain {
				row.Missed = append(row.Missed, o)
			}
		}
		rows = append(rows, row)
	}
	return bot.Private(view.Schedules(rows)), nil
}

func (d Deps) suggestSchedule(ctx context.Context, c bot.Call) ([]bot.Suggestion, error) {
	list, err := d.Schedules.Schedules(ctx, c.Community)
	if err != nil {
		return nil, err
	}
	var all []bot.Suggestion
	for _, s := range list {
		all = append(all, bot.Suggestion{Name: string(s.ID) + ": " + s.Bank + ", " + schedule.Describe(s.Cron) + ", " + s.Zone, Value: string(s.ID)})
	}
	return matching(c.Options["schedule"], all), nil
}
