/** The app on a network: rooms of other devices come and go on its page. */
import { decodeHostPublicKeys, roomIdOf } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { createLan, lanAvailable } from "@partyline/testkit";
import { afterAll, describe, expect, it } from "vitest";
import { type Told as AnyTold, start } from "./fixtures/lan-programs.ts";
import { Device } from "./fixtures/partyline.ts";

/** The keys that the fixture lists, and the id that is theirs. */
const idOfFixture = roomIdOf(nodeProvider, decodeHostPublicKeys("A".repeat(86)));
/** From the room's opening on one device to its place on another's page. Milliseconds. */
const NEARBY_MS = 2_000;
/** Two checks of 5 s, the second of which waits 2 s in vain, and a margin. Milliseconds. */
const GONE_MS = 20_000;

interface Told extends AnyTold {
  id?: string;
  rooms?: (NonNullable<AnyTold["rooms"]>[number] & { by?: string })[];
}

const available = lanAvailable();

describe.skipIf(!available.ok)(
  `the app on a network${available.ok ? "" : ` (skipped: ${available.reason})`}`,
  () => {
    const lan = createLan({ hosts: { a: ["lan1"], b: ["lan1"] } });
    const anna = new Device(lan.hosts.a, "Anna");
    const ben = new Device(lan.hosts.b, "Ben");

    afterAll(async () => {
      await lan.close();
      anna.forget();
      ben.forget();
    });

    /** Opens the app of a device, and a page of it. */
    async function open(device: Device, host: typeof lan.hosts.a) {
      const { row, program } = await device.until<{ event: string; url: string }>(
        ["open", "--no-open"],
        ({ event }) => event === "open",
      );
      const page = start(host, "page-program", row.url);
      await page.told(({ event }) => event === "hosted");
      return { page, program };
    }

    it("shows a room within two seconds of its opening, with its owner, beside a frozen one, until it is killed", async () => {
      const { page } = await open(anna, lan.hosts.a);
      const other = await open(ben, lan.hosts.b);
      // Listed, and frozen: what is asked of it takes 2 s to fail, and must not hold up the others.
      const frozen = start(lan.hosts.b, "room-host", "Frozen Room", idOfFixture);
      await page.told(({ event, rooms = [] }) => event === "nearby" && rooms.length === 1);
      void frozen.process.kill("SIGSTOP");

      other.page.tell("Reading Club");
      const made: Told = await other.page.told(({ event }) => event === "created");
      const has = ({ event, rooms = [] }: Told) =>
        event === "nearby" && rooms.some(({ id }) => id === made.id);
      const told: Told = await page.told(has);
      expect(told.rooms?.find(({ id }) => id === made.id)).toMatchObject({
        name: "Reading Club",
        password: false,
        by: "Ben",
        addresses: expect.arrayContaining([{ address: "10.77.1.2", port: made.port }]),
      });
      expect(told.at - made.at).toBeLessThan(NEARBY_MS);

      const killed = Date.now();
      await other.program.kill("SIGKILL");
      await page.told((one) => one.event === "nearby" && !has(one), { since: killed, deadline: GONE_MS });
    });
  },
);
