package playground_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"quizbot/bot/playground"
)

func TestAMemberPlaysOnThePage(t *testing.T) {
	w := startWorld(t)
	w.play()
	p := w.browser(1280, 800)

	if got, want := p.value(`[...document.querySelectorAll("#member option")].map((o) => o.textContent).join("; ")`), "Mina (member); Ilse (instructor)"; got != want {
		t.Errorf("members %q, want %q", got, want)
	}
	p.theme("light") // the button says what it does
	p.theme("dark")
	p.enter("hello everybody\r")
	p.reads("hello everybody")

	p.enter("/quiz bank:sea-bank\r")
	p.reads("How many hearts? (sea-bank)")
	p.reads("Mina used /quiz")
	p.reads("Only you can see this")
	if got := p.value(`document.querySelector('[data-message-id][data-ephemeral="true"] .row button').textContent`); got != "Three" {
		t.Errorf("the first button of the private message is %q, want Three", got)
	}

	p.press("Say why")
	p.until(`document.querySelector("dialog[open] input") === document.activeElement`)
	p.run(chromedp.SendKeys("dialog input", "no\r"))
	p.until(`document.querySelector("dialog .failure").innerText === "Reason needs at least 3 characters."`)
	p.run(chromedp.SendKeys("dialog input", " idea\r"))
	p.reads("You said: no idea")
	p.until(`!document.querySelector("dialog")`)

	p.press("Pick a topic")
	p.until(`document.activeElement.dataset.value === "squid"`)
	p.run(chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.Enter))
	p.reads("Topic whales")

	p.press("Three")
	p.reads("Right.")
	p.press("Next")
	p.reads("The application did not respond")

	p.until(`document.querySelectorAll('[data-ephemeral="true"]').length === 2`)
	p.press("Dismiss message")
	p.until(`document.querySelectorAll('[data-ephemeral="true"]').length === 1`)

	p.enter("/slow\r")
	p.reads("quizbot is thinking…")
	w.finish()
	p.reads("Here it is.")
	p.until(`!document.querySelector(".thinking")`)

	p.become(w.ilse)
	p.reads("You said: no idea")
	if got := p.value(`document.querySelectorAll('[data-ephemeral="true"]').length`); got != "0" {
		t.Errorf("Ilse sees %s private messages of Mina, want none", got)
	}
}

func TestCommandsAreTypedOrFilledIn(t *testing.T) {
	w := startWorld(t)
	w.play()
	p := w.browser(1280, 800)

	tests := []struct{ what, typed, reads string }{
		{"a choice by its value", "/leaderboard period:week\r", "Leaders of week"},
		{"a choice by its name", "/leaderboard period:today\r", "Leaders of day"},
		{"no options", "/leaderboard\r", "Leaders of ever"},
		{"a subcommand, a channel by name and a number", "/schedule add channel:#lounge questions:5\r", "Schedule add with"},
		{"an unknown command", "/nothing at all\r", "There is no command /nothing here."},
		{"text that belongs to no option", "/leaderboard week\r", "Write it after one of these: period:"},
		{"a number outside its range", "/schedule add channel:lounge questions:50\r", `The option "questions" must be at most 20.`},
		{"a command without an answer", "/silent\r", "/silent: The application did not respond"},
	}
	for _, test := range tests {
		t.Run(test.what, func(t *testing.T) {
			p.t = t
			p.script(`document.getElementById("composer").value = ""`)
			p.enter(test.typed)
			p.reads(test.reads)
		})
	}
	p.t = t

	// The list of commands, an option with suggestions, and its fields.
	p.script(`document.getElementById("composer").value = ""`)
	p.enter("/")
	p.until(`document.getElementById("suggestions").innerText.includes("/schedule add") && document.getElementById("suggestions").innerText.includes("Who leads")`)
	p.enter("qu\t")
	p.until(`document.activeElement.id === "option-bank"`)
	p.run(chromedp.SendKeys("#option-bank", "se"))
	p.until(`document.getElementById("suggestions").innerText.includes("The sea")`)
	p.run(chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.Enter))
	p.until(`document.getElementById("option-bank").value === "The sea"`)
	p.run(chromedp.KeyEvent(kb.Enter))
	p.reads("How many hearts? (sea-bank)")
	p.until(`document.activeElement.id === "composer"`)

	// A required option cannot be left out, and Escape leaves.
	p.enter("/schedule add\r")
	p.until(`document.activeElement.id === "option-channel"`)
	p.run(chromedp.KeyEvent(kb.Enter))
	p.until(`document.getElementById("hint").innerText.startsWith("channel is required")`)
	p.run(chromedp.KeyEvent(kb.Escape))
	p.until(`document.activeElement.id === "composer" && document.getElementById("command").hidden`)
}

