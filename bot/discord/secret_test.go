package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"runtime/pprof"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"quizbot/bot/localdiscord"
)

// Canaries: what must not be seen anywhere.
const (
	canaryBot         = "MTA4MDAwMDAwMDAwMDAwMDAw.GabcdE.0123456789abcdefghijklmnopqrstuvwx"
	canaryOddBot      = "canary-token-of-no-known-shape"
	canaryInteraction = "aW50ZXJhY3Rpb246MTIzY2FuYXJ5"
)

// printed is v in every way that a program prints things.
func printed(v any) []string {
	list := []string{fmt.Sprintf("%v", v), fmt.Sprintf("%+v", v), fmt.Sprintf("%#v", v), fmt.Sprintf("%s", v), fmt.Sprintf("%q", v)}
	if raw, err := json.Marshal(v); err == nil {
		list = append(list, string(raw))
	} else {
		list = append(list, err.Error())
	}
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "v", v)
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "v", v)
	return append(list, log.String())
}

func mustNotShow(t *testing.T, what string, v any) {
	t.Helper()
	for _, text := range printed(v) {
		for _, canary := range []string{canaryBot, canaryOddBot, canaryInteraction} {
			if strings.Contains(text, canary) {
				t.Errorf("%s shows a token: %s", what, text)
			}
		}
	}
}

func TestT2ScrubKnowsTokensAndLeavesWords(t *testing.T) {
	for _, text := range []string{
		`Post "https://discord.com/api/v9/interactions/123/` + canaryInteraction + `/callback": EOF`,
		`Patch "https://discord.com/api/v9/webhooks/123/` + canaryInteraction + `/messages/@original": timeout`,
		`Authorization: Bot ` + canaryOddBot,
		`identify {"token":"` + canaryOddBot + `"}`,
		canaryBot,
	} {
		mustNotShow(t, "error", Clean(errors.New(text)))
		mustNotShow(t, "wrapped error", fmt.Errorf("do something: %w", Clean(errors.New(text))))
	}
	for _, plain := range []string{
		"plain words about webhooks and a bot stay",
		"copy it again from the Bot page of your application",
		tokenRefused().Error(),
	} {
		if got := Scrub(plain); got != plain {
			t.Errorf("Scrub made %q of %q", got, plain)
		}
	}
}

// TestT2NothingPrintsATokenAfterAnyFailure lets requests fail in every way and
// prints the errors, the configuration, the client and discordgo's session.
func TestT2NothingPrintsATokenAfterAnyFailure(t *testing.T) {
	interaction := &discordgo.Interaction{ID: "123", AppID: "77", Token: canaryInteraction}
	fails := map[string]roundTrip{
		"dial": func(*http.Request) (*http.Response, error) {
			return nil, &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("refused")}
		},
		"reset": func(r *http.Request) (*http.Response, error) {
			return nil, &url.Error{Op: "Post", URL: r.URL.String(), Err: io.EOF}
		},
		"timeout": func(r *http.Request) (*http.Response, error) { <-r.Context().Done(); return nil, r.Context().Err() },
		"401":     answerWith(401, "{}"),
		"403":     answerWith(403, `{"message":"no","code":50013}`),
		"429":     answerWith(429, `{"retry_after":3600}`),
		"502":     answerWith(502, cloudflare),
		"echo": func(r *http.Request) (*http.Response, error) { // a server that repeats what it was sent
			text := r.URL.String() + " Authorization: " + r.Header.Get("Authorization")
			return &http.Response{StatusCode: 400, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(text))}, nil
		},
		"not JSON": answerWith(200, canaryInteraction[:3]),
	}
	for _, token := range []string{canaryBot, canaryOddBot} {
		config := Config{Token: token, APIURL: "http://127.0.0.1:1"}
		mustNotShow(t, "config", config)
		mustNotShow(t, "config by pointer", &config)
		mustNotShow(t, "config inside", struct{ Discord Config }{config})
		for name, next := range fails {
			c, err := NewClient(config)
			if err != nil {
				t.Fatal(err)
			}
			c.transport().next = next
			ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
			errs := map[string]error{
				"callback": c.Respond(ctx, interaction, answered()),
				"edit":     c.EditResponse(ctx, interaction, &discordgo.WebhookEdit{AllowedMentions: plain("").AllowedMentions}),
			}
			_, errs["post"] = c.Post(ctx, "5", plain("x"))
			_, errs["session"] = c.Session.Channel("5", discordgo.WithContext(ctx))
			_, _, errs["permissions"] = c.Permissions(ctx, "5")
			cancel()
			for what, err := range errs {
				if err == nil && name != "not JSON" {
					t.Errorf("%s: %s did not fail", name, what)
				}
				for ; err != nil; err = errors.Unwrap(err) {
					mustNotShow(t, name+": "+what, err)
				}
			}
			mustNotShow(t, "client", c)
			mustNotShow(t, "client inside", struct{ C *Client }{c})
			mustNotShow(t, "session", c.Session)
			mustNotShow(t, "transport", c.transport())
		}
	}
}

func answerWith(status int, body string) roundTrip {
	return func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body))}, nil
	}
}

// safeBuffer is a log that several goroutines write to.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// TestT1LogOfABadDayHasNoToken goes through the failures of a connection with
// everything logged, and reads the log and the goroutines' stacks.
func TestT1LogOfABadDayHasNoToken(t *testing.T) {
	t.Parallel()
	var log safeBuffer
	w := listening(t, localdiscord.Options{})
	app := w.AddApplication("canary", canaryOddBot)
	w.Install(app.ID, w.guild.ID)
	c := w.client(func(c *Config) {
		c.Token = canaryOddBot
		c.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
	w.open(c, &heard{})
	c.seldom.out.Warn("somebody logs "+canaryOddBot, "and", errors.New("webhooks/1/"+canaryInteraction), slog.Group("g", "token", canaryBot))
	c.seldom.out.With("known", canaryOddBot).WithGroup("g").Debug("x", "config", Config{Token: canaryBot}, "any", []string{canaryBot})
	for _, text := range []string{
		`{"op":0,"t":"INTERACTION_CREATE","d":{"id":"1","token":"` + canaryInteraction + `","type":3,"message":{"components":[{"type":"` + canaryBot + `"}]}}}`,
		`{"token":"` + canaryOddBot + `"`,
	} {
		w.SendRaw(text)
	}
	w.CloseGateway(4000)
	eventually(t, "the log says so", func() bool { return strings.Contains(log.String(), "the connection to Discord ended") })
	w.SetGateway(localdiscord.GatewayPlan{Refuse: true})
	w.CloseGateway(0)
	eventually(t, "it cannot connect", func() bool { return c.Health() != nil })
	w.Heal()
	w.SetGateway(localdiscord.GatewayPlan{CloseCode: 4004})
	w.InvalidateSessions(false)
	<-c.Failed()
	_ = pprof.Lookup("goroutine").WriteTo(&log, 2)
	text := log.String() + c.Health().Error()
	for _, canary := range []string{canaryBot, canaryOddBot, canaryInteraction} {
		if at := strings.Index(text, canary); at >= 0 {
			t.Errorf("a token is in the log:\n%s", text[max(0, at-200):at+len(canary)])
		}
	}
	if !strings.Contains(text, "somebody logs "+redacted) {
		t.Errorf("the log should have what is not secret:\n%s", text)
	}
}
