/** What goes through direct connections, counted. */
import type { Socket } from "node:net";
import type { RoadMeters } from "../../metrics.ts";

/** The sockets that are open, and how much has gone through them. */
export class Traffic {
  readonly #meters: RoadMeters;
  readonly #sockets = new Set<Socket>();

  constructor(meters: RoadMeters) {
    this.#meters = meters;
  }

  /** Counts a socket until it closes, and what it carried from then on. */
  add(socket: Socket): void {
    this.#meters.opened += 1;
    this.#sockets.add(socket);
    socket.once("close", () => {
      this.#sockets.delete(socket);
      this.#meters.bytesIn += socket.bytesRead;
      this.#meters.bytesOut += socket.bytesWritten;
    });
  }

  /** How it stands now, of those that are open. */
  now(): { connections: number; bytesIn: number; bytesOut: number; waitingBytes: number } {
    const now = { connections: this.#sockets.size, bytesIn: 0, bytesOut: 0, waitingBytes: 0 };
    for (const { bytesRead, bytesWritten, writableLength } of this.#sockets) {
      now.bytesIn += bytesRead;
      now.bytesOut += bytesWritten - writableLength;
      now.waitingBytes += writableLength;
    }
    return now;
  }
}
