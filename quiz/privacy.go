package quiz

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Limits of the retention.
const (
	MinRetention = 30   // days
	MaxRetention = 3650 // days
)

func compareNames(a, b Player) int {
	return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.ID, b.ID))
}

// Hide keeps a player off the leaderboards that others see, or ends it.
func (e *Engine) Hide(ctx context.Context, community CommunityID, player PlayerID, hidden bool) error {
	return e.store.SetHidden(ctx, community, player, hidden)
}

// Hidden reports whether a player is kept off leaderboards.
func (e *Engine) Hidden(ctx context.Context, community CommunityID, player PlayerID) (bool, error) {
	return e.store.Hidden(ctx, community, player)
}

// SetRetention has the answers of the community removed when they are older
// than so many days; 0 keeps them for ever. Scores, grades and counts stay.
func (e *Engine) SetRetention(ctx context.Context, community CommunityID, days int) error {
	if err := CheckRetention(days); err != nil {
		return err
	}
	return e.store.SetRetention(ctx, community, days)
}

// CheckRetention says in one sentence what is wrong with so many days.
func CheckRetention(days int) error {
	if days != 0 && (days < MinRetention || days > MaxRetention) {
		return fmt.Errorf("answers kept for %d days: choose from %d to %d, or 0 to keep them", days, MinRetention, MaxRetention)
	}
	return nil
}

// Retention returns after how many days answers are removed; 0 = never.
func (e *Engine) Retention(ctx context.Context, community CommunityID) (int, error) {
	return e.store.Retention(ctx, community)
}

// Expire removes answers that are older than their community keeps them, and
// all data of communities that the bot left [KeepAfterLeaving] ago. It returns
// how many answers that were.
func (e *Engine) Expire(ctx context.Context, now time.Time) (int, error) {
	old, err := e.store.Expire(ctx, now)
	left, err2 := e.eraseLeft(ctx, now)
	return old + left, errors.Join(err, err2)
}
