package commands_test

import (
	"strings"
	"testing"

	"quizbot/bot/bottest"
)

func TestMemberTakesADailyQuiz(t *testing.T) {
	stage := bottest.New(t)
	post := stage.PostQuiz(t, nil)
	t.Log(post.Text())
	m := stage.Press(t, stage.Mina, post, "Start")
	for i := 0; i < 6; i++ {
		t.Log(m.Text())
		if id := bottest.Button(m, "Send"); id != "" {
			for _, letter := range []string{"A", "B", "C", "D"} {
				m = stage.Press(t, stage.Mina, m, letter)
			}
			m = stage.Press(t, stage.Mina, m, "Send")
		} else {
			m = stage.Press(t, stage.Mina, m, "A")
		}
		t.Log(m.Text())
		if !m.Ephemeral() || !strings.Contains(m.Text(), "Ada Quay") {
			t.Errorf("answer %d is public or has no citation:\n%s", i+1, m.Text())
		}
		if i < 5 {
			m = stage.Press(t, stage.Mina, m, "Next question")
		}
	}
	m = stage.Press(t, stage.Mina, m, "See all")
	t.Log(m.Text())
	t.Log(stage.Command(t, stage.Mina, "leaderboard").Text())
	t.Log(stage.Command(t, stage.Mina, "score").Text())
	t.Log(stage.Command(t, stage.Mina, "source").Text())
	t.Log(stage.Command(t, stage.Mina, "help").Text())
	t.Log(stage.Command(t, stage.Mina, "schedule list").Text())
	t.Log(stage.Command(t, stage.Tomas, "schedule list").Text())
	t.Log(stage.Command(t, stage.Owner, "settings").Text())
	t.Log(stage.Command(t, stage.Mina, "quiz").Text())
}
