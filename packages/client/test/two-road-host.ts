/** Both roads to a scripted host, each of which can be down or break. */
import { twoRoads } from "../src/adapters/two-roads.ts";
import type { Dial, Link, LinkEvents, Road, RoomTarget } from "../src/ports/link.ts";
import type { HostConnection } from "./scripted-connection.ts";
import type { ScriptedHost } from "./scripted-host.ts";

export const DIRECT: Road = { kind: "direct", address: "10.0.0.1", port: 2525 };
export const CIRCUIT: Road = { kind: "switchboard", url: "https://talk.example" };

export class TwoRoadHost {
  readonly host: ScriptedHost;
  readonly dial: Dial;
  readonly down = { direct: false, switchboard: false };
  /** How often each was dialled. */
  readonly dials = { direct: 0, switchboard: 0 };
  /** Whether what goes the direct road vanishes. */
  silent = false;
  /** Whether the switchboard has no way to the host; and whether it knows how to wait for it. */
  asleep = false;
  awaits = true;
  /** Clients that wait there: each is closed with a code and a reason. */
  readonly waiting = new Set<(code: number, reason: string) => void>();
  readonly #connections: { kind: Road["kind"]; connection: HostConnection }[] = [];

  constructor(host: ScriptedHost) {
    this.host = host;
    this.dial = twoRoads(host.clock, this.#lane(DIRECT), this.#lane(CIRCUIT));
  }

  get target(): RoomTarget {
    const addresses = [{ address: "10.0.0.1", port: 2525 }];
    return { ...this.host.target, addresses, switchboards: ["https://talk.example"] };
  }

  /** Those on a road that are open and have been let in. */
  on(kind: Road["kind"]): HostConnection[] {
    return this.#connections.flatMap(({ kind: its, connection }) =>
      its === kind && connection.welcomed && connection.pair.b.open ? [connection] : [],
    );
  }

  /** Breaks all that a road carries; with `down` it cannot be taken any more. */
  cut(kind: Road["kind"], down = false): void {
    this.down[kind] = down;
    for (const { kind: its, connection } of this.#connections) if (its === kind) connection.pair.cut();
  }

  /** The host is at the switchboard again; those who wait come within so many seconds. */
  wake(seconds = 0): void {
    this.asleep = false;
    for (const close of this.waiting) close(4113, `window=${seconds}`);
    this.waiting.clear();
  }

  #lane(road: Road): Dial {
    return (target, events) => {
      if (target.waits) return this.#wait(events);
      this.dials[road.kind]++;
      if (road.kind === "direct" && this.silent) return { send: () => {}, close: () => {}, buffered: 0 };
      if (this.down[road.kind]) {
        const cancel = this.host.clock.after(0, () => events.closed(1006));
        return { send: () => {}, close: cancel, buffered: 0 };
      }
      if (road.kind === "switchboard" && this.asleep) {
        const cancel = this.host.clock.after(0, () => {
          events.open();
          events.closed(4106);
        });
        return { send: () => {}, close: cancel, buffered: 0, road };
      }
      const link = this.host.dial(target, events);
      this.#connections.push({ kind: road.kind, connection: this.host.last });
      return {
        send: (frame) => link.send(frame),
        close: (code) => link.close(code),
        get buffered() {
          return link.buffered;
        },
        road,
      };
    };
  }

  #wait(events: LinkEvents): Link {
    const close = (code: number, reason: string) => events.closed(code, reason);
    this.waiting.add(close);
    if (!this.awaits) {
      this.waiting.delete(close);
      this.host.clock.after(0, () => events.closed(1006));
    }
    return { send: () => {}, close: () => void this.waiting.delete(close), buffered: 0, road: CIRCUIT };
  }
}
