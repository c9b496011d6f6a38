import "./avatar.css";
import { hueOf } from "./hue.ts";
import { initials } from "./initials.ts";

interface AvatarProps {
  /** The member's or the room's id: it gives the colour. A person has another one in every room and none outside of them,
   *  and so no colour there. */
  id: string | undefined;
  name: string;
  /** In CSS pixels. */
  size?: 24 | 28 | 36 | 44 | 64;
  /** Someone who is not here, a room whose host is offline. */
  faded?: boolean;
}

/** Who wrote this or is here: initials on the colour of the key. Decoration: the name stands beside it. */
export function Avatar({ id, name, size = 36, faded = false }: AvatarProps) {
  return (
    <span
      class={`avatar avatar-${size} ${faded ? "avatar-faded" : ""} ${id === undefined ? "avatar-plain" : ""}`}
      style={id === undefined ? {} : { "--hue": String(hueOf(id)) }}
      aria-hidden="true"
    >
      {initials(name)}
    </span>
  );
}

/** A room's avatar: as a member's, with its own corner, so that the two are told apart at a glance. */
export function RoomAvatar({ open, ...rest }: AvatarProps & { open?: boolean }) {
  return (
    <span class="avatar-room">
      <Avatar {...rest} />
      {open && <span class="avatar-open" />}
    </span>
  );
}
