/** What members cost a host: memory of 1,000 that are idle, CPU of a join with the last 50 events.
 *  Run: node bench/members.ts */
import { start } from "./support/processes.ts";
import type { RoomUnderTest } from "./support/raw-member.ts";
import { report } from "./support/report.ts";

const MEMBERS = 1_000;
const support = (name: string) => new URL(`./support/${name}.ts`, import.meta.url);

const host = await start<RoomUnderTest>(support("host-program"));
// The host has been at work for a while: its code is compiled, and its young heap is as large as it gets.
const first = await start(support("crowd-program"));
await first.ask({ do: "join", room: host.ready, listeners: 100, senders: 4 });
await first.ask({ do: "load", ms: 4_000, senders: 4 });

const crowd = await start(support("crowd-program"));
const before = await host.usage();
await crowd.ask({ do: "join", room: host.ready, listeners: MEMBERS, senders: 0 });
const joined = await host.usage();
await new Promise((resolve) => setTimeout(resolve, 3_000));
const idle = await host.usage();
for (const program of [host, first, crowd]) program.stop();

report("Members", [
  {
    what: "memory of an idle member",
    measured: (idle.rss - before.rss) / MEMBERS / 1000,
    unit: "kB",
    bar: 25,
    side: "at most",
  },
  {
    what: "host CPU of a join",
    measured: (joined.cpu - before.cpu) / MEMBERS / 1000,
    unit: "ms",
    bar: 2,
    side: "at most",
  },
]);
