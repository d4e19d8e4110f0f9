package discord

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bwmarrin/discordgo"

	"quizbot/bot/localdiscord"
)

const (
	callbackRoute = "/interactions/{interaction}/{token}/callback"
	cloudflare    = "<!DOCTYPE html><title>Access denied</title>"
)

// somebody is an interaction that the local Discord does not know.
func somebody(n int) *discordgo.Interaction {
	return &discordgo.Interaction{ID: strconv.Itoa(1000 + n), AppID: "77", Token: fmt.Sprintf("token-of-interaction-%d", n)}
}

// TestR1TooManyRequests answers one POST with each kind of 429. Times are
// those of the bubble: nothing really waits.
func TestR1TooManyRequests(t *testing.T) {
	tests := []struct {
		name   string
		header http.Header
		body   string
		waits  time.Duration // until the request is sent again; 0 = it is given up at once
		others bool          // other routes wait as well
	}{
		{"route", header("Retry-After", "2", "X-RateLimit-Scope", "user"), `{"message":"x","retry_after":1.5,"global":false}`, 1500 * time.Millisecond, false},
		{"shared", header("Retry-After", "2", "X-RateLimit-Scope", "shared"), `{"message":"x","retry_after":2,"global":false}`, 2 * time.Second, false},
		{"global, as documented", header("Retry-After", "3", "X-RateLimit-Global", "true", "X-RateLimit-Scope", "global"), `{"message":"x","retry_after":3,"global":true}`, 3 * time.Second, true},
		{"global in the body alone", nil, `{"message":"x","retry_after":3,"global":true}`, 3 * time.Second, true},
		{"Cloudflare's page", header("Retry-After", "5", "Content-Type", "text/html"), cloudflare, 5 * time.Second, true},
		{"Cloudflare's page without a time", header("Content-Type", "text/html"), cloudflare, unsaidBlock, true},
		{"no time at all", nil, `{"message":"x"}`, unsaidWait, false},
		{"zero", header("Retry-After", "0"), `{"message":"x","retry_after":0}`, leastWait, false},
		{"below zero", header("Retry-After", "-5"), `{"message":"x","retry_after":-5}`, unsaidWait, false},
		{"an hour", header("Retry-After", "3600"), `{"message":"x","retry_after":3600}`, 0, false},
		{"not a number", header("Retry-After", "soon"), `{"retry_after":"soon"}`, unsaidWait, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, localdiscord.Options{})
				c := w.inMemory()
				w.Fail(localdiscord.Fault{Method: "POST", Route: messagesRoute, Status: 429, Header: test.header, Body: test.body})
				ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
				defer cancel()
				began := time.Now()
				var other time.Duration
				var both sync.WaitGroup
				both.Go(func() {
					time.Sleep(100 * time.Millisecond) // the 429 has been read
					_, _, _ = c.Permissions(ctx, w.channel.ID)
					other = time.Since(began)
				})
				_, err := c.Post(ctx, w.channel.ID, plain("x"))
				took := time.Since(began)
				both.Wait()
				if n := w.statuses("POST", messagesRoute, 429); n != 1 {
					t.Errorf("%d requests were refused, want 1", n)
				}
				if test.waits == 0 {
					var limited *RateLimited
					if !errors.As(err, &limited) || errors.Is(err, ErrUncertain) || took > time.Second {
						t.Errorf("%v after %v, want it given up at once", err, took)
					}
					if _, err := c.Post(ctx, w.channel.ID, plain("y")); !errors.As(err, &limited) || len(w.FindRequests("POST", messagesRoute)) != 1 {
						t.Errorf("the next post: %v, want it not sent", err)
					}
				} else if err != nil || took < test.waits || took > test.waits+100*time.Millisecond {
					t.Errorf("%v after %v, want it posted after %v", err, took, test.waits)
				}
				if waited := other > time.Second/2; waited != test.others {
					t.Errorf("another route took %v, want it to wait: %v", other, test.others)
				}
			})
		})
	}
}

