// The message box: plain messages, typed commands and commands with fields.

import { announce, byID, el } from "./dom.js";
import { CommandFields } from "./fields.js";
import { Picker } from "./picker.js";
import { entries, matching, parse, request, resolve, usage } from "./commands.js";

export class Composer {
  // say(text) writes a message and run(entry, details) runs a command; both
  // return a promise. complete(details, signal) asks for suggestions;
  // writing(text) is told of each change.
  constructor(world, { say, run, complete, problem, writing }) {
    Object.assign(this, { world, say, run, complete, problem, writing });
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
    this.input.addEventListener("blur", () => this.picker.owner === this.input && this.picker.close());
  }

  // list is read anew each time, because commands and permissions change.
  get list() {
    return entries(this.world.commands());
  }

  reset() {
    this.leave(false);
    this.input.value = "";
    this.typed();
  }

  // permit shows placeholder in the empty box, or, when that is "", why nothing
  // can be written.
  permit(placeholder, otherwise) {
    this.input.placeholder = placeholder || otherwise;
    this.input.disabled = byID("send").disabled = placeholder === "";
  }

  focus() {
    (this.fields ? byID("command").querySelector("input, select, button") : this.input)?.focus();
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
    if (!text) return;
    if (!text.startsWith("/")) {
      this.clear(text);
      const sent = await this.say(text);
      if (!sent && this.input.value === "") this.input.value = text; // nothing typed is lost
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
    this.past = [...this.past.slice(-20), text];
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
