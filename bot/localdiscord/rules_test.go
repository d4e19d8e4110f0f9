package localdiscord_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"quizbot/bot/localdiscord"
)

// movable is a clock that tests move.
type movable struct{ at atomic.Int64 }

func newClock() *movable {
	c := &movable{}
	c.at.Store(time.Date(2026, 3, 29, 9, 0, 0, 0, time.UTC).UnixMilli())
	return c
}

func (c *movable) now() time.Time          { return time.UnixMilli(c.at.Load()).UTC() }
func (c *movable) forward(d time.Duration) { c.at.Add(d.Milliseconds()) }

// TestTimeouts: until the moment that was set a member may only read; owners
// and administrators are spared.
func TestTimeouts(t *testing.T) {
	clock := newClock()
	w := newWorld(t, localdiscord.Options{Now: clock.now})
	b := w.script()
	i, done := b.start("quiz")
	b.callback(i, object{"type": 4, "data": object{"content": "press", "components": array{row(button(1))}}})
	message := (<-done).Message
	boss := w.AddUser("boss")
	w.AddMember(w.guild.ID, boss.ID, w.AddRole(w.guild.ID, "Bosses", localdiscord.PermissionAdministrator).ID)
	until := clock.now().Add(time.Hour)
	for _, id := range []string{w.ada.ID, w.ben.ID, boss.ID, w.app.UserID} {
		w.Timeout(w.guild.ID, id, until)
	}
	tests := []struct {
		name string
		do   func() error
	}{
		{"writes", func() error { _, err := w.As(w.ben.ID).Say(w.channel.ID, "hi"); return err }},
		{"presses", func() error {
			_, err := w.As(w.ben.ID).Press(testContext(t), message.ID, "b1")
			if err == nil || !strings.Contains(err.Error(), "timeout") {
				return nil // it was let through, or not for that reason
			}
			return err
		}},
		{"reacts", func() error { return w.As(w.ben.ID).React(message.ID, "🐙") }},
		{"types", func() error { return w.As(w.ben.ID).Type(w.channel.ID) }},
		{"a bot writes", func() error {
			if r := b.request("POST", "/channels/"+w.channel.ID+"/messages", object{"content": "hi"}); r.status != 200 {
				return fmt.Errorf("%d %s", r.status, r.field("code"))
			}
			return nil
		}},
	}
	for _, spared := range []string{w.ada.ID, boss.ID} {
		if _, err := w.As(spared).Say(w.channel.ID, "hi"); err != nil {
			t.Errorf("an owner or administrator: %v", err)
		}
	}
	if r := b.request("GET", "/guilds/"+w.guild.ID+"/members/"+w.ben.ID, nil); !strings.Contains(r.body, `"communication_disabled_until":"2026-03-29T10:00:00Z"`) {
		t.Errorf("member %s", r.body)
	}
	clock.forward(time.Hour - time.Millisecond)
	for _, tt := range tests {
		if err := tt.do(); err == nil {
			t.Errorf("%s a millisecond before the end: allowed", tt.name)
		}
	}
	clock.forward(time.Millisecond)
	for _, tt := range tests {
		if tt.name == "presses" {
			continue // waits for an answer; the refusal above is what counts
		}
		if err := tt.do(); err != nil {
			t.Errorf("%s at the end: %v", tt.name, err)
		}
	}
}

