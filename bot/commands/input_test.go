package commands_test

import (
	"strings"
	"testing"
	"time"

	"quizbot/bot"
	"quizbot/bot/bottest"
	"quizbot/bot/localdiscord"
	"quizbot/bot/view"
	"quizbot/questions"
	"quizbot/quiz"
	"quizbot/quiz/grading"
	"quizbot/quiz/schedule"
)

// awkward is text of n characters that a careless reader stumbles over.
func awkward(n int) string {
	const piece = `%_'";-- Le Wei's 1,5e9 (a)+* **b** \ @x .gg/y é` + "e\u0301 \u202e"
	return string([]rune(strings.Repeat(piece, n/len([]rune(piece))+1))[:n])
}

// typed is data of a command with one text option, as Discord would send it.
func typed(s step, option, text string) map[string]any {
	options := []any{map[string]any{"name": option, "type": 3, "value": text}}
	command, sub, under := strings.Cut(s.name, " ")
	if under {
		options = []any{map[string]any{"name": sub, "type": 1, "options": options}}
	}
	return map[string]any{"id": "1", "name": command, "type": 1, "options": options}
}

func textOptions(do func(s step, o bot.Option)) {
	for _, s := range steps() {
		for _, o := range s.options {
			if o.Kind == bot.Text && len(o.Choices) == 0 {
				do(s, o)
			}
		}
	}
}

// TestH6TooLongTextsAreRefusedWithASentence gives every text option of every
// command one character more than Discord lets anybody type, and a form too.
func TestH6TooLongTextsAreRefusedWithASentence(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	n := 0
	textOptions(func(s step, o bot.Option) {
		n++
		somebody := localdiscord.User{ID: stage.Owner.ID[:len(stage.Owner.ID)-3] + "1" + string(rune('0'+n/10)) + string(rune('0'+n%10)), Username: "somebody"}
		id := madeUp(stage, n, 2, somebody, []string{stage.Role.ID}, typed(s, o.Name, awkward(201)))
		if body := awaitAnswer(t, stage, id); !strings.Contains(body, o.Name+" is too long: at most 200 characters") {
			t.Errorf("/%s %s: %s", s.name, o.Name, body)
		}
	})
	if n < 30 {
		t.Errorf("only %d text options", n)
	}
	id := madeUp(stage, n+1, 5, stage.Mina, nil, map[string]any{"custom_id": "x", "components": []any{
		map[string]any{"type": 1, "components": []any{map[string]any{"type": 4, "custom_id": "text", "value": awkward(4001)}}}}})
	if body := awaitAnswer(t, stage, id); !strings.Contains(body, "too long: at most 4000 characters") {
		t.Errorf("a form: %s", body)
	}
}

// TestH6TwiceTheTextTakesTwiceTheTime feeds what reads texts of members with
// far more than they can type. Each time is the best of several.
func TestH6TwiceTheTextTakesTwiceTheTime(t *testing.T) {
	options := []string{"Mina", "Jonas", "Tomas", "Ilse"}
	parse := func(form questions.Form) func(string) {
		q := questions.Question{Form: form, Key: options, Prompts: options[:3]}
		return func(text string) {
			if given, err := quiz.ParseGiven(q, options, text); err == nil {
				grading.Judge(q, given)
			}
		}
	}
	const most = 100 // 39 are 2.5 for each doubling, 256 are quadratic: what is in between, a busy machine does
	for name, read := range map[string]func(text string){
		"a choice": parse(questions.SingleChoice), "several": parse(questions.Several), "an order": parse(questions.Order), "pairs": parse(questions.Match),
		"escaped": func(s string) { view.Escape(s) }, "plain": func(s string) { view.Plain(s) }, "cut": func(s string) { view.Cut(s, len(s)/2) },
		"folded": func(s string) { questions.Fold(s) }, "words": func(s string) { questions.Words(s) },
		"a number": func(s string) { questions.ParseQuantity(s) }, "a date": func(s string) { _, _ = questions.ParseDate(s) },
		"a zone": func(s string) { _, _ = schedule.Parse("0 9 * * *", s) }, "cron": func(s string) { _, _ = schedule.Parse(s, "UTC") },
		"closes": func(s string) { _, _ = schedule.NormalCloses(s) }, "a time": func(s string) { _, _ = schedule.FromDays("weekdays", s) },
	} {
		best := func(text string) time.Duration {
			least := time.Hour
			for range 5 {
				began := time.Now()
				read(text)
				least = min(least, time.Since(began))
			}
			return least
		}
		var ratio float64
		for range 4 { // a busy machine gets another chance
			short, long := best(awkward(20_000)), best(awkward(16*20_000))
			if ratio = float64(long) / float64(max(short, 100*time.Microsecond)); ratio <= most {
				break
			}
		}
		if ratio > most {
			t.Errorf("%s: 16 times the text takes %.0f times as long", name, ratio)
		}
	}
}

// BenchmarkH6Inputs reports what the longest texts that Discord lets through
// cost, over those half as long, all options of all commands together.
func BenchmarkH6Inputs(b *testing.B) {
	stage := bottest.New(b)
	all := func(length int) time.Duration {
		began := time.Now()
		n := 0
		textOptions(func(s step, o bot.Option) {
			n++
			stage.Advance(time.Second) // nobody is told to slow down
			id := madeUp(stage, n, 2, stage.Tomas, []string{stage.Role.ID}, typed(s, o.Name, awkward(length)))
			for len(answers(stage, id)) == 0 {
				time.Sleep(100 * time.Microsecond)
			}
		})
		return time.Since(began)
	}
	for b.Loop() {
		half := min(all(100), all(100))
		whole := min(all(200), all(200))
		b.ReportMetric(float64(whole)/float64(half), "times")
	}
}
