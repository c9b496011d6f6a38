/** A way to a port on this machine, that counts what passes, can be cut, and can hold back whoever dials anew. */
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

export class Way {
  /** Bytes of TCP payload since the start, from those who dialled, and to them. */
  up = 0;
  down = 0;
  /** Told what those who dialled say. */
  tap: (chunk: Buffer) => void = () => {};
  readonly #to: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** Who has dialled and is not let through yet; undefined while all are. */
  #held: Socket[] | undefined;

  private constructor(to: number) {
    this.#to = to;
    this.#server = createServer({ noDelay: true }, (near) => {
      this.#keep(near);
      if (this.#held) this.#held.push(near);
      else this.#through(near);
    });
  }

  static async to(port: number): Promise<Way> {
    const way = new Way(port);
    await new Promise<void>((resolve) =>
      way.#server.listen({ port: 0, host: "127.0.0.1", backlog: 4_096 }, resolve),
    );
    return way;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** How many wait to be let through. */
  get held(): number {
    return this.#held?.length ?? 0;
  }

  /** Breaks every connection; those who dial from now on wait for `release`. */
  cut(): void {
    this.#held = [];
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  /** Lets all through who wait, at once. */
  release(): void {
    for (const socket of this.#held?.splice(0) ?? []) this.#through(socket);
    this.#held = undefined;
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => this.#sockets.delete(socket));
  }

  #through(near: Socket): void {
    const far = connect({ port: this.#to, host: "127.0.0.1", noDelay: true });
    this.#keep(far);
    near.on("data", (chunk: Buffer) => {
      this.up += chunk.length;
      this.tap(chunk);
    });
    far.on("data", (chunk: Buffer) => {
      this.down += chunk.length;
    });
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
    near.pipe(far).pipe(near);
  }
}
