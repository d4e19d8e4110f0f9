// Starts the page: picks a member, follows what happens, and shows it.

import { announce, byID, colourOf, el, initials } from "./dom.js";
import { API } from "./api.js";
import { Composer } from "./composer.js";
import { MessageList } from "./messages.js";
import { Requests } from "./requests.js";
import { World } from "./world.js";
import { openForm } from "./form.js";
import { keepCurrent } from "./time.js";

const token = new URLSearchParams(location.search).get("token") || "";
const api = new API(token);
const world = new World();
const requests = new Requests();
const list = new MessageList(world, press);
const composer = new Composer(world, { say, run, complete, problem: (text) => list.notice(text) });

let channel = null; // { id, name, topic, dm }
let unwatch = () => {};
let generation = 0; // changes with each member and reload; late answers of older ones are dropped
let waiting = null; // events that came while the channel was loading
let unread = new Set();
let started = 0; // when this page last started an interaction, in milliseconds

const remembered = (key) => sessionStorage.getItem(key);
const remember = (key, value) => sessionStorage.setItem(key, value);

// ---- who looks on

async function start() {
  if (!token) return connection("The access token is missing. Open the address that was printed at the start.");
  try {
    world.all = await api.state();
  } catch (error) {
    return connection(error.message, () => start());
  }
  paintMembers();
  const people = world.people();
  if (!people.length) return connection("There is no member yet whom you could be.", () => start());
  const known = people.some((user) => user.id === remembered("member"));
  become(known ? remembered("member") : people[0].id);
}

// become shows everything as another member sees it.
function become(id) {
  generation++;
  unwatch();
  document.body.dataset.ready = "false";
  world.viewer = id;
  world.guildID = "";
  channel = null;
  unread = new Set();
  remember("member", id);
  byID("member").value = id;
  unwatch = api.watch(id, {
    opened: () => refresh(),
    happened: (type, data) => (waiting ? waiting.push([type, data]) : happened(type, data)),
    lost: (again) => {
      document.body.dataset.ready = "false";
      connection(again ? "The connection was lost; trying again…" : "The local Discord refused the connection. Open the address that was printed at the start.");
    },
  });
}

// refresh loads everything anew; the stream is open already, so nothing that
// happens meanwhile is missed.
async function refresh() {
  const mine = ++generation;
  waiting ??= [];
  try {
    await loadState();
    if (mine !== generation) return;
    await loadChannel(mine);
  } catch (error) {
    if (mine === generation) connection(error.message, () => refresh());
    return;
  } finally {
    if (mine === generation) {
      const late = waiting || [];
      waiting = null;
      for (const [type, data] of late) happened(type, data);
    }
  }
  if (mine !== generation) return;
  connection("");
  document.body.dataset.ready = "true";
}

async function loadState() {
  const viewer = world.viewer;
  const [all, seen] = await Promise.all([api.state(), api.state(viewer)]);
  if (viewer !== world.viewer) return;
  const names = JSON.stringify([world.all.users, world.all.guilds]);
  world.all = all;
  world.seen = seen;
  if (names !== JSON.stringify([all.users, all.guilds])) list.repaint();
  paintMembers();
  paintSidebar();
}

// loadChannel shows the channel of the address, the last one, or the first.
async function loadChannel(mine) {
  const known = channelsAndMessages();
  const wanted = [location.hash.slice(1), channel?.id, remembered("channel-" + world.viewer)];
  const id = wanted.find((other) => known.some((one) => one.id === other)) || known[0]?.id;
  channel = known.find((one) => one.id === id) || null;
  if (channel?.guild) world.guildID = channel.guild;
  paintSidebar();
  if (!channel) {
    list.open({ name: "nowhere" }, []);
    return composer.reset("There is no channel that you can see");
  }
  const messages = await api.messages(channel.id, world.viewer);
  if (mine !== generation) return;
  remember("channel-" + world.viewer, channel.id);
  unread.delete(channel.id);
  const draft = byID("composer").value;
  const same = composer.channel === channel.id && composer.viewer === world.viewer;
  list.open(channel, messages);
  if (!same) composer.reset(`Message ${channel.dm ? "@" : "#"}${channel.name}`);
  else if (draft) byID("composer").value = draft;
  Object.assign(composer, { channel: channel.id, viewer: world.viewer });
  paintSidebar();
}

async function openChannel(id) {
  const url = new URL(location.href);
  url.searchParams.set("token", token);
  url.hash = id;
  history.replaceState(null, "", url);
  remember("channel-" + world.viewer, id);
  const target = channelsAndMessages().find((one) => one.id === id);
  if (target?.guild) world.guildID = target.guild;
  drawer(false);
  await refresh();
  byID("composer").focus();
  if (channel) announce(`Channel ${channel.name}`);
}

