package commands

import (
	"context"

	"quizbot/bot"
	"quizbot/bot/view"
)

const sourcesShown = 10

// Source lists the citations of the answers that the member has been shown.
func Source(d Deps) bot.Command {
	return bot.Command{
		Name:  "source",
		Short: "Where the answers come from that you have been shown",
		Help:  "the citations of the last answers you have been shown",
		Run: func(ctx context.Context, c bot.Call) (bot.Reply, error) {
			outcomes, err := d.Engine.Shown(ctx, c.Community, c.Player, sourcesShown, c.Now)
			if err != nil {
				return bot.Reply{}, err
			}
			return bot.Private(view.Sources(outcomes)), nil
		},
	}
}
