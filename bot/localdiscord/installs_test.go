package localdiscord_test

import (
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"quizbot/bot/localdiscord"
)

// TestUsersTakeApplicationsAlong runs one command for each choice of contexts
// and integration types, in four places.
func TestUsersTakeApplicationsAlong(t *testing.T) {
	// home has the bot; away has it not; direct messages are with it, or with another.
	tests := []struct {
		name      string
		command   object
		installed bool // by ben
		want      string
	}{
		{"by default, not installed", nil, false, "home:0 dm:0"},
		{"by default, installed", nil, true, "home:01 away:1 dm:01 other:1"},
		{"for guilds", object{"integration_types": array{0}}, true, "home:0 dm:0"},
		{"for users", object{"integration_types": array{1}}, true, "home:1 away:1 dm:1 other:1"},
		{"for users, not installed", object{"integration_types": array{1}}, false, ""},
		{"in guilds", object{"contexts": array{0}}, true, "home:01 away:1"},
		{"in the bot's messages", object{"contexts": array{1}}, true, "dm:01"},
		{"in other messages", object{"contexts": array{2}}, true, "other:1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, localdiscord.Options{})
			got := make(chan interaction, 1)
			var payload atomic.Value
			events, cancel := w.Subscribe(w.app.UserID)
			defer cancel()
			go func() {
				for e := range events {
					if e.Type == "INTERACTION_CREATE" {
						payload.Store(string(e.Payload))
						got <- interaction{}
					}
				}
			}()
			b := w.bot(func(interaction) any { return say("here") })
			away := w.AddGuild("Away", w.ben.ID)
			other := w.AddApplication("other", "another-token")
			w.InstallForUser(w.app.ID, w.ben.ID, tt.installed)
			if r := b.request("PUT", "/applications/"+w.app.ID+"/commands", array{with(object{"name": "ping", "description": "d"}, pairsOf(tt.command)...)}); r.status != 200 {
				t.Fatal(r.body)
			}
			var places []string
			for _, place := range []struct {
				name, channel string
				context       int
			}{{"home", w.channel.ID, 0}, {"away", w.AddChannel(away.ID, "x").ID, 0}, {"dm", w.OpenDM(w.ben.ID, w.app.ID).ID, 1}, {"other", w.OpenDM(w.ben.ID, other.ID).ID, 2}} {
				if _, err := w.As(w.ben.ID).Command(testContext(t), place.channel, "ping"); err != nil {
					continue
				}
				<-got
				var sent struct {
					Context int               `json:"context"`
					Owners  map[string]string `json:"authorizing_integration_owners"`
				}
				if err := json.Unmarshal([]byte(payload.Load().(string)), &sent); err != nil {
					t.Fatal(err)
				}
				kinds := ""
				for _, kind := range []string{"0", "1"} {
					if sent.Owners[kind] != "" {
						kinds += kind
					}
				}
				if sent.Context != place.context || sent.Owners["1"] != "" && sent.Owners["1"] != w.ben.ID {
					t.Errorf("%s: context %d, owners %v", place.name, sent.Context, sent.Owners)
				}
				places = append(places, place.name+":"+kinds)
			}
			if got := strings.Join(places, " "); got != tt.want {
				t.Errorf("works in %q, want %q", got, tt.want)
			}
		})
	}
}

func pairsOf(o object) (pairs []any) {
	for key, v := range o {
		pairs = append(pairs, key, v)
	}
	return pairs
}

// TestUserInstalledApplicationsAreLimited: five followups, and ephemeral
// answers where the guild does not want them.
func TestUserInstalledApplicationsAreLimited(t *testing.T) {
	for _, wanted := range []bool{true, false} {
		w := newWorld(t, localdiscord.Options{})
		b := w.script()
		away := w.AddGuild("Away", w.ada.ID)
		w.AddMember(away.ID, w.ben.ID)
		channel := w.AddChannel(away.ID, "x")
		if !wanted {
			w.SetOverwrite(channel.ID, localdiscord.Overwrite{ID: away.ID, Deny: localdiscord.PermissionUseExternalApps})
		}
		w.InstallForUser(w.app.ID, w.ben.ID, true)
		b.request("PUT", "/applications/"+w.app.ID+"/commands", array{object{"name": "ping", "description": "d"}})
		done := make(chan *localdiscord.Response, 1)
		events, cancel := w.Subscribe(w.app.UserID)
		go func() {
			r, _ := w.As(w.ben.ID).Command(testContext(t), channel.ID, "ping")
			done <- r
		}()
		var i interaction
		for e := range events {
			if e.Type == "INTERACTION_CREATE" {
				json.Unmarshal(e.Payload, &i)
				break
			}
		}
		cancel()
		b.callback(i, say("here"))
		if answer := <-done; answer == nil || answer.Message.Ephemeral() == wanted {
			t.Errorf("wanted %v: answer %+v", wanted, answer)
		}
		for n := 1; n <= 6; n++ {
			r := b.request("POST", "/webhooks/"+w.app.ID+"/"+i.Token, object{"content": fmt.Sprint(n)})
			if (r.status == 200) != (n <= 5) || n > 5 && r.field("code") != "40094" {
				t.Errorf("followup %d: %d %s", n, r.status, r.body)
			}
		}
	}
}

