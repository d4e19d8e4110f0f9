package localdiscord_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"quizbot/bot/localdiscord"
)

// TestRoutesThatReadTheWorld asks each once and looks for what matters in it.
func TestRoutesThatReadTheWorld(t *testing.T) {
	w := startWorld(t, localdiscord.Options{})
	b := w.script()
	role := w.AddRole(w.guild.ID, "instructors", localdiscord.PermissionManageGuild)
	w.SetRoles(w.guild.ID, w.ben.ID, role.ID)
	tests := []struct{ path, want string }{
		{"/gateway", `"url":"` + w.GatewayURL() + `"`},
		{"/gateway/bot", `"max_concurrency":1`},
		{"/users/@me", `"bot":true`},
		{"/users/" + w.ada.ID, `"username":"ada"`},
		{"/applications/@me", `"id":"` + w.app.ID + `"`},
		{"/oauth2/applications/@me", `"name":"quizbot"`},
		{"/channels/" + w.channel.ID, `"name":"quiz"`},
		{"/guilds/" + w.guild.ID, `"owner_id":"` + w.ada.ID + `"`},
		{"/guilds/" + w.guild.ID + "/channels", `"guild_id":"` + w.guild.ID + `"`},
		{"/guilds/" + w.guild.ID + "/roles", `"permissions":"32"`},
		{"/guilds/" + w.guild.ID + "/members/" + w.ben.ID, `"roles":["` + role.ID + `"]`},
		{"/applications/" + w.app.ID + "/guilds/" + w.guild.ID + "/commands", `"name":"schedule"`},
	}
	for _, tt := range tests {
		if r := b.request("GET", tt.path, nil); r.status != http.StatusOK || !strings.Contains(r.body, tt.want) {
			t.Errorf("%s: %d %s, want %s in it", tt.path, r.status, r.body, tt.want)
		}
	}
	if r := b.request("POST", "/channels/"+w.channel.ID+"/typing", nil); r.status != http.StatusNoContent {
		t.Errorf("typing: %d %s", r.status, r.body)
	}
	if !strings.Contains(w.browse("GET", "/local/state?user="+w.ben.ID, "", "X-Local-Token", w.AccessToken()).body, `"name":"schedule"`) {
		t.Error("ben manages the guild now, but is not shown /schedule")
	}
}

func TestFindersKnowTheWorldByName(t *testing.T) {
	w := newWorld(t, localdiscord.Options{})
	role := w.AddRole(w.guild.ID, "instructors", 0)
	if app, ok := w.FindApplication("quizbot"); !ok || app != w.app {
		t.Errorf("application %+v", app)
	}
	if user, ok := w.FindUser("ben"); !ok || user != w.ben {
		t.Errorf("user %+v", user)
	}
	if found, ok := w.FindRole(w.guild.ID, "instructors"); !ok || found != role {
		t.Errorf("role %+v", found)
	}
	_, app := w.FindApplication("x")
	_, user := w.FindUser("quizbot")
	_, guild := w.FindGuild("x")
	_, channel := w.FindChannel("1", "quiz")
	_, found := w.FindRole("1", "instructors")
	if app || user || guild || channel || found {
		t.Error("something was found that is not there")
	}
}

func TestWhatIsRemovedIsGone(t *testing.T) {
	w := newWorld(t, localdiscord.Options{})
	b := w.script()
	w.RemoveMember(w.guild.ID, w.ben.ID)
	if _, err := w.As(w.ben.ID).Command(testContext(t), w.channel.ID, "quiz"); err == nil {
		t.Error("a former member ran a command")
	}
	w.RemoveChannel(w.channel.ID)
	if r := b.request("POST", b.path(), object{"content": "a"}); r.field("code") != "10003" {
		t.Errorf("message to a removed channel: %s", r.body)
	}
	w.RemoveMember(w.guild.ID, w.app.UserID)
	if r := b.request("GET", "/guilds/"+w.guild.ID, nil); r.field("code") != "50001" {
		t.Errorf("guild that the bot was removed from: %s", r.body)
	}
}

