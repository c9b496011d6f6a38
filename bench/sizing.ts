/** What a switchboard needs for how much: memory of idle circuits, and its share of a core for batches that are sent at a
 *  steady pace. Figures only, no bars; for the table in docs/guides/switchboard.md. Run: node bench/sizing.ts */
import { start } from "./support/processes.ts";

const support = (name: string) => new URL(`./support/relay-${name}-program.ts`, import.meta.url);
/** Of a message of 100 bytes in a batch of its own. */
const BYTES = 300;
const MS = 4_000;

const open = async () => {
  const switchboard = await start<{ port: number }>(support("switchboard"));
  const crowd = await start(support("crowd"));
  const join = (count: number) => crowd.ask({ do: "join", port: switchboard.ready.port, count });
  const stop = () => {
    switchboard.stop();
    crowd.stop();
  };
  return { switchboard, crowd, join, stop };
};

console.log("\nIdle circuits: resident memory of the whole switchboard");
{
  const { switchboard, join, stop } = await open();
  let there = 0;
  for (const count of [1, 1_000, 5_000, 10_000]) {
    await join(count - there);
    there = count;
    const { rss } = await switchboard.usage();
    console.log(`  ${count} circuits: ${(rss / 1e6).toFixed(0)} MB`);
  }
  stop();
}

console.log(`\nOne message a batch, ${BYTES} bytes sealed: share of one core`);
{
  const { switchboard, crowd, join, stop } = await open();
  let there = 0;
  for (const [count, perSecond] of [
    [100, 10],
    [1_000, 1],
    [1_000, 10],
    [2_000, 10],
    [2_000, 25],
  ] as const) {
    if (count > there) await join(count - there);
    there = count;
    await crowd.ask({ do: "pace", count, bytes: BYTES, perSecond, ms: 1_000 });
    const before = await switchboard.usage();
    const began = performance.now();
    await crowd.ask({ do: "pace", count, bytes: BYTES, perSecond, ms: MS });
    const took = performance.now() - began;
    const { cpu } = await switchboard.usage();
    const share = (cpu - before.cpu) / took / 10;
    const each = (cpu - before.cpu) / ((count * perSecond * MS) / 1_000);
    console.log(
      `  ${perSecond} messages/s to ${count} circuits: ${share.toFixed(1)} %, ${each.toFixed(2)} µs each of them`,
    );
  }
  stop();
}
