package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
)

// Events is who hears what happens. The functions are called one after the
// other for each shard and must return at once: what they do longer belongs in
// a [Pool].
type Events struct {
	// Ready tells the servers that the bot is in; it comes again after a lost session.
	Ready func(guilds []string)
	// GuildCreate comes for each of these servers, and for one that the bot joins.
	GuildCreate func(*discordgo.Guild)
	// GuildDelete comes when the bot was removed from a server, not when that is
	// merely unavailable; nil = nobody asks.
	GuildDelete func(guild string)
	// Interaction may come twice for the same id. With an error the interaction
	// could not be read, and has only what an answer to it needs.
	Interaction func(i *discordgo.Interaction, unreadable error)
}

// Timing is how long the connection waits for what. Zero values are Discord's.
type Timing struct {
	Handshake time.Duration // from dialling to READY; 30 s
	Identify  time.Duration // least time between two logins; 5 s
	Spread    time.Duration // a login waits a fifth to the whole of it longer; 5 s
	Backoff   time.Duration // before connecting again, doubled each time up to 64 times; 1 s
}

func (t Timing) orDefault() Timing {
	set := func(d *time.Duration, usual time.Duration) {
		if *d <= 0 {
			*d = usual
		}
	}
	set(&t.Handshake, 30*time.Second)
	set(&t.Identify, 5*time.Second)
	set(&t.Spread, 5*time.Second)
	set(&t.Backoff, time.Second)
	return t
}

// pause before another connection: short after the first failure, then longer.
func (t Timing) pause(failures int) time.Duration {
	if failures == 0 {
		return rand.N(t.Backoff)
	}
	longest := t.Backoff << min(failures-1, 6)
	return longest/2 + rand.N(longest/2+1)
}

// Shards divides the servers among several connections. The zero value is one
// connection for all.
type Shards struct {
	Count int   // how many there are in all
	IDs   []int // those of this process; empty = all
}

// maxShards is far above what anybody has: a shard serves up to 2,500 servers.
const maxShards = 10_000

// Check says what is wrong with s, by the names of the configuration's keys.
func (s Shards) Check() error {
	if s.Count < 1 {
		return fmt.Errorf("discord.shards.count is %d: at least 1 is needed, or leave it out", s.Count)
	}
	if s.Count > maxShards {
		return fmt.Errorf("discord.shards.count is %d: at most %d are possible", s.Count, maxShards)
	}
	seen := map[int]bool{}
	for _, id := range s.IDs {
		if id < 0 || id >= s.Count || seen[id] {
			return fmt.Errorf("discord.shards.ids has %d: each must lie between 0 and %d (discord.shards.count - 1) and stand there once", id, s.Count-1)
		}
		seen[id] = true
	}
	return nil
}

// orDefault fills in what was left out.
func (s Shards) orDefault() (Shards, error) {
	if s.Count == 0 && len(s.IDs) == 0 {
		s.Count = 1
	}
	if err := s.Check(); err != nil {
		return s, err
	}
	if len(s.IDs) == 0 {
		for id := range s.Count {
			s.IDs = append(s.IDs, id)
		}
	}
	return s, nil
}

// Logins counts logins to the gateway over restarts: Discord resets the token
// of a bot that logs in more than 1000 times a day.
type Logins interface {
	// Since returns how many there were after a time.
	Since(ctx context.Context, from time.Time) (int, error)
	// Add notes one.
	Add(ctx context.Context, at time.Time) error
}

// memoryLogins forgets at the end of the process.
type memoryLogins struct {
	mu    sync.Mutex
	times []time.Time // in order
}

func (m *memoryLogins) Since(_ context.Context, from time.Time) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for len(m.times) > 0 && !m.times[0].After(from) {
		m.times = m.times[1:]
	}
	return len(m.times), nil
}

func (m *memoryLogins) Add(_ context.Context, at time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.times = append(m.times, at)
	return nil
}

const (
	maxLogins   = 900 // a day, of Discord's 1000
	loginWindow = 24 * time.Hour
	lookAgain   = time.Minute // when no login is left
	askTimeout  = 30 * time.Second
)

// unreachable is why the gateway's address could not be asked for.
type unreachable struct{ err error }

func (u *unreachable) Error() string { return "connect to Discord: " + u.err.Error() }
func (u *unreachable) Unwrap() error { return u.err }

