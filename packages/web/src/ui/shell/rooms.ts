/** The page's lists of rooms, in the order in which the sidebar shows them. */
import type { AppModel, Nearby, RoomModel } from "../../state/model.ts";
import { ago } from "./ago.ts";

export interface RoomLine {
  readonly id: string;
  readonly name: string;
  /** One short line about it: "4 here", "on this network", "hosted by Miro · password". */
  readonly about: string;
  readonly unread: number;
  /** A closed room, a host that is offline. */
  readonly faded: boolean;
}

export interface RoomGroup {
  readonly title: string;
  readonly rooms: readonly RoomLine[];
}

/** "hosted by Miro · password" */
export function aboutNearby(room: { by?: string | undefined; password: boolean }): string {
  return [room.by ? `hosted by ${room.by}` : "", room.password ? "password" : ""].filter(Boolean).join(" · ");
}

function seated(room: RoomModel | undefined, about: string) {
  const standing = room?.standing.value;
  const away = standing !== undefined && standing.kind !== "good" && standing.kind !== "joining";
  return {
    about: standing?.kind === "offline" ? "host is offline" : (room?.road.value ?? about),
    unread: room?.unread.value ?? 0,
    faded: away,
  };
}

/** Rooms of one switchboard that stand in the sidebar; home has all of them. */
const POSTED_SHOWN = 6;

/** The room of that id as some list has it. */
export const listed = (app: AppModel, id: string): Nearby | undefined =>
  [...app.nearby.value, ...app.switchboards.value.flatMap(({ rooms }) => rooms)].find(
    (room) => room.id === id,
  );

/** Hosted here, Joined, Nearby and those of switchboards (what is not yet in one before). Reads signals: call it while
 *  rendering. */
export function roomGroups(app: AppModel): RoomGroup[] {
  const seats = app.seats.value;
  // Closed ones stand on the home screen, where they can be opened again.
  const hosted = app.hosted.value
    .filter((room) => room.open)
    .map((room) => ({
      id: room.id,
      name: room.name,
      about: `${room.here.length} here`,
      unread: seats.get(room.id)?.unread.value ?? 0,
      faded: false,
    }));
  const ours = new Set(app.hosted.value.map((room) => room.id));
  const nearby = new Map(app.nearby.value.map((room) => [room.id, room]));
  const last = new Map(app.recent.value.map((room) => [room.id, room.lastJoined]));
  const names = new Map(app.recent.value.map((room) => [room.id, room.name]));
  for (const [id, room] of seats) names.set(id, room.name.value);
  const joined = [...names]
    .filter(([id]) => !ours.has(id))
    .map(([id, name]) => {
      const near = nearby.get(id);
      return {
        id,
        name,
        ...seated(seats.get(id), near ? "on this network" : ago(Date.now() - (last.get(id) ?? Date.now()))),
      };
    });
  const lineOf = (room: Nearby, otherwise: string) => ({
    id: room.id,
    name: room.name,
    unread: 0,
    faded: false,
    about: aboutNearby(room) || otherwise,
  });
  const near = app.nearby.value
    .filter((room) => !names.has(room.id))
    .map((room) => lineOf(room, "on this network"));
  const posted = app.switchboards.value.map(({ label, rooms }) => ({
    title: `On ${label}`,
    rooms: rooms
      .filter(({ id, online }) => online && !names.has(id) && !nearby.has(id))
      .slice(0, POSTED_SHOWN)
      .map((room) => lineOf(room, `on ${label}`)),
  }));
  return [
    { title: "Hosted here", rooms: hosted },
    { title: "Joined", rooms: joined },
    { title: app.kind === "guest" ? "Rooms here" : "Nearby", rooms: near },
    ...posted,
  ].filter((group) => group.rooms.length > 0);
}
