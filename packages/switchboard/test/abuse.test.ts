import { randomBytes } from "node:crypto";
import { encodeHello, encodeRegister, encodeUnregister, limits } from "@partyline/relay";
import { describe, expect, test } from "vitest";
import type { Clock } from "../src/index.ts";
import { keysOf, registerOf } from "./keys.ts";
import { client, LiveHost, live, Peer, upgraded } from "./live.ts";

const room = keysOf("room");

/** Real timers, and a time of day that a test moves. */
function jumpingClock(): Clock & { jump(ms: number): void } {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    monotonic: () => performance.now() + ahead,
    // A second of waiting becomes a few milliseconds; what is due by the jumped time runs at the next tick.
    after(ms, task) {
      const timer = setTimeout(task, Math.min(ms, 20));
      return () => clearTimeout(timer);
    },
    jump(ms) {
      ahead += ms;
    },
  };
}

/** A room with a member who hears casts, so that a test can show that they still do. */
async function bystanders(port: number) {
  const host = new LiveHost(port);
  await host.register(room);
  const member = await client(port, room).opened();
  member.send(Buffer.from("hello"));
  await host.admitNext(0);
  let n = 0;
  return {
    host,
    member,
    async stillFine() {
      host.cast(1, 1, ++n, Buffer.from(`fine ${n}`));
      await member.until(() => member.messages.find((message) => String(message) === `fine ${n}`));
    },
  };
}

describe("registrations", () => {
  test("R3.4 a recorded one is of no use on another trunk", async () => {
    const { port } = await live();
    const honest = await new LiveHost(port).opened();
    honest.send(encodeHello({ v: 1 }));
    const recorded = registerOf(room, { nonce: await honest.nonce(), authority: honest.authority }, 99);
    honest.send(encodeRegister(1, recorded));
    await honest.nth("registered");
    const thief = await new LiveHost(port).opened();
    thief.send(encodeHello({ v: 1 }));
    await thief.nth("hello");
    thief.send(encodeRegister(1, { ...recorded }));
    expect((await thief.nth("refused")).refused.code).toBe("BAD_PROOF");
    expect(honest.all("refused")).toEqual([]);
  });

  test("R7.2 too many from one address are RATE", async () => {
    const { port } = await live({ limits: { registrations: { burst: 2, perSecond: 1e-9 } } });
    const host = new LiveHost(port);
    await host.register(keysOf("a"), 1);
    await host.register(keysOf("b"), 2);
    const challenge = { nonce: await host.nonce(), authority: host.authority };
    host.send(encodeRegister(3, registerOf(keysOf("c"), challenge)));
    expect((await host.nth("refused")).refused.code).toBe("RATE");
  });
});

describe("frames", () => {
  test("R2.6 a trunk that sends what cannot be right ends alone", async () => {
    const { port } = await live();
    const { stillFine } = await bystanders(port);
    const codes: Record<string, number> = {};
    for (const [what, frame] of [
      ["tiny", Buffer.from([1])],
      ["no hello", encodeUnregister(1)],
      ["large hello", Buffer.concat([Buffer.from([1, 0, 0, 0, 0, 0]), Buffer.alloc(1019, " ")])],
      ["garbage", randomBytes(300)],
    ] as const) {
      const host = await new LiveHost(port).opened();
      host.send(frame);
      codes[what] = await host.end();
      await stillFine();
    }
    expect(codes).toMatchObject({ tiny: 4100, "no hello": 4102, "large hello": 4101 });
  });

  test("R2.1 a WebSocket message above 64 KiB ends its connection", async () => {
    const { port } = await live();
    const { stillFine, host } = await bystanders(port);
    const giant = await client(port, room).opened();
    giant.send(Buffer.from("hello"));
    await host.nth("open", 1);
    giant.send(Buffer.alloc(limits.FRAME_BYTES + 1));
    // 1009 by the library, to the one who sent it; the host is told that the connection broke.
    expect(await giant.end()).toBe(1009);
    expect((await host.nth("close")).code).toBe(1006);
    await stillFine();
  });

  test("R1.2 a text message is BAD_FRAME", async () => {
    const { port } = await live();
    const [host, guest] = [await new LiveHost(port).opened(), new Peer(port, `/v1/r/${room.room}`)];
    await new LiveHost(port).register(room);
    host.socket.send("hello");
    expect(await host.end()).toBe(4100);
    expect(await guest.end()).toBe(4106);
  });

  test("a frame that never ends: no more than about 1 KiB is read before a hello", async () => {
    const { port } = await live();
    await bystanders(port);
    const socket = await upgraded(port, `/v1/r/${room.room}`);
    // A binary message that says 60,000 bytes, masked with zeros, of which 2,000 come.
    socket.write(Buffer.from([0x82, 0xfe, 0xea, 0x60, 0, 0, 0, 0]));
    socket.write(Buffer.alloc(2_000));
    const answer = await new Promise<Buffer>((resolve) => socket.once("data", resolve));
    expect([answer[0], answer.readUInt16BE(2)]).toEqual([0x88, 4101]);
  });

  test("R7.2 of a flood of tiny link frames, over its budget, none is lost", async () => {
    const { port } = await live({ limits: { clientFrames: { burst: 50, perSecond: 4_000 } } });
    const { host } = await bystanders(port);
    const flood = await client(port, room).opened();
    // 71,400 bytes on the wire: more than one read of 64 KiB, less than a circuit's credit.
    const frames = Array.from({ length: 1_050 }, (_, i) => Buffer.alloc(62, i));
    for (const frame of frames) flood.send(frame);
    const mine = () => host.all("data").filter(({ circuit }) => circuit === 2);
    await host.until(() => mine()[frames.length - 1]);
    expect(mine().map(({ payload }) => Buffer.from(payload))).toEqual(frames);
  });
});

