/** What the command says of switchboards: its words, its addresses, its failures, its key. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ClientError } from "@partyline/client";
import { RELAY_ERRORS } from "@partyline/relay";
import { SwitchboardError, type SwitchboardErrorCode } from "@partyline/switchboard";
import { expect, test } from "vitest";
import { createProgram } from "../src/cli.ts";
import { urlsOf } from "../src/commands/switchboard.ts";
import { report } from "../src/errors.ts";
import { readListenAddress } from "../src/listen-address.ts";
import { readRecoveryKey, recoveryRows } from "../src/recovery.ts";
import { aboutSwitchboard } from "../src/switchboards.ts";
import { statusText } from "../src/terminal/status.ts";

async function typed(...words: string[]): Promise<Record<string, unknown>[]> {
  let seen: unknown[] = [];
  const note = async (...given: unknown[]): Promise<void> => {
    seen = given;
  };
  const [open, host, list, send, tail, join, switchboard] = Array.from({ length: 7 }, () => note);
  const actions = { open, host, list, send, tail, join, switchboard } as Parameters<typeof createProgram>[0];
  await createProgram(actions, "1.2.3").parseAsync(words, { from: "user" });
  return seen as Record<string, unknown>[];
}

test("the switchboard's words and their defaults", async () => {
  expect((await typed("switchboard"))[0]).toEqual({
    listen: { host: "0.0.0.0", port: 2526 },
    metrics: { host: "127.0.0.1", port: 9526 },
  });
  const words = ["--listen", "[::]:0", "--tls-cert", "c", "--tls-key", "k", "--trust-proxy", "--no-metrics"];
  expect(
    (await typed("switchboard", ...words, "--name", "Talk.Example", "--name", "10.0.0.2:2526"))[0],
  ).toEqual({
    listen: { host: "::", port: 0 },
    tlsCert: "c",
    tlsKey: "k",
    trustProxy: true,
    metrics: false,
    name: ["talk.example", "10.0.0.2:2526"],
  });
  expect((await typed("switchboard", "--trust-proxy", "2"))[0]).toMatchObject({ trustProxy: 2 });
});

test("where rooms are looked for, and by which way they are reached", async () => {
  const roads = [
    "--switchboard",
    "talk.example",
    "--switchboard",
    "wss://talk.example",
    "--via",
    "switchboard",
  ];
  const expected = { switchboard: ["https://talk.example"], via: "switchboard" };
  for (const words of [["list"], ["send", "Club", "hi"], ["tail", "Club"], ["join", "Club"]])
    expect((await typed(...words, ...roads)).at(-1)).toMatchObject(expected);
  const host = (...more: string[]) => typed("host", "Club", ...more).then((given) => given[1]);
  expect(await host("--no-switchboard")).toMatchObject({ switchboard: false });
  expect(await host("--no-switchboard", "--switchboard", "a.example")).toMatchObject({
    switchboard: ["https://a.example"],
  });
  expect(await host()).not.toHaveProperty("switchboard");
  expect(await host("--switchboard", "a.example", "--share-addresses")).toMatchObject({
    shareAddresses: true,
  });
});

test("HOST:PORT to listen on", () => {
  expect(readListenAddress("0.0.0.0:2526")).toEqual({ host: "0.0.0.0", port: 2526 });
  expect(readListenAddress("[fd00::1]:80")).toEqual({ host: "fd00::1", port: 80 });
  expect(readListenAddress("localhost:0")).toEqual({ host: "localhost", port: 0 });
  for (const wrong of ["", ":2526", "2526", "::1:80", "a:b", "a:-1", "a:70000", "http://a:1", "u@a:1"])
    expect(readListenAddress(wrong)).toBeUndefined();
});

test("where a switchboard says that it is", () => {
  const every = { listen: { host: "0.0.0.0", port: 2526 }, metrics: false } as const;
  expect(urlsOf(every, 2526, ["192.168.1.5"])).toEqual({
    url: "http://127.0.0.1:2526",
    urls: ["http://192.168.1.5:2526"],
  });
  const named = { ...every, name: ["talk.example"] };
  expect(
    urlsOf({ ...named, listen: { host: "10.1.1.1", port: 0 }, trustProxy: 1 }, 99, ["192.168.1.5"]),
  ).toEqual({
    url: "http://10.1.1.1:99",
    urls: ["https://talk.example"],
  });
  expect(urlsOf({ ...named, tlsCert: "c", tlsKey: "k" }, 443, []).urls).toEqual(["https://talk.example"]);
});

test("every code of a switchboard is one sentence for a person", () => {
  for (const code of Object.keys(RELAY_ERRORS)) {
    // As a client's end has it: the code, without words.
    const { line } = report(Object.assign(new Error(), { code }));
    expect(line).toMatch(
      new RegExp(`^partyline: [A-Z][^\\n]+\\. \\(${code}\\)$|^partyline: [A-Z][^\\n]+\\? \\(${code}\\)$`),
    );
  }
  const ours: SwitchboardErrorCode[] = [
    "PORT",
    "HOME",
    "KEY",
    "TLS",
    "DIRECTORY_DAMAGED",
    "DIRECTORY_TOO_NEW",
  ];
  for (const code of ours)
    expect(report(new SwitchboardError(code)).line).toMatch(
      new RegExp(`^partyline: The [^\\n]+\\. \\(${code}\\)$`),
    );
});

test("a switchboard that cannot be asked is named, with why", () => {
  const failed = (code: string, message = "") =>
    new ClientError("UNREACHABLE", undefined, {
      cause: new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code }) }),
    });
  const words = (error: unknown) => report(aboutSwitchboard("https://a.example", error)).line;
  expect(words(failed("DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate"))).toBe(
    "partyline: https://a.example cannot be asked. Its certificate is not trusted (self-signed certificate). (UNREACHABLE)",
  );
  expect(words(failed("ENOTFOUND"))).toContain("There is no such name");
  expect(words(failed("UND_ERR_SOCKET"))).toContain("It does not answer.");
  expect(words(new ClientError("NOT_A_SWITCHBOARD"))).toContain(
    "No switchboard of this program answers there.",
  );
});

test("a recovery key is read from a file or from stdin, and shown with what it is for", async () => {
  const folder = await mkdtemp(join(tmpdir(), "partyline-recovery-"));
  try {
    const path = join(folder, "key");
    await writeFile(path, "\n  ABCD-EFGH \nmore\n");
    const nobody = (async function* () {})();
    expect(await readRecoveryKey(path, nobody)).toBe("ABCD-EFGH");
    await writeFile(path, "\n");
    await expect(readRecoveryKey(path, nobody)).rejects.toMatchObject({ code: "RECOVERY_FILE" });
    const stdin = (async function* () {
      yield Buffer.from("\nIJKL\n");
    })();
    expect(await readRecoveryKey("-", stdin)).toBe("IJKL");
  } finally {
    await rm(folder, { recursive: true });
  }
  expect(recoveryRows("ABCD").join("\n")).toMatch(/ABCD[\s\S]*--recover-file/);
});

test("the status row says when a room is reached by a switchboard", () => {
  const status = { room: { name: "Club" }, state: "live", here: 2, typing: "", unsent: 0 };
  expect(statusText({ ...status, road: { kind: "switchboard", url: "https://a.example" } })).toBe(
    "Club · 2 here · by way of a.example",
  );
  expect(statusText({ ...status, road: { kind: "direct", address: "10.0.0.1", port: 1 } })).toBe(
    "Club · 2 here",
  );
});
