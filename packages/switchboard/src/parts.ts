/** What a switchboard is put together from, without the machine below it: for a simulation, which has its own network,
 *  clock and disk. `switchboard.ts` puts the same together for a real one. */
export { nodeEd25519, publicKeyOf } from "./adapters/ed25519.ts";
export { singleNode } from "./cluster/index.ts";
export { memoryDirectory, Registrar, Signer } from "./directory/index.ts";
export { Exchange, type Outlet, type Session } from "./exchange/index.ts";
export { DIRECTORY_TICK_MS, TICK_MS } from "./limits.ts";
