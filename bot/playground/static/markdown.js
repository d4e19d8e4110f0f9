// Turns Discord's markdown into nodes. Whatever is not understood stays text.

import { el, link, webAddress } from "./dom.js";
import { moment } from "./time.js";

const deepest = 12; // nested marks beyond this stay text

// markdown returns a fragment with the text as Discord shows it. world names
// mentions.
export function markdown(text, world) {
  const fragment = document.createDocumentFragment();
  fragment.append(...blocks(String(text ?? ""), { world, depth: 0, links: true }));
  return fragment;
}

// plain returns the text without marks and without what spoilers hide.
export function plain(text, world) {
  const fragment = markdown(text, world);
  for (const spoiler of fragment.querySelectorAll(".spoiler")) spoiler.replaceWith("(hidden)");
  for (const block of fragment.querySelectorAll("li, p, h3, h4, h5, pre, blockquote")) block.append(" ");
  return fragment.textContent.replace(/\s+/g, " ").trim();
}

// inlineOnly returns nodes for texts in which Discord reads no blocks, such as
// the titles of embeds and fields.
export function inlineOnly(text, world, links = true) {
  const fragment = document.createDocumentFragment();
  fragment.append(...inline(String(text ?? ""), { world, depth: 0, links }));
  return fragment;
}

const listItem = /^( *)([-*]|\d{1,9}[.)]) +(\S.*)$/;