// channelsAndMessages lists what can be opened: text channels of every server,
// then direct messages that this page has heard of.
function channelsAndMessages() {
  const open = world.guild;
  const guilds = open ? [open, ...world.seen.guilds.filter((guild) => guild !== open)] : [];
  return [
    ...guilds.flatMap((guild) => guild.channels.filter((one) => one.type === 0).map((one) => ({ id: one.id, name: one.name, topic: one.topic, guild: guild.id }))),
    ...directMessages().map(({ id, user }) => ({ id, name: world.userName(user), dm: true })),
  ];
}

const directMessages = () => JSON.parse(remembered("direct-" + world.viewer) || "[]");

// noteDirect remembers direct messages, which the server's state does not list.
function noteDirect(message) {
  if (world.channel(message.channel_id) || !message.author.bot) return;
  const known = directMessages();
  if (known.some((one) => one.id === message.channel_id)) return;
  remember("direct-" + world.viewer, JSON.stringify([...known, { id: message.channel_id, user: message.author.id }]));
  paintSidebar();
}

// ---- what happens

let reloading;

function happened(type, data) {
  switch (type) {
    case "MESSAGE_CREATE":
      noteDirect(data);
      if (!world.user(data.author.id) || data.mentions?.some((user) => !world.user(user.id))) reload(); // somebody new
      if (data.channel_id === channel?.id) {
        list.created(data, data.author.id === world.viewer);
      } else {
        unread.add(data.channel_id);
        paintSidebar();
      }
      break;
    case "MESSAGE_UPDATE":
      if (data.channel_id === channel?.id) list.updated(data);
      break;
    case "MESSAGE_DELETE":
      list.removed(data.id);
      break;
    case "REQUEST":
      requests.add(data);
      break;
    case "INTERACTION_FAILED":
      // What was started here is reported by its own answer.
      if (Date.now() - started > 5000) list.notice(data.message || "The application did not respond");
      break;
    case "STATE":
      reload();
      break;
  }
}

// reload reads the state again, soon and once for several changes.
function reload() {
  clearTimeout(reloading);
  reloading = setTimeout(async () => {
    try {
      await loadState();
      if (channel && !channel.dm && !world.sees(channel.id)) await refresh();
    } catch (error) {
      connection(error.message, () => refresh());
    }
  }, 150);
}

// ---- what the member does

async function say(text) {
  if (!channel) return false;
  try {
    await api.say(world.viewer, channel.id, text);
    return true;
  } catch (error) {
    list.notice(error.message);
    return false;
  }
}

async function run(entry, details) {
  if (!channel) return;
  const done = list.wait(`Sending /${entry.path}…`);
  started = Date.now();
  try {
    const answer = await api.interact(world.viewer, 2, { channel_id: channel.id, ...details });
    list.remember(answer.id, entry.path);
    show(answer);
  } catch (error) {
    list.notice(`/${entry.path}: ${error.message}`);
  } finally {
    started = Date.now();
    done();
  }
}

async function complete(details, signal) {
  if (!channel) return [];
  const answer = await api.interact(world.viewer, 4, { channel_id: channel.id, ...details }, signal);
  return answer.choices || [];
}

const turns = new Map(); // message id -> promise that its last press is answered

// press sends a press or a choice. Those in one message take turns; one whose
// control is gone when its turn comes is dropped.
async function press(message, component, values, control) {
  control.setAttribute("aria-busy", "true");
  const before = turns.get(message.id);
  const turn = Promise.withResolvers();
  turns.set(message.id, turn.promise);
  await before;
  started = Date.now();
  try {
    if (!control.isConnected) return;
    show(await api.interact(world.viewer, 3, { channel_id: message.channel_id, message_id: message.id, custom_id: component.custom_id, values: values || [] }));
  } catch (error) {
    if (error.status === 409) await refresh(); // the message changed meanwhile
    list.failed(message.id, error.message);
  } finally {
    turn.resolve();
    if (turns.get(message.id) === turn.promise) turns.delete(message.id);
    started = Date.now();
    control.removeAttribute("aria-busy");
  }
}

// show opens the form that was answered with; messages come as events.
function show(answer) {
  if (answer.result !== "modal" || !answer.modal) return;
  const modal = answer.modal;
  openForm(modal, world.userName(modal.application_id), async (fields) => {
    started = Date.now();
    try {
      show(await api.interact(world.viewer, 5, { interaction_id: modal.interaction_id, custom_id: modal.custom_id, fields }));
    } finally {
      started = Date.now();
    }
  });
}

