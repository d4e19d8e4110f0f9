package commands

import (
	"context"
	"strings"

	"quizbot/bot"
	"quizbot/bot/view"
	"quizbot/quiz"
)

// Report takes a member's word that a question is wrong. The command lists the
// questions that the member has been shown, and to instructors what was reported; the button stands under each
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
			m := view.ChooseReport(outcomes)
			if c.Holds(bot.Instructor) {
				reported, err := d.reports(ctx, c)
				if err != nil {
					return bot.Reply{}, err
				}
				m.Embeds = append(m.Embeds, view.Reports(reported)...)
			}
			return bot.Private(m), nil
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
				text := strings.TrimSpace(c.Fields["text"])
				if text == "" {
					return bot.Reply{}, view.EmptyReport
				}
				id, err := d.Engine.Report(ctx, quiz.Report{
					Round: round, No: no, Player: c.Player.ID, Community: c.Community,
					Bank: outcome.Round.Bank, Question: outcome.Ask.Question.ID, Version: outcome.Ask.Version,
					Given: outcome.Answer.Given, Text: text, At: c.Now,
				})
				if err != nil {
					return bot.Reply{}, err
				}
				return bot.Private(view.Reported(id)), nil
			},
		},
	}
}

const reportsShown = 10

// reports returns the newest reports of the community with what was asked, for
// instructors. They play too: while a quiz is open its keys are not shown.
func (d Deps) reports(ctx context.Context, c bot.Call) ([]view.ReportRow, error) {
	list, err := d.Engine.Reports(ctx, c.Community)
	if err != nil {
		return nil, err
	}
	var rows []view.ReportRow
	for _, r := range list {
		if len(rows) == reportsShown {
			break
		}
		round, err := d.Engine.Round(ctx, c.Community, r.Round)
		if err != nil {
			return nil, err
		}
		if round.Kind == quiz.Daily && !round.Over(c.Now) {
			continue
		}
		rows = append(rows, view.ReportRow{Report: r, Ask: round.Asks[r.No]})
	}
	return rows, nil
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
