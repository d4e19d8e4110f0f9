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
	FinishersForTop = 5
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

// BoardQuery asks for a page of scores.
type BoardQuery struct {
	Community CommunityID
	Period    PeriodKey
	Bank      string // "" = all banks
	Player    PlayerID
	First     int // rows before the page
	Rows      int // of the page
	Now       time.Time
}

// BoardPage is what a store answers.
type BoardPage struct {
	Standings []Standing // without members who are hidden
	Own       *Standing  // the player's, hidden or not; nil when there is none
	Players   int        // on all pages
}

// ErrNoTerm means that no term of the settings contains today.
var ErrNoTerm = errors.New("no term is on today")

// Leaderboard returns a page, from 0, of the community's leaderboard, of one
// bank or "" for all, and the player's own row wherever it is. Practice never
// counts; each answer counts for the moment at which it was chosen, and where
// keys are shown at the close, for the moment of the close. A page beyond the
// last gives the last. The errors are [ErrNoTerm] and a period that does not exist.
func (e *Engine) Leaderboard(ctx context.Context, community CommunityID, period Period, bank string, player PlayerID, page int, now time.Time) (Board, error) {
	if !slices.Contains(Periods, period) {
		return Board{}, fmt.Errorf("period %q: write one of %q", period, Periods)
	}
	settings, err := e.store.Settings(ctx, community)
	if err != nil {
		return Board{}, fmt.Errorf("settings of %s: %w", community, err)
	}
	today := settings.Calendar().Day(now)
	key := settings.PeriodKey(period, today)
	if key == "" {
		return Board{}, ErrNoTerm
	}
	board := Board{Period: period, Bank: bank, Page: max(page, 0)}
	board.Term, _ = settings.TermOn(today)
	query := BoardQuery{Community: community, Period: key, Bank: bank, Player: player, First: board.Page * RowsPerPage, Rows: RowsPerPage, Now: now}
	found, err := e.store.Board(ctx, query)
	if err == nil && len(found.Standings) == 0 && found.Players > 0 { // beyond the last page
		board.Page = (found.Players - 1) / RowsPerPage
		query.First = board.Page * RowsPerPage
		found, err = e.store.Board(ctx, query)
	}
	if err != nil {
		return Board{}, fmt.Errorf("leaderboard of %s: %w", community, err)
	}
	board.Standings, board.Own = found.Standings, found.Own
	if board.Own != nil {
		if board.Hidden, err = e.store.Hidden(ctx, community, player); err != nil {
			return Board{}, fmt.Errorf("leaderboard of %s: %w", community, err)
		}
	}
	board.Pages = max(1, (found.Players+RowsPerPage-1)/RowsPerPage)
	board.Page = min(board.Page, board.Pages-1)
	return board, nil
}

// Score returns the player's tally of all time in the community.
func (e *Engine) Score(ctx context.Context, community CommunityID, player Player, now time.Time) (Score, error) {
	settings, err := e.store.Settings(ctx, community)
	if err != nil {
		return Score{}, fmt.Errorf("settings of %s: %w", community, err)
	}
	calendar := settings.Calendar()
	found, err := e.store.Board(ctx, BoardQuery{Community: community, Period: settings.PeriodKey(AllTime, calendar.Day(now)), Player: player.ID, Now: now})
	if err != nil {
		return Score{}, fmt.Errorf("scores of %s: %w", community, err)
	}
	score := Score{Player: player}
	if own := found.Own; own != nil {
		score.Points, score.Rank, score.Answered, score.Correct = own.Points, own.Rank, own.Answered, own.Correct
		score.Player.Name = cmp.Or(player.Name, own.Player.Name)
	}
	rounds, err := e.store.Attendance(ctx, community, player.ID)
	if err != nil {
		return Score{}, fmt.Errorf("quizzes of %s: %w", community, err)
	}
	extra, err := e.extraTime(ctx, community, player.ID)
	if err != nil {
		return Score{}, err
	}
	rounds = extra.attendance(rounds)
	for _, r := range rounds {
		if !r.FinishedAt.IsZero() {
			score.Finished++
		}
	}
	score.Streak = Streak(rounds, calendar, now)
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
	if tally.Finished >= FinishersForTop {
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
