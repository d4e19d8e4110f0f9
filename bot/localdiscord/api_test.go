package localdiscord_test

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"quizbot/bot/localdiscord"
)

// browse sends a request as a browser or program would; headers are pairs.
func (w *world) browse(method, path, body string, headers ...string) reply {
	w.t.Helper()
	req, err := http.NewRequestWithContext(testContext(w.t), method, w.URL()+path, strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			req.Host = headers[i+1]
		} else {
			req.Header.Set(headers[i], headers[i+1])
		}
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		w.t.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return reply{resp.StatusCode, resp.Header, string(raw)}
}

// TestW1OnlyOurOwnPageMayAct checks that another site in the same browser gets nowhere.
func TestW1OnlyOurOwnPageMayAct(t *testing.T) {
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "page") })
	w := startWorld(t, localdiscord.Options{Page: page})
	host := strings.TrimPrefix(w.URL(), "http://")
	port := host[strings.LastIndex(host, ":"):]
	token, say := w.AccessToken(), `{"user":"`+w.ben.ID+`","channel_id":"`+w.channel.ID+`","content":"hi"}`
	state := "/local/state?user=" + w.ben.ID
	tests := []struct {
		name, method, path string
		headers            []string
		status             int
	}{
		{"header token", "GET", state, []string{"X-Local-Token", token}, 200},
		{"query token", "GET", state + "&token=" + token, nil, 200},
		{"localhost", "GET", state, []string{"X-Local-Token", token, "Host", "localhost" + port}, 200},
		{"own origin", "GET", state, []string{"X-Local-Token", token, "Origin", w.URL()}, 200},
		{"no token", "GET", state, nil, 403},
		{"wrong token", "GET", state, []string{"X-Local-Token", "wrong"}, 403},
		{"foreign host", "GET", state, []string{"X-Local-Token", token, "Host", "evil.example" + port}, 403},
		{"other port", "GET", state, []string{"X-Local-Token", token, "Host", "127.0.0.1:1"}, 403},
		{"foreign origin", "GET", state, []string{"X-Local-Token", token, "Origin", "http://evil.example"}, 403},
		{"null origin", "GET", state, []string{"X-Local-Token", token, "Origin", "null"}, 403},
		{"https origin", "GET", state, []string{"X-Local-Token", token, "Origin", "https://" + host}, 403},
		{"post with header token", "POST", "/local/messages", []string{"X-Local-Token", token}, 200},
		{"post from our page", "POST", "/local/messages?token=" + token, []string{"Origin", w.URL()}, 200},
		{"post without origin", "POST", "/local/messages?token=" + token, nil, 403},
		{"post from a foreign page", "POST", "/local/messages?token=" + token, []string{"Origin", "http://evil.example"}, 403},
		{"page", "GET", "/", nil, 200},
		{"page by another name", "GET", "/", []string{"Host", "evil.example" + port}, 403},
		{"gateway from a foreign page", "GET", "/gateway?v=10", []string{"Origin", "http://evil.example", "Connection", "Upgrade",
			"Upgrade", "websocket", "Sec-WebSocket-Version", "13", "Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="}, 403},
	}
	for _, tt := range tests {
		if r := w.browse(tt.method, tt.path, say, tt.headers...); r.status != tt.status {
			t.Errorf("%s: %d %s, want %d", tt.name, r.status, r.body, tt.status)
		}
	}
}

func TestW3ListensOnThisMachineOnly(t *testing.T) {
	for _, addr := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.0.2.1:0", "example.org:80", "nonsense"} {
		s := localdiscord.New(localdiscord.Options{})
		err := s.Start(addr)
		if err == nil || !strings.Contains(err.Error(), "127.0.0.1:") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want one sentence with the address to use", addr, err)
		}
		s.Close()
	}
	w := startWorld(t, localdiscord.Options{})
	if err := w.Start("127.0.0.1:0"); err == nil {
		t.Error("started twice")
	}
	busy := localdiscord.New(localdiscord.Options{})
	defer busy.Close()
	if err := busy.Start(strings.TrimPrefix(w.URL(), "http://")); err == nil || !strings.Contains(err.Error(), "another port") {
		t.Errorf("busy port: %v", err)
	}
}

// stream reads the events of one user.
type stream struct {
	t       *testing.T
	scanner *bufio.Scanner
}

