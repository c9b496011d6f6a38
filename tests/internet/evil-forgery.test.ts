/** A switchboard that forges: casts, the host's words, keys, rooms. What each client sees, and that nothing of it is
 *  told as the room's. */
import { joinRoom, locate, memoryStore, roomsCalled } from "@partyline/client";
import { encodeBatch, type RoomEvent } from "@partyline/protocol";
import { encodeRoomKeys, roomIdOfKeys, signReceipt, signRecord } from "@partyline/relay";
import {
  BatchSealer,
  type CryptoProvider,
  encodeHostPublicKeys,
  encodeRefuse,
  signTombstone,
} from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { isBatch, isSealed, say, sceneForTests, until } from "./fixtures/evil-scene.ts";
import type { Mischief } from "./fixtures/evil-switchboard.ts";

const stage = sceneForTests();

describe("forging", () => {
  /** Puts a batch of its own before each that comes. */
  const forging = (make: (real: Buffer) => Uint8Array): Mischief => {
    let done = false;
    return {
      toClient: (frame) => {
        if (done || !isBatch(frame)) return [frame];
        done = true;
        return [make(frame), frame];
      },
    };
  };

  test("noise in a cast's clothes is BAD_MESSAGE, and nothing of it is told", async () => {
    const { victim, witness } = await stage.scene.pair();
    stage.scene.evil.mischief = forging((real) =>
      Buffer.concat([real.subarray(0, 14), Buffer.alloc(200, 7)]),
    );
    await say(witness, "word", 3);
    await until("the break", () => victim.breaks > 0);
    expect([victim.whys[0], victim.troubles]).toEqual(["BAD_MESSAGE", ["BAD_MESSAGE"]]);
    await stage.scene.sameInTheEnd(victim, witness);
  });

  test("with a member's help it has the key of the batches, but not the host's hand", async () => {
    const room = await stage.scene.room();
    const secrets: Uint8Array[] = [];
    const spying: CryptoProvider = {
      ...nodeProvider,
      hkdf: (secret, salt, info, length) => {
        if (Buffer.from(info).toString("latin1").startsWith("batch")) secrets.push(secret.slice());
        return nodeProvider.hkdf(secret, salt, info, length);
      },
    };
    const witness = await stage.scene.witness(room, { provider: spying });
    const victim = await stage.scene.victim(room).isLive();
    let forged = 0;
    stage.scene.evil.mischief = forging((real) => {
      const sealer = new BatchSealer({
        provider: nodeProvider,
        roomId: room.id,
        keys: { signSeed: new Uint8Array(32).fill(5) },
        epoch: real.readUInt32BE(2),
        secret: secrets.at(-1) as Uint8Array,
      });
      const event: RoomEvent = {
        kind: "message",
        text: "I am the host",
        by: victim.client.me?.id ?? "",
        from: "Olga",
        seq: (victim.seqs.at(-1) ?? 0) + 1,
        at: Date.now(),
        client: "0".repeat(16),
        n: 1,
      };
      const payload = encodeBatch([JSON.stringify(event)]);
      const number = Number(real.readBigUInt64BE(6));
      while (sealer.nextBatch < number) sealer.seal(new Uint8Array(1));
      forged++;
      return sealer.seal(payload);
    });
    await say(witness, "word", 3);
    await until("the break", () => victim.breaks > 0);
    expect(forged).toBe(1);
    expect([victim.whys[0], victim.troubles]).toEqual(["BAD_MESSAGE", ["BAD_MESSAGE"]]);
    await stage.scene.sameInTheEnd(victim, witness);
    expect(victim.texts).not.toContain("I am the host");
  });

  test("admits early: batches before the welcome wait for it; before the handshake they are BAD_MESSAGE", async () => {
    const room = await stage.scene.room();
    const witness = await stage.scene.witness(room);
    const first = await stage.scene.victim(room).isLive();
    const seen: Buffer[] = [];
    stage.scene.evil.mischief = {
      toClient: (frame) => {
        if (isBatch(frame)) seen.push(frame);
        return [frame];
      },
    };
    await say(witness, "word", 5);
    await until("word 5", () => first.texts.at(-1) === "word 5");
    let told = false;
    stage.scene.evil.mischief = {
      toClient: (frame) => {
        if (told || !isSealed(frame)) return [frame];
        told = true;
        return [...seen, frame];
      },
    };
    const early = await stage.scene.victim(room, { name: "Early" }).isLive();
    expect([told, early.breaks]).toEqual([true, 0]);
    await stage.scene.sameInTheEnd(early, witness);

    told = false;
    stage.scene.evil.mischief = {
      toClient: (frame) => {
        if (told) return [frame];
        told = true;
        return [...seen, frame];
      },
    };
    const earlier = await stage.scene.victim(room, { name: "Earlier" }).isLive();
    expect(earlier.whys).toEqual(["BAD_MESSAGE"]);
    await stage.scene.sameInTheEnd(earlier, witness);
  });

  test.each(["BANNED", "CLOSED", "TOO_MANY_TRIES"])(
    "says in the host's name, in clear, %s: the words are shown, and the client comes back",
    async (code) => {
      const { victim, witness } = await stage.scene.pair();
      stage.scene.evil.mischief = { toClient: () => [encodeRefuse(code)] };
      stage.scene.evil.cutCircuits();
      await until("the lie", () => victim.breaks > 1 || victim.client.state.kind === "ended");
      expect(victim.client.state.kind).not.toBe("ended");
      expect(victim.whys).toContain(code);
      await stage.scene.sameInTheEnd(victim, witness);
    },
  );

  test("S7.6 says that the room is closed: believed with the room's own signature alone", async () => {
    const { room, victim, witness } = await stage.scene.pair();
    const other = { signSeed: new Uint8Array(32).fill(5) };
    stage.scene.evil.mischief = {
      toClient: () => [signTombstone(nodeProvider, other, room.id, Date.now())],
    };
    stage.scene.evil.cutCircuits();
    await until("the lie", () => victim.breaks > 1 || victim.client.state.kind === "ended");
    expect(victim.whys).toContain("BAD_MESSAGE");
    await stage.scene.sameInTheEnd(victim, witness);

    // What the host gives to those who come too late, shown by somebody who may be anyone.
    await room.destroy();
    const tombstone = await farewellOf(stage.scene.host.port, room.id);
    stage.scene.evil.mischief = {
      fromClient: (_, way) => {
        way.inward(tombstone);
        return [];
      },
    };
    const late = stage.scene.victim(room);
    await until("the end", () => late.client.state.kind === "ended");
    expect(late.client.state).toMatchObject({ code: "CLOSED" });
    expect(late.whys).toEqual([]);
  });

  test.each([4001, 4002, 4003, 4005, 4100])(
    "closes with %i: a hint about the road, and the client comes back",
    async (code) => {
      const { victim, witness } = await stage.scene.pair();
      stage.scene.evil.closeCircuits(code);
      await until("the break", () => victim.breaks > 0);
      expect(victim.client.state.kind).not.toBe("ended");
      await stage.scene.sameInTheEnd(victim, witness);
    },
  );
});

