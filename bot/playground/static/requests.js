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
    this.unfit = 0; // do not fit Discord's description
    this.toggle.addEventListener("click", () => this.show(this.panel.hidden));
    byID("hide-requests").addEventListener("click", () => this.show(false));
    byID("clear-requests").addEventListener("click", () => {
      this.list.replaceChildren();
      this.count = this.refused = this.unfit = 0;
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
  // violations are where it, or its answer, does not fit Discord's description;
  // there are none when the local Discord was given no description.
  add({ method, path, status, verdict, body, cut, files, violations }) {
    const accepted = status >= 200 && status < 300;
    const good = accepted && !violations?.length;
    this.count++;
    if (!accepted) this.refused++;
    if (violations?.length) this.unfit++;
    this.list.prepend(el("li", { class: good ? "" : "bad" },
      el("span", { class: "method" }, method), " ",
      el("span", { class: `status ${accepted ? "good" : ""}` }, status ? String(status) : "no answer"), " ",
      el("time", {}, new Date().toLocaleTimeString()),
      el("code", { class: "path" }, path),
      el("span", { class: "verdict" }, verdict || (accepted ? "accepted" : "refused")),
      ...(violations || []).map((text) => el("span", { class: "verdict violation" }, `does not fit Discord's description: ${text}`)),
      violations?.length === 0 && el("span", { class: "verdict fits" }, "fits Discord's description"),
      files?.length > 0 && el("span", { class: "verdict" }, `with ${files.join(", ")}`),
      body && el("details", {}, el("summary", {}, "What was sent"), el("pre", { tabindex: "0" }, pretty(body), cut && "\n…"))));
    while (this.list.children.length > most) this.list.lastElementChild.remove();
    this.label();
  }

  label() {
    const parts = [this.count, this.refused && `${this.refused} refused`, this.unfit && `${this.unfit} ${this.unfit === 1 ? "does" : "do"} not fit`];
    this.toggle.textContent = `Requests (${parts.filter((part) => part !== 0).join(", ") || 0})`;
  }
}

function pretty(json) {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