func (w *world) stream(user string) stream {
	w.t.Helper()
	req, err := http.NewRequestWithContext(testContext(w.t), "GET", w.URL()+"/local/events?user="+user+"&token="+w.AccessToken(), nil)
	if err != nil {
		w.t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { resp.Body.Close() })
	s := stream{w.t, bufio.NewScanner(resp.Body)}
	s.scanner.Buffer(nil, 1<<20)
	s.scanner.Scan() // the comment that says it is connected
	return s
}

// next returns the data of the next event of a type, and the types passed over.
func (s stream) next(kind string) (data map[string]any, before []string) {
	s.t.Helper()
	for s.scanner.Scan() {
		line, ok := strings.CutPrefix(s.scanner.Text(), "data: ")
		if !ok {
			continue
		}
		var e struct {
			Type string         `json:"type"`
			Data map[string]any `json:"data"`
		}
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			s.t.Fatal(err)
		}
		if e.Type == kind {
			return e.Data, before
		}
		before = append(before, e.Type)
	}
	s.t.Fatalf("no %s; only %v", kind, before)
	return nil, nil
}

// TestPageActsAsAMember plays what the page does: state, command, suggestions,
// form, messages and events.
func TestPageActsAsAMember(t *testing.T) {
	w := startWorld(t, localdiscord.Options{})
	b := w.bot(func(i interaction) any {
		switch i.Type {
		case 4:
			return object{"type": 8, "data": object{"choices": array{object{"name": "Sea", "value": "sea"}}}}
		case 3:
			return object{"type": 9, "data": object{"title": "T", "custom_id": "f", "components": array{row(object{"type": 4, "custom_id": "w", "style": 1, "label": "L"})}}}
		case 5:
			return object{"type": 7, "data": object{"content": "changed"}}
		}
		if i.Data["name"] == "mute" {
			return nil
		}
		return object{"type": 4, "data": object{"content": "q", "flags": 64, "components": array{row(button(1), with(button(2), "disabled", true))}}}
	})
	b.commands(object{"name": "quiz", "description": "d", "options": array{object{"type": 1, "name": "go", "description": "d", "options": array{
		object{"type": 3, "name": "bank", "description": "d", "autocomplete": true}}}}}, object{"name": "mute", "description": "d"},
		object{"name": "admin", "description": "d", "default_member_permissions": "0"})
	post := func(body object) reply {
		t.Helper()
		body["user"], body["channel_id"] = w.ben.ID, w.channel.ID
		raw, _ := json.Marshal(body)
		return w.browse("POST", "/local/interactions", string(raw), "X-Local-Token", w.AccessToken())
	}
	bens, adas := w.stream(w.ben.ID), w.stream(w.ada.ID)

	state := w.browse("GET", "/local/state?user="+w.ben.ID, "", "X-Local-Token", w.AccessToken()).body
	for _, want := range []string{`"username":"ada"`, `"name":"Readers"`, `"name":"quiz"`, `"user_id":"` + w.ben.ID, `"application_id":"` + w.app.ID} {
		if !strings.Contains(state, want) {
			t.Errorf("state lacks %s: %s", want, state)
		}
	}
	if strings.Contains(state, `"name":"admin"`) || strings.Contains(state, botToken) {
		t.Errorf("state shows a command ben may not use, or the bot's token: %s", state)
	}
	sub := func(options ...any) array {
		return array{object{"name": "go", "type": 1, "options": options}}
	}
	if r := post(object{"type": 4, "name": "quiz", "options": sub(object{"name": "bank", "type": 3, "value": "s", "focused": true})}); r.status != 200 ||
		!strings.Contains(r.body, `"choices":[{"name":"Sea","value":"sea"}]`) || r.field("result") != "choices" {
		t.Errorf("suggestions: %d %s", r.status, r.body)
	}
	if r := post(object{"type": 2, "name": "quiz", "options": sub(object{"name": "bank", "type": 3, "value": "sea"})}); r.field("result") != "message" {
		t.Fatalf("command: %d %s", r.status, r.body)
	}
	message, _ := bens.next("MESSAGE_CREATE")
	bens.next("INTERACTION_DONE")
	list := w.browse("GET", "/local/channels/"+w.channel.ID+"/messages?user="+w.ben.ID, "", "X-Local-Token", w.AccessToken())
	if !strings.Contains(list.body, `"content":"q"`) {
		t.Errorf("messages: %s", list.body)
	}
	if r := post(object{"type": 3, "message_id": message["id"], "custom_id": "b2", "values": array{}}); r.status != 409 {
		t.Errorf("disabled button: %d %s, want 409", r.status, r.body)
	}
	if r := post(object{"type": 3, "message_id": message["id"], "custom_id": "b1", "values": array{}}); r.field("result") != "modal" || !strings.Contains(r.body, `"title":"T"`) {
		t.Fatalf("press: %d %s", r.status, r.body)
	}
	modal, _ := bens.next("MODAL")
	if r := post(object{"type": 5, "interaction_id": modal["interaction_id"], "custom_id": "f", "fields": object{"w": ""}}); r.status != 400 {
		t.Errorf("empty field: %d %s, want 400", r.status, r.body)
	}
	if r := post(object{"type": 5, "interaction_id": modal["interaction_id"], "custom_id": "f", "fields": object{"w": "x"}}); r.field("result") != "update" {
		t.Errorf("submit: %d %s", r.status, r.body)
	}
	if update, _ := bens.next("MESSAGE_UPDATE"); update["content"] != "changed" {
		t.Errorf("update %v", update)
	}
	request, _ := bens.next("REQUEST")
	if path, _ := request["path"].(string); !strings.HasSuffix(path, "/…/callback") || request["status"] != 204.0 || !strings.Contains(request["body"].(string), `"changed"`) {
		t.Errorf("request %v, want the callback without its token", request)
	}
	if r := post(object{"type": 2, "name": "mute"}); r.status != 504 || r.field("message") != "The application did not respond" {
		t.Errorf("no answer: %d %s", r.status, r.body)
	}
	if failed, _ := bens.next("INTERACTION_FAILED"); failed["message"] != "The application did not respond" {
		t.Errorf("failure %v", failed)
	}
	for _, bad := range []object{{"type": 2, "name": "nothing"}, {"type": 9}, {"type": 4, "name": "quiz"}, {"type": "two"}} {
		if r := post(bad); r.status != 400 || r.field("message") == "" {
			t.Errorf("%v: %d %s, want 400 and a sentence", bad, r.status, r.body)
		}
	}
	w.As(w.ben.ID).Say(w.channel.ID, "end")
	if end, before := adas.next("MESSAGE_CREATE"); end["content"] != "end" || strings.Contains(strings.Join(before, " "), "MODAL") {
		t.Errorf("ada saw %v and %v; ben's answers are his own", before, end["content"])
	}
}

