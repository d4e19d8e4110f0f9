package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"

	"quizbot/bot/localdiscord"
)

// openAnyway connects in the background, for gateways that never are ready.
func (w *world) openAnyway(c *Client) (h *heard) {
	h = &heard{}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = c.Open(ctx, h.events())
	}()
	w.t.Cleanup(func() {
		began := time.Now()
		cancel()
		<-done
		c.Close()
		if took := time.Since(began); took > 5*time.Second {
			w.t.Errorf("closing took %v", took)
		}
	})
	return h
}

// TestG1InvalidSessionIsNoStorm refuses every login, at a hundred times
// Discord's speed.
func TestG1InvalidSessionIsNoStorm(t *testing.T) {
	t.Parallel()
	w := listening(t, localdiscord.Options{})
	gateway := w.watchGateway()
	w.SetGateway(localdiscord.GatewayPlan{Invalidate: true})
	w.openAnyway(w.client(nil))
	time.Sleep(1500 * time.Millisecond)
	logins := gateway.times("identify")
	if len(logins) < 3 {
		t.Fatalf("%d logins in 1.5 s: it gave up", len(logins))
	}
	for i := range logins[1:] {
		if gap := logins[i+1].Sub(logins[i]); gap < hasty.Identify {
			t.Errorf("login %d came %v after the one before, want at least %v", i+1, gap, hasty.Identify+hasty.Spread/5)
		}
	}
}

// counted is a budget of which some is used up already.
type counted struct {
	mu   sync.Mutex
	used int
}

func (c *counted) Since(context.Context, time.Time) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.used, nil
}

func (c *counted) Add(context.Context, time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.used++
	return nil
}

func TestG1LoginsStopBeforeTheDailyBudgetIsGone(t *testing.T) {
	t.Parallel()
	w := listening(t, localdiscord.Options{})
	gateway := w.watchGateway()
	w.SetGateway(localdiscord.GatewayPlan{Invalidate: true})
	budget := &counted{used: maxLogins - 3}
	c := w.client(func(c *Config) { c.Logins = budget })
	w.openAnyway(c)
	eventually(t, "the operator is told", func() bool {
		err := c.Health()
		return err != nil && strings.Contains(err.Error(), "the bot logged in 900 times within a day")
	})
	time.Sleep(200 * time.Millisecond)
	if n := gateway.count("identify"); n != 3 {
		t.Errorf("%d logins, want the 3 that were left", n)
	}
}

// TestG1BudgetIsSlidingOverADay checks the counter of a process.
func TestG1BudgetIsSlidingOverADay(t *testing.T) {
	var m memoryLogins
	start := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for hour := range 48 {
		now := start.Add(time.Duration(hour) * time.Hour)
		_ = m.Add(t.Context(), now)
		if n, _ := m.Since(t.Context(), now.Add(-loginWindow)); n != min(hour+1, 24) {
			t.Fatalf("after %d hours %d logins count", hour, n)
		}
	}
}

// hostile is a gateway of the test's own, for what the local Discord cannot do
// wrong. It says where it is, and how to speak is up to the test.
func hostile(t *testing.T, speak func(net.Conn)) (apiURL string) {
	mux := http.NewServeMux()
	server := httptest.NewServer(mux)
	t.Cleanup(server.CloseClientConnections)
	upgrader := websocket.Upgrader{}
	mux.HandleFunc("/api/v9/gateway/bot", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `{"url":"ws://%s/ws","shards":1,"session_start_limit":{"total":1000,"remaining":999,"reset_after":0,"max_concurrency":1}}`, r.Host)
	})
	mux.HandleFunc("/ws/", func(w http.ResponseWriter, r *http.Request) {
		conn, err := upgrader.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer conn.Close()
		speak(conn.NetConn())
	})
	return server.URL
}

