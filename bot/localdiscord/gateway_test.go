package localdiscord_test

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"

	"quizbot/bot/localdiscord"
)

// wire is a gateway connection that a test drives by hand.
type wire struct {
	*websocket.Conn
	t *testing.T
}

type packet struct {
	Op   int             `json:"op"`
	Type string          `json:"t"`
	Seq  int64           `json:"s"`
	Data json.RawMessage `json:"d"`
}

func (w *world) dial(query string) wire {
	w.t.Helper()
	conn, _, err := websocket.DefaultDialer.Dial(w.GatewayURL()+"/?"+query, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { conn.Close() })
	conn.SetReadDeadline(time.Now().Add(10 * time.Second))
	return wire{conn, w.t}
}

func (c wire) send(text string) {
	c.t.Helper()
	if err := c.WriteMessage(websocket.TextMessage, []byte(text)); err != nil {
		c.t.Fatal(err)
	}
}

// until reads packets until one has the event name, or the opcode when it has none.
func (c wire) until(op int, event string) packet {
	c.t.Helper()
	for {
		var p packet
		if err := c.ReadJSON(&p); err != nil {
			c.t.Fatalf("waiting for op %d %s: %v", op, event, err)
		}
		if p.Op == op && p.Type == event {
			return p
		}
	}
}

// closeCode reads until the server closes.
func (c wire) closeCode() int {
	for {
		_, _, err := c.ReadMessage()
		var closed *websocket.CloseError
		if errors.As(err, &closed) {
			return closed.Code
		}
		if err != nil {
			return 0
		}
	}
}

func identify(token string, more string) string {
	return `{"op":2,"d":{"token":"` + token + `","properties":{}` + more + `}}`
}

// TestGatewayCloses lists what ends a connection, and with which code.
func TestGatewayCloses(t *testing.T) {
	login := identify(botToken, `,"intents":1`)
	tests := []struct {
		name, query string
		send        []string
		code        int
	}{
		{"unknown version", "v=8&encoding=json", nil, 4012},
		{"another encoding", "v=10&encoding=etf", nil, 4002},
		{"not JSON", "v=10", []string{"hello"}, 4002},
		{"more than 4096 bytes", "v=10", []string{`{"op":1,"d":"` + strings.Repeat("x", 4096) + `"}`}, 4002},
		{"before login", "v=10", []string{`{"op":3,"d":{}}`}, 4003},
		{"unknown op", "v=10", []string{login, `{"op":99,"d":{}}`}, 4001},
		{"login of another shape", "v=10", []string{`{"op":2,"d":"hello"}`}, 4001},
		{"wrong token", "v=10", []string{identify("wrong", `,"intents":1`)}, 4004},
		{"second login", "v=9", []string{login, login}, 4005},
		{"intents are missing", "v=10", []string{identify(botToken, "")}, 4013},
		{"unknown intents", "v=10", []string{identify(botToken, `,"intents":999999999`)}, 4013},
		{"privileged intents", "v=10", []string{identify(botToken, `,"intents":32768`)}, 4014},
		{"shard out of range", "v=10", []string{identify(botToken, `,"intents":1,"shard":[1,1]`)}, 4010},
		{"too many payloads", "v=10", many2(`{"op":1,"d":null}`, 121), 4008},
	}
	w := startWorld(t, localdiscord.Options{})
	t.Run("at the limits", func(t *testing.T) {
		c := w.dial("v=10")
		c.send(`{"op":1,"d":"` + strings.Repeat("x", 4096-len(`{"op":1,"d":""}`)) + `"}`)
		for _, text := range many2(`{"op":1,"d":null}`, 118) {
			c.send(text)
		}
		c.send(login)
		c.until(0, "READY")
	})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := w.dial(tt.query)
			for _, text := range tt.send {
				c.send(text)
			}
			if code := c.closeCode(); code != tt.code {
				t.Errorf("closed with %d, want %d", code, tt.code)
			}
		})
	}
}

func many2(text string, n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = text
	}
	return list
}

