/** The real programs of a world: each can be started, killed, frozen and started again with the same home. */

import { mkdirSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { HostProcess, LanHost } from "@partyline/testkit";
import type { DriverCommand, DriverOptions, DriverRow } from "../driver/words.ts";
import type { ChaosOptions, Mode } from "../proxy/words.ts";

/** The command's program. */
export const COMMAND = fileURLToPath(new URL("../../../packages/app/bin/partyline.js", import.meta.url));
const DRIVER = fileURLToPath(new URL("../driver/driver-program.ts", import.meta.url));
/** What was compiled once is read from there: a start is most of what a killed program takes. */
const CACHE = fileURLToPath(new URL("../../../node_modules/.cache/faults", import.meta.url));
const CHAOS = fileURLToPath(new URL("../proxy/chaos-program.ts", import.meta.url));

/** One program over all its lives. */
export class Program {
  readonly name: string;
  place: LanHost;
  /** Where it listens. */
  readonly port: number | undefined;
  lives = 0;
  #running: HostProcess | undefined;
  readonly #argv: (life: number) => readonly string[];
  readonly env: Record<string, string>;
  /** Lines of stderr of all lives. */
  readonly complaints: string[] = [];

  constructor(
    name: string,
    place: LanHost,
    argv: (life: number) => readonly string[],
    env: Record<string, string>,
    port?: number,
  ) {
    this.port = port;
    this.name = name;
    this.place = place;
    this.#argv = argv;
    this.env = env;
  }

  get running(): HostProcess {
    if (!this.#running) throw new Error(`${this.name} does not run`);
    return this.#running;
  }

  get isUp(): boolean {
    return this.#running !== undefined;
  }

  start(): HostProcess {
    const started = this.place.spawn(process.execPath, this.#argv(this.lives++), {
      env: { NO_COLOR: "1", NODE_COMPILE_CACHE: CACHE, ...this.env },
    });
    this.#running = started;
    void started.exit.then(() => {
      this.complaints.push(...started.stderr.lines);
      if (this.#running === started) this.#running = undefined;
    });
    return started;
  }

  signal(signal: NodeJS.Signals): void {
    process.kill(this.running.pid, signal);
  }

  /** Resolves when it is there for others: it listens, or, where it is none that listens, has said something. A program
   *  that has ended meanwhile is waited for no longer. */
  async ready(): Promise<void> {
    const running = this.#running;
    for (let isUp = false; running && this.#running === running && !isUp; ) {
      isUp = this.port === undefined ? running.stdout.lines.length > 0 : await this.#listens(this.port);
      if (!isUp) await sleep(50);
    }
  }

  async #listens(port: number): Promise<boolean> {
    return (await this.place.run("ss", ["-Hltn", `sport = :${port}`])).trim() !== "";
  }

  /** Ends it at once, and waits until it is gone. */
  async kill(): Promise<void> {
    const running = this.#running;
    if (!running) return;
    await running.kill("SIGKILL");
    this.#running = undefined;
  }

  /** Resolves with the first object on stdout of this life that fits. */
  async row<T>(fits: (row: T) => boolean, what: string, deadline = 60_000, from = 0): Promise<T> {
    const line = await this.running.stdout.waitFor((text) => fits(parse(text) as T), {
      what,
      deadline,
      from,
    });
    return parse(line) as T;
  }
}

const parse = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
};

export interface OpenRow {
  event: "open";
  id: string;
  port: number;
  links?: string[];
}

export const hostProgram = (
  place: LanHost,
  {
    home,
    room,
    url,
    env,
    name = "host",
  }: { home: string; room: string; url: string; env: Record<string, string>; name?: string },
): Program => {
  const args = [
    "host",
    room,
    "--as",
    "Anna",
    "--home",
    home,
    "--port",
    "2525",
    "--switchboard",
    url,
    "--json",
  ];
  return new Program(name, place, () => [COMMAND, ...args], env, 2_525);
};

export const boardProgram = (place: LanHost, home: string, env: Record<string, string>): Program => {
  const args = ["switchboard", "--listen", "0.0.0.0:2526", "--no-metrics", "--home", home, "--json"];
  return new Program("switchboard", place, () => [COMMAND, ...args], env, 2_526);
};

export class Chaos {
  readonly program: Program;

  private constructor(program: Program) {
    this.program = program;
  }

  static async start(place: LanHost, options: ChaosOptions): Promise<Chaos> {
    const program = new Program("proxy", place, () => [CHAOS, JSON.stringify(options)], {});
    await program.start().stdout.waitFor((line) => line === "ready", { deadline: 60_000 });
    return new Chaos(program);
  }

  set(mode: Mode): void {
    this.program.running.write(`${JSON.stringify(mode)}\n`);
  }
}

/** A member as a program of its own. */
export class Driver extends Program {
  readonly options: Omit<DriverOptions, "life">;
  #asked = 0;
  /** Whether it is on the host's own network. */
  readonly near: boolean;

  constructor(
    place: LanHost,
    near: boolean,
    options: Omit<DriverOptions, "life">,
    env: Record<string, string>,
  ) {
    mkdirSync(options.home, { recursive: true });
    writeFileSync(options.file, "", { flag: "a" });
    super(options.label, place, (life) => [DRIVER, JSON.stringify({ ...options, life })], env);
    this.options = options;
    this.near = near;
  }

  do(command: DriverCommand): void {
    if (this.isUp) this.running.write(`${JSON.stringify(command)}\n`);
  }

  /** Asks what is answered under its id. */
  async ask(
    command: { do: "ping" | "settle" } | { do: "reach"; seq: number },
    deadline: number,
  ): Promise<void> {
    const id = ++this.#asked;
    this.do({ ...command, id } as DriverCommand);
    const answer = { ping: "pong", settle: "settled", reach: "reached" }[command.do];
    await this.row<DriverRow>(
      (row) => row.event === answer && "id" in row && row.id === id,
      `${this.name}: ${answer}`,
      deadline,
    );
  }

  get rows(): DriverRow[] {
    return this.isUp ? this.running.stdout.lines.map((line) => parse(line) as DriverRow) : [];
  }

  /** The state that it told last in this life. */
  get state(): string {
    const last = this.rows.findLast((row) => row.event === "state");
    return last?.event === "state" ? `${last.state}${last.why ? ` (${last.why})` : ""}` : "silent";
  }

  async live(deadline = 60_000): Promise<void> {
    await this.row<DriverRow>(
      (row) => row.event === "state" && row.state === "live",
      `${this.name}: live`,
      deadline,
    );
  }
}
