import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  decodeAbout,
  decodeFailure,
  decodeRoomsPage,
  encodeList,
  relayCloseCodeOf,
  verifyEntry,
} from "@partyline/relay";
import { describe, expect, test } from "vitest";
import { blockOf, clientAddress } from "../src/http/index.ts";
import type { Clock, Switchboard } from "../src/index.ts";
import { keysOf, listOf, type RecordFields } from "./keys.ts";
import { client, LiveHost, live } from "./live.ts";

const ask = async ({ port }: Switchboard, path: string, init?: RequestInit) => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
  return { status: response.status, headers: response.headers, body: await response.text() };
};

/** A host with these rooms, listed one after the other. */
async function hostOf(
  { port }: Switchboard,
  rooms: readonly (RecordFields & { label?: string })[],
): Promise<LiveHost> {
  const host = new LiveHost(port);
  for (const [i, fields] of rooms.entries()) {
    const keys = keysOf(fields.label ?? fields.name);
    await host.register(keys, i + 1);
    host.send(encodeList(i + 1, listOf(keys, fields)));
    await host.nth("listing", i);
  }
  return host;
}

describe("the directory", () => {
  test("R6.15 listed rooms, those online first, the newest first, with signatures that hold", async () => {
    const switchboard = await live();
    const gone = await hostOf(switchboard, [{ name: "Asleep" }]);
    gone.socket.close();
    await gone.end();
    await hostOf(switchboard, [{ name: "First" }, { name: "Hidden", listed: false }, { name: "Second" }]);
    const { status, headers, body } = await ask(switchboard, "/v1/rooms");
    expect([status, headers.get("access-control-allow-origin")]).toEqual([200, "*"]);
    const { rooms, next } = decodeRoomsPage(body);
    expect(rooms.map(({ record, online }) => [record.name, online])).toEqual([
      ["Second", true],
      ["First", true],
      ["Asleep", false],
    ]);
    expect(next).toBeUndefined();
    const { key } = decodeAbout((await ask(switchboard, "/v1/about")).body);
    for (const entry of rooms) expect(verifyEntry(entry, key).claim?.name).toBe(entry.record.name);
  });

  test("R6.15 pages of 50 walk through all, online and not, without a double", async () => {
    const switchboard = await live({ limits: { newListings: { burst: 1e6, perSecond: 1 } } });
    const names = (what: string, count: number) =>
      Array.from({ length: count }, (_, i) => ({ name: `${what} 1${i}x` }));
    const asleep = await hostOf(switchboard, names("Asleep", 60));
    asleep.socket.close();
    await asleep.end();
    await hostOf(switchboard, names("Awake", 60));
    const found: string[] = [];
    for (let after = ""; ; ) {
      const { body } = await ask(switchboard, `/v1/rooms?after=${after}`.replace(/\?after=$/, ""));
      const page = decodeRoomsPage(body);
      expect(page.rooms.length).toBeLessThanOrEqual(50);
      found.push(...page.rooms.map(({ record }) => record.name));
      if (page.next === undefined) break;
      after = encodeURIComponent(page.next);
    }
    expect(found.slice(0, 60).every((name) => name.startsWith("Awake"))).toBe(true);
    expect(new Set(found).size).toBe(120);
    const searched = decodeRoomsPage((await ask(switchboard, "/v1/rooms?search=AWAKE%20155")).body);
    expect(searched.rooms.map(({ record }) => record.name)).toEqual(["Awake 155x"]);
  });

  test("R6.16 by name, by name#abcd and by id, listed or not; NO_ROOM otherwise", async () => {
    const switchboard = await live();
    await hostOf(switchboard, [
      { name: "Zoë's", listed: false },
      { name: "ZOË'S", label: "second" },
    ]);
    const [one, two] = [keysOf("Zoë's").room, keysOf("second").room];
    const find = async (ref: string) =>
      decodeRoomsPage((await ask(switchboard, `/v1/rooms/${encodeURIComponent(ref)}`)).body).rooms.map(
        ({ record, receipt }) => [record.room, receipt !== undefined],
      );
    expect(await find("zoë's")).toEqual([[one, true]]);
    expect(await find(`Zoë's#${two.slice(0, 4).toUpperCase()}`)).toEqual([[two, false]]);
    expect(await find(two)).toEqual([[two, false]]);
    for (const ref of ["nobody", "zoë's%23zzzz", keysOf("none").room, "%00", "a%2Fb"]) {
      const { status, body } = await ask(switchboard, `/v1/rooms/${ref}`);
      expect([status, decodeFailure(body).code]).toEqual([404, "NO_ROOM"]);
    }
  });

  test("R6.15 what cannot be asked is BAD_REQUEST, what is asked too often RATE", async () => {
    const switchboard = await live({ limits: { requests: { burst: 6, perSecond: 1e-9 } } });
    for (const path of [
      "/v1/rooms?after=x",
      `/v1/rooms?search=${"x".repeat(65)}`,
      "/v1/rooms/%ff",
      "/v1/rooms/a/b",
      "/v1/x",
      "/v1/rooms/%E0%A4%A",
    ]) {
      const { status, body } = await ask(switchboard, path);
      expect([path, status, decodeFailure(body).code]).toEqual([path, 400, "BAD_REQUEST"]);
    }
    const { status, body } = await ask(switchboard, "/v1/rooms");
    expect([status, decodeFailure(body).code]).toEqual([429, "RATE"]);
    expect((await ask(switchboard, "/healthz")).status).toBe(200);
  });

  test("only GET and HEAD", async () => {
    const switchboard = await live();
    expect((await ask(switchboard, "/v1/rooms", { method: "POST", body: "x" })).status).toBe(405);
    expect(await ask(switchboard, "/v1/rooms", { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
  });
});

/** The machine's clock, which a test may put forward. */
function movableClock(): Clock & { advance(ms: number): void } {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    monotonic: () => performance.now() + ahead,
    after(ms, task) {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
    advance(ms) {
      ahead += ms;
    },
  };
}

/** A folder like that of a build. */
function builtPage(): string {
  const folder = mkdtempSync(join(tmpdir(), "partyline-pages-"));
  mkdirSync(join(folder, "assets"));
  const html = "<!doctype html><html><head><title>the page</title></head><body><p>$& </p></body></html>";
  writeFileSync(join(folder, "index.html"), html);
  writeFileSync(join(folder, "assets", "index-abcdefgh.js"), "1");
  return folder;
}

describe("the page", () => {
  test("/ and /r/<name> are the page with its security headers; a host's own HTML is nowhere", async () => {
    const switchboard = await live({ pages: builtPage() });
    for (const path of ["/", "/r/Tea%20Room", "/r/name%23abcd", "/?x=1", "/index.html"]) {
      const { status, headers, body } = await ask(switchboard, path);
      expect(status).toBe(200);
      expect(body).toContain(
        '<meta name="partyline-page" content="switchboard" />\n  </head><body><p>$& </p>',
      );
      expect(body).toMatch(/<\/noscript>\s*<\/body><\/html>$/);
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("content-security-policy")).toContain("style-src 'self'");
      expect(headers.get("content-type")).toContain("text/html");
    }
    const script = await ask(switchboard, "/assets/index-abcdefgh.js");
    expect(script.headers.get("cache-control")).toContain("immutable");
    expect((await ask(switchboard, "/no-script.css")).headers.get("content-type")).toContain("text/css");
    for (const path of ["/nothing", "/r/", "/r/a/b", "/assets/../index.html/x", "/%2e%2e/switchboard.key"])
      expect((await ask(switchboard, path)).status).toBe(404);
  });

  test("without script / shows the public rooms, and whatever they are called is text", async () => {
    const clock = movableClock();
    const switchboard = await live({ pages: builtPage(), clock });
    expect((await ask(switchboard, "/")).body).toContain("No public room is here at the moment.");
    await hostOf(switchboard, [
      { name: "Tea & <b>Toast</b>", by: "</noscript><script>1</script>" },
      { name: "Secret", listed: false },
      { name: "Locked 'Room'", password: true },
    ]);
    // Kept for a moment, whoever asks.
    expect((await ask(switchboard, "/")).body).toContain("No public room");
    clock.advance(5_000);
    const { body } = await ask(switchboard, "/");
    const [tea, locked] = [keysOf("Tea & <b>Toast</b>").room, keysOf("Locked 'Room'").room];
    expect(body).toContain(
      `<li><a href="/r/Tea%20%26%20%3Cb%3EToast%3C%2Fb%3E#${tea}"><bdi>Tea &amp; &lt;b&gt;Toast&lt;/b&gt;</bdi></a>, ` +
        "hosted by <bdi>&lt;/noscript&gt;&lt;script&gt;1&lt;/script&gt;</bdi></li>",
    );
    expect(body).toContain(`<a href="/r/Locked%20&#39;Room&#39;#${locked}">`);
    expect(body).toContain("has a password");
    expect(body).not.toContain("Secret");
    expect(body).not.toContain("<script>1");
    expect(body.match(/<\/noscript>/g)).toHaveLength(1);
    expect((await ask(switchboard, "/r/Secret")).body).toContain('<a href="/">');
  });

  test("what a browser has already is not sent again until the list changes", async () => {
    const clock = movableClock();
    const switchboard = await live({ pages: builtPage(), clock });
    const first = await ask(switchboard, "/", { headers: { "accept-encoding": "gzip" } });
    const etag = first.headers.get("etag") ?? "";
    const again = () => ask(switchboard, "/", { headers: { "if-none-match": etag } });
    expect((await again()).status).toBe(304);
    await hostOf(switchboard, [{ name: "News" }]);
    clock.advance(5_000);
    expect(await again()).toMatchObject({ status: 200, body: expect.stringContaining("News") });
  });

  test("without one, a line says where the list is", async () => {
    expect(await ask(await live(), "/")).toMatchObject({
      status: 404,
      body: expect.stringContaining("/v1/rooms"),
    });
  });
});

test("metrics are on an address of their own", async () => {
  const switchboard = await live({ metrics: { port: 0 }, limits: { connectionsPerAddress: 3 } });
  await hostOf(switchboard, [{ name: "One" }]);
  const late = await client(switchboard.port, keysOf("nobody's")).opened();
  late.send(Uint8Array.of(1));
  expect(await late.end()).toBe(relayCloseCodeOf("OFFLINE"));
  const others = await Promise.all([1, 2].map(() => client(switchboard.port, keysOf("One")).opened()));
  expect(await client(switchboard.port, keysOf("One")).end()).toBe(relayCloseCodeOf("BUSY"));
  const text = await (await fetch(`http://127.0.0.1:${switchboard.metricsPort}/metrics`)).text();
  expect(others).toHaveLength(2);
  expect(text).toMatch(/^partyline_ended_total\{code="OFFLINE"\} 1$/m);
  expect(text).toMatch(/^partyline_refused_total\{code="BUSY"\} 1$/m);
  expect(text).toMatch(/^partyline_trunks 1$/m);
  expect(text).toMatch(/^partyline_host_frames_total 3$/m);
  expect((await ask(switchboard, "/metrics")).status).toBe(404);
});

describe("addresses", () => {
  const request = (remoteAddress: string, forwarded?: string) =>
    ({ socket: { remoteAddress }, headers: { "x-forwarded-for": forwarded } }) as unknown as IncomingMessage;

  test.each([
    ["10.0.0.1", "1.2.3.4", 0, "10.0.0.1"],
    ["10.0.0.1", "1.2.3.4", 1, "1.2.3.4"],
    ["10.0.0.1", "6.6.6.6, 1.2.3.4", 1, "1.2.3.4"],
    ["10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2", 2, "1.2.3.4"],
    ["10.0.0.1", "1.2.3.4", 2, "10.0.0.1"],
    ["10.0.0.1", "not an address", 1, "10.0.0.1"],
    ["10.0.0.1", undefined, 1, "10.0.0.1"],
  ])("of %s forwarding for %s by %i trusted: %s", (socket, forwarded, proxies, address) =>
    expect(clientAddress(request(socket, forwarded), proxies)).toBe(address),
  );

  test.each([
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0db8:0001:0002::1", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
  ])("the block of %s is %s", (address, block) => expect(blockOf(address)).toBe(block));
});
