// Shows pictures and files: attachments, thumbnails, galleries.

import { announce, el, link, ownFile, picture } from "./dom.js";

const shownAs = /^image\/(png|jpeg|gif|webp)/;

// attachments shows pictures of this machine, and a card for every other file.
export function attachments(files) {
  const images = files.filter((file) => shownAs.test(file.content_type || "") && ownFile(file.url || ""));
  const shown = images.map((file) => ({ address: file.url, description: file.description || file.filename, width: file.width, height: file.height, spoiler: /^SPOILER_/.test(file.filename || "") }));
  const cards = files.filter((file) => !images.includes(file)).map((file) => fileCard(file.filename, file.url || file.proxy_url, file.size));
  return [shown.length && gallery(shown, "attachment image"), ...cards];
}

// gallery shows pictures { address, description, width, height, spoiler } side by side.
export function gallery(items, look = "") {
  return el("div", { class: `gallery ${look}`, dataset: { count: String(Math.min(items.length, 10)) } }, items.map(zoomable));
}

// zoomable is a picture that opens larger when it is pressed, or a link to one
// that the page may not load.
export function zoomable({ address, description, width, height, spoiler }) {
  const image = picture(address || "", description || "Image");
  if (!image || image.tagName !== "IMG") return image;
  if (width && height) Object.entries({ width, height }).forEach(([key, value]) => image.setAttribute(key, String(value)));
  const node = el("button", { type: "button", class: "zoom", title: description || "Enlarge", on: { click: () => enlarge(image.src, description) } }, image);
  return spoiler ? covered(node) : node;
}

function enlarge(address, description) {
  const close = el("button", { type: "button", class: "quiet" }, "Close");
  const dialog = el("dialog", { class: "viewer", "aria-label": description || "Image" },
    el("img", { src: address, alt: description || "Image" }),
    el("p", {}, el("span", {}, description || ""), el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, "Open in a new tab"), close));
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
}

// covered hides a node until it is pressed.
export function covered(node) {
  node.inert = true;
  const cover = el("button", { type: "button", class: "cover" }, "Spoiler");
  const whole = el("div", { class: "covered" }, node, cover);
  whole.uncover = () => {
    node.inert = false;
    cover.remove();
    whole.classList.add("shown");
  };
  cover.addEventListener("click", () => {
    whole.uncover();
    (node.matches("button") ? node : node.querySelector("button, a") || whole).focus?.();
    announce("Shown");
  });
  return whole;
}

export function fileCard(name, address, size) {
  const own = ownFile(address || "");
  return el("div", { class: "attachment" },
    el("span", { class: "file", "aria-hidden": "true" }, "FILE"),
    own ? el("a", { href: own, download: name || "file" }, name || "file") : link(address || "", {}, name || "file"),
    Number.isFinite(size) ? ` (${bytes(size)})` : "");
}

function bytes(n) {
  if (n < 1024) return `${n} bytes`;
  return n < 1048576 ? `${(n / 1024).toFixed(1)} KB` : `${(n / 1048576).toFixed(1)} MB`;
}
