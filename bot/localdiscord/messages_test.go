package localdiscord_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"quizbot/bot/localdiscord"
)

func (b *memoryBot) path(parts ...string) string {
	return "/channels/" + b.w.channel.ID + "/messages" + strings.Join(parts, "")
}

func newBot(t *testing.T, opts localdiscord.Options) *memoryBot {
	t.Helper()
	return newWorld(t, opts).bot(func(interaction) any { return nil })
}

func TestEditKeepsWhatIsAbsentAndClearsNull(t *testing.T) {
	b := newBot(t, localdiscord.Options{})
	id := b.request("POST", b.path(), object{"content": "a", "embeds": array{object{"title": "t"}}, "components": array{row(button(1))}}).field("id")
	tests := []struct {
		edit                       object
		content                    string
		embeds, components, status int
	}{
		{object{"content": "b"}, "b", 1, 1, 200},
		{object{"components": array{}}, "b", 1, 0, 200},
		{object{"content": nil}, "", 1, 0, 200},
		{object{"embeds": nil}, "", 1, 0, 400}, // would be empty
		{object{"content": "c", "embeds": nil}, "c", 0, 0, 200},
	}
	for _, tt := range tests {
		r := b.request("PATCH", b.path("/", id), tt.edit)
		m, _ := b.w.Last(b.w.channel.ID, "")
		if r.status != tt.status || m.Content != tt.content || len(m.Embeds) != tt.embeds || len(m.Components) != tt.components || m.EditedTimestamp == nil {
			t.Errorf("%v: %d, message %+v; want %+v", tt.edit, r.status, m, tt)
		}
	}
}

func TestMentionsObeyTheRequest(t *testing.T) {
	w := newWorld(t, localdiscord.Options{})
	b := w.bot(func(interaction) any { return nil })
	role := w.AddRole(w.guild.ID, "readers", 0)
	text := fmt.Sprintf("<@%s> <@!%s> <@&%s> @everyone", w.ada.ID, w.ben.ID, role.ID)
	tests := []struct {
		name     string
		allowed  any
		users    int
		roles    int
		everyone bool
	}{
		{"absent", "absent", 2, 1, true},
		{"nobody", object{"parse": array{}}, 0, 0, false},
		{"parse null", object{"parse": nil}, 0, 0, false},
		{"users", object{"parse": array{"users"}}, 2, 0, false},
		{"one user", object{"users": array{w.ada.ID}}, 1, 0, false},
		{"one role", object{"roles": array{role.ID}}, 0, 1, false},
		{"everyone", object{"parse": array{"everyone"}}, 0, 0, true},
	}
	for _, tt := range tests {
		body := object{"content": text, "allowed_mentions": tt.allowed}
		if tt.allowed == "absent" {
			delete(body, "allowed_mentions")
		}
		var m localdiscord.Message
		if err := json.Unmarshal([]byte(b.request("POST", b.path(), body).body), &m); err != nil {
			t.Fatal(err)
		}
		if len(m.Mentions) != tt.users || len(m.MentionRoles) != tt.roles || m.MentionEveryone != tt.everyone {
			t.Errorf("%s: %d users, %d roles, everyone %v; want %+v", tt.name, len(m.Mentions), len(m.MentionRoles), m.MentionEveryone, tt)
		}
	}
}

func TestEnforcedNonceMakesOneMessage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBot(t, localdiscord.Options{})
		send := func(nonce any, enforce bool) string {
			return b.request("POST", b.path(), object{"content": "a", "nonce": nonce, "enforce_nonce": enforce}).field("id")
		}
		first := send("n1", true)
		if again := send("n1", true); again != first {
			t.Errorf("second send made message %s, want %s again", again, first)
		}
		if other := send("n2", true); other == first {
			t.Error("another nonce returned the first message")
		}
		if loose := send("n1", false); loose == first {
			t.Error("a nonce that is not enforced returned the first message")
		}
		time.Sleep(5*time.Minute + time.Second)
		if late := send("n2", true); late == first {
			t.Error("an old nonce is still remembered")
		}
		if n := len(b.w.Messages(b.w.channel.ID, "")); n != 4 {
			t.Errorf("%d messages, want 4", n)
		}
		b.w.Close()
		b.wait.Wait()
	})
}

