/** The members of a room under load: many that listen, a few that send as fast as they are acknowledged. */

import { serveBench } from "./processes.ts";
import { RawMember, type RoomUnderTest } from "./raw-member.ts";

const WINDOW = 256;
let members: RawMember[] = [];
let sent: number[] = [];
let acked: number[] = [];

async function join(room: RoomUnderTest, listeners: number, senders: number): Promise<void> {
  sent = Array.from({ length: senders }, () => 0);
  acked = sent.slice();
  for (let i = 0; i < listeners + senders; i += 50) {
    const some = Array.from({ length: Math.min(50, listeners + senders - i) }, (_, k) => {
      const at = i + k;
      return new RawMember({
        room,
        name: `Member ${process.pid} ${members.length + k}`,
        judge: at === senders,
        onAck: (n) => {
          acked[at] = n;
        },
      });
    });
    await Promise.all(some.map(({ admitted }) => admitted));
    members.push(...some);
  }
}

/** Sends for `ms` milliseconds, waits until every member has had everything; answers messages and milliseconds. */
async function load(ms: number, senders: number): Promise<{ messages: number; ms: number; equal: boolean }> {
  const text = "x".repeat(100);
  const judge = members[senders];
  if (!judge) throw new Error("nobody listens");
  const before = judge.messages;
  const bytesBefore = members.map(({ batchBytes }) => batchBytes);
  const began = performance.now();
  const goal = sent.slice();
  while (performance.now() - began < ms) {
    for (let s = 0; s < senders; s++)
      while ((sent[s] ?? 0) - (acked[s] ?? 0) < WINDOW) {
        sent[s] = (sent[s] ?? 0) + 1;
        members[s]?.command({ type: "send", n: sent[s] ?? 0, body: { kind: "message", text } });
      }
    await new Promise(setImmediate);
  }
  const total = sent.reduce((sum, n, s) => sum + n - (goal[s] ?? 0), 0);
  const received = () => members.map(({ batchBytes }, i) => batchBytes - (bytesBefore[i] ?? 0));
  const done = () => {
    const bytes = received();
    return judge.messages - before >= total && bytes.every((count) => count === bytes[senders]);
  };
  const deadline = performance.now() + 30_000;
  while (!done() && performance.now() < deadline) await new Promise(setImmediate);
  return { messages: judge.messages - before, ms: performance.now() - began, equal: done() };
}

type Question =
  | { do: "join"; room: RoomUnderTest; listeners: number; senders: number }
  | { do: "load"; ms: number; senders: number }
  | { do: "leave" };

serveBench("ready", async (question) => {
  const asked = question as Question;
  if (asked.do === "join") return (await join(asked.room, asked.listeners, asked.senders)) ?? null;
  if (asked.do === "load") return load(asked.ms, asked.senders);
  for (const member of members) member.close();
  members = [];
  return null;
});
