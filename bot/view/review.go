package view

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"quizbot/bot/chart"
	"quizbot/quiz"
	"quizbot/quiz/cards"
)

// Actions that the review command handles. Turn is that of the memory: a
// button counts only as long as it is the same.
const (
	ActionReviewNext    = "review.next"
	ActionReviewShow    = "review.show"    // memory, turn
	ActionReviewRate    = "review.rate"    // memory, turn, rating
	ActionReviewUndo    = "review.undo"    // memory, turn
	ActionReviewSuspend = "review.suspend" // memory
	ActionReviewBury    = "review.bury"    // memory
	ActionReviewMore    = "review.more"    // memory, turn
	ActionReviewBack    = "review.back"    // the memory is the select's value
	ActionReviewStop    = "review.stop"    // in direct messages: community
)

// ReviewNote says what the member just did, above the next card.
type ReviewNote string

// The notes that need no card.
const (
	ReviewBegins    ReviewNote = ""
	ReviewMoved     ReviewNote = "review.note.moved"
	ReviewUndone    ReviewNote = "review.note.undone"
	ReviewSuspended ReviewNote = "review.note.suspended"
	ReviewBuried    ReviewNote = "review.note.buried"
	ReviewBack      ReviewNote = "review.note.back"
)

// ReviewRated is the note after a rating: when the card comes back.
func ReviewRated(r cards.Rating, after quiz.Memory, at time.Time) ReviewNote {
	returns := quiz.Return{Days: after.ScheduledDays}
	if after.DueDay == 0 {
		returns.Wait = after.Due.Sub(at)
	}
	return ReviewNote(say("review.note.rated", ratingName(r), interval(returns)))
}

func (n ReviewNote) text() string { return say(Text(n)) } // one that has its words already is no name of a text

func ratingName(r cards.Rating) string { return say(Text("review.rating." + strconv.Itoa(int(r)))) }

// interval is how far away something is, as short as on a button.
func interval(r quiz.Return) string {
	days := float64(r.Days)
	switch {
	case r.Days == 0 && r.Wait < time.Hour:
		return say("review.minutes", max(1, int(math.Round(r.Wait.Minutes()))))
	case r.Days == 0:
		return say("review.hours", strconv.FormatFloat(math.Round(r.Wait.Hours()*10)/10, 'f', -1, 64))
	case r.Days < 31:
		return say("review.days", r.Days)
	case r.Days < 365:
		return say("review.months", strconv.FormatFloat(math.Round(days/30.4375*10)/10, 'f', -1, 64))
	}
	return say("review.years", strconv.FormatFloat(math.Round(days/365.25*10)/10, 'f', -1, 64))
}

// Review is what a member who reviews sees: a card's front, or its front and
// back with the four ratings, or that nothing is due.
func Review(s quiz.Showing, note ReviewNote) Message {
	var b strings.Builder
	if note != ReviewBegins {
		b.WriteString("*" + note.text() + "*\n\n")
	}
	e := Embed{Colour: colourNeutral, Footer: reviewFooter(s)}
	var rows []Row
	if s.Done {
		e.Title = say("review.done.title")
		switch {
		case s.Next.IsZero():
			b.WriteString(say("review.done.none"))
		default:
			b.WriteString(say("review.done.next", When(s.Next), FromNow(s.Next)))
		}
		rows = append(rows, reviewTools(s))
	} else {
		e.Title = say("review.title")
		if s.First {
			e.Title = say("review.title.new")
		}
		b.WriteString(cardText(s))
		rows = reviewRows(s)
	}
	e.Description = b.String()
	m := Message{Embeds: []Embed{e}}
	for _, row := range rows {
		if len(row.Buttons) > 0 {
			m.Rows = append(m.Rows, row)
		}
	}
	return m
}

// How much of a card is shown, in characters, so that its citation always is.
const maxCardSide, maxCardFact = 1200, 700

// cardText is the front of a card and, when it is open, the back with the fact
// and its source.
func cardText(s quiz.Showing) string {
	var b strings.Builder
	if s.Changed {
		b.WriteString(say("review.changed") + "\n\n")
	}
	b.WriteString("**" + Cut(Escape(s.Card.Front), maxCardSide) + "**")
	if !s.Open {
		return b.String()
	}
	b.WriteString("\n\n" + say("review.answer", Cut(Escape(s.Card.Back), maxCardSide)))
	if s.Card.Statement != "" {
		b.WriteString("\n\n**" + say("outcome.why") + "** " + Cut(Escape(s.Card.Statement), maxCardFact))
	}
	if len(s.Card.Citations) > 0 {
		heading := say("outcome.source")
		if len(s.Card.Citations) > 1 {
			heading = say("outcome.sources")
		}
		b.WriteString("\n\n**" + heading + "** " + citations(s.Card.Citations))
	}
	if s.First {
		b.WriteString("\n\n" + say("review.first"))
	}
	return b.String()
}

func reviewFooter(s quiz.Showing) string {
	left := say("review.left", s.Left.Steps, s.Left.Due, s.Left.New)
	if s.Done {
		return left
	}
	return Plain(s.Card.Title) + " · " + left
}

