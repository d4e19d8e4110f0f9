package view

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"quizbot/questions"
	"quizbot/quiz"
)

// Actions of instructors who look after questions.
const (
	ActionReportCase   = "report.case"    // the select's value is the report
	ActionReportMend   = "report.mend"    // report
	ActionReportMended = "report.mended"  // report; a form
	ActionReportDecide = "report.decide"  // report, state
	ActionDecided      = "report.decided" // report, state; a form
	ActionMended       = "regrade.mended" // question's token; a form
	ActionApplyMend    = "regrade.apply"  // amendment
	ActionCancelMend   = "regrade.cancel" // amendment
	ActionUndoMend     = "regrade.undo"   // amendment
)

// Fields of the form in which a question is mended, and of the one in which a
// report is decided.
const (
	FieldStem        = "stem"
	FieldKey         = "key"
	FieldWrong       = "wrong"
	FieldExplanation = "explanation"
	FieldReason      = "reason"
)

const maxFormText = 4000 // characters; Discord, "Text Input", max_length

// Reports is what an instructor sees: the reports that wait, of which one is
// picked, how many are held until a round closes, and below them own, what the
// instructor can report as a member.
func Reports(open []ReportRow, held int, own Message) Message {
	if len(open)+held == 0 {
		own.Content = say("report.list.none") + "\n" + own.Content
		return own
	}
	e := Embed{Title: say("report.list"), Colour: colourNeutral}
	var lines []string
	m := Message{}
	if len(open) > 0 {
		lines = append(lines, count("report.list.1", "report.list.n", len(open)))
		m.Rows = []Row{pickReport(open)}
	}
	if held > 0 {
		lines = append(lines, count("report.held.1", "report.held.n", held))
	}
	e.Description = strings.Join(lines, "\n")
	m.Embeds = []Embed{e}
	if len(own.Rows) > 0 {
		m.Embeds = append(m.Embeds, Embed{Description: own.Content, Colour: colourNeutral})
		m.Rows = append(m.Rows, own.Rows...)
	}
	return m
}

func pickReport(open []ReportRow) Row {
	s := &Select{Placeholder: say("report.pick"), Action: Action{Name: ActionReportCase}}
	for _, row := range open[:min(len(open), MaxSelectOptions)] {
		s.Options = append(s.Options, SelectOption{
			Label: fmt.Sprintf("%d. %s", row.Report.ID, Plain(row.Ask.Question.Stem)), Value: strconv.FormatInt(row.Report.ID, 10),
			Description: Plain(strings.Join(strings.Fields(row.Report.Text), " ")),
		})
	}
	return Row{Select: s}
}

// ReportCase shows an instructor a report beside the question, its evidence and
// its figures.
func ReportCase(c quiz.ReportCase) Message {
	r, q := c.Report, c.Asked.AsMended().Question
	id := strconv.FormatInt(r.ID, 10)
	member := "<@" + string(r.Player) + ">"
	e := Embed{Title: Cut(say("report.case", r.ID), MaxEmbedTitle), Colour: colourNeutral}
	e.Description = "**" + Escape(Cut(q.Stem, 700)) + "**\n" + questionLines(q, c.Shown)
	field := func(name Text, value string) {
		if value != "" {
			e.Fields = append(e.Fields, Field{Name: say(name), Value: Cut(value, MaxFieldValue)})
		}
	}
	field("report.said", say("report.said.by", Escape(Cut(r.Text, 800)), member, When(r.At)))
	given := say("report.given.none")
	if len(r.Given) > 0 {
		given = answerLine(c.Asked.Question, c.Shown, r.Given)
	}
	field("report.given", given)
	field("outcome.why", Escape(Cut(q.Explanation, 600)))
	field("report.evidence", evidenceLines(c))
	field("stats.title.short", statsLines(c.Stats))
	if c.Others > 0 {
		field("report.others", count("report.others.1", "report.others.n", c.Others))
	}
	m := Message{Embeds: []Embed{e}}
	if r.State != quiz.ReportOpen {
		m.Embeds[0].Footer = say(Text("report.state." + string(r.State)))
		return m
	}
	button := func(label Text, style Style, name string, args ...string) Button {
		return Button{Label: say(label), Style: style, Action: Action{Name: name, Args: append([]string{id}, args...)}}
	}
	row := Row{}
	if c.Now.Version > 0 {
		row.Buttons = append(row.Buttons, button("report.mend", Primary, ActionReportMend),
			button("report.retire", Danger, ActionReportDecide, string(quiz.ReportRetired)))
	}
	row.Buttons = append(row.Buttons, button("report.reject", Secondary, ActionReportDecide, string(quiz.ReportRejected)),
		button("report.accept", Success, ActionReportDecide, string(quiz.ReportAccepted)))
	m.Rows = []Row{row}
	return m
}

