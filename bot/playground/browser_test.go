package playground_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"quizbot/bot/localdiscord"
	"quizbot/bot/playground"
)

const botToken = "token-of-the-test"

// world is a local Discord with the page in front of it and a bot behind it.
// Ilse owns the guild and is instructor; Mina is a member.
type world struct {
	*localdiscord.Server
	t          *testing.T
	app        localdiscord.Application
	guild      localdiscord.Guild
	quiz       localdiscord.Channel
	ilse, mina localdiscord.User
	deferred   chan string // tokens of /slow
}

func startWorld(t *testing.T) *world { return startWorldWith(t, localdiscord.Options{}) }

func startWorldWith(t *testing.T, opts localdiscord.Options) *world {
	t.Helper()
	opts.Page, opts.Limits = playground.Handler(), localdiscord.NoLimits()
	s := localdiscord.New(opts)
	t.Cleanup(func() { s.Close() })
	w := &world{Server: s, t: t, deferred: make(chan string, 1)}
	w.app = s.AddApplication("quizbot", botToken)
	w.mina, w.ilse = s.AddUser("Mina"), s.AddUser("Ilse")
	w.guild = s.AddGuild("Readers", w.ilse.ID)
	instructor := s.AddRole(w.guild.ID, "instructor", 0)
	s.AddMember(w.guild.ID, w.mina.ID)
	s.AddMember(w.guild.ID, w.ilse.ID, instructor.ID)
	w.quiz = s.AddChannel(w.guild.ID, "quiz")
	s.AddChannel(w.guild.ID, "lounge")
	s.Install(w.app.ID, w.guild.ID)
	if err := s.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	return w
}

type object = map[string]any

// rest sends a request as the bot and returns the answer.
func (w *world) rest(method, path string, body any) object {
	w.t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		w.t.Error(err) // not Fatal: it is called from other goroutines
		return nil
	}
	r, err := http.NewRequestWithContext(w.t.Context(), method, w.URL()+"/api/v10"+path, bytes.NewReader(raw))
	if err != nil {
		w.t.Error(err) // not Fatal: it is called from other goroutines
		return nil
	}
	r.Header.Set("Authorization", "Bot "+botToken)
	r.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		w.t.Error(err)
		return nil
	}
	defer response.Body.Close()
	answer, _ := io.ReadAll(response.Body)
	if response.StatusCode >= 300 {
		w.t.Errorf("%s %s: %d %s", method, path, response.StatusCode, answer)
	}
	var out object
	json.Unmarshal(answer, &out) // an empty answer or a list stays nil
	return out
}

// postFiles posts a message with files, in this order: name, content, name, content.
func (w *world) postFiles(message object, files ...string) {
	w.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	raw, _ := json.Marshal(message)
	form.WriteField("payload_json", string(raw))
	for i := 0; i < len(files); i += 2 {
		part, err := form.CreateFormFile(fmt.Sprintf("files[%d]", i/2), files[i])
		if err != nil {
			w.t.Fatal(err)
		}
		io.WriteString(part, files[i+1])
	}
	form.Close()
	r, err := http.NewRequestWithContext(w.t.Context(), "POST", w.URL()+"/api/v10/channels/"+w.quiz.ID+"/messages", &body)
	if err != nil {
		w.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bot "+botToken)
	r.Header.Set("Content-Type", form.FormDataContentType())
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		w.t.Fatal(err)
	}
	defer response.Body.Close()
	if answer, _ := io.ReadAll(response.Body); response.StatusCode != http.StatusOK {
		w.t.Fatalf("files: %d %s", response.StatusCode, answer)
	}
}

// post writes a message of the bot into #quiz.
func (w *world) post(message object) { w.rest("POST", "/channels/"+w.quiz.ID+"/messages", message) }

// interaction is what the bot of these tests reads of a press or a command.
type interaction struct {
	ID, Token string
	Message   struct{ ID string }
	Type      int
	Data      struct {
		Name     string
		CustomID string `json:"custom_id"`
		Values   []string
		Options  []struct {
			Name    string
			Value   any
			Focused bool
			Options []struct {
				Name  string
				Value any
			}
		}
		TargetID   string `json:"target_id"`
		Components []struct {
			Components []struct{ Value string }
			Component  *struct {
				CustomID string `json:"custom_id"`
				Value    any
				Values   []string
			}
		}
	}
}

