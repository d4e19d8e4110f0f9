// Builds elements. Text becomes text nodes only: nothing in this page parses
// markup, so what a bot or a member writes can never become an element.

// el returns a new element. props are attributes, and also: class, dataset (an
// object) and on (event handlers by event name). Attributes that are undefined,
// null or false are left out. Children are nodes, strings or lists of them.
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "class") node.className = value;
    else if (key === "dataset") Object.assign(node.dataset, value);
    else if (key === "on") for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat(2).filter((child) => child !== undefined && child !== null && child !== false && child !== ""));
  return node;
}

export const byID = (id) => document.getElementById(id);

// webAddress returns the address in its normal form when it is http or https,
// otherwise null.
export function webAddress(text) {
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

// link returns an anchor to a web address, or a span when the address may not
// be opened.
export function link(address, props, ...children) {
  const href = webAddress(address);
  if (!href) return el("span", {}, ...children);
  return el("a", { href, target: "_blank", rel: "noopener noreferrer", title: href, ...props }, ...children);
}

// picture returns an image that the page's policy lets load (from this machine
// or in the address itself), or a link to any other.
export function picture(address, description) {
  const local = /^data:image\/(png|jpeg|gif|webp);/.test(address) ? address : ownFile(address);
  if (local) return el("img", { src: local, alt: description, loading: "lazy" });
  return webAddress(address) ? link(address, {}, description) : null;
}

// ownFile returns the address of a file that this local Discord serves, under
// the name by which the page was opened ("localhost" or "127.0.0.1"), or null.
export function ownFile(address) {
  const href = webAddress(address);
  if (!href) return null;
  const url = new URL(href);
  const loopback = ["127.0.0.1", "[::1]", "localhost"].includes(url.hostname);
  if (!(loopback && url.port === location.port || url.origin === location.origin) || !url.pathname.startsWith("/attachments/")) return null;
  return location.origin + url.pathname + url.search;
}

let announcing;

// announce tells readers of the screen. Texts that come close together are
// joined, because a live region drops what is replaced too fast.
export function announce(text) {
  const region = byID("announcer");
  region.append(el("p", {}, text.slice(0, 600)));
  clearTimeout(announcing);
  announcing = setTimeout(() => region.replaceChildren(), 6000);
}

// avatar returns the round badge with somebody's initials.
export function avatar(id, name, extra = "") {
  return el("span", { class: `avatar ${colourOf(id)} ${extra}`, "aria-hidden": "true" }, initials(name));
}

export function initials(name) {
  const words = name.split(/[\s_.-]+/).filter(Boolean);
  return words.slice(0, 2).map((word) => [...word][0].toUpperCase()).join("") || "?";
}

export function colourOf(id) {
  let sum = 0;
  for (const c of String(id)) sum = (sum * 31 + c.charCodeAt(0)) % 9973;
  return `colour-${sum % 6}`;
}
