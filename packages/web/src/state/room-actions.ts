/** What an owner does in a room, and what anybody may take along; each tells how it went. */
import type { RoomClient } from "@partyline/client";
import type { OwnDevice } from "../backend/ports.ts";
import { outcome } from "./failures.ts";
import type { RoomModel } from "./model.ts";

type Actions = Pick<
  RoomModel,
  "rename" | "setPassword" | "kick" | "ban" | "unban" | "export" | "setReach" | "recoveryKey"
>;

/** What a page of another device is asked in vain. */
const away = () => Promise.reject(Object.assign(new Error(), { code: "NOT_HERE" }));

/** `client` is asked for anew each time: a seat may change it. */
export const roomActions = (
  id: string,
  client: () => RoomClient,
  own: Pick<OwnDevice, "setReach" | "recoveryKey"> = { setReach: away, recoveryKey: away },
): Actions => ({
  rename: (name) => outcome(() => client().renameRoom(name)),
  setPassword: (password) => outcome(() => client().setPassword(password ?? null)),
  kick: (member) => outcome(() => client().kick(member)),
  ban: (member) => outcome(() => client().ban(member)),
  unban: (member) => outcome(() => client().unban(member)),
  setReach: (reach) =>
    outcome(async () => {
      await own.setReach(id, reach);
    }),
  recoveryKey: () => outcome(() => own.recoveryKey(id)),
  export: (progress) =>
    outcome(async () => (await import("./room-export.ts")).exportRoom(client(), progress)),
});
