import { execFileSync } from "node:child_process";
import { mkdtempSync, statSync, writeFileSync } from "node:fs";
import { get } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeClose, encodeHello, encodeList, encodeRegister, encodeUnlist } from "@partyline/relay";
import { describe, expect, test } from "vitest";
import { openSwitchboard } from "../src/index.ts";
import { keysOf, listOf, registerOf } from "./keys.ts";
import { client, freshHome, LiveHost, live, Peer } from "./live.ts";

const room = keysOf("room");
const OPENSSL = "openssl";

describe("a room through a switchboard", () => {
  test("a client reaches the host, is admitted, hears the casts, and is closed with the host's code", async () => {
    const { port } = await live();
    const host = new LiveHost(port);
    await host.register(room);
    const guest = await client(port, room).opened();
    guest.send(Buffer.from("hello"));
    const circuit = await host.admitNext(0);
    expect(String((await host.nth("data")).payload)).toBe("hello");
    for (let n = 1; n <= 3; n++) host.cast(1, 1, n, Buffer.from(`batch ${n}`));
    await guest.until(() => guest.messages[2]);
    expect(guest.messages.map(String)).toEqual(["batch 1", "batch 2", "batch 3"]);
    host.send(encodeClose(circuit, 4003));
    expect(await guest.end()).toBe(4003);
  });

  test("R5.5 who comes back has what was missed from the ring", async () => {
    const { port } = await live();
    const host = new LiveHost(port);
    await host.register(room);
    for (let n = 1; n <= 400; n++) host.cast(1, 7, n, Buffer.alloc(1500, n));
    const guest = await client(port, room).opened();
    guest.send(Buffer.from("hello"));
    await host.admitNext(0, { epoch: 7, from: 101 });
    host.cast(1, 7, 401, Buffer.from("live"));
    await guest.until(() => guest.messages[300]);
    expect(guest.messages.map((message) => message[0])).toEqual([
      ...Array.from({ length: 300 }, (_, i) => (101 + i) & 0xff),
      "live".charCodeAt(0),
    ]);
    expect(host.all("missed")).toEqual([]);
  });

  test("R4.12 clients who wait for a host are told that it is back, however many wait at one address", async () => {
    const { port } = await live({ limits: { greetingPerAddress: 3 } });
    const waiting = Array.from({ length: 6 }, () => new Peer(port, `/v1/r/${room.room}/wait`));
    // One after the other, so that none is refused for the others that have just come.
    for (const each of waiting) await each.opened();
    const host = new LiveHost(port);
    await host.register(room);
    for (const each of waiting) expect(await each.end()).toBe(4113);
    expect(waiting[0]?.closed?.reason).toBe("window=0");
  });

  test("R3.7 a second trunk takes the room over, clients are told HOST_GONE", async () => {
    const { port } = await live();
    const [first, second] = [new LiveHost(port), new LiveHost(port)];
    await first.register(room, 1, 1);
    const guest = await client(port, room).opened();
    guest.send(Buffer.from("hello"));
    await first.nth("open");
    await second.register(room, 1, 2);
    expect((await first.nth("refused")).refused.code).toBe("DISPLACED");
    expect(await guest.end()).toBe(4107);
  });

  test("R8.4 a graceful stop: hosts are told first and may go on, then all are sent away with the window", async () => {
    const switchboard = await live();
    const host = new LiveHost(switchboard.port);
    await host.register(room);
    const guest = await client(switchboard.port, room).opened();
    guest.send(Buffer.from("hello"));
    await host.admitNext(0);
    const closing = switchboard.close({ windowSeconds: 20 });
    expect((await host.nth("goaway")).window).toBe(20);
    host.cast(1, 1, 1, Buffer.from("still served"));
    await guest.until(() => guest.messages[0]);
    host.socket.close();
    expect(await guest.end()).toBe(4107);
    await closing;
    await switchboard.close();
  });

  test("R8.4 without a window, at once", async () => {
    const switchboard = await live();
    const host = new LiveHost(switchboard.port);
    await host.register(room);
    const guest = await client(switchboard.port, room).opened();
    guest.send(Buffer.from("hello"));
    await host.nth("open");
    await switchboard.close({ windowSeconds: 0 });
    expect([await guest.end(), guest.closed?.reason]).toEqual([4111, "window=0"]);
    expect(await host.end()).toBe(4111);
  });
});

