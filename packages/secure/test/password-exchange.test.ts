import { describe, expect, test } from "vitest";
import { type Member, memberKeyFor } from "../src/index.ts";
import { answerFirst, checkThird, decodeFirst, PasswordClient } from "../src/password-exchange.ts";
import { decodeVerdict, encodeVerdict } from "../src/verdict.ts";
import {
  bareClient,
  ends,
  filled,
  flipped,
  kinds,
  memberKey,
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

const [, node] = providers;
const provider = node!;

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
    const answer = pair.host.answerAttempt(-1);
    expect(pair.host.state).toBe("failed");
    refused("CLOSED", () => pair.host.answerAttempt(5));
    // Sealed: nobody on the way can say it, and nobody changes it.
    const meanwhile = ends({}, { password });
    shake(meanwhile);
    meanwhile.client.authenticate(password);
    refused("BAD_SEAL", () => meanwhile.client.receive(answer));
    refused("TOO_MANY_TRIES", () => pair.client.receive(answer));
    expect(pair.client.state).toBe("failed");
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

  test.each(["handshakeHash", "clientStatic", "hostStatic"] as const)(
    "S5.2 relayed into a conversation with another %s: the right password does not help",
    (name) => {
      const scene = { handshakeHash: filled(32, 1), clientStatic: filled(32, 2), hostStatic: filled(32, 3) };
      const client = new PasswordClient(provider, scene, password);
      const share = decodeFirst(client.first);
      const there = answerFirst(provider, { ...scene, [name]: filled(32, 9) }, password, share, 1);
      refused("WRONG_PASSWORD", () => client.second(there.message));
      const here = answerFirst(provider, scene, password, share, 1);
      const third = client.second(here.message);
      checkThird(here.confirmation, third);
      refused("WRONG_PASSWORD", () => checkThird(there.confirmation, third));
    },
  );

  test("S5.3 the number of tries left is covered by the host's tag", () => {
    const scene = { handshakeHash: filled(32, 1), clientStatic: filled(32, 2), hostStatic: filled(32, 3) };
    const client = new PasswordClient(provider, scene, password);
    const answer = answerFirst(provider, scene, password, decodeFirst(client.first), 1);
    refused("WRONG_PASSWORD", () => client.second(flipped(answer.message, 1)));
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

test("S5.3 a link that gives Buffers and writes over them afterwards does no harm", () => {
  const { client, host } = ends({ token: filled(16, 8) }, { password });
  const pass = <T>(to: { receive(frame: Uint8Array): T }, frame: Uint8Array): T => {
    const buffer = Buffer.from(frame);
    const events = to.receive(buffer);
    buffer.fill(0);
    return events;
  };
  const third = reply(pass(client, reply(pass(host, client.start()))));
  expect(kinds(pass(client, reply(pass(host, third))))).toEqual(["password-required"]);
  pass(host, client.authenticate(password));
  const [open] = pass(host, reply(pass(client, host.answerAttempt(1))));
  expect(open).toMatchObject({ kind: "open", memberKey: memberKey.public, token: filled(16, 8) });
  const secret = Buffer.alloc(32, 4);
  client.setEpoch({ epoch: 1, secret, nextBatch: 0 });
  secret.fill(0);
  client.setEpoch({ epoch: 1, secret: filled(32, 4), nextBatch: 0 });
  expect(pass(client, host.seal(text("hi")))).toEqual([{ kind: "message", plaintext: text("hi") }]);
});

describe("S5.7 a member whom the host lets in by key", () => {
  const exempt = ({ memberKey: key }: Member) => Buffer.from(key).equals(memberKey.public);
  const other = memberKeyFor(provider, filled(32, 4), roomId);

  test("S5.7 is in at once, and both can speak; the token comes along", () => {
    const pair = ends({ token: filled(16, 8) }, { password, exempt });
    const seen = shake(pair);
    expect(kinds(seen.client)).toEqual(["reply", "open"]);
    expect(seen.host).toMatchObject([{ kind: "reply" }, { kind: "open", token: filled(16, 8) }]);
    const message = [{ kind: "message", plaintext: text("hi") }];
    expect(pair.host.receive(pair.client.seal(text("hi")))).toEqual(message);
    expect(pair.client.receive(pair.host.seal(text("hi")))).toEqual(message);
    refused("WRONG_STATE", () => pair.client.authenticate(password));
  });

  test("S5.7 anybody else proves the password, and says nothing before", () => {
    const pair = ends({ memberKey: other }, { password, exempt });
    expect(kinds(shake(pair).client)).toEqual(["reply", "password-required"]);
    expect(pair.host.state).toBe("awaiting-password");
    pair.host.receive(pair.client.authenticate(filled(32, 6)));
    refused("WRONG_PASSWORD", () => pair.client.receive(pair.host.answerAttempt(4)));
    refused("TOO_EARLY", () => pair.host.receive(Uint8Array.of(2, ...filled(24, 0))));
  });

  test("S5.7 who is let in and who is not cannot be told by the size of the answer", () => {
    const sizes = [memberKey, other].map((key) => {
      const pair = ends({ memberKey: key }, { password, exempt });
      const third = reply(pair.client.receive(reply(pair.host.receive(pair.client.start()))));
      return reply(pair.host.receive(third).filter(({ kind }) => kind === "reply")).length;
    });
    expect(sizes).toEqual([27, 27]);
  });

  test("S5.7 a client waits for AUTH0: an AUTH2 in its place, or another AUTH0, is none", () => {
    for (const message of [Uint8Array.of(0), Uint8Array.of(0, 2), Uint8Array.of(0, 1, 0), filled(98, 2)]) {
      refused("BAD_AUTH", () => decodeVerdict(message));
    }
    expect([decodeVerdict(encodeVerdict(true)), decodeVerdict(encodeVerdict(false))]).toEqual([true, false]);
  });

  test("S5.6 a client that was given a password does not come in without", () => {
    const pair = ends({ expectPassword: true }, { password, exempt });
    refused("PASSWORD_NOT_ASKED", () => shake(pair));
    expect(pair.client.state).toBe("failed");
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
