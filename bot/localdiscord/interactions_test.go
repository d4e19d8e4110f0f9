package localdiscord_test

import (
	"errors"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"quizbot/bot/localdiscord"
)

// script is a bot whose test answers each interaction by hand.
type script struct {
	*memoryBot
	next chan interaction
}

func (w *world) script() *script {
	s := &script{next: make(chan interaction, 100)}
	s.memoryBot = w.bot(func(i interaction) any { s.next <- i; return nil })
	s.commands(object{"name": "quiz", "description": "d"}, object{"name": "rank", "description": "d", "options": array{
		object{"type": 4, "name": "n", "description": "d", "required": true, "min_value": 1, "max_value": 10},
		object{"type": 6, "name": "who", "description": "d"},
		object{"type": 3, "name": "mode", "description": "d", "choices": array{object{"name": "Day", "value": "day"}}},
	}}, object{"name": "schedule", "description": "d", "default_member_permissions": "32", "options": array{
		object{"type": 1, "name": "list", "description": "d"},
		object{"type": 1, "name": "add", "description": "d", "options": array{object{"type": 3, "name": "at", "description": "d", "max_length": 5}}},
	}})
	return s
}

func (s *script) callback(i interaction, body any) reply {
	return s.request("POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", body)
}

func (s *script) original(i interaction) string {
	return "/webhooks/" + s.w.app.ID + "/" + i.Token + "/messages/@original"
}

// start runs a command in the background and returns what the bot gets.
func (s *script) start(name string, options ...localdiscord.Option) (interaction, <-chan *localdiscord.Response) {
	s.w.t.Helper()
	done := make(chan *localdiscord.Response, 1)
	go func() {
		r, err := s.w.As(s.w.ben.ID).Command(s.w.t.Context(), s.w.channel.ID, name, options...)
		if err != nil && !errors.Is(err, localdiscord.ErrNoResponse) {
			s.w.t.Error(err)
		}
		done <- r
	}()
	return <-s.next, done
}

func TestFirstAnswerMustComeWithinThreeSeconds(t *testing.T) {
	for _, tt := range []struct {
		after  time.Duration
		status int
	}{{3 * time.Second, http.StatusNoContent}, {3001 * time.Millisecond, http.StatusNotFound}} {
		now := time.Date(2026, 3, 29, 9, 0, 0, 0, time.UTC)
		var mu sync.Mutex
		w := newWorld(t, localdiscord.Options{Now: func() time.Time { mu.Lock(); defer mu.Unlock(); return now }})
		b := w.script()
		i, done := b.start("quiz")
		mu.Lock()
		now = now.Add(tt.after)
		mu.Unlock()
		r := b.callback(i, say("hello"))
		if r.status != tt.status || r.status == http.StatusNotFound && r.field("code") != "10062" {
			t.Errorf("answer after %v: %d %s, want %d", tt.after, r.status, r.body, tt.status)
		}
		if got := <-done; (got == nil) != (tt.status == http.StatusNotFound) {
			t.Errorf("after %v the member got %+v", tt.after, got)
		}
		if tt.status == http.StatusNotFound {
			if r := b.request("POST", "/webhooks/"+w.app.ID+"/"+i.Token, object{"content": "late"}); r.status != http.StatusNotFound {
				t.Errorf("followup with a dead token: %d, want 404", r.status)
			}
		}
	}
}

// TestNobodyAnswers runs in a bubble of fake time: three seconds pass at once.
func TestNobodyAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, localdiscord.Options{})
		b := w.script()
		began := time.Now()
		_, err := w.As(w.ben.ID).Command(t.Context(), w.channel.ID, "quiz")
		if !errors.Is(err, localdiscord.ErrNoResponse) || time.Since(began) != 3*time.Second {
			t.Errorf("got %v after %v, want ErrNoResponse after 3 s", err, time.Since(began))
		}
		if r := b.callback(<-b.next, say("late")); r.field("code") != "10062" {
			t.Errorf("late answer: %s, want code 10062", r.body)
		}
		w.Close()
		b.wait.Wait()
	})
}

func TestTokenLivesFifteenMinutes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, localdiscord.Options{})
		b := w.script()
		i, done := b.start("quiz")
		b.callback(i, say("hello"))
		<-done
		time.Sleep(15 * time.Minute)
		if r := b.request("PATCH", b.original(i), object{"content": "in time"}); r.status != http.StatusOK {
			t.Errorf("at 15 min: %d %s, want 200", r.status, r.body)
		}
		time.Sleep(time.Second)
		if r := b.request("PATCH", b.original(i), object{"content": "late"}); r.status != http.StatusUnauthorized || r.field("code") != "50027" {
			t.Errorf("after 15 min: %d %s, want 401 and code 50027", r.status, r.body)
		}
		w.Close()
		b.wait.Wait()
	})
}

