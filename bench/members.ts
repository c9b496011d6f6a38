/** What members cost a host: CPU of a join with the last 50 events, memory of those that are idle.
 *  Run: node bench/members.ts */
import { start } from "./support/processes.ts";
import type { RoomUnderTest } from "./support/raw-member.ts";
import { report } from "./support/report.ts";

const MEMBERS = 1_000;
/** Resident memory moves in steps of the collector's pages, tens of megabytes at a time: over 1,000 members the steps
 *  are most of what is seen, over 3,000 more they no longer are. */
const MORE = 3_000;
const support = (name: string) => new URL(`./support/${name}.ts`, import.meta.url);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const host = await start<RoomUnderTest>(support("host-program"));
// The host has been at work for a while: its code is compiled, and its young heap is as large as it gets.
const first = await start(support("crowd-program"));
await first.ask({ do: "join", room: host.ready, listeners: 100, senders: 4 });
await first.ask({ do: "load", ms: 4_000, senders: 4 });

const crowd = await start(support("crowd-program"));
const before = await host.usage();
await crowd.ask({ do: "join", room: host.ready, listeners: MEMBERS, senders: 0 });
const joined = await host.usage();
await pause(2_000);
const few = await host.usage();
await crowd.ask({ do: "join", room: host.ready, listeners: MORE, senders: 0 });
await pause(2_000);
const many = await host.usage();
for (const program of [host, first, crowd]) program.stop();

report("Members", [
  {
    what: "host CPU of a join",
    measured: (joined.cpu - before.cpu) / MEMBERS / 1000,
    unit: "ms",
    bar: 2,
    side: "at most",
  },
  {
    what: `memory of an idle member (${MORE} beside ${MEMBERS})`,
    measured: (many.rss - few.rss) / MORE / 1000,
    unit: "kB",
    bar: 25,
    side: "at most",
  },
  {
    what: `the same for the first ${MEMBERS}`,
    measured: (few.rss - before.rss) / MEMBERS / 1000,
    unit: "kB",
    bar: 25,
    side: "at most",
  },
]);