// TestOptionKinds gives each kind of option a good and a bad value.
func TestOptionKinds(t *testing.T) {
	w := newWorld(t, localdiscord.Options{})
	var got any
	b := w.bot(func(i interaction) any {
		got = i.Data["options"].(array)[0].(object)["value"]
		return say("ok")
	})
	role := w.AddRole(w.guild.ID, "r", 0)
	tests := []struct {
		name      string
		option    object
		good, bad any
		arrives   any
	}{
		{"string", object{"type": 3, "min_length": 2}, "ab", "a", "ab"},
		{"integer", object{"type": 4, "choices": array{object{"name": "one", "value": 1}}}, 1, 2, 1.0},
		{"whole float", object{"type": 4}, 3.0, 3.5, 3.0},
		{"number", object{"type": 10, "min_value": 0.5}, "0.75", 0.25, 0.75},
		{"boolean", object{"type": 5}, "true", "yes", true},
		{"channel", object{"type": 7, "channel_types": array{0}}, w.channel.ID, w.guild.ID, w.channel.ID},
		{"role", object{"type": 8}, role.ID, w.ben.ID, role.ID},
		{"mentionable", object{"type": 9}, w.ben.ID, w.channel.ID, w.ben.ID},
	}
	for _, tt := range tests {
		b.commands(object{"name": "try", "description": "d", "options": array{with(tt.option, "name", "v", "description", "d")}})
		give := func(v any) error {
			_, err := w.As(w.ben.ID).Command(testContext(t), w.channel.ID, "try", localdiscord.Option{Name: "v", Value: v})
			return err
		}
		if err := give(tt.good); err != nil || got != tt.arrives {
			t.Errorf("%s %v: %v arrived, %v; want %v", tt.name, tt.good, got, err, tt.arrives)
		}
		if err := give(tt.bad); err == nil {
			t.Errorf("%s: %v was accepted", tt.name, tt.bad)
		}
	}
}

func TestSelectsOfThings(t *testing.T) {
	w := newWorld(t, localdiscord.Options{})
	b := w.bot(func(i interaction) any {
		if i.Data["resolved"] == nil {
			t.Errorf("nothing is resolved in %v", i.Data)
		}
		return object{"type": 6}
	})
	role := w.AddRole(w.guild.ID, "r", 0)
	for kind, value := range map[int]string{5: w.ben.ID, 6: role.ID, 7: role.ID, 8: w.channel.ID} {
		id := b.request("POST", b.path(), object{"components": array{row(object{"type": kind, "custom_id": "m"})}}).field("id")
		if _, err := w.As(w.ben.ID).Select(testContext(t), id, "m", value); err != nil {
			t.Errorf("type %d: %v", kind, err)
		}
		if _, err := w.As(w.ben.ID).Select(testContext(t), id, "m", w.guild.ID+"0"); err == nil {
			t.Errorf("type %d: an unknown id was accepted", kind)
		}
	}
}

// TestContextMenus runs commands on a user and on a message.
func TestContextMenus(t *testing.T) {
	w := newWorld(t, localdiscord.Options{})
	b := w.bot(func(i interaction) any {
		resolved := i.Data["resolved"].(object)
		target := i.Data["target_id"].(string)
		if i.Data["type"] == 2.0 {
			user := resolved["users"].(object)[target].(object)
			_, isMember := resolved["members"].(object)[target]
			return say(fmt.Sprint("user ", user["username"], " ", isMember))
		}
		return say(fmt.Sprint("message ", resolved["messages"].(object)[target].(object)["content"]))
	})
	b.commands(object{"type": 2, "name": "Who Is"}, object{"type": 3, "name": "Save This"}, object{"type": 2, "name": "Admins Only", "default_member_permissions": "0"})
	outsider := w.AddUser("cyd")
	said, _ := w.As(w.ada.ID).Say(w.channel.ID, "an octopus has three hearts")
	ben := w.As(w.ben.ID)
	tests := []struct {
		name, command, target string
		message               bool
		want                  string // content, or part of the refusal
	}{
		{"a user", "Who Is", w.ada.ID, false, "user ada true"},
		{"a message", "Save This", said.ID, true, "message an octopus has three hearts"},
		{"the wrong menu", "Save This", w.ada.ID, false, "no command"},
		{"not allowed", "Admins Only", w.ada.ID, false, "permission"},
		{"not here", "Who Is", outsider.ID, false, "no user"},
		{"nobody", "Who Is", "1", false, "no user"},
		{"no message", "Save This", "1", true, "no message"},
	}
	for _, tt := range tests {
		run := ben.UserCommand
		if tt.message {
			run = ben.MessageCommand
		}
		answer, err := run(testContext(t), w.channel.ID, tt.command, tt.target)
		got := fmt.Sprint(err)
		if err == nil {
			got = answer.Message.Content
		}
		if !strings.Contains(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