test("answers for another room: that room's host cannot be taken for this one", async () => {
  const room = await stage.scene.room();
  const other = await stage.scene.room();
  const witness = await stage.scene.witness(room);
  stage.scene.evil.mischief = { path: (path) => path.replace(room.id, other.id) };
  const victim = stage.scene.victim(room);
  await until("two tries", () => victim.breaks > 1);
  expect(new Set(victim.whys)).not.toContain(undefined);
  expect(victim.states.map(({ kind }) => kind)).not.toContain("live");
  expect(victim.seqs).toEqual([]);
  expect(other.here()).toEqual([]);
  stage.scene.evil.mischief = {};
  await victim.isLive();
  await stage.scene.sameInTheEnd(victim, witness);
});

/** The first frame that a host says to whoever dials a room that is not there. */
const farewellOf = (port: number, room: string) =>
  new Promise<Uint8Array>((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/r/${room}`);
    socket.on("message", (data: Buffer) => {
      resolve(data);
      socket.close();
    });
    socket.on("error", reject);
  });

describe("the directory", () => {
  test("swaps the keys of a room: the entry does not hold, and is not shown", async () => {
    const room = await stage.scene.room({ name: "Swapped" }, stage.scene.host, true);
    const other = await stage.scene.room();
    const { url } = stage.scene.evil;
    expect((await roomsCalled(url, "Swapped")).map(({ target }) => target.id)).toEqual([room.id]);
    stage.scene.evil.mischief = {
      answer: (_, body) => body.replaceAll(encodeHostPublicKeys(room.keys), encodeHostPublicKeys(other.keys)),
    };
    expect(await roomsCalled(url, "Swapped")).toEqual([]);
    const link = room.switchboards()[0]?.link ?? "";
    await expect(joinRoom(link, { name: "Vera", store: memoryStore() })).rejects.toMatchObject({
      code: "NO_ROOM",
    });
  });

  test("gives another room under the name: who joined before is told CHANGED_KEY, a link leads nowhere else", async () => {
    const room = await stage.scene.room({ name: "Salon" }, stage.scene.host, true);
    const { url } = stage.scene.evil;
    const [entry] = await roomsCalled(url, "Salon");
    const store = memoryStore();
    await store.pin({ ...entry!.target, name: "Salon", lastJoined: 1 });
    const forged = impostorEntry("Salon");
    stage.scene.evil.mischief = { answer: (path, body) => forged.answer(path, body) };
    const [shown] = await roomsCalled(url, "Salon");
    expect(shown).toMatchObject({ name: "Salon", claimed: true });
    expect(shown?.target.id).toBe(forged.room);
    const bare = `${url}/r/Salon#${forged.room}`;
    await expect(locate(bare, store)).rejects.toMatchObject({ code: "CHANGED_KEY" });
    const link = room.switchboards()[0]?.link ?? "";
    await expect(locate(link, memoryStore())).rejects.toMatchObject({ code: "NO_ROOM" });
    expect(await locate(link, store)).toMatchObject({ id: room.id, keys: room.keys });
  });
});

/** What a switchboard can make up by itself: a room of its own keys, by the name of another, with its own receipt. */
function impostorEntry(name: string): { room: string; answer(path: string, body: string): string } {
  const [seed, own] = [nodeProvider.randomBytes(32), nodeProvider.randomBytes(32)];
  const keys = encodeRoomKeys({
    sign: nodeProvider.ed25519.publicKey(seed),
    noise: nodeProvider.randomBytes(32),
  });
  const room = roomIdOfKeys(keys);
  const at = Date.now();
  const record = signRecord(
    { room, keys, name, by: "Olga", password: false, listed: true, serial: 1, issuedAt: at },
    seed,
  );
  const receipt = signReceipt(
    { room, name, nameKey: name.toLowerCase(), claimedAt: 1, until: at + 1e9, issuedAt: at },
    own,
  );
  const key = Buffer.from(nodeProvider.ed25519.publicKey(own)).toString("base64url");
  return {
    room,
    answer: (path) =>
      path === "/v1/about"
        ? JSON.stringify({ v: 1, partyline: "switchboard", key })
        : JSON.stringify({ v: 1, rooms: [{ record, receipt, online: true, seen: at }] }),
  };
}
