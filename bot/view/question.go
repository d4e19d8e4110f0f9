package view

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"quizbot/questions"
	"quizbot/quiz"
)

// Answering names the actions with which a question is answered, and what goes
// with them.
type Answering struct {
	Pick   string   // one option: its index follows Args
	Choose string   // one more or less of an order, several options or pairs: the indices chosen then, as digits, follow
	Send   string   // these: the same
	Type   string   // opens the form of [TypeAnswer]
	Args   []string // first in each action: where the question stands
	Public bool
}

func (a Answering) action(name string, args ...string) Action {
	return Action{Name: name, Args: append(slices.Clone(a.Args), args...), Public: a.Public}
}

// QuestionText is a question as it is put: what is asked, the options, and what
// was chosen so far, as indices into the options shown.
func QuestionText(q questions.Question, shown []string, chosen []int) string {
	var b strings.Builder
	if hint := hintOf(q); hint != "" {
		b.WriteString("*" + say(hint) + "*\n")
	}
	b.WriteString("**" + Escape(q.Stem) + "**\n\n")
	if q.Form == questions.Match {
		b.WriteString(numbered(q.Prompts) + "\n\n")
	}
	for i, option := range shown {
		fmt.Fprintf(&b, "%s) %s\n", Letter(i), Escape(option))
	}
	items := at(shown, chosen)
	switch {
	case q.Typed():
		b.WriteString(say("question.typed"))
	case q.Form == questions.Order && len(items) == 0:
		b.WriteString("\n" + say("question.order.none"))
	case q.Form == questions.Order:
		b.WriteString("\n**" + say("question.order.chosen") + "**\n" + numbered(items))
	case q.Form == questions.Several && len(items) == 0:
		b.WriteString("\n" + say("question.several.none"))
	case q.Form == questions.Several:
		b.WriteString("\n**" + say("question.several.so") + "**\n" + answerLine(q, shown, items))
	case q.Form == questions.Match:
		if len(items) > 0 {
			b.WriteString("\n**" + say("question.match.so") + "**\n" + pairs(q, items))
		}
		if len(items) < len(q.Prompts) {
			b.WriteString("\n" + say("question.match.next", Escape(q.Prompts[len(items)])))
		} else {
			b.WriteString("\n" + say("question.match.last"))
		}
	}
	return strings.TrimRight(b.String(), "\n")
}

// hintOf is what stands above a stem that does not say how to answer; "" = none.
func hintOf(q questions.Question) Text {
	switch q.Form {
	case questions.Gap:
		return "question.gap"
	case questions.TrueFalse:
		return "question.true-false"
	case questions.Several:
		return "question.several"
	case questions.Match:
		return "question.match"
	case questions.NumberChoice:
		if q.Typed() {
			return "question.typed.number"
		}
	case questions.DateChoice:
		if q.Typed() {
			return Text("question.typed." + quiz.WantedOf(q))
		}
	}
	return ""
}

// at returns the options at the given places; a place that does not exist is
// left out.
func at(shown []string, places []int) []string {
	var items []string
	for _, i := range places {
		if i >= 0 && i < len(shown) {
			items = append(items, shown[i])
		}
	}
	return items
}

const buttonWords = 30 // of the option's text behind its letter

