package commands

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"quizbot/bot"
	"quizbot/bot/view"
	"quizbot/quiz"
)

const (
	usualCount = 5
	mostCount  = 20
)

// Quiz starts a private practice, and owns the buttons of every run.
func Quiz(d Deps) bot.Command {
	return bot.Command{
		Name:  "quiz",
		Short: "Practise now, in private",
		Help:  "practise now, in private; each answer is explained at once and nothing counts",
		Options: []bot.Option{
			{Name: "bank", Short: "Question bank; otherwise the first one", Kind: bot.Text, Suggest: true},
			{Name: "topic", Short: "Only questions on this topic", Kind: bot.Text, Suggest: true},
			{Name: "count", Short: "How many questions, 1 to 20; otherwise 5", Kind: bot.Integer, Min: 1, Max: mostCount},
		},
		Run: func(ctx context.Context, c bot.Call) (bot.Reply, error) {
			bank, err := defaultBank(ctx, d, c)
			if err != nil {
				return bot.Reply{}, err
			}
			n := usualCount
			if typed, err := strconv.Atoi(c.Options["count"]); err == nil {
				n = max(1, min(typed, mostCount))
			}
			position, err := d.Engine.Practise(ctx, c.Community, c.Player, bank, c.Options["topic"], n, c.Now)
			if err != nil {
				return bot.Reply{}, err
			}
			return bot.Private(view.Position(position, nil)), nil
		},
		Complete: func(ctx context.Context, c bot.Call) ([]bot.Suggestion, error) {
			if c.Typing == "topic" {
				return suggestTopic(ctx, d, c)
			}
			return suggestBank(ctx, d, c)
		},
		Press: map[string]bot.Handler{
			"start":   d.start,
			"next":    d.next,
			"pick":    d.pick,
			"order":   d.order,
			"send":    d.send,
			"type":    d.write,
			"typed":   d.typed,
			"results": d.results,
		},
	}
}

// start opens or resumes the member's run of a round, or shows all answers
// once it is finished. The message pressed on is public, so the reply is new.
func (d Deps) start(ctx context.Context, c bot.Call) (bot.Reply, error) {
	position, err := d.Engine.Start(ctx, c.Community, quiz.RoundID(arg(c, 0)), c.Player, c.Clicked)
	if err != nil {
		return bot.Reply{}, err
	}
	m, err := d.show(ctx, c, position)
	return bot.Private(m), err
}

// next shows the next question in place of the verdict.
func (d Deps) next(ctx context.Context, c bot.Call) (bot.Reply, error) {
	round := quiz.RoundID(arg(c, 0))
	position, err := d.Engine.Resume(ctx, c.Community, round, c.Player, c.Clicked)
	if errors.Is(err, quiz.ErrNotStarted) {
		return d.start(ctx, c) // the run was deleted: Start says so, or begins again
	}
	if err != nil {
		return bot.Reply{}, err
	}
	m, err := d.show(ctx, c, position)
	return bot.Replace(m), err
}

func (d Deps) show(ctx context.Context, c bot.Call, p quiz.Position) (view.Message, error) {
	if p.Finished {
		return d.answers(ctx, c, p.Round.ID, 0)
	}
	return view.Position(p, nil), nil
}

func (d Deps) answers(ctx context.Context, c bot.Call, round quiz.RoundID, page int) (view.Message, error) {
	outcomes, err := d.Engine.Results(ctx, c.Community, round, c.Player, c.Now)
	if err != nil {
		return view.Message{}, err
	}
	if len(outcomes) > 0 { // as the member has it: with extra time it closes later
		return view.Results(outcomes[0].Round, outcomes, page), nil
	}
	r, err := d.Engine.Round(ctx, c.Community, round)
	return view.Results(r, nil, page), err
}

// results shows the member's own answers: in a new private message when asked
// for under a public one, otherwise in place.
func (d Deps) results(ctx context.Context, c bot.Call) (bot.Reply, error) {
	m, err := d.answers(ctx, c, quiz.RoundID(arg(c, 0)), max(0, number(arg(c, 1))))
	return bot.Reply{Message: m, Update: !c.OnPublic}, err
}

