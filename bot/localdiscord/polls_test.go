package localdiscord_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"quizbot/bot/localdiscord"
)

func answers(n int, text string) array {
	return many(n, func(int) any { return object{"poll_media": object{"text": text}} })
}

func poll(pairs ...any) object {
	return object{"poll": with(object{"question": object{"text": "Which ocean?"}, "answers": answers(2, "this")}, pairs...)}
}

func TestPollLimits(t *testing.T) {
	b := newBot(t, localdiscord.Options{})
	tests := []struct {
		name    string
		message object
		status  int
	}{
		{"question of 300", poll("question", object{"text": x(300)}), 200},
		{"question of 301", poll("question", object{"text": x(301)}), 400},
		{"no question", poll("question", nil), 400},
		{"one answer", poll("answers", answers(1, "a")), 200},
		{"ten answers of 55", poll("answers", answers(10, x(55))), 200},
		{"eleven answers", poll("answers", answers(11, "a")), 400},
		{"no answers", poll("answers", array{}), 400},
		{"an answer of 56", poll("answers", answers(1, x(56))), 400},
		{"an hour", poll("duration", 1), 200},
		{"32 days", poll("duration", 768), 200},
		{"32 days and an hour", poll("duration", 769), 400},
		{"no time", poll("duration", 0), 400},
		{"with components of the second version", with(poll(), "flags", 1<<15, "components", array{display("x")}), 400},
		{"with text", with(poll(), "content", "Vote!"), 200},
		{"null is none", object{"content": "x", "poll": nil}, 200},
	}
	for _, tt := range tests {
		if r := b.request("POST", b.path(), tt.message); r.status != tt.status {
			t.Errorf("%s: %d %s, want %d", tt.name, r.status, r.body, tt.status)
		}
	}
}

// TestPollsAreVotedOnAndEnd plays a poll from its message to its result.
func TestPollsAreVotedOnAndEnd(t *testing.T) {
	clock := newClock()
	w := startWorld(t, localdiscord.Options{Now: clock.now})
	b := w.bot(func(interaction) any { return nil })
	c := w.dial("v=10")
	c.send(identify(botToken, `,"intents":16777216`))
	c.until(0, "READY")
	ask := func(multi bool) string {
		r := b.request("POST", b.path(), poll("duration", 1, "allow_multiselect", multi))
		if r.status != 200 || !strings.Contains(r.body, `"expiry":"`) {
			t.Fatalf("%d %s", r.status, r.body)
		}
		return r.field("id")
	}
	one, several := ask(false), ask(true)
	tests := []struct {
		message string
		answers []int
		refused bool
		events  []string // what the bot is told, with the answer
	}{
		{one, []int{1}, false, []string{"ADD 1"}},
		{one, []int{2}, false, []string{"REMOVE 1", "ADD 2"}},
		{one, []int{1, 2}, true, nil},
		{one, []int{3}, true, nil},
		{several, []int{1, 2}, false, []string{"ADD 1", "ADD 2"}},
		{several, []int{2, 2}, true, nil},
		{several, nil, false, []string{"REMOVE 1", "REMOVE 2"}},
	}
	for _, tt := range tests {
		if err := w.As(w.ben.ID).Vote(tt.message, tt.answers...); (err != nil) != tt.refused {
			t.Errorf("vote %v: %v, want refused %v", tt.answers, err, tt.refused)
		}
		for _, want := range tt.events {
			verb, id, _ := strings.Cut(want, " ")
			if p := c.until(0, "MESSAGE_POLL_VOTE_"+verb); !strings.Contains(string(p.Data), `"answer_id":`+id) || !strings.Contains(string(p.Data), w.guild.ID) {
				t.Errorf("vote %v: %s %s, want %s", tt.answers, p.Type, p.Data, want)
			}
		}
	}
	polls := "/channels/" + w.channel.ID + "/polls/"
	for _, tt := range []struct {
		path, want string
		status     int
	}{
		{polls + one + "/answers/2", w.ben.ID, 200}, {polls + one + "/answers/1?limit=100", `{"users":[]}`, 200},
		{polls + one + "/answers/2?after=" + w.ben.ID, `{"users":[]}`, 200}, {polls + one + "/answers/1?limit=101", "", 400}, {polls + one + "/answers/3", "", 400},
	} {
		if r := b.request("GET", tt.path, nil); r.status != tt.status || !strings.Contains(r.body, tt.want) {
			t.Errorf("GET %s: %d %s, want %d %s", tt.path, r.status, r.body, tt.status, tt.want)
		}
	}
	if r := b.request("PATCH", b.path("/", one), object{"content": "other"}); r.field("code") != "520003" {
		t.Errorf("edit of a poll: %d %s, want 520003", r.status, r.body)
	}
	if r := b.request("POST", polls+one+"/expire", nil); r.status != 200 || !strings.Contains(r.body, `"is_finalized":true`) || !strings.Contains(r.body, `{"id":2,"count":1,"me_voted":false,`) {
		t.Errorf("expire: %d %s", r.status, r.body)
	}
	if r := b.request("POST", polls+one+"/expire", nil); r.field("code") != "520001" {
		t.Errorf("second expire: %d %s, want 520001", r.status, r.body)
	}
	if err := w.As(w.ben.ID).Vote(one, 1); err == nil {
		t.Error("a vote after the end was taken")
	}
	clock.forward(time.Hour - time.Millisecond)
	if err := w.As(w.ben.ID).Vote(several, 1); err != nil {
		t.Errorf("a millisecond before the end: %v", err)
	}
	clock.forward(time.Millisecond)
	if err := w.As(w.ben.ID).Vote(several, 1); err == nil {
		t.Error("a vote at the end was taken")
	}
	w.Expire()
	results := 0
	for _, m := range w.Messages(w.channel.ID, w.ben.ID) {
		if m.Poll != nil && !m.Poll.Results.Finalized {
			t.Errorf("poll %s has not ended", m.ID)
		}
		if m.Type == localdiscord.MessagePollResult {
			results++
		}
	}
	if r := b.request("GET", b.path(), nil); results != 2 || r.status != 200 || !strings.Contains(r.body, "victor_answer_text") {
		t.Errorf("%d results, want 2; %s", results, r.body)
	}
	if human, _ := w.As(w.ben.ID).Say(w.channel.ID, "no poll"); b.request("POST", polls+human.ID+"/expire", nil).field("code") != "520006" {
		t.Error("a message without a poll was expired")
	}
}

