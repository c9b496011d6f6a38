import { describe, expect, test } from "vitest";
import { decodeFrame, generateHostKeys, signTombstone } from "../src/index.ts";
import { ends, flipped, hex, keys, password, providers, refused, reply, roomId, shake } from "./helpers.ts";

const CLOSED_AT = 1_800_000_000_123;

// Golden bytes: the keys of all golden frames.
const GOLDEN =
  "06000001a3185c507b" +
  "aaae5a5093615414678778e1031adcd8b62e11427af9a51225b7dc1a84c68cf5" +
  "42d63370d838867178d9d697f9d463dc14ab35b757f185a6cb9cea6361f3100c";

describe.each(providers)("S7.6 a tombstone with $name", (provider) => {
  const made = () => signTombstone(provider, keys, roomId, CLOSED_AT);

  test("golden bytes, and taken apart", () => {
    expect(hex(made())).toBe(GOLDEN);
    expect(decodeFrame(made())).toEqual({
      kind: "tombstone",
      closedAt: CLOSED_AT,
      signature: made().subarray(9),
    });
  });

  test("whoever knows the room's key believes it, at any time before the channel is open, and not after", () => {
    const closed = [{ kind: "closed", closedAt: CLOSED_AT }];
    const pair = ends({ provider }, { provider, password });
    expect(pair.client.receive(made())).toEqual(closed);
    const first = pair.client.start();
    expect(pair.client.receive(made())).toEqual(closed);
    pair.client.receive(reply(pair.host.receive(first)));
    expect(pair.client.receive(made())).toEqual(closed);
    const open = ends({ provider }, { provider });
    shake(open);
    refused("UNEXPECTED_FRAME", () => open.client.receive(made()));
    refused("UNEXPECTED_FRAME", () => ends().host.receive(made()));
  });

  test("any byte changed, another key, another room: BAD_SIGNATURE", () => {
    const frame = made();
    for (let at = 3; at < frame.length; at++)
      refused("BAD_SIGNATURE", () => ends({ provider }).client.receive(flipped(frame, at)));
    const other = generateHostKeys(provider);
    const forged = [
      signTombstone(provider, other, roomId, CLOSED_AT),
      signTombstone(provider, keys, "a".repeat(32), CLOSED_AT),
    ];
    for (const each of forged) refused("BAD_SIGNATURE", () => ends({ provider }).client.receive(each));
  });

  test.each([-1, 1.5, Number.NaN, 2 ** 53])("%d is no time", (time) => {
    refused("COUNTER_EXHAUSTED", () => signTombstone(provider, keys, roomId, time));
  });
});
