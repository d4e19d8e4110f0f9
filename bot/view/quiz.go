package view

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"quizbot/quiz"
)

// Colours of embeds; each goes with words that say the same.
const (
	colourNeutral = 0x5865F2
	colourRight   = 0x3BA55D
	colourWrong   = 0xD83C3E
	colourPartly  = 0xFAA61A
)

// Actions that the quiz command handles.
const (
	ActionStart    = "quiz.start"   // round
	ActionNext     = "quiz.next"    // round
	ActionPick     = "quiz.pick"    // round, ask number, index into the options shown (or in the select's value)
	ActionOrder    = "quiz.order"   // round, ask number, indices pressed so far as digits: of an order, several or pairs
	ActionSend     = "quiz.send"    // the same
	ActionType     = "quiz.type"    // round, ask number
	ActionTyped    = "quiz.typed"   // round, ask number; the form's field is [TypedField]
	ActionResults  = "quiz.results" // round, page
	ActionReport   = "report.open"  // round, ask number
	ActionReported = "report.send"  // round, ask number
)

// Daily is the public message of a daily quiz.
func Daily(r quiz.Round, finished int, zoneOf *time.Location) Message {
	lines := []string{}
	topic := say("daily.topic.all")
	if r.Topic != "" {
		topic = say("daily.topic", Escape(TopicName(r.Topic)))
	}
	lines = append(lines, say("daily.questions", topic, count("daily.count.one", "daily.count.many", len(r.Asks))))
	if r.Late {
		if nominal, err := time.ParseInLocation("2006-01-02T15:04", r.Nominal, zoneOf); err == nil {
			lines = append(lines, say("daily.late", When(nominal)))
		}
	}
	e := Embed{Title: Escape(r.Title), Colour: colourNeutral}
	m := Message{}
	if r.ClosedAt.IsZero() {
		if r.ClosesAt.IsZero() {
			lines = append(lines, say("daily.open.ended"))
		} else {
			lines = append(lines, say("daily.closes", When(r.ClosesAt), FromNow(r.ClosesAt)))
		}
		lines = append(lines, "", say("daily.how"))
		m.Rows = []Row{{Buttons: []Button{{
			Label: say("daily.start"), Style: Success,
			Action: Action{Name: ActionStart, Args: []string{string(r.ID)}, Public: true},
		}}}}
	} else {
		lines = append(lines, say("daily.closed", When(r.ClosesAt)))
	}
	switch {
	case finished == 0 && r.ClosedAt.IsZero():
		e.Footer = say("daily.finished.0")
	case finished == 1:
		e.Footer = say("daily.finished.1")
	case finished > 1:
		e.Footer = say("daily.finished.n", finished)
	}
	if e.Footer != "" {
		e.Footer = strings.ReplaceAll(e.Footer, "**", "")
	}
	e.Description = strings.Join(lines, "\n")
	m.Embeds = []Embed{e}
	return m
}

// Closed is the public reply to a daily quiz that has closed; next is when the
// following one is due, zero for none.
func Closed(s quiz.Summary, next time.Time) Message {
	e := Embed{Title: say("summary.title", Escape(s.Round.Title)), Colour: colourNeutral}
	var b strings.Builder
	if s.Started == 0 {
		b.WriteString(say("summary.nobody") + "\n")
	} else {
		b.WriteString(say("summary.taken", s.Started, s.Finished) + "\n\n")
		for i, q := range s.Questions {
			b.WriteString(say("summary.question", i+1, Escape(Cut(q.Ask.Question.Stem, 160)), q.Correct, q.Answered, bar(q.Correct, q.Answered)) + "\n")
		}
		if s.Hardest >= 0 {
			q := s.Questions[s.Hardest]
			b.WriteString("\n" + say("summary.hardest", s.Hardest+1, say("summary.right", q.Correct, q.Answered)) + "\n")
		}
		switch {
		case len(s.Top) > 0:
			b.WriteString("\n**" + say("summary.top") + "**\n")
			for _, row := range s.Top {
				b.WriteString(say("summary.row", row.Rank, Escape(row.Player.Name), row.Points) + "\n")
			}
		case s.Finished < quiz.FinishersForTop:
			b.WriteString("\n" + say("summary.few") + "\n")
		default: // who finished is hidden, or deleted their data
			b.WriteString("\n" + say("summary.hidden") + "\n")
		}
	}
	if next.IsZero() {
		b.WriteString("\n" + say("summary.next.none"))
	} else {
		b.WriteString("\n" + say("summary.next", When(next)))
	}
	e.Description = b.String()
	m := Message{Embeds: []Embed{e}}
	if s.Started > 0 {
		m.Rows = []Row{{Buttons: []Button{{
			Label: say("summary.answers"), Style: Primary,
			Action: Action{Name: ActionResults, Args: []string{string(s.Round.ID), "0"}, Public: true},
		}}}}
	}
	return m
}

