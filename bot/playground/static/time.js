// Shows moments in the reader's zone and keeps relative ones up to date.

import { el } from "./dom.js";

const language = navigator.language?.startsWith("en") ? navigator.language : "en";
const shapes = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
};
const formats = Object.fromEntries(Object.entries(shapes).map(([key, shape]) => [key, new Intl.DateTimeFormat(language, shape)]));
const relative = new Intl.RelativeTimeFormat(language, { numeric: "always" });
const units = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
const furthest = 8.64e12; // seconds that a Date can hold

// moment returns a <time> for seconds since 1970 in one of Discord's styles
// (t T d D f F R), or null when there is no such moment.
export function moment(seconds, style = "f") {
  if (!Number.isFinite(seconds) || Math.abs(seconds) > furthest) return null;
  const date = new Date(seconds * 1000);
  const node = el("time", { class: "moment", datetime: date.toISOString(), title: formats.F.format(date) });
  if (style === "R") node.dataset.relative = String(seconds);
  node.textContent = style === "R" ? fromNow(seconds) : (formats[style] || formats.f).format(date);
  return node;
}

export function fromNow(seconds, now = Date.now()) {
  const away = seconds - Math.floor(now / 1000);
  const [unit, length] = units.find(([, length]) => Math.abs(away) >= length) || units.at(-1);
  return relative.format(Math.trunc(away / length), unit);
}

export const clock = (date) => formats.t.format(date);
export const fullDate = (date) => formats.F.format(date);
export const day = (date) => formats.D.format(date);

// stamp is the time beside a message's author.
export function stamp(date, now = new Date()) {
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (date.toDateString() === now.toDateString()) return `Today at ${clock(date)}`;
  if (date.toDateString() === yesterday.toDateString()) return `Yesterday at ${clock(date)}`;
  return `${formats.d.format(date)} ${clock(date)}`;
}

// keepCurrent rewrites relative times each second, where they changed.
export function keepCurrent() {
  setInterval(() => {
    for (const node of document.querySelectorAll("time[data-relative]")) {
      const text = fromNow(Number(node.dataset.relative));
      if (node.textContent !== text) node.textContent = text;
    }
  }, 1000);
}