// TestForumsHoldThreads: the first message comes with the thread, tags are the forum's.
func TestForumsHoldThreads(t *testing.T) {
	w := startWorld(t, localdiscord.Options{})
	b := w.bot(func(interaction) any { return nil })
	tags := []string{"a", "b", "c", "d", "e", "f"}
	forum := w.AddForum(w.guild.ID, "help", tags...)
	ids := array{}
	for _, tag := range forum.Tags {
		ids = append(ids, tag.ID)
	}
	c := w.dial("v=10")
	c.send(identify(botToken, `,"intents":513`))
	c.until(0, "READY")
	open := func(pairs ...any) reply {
		return b.request("POST", "/channels/"+forum.ID+"/threads", with(object{"name": "How?", "message": object{"content": "So."}}, pairs...))
	}
	tests := []struct {
		name   string
		send   func() reply
		status int
	}{
		{"with a message", func() reply { return open() }, 201},
		{"without", func() reply { return open("message", nil) }, 400},
		{"with an empty one", func() reply { return open("message", object{"content": ""}) }, 400},
		{"name of 100", func() reply { return open("name", x(100)) }, 201},
		{"name of 101", func() reply { return open("name", x(101)) }, 400},
		{"five tags", func() reply { return open("applied_tags", ids[:5]) }, 201},
		{"six tags", func() reply { return open("applied_tags", ids) }, 400},
		{"unknown tag", func() reply { return open("applied_tags", array{"1"}) }, 400},
		{"message limits hold", func() reply { return open("message", object{"content": x(2001)}) }, 400},
		{"a message without a thread", func() reply { return b.request("POST", "/channels/"+forum.ID+"/messages", object{"content": "x"}) }, 400},
	}
	for _, tt := range tests {
		if r := tt.send(); r.status != tt.status {
			t.Errorf("%s: %d %s, want %d", tt.name, r.status, r.body, tt.status)
		}
	}
	r := open("applied_tags", ids[1:2])
	thread := r.field("id")
	if !strings.Contains(r.body, `"content":"So."`) || !strings.Contains(r.body, fmt.Sprintf(`"applied_tags":[%q]`, ids[1])) {
		t.Errorf("opened %s", r.body)
	}
	for want := 0; want < 4; want++ { // three accepted ones before it
		created := c.until(0, "THREAD_CREATE")
		first := c.until(0, "MESSAGE_CREATE")
		if want == 3 && (!strings.Contains(string(created.Data), thread) || !strings.Contains(string(first.Data), `"id":"`+thread+`"`)) {
			t.Errorf("events %s %s, want the thread %s and its first message of the same id", created.Data, first.Data, thread)
		}
	}
	if r := b.request("PATCH", "/channels/"+thread, object{"applied_tags": ids[2:4]}); r.status != 200 || !strings.Contains(r.body, fmt.Sprint(ids[3])) {
		t.Errorf("other tags: %d %s", r.status, r.body)
	}
	if r := b.request("GET", "/channels/"+forum.ID, nil); !strings.Contains(r.body, `"available_tags":[{"emoji_id":null`) {
		t.Errorf("forum %s", r.body)
	}
	made, err := w.As(w.ben.ID).Publish(forum.ID, "Mine", "Please.", forum.Tags[0].ID)
	if err != nil || len(w.Messages(made.ID, w.ada.ID)) != 1 {
		t.Errorf("published %+v, %v", made, err)
	}
	for name, publish := range map[string]func() error{
		"text channel": func() error { _, err := w.As(w.ben.ID).Publish(w.channel.ID, "n", "c"); return err },
		"no text":      func() error { _, err := w.As(w.ben.ID).Publish(forum.ID, "n", " "); return err },
		"no name":      func() error { _, err := w.As(w.ben.ID).Publish(forum.ID, "", "c"); return err },
		"unknown tag":  func() error { _, err := w.As(w.ben.ID).Publish(forum.ID, "n", "c", "1"); return err },
		"said":         func() error { _, err := w.As(w.ben.ID).Say(forum.ID, "hi"); return err },
	} {
		if publish() == nil {
			t.Errorf("%s: allowed", name)
		}
	}
}