describe("listing", () => {
  const listed = async (host: LiveHost, place = 0) => (await host.nth("listing", place)).listing;

  test("R6.5, R6.6 a name with a receipt; taken, confusable, reserved and wrong ones with their reason", async () => {
    const { port, key } = await live();
    const host = new LiveHost(port);
    await host.register(room);
    host.send(encodeList(1, listOf(room, { name: "Tea Room" })));
    const { as, receipt } = await listed(host);
    expect([as, receipt?.name, receipt?.room]).toEqual(["Tea Room", "Tea Room", room.room]);
    expect((await host.nth("hello")).hello.key).toBe(key);
    const answers: unknown[] = [];
    const others = ["TEA ROOM", "Tea-R0om", "Support", "partyline", "tea\u0301 р"];
    for (const [i, name] of others.entries()) {
      const other = keysOf(`other ${i}`);
      await host.register(other, i + 2);
      host.send(encodeList(i + 2, listOf(other, { name })));
      const listing = await listed(host, i + 1);
      answers.push([
        listing.as === null ? null : listing.as.replace(other.room.slice(0, 4), "abcd"),
        listing.code,
      ]);
    }
    expect(answers).toEqual([
      ["TEA ROOM#abcd", "NAME_TAKEN"],
      ["Tea-R0om#abcd", "NAME_CONFUSABLE"],
      [null, "NAME_RESERVED"],
      [null, "NAME_RESERVED"],
      [null, "NAME_MIXED_SCRIPTS"],
    ]);
  });

  test("R6.5 a copied record enters nobody, a forged one neither; STALE tells the serial", async () => {
    const { port } = await live();
    const host = new LiveHost(port);
    await host.register(room);
    const victim = listOf(keysOf("victim"), { name: "Bank" });
    host.send(encodeList(1, victim));
    expect(await listed(host)).toMatchObject({ as: null, code: "BAD_RECORD" });
    const own = listOf(room, { name: "Mine" });
    host.send(encodeList(1, { record: { ...own.record, name: "Bank" } }));
    expect(await listed(host, 1)).toMatchObject({ as: null, code: "BAD_RECORD" });
    host.send(encodeList(1, listOf(room, { name: "Mine", serial: 9 })));
    host.send(encodeList(1, own));
    expect(await listed(host, 3)).toMatchObject({ as: null, code: "STALE", serial: 9 });
  });

  test("R6.11 a directory that lost its data gives the name back to who has the receipt, and tells who lost it", async () => {
    const home = freshHome();
    const first = await openSwitchboard({ home, host: "127.0.0.1", port: 0, metrics: null });
    const early = new LiveHost(first.port);
    await early.register(room);
    early.send(encodeList(1, listOf(room, { name: "Club" })));
    const { receipt } = await listed(early);
    await first.close({ windowSeconds: 0 });
    for (const name of ["directory.db", "directory.db-wal", "directory.db-shm"])
      execFileSync("rm", ["-f", join(home, name)]);

    const { port } = await live({ home });
    const squatter = new LiveHost(port);
    const other = keysOf("squatter");
    await squatter.register(other);
    squatter.send(encodeList(1, listOf(other, { name: "CLUB" })));
    expect((await listed(squatter)).as).toBe("CLUB");
    const back = new LiveHost(port);
    await back.register(room);
    back.send(encodeList(1, listOf(room, { name: "Club" }, receipt)));
    expect(await listed(back)).toMatchObject({ as: "Club", receipt: { claimedAt: receipt?.claimedAt } });
    expect(await listed(squatter, 1)).toMatchObject({
      as: `CLUB#${other.room.slice(0, 4)}`,
      code: "NAME_TAKEN",
    });
    back.send(encodeUnlist(1, { release: true }));
    expect(await listed(back, 1)).toEqual({ as: null });
  });

  test("R6.6 LIMIT for more rooms from one address than a day has", async () => {
    const { port } = await live({ limits: { newListings: { burst: 1, perSecond: 1e-9 } } });
    const host = new LiveHost(port);
    await host.register(room);
    await host.register(keysOf("two"), 2);
    host.send(encodeList(1, listOf(room, { name: "One" })));
    host.send(encodeList(2, listOf(keysOf("two"), { name: "Two" })));
    host.send(encodeList(1, listOf(room, { name: "Three", serial: 2 })));
    expect([await listed(host), await listed(host, 1), await listed(host, 2)]).toMatchObject([
      { as: "One" },
      { as: null, code: "LIMIT" },
      { as: "Three" },
    ]);
  });
});

