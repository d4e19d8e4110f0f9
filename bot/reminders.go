package bot

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"quizbot/bot/customid"
	"quizbot/bot/discord"
	"quizbot/bot/view"
	"quizbot/quiz"
)

const (
	remindAtOnce = 8                // direct messages under way
	fitsApart    = 10 * time.Minute // between two fits that nobody asked for, so that they never fill a processor
)

// remindDue is a task of the loop: it reminds members whose hour has come and
// who have cards due. The rows in the store decide who is; killed at any moment
// it goes on where it stood.
func (b *Bot) remindDue(ctx context.Context, now time.Time) (time.Time, error) {
	reminders, err := b.engine.Reminders(ctx, now)
	problems := []error{err}
	var mu sync.Mutex
	var sending sync.WaitGroup
	slots := make(chan struct{}, remindAtOnce)
	for _, r := range reminders {
		slots <- struct{}{}
		sending.Go(func() {
			defer func() { <-slots }()
			if err := b.remind(ctx, r, now); err != nil {
				mu.Lock()
				defer mu.Unlock()
				problems = append(problems, fmt.Errorf("reminder of %s in %s: %w", r.Day, r.Community, err))
			}
		})
	}
	sending.Wait()
	return time.Time{}, errors.Join(problems...)
}

// remind sends one reminder, unless it arrived when it was sent before.
func (b *Bot) remind(ctx context.Context, r quiz.Reminder, now time.Time) error {
	if r.Left() && !r.Late(now) {
		post, found, err := b.findReminder(ctx, r)
		if err != nil || found {
			if err == nil {
				err = b.engine.ReminderSent(ctx, r, post)
			}
			return err
		}
	}
	r, ok, err := b.engine.SendReminder(ctx, r, now)
	if err != nil || !ok {
		return err
	}
	post, err := b.direct(ctx, r.Player, view.Reminder(r), reminderNonce(r))
	var refusal *discord.Refusal
	switch {
	case errors.As(err, &refusal) && (refusal.Status == http.StatusForbidden || refusal.Status == http.StatusNotFound):
		b.log.Info("reminders turned off: Discord does not deliver them", "community", r.Community, "code", refusal.Code)
		return b.engine.ReminderRefused(ctx, r)
	case err != nil:
		return err // the next scan looks whether it arrived
	}
	return b.engine.ReminderSent(ctx, r, post)
}

// reminderNonce is the same for the same reminder, and for no other.
func reminderNonce(r quiz.Reminder) string {
	sum := sha256.Sum256([]byte(string(r.Community) + "|" + string(r.Player) + "|" + r.Day))
	return "r" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:20])
}

// direct sends a message to a member alone.
func (b *Bot) direct(ctx context.Context, to quiz.PlayerID, m view.Message, nonce string) (string, error) {
	channel, err := b.client.DirectChannel(ctx, string(to))
	if err != nil {
		return "", err
	}
	out, err := encoder{b.codec, customid.Scope{Member: string(to)}}.message(m)
	if err != nil {
		return "", err
	}
	return b.client.Post(ctx, channel, out.send(nonce))
}

// findReminder looks in the direct messages with a member for the reminder,
// which its button tells.
func (b *Bot) findReminder(ctx context.Context, r quiz.Reminder) (post string, found bool, err error) {
	channel, err := b.client.DirectChannel(ctx, string(r.Player))
	if err != nil {
		return "", false, err
	}
	messages, err := b.client.Messages(ctx, channel, searched)
	if err != nil {
		return "", false, err
	}
	scope := customid.Scope{Member: string(r.Player)}
	for _, m := range messages {
		for _, args := range buttonsFor(b.codec, scope, m, view.ActionReviewStop) {
			if len(args) == 2 && args[0] == string(r.Community) && args[1] == r.Day {
				return m.ID, true, nil
			}
		}
	}
	return "", false, nil
}

// fitDue is a task of the loop: it fits the weights of members who have many
// new reviews, one at a time.
func (b *Bot) fitDue() func(ctx context.Context, now time.Time) (time.Time, error) {
	var last time.Time
	return func(ctx context.Context, _ time.Time) (time.Time, error) {
		now := b.now()
		if now.Sub(last) < fitsApart {
			return time.Time{}, nil
		}
		fitted, err := b.engine.FitDue(ctx, now)
		if fitted {
			last = now
		}
		return time.Time{}, err
	}
}