// TestR1NoScenarioMakesAHundredInvalidRequests hammers a Discord that refuses
// everything, in three ways, for ten minutes.
func TestR1NoScenarioMakesAHundredInvalidRequests(t *testing.T) {
	bodies := map[string]localdiscord.Fault{
		"zero":       {Status: 429, Times: -1, Body: `{"retry_after":0}`},
		"global":     {Status: 429, Times: -1, Header: header("Retry-After", "1", "X-RateLimit-Global", "true"), Body: `{"retry_after":1,"global":true}`},
		"Cloudflare": {Status: 429, Times: -1, Header: header("Retry-After", "1"), Body: cloudflare},
	}
	for name, fault := range bodies {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, localdiscord.Options{})
				c := w.inMemory()
				w.Fail(fault)
				end, cancel := context.WithTimeout(t.Context(), refusalWindow-time.Second)
				defer cancel()
				var senders sync.WaitGroup
				for range 20 {
					channel := w.AddChannel(w.guild.ID, "c").ID
					senders.Go(func() {
						for end.Err() == nil {
							ctx, cancel := context.WithTimeout(end, 20*time.Second)
							_, _ = c.Post(ctx, channel, plain("x"))
							cancel()
							sleep(end, time.Second)
						}
					})
				}
				senders.Wait()
				if n := w.statuses("POST", messagesRoute, 429); n >= 100 || n == 0 {
					t.Errorf("%d refused requests in ten minutes, want fewer than 100", n)
				}
			})
		})
	}
}

// TestR1BudgetsAreLearned sends more than every route allows, to several
// channels, at Discord's default limits and at mean ones.
func TestR1BudgetsAreLearned(t *testing.T) {
	mean := localdiscord.DefaultLimits()
	mean.Routes["POST "+messagesRoute] = localdiscord.RouteLimit{Requests: 1, Per: 3 * time.Second}
	for name, limits := range map[string]*localdiscord.Limits{"usual": localdiscord.DefaultLimits(), "mean": mean} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, localdiscord.Options{Limits: limits})
				c := w.inMemory()
				var senders sync.WaitGroup
				for range 5 {
					channel := w.AddChannel(w.guild.ID, "c").ID
					for range 12 {
						senders.Go(func() {
							id, err := c.Post(t.Context(), channel, plain("x"))
							if err == nil {
								content := "y"
								err = c.EditMessage(t.Context(), channel, id, &discordgo.WebhookEdit{Content: &content, AllowedMentions: plain("").AllowedMentions})
							}
							if err != nil {
								t.Error(err)
							}
						})
					}
				}
				senders.Wait()
				for _, r := range w.Requests() {
					if r.Status == 429 {
						t.Errorf("%s %s was refused: %s", r.Method, r.Route, r.Verdict)
					}
				}
			})
		})
	}
}

// TestR2OnlySafeRequestsAreSentAgain fails each method in each way, always.
func TestR2OnlySafeRequestsAreSentAgain(t *testing.T) {
	faults := map[string]localdiscord.Fault{
		"500": {Status: 500}, "502": {Status: 502}, "503": {Status: 503, Body: cloudflare}, "504": {Status: 504},
		"502 after it was done": {Status: 502, After: true},
		"reset":                 {Close: true},
		"reset after it":        {Close: true, After: true},
		"silence":               {Delay: time.Hour},
	}
	content := "y"
	edit := &discordgo.WebhookEdit{Content: &content, AllowedMentions: plain("").AllowedMentions}
	calls := []struct {
		name  string
		sends int
		call  func(context.Context, *Client, *world, string) error
	}{
		{"POST", 1, func(ctx context.Context, c *Client, w *world, _ string) error {
			_, err := c.Post(ctx, w.channel.ID, plain("x"))
			if !errors.Is(err, ErrUncertain) {
				t.Errorf("POST: %v, want it uncertain", err)
			}
			return err
		}},
		{"POST", 1, func(ctx context.Context, c *Client, _ *world, _ string) error {
			return c.Respond(ctx, somebody(1), answered())
		}},
		{"GET", 4, func(ctx context.Context, c *Client, w *world, _ string) error {
			_, err := c.Messages(ctx, w.channel.ID, 10)
			return err
		}},
		{"PATCH", 4, func(ctx context.Context, c *Client, w *world, id string) error {
			return c.EditMessage(ctx, w.channel.ID, id, edit)
		}},
		{"DELETE", 4, func(ctx context.Context, c *Client, w *world, id string) error {
			return c.do(ctx, "DELETE", discordgo.EndpointChannelMessage(w.channel.ID, id), nil, nil, nil)
		}},
	}
	for name, fault := range faults {
		t.Run(name, func(t *testing.T) {
			for _, call := range calls {
				synctest.Test(t, func(t *testing.T) {
					w := newWorld(t, localdiscord.Options{})
					c := w.inMemory()
					id, err := c.Post(t.Context(), w.channel.ID, plain("there before"))
					if err != nil {
						t.Fatal(err)
					}
					fault := fault
					fault.Times = -1
					w.Fail(fault)
					sends, next := 0, c.transport().next
					c.transport().next = roundTrip(func(r *http.Request) (*http.Response, error) {
						sends++
						return next.RoundTrip(r)
					})
					ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
					defer cancel()
					err = call.call(ctx, c, w, id)
					if fault.After && call.name == "DELETE" {
						return // the second one rightly finds nothing
					}
					if err == nil || sends != call.sends {
						t.Errorf("%s: %d sends, error %v; want %d and one", call.name, sends, err, call.sends)
					}
					w.Heal()
					time.Sleep(time.Hour) // those that are silent come to an end
					if call.name == "GET" && call.call(t.Context(), c, w, id) != nil {
						t.Error("it does not recover")
					}
				})
			}
		})
	}
}

