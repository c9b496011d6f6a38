/** Whatever a peer sends that is not right. */
import { encodeCommand } from "@partyline/protocol";
import { BatchSealer } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { describe, expect, test } from "vitest";
import { expectServes, keyOf, keys, Person, rest, roomId, stage } from "./people.ts";

describe("bad input ends its own connection and nothing else", () => {
  const text = (value: string) => new TextEncoder().encode(value);
  const cases: [string, number, (person: Person) => void][] = [
    ["an empty frame", 4005, (person) => person.frame(new Uint8Array())],
    ["an unknown frame", 4005, (person) => person.frame(Uint8Array.of(99, 1, 2))],
    ["an oversized frame", 4005, (person) => person.frame(new Uint8Array(70_000).fill(2))],
    ["a frame sent twice", 4005, (person) => person.frame(person.sent.at(-1)!)],
    [
      "frames out of order",
      4005,
      (person) => {
        const [first, second] = [1, 2].map((re) => person.channel.seal(encodeCommand({ type: "ping", re })));
        person.frame(second!);
        person.frame(first!);
      },
    ],
    [
      "a frame changed on the way",
      4005,
      (person) => {
        const frame = person.channel.seal(encodeCommand({ type: "ping", re: 1 }));
        frame[frame.length - 1]! ^= 1;
        person.frame(frame);
      },
    ],
    ["a handshake in the middle", 4005, (person) => person.frame(person.sent[0]!)],
    [
      "a batch of its own making",
      4005,
      (person) => {
        const sealer = new BatchSealer({
          provider: nodeProvider,
          roomId,
          keys: { signSeed: keyOf("Eve").secret },
          epoch: 1,
          secret: new Uint8Array(32),
        });
        person.frame(sealer.seal(text("{}")));
      },
    ],
    ["what is not JSON", 4005, (person) => person.sealed(text("{"))],
    ["what is no message", 4005, (person) => person.sealed(text('{"type":"typing","on":"yes"}'))],
    ["what is not UTF-8", 4005, (person) => person.sealed(Uint8Array.of(0xff, 0xfe))],
    ["a message too large", 4005, (person) => person.sealed(new Uint8Array(65_300).fill(32))],
    [
      "a second hello",
      4005,
      (person) => person.say({ type: "hello", v: 1, name: "Eve", client: "0".repeat(16) }),
    ],
  ];
  test.each(cases)("%s", async (_, code, act) => {
    const scene = stage();
    const ann = await new Person(scene, "Ann").join();
    const eve = await new Person(scene, "Eve").join();
    expect(() => act(eve)).not.toThrow();
    await rest(scene, ann, eve);
    expect([eve.closedWith, ann.closedWith]).toEqual([code, undefined]);
    expect(scene.road.admitted.size).toBe(1);
    await expectServes(scene);
  });

  test("a handshake with another host's key", async () => {
    const scene = stage();
    const eve = new Person(scene, "Eve");
    eve.frame(Uint8Array.of(1, ...nodeProvider.x25519.publicKey(keys.signSeed), ...new Uint8Array(16)));
    expect([eve.refusals, eve.closedWith]).toEqual([["HANDSHAKE_FAILED"], 4005]);
    await expectServes(scene);
  });
});
