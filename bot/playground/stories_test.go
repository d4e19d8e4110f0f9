package playground_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"quizbot/bot/localdiscord"
)

const layoutFlag = 1 << 15 // Discord, IS_COMPONENTS_V2

func text(content string) object { return object{"type": 10, "content": content} }

// chart is a picture with bars.
func chart(width, height int) string {
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	for x := range width {
		for y := range height {
			img.Set(x, y, color.NRGBA{24, 25, 28, 255})
			if x%80 > 20 && y > height-(x/80+1)*height/6 {
				img.Set(x, y, color.NRGBA{88, 101, 242, 255})
			}
		}
	}
	var out bytes.Buffer
	png.Encode(&out, img) // a buffer takes everything
	return out.String()
}

// question is a question in the newer layout.
func question(answered int, over bool) object {
	letters := []object{}
	for i, choice := range []string{"One", "Two", "Three", "Nine"} {
		letters = append(letters, object{"type": 2, "style": 2, "label": string(rune('A'+i)) + " · " + choice, "custom_id": fmt.Sprintf("answer-%d", i), "disabled": over})
	}
	parts := []object{
		text("### Question 1 of 5\nHow many hearts does an octopus have?"),
		{"type": 14, "spacing": 1},
		{"type": 1, "components": letters},
	}
	if over {
		parts = append(parts, text("**C · Three.** Two of them pump blood through the gills.\n-# [Marine Notes, paragraph 12](https://example.org/notes)"))
	} else {
		parts = append(parts, text(fmt.Sprintf("-# %d answered · closes <t:%d:R>", answered, time.Now().Add(time.Minute).Unix())))
	}
	return object{"flags": layoutFlag, "components": []object{{"type": 17, "accent_color": 0x5865f2, "components": parts}}}
}

// TestStoryQuizByButtons is one round that two members play in two windows at
// the same time: private answers, a count that both see, a key at the end.
func TestStoryQuizByButtons(t *testing.T) {
	w := startWorld(t)
	w.register(object{"name": "round", "description": "Start a round"})
	var mu sync.Mutex
	var players []string
	asked := ""
	w.answer(func(i interaction) object {
		mu.Lock()
		defer mu.Unlock()
		if i.Data.Name == "round" {
			return message(question(0, false))
		}
		players = append(players, i.Data.CustomID)
		asked = i.Message.ID
		w.rest("PATCH", "/channels/"+w.quiz.ID+"/messages/"+asked, question(len(players), false))
		return message(object{"flags": 64, "content": "You chose **" + i.Data.CustomID + "**. You can change it until the question closes."})
	})
	mina := w.browser(1280, 800)
	ilse := w.browser(390, 844)
	ilse.become(w.ilse)

	mina.enter("/round\r")
	mina.reads("How many hearts")
	ilse.reads("Mina used /round")
	ilse.press("B · Two")
	ilse.reads("You chose answer-1")
	mina.reads("1 answered")
	mina.press("C · Three")
	mina.reads("You chose answer-2")
	ilse.reads("2 answered")
	for _, p := range []*page{mina, ilse} {
		if got := p.value(`document.querySelectorAll('[data-ephemeral="true"]').length`); got != "1" {
			t.Errorf("%s private answers, want only one's own", got)
		}
	}
	mina.shoot("quiz")

	w.rest("PATCH", "/channels/"+w.quiz.ID+"/messages/"+asked, question(2, true))
	mina.reads("C · Three.")
	ilse.reads("C · Three.")
	if got := mina.value(`document.querySelectorAll(".container button:disabled").length`); got != "4" {
		t.Errorf("%s buttons are closed, want 4", got)
	}
	if got := mina.value(`getComputedStyle(document.querySelector(".container")).borderLeftColor`); got != "rgb(88, 101, 242)" {
		t.Errorf("the container's edge is %s", got)
	}

	// A change keeps the spoilers shown that it leaves alone, and no others.
	edit := func(content string) {
		w.rest("PATCH", "/channels/"+w.quiz.ID+"/messages/"+asked, object{"flags": layoutFlag, "components": []object{text(content)}})
	}
	edit("Key: ||three||")
	mina.until(`document.querySelector(".spoiler")`)
	mina.script(`document.querySelector(".spoiler").click()`)
	edit("Key again: ||three||")
	mina.reads("Key again")
	mina.until(`document.querySelector(".spoiler.shown")`)
	edit("Next key: ||nine||")
	mina.reads("Next key")
	mina.until(`!document.querySelector(".spoiler.shown")`)
	w.rest("PATCH", "/channels/"+w.quiz.ID+"/messages/"+asked, question(2, true))

	// A reload loses nothing: not who asked, not the private answer, not the member.
	ilse.run(chromedp.Reload())
	ilse.until(`document.body.dataset.ready === "true"`)
	ilse.reads("Mina used /round")
	ilse.reads("C · Three.")
	ilse.reads("You chose answer-1")
	if got := ilse.value(`document.getElementById("member").selectedOptions[0].textContent`); got != "Ilse (instructor)" {
		t.Errorf("after a reload the member is %s", got)
	}
	ilse.press("Dismiss message")
	ilse.run(chromedp.Reload())
	ilse.until(`document.body.dataset.ready === "true"`)
	ilse.reads("C · Three.")
	if got := ilse.value(`document.querySelectorAll('[data-ephemeral="true"]').length`); got != "0" {
		t.Errorf("%s dismissed messages are back after a reload", got)
	}
}

