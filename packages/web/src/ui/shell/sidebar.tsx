import "./sidebar.css";
import { House, Plus, Settings } from "lucide";
import type { AppModel } from "../../state/model.ts";
import { Mark } from "../mark/mark.tsx";
import { Avatar, Icon, IconButton, RoomAvatar } from "../parts/index.ts";
import { entering, enterRoom, onRoomClick, programGone } from "./actions.ts";
import { Badge } from "./badge.tsx";
import { overlay } from "./overlay.ts";
import { type RoomLine, roomGroups } from "./rooms.ts";

/** The rooms at hand on the left: hosted here, joined, nearby; and who one is, at the foot. */
export function Sidebar({ app }: { app: AppModel }) {
  const place = app.place.value;
  const atHome = place.kind === "home";
  return (
    <div class="sidebar">
      <header class="sidebar-header">
        <Mark />
        <span class="sidebar-brand">Partyline</span>
        {app.kind === "console" && (
          <IconButton
            label="Create a room"
            icon={Plus}
            onClick={() => {
              overlay.value = { kind: "create", name: "" };
            }}
          />
        )}
      </header>
      <nav class="sidebar-rooms" aria-label="Rooms">
        <a
          class="sidebar-row sidebar-home"
          href="/"
          aria-current={atHome ? "page" : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            app.go({ kind: "home" });
          }}
        >
          <span class="sidebar-icon">
            <Icon node={House} />
          </span>
          <span class="one-line">Home</span>
        </a>
        {roomGroups(app).map((group) => (
          <section key={group.title}>
            <h2 class="sidebar-title">{group.title}</h2>
            <ul>
              {group.rooms.map((room) => (
                <SidebarRow
                  key={room.id}
                  app={app}
                  room={room}
                  current={place.kind === "room" && place.id === room.id}
                />
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <UserCard app={app} />
    </div>
  );
}

function SidebarRow({ app, room, current }: { app: AppModel; room: RoomLine; current: boolean }) {
  const joining = entering.value === room.id;
  return (
    <li>
      <a
        class="sidebar-row"
        href={`/r/${room.id}`}
        aria-current={current ? "page" : undefined}
        onClick={onRoomClick(app, room.id)}
      >
        <RoomAvatar id={room.id} name={room.name} faded={room.faded} />
        <span class="sidebar-texts">
          <span class={`one-line ${room.unread > 0 ? "sidebar-unread" : ""}`}>{room.name}</span>
          <span class="one-line sidebar-about">{joining ? "joining..." : room.about}</span>
        </span>
        <Badge count={room.unread} />
      </a>
    </li>
  );
}

function UserCard({ app }: { app: AppModel }) {
  const name = app.username.value ?? "";
  const where =
    app.kind !== "console" ? "in this browser" : programGone(app) ? "not running" : "on this device";
  return (
    <footer class="sidebar-user">
      <Avatar id={undefined} name={name} />
      <span class="sidebar-texts">
        <span class="one-line sidebar-name">{name}</span>
        <span class="one-line sidebar-about">{where}</span>
      </span>
      <IconButton
        label="Settings"
        icon={Settings}
        onClick={() => {
          overlay.value = { kind: "settings" };
        }}
      />
    </footer>
  );
}

/** Goes to the room before or after the one shown, in the sidebar's order, round the ends. */
export function stepRoom(app: AppModel, by: 1 | -1): void {
  const ids = roomGroups(app).flatMap((group) => group.rooms.map((room) => room.id));
  if (ids.length === 0) return;
  const place = app.place.peek();
  const at = place.kind === "room" ? ids.indexOf(place.id) : -1;
  const from = at === -1 && by === -1 ? 0 : at;
  const to = ids.at((from + by) % ids.length);
  if (to) void enterRoom(app, to);
}
