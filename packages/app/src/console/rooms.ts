/** The rooms that this device hosts: opened, closed and destroyed by pages, told to pages. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Store } from "@partyline/client";
import { ConsoleError, type Hosted, type With } from "@partyline/console";
import type { HostedRoom, SwitchboardWish } from "@partyline/host";
import { AppError, codeOf, sentenceOfError } from "../errors.ts";
import type { Hosting } from "../hosting.ts";
import type { Log } from "../log.ts";
import { nameKey } from "../room-text.ts";
import type { Company } from "./ending.ts";
import { KeptOpen } from "./kept-open.ts";
import { nameAt, nameOf, roomOfKey } from "./recover.ts";
import { tellKept, tellOpen } from "./tell-hosted.ts";

export interface RoomsParts {
  readonly home: string;
  readonly store: Store;
  readonly hosting: Hosting;
  readonly log: Log;
  /** `list` may answer differently now. */
  changed(): void;
}

export class Rooms {
  readonly #o: RoomsParts;
  readonly #keptOpen: KeptOpen;
  /** Why a kept room could not be opened, in words, by id. */
  readonly #trouble = new Map<string, string>();
  readonly #followed = new WeakSet<HostedRoom>();
  #ending = false;

  constructor(parts: RoomsParts) {
    this.#o = parts;
    this.#keptOpen = new KeptOpen(parts.home);
  }

  /** Open rooms first, then those that are kept; each by name. */
  async list(): Promise<Hosted[]> {
    const { hosting, store } = this.#o;
    // A person who has never hosted anything opens no port by looking.
    if (hosting.rooms().length === 0 && !this.#hasKept()) return [];
    const host = await hosting.host();
    const open = host.rooms();
    const pins = await store.rooms();
    const kept = (await host.saved()).filter(({ id }) => !open.some((room) => room.id === id));
    return [
      ...open.map((room) => tellOpen(room, host.port)),
      ...kept.map((room) =>
        tellKept(
          room,
          pins.find(({ id }) => id === room.id),
          this.#trouble.get(room.id),
        ),
      ),
    ].sort(
      (a, b) => Number(b.open) - Number(a.open) || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1),
    );
  }

  /** Makes a room and opens it. Errors: NAME_*, PASSWORD_*, ALREADY_OPEN, NAME_KEPT, BAD_URL, LOG_*, PORT. */
  async create({ name, password, unlisted, keep, ...reach }: With<"create">): Promise<Hosted> {
    const { hosting } = this.#o;
    const host = await hosting.host();
    const same = (room: { name: string }) => nameKey(room.name) === nameKey(name);
    if (host.rooms().some(same))
      throw new AppError("ALREADY_OPEN", "A room of this name is open on this device. Pick another name.");
    if ((await host.saved()).some(same))
      throw new AppError(
        "NAME_KEPT",
        "A room of this name is kept on this device, offline. Open that one, or pick another name.",
      );
    const room = await hosting.open(
      {
        name,
        unlisted,
        memoryOnly: keep === "nothing",
        switchboards: wishesOf(reach),
        ...(password === undefined ? {} : { password }),
        ...(typeof keep === "string" ? {} : { keep }),
      },
      await this.#owner(),
    );
    return this.#opened(room, host.port);
  }