// TestThreadsHaveMembers: who writes joins, others are let in and taken out,
// and bots are told of themselves, or of all with the intent.
func TestThreadsHaveMembers(t *testing.T) {
	w := startWorld(t, localdiscord.Options{})
	b := w.bot(func(interaction) any { return nil })
	own := w.dial("v=10")
	own.send(identify(botToken, `,"intents":1`))
	own.until(0, "READY")
	thread, err := w.As(w.ada.ID).StartThread(w.channel.ID, "", "talk")
	if err != nil {
		t.Fatal(err)
	}
	members := "/channels/" + thread.ID + "/thread-members"
	if r := b.request("GET", members, nil); r.status != 403 {
		t.Errorf("without the intent: %d, want 403", r.status)
	}
	w.AllowIntents(w.app.ID, 1<<1)
	all := w.dial("v=10")
	all.send(identify(botToken, `,"intents":3`))
	all.until(0, "READY")
	steps := []struct {
		name   string
		do     func() reply
		status int
		told   string // THREAD_MEMBERS_UPDATE with the intent, "" for none
		own    bool   // also without
	}{
		{"ben writes", func() reply { w.As(w.ben.ID).Say(thread.ID, "hi"); return reply{} }, 0, `"added_members"`, false},
		{"the bot joins", func() reply { return b.request("PUT", members+"/@me", nil) }, 204, `"member_count":3`, true},
		{"again", func() reply { return b.request("PUT", members+"/@me", nil) }, 204, "", false},
		{"it takes ben out without permission", func() reply { return b.request("DELETE", members+"/"+w.ben.ID, nil) }, 403, "", false},
		{"with it", func() reply {
			w.InstallWith(w.app.ID, w.guild.ID, localdiscord.BotPermissions|localdiscord.PermissionManageThreads)
			return b.request("DELETE", members+"/"+w.ben.ID, nil)
		}, 204, `"removed_member_ids":["` + w.ben.ID, false},
		{"ben is gone", func() reply { return b.request("GET", members+"/"+w.ben.ID, nil) }, 404, "", false},
		{"it lets him in", func() reply { return b.request("PUT", members+"/"+w.ben.ID, nil) }, 204, w.ben.ID, false},
		{"he is there", func() reply { return b.request("GET", members+"/"+w.ben.ID+"?with_member=true", nil) }, 200, "", false},
		{"nobody", func() reply { return b.request("PUT", members+"/1", nil) }, 404, "", false},
		{"the bot leaves", func() reply { return b.request("DELETE", members+"/@me", nil) }, 204, `"removed_member_ids"`, true},
		{"list", func() reply { return b.request("GET", members+"?limit=1&after="+w.ada.ID, nil) }, 200, "", false},
		{"limit", func() reply { return b.request("GET", members+"?limit=101", nil) }, 400, "", false},
		{"no thread", func() reply { return b.request("GET", "/channels/"+w.channel.ID+"/thread-members", nil) }, 400, "", false},
		{"archived", func() reply {
			b.request("PATCH", "/channels/"+thread.ID, object{"archived": true})
			return b.request("PUT", members+"/@me", nil)
		}, 400, "", false},
	}
	for _, step := range steps {
		if r := step.do(); r.status != step.status {
			t.Errorf("%s: %d %s, want %d", step.name, r.status, r.body, step.status)
		}
		if step.told != "" {
			if p := all.until(0, "THREAD_MEMBERS_UPDATE"); !strings.Contains(string(p.Data), step.told) {
				t.Errorf("%s: told %s, want %s", step.name, p.Data, step.told)
			}
		}
		if step.own {
			if p := own.until(0, "THREAD_MEMBERS_UPDATE"); !strings.Contains(string(p.Data), w.app.UserID) {
				t.Errorf("%s: without the intent the bot is told of others: %s", step.name, p.Data)
			}
		}
	}
	w.SetOverwrite(w.channel.ID, localdiscord.Overwrite{ID: w.guild.ID, Deny: localdiscord.PermissionViewChannel})
	b.request("POST", "/channels/"+w.channel.ID+"/typing", nil)
	w.As(w.ada.ID).StartThread(w.channel.ID, "", "other")
	w.SetOverwrite(w.channel.ID, localdiscord.Overwrite{ID: w.guild.ID})
	if p := own.until(0, "THREAD_LIST_SYNC"); !strings.Contains(string(p.Data), `"name":"other"`) || !strings.Contains(string(p.Data), w.channel.ID) {
		t.Errorf("synced %s", p.Data)
	}
}