func TestGatewayWantsHeartbeats(t *testing.T) {
	w := startWorld(t, localdiscord.Options{Heartbeat: 100 * time.Millisecond})
	c := w.dial("v=10")
	hello := c.until(10, "")
	if string(hello.Data) != `{"heartbeat_interval":100}` {
		t.Errorf("hello %s", hello.Data)
	}
	c.send(`{"op":1,"d":null}`)
	c.until(11, "")
	if code := c.closeCode(); code != 4009 {
		t.Errorf("closed with %d, want 4009", code)
	}
}

func TestGatewayResumesWhereTheClientWas(t *testing.T) {
	w := startWorld(t, localdiscord.Options{})
	c := w.dial("v=10")
	c.send(identify(botToken, `,"intents":513`))
	var ready struct {
		Session string `json:"session_id"`
		Version int    `json:"v"`
	}
	first := c.until(0, "READY")
	if err := json.Unmarshal(first.Data, &ready); err != nil || first.Seq != 1 || ready.Version != 10 {
		t.Fatalf("READY %d %s %v", first.Seq, first.Data, err)
	}
	created := c.until(0, "GUILD_CREATE")
	c.UnderlyingConn().Close()
	if _, err := w.As(w.ben.ID).Say(w.channel.ID, "missed"); err != nil {
		t.Fatal(err)
	}
	resume := func(seq string) wire {
		c := w.dial("v=10")
		c.send(`{"op":6,"d":{"token":"` + botToken + `","session_id":"` + ready.Session + `","seq":` + seq + `}}`)
		return c
	}
	again := resume("2")
	missed := again.until(0, "MESSAGE_CREATE")
	if missed.Seq != created.Seq+1 || strings.Contains(string(missed.Data), "missed") {
		t.Errorf("replayed %d %s, want the next number and no content without the intent", missed.Seq, missed.Data)
	}
	again.until(0, "RESUMED")
	if code := resume("99").closeCode(); code != 4007 {
		t.Errorf("seq ahead of the server: closed with %d, want 4007", code)
	}
	again.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(1000, ""), time.Now().Add(time.Second))
	if _, err := w.Await(testContext(t), func(e localdiscord.Event) bool { return e.Reason == "lost" && !w.Connected(w.app.ID) }); err != nil {
		t.Fatal(err)
	}
	if p := resume("2").until(9, ""); string(p.Data) != "false" {
		t.Errorf("after a good-bye: op 9 %s, want false", p.Data)
	}
}

// TestGatewayMisbehavesOnDemand drives each fault once.
func TestGatewayMisbehavesOnDemand(t *testing.T) {
	w := startWorld(t, localdiscord.Options{IdentifyPause: time.Hour})
	login := identify(botToken, `,"intents":1`)
	w.SetGateway(localdiscord.GatewayPlan{Reconnect: true})
	w.dial("v=10").until(7, "")
	w.SetGateway(localdiscord.GatewayPlan{CloseCode: 4014})
	c := w.dial("v=10")
	c.send(login)
	if code := c.closeCode(); code != 4014 {
		t.Errorf("closed with %d, want 4014", code)
	}
	w.SetGateway(localdiscord.GatewayPlan{Refuse: true})
	if _, _, err := websocket.DefaultDialer.Dial(w.GatewayURL()+"/?v=10", nil); err == nil {
		t.Error("a refusing gateway accepted a connection")
	}
	w.Heal()
	c = w.dial("v=10")
	c.send(login)
	c.until(0, "READY")
	early := w.dial("v=10")
	early.send(login)
	early.until(9, "")
	w.SendRaw(`{"op":0,"t":"SOMETHING_NEW","s":3,"d":{}}`)
	c.until(0, "SOMETHING_NEW")
	w.Dispatch("CUSTOM", map[string]any{"a": 1})
	c.until(0, "CUSTOM")
	w.AskReconnect()
	c.until(7, "")
	w.InvalidateSessions(true)
	if p := c.until(9, ""); string(p.Data) != "true" {
		t.Errorf("op 9 %s, want true", p.Data)
	}
	w.CloseGateway(4000)
	if code := c.closeCode(); code != 4000 {
		t.Errorf("closed with %d, want 4000", code)
	}
	if w.Connected(w.app.ID) {
		t.Error("still connected")
	}
}

