// CPU per operation, one core: node packages/secure/test/secure.bench.ts
import {
  BatchSealer,
  ClientChannel,
  type CryptoProvider,
  HostChannel,
  nobleProvider,
  stretchPassword,
} from "../src/index.ts";
import { nodeProvider } from "../src/node.ts";
import { ends, filled, host, keys, memberKey, password, providers, reply, roomId, shake } from "./helpers.ts";

/** CPU of this process so far, in µs: unlike the clock, it does not count what others do meanwhile. */
function micros(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

function report(what: string, runs: number, run: () => void): void {
  for (let i = 0; i < runs / 2; i++) run();
  const before = micros();
  for (let i = 0; i < runs; i++) run();
  console.log(`${what.padEnd(58)} ${((micros() - before) / runs).toFixed(1).padStart(10)} µs`);
}

/** The host's part of joinings: the client's is run beforehand, as far as it does not need the answers. */
function hostShare(what: string, runs: number, provider: CryptoProvider, withPassword: boolean): void {
  let spent = 0;
  const options = { provider, roomId, keys, ...(withPassword && { password }) };
  /** One step of many joinings in a row, since the CPU clock is too coarse for one of one. */
  const step = <A, B>(inputs: A[], run: (input: A) => B): B[] => {
    const before = micros();
    const outputs = inputs.map(run);
    spent += micros() - before;
    return outputs;
  };
  const join = (count: number): void => {
    const clients = Array.from(
      { length: count },
      () => new ClientChannel({ provider: nodeProvider, roomId, host, memberKey }),
    );
    const hosts = step(clients, () => new HostChannel(options));
    const each = <T>(list: T[], run: (at: HostChannel, item: T) => unknown) =>
      step(
        list.map((item, i) => [hosts[i]!, item] as const),
        ([at, item]) => run(at, item),
      );
    const firsts = clients.map((client) => client.start());
    const seconds = each(firsts, (at, first) => reply(at.receive(first))) as Uint8Array[];
    const thirds = clients.map((client, i) => reply(client.receive(seconds[i]!)));
    each(thirds, (at, third) => at.receive(third));
    if (!withPassword) return;
    const attempts = clients.map((client) => client.authenticate(password));
    each(attempts, (at, attempt) => at.receive(attempt));
    const answers = each(clients, (at) => at.answerAttempt(1)) as Uint8Array[];
    const lasts = clients.map((client, i) => reply(client.receive(answers[i]!)));
    each(lasts, (at, last) => at.receive(last));
  };
  join(runs);
  spent = 0;
  join(runs);
  console.log(`${what.padEnd(58)} ${(spent / runs).toFixed(1).padStart(10)} µs`);
}

hostShare("host, handshake, node", 2000, nodeProvider, false);
hostShare("host, handshake, noble", 100, nobleProvider, false);
hostShare("host, handshake and password, node", 200, nodeProvider, true);

for (const provider of providers) {
  const payload = filled(300, 1);
  const runs = provider === nodeProvider ? 20_000 : 2000;
  const pair = ends({ provider }, { provider });
  shake(pair);
  report(`seal 300 bytes, ${provider.name}`, runs, () => void pair.host.seal(payload));
  report(
    `seal and open 300 bytes, ${provider.name}`,
    runs,
    () => void pair.client.receive(pair.host.seal(payload)),
  );
  const batches = new BatchSealer({ provider, roomId, keys, epoch: 1, secret: filled(32, 4) });
  pair.client.setEpoch({ epoch: 1, secret: filled(32, 4), nextBatch: 0 });
  report(`batch of 300 bytes: seal, ${provider.name}`, runs / 10, () => void batches.seal(payload));
  report(`batch of 300 bytes: seal, open, verify, ${provider.name}`, runs / 10, () => {
    pair.client.receive(batches.seal(payload));
  });
}

const before = micros();
for (let i = 0; i < 5; i++) await stretchPassword("correct horse", roomId);
console.log(`${"stretchPassword".padEnd(58)} ${((micros() - before) / 5).toFixed(1).padStart(10)} µs`);
