/** A host with one room of many messages and a page for guests, for measurements. Argument: how many messages. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { openHost } from "@partyline/host";
import { encodeHostPublicKeys } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { serveBench } from "./processes.ts";
import { RawMember } from "./raw-member.ts";

const count = Number(process.argv[2]);
const NAMES = ["Anna", "Ben", "Cleo", "Dora", "Emil", "Fatima"];
/** One person says this many in a row. */
const TURN = 3;
/** Sent and not yet acknowledged. */
const WINDOW = 200;

/** As people write: mostly a line, sometimes a few, now and then with marks. */
function textOf(i: number): string {
  if (i % 25 === 0) return `**${i}** with \`code\`, a list:\n- one\n- two`;
  if (i % 10 === 0) return `${i} ${"and what followed was a longer story ".repeat(8)}`;
  return `${i} the quick brown fox ${"jumps ".repeat(i % 7)}`;
}

const host = await openHost({
  home: mkdtempSync(join(tmpdir(), "partyline-bench-")),
  port: 0,
  advertise: false,
  pages: dirname(fileURLToPath(import.meta.resolve("@partyline/web/dist/index.html"))),
  limits: { sendBurst: 1e9, sendsPerSecond: 1e9, readBurst: 1e9, commandBurst: 1e9, greeting: 1e9 },
});
const key = nodeProvider.x25519.publicKey(nodeProvider.randomBytes(32));
const room = await host.openRoom({ name: "Bench", owner: { name: "Owner", key: () => key } });
const ready = { port: host.port, id: room.id, keys: encodeHostPublicKeys(room.keys) };

let acked = 0;
let onAck = () => {};
const members = NAMES.map(
  (name) =>
    new RawMember({
      room: ready,
      name,
      onAck: () => {
        acked += 1;
        onAck();
      },
    }),
);
await Promise.all(members.map(({ admitted }) => admitted));
const sent = members.map(() => 0);
for (let i = 1; i <= count; i++) {
  const by = Math.floor(i / TURN) % members.length;
  sent[by] = (sent[by] ?? 0) + 1;
  members[by]?.command({ type: "send", n: sent[by] ?? 0, body: { kind: "message", text: textOf(i) } });
  while (i - acked > (i === count ? 0 : WINDOW))
    await new Promise<void>((resolve) => {
      onAck = resolve;
    });
}
for (const member of members) member.close();
serveBench(ready);
