package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"quizbot/bot/view"
	"quizbot/questions"
)

// browser is a page in headless Chromium.
type browser struct {
	t   *testing.T
	ctx context.Context
}

func openPage(t *testing.T, address string, width, height int) *browser {
	t.Helper()
	binary := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			binary = path
			break
		}
	}
	if binary == "" {
		t.Skip("no chromium, chromium-browser or google-chrome on the path: install one to try the product in a browser")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(binary), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(width, height),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, closePage := chromedp.NewContext(allocator)
	ctx, expire := context.WithTimeout(ctx, 4*time.Minute)
	t.Cleanup(func() {
		expire()
		closePage()
		stop()
	})
	b := &browser{t: t, ctx: ctx}
	b.do(chromedp.EmulateViewport(int64(width), int64(height)), chromedp.Navigate(address))
	b.until(`document.body.dataset.ready === "true"`, 20*time.Second)
	return b
}

func (b *browser) do(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

func (b *browser) value(expression string) string {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[string]("Promise.resolve("+expression+").then(String)", chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

func (b *browser) until(expression string, patience time.Duration) {
	b.t.Helper()
	for deadline := time.Now().Add(patience); b.value("Boolean("+expression+")") != "true"; time.Sleep(30 * time.Millisecond) {
		if time.Now().After(deadline) {
			b.t.Fatalf("not so within %v: %s\nmessages:\n%s", patience, expression, b.value(`document.getElementById("messages").innerText`))
		}
	}
}

// last is the newest message.
const last = `[...document.querySelectorAll("[data-message-id]")].at(-1)`

// reads waits until the newest message contains text.
func (b *browser) reads(text string) {
	b.t.Helper()
	raw, _ := json.Marshal(text)
	b.until(last+`?.innerText.includes(`+string(raw)+`)`, 45*time.Second)
}

// press presses the newest enabled button whose label begins so.
func (b *browser) press(label string) {
	b.t.Helper()
	raw, _ := json.Marshal(label)
	find := `[...document.querySelectorAll("#messages button")].filter((e) => !e.disabled && e.textContent.trim().startsWith(` + string(raw) + `)).at(-1)`
	b.until(find, 45*time.Second)
	b.value(find + `.click()`)
}

func (b *browser) enter(text string) {
	b.t.Helper()
	b.do(chromedp.SendKeys("#composer", text+"\r"))
}

func (b *browser) become(name string) {
	b.t.Helper()
	raw, _ := json.Marshal(name)
	b.value(`(() => { const m = document.getElementById("member"); m.value = [...m.options].find((o) => o.textContent.startsWith(` + string(raw) + `)).value; m.dispatchEvent(new Event("change")); })()`)
	b.until(`document.body.dataset.ready === "true"`, 45*time.Second)
}

// shoot saves a screenshot into the folder that QUIZBOT_SCREENSHOTS names.
func (b *browser) shoot(name string) {
	b.t.Helper()
	folder := os.Getenv("QUIZBOT_SCREENSHOTS")
	if folder == "" {
		return
	}
	time.Sleep(300 * time.Millisecond) // let transitions end
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, name+".png"), png, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// startTrial runs try and returns the page's address.
func startTrial(t *testing.T) (address string) {
	t.Helper()
	read, write := io.Pipe()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		done <- try(ctx, trial{addr: "127.0.0.1:0", folder: t.TempDir(), out: write, log: slog.New(slog.DiscardHandler), now: time.Now})
		write.Close()
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("try: %v", err)
		}
	})
	address = ""
	said, _ := io.ReadAll(io.LimitReader(read, 1))
	buffer := make([]byte, 4096)
	for address == "" {
		n, err := read.Read(buffer)
		said = append(said, buffer[:n]...)
		address = regexp.MustCompile(`http://\S+`).FindString(string(said))
		if err != nil {
			t.Fatalf("try stopped: %s", said)
		}
	}
	go io.Copy(io.Discard, read)
	return address
}

// asked finds the question that the newest message asks.
func (b *browser) asked(bank *questions.Bank) questions.Question {
	b.t.Helper()
	text := b.value(last + `.innerText`)
	best := questions.Question{}
	for _, q := range bank.Questions {
		if strings.Contains(text, q.Stem) && len(q.Stem) > len(best.Stem) && (q.Form != questions.Order || strings.Contains(text, q.Key[0])) {
			best = q
		}
	}
	if best.Form == questions.Order {
		for _, q := range bank.Questions {
			if all := q.Form == best.Form && strings.Contains(text, q.Stem); all {
				for _, item := range q.Key {
					all = all && strings.Contains(text, item)
				}
				if all {
					return q
				}
			}
		}
	}
	if best.ID == "" {
		b.t.Fatalf("no question of the bank is asked in:\n%s", text)
	}
	return best
}

