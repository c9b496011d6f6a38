import { type Avahi, createLan, type Lan, type LanHost, lanAvailable } from "@partyline/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { find, lists, listsNo, namesIn, type Program, roomId, start } from "./fixtures/lan-programs.ts";

/*
 * Three hosts, real processes: `both` is on two LANs and has Docker's interface, `left` and `right` are on one each.
 * avahi judges independently what is on the wire.
 */
const available = lanAvailable();
const describeLan = available.ok ? describe : describe.skip;

describeLan(`rooms on a LAN${available.ok ? "" : ` (skipped: ${available.reason})`}`, () => {
  let lan: Lan<"both" | "left" | "right" | "alone">;
  let both: LanHost;
  let left: LanHost;
  let right: LanHost;
  let alone: LanHost;
  let club: Program;
  let leftBrowser: Program;
  let rightBrowser: Program;
  let leftAvahi: Avahi;
  let rightAvahi: Avahi;

  beforeAll(async () => {
    lan = createLan({ hosts: { both: ["lan1", "lan2"], left: ["lan1"], right: ["lan2"], alone: [] } });
    ({ both, left, right, alone } = lan.hosts);
    both.addDocker();
    [leftAvahi, rightAvahi] = await Promise.all([left.avahi(), right.avahi()]);
    leftBrowser = start(left, "room-browser");
    rightBrowser = start(right, "room-browser");
    await Promise.all(
      [leftBrowser, rightBrowser].map((one) => one.told(({ event }) => event === "browsing")),
    );
    club = start(both, "room-host", "Reading Club", roomId("a"));
    const { took, at } = await club.told(({ event }) => event === "announced");
    const seen = await Promise.all([leftBrowser, rightBrowser].map((one) => one.told(lists("Reading Club"))));
    const lag = seen.map((told) => told.at - at);
    console.log(
      `announced ${took} ms after the start, in other hosts' lists ${lag.join(" and ")} ms after that`,
    );
  });

  afterAll(async () => {
    await lan?.close();
  });

  it("lists a room on both LANs of its host, each with the addresses of that LAN", async () => {
    const at = async (browser: Program) => {
      const { rooms = [] } = await browser.told(
        lists("Reading Club", ({ addresses }) => addresses.length === 3),
      );
      return rooms.find(({ name }) => name === "Reading Club")?.addresses.map(({ address }) => address);
    };
    const onLeft = both.addresses(0);
    const onRight = both.addresses(1);
    expect(await at(leftBrowser)).toEqual([onLeft.ipv4[0], onLeft.ipv6[0], `${onLeft.linkLocal[0]}%eth0`]);
    expect(await at(rightBrowser)).toEqual([
      onRight.ipv4[0],
      onRight.ipv6[0],
      `${onRight.linkLocal[0]}%eth0`,
    ]);
  });

  it("is understood by avahi on both LANs, over IPv4 and IPv6, and never names Docker's address", async () => {
    for (const [avahi, port] of [[leftAvahi, 0] as const, [rightAvahi, 1] as const]) {
      const services = (await avahi.browse("_partyline._tcp")).filter(({ name }) => name === "Reading Club");
      expect(new Set(services.map(({ protocol }) => protocol))).toEqual(new Set(["IPv4", "IPv6"]));
      const own = both.addresses(port);
      for (const { address, txt } of services) {
        expect([...own.ipv4, ...own.ipv6, ...own.linkLocal]).toContain(address);
        expect(txt).toEqual(expect.arrayContaining(["txtvers=1", "pv=1", `id=${roomId("a")}`, "pw=0"]));
      }
    }
    expect(await both.run("ip", ["-br", "addr", "show", "docker0"])).toContain("UP");
    expect(club.process.stderr.lines).toContain("advertising on eth0, eth1");
  });

  it("finds an open room within 2 s of asking, 2 more times at once", async () => {
    const runs = await Promise.all([left, left, right].map((host) => find(host, 2000)));
    const took = runs.map((told) => told.find(({ room }) => room?.name === "Reading Club")?.took);
    console.log(`listed as open after ${took.join(", ")} ms`);
    for (const ms of took) expect(ms).toBeLessThan(2000);
  });

  it("finds two hosts' rooms from a host on both LANs", async () => {
    const chess = start(left, "room-host", "Chess", roomId("b"));
    const maths = start(right, "room-host", "Maths v1.5 (3)", roomId("c"));
    await Promise.all([chess, maths].map((one) => one.told(({ event }) => event === "announced")));
    expect(namesIn(await find(both, 2000))).toEqual(["Chess", "Maths v1.5 (3)", "Reading Club"]);
    for (const one of [chess, maths]) one.tell("stop");
    await Promise.all([chess, maths].map((one) => one.process.exit));
  });

  it("numbers the second room of a name, and tells its host", async () => {
    const second = start(left, "room-host", "Reading Club", roomId("d"));
    expect((await second.told(({ event }) => event === "renamed")).name).toBe("Reading Club (2)");
    expect((await second.told(({ event }) => event === "announced")).name).toBe("Reading Club (2)");
    await leftBrowser.told(lists("Reading Club (2)", ({ id }) => id === roomId("d")));
    second.tell("stop");
    await second.process.exit;
  });

  it("yields to a name that a stranger's software has", async () => {
    const publisher = await rightAvahi.publish("Taken", "_partyline._tcp", 9);
    const room = start(both, "room-host", "Taken", roomId("e"));
    expect((await room.told(({ event }) => event === "announced")).name).toBe("Taken (2)");
    room.tell("stop");
    await room.process.exit;
    await publisher.kill();
  });

  it("takes a closed room off every list within a second", async () => {
    const room = start(both, "room-host", "Brief", roomId("f"));
    const browsers = [leftBrowser, rightBrowser];
    await Promise.all(browsers.map((one) => one.told(lists("Brief"))));
    room.tell("stop");
    const { at } = await room.told(({ event }) => event === "stopping");
    const gone = await Promise.all(browsers.map((one) => one.told(listsNo("Brief"), { since: at })));
    const lag = gone.map((told) => told.at - at);
    console.log(`gone ${lag.join(" and ")} ms after closing`);
    for (const ms of lag) expect(ms).toBeLessThan(1000);
    expect(await room.process.exit).toEqual({ code: 0, signal: null });
  });

  it("lists the ghost of a killed host, and finds it out by asking", async () => {
    const room = start(left, "room-host", "Ghost", roomId("g"));
    const { port } = await room.told(({ event }) => event === "announced");
    await leftBrowser.told(lists("Ghost"));
    await room.process.kill("SIGKILL");
    const prober = start(both, "room-prober", left.addresses().ipv4[0] ?? "", String(port), roomId("g"));
    expect((await prober.told(({ event }) => event === "probed")).result).toEqual({
      ok: false,
      code: "UNREACHABLE",
    });
    const last = JSON.parse(leftBrowser.process.stdout.lines.at(-1) ?? "");
    expect(lists("Ghost")(last)).toBe(true);
  });

  it("does not find a room that is listed and does not answer", async () => {
    const room = start(left, "room-host", "Deaf", roomId("k"));
    await room.told(({ event }) => event === "announced");
    expect(namesIn(await find(both, 1500))).toEqual(["Deaf", "Reading Club"]);
    room.tell("deaf");
    await room.told(({ event }) => event === "deaf");
    await leftBrowser.told(lists("Deaf"));
    expect(namesIn(await find(both, 1500))).toEqual(["Reading Club"]);
    room.tell("stop");
    await room.process.exit;
  });

  it("gives up a room while it is being announced, and nobody ever lists it", async () => {
    const room = start(left, "room-given-up", "Given Up", roomId("l"));
    const { outcome, took } = await room.told(({ event }) => event === "ended");
    expect(outcome).toBe("ADVERTISE_STOPPED");
    expect(took).toBeLessThan(2_000);
    await room.process.exit;
    const later = start(left, "room-host", "Later", roomId("m"));
    await leftBrowser.told(lists("Later"));
    expect(leftBrowser.process.stdout.lines.filter((line) => line.includes("Given Up"))).toEqual([]);
    later.tell("stop");
    await later.process.exit;
  });

  it("tells of a password at once and of a new name", async () => {
    const room = start(left, "room-host", "Open", roomId("h"));
    await leftBrowser.told(lists("Open", ({ password }) => !password));
    room.tell("password");
    await leftBrowser.told(lists("Open", ({ password }) => password));
    room.tell("rename Closed");
    const { at } = await leftBrowser.told(
      lists("Closed", ({ id, password }) => id === roomId("h") && password),
    );
    await leftBrowser.told(listsNo("Open"), { since: at });
    room.tell("stop");
    await room.process.exit;
  });

  it("asks over IPv6, with a zone where the address needs one", async () => {
    const { port = 0 } = await club.told(({ event }) => event === "announced");
    const { ipv6, linkLocal } = both.addresses(0);
    for (const address of [ipv6[0] ?? "", `${linkLocal[0]}%eth0`]) {
      const { result } = await start(left, "room-prober", address, String(port), roomId("a")).told(
        ({ event }) => event === "probed",
      );
      expect(result).toMatchObject({
        ok: true,
        info: { id: roomId("a"), name: "Reading Club", by: "fixture" },
      });
    }
    const other = start(left, "room-prober", ipv6[0] ?? "", String(port), roomId("z"));
    const { result } = await other.told(({ event }) => event === "probed");
    expect(result).toEqual({ ok: false, code: "ROOM_NOT_OPEN" });
  });

  it("advertises again when the responder's thread has died", async () => {
    const room = start(left, "room-host", "Phoenix", roomId("i"));
    await room.told(({ event }) => event === "announced");
    room.tell("crash");
    const late = async (): Promise<string[]> =>
      (await find(both, 3000)).flatMap((told) => told.room?.name ?? []);
    expect(await late()).toContain("Phoenix");
    room.tell("stop");
    expect(await room.process.exit).toEqual({ code: 0, signal: null });
  });

  it("follows its host to a new address, and a new interface", async () => {
    const begun = Date.now();
    const has = (address: string) => lists("Reading Club", (room) => room.addresses[0]?.address === address);
    right.changeAddress("10.77.2.77/24");
    both.changeAddress("10.77.2.99/24", 1);
    await rightBrowser.told(has("10.77.2.99"), { since: begun, deadline: 20_000 });
    console.log(`a changed address was listed after ${Date.now() - begun} ms`);

    const cut = Date.now();
    both.interfaceDown(1);
    await leftBrowser.told(lists("Reading Club"), { since: cut, deadline: 20_000 });
    both.interfaceUp(1);
    const back = Date.now();
    await rightBrowser.told(has("10.77.2.99"), { since: back, deadline: 20_000 });
    console.log(`a returned interface was listed on after ${Date.now() - back} ms`);
  });

  it("finds its own room on a machine without any network", async () => {
    const room = start(alone, "room-host", "Island", roomId("j"));
    await room.told(({ event }) => event === "announced");
    const [first] = await find(alone, 1500);
    expect(first?.room?.via.address).toBe("127.0.0.1");
    room.tell("stop");
    await room.process.exit;
  });
});
