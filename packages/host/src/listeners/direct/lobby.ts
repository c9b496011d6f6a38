/** The TCP connections that are no WebSocket yet, in all and from one address: whoever only connects, or asks slowly,
 *  holds a place here and takes none from the members. */
import type { Socket } from "node:net";
import type { HostLimits } from "../../limits.ts";
import { networkOf } from "../../password-budget.ts";

export class Lobby {
  readonly #limits: HostLimits;
  readonly #byNetwork = new Map<string, Set<Socket>>();
  readonly #networks = new WeakMap<Socket, string>();
  #all = 0;

  constructor(limits: HostLimits) {
    this.#limits = limits;
  }

  /** Takes the connection in, or cuts it where there is no place. */
  enter(socket: Socket): void {
    const network = networkOf(socket.remoteAddress ?? "");
    const here = this.#byNetwork.get(network) ?? new Set();
    if (this.#all >= this.#limits.lobby || here.size >= this.#limits.lobbyPerAddress) {
      socket.destroy();
      return;
    }
    this.#all += 1;
    this.#byNetwork.set(network, here.add(socket));
    this.#networks.set(socket, network);
    socket.once("close", () => this.leave(socket));
  }

  /** It is a WebSocket now, or gone. May be called twice. */
  leave(socket: Socket): void {
    const network = this.#networks.get(socket) ?? "";
    const here = this.#byNetwork.get(network);
    if (!here?.delete(socket)) return;
    this.#all -= 1;
    if (here.size === 0) this.#byNetwork.delete(network);
  }
}
