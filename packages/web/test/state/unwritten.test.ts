import { expect, test } from "vitest";
import { memoryShelf, roomShelf } from "../../src/state/shelf.ts";
import { Unwritten } from "../../src/state/unwritten.ts";

const ROOM = "a".repeat(32);

test("gives a later page what was never written, and only that", () => {
  const shelf = roomShelf(memoryShelf(), ROOM);
  const page = new Unwritten(shelf);
  expect(page.open("one", 5)).toEqual([]);
  page.add(1, 5, "written");
  page.add(2, 6, "written, and nobody was told");
  page.add(3, 7, "never written");
  page.written([1]);

  expect(new Unwritten(shelf).open("another", 1)).toEqual([]);
  const next = new Unwritten(shelf);
  expect(next.open("one", 7)).toEqual(["never written"]);
  next.forget();
  expect(new Unwritten(shelf).open("one", 7)).toEqual([]);
});

test("keeps nothing once all is written, or somebody else answers for it", () => {
  const base = memoryShelf();
  const shelf = roomShelf(base, ROOM);
  const page = new Unwritten(shelf);
  page.open("one", 1);
  page.add(1, 1, "a");
  expect(shelf.unwritten("one")).toBeDefined();
  page.written([1]);
  expect(shelf.unwritten("one")).toBeUndefined();
  page.add(2, 2, "b");
  page.forget();
  expect(shelf.unwritten("one")).toBeUndefined();
});

test("reads over what is no note", () => {
  const shelf = roomShelf(memoryShelf(), ROOM);
  for (const broken of ["{", "7", '[1,{"n":"1","text":"x"},{"n":3,"text":"good"}]']) {
    shelf.setUnwritten("one", broken);
    expect(new Unwritten(shelf).open("one", 1)).toEqual(broken.startsWith("[1") ? ["good"] : []);
  }
});
