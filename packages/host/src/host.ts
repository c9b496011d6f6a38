/** The composition root: the rooms of this device, their logs, the listener that leads to them, the directory. */
import { networkInterfaces } from "node:os";
import { realInterfaces } from "@partyline/discovery";
import { loadPages, type Pages } from "@partyline/pages";
import { type Clock, systemClock } from "@partyline/protocol";
import { type CryptoProvider, encodeHostPublicKeys, publicKeysOf } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { DestroyedRooms } from "./destroyed-rooms.ts";
import { HostError } from "./errors.ts";
import { HostedRoom } from "./hosted-room.ts";
import { type HostLimits, LIMITS } from "./limits.ts";
import { listenDirect } from "./listeners/direct/listener.ts";
import { serveMetrics } from "./listeners/metrics.ts";
import { type DialTrunk, dialTrunk, Trunks } from "./listeners/trunk/index.ts";
import { openSqliteLogs } from "./log/index.ts";
import { meteredLog } from "./metered-log.ts";
import { HostMeters, metricsText } from "./metrics.ts";
import {
  cardOf,
  create,
  findKept,
  type Keeper,
  newToken,
  type OpenedRoom,
  type OpenRoomOptions,
  type RecoverRoomOptions,
  recordOfUnused,
  recover,
  recoveryKeyOf,
  reopen,
  wishesFrom,
} from "./opening.ts";
import type { Logger } from "./ports.ts";
import { putToWork } from "./put-to-work.ts";
import type { RoomHost } from "./room-host.ts";
import type { RoomHostOptions } from "./room-host-options.ts";
import { amendRecord } from "./room-record.ts";
import { RoomSwitchboards } from "./room-switchboards.ts";
import { RoomsFolder, type SavedRoom } from "./rooms-folder.ts";
import { SwitchboardBook, type SwitchboardWish } from "./switchboard-book.ts";

export interface HostOptions {
  /** The data folder. */
  home: string;
  /** The port for members; a free one is taken where it is in use. Default 2525. */
  port?: number;
  /** The address to listen on. Default "::", every one. */
  bind?: string;
  /** Names of the network interfaces to be listed on. Default: all real ones. */
  interfaces?: string[];
  /** Whether to put rooms on the network's list. Default true. */
  advertise?: boolean;
  /** The folder of a built page for guests: index.html, assets/ with hashed names, `x.gz` beside `x`. Where it holds
   *  no page, that is logged as a warning and members come by other programs. Default: no page. */
  pages?: string;
  /** The switchboards of rooms that are given none of their own. Default: none. */
  switchboards?: readonly SwitchboardWish[];
  /** Where `/metrics` is answered, for Prometheus; port 0 takes any. Default: nowhere. */
  metrics?: { host: string; port: number };
  /** The program, as operators of switchboards read it. Default "partyline". */
  agent?: string;
  logger?: Logger;
  clock?: Clock;
  /** From 0 up to but not including 1. */
  random?: () => number;
  /** How switchboards are dialled. Default: by WebSocket. */
  dial?: DialTrunk;
  provider?: CryptoProvider;
  limits?: Partial<HostLimits>;
}

export interface Host {
  /** The port that members connect to, and the one that was wanted. */
  readonly port: number;
  readonly wanted: number;
  /** Undefined where there are no metrics. */
  readonly metricsPort: number | undefined;
  /** Whether guests get a page. */
  readonly hasPage: boolean;
  /** The rooms that are open. */
  rooms(): HostedRoom[];
  /** The rooms kept in the data folder, open or not. */
  saved(): Promise<SavedRoom[]>;
  /** Opens a kept room, or makes one. Resolves when members can come in; its place on the network's list follows
   *  (`HostedRoom.list`), and so do those at switchboards (`HostedRoom.switchboards`). Errors: NO_ROOM, NAME_*,
   *  PASSWORD_*, ALREADY_OPEN, ROOM_IN_USE, LOG_*, BAD_URL. */
  openRoom(options: OpenRoomOptions): Promise<HostedRoom>;
  /** Moves a room here from another device: the same room for whoever knows it, without its history, which its members
   *  are told (RESET). Errors: BAD_RECOVERY_KEY, ALREADY_HERE, NAME_IN_USE, ALREADY_OPEN, and those of `openRoom`. */
  recoverRoom(options: RecoverRoomOptions): Promise<HostedRoom>;
  /** Destroys a kept room with its history, open or not; members who come later are told, at its switchboards, too, for
   *  which this host dials them as long as it runs. Errors: NO_ROOM,
   *  ROOM_IN_USE, LOG_*, and those of the file system where it cannot be erased. */
  destroySaved(id: string): Promise<void>;
  /** Stops hosting: members are told, everything is stored. May be called twice. */
  close(): Promise<void>;
}

