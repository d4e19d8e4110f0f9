// Shows the messages of one channel.

import { announce, avatar, byID, el, initials, link, picture, webAddress } from "./dom.js";
import { inlineOnly, markdown, plain } from "./markdown.js";
import { components, labels, words } from "./components.js";
import { attachments, zoomable } from "./media.js";
import { coloured, pointOf } from "./people.js";
import { openMenu } from "./popup.js";
import { chooseEmoji, reactions } from "./reactions.js";
import { outcome, poll, pollResult } from "./polls.js";
import { clock, day, fullDate, stamp } from "./time.js";
import { mayManage, older } from "./world.js";

const ephemeral = 1 << 6;
const loading = 1 << 7;
const hasThread = 1 << 5;
const layoutOnly = 1 << 15; // files are shown by components, if at all
const groupWithin = 7 * 60 * 1000; // milliseconds between messages under one heading
const mostShown = 300;

export class MessageList {
  // host offers act(message, component, values, control) for a button that is
  // pressed or a menu chosen from, react(message, emoji, remove), run(command,
  // message), open(channel id), reply, edit, remove and startThread(message),
  // vote(message, answers), publish() for a forum, and people.
  constructor(world, host) {
    this.world = world;
    this.host = host;
    this.list = byID("messages");
    this.scroller = byID("scroller");
    this.jump = byID("jump");
    this.shown = new Map(); // message id -> { message, node }
    this.ran = new Map(); // interaction id -> command, for those started here
    this.dismissed = new Set(JSON.parse(sessionStorage.getItem("dismissed") || "[]"));
    this.atEnd = true;
    this.scroller.addEventListener("scroll", () => this.scrolled());
    this.jump.addEventListener("click", () => this.toEnd());
    this.list.addEventListener("click", (event) => event.target.closest("[data-user-id]") && this.host.people.pressed(event));
    this.list.addEventListener("contextmenu", (event) => this.context(event));
    this.scroller.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.atEnd && this.toEnd()).observe(this.list);
    new ResizeObserver(() => this.atEnd && this.toEnd()).observe(this.scroller);
  }

  scrolled() {
    const s = this.scroller;
    this.atEnd = s.scrollHeight - s.scrollTop - s.clientHeight < 60;
    if (this.atEnd) this.jump.hidden = true;
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.atEnd = true;
    this.jump.hidden = true;
  }

  // open shows a channel's messages in place of what was shown.
  open(channel, messages) {
    this.list.replaceChildren();
    this.shown.clear();
    this.beginning(channel);
    for (const message of messages.slice(-mostShown)) this.put(message);
    this.arrange();
    this.toEnd();
  }

  beginning(channel) {
    const posts = channel.forum ? this.world.open().filter((one) => one.parent === channel.id && !one.archived) : [];
    if (channel.forum) {
      return byID("beginning").replaceChildren(
        el("span", { class: "hash", "aria-hidden": "true" }, "≡"),
        el("h3", {}, `Welcome to ${channel.name}!`),
        el("p", {}, posts.length ? "The posts of this forum:" : "There are no posts in this forum yet."),
        el("ul", { class: "posts" }, posts.map((post) => el("li", {}, this.threadLink(post, this.world.tagNames(post))))),
        el("button", { type: "button", class: "button primary", on: { click: () => this.host.publish() } }, "New post"));
    }
    byID("beginning").replaceChildren(
      el("span", { class: "hash", "aria-hidden": "true" }, channel.dm ? "@" : "#"),
      el("h3", {}, channel.dm || channel.thread ? channel.name : `Welcome to #${channel.name}!`),
      el("p", {}, channel.dm ? `This is the beginning of your direct messages with ${channel.name}.` :
        channel.thread ? `This is the start of a thread${channel.parentName ? ` of #${channel.parentName}` : ""}.` :
        `This is the start of the #${channel.name} channel. Type / to see what the bot can do.`));
  }

  // context opens the menu of a member or of a message. Links, pictures and
  // chosen text keep the browser's own.
  context(event) {
    if (event.target.closest("a, img, input, textarea") || String(getSelection())) return;
    if (this.host.people.context(event)) return;
    const entry = this.entryOf(event.target);
    if (!entry) return;
    event.preventDefault();
    this.menu(entry.message, pointOf(event, entry.node.firstElementChild));
  }

  entryOf(node) {
    return this.shown.get(node.closest("[data-message-id]")?.dataset.messageId);
  }

  menu(message, at) {
    const commands = message.flags & ephemeral ? [] : this.world.menuCommands(3);
    const open = !(message.flags & ephemeral);
    const own = message.author.id === this.world.viewer;
    const place = this.world.place;
    openMenu(at, "Menu of the message", [
      open && { name: "Add reaction", act: () => this.chooseReaction(message) },
      open && { name: "Reply", act: () => this.host.reply(message) },
      open && own && { name: "Edit message", act: () => this.host.edit(message) },
      open && place && !place.dm && !place.thread && !(message.flags & hasThread) && { name: "Start thread", act: () => this.host.startThread(message) },
      { name: "Copy text", act: () => this.copy(spoken(message, this.world, false), "Text") },
      { name: "Copy message ID", act: () => this.copy(message.id, "ID") },
      Boolean(message.flags & ephemeral) && { name: "Dismiss message", act: () => this.dismiss(message.id) },
      open && (own || mayManage(place)) && { name: "Delete message", act: () => this.host.remove(message), look: "danger" },
      commands.length && { title: "Apps" },
      ...commands.map((command) => ({ name: command.name, act: () => this.host.run(command, message) })),
    ].filter(Boolean));
  }

  async copy(text, what) {
    try {
      await navigator.clipboard.writeText(text);
      announce(`${what} copied`);
    } catch {
      this.notice(`The browser did not allow copying. ${what}: ${text}`);
    }
  }

  chooseReaction(message) {
    const node = this.shown.get(message.id)?.node;
    if (node) chooseEmoji(node.querySelector(".tools"), (emoji) => this.host.react(message, emoji, false));
  }

  // key moves from message to message with the arrows, as in Discord.
  key(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || event.defaultPrevented || !event.target.matches("#scroller, article")) return;
    const all = [...this.list.querySelectorAll("article")];
    const at = all.indexOf(event.target);
    const next = at < 0 ? all.at(-1) : all[at + step];
    event.preventDefault();
    if (!next) return step > 0 && byID("composer").focus();
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  // created adds a message that just came.
  created(message, own) {
    if (this.dismissed.has(message.id)) return;
    const follow = this.atEnd || own;
    this.put(message);
    this.arrange();
    if (follow) this.toEnd();
    else this.jump.hidden = false;
    if (!own) this.tell(message, "");
  }

  updated(message) {
    const before = this.shown.get(message.id);
    if (this.dismissed.has(message.id)) return;
    if (!before) return; // older than what is shown
    this.put(message);
    this.arrange();
    if (this.atEnd) this.toEnd();
    if (spoken(before.message, this.world) !== spoken(message, this.world)) this.tell(message, before.message.flags & loading ? "" : "changed ");
  }

  removed(id) {
    const { node } = this.shown.get(id) || {};
    if (!node) return;
    if (node.contains(document.activeElement)) byID("composer").focus();
    node.remove();
    this.shown.delete(id);
    this.arrange();
  }

  dismiss(id) {
    this.dismissed.add(id);
    sessionStorage.setItem("dismissed", JSON.stringify([...this.dismissed].slice(-500)));
    this.removed(id);
    announce("Dismissed.");
    byID("composer").focus();
  }

  // tell announces a message to readers of the screen.
  tell(message, verb) {
    announce(`${this.world.userName(message.author.id, message.author)}${message.flags & ephemeral ? ", only to you" : ""}: ${verb}${spoken(message, this.world)}`);
  }

  // remember keeps which command an interaction was, to show it with the answer.
  remember(interaction, command) {
    this.ran.set(interaction, command);
    for (const { message } of [...this.shown.values()]) {
      if (message.interaction_metadata?.id === interaction) this.put(message);
    }
    this.arrange();
  }

  // notice adds a line of the page's own, such as an error, which can be dismissed.
  notice(text) {
    const line = el("li", { class: "notice" },
      el("span", { class: "mark", "aria-hidden": "true" }, "!"),
      el("span", {}, text),
      el("button", { type: "button", class: "linklike", on: { click: () => { line.remove(); byID("composer").focus(); } } }, "Dismiss"));
    this.list.append(line);
    this.toEnd();
    announce(text);
  }

  // wait adds a line while something is under way and returns what removes it.
  wait(text) {
    const line = el("li", { class: "waiting" }, dots(), text);
    this.list.append(line);
    this.toEnd();
    return () => line.remove();
  }

  // failed marks a control's message with the reason why nothing happened.
  failed(messageID, reason) {
    const node = this.shown.get(messageID)?.node;
    announce(reason);
    if (!node) return this.notice(reason);
    node.querySelector(".failure")?.remove();
    node.querySelector(".body").append(el("p", { class: "failure" }, reason));
    node.querySelector(".failure").scrollIntoView({ block: "nearest" });
  }

  put(message) {
    if (this.dismissed.has(message.id)) return;
    const before = this.shown.get(message.id);
    const node = this.build(message);
    this.shown.set(message.id, { message, node });
    if (!before) {
      const later = [...this.list.querySelectorAll(":scope > [data-message-id], :scope > .waiting")]
        .find((other) => !other.dataset.messageId || older(other.dataset.messageId, message.id) > 0);
      this.list.insertBefore(node, later || null);
      return;
    }
    const focused = before.node.contains(document.activeElement) ? document.activeElement : null;
    const menus = [...before.node.querySelectorAll(".menu")];
    for (const menu of menus) menu.moving = true;
    for (const fresh of node.querySelectorAll(".menu")) {
      const at = menus.findIndex((old) => old.signature === fresh.signature);
      if (at >= 0) fresh.replaceWith(...menus.splice(at, 1)); // what is open or half chosen stays
    }
    keepShown(before.node, node);
    before.node.replaceWith(node);
    for (const menu of node.querySelectorAll(".menu")) menu.moving = false;
    if (focused) {
      // The same control when it is still there, otherwise the message, from
      // where Tab leads to its first control: Enter pressed twice answers nothing by accident.
      const id = focused.dataset.customId;
      const same = id && [...node.querySelectorAll("[data-custom-id]")].find((control) => control.dataset.customId === id && !control.disabled);
      (node.contains(focused) ? focused : same || node.firstElementChild).focus({ preventScroll: true });
    }
  }

  // repaint shows all messages anew, after names changed.
  repaint() {
    for (const { message } of [...this.shown.values()]) this.put(message);
    this.arrange();
  }

  // arrange puts days between messages and joins those of one author.
  arrange() {
    for (const separator of this.list.querySelectorAll(":scope > .day")) separator.remove();
    const entries = [...this.shown.values()].sort((a, b) => older(a.message.id, b.message.id));
    for (const { message, node } of entries.splice(0, Math.max(0, entries.length - mostShown))) {
      node.remove();
      this.shown.delete(message.id);
    }
    let previous;
    for (const { message, node } of entries) {
      const at = new Date(message.timestamp);
      const newDay = !previous || new Date(previous.timestamp).toDateString() !== at.toDateString();
      if (newDay) node.before(el("li", { class: "day" }, el("span", {}, day(at))));
      const joined = !newDay && previous.author.id === message.author.id && !heading(message) &&
        at - new Date(previous.timestamp) < groupWithin && (previous.flags & ephemeral) === (message.flags & ephemeral);
      node.classList.toggle("joined", joined);
      previous = message;
    }
  }

  build(message) {
    const { world } = this;
    const name = world.userName(message.author.id, message.author);
    const at = new Date(message.timestamp);
    const isPrivate = Boolean(message.flags & ephemeral);
    const isLoading = Boolean(message.flags & loading);
    const mentioned = (message.mentions || []).some((user) => user.id === world.viewer) || message.mention_everyone;
    const body = el("div", { class: "body" });
    if (isLoading) {
      body.append(el("p", { class: "thinking" }, dots(), `${name} is thinking…`));
    } else if (message.content) {
      body.append(el("div", { class: "content" }, markdown(message.content, world),
        message.edited_timestamp && el("span", { class: "edited", title: fullDate(new Date(message.edited_timestamp)) }, "(edited)")));
    }
    if (message.poll) body.append(poll(message, world, (answers) => this.host.vote(message, answers)));
    if (message.type === pollResult) body.append(outcome(message));
    else if (!(message.flags & (1 << 2))) body.append(...(message.embeds || []).map((embed) => this.embed(embed)));
    if (!(message.flags & layoutOnly)) body.append(...attachments(loose(message)).filter(Boolean));
    body.append(...components(message, world, (component, values, control) => this.host.act(message, component, values, control)));
    if (!isLoading && !message.content && message.edited_timestamp) body.append(el("span", { class: "edited" }, "(edited)"));
    body.append(...[reactions(message, world, (emoji, remove) => this.host.react(message, emoji, remove)), this.thread(message)].filter(Boolean));
    if (isPrivate) {
      body.append(el("p", { class: "private" }, el("span", { class: "eye", "aria-hidden": "true" }), "Only you can see this · ",
        el("button", { type: "button", class: "linklike", on: { click: () => this.dismiss(message.id) } }, "Dismiss message")));
    }
    return el("li", { dataset: { messageId: message.id, ephemeral: String(isPrivate) }, class: `message${isPrivate ? " is-private" : ""}${mentioned ? " is-mentioned" : ""}` },
      el("article", { tabindex: "-1", "aria-label": `${name}, ${stamp(at)}` },
        this.about(message),
        this.tools(message),
        el("div", { class: "line" },
          avatar(message.author.id, name),
          el("time", { class: "side-time", datetime: message.timestamp, "aria-hidden": "true" }, clock(at)),
          el("div", { class: "main" },
            el("div", { class: "heading" },
              coloured(el("button", { type: "button", class: "author", dataset: { userId: message.author.id } }, name), world.colour(message.author.id)),
              message.author.bot && el("span", { class: "tag" }, "APP"),
              el("time", { datetime: message.timestamp, title: fullDate(at) }, stamp(at))),
            body))));
  }

  // tools are the buttons that appear over a message under the pointer. Tab
  // passes them by: their menu opens with the menu key, too.
  tools(message) {
    const button = (label, icon, click) => el("button", { type: "button", tabindex: "-1", title: label, "aria-label": label, on: { click } }, el("span", { "aria-hidden": "true" }, icon));
    return el("div", { class: "tools" },
      !(message.flags & ephemeral) && button("Add reaction", "☺", () => this.chooseReaction(message)),
      message.author.id === this.world.viewer && button("Edit message", "✎", () => this.host.edit(message)),
      !(message.flags & ephemeral) && button("Reply", "↩", () => this.host.reply(message)),
      button("More", "⋯", (event) => this.menu(message, event.currentTarget)));
  }

  // thread leads to the thread under a message.
  thread(message) {
    if (!(message.flags & hasThread)) return null;
    const found = this.world.open().find((one) => one.thread && one.id === message.id);
    return found ? this.threadLink(found, "") : null;
  }

  threadLink(found, tags) {
    return el("button", { type: "button", class: "thread-link", on: { click: () => this.host.open(found.id) } },
      el("strong", {}, found.name), " ", tags && [el("span", { class: "post-tags" }, tags), " "],
      el("span", { class: "thread-count" }, `${found.messages} ${found.messages === 1 ? "message" : "messages"} ›`));
  }

  // about is the line above a message: what it answers.
  about(message) {
    const { world } = this;
    const about = message.interaction_metadata;
    if (message.type === 20 && about) {
      const who = world.userName(about.user.id, about.user);
      const command = message.interaction?.name || this.ran.get(about.id);
      const slash = world.menuCommands(2).concat(world.menuCommands(3)).some((other) => other.name === command) ? "" : "/";
      return el("div", { class: "context" }, smallAvatar(about.user.id, who), this.who(about.user.id, who), " used ",
        command ? el("span", { class: "mention" }, slash + command) : "a command");
    }
    if (message.type !== 19) return null;
    const original = message.referenced_message;
    if (!original) return el("div", { class: "context" }, el("em", {}, "The message it answers was deleted"));
    const who = world.userName(original.author.id, original.author);
    const jump = () => {
      const target = this.shown.get(original.id)?.node.firstElementChild;
      target?.scrollIntoView({ block: "center" });
      target?.focus({ preventScroll: true });
    };
    return el("div", { class: "context" }, smallAvatar(original.author.id, who), this.who(original.author.id, who), " ",
      el("button", { type: "button", class: "excerpt", title: "Go to this message", on: { click: jump } }, spoken(original, world).slice(0, 140) || "Show the message"));
  }

  who(id, name) {
    return coloured(el("button", { type: "button", class: "author", tabindex: "-1", dataset: { userId: id } }, name), this.world.colour(id));
  }

  embed(embed) {
    const { world } = this;
    const node = el("div", { class: "embed" });
    if (embed.color) node.style.setProperty("--stripe", "#" + (embed.color & 0xffffff).toString(16).padStart(6, "0"));
    const text = el("div", { class: "embed-text" });
    if (embed.author) text.append(el("p", { class: "embed-author" }, embed.author.url ? link(embed.author.url, {}, embed.author.name) : embed.author.name));
    if (embed.title) {
      const linked = embed.url && webAddress(embed.url);
      const title = inlineOnly(embed.title, world, !linked);
      text.append(el("p", { class: "embed-title" }, linked ? link(linked, {}, title) : title));
    }
    if (embed.description) text.append(el("div", { class: "embed-description" }, markdown(embed.description, world)));
    if (embed.fields?.length) text.append(el("dl", { class: "fields" }, embed.fields.map((field) =>
      el("div", { class: field.inline ? "field inline" : "field" },
        el("dt", {}, inlineOnly(field.name, world)), el("dd", {}, markdown(field.value, world))))));
    if (embed.image?.url) text.append(zoomable({ address: embed.image.url, description: "Image" }) || "");
    if (embed.footer || embed.timestamp) {
      const at = embed.timestamp && new Date(embed.timestamp);
      const parts = [embed.footer?.text, at && !isNaN(at) && stamp(at)].filter(Boolean);
      text.append(el("p", { class: "embed-footer" }, parts.join(" · ")));
    }
    node.append(text);
    const thumbnail = embed.thumbnail?.url && picture(embed.thumbnail.url, "Thumbnail");
    if (thumbnail) node.append(el("div", { class: "thumbnail" }, thumbnail));
    return node;
  }
}

