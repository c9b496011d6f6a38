/** What an owner does in a room, and what anybody may take along; each tells how it went. */
import type { RoomClient } from "@partyline/client";
import { outcome } from "./failures.ts";
import type { RoomModel } from "./model.ts";

type Actions = Pick<RoomModel, "rename" | "setPassword" | "kick" | "ban" | "unban" | "export">;

/** `client` is asked for anew each time: a seat may change it. */
export const roomActions = (client: () => RoomClient): Actions => ({
  rename: (name) => outcome(() => client().renameRoom(name)),
  setPassword: (password) => outcome(() => client().setPassword(password ?? null)),
  kick: (member) => outcome(() => client().kick(member)),
  ban: (member) => outcome(() => client().ban(member)),
  unban: (member) => outcome(() => client().unban(member)),
  export: (progress) =>
    outcome(async () => (await import("./room-export.ts")).exportRoom(client(), progress)),
});