// ---- around the messages

function paintMembers() {
  const select = byID("member");
  const people = world.people();
  const wanted = people.map((user) => `${user.id} ${world.userName(user.id, user)} (${world.standing(user.id)})`).join("\n");
  if (select.dataset.shown === wanted) return;
  select.dataset.shown = wanted;
  select.replaceChildren(...people.map((user) => el("option", { value: user.id }, `${world.userName(user.id, user)} (${world.standing(user.id)})`)));
  if (world.viewer) select.value = world.viewer;
}

function paintSidebar() {
  const guild = world.guild;
  byID("server-name").textContent = guild?.name || "No server";
  byID("servers").replaceChildren(...world.seen.guilds.map((one) => el("button", { type: "button", class: `server ${colourOf(one.id)}`, title: one.name,
    "aria-current": one === guild ? "true" : null, on: { click: () => one !== world.guild && openServer(one) } },
  el("span", { "aria-hidden": "true" }, initials(one.name)), el("span", { class: "unseen" }, one.name))));

  const entry = (one) => el("li", {}, el("a", { href: "#" + one.id, class: unread.has(one.id) ? "unread" : "", "aria-current": one.id === channel?.id ? "page" : null,
    dataset: { channelId: one.id } }, el("span", { class: "hash", "aria-hidden": "true" }, one.dm ? "@" : "#"), one.name, unread.has(one.id) && el("span", { class: "unseen" }, " (new messages)")));
  const all = channelsAndMessages();
  const direct = all.filter((one) => one.dm);
  const focused = document.activeElement?.dataset.channelId;
  byID("channels").replaceChildren(
    el("h3", {}, "Text channels"), el("ul", {}, all.filter((one) => one.guild === guild?.id).map(entry)),
    ...(direct.length ? [el("h3", {}, "Direct messages"), el("ul", {}, direct.map(entry))] : []));
  if (focused) byID("channels").querySelector(`[data-channel-id="${CSS.escape(focused)}"]`)?.focus();

  byID("channel-name").replaceChildren(el("span", { class: "hash", "aria-hidden": "true" }, channel?.dm ? "@" : "#"), channel?.name || "no channel");
  byID("topic").textContent = channel?.topic || "";
  byID("you-avatar").textContent = initials(world.userName(world.viewer));
  byID("you-avatar").className = `avatar ${colourOf(world.viewer)}`;
  document.title = channel ? `${channel.dm ? "@" : "#"}${channel.name} · ${guild?.name || "Playground"}` : "Playground";
}

function openServer(guild) {
  world.guildID = guild.id;
  const first = guild.channels.find((one) => one.type === 0);
  if (first) openChannel(first.id);
}

// connection shows a line over the messages, with a button to try again.
function connection(text, again) {
  const line = byID("connection");
  line.hidden = text === "";
  line.replaceChildren(text, ...(again ? [" ", el("button", { type: "button", class: "linklike", on: { click: again } }, "Try again")] : []));
}

function drawer(open) {
  document.body.classList.toggle("with-drawer", open);
  byID("show-channels").setAttribute("aria-expanded", String(open));
  if (open) byID("hide-channels").focus();
}

function theme(name) {
  document.documentElement.dataset.theme = name;
  byID("theme").textContent = name === "dark" ? "Light theme" : "Dark theme";
}

function wire() {
  byID("member").addEventListener("change", (event) => become(event.target.value));
  byID("show-channels").addEventListener("click", () => drawer(!document.body.classList.contains("with-drawer")));
  byID("hide-channels").addEventListener("click", () => {
    drawer(false);
    byID("show-channels").focus();
  });
  byID("theme").addEventListener("click", () => {
    const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    localStorage.setItem("theme", next);
    theme(next);
  });
  document.querySelector("main").addEventListener("pointerdown", (event) => {
    if (!event.target.closest("#show-channels")) drawer(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.body.classList.contains("with-drawer")) {
      drawer(false);
      byID("show-channels").focus();
    } else if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest("input, textarea, select, dialog, [role=listbox]")) {
      byID("composer").focus(); // and the slash is typed there
    }
  });
  window.addEventListener("hashchange", () => {
    const id = location.hash.slice(1);
    if (id !== channel?.id && channelsAndMessages().some((one) => one.id === id)) openChannel(id);
  });
  theme(localStorage.getItem("theme") === "light" ? "light" : "dark");
  keepCurrent();
}

wire();
start();