func TestListPages(t *testing.T) {
	b := newBot(t, localdiscord.Options{})
	var ids []string
	for i := range 6 {
		ids = append(ids, b.request("POST", b.path(), object{"content": fmt.Sprint(i)}).field("id"))
	}
	for query, want := range map[string]string{
		"": "543210", "?limit=2": "54", "?before=" + ids[3]: "210", "?before=" + ids[3] + "&limit=1": "2",
		"?after=" + ids[2]: "543", "?after=" + ids[2] + "&limit=1": "3", "?around=" + ids[2] + "&limit=3": "321",
	} {
		var list []localdiscord.Message
		json.Unmarshal([]byte(b.request("GET", b.path(query), nil).body), &list)
		got := ""
		for _, m := range list {
			got += m.Content
		}
		if got != want {
			t.Errorf("%q: %q, want %q", query, got, want)
		}
	}
	for _, limit := range []string{"0", "101", "x"} {
		if r := b.request("GET", b.path("?limit=", limit), nil); r.status != http.StatusBadRequest {
			t.Errorf("limit %s: %d, want 400", limit, r.status)
		}
	}
}

// TestRefusals lists the errors of Discord that do not depend on a form.
func TestRefusals(t *testing.T) {
	w := newWorld(t, localdiscord.Options{})
	b := w.bot(func(interaction) any { return nil })
	theirs, err := w.As(w.ben.ID).Say(w.channel.ID, "mine")
	if err != nil {
		t.Fatal(err)
	}
	hidden := w.AddChannel(w.guild.ID, "hidden")
	w.SetOverwrite(hidden.ID, localdiscord.Overwrite{ID: w.guild.ID, Type: localdiscord.OverwriteRole, Deny: localdiscord.PermissionViewChannel})
	silent := w.AddChannel(w.guild.ID, "silent")
	w.SetOverwrite(silent.ID, localdiscord.Overwrite{ID: w.app.UserID, Type: localdiscord.OverwriteMember, Deny: localdiscord.PermissionSendMessages})
	plain := w.AddChannel(w.guild.ID, "plain")
	w.SetOverwrite(plain.ID, localdiscord.Overwrite{ID: w.app.UserID, Type: localdiscord.OverwriteMember, Deny: localdiscord.PermissionEmbedLinks})
	other := w.AddGuild("Elsewhere", w.ada.ID)
	text := object{"content": "a"}
	tests := []struct {
		method, path string
		body         any
		status       int
		code         string
	}{
		{"POST", "/channels/1/messages", text, 404, "10003"},
		{"POST", "/channels/" + hidden.ID + "/messages", text, 403, "50001"},
		{"POST", "/channels/" + silent.ID + "/messages", text, 403, "50013"},
		{"POST", "/channels/" + plain.ID + "/messages", embeds(object{"title": "t"}), 403, "50013"},
		{"PATCH", b.path("/", theirs.ID), text, 403, "50005"},
		{"DELETE", b.path("/", theirs.ID), nil, 403, "50013"},
		{"GET", b.path("/1"), nil, 404, "10008"},
		{"GET", "/users/1", nil, 404, "10013"},
		{"GET", "/guilds/1", nil, 404, "10004"},
		{"GET", "/guilds/" + other.ID, nil, 403, "50001"},
		{"GET", "/guilds/" + w.guild.ID + "/members/1", nil, 404, "10013"},
		{"GET", "/applications/1/commands", nil, 404, "10002"},
		{"PUT", "/applications/" + w.app.ID + "/guilds/" + other.ID + "/commands", array{}, 403, "50001"},
		{"GET", "/applications/" + w.app.ID + "/commands/1", nil, 404, "10063"},
		{"POST", "/webhooks/" + w.app.ID + "/wrong", text, 404, "10015"},
		{"POST", b.path(), "{", 400, "50109"},
		{"POST", b.path(), "[]", 400, "50035"},
		{"GET", "/nowhere", nil, 404, "0"},
		{"PUT", "/users/@me", object{}, 405, "0"},
	}
	for _, tt := range tests {
		if r := b.request(tt.method, tt.path, tt.body); r.status != tt.status || r.field("code") != tt.code {
			t.Errorf("%s %s: %d %s, want %d and code %s", tt.method, tt.path, r.status, r.body, tt.status, tt.code)
		}
	}
	for _, tt := range []struct {
		url, token, kind string
		status           int
	}{
		{"/api/v10/users/@me", "Bot wrong", "", 401},
		{"/api/v10/users/@me", "", "", 401},
		{"/api/v8/users/@me", "Bot " + botToken, "", 400},
		{"/api/v9/users/%40me", "Bot " + botToken, "", 200},
		{"/api/v10" + b.path(), "Bot " + botToken, "text/plain", 400},
	} {
		method, body := "GET", ""
		if tt.kind != "" {
			method, body = "POST", `{"content":"a"}`
		}
		req, _ := http.NewRequest(method, "https://discord.com"+tt.url, strings.NewReader(body))
		req.Header.Set("Authorization", tt.token)
		req.Header.Set("Content-Type", tt.kind)
		resp, err := b.client.Do(req)
		if err != nil || resp.StatusCode != tt.status {
			t.Errorf("%s %q: %v, %v; want %d", tt.url, tt.token, resp, err, tt.status)
		}
	}
}

