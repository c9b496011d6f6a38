import { describe, expect, it } from "vitest";
import { LinkCache } from "../src/browse/link-cache.ts";
import type { RoomRecord } from "../src/browse/records.ts";
import { MAX_ADDRESSES_PER_HOST, MAX_ROOMS, MAX_ROOMS_PER_SOURCE } from "../src/limits.ts";
import { ID, KEYS, TXT } from "./samples.ts";

const pointer = (instance = "Club", ttl = 4500): RoomRecord => ({ kind: "instance", instance, ttl });
const service = (instance = "Club", ttl = 120): RoomRecord => ({
  kind: "service",
  instance,
  host: "h.local",
  port: 2525,
  ttl,
});
const text = (instance = "Club", ttl = 4500): RoomRecord => ({ kind: "text", instance, strings: TXT, ttl });
const address = (value = "10.77.1.1", ttl = 120, flush = false): RoomRecord => ({
  kind: "address",
  host: "H.local",
  address: value,
  flush,
  ttl,
});
const ALL = [pointer(), service(), text(), address()];
const FROM = "10.77.1.1";

function filled(): LinkCache {
  const cache = new LinkCache();
  cache.apply(ALL, FROM, 0);
  return cache;
}
const asked = (cache: LinkCache, now: number) =>
  cache.dueQuestions(now).map(({ type, name }) => `${type} ${name}`);

describe("what one link lists", () => {
  it("is a room when pointer, service, text and an address are there", () => {
    expect(filled().resolved()).toEqual([
      {
        instance: "Club",
        fields: { id: ID, keys: KEYS, password: false },
        port: 2525,
        addresses: ["10.77.1.1"],
        since: 0,
        lastSeen: 0,
      },
    ]);
    for (const missing of ALL) {
      const cache = new LinkCache();
      cache.apply(
        ALL.filter((record) => record !== missing),
        FROM,
        0,
      );
      expect(cache.resolved(), missing.kind).toEqual([]);
    }
  });

  it("RFC 6762 10.1: loses a room at its goodbye, in any case of letters", () => {
    const cache = filled();
    cache.apply([pointer("cLUB", 0)], FROM, 1);
    expect(cache.resolved()).toEqual([]);
    cache.apply(ALL, FROM, 2);
    expect(cache.resolved()).toHaveLength(1);
  });

  it.each([
    ["service", service("Club", 0)],
    ["text", text("Club", 0)],
    ["address", address("10.77.1.1", 0)],
  ])("loses a room at the goodbye of its %s", (_, goodbye) => {
    const cache = filled();
    cache.apply([goodbye], FROM, 1);
    expect(cache.resolved()).toEqual([]);
  });

  it("loses a room when a record runs out, and not before", () => {
    const cache = filled();
    cache.expire(119_999);
    expect(cache.resolved()).toHaveLength(1);
    cache.expire(120_000);
    expect(cache.resolved()).toEqual([]);
  });

  it("RFC 6762 10.2: flushes older addresses of the family, and keeps those of the same second", () => {
    const cache = filled();
    cache.apply([address("fd77:1::1")], FROM, 0);
    cache.apply([address("10.77.1.8", 120, true)], FROM, 900);
    expect(cache.resolved()[0]?.addresses).toEqual(["10.77.1.1", "fd77:1::1", "10.77.1.8"]);
    cache.apply([address("10.77.1.9", 120, true)], FROM, 5000);
    expect(cache.resolved()[0]?.addresses).toEqual(["fd77:1::1", "10.77.1.9"]);
  });

  it("RFC 6762 5.2: asks again at 80, 85, 90 and 95 % of a lifetime, once each", () => {
    const cache = filled();
    const at = [80, 80, 85, 90, 95, 99].map((part) => asked(cache, 1200 * part).join(", "));
    const all = "SRV Club._partyline._tcp.local, A h.local, AAAA h.local";
    expect(at).toEqual([all, "", all, all, all, ""]);
    expect(asked(cache, 4_500_000 * 0.8)).toContain("PTR _partyline._tcp.local");
  });

  it("asks for what is missing at once, and then ever more rarely", () => {
    const cache = new LinkCache();
    cache.apply([pointer()], FROM, 0);
    const both = ["SRV Club._partyline._tcp.local", "TXT Club._partyline._tcp.local"];
    const times = [0, 1, 999, 1000, 2999, 3000, 6999, 7000];
    const answers = times.map((now) => (asked(cache, now).length > 0 ? now : undefined));
    expect(answers.filter((now) => now !== undefined)).toEqual([0, 1000, 3000, 7000]);
    expect(asked(cache, 15_000)).toEqual(both);
    cache.apply([service(), text()], FROM, 15_001);
    expect(asked(cache, 31_000)).toEqual(["A h.local", "AAAA h.local"]);
    cache.apply([address()], FROM, 31_001);
    expect(asked(cache, 100_000)).toEqual([]);
  });

  it("RFC 6762 7.1: names pointers as known while half their life is left", () => {
    const cache = filled();
    expect(cache.knownAnswers(1000)).toEqual([
      { name: "_partyline._tcp.local", type: "PTR", ttl: 4499, data: "Club._partyline._tcp.local" },
    ]);
    expect(cache.knownAnswers(2_250_000)).toEqual([]);
  });

  it("tells once of a listing that it ignores, and asks no more about it", () => {
    const ignored: string[] = [];
    const cache = new LinkCache((instance, code) => ignored.push(`${instance} ${code}`));
    const bad: RoomRecord = { kind: "text", instance: "Club", strings: [Buffer.from("pv=1")], ttl: 4500 };
    cache.apply([pointer(), service(), bad, address()], FROM, 0);
    cache.apply([bad], FROM, 1);
    expect(ignored).toEqual(["Club TXT_BAD_ID"]);
    expect(cache.resolved()).toEqual([]);
    expect(asked(cache, 50_000)).toEqual([]);
  });

  it("keeps to its caps, a source's own first", () => {
    const cache = new LinkCache();
    const fill = (source: string) => {
      for (let n = 0; n <= MAX_ROOMS_PER_SOURCE; n += 1) {
        cache.apply([pointer(`${source}-${n}`)], source, 0);
      }
    };
    fill("s0");
    expect(cache.knownAnswers(0)).toHaveLength(MAX_ROOMS_PER_SOURCE);
    for (let n = 1; n < 20; n += 1) fill(`s${n}`);
    expect(cache.knownAnswers(0)).toHaveLength(MAX_ROOMS);
    const crowded = filled();
    for (let n = 2; n < 99; n += 1) crowded.apply([address(`10.77.1.${n}`)], FROM, 0);
    expect(crowded.resolved()[0]?.addresses).toHaveLength(MAX_ADDRESSES_PER_HOST);
  });
});