// TestG2ConnectionThatHangsIsAbandoned lets the gateway hang in every way; the
// client goes on trying, keeps nothing of the dead, and closes at once.
func TestG2ConnectionThatHangsIsAbandoned(t *testing.T) {
	const cycles = 40
	quick := Timing{Handshake: 20 * time.Millisecond, Identify: time.Millisecond, Spread: 5 * time.Millisecond, Backoff: 100 * time.Microsecond}
	tests := []struct {
		name string
		plan localdiscord.GatewayPlan
	}{
		{"no hello", localdiscord.GatewayPlan{NoHello: true}},
		{"hello, then silence", localdiscord.GatewayPlan{NoReady: true}},
		{"reconnect as the first word", localdiscord.GatewayPlan{Reconnect: true, NoReady: true}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := listening(t, localdiscord.Options{})
			gateway := w.watchGateway()
			w.SetGateway(test.plan)
			c := w.client(func(c *Config) { c.Timing = quick })
			w.openAnyway(c)
			eventually(t, "it tries a few times", func() bool { return gateway.count("connect") >= 5 })
			before := runtime.NumGoroutine()
			eventually(t, "it tries again and again", func() bool { return gateway.count("connect") >= 5+cycles })
			if grown := runtime.NumGoroutine() - before; grown > 10 {
				t.Errorf("%d more goroutines after %d connections", grown, cycles)
			}
			w.Heal()
			eventually(t, "it is ready", func() bool { return c.Health() == nil })
		})
	}
	t.Run("half a frame", func(t *testing.T) {
		var mu sync.Mutex
		tries := 0
		w := newWorld(t, localdiscord.Options{})
		c := w.client(func(c *Config) {
			c.Timing = quick
			c.APIURL = hostile(t, func(conn net.Conn) {
				mu.Lock()
				tries++
				mu.Unlock()
				_, _ = conn.Write([]byte{0x81, 100, '{', '"', 'o', 'p'}) // a text of 100 bytes begins
				_, _ = conn.Read(make([]byte, 1000))                     // until the other side gives up
			})
		})
		w.openAnyway(c)
		tried := func(n int) func() bool {
			return func() bool {
				mu.Lock()
				defer mu.Unlock()
				return tries >= n
			}
		}
		eventually(t, "it tries a few times", tried(5))
		before := runtime.NumGoroutine()
		eventually(t, "it tries again and again", tried(5+cycles))
		if grown := runtime.NumGoroutine() - before; grown > 10 {
			t.Errorf("%d more goroutines after %d connections", grown, cycles)
		}
	})
}

func TestG2ShutdownWhileTheGatewayHangs(t *testing.T) {
	t.Parallel()
	w := listening(t, localdiscord.Options{})
	gateway := w.watchGateway()
	w.SetGateway(localdiscord.GatewayPlan{NoHello: true})
	c := w.client(func(c *Config) { c.Timing = Timing{} }) // 30 s to be ready
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- c.Open(ctx, (&heard{}).events()) }()
	eventually(t, "it has connected", func() bool { return gateway.count("connect") == 1 })
	cancel()
	select {
	case err := <-done:
		if !errors.Is(err, context.Canceled) {
			t.Errorf("Open: %v", err)
		}
	case <-time.After(2 * time.Second):
		t.Error("Open hangs")
	}
}

