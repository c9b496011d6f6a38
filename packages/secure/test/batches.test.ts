import { describe, expect, test } from "vitest";
import { BATCHES_PER_EPOCH, BatchSealer, type BatchSealerOptions, type ClientChannel } from "../src/index.ts";
import {
  ends,
  filled,
  flipped,
  hex,
  keys,
  providers,
  refused,
  roomBytes,
  roomId,
  shake,
  text,
  unhex,
} from "./helpers.ts";

const secret = filled(32, 4);
const [noble, node] = providers;

function sealer(options: Partial<BatchSealerOptions> = {}): BatchSealer {
  return new BatchSealer({ provider: node!, roomId, keys, epoch: 1, secret, ...options });
}

/** A client that is open and holds epoch 1. */
function member(provider = node!, nextBatch = 0): ClientChannel {
  const pair = ends({ provider });
  shake(pair);
  pair.client.setEpoch({ epoch: 1, secret, nextBatch });
  return pair.client;
}

describe.each([
  { sealing: noble!, opening: noble! },
  { sealing: noble!, opening: node! },
  { sealing: node!, opening: noble! },
  { sealing: node!, opening: node! },
])("S6 sealed with $sealing.name, opened with $opening.name", ({ sealing, opening }) => {
  test("S6.1 the same bytes open at every member, in order", () => {
    const batches = sealer({ provider: sealing });
    const members = [member(opening), member(opening)];
    for (const [batchNo, words] of ["", "one", "two"].entries()) {
      expect(batches.nextBatch).toBe(batchNo);
      const frame = batches.seal(text(words));
      for (const client of members) {
        expect(client.receive(frame)).toEqual([{ kind: "batch", epoch: 1, batchNo, payload: text(words) }]);
      }
    }
  });
});

describe("S6 the frame", () => {
  test("S6.2 put together by hand from the SPEC", () => {
    const batches = sealer({ epoch: 0x01020304 });
    batches.seal(text("first"));
    const payload = text("second");
    const header = unhex("01 01020304 0000000000000001");
    const signed = Buffer.concat([text("partyline/batch/1"), roomBytes, header, node!.sha256(payload)]);
    const signature = node!.ed25519.sign(signed, keys.signSeed);
    const key = node!.hkdf(secret, filled(0, 0), Buffer.concat([text("batch"), roomBytes]), 32);
    const ciphertext = node!.chacha20poly1305.seal(
      key,
      unhex("00000000 0100000000000000"),
      Buffer.concat([roomBytes, header]),
      Buffer.concat([signature, payload]),
    );
    expect(hex(batches.seal(payload))).toBe(`03${hex(header)}${hex(ciphertext)}`);
  });

  test("S6.2 any byte changed", () => {
    const length = sealer().seal(text("payload")).length;
    for (let at = 0; at < length; at++) {
      const batches = sealer({ epoch: 1 });
      batches.seal(text("before"));
      const client = member(node!, 1);
      const frame = flipped(batches.seal(text("payload")), at);
      let events: { kind: string }[] = [];
      try {
        events = client.receive(frame);
      } catch (error) {
        expect((error as { code: string }).code).toMatch(/^(BAD_SEAL|BAD_FRAME)$/);
      }
      // Another epoch or a lower number in the header: not opened, and nothing delivered.
      expect(events.filter((event) => event.kind === "batch")).toEqual([]);
    }
  });

  test("S6.2 size: the largest payload makes the largest frame", () => {
    const frame = sealer().seal(filled(65_378, 1));
    expect(frame).toHaveLength(65_472);
    expect(member().receive(frame)).toHaveLength(1);
    refused("PAYLOAD_TOO_LARGE", () => sealer().seal(filled(65_379, 1)));
  });
});

describe("S6.3 only the host speaks as the host", () => {
  test("a member who knows the epoch's secret cannot make a batch", () => {
    const forger = sealer({ keys: { signSeed: filled(32, 66) } });
    refused("BAD_SIGNATURE", () => member().receive(forger.seal(text("I am the host"))));
  });

  test("nor move a true signature to another number, epoch or room", () => {
    // The signature covers room and header: sealing its bytes anew elsewhere does not help.
    const resealed = (at: { epoch?: number; batchNo?: number }) => {
      const frame = sealer().seal(text("true"));
      const key = node!.hkdf(secret, filled(0, 0), Buffer.concat([text("batch"), roomBytes]), 32);
      const plaintext = node!.chacha20poly1305.open(
        key,
        filled(12, 0),
        Buffer.concat([roomBytes, frame.subarray(1, 14)]),
        frame.subarray(14),
      );
      const header = frame.slice(1, 14);
      const nonce = filled(12, 0);
      header[12] = nonce[4] = at.batchNo ?? 0;
      header[4] = at.epoch ?? 1;
      const sealed = node!.chacha20poly1305.seal(key, nonce, Buffer.concat([roomBytes, header]), plaintext);
      return Uint8Array.of(3, ...header, ...sealed);
    };
    expect(member().receive(resealed({}))).toHaveLength(1);
    refused("BAD_SIGNATURE", () => member().receive(resealed({ batchNo: 1 })));
    const later = member();
    later.setEpoch({ epoch: 2, secret, nextBatch: 0 });
    refused("BAD_SIGNATURE", () => later.receive(resealed({ epoch: 2 })));
  });

  test("a batch of another room, under the same keys and secret", () => {
    const elsewhere = sealer({ roomId: "a".repeat(32) });
    refused("BAD_SEAL", () => member().receive(elsewhere.seal(text("x"))));
  });
});