func TestOneOfManyCallbacksWins(t *testing.T) {
	w := newWorld(t, localdiscord.Options{})
	b := w.script()
	i, done := b.start("quiz")
	var mu sync.Mutex
	codes := map[string]int{}
	var wait sync.WaitGroup
	for range 10 {
		wait.Go(func() {
			r := b.callback(i, say("hello"))
			mu.Lock()
			defer mu.Unlock()
			codes[r.field("code")]++
		})
	}
	wait.Wait()
	<-done
	if codes[""] != 1 || codes["40060"] != 9 {
		t.Errorf("codes %v, want one success and nine times 40060", codes)
	}
	if n := len(w.Messages(w.channel.ID, "")); n != 1 {
		t.Errorf("%d messages, want 1", n)
	}
}

func TestUnknownInteraction(t *testing.T) {
	w := newWorld(t, localdiscord.Options{})
	b := w.script()
	i, done := b.start("quiz")
	for _, path := range []string{"/interactions/1/" + i.Token + "/callback", "/interactions/" + i.ID + "/wrong/callback"} {
		if r := b.request("POST", path, say("x")); r.status != http.StatusNotFound || r.field("code") != "10062" {
			t.Errorf("%s: %d %s, want 404 and code 10062", path, r.status, r.body)
		}
	}
	b.callback(i, say("hello"))
	<-done
}

// TestCallbackTypes says which first answer fits which interaction.
func TestCallbackTypes(t *testing.T) {
	form := object{"title": "T", "custom_id": "f", "components": array{row(object{"type": 4, "custom_id": "w", "style": 1, "label": "L"})}}
	bodies := map[int]object{
		1: {"type": 1}, 4: say("m"), 5: {"type": 5}, 6: {"type": 6}, 7: {"type": 7, "data": object{"content": "u"}},
		8: {"type": 8, "data": object{"choices": array{}}}, 9: {"type": 9, "data": form}, 12: {"type": 12},
	}
	tests := []struct {
		from    string
		allowed []int
	}{
		{"command", []int{4, 5, 9}},
		{"component", []int{4, 5, 6, 7, 9}},
		{"form of a command", []int{4, 5}},
		{"form of a component", []int{4, 5, 6, 7}},
	}
	for _, tt := range tests {
		for kind, body := range bodies {
			w := newWorld(t, localdiscord.Options{})
			b := w.script()
			ctx := testContext(t)
			ben := w.As(w.ben.ID)
			act := func(what func() (*localdiscord.Response, error), answer any) *localdiscord.Response {
				var got *localdiscord.Response
				var wait sync.WaitGroup
				wait.Go(func() { got, _ = what() })
				i := <-b.next
				r := b.callback(i, answer)
				if r.status != http.StatusNoContent { // leave nobody waiting
					for _, other := range []any{say("x"), bodies[8]} {
						b.callback(i, other)
					}
				}
				wait.Wait()
				if kindOf, _ := answer.(object); kindOf != nil && kindOf["type"] == kind {
					if ok := r.status == http.StatusNoContent; ok != slices.Contains(tt.allowed, kind) {
						t.Errorf("type %d after a %s: %d %s", kind, tt.from, r.status, r.body)
					}
				}
				return got
			}
			post := func() string {
				r := b.request("POST", "/channels/"+w.channel.ID+"/messages", object{"content": "q", "components": array{row(button(1))}})
				return r.field("id")
			}
			command := func() (*localdiscord.Response, error) { return ben.Command(ctx, w.channel.ID, "quiz") }
			press := func(id string) func() (*localdiscord.Response, error) {
				return func() (*localdiscord.Response, error) { return ben.Press(ctx, id, "b1") }
			}
			submit := func(m *localdiscord.Modal) func() (*localdiscord.Response, error) {
				return func() (*localdiscord.Response, error) { return ben.Submit(ctx, m, map[string]string{"w": "x"}) }
			}
			open := object{"type": 9, "data": form}
			switch tt.from {
			case "command":
				act(command, body)
			case "component":
				act(press(post()), body)
			case "form of a command", "form of a component":
				start := command
				if tt.from == "form of a component" {
					start = press(post())
				}
				var opened *localdiscord.Response
				var wait sync.WaitGroup
				wait.Go(func() { opened, _ = start() })
				b.callback(<-b.next, open)
				wait.Wait()
				act(submit(opened.Modal), body)
			}
		}
	}
}

