package localdiscord

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// RouteLimit allows a number of requests in each period.
type RouteLimit struct {
	Requests int
	Per      time.Duration
}

// Limits are the rate limits of a [Server]. Discord publishes only the global
// one; the others are guesses that a bot must not rely on.
type Limits struct {
	// Global counts all requests of one bot, interaction answers excluded; 0 for no limit.
	Global RouteLimit
	// Other is for each route without an own limit, per channel, guild or application.
	Other RouteLimit
	// Routes names limits like "POST /channels/{channel}/messages".
	Routes map[string]RouteLimit
}

// DefaultLimits returns Discord's documented global limit of 50 requests a
// second and plausible limits for routes.
func DefaultLimits() *Limits {
	return &Limits{
		Global: RouteLimit{50, time.Second},
		Other:  RouteLimit{50, time.Second},
		Routes: map[string]RouteLimit{
			"POST /channels/{channel}/messages":                        {5, 5 * time.Second},
			"PATCH /channels/{channel}/messages/{message}":             {5, 5 * time.Second},
			"DELETE /channels/{channel}/messages/{message}":            {5, time.Second},
			"POST /channels/{channel}/typing":                          {5, 5 * time.Second},
			"PUT /applications/{application}/commands":                 {5, 20 * time.Second},
			"PUT /applications/{application}/guilds/{guild}/commands":  {5, 20 * time.Second},
			"POST /applications/{application}/commands":                {5, 20 * time.Second},
			"POST /applications/{application}/guilds/{guild}/commands": {5, 20 * time.Second},
		},
	}
}

// NoLimits returns limits that no test reaches.
func NoLimits() *Limits { return &Limits{Other: RouteLimit{1 << 30, time.Second}} }

const maxBuckets = 4096 // then buckets whose period is over are dropped

type bucket struct {
	used  int
	reset time.Time
}

type limiter struct {
	limits  *Limits
	buckets map[string]*bucket
}

func newLimiter(limits *Limits) limiter { return limiter{limits, map[string]*bucket{}} }

// allow counts a request and writes the headers of its bucket, or fills in a
// 429 and reports false.
func (l *limiter) allow(a *answer, now time.Time, rt route, params map[string]string, token string) bool {
	interaction := strings.HasPrefix(rt.template, "/interactions/") || strings.HasPrefix(rt.template, "/webhooks/")
	if !interaction && l.limits.Global.Requests > 0 {
		b := l.bucket("global "+token, now, l.limits.Global)
		if b.used >= l.limits.Global.Requests {
			a.header.Set("X-RateLimit-Global", "true")
			tooMany(a, b.reset.Sub(now), "global")
			return false
		}
		b.used++
	}
	limit, ok := l.limits.Routes[rt.name()]
	if !ok {
		limit = l.limits.Other
	}
	hash := sha256.Sum256([]byte(rt.name()))
	id := hex.EncodeToString(hash[:8])
	key := id + " " + params["channel"] + params["guild"] + params["application"]
	if interaction {
		key += params["webhook"] + params["interaction"] + params["token"]
	} else {
		key += " " + token
	}
	b := l.bucket(key, now, limit)
	over := b.used >= limit.Requests
	if !over {
		b.used++
	}
	left := b.reset.Sub(now)
	a.header.Set("X-RateLimit-Limit", strconv.Itoa(limit.Requests))
	a.header.Set("X-RateLimit-Remaining", strconv.Itoa(limit.Requests-b.used))
	a.header.Set("X-RateLimit-Reset", strconv.FormatFloat(float64(b.reset.UnixMilli())/1000, 'f', 3, 64))
	a.header.Set("X-RateLimit-Reset-After", seconds(left))
	a.header.Set("X-RateLimit-Bucket", id)
	if over {
		tooMany(a, left, "user")
	}
	return !over
}

func (l *limiter) bucket(key string, now time.Time, limit RouteLimit) *bucket {
	b := l.buckets[key]
	if b != nil && now.Before(b.reset) {
		return b
	}
	if len(l.buckets) >= maxBuckets {
		for k, old := range l.buckets {
			if !now.Before(old.reset) {
				delete(l.buckets, k)
			}
		}
	}
	b = &bucket{reset: now.Add(limit.Per)}
	l.buckets[key] = b
	return b
}

const invalidWindow = 10 * time.Minute // Discord, "Invalid Request Limit"

// countInvalid notes an answer that counts as an invalid request.
func (s *Server) countInvalid(a *answer) {
	shared := a.header.Get("X-RateLimit-Scope") == "shared"
	s.mu.Lock()
	defer s.mu.Unlock()
	if a.status == http.StatusTooManyRequests {
		s.limited++
	}
	if !shared && (a.status == http.StatusUnauthorized || a.status == http.StatusForbidden || a.status == http.StatusTooManyRequests) {
		s.invalid = append(s.invalid, s.now())
	}
}

// banned fills in what somebody gets who made too many invalid requests: a page
// of the network in front of Discord, which is no JSON and names no limit.
func (s *Server) banned(a *answer) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.invalid = slices.DeleteFunc(s.invalid, func(at time.Time) bool { return s.now().Sub(at) >= invalidWindow })
	if len(s.invalid) < s.opts.InvalidRequests {
		return false
	}
	left := s.invalid[0].Add(invalidWindow).Sub(s.now())
	a.status, a.reason = http.StatusTooManyRequests, fmt.Sprintf("more than %d invalid requests in ten minutes", s.opts.InvalidRequests)
	a.header.Set("Content-Type", "text/html; charset=UTF-8")
	a.header.Set("Retry-After", strconv.Itoa(int(math.Ceil(left.Seconds()))))
	a.body = []byte("<!doctype html><title>Too many requests</title><p>You are temporarily blocked from this API.")
	return true
}

// RateLimited returns how often bots were answered with status 429 because they
// sent too much; what a [Fault] answered does not count.
func (s *Server) RateLimited() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.limited
}

func tooMany(a *answer, wait time.Duration, scope string) {
	a.status, a.reason = http.StatusTooManyRequests, "rate limited ("+scope+")"
	a.header.Set("X-RateLimit-Scope", scope)
	// Every answer of Discord's own has it and Cloudflare's have not: disgo and
	// discord.py tell by it whom they have annoyed.
	a.header.Set("Via", "1.1 google")
	a.header.Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
	a.json(map[string]any{"message": "You are being rate limited.", "retry_after": math.Ceil(wait.Seconds()*1000) / 1000, "global": scope == "global", "code": 0})
}

func seconds(d time.Duration) string { return strconv.FormatFloat(d.Seconds(), 'f', 3, 64) }
