// The list over the message box: commands, options, suggestions.

import { announce, byID, el } from "./dom.js";

export class Picker {
  constructor() {
    this.node = byID("suggestions");
    this.items = [];
    this.active = -1;
    // A press must not take the focus from the text that is being typed.
    this.node.addEventListener("mousedown", (event) => event.preventDefault());
    this.node.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.take(Number(option.dataset.index));
    });
  }

  get open() {
    return !this.node.hidden;
  }

  // show lists items {name, detail, note} for the input owner. first selects
  // the first one at once; pick is called with the item taken. A choice made
  // with the arrows stays when the same item is listed again.
  show(owner, title, items, pick, first) {
    if (this.owner !== owner) this.close();
    const before = this.open ? this.items.length : -1;
    const kept = this.moved ? items.findIndex((item) => item.name === this.items[this.active]?.name) : -1;
    Object.assign(this, { owner, items, pick, active: kept >= 0 ? kept : first && items.length ? 0 : -1, moved: kept >= 0 });
    this.node.hidden = items.length === 0;
    this.node.replaceChildren(el("p", { class: "picker-title", role: "presentation" }, title),
      ...items.map((item, index) => el("div", { role: "option", id: `suggestion-${index}`, "aria-selected": "false", dataset: { index: String(index) } },
        el("span", { class: "pick-name" }, item.name),
        item.detail && el("span", { class: "pick-detail" }, item.detail),
        item.note && el("span", { class: "pick-note" }, item.note))));
    this.paint();
    if (items.length && items.length !== before) announce(`${items.length} ${items.length === 1 ? "suggestion" : "suggestions"}; use the arrow keys`);
  }

  close() {
    this.node.hidden = true;
    this.node.replaceChildren();
    this.owner?.removeAttribute("aria-activedescendant");
    this.items = [];
    this.active = -1;
    this.moved = false;
  }

  move(step) {
    if (!this.items.length) return;
    const from = this.active < 0 && step < 0 ? 0 : this.active;
    this.active = (from + step + this.items.length) % this.items.length;
    this.moved = true;
    this.paint();
  }

  paint() {
    this.node.querySelectorAll("[role=option]").forEach((option, index) => option.setAttribute("aria-selected", String(index === this.active)));
    const current = this.node.querySelector('[aria-selected="true"]');
    current?.scrollIntoView({ block: "nearest" });
    if (current) this.owner.setAttribute("aria-activedescendant", current.id);
    else this.owner?.removeAttribute("aria-activedescendant");
  }

  take(index = this.active) {
    const item = this.items[Math.max(0, index)];
    const { pick } = this;
    this.close();
    if (item) pick(item);
  }

  // key handles arrows, Tab, Escape and, after the arrows, Enter. It reports
  // whether the key was meant for the list.
  key(event) {
    if (!this.open || event.isComposing) return false;
    if (event.key === "ArrowDown") this.move(1);
    else if (event.key === "ArrowUp") this.move(-1);
    else if (event.key === "Tab" && !event.shiftKey) this.take();
    else if (event.key === "Enter" && !event.shiftKey && this.moved) this.take();
    else if (event.key === "Escape") this.close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}
