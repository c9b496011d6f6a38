/** `partyline switchboard` and the commands that go by it, as real processes on this machine. What they share with the
 *  network's list is tested elsewhere: here everything goes by way of the switchboard. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { App } from "./fixtures/app.ts";
import { Certificates, shownAt } from "./fixtures/certificates.ts";
import { homesForTests } from "./fixtures/homes.ts";
import {
  by,
  isRow,
  type Row,
  row,
  run,
  said,
  startBoard,
  startHost,
  times,
} from "./fixtures/switchboard-app.ts";
import { Tmux, tmuxAvailable } from "./fixtures/tmux.ts";

const COMMAND = fileURLToPath(new URL("../../packages/app/bin/partyline.js", import.meta.url));

const newHome = homesForTests();

describe("a switchboard and a room on it", () => {
  const boardHome = newHome();
  const annas = newHome();
  const bos = newHome();
  let board: { app: App; open: Row };
  let host: { app: App; open: Row };
  let url = "";

  beforeAll(async () => {
    board = await startBoard(boardHome, "--metrics", "127.0.0.1:0");
    url = board.open.url;
    host = await startHost(annas, "Reading Club", ["--switchboard", url, "--share-addresses"]);
    await row(host.app, { event: "switchboard", state: "listed", as: "Reading Club" });
  });

  test("the room is listed there, with the roads to it", async () => {
    const { exit, rows } = await run(bos, ["list", ...by(url)]);
    expect([exit, rows]).toEqual([
      0,
      [{ name: "Reading Club", id: host.open.id, password: false, roads: [{ kind: "switchboard", url }] }],
    ]);
    expect(await (await fetch(board.open.metrics)).text()).toMatch(/^partyline_trunks 1$/m);
  });

  test("messages go out and come in by name, name#abcd and link", async () => {
    const tail = bos.start(["tail", "reading club", "--as", "Bo", "--from", "1", "--json", ...by(url)]);
    const send = (room: string, text: string, ...roads: string[]) =>
      run(annas, ["send", room, text, "--as", "Anna", ...roads]);
    expect(await send("Reading Club", "by name", ...by(url))).toMatchObject({
      exit: 0,
      rows: [{ event: "acked", n: 1 }],
    });
    expect((await send(`Reading Club#${host.open.id.slice(0, 4)}`, "by tag", ...by(url))).exit).toBe(0);
    const link = host.open.links.at(-1) ?? "";
    expect(link).toBe(`${url}/r/Reading%20Club#${host.open.id}`);
    const stranger = newHome();
    const sent = await run(stranger, ["send", link, "by link", "--as", "Cleo", "--via", "switchboard"]);
    expect([sent.exit, sent.error]).toEqual([0, ""]);
    for (const text of ["by name", "by tag", "by link"]) await tail.stdout.waitFor(said(text));
    expect(await tail.kill("SIGINT")).toBe(130);
  });

  test.skipIf(!tmuxAvailable().ok)("join shows by which way it goes", async () => {
    const tmux = new Tmux();
    try {
      const command = [process.execPath, COMMAND, "join", "Reading Club", "--as", "Dora", ...by(url)];
      const window = await tmux.open([...command, "--home", newHome().path]);
      await window.until(new RegExp(`Reading Club.*by way of ${new URL(url).host}`));
    } finally {
      await tmux.close();
    }
  });

  test("addresses that the host gives out are a direct road, without multicast", async () => {
    const { rows } = await run(bos, ["list", "--switchboard", url, "--timeout", "0.1"]);
    const room = rows.find(({ id }) => id === host.open.id) as unknown as { roads: { kind: string }[] };
    expect(room.roads.at(-1)).toEqual({ kind: "switchboard", url });
    const direct = room.roads.filter(({ kind }) => kind === "direct");
    expect(direct.length > 0).toBe(host.open.addresses.length > 0);
    if (direct.length === 0) return;
    const ask = ["send", host.open.links.at(-1) ?? "", "direct", "--as", "Eve", "--via", "direct"];
    expect(await run(newHome(), ask)).toMatchObject({ exit: 0 });
  });

  test("a name that is taken is said in words, and the room is there as name#abcd", async () => {
    const other = await startHost(newHome(), "reading club", ["--switchboard", url]);
    const as = `reading club#${other.open.id.slice(0, 4)}`;
    expect(await row(other.app, { event: "switchboard", state: "listed" })).toMatchObject({
      as,
      code: "NAME_TAKEN",
    });
    await other.app.stderr.waitFor((line) =>
      /^Not listed on .* as reading club\. .* belongs to another/.test(line),
    );
    expect((await run(newHome(), ["send", as, "hello", "--as", "Finn", ...by(url)])).exit).toBe(0);
    expect(await other.app.kill("SIGTERM")).toBe(0);
    const asleep = await run(newHome(), ["list", ...by(url)]);
    expect(asleep.rows).toMatchObject([{ id: host.open.id }]);
    expect(asleep.error).toContain("their hosts are not connected");
  });

  test("a room that is joined by link only is not shown, and its link leads newcomers in by the switchboard", async () => {
    const { app, open } = await startHost(newHome(), "Cellar", ["--switchboard", url, "--unlisted"]);
    await row(app, { event: "switchboard", state: "unlisted" });
    const { rows } = await run(bos, ["list", ...by(url)]);
    expect(rows.map(({ id }) => id)).toEqual([host.open.id]);
    const link = open.links.at(-1) ?? "";
    expect(link).toMatch(/\/r\/Cellar#[a-z2-7]{32}\.[\w-]{22}$/);
    const newcomer = newHome();
    expect((await run(newcomer, ["send", link, "from away", "--as", "Gil"])).exit).toBe(0);
    const guessed = await run(newHome(), ["send", "Cellar", "let me in", "--as", "Eve", ...by(url)]);
    expect(guessed.exit).toBe(1);
    expect(guessed.error).toContain("(TOKEN_REQUIRED)");
    expect(await app.kill("SIGTERM")).toBe(0);
  });

  test("what leads nowhere is one sentence", async () => {
    const fail = async (...args: string[]) => {
      const { exit, error } = await run(bos, args);
      return [exit, error];
    };
    const gone = `${url}/r/Gone#${"a".repeat(32)}`;
    expect(await fail("send", gone, "x")).toEqual([
      1,
      expect.stringMatching(/^partyline: .* does not know .*\(NO_ROOM\)$/),
    ]);
    expect(await fail("send", "Nowhere", "x", ...by(url))).toEqual([
      1,
      expect.stringMatching(/\(NOT_FOUND\)$/),
    ]);
    const closed = await fail("list", ...by("http://127.0.0.1:9"));
    expect(closed).toEqual([
      1,
      expect.stringMatching(/^partyline: http:\/\/127\.0\.0\.1:9 cannot be asked\..*\(UNREACHABLE\)$/),
    ]);
    const noBoard = await fail("list", ...by(host.open.link.replace(/\/r\/.*/, "")));
    expect(noBoard).toEqual([
      1,
      expect.stringMatching(/No switchboard of this program.*\(NOT_A_SWITCHBOARD\)$/),
    ]);
    expect(await fail("list", "--via", "switchboard")).toEqual([
      2,
      expect.stringContaining("--switchboard URL"),
    ]);
    const second = await run(newHome(), [
      "switchboard",
      "--listen",
      `127.0.0.1:${board.open.port}`,
      "--no-metrics",
    ]);
    expect([second.exit, second.error]).toEqual([
      1,
      expect.stringMatching(/port cannot be opened.*\(PORT\)$/),
    ]);
  });

  test("the recovery key, printed once, moves a room to another device", async () => {
    const first = await startHost(newHome(), "Attic", ["--switchboard", url]);
    await row(first.app, { event: "switchboard", state: "listed", as: "Attic" });
    expect(first.open.recoveryKey).toMatch(/^([A-Z2-7]{4}-){8}[A-Z2-7]{4}$/);
    await first.app.kill("SIGKILL");
    const next = newHome();
    const file = join(next.path, "key");
    writeFileSync(file, `${first.open.recoveryKey}\n`);
    const moved = ["--switchboard", url, "--recover-file", file];
    const second = await startHost(next, "Attic", moved);
    expect([second.open.id, second.open.recoveryKey]).toEqual([first.open.id, undefined]);
    expect(await row(second.app, { event: "switchboard", state: "listed" })).toMatchObject({ as: "Attic" });
    expect(await second.app.kill("SIGTERM")).toBe(0);
    const again = await startHost(next, "Attic", []);
    expect([again.open.recoveryKey, again.open.links.length > 0]).toEqual([undefined, true]);
    expect(await again.app.kill("SIGTERM")).toBe(0);
    writeFileSync(file, "ABCD\n");
    expect(await run(newHome(), ["host", "Attic", "--port", "0", ...moved])).toMatchObject({
      exit: 1,
      error: expect.stringMatching(/\(BAD_RECOVERY_KEY\)$/),
    });
  });

  test("a restart sends hosts and clients away with a time to come back, and all is as it was", async () => {
    const tail = bos.start(["tail", "Reading Club", "--json", ...by(url)]);
    await tail.stdout.waitFor(said("by link"));
    expect(await board.app.kill("SIGTERM")).toBe(0);
    expect(board.app.stdout.lines.map((line) => (JSON.parse(line) as Row).event)).toEqual(["open", "closed"]);
    expect(board.app.stderr.lines.join("\n")).toContain("told to come back");
    board = await startBoard(boardHome, "--listen", `127.0.0.1:${board.open.port}`);
    const listed = isRow({ event: "switchboard", state: "listed", as: "Reading Club" });
    await times(host.app.stdout, 2, listed);
    const ask = ["send", "Reading Club", "after the restart", "--as", "Anna", ...by(url)];
    expect((await run(annas, ask)).exit).toBe(0);
    await times(tail.stdout, 1, said("after the restart"));
    expect(tail.stdout.lines.filter(said("by link"))).toHaveLength(1);
  });
});