func TestG3FatalCodesStopForGood(t *testing.T) {
	t.Parallel()
	tests := []struct {
		code int
		says string
	}{
		{4004, "Discord refused the token: copy it again"},
		{4010, "discord.shards.ids must lie between"},
		{4011, "raise discord.shards.count"},
		{4012, "install a newer quizbot"},
		{4013, "install a newer quizbot"},
		{4014, "privileged intents on the Bot page"},
	}
	for _, test := range tests {
		for _, when := range []string{"at login", "while connected"} {
			t.Run(fmt.Sprint(test.code, " ", when), func(t *testing.T) {
				t.Parallel()
				w := listening(t, localdiscord.Options{})
				gateway := w.watchGateway()
				c := w.client(nil)
				if when == "at login" {
					w.SetGateway(localdiscord.GatewayPlan{CloseCode: test.code})
					err := c.Open(t.Context(), (&heard{}).events())
					if err == nil || !strings.Contains(err.Error(), test.says) {
						t.Errorf("Open: %v, want %q in it", err, test.says)
					}
				} else {
					w.open(c, &heard{})
					w.CloseGateway(test.code)
				}
				select {
				case <-c.Failed():
				case <-time.After(10 * time.Second):
					t.Fatal("it did not stop")
				}
				if err := c.Health(); err == nil || !strings.Contains(err.Error(), test.says) {
					t.Errorf("health: %v, want %q in it", err, test.says)
				}
				time.Sleep(150 * time.Millisecond)
				if n := gateway.count("connect"); n != 1 {
					t.Errorf("%d connections, want 1", n)
				}
			})
		}
	}
}

func TestG4ZombieIsDroppedAndResumed(t *testing.T) {
	t.Parallel()
	const interval = 200 * time.Millisecond
	w := listening(t, localdiscord.Options{Heartbeat: interval})
	gateway := w.watchGateway()
	w.open(w.client(nil), &heard{})
	time.Sleep(2 * interval) // it lives on what is answered
	if n := gateway.count("connect"); n != 1 {
		t.Fatalf("%d connections while all is well", n)
	}
	began := time.Now()
	w.SetGateway(localdiscord.GatewayPlan{NoAck: true})
	eventually(t, "the connection is dropped", func() bool { return gateway.count("lost") > 0 })
	if took := gateway.times("lost")[0].Sub(began); took > 2*interval+interval/2 {
		t.Errorf("dropped after %v, want at most two intervals of %v", took, interval)
	}
	w.Heal()
	eventually(t, "the session is resumed", func() bool { return gateway.count("resume") > 0 })
	if n := gateway.count("identify"); n != 1 {
		t.Errorf("%d logins, want only the first", n)
	}
}

// TestG5EventsOfADropAreReplayedOnce cuts the connection, lets members act
// meanwhile, and expects every command answered once.
func TestG5EventsOfADropAreReplayedOnce(t *testing.T) {
	t.Parallel()
	w := listening(t, localdiscord.Options{})
	gateway := w.watchGateway()
	c := w.client(nil)
	h := &heard{answer: func(i *discordgo.Interaction) { _ = c.Respond(context.Background(), i, answered()) }}
	w.open(c, h)
	if err := c.PutCommands(t.Context(), []*discordgo.ApplicationCommand{{Name: "quiz", Description: "x"}}); err != nil {
		t.Fatal(err)
	}
	drops := []func(){
		func() { w.CloseGateway(0) },
		func() { w.CloseGateway(4000) },
		w.AskReconnect,
		func() { w.InvalidateSessions(true) },
	}
	sent := 0
	for n, drop := range drops {
		for _, missed := range []int{0, 1, 100} {
			drop()
			var members sync.WaitGroup
			for range missed {
				members.Go(func() {
					if _, err := w.As(w.member.ID).Command(t.Context(), w.channel.ID, "quiz"); err != nil {
						t.Errorf("drop %d: %v", n, err)
					}
				})
			}
			members.Wait()
			sent += missed
		}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.interactions) != sent {
		t.Errorf("%d interactions arrived, want %d", len(h.interactions), sent)
	}
	for id, times := range h.interactions {
		if times != 1 {
			t.Errorf("interaction %s arrived %d times", id, times)
		}
	}
	if n := gateway.count("identify"); n != 1 {
		t.Errorf("%d logins, want 1 and otherwise resumes", n)
	}
}

