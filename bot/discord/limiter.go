package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	perSecond       = 40                     // of the 50 that Discord allows a bot; Discord, "Global Rate Limit"
	burst           = 5                      // at once after a quiet moment; with perSecond never 50 within a second
	leastWait       = 250 * time.Millisecond // after a 429, whatever it says
	unsaidWait      = time.Second            // after a 429 that names no time
	unsaidBlock     = time.Minute            // after Cloudflare's, which blocks the address
	longestWait     = 5 * time.Minute        // for a request without a deadline
	resetMargin     = 10 * time.Millisecond  // Reset-After is rounded
	keptBuckets     = 1024                   // then those that are idle are dropped
	maxTooMany      = 90                     // 429s in refusalWindow before all requests wait
	maxRefusals     = 5000                   // 401, 403 and 429; Discord bans an address at 10,000
	refusalWindow   = 10 * time.Minute       // Discord, "Invalid Request Limit"
	triesOf429      = 5                      // sends of one request that is told to wait
	headerRemaining = "X-RateLimit-Remaining"
)

// RateLimited is why a request was not sent, or not carried out: its turn
// would have come after its deadline.
type RateLimited struct {
	Wait time.Duration // until a request may succeed
}

func (r *RateLimited) Error() string {
	return fmt.Sprintf("Discord asks to wait another %v, longer than this request can", r.Wait.Round(time.Millisecond))
}

// Is makes it an [ErrNotSent].
func (r *RateLimited) Is(target error) bool { return target == ErrNotSent }

// limiter stands in front of all requests. It keeps a budget for the whole bot
// and one for each route that it learns from the answers; requests that wait
// for the same budget are served in the order they came.
type limiter struct {
	stop <-chan struct{} // closed when nothing may be sent any more
	turn chan struct{}   // held while waiting for the bot's budget; first come, first served

	mu      sync.Mutex
	full    time.Time // when the bot's budget is full again
	paused  time.Time // no request before, answers to interactions excepted
	blocked time.Time // no request at all before
	routes  map[string]string
	buckets map[string]*bucket
	tooMany *window
	refused *window
}

// bucket is the budget of a route, or of several that share it.
type bucket struct {
	turn    chan struct{} // held while waiting for this budget
	changed chan struct{} // wakes the holder of the turn

	// Below is guarded by the limiter's mutex.
	users     int // requests that wait or are under way
	inFlight  int
	known     bool // an answer came
	limit     int  // 0 = none was named
	remaining int
	reset     time.Time // zero = the present period is not known yet
}

func newLimiter(stop <-chan struct{}) *limiter {
	return &limiter{
		stop: stop, turn: make(chan struct{}, 1), routes: map[string]string{}, buckets: map[string]*bucket{},
		tooMany: newWindow(maxTooMany), refused: newWindow(maxRefusals),
	}
}

// target is what a request counts against.
type target struct {
	route string // method and path with ids taken out, except major
	major string // the channel or server whose budget it is
	token bool   // authorised by a token in its path: outside the bot's budget, and its own is never kept
}

// targetOf reads method and path ("/api/v9/channels/1/messages/2").
func targetOf(method, path string) target {
	segments := strings.Split(strings.Trim(path, "/"), "/")
	for i, s := range segments { // what stands before belongs to a configured address
		if s == "api" && i+1 < len(segments) {
			segments = segments[i+2:]
			break
		}
	}
	t := target{}
	for i, s := range segments {
		if s == "" || s[0] < '0' || s[0] > '9' {
			continue
		}
		if i == 1 && (segments[0] == "channels" || segments[0] == "guilds") {
			t.major = s
		}
		segments[i] = "{}"
	}
	t.token = segments[0] == "interactions" || segments[0] == "webhooks"
	t.route = method + " " + strings.Join(segments, "/")
	return t
}

// permit is the leave to send one request; done must be called once.
type permit struct {
	l *limiter
	b *bucket // nil for requests whose budget is not kept
	t target
}

// acquire waits until a request may be sent. It ends early with ctx, with the
// limiter's stop, or when it is known that the wait outlasts ctx.
func (l *limiter) acquire(ctx context.Context, t target) (permit, error) {
	if t.token {
		return permit{l: l, t: t}, l.waitUntil(ctx, func(now time.Time) time.Duration { return l.blocked.Sub(now) }, nil)
	}
	p := permit{l: l, b: l.join(t), t: t}
	if err := l.waitTurn(ctx, p.b.turn, func(now time.Time) time.Duration { return p.b.take(now) }, p.b.changed); err != nil {
		l.leave(p.b, false)
		return permit{}, err
	}
	if err := l.waitTurn(ctx, l.turn, l.takeGlobal, nil); err != nil {
		l.leave(p.b, true)
		return permit{}, err
	}
	return p, nil
}

