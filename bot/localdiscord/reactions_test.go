package localdiscord_test

import (
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"quizbot/bot/localdiscord"
)

func TestEmojisOfReactions(t *testing.T) {
	b := newBot(t, localdiscord.Options{})
	id := b.request("POST", b.path(), object{"content": "a"}).field("id")
	for emoji, want := range map[string]bool{
		"🐙": true, "👍🏽": true, "👩‍🚀": true, "🇮🇹": true, "❤️": true, "1️⃣": true, "ℹ️": true,
		"octopus": false, "sea:123": false, "x️⃣": false, "é": false, " ": false, "…": false, strings.Repeat("🐙", 17): false,
	} {
		r := b.request("PUT", b.path("/", id, "/reactions/", url.PathEscape(emoji), "/@me"), nil)
		if want && r.status != http.StatusNoContent || !want && r.field("code") != "10014" {
			t.Errorf("%q: %d %s, want an emoji: %v", emoji, r.status, r.body, want)
		}
	}
}

func TestReactions(t *testing.T) {
	state := filepath.Join(t.TempDir(), "state.json")
	w := newWorld(t, localdiscord.Options{StateFile: state})
	b := w.script()
	ada, ben := w.As(w.ada.ID), w.As(w.ben.ID)
	id := b.request("POST", b.path(), object{"content": "a"}).field("id")
	path := func(parts ...string) string { return b.path("/", id, "/reactions", strings.Join(parts, "")) }
	text := func(want string) {
		t.Helper()
		if m, _ := w.Last(w.channel.ID, ""); m.Text() != want {
			t.Errorf("message reads %q, want %q", m.Text(), want)
		}
	}
	for range 2 { // twice counts once
		if err := ben.React(id, "🐙"); err != nil {
			t.Fatal(err)
		}
	}
	ada.React(id, "🐙")
	ada.React(id, "🦀")
	text("a\n🐙 2\n🦀 1\n")
	b.request("PUT", path("/🐙/@me"), nil)
	if r := b.request("GET", path("/🐙?limit=2&after="+w.ada.ID), nil); strings.Count(r.body, `"username"`) != 1 || !strings.Contains(r.body, `"ben"`) {
		t.Errorf("after ada: %s, want ben", r.body)
	}
	if r := b.request("GET", b.path("/", id), nil); !strings.Contains(r.body, `"me":true`) || !strings.Contains(r.body, `"count":3`) {
		t.Errorf("the message: %s, want three octopuses, one of them the bot's", r.body)
	}
	if r := b.request("GET", path("/🐙?limit=101"), nil); r.field("code") != "50035" {
		t.Errorf("101 users: %d %s, want code 50035", r.status, r.body)
	}
	b.request("DELETE", path("/🐙/@me"), nil)
	ada.Unreact(id, "🐙")
	ada.Unreact(id, "🦀")
	text("a\n🐙 1\n")
	if r := b.request("DELETE", path("/🐙/", w.ben.ID), nil); r.field("code") != "50013" {
		t.Errorf("somebody else's without permission: %d %s, want code 50013", r.status, r.body)
	}

	for i := range 19 {
		if err := ben.React(id, string(rune(0x1F400+i))); err != nil {
			t.Fatalf("emoji %d: %v", i+2, err)
		}
	}
	if r := b.request("PUT", path("/🦖/@me"), nil); r.field("code") != "30010" {
		t.Errorf("the 21st emoji: %d %s, want code 30010", r.status, r.body)
	}
	w.InstallWith(w.app.ID, w.guild.ID, localdiscord.BotPermissions|localdiscord.PermissionManageMessages)
	if r := b.request("DELETE", path(), nil); r.status != http.StatusNoContent {
		t.Errorf("all: %d %s", r.status, r.body)
	}
	text("a\n")
	ben.React(id, "🐙")
	w.SetOverwrite(w.channel.ID, localdiscord.Overwrite{ID: w.guild.ID, Deny: localdiscord.PermissionAddReactions})
	if err := ben.React(id, "🦀"); err == nil {
		t.Error("a new emoji without the permission")
	}
	if r := b.request("PUT", path("/🐙/@me"), nil); r.status != http.StatusNoContent {
		t.Errorf("an emoji that is there already needs no permission: %d %s", r.status, r.body)
	}
	text("a\n🐙 2\n")

	i, done := b.start("quiz")
	b.callback(i, object{"type": 4, "data": object{"content": "only ben", "flags": 64}})
	if err := ben.React((<-done).Message.ID, "🐙"); err == nil {
		t.Error("a reaction to an ephemeral message")
	}
	if err := ben.React("1", "🐙"); err == nil {
		t.Error("a reaction to a message that is not there")
	}
	if err := ben.React(id, "octopus"); err == nil {
		t.Error("a reaction without an emoji")
	}

	before, _ := w.Last(w.channel.ID, w.ada.ID)
	w.Close()
	again := localdiscord.New(localdiscord.Options{})
	t.Cleanup(func() { again.Close() })
	if err := again.Load(state); err != nil {
		t.Fatal(err)
	}
	if after, _ := again.Last(w.channel.ID, w.ada.ID); after.Text() != before.Text() {
		t.Errorf("after a restart %q, want %q", after.Text(), before.Text())
	}
}

