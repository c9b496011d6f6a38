/** `partyline list`: the rooms found on this network and on switchboards. */
import type { Via } from "@partyline/client";
import { roomTag } from "@partyline/secure";
import type { Context } from "../context.ts";
import { AppError, interrupted } from "../errors.ts";
import type { ListedRoom, RoomChange, Switchboards } from "../listed.ts";
import { merged, mergedById } from "../merge.ts";
import type { Output } from "../output.ts";
import { addressText } from "../room-text.ts";
import { httpSwitchboards } from "../switchboards.ts";
import { whichSwitchboard } from "../target.ts";
import { safeLine } from "../terminal/safe-text.ts";
import { padTo, widthOf } from "../terminal/width.ts";
import { watchRooms } from "../watch.ts";

export interface ListOptions {
  /** Milliseconds. */
  timeout: number;
  watch?: boolean;
}

/** A column starts this wide and grows with longer names: rows are shown as rooms are found. */
const NAME_COLUMNS = 20;

/** Makes the rows of a list for people, in columns. */
export function createRows(via?: Via): (room: ListedRoom) => string {
  let columns = NAME_COLUMNS;
  return (room) => {
    const name = safeLine(room.name);
    columns = Math.max(columns, widthOf(name));
    const { direct, boards } = roadsOf(room, via);
    const [first] = direct;
    const where = [...(first ? [addressText(first.address, first.port)] : []), ...boards].join(", ");
    return `${padTo(name, columns)}  #${roomTag(room.id)}  ${room.password ? "password" : "open    "}  ${where}`;
  };
}

/** The ways to the room that are wanted. */
function roadsOf({ addresses, switchboards = [] }: ListedRoom, via: Via | undefined) {
  return {
    direct: via === "switchboard" ? [] : addresses,
    boards: via === "direct" ? [] : switchboards,
  };
}

/** A room for programs. */
export function listObject(room: ListedRoom, via?: Via): object {
  const { name, id, password } = room;
  const { direct, boards } = roadsOf(room, via);
  return {
    name,
    id,
    password,
    roads: [
      ...direct.map(({ address, port }) => ({ kind: "direct", address, port })),
      ...boards.map((url) => ({ kind: "switchboard", url })),
    ],
  };
}

const NONE_FOUND =
  "No rooms found. Devices may be kept apart by guest Wi-Fi, a VPN or a firewall; a room's link or host:port may still work.";
const NONE_THERE = "No rooms are open there now.";
const ASLEEP = "Others are known there, but their hosts are not connected now.";

type Parts = Pick<Context, "directory" | "switchboards" | "via" | "interrupt">;

/** What was found on the way. */
export interface Look {
  /** Why switchboards could not be asked. */
  failures: AppError[];
  /** Whether switchboards know rooms whose hosts are not there. */
  asleep: boolean;
}

/** Each room once, with all roads to it: those of the network as they are found, then those of switchboards alone.
 *  What goes wrong at a switchboard is noted in `look`. */
export async function* findRooms(
  timeoutMs: number,
  { directory, switchboards, via, interrupt }: Parts,
  look: Look,
  boards: Switchboards = httpSwitchboards,
): AsyncGenerator<ListedRoom> {
  const asked = Promise.all(
    switchboards.map(async (url) => {
      try {
        const { rooms, asleep } = await boards.open(url);
        look.asleep ||= asleep;
        return rooms;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        look.failures.push(error);
        return [];
      }
    }),
  ).then((lists) => mergedById(...lists));
  asked.catch(() => {});
  const shown = new Set<string>();
  if (via !== "switchboard")
    for await (const room of directory.find({ timeoutMs, signal: interrupt })) {
      const there = (await asked).get(room.id);
      shown.add(room.id);
      yield there ? merged(room, there) : room;
    }
  if (interrupt.aborted) return;
  for (const room of (await asked).values())
    if (!shown.has(room.id) && (via !== "direct" || room.addresses.length > 0)) yield room;
}

/** Shows rooms as they are found. Errors: USAGE, those of the network, those of switchboards where there is no other
 *  directory, INTERRUPTED. */
export async function listRooms(options: ListOptions, context: Context): Promise<void> {
  const { output, interrupt, via, switchboards } = context;
  if (via === "switchboard" && switchboards.length === 0) throw whichSwitchboard();
  if (options.watch) return showChanges(context);
  const row = createRows(via);
  const look: Look = { failures: [], asleep: false };
  let found = 0;
  for await (const room of findRooms(options.timeout, context, look)) {
    found++;
    await output.write(row(room), listObject(room, via));
  }
  if (interrupt.aborted) throw interrupted();
  const [failure] = look.failures;
  if (failure && via === "switchboard" && look.failures.length === switchboards.length) throw failure;
  for (const { message, code } of look.failures) output.note(`${message} (${code})`);
  if (found === 0) output.note(via === "switchboard" ? NONE_THERE : NONE_FOUND);
  if (look.asleep) output.note(ASLEEP);
}

async function showChanges(context: Context): Promise<void> {
  const { output, via, switchboards, interrupt } = context;
  const row = createRows(via);
  const places = [...(via === "switchboard" ? [] : ["this network"]), ...switchboards].join(", ");
  if (!output.json) output.note(`Looking on ${places}. Ctrl-C to stop.`);
  const told = (failure: AppError) => output.note(`${failure.message} (${failure.code})`);
  for await (const change of watchRooms(context, told)) await tell(change, row, output, via);
  if (interrupt.aborted) throw interrupted();
}

function tell(
  { room, gone }: RoomChange,
  row: (room: ListedRoom) => string,
  output: Output,
  via: Via | undefined,
): Promise<void> {
  if (!gone) return output.write(row(room), listObject(room, via));
  return output.write(`${safeLine(room.name)}#${roomTag(room.id)} is gone`, {
    event: "gone",
    id: room.id,
    name: room.name,
  });
}