// keepShown leaves spoilers shown whose content a change of their message left alone.
function keepShown(before, after) {
  const content = (spoiler) => spoiler.firstElementChild.textContent + [...spoiler.querySelectorAll("img")].map((image) => image.src).join();
  const shown = [...before.querySelectorAll(".spoiler.shown, .covered.shown")].map(content);
  for (const spoiler of after.querySelectorAll(".spoiler, .covered")) {
    if (shown.includes(content(spoiler))) spoiler.uncover();
  }
}

// loose lists the files that no embed shows already.
function loose(message) {
  const shown = (message.embeds || []).flatMap((embed) => [embed.image?.url, embed.thumbnail?.url]);
  return (message.attachments || []).filter((file) => !shown.includes(file.url));
}

// heading reports whether a message needs its author's line whoever wrote before.
const heading = (message) => message.type === 19 || message.type === 20;

const dots = () => el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i"));

const smallAvatar = (id, name) => avatar(id, initials(name).slice(0, 1), "small");

// spoken is a message in words: content, embeds, layout and, if wanted, the
// labels of its buttons.
function spoken(message, world, withLabels = true) {
  if (message.flags & loading) return "is thinking…";
  if (message.type === pollResult) return outcome(message).textContent;
  const parts = [message.content, ...words(message.components)];
  if (message.poll) parts.push(`Poll: ${message.poll.question.text}`, ...message.poll.answers.map((answer) => answer.poll_media.text));
  for (const embed of message.embeds || []) {
    parts.push(embed.title, embed.description, ...(embed.fields || []).map((field) => `${field.name}: ${field.value}`), embed.footer?.text);
  }
  const text = parts.filter(Boolean).map((part) => plain(part, world)).reduce((all, part) => all + (!all ? "" : /[.!?…:]$/.test(all) ? " " : ". ") + part, "");
  const choices = withLabels ? labels(message.components) : [];
  return text + (choices.length ? ` Choices: ${choices.join(", ")}` : "");
}
