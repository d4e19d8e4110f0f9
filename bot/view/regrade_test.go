package view_test

import (
	"strings"
	"testing"

	"quizbot/bot/view"
	"quizbot/questions"
	"quizbot/quiz"
)

func TestTheNewsOfAMendedQuestionNamesEveryAcceptedAnswer(t *testing.T) {
	q := questions.Question{Form: questions.ShortAnswer, Stem: "Which lamp?", Key: []string{"harbour lamp", "the green lamp"}}
	if got := text(view.MendNews(quiz.Amendment{Before: q, After: quiz.Marking{Question: q}})); !strings.Contains(got, "Right is now: harbour lamp, the green lamp") {
		t.Errorf("the channel reads\n%s", got)
	}
}

func TestFastPointsAreSaidToBeForTheStandingsAlone(t *testing.T) {
	for _, scoring := range []quiz.Scoring{quiz.ScoreRight, quiz.ScoreFast} {
		v := lesson(quiz.Ended)
		v.Live.Rules.Scoring = scoring
		if got, want := strings.Contains(text(view.LiveFinal(v)), "grades count up to 100"), scoring == quiz.ScoreFast; got != want {
			t.Errorf("scoring %q: said %v, want %v in\n%s", scoring, got, want, text(view.LiveFinal(v)))
		}
	}
}
