package quiz

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"quizbot/questions"
)

// LiveStore keeps live rounds beside the rounds, runs and answers that they
// have like any other.
type LiveStore interface {
	// AddLive stores a new round with its state. ErrLiveHere when the venue has
	// one that has not ended.
	AddLive(ctx context.Context, r Round, l LiveRound) error
	// Live returns ErrNoLive when there is none.
	Live(ctx context.Context, id RoundID) (LiveRound, error)
	// LiveIn returns the one of the venue that has not ended; ErrNoLive when
	// there is none.
	LiveIn(ctx context.Context, venue Venue) (LiveRound, error)
	// OpenLive returns those of which CloseLive was not told, of all communities,
	// oldest first.
	OpenLive(ctx context.Context) ([]LiveRound, error)
	// OpenLiveRounds returns the rounds of a community that have not ended.
	OpenLiveRounds(ctx context.Context, community CommunityID) ([]Round, error)
	// SaveLive stores a state over the one whose version it has, and returns it
	// with the next. ErrChanged when that is no longer the stored one. With a
	// state that has ended the round is over. Answers to a question that closed
	// earlier than it was to count from [LiveRound.CountsAt] of the new state on.
	SaveLive(ctx context.Context, l LiveRound) (LiveRound, error)
	// CloseLive notes that everything was shown; a second call changes nothing.
	CloseLive(ctx context.Context, id RoundID) error
	// JoinLive stores a new run like AddRun, and with it the team: the one the
	// member has, else the one wanted, else, for 0, the smallest of so many
	// (the first of equals). Without teams it is 0.
	JoinLive(ctx context.Context, run Run, community CommunityID, player Player, wanted, teams int, at time.Time) (team int, err error)
	// LiveMembers returns who has joined, in any order.
	LiveMembers(ctx context.Context, id RoundID) ([]LiveMember, error)
	// LiveAnswers returns all answers of a round, in any order.
	LiveAnswers(ctx context.Context, id RoundID) ([]Answer, error)
}

// LiveMember is somebody in a live round.
type LiveMember struct {
	Player Player
	Team   int  // from 1; 0 without teams
	Hidden bool // is not named in what others see
}

// Entrant is a member as a live round looks at them.
type Entrant struct {
	Player Player
	Roles  []string // the venue's roles
}

// LivePlan is what a live round is made from.
type LivePlan struct {
	Venue    Venue
	Leader   PlayerID
	Bank     string
	Topic    string // "" = all
	Count    int    // questions wanted; fewer are asked when the bank has fewer
	Rules    LiveRules
	StartsAt time.Time
	Seed     uint64 // same bank, plan and seed: same questions in the same order
}

func (p LivePlan) check(now time.Time) error {
	r := p.Rules
	switch {
	case p.Count < 1:
		return fmt.Errorf("live round: %d questions wanted: at least 1 is needed", p.Count)
	case r.Answering < MinAnswering || r.Answering > MaxAnswering:
		return fmt.Errorf("live round: %v for a question: choose from %v to %v", r.Answering, MinAnswering, MaxAnswering)
	case r.Between < 0 || r.Between > MaxBetween:
		return fmt.Errorf("live round: %v between questions: choose at most %v", r.Between, MaxBetween)
	case r.Scoring != ScoreRight && r.Scoring != ScoreFast && r.Scoring != ScoreTeams:
		return fmt.Errorf("live round: scoring %q is none of %q, %q and %q", r.Scoring, ScoreRight, ScoreFast, ScoreTeams)
	case r.Scoring == ScoreTeams && (r.Teams < 2 || r.Teams > MaxTeams):
		return fmt.Errorf("live round: %d teams: choose from 2 to %d", r.Teams, MaxTeams)
	case r.Scoring != ScoreTeams && r.Teams != 0:
		return fmt.Errorf("live round: teams go with scoring %q", ScoreTeams)
	case p.StartsAt.Before(now):
		return errors.New("live round: the start lies in the past")
	}
	return nil
}

