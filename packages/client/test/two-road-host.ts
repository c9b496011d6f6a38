/** Both roads to a scripted host, each of which can be down or break. */
import { twoRoads } from "../src/adapters/two-roads.ts";
import type { Dial, Road, RoomTarget } from "../src/ports/link.ts";
import type { HostConnection, ScriptedHost } from "./scripted-host.ts";

export const DIRECT: Road = { kind: "direct", address: "10.0.0.1", port: 2525 };
export const CIRCUIT: Road = { kind: "switchboard", url: "https://talk.example" };

export class TwoRoadHost {
  readonly host: ScriptedHost;
  readonly dial: Dial;
  readonly down = { direct: false, switchboard: false };
  /** How often each was dialled. */
  readonly dials = { direct: 0, switchboard: 0 };
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

  #lane(road: Road): Dial {
    return (target, events) => {
      this.dials[road.kind]++;
      if (this.down[road.kind]) {
        const cancel = this.host.clock.after(0, () => events.closed(1006));
        return { send: () => {}, close: cancel, buffered: 0 };
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
}
