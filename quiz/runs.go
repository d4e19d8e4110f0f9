package quiz

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"quizbot/questions"
)

// Practise opens a practice of the player's own and starts it. None of its
// questions rests on a fact that is asked in a daily quiz of the community
// which is open now and still secret from this player.
//
// The errors are [ErrNoBank] and [ErrNoQuestions].
func (e *Engine) Practise(ctx context.Context, community CommunityID, player Player, bank, topic string, count int, now time.Time) (Position, error) {
	secret, err := e.secrets(ctx, community, player.ID, now)
	if err != nil {
		return Position{}, err
	}
	round, err := e.open(ctx, Plan{
		Kind: Practice, Venue: Venue{Community: community}, Owner: player.ID,
		Bank: bank, Topic: topic, Count: count, Reveal: RevealAtOnce, OpensAt: now, Seed: newSeed(),
	}, secret.facts(""))
	if err != nil {
		return Position{}, err
	}
	return e.Start(ctx, community, round.ID, player, now)
}

// Start begins the player's run through a round, or resumes it. It is harmless
// to call again.
//
// A round that is over gives the position of a finished run, else [ErrRoundOver].
// Somebody else's practice is [ErrNotYours]; [ErrDeleted] when the player
// deleted their data while the round was open.
func (e *Engine) Start(ctx context.Context, community CommunityID, id RoundID, player Player, now time.Time) (Position, error) {
	round, err := e.roundFor(ctx, community, id, player.ID)
	if err != nil {
		return Position{}, err
	}
	var run Run
	if round.Over(now) {
		run, err = e.store.Run(ctx, id, player.ID)
		if errors.Is(err, ErrNotStarted) || err == nil && run.FinishedAt.IsZero() {
			return Position{}, ErrRoundOver
		}
	} else {
		run, err = e.store.AddRun(ctx, Run{Round: id, Player: player.ID, Seed: newSeed(), StartedAt: instant(now)}, community, player, now)
	}
	if err != nil {
		return Position{}, fmt.Errorf("run of round %s: %w", id, err)
	}
	secret, err := e.secrets(ctx, community, player.ID, now)
	if err != nil {
		return Position{}, err
	}
	return e.position(ctx, round, run, secret)
}

// Resume returns where the player stands in a round that they started. Unlike
// [Engine.Start] it stores nothing; without a run it is [ErrNotStarted].
func (e *Engine) Resume(ctx context.Context, community CommunityID, id RoundID, player Player, now time.Time) (Position, error) {
	round, err := e.roundFor(ctx, community, id, player.ID)
	if err != nil {
		return Position{}, err
	}
	run, err := e.store.Run(ctx, id, player.ID)
	if err != nil {
		return Position{}, err
	}
	if round.Over(now) && run.FinishedAt.IsZero() {
		return Position{}, ErrRoundOver
	}
	secret, err := e.secrets(ctx, community, player.ID, now)
	if err != nil {
		return Position{}, err
	}
	return e.position(ctx, round, run, secret)
}

// Pick is [Engine.Answer] for a choice named by its places among the options
// shown, from 0, in the order of [Answer.Given].
func (e *Engine) Pick(ctx context.Context, community CommunityID, id RoundID, no int, player Player, places []int, clickedAt, now time.Time) (Outcome, error) {
	return e.answer(ctx, community, id, no, player, func(shown []string) []string {
		var given []string
		for _, place := range places {
			if place >= 0 && place < len(shown) {
				given = append(given, shown[place])
			}
		}
		return given
	}, clickedAt, now)
}

// Answer stores the player's choice for ask no of a round. When it returns, the
// choice is durable. The first choice stored stands for ever: later ones give
// it back with Recorded set, before and after the close.
//
// Given is as for [grading.Judge]. ClickedAt is when the player chose, and
// alone decides whether that was in time; zero means now.
//
// The errors: [ErrNoRound], [ErrNotYours], [ErrNotStarted] without a run,
// [ErrNotNext] when another question comes first or there is none with that
// number, [ErrRoundOver] for a choice made too late, [ErrBadChoice] for one
// that was not among the options shown.
func (e *Engine) Answer(ctx context.Context, community CommunityID, id RoundID, no int, player Player, given []string, clickedAt, now time.Time) (Outcome, error) {
	return e.answer(ctx, community, id, no, player, func([]string) []string { return given }, clickedAt, now)
}

