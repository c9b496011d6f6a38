/** Who may come into a room, and who is put out of it. */
import { decodeFrame, stretchPassword } from "@partyline/secure";
import { describe, expect, test } from "vitest";
import { idOf, keyOf, Person, rest, roomId, type Stage, stage } from "./people.ts";

const PASSWORD = new Uint8Array(32).fill(7);
const WRONG = new Uint8Array(32).fill(8);

describe("who may come in", () => {
  const tries = (scene: Stage, stretched: Uint8Array, address = "192.0.2.1") => {
    const person = new Person(scene, "Eve", { address }).connect();
    person.frame(person.channel.authenticate(stretched));
    return person;
  };

  test("the right password lets in and costs nothing", async () => {
    const scene = stage({ password: PASSWORD });
    for (let i = 0; i < 10; i++) {
      const person = tries(scene, PASSWORD);
      expect(person.opened).toBe(true);
      person.handler.closed();
    }
    expect((await tries(scene, PASSWORD).join()).welcome).toBeDefined();
  });

  test("a wrong password learns how many tries are left and nothing of the room; then no more are heard", async () => {
    const scene = stage({ password: PASSWORD });
    const inside = await tries(scene, PASSWORD).join();
    for (let left = 4; left >= 0; left--) {
      const person = tries(scene, WRONG);
      expect(person.error).toMatchObject({ code: "WRONG_PASSWORD", triesLeft: left });
      inside.send(5 - left, "secret");
      await rest(scene, inside);
      person.take();
      expect(person.learned).toBe(false);
      const seen = person.received.map((frame) => decodeFrame(frame).kind);
      // Message 2, the word that the password is wanted, and one answer.
      expect(seen).toEqual(["handshake", "auth", "auth"]);
      person.handler.closed();
    }
    const late = tries(scene, PASSWORD);
    expect([late.error?.code, late.closedWith, late.opened]).toEqual(["TOO_MANY_TRIES", 4005, false]);
    // Sealed, so that it is the host's word and nobody's on the way.
    expect(late.received.map((frame) => decodeFrame(frame).kind)).toEqual(["handshake", "auth", "auth"]);
    expect(tries(scene, PASSWORD, "192.0.2.2").opened).toBe(true);
  });

  test("the whole room has a budget, too, and both come back with time", async () => {
    const scene = stage({ password: PASSWORD });
    for (let i = 0; i < 20; i++) tries(scene, WRONG, `192.0.2.${i}`).handler.closed();
    expect(tries(scene, PASSWORD, "192.0.2.99").error?.code).toBe("TOO_MANY_TRIES");
    await scene.clock.advance(600_001);
    expect(tries(scene, PASSWORD, "192.0.2.99").opened).toBe(true);
  });

  test("without the password nothing can be said: sealed frames before it end the connection", () => {
    const scene = stage({ password: PASSWORD });
    const eve = new Person(scene, "Eve").connect();
    expect(eve.asksPassword).toBe(true);
    eve.frame(Uint8Array.of(2, ...new Uint8Array(40)));
    expect([eve.refusals, eve.closedWith, eve.learned]).toEqual([["TOO_EARLY"], 4005, false]);
  });

  test("S5.7 the owner comes in by key, in a room whose tries are used up too; anybody else needs the password", async () => {
    const scene = stage({ password: PASSWORD, limits: { triesPerRoom: 1 } });
    const guesser = tries(scene, WRONG);
    expect(guesser.error?.code).toBe("WRONG_PASSWORD");
    // While it has not hung up, its try may yet be a right one.
    expect(tries(scene, PASSWORD, "192.0.2.3").refusals).toEqual(["BUSY"]);
    guesser.handler.closed();
    expect(tries(scene, PASSWORD, "192.0.2.3").error?.code).toBe("TOO_MANY_TRIES");
    const olga = await new Person(scene, "Olga").join();
    expect([olga.asksPassword, olga.welcome?.you.role]).toEqual([false, "owner"]);
    olga.send(1, "from Olga");
    await rest(scene, olga);
    expect(olga.heard).toEqual(["from Olga"]);
    // The name alone is nothing: the owner is a key.
    const thief = new Person(scene, "Olga", { memberKey: keyOf("Eve") }).connect();
    expect([thief.asksPassword, thief.opened]).toEqual([true, false]);
    // And the owner's public key without its secret completes no handshake.
    const forged = { public: keyOf("Olga").public, secret: keyOf("Eve").secret };
    const forger = new Person(scene, "Olga", { memberKey: forged }).connect();
    expect([forger.opened, forger.refusals]).toEqual([false, ["HANDSHAKE_FAILED"]]);
  });

  test("S5.7 the owner comes in by key after setting a password, and a member who was in does not", async () => {
    const scene = stage();
    const olga = await new Person(scene, "Olga").join();
    const ann = await new Person(scene, "Ann").join();
    olga.say({ type: "password", re: 1, password: "open sesame" });
    while (olga.of("done").length === 0) await rest(scene, olga);
    for (const person of [olga, ann]) person.handler.closed();
    expect((await new Person(scene, "Olga").join()).welcome?.room.password).toBe(true);
    expect(new Person(scene, "Ann").connect().asksPassword).toBe(true);
  });

  test("P2.12 a new password holds from its commit on, also for those on their way in", async () => {
    const scene = stage();
    const olga = await new Person(scene, "Olga").join();
    const early = new Person(scene, "Early").connect();
    olga.say({ type: "password", re: 1, password: "open sesame" });
    const stretched = await stretchPassword("open sesame", roomId);
    while (olga.of("done").length === 0) await rest(scene, olga);
    early.take();
    expect(early.of("bye")).toMatchObject([{ code: "BUSY" }]);
    expect(olga.of("epoch")).toMatchObject([{ epoch: 2 }]);
    expect(scene.notices).toContainEqual({ kind: "relisted" });
    expect(tries(scene, stretched).opened).toBe(true);
    expect(tries(scene, WRONG).error?.code).toBe("WRONG_PASSWORD");
  });

  test("an unlisted room is joined by its token only", async () => {
    const token = new Uint8Array(16).fill(3);
    const scene = stage({ token });
    const eve = await new Person(scene, "Eve").join();
    expect(eve.messages).toMatchObject([{ type: "bye", code: "TOKEN_REQUIRED" }]);
    const guess = await new Person(scene, "Eve", { token: new Uint8Array(16) }).join();
    expect(guess.messages).toMatchObject([{ type: "bye", code: "TOKEN_REQUIRED" }]);
    expect((await new Person(scene, "Ann", { token }).join()).welcome).toBeDefined();
  });
});