func TestMessagesFollowWhatTheBotDoes(t *testing.T) {
	w := startWorld(t)
	p := w.browser(1280, 800)
	sent := w.rest("POST", "/channels/"+w.quiz.ID+"/messages", object{"content": "first", "embeds": []object{{
		"title": "Standings", "description": "**Ada** leads", "color": 0x3366ff, "url": "https://example.org/a",
		"fields":  []object{{"name": "Ada", "value": "3", "inline": true}, {"name": "Ben", "value": "1", "inline": true}},
		"footer":  object{"text": "since Monday"},
		"author":  object{"name": "The keeper"},
		"image":   object{"url": "https://example.org/picture.png"},
		"unknown": nil,
	}}, "components": row(
		object{"type": 2, "style": 3, "label": "Closed", "custom_id": "closed", "disabled": true},
		object{"type": 2, "style": 5, "label": "Article", "url": "https://example.org/article"})})
	p.reads("first")
	tests := []struct{ what, expression, want string }{
		{"the colour bar", `getComputedStyle(document.querySelector(".embed")).borderLeftColor`, "rgb(51, 102, 255)"},
		{"the title's link", `document.querySelector(".embed-title a").href`, "https://example.org/a"},
		{"bold text", `document.querySelector(".embed-description strong").textContent`, "Ada"},
		{"fields side by side", `String(new Set([...document.querySelectorAll(".field")].map((f) => f.getBoundingClientRect().top)).size)`, "1"},
		{"the footer", `document.querySelector(".embed-footer").textContent`, "since Monday"},
		{"a picture from elsewhere is a link", `document.querySelector('.embed a[href$="picture.png"]').textContent + document.querySelectorAll(".embed img").length`, "Image0"},
		{"the disabled button", `String(document.querySelector('[data-custom-id="closed"]').disabled)`, "true"},
		{"the link button", `document.querySelector("a.button").rel + " " + document.querySelector("a.button").href`, "noopener noreferrer https://example.org/article"},
		{"the bot's tag", `document.querySelector(".tag").textContent`, "APP"},
		{"what is announced", `String(document.getElementById("announcer").textContent.startsWith("quizbot: first. Standings"))`, "true"},
	}
	for _, test := range tests {
		if got := p.value(test.expression); got != test.want {
			t.Errorf("%s: %q, want %q", test.what, got, test.want)
		}
	}
	path := fmt.Sprintf("/channels/%s/messages/%s", w.quiz.ID, sent["id"])
	w.rest("PATCH", path, object{"content": "second"})
	p.reads("second(edited)")
	w.rest("DELETE", path, nil)
	p.until(`document.querySelectorAll("#messages [data-message-id]").length === 0`)

	p.press("Requests (3)")
	p.until(`document.getElementById("request-list").innerText.includes("DELETE")`)
	p.script(`document.querySelectorAll("#request-list summary")[1].click()`)
	p.until(`document.querySelector("#request-list details[open] pre").textContent === '{\n  "content": "second"\n}'`)
	p.shoot("requests")
}

// TestFilesAreShownOrOffered also opens the page by its other name, which must
// not make a picture of our own a foreign one.
func TestFilesAreShownOrOffered(t *testing.T) {
	var dot bytes.Buffer
	if err := png.Encode(&dot, image.NewGray(image.Rect(0, 0, 3, 2))); err != nil {
		t.Fatal(err)
	}
	w := startWorld(t)
	w.postFiles(object{"content": "Here are the files."}, "bank.yaml", "name: sea\n", "dot.png", dot.String(), "page.html", "<script>parent.ran = 1</script>")
	p := w.browser(1280, 800)
	for _, host := range []string{"127.0.0.1", "localhost"} {
		p.run(chromedp.Navigate(strings.Replace(playground.Address(w.URL(), w.AccessToken()), "127.0.0.1", host, 1)))
		p.reads("bank.yaml (10 bytes)")
		p.until(`document.querySelector(".attachment img").naturalWidth === 3`)
		if got, want := p.value(`[...document.querySelectorAll(".attachment a")].map((a) => a.download).sort().join()`), "bank.yaml,page.html"; got != want {
			t.Errorf("%s: downloads %s, want %s", host, got, want)
		}
		if got := p.value(`fetch(document.querySelector('.attachment a[download="bank.yaml"]').href).then((r) => r.text())`); got != "name: sea\n" {
			t.Errorf("%s: the file reads %q", host, got)
		}
	}
}

