/** A room for the gallery: every signal can be set, and what a person does changes them as the real one would. */
import { computed, type Signal, signal } from "@preact/signals";
import type {
  Gate,
  Hosted,
  Outcome,
  Person,
  RoomModel,
  Row,
  ShareRoad,
  Standing,
} from "../../src/state/model.ts";

const DONE: Outcome = { ok: true, value: undefined };

/** Long enough that a progress is seen, in milliseconds. */
export const SOON = 400;

export const soon = <T>(value: T): Promise<T> => new Promise((resolve) => setTimeout(resolve, SOON, value));

export const person = (id: string, name: string, more: Partial<Person> = {}): Person => ({
  id,
  name,
  owner: false,
  me: false,
  presence: "here",
  banned: false,
  ...more,
});

export const PEOPLE: readonly Person[] = [
  person("m-anneli", "Anneli", { owner: true, me: true }),
  person("m-ines", "Ines"),
  person("m-jun", "Jun", { presence: "away" }),
  person("m-miro", "Miro"),
  person("m-salma", "سلمى", { presence: "gone" }),
  person("m-okan", "Okan", { presence: "gone", banned: true }),
];

export interface FakeRoomOptions {
  readonly id: string;
  readonly name: string;
  readonly road?: string;
  readonly standing?: Standing;
  readonly gate?: Gate;
  readonly password?: boolean;
  readonly owner?: boolean;
  readonly rows?: readonly Row[];
  readonly opensAt?: number;
  readonly older?: "more" | "loading" | "none";
  readonly unread?: number;
  readonly people?: readonly Person[];
  readonly typing?: string;
  readonly completeTo?: number;
  readonly draft?: string;
  readonly charactersLeft?: number;
  readonly roads?: readonly ShareRoad[];
  readonly hosted?: Hosted | undefined;
  readonly hostPages?: readonly string[];
  /** Whether it can be reached through talk.example as well. */
  readonly far?: boolean;
  readonly sharing?: boolean;
}

/** The writable side of a {@link RoomModel}. */
export interface FakeRoom extends RoomModel {
  readonly rows: Signal<readonly Row[]>;
  readonly people: Signal<readonly Person[]>;
  readonly standing: Signal<Standing>;
  readonly gate: Signal<Gate | undefined>;
  readonly unread: Signal<number>;
}

/** A road as a host on a home network has it. */
export const roadOf = (id: string, address: string) => ({ address, link: `http://${address}/r/${id}` });

/** A road through a switchboard. */
const FAR = (id: string, name: string): ShareRoad => ({
  address: "talk.example",
  link: `https://talk.example/r/${encodeURIComponent(name)}#${id}`,
  anywhere: true,
});

export function fakeRoom(options: FakeRoomOptions): FakeRoom {
  const name = signal(options.name);
  const password = signal(options.password ?? false);
  const rows = signal(options.rows ?? []);
  const people = signal(options.people ?? PEOPLE);
  const gate = signal(options.gate);
  const unread = signal(options.unread ?? 0);
  const hosted = signal(options.hosted);
  const draft = signal(options.draft ?? "");
  const change = (id: string, to: Partial<Person>) => {
    people.value = people.value.map((one) => (one.id === id ? { ...one, ...to } : one));
    return soon(DONE);
  };
  const withoutPending = (key: number) =>
    rows.value.filter((row) => !("pendingKey" in row && row.pendingKey === key));
  return {
    id: options.id,
    name,
    road: signal(options.road ?? "on this network"),
    standing: signal(options.standing ?? { kind: "good", words: "" }),
    gate,
    password,
    isOwner: signal(options.owner ?? false),
    rows,
    opensAt: signal(options.opensAt),
    older: signal(options.older ?? "none"),
    unread,
    people,
    hereCount: computed(() => people.value.filter((one) => one.presence !== "gone").length),
    typing: signal(options.typing ?? ""),
    completeTo: signal(options.completeTo),
    draft,
    charactersLeft: signal(options.charactersLeft),
    roads: signal(
      options.roads ?? [
        ...(options.far ? [FAR(options.id, options.name)] : []),
        roadOf(options.id, "192.168.1.20:2525"),
        roadOf(options.id, "[fd12:3456:789a::20]:2525"),
      ],
    ),
    sharing: signal(options.sharing ?? false),
    safetyNumber: "40817 92263 00519 73350 18842 66907",
    hostPages: signal(options.hostPages ?? []),
    hosted,
    async setReach({ unlisted, switchboards, shareAddresses }) {
      const via = switchboards.map((switchboard) => ({
        switchboard,
        state: "connecting" as const,
        words: `Connecting to ${new URL(switchboard).host}.`,
      }));
      await soon(undefined);
      if (hosted.value) hosted.value = { ...hosted.value, unlisted, shareAddresses, via };
      return DONE;
    },
    recoveryKey: () => soon({ ok: true, value: "k3fq-2xqa-77dm-pz4c-ru5h-o6bn-w2ty-ae3s-vj7i" } as const),
    send() {
      const text = draft.value.trim();
      if (text === "") return;
      const me = people.value.find((one) => one.me) ?? person("m-me", "Me");
      const seq = rows.value.length + 1;
      const key = `sent-${seq}`;
      rows.value = [
        ...rows.value,
        {
          kind: "message",
          key,
          seq: undefined,
          by: me.id,
          from: me.name,
          mine: true,
          at: Date.now(),
          text,
          first: true,
          state: "pending",
          failure: undefined,
          pendingKey: seq,
        },
      ];
      draft.value = "";
      void soon(undefined).then(() => {
        rows.value = rows.value.map((row) =>
          row.key === key && row.kind === "message"
            ? { ...row, seq, state: "stored", pendingKey: undefined }
            : row,
        );
      });
    },
    retry() {},
    discard(key) {
      rows.value = withoutPending(key);
    },
    loadOlder: () => soon(undefined),
    atEnd() {},
    setSeen() {},
    givePassword() {
      gate.value = undefined;
    },
    giveName() {
      gate.value = undefined;
    },
    tryAgain() {},
    rename(to) {
      name.value = to;
      return soon(DONE);
    },
    setPassword(to) {
      password.value = to !== undefined;
      return soon(DONE);
    },
    kick: (id) => change(id, { presence: "gone" }),
    ban: (id) => change(id, { presence: "gone", banned: true }),
    unban: (id) => change(id, { banned: false }),
    async export(progress) {
      for (let done = 0; done <= 1200; done += 200) {
        progress(done, 1200);
        await soon(undefined);
      }
      return { ok: true, value: new Blob(["{}\n"]) };
    },
  };
}