function blocks(text, context) {
  if (context.depth > deepest) return [text];
  const inner = { ...context, depth: context.depth + 1 };
  const nodes = [];
  let paragraph = [];
  const flush = () => {
    if (paragraph.join("").trim()) nodes.push(el("p", {}, inline(trimBlank(paragraph).join("\n"), inner)));
    paragraph = [];
  };
  let at = 0;
  while (at < text.length) {
    let end = text.indexOf("\n", at);
    if (end < 0) end = text.length;
    const line = text.slice(at, end);

    const fence = fenceIn(text, at, end);
    if (fence) {
      if (fence.start > at) paragraph.push(text.slice(at, fence.start));
      flush();
      nodes.push(codeBlock(text.slice(fence.start + 3, fence.end)));
      at = fence.end + 3;
      if (text[at] === "\n") at++;
      continue;
    }
    let found;
    if (line.startsWith(">>> ")) {
      flush();
      nodes.push(el("blockquote", {}, blocks(text.slice(at + 4), inner)));
      return nodes;
    } else if (line.startsWith("> ")) {
      const lines = [];
      while (at < text.length) {
        end = text.indexOf("\n", at);
        if (end < 0) end = text.length;
        const quoted = text.slice(at, end);
        if (!quoted.startsWith("> ") && quoted !== ">") break;
        lines.push(quoted.slice(2));
        at = end + 1;
      }
      flush();
      nodes.push(el("blockquote", {}, blocks(lines.join("\n"), inner)));
      continue;
    } else if ((found = /^(#{1,3}) +(\S.*)$/.exec(line))) {
      flush();
      nodes.push(el("h" + (2 + found[1].length), {}, inline(found[2].replace(/\s+#+$/, ""), inner)));
    } else if ((found = /^-# +(\S.*)$/.exec(line))) {
      flush();
      nodes.push(el("p", { class: "subtext" }, inline(found[1], inner)));
    } else if (listItem.test(line)) {
      flush();
      const lines = [];
      while (at < text.length) {
        end = text.indexOf("\n", at);
        if (end < 0) end = text.length;
        const item = listItem.exec(text.slice(at, end));
        if (!item) break;
        lines.push({ indent: item[1].length, ordered: /\d/.test(item[2]), number: parseInt(item[2], 10), text: item[3] });
        at = end + 1;
      }
      nodes.push(...lists(lines, inner));
      continue;
    } else {
      paragraph.push(line);
    }
    at = end + 1;
  }
  flush();
  return nodes;
}

// trimBlank drops one empty line at each side; blocks have margins instead.
function trimBlank(lines) {
  let start = 0;
  let end = lines.length;
  if (end - start > 1 && lines[start] === "") start++;
  if (end - start > 1 && lines[end - 1] === "") end--;
  return lines.slice(start, end);
}

// fenceIn finds a closed code block that opens in text[from:to].
function fenceIn(text, from, to) {
  const start = text.indexOf("```", from);
  if (start < 0 || start >= to || text[start - 1] === "\\") return null;
  const end = text.indexOf("```", start + 3);
  return end > start + 3 ? { start, end } : null;
}

function codeBlock(body) {
  const named = /^[\w+#.-]*\n/.exec(body);
  const code = named ? body.slice(named[0].length) : body;
  return el("pre", { tabindex: "0" }, el("code", {}, code.replace(/\n$/, "")));
}

// lists nests items by their indentation.
function lists(items, context) {
  const nodes = [];
  let i = 0;
  while (i < items.length) {
    const { indent, ordered, number } = items[i];
    const list = el(ordered ? "ol" : "ul", { start: ordered && number !== 1 ? number : null });
    while (i < items.length && items[i].indent <= indent && items[i].ordered === ordered) {
      const item = el("li", {}, inline(items[i++].text, context));
      let last = i;
      while (last < items.length && items[last].indent > indent) last++;
      if (last > i) {
        if (context.depth > deepest) item.append(...items.slice(i, last).map((deep) => " " + deep.text));
        else item.append(...lists(items.slice(i, last), { ...context, depth: context.depth + 1 }));
        i = last;
      }
      list.append(item);
    }
    nodes.push(list);
  }
  return nodes;
}

// marks in the order in which they are tried; the longer ones come first.
const marks = [
  { mark: "**", tag: "strong" },
  { mark: "__", tag: "u" },
  { mark: "~~", tag: "s" },
  { mark: "||", tag: "spoiler" },
  { mark: "*", tag: "em" },
  { mark: "_", tag: "em" },
];
const word = /[\p{L}\p{N}]/u;
const special = /[\\`*_~|<[@]|https?:\/\//g;

function inline(text, context) {
  const nodes = [];
  const unclosed = new Set(); // marks that are not closed before the end
  const inner = { ...context, depth: context.depth + 1 };
  let buffer = "";
  const push = (node) => {
    if (buffer) nodes.push(buffer);
    buffer = "";
    nodes.push(node);
  };
  let at = 0;
  while (at < text.length) {
    special.lastIndex = at;
    const next = special.exec(text);
    if (!next) break;
    buffer += text.slice(at, next.index);
    at = next.index;
    const c = text[at];

    if (c === "\\" && at + 1 < text.length && /[^\sA-Za-z0-9]/.test(text[at + 1])) {
      const character = String.fromCodePoint(text.codePointAt(at + 1));
      buffer += character;
      at += 1 + character.length;
      continue;
    }
    const found =
      c === "`" ? codeSpan(text, at) :
      c === "<" ? angle(text, at, context) :
      c === "[" && context.links ? maskedLink(text, at, inner) :
      c === "h" && context.links ? bareLink(text, at) :
      c === "@" ? massMention(text, at) :
      context.depth < deepest ? marked(text, at, inner, unclosed) : null;
    if (found) {
      push(found.node);
      at = found.end;
    } else if (next[0].length > 1) { // an address that may not be opened
      buffer += next[0];
      at += next[0].length;
    } else if (c === "`") { // an unclosed run counts as a whole
      const run = /^`+/.exec(text.slice(at))[0];
      buffer += run;
      at += run.length;
    } else {
      buffer += c;
      at++;
    }
  }
  buffer += text.slice(at);
  if (buffer) nodes.push(buffer);
  return nodes;
}

// marked reads text between two equal marks.
function marked(text, at, inner, unclosed) {
  for (const { mark, tag } of marks) {
    if (!text.startsWith(mark, at) || unclosed.has(mark)) continue;
    if (mark === "_" && at > 0 && word.test(text[at - 1])) continue;
    if (mark.length === 1 && /\s/.test(text[at + 1] || " ")) continue;
    const close = closing(text, mark, at + mark.length);
    if (close < 0) {
      if (close === nowhere) unclosed.add(mark);
      continue;
    }
    const body = text.slice(at + mark.length, close);
    if (!body.trim()) continue;
    const children = inline(body, inner);
    return { node: tag === "spoiler" ? spoiler(children) : el(tag, {}, children), end: close + mark.length };
  }
  return null;
}

const nowhere = -1; // there is no such mark any more
const notThis = -2; // this one does not close, a later one may

// closing finds where a mark closes, over escapes and code.
function closing(text, mark, from) {
  for (let at = from; at < text.length; at++) {
    const c = text[at];
    if (c === "\\") {
      at++;
    } else if (c === "`") {
      const code = codeSpan(text, at);
      if (code) at = code.end - 1;
    } else if (text.startsWith(mark, at)) {
      const after = text[at + mark.length];
      if (mark.length === 1 && after === mark) {
        at++; // a double mark inside a single one
      } else if (mark.length === 2 && (mark === "**" || mark === "__") && after === mark[0]) {
        continue; // the last two of three close
      } else if (mark === "*" && /\s/.test(text[at - 1])) {
        return notThis;
      } else if (mark === "_" && after && word.test(after)) {
        continue;
      } else if (at > from) {
        return at;
      }
    }
  }
  return nowhere;
}

function spoiler(children) {
  const hidden = el("span", { inert: true }, children);
  const node = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Spoiler, press to show" }, hidden);
  const show = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    node.uncover();
  };
  node.uncover = () => {
    hidden.removeAttribute("inert");
    for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name);
    node.classList.add("shown");
    node.removeEventListener("click", show);
    node.removeEventListener("keydown", show);
  };
  node.addEventListener("click", show);
  node.addEventListener("keydown", show);
  return node;
}

function codeSpan(text, at) {
  const run = /^`{1,2}(?!`)/.exec(text.slice(at, at + 3))?.[0];
  if (!run) return null;
  let close = text.indexOf(run, at + run.length);
  while (close >= 0 && (text[close + run.length] === "`" || text[close - 1] === "`")) close = text.indexOf(run, close + run.length + 1);
  if (close <= at + run.length) return null;
  const body = text.slice(at + run.length, close);
  return { node: el("code", {}, run.length === 2 ? body.replace(/^ (`)|(`) $/g, "$1$2") : body), end: close + run.length };
}

// angle reads what stands between < and >: mentions, moments, addresses.
function angle(text, at, { world, links }) {
  const close = text.indexOf(">", at);
  if (close < 0 || close - at > 2100) return null;
  const body = text.slice(at + 1, close);
  const end = close + 1;
  let m;
  if ((m = /^@!?(\d{1,20})$/.exec(body))) return { node: mention("@" + world.userName(m[1])), end };
  if ((m = /^@&(\d{1,20})$/.exec(body))) return { node: mention(world.roleName(m[1])), end };
  if ((m = /^#(\d{1,20})$/.exec(body))) {
    const name = "#" + (world.channel(m[1])?.name || "unknown");
    return { node: world.sees(m[1]) ? el("a", { class: "mention", href: "#" + m[1] }, name) : mention(name), end };
  }
  if ((m = /^t:(-?\d{1,16})(?::([tTdDfFR]))?$/.exec(body))) {
    const node = moment(Number(m[1]), m[2]);
    return node && { node, end };
  }
  if ((m = /^\/([^:]{1,100}):\d{1,20}$/.exec(body))) return { node: mention("/" + m[1]), end };
  if ((m = /^a?:(\w{2,32}):\d{1,20}$/.exec(body))) return { node: document.createTextNode(`:${m[1]}:`), end };
  if (links && /^https?:\/\/\S+$/i.test(body) && webAddress(body)) return { node: link(body, {}, body), end };
  return null;
}

function mention(name) {
  return el("span", { class: "mention" }, name);
}

function massMention(text, at) {
  const name = /^@(everyone|here)\b/.exec(text.slice(at, at + 10))?.[0];
  return name ? { node: mention(name), end: at + name.length } : null;
}

// maskedLink reads [label](address) for web addresses.
function maskedLink(text, at, inner) {
  let close = -1;
  let open = 0;
  for (let i = at; i < text.length && i - at < 2100; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === "[") open++;
    else if (text[i] === "]" && --open === 0) {
      close = i;
      break;
    }
  }
  if (close < 0 || text[close + 1] !== "(") return null;
  const target = /^\(\s*(?:<([^<>\s]{1,2048})>|((?:[^()\s]|\([^()\s]*\)){1,2048}))(?:\s+"[^"]{0,512}")?\s*\)/.exec(text.slice(close + 1, close + 2700));
  const label = text.slice(at + 1, close);
  if (!target || !label.trim()) return null;
  const address = (target[1] || target[2]).replace(/\\([^\sA-Za-z0-9])/g, "$1");
  if (!webAddress(address)) return null;
  return { node: link(address, {}, inline(label, { ...inner, links: false })), end: close + 1 + target[0].length };
}

function bareLink(text, at) {
  if (at > 0 && word.test(text[at - 1])) return null;
  let address = /^https?:\/\/[^\s<>]{1,2040}/.exec(text.slice(at, at + 2050))?.[0];
  if (!address) return null;
  // Punctuation at the end belongs to the sentence, and so does a bracket that was not opened.
  for (;;) {
    const shorter = address.replace(/[.,:;"'!?\]*_~|]+$/, "");
    const unopened = shorter.endsWith(")") && shorter.split("(").length < shorter.split(")").length;
    const cut = unopened ? shorter.slice(0, -1) : shorter;
    if (cut === address) break;
    address = cut;
  }
  return webAddress(address) ? { node: link(address, {}, address), end: at + address.length } : null;
}