// TestPageSeesTheWorldChange lets everything that changes what a member sees
// announce itself, so that the page asks for the state again.
func TestPageSeesTheWorldChange(t *testing.T) {
	w := startWorld(t, localdiscord.Options{})
	b := w.bot(func(interaction) any { return nil })
	var role localdiscord.Role
	tests := []struct {
		what   string
		change func()
	}{
		{"user", func() { w.AddUser("cem") }},
		{"guild", func() { w.AddGuild("Other", w.ada.ID) }},
		{"role", func() { role = w.AddRole(w.guild.ID, "late", 0) }},
		{"member", func() { w.AddMember(w.guild.ID, w.ben.ID, role.ID) }},
		{"roles", func() { w.SetRoles(w.guild.ID, w.ben.ID) }},
		{"channel", func() { w.AddChannel(w.guild.ID, "late") }},
		{"overwrite", func() { w.SetOverwrite(w.channel.ID, localdiscord.Overwrite{ID: role.ID}) }},
		{"thread", func() { b.request("POST", "/channels/"+w.channel.ID+"/threads", object{"name": "t", "type": 11}) }},
		{"direct messages", func() { w.OpenDM(w.ben.ID, w.app.ID) }},
		{"commands", func() { b.commands(object{"name": "quiz", "description": "d"}) }},
	}
	for _, tt := range tests {
		events, cancel := w.Subscribe(w.ben.ID)
		tt.change()
		select {
		case e := <-events:
			if e.Type != "STATE" {
				t.Errorf("%s: %s, want STATE", tt.what, e.Type)
			}
		case <-testContext(t).Done():
			t.Errorf("%s: nothing happened", tt.what)
		}
		cancel()
	}
	adas := w.browse("GET", "/local/state?user="+w.ada.ID, "", "X-Local-Token", w.AccessToken())
	bens := w.browse("GET", "/local/state?user="+w.ben.ID, "", "X-Local-Token", w.AccessToken())
	for _, want := range []string{`"direct":[{"id":"`, `"user_id":"` + w.app.UserID, `"threads":[{`, `"permissions":"`} {
		if !strings.Contains(bens.body, want) {
			t.Errorf("ben's state lacks %s: %s", want, bens.body)
		}
	}
	if !strings.Contains(adas.body, `"direct":[]`) {
		t.Errorf("ada sees direct messages of ben: %s", adas.body)
	}
}