describe("connections", () => {
  test("R4.1, R3.1 who never says anything is SILENT after 10 s, host or client", async () => {
    const clock = jumpingClock();
    const { port } = await live({ clock });
    const { stillFine } = await bystanders(port);
    const [host, guest] = [await new LiveHost(port).opened(), await client(port, room).opened()];
    clock.jump(limits.HELLO_MS + 1);
    expect([await host.end(), await guest.end()]).toEqual([4110, 4110]);
    await stillFine();
  });

  test("R1.5 a half-open one, that answers no ping, is gone by the next, and its host is told", async () => {
    const clock = jumpingClock();
    const switchboard = await live({ clock });
    const { host, member } = await bystanders(switchboard.port);
    const socket = await upgraded(switchboard.port, `/v1/r/${room.room}`);
    socket.write(Buffer.from([0x82, 0x81, 0, 0, 0, 0, 1]));
    await host.nth("open", 1);
    socket.pause();
    for (const _ of [1, 2, 3]) {
      clock.jump(limits.PING_MS * 1.3);
      await Promise.all(
        [member, host].map((peer) => new Promise((resolve) => peer.socket.once("ping", resolve))),
      );
      await Promise.all(
        [member, host].map(
          (peer) =>
            new Promise((resolve) => {
              peer.socket.once("pong", resolve);
              peer.socket.ping();
            }),
        ),
      );
    }
    expect(await host.nth("close")).toMatchObject({ circuit: 2, code: 4110 });
    expect(switchboard.census).toMatchObject({ circuits: 1, trunks: 1 });
  });

  test("a flood of silent ones from one address is BUSY, those that talk are not touched", async () => {
    const { port } = await live({ limits: { greetingPerAddress: 20 } });
    const { stillFine } = await bystanders(port);
    const flood = Array.from({ length: 40 }, () => client(port, room));
    await Promise.all(flood.map((peer) => peer.opened()));
    await Promise.all(flood.slice(20).map((peer) => peer.end()));
    expect(flood.filter(({ closed }) => closed?.code === 4108)).toHaveLength(20);
    await stillFine();
  });

  test("a flood of hellos to one room is BUSY above its budget", async () => {
    const { port } = await live({ limits: { opens: { burst: 11, perSecond: 1e-9 } } });
    const { host, stillFine } = await bystanders(port);
    const flood = await Promise.all(Array.from({ length: 15 }, () => client(port, room).opened()));
    for (const peer of flood) peer.send(Buffer.from("hello"));
    await Promise.race(flood.map((peer) => peer.end()));
    await host.until(() => (host.all("open").length === 11 ? true : undefined));
    await stillFine();
    expect(flood.filter(({ closed }) => closed?.code === 4108)).toHaveLength(5);
    expect(host.all("open")).toHaveLength(11);
    await stillFine();
  });

  test("R7.2 connections from one address above its budget are RATE", async () => {
    const { port } = await live({ limits: { connects: { burst: 5, perSecond: 1e-9 } } });
    await bystanders(port);
    const more = Array.from({ length: 6 }, () => client(port, room));
    await Promise.all(more.map((peer) => peer.opened()));
    for (const peer of more.slice(3)) expect(await peer.end()).toBe(4109);
  });

  test("R5.9 a slow reader is cut, in bounded memory, and nobody waits for it", async () => {
    const switchboard = await live();
    const { host, stillFine } = await bystanders(switchboard.port);
    const slow = await client(switchboard.port, room).opened();
    slow.send(Buffer.from("hello"));
    const circuit = await host.admitNext(1);
    slow.socket.pause();
    let most = 0;
    for (let n = 1_000; host.all("close").length === 0; n++) {
      host.cast(1, 2, n, Buffer.alloc(60_000));
      if (n % 8 === 0) await passed(host);
      most = Math.max(most, switchboard.census.waitingDown);
    }
    expect(host.all("close")).toEqual([{ kind: "close", circuit, code: 4008 }]);
    expect(most).toBeLessThanOrEqual(limits.BEHIND_BYTES);
    await stillFine();
  });

  test("one that stops for a while and reads on has everything, in order", async () => {
    const switchboard = await live();
    const { host, stillFine } = await bystanders(switchboard.port);
    const slow = await client(switchboard.port, room).opened();
    slow.send(Buffer.from("hello"));
    await host.admitNext(1);
    slow.socket.pause();
    let n = 0;
    for (; switchboard.census.waitingDown === 0; n++) {
      host.cast(1, 2, n, Buffer.alloc(30_000, n));
      await passed(host);
    }
    host.cast(1, 2, n++, Buffer.from("last"));
    await passed(host);
    slow.socket.resume();
    await slow.until(() => slow.messages[n - 1]);
    expect(slow.messages.slice(0, -1).map((message) => message[0])).toEqual(
      Array.from({ length: n - 1 }, (_, i) => i & 0xff),
    );
    expect(switchboard.census.waitingDown).toBe(0);
    expect(host.all("close")).toEqual([]);
    await stillFine();
  });

  test("an upgrade to anything else is refused with 404", async () => {
    const { port } = await live();
    for (const path of ["/", "/v1/r/short", "/v1/trunk/x", "/v2/trunk"]) {
      const peer = new Peer(port, path);
      const status = await new Promise((resolve) =>
        peer.socket.once("unexpected-response", (_, response) => resolve(response.statusCode)),
      );
      expect(status).toBe(404);
    }
  });
});

/** Waits until what was cast has gone through: the switchboard answers a ping behind it. */
async function passed(host: LiveHost): Promise<void> {
  await new Promise<void>((resolve) => {
    host.socket.once("pong", () => resolve());
    host.socket.ping();
  });
}
