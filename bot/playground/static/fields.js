// A command with one field for each option in use.

import { announce, el } from "./dom.js";
import { kinds, offeredFor, resolve, usage } from "./commands.js";

const file = 11; // option type
const pause = 200; // milliseconds without typing before suggestions are asked for

export class CommandFields {
  // values are typed texts by option name, to begin with. host offers world,
  // picker, describe(text), complete(filled, signal), send(filled, text), leave().
  constructor(entry, values, host) {
    this.entry = entry;
    this.host = host;
    this.inputs = new Map(); // option name -> { option, node, input, picked }
    this.row = el("div", { class: "chips" }, el("span", { class: "chip-name", title: entry.description }, "/" + entry.path));
    this.more = el("div", { class: "more" });
    this.node = el("div", {}, this.row, this.more);
    for (const option of entry.options) {
      if (option.required || option.name in values) this.add(option, values[option.name]);
    }
    this.offerMore();
    this.node.addEventListener("keydown", (event) => this.key(event));
  }

  // start gives the focus to an option, or to the first that needs a value.
  start(name) {
    const option = this.entry.options.find((other) => other.name === name);
    if (option && !this.inputs.has(name)) this.add(option);
    this.offerMore();
    const field = this.inputs.get(name) || [...this.inputs.values()].find(({ option, input }) => option.required && !input.value);
    const target = field?.input || [...this.inputs.values()][0]?.input || this.row.querySelector(".chip-name");
    if (!field && !this.inputs.size) target.tabIndex = -1;
    target.focus();
    this.host.describe(field ? describe(field.option) : `/${this.entry.path}: ${this.entry.description} Press Enter to send, Escape to leave.`);
    announce(`Command ${this.entry.path}. ${this.entry.description}. Enter sends, Escape leaves.`);
  }

