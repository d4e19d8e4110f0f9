package localdiscord_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"quizbot/bot/localdiscord"
)

// TestOneServerPerStateFile: a second one is refused with a sentence, by Load
// and by Start, until the first has closed; and it writes nothing.
func TestOneServerPerStateFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "discord.json")
	first := localdiscord.New(localdiscord.Options{StateFile: file})
	if err := first.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	first.AddUser("ada")
	if err := first.Save(file); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	second := localdiscord.New(localdiscord.Options{StateFile: file})
	for name, do := range map[string]func() error{"Load": func() error { return second.Load(file) }, "Start": func() error { return second.Start("127.0.0.1:0") }, "Close": second.Close} {
		if err := do(); err == nil || !strings.Contains(err.Error(), "in use by another local Discord: stop that one") {
			t.Errorf("%s: %v, want that the file is in use", name, err)
		}
	}
	if after, _ := os.ReadFile(file); string(after) != string(before) {
		t.Error("the second server wrote the file")
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	third := localdiscord.New(localdiscord.Options{StateFile: file})
	defer third.Close()
	if err := third.Load(file); err != nil {
		t.Errorf("after the first has closed: %v", err)
	}
	if err := third.Start("127.0.0.1:0"); err != nil {
		t.Errorf("its own lock is in its way: %v", err)
	}
}

// TestRequestsCanBeReadFromOutside with what does not fit Discord's description.
func TestRequestsCanBeReadFromOutside(t *testing.T) {
	path := filepath.Join(t.TempDir(), "openapi.json")
	if err := os.WriteFile(path, []byte(small), 0o600); err != nil {
		t.Fatal(err)
	}
	s := localdiscord.New(localdiscord.Options{OpenAPI: path, Limits: localdiscord.NoLimits()})
	defer s.Close()
	if err := s.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	app, ben := s.AddApplication("quizbot", botToken), s.AddUser("ben")
	guild := s.AddGuild("Readers", ben.ID)
	channel := s.AddChannel(guild.ID, "quiz")
	s.Install(app.ID, guild.ID)
	w := &world{Server: s, t: t, app: app, guild: guild, channel: channel, ben: ben}
	events := w.stream(ben.ID)
	b := w.bot(func(interaction) any { return nil })
	messages := "/channels/" + channel.ID + "/messages"
	b.request("POST", messages, object{"content": "short"})
	after := s.Sequence()
	b.request("POST", messages, object{"content": "too long"})
	s.Fail(localdiscord.Fault{Status: 503})
	b.request("POST", messages, object{"content": "too long"})
	const violation = `request: at \"/content\" maxLength: got 8, want 5`
	if r := w.browse("GET", "/local/requests", "", "X-Local-Token", s.AccessToken()); strings.Count(r.body, `"route"`) != 3 || strings.Count(r.body, violation) != 1 {
		t.Errorf("requests %s", r.body)
	}
	if r := w.browse("GET", "/local/requests?after="+strconv.FormatInt(after, 10), "", "X-Local-Token", s.AccessToken()); strings.Count(r.body, `"route"`) != 2 || !strings.Contains(r.body, "answered by a fault") {
		t.Errorf("requests after %d: %s", after, r.body)
	}
	if r := w.browse("GET", "/local/requests?after=x", "", "X-Local-Token", s.AccessToken()); r.status != 400 {
		t.Errorf("after x: %d", r.status)
	}
	for _, want := range []int{0, 1} {
		data, _ := events.next("REQUEST")
		if got, _ := data["violations"].([]any); len(got) != want {
			t.Errorf("the page reads %v, want %d violations", data, want)
		}
	}
}

// TestUnreadableStateFilesStay: closing a server that could not load its file
// leaves the file as it was.
func TestUnreadableStateFilesStay(t *testing.T) {
	file := filepath.Join(t.TempDir(), "discord.json")
	if err := os.WriteFile(file, []byte("not ours"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := localdiscord.New(localdiscord.Options{StateFile: file})
	if err := s.Load(file); err == nil {
		t.Fatal("loaded")
	}
	s.AddUser("ada")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if raw, _ := os.ReadFile(file); string(raw) != "not ours" {
		t.Errorf("the file is now %s", raw)
	}
}