// TestG6AnOutageDoesNotEndTheSession refuses connections for many tries: what
// members did meanwhile is replayed all the same.
func TestG6AnOutageDoesNotEndTheSession(t *testing.T) {
	t.Parallel()
	w := listening(t, localdiscord.Options{})
	gateway := w.watchGateway()
	c := w.client(func(c *Config) { c.Timing.Backoff = time.Millisecond })
	w.open(c, &heard{answer: func(i *discordgo.Interaction) { _ = c.Respond(context.Background(), i, answered()) }})
	if err := c.PutCommands(t.Context(), []*discordgo.ApplicationCommand{{Name: "quiz", Description: "x"}}); err != nil {
		t.Fatal(err)
	}
	w.SetGateway(localdiscord.GatewayPlan{Refuse: true})
	w.CloseGateway(0)
	done := make(chan error, 1)
	go func() {
		_, err := w.As(w.member.ID).Command(t.Context(), w.channel.ID, "quiz")
		done <- err
	}()
	time.Sleep(500 * time.Millisecond) // about ten tries
	w.Heal()
	if err := <-done; err != nil {
		t.Errorf("a command during the outage: %v", err)
	}
	if n := gateway.count("identify"); n != 1 {
		t.Errorf("%d logins, want 1 and a resume", n)
	}
}

// TestG5LineThatIsCutAgainAndAgainIsTakenUpSoon cuts every connection as soon
// as it is resumed: as each of them was good, the pauses do not grow.
func TestG5LineThatIsCutAgainAndAgainIsTakenUpSoon(t *testing.T) {
	t.Parallel()
	w := listening(t, localdiscord.Options{})
	gateway := w.watchGateway()
	w.open(w.client(nil), &heard{})
	const cuts = 12
	began := time.Now()
	for n := range cuts {
		w.CloseGateway(0)
		eventually(t, "the session is resumed", func() bool { return gateway.count("resume") == n+1 && w.Connected(w.app.ID) })
	}
	// Doubled each time from 10 ms, the pauses would be 3 s together.
	if took := time.Since(began); took > time.Second {
		t.Errorf("%d resumes took %v, want about 10 ms each", cuts, took)
	}
}

func TestG5RefusedResumeBecomesALogin(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		lose func(*world)
	}{
		{"session forgotten", func(w *world) { w.InvalidateSessions(false) }},
		{"sequence number not known", func(w *world) { w.CloseGateway(4007) }},
		{"session timed out", func(w *world) { w.CloseGateway(4009) }},
		{"no answer to the resume", func(w *world) {
			w.SetGateway(localdiscord.GatewayPlan{NoReady: true})
			w.CloseGateway(0)
			time.Sleep(4 * hasty.Handshake)
			w.Heal()
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := listening(t, localdiscord.Options{})
			gateway := w.watchGateway()
			c := w.client(nil)
			w.open(c, &heard{})
			test.lose(w)
			eventually(t, "it logs in anew", func() bool { return gateway.count("identify") == 2 && c.Health() == nil })
			if n := gateway.count("invalid session"); n != 0 {
				t.Errorf("%d times it tried to resume what it should have known to be lost", n)
			}
		})
	}
}

// TestG7OddFramesEndNothing sends what Discord would not. discordgo's own loop
// ends the process at the first of them.
func TestG7OddFramesEndNothing(t *testing.T) {
	t.Parallel()
	w := listening(t, localdiscord.Options{})
	gateway := w.watchGateway()
	c := w.client(nil)
	h := &heard{}
	w.open(c, h)
	eventually(t, "the server is told", func() bool {
		h.mu.Lock()
		defer h.mu.Unlock()
		return h.guilds == 1
	})
	for _, text := range []string{
		"null", "[]", `"x"`, "{", "", "{}", `{"op":null}`, `{"op":99}`, `{"op":-1,"d":null}`, `{"op":10,"d":null}`, `{"op":11}`, `{"op":1,"d":null}`,
		`{"op":0,"t":"GUILD_CREATE","s":null,"d":null}`, `{"op":0,"t":"GUILD_CREATE","d":{"id":"1","channels":[null],"members":[null]}}`,
		`{"op":0,"t":"INTERACTION_CREATE","d":null}`, `{"op":0,"t":"INTERACTION_CREATE","d":{"id":"1","type":3,"data":null}}`,
		`{"op":0,"t":"NEVER_HEARD_OF","d":{"a":1}}`, `{"op":0,"t":null,"d":null}`, `{"op":0,"t":"RESUMED","d":7}`,
		strings.Repeat("[", 100000),
	} {
		w.SendRaw(text)
	}
	w.AddGuild("Second", w.member.ID)
	g, _ := w.FindGuild("Second")
	w.Install(w.app.ID, g.ID)
	eventually(t, "the next event arrives", func() bool {
		h.mu.Lock()
		defer h.mu.Unlock()
		return h.guilds >= 2
	})
	if n := gateway.count("connect"); n != 1 {
		t.Errorf("%d connections, want the first one still", n)
	}
}

