package commands

import (
	"context"
	"errors"
	"math/rand/v2"
	"strconv"
	"time"

	"quizbot/bot"
	"quizbot/bot/view"
	"quizbot/quiz"
)

// What a live round has unless the instructor says otherwise, in seconds.
const (
	usualSeconds = 30
	usualBetween = 10
	usualStart   = 60
	latestStart  = 3600
	usualTeams   = 2
)

// Round leads live rounds.
func Round(d Deps) bot.Command {
	return bot.Command{
		Name:  "round",
		Short: "Lead a live round in this channel",
		Help:  "start a live round in this channel: every question for all at once, with a countdown; pause, resume, skip, stop it, or hand it over",
		Needs: bot.Instructor,
		Subs: []bot.Sub{
			{
				Name: "start", Short: "Announce a live round in this channel",
				Options: []bot.Option{
					{Name: "bank", Short: "Question bank; otherwise the first one", Kind: bot.Text, Suggest: true},
					{Name: "topic", Short: "Only questions on this topic", Kind: bot.Text, Suggest: true},
					{Name: "questions", Short: "How many questions, 1 to 50; otherwise 5", Kind: bot.Integer, Min: 1, Max: quiz.MaxQuestions},
					{Name: "seconds", Short: "For each question, 5 to 600; otherwise 30", Kind: bot.Integer, Min: int(quiz.MinAnswering.Seconds()), Max: int(quiz.MaxAnswering.Seconds())},
					{Name: "scoring", Short: "How the round ranks; otherwise by right answers", Kind: bot.Text, Choices: []bot.Suggestion{
						{Name: "right answers", Value: string(quiz.ScoreRight)},
						{Name: "right and fast", Value: string(quiz.ScoreFast)},
						{Name: "teams", Value: string(quiz.ScoreTeams)},
					}},
					{Name: "teams", Short: "How many teams, 2 to 4; otherwise 2", Kind: bot.Integer, Min: 2, Max: quiz.MaxTeams},
					{Name: "who", Short: "Who may answer; otherwise everyone, at any time", Kind: bot.Text, Choices: []bot.Suggestion{
						{Name: "everyone, at any time", Value: "everyone"},
						{Name: "who joins before the first question", Value: "joined"},
					}},
					{Name: "role", Short: "Only members with this role", Kind: bot.Role},
					{Name: "starts_in", Short: "Seconds until the first question, 0 to 3600; otherwise 60", Kind: bot.Integer, Min: 0, Max: latestStart},
					{Name: "between", Short: "Seconds from a reveal to the next question, 1 to 600; otherwise 10", Kind: bot.Integer, Min: 1, Max: int(quiz.MaxBetween.Seconds())},
				},
				Run: d.startRound,
				Complete: func(ctx context.Context, c bot.Call) ([]bot.Suggestion, error) {
					if c.Typing == "topic" {
						return suggestTopic(ctx, d, c)
					}
					return suggestBank(ctx, d, c)
				},
			},
			{Name: "pause", Short: "Hold the round after the present question", Run: d.leadHere(pauseRound)},
			{Name: "resume", Short: "Go on with a paused round", Run: d.leadHere(resumeRound)},
			{Name: "skip", Short: "Go on now: start, close the question, or ask the next one", Run: d.leadHere(skipRound)},
			{Name: "stop", Short: "End the round; answers given count", Run: d.leadHere(stopRound)},
			{
				Name: "handover", Short: "Let another instructor lead the round, or take it over",
				Options: []bot.Option{{Name: "to", Short: "Another instructor; otherwise you take it over", Kind: bot.Member}},
				Run:     d.handOver,
			},
		},
		Press: map[string]bot.Handler{
			"pause":  d.lead(pauseRound),
			"resume": d.lead(resumeRound),
			"skip":   d.lead(skipRound),
			"stop":   d.lead(stopRound),
		},
	}
}

