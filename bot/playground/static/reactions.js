// Shows the emojis under a message and the choice of another one.

import { el } from "./dom.js";
import { keys, openPopup } from "./popup.js";

const offered = ["👍", "👎", "❤️", "😂", "😮", "😢", "😡", "🎉", "🔥", "👀", "🙏", "💯", "✅", "❌", "❓", "💡", "🧠", "📚", "🏆", "🥇", "🙂", "🤔", "😴", "👋",
  "1️⃣", "2️⃣", "3️⃣", "4️⃣", "🇦", "🇧", "🇨", "🇩"];
const perRow = 8;

// reactions returns the row of emojis, or null when there is none. react(emoji,
// remove) puts the viewer's own or takes it back.
export function reactions(message, world, react) {
  if (!message.reactions?.length) return null;
  const buttons = message.reactions.map((reaction) => {
    const emoji = reaction.emoji.name;
    const users = reaction.local_users || [];
    const mine = users.includes(world.viewer);
    const names = users.slice(0, 10).map((id) => world.userName(id)).join(", ") + (users.length > 10 ? ` and ${users.length - 10} more` : "");
    return el("button", { type: "button", class: "reaction", "aria-pressed": String(mine), title: `${names} reacted with ${emoji}`, dataset: { customId: `reaction ${emoji}` },
      "aria-label": `${emoji}, ${reaction.count} ${reaction.count === 1 ? "reaction" : "reactions"}: ${names}`, on: { click: () => react(emoji, mine) } },
    el("span", { class: "emoji" }, emoji), el("span", { class: "count" }, String(reaction.count)));
  });
  return el("div", { class: "reactions", role: "group", "aria-label": "Reactions" }, buttons);
}

// chooseEmoji opens the palette; pick is called with the emoji chosen.
export function chooseEmoji(at, pick) {
  const node = el("div", { class: "popup palette", role: "group", "aria-label": "Emojis" }, offered.map((emoji) =>
    el("button", { type: "button", class: "emoji", "aria-label": emoji, on: { click: () => { done(); pick(emoji); } } }, emoji)));
  const done = openPopup(at, node);
  keys(node, "button", perRow);
  node.querySelector("button").focus();
}