// TestL1AHugeInteractionIsNotReadButKnown: reading a form of 10 MB takes half a
// second, in which nobody else's press is read.
func TestL1AHugeInteractionIsNotReadButKnown(t *testing.T) {
	form := func(text string) json.RawMessage {
		return json.RawMessage(`{"id":"1","token":"t","type":5,"guild_id":"2","member":{"user":{"id":"3"}},"data":{"custom_id":"x","components":[
			{"type":1,"components":[{"type":4,"custom_id":"text","value":"` + text + `"}]}]}}`)
	}
	tests := []struct {
		name      string
		data      json.RawMessage
		oversized bool
	}{
		{"five fields of the longest, each letter escaped", form(strings.Repeat(`\u00e9`, 5*4000)), false},
		{"10 MB", form(strings.Repeat("long ", 2<<20)), true},
		{"10 MB, and a member of another kind", json.RawMessage(strings.Replace(string(form(strings.Repeat("long ", 2<<20))), `{"user":{"id":"3"}}`, `{"user":{"id":"3"},"x":[[]]}`, 1)), true},
	}
	for _, test := range tests {
		i, err := readInteraction(test.data)
		if errors.Is(err, ErrOversized) != test.oversized || err != nil && !test.oversized {
			t.Errorf("%s: %v, want it refused: %v", test.name, err, test.oversized)
		}
		if i == nil || i.ID != "1" || i.Token != "t" || i.GuildID != "2" || i.Type != discordgo.InteractionModalSubmit || i.Member == nil || i.Member.User.ID != "3" {
			t.Errorf("%s: %+v", test.name, i)
		} else if test.oversized != (i.Data == nil) {
			t.Errorf("%s: its data are %v", test.name, i.Data)
		}
	}
	// A member that is none costs the member's budget, not the answer.
	if i, err := readInteraction(json.RawMessage(`{"id":"1","token":"t","type":5,"member":"x"}`)); i == nil || i.ID != "1" || i.Member != nil || err == nil {
		t.Errorf("a member that is none: %+v, %v", i, err)
	}
}

// FuzzFrames feeds the events that are read with whatever comes.
func FuzzFrames(f *testing.F) {
	f.Add("INTERACTION_CREATE", `{"id":"1","token":"t","type":3,"message":{"components":[{"type":99}]},"data":{"component_type":99,"custom_id":"x"}}`)
	f.Add("INTERACTION_CREATE", `{"id":"1","token":"t","type":5,"data":{"components":[{"type":18,"component":{"type":4}}]}}`)
	f.Add("INTERACTION_CREATE", `{"id":"1","token":"t","type":2,"data":{"options":[{"type":1,"options":[null]}],"resolved":{"users":{"1":null}}}}`)
	f.Add("GUILD_CREATE", `{"id":"1","roles":[null],"channels":[null],"members":[{"user":null}]}`)
	f.Add("READY", `{"session_id":"x","user":{"id":"1"},"guilds":[{},null]}`)
	f.Fuzz(func(t *testing.T, kind, data string) {
		if !json.Valid([]byte(data)) {
			return
		}
		// Without dispatch's recover: reading itself must not panic.
		switch kind {
		case "INTERACTION_CREATE":
			i, err := readInteraction([]byte(data))
			if i == nil && err == nil || i != nil && (i.ID == "" || i.Token == "") {
				t.Errorf("interaction %v, error %v", i, err)
			}
		case "GUILD_CREATE":
			var g discordgo.Guild
			if json.Unmarshal([]byte(data), &g) == nil {
				_, _ = PermissionsIn(&g, "1", "2")
			}
		}
	})
}