// answer presses the option with this text, or the items of an order.
func (b *browser) answer(q questions.Question, right bool) {
	b.t.Helper()
	if q.Form == questions.Order {
		items := append([]string(nil), q.Key...)
		if !right {
			items[0], items[1] = items[1], items[0]
		}
		for _, item := range items {
			b.press(b.label(item))
			time.Sleep(150 * time.Millisecond)
		}
		b.press("Send")
		return
	}
	text := q.Key[0]
	if !right {
		text = q.Distractors[0]
	}
	b.press(b.label(text))
}

// label is the label of the enabled button that stands for an option.
func (b *browser) label(option string) string {
	b.t.Helper()
	raw, _ := json.Marshal(strings.TrimSuffix(view.Cut(option, 30), "…"))
	find := `[...` + last + `.querySelectorAll("button")].find((e) => !e.disabled && e.textContent.trim().slice(3).startsWith(` + string(raw) + `))`
	b.until(find, 45*time.Second)
	return b.value(find + `.textContent.trim()`)
}

func TestNewUserTriesQuizbotInTheBrowser(t *testing.T) {
	bank, _, err := openBank(firstBank)
	if err != nil {
		t.Fatal(err)
	}
	for _, screen := range []struct {
		name          string
		width, height int
	}{{"desktop", 1280, 800}, {"phone", 390, 844}} {
		t.Run(screen.name, func(t *testing.T) {
			b := openPage(t, startTrial(t), screen.width, screen.height)
			b.become("Mina")
			b.reads("Russia and the Taliban")
			b.reads("5 questions")
			b.shoot(screen.name + "-1-quiz")

			b.press("Start")
			for no := 1; no <= 5; no++ {
				b.reads(fmt.Sprintf("Question %d of 5", no))
				q := b.asked(bank)
				if no == 1 {
					b.shoot(screen.name + "-2-question")
				}
				b.answer(q, no != 2)
				verdict := "Right"
				if no == 2 {
					verdict = "Wrong."
					if q.Form == questions.Order {
						verdict = "Partly right"
					}
				}
				b.reads(verdict)
				b.reads(q.Explanation)
				text := b.value(last + `.innerText`)
				cited := false
				for _, id := range q.Facts {
					for _, c := range bank.CitationsOf([]questions.FactID{id}) {
						cited = cited || strings.Contains(text, strings.SplitN(c.Text, ", ¶", 2)[0])
					}
				}
				if !cited || !regexp.MustCompile(`¶ \d+`).MatchString(text) {
					t.Errorf("question %d has no citation with author, title and paragraph:\n%s", no, text)
				}
				b.shoot(fmt.Sprintf("%s-3-verdict-%d", screen.name, no))
				if no < 5 {
					b.press("Next question")
				}
			}
			b.press("See all my answers")
			b.reads("4 of 5 right")
			b.enter("/leaderboard period:today")
			b.reads("Mina")
			b.reads("You: rank 1")
			b.shoot(screen.name + "-4-leaderboard")

			b.enter("/schedule list")
			b.reads("Only instructors may do this")
			b.shoot(screen.name + "-5-refused")

			if screen.name == "phone" {
				return // the minute's wait is tried once
			}
			b.become("Tomas")
			due := time.Now().UTC().Add(time.Minute)
			if due.Second() > 55 {
				due = due.Add(time.Minute)
			}
			b.enter(fmt.Sprintf("/schedule add days:every day time:%s topic:islamic-state questions:3", due.Format("15:04")))
			b.reads("Check the times, then confirm")
			b.shoot(screen.name + "-6-schedule")
			b.press("Confirm")
			b.reads("is active")
			b.until(`[...document.querySelectorAll("[data-message-id]")].some((m) => m.innerText.includes("Topic: islamic state") && m.innerText.includes("Start"))`, 130*time.Second)
			if at := time.Now().UTC(); at.Before(due.Truncate(time.Minute)) {
				t.Errorf("the quiz of %s was posted at %s", due.Format("15:04"), at.Format("15:04:05"))
			}
			b.shoot(screen.name + "-7-second-quiz")
		})
	}
}
