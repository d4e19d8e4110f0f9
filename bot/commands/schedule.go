package commands

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"quizbot/bot"
	"quizbot/bot/view"
	"quizbot/quiz"
	"quizbot/quiz/schedule"
)

const (
	previewed     = 3 // runs shown before a schedule is confirmed
	previewedMore = 5 // by preview
	missedSeen    = 2 // missed runs shown in the list
	rowsOfADay    = 200
)

// Schedule posts quizzes again and again.
func Schedule(d Deps) bot.Command {
	which := []bot.Option{{Name: "schedule", Short: "Which schedule", Kind: bot.Text, Required: true, Suggest: true}}
	return bot.Command{
		Name:  "schedule",
		Short: "Post quizzes on chosen days at a chosen time",
		Help:  "add, list, preview, edit, pause, resume or remove schedules that post quizzes: when, from which bank, which questions first, on holidays or not",
		Needs: bot.Instructor,
		Subs: []bot.Sub{
			{Name: "add", Short: "Post a quiz on chosen days at a chosen time", Options: scheduleOptions(), Run: d.addSchedule, Complete: d.suggestField},
			{Name: "list", Short: "All schedules of this server", Run: d.listSchedules},
			{Name: "preview", Short: "When a schedule runs next", Options: which, Run: d.previewSchedule, Complete: d.suggestSchedule},
			{Name: "edit", Short: "Change a schedule: give what is to be different", Options: append(which, changeable()...), Run: d.editSchedule, Complete: d.suggestField},
			{Name: "pause", Short: "Post nothing until it is resumed", Options: which, Run: d.pauseSchedule, Complete: d.suggestSchedule},
			{Name: "resume", Short: "Go on with a paused schedule", Options: which, Run: d.resumeSchedule, Complete: d.suggestSchedule},
			{Name: "remove", Short: "Remove a schedule; its quizzes and scores stay", Options: which, Run: d.askRemoval, Complete: d.suggestSchedule},
		},
		Press: map[string]bot.Handler{
			"confirm": d.confirmSchedule,
			"cancel":  d.cancelSchedule,
			"remove":  d.removeSchedule,
			"keep":    keepSchedule,
			"apply":   d.applyEdit,
			"drop":    d.dropEdit,
			"rebase":  d.rebaseEdit,
			"again":   d.settle(quiz.Due),
			"there":   d.settle(quiz.Posted),
		},
	}
}

// What stands for an empty or a usual value in an option.
const (
	allTopics  = "*"
	usualValue = "usual"
)

// scheduleOptions are the fields of a schedule, for add and edit.
func scheduleOptions() []bot.Option {
	return []bot.Option{
		{Name: "days", Short: "On which days", Kind: bot.Text, Choices: dayChoices()},
		{Name: "time", Short: "At what time it opens, HH:MM, such as 09:00", Kind: bot.Text},
		{Name: "zone", Short: "Time zone; otherwise the server's", Kind: bot.Text, Suggest: true},
		{Name: "bank", Short: "Question bank; otherwise the first one", Kind: bot.Text, Suggest: true},
		{Name: "topic", Short: "Only questions on this topic", Kind: bot.Text, Suggest: true},
		{Name: "channel", Short: "Where; otherwise the quiz channel, or this one", Kind: bot.Channel},
		{Name: "questions", Short: "How many questions, 1 to 20; otherwise 5", Kind: bot.Integer, Min: 1, Max: mostCount},
		{Name: "closes", Short: "When it closes: HH:MM, or 3 days, or 3 days 20:00; otherwise a day later", Kind: bot.Text},
		{Name: "reveal", Short: "When right answers are shown; otherwise as the server has it", Kind: bot.Text, Choices: revealChoices},
		{Name: "select", Short: "Which questions come first; otherwise those asked here least often", Kind: bot.Text, Choices: []bot.Suggestion{
			{Name: "asked here least often", Value: usualValue},
			{Name: "never asked here, and no others", Value: string(quiz.SelectNew)},
			{Name: "spaced: again after 2, 4, 8 and more days", Value: string(quiz.SelectSpaced)},
			{Name: "weakest: those members got right least often", Value: string(quiz.SelectWeakest)},
		}},
		{Name: "no_repeat", Short: "Days within which no question comes again, 0 to 365; otherwise 0", Kind: bot.Integer, Min: 0, Max: schedule.MaxNoRepeat},
		{Name: "late", Short: "When it could not be posted in time; otherwise post it up to 6 hours late", Kind: bot.Text, Choices: []bot.Suggestion{
			{Name: "post it late", Value: usualValue},
			{Name: "leave it out", Value: string(quiz.LateSkip)},
			{Name: "leave it out and tell the channel", Value: string(quiz.LateSay)},
		}},
		{Name: "late_hours", Short: "Post it at most so many hours late, 1 to 24; otherwise 6", Kind: bot.Integer, Min: 1, Max: int(schedule.MaxLate.Hours())},
		{Name: "overlap", Short: "While its last quiz is still open; otherwise leave the next one out", Kind: bot.Text, Choices: []bot.Suggestion{
			{Name: "leave the next one out", Value: usualValue},
			{Name: "close the open one first", Value: string(quiz.OverlapClose)},
			{Name: "have both open", Value: string(quiz.OverlapBoth)},
		}},
		{Name: "term_only", Short: "Only during the terms in /settings", Kind: bot.Boolean},
		{Name: "on_holidays", Short: "Also on the holidays in /settings", Kind: bot.Boolean},
		{Name: "cron", Short: "For experts, instead of days and time: minute hour day month weekday", Kind: bot.Text},
	}
}

