/** A network with a host, a switchboard and members on both sides, all of them real programs. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createInternet,
  type Internet,
  type LanHost,
  type LogRow,
  type MemberHistory,
} from "@partyline/testkit";
import { SmallDisk } from "../../integration/fixtures/small-disk.ts";
import type { Random } from "../random.ts";
import { Controls, type Shims } from "../shim/shims.ts";
import { Life, logOf, readLog, readMembers } from "./history.ts";
import { boardProgram, Chaos, Driver, hostProgram, type OpenRow, type Program } from "./programs.ts";

export const ROOM = "Faults";
export const BOARD = "198.51.100.1";
export const URL_ = `http://${BOARD}:2526`;
export const HOST = "192.168.1.2";
/** Where a proxy listens, on the machine that it stands before or on its router. */
const PROXY_PORT = 9_000;
/** How long a program may take to start on a busy machine before the network is given up. */
const SLOW_MS = 60_000;
/** The disk under the host's folder: room for some 100,000 messages. */
const DISK_KB = 192 * 1024;

type Name = "board" | "host" | "copy" | "near1" | "near2" | "near3" | "far1" | "far2" | "far3";
type Site = "home" | "cafe";

export interface WorldOptions {
  shims: Shims;
  random: Random;
  /** Chaos proxies on three roads: near2 to the host, the cafe to the switchboard, the host's trunk. */
  proxies: boolean;
  /** Clocks that can jump. */
  clocks: boolean;
  /** Prepares the host's home before anything starts. */
  furnish?: (hostHome: string) => void;
}

export class World {
  readonly folder = mkdtempSync(join(tmpdir(), "partyline-world-"));
  readonly net: Internet<Name, Site>;
  readonly hostHome = join(this.folder, "host");
  readonly boardHome = join(this.folder, "board");
  readonly disk: SmallDisk;
  readonly controls: Record<
    "host" | "board" | "near1" | "near2" | "near3" | "far1" | "far2" | "far3",
    Controls
  >;
  readonly host: Program;
  readonly board: Program;
  /** The six that are there all the time, but for the faults. */
  readonly members: Driver[] = [];
  /** Of these and of every other program that ever spoke. */
  readonly lives: Life[] = [];
  readonly acked = new Map<string, number>();
  readonly proxies: Chaos[] = [];
  readonly o: WorldOptions;
  /** What the room held before it was opened here. */
  #elders: MemberHistory[] = [];
  roomId = "";
  log: LogRow[] = [];
  #where = { near: `${HOST}:2525`, far: "" };

  constructor(options: WorldOptions) {
    this.o = options;
    this.net = createInternet({
      outside: ["board"],
      sites: { home: ["host", "copy", "near1", "near2", "near3"], cafe: ["far1", "far2", "far3"] },
    });
    mkdirSync(this.hostHome);
    this.disk = new SmallDisk(this.hostHome, DISK_KB);
    const { shims, clocks } = options;
    const control = (name: string) => new Controls(this.folder, name, shims, { disk: true, clock: clocks });
    this.controls = {
      host: control("host"),
      board: control("board"),
      near1: control("near1"),
      near2: control("near2"),
      near3: control("near3"),
      far1: control("far1"),
      far2: control("far2"),
      far3: control("far3"),
    };
    const { host, board } = this.net.hosts;
    this.host = hostProgram(host, {
      home: this.hostHome,
      room: ROOM,
      url: URL_,
      env: this.controls.host.env,
    });
    this.board = boardProgram(board, this.boardHome, this.controls.board.env);
  }

  get logFile(): string {
    return logOf(this.hostHome, this.roomId);
  }