// TestTokensSendWhatTheApplicationMay: without sending at all, but files and
// embeds need their permission.
func TestTokensSendWhatTheApplicationMay(t *testing.T) {
	embed := object{"embeds": array{object{"title": "t"}}}
	tests := []struct {
		name   string
		has    int64
		data   object
		files  []file
		status int
	}{
		{"text without permissions", localdiscord.PermissionViewChannel, object{"content": "x"}, nil, 204},
		{"embeds with", localdiscord.PermissionViewChannel | localdiscord.PermissionEmbedLinks, embed, nil, 204},
		{"embeds without", localdiscord.PermissionViewChannel, embed, nil, 403},
		{"files with", localdiscord.PermissionViewChannel | localdiscord.PermissionAttachFiles, object{}, []file{named(0, "a.txt")}, 204},
		{"files without", localdiscord.PermissionViewChannel, object{}, []file{named(0, "a.txt")}, 403},
	}
	for _, tt := range tests {
		w := newWorld(t, localdiscord.Options{})
		b := w.script()
		w.SetOverwrite(w.channel.ID, localdiscord.Overwrite{ID: w.app.UserID, Type: localdiscord.OverwriteMember,
			Allow: tt.has, Deny: (localdiscord.BotPermissions) &^ tt.has})
		i, done := b.start("quiz")
		r := b.upload("POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", object{"type": 4, "data": tt.data}, tt.files...)
		if r.status != tt.status || r.status == 403 && r.field("code") != "50013" {
			t.Errorf("%s: %d %s, want %d", tt.name, r.status, r.body, tt.status)
		}
		if r.status == 403 {
			b.callback(i, say("so that nobody waits"))
		}
		<-done
	}
}

// endpoint is a bot that is called by HTTP.
type endpoint struct {
	key     atomic.Value // its application's public key, in hexadecimal
	lax     atomic.Bool  // accepts wrong signatures
	respond func(w http.ResponseWriter, kind int, body []byte)
}

func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	key, _ := hex.DecodeString(e.key.Load().(string))
	signature, err := hex.DecodeString(r.Header.Get("X-Signature-Ed25519"))
	if err != nil || !ed25519.Verify(key, append([]byte(r.Header.Get("X-Signature-Timestamp")), body...), signature) && !e.lax.Load() {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	var i struct {
		Type   int `json:"type"`
		Locale any `json:"locale"`
	}
	json.Unmarshal(body, &i)
	if i.Type == 1 && i.Locale == nil {
		io.WriteString(w, `{"type":1}`)
		return
	}
	e.respond(w, i.Type, body)
}

