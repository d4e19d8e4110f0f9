package quiz

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// KeepAfterLeaving is how long the data of a community are kept after the bot
// was removed from it: somebody may have removed it by mistake, or want an
// export. Whoever invites the bot again within that time finds everything.
const KeepAfterLeaving = 30 * 24 * time.Hour

// leftReason is why schedules stand still after the bot was removed, as
// instructors read it when it is back.
const leftReason = "the bot was removed from this server: resume the schedule when it should post again"

// DepartureStore keeps which communities the bot was removed from.
type DepartureStore interface {
	// Leave notes that the bot was removed from a community, unless that was
	// noted before, and stops what goes on there at now: schedules are suspended
	// with the reason, daily rounds close, nothing more is to be told.
	Leave(ctx context.Context, community CommunityID, reason string, now time.Time) error
	// Return takes the note back and reports since when it stood; the zero time
	// when there was none.
	Return(ctx context.Context, community CommunityID) (left time.Time, err error)
	// Departed returns when the bot was removed from each community that it has
	// left and whose data are still there.
	Departed(ctx context.Context) (map[CommunityID]time.Time, error)
	// Communities returns those with data that the bot is not known to have left.
	Communities(ctx context.Context) ([]CommunityID, error)
	// Erase deletes every row of a community that the bot left before the given
	// instant, and did not return to; it returns how many answers these were.
	Erase(ctx context.Context, community CommunityID, before time.Time) (answers int, err error)
}

// Leave is for the bot to call when it was removed from a community, not when
// the community is merely unavailable. Schedules stop at once, and daily quizzes
// and live rounds end with what was answered. The data are kept for
// [KeepAfterLeaving], with which [Engine.Export] and [Engine.Gradebook] still
// work, and then deleted by [Engine.Expire]. Called again it changes nothing.
func (e *Engine) Leave(ctx context.Context, community CommunityID, now time.Time) error {
	if community == "" { // owns the shared banks
		return errors.New("leave a community: none was given")
	}
	if err := e.store.Leave(ctx, community, leftReason, instant(now)); err != nil {
		return fmt.Errorf("leave community %s: %w", community, err)
	}
	live, err := e.store.OpenLiveRounds(ctx, community)
	if err != nil {
		return fmt.Errorf("live rounds of %s: %w", community, err)
	}
	for _, r := range live {
		if _, err := e.StepLive(ctx, community, r.ID, Refuse{}, now); err != nil {
			return fmt.Errorf("end live round %s: %w", r.ID, err)
		}
		if err := e.store.CloseLive(ctx, r.ID); err != nil {
			return fmt.Errorf("close live round %s: %w", r.ID, err)
		}
	}
	return nil
}

// Return is for the bot to call for each community that it is in: its data are
// not deleted. It reports whether the bot had been removed from it. Schedules
// stay suspended until an instructor resumes them: the channels may be others
// now.
func (e *Engine) Return(ctx context.Context, community CommunityID) (was bool, err error) {
	left, err := e.store.Return(ctx, community)
	return !left.IsZero(), err
}

// Communities returns those with data that the bot is not known to have left.
// Those among them that it is not in any more it left while it did not run:
// they are to be handed to [Engine.Leave].
func (e *Engine) Communities(ctx context.Context) ([]CommunityID, error) {
	return e.store.Communities(ctx)
}

// eraseLeft deletes the data of communities that the bot left long ago.
func (e *Engine) eraseLeft(ctx context.Context, now time.Time) (answers int, err error) {
	departed, err := e.store.Departed(ctx)
	if err != nil {
		return 0, err
	}
	before := now.Add(-KeepAfterLeaving)
	for community, at := range departed {
		if at.After(before) {
			continue
		}
		n, err := e.store.Erase(ctx, community, before)
		answers += n
		if err != nil {
			return answers, fmt.Errorf("delete the data of community %s: %w", community, err)
		}
	}
	return answers, nil
}
