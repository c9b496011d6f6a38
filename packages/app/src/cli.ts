/** The command's words: what can be typed, and what it means. */
import type { Via } from "@partyline/client";
import { Command, InvalidArgumentError, Option } from "commander";
import type { ExportOptions } from "./commands/export.ts";
import type { HostOptions } from "./commands/host.ts";
import type { ImportOptions } from "./commands/import.ts";
import type { ListOptions } from "./commands/list.ts";
import type { SwitchboardOptions } from "./commands/switchboard.ts";
import type { TailOptions } from "./commands/tail.ts";
import type { VerifyOptions } from "./commands/verify.ts";
import type { OpenOptions } from "./console/open.ts";
import {
  LOG_LEVELS,
  type LogLevel,
  parseHostNames,
  parseKeep,
  parseListen,
  parseSeconds,
  parseSwitchboards,
  parseWhole,
} from "./options.ts";
import { safeLine } from "./terminal/safe-text.ts";

/** Options that every command takes, and those of the commands that look for rooms. */
export interface CommonOptions {
  as?: string;
  home?: string;
  passwordFile?: string;
  json?: boolean;
  logLevel: LogLevel;
  /** Addresses of switchboards, in one form. */
  switchboard?: string[] | false;
  via?: Via;
}

/** What the commands do; `common` is as typed. */
export interface Actions {
  open(options: OpenOptions, common: CommonOptions): Promise<void>;
  host(name: string, options: HostOptions, common: CommonOptions): Promise<void>;
  list(options: ListOptions, common: CommonOptions): Promise<void>;
  send(room: string, text: string | undefined, common: CommonOptions): Promise<void>;
  tail(room: string, options: TailOptions, common: CommonOptions): Promise<void>;
  join(room: string, common: CommonOptions): Promise<void>;
  switchboard(options: SwitchboardOptions, common: CommonOptions): Promise<void>;
  export(room: string, options: ExportOptions, common: CommonOptions): Promise<void>;
  import(file: string, options: ImportOptions, common: CommonOptions): Promise<void>;
  verify(room: string, options: VerifyOptions, common: CommonOptions): Promise<void>;
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
  partyline
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

/** By which ways rooms are looked for and reached. */
const roads = (): Option[] => [
  new Option("--switchboard <url>", "look there, too; may be repeated").argParser(parseSwitchboards),
  new Option("--via <road>", "the one way to take; without it both, the direct one first").choices([
    "direct",
    "switchboard",
  ]),
];

/** Commander's complaint in the form of all others: one line, with a code. It repeats what was typed, which a script may
 *  have from anywhere. */
const usageLine = (text: string): string => {
  const line = text
    .trim()
    .replace(/^error: /, "")
    .replace(/\s*\n\s*/g, " ");
  return `partyline: ${safeLine(line)} (USAGE)\n`;
};

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
    .command("open", { isDefault: true })
    .description("open the app in the browser; also what `partyline` alone does")
    .option("--port <n>", "the port of the app on this device; 2524 or a free one", parseWhole(0, 65_535))
    .option("--no-open", "only print the address")
    // What is no command lands here.
    .allowExcessArguments()
    .action((options: OpenOptions, command: Command) => {
      const [word] = command.args;
      if (word !== undefined)
        command.error(`unknown command '${word}'`, { code: "commander.unknownCommand" });
      return actions.open(options, given(command));
    });

  program
    .command("host")
    .description("host a room on this device until Ctrl-C")
    .argument("<name>", "the room's name")
    .option("--port <n>", "the port for members; a free one where it is in use", parseWhole(0, 65_535), 2525)
    .option("--unlisted", "keep it off the network's list: only its link leads in")
    .option("--memory-only", "write nothing to disk: room and history end with the program")
    .option("--keep <how-much>", "how much history is kept: 30d, 10000 (messages), or all", parseKeep)
    .option(
      "--switchboard <url>",
      "reach it by way of this switchboard, too, from now on; may be repeated",
      parseSwitchboards,
    )
    .option("--no-switchboard", "take it off the switchboards where it was")
    .option("--share-addresses", "let those switchboards tell where this device is on its networks")
    .option("--recover-file <file>", "move a room here: the file has its recovery key; - is stdin")
    .option("--show-recovery-key", "print the key that moves the room to another device")
    .option(
      "--metrics <host:port>",
      "serve /metrics there for Prometheus, such as 127.0.0.1:9525",
      parseListen,
    )
    .action((name: string, options: HostOptions, command) => actions.host(name, options, given(command)));

  program
    .command("list")
    .description("show the rooms on this network, and on switchboards")
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

  for (const command of program.commands)
    if (["list", "send", "tail", "join"].includes(command.name()))
      for (const option of roads()) command.addOption(option);

  addSwitchboard(program, (options, command) => actions.switchboard(options, given(command)));
  addCare(program, actions, given);
  return program;
}

const listening = (flags: string, does: string, usual: string): Option =>
  new Option(flags, does).argParser(parseListen).default(parseListen(usual), usual);

/** The other half of the command: not a room, but what rooms are reached by. */
function addSwitchboard(
  program: Command,
  run: (options: SwitchboardOptions, command: Command) => Promise<void>,
): void {
  program
    .command("switchboard")
    .description("connect hosts and clients anywhere; it can read nothing of what they say")
    .addOption(listening("--listen <host:port>", "where to listen", "0.0.0.0:2526"))
    .option("--tls-cert <file>", "the certificate with its chain, PEM; SIGHUP reads it anew")
    .option("--tls-key <file>", "the certificate's key, PEM")
    .option(
      "--trust-proxy [n]",
      "believe X-Forwarded-For of so many proxies of yours; 1 unless said",
      parseWhole(1, 16),
    )
    .addOption(listening("--metrics <host:port>", "where /metrics is for Prometheus", "127.0.0.1:9526"))
    .option("--no-metrics", "no metrics")
    .option(
      "--name <host>",
      "a name that hosts dial it by; others are refused then; may be repeated",
      parseHostNames,
    )
    .action((options: SwitchboardOptions, command: Command) => run(options, command));
}

const HOSTED = "a room hosted on this device: its name, name#abcd, its link, or its id";

/** Care of what is kept: copies out of a room, rooms made of them, and whether all is whole. */
function addCare(program: Command, actions: Actions, given: (command: Command) => CommonOptions): void {
  program
    .command("export")
    .description("write everything said in a room of this device, one JSON object a line")
    .argument("<room>", HOSTED)
    .option("--out <file>", "a new file; without it, stdout")
    .action((room: string, options: ExportOptions, command) => actions.export(room, options, given(command)));

  program
    .command("import")
    .description("make a new room on this device from an export")
    .argument("<file>", "the export; - is stdin")
    .option("--name <name>", "what the room is called; else as in the export")
    .option("--partial", "take what is whole of an export that is damaged or not complete")
    .action((file: string, options: ImportOptions, command) => actions.import(file, options, given(command)));

  program
    .command("verify")
    .description("check all that is kept of a room of this device")
    .argument("<room>", HOSTED)
    .option("--rescue <file>", "write all that can be read of it to a new file, for import")
    .action((room: string, options: VerifyOptions, command) => actions.verify(room, options, given(command)));
}
