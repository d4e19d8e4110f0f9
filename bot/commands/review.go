package commands

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"quizbot/bot"
	"quizbot/bot/view"
	"quizbot/quiz"
	"quizbot/quiz/cards"
)

// Review shows a member the flashcards that are due, one by one, and how their
// learning stands.
func Review(d Deps) bot.Command {
	return bot.Command{
		Name:  "review",
		Short: "Flashcards that come back when you are about to forget them",
		Help:  "flashcards that come back when you are about to forget them: now, settings (zone, start of the day, new cards, reminders), stats, suspended, fit",
		Subs: []bot.Sub{
			{
				Name:  "now",
				Short: "The cards due now, one by one, in private",
				Options: []bot.Option{
					{Name: "bank", Short: "Question bank; otherwise all", Kind: bot.Text, Suggest: true},
					{Name: "topic", Short: "Only cards on this topic", Kind: bot.Text, Suggest: true},
				},
				Run: func(ctx context.Context, c bot.Call) (bot.Reply, error) {
					s, err := d.Engine.Review(ctx, c.Community, c.Player.ID, c.Options["bank"], c.Options["topic"], c.Now)
					if err != nil {
						return bot.Reply{}, err
					}
					return bot.Private(view.Review(s, view.ReviewBegins)), nil
				},
				Complete: func(ctx context.Context, c bot.Call) ([]bot.Suggestion, error) {
					if c.Typing == "topic" {
						return suggestTopic(ctx, d, c)
					}
					return suggestBank(ctx, d, c)
				},
			},
			{
				Name:  "settings",
				Short: "Show or change how you review",
				Options: []bot.Option{
					{Name: "zone", Short: "Your time zone, such as Europe/London, or server", Kind: bot.Text, Suggest: true},
					{Name: "day_start", Short: "Hour at which your day begins, 0 to 23", Kind: bot.Integer, Min: 0, Max: 23},
					{Name: "reminders", Short: "Write to you when cards are due, once a day at most", Kind: bot.Boolean},
					{Name: "reminder_hour", Short: "Hour of the reminder, 0 to 23", Kind: bot.Integer, Min: 0, Max: 23},
					{Name: "new", Short: "New cards a day, 0 to 1000", Kind: bot.Integer, Min: 0, Max: 1000},
					{Name: "retention", Short: "Percent of cards to be remembered, 70 to 99", Kind: bot.Integer, Min: 70, Max: 99},
					{Name: "gaps", Short: "Also ask for the gap in each fact", Kind: bot.Boolean},
					{Name: "steps", Short: "Minutes between the first showings, such as 1 10, or none", Kind: bot.Text},
					{Name: "relearning", Short: "The same for forgotten cards, such as 10, or none", Kind: bot.Text},
					{Name: "longest", Short: "Longest interval in days, 1 to 36500", Kind: bot.Integer, Min: 1, Max: 36500},
				},
				Run: d.reviewSettings,
				Complete: func(_ context.Context, c bot.Call) ([]bot.Suggestion, error) {
					return suggestZone(c.Options["zone"]), nil
				},
			},
			{
				Name:  "stats",
				Short: "How your learning stands, in pictures",
				Run: func(ctx context.Context, c bot.Call) (bot.Reply, error) {
					s, err := d.Engine.CardStats(ctx, c.Community, c.Player.ID, c.Now)
					if err != nil {
						return bot.Reply{}, err
					}
					return bot.Private(view.ReviewStats(s)), nil
				},
			},
			{
				Name:  "suspended",
				Short: "Cards you have set aside; take one back",
				Run: func(ctx context.Context, c bot.Call) (bot.Reply, error) {
					m, err := d.suspended(ctx, c, view.ReviewBegins)
					return bot.Private(m), err
				},
			},
			{
				Name:  "fit",
				Short: "Fit the intervals to how you forget",
				Run: func(ctx context.Context, c bot.Call) (bot.Reply, error) {
					fit, err := d.Engine.FitWeights(ctx, c.Community, c.Player.ID, c.Now)
					if err != nil && !errors.Is(err, cards.ErrTooFewReviews) && !errors.Is(err, cards.ErrNoBetter) {
						return bot.Reply{}, err
					}
					return bot.Private(view.Fitted(fit, err)), nil
				},
			},
		},
		Press: map[string]bot.Handler{
			"next":    d.nextCard,
			"show":    d.showCard,
			"rate":    d.rateCard,
			"undo":    d.undoCard,
			"suspend": d.suspendCard,
			"bury":    d.buryCard,
			"more":    d.moreOfCard,
			"back":    d.takeCardBack,
		},
		Direct: map[string]bot.Handler{
			"stop": func(ctx context.Context, c bot.Call) (bot.Reply, error) {
				if err := d.Engine.StopReminders(ctx, c.Community, c.Player.ID, c.Now); err != nil {
					return bot.Reply{}, err
				}
				return bot.Replace(view.RemindersStopped()), nil
			},
		},
	}
}

