import { describe, expect, test } from "vitest";
import { encodeRefuse, memberKeyFor } from "../src/index.ts";
import {
  bareClient,
  ends,
  filled,
  flipped,
  kinds,
  password,
  providers,
  refused,
  reply,
  roomId,
  shake,
  text,
  unhex,
  unlock,
} from "./helpers.ts";

describe("S5 a wrong password", () => {
  test("S5.4 the client learns how many tries are left, and sends nothing more", () => {
    const pair = ends({}, { password });
    shake(pair);
    pair.host.receive(pair.client.authenticate(filled(32, 6)));
    const answer = pair.host.answerAttempt(4);
    const error = refused("WRONG_PASSWORD", () => pair.client.receive(answer));
    expect(error.triesLeft).toBe(4);
    expect(pair.client.state).toBe("failed");
    refused("WRONG_STATE", () => pair.client.authenticate(password));
    refused("WRONG_STATE", () => pair.client.seal(text("x")));
    refused("WRONG_STATE", () => pair.host.seal(text("x")));
  });

  test("S5.4 the host holds another: the client finds out first", () => {
    const pair = ends({}, { password: filled(32, 6) });
    shake(pair);
    pair.host.receive(pair.client.authenticate(password));
    refused("WRONG_PASSWORD", () => pair.client.receive(pair.host.answerAttempt(0)));
  });

  test("S5.4 a client that goes on regardless is found out by its tag", () => {
    const pair = ends({}, { password });
    shake(pair);
    pair.host.receive(pair.client.authenticate(password));
    const third = reply(pair.client.receive(pair.host.answerAttempt(4)));
    refused("BAD_SEAL", () => pair.host.receive(flipped(third, -20)));

    // Any group element will do as a share: here the base point of ristretto255 (RFC 9496, A.1).
    const share = unhex("e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76");
    for (const [third, code] of [
      [Uint8Array.of(3, ...filled(64, 0)), "WRONG_PASSWORD"],
      [Uint8Array.of(3, ...filled(63, 0)), "BAD_AUTH"],
      [Uint8Array.of(1, ...share), "BAD_AUTH"],
    ] as const) {
      const { host } = ends({}, { password });
      const auth = bareClient(host);
      host.receive(auth(Uint8Array.of(1, ...share)));
      host.answerAttempt(1);
      refused(code, () => host.receive(auth(third)));
      expect(host.state).toBe("failed");
    }
  });

  test("S5.5 the budget: charged between the attempt and the answer", () => {
    const pair = ends({}, { password });
    shake(pair);
    refused("WRONG_STATE", () => pair.host.answerAttempt(5));
    expect(kinds(pair.host.receive(pair.client.authenticate(filled(32, 6))))).toEqual(["attempt"]);
    refused("TOO_MANY_TRIES", () => pair.host.answerAttempt(-1));
    expect(pair.host.state).toBe("failed");
    expect(pair.client.receive(encodeRefuse("TOO_MANY_TRIES"))).toEqual([
      { kind: "refused", code: "TOO_MANY_TRIES" },
    ]);
  });

  test("S5.5 one attempt a connection", () => {
    const pair = ends({}, { password });
    shake(pair);
    const first = pair.client.authenticate(filled(32, 6));
    pair.host.receive(first);
    refused("UNEXPECTED_FRAME", () => pair.host.receive(first));
  });

  test("S5.5 more than 255 tries left are said as 255", () => {
    const pair = ends({}, { password });
    shake(pair);
    pair.host.receive(pair.client.authenticate(filled(32, 6)));
    const error = refused("WRONG_PASSWORD", () => pair.client.receive(pair.host.answerAttempt(1000)));
    expect(error.triesLeft).toBe(255);
  });

  test("S5.2 relayed between two conversations: another hash, another pair of keys, no agreement", () => {
    // Someone in between who holds a host key of its own, under the same room password.
    const victim = ends({}, { password });
    shake(victim);
    const other = ends({ memberKey: memberKeyFor(providers[1]!, filled(32, 5), roomId) }, { password });
    shake(other);
    victim.host.receive(victim.client.authenticate(password));
    other.host.receive(other.client.authenticate(password));
    refused("BAD_SEAL", () => other.client.receive(victim.host.answerAttempt(3)));
  });

  test("authenticate takes what stretchPassword gives", () => {
    const pair = ends({}, { password });
    shake(pair);
    refused("BAD_KEY", () => pair.client.authenticate(filled(31, 7)));
  });
});

describe("S5.2 shares that are none", () => {
  test.each([
    ["the neutral element", filled(32, 0)],
    ["no group element", filled(32, 255)],
  ])("%s: the host aborts when it answers", (_, share) => {
    const pair = ends({}, { password });
    const frame = bareClient(pair.host)(Uint8Array.of(1, ...share));
    expect(kinds(pair.host.receive(frame))).toEqual(["attempt"]);
    refused("INVALID_POINT", () => pair.host.answerAttempt(1));
    expect(pair.host.state).toBe("failed");
  });
});

describe("S5.6 a password given where none is asked", () => {
  test("S5.6 a host that asks for no password where one was expected", () => {
    const pair = ends({ expectPassword: true });
    const second = reply(pair.host.receive(pair.client.start()));
    refused("PASSWORD_NOT_ASKED", () => pair.client.receive(second));
    const asked = ends({ expectPassword: true }, { password });
    unlock(asked);
    expect(asked.client.state).toBe("open");
  });
});
