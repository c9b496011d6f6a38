/** How long until a new room is on another machine's list, and a destroyed one is off it. Needs root and `ip netns`.
 *  Run: node bench/listing.ts */
import { createLan, lanAvailable } from "@partyline/testkit";
import { Device, openRoom } from "../tests/integration/fixtures/partyline.ts";
import { report } from "./support/report.ts";

const ROUNDS = 20;

const available = lanAvailable();
if (!available.ok) {
  console.log(`Listing: not measured, ${available.reason}`);
  process.exit();
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const lan = createLan({ hosts: { a: ["lan"], b: ["lan"] } });
const anna = new Device(lan.hosts.a, "Anna");
const ben = new Device(lan.hosts.b, "Ben");
const watch = ben.start(["list", "--watch", "--json"]);
const listed: number[] = [];
const gone: number[] = [];
for (let round = 1; round <= ROUNDS; round++) {
  const name = `Room ${round}`;
  const began = performance.now();
  const { program, row } = await openRoom(anna, name, "--port", "0");
  await watch.stdout.waitFor((line) => line.includes(row.id));
  listed.push(performance.now() - began);
  const seen = watch.stdout.lines.length;
  const ending = performance.now();
  const end = program.kill("SIGINT");
  await watch.stdout.waitFor((line) => line.includes(row.id), { from: seen });
  gone.push(performance.now() - ending);
  await end;
}
await lan.close();
anna.forget();
ben.forget();

report(`Listing on another machine, ${ROUNDS} rounds`, [
  {
    what: "from the command to listed, median",
    measured: median(listed),
    unit: "ms",
    bar: 2_000,
    side: "at most",
  },
  {
    what: "from its end to off the list, median",
    measured: median(gone),
    unit: "ms",
    bar: 1_000,
    side: "at most",
  },
]);