func TestShardsConnectOneAfterTheOther(t *testing.T) {
	t.Parallel()
	w := listening(t, localdiscord.Options{})
	gateway := w.watchGateway()
	c := w.client(func(c *Config) { c.Shards = Shards{Count: 4, IDs: []int{0, 2, 3}} })
	began := time.Now()
	w.open(c, &heard{})
	if took := time.Since(began); took < 2*hasty.Identify {
		t.Errorf("Open returned after %v, before the third shard could log in", took)
	}
	eventually(t, "all three logins are noted", func() bool { return gateway.count("identify") == 3 })
	logins := gateway.times("identify")
	for i := range len(logins) - 1 {
		if gap := logins[i+1].Sub(logins[i]); gap < hasty.Identify {
			t.Errorf("shard %d logged in after %v, want %v at least", i+1, gap, hasty.Identify)
		}
	}
}

// TestX3ShardsLogInAsManyAtOnceAsDiscordAllows has Discord allow two logins at
// once: shards of even and of odd ids wait for their own kind alone.
func TestX3ShardsLogInAsManyAtOnceAsDiscordAllows(t *testing.T) {
	t.Parallel()
	w := listening(t, localdiscord.Options{IdentifyPause: 250 * time.Millisecond, MaxConcurrency: 2})
	c := w.client(func(c *Config) {
		c.Shards = Shards{Count: 6}
		c.Timing.Identify, c.Timing.Spread = 300*time.Millisecond, time.Millisecond
	})
	gateway := w.watchGateway()
	began := time.Now()
	w.open(c, &heard{})
	eventually(t, "all six are noted", func() bool { return gateway.count("identify") == 6 })
	logins := gateway.times("identify")
	if n := gateway.count("invalid session"); n != 0 {
		t.Errorf("%d of %d logins came too early", n, len(logins))
	}
	// One after the other they would take five pauses, in pairs two.
	if took := time.Since(began); took > 1200*time.Millisecond {
		t.Errorf("6 logins in pairs took %v, want two pauses of 300 ms", took)
	}
}

