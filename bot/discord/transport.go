package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"math/rand/v2"
	"mime"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"time"
)

// ErrMentions is returned for a message whose body does not forbid every
// mention. It never leaves the process: a forgotten field must not ping a
// thousand people.
var ErrMentions = errors.New("message body lacks allowed_mentions with an empty parse list")

// transport is the only way of a request to Discord. It sends to base instead
// of discord.com and adds the token, which no request of discordgo carries;
// it refuses a body that could ping somebody, keeps the rate limits, waits and
// sends again where that is safe, and turns every refusal into a [*Refusal].
//
// discordgo's own Endpoint variables are process-wide, so they stay as they
// are. Its rate limiter is not used: it cannot be interrupted and never
// forgets an interaction. Headers that would wake it are taken out.
type transport struct {
	base      *url.URL      // nil = where the request says
	authorise func() string // the Authorization header; a function, so that printing shows no token
	next      http.RoundTripper
	limiter   *limiter
	gone      *gone
	halt      *halt
	timeout   time.Duration // of one send with its answer
}

const (
	maxAnswer  = 8 << 20 // bytes
	maxRetries = 3       // of a request that may be repeated
	retryPause = 200 * time.Millisecond
)

// Sentinels of how a request ended.
var (
	// ErrNotSent: the request did not leave; it can be made again later.
	ErrNotSent = errors.New("the request was not sent")
	// ErrTooLarge: the answer is longer than 8 MiB.
	ErrTooLarge = fmt.Errorf("the answer is longer than %d MiB", maxAnswer>>20)
	// ErrGone: Discord said before that this channel, message or interaction
	// is not there any more.
	ErrGone = fmt.Errorf("%w: it is not there any more", ErrRefused)
)

// Refusal is Discord's answer to a request that it did not carry out.
type Refusal struct {
	Status int    // of HTTP
	Code   int    // of Discord, 0 when there was none; Discord, "JSON Error Codes"
	Reason string // Discord's answer, shortened, without tokens
}

func (r *Refusal) Error() string {
	return fmt.Sprintf("HTTP %d %s: %s", r.Status, http.StatusText(r.Status), r.Reason)
}

// RoundTrip implements http.RoundTripper.
func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	raw, err := readBody(r)
	if err != nil {
		return nil, err
	}
	if err := checkMentions(r, raw); err != nil {
		return nil, fmt.Errorf("%s: %w", targetOf(r.Method, r.URL.Path).route, err)
	}
	if t.gone.has(r.URL.Path) {
		return nil, ErrGone
	}
	to := targetOf(r.Method, r.URL.Path)
	repeatable := r.Method != http.MethodPost
	told, failed := 0, 0
	for {
		leave, err := t.limiter.acquire(r.Context(), to)
		if err != nil {
			return nil, t.halt.or(err)
		}
		answer, body, err := t.once(r, raw, to)
		wait := leave.done(answer, body)
		switch {
		case err != nil || answer.StatusCode >= http.StatusInternalServerError:
			if err == nil {
				err = refusal(answer, body)
			}
			if !repeatable || failed == maxRetries || r.Context().Err() != nil || errors.Is(err, ErrTooLarge) {
				return nil, err
			}
			pause := retryPause << failed
			failed++
			if !sleep(r.Context(), pause/2+rand.N(pause)) {
				return nil, err
			}
		case answer.StatusCode == http.StatusTooManyRequests:
			// Nothing was carried out, so any request may be sent again.
			if told++; told == triesOf429 || outlasts(r.Context(), wait) {
				return nil, &RateLimited{wait}
			}
			if to.token && !sleep(r.Context(), wait) { // for the others the limiter waits
				return nil, notSent(r.Context())
			}
		case answer.StatusCode >= http.StatusBadRequest:
			refused := refusal(answer, body)
			t.gone.note(r.URL.Path, refused.Code)
			if refused.Status == http.StatusUnauthorized && !to.token {
				return nil, t.halt.now(tokenRefused())
			}
			return nil, refused
		default:
			return withoutLimits(answer), nil
		}
	}
}

