package quiz

import (
	"context"
	"fmt"

	"quizbot/questions"
)

// What one community may have, so that it does not keep the bot from the
// others: schedules are looked at in every scan, banks are read as a whole.
const (
	MaxSchedules     = 25    // a list of them fits into one message
	MaxBanks         = 50    // of its own, beside those shared by all
	MaxBankQuestions = 2_000 // in one bank of its own
)

// QuotaReached is the error of what would be more than a community may have.
type QuotaReached struct {
	Of   Quota
	Most int
}

// Quota is what there can be too many of.
type Quota string

// The quotas.
const (
	SchedulesQuota Quota = "schedules"
	BanksQuota     Quota = "banks"
	QuestionsQuota Quota = "questions" // of one bank
)

// Error says so.
func (q *QuotaReached) Error() string { return fmt.Sprintf("more than %d %s", q.Most, q.Of) }

// checkQuota returns *[QuotaReached] when a community cannot have a version of a
// bank after the one before, which has no questions where there was none. A
// version without more questions is always possible.
func (e *Engine) checkQuota(ctx context.Context, community CommunityID, bank, before *questions.Bank, own bool) error {
	if community == "" {
		return nil
	}
	if n := len(bank.Questions); n > MaxBankQuestions && n > len(before.Questions) {
		return &QuotaReached{Of: QuestionsQuota, Most: MaxBankQuestions}
	}
	if own {
		return nil
	}
	have, err := e.store.Banks(ctx, community)
	if err != nil {
		return fmt.Errorf("banks of %s: %w", community, err)
	}
	if len(have) >= MaxBanks {
		return &QuotaReached{Of: BanksQuota, Most: MaxBanks}
	}
	return nil
}