// OpenLive announces a live round. None of its questions rests on a fact that
// an open daily quiz or another live round of the community asks: its reveals
// are public.
//
// The errors are [ErrNoBank], [ErrNoQuestions], [ErrLiveHere], and what is
// wrong with the plan.
func (e *Engine) OpenLive(ctx context.Context, p LivePlan, now time.Time) (LiveRound, error) {
	now, p.StartsAt = instant(now), instant(p.StartsAt)
	if err := p.check(now); err != nil {
		return LiveRound{}, err
	}
	if _, err := e.store.LiveIn(ctx, p.Venue); err == nil {
		return LiveRound{}, ErrLiveHere
	} else if !errors.Is(err, ErrNoLive) {
		return LiveRound{}, err
	}
	version, err := e.bank(ctx, p.Venue.Community, p.Bank)
	if err != nil {
		return LiveRound{}, err
	}
	selection := Selection{Topic: p.Topic, Count: min(p.Count, MaxQuestions), Seed: p.Seed}
	if selection.Asked, err = e.store.Asked(ctx, p.Venue, p.Bank); err != nil {
		return LiveRound{}, fmt.Errorf("questions asked in channel %s: %w", p.Venue.Channel, err)
	}
	daily, err := e.store.OpenDaily(ctx, p.Venue.Community, now)
	live, err2 := e.store.OpenLiveRounds(ctx, p.Venue.Community)
	if err := errors.Join(err, err2); err != nil {
		return LiveRound{}, fmt.Errorf("open quizzes of %s: %w", p.Venue.Community, err)
	}
	selection.Blocked = factsOf(append(daily, live...))
	picked := Select(version.Bank, selection)
	if len(picked) == 0 {
		return LiveRound{}, noQuestions(version.Bank, p.Topic)
	}
	round := Round{
		ID: newRoundID(), Kind: Live, Venue: p.Venue, Title: version.Bank.Title, Bank: p.Bank, Topic: p.Topic,
		Reveal: RevealAtClose, Asks: asksOf(version, picked), OpenedAt: now,
	}
	l := LiveRound{
		Round: round.ID, Venue: p.Venue, Leader: p.Leader, Seed: p.Seed, Rules: p.Rules, Asks: len(picked),
		Phase: Announced, Due: p.StartsAt, Version: 1,
	}
	if err := e.store.AddLive(ctx, round, l); err != nil {
		return LiveRound{}, fmt.Errorf("store live round: %w", err)
	}
	return l, nil
}

// LiveIn returns the live round in the venue that has not ended; [ErrNoLive]
// when there is none.
func (e *Engine) LiveIn(ctx context.Context, venue Venue) (LiveRound, error) {
	return e.store.LiveIn(ctx, venue)
}

// LiveRounds returns the live rounds, of all communities, of which not
// everything has been shown yet.
func (e *Engine) LiveRounds(ctx context.Context) ([]LiveRound, error) {
	return e.store.OpenLive(ctx)
}

// CloseLive notes that everything of an ended round was shown.
func (e *Engine) CloseLive(ctx context.Context, id RoundID) error { return e.store.CloseLive(ctx, id) }

// StepLive takes the round one step and stores it. Of two steps at once, one
// is made upon the other. The errors are those of [LiveRound.Step], with which
// comes the round as it is, and [ErrNoLive], also for one of another community.
func (e *Engine) StepLive(ctx context.Context, community CommunityID, id RoundID, in LiveInput, now time.Time) (LiveRound, error) {
	const tries = 20 // each time somebody else was faster
	for try := 1; ; try++ {
		l, err := e.store.Live(ctx, id)
		if err == nil && l.Venue.Community != community {
			err = ErrNoLive
		}
		if err != nil {
			return LiveRound{}, err
		}
		next, err := l.Step(in, now)
		if err != nil {
			return l, err
		}
		next, err = e.store.SaveLive(ctx, next)
		if !errors.Is(err, ErrChanged) || try == tries {
			return next, err
		}
	}
}