// cardOf reads the memory's number and turn from a button.
func cardOf(c bot.Call) (memory int64, turn int, err error) {
	memory, err = strconv.ParseInt(arg(c, 0), 10, 64)
	if err != nil || memory <= 0 {
		return 0, 0, view.ButtonTooOld
	}
	return memory, number(arg(c, 1)), nil
}

// nextCard shows what comes next in place of the message.
func (d Deps) nextCard(ctx context.Context, c bot.Call) (bot.Reply, error) {
	return d.afterwards(ctx, c, view.ReviewBegins)
}

func (d Deps) afterwards(ctx context.Context, c bot.Call, note view.ReviewNote) (bot.Reply, error) {
	s, err := d.Engine.NextCard(ctx, c.Community, c.Player.ID, c.Now)
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Replace(view.Review(s, note)), nil
}

// reveal returns the card of a button with its back, or what comes next and
// that it does.
func (d Deps) reveal(ctx context.Context, c bot.Call) (quiz.Showing, view.ReviewNote, error) {
	memory, turn, err := cardOf(c)
	if err != nil {
		return quiz.Showing{}, "", err
	}
	s, err := d.Engine.Reveal(ctx, c.Community, c.Player.ID, memory, turn, c.Now)
	if err == nil && (s.Memory.No != memory || s.Memory.Turn != turn) {
		return s, view.ReviewMoved, nil
	}
	return s, view.ReviewBegins, err
}

func (d Deps) showCard(ctx context.Context, c bot.Call) (bot.Reply, error) {
	s, note, err := d.reveal(ctx, c)
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Replace(view.Review(s, note)), nil
}

func (d Deps) moreOfCard(ctx context.Context, c bot.Call) (bot.Reply, error) {
	s, note, err := d.reveal(ctx, c)
	if err != nil {
		return bot.Reply{}, err
	}
	if note != view.ReviewBegins {
		return bot.Replace(view.Review(s, note)), nil
	}
	return bot.Replace(view.ReviewMore(s)), nil
}

// rateCard stores a rating, then shows the next card. The same button pressed
// again stores nothing.
func (d Deps) rateCard(ctx context.Context, c bot.Call) (bot.Reply, error) {
	memory, turn, err := cardOf(c)
	if err != nil {
		return bot.Reply{}, err
	}
	rating := cards.Rating(number(arg(c, 2)))
	review, after, stored, err := d.Engine.Rate(ctx, c.Community, c.Player.ID, memory, turn, rating, c.Clicked, c.Now)
	if errors.Is(err, quiz.ErrBadRating) {
		return bot.Reply{}, view.ButtonTooOld
	}
	if err != nil {
		return bot.Reply{}, err
	}
	if !stored {
		return d.afterwards(ctx, c, view.ReviewMoved)
	}
	return d.afterwards(ctx, c, view.ReviewRated(rating, after, review.At))
}

func (d Deps) undoCard(ctx context.Context, c bot.Call) (bot.Reply, error) {
	memory, turn, err := cardOf(c)
	if err != nil {
		return bot.Reply{}, err
	}
	s, undone, err := d.Engine.Undo(ctx, c.Community, c.Player.ID, memory, turn, c.Now)
	if err != nil {
		return bot.Reply{}, err
	}
	note := view.ReviewMoved
	if undone {
		note = view.ReviewUndone
	}
	return bot.Replace(view.Review(s, note)), nil
}

