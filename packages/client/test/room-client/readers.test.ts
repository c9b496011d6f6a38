import { describe, expect, test } from "vitest";
import { UNREAD_EVENTS } from "../../src/limits.ts";
import { count, host, joined, makeClient, texts } from "./setting.ts";

describe("readers", () => {
  test("get every event in order and end with the client", async () => {
    for (const text of count(3)) host.say(text);
    const client = makeClient();
    const read: string[] = [];
    const done = (async () => {
      for await (const event of client.events())
        if (event.kind === "events") read.push(`${event.events.length}`);
    })();
    client.start();
    await host.flush();
    await client.close();
    await done;
    expect(read).toEqual(["3"]);
  });

  test("one that stops reading holds the room back within bounds, and loses nothing", async () => {
    for (let i = 1; i <= 3 * UNREAD_EVENTS; i++) host.say(`m${i}`, false);
    const client = makeClient({ since: { seq: 0 } });
    const reader = client.events();
    client.start();
    await host.flush();
    expect(texts().length).toBeLessThan(UNREAD_EVENTS + 1000);
    const held = texts().length;
    for (let i = 1; i <= UNREAD_EVENTS; i++) host.say(`m${3 * UNREAD_EVENTS + i}`);
    await host.flush();
    expect(texts()).toHaveLength(held);
    const read: number[] = [];
    while (read.length < 4 * UNREAD_EVENTS) {
      await host.flush();
      const { value } = await reader.next();
      if (value?.kind === "events") for (const { seq } of value.events) read.push(seq);
    }
    expect(read).toEqual(Array.from({ length: 4 * UNREAD_EVENTS }, (_, i) => i + 1));
  });

  test("a reader that stops while live holds back what is said from then on, until it reads again", async () => {
    const client = await joined();
    const reader = client.events();
    const many = 2 * UNREAD_EVENTS;
    for (let i = 1; i <= many; i++) host.say(`m${i}`);
    await host.flush();
    expect(texts()).toHaveLength(UNREAD_EVENTS);
    const read: number[] = [];
    while (read.length < many) {
      await host.flush();
      const { value } = await reader.next();
      if (value?.kind === "events") for (const { seq } of value.events) read.push(seq);
    }
    expect(read).toEqual(Array.from({ length: many }, (_, i) => i + 1));
  });
});