// broken is a body that ends too early.
type broken struct{ io.Reader }

func (broken) Close() error { return nil }
func (b broken) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// endless is a body without an end; it counts what was read.
type endless struct{ read int }

func (*endless) Close() error { return nil }
func (e *endless) Read(p []byte) (int, error) {
	e.read += len(p)
	return len(p), nil
}

func TestR2AnswersThatCannotBeRead(t *testing.T) {
	big := &endless{}
	tests := []struct {
		name string
		body io.ReadCloser
		is   error
	}{
		{"cut short", broken{strings.NewReader(`{"id":"1`)}, io.ErrUnexpectedEOF},
		{"without an end", big, ErrTooLarge},
		{"not JSON", io.NopCloser(strings.NewReader(cloudflare)), nil},
		{"JSON of something else", io.NopCloser(strings.NewReader(`[1,2]`)), nil},
		{"nothing", http.NoBody, nil},
	}
	for _, test := range tests {
		w := newWorld(t, localdiscord.Options{})
		c := w.client(nil)
		sends := 0
		c.transport().next = roundTrip(func(*http.Request) (*http.Response, error) {
			sends++
			return &http.Response{StatusCode: 200, Header: http.Header{}, Body: test.body}, nil
		})
		_, err := c.Post(t.Context(), w.channel.ID, plain("x"))
		if sends != 1 || !errors.Is(err, ErrUncertain) || test.is != nil && !errors.Is(err, test.is) {
			t.Errorf("%s: %d sends, error %v", test.name, sends, err)
		}
	}
	if big.read > maxAnswer+1<<20 {
		t.Errorf("%d bytes of an endless answer were read", big.read)
	}
}

func TestR3RefusedTokenStopsAllSendsAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, localdiscord.Options{Limits: localdiscord.DefaultLimits()})
		c := w.inMemory()
		var senders sync.WaitGroup
		var mu sync.Mutex
		var last time.Time
		for range 300 { // 7.5 s of work
			senders.Go(func() {
				_, err := c.Post(t.Context(), w.channel.ID, plain("x"))
				mu.Lock()
				defer mu.Unlock()
				var fatal *Fatal
				if errors.As(err, &fatal) {
					last = time.Now()
				} else if err != nil {
					t.Errorf("another error: %v", err)
				}
			})
		}
		time.Sleep(2 * time.Second)
		w.Fail(localdiscord.Fault{Status: 401, Times: -1})
		<-c.Failed()
		began, refused := time.Now(), len(w.Requests())
		senders.Wait()
		if took := last.Sub(began); took > time.Second {
			t.Errorf("the last one stopped after %v", took)
		}
		const underWay = 5 // requests that had left before the first 401 came back
		if n := len(w.Requests()) - refused; n > underWay {
			t.Errorf("%d more requests after the 401", n)
		}
		if err := c.Health(); err == nil || !strings.Contains(err.Error(), "Discord refused the token") {
			t.Errorf("health: %v", err)
		}
		if _, err := c.Messages(t.Context(), w.channel.ID, 1); err == nil || len(w.Requests())-refused > underWay {
			t.Errorf("a request afterwards: %v", err)
		}
	})
}