// TestStoryEveryPartOfALayout shows one of each component and presses what can be.
func TestStoryEveryPartOfALayout(t *testing.T) {
	w := startWorld(t)
	w.answer(func(i interaction) object {
		return message(object{"flags": 64, "content": "Pressed " + i.Data.CustomID + " " + strings.Join(i.Data.Values, "+")})
	})
	p := w.browser(1280, 800)
	w.postFiles(object{"flags": layoutFlag, "components": []object{
		text("## The week\nA line with **strong** words, `code` and <@" + w.mina.ID + ">."),
		{"type": 17, "accent_color": 0x2d7d46, "components": []object{
			{"type": 9, "components": []object{text("### Standings"), text("Mina leads with 12 points."), text("-# since Monday")},
				"accessory": object{"type": 11, "description": "A small chart", "media": object{"url": "attachment://small.png"}}},
			{"type": 14, "divider": true, "spacing": 2},
			{"type": 9, "components": []object{text("Want to see your own row?")}, "accessory": object{"type": 2, "style": 1, "label": "Show mine", "custom_id": "mine"}},
			{"type": 12, "items": []object{{"description": "Points by day", "media": object{"url": "attachment://chart.png"}}, {"spoiler": true, "media": object{"url": "attachment://key.png"}}}},
			{"type": 13, "file": object{"url": "attachment://grades.csv"}},
			{"type": 1, "components": []object{{"type": 3, "custom_id": "period", "placeholder": "Another week", "max_values": 2, "options": []object{
				{"label": "This week", "value": "0", "default": true}, {"label": "Last week", "value": "1", "description": "closed"}}}}},
		}},
		{"type": 17, "spoiler": true, "components": []object{text("The answer is three.")}},
	}}, "small.png", chart(160, 160), "chart.png", chart(480, 300), "key.png", chart(480, 300), "grades.csv", "who,points\nMina,12\n")
	p.reads("Mina leads with 12 points.")
	p.until(`[...document.querySelectorAll("#messages img")].length === 3 && [...document.querySelectorAll("#messages img")].every((i) => i.naturalWidth)`)

	tests := []struct{ what, expression, want string }{
		{"headings", `[...document.querySelectorAll("#messages h3, #messages h4, #messages h5")].map((h) => h.textContent).join()`, "The week,Standings"},
		{"alternative texts", `[...document.querySelectorAll("#messages img")].map((i) => i.alt).join()`, "A small chart,Points by day,Image"},
		{"the file", `document.querySelector(".container .attachment").textContent`, "FILEgrades.csv (19 bytes)"},
		{"separators", `document.querySelectorAll("#messages hr").length`, "1"},
		{"files beside the layout", `document.querySelectorAll(".body > .attachment").length`, "0"},
		{"what is hidden from the screen reader", `[...document.querySelectorAll(".covered > [inert]")].length`, "2"},
		{"the menu", `document.querySelector(".menu-label").textContent`, "This week"},
	}
	for _, test := range tests {
		if got := p.value(test.expression); got != test.want {
			t.Errorf("%s: %q, want %q", test.what, got, test.want)
		}
	}
	p.press("Show mine")
	p.reads("Pressed mine")
	p.press("This week")
	p.until(`document.activeElement.dataset.value === "0"`)
	p.keys(kb.ArrowDown, kb.Enter)
	// Somebody's reaction redraws the message; the half-made choice stays.
	if err := w.As(w.ilse.ID).React(p.value(`document.querySelector("[data-message-id]").dataset.messageId`), "🎉"); err != nil {
		t.Fatal(err)
	}
	p.until(`document.querySelector(".reaction")`)
	if got := p.value(`document.querySelector(".menu-label").textContent + document.activeElement.dataset.value`); got != "This week, Last week1" {
		t.Errorf("the open menu became %q", got)
	}
	p.press("Done")
	p.reads("Pressed period 0+1")
	p.script(`for (const c of document.querySelectorAll(".cover")) c.click()`)
	if got := p.value(`document.querySelectorAll("#messages [inert]").length`); got != "0" {
		t.Errorf("%s parts stay hidden after the spoilers were pressed", got)
	}
	p.script(`document.querySelector(".gallery .zoom").click()`)
	p.until(`document.querySelector("dialog.viewer[open] img").naturalWidth === 480`)
	p.shoot("picture")
	p.keys(kb.Escape)
	p.until(`!document.querySelector("dialog")`)
	p.script(`document.getElementById("scroller").scrollTop = 0`)
	p.shoot("layout")
}

