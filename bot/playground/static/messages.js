// Shows the messages of one channel.

import { announce, avatar, byID, el, initials, link, ownFile, picture, webAddress } from "./dom.js";
import { inlineOnly, markdown, plain } from "./markdown.js";
import { components } from "./components.js";
import { clock, day, fullDate, stamp } from "./time.js";
import { older } from "./world.js";

const ephemeral = 1 << 6;
const loading = 1 << 7;
const groupWithin = 7 * 60 * 1000; // milliseconds between messages under one heading
const mostShown = 300;

export class MessageList {
  // act is called with (message, component, values, control) when a button is
  // pressed or a menu chosen from.
  constructor(world, act) {
    this.world = world;
    this.act = act;
    this.list = byID("messages");
    this.scroller = byID("scroller");
    this.jump = byID("jump");
    this.shown = new Map(); // message id -> { message, node }
    this.ran = new Map(); // interaction id -> command, for those started here
    this.dismissed = new Set(JSON.parse(sessionStorage.getItem("dismissed") || "[]"));
    this.atEnd = true;
    this.scroller.addEventListener("scroll", () => this.scrolled());
    this.jump.addEventListener("click", () => this.toEnd());
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
    byID("beginning").replaceChildren(
      el("span", { class: "hash", "aria-hidden": "true" }, channel.dm ? "@" : "#"),
      el("h3", {}, channel.dm ? channel.name : `Welcome to #${channel.name}!`),
      el("p", {}, channel.dm ? `Your direct messages with ${channel.name}.` : `This is the start of the #${channel.name} channel. Type / to see what the bot can do.`));
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
    if (!before) return this.created(message, false);
    if (this.dismissed.has(message.id)) return;
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
    before.node.replaceWith(node);
    if (focused) {
      // The same control when it is still there, otherwise the message, from
      // where Tab leads to its first control: Enter pressed twice answers nothing by accident.
      const id = focused.dataset.customId;
      const same = id && [...node.querySelectorAll("[data-custom-id]")].find((control) => control.dataset.customId === id && !control.disabled);
      (same || node.firstElementChild).focus({ preventScroll: true });
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
    if (!(message.flags & (1 << 2))) body.append(...(message.embeds || []).map((embed) => this.embed(embed)));
    body.append(...(message.attachments || []).map(attachment));
    body.append(...components(message, world, (component, values, control) => this.act(message, component, values, control)));
    if (!isLoading && !message.content && message.edited_timestamp) body.append(el("span", { class: "edited" }, "(edited)"));
    if (isPrivate) {
      body.append(el("p", { class: "private" }, "Only you can see this · ",
        el("button", { type: "button", class: "linklike", on: { click: () => this.dismiss(message.id) } }, "Dismiss")));
    }
    return el("li", { dataset: { messageId: message.id, ephemeral: String(isPrivate) }, class: `message${isPrivate ? " is-private" : ""}${mentioned ? " is-mentioned" : ""}` },
      el("article", { tabindex: "-1", "aria-label": `${name}, ${stamp(at)}` },
        this.context(message),
        el("div", { class: "line" },
          avatar(message.author.id, name),
          el("time", { class: "side-time", datetime: message.timestamp, "aria-hidden": "true" }, clock(at)),
          el("div", { class: "main" },
            el("div", { class: "heading" },
              el("span", { class: `author ${message.author.bot ? "is-bot" : ""}` }, name),
              message.author.bot && el("span", { class: "tag" }, "BOT"),
              el("time", { datetime: message.timestamp, title: fullDate(at) }, stamp(at))),
            body))));
  }

  // context is the line above a message: what it answers.
  context(message) {
    const { world } = this;
    const about = message.interaction_metadata;
    if (message.type === 20 && about) {
      const who = world.userName(about.user.id, about.user);
      const command = this.ran.get(about.id);
      return el("div", { class: "context" }, smallAvatar(about.user.id, who), el("span", { class: "author" }, who), " used ",
        command ? el("span", { class: "mention" }, "/" + command) : "a command");
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
    return el("div", { class: "context" }, smallAvatar(original.author.id, who), el("span", { class: "author" }, who), " ",
      el("button", { type: "button", class: "excerpt", title: "Go to this message", on: { click: jump } }, spoken(original, world).slice(0, 140) || "Show the message"));
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
    if (embed.image?.url) text.append(picture(embed.image.url, "Image") || "");
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

// heading reports whether a message needs its author's line whoever wrote before.
const heading = (message) => message.type === 19 || message.type === 20;

const dots = () => el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i"));

const smallAvatar = (id, name) => avatar(id, initials(name).slice(0, 1), "small");

// spoken is a message in words: content, embeds and the labels of its buttons.
function spoken(message, world) {
  if (message.flags & loading) return "is thinking…";
  const parts = [message.content];
  for (const embed of message.embeds || []) {
    parts.push(embed.title, embed.description, ...(embed.fields || []).map((field) => `${field.name}: ${field.value}`), embed.footer?.text);
  }
  const text = parts.filter(Boolean).map((part) => plain(part, world)).join(". ");
  const labels = (message.components || []).flatMap((row) => row.components || []).map((component) => component.label || component.placeholder).filter(Boolean);
  return text + (labels.length ? ` Choices: ${labels.join(", ")}` : "");
}

// attachment shows an image of this machine, or a link to the file.
function attachment(file) {
  const name = file.filename || "file";
  const address = file.url || file.proxy_url || "";
  const size = Number.isFinite(file.size) ? ` (${bytes(file.size)})` : "";
  if (/^image\/(png|jpeg|gif|webp)/.test(file.content_type || "")) {
    const image = picture(address, file.description || name);
    if (image) return el("div", { class: "attachment image" }, image);
  }
  const own = ownFile(address);
  return el("div", { class: "attachment" },
    el("span", { class: "file", "aria-hidden": "true" }, "FILE"),
    own ? el("a", { href: own, download: name }, name) : link(address, {}, name), size);
}

function bytes(n) {
  if (n < 1024) return `${n} bytes`;
  return n < 1048576 ? `${(n / 1024).toFixed(1)} KB` : `${(n / 1048576).toFixed(1)} MB`;
}
