package bot

import (
	"sync"
	"time"
)

// What one member may do, and what share of the queue one server may fill. An
// answer needs two presses, so that nobody who plays comes near; a second of a
// hundred presses does.
const (
	memberBurst = 60  // at once
	memberRate  = 5.0 // a second, after that
	typingBurst = 60  // suggestions while typing: refused they are only empty
	typingRate  = 10.0
	fileCost    = 20.0                   // of a command that brings a file, as it is fetched and read: three at once, and one in four seconds
	guildShare  = (workers + queued) / 2 // waiting or under way
	budgetsKept = 20_000                 // members; those who have their whole budget are forgotten first
	tellEvery   = 5 * time.Second        // at most, one member is told to slow down
)

// budgets keeps one member or server from taking what is everybody's. All of
// them together are bounded by the pool of handlers.
type budgets struct {
	mu      sync.Mutex
	members map[string]*budget
	typing  map[string]*budget
	guilds  map[string]int
}

// budget is a bucket of tokens that fills with time.
type budget struct {
	left float64
	at   time.Time
	told time.Time
}

func newBudgets() *budgets {
	return &budgets{members: map[string]*budget{}, typing: map[string]*budget{}, guilds: map[string]int{}}
}

// take takes one interaction out of a member's budget; cost is 1 for most. Where
// not so much is left it says how long to wait, and whether to tell: once for
// each burst.
func (b *budgets) take(member string, typing bool, cost float64, now time.Time) (ok bool, wait time.Duration, tell bool) {
	if member == "" {
		return true, 0, false
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	all, burst, rate := b.members, float64(memberBurst), memberRate
	if typing {
		all, burst, rate = b.typing, typingBurst, typingRate
	}
	own := all[member]
	if own == nil {
		if len(all) >= budgetsKept {
			forgetFull(all, burst, rate, now)
		}
		own = &budget{left: burst, at: now}
		all[member] = own
	}
	own.left = min(burst, own.left+rate*max(0, now.Sub(own.at).Seconds()))
	own.at = now
	if own.left >= cost {
		own.left -= cost
		return true, 0, false
	}
	// Once for a burst: as long as it goes on, what trickles in is used up.
	tell = !typing && now.Sub(own.told) >= tellEvery
	own.told = now
	return false, time.Duration(max(burst/4, cost-own.left) / rate * float64(time.Second)), tell
}

// forgetFull forgets whom nothing is held against; where that is nobody, all.
func forgetFull(all map[string]*budget, burst, rate float64, now time.Time) {
	for id, own := range all {
		if own.left+rate*now.Sub(own.at).Seconds() >= burst {
			delete(all, id)
		}
	}
	if len(all) >= budgetsKept {
		clear(all)
	}
}

// enter counts an interaction of a server as waiting, unless it has its share.
func (b *budgets) enter(guild string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.guilds[guild] >= guildShare {
		return false
	}
	b.guilds[guild]++
	return true
}

// leave ends what enter began.
func (b *budgets) leave(guild string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.guilds[guild]--; b.guilds[guild] <= 0 {
		delete(b.guilds, guild)
	}
}
