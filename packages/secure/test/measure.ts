// CPU per operation, one core: node packages/secure/test/measure.ts
import { BatchSealer, ClientChannel, HostChannel, nobleProvider, stretchPassword } from "../src/index.ts";
import { nodeProvider } from "../src/node.ts";
import { ends, filled, host, keys, memberKey, password, providers, reply, roomId, shake } from "./helpers.ts";

const micros = () => Number(process.hrtime.bigint()) / 1000;

function report(what: string, runs: number, run: () => void): void {
  for (let i = 0; i < runs / 10; i++) run();
  const before = micros();
  for (let i = 0; i < runs; i++) run();
  console.log(`${what.padEnd(58)} ${((micros() - before) / runs).toFixed(1).padStart(10)} µs`);
}

/** Mean CPU of the host's part of a joining, the client's part left out. */
function hostShare(what: string, runs: number, provider: typeof nodeProvider, withPassword: boolean): void {
  let spent = 0;
  const timed = <T>(run: () => T): T => {
    const before = micros();
    const result = run();
    spent += micros() - before;
    return result;
  };
  const join = () => {
    const client = new ClientChannel({ provider: nodeProvider, roomId, host, memberKey });
    const options = { provider, roomId, keys, ...(withPassword && { password }) };
    const atHost = timed(() => new HostChannel(options));
    const first = client.start();
    const third = reply(client.receive(reply(timed(() => atHost.receive(first)))));
    timed(() => atHost.receive(third));
    if (!withPassword) return;
    const attempt = client.authenticate(password);
    timed(() => atHost.receive(attempt));
    const last = reply(client.receive(timed(() => atHost.answerAttempt(1))));
    timed(() => atHost.receive(last));
  };
  for (let i = 0; i < runs / 10; i++) join();
  spent = 0;
  for (let i = 0; i < runs; i++) join();
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