// answer lets the bot answer every interaction with what reply returns; nil
// leaves it without an answer.
func (w *world) answer(reply func(interaction) object) {
	events, cancel := w.Subscribe(w.app.UserID)
	w.t.Cleanup(cancel)
	go func() {
		for e := range events {
			if e.Type != "INTERACTION_CREATE" {
				continue
			}
			var i interaction
			if err := json.Unmarshal(e.Payload, &i); err != nil {
				w.t.Error(err)
				continue
			}
			if callback := reply(i); callback != nil {
				w.rest("POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", callback)
			}
		}
	}()
}

// browser opens the page in headless Chromium, width x height pixels.
func (w *world) browser(width, height int) *page {
	w.t.Helper()
	binary := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			binary = path
			break
		}
	}
	if binary == "" {
		w.t.Skip("no chromium, chromium-browser or google-chrome on the path: install one to test the page in a browser")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], // headless, no first run, a fresh directory
		chromedp.ExecPath(binary), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(width, height),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, closePage := chromedp.NewContext(allocator)
	ctx, expire := context.WithTimeout(ctx, 2*time.Minute)
	w.t.Cleanup(func() {
		expire()
		closePage()
		stop()
	})
	p := &page{t: w.t, ctx: ctx, width: int64(width), height: int64(height)}
	p.run(chromedp.EmulateViewport(int64(width), int64(height)), chromedp.Navigate(playground.Address(w.URL(), w.AccessToken())))
	p.until(`document.body.dataset.ready === "true"`)
	return p
}

// page is an open page.
type page struct {
	t             *testing.T
	ctx           context.Context
	width, height int64
}

func (p *page) run(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, actions...); err != nil {
		p.t.Fatal(err)
	}
}

// script runs JavaScript and waits for its promise, if it is one.
func (p *page) script(code string) {
	p.t.Helper()
	p.run(chromedp.Evaluate[chromedp.Void](code, chromedp.EvalAwaitPromise))
}

