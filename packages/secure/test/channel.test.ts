import { describe, expect, test } from "vitest";
import { encodeRefuse } from "../src/index.ts";
import { ends, filled, flipped, kinds, password, refused, reply, shake, text } from "./helpers.ts";

describe("S4 pairwise frames", () => {
  const open = () => {
    const pair = ends();
    shake(pair);
    return pair;
  };

  test.each(["client", "host"] as const)("S4.2 the same frame twice, at the %s", (side) => {
    const pair = open();
    const frame = (side === "client" ? pair.host : pair.client).seal(text("once"));
    pair[side].receive(frame);
    refused("REPLAYED", () => pair[side].receive(frame));
    refused("CLOSED", () => pair[side].receive(frame));
  });

  test("S4.2 frames out of order: the later opens, the earlier is a replay", () => {
    const pair = open();
    const [first, second, third] = [
      pair.client.seal(text("1")),
      pair.client.seal(text("2")),
      pair.client.seal(text("3")),
    ];
    expect(pair.host.receive(first)).toHaveLength(1);
    // A gap upward is for the layer above to notice.
    expect(pair.host.receive(third)).toEqual([{ kind: "message", plaintext: text("3") }]);
    refused("REPLAYED", () => pair.host.receive(second));
  });

  test("S4.3 any byte changed", () => {
    const length = open().client.seal(text("payload")).length;
    for (let at = 0; at < length; at++) {
      const pair = open();
      pair.client.seal(text("before"));
      const frame = flipped(pair.client.seal(text("payload")), at);
      // Type 03 is too short to be a batch; a counter beyond 2^53 is malformed; the rest does not open.
      const code = at === 0 || at === 1 || at === 2 ? undefined : "BAD_SEAL";
      if (code) refused(code, () => pair.host.receive(frame));
      else expect(() => pair.host.receive(frame)).toThrow();
      expect(pair.host.state).toBe("failed");
    }
  });

  test("S4.3 a sealed frame made into an auth frame does not open", () => {
    const pair = ends({}, { password });
    shake(pair);
    const first = pair.client.authenticate(password);
    pair.host.receive(first);
    pair.client.receive(pair.host.answerAttempt(1));
    const sealed = pair.client.seal(text("room data"));
    sealed[0] = 0x04;
    refused("BAD_SEAL", () => pair.host.receive(sealed));
  });

  test("S4.3 a frame of one conversation does not open in another", () => {
    const frame = open().client.seal(text("x"));
    refused("BAD_SEAL", () => open().host.receive(frame));
    const pair = open();
    refused("BAD_SEAL", () => pair.client.receive(pair.client.seal(text("reflected"))));
  });

  test("S4.4 size: the largest plaintext makes the largest frame", () => {
    const pair = open();
    const largest = pair.client.seal(filled(65_447, 1));
    expect(largest).toHaveLength(65_472);
    expect(pair.host.receive(largest)).toEqual([{ kind: "message", plaintext: filled(65_447, 1) }]);
    refused("PAYLOAD_TOO_LARGE", () => pair.client.seal(filled(65_448, 1)));
    expect(pair.client.state).toBe("open");
    refused("FRAME_TOO_LARGE", () => pair.host.receive(filled(65_473, 2)));
  });
});

describe("S7 frames out of place", () => {
  const sealed = Uint8Array.of(2, ...filled(24, 0));
  const auth = Uint8Array.of(4, ...filled(24, 0));
  const batch = Uint8Array.of(3, 1, ...filled(92, 0));
  const handshake = Uint8Array.of(1, ...filled(48, 0));

  test("S7.1 no room data before it is open, either way", () => {
    const stages = ["new", "handshake", "awaiting-verdict", "password-required", "authenticating"];
    for (const [stage, early] of stages.entries()) {
      for (const frame of [sealed, batch]) {
        const pair = ends({}, { password });
        const second = stage >= 1 ? reply(pair.host.receive(pair.client.start())) : undefined;
        const third = second && stage >= 2 ? reply(pair.client.receive(second)) : undefined;
        if (third && stage >= 3) pair.client.receive(reply(pair.host.receive(third)));
        if (stage >= 4) pair.client.authenticate(password);
        expect(pair.client.state).toBe(early);
        refused("WRONG_STATE", () => pair.client.seal(text("x")));
        refused("TOO_EARLY", () => pair.client.receive(frame));
      }
    }
    for (const early of ["new", "handshake", "awaiting-password", "attempted", "confirming"]) {
      const pair = ends({}, { password });
      if (early !== "new") {
        const second = reply(pair.host.receive(pair.client.start()));
        if (early !== "handshake")
          pair.client.receive(reply(pair.host.receive(reply(pair.client.receive(second)))));
        if (early === "attempted" || early === "confirming")
          pair.host.receive(pair.client.authenticate(password));
        if (early === "confirming") pair.host.answerAttempt(1);
      }
      expect(pair.host.state).toBe(early);
      refused("WRONG_STATE", () => pair.host.seal(text("x")));
      refused("TOO_EARLY", () => pair.host.receive(sealed));
    }
  });

  test("S7.2 frames of the other direction, or of another stage", () => {
    refused("UNEXPECTED_FRAME", () => ends().host.receive(batch));
    refused("UNEXPECTED_FRAME", () => ends().host.receive(encodeRefuse("BUSY")));
    refused("UNEXPECTED_FRAME", () => ends().host.receive(auth));
    refused("UNEXPECTED_FRAME", () => ends().client.receive(auth));
    refused("UNEXPECTED_FRAME", () => ends().client.receive(handshake));
    for (const frame of [handshake, auth]) {
      const pair = ends();
      shake(pair);
      refused("UNEXPECTED_FRAME", () => pair.client.receive(frame));
      refused("UNEXPECTED_FRAME", () => pair.host.receive(frame));
    }
  });

  test("S7.3 a refusal is a hint before the channel is open, and nothing after", () => {
    const pair = ends();
    const first = pair.client.start();
    expect(pair.client.receive(encodeRefuse("BUSY"))).toEqual([{ kind: "refused", code: "BUSY" }]);
    // Anyone can forge it, so it changes nothing by itself.
    expect(kinds(pair.client.receive(reply(pair.host.receive(first))))).toEqual(["reply", "open"]);
    refused("UNEXPECTED_FRAME", () => pair.client.receive(encodeRefuse("BUSY")));
  });

  test("S7.5 after an error nothing more is taken, sealed or answered", () => {
    const pair = ends();
    shake(pair);
    const good = [pair.host.seal(text("x")), pair.client.seal(text("x"))] as const;
    refused("BAD_FRAME", () => pair.client.receive(filled(0, 0)));
    refused("BAD_FRAME", () => pair.host.receive(filled(0, 0)));
    refused("CLOSED", () => pair.client.receive(good[0]));
    refused("CLOSED", () => pair.host.receive(good[1]));
    refused("CLOSED", () => pair.host.answerAttempt(1));
    refused("WRONG_STATE", () => pair.client.seal(text("x")));
    refused("WRONG_STATE", () => pair.host.seal(text("x")));
    expect(pair.client.handshakeHash).toBeUndefined();
  });

  test("calls out of turn", () => {
    const pair = ends();
    expect(pair.client.handshakeHash).toBeUndefined();
    expect(pair.host.handshakeHash).toBeUndefined();
    pair.client.start();
    refused("WRONG_STATE", () => pair.client.start());
    refused("WRONG_STATE", () => pair.client.authenticate(password));
    refused("WRONG_STATE", () => pair.host.answerAttempt(1));
  });
});
