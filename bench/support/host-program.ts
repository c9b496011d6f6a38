/** A host with one room, for measurements. Argument: how many messages the room has from the start. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openHost } from "@partyline/host";
import { encodeHostPublicKeys } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { serveBench } from "./processes.ts";

const host = await openHost({
  home: mkdtempSync(join(tmpdir(), "partyline-bench-")),
  port: 0,
  advertise: false,
  limits: {
    sendBurst: 1e9,
    sendsPerSecond: 1e9,
    readBurst: 1e9,
    commandBurst: 1e9,
    greeting: 1e9,
    connections: 10_000,
  },
});
const key = nodeProvider.x25519.publicKey(nodeProvider.randomBytes(32));
const room = await host.openRoom({ name: "Bench", owner: { name: "Owner", key: () => key } });
serveBench({ port: host.port, id: room.id, keys: encodeHostPublicKeys(room.keys) });
