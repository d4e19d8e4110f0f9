package localdiscord_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"quizbot/bot/localdiscord"
)

// TestDiscordJS plays a whole story with discord.js, which shares no code and
// no author with this server: what it does not understand is our mistake.
func TestDiscordJS(t *testing.T) {
	for _, tool := range []string{"node", "npm"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed: install nodejs and npm", tool)
		}
	}
	dir := t.TempDir()
	for _, name := range []string{"package.json", "package-lock.json", "bot.js"} {
		raw, err := os.ReadFile(filepath.Join("testdata", "discordjs", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := tool(t, dir, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts",
		"--engine-strict", "--prefer-offline", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"); err != nil {
		t.Skipf("discord.js cannot be installed: npm ci: %v\n%s", err, out)
	}
	run := exec.Command("node", "bot.js")
	run.Dir = dir
	if limited := playClientStory(t, run, playPanel); limited > 0 {
		t.Errorf("discord.js ran into the rate limit %d times: it waits as the headers say", limited)
	}
}

// TestDisgo plays the same story with disgo, in a module of its own. disgo
// v0.18.15 cuts the fraction off X-RateLimit-Reset-After and so comes too early;
// it must understand the refusal, wait and come again.
func TestDisgo(t *testing.T) {
	dir := filepath.Join("testdata", "disgo")
	if out, err := tool(t, dir, "go", "mod", "download"); err != nil {
		t.Skipf("disgo cannot be downloaded: go mod download: %v\n%s", err, out)
	}
	binary := filepath.Join(t.TempDir(), "bot")
	if out, err := tool(t, dir, "go", "build", "-o", binary, "."); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	t.Logf("disgo came too early %d times", playClientStory(t, exec.Command(binary)))
}

// TestNewTokensNameTheApplication: disgo and others read the application's id there.
func TestNewTokensNameTheApplication(t *testing.T) {
	w := newWorld(t, localdiscord.Options{})
	one, two := w.AddApplication("one", ""), w.AddApplication("two", "")
	for _, app := range []localdiscord.Application{one, two} {
		parts := strings.Split(app.Token, ".")
		id, err := base64.RawStdEncoding.DecodeString(parts[0])
		if err != nil || string(id) != app.ID || len(parts) != 3 || len(parts[2]) < 27 {
			t.Errorf("token %q of application %s: %q, %v", app.Token, app.ID, id, err)
		}
	}
	if one.Token == two.Token || one.ID == two.ID {
		t.Errorf("two applications are one: %v, %v", one, two)
	}
}

// tool runs a command in dir, for at most three minutes.
func tool(t *testing.T, dir, name string, args ...string) (output []byte, err error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, name, args...)
	command.Dir = dir
	command.Env = append(os.Environ(), "GOWORK=off")
	command.WaitDelay = time.Second
	return command.CombinedOutput()
}

// playClientStory starts a bot of another library and acts as a member: the
// bots in testdata must all show the same. None of their requests may be
// refused, and everything said fits Discord's OpenAPI file. It returns how many
// requests came too early for the rate limit. more is played at the end.
func playClientStory(t *testing.T, run *exec.Cmd, more ...func(c *client)) (limited int) {
	const send = "POST /channels/{channel}/messages"
	w := startWorld(t, localdiscord.Options{
		Heartbeat: 700 * time.Millisecond,
		Compress:  true,
		Limits: &localdiscord.Limits{
			Global: localdiscord.RouteLimit{Requests: 50, Per: time.Second},
			Other:  localdiscord.RouteLimit{Requests: 50, Per: time.Second},
			Routes: map[string]localdiscord.RouteLimit{send: {Requests: 3, Per: time.Second}},
		},
	})
	app := w.AddApplication("client", "")
	w.Install(app.ID, w.guild.ID)
	c := startClient(t, w, run, app.Token)
	ctx, ben, channel := c.ctx, w.As(w.ben.ID), w.channel.ID

	c.await("commands", 0, func(e localdiscord.Event) bool {
		return e.Request != nil && e.Request.Method == "PUT" && e.Request.Status == 200
	})
	w.Dispatch("SOMETHING_NEW", object{"id": "1", "list": array{1, nil}})

	choices, err := ben.Complete(ctx, channel, "quiz", "bank", "se", localdiscord.Option{Name: "questions", Value: 3})
	if err != nil || len(choices) != 1 || choices[0].Name != "The sea, 3 questions" || choices[0].Value != "sea" {
		t.Fatalf("suggestions %v, %v", choices, err)
	}

	began := w.Sequence()
	asked, err := ben.Command(ctx, channel, "quiz", localdiscord.Option{Name: "bank", Value: "sea"}, localdiscord.Option{Name: "questions", Value: 3},
		localdiscord.Option{Name: "hard", Value: true}, localdiscord.Option{Name: "for", Value: w.ada.ID})
	if err != nil || asked.Type != localdiscord.CallbackDeferred || !asked.Message.Ephemeral() {
		t.Fatalf("quiz: %+v, %v; want an ephemeral deferred answer", asked, err)
	}
	question, err := asked.Wait(ctx)
	if err != nil {
		t.Fatal(err)
	}
	c.reads(question, `(only you can see this)
sea, 3 questions, hard: true, for ada, asked by ben in #quiz of Readers, may post: true
│ # Question 1
│ How many hearts has an octopus?
│ **Points**
│ 1
[Three] [🐙 Say why]
(Topics: Cells | Genes | Seas)
`)
	c.reads(c.await("follow-up", began, shows("Take your time.")).Message, "(only you can see this)\nTake your time.\n")

	pressed, err := ben.Press(ctx, question.ID, "three")
	if err != nil || pressed.Type != localdiscord.CallbackUpdate || pressed.Message.ID != question.ID {
		t.Fatalf("button: %+v, %v; want an update", pressed, err)
	}
	c.reads(pressed.Message, "(only you can see this)\nRight.\n[🐙 Say why]\n(Topics: Cells | Genes | Seas)\n")

	chosen, err := ben.Select(ctx, question.ID, "topics", "cells", "genes")
	if err != nil || chosen.Type != localdiscord.CallbackDeferredUpdate {
		t.Fatalf("select: %+v, %v; want a deferred update", chosen, err)
	}
	c.reads(c.await("choice", began, shows("Chosen: ")).Message, "(only you can see this)\nChosen: cells and genes\n[🐙 Say why]\n(Topics: Cells | Genes | Seas)\n")

	form, err := ben.Press(ctx, question.ID, "why")
	if err != nil || form.Modal == nil || form.Modal.Title != "Why?" {
		t.Fatalf("form: %+v, %v", form, err)
	}
	said, err := ben.Submit(ctx, form.Modal, map[string]string{"reason": "two for the gills"})
	if err != nil {
		t.Fatal(err)
	}
	c.reads(said.Message, "(only you can see this)\nYou said: two for the gills\n")

	// schedule is answered at once and edited then; it also tells that the bot listens.
	schedule := func(after string) {
		t.Helper()
		began := w.Sequence()
		if _, err := ben.Command(ctx, channel, "schedule daily add", localdiscord.Option{Name: "time", Value: "09:00"}); err != nil {
			t.Fatalf("schedule after %s: %v", after, err)
		}
		c.reads(c.await("edit", began, shows("schedule ")).Message, "schedule daily add 09:00, instead of: One moment.\n")
	}
	schedule("the form")

	posted, err := ben.Command(ctx, channel, "post")
	if err != nil {
		t.Fatal(err)
	}
	if m, err := posted.Wait(ctx); err != nil || m.Content != "Posted 6 after the first." {
		t.Fatalf("post: %+v, %v", m, err)
	}
	var texts []string
	for _, m := range w.Messages(channel, w.ada.ID) {
		texts = append(texts, m.Text())
	}
	want := []string{"schedule daily add 09:00, instead of: One moment.\n", "Posted 6 after the first.\n",
		"Message 1, edited\n[file notes.txt, 6 bytes]\n👍 1\n", "Message 2\n", "Message 3\n", "Message 4\n", "Message 5\n", "Message 6\n", "Message 7\n"}
	if !slices.Equal(texts, want) {
		t.Errorf("ada reads %q, want %q", texts, want)
	}
	if reply := w.Messages(channel, w.ada.ID)[3]; reply.Type != localdiscord.MessageReply {
		t.Errorf("message 2 is of type %d, want a reply", reply.Type)
	}

	for _, loss := range []struct {
		name string
		lose func()
		next string // what the bot does on its new connection
	}{
		{"a dropped connection", func() { w.CloseGateway(0) }, "resume"},
		{"close code 4000", func() { w.CloseGateway(4000) }, "resume"},
		{"a request to reconnect", w.AskReconnect, "resume"},
		{"an invalid session", func() { w.InvalidateSessions(false) }, "identify"},
	} {
		began := w.Sequence()
		loss.lose()
		if loss.next == "resume" {
			schedule(loss.name) // meanwhile: the resumed session must deliver it
		}
		next := c.await(loss.next, began, func(e localdiscord.Event) bool {
			return e.Type == "GATEWAY" && (e.Reason == "resume" || e.Reason == "identify")
		})
		if next.Reason != loss.next {
			t.Errorf("after %s the bot did: %s, want %s", loss.name, next.Reason, loss.next)
		}
		schedule(loss.name)
	}
	for _, play := range more {
		play(c)
	}
	c.stop()
	if got := c.stdout.String(); got != "resumed\nresumed\nresumed\n" {
		t.Errorf("the bot learned of its resumes %q, want three", got)
	}

	for _, r := range w.Requests() {
		if r.Status == 429 && r.Method+" "+r.Route == send {
			limited++
		} else if r.Status < 200 || r.Status > 299 || r.Verdict != "" {
			t.Errorf("%s %s: %d %s; request %s, answer %s", r.Method, r.Path, r.Status, r.Verdict, r.Body, r.Response)
		}
	}
	return limited
}

// playPanel is about components of the second version and labels in forms.
func playPanel(c *client) {
	t, ben := c.t, c.w.As(c.w.ben.ID)
	panel, err := ben.Command(c.ctx, c.w.channel.ID, "panel")
	if err != nil {
		t.Fatal(err)
	}
	picture := panel.Message.Components[0].Components[3].Items[0].Media.URL
	c.reads(panel.Message, "│ ## Octopuses\n│ ---\n│ Three hearts.\n│ [Rate]\n│ [image "+picture+": A dot]\n")
	form, err := ben.Press(c.ctx, panel.Message.ID, "rate")
	if err != nil || form.Modal == nil {
		t.Fatalf("form: %+v, %v", form, err)
	}
	var refused *localdiscord.Refusal
	if _, err := ben.SubmitValues(c.ctx, form.Modal, map[string][]string{"reason": {"both"}}); !errors.As(err, &refused) {
		t.Errorf("a form without the topics it requires: %v, want a refusal", err)
	}
	rated, err := ben.SubmitValues(c.ctx, form.Modal, map[string][]string{"topics": {"cells", "seas"}, "reason": {"both"}})
	if err != nil || rated.Type != localdiscord.CallbackUpdate || rated.Message.ID != panel.Message.ID {
		t.Fatalf("submit: %+v, %v; want an update", rated, err)
	}
	c.reads(rated.Message, "│ Rated cells and seas: both\n")
}

// shows matches a new or changed message whose content begins with text.
func shows(text string) func(localdiscord.Event) bool {
	return func(e localdiscord.Event) bool {
		return strings.HasPrefix(e.Type, "MESSAGE_") && strings.HasPrefix(e.Message.Content, text)
	}
}

// client is a running bot of another library.
type client struct {
	t      *testing.T
	w      *world
	ctx    context.Context // ends with the bot
	input  io.Closer
	stdout bytes.Buffer // read when the bot has ended
	stderr bytes.Buffer
	ended  chan struct{}
}

// startClient starts a bot that finds the server and its token in the environment.
func startClient(t *testing.T, w *world, run *exec.Cmd, token string) *client {
	t.Helper()
	limit, cancel := context.WithTimeout(t.Context(), time.Minute)
	ctx, end := context.WithCancelCause(limit)
	c := &client{t: t, w: w, ctx: ctx, ended: make(chan struct{})}
	run.Env = append(os.Environ(), "LOCALDISCORD_URL="+w.URL(), "LOCALDISCORD_TOKEN="+token)
	run.Stdout, run.Stderr = &c.stdout, &c.stderr
	run.WaitDelay = time.Second
	input, err := run.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.input = input
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(c.ended)
		end(fmt.Errorf("the bot has ended: %w", errors.Join(run.Wait(), errors.New("see what it wrote"))))
	}()
	t.Cleanup(func() {
		defer cancel()
		c.input.Close()
		select {
		case <-c.ended:
		case <-time.After(10 * time.Second):
			run.Process.Kill()
			<-c.ended
		}
		if !run.ProcessState.Success() || c.stderr.Len() > 0 {
			t.Errorf("the bot: %v, wrote %q", run.ProcessState, c.stderr.String())
		}
	})
	return c
}

// stop lets the bot end.
func (c *client) stop() {
	c.t.Helper()
	c.input.Close()
	select {
	case <-c.ended:
	case <-time.After(10 * time.Second):
		c.t.Fatal("the bot does not end when its input ends")
	}
}

// await returns the first matching event after sequence.
func (c *client) await(what string, sequence int64, match func(localdiscord.Event) bool) localdiscord.Event {
	c.t.Helper()
	e, err := c.w.Await(c.ctx, func(e localdiscord.Event) bool { return e.Sequence > sequence && match(e) })
	if err != nil {
		c.t.Fatalf("%s: %v", what, err)
	}
	return e
}

func (c *client) reads(m *localdiscord.Message, want string) {
	c.t.Helper()
	if got := m.Text(); got != want {
		c.t.Errorf("a member reads %q, want %q", got, want)
	}
}