func label(name string, component object) object {
	return object{"type": 18, "label": name, "component": component}
}

// TestStoryAFormWithEveryField fills in each kind of field with the keyboard.
func TestStoryAFormWithEveryField(t *testing.T) {
	w := startWorld(t)
	w.register(object{"name": "new", "description": "Write a question"})
	options := func(names ...string) (list []object) {
		for _, name := range names {
			list = append(list, object{"label": name, "value": strings.ToLower(name), "description": "about " + name})
		}
		return list
	}
	w.answer(func(i interaction) object {
		if i.Data.Name == "new" {
			hinted := label("Question", object{"type": 4, "custom_id": "text", "style": 2, "min_length": 5, "max_length": 300})
			hinted["description"] = "One sentence that ends with a question mark."
			return object{"type": 9, "data": object{"custom_id": "new", "title": "A question of your own", "components": []object{
				{"type": 10, "content": "Your question goes to the **instructors** first."},
				hinted,
				label("Topic", object{"type": 3, "custom_id": "topic", "placeholder": "Choose a topic", "options": options("Squid", "Whales")}),
				label("Difficulty", object{"type": 21, "custom_id": "level", "options": options("Easy", "Hard")}),
				label("Good for", object{"type": 22, "custom_id": "for", "max_values": 2, "required": false, "options": options("Practice", "Exams", "Live")}),
			}}}
		}
		filled := []string{}
		for _, part := range i.Data.Components {
			if c := part.Component; c != nil {
				filled = append(filled, fmt.Sprintf("%s=%v %v", c.CustomID, c.Value, c.Values))
			}
		}
		return message(object{"content": "Sent: " + strings.Join(filled, "; ")})
	})
	p := w.browser(1280, 800)
	p.enter("/new\r")
	p.until(`document.querySelector("dialog[open] textarea") === document.activeElement`)
	p.keys("How many hearts?", kb.Tab)
	p.until(`document.activeElement.matches("dialog .menu-opener")`)
	p.keys(kb.Enter)
	p.until(`document.activeElement.dataset.value === "squid"`)
	p.keys(kb.ArrowDown, kb.Enter)
	p.until(`document.querySelector("dialog .menu-label").textContent === "Whales"`)
	p.script(`document.querySelector("dialog [type=submit]").click()`)
	p.until(`document.querySelector("dialog .failure").textContent === "Difficulty is required."`)
	p.until(`document.activeElement.matches("[type=radio]")`)
	p.keys(kb.ArrowDown)
	p.shoot("form")
	p.keys(kb.Tab, " ", kb.Tab, " ")
	p.until(`document.querySelectorAll("dialog [type=checkbox]:disabled").length === 1`) // two of three at most
	p.keys(kb.Enter)
	p.reads("Sent: text=How many hearts? []; topic=<nil> [whales]; level=hard []; for=<nil> [practice exams]")
	p.until(`!document.querySelector("dialog")`)
	p.until(`document.activeElement.id === "composer"`)
}

