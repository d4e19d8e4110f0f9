// Starts the page: picks a member, follows what happens, and shows it.

import { announce, byID, colourOf, el, initials } from "./dom.js";
import { API } from "./api.js";
import { Composer } from "./composer.js";
import { MessageList } from "./messages.js";
import { People } from "./people.js";
import { Requests } from "./requests.js";
import { Typing } from "./typing.js";
import { World, maySend } from "./world.js";
import { openForm } from "./form.js";
import { keepCurrent } from "./time.js";

const token = new URLSearchParams(location.search).get("token") || "";
const api = new API(token);
const world = new World();
const people = new People({ world, act: (command, id) => runMenu(command, 2, id), message: openDirect, mention: (id) => composer.insert(`<@${id}> `) });
const requests = new Requests();
const list = new MessageList(world, { act: press, react, run: (command, message) => runMenu(command, 3, message.id), open: openChannel, people,
  reply: (message) => composer.concern({ reply: message }), edit: (message) => composer.concern({ edit: message }),
  remove: (message) => attempt(message.id, api.remove(world.viewer, message.id)), vote: (message, answers) => attempt(message.id, api.vote(world.viewer, message.id, answers)),
  startThread, publish });
world.upload = (file) => api.upload(world.viewer, file); // sends a file and returns its id
const typing = new Typing(world, () => channel && api.typing(world.viewer, channel.id).catch(() => {})); // a courtesy: nobody misses it
const composer = new Composer(world, { say, change, run, complete, problem: (text) => list.notice(text), writing: (text) => typing.typed(text) });

let channel = null; // one of world.open()
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
  const members = world.people();
  if (!members.length) return connection("There is no member yet whom you could be.", () => start());
  const known = members.some((user) => user.id === remembered("member"));
  become(known ? remembered("member") : members[0].id);
}

// become shows everything as another member sees it.
function become(id) {
  generation++;
  unwatch();
  document.body.dataset.ready = "false";
  world.viewer = id;
  world.guildID = "";
  world.place = channel = null;
  typing.clear();
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
  const names = JSON.stringify([world.all.users, world.all.guilds, world.seen.commands]);
  world.all = all;
  world.seen = seen;
  if (channel) setChannel(world.open().find((one) => one.id === channel.id) || channel);
  if (channel?.forum) list.beginning(channel);
  if (names !== JSON.stringify([all.users, all.guilds, seen.commands])) list.repaint();
  paintMembers();
  paintSidebar();
}

function setChannel(one) {
  world.place = channel = one;
  if (one?.guild) world.guildID = one.guild;
  composer.permit(one && !one.forum && maySend(one) ? `Message ${one.dm ? "@" : one.thread ? "" : "#"}${one.name}` : "",
    one?.forum ? "Open a post to write in it." : one ? "You do not have permission to send messages in this channel." : "There is no channel that you can see.");
}

// loadChannel shows the channel of the address, the last one, or the first.
async function loadChannel(mine) {
  const known = world.open();
  const wanted = [location.hash.slice(1), channel?.id, remembered("channel-" + world.viewer)];
  const id = wanted.find((other) => known.some((one) => one.id === other)) || known[0]?.id;
  if (id !== channel?.id) typing.clear();
  setChannel(known.find((one) => one.id === id) || null);
  paintSidebar();
  if (!channel) {
    list.open({ name: "nowhere" }, []);
    return composer.reset();
  }
  const messages = await api.messages(channel.id, world.viewer);
  if (mine !== generation) return;
  remember("channel-" + world.viewer, channel.id);
  unread.delete(channel.id);
  const same = composer.channel === channel.id && composer.viewer === world.viewer;
  list.open({ ...channel, parentName: world.channel(channel.parent)?.name }, messages);
  if (!same) composer.reset();
  Object.assign(composer, { channel: channel.id, viewer: world.viewer });
  paintSidebar();
}

async function openChannel(id) {
  const url = new URL(location.href);
  url.searchParams.set("token", token);
  url.hash = id;
  history.replaceState(null, "", url);
  remember("channel-" + world.viewer, id);
  const target = world.open().find((one) => one.id === id);
  if (target?.guild) world.guildID = target.guild;
  drawer(false);
  await refresh();
  composer.focus();
  if (channel) announce(`Channel ${channel.name}`);
}

// ---- what happens

let reloading;

function happened(type, data) {
  switch (type) {
    case "MESSAGE_CREATE":
      typing.wrote(data.author.id);
      if (!world.user(data.author.id) || data.mentions?.some((user) => !world.user(user.id))) reload(); // somebody new
      if (data.channel_id === channel?.id) {
        list.created(data, data.author.id === world.viewer);
      } else {
        unread.add(data.channel_id);
        paintSidebar();
      }
      if (world.channel(data.channel_id)?.parent_id) reload(); // a thread counts its messages
      break;
    case "MESSAGE_UPDATE":
      if (data.channel_id === channel?.id) list.updated(data);
      break;
    case "MESSAGE_DELETE":
      list.removed(data.id);
      break;
    case "TYPING":
      if (data.channel_id === channel?.id) typing.writes(data.user_id);
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
      if (channel ? !world.open().some((one) => one.id === channel.id) : world.open().length) await refresh();
    } catch (error) {
      connection(error.message, () => refresh());
    }
  }, 150);
}

// ---- what the member does