func (l *limiter) join(t target) *bucket {
	l.mu.Lock()
	defer l.mu.Unlock()
	own := t.route + " " + t.major
	key := own
	if shared, ok := l.routes[t.route]; ok {
		key = shared + " " + t.major
	}
	b := l.buckets[key]
	if b == nil {
		b = l.buckets[own] // from before the route's bucket had a name
	}
	if b == nil {
		l.sweep()
		b = &bucket{turn: make(chan struct{}, 1), changed: make(chan struct{}, 1)}
	}
	if key != own {
		delete(l.buckets, own)
	}
	l.buckets[key] = b
	b.users++
	return b
}

// sweep drops idle buckets when there are many.
func (l *limiter) sweep() {
	if len(l.buckets) < keptBuckets {
		return
	}
	now := time.Now()
	for key, b := range l.buckets {
		if b.users == 0 && !now.Before(b.reset) {
			delete(l.buckets, key)
		}
	}
}

// leave ends a request that was not sent; taken tells that it had its share.
func (l *limiter) leave(b *bucket, taken bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	b.users--
	if taken {
		b.inFlight--
		b.remaining++
	}
	b.wake()
}

func (b *bucket) wake() {
	select {
	case b.changed <- struct{}{}:
	default:
	}
}

// take takes a share of the budget or says how long to wait at most before
// looking again. The limiter's mutex is held.
func (b *bucket) take(now time.Time) time.Duration {
	if b.known && !b.reset.IsZero() && !now.Before(b.reset) {
		b.remaining, b.reset = b.limit-b.inFlight, time.Time{}
	}
	if b.known && b.limit > 0 && b.reset.IsZero() && b.remaining <= 0 && b.inFlight == 0 {
		b.remaining = 1 // nothing came back that told of a new period
	}
	switch {
	case !b.known && b.inFlight == 0, b.known && b.limit == 0, b.remaining > 0:
		b.remaining--
		b.inFlight++
		return 0
	case b.reset.IsZero():
		return untilChanged
	}
	return b.reset.Sub(now)
}

// untilChanged is a wait whose end only another request's answer brings.
const untilChanged time.Duration = -1 << 62

// takeGlobal does the same for the bot's budget.
func (l *limiter) takeGlobal(now time.Time) time.Duration {
	const interval = time.Second / perSecond
	pause := l.paused
	for _, until := range []time.Time{l.blocked, l.tooMany.free(now), l.refused.free(now)} {
		if until.After(pause) {
			pause = until
		}
	}
	if wait := pause.Sub(now); wait > 0 {
		return wait
	}
	if wait := l.full.Add(-burst * interval).Sub(now); wait > 0 {
		return wait
	}
	if l.full.Before(now) {
		l.full = now
	}
	l.full = l.full.Add(interval)
	return 0
}

// waitTurn gets in line and calls take until it succeeds.
func (l *limiter) waitTurn(ctx context.Context, turn chan struct{}, take func(time.Time) time.Duration, changed <-chan struct{}) error {
	select {
	case turn <- struct{}{}: // a channel serves those who wait in order
	case <-ctx.Done():
		return notSent(ctx)
	case <-l.stop:
		return ErrNotSent
	}
	defer func() { <-turn }()
	return l.waitUntil(ctx, take, changed)
}

func (l *limiter) waitUntil(ctx context.Context, take func(time.Time) time.Duration, changed <-chan struct{}) error {
	deadline, limited := ctx.Deadline()
	if !limited {
		deadline = time.Now().Add(longestWait)
	}
	for {
		select {
		case <-l.stop:
			return ErrNotSent
		case <-ctx.Done():
			return notSent(ctx)
		default:
		}
		now := time.Now()
		l.mu.Lock()
		wait := take(now)
		l.mu.Unlock()
		switch {
		case wait == untilChanged && now.Before(deadline):
			wait = deadline.Sub(now)
		case wait == untilChanged:
			return &RateLimited{leastWait}
		case wait <= 0:
			return nil
		case now.Add(wait).After(deadline):
			return &RateLimited{wait}
		}
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-changed:
		case <-ctx.Done():
		case <-l.stop:
		}
		timer.Stop()
	}
}

func notSent(ctx context.Context) error {
	return fmt.Errorf("%w: %w", ErrNotSent, context.Cause(ctx))
}