// AnswerRows are the buttons with which a question is answered: one for each
// option, with Undo and Send where several are pressed one after the other, or
// one that opens a form.
func AnswerRows(q questions.Question, shown []string, chosen []int, a Answering) []Row {
	switch {
	case q.Typed():
		return []Row{{Buttons: []Button{{Label: say("question.type"), Style: Primary, Action: a.action(a.Type)}}}}
	case q.Choice():
		return choiceRows(shown, a)
	}
	pressed := digits(chosen)
	most := len(shown) // how many are to be pressed
	if q.Form == questions.Match {
		most = len(q.Prompts)
	}
	var buttons []Button
	for i, option := range shown {
		button := Button{Label: optionLabel(i, option), Style: Primary}
		digit := strconv.Itoa(i)
		taken := strings.Contains(pressed, digit)
		switch {
		case q.Form == questions.Several && taken: // pressed again it is taken back
			button.Style, button.Label = Success, button.Label+" ✓"
			button.Action = a.action(a.Choose, strings.ReplaceAll(pressed, digit, ""))
		default:
			button.Disabled = taken || len(chosen) >= most
			button.Action = a.action(a.Choose, pressed+digit)
		}
		buttons = append(buttons, button)
	}
	var rows []Row
	for len(buttons) > 0 {
		n := min(3, len(buttons)) // three long labels a row are readable on a phone
		rows = append(rows, Row{Buttons: buttons[:n]})
		buttons = buttons[n:]
	}
	var last Row
	if q.Form == questions.Several {
		most = 1
	} else {
		undo := Button{Label: say("question.undo"), Disabled: len(chosen) == 0}
		undo.Action = a.action(a.Choose, pressed[:max(0, len(pressed)-1)], "undo")
		last.Buttons = append(last.Buttons, undo)
	}
	send := Button{Label: say("question.send"), Style: Success, Disabled: len(chosen) < most}
	send.Action = a.action(a.Send, pressed)
	last.Buttons = append(last.Buttons, send)
	return append(rows, last)
}

func choiceRows(shown []string, a Answering) []Row {
	if len(shown) > MaxRowButtons {
		s := &Select{Placeholder: say("question.choose"), Action: a.action(a.Pick)}
		for i, option := range shown {
			s.Options = append(s.Options, SelectOption{Label: Letter(i) + ") " + Plain(option), Value: strconv.Itoa(i)})
		}
		return []Row{{Select: s}}
	}
	var row Row
	for i, option := range shown {
		row.Buttons = append(row.Buttons, Button{Label: optionLabel(i, option), Style: Primary, Action: a.action(a.Pick, strconv.Itoa(i))})
	}
	return []Row{row}
}

func optionLabel(i int, option string) string {
	return Letter(i) + ") " + Cut(Plain(option), buttonWords)
}

// digits encodes indices below ten for a button id.
func digits(indices []int) string {
	var b strings.Builder
	for _, i := range indices {
		b.WriteString(strconv.Itoa(i))
	}
	return b.String()
}

// TypedField is the field of the form that [TypeAnswer] returns.
const TypedField = "answer"

// TypeAnswer is the form in which a member writes the answer to a question.
// Send is where it goes.
func TypeAnswer(q questions.Question, send Action) Modal {
	label := Text("question.type.text")
	switch q.Form {
	case questions.NumberChoice:
		label = "question.type.number"
	case questions.DateChoice:
		label = Text("question.type." + quiz.WantedOf(q))
	}
	return Modal{Title: say("question.type.title"), Action: send, Inputs: []Input{{
		ID: TypedField, Label: say(label), Placeholder: Cut(Plain(q.Stem), maxInputPlaceholder), Required: true, MaxLength: quiz.MaxTyped,
	}}}
}

// BadAnswer says how to answer a question, to somebody whose answer was none.
func BadAnswer(q questions.Question) Refusal {
	switch {
	case q.Typed():
		return Refusal(English[Text("error.typed."+quiz.WantedOf(q))])
	case q.Form == questions.Order:
		return BadOrder
	case q.Form == questions.Several:
		return BadSeveral
	case q.Form == questions.Match:
		return BadPairs
	}
	return Refusal(English["error.choice"])
}

// rightAnswer is the key as somebody would give it: of the accepted answers to a
// typed question the one that is shown.
func rightAnswer(q questions.Question) []string {
	if q.Typed() && len(q.Key) > 0 {
		if d, err := questions.ParseDate(q.Key[0]); err == nil && q.Form == questions.DateChoice {
			return []string{d.Words()} // not "1665-01"
		}
		return q.Key[:1]
	}
	return q.Key
}

