/** Real clients of one room by way of a switchboard, for measurements. */
import { memoryStore, nodeParts, RoomClient } from "@partyline/client";
import { decodeHostPublicKeys } from "@partyline/secure";
import { serveBench } from "./processes.ts";

export interface Question {
  do: "join" | "caught-up";
  id: string;
  keys: string;
  switchboard: string;
  count: number;
  /** Of the last event that all must have. */
  seq: number;
}

export interface Answer {
  /** When all had it and were live, milliseconds since 1970-01-01 UTC. */
  at: number;
  breaks: number;
}

const clients: RoomClient[] = [];
/** Where each one's copy ends. */
const last: number[] = [];
/** When each one was live last, milliseconds since 1970-01-01 UTC; 0 while it is not. */
const liveAt: number[] = [];
/** How often one of them had to dial again. */
let breaks = 0;
let changed = () => {};

const isLiveWith = (seq: number) => (_: RoomClient, i: number) => liveAt[i] !== 0 && (last[i] ?? 0) >= seq;

async function until(is: () => boolean): Promise<void> {
  while (!is())
    await new Promise<void>((resolve) => {
      changed = resolve;
    });
}

async function join({ id, keys, switchboard, count }: Question): Promise<void> {
  const target = { id, keys: decodeHostPublicKeys(keys), addresses: [], switchboards: [switchboard] };
  for (let left = count; left > 0; left -= 50) {
    for (let i = 0; i < Math.min(50, left); i++) {
      const client = new RoomClient({
        target,
        store: memoryStore(),
        name: `Member ${process.pid} ${clients.length}`,
        ...nodeParts,
      });
      const at = clients.push(client) - 1;
      last[at] = liveAt[at] = 0;
      client.on((event) => {
        if (event.kind === "events") last[at] = event.events.at(-1)?.seq ?? 0;
        if (event.kind === "trouble") console.error(event);
        if (event.kind === "state") {
          if (event.state.kind === "ended") console.error(event.state);
          if (event.state.kind === "waiting") breaks += 1;
          liveAt[at] = event.state.kind === "live" ? Date.now() : 0;
        }
        changed();
      });
      client.start();
    }
    await until(() => liveAt.every((at) => at > 0));
  }
  breaks = 0;
}

serveBench("ready", async (question) => {
  const asked = question as Question;
  if (asked.do === "join") return (await join(asked)) ?? null;
  await until(() => clients.every(isLiveWith(asked.seq)));
  return { at: Date.now(), breaks } satisfies Answer;
});