func outlasts(ctx context.Context, wait time.Duration) bool {
	deadline, ok := ctx.Deadline()
	if !ok {
		return wait > longestWait
	}
	return time.Now().Add(wait).After(deadline)
}

// sleep reports false when ctx ended first.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// once sends the request and reads the whole answer.
func (t *transport) once(r *http.Request, raw []byte, to target) (*http.Response, []byte, error) {
	ctx, cancel := context.WithTimeout(r.Context(), t.timeout)
	defer cancel()
	out := r.Clone(ctx)
	if t.base != nil {
		out.URL.Scheme, out.URL.Host, out.Host = t.base.Scheme, t.base.Host, ""
		out.URL.Path = strings.TrimSuffix(t.base.Path, "/") + out.URL.Path
	}
	out.Header.Del("Authorization")
	if !to.token {
		out.Header.Set("Authorization", t.authorise())
	}
	out.Body = http.NoBody
	if len(raw) > 0 {
		out.Body, out.ContentLength = io.NopCloser(bytes.NewReader(raw)), int64(len(raw))
		out.GetBody = nil // net/http must not send it again by itself
	}
	answer, err := t.next.RoundTrip(out)
	if err != nil {
		var dial *net.OpError
		if errors.As(err, &dial) && dial.Op == "dial" {
			err = fmt.Errorf("%w: %w", ErrNotSent, err)
		}
		return nil, nil, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(io.LimitReader(answer.Body, maxAnswer+1))
	if err == nil && len(body) > maxAnswer {
		err = ErrTooLarge
	}
	if err != nil {
		return nil, nil, err
	}
	kept := *answer
	kept.Body, kept.Request = io.NopCloser(bytes.NewReader(body)), r
	kept.Header = answer.Header.Clone()
	return &kept, body, nil
}

// withoutLimits takes out what would wake discordgo's own rate limiter.
func withoutLimits(answer *http.Response) *http.Response {
	for name := range answer.Header {
		if strings.HasPrefix(name, "X-Ratelimit-") {
			delete(answer.Header, name)
		}
	}
	return answer
}

func readBody(r *http.Request) ([]byte, error) {
	if r.Body == nil {
		return nil, nil
	}
	defer r.Body.Close()
	return io.ReadAll(r.Body)
}

// refusal keeps Discord's reason with the nested form errors that discordgo
// leaves out.
func refusal(answer *http.Response, body []byte) *Refusal {
	const enough = 500
	var said struct {
		Code int `json:"code"`
	}
	_ = json.Unmarshal(body, &said) // an HTML page has no code
	text := strings.ToValidUTF8(strings.TrimSpace(string(body[:min(len(body), enough)])), "")
	return &Refusal{Status: answer.StatusCode, Code: said.Code, Reason: Scrub(text)}
}

// tokenRefused is what the operator reads after a 401 or close code 4004.
func tokenRefused() *Fatal {
	return &Fatal{"Discord refused the token: copy it again from the Bot page of your application at https://discord.com/developers/applications and set DISCORD_TOKEN or DISCORD_TOKEN_FILE"}
}

// Fatal is a refusal that only the operator can mend. After it nothing is sent.
type Fatal struct{ sentence string }

func (f *Fatal) Error() string { return f.sentence }

// halt stops everything at once, for one reason.
type halt struct {
	mu     sync.Mutex
	reason *Fatal
	done   chan struct{}
}

func newHalt() *halt { return &halt{done: make(chan struct{})} }

// now stops everything; only the first reason counts.
func (h *halt) now(reason *Fatal) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.reason == nil {
		h.reason = reason
		close(h.done)
	}
	return h.reason
}

func (h *halt) err() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.reason == nil {
		return nil
	}
	return h.reason
}

// or returns the reason for the halt if there is one, else err.
func (h *halt) or(err error) error {
	if reason := h.err(); reason != nil {
		return reason
	}
	return err
}

