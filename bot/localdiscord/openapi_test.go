package localdiscord_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"quizbot/bot/localdiscord"
)

// TestEveryRouteAnswersAsDiscordDescribes plays each route that the server
// has, well and badly, and compares all of it with Discord's OpenAPI file.
func TestEveryRouteAnswersAsDiscordDescribes(t *testing.T) {
	if localdiscord.OpenAPIFile() == "" {
		t.Skip("Discord's OpenAPI file is not there: set QUIZBOT_REFERENCE to the directory that has discord/openapi.json, or DISCORD_OPENAPI to the file")
	}
	w := newWorld(t, localdiscord.Options{})
	b := w.script()
	must := func(method, path string, body any) reply {
		t.Helper()
		r := b.request(method, path, body)
		if r.status >= 300 {
			t.Fatalf("%s %s: %d %s", method, path, r.status, r.body)
		}
		return r
	}
	bad := func(method, path string, body any) {
		t.Helper()
		if r := b.request(method, path, body); r.status < 400 {
			t.Errorf("%s %s: %d %s, want a refusal", method, path, r.status, r.body)
		}
	}

	for _, path := range []string{"/gateway", "/gateway/bot", "/users/@me", "/users/" + w.ben.ID, "/applications/@me", "/oauth2/applications/@me",
		"/channels/" + w.channel.ID, "/guilds/" + w.guild.ID, "/guilds/" + w.guild.ID + "/channels", "/guilds/" + w.guild.ID + "/roles",
		"/guilds/" + w.guild.ID + "/members/" + w.ben.ID} {
		must("GET", path, nil)
	}
	bad("GET", "/users/1", nil)
	dm := must("POST", "/users/@me/channels", object{"recipient_id": w.ben.ID}).field("id")
	bad("POST", "/users/@me/channels", object{"recipient_id": "x"})
	must("GET", "/channels/"+dm, nil)
	bad("GET", "/channels/1", nil)

	for _, scope := range []string{"", "/guilds/" + w.guild.ID} {
		path := "/applications/" + w.app.ID + scope + "/commands"
		full := object{"name": "full", "description": "d", "default_member_permissions": "8192", "name_localizations": object{"it": "tutto"},
			"contexts": array{0, 1}, "options": array{object{"type": 1, "name": "sub", "description": "d", "options": array{
				object{"type": 4, "name": "n", "description": "d", "required": true, "min_value": 1, "max_value": 9, "choices": array{object{"name": "one", "value": 1}}},
				object{"type": 3, "name": "s", "description": "d", "max_length": 9, "autocomplete": true},
				object{"type": 7, "name": "c", "description": "d", "channel_types": array{0}}, object{"type": 10, "name": "f", "description": "d"}}}}}
		must("PUT", path, array{full, object{"name": "quiz", "description": "d"}, object{"type": 2, "name": "Who Is"}, object{"type": 3, "name": "Save This"}})
		id := must("POST", path, object{"name": "one", "description": "d"}).field("id")
		must("GET", path, nil)
		must("GET", path+"/"+id, nil)
		must("PATCH", path+"/"+id, object{"description": "e"})
		bad("PATCH", path+"/"+id, object{"name": "Two words"})
		must("DELETE", path+"/"+id, nil)
		bad("GET", path+"/"+id, nil)
		bad("PUT", path, array{object{"name": "one"}})
	}

	messages := "/channels/" + w.channel.ID + "/messages"
	everything := object{"content": "hello <@" + w.ben.ID + ">", "nonce": "n", "embeds": array{object{"title": "t", "description": "d", "color": 255, "url": "https://example.org",
		"timestamp": "2026-03-29T09:00:00Z", "footer": object{"text": "f"}, "author": object{"name": "a"}, "fields": array{field("n", "v")},
		"image": object{"url": "attachment://a.png"}}},
		"components": array{row(button(1), object{"type": 2, "style": 5, "label": "L", "url": "https://example.org"}, with(button(2), "emoji", object{"name": "🐙"})), row(menu("min_values", 1, "max_values", 2)),
			row(object{"type": 5, "custom_id": "u"}), row(object{"type": 8, "custom_id": "c", "channel_types": array{0}})}}
	posted := b.upload("POST", messages, everything, file{"files[0]", "a.png", pixel}, named(1, "a.txt"))
	if posted.status != 200 {
		t.Fatalf("POST: %d %s", posted.status, posted.body)
	}
	one := messages + "/" + posted.field("id")
	must("POST", messages, object{"content": "reply", "message_reference": object{"message_id": posted.field("id")}})
	must("GET", messages, nil)
	must("GET", one, nil)
	must("PATCH", one, object{"content": "other", "embeds": nil})
	bad("POST", messages, object{"content": x(2001)})
	bad("POST", messages, object{})
	octopus := one + "/reactions/🐙"
	must("PUT", octopus+"/@me", nil)
	bad("PUT", one+"/reactions/octopus/@me", nil)
	w.As(w.ben.ID).React(posted.field("id"), "🐙")
	must("GET", octopus, nil)
	must("GET", one, nil)
	must("DELETE", octopus+"/@me", nil)
	bad("DELETE", one+"/reactions", nil)
	w.InstallWith(w.app.ID, w.guild.ID, localdiscord.BotPermissions|localdiscord.PermissionManageMessages)
	must("DELETE", octopus+"/"+w.ben.ID, nil)
	must("DELETE", octopus, nil)
	must("DELETE", one+"/reactions", nil)
	second := must("POST", messages, object{"content": "gone soon"}).field("id")
	third := must("POST", messages, object{"content": "gone too"}).field("id")
	must("POST", messages+"/bulk-delete", object{"messages": array{second, third}})
	bad("POST", messages+"/bulk-delete", object{"messages": array{second}})
	must("POST", one+"/threads", object{"name": "t"})
	bad("POST", one+"/threads", object{"name": "t"})
	must("GET", "/channels/"+posted.field("id"), nil)
	must("PATCH", "/channels/"+posted.field("id"), object{"name": "other", "auto_archive_duration": 60})
	bad("PATCH", "/channels/"+w.channel.ID, object{"name": "other"})
	must("POST", "/channels/"+w.channel.ID+"/threads", object{"name": "t", "invitable": false})
	must("DELETE", one, nil)
	bad("DELETE", one, nil)
	must("POST", "/channels/"+w.channel.ID+"/typing", nil)
	bad("GET", "/guilds/"+w.guild.ID+"/members", nil)
	w.AllowIntents(w.app.ID, 1<<1)
	asked := must("POST", messages, poll()).field("id")
	polls := "/channels/" + w.channel.ID + "/polls/" + asked
	w.As(w.ben.ID).Vote(asked, 1)
	must("GET", messages+"/"+asked, nil)
	must("GET", polls+"/answers/1", nil)
	bad("GET", polls+"/answers/9", nil)
	must("POST", polls+"/expire", nil)
	bad("POST", polls+"/expire", nil)
	must("GET", messages, nil)
	forum := w.AddForum(w.guild.ID, "help", "solved")
	must("GET", "/channels/"+forum.ID, nil)
	thread := must("POST", "/channels/"+forum.ID+"/threads", object{"name": "How?", "message": object{"content": "So."}, "applied_tags": array{forum.Tags[0].ID}}).field("id")
	bad("POST", "/channels/"+forum.ID+"/threads", object{"name": "How?"})
	bad("POST", "/channels/"+forum.ID+"/messages", object{"content": "x"})
	must("GET", "/channels/"+thread, nil)
	members := "/channels/" + thread + "/thread-members"
	must("PUT", members+"/"+w.ben.ID, nil)
	must("GET", members+"/"+w.ben.ID+"?with_member=true", nil)
	must("GET", members+"?with_member=true", nil)
	bad("DELETE", members+"/"+w.ben.ID, nil)
	w.InstallWith(w.app.ID, w.guild.ID, localdiscord.BotPermissions|localdiscord.PermissionManageMessages|localdiscord.PermissionManageThreads)
	must("DELETE", members+"/"+w.ben.ID, nil)
	must("DELETE", members+"/@me", nil)
	must("PUT", members+"/@me", nil)
	must("GET", "/guilds/"+w.guild.ID+"/members?limit=3", nil)
	must("GET", "/guilds/"+w.guild.ID+"/members/search?query=be", nil)
	bad("GET", "/guilds/"+w.guild.ID+"/members/search", nil)

	for _, answer := range []object{
		{"type": 4, "data": everything}, {"type": 5, "data": object{"flags": 64}},
		{"type": 9, "data": object{"title": "T", "custom_id": "f", "components": array{row(object{"type": 4, "custom_id": "i", "style": 2, "label": "L", "max_length": 9})}}},
	} {
		i, done := b.start("quiz")
		callback := "/interactions/" + i.ID + "/" + i.Token + "/callback?with_response=true"
		bad("POST", callback, object{"type": 7})
		if r := b.upload("POST", callback, answer, file{"files[0]", "a.png", pixel}); r.status != 200 {
			t.Fatalf("callback: %d %s", r.status, r.body)
		}
		<-done
		bad("POST", callback, answer)
		hook := "/webhooks/" + w.app.ID + "/" + i.Token
		if answer["type"] != 9 {
			must("PATCH", hook+"/messages/@original", object{"content": "c", "components": array{row(button(1))}})
			must("GET", hook+"/messages/@original", nil)
		}
		next := must("POST", hook, object{"content": "more", "flags": 64}).field("id")
		must("PATCH", hook+"/messages/"+next, object{"content": "even more"})
		must("DELETE", hook+"/messages/"+next, nil)
		bad("GET", hook+"/messages/"+next, nil)
	}

	played := map[string]bool{}
	for _, r := range w.Requests() {
		if r.Status < 300 {
			played[r.Method+" "+r.Route] = true
		}
	}
	for _, route := range w.Routes() {
		if !played[route] {
			t.Errorf("the route %s was not played", route)
		}
	}
}

