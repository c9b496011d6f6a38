/** A chat with everything logged: no log has a word of it, nor anything that opens a door. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, expect, test } from "vitest";
import { host, killAll, type Running, run, start } from "./fixtures/command.ts";

const folder = mkdtempSync(join(tmpdir(), "partyline-logs-"));
afterAll(() => {
  killAll();
  rmSync(folder, { recursive: true, force: true });
});

const PASSWORD = "correct horse battery";
const WORDS = "the cat sat on the mat";
const DEBUG = ["--log-level", "debug"];

/** What must be in no log: every value of the tables that keep secrets, in each form that it could be written in. */
function secretsOf(file: string, sql: string): string[] {
  const db = new DatabaseSync(file, { readOnly: true });
  const values = db
    .prepare(sql)
    .all()
    .flatMap((row) => Object.values(row));
  db.close();
  return values.flatMap((value) => {
    const bytes = value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value), "base64url");
    return [bytes.toString("base64url"), bytes.toString("hex"), bytes.toString("base64")];
  });
}

const get = (url: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const asked = request(url, async (response) => {
      let body = "";
      for await (const part of response.setEncoding("utf8")) body += part;
      resolve(body);
    });
    asked.on("error", reject);
    asked.end();
  });

test("host, switchboard and clients at debug level", async () => {
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, `${PASSWORD}\n`);
  const wrongFile = join(folder, "wrong");
  writeFileSync(wrongFile, "not the password at all\n");
  const [anna, bob, board] = ["anna", "bob", "board"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];

  const logs: Running[] = [];
  const switchboard = start(board, [
    "switchboard",
    "--listen",
    "127.0.0.1:0",
    "--no-metrics",
    "--json",
    ...DEBUG,
  ]);
  logs.push(switchboard);
  const { url } = JSON.parse(await switchboard.stdout.waitFor((line) => line.startsWith('{"event":"open"')));
  const { program, open } = await host(anna, [
    "Club",
    "--unlisted",
    "--password-file",
    passwordFile,
    "--switchboard",
    url,
    "--metrics",
    "127.0.0.1:0",
    ...DEBUG,
  ]);
  logs.push(program);
  await program.stdout.waitFor((line) => line.includes('"state":"unlisted"'));
  const { recoveryKey = "" } = open as { recoveryKey?: string };
  const token = open.link.split("#")[1] ?? "";
  expect(token).not.toBe("");
  expect(recoveryKey).not.toBe("");

  const asBob = ["--as", "Bob", "--json", ...DEBUG];
  const clients = [
    await run(bob, ["send", open.link, WORDS, "--password-file", passwordFile, ...asBob]),
    await run(bob, ["send", open.link, WORDS, "--password-file", wrongFile, ...asBob]),
    await run(bob, ["send", open.link, "--password-file", passwordFile, ...asBob], {
      input: `${WORDS}\nmore of ${WORDS}\n`,
    }),
    await run(bob, [
      "tail",
      open.link,
      "--no-follow",
      "--from",
      "1",
      "--password-file",
      passwordFile,
      ...asBob,
    ]),
  ];
  expect(clients.map(({ exit }) => exit)).toEqual([0, 1, 0, 0]);

  const metrics = await get(open.metrics ?? "");
  expect(metrics).toMatch(/^partyline_host_events_total 4$/m);
  expect(metrics).toMatch(/^partyline_host_commit_seconds_bucket\{le="\+Inf"\} \d+$/m);
  expect(metrics).toMatch(/^partyline_host_rooms 1$/m);
  expect(metrics).toMatch(/^partyline_host_received_bytes_total\{road="direct"\} [1-9]\d+$/m);
  for (const line of metrics.trimEnd().split("\n"))
    expect(line).toMatch(/^(?:# (?:HELP|TYPE) \w+ .+|\w+(?:\{\w+="[^"]*"(?:,\w+="[^"]*")*\})? [\d.e+-]+)$/);

  await program.stop();
  await switchboard.stop();
  const lines = [...logs.flatMap(({ stderr }) => stderr.lines), ...clients.flatMap(({ stderr }) => stderr)];
  const entries = lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
  expect(entries.length).toBeGreaterThan(10);
  for (const entry of entries)
    expect(entry).toMatchObject({
      level: expect.stringMatching(/^(?:debug|info|warn|error)$/),
      msg: expect.any(String),
    });
  expect(entries.map(({ msg }) => msg)).toEqual(
    expect.arrayContaining([
      "a room is open",
      "a connection has come",
      "a commit is durable",
      "a member joined",
    ]),
  );

  const log = join(anna, "rooms", open.id, "log.db");
  const secrets = [
    WORDS,
    PASSWORD,
    "not the password",
    token,
    recoveryKey,
    ...secretsOf(
      log,
      "SELECT value FROM meta WHERE key IN ('sign-seed', 'noise-secret', 'recovery-seed', 'password', 'token')",
    ),
    ...secretsOf(join(anna, "client.db"), "SELECT seed FROM profile"),
    ...secretsOf(join(bob, "client.db"), "SELECT seed FROM profile"),
  ];
  expect(secrets.length).toBeGreaterThan(20);
  const everything = lines.join("\n");
  for (const secret of secrets) expect(everything).not.toContain(secret);
});
