import { SENTENCES } from "@partyline/protocol";
import { beforeAll, describe, expect, it } from "vitest";
import { clockWords } from "../../src/state/clock-check.ts";
import { wordsOf } from "../../src/state/event-words.ts";
import { exportLine } from "../../src/state/export-lines.ts";
import { addWords, failureIn, failureOf, outcome } from "../../src/state/failures.ts";
import { gateOf } from "../../src/state/gate.ts";
import { OWN_WORDS } from "../../src/state/own-words.ts";
import { standingOf } from "../../src/state/standing.ts";
import { charactersLeft, messageOf } from "../../src/state/text-limits.ts";
import { typingWords } from "../../src/state/typing.ts";
import { ANNA, BEN, CLIENT, joinedAt, START, said } from "./samples.ts";

/** Codes of the client, the channel, the console and the host that can reach a page. */
const OTHERS =
  `OFFLINE TIMEOUT CLOSED_HERE DISCARDED NO_ENTRY OUTBOX_FULL PASSWORD_REQUIRED EPOCH UNREACHABLE NOT_A_HOST
  WHICH_ROOM BAD_ADDRESS SESSION_LOST STORE WRONG_PASSWORD TOO_MANY_TRIES WRONG_HOST_KEY PASSWORD_NOT_ASKED BAD_KEY
  BAD_TEXT PASSWORD_EMPTY PASSWORD_CHARACTER PASSWORD_TOO_LONG NO_SESSION ALREADY_OPEN ROOM_IN_USE LOG_DAMAGED PORT HOME
  NOT_FOUND AMBIGUOUS CHANGED_KEY ROOM_NOT_OPEN NOT_PARTYLINE USAGE`.split(/\s+/);

describe("failures", () => {
  beforeAll(() => addWords(OWN_WORDS));

  it("have a sentence for every code, and never the code alone", () => {
    const unknown = failureOf("NEVER_HEARD_OF").message;
    for (const code of [...Object.keys(SENTENCES), ...OTHERS]) {
      const { message } = failureOf(code, code);
      expect(message, code).toMatch(/^\p{Lu}.*\.$/su);
      expect(message, code).not.toContain(code);
      expect(message, code).not.toContain("!");
      expect(message, code).not.toBe(unknown);
    }
    expect(unknown).toMatch(/\.$/);
  });

  it("take the host's own words where they say more, and never what is no sentence", () => {
    expect(failureOf("WRONG_PASSWORD", "Wrong password. 4 tries left for now.").message).toContain("4 tries");
    expect(failureOf("NAME_TOO_LONG", "bad").message).toBe(SENTENCES.NAME_TOO_LONG);
    expect(failureOf("LATER_CODE", "A later version says this.").message).toBe("A later version says this.");
    expect(failureIn(new TypeError("x is not a function")).message).not.toContain("function");
    expect(failureIn(undefined).code).toBe("INTERNAL");
  });

  it("become outcomes, and nothing rejects", async () => {
    expect(await outcome(() => 1)).toEqual({ ok: true, value: 1 });
    const failed = await outcome(() => Promise.reject(Object.assign(new Error("no"), { code: "NOT_OWNER" })));
    expect(failed).toEqual({ ok: false, failure: failureOf("NOT_OWNER") });
  });
});

describe("gates", () => {
  it("ask for a password, a name, or say the end", () => {
    expect(gateOf("PASSWORD_REQUIRED", undefined)).toEqual({ kind: "password", failure: undefined });
    expect(gateOf("WRONG_PASSWORD", "Wrong password. 1 try left for now.")).toMatchObject({
      kind: "password",
      failure: { message: "Wrong password. 1 try left for now." },
    });
    expect(gateOf("NAME_TAKEN", undefined)).toMatchObject({ kind: "name" });
    expect(gateOf("CLOSED", undefined)).toEqual({
      kind: "ended",
      retry: false,
      failure: { code: "CLOSED", message: "The host closed this room." },
    });
    expect(gateOf("BANNED", undefined)).toMatchObject({ retry: false });
    expect(gateOf("KICKED", undefined)).toMatchObject({ kind: "ended", retry: true });
    expect(gateOf("ROOM_FULL", undefined)).toMatchObject({ retry: true });
  });
});

