/** Three devices on one network with nothing else running: a room is hosted, found by name, spoken in and read. */
import { createLan, lanAvailable } from "@partyline/testkit";
import { afterAll, describe, expect, it } from "vitest";
import { Device, openRoom, rows, type TailRow, texts } from "./fixtures/partyline.ts";

const available = lanAvailable();
const NAME = "Reading Club";

describe.skipIf(!available.ok)(
  `a room on a LAN${available.ok ? "" : ` (skipped: ${available.reason})`}`,
  () => {
    const lan = createLan({ hosts: { a: ["lan1"], b: ["lan1"], c: ["lan1", "lan2"], d: ["lan2"] } });
    const anna = new Device(lan.hosts.a, "Anna");
    const ben = new Device(lan.hosts.b, "Ben");
    const cleo = new Device(lan.hosts.c, "Cleo");
    const dana = new Device(lan.hosts.d, "Dana");
    const lines = Array.from({ length: 1_000 }, (_, i) => `line ${i + 1}`);

    afterAll(async () => {
      await lan.close();
      for (const device of [anna, ben, cleo, dana]) device.forget();
    });

    it("lists it, takes 1,000 lines, tells them in order once, and goes on after kill -9", async () => {
      const first = await openRoom(anna, NAME);
      expect(first.row.addresses).toContain(`10.77.1.1:${first.row.port}`);

      const listed = await ben.until<{ name: string; id: string }>(["list"], ({ name }) => name === NAME);
      expect(listed.row).toMatchObject({
        id: first.row.id,
        password: false,
        roads: expect.arrayContaining([{ kind: "direct", address: "10.77.1.1", port: first.row.port }]),
      });
      expect((await listed.program.exit).code).toBe(0);

      const sent = ben.start(["send", NAME, "--json"], lines.map((line) => `${line}\n`).join(""));
      expect((await sent.exit).code).toBe(0);
      expect(rows<{ event: string; n: number }>(sent).map(({ n }) => n)).toEqual(lines.map((_, i) => i + 1));

      const tail = cleo.start(["tail", NAME, "--from", "1", "--json"]);
      await tail.stdout.waitFor((line) => line.includes('"line 1000"'));
      expect(texts(tail)).toEqual(lines);

      await first.program.kill("SIGKILL");
      await tail.stderr.waitFor((line) => /reconnect|connection/i.test(line));
      const again = await openRoom(anna, NAME);
      expect(again.row.id).toBe(first.row.id);
      const more = ben.start(["send", NAME, "after the crash"]);
      expect((await more.exit).code).toBe(0);
      await tail.stdout.waitFor((line) => line.includes('"after the crash"'));
      expect(texts(tail)).toEqual([...lines, "after the crash"]);
      const seqs = rows<TailRow>(tail).map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.map((_, i) => i + 1));

      expect((await again.program.kill("SIGINT")).code).toBe(0);
      expect(again.program.stdout.lines.at(-1)).toBe('{"event":"closed"}');
      await tail.kill("SIGINT");
    });

    it("says who came and who went, and by which of two networks each one came", async () => {
      const { row, program } = await openRoom(cleo, "Two Networks");
      expect(row.addresses).toEqual(
        expect.arrayContaining([`10.77.1.3:${row.port}`, `10.77.2.3:${row.port}`]),
      );
      for (const device of [ben, dana]) {
        const said = device.start(["send", "Two Networks", "hello"]);
        expect((await said.exit).code).toBe(0);
      }
      await program.stdout.waitFor((line) => line === '{"event":"joined","member":"Ben"}');
      await program.stdout.waitFor((line) => line === '{"event":"left","member":"Dana"}');
      await program.kill("SIGINT");
    });

    it("lets nobody take the name of another's key", async () => {
      const { program } = await openRoom(anna, "Names");
      expect((await ben.start(["send", "Names", "it is me"]).exit).code).toBe(0);
      for (const name of ["Ben", "BEN", "Вen"]) {
        const thief = new Device(lan.hosts.c, name);
        const said = thief.start(["send", "Names", "it is me"]);
        expect((await said.exit).code).toBe(1);
        expect(said.stderr.lines.join(" ")).toMatch(/NAME_(TAKEN|CONFUSABLE|MIXED_SCRIPTS)/);
        thief.forget();
      }
      const tail = cleo.start(["tail", "Names", "--from", "1", "--no-follow", "--json"]);
      expect((await tail.exit).code).toBe(0);
      expect(texts(tail)).toEqual(["it is me"]);
      await program.kill("SIGINT");
    });

    it("tells members that the host goes offline, and keeps the room for the next time", async () => {
      const { program } = await openRoom(anna, "Kept");
      expect((await ben.start(["send", "Kept", "remember this"]).exit).code).toBe(0);
      await program.kill("SIGINT");
      const gone = ben.start(["list", "--timeout", "1"]);
      expect((await gone.exit).code).toBe(0);
      expect(gone.stdout.lines.filter((line) => line.includes("Kept"))).toEqual([]);
      const again = await openRoom(anna, "Kept");
      const tail = cleo.start(["tail", "Kept", "--from", "1", "--no-follow", "--json"]);
      expect((await tail.exit).code).toBe(0);
      expect(texts(tail)).toEqual(["remember this"]);
      await again.program.kill("SIGINT");
    });

    it("hosts several rooms on one device, each at a port of its own where the first is taken", async () => {
      const one = await openRoom(anna, "First Room");
      const two = await openRoom(anna, "Second Room");
      expect(two.row.port).not.toBe(one.row.port);
      await two.program.stderr.waitFor(
        (line) => line.includes("2525") && line.includes(String(two.row.port)),
      );
      const same = anna.start(["host", "First Room"]);
      expect((await same.exit).code).toBe(1);
      expect(same.stderr.lines.join(" ")).toContain("ROOM_IN_USE");
      await Promise.all([one.program.kill("SIGINT"), two.program.kill("SIGINT")]);
    });
  },
);
