/** The composition root of the command: hands the real terminal, network and data folder to what was typed. */
import { readFileSync } from "node:fs";
import { CommanderError } from "commander";
import { type CommonOptions, createProgram } from "./cli.ts";
import type { Context } from "./context.ts";
import { isFault, watchCrashes } from "./crash.ts";
import { createDirectory } from "./directory.ts";
import { EXIT, isBrokenPipe, report } from "./errors.ts";
import { ensureHome, homeOf } from "./home.ts";
import { watchInterrupts } from "./interrupt.ts";
import { createLog } from "./log.ts";
import { createOutput } from "./output.ts";
import { createPrompt } from "./prompt.ts";

const { stdin, stdout, stderr } = process;
const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

let home = homeOf(undefined, process.env);
let command = "open";
const crash = watchCrashes(process, { home: () => home, command: () => command, version });

async function contextOf(common: CommonOptions, interrupt?: AbortSignal): Promise<Context> {
  const { as, passwordFile, json = false, logLevel, switchboard, via } = common;
  home = homeOf(common.home, process.env);
  const log = await createLog(logLevel, stderr, json);
  const output = createOutput(stdout, stderr, json);
  return {
    stdin,
    stdout,
    home,
    as,
    passwordFile,
    output,
    prompt: createPrompt(stdin, stderr),
    log,
    directory: createDirectory(log),
    switchboards: switchboard || [],
    via,
    interrupt: interrupt ?? watchInterrupts(process),
    async store() {
      const { sqliteStore } = await import("@partyline/client");
      return sqliteStore(await ensureHome(home), { note: output.note });
    },
  };
}

// Each command's code is loaded when it is wanted: `list` need not wait for the host's.
const program = createProgram(
  {
    // Ctrl-C means something else there: it asks first.
    open: async (options, common) =>
      (await import("./console/open.ts")).openApp(
        options,
        await contextOf(common, new AbortController().signal),
      ),
    host: async (name, options, common) =>
      (await import("./commands/host.ts")).hostRoom(name, options, await contextOf(common)),
    list: async (options, common) =>
      (await import("./commands/list.ts")).listRooms(options, await contextOf(common)),
    send: async (room, text, common) =>
      (await import("./commands/send.ts")).sendMessages(room, text, await contextOf(common)),
    tail: async (room, options, common) =>
      (await import("./commands/tail.ts")).tailRoom(room, options, await contextOf(common)),
    join: async (room, common) =>
      (await import("./commands/join.ts")).joinRoom(room, await contextOf(common)),
    // SIGHUP means something else there: it reads the certificate anew.
    switchboard: async (options, common) =>
      (await import("./commands/switchboard.ts")).runSwitchboard(
        options,
        await contextOf(common, watchInterrupts(process, ["SIGINT", "SIGTERM"])),
      ),
    export: async (room, options, common) =>
      (await import("./commands/export.ts")).exportCommand(room, options, await contextOf(common)),
    import: async (file, options, common) =>
      (await import("./commands/import.ts")).importCommand(file, options, await contextOf(common)),
    verify: async (room, options, common) =>
      (await import("./commands/verify.ts")).verifyCommand(room, options, await contextOf(common)),
  },
  version,
);

program.hook("preAction", (_, action) => {
  command = action.name();
});

/** Runs what was typed and gives the exit code. */
async function run(args: readonly string[]): Promise<number> {
  try {
    await program.parseAsync(args, { from: "user" });
    return EXIT.done;
  } catch (error) {
    // Commander has said what is wrong already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    if (isBrokenPipe(error)) return EXIT.done;
    if (isFault(error)) crash(error);
    const { line, exit } = report(error);
    if (line !== undefined) stderr.write(`${line}\n`);
    return exit;
  }
}

process.exitCode = await run(process.argv.slice(2));
// A socket or timer that is still open must not keep the command from ending; what was written goes out first.
stdout.write("", () => stderr.write("", () => process.exit()));
