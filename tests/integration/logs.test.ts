/** A chat with everything logged: no log has a word of it, nor anything that opens a door. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { App, cookieFor } from "./fixtures/app.ts";
import { host, killAll, type Running, run, start } from "./fixtures/command.ts";
import { Page } from "./fixtures/page.ts";
import { Tmux, tmuxAvailable } from "./fixtures/tmux.ts";

const folder = mkdtempSync(join(tmpdir(), "partyline-logs-"));
const tmux = new Tmux();
afterAll(async () => {
  killAll();
  await tmux.close();
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

const ROOM_SECRETS =
  "SELECT value FROM meta WHERE key IN ('sign-seed', 'noise-secret', 'recovery-seed', 'password', 'token')";

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
    ...secretsOf(log, ROOM_SECRETS),
    ...secretsOf(join(anna, "client.db"), "SELECT seed FROM profile"),
    ...secretsOf(join(bob, "client.db"), "SELECT seed FROM profile"),
  ];
  expect(secrets.length).toBeGreaterThan(20);
  const everything = lines.join("\n");
  for (const secret of secrets) expect(everything).not.toContain(secret);
});

test("the app at debug level, with a room that is talked in, and one that is moved", async () => {
  const home = join(folder, "app");
  const app = new App(["--no-open", "--port", "0", "--json", "--home", home, "--as", "Anna", ...DEBUG], {});
  const opened = await app.opened;
  const cookie = await cookieFor(opened);
  const page = await Page.open(opened.port, cookie);
  const reach = { unlisted: true, switchboards: [], shareAddresses: false };
  const room = await page.ask("create", { name: "Club", password: PASSWORD, ...reach, keep: "all" });
  const link = room.roads[0]?.link ?? "";
  const token = link.split("#")[1] ?? "";
  expect(token).not.toBe("");
  // A message on its way, as a page writes it; one that is heard; a key; and questions that are refused.
  const { session } = await page.ask("open-session", { id: room.id });
  const body = { kind: "message", text: WORDS } as const;
  await page.ask("write", { session, put: [{ key: 1, n: 1, body, at: 5 }], remove: [], nextN: 2 });
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, `${PASSWORD}\n`);
  const sent = await run(join(folder, "cleo"), [
    ...["send", link.replace(/\/\/[^/]+/, `//127.0.0.1:${new URL(link).port}`), WORDS],
    ...["--as", "Cleo", "--json", "--password-file", passwordFile, ...DEBUG],
  ]);
  expect(sent.exit).toBe(0);
  const { key } = await page.ask("recovery-key", { id: room.id });
  await expect(page.ask("recover", { key, switchboards: [] })).rejects.toThrow();
  await expect(page.ask("locate", { where: `http://127.0.0.1:1/r/${room.id}#${token}` })).rejects.toThrow();
  page.socket.send(`{"re":99,"ask":"write","with":"${WORDS}"}`);
  page.socket.send(`{"broken ${WORDS}`);
  expect(await page.closed).toBe(1008);
  await get(`http://127.0.0.1:${opened.port}/open?token=${opened.searchParams.get("token")}`);
  await app.kill("SIGTERM");
  const lines = [...app.stderr.lines, ...sent.stderr];
  expect(app.stderr.lines.length).toBeGreaterThan(3);
  const secrets = [
    ...[WORDS, PASSWORD, token, key, key.replaceAll(" ", ""), cookie, cookie.split("=")[1] ?? ""],
    opened.searchParams.get("token") ?? "",
    JSON.parse(readFileSync(join(home, "console.json"), "utf8")).secret,
    ...secretsOf(join(home, "rooms", room.id, "log.db"), ROOM_SECRETS),
    ...secretsOf(join(home, "client.db"), "SELECT seed FROM profile"),
  ];
  expect(secrets.every((secret) => secret.length > 8)).toBe(true);
  for (const secret of secrets) expect(lines.join("\n")).not.toContain(secret);
});

const available = tmuxAvailable();
test.skipIf(!available.ok)("a chat in the terminal at debug level", async () => {
  const [anna, ben] = [join(folder, "host"), join(folder, "ben")];
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, `${PASSWORD}\n`);
  const { program, open } = await host(anna, [
    "Club",
    "--unlisted",
    "--password-file",
    passwordFile,
    ...DEBUG,
  ]);
  const log = join(folder, "chat.log");
  writeFileSync(log, "");
  const token = open.link.split("#")[1] ?? "";
  const link = `http://127.0.0.1:${open.port}/r/${open.id}#${token}`;
  const command = fileURLToPath(new URL("../../packages/app/bin/partyline.js", import.meta.url));
  const chat = [process.execPath, command, "join", link, "--as", "Ben", "--home", ben, ...DEBUG];
  const window = await tmux.open(["sh", "-c", 'log=$1; shift; exec "$@" 2>"$log"', "sh", log, ...chat]);
  await window.until(() => readFileSync(log, "utf8").includes("Password: "));
  await window.say("not the password at all");
  await window.until(() => readFileSync(log, "utf8").split("Password: ").length > 2);
  await window.say(PASSWORD);
  await window.until(/> /);
  await window.say(WORDS);
  await window.until((screen) => screen.includes(WORDS));
  await window.say("/name Benjamin");
  await window.say("/host My Own");
  await window.until(/is open for as long/);
  await window.say("/quit");
  await window.until(/Leave\?/);
  await window.type("y");
  await window.press("Enter");
  expect(await window.exit()).toBe(0);
  await program.stop();
  const written = readFileSync(log, "utf8");
  expect(written).toMatch(/^(?:debug|info): /m);
  const secrets = [
    ...[WORDS, PASSWORD, "not the password", token],
    ...secretsOf(join(anna, "rooms", open.id, "log.db"), ROOM_SECRETS),
    ...secretsOf(join(ben, "client.db"), "SELECT seed FROM profile"),
  ];
  for (const secret of secrets) expect(written + program.stderr.lines.join("\n")).not.toContain(secret);
});
