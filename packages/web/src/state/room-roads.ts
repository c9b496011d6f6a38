/** Which roads lead into a room: the one taken now, those to hand on, and how to be sure who is at their end. */
import { fingerprint, hostPages, type Road, type RoomTarget } from "@partyline/client";
import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type { RoomModel, Standing } from "./model.ts";
import { roadWords } from "./road-words.ts";
import type { ClientParts } from "./room-life.ts";
import type { Facts } from "./room-options.ts";
import { shareRoads } from "./share-roads.ts";

interface RoomRoadsOptions {
  readonly target: RoomTarget;
  readonly parts: Pick<ClientParts, "provider" | "via">;
  readonly facts: ReadonlySignal<Facts>;
  readonly name: ReadonlySignal<string>;
  readonly standing: ReadonlySignal<Standing>;
}

export interface RoomRoads
  extends Pick<RoomModel, "road" | "roads" | "hosted" | "hostPages" | "safetyNumber"> {
  /** The client goes by this one from now on. */
  took(road: Road): void;
}

export function createRoomRoads({ target, parts, facts, name, standing }: RoomRoadsOptions): RoomRoads {
  const [first] = target.switchboards ?? [];
  /** Until the first connection: the one that is likely. */
  const far = first !== undefined && (parts.via === "switchboard" || target.addresses.length === 0);
  const road = signal(far ? roadWords({ kind: "switchboard", url: first }) : "on this network");
  return {
    road: computed(() => {
      if (facts.value.hosted) return "hosted on this device";
      return standing.value.kind === "offline" ? "host is offline" : road.value;
    }),
    roads: computed(() => shareRoads(target, name.value, facts.value)),
    hosted: computed(() => facts.value.hosted),
    hostPages: computed(() => {
      const { addresses = target.addresses } = facts.value;
      return parts.via === "switchboard" ? hostPages({ ...target, addresses }) : [];
    }),
    safetyNumber: fingerprint(parts.provider, target.keys),
    took(taken) {
      road.value = roadWords(taken);
    },
  };
}
