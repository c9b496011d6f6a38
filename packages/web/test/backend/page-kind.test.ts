import { expect, it } from "vitest";
import { pageKind } from "../../src/backend/page-kind.ts";

it("is a switchboard's where that wrote so into the page, without asking, on loopback too", async () => {
  const fetch = () => Promise.reject(new Error("asked"));
  for (const origin of ["https://talk.example", "http://127.0.0.1:2526"])
    expect(await pageKind({ origin, mark: "switchboard", fetch })).toBe("switchboard");
  expect(await pageKind({ origin: "https://talk.example", mark: "else", fetch })).toBe("guest");
});
