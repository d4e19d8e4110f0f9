package commands

import (
	"context"

	"quizbot/bot"
	"quizbot/bot/chart"
	"quizbot/bot/view"
	"quizbot/questions"
	"quizbot/quiz"
)

// Stats shows instructors how questions were answered.
func Stats(d Deps) bot.Command {
	return bot.Command{
		Name:  "stats",
		Short: "How questions were answered, and which look wrong",
		Help:  "how each question was answered: share of points, how well it tells strong members from weak ones, which options nobody picks, what looks wrong",
		Needs: bot.Instructor,
		Options: []bot.Option{
			{Name: "question", Short: "One question, by its words; otherwise all of the bank", Kind: bot.Text, Suggest: true},
			{Name: "bank", Short: "Question bank; otherwise the first one", Kind: bot.Text, Suggest: true},
		},
		Run: func(ctx context.Context, c bot.Call) (bot.Reply, error) {
			if named := c.Options["question"]; named != "" {
				return d.statsOf(ctx, c, named)
			}
			return d.statsOfBank(ctx, c)
		},
		Complete: func(ctx context.Context, c bot.Call) ([]bot.Suggestion, error) {
			if c.Typing == "bank" {
				return suggestBank(ctx, d, c)
			}
			return suggestQuestion(ctx, d, c)
		},
	}
}

func (d Deps) statsOf(ctx context.Context, c bot.Call, named string) (bot.Reply, error) {
	bank, q, err := d.question(ctx, c, c.Options["bank"], named)
	if err != nil {
		return bot.Reply{}, err
	}
	if err := d.Engine.Mendable(ctx, c.Community, bank, q.ID, c.Now); err != nil {
		return bot.Reply{}, err
	}
	ask, err := d.Engine.Question(ctx, c.Community, bank, q.ID)
	if err != nil {
		return bot.Reply{}, err
	}
	stats, err := d.Engine.QuestionStats(ctx, c.Community, bank, q.ID, c.Now)
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Private(view.QuestionStats(ask, stats, answersChart(stats))), nil
}

// answersChart draws how often each option was chosen; nil where nobody chose.
func answersChart(s quiz.QuestionStats) *view.File {
	if len(s.Options) == 0 || s.Answers == s.Omitted {
		return nil
	}
	var bars []chart.Bar
	for _, o := range s.Options {
		bars = append(bars, chart.Bar{Label: o.Option, Value: float64(o.Count), Marked: o.Right})
	}
	image := chart.Answers(view.ChartAnswers, bars)
	file := view.Picture("answers.png", image.PNG, image.Alt)
	return &file
}

func (d Deps) statsOfBank(ctx context.Context, c bot.Call) (bot.Reply, error) {
	bank, err := defaultBank(ctx, d, c)
	if err != nil {
		return bot.Reply{}, err
	}
	counts, err := d.Engine.QuestionCounts(ctx, c.Community, bank, c.Now)
	if err != nil {
		return bot.Reply{}, err
	}
	v, _, err := d.Engine.Bank(ctx, c.Community, bank)
	if err != nil {
		return bot.Reply{}, err
	}
	known := map[questions.QuestionID]questions.Question{}
	for _, q := range v.Bank.Questions {
		known[q.ID] = q
	}
	var rows []view.StatsRow
	for _, count := range counts {
		if q, ok := known[count.Question]; ok {
			rows = append(rows, view.StatsRow{Question: q, Count: count})
		}
	}
	return bot.Private(view.Stats(v.Bank.Title, rows)), nil
}
