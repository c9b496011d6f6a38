/** An error that nobody took: one readable line, exit code 70, the details in a file, and nothing stored is lost. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { host, killAll, run } from "./fixtures/command.ts";
import { Tmux, tmuxAvailable } from "./fixtures/tmux.ts";

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

const available = tmuxAvailable();
const COMMAND = fileURLToPath(new URL("../../packages/app/bin/partyline.js", import.meta.url));

/** Processes below one, itself left out (proc(5)). */
function childrenOf(pid: number): number[] {
  const ids = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean);
  return ids.map(Number).flatMap((id) => [id, ...childrenOf(id)]);
}

describe.skipIf(!available.ok)(`a chat${available.ok ? "" : ` (skipped: ${available.reason})`}`, () => {
  const tmux = new Tmux();
  afterAll(() => tmux.close());

  test("gives the terminal back: one line below what was drawn, and what is typed shows again", async () => {
    const { program, open } = await host(join(folder, "host"), ["Club"]);
    const home = join(folder, "ben");
    const fault = fixture("crash-by-throw");
    const chat = [process.execPath, "--import", fault, COMMAND, "join", `127.0.0.1:${open.port}`];
    // What the terminal is like is asked when the chat is over.
    const shell = ["sh", "-c", '"$@"; code=$?; stty -a; exit $code', "sh"];
    const window = await tmux.open([...shell, ...chat, "--as", "Ben", "--home", home]);
    await window.until(/Write a message|> /);
    await window.type("half a sentence");
    await window.until(/> half a sentence/);
    const [shellOf = 0] = childrenOf(Number(await window.ask("#{pane_pid}")));
    for (const pid of childrenOf(shellOf)) process.kill(pid, "SIGUSR2");
    expect(await window.exit()).toBe(70);

    const shown = await window.everything();
    const rows = shown.split("\n");
    const last = rows.findIndex((row) => row.startsWith("partyline: The program failed"));
    expect(rows[last - 1]).toMatch(/^> half a sentence/);
    expect(shown.split("The program failed")).toHaveLength(2);
    expect(shown).not.toContain("secret words");
    const [report = ""] = readdirSync(home).filter((name) => name.startsWith("crash-"));
    expect(shown.replaceAll("\n", "")).toContain(report);
    expect(readFileSync(join(home, report), "utf8")).toMatch(/partyline \S+, join\n/);
    // As shells have it: lines, with echo.
    expect(shown).toMatch(/ icanon /);
    expect(shown).toMatch(/ echo /);
    expect(await window.ask("#{cursor_flag}")).toBe("1");
    await window.paste("pasted words");
    expect(await window.until(/pasted words/)).not.toContain("200~");
    expect(await program.stop()).toBe(0);
  });
});

test("ten reports are kept, however often it fails", async () => {
  const home = join(folder, "crash-by-throw");
  for (let start = 0; start < 12; start += 1)
    await run(home, ["list", "--timeout", "9"], {
      imports: [`data:text/javascript,setTimeout(()=>{throw 1},300)`],
    });
  expect(readdirSync(home).filter((name) => name.startsWith("crash-"))).toHaveLength(10);
});
