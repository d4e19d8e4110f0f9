package commands

import (
	"context"
	"errors"

	"quizbot/bot"
	"quizbot/bot/view"
	"quizbot/quiz"
)

// Answer answers the question that is open for the member in this channel.
func Answer(d Deps) bot.Command {
	return bot.Command{
		Name:  "answer",
		Short: "Answer the question that is open for you here",
		Help:  "answer the question that is open for you in this channel; type or pick from the list",
		Options: []bot.Option{
			{Name: "answer", Short: "An option or its letter, the letters of several (B D A), pairs (1B 2A), or your own words", Kind: bot.Text, Required: true, Suggest: true},
		},
		Press: map[string]bot.Handler{ // of live rounds
			"join":  d.joinRound,
			"pick":  d.pickLive,
			"form":  d.formLive,
			"mark":  d.markLive,
			"send":  d.sendLive,
			"typed": d.typedLive,
		},
		Run: func(ctx context.Context, c bot.Call) (bot.Reply, error) {
			if v, open, err := d.openLive(ctx, c); err != nil {
				return bot.Reply{}, err
			} else if open {
				return d.typeLive(ctx, c, v.Live.Round, v.Live.No(), c.Options["answer"])
			}
			position, err := d.Engine.Current(ctx, c.Venue(), c.Player, c.Clicked)
			if errors.Is(err, quiz.ErrNothingOpen) {
				return bot.Reply{}, d.nothingOpen(ctx, c)
			}
			if err != nil {
				return bot.Reply{}, err
			}
			q := position.Ask().Question
			given, err := quiz.ParseGiven(q, position.Shown, c.Options["answer"])
			if errors.Is(err, quiz.ErrBadChoice) {
				return bot.Reply{}, view.BadAnswer(q)
			}
			if err != nil {
				return bot.Reply{}, err
			}
			outcome, err := d.Engine.Answer(ctx, c.Community, position.Round.ID, position.No, c.Player, given, c.Clicked, c.Now)
			reply, err := d.taken(outcome, err)
			return bot.Private(reply.Message), err
		},
		Complete: func(ctx context.Context, c bot.Call) ([]bot.Suggestion, error) {
			if v, open, err := d.openLive(ctx, c); err != nil {
				return nil, err
			} else if open {
				return suggestLive(c, v), nil
			}
			position, err := d.Engine.Current(ctx, c.Venue(), c.Player, c.Clicked)
			if errors.Is(err, quiz.ErrNothingOpen) {
				return nil, nil
			}
			if err != nil || !position.Ask().Question.Choice() {
				return nil, err
			}
			return suggestOptions(c, position.Shown), nil
		},
	}
}

func suggestOptions(c bot.Call, shown []string) []bot.Suggestion {
	var all []bot.Suggestion
	for i, option := range shown {
		letter := view.Letter(i)
		all = append(all, bot.Suggestion{Name: letter + ") " + option, Value: letter})
	}
	return matching(c.Options["answer"], all)
}