func pauseRound(by quiz.PlayerID) quiz.LiveInput  { return quiz.Pause{By: by} }
func resumeRound(by quiz.PlayerID) quiz.LiveInput { return quiz.Resume{By: by} }
func skipRound(by quiz.PlayerID) quiz.LiveInput   { return quiz.Skip{By: by} }
func stopRound(by quiz.PlayerID) quiz.LiveInput   { return quiz.Stop{By: by} }

// seconds reads an option, or gives what is usual.
func seconds(c bot.Call, name string, usual int) time.Duration {
	n := number(c.Options[name])
	if n < 0 {
		n = usual
	}
	return time.Duration(n) * time.Second
}

// startRound announces a round and hands its controls to whoever leads it.
func (d Deps) startRound(ctx context.Context, c bot.Call) (bot.Reply, error) {
	plan := quiz.LivePlan{
		Venue: c.Venue(), Leader: c.Player.ID, Topic: c.Options["topic"], Count: usualCount,
		StartsAt: c.Now.Add(seconds(c, "starts_in", usualStart)), Seed: rand.Uint64(),
		Rules: quiz.LiveRules{
			Answering: seconds(c, "seconds", usualSeconds), Between: seconds(c, "between", usualBetween),
			Scoring: quiz.ScoreRight, JoinFirst: c.Options["who"] == "joined", Role: c.Options["role"],
		},
	}
	if n := number(c.Options["questions"]); n > 0 {
		plan.Count = n
	}
	if plan.Rules.Role == string(c.Community) { // @everyone has the server's own id
		plan.Rules.Role = ""
	}
	if scoring := c.Options["scoring"]; scoring != "" {
		plan.Rules.Scoring = quiz.Scoring(scoring)
	}
	switch teams := number(c.Options["teams"]); {
	case teams > 0 && c.Options["scoring"] != "" && plan.Rules.Scoring != quiz.ScoreTeams:
		return bot.Reply{}, view.TeamsOrNot
	case teams > 0:
		plan.Rules.Scoring, plan.Rules.Teams = quiz.ScoreTeams, teams
	case plan.Rules.Scoring == quiz.ScoreTeams:
		plan.Rules.Teams = usualTeams
	}
	if plan.Rules.JoinFirst && !plan.StartsAt.After(c.Now) {
		return bot.Reply{}, view.NoTimeToJoin
	}
	var err error
	if plan.Bank, err = defaultBank(ctx, d, c); err != nil {
		return bot.Reply{}, err
	}
	if err := d.writable(ctx, c, c.Channel); err != nil {
		return bot.Reply{}, err
	}
	l, err := d.Engine.OpenLive(ctx, plan, c.Now)
	if err != nil {
		return bot.Reply{}, err
	}
	d.Host.LiveChanged(l)
	return bot.Private(view.LiveControls(l)), nil
}

// leadHere takes the round of the channel a step.
func (d Deps) leadHere(input func(quiz.PlayerID) quiz.LiveInput) bot.Handler {
	return func(ctx context.Context, c bot.Call) (bot.Reply, error) {
		l, err := d.Engine.LiveIn(ctx, c.Venue())
		if err != nil {
			return bot.Reply{}, err
		}
		l, err = d.stepRound(ctx, c, l.Round, input(c.Player.ID))
		return bot.Private(view.LiveControls(l)), err
	}
}

// lead takes the round of a button a step.
func (d Deps) lead(input func(quiz.PlayerID) quiz.LiveInput) bot.Handler {
	return func(ctx context.Context, c bot.Call) (bot.Reply, error) {
		l, err := d.stepRound(ctx, c, quiz.RoundID(arg(c, 0)), input(c.Player.ID))
		switch {
		case errors.Is(err, quiz.ErrPaused), errors.Is(err, quiz.ErrNotPaused), errors.Is(err, quiz.ErrLiveEnded):
			// The buttons were older than the round: they are brought up to date.
		case err != nil:
			return bot.Reply{}, err
		}
		return bot.Replace(view.LiveControls(l)), nil
	}
}

