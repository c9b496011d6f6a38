/** A room goes to work: from its open log and its record. */
import type { OpenedRoom } from "./opening.ts";
import { RoomHost } from "./room-host.ts";
import type { RoomHostOptions } from "./room-host-options.ts";

export type WorkGround = Pick<
  RoomHostOptions,
  "provider" | "clock" | "limits" | "notice" | "refused" | "logger"
>;

/** The room as its log left it, with nobody in it yet. */
export function putToWork({ id, log, record }: Omit<OpenedRoom, "memoryOnly">, ground: WorkGround): RoomHost {
  const { logId, first, head, members } = log.state;
  return new RoomHost({
    ...ground,
    state: {
      id,
      log: logId,
      name: record.name,
      first,
      head,
      password: record.password !== undefined,
      token: record.token,
      owner: record.owner.id,
      ownerName: record.owner.name,
      members: new Map(members.map((member) => [member.id, { ...member }])),
      unsettled: new Map(),
      sessions: new Map(),
      here: new Map(),
      leaving: new Map(),
      departures: 0,
    },
    keys: record.keys,
    epoch: record.epoch,
    password: record.password,
    keep: record.keep,
    log,
  });
}
