package quiz_test

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"quizbot/quiz"
	"quizbot/quiz/itemstats"
)

func TestQuestionStatsAreThoseOfTheAnswers(t *testing.T) {
	e, _ := engineAndStore(t)
	round := open(t, e, daily(nine))
	no := oneChoice(t, round)
	q := round.Asks[no].Question
	var marks, rests []float64
	for i := range 40 {
		player := quiz.Player{ID: quiz.PlayerID(fmt.Sprint("m", i)), Name: fmt.Sprint("M", i)}
		position := must[quiz.Position](t)(e.Start(t.Context(), "guild", round.ID, player, nine))
		rest, mark := 0.0, 0.0
		for ask := range 5 {
			if i%10 == 9 && ask == 4 {
				break // not to the end
			}
			right := (i*7+ask*3)%(ask+3) != 0
			given := wrongChoice(position.Ask().Question)
			if ask == no && i%5 == 0 {
				given = q.Distractors[1:2]
			}
			if right {
				given = position.Ask().Question.Key
			}
			o := must[quiz.Outcome](t)(e.Answer(t.Context(), "guild", round.ID, ask, player, given, nine, nine))
			if ask == no {
				mark = float64(o.Answer.Verdict.Points) / 100
			} else {
				rest += float64(o.Answer.Verdict.Points) / 100
			}
			position = o.Next
		}
		marks, rests = append(marks, mark), append(rests, rest/4)
	}
	if s := must[quiz.QuestionStats](t)(e.QuestionStats(t.Context(), "guild", "lamps", q.ID, nine.Add(time.Hour))); s.Answers != 0 {
		t.Errorf("an open quiz is in the figures: %+v", s)
	}
	s := must[quiz.QuestionStats](t)(e.QuestionStats(t.Context(), "guild", "lamps", q.ID, ended(round)))
	want, _ := itemstats.Correlation(marks, rests)
	if s.Answers != 40 || math.Abs(s.Points-itemstats.Mean(marks)) > 1e-9 || !s.HasRestR || math.Abs(s.RestR-want) > 1e-9 || s.Recent {
		t.Errorf("%+v, want mean %v and correlation %v", s, itemstats.Mean(marks), want)
	}
	total := 0
	for _, o := range s.Options {
		total += o.Count
		if o.Right != (o.Option == q.Key[0]) {
			t.Errorf("option %+v", o)
		}
	}
	if total+s.Omitted != s.Answers || len(s.Options) != 4 {
		t.Errorf("options %+v, omitted %d of %d", s.Options, s.Omitted, s.Answers)
	}
	if !slices.Contains(s.Flags, quiz.IdleDistractor) { // the third wrong option was never chosen
		t.Errorf("flags %q", s.Flags)
	}
	counts := must[[]quiz.QuestionCount](t)(e.QuestionCounts(t.Context(), "guild", "lamps", ended(round)))
	if len(counts) != 5 || counts[0].Answers < 36 {
		t.Errorf("counts %+v", counts)
	}
}
