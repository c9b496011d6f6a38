/** What a line typed in a room means: a message, or a command that begins with a slash. */

export type Line =
  | { kind: "message"; text: string }
  | { kind: "nothing" }
  | { kind: "command"; name: CommandName; argument: string }
  | { kind: "unknown"; help: string };

/** Every command: what it takes, and what it does. */
export const COMMANDS = {
  who: { takes: "", does: "who is in the room" },
  name: { takes: "NEW", does: "go by another name" },
  kick: { takes: "NAME", does: "owner: remove someone for now" },
  ban: { takes: "NAME", does: "owner: remove someone for good" },
  unban: { takes: "NAME", does: "owner: let someone back in" },
  host: { takes: "NAME", does: "open a room of your own, and chat on here" },
  room: { takes: "NEW", does: "owner: rename the room" },
  password: { takes: "", does: "owner: set or remove the password" },
  destroy: { takes: "", does: "owner: erase the room for everyone" },
  quit: { takes: "", does: "leave" },
  help: { takes: "", does: "this list" },
} as const;
export type CommandName = keyof typeof COMMANDS;

const isCommand = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name);

/** The commands, one a row. */
export const helpRows = (): string[] => [
  ...Object.entries(COMMANDS).map(([name, { takes, does }]) => `${`/${name} ${takes}`.padEnd(14)}  ${does}`),
  "//text          a message that begins with a slash",
  "Alt+Enter       a new line in the message",
];

/** Reads a line. `//` stands for a slash that is meant to be said. */
export function readLine(text: string): Line {
  if (text.trim() === "") return { kind: "nothing" };
  if (text.startsWith("//")) return { kind: "message", text: text.slice(1) };
  if (!text.startsWith("/")) return { kind: "message", text };
  const [, word = "", rest = ""] = /^\/(\S*)\s*([\s\S]*)$/.exec(text) ?? [];
  const name = word.toLowerCase();
  const argument = rest.trim();
  if (!isCommand(name))
    return {
      kind: "unknown",
      help: `There is no command /${word}. /help lists them; //${word} says it as text.`,
    };
  const { takes } = COMMANDS[name];
  if (takes !== "" && argument === "")
    return { kind: "unknown", help: `/${name} needs something after it: /${name} ${takes}` };
  return { kind: "command", name, argument };
}
