/** ROOM as typed, as a room that is hosted on this device. */
import { findRoom, type KeptRoom } from "@partyline/host";
import { AppError, codeOf } from "./errors.ts";
import { readRoomText } from "./room-text.ts";
import { safeLine } from "./terminal/safe-text.ts";

/** Finds it in the data folder, open or not. Errors: USAGE, NO_ROOM, HOME. */
export async function keptRoom(text: string, home: string): Promise<KeptRoom> {
  const room = readRoomText(text);
  const which =
    room.kind === "address"
      ? undefined
      : room.kind === "name"
        ? { name: room.name, tag: room.tag }
        : room.named
          ? { name: room.link.room }
          : { id: room.link.room };
  try {
    if (which === undefined) throw notHere(text);
    return await findRoom(home, which);
  } catch (error) {
    throw codeOf(error) === "NO_ROOM" ? notHere(text, error) : error;
  }
}

const notHere = (text: string, cause?: unknown): AppError =>
  new AppError(
    "NO_ROOM",
    `No room "${safeLine(text)}" is hosted on this device. Of rooms that were only joined, the history is with their hosts.`,
    { cause },
  );
