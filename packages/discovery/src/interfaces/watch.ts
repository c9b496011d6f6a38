import { networkInterfaces } from "node:os";
import { INTERFACE_POLL_MS } from "../limits.ts";
import { type InterfaceFilter, type RealInterface, usableInterfaces } from "./real-interfaces.ts";

/** A standing look at the machine's interfaces. */
export interface InterfaceWatch {
  /** The interfaces at the last look. */
  current(): readonly RealInterface[];
  stop(): void;
}

/** What of the interfaces matters to a watcher: while it is the same text, nothing has changed. */
export type Fingerprint = (interfaces: readonly RealInterface[]) => string;

/** Names and all addresses. */
export const everyAddress: Fingerprint = (interfaces) => JSON.stringify(interfaces);

/**
 * Looks at `os.networkInterfaces()` every {@link INTERFACE_POLL_MS} without keeping the process alive.
 * @param settled tell of a change only when it has lasted for one more look: an interface that comes up gets its
 *   addresses one after the other.
 */
export function watchInterfaces(options: {
  filter: InterfaceFilter;
  onChange: (interfaces: readonly RealInterface[]) => void;
  fingerprint?: Fingerprint;
  settled?: boolean;
}): InterfaceWatch {
  const { filter, onChange, fingerprint = everyAddress, settled = false } = options;
  let current = usableInterfaces(networkInterfaces(), filter);
  let told = fingerprint(current);
  let before = told;
  const look = () => {
    current = usableInterfaces(networkInterfaces(), filter);
    const now = fingerprint(current);
    const lasting = !settled || now === before;
    before = now;
    if (now === told || !lasting) return;
    told = now;
    onChange(current);
  };
  const timer = setInterval(look, INTERFACE_POLL_MS);
  timer.unref();
  return { current: () => current, stop: () => clearInterval(timer) };
}
