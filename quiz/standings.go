package quiz

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// RowsPerPage is the length of a leaderboard's page.
const RowsPerPage = 10

// How many finishers it takes before the best are named in public, and how many are.
const (
	finishersForTop = 5
	topLength       = 3
)

// Rank sorts standings, best first, and numbers them from 1. Equal points rank
// by who reached them first, then by the player's id.
func Rank(standings []Standing) {
	slices.SortFunc(standings, func(a, b Standing) int {
		return cmp.Or(cmp.Compare(b.Points, a.Points), a.Reached.Compare(b.Reached), cmp.Compare(a.Player.ID, b.Player.ID))
	})
	for i := range standings {
		standings[i].Rank = i + 1
	}
}

// Leaderboard returns a page, from 0, of the community's leaderboard, and the
// player's own row wherever it is. Only daily quizzes count, each answer for
// the moment at which it was chosen; where keys are shown at the close, for the
// moment of the close. A page beyond the last gives the last.
func (e *Engine) Leaderboard(ctx context.Context, community CommunityID, period Period, player PlayerID, page int, now time.Time) (Board, error) {
	if period != Today && period != ThisWeek && period != AllTime {
		return Board{}, fmt.Errorf("period %q: write %q, %q or %q", period, Today, ThisWeek, AllTime)
	}
	settings, err := e.store.Settings(ctx, community)
	if err != nil {
		return Board{}, fmt.Errorf("settings of %s: %w", community, err)
	}
	board := Board{Period: period, From: settings.Calendar().Since(period, now)}
	standings, err := e.store.Totals(ctx, community, board.From, now)
	if err != nil {
		return Board{}, fmt.Errorf("leaderboard of %s: %w", community, err)
	}
	Rank(standings)
	if i := slices.IndexFunc(standings, func(s Standing) bool { return s.Player.ID == player }); i >= 0 {
		own := standings[i]
		board.Own = &own
	}
	board.Pages = max(1, (len(standings)+RowsPerPage-1)/RowsPerPage)
	board.Page = min(max(page, 0), board.Pages-1)
	first := board.Page * RowsPerPage
	board.Standings = slices.Clone(standings[first:min(first+RowsPerPage, len(standings))])
	return board, nil
}

// Score returns the player's tally over all daily quizzes of the community.
func (e *Engine) Score(ctx context.Context, community CommunityID, player Player, now time.Time) (Score, error) {
	settings, err := e.store.Settings(ctx, community)
	if err != nil {
		return Score{}, fmt.Errorf("settings of %s: %w", community, err)
	}
	standings, err := e.store.Totals(ctx, community, time.Time{}, now)
	if err != nil {
		return Score{}, fmt.Errorf("scores of %s: %w", community, err)
	}
	score := Score{Player: player}
	Rank(standings)
	if i := slices.IndexFunc(standings, func(s Standing) bool { return s.Player.ID == player.ID }); i >= 0 {
		own := standings[i]
		score.Points, score.Rank, score.Answered, score.Correct = own.Points, own.Rank, own.Answered, own.Correct
		score.Player.Name = cmp.Or(player.Name, own.Player.Name)
	}
	rounds, err := e.store.Attendance(ctx, community, player.ID)
	if err != nil {
		return Score{}, fmt.Errorf("quizzes of %s: %w", community, err)
	}
	for _, r := range rounds {
		if !r.FinishedAt.IsZero() {
			score.Finished++
		}
	}
	score.Streak = Streak(rounds, settings.Calendar(), now)
	return score, nil
}

// Finishers counts the members who finished the round.
func (e *Engine) Finishers(ctx context.Context, id RoundID) (int, error) {
	tally, err := e.store.Tally(ctx, id)
	return tally.Finished, err
}

// Summary returns what a daily round that is over shows in public. Before, it
// is [ErrStillOpen]; a practice, which is private, is [ErrNoRound].
func (e *Engine) Summary(ctx context.Context, community CommunityID, id RoundID, now time.Time) (Summary, error) {
	round, err := e.Round(ctx, community, id)
	switch {
	case err != nil:
		return Summary{}, err
	case round.Kind != Daily:
		return Summary{}, ErrNoRound
	case !round.Over(now):
		return Summary{}, ErrStillOpen
	}
	tally, err := e.store.Tally(ctx, id)
	top, err2 := e.store.Finishers(ctx, id)
	if err := errors.Join(err, err2); err != nil {
		return Summary{}, fmt.Errorf("summary of round %s: %w", id, err)
	}
	summary := Summary{Round: round, Started: tally.Started, Finished: tally.Finished, Hardest: -1}
	if tally.Finished >= finishersForTop {
		Rank(top)
		summary.Top = top[:min(topLength, len(top))]
	}
	for no, ask := range round.Asks {
		q := QuestionSummary{Ask: ask, Answered: tally.Answered[no], Correct: tally.Correct[no]}
		summary.Questions = append(summary.Questions, q)
		if q.Answered == 0 {
			continue
		}
		// Compared as fractions, without dividing: the smallest share of right answers.
		if h := summary.Hardest; h < 0 || q.Correct*summary.Questions[h].Answered < summary.Questions[h].Correct*q.Answered {
			summary.Hardest = no
		}
	}
	return summary, nil
}
