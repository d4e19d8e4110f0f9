package localdiscord_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"quizbot/bot/localdiscord"
)

// TestShardsAreToldOfTheirGuildsOnly logs in two shards of two and looks at
// what each is told of two guilds and of direct messages.
func TestShardsAreToldOfTheirGuildsOnly(t *testing.T) {
	w := startWorld(t, localdiscord.Options{Shards: 2, IdentifyPause: time.Hour, MaxConcurrency: 2})
	w.AllowIntents(w.app.ID, 1<<1)
	guilds := map[int]string{localdiscord.Shard(w.guild.ID, 2): w.guild.ID}
	other := w.AddGuild("Writers", w.ada.ID)
	guilds[localdiscord.Shard(other.ID, 2)] = other.ID
	if len(guilds) != 2 {
		t.Fatalf("guilds %s and %s, made one after the other, are of the same shard", w.guild.ID, other.ID)
	}
	channels := map[string]string{w.guild.ID: w.channel.ID, other.ID: w.AddChannel(other.ID, "drafts").ID}
	w.Install(w.app.ID, other.ID)
	shards := make([]wire, 2)
	for n := range shards {
		shards[n] = w.dial("v=10")
		shards[n].send(identify(botToken, fmt.Sprintf(`,"intents":4611,"shard":[%d,2]`, n)))
		ready := string(shards[n].until(0, "READY").Data)
		if !strings.Contains(ready, guilds[n]) || strings.Contains(ready, guilds[1-n]) || !strings.Contains(ready, fmt.Sprintf(`"shard":[%d,2]`, n)) {
			t.Errorf("READY of shard %d: %s, want guild %s only", n, ready, guilds[n])
		}
		if created := string(shards[n].until(0, "GUILD_CREATE").Data); !strings.Contains(created, `"id":"`+guilds[n]+`"`) {
			t.Errorf("GUILD_CREATE of shard %d: %s, want guild %s", n, created, guilds[n])
		}
	}
	b := w.bot(func(interaction) any { return say("here") })
	if r := b.request("PUT", "/applications/"+w.app.ID+"/commands", array{object{"name": "ping", "description": "d"}}); r.status != 200 {
		t.Fatal(r.body)
	}
	cyd := w.AddUser("cyd")
	for n, guild := range guilds {
		if _, err := w.As(w.ada.ID).Command(testContext(t), channels[guild], "ping"); err != nil {
			t.Fatal(err)
		}
		w.As(w.ada.ID).Type(channels[guild])
		w.AddMember(guild, cyd.ID)
		w.AddRole(guild, fmt.Sprintf("role of %d", n), 0)
	}
	direct := w.OpenDM(w.ben.ID, w.app.ID)
	if _, err := w.As(w.ben.ID).Command(testContext(t), direct.ID, "ping"); err != nil {
		t.Fatal(err)
	}
	w.Dispatch("END", nil)
	for n, c := range shards {
		seen := map[string]int{}
		for end := false; !end; {
			var p packet
			if err := c.ReadJSON(&p); err != nil {
				t.Fatal(err)
			}
			if p.Type != "" {
				seen[p.Type]++
			}
			if strings.Contains(string(p.Data), guilds[1-n]) {
				t.Errorf("shard %d got %s of the other's guild: %s", n, p.Type, p.Data)
			}
			end = p.Type == "END"
		}
		directly := 1 - n // direct messages are shard 0's
		for event, want := range map[string]int{"INTERACTION_CREATE": 1 + directly, "MESSAGE_CREATE": 1 + directly, "GUILD_MEMBER_ADD": 1, "GUILD_ROLE_CREATE": 1} {
			if seen[event] != want {
				t.Errorf("shard %d got %d %s, want %d", n, seen[event], event, want)
			}
		}
	}
	if r := b.request("GET", "/gateway/bot", nil); !strings.Contains(r.body, `"max_concurrency":2`) || !strings.Contains(r.body, `"shards":2`) {
		t.Errorf("GET /gateway/bot: %s", r.body)
	}
}

func TestShardOfAGuild(t *testing.T) {
	tests := []struct {
		guild string
		count int
		want  int
	}{{"4194304", 4, 1}, {"8388607", 4, 1}, {"8388608", 4, 2}, {"20971520", 4, 1}, {"20971520", 1, 0}, {"", 4, 0}, {"no id", 4, 0}}
	for _, tt := range tests {
		if got := localdiscord.Shard(tt.guild, tt.count); got != tt.want {
			t.Errorf("Shard(%q, %d) is %d, want %d", tt.guild, tt.count, got, tt.want)
		}
	}
}