  stop() {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  offerMore() {
    const rest = this.entry.options.filter((option) => !this.inputs.has(option.name));
    this.more.replaceChildren(...rest.map((option) => el("button", { type: "button", class: "more-option", title: option.description, on: { click: () => this.start(option.name) } }, `+ ${option.name}`)));
    this.more.hidden = rest.length === 0;
  }

  add(option, text = "") {
    const { world } = this.host;
    const id = `option-${option.name}`;
    let input;
    const offers = option.choices?.length ? option.choices.map((choice) => ({ name: choice.name, value: choice.value })) :
      option.type === 5 ? [{ name: "yes", value: true }, { name: "no", value: false }] :
      offeredFor[option.type] ? world.offered(offeredFor[option.type], option.channel_types) : null;
    if (offers) {
      input = el("select", { id }, el("option", { value: "" }, "choose…"), offers.map((offer, i) => el("option", { value: String(i) }, offer.name)));
      const given = resolve(option, text, world);
      const at = text === "" ? -1 : offers.findIndex((offer) => offer.value === given);
      input.value = at < 0 ? "" : String(at);
    } else if (option.type === file) {
      input = el("input", { id, type: "file" });
    } else {
      input = el("input", { id, type: "text", value: text, maxlength: "6000", spellcheck: "false", autocomplete: "off", placeholder: kinds[option.type] || "",
        inputmode: option.type === 4 ? "numeric" : option.type === 10 ? "decimal" : null,
        "aria-autocomplete": option.autocomplete ? "list" : null, "aria-controls": option.autocomplete ? "suggestions" : null });
    }
    if (option.required) input.setAttribute("aria-required", "true");
    const remove = !option.required && el("button", { type: "button", class: "remove", title: `Leave ${option.name} out`, on: { click: () => this.remove(option.name) } },
      el("span", { "aria-hidden": "true" }, "×"), el("span", { class: "unseen" }, `Leave ${option.name} out`));
    const node = el("div", { class: "chip" }, el("label", { for: id }, option.name, option.required && el("span", { class: "required", title: "required" }, "*")), input, remove);
    const field = { option, node, input, offers, picked: null };
    if (option.type === file) input.addEventListener("change", () => this.upload(field));
    this.inputs.set(option.name, field);
    this.row.append(node);
    input.addEventListener("focus", () => {
      this.host.describe(describe(option));
      if (option.autocomplete) this.ask(field, 0);
    });
    input.addEventListener("blur", () => {
      if (this.host.picker.owner === input) this.host.picker.close();
    });
    input.addEventListener("input", () => {
      field.picked = null;
      this.correct(field);
      if (option.autocomplete) this.ask(field, pause);
    });
  }

  remove(name) {
    const field = this.inputs.get(name);
    if (!field || field.option.required) return;
    field.node.remove();
    this.inputs.delete(name);
    this.offerMore();
    (([...this.inputs.values()].at(-1)?.input) || this.more.firstElementChild || this.node).focus();
  }

  key(event) {
    if (event.isComposing) return;
    const field = [...this.inputs.values()].find(({ input }) => input === event.target);
    if (field && this.host.picker.owner === field.input && this.host.picker.key(event)) return;
    if (event.key === "Escape") {
      event.preventDefault();
      this.host.leave();
    } else if (event.key === "Enter" && event.target.tagName !== "BUTTON") {
      event.preventDefault();
      this.send();
    } else if (event.key === "Backspace" && field && !field.option.required && field.input.value === "") {
      event.preventDefault();
      this.remove(field.option.name);
    }
  }

  // value is what a field would send; undefined when it is empty.
  value({ option, input, offers, picked, sent }) {
    if (option.type === file) return sent;
    if (offers) return input.value === "" ? undefined : offers[Number(input.value)].value;
    if (picked && picked.name === input.value) return picked.value;
    return input.value.trim() === "" ? undefined : resolve(option, input.value, this.host.world);
  }

  // upload sends the file that was chosen for an option.
  async upload(field) {
    const chosen = field.input.files[0];
    field.sent = undefined;
    if (!chosen) return;
    this.host.describe(`Sending ${chosen.name}…`);
    try {
      const id = await this.host.world.upload(chosen);
      if (field.input.files[0] !== chosen) return;
      field.sent = id;
      this.correct(field);
    } catch (error) {
      this.host.describe(`${chosen.name} was not sent: ${error.message}`);
    }
  }

  // ask fetches suggestions for a field after a moment without typing. An
  // answer that is no longer wanted is dropped.
  ask(field, delay) {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.timer = setTimeout(async () => {
      const asking = (this.asking = new AbortController());
      const filled = [];
      for (const other of this.inputs.values()) {
        const { name, type } = other.option;
        const value = other === field ? field.input.value : this.value(other);
        if (value !== undefined) filled.push({ name, type, value, focused: other === field });
      }
      try {
        const choices = await this.host.complete(filled, asking.signal);
        if (asking.signal.aborted || document.activeElement !== field.input) return;
        this.host.picker.show(field.input, choices.length ? field.option.name : "", choices.map((choice) => ({ name: choice.name, choice })), ({ choice }) => {
          field.picked = { name: choice.name, value: choice.value };
          field.input.value = choice.name;
          this.correct(field);
        }, false);
        if (!choices.length) this.host.describe(`${describe(field.option)} Nothing is suggested for this text.`);
      } catch (error) {
        if (asking.signal.aborted) return;
        this.host.picker.close();
        this.host.describe(`${describe(field.option)} Suggestions could not be loaded: ${error.message}`);
      }
    }, delay);
  }

  correct(field) {
    field.input.removeAttribute("aria-invalid");
    this.host.describe(describe(field.option));
  }

  send() {
    const filled = [];
    const words = ["/" + this.entry.path];
    for (const field of this.inputs.values()) {
      const { option, input } = field;
      const value = this.value(field);
      const problem = value === undefined ? option.required && "is required" :
        option.type === 4 && !Number.isInteger(value) ? "needs a whole number" :
        option.type === 10 && typeof value !== "number" ? "needs a number" : null;
      if (problem) {
        input.setAttribute("aria-invalid", "true");
        input.focus();
        this.host.describe(`${option.name} ${problem}. ${option.description}`);
        announce(`${option.name} ${problem}`);
        return;
      }
      if (value === undefined) continue;
      filled.push({ name: option.name, type: option.type, value });
      words.push(`${option.name}:${option.type === file ? input.files[0].name : value}`);
    }
    this.host.send(filled, words.join(" "));
  }
}

const describe = (option) => `${option.name} (${usage(option)}): ${option.description}`;
