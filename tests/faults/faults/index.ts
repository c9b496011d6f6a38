/** Every fault of an ordinary round. A new one is a new row in one of these files. */
import { ADDRESSES } from "./addresses.ts";
import { CLOCKS } from "./clocks.ts";
import { DISKS } from "./disks.ts";
import type { Fault } from "./fault.ts";
import { IDENTITIES } from "./identities.ts";
import { NETWORK } from "./network.ts";
import { PROCESSES } from "./processes.ts";
import { PROXIES } from "./proxies.ts";

export type { Fault } from "./fault.ts";
export const FAULTS: readonly Fault[] = [
  ...PROCESSES,
  ...NETWORK,
  ...PROXIES,
  ...ADDRESSES,
  ...DISKS,
  ...CLOCKS,
  ...IDENTITIES,
];
