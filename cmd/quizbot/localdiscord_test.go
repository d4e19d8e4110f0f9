package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

var printed = regexp.MustCompile(`(?s)(http://[^/]+)/\?token=(\w+).*application (\d+), .*token  (\S+)`)

// startStandIn serves until stop is called and returns what was printed.
func startStandIn(t *testing.T, d standIn) (address, access, app, token string, stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	var out lockedBuffer
	d.addr, d.out, d.log = "127.0.0.1:0", &out, slog.New(slog.DiscardHandler)
	done := make(chan error, 1)
	go func() { done <- d.serve(ctx) }()
	stop = func() error { cancel(); return <-done }
	for began := time.Now(); !strings.Contains(out.String(), "Ctrl+C"); time.Sleep(10 * time.Millisecond) {
		if time.Since(began) > 20*time.Second {
			t.Fatalf("not ready; printed %q", out.String())
		}
	}
	found := printed.FindStringSubmatch(out.String())
	if found == nil {
		t.Fatalf("printed %q", out.String())
	}
	return found[1], found[2], found[3], found[4], stop
}

// elsewhere is what a discordgo bot needs to find the local Discord.
type elsewhere struct{ host string }

func (e elsewhere) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host = "http", e.host
	return http.DefaultTransport.RoundTrip(r)
}

// TestLocalDiscordServesABotOfOthers logs a bot in as the printed text tells
// and acts as a member over HTTP, as the page does.
func TestLocalDiscordServesABotOfOthers(t *testing.T) {
	address, access, app, token, stop := startStandIn(t, standIn{bot: "echo"})
	base, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	session, err := discordgo.New("Bot " + token)
	if err != nil {
		t.Fatal(err)
	}
	session.Client = &http.Client{Transport: elsewhere{base.Host}}
	session.Identify.Intents = discordgo.IntentsAll
	session.AddHandler(func(s *discordgo.Session, i *discordgo.InteractionCreate) {
		if err := s.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{Type: discordgo.InteractionResponseChannelMessageWithSource,
			Data: &discordgo.InteractionResponseData{Content: "Here I am, " + i.Member.User.Username + "."}}); err != nil {
			t.Error(err)
		}
	})
	if err := session.Open(); err != nil {
		t.Fatal(err)
	}
	if _, err := session.ApplicationCommandBulkOverwrite(app, "", []*discordgo.ApplicationCommand{{Name: "ping", Description: "Are you there?"}}); err != nil {
		t.Fatal(err)
	}

	ask := func(method, path, body string, answer any) {
		t.Helper()
		r, err := http.NewRequest(method, address+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("X-Local-Token", access)
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		raw, err := io.ReadAll(response.Body)
		if err != nil || response.StatusCode != http.StatusOK || json.Unmarshal(raw, answer) != nil {
			t.Fatalf("%s %s: %s %s, %v", method, path, response.Status, raw, err)
		}
	}
	var state struct {
		Users  []struct{ ID, Username string }
		Guilds []struct {
			Name     string
			Channels []struct{ ID, Name string }
		}
	}
	ask("GET", "/local/state", "", &state)
	mina := ""
	for _, u := range state.Users {
		if u.Username == "Mina" {
			mina = u.ID
		}
	}
	if mina == "" || len(state.Guilds) != 1 || state.Guilds[0].Name != trialServer || len(state.Guilds[0].Channels) == 0 {
		t.Fatalf("state %+v", state)
	}
	channel := state.Guilds[0].Channels[0].ID
	var done struct{ Result string }
	ask("POST", "/local/interactions", fmt.Sprintf(`{"user":%q,"channel_id":%q,"type":2,"name":"ping"}`, mina, channel), &done)
	var messages []struct{ Content string }
	ask("GET", "/local/channels/"+channel+"/messages?user="+mina, "", &messages)
	if done.Result != "message" || len(messages) != 1 || messages[0].Content != "Here I am, Mina." {
		t.Errorf("result %q, messages %v", done.Result, messages)
	}
	if err := session.Close(); err != nil {
		t.Error(err)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

func TestLocalDiscordKeepsBotsAndTokens(t *testing.T) {
	folder := t.TempDir()
	visit := func(d standIn) (app, token string) {
		t.Helper()
		d.folder = folder
		_, _, app, token, stop := startStandIn(t, d)
		if err := stop(); err != nil {
			t.Fatal(err)
		}
		return app, token
	}
	app, token := visit(standIn{bot: "one"})
	if again, same := visit(standIn{bot: "one"}); again != app || same != token {
		t.Errorf("the second time application %s and token %s, want %s and %s", again, same, app, token)
	}
	if other, made := visit(standIn{bot: "two", token: "made-up"}); other == app || made != "made-up" {
		t.Errorf("the other bot is application %s with token %s", other, made)
	}
	if again, same := visit(standIn{bot: "two"}); again == app || same != "made-up" {
		t.Errorf("the other bot is application %s with token %s the second time", again, same)
	}
	tests := []struct{ bot, token, want string }{
		{"one", "made-up", "logs in with another token: leave --token out, or choose another name with --bot"},
		{"three", "made-up", "this token belongs to the bot two: leave --token out, or choose another"},
	}
	for _, tt := range tests {
		d := standIn{addr: "127.0.0.1:0", folder: folder, bot: tt.bot, token: tt.token, out: io.Discard, log: slog.New(slog.DiscardHandler)}
		if err := d.serve(t.Context()); err == nil || !strings.HasSuffix(err.Error(), tt.want) {
			t.Errorf("%s with %s: %v, want %q", tt.bot, tt.token, err, tt.want)
		}
	}
}

// TestLocalDiscordTakesItsFolder: a second one on the same folder is refused
// until the first has ended.
func TestLocalDiscordTakesItsFolder(t *testing.T) {
	folder := t.TempDir()
	_, _, _, _, stop := startStandIn(t, standIn{bot: "one", folder: folder})
	d := standIn{addr: "127.0.0.1:0", folder: folder, bot: "one", out: io.Discard, log: slog.New(slog.DiscardHandler)}
	if err := d.serve(t.Context()); err == nil || !strings.Contains(err.Error(), "is in use by another local Discord: stop that one") {
		t.Errorf("a second one on the folder: %v", err)
	}
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	_, _, _, _, stop = startStandIn(t, standIn{bot: "one", folder: folder})
	if err := stop(); err != nil {
		t.Error(err)
	}
}
