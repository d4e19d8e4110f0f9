package localdiscord_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"

	"quizbot/bot/localdiscord"
)

const botToken = "token-of-the-test"

// world is a local Discord with one guild: ada owns it, ben is a member.
type world struct {
	*localdiscord.Server
	t       *testing.T
	app     localdiscord.Application
	guild   localdiscord.Guild
	channel localdiscord.Channel
	ada     localdiscord.User
	ben     localdiscord.User
}

func newWorld(t *testing.T, opts localdiscord.Options) *world {
	t.Helper()
	if opts.Limits == nil {
		opts.Limits = localdiscord.NoLimits()
	}
	opts.OpenAPI = localdiscord.OpenAPIFile()
	w := &world{Server: localdiscord.New(opts), t: t}
	t.Cleanup(func() {
		w.Close()
		notePlayed(t.Name(), w.Requests())
		for _, v := range w.Violations() {
			t.Error("not as Discord describes it: " + v)
		}
	})
	w.app = w.AddApplication("quizbot", botToken)
	w.ada, w.ben = w.AddUser("ada"), w.AddUser("ben")
	w.guild = w.AddGuild("Readers", w.ada.ID)
	w.AddMember(w.guild.ID, w.ben.ID)
	w.channel = w.AddChannel(w.guild.ID, "quiz")
	w.Install(w.app.ID, w.guild.ID)
	return w
}

func startWorld(t *testing.T, opts localdiscord.Options) *world {
	t.Helper()
	w := newWorld(t, opts)
	if err := w.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	return w
}

func testContext(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// rewrite sends every request to the local Discord instead.
type rewrite struct{ to *url.URL }

func (r rewrite) RoundTrip(req *http.Request) (*http.Response, error) {
	req = req.Clone(req.Context())
	req.URL.Scheme, req.URL.Host = r.to.Scheme, r.to.Host
	return http.DefaultTransport.RoundTrip(req)
}

// client returns a real discordgo session that is logged in.
func (w *world) client(intents discordgo.Intent, handlers ...any) *discordgo.Session {
	w.t.Helper()
	session, err := discordgo.New("Bot " + botToken)
	if err != nil {
		w.t.Fatal(err)
	}
	base, err := url.Parse(w.URL())
	if err != nil {
		w.t.Fatal(err)
	}
	session.Client = &http.Client{Transport: rewrite{base}}
	session.Dialer = &websocket.Dialer{}
	session.Identify.Intents = intents
	for _, h := range handlers {
		session.AddHandler(h)
	}
	if err := session.Open(); err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { session.Close() })
	return session
}

// memoryBot is a bot without sockets: interactions by subscription, requests by
// the in-memory transport.
type memoryBot struct {
	w      *world
	client *http.Client
	wait   sync.WaitGroup
}

// bot answers every interaction with what respond returns; nil answers nothing.
func (w *world) bot(respond func(i interaction) any) *memoryBot {
	b := &memoryBot{w: w, client: &http.Client{Transport: w.RoundTripper()}}
	events, cancel := w.Subscribe(w.app.UserID)
	b.wait.Go(func() {
		for e := range events {
			if e.Type != "INTERACTION_CREATE" {
				continue
			}
			var i interaction
			if err := json.Unmarshal(e.Payload, &i); err != nil {
				w.t.Error(err)
				continue
			}
			if body := respond(i); body != nil {
				b.request("POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", body)
			}
		}
	})
	w.t.Cleanup(func() { cancel(); b.wait.Wait() })
	return b
}

// interaction is what a bot reads of one.
type interaction struct {
	ID      string         `json:"id"`
	Token   string         `json:"token"`
	Type    int            `json:"type"`
	Data    map[string]any `json:"data"`
	Member  map[string]any `json:"member"`
	User    map[string]any `json:"user"`
	Message map[string]any `json:"message"`
}

// reply is an API answer.
type reply struct {
	status int
	header http.Header
	body   string
}

func (r reply) field(name string) string {
	var m map[string]any
	if json.Unmarshal([]byte(r.body), &m) != nil {
		return ""
	}
	return fmt.Sprint(m[name])
}

func (b *memoryBot) request(method, path string, body any) reply {
	b.w.t.Helper()
	switch body := body.(type) {
	case nil:
		return b.send(method, path, "", http.NoBody)
	case string:
		return b.send(method, path, "application/json", strings.NewReader(body))
	}
	raw, err := json.Marshal(body)
	if err != nil {
		b.w.t.Fatal(err)
	}
	return b.send(method, path, "application/json", bytes.NewReader(raw))
}

func (b *memoryBot) send(method, path, contentType string, body io.Reader) reply {
	b.w.t.Helper()
	req, err := http.NewRequest(method, "https://discord.com/api/v10"+path, body)
	if err != nil {
		b.w.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bot "+botToken)
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	resp, err := b.client.Do(req)
	if err != nil {
		return reply{body: err.Error()}
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		b.w.t.Fatal(err)
	}
	return reply{resp.StatusCode, resp.Header, string(raw)}
}

// commands registers commands for the guild.
func (b *memoryBot) commands(list ...any) {
	b.w.t.Helper()
	r := b.request("PUT", "/applications/"+b.w.app.ID+"/guilds/"+b.w.guild.ID+"/commands", list)
	if r.status != http.StatusOK {
		b.w.t.Fatalf("PUT commands: %d %s", r.status, r.body)
	}
}

type object = map[string]any
type array = []any

func say(content string) object { return object{"type": 4, "data": object{"content": content}} }
