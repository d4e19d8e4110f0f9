// Shows who is writing, and tells others that the viewer is.

import { byID } from "./dom.js";

const lasts = 10000; // milliseconds that Discord shows it
const again = 8000; // milliseconds until it is told again

export class Typing {
  // tell() lets others know that the viewer is writing.
  constructor(world, tell) {
    this.world = world;
    this.tell = tell;
    this.line = byID("typing");
    this.until = new Map(); // user id -> moment
    this.told = 0;
    setInterval(() => this.until.size && this.paint(), 1000);
  }

  // writes notes that somebody else is writing in the open channel.
  writes(user) {
    if (user === this.world.viewer) return;
    this.until.set(user, Date.now() + lasts);
    this.paint();
  }

  wrote(user) {
    if (this.until.delete(user)) this.paint();
  }

  clear() {
    this.until.clear();
    this.told = 0;
    this.paint();
  }

  // typed is called with each change in the message box; commands are private.
  typed(text) {
    if (!text.trim() || text.startsWith("/")) this.told = text ? this.told : 0;
    else if (Date.now() - this.told > again) {
      this.told = Date.now();
      this.tell();
    }
  }

  paint() {
    for (const [user, moment] of this.until) if (moment < Date.now()) this.until.delete(user);
    const names = [...this.until.keys()].map((user) => this.world.userName(user));
    const text = names.length === 0 ? "" : names.length === 1 ? `${names[0]} is typing…` :
      names.length <= 3 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)} are typing…` : "Several people are typing…";
    if (this.line.textContent !== text) this.line.textContent = text;
  }
}