func TestPermissionsFollowTheDocumentedOrder(t *testing.T) {
	const view, send = localdiscord.PermissionViewChannel, localdiscord.PermissionSendMessages
	role, everyone, member := localdiscord.OverwriteRole, localdiscord.OverwriteRole, localdiscord.OverwriteMember
	tests := []struct {
		name       string
		rolePerms  int64
		overwrites func(guild, role, user string) []localdiscord.Overwrite
		may        bool
	}{
		{"by default", 0, nil, true},
		{"@everyone denied", 0, func(g, _, _ string) []localdiscord.Overwrite {
			return []localdiscord.Overwrite{{ID: g, Type: everyone, Deny: send}}
		}, false},
		{"a role allows again", 0, func(g, r, _ string) []localdiscord.Overwrite {
			return []localdiscord.Overwrite{{ID: r, Type: role, Allow: send}, {ID: g, Type: everyone, Deny: send}}
		}, true},
		{"the member is denied last", 0, func(_, r, u string) []localdiscord.Overwrite {
			return []localdiscord.Overwrite{{ID: u, Type: member, Deny: send}, {ID: r, Type: role, Allow: send}}
		}, false},
		{"nothing without seeing the channel", 0, func(g, _, _ string) []localdiscord.Overwrite {
			return []localdiscord.Overwrite{{ID: g, Type: everyone, Deny: view}}
		}, false},
		{"administrators may all", localdiscord.PermissionAdministrator, func(g, _, u string) []localdiscord.Overwrite {
			return []localdiscord.Overwrite{{ID: g, Type: everyone, Deny: view}, {ID: u, Type: member, Deny: send}}
		}, true},
	}
	for _, tt := range tests {
		w := newWorld(t, localdiscord.Options{})
		r := w.AddRole(w.guild.ID, "r", tt.rolePerms)
		w.AddMember(w.guild.ID, w.ben.ID, r.ID)
		if tt.overwrites != nil {
			for _, o := range tt.overwrites(w.guild.ID, r.ID, w.ben.ID) {
				w.SetOverwrite(w.channel.ID, o)
			}
		}
		_, err := w.As(w.ben.ID).Say(w.channel.ID, "hi")
		if (err == nil) != tt.may {
			t.Errorf("%s: %v, may write %v", tt.name, err, tt.may)
		}
		if _, err := w.As(w.ada.ID).Say(w.channel.ID, "hi"); err != nil {
			t.Errorf("%s: the owner: %v", tt.name, err)
		}
	}
}

