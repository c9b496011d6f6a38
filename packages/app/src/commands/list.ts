/** `partyline list`: the rooms found on this network. */
import { roomTag } from "@partyline/secure";
import type { Context } from "../context.ts";
import { interrupted } from "../errors.ts";
import type { Output } from "../output.ts";
import type { ListedRoom, RoomChange } from "../resolve.ts";
import { addressText } from "../room-text.ts";
import { safeLine } from "../terminal/safe-text.ts";
import { padTo, widthOf } from "../terminal/width.ts";

export interface ListOptions {
  /** Milliseconds. */
  timeout: number;
  watch?: boolean;
}

/** A column starts this wide and grows with longer names: rows are shown as rooms are found. */
const NAME_COLUMNS = 20;

/** Makes the rows of a list for people, in columns. */
export function createRows(): (room: ListedRoom) => string {
  let columns = NAME_COLUMNS;
  return (room) => {
    const name = safeLine(room.name);
    columns = Math.max(columns, widthOf(name));
    const [first] = room.addresses;
    const where = first ? addressText(first.address, first.port) : "";
    return `${padTo(name, columns)}  #${roomTag(room.id)}  ${room.password ? "password" : "open    "}  ${where}`;
  };
}

/** A room for programs. */
export const listObject = ({ name, id, password, addresses }: ListedRoom): object => ({
  name,
  id,
  password,
  roads: addresses.map(({ address, port }) => ({ kind: "direct", address, port })),
});

const NONE_FOUND =
  "No rooms found. Devices may be kept apart by guest Wi-Fi, a VPN or a firewall; a room's link or host:port may still work.";

/** Shows rooms as they are found. Errors: those of the network, INTERRUPTED. */
export async function listRooms(options: ListOptions, context: Context): Promise<void> {
  const { output, directory, interrupt } = context;
  if (options.watch) return watchRooms(context);
  const row = createRows();
  let found = 0;
  for await (const room of directory.find({ timeoutMs: options.timeout, signal: interrupt })) {
    found++;
    await output.write(row(room), listObject(room));
  }
  if (interrupt.aborted) throw interrupted();
  if (found === 0) output.note(NONE_FOUND);
}

async function watchRooms({ output, directory, interrupt }: Context): Promise<void> {
  const row = createRows();
  if (!output.json) output.note("Looking on this network. Ctrl-C to stop.");
  for await (const change of directory.watch(interrupt)) await tell(change, row, output);
  throw interrupted();
}

function tell({ room, gone }: RoomChange, row: (room: ListedRoom) => string, output: Output): Promise<void> {
  if (!gone) return output.write(row(room), listObject(room));
  return output.write(`${safeLine(room.name)}#${roomTag(room.id)} is gone`, {
    event: "gone",
    id: room.id,
    name: room.name,
  });
}