func TestDeferredAnswerIsFilledInByEditOrFollowup(t *testing.T) {
	for _, how := range []string{"edit", "followup"} {
		w := newWorld(t, localdiscord.Options{})
		b := w.script()
		i, done := b.start("quiz")
		if r := b.request("GET", b.original(i), nil); r.status != http.StatusNotFound || r.field("code") != "10015" {
			t.Errorf("original before an answer: %d %s, want code 10015", r.status, r.body)
		}
		if r := b.callback(i, object{"type": 5, "data": object{"flags": 64 | 4}}); r.status != http.StatusBadRequest {
			t.Errorf("deferred with another flag: %d, want 400", r.status)
		}
		b.callback(i, object{"type": 5, "data": object{"flags": 64}})
		first := <-done
		if !first.Message.Loading() || !first.Message.Ephemeral() {
			t.Errorf("deferred flags %d, want loading and ephemeral", first.Message.Flags)
		}
		if how == "edit" {
			b.request("PATCH", b.original(i), object{"content": "done"})
		} else {
			b.request("POST", "/webhooks/"+w.app.ID+"/"+i.Token, object{"content": "done"})
		}
		m, err := first.Wait(testContext(t))
		if err != nil || m.ID != first.Message.ID || m.Content != "done" || m.Flags != localdiscord.FlagEphemeral {
			t.Errorf("%s: %+v, %v; want the same message, ephemeral, done", how, m, err)
		}
	}
}

func TestEphemeralMessagesBelongToTheAsker(t *testing.T) {
	w := newWorld(t, localdiscord.Options{})
	b := w.script()
	adas, cancel := w.Subscribe(w.ada.ID)
	defer cancel()
	i, done := b.start("quiz")
	b.callback(i, object{"type": 4, "data": object{"content": "secret", "flags": 64, "components": array{row(button(1))}}})
	secret := (<-done).Message
	if got := w.Messages(w.channel.ID, w.ben.ID); len(got) != 1 || !got[0].Ephemeral() {
		t.Errorf("ben sees %d messages, want the ephemeral one", len(got))
	}
	if got := w.Messages(w.channel.ID, w.ada.ID); len(got) != 0 {
		t.Errorf("ada sees %q", got[0].Content)
	}
	path := "/channels/" + w.channel.ID + "/messages"
	if r := b.request("GET", path, nil); r.body != "[]" {
		t.Errorf("channel list shows %s", r.body)
	}
	if r := b.request("PATCH", path+"/"+secret.ID, object{"content": "x"}); r.field("code") != "10008" {
		t.Errorf("edit by the channel route: %s, want code 10008", r.body)
	}
	if _, err := w.As(w.ada.ID).Press(testContext(t), secret.ID, "b1"); err == nil {
		t.Error("ada pressed a button she cannot see")
	}
	if r := b.request("POST", "/webhooks/"+w.app.ID+"/"+i.Token, object{"content": "for all"}); r.status != http.StatusOK || strings.Contains(r.body, "secret") {
		t.Errorf("followup: %d %s, want it without the secret it replies to", r.status, r.body)
	}
	b.request("DELETE", b.original(i), nil)
	if r := b.request("GET", b.original(i), nil); r.field("code") != "10008" {
		t.Errorf("original after deletion: %s, want code 10008", r.body)
	}
	w.As(w.ada.ID).Say(w.channel.ID, "end")
	for e := range adas {
		if e.Message != nil && (e.Message.Content == "secret" || e.Type == "MESSAGE_DELETE") {
			t.Errorf("ada was told of %s %q", e.Type, e.Message.Content)
		}
		if e.Message != nil && e.Message.Content == "end" {
			break
		}
	}
}

func TestWithResponseReturnsTheMessage(t *testing.T) {
	w := newWorld(t, localdiscord.Options{})
	b := w.script()
	i, done := b.start("quiz")
	r := b.request("POST", "/interactions/"+i.ID+"/"+i.Token+"/callback?with_response=true", say("hello"))
	shown := (<-done).Message
	if r.status != http.StatusOK || !strings.Contains(r.body, `"response_message_id":"`+shown.ID+`"`) || !strings.Contains(r.body, `"content":"hello"`) {
		t.Errorf("%d %s", r.status, r.body)
	}
	if shown.Type != localdiscord.MessageCommand || shown.InteractionMetadata.ID != i.ID || shown.WebhookID != w.app.ID {
		t.Errorf("message %+v, want type 20 with its interaction", shown)
	}
}

