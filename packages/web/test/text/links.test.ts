import { describe, expect, test } from "vitest";
import { destination, findLinks, safeHref } from "../../src/text/links.ts";
import { parseMarkdown } from "../../src/text/markdown.ts";

const hrefs = (text: string) => findLinks(text).map(({ href }) => href);

describe("what may be opened", () => {
  test.each([
    "javascript:alert(1)",
    " javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "partyline://room",
    "//evil.example",
    "/r/another-room",
    "https://",
    "",
  ])("not %j", (address) => {
    expect(safeHref(address)).toBeUndefined();
    expect(JSON.stringify(parseMarkdown(`[x](${address}) *y*`))).not.toContain('"link"');
    expect(JSON.stringify(parseMarkdown(`[x](<${address}>) *y*`))).not.toContain('"link"');
  });

  test.each(["https://a.example/b?c#d", "http://192.168.1.20:2525/", "mailto:ines@a.example"])(
    "%j",
    (address) => {
      expect(safeHref(address)).toBe(address);
    },
  );
});

describe("addresses in text", () => {
  test.each([
    ["see https://a.example/b, and", "https://a.example/b"],
    ["(https://a.example/b)", "https://a.example/b"],
    ["https://en.wikipedia.org/wiki/A_(b)", "https://en.wikipedia.org/wiki/A_(b)"],
    ["www.a.example/b.", "http://www.a.example/b"],
    ["mail ines@a.example!", "mailto:ines@a.example"],
    ["https://a.example/a_b_c*d*", "https://a.example/a_b_c*d"],
  ])("%j", (text, href) => expect(hrefs(text)).toEqual([href]));

  test.each(["no address", "a.example", "http:// nothing", "@ines", "a@b", "xhttps://a.example", "1:2:3"])(
    "none in %j",
    (text) => expect(hrefs(text)).toEqual([]),
  );

  test("underscores in an address are no emphasis", () => {
    expect(parseMarkdown("**x** https://a.example/a_b_c_d")?.[0]).toMatchObject({
      inside: [{ kind: "strong" }, {}, { kind: "link", href: "https://a.example/a_b_c_d" }],
    });
  });
});

describe("where a link goes is shown when its words do not say so", () => {
  test.each([
    ["https://evil.example/login", "bank.example", "evil.example"],
    ["https://bank.example@evil.example/", "https://bank.example@evil.example/", "evil.example"],
    ["https://xn--le-6kc8da.com/", "https://аррle.com/", "xn--le-6kc8da.com"],
    ["https://evil.example/", "here", "evil.example"],
    ["mailto:ines@evil.example", "ines@a.example", "ines@evil.example"],
  ])("%s behind %j: %s", (href, shown, to) => expect(destination(href, shown)).toBe(to));

  test.each([
    ["https://a.example/b", "https://a.example/b"],
    ["https://a.example/b", "a.example/b"],
    ["https://a.example/", "HTTPS://A.example"],
    ["mailto:ines@a.example", "ines@a.example"],
  ])("%s behind %j: nothing", (href, shown) => expect(destination(href, shown)).toBeUndefined());

  test("a picture is a link to it", () => {
    expect(parseMarkdown("![cat](https://a.example/cat.jpg)")).toEqual([
      {
        kind: "paragraph",
        inside: [
          {
            kind: "link",
            href: "https://a.example/cat.jpg",
            to: "a.example",
            inside: [{ kind: "text", text: "cat" }],
          },
        ],
      },
    ]);
  });
});
