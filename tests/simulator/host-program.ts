/** A host: the real room, log rules and trunks, on a simulated machine. */
import { type HostLimits, type Logger, parts } from "@partyline/host";
import { closeCodeOf, type ErrorCode } from "@partyline/protocol";
import {
  type CryptoProvider,
  encodeHostPublicKeys,
  encodeRefuse,
  type HostKeys,
  hostKeysFrom,
  publicKeysOf,
  roomIdOf,
} from "@partyline/secure";
import { cryptoOf } from "./crypto.ts";
import { Disk } from "./disk.ts";
import { LogDisk } from "./log-disk.ts";
import { Machine } from "./machine.ts";
import type { Network } from "./network.ts";
import { dialTrunkOver } from "./sockets.ts";
import type { SocketEvents, WireEnd } from "./wire.ts";

export const HOST_ADDRESS = "10.0.0.1:2525";
/** As `ws` is used by the real listener: who says nothing between two pings is gone (milliseconds). */
const PING_MS = 30_000;
const NAME = "Simulated Room";
/** How long a person takes to start a host again that could not open its log, in milliseconds. */
const AGAIN_MS = 2_000;

type Clock = ReturnType<Machine["boot"]>;
type Closed = () => Promise<void>;

class DirectLink implements parts.HostLink {
  readonly address: string;
  heard = true;
  readonly #end: WireEnd;
  readonly #clock: Clock;
  readonly #limits: HostLimits;
  #behindSince: number | undefined;
  #behindFrames = 0;

  constructor(end: WireEnd, address: string, clock: Clock, limits: HostLimits) {
    this.#limits = limits;
    this.#end = end;
    this.address = address;
    this.#clock = clock;
  }

