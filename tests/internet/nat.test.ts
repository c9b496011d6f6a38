/** Host and client behind routers that let nobody in, a switchboard that both can reach, and all that it gets to see. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import {
  createInternet,
  type HostProcess,
  type Internet,
  type LanHost,
  lanAvailable,
} from "@partyline/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Device, type OpenRow } from "../integration/fixtures/partyline.ts";
import { Capture } from "./fixtures/capture.ts";
import { Member } from "./fixtures/member.ts";
import { found } from "./fixtures/needles.ts";
import { SwitchboardProcess } from "./fixtures/switchboard.ts";

const available = lanAvailable();
const ROOM = "Reading Club";
const PASSWORD = "correct horse battery staple";
const URL_ = "http://198.51.100.1:2526";
const CROWD = fileURLToPath(new URL("./fixtures/crowd-program.ts", import.meta.url));

/** Said over the switchboard by somebody who sends them in clear, to show that the search would find them. */
const CONTROL = "this text was planted in clear";

const CONNECT = `const socket = require("node:net").connect(Number(process.argv[2]), process.argv[1]);
  const end = (what) => { console.log(what); process.exit(); };
  socket.on("connect", () => end("open")).on("error", (error) => end(error.code));
  setTimeout(() => end("nothing"), 1000);`;

const PLANT = `const socket = new WebSocket(process.argv[1]);
  socket.onopen = () => socket.send(new TextEncoder().encode(process.argv[2]));
  socket.onclose = () => process.exit();`;

