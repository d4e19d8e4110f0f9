// Speaks to the member API of the local Discord.

// Refused is an answer other than success; its message is for the member.
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

const unreachable = "The local Discord cannot be reached. Is it still running?";

export class API {
  constructor(token) {
    this.token = token;
  }

  async request(path, options = {}) {
    let response;
    try {
      response = await fetch(path, { ...options, headers: { "X-Local-Token": this.token, ...options.headers } });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Refused(0, unreachable);
    }
    const body = await response.json().catch(() => ({}));
    if (!response.ok) throw new Refused(response.status, body.message || `The local Discord answered with status ${response.status}.`);
    return body;
  }

  // state returns what a user sees of servers, channels and commands; without a
  // user, everything.
  state(user) {
    return this.request("/local/state" + (user ? `?user=${encodeURIComponent(user)}` : ""));
  }

  messages(channel, user) {
    return this.request(`/local/channels/${encodeURIComponent(channel)}/messages?user=${encodeURIComponent(user)}`);
  }

  // say writes a message, which may answer another one and show uploads, both given by id.
  say(user, channel, content, { reply, uploads } = {}) {
    return this.post("/local/messages", { user, channel_id: channel, content, reply_to: reply, uploads });
  }

  edit(user, message, content) {
    return this.send("PATCH", "/local/messages", { user, message_id: message, content });
  }

  remove(user, message) {
    return this.send("DELETE", "/local/messages", { user, message_id: message });
  }

  // upload sends a file and returns the id by which a message, an option or a
  // form can name it.
  async upload(user, file) {
    const where = `/local/uploads?user=${encodeURIComponent(user)}&name=${encodeURIComponent(file.name)}`;
    return (await this.request(where, { method: "POST", body: file })).id;
  }

  // openThread opens a thread { name, message } of a channel, or in a forum
  // { name, content, tags }, and returns its id.
  async openThread(user, channel, { name, message, content, tags }) {
    return (await this.post("/local/threads", { user, channel_id: channel, message_id: message, name, content, tags })).id;
  }

  // vote chooses answers of a poll in place of earlier ones.
  vote(user, message, answers) {
    return this.post("/local/votes", { user, message_id: message, answers });
  }

  // interact runs a command (type 2), a button or menu (3), a request for
  // suggestions (4) or a form (5), and returns the bot's first answer.
  interact(user, type, details, signal) {
    return this.post("/local/interactions", { user, type, ...details }, signal);
  }

  // runMenu runs a command on a member (kind 2) or on a message (kind 3).
  runMenu(user, channel, kind, name, target) {
    return this.interact(user, 2, { channel_id: channel, command_type: kind, name, target_id: target });
  }

  react(user, message, emoji, remove) {
    return this.post("/local/reactions", { user, message_id: message, emoji, remove });
  }

  typing(user, channel) {
    return this.post("/local/typing", { user, channel_id: channel });
  }

  // direct opens the direct messages with a bot and returns their id.
  direct(user, bot) {
    return this.post("/local/direct", { user, bot });
  }

  post(path, body, signal) {
    return this.send("POST", path, body, signal);
  }

  send(method, path, body, signal) {
    return this.request(path, { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal });
  }

  // watch streams what happens to a user. opened is called with each
  // connection, also after a lost one; lost with whether it is tried again.
  watch(user, { opened, happened, lost }) {
    const source = new EventSource(`/local/events?user=${encodeURIComponent(user)}&token=${encodeURIComponent(this.token)}`);
    source.onopen = opened;
    source.onmessage = (message) => {
      const event = JSON.parse(message.data);
      happened(event.type, event.data);
    };
    source.onerror = () => lost(source.readyState !== EventSource.CLOSED);
    return () => source.close();
  }
}