// TestW2HostileTextOnThePage writes what would run if any of it became markup.
func TestW2HostileTextOnThePage(t *testing.T) {
	hostile := []string{
		`<script>window.ran = "script"</script>`,
		`<img src=x onerror="window.ran='onerror'">`,
		`<svg onload="window.ran='svg'"><script>window.ran='svg script'</script></svg>`,
		`<iframe srcdoc="<script>parent.ran='frame'</script>"></iframe>`,
		`"><a href="javascript:window.ran='href'" autofocus onfocus="window.ran='focus'">x</a>`,
		"[press](javascript:window.ran='masked') <javascript:window.ran='angle'> javascript:window.ran='bare'",
		"[press](data:text/html,<script>window.ran='data'</script>) [x](https://a\" onmouseover=\"window.ran='attribute')",
		"```html\n<script>window.ran='code'</script>\n``` ||<script>window.ran='spoiler'</script>||",
	}
	w := startWorld(t)
	p := w.browser(1280, 800)
	p.script(`window.ran = "nothing"; window.refused = []; document.addEventListener("securitypolicyviolation", (e) => refused.push(e.violatedDirective)); 1`)
	for _, text := range hostile {
		w.post(object{"content": text, "embeds": []object{{"title": text, "description": text, "fields": []object{{"name": text, "value": text}}, "footer": object{"text": text}, "author": object{"name": text}}},
			"components": append(row(button(text[:min(len(text), 80)], "id-"+fmt.Sprint(len(text)))), row(object{"type": 3, "custom_id": "menu", "placeholder": text[:min(len(text), 100)],
				"options": []object{{"label": text[:min(len(text), 100)], "value": "a", "description": text[:min(len(text), 100)]}}})...)})
	}
	w.post(object{"flags": layoutFlag, "components": []object{{"type": 17, "components": []object{text(hostile[0] + hostile[7]),
		{"type": 9, "components": []object{text(hostile[1])}, "accessory": button(hostile[2], "accessory")}}}}})
	villain := w.AddUser(`<img src=x onerror="window.ran='name'">`)
	w.AddMember(w.guild.ID, villain.ID)
	channel := w.AddChannel(w.guild.ID, `<svg onload="window.ran='channel'">`)
	w.AddMember(w.guild.ID, w.mina.ID, w.AddRole(w.guild.ID, `<script>window.ran='role'</script>`, 0).ID)
	if _, err := w.As(villain.ID).Say(w.quiz.ID, fmt.Sprintf("<@%s> <#%s> <script>window.ran='member'</script>", villain.ID, channel.ID)); err != nil {
		t.Fatal(err)
	}
	p.reads("window.ran='member'")
	p.until(`document.getElementById("channels").innerText.includes("svg onload")`)
	p.script(`for (const node of document.querySelectorAll("#messages .spoiler, #messages .menu-opener")) node.click()`)
	under := w.rest("POST", "/channels/"+w.quiz.ID+"/messages", object{"content": "under this"})["id"].(string)
	w.rest("POST", "/channels/"+w.quiz.ID+"/messages/"+under+"/threads", object{"name": hostile[0]})
	w.register(object{"name": hostile[1][:32], "type": 2})
	p.become(villain)
	p.reads("window.ran='member'")
	p.until(`document.querySelector(".thread-link").textContent.includes("window.ran")`)
	p.until(`document.querySelector("#people-list .person")`)
	p.script(`document.querySelector('#people-list [data-user-id="` + villain.ID + `"]').click()`)
	p.until(`document.querySelector(".card").textContent.includes("<img")`)
	p.run(chromedp.Sleep(300_000_000))

	tests := []struct{ what, expression, want string }{
		{"what ran", `window.ran`, "nothing"},
		{"what the policy had to refuse", `window.refused.join()`, ""},
		{"scripts, images and frames among the messages", `String(document.querySelectorAll("#layout script, #layout img, #layout svg, #layout iframe").length)`, "0"},
		{"links to anything but the web or a channel", `String([...document.querySelectorAll("#messages a")].filter((a) => !/^https?:/.test(a.href)).length)`, "0"},
		{"event handlers", `String([...document.querySelectorAll("*")].filter((e) => [...e.attributes].some((a) => a.name.startsWith("on"))).length)`, "0"},
	}
	for _, test := range tests {
		if got := p.value(test.expression); got != test.want {
			t.Errorf("%s: %q, want %q", test.what, got, test.want)
		}
	}

	// The policy refuses what the modules would never do.
	p.script(`{ const s = document.createElement("script"); s.setAttribute("nonce", ""); try { s.textContent = "window.ran = 'inline'"; } catch {} document.body.append(s); }`)
	if got := p.value(`window.ran`); got != "nothing" {
		t.Errorf("an inline script ran: %q", got)
	}
}

