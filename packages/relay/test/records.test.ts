import { createHash } from "node:crypto";
import { ed25519 } from "@noble/curves/ed25519.js";
import { describe, expect, test } from "vitest";
import {
  judgeRecord,
  nobleEd25519,
  type RelayErrorCode,
  roomIdOfKeys,
  type SignedRecord,
  signReceipt,
  signRecord,
  signRegister,
  verifyReceipt,
  verifyRecord,
  verifyRegister,
} from "../src/index.ts";
import { base64url, club, codeOf, filled, joined, other, PORTS, record, roomOf, unhex } from "./helpers.ts";

const switchboardSeed = filled(32, 77);
const switchboardKey = base64url(ed25519.getPublicKey(switchboardSeed));
const claim = {
  room: club.room,
  name: record.name,
  nameKey: "reading club",
  claimedAt: 1_700_000_000_000,
  until: 1_707_776_000_000,
  issuedAt: 1_700_000_000_001,
};
const challenge = { nonce: base64url(filled(32, 3)), authority: "talk.example" };
const wish = { room: club.room, keys: club.keys, generation: 5 };

// The golden signatures were made from SPEC.md by a second implementation, in another language.
describe.each(PORTS)("with $name", ({ port }) => {
  describe("R6.1 records", () => {
    const signed = signRecord(record, club.seed, port);

    test("R6.2 golden signature, and back", () => {
      expect(signed.signature).toBe(
        "PsjcnuphuB-a2jS4zO4XX-ZhRvEdogfpMsPR9KBfaqeTPPTycrHMU4zTCwCX-U5ZhHqcmrG4ohBLrlAibLwvAA",
      );
      expect(verifyRecord(signed, port)).toEqual(record);
    });

    const changes: Partial<SignedRecord>[] = [
      { name: "Reading Clüb" },
      { by: "Zoe" },
      { password: false },
      { listed: false },
      { serial: 8 },
      { issuedAt: record.issuedAt + 1 },
      { signature: `A${"A".repeat(85)}` },
      // Bytes that move from one field to the next: lengths are signed, too.
      { name: "Reading ClubZ", by: "oë" },
    ];
    test.each(changes)("R6.3 forged: %j", (change) => {
      expect(codeOf(() => verifyRecord({ ...signed, ...change }, port))).toBe("BAD_SIGNATURE");
    });

    test("R6.3 another room's id or keys, another room's signature", () => {
      expect(codeOf(() => verifyRecord({ ...signed, room: other.room }, port))).toBe("WRONG_ROOM");
      expect(codeOf(() => verifyRecord({ ...signed, keys: other.keys }, port))).toBe("WRONG_ROOM");
      const foreign = { ...signed, room: other.room, keys: other.keys };
      expect(codeOf(() => verifyRecord(foreign, port))).toBe("BAD_SIGNATURE");
      const { signature } = signRecord(record, other.seed, port);
      expect(codeOf(() => verifyRecord({ ...signed, signature }, port))).toBe("BAD_SIGNATURE");
    });

    test("R6.2 what the same key signed for another purpose is no record", () => {
      const { proof } = signRegister(wish, challenge, club.seed, port);
      const receipt = signReceipt(claim, club.seed, port);
      const batch = base64url(port.sign(new TextEncoder().encode("partyline/batch/1"), club.seed));
      for (const signature of [proof, receipt.signature, batch])
        expect(codeOf(() => verifyRecord({ ...signed, signature }, port))).toBe("BAD_SIGNATURE");
      const asReceipt = { ...claim, signature: signed.signature };
      const clubKey = base64url(ed25519.getPublicKey(club.seed));
      expect(codeOf(() => verifyReceipt(asReceipt, clubKey, port))).toBe("BAD_SIGNATURE");
    });

    test("R6.3 strictly: a key of small order signs nothing, S is below the group order", () => {
      const weak = unhex(`0100${"00".repeat(30)}`);
      const keys = base64url(Uint8Array.of(...weak, ...filled(32, 1)));
      const room = roomIdOfKeys(keys);
      // Under the neutral point any R = S * B verifies, whatever is signed; S = 0 gives the neutral point.
      const signature = base64url(Uint8Array.of(...weak, ...filled(32, 0)));
      expect(codeOf(() => verifyRecord({ ...record, room, keys, signature }, port))).toBe("BAD_SIGNATURE");
      const order = 2n ** 252n + 27742317777372353535851937790883648493n;
      const bytes = Uint8Array.from(Buffer.from(signed.signature, "base64url"));
      let s = BigInt(`0x${Buffer.from(bytes.slice(32)).reverse().toString("hex")}`) + order;
      for (let at = 32; at < 64; at++, s >>= 8n) bytes[at] = Number(s & 255n);
      expect(codeOf(() => verifyRecord({ ...signed, signature: base64url(bytes) }, port))).toBe(
        "BAD_SIGNATURE",
      );
    });
  });

  describe("R6.9 receipts", () => {
    const receipt = signReceipt(claim, switchboardSeed, port);

    test("R6.10 golden signature, and back", () => {
      expect(receipt.signature).toBe(
        "4tTwMSXL2Y2sSI3qt66LAtQtho1AOB1tRO_VvR_sS2ftEV0zhVvx_ehBWlkuklNLkQRL_DhHbnOS5bK51TL3Cg",
      );
      expect(verifyReceipt(receipt, switchboardKey, port)).toEqual(claim);
    });

    test.each([
      { room: other.room },
      { name: "reading club" },
      { nameKey: "reading" },
      { claimedAt: 1 },
      { until: claim.until + 1 },
      { issuedAt: 0 },
    ])("R6.10 forged: %j", (change) => {
      expect(codeOf(() => verifyReceipt({ ...receipt, ...change }, switchboardKey, port))).toBe(
        "BAD_SIGNATURE",
      );
    });

    test("R6.10 another switchboard's, and a key that is none", () => {
      const key = base64url(ed25519.getPublicKey(filled(32, 78)));
      expect(codeOf(() => verifyReceipt(receipt, key, port))).toBe("BAD_SIGNATURE");
      expect(codeOf(() => verifyReceipt(receipt, "AAAA", port))).toBe("BAD_KEY");
    });
  });

  describe("R3.4 proofs", () => {
    const register = signRegister(wish, challenge, club.seed, port);

    test("golden proof, and back", () => {
      expect(register.proof).toBe(
        "J8dsBDWerE66gliYVuWL89zoIwhjTfVqpUnBd339uOYVyxKPLXwQK9DwPoXd5-r5Byy1M5y-dJBMgdwNhnojAw",
      );
      expect(() => verifyRegister(register, challenge, port)).not.toThrow();
      expect(() => verifyRegister(register, { ...challenge, authority: "Talk.Example" }, port)).not.toThrow();
    });

    const elsewhere: [what: string, change: object, challenge: object, code: RelayErrorCode][] = [
      ["replayed on another trunk", {}, { nonce: base64url(filled(32, 4)) }, "BAD_PROOF"],
      ["passed on by another switchboard", {}, { authority: "evil.example" }, "BAD_PROOF"],
      ["on another port", {}, { authority: "talk.example:8443" }, "BAD_PROOF"],
      ["with a raised generation", { generation: 6 }, {}, "BAD_PROOF"],
      ["of another room", { room: other.room, keys: other.keys }, {}, "BAD_PROOF"],
      ["with another room's keys", { keys: other.keys }, {}, "WRONG_ROOM"],
    ];
    test.each(elsewhere)("%s", (_, change, moved, code) => {
      const forged = { ...register, ...change };
      expect(codeOf(() => verifyRegister(forged, { ...challenge, ...moved }, port))).toBe(code);
    });
  });
});