func reviewRows(s quiz.Showing) []Row {
	no, turn := strconv.FormatInt(s.Memory.No, 10), strconv.Itoa(s.Memory.Turn)
	if !s.Open {
		show := Button{Label: say("review.show"), Style: Primary, Action: Action{Name: ActionReviewShow, Args: []string{no, turn}}}
		return []Row{{Buttons: []Button{show}}, reviewTools(s)}
	}
	styles := map[cards.Rating]Style{cards.Again: Danger, cards.Good: Success}
	var row Row
	for i, r := range cards.Ratings {
		row.Buttons = append(row.Buttons, Button{
			Label: ratingName(r) + " · " + interval(s.Returns[i]), Style: styles[r],
			Action: Action{Name: ActionReviewRate, Args: []string{no, turn, strconv.Itoa(int(r))}},
		})
	}
	return []Row{row, reviewTools(s)}
}

// reviewTools are the buttons beside the card: Undo where there is something to
// take back, and what can be done with the card shown.
func reviewTools(s quiz.Showing) Row {
	var row Row
	if s.LastNow.No != 0 {
		row.Buttons = append(row.Buttons, Button{Label: say("review.undo"), Action: Action{
			Name: ActionReviewUndo, Args: []string{strconv.FormatInt(s.LastNow.No, 10), strconv.Itoa(s.LastNow.Turn)},
		}})
	}
	if s.Done {
		row.Buttons = append(row.Buttons, Button{Label: say("review.go.on"), Style: Primary, Action: Action{Name: ActionReviewNext}})
	}
	if s.Open {
		no := strconv.FormatInt(s.Memory.No, 10)
		row.Buttons = append(row.Buttons,
			Button{Label: say("review.suspend"), Action: Action{Name: ActionReviewSuspend, Args: []string{no}}},
			Button{Label: say("review.more"), Action: Action{Name: ActionReviewMore, Args: []string{no, strconv.Itoa(s.Memory.Turn)}}})
	}
	return row
}

// ReviewMore shows what is remembered of an open card, and sets it aside.
func ReviewMore(s quiz.Showing) Message {
	m := s.Memory
	e := Embed{Title: say("review.more.title"), Colour: colourNeutral, Description: cardText(s), Footer: reviewFooter(s)}
	seen := say("review.more.never")
	if m.Reps > 0 {
		seen = say("review.more.seen", m.Reps, m.Lapses, When(m.LastReview))
	}
	e.Fields = append(e.Fields, Field{Name: say("review.more.history"), Value: seen})
	if m.State == cards.Review {
		e.Fields = append(e.Fields, Field{Name: say("review.more.memory"), Value: say("review.more.stability",
			interval(quiz.Return{Days: max(1, int(math.Round(m.Stability)))}), strconv.FormatFloat(math.Round(m.Difficulty*10)/10, 'f', -1, 64))})
	}
	no, turn := strconv.FormatInt(m.No, 10), strconv.Itoa(m.Turn)
	return Message{Embeds: []Embed{e}, Rows: []Row{{Buttons: []Button{
		{Label: say("review.bury"), Action: Action{Name: ActionReviewBury, Args: []string{no}}},
		{Label: say("review.suspend"), Action: Action{Name: ActionReviewSuspend, Args: []string{no}}},
		{Label: say("review.back"), Style: Primary, Action: Action{Name: ActionReviewShow, Args: []string{no, turn}}},
	}}}}
}

// SuspendedCards offers to take cards back that were set aside.
func SuspendedCards(list []quiz.Showing, note ReviewNote) Message {
	if len(list) == 0 {
		return Message{Content: strings.TrimSpace(note.text() + " " + say("review.suspended.none"))}
	}
	s := &Select{Placeholder: say("review.suspended.choose"), Action: Action{Name: ActionReviewBack}}
	for _, one := range list[:min(len(list), MaxSelectOptions)] {
		s.Options = append(s.Options, SelectOption{Label: Plain(one.Card.Front), Value: strconv.FormatInt(one.Memory.No, 10), Description: Plain(one.Card.Title)})
	}
	return Message{
		Content: strings.TrimSpace(note.text() + " " + count("review.suspended.1", "review.suspended.n", len(list))),
		Rows:    []Row{{Select: s}},
	}
}

