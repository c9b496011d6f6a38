/** Half an hour of people who come, talk, break off and go, and of rooms that open and close: what host and switchboard
 *  hold in memory at its end beside what they held after 5 minutes.
 *  Run: node bench/churn.ts [minutes] */
import type { ChurnHost } from "./support/churn-host-program.ts";
import type { Memory } from "./support/memory.ts";
import { type Program, start } from "./support/processes.ts";
import { report } from "./support/report.ts";

const MINUTES = Number(process.argv[2] ?? 30);
/** By then code is compiled, caches and rings are full, and the people who come often have been there. */
const WARM_MINUTES = Math.min(5, MINUTES / 2);
const AT_ONCE = 24;
const MB = 1e6;

const support = (name: string) => new URL(`./support/churn-${name}-program.ts`, import.meta.url);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const switchboard = await start<{ port: number }>(support("switchboard"));
const host = await start<ChurnHost>(support("host"), [`http://127.0.0.1:${switchboard.ready.port}`]);
const visitors = await start(support("visitors"), [
  String(AT_ONCE),
  String(switchboard.ready.port),
  JSON.stringify(host.ready),
]);

/** The least of three looks a few seconds apart: what is on its way at one moment is not what is kept. */
async function memoryOf(program: Program<unknown>): Promise<Memory> {
  const looks: Memory[] = [];
  for (let i = 0; i < 3; i++) {
    looks.push(await program.ask<Memory>({ memory: true }));
    await pause(2_000);
  }
  return looks.reduce((least, look) => ({
    rss: Math.min(least.rss, look.rss),
    heap: Math.min(least.heap, look.heap),
    buffers: Math.min(least.buffers, look.buffers),
    waiting: Math.min(least.waiting, look.waiting),
  }));
}

const began = performance.now();
const minutesNow = () => (performance.now() - began) / 60_000;
const mb = (bytes: number) => (bytes / MB).toFixed(1);

async function look() {
  const [ofHost, ofBoard] = [await memoryOf(host), await memoryOf(switchboard)];
  const counts = await visitors.ask<Record<string, number>>({ counts: true });
  const words = ({ rss, heap, buffers, waiting }: Memory) =>
    `${mb(rss)} (${mb(heap)} + ${mb(buffers)}; ${waiting} waits)`;
  console.log(
    `minute ${minutesNow().toFixed(1)}: host ${words(ofHost)}, switchboard ${words(ofBoard)} MB; ` +
      Object.entries(counts)
        .map(([what, count]) => `${count} ${what}`)
        .join(", "),
  );
  return { host: ofHost, switchboard: ofBoard };
}

let warm: Awaited<ReturnType<typeof look>> | undefined;
let last = await look();
while (minutesNow() < MINUTES) {
  const next = warm ? minutesNow() + 1 : Math.min(WARM_MINUTES, minutesNow() + 1);
  await pause(Math.max(0, (next - minutesNow()) * 60_000));
  last = await look();
  if (minutesNow() >= WARM_MINUTES) warm ??= last;
}
for (const program of [visitors, host, switchboard]) program.stop();

const before = warm ?? last;
report(
  `Memory after ${MINUTES} minutes of churn beside minute ${WARM_MINUTES}`,
  (["host", "switchboard"] as const).flatMap((who) => {
    const live = ({ heap, buffers }: Memory) => heap + buffers;
    const times = (what: string, of: (memory: Memory) => number) => ({
      what: `${who}, ${what}`,
      measured: of(last[who]) / of(before[who]),
      unit: "times",
      bar: 1.1,
      side: "at most" as const,
    });
    return [times("resident", ({ rss }) => rss), times("live objects and buffers", live)];
  }),
);
