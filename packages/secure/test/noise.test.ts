import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { EMPTY } from "../src/bytes.ts";
import type { CryptoProvider } from "../src/index.ts";
import { CipherState } from "../src/noise/cipher-state.ts";
import { HandshakeState } from "../src/noise/handshake-state.ts";
import { XK } from "../src/noise/patterns.ts";
import { filled, hex, providers, refused, text, unhex } from "./helpers.ts";
import { patternOf } from "./patterns.ts";

interface Vector {
  protocol_name: string;
  init_prologue: string;
  resp_prologue: string;
  init_ephemeral: string;
  resp_ephemeral: string;
  init_static?: string;
  resp_static?: string;
  init_remote_static?: string;
  resp_remote_static?: string;
  init_psks?: string[];
  resp_psks?: string[];
  handshake_hash: string;
  messages: { payload: string; ciphertext: string }[];
}

const { vectors } = JSON.parse(readFileSync(new URL("vectors/noise.json", import.meta.url), "utf8")) as {
  vectors: Vector[];
};

/** One side of a vector: its ephemeral key is the only randomness it draws. */
function side(provider: CryptoProvider, vector: Vector, role: "initiator" | "responder"): HandshakeState {
  const of = <K extends string>(name: K) =>
    vector[`${role === "initiator" ? "init" : "resp"}_${name}` as keyof Vector] as string | undefined;
  const secret = of("static");
  const remote = of("remote_static");
  const psks = role === "initiator" ? vector.init_psks : vector.resp_psks;
  return new HandshakeState({
    provider: { ...provider, randomBytes: () => unhex(of("ephemeral")!) },
    pattern: patternOf(vector.protocol_name.split("_")[1]!),
    role,
    prologue: unhex(of("prologue")!),
    ...(secret !== undefined && {
      static: { secret: unhex(secret), public: provider.x25519.publicKey(unhex(secret)) },
    }),
    ...(remote !== undefined && { remoteStatic: unhex(remote) }),
    ...(psks !== undefined && { psks: psks.map(unhex) }),
  });
}

describe.each(providers)("S3.1 Noise with $name", (provider) => {
  test("there are vectors for all nine patterns", () => {
    expect(vectors.map((vector) => vector.protocol_name.split("_")[1]).sort()).toEqual(
      ["IK", "IKpsk2", "KK", "NK", "NN", "NNpsk0", "XK", "XKpsk3", "XX"].sort(),
    );
  });

  test("the channel's own is one of them", () => {
    expect(XK).toEqual(patternOf("XK"));
  });

  test.each(vectors)("$protocol_name: every message, the hash and the transport", (vector) => {
    const initiator = side(provider, vector, "initiator");
    const responder = side(provider, vector, "responder");
    let turn = 0;
    for (; !initiator.finished; turn++) {
      const [from, to] = turn % 2 === 0 ? [initiator, responder] : [responder, initiator];
      const { payload, ciphertext } = vector.messages[turn]!;
      const message = from.writeMessage(unhex(payload));
      expect(hex(message)).toBe(ciphertext);
      expect(hex(to.readMessage(message))).toBe(payload);
    }
    expect(responder.finished).toBe(true);
    const [atInitiator, atResponder] = [initiator.split(), responder.split()];
    expect(hex(atInitiator.hash)).toBe(vector.handshake_hash);
    expect(hex(atResponder.hash)).toBe(vector.handshake_hash);
    expect(turn).toBeLessThan(vector.messages.length);
    for (; turn < vector.messages.length; turn++) {
      const [from, to] = turn % 2 === 0 ? [atInitiator, atResponder] : [atResponder, atInitiator];
      const { payload, ciphertext } = vector.messages[turn]!;
      const sealed = from.send.encrypt(EMPTY, unhex(payload));
      expect(hex(sealed)).toBe(ciphertext);
      expect(hex(to.receive.decrypt(EMPTY, sealed))).toBe(payload);
    }
  });

  test("a cipher's nonce stays where it is after bytes that do not open, and ends at 2^53 - 1", () => {
    const cipher = new CipherState(provider, filled(32, 1));
    const sealed = new CipherState(provider, filled(32, 1)).encrypt(EMPTY, text("a"));
    refused("BAD_SEAL", () => cipher.decrypt(text("other ad"), sealed));
    expect(cipher.nonce).toBe(0);
    expect(cipher.decrypt(EMPTY, sealed)).toEqual(text("a"));
    cipher.setNonce(Number.MAX_SAFE_INTEGER);
    refused("COUNTER_EXHAUSTED", () => cipher.encrypt(EMPTY, EMPTY));
  });
});

const [provider] = providers;
const pair = { secret: filled(32, 5), public: provider!.x25519.publicKey(filled(32, 5)) };
const options = { provider: provider!, role: "initiator", prologue: EMPTY } as const;

describe("S3.1 a handshake that is set up or used wrongly", () => {
  test("a key that the pattern needs is missing", () => {
    refused("BAD_PATTERN", () => new HandshakeState({ ...options, pattern: patternOf("XK"), static: pair }));
    refused("BAD_PATTERN", () =>
      new HandshakeState({ ...options, pattern: patternOf("NNpsk0") }).writeMessage(EMPTY),
    );
    refused(
      "BAD_KEY",
      () => new HandshakeState({ ...options, pattern: patternOf("NNpsk0"), psks: [filled(31, 0)] }),
    );
  });

  test("calls out of turn", () => {
    const state = new HandshakeState({ ...options, pattern: patternOf("NN") });
    refused("WRONG_STATE", () => state.readMessage(filled(48, 0)));
    refused("WRONG_STATE", () => state.split());
    state.writeMessage(EMPTY);
    refused("WRONG_STATE", () => state.writeMessage(EMPTY));
    refused("BAD_HANDSHAKE", () => state.readMessage(filled(31, 0)));
  });
});
