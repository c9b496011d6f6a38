/** A member that talks at an even pace, by the client that every program has. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { joinRoom } from "@partyline/client";
import { decodeHostPublicKeys } from "@partyline/secure";
import { serveBench } from "./processes.ts";
import type { RoomUnderTest } from "./raw-member.ts";

const room = JSON.parse(process.argv[2] ?? "") as RoomUnderTest;
const client = await joinRoom(
  {
    id: room.id,
    keys: decodeHostPublicKeys(room.keys),
    addresses: [{ address: "127.0.0.1", port: room.port }],
  },
  { name: "Talker", home: mkdtempSync(join(tmpdir(), "partyline-bench-")) },
);

interface Question {
  ms: number;
  perSecond: number;
}

/** Says so many things a second and waits until the host has them all; answers how many. */
async function talk({ ms, perSecond }: Question): Promise<number> {
  const began = performance.now();
  let last: Promise<unknown> = Promise.resolve();
  let said = 0;
  for (;;) {
    const elapsed = performance.now() - began;
    const due = Math.floor((Math.min(elapsed, ms) * perSecond) / 1000);
    while (said < due) last = client.send(`said ${++said} of many, as it comes`);
    if (elapsed >= ms) break;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await last;
  return said;
}

serveBench("ready", (question) => talk(question as Question));
