package view_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"quizbot/bot/view"
	"quizbot/questions"
	"quizbot/quiz"
)

var cases = flag.Int("cases", 500, "random messages to try in TestH4")

// pieces are what random text is made of: words, markup, wide and joined
// characters, and what breaks lines.
var pieces = []string{"word ", "a", "*", "_", "`", "@everyone", "<@1>", "\n", "漢字", "👨‍👩‍👧", "e\u0301", "\u202e", "https://x.example ", "\\", "العربية ", "Donaudampfschifffahrt"}

func randomText(r *rand.Rand, most int) string {
	var b strings.Builder
	for n := r.IntN(most + 1); n > 0; n-- {
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	return b.String()
}

// tooMuch says which of Discord's limits a message breaks, or "".
func tooMuch(m view.Message) string {
	total := 0
	count := func(what, text string, least, most int) string {
		n := utf8.RuneCountInString(strings.TrimSpace(text))
		if n < least || n > most || !utf8.ValidString(text) {
			return fmt.Sprintf("%s has %d characters, allowed are %d to %d: %q", what, n, least, most, text)
		}
		return ""
	}
	if what := count("content", m.Content, 0, view.MaxContent); what != "" {
		return what
	}
	for _, e := range m.Embeds {
		checks := []string{count("title", e.Title, 0, view.MaxEmbedTitle), count("description", e.Description, 0, view.MaxEmbedDescription), count("footer", e.Footer, 0, view.MaxEmbedFooter)}
		total += utf8.RuneCountInString(e.Title) + utf8.RuneCountInString(e.Description) + utf8.RuneCountInString(e.Footer)
		for _, f := range e.Fields {
			checks = append(checks, count("field name", f.Name, 1, view.MaxFieldName), count("field value", f.Value, 1, view.MaxFieldValue))
			total += utf8.RuneCountInString(f.Name) + utf8.RuneCountInString(f.Value)
		}
		for _, what := range checks {
			if what != "" {
				return what
			}
		}
	}
	if total > view.MaxEmbedsTotal {
		return fmt.Sprintf("embeds have %d characters", total)
	}
	if len(m.Rows) > view.MaxRows {
		return fmt.Sprintf("%d rows", len(m.Rows))
	}
	for _, row := range m.Rows {
		if len(row.Buttons) > view.MaxRowButtons || len(row.Buttons) == 0 && row.Select == nil {
			return fmt.Sprintf("a row of %d buttons", len(row.Buttons))
		}
		for _, button := range row.Buttons {
			if what := count("button", button.Label, 1, view.MaxButtonLabel); what != "" {
				return what
			}
		}
		if s := row.Select; s != nil {
			if len(s.Options) == 0 || len(s.Options) > view.MaxSelectOptions {
				return fmt.Sprintf("a select of %d options", len(s.Options))
			}
			for _, o := range s.Options {
				if what := count("option", o.Label, 1, view.MaxSelectText); what != "" {
					return what
				}
			}
		}
	}
	return ""
}

func TestH4EveryMessageIsWithinDiscordsLimits(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	text := func(most int) string { return "x" + randomText(r, most) } // a bank has no empty texts
	for i := range *cases {
		round := quiz.Round{ID: "abcdefghijkl", Kind: quiz.Daily, Title: text(90), Topic: text(20), ClosesAt: closes, Reveal: quiz.RevealAtOnce}
		var outcomes []quiz.Outcome
		var summary quiz.Summary
		for range 1 + r.IntN(20) {
			q := questions.Question{Form: questions.Forms[r.IntN(len(questions.Forms))], Stem: text(120), Explanation: text(600), Key: []string{text(60)}}
			for range 1 + r.IntN(7) {
				switch q.Form {
				case questions.Match:
					q.Prompts = append(q.Prompts, text(60))
					fallthrough
				case questions.Order:
					q.Key = append(q.Key, text(60))
				default:
					q.Distractors = append(q.Distractors, text(60))
				}
			}
			if q.Form == questions.Match {
				q.Prompts = append(q.Prompts, text(60))
			}
			q.Feedback = map[string]string{q.Key[0]: text(100)}
			ask := quiz.Ask{Question: q, Citations: []questions.Citation{{Text: text(300), URL: "https://news.example/" + strings.Repeat("a", r.IntN(300))}}}
			round.Asks = append(round.Asks, ask)
			shown := quiz.ShownTo(q, seed)
			given := q.Key[:1]
			if q.Form == questions.Order || q.Form == questions.Match {
				given = q.Key
			}
			o := quiz.Outcome{Ask: ask, Revealed: r.IntN(4) > 0, Recorded: r.IntN(2) > 0, Answer: quiz.Answer{No: len(outcomes), Shown: shown, Given: given}}
			outcomes = append(outcomes, o)
			summary.Questions = append(summary.Questions, quiz.QuestionSummary{Ask: ask, Answered: 3, Correct: r.IntN(4)})
		}
		summary.Round, summary.Started, summary.Hardest = round, 3, 0
		for j := range outcomes {
			outcomes[j].Round = round
			outcomes[j].Next = quiz.Position{Round: round, Finished: j == len(outcomes)-1}
		}
		board := quiz.Board{Period: quiz.Today, Pages: 2}
		for j := range 10 {
			board.Standings = append(board.Standings, quiz.Standing{Rank: j + 1, Player: quiz.Player{Name: text(40)}, Points: 100})
		}
		position := quiz.Position{Round: round, No: r.IntN(len(round.Asks))}
		asked := position.Ask().Question
		position.Shown = quiz.ShownTo(asked, seed)
		chosen := r.Perm(len(position.Shown))
		if asked.Form == questions.Match {
			chosen = chosen[:r.IntN(len(asked.Prompts)+1)]
		}
		form := view.TypeAnswer(asked, view.Action{})
		if len([]rune(form.Title)) > view.MaxModalTitle || len([]rune(form.Inputs[0].Label)) > view.MaxInputLabel || len([]rune(form.Inputs[0].Placeholder)) > 100 {
			t.Fatalf("case %d: a form of %+v", i, form)
		}
		messages := []view.Message{
			view.Daily(round, 3, time.UTC), view.Closed(summary, closes), view.Position(position, nil), view.Position(position, chosen), view.Results(round, outcomes, 0),
			view.Sources(outcomes[:min(len(outcomes), 10)]), view.ChooseReport(outcomes[:min(len(outcomes), 25)]), view.Leaderboard(board), view.Outcome(outcomes[0]),
		}
		for _, m := range messages {
			if what := tooMuch(m.Fit()); what != "" {
				t.Fatalf("case %d: %s", i, what)
			}
		}
	}
}

// whatNext is in a text that says what to do: a command, or a verb that asks.
var whatNext = regexp.MustCompile(`(?i)/[a-z]+|\b(add|alter|answer|ask|attach|change|check|choose|export|give|hand|leave|look|mend|name|open|pick|practise|press|run|say|see|send|shorten|start|try|type|use|watch|write)\b`)

func TestEveryRefusalSaysWhatToDo(t *testing.T) {
	refusals := 0
	for key, text := range view.English {
		switch {
		case strings.HasPrefix(string(key), "error."):
		case slices.Contains([]view.Text{"score.hidden", "source.none", "report.none", "bank.none", "bank.show.none", "bank.import.failed",
			"leaderboard.empty", "leaderboard.you.none", "schedule.list.none", "schedule.runs.none", "schedule.still.paused", "review.done.none",
			"settings.terms.none", "settings.holidays.none", "summary.few", "summary.hidden"}, key):
		default:
			continue
		}
		refusals++
		if !whatNext.MatchString(text) {
			t.Errorf("%s says what is wrong, but not what to do: %s", key, text)
		}
	}
	if refusals < 90 {
		t.Errorf("only %d texts were looked at", refusals)
	}
}

// TestTitlesOfPicturesAreNotCut: a picture has room for about 44 letters.
func TestTitlesOfPicturesAreNotCut(t *testing.T) {
	titles := []view.Text{"stats.chart", "chart.weeks", "chart.leaderboard", "chart.leaderboard.own", "review.chart.forecast", "review.chart.retention", "review.chart.activity"}
	for _, title := range titles {
		if n := utf8.RuneCountInString(view.English[title]); n == 0 || n > 40 {
			t.Errorf("%s has %d characters", title, n)
		}
	}
}
