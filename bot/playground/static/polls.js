// Shows polls and how they ended.

import { el } from "./dom.js";
import { stamp } from "./time.js";

export const pollResult = 46; // message type

// poll shows a poll. vote(answers) is called with all that the viewer chooses;
// pressing a chosen answer takes it back.
export function poll(message, world, vote) {
  const { question, answers, allow_multiselect: several, expiry, results } = message.poll;
  const counted = (id) => results.answer_counts.find((one) => one.id === id) || { count: 0, local_users: [] };
  const total = results.answer_counts.reduce((sum, one) => sum + one.count, 0);
  const chosen = answers.map((answer) => answer.answer_id).filter((id) => counted(id).local_users.includes(world.viewer));
  const over = results.is_finalized;
  const lines = answers.map(({ answer_id: id, poll_media: media }) => {
    const { count } = counted(id);
    const mine = chosen.includes(id);
    const part = total ? Math.round((100 * count) / total) : 0;
    const next = mine ? chosen.filter((other) => other !== id) : several ? [...chosen, id] : [id];
    const line = el("button", { type: "button", class: "poll-answer", "aria-pressed": String(mine), disabled: over, dataset: { customId: `poll-${id}` }, on: { click: () => vote(next) } },
      el("span", { class: "poll-text" }, media.emoji?.name && `${media.emoji.name} `, media.text),
      el("span", { class: "poll-count" }, `${count} ${count === 1 ? "vote" : "votes"} · ${part}%`));
    line.style.setProperty("--part", `${part}%`);
    return el("li", {}, line);
  });
  return el("div", { class: "poll", role: "group", "aria-label": `Poll: ${question.text}` },
    el("p", { class: "poll-question" }, question.text),
    el("p", { class: "note" }, several ? "Choose one or more answers" : "Choose one answer"),
    el("ul", {}, lines),
    el("p", { class: "note" }, `${total} ${total === 1 ? "vote" : "votes"} · ${over ? "closed" : `closes ${stamp(new Date(expiry))}`}`));
}

// outcome is the line that ends a poll.
export function outcome(message) {
  const value = (name) => message.embeds?.[0]?.fields?.find((field) => field.name === name)?.value;
  const winner = value("victor_answer_text");
  return el("p", { class: "poll-outcome" }, "The poll ", el("strong", {}, value("poll_question_text") || ""), " has closed. ",
    winner ? `${winner} won with ${value("victor_answer_votes")} of ${value("total_votes")} votes.` : `There is no winner; ${value("total_votes") || 0} votes.`);
}