func TestDiscordgoResumesAfterADroppedConnection(t *testing.T) {
	w := startWorld(t, localdiscord.Options{})
	resumed := make(chan struct{}, 1)
	w.client(discordgo.IntentsGuilds, func(*discordgo.Session, *discordgo.Resumed) { resumed <- struct{}{} })
	w.CloseGateway(0)
	select {
	case <-resumed:
	case <-testContext(t).Done():
		t.Fatal("discordgo did not resume")
	}
}

func TestMessageContentNeedsItsIntent(t *testing.T) {
	w := startWorld(t, localdiscord.Options{})
	w.AllowIntents(w.app.ID, 1<<15)
	for _, tt := range []struct{ intents, text, want string }{
		{"512", "hello", `"content":""`},
		{"33280", "hello", `"content":"hello"`},
		{"512", "hello <@" + w.app.UserID + ">", `"content":"hello \u003c@`},
	} {
		c := w.dial("v=10")
		c.send(identify(botToken, `,"intents":`+tt.intents))
		c.until(0, "READY")
		w.As(w.ben.ID).Say(w.channel.ID, tt.text)
		if got := string(c.until(0, "MESSAGE_CREATE").Data); !strings.Contains(got, tt.want) {
			t.Errorf("intents %s: %s, want %s", tt.intents, got, tt.want)
		}
	}
}

// TestGatewayCompressesWhenAsked logs in with and without "compress"; only the
// first gets zlib frames, and the real client, which asks for them, understands them.
func TestGatewayCompressesWhenAsked(t *testing.T) {
	w := startWorld(t, localdiscord.Options{Compress: true})
	for _, tt := range []struct {
		more string
		want int
	}{{`,"intents":1,"compress":true`, websocket.BinaryMessage}, {`,"intents":1`, websocket.TextMessage}} {
		c := w.dial("v=10")
		c.until(10, "")
		c.send(identify(botToken, tt.more))
		kind, raw, err := c.ReadMessage()
		if err != nil || kind != tt.want {
			t.Fatalf("%s: frame of kind %d, %v, want %d", tt.more, kind, err, tt.want)
		}
		if kind == websocket.BinaryMessage {
			z, err := zlib.NewReader(bytes.NewReader(raw))
			if err != nil {
				t.Fatal(err)
			}
			raw, err = io.ReadAll(z)
			if err != nil {
				t.Fatal(err)
			}
		}
		if !strings.Contains(string(raw), `"t":"READY"`) {
			t.Errorf("%s: %s, want READY", tt.more, raw)
		}
	}
	resumed := make(chan struct{}, 1)
	w.client(discordgo.IntentsGuilds, func(*discordgo.Session, *discordgo.Resumed) { resumed <- struct{}{} })
	w.CloseGateway(0)
	select {
	case <-resumed:
	case <-testContext(t).Done():
		t.Fatal("discordgo did not resume")
	}
}

func TestLoginsOfADayAreCounted(t *testing.T) {
	now := time.Date(2026, 3, 29, 9, 0, 0, 0, time.UTC)
	w := startWorld(t, localdiscord.Options{Logins: 2, Now: func() time.Time { return now }})
	b := w.bot(func(interaction) any { return nil })
	steps := []struct {
		want      string // event after the login; "" for an invalid session
		remaining string
	}{{"READY", `"remaining":1,"reset_after":86400000,"total":2`}, {"READY", `"remaining":0,"reset_after":86400000,"total":2`}, {"", `"remaining":0`}}
	for _, step := range steps {
		c := w.dial("v=10")
		c.send(identify(botToken, `,"intents":1`))
		if step.want != "" {
			c.until(0, step.want)
		} else {
			c.until(9, "")
		}
		if r := b.request("GET", "/gateway/bot", nil); !strings.Contains(r.body, step.remaining) {
			t.Errorf("%s, want %s", r.body, step.remaining)
		}
	}
}

