import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { memoryStore } from "@partyline/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createProgram } from "../src/cli.ts";
import { createRows, listObject } from "../src/commands/list.ts";
import { tailObject, tailRow } from "../src/commands/tail.ts";
import { AppError, interrupted, report } from "../src/errors.ts";
import { ensureHome, homeOf } from "../src/home.ts";
import { readLines } from "../src/lines.ts";
import { plainLine } from "../src/log.ts";
import { parseKeep, parseSeconds, parseWhole } from "../src/options.ts";
import { createOutput } from "../src/output.ts";
import { readPasswordFile } from "../src/password-file.ts";
import { usernameFor } from "../src/profile.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "partyline-app-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** What the program hands to its actions for these words. */
async function typed(...words: string[]): Promise<unknown[]> {
  let seen: unknown[] = [];
  const note =
    (name: string) =>
    async (...given: unknown[]): Promise<void> => {
      seen = [name, ...given];
    };
  const actions = {
    open: note("open"),
    host: note("host"),
    list: note("list"),
    send: note("send"),
    tail: note("tail"),
    join: note("join"),
    switchboard: note("switchboard"),
    export: note("export"),
    import: note("import"),
    verify: note("verify"),
  };
  const program = createProgram(actions, "1.2.3");
  const quiet = { writeErr: () => {}, writeOut: () => {} };
  for (const command of [program, ...program.commands]) command.configureOutput(quiet);
  await program.parseAsync(words, { from: "user" });
  return seen;
}

test("the contract's words and their defaults", async () => {
  expect(await typed()).toMatchObject(["open", { open: true }, { logLevel: "warn" }]);
  expect(await typed("--port", "3000", "--no-open", "--as", "Bo")).toMatchObject([
    "open",
    { port: 3000, open: false },
    { as: "Bo" },
  ]);
  expect(await typed("host", "Club")).toMatchObject(["host", "Club", { port: 2525 }, { logLevel: "warn" }]);
  expect(
    await typed("host", "Club", "--port", "0", "--unlisted", "--memory-only", "--keep", "30d"),
  ).toMatchObject(["host", "Club", { port: 0, unlisted: true, memoryOnly: true, keep: { days: 30 } }, {}]);
  expect(
    await typed("host", "Club", "--switchboard", "wss://a.example", "--switchboard", "10.0.0.2"),
  ).toMatchObject(["host", "Club", { switchboard: ["https://a.example", "http://10.0.0.2:2526"] }, {}]);
  expect(await typed("list", "--watch", "--timeout", "1.5", "--json")).toMatchObject([
    "list",
    { watch: true, timeout: 1500 },
    { json: true },
  ]);
  expect(await typed("--as", "Bo", "send", "Club", "hi there")).toMatchObject([
    "send",
    "Club",
    "hi there",
    { as: "Bo" },
  ]);
  expect(await typed("tail", "Club", "--from", "7", "--no-follow", "--home", "/x")).toMatchObject([
    "tail",
    "Club",
    { from: 7, follow: false },
    { home: "/x" },
  ]);
  expect(await typed("tail", "Club")).toMatchObject(["tail", "Club", { follow: true }, {}]);
  expect(await typed("join", "Club", "--password-file", "p")).toMatchObject([
    "join",
    "Club",
    { passwordFile: "p" },
  ]);
});

test.each([
  [["list", "--nope"]],
  [["host"]],
  [["host", "Club", "--switchboard"]],
  [["host", "Club", "--switchboard", "https://a.example/path"]],
  [["send", "Club", "hi", "--switchboard", "user@a.example"]],
  [["tail", "Club", "--via", "pigeon"]],
  [["switchboard", "--listen", "2526"]],
  [["switchboard", "--listen", "0.0.0.0:65536"]],
  [["switchboard", "--metrics", "nowhere"]],
  [["switchboard", "--trust-proxy", "0"]],
  [["switchboard", "--name", "https://a.example"]],
  [["switchboard", "--nats", "nats://a.example"]],
  [["host", "Club", "--port", "70000"]],
  [["host", "Club", "--keep", "some"]],
  [["tail", "Club", "--from", "0"]],
  [["send", "Club", " "]],
  [["send", "Club", "two", "texts"]],
  [["nonsense"]],
  [["nonsense", "--port", "3"]],
  [["--port", "70000"]],
  [["list", "--log-level", "loud"]],
])("%j is wrong usage", async (words) => {
  await expect(typed(...words)).rejects.toMatchObject({ name: "CommanderError", exitCode: 1 });
});