// TestMembersWriteAsPeopleDo: replies, files, edits, deletions, threads under a message.
func TestMembersWriteAsPeopleDo(t *testing.T) {
	w := newWorld(t, localdiscord.Options{})
	ada, ben := w.As(w.ada.ID), w.As(w.ben.ID)
	first, err := ben.Say(w.channel.ID, "first")
	if err != nil {
		t.Fatal(err)
	}
	reply, err := ada.Post(w.channel.ID, localdiscord.Post{Content: "yes", ReplyTo: first.ID})
	if err != nil || reply.Type != localdiscord.MessageReply || reply.ReferencedMessage.Content != "first" {
		t.Errorf("reply %+v, %v", reply, err)
	}
	picture, err := ben.Upload("a b.png", pixel)
	if err != nil || picture.Filename != "a_b.png" || picture.Width != 1 {
		t.Fatalf("uploaded %+v, %v", picture, err)
	}
	shown, err := ben.Post(w.channel.ID, localdiscord.Post{Uploads: []string{picture.ID}})
	if err != nil || len(shown.Attachments) != 1 {
		t.Fatalf("posted %+v, %v", shown, err)
	}
	if content, ok := w.File(picture.ID); !ok || len(content) != len(pixel) {
		t.Error("the file is not there")
	}
	limit := make([]byte, 10<<20)
	hidden, _ := ada.Upload("x.txt", []byte("x"))
	refused := map[string]func() error{
		"used twice": func() error {
			_, err := ben.Post(w.channel.ID, localdiscord.Post{Uploads: []string{picture.ID}})
			return err
		},
		"somebody else's": func() error {
			_, err := ben.Post(w.channel.ID, localdiscord.Post{Uploads: []string{hidden.ID}})
			return err
		},
		"too large": func() error { _, err := ben.Upload("x", append(limit, 0)); return err },
		"empty":     func() error { _, err := ben.Post(w.channel.ID, localdiscord.Post{}); return err },
		"reply to nothing": func() error {
			_, err := ben.Post(w.channel.ID, localdiscord.Post{Content: "x", ReplyTo: "1"})
			return err
		},
		"edit of another's":   func() error { _, err := ada.Edit(first.ID, "x"); return err },
		"empty edit":          func() error { _, err := ben.Edit(first.ID, ""); return err },
		"edit of 2001":        func() error { _, err := ben.Edit(first.ID, x(2001)); return err },
		"deletion of another": func() error { return ben.Delete(reply.ID) },
	}
	for name, do := range refused {
		if do() == nil {
			t.Errorf("%s: allowed", name)
		}
	}
	if _, err := ben.Upload("x", limit); err != nil {
		t.Errorf("10 MiB: %v", err)
	}
	if m, err := ben.Edit(first.ID, "better"); err != nil || m.Content != "better" || m.EditedTimestamp == nil {
		t.Errorf("edited %+v, %v", m, err)
	}
	if m, err := ben.Edit(shown.ID, ""); err != nil || m.Content != "" {
		t.Errorf("a message with a file may lose its text: %v", err)
	}
	thread, err := ada.StartThread(w.channel.ID, first.ID, "more of it")
	if err != nil || thread.ID != first.ID {
		t.Errorf("thread %+v, %v", thread, err)
	}
	if _, err := ada.StartThread(w.channel.ID, first.ID, "again"); err == nil {
		t.Error("a second thread under one message")
	}
	if _, err := ada.StartThread(w.channel.ID, "", x(101)); err == nil {
		t.Error("a thread's name of 101")
	}
	if err := ben.JoinThread(thread.ID); err != nil {
		t.Error(err)
	}
	if err := ben.LeaveThread(thread.ID); err != nil {
		t.Error(err)
	}
	if err := ben.JoinThread(w.channel.ID); err == nil {
		t.Error("joined a channel that is no thread")
	}
	if ben.Delete(shown.ID) != nil || ada.Delete(first.ID) != nil {
		t.Error("one's own message, and as the owner another's, can be deleted")
	}
	if left := w.Messages(w.channel.ID, w.ben.ID); len(left) != 1 {
		t.Errorf("%d messages are left, want the reply", len(left))
	}
}