func TestAPhoneShowsEverythingWithoutScrollingSideways(t *testing.T) {
	w := startWorld(t)
	w.play()
	labels := []object{}
	for i := range 5 {
		labels = append(labels, button(fmt.Sprintf("A rather long answer, number %d", i+1), fmt.Sprint(i)))
	}
	w.post(object{"content": "word " + "https://example.org/" + longWord(300), "components": row(labels...),
		"embeds": []object{{"title": longWord(120), "fields": []object{{"name": "a", "value": longWord(200), "inline": true}}}}})
	p := w.browser(360, 740)
	p.reads("A rather long answer, number 5")
	tests := []struct{ what, expression, want string }{
		{"the page's width", `String(document.documentElement.scrollWidth)`, "360"},
		{"the list's width", `String(document.getElementById("scroller").scrollWidth <= 360)`, "true"},
		{"buttons beyond the edge", `String([...document.querySelectorAll("#messages button")].filter((b) => b.getBoundingClientRect().right > 360).length)`, "0"},
		{"the channel list before it is opened", `getComputedStyle(document.getElementById("drawer")).visibility`, "hidden"},
	}
	for _, test := range tests {
		if got := p.value(test.expression); got != test.want {
			t.Errorf("%s: %q, want %q", test.what, got, test.want)
		}
	}
	p.press("Channels")
	p.until(`document.activeElement.id === "hide-channels"`)
	p.until(`getComputedStyle(document.getElementById("drawer")).visibility === "visible" && document.getElementById("drawer").getBoundingClientRect().left === 0`)
	p.script(`document.querySelectorAll("#channels a")[1].click()`)
	p.until(`document.getElementById("channel-name").innerText.includes("lounge") && getComputedStyle(document.getElementById("drawer")).visibility === "hidden"`)
	if got := p.value(`new URL(location.href).searchParams.get("token")`); got != w.AccessToken() {
		t.Errorf("token in the address is %q, want it to stay", got)
	}
}

func longWord(n int) string {
	word := make([]byte, n)
	for i := range word {
		word[i] = "abcdefghijklmnopqrstuvwxyz"[i%26]
	}
	return string(word)
}

