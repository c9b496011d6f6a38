/** What a room's log remembers of the room itself: its keys, name, password, token, owner, retention and epoch. */
import { RECOVERY_SEED_BYTES } from "@partyline/relay";
import { type CryptoProvider, type HostKeys, hostKeysFrom, MAX_EPOCH } from "@partyline/secure";
import { HostError } from "./errors.ts";
import type { Log, StateChange } from "./log/index.ts";
import type { Retention } from "./room-host-options.ts";
import { type KeptWish, wishesOf } from "./switchboard-book.ts";

export interface RoomRecord {
  keys: HostKeys;
  /** What the keys were made from (R6.12 of relay's SPEC.md); undefined for a room of an earlier version. */
  seed: Uint8Array | undefined;
  name: string;
  /** The password as stretched, never as typed; undefined for none. */
  password: Uint8Array | undefined;
  /** For a room that is not listed. */
  token: Uint8Array | undefined;
  /** The owner's member id and username. */
  owner: { id: string; name: string };
  keep: Retention;
  /** By which switchboards it is reached; undefined for a room that was never told. */
  switchboards: KeptWish[] | undefined;
  /** The epoch that this start of the host may use. */
  epoch: number;
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");
const bytes = (value: string): Uint8Array => new Uint8Array(Buffer.from(value, "base64url"));
/** Bytes of what is kept as text, by key. */
const LENGTHS = {
  "sign-seed": 32,
  "noise-secret": 32,
  "recovery-seed": RECOVERY_SEED_BYTES,
  password: 32,
  token: 16,
} as const;

/** Reads the record and moves the epoch on, durably, before anything is sealed. Errors: LOG_DAMAGED, LOG_*. */
export async function readRecord(log: Log, provider: CryptoProvider): Promise<RoomRecord> {
  const { meta } = log.state;
  const get = (key: string): string => {
    const value = meta.get(key);
    if (value === undefined) throw new HostError("LOG_DAMAGED", `The room's record lacks its ${key}.`);
    return value;
  };
  const has = (key: keyof typeof LENGTHS): Uint8Array | undefined => {
    const value = meta.get(key);
    if (value === undefined) return undefined;
    const held = bytes(value);
    if (held.length !== LENGTHS[key]) throw new HostError("LOG_DAMAGED", `The room's ${key} is not whole.`);
    return held;
  };
  const needed = (key: keyof typeof LENGTHS): Uint8Array => has(key) ?? bytes(get(key));
  const epoch = Number(get("epoch")) + 1;
  if (!Number.isSafeInteger(epoch) || epoch < 1 || epoch > MAX_EPOCH)
    throw new HostError("LOG_DAMAGED", "The room's epoch is no number that can be used.");
  const keys = hostKeysFrom(provider, needed("sign-seed"), needed("noise-secret"));
  await log.append([{ changes: [put("epoch", String(epoch))] }]);
  const keep = meta.get("keep");
  return {
    keys,
    seed: has("recovery-seed"),
    name: get("name"),
    password: has("password"),
    token: has("token"),
    owner: { id: get("owner"), name: get("owner-name") },
    keep: keep === undefined ? {} : retentionOf(keep),
    switchboards: wishesOf(meta.get("switchboards")),
    epoch,
  };
}

/** Writes the first record of a new room. */
export async function writeRecord(log: Log, record: RoomRecord): Promise<void> {
  const { keys, seed, name, password, token, owner, keep, switchboards, epoch } = record;
  await log.append([
    {
      changes: [
        put("sign-seed", text(keys.signSeed)),
        put("noise-secret", text(keys.noiseSecret)),
        put("recovery-seed", seed ? text(seed) : null),
        put("name", name),
        put("owner", owner.id),
        put("owner-name", owner.name),
        put("epoch", String(epoch)),
        put("password", password ? text(password) : null),
        put("token", token ? text(token) : null),
        put("keep", JSON.stringify(keep)),
        put("switchboards", switchboards ? JSON.stringify(switchboards) : null),
      ],
    },
  ]);
}

/** What may be changed of a room when it is opened again; what is absent stays. */
export interface Amendment {
  /** Stretched. */
  password?: Uint8Array | undefined;
  keep?: Retention | undefined;
  ownerName?: string | undefined;
  switchboards?: KeptWish[] | undefined;
  /** null for a room that is listed from now on. */
  token?: Uint8Array | null | undefined;
}

/** Stores a change and gives the record with it. Errors: LOG_*. */
export async function amendRecord(log: Log, record: RoomRecord, change: Amendment): Promise<RoomRecord> {
  const { password, keep, ownerName, switchboards, token } = change;
  const changes = [
    ...(password ? [put("password", text(password))] : []),
    ...(keep ? [put("keep", JSON.stringify(keep))] : []),
    ...(ownerName !== undefined ? [put("owner-name", ownerName)] : []),
    ...(switchboards ? [put("switchboards", JSON.stringify(switchboards))] : []),
    ...(token === undefined ? [] : [put("token", token && text(token))]),
  ];
  if (changes.length > 0) await log.append([{ changes }]);
  return {
    ...record,
    password: password ?? record.password,
    keep: keep ?? record.keep,
    switchboards: switchboards ?? record.switchboards,
    token: token === undefined ? record.token : (token ?? undefined),
    owner: { ...record.owner, name: ownerName ?? record.owner.name },
  };
}

function retentionOf(text: string): Retention {
  const keep = readRetention(text);
  if (!keep) throw new HostError("LOG_DAMAGED", "The room's record has no readable retention.");
  return keep;
}

/** Retention as JSON text or as read from it; undefined where it is none. */
export function readRetention(value: unknown): Retention | undefined {
  try {
    const { days, last } = (typeof value === "string" ? JSON.parse(value) : value) as Record<string, unknown>;
    if (
      ![days, last].every(
        (count) => count === undefined || (Number.isSafeInteger(count) && Number(count) > 0),
      )
    )
      return undefined;
    return {
      ...(days === undefined ? {} : { days: Number(days) }),
      ...(last === undefined ? {} : { last: Number(last) }),
    };
  } catch {
    return undefined;
  }
}

const put = (key: string, value: string | null): StateChange => ({ set: "meta", key, value });