// TestR4SlowRoutesHoldUpNobodyElse lets one route take 10 s for each answer.
func TestR4SlowRoutesHoldUpNobodyElse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, localdiscord.Options{})
		c := w.inMemory()
		w.Fail(localdiscord.Fault{Method: "POST", Route: messagesRoute, Times: -1, Delay: 10 * time.Second})
		var work sync.WaitGroup
		for range 20 {
			channel := w.AddChannel(w.guild.ID, "slow").ID
			for range 3 {
				work.Go(func() { _, _ = c.Post(t.Context(), channel, plain("x")) })
			}
		}
		time.Sleep(100 * time.Millisecond)
		var mu sync.Mutex
		var took []time.Duration
		for n := range 500 {
			work.Go(func() {
				began := time.Now()
				_ = c.Respond(t.Context(), somebody(n), answered()) // 404: the local Discord does not know it, but it came
				mu.Lock()
				defer mu.Unlock()
				took = append(took, time.Since(began))
			})
		}
		// Contexts end on time: in line behind a slow request, in its middle, and in a rate-limit wait.
		for n := range 20 {
			work.Go(func() {
				wait := time.Duration(100+50*n) * time.Millisecond
				ctx, cancel := context.WithTimeout(t.Context(), wait)
				defer cancel()
				began := time.Now()
				_, err := c.Post(ctx, w.channel.ID, plain("x"))
				if late := time.Since(began) - wait; err == nil || late > 100*time.Millisecond {
					t.Errorf("a context of %v ended %v late, error %v", wait, late, err)
				}
			})
		}
		work.Wait()
		if n := len(w.FindRequests("POST", callbackRoute)); n != 500 {
			t.Errorf("%d answers arrived, want 500", n)
		}
		slices.Sort(took)
		if p99 := took[len(took)*99/100]; p99 > time.Second {
			t.Errorf("99 of 100 answers took up to %v, want below 1 s", p99)
		}
	})
}

// TestR5TenThousandServersAtNine posts to 10,000 channels at once under
// Discord's global limit.
func TestR5TenThousandServersAtNine(t *testing.T) {
	const channels = 10_000
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, localdiscord.Options{Limits: localdiscord.DefaultLimits()})
		c := w.inMemory()
		ids := make([]string, channels)
		place := map[string]int{}
		for n := range ids {
			ids[n] = w.AddChannel(w.guild.ID, "c").ID
			place["/channels/"+ids[n]+"/messages"] = n
		}
		began := time.Now()
		var posts sync.WaitGroup
		for _, id := range ids {
			posts.Go(func() {
				if _, err := c.Post(t.Context(), id, plain("quiz")); err != nil {
					t.Error(err)
				}
			})
			synctest.Wait() // they get in line one after the other
		}
		for range 20 {
			time.Sleep(10 * time.Second)
			at := time.Now()
			_ = c.Respond(t.Context(), somebody(1+int(rand.N(1_000_000))), answered())
			if took := time.Since(at); took > time.Second {
				t.Errorf("an answer took %v meanwhile", took)
			}
		}
		posts.Wait()
		if took := time.Since(began); took > 260*time.Second {
			t.Errorf("all were posted after %v, want 260 s at most", took)
		}
		last, sent := -1, 0
		for _, r := range w.FindRequests("POST", messagesRoute) {
			if r.Status == 429 {
				t.Fatalf("%s was refused: %s", r.Path, r.Verdict)
			}
			if n := place[r.Path]; n < last {
				t.Fatalf("channel %d was served after %d", n, last)
			} else {
				last = n
			}
			sent++
		}
		if sent != channels {
			t.Errorf("%d posts, want %d", sent, channels)
		}
	})
}