describe("standing", () => {
  const calm = { wasLive: true, breaks: 0, closed: false };
  const waiting = (why?: string) => ({ kind: "waiting", until: 0, why }) as const;
  it("says nothing when all is well", () => {
    expect(standingOf({ kind: "live" }, calm).words).toBe("");
    expect(standingOf({ kind: "catching-up" }, calm).kind).toBe("good");
  });
  it("joins first, reconnects later, and is offline after three breaks or a goodbye", () => {
    const first = { ...calm, wasLive: false };
    expect(standingOf({ kind: "connecting", attempt: 0 }, first).words).toBe("Joining...");
    expect(standingOf(waiting(), { ...calm, breaks: 1 }).words).toBe("Reconnecting...");
    const offline = "Host is offline: messages will be sent when it returns";
    expect(standingOf(waiting(), { ...calm, breaks: 3 }).words).toBe(offline);
    expect(standingOf(waiting("SHUTDOWN"), { ...calm, breaks: 1 }).words).toBe(offline);
    // A switchboard's word is believed at once by whoever comes for the first time, and the second time by others.
    expect(standingOf(waiting("OFFLINE"), { ...calm, wasLive: false, breaks: 1 }).words).toBe(offline);
    expect(standingOf(waiting("OFFLINE"), { ...calm, wasLive: true, breaks: 1 }).kind).toBe("reconnecting");
    expect(standingOf(waiting("OFFLINE"), { ...calm, wasLive: true, breaks: 2 }).words).toBe(offline);
    expect(standingOf({ kind: "connecting", attempt: 1 }, { ...calm, breaks: 1, closed: true }).words).toBe(
      offline,
    );
  });
});

describe("words of the room", () => {
  it("tell what happened", () => {
    const common = { seq: 1, at: START, by: ANNA, from: "Anna" };
    expect(wordsOf(joinedAt(1) as never)).toBe("Ben joined");
    expect(wordsOf({ ...common, kind: "rename", to: "Anne" })).toBe("Anna is now called Anne");
    expect(wordsOf({ ...common, kind: "room", name: "Salon" })).toBe('Anna renamed the room to "Salon"');
    expect(wordsOf({ ...common, kind: "room", password: true })).toBe("Anna set a new password");
    expect(wordsOf({ ...common, kind: "room", password: false })).toBe("Anna took the password away");
    expect(wordsOf({ ...common, kind: "ban", member: BEN, name: "Ben" })).toBe("Anna banned Ben");
    expect(wordsOf({ ...common, kind: "kick", member: BEN, name: "Ben" })).toBe("Anna removed Ben");
    expect(wordsOf({ ...common, kind: "unban", member: BEN, name: "Ben" })).toBe(
      "Anna took back the ban of Ben",
    );
    expect(wordsOf({ seq: 1, at: START, kind: "unknown", was: "poll" })).toMatch(/cannot show/);
  });
  it("say who types", () => {
    expect(typingWords([])).toBe("");
    expect(typingWords(["Ines"])).toBe("Ines is typing");
    expect(typingWords(["Ines", "Jun"])).toBe("Ines and Jun are typing");
    expect(typingWords(["Ines", "Jun", "Kim"])).toBe("Ines, Jun and Kim are typing");
    expect(typingWords(["a", "b", "c", "d"])).toBe("4 people are typing");
  });
  it("become lines as `partyline tail --json` prints them", () => {
    const { client: _, n: __, by: ___, ...rest } = said(3);
    expect(JSON.parse(exportLine(said(3)))).toEqual({ ...rest, at: "2026-01-01T12:00:03.000Z" });
    expect(exportLine(said(3)).endsWith("\n")).toBe(true);
    expect(exportLine(said(3))).not.toContain(CLIENT);
  });
});

describe("clocks", () => {
  it("may differ by five minutes", () => {
    expect(clockWords(START + 300_000, START)).toBeUndefined();
    expect(clockWords(START + 12 * 60_000, START)).toContain("12 minutes behind");
    expect(clockWords(START, START + 5 * 3_600_000)).toContain("5 hours ahead of");
  });
});

describe("drafts", () => {
  it("say how much is left when the limit nears", () => {
    expect(charactersLeft("a".repeat(9_500))).toBeUndefined();
    expect(charactersLeft("a".repeat(9_501))).toBe(499);
    expect(charactersLeft("a".repeat(10_002))).toBe(-2);
  });
  it("become messages without controls and empty ends", () => {
    expect(messageOf(" \n\t")).toBeUndefined();
    expect(messageOf("a".repeat(10_001))).toBeUndefined();
    expect(messageOf("\n\n  code\r\nmore\u0007 \n")).toBe("  code\nmore");
    expect(messageOf("half \ud800 a pair")).toBe("half \ufffd a pair");
  });
});