// TestBotsAreToldOfTheirOwnRoles: also without the privileged intent.
func TestBotsAreToldOfTheirOwnRoles(t *testing.T) {
	w := startWorld(t, localdiscord.Options{})
	c := w.dial("v=10")
	c.send(identify(botToken, `,"intents":0`))
	c.until(0, "READY")
	role := w.AddRole(w.guild.ID, "Helpers", 0)
	w.AddMember(w.guild.ID, w.app.UserID, role.ID)
	if data := string(c.until(0, "GUILD_MEMBER_UPDATE").Data); !strings.Contains(data, role.ID) {
		t.Errorf("%s, want the role %s", data, role.ID)
	}
}

// TestEventsNeedTheirIntents lets ben write, react and take it back, and looks
// at what a bot is told.
func TestEventsNeedTheirIntents(t *testing.T) {
	w := startWorld(t, localdiscord.Options{})
	b := w.bot(func(interaction) any { return nil })
	w.InstallWith(w.app.ID, w.guild.ID, localdiscord.BotPermissions|localdiscord.PermissionManageMessages)
	cyd, role := w.AddUser("cyd"), w.AddRole(w.guild.ID, "Helpers", 0)
	tests := []struct {
		event, intents string
		do             func(message string)
	}{
		{"TYPING_START", "2048", func(string) { w.As(w.ben.ID).Type(w.channel.ID) }},
		{"TYPING_START", "2048", func(string) { b.request("POST", "/channels/"+w.channel.ID+"/typing", nil) }},
		{"MESSAGE_REACTION_ADD", "1024", func(m string) { w.As(w.ben.ID).React(m, "🐙") }},
		{"MESSAGE_REACTION_REMOVE", "1024", func(m string) { w.As(w.ben.ID).React(m, "🐙"); w.As(w.ben.ID).Unreact(m, "🐙") }},
		{"MESSAGE_REACTION_REMOVE_EMOJI", "1024", func(m string) {
			w.As(w.ben.ID).React(m, "🐙")
			b.request("DELETE", b.path("/", m, "/reactions/🐙"), nil)
		}},
		{"MESSAGE_REACTION_REMOVE_ALL", "1024", func(m string) {
			w.As(w.ben.ID).React(m, "🐙")
			b.request("DELETE", b.path("/", m, "/reactions"), nil)
		}},
		{"MESSAGE_DELETE_BULK", "512", func(m string) {
			other, _ := w.As(w.ben.ID).Say(w.channel.ID, "other")
			b.request("POST", b.path("/bulk-delete"), object{"messages": array{m, other.ID}})
		}},
		{"GUILD_MEMBER_ADD", "2", func(string) { w.AddMember(w.guild.ID, cyd.ID) }},
		{"GUILD_MEMBER_UPDATE", "2", func(string) { w.SetRoles(w.guild.ID, cyd.ID, role.ID) }},
		{"GUILD_MEMBER_REMOVE", "2", func(string) { w.RemoveMember(w.guild.ID, cyd.ID) }},
		{"GUILD_ROLE_UPDATE", "1", func(string) { w.InstallWith(w.app.ID, w.guild.ID, localdiscord.BotPermissions) }},
	}
	w.AllowIntents(w.app.ID, 1<<1)
	for _, tt := range tests {
		with, without := w.dial("v=10"), w.dial("v=10")
		with.send(identify(botToken, `,"intents":`+tt.intents))
		without.send(identify(botToken, `,"intents":0`))
		with.until(0, "READY")
		without.until(0, "READY")
		m, err := w.As(w.ben.ID).Say(w.channel.ID, "hello")
		if err != nil {
			t.Fatal(err)
		}
		tt.do(m.ID)
		if data := string(with.until(0, tt.event).Data); !strings.Contains(data, `"guild_id":"`+w.guild.ID) {
			t.Errorf("%s: %s, want the guild named", tt.event, data)
		}
		without.send(`{"op":1,"d":null}`)
		var p packet
		if err := without.ReadJSON(&p); err != nil || p.Op != 11 {
			t.Errorf("%s reached a bot without the intent: %+v, %v", tt.event, p, err)
		}
		with.Close()
		without.Close()
	}
}
