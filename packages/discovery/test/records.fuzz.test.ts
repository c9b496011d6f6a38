import fc from "fast-check";
import multicastDns from "multicast-dns";
import { describe, expect, it } from "vitest";
import { LinkCache } from "../src/browse/link-cache.ts";
import { openLinkSocket } from "../src/browse/link-socket.ts";
import { roomRecords } from "../src/browse/records.ts";
import { toRooms } from "../src/browse/rooms.ts";
import { MAX_ROOMS } from "../src/limits.ts";
import { announcement, ETH0, FakeSocket, ID, settled } from "./samples.ts";

const numRuns = Number(process.env.FUZZ_RUNS ?? 2000);

/** From bytes off the wire to the room list and the questions that follow, as the browser does it. */
function listen() {
  const socket = new FakeSocket();
  const cache = new LinkCache();
  const link = openLinkSocket({
    at: ETH0,
    family: "IPv4",
    onRecords: (records, source) => cache.apply(records, source, 0),
    log: () => {},
    socket: socket.asSocket(),
  });
  const rooms = () => {
    link?.ask(cache.dueQuestions(0), cache.knownAnswers(0));
    cache.expire(1);
    return toRooms([{ at: ETH0, instances: cache.resolved() }]);
  };
  return { socket, rooms, close: () => link?.close() };
}

describe("packets", () => {
  it("list a room when they are an announcement", async () => {
    const { socket, rooms, close } = listen();
    socket.receive(await announcement("Club"));
    expect(rooms()).toMatchObject([{ name: "Club", id: ID, addresses: [{ address: "10.77.1.1" }, {}] }]);
    close();
  });

  it("from another port or another network list nothing", async () => {
    const { socket, rooms, close } = listen();
    socket.receive(await announcement(), "10.77.1.1", 5354);
    socket.receive(await announcement(), "10.77.2.1");
    expect(rooms()).toEqual([]);
    close();
  });

  it("never throw and never make us send what cannot be read, however they are damaged", async () => {
    const whole = await announcement("Club");
    const { socket, rooms, close } = listen();
    const neighbour = new FakeSocket();
    const read: string[] = [];
    const mdns = multicastDns({ socket: neighbour.asSocket(), interface: "10.77.1.1", bind: "0.0.0.0" });
    mdns.on("warning", (error) => read.push(`unreadable: ${error.message}`));
    mdns.on("query", ({ questions = [] }) => read.push(...questions.map(({ name }) => name)));

    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(damage, fc.nat(whole.length), async (changes, length) => {
        const bytes = Buffer.from(whole.subarray(0, length || whole.length));
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        socket.receive(bytes);
        expect(rooms().length).toBeLessThanOrEqual(MAX_ROOMS);
        await settled();
        for (const query of socket.sent.splice(0)) neighbour.receive(query);
        expect(read.splice(0).filter((name) => name.startsWith("unreadable"))).toEqual([]);
      }),
      { numRuns },
    );
    close();
    mdns.destroy();
  });

  it("of any bytes never throw", () => {
    const { socket, rooms, close } = listen();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        socket.receive(bytes);
        rooms();
      }),
      { numRuns },
    );
    close();
  });

  it("of any shape decode to records or to nothing", () => {
    const record = fc.record(
      {
        type: fc.constantFrom("PTR", "SRV", "TXT", "A", "AAAA", "NSEC"),
        name: fc.constantFrom("_partyline._tcp.local", "X._partyline._tcp.local", "h.local", 5, null),
        class: fc.constant("IN"),
        ttl: fc.oneof(fc.nat(), fc.double(), fc.constant("1")),
        flush: fc.boolean(),
        data: fc.anything(),
      },
      { requiredKeys: [] },
    );
    const packet = fc.record({
      type: fc.constant("response"),
      opcode: fc.constant("QUERY"),
      rcode: fc.constant("NOERROR"),
      answers: fc.oneof(fc.array(fc.oneof(record, fc.anything())), fc.anything()),
    });
    fc.assert(
      fc.property(fc.oneof(packet, fc.anything()), (any) => {
        const cache = new LinkCache();
        cache.apply(roomRecords(any), "10.77.1.1", 0);
        cache.resolved();
      }),
      { numRuns },
    );
  });
});
