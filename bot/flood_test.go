package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"quizbot/bot/customid"
	"quizbot/bot/discord"
	"quizbot/bot/localdiscord"
	"quizbot/bot/view"
	"quizbot/quiz"
)

// flooded is a router behind a local Discord, with one command.
type flooded struct {
	*localdiscord.Server
	app     localdiscord.Application
	guild   localdiscord.Guild
	channel localdiscord.Channel
	member  localdiscord.User
	router  *router
}

func newFlooded(t testing.TB, run Handler) *flooded {
	t.Helper()
	return newLogged(t, run, slog.New(slog.DiscardHandler))
}

func newLogged(t testing.TB, run Handler, log *slog.Logger) *flooded {
	t.Helper()
	f := &flooded{Server: localdiscord.New(localdiscord.Options{Limits: localdiscord.NoLimits(), Keep: 1000})}
	if err := f.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	f.app = f.AddApplication("quizbot", "local.token-of-the-flood")
	owner := f.AddUser("Ilse")
	f.guild = f.AddGuild("Harbour School", owner.ID)
	f.channel = f.AddChannel(f.guild.ID, "general")
	f.member = f.AddUser("Mina")
	f.AddMember(f.guild.ID, f.member.ID)
	f.Install(f.app.ID, f.guild.ID)
	list := []Command{{Name: "work", Short: "x", Help: "x", Run: run}}
	registry, err := newRegistry(list)
	if err != nil {
		t.Fatal(err)
	}
	log = discord.CleanLog(log, f.app.Token)
	client, err := discord.NewClient(discord.Config{Token: f.app.Token, APIURL: f.URL(), Log: log})
	if err != nil {
		t.Fatal(err)
	}
	settings := func(_ context.Context, id quiz.CommunityID) (quiz.Settings, error) {
		return quiz.DefaultSettings(id), nil
	}
	f.router = newRouter(registry, customid.New(make([]byte, 32)), client, settings, time.Now, log)
	err = client.Open(t.Context(), discord.Events{Ready: func([]string) {}, GuildCreate: func(*discordgo.Guild) {}, Interaction: f.router.handle})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		client.Close()
		f.router.stop()
	})
	if _, err := putCommands(t.Context(), client, list); err != nil {
		t.Fatal(err)
	}
	return f
}

// send makes up an interaction of a member; its answer is refused, but came.
func (f *flooded) send(n int, member string) {
	id := (uint64(time.Now().UnixMilli())-1420070400000)<<22 | uint64(n)&0x3fffff
	f.Dispatch("INTERACTION_CREATE", map[string]any{
		"id": fmt.Sprint(id), "application_id": f.app.ID, "token": fmt.Sprintf("made-up-%d", n), "version": 1, "type": 2,
		"guild_id": f.guild.ID, "channel_id": f.channel.ID,
		"member": map[string]any{"user": map[string]any{"id": member, "username": "mina"}, "roles": []any{}, "permissions": "0"},
		"data":   map[string]any{"id": "1", "name": "work", "type": 1},
	})
}

// somebody is the id of the n-th of many members.
func somebody(n int) string { return fmt.Sprint(100200300400500000 + n) }

func heapMiB() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20)
}

// TestG8FloodIsBoundedAndPasses sends 20,000 commands at once to handlers that
// hang, as with the store stopped.
func TestG8FloodIsBoundedAndPasses(t *testing.T) {
	const flood = 20_000
	var running, most, done atomic.Int64
	hang := make(chan struct{})
	f := newFlooded(t, func(context.Context, Call) (Reply, error) {
		now := running.Add(1)
		for old := most.Load(); now > old && !most.CompareAndSwap(old, now); old = most.Load() {
		}
		<-hang
		running.Add(-1)
		done.Add(1)
		return Private(view.Message{Content: "done"}), nil
	})
	before, goroutines := heapMiB(), runtime.NumGoroutine()
	events, cancel := f.Subscribe("")
	busy := make(chan int)
	go func() {
		n := 0
		for e := range events {
			if e.Request != nil && strings.Contains(string(e.Request.Body), jsonText(view.Busy.Error())) {
				n++
			}
		}
		busy <- n
	}()
	for n := range flood {
		f.send(n, somebody(n))
	}
	time.Sleep(500 * time.Millisecond) // some members are told to wait
	grown := heapMiB() - before
	if grown > 64 {
		t.Errorf("the heap grew by %.0f MiB, want 64 at most", grown)
	}
	if n := runtime.NumGoroutine() - goroutines; n > 4*(workers+refusers+acknowledgers) { // a request has some of net/http's at both ends
		t.Errorf("%d more goroutines", n)
	}
	close(hang)
	recovered := time.Now()
	for {
		_, err := f.As(f.member.ID).Command(t.Context(), f.channel.ID, "work")
		if err == nil {
			break
		}
		if time.Since(recovered) > 50*time.Second { // 5 s is the aim; see the log line below
			t.Fatalf("50 s after the flood: %v", err)
		}
	}
	cancel()
	n := <-busy
	t.Logf("%d at once, %d carried out, %d told to try again, heap +%.1f MiB, recovered in %v", most.Load(), done.Load(), n, grown, time.Since(recovered))
	if most.Load() > workers || done.Load() > workers+queued+flood/2 {
		t.Errorf("%d handlers at once, %d in all", most.Load(), done.Load())
	}
	if n == 0 {
		t.Error("nobody was told that the bot is busy")
	}
}

// TestT1LogOfFailingHandlersHasNoToken lets handlers fail in ways that have
// tokens in their texts, with everything logged.
func TestT1LogOfFailingHandlersHasNoToken(t *testing.T) {
	var log lockedBuffer
	var f *flooded
	var calls atomic.Int64
	f = newLogged(t, func(ctx context.Context, c Call) (Reply, error) {
		requests := f.FindRequests("POST", "/interactions/{interaction}/{token}/callback")
		path := "/interactions/1/first/callback"
		if len(requests) > 0 {
			path = requests[len(requests)-1].Path
		}
		switch calls.Add(1) {
		case 1:
			return Private(view.Message{Content: "fine"}), nil
		case 2:
			panic("cannot POST " + path + " with " + f.app.Token)
		case 3:
			return Reply{}, fmt.Errorf("cannot POST %s with %s", path, f.app.Token)
		}
		f.Fail(localdiscord.Fault{Method: "POST", Route: "/interactions/{interaction}/{token}/callback", Status: 500})
		return Private(view.Message{Content: "it will not arrive"}), nil
	}, slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	for range 4 {
		_, _ = f.As(f.member.ID).Command(t.Context(), f.channel.ID, "work")
	}
	text := log.String()
	for _, says := range []string{"panic in a handler", "interaction failed", "answer not delivered"} {
		if !strings.Contains(text, says) {
			t.Errorf("the log does not say %q:\n%s", says, text)
		}
	}
	secrets := []string{f.app.Token}
	for _, r := range f.FindRequests("POST", "/interactions/{interaction}/{token}/callback") {
		secrets = append(secrets, strings.Split(r.Path, "/")[3])
	}
	for _, secret := range secrets {
		if strings.Contains(text, secret) {
			t.Errorf("%s is in the log:\n%s", secret, text)
		}
	}
}

// lockedBuffer is a log that several goroutines write to.
type lockedBuffer struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func jsonText(s string) string {
	raw, _ := json.Marshal(s)
	return strings.Trim(string(raw), `"`)
}
