package commands

import (
	"context"

	"quizbot/bot"
	"quizbot/bot/chart"
	"quizbot/bot/view"
	"quizbot/quiz"
)

// Score shows a member's points, rank and streak; accuracy only to oneself.
func Score(d Deps) bot.Command {
	return bot.Command{
		Name:  "score",
		Short: "Your points, rank, streak and accuracy",
		Help:  "your points, rank, streak, share of right answers and points by week; of another member points, rank and streak",
		Options: []bot.Option{
			{Name: "member", Short: "Somebody else", Kind: bot.Member},
		},
		Run: func(ctx context.Context, c bot.Call) (bot.Reply, error) {
			player := c.Player
			if id := c.Options["member"]; id != "" {
				player = quiz.Player{ID: quiz.PlayerID(id), Name: c.Names[id]}
			}
			if player.ID != c.Player.ID {
				hidden, err := d.Engine.Hidden(ctx, c.Community, player.ID)
				if err != nil {
					return bot.Reply{}, err
				}
				if hidden {
					return bot.Private(view.ScoreHidden(player.Name)), nil
				}
			}
			score, err := d.Engine.Score(ctx, c.Community, player, c.Now)
			if err != nil {
				return bot.Reply{}, err
			}
			m := view.Score(score, player.ID == c.Player.ID)
			if player.ID == c.Player.ID {
				weeks, err := d.Engine.Weeks(ctx, c.Community, player.ID, weeksDrawn)
				if err != nil {
					return bot.Reply{}, err
				}
				m.Files = weeksChart(weeks)
			}
			return bot.Private(m), nil
		},
	}
}

const (
	weeksDrawn = 20
	leastWeeks = 2 // with one there is no line
	weekScale  = 100
)

// weeksChart draws points by week; weeks in between without any are 0.
func weeksChart(weeks []quiz.WeekScore) []view.File {
	if len(weeks) < leastWeeks {
		return nil
	}
	var points []chart.Point
	last := weeks[len(weeks)-1].First
	day := weeks[0].First
	for i := 0; len(points) < 2*weeksDrawn && !last.Before(day); {
		p := chart.Point{Label: view.DayLabel(day)}
		if weeks[i].First == day {
			p.Value = float64(weeks[i].Points)
			i++
		}
		points = append(points, p)
		for range 7 {
			day = day.Next()
		}
	}
	image := chart.Line(view.ChartWeeks, points, weekScale)
	return []view.File{view.Picture("points.png", image.PNG, image.Alt)}
}
