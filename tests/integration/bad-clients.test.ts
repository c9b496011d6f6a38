/** Clients that send what they must not: each is parted from, while honest members go on. */
import { createLan, lanAvailable } from "@partyline/testkit";
import { afterAll, describe, expect, it } from "vitest";
import { start } from "./fixtures/lan-programs.ts";
import { Device, openRoom, texts } from "./fixtures/partyline.ts";

const available = lanAvailable();

describe.skipIf(!available.ok)(
  `malformed clients${available.ok ? "" : ` (skipped: ${available.reason})`}`,
  () => {
    const lan = createLan({ hosts: { a: ["lan1"], b: ["lan1"], m: ["lan1"] } });
    const anna = new Device(lan.hosts.a, "Anna");
    const ben = new Device(lan.hosts.b, "Ben");

    afterAll(async () => {
      await lan.close();
      for (const device of [anna, ben]) device.forget();
    });

    it("are parted from with a code; the others go on, and the log is as they left it", async () => {
      const { row, program } = await openRoom(anna, "Besieged", "--log-level", "info");
      const tail = ben.start(["tail", "Besieged", "--from", "1", "--json"]);
      const send = ben.start(["send", "Besieged", "--json"]);
      const said: string[] = [];
      const speak = async (text: string) => {
        said.push(text);
        send.write(`${text}\n`);
        await tail.stdout.waitFor((line) => line.includes(`"text":"${text}"`), { what: text });
      };
      await speak("before");

      const vandal = start(lan.hosts.m, "vandal", "10.77.1.1", String(row.port), row.id);
      const all = vandal.told(({ event }) => event === "all", { deadline: 45_000 });
      let over = false;
      const ended = all.finally(() => {
        over = true;
      });
      for (let n = 1; !over; n++) await speak(`meanwhile ${n}`);
      await ended.catch((error) => expect.fail(`${error}\n${vandal.process.stderr.lines.join("\n")}`));
      await speak("after");
      expect(said.length).toBeGreaterThan(5);

      await Promise.all([send.kill("SIGINT"), tail.kill("SIGINT")]);
      const log = ben.start(["tail", "Besieged", "--from", "1", "--no-follow", "--json"]);
      expect((await log.exit).code).toBe(0);
      expect(texts(log)).toEqual(said);

      const logged = program.stderr.lines
        .map((line) => JSON.parse(line))
        .filter(({ code }) => code !== undefined);
      expect(logged.map(({ code }) => code)).toEqual(
        expect.arrayContaining([
          "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH",
          "BAD_FRAME",
          "UNKNOWN_FRAME",
          "BAD_HANDSHAKE",
          "HANDSHAKE_FAILED",
          "BAD_SEAL",
          "REPLAYED",
          "BAD_MESSAGE",
        ]),
      );
      for (const entry of logged) {
        expect(entry).toMatchObject({
          level: "info",
          msg: expect.any(String),
          code: expect.stringMatching(/^[A-Z0-9_]+$/),
        });
        expect(entry).not.toHaveProperty("stack");
      }
      expect((await program.kill("SIGINT")).code).toBe(0);
    });
  },
);
