// Package canary finds secrets where none belong. A test tells it what is
// secret and lets everything be logged to it; at the end of the test it fails
// for every secret that came to light.
//
//	watch := canary.New(t, server)          // knows the tokens of all interactions
//	watch.Secret("bot token", app.Token)
//	watch.Private("question", stem)         // may be shown to members, must not be logged
//	log := slog.New(slog.NewTextHandler(watch, &slog.HandlerOptions{Level: slog.LevelDebug}))
//	...
//	watch.Look("the export", text)
//
// It sees what is written to it, what bots send to the local Discord, and what
// it is asked to look at; no more.
package canary

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"

	"quizbot/bot/localdiscord"
)

// Watch knows the secrets of one test. It may be used by several goroutines.
type Watch struct {
	mu      sync.Mutex
	secrets map[string]string // what it is, by the secret
	private map[string]string // what it is, by the text
	log     bytes.Buffer
	seen    []seen
}

// seen is a text that is looked at in the end, when all secrets are known.
type seen struct {
	where, text string
	isLog       bool
}

// Interactions' tokens stand in the addresses of requests; the local Discord's
// are of one shape.
var (
	tokenInPath = regexp.MustCompile(`^/(?:interactions|webhooks)/\d+/([0-9a-f]{64})(?:/|$)`)
	tokenShape  = regexp.MustCompile(`[0-9a-f]{64}`)
)

// New returns a watch on a local Discord: the tokens of its interactions are
// secrets, and no secret may stand in the body of a request. What was found
// fails the test at its end, after the cleanups that are registered later.
func New(t testing.TB, server *localdiscord.Server) *Watch {
	w := &Watch{secrets: map[string]string{}, private: map[string]string{}}
	t.Cleanup(func() {
		for _, finding := range w.findings(server.Requests()) {
			t.Error(finding)
		}
	})
	return w
}

// Secret adds a text that must not stand anywhere.
func (w *Watch) Secret(what, text string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.secrets[text] = what
}

// leastPrivate is below what a log may contain by chance.
const leastPrivate = 12 // bytes

// Private adds a text that members may read and no log may contain. Very short
// ones are passed over.
func (w *Watch) Private(what, text string) {
	if len(text) < leastPrivate {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.private[text] = what
}

// Write takes in a piece of a log. It implements io.Writer.
func (w *Watch) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.log.Write(p)
}

// Look has the test fail at its end when there is a secret in the text.
func (w *Watch) Look(where, text string) { w.note(seen{where, text, false}) }

// LookAtLog has the test fail at its end when a secret or a private text is in
// a log that was not written to the watch.
func (w *Watch) LookAtLog(where, text string) { w.note(seen{where, text, true}) }

func (w *Watch) note(s seen) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.seen = append(w.seen, s)
}

// findings says which secrets came to light.
func (w *Watch) findings(requests []localdiscord.Request) (findings []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	tokens := map[string]bool{}
	all := w.seen
	for line := range strings.Lines(w.log.String()) {
		all = append(all, seen{"the log", line, true})
	}
	for _, r := range requests {
		if m := tokenInPath.FindStringSubmatch(r.Path); m != nil {
			tokens[m[1]] = true
		}
		all = append(all, seen{r.Method + " " + r.Route, string(r.Body), false})
	}
	for _, s := range all {
		found := func(what string) {
			findings = append(findings, fmt.Sprintf("T1: the %s is in %s: %s", what, s.where, s.text))
		}
		for secret, what := range w.secrets {
			if strings.Contains(s.text, secret) {
				found(what)
			}
		}
		for _, candidate := range tokenShape.FindAllString(s.text, -1) {
			if tokens[candidate] {
				found("token of an interaction")
			}
		}
		for private, what := range w.private {
			if s.isLog && strings.Contains(s.text, private) {
				found(what)
			}
		}
	}
	return findings
}
