import { describe, expect, test } from "vitest";
import type { ShareRoad } from "../../src/state/model.ts";
import { shareWords, waitingWords } from "../../src/ui/share/words.ts";

const ID = "ayijgrbygxvs7bifgqljb7ec743aq7x4";
const TOKEN = "AAECAwQFBgcICQoLDA0ODw";
const near = (token: boolean): ShareRoad => ({
  address: "192.168.1.20:2525",
  link: `http://192.168.1.20:2525/r/${ID}${token ? `#${TOKEN}` : ""}`,
});
const far = (token: boolean): ShareRoad => ({
  address: "talk.example",
  link: `https://talk.example/r/Chess#${ID}${token ? `.${TOKEN}` : ""}`,
  anywhere: true,
});

describe("the share panel", () => {
  test.each([
    ["a listed room, here", undefined, near(false), true],
    ["a room by its link only, here", undefined, near(true), false],
    ["a listed room, from anywhere", far(false), near(false), true],
    ["a room by its link only, from anywhere", far(true), near(true), false],
    ["a room that only the network lists", far(true), near(false), true],
  ])("%s: says that the address is enough only where it is", (_, away, here, enough) => {
    const words = shareWords(away, here, false);
    expect(/type the address|the address is enough/.test(words)).toBe(enough);
    expect(words.includes("Send the link as it is")).toBe(
      [away ?? here].some(({ link }) => link.includes(TOKEN)),
    );
  });

  test("says how it stands with a switchboard that does not carry the room yet", () => {
    const via = (state: "connecting" | "listed" | "link" | "refused", words: string) => ({
      switchboard: "https://talk.example",
      state,
      words,
    });
    expect(
      waitingWords({
        via: [via("connecting", "Connecting."), via("listed", "x"), via("link", "x"), via("refused", "No.")],
      }),
    ).toEqual(["Connecting.", "No."]);
    expect(waitingWords(undefined)).toEqual([]);
  });

  test("says that a password is asked for", () => {
    expect(shareWords(undefined, near(false), true)).toMatch(/The room asks for its password\.$/);
  });
});
