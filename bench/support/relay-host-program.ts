/** A host with one room that is reached by way of a switchboard, for measurements. Arguments: the switchboard's address;
 *  "many" to lift what bounds a single sender. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openHost } from "@partyline/host";
import { encodeHostPublicKeys } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { serveBench } from "./processes.ts";

const [, , url = "", many] = process.argv;
const host = await openHost({
  home: mkdtempSync(join(tmpdir(), "partyline-bench-")),
  bind: "127.0.0.1",
  port: 0,
  advertise: false,
  ...(many ? { limits: { sendBurst: 1e9, sendsPerSecond: 1e9, greeting: 1e9 } } : {}),
});
const key = nodeProvider.x25519.publicKey(nodeProvider.randomBytes(32));
const room = await host.openRoom({
  name: "Bench",
  owner: { name: "Owner", key: () => key },
  switchboards: [{ url }],
});
while (room.switchboards()[0]?.state !== "listed") await new Promise((resolve) => setTimeout(resolve, 20));
serveBench({ port: host.port, id: room.id, keys: encodeHostPublicKeys(room.keys) });
