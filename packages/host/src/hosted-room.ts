/** One room as the program that hosts it sees it: what it is, its links, who is here, its end. */
import { checkUsername } from "@partyline/names";
import { formatLink } from "@partyline/protocol";
import { encodeHostPublicKeys, type HostPublicKeys } from "@partyline/secure";
import { HostError } from "./errors.ts";
import type { PublicRoom } from "./listeners/direct/pages.ts";
import type { SwitchboardStatus } from "./listeners/trunk/index.ts";
import { Listing } from "./listing.ts";
import { wishesFrom } from "./opening.ts";
import type { Logger } from "./ports.ts";
import type { RoomHost } from "./room-host.ts";
import type { Retention, RoomNotice } from "./room-host-options.ts";
import type { RoomSwitchboards } from "./room-switchboards.ts";
import type { KeptWish, SwitchboardWish } from "./switchboard-book.ts";

export type HostedEvent =
  | { kind: "joined" | "left"; member: { id: string; name: string } }
  /** The room is on the network's list under this name, which may differ from its own where that was taken. */
  | { kind: "listed"; as: string }
  /** How the room stands with one of its switchboards. */
  | ({ kind: "switchboard" } & SwitchboardStatus)
  /** The room's name or password, the owner's name, or the name of somebody who is here. */
  | { kind: "changed" }
  | { kind: "closed" }
  | { kind: "trouble"; code: string; detail: string };

export interface HostedRoomOptions {
  keys: HostPublicKeys;
  /** Stores whether only its link leads in, and gives the token of that link, 16 bytes; undefined for a listed room.
   *  Errors: LOG_*. */
  saveUnlisted(unlisted: boolean): Promise<Uint8Array | undefined>;
  keep: Retention;
  memoryOnly: boolean;
  port: number;
  /** Whether to tell the network. */
  advertise: boolean;
  interfaces: string[] | undefined;
  addresses(): string[];
  logger: Logger;
  /** Erases what is kept of it, forgets it, and tells its switchboards. */
  erase(): Promise<void>;
  /** Forgets it, keeping what is stored. */
  forget(): void;
  /** The card in the data folder is to tell of it anew. */
  changed(): void;
  /** Stores the owner's username. Errors: LOG_*. */
  saveOwnerName(name: string): Promise<void>;
  recoveryKey: string | undefined;
  /** Its places at switchboards. */
  switchboards: RoomSwitchboards;
  /** Stores by which it is reached. Errors: LOG_*. */
  saveSwitchboards(wishes: KeptWish[]): Promise<void>;
}

export class HostedRoom {
  readonly #room: RoomHost;
  readonly #o: HostedRoomOptions;
  readonly #listeners = new Set<(event: HostedEvent) => void>();
  readonly #listing: Listing;
  #listTrouble: { code: string; detail: string } | undefined;
  #ending: Promise<void> | undefined;

