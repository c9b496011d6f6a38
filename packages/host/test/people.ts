/** A room at work on links in memory, and people who speak to it through real channels. */
import {
  type Batch,
  type Command,
  closeCodeOf,
  decodeBatch,
  decodeHostMessage,
  type ErrorCode,
  encodeCommand,
  type HostMessage,
  type Page,
  type Welcome,
} from "@partyline/protocol";
import {
  ClientChannel,
  type ClientChannelOptions,
  generateHostKeys,
  memberIdOf,
  memberKeyFor,
  publicKeysOf,
  roomIdOf,
  SecureError,
} from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { FakeClock, settle } from "@partyline/testkit";
import { expect } from "vitest";
import { type HostLimits, LIMITS } from "../src/limits.ts";
import { type Log, memoryLog } from "../src/log/index.ts";
import type { HostLink, LinkHandler, Road } from "../src/ports.ts";
import { RoomHost } from "../src/room-host.ts";
import type { RoomNotice } from "../src/room-host-options.ts";
import { client, emptyState } from "./room/room.ts";

export const keys = generateHostKeys(nodeProvider);
export const roomId = roomIdOf(nodeProvider, publicKeysOf(keys));
export const seedOf = (name: string): Uint8Array => nodeProvider.sha256(new TextEncoder().encode(name));
export const keyOf = (name: string) => memberKeyFor(nodeProvider, seedOf(name), roomId);
export const idOf = (name: string): string => memberIdOf(nodeProvider, keyOf(name).public);

export class MemoryRoad implements Road {
  readonly admitted = new Set<HostLink>();
  admit(link: HostLink): void {
    this.admitted.add(link);
  }
  remove(link: HostLink): void {
    this.admitted.delete(link);
  }
  cast(frame: Uint8Array): void {
    for (const link of this.admitted) link.send(frame);
  }
}

export interface StageOptions {
  password?: Uint8Array;
  token?: Uint8Array;
  limits?: Partial<HostLimits>;
  log?: Log;
}

/** One room, with everything around it that a test may want to look at. */
export function stage({ password, token, limits, log = memoryLog() }: StageOptions = {}) {
  const clock = new FakeClock();
  const notices: RoomNotice[] = [];
  const lines: { level: string; message: string; fields: Record<string, unknown> | undefined }[] = [];
  const room = new RoomHost({
    state: emptyState({
      id: roomId,
      log: log.state.logId,
      password: password !== undefined,
      token,
      owner: idOf("Olga"),
      ownerName: "Olga",
    }),
    keys,
    epoch: 1,
    password,
    keep: {},
    log,
    provider: nodeProvider,
    clock,
    limits: { ...LIMITS, ...limits },
    notice: (notice) => notices.push(notice),
    logger: (level, message, fields) => lines.push({ level, message, fields }),
  });
  const road = new MemoryRoad();
  return { room, road, clock, notices, lines, log };
}
export type Stage = ReturnType<typeof stage>;

let installations = 0;

/** One client of one person. */
export class Person {
  readonly name: string;
  readonly messages: HostMessage[] = [];
  readonly batches: Batch[] = [];
  /** Every frame that came from the host, and every one that this client sent. */
  readonly received: Uint8Array[] = [];
  readonly sent: Uint8Array[] = [];
  readonly channel: ClientChannel;
  readonly handler: LinkHandler;
  readonly pauses: number[] = [];
  readonly refusals: string[] = [];
  /** Whether the room's key says that it is closed for good. */
  sawTombstone = false;
  error: SecureError | undefined;
  opened = false;
  asksPassword = false;
  /** The WebSocket close code of the link. */
  closedWith: number | undefined;
  readonly #stage: Stage;
  readonly #client: string;
  readonly #inbox: Uint8Array[] = [];