describe("S6.4 numbers", () => {
  test("twice, or from before: nothing", () => {
    const batches = sealer();
    const client = member();
    const frames = [batches.seal(text("0")), batches.seal(text("1"))];
    for (const frame of frames) client.receive(frame);
    for (const frame of frames) expect(client.receive(frame)).toEqual([]);
    expect(member(node!, 2).receive(frames[1]!)).toEqual([]);
  });

  test("a hole: said, then delivered, and on from there", () => {
    const batches = sealer();
    const client = member();
    const frames = ["0", "1", "2", "3"].map((words) => batches.seal(text(words)));
    client.receive(frames[0]!);
    expect(client.receive(frames[2]!)).toEqual([
      { kind: "batch-gap", epoch: 1, expected: 1, got: 2 },
      { kind: "batch", epoch: 1, batchNo: 2, payload: text("2") },
    ]);
    expect(client.receive(frames[1]!)).toEqual([]);
    expect(client.receive(frames[3]!).map((event) => event.kind)).toEqual(["batch"]);
  });

  test("a hole is believed only of a batch that is the host's", () => {
    const forger = sealer({ keys: { signSeed: filled(32, 66) } });
    forger.seal(text("0"));
    refused("BAD_SIGNATURE", () => member().receive(forger.seal(text("1"))));
  });
});

describe("S6.5 epochs", () => {
  test("a batch of an epoch not handed out yet is given back, to be tried again", () => {
    const next = sealer({ epoch: 2, secret: filled(32, 5) });
    const frame = next.seal(text("later"));
    const client = member();
    expect(client.receive(frame)).toEqual([{ kind: "unknown-epoch", epoch: 2, frame }]);
    client.setEpoch({ epoch: 2, secret: filled(32, 5), nextBatch: 0 });
    expect(client.receive(frame)).toEqual([{ kind: "batch", epoch: 2, batchNo: 0, payload: text("later") }]);
  });

  test("so is any batch before the first epoch", () => {
    const pair = ends();
    shake(pair);
    const frame = sealer().seal(text("x"));
    expect(pair.client.receive(frame)).toEqual([{ kind: "unknown-epoch", epoch: 1, frame }]);
  });

  test("a batch of an epoch that is over is nothing", () => {
    const frame = sealer().seal(text("old"));
    const client = member();
    client.setEpoch({ epoch: 2, secret: filled(32, 5), nextBatch: 0 });
    expect(client.receive(frame)).toEqual([]);
  });

  test("no way back, and no second secret", () => {
    const client = member();
    client.setEpoch({ epoch: 3, secret, nextBatch: 0 });
    refused("EPOCH_REGRESSION", () => client.setEpoch({ epoch: 2, secret, nextBatch: 0 }));
    refused("EPOCH_REGRESSION", () => client.setEpoch({ epoch: 3, secret: filled(32, 5), nextBatch: 0 }));
    expect(client.state).toBe("open");
  });

  test("the current epoch again changes nothing", () => {
    const batches = sealer();
    const client = member();
    client.receive(batches.seal(text("0")));
    const second = batches.seal(text("1"));
    client.receive(second);
    client.setEpoch({ epoch: 1, secret, nextBatch: 0 });
    expect(client.receive(second)).toEqual([]);
  });

  test("values out of range", () => {
    const client = member();
    refused("BAD_KEY", () => client.setEpoch({ epoch: 2, secret: filled(31, 1), nextBatch: 0 }));
    for (const epoch of [-1, 1.5, 2 ** 32, Number.NaN]) {
      refused("COUNTER_EXHAUSTED", () => client.setEpoch({ epoch, secret, nextBatch: 0 }));
      refused("COUNTER_EXHAUSTED", () => sealer({ epoch }));
    }
    for (const nextBatch of [-1, 0.5, 2 ** 53]) {
      refused("COUNTER_EXHAUSTED", () => client.setEpoch({ epoch: 2, secret, nextBatch }));
    }
    refused("BAD_KEY", () => sealer({ secret: filled(33, 1) }));
    refused("BAD_TEXT", () => sealer({ roomId: "room" }));
  });

  test("a sealer says when its epoch is full, and goes on", () => {
    expect(BATCHES_PER_EPOCH).toBe(2 ** 20);
    const batches = sealer({ rotateAfter: 2 });
    const seen = [0, 1, 2].map(() => {
      batches.seal(text("x"));
      return batches.shouldRotate;
    });
    expect(seen).toEqual([false, true, true]);
    expect(sealer().shouldRotate).toBe(false);
  });

  test("a batch does not open with another epoch secret", () => {
    const pair = ends();
    shake(pair);
    pair.client.setEpoch({ epoch: 1, secret: filled(32, 99), nextBatch: 0 });
    refused("BAD_SEAL", () => pair.client.receive(sealer().seal(text("x"))));
  });
});
