/** A host: the real room, log rules and trunks, on a simulated machine. */
import { type HostLimits, type Logger, parts } from "@partyline/host";
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
import { DirectLink, DirectRoad } from "./direct-road.ts";
import { Disk } from "./disk.ts";
import { LogDisk } from "./log-disk.ts";
import { Machine } from "./machine.ts";
import type { Network } from "./network.ts";
import { dialTrunkOver } from "./sockets.ts";
import type { Truth } from "./truth.ts";
import type { SocketEvents } from "./wire.ts";

const PORT = 2525;
/** As `ws` is used by the real listener: who says nothing between two pings is gone (milliseconds). */
const PING_MS = 30_000;
const NAME = "Simulated Room";
/** How long a person takes to start a host again that could not open its log, in milliseconds. */
const AGAIN_MS = 2_000;

type Clock = ReturnType<Machine["boot"]>;
type Closed = () => Promise<void>;

export interface HostPlan {
  readonly switchboards: readonly string[];
  /** The owner's member id. */
  readonly owner: string;
  /** How many events retention keeps; undefined for all. */
  readonly keepLast: number | undefined;
  readonly limits: HostLimits;
  /** The most events that one read of its log gives. */
  readonly page: number;
  /** Milliseconds that a read takes, from and up to. */
  readonly reads: readonly [number, number];
  readonly truth: Truth;
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
  /** Every batch: its epoch, the last event that was cast with it, and when. */
  readonly casts: { readonly epoch: number; readonly seq: number; readonly at: number }[] = [];
  readonly #network: Network;
  readonly #plan: HostPlan;
  readonly #provider: CryptoProvider;
  #address = "";
  #moves = 0;
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
    this.#plan = plan(this.roomId);
    const { truth, page, reads } = this.#plan;
    this.disk.reads = reads;
    const logId = Buffer.from(random.bytes(16)).toString("hex");
    this.log = new LogDisk({ disk: this.disk, logId, truth, page });
    this.move();
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

  /** What of the room in memory contradicts itself. */
  look(): void {
    if (!this.#room || this.errors.length > 5) return;
    const { sessions, here, head } = this.#room.core.state;
    const living = [...sessions.values()].filter((session) => session.life === "live");
    const clients = new Set(living.map(({ id, client }) => `${id} ${client}`));
    if (clients.size < living.length) this.errors.push("host: a client has two sessions");
    const counted = [...here.values()].reduce((sum, count) => sum + count, 0);
    if (counted !== living.length)
      this.errors.push(`host: ${counted} sessions are counted as here, ${living.length} are`);
    if (head > this.#plan.truth.highest)
      this.errors.push(`host: its head is ${head}, its log ends at ${this.#plan.truth.highest}`);
  }

  /** Members who are here, as the room would say. */
  get here(): readonly string[] {
    return this.#room?.core.here().map(({ id }) => id) ?? [];
  }

  /** Lets go now what retention does not keep. */
  prune(): void {
    void this.#room?.prune();
  }

  /** Fills the log before the first start. */
  archive(messages: number): void {
    this.log.fill(messages);
  }

  /** Puts back the log as it was some commits ago. The program must be dead. */
  restore(commits: number): void {
    // The room's first record and its first epoch are always there.
    const mark = Math.max(2, this.log.mark - commits);
    if (mark >= this.log.mark) return;
    this.#plan.truth.isForked = true;
    this.log.restore(mark);
  }

  /** Its machine is at another address from the next start on. */
  move(): void {
    this.#moves += 1;
    this.#address = `10.0.0.${this.#moves}:${PORT}`;
    this.#network.place(this.#address, this.machine);
  }

  /** Where it is. */
  get place(): { readonly address: string; readonly port: number } {
    return { address: `10.0.0.${this.#moves}`, port: PORT };
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
        keys: this.keys,
        seed: undefined,
        name: NAME,
        password: undefined,
        token: undefined,
        keep,
        owner: { id: owner, name: "Ann" },
        switchboards: undefined,
        epoch: 0,
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
      const isFault = /at fault$/.test(message) && fields?.code !== "SILENT" && !this.#network.wasMeddledWith;
      if (isFault || (level === "error" && !/^LOG_/.test(String(fields?.code))))
        this.errors.push(`host: ${message} ${JSON.stringify(fields)}`);
    };
    const room = parts.putToWork(
      { id, log, record },
      {
        provider,
        clock,
        limits,
        notice: (notice) => {
          if (notice.kind === "trouble")
            this.troubles.set(notice.code, (this.troubles.get(notice.code) ?? 0) + 1);
        },
        logger,
      },
    );
    this.#room = room;
    room.open({
      admit() {},
      remove() {},
      cast: (_frame, batch) =>
        this.casts.push({ epoch: batch.epoch, seq: batch.seq, at: this.#network.world.now }),
    });
    await room.prune();
    const random = this.#network.world.random.fork(`host ${this.machine.life}`);
    const trunks = new parts.Trunks({
      agent: "simulated",
      dial: dialTrunkOver(this.#network, this.machine),
      ground: {
        clock,
        random: random.next,
        limits,
        logger,
        meters: new parts.RoadMeters(),
        ed25519: provider.ed25519,
      },
    });
    const switchboards = new parts.RoomSwitchboards({
      trunks,
      room: {
        id,
        keys: encodeHostPublicKeys(publicKeysOf(this.keys)),
        signSeed: this.keys.signSeed,
        host: room,
        book: new parts.SwitchboardBook(log, clock.now, provider.ed25519),
        card: () => ({ name: NAME, by: "Ann", password: false }),
        addresses: () => [],
      },
      unlisted: () => false,
      changed: (status) => this.#network.world.note(`host at ${status.url}: ${status.state}`),
    });
    this.#listen(room, clock);
    await switchboards.use(parts.readWishes(this.#plan.switchboards.map((url) => ({ url }))));
    this.#close = async () => {
      this.#network.unlisten(this.#address);
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
    this.#network.listen(this.#address, this.machine, (end, path): SocketEvents => {
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
