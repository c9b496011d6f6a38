/** Who does not know the password, or does not have the link, is told so at once and learns nothing of the room. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLan, lanAvailable } from "@partyline/testkit";
import { afterAll, describe, expect, it } from "vitest";
import { failureOf } from "./fixtures/failure.ts";
import { start } from "./fixtures/lan-programs.ts";
import { Device, openRoom, texts } from "./fixtures/partyline.ts";

const available = lanAvailable();
const SECRET = "the word is given";

describe.skipIf(!available.ok)(
  `rooms that not everybody may join${available.ok ? "" : ` (skipped: ${available.reason})`}`,
  () => {
    const lan = createLan({ hosts: { a: ["lan1"], b: ["lan1"], c: ["lan1"] } });
    const anna = new Device(lan.hosts.a, "Anna");
    const ben = new Device(lan.hosts.b, "Ben");
    const cleo = new Device(lan.hosts.c, "Cleo");
    const files = mkdtempSync(join(tmpdir(), "partyline-passwords-"));
    const file = (name: string, text: string): string => {
      const path = join(files, name);
      writeFileSync(path, text);
      return path;
    };
    const right = file("right", "open sesame\n");
    const wrong = file("wrong", "open says me\n");

    afterAll(async () => {
      await lan.close();
      for (const device of [anna, ben, cleo]) device.forget();
      rmSync(files, { recursive: true, force: true });
    });

    /** Everything in the log, read by the owner's own device. */
    async function logOf(where: string, ...options: string[]): Promise<string[]> {
      const tail = anna.start(["tail", where, "--from", "1", "--no-follow", "--json", ...options]);
      expect((await tail.exit).code, tail.stderr.lines.join("\n")).toBe(0);
      return texts(tail);
    }

    it("lets the owner in by key, without the password, and nobody else", async () => {
      const { program } = await openRoom(anna, "Loft", "--password-file", right);
      const said = anna.start(["send", "Loft", "from the owner"]);
      expect((await said.exit).code, said.stderr.lines.join("\n")).toBe(0);
      expect(await logOf("Loft")).toEqual(["from the owner"]);
      const namesake = new Device(lan.hosts.c, "Anna");
      const without = await failureOf(namesake, ["send", "Loft", "hello"]);
      expect(without).toMatchObject({ exit: 1, code: "PASSWORD_REQUIRED", stdout: [] });
      namesake.forget();
      await program.kill("SIGINT");
    });

    it("lets in who knows the password; others are told the tries left, at once, and learn nothing", async () => {
      const { row, program } = await openRoom(anna, "Cellar", "--password-file", right);
      const said = ben.start(["send", "Cellar", SECRET, "--password-file", right]);
      expect((await said.exit).code, said.stderr.lines.join("\n")).toBe(0);
      const listed = await cleo.until<{ name: string; password: boolean }>(
        ["list"],
        ({ name }) => name === "Cellar",
      );
      expect(listed.row.password).toBe(true);

      const without = await failureOf(cleo, ["send", "Cellar", "hello"]);
      expect(without).toMatchObject({ exit: 1, code: "PASSWORD_REQUIRED", stdout: [] });
      expect(without.lines).toHaveLength(1);

      const stranger = start(lan.hosts.c, "stranger", "10.77.1.1", String(row.port), row.id, "open says me");
      await stranger.process.exit;
      const kinds = stranger.process.stdout.lines.map((line) => JSON.parse(line).event as string);
      const told = kinds.filter((kind) => kind !== "frame" && kind !== "closed");
      expect(told).toEqual(["reply", "password-required", expect.stringMatching(/^(failed|refused)$/)]);
      expect(stranger.process.stdout.lines.join("\n")).toContain("WRONG_PASSWORD");
      // Handshake, the word that the password is wanted, and one answer: nothing of the room, sealed or not.
      expect(kinds.filter((kind) => kind === "frame")).toHaveLength(3);

      // The stranger above had the first of five tries.
      for (const left of ["3 tries left", "2 tries left", "1 try left", "0 tries left"]) {
        const began = performance.now();
        const failure = await failureOf(cleo, ["tail", "Cellar", "--password-file", wrong]);
        expect(failure).toMatchObject({ exit: 1, code: "WRONG_PASSWORD", stdout: [] });
        expect(failure.lines).toHaveLength(1);
        expect(failure.lines[0]).toContain(left);
        expect(performance.now() - began).toBeLessThan(8_000);
      }
      const spent = await failureOf(cleo, ["send", "Cellar", "hello", "--password-file", right]);
      expect(spent).toMatchObject({ exit: 1, code: "TOO_MANY_TRIES" });
      expect(spent.lines).toHaveLength(1);

      const another = ben.start(["send", "Cellar", "still here", "--password-file", right]);
      expect((await another.exit).code, another.stderr.lines.join("\n")).toBe(0);
      expect(await logOf("Cellar", "--password-file", right)).toEqual([SECRET, "still here"]);
      await program.kill("SIGINT");
    });

    it("keeps a room off the list and lets in by its link alone, password asked all the same", async () => {
      const { row, program } = await openRoom(anna, "Attic", "--unlisted", "--password-file", right);
      const link = row.link;
      const bare = link.replace(/#.*$/, "");
      expect(bare).not.toBe(link);

      const list = ben.start(["list", "--timeout", "1.5", "--json"]);
      expect((await list.exit).code).toBe(0);
      expect(list.stdout.lines.join("\n")).not.toContain("Attic");
      expect(await failureOf(ben, ["send", "Attic", "by name"])).toMatchObject({
        exit: 1,
        code: "NOT_FOUND",
      });
      const byAddress = await failureOf(ben, ["send", `10.77.1.1:${row.port}`, "by address"]);
      expect(byAddress).toMatchObject({ exit: 1, code: "ROOM_NOT_OPEN" });

      const noToken = await failureOf(ben, ["send", bare, "no token", "--password-file", right]);
      expect(noToken).toMatchObject({ exit: 1, code: "TOKEN_REQUIRED" });
      expect(noToken.lines).toHaveLength(1);
      const badLink = link.replace(/#.*$/, (token) => `#${[...token.slice(1)].reverse().join("")}`);
      const badToken = await failureOf(ben, ["send", badLink, "bad token", "--password-file", right]);
      expect(badToken).toMatchObject({ exit: 1, code: "TOKEN_REQUIRED" });

      const wrongWord = await failureOf(ben, ["send", link, "wrong word", "--password-file", wrong]);
      expect(wrongWord).toMatchObject({ exit: 1, code: "WRONG_PASSWORD" });
      expect(wrongWord.lines).toHaveLength(1);

      const said = ben.start(["send", link, SECRET, "--password-file", right]);
      expect((await said.exit).code, said.stderr.lines.join("\n")).toBe(0);
      expect(await logOf(link, "--password-file", right)).toEqual([SECRET]);
      await program.kill("SIGINT");
    });

    it.each<[string, string, string]>([
      ["an empty file", "\n", "PASSWORD_FILE"],
      ["two lines", "one\ntwo\n", "PASSWORD_FILE"],
      ["too long a line", "x".repeat(300), "PASSWORD_FILE"],
    ])("takes no password from %s", async (name, text, code) => {
      const failure = await failureOf(anna, ["host", "Shed", "--password-file", file(name, text)]);
      expect(failure).toMatchObject({ exit: 1, code, stdout: [] });
      expect(failure.lines).toHaveLength(1);
    });

    it("says which file with the password is missing", async () => {
      const path = join(files, "nowhere");
      const failure = await failureOf(anna, ["host", "Shed", "--password-file", path]);
      expect(failure).toMatchObject({ exit: 1, code: "ENOENT", lines: [expect.stringContaining(path)] });
    });
  },
);
