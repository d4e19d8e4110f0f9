// Shows the buttons and menus of a message.

import { el, webAddress } from "./dom.js";

const styles = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link" };
const menus = { 3: [], 5: ["user"], 6: ["role"], 7: ["user", "role"], 8: ["channel"] };

// components returns the rows of a message. act(component, values, control) is
// called with values undefined for a button.
export function components(message, world, act) {
  return (message.components || []).filter((row) => row.type === 1).map((row) =>
    el("div", { class: "row" }, (row.components || []).map((component) => {
      if (component.type === 2) return button(component, act);
      return component.type in menus ? menu(component, world, act) : null;
    })));
}

// emoji is the picture in front of a label, when it is a character.
function emoji(of) {
  if (!of?.name) return null;
  return el("span", { class: "emoji", "aria-hidden": "true" }, of.id ? `:${of.name}:` : of.name);
}

function button(component, act) {
  const look = `button ${styles[component.style] || "secondary"}`;
  const content = [emoji(component.emoji), component.label || component.emoji?.name || "Button"];
  const href = component.style === 5 && webAddress(component.url);
  if (href && !component.disabled) {
    return el("a", { class: look, href, title: href, target: "_blank", rel: "noopener noreferrer" }, content, el("span", { class: "away", "aria-hidden": "true" }, "↗"));
  }
  const node = el("button", { type: "button", class: look, disabled: component.disabled || component.style === 5 || component.style === 6,
    dataset: { customId: component.custom_id || "" } }, content);
  node.addEventListener("click", () => {
    if (!busy(node)) act(component, undefined, node);
  });
  return node;
}

// busy reports whether an answer is awaited for a control: a second press adds nothing.
const busy = (control) => control.getAttribute("aria-busy") === "true";

// menu is a button that opens a list. Unlike a native select it sends nothing
// while the arrow keys move through the options.
function menu(component, world, act) {
  const least = component.min_values ?? 1;
  const most = component.max_values ?? 1;
  const options = component.type === 3 ? component.options || [] :
    world.offered(menus[component.type], component.channel_types).map(({ name, value }) => ({ label: name, value }));
  const chosen = new Set(options.filter((option) => option.default).map((option) => option.value));
  const placeholder = component.placeholder || "Make a selection";

  const label = el("span", { class: "menu-label" });
  const opener = el("button", { type: "button", class: "menu-opener", disabled: component.disabled, "aria-haspopup": "listbox",
    "aria-expanded": "false", dataset: { customId: component.custom_id } }, label, el("span", { class: "arrow", "aria-hidden": "true" }));
  const items = options.map((option) => el("li", { role: "option", tabindex: "-1", "aria-selected": "false", dataset: { value: option.value } },
    el("span", { class: "option-text" }, el("span", { class: "option-label" }, emoji(option.emoji), option.label), option.description && el("span", { class: "option-description" }, option.description)),
    el("span", { class: "tick", "aria-hidden": "true" })));
  const list = el("ul", { role: "listbox", "aria-label": placeholder, "aria-multiselectable": most > 1 ? "true" : null }, items);
  const done = el("button", { type: "button", class: "button primary" }, "Done");
  const popup = el("div", { class: "menu-popup", hidden: true }, list, most > 1 && done);
  const node = el("div", { class: "menu" }, opener, popup);

  const paint = () => {
    items.forEach((item) => item.setAttribute("aria-selected", String(chosen.has(item.dataset.value))));
    const names = options.filter((option) => chosen.has(option.value)).map((option) => option.label);
    label.textContent = names.join(", ") || placeholder;
    label.classList.toggle("empty", names.length === 0);
    done.disabled = chosen.size < least || chosen.size > most;
  };
  const open = () => {
    if (busy(opener)) return;
    popup.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    (items.find((item) => item.getAttribute("aria-selected") === "true") || items[0])?.focus();
    popup.scrollIntoView({ block: "nearest" });
  };
  const close = (refocus) => {
    popup.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    if (refocus) opener.focus();
  };
  const send = () => {
    close(true);
    act(component, options.map((option) => option.value).filter((value) => chosen.has(value)), opener);
  };
  const pick = (item) => {
    const { value } = item.dataset;
    if (most === 1) {
      chosen.clear();
      chosen.add(value);
      paint();
      return send();
    }
    if (!chosen.delete(value) && chosen.size < most) chosen.add(value);
    paint();
  };

  opener.addEventListener("click", () => (popup.hidden ? open() : close(true)));
  opener.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" || !popup.hidden) return;
    event.preventDefault();
    open();
  });
  done.addEventListener("click", send);
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) pick(item);
  });
  popup.addEventListener("keydown", (event) => {
    const at = items.indexOf(document.activeElement);
    const go = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (go !== undefined) items[Math.max(0, Math.min(items.length - 1, go))]?.focus();
    else if ((event.key === "Enter" || event.key === " ") && at >= 0) pick(items[at]);
    else if (event.key === "Escape") close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  node.addEventListener("focusout", (event) => {
    if (!popup.hidden && !node.contains(event.relatedTarget)) close(false);
  });
  paint();
  return node;
}