// pick takes the option pressed, or picked in a select.
func (d Deps) pick(ctx context.Context, c bot.Call) (bot.Reply, error) {
	chosen := arg(c, 2)
	if len(c.Values) == 1 {
		chosen = c.Values[0]
	}
	i, err := strconv.Atoi(chosen)
	if err != nil {
		return bot.Reply{}, view.ButtonTooOld
	}
	return d.take(ctx, c, []int{i})
}

// order notes one more item, option or pair, or one less; nothing is stored
// before Send.
func (d Deps) order(ctx context.Context, c bot.Call) (bot.Reply, error) {
	round, no := quiz.RoundID(arg(c, 0)), number(arg(c, 1))
	position, err := d.Engine.Resume(ctx, c.Community, round, c.Player, c.Clicked)
	if err != nil {
		return bot.Reply{}, err
	}
	if position.Finished || position.No != no {
		return d.next(ctx, c) // an old message: show where the run really is
	}
	chosen, ok := indices(arg(c, 2), len(position.Shown))
	if !ok {
		return bot.Reply{}, view.ButtonTooOld
	}
	return bot.Replace(view.Position(position, chosen)), nil
}

func (d Deps) send(ctx context.Context, c bot.Call) (bot.Reply, error) {
	chosen, ok := indices(arg(c, 2), 10) // which are shown is the engine's to know
	if !ok {
		return bot.Reply{}, view.ButtonTooOld
	}
	return d.take(ctx, c, chosen)
}

// write opens the form in which the member writes an answer.
func (d Deps) write(ctx context.Context, c bot.Call) (bot.Reply, error) {
	round, no := quiz.RoundID(arg(c, 0)), number(arg(c, 1))
	position, err := d.Engine.Resume(ctx, c.Community, round, c.Player, c.Clicked)
	if err != nil {
		return bot.Reply{}, err
	}
	if position.Finished || position.No != no {
		return d.next(ctx, c)
	}
	form := view.TypeAnswer(position.Ask().Question, view.Action{Name: view.ActionTyped, Args: c.Args})
	return bot.Reply{Modal: &form}, nil
}

// typed takes the text of that form.
func (d Deps) typed(ctx context.Context, c bot.Call) (bot.Reply, error) {
	id, no := quiz.RoundID(arg(c, 0)), number(arg(c, 1))
	given := []string{strings.TrimSpace(c.Fields[view.TypedField])}
	outcome, err := d.Engine.Answer(ctx, c.Community, id, no, c.Player, given, c.Clicked, c.Now)
	if errors.Is(err, quiz.ErrBadChoice) {
		round, err := d.Engine.Round(ctx, c.Community, id)
		if err != nil {
			return bot.Reply{}, err
		}
		return bot.Reply{}, view.BadAnswer(round.Asks[no].Question)
	}
	return d.taken(outcome, err)
}

// take stores the options at the given places as the member's answer.
func (d Deps) take(ctx context.Context, c bot.Call, places []int) (bot.Reply, error) {
	return d.taken(d.Engine.Pick(ctx, c.Community, quiz.RoundID(arg(c, 0)), number(arg(c, 1)), c.Player, places, c.Clicked, c.Now))
}

// taken shows what came of an answer, in place of the question.
func (d Deps) taken(outcome quiz.Outcome, err error) (bot.Reply, error) {
	if err != nil {
		return bot.Reply{}, err
	}
	if outcome.Next.Finished && !outcome.Recorded {
		d.Host.Finished(outcome.Round)
	}
	return bot.Replace(view.Outcome(outcome)), nil
}

func arg(c bot.Call, i int) string {
	if i < len(c.Args) {
		return c.Args[i]
	}
	return ""
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

// indices reads "201" as 2, 0, 1: different ones, each below n.
func indices(s string, n int) ([]int, bool) {
	var list []int
	for _, r := range s {
		i := strings.IndexRune("0123456789", r)
		if i < 0 || i >= n || slices.Contains(list, i) {
			return nil, false
		}
		list = append(list, i)
	}
	return list, true
}