// changeable are the same fields for edit, where what is left out stays.
func changeable() []bot.Option {
	list := scheduleOptions()
	for i := range list {
		list[i].Short, _, _ = strings.Cut(list[i].Short, "; otherwise")
	}
	return list
}

// suggestField completes the option that is being typed.
func (d Deps) suggestField(ctx context.Context, c bot.Call) ([]bot.Suggestion, error) {
	switch c.Typing {
	case "schedule":
		return d.suggestSchedule(ctx, c)
	case "zone":
		return suggestZone(c.Options["zone"]), nil
	case "topic":
		list, err := suggestTopic(ctx, d, c)
		return append(matching(c.Options["topic"], []bot.Suggestion{{Name: "all topics", Value: allTopics}}), list...), err
	}
	return suggestBank(ctx, d, c)
}

func dayChoices() []bot.Suggestion {
	var choices []bot.Suggestion
	for _, c := range schedule.DayChoices() {
		choices = append(choices, bot.Suggestion{Name: c.Label, Value: c.Value})
	}
	return choices
}

// addSchedule keeps the schedule as a draft and shows its next runs; the Confirm
// button saves and starts it.
func (d Deps) addSchedule(ctx context.Context, c bot.Call) (bot.Reply, error) {
	s := quiz.Schedule{
		Venue: quiz.Venue{Community: c.Community, Channel: c.Channel}, Zone: c.Settings.Zone, Questions: usualCount,
		Reveal: c.Settings.Reveal,
	}
	if c.Settings.QuizChannel != "" {
		s.Venue.Channel = c.Settings.QuizChannel
	}
	var err error
	if s.Bank, err = defaultBank(ctx, d, c); err != nil {
		return bot.Reply{}, err
	}
	if err := fill(&s, c); err != nil {
		return bot.Reply{}, err
	}
	if err := d.addable(ctx, c, s); err != nil {
		return bot.Reply{}, err
	}
	draft, err := d.Schedules.SaveDraft(ctx, quiz.ScheduleDraft{After: s, At: c.Now})
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Private(view.ConfirmSchedule(draft, s, runs(s, c, previewed, c.Now, time.Time{}))), nil
}

// addable refuses a new schedule that is not usable, or for which there is no room.
func (d Deps) addable(ctx context.Context, c bot.Call, s quiz.Schedule) error {
	if err := d.usable(ctx, c, s); err != nil {
		return err
	}
	if err := d.writable(ctx, c, s.Venue.Channel); err != nil {
		return err
	}
	list, err := d.Schedules.Schedules(ctx, c.Community)
	if err == nil && len(list) >= quiz.MaxSchedules {
		return &quiz.QuotaReached{Of: quiz.SchedulesQuota, Most: quiz.MaxSchedules}
	}
	return err
}

// fill puts the options of a call into a schedule.
func fill(s *quiz.Schedule, c bot.Call) error {
	text := func(name string, field *string, usual string) {
		switch value := c.Options[name]; value {
		case "":
		case usual:
			*field = ""
		default:
			*field = value
		}
	}
	text("zone", &s.Zone, "")
	text("bank", &s.Bank, "")
	text("topic", &s.Topic, allTopics)
	text("channel", (*string)(&s.Venue.Channel), "")
	text("reveal", (*string)(&s.Reveal), "")
	text("select", (*string)(&s.Select), usualValue)
	text("overlap", (*string)(&s.Overlap), usualValue)
	if n := number(c.Options["questions"]); n > 0 {
		s.Questions = n
	}
	if n := number(c.Options["no_repeat"]); n >= 0 {
		s.NoRepeat = n
	}
	for name, field := range map[string]*bool{"term_only": &s.TermOnly, "on_holidays": &s.OnHolidays} {
		if value := c.Options[name]; value != "" {
			*field = value == "true"
		}
	}
	if policy := c.Options["late"]; policy != "" {
		text("late", (*string)(&s.Late), usualValue)
		s.LateWithin = 0
	}
	if n := number(c.Options["late_hours"]); n > 0 {
		if policy := c.Options["late"]; policy != "" && policy != usualValue {
			return view.LateOrHours
		}
		s.Late, s.LateWithin = quiz.LatePost, time.Duration(n)*time.Hour
	}
	if closes := c.Options["closes"]; closes != "" {
		normal, err := schedule.NormalCloses(closes)
		if err != nil {
			return refuse(err)
		}
		s.Closes = normal
	}
	return fillTimes(s, c)
}