describe.skipIf(!available.ok)(
  `behind routers${available.ok ? "" : ` (skipped: ${available.reason})`}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), "partyline-nat-"));
    let net: Internet<"board" | "anna" | "lena" | "ben", "home" | "cafe">;
    let hosting: Device;
    let switchboard: SwitchboardProcess;
    let capture: Capture;
    let open: { row: OpenRow; program: HostProcess };
    let far: Member;
    let near: Member;

    beforeAll(() => {
      net = createInternet({ outside: ["board"], sites: { home: ["anna", "lena"], cafe: ["ben"] } });
      hosting = new Device(net.hosts.anna, "Anna");
    });
    afterAll(async () => {
      await net?.close();
      for (const each of [hosting, switchboard, far, near]) each?.forget();
      rmSync(folder, { recursive: true, force: true });
    });

    test("a room is found by name from behind another router, and nothing else leads there", async () => {
      const { board, lena, ben } = net.hosts;
      capture = await Capture.start(board, join(folder, "capture.pcap"));
      switchboard = await SwitchboardProcess.start(board, { port: 2526 });
      const passwordFile = join(folder, "password");
      writeFileSync(passwordFile, PASSWORD);
      open = await hosting.until<OpenRow>(
        ["host", ROOM, "--switchboard", URL_, "--password-file", passwordFile],
        ({ event }) => event === "open",
      );
      await open.program.stderr.waitFor((line) => line.includes("Listed on 198.51.100.1:2526"));

      const { port } = open.row;
      const from = async (host: LanHost, address: string) =>
        (await host.run(process.execPath, ["-e", CONNECT, address, String(port)])).trim();
      expect(await from(lena, "192.168.1.2")).toBe("open");
      const outside = await Promise.all([
        from(ben, net.routers.home.outside),
        from(board, net.routers.home.outside),
        from(ben, "192.168.1.2"),
      ]);
      expect(outside).not.toContain("open");

      far = new Member(ben, { name: "Ben", room: ROOM, switchboard: URL_, password: PASSWORD });
      near = new Member(lena, {
        name: "Lena",
        room: ROOM,
        switchboard: URL_,
        password: PASSWORD,
        near: true,
      });
      await Promise.all([far.live(), near.live()]);
      expect([far.roads, near.roads]).toEqual([["switchboard"], ["direct"]]);
    });

    test("all of them see the same, in one order", async () => {
      const said = (who: string) => Array.from({ length: 40 }, (_, i) => `${who} saw ${i + 1} herons`);
      await Promise.all([far.say(said("Ben"), 3), near.say(said("Lena"), 3)]);
      await near.say(["that was all"]);
      await Promise.all([far.hears("that was all"), near.hears("that was all")]);
      expect(far.events).toEqual(near.events);
      expect(far.events.map(({ seq }) => seq)).toEqual(far.events.map((_, i) => i + 1));
      for (const who of ["Ben", "Lena"])
        expect(far.texts.filter((text) => text.startsWith(who))).toEqual(said(who));
    });

    test("the host's uplink carries a message once, for 1 circuit and for 10", async () => {
      const uplink = async (label: string) => {
        const before = net.routers.home.traffic.sent;
        const texts = Array.from({ length: 50 }, (_, i) => `${label} ${i}`.padEnd(100, "."));
        await near.say(texts, "acked");
        await far.hears(texts.at(-1) ?? "");
        return net.routers.home.traffic.sent - before;
      };
      const one = await uplink("for one");
      const options = { switchboard: URL_, room: ROOM, password: PASSWORD, count: 9 };
      const crowd = net.hosts.ben.spawn(process.execPath, [CROWD, JSON.stringify(options)]);
      await crowd.stdout.waitFor((line) => line.includes("joined"), { deadline: 30_000 });
      const ten = await uplink("for ten");
      await near.say(["does everybody hear"]);
      crowd.write("does everybody hear\n");
      await crowd.stdout.waitFor((line) => line.includes('"heard"'));
      await crowd.kill("SIGKILL");
      console.log(`uplink of the host for 50 messages: ${one} bytes with 1 circuit, ${ten} with 10`);
      expect(ten).toBeLessThan(one * 1.2);
    });

    test("the switchboard received, sent and stored no text, no password and no key", async () => {
      const keys = [...(await far.keys()), ...(await near.keys())];
      expect(keys.length).toBeGreaterThan(10);
      const circuit = `ws://198.51.100.1:2526/v1/r/${open.row.id}`;
      await Promise.all([far.close(), near.close()]);
      await net.hosts.ben.run(process.execPath, ["-e", PLANT, circuit, CONTROL]);
      await capture.until(CONTROL);
      await open.program.kill("SIGINT");
      await switchboard.close();
      const { raw, streams } = await capture.stop();

      const places = new Map<string, Buffer>([["the capture", raw]]);
      for (const { label, bytes, messages } of streams) {
        places.set(label, bytes);
        places.set(`${label}, unmasked`, messages);
      }
      const stored = new Map<string, Buffer>();
      for (const file of readdirSync(switchboard.home))
        stored.set(file, readFileSync(join(switchboard.home, file)));
      expect([...stored.keys()].some((file) => file.startsWith("directory."))).toBe(true);

      const needles = new Map<string, string | Uint8Array>([["the password", PASSWORD]]);
      for (const [i, text] of far.texts.entries()) needles.set(`text ${i}`, text);
      needles.set("part of a text", "herons");
      for (const [i, key] of keys.entries()) needles.set(`key ${i}`, Buffer.from(key, "hex"));
      for (const [name, secret] of secretsOf(hosting.home, open.row.id)) needles.set(name, secret);
      expect([...needles.keys()]).toEqual(expect.arrayContaining(["sign-seed", "noise-secret", "password"]));
      expect(found(needles, new Map([...places, ...stored]))).toEqual([]);

      // The search would have found it: what was planted goes up to the switchboard and on to the host, masked by
      // WebSocket both times or not; the room's name, which is public, is found in the folder and on the wire.
      const control = found(new Map([["control", CONTROL]]), places);
      expect(control.filter((line) => line.includes("> 198.51.100.1:2526, unmasked"))).toHaveLength(1);
      expect(control.filter((line) => line.includes("198.51.100.1:2526 > 198.51.100.101"))).not.toEqual([]);
      const name = new Map([["the name", ROOM]]);
      expect(found(name, places)).not.toEqual([]);
      expect(found(name, stored)).not.toEqual([]);
    });
  },
);

/** What the host's folder keeps of the room that nobody else may have. */
function secretsOf(home: string, room: string): Map<string, Uint8Array> {
  const log = new DatabaseSync(join(home, "rooms", room, "log.db"), { readOnly: true });
  try {
    const rows = log.prepare("SELECT * FROM meta").all() as { key: string; value: string }[];
    const secret = rows.filter(({ key }) =>
      ["sign-seed", "noise-secret", "recovery-seed", "password"].includes(key),
    );
    return new Map(secret.map(({ key, value }) => [key, Buffer.from(value, "base64url")]));
  } finally {
    log.close();
  }
}
