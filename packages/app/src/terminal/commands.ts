/** What the slash commands do. */
import type { RoomClient } from "@partyline/client";
import { checkRoomName, checkUsername } from "@partyline/names";
import type { Member } from "@partyline/protocol";
import { roomTag } from "@partyline/secure";
import type { Hosting } from "../hosting.ts";
import { count } from "../words.ts";
import { safeLine } from "./safe-text.ts";
import { type CommandName, helpRows } from "./slash.ts";

/** What commands need of the chat. */
export interface CommandView {
  note(text: string): void;
  print(rows: readonly string[]): void;
  ask(label: string, options?: { hidden?: boolean }): Promise<string | undefined>;
  leave(): Promise<void>;
  /** Rooms that this program serves meanwhile. */
  readonly hosting: Pick<Hosting, "open">;
  /** Keeps the username for the next time. */
  keepName(name: string): Promise<void>;
}

type Handler = (argument: string, client: RoomClient, view: CommandView) => Promise<void> | void;

/** The row of one member in /who. */
function memberRow(member: Member, me: string | undefined): string {
  const marks = [
    member.id === me ? "you" : "",
    member.role === "owner" ? "owner" : "",
    member.banned ? "banned" : member.here ? "" : "not here",
  ].filter(Boolean);
  return `${safeLine(member.name)}${marks.length ? ` (${marks.join(", ")})` : ""}`;
}

const fold = (name: string): string => {
  const check = checkUsername(name);
  return check.ok ? check.key : name.normalize("NFC").toLowerCase();
};

/** Does `act` to the one member of that name, or says that there is none. */
async function toMember(
  name: string,
  client: RoomClient,
  view: CommandView,
  act: (id: string) => Promise<void>,
): Promise<void> {
  const member = (await client.members()).find((one) => fold(one.name) === fold(name));
  if (member) await act(member.id);
  else view.note(`Nobody here is called "${safeLine(name)}". /who lists the members.`);
}

const HANDLERS: Record<CommandName, Handler> = {
  async who(_argument, client, view) {
    const members = await client.members();
    const me = client.me?.id;
    const rank = ({ id, here }: Member): number => (id === me ? 0 : here ? 1 : 2);
    const rows = members.toSorted((a, b) => rank(a) - rank(b)).map((member) => memberRow(member, me));
    const here = members.filter((member) => member.here).length;
    view.note(`${count(members.length, "member")}, ${here} here:`);
    view.print(rows);
  },
  async name(argument, client, view) {
    const check = checkUsername(argument);
    if (!check.ok) return view.note(check.message);
    await client.rename(check.name);
    await view.keepName(check.name);
  },
  kick: (name, client, view) => toMember(name, client, view, client.kick),
  ban: (name, client, view) => toMember(name, client, view, client.ban),
  unban: (name, client, view) => toMember(name, client, view, client.unban),
  async host(argument, client, view) {
    const room = await view.hosting.open({ name: argument }, client.me?.name ?? "");
    const name = safeLine(room.name);
    view.note(`${name}#${roomTag(room.id)} is open for as long as you are here: ${room.link()}`);
    room.on((event) => {
      if (event.kind === "joined" || event.kind === "left")
        view.note(`${safeLine(event.member.name)} ${event.kind} ${name}`);
    });
  },
  async room(argument, client, view) {
    const check = checkRoomName(argument);
    if (!check.ok) view.note(check.message);
    else await client.renameRoom(check.name);
  },
  async password(_argument, client, view) {
    if (client.me?.role !== "owner") return view.note("Only the owner of the room can do that.");
    const first = await view.ask("New password, empty for none: ", { hidden: true });
    if (first === undefined) return view.note("The password stays as it is.");
    if (first === "") return client.setPassword(null);
    const second = await view.ask("Once more: ", { hidden: true });
    if (second !== first) return view.note("The two were not the same. The password stays as it is.");
    await client.setPassword(first);
  },
  async destroy(_argument, client, view) {
    const { me, room } = client;
    if (me?.role !== "owner" || !room) return view.note("Only the owner of the room can do that.");
    const name = safeLine(room.name);
    view.note("This closes the room for everyone and erases all that was said in it, for good.");
    const answer = await view.ask(`To destroy it, type its name (${name}): `);
    if (answer?.trim() !== name) return view.note("Nothing was destroyed.");
    await client.destroyRoom();
  },
  quit: (_argument, _client, view) => view.leave(),
  help(_argument, _client, view) {
    view.note("Commands:");
    view.print(helpRows());
  },
};

/** Runs a command. Errors: the host's codes, OFFLINE, TIMEOUT. */
export async function runCommand(
  command: { name: CommandName; argument: string },
  client: RoomClient,
  view: CommandView,
): Promise<void> {
  await HANDLERS[command.name](command.argument, client, view);
}
