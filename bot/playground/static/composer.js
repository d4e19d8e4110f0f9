// The message box: plain messages, typed commands and commands with fields.

import { announce, byID, el } from "./dom.js";
import { CommandFields } from "./fields.js";
import { Picker } from "./picker.js";
import { entries, matching, parse, request, resolve, usage } from "./commands.js";

const mostFiles = 10;
const mostBytes = 10 << 20;

export class Composer {
  // say(text, { reply, files }) writes a message, change(message, text) changes
  // one and run(entry, details) runs a command; all return a promise, the first
  // two whether it worked. complete(details, signal) asks for suggestions;
  // writing(text) is told of each change.
  constructor(world, { say, change, run, complete, problem, writing }) {
    Object.assign(this, { world, say, change, run, complete, problem, writing });
    this.files = []; // to be sent with the next message
    this.about = null; // { reply: message } or { edit: message } while the text is for that
    byID("attach").addEventListener("click", () => byID("files").click());
    byID("files").addEventListener("change", (event) => {
      this.attach(event.target.files);
      event.target.value = "";
    });
    const area = document.querySelector("main");
    area.addEventListener("dragover", (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault());
    area.addEventListener("drop", (event) => {
      if (!event.dataTransfer?.files.length) return;
      event.preventDefault();
      this.attach(event.dataTransfer.files);
    });
    this.input = byID("composer");
    this.hint = byID("hint");
    this.picker = new Picker();
    this.past = [];
    byID("entry").addEventListener("submit", (event) => {
      event.preventDefault();
      this.fields ? this.fields.send() : this.send();
    });
    // Enter is dealt with when it goes down; a program that types may send the
    // character all the same.
    byID("entry").addEventListener("keypress", (event) => {
      if (event.key === "Enter" && !event.shiftKey && event.target.tagName !== "BUTTON") event.preventDefault();
    });
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("paste", (event) => {
      if (!event.clipboardData?.files.length) return;
      event.preventDefault();
      this.attach(event.clipboardData.files);
    });
    this.input.addEventListener("blur", () => this.picker.owner === this.input && this.picker.close());
  }

  // list is read anew each time, because commands and permissions change.
  get list() {
    return entries(this.world.commands());
  }

  reset() {
    this.leave(false);
    this.files = [];
    this.paintFiles();
    this.concern(null);
    this.input.value = "";
    this.typed();
  }

  // permit shows placeholder in the empty box, or, when that is "", why nothing
  // can be written.
  permit(placeholder, otherwise) {
    this.input.placeholder = placeholder || otherwise;
    this.input.disabled = byID("send").disabled = byID("attach").disabled = placeholder === "";
  }

  focus() {
    (this.fields ? byID("command").querySelector("input, select, button") : this.input)?.focus();
  }

  // attach adds files to the next message.
  attach(files) {
    if (this.input.disabled) return;
    const room = mostFiles - this.files.length;
    const fitting = [...files].filter((file) => file.size <= mostBytes);
    if (fitting.length < files.length) this.problem("A file has at most 10 MB.");
    if (fitting.length > room) this.problem(`A message has at most ${mostFiles} files.`);
    this.files.push(...fitting.slice(0, room));
    if (this.about?.edit) this.concern(null);
    this.leave(false);
    this.paintFiles();
    this.input.focus();
  }

  paintFiles() {
    const list = byID("attached");
    list.hidden = !this.files.length;
    list.replaceChildren(...this.files.map((file) => el("li", {}, el("span", {}, file.name),
      el("button", { type: "button", title: `Do not send ${file.name}`, "aria-label": `Do not send ${file.name}`, on: { click: () => {
        this.files = this.files.filter((other) => other !== file);
        this.paintFiles();
        this.input.focus();
      } } }, el("span", { "aria-hidden": "true" }, "×")))));
  }

  // concern makes the text an answer to a message, or a change of one; null for neither.
  concern(about) {
    const line = byID("about");
    if (this.about?.edit && !about?.edit) this.input.value = "";
    this.about = about;
    line.hidden = !about;
    if (!about) return line.replaceChildren();
    this.leave(false);
    const message = about.reply || about.edit;
    const stop = () => {
      this.concern(null);
      this.typed();
      this.input.focus();
    };
    line.replaceChildren(el("span", {}, about.reply ? "Replying to " : "Editing your message",
      about.reply && el("strong", {}, this.world.userName(message.author.id, message.author))),
    el("button", { type: "button", class: "linklike", on: { click: stop } }, "Cancel"));
    if (about.edit) this.input.value = message.content;
    this.typed();
    this.picker.close();
    this.input.focus();
    announce(about.reply ? `Replying to ${this.world.userName(message.author.id, message.author)}. Escape stops.` : "Editing. Enter saves, Escape stops.");
  }

  // insert writes text where the cursor is.
  insert(text) {
    this.leave(false);
    this.input.setRangeText(text, this.input.selectionStart, this.input.selectionEnd, "end");
    this.typed();
    this.input.focus();
  }

  typed() {
    this.grow();
    const text = this.input.value;
    this.writing(text);
    if (!text.startsWith("/") || text.includes("\n")) {
      this.describe("");
      return this.picker.close();
    }
    const list = this.list;
    const parsed = parse(text, list);
    if (parsed?.complete) {
      const open = parsed.entry.options.filter((option) => !(option.name in parsed.values));
      this.describe(`/${parsed.entry.path}: ${parsed.entry.description}`);
      return this.picker.show(this.input, "Options", open.map((option) => ({
        name: option.name + (option.required ? " *" : ""), detail: option.description, note: usage(option), option,
      })), ({ option }) => this.enter(parsed.entry, parsed.values, option.name), false);
    }
    const found = matching(list, text.slice(1));
    this.describe(found.length ? "" : "There is no such command here.");
    this.picker.show(this.input, "Commands", found.slice(0, 40).map((entry) => ({
      name: "/" + entry.path, detail: entry.description, entry,
      note: entry.options.filter((option) => option.required).map((option) => option.name).join(", "),
    })), ({ entry }) => this.enter(entry, {}), true);
  }

  key(event) {
    if (this.picker.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape" && this.about) {
      event.stopPropagation();
      this.concern(null);
      this.typed();
    } else if (event.key === "Escape" && this.input.value.startsWith("/")) {
      this.input.value = "";
      this.typed();
    } else if (event.key === "ArrowUp" && this.input.value === "" && this.past.length) {
      event.preventDefault();
      this.input.value = this.past.at(-1);
      this.typed();
      this.picker.close();
    }
  }

  async send() {
    const text = this.input.value.trim();
    const { about, files } = this;
    if (about?.edit) {
      if (text !== about.edit.content && !(await this.change(about.edit, text))) return; // nothing typed is lost
      if (this.about !== about) return;
      this.concern(null);
      return this.typed();
    }
    if (!text && !files.length) return;
    if (!text.startsWith("/")) {
      this.files = [];
      this.paintFiles();
      this.concern(null);
      this.clear(text);
      const sent = await this.say(text, { reply: about?.reply.id, files });
      if (sent || this.input.value !== "") return;
      this.input.value = text; // nothing typed is lost
      this.files = files;
      this.paintFiles();
      return;
    }
    const parsed = parse(text, this.list);
    if (!parsed) {
      if (this.picker.open && this.picker.items.length) return this.picker.take();
      return this.problem(`There is no command ${text.split(/\s/)[0]} here. Type / to see the commands.`);
    }
    const { entry, values, rest } = parsed;
    if (rest) {
      const names = entry.options.map((option) => `${option.name}:`).join(" ");
      return this.problem(names ? `“${rest}” belongs to no option of /${entry.path}. Write it after one of these: ${names}` : `/${entry.path} takes no options; leave “${rest}” out.`);
    }
    const missing = entry.options.find((option) => option.required && !values[option.name]);
    if (missing) return this.enter(entry, values, missing.name);
    const filled = entry.options.filter((option) => values[option.name]).map((option) => ({ name: option.name, type: option.type, value: resolve(option, values[option.name], this.world) }));
    this.clear(text);
    this.run(entry, request(entry, filled));
  }

  clear(text) {
    if (text) this.past = [...this.past.slice(-20), text];
    this.input.value = "";
    this.typed();
  }

  // enter shows a command with its options as fields.
  enter(entry, values, focus) {
    this.picker.close();
    this.input.hidden = true;
    const box = byID("command");
    this.fields = new CommandFields(entry, values, {
      world: this.world,
      picker: this.picker,
      describe: (text) => this.describe(text),
      complete: (filled, signal) => this.complete(request(entry, filled), signal),
      send: (filled, text) => {
        this.past = [...this.past.slice(-20), text];
        this.leave();
        this.run(entry, request(entry, filled));
      },
      leave: () => this.leave(),
    });
    box.replaceChildren(this.fields.node);
    box.setAttribute("aria-label", `Command ${entry.path}`);
    box.hidden = false;
    this.input.value = "";
    this.fields.start(focus);
  }

  // leave goes back to plain typing.
  leave(focus = true) {
    this.picker.close();
    if (this.fields) {
      this.fields.stop();
      this.fields = null;
      byID("command").hidden = true;
      byID("command").replaceChildren();
      this.input.hidden = false;
      this.describe("");
      if (focus) {
        this.input.focus();
        announce("Message box");
      }
    }
    this.grow();
  }

  describe(text) {
    this.hint.textContent = text;
    this.hint.hidden = text === "";
  }

  grow() {
    this.input.style.setProperty("height", "auto");
    this.input.style.setProperty("height", `${Math.min(this.input.scrollHeight, 220)}px`);
  }
}