describe("P2.10 removal", () => {
  test("who is kicked is out, and the secret they had opens nothing that is said afterwards", async () => {
    const scene = stage();
    const olga = await new Person(scene, "Olga").join();
    const eve = await new Person(scene, "Eve").join();
    const held = eve.welcome!.epoch;
    olga.say({ type: "kick", re: 1, member: idOf("Eve") });
    await rest(scene, olga, eve);
    olga.send(1, "now that Eve is gone");
    await rest(scene, olga, eve);
    expect([eve.of("bye")[0]?.code, eve.closedWith]).toEqual(["KICKED", 4001]);
    expect(olga.heard).toEqual(["now that Eve is gone"]);
    const frame = olga.received.filter((bytes) => decodeFrame(bytes).kind === "batch").at(-1)!;
    const opener = new Person(scene, "Eve");
    opener.connect();
    opener.channel.setEpoch({
      epoch: olga.of("epoch")[0]!.epoch,
      secret: new Uint8Array(Buffer.from(held.secret, "base64url")),
      nextBatch: 0,
    });
    expect(() => opener.channel.receive(frame)).toThrow(expect.objectContaining({ code: "BAD_SEAL" }));
    expect((await new Person(scene, "Eve").join()).welcome).toBeDefined();
  });

  test("who is banned stays out until the ban is taken back, whatever they do meanwhile", async () => {
    const scene = stage();
    const olga = await new Person(scene, "Olga").join();
    const eve = await new Person(scene, "Eve").join();
    olga.say({ type: "ban", re: 1, member: idOf("Eve") });
    eve.say({ type: "name", re: 1, name: "Evelyn" });
    await rest(scene, olga, eve);
    expect(eve.closedWith).toBe(4002);
    expect((await new Person(scene, "Eve").join()).of("bye")[0]?.code).toBe("BANNED");
    const kept = scene.room.core.state.members.get(idOf("Eve"));
    expect(kept?.bannedAt).not.toBeNull();
    olga.say({ type: "unban", re: 2, member: idOf("Eve") });
    await rest(scene, olga);
    expect((await new Person(scene, "Eve").join()).welcome).toBeDefined();
  });
});