// TestStoryReactionsThreadsAndMenus does what Discord keeps beside a message.
func TestStoryReactionsThreadsAndMenus(t *testing.T) {
	w := startWorld(t)
	w.register(object{"name": "Report question", "type": 3}, object{"name": "Show scores", "type": 2}, object{"name": "quiz", "description": "Start"})
	w.answer(func(i interaction) object {
		return message(object{"flags": 64, "content": "You ran " + i.Data.Name + " on " + i.Data.TargetID})
	})
	p := w.browser(1280, 800)
	asked := w.rest("POST", "/channels/"+w.quiz.ID+"/messages", object{"content": "How many hearts?"})["id"].(string)
	p.reads("How many hearts?")

	// Reactions: another's is joined and left, a new one is chosen.
	if err := w.As(w.ilse.ID).React(asked, "👍"); err != nil {
		t.Fatal(err)
	}
	reaction := `[...document.querySelectorAll(".reaction")].map((r) => r.textContent + r.getAttribute("aria-pressed")).join()`
	p.until(reaction + ` === "👍1false"`)
	p.press("👍1")
	p.until(reaction + ` === "👍2true"`)
	if got, want := p.value(`document.querySelector(".reaction").title`), "Ilse, Mina reacted with 👍"; got != want {
		t.Errorf("title %q, want %q", got, want)
	}
	p.press("👍2")
	p.until(reaction + ` === "👍1false"`)
	p.script(`document.querySelector('.tools [title="Add reaction"]').click()`)
	p.until(`document.activeElement.matches(".palette button")`)
	p.keys(kb.ArrowRight, kb.ArrowRight, kb.Enter)
	p.until(reaction + ` === "👍1false,❤️1true"`)

	// Menus: the right button on a message and on a member.
	open := func(selector string) {
		t.Helper()
		p.script(`{ const n = document.querySelector(` + quoted(selector) + `), b = n.getBoundingClientRect();
			n.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true, clientX: b.left + 5, clientY: b.top + 5 })); }`)
		p.until(`document.activeElement.matches("[role=menuitem]")`)
	}
	open(`[data-message-id="` + asked + `"] .content`)
	p.shoot("menu")
	open(`[data-message-id="` + asked + `"] .content`) // the window's size changed and closed it
	p.keys(kb.End, kb.Enter)
	p.reads("You ran Report question on " + asked)
	p.reads("Mina used Report question")
	open(`#people-list [data-user-id="` + w.ilse.ID + `"]`)
	p.press("Show scores")
	p.reads("You ran Show scores on " + w.ilse.ID)
	p.script(`document.querySelector('#people-list [data-user-id="` + w.ilse.ID + `"]').click()`)
	p.until(`document.querySelector(".card").textContent.includes("instructor")`)
	p.press("Mention")
	p.until(`document.getElementById("composer").value === "<@` + w.ilse.ID + `> "`)
	p.script(`document.getElementById("composer").value = ""`)

	// A thread under the question, opened from the message and left by its parent.
	w.rest("POST", "/channels/"+w.quiz.ID+"/messages/"+asked+"/threads", object{"name": "Why three?"})
	w.rest("POST", "/channels/"+asked+"/messages", object{"content": "Two of them serve the gills."})
	p.until(`document.querySelector(".thread-link")?.textContent.includes("Why three? 1 message")`)
	p.until(`document.querySelector("#channels .thread a").textContent.startsWith("Why three?")`)
	p.script(`document.querySelector(".thread-link").click()`)
	p.reads("Two of them serve the gills.")
	p.until(`document.activeElement.id === "composer"`)
	p.enter("Thank you!\r")
	p.reads("Thank you!")
	p.shoot("thread")
	p.script(`document.querySelector("#channel-name .parent").click()`)
	p.reads("How many hearts?")
	p.until(`document.querySelector(".thread-link").textContent.includes("2 messages")`)

	// Who writes is shown, until the message comes.
	if err := w.As(w.ilse.ID).Type(w.quiz.ID); err != nil {
		t.Fatal(err)
	}
	p.until(`document.getElementById("typing").textContent === "Ilse is typing…"`)
	p.shoot("channel")
	if _, err := w.As(w.ilse.ID).Say(w.quiz.ID, "Three, I think."); err != nil {
		t.Fatal(err)
	}
	p.until(`document.getElementById("typing").textContent === ""`)
	events, cancel := w.Subscribe(w.ilse.ID)
	defer cancel()
	p.enter("I")
	for e := range events {
		if e.Type == "TYPING" && e.UserID == w.mina.ID {
			break
		}
	}
	p.script(`document.getElementById("composer").value = ""`)

	// Direct messages: opened from the bot's card, kept by a reload, and private.
	p.script(`document.querySelector('#people-list [data-user-id="` + w.app.UserID + `"]').click()`)
	p.press("Message")
	p.until(`document.getElementById("channel-name").textContent === "@quizbot"`)
	p.enter("remind me\r")
	p.reads("remind me")
	p.run(chromedp.Reload())
	p.until(`document.body.dataset.ready === "true"`)
	p.reads("remind me")
	p.enter("/quiz\r")
	p.reads("You ran quiz on")
	p.shoot("direct")
	p.become(w.ilse)
	if got := p.value(`document.getElementById("channels").textContent.includes("Direct")`); got != "false" {
		t.Error("Ilse sees the direct messages of Mina")
	}

	// What changes in the world shows by itself: a new channel, a lost permission.
	late := w.AddChannel(w.guild.ID, "late")
	p.until(`document.getElementById("channels").textContent.includes("late")`)
	p.become(w.mina)
	p.script(`document.querySelector('[data-channel-id="` + late.ID + `"]').click()`)
	p.until(`document.getElementById("composer").placeholder === "Message #late"`)
	w.SetOverwrite(late.ID, localdiscord.Overwrite{ID: w.guild.ID, Deny: localdiscord.PermissionSendMessages})
	p.until(`document.getElementById("composer").disabled && document.getElementById("composer").placeholder.startsWith("You do not have permission")`)
	w.SetOverwrite(late.ID, localdiscord.Overwrite{ID: w.guild.ID, Deny: localdiscord.PermissionViewChannel})
	p.until(`!document.getElementById("channels").textContent.includes("late") && !document.getElementById("composer").disabled`)
}