// fillTimes takes over days, time and cron; of days and time one is enough when
// the schedule has the other.
func fillTimes(s *quiz.Schedule, c bot.Call) error {
	days, at, cron := c.Options["days"], c.Options["time"], c.Options["cron"]
	switch {
	case cron != "" && (days != "" || at != ""):
		return view.CronOrDays
	case cron != "":
		s.Cron = cron
		return nil
	case days == "" && at == "" && s.Cron != "":
		return nil
	}
	if had, hadAt, ok := schedule.Days(s.Cron); ok {
		days, at = cmp.Or(days, had), cmp.Or(at, hadAt)
	}
	if days == "" || at == "" {
		return view.DaysAndTime
	}
	made, err := schedule.FromDays(days, at)
	if err != nil {
		return refuse(err)
	}
	s.Cron = made
	return nil
}

// usable refuses a schedule that cannot run, or that does what another one does.
func (d Deps) usable(ctx context.Context, c bot.Call, s quiz.Schedule) error {
	if err := d.Engine.Askable(ctx, c.Community, s.Bank, s.Topic); err != nil {
		return err
	}
	if err := schedule.Validate(s); err != nil {
		return refuse(err)
	}
	list, err := d.Schedules.Schedules(ctx, c.Community)
	if err != nil {
		return err
	}
	for _, other := range list {
		if other.ID != s.ID && other.SameAs(s) {
			return view.ScheduleTwin(other)
		}
	}
	return nil
}

// openUntil returns when the last of a schedule's open quizzes closes; zero when
// none is open.
func (d Deps) openUntil(ctx context.Context, c bot.Call, id quiz.ScheduleID) (time.Time, error) {
	var until time.Time
	open, err := d.Engine.OpenDaily(ctx, c.Community, c.Now)
	for _, r := range open {
		if r.Schedule == id && r.ClosesAt.After(until) {
			until = r.ClosesAt
		}
	}
	return until, err
}

// runs returns when a schedule posts next after a moment, at most n times; open
// is when its quiz closes that is open now.
func runs(s quiz.Schedule, c bot.Call, n int, after, open time.Time) []time.Time {
	var list []time.Time
	for _, run := range schedule.Posts(s, c.Settings, n, after, open) {
		list = append(list, run.At)
	}
	return list
}

func nextRun(s quiz.Schedule, c bot.Call, open time.Time) time.Time {
	after := c.Now
	if s.Since.After(after) {
		after = s.Since
	}
	if list := runs(s, c, 1, after, open); len(list) > 0 {
		return list[0]
	}
	return time.Time{}
}

func (d Deps) confirmSchedule(ctx context.Context, c bot.Call) (bot.Reply, error) {
	draft, err := d.Schedules.Draft(ctx, c.Community, arg(c, 0))
	if err != nil {
		return bot.Reply{}, err
	}
	// Others may have changed something since it was shown.
	if err := d.addable(ctx, c, draft.After); err != nil {
		return bot.Reply{}, err
	}
	s, err := d.Schedules.AddDraftedSchedule(ctx, c.Community, draft.ID, c.Player.ID, c.Now)
	if err != nil {
		return bot.Reply{}, err
	}
	d.Host.Wake()
	return bot.Replace(view.ScheduleChanged(view.ScheduleConfirmed, s.ID, nextRun(s, c, time.Time{}))), nil
}

