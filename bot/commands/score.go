package commands

import (
	"context"

	"quizbot/bot"
	"quizbot/bot/view"
	"quizbot/quiz"
)

// Score shows a member's points, rank and streak; accuracy only to oneself.
func Score(d Deps) bot.Command {
	return bot.Command{
		Name:  "score",
		Short: "Your points, rank, streak and accuracy",
		Help:  "your points, rank, streak and share of right answers; of another member points, rank and streak",
		Options: []bot.Option{
			{Name: "member", Short: "Somebody else", Kind: bot.Member},
		},
		Run: func(ctx context.Context, c bot.Call) (bot.Reply, error) {
			player := c.Player
			if id := c.Options["member"]; id != "" {
				player = quiz.Player{ID: quiz.PlayerID(id), Name: c.Names[id]}
			}
			score, err := d.Engine.Score(ctx, c.Community, player, c.Now)
			if err != nil {
				return bot.Reply{}, err
			}
			return bot.Private(view.Score(score, player.ID == c.Player.ID)), nil
		},
	}
}
