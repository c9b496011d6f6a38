/** A switchboard that wants in: what it may guess, and what it can learn from those who know the password. */
import { joinRoom, memoryStore } from "@partyline/client";
import type { HostedRoom } from "@partyline/host";
import { circuitUrl, parseSwitchboard } from "@partyline/relay";
import { ClientChannel, memberKeyFor, stretchPassword } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { sceneForTests, until } from "./fixtures/evil-scene.ts";
import { FRAME, LINK } from "./fixtures/evil-switchboard.ts";
import { found } from "./fixtures/needles.ts";

const stage = sceneForTests();

describe("passwords", () => {
  const PASSWORD = "open sesame, please";

  /** One guess at the password by a connection of its own; what the host makes of it. */
  async function guess(room: HostedRoom): Promise<string> {
    const channel = new ClientChannel({
      provider: nodeProvider,
      roomId: room.id,
      host: room.keys,
      memberKey: memberKeyFor(nodeProvider, nodeProvider.randomBytes(32), room.id),
    });
    const socket = new WebSocket(circuitUrl(parseSwitchboard(stage.scene.evil.url), room.id));
    return new Promise((resolve) => {
      socket.on("open", () => socket.send(channel.start()));
      socket.on("close", (code) => resolve(`closed ${code}`));
      socket.on("message", (data: Buffer) => {
        try {
          for (const event of channel.receive(data)) {
            if (event.kind === "reply") socket.send(event.frame);
            if (event.kind === "password-required")
              socket.send(channel.authenticate(nodeProvider.randomBytes(32)));
            if (event.kind === "refused") resolve(event.code);
          }
        } catch (error) {
          resolve((error as { code: string }).code);
          socket.terminate();
        }
      });
    });
  }

  test("guesses, one a connection: 5 from one address, 20 in all however it lies about addresses", async () => {
    const room = await stage.scene.room({ password: PASSWORD });
    const five: string[] = [];
    for (let i = 0; i < 7; i++) five.push(await guess(room));
    expect(five).toEqual([...Array(5).fill("WRONG_PASSWORD"), "TOO_MANY_TRIES", "TOO_MANY_TRIES"]);
    stage.scene.evil.mischief = {
      toHost: (frame) => {
        if (frame[0] !== FRAME.open) return [frame];
        return [Buffer.concat([frame.subarray(0, 10), nodeProvider.randomBytes(8)])];
      },
    };
    const more: string[] = [];
    for (let i = 0; i < 18; i++) more.push(await guess(room));
    expect(more.filter((code) => code === "WRONG_PASSWORD")).toHaveLength(15);
    expect(more.slice(15)).toEqual(Array(3).fill("TOO_MANY_TRIES"));
  });

  test("writes down a whole join: nothing in it comes of the password, and the next one is all different", async () => {
    const room = await stage.scene.room({ password: PASSWORD });
    const written: Buffer[][] = [[], []];
    const join = async (at: number) => {
      const keep = (frame: Buffer) => {
        written[at]?.push(frame);
        return [frame];
      };
      stage.scene.evil.mischief = { fromClient: keep, toClient: keep };
      const victim = await stage.scene
        .victim(room, { password: async () => PASSWORD, name: `Vera ${at}` })
        .isLive();
      await victim.client.close();
    };
    await join(0);
    await join(1);
    const auth = written.map((frames) => frames.filter((frame) => frame[0] === LINK.auth));
    // Four make one proof; a busy machine may need a second try.
    for (const { length } of auth) expect(length).toBeGreaterThanOrEqual(4);
    for (const frame of auth[0] ?? []) {
      const body = frame.subarray(9);
      expect(auth[1]?.some((other) => other.includes(body.subarray(0, 16)))).toBe(false);
    }
    const stretched = await stretchPassword(PASSWORD, room.id);
    const dictionary = new Map<string, string | Uint8Array>([
      ["the password", PASSWORD],
      ["stretched", stretched],
      ["its SHA-256", nodeProvider.sha256(stretched)],
      ["its SHA-512", nodeProvider.sha512(stretched)],
      ["SHA-256 of the password", nodeProvider.sha256(new TextEncoder().encode(PASSWORD))],
    ]);
    expect(
      found(dictionary, new Map(written.map((frames, i) => [`join ${i}`, Buffer.concat(frames)]))),
    ).toEqual([]);
  });

  test("S5.6 stands in for the room, with a room of its own that asks for no password: whoever gave one is not taken in", async () => {
    const impostor = await stage.scene.room();
    const joining = joinRoom(stage.scene.target(impostor), {
      name: "Vera",
      store: memoryStore(),
      password: PASSWORD,
    });
    await expect(joining).rejects.toMatchObject({ code: "PASSWORD_NOT_ASKED" });
    expect(impostor.here()).toEqual([]);
  });

  test("stands in for the room, with a room of its own: the member says WRONG_PASSWORD, and tells it nothing", async () => {
    const impostor = await stage.scene.room({ password: "a guess" });
    const victim = stage.scene.victim(impostor, { password: async () => PASSWORD });
    await until("the end", () => victim.client.state.kind === "ended");
    expect(victim.client.state).toMatchObject({ kind: "ended", code: "WRONG_PASSWORD" });
    expect([victim.seqs, impostor.here()]).toEqual([[], []]);
  });
});