// answer is Answer for a choice that may depend on the options shown.
func (e *Engine) answer(ctx context.Context, community CommunityID, id RoundID, no int, player Player, choose func(shown []string) []string, clickedAt, now time.Time) (Outcome, error) {
	round, err := e.roundFor(ctx, community, id, player.ID)
	if err != nil {
		return Outcome{}, err
	}
	run, err := e.store.Run(ctx, id, player.ID)
	if err != nil {
		return Outcome{}, err
	}
	if no < 0 || no >= len(round.Asks) {
		return Outcome{}, ErrNotNext
	}
	answers, err := e.store.Answers(ctx, id, player.ID)
	if err != nil {
		return Outcome{}, fmt.Errorf("answers of round %s: %w", id, err)
	}
	secret, err := e.secrets(ctx, community, player.ID, now)
	if err != nil {
		return Outcome{}, err
	}
	outcome := Outcome{Round: round, Ask: round.Asks[no]}
	if i := slices.IndexFunc(answers, func(a Answer) bool { return a.No == no }); i >= 0 {
		outcome.Answer, outcome.Recorded = answers[i], true
	} else {
		answer, err := judged(round, run, no, choose, len(answers), clickedAt, now)
		if err != nil {
			return Outcome{}, err
		}
		standing, run2, stored, err := e.store.AddAnswer(ctx, answer, len(round.Asks), countsFrom(round, answer))
		if err != nil {
			return Outcome{}, saving(err)
		}
		run, outcome.Answer, outcome.Recorded = run2, standing, !stored
		answers = append(answers, standing)
		if !run.FinishedAt.IsZero() {
			// With the last answer a daily quiz is no longer a secret.
			if secret, err = e.secrets(ctx, community, player.ID, now); err != nil {
				return Outcome{}, err
			}
		}
	}
	if err := e.remember(ctx, community, outcome, now); err != nil {
		return Outcome{}, err // pressed again, the answer stands and becomes a review then
	}
	outcome.Revealed = secret.revealed(round, outcome.Ask, true)
	outcome = outcome.mended()
	outcome.Next = next(round, run, answers, secret)
	return outcome, nil
}

// judged returns the answer that the choice makes, or why it makes none.
func judged(round Round, run Run, no int, choose func(shown []string) []string, answered int, clickedAt, now time.Time) (Answer, error) {
	// The asks of a practice may be answered in any order, see next.
	if round.Kind == Daily && no != answered {
		return Answer{}, ErrNotNext
	}
	if clickedAt.IsZero() {
		clickedAt = now
	}
	if round.Over(clickedAt) {
		return Answer{}, ErrRoundOver
	}
	if clickedAt.After(now) { // the venue's clock is ahead of ours
		clickedAt = now
	}
	ask := round.Asks[no]
	shown := ShownTo(ask.Question, run.Seed)
	given := choose(shown)
	if !possible(ask.Question, shown, given) {
		return Answer{}, ErrBadChoice
	}
	return Answer{
		Round: round.ID, No: no, Player: run.Player, QuestionVersion: ask.Version,
		Shown: shown, Given: slices.Clone(given), At: instant(clickedAt),
		Verdict: ask.Judge(given),
	}, nil
}

// MaxTyped is how many characters an answer may have that is typed.
const MaxTyped = 200

// possible reports whether given can be an answer to q with the options shown.
func possible(q questions.Question, shown, given []string) bool {
	if q.Typed() {
		return len(given) == 1 && utf8.ValidString(given[0]) && utf8.RuneCountInString(given[0]) <= MaxTyped && questions.Fold(given[0]) != "" && readable(q, given[0])
	}
	least, most := 1, 1
	switch q.Form {
	case questions.Several:
		most = len(shown)
	case questions.Order:
		least, most = len(shown), len(shown)
	case questions.Match:
		least, most = len(q.Prompts), len(q.Prompts)
	}
	left := slices.Clone(shown) // nothing is chosen twice
	for _, g := range given {
		i := slices.Index(left, g)
		if i < 0 {
			return false
		}
		left = slices.Delete(left, i, i+1)
	}
	return len(given) >= max(least, 1) && len(given) <= most
}

// countsFrom returns from when on an answer counts for the leaderboard: at once
// or, where keys are secret until the close, from then on; zero = never.
func countsFrom(round Round, a Answer) time.Time {
	switch {
	case round.Kind != Daily:
		return time.Time{}
	case round.Reveal == RevealAtClose:
		return round.ClosesAt
	}
	return a.At
}

