/** The rooms of the network and of switchboards as they come and go, each of them one room. */
import { setTimeout as pause } from "node:timers/promises";
import type { Context } from "./context.ts";
import { AppError } from "./errors.ts";
import type { ListedRoom, RoomChange, Switchboards } from "./listed.ts";
import { mergedById } from "./merge.ts";
import { httpSwitchboards } from "./switchboards.ts";

/** How often a switchboard is asked, in milliseconds: it takes ten questions a second from one address, which a whole
 *  office may share. */
const ASK_MS = 10_000;

/** What several directories show together. Pure: gives what has changed for who looks at them as one. */
export class TogetherList {
  readonly #lists: readonly Map<string, ListedRoom>[];
  #shown = new Map<string, ListedRoom>();

  /** So many directories; what an earlier one says of a room comes first. */
  constructor(directories: number) {
    this.#lists = Array.from({ length: directories }, () => new Map());
  }

  /** One room of one directory came, changed or went. */
  change(directory: number, { room, gone }: RoomChange): RoomChange[] {
    const list = this.#lists[directory];
    if (gone) list?.delete(room.id);
    else list?.set(room.id, room);
    return this.#changes();
  }

  /** All that one directory shows now. */
  replace(directory: number, rooms: readonly ListedRoom[]): RoomChange[] {
    const list = this.#lists[directory];
    list?.clear();
    for (const room of rooms) list?.set(room.id, room);
    return this.#changes();
  }

  #changes(): RoomChange[] {
    const now = mergedById(...this.#lists.map((list) => list.values()));
    const before = this.#shown;
    this.#shown = now;
    const isNew = (room: ListedRoom) => JSON.stringify(before.get(room.id)) !== JSON.stringify(room);
    return [
      ...[...before.values()].filter(({ id }) => !now.has(id)).map((room) => ({ room, gone: true })),
      ...[...now.values()].filter(isNew).map((room) => ({ room, gone: false })),
    ];
  }
}

/** Follows the directories until the interrupt. `failed` hears of a switchboard that cannot be asked, once until it can
 *  be asked again; what it showed stays until then. Errors: those of the network. */
export async function* watchRooms(
  {
    directory,
    switchboards,
    via,
    interrupt,
  }: Pick<Context, "directory" | "switchboards" | "via" | "interrupt">,
  failed: (failure: AppError) => void,
  boards: Switchboards = httpSwitchboards,
): AsyncGenerator<RoomChange> {
  const together = new TogetherList(1 + switchboards.length);
  const changes: RoomChange[] = [];
  let wake = Promise.withResolvers<void>();
  let broken: { error: unknown } | undefined;
  const add = (some: readonly RoomChange[]): void => {
    changes.push(...some);
    wake.resolve();
  };
  const network = async (): Promise<void> => {
    for await (const change of directory.watch(interrupt)) add(together.change(0, change));
  };
  const board = async (url: string, at: number): Promise<void> => {
    for (let told = false; !interrupt.aborted; ) {
      try {
        const { rooms } = await boards.open(url);
        const wanted = via === "direct" ? rooms.filter(({ addresses }) => addresses.length > 0) : rooms;
        add(together.replace(at, wanted));
        told = false;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        if (!told) failed(error);
        told = true;
      }
      await pause(ASK_MS, undefined, { signal: interrupt }).catch(() => {});
    }
  };
  const all = [
    ...(via === "switchboard" ? [] : [network()]),
    ...switchboards.map((url, at) => board(url, at + 1)),
  ];
  const stop = (): void => wake.resolve();
  interrupt.addEventListener("abort", stop, { once: true });
  Promise.all(all).catch((error) => {
    broken = { error };
    wake.resolve();
  });
  try {
    while (!interrupt.aborted && !broken) {
      yield* changes.splice(0);
      await wake.promise;
      wake = Promise.withResolvers();
    }
    if (broken) throw (broken as { error: unknown }).error;
  } finally {
    interrupt.removeEventListener("abort", stop);
  }
}
