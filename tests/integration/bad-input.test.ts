/** What can be wrong around a room, told from outside: one clear line with its code, and the right exit code. */
import { readdirSync } from "node:fs";
import { createLan, lanAvailable } from "@partyline/testkit";
import { afterAll, describe, expect, it } from "vitest";
import { failureOf } from "./fixtures/failure.ts";
import { Device, openRoom, rows, type TailRow, texts } from "./fixtures/partyline.ts";

const available = lanAvailable();
/** Opening a room without a network once took 15 s; it takes under 1 s, and a busy machine a few. Milliseconds. */
const PROMPT_MS = 10_000;

describe.skipIf(!available.ok)(`bad input${available.ok ? "" : ` (skipped: ${available.reason})`}`, () => {
  const lan = createLan({ hosts: { a: ["lan1"], b: ["lan1"], alone: [], dead: ["lan1"] } });
  const anna = new Device(lan.hosts.a, "Anna");
  const ben = new Device(lan.hosts.b, "Ben");
  const devices = [anna, ben];
  const deviceAt = (host: keyof typeof lan.hosts, name: string): Device => {
    const device = new Device(lan.hosts[host], name);
    devices.push(device);
    return device;
  };

  afterAll(async () => {
    await lan.close();
    for (const device of devices) device.forget();
  });

  it.each([
    ["no such command", ["nonsense"]],
    ["no name", ["host"]],
    ["a port beyond the last", ["host", "Room", "--port", "65536"]],
    ["no history at all", ["host", "Room", "--keep", "0"]],
    ["an option of nobody", ["host", "Room", "--loud"]],
    ["a time that is none", ["list", "--timeout", "soon"]],
    ["an event before the first", ["tail", "Room", "--from", "0"]],
    ["an empty message", ["send", "Room", " "]],
    ["no room", ["send", "", "hello"]],
    ["a link that leads nowhere", ["send", "http://10.77.1.1:2525/r/nowhere", "hello"]],
    ["a chat without a terminal", ["join", "Room"]],
  ])("is wrong usage: %s", async (_, args) => {
    const failure = await failureOf(anna, args);
    expect(failure).toMatchObject({ exit: 2, code: "USAGE", stdout: [] });
    expect(failure.lines).toHaveLength(1);
  });

  it("refuses room names and usernames that cannot be", async () => {
    const rooms: [string, string][] = [
      ["", "NAME_EMPTY"],
      ["x".repeat(33), "NAME_TOO_LONG"],
      ["Partyline", "NAME_RESERVED"],
      ["http://room", "NAME_CHARACTERS"],
      ["a\u202Eb", "NAME_CHARACTERS"],
    ];
    const people: [string, string][] = [
      ["", "NAME_EMPTY"],
      ["x".repeat(33), "NAME_TOO_LONG"],
      ["Admin", "NAME_RESERVED"],
      ["Аnna", "NAME_MIXED_SCRIPTS"],
    ];
    const failures = await Promise.all([
      ...rooms.map(([name]) => failureOf(anna, ["host", name])),
      ...people.map(([name]) => failureOf(deviceAt("b", name), ["send", "10.77.1.1:1", "hello"])),
    ]);
    expect(failures.map(({ code }) => code)).toEqual([...rooms, ...people].map(([, code]) => code));
    for (const { exit, lines } of failures) expect([exit, lines.length]).toEqual([1, 1]);
  });

  it("says what to try where there is no such room, no host, or no Partyline", async () => {
    const unknown = await failureOf(ben, ["tail", "No Such Room"]);
    expect(unknown).toMatchObject({
      exit: 1,
      code: "NOT_FOUND",
      lines: [expect.stringContaining("partyline list")],
    });
    const nobody = await failureOf(ben, ["send", "10.77.1.1:9", "hello"]);
    expect(nobody).toMatchObject({ exit: 1, code: "UNREACHABLE" });
    expect(nobody.lines).toHaveLength(1);

    const { row, program } = await openRoom(anna, "One");
    const other = await failureOf(ben, ["send", `10.77.1.1:${row.port}#aaaa`, "hello"]);
    expect(other).toMatchObject({ exit: 1, code: "ROOM_NOT_OPEN" });
    await program.kill("SIGINT");
  });

  it("takes another port where one is in use, and opens no room twice", async () => {
    const { row, program } = await openRoom(anna, "Here");
    const next = await openRoom(deviceAt("a", "Arno"), "Near", "--port", String(row.port));
    expect(next.row.port).not.toBe(row.port);
    expect(next.program.stderr.lines).toEqual([
      `Port ${row.port} is in use here, so this room is at port ${next.row.port}.`,
    ]);
    expect((await ben.start(["send", "Here", "before"]).exit).code).toBe(0);
    const twice = await failureOf(anna, ["host", "here"]);
    expect(twice).toMatchObject({ exit: 1, code: "ROOM_IN_USE" });
    expect((await ben.start(["send", "Here", "after"]).exit).code).toBe(0);
    const log = ben.start(["tail", "Here", "--from", "1", "--no-follow", "--json"]);
    expect((await log.exit).code).toBe(0);
    expect(texts(log)).toEqual(["before", "after"]);
    await Promise.all([program.kill("SIGINT"), next.program.kill("SIGINT")]);
  });

  it("lets nobody in under a name that another's could be mistaken for", async () => {
    const { program } = await openRoom(anna, "Names");
    expect((await ben.start(["send", "Names", "it is me"]).exit).code).toBe(0);
    for (const [name, code] of [
      ["ben", "NAME_TAKEN"],
      ["B.e.n", "NAME_CONFUSABLE"],
    ] as const) {
      const failure = await failureOf(deviceAt("b", name), ["send", "Names", "me too"]);
      expect(failure, name).toMatchObject({ exit: 1, code });
      expect(failure.lines).toHaveLength(1);
    }
    await program.kill("SIGINT");
  });

  it.each(["alone", "dead"] as const)("hosts at once without a network (%s)", async (where) => {
    if (where === "dead") {
      await lan.hosts.dead.run("ip", ["link", "set", "lo", "down"]);
      lan.hosts.dead.interfaceDown();
    }
    const device = deviceAt(where, "Solo");
    const began = performance.now();
    const { row, program } = await openRoom(device, "Island");
    expect(performance.now() - began).toBeLessThan(PROMPT_MS);

    const list = await failureOf(device, ["list", "--timeout", "1"]);
    expect(list.exit).toBe(0);
    if (where === "alone") {
      expect(list).toMatchObject({ lines: [], stdout: [expect.stringContaining("Island")] });
      const own = `127.0.0.1:${row.port}`;
      const said = device.start(["send", own, "anybody?"]);
      expect((await said.exit).code, said.stderr.lines.join("\n")).toBe(0);
      const log = device.start(["tail", own, "--from", "1", "--no-follow", "--json"]);
      expect((await log.exit).code).toBe(0);
      expect(texts(log)).toEqual(["anybody?"]);
    } else {
      expect(list).toMatchObject({ lines: [expect.stringMatching(/^No rooms found\. ./)], stdout: [] });
      const lost = await failureOf(device, ["send", `127.0.0.1:${row.port}`, "anybody?"]);
      expect(lost).toMatchObject({ exit: 1, code: expect.stringMatching(/^(UNREACHABLE|TIMEOUT)$/) });
      // The network comes, and the room is on its list.
      await lan.hosts.dead.run("ip", ["link", "set", "lo", "up"]);
      lan.hosts.dead.interfaceUp();
      const watch = await ben.until<{ name: string }>(["list", "--watch"], ({ name }) => name === "Island");
      await watch.program.kill("SIGINT");
    }
    expect((await program.kill("SIGINT")).code).toBe(0);
    expect(program.stderr.lines).toEqual([]);
  });

  it("writes no room to disk with --memory-only, and keeps the last messages alone with --keep", async () => {
    const eva = deviceAt("a", "Eva");
    const memory = await openRoom(eva, "Smoke", "--memory-only");
    expect((await ben.start(["send", "Smoke", "gone soon"]).exit).code).toBe(0);
    const onDisk = () => readdirSync(eva.home, { recursive: true }).map(String).sort();
    const profile = ["client.db", "client.db-shm", "client.db-wal", "rooms"];
    expect(onDisk()).toEqual(profile);
    await memory.program.kill("SIGINT");
    expect(profile).toEqual(expect.arrayContaining(onDisk()));

    const long = await openRoom(eva, "Short Memory");
    const lines = Array.from({ length: 30 }, (_, i) => `line ${i + 1}`);
    expect(
      (await ben.start(["send", "Short Memory"], lines.map((line) => `${line}\n`).join("")).exit).code,
    ).toBe(0);
    await long.program.kill("SIGINT");
    const short = await openRoom(eva, "Short Memory", "--keep", "10");
    const log = deviceAt("b", "Nina").start(["tail", "Short Memory", "--from", "1", "--no-follow", "--json"]);
    expect((await log.exit).code).toBe(0);
    expect(texts(log)).toEqual(lines.slice(-10));
    expect(rows<TailRow>(log)[0]?.seq).toBeGreaterThan(20);
    await short.program.kill("SIGINT");
  });
});