// small describes three routes in a Discord of our own, some of them not as
// the server answers.
const small = `{"paths": {
	"/gateway": {"get": {"responses": {"200": {"content": {"application/json": {"schema": {"type": "object", "properties": {"url": {"type": "integer"}}}}}}}}},
	"/users/{user_id}": {"parameters": [], "get": {"responses": {
		"204": {}, "4XX": {"$ref": "#/components/responses/Refusal"}}}},
	"/channels/{channel_id}/messages": {"post": {
		"requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {"content": {"anyOf": [{"type": "null"}, {"type": "string", "maxLength": 5}]}}}}}},
		"responses": {"200": {"content": {"application/json": {"schema": {"type": "object", "required": ["id"]}}}}, "4XX": {"$ref": "#/components/responses/Refusal"}}}}},
	"components": {"responses": {"Refusal": {"content": {"application/json": {"schema": {"type": "object", "required": ["code"],
		"properties": {"errors": {"additionalProperties": {"properties": {"_errors": {"type": "array", "items": {"properties": {"code": {"type": "integer"}}}}}}}}}}}}}}}`

func TestViolationsNameWhatDoesNotFit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "openapi.json")
	if err := os.WriteFile(path, []byte(small), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, method, path string
		body               any
		want               string // "" for none
	}{
		{"answer of another type", "GET", "/gateway", nil, `answer 200: at "/url" got string, want integer`},
		{"status", "GET", "/users/@me", nil, "the route is not described"},
		{"body where none belongs", "GET", "/users/BEN", nil, "answer: status 200 is not described"},
		{"refusals fit", "GET", "/users/1", nil, ""},
		{"fits", "POST", "/channels/CHANNEL/messages", object{"content": "short"}, ""},
		{"accepted though it does not fit", "POST", "/channels/CHANNEL/messages", object{"content": "too long"}, `request: at "/content" maxLength: got 8, want 5`},
		{"refused requests need not fit", "POST", "/channels/CHANNEL/messages", object{"content": x(2001)}, ""},
		{"routes that nobody has", "GET", "/nowhere", nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := localdiscord.New(localdiscord.Options{OpenAPI: path, Limits: localdiscord.NoLimits()})
			defer s.Close()
			app := s.AddApplication("quizbot", botToken)
			ben := s.AddUser("ben")
			guild := s.AddGuild("Readers", ben.ID)
			channel := s.AddChannel(guild.ID, "quiz")
			s.Install(app.ID, guild.ID)
			b := (&world{Server: s, t: t, app: app}).bot(func(interaction) any { return nil })
			b.request(tt.method, strings.NewReplacer("BEN", ben.ID, "CHANNEL", channel.ID).Replace(tt.path), tt.body)
			got := strings.Join(s.Violations(), "\n")
			if tt.want == "" && got != "" || !strings.HasSuffix(got, tt.want) {
				t.Errorf("violations %q, want %q", got, tt.want)
			}
		})
	}
}

func TestOpenAPIFileMustBeOne(t *testing.T) {
	dir := t.TempDir()
	empty := filepath.Join(dir, "empty.json")
	raw, _ := json.Marshal(object{"paths": object{}})
	os.WriteFile(empty, raw, 0o600)
	for _, path := range []string{filepath.Join(dir, "missing.json"), empty, "openapi_test.go"} {
		s := localdiscord.New(localdiscord.Options{OpenAPI: path})
		if err := s.Start("127.0.0.1:0"); err == nil || !strings.Contains(err.Error(), "OpenAPI") {
			t.Errorf("%s: Start: %v, want an error that names the file", path, err)
		}
		b := (&world{Server: s, t: t}).bot(func(interaction) any { return nil })
		b.request("GET", "/gateway", nil)
		if !slices.ContainsFunc(s.Violations(), func(v string) bool { return strings.Contains(v, "OpenAPI") }) {
			t.Errorf("%s: violations %q", path, s.Violations())
		}
		s.Close()
	}
}