// gate lets shards log in, with the pause that Discord asks for and within the
// daily budget. Shards whose ids have the same remainder by max_concurrency
// take turns; Discord, "Sharding", max_concurrency.
type gate struct {
	client *Client
	logins Logins
	secure bool // the token must not go over a plain connection

	mu      sync.Mutex
	lanes   []*lane // by remainder; one until Discord said how many
	address string  // of the gateway
}

// lane is where shards wait for each other.
type lane struct {
	turn chan struct{} // held from entering to leaving

	mu   sync.Mutex
	last time.Time // login
}

func newLane(last time.Time) *lane { return &lane{turn: make(chan struct{}, 1), last: last} }

func newGate(c *Client, logins Logins, secure bool) *gate {
	return &gate{client: c, logins: logins, secure: secure, lanes: []*lane{newLane(time.Time{})}}
}

// login is one shard's turn.
type login struct {
	gate    *gate
	lane    *lane
	address string
	once    sync.Once
}

func (g *gate) known() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.address
}

func (g *gate) laneOf(shard int) *lane {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.lanes[shard%len(g.lanes)]
}

// maxConcurrency is above what Discord gives anybody.
const maxConcurrency = 1024

// widen makes as many lanes as Discord allows logins at once. Whoever has a
// turn in a lane of before finds another one, see enter.
func (g *gate) widen(concurrency int) {
	concurrency = min(max(concurrency, 1), maxConcurrency)
	g.mu.Lock()
	defer g.mu.Unlock()
	if concurrency == len(g.lanes) {
		return
	}
	var last time.Time
	for _, l := range g.lanes {
		if at := l.lastLogin(); at.After(last) {
			last = at
		}
	}
	g.lanes = make([]*lane, concurrency)
	for i := range g.lanes {
		g.lanes[i] = newLane(last)
	}
}

func (l *lane) lastLogin() time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.last
}