// ShownTo returns the options as the member of a run sees them, none where the
// answer is typed. Their order does not depend on which ones are right.
func ShownTo(q questions.Question, seed uint64) []string {
	if !q.Typed() && q.Form != questions.Order { // an order is never shown as it is right
		options := slices.Sorted(slices.Values(q.Options()))
		q.Key, q.Distractors = options[:min(1, len(options))], options[min(1, len(options)):]
	}
	return questions.Shuffled(q, seed)
}

// Current returns where the player goes on in a channel: the run they touched
// last among the unfinished ones in its open daily rounds and in their own
// practices in the community. [ErrNothingOpen] when there is none.
func (e *Engine) Current(ctx context.Context, venue Venue, player Player, now time.Time) (Position, error) {
	extra, err := e.extraTime(ctx, venue.Community, player.ID)
	if err != nil {
		return Position{}, err
	}
	run, err := e.store.CurrentRun(ctx, venue, player.ID, now.Add(-extra.most()))
	if err != nil {
		return Position{}, err
	}
	round, err := e.roundFor(ctx, venue.Community, run.Round, player.ID)
	if err == nil && round.Over(now) { // its extra time is over, too: what else is there
		if run, err = e.store.CurrentRun(ctx, venue, player.ID, now); err == nil {
			round, err = e.roundFor(ctx, venue.Community, run.Round, player.ID)
		}
	}
	if err != nil {
		return Position{}, err
	}
	secret, err := e.secrets(ctx, venue.Community, player.ID, now)
	if err != nil {
		return Position{}, err
	}
	position, err := e.position(ctx, round, run, secret)
	if err == nil && position.Finished { // what is left of a practice is secret now
		return Position{}, ErrNothingOpen
	}
	return position, err
}

// Results returns the player's answers in a round by number; once the round is
// over also the asks left unanswered, with nothing given. A round that is open
// and not started is [ErrNotStarted].
func (e *Engine) Results(ctx context.Context, community CommunityID, id RoundID, player Player, now time.Time) ([]Outcome, error) {
	round, err := e.roundFor(ctx, community, id, player.ID)
	if err != nil {
		return nil, err
	}
	run, err := e.store.Run(ctx, id, player.ID)
	if err != nil && (!errors.Is(err, ErrNotStarted) || !round.Over(now)) {
		return nil, err
	}
	answers, err := e.store.Answers(ctx, id, player.ID)
	if err != nil {
		return nil, fmt.Errorf("answers of round %s: %w", id, err)
	}
	secret, err := e.secrets(ctx, community, player.ID, now)
	if err != nil {
		return nil, err
	}
	position := next(round, run, answers, secret)
	var outcomes []Outcome
	for no, ask := range round.Asks {
		i := slices.IndexFunc(answers, func(a Answer) bool { return a.No == no })
		switch {
		case i >= 0:
			outcomes = append(outcomes, Outcome{Round: round, Ask: ask, Answer: answers[i], Recorded: true,
				Revealed: secret.revealed(round, ask, true), Next: position}.mended())
		case round.Over(now):
			outcomes = append(outcomes, Outcome{Round: round, Ask: ask,
				Answer:   Answer{Round: id, No: no, Player: player.ID, QuestionVersion: ask.Version, Shown: ShownTo(ask.Question, run.Seed)},
				Revealed: secret.revealed(round, ask, false), Next: position}.mended())
		}
	}
	return outcomes, nil
}

// Shown returns at most limit of the player's answers whose keys they may see,
// newest first.
func (e *Engine) Shown(ctx context.Context, community CommunityID, player Player, limit int, now time.Time) ([]Outcome, error) {
	var outcomes []Outcome
	err := e.eachAnswer(ctx, community, player.ID, now, func(o Outcome) bool {
		if o.Revealed && len(outcomes) < limit {
			outcomes = append(outcomes, o)
		}
		return len(outcomes) < limit
	})
	return outcomes, err
}

