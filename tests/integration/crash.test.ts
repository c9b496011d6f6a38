/** An error that nobody took: one readable line, exit code 70, the details in a file, and nothing stored is lost. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { host, killAll, run } from "./fixtures/command.ts";

const folder = mkdtempSync(join(tmpdir(), "partyline-crash-"));
afterAll(() => {
  killAll();
  rmSync(folder, { recursive: true, force: true });
});

const fixture = (name: string): string => fileURLToPath(new URL(`./fixtures/${name}.ts`, import.meta.url));

test.each([
  ["an error", "crash-by-throw", "E_THROWN"],
  ["a rejection", "crash-by-rejection", "INTERNAL"],
])("%s", async (_, name, code) => {
  const home = join(folder, name);
  const { program, open } = await host(home, ["Club"], { imports: [fixture(name)] });
  expect(await program.stop("SIGUSR2")).toBe(70);
  expect(program.stderr.lines).toHaveLength(1);
  const [line = ""] = program.stderr.lines;
  const path = /The details are in (\S+\.txt)\. \(([A-Z_]+)\)$/.exec(line);
  expect(line).toMatch(/^partyline: The program failed/);
  expect(path?.[2]).toBe(code);
  expect(statSync(path?.[1] ?? "").mode & 0o777).toBe(0o600);
  const report = readFileSync(path?.[1] ?? "", "utf8");
  expect(report).toMatch(/partyline \S+, host\n/);
  expect(report).toContain(`${name}.ts`);
  expect(`${report}${line}`).not.toContain("secret words");
  expect(await run(home, ["verify", open.id])).toMatchObject({ exit: 0 });
});

test("ten reports are kept, however often it fails", async () => {
  const home = join(folder, "crash-by-throw");
  for (let start = 0; start < 12; start += 1)
    await run(home, ["list", "--timeout", "9"], {
      imports: [`data:text/javascript,setTimeout(()=>{throw 1},300)`],
    });
  expect(readdirSync(home).filter((name) => name.startsWith("crash-"))).toHaveLength(10);
});