// TestClientRefuses lists what Discord's client does not let a member do.
func TestClientRefuses(t *testing.T) {
	w := newWorld(t, localdiscord.Options{})
	b := w.script()
	r := b.request("POST", "/channels/"+w.channel.ID+"/messages", object{"content": "q", "components": array{
		row(button(1), with(button(2), "disabled", true)), row(menu("max_values", 2))}})
	id := r.field("id")
	ctx := testContext(t)
	ben := w.As(w.ben.ID)
	command := func(name string, options ...localdiscord.Option) func() error {
		return func() error { _, err := ben.Command(ctx, w.channel.ID, name, options...); return err }
	}
	n := func(v any) localdiscord.Option { return localdiscord.Option{Name: "n", Value: v} }
	tests := []struct {
		name string
		do   func() error
		want string
	}{
		{"unknown command", command("nothing"), "no command /nothing"},
		{"required option", command("rank"), `"n" is required`},
		{"unknown option", command("rank", n(1), localdiscord.Option{Name: "z"}), `no option "z"`},
		{"too small", command("rank", n(0)), "at least 1"},
		{"too big", command("rank", n("11")), "at most 10"},
		{"not a number", command("rank", n("ten")), "whole number"},
		{"unknown member", command("rank", n(1), localdiscord.Option{Name: "who", Value: "1"}), `cannot be "1"`},
		{"not a choice", command("rank", n(1), localdiscord.Option{Name: "mode", Value: "year"}), "one of its choices"},
		{"given twice", command("rank", n(1), n(2)), "given twice"},
		{"not permitted", command("schedule list"), "permission"},
		{"unknown channel", func() error { _, err := ben.Command(ctx, "1", "quiz"); return err }, "no channel"},
		{"no suggestions", func() error { _, err := ben.Complete(ctx, w.channel.ID, "rank", "n", "1"); return err }, "no suggestions"},
		{"disabled button", func() error { _, err := ben.Press(ctx, id, "b2"); return err }, "disabled"},
		{"button that is gone", func() error { _, err := ben.Press(ctx, id, "b9"); return err }, "any more"},
		{"message that is gone", func() error { _, err := ben.Press(ctx, "1", "b1"); return err }, "no message"},
		{"select as a button", func() error { _, err := ben.Press(ctx, id, "menu"); return err }, "kind of control"},
		{"value that was not offered", func() error { _, err := ben.Select(ctx, id, "menu", "9"); return err }, "not offered"},
		{"same value twice", func() error { _, err := ben.Select(ctx, id, "menu", "1", "1"); return err }, "not offered"},
		{"too many values", func() error { _, err := ben.Select(ctx, id, "menu", "0", "1", "2"); return err }, "1 to 2"},
		{"too few values", func() error { _, err := ben.Select(ctx, id, "menu"); return err }, "1 to 2"},
		{"form that is not open", func() error { _, err := ben.Submit(ctx, &localdiscord.Modal{CustomID: "f"}, nil); return err }, "not open"},
		{"no form", func() error { _, err := ben.Submit(ctx, nil, nil); return err }, "no form"},
		{"empty message", func() error { _, err := ben.Say(w.channel.ID, " "); return err }, "1 to 2000"},
		{"stranger", func() error { _, err := w.As("1").Say(w.channel.ID, "hi"); return err }, "no user"},
	}
	for _, tt := range tests {
		err := tt.do()
		var refused *localdiscord.Refusal
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want a refusal with %q", tt.name, err, tt.want)
		}
	}
	ada := w.As(w.ada.ID)
	for _, name := range []string{"schedule", "schedule remove"} {
		if _, err := ada.Command(ctx, w.channel.ID, name); err == nil || !strings.Contains(err.Error(), "subcommand") {
			t.Errorf("%s: %v, want a refusal about the subcommand", name, err)
		}
	}
}

func TestOptionsArriveTyped(t *testing.T) {
	w := newWorld(t, localdiscord.Options{})
	b := w.script()
	i, done := b.start("rank", localdiscord.Option{Name: "n", Value: "7"}, localdiscord.Option{Name: "who", Value: w.ada.ID})
	b.callback(i, say("ok"))
	<-done
	options := i.Data["options"].(array)
	if got := options[0].(object)["value"]; got != 7.0 {
		t.Errorf("n is %v (%T), want the number 7", got, got)
	}
	resolved, _ := i.Data["resolved"].(object)
	users, _ := resolved["users"].(object)
	if users[w.ada.ID] == nil {
		t.Errorf("resolved is %v, want ada among the users", resolved)
	}
	if i.Member["permissions"] == nil || i.User != nil {
		t.Errorf("member %v, user %v; want a member with permissions and no user", i.Member, i.User)
	}
}

