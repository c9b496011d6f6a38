/** Whatever words a command line has: one command with values of their types, or one line about what is wrong. */
import { parseSwitchboard } from "@partyline/relay";
import { CommanderError } from "commander";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Actions, type CommonOptions, createProgram } from "../src/cli.ts";
import type { ListenAddress } from "../src/listen-address.ts";
import { type Keep, LOG_LEVELS } from "../src/options.ts";

// Each run builds the whole program.
const numRuns = Math.ceil(Number(process.env.FUZZ_RUNS ?? 2000) / 4);

const NAMES = [
  "open",
  "host",
  "list",
  "send",
  "tail",
  "join",
  "switchboard",
  "export",
  "import",
  "verify",
] as const;

const isText = (value: unknown) => expect(typeof value).toBe("string");
const maybe = <T>(value: T | undefined, check: (value: T) => void) => value === undefined || check(value);
const isFlag = (value: boolean | undefined) => maybe(value, (flag) => expect(typeof flag).toBe("boolean"));
const isWhole = (least: number, most: number) => (value: number) => {
  expect(Number.isSafeInteger(value)).toBe(true);
  expect(value).toBeGreaterThanOrEqual(least);
  expect(value).toBeLessThanOrEqual(most);
};
const isAddress = ({ host, port }: ListenAddress) => {
  isText(host);
  isWhole(0, 65_535)(port);
};
const areSwitchboards = (urls: string[] | false) => {
  for (const url of urls || []) expect(parseSwitchboard(url).http).toBe(url);
};
const isKeep = (keep: Keep) => {
  if (keep !== "all") isWhole(1, 999_999_999)("days" in keep ? keep.days : keep.last);
};
function isCommon({ as, home, passwordFile, json, logLevel, switchboard, via }: CommonOptions): void {
  for (const text of [as, home, passwordFile]) maybe(text, isText);
  isFlag(json);
  expect(LOG_LEVELS).toContain(logLevel);
  maybe(switchboard, areSwitchboards);
  expect([undefined, "direct", "switchboard"]).toContain(via);
}

/** The commands, which only look at what they are given; `done` names those that ran. */
const actionsThat = (done: string[]): Actions => ({
  async open({ port, open }, common) {
    done.push("open");
    maybe(port, isWhole(0, 65_535));
    isFlag(open);
    isCommon(common);
  },
  async host(name, { port, unlisted, memoryOnly, keep, shareAddresses, metrics, ...rest }, common) {
    done.push("host");
    isText(name);
    isWhole(0, 65_535)(port);
    for (const flag of [unlisted, memoryOnly, shareAddresses, rest.showRecoveryKey]) isFlag(flag);
    maybe(keep, isKeep);
    maybe(rest.switchboard, areSwitchboards);
    maybe(rest.recoverFile, isText);
    maybe(metrics, isAddress);
    isCommon(common);
  },
  async list({ watch, timeout }, common) {
    done.push("list");
    isFlag(watch);
    isWhole(1, 100_000_000)(timeout);
    isCommon(common);
  },
  async send(room, text, common) {
    done.push("send");
    isText(room);
    maybe(text, (said) => expect(said.trim()).not.toBe(""));
    isCommon(common);
  },
  async tail(room, { from, follow }, common) {
    done.push("tail");
    isText(room);
    maybe(from, isWhole(1, Number.MAX_SAFE_INTEGER));
    isFlag(follow);
    isCommon(common);
  },
  async join(room, common) {
    done.push("join");
    isText(room);
    isCommon(common);
  },
  async switchboard({ listen, tlsCert, tlsKey, trustProxy, metrics, name }, common) {
    done.push("switchboard");
    isAddress(listen);
    for (const file of [tlsCert, tlsKey]) maybe(file, isText);
    if (trustProxy !== true) maybe(trustProxy, isWhole(1, 16));
    if (metrics !== false) isAddress(metrics);
    for (const one of name ?? []) isText(one);
    isCommon(common);
  },
  async export(room, { out }, common) {
    done.push("export");
    isText(room);
    maybe(out, isText);
    isCommon(common);
  },
  async import(file, { name, partial }, common) {
    done.push("import");
    isText(file);
    maybe(name, isText);
    isFlag(partial);
    isCommon(common);
  },
  async verify(room, { rescue }, common) {
    done.push("verify");
    isText(room);
    maybe(rescue, isText);
    isCommon(common);
  },
});

const flags = createProgram(actionsThat([]), "1.0.0")
  .commands.flatMap(({ options }) => options)
  .map(({ long }) => long ?? "");
const flag = fc.constantFrom(
  ...flags,
  ...["--as", "--home", "--password-file", "--json", "--log-level", "--help", "--version", "-h", "-V", "--"],
);
const value = fc.oneof(
  fc.constantFrom(
    ...["Club", "club#abcd", "10.0.0.1:2525", "http://10.0.0.1:2525/r/x", "hello there", "-", "--", "", " "],
    ...[
      "0",
      "80",
      "65536",
      "1e3",
      "30d",
      "all",
      "-1",
      "9007199254740993",
      "0.5",
      "0.0:1",
      "[::]:2526",
      "debug",
    ],
    ...[
      "talk.example",
      "https://talk.example/x",
      "direct",
      "constructor",
      "__proto__",
      "\u202ex",
      "a\nb",
      "\u001b[2J",
    ],
  ),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.integer().map((number) => `${number}`),
);
const words = fc.tuple(
  fc.oneof(
    fc.constantFrom<string[]>(...NAMES.map((name) => [name]), [], ["help"]),
    value.map((one) => [one]),
  ),
  fc.array(
    fc.oneof(
      value,
      flag,
      fc.tuple(flag, value).map(([option, given]) => `${option}=${given}`),
      fc.tuple(flag, value),
    ),
    { maxLength: 6 },
  ),
);

test("any words: one command with values of their types, or one line that says what is wrong", () =>
  fc.assert(
    fc.asyncProperty(words, async ([command, rest]) => {
      const done: string[] = [];
      let said = "";
      let shown = "";
      const program = createProgram(actionsThat(done), "1.0.0");
      for (const each of [program, ...program.commands])
        each.configureOutput({
          writeErr: (text) => {
            said += text;
          },
          writeOut: (text) => {
            shown += text;
          },
        });
      try {
        await program.parseAsync([...command, ...rest.flat()], { from: "user" });
        expect([done.length, said]).toEqual([1, ""]);
      } catch (error) {
        if (!(error instanceof CommanderError)) throw error;
        expect(done).toEqual([]);
        if (error.exitCode === 0) expect([said, shown === ""]).toEqual(["", false]);
        // Help that was asked for in a wrong way is help all the same.
        else if (error.code === "commander.help") expect(said).toMatch(/^Usage: partyline /);
        else expect(said).toMatch(/^partyline: [^\p{Cc}]+ \(USAGE\)\n$/u);
      }
    }),
    { numRuns },
  ));
