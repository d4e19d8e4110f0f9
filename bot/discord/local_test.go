package discord

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"quizbot/bot/canary"
	"quizbot/bot/localdiscord"
)

const botToken = "local.token-of-these-tests"

// world is a local Discord with a bot in one server, and a client for it.
type world struct {
	*localdiscord.Server
	t       testing.TB
	app     localdiscord.Application
	guild   localdiscord.Guild
	channel localdiscord.Channel
	member  localdiscord.User
	watch   *canary.Watch
}

func newWorld(t testing.TB, o localdiscord.Options) *world {
	t.Helper()
	if o.Limits == nil {
		o.Limits = localdiscord.NoLimits()
	}
	w := &world{Server: localdiscord.New(o), t: t}
	w.watch = canary.New(t, w.Server)
	w.watch.Secret("bot token", botToken)
	w.app = w.AddApplication("quizbot", botToken)
	owner := w.AddUser("Ilse")
	w.guild = w.AddGuild("Harbour School", owner.ID)
	w.channel = w.AddChannel(w.guild.ID, "general")
	w.member = w.AddUser("Mina")
	w.AddMember(w.guild.ID, w.member.ID)
	w.Install(w.app.ID, w.guild.ID)
	t.Cleanup(func() { w.Close() })
	return w
}

// listening is a world that a gateway connection can be made to.
func listening(t testing.TB, o localdiscord.Options) *world {
	t.Helper()
	w := newWorld(t, o)
	if err := w.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	return w
}

// hasty is a hundredth of Discord's own figures.
var hasty = Timing{Handshake: 300 * time.Millisecond, Identify: 50 * time.Millisecond, Spread: 50 * time.Millisecond, Backoff: 10 * time.Millisecond}

func (w *world) client(change func(*Config)) *Client {
	w.t.Helper()
	c := Config{Token: botToken, APIURL: w.URL(), Timing: hasty}
	if c.APIURL == "" {
		c.APIURL = "http://127.0.0.1"
	}
	var log io.Writer = w.watch
	if testing.Verbose() {
		log = io.MultiWriter(w.watch, w.t.Output())
	}
	c.Log = slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	if change != nil {
		change(&c)
	}
	client, err := NewClient(c)
	if err != nil {
		w.t.Fatal(err)
	}
	return client
}

// inMemory is a client whose requests go to the world without a socket, so
// that it lives in a bubble of testing/synctest.
func (w *world) inMemory() *Client {
	client := w.client(nil)
	client.transport().next = w.RoundTripper()
	return client
}

func (c *Client) transport() *transport { return c.Session.Client.Transport.(*transport) }

// heard is what a client's events were.
type heard struct {
	mu           sync.Mutex
	interactions map[string]int // by id
	guilds       int
	answer       func(*discordgo.Interaction)
}

func (h *heard) events() Events {
	h.interactions = map[string]int{}
	return Events{
		Ready: func([]string) {},
		GuildCreate: func(*discordgo.Guild) {
			h.mu.Lock()
			h.guilds++
			h.mu.Unlock()
		},
		Interaction: func(i *discordgo.Interaction, _ error) {
			h.mu.Lock()
			h.interactions[i.ID]++
			h.mu.Unlock()
			if h.answer != nil {
				go h.answer(i)
			}
		},
	}
}

// open connects, and closes at the end of the test.
func (w *world) open(c *Client, h *heard) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), 20*time.Second)
	defer cancel()
	if err := c.Open(ctx, h.events()); err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(c.Close)
}

// gateway records what happens on the local gateway from now on.
type gatewayLog struct {
	mu     sync.Mutex
	events []localdiscord.Event
}

func (w *world) watchGateway() *gatewayLog {
	events, cancel := w.Subscribe("")
	w.t.Cleanup(cancel)
	g := &gatewayLog{}
	go func() {
		for e := range events {
			if e.Type == "GATEWAY" {
				g.mu.Lock()
				g.events = append(g.events, e)
				g.mu.Unlock()
			}
		}
	}()
	return g
}

// times returns when something happened.
func (g *gatewayLog) times(what string) []time.Time {
	g.mu.Lock()
	defer g.mu.Unlock()
	var list []time.Time
	for _, e := range g.events {
		if e.Reason == what {
			list = append(list, e.At)
		}
	}
	return list
}

func (g *gatewayLog) count(what string) int { return len(g.times(what)) }

// eventually waits until something holds.
func eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(15 * time.Second); !holds(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("in 15 s it did not happen that %s", what)
		}
	}
}

// plain is a message that nobody is notified of.
func plain(content string) *Message {
	m := &Message{}
	m.Content = content
	m.AllowedMentions = &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}
	return m
}

// answered is a response to an interaction.
func answered() *discordgo.InteractionResponse {
	return &discordgo.InteractionResponse{Type: discordgo.InteractionResponseChannelMessageWithSource, Data: &discordgo.InteractionResponseData{
		Content: "answer", AllowedMentions: &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}},
	}}
}

// statuses counts the answers of one status that the world gave on a route.
func (w *world) statuses(method, route string, status int) (n int) {
	for _, r := range w.FindRequests(method, route) {
		if r.Status == status {
			n++
		}
	}
	return n
}

const messagesRoute = "/channels/{channel}/messages"

var header = func(pairs ...string) http.Header {
	h := http.Header{}
	for i := 0; i < len(pairs); i += 2 {
		h.Set(pairs[i], pairs[i+1])
	}
	return h
}