// ReviewSettings shows how a member reviews; saved says that it was just
// changed.
func ReviewSettings(l quiz.Learner, community quiz.Settings, saved bool) Message {
	zone := Escape(l.Zone)
	if l.Zone == "" {
		zone = say("review.settings.zone.server", Escape(community.Zone))
	}
	reminders := say("review.settings.reminders.off")
	switch {
	case l.Reminders:
		reminders = say("review.settings.reminders.on", l.ReminderHour, When(l.RemindAt))
	case l.Refused:
		reminders = say("review.settings.reminders.refused")
	}
	weights := say("review.settings.weights.usual", cards.MinUsable, l.Usable)
	if l.Cards.Weights != cards.DefaultWeights {
		weights = say("review.settings.weights.own", When(l.FittedAt))
	}
	gaps := say("review.settings.cards.front")
	if l.Gaps {
		gaps = say("review.settings.cards.gaps")
	}
	e := Embed{Title: say("review.settings.title"), Colour: colourNeutral, Footer: say("review.settings.hint"), Fields: []Field{
		{Name: say("review.settings.zone"), Value: zone},
		{Name: say("review.settings.day"), Value: fmt.Sprintf("%02d:00", l.DayStartsAt)},
		{Name: say("review.settings.reminders"), Value: reminders},
		{Name: say("review.settings.new"), Value: strconv.Itoa(l.NewADay)},
		{Name: say("review.settings.cards"), Value: gaps},
		{Name: say("review.settings.retention"), Value: say("review.settings.retention.is", math.Round(100*l.Cards.Retention))},
		{Name: say("review.settings.steps"), Value: say("review.settings.steps.are", steps(l.Cards.LearningSteps), steps(l.Cards.RelearningSteps))},
		{Name: say("review.settings.maximum"), Value: say("review.days", l.Cards.MaximumInterval)},
		{Name: say("review.settings.weights"), Value: weights},
	}}
	if saved {
		e.Description = say("settings.saved")
	}
	return Message{Embeds: []Embed{e}}
}

func steps(list []time.Duration) string {
	if len(list) == 0 {
		return say("review.settings.steps.none")
	}
	words := make([]string, len(list))
	for i, d := range list {
		words[i] = interval(quiz.Return{Wait: d})
	}
	return strings.Join(words, ", ")
}

// ReviewStats is how a member's learning stands, with pictures of what comes
// back when, how much was remembered, and on which days they reviewed.
func ReviewStats(s quiz.CardStats) Message {
	today := s.Days[s.Today]
	retention := say("review.stats.retention.none")
	if s.Month.Reviews > 0 {
		retention = say("review.stats.retention.is", math.Round(s.Month.Percent()), s.Month.Remembered, s.Month.Reviews, math.Round(100*s.Learner.Cards.Retention))
	}
	m := Message{Embeds: []Embed{{Title: say("review.stats.title"), Colour: colourNeutral, Fields: []Field{
		{Name: say("review.stats.cards"), Value: say("review.stats.cards.are", s.Seen, s.Mature, s.Learning, s.Suspended, s.New)},
		{Name: say("review.stats.today"), Value: say("review.stats.today.is", today.Reviews, s.Forecast[0])},
		{Name: say("review.stats.retention"), Value: retention},
	}}}}
	if s.Seen == 0 {
		return m
	}
	midnight := time.Date(s.Today.Year, s.Today.Month, s.Today.Day, 0, 0, 0, 0, time.UTC)
	var forecast []chart.Bar
	for i, n := range s.Forecast {
		forecast = append(forecast, chart.Bar{Label: midnight.AddDate(0, 0, i).Format("Mon 2 Jan"), Value: float64(n)})
	}
	var weeks []chart.Point
	for _, w := range s.Weeks {
		weeks = append(weeks, chart.Point{Label: time.Date(w.Monday.Year, w.Monday.Month, w.Monday.Day, 0, 0, 0, 0, time.UTC).Format("2 Jan"), Value: math.Round(w.Percent())})
	}
	for _, one := range []struct {
		name    string
		picture chart.Image
	}{
		{"forecast.png", chart.Bars(say("review.chart.forecast"), forecast)},
		{"remembered.png", chart.Line(say("review.chart.retention"), weeks, 100)},
		{"reviews.png", chart.Calendar(say("review.chart.activity"), say("review.chart.unit"), midnight, func(day time.Time) int {
			return s.Days[quiz.Day{Year: day.Year(), Month: day.Month(), Day: day.Day()}].Reviews
		})},
	} {
		m.Files = append(m.Files, File{Name: one.name, ContentType: "image/png", Data: one.picture.PNG, Alt: one.picture.Alt})
	}
	return m
}

// Fitted says what came of fitting a member's weights.
func Fitted(fit cards.Fit, err error) Message {
	switch {
	case err == nil:
		return Message{Content: say("review.fit.better", fit.Usable, fit.Before, fit.After)}
	case fit.Usable < cards.MinUsable:
		return Message{Content: say("review.fit.few", fit.Usable, cards.MinUsable)}
	}
	return Message{Content: say("review.fit.same", fit.Usable)}
}

// Reminder is the direct message that cards are due in a server.
func Reminder(r quiz.Reminder) Message {
	return Message{
		Content: count("reminder.1", "reminder.n", r.Cards) + " " + say("reminder.how"),
		Rows: []Row{{Buttons: []Button{
			{Label: say("reminder.open"), Link: "https://discord.com/channels/" + string(r.Community)},
			{Label: say("reminder.stop"), Action: Action{Name: ActionReviewStop, Args: []string{string(r.Community), r.Day}}},
		}}},
	}
}

// RemindersStopped confirms, in the reminder's place, that there will be none.
func RemindersStopped() Message { return Message{Content: say("reminder.stopped")} }
