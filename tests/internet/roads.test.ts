/** A member on the host's own network whose direct road goes silent in the middle of a word, and comes back. */
import { createInternet, lanAvailable } from "@partyline/testkit";
import { expect, onTestFinished, test } from "vitest";
import { Device, type OpenRow } from "../integration/fixtures/partyline.ts";
import { Member } from "./fixtures/member.ts";
import { SwitchboardProcess } from "./fixtures/switchboard.ts";

const available = lanAvailable();
const ROOM = "Kitchen";
const URL_ = "http://198.51.100.1:2526";

test.skipIf(!available.ok)(
  `a member changes roads without losing, doubling or reordering a word${available.ok ? "" : ` (skipped: ${available.reason})`}`,
  async () => {
    const net = createInternet({ outside: ["board"], sites: { home: ["anna", "lena"], cafe: ["ben"] } });
    const { board, anna, lena, ben } = net.hosts;
    const hosting = new Device(anna, "Anna");
    const switchboard = await SwitchboardProcess.start(board, { port: 2526 });
    const { program } = await hosting.until<OpenRow>(
      ["host", ROOM, "--switchboard", URL_],
      ({ event }) => event === "open",
    );
    await program.stderr.waitFor((line) => line.includes("Listed on"));
    const near = new Member(lena, { name: "Lena", room: ROOM, switchboard: URL_, near: true });
    const far = new Member(ben, { name: "Ben", room: ROOM, switchboard: URL_ });
    onTestFinished(async () => {
      await net.close();
      for (const each of [hosting, switchboard, near, far]) each.forget();
    });
    await Promise.all([near.live(), far.live()]);
    expect([near.roads, far.roads]).toEqual([["direct"], ["switchboard"]]);

    // Packets between the two vanish without a word, as when somebody walks out of the reach of an access point.
    const {
      ipv4: [host = ""],
    } = anna.addresses();
    const rules = (line: string) => lena.run("nft", [line]);
    await rules("add table ip gone");
    await rules("add chain ip gone out { type filter hook output priority 0; }");
    await rules("add chain ip gone in { type filter hook input priority 0; }");
    const drop = async () => {
      await rules(`add rule ip gone out ip daddr ${host} drop`);
      await rules(`add rule ip gone in ip saddr ${host} drop`);
    };

    const said = (who: string) => Array.from({ length: 450 }, (_, i) => `${who} ${i + 1}`);
    const sending = Promise.all([near.say(said("near"), 10), far.say(said("far"), 10)]);
    await far.hears("near 100");
    await drop();
    near.do({ do: "probe" });
    await near.row(({ road }) => road === "switchboard", "the circuit");
    await far.hears("near 250");
    await rules("flush table ip gone");
    const back = near.program.stdout.lines.length;
    near.do({ do: "probe" });
    await near.row(({ road }) => road === "direct", "the direct road again", back);
    await sending;

    await Promise.all([near, far].flatMap((who) => [who.hears("far 450"), who.hears("near 450")]));
    expect(near.roads).toEqual(["direct", "switchboard", "direct"]);
    expect(near.texts).toEqual(far.texts);
    expect(near.texts).toHaveLength(900);
    for (const who of ["near", "far"])
      expect(near.texts.filter((text) => text.startsWith(who))).toEqual(said(who));
    for (const { events } of [near, far])
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    await program.kill("SIGINT");
  },
);