// Position is where a member stands: the next question, with what was pressed so
// far of an order, several options or pairs, as indices into the options shown.
func Position(p quiz.Position, chosen []int) Message {
	q := p.Ask().Question
	return Message{
		Embeds: []Embed{{
			Title: say("question.title", p.No+1, len(p.Round.Asks)), Colour: colourNeutral,
			Description: QuestionText(q, p.Shown, chosen), Footer: Plain(p.Round.Title),
		}},
		Rows: AnswerRows(q, p.Shown, chosen, Answering{
			Pick: ActionPick, Choose: ActionOrder, Send: ActionSend, Type: ActionType,
			Args: []string{string(p.Round.ID), strconv.Itoa(p.No)},
		}),
	}
}

// Outcome is what a member sees after an answer: the verdict in words first,
// then why, then the source; or only that it is recorded while the key is kept
// back.
func Outcome(o quiz.Outcome) Message {
	word, colour := verdict(o)
	e := Embed{
		Title:  say("outcome.progress", o.Answer.No+1, len(o.Round.Asks), say(word)),
		Colour: colour,
		Footer: Plain(o.Round.Title),
	}
	e.Description = "**" + Escape(o.Ask.Question.Stem) + "**\n\n" + outcomeText(o)
	var row Row
	if o.Next.Finished {
		row.Buttons = append(row.Buttons, Button{
			Label: say("outcome.last"), Style: Primary,
			Action: Action{Name: ActionResults, Args: []string{string(o.Round.ID), "0"}},
		})
	} else {
		row.Buttons = append(row.Buttons, Button{
			Label: say("outcome.next"), Style: Primary,
			Action: Action{Name: ActionNext, Args: []string{string(o.Round.ID)}},
		})
	}
	if o.Revealed {
		row.Buttons = append(row.Buttons, Button{
			Label:  say("outcome.report"),
			Action: Action{Name: ActionReport, Args: []string{string(o.Round.ID), strconv.Itoa(o.Answer.No)}},
		})
	}
	return Message{Embeds: []Embed{e}, Rows: []Row{row}}
}

// verdict sorts an outcome into the words and the colour it is shown with.
func verdict(o quiz.Outcome) (word Text, colour int) {
	switch {
	case !o.Revealed:
		return "verdict.recorded", colourNeutral
	case len(o.Answer.Given) == 0:
		return "verdict.none", colourNeutral
	case o.Answer.Verdict.Correct:
		return "verdict.right", colourRight
	case o.Answer.Verdict.Points > 0:
		return "verdict.partly", colourPartly
	}
	return "verdict.wrong", colourWrong
}

// outcomeText is verdict, explanation and citation of one answer.
func outcomeText(o quiz.Outcome) string {
	q, a := o.Ask.Question, o.Answer
	var b strings.Builder
	if o.Recorded {
		b.WriteString(recorded(q, a, "outcome.recorded") + "\n")
	}
	if !o.Revealed {
		if !o.Recorded {
			b.WriteString(recorded(q, a, "outcome.hidden") + "\n")
		}
		if o.Round.ClosesAt.IsZero() {
			b.WriteString(say("outcome.hidden.later"))
		} else {
			b.WriteString(say("outcome.hidden.until", When(o.Round.ClosesAt)))
		}
		return b.String()
	}
	b.WriteString(VerdictText(q, a))
	b.WriteString("\n\n**" + say("outcome.why") + "** " + Escape(q.Explanation))
	heading := say("outcome.source")
	if len(o.Ask.Citations) > 1 {
		heading = say("outcome.sources")
	}
	b.WriteString("\n\n**" + heading + "** " + citations(o.Ask.Citations))
	return b.String()
}

const answersPerPage = 5

