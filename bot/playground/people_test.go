package playground_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"quizbot/bot/localdiscord"
)

// choose presses an entry of the menu of the last message that contains text.
func (p *page) choose(text, entry string) {
	p.t.Helper()
	p.script(`[...document.querySelectorAll("#messages article")].filter((a) => a.textContent.includes(` + quoted(text) + `)).at(-1).querySelector('.tools [title="More"]').click()`)
	p.until(`document.querySelector(".menu-list")`)
	p.script(`[...document.querySelectorAll(".menu-list [role=menuitem]")].find((b) => b.textContent.trim() === ` + quoted(entry) + `).click()`)
}

// fill writes into a field of the open form.
func (p *page) fill(key, text string) {
	p.t.Helper()
	p.run(chromedp.SendKeys(`dialog [data-custom-id="`+key+`"]`, text))
}

// give chooses a file in a file field, which may be hidden.
func (p *page) give(selector, name, content string) {
	p.t.Helper()
	path := filepath.Join(p.t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		p.t.Fatal(err)
	}
	p.run(chromedp.SetUploadFiles(selector, []string{path}))
}

// TestStoryMembersTalk: replies, edits, deletions, files, threads, with the
// pointer and with the keyboard, in coloured names.
func TestStoryMembersTalk(t *testing.T) {
	w := startWorld(t)
	role, ok := w.FindRole(w.guild.ID, "instructor")
	if !ok {
		t.Fatal("no role")
	}
	w.SetRoleColor(w.guild.ID, role.ID, 0x2ECC71)
	if _, err := w.As(w.ilse.ID).Say(w.quiz.ID, "Who has read the chapter on cephalopods?"); err != nil {
		t.Fatal(err)
	}
	p := w.browser(1280, 800)
	p.reads("cephalopods")
	p.choose("cephalopods", "Reply")
	p.until(`document.getElementById("about").textContent.includes("Replying to Ilse")`)
	p.enter("I have\r")
	p.reads("I have")
	if last, _ := w.Last(w.quiz.ID, w.ilse.ID); last.Type != localdiscord.MessageReply || last.ReferencedMessage == nil {
		t.Errorf("sent %+v, want a reply", last)
	}
	p.until(`document.getElementById("about").hidden`)
	colours := `new Set([...document.querySelectorAll("#messages .heading .author")].map((name) => getComputedStyle(name).color)).size`
	if got := p.value(colours); got != "2" {
		t.Errorf("the instructor's and the member's name have %s colours, want two", got)
	}

	p.choose("I have", "Edit message")
	p.until(`document.getElementById("composer").value === "I have"`)
	p.keys(kb.Escape) // stops, and changes nothing
	p.until(`document.getElementById("composer").value === "" && document.getElementById("about").hidden`)
	p.choose("I have", "Edit message")
	p.enter(", twice\r")
	p.reads("I have, twice")
	p.reads("(edited)")

	p.give("#files", "squid.png", chart(320, 200))
	p.give("#files", "notes.txt", "three hearts")
	p.until(`document.querySelectorAll("#attached li").length === 2`)
	p.press("×")
	p.until(`document.querySelectorAll("#attached li").length === 1`)
	p.give("#files", "notes.txt", "three hearts")
	p.enter("My notes\r")
	p.reads("notes.txt")
	p.until(`document.querySelector("#messages .gallery img")?.complete`)
	p.until(`document.getElementById("attached").hidden`)
	if last, _ := w.Last(w.quiz.ID, w.ilse.ID); len(last.Attachments) != 2 || last.Attachments[0].Width != 320 || last.Content != "My notes" {
		t.Errorf("sent %+v, want two files", last)
	}

	p.enter("A slip\r")
	p.reads("A slip")
	p.choose("A slip", "Delete message")
	p.until(`!document.getElementById("messages").textContent.includes("A slip")`)
	p.script(`[...document.querySelectorAll("#messages article")].find((a) => a.textContent.includes("cephalopods")).querySelector('.tools [title="More"]').click()`)
	p.until(`document.querySelector(".menu-list")`)
	if got := p.value(`document.querySelector(".menu-list").textContent`); got == "" || strings.Contains(got, "Delete message") || strings.Contains(got, "Edit message") {
		t.Errorf("on somebody else's message the menu offers %q", got)
	}
	p.keys(kb.Escape)
	p.shoot("talk")

	p.choose("cephalopods", "Start thread")
	p.fill("name", "Cephalopods\r")
	p.until(`!document.querySelector("dialog") && document.getElementById("beginning").textContent.includes("This is the start of a thread")`)
	p.until(`document.activeElement.id === "composer"`)
	p.enter("In here then\r")
	p.reads("In here then")
	p.shoot("thread")
}

