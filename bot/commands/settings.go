package commands

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"quizbot/bot"
	"quizbot/bot/view"
	"quizbot/quiz"
	"quizbot/quiz/schedule"
)

// Settings shows and changes what holds for the whole server.
func Settings(d Deps) bot.Command {
	return bot.Command{
		Name:  "settings",
		Short: "Time zone, instructor role and more for this server",
		Help:  "show the server's settings, or change them: time zone, start of the day, instructor role, quiz channel, when right answers are shown, terms, holidays, how long answers are kept",
		Needs: bot.Manager,
		Options: []bot.Option{
			{Name: "zone", Short: "Time zone, such as Europe/London", Kind: bot.Text, Suggest: true},
			{Name: "instructor_role", Short: "Members with this role can schedule quizzes", Kind: bot.Role},
			{Name: "quiz_channel", Short: "Where quizzes are posted unless a schedule says otherwise", Kind: bot.Channel},
			{Name: "reveal", Short: "When right answers are shown", Kind: bot.Text, Choices: revealChoices},
			{Name: "day_start", Short: "Hour at which the day begins, 0 to 23", Kind: bot.Integer, Min: 0, Max: 23},
			{Name: "add_term", Short: "Name of a term, with first and last day", Kind: bot.Text},
			{Name: "add_holiday", Short: "Name of a holiday, with first and last day: schedules post nothing then", Kind: bot.Text},
			{Name: "first", Short: "First day of the term or holiday, such as 2026-09-01", Kind: bot.Text},
			{Name: "last", Short: "Last day, which belongs to it", Kind: bot.Text},
			{Name: "remove_term", Short: "Which term; scores of members stay", Kind: bot.Text, Suggest: true},
			{Name: "remove_holiday", Short: "Which holiday", Kind: bot.Text, Suggest: true},
			{Name: "retention", Short: "Days after which what members chose is deleted, 30 to 3650; 0 keeps it; scores stay", Kind: bot.Integer, Min: 0, Max: quiz.MaxRetention},
			{Name: "clear", Short: "Have none", Kind: bot.Text, Choices: []bot.Suggestion{
				{Name: "instructor role", Value: clearRole},
				{Name: "quiz channel", Value: clearChannel},
			}},
		},
		Run: func(ctx context.Context, c bot.Call) (bot.Reply, error) {
			settings := c.Settings
			days, err := d.Engine.Retention(ctx, c.Community)
			if err != nil {
				return bot.Reply{}, err
			}
			if len(c.Options) == 0 {
				return bot.Private(view.Settings(settings, days, false)), nil
			}
			if zone := c.Options["zone"]; zone != "" {
				if _, err := schedule.LoadZone(zone); err != nil {
					return bot.Reply{}, refuse(err)
				}
				settings.Zone = zone
			}
			if role := c.Options["instructor_role"]; role != "" {
				if role == string(c.Community) { // @everyone has the server's own id
					return bot.Reply{}, view.RoleOfEveryone
				}
				settings.InstructorRole = role
			}
			if channel := c.Options["quiz_channel"]; channel != "" {
				if err := d.writable(ctx, c, quiz.ChannelID(channel)); err != nil {
					return bot.Reply{}, err
				}
				settings.QuizChannel = quiz.ChannelID(channel)
			}
			if reveal := c.Options["reveal"]; reveal != "" {
				settings.Reveal = quiz.Reveal(reveal)
			}
			if hour := c.Options["day_start"]; hour != "" {
				settings.DayStartsAt = number(hour)
			}
			switch c.Options["clear"] {
			case clearRole:
				if c.Options["instructor_role"] != "" {
					return bot.Reply{}, view.ClearOrSet
				}
				settings.InstructorRole = ""
			case clearChannel:
				if c.Options["quiz_channel"] != "" {
					return bot.Reply{}, view.ClearOrSet
				}
				settings.QuizChannel = ""
			}
			if err := changeDates(&settings, c); err != nil {
				return bot.Reply{}, err
			}
			if err := settings.Check(); err != nil {
				return bot.Reply{}, refuse(err)
			}
			kept := days
			if text := c.Options["retention"]; text != "" {
				kept = number(text)
				if err := quiz.CheckRetention(kept); err != nil {
					return bot.Reply{}, refuse(err)
				}
			}
			if err := d.Engine.SaveSettings(ctx, settings); err != nil {
				return bot.Reply{}, err
			}
			d.Host.Wake() // a day may be free now, or not any more
			if kept > 0 && (days == 0 || kept < days) {
				return bot.Private(view.ConfirmRetention(settings, days, kept)), nil
			}
			if kept != days {
				if err := d.Engine.SetRetention(ctx, c.Community, kept); err != nil {
					return bot.Reply{}, err
				}
			}
			return bot.Private(view.Settings(settings, kept, true)), nil
		},
		Press: map[string]bot.Handler{
			"retain": d.retain,
			"keep": func(ctx context.Context, c bot.Call) (bot.Reply, error) {
				days, err := d.Engine.Retention(ctx, c.Community)
				return bot.Replace(view.Settings(c.Settings, days, false)), err
			},
		},
		Complete: func(_ context.Context, c bot.Call) ([]bot.Suggestion, error) {
			switch c.Typing {
			case "remove_term":
				return suggestDates(c.Options["remove_term"], c.Settings.Terms), nil
			case "remove_holiday":
				return suggestDates(c.Options["remove_holiday"], c.Settings.Holidays), nil
			}
			return suggestZone(c.Options["zone"]), nil
		},
	}
}