// TestMarkdown compares the nodes that come out with the markup they stand for.
func TestMarkdown(t *testing.T) {
	w := startWorld(t)
	p := w.browser(1280, 800)
	tests := []struct{ text, want string }{
		{"plain", `<p>plain</p>`},
		{"two\nlines", "<p>two\nlines</p>"},
		{"**bold** *it* _it_ __under__ ~~gone~~", `<p><strong>bold</strong> <em>it</em> <em>it</em> <u>under</u> <s>gone</s></p>`},
		{"***both***", `<p><strong><em>both</em></strong></p>`},
		{"**a *b***", `<p><strong>a <em>b</em></strong></p>`},
		{"*a **b***", `<p><em>a <strong>b</strong></em></p>`},
		{"snake_case_name 2 * 3 * 4", `<p>snake_case_name 2 * 3 * 4</p>`},
		{"**open *and* open", `<p>**open <em>and</em> open</p>`},
		{`\*not\* \_it\_ \<@1> a\b \\`, `<p>*not* _it_ &lt;@1&gt; a\b \</p>`},
		{"`a *b* <script>` ``c ` d``", "<p><code>a *b* &lt;script&gt;</code> <code>c ` d</code></p>"},
		{"`open", "<p>`open</p>"},
		{"**a `**` b**", "<p><strong>a <code>**</code> b</strong></p>"},
		{"```go\nx := 1\n```", `<pre tabindex="0"><code>x := 1</code></pre>`},
		{"a ```b``` c", `<p>a </p><pre tabindex="0"><code>b</code></pre><p> c</p>`},
		{"# One\n## Two\n### Three\n#hash", `<h3>One</h3><h4>Two</h4><h5>Three</h5><p>#hash</p>`},
		{"-# small", `<p class="subtext">small</p>`},
		{"> a\n> b\nc", "<blockquote><p>a\nb</p></blockquote><p>c</p>"},
		{">>> a\n# b", `<blockquote><p>a</p><h3>b</h3></blockquote>`},
		{"- a\n  - b\n- c", `<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>`},
		{"2. a\n3. b", `<ol start="2"><li>a</li><li>b</li></ol>`},
		{"[**the** sea](https://example.org/a_(b))", `<p><a href="https://example.org/a_(b)" target="_blank" rel="noopener noreferrer" title="https://example.org/a_(b)"><strong>the</strong> sea</a></p>`},
		{"[x](javascript:alert(1))", `<p>[x](javascript:alert(1))</p>`},
		{"[x](data:text/html,y) [y](/local)", `<p>[x](data:text/html,y) [y](/local)</p>`},
		{"see https://example.org/a. (https://example.org/b)", `<p>see <a href="https://example.org/a" target="_blank" rel="noopener noreferrer" title="https://example.org/a">https://example.org/a</a>. (<a href="https://example.org/b" target="_blank" rel="noopener noreferrer" title="https://example.org/b">https://example.org/b</a>)</p>`},
		{"<https://example.org>", `<p><a href="https://example.org/" target="_blank" rel="noopener noreferrer" title="https://example.org/">https://example.org</a></p>`},
		{"https://", `<p>https://</p>`},
		{"<@" + w.mina.ID + "> <@!1> <#" + w.quiz.ID + "> <@&2> @everyone", `<p><span class="mention">@Mina</span> <span class="mention">@unknown-user</span> <a class="mention" href="#` + w.quiz.ID + `">#quiz</a> <span class="mention">@unknown-role</span> <span class="mention">@everyone</span></p>`},
		{"</quiz start:123> <:smile:456>", `<p><span class="mention">/quiz start</span> :smile:</p>`},
		{"||a *b*||", `<p><span class="spoiler" role="button" tabindex="0" aria-label="Spoiler, press to show"><span inert="">a <em>b</em></span></span></p>`},
		{"<t:0:z> <t:99999999999999999999:R>", `<p>&lt;t:0:z&gt; &lt;t:99999999999999999999:R&gt;</p>`},
	}
	p.script(`(async () => {
		const { markdown } = await import("/markdown.js");
		const { World } = await import("/world.js");
		const world = new World();
		world.all = world.seen = await (await fetch("/local/state", { headers: { "X-Local-Token": new URLSearchParams(location.search).get("token") } })).json();
		window.shown = (text) => { const d = document.createElement("div"); d.append(markdown(text, world)); return d; };
	})()`)
	for _, test := range tests {
		if got := p.value(`shown(` + quoted(test.text) + `).innerHTML`); got != test.want {
			t.Errorf("%q\n got %s\nwant %s", test.text, got, test.want)
		}
	}
	if got := p.value(`(() => { const m = shown("<t:" + (Math.floor(Date.now() / 1000) + 7300) + ":R>").querySelector("time"); return m.textContent; })()`); got != "in 2 hours" {
		t.Errorf("a moment in two hours reads %q", got)
	}
	// Text made to be slow: every mark opens and none closes.
	for _, unit := range []string{"**", "*a", "_a ", "||", "`", "[", "[a](", "<", "> ", "- ", "***__~~||", "~~a~~b"} {
		text := quoted(repeat(unit, 6000))
		if got := p.value(`(() => { const t = performance.now(); shown(` + text + `); return performance.now() - t < 500; })()`); got != "true" {
			t.Errorf("6000 characters of %q take longer than half a second", unit)
		}
	}
}

func repeat(unit string, length int) string {
	text := ""
	for len(text) < length {
		text += unit
	}
	return text[:length]
}

func TestAWrongTokenSaysWhatToDo(t *testing.T) {
	w := startWorld(t)
	p := w.browser(1280, 800)
	for _, query := range []string{"", "?token=wrong"} {
		p.run(chromedp.Navigate(w.URL() + "/" + query))
		p.until(`document.getElementById("connection").innerText.toLowerCase().includes("open the address that was printed at the start")`)
		if got := p.value(`document.body.dataset.ready`); got != "false" {
			t.Errorf("%q: ready is %s, want false", query, got)
		}
	}
}
