import { describe, expect, it } from "vitest";
import { MAX_TXT_BYTES } from "../src/limits.ts";
import { decodeTxt, encodeTxt } from "../src/txt.ts";
import { ID, KEYS, strings, TXT } from "./samples.ts";

const fields = { id: ID, keys: KEYS, password: true };
const with_ = (change: Record<string, string>) => strings({ ...encodeTxt(fields), ...change });

describe("TXT record", () => {
  it("is these strings in this order, txtvers first, and comes back as it was", () => {
    expect(strings(encodeTxt(fields)).map(String)).toEqual([
      "txtvers=1",
      "pv=1",
      `id=${ID}`,
      `k=${KEYS}`,
      "pw=1",
    ]);
    expect(decodeTxt(strings(encodeTxt(fields)))).toEqual({ ok: true, fields });
    expect(decodeTxt(TXT)).toEqual({ ok: true, fields: { ...fields, password: false } });
  });

  it("stays under 400 bytes", () => {
    const size = strings(encodeTxt(fields)).reduce((sum, string) => sum + 1 + string.length, 0);
    expect(size).toBe(145);
  });

  it("ignores unknown keys, strings without a key, a key's case and all but its first value", () => {
    const noisy = [
      Buffer.from("=nothing"),
      Buffer.from("flag"),
      Buffer.from(""),
      ...strings({ TXTVERS: "1", Pv: "1", ID, K: KEYS, PW: "1", path: "/a=b" }),
      Buffer.from("id=other"),
    ];
    expect(decodeTxt(noisy)).toEqual({ ok: true, fields });
  });

  it.each([
    ["TXT_VERSION", { txtvers: "2" }],
    ["TXT_VERSION", { pv: "2" }],
    ["TXT_BAD_ID", { id: ID.slice(1) }],
    ["TXT_BAD_ID", { id: ID.toUpperCase() }],
    ["TXT_BAD_ID", { id: `${ID.slice(1)}1` }],
    ["TXT_BAD_KEYS", { k: KEYS.slice(1) }],
    ["TXT_BAD_KEYS", { k: `${KEYS}=` }],
    ["TXT_BAD_KEYS", { k: `${KEYS.slice(1)}B` }],
    ["TXT_BAD_PASSWORD", { pw: "yes" }],
    ["TXT_TOO_BIG", { note: "x".repeat(250) }],
  ])("is refused with %s for %o", (code, change) => {
    expect(decodeTxt(with_(change))).toEqual({ ok: false, code });
  });

  it("is refused when a field is missing", () => {
    const code = (without: string) => {
      const result = decodeTxt(
        strings(encodeTxt(fields)).filter((string) => !String(string).startsWith(without)),
      );
      return result.ok ? "ok" : result.code;
    };
    expect(["txtvers=", "pv=", "id=", "k=", "pw="].map(code)).toEqual([
      "ok",
      "TXT_VERSION",
      "TXT_BAD_ID",
      "TXT_BAD_KEYS",
      "TXT_BAD_PASSWORD",
    ]);
  });

  it(`takes ${MAX_TXT_BYTES} bytes and no more`, () => {
    const padded = (length: number) => [...TXT, Buffer.alloc(length - 146, "x")];
    expect(decodeTxt(padded(MAX_TXT_BYTES)).ok).toBe(true);
    expect(decodeTxt(padded(MAX_TXT_BYTES + 1)).ok).toBe(false);
  });
});