// TestWorldChangesReachBots: coloured and deleted roles, guilds that are renamed
// or out of reach, timeouts.
func TestWorldChangesReachBots(t *testing.T) {
	w := startWorld(t, localdiscord.Options{})
	w.AllowIntents(w.app.ID, 1<<1)
	role := w.AddRole(w.guild.ID, "Helpers", 0)
	w.AddMember(w.guild.ID, w.ben.ID, role.ID)
	c := w.dial("v=10")
	c.send(identify(botToken, `,"intents":3`))
	c.until(0, "GUILD_CREATE")
	steps := []struct {
		event, want string
		do          func()
	}{
		{"GUILD_ROLE_UPDATE", `"color":3447003`, func() { w.SetRoleColor(w.guild.ID, role.ID, 0x3498DB) }},
		{"GUILD_ROLE_DELETE", `"role_id":"` + role.ID, func() { w.RemoveRole(w.guild.ID, role.ID) }},
		{"GUILD_UPDATE", `"name":"Writers"`, func() { w.RenameGuild(w.guild.ID, "Writers") }},
		{"GUILD_DELETE", `"unavailable":true`, func() { w.SetUnavailable(w.guild.ID, true) }},
		{"GUILD_CREATE", `"name":"Writers"`, func() { w.SetUnavailable(w.guild.ID, false) }},
		{"GUILD_MEMBER_UPDATE", `"communication_disabled_until":"2`, func() { w.Timeout(w.guild.ID, w.ben.ID, time.Now().Add(time.Hour)) }},
		{"GUILD_MEMBER_UPDATE", `"communication_disabled_until":null`, func() { w.Timeout(w.guild.ID, w.ben.ID, time.Time{}) }},
	}
	for _, step := range steps {
		step.do()
		if data := string(c.until(0, step.event).Data); !strings.Contains(data, step.want) {
			t.Errorf("%s: %s, want %s", step.event, data, step.want)
		}
	}
	w.AskHeartbeat()
	c.until(1, "")
}

func TestUserAgentIsAskedForWhenWanted(t *testing.T) {
	tests := []struct {
		needed bool
		agent  string
		status int
	}{
		{false, "", 200}, {true, "DiscordBot (https://example.org, 1.0)", 200}, {true, "", 403}, {true, "Mozilla/5.0", 403},
	}
	for _, tt := range tests {
		w := newWorld(t, localdiscord.Options{NeedUserAgent: tt.needed})
		req, _ := http.NewRequest("GET", "https://discord.com/api/v10/users/@me", nil)
		req.Header.Set("Authorization", "Bot "+botToken)
		req.Header.Set("User-Agent", tt.agent)
		resp, err := (&http.Client{Transport: w.RoundTripper()}).Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != tt.status {
			t.Errorf("needed %v, User-Agent %q: %d, want %d", tt.needed, tt.agent, resp.StatusCode, tt.status)
		}
	}
}

// TestTooManyInvalidRequestsAreBlocked: at the limit answers are still JSON;
// then everything gets HTML until the first of them is ten minutes old.
func TestTooManyInvalidRequestsAreBlocked(t *testing.T) {
	clock := newClock()
	w := newWorld(t, localdiscord.Options{Now: clock.now, InvalidRequests: 3, Limits: &localdiscord.Limits{
		Other: localdiscord.RouteLimit{Requests: 1, Per: time.Second}}})
	b := w.bot(func(interaction) any { return nil })
	hidden := w.AddChannel(w.guild.ID, "hidden")
	w.SetOverwrite(hidden.ID, localdiscord.Overwrite{ID: w.guild.ID, Deny: localdiscord.PermissionViewChannel})
	steps := []struct {
		path    string
		forward time.Duration
		status  int
		json    bool
	}{
		{"/channels/" + hidden.ID, 0, 403, true},
		{"/channels/1", 0, 404, true}, // is not invalid in this sense
		{"/channels/1", 0, 429, true},
		{"/users/@me", 0, 200, true},
		{"/users/@me", 0, 429, true}, // the third, at the limit
		{"/users/@me", 2 * time.Second, 429, false},
		{"/channels/1", 0, 429, false},
		{"/users/@me", 10*time.Minute - 2*time.Second - time.Millisecond, 429, false},
		{"/users/@me", time.Millisecond, 200, true},
	}
	for i, step := range steps {
		clock.forward(step.forward)
		r := b.request("GET", step.path, nil)
		if isJSON := strings.HasPrefix(r.body, "{"); r.status != step.status || isJSON != step.json {
			t.Errorf("step %d, GET %s: %d %q, want %d and JSON %v", i, step.path, r.status, r.body, step.status, step.json)
		}
		if !step.json && (r.header.Get("Via") != "" || r.header.Get("Retry-After") == "" || !strings.HasPrefix(r.header.Get("Content-Type"), "text/html")) {
			t.Errorf("step %d: headers %v", i, r.header)
		}
	}
	if n := w.RateLimited(); n != 2 {
		t.Errorf("RateLimited is %d, want 2", n)
	}
}