// enter waits for the shard's turn to log in. The caller must leave.
func (g *gate) enter(ctx context.Context, shard int) (*login, error) {
	for {
		l := &login{gate: g, lane: g.laneOf(shard)}
		select {
		case l.lane.turn <- struct{}{}:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		wait, err := g.budget(ctx, l.lane)
		if err == nil && wait == 0 && l.lane == g.laneOf(shard) {
			l.address = g.known()
			return l, nil
		}
		l.leave()
		if err == nil && wait > 0 && !sleep(ctx, wait) {
			err = ctx.Err()
		}
		if err != nil {
			return nil, err
		}
	}
}

// budget returns 0 when a login is allowed now, or a time to wait.
func (g *gate) budget(ctx context.Context, in *lane) (time.Duration, error) {
	timing := g.client.timing
	if last := in.lastLogin(); !last.IsZero() {
		pause := timing.Identify + timing.Spread/5 + rand.N(timing.Spread*4/5+1)
		if !sleep(ctx, time.Until(last.Add(pause))) {
			return 0, ctx.Err()
		}
	}
	used, err := g.logins.Since(ctx, time.Now().Add(-loginWindow))
	if err != nil {
		return 0, fmt.Errorf("count logins to Discord: %w", err)
	}
	if used >= maxLogins {
		return lookAgain, g.exhausted(fmt.Sprintf("the bot logged in %d times within a day, and Discord resets the token after 1000", used))
	}
	start, err := g.ask(ctx)
	if err != nil {
		return 0, err
	}
	if start.Total > 0 && start.Remaining <= start.Total/10 {
		wait := min(max(time.Duration(start.ResetAfter)*time.Millisecond, time.Second), loginWindow)
		return wait, g.exhausted(fmt.Sprintf("only %d of %d logins of today are left", start.Remaining, start.Total))
	}
	g.widen(start.Concurrency)
	return 0, nil
}

// exhausted tells the operator why the bot stays away.
func (g *gate) exhausted(why string) error {
	err := errors.New(why + ": it stays disconnected until there are more; look in the log for why it lost so many connections")
	for _, id := range g.client.shards.IDs {
		g.client.state(id, err)
	}
	g.client.seldom.log(err.Error())
	return nil
}

type sessionStart struct {
	Total       int   `json:"total"`
	Remaining   int   `json:"remaining"`
	ResetAfter  int64 `json:"reset_after"` // milliseconds
	Concurrency int   `json:"max_concurrency"`
}

// ask asks Discord for the gateway's address and how many logins are left.
func (g *gate) ask(ctx context.Context) (sessionStart, error) {
	var answer struct {
		URL   string       `json:"url"`
		Start sessionStart `json:"session_start_limit"`
	}
	asking, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	if err := g.client.do(asking, http.MethodGet, discordgo.EndpointGatewayBot, nil, nil, &answer); err != nil {
		var fatal *Fatal
		if errors.As(err, &fatal) || ctx.Err() != nil {
			return sessionStart{}, err
		}
		return sessionStart{}, &unreachable{err}
	}
	if !strings.HasPrefix(answer.URL, "wss://") && (g.secure || !strings.HasPrefix(answer.URL, "ws://")) {
		return sessionStart{}, &unreachable{errors.New("it named no gateway that the token may be sent to")}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.address = strings.TrimSuffix(answer.URL, "/") + "/"
	return answer.Start, nil
}

// send notes the login and carries it out.
func (l *login) send(ctx context.Context, identify func() error) error {
	now := time.Now()
	if err := l.gate.logins.Add(ctx, now); err != nil {
		return fmt.Errorf("note a login to Discord: %w", err)
	}
	l.lane.mu.Lock()
	l.lane.last = now
	l.lane.mu.Unlock()
	return identify()
}

func (l *login) leave() { l.once.Do(func() { <-l.lane.turn }) }

// Open connects all shards and returns when they are ready. From then on the
// connection is kept until [Client.Close]. Open gives up when ctx ends, when
// Discord refuses the bot for good ([*Fatal]), or when it cannot be reached at
// all; a gateway that answers wrongly, or not, is tried again until ctx ends.
func (c *Client) Open(ctx context.Context, events Events) error {
	running, cancel := context.WithCancel(context.Background())
	c.stop = cancel
	failed := make(chan error, len(c.shards.IDs))
	for _, id := range c.shards.IDs { // all before the first may be ready
		c.state(id, errors.New("it is connecting"))
	}
	for _, id := range c.shards.IDs {
		s := &shard{id: id, client: c, events: events}
		c.work.Go(func() {
			if err := s.run(running); err != nil {
				c.state(s.id, err)
				failed <- err
				cancel() // the other shards, too
			}
		})
	}
	var err error
	select {
	case <-c.ready:
		return nil
	case err = <-failed:
	case <-ctx.Done():
		err = fmt.Errorf("connect to Discord: %w", context.Cause(ctx))
	}
	c.Close()
	return Clean(err)
}

// Close disconnects and returns when everything that Open started has ended.
func (c *Client) Close() {
	if c.stop != nil {
		c.stop()
	}
	c.work.Wait()
}

// Failed is closed when Discord refused the bot for good; [Client.Health] says why.
func (c *Client) Failed() <-chan struct{} { return c.halt.done }

// Health is nil while every shard is connected, and otherwise says for the
// operator why one is not.
func (c *Client) Health() error {
	if err := c.halt.err(); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, id := range c.shards.IDs {
		if err := c.states[id]; err != nil {
			return fmt.Errorf("shard %d is not connected: %w", id, Clean(err))
		}
	}
	return nil
}

// state notes how a shard does: nil is well.
func (c *Client) state(id int, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.states[id] = err
	for _, other := range c.states {
		if other != nil {
			return
		}
	}
	c.once.Do(func() { close(c.ready) })
}

func (c *Client) became(user, application string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.user, c.application = user, application
}

// Self returns the ids of the bot's user and of its application, known once
// [Client.Open] has returned.
func (c *Client) Self() (user, application string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.user, c.application
}

// odd notes something that Discord would not send.
func (c *Client) odd(what string) { c.seldom.log("Discord sent " + what) }

// seldom writes each distinct line once a minute.
type seldom struct {
	out *slog.Logger

	mu   sync.Mutex
	seen map[string]time.Time
}

const (
	seldomEvery = time.Minute
	seldomKept  = 256
)

func (s *seldom) log(line string, attrs ...any) {
	s.mu.Lock()
	now := time.Now()
	last, there := s.seen[line]
	if there && now.Sub(last) < seldomEvery {
		s.mu.Unlock()
		return
	}
	if len(s.seen) >= seldomKept {
		clear(s.seen)
	}
	s.seen[line] = now
	s.mu.Unlock()
	s.out.Warn(line, attrs...)
}
