package localdiscord_test

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"quizbot/bot/localdiscord"
)

// TestThreadLimits has for each limit of threads one request at it and one
// just over it.
func TestThreadLimits(t *testing.T) {
	b := newBot(t, localdiscord.Options{})
	thread := func(pairs ...any) object { return with(object{"name": "t"}, pairs...) }
	tests := []struct {
		name      string
		good, bad object
	}{
		{"name", thread("name", x(100)), thread("name", x(101))},
		{"name is needed", thread(), object{}},
		{"archived after", thread("auto_archive_duration", 10080), thread("auto_archive_duration", 90)},
		{"pause between messages", thread("rate_limit_per_user", 21600), thread("rate_limit_per_user", 21601)},
		{"type", thread("type", 12), thread("type", 13)},
	}
	for _, tt := range tests {
		for _, path := range []string{"/threads", "/messages/MESSAGE/threads"} {
			if tt.name == "type" && path != "/threads" {
				continue
			}
			id := b.request("POST", b.path(), object{"content": "a"}).field("id")
			path = "/channels/" + b.w.channel.ID + strings.ReplaceAll(path, "MESSAGE", id)
			if r := b.request("POST", path, tt.bad); r.status != http.StatusBadRequest || r.field("code") != "50035" {
				t.Errorf("%s: over the limit: %d %s, want 400 and code 50035", tt.name, r.status, r.body)
			}
			if r := b.request("POST", path, tt.good); r.status != http.StatusCreated {
				t.Errorf("%s: at the limit: %d %s, want 201", tt.name, r.status, r.body)
			}
		}
	}
}

func TestThreads(t *testing.T) {
	state := filepath.Join(t.TempDir(), "state.json")
	w := startWorld(t, localdiscord.Options{StateFile: state})
	b := w.bot(func(interaction) any { return nil })
	c := w.dial("v=10")
	c.send(identify(botToken, `,"intents":1`))
	c.until(0, "READY")
	ben := w.As(w.ben.ID)
	question, _ := ben.Say(w.channel.ID, "How many hearts?")
	start := b.path("/", question.ID, "/threads")
	if r := b.request("POST", start, object{"name": "hearts"}); r.field("id") != question.ID || r.field("type") != "11" {
		t.Fatalf("a message's thread: %d %s", r.status, r.body)
	}
	if data := string(c.until(0, "THREAD_CREATE").Data); !strings.Contains(data, `"newly_created":true`) {
		t.Errorf("THREAD_CREATE %s", data)
	}
	if r := b.request("POST", start, object{"name": "again"}); r.field("code") != "160004" {
		t.Errorf("a second thread: %d %s, want code 160004", r.status, r.body)
	}
	if r := b.request("GET", b.path("/", question.ID), nil); r.field("flags") != "32" {
		t.Errorf("the message has flags %s, want 32", r.field("flags"))
	}
	thread := "/channels/" + question.ID
	if r := b.request("POST", thread+"/messages", object{"content": "Three."}); r.status != http.StatusOK {
		t.Errorf("a message in it: %d %s", r.status, r.body)
	}
	if r := b.request("POST", thread+"/threads", object{"name": "deeper"}); r.field("code") != "50024" {
		t.Errorf("a thread in a thread: %d %s, want code 50024", r.status, r.body)
	}
	if r := b.request("GET", "/guilds/"+w.guild.ID+"/channels", nil); strings.Contains(r.body, `"id":"`+question.ID) {
		t.Error("the guild lists threads among its channels")
	}

	b.request("PATCH", thread, object{"archived": true})
	if r := b.request("PATCH", thread, object{"name": "no"}); r.field("code") != "50083" {
		t.Errorf("an archived thread gets a name: %d %s, want code 50083", r.status, r.body)
	}
	if _, err := ben.Say(question.ID, "Really?"); err != nil {
		t.Errorf("writing wakes a thread: %v", err)
	}
	if r := b.request("GET", thread, nil); !strings.Contains(r.body, `"archived":false`) || r.field("message_count") != "2" {
		t.Errorf("after that: %s", r.body)
	}
	b.request("PATCH", thread, object{"archived": true, "locked": true})
	if _, err := ben.Say(question.ID, "Hello?"); err == nil {
		t.Error("ben wakes a locked thread")
	}
	if r := b.request("POST", thread+"/messages", object{"content": "a"}); r.field("code") != "50083" {
		t.Errorf("the bot wakes a locked thread: %d %s, want code 50083", r.status, r.body)
	}
	b.request("PATCH", thread, object{"archived": false})

	private := b.request("POST", "/channels/"+w.channel.ID+"/threads", object{"name": "secret"})
	if _, err := ben.Say(private.field("id"), "a"); private.field("type") != "12" || err == nil {
		t.Errorf("ben sees a private thread: %s", private.body)
	}
	w.SetOverwrite(w.channel.ID, localdiscord.Overwrite{ID: w.guild.ID, Deny: localdiscord.PermissionSendMessages | localdiscord.PermissionCreatePublicThreads})
	if _, err := ben.Say(question.ID, "still"); err != nil {
		t.Errorf("writing in threads has a permission of its own: %v", err)
	}
	if r := b.request("POST", "/channels/"+w.channel.ID+"/threads", object{"name": "more", "type": 11}); r.field("code") != "50013" {
		t.Errorf("without the permission: %d %s, want code 50013", r.status, r.body)
	}

	c.Close()
	w.Close()
	again := newWorld(t, localdiscord.Options{})
	if err := again.Load(state); err != nil {
		t.Fatal(err)
	}
	if n := len(again.Messages(question.ID, w.ben.ID)); n != 3 {
		t.Errorf("after a restart ben sees %d messages in the thread, want 3", n)
	}
	again.RemoveChannel(w.channel.ID)
	b = again.bot(func(interaction) any { return nil })
	if r := b.request("GET", thread, nil); r.field("code") != "10003" {
		t.Errorf("the thread of a removed channel: %d %s, want code 10003", r.status, r.body)
	}
}
