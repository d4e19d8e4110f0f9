package commands

import (
	"context"
	"fmt"

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
		Help:  "show the server's settings, or change them: time zone, start of the day, instructor role, quiz channel, when right answers are shown",
		Needs: bot.Manager,
		Options: []bot.Option{
			{Name: "zone", Short: "Time zone, such as Europe/London", Kind: bot.Text, Suggest: true},
			{Name: "instructor_role", Short: "Members with this role can schedule quizzes", Kind: bot.Role},
			{Name: "quiz_channel", Short: "Where quizzes are posted unless a schedule says otherwise", Kind: bot.Channel},
			{Name: "reveal", Short: "When right answers are shown", Kind: bot.Text, Choices: revealChoices},
			{Name: "day_start", Short: "Hour at which the day begins, 0 to 23", Kind: bot.Integer, Min: 0, Max: 23},
		},
		Run: func(ctx context.Context, c bot.Call) (bot.Reply, error) {
			settings := c.Settings
			if len(c.Options) == 0 {
				return bot.Private(view.Settings(settings, false)), nil
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
			if err := d.Engine.SaveSettings(ctx, settings); err != nil {
				return bot.Reply{}, err
			}
			return bot.Private(view.Settings(settings, true)), nil
		},
		Complete: func(_ context.Context, c bot.Call) ([]bot.Suggestion, error) {
			return suggestZone(c.Options["zone"]), nil
		},
	}
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
	if s == "" {
		return s
	}
	return fmt.Sprintf("%c%s", s[0]&^0x20, s[1:])
}