// TestFilesComeWithCommandsAndForms: an option of type 11 and a form's file field.
func TestFilesComeWithCommandsAndForms(t *testing.T) {
	w := newWorld(t, localdiscord.Options{})
	got := make(chan interaction, 8)
	field := object{"type": 18, "label": "Notes", "component": object{"type": 19, "custom_id": "notes", "min_values": 1, "max_values": 2}}
	b := w.bot(func(i interaction) any {
		got <- i
		if i.Type == 2 {
			return object{"type": 9, "data": object{"title": "T", "custom_id": "form", "components": array{field}}}
		}
		return say("thanks")
	})
	b.commands(object{"name": "hand-in", "description": "d", "options": array{object{"type": 11, "name": "paper", "description": "d", "required": true}}})
	ben := w.As(w.ben.ID)
	var ids []string
	for _, name := range []string{"a.txt", "b.txt", "c.txt"} {
		a, err := ben.Upload(name, []byte(name))
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, a.ID)
	}
	if _, err := ben.Command(testContext(t), w.channel.ID, "hand-in", localdiscord.Option{Name: "paper", Value: "1"}); err == nil {
		t.Error("an unknown upload was accepted")
	}
	opened, err := ben.Command(testContext(t), w.channel.ID, "hand-in", localdiscord.Option{Name: "paper", Value: ids[0]})
	if err != nil {
		t.Fatal(err)
	}
	if data := fmt.Sprint((<-got).Data); !strings.Contains(data, "attachments:map["+ids[0]) || !strings.Contains(data, "filename:a.txt") || !strings.Contains(data, "value:"+ids[0]) {
		t.Errorf("the bot got %s", data)
	}
	for n, allowed := range []bool{false, true, true, false} {
		if !allowed {
			if _, err := ben.SubmitValues(testContext(t), opened.Modal, map[string][]string{"notes": ids[:n]}); err == nil {
				t.Errorf("%d files were accepted", n)
			}
		}
	}
	if _, err := ben.SubmitValues(testContext(t), opened.Modal, map[string][]string{"notes": ids[:2]}); err != nil {
		t.Fatal(err)
	}
	if data := fmt.Sprint((<-got).Data); !strings.Contains(data, "values:["+ids[0]+" "+ids[1]+"]") || !strings.Contains(data, "filename:b.txt") {
		t.Errorf("the bot got %s", data)
	}
}

// TestFileFieldLimits: how many files a form's field may ask for.
func TestFileFieldLimits(t *testing.T) {
	tests := []struct {
		least, most int
		fits        bool
	}{{0, 1, true}, {1, 10, true}, {10, 10, true}, {1, 11, false}, {11, 10, false}, {2, 1, false}, {-1, 1, false}, {0, 0, false}}
	for _, tt := range tests {
		w := newWorld(t, localdiscord.Options{})
		b := w.script()
		i, done := b.start("quiz")
		r := b.callback(i, object{"type": 9, "data": object{"title": "T", "custom_id": "f", "components": array{
			object{"type": 18, "label": "L", "component": object{"type": 19, "custom_id": "c", "min_values": tt.least, "max_values": tt.most}}}}})
		if (r.status == 204) != tt.fits {
			t.Errorf("%d to %d files: %d %s, want accepted %v", tt.least, tt.most, r.status, r.body, tt.fits)
		}
		if !tt.fits {
			b.callback(i, say("so that nobody waits"))
		}
		<-done
	}
}