func (d Deps) suspendCard(ctx context.Context, c bot.Call) (bot.Reply, error) {
	memory, _, err := cardOf(c)
	if err == nil {
		err = d.Engine.Suspend(ctx, c.Community, c.Player.ID, memory, true)
	}
	if err != nil {
		return bot.Reply{}, err
	}
	return d.afterwards(ctx, c, view.ReviewSuspended)
}

func (d Deps) buryCard(ctx context.Context, c bot.Call) (bot.Reply, error) {
	memory, _, err := cardOf(c)
	if err == nil {
		err = d.Engine.Bury(ctx, c.Community, c.Player.ID, memory, c.Now)
	}
	if err != nil {
		return bot.Reply{}, err
	}
	return d.afterwards(ctx, c, view.ReviewBuried)
}

// takeCardBack takes the card picked in the list of suspended ones back.
func (d Deps) takeCardBack(ctx context.Context, c bot.Call) (bot.Reply, error) {
	if len(c.Values) != 1 {
		return bot.Reply{}, view.ButtonTooOld
	}
	memory, err := strconv.ParseInt(c.Values[0], 10, 64)
	if err != nil {
		return bot.Reply{}, view.ButtonTooOld
	}
	if err := d.Engine.Suspend(ctx, c.Community, c.Player.ID, memory, false); err != nil {
		return bot.Reply{}, err
	}
	m, err := d.suspended(ctx, c, view.ReviewBack)
	return bot.Replace(m), err
}

func (d Deps) suspended(ctx context.Context, c bot.Call, note view.ReviewNote) (view.Message, error) {
	list, err := d.Engine.SuspendedCards(ctx, c.Community, c.Player.ID, c.Now)
	if err != nil {
		return view.Message{}, err
	}
	return view.SuspendedCards(list, note), nil
}

// reviewSettings shows how the member reviews, after changing what options say.
func (d Deps) reviewSettings(ctx context.Context, c bot.Call) (bot.Reply, error) {
	l, err := d.Engine.Learner(ctx, c.Community, c.Player.ID)
	if err != nil {
		return bot.Reply{}, err
	}
	if len(c.Options) == 0 {
		return bot.Private(view.ReviewSettings(l, c.Settings, false)), nil
	}
	for name, value := range c.Options {
		n := number(value)
		switch name {
		case "zone":
			l.Zone = strings.TrimSpace(value)
			if strings.EqualFold(l.Zone, "server") {
				l.Zone = ""
			}
		case "day_start":
			l.DayStartsAt = n
		case "reminders":
			l.Reminders = value == "true"
		case "reminder_hour":
			l.ReminderHour = n
		case "new":
			l.NewADay = n
		case "retention":
			l.Cards.Retention = float64(n) / 100
		case "gaps":
			l.Gaps = value == "true"
		case "steps":
			l.Cards.LearningSteps, err = stepsFrom(value)
		case "relearning":
			l.Cards.RelearningSteps, err = stepsFrom(value)
		case "longest":
			l.Cards.MaximumInterval = n
		}
		if err != nil {
			return bot.Reply{}, refuse(err)
		}
	}
	if err := d.Engine.SaveLearner(ctx, l, c.Now); errors.Is(err, quiz.ErrNotSaved) {
		return bot.Reply{}, err
	} else if err != nil {
		return bot.Reply{}, refuse(err)
	}
	d.Host.Wake()
	if l, err = d.Engine.Learner(ctx, c.Community, c.Player.ID); err != nil {
		return bot.Reply{}, err
	}
	return bot.Private(view.ReviewSettings(l, c.Settings, true)), nil
}

// stepsFrom reads "1 10" or "10m 1h": minutes where no unit stands; "none" is none.
func stepsFrom(text string) ([]time.Duration, error) {
	if strings.EqualFold(strings.TrimSpace(text), "none") {
		return nil, nil
	}
	var list []time.Duration
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' || r == ';' }) {
		if _, err := strconv.Atoi(word); err == nil {
			word += "m"
		}
		step, err := time.ParseDuration(word)
		if err != nil {
			return nil, fmt.Errorf("the step %q is no time: write minutes such as %q, or with units such as %q", word, "1 10", "10m 1h")
		}
		list = append(list, step)
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("there is no step in %q: write minutes such as %q, or %q", text, "1 10", "none")
	}
	return list, nil
}