// eachAnswer calls yield with the player's answers in a community, newest
// first, until it returns false. The outcomes have no Next.
func (e *Engine) eachAnswer(ctx context.Context, community CommunityID, player PlayerID, now time.Time, yield func(Outcome) bool) error {
	secret, err := e.secrets(ctx, community, player, now)
	if err != nil {
		return err
	}
	extra, err := e.extraTime(ctx, community, player)
	if err != nil {
		return err
	}
	const batch = 100
	rounds := make(map[RoundID]Round)
	for skip := 0; ; skip += batch {
		answers, err := e.store.History(ctx, community, player, skip, batch)
		if err != nil {
			return fmt.Errorf("answers of a member: %w", err)
		}
		for _, a := range answers {
			round, ok := rounds[a.Round]
			if !ok {
				if round, err = e.store.Round(ctx, a.Round); err != nil {
					return fmt.Errorf("round %s: %w", a.Round, err)
				}
				round = extra.of(round)
				rounds[a.Round] = round
			}
			ask := round.Asks[a.No]
			if !yield(Outcome{Round: round, Ask: ask, Answer: a, Recorded: true, Revealed: secret.revealed(round, ask, true)}.mended()) {
				return nil
			}
		}
		if len(answers) < batch {
			return nil
		}
	}
}

// roundFor returns a round that the player may take part in.
func (e *Engine) roundFor(ctx context.Context, community CommunityID, id RoundID, player PlayerID) (Round, error) {
	round, err := e.Round(ctx, community, id)
	if err == nil && round.Kind == Practice && round.Owner != player {
		return Round{}, ErrNotYours
	}
	if err != nil {
		return Round{}, err
	}
	extra, err := e.extraTime(ctx, community, player)
	return extra.of(round), err
}

func (e *Engine) position(ctx context.Context, round Round, run Run, secret secrets) (Position, error) {
	answers, err := e.store.Answers(ctx, round.ID, run.Player)
	if err != nil {
		return Position{}, fmt.Errorf("answers of round %s: %w", round.ID, err)
	}
	return next(round, run, answers, secret), nil
}

// next returns where a run stands: at the first ask without an answer. Asks of
// a practice that are secret now are left out, so that it can end early and go
// on when the daily quiz that asks the same is finished.
func next(round Round, run Run, answers []Answer, secret secrets) Position {
	position := Position{Round: round, Run: run, No: len(round.Asks), Finished: true}
	for no, ask := range round.Asks {
		answered := slices.ContainsFunc(answers, func(a Answer) bool { return a.No == no })
		if answered || round.Kind == Practice && secret.hides(round.ID, ask.Question) {
			continue
		}
		position.No, position.Finished, position.Shown = no, false, ShownTo(ask.Question, run.Seed)
		break
	}
	return position
}

// secrets are the open rounds whose keys one member must not learn by other
// ways: of daily ones those the member has not finished and, where keys are
// shown at the close, all; and all live ones.
type secrets struct {
	rounds []Round
	now    time.Time
}

func (e *Engine) secrets(ctx context.Context, community CommunityID, player PlayerID, now time.Time) (secrets, error) {
	extra, err := e.extraTime(ctx, community, player)
	if err != nil {
		return secrets{}, err
	}
	open, err := e.store.OpenDaily(ctx, community, now.Add(-extra.most()))
	if err != nil {
		return secrets{}, fmt.Errorf("open quizzes of %s: %w", community, err)
	}
	s := secrets{now: now}
	for _, round := range open {
		if round = extra.of(round); round.Over(now) {
			continue
		}
		if round.Reveal == RevealAtOnce {
			run, err := e.store.Run(ctx, round.ID, player)
			if err != nil && !errors.Is(err, ErrNotStarted) {
				return secrets{}, fmt.Errorf("run of round %s: %w", round.ID, err)
			}
			if !run.FinishedAt.IsZero() {
				continue
			}
		}
		s.rounds = append(s.rounds, round)
	}
	live, err := e.store.OpenLiveRounds(ctx, community)
	if err != nil {
		return secrets{}, fmt.Errorf("live rounds of %s: %w", community, err)
	}
	s.rounds = append(s.rounds, live...)
	return s, nil
}

// facts returns the facts that are secret when seen from a round.
func (s secrets) facts(from RoundID) map[questions.FactID]bool {
	return factsOf(slices.DeleteFunc(slices.Clone(s.rounds), func(r Round) bool { return r.ID == from }))
}

// hides reports whether the question, in round from, rests on a fact that
// another round keeps secret.
func (s secrets) hides(from RoundID, q questions.Question) bool { return restsOn(q, s.facts(from)) }

// revealed reports whether the key of an ask may be shown to the member.
func (s secrets) revealed(round Round, ask Ask, answered bool) bool {
	shown := round.Over(s.now) || round.Reveal == RevealAtOnce && answered
	return shown && !s.hides(round.ID, ask.Question)
}