func (d Deps) stepRound(ctx context.Context, c bot.Call, id quiz.RoundID, in quiz.LiveInput) (quiz.LiveRound, error) {
	l, err := d.Engine.StepLive(ctx, c.Community, id, in, c.Now)
	if errors.Is(err, quiz.ErrNotLeader) {
		return l, view.NotLeader(l.Leader)
	}
	if err != nil {
		return l, err
	}
	defer d.Host.LiveChanged(l)
	if l.Due.IsZero() || c.Now.Before(l.Due) {
		return l, nil
	}
	// It goes on at once: the reply says where it stands then. What was asked for
	// is done, so that a failure here is none of the caller's: the bot tries again.
	v, err := d.Engine.ViewLive(ctx, c.Community, id)
	if err != nil {
		return l, nil
	}
	on, err := d.Engine.StepLive(ctx, c.Community, id, quiz.Tick{Joined: len(v.Members), Answered: v.Answered(v.Live.No())}, c.Now)
	if err != nil {
		return l, nil
	}
	return on, nil
}

// handOver makes another instructor the leader, or whoever asks.
func (d Deps) handOver(ctx context.Context, c bot.Call) (bot.Reply, error) {
	to := quiz.PlayerID(c.Options["to"])
	switch {
	case to == "":
		to = c.Player.ID
	case to != c.Player.ID && !c.Leaders[string(to)]:
		return bot.Reply{}, view.NotInstructor
	}
	l, err := d.Engine.LiveIn(ctx, c.Venue())
	if err != nil {
		return bot.Reply{}, err
	}
	if l, err = d.stepRound(ctx, c, l.Round, quiz.HandOver{By: c.Player.ID, To: to}); err != nil {
		return bot.Reply{}, err
	}
	if to == c.Player.ID {
		return bot.Private(view.LiveControls(l)), nil
	}
	return bot.Private(view.LiveHandedOver(to)), nil
}

// What follows is what members press in a live round; the buttons belong to
// the answer command, which everyone may use.

func entrant(c bot.Call) quiz.Entrant { return quiz.Entrant{Player: c.Player, Roles: c.Roles} }

func (d Deps) joinRound(ctx context.Context, c bot.Call) (bot.Reply, error) {
	v, team, err := d.Engine.JoinLive(ctx, c.Community, quiz.RoundID(arg(c, 0)), entrant(c), number(arg(c, 1)), c.Now)
	if err != nil {
		return bot.Reply{}, err
	}
	d.Host.LiveCounted(v.Live)
	return bot.Private(view.LiveJoined(v.Live, team)), nil
}

// pickLive takes the option pressed, or picked in a select.
func (d Deps) pickLive(ctx context.Context, c bot.Call) (bot.Reply, error) {
	chosen := arg(c, 2)
	if len(c.Values) == 1 {
		chosen = c.Values[0]
	}
	place, err := strconv.Atoi(chosen)
	if err != nil {
		return bot.Reply{}, view.ButtonTooOld
	}
	o, err := d.Engine.PickLive(ctx, c.Community, quiz.RoundID(arg(c, 0)), number(arg(c, 1)), entrant(c), place, c.Clicked, c.Now)
	return d.recorded(o, err)
}

// formLive opens the form for what is typed, or in private the buttons for what
// takes several presses.
func (d Deps) formLive(ctx context.Context, c bot.Call) (bot.Reply, error) {
	o, no, err := d.askLive(ctx, c)
	if err != nil || o.Recorded {
		return d.recorded(o, err)
	}
	if q := o.Round.Asks[no].Question; q.Typed() {
		form := view.LiveForm(o.Live.Round, no, q)
		return bot.Reply{Modal: &form}, nil
	}
	return bot.Private(view.LivePad(o.LiveView, no, nil)), nil
}

// markLive notes one more item, option or pair, or one less; nothing is stored
// before Send.
func (d Deps) markLive(ctx context.Context, c bot.Call) (bot.Reply, error) {
	o, no, err := d.askLive(ctx, c)
	if err != nil || o.Recorded {
		return replaced(d.recorded(o, err))
	}
	chosen, ok := indices(arg(c, 2), len(o.Shown(no)))
	if !ok {
		return bot.Reply{}, view.ButtonTooOld
	}
	return bot.Replace(view.LivePad(o.LiveView, no, chosen)), nil
}

