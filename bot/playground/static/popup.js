// A small menu or card beside what was pressed. There is one at a time.

import { el } from "./dom.js";

let close = () => {};

// openPopup shows a node at an element or at a point {x, y} of the window; it
// goes when the focus leaves it. It returns what closes it.
export function openPopup(at, node) {
  close();
  const before = document.activeElement;
  document.body.append(node);
  const box = at instanceof Element ? at.getBoundingClientRect() : { left: at.x, right: at.x, top: at.y, bottom: at.y };
  const { width, height } = node.getBoundingClientRect();
  const left = Math.max(8, Math.min(box.left, innerWidth - width - 8));
  const below = box.bottom + 4 + height <= innerHeight - 8;
  const top = below ? box.bottom + 4 : Math.max(8, box.top - height - 4);
  node.style.setProperty("left", `${left}px`);
  node.style.setProperty("top", `${top}px`);

  const outside = (event) => node.contains(event.target) || done(false);
  const done = (refocus = true) => {
    document.removeEventListener("pointerdown", outside, true);
    window.removeEventListener("resize", leave);
    if (close === done) close = () => {};
    node.remove();
    if (refocus && before?.isConnected) before.focus({ preventScroll: true });
  };
  const leave = () => done(false);
  document.addEventListener("pointerdown", outside, true);
  window.addEventListener("resize", leave);
  node.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !node.contains(event.relatedTarget)) done(false);
  });
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" && event.key !== "Tab") return;
    event.preventDefault();
    event.stopPropagation();
    done();
  });
  close = done;
  return done;
}

// openMenu shows items {name, act} and titles {title} as a menu.
export function openMenu(at, label, items) {
  const node = el("div", { class: "popup menu-list", role: "menu", "aria-label": label, tabindex: "-1" });
  const done = openPopup(at, fill(node, items, () => done()));
  keys(node, "[role=menuitem]", 1);
  node.querySelector("[role=menuitem]")?.focus();
}

function fill(node, items, done) {
  node.append(...items.map((item) => item.title ? el("p", { class: "popup-title", role: "presentation" }, item.title) :
    el("button", { type: "button", role: "menuitem", tabindex: "-1", class: item.look || "", on: { click: () => { done(); item.act(); } } },
      item.icon && el("span", { class: "emoji", "aria-hidden": "true" }, item.icon), item.name)));
  return node;
}

// keys lets the arrows move through the controls of a node that stand in rows
// of perRow.
export function keys(node, selector, perRow) {
  node.addEventListener("keydown", (event) => {
    const all = [...node.querySelectorAll(selector)];
    const at = all.indexOf(document.activeElement);
    const go = { ArrowDown: at + perRow, ArrowUp: at - perRow, ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (go === undefined || !all.length) return;
    event.preventDefault();
    event.stopPropagation();
    all[(go + all.length) % all.length].focus();
  });
}
