import { describe, expect, test } from "vitest";
import { ANN, BOB, endedIn, FULL, OWNER, Room, refusedIn, told } from "./room.ts";

const CYRILLIC_ANNA = "\u0410\u043d\u043d\u0430";

function room(): Room {
  const made = new Room();
  made.join(1, ANN, "paypal");
  made.join(2, BOB, "Bob");
  return made;
}

describe("P2.7 names belong to keys", () => {
  test("another key's name, and one that looks like it, is refused at hello and at a rename", () => {
    const made = room();
    expect(refusedIn(made.say(2, { type: "name", re: 1, name: "PayPal" }))).toEqual(["NAME_TAKEN"]);
    expect(refusedIn(made.say(2, { type: "name", re: 2, name: "paypa1" }))).toEqual(["NAME_CONFUSABLE"]);
    made.open(3, "eveaaaaaaaaaaaaa");
    expect(endedIn(made.hello(3, "paypal"))).toEqual([[3, "NAME_TAKEN"]]);
    expect(made.state.members.size).toBe(2);
  });

  test("the owner's name waits for the owner", () => {
    const made = room();
    expect(refusedIn(made.say(2, { type: "name", re: 1, name: "OLGA" }))).toEqual(["NAME_TAKEN"]);
    expect(refusedIn(made.say(2, { type: "name", re: 2, name: "0lga" }))).toEqual(["NAME_CONFUSABLE"]);
    made.join(3, OWNER, "Olga");
    expect(made.state.members.get(OWNER)?.name).toBe("Olga");
  });

  test("the same key may take its own name in another case", () => {
    const made = room();
    made.say(1, { type: "name", re: 1, name: "PayPal" });
    made.settle();
    expect(made.state.members.get(ANN)?.name).toBe("PayPal");
  });

  test("a name of another alphabet is a name", () => {
    const made = room();
    made.say(2, { type: "name", re: 1, name: CYRILLIC_ANNA });
    expect(told(made.settle())).toEqual([{ type: "done", re: 1 }]);
  });

  test("the same name again is done without an event", () => {
    const made = room();
    expect(told(made.say(2, { type: "name", re: 1, name: "Bob" }))).toEqual([{ type: "done", re: 1 }]);
    expect(made.waiting).toEqual([]);
  });

  test("a rename frees the old name once it is stored, not before", () => {
    const made = room();
    made.say(1, { type: "name", re: 1, name: "Ann" });
    expect(refusedIn(made.say(2, { type: "name", re: 2, name: "paypal" }))).toEqual(["NAME_TAKEN"]);
    expect(refusedIn(made.say(2, { type: "name", re: 3, name: "Ann" }))).toEqual(["NAME_TAKEN"]);
    made.settle();
    made.say(2, { type: "name", re: 4, name: "paypal" });
    expect(told(made.settle())).toEqual([{ type: "done", re: 4 }]);
  });

  test("a rename that cannot be stored is refused and undone", () => {
    const made = room();
    made.say(1, { type: "name", re: 1, name: "Ann" });
    expect(refusedIn(made.settle(FULL))).toEqual(["LOG_FULL"]);
    expect(made.state.members.get(ANN)?.name).toBe("paypal");
    expect(refusedIn(made.say(2, { type: "name", re: 2, name: "Ann" }))).toEqual([]);
  });

  test("after two renames in flight the name is the one that the log holds", () => {
    for (const [first, second] of [
      [FULL, FULL],
      [FULL, undefined],
      [undefined, FULL],
      [undefined, undefined],
    ]) {
      const made = room();
      made.say(1, { type: "name", re: 1, name: "Ann" });
      made.say(1, { type: "name", re: 2, name: "Anna" });
      made.settle(first);
      made.settle(second);
      expect(made.state.members.get(ANN)).toEqual(made.log.get(ANN));
      expect(made.state.unsettled.size).toBe(0);
    }
  });
});