func TestFormKeepsItsRules(t *testing.T) {
	w := newWorld(t, localdiscord.Options{})
	b := w.script()
	i, done := b.start("quiz")
	b.callback(i, object{"type": 9, "data": object{"title": "T", "custom_id": "f", "components": array{
		row(object{"type": 4, "custom_id": "why", "style": 1, "label": "Why", "min_length": 3, "max_length": 5}),
		row(object{"type": 4, "custom_id": "more", "style": 2, "label": "More", "required": false})}}})
	modal := (<-done).Modal
	ctx := testContext(t)
	for _, fields := range []map[string]string{{}, {"why": "ab"}, {"why": "abcdef"}, {"why": "abc", "other": "x"}} {
		if _, err := w.As(w.ben.ID).Submit(ctx, modal, fields); err == nil {
			t.Errorf("%v was submitted", fields)
		}
	}
	if _, err := w.As(w.ada.ID).Submit(ctx, modal, map[string]string{"why": "abc"}); err == nil {
		t.Error("ada submitted ben's form")
	}
	go func() { b.callback(<-b.next, say("thanks")) }()
	if _, err := w.As(w.ben.ID).Submit(ctx, modal, map[string]string{"why": "abc"}); err != nil {
		t.Error(err)
	}
	if _, err := w.As(w.ben.ID).Submit(ctx, modal, map[string]string{"why": "abc"}); err == nil {
		t.Error("the form was submitted twice")
	}
}

func TestDirectMessages(t *testing.T) {
	w := newWorld(t, localdiscord.Options{})
	b := w.script()
	b.request("PUT", "/applications/"+w.app.ID+"/commands", array{
		object{"name": "privacy", "description": "d"}, object{"name": "guildonly", "description": "d", "contexts": array{0}}})
	dm := w.OpenDM(w.ben.ID, w.app.ID)
	r := b.request("POST", "/users/@me/channels", object{"recipient_id": w.ben.ID})
	if r.field("id") != dm.ID {
		t.Errorf("DM %s, want the existing %s", r.body, dm.ID)
	}
	if r := b.request("POST", "/channels/"+dm.ID+"/messages", object{"content": "hi"}); r.status != http.StatusOK {
		t.Errorf("message in a DM: %d %s", r.status, r.body)
	}
	go func() {
		i := <-b.next
		if i.User["id"] != w.ben.ID || i.Member != nil {
			t.Errorf("user %v, member %v; want only the user", i.User, i.Member)
		}
		b.callback(i, say("nothing is kept"))
	}()
	if _, err := w.As(w.ben.ID).Command(testContext(t), dm.ID, "privacy"); err != nil {
		t.Error(err)
	}
	if _, err := w.As(w.ben.ID).Command(testContext(t), dm.ID, "guildonly"); err == nil {
		t.Error("a guild command ran in a DM")
	}
	if _, err := w.As(w.ada.ID).Say(dm.ID, "hi"); err == nil {
		t.Error("ada wrote into ben's DM")
	}
}

func TestClosedDirectMessages(t *testing.T) {
	state := filepath.Join(t.TempDir(), "state.json")
	w := newWorld(t, localdiscord.Options{StateFile: state})
	b := w.bot(func(interaction) any { return nil })
	path := "/channels/" + b.request("POST", "/users/@me/channels", object{"recipient_id": w.ben.ID}).field("id") + "/messages"
	w.CloseDMs(w.ben.ID, true)
	if r := b.request("POST", path, object{"content": "a"}); r.status != http.StatusForbidden || r.field("code") != "50007" {
		t.Errorf("closed: %d %s, want 403 and code 50007", r.status, r.body)
	}
	w.Close()
	again := newWorld(t, localdiscord.Options{})
	if err := again.Load(state); err != nil {
		t.Fatal(err)
	}
	b = again.bot(func(interaction) any { return nil })
	if r := b.request("POST", path, object{"content": "a"}); r.field("code") != "50007" {
		t.Errorf("closed, after a restart: %d %s, want code 50007", r.status, r.body)
	}
	again.CloseDMs(w.ben.ID, false)
	if r := b.request("POST", path, object{"content": "a"}); r.status != http.StatusOK {
		t.Errorf("open: %d %s", r.status, r.body)
	}
}
