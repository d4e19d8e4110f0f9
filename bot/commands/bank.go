package commands

import (
	"context"

	"quizbot/bot"
	"quizbot/bot/view"
)

// Bank shows instructors the question banks of their server and changes them.
func Bank(d Deps) bot.Command {
	return bot.Command{
		Name:  "bank",
		Short: "The question banks of this server",
		Help:  "list, show, import and export question banks; review drafts one by one; retire a question",
		Needs: bot.Instructor,
		Subs: []bot.Sub{
			{Name: "list", Short: "All question banks that this server can play", Run: d.listBanks},
		},
	}
}

func (d Deps) listBanks(ctx context.Context, c bot.Call) (bot.Reply, error) {
	banks, err := d.Engine.Banks(ctx, c.Community)
	if err != nil {
		return bot.Reply{}, err
	}
	var rows []view.BankRow
	for _, b := range banks {
		v, own, err := d.Engine.Bank(ctx, c.Community, b.Name)
		if err != nil {
			return bot.Reply{}, err
		}
		rows = append(rows, view.BankRow{Version: v, Own: own})
	}
	return bot.Private(view.Banks(rows)), nil
}
