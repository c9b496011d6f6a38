/** A disk that is full, or may not be written to: said in one clear line, and nothing is lost. */
import { createLan, lanAvailable } from "@partyline/testkit";
import { afterAll, describe, expect, it } from "vitest";
import { failureOf } from "./fixtures/failure.ts";
import { Device, openRoom, rows, type TailRow, texts } from "./fixtures/partyline.ts";
import { SmallDisk } from "./fixtures/small-disk.ts";

const available = lanAvailable();

describe.skipIf(!available.ok)(
  `a host whose disk fails${available.ok ? "" : ` (skipped: ${available.reason})`}`,
  () => {
    const lan = createLan({ hosts: { a: ["lan1"], b: ["lan1"], c: ["lan1"] } });
    const ben = new Device(lan.hosts.b, "Ben");
    const cleo = new Device(lan.hosts.c, "Cleo");
    const devices = [ben, cleo];
    const disks: SmallDisk[] = [];
    const onSmallDisk = (name: string, kilobytes: number) => {
      const device = new Device(lan.hosts.a, name);
      const disk = new SmallDisk(device.home, kilobytes);
      devices.push(device);
      disks.push(disk);
      return { device, disk };
    };

    afterAll(async () => {
      await lan.close();
      for (const disk of disks) disk.remove();
      for (const device of devices) device.forget();
    });

    it("waits while the disk is full; with space again, everything that waited arrives once", async () => {
      const { device, disk } = onSmallDisk("Anna", 8_192);
      const { program } = await openRoom(device, "Full");
      const send = ben.start(["send", "Full", "--json"]);
      const tail = cleo.start(["tail", "Full", "--from", "1", "--json"]);
      send.write("first\n");
      await tail.stdout.waitFor((line) => line.includes('"first"'));

      disk.fill();
      // More than the pages that the log's file may have left.
      const more = Array.from({ length: 200 }, (_, i) => `${i} ${"x".repeat(5_000)}`);
      send.write(more.map((text) => `${text}\n`).join(""));
      await program.stderr.waitFor((line) => line.includes("LOG_FULL"), { what: "the host's word" });
      // Who comes now is told why not, or waits: the host lives.
      expect((await failureOf(cleo, ["list", "--timeout", "1"])).exit).toBe(0);

      disk.free();
      await send.stdout.waitFor((line) => line.includes(`"n":${more.length + 1},`), { deadline: 30_000 });
      send.write("last\n");
      await tail.stdout.waitFor((line) => line.includes('"last"'));
      await send.kill("SIGINT");
      expect(texts(tail)).toEqual(["first", ...more, "last"]);
      await tail.kill("SIGINT");

      expect(program.stderr.lines.filter((line) => /^\s+at /.test(line))).toEqual([]);
      await program.kill("SIGKILL");
      const again = await openRoom(device, "Full");
      const log = cleo.start(["tail", "Full", "--from", "1", "--no-follow", "--json"]);
      expect((await log.exit).code).toBe(0);
      expect(texts(log)).toEqual(["first", ...more, "last"]);
      const seqs = rows<TailRow>(log).map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.map((_, i) => i + 1));
      await again.program.kill("SIGINT");
    });

    it("opens no room on a full disk, and the same one once there is space", async () => {
      const { device, disk } = onSmallDisk("Fred", 8_192);
      const kept = await openRoom(device, "Kept");
      expect((await ben.start(["send", "Kept", "remember this"]).exit).code).toBe(0);
      await kept.program.kill("SIGINT");
      disk.fill();
      const failure = await failureOf(device, ["host", "New Room"]);
      expect(failure).toMatchObject({ exit: 1, stdout: [] });
      expect(failure.code).toMatch(/^(LOG_FULL|STORE)$/);
      expect(failure.lines).toEqual([expect.stringMatching(/full/)]);
      disk.free();
      const again = await openRoom(device, "Kept");
      expect(again.row.id).toBe(kept.row.id);
      await again.program.kill("SIGINT");
    });

    it("says of a read-only data folder that it is one", async () => {
      const { device, disk } = onSmallDisk("Rosa", 8_192);
      const empty = onSmallDisk("Rita", 1_024);
      const { program, row } = await openRoom(device, "Sealed");
      expect((await ben.start(["send", "Sealed", "keep me"]).exit).code).toBe(0);
      await program.kill("SIGINT");
      disk.readOnly();
      empty.disk.readOnly();
      for (const place of [device, empty.device])
        for (const args of [
          ["host", "Sealed"],
          ["host", "New Room"],
          ["send", "10.77.1.1:1", "hello"],
        ]) {
          const failure = await failureOf(place, args);
          expect(failure, args.join(" ")).toMatchObject({ exit: 1, stdout: [] });
          expect(failure.code).toMatch(/^(LOG_READ_ONLY|STORE)$/);
          expect(failure.lines).toEqual([expect.stringMatching(/cannot be written to/)]);
        }

      disk.writable();
      const again = await openRoom(device, "Sealed");
      expect(again.row.id).toBe(row.id);
      const log = cleo.start(["tail", "Sealed", "--from", "1", "--no-follow", "--json"]);
      expect((await log.exit).code).toBe(0);
      expect(texts(log)).toEqual(["keep me"]);
      await again.program.kill("SIGINT");
    });
  },
);
