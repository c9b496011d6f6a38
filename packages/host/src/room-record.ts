/** What a room's log remembers of the room itself: its keys, name, password, token, owner and epoch. */
import { type CryptoProvider, type HostKeys, hostKeysFrom } from "@partyline/secure";
import { HostError } from "./errors.ts";
import type { Log, StateChange } from "./log/index.ts";

export interface RoomRecord {
  keys: HostKeys;
  name: string;
  /** The password as stretched, never as typed; undefined for none. */
  password: Uint8Array | undefined;
  /** For a room that is not listed. */
  token: Uint8Array | undefined;
  /** The owner's member id and username. */
  owner: { id: string; name: string };
  /** The epoch that this start of the host may use. */
  epoch: number;
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");
const bytes = (value: string): Uint8Array => new Uint8Array(Buffer.from(value, "base64url"));

/** Reads the record and moves the epoch on, durably, before anything is sealed. Errors: LOG_DAMAGED, LOG_*. */
export async function readRecord(log: Log, provider: CryptoProvider): Promise<RoomRecord> {
  const { meta } = log.state;
  const get = (key: string): string => {
    const value = meta.get(key);
    if (value === undefined) throw new HostError("LOG_DAMAGED", `The room's record lacks its ${key}.`);
    return value;
  };
  const epoch = Number(get("epoch")) + 1;
  await log.append([{ changes: [put("epoch", String(epoch))] }]);
  const password = meta.get("password");
  const token = meta.get("token");
  return {
    keys: hostKeysFrom(provider, bytes(get("sign-seed")), bytes(get("noise-secret"))),
    name: get("name"),
    password: password === undefined ? undefined : bytes(password),
    token: token === undefined ? undefined : bytes(token),
    owner: { id: get("owner"), name: get("owner-name") },
    epoch,
  };
}

/** Writes the first record of a new room. */
export async function writeRecord(log: Log, record: RoomRecord): Promise<void> {
  const { keys, name, password, token, owner, epoch } = record;
  await log.append([
    {
      changes: [
        put("sign-seed", text(keys.signSeed)),
        put("noise-secret", text(keys.noiseSecret)),
        put("name", name),
        put("owner", owner.id),
        put("owner-name", owner.name),
        put("epoch", String(epoch)),
        put("password", password ? text(password) : null),
        put("token", token ? text(token) : null),
      ],
    },
  ]);
}

/** Puts a new stretched password in place, or none. */
export const changePassword = (log: Log, password: Uint8Array | undefined) =>
  log.append([{ changes: [put("password", password ? text(password) : null)] }]);

const put = (key: string, value: string | null): StateChange => ({ set: "meta", key, value });