// questionLines lists the options of a question, the right ones marked by a
// word, or its key. Options stand as a member was shown them, with their
// letters, for nil in an order of their own.
func questionLines(q questions.Question, shown []string) string {
	var b strings.Builder
	switch {
	case q.Form == questions.Order:
		b.WriteString(numbered(q.Key))
	case q.Form == questions.Match:
		b.WriteString(pairs(q, q.Key))
	case q.Typed():
		b.WriteString(say("regrade.accepted", Escape(strings.Join(q.Key, "; "))))
	default:
		has := questions.SortedOptions(q)
		list := slices.DeleteFunc(slices.Clone(shown), func(o string) bool { return !slices.Contains(has, o) })
		for _, o := range has {
			if !slices.Contains(list, o) {
				list = append(list, o)
			}
		}
		for _, o := range list {
			line := "• " + option(shown, o)
			if slices.Contains(q.Key, o) {
				line = say("regrade.right.option", option(shown, o))
			}
			b.WriteString(line + "\n")
		}
	}
	return strings.TrimRight(b.String(), "\n")
}

func evidenceLines(c quiz.ReportCase) string {
	var lines []string
	if text := citations(c.Asked.Citations); text != "" {
		lines = append(lines, text)
	}
	for _, e := range c.Evidence {
		if e.Quote != "" {
			lines = append(lines, "> "+Escape(Cut(strings.Join(strings.Fields(e.Quote), " "), 400)))
		}
	}
	return strings.Join(lines, "\n")
}

// ChoiceName is what is shown of a suggestion's name.
func ChoiceName(name string) string { return Cut(Plain(name), MaxChoiceName) }

// NumberedQuestion names a question of a bank, from 1, where its words alone
// do not tell it from another.
func NumberedQuestion(number int, q questions.Question) string {
	return say("regrade.numbered", number, say(Text("bank.form."+string(q.Form))), q.Stem)
}

const worded = 5 // questions that are named

// SeveralQuestions asks for more words than those that several questions have.
func SeveralQuestions(words string, found []questions.Question) Refusal {
	lines := []string{say("error.questions.several", Escape(Cut(words, 100)), len(found))}
	for _, q := range found[:min(len(found), worded)] {
		lines = append(lines, "• "+Escape(Cut(q.Stem, 200)))
	}
	if len(found) > worded {
		lines = append(lines, "…")
	}
	return Refusal(strings.Join(lines, "\n"))
}

// MendForm is the form in which an instructor mends a question.
func MendForm(q questions.Question, send Action) Modal {
	lines := func(list []string) string { return strings.Join(list, "\n") }
	key := Text("regrade.form.key")
	switch {
	case q.Form == questions.Order:
		key = "regrade.form.order"
	case q.Form == questions.Match:
		key = "regrade.form.match"
	case q.Form == questions.Several:
		key = "regrade.form.several"
	case q.Typed():
		key = "regrade.form.typed"
	}
	input := func(id string, label Text, value string, required bool) Input {
		return Input{ID: id, Label: say(label), Value: value, Paragraph: true, Required: required, MaxLength: maxFormText}
	}
	m := Modal{Title: say("regrade.form.title"), Action: send, Inputs: []Input{
		input(FieldStem, "regrade.form.stem", q.Stem, true),
		input(FieldKey, key, lines(q.Key), true),
	}}
	if len(q.Distractors) > 0 {
		m.Inputs = append(m.Inputs, input(FieldWrong, "regrade.form.wrong", lines(q.Distractors), false))
	}
	m.Inputs = append(m.Inputs, input(FieldExplanation, "regrade.form.explanation", q.Explanation, true),
		Input{ID: FieldReason, Label: say("regrade.form.reason"), Placeholder: say("regrade.form.reason.hint"), MaxLength: quiz.MaxDecisionLength})
	return m
}