// gone remembers what Discord said does not exist any more. Ids are never used
// again, so asking once more is only ever refused.
type gone struct {
	mu   sync.Mutex
	set  map[uint64]struct{}
	ring [goneKept]uint64
	next int
	seed maphash.Seed
}

const goneKept = 4096

func newGone() *gone { return &gone{set: map[uint64]struct{}{}, seed: maphash.MakeSeed()} }

// Codes that end the life of a part of the path; Discord, "JSON Error Codes".
const (
	unknownChannel     = 10003
	unknownMessage     = 10008
	unknownWebhook     = 10015
	unknownInteraction = 10062
	badWebhookToken    = 50027
)

var (
	channelPart = regexp.MustCompile(`/channels/\d+`)
	messagePart = regexp.MustCompile(`/messages/[^/]+$`)
	tokenPart   = regexp.MustCompile(`/(?:interactions|webhooks)/\d+/([^/]+)`)
)

func (g *gone) note(path string, code int) {
	switch code {
	case unknownChannel:
		g.add(channelPart.FindString(path))
	case unknownMessage:
		if messagePart.MatchString(path) {
			g.add(path)
		}
	case unknownWebhook, unknownInteraction, badWebhookToken:
		if m := tokenPart.FindStringSubmatch(path); m != nil {
			g.add(m[1])
		}
	}
}

func (g *gone) add(part string) {
	if part == "" {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	key := maphash.String(g.seed, part)
	if _, there := g.set[key]; there {
		return
	}
	delete(g.set, g.ring[g.next])
	g.ring[g.next] = key
	g.set[key] = struct{}{}
	g.next = (g.next + 1) % goneKept
}

func (g *gone) has(path string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.set) == 0 {
		return false
	}
	parts := []string{path, channelPart.FindString(path)}
	if m := tokenPart.FindStringSubmatch(path); m != nil {
		parts = append(parts, m[1])
	}
	for _, part := range parts {
		if _, there := g.set[maphash.String(g.seed, part)]; there {
			return true
		}
	}
	return false
}

var messageRoute = regexp.MustCompile(`/(channels/\d+/messages(/\d+)?|webhooks/\d+/[^/]+(/messages/[^/]+)?|interactions/\d+/[^/]+/callback)$`)

// checkMentions looks into every body that makes or changes a message.
func checkMentions(r *http.Request, raw []byte) error {
	if raw == nil || (r.Method != http.MethodPost && r.Method != http.MethodPatch) || !messageRoute.MatchString(r.URL.Path) {
		return nil
	}
	payload, err := jsonPart(r.Header.Get("Content-Type"), raw)
	if err != nil {
		return err
	}
	type body struct {
		Mentions *struct {
			Parse       []string `json:"parse"`
			Users       []string `json:"users"`
			Roles       []string `json:"roles"`
			RepliedUser bool     `json:"replied_user"`
		} `json:"allowed_mentions"`
	}
	var message struct {
		body
		Type int   `json:"type"`
		Data *body `json:"data"`
	}
	if err := json.Unmarshal(payload, &message); err != nil {
		return err
	}
	found := message.Mentions
	if strings.HasSuffix(r.URL.Path, "/callback") {
		const channelMessage, updateMessage = 4, 7 // the callbacks that carry a message
		if message.Type != channelMessage && message.Type != updateMessage {
			return nil
		}
		if message.Data == nil {
			return ErrMentions
		}
		found = message.Data.Mentions
	}
	if found == nil || found.Parse == nil || len(found.Parse)+len(found.Users)+len(found.Roles) > 0 || found.RepliedUser {
		return ErrMentions
	}
	return nil
}

// jsonPart returns the JSON of a body: all of it, or the payload_json part of
// a multipart one.
func jsonPart(contentType string, raw []byte) ([]byte, error) {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil || kind != "multipart/form-data" {
		return raw, nil
	}
	reader := multipart.NewReader(bytes.NewReader(raw), params["boundary"])
	for {
		part, err := reader.NextPart()
		if err != nil {
			return nil, ErrMentions
		}
		if part.FormName() == "payload_json" {
			return io.ReadAll(part)
		}
	}
}
