/** A room before it is at work: its log open, and the record in it as it is to be. */
import { checkRoomName } from "@partyline/names";
import {
  formatRecoveryKey,
  parseRecoveryKey,
  RECOVERY_SEED_BYTES,
  RelayError,
  roomSecretsFrom,
} from "@partyline/relay";
import {
  type CryptoProvider,
  hostKeysFrom,
  memberIdOf,
  publicKeysOf,
  roomIdOf,
  stretchPassword,
} from "@partyline/secure";
import { damageNamed } from "./care/damage.ts";
import { HostError } from "./errors.ts";
import { MEMORY_EVENTS } from "./limits.ts";
import { type Log, type LogStore, memoryLog } from "./log/index.ts";
import type { Retention } from "./room-host-options.ts";
import { amendRecord, type RoomRecord, readRecord, writeRecord } from "./room-record.ts";
import type { RoomCard, RoomsFolder } from "./rooms-folder.ts";
import { type KeptWish, readWishes, type SwitchboardWish } from "./switchboard-book.ts";

export interface OpenRoomOptions {
  /** The room's name: opens the kept room of that name, or makes one. Not looked at beside `id`. */
  name?: string;
  /** Opens the kept room of that id, whatever its name is now. */
  id?: string;
  /** Who owns the room: a username, and the public member key that the owner uses in a room of this id. */
  owner: { name: string; key(roomId: string): Uint8Array };
  /** A password; undefined leaves a kept room's as it is. */
  password?: string;
  /** Joined by link only. Of a kept room `HostedRoom.setUnlisted` changes it. */
  unlisted?: boolean;
  /** Nothing on disk: room and history end with the program, and the newest MEMORY_EVENTS are kept unless `keep` says
   *  otherwise. Of a kept room this cannot be changed. */
  memoryOnly?: boolean;
  /** What retention keeps; `{}` is everything, undefined leaves a kept room's as it is. */
  keep?: Retention;
  /** The switchboards by which it is reached, too. Undefined leaves a kept room's as they are, and gives a new room, or
   *  one that was never told, those of the host. Error: BAD_URL. */
  switchboards?: readonly SwitchboardWish[];
}

/** A room that moves here from another device. */
export interface RecoverRoomOptions extends Omit<OpenRoomOptions, "id" | "memoryOnly" | "unlisted"> {
  /** Its recovery key, as a person typed it. */
  key: string;
  /** What it is called from now on. */
  name: string;
}

/** What opening needs. */
export interface Keeper {
  folder: RoomsFolder;
  logs: LogStore;
  provider: CryptoProvider;
  /** Those of the host. */
  switchboards: KeptWish[];
}

export interface OpenedRoom {
  id: string;
  log: Log;
  record: RoomRecord;
  memoryOnly: boolean;
}

const TOKEN_BYTES = 16;

/** What lets newcomers into a room that is not listed. */
export const newToken = (provider: CryptoProvider): Uint8Array => provider.randomBytes(TOKEN_BYTES);

/** The kept room that is wished for, or undefined for a new one, and the name as it is written. Errors: NO_ROOM, NAME_*. */
export async function findKept(
  { folder }: Keeper,
  wish: OpenRoomOptions,
): Promise<{ id: string | undefined; name: string }> {
  if (wish.id !== undefined) {
    if (!(await folder.has(wish.id))) throw new HostError("NO_ROOM");
    return { id: wish.id, name: "" };
  }
  const checked = checkRoomName(wish.name ?? "");
  if (!checked.ok) throw new HostError(checked.code, checked.message);
  if (wish.memoryOnly) return { id: undefined, name: checked.name };
  const kept = (await folder.list()).find(({ name }) => sameName(name, checked.key));
  return { id: kept?.id, name: checked.name };
}

/** Opens a kept room, changed as wished. Errors: ROOM_IN_USE, PASSWORD_*, LOG_*. */
export async function reopen(
  { folder, logs, provider }: Keeper,
  id: string,
  wish: OpenRoomOptions,
): Promise<OpenedRoom> {
  const { password, keep, owner } = wish;
  const dir = folder.pathOf(id);
  const log = await logs.open(dir, { create: false }).catch((error) => {
    throw damageNamed(dir, wish.name, error);
  });
  try {
    const kept = await readRecord(log, provider);
    // Whoever opens it need not be who made it: the data folder may have another profile by now.
    const isOwner = memberIdOf(provider, owner.key(id)) === kept.owner.id;
    const record = await amendRecord(log, kept, {
      password: password === undefined ? undefined : await stretchPassword(password, id),
      keep,
      ownerName: isOwner && owner.name !== kept.owner.name ? owner.name : undefined,
      switchboards: wish.switchboards && wishesFrom(wish.switchboards),
    });
    return { id, log, record, memoryOnly: false };
  } catch (error) {
    await log.close();
    throw error;
  }
}

