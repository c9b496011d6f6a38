/** The members of a room: asked once a connection, kept true by events and signals. */
import type { Member, RoomEvent, Signal as RoomSignal } from "@partyline/protocol";
import type { Person } from "./model.ts";

interface Known {
  name: string;
  owner: boolean;
  presence: Person["presence"];
  banned: boolean;
}

export class People {
  readonly #known = new Map<string, Known>();
  #list: readonly Person[] | undefined;
  #me: string | undefined;

  /** Who is asking; undefined while that is not known. */
  set me(id: string | undefined) {
    if (this.#me !== id) this.#list = undefined;
    this.#me = id;
  }

  /** The host's own list, which replaces everything but who is away. */
  replace(members: readonly Member[]): void {
    const away = new Set(
      [...this.#known].filter(([, { presence }]) => presence === "away").map(([id]) => id),
    );
    this.#known.clear();
    for (const { id, name, role, here, banned } of members)
      this.#known.set(id, {
        name,
        owner: role === "owner",
        presence: here ? (away.has(id) ? "away" : "here") : "gone",
        banned,
      });
    this.#list = undefined;
  }

  /** An event from after the list. */
  note(event: RoomEvent): void {
    if (event.kind === "join") this.#change(event.by, event.from, { presence: "here" });
    else if (event.kind === "rename") this.#change(event.by, event.to, {});
    else if (event.kind === "kick") this.#change(event.member, event.name, { presence: "gone" });
    else if (event.kind === "ban") this.#change(event.member, event.name, { presence: "gone", banned: true });
    else if (event.kind === "unban") this.#change(event.member, event.name, { banned: false });
  }

  signal(signal: RoomSignal): void {
    if (signal.kind === "presence") this.#change(signal.by, signal.from, { presence: signal.state });
  }

  /** Whoever is here first, oneself first of all, then by name. */
  get list(): readonly Person[] {
    this.#list ??= [...this.#known]
      .map(([id, known]) => ({ id, ...known, me: id === this.#me }))
      .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
    return this.#list;
  }

  get here(): number {
    return this.list.filter(({ presence }) => presence !== "gone").length;
  }

  #change(id: string, name: string, change: Partial<Known>): void {
    const before = this.#known.get(id) ?? { name, owner: false, presence: "gone", banned: false };
    const after = { ...before, name, ...change };
    if (
      this.#known.has(id) &&
      (Object.keys(after) as (keyof Known)[]).every((key) => after[key] === before[key])
    )
      return;
    this.#known.set(id, after);
    this.#list = undefined;
  }
}

const rank = ({ me, presence }: Person): number => (me ? 0 : presence === "gone" ? 2 : 1);
