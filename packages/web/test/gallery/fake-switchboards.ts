/** Switchboards for the gallery, as they are when all is well and when it is not. */
import type { AppModel, Hosted, Switchboard, SwitchboardRoom } from "../../src/state/model.ts";
import { idOf, KEYS, NAMES } from "./samples.ts";

/** `mixed`: one that answers, one that does not, one that has no rooms, one that was not reached yet. */
export type SwitchboardsState = "none" | "ok" | "mixed";

const URL_OF = (label: string) => `https://${label}`;

const posted = (
  id: string,
  name: string,
  by: string,
  more: Partial<SwitchboardRoom> = {},
): SwitchboardRoom => ({
  id: idOf(id),
  name,
  by,
  password: false,
  keys: KEYS,
  addresses: [],
  online: true,
  listedAs: name,
  switchboards: [URL_OF("talk.example")],
  ...more,
});

const ROOMS: readonly SwitchboardRoom[] = [
  posted("stam", "Typescript Stammtisch", "Okan"),
  posted("tagg", "Reading Club", "Vera", { listedAs: "Reading Club#tagg", password: true }),
  posted("farb", NAMES.arabic, "عبد الرحمن بن محمد الأندلسي"),
  posted("farw", NAMES.wide, "W".repeat(32), { password: true }),
  posted("flea", "Flea Market Crew", "Ines", { online: false }),
  ...Array.from({ length: 7 }, (_, index) =>
    posted(`far${index}`, `Evening class ${index + 1}`, "Jun", { online: index < 3 }),
  ),
];

const row = (label: string, more: Partial<Switchboard>): Switchboard => ({
  url: URL_OF(label),
  label,
  state: "ok",
  rooms: [],
  ...more,
});

export function fakeSwitchboards(state: SwitchboardsState, kind: AppModel["kind"]): readonly Switchboard[] {
  if (kind === "guest" || state === "none") return [];
  const talk = row("talk.example", { rooms: [...ROOMS] });
  if (kind === "switchboard" || state === "ok") return [talk];
  return [
    talk,
    row("10.0.0.5:2526", { state: "failed", trouble: "10.0.0.5:2526 does not answer." }),
    row("quiet.example", {}),
    row("a-rather-long-subdomain.switchboards.university.example", { state: "asking" }),
  ];
}

const link = (label: string, name: string, id: string) =>
  `${URL_OF(label)}/r/${encodeURIComponent(name)}#${id}`;

/** How hosted rooms stand. */
export const VIA = {
  listed: [
    {
      switchboard: URL_OF("talk.example"),
      state: "listed",
      listedAs: "Reading Club",
      words: "Listed on talk.example as Reading Club.",
      link: link("talk.example", "Reading Club", idOf("read")),
    },
  ],
  troubled: [
    {
      switchboard: URL_OF("talk.example"),
      state: "listed",
      listedAs: `${NAMES.wide}#k3fq`,
      words: `Not listed on talk.example as ${NAMES.wide}. Another room has this name. The room is still reachable as ${NAMES.wide}#k3fq.`,
    },
    {
      switchboard: URL_OF("10.0.0.5:2526"),
      state: "offline",
      words: "10.0.0.5:2526 cannot be reached: nothing answers at that address. It is tried again by itself.",
    },
    {
      switchboard: URL_OF("quiet.example"),
      state: "connecting",
      words: "Connecting to quiet.example.",
    },
  ],
} as const satisfies Record<string, Hosted["via"]>;