// TestX3EachShardServesItsOwnServers runs two bots with one of two shards each,
// and one with both. Each server's commands reach one of them, once, also
// after the other's connection was cut.
func TestX3EachShardServesItsOwnServers(t *testing.T) {
	t.Parallel()
	for name, processes := range map[string][][]int{"two processes": {{0}, {1}}, "one process": {{0, 1}}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := listening(t, localdiscord.Options{MaxConcurrency: 2})
			other := w.AddGuild("Another School", w.member.ID)
			for localdiscord.Shard(other.ID, 2) == localdiscord.Shard(w.guild.ID, 2) { // by the millisecond it was made in
				other = w.AddGuild("Another School", w.member.ID)
			}
			channels := []string{w.channel.ID, w.AddChannel(other.ID, "general").ID}
			w.Install(w.app.ID, other.ID)
			guilds := []string{w.guild.ID, other.ID}
			gateway := w.watchGateway()
			var mu sync.Mutex
			served := map[string][]int{} // process, by server
			for n, ids := range processes {
				c := w.client(func(c *Config) { c.Shards = Shards{Count: 2, IDs: ids} })
				w.open(c, &heard{answer: func(i *discordgo.Interaction) {
					mu.Lock()
					served[i.GuildID] = append(served[i.GuildID], n)
					mu.Unlock()
					_ = c.Respond(context.Background(), i, answered())
				}})
				if err := c.PutCommands(t.Context(), []*discordgo.ApplicationCommand{{Name: "quiz", Description: "x"}}); err != nil {
					t.Fatal(err)
				}
			}
			ask := func() {
				t.Helper()
				for _, channel := range channels {
					if _, err := w.As(w.member.ID).Command(t.Context(), channel, "quiz"); err != nil {
						t.Error(err)
					}
				}
			}
			ask()
			one := 1
			w.FailGateway(localdiscord.GatewayFault{Shard: &one, Event: "INTERACTION_CREATE", Lost: true})
			ask()
			mu.Lock()
			defer mu.Unlock()
			for i, guild := range guilds {
				shard := localdiscord.Shard(guild, 2)
				for _, n := range served[guild] {
					if !slices.Contains(processes[n], shard) {
						t.Errorf("server %d of shard %d is served by a process with the shards %v", i, shard, processes[n])
					}
				}
				if len(served[guild]) != 2 {
					t.Errorf("server %d made 2 commands, and %d came", i, len(served[guild]))
				}
			}
			eventually(t, "the shard that was cut is noted as resumed", func() bool { return gateway.count("resume") == 1 })
			if logins := gateway.count("identify"); logins != 2 {
				t.Errorf("%d logins, want one for each shard", logins)
			}
		})
	}
}

func TestShardsThatCannotBe(t *testing.T) {
	tests := []struct {
		shards Shards
		says   string
	}{
		{Shards{Count: 0, IDs: []int{0}}, "discord.shards.count is 0: at least 1 is needed"},
		{Shards{Count: -1}, "discord.shards.count is -1"},
		{Shards{Count: 10_001}, "discord.shards.count is 10001: at most 10000 are possible"},
		{Shards{Count: 2, IDs: []int{2}}, "discord.shards.ids has 2: each must lie between 0 and 1"},
		{Shards{Count: 2, IDs: []int{1, 1}}, "stand there once"},
	}
	for _, test := range tests {
		if _, err := NewClient(Config{Token: "x", Shards: test.shards}); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%v: %v, want %q in it", test.shards, err, test.says)
		}
	}
}

// TestGatewayAddressMustBeAsSafeAsItsSource gives addresses that the token
// would be sent to.
func TestGatewayAddressMustBeAsSafeAsItsSource(t *testing.T) {
	tests := []struct {
		api, gateway, resume string
		accepted             bool
		resumes              string // where a resume goes
	}{
		{"https://discord.example", "wss://gateway.example", "wss://other.example/", true, "wss://other.example/"},
		{"https://discord.example", "wss://gateway.example", "ws://other.example", true, "wss://gateway.example/"},
		{"https://discord.example", "wss://gateway.example", "", true, "wss://gateway.example/"},
		{"https://discord.example", "ws://gateway.example", "", false, ""},
		{"http://127.0.0.1:1", "ws://127.0.0.1:1/gateway", "ws://127.0.0.1:1/gateway", true, "ws://127.0.0.1:1/gateway/"},
		{"http://127.0.0.1:1", "http://127.0.0.1:1", "", false, ""},
		{"http://127.0.0.1:1", "", "", false, ""},
	}
	for _, test := range tests {
		c, err := NewClient(Config{Token: "x", APIURL: test.api})
		if err != nil {
			t.Fatal(err)
		}
		c.transport().next = answerWith(200, fmt.Sprintf(`{"url":%q}`, test.gateway))
		_, err = c.gate.ask(t.Context())
		if (err == nil) != test.accepted {
			t.Errorf("%s names %q: %v", test.api, test.gateway, err)
		}
		if err == nil && c.gate.resumeAddress(test.resume) != test.resumes {
			t.Errorf("resume at %q goes to %q, want %q", test.resume, c.gate.resumeAddress(test.resume), test.resumes)
		}
	}
}
