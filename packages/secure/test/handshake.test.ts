import { describe, expect, test } from "vitest";
import { EMPTY } from "../src/bytes.ts";
import { type ClientChannel, type HostChannel, memberIdOf } from "../src/index.ts";
import {
  bareNoise,
  ends,
  filled,
  flipped,
  host,
  keys,
  kinds,
  memberKey,
  password,
  providers,
  refused,
  reply,
  shake,
  text,
} from "./helpers.ts";

const combinations = providers.flatMap((client) => providers.map((atHost) => ({ client, host: atHost })));

describe.each(combinations)("S3 client $client.name, host $host.name", (using) => {
  const pairOf = (extra: { token?: Uint8Array } = {}, withPassword = false) =>
    ends({ provider: using.client, ...extra }, { provider: using.host, ...(withPassword && { password }) });
  const member = { memberKey: memberKey.public, memberId: memberIdOf(using.host, memberKey.public) };

  test("S3.2 opens in three messages, and both sides can speak", () => {
    const pair = pairOf();
    const seen = shake(pair);
    expect(kinds(seen.client)).toEqual(["reply", "open"]);
    expect(seen.host).toEqual([{ kind: "open", ...member, token: undefined }]);
    expect([pair.client.state, pair.host.state]).toEqual(["open", "open"]);
    expect(pair.client.handshakeHash).toEqual(pair.host.handshakeHash);
    for (const words of ["", "one", "two"]) {
      const message = [{ kind: "message", plaintext: text(words) }];
      expect(pair.host.receive(pair.client.seal(text(words)))).toEqual(message);
      expect(pair.client.receive(pair.host.seal(text(words)))).toEqual(message);
    }
  });

  test("S3.4 an invite token reaches the host inside message 3", () => {
    const token = filled(16, 8);
    expect(shake(pairOf({ token })).host).toEqual([{ kind: "open", ...member, token }]);
  });

  test("S5.3 a password room opens after the exchange", () => {
    const pair = pairOf({ token: filled(16, 8) }, true);
    const seen = shake(pair);
    expect(kinds(seen.client)).toEqual(["reply", "password-required"]);
    expect(kinds(seen.host)).toEqual(["reply"]);
    expect(pair.host.receive(pair.client.authenticate(password))).toEqual([
      { kind: "attempt", ...member, token: filled(16, 8) },
    ]);
    const opened = pair.client.receive(pair.host.answerAttempt(3));
    expect(kinds(opened)).toEqual(["reply", "open"]);
    // The client may speak at once, right behind its last message of the exchange.
    const first = pair.client.seal(text("hello"));
    expect(pair.host.receive(reply(opened))).toEqual([{ kind: "open", ...member, token: filled(16, 8) }]);
    expect(pair.host.receive(first)).toEqual([{ kind: "message", plaintext: text("hello") }]);
    expect(pair.client.receive(pair.host.seal(text("hi")))).toEqual([
      { kind: "message", plaintext: text("hi") },
    ]);
  });
});

describe("S3 a handshake that must fail", () => {
  test("S3.3 keys that the room id is not made of", () => {
    refused("WRONG_HOST_KEY", () => ends({ host: { ...host, noise: filled(32, 9) } }));
    refused("WRONG_HOST_KEY", () => ends({ host: { ...host, sign: filled(32, 9) } }));
    refused("WRONG_HOST_KEY", () => ends({ roomId: "a".repeat(32) }));
  });

  test("S3.2 a host with another key", () => {
    const pair = ends({}, { keys: { ...keys, noiseSecret: filled(32, 9) } });
    const error = refused("HANDSHAKE_FAILED", () => pair.host.receive(pair.client.start()));
    expect(error.cause).toMatchObject({ code: "BAD_SEAL" });
  });

  test("S3.2 the same host keys under another room id: the prologue differs", () => {
    const pair = ends({}, { roomId: "a".repeat(32) });
    refused("HANDSHAKE_FAILED", () => pair.host.receive(pair.client.start()));
  });

  test("S3.2 any byte of any handshake message changed, or the end cut off", () => {
    const length = [0, 1, 2].map((step) => {
      const pair = ends({ token: filled(16, 8) });
      const first = pair.client.start();
      if (step === 0) return first.length;
      const second = reply(pair.host.receive(first));
      return step === 1 ? second.length : reply(pair.client.receive(second)).length;
    });
    expect(length).toEqual([49, 50, 81]);
    for (const step of [0, 1, 2]) {
      for (let at = 1; at < length[step]!; at += 5) {
        for (const harm of [
          (frame: Uint8Array) => flipped(frame, at),
          (frame: Uint8Array) => frame.slice(0, at),
        ]) {
          const pair = ends({ token: filled(16, 8) });
          let frame: Uint8Array = pair.client.start();
          let to: ClientChannel | HostChannel = pair.host;
          for (let i = 0; i < step; i++) {
            frame = reply(to.receive(frame));
            to = to === pair.host ? pair.client : pair.host;
          }
          const error = (() => {
            try {
              to.receive(harm(frame));
            } catch (thrown) {
              return thrown;
            }
          })();
          expect(["HANDSHAKE_FAILED", "BAD_HANDSHAKE"]).toContain((error as { code?: string })?.code);
          expect(to.state).toBe("failed");
          refused("CLOSED", () => to.receive(frame));
        }
      }
    }
  });

  test("S2.2 a client whose static key is of low order", () => {
    const pair = ends({ memberKey: { secret: memberKey.secret, public: filled(32, 0) } });
    const second = reply(pair.host.receive(pair.client.start()));
    const third = reply(pair.client.receive(second));
    const error = refused("HANDSHAKE_FAILED", () => pair.host.receive(third));
    expect(error.cause).toMatchObject({ code: "LOW_ORDER" });
  });

  test("S3.4 payloads of another shape", () => {
    const frame = (message: Uint8Array) => Uint8Array.of(1, ...message);

    refused("BAD_HANDSHAKE", () =>
      ends().host.receive(frame(bareNoise("initiator").writeMessage(text("x")))),
    );

    for (const flags of [EMPTY, Uint8Array.of(2), Uint8Array.of(0, 0)]) {
      const pair = ends();
      const responder = bareNoise("responder");
      responder.readMessage(pair.client.start().subarray(1));
      refused("BAD_HANDSHAKE", () => pair.client.receive(frame(responder.writeMessage(flags))));
    }

    for (const length of [1, 15, 17]) {
      const pair = ends();
      const initiator = bareNoise("initiator");
      const second = reply(pair.host.receive(frame(initiator.writeMessage(EMPTY))));
      initiator.readMessage(second.subarray(1));
      refused("BAD_HANDSHAKE", () => pair.host.receive(frame(initiator.writeMessage(filled(length, 1)))));
    }
  });

  test("options of wrong lengths", () => {
    refused("BAD_KEY", () => ends({ token: filled(15, 1) }));
    refused("BAD_KEY", () => ends({}, { password: filled(31, 1) }));
    refused("BAD_TEXT", () => ends({}, { roomId: "room" }));
  });
});
