package bot

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"sync"
	"time"

	"quizbot/quiz"
)

// membership tells the engine which servers the bot was removed from, so that
// nothing goes on there and their data are deleted in time, and to which it came
// back.
type membership struct {
	mu       sync.Mutex
	in       map[quiz.CommunityID]bool // by READY and what came after it
	untold   map[quiz.CommunityID]bool // what the engine does not know yet: whether the bot is in
	whole    bool                      // this process has all shards, so that in is all
	compared bool                      // with the servers in the store, once
}

func newMembership(whole bool) *membership {
	return &membership{in: map[quiz.CommunityID]bool{}, untold: map[quiz.CommunityID]bool{}, whole: whole}
}

// note says that the bot is in a server or was removed from it. It reports
// whether that was known.
func (m *membership) note(community quiz.CommunityID, in bool) (known bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.in[community] == in {
		return true
	}
	m.in[community], m.untold[community] = in, in
	return false
}

// pending are the servers that the engine is to be told of.
func (m *membership) pending() map[quiz.CommunityID]bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return maps.Clone(m.untold)
}

// told notes that the engine knows, unless it is otherwise again.
func (m *membership) told(community quiz.CommunityID, in bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.untold[community] == in {
		delete(m.untold, community)
	}
}

// settleMembership is a task of the loop: it tells the engine where the bot is
// and where it is no more. What fails is tried again.
func (b *Bot) settleMembership(ctx context.Context, _ time.Time) (time.Time, error) {
	problems := []error{b.missed(ctx)}
	for community, in := range b.membership.pending() {
		var err error
		if in {
			_, err = b.engine.Return(ctx, community)
		} else {
			b.log.Info("removed from a server: its data are kept for a while, then deleted", "guild", community)
			err = b.engine.Leave(ctx, community, b.now())
		}
		if err != nil {
			problems = append(problems, fmt.Errorf("membership of %s: %w", community, err))
			continue
		}
		b.membership.told(community, in)
	}
	return time.Time{}, errors.Join(problems...)
}

// missed finds, once, the servers that the bot was removed from while it did
// not run. With other shards elsewhere nobody knows; and a bot that is in none
// of the servers in the database is probably another one.
func (b *Bot) missed(ctx context.Context) error {
	m := b.membership
	if !m.whole || m.compared {
		return nil
	}
	stored, err := b.engine.Communities(ctx)
	if err != nil {
		return fmt.Errorf("servers with data: %w", err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.compared = true
	var gone []quiz.CommunityID
	for _, community := range stored {
		if !m.in[community] {
			gone = append(gone, community)
		}
	}
	if len(gone) > 0 && len(gone) == len(stored) {
		b.log.Warn("the bot is in none of the servers in its database: nothing is stopped or deleted there", "servers", len(stored))
		return nil
	}
	for _, community := range gone {
		m.untold[community] = false
	}
	return nil
}