// TestPageActsBesideCommands plays menus of messages and members, reactions,
// typing and direct messages.
func TestPageActsBesideCommands(t *testing.T) {
	w := startWorld(t, localdiscord.Options{})
	b := w.bot(func(i interaction) any { return say("You chose " + i.Data["name"].(string)) })
	b.commands(object{"name": "Report", "type": 3}, object{"name": "Scores", "type": 2},
		object{"name": "quiz", "description": "d", "options": array{object{"type": 1, "name": "go", "description": "d"}}})
	said, err := w.As(w.ada.ID).Say(w.channel.ID, "hello")
	if err != nil {
		t.Fatal(err)
	}
	post := func(path string, body object) reply {
		t.Helper()
		raw, _ := json.Marshal(body)
		return w.browse("POST", "/local/"+path, string(raw), "X-Local-Token", w.AccessToken())
	}
	run := func(name string, kind int, target string) object {
		return object{"user": w.ben.ID, "channel_id": w.channel.ID, "type": 2, "command_type": kind, "name": name, "target_id": target}
	}
	react := func(emoji string, remove bool) object {
		return object{"user": w.ben.ID, "message_id": said.ID, "emoji": emoji, "remove": remove}
	}
	slash := run("quiz", 1, "")
	slash["options"] = array{object{"name": "go", "type": 1}}
	tests := []struct {
		name, path string
		body       object
		status     int
	}{
		{"menu of a message", "interactions", run("Report", 3, said.ID), 200},
		{"menu of a member", "interactions", run("Scores", 2, w.ada.ID), 200},
		{"slash command", "interactions", slash, 200},
		{"a member's command on a message", "interactions", run("Scores", 3, said.ID), 400},
		{"a message that is gone", "interactions", run("Report", 3, "1"), 409},
		{"nobody", "interactions", run("Scores", 2, "1"), 400},
		{"reaction", "reactions", react("👍", false), 200},
		{"reaction taken back", "reactions", react("👍", true), 200},
		{"no emoji", "reactions", react("no", false), 400},
		{"typing", "typing", object{"user": w.ben.ID, "channel_id": w.channel.ID}, 200},
		{"typing nowhere", "typing", object{"user": w.ben.ID, "channel_id": "1"}, 400},
		{"direct messages", "direct", object{"user": w.ben.ID, "bot": w.app.UserID}, 200},
		{"direct messages between members", "direct", object{"user": w.ben.ID, "bot": w.ada.ID}, 400},
		{"direct messages of nobody", "direct", object{"user": "1", "bot": w.app.UserID}, 400},
	}
	outsider := w.AddUser("outsider")
	adas, strangers := w.stream(w.ada.ID), w.stream(outsider.ID)
	for _, tt := range tests {
		if r := post(tt.path, tt.body); r.status != tt.status || r.status != 200 && r.field("message") == "<nil>" {
			t.Errorf("%s: %d %s, want %d", tt.name, r.status, r.body, tt.status)
		}
	}
	if typing, _ := adas.next("TYPING"); typing["user_id"] != w.ben.ID || typing["channel_id"] != w.channel.ID {
		t.Errorf("typing %v", typing)
	}
	w.AddUser("end")
	if _, before := strangers.next("STATE"); strings.Contains(strings.Join(before, " "), "TYPING") {
		t.Error("somebody outside the guild saw who writes in it")
	}
	var names []string
	for _, m := range w.Messages(w.channel.ID, "") {
		if m.Interaction != nil {
			names = append(names, m.Interaction.Name+" by "+m.Interaction.User.Username)
		}
	}
	if got, want := strings.Join(names, ", "), "Report by ben, Scores by ben, quiz go by ben"; got != want {
		t.Errorf("answers to %s, want %s", got, want)
	}
}
