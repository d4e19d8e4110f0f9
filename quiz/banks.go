package quiz

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"quizbot/questions"
)

// bank returns the newest version of a bank: the community's own, else the
// shared one.
func (e *Engine) bank(ctx context.Context, community CommunityID, name string) (BankVersion, error) {
	v, _, err := e.Bank(ctx, community, name)
	return v, err
}

// Bank returns the newest version of a bank as the community plays it, which
// must not be changed, and whether it is the community's own; otherwise it is
// the shared one. [ErrNoBank] when there is neither.
func (e *Engine) Bank(ctx context.Context, community CommunityID, name string) (v BankVersion, own bool, err error) {
	v, err = e.store.Bank(ctx, community, name)
	own = err == nil
	if errors.Is(err, ErrNoBank) && community != "" {
		v, err = e.store.Bank(ctx, "", name)
	}
	if err != nil {
		return BankVersion{}, false, fmt.Errorf("bank %q: %w", name, err)
	}
	return v, own, nil
}

// Banks describes the banks that the community can play, by name: its own and
// the shared ones that it has none of the same name for.
func (e *Engine) Banks(ctx context.Context, community CommunityID) ([]BankInfo, error) {
	banks, err := e.store.Banks(ctx, community)
	if err != nil || community == "" {
		return banks, err
	}
	shared, err := e.store.Banks(ctx, "")
	if err != nil {
		return nil, err
	}
	for _, s := range shared {
		if !slices.ContainsFunc(banks, func(b BankInfo) bool { return b.Name == s.Name }) {
			banks = append(banks, s)
		}
	}
	slices.SortFunc(banks, func(a, b BankInfo) int { return cmp.Compare(a.Name, b.Name) })
	return banks, nil
}

// ImportBank stores a bank as a new version in the community, or for all of
// them when community is "", and reports whether it did: a file with the
// SHA-256 (hex) of the newest version changes nothing. The caller has checked
// the bank.
//
// A question's own version rises when its stem, key, options, explanation or
// anything else that decides about an answer is another than in the version before; one that comes back after it was left
// out rises too.
func (e *Engine) ImportBank(ctx context.Context, community CommunityID, bank *questions.Bank, sha256 string, now time.Time) (BankVersion, bool, error) {
	last, err := e.store.Bank(ctx, community, bank.Name)
	switch {
	case errors.Is(err, ErrNoBank):
		last = BankVersion{Bank: &questions.Bank{}}
	case err != nil:
		return BankVersion{}, false, fmt.Errorf("bank %q: %w", bank.Name, err)
	case last.SHA256 == sha256:
		return last, false, nil
	}
	if err := e.checkQuota(ctx, community, bank, last.Bank, last.Number > 0); err != nil {
		return BankVersion{}, false, err
	}
	version := BankVersion{Bank: bank, Number: last.Number + 1, SHA256: sha256, At: instant(now), Versions: questionVersions(last, bank)}
	if err := e.store.AddBank(ctx, community, version, describe(version)); err != nil {
		return BankVersion{}, false, fmt.Errorf("store bank %q: %w", bank.Name, err)
	}
	return version, true, nil
}

// questionVersions returns the versions of the questions of a bank that
// follows last. Those of questions that are gone are kept.
func questionVersions(last BankVersion, bank *questions.Bank) map[questions.QuestionID]int {
	before := make(map[questions.QuestionID]questions.Question)
	for _, q := range last.Bank.Questions {
		before[q.ID] = q
	}
	versions := make(map[questions.QuestionID]int)
	maps.Copy(versions, last.Versions)
	for _, q := range bank.Questions {
		if old, ok := before[q.ID]; !ok || !sameText(old, q) {
			versions[q.ID]++
		}
	}
	return versions
}

func sameText(a, b questions.Question) bool {
	return a.Form == b.Form && a.Stem == b.Stem && a.Explanation == b.Explanation &&
		slices.Equal(a.Key, b.Key) && slices.Equal(a.Distractors, b.Distractors) && slices.Equal(a.Prompts, b.Prompts) &&
		a.Tolerance == b.Tolerance && maps.Equal(a.Weights, b.Weights) && maps.Equal(a.Feedback, b.Feedback)
}

// NothingApproved is the [ErrNoQuestions] of a bank of which nothing is approved.
type NothingApproved struct {
	Bank   string
	Drafts int // questions that wait for review
}

func (e *NothingApproved) Error() string {
	if e.Drafts == 0 {
		return fmt.Sprintf("bank %q has no question to ask", e.Bank)
	}
	return fmt.Sprintf("of bank %q nothing is approved; questions that are drafts: %d", e.Bank, e.Drafts)
}

// Unwrap returns [ErrNoQuestions].
func (e *NothingApproved) Unwrap() error { return ErrNoQuestions }

// noQuestions says why nothing of the bank is left to ask on a topic.
func noQuestions(b *questions.Bank, topic string) error {
	none := &NothingApproved{Bank: b.Name}
	for _, q := range b.Questions {
		switch q.Status {
		case questions.Approved:
			return fmt.Errorf("bank %q, topic %q: %w", b.Name, topic, ErrNoQuestions)
		case questions.Draft:
			none.Drafts++
		}
	}
	return none
}

// Askable returns nil when the bank that the community plays by that name has
// approved questions on the topic ("" = all); otherwise [ErrNoBank],
// [ErrNoQuestions] or, as one of these, [NothingApproved].
func (e *Engine) Askable(ctx context.Context, community CommunityID, bank, topic string) error {
	v, err := e.bank(ctx, community, bank)
	if err != nil {
		return err
	}
	info := describe(v)
	if info.Questions == 0 || topic != "" && !slices.Contains(info.Topics, topic) {
		return noQuestions(v.Bank, topic)
	}
	return nil
}

// describe counts what can be played: approved questions, and the topics that
// have any.
func describe(v BankVersion) BankInfo {
	info := BankInfo{Name: v.Bank.Name, Title: v.Bank.Title, Version: v.Number}
	for _, q := range v.Bank.Questions {
		if q.Status != questions.Approved {
			continue
		}
		info.Questions++
		info.Topics = append(info.Topics, q.Topics...)
		for _, id := range q.Facts {
			if f, ok := v.Bank.FactByID(id); ok {
				info.Topics = append(info.Topics, f.Topics...)
			}
		}
	}
	slices.Sort(info.Topics)
	info.Topics = slices.Compact(info.Topics)
	return info
}