  /** Builds it up; resolves when all are in the room. */
  async open(): Promise<void> {
    this.o.furnish?.(this.hostHome);
    await this.#segments();
    this.board.start();
    await this.board.row<{ event: string }>(({ event }) => event === "open", "the switchboard", SLOW_MS);
    if (this.o.proxies) await this.#startProxies();
    this.host.start();
    const open = await this.host.row<OpenRow>(({ event }) => event === "open", "the room", SLOW_MS);
    this.roomId = open.id;
    for (const { id, by } of readLog(this.logFile).filter((row) => !row.id.includes(":")))
      this.#elders.push({ member: by, said: [{ id }], seen: [] });
    this.#where.far = open.links?.find((link) => link.startsWith(URL_)) ?? "";
    if (this.#where.far === "") throw new Error(`no link by the switchboard: ${JSON.stringify(open)}`);
    for (const name of ["near1", "near2", "near3", "far1", "far2", "far3"] as const)
      this.member(name).start();
    await Promise.all(this.members.map((member) => member.live(SLOW_MS)));
  }

  /** One more driver at `name`; a twin is another program of the same person there. */
  member(name: Exclude<Name, "board" | "host" | "copy">, twin?: { label: string; home: string }): Driver {
    const near = name.startsWith("near");
    const label = twin?.label ?? name;
    const proxied = this.o.proxies && name === "near2";
    const driver = new Driver(
      this.net.hosts[name],
      near,
      {
        label,
        name: nameOf(name),
        home: twin?.home ?? join(this.folder, name),
        file: join(this.folder, `${label}.jsonl`),
        where: near ? this.#where.near : this.#where.far,
        ...(near && name !== "near3" ? { switchboards: [URL_] } : {}),
        ...(proxied ? { addresses: [{ address: "127.0.0.1", port: PROXY_PORT }] } : {}),
        ...(name === "near3" ? { via: "direct" as const } : {}),
      },
      this.controls[name].env,
    );
    if (!twin) this.members.push(driver);
    this.lives.push(new Life(label, driver.options.file, this.acked));
    return driver;
  }

  /** Reads what was written since, and gives the whole history of the room. */
  history() {
    for (const life of this.lives) life.read();
    this.log.push(...readLog(this.logFile, this.log.at(-1)?.seq ?? 0));
    const ids = readMembers(this.logFile);
    const members = this.lives.map((life) => life.history(ids.get(nameOf(life.label)) ?? life.label));
    return { log: this.log, members: [...members, ...this.#elders] };
  }

  async close(): Promise<void> {
    await this.net.close();
    this.disk.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Every frame is a frame of its own on the wire: what a veth pair passes on in one piece, no MTU and no loss of
   *  packets would touch. */
  async #segments(): Promise<void> {
    const all: [LanHost, number][] = Object.values(this.net.hosts).map((host) => [host as LanHost, 0]);
    for (const router of Object.values(this.net.routers)) all.push([router, 0], [router, 1]);
    await Promise.all(
      all.map(([host, port]) => host.run("ip", ["link", "set", "dev", `eth${port}`, "gso_max_segs", "1"])),
    );
  }

  async #startProxies(): Promise<void> {
    const { near2 } = this.net.hosts;
    const { home, cafe } = this.net.routers;
    const board = { address: BOARD, port: 2526 };
    for (const router of [home, cafe]) {
      await router.run("nft", ["add table ip proxy"]);
      await router.run("nft", ["add chain ip proxy in { type nat hook prerouting priority dstnat; }"]);
      await router.run("nft", [
        `add rule ip proxy in iifname eth1 ip daddr ${BOARD} tcp dport 2526 redirect to :${PROXY_PORT}`,
      ]);
    }
    this.proxies.push(
      await Chaos.start(near2, { port: PROXY_PORT, to: { address: HOST, port: 2525 } }),
      await Chaos.start(cafe, { port: PROXY_PORT, to: board }),
      await Chaos.start(home, { port: PROXY_PORT, to: board }),
    );
  }
}

/** Usernames: no two of them may look alike. */
export const nameOf = (label: string): string =>
  ({ near1: "Ben", near2: "Cleo", near3: "Dora", far1: "Emil", far2: "Frida", far3: "Gustav" })[
    label.split("-")[0] ?? ""
  ] ?? label;