  constructor(
    stage: Stage,
    name: string,
    options: Partial<ClientChannelOptions> & { address?: string; client?: string } = {},
  ) {
    this.name = name;
    this.#stage = stage;
    this.#client = options.client ?? client(++installations);
    this.channel = new ClientChannel({
      provider: nodeProvider,
      roomId,
      host: publicKeysOf(keys),
      memberKey: keyOf(name),
      ...options,
    });
    const link: HostLink = {
      address: options.address ?? "192.0.2.1",
      send: (frame) => {
        if (this.closedWith === undefined) this.#inbox.push(frame.slice());
      },
      pause: (ms) => this.pauses.push(ms),
      close: (code: ErrorCode) => {
        this.closedWith ??= closeCodeOf(code);
      },
    };
    this.handler = stage.room.connect(link, stage.road);
  }

  /** Sends a frame as it is, and takes what comes back. */
  frame(bytes: Uint8Array): void {
    this.sent.push(bytes);
    this.handler.frame(bytes);
    this.take();
  }

  /** Takes what has come. */
  take(): void {
    for (let frame = this.#inbox.shift(); frame; frame = this.#inbox.shift()) {
      this.received.push(frame);
      if (this.error) continue;
      try {
        for (const event of this.channel.receive(frame)) {
          if (event.kind === "reply") this.frame(event.frame);
          else if (event.kind === "open") this.opened = true;
          else if (event.kind === "password-required") this.asksPassword = true;
          else if (event.kind === "refused") this.refusals.push(event.code);
          else if (event.kind === "closed") this.sawTombstone = true;
          else if (event.kind === "batch") this.batches.push(decodeBatch(event.payload));
          else if (event.kind === "message") this.#hear(decodeHostMessage(event.plaintext));
        }
      } catch (error) {
        if (!(error instanceof SecureError)) throw error;
        this.error = error;
      }
    }
  }

  connect(): this {
    this.frame(this.channel.start());
    return this;
  }

  say(command: Command): void {
    this.frame(this.channel.seal(encodeCommand(command)));
  }

  /** Any bytes, properly sealed. */
  sealed(bytes: Uint8Array): void {
    this.frame(this.channel.seal(bytes));
  }

  async join(since?: Extract<Command, { type: "hello" }>["since"]): Promise<this> {
    if (!this.opened) this.connect();
    this.say({ type: "hello", v: 1, name: this.name, client: this.#client, ...(since ? { since } : {}) });
    await rest(this.#stage);
    this.take();
    return this;
  }

  send(n: number, text: string): void {
    this.say({ type: "send", n, body: { kind: "message", text } });
  }

  of<T extends HostMessage["type"]>(type: T): Extract<HostMessage, { type: T }>[] {
    return this.messages.filter((message) => message.type === type) as never;
  }

  get welcome(): Welcome | undefined {
    return this.of("welcome")[0];
  }
  get pages(): Page[] {
    return this.of("page");
  }
  /** Texts heard in batches. */
  get heard(): string[] {
    return this.batches.flatMap(({ events }) =>
      events.flatMap((event) => (event.kind === "message" ? [event.text] : [])),
    );
  }
  /** Whether the room said anything in its own words to this client. */
  get learned(): boolean {
    return this.messages.length > 0 || this.batches.length > 0;
  }

  #hear(message: HostMessage): void {
    this.messages.push(message);
    const grant = message.type === "welcome" ? message.epoch : message.type === "epoch" ? message : undefined;
    if (grant)
      this.channel.setEpoch({
        epoch: grant.epoch,
        secret: new Uint8Array(Buffer.from(grant.secret, "base64url")),
        nextBatch: grant.next,
      });
  }
}

/** Lets everything that waits come about: commits, gathered batches, pages. */
export async function rest({ clock }: Stage, ...people: Person[]): Promise<void> {
  await clock.advance(600);
  for (let i = 0; i < 5; i++) await settle();
  for (const person of people) person.take();
}

/** The room still does what it is for: somebody new comes in, speaks, and is heard. */
export async function expectServes(scene: Stage): Promise<void> {
  const name = `Honest${scene.room.core.state.head}`;
  const person = await new Person(scene, name).join();
  person.send(1, `from ${name}`);
  await rest(scene, person);
  expect(person.of("ack")).toHaveLength(1);
  expect(person.heard).toEqual([`from ${name}`]);
  person.say({ type: "leave" });
}
