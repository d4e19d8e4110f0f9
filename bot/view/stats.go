package view

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"quizbot/questions"
	"quizbot/quiz"
)

// statsLines are the figures of a question in a few lines.
func statsLines(s quiz.QuestionStats) string {
	if s.Answers == 0 {
		return say("stats.nobody")
	}
	var lines []string
	if s.Enough() {
		lines = append(lines, say("stats.facility", percent(s.Points), percent(s.Low), percent(s.High), s.Answers))
	} else {
		lines = append(lines, say("stats.few", s.Answers, quiz.ForFacility))
	}
	switch {
	case s.HasRestR && s.Recent:
		lines = append(lines, say("stats.rest.recent", signed(s.RestR)))
	case s.HasRestR:
		lines = append(lines, say("stats.rest", signed(s.RestR)))
	case s.Answers < quiz.ForCorrelation:
		lines = append(lines, say("stats.rest.few", s.Answers, quiz.ForCorrelation))
	default:
		lines = append(lines, say("stats.rest.still"))
	}
	for _, o := range s.Options {
		mark := ""
		if o.Right {
			mark = " " + say("stats.right")
		}
		lines = append(lines, fmt.Sprintf("• %s: %d%s", Escape(Cut(o.Option, 80)), o.Count, mark))
	}
	if s.Omitted > 0 {
		lines = append(lines, say("stats.omitted", s.Omitted))
	}
	for _, f := range s.Flags {
		lines = append(lines, "⚠ "+say(Text("stats.flag."+string(f))))
	}
	return strings.Join(lines, "\n")
}

func percent(share float64) string { return strconv.Itoa(int(math.Round(100*share))) + " %" }

// signed prints a correlation: +0.34.
func signed(r float64) string { return fmt.Sprintf("%+.2f", r) }

// QuestionStats are the figures of one question for instructors; chart is how
// its options were chosen, nil where it has none.
func QuestionStats(ask quiz.Ask, s quiz.QuestionStats, chart *File) Message {
	e := Embed{Title: Cut(Escape(ask.Question.Stem), MaxEmbedTitle), Colour: colourNeutral,
		Description: statsLines(s), Footer: say("stats.rounds", s.Rounds, ask.Version)}
	m := Message{Embeds: []Embed{e}}
	if chart != nil {
		m.Files = []File{*chart}
	}
	return m
}

// StatsRow is a question with how it was answered.
type StatsRow struct {
	Question questions.Question
	Count    quiz.QuestionCount
}

const statsShown = 15

// Stats lists the questions of a bank, those that look wrong first.
func Stats(bank string, rows []StatsRow) Message {
	if len(rows) == 0 {
		return Message{Content: say("stats.none")}
	}
	e := Embed{Title: Cut(say("stats.title", Escape(bank)), MaxEmbedTitle), Colour: colourNeutral}
	var b strings.Builder
	for _, row := range rows[:min(len(rows), statsShown)] {
		c := row.Count
		figure := say("stats.row.few", c.Answers, quiz.ForFacility)
		if c.Answers >= quiz.ForFacility {
			figure = say("stats.row.share", percent(c.Facility()), c.Answers)
		}
		fmt.Fprintf(&b, "**%s**\n%s", Escape(Cut(row.Question.Stem, 120)), figure)
		for _, f := range c.Flags() {
			b.WriteString(" · ⚠ " + say(Text("stats.flag."+string(f))))
		}
		b.WriteString("\n")
	}
	e.Description = strings.TrimRight(b.String(), "\n")
	if more := len(rows) - statsShown; more > 0 {
		e.Footer = say("stats.more", more)
	} else {
		e.Footer = say("stats.hint")
	}
	return Message{Embeds: []Embed{e}}
}

// Picture is a drawn picture as an attachment.
func Picture(name string, png []byte, alt string) File {
	return File{Name: name, ContentType: "image/png", Data: png, Alt: alt}
}

// ChartAnswers, ChartWeeks, ChartRanks and, with the member's own bar among
// them, ChartRanksOwn are the titles of pictures.
var (
	ChartAnswers  = English["stats.chart"]
	ChartWeeks    = English["chart.weeks"]
	ChartRanks    = English["chart.leaderboard"]
	ChartRanksOwn = English["chart.leaderboard.own"]
)

// SlowDown asks a member to wait.
func SlowDown(wait time.Duration) Message {
	return Message{Content: say("error.slow.down", max(1, int(wait.Seconds())))}
}

// OptionTooLong refuses the text of an option of a command.
func OptionTooLong(name string, most int) Refusal {
	return Refusal(say("error.option.long", name, most))
}

// FieldTooLong refuses the text of a form's field.
func FieldTooLong(_ string, most int) Refusal { return Refusal(say("error.field.long", most)) }

// Late begins an answer that comes by direct message because it was not ready
// in time.
func Late(content string) string { return strings.TrimSpace(say("late") + "\n" + content) }

// DayLabel is a day in short, as in "3 May".
func DayLabel(d quiz.Day) string { return fmt.Sprintf("%d %s", d.Day, d.Month.String()[:3]) }
