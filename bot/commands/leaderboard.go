package commands

import (
	"context"
	"strconv"

	"quizbot/bot"
	"quizbot/bot/chart"
	"quizbot/bot/view"
	"quizbot/quiz"
)

// Leaderboard shows who leads.
func Leaderboard(d Deps) bot.Command {
	show := func(ctx context.Context, c bot.Call, period, bank string, page int) (view.Message, error) {
		if bank != "" {
			if _, _, err := d.Engine.Bank(ctx, c.Community, bank); err != nil {
				return view.Message{}, err
			}
		}
		board, err := d.Engine.Leaderboard(ctx, c.Community, quiz.Period(period), bank, c.Player.ID, page, c.Now)
		if err != nil {
			return view.Message{}, err
		}
		m := view.Leaderboard(board)
		m.Files = ranksChart(board)
		return m, nil
	}
	return bot.Command{
		Name:  "leaderboard",
		Short: "Who leads today, this week, this term, of all time",
		Help:  "who leads today, this week, this month, this term or of all time, in one bank or all; your own row is always shown",
		Options: []bot.Option{
			{Name: "period", Short: "Over which time; otherwise this week", Kind: bot.Text, Choices: []bot.Suggestion{
				{Name: "today", Value: string(quiz.Today)},
				{Name: "this week", Value: string(quiz.ThisWeek)},
				{Name: "this month", Value: string(quiz.ThisMonth)},
				{Name: "this term", Value: string(quiz.ThisTerm)},
				{Name: "all time", Value: string(quiz.AllTime)},
			}},
			{Name: "bank", Short: "Points from one bank only", Kind: bot.Text, Suggest: true},
		},
		Run: func(ctx context.Context, c bot.Call) (bot.Reply, error) {
			period := c.Options["period"]
			if period == "" {
				period = string(quiz.ThisWeek)
			}
			m, err := show(ctx, c, period, c.Options["bank"], 0)
			return bot.Private(m), err
		},
		Complete: func(ctx context.Context, c bot.Call) ([]bot.Suggestion, error) { return suggestBank(ctx, d, c) },
		Press: map[string]bot.Handler{
			"page": func(ctx context.Context, c bot.Call) (bot.Reply, error) {
				m, err := show(ctx, c, arg(c, 0), arg(c, 2), max(0, number(arg(c, 1))))
				return bot.Replace(m), err
			},
		},
	}
}

const leastBars = 3 // with fewer there is nothing to compare

// ranksChart draws the points of a page by rank; names stand in the text.
func ranksChart(b quiz.Board) []view.File {
	if len(b.Standings) < leastBars {
		return nil
	}
	title := view.ChartRanks
	var bars []chart.Bar
	for _, s := range b.Standings {
		own := b.Own != nil && b.Own.Player.ID == s.Player.ID
		if own {
			title = view.ChartRanksOwn
		}
		bars = append(bars, chart.Bar{Label: strconv.Itoa(s.Rank), Value: float64(s.Points), Marked: own})
	}
	image := chart.Bars(title, bars)
	return []view.File{view.Picture("leaderboard.png", image.PNG, image.Alt)}
}
