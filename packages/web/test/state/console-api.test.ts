import { VERSION } from "@partyline/console";
import { FakeClock, settle } from "@partyline/testkit";
import { expect, it } from "vitest";
import { createConsoleApi, type TextSocket } from "../../src/backend/console-api.ts";

/** A program at the other end of a socket, moved by hand. */
function start(version = VERSION) {
  const clock = new FakeClock();
  const sockets: (TextSocket & { said: { re: number; ask: string }[] })[] = [];
  let outdated = 0;
  const api = createConsoleApi({
    clock,
    random: () => 0.99,
    outdated: () => {
      outdated += 1;
    },
    open() {
      const said: { re: number; ask: string }[] = [];
      const socket = {
        said,
        onmessage: null,
        onclose: null,
        onerror: null,
        close() {},
        send: (text: string) => void said.push(JSON.parse(text)),
      };
      sockets.push(socket);
      return socket;
    },
  });
  const program = {
    tell: (data: object) => sockets.at(-1)!.onmessage?.({ data: JSON.stringify(data) }),
    hello: () => program.tell({ tell: "hello", v: version }),
    break: () => sockets.at(-1)!.onclose?.({ code: 1006 }),
    get asked() {
      return sockets.at(-1)!.said;
    },
  };
  return { clock, sockets, api, program, outdated: () => outdated };
}

it("asks, and takes answers and errors by number", async () => {
  const { api, program } = start();
  program.hello();
  const [saved, open] = [api.ask("saved", {}), api.ask("open", { id: "a".repeat(32) })];
  await settle();
  const [first, second] = program.asked;
  program.tell({ re: second!.re, error: { code: "NO_ROOM", message: "There is no such room." } });
  program.tell({ re: first!.re, ok: [] });
  await expect(open).rejects.toMatchObject({ code: "NO_ROOM", message: "There is no such room." });
  expect(await saved).toEqual([]);
});

it("refuses an answer of the wrong shape", async () => {
  const { api, program } = start();
  program.hello();
  const name = api.ask("set-name", { name: "Anna" });
  await settle();
  program.tell({ re: program.asked[0]!.re, ok: { called: "Anna" } });
  await expect(name).rejects.toMatchObject({ code: "BAD_MESSAGE" });
});

it("lets questions wait for the connection, but not for ever", async () => {
  const { api, program, clock } = start();
  const early = api.ask("saved", {});
  await settle();
  expect(program.asked).toEqual([]);
  program.hello();
  await settle();
  expect(program.asked.map(({ ask }) => ask)).toEqual(["saved"]);
  program.tell({ re: program.asked[0]!.re, ok: [] });
  expect(await early).toEqual([]);
  program.break();
  const late = api.ask("saved", {});
  late.catch(() => {});
  await clock.advance(5_000);
  await expect(late).rejects.toMatchObject({ code: "OFFLINE" });
});

it("ends what is under way with the connection, and comes back soon", async () => {
  const { api, program, clock, sockets } = start();
  const lives: number[] = [];
  api.on((event) => event.tell === "life" && lives.push(event.life));
  program.hello();
  const asked = api.ask("saved", {});
  asked.catch(() => {});
  await settle();
  program.break();
  await expect(asked).rejects.toMatchObject({ code: "OFFLINE" });
  await expect(api.ask("close-session", { session: 1 }, 1)).rejects.toMatchObject({ code: "NO_SESSION" });
  await clock.advance(300);
  expect(sockets).toHaveLength(2);
  program.hello();
  await expect(api.ask("close-session", { session: 1 }, 1)).rejects.toMatchObject({ code: "NO_SESSION" });
  expect(lives).toEqual([1, 0, 2]);
  for (let i = 0; i < 8; i++) {
    program.break();
    await clock.advance(3_000);
  }
  expect(sockets).toHaveLength(10);
  program.break();
  api.hurry();
  expect(sockets).toHaveLength(11);
  api.close();
  expect(clock.waiting).toBe(0);
});

it("takes no program of another version, and nothing that is no message", () => {
  const other = start(VERSION + 1);
  other.program.hello();
  expect([other.outdated(), other.api.life]).toEqual([1, 0]);
  const { api, sockets, program } = start();
  program.hello();
  sockets[0]!.onmessage?.({ data: "<html>" });
  expect(api.life).toBe(0);
});