func TestRateLimitsPerRouteAndGlobal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBot(t, localdiscord.Options{Limits: localdiscord.DefaultLimits()})
		second := b.w.AddChannel(b.w.guild.ID, "second")
		var r reply
		for range 5 {
			r = b.request("POST", b.path(), object{"content": "a"})
		}
		if r.status != 200 || r.header.Get("X-RateLimit-Remaining") != "0" || r.header.Get("X-RateLimit-Limit") != "5" || r.header.Get("X-RateLimit-Bucket") == "" {
			t.Errorf("fifth message: %d %v", r.status, r.header)
		}
		r = b.request("POST", b.path(), object{"content": "a"})
		if r.status != 429 || r.header.Get("Retry-After") != "5" || r.header.Get("X-RateLimit-Scope") != "user" || r.header.Get("Via") == "" || r.field("retry_after") != "5" {
			t.Errorf("sixth message: %d %v %s", r.status, r.header, r.body)
		}
		if r := b.request("POST", "/channels/"+second.ID+"/messages", object{"content": "a"}); r.status != 200 {
			t.Errorf("another channel: %d", r.status)
		}
		time.Sleep(5 * time.Second)
		if r := b.request("POST", b.path(), object{"content": "a"}); r.status != 200 {
			t.Errorf("after the wait: %d", r.status)
		}
		time.Sleep(time.Second)
		for i := range 50 {
			if r := b.request("GET", fmt.Sprintf("/users/%s?%d", b.w.ben.ID, i), nil); r.status != 200 {
				t.Fatalf("request %d of a second: %d", i+1, r.status)
			}
		}
		r = b.request("GET", "/users/@me", nil)
		if r.status != 429 || r.header.Get("X-RateLimit-Global") != "true" || r.header.Get("X-RateLimit-Bucket") != "" {
			t.Errorf("51st request of a second: %d %v", r.status, r.header)
		}
		if r := b.request("POST", "/webhooks/1/x", object{"content": "a"}); r.status != 404 {
			t.Errorf("interaction routes count: %d, want 404", r.status)
		}
		b.w.Close()
		b.wait.Wait()
	})
}

func TestFaults(t *testing.T) {
	const route = "/channels/{channel}/messages"
	b := newBot(t, localdiscord.Options{})
	send := func() reply { return b.request("POST", b.path(), object{"content": "a"}) }
	count := func() int { return len(b.w.Messages(b.w.channel.ID, "")) }

	b.w.Fail(localdiscord.Fault{Method: "POST", Route: route, Times: 2, Status: 503})
	if a, c := send(), send(); a.status != 503 || c.status != 503 || count() != 0 {
		t.Errorf("%d, %d, %d messages; want 503 twice and none", a.status, c.status, count())
	}
	b.w.Fail(localdiscord.Fault{Route: route, Status: 502, After: true})
	if r := send(); r.status != 502 || count() != 1 {
		t.Errorf("%d with %d messages; want 502 although it was posted", r.status, count())
	}
	b.w.Fail(localdiscord.Fault{Close: true})
	if r := send(); r.status != 0 || count() != 1 {
		t.Errorf("%d with %d messages; want no answer and no message", r.status, count())
	}
	b.w.Fail(localdiscord.Fault{Close: true, After: true})
	if r := send(); r.status != 0 || count() != 2 {
		t.Errorf("%d with %d messages; want no answer although it was posted", r.status, count())
	}
	b.w.Fail(localdiscord.Fault{Status: 429, Body: "<html>slow down</html>", Header: http.Header{"Content-Type": {"text/html"}, "retry-after": {"7"}}})
	if r := send(); r.status != 429 || !strings.HasPrefix(r.body, "<html>") || r.header.Get("Retry-After") != "7" {
		t.Errorf("%d %v %s; want the HTML of a 429", r.status, r.header, r.body)
	}
	b.w.Fail(localdiscord.Fault{Times: -1, Status: 500})
	send()
	b.w.Heal()
	if r := send(); r.status != 200 {
		t.Errorf("healed: %d", r.status)
	}
	refused := 0
	for _, r := range b.w.FindRequests("POST", route) {
		if r.Verdict != "" {
			refused++
		}
	}
	if refused != 7 {
		t.Errorf("the record has %d failed requests, want 7", refused)
	}
}

