package commands

import (
	"context"
	"errors"

	"quizbot/bot"
	"quizbot/bot/view"
	"quizbot/questions"
	"quizbot/quiz"
)

// Answer answers the question that is open for the member in this channel.
func Answer(d Deps) bot.Command {
	return bot.Command{
		Name:  "answer",
		Short: "Answer the question that is open for you here",
		Help:  "answer the question that is open for you in this channel; type or pick from the list",
		Options: []bot.Option{
			{Name: "answer", Short: "An option, its letter, or for an order the letters: B D A C", Kind: bot.Text, Required: true, Suggest: true},
		},
		Run: func(ctx context.Context, c bot.Call) (bot.Reply, error) {
			position, err := d.Engine.Current(ctx, c.Venue(), c.Player, c.Clicked)
			if err != nil {
				return bot.Reply{}, err
			}
			q := position.Ask().Question
			given, err := quiz.ParseGiven(q, position.Shown, c.Options["answer"])
			if errors.Is(err, quiz.ErrBadChoice) && q.Form == questions.Order {
				return bot.Reply{}, view.BadOrder
			}
			if err != nil {
				return bot.Reply{}, err
			}
			outcome, err := d.Engine.Answer(ctx, c.Community, position.Round.ID, position.No, c.Player, given, c.Clicked, c.Now)
			if err != nil {
				return bot.Reply{}, err
			}
			if outcome.Next.Finished && !outcome.Recorded {
				d.Host.Finished(outcome.Round)
			}
			return bot.Private(view.Outcome(outcome)), nil
		},
		Complete: func(ctx context.Context, c bot.Call) ([]bot.Suggestion, error) {
			position, err := d.Engine.Current(ctx, c.Venue(), c.Player, c.Clicked)
			if errors.Is(err, quiz.ErrNothingOpen) {
				return nil, nil
			}
			if err != nil || position.Ask().Question.Form == questions.Order {
				return nil, err
			}
			var all []bot.Suggestion
			for i, option := range position.Shown {
				letter := view.Letter(i)
				all = append(all, bot.Suggestion{Name: letter + ") " + option, Value: letter})
			}
			return matching(c.Options["answer"], all), nil
		},
	}
}
