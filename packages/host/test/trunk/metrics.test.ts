/** What `/metrics` says of members who come by a switchboard, beside those who come directly. */
import { expect, test } from "vitest";
import { seedOf } from "../people.ts";
import { Talker } from "../talker.ts";
import { come, freshHome, host, owner, switchboard, watch } from "./setting.ts";

test("circuits, their bytes and their endings are counted by road", async () => {
  const board = await switchboard();
  const home = await freshHome();
  const started = await host({ home, metrics: { host: "127.0.0.1", port: 0 } });
  const room = watch(
    board,
    await started.openRoom({ name: "Club", owner, switchboards: [{ url: board.url }] }),
  );
  const trunk = await board.has(room.id);
  const anna = await come(trunk, room, "Anna");
  const gone = await come(trunk, room, "Gone");
  await Talker.join(started, room, seedOf("Bob"), "Bob");
  gone.circuit.send(Uint8Array.of(0xff));
  await board.changes.until(() => gone.circuit.closedWith);
  anna.send(1, "x".repeat(5_000));
  await board.changes.until(() => anna.of("ack")[0]);
  const before = trunk.bytes;
  expect(before).toBeGreaterThan(5_000);

  const text = await (await fetch(`http://127.0.0.1:${started.metricsPort}/metrics`)).text();
  const value = (name: string, road: string): number =>
    Number(new RegExp(`^partyline_host_${name}\\{road="${road}"\\} (\\d+)$`, "m").exec(text)?.[1]);
  expect([value("connections", "direct"), value("connections", "switchboard")]).toEqual([1, 1]);
  expect([value("connections_total", "direct"), value("connections_total", "switchboard")]).toEqual([1, 2]);
  expect(value("received_bytes_total", "switchboard")).toBeGreaterThan(5_000);
  expect(value("sent_bytes_total", "switchboard")).toBeGreaterThanOrEqual(before);
  expect(value("sent_bytes_total", "direct")).toBeGreaterThan(5_000);
  expect(text).toMatch(/^partyline_host_ended_total\{road="switchboard",code="BAD_MESSAGE"\} 1$/m);
});