  constructor(room: RoomHost, options: HostedRoomOptions) {
    this.#room = room;
    this.#o = options;
    const { interfaces, logger, advertise, port } = options;
    this.#listing = new Listing({
      entry: () => {
        const { id, name, keys, password } = this.card;
        return advertise && !this.unlisted ? { id, name, keys, password, port } : undefined;
      },
      interfaces,
      logger,
      listed: (as) => {
        this.#listTrouble = undefined;
        this.#emit({ kind: "listed", as });
      },
      failed: (error) => {
        this.#listTrouble = this.#trouble("the room could not be put on the network's list", error);
      },
    });
  }

  get id(): string {
    return this.#room.core.state.id;
  }
  get name(): string {
    return this.#room.core.state.name;
  }
  /** Whether it has one. */
  get password(): boolean {
    return this.#room.core.state.password;
  }
  /** Whether only its link leads in. */
  get unlisted(): boolean {
    return this.#room.core.state.token !== undefined;
  }
  /** What retention keeps of its history. */
  get keep(): Retention {
    return this.#o.keep;
  }
  /** Whether nothing of it is on disk: room and history end with the program. */
  get memoryOnly(): boolean {
    return this.#o.memoryOnly;
  }
  /** The owner's username: as they go by in the room, or until they first come in, as it is kept for them. */
  get ownerName(): string {
    const { owner, ownerName, members } = this.#room.core.state;
    return members.get(owner)?.name ?? ownerName;
  }
  get keys(): HostPublicKeys {
    return this.#o.keys;
  }
  /** base64url; undefined for a listed room. */
  get token(): string | undefined {
    const { token } = this.#room.core.state;
    return token && Buffer.from(token).toString("base64url");
  }
  /** The name on the network's list; undefined while it is on none. */
  get listedAs(): string | undefined {
    return this.#listing.name;
  }
  /** Why the last try to be on the list failed; undefined while there is nothing to tell. */
  get listTrouble(): { code: string; detail: string } | undefined {
    return this.#listTrouble;
  }
  /** What this device tells whoever asks it. */
  get card(): PublicRoom {
    const { id, name, password, keys, ownerName: by } = this;
    return { id, name, password, keys: encodeHostPublicKeys(keys), by };
  }

  /** "ADDRESS:PORT" of every network that this device is on now, best first; IPv6 in brackets. */
  addresses(): string[] {
    const { port } = this.#o;
    return this.#o
      .addresses()
      .map((address) => (address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`));
  }

  /** A link that leads here by `address` ("ADDRESS:PORT"), or by the first there is. */
  link(address = this.addresses()[0] ?? `127.0.0.1:${this.#o.port}`): string {
    const { token } = this;
    return formatLink({ room: this.id, origin: `http://${address}`, ...(token ? { token } : {}) });
  }

  /** A link for each of `addresses`, in their order, and then for each switchboard; empty where there is none. */
  links(): string[] {
    const direct = this.addresses().map((address) => this.link(address));
    return [...direct, ...this.switchboards().map(({ link }) => link)];
  }

  /** How the room stands with its switchboards, in words, and the link that leads here by each. */
  switchboards(): (SwitchboardStatus & { link: string })[] {
    const { id: room, name, token } = this;
    return this.#o.switchboards.statuses.map((status) => ({
      ...status,
      link: formatLink({ room, name, origin: status.url, ...(token ? { token } : {}) }),
    }));
  }

  /** By which switchboards it is reached, and how. */
  get wishes(): readonly KeptWish[] {
    return this.#o.switchboards.wishes;
  }

  /** From now on only its link leads newcomers in, or it is on the network's list and those of its switchboards. Who has
   *  been in before comes back without that link. Resolves when that is stored; the lists follow. Errors: LOG_*. */
  async setUnlisted(unlisted: boolean): Promise<void> {
    if (unlisted === this.unlisted) return;
    this.#room.core.state.token = await this.#o.saveUnlisted(unlisted);
    this.#listTrouble = undefined;
    void this.#listing.update();
    await this.#o.switchboards.use(this.wishes);
    this.#emit({ kind: "changed" });
  }

  /** From now on the room is reached by these switchboards and no others. Errors: BAD_URL, LOG_*. */
  async useSwitchboards(wishes: readonly SwitchboardWish[]): Promise<void> {
    const kept = wishesFrom(wishes);
    await this.#o.saveSwitchboards(kept);
    await this.#o.switchboards.use(kept);
    this.#emit({ kind: "changed" });
  }

  /** What moves the room to another device (`Host.recoverRoom`), for paper: whoever has it is the room's host. Undefined
   *  for a room that an earlier version made. */
  recoveryKey(): string | undefined {
    return this.#o.recoveryKey;
  }

  /** The members who are here now. */
  here(): { id: string; name: string }[] {
    return this.#room.core.here();
  }

  /** Hears what happens; the answer ends it. */
  on(listener: (event: HostedEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves once the network's list is up to date (`listedAs`), or is known not to be (`listTrouble`): about a
   *  second where it can be told, up to 15 where it cannot. Nobody has to wait for it: members come in before. After
   *  a failure it tries again. */
  list(): Promise<void> {
    return this.#listing.update();
  }

  /** The owner goes by another username now. Where they have been in, the room learns it from them, by the name
   *  that they greet with; until then it is kept for them here. Errors: NAME_*, LOG_*. */
  async setOwnerName(name: string): Promise<void> {
    const checked = checkUsername(name);
    if (!checked.ok) throw new HostError(checked.code, checked.message);
    await this.#o.saveOwnerName(checked.name);
    this.#room.core.state.ownerName = checked.name;
    this.#o.switchboards.update();
    this.#emit({ kind: "changed" });
  }

  /** Ends the room for good: off the list, members told, log erased, and its switchboards told, so that members who are
   *  away learn it. One that is connected has 3 s for its answer; one that is not is told later. */
  destroy(): Promise<void> {
    this.#ending ??= this.#end("CLOSED");
    return this.#ending;
  }

  /** Stops hosting; members are told that the host goes offline, and everything is kept. */
  close(): Promise<void> {
    this.#ending ??= this.#end("SHUTDOWN");
    return this.#ending;
  }

  /** How it stands with one switchboard has changed. */
  tellSwitchboard(status: SwitchboardStatus): void {
    this.#emit({ kind: "switchboard", ...status });
  }

  /** What the room at work has to tell. */
  notice(notice: RoomNotice): void {
    switch (notice.kind) {
      case "destroyed":
        this.destroy().catch((error) => this.#trouble("the room could not be erased", error));
        return;
      case "relisted":
        this.#o.changed();
        void this.#listing.update();
        this.#o.switchboards.update();
        this.#emit({ kind: "changed" });
        return;
      case "renamed":
        if (notice.member.id === this.#room.core.state.owner) this.#o.switchboards.update();
        this.#emit({ kind: "changed" });
        return;
      default:
        this.#emit(notice);
    }
  }

  async #end(code: "CLOSED" | "SHUTDOWN"): Promise<void> {
    const unlisted = this.#listing.stop();
    await this.#room.close(code);
    try {
      // Before it leaves: a trunk that has nothing left to do would close.
      if (code === "CLOSED") await this.#o.erase();
    } finally {
      await this.#o.switchboards.leave(code === "CLOSED");
      await unlisted;
    }
    this.#o.forget();
    this.#emit({ kind: "closed" });
  }

  #trouble(what: string, error: unknown): { code: string; detail: string } {
    const { code = "INTERNAL", message: detail } = error as { code?: string; message: string };
    this.#o.logger("warn", what, { code, message: detail });
    this.#emit({ kind: "trouble", code, detail });
    return { code, detail };
  }

  #emit(event: HostedEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
