package commands

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"quizbot/bot"
	"quizbot/bot/view"
	"quizbot/quiz"
)

// Report takes a member's word that a question is wrong. The command lists the
// questions that the member has been shown, and for instructors the reports
// that wait; the button stands under each explanation. What is stored names the
// question's version and the choice.
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
				open, err := d.openReports(ctx, c)
				if err != nil {
					return bot.Reply{}, err
				}
				held, err := d.Engine.HeldReports(ctx, c.Community, c.Now)
				if err != nil {
					return bot.Reply{}, err
				}
				m = view.Reports(open, held, m)
			}
			return bot.Private(m), nil
		},
		Press: map[string]bot.Handler{
			"open":    d.openReport,
			"send":    d.sendReport,
			"case":    instructors(d.reportCase),
			"mend":    instructors(d.mendReported),
			"mended":  instructors(d.reportMended),
			"decide":  instructors(d.decideReport),
			"decided": instructors(d.reportDecided),
		},
	}
}

// instructors guards those buttons and forms of a command of everybody's that
// are not for everybody.
func instructors(handle bot.Handler) bot.Handler {
	return func(ctx context.Context, c bot.Call) (bot.Reply, error) {
		if !c.Holds(bot.Instructor) {
			return bot.Reply{}, view.ForInstructors
		}
		return handle(ctx, c)
	}
}

func (d Deps) openReport(ctx context.Context, c bot.Call) (bot.Reply, error) {
	round, no := reported(c)
	if _, err := d.shown(ctx, c, round, no); err != nil {
		return bot.Reply{}, err
	}
	form := view.Report(round, no)
	return bot.Reply{Modal: &form}, nil
}

func (d Deps) sendReport(ctx context.Context, c bot.Call) (bot.Reply, error) {
	round, no := reported(c)
	outcome, err := d.shown(ctx, c, round, no)
	if err != nil {
		return bot.Reply{}, err
	}
	text := strings.TrimSpace(c.Fields["text"])
	if text == "" {
		return bot.Reply{}, view.EmptyReport
	}
	held := d.Engine.Mendable(ctx, c.Community, outcome.Round.Bank, outcome.Ask.Question.ID, c.Now)
	if held != nil && !errors.Is(held, quiz.ErrAskedNow) {
		return bot.Reply{}, held
	}
	id, err := d.Engine.Report(ctx, quiz.Report{
		Round: round, No: no, Player: c.Player.ID, Community: c.Community,
		Bank: outcome.Round.Bank, Question: outcome.Ask.Question.ID, Version: outcome.Ask.Version,
		Given: outcome.Answer.Given, Text: text, At: c.Now,
	})
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Private(view.Reported(id, held != nil)), nil
}

// openReports returns the reports that wait, with what was asked. Instructors
// play, too: what an open quiz asks is not among them.
func (d Deps) openReports(ctx context.Context, c bot.Call) ([]view.ReportRow, error) {
	list, err := d.Engine.OpenReports(ctx, c.Community, c.Now)
	if err != nil {
		return nil, err
	}
	var rows []view.ReportRow
	for _, r := range list {
		round, err := d.Engine.Round(ctx, c.Community, r.Round)
		if err != nil {
			return nil, err
		}
		rows = append(rows, view.ReportRow{Report: r, Ask: round.Asks[r.No]})
	}
	return rows, nil
}

// reportID is the report that a button or a select's value names.
func reportID(c bot.Call) int64 {
	text := arg(c, 0)
	if len(c.Values) == 1 {
		text = c.Values[0]
	}
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0 // there is none of that number
	}
	return id
}

func (d Deps) reportCase(ctx context.Context, c bot.Call) (bot.Reply, error) {
	found, err := d.Engine.ReportCase(ctx, c.Community, reportID(c), c.Now)
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Private(view.ReportCase(found)), nil
}

func (d Deps) mendReported(ctx context.Context, c bot.Call) (bot.Reply, error) {
	found, err := d.Engine.ReportCase(ctx, c.Community, reportID(c), c.Now)
	switch {
	case err != nil:
		return bot.Reply{}, err
	case found.Report.State != quiz.ReportOpen:
		return bot.Reply{}, quiz.ErrReportDecided
	case found.Now.Version == 0:
		return bot.Reply{}, quiz.ErrNoQuestion
	}
	form := view.MendForm(found.Now.Question, view.Action{Name: view.ActionReportMended, Args: c.Args})
	return bot.Reply{Modal: &form}, nil
}

func (d Deps) reportMended(ctx context.Context, c bot.Call) (bot.Reply, error) {
	found, err := d.Engine.ReportCase(ctx, c.Community, reportID(c), c.Now)
	if err != nil {
		return bot.Reply{}, err
	}
	return d.draft(ctx, c, found.Report.Bank, found.Now.Question, found.Report.ID)
}

func (d Deps) decideReport(ctx context.Context, c bot.Call) (bot.Reply, error) {
	found, err := d.Engine.ReportCase(ctx, c.Community, reportID(c), c.Now)
	if err != nil {
		return bot.Reply{}, err
	}
	if found.Report.State != quiz.ReportOpen {
		return bot.Reply{}, quiz.ErrReportDecided
	}
	form := view.DecideForm(arg(c, 0), quiz.ReportState(arg(c, 1)))
	return bot.Reply{Modal: &form}, nil
}

func (d Deps) reportDecided(ctx context.Context, c bot.Call) (bot.Reply, error) {
	r, err := d.Engine.Decide(ctx, c.Community, reportID(c), quiz.ReportState(arg(c, 1)), c.Fields[view.FieldReason], c.Player.ID, c.Now)
	if errors.Is(err, quiz.ErrReportDecided) && r.DecidedBy == c.Player.ID && string(r.State) == arg(c, 1) {
		err = nil // sent twice
	}
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Replace(view.ReportDecided(r)), nil
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