// TestStoryImages shows files as Discord does: pictures in place, others as cards.
func TestStoryImages(t *testing.T) {
	w := startWorld(t)
	p := w.browser(1280, 800)
	w.postFiles(object{"content": "Your term so far"}, "term.png", chart(960, 400), "grades.csv", "who,points\n")
	p.reads("grades.csv (11 bytes)")
	p.until(`document.querySelector("#messages img").naturalWidth === 960`)
	if got := p.value(`document.querySelector("#messages img").getBoundingClientRect().width <= 550`); got != "true" {
		t.Error("the picture is wider than Discord shows it")
	}
	w.postFiles(object{"embeds": []object{{"title": "Distribution", "color": 0x2d7d46, "image": object{"url": "attachment://bars.png"}, "thumbnail": object{"url": "attachment://small.png"}}}},
		"bars.png", chart(480, 300), "small.png", chart(80, 80))
	p.until(`document.querySelectorAll(".embed img").length === 2`)
	if got := p.value(`document.querySelectorAll("#messages img").length`); got != "3" {
		t.Errorf("%s pictures, want 3: those of an embed stand in it only", got)
	}
	p.shoot("images")
}

// TestStoryKeyboardOnly plays without a pointer, from the first Tab on.
func TestStoryKeyboardOnly(t *testing.T) {
	w := startWorld(t)
	w.play()
	p := w.browser(1280, 800)
	focused := `(document.activeElement.id || document.activeElement.dataset.customId || document.activeElement.textContent.trim())`
	p.script(`document.activeElement.blur()`)
	p.keys(kb.Tab)
	p.until(focused + ` === "Skip to the message box"`)
	p.keys(kb.Enter)
	p.until(focused + ` === "composer"`)
	p.keys("/qu")
	p.until(`document.querySelector("#suggestions [aria-selected=true]").textContent.startsWith("/quiz")`)
	p.shoot("commands")
	p.keys(kb.Tab)
	p.until(focused + ` === "option-bank"`)
	p.keys("se")
	p.until(`document.getElementById("suggestions").textContent.includes("The sea")`)
	p.keys(kb.ArrowDown, kb.Enter, kb.Enter)
	p.reads("How many hearts? (sea-bank)")
	p.until(focused + ` === "composer"`)

	// Up into the messages, Tab to the buttons, and through them.
	p.run(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(8))) // Shift
	var passed []string
	for range 12 {
		at := p.value(focused)
		passed = append(passed, at)
		if at == "three" {
			break
		}
		p.run(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(8)))
	}
	if !slices.Contains(passed, "topic") || !slices.Contains(passed, "why") || passed[len(passed)-1] != "three" {
		t.Fatalf("Shift+Tab passes %q, want topic, why, three", passed)
	}
	p.keys(kb.Tab, kb.Tab, kb.Enter)
	p.until(`document.activeElement.dataset.value === "squid"`)
	p.keys(kb.Enter)
	p.reads("Topic squid")
	p.until(focused + ` === "topic"`)
	p.run(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(8)))
	p.keys(kb.Enter)
	p.until(`document.activeElement.matches("dialog input")`)
	p.keys("because", kb.Enter)
	p.reads("You said: because")
	p.until(focused + ` === "why"`)

	// Whoever moves on while a form is closing stays where they are.
	p.keys(kb.Enter)
	p.until(`document.activeElement.matches("dialog input")`)
	p.script(`document.querySelector("dialog").close(); document.getElementById("scroller").focus()`)
	p.until(`document.querySelector("dialog") === null`)
	p.until(focused + ` === "scroller"`)

	// Arrows move from message to message; the menu key opens a menu; Escape leaves.
	p.keys(kb.ArrowUp)
	p.until(`document.activeElement.textContent.includes("You said: because")`)
	p.keys(kb.ArrowUp)
	p.until(`document.activeElement.textContent.includes("Topic squid")`)
	p.keys(kb.ArrowDown)
	p.until(`document.activeElement.textContent.includes("You said: because")`)
	p.script(`document.activeElement.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true }))`) // as the browser does for the menu key
	p.until(focused + ` === "Add reaction"`)
	p.keys(kb.Enter)
	p.until(`document.activeElement.matches(".palette button")`)
	p.keys(kb.ArrowDown, kb.Enter)
	p.until(`document.querySelector(".reaction[aria-pressed=true]")?.textContent === "🔥1"`)
	p.keys(kb.ArrowDown)
	p.until(focused + ` === "composer"`)
}