  send(frame: Uint8Array): void {
    if (this.#end.send(frame)) return;
    const now = this.#clock.monotonic();
    this.#behindSince ??= now;
    this.#behindFrames += 1;
    const { behindBytes, behindFrames, behindMs } = this.#limits;
    const over = this.#end.bytes > behindBytes || this.#behindFrames > behindFrames;
    if (over || now - this.#behindSince > behindMs) this.close("RESUME");
  }

  drained(): void {
    this.#behindSince = undefined;
    this.#behindFrames = 0;
  }

  pause(ms: number): void {
    this.#end.read(false);
    this.#clock.after(ms, () => this.#end.read(true));
  }

  close(code: ErrorCode): void {
    this.#end.close(closeCodeOf(code), code);
  }

  ping(): void {
    if (this.heard) this.#end.ping();
    else this.#end.terminate();
    this.heard = false;
  }
}

class DirectRoad implements parts.Road {
  readonly #admitted = new Set<parts.HostLink>();
  admit(link: parts.HostLink): void {
    this.#admitted.add(link);
  }
  remove(link: parts.HostLink): void {
    this.#admitted.delete(link);
  }
  cast(frame: Uint8Array): void {
    for (const link of this.#admitted) link.send(frame);
  }
}

export interface HostPlan {
  readonly switchboards: readonly string[];
  /** The owner's member id. */
  readonly owner: string;
  /** How many events retention keeps; undefined for all. */
  readonly keepLast: number | undefined;
  readonly limits: HostLimits;
}

export class HostProgram {
  readonly machine: Machine;
  readonly disk: Disk;
  readonly log: LogDisk;
  readonly roomId: string;
  readonly keys: HostKeys;
  /** What the room told its person, by code. */
  readonly troubles = new Map<string, number>();
  readonly errors: string[] = [];
  readonly #network: Network;
  readonly #plan: HostPlan;
  readonly #provider: CryptoProvider;
  #isMade = false;
  #close: Closed | undefined;
  #room: parts.RoomHost | undefined;

  constructor(network: Network, plan: (roomId: string) => HostPlan) {
    const { world } = network;
    const random = world.random.fork("host");
    this.machine = new Machine("host", world);
    this.disk = new Disk(world, this.machine);
    this.#network = network;
    this.#provider = cryptoOf(random.fork("crypto"));
    this.keys = hostKeysFrom(this.#provider, random.bytes(32), random.bytes(32));
    this.roomId = roomIdOf(this.#provider, publicKeysOf(this.keys));
    this.log = new LogDisk(this.disk, Buffer.from(random.bytes(16)).toString("hex"));
    this.#plan = plan(this.roomId);
    network.place(HOST_ADDRESS, this.machine);
  }

  /** Starts it; again and again where its log cannot be opened. */
  boot(): void {
    const clock = this.machine.boot();
    this.#network.booted(this.machine);
    this.#open(clock).catch((error) => {
      this.#network.world.note(`host did not open: ${(error as Error).message}`);
      clock.after(AGAIN_MS, () => {
        this.machine.halt(false);
        this.boot();
      });
    });
  }

  /** Lets go now what retention does not keep. */
  prune(): void {
    void this.#room?.prune();
  }

  /** Ends it in good order. */
  async close(): Promise<void> {
    const { life } = this.machine;
    await this.#close?.();
    if (this.machine.life === life) this.kill(false);
  }

  kill(dark: boolean): void {
    this.disk.halted();
    this.machine.halt(dark);
    this.#network.halted(this.machine, dark);
    this.#close = undefined;
    this.#room = undefined;
  }

  async #open(clock: Clock): Promise<void> {
    const provider = this.#provider;
    const log = await this.log.open(clock.now);
    const { owner, keepLast, limits } = this.#plan;
    const keep: parts.RoomRecord["keep"] = keepLast === undefined ? {} : { last: keepLast };
    if (!this.#isMade) {
      const fresh: parts.RoomRecord = {
        ...{ keys: this.keys, seed: undefined, name: NAME, password: undefined, token: undefined, keep },
        ...{ owner: { id: owner, name: "Ann" }, switchboards: undefined, epoch: 0 },
      };
      await parts.writeRecord(log, fresh);
      this.#isMade = true;
      await log.close();
      return this.#open(clock);
    }
    const record = await parts.readRecord(log, provider);
    const id = this.roomId;
    const logger: Logger = (level, message, fields) => {
      this.#network.world.note(`host ${level} ${message} ${JSON.stringify(fields ?? {})}`);
      if (level === "error" && !/^LOG_/.test(String(fields?.code)))
        this.errors.push(`host: ${message} ${JSON.stringify(fields)}`);
    };
    const room = parts.putToWork(
      { id, log, record },
      {
        ...{ provider, clock, limits },
        notice: (notice) => {
          if (notice.kind === "trouble")
            this.troubles.set(notice.code, (this.troubles.get(notice.code) ?? 0) + 1);
        },
        logger,
      },
    );
    this.#room = room;
    await room.prune();
    const random = this.#network.world.random.fork(`host ${this.machine.life}`);
    const trunks = new parts.Trunks({
      agent: "simulated",
      dial: dialTrunkOver(this.#network, this.machine),
      ground: { clock, random: random.next, limits, logger, meters: new parts.RoadMeters() },
    });
    const switchboards = new parts.RoomSwitchboards({
      trunks,
      room: {
        ...{ id, keys: encodeHostPublicKeys(publicKeysOf(this.keys)), signSeed: this.keys.signSeed },
        host: room,
        book: new parts.SwitchboardBook(log, clock.now),
        card: () => ({ name: NAME, by: "Ann", password: false }),
        addresses: () => [],
      },
      unlisted: () => false,
      changed: (status) => this.#network.world.note(`host at ${status.url}: ${status.state}`),
    });
    this.#listen(room, clock);
    await switchboards.use(parts.readWishes(this.#plan.switchboards.map((url) => ({ url }))));
    this.#close = async () => {
      this.#network.unlisten(HOST_ADDRESS);
      await room.close("SHUTDOWN");
      await switchboards.leave(false);
      await trunks.close();
    };
  }

  #listen(room: parts.RoomHost, clock: Clock): void {
    const road = new DirectRoad();
    const links = new Set<DirectLink>();
    const pingAll = () => {
      for (const link of links) link.ping();
      clock.after(PING_MS, pingAll);
    };
    clock.after(PING_MS, pingAll);
    this.#network.listen(HOST_ADDRESS, this.machine, (end, path): SocketEvents => {
      const link = new DirectLink(end, end.peerName, clock, this.#plan.limits);
      links.add(link);
      let handler: parts.LinkHandler | undefined;
      if (path !== `/r/${this.roomId}` || room.greeting >= this.#plan.limits.greeting) {
        link.send(encodeRefuse("BUSY"));
        link.close("BUSY");
      } else handler = room.connect(link, road);
      return {
        open() {},
        message: (frame) => {
          link.heard = true;
          handler?.frame(frame);
        },
        alive: () => {
          link.heard = true;
        },
        drained: () => link.drained(),
        closed: () => {
          links.delete(link);
          handler?.closed();
        },
      };
    });
  }
}