// TestInteractionsComeOverHTTP plays a command whose answer is in the body, one
// that is answered on the callback route, and ones that go wrong.
func TestInteractionsComeOverHTTP(t *testing.T) {
	w := startWorld(t, localdiscord.Options{})
	b := w.bot(func(interaction) any { t.Error("the gateway got an interaction"); return nil })
	b.commands(object{"name": "ping", "description": "d"})
	e := &endpoint{}
	e.key.Store(w.app.PublicKey)
	server := httptest.NewServer(e)
	defer server.Close()
	body := fmt.Sprintf(`{"application_id":%q,"url":%q}`, w.app.ID, server.URL)
	if r := w.browse("POST", "/local/endpoint", body, "X-Local-Token", w.AccessToken()); r.status != 200 || r.field("public_key") != w.app.PublicKey {
		t.Fatalf("%d %s", r.status, r.body)
	}
	if r := b.request("GET", "/applications/@me", nil); !strings.Contains(r.body, server.URL) || !strings.Contains(r.body, w.app.PublicKey) {
		t.Errorf("application %s", r.body)
	}
	jsonAnswer := func(text string) func(http.ResponseWriter, int, []byte) {
		return func(w http.ResponseWriter, _ int, _ []byte) {
			w.Header().Set("Content-Type", "application/json")
			io.WriteString(w, text)
		}
	}
	tests := []struct {
		name    string
		respond func(http.ResponseWriter, int, []byte)
		want    string // text of the answer, "" for none
	}{
		{"in the answer", jsonAnswer(`{"type":4,"data":{"content":"Here."}}`), "Here."},
		{"in parts with a file", func(w http.ResponseWriter, _ int, _ []byte) {
			w.Header().Set("Content-Type", "multipart/form-data; boundary=B")
			io.WriteString(w, "--B\r\nContent-Disposition: form-data; name=\"payload_json\"\r\n\r\n{\"type\":4,\"data\":{\"content\":\"With a file.\"}}\r\n"+
				"--B\r\nContent-Disposition: form-data; name=\"files[0]\"; filename=\"a.txt\"\r\n\r\nhello\r\n--B--\r\n")
		}, "With a file.\n[file a.txt, 5 bytes]"},
		{"on the callback route", func(rw http.ResponseWriter, _ int, raw []byte) {
			var i interaction
			json.Unmarshal(raw, &i)
			b.request("POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", say("By route."))
			rw.WriteHeader(http.StatusAccepted)
		}, "By route."},
		{"an error", func(w http.ResponseWriter, _ int, _ []byte) { w.WriteHeader(500) }, ""},
		{"a type that is not allowed", jsonAnswer(`{"type":7}`), ""},
		{"too long", jsonAnswer(`{"type":4,"data":{"content":"` + x(2001) + `"}}`), ""},
	}
	for _, tt := range tests {
		e.respond = tt.respond
		answer, err := w.As(w.ben.ID).Command(testContext(t), w.channel.ID, "ping")
		text := ""
		if err == nil {
			text = strings.TrimSpace(answer.Message.Text())
		} else if err != localdiscord.ErrNoResponse {
			t.Errorf("%s: %v", tt.name, err)
		}
		if text != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, text, tt.want)
		}
	}
	e.respond = jsonAnswer(`{"type":4,"data":{"content":"Here."}}`)
	e.lax.Store(true)
	for n := range 4 { // with the six above: ten
		if _, err := w.As(w.ben.ID).Command(testContext(t), w.channel.ID, "ping"); err != nil {
			t.Fatalf("%d: %v", n, err)
		}
	}
	dropped, err := w.Await(testContext(t), func(e localdiscord.Event) bool { return e.Type == "ENDPOINT" })
	if err != nil || !strings.Contains(dropped.Reason, "must be 401") {
		t.Errorf("an endpoint that accepts wrong signatures was kept: %q, %v", dropped.Reason, err)
	}
	if r := b.request("GET", "/applications/@me", nil); strings.Contains(r.body, server.URL) {
		t.Errorf("application %s", r.body)
	}
}

// TestEndpointsMustProveThemselves before they are used.
func TestEndpointsMustProveThemselves(t *testing.T) {
	w := newWorld(t, localdiscord.Options{})
	e := &endpoint{respond: func(http.ResponseWriter, int, []byte) {}}
	e.key.Store(w.app.PublicKey)
	good := httptest.NewServer(e)
	defer good.Close()
	lax := &endpoint{}
	lax.key.Store(w.app.PublicKey)
	lax.lax.Store(true)
	open := httptest.NewServer(lax)
	defer open.Close()
	wrongKey := &endpoint{}
	wrongKey.key.Store(strings.Repeat("00", 32))
	closed := httptest.NewServer(wrongKey)
	defer closed.Close()
	mute := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	defer mute.Close()
	tests := []struct{ name, address, want string }{
		{"good", good.URL, ""},
		{"none", "", ""},
		{"accepts everything", open.URL, "a wrong signature with status 200"},
		{"knows another key", closed.URL, "a PING with status 401"},
		{"answers nothing", mute.URL, `it must be 200 and {"type":1}`},
		{"is not there", "http://127.0.0.1:1", "did not answer a PING"},
		{"is elsewhere", "https://example.org/interactions", "not on this machine"},
		{"is no address", "interactions", "not an address"},
	}
	for _, tt := range tests {
		err := w.SetEndpoint(testContext(t), w.app.ID, tt.address)
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
	}
	if err := w.SetEndpoint(testContext(t), "1", good.URL); err == nil {
		t.Error("an unknown application got an endpoint")
	}
}

// TestEndpointsHaveThreeSeconds as bots on the gateway do.
func TestEndpointsHaveThreeSeconds(t *testing.T) {
	if testing.Short() {
		t.Skip("takes three seconds")
	}
	w := startWorld(t, localdiscord.Options{})
	b := w.bot(func(interaction) any { return nil })
	b.commands(object{"name": "ping", "description": "d"})
	stop := make(chan struct{})
	e := &endpoint{respond: func(http.ResponseWriter, int, []byte) { <-stop }}
	e.key.Store(w.app.PublicKey)
	server := httptest.NewServer(e)
	defer server.Close()
	defer close(stop)
	if err := w.SetEndpoint(testContext(t), w.app.ID, server.URL); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if _, err := w.As(w.ben.ID).Command(testContext(t), w.channel.ID, "ping"); err != localdiscord.ErrNoResponse || time.Since(began) > 5*time.Second {
		t.Errorf("%v after %v, want no response after three seconds", err, time.Since(began))
	}
}