  /** Who can find an open room from now on. Errors: NO_ROOM, NOT_OPEN, BAD_URL, LOG_*. */
  async setReach({ id, unlisted, ...reach }: With<"set-reach">): Promise<Hosted> {
    const room = await this.#openOne(id);
    // What is to be hidden is hidden before anybody else is told of it; what is to be shown is shown last.
    if (unlisted) await room.setUnlisted(true);
    await room.useSwitchboards(wishesOf(reach));
    await room.setUnlisted(unlisted);
    this.#o.changed();
    return tellOpen(room, (await this.#o.hosting.host()).port);
  }

  /** What moves an open room to another device, for paper. Errors: NO_ROOM, NOT_OPEN, NO_KEY. */
  async recoveryKey(id: string): Promise<string> {
    const key = (await this.#openOne(id)).recoveryKey();
    if (key === undefined)
      throw new AppError("NO_KEY", "An earlier version made this room, so there is no recovery key for it.");
    return key;
  }

  /** Moves a room here from another device. It is called as one of `switchboards` or `others` knows it, which are asked
   *  for nothing else, or else `name`. Errors: BAD_RECOVERY_KEY, ROOM_NAME_NEEDED, NAME_*, ALREADY_HERE, NAME_IN_USE,
   *  ALREADY_OPEN, BAD_URL, LOG_*, PORT. */
  async recover({ key, switchboards, name }: With<"recover">, others: readonly string[]): Promise<Hosted> {
    const { hosting, store } = this.#o;
    const owner = await this.#owner();
    const id = roomOfKey(key);
    const host = await hosting.host();
    const known = [...(await this.list()), ...(await store.rooms())].find((room) => room.id === id);
    const called = await nameAt(id, [...new Set([...switchboards, ...others])]);
    const room = await hosting.recover(
      { key, name: nameOf(name, called, known?.name), switchboards: wishesOf({ switchboards }) },
      owner,
    );
    return this.#opened(room, host.port);
  }

  /** Opens a kept room. Errors: NO_ROOM, ALREADY_OPEN, ROOM_IN_USE, LOG_*, PORT. */
  async open(id: string): Promise<Hosted> {
    const { hosting, changed } = this.#o;
    const host = await hosting.host();
    try {
      return this.#opened(await hosting.open({ id }, await this.#owner()), host.port);
    } catch (error) {
      if (codeOf(error) !== "ALREADY_OPEN" && codeOf(error) !== "NO_ROOM") {
        this.#trouble.set(id, sentenceOfError(error));
        changed();
      }
      throw error;
    }
  }

  /** Takes a room offline and leaves it there at the next start. A room that is not open is left as it is.
   *  Errors: NO_ROOM. */
  async close(id: string): Promise<void> {
    const room = this.#o.hosting.rooms().find((one) => one.id === id);
    this.#remember(id, false);
    if (room) return room.close();
    if (!(await this.list()).some((one) => one.id === id)) throw new ConsoleError("NO_ROOM");
  }

  /** Destroys a room, open or kept, with its history. Errors: NO_ROOM, ROOM_IN_USE, LOG_*. */
  async destroy(id: string): Promise<void> {
    const room = this.#o.hosting.rooms().find((one) => one.id === id);
    if (room) await room.destroy();
    else await (await this.#o.hosting.host()).destroySaved(id);
    this.#remember(id, false);
    this.#trouble.delete(id);
    this.#o.changed();
  }

  /** The person goes by another username: rooms that they have not been in yet take it over. */
  async renameOwner(name: string): Promise<void> {
    for (const room of this.#o.hosting.rooms())
      await room.setOwnerName(name).catch((error) => {
        this.#o.log("warn", "a room could not store its owner's new name", {
          id: room.id,
          code: codeOf(error),
        });
      });
  }

  /** Opens the rooms that were open when the app ended. One that cannot be opened says why in the list. */
  async reopen(): Promise<void> {
    for (const id of this.#keptOpen.list()) {
      if (this.#ending) return;
      try {
        await this.open(id);
      } catch (error) {
        // Destroyed by another program, say `partyline join`.
        if (codeOf(error) === "NO_ROOM") this.#remember(id, false);
        this.#o.log("warn", "a room could not be opened again", { id, code: codeOf(error) });
      }
    }
  }

  /** Who would be left alone if the app ended now. */
  company(): Company[] {
    const { hosting } = this.#o;
    return hosting.rooms().map((room) => {
      const me = hosting.memberIn(room.id);
      return { room: room.name, people: room.here().flatMap(({ id, name }) => (id === me ? [] : [name])) };
    });
  }

  /** Ends them all for now: members are told, and what is open stays marked to be opened again. */
  async end(): Promise<void> {
    this.#ending = true;
    await this.#o.hosting.close();
  }

  /** Errors: NO_ROOM, NOT_OPEN. */
  async #openOne(id: string): Promise<HostedRoom> {
    const room = this.#o.hosting.rooms().find((one) => one.id === id);
    if (room) return room;
    if (!(await this.list()).some((one) => one.id === id)) throw new ConsoleError("NO_ROOM");
    throw new AppError("NOT_OPEN", "This room is offline. Open it first.");
  }

  #opened(room: HostedRoom, port: number): Hosted {
    const { changed } = this.#o;
    this.#trouble.delete(room.id);
    if (!room.memoryOnly) this.#remember(room.id, true);
    if (!this.#followed.has(room)) {
      this.#followed.add(room);
      room.on((event) => {
        // Closed by its owner from within the room, not by the end of the app.
        if (event.kind === "closed" && !this.#ending) this.#remember(room.id, false);
        changed();
      });
    }
    changed();
    return tellOpen(room, port);
  }

  /** Whether the next start opens it. On a full disk that may be wrong then, which is no reason to fail now. */
  #remember(id: string, open: boolean): void {
    try {
      if (open) this.#keptOpen.add(id);
      else this.#keptOpen.remove(id);
    } catch (error) {
      this.#o.log("warn", "which rooms are open could not be stored", { code: codeOf(error) });
    }
  }

  async #owner(): Promise<string> {
    const { name } = await this.#o.store.profile();
    if (name === undefined) throw new AppError("NAME_NEEDED", "Say first what people should call you.");
    return name;
  }

  #hasKept(): boolean {
    const path = join(this.#o.home, "rooms");
    return existsSync(path) && readdirSync(path).length > 0;
  }
}

/** Whether the room is listed there is up to the room: one that is joined by link only is on no list. */
const wishesOf = ({
  switchboards,
  shareAddresses = false,
}: {
  switchboards: readonly string[];
  shareAddresses?: boolean;
}): SwitchboardWish[] => switchboards.map((url) => ({ url, listed: true, shareAddresses }));