async function say(text, { reply, files }) {
  if (!channel) return false;
  const [viewer, id] = [world.viewer, channel.id];
  try {
    const uploads = await Promise.all(files.map((file) => api.upload(viewer, file)));
    await api.say(viewer, id, text, { reply, uploads });
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

// runMenu runs a command on a member (kind 2) or on a message (kind 3).
async function runMenu(command, kind, target) {
  if (!channel) return;
  const done = list.wait(`Sending ${command.name}…`);
  started = Date.now();
  try {
    show(await api.runMenu(world.viewer, channel.id, kind, command.name, target));
  } catch (error) {
    list.notice(`${command.name}: ${error.message}`);
  } finally {
    started = Date.now();
    done();
  }
}

async function change(message, text) {
  try {
    await api.edit(world.viewer, message.id, text);
    return true;
  } catch (error) {
    list.failed(message.id, error.message);
    return false;
  }
}

// attempt shows at a message why a request failed.
async function attempt(messageID, request) {
  try {
    await request;
  } catch (error) {
    list.failed(messageID, error.message);
  }
}

function react(message, emoji, remove) {
  return attempt(message.id, api.react(world.viewer, message.id, emoji, remove));
}

const line = (key, label, style, most) => ({ type: 18, label, component: { type: 4, custom_id: key, style, max_length: most } });

// startThread asks for the name of a thread under a message, and opens it.
function startThread(message) {
  openForm({ title: "Start a thread", custom_id: "thread", components: [line("name", "Name of the thread", 1, 100)] }, "", world,
    ({ name }) => enterThread({ name, message: message.id }));
}

// publish asks for a post of the open forum.
function publish() {
  const tags = (channel.tags || []).slice(0, 10).map((tag) => ({ label: tag.name, value: tag.id }));
  openForm({ title: `New post in ${channel.name}`, custom_id: "post", components: [line("name", "Title", 1, 100), line("content", "Message", 2, 2000),
    ...(tags.length ? [{ type: 18, label: "Tags", component: { type: 22, custom_id: "tags", required: false, min_values: 0, max_values: Math.min(5, tags.length), options: tags } }] : [])] }, "", world,
  enterThread);
}

async function enterThread(details) {
  const id = await api.openThread(world.viewer, channel.id, details);
  setTimeout(() => openChannel(id)); // once the form is closed, so that the focus can go to the message box
}

async function openDirect(bot) {
  try {
    const { id } = await api.direct(world.viewer, bot);
    await loadState();
    await openChannel(id);
  } catch (error) {
    list.notice(error.message);
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
  openForm(modal, world.userName(modal.application_id), world, async (fields) => {
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
  const members = world.people();
  const wanted = members.map((user) => `${user.id} ${world.userName(user.id, user)} (${world.standing(user.id)})`).join("\n");
  if (select.dataset.shown === wanted) return;
  select.dataset.shown = wanted;
  select.replaceChildren(...members.map((user) => el("option", { value: user.id }, `${world.userName(user.id, user)} (${world.standing(user.id)})`)));
  if (world.viewer) select.value = world.viewer;
}

function paintSidebar() {
  const guild = world.guild;
  byID("server-name").textContent = guild?.name || "No server";
  byID("servers").replaceChildren(...world.seen.guilds.map((one) => el("button", { type: "button", class: `server ${colourOf(one.id)}`, title: one.name,
    "aria-current": one === guild ? "true" : null, on: { click: () => one !== world.guild && openServer(one) } },
  el("span", { "aria-hidden": "true" }, initials(one.name)), el("span", { class: "unseen" }, one.name))));

  const entry = (one) => el("li", { class: one.thread ? "thread" : "" }, el("a", { href: "#" + one.id, class: unread.has(one.id) ? "unread" : "", "aria-current": one.id === channel?.id ? "page" : null,
    dataset: { channelId: one.id } }, !one.thread && el("span", { class: "hash", "aria-hidden": "true" }, one.dm ? "@" : one.forum ? "≡" : "#"), one.name, one.forum && el("span", { class: "unseen" }, " (forum)"),
  one.thread && el("span", { class: "unseen" }, " (thread)"), unread.has(one.id) && el("span", { class: "unseen" }, " (new messages)")));
  const all = world.open().filter((one) => !one.archived || one.id === channel?.id);
  const direct = all.filter((one) => one.dm);
  const focused = document.activeElement?.dataset.channelId;
  byID("channels").replaceChildren(
    el("h3", {}, "Text channels"), el("ul", {}, all.filter((one) => one.guild === guild?.id).map(entry)),
    ...(direct.length ? [el("h3", {}, "Direct messages"), el("ul", {}, direct.map(entry))] : []));
  if (focused) byID("channels").querySelector(`[data-channel-id="${CSS.escape(focused)}"]`)?.focus();

  const parent = channel?.thread && world.channel(channel.parent);
  byID("channel-name").replaceChildren(el("span", { class: "hash", "aria-hidden": "true" }, channel?.dm ? "@" : channel?.forum ? "≡" : "#"),
    ...(parent ? [el("a", { class: "parent", href: "#" + parent.id }, parent.name), el("span", { class: "hash" }, " › ")] : []), channel?.name || "no channel");
  people.paint();
  byID("topic").textContent = channel?.topic || "";
  byID("you-avatar").textContent = initials(world.userName(world.viewer));
  byID("you-avatar").className = `avatar ${colourOf(world.viewer)}`;
  document.title = channel ? `${channel.dm ? "@" : channel.thread ? "" : "#"}${channel.name} · ${guild?.name || "Playground"}` : "Playground";
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
      composer.focus(); // and the slash is typed there
    }
  });
  window.addEventListener("hashchange", () => {
    const id = location.hash.slice(1);
    if (id !== channel?.id && world.open().some((one) => one.id === id)) openChannel(id);
  });
  theme(localStorage.getItem("theme") === "light" ? "light" : "dark");
  keepCurrent();
}

wire();
start();