func TestStateSurvivesARestart(t *testing.T) {
	file := filepath.Join(t.TempDir(), "state.json")
	w := newWorld(t, localdiscord.Options{StateFile: file})
	b := w.script()
	b.request("POST", b.path(), object{"content": "hello", "embeds": array{object{"title": "t"}}, "components": array{row(button(1))}})
	i, done := b.start("quiz")
	b.callback(i, object{"type": 4, "data": object{"content": "only ben", "flags": 64}})
	<-done
	before, _ := json.Marshal(w.Messages(w.channel.ID, ""))
	commands, _ := json.Marshal(w.Commands())
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}

	again := localdiscord.New(localdiscord.Options{})
	t.Cleanup(func() { again.Close() })
	if err := again.Load(file); err != nil {
		t.Fatal(err)
	}
	after, _ := json.Marshal(again.Messages(w.channel.ID, ""))
	if string(after) != string(before) {
		t.Errorf("messages\n%s\nwant\n%s", after, before)
	}
	if got, _ := json.Marshal(again.Commands()); string(got) != string(commands) {
		t.Errorf("commands\n%s\nwant\n%s", got, commands)
	}
	if n := len(again.Messages(w.channel.ID, w.ada.ID)); n != 1 {
		t.Errorf("ada sees %d messages, want 1", n)
	}
	guild, _ := again.FindGuild("Readers")
	channel, ok := again.FindChannel(guild.ID, "quiz")
	if !ok || channel.ID != w.channel.ID || again.AddApplication("quizbot", botToken).ID != w.app.ID {
		t.Errorf("channel %+v, or another application", channel)
	}
	if next := again.AddUser("cyd"); next.ID <= w.channel.ID {
		t.Errorf("new id %s is not after %s", next.ID, w.channel.ID)
	}
}

func TestStateIsSavedWhileRunning(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "state.json")
		w := newWorld(t, localdiscord.Options{StateFile: file})
		w.As(w.ben.ID).Say(w.channel.ID, "hello")
		time.Sleep(time.Second)
		synctest.Wait()
		raw, err := os.ReadFile(file)
		if err != nil || !strings.Contains(string(raw), "hello") {
			t.Errorf("state file %s, %v", raw, err)
		}
		w.Close()
	})
}

func TestBrokenStateFiles(t *testing.T) {
	for name, text := range map[string]string{
		"empty": "", "not JSON": "{", "another format": `{"version":99}`, "null entry": `{"version":1,"users":[null]}`,
		"guild without roles": `{"version":1,"guilds":[{"id":"1"}]}`, "lost channel": `{"version":1,"channels":[{"id":"1","guild_id":"2"}]}`,
		"lost bot": `{"version":1,"applications":[{"id":"1","user_id":"2"}]}`, "null message": `{"version":1,"messages":{"1":[null]}}`,
	} {
		file := filepath.Join(t.TempDir(), "state.json")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		s := localdiscord.New(localdiscord.Options{})
		if err := s.Load(file); err == nil || !strings.Contains(err.Error(), "delete the file") {
			t.Errorf("%s: %v, want an error that says what to do", name, err)
		}
		s.Close()
	}
}

