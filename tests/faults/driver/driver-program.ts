/*
 * A member that says numbered messages, writes down its whole life, and survives kill -9: argv has DriverOptions as
 * JSON; on stdin DriverCommands, on stdout DriverRows, one JSON object a line.
 */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { locate, nodeParts, RoomClient, type RoomTarget, sqliteStore } from "@partyline/client";
import { onLine } from "../../integration/fixtures/say.ts";
import { randomOf } from "../random.ts";
import { machineMs, Notes } from "./notes.ts";
import { type DriverCommand, type DriverOptions, type DriverRow, idOf, textOf } from "./words.ts";

const options = JSON.parse(process.argv[2] ?? "{}") as DriverOptions;
const { label, life } = options;
const notes = new Notes(options.file);
const store = sqliteStore(join(options.home));
const say = (row: DriverRow): void =>
  void process.stdout.write(`${JSON.stringify({ ...row, ms: Math.round(machineMs()) })}\n`);

/** The room from the store, or, in the first life, by asking for it until somebody answers. */
async function target(): Promise<RoomTarget> {
  const [pinned] = await store.rooms();
  if (pinned) return pinned;
  for (;;)
    try {
      const found = await locate(options.where, store);
      const { addresses = found.addresses, switchboards = found.switchboards ?? [] } = options;
      const room = { ...found, addresses, switchboards };
      await store.pin({ ...room, lastJoined: 1 });
      return room;
    } catch {
      await sleep(100);
    }
}

const room = await target();
const client = new RoomClient({
  target: room,
  store,
  name: options.name,
  ...nodeParts,
  ownsStore: true,
  since: life === 0 ? { seq: 0 } : "last",
  ...(options.via ? { via: options.via } : {}),
});

/** The first words of what is under way, by key. */
const ids = new Map<number, string>();
const pings = new Map<string, { id: number; acked: boolean; applied: boolean }>();
const reaches = new Set<{ id: number; seq: number }>();
const settles = new Set<number>();
let last = 0;
let complete = 0;
let talking = 0;
let hasBegun = false;
let said = 0;

function advance(id: string, what: "acked" | "applied"): void {
  const ping = pings.get(id);
  if (!ping) return;
  ping[what] = true;
  if (!ping.acked || !ping.applied) return;
  pings.delete(id);
  say({ event: "pong", id: ping.id });
}

function look(): void {
  const { seq } = client.completeTo;
  if (seq > complete) notes.write(["complete", seq]);
  complete = Math.max(complete, seq);
  for (const reach of reaches)
    if (last >= reach.seq) {
      reaches.delete(reach);
      say({ event: "reached", id: reach.id });
    }
  if (settles.size === 0 || talking > 0 || client.pending.some(({ failed }) => !failed)) return;
  for (const id of settles) say({ event: "settled", id });
  settles.clear();
}

function tell(text: string): string {
  const id = text.split(" ", 1)[0] ?? "";
  notes.write(["said", id, machineMs()]);
  client.send(text).catch(() => {});
  return id;
}

const remember = (): void => {
  for (const { key, text } of client.pending) ids.set(key, text.split(" ", 1)[0] ?? "");
};

client.on((event) => {
  switch (event.kind) {
    case "pending":
      ids.set(event.entry.key, event.entry.text.split(" ", 1)[0] ?? "");
      return;
    case "me":
      // Before any answer, and before anything is applied.
      remember();
      if (!hasBegun) notes.write(["start", life === 0 ? 0 : (client.remembered.at(-1)?.seq ?? null)]);
      hasBegun = true;
      return;
    case "acked": {
      const id = ids.get(event.key) ?? `unknown ${event.key}`;
      ids.delete(event.key);
      notes.write(["acked", id, event.seq, machineMs()]);
      advance(id, "acked");
      look();
      return;
    }
    case "failed":
      notes.write(["refused", ids.get(event.key) ?? `unknown ${event.key}`, event.code]);
      say({ event: "failed", code: event.code, detail: event.detail });
      look();
      return;
    case "events":
      notes.write(
        ...event.events.map(
          (one) => ["applied", one.seq, idOf(one), one.kind === "unknown" ? "" : one.by] as const,
        ),
      );
      last = event.events.at(-1)?.seq ?? last;
      for (const one of event.events) if (one.kind === "message") advance(idOf(one), "applied");
      look();
      return;
    case "reset":
      notes.write(["break", event.why === "reset" ? "RESET" : "GAP", event.first]);
      last = event.first - 1;
      complete = 0;
      say({ event: "reset", why: event.why });
      return;
    case "state": {
      const { state } = event;
      const why = state.kind === "waiting" ? state.why : state.kind === "ended" ? state.code : undefined;
      say({ event: "state", state: state.kind, why });
      look();
      return;
    }
    case "road":
      say({ event: "road", road: event.road.kind });
      return;
    case "trouble":
      say({ event: "trouble", code: event.code, detail: event.detail });
      return;
    default:
      return;
  }
});
client.start();

/** Bursts with pauses, as people and their programs do. */
async function talk({ count, ms, seed }: { count: number; ms: number; seed: number }): Promise<void> {
  talking += 1;
  const random = randomOf(seed);
  const bursts = Math.max(1, Math.round(ms / 60));
  let left = count;
  for (let burst = 0; burst < bursts; burst++) {
    const due =
      burst === bursts - 1 ? left : Math.min(left, random.between(0, Math.ceil((2 * count) / bursts)));
    for (let i = 0; i < due; i++)
      tell(
        textOf(
          label,
          life,
          ++said,
          random.next() < 0.02 ? random.between(500, 4_000) : random.between(20, 160),
        ),
      );
    left -= due;
    await sleep(random.between(20, 100));
  }
  talking -= 1;
  look();
}

async function freeze(ms: number): Promise<void> {
  const reader = client.events();
  await reader.next();
  await sleep(ms);
  await reader.return?.();
}

onLine((line) => {
  const command = JSON.parse(line) as DriverCommand;
  switch (command.do) {
    case "talk":
      void talk(command);
      return;
    case "ping": {
      const id = tell(textOf(label, life, ++said, 40));
      pings.set(id, { id: command.id, acked: false, applied: false });
      return;
    }
    case "settle":
      settles.add(command.id);
      look();
      return;
    case "reach":
      reaches.add(command);
      look();
      return;
    case "freeze":
      void freeze(command.ms);
      return;
    case "addresses":
      client.setAddresses(command.addresses);
      void store.pin({ ...room, addresses: command.addresses, lastJoined: 1 });
      return;
    case "probe":
      client.probe();
      return;
    case "close":
      void client.close().then(() => process.stdin.destroy());
  }
});