func (d Deps) resumeSchedule(ctx context.Context, c bot.Call) (bot.Reply, error) {
	id := quiz.ScheduleID(c.Options["schedule"])
	s, err := d.Schedules.Schedule(ctx, c.Community, id)
	if err != nil {
		return bot.Reply{}, err
	}
	open, err := d.openUntil(ctx, c, id)
	if err != nil {
		return bot.Reply{}, err
	}
	if !s.Paused && s.Suspended == "" {
		return bot.Private(view.ScheduleChanged(view.ScheduleRunning, id, nextRun(s, c, open))), nil
	}
	if err := d.writable(ctx, c, s.Venue.Channel); err != nil {
		return bot.Reply{}, err
	}
	if err := d.Schedules.SetPaused(ctx, c.Community, id, false, c.Now); err != nil {
		return bot.Reply{}, err
	}
	d.Host.Wake()
	return bot.Private(view.ScheduleChanged(view.ScheduleResumed, id, nextRun(s, c, open))), nil
}

// editSchedule shows what an edit changes; the Confirm button saves it.
func (d Deps) editSchedule(ctx context.Context, c bot.Call) (bot.Reply, error) {
	before, err := d.Schedules.Schedule(ctx, c.Community, quiz.ScheduleID(c.Options["schedule"]))
	if err != nil {
		return bot.Reply{}, err
	}
	after := before
	if err := fill(&after, c); err != nil {
		return bot.Reply{}, err
	}
	m, err := d.confirmEdit(ctx, c, before, after)
	return bot.Private(m), err
}

// confirmEdit checks an edit, keeps it and asks for its confirmation.
func (d Deps) confirmEdit(ctx context.Context, c bot.Call, before, after quiz.Schedule) (view.Message, error) {
	if after == before {
		return view.Message{}, view.NothingChanged
	}
	if err := d.usable(ctx, c, after); err != nil {
		return view.Message{}, err
	}
	if err := d.writable(ctx, c, after.Venue.Channel); err != nil {
		return view.Message{}, err
	}
	rows, err := d.Schedules.Occurrences(ctx, before.ID, rowsOfADay)
	if err != nil {
		return view.Message{}, err
	}
	open, err := d.openUntil(ctx, c, before.ID)
	if err != nil {
		return view.Message{}, err
	}
	draft, err := d.Schedules.SaveDraft(ctx, quiz.ScheduleDraft{Before: before, After: after, At: c.Now})
	if err != nil {
		return view.Message{}, err
	}
	since, missed := schedule.Replan(before, after, rows, c.Now)
	if c.Now.After(since) {
		since = c.Now
	}
	return view.ConfirmEdit(draft, before, after, runs(after, c, previewed, since, open), len(missed) > 0, open), nil
}

// applyEdit saves an edit, unless somebody else changed the schedule since it
// was shown: then that is shown.
func (d Deps) applyEdit(ctx context.Context, c bot.Call) (bot.Reply, error) {
	draft, err := d.Schedules.Draft(ctx, c.Community, arg(c, 0))
	if err != nil {
		return bot.Reply{}, err
	}
	if err := d.writable(ctx, c, draft.After.Venue.Channel); err != nil {
		return bot.Reply{}, err
	}
	s, err := d.Schedules.ApplyDraft(ctx, c.Community, draft.ID, c.Player.ID, c.Now, func(before, after quiz.Schedule, rows []quiz.Occurrence) (time.Time, []quiz.Occurrence) {
		return schedule.Replan(before, after, rows, c.Now)
	})
	if errors.Is(err, quiz.ErrScheduleChanged) {
		now, err := d.Schedules.Schedule(ctx, c.Community, draft.Before.ID)
		if err != nil {
			return bot.Reply{}, err
		}
		return bot.Replace(view.EditConflict(draft, now)), nil
	}
	if err != nil {
		return bot.Reply{}, err
	}
	open, err := d.openUntil(ctx, c, s.ID)
	if err != nil {
		return bot.Reply{}, err
	}
	if s.Paused {
		return bot.Replace(view.ScheduleChanged(view.ScheduleEditedOff, s.ID, time.Time{})), nil
	}
	d.Host.Wake()
	return bot.Replace(view.ScheduleChanged(view.ScheduleEdited, s.ID, nextRun(s, c, open))), nil
}

// rebaseEdit puts an edit on top of what somebody else changed, and asks again.
func (d Deps) rebaseEdit(ctx context.Context, c bot.Call) (bot.Reply, error) {
	draft, err := d.Schedules.Draft(ctx, c.Community, arg(c, 0))
	if err != nil {
		return bot.Reply{}, err
	}
	now, err := d.Schedules.Schedule(ctx, c.Community, draft.Before.ID)
	if err != nil {
		return bot.Reply{}, err
	}
	m, err := d.confirmEdit(ctx, c, now, now.Rebase(draft.Before, draft.After))
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Replace(m), d.Schedules.DropDraft(ctx, c.Community, draft.ID)
}

