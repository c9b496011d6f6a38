import { expect, it } from "vitest";
import { marked } from "../src/index.ts";

it("says in the head of a page who serves it, or behind it all where no head ends", () => {
  const mark = '<meta name="partyline-page" content="console" />';
  expect(marked("<head></head><body>$& </body>", "console")).toBe(`<head>${mark}\n  </head><body>$& </body>`);
  expect(marked("$&", "console")).toBe(`$&${mark}`);
});