// TestLoginsTakeTurns: shards whose numbers have the same rest wait for each
// other, others do not.
func TestLoginsTakeTurns(t *testing.T) {
	tests := []struct {
		concurrency int
		shards      [2]int
		together    bool
	}{{1, [2]int{0, 1}, false}, {2, [2]int{0, 1}, true}, {2, [2]int{0, 2}, false}, {2, [2]int{1, 3}, false}, {16, [2]int{0, 15}, true}}
	for _, tt := range tests {
		w := startWorld(t, localdiscord.Options{IdentifyPause: 5 * time.Second, MaxConcurrency: tt.concurrency})
		for i, n := range tt.shards {
			c := w.dial("v=10")
			c.until(10, "")
			c.send(identify(botToken, fmt.Sprintf(`,"intents":0,"shard":[%d,16]`, n)))
			var p packet
			if err := c.ReadJSON(&p); err != nil {
				t.Fatal(err)
			}
			if allowed := i == 0 || tt.together; (p.Type == "READY") != allowed {
				t.Errorf("%d at a time, shards %v: login %d got op %d %s", tt.concurrency, tt.shards, i, p.Op, p.Type)
			}
		}
	}
}

// TestConnectionsBreakWhereTheyAreTold drives each kind of gateway fault over
// the control API, as another process does.
func TestConnectionsBreakWhereTheyAreTold(t *testing.T) {
	login := identify(botToken, `,"intents":1`)
	tests := []struct {
		name, fault string
		want        string // what the client sees, one word per payload
	}{
		{"right after the first payload", `{"frame":1}`, "op10 gone"},
		{"without a number the next one is meant", `{}`, "op10 gone"},
		{"after the second", `{"frame":2,"code":4000}`, "op10 READY close4000"},
		{"instead of the third", `{"frame":3,"lost":true}`, "op10 READY gone"},
		{"at an event", `{"event":"GUILD_CREATE","code":4009}`, "op10 READY GUILD_CREATE close4009"},
		{"when a login has arrived", `{"event":"IDENTIFY","from_client":true,"lost":true}`, "op10 gone"},
		{"when a login was carried out", `{"event":"IDENTIFY","from_client":true,"code":1001}`, "op10 READY GUILD_CREATE close1001"},
		{"of another shard", `{"event":"READY","shard":3}`, "op10 READY GUILD_CREATE op11"},
		{"of this shard", `{"frame":2,"shard":0}`, "op10 READY GUILD_CREATE gone"},
		{"reconnect", `{"event":"READY","do":"reconnect"}`, "op10 READY op7 GUILD_CREATE op11"},
		{"invalid", `{"event":"READY","do":"invalid"}`, "op10 READY op9false GUILD_CREATE op11"},
		{"resumable", `{"event":"READY","do":"resumable"}`, "op10 READY op9true GUILD_CREATE op11"},
		{"one payload is lost", `{"event":"READY","lost":true,"do":"none"}`, "op10 GUILD_CREATE op11"},
		{"late", `{"event":"READY","delay_ms":30}`, "op10 READY GUILD_CREATE op11"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := startWorld(t, localdiscord.Options{})
			if r := w.browse("POST", "/local/gateway/faults", tt.fault, "X-Local-Token", w.AccessToken()); r.status != 200 {
				t.Fatalf("%d %s", r.status, r.body)
			}
			c := w.dial("v=10")
			c.WriteMessage(1, []byte(login))
			c.WriteMessage(1, []byte(`{"op":1,"d":null}`))
			if got := c.story(); got != tt.want {
				t.Errorf("the client saw %q, want %q", got, tt.want)
			}
		})
	}
}

// story reads until a heartbeat is acknowledged or the connection ends.
func (c wire) story() string {
	var words []string
	for {
		_, raw, err := c.ReadMessage()
		if err != nil {
			if text := err.Error(); strings.Contains(text, "close 4") || strings.Contains(text, "close 100") && !strings.Contains(text, "1006") {
				return strings.Join(append(words, "close"+strings.TrimSuffix(strings.Fields(text)[2], ":")), " ")
			}
			return strings.Join(append(words, "gone"), " ")
		}
		var p packet
		if err := json.Unmarshal(raw, &p); err != nil {
			c.t.Fatal(err)
		}
		word := p.Type
		if word == "" {
			word = fmt.Sprintf("op%d", p.Op)
		}
		if p.Op == 9 {
			word += string(p.Data)
		}
		if words = append(words, word); p.Op == 11 {
			return strings.Join(words, " ")
		}
	}
}

func TestControlRefusesWhatCannotBe(t *testing.T) {
	w := startWorld(t, localdiscord.Options{})
	tests := []struct {
		method, path, body string
		status             int
	}{
		{"POST", "/local/gateway/faults", `{"code":4999}`, 200},
		{"POST", "/local/gateway/faults", `{"code":5000}`, 400},
		{"POST", "/local/gateway/faults", `{"do":"explode"}`, 400},
		{"POST", "/local/gateway/close", `{"code":999}`, 400},
		{"PUT", "/local/gateway/plan", `{"close_code":4014}`, 200},
		{"PUT", "/local/gateway/plan", `{"close_code":12}`, 400},
		{"POST", "/local/faults", `{"method":"POST","route":"/channels/{channel}/messages","status":503}`, 200},
		{"POST", "/local/faults", `{"method":"GET","route":"/channels/1/messages"}`, 400},
		{"POST", "/local/faults", `{"status":600}`, 400},
		{"POST", "/local/faults", `hello`, 400},
		{"DELETE", "/local/faults", ``, 200},
	}
	for _, tt := range tests {
		if r := w.browse(tt.method, tt.path, tt.body, "X-Local-Token", w.AccessToken()); r.status != tt.status {
			t.Errorf("%s %s %s: %d %s, want %d", tt.method, tt.path, tt.body, r.status, r.body, tt.status)
		}
	}
	if r := w.browse("GET", "/local/gateway", "", "X-Local-Token", w.AccessToken()); !strings.Contains(r.body, `"faults":0`) {
		t.Errorf("after healing %s", r.body)
	}
}

