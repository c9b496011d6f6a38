/** The command's words: what can be typed, and what it means. */
import { Command, InvalidArgumentError, Option } from "commander";
import type { HostOptions } from "./commands/host.ts";
import type { ListOptions } from "./commands/list.ts";
import type { TailOptions } from "./commands/tail.ts";
import { LOG_LEVELS, type LogLevel, parseKeep, parseSeconds, parseWhole } from "./options.ts";

/** Options that every command takes. */
export interface CommonOptions {
  as?: string;
  home?: string;
  passwordFile?: string;
  json?: boolean;
  logLevel: LogLevel;
}

/** What the commands do; `common` is as typed. */
export interface Actions {
  host(name: string, options: HostOptions, common: CommonOptions): Promise<void>;
  list(options: ListOptions, common: CommonOptions): Promise<void>;
  send(room: string, text: string | undefined, common: CommonOptions): Promise<void>;
  tail(room: string, options: TailOptions, common: CommonOptions): Promise<void>;
  join(room: string, common: CommonOptions): Promise<void>;
}

const ROOM = "the room: its name, name#abcd, its link, or host:port";

const common = (): Option[] => [
  new Option("--as <username>", "what people call you"),
  new Option("--home <dir>", "the data folder (also PARTYLINE_HOME)"),
  new Option("--password-file <file>", "a file with the room's password"),
  new Option("--json", "print one JSON object a line"),
  new Option("--log-level <level>", "what to log on stderr").choices(LOG_LEVELS).default("warn"),
];

const EXAMPLES = `
Examples:
  partyline host "Reading Club"
  partyline list
  partyline join "Reading Club"
  some-program | partyline send "Reading Club"
  partyline tail "Reading Club" --from 1 --json
`;

/** Text that is one message: not empty. */
function messageText(text: string): string {
  if (text.trim() === "") throw new InvalidArgumentError("A message needs some text.");
  return text;
}

/** Commander's complaint in the form of all others: one line, with a code. */
const usageLine = (text: string): string =>
  `partyline: ${text
    .trim()
    .replace(/^error: /, "")
    .replace(/\s*\n\s*/g, " ")} (USAGE)\n`;

/** The program, which runs `actions`; what is typed wrong throws a CommanderError, said on stderr. */
export function createProgram(actions: Actions, version: string): Command {
  const program = new Command("partyline")
    .description("Anyone hosts a chat room from their own device.")
    .version(version)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .addHelpText("after", EXAMPLES)
    .configureOutput({ outputError: (text, write) => write(usageLine(text)) });
  for (const option of common()) program.addOption(option);

  const given = (command: Command): CommonOptions => command.optsWithGlobals();

  program
    .command("host")
    .description("host a room on this device until Ctrl-C")
    .argument("<name>", "the room's name")
    .option("--port <n>", "the port for members; a free one where it is in use", parseWhole(0, 65_535), 2525)
    .option("--unlisted", "keep it off the network's list: only its link leads in")
    .option("--memory-only", "write nothing to disk: room and history end with the program")
    .option("--keep <how-much>", "how much history is kept: 30d, 10000 (messages), or all", parseKeep)
    .action((name: string, options: HostOptions, command) => actions.host(name, options, given(command)));

  program
    .command("list")
    .description("show the rooms on this network")
    .option("--watch", "stay, and show what changes")
    .option("--timeout <seconds>", "how long to look", parseSeconds, 3_000)
    .action((options: ListOptions, command) => actions.list(options, given(command)));

  program
    .command("send")
    .description("say one message, or one a line from stdin; ends when the room has them all")
    .argument("<room>", ROOM)
    .argument("[text]", "the message", messageText)
    .action((room: string, text: string | undefined, _options, command) =>
      actions.send(room, text, given(command)),
    );

  program
    .command("tail")
    .description("show what is said, as it comes")
    .argument("<room>", ROOM)
    .option("--from <seq>", "begin with this event; 1 is the first", parseWhole(1, Number.MAX_SAFE_INTEGER))
    .option("--no-follow", "end with what there is now")
    .action((room: string, options: TailOptions, command) => actions.tail(room, options, given(command)));

  program
    .command("join")
    .description("chat in the terminal")
    .argument("<room>", ROOM)
    .action((room: string, _options, command) => actions.join(room, given(command)));

  return program;
}
