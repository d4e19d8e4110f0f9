package commands

import (
	"context"
	"encoding/json"

	"quizbot/bot"
	"quizbot/bot/view"
)

// Privacy shows a member what is stored about them and deletes it.
func Privacy(d Deps) bot.Command {
	return bot.Command{
		Name:  "privacy",
		Short: "What is stored about you; delete it; hide on leaderboards",
		Help:  "show: everything stored about you, as a file; delete: delete it for good; hide: keep you off the leaderboards that others see, unhide: end that",
		Subs: []bot.Sub{
			{
				Name:  "show",
				Short: "Everything stored about you, as a file",
				Run: func(ctx context.Context, c bot.Call) (bot.Reply, error) {
					data, err := d.Engine.Export(ctx, c.Community, c.Player.ID, c.Now)
					if err != nil {
						return bot.Reply{}, err
					}
					file, err := json.MarshalIndent(data, "", "  ")
					if err != nil {
						return bot.Reply{}, err
					}
					days, err := d.Engine.Retention(ctx, c.Community)
					if err != nil {
						return bot.Reply{}, err
					}
					return bot.Private(view.Privacy(data, days, file)), nil
				},
			},
			{Name: "hide", Short: "Keep you off the leaderboards that others see", Run: d.hide(true)},
			{Name: "unhide", Short: "Have others see you on leaderboards again", Run: d.hide(false)},
			{
				Name:  "delete",
				Short: "Delete everything stored about you here",
				Run: func(context.Context, bot.Call) (bot.Reply, error) {
					return bot.Private(view.ConfirmDelete()), nil
				},
			},
		},
		Press: map[string]bot.Handler{
			"delete": func(ctx context.Context, c bot.Call) (bot.Reply, error) {
				if err := d.Engine.Forget(ctx, c.Community, c.Player.ID); err != nil {
					return bot.Reply{}, err
				}
				return bot.Replace(view.Deleted(true)), nil
			},
			"keep": func(context.Context, bot.Call) (bot.Reply, error) {
				return bot.Replace(view.Deleted(false)), nil
			},
		},
	}
}

func (d Deps) hide(hidden bool) bot.Handler {
	return func(ctx context.Context, c bot.Call) (bot.Reply, error) {
		if err := d.Engine.Hide(ctx, c.Community, c.Player.ID, hidden); err != nil {
			return bot.Reply{}, err
		}
		return bot.Private(view.HiddenNow(hidden)), nil
	}
}