// answerLine is an answer in one line: options with their letters where they
// were shown, what was typed in quotation marks, items of an order and pairs
// with arrows.
func answerLine(q questions.Question, shown, given []string) string {
	var parts []string
	for i, g := range given {
		switch {
		case q.Typed():
			g = Escape(strings.Join(strings.Fields(g), " "))
		case q.Form == questions.Match && i < len(q.Prompts):
			g = Escape(q.Prompts[i]) + " → " + Escape(g)
		default:
			g = option(shown, g)
		}
		parts = append(parts, g)
	}
	switch q.Form {
	case questions.Order:
		return strings.Join(parts, " → ")
	case questions.Match:
		return strings.Join(parts, "; ")
	}
	return strings.Join(parts, ", ")
}

// pairs lists prompts with their right sides, a pair a line.
func pairs(q questions.Question, sides []string) string {
	lines := make([]string, min(len(sides), len(q.Prompts)))
	for i := range lines {
		lines[i] = fmt.Sprintf("%d. %s → %s", i+1, Escape(q.Prompts[i]), Escape(sides[i]))
	}
	return strings.Join(lines, "\n")
}

// recorded says that an answer is kept; outcome is the text's name without the
// form.
func recorded(q questions.Question, a quiz.Answer, outcome Text) string {
	switch q.Form {
	case questions.Order:
		return say(outcome + ".order")
	case questions.Match:
		return say(outcome + ".match")
	}
	return say(outcome, quoted(q, answerLine(q, a.Shown, a.Given)))
}

// quoted puts what was typed in quotation marks.
func quoted(q questions.Question, answer string) string {
	if q.Typed() {
		return "“" + answer + "”"
	}
	return answer
}

// VerdictText says how an answer was judged: right, partly or wrong, what was
// given and what is right, and what the question says about the options chosen.
func VerdictText(q questions.Question, a quiz.Answer) string {
	right := answerLine(q, a.Shown, rightAnswer(q))
	given := quoted(q, answerLine(q, a.Shown, a.Given))
	correct, points := a.Verdict.Correct, a.Verdict.Points
	var b strings.Builder
	switch {
	case len(a.Given) == 0:
		b.WriteString(say("outcome.none", answerLine(q, nil, rightAnswer(q))))
	case q.Form == questions.Order:
		b.WriteString(listed("outcome.order", a.Verdict, numbered(a.Given), numbered(q.Key)))
	case q.Form == questions.Match:
		b.WriteString(listed("outcome.match", a.Verdict, pairs(q, a.Given), pairs(q, q.Key)))
	case q.Typed() && correct && questions.Fold(a.Given[0]) != questions.Fold(rightAnswer(q)[0]):
		b.WriteString(say("outcome.typed.as", given, right))
	case q.Typed() && correct:
		b.WriteString(say("outcome.typed.right", given))
	case q.Typed():
		b.WriteString(say("outcome.typed.wrong", given, right))
	case correct:
		b.WriteString(say("outcome.right", given))
	case points > 0:
		b.WriteString(say("outcome.partly", points, given, right))
	default:
		b.WriteString(say("outcome.wrong", given, right))
	}
	for _, g := range a.Given {
		for _, said := range questions.OptionsOf(q, q.Feedback) {
			if questions.Fold(said) == questions.Fold(g) {
				b.WriteString("\n" + option(a.Shown, said) + ": " + Escape(q.Feedback[said]))
			}
		}
	}
	return b.String()
}

// listed is the verdict on an answer that is shown as a list.
func listed(form Text, v quiz.Verdict, given, key string) string {
	word := say(form + ".wrong")
	switch {
	case v.Correct:
		word = say(form + ".right")
	case v.Points > 0:
		word = say("outcome.order.partly", v.Points)
	}
	if !v.Correct {
		word += "\n**" + say(form+".yours") + "**\n" + given
	}
	return word + "\n**" + say(form+".key") + "**\n" + key
}