func TestCommandsKeepTheirIDs(t *testing.T) {
	b := newBot(t, localdiscord.Options{})
	path := "/applications/" + b.w.app.ID + "/commands"
	command := func(name, description string) object { return object{"name": name, "description": description} }
	b.request("PUT", path, array{command("a", "1"), command("b", "1")})
	first := b.w.Commands()
	b.request("PUT", path, array{command("b", "1"), command("a", "2"), command("c", "1")})
	second := b.w.Commands()
	if second[1].ID != first[0].ID || second[1].Version == first[0].Version || second[0].Version != first[1].Version {
		t.Errorf("ids or versions changed wrongly:\n%+v\n%+v", first, second)
	}
	if r := b.request("POST", path, command("d", "1")); r.status != 201 {
		t.Errorf("new command: %d, want 201", r.status)
	}
	r := b.request("POST", path, command("d", "2"))
	if r.status != 200 {
		t.Errorf("same name again: %d, want 200", r.status)
	}
	one := path + "/" + r.field("id")
	if r := b.request("PATCH", one, object{"description": "3"}); r.field("description") != "3" || r.field("name") != "d" {
		t.Errorf("PATCH: %s", r.body)
	}
	if r := b.request("PATCH", one, object{"name": "a"}); r.status != 400 {
		t.Errorf("PATCH to a taken name: %d, want 400", r.status)
	}
	if r := b.request("DELETE", one, nil); r.status != 204 || r.body != "" {
		t.Errorf("DELETE: %d %q", r.status, r.body)
	}
	if r := b.request("GET", one, nil); r.field("code") != "10063" {
		t.Errorf("GET after DELETE: %s", r.body)
	}
}

func TestIDsTellTheirTimeAndOnlyGrow(t *testing.T) {
	now := time.Date(2026, 3, 29, 9, 0, 0, 0, time.UTC)
	s := localdiscord.New(localdiscord.Options{Now: func() time.Time { return now }})
	defer s.Close()
	first := s.AddUser("a").ID
	if at, ok := localdiscord.TimeOf(first); !ok || !at.Equal(now) {
		t.Errorf("%s is from %v, want %v", first, at, now)
	}
	now = now.Add(-time.Hour)
	if second := s.AddUser("b").ID; second <= first {
		t.Errorf("after the clock went back %s follows %s", second, first)
	}
	if _, ok := localdiscord.TimeOf("x"); ok {
		t.Error("x is an id")
	}
}

func TestTextShowsWhatAReaderSees(t *testing.T) {
	b := newBot(t, localdiscord.Options{})
	b.request("POST", b.path(), object{"content": "Quiz", "embeds": array{object{"title": "Sea", "description": "a\nb", "url": "https://example.org",
		"fields": array{field("n", "v")}, "footer": object{"text": "f"}, "author": object{"name": "A"}}},
		"components": array{row(button(1), object{"type": 2, "style": 5, "label": "Source", "url": "https://example.org"}, with(button(2), "disabled", true, "emoji", object{"name": "🐙"})),
			row(menu("placeholder", "Pick", "options", array{object{"label": "A", "value": "a", "description": "first"}, object{"label": "B", "value": "b", "default": true}}))}})
	m, _ := b.w.Last(b.w.channel.ID, b.w.ben.ID)
	want := "Quiz\n│ A\n│ # Sea\n│ <https://example.org>\n│ a\n│ b\n│ **n**\n│ v\n│ ~ f\n" +
		"[B] [Source → https://example.org] [🐙 B (disabled)]\n(Pick: A - first | B ✓)\n"
	if got := m.Text(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if c, ok := m.Button("Source"); !ok || c.Style != localdiscord.ButtonLink || len(m.Selects()) != 1 {
		t.Errorf("button %+v, selects %v", c, m.Selects())
	}
}