// done ends a request; answer is nil when none came. For a 429 it returns how
// long to wait before the request may be sent again.
func (p permit) done(answer *http.Response, body []byte) (wait time.Duration) {
	l := p.l
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if answer != nil {
		wait = l.note(p, answer, body, now)
	}
	if p.b == nil {
		return wait
	}
	p.b.users--
	p.b.inFlight--
	if answer != nil {
		p.b.learn(answer.Header, now)
		l.share(p.t, answer.Header.Get("X-RateLimit-Bucket"))
	}
	if wait > 0 && !now.Add(wait).Before(p.b.reset) {
		p.b.known, p.b.limit, p.b.remaining, p.b.reset = true, max(p.b.limit, 1), 0, now.Add(wait)
	}
	p.b.wake()
	return wait
}

// note counts refusals and reads a 429.
func (l *limiter) note(p permit, answer *http.Response, body []byte, now time.Time) (wait time.Duration) {
	switch answer.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden:
		l.refused.add(now)
	case http.StatusTooManyRequests:
		l.refused.add(now)
		if answer.Header.Get("X-RateLimit-Scope") != "shared" { // those are not counted; Discord, "Invalid Request Limit"
			l.tooMany.add(now)
		}
		said := readTooMany(answer, body)
		wait = said.wait + rand.N(leastWait/10)
		switch until := now.Add(wait); {
		case said.block && until.After(l.blocked):
			l.blocked = until
		case said.global && until.After(l.paused):
			l.paused = until
		}
	}
	return wait
}

// learn takes over the budget that an answer names.
func (b *bucket) learn(h http.Header, now time.Time) {
	b.known = true
	limit, err1 := strconv.Atoi(h.Get("X-RateLimit-Limit"))
	remaining, err2 := strconv.Atoi(h.Get(headerRemaining))
	after, err3 := parseSeconds(h.Get("X-RateLimit-Reset-After"))
	if errors.Join(err1, err2, err3) != nil || limit < 1 {
		return
	}
	reset := now.Add(after + resetMargin)
	const samePeriod = 500 * time.Millisecond // two answers of one period differ by the way's time
	if b.limit == 0 || b.reset.IsZero() || reset.Sub(b.reset) > samePeriod {
		// What is under way may not be counted yet.
		b.limit, b.remaining, b.reset = limit, remaining-b.inFlight, reset
		return
	}
	b.limit, b.remaining = limit, min(b.remaining, remaining)
	if reset.After(b.reset) {
		b.reset = reset
	}
}

// share notes that a route counts against the bucket of that name. Routes that
// have one name share what they have for the same channel or server.
func (l *limiter) share(t target, name string) {
	if name != "" && (len(l.routes) < keptBuckets || l.routes[t.route] != "") { // there are about 200 routes; more is a server that makes up names
		l.routes[t.route] = name
	}
}

type tooManyAnswer struct {
	wait          time.Duration
	global, block bool
}

// readTooMany reads a 429 of Discord, or of Cloudflare in front of it.
func readTooMany(answer *http.Response, body []byte) tooManyAnswer {
	var said struct {
		RetryAfter *float64 `json:"retry_after"`
		Global     bool     `json:"global"`
	}
	read := json.Unmarshal(body, &said) == nil
	t := tooManyAnswer{global: read && said.Global || answer.Header.Get("X-RateLimit-Global") != "", block: !json.Valid(body), wait: unsaidWait}
	if t.block {
		t.wait = unsaidBlock
	}
	if after, err := parseSeconds(answer.Header.Get("Retry-After")); err == nil {
		t.wait = after
	}
	if read && said.RetryAfter != nil && *said.RetryAfter >= 0 && *said.RetryAfter < longestSaid.Seconds() { // finer than the header
		t.wait = time.Duration(*said.RetryAfter * float64(time.Second))
	}
	t.wait = max(t.wait, leastWait)
	return t
}

// longestSaid is the longest wait that is taken at its word.
const longestSaid = 24 * time.Hour

func parseSeconds(text string) (time.Duration, error) {
	seconds, err := strconv.ParseFloat(text, 64)
	if err != nil || !(seconds >= 0 && seconds < longestSaid.Seconds()) {
		return 0, errors.New("no number of seconds")
	}
	return time.Duration(seconds * float64(time.Second)), nil
}

// window counts what happened within refusalWindow, up to a number.
type window struct {
	times []time.Time // a ring
	next  int
}

func newWindow(n int) *window { return &window{times: make([]time.Time, n)} }

func (w *window) add(now time.Time) {
	w.times[w.next] = now
	w.next = (w.next + 1) % len(w.times)
}

// free is when there is room for one more; the zero time when there is now.
func (w *window) free(now time.Time) time.Time {
	oldest := w.times[w.next]
	if until := oldest.Add(refusalWindow); !oldest.IsZero() && until.After(now) {
		return until
	}
	return time.Time{}
}