// LiveView is a live round with all that is shown of it.
type LiveView struct {
	Live    LiveRound
	Round   Round
	Members []LiveMember
	Answers []Answer
}

// ViewLive returns a live round of the community with its members and answers.
// A round of another one is [ErrNoLive], like one that does not exist.
func (e *Engine) ViewLive(ctx context.Context, community CommunityID, id RoundID) (LiveView, error) {
	v, err := e.Live(ctx, community, id)
	if err != nil {
		return LiveView{}, err
	}
	if v.Members, err = e.store.LiveMembers(ctx, id); err != nil {
		return LiveView{}, fmt.Errorf("members of live round %s: %w", id, err)
	}
	if v.Answers, err = e.store.LiveAnswers(ctx, id); err != nil {
		return LiveView{}, fmt.Errorf("answers of live round %s: %w", id, err)
	}
	return v, nil
}

// Live is [Engine.ViewLive] without members and answers.
func (e *Engine) Live(ctx context.Context, community CommunityID, id RoundID) (LiveView, error) {
	l, err := e.store.Live(ctx, id)
	if err != nil {
		return LiveView{}, err
	}
	if l.Venue.Community != community {
		return LiveView{}, ErrNoLive
	}
	round, err := e.store.Round(ctx, id)
	return LiveView{Live: l, Round: round}, err
}

// Shown returns the options of an ask as every member sees them.
func (v LiveView) Shown(no int) []string { return ShownTo(v.Round.Asks[no].Question, v.Live.Seed) }

// Answered counts the answers to an ask.
func (v LiveView) Answered(no int) int {
	n := 0
	for _, a := range v.Answers {
		if a.No == no {
			n++
		}
	}
	return n
}

// LiveOutcome is a member's answer in a live round.
type LiveOutcome struct {
	LiveView        // without members and answers
	Answer   Answer // its verdict is not to be shown before the reveal
	Recorded bool   // an earlier answer stands
	Team     int    // the member's, when they joined with this answer; 0 otherwise
}

// JoinLive lets a member into a round, in the team wanted (0 = the smallest),
// and returns the team they are in, 0 without teams. To join again changes
// nothing, and the first team stands.
//
// The errors are [ErrNoLive], [ErrLiveEnded], [ErrNotInvited], [ErrDeleted],
// and [ErrJoiningOver] where who did not join before the first question may not
// answer.
func (e *Engine) JoinLive(ctx context.Context, community CommunityID, id RoundID, who Entrant, wanted int, now time.Time) (LiveView, int, error) {
	v, err := e.Live(ctx, community, id)
	if err != nil {
		return LiveView{}, 0, err
	}
	if _, err := e.store.Run(ctx, id, who.Player.ID); err != nil && !errors.Is(err, ErrNotStarted) {
		return LiveView{}, 0, err
	} else if err != nil {
		switch {
		case v.Live.Phase == Ended:
			return LiveView{}, 0, ErrLiveEnded
		case v.Live.Rules.JoinFirst && v.Live.Phase != Announced:
			return LiveView{}, 0, ErrJoiningOver
		}
	}
	team, err := e.join(ctx, v.Live, who, wanted, now)
	return v, team, err
}

func (e *Engine) join(ctx context.Context, l LiveRound, who Entrant, wanted int, now time.Time) (int, error) {
	if !l.invites(who) {
		return 0, ErrNotInvited
	}
	if wanted < 0 || wanted > l.Rules.Teams {
		wanted = 0
	}
	run := Run{Round: l.Round, Player: who.Player.ID, Seed: l.Seed, StartedAt: instant(now)}
	team, err := e.store.JoinLive(ctx, run, l.Venue.Community, who.Player, wanted, l.Rules.Teams, instant(now))
	if err != nil {
		return 0, saving(err)
	}
	return team, nil
}

// saving wraps what kept the store from storing in [ErrNotSaved]: whoever gave
// the answer may give it again.
func saving(err error) error {
	if errors.Is(err, ErrDeleted) || errors.Is(err, ErrNotStarted) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrNotSaved, err)
}