describe("opening", () => {
  test("its key is made once, for its owner's eyes, and stays", async () => {
    const home = freshHome();
    const first = await openSwitchboard({ home, host: "127.0.0.1", port: 0, metrics: null });
    await first.close({ windowSeconds: 0 });
    expect(statSync(join(home, "switchboard.key")).mode & 0o777).toBe(0o600);
    expect((await live({ home })).key).toBe(first.key);
  });

  test("a key file with something else is KEY, a port in use is PORT, no certificate is TLS", async () => {
    const home = freshHome();
    writeFileSync(join(home, "switchboard.key"), "short");
    await expect(live({ home })).rejects.toMatchObject({ code: "KEY" });
    const { port } = await live();
    await expect(live({ port })).rejects.toMatchObject({ code: "PORT" });
    await expect(live({ tls: { cert: "/nowhere", key: "/nowhere" } })).rejects.toMatchObject({ code: "TLS" });
  });

  test("R3.4 only the names that it goes by, where they are given", async () => {
    const { port } = await live({ names: ["talk.example"] });
    const good = new LiveHost(port, { host: "TALK.example" });
    await good.register(room);
    const evil = await new LiveHost(port, { host: "evil.example" }).opened();
    evil.send(encodeHello({ v: 1 }));
    const challenge = { nonce: await evil.nonce(), authority: "evil.example" };
    evil.send(encodeRegister(1, registerOf(keysOf("other"), challenge)));
    expect((await evil.nth("refused")).refused.code).toBe("BAD_PROOF");
  });

  test("TLS by files, read anew on demand", async () => {
    const folder = mkdtempSync(join(tmpdir(), "partyline-tls-"));
    const tls = { cert: join(folder, "cert.pem"), key: join(folder, "key.pem") };
    const make = (name: string) =>
      execFileSync(
        OPENSSL,
        [
          ..."req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj".split(" "),
          `/CN=${name}`,
          ...["-keyout", tls.key, "-out", tls.cert],
        ],
        { stdio: "ignore" },
      );
    make("first");
    const switchboard = await live({ tls });
    const nameNow = () =>
      new Promise((resolve, reject) => {
        get(
          {
            port: switchboard.port,
            host: "127.0.0.1",
            path: "/healthz",
            rejectUnauthorized: false,
            agent: false,
          },
          (response) => {
            const { subject } = (response.socket as import("node:tls").TLSSocket).getPeerCertificate();
            response.resume().once("end", () => resolve(subject.CN));
          },
        ).once("error", reject);
      });
    expect(await nameNow()).toBe("first");
    make("second");
    await switchboard.reloadTls();
    expect(await nameNow()).toBe("second");
    writeFileSync(tls.cert, "broken");
    await expect(switchboard.reloadTls()).rejects.toMatchObject({ code: "TLS" });
    expect(await nameNow()).toBe("second");
  });
});