describe("a switchboard with a certificate of its own", () => {
  let certificates: Certificates;

  beforeAll(async () => {
    certificates = await Certificates.make("first", "second");
    certificates.use("first");
  });
  afterAll(() => certificates.forget());

  test("all go by TLS; SIGHUP reads the files anew, and a bad one changes nothing", async () => {
    const trust = { NODE_EXTRA_CA_CERTS: certificates.trusted };
    const files = ["--tls-cert", certificates.cert, "--tls-key", certificates.key];
    const board = await startBoard(newHome(), ...files, "--log-level", "info");
    const { url, port } = board.open;
    expect(url).toBe(`https://127.0.0.1:${port}`);
    const host = await startHost(newHome(), "Reading Club", ["--switchboard", url], trust);
    await row(host.app, { event: "switchboard", state: "listed" });
    const bos = newHome();
    const tail = bos.start(["tail", "Reading Club", "--as", "Bo", "--json", ...by(url)], trust);
    const send = (text: string) =>
      run(bos, ["send", "Reading Club", text, "--as", "Bo", ...by(url)], trust).then(({ exit }) => exit);
    expect(await send("first")).toBe(0);
    await tail.stdout.waitFor(said("first"));

    certificates.use("second");
    board.app.signal("SIGHUP");
    await board.app.stderr.waitFor((line) => line.includes("read anew"));
    expect(await shownAt(port)).toBe("second");
    expect(await send("second")).toBe(0);
    await tail.stdout.waitFor(said("second"));

    writeFileSync(certificates.cert, "no certificate");
    board.app.signal("SIGHUP");
    await board.app.stderr.waitFor((line) => /The old certificate stays.*\(TLS\)$/.test(line));
    expect(await shownAt(port)).toBe("second");
    expect(await send("third")).toBe(0);

    const untrusting = await run(newHome(), ["list", ...by(url)]);
    expect([untrusting.exit, untrusting.error]).toEqual([
      1,
      expect.stringMatching(/Its certificate is not trusted.*\(UNREACHABLE\)$/),
    ]);
    // A second signal ends it without waiting for anybody.
    board.app.signal("SIGTERM");
    await board.app.stderr.waitFor((line) => line.startsWith("Stopping"));
    expect(await board.app.kill("SIGTERM")).toBe(130);
  });

  test("half a certificate is wrong usage, and a file that is none is said", async () => {
    const half = await run(newHome(), ["switchboard", "--tls-cert", certificates.cert]);
    expect([half.exit, half.error]).toEqual([2, expect.stringContaining("go together")]);
    const files = ["--tls-cert", `${certificates.cert}.none`, "--tls-key", certificates.key, "--no-metrics"];
    const none = await run(newHome(), ["switchboard", "--listen", "127.0.0.1:0", ...files]);
    expect([none.exit, none.error]).toEqual([
      1,
      expect.stringMatching(/^partyline: The certificate.*\(TLS\)$/),
    ]);
  });
});