/** Starts hosting on this device. Errors: HOME, LOG_READ_ONLY, PORT, BAD_URL. */
export async function openHost(options: HostOptions): Promise<Host> {
  const wanted = options.port ?? 2525;
  const clock = options.clock ?? systemClock;
  const provider = options.provider ?? nodeProvider;
  const { ed25519 } = provider;
  const { random = Math.random } = options;
  const limits = { ...LIMITS, ...options.limits };
  const logger = options.logger ?? (() => {});
  const switchboards = wishesFrom(options.switchboards ?? []);
  const folder = await RoomsFolder.open(options.home);
  const backedUp = (file: string) =>
    logger("warn", "a room's file was brought up to date; what it was before is kept", { file });
  const keeper: Keeper = { folder, logs: openSqliteLogs({ backedUp }), provider, switchboards };
  const meters = new HostMeters();
  const refused = (code: string) => meters.refused(code);
  const trunks = new Trunks({
    agent: options.agent ?? "partyline",
    dial: options.dial ?? dialTrunk,
    ground: { clock, random, limits, logger, meters: meters.switchboard, ed25519 },
  });
  const destroyed = new DestroyedRooms({ folder, trunks, provider, clock, logger });
  const open = new Map<string, { room: RoomHost; hosted: HostedRoom }>();
  const pages = await pagesOrNone(options.pages, logger);

  const listener = await listenDirect({
    port: wanted,
    bind: options.bind ?? "::",
    room: (id) => open.get(id)?.room,
    farewell: (id) => destroyed.farewell(id),
    publicRooms: () =>
      [...open.values()].filter(({ hosted }) => !hosted.unlisted).map(({ hosted }) => hosted.card),
    publicRoom: (id) => open.get(id)?.hosted.card,
    pages,
    clock,
    limits,
    logger,
    meters: meters.direct,
  });

  const addresses = () => {
    const real = realInterfaces(
      networkInterfaces(),
      options.interfaces ? { include: options.interfaces } : {},
    );
    const ipv6 = real.flatMap((own) => own.ipv6).filter(({ address }) => !address.startsWith("fe80:"));
    return [...real.flatMap((own) => own.ipv4), ...ipv6].map(({ address }) => address);
  };

  /** One after the other: two of the same new name would become two rooms. */
  let turn: Promise<unknown> = Promise.resolve();
  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const done = turn.then(task);
    turn = done.catch(() => {});
    return done;
  }

  async function openRoom(wish: OpenRoomOptions): Promise<HostedRoom> {
    const kept = await findKept(keeper, wish);
    if (kept.id !== undefined && open.has(kept.id)) throw new HostError("ALREADY_OPEN");
    const opened =
      kept.id === undefined ? await create(keeper, kept.name, wish) : await reopen(keeper, kept.id, wish);
    return start(opened);
  }

  async function recoverRoom(wish: RecoverRoomOptions): Promise<HostedRoom> {
    return start(await recover(keeper, wish, (id) => open.has(id)));
  }

  async function start({ id, log: plain, record: opened, memoryOnly }: OpenedRoom): Promise<HostedRoom> {
    let record = opened;
    const log = meteredLog(plain, { room: id, meters, clock, logger });
    const notice: RoomHostOptions["notice"] = (told) => {
      if ("member" in told) logger("info", `a member ${told.kind}`, { room: id, member: told.member.id });
      hosted.notice(told);
    };
    const room = putToWork({ id, log, record }, { provider, clock, limits, notice, refused, logger });
    const writeCard = async () => {
      if (memoryOnly) return;
      const { name, password } = hosted;
      await folder
        .writeCard({ ...cardOf(id, record), name, password })
        .catch((error) => logger("warn", String(error)));
    };
    const places = new RoomSwitchboards({
      trunks,
      room: {
        id,
        keys: encodeHostPublicKeys(publicKeysOf(record.keys)),
        signSeed: record.keys.signSeed,
        host: room,
        book: new SwitchboardBook(log, clock.now, ed25519),
        card: () => ({ name: hosted.name, by: hosted.ownerName, password: hosted.password }),
        addresses: () => addresses().map((address) => ({ address, port: listener.port })),
      },
      unlisted: () => record.token !== undefined,
      changed: (status) => hosted.tellSwitchboard(status),
    });
    const hosted: HostedRoom = new HostedRoom(room, {
      keys: publicKeysOf(record.keys),
      saveUnlisted: async (unlisted) => {
        record = await amendRecord(log, record, { token: unlisted ? newToken(provider) : null });
        await writeCard();
        return record.token;
      },
      keep: record.keep,
      memoryOnly,
      port: listener.port,
      advertise: options.advertise ?? true,
      interfaces: options.interfaces,
      addresses,
      logger,
      erase: async () => {
        open.delete(id);
        const urls = hosted.wishes.map(({ url }) => url);
        await destroyed.destroy(id, record.keys, urls);
        await destroyed.told(id);
      },
      forget: () => void open.delete(id),
      changed: () => void writeCard(),
      saveOwnerName: async (ownerName) => {
        record = await amendRecord(log, record, { ownerName });
      },
      recoveryKey: recoveryKeyOf(record),
      switchboards: places,
      saveSwitchboards: async (wishes) => {
        record = await amendRecord(log, record, { switchboards: wishes });
        await writeCard();
      },
    });
    open.set(id, { room, hosted });
    // What it has been given anew, and cards of earlier versions, which told less.
    await writeCard();
    await destroyed.revive(id);
    await room.prune();
    await places.use(record.switchboards ?? switchboards);
    void hosted.list();
    logger("info", "a room is open", { room: id, first: log.state.first, head: log.state.head });
    return hosted;
  }

  async function destroySaved(id: string): Promise<void> {
    const hosted = open.get(id)?.hosted;
    if (hosted) return hosted.destroy();
    if (!(await folder.has(id))) throw new HostError("NO_ROOM");
    const record = await recordOfUnused(keeper, id);
    const urls = (record?.switchboards ?? switchboards).map(({ url }) => url);
    await destroyed.destroy(id, record?.keys, urls);
  }

  const metrics =
    options.metrics &&
    (await serveMetrics(options.metrics, () => {
      const { rss: residentBytes, heapUsed: heapBytes } = process.memoryUsage();
      const members = [...open.values()].reduce((sum, { hosted }) => sum + hosted.here().length, 0);
      const { waitingBytes, ...direct } = listener.traffic.now();
      const switchboard = { connections: trunks.circuits, bytesIn: 0, bytesOut: 0 };
      const roads = { direct, switchboard };
      const gauges = { rooms: open.size, members, residentBytes, heapBytes, waitingBytes, roads };
      return metricsText(meters, gauges);
    }).catch(async (error) => {
      await listener.close();
      throw error;
    }));

  await destroyed.resume();
  let closing: Promise<void> | undefined;
  const closeAll = async () => {
    await turn;
    await Promise.all([...open.values()].map(({ hosted }) => hosted.close()));
    await Promise.all([listener.close(), trunks.close(), metrics?.close()]);
    await Promise.all([keeper.logs.close(), folder.settled()]);
  };
  return {
    port: listener.port,
    wanted,
    metricsPort: metrics?.port,
    hasPage: pages !== undefined,
    rooms: () => [...open.values()].map(({ hosted }) => hosted),
    saved: () => folder.list(),
    openRoom: (wish) => inTurn(() => openRoom(wish)),
    recoverRoom: (wish) => inTurn(() => recoverRoom(wish)),
    destroySaved: (id) => inTurn(() => destroySaved(id)),
    close() {
      closing ??= closeAll();
      return closing;
    },
  };
}

/** A device without a page still hosts: a fresh clone has not built it, and a command line needs none. */
async function pagesOrNone(path: string | undefined, logger: Logger): Promise<Pages | undefined> {
  if (path === undefined) return undefined;
  try {
    return await loadPages(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    logger("warn", "guests get no page", { code, message });
    return undefined;
  }
}
