import { expect } from "vitest";
import { concat, EMPTY } from "../src/bytes.ts";
import {
  ClientChannel,
  type ClientChannelEvent,
  type ClientChannelOptions,
  type CryptoProvider,
  HostChannel,
  type HostChannelEvent,
  type HostChannelOptions,
  type HostKeys,
  hostKeysFrom,
  memberKeyFor,
  nobleProvider,
  publicKeysOf,
  roomIdOf,
  SecureError,
  type SecureErrorCode,
} from "../src/index.ts";
import { nodeProvider } from "../src/node.ts";
import { HandshakeState } from "../src/noise/handshake-state.ts";
import { XK } from "../src/noise/patterns.ts";

export const providers: CryptoProvider[] = [nobleProvider, nodeProvider];

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
export const unhex = (text: string): Uint8Array =>
  Uint8Array.from(Buffer.from(text.replaceAll(/\s/g, ""), "hex"));
export const text = (value: string): Uint8Array => new TextEncoder().encode(value);
/** `length` bytes, all of them `value`. */
export const filled = (length: number, value: number): Uint8Array => new Uint8Array(length).fill(value);

/** Expects a SecureError of this code, and gives it back. */
export function refused(code: SecureErrorCode, action: () => unknown): SecureError {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(SecureError);
    expect((error as SecureError).code).toBe(code);
    return error as SecureError;
  }
  throw new Error(`nothing was thrown where ${code} was expected`);
}

/** The provider with "random" bytes that count up from `seed`: golden bytes need the same every time. */
export function counting(provider: CryptoProvider, seed: number): CryptoProvider {
  let next = seed;
  return {
    ...provider,
    randomBytes: (length) => Uint8Array.from({ length }, () => next++ & 255),
  };
}

export const keys: HostKeys = hostKeysFrom(nodeProvider, filled(32, 1), filled(32, 2));
export const host = publicKeysOf(keys);
export const roomId = roomIdOf(nodeProvider, host);
export const memberKey = memberKeyFor(nodeProvider, filled(32, 3), roomId);
/** Stands for a stretched password where the stretch itself is not the matter. */
export const password = filled(32, 7);

export interface Ends {
  client: ClientChannel;
  host: HostChannel;
}

type Overrides<T> = { [K in keyof T]?: T[K] };

export function ends(
  clientOptions: Overrides<ClientChannelOptions> = {},
  hostOptions: Overrides<HostChannelOptions> = {},
): Ends {
  return {
    client: new ClientChannel({ provider: nodeProvider, roomId, host, memberKey, ...clientOptions }),
    host: new HostChannel({ provider: nodeProvider, roomId, keys, ...hostOptions }),
  };
}

/** The one reply among the events. */
export function reply(events: (ClientChannelEvent | HostChannelEvent)[]): Uint8Array {
  const replies = events.filter((event) => event.kind === "reply");
  expect(replies).toHaveLength(1);
  return replies[0]!.frame;
}

export const kinds = (events: { kind: string }[]): string[] => events.map((event) => event.kind);

/** Runs the three handshake messages, and AUTH0 where there is one; gives what each side saw at the end. */
export function shake(pair: Ends): { client: ClientChannelEvent[]; host: HostChannelEvent[] } {
  const second = reply(pair.host.receive(pair.client.start()));
  const client = pair.client.receive(second);
  const host = pair.host.receive(reply(client));
  const verdicts = host.filter((event) => event.kind === "reply");
  return { client: [...client, ...verdicts.flatMap(({ frame }) => pair.client.receive(frame))], host };
}

/** Runs handshake and password exchange with the right password. */
export function unlock(pair: Ends): void {
  shake(pair);
  expect(kinds(pair.host.receive(pair.client.authenticate(password)))).toEqual(["attempt"]);
  const third = reply(pair.client.receive(pair.host.answerAttempt(4)));
  expect(kinds(pair.host.receive(third))).toEqual(["open"]);
}

/** A copy with one bit turned. */
export function flipped(frame: Uint8Array, at: number): Uint8Array {
  const copy = frame.slice();
  copy[at < 0 ? copy.length + at : at]! ^= 1;
  return copy;
}

/** The 20 bytes of the room id, from RFC 4648's definition rather than from the code under test. */
export const roomBytes = Uint8Array.from(
  (roomId.match(/.{8}/g) ?? []).flatMap((group) => {
    let bits = 0n;
    for (const character of group)
      bits = bits * 32n + BigInt("abcdefghijklmnopqrstuvwxyz234567".indexOf(character));
    return [32n, 24n, 16n, 8n, 0n].map((shift) => Number((bits >> shift) & 255n));
  }),
);

/** One side of the room's handshake without a channel around it, for payloads that a channel would not send. */
export function bareNoise(role: "initiator" | "responder"): HandshakeState {
  return new HandshakeState({
    provider: nodeProvider,
    pattern: XK,
    role,
    prologue: concat(text("partyline/1"), roomBytes),
    static: role === "initiator" ? memberKey : { secret: keys.noiseSecret, public: keys.noisePublic },
    ...(role === "initiator" && { remoteStatic: host.noise }),
  });
}

/** A client built by hand, as far as the host's wait for the password: it seals auth frames of any content. */
export function bareClient(atHost: HostChannel): (plaintext: Uint8Array) => Uint8Array {
  const noise = bareNoise("initiator");
  const second = reply(atHost.receive(Uint8Array.of(1, ...noise.writeMessage(EMPTY))));
  noise.readMessage(second.subarray(1));
  atHost.receive(Uint8Array.of(1, ...noise.writeMessage(EMPTY)));
  const { send } = noise.split();
  return (plaintext) => {
    const header = Uint8Array.of(4, 0, 0, 0, 0, 0, 0, 0, send.nonce);
    return concat(header, send.encrypt(header, plaintext));
  };
}