// retain has answers deleted after a shorter time, which somebody confirmed.
func (d Deps) retain(ctx context.Context, c bot.Call) (bot.Reply, error) {
	days := number(arg(c, 0))
	if err := d.Engine.SetRetention(ctx, c.Community, days); err != nil {
		return bot.Reply{}, refuse(err)
	}
	return bot.Replace(view.Settings(c.Settings, days, true)), nil
}

// What the option clear takes away.
const (
	clearRole    = "role"
	clearChannel = "channel"
)

// The longest term or holiday.
const (
	longestName    = 60  // characters
	longestStretch = 400 // days: more is a slip in the year
)

// changeDates adds and removes terms and holidays.
func changeDates(s *quiz.Settings, c bot.Call) (err error) {
	if name := c.Options["remove_term"]; name != "" {
		if s.Terms, err = without(s.Terms, name, view.NoSuchTerm); err != nil {
			return err
		}
	}
	if name := c.Options["remove_holiday"]; name != "" {
		if s.Holidays, err = without(s.Holidays, name, view.NoSuchHoliday); err != nil {
			return err
		}
	}
	term, holiday := strings.TrimSpace(c.Options["add_term"]), strings.TrimSpace(c.Options["add_holiday"])
	first, last := c.Options["first"], c.Options["last"]
	switch {
	case term == "" && holiday == "" && first == "" && last == "":
		return nil
	case term != "" && holiday != "":
		return view.OneAtATime
	case term == "" && holiday == "", first == "", term != "" && last == "":
		return view.FirstAndLast
	case utf8.RuneCountInString(term+holiday) > longestName:
		return view.NameTooLong
	}
	from, err := quiz.ParseDay(first)
	if err != nil {
		return refuse(err)
	}
	to, err := quiz.ParseDay(cmp.Or(last, first))
	if err != nil {
		return refuse(err)
	}
	latest := time.Date(from.Year, from.Month, from.Day+longestStretch-1, 0, 0, 0, 0, time.UTC)
	if (quiz.Day{Year: latest.Year(), Month: latest.Month(), Day: latest.Day()}).Before(to) {
		return view.TooManyDays
	}
	if term != "" {
		s.Terms = with(s.Terms, quiz.Term{Name: term, First: from, Last: to})
	} else {
		s.Holidays = with(s.Holidays, quiz.Holiday{Name: holiday, First: from, Last: to})
	}
	return nil
}

// with adds a stretch of days in the order of the calendar.
func with[T quiz.Term | quiz.Holiday](list []T, one T) []T {
	i := slices.IndexFunc(list, func(other T) bool { return quiz.Term(one).First.Before(quiz.Term(other).First) })
	if i < 0 {
		i = len(list)
	}
	return slices.Insert(slices.Clone(list), i, one)
}

func without[T quiz.Term | quiz.Holiday](list []T, name string, unknown error) ([]T, error) {
	i := slices.IndexFunc(list, func(one T) bool { return strings.EqualFold(quiz.Term(one).Name, strings.TrimSpace(name)) })
	if i < 0 {
		return nil, unknown
	}
	return slices.Delete(slices.Clone(list), i, i+1), nil
}

func suggestDates[T quiz.Term | quiz.Holiday](typed string, list []T) []bot.Suggestion {
	var all []bot.Suggestion
	for _, one := range slices.Backward(list) {
		t := quiz.Term(one)
		all = append(all, bot.Suggestion{Name: fmt.Sprintf("%s: %s to %s", t.Name, t.First, t.Last), Value: t.Name})
	}
	return matching(typed, all)
}

var revealChoices = []bot.Suggestion{
	{Name: "after each answer", Value: string(quiz.RevealAtOnce)},
	{Name: "when the quiz closes", Value: string(quiz.RevealAtClose)},
}

func suggestZone(typed string) []bot.Suggestion {
	var all []bot.Suggestion
	for _, zone := range schedule.Zones() {
		all = append(all, bot.Suggestion{Name: zone, Value: zone})
	}
	return matching(typed, all)
}

// refuse makes a sentence of the schedule package's the member's reply. What
// it quotes was typed by the member.
func refuse(err error) error { return view.Refusal(view.Escape(upperFirst(err.Error())) + ".") }

// writable refuses a channel where a quiz cannot be posted.
func (d Deps) writable(ctx context.Context, c bot.Call, channel quiz.ChannelID) error {
	missing, err := d.Host.MissingPermissions(ctx, quiz.Venue{Community: c.Community, Channel: channel})
	if err != nil {
		return err
	}
	if len(missing) > 0 {
		return view.CannotPost(string(channel), missing)
	}
	return nil
}

func upperFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
