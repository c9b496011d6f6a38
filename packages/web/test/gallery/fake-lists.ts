/** What the page's lists hold in the gallery. */
import type { Hosted, Nearby, Recent } from "../../src/state/model.ts";
import { roadOf } from "./fake-room.ts";
import { VIA } from "./fake-switchboards.ts";
import { idOf, KEYS, NAMES } from "./samples.ts";

/** What the lists hold. `broken`: the program is gone, storage is refused, every action fails. */
export type GalleryState = "empty" | "looking" | "few" | "many" | "broken";

/** 12:04 on a day in November. */
export const NOON = new Date(2026, 10, 22, 12, 4).getTime();

export const nearby = (id: string, name: string, by?: string, password = false): Nearby => ({
  id: idOf(id),
  name,
  password,
  keys: KEYS,
  addresses: [{ address: "192.168.1.31", port: 2525 }],
  ...(by ? { by } : {}),
});

export const hosted = (
  id: string,
  name: string,
  here: readonly string[],
  more: Partial<Hosted> = {},
): Hosted => ({
  id: idOf(id),
  name,
  open: true,
  password: false,
  unlisted: false,
  keep: "all",
  listedAs: name,
  here: here.map((one) => ({ id: `m-${one.toLowerCase()}`, name: one })),
  roads: [roadOf(idOf(id), "192.168.1.20:2525")],
  via: [],
  shareAddresses: false,
  target: { id: idOf(id), name, keys: KEYS, addresses: [] },
  ...more,
});

const recent = (id: string, name: string, hoursAgo: number): Recent => ({
  id: idOf(id),
  name,
  lastJoined: NOON - hoursAgo * 3_600_000,
});

export function lists(
  state: GalleryState,
  far: boolean,
): { nearby: Nearby[]; hosted: Hosted[]; recent: Recent[] } {
  if (state === "empty" || state === "looking") return { nearby: [], hosted: [], recent: [] };
  const few = {
    nearby: [
      nearby("lanp", NAMES.emoji, "Jun", true),
      nearby("phys", "Physics Lab 2", "Miro"),
      nearby("qahw", "مقهى الجيران", "سلمى"),
    ],
    hosted: [
      hosted("read", "Reading Club", ["Anneli", "Ines", "Jun", "Miro"], far ? { via: VIA.listed } : {}),
      hosted("gard", "Garden Plan", [], { open: false, roads: [] }),
    ],
    recent: [recent("phys", "Physics Lab 2", 2), recent("board", "Board Games Thursday", 26)],
  };
  if (state !== "many") return few;
  return {
    nearby: [
      ...few.nearby,
      nearby("long", NAMES.long, "Bartholomew Featherstonehaugh-Ch", true),
      nearby("wide", NAMES.wide, "W".repeat(32)),
      nearby("arab", NAMES.arabic, "عبد الرحمن بن محمد الأندلسي", true),
      nearby("chin", NAMES.chinese, "李雷"),
      ...Array.from({ length: 14 }, (_, index) =>
        nearby(`more${index}`, `Workshop table ${index + 1}`, "Okan"),
      ),
    ],
    hosted: [
      ...few.hosted,
      hosted("wide2", NAMES.wide, ["Anneli"], {
        password: true,
        via: far ? VIA.troubled : [],
        listedAs: `${NAMES.wide.slice(0, 28)} (2)`,
        trouble:
          "The network has no multicast, so this room is on no list. People can still join by link or code.",
      }),
      hosted("arab2", NAMES.arabic, [], { open: false, unlisted: true }),
      ...Array.from({ length: 5 }, (_, index) =>
        hosted(`old${index}`, `Meeting ${index + 1}`, [], { open: false }),
      ),
    ],
    recent: [
      ...few.recent,
      recent("long", NAMES.long, 50),
      ...Array.from({ length: 8 }, (_, index) =>
        recent(`past${index}`, `Seminar ${index + 1}`, 100 + index * 30),
      ),
    ],
  };
}