func TestBulkDeleteLimits(t *testing.T) {
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	w := newWorld(t, localdiscord.Options{Now: func() time.Time { return now }})
	b := w.bot(func(interaction) any { return nil })
	w.InstallWith(w.app.ID, w.guild.ID, localdiscord.BotPermissions|localdiscord.PermissionManageMessages)
	posted := func(n int) (ids array) {
		for range n {
			m, err := w.As(w.ben.ID).Say(w.channel.ID, "a")
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, m.ID)
		}
		return ids
	}
	fresh := func(n int) func() array { return func() array { return posted(n) } }
	aged := func(age time.Duration) func() array {
		return func() array {
			ids := posted(2)
			now = now.Add(age)
			return ids
		}
	}
	tests := []struct {
		name      string
		good, bad func() array
		code      string
	}{
		{"two or more", fresh(2), fresh(1), "50016"},
		{"a hundred at most", fresh(100), fresh(101), "50016"},
		{"not older than 14 days", aged(14 * 24 * time.Hour), aged(14*24*time.Hour + time.Second), "50034"},
		{"ids differ", fresh(2), func() array { ids := posted(1); return array{ids[0], ids[0]} }, "50035"},
		{"ids are ids", func() array { return append(posted(1), "5000000000000000000") }, func() array { return array{"a", "b"} }, "50035"},
	}
	for _, tt := range tests {
		before := len(w.Messages(w.channel.ID, ""))
		if r := b.request("POST", b.path("/bulk-delete"), object{"messages": tt.good()}); r.status != http.StatusNoContent {
			t.Errorf("%s: at the limit: %d %s, want 204", tt.name, r.status, r.body)
		}
		if after := len(w.Messages(w.channel.ID, "")); after != before {
			t.Errorf("%s: %d messages are left over", tt.name, after-before)
		}
		if r := b.request("POST", b.path("/bulk-delete"), object{"messages": tt.bad()}); r.field("code") != tt.code {
			t.Errorf("%s: over the limit: %d %s, want code %s", tt.name, r.status, r.body, tt.code)
		}
	}
	dm := w.OpenDM(w.ben.ID, w.app.ID)
	if r := b.request("POST", "/channels/"+dm.ID+"/messages/bulk-delete", object{"messages": posted(2)}); r.status < 400 {
		t.Errorf("in direct messages: %d, want a refusal", r.status)
	}
}

func TestMembersAreListedAndSearched(t *testing.T) {
	w := newWorld(t, localdiscord.Options{})
	b := w.bot(func(interaction) any { return nil })
	path := "/guilds/" + w.guild.ID + "/members"
	if r := b.request("GET", path, nil); r.field("code") != "50001" {
		t.Errorf("without the intent: %d %s, want code 50001", r.status, r.body)
	}
	w.AllowIntents(w.app.ID, 1<<1)
	for _, tt := range []struct{ query, want string }{
		{"", "quizbot"}, {"?limit=2", "quizbot ada"}, {"?limit=1000&after=" + w.ada.ID, "ben"}, {"?limit=1000", "quizbot ada ben"},
		{"?limit=0", "50035"}, {"?limit=1001", "50035"},
		{"/search?query=A&limit=9", "ada"}, {"/search?query=zoe", ""}, {"/search", "50035"}, {"/search?query=a&limit=1001", "50035"},
	} {
		r := b.request("GET", path+tt.query, nil)
		got := r.field("code")
		if r.status == http.StatusOK {
			var names []string
			for _, u := range []localdiscord.User{{Username: "quizbot"}, w.ada, w.ben} {
				if strings.Contains(r.body, fmt.Sprintf(`"username":%q`, u.Username)) {
					names = append(names, u.Username)
				}
			}
			got = strings.Join(names, " ")
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.query, got, tt.want)
		}
	}
}
