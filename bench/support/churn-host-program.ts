/** A host as it is installed, whose memory is looked at: rooms that stay, one of them with a password, and one after the
 *  other that comes and goes. Argument: the switchboard's address. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type HostedRoom, openHost } from "@partyline/host";
import { encodeHostPublicKeys } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { memoryNow } from "./memory.ts";
import { serveBench } from "./processes.ts";

export interface ChurnRoom {
  id: string;
  keys: string;
  password?: string;
}

export interface ChurnHost {
  port: number;
  rooms: ChurnRoom[];
}

const PASSWORD = "correct horse";
/** How long a room that comes and goes is there, in milliseconds. */
const SHORT_MS = 3_000;

const [, , url = ""] = process.argv;
const host = await openHost({
  home: mkdtempSync(join(tmpdir(), "partyline-bench-")),
  bind: "127.0.0.1",
  port: 0,
  advertise: false,
  ...(url ? { switchboards: [{ url }] } : {}),
});
const key = nodeProvider.x25519.publicKey(nodeProvider.randomBytes(32));
const owner = { name: "Owner", key: () => key };
const stays = [
  await host.openRoom({ name: "Kitchen", owner }),
  await host.openRoom({ name: "Salon", owner, keep: { last: 2_000 } }),
  await host.openRoom({ name: "Vault", owner, password: PASSWORD }),
  await host.openRoom({ name: "Whisper", owner, memoryOnly: true, keep: { last: 500 } }),
];
const isListed = (room: HostedRoom) => room.switchboards()[0]?.state === "listed";
if (url) while (!stays.every(isListed)) await new Promise((resolve) => setTimeout(resolve, 20));

let count = 0;
async function comeAndGo(): Promise<void> {
  for (;;) {
    count += 1;
    const room = await host.openRoom({ name: `Corner ${count}`, owner, memoryOnly: count % 2 === 0 });
    await new Promise((resolve) => setTimeout(resolve, SHORT_MS));
    await room.destroy();
  }
}
comeAndGo().catch((error) => {
  console.error(error);
  process.exit(1);
});

serveBench(
  {
    port: host.port,
    rooms: stays.map((room) => ({
      id: room.id,
      keys: encodeHostPublicKeys(room.keys),
      ...(room.password ? { password: PASSWORD } : {}),
    })),
  } satisfies ChurnHost,
  () => ({
    ...memoryNow(),
    rooms: count,
    here: stays.reduce((sum, room) => sum + room.here().length, 0),
  }),
);
