package commands

import (
	"context"

	"quizbot/bot"
	"quizbot/bot/view"
	"quizbot/quiz"
)

// Report takes a member's word that a question is wrong. The command lists the
// questions that the member has been shown; the button stands under each
// explanation. What is stored names the question's version and the choice.
func Report(d Deps) bot.Command {
	return bot.Command{
		Name:  "report",
		Short: "Say what is wrong with a question you answered",
		Help:  "say what is wrong with a question you answered; there is a button under each explanation, too",
		Run: func(ctx context.Context, c bot.Call) (bot.Reply, error) {
			outcomes, err := d.Engine.Shown(ctx, c.Community, c.Player, view.MaxSelectOptions, c.Now)
			if err != nil {
				return bot.Reply{}, err
			}
			return bot.Private(view.ChooseReport(outcomes)), nil
		},
		Press: map[string]bot.Handler{
			"open": func(ctx context.Context, c bot.Call) (bot.Reply, error) {
				round, no := reported(c)
				if _, err := d.shown(ctx, c, round, no); err != nil {
					return bot.Reply{}, err
				}
				form := view.Report(round, no)
				return bot.Reply{Modal: &form}, nil
			},
			"send": func(ctx context.Context, c bot.Call) (bot.Reply, error) {
				round, no := reported(c)
				outcome, err := d.shown(ctx, c, round, no)
				if err != nil {
					return bot.Reply{}, err
				}
				id, err := d.Engine.Report(ctx, quiz.Report{
					Round: round, No: no, Player: c.Player.ID, Community: c.Community,
					Bank: outcome.Round.Bank, Question: outcome.Ask.Question.ID, Version: outcome.Ask.Version,
					Given: outcome.Answer.Given, Text: c.Fields["text"], At: c.Now,
				})
				if err != nil {
					return bot.Reply{}, err
				}
				return bot.Private(view.Reported(id)), nil
			},
		},
	}
}

// reported is the round and ask that a button or a select's value names.
func reported(c bot.Call) (quiz.RoundID, int) {
	round, no := arg(c, 0), arg(c, 1)
	if len(c.Values) == 1 {
		if picked, picking, ok := view.ReportValue(c.Values[0]); ok {
			round, no = picked, picking
		}
	}
	return quiz.RoundID(round), number(no)
}

// shown is the member's outcome of an ask whose key they have been shown.
func (d Deps) shown(ctx context.Context, c bot.Call, round quiz.RoundID, no int) (quiz.Outcome, error) {
	outcomes, err := d.Engine.Results(ctx, c.Community, round, c.Player, c.Now)
	if err != nil {
		return quiz.Outcome{}, err
	}
	for _, o := range outcomes {
		if o.Answer.No == no && o.Revealed {
			return o, nil
		}
	}
	return quiz.Outcome{}, quiz.ErrNothingOpen
}
