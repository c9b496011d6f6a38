import { settle } from "@partyline/testkit";
import { describe, expect, test } from "vitest";
import { count, host, joined, texts, told } from "./setting.ts";

describe("asking", () => {
  test("history, ranges, members and orders have their answers; offline they fail at once", async () => {
    for (const text of count(60)) host.say(text);
    const client = await joined();
    const asked = Promise.all([
      client.history(11, 4),
      client.range(3, 2),
      client.members(),
      client.rename("Bo"),
    ]);
    await host.flush();
    const [history, range, members] = await asked;
    expect(history.map(({ seq }) => seq)).toEqual([7, 8, 9, 10]);
    expect(range.map(({ seq }) => seq)).toEqual([3, 4]);
    expect(members).toEqual([]);
    host.script = (command, connection) => {
      if (command.type !== "kick") return false;
      connection.tell({ type: "refused", re: command.re, code: "NOT_OWNER", detail: "no" });
      return true;
    };
    const kicked = client.kick("a".repeat(16));
    kicked.catch(() => {});
    await host.flush();
    await expect(kicked).rejects.toMatchObject({ code: "NOT_OWNER" });
    host.script = () => true;
    const unanswered = client.members();
    unanswered.catch(() => {});
    await settle();
    host.last.pair.cut();
    await expect(unanswered).rejects.toMatchObject({ code: "OFFLINE" });
    await expect(client.members()).rejects.toMatchObject({ code: "OFFLINE" });
  });

  test("close takes leave, saves where it stopped, and the next life goes on there", async () => {
    for (const text of count(3)) host.say(text);
    const client = await joined();
    await client.close();
    await client.close();
    host.last.pair.flush();
    expect(host.last.received.at(-1)).toEqual({ type: "leave" });
    host.say("m4");
    told.length = 0;
    const next = await joined({ since: "last" });
    expect(texts()).toEqual(["m4"]);
    expect(next.remembered.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });
});