// DecideForm is the form in which an instructor answers a reporter.
func DecideForm(id string, state quiz.ReportState) Modal {
	return Modal{
		Title: say(Text("report.decide." + string(state))), Action: Action{Name: ActionDecided, Args: []string{id, string(state)}},
		Inputs: []Input{{ID: FieldReason, Label: say("report.decide.label"), Placeholder: say("report.decide.hint"), Paragraph: true,
			Required: state == quiz.ReportRejected, MaxLength: quiz.MaxDecisionLength}},
	}
}

// ReportDecided confirms what became of a report.
func ReportDecided(r quiz.Report) Message {
	return Message{Content: say("report.decided", r.ID, say(Text("report.state."+string(r.State))))}
}

// MendDraft shows what a change of a question would do, to confirm.
func MendDraft(a quiz.Amendment) Message {
	e := Embed{Title: say("regrade.draft"), Colour: colourNeutral, Description: changeLines(a) + "\n\n" + effectLines(a.Effect)}
	id := strconv.FormatInt(a.ID, 10)
	return Message{Embeds: []Embed{e}, Rows: []Row{{Buttons: []Button{
		{Label: say("regrade.apply"), Style: Success, Action: Action{Name: ActionApplyMend, Args: []string{id}}},
		{Label: say("regrade.cancel"), Action: Action{Name: ActionCancelMend, Args: []string{id}}},
	}}}}
}

// changeLines says what a change changes: only what is another.
func changeLines(a quiz.Amendment) string {
	b, q := a.Before, a.After.Question
	lines := []string{"**" + Escape(Cut(q.Stem, 500)) + "**"}
	change := func(name Text, before, after string) {
		if before != after {
			lines = append(lines, say("regrade.change", say(name), Cut(before, 500), Cut(after, 500)))
		}
	}
	change("regrade.stem", Escape(b.Stem), Escape(q.Stem))
	change("regrade.key", answerLine(b, nil, b.Key), answerLine(q, nil, q.Key))
	if len(a.After.AlsoRight) > 0 {
		lines = append(lines, say("regrade.also", Escape(strings.Join(a.After.AlsoRight, "; "))))
	}
	change("regrade.wrong", Escape(strings.Join(b.Distractors, "; ")), Escape(strings.Join(q.Distractors, "; ")))
	change("regrade.explanation", Escape(b.Explanation), Escape(q.Explanation))
	return strings.Join(lines, "\n")
}

func effectLines(f quiz.Effect) string {
	if f.Answers == 0 {
		return say("regrade.effect.none")
	}
	lines := []string{
		say("regrade.effect", f.Answers, f.Rounds),
		say("regrade.effect.changed", f.Gained, f.Lost, f.Members),
	}
	if f.Points != 0 {
		lines = append(lines, say("regrade.effect.points", f.Points))
	}
	if f.Gone > 0 {
		lines = append(lines, count("regrade.effect.gone.1", "regrade.effect.gone.n", f.Gone))
	}
	return strings.Join(lines, "\n")
}

// MendApplied says what was done, and how to take it back.
func MendApplied(a quiz.Amendment) Message {
	return Message{Content: say("regrade.applied", a.ID) + "\n" + effectLines(a.Effect)}
}

// MendUndone says that a change was taken back.
func MendUndone(a quiz.Amendment) Message {
	return Message{Content: say("regrade.undone", a.ID) + "\n" + effectLines(a.Effect)}
}

