/** The composition root: the rooms of this device, their logs, the listener that leads to them, the directory. */
import { networkInterfaces } from "node:os";
import { realInterfaces } from "@partyline/discovery";
import { checkRoomName } from "@partyline/names";
import { type Clock, systemClock } from "@partyline/protocol";
import {
  type CryptoProvider,
  generateHostKeys,
  memberIdOf,
  publicKeysOf,
  roomIdOf,
  stretchPassword,
} from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { HostError } from "./errors.ts";
import { HostedRoom } from "./hosted-room.ts";
import { type HostLimits, LIMITS } from "./limits.ts";
import { listenDirect } from "./listeners/direct/listener.ts";
import { type Log, type LogStore, memoryLog, openSqliteLogs } from "./log/index.ts";
import type { Logger } from "./ports.ts";
import { RoomHost } from "./room-host.ts";
import type { Retention } from "./room-host-options.ts";
import { changePassword, type RoomRecord, readRecord, writeRecord } from "./room-record.ts";
import { RoomsFolder, type SavedRoom } from "./rooms-folder.ts";

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
  logger?: Logger;
  clock?: Clock;
  provider?: CryptoProvider;
  limits?: Partial<HostLimits>;
}

export interface OpenRoomOptions {
  name: string;
  /** Who owns the room: a username, and the public member key that the owner uses in a room of this id. */
  owner: { name: string; key(roomId: string): Uint8Array };
  /** A password; undefined leaves a kept room's as it is. */
  password?: string;
  /** Joined by link only. Of a kept room this cannot be changed. */
  unlisted?: boolean;
  /** Nothing on disk: room and history end with the program. */
  memoryOnly?: boolean;
  keep?: Retention;
}

export interface Host {
  /** The port that members connect to, and the one that was wanted. */
  readonly port: number;
  readonly wanted: number;
  /** The rooms that are open. */
  rooms(): HostedRoom[];
  /** The rooms kept in the data folder, open or not. */
  saved(): Promise<SavedRoom[]>;
  /** Opens the kept room of that name, or makes one. Errors: NAME_*, PASSWORD_*, ALREADY_OPEN, ROOM_IN_USE, LOG_*. */
  openRoom(options: OpenRoomOptions): Promise<HostedRoom>;
  /** Stops hosting: members are told, everything is stored. May be called twice. */
  close(): Promise<void>;
}

const TOKEN_BYTES = 16;

/** Starts hosting on this device. Errors: HOME, LOG_READ_ONLY, PORT. */
export async function openHost(options: HostOptions): Promise<Host> {
  const wanted = options.port ?? 2525;
  const clock = options.clock ?? systemClock;
  const provider = options.provider ?? nodeProvider;
  const limits = { ...LIMITS, ...options.limits };
  const logger = options.logger ?? (() => {});
  const folder = await RoomsFolder.open(options.home);
  const logs: LogStore = openSqliteLogs();
  const open = new Map<string, { room: RoomHost; hosted: HostedRoom }>();

  const listener = await listenDirect({
    port: wanted,
    bind: options.bind ?? "::",
    room: (id) => open.get(id)?.room,
    destroyed: (id) => folder.isDestroyed(id),
    publicRooms: () =>
      [...open.values()].filter(({ hosted }) => !hosted.token).map(({ hosted }) => hosted.card),
    publicRoom: (id) => open.get(id)?.hosted.card,
    clock,
    limits,
    logger,
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
  function openRoom(wish: OpenRoomOptions): Promise<HostedRoom> {
    const opening = turn.then(() => openInTurn(wish));
    turn = opening.catch(() => {});
    return opening;
  }

  async function openInTurn(wish: OpenRoomOptions): Promise<HostedRoom> {
    const checked = checkRoomName(wish.name);
    if (!checked.ok) throw new HostError(checked.code, checked.message);
    const kept = wish.memoryOnly
      ? undefined
      : (await folder.list()).find(({ name }) => sameName(name, checked.key));
    if (kept && open.has(kept.id)) throw new HostError("ALREADY_OPEN");
    const { log, record, id } = kept ? await reopen(kept.id, wish) : await create(checked.name, wish);
    return start(log, record, id, wish);
  }

  async function reopen(id: string, wish: OpenRoomOptions) {
    const log = await logs.open(folder.pathOf(id), { create: false });
    try {
      const record = await readRecord(log, provider);
      if (wish.password !== undefined) {
        record.password = await stretchPassword(wish.password, id);
        await changePassword(log, record.password);
      }
      return { log, record, id };
    } catch (error) {
      await log.close();
      throw error;
    }
  }

  async function create(name: string, wish: OpenRoomOptions) {
    const keys = generateHostKeys(provider);
    const id = roomIdOf(provider, publicKeysOf(keys));
    const password = wish.password === undefined ? undefined : await stretchPassword(wish.password, id);
    const record: RoomRecord = {
      keys,
      name,
      password,
      token: wish.unlisted ? provider.randomBytes(TOKEN_BYTES) : undefined,
      owner: { id: memberIdOf(provider, wish.owner.key(id)), name: wish.owner.name },
      epoch: 1,
    };
    const log = wish.memoryOnly ? memoryLog() : await logs.open(folder.pathOf(id), { create: true });
    try {
      await writeRecord(log, record);
      if (!wish.memoryOnly) await folder.writeCard({ id, name });
      return { log, record, id };
    } catch (error) {
      await log.close();
      throw error;
    }
  }

  async function start(log: Log, record: RoomRecord, id: string, wish: OpenRoomOptions): Promise<HostedRoom> {
    const { logId, first, head, members } = log.state;
    const room = new RoomHost({
      state: {
        id,
        log: logId,
        name: record.name,
        first,
        head,
        password: record.password !== undefined,
        token: record.token,
        owner: record.owner.id,
        ownerName: record.owner.name,
        members: new Map(members.map((member) => [member.id, { ...member }])),
        unsettled: new Map(),
        sessions: new Map(),
        here: new Map(),
        leaving: new Map(),
        departures: 0,
      },
      keys: record.keys,
      epoch: record.epoch,
      password: record.password,
      keep: wish.keep ?? {},
      log,
      provider,
      clock,
      limits,
      notice: (notice) => hosted.notice(notice),
      logger,
    });
    const hosted: HostedRoom = new HostedRoom(room, {
      keys: publicKeysOf(record.keys),
      token: record.token && Buffer.from(record.token).toString("base64url"),
      ownerName: record.owner.name,
      port: listener.port,
      advertise: options.advertise ?? true,
      interfaces: options.interfaces,
      addresses,
      logger,
      erase: async () => {
        open.delete(id);
        await folder.destroy(id);
      },
      forget: () => void open.delete(id),
      renamed: (name) => {
        if (!wish.memoryOnly) folder.writeCard({ id, name }).catch((error) => logger("warn", String(error)));
      },
    });
    open.set(id, { room, hosted });
    await room.prune();
    await hosted.list();
    return hosted;
  }

  let closing: Promise<void> | undefined;
  const closeAll = async () => {
    await turn;
    await Promise.all([...open.values()].map(({ hosted }) => hosted.close()));
    await listener.close();
    await logs.close();
  };
  return {
    port: listener.port,
    wanted,
    rooms: () => [...open.values()].map(({ hosted }) => hosted),
    saved: () => folder.list(),
    openRoom,
    close() {
      closing ??= closeAll();
      return closing;
    },
  };
}

function sameName(name: string, key: string): boolean {
  const checked = checkRoomName(name);
  return checked.ok && checked.key === key;
}
