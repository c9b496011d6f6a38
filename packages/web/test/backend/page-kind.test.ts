import { expect, it } from "vitest";
import { pageKind } from "../../src/backend/page-kind.ts";

it("is what the server wrote into the page, and a guest's where it wrote nothing that is known", () => {
  expect(["console", "switchboard", "else", "", undefined].map(pageKind)).toEqual([
    "console",
    "switchboard",
    "guest",
    "guest",
    "guest",
  ]);
});
