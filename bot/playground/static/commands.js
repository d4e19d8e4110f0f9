// Reads slash commands: what there is, what was typed, what is sent.

export const kinds = { 3: "text", 4: "whole number", 5: "yes or no", 6: "member", 7: "channel", 8: "role", 9: "member or role", 10: "number", 11: "file" };
export const offeredFor = { 6: ["user"], 7: ["channel"], 8: ["role"], 9: ["user", "role"] };

// entries lists every command that can be run, subcommands one by one:
// { path: "schedule add", steps: [{name, type}], description, options }.
export function entries(commands) {
  const list = [];
  const walk = (path, steps, description, options = []) => {
    const nested = options.filter((option) => option.type <= 2);
    if (!nested.length) list.push({ path, steps, description, options });
    for (const option of nested) walk(`${path} ${option.name}`, [...steps, { name: option.name, type: option.type }], option.description, option.options);
  };
  for (const command of commands) walk(command.name, [], command.description, command.options);
  return list.sort((a, b) => (a.path < b.path ? -1 : 1));
}

// matching lists the entries for what was typed after the slash, best first.
export function matching(list, typed) {
  const text = typed.toLowerCase().replace(/\s+/g, " ");
  const starts = list.filter((entry) => entry.path.startsWith(text));
  const contains = list.filter((entry) => !starts.includes(entry) && text.trim() && entry.path.includes(text.trim()));
  return [...starts, ...contains];
}

// parse reads "/schedule add days:mon time:09:00". It returns the entry and the
// typed values by option name, rest for text that belongs to no option, and
// complete for a command that is followed by a space; null for no known command.
export function parse(text, list) {
  const typed = text.slice(1).trimStart();
  const words = typed.toLowerCase().split(/\s+/);
  const entry = list.filter(({ path }) => path.split(" ").every((word, i) => words[i] === word)).sort((a, b) => b.path.length - a.path.length)[0];
  if (!entry) return null;
  const pattern = entry.path.split(" ").map((word) => word.replace(/[^\p{L}\p{N}]/gu, (c) => `\\u{${c.codePointAt(0).toString(16)}}`)).join("\\s+");
  const head = new RegExp(`^${pattern}`, "iu").exec(typed)?.[0] ?? entry.path;
  const tail = typed.slice(head.length);
  const names = entry.options.map((option) => option.name);
  const found = [];
  for (const match of tail.matchAll(/(?:^|\s)([^\s:]{1,32}):/gu)) {
    const name = match[1].toLowerCase();
    if (names.includes(name) && !found.some((other) => other.name === name)) found.push({ name, start: match.index, value: match.index + match[0].length });
  }
  const values = {};
  found.forEach(({ name, value }, i) => {
    values[name] = tail.slice(value, found[i + 1]?.start ?? tail.length).trim().replace(/^"([^"]*)"$/, "$1");
  });
  return { entry, values, rest: tail.slice(0, found[0]?.start ?? tail.length).trim(), complete: /^\s/.test(tail) };
}

// resolve turns what was typed for an option into the value that is sent: a
// choice's value for its name, an id for a name, numbers and booleans as such.
// What it does not know is sent as it is, and refused with a reason.
export function resolve(option, text, world) {
  const typed = String(text).trim();
  const same = (name) => String(name).toLowerCase() === typed.toLowerCase();
  if (option.choices?.length) return (option.choices.find((choice) => same(choice.name)) || option.choices.find((choice) => same(choice.value)))?.value ?? typed;
  if (option.type === 4 || option.type === 10) return typed !== "" && Number.isFinite(Number(typed)) ? Number(typed) : typed;
  if (option.type === 5) return /^(true|yes|on|1)$/i.test(typed) ? true : /^(false|no|off|0)$/i.test(typed) ? false : typed;
  if (offeredFor[option.type]) {
    const id = /^<(?:#|@!?|@&)(\d+)>$/.exec(typed)?.[1] || typed;
    const offers = world.offered(offeredFor[option.type], option.channel_types);
    const offer = offers.find((other) => other.value === id) || offers.find(({ name }) => same(name) || same(name.slice(1)));
    return offer?.value ?? id;
  }
  return typed;
}

// request nests filled options {name, type, value} below their subcommands, as
// the member API takes them.
export function request(entry, filled) {
  let options = filled;
  for (const { name, type } of [...entry.steps].reverse()) options = [{ name, type, options }];
  return { name: entry.path.split(" ")[0], options };
}

// usage describes an option in a line.
export function usage(option) {
  const limits = [];
  if (option.min_value !== undefined) limits.push(`at least ${option.min_value}`);
  if (option.max_value !== undefined) limits.push(`at most ${option.max_value}`);
  if (option.min_length) limits.push(`at least ${option.min_length} characters`);
  if (option.max_length && option.max_length < 6000) limits.push(`at most ${option.max_length} characters`);
  return `${kinds[option.type] || "value"}${limits.length ? ", " + limits.join(", ") : ""}${option.required ? ", required" : ""}`;
}
