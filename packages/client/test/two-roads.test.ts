import { FakeClock } from "@partyline/testkit";
import { beforeEach, describe, expect, test } from "vitest";
import { circuitDial } from "../src/adapters/circuit-dial.ts";
import type { Socket } from "../src/adapters/socket-race.ts";
import { twoRoads } from "../src/adapters/two-roads.ts";
import type { Dial, Link, LinkEvents, Road, RoomTarget } from "../src/ports/link.ts";

const both: RoomTarget = {
  id: "a".repeat(32),
  keys: { sign: new Uint8Array(32), noise: new Uint8Array(32) },
  addresses: [{ address: "10.0.0.1", port: 2525 }],
  switchboards: ["https://talk.example"],
};

class Lane implements Link {
  readonly road: Road;
  events: LinkEvents | undefined;
  sent = 0;
  closed: number | undefined;
  buffered = 0;
  constructor(road: Road) {
    this.road = road;
  }
  dial: Dial = (_, events) => {
    this.events = events;
    return this;
  };
  send(): void {
    this.sent++;
  }
  close(code = 1000): void {
    if (this.closed !== undefined) return;
    this.closed = code;
    this.events?.closed(1000);
  }
}

let clock: FakeClock;
let direct: Lane;
let circuit: Lane;
let told: string[];
let link: Link;
function dial(target = both): void {
  link = twoRoads(
    clock,
    direct.dial,
    circuit.dial,
  )(target, {
    open: () => told.push(`open ${link.road?.kind}`),
    message: (frame) => told.push(`message ${frame.length}`),
    closed: (code, reason = "") => told.push(`closed ${code} ${reason}`.trim()),
  });
}
beforeEach(() => {
  clock = new FakeClock();
  direct = new Lane({ kind: "direct", address: "10.0.0.1", port: 2525 });
  circuit = new Lane({ kind: "switchboard", url: "https://talk.example" });
  told = [];
});

describe("a race of two roads", () => {
  test("gives the direct one a start of 300 ms, and starts the circuit at once when it fails", async () => {
    dial();
    await clock.advance(299);
    expect([direct.events !== undefined, circuit.events !== undefined]).toEqual([true, false]);
    await clock.advance(1);
    expect(circuit.events).toBeDefined();
    circuit.events = undefined;
    dial();
    direct.events?.closed(1006);
    expect(circuit.events).toBeDefined();
    expect(told).toEqual([]);
  });

  describe("R3.12 what a circuit says first, while direct has a moment left,", () => {
    beforeEach(async () => {
      dial();
      await clock.advance(300);
      circuit.events?.open();
      circuit.events?.message(new Uint8Array(73));
      circuit.events?.closed(4106, "OFFLINE");
      expect(told).toEqual([]);
    });
    const lastWord = ["open switchboard", "message 73", "closed 4106 OFFLINE"];

    test("is heard when that has passed", async () => {
      await clock.advance(10_000);
      expect(told).toEqual(lastWord);
      expect(direct.closed).toBe(1000);
    });

    test("is heard as soon as direct has failed", () => {
      direct.events?.closed(1006);
      expect(told).toEqual(lastWord);
    });

    test("keeps nobody from a host that is near", async () => {
      direct.events?.open();
      await clock.advance(10_000);
      expect(told).toEqual(["open direct"]);
    });
  });

  test("direct opens: the circuit is let go, and what it still says is not heard", async () => {
    dial();
    await clock.advance(300);
    direct.events?.open();
    expect(circuit.closed).toBe(1000);
    circuit.events?.open();
    circuit.events?.message(new Uint8Array(9));
    direct.events?.message(new Uint8Array(3));
    link.send(new Uint8Array(1));
    link.close(4005);
    expect(told).toEqual(["open direct", "message 3", "closed 1000"]);
    expect([direct.sent, circuit.sent, direct.closed]).toEqual([1, 0, 4005]);
    expect(clock.waiting).toBe(0);
  });

  test("the circuit opens first: the direct one has 150 ms left", async () => {
    dial();
    await clock.advance(300);
    circuit.events?.open();
    await clock.advance(149);
    expect(told).toEqual([]);
    await clock.advance(1);
    expect(told).toEqual(["open switchboard"]);
    expect(direct.closed).toBe(1000);
    circuit.events?.closed(4111, "window=20");
    expect(told).toEqual(["open switchboard", "closed 4111 window=20"]);
  });

  test("direct opens in that moment, or fails in it", async () => {
    dial();
    await clock.advance(300);
    circuit.events?.open();
    direct.events?.open();
    expect(told).toEqual(["open direct"]);
    await clock.advance(1000);
    expect(told).toEqual(["open direct"]);
    [direct, circuit, told] = [new Lane(direct.road), new Lane(circuit.road), []];
    dial();
    await clock.advance(300);
    circuit.events?.open();
    direct.events?.closed(1006);
    expect(told).toEqual(["open switchboard"]);
    expect(clock.waiting).toBe(0);
  });

  test("a circuit that is lost in that moment leaves the direct one the race", async () => {
    dial();
    await clock.advance(300);
    circuit.events?.open();
    circuit.events?.closed(4108);
    await clock.advance(1000);
    expect(told).toEqual([]);
    direct.events?.open();
    expect(told).toEqual(["open direct"]);
  });

  test("both fail: told once, with what was heard last", async () => {
    dial();
    direct.events?.closed(1006);
    circuit.events?.closed(4109);
    expect(told).toEqual(["closed 4109"]);
    expect(clock.waiting).toBe(0);
  });

  test("one road is dialled as it is, and none fails", async () => {
    dial({ ...both, addresses: [] });
    expect([direct.events, circuit.events !== undefined]).toEqual([undefined, true]);
    circuit.events = undefined;
    dial({ ...both, switchboards: [] });
    expect([direct.events !== undefined, circuit.events]).toEqual([true, undefined]);
  });

  test("closed before anything opened, it lets both go", async () => {
    dial();
    await clock.advance(300);
    link.close();
    link.close();
    expect([direct.closed, circuit.closed, told]).toEqual([1000, 1000, ["closed 1000"]]);
    expect(clock.waiting).toBe(0);
  });
});

describe("R1.3 the circuit", () => {
  test("is one WebSocket at the switchboard; what is none is passed over", async () => {
    const urls: string[] = [];
    const sockets: Socket[] = [];
    const dial = circuitDial(clock, (url) => {
      urls.push(url);
      const socket = { close: () => {}, send: () => {}, bufferedAmount: 0 } as unknown as Socket;
      sockets.push(socket);
      return socket;
    });
    const link = dial(
      { ...both, switchboards: ["https://talk.example/x", "talk.example", "192.168.1.5"] },
      {
        open: () => told.push("open"),
        message: () => {},
        closed: (code, reason) => told.push(`closed ${code} ${reason}`),
      },
    );
    await clock.advance(250);
    expect(urls).toEqual([`wss://talk.example/v1/r/${both.id}`, `ws://192.168.1.5:2526/v1/r/${both.id}`]);
    sockets[1]!.onopen!();
    expect(link.road).toEqual({ kind: "switchboard", url: "http://192.168.1.5:2526" });
    sockets[1]!.onclose!({ code: 4111, reason: "window=7" });
    expect(told).toEqual(["open", "closed 4111 window=7"]);
  });

  test("without switchboards there is none", async () => {
    const { switchboards: _, ...target } = both;
    circuitDial(clock, () => {
      throw new Error("nobody to dial");
    })(target, { open: () => {}, message: () => {}, closed: (code) => told.push(`closed ${code}`) });
    await clock.advance(0);
    expect(told).toEqual(["closed 1006"]);
  });
});