func (d Deps) dropEdit(ctx context.Context, c bot.Call) (bot.Reply, error) {
	if err := d.Schedules.DropDraft(ctx, c.Community, arg(c, 0)); err != nil {
		return bot.Reply{}, err
	}
	return bot.Replace(view.EditDropped()), nil
}

func (d Deps) cancelSchedule(ctx context.Context, c bot.Call) (bot.Reply, error) {
	if err := d.Schedules.DropDraft(ctx, c.Community, arg(c, 0)); err != nil {
		return bot.Reply{}, err
	}
	return bot.Replace(view.ScheduleCancelled()), nil
}

func (d Deps) pauseSchedule(ctx context.Context, c bot.Call) (bot.Reply, error) {
	id := quiz.ScheduleID(c.Options["schedule"])
	s, err := d.Schedules.Schedule(ctx, c.Community, id)
	if err != nil {
		return bot.Reply{}, err
	}
	if s.Paused {
		return bot.Private(view.ScheduleChanged(view.ScheduleStill, id, time.Time{})), nil
	}
	if err := d.Schedules.SetPaused(ctx, c.Community, id, true, c.Now); err != nil {
		return bot.Reply{}, err
	}
	open, err := d.openUntil(ctx, c, id)
	return bot.Private(view.StaysOpen(view.ScheduleChanged(view.SchedulePaused, id, time.Time{}), open)), err
}

// askRemoval asks whether a schedule is to go; its Remove button removes it.
func (d Deps) askRemoval(ctx context.Context, c bot.Call) (bot.Reply, error) {
	s, err := d.Schedules.Schedule(ctx, c.Community, quiz.ScheduleID(c.Options["schedule"]))
	if err != nil {
		return bot.Reply{}, err
	}
	open, err := d.openUntil(ctx, c, s.ID)
	return bot.Private(view.StaysOpen(view.ConfirmRemoval(s), open)), err
}

func keepSchedule(context.Context, bot.Call) (bot.Reply, error) {
	return bot.Replace(view.EditDropped()), nil
}

func (d Deps) removeSchedule(ctx context.Context, c bot.Call) (bot.Reply, error) {
	id := quiz.ScheduleID(arg(c, 0))
	open, err := d.openUntil(ctx, c, id)
	if err != nil {
		return bot.Reply{}, err
	}
	if err := d.Schedules.RemoveSchedule(ctx, c.Community, id); err != nil {
		return bot.Reply{}, err
	}
	return bot.Replace(view.StaysOpen(view.ScheduleChanged(view.ScheduleRemoved, id, time.Time{}), open)), nil
}

func (d Deps) previewSchedule(ctx context.Context, c bot.Call) (bot.Reply, error) {
	s, err := d.Schedules.Schedule(ctx, c.Community, quiz.ScheduleID(c.Options["schedule"]))
	if err != nil {
		return bot.Reply{}, err
	}
	open, err := d.openUntil(ctx, c, s.ID)
	return bot.Private(view.PreviewSchedule(s, runs(s, c, previewedMore, c.Now, open))), err
}

func (d Deps) listSchedules(ctx context.Context, c bot.Call) (bot.Reply, error) {
	list, err := d.Schedules.Schedules(ctx, c.Community)
	if err != nil {
		return bot.Reply{}, err
	}
	var rows []view.ScheduleRow
	for _, s := range list {
		open, err := d.openUntil(ctx, c, s.ID)
		if err != nil {
			return bot.Reply{}, err
		}
		row := view.ScheduleRow{Schedule: s, Next: nextRun(s, c, open)}
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

// settle is what an instructor says of a quiz of which nobody knew whether it
// was posted: it is there, or it is to be posted again, while there is time.
func (d Deps) settle(as quiz.OccurrenceState) bot.Handler {
	return func(ctx context.Context, c bot.Call) (bot.Reply, error) {
		s, err := d.Schedules.Schedule(ctx, c.Community, quiz.ScheduleID(arg(c, 0)))
		if err != nil {
			return bot.Reply{}, err
		}
		rows, err := d.Schedules.Occurrences(ctx, s.ID, rowsOfADay)
		if err != nil {
			return bot.Reply{}, err
		}
		i := slices.IndexFunc(rows, func(o quiz.Occurrence) bool { return o.Nominal == arg(c, 1) })
		if i < 0 {
			return bot.Reply{}, view.Settled
		}
		o := rows[i]
		o.State, o.Changed = as, c.Now
		moved, err := d.Schedules.MoveOccurrence(ctx, o, quiz.Uncertain)
		if err != nil {
			return bot.Reply{}, err
		}
		if !moved {
			return bot.Reply{}, view.Settled
		}
		d.Host.Wake()
		return bot.Replace(view.UncertainSettled(as == quiz.Due)), nil
	}
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
