// Shows what a message is built of: buttons, menus, and texts, sections,
// pictures and frames of messages in the newer layout.

import { el, webAddress } from "./dom.js";
import { markdown } from "./markdown.js";
import { covered, fileCard, gallery, zoomable } from "./media.js";

const styles = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link" };
const menus = { 3: [], 5: ["user"], 6: ["role"], 7: ["user", "role"], 8: ["channel"] };

// components returns the components of a message as nodes. act(component,
// values, control) is called with values undefined for a button.
export function components(message, world, act) {
  return (message.components || []).map((component) => one(component, world, act)).filter(Boolean);
}

function one(component, world, act) {
  const inside = (list) => (list || []).map((other) => one(other, world, act));
  switch (component.type) {
    case 1: return el("div", { class: "row" }, inside(component.components));
    case 2: return button(component, act);
    case 9: return el("div", { class: "section" }, el("div", { class: "section-text" }, inside(component.components)), component.accessory && one(component.accessory, world, act));
    case 10: return el("div", { class: "content" }, markdown(component.content, world));
    case 11: return el("div", { class: "thumbnail" }, zoomable(shown(component)));
    case 12: return gallery((component.items || []).map(shown));
    case 13: {
      const card = fileCard(component.name, component.file?.url, component.size);
      return component.spoiler ? covered(card) : card;
    }
    case 14: return el("hr", { class: `separator ${component.spacing === 2 ? "wide" : ""} ${component.divider === false ? "blank" : ""}` });
    case 17: return container(component, inside(component.components));
  }
  return component.type in menus ? menu(component, world, act) : null;
}

// shown is a picture of a component as media.js takes it.
const shown = ({ media = {}, description, spoiler }) => ({ address: media.url, description, width: media.width, height: media.height, spoiler });

function container(component, children) {
  const node = el("div", { class: "container" }, children);
  const colour = component.accent_color;
  if (colour !== undefined && colour !== null) {
    node.classList.add("accent");
    node.style.setProperty("--stripe", "#" + colour.toString(16).padStart(6, "0"));
  }
  return component.spoiler ? covered(node) : node;
}

// words lists the texts of components, for readers of the screen and excerpts.
export function words(list) {
  return (list || []).flatMap((component) => [component.content, ...words(component.components),
    component.type === 12 ? component.items?.map((item) => item.description) : component.type === 11 ? component.description : component.type === 13 ? component.name : null,
    ...(component.accessory?.type === 11 ? [component.accessory.description] : [])].flat()).filter(Boolean);
}

// labels lists what can be pressed or chosen from.
export function labels(list) {
  return (list || []).flatMap((component) => [component.type === 2 || component.type in menus ? component.label || component.placeholder || component.emoji?.name : null,
    ...labels(component.components), ...(component.accessory?.type === 2 ? labels([component.accessory]) : [])]).filter(Boolean);
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
  const shown = performance.now();
  node.addEventListener("click", (event) => {
    // The second half of a double-click must not press what has just appeared under the pointer.
    if (event.detail > 0 && performance.now() - shown < 400) return;
    if (!busy(node)) act(component, undefined, node);
  });
  return node;
}

// busy reports whether an answer is awaited for a control: a second press adds nothing.
const busy = (control) => control.getAttribute("aria-busy") === "true";

// menu is a button that opens a list. Unlike a native select it sends nothing
// while the arrow keys move through the options. In a form, act is called with
// each change; elsewhere once the choice is made.
export function menu(component, world, act, inForm = false) {
  const least = component.min_values ?? 1;
  const most = component.max_values ?? 1;
  const options = component.type === 3 ? component.options || [] :
    world.offered(menus[component.type], component.channel_types).map(({ name, value }) => ({ label: name, value }));
  const before = (component.default_values || []).map((value) => value.id);
  const chosen = new Set(options.filter((option) => option.default || before.includes(option.value)).map((option) => option.value));
  const placeholder = component.placeholder || "Make a selection";

  const label = el("span", { class: "menu-label" });
  const opener = el("button", { type: "button", class: "menu-opener", disabled: component.disabled, "aria-haspopup": "listbox",
    "aria-expanded": "false", dataset: { customId: component.custom_id } }, label, el("span", { class: "arrow", "aria-hidden": "true" }));
  const items = options.map((option) => el("li", { role: "option", tabindex: "-1", "aria-selected": "false", dataset: { value: option.value } },
    el("span", { class: "option-text" }, el("span", { class: "option-label" }, emoji(option.emoji), option.label), option.description && el("span", { class: "option-description" }, option.description)),
    el("span", { class: "tick", "aria-hidden": "true" })));
  const list = el("ul", { role: "listbox", "aria-label": placeholder, "aria-multiselectable": most > 1 ? "true" : null }, items);
  const done = el("button", { type: "button", class: "button primary" }, "Done");
  const popup = el("div", { class: "menu-popup", hidden: true }, list, most > 1 && !inForm && done);
  const node = el("div", { class: "menu" }, opener, popup);
  // The same menu in a changed message takes over this one, open or not.
  node.signature = JSON.stringify([component, options]);

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
  const tell = () => act(component, options.map((option) => option.value).filter((value) => chosen.has(value)), opener);
  const send = () => {
    close(true);
    tell();
  };
  const pick = (item) => {
    const { value } = item.dataset;
    if (inForm && most === 1 && chosen.has(value) && component.required === false) {
      chosen.clear();
      paint();
      return send();
    }
    if (most === 1) {
      chosen.clear();
      chosen.add(value);
      paint();
      return send();
    }
    if (!chosen.delete(value) && chosen.size < most) chosen.add(value);
    paint();
    if (inForm) tell();
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
    if (!popup.hidden && !node.moving && !node.contains(event.relatedTarget)) close(false);
  });
  paint();
  return node;
}
