// Shows who is in the server: the list of members and the card of one.

import { avatar, byID, el } from "./dom.js";
import { openMenu, openPopup } from "./popup.js";

export class People {
  // host offers world, act(command, user id), message(bot's id) and mention(user id).
  constructor(host) {
    this.host = host;
    this.panel = byID("people");
    this.toggle = byID("show-people");
    this.toggle.addEventListener("click", () => this.show(this.panel.hidden || !byID("requests").hidden, true));
    byID("hide-people").addEventListener("click", () => this.show(false, true));
    this.panel.addEventListener("keydown", (event) => event.key === "Escape" && this.show(false, true));
    byID("people-list").addEventListener("contextmenu", (event) => this.context(event));
    byID("people-list").addEventListener("click", (event) => this.pressed(event));
    // Beside the messages where there is room, otherwise over them and only when asked for.
    const roomy = matchMedia("(min-width: 1101px)");
    const settle = () => this.show(roomy.matches && localStorage.getItem("people") !== "hidden", false);
    roomy.addEventListener("change", settle);
    settle();
  }

  show(open, asked) {
    this.panel.hidden = !open;
    this.toggle.setAttribute("aria-expanded", String(open));
    document.body.classList.toggle("with-people", open);
    if (open && asked && !byID("requests").hidden) byID("hide-requests").click(); // which lies in the same place
    if (!asked) return;
    if (innerWidth > 1100) localStorage.setItem("people", open ? "shown" : "hidden");
    (open ? byID("hide-people") : this.toggle).focus();
  }

  // pressed opens the card of the member whose name or picture was pressed.
  pressed(event) {
    const node = event.target.closest("[data-user-id]");
    if (node) this.card(node, node.dataset.userId);
  }

  // context opens the menu of a member; it reports whether one was meant.
  context(event) {
    const node = event.target.closest("[data-user-id]");
    if (!node) return false;
    event.preventDefault();
    openMenu(pointOf(event, node), `Menu of ${this.host.world.userName(node.dataset.userId)}`, this.items(node.dataset.userId));
    return true;
  }

  items(id) {
    const { world } = this.host;
    const commands = world.menuCommands(2);
    const isBot = world.user(id)?.bot;
    return [
      { name: "Mention", act: () => this.host.mention(id) },
      isBot && { name: "Message", act: () => this.host.message(id) },
      commands.length && { title: "Apps" },
      ...commands.map((command) => ({ name: command.name, act: () => this.host.act(command, id) })),
    ].filter(Boolean);
  }

  card(at, id) {
    const { world } = this.host;
    const name = world.userName(id);
    const user = world.user(id);
    const roles = world.rolesOf(id);
    const node = el("div", { class: "popup card", role: "dialog", "aria-label": name },
      el("div", { class: "card-head" }, avatar(id, name, "large"),
        el("div", {}, el("p", { class: "card-name" }, name, user?.bot && el("span", { class: "tag" }, "APP")), el("p", { class: "note" }, user?.username || ""))),
      world.guild?.owner_id === id && el("p", { class: "note" }, `Owner of ${world.guild.name}`),
      roles.length > 0 && el("ul", { class: "card-roles", "aria-label": "Roles" }, roles.map((role) => el("li", {}, coloured(el("i", { "aria-hidden": "true" }), role.color), role.name))),
      el("div", { class: "card-acts" }, this.items(id).filter((item) => item.act).map((item) =>
        el("button", { type: "button", class: "button secondary", on: { click: () => { done(); item.act(); } } }, item.name))));
    const done = openPopup(at, node);
    node.querySelector("button")?.focus();
  }

  // paint lists the members of the open server by their highest role, or the
  // two of direct messages.
  paint() {
    const { world } = this.host;
    const groups = new Map();
    const ids = world.place?.dm ? [world.viewer, world.place.user] : (world.guild?.members || []).map((member) => member.user_id);
    for (const id of ids) {
      const top = world.rolesOf(id)[0];
      const [title, order] = world.user(id)?.bot ? ["Apps", -2] : top ? [top.name, top.position] : ["Members", -1];
      if (!groups.has(title)) groups.set(title, { title, order, ids: [] });
      groups.get(title).ids.push(id);
    }
    const sorted = [...groups.values()].sort((a, b) => b.order - a.order);
    const focused = document.activeElement?.closest("#people-list [data-user-id]")?.dataset.userId;
    byID("people-list").replaceChildren(...sorted.flatMap(({ title, ids }) => [
      el("h3", {}, `${title} — ${ids.length}`),
      el("ul", {}, ids.map((id) => [id, world.userName(id)]).sort((a, b) => a[1].localeCompare(b[1])).map(([id, name]) => el("li", {},
        el("button", { type: "button", class: "person", dataset: { userId: id } }, avatar(id, name, "medium"),
          coloured(el("span", { class: "person-name" }, name), world.colour(id)), world.user(id)?.bot && el("span", { class: "tag" }, "APP")))))]));
    if (focused) byID("people-list").querySelector(`[data-user-id="${CSS.escape(focused)}"]`)?.focus();
  }
}

// coloured gives a node the colour of a role, 0xRRGGBB; 0 is none.
export function coloured(node, colour) {
  if (colour) {
    node.classList.add("coloured");
    node.style.setProperty("--role", "#" + (colour & 0xffffff).toString(16).padStart(6, "0"));
  }
  return node;
}

// pointOf is where a menu opens: at the pointer, or at the node for the keyboard.
export const pointOf = (event, node) => (event.clientX || event.clientY ? { x: event.clientX, y: event.clientY } : node);
