// The panel with what the bot sent.

import { byID, el } from "./dom.js";

const most = 200;

export class Requests {
  constructor() {
    this.panel = byID("requests");
    this.list = byID("request-list");
    this.toggle = byID("show-requests");
    this.count = 0;
    this.refused = 0;
    this.toggle.addEventListener("click", () => this.show(this.panel.hidden));
    byID("hide-requests").addEventListener("click", () => this.show(false));
    byID("clear-requests").addEventListener("click", () => {
      this.list.replaceChildren();
      this.count = this.refused = 0;
      this.label();
    });
    this.panel.addEventListener("keydown", (event) => event.key === "Escape" && this.show(false));
    this.label();
  }

  show(open) {
    this.panel.hidden = !open;
    this.toggle.setAttribute("aria-expanded", String(open));
    document.body.classList.toggle("with-requests", open);
    (open ? byID("hide-requests") : this.toggle).focus();
  }

  // add puts a request on top. Its body, the JSON that was sent, opens when it
  // is pressed; a very long one comes cut.
  add({ method, path, status, verdict, body, cut, files }) {
    const good = status >= 200 && status < 300;
    this.count++;
    if (!good) this.refused++;
    this.list.prepend(el("li", { class: good ? "" : "bad" },
      el("span", { class: "method" }, method), " ",
      el("span", { class: `status ${good ? "good" : ""}` }, status ? String(status) : "no answer"), " ",
      el("time", {}, new Date().toLocaleTimeString()),
      el("code", { class: "path" }, path),
      el("span", { class: "verdict" }, verdict || (good ? "accepted" : "refused")),
      files?.length > 0 && el("span", { class: "verdict" }, `with ${files.join(", ")}`),
      body && el("details", {}, el("summary", {}, "What was sent"), el("pre", { tabindex: "0" }, pretty(body), cut && "\n…"))));
    while (this.list.children.length > most) this.list.lastElementChild.remove();
    this.label();
  }

  label() {
    this.toggle.textContent = `Requests (${this.count}${this.refused ? `, ${this.refused} refused` : ""})`;
  }
}

function pretty(json) {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