// value returns what a JavaScript expression or its promise comes to, as text.
func (p *page) value(expression string) string {
	p.t.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[string]("Promise.resolve("+expression+").then(String)", chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// until waits until a JavaScript expression is true.
func (p *page) until(expression string) {
	p.t.Helper()
	for deadline := time.Now().Add(45 * time.Second); p.value("Boolean("+expression+")") != "true"; time.Sleep(30 * time.Millisecond) {
		if time.Now().After(deadline) {
			p.t.Fatalf("not so within 45 s: %s\nmessages:\n%s", expression, p.value(`document.getElementById("messages").innerText`))
		}
	}
}

// reads waits until the messages contain text.
func (p *page) reads(text string) {
	p.t.Helper()
	p.until(`document.getElementById("messages").textContent.includes(` + quoted(text) + `)`)
}

// enter types text into the message box; "\r" is the Enter key.
func (p *page) enter(text string) {
	p.t.Helper()
	p.run(chromedp.SendKeys("#composer", text))
}

// press presses the button with this label, the last of them.
func (p *page) press(label string) {
	p.t.Helper()
	find := `[...document.querySelectorAll("button")].filter((b) => b.textContent.trim() === ` + quoted(label) + `).at(-1)`
	p.until(find)
	p.script(find + `.click()`)
}

// keys presses keys one after the other, wherever the focus is.
func (p *page) keys(names ...string) {
	p.t.Helper()
	for _, name := range names {
		p.run(chromedp.KeyEvent(name))
	}
}

// shoot saves what the page looks like, in both themes, on a desk and on a
// phone, into the folder that QUIZBOT_SCREENSHOTS names.
func (p *page) shoot(name string) {
	p.t.Helper()
	folder := os.Getenv("QUIZBOT_SCREENSHOTS")
	if folder == "" {
		return
	}
	for _, size := range [][2]int64{{1280, 800}, {390, 844}} {
		p.run(chromedp.EmulateViewport(size[0], size[1]))
		for _, theme := range []string{"dark", "light"} {
			p.theme(theme)
			time.Sleep(300 * time.Millisecond) // let transitions end
			png, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
			if err == nil {
				err = os.WriteFile(filepath.Join(folder, fmt.Sprintf("playground-%s-%d-%s.png", name, size[0], theme)), png, 0o644)
			}
			if err != nil {
				p.t.Fatal(err)
			}
		}
	}
	p.run(chromedp.EmulateViewport(p.width, p.height))
	p.until(fmt.Sprintf(`innerWidth === %d`, p.width))
	p.script(`new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))`) // the page hears of its size
	p.theme("dark")
}

// theme has the page dark or light, by its button, which then offers the other.
func (p *page) theme(name string) {
	p.t.Helper()
	p.script(`if (document.documentElement.dataset.theme !== ` + quoted(name) + `) document.getElementById("theme").click()`)
	other := map[string]string{"dark": "Light theme", "light": "Dark theme"}[name]
	p.until(`document.documentElement.dataset.theme === ` + quoted(name) + ` && document.getElementById("theme").textContent === ` + quoted(other))
}

func (p *page) become(user localdiscord.User) {
	p.t.Helper()
	p.script(`{ const m = document.getElementById("member"); m.value = ` + quoted(user.ID) + `; m.dispatchEvent(new Event("change")); }`)
	p.until(`document.body.dataset.ready === "true"`)
}

func quoted(text string) string {
	raw, _ := json.Marshal(text) // a string always can be
	return string(raw)
}

func row(components ...object) []object { return []object{{"type": 1, "components": components}} }

func button(label, id string) object {
	return object{"type": 2, "style": 1, "label": label, "custom_id": id}
}

func message(data object) object { return object{"type": 4, "data": data} }

// finish fills in the answer to /slow.
func (w *world) finish() {
	w.rest("PATCH", "/webhooks/"+w.app.ID+"/"+<-w.deferred+"/messages/@original", object{"content": "Here it is."})
}

func (w *world) register(commands ...object) {
	w.rest("PUT", "/applications/"+w.app.ID+"/commands", commands)
}

// play is a bot with a question, a form, a menu, suggestions, a late answer and silence.
func (w *world) play() {
	w.register(
		object{"name": "quiz", "description": "Start a quiz", "options": []object{
			{"type": 3, "name": "bank", "description": "Which bank", "required": true, "autocomplete": true}}},
		object{"name": "leaderboard", "description": "Who leads", "options": []object{
			{"type": 3, "name": "period", "description": "Since when", "choices": []object{{"name": "Today", "value": "day"}, {"name": "This week", "value": "week"}}}}},
		object{"name": "schedule", "description": "Schedules", "options": []object{
			{"type": 1, "name": "add", "description": "Add a schedule", "options": []object{
				{"type": 7, "name": "channel", "description": "Where", "required": true},
				{"type": 4, "name": "questions", "description": "How many", "min_value": 1, "max_value": 20}}},
			{"type": 1, "name": "list", "description": "List schedules"}}},
		object{"name": "slow", "description": "Takes its time"},
		object{"name": "silent", "description": "Never answers"})
	w.answer(func(i interaction) object {
		switch {
		case i.Data.Name == "slow":
			w.deferred <- i.Token
			return object{"type": 5}
		case i.Type == localdiscord.InteractionComplete:
			return object{"type": 8, "data": object{"choices": []object{{"name": "The sea", "value": "sea-bank"}}}}
		case i.Data.Name == "quiz":
			return message(object{"flags": 64, "content": fmt.Sprintf("How many hearts? (%v)", i.Data.Options[0].Value),
				"components": append(row(button("Three", "three"), button("Say why", "why")), row(object{"type": 3, "custom_id": "topic", "placeholder": "Pick a topic",
					"options": []object{{"label": "Squid", "value": "squid", "description": "Ten arms"}, {"label": "Whales", "value": "whales"}}})...)})
		case i.Data.CustomID == "three":
			return object{"type": 7, "data": object{"content": "Right.", "components": row(button("Next", "next"))}}
		case i.Data.CustomID == "topic":
			return message(object{"flags": 64, "content": "Topic " + strings.Join(i.Data.Values, "+")})
		case i.Data.CustomID == "why":
			return object{"type": 9, "data": object{"custom_id": "form", "title": "Why?", "components": row(
				object{"type": 4, "custom_id": "reason", "label": "Reason", "style": 1, "min_length": 3, "max_length": 40, "required": true})}}
		case i.Data.CustomID == "form":
			return message(object{"content": "You said: " + i.Data.Components[0].Components[0].Value})
		case i.Data.Name == "leaderboard":
			period := any("ever")
			if len(i.Data.Options) > 0 {
				period = i.Data.Options[0].Value
			}
			return message(object{"content": fmt.Sprintf("Leaders of %v", period)})
		case i.Data.Name == "schedule":
			return message(object{"content": fmt.Sprintf("Schedule %s with %v", i.Data.Options[0].Name, i.Data.Options[0].Options)})
		}
		return nil // /silent, and the button Next
	})
}