// TestStoryPollsForumsAndFiles: a bot's poll is voted on, a forum gets a post,
// and files go to the bot with a command and in a form.
func TestStoryPollsForumsAndFiles(t *testing.T) {
	w := startWorld(t)
	w.AddForum(w.guild.ID, "study-help", "biology", "history")
	w.register(object{"name": "hand-in", "description": "Hand in a paper", "options": []object{{"type": 11, "name": "paper", "description": "As a text", "required": true}}})
	w.answer(func(i interaction) object {
		switch {
		case i.Data.Name == "hand-in":
			return object{"type": 9, "data": object{"custom_id": "more", "title": "Anything else?", "components": []object{
				{"type": 18, "label": "Sources", "description": "Up to two files", "component": object{"type": 19, "custom_id": "sources", "max_values": 2}}}}}
		default:
			return message(object{"content": fmt.Sprintf("Thank you, %d more.", len(i.Data.Components[0].Component.Values))})
		}
	})
	p := w.browser(1280, 800)
	w.post(object{"poll": object{"question": object{"text": "Which ocean is the deepest?"}, "answers": []object{
		{"poll_media": object{"text": "The Atlantic"}}, {"poll_media": object{"text": "The Pacific"}}}}})
	p.reads("Which ocean")
	asked, _ := w.Last(w.quiz.ID, w.mina.ID)
	vote := func(answer int) {
		p.script(fmt.Sprintf(`document.querySelector('[data-custom-id="poll-%d"]').click()`, answer))
	}
	vote(1)
	p.reads("1 vote · 100%")
	vote(2)
	p.until(`document.querySelector('[data-custom-id="poll-2"]').getAttribute("aria-pressed") === "true"`)
	if err := w.As(w.ilse.ID).Vote(asked.ID, 2); err != nil {
		t.Fatal(err)
	}
	p.reads("2 votes · 100%")
	p.shoot("poll")
	w.rest("POST", "/channels/"+w.quiz.ID+"/polls/"+asked.ID+"/expire", nil)
	p.reads("The Pacific won with 2 of 2 votes.")
	if got := p.value(`document.querySelectorAll(".poll-answer:disabled").length`); got != "2" {
		t.Errorf("%s answers are closed, want 2", got)
	}

	p.enter("/hand-in\r")
	p.until(`document.getElementById("option-paper")`)
	p.give("#option-paper", "paper.txt", "Octopuses")
	p.until(`!document.getElementById("hint").textContent.includes("Sending")`)
	p.press("Send")
	p.until(`document.querySelector("dialog")`)
	p.press("Submit")
	p.until(`document.querySelector("dialog .failure:not([hidden])")`)
	p.give("dialog input[type=file]", "book.txt", "A book")
	p.until(`document.querySelector("dialog [role=status]").textContent === "book.txt"`)
	p.shoot("files")
	p.press("Submit")
	p.reads("Thank you, 1 more.")

	p.script(`[...document.querySelectorAll("#channels a")].find((a) => a.textContent.includes("study-help")).click()`)
	p.until(`document.getElementById("beginning").textContent.includes("There are no posts")`)
	if got := p.value(`document.getElementById("composer").disabled`); got != "true" {
		t.Error("one can write into the forum itself")
	}
	p.press("New post")
	p.fill("name", "Hearts of octopuses")
	p.fill("content", "Why three?")
	p.script(`document.querySelector('dialog [data-custom-id="tags"]').click()`)
	p.press("Submit")
	p.reads("Why three?")
	forum, _ := w.FindChannel(w.guild.ID, "study-help")
	p.script(`location.hash = ` + quoted(forum.ID))
	p.until(`document.getElementById("beginning").textContent.includes("Hearts of octopuses biology 1 message")`)
	p.shoot("forum")
}

// TestRequestsTellWhetherTheyFit compares with a description of one route.
func TestRequestsTellWhetherTheyFit(t *testing.T) {
	const description = `{"paths": {"/channels/{channel_id}/messages": {"post": {
		"requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {"content": {"maxLength": 5}}}}}},
		"responses": {"200": {"content": {"application/json": {"schema": {"type": "object"}}}}}}}}}`
	file := filepath.Join(t.TempDir(), "openapi.json")
	if err := os.WriteFile(file, []byte(description), 0o600); err != nil {
		t.Fatal(err)
	}
	w := startWorldWith(t, localdiscord.Options{OpenAPI: file})
	p := w.browser(1280, 800)
	p.press("Requests (0)")
	w.post(object{"content": "short"})
	p.until(`document.querySelector("#request-list .fits")`)
	w.post(object{"content": "too long"})
	p.until(`document.querySelector("#request-list .violation")?.textContent.includes("maxLength: got 8, want 5")`)
	p.until(`document.getElementById("show-requests").textContent === "Requests (2, 1 does not fit)"`)
	p.shoot("requests")
}