// Results is a member's own answers in a round, a page at a time.
func Results(r quiz.Round, outcomes []quiz.Outcome, page int) Message {
	pages := (len(outcomes) + answersPerPage - 1) / answersPerPage
	page = max(0, min(page, pages-1))
	from, to := page*answersPerPage, min((page+1)*answersPerPage, len(outcomes))
	right, points, revealed := 0, 0, false
	for i, o := range outcomes {
		outcomes[i].Recorded = false // every answer here was recorded earlier
		if o.Revealed {
			revealed = true
			points += o.Answer.Verdict.Points
			if o.Answer.Verdict.Correct {
				right++
			}
		}
	}
	e := Embed{Title: say("finished.title", Escape(r.Title)), Colour: colourNeutral}
	var b strings.Builder
	switch {
	case !revealed:
		b.WriteString(say("finished.hidden", len(outcomes), When(r.ClosesAt)) + "\n")
	case r.Kind == quiz.Practice:
		b.WriteString(say("finished.practice", right, len(outcomes)) + "\n")
	default:
		b.WriteString(say("finished.score", right, len(outcomes), points) + "\n")
	}
	m := Message{}
	if revealed {
		for i, o := range outcomes[from:to] {
			e.Fields = append(e.Fields, Field{
				Name:  Cut(fmt.Sprintf("%d. %s", from+i+1, Escape(o.Ask.Question.Stem)), MaxFieldName),
				Value: Cut(outcomeText(o), MaxFieldValue),
			})
		}
		var row Row
		turn := func(label Text, to int) {
			row.Buttons = append(row.Buttons, Button{Label: say(label), Action: Action{Name: ActionResults, Args: []string{string(r.ID), strconv.Itoa(to)}}})
		}
		if page > 0 {
			turn("finished.prev", page-1)
		}
		if page < pages-1 {
			turn("finished.next", page+1)
		}
		if len(row.Buttons) > 0 {
			m.Rows = append(m.Rows, row)
			e.Footer = say("finished.page", from+1, to, len(outcomes))
		}
		report := &Select{Placeholder: say("finished.report"), Action: Action{Name: ActionReport}}
		for i, o := range outcomes[from:to] {
			report.Options = append(report.Options, SelectOption{Label: fmt.Sprintf("%d. %s", from+i+1, Plain(o.Ask.Question.Stem)), Value: string(r.ID) + " " + strconv.Itoa(from+i)})
		}
		m.Rows = append(m.Rows, Row{Select: report})
	}
	if r.Kind == quiz.Practice {
		b.WriteString(say("finished.again"))
	}
	e.Description = strings.TrimRight(b.String(), "\n")
	m.Embeds = []Embed{e}
	return m
}

// Report is the form in which a member says what is wrong with a question.
func Report(round quiz.RoundID, no int) Modal {
	return Modal{
		Title:  say("report.title"),
		Action: Action{Name: ActionReported, Args: []string{string(round), strconv.Itoa(no)}},
		Inputs: []Input{{ID: "text", Label: say("report.label"), Placeholder: say("report.hint"), Paragraph: true, Required: true, MaxLength: 1000}},
	}
}

// ChooseReport asks which of the questions the member has been shown is wrong.
func ChooseReport(outcomes []quiz.Outcome) Message {
	if len(outcomes) == 0 {
		return Message{Content: say("report.none")}
	}
	s := &Select{Placeholder: say("report.choose"), Action: Action{Name: ActionReport}}
	for _, o := range outcomes {
		s.Options = append(s.Options, SelectOption{
			Label: Plain(o.Ask.Question.Stem), Value: string(o.Round.ID) + " " + strconv.Itoa(o.Answer.No),
		})
	}
	return Message{Content: say("report.choose"), Rows: []Row{{Select: s}}}
}

// ReportRow is a report with what was asked.
type ReportRow struct {
	Report quiz.Report
	Ask    quiz.Ask
}

// ReportValue reads back a value of the selects of [ChooseReport] and
// [Results]: the round and the number of the ask.
func ReportValue(value string) (round, no string, ok bool) { return strings.Cut(value, " ") }

// Reported thanks for a report; held ones are read when the round that asks the
// question has closed.
func Reported(id int64, held bool) Message {
	if held {
		return Message{Content: say("report.thanks.held", id)}
	}
	return Message{Content: say("report.thanks", id)}
}

// TopicName makes a topic's slug readable: "us-and-nato" is "us and nato".
func TopicName(slug string) string { return strings.ReplaceAll(slug, "-", " ") }