test("--keep, --timeout and whole numbers", () => {
  expect(parseKeep("30d")).toEqual({ days: 30 });
  expect(parseKeep("10000")).toEqual({ last: 10_000 });
  expect(parseKeep("all")).toBe("all");
  for (const wrong of ["", "0", "0d", "-1", "1.5", "30 d", "30D", "d", "1e3"])
    expect(() => parseKeep(wrong)).toThrow();
  expect(parseSeconds("0.25")).toBe(250);
  for (const wrong of ["0", "-1", "1e3", "", "NaN"]) expect(() => parseSeconds(wrong)).toThrow();
  expect(parseWhole(1, 9)("9")).toBe(9);
  for (const wrong of ["0", "10", "1.0", " 1", "0x1"]) expect(() => parseWhole(1, 9)(wrong)).toThrow();
});

const at = Date.UTC(2026, 10, 22, 12, 4, 5, 6);

test("tail's objects are those of the contract", () => {
  const message = {
    seq: 7,
    at,
    kind: "message",
    by: "a",
    from: "Bo",
    text: "hi\nyou",
    client: "c",
    n: 1,
  } as const;
  expect(JSON.stringify(tailObject(message))).toBe(
    '{"seq":7,"kind":"message","from":"Bo","text":"hi\\nyou","at":"2026-11-22T12:04:05.006Z"}',
  );
  expect(tailRow(message)).toMatch(/^\d\d:04 {2}Bo {2}hi\n {7}you$/);
  expect(tailObject({ seq: 8, at, kind: "rename", by: "a", from: "Bo", to: "Bob" })).toEqual({
    seq: 8,
    kind: "rename",
    from: "Bo",
    to: "Bob",
    at: "2026-11-22T12:04:05.006Z",
  });
  expect(tailObject({ seq: 9, at, kind: "unknown", was: "reaction" })).toMatchObject({
    seq: 9,
    kind: "reaction",
  });
  expect(tailObject({ seq: 9, at, kind: "room", by: "a", from: "Bo", password: false })).toMatchObject({
    password: false,
  });
});

test("list's rows stand in columns, its objects are those of the contract", () => {
  const room = {
    id: `abcd${"e".repeat(28)}`,
    name: "Club",
    keys: "",
    password: true,
    addresses: [{ address: "::1", port: 1 }],
  };
  const row = createRows();
  expect(row(room)).toBe("Club                  #abcd  password  [::1]:1");
  expect(row({ ...room, name: "日本語", password: false })).toBe(
    "日本語                #abcd  open      [::1]:1",
  );
  expect(listObject(room)).toEqual({
    name: "Club",
    id: room.id,
    password: true,
    roads: [{ kind: "direct", address: "::1", port: 1 }],
  });
});

async function linesOf(chunks: (string | Uint8Array)[], max = 100): Promise<unknown[]> {
  const lines: unknown[] = [];
  const source = (async function* () {
    for (const chunk of chunks) yield Buffer.from(chunk);
  })();
  for await (const line of readLines(source, max)) lines.push([line.number, line.text]);
  return lines;
}