// PickLive stores the option at a place among those shown, from 0, as the
// member's answer to an ask of a live round, and lets them in where joining
// first is not asked for. When it returns, the choice is durable; the first one
// stored stands for ever.
//
// The errors are those of [LiveRound.Accepts] and [Engine.JoinLive],
// [ErrNotJoined], [ErrBadChoice], and one wrapping [ErrNotSaved].
func (e *Engine) PickLive(ctx context.Context, community CommunityID, id RoundID, no int, who Entrant, place int, clickedAt, now time.Time) (LiveOutcome, error) {
	return e.ChooseLive(ctx, community, id, no, who, []int{place}, clickedAt, now)
}

// ChooseLive is [Engine.PickLive] for several options, in the order of
// [Answer.Given].
func (e *Engine) ChooseLive(ctx context.Context, community CommunityID, id RoundID, no int, who Entrant, places []int, clickedAt, now time.Time) (LiveOutcome, error) {
	return e.answerLive(ctx, community, id, no, who, func(q questions.Question, shown []string) ([]string, error) {
		given := make([]string, len(places))
		for i, place := range places {
			if q.Typed() || place < 0 || place >= len(shown) {
				return nil, ErrBadChoice
			}
			given[i] = shown[place]
		}
		if !possible(q, shown, given) {
			return nil, ErrBadChoice
		}
		return given, nil
	}, clickedAt, now)
}

// TypeLive is [Engine.PickLive] for an answer as somebody types it, see
// [ParseGiven]. With [ErrBadChoice] comes the round.
func (e *Engine) TypeLive(ctx context.Context, community CommunityID, id RoundID, no int, who Entrant, typed string, clickedAt, now time.Time) (LiveOutcome, error) {
	return e.answerLive(ctx, community, id, no, who, func(q questions.Question, shown []string) ([]string, error) {
		return ParseGiven(q, shown, typed)
	}, clickedAt, now)
}

// AskLive returns an ask of a live round that a member may answer now, or, with
// Recorded, the answer of theirs that stands. Nothing is stored.
//
// The errors are [ErrNoLive], [ErrNotJoined], [ErrNotInvited] and those of
// [LiveRound.Accepts].
func (e *Engine) AskLive(ctx context.Context, community CommunityID, id RoundID, no int, who Entrant, clickedAt, now time.Time) (LiveOutcome, error) {
	outcome, _, err := e.askLive(ctx, community, id, no, who, clickedAt, now)
	return outcome, err
}

// askLive is [Engine.AskLive]; joined is whether the member is in already.
func (e *Engine) askLive(ctx context.Context, community CommunityID, id RoundID, no int, who Entrant, clickedAt, now time.Time) (outcome LiveOutcome, joined bool, err error) {
	v, err := e.Live(ctx, community, id)
	if err != nil {
		return LiveOutcome{}, false, err
	}
	outcome.LiveView = v
	answers, err := e.store.Answers(ctx, id, who.Player.ID)
	if err != nil {
		return LiveOutcome{}, false, fmt.Errorf("answers of round %s: %w", id, err)
	}
	if i := slices.IndexFunc(answers, func(a Answer) bool { return a.No == no }); i >= 0 {
		outcome.Answer, outcome.Recorded = answers[i], true
		return outcome, true, nil
	}
	if err := v.Live.Accepts(no, clickedAt, now); err != nil {
		return LiveOutcome{}, false, err
	}
	switch _, err := e.store.Run(ctx, id, who.Player.ID); {
	case err == nil:
		return outcome, true, nil
	case !errors.Is(err, ErrNotStarted):
		return LiveOutcome{}, false, err
	case v.Live.Rules.JoinFirst:
		return LiveOutcome{}, false, ErrNotJoined
	case !v.Live.invites(who):
		return LiveOutcome{}, false, ErrNotInvited
	}
	return outcome, false, nil
}

func (l LiveRound) invites(who Entrant) bool {
	return l.Rules.Role == "" || slices.Contains(who.Roles, l.Rules.Role)
}

