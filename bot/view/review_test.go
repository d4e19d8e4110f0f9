package view_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"quizbot/bot/view"
	"quizbot/questions"
	"quizbot/quiz"
	"quizbot/quiz/cards"
)

// H1, H4: whatever a card says, messages keep to Discord's limits, nobody is
// mentioned, and the source is there.
func TestH4CardsKeepToTheLimits(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 4))
	for range *cases {
		text := func(most int) string { return "w" + randomText(random, most) }
		s := quiz.Showing{
			Card: quiz.Flashcard{Title: text(40), Front: text(600), Back: text(600), Statement: text(600),
				Citations: []questions.Citation{{Text: "Almanac, ¶ 7", URL: "https://example.org/"}}},
			Memory: quiz.Memory{No: 1 << 60, Turn: 1 << 30}, Last: quiz.ReviewRecord{No: 1 << 60}, LastNow: quiz.Memory{No: 1 << 60, Turn: 1 << 30},
			Open: random.IntN(3) > 0, First: random.IntN(2) == 0, Changed: random.IntN(2) == 0,
			Returns: [4]quiz.Return{{Wait: time.Minute}, {Wait: 23 * time.Hour}, {Days: 30}, {Days: 36500}},
		}
		for name, m := range map[string]view.Message{
			"card": view.Review(s, view.ReviewMoved), "more": view.ReviewMore(s), "suspended": view.SuspendedCards([]quiz.Showing{s}, view.ReviewBack),
		} {
			m = m.Fit()
			if what := tooMuch(m); what != "" {
				t.Fatalf("%s: %s", name, what)
			}
			for _, e := range m.Embeds {
				if strings.Contains(e.Description, "@everyone") || strings.Contains(e.Description, "<@1>") && !strings.Contains(e.Description, `\<@`) {
					t.Fatalf("%s mentions somebody:\n%s", name, e.Description)
				}
				if s.Open && !strings.Contains(e.Description, "Almanac, ¶ 7") {
					t.Fatalf("%s has no source:\n%s", name, e.Description)
				}
			}
		}
	}
}

func TestButtonsSayWhenACardReturns(t *testing.T) {
	for _, test := range []struct {
		r    quiz.Return
		want string
	}{
		{quiz.Return{Wait: 20 * time.Second}, "1 min"}, {quiz.Return{Wait: 10 * time.Minute}, "10 min"}, {quiz.Return{Wait: 90 * time.Minute}, "1.5 h"},
		{quiz.Return{Days: 1}, "1 d"}, {quiz.Return{Days: 30}, "30 d"}, {quiz.Return{Days: 31}, "1 mo"}, {quiz.Return{Days: 76}, "2.5 mo"},
		{quiz.Return{Days: 365}, "1 y"}, {quiz.Return{Days: 36500}, "99.9 y"},
	} {
		s := quiz.Showing{Open: true, Returns: [4]quiz.Return{test.r, test.r, test.r, test.r}}
		for i, b := range view.Review(s, view.ReviewBegins).Rows[0].Buttons {
			if want := cards.Ratings[i].String() + " · " + test.want; b.Label != want {
				t.Errorf("%+v: %q, want %q", test.r, b.Label, want)
			}
		}
	}
}
