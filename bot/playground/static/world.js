// Knows who and what there is: users, servers, roles, channels, commands.

export class World {
  constructor() {
    this.all = { users: [], guilds: [], commands: [] }; // everything, to name things
    this.seen = this.all; // what the viewer sees
    this.viewer = "";
    this.guildID = "";
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

  channel(id) {
    return this.all.guilds.flatMap((guild) => guild.channels).find((channel) => channel.id === id);
  }

  // sees reports whether the viewer may open the channel.
  sees(id) {
    return this.seen.guilds.some((guild) => guild.channels.some((channel) => channel.id === id));
  }

  guildOf(channelID) {
    return this.seen.guilds.find((guild) => guild.channels.some((channel) => channel.id === channelID));
  }

  channels() {
    return (this.guild?.channels || []).filter((channel) => channel.type === 0);
  }

  // commands are those that the viewer may run in the open server.
  commands() {
    return this.seen.commands.filter((command) => (command.type || 1) === 1 && (!command.guild_id || command.guild_id === this.guild?.id));
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
      for (const channel of this.guild?.channels || []) {
        if (!channelTypes?.length || channelTypes.includes(channel.type)) list.push({ name: "#" + channel.name, value: channel.id });
      }
    }
    return list;
  }
}

// older orders ids by age; they are decimal numbers without leading zeros.
export function older(a, b) {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