// askLive is the question that a button was pressed for.
func (d Deps) askLive(ctx context.Context, c bot.Call) (o quiz.LiveOutcome, no int, err error) {
	no = number(arg(c, 1))
	o, err = d.Engine.AskLive(ctx, c.Community, quiz.RoundID(arg(c, 0)), no, entrant(c), c.Clicked, c.Now)
	return o, no, err
}

func (d Deps) sendLive(ctx context.Context, c bot.Call) (bot.Reply, error) {
	chosen, ok := indices(arg(c, 2), 10) // which are shown is the engine's to know
	if !ok {
		return bot.Reply{}, view.ButtonTooOld
	}
	return replaced(d.recorded(d.Engine.ChooseLive(ctx, c.Community, quiz.RoundID(arg(c, 0)), number(arg(c, 1)), entrant(c), chosen, c.Clicked, c.Now)))
}

// replaced puts a reply in the place of the message pressed on.
func replaced(r bot.Reply, err error) (bot.Reply, error) {
	r.Update = true
	return r, err
}

func (d Deps) typedLive(ctx context.Context, c bot.Call) (bot.Reply, error) {
	return d.typeLive(ctx, c, quiz.RoundID(arg(c, 0)), number(arg(c, 1)), c.Fields[view.TypedField])
}

// typeLive takes an answer as the member typed it.
func (d Deps) typeLive(ctx context.Context, c bot.Call, round quiz.RoundID, no int, typed string) (bot.Reply, error) {
	o, err := d.Engine.TypeLive(ctx, c.Community, round, no, entrant(c), typed, c.Clicked, c.Now)
	if errors.Is(err, quiz.ErrBadChoice) {
		return bot.Reply{}, view.BadAnswer(o.Round.Asks[no].Question)
	}
	return d.recorded(o, err)
}

func (d Deps) recorded(o quiz.LiveOutcome, err error) (bot.Reply, error) {
	if err != nil {
		return bot.Reply{}, err
	}
	d.Host.LiveCounted(o.Live)
	return bot.Private(view.LiveRecorded(o)), nil
}

// suggestLive offers the options of the open question where one is enough.
func suggestLive(c bot.Call, v quiz.LiveView) []bot.Suggestion {
	no := v.Live.No()
	if !v.Round.Asks[no].Question.Choice() {
		return nil
	}
	return suggestOptions(c, v.Shown(no))
}

// openLive is the live round whose open question /answer answers in a channel;
// false when there is none.
func (d Deps) openLive(ctx context.Context, c bot.Call) (v quiz.LiveView, open bool, err error) {
	l, err := d.Engine.LiveIn(ctx, c.Venue())
	if errors.Is(err, quiz.ErrNoLive) || err == nil && l.Accepts(l.No(), c.Clicked, c.Now) != nil {
		return quiz.LiveView{}, false, nil
	}
	if err != nil {
		return quiz.LiveView{}, false, err
	}
	v, err = d.Engine.Live(ctx, c.Community, l.Round)
	return v, err == nil, err
}

// nothingOpen tells somebody who answers where no question is open what a live
// round of the channel waits for; without one it is [quiz.ErrNothingOpen].
func (d Deps) nothingOpen(ctx context.Context, c bot.Call) error {
	l, err := d.Engine.LiveIn(ctx, c.Venue())
	switch {
	case errors.Is(err, quiz.ErrNoLive):
		return quiz.ErrNothingOpen
	case err != nil:
		return err
	case l.Closed() == len(l.Asked) && len(l.Asked) < l.Asks && l.Paused:
		return view.RoundIsPaused
	case l.Closed() == len(l.Asked) && len(l.Asked) < l.Asks:
		return view.NextIsComing
	}
	return quiz.ErrQuestionClosed
}