describe("R6.3 strictly, whatever the port lets pass", () => {
  const yes = { sign: nobleEd25519.sign, verify: () => true };
  const points = [
    `01${"00".repeat(31)}`,
    `01${"00".repeat(30)}80`,
    `ec${"ff".repeat(30)}7f`,
    "00".repeat(32),
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    `ed${"ff".repeat(30)}7f`,
    `ff${"ff".repeat(30)}ff`,
  ];
  test.each(points)("the weak or not canonical key %s", (point) => {
    const keys = base64url(joined([unhex(point), filled(32, 1)]));
    const signed = { ...record, keys, room: roomIdOfKeys(keys), signature: "A".repeat(86) };
    expect(codeOf(() => verifyRecord(signed, yes))).toBe("BAD_SIGNATURE");
  });

  test("a sound key is the port's to judge", () => {
    expect(verifyRecord({ ...record, signature: "A".repeat(86) }, yes)).toEqual(record);
  });

  // RFC 8032, 5.1.3: a y of p or more is no encoding. ZIP-215 takes it, so whoever holds a key could make signatures
  // that some programs take and others do not.
  test.each(PORTS)("an R that is not canonical, with $name", ({ port }) => {
    const message = filled(5, 9);
    const r = unhex(`ee${"ff".repeat(30)}7f`);
    const { scalar, pointBytes } = ed25519.utils.getExtendedPublicKey(club.seed);
    const digest = createHash("sha512").update(r).update(pointBytes).update(message).digest().reverse();
    const order = ed25519.Point.Fn.ORDER;
    let s = ((BigInt(`0x${digest.toString("hex")}`) % order) * scalar) % order;
    const signature = joined([r, new Uint8Array(32)]);
    for (let at = 32; at < 64; at++, s >>= 8n) signature[at] = Number(s & 255n);
    expect(ed25519.verify(signature, message, pointBytes, { zip215: true })).toBe(true);
    expect(port.verify(signature, message, pointBytes)).toBe(false);
  });
});

describe("R6.1 what can be signed is what can be read", () => {
  test.each([
    { name: "" },
    { name: "é".repeat(30) },
    { name: "a\u0000b" },
    { by: "b\u001b[2J" },
    { name: "\ud800" },
    { serial: 0 },
    { issuedAt: -1 },
  ])("%j", (change) => {
    expect(codeOf(() => signRecord({ ...record, ...change }, club.seed))).toBe("BAD_RECORD");
  });

  test("R6.3 only with the room's own keys, and with a seed", () => {
    expect(codeOf(() => signRecord({ ...record, keys: other.keys }, club.seed))).toBe("WRONG_ROOM");
    expect(codeOf(() => signRecord(record, filled(31, 1)))).toBe("BAD_KEY");
  });
});

describe("R6.4 serials", () => {
  test("newer, the same again, stale", () => {
    expect(judgeRecord(undefined, record)).toBe("newer");
    expect(judgeRecord(record, { ...record, serial: 8, name: "Other" })).toBe("newer");
    expect(judgeRecord(record, { ...record })).toBe("same");
    expect(judgeRecord(record, { ...record, name: "Other" })).toBe("stale");
    expect(judgeRecord(record, { ...record, serial: 6 })).toBe("stale");
  });
});

test("R3.3 a room id is the first 20 bytes of SHA-256 of its keys", () => {
  expect(roomOf(1).room).toBe("mxh5nzxgenqhcja4x7px37vqsierfb42");
});