// TestBodiesMayBePlainForms: URL-encoded, or as parts without payload_json.
func TestBodiesMayBePlainForms(t *testing.T) {
	b := newBot(t, localdiscord.Options{})
	encoded := func(values url.Values) reply {
		return b.send("POST", b.path(), "application/x-www-form-urlencoded", strings.NewReader(values.Encode()))
	}
	tests := []struct {
		name   string
		send   func() reply
		status int
		want   string
	}{
		{"fields", func() reply { return encoded(url.Values{"content": {"a b&c"}, "tts": {"true"}}) }, 200, `"content":"a b\u0026c"`},
		{"truth values", func() reply { return encoded(url.Values{"content": {"true"}, "tts": {"true"}}) }, 200, `"tts":true`},
		{"JSON in a field", func() reply { return encoded(url.Values{"payload_json": {`{"content":"x"}`}}) }, 200, `"content":"x"`},
		{"limits hold", func() reply { return encoded(url.Values{"content": {x(2001)}}) }, 400, "50035"},
		{"not encoded", func() reply {
			return b.send("POST", b.path(), "application/x-www-form-urlencoded", strings.NewReader("content=%zz"))
		}, 400, "URL-encoded"},
		{"parts", func() reply {
			return b.send("POST", b.path(), "multipart/form-data; boundary=B", strings.NewReader("--B\r\nContent-Disposition: form-data; name=\"content\"\r\n\r\nhello\r\n--B--\r\n"))
		}, 200, `"content":"hello"`},
	}
	for _, tt := range tests {
		if r := tt.send(); r.status != tt.status || !strings.Contains(r.body, tt.want) {
			t.Errorf("%s: %d %s, want %d and %s", tt.name, r.status, r.body, tt.status, tt.want)
		}
	}
}

// TestCommandsOfADayAreCounted: 200 new ones in each scope, replacements aside.
func TestCommandsOfADayAreCounted(t *testing.T) {
	clock := newClock()
	w := newWorld(t, localdiscord.Options{Now: clock.now})
	b := w.bot(func(interaction) any { return nil })
	global, guild := "/applications/"+w.app.ID+"/commands", "/applications/"+w.app.ID+"/guilds/"+w.guild.ID+"/commands"
	set := func(path, prefix string, n int) reply {
		return b.request("PUT", path, many(n, func(i int) any { return object{"name": fmt.Sprintf("%s%d", prefix, i), "description": "d"} }))
	}
	one := object{"name": "one", "description": "d"}
	steps := []struct {
		name   string
		do     func() reply
		status int
	}{
		{"100 new", func() reply { return set(global, "a", 100) }, 200},
		{"the same again", func() reply { return set(global, "a", 100) }, 200},
		{"the other scope is counted by itself", func() reply { return set(guild, "a", 100) }, 200},
		{"99 more", func() reply { return set(global, "b", 99) }, 200},
		{"number 200", func() reply { return b.request("POST", global, one) }, 201},
		{"replaced", func() reply { return b.request("POST", global, one) }, 200},
		{"number 201", func() reply { return set(global, "c", 1) }, 400},
		{"a day later", func() reply { clock.forward(24 * time.Hour); return set(global, "c", 1) }, 200},
	}
	for _, step := range steps {
		if r := step.do(); r.status != step.status || r.status == 400 && r.field("code") != "30034" {
			t.Errorf("%s: %d %.80s, want %d", step.name, r.status, r.body, step.status)
		}
	}
}

func TestVoiceMessagesAreOneFile(t *testing.T) {
	b := newBot(t, localdiscord.Options{})
	tests := []struct {
		payload object
		files   []file
		status  int
	}{
		{object{"flags": 8192}, []file{named(0, "a.ogg")}, 200},
		{object{"flags": 8192}, []file{named(0, "a.ogg"), named(1, "b.ogg")}, 400},
		{object{"flags": 8192, "content": "x"}, []file{named(0, "a.ogg")}, 400},
		{object{"flags": 8192, "content": "x"}, nil, 400},
	}
	for _, tt := range tests {
		r := b.upload("POST", b.path(), tt.payload, tt.files...)
		if r.status != tt.status || r.status == 200 && r.field("flags") != "8192" {
			t.Errorf("%v with %d files: %d %s, want %d", tt.payload, len(tt.files), r.status, r.body, tt.status)
		}
	}
}