test("lines come whole however the stream is cut", async () => {
  const bytes = Buffer.from("één\r\n\ntwo");
  const expected = [
    [1, "één"],
    [2, ""],
    [3, "two"],
  ];
  for (let cut = 0; cut <= bytes.length; cut++)
    expect(await linesOf([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(expected);
  expect(await linesOf(["a\n"])).toEqual([[1, "a"]]);
  expect(await linesOf([])).toEqual([]);
});

test("a line that is too long or no text is an error that names it", async () => {
  await expect(linesOf(["ok\n", "1234", "56"], 5)).rejects.toMatchObject({
    code: "LINE_TOO_LONG",
    message: "Line 2 is too long for one message.",
  });
  await expect(linesOf([Uint8Array.of(0xff, 0x0a)])).rejects.toMatchObject({ code: "LINE_ENCODING" });
});

test("a failure is one sentence with its code, and an exit code", () => {
  expect(report(new AppError("NOT_FOUND", "No room."))).toEqual({
    line: "partyline: No room. (NOT_FOUND)",
    exit: 1,
  });
  expect(report(interrupted())).toEqual({ line: undefined, exit: 130 });
  expect(report(Object.assign(new Error("raw"), { code: "EACCES", path: "/x" })).line).toBe(
    "partyline: This file or folder may not be used by you: /x (EACCES)",
  );
  expect(report(new Error("one\ntwo")).line).toBe("partyline: one (INTERNAL)");
});

test("output is for people or for programs, and a reader who went away is noticed", async () => {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  await createOutput(stdout, stderr, true).write("people", { for: "programs" });
  await createOutput(stdout, stderr, false).write("people", { for: "programs" });
  expect(stdout.read().toString()).toBe('{"for":"programs"}\npeople\n');
  const output = createOutput(stdout, stderr, false);
  stdout.destroy(Object.assign(new Error("gone"), { code: "EPIPE" }));
  await new Promise((resolve) => stdout.once("close", resolve));
  await expect(output.write("more", undefined)).rejects.toMatchObject({ code: "EPIPE" });
});

test("the data folder is the one asked for, for its owner only", async () => {
  expect(homeOf("/a", { PARTYLINE_HOME: "/b" })).toBe("/a");
  expect(homeOf(undefined, { PARTYLINE_HOME: "/b" })).toBe("/b");
  expect(homeOf(undefined, {})).toMatch(/partyline/);
  const home = await ensureHome(join(folder, "deep", "home"));
  expect((await stat(home)).mode & 0o777).toBe(0o700);
});

test("a password file holds one line", async () => {
  const path = join(folder, "password");
  await writeFile(path, "open sesame\n");
  expect(await readPasswordFile(path)).toBe("open sesame");
  for (const wrong of ["", "\n", "a\nb\n", "x".repeat(300)]) {
    await writeFile(path, wrong);
    await expect(readPasswordFile(path)).rejects.toMatchObject({ code: "PASSWORD_FILE" });
  }
});

test("the username is asked for once and kept", async () => {
  const store = memoryStore();
  const answers = ["", "Anneli"];
  const notes: string[] = [];
  const output = { note: (text: string) => void notes.push(text) };
  const prompt = { possible: async () => true, ask: async () => answers.shift() };
  const nobody = { possible: async () => false, ask: async () => undefined };
  const unasked = await usernameFor(undefined, store, nobody, output);
  expect(unasked).toMatch(/^.+ [a-z]{4}$/);
  expect(await usernameFor(undefined, store, nobody, output)).toBe(unasked);
  expect(await usernameFor(undefined, memoryStore(), nobody, output)).not.toBe(unasked);
  expect(notes[0]).toContain("--as NAME");
  notes.length = 0;
  expect(await usernameFor(undefined, store, prompt, output)).toBe("Anneli");
  expect(notes).toHaveLength(1);
  expect(await usernameFor(undefined, store, nobody, output)).toBe("Anneli");
  expect(await usernameFor("Bo", store, nobody, output)).toBe("Bo");
  expect(await usernameFor(undefined, store, nobody, output)).toBe("Anneli");
  await expect(usernameFor("a\u202eb", store, nobody, output)).rejects.toMatchObject({
    code: "NAME_CHARACTERS",
  });
});

test("a log line for people is plain text", () => {
  expect(plainLine('{"level":"warn","time":1,"msg":"slow \\u001b[2J","code":"X"}')).toBe(
    'warn: slow ␛[2J {"code":"X"}',
  );
});