// TestR6NothingIsKeptForAnInteraction answers many interactions and edits their
// answers. discordgo keeps 440 bytes for each address for ever.
func TestR6NothingIsKeptForAnInteraction(t *testing.T) {
	const interactions = 10_000
	w := newWorld(t, localdiscord.Options{})
	c := w.client(nil)
	c.transport().next = roundTrip(func(*http.Request) (*http.Response, error) {
		h := header("X-RateLimit-Limit", "5", headerRemaining, "4", "X-RateLimit-Reset-After", "1", "X-RateLimit-Bucket", "abc")
		return &http.Response{StatusCode: 204, Header: h, Body: http.NoBody}, nil
	})
	run := func(from, to int) {
		for n := from; n < to; n++ {
			if err := c.Respond(t.Context(), somebody(n), answered()); err != nil {
				t.Fatal(err)
			}
			if err := c.EditResponse(t.Context(), somebody(n), &discordgo.WebhookEdit{AllowedMentions: plain("").AllowedMentions}); err != nil {
				t.Fatal(err)
			}
		}
	}
	run(0, 1000)
	before := heap()
	run(1000, interactions)
	if grown := heap() - before; grown > 1<<20 { // 8 MiB with a bucket each
		t.Errorf("the heap grew by %d KiB over %d interactions", grown>>10, interactions)
	}
	if n := len(c.transport().limiter.buckets); n != 0 {
		t.Errorf("%d buckets are kept", n)
	}
}

func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// TestR6BucketsOfChannelsAreDroppedWhenIdle keeps the limiter bounded.
func TestR6BucketsOfChannelsAreDroppedWhenIdle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, localdiscord.Options{})
		c := w.inMemory()
		c.transport().next = roundTrip(func(*http.Request) (*http.Response, error) {
			h := header("X-RateLimit-Limit", "5", headerRemaining, "4", "X-RateLimit-Reset-After", "1", "X-RateLimit-Bucket", "abc")
			return &http.Response{StatusCode: 200, Header: h, Body: io.NopCloser(strings.NewReader(`{"id":"1"}`))}, nil
		})
		for n := range 5 * keptBuckets {
			if _, err := c.Post(t.Context(), strconv.Itoa(1+n), plain("x")); err != nil {
				t.Fatal(err)
			}
		}
		if n := len(c.transport().limiter.buckets); n > keptBuckets+1 {
			t.Errorf("%d buckets are kept, want at most %d", n, keptBuckets)
		}
	})
}

func TestR7WhatIsGoneIsNotAskedForAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, localdiscord.Options{})
		c := w.inMemory()
		content := "y"
		edit := &discordgo.WebhookEdit{Content: &content, AllowedMentions: plain("").AllowedMentions}
		lost := w.AddChannel(w.guild.ID, "lost").ID
		id, err := c.Post(t.Context(), w.channel.ID, plain("x"))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.do(t.Context(), "DELETE", discordgo.EndpointChannelMessage(w.channel.ID, id), nil, nil, nil); err != nil {
			t.Fatal(err)
		}
		w.RemoveChannel(lost)
		tests := []struct {
			name string
			call func() error
		}{
			{"interaction", func() error { return c.Respond(t.Context(), somebody(1), answered()) }},
			{"its webhook", func() error { return c.EditResponse(t.Context(), somebody(2), edit) }},
			{"message deleted", func() error { return c.EditMessage(t.Context(), w.channel.ID, id, edit) }},
			{"channel removed", func() error { _, err := c.Post(t.Context(), lost, plain("x")); return err }},
		}
		for _, test := range tests {
			before := len(w.Requests())
			if err := test.call(); err == nil || errors.Is(err, ErrGone) || errors.Is(err, ErrUncertain) {
				t.Errorf("%s: at first %v, want Discord's refusal", test.name, err)
			}
			for range 5 {
				if err := test.call(); !errors.Is(err, ErrGone) || !errors.Is(err, ErrRefused) {
					t.Errorf("%s: later %v, want it known to be gone", test.name, err)
				}
			}
			if n := len(w.Requests()) - before; n != 1 {
				t.Errorf("%s: %d requests, want 1", test.name, n)
			}
		}
		if _, err := c.Post(t.Context(), w.channel.ID, plain("x")); err != nil {
			t.Errorf("another channel: %v", err)
		}
		// A thread that was archived, or a missing permission, may come back.
		for range 2 {
			w.Fail(localdiscord.Fault{Method: "POST", Route: messagesRoute, Status: 400, Body: `{"code":50083,"message":"Thread is archived"}`})
			if _, err := c.Post(t.Context(), w.channel.ID, plain("x")); !errors.Is(err, ErrRefused) || errors.Is(err, ErrGone) {
				t.Errorf("archived thread: %v", err)
			}
		}
	})
}