/** Makes a room. Errors: PASSWORD_*, LOG_*, BAD_URL. */
export async function create(
  { folder, logs, provider, switchboards }: Keeper,
  name: string,
  wish: OpenRoomOptions,
  seed: Uint8Array = provider.randomBytes(RECOVERY_SEED_BYTES),
): Promise<OpenedRoom> {
  const { keys, id } = roomOf(provider, seed);
  const memoryOnly = wish.memoryOnly ?? false;
  const record: RoomRecord = {
    keys,
    seed,
    name,
    password: wish.password === undefined ? undefined : await stretchPassword(wish.password, id),
    token: wish.unlisted ? newToken(provider) : undefined,
    owner: { id: memberIdOf(provider, wish.owner.key(id)), name: wish.owner.name },
    keep: wish.keep ?? (memoryOnly ? { last: MEMORY_EVENTS } : {}),
    switchboards: wish.switchboards ? wishesFrom(wish.switchboards) : switchboards,
    epoch: 1,
  };
  const log = memoryOnly ? memoryLog() : await logs.open(folder.pathOf(id), { create: true });
  try {
    await writeRecord(log, record);
    if (!memoryOnly) await folder.writeCard(cardOf(id, record));
    return { id, log, record, memoryOnly };
  } catch (error) {
    await log.close();
    throw error;
  }
}

/** Makes a room anew from its recovery key: the same id and keys, and an empty log of its own. Errors:
 *  BAD_RECOVERY_KEY, NAME_*, ALREADY_HERE, ALREADY_OPEN, NAME_IN_USE, and those of `create`. */
export async function recover(
  keeper: Keeper,
  wish: RecoverRoomOptions,
  isOpen: (id: string) => boolean,
): Promise<OpenedRoom> {
  const { folder, provider } = keeper;
  const checked = checkRoomName(wish.name);
  if (!checked.ok) throw new HostError(checked.code, checked.message);
  const seed = coded(() => parseRecoveryKey(wish.key));
  const { id } = roomOf(provider, seed);
  if (isOpen(id)) throw new HostError("ALREADY_OPEN");
  if (await folder.has(id)) throw new HostError("ALREADY_HERE");
  if ((await folder.list()).some(({ name }) => sameName(name, checked.key)))
    throw new HostError("NAME_IN_USE");
  return create(keeper, checked.name, wish, seed);
}

/** The recovery key of a room, for paper; undefined for one of an earlier version. */
export const recoveryKeyOf = ({ seed }: RoomRecord): string | undefined => seed && formatRecoveryKey(seed);

/** Wishes as they are kept. Error: BAD_URL. */
export const wishesFrom = (wishes: readonly SwitchboardWish[]): KeptWish[] => coded(() => readWishes(wishes));

/** The keys and the id that come from a seed. */
export function roomOf(provider: CryptoProvider, seed: Uint8Array) {
  const { signSeed, noiseSecret } = roomSecretsFrom(seed);
  const keys = hostKeysFrom(provider, signSeed, noiseSecret);
  return { keys, id: roomIdOf(provider, publicKeysOf(keys)) };
}

/** What relay refuses, as an error of hosting. */
function coded<T>(task: () => T): T {
  try {
    return task();
  } catch (cause) {
    if (cause instanceof RelayError) throw new HostError(cause.code, cause.message, { cause });
    throw cause;
  }
}

export const cardOf = (id: string, { name, token, password, keep, switchboards }: RoomRecord): RoomCard => ({
  id,
  name,
  unlisted: token !== undefined,
  password: password !== undefined,
  keep,
  ...(switchboards && switchboards.length > 0 ? { switchboards } : {}),
});

/** The record of a room that no program has open. Errors: ROOM_IN_USE. A log that cannot be opened is not in use; its
 *  record is undefined, and so is one that cannot be read. */
export async function recordOfUnused(
  { folder, logs, provider }: Keeper,
  id: string,
): Promise<RoomRecord | undefined> {
  try {
    const log = await logs.open(folder.pathOf(id), { create: false });
    try {
      return await readRecord(log, provider);
    } finally {
      await log.close();
    }
  } catch (error) {
    if ((error as { code?: unknown }).code === "ROOM_IN_USE") throw error;
    return undefined;
  }
}

function sameName(name: string, key: string): boolean {
  const checked = checkRoomName(name);
  return checked.ok && checked.key === key;
}
