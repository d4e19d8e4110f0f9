// Knows who and what there is: users, servers, roles, channels, commands.

const forum = 15; // channel type

export class World {
  constructor() {
    this.all = { users: [], guilds: [], direct: [], commands: [] }; // everything, to name things
    this.seen = this.all; // what the viewer sees
    this.viewer = "";
    this.guildID = "";
    this.place = null; // the open channel
  }

  user(id) {
    return this.all.users.find((user) => user.id === id);
  }

  get guild() {
    return this.seen.guilds.find((guild) => guild.id === this.guildID) || this.seen.guilds[0];
  }

  // people are the users of the select, oldest first: members, no bots.
  people() {
    const members = new Set(this.all.guilds.flatMap((guild) => guild.members.map((member) => member.user_id)));
    return this.all.users.filter((user) => !user.bot && members.has(user.id));
  }

  userName(id, user = this.user(id)) {
    const member = this.guild?.members.find((other) => other.user_id === id);
    return member?.nick || user?.global_name || user?.username || "unknown-user";
  }

  // standing tells in a word what a user is: their roles, owner or member.
  standing(id) {
    const names = [];
    let owner = false;
    for (const guild of this.all.guilds) {
      owner ||= guild.owner_id === id;
      const member = guild.members.find((other) => other.user_id === id);
      for (const role of guild.roles) {
        if (member?.roles.includes(role.id) && !role.managed && !names.includes(role.name)) names.push(role.name);
      }
    }
    return names.length ? names.join(", ") : owner ? "owner" : "member";
  }

  role(id) {
    return this.all.guilds.flatMap((guild) => guild.roles).find((role) => role.id === id);
  }

  roleName(id) {
    const role = this.role(id);
    if (!role) return "@unknown-role";
    return role.name.startsWith("@") ? role.name : "@" + role.name;
  }

  // rolesOf lists a member's roles in the open server, highest first, without @everyone.
  rolesOf(id) {
    const member = this.guild?.members.find((other) => other.user_id === id);
    return (this.guild?.roles || []).filter((role) => member?.roles.includes(role.id)).sort((a, b) => b.position - a.position);
  }

  // colour is that of the highest role that has one; 0 for none.
  colour(id) {
    return this.rolesOf(id).find((role) => role.color)?.color || 0;
  }

  channel(id) {
    return this.all.guilds.flatMap((guild) => [...guild.channels, ...guild.threads]).find((channel) => channel.id === id);
  }

  // sees reports whether the viewer may open the channel or thread.
  sees(id) {
    return this.seen.guilds.some((guild) => [...guild.channels, ...guild.threads].some((channel) => channel.id === id));
  }

  // open lists what the viewer can open, as { id, name, topic, guild, parent,
  // thread, archived, dm, permissions }: channels of the open server first, each
  // followed by its threads, then those of other servers, then direct messages.
  open() {
    const first = this.guild;
    const guilds = first ? [first, ...this.seen.guilds.filter((guild) => guild !== first)] : [];
    const thread = (one, guild) => ({ id: one.id, name: one.name, guild: guild.id, parent: one.parent_id, thread: true,
      archived: one.thread_metadata.archived, messages: one.message_count, permissions: one.permissions, applied: one.applied_tags });
    return [
      ...guilds.flatMap((guild) => guild.channels.filter((one) => one.type === 0 || one.type === forum).flatMap((one) => [
        { id: one.id, name: one.name, topic: one.topic, guild: guild.id, permissions: one.permissions, forum: one.type === forum, tags: one.available_tags },
        ...guild.threads.filter((other) => other.parent_id === one.id).map((other) => thread(other, guild))])),
      ...this.seen.direct.map((one) => ({ id: one.id, name: this.userName(one.user_id), dm: true, user: one.user_id })),
    ];
  }

  // tagNames are the tags of a forum's thread, one of open.
  tagNames(post) {
    const tags = this.channel(post.parent)?.available_tags || [];
    return (post.applied || []).map((id) => tags.find((tag) => tag.id === id)?.name).filter(Boolean).join(", ");
  }

  // usable lists the commands of a kind that the viewer may run in a place of
  // open: in direct messages those of the bot that they are with.
  usable(kind, place) {
    const app = place?.dm && this.user(place.user);
    return this.seen.commands.filter((command) => (command.type || 1) === kind &&
      (place?.dm ? !command.guild_id && command.application_id === app?.id && (!command.contexts || command.contexts.includes(1)) :
        (!command.guild_id || command.guild_id === this.guild?.id) && (command.guild_id || !command.contexts || command.contexts.includes(0))));
  }

  // place is the open channel, one of open.
  commands() {
    return this.usable(1, this.place);
  }

  // menuCommands are those on a member (kind 2) or on a message (kind 3).
  menuCommands(kind) {
    return this.usable(kind, this.place);
  }

  // offered lists what an option or menu of these kinds can be, as {name, value}.
  offered(kinds, channelTypes) {
    const list = [];
    if (kinds.includes("user")) {
      for (const member of this.guild?.members || []) list.push({ name: "@" + this.userName(member.user_id), value: member.user_id });
    }
    if (kinds.includes("role")) {
      for (const role of this.guild?.roles || []) list.push({ name: this.roleName(role.id), value: role.id });
    }
    if (kinds.includes("channel")) {
      for (const channel of [...(this.guild?.channels || []), ...(this.guild?.threads || [])]) {
        if (!channelTypes?.length || channelTypes.includes(channel.type)) list.push({ name: "#" + channel.name, value: channel.id });
      }
    }
    return list;
  }
}

const sends = { channel: 11n, thread: 38n }; // bits; Discord, "Permissions"

// mayManage reports whether the viewer may delete what others wrote there.
export function mayManage(place) {
  return Boolean(place?.permissions) && ((BigInt(place.permissions) >> 13n) & 1n) === 1n;
}

// maySend reports whether the viewer may write in a place of open.
export function maySend(place) {
  if (place.dm || place.permissions === undefined) return true;
  return ((BigInt(place.permissions) >> sends[place.thread ? "thread" : "channel"]) & 1n) === 1n;
}

// older orders ids by age; they are decimal numbers without leading zeros.
export function older(a, b) {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