func (e *Engine) answerLive(ctx context.Context, community CommunityID, id RoundID, no int, who Entrant, choose func(q questions.Question, shown []string) ([]string, error), clickedAt, now time.Time) (LiveOutcome, error) {
	if clickedAt.IsZero() || clickedAt.After(now) {
		clickedAt = now
	}
	outcome, joined, err := e.askLive(ctx, community, id, no, who, clickedAt, now)
	if err != nil || outcome.Recorded {
		return outcome, err
	}
	if from := outcome.Live.Asked[no].From; clickedAt.Before(from) {
		clickedAt = from
	}
	ask, shown := outcome.Round.Asks[no], outcome.Shown(no)
	given, err := choose(ask.Question, shown)
	if err != nil {
		return outcome, err
	}
	if !joined {
		if outcome.Team, err = e.join(ctx, outcome.Live, who, 0, now); err != nil {
			return LiveOutcome{}, err
		}
	}
	standing, _, stored, err := e.store.AddAnswer(ctx, Answer{
		Round: id, No: no, Player: who.Player.ID, QuestionVersion: ask.Version, Shown: shown, Given: slices.Clone(given),
		At: instant(clickedAt), Verdict: ask.Judge(given),
	}, len(outcome.Round.Asks), outcome.Live.CountsAt(no))
	if err != nil {
		return LiveOutcome{}, saving(err)
	}
	outcome.Answer, outcome.Recorded = standing, !stored
	return outcome, nil
}

// TeamStanding is one row of the teams' standings.
type TeamStanding struct {
	Rank    int // from 1; equal averages share one
	Team    int // from 1
	Members int
	Points  int // of all members
}

// Average is the team's points per member, rounded down.
func (t TeamStanding) Average() int {
	if t.Members == 0 {
		return 0
	}
	return t.Points / t.Members
}

// Standings is a live round's: a fold over the answers to the asks that are
// closed. Players have those with an answer, best first, without the hidden;
// the points of those count for their teams. Teams is nil without teams.
func (v LiveView) Standings() (players []Standing, teams []TeamStanding) {
	byPlayer := make(map[PlayerID]*Standing)
	for _, a := range v.Answers {
		if a.No >= v.Live.Closed() {
			continue
		}
		s := byPlayer[a.Player]
		if s == nil {
			s = &Standing{Player: Player{ID: a.Player}}
			byPlayer[a.Player] = s
		}
		points := v.Live.Points(a)
		switch { // with points at the last that gave any, without at the first answer
		case s.Answered == 0, points > 0 && s.Points == 0:
			s.Reached = a.At
		case points > 0 && a.At.After(s.Reached), s.Points == 0 && a.At.Before(s.Reached):
			s.Reached = a.At
		}
		s.Points += points
		s.Answered++
		if a.Verdict.Correct {
			s.Correct++
		}
	}
	teams = make([]TeamStanding, v.Live.Rules.Teams)
	for i := range teams {
		teams[i].Team = i + 1
	}
	for _, m := range v.Members {
		s := byPlayer[m.Player.ID]
		if s != nil {
			s.Player = m.Player
		}
		if m.Team >= 1 && m.Team <= len(teams) {
			teams[m.Team-1].Members++
			if s != nil {
				teams[m.Team-1].Points += s.Points
			}
		}
		if m.Hidden {
			delete(byPlayer, m.Player.ID)
		}
	}
	for _, s := range byPlayer {
		players = append(players, *s)
	}
	Rank(players)
	if len(teams) == 0 {
		return players, nil
	}
	// Averages are compared as fractions, without dividing.
	ahead := func(a, b TeamStanding) int { return b.Points*max(1, a.Members) - a.Points*max(1, b.Members) }
	slices.SortStableFunc(teams, ahead)
	for i := range teams {
		teams[i].Rank = i + 1
		if i > 0 && ahead(teams[i-1], teams[i]) == 0 {
			teams[i].Rank = teams[i-1].Rank
		}
	}
	return players, teams
}