// TestResumeAtItsOwnAddress: READY names another address than the gateway's,
// and a session is resumed there.
func TestResumeAtItsOwnAddress(t *testing.T) {
	w := startWorld(t, localdiscord.Options{})
	c := w.dial("v=10")
	c.send(identify(botToken, `,"intents":1`))
	var ready struct {
		Session string `json:"session_id"`
		Address string `json:"resume_gateway_url"`
	}
	if err := json.Unmarshal(c.until(0, "READY").Data, &ready); err != nil || ready.Address == w.GatewayURL() {
		t.Fatalf("READY names %q, %v; want another address than the gateway's", ready.Address, err)
	}
	if r := w.browse("POST", "/local/gateway/close", `{"code":0}`, "X-Local-Token", w.AccessToken()); r.status != 200 {
		t.Fatal(r.body)
	}
	conn, _, err := websocket.DefaultDialer.Dial(ready.Address+"/?v=10&encoding=json", nil)
	if err != nil {
		t.Fatal(err)
	}
	again := wire{conn, t}
	defer again.Close()
	again.send(fmt.Sprintf(`{"op":6,"d":{"token":%q,"session_id":%q,"seq":1}}`, botToken, ready.Session))
	again.until(0, "RESUMED")
	if _, err := w.Await(testContext(t), func(e localdiscord.Event) bool {
		return e.Type == "GATEWAY" && e.Reason == "connect" && strings.HasPrefix(e.Path, "/gateway/resume")
	}); err != nil {
		t.Error("no connection came to the address for resuming")
	}
}

// TestLostTellsTheClientsCloseCode and the shard.
func TestLostTellsTheClientsCloseCode(t *testing.T) {
	w := startWorld(t, localdiscord.Options{})
	c := w.dial("v=10")
	c.send(identify(botToken, `,"intents":0,"shard":[1,2]`))
	c.until(0, "READY")
	c.WriteControl(8, []byte{4000 >> 8, 4000 & 255}, time.Now().Add(time.Second))
	e, err := w.Await(testContext(t), func(e localdiscord.Event) bool { return e.Reason == "lost" })
	if err != nil || e.Code != 4000 || e.Shard != 1 {
		t.Errorf("lost with code %d of shard %d, %v; want 4000 and 1", e.Code, e.Shard, err)
	}
}

// TestResumeRepeatsAndIsLate: events that were seen come again, and RESUMED a
// while after them.
func TestResumeRepeatsAndIsLate(t *testing.T) {
	w := startWorld(t, localdiscord.Options{})
	c := w.dial("v=10")
	c.send(identify(botToken, `,"intents":1`))
	var ready struct {
		Session string `json:"session_id"`
	}
	if err := json.Unmarshal(c.until(0, "READY").Data, &ready); err != nil {
		t.Fatal(err)
	}
	seq := c.until(0, "GUILD_CREATE").Seq
	w.CloseGateway(0)
	w.SetGateway(localdiscord.GatewayPlan{Again: 1})
	const late = 60 * time.Millisecond
	w.FailGateway(localdiscord.GatewayFault{Event: "RESUMED", Delay: late})
	again := w.dial("v=10")
	again.send(fmt.Sprintf(`{"op":6,"d":{"token":%q,"session_id":%q,"seq":%d}}`, botToken, ready.Session, seq))
	if p := again.until(0, "GUILD_CREATE"); p.Seq != seq {
		t.Errorf("repeated number %d, want %d", p.Seq, seq)
	}
	began := time.Now()
	if again.until(0, "RESUMED"); time.Since(began) < late/2 {
		t.Errorf("RESUMED came after %v, want about %v", time.Since(began), late)
	}
}

func TestFaultsOfOneChannel(t *testing.T) {
	w := newWorld(t, localdiscord.Options{})
	b := w.bot(func(interaction) any { return nil })
	other := w.AddChannel(w.guild.ID, "other")
	w.Fail(localdiscord.Fault{Channel: other.ID, Times: -1, Status: 503})
	for channel, status := range map[string]int{w.channel.ID: 200, other.ID: 503} {
		if r := b.request("POST", "/channels/"+channel+"/messages", object{"content": "hi"}); r.status != status {
			t.Errorf("%s: %d, want %d", channel, r.status, status)
		}
	}
}