// MendUndoneBefore says that there is nothing to take back any more, and why.
func MendUndoneBefore(a quiz.Amendment) Message {
	return Message{Content: say("regrade.undone.before", a.ID, who(a.UndoneBy), When(a.UndoneAt))}
}

// MendCancelled says that nothing was changed.
func MendCancelled() Message { return Message{Content: say("regrade.cancelled")} }

const amendmentsShown = 10

// Amendments lists what was mended, newest first.
func Amendments(list []quiz.Amendment) Message {
	if len(list) == 0 {
		return Message{Content: say("regrade.log.none")}
	}
	e := Embed{Title: say("regrade.log"), Colour: colourNeutral}
	for _, a := range list[:min(len(list), amendmentsShown)] {
		head := say("regrade.log.row", a.ID, Escape(Cut(a.After.Question.Stem, 180)))
		if a.Undoes != 0 {
			head = say("regrade.log.undo", a.ID, a.Undoes, Escape(Cut(a.After.Question.Stem, 180)))
		}
		lines := []string{say("regrade.log.by", who(a.By), When(a.At), a.Effect.Gained, a.Effect.Lost)}
		if b, q := answerLine(a.Before, nil, a.Before.Key), answerLine(a.After.Question, nil, a.After.Question.Key); b != q {
			lines = append(lines, say("regrade.change", say("regrade.key"), Cut(b, 200), Cut(q, 200)))
		}
		if a.Reason != "" {
			lines = append(lines, Escape(Cut(a.Reason, 200)))
		}
		if a.State == quiz.Undone {
			lines = append(lines, say("regrade.log.undone", who(a.UndoneBy), When(a.UndoneAt)))
		}
		e.Fields = append(e.Fields, Field{Name: Cut(head, MaxFieldName), Value: Cut(strings.Join(lines, "\n"), MaxFieldValue)})
	}
	return Message{Embeds: []Embed{e}}
}

func who(id quiz.PlayerID) string {
	if id == "" {
		return say("regrade.somebody")
	}
	return "<@" + string(id) + ">"
}

// MendNews is what the channel is told of a change: once, and nobody's name.
func MendNews(a quiz.Amendment) Message {
	title, key := Text("regrade.news"), Cut(answerLine(a.After.Question, nil, a.After.Question.Key), 700)
	if a.Undoes != 0 {
		title = "regrade.news.undone"
	}
	lines := []string{"**" + Escape(Cut(a.After.Question.Stem, 700)) + "**", say("regrade.news.key", key)}
	if len(a.After.AlsoRight) > 0 {
		lines = append(lines, say("regrade.also", Escape(strings.Join(a.After.AlsoRight, "; "))))
	}
	if a.Reason != "" && a.Undoes == 0 {
		lines = append(lines, say("regrade.news.reason", Escape(a.Reason)))
	}
	lines = append(lines, say("regrade.news.effect", a.Effect.Gained, a.Effect.Lost))
	return Message{Embeds: []Embed{{Title: say(title), Description: strings.Join(lines, "\n"), Colour: colourNeutral, Footer: say("regrade.news.footer")}}}
}

// MaxNotices are told at once; the others come with the next answer.
const MaxNotices = 5

// Notices is what a member is told beside an answer to something else.
func Notices(list []quiz.Notice) Embed {
	var lines []string
	for _, n := range list[:min(len(list), MaxNotices)] {
		stem := Escape(Cut(n.Stem, 200))
		switch n.Kind {
		case quiz.Regraded:
			text := Text("notice.gained")
			if n.Points < 0 {
				text = "notice.lost"
			}
			lines = append(lines, say(text, stem, points(max(n.Points, -n.Points))))
		case quiz.Decided:
			state, answer, _ := strings.Cut(n.Text, " ")
			line := say(Text("notice.report."+state), stem)
			if answer != "" {
				line += " " + say("notice.wrote", Escape(Cut(answer, 500)))
			}
			lines = append(lines, line)
		}
	}
	return Embed{Title: say("notice.title"), Description: strings.Join(lines, "\n"), Colour: colourNeutral}
}
