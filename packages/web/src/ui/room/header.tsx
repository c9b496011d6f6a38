import "./header.css";
import { ArrowLeft, DoorOpen, Lock, Settings, Share2, ShieldCheck, Users } from "lucide";
import type { AppModel, RoomModel } from "../../state/model.ts";
import { Button, Icon, IconButton, Menu, RoomAvatar } from "../parts/index.ts";
import { countWords } from "./format.ts";
import { useMedia } from "./use-media.ts";

interface HeaderProps {
  app: AppModel;
  room: RoomModel;
  /** Whether the people stand beside the timeline, and need no item in the menu. */
  peopleShown: boolean;
  onPeople(): void;
  onSettings(): void;
  onSafety(): void;
}

/** Which room this is, by which road, and what can be done with it. */
export function Header({ app, room, peopleShown, onPeople, onSettings, onSafety }: HeaderProps) {
  const name = room.name.value;
  const here = room.hereCount.value;
  const narrow = useMedia("(width < 640px)");
  const gated = room.gate.value !== undefined;
  const share = () => {
    room.sharing.value = true;
  };
  return (
    <header class="room-header">
      <IconButton
        class="room-back"
        label="Back to all rooms"
        icon={ArrowLeft}
        onClick={() => app.go({ kind: "home" })}
      />
      <RoomAvatar id={room.id} name={name} size={36} />
      <div class="room-titles">
        <h1 class="room-name" title={name}>
          <bdi>{name}</bdi>
          {room.password.value && (
            <span class="room-lock" title="Has a password">
              <Icon node={Lock} size={14} />
              <span class="hidden-text">Has a password</span>
            </span>
          )}
        </h1>
        <p class="room-about">
          {room.hostPages.value.length > 0 ? (
            <button type="button" class="room-road room-road-more" onClick={onSafety}>
              {room.road.value}
            </button>
          ) : (
            <span class="room-road" aria-live="polite">
              {room.road.value}
            </span>
          )}
          {/* Who is there is not known while there is no connection. */}
          {here > 0 && !gated && room.standing.value.kind !== "offline" && (
            <span class="room-here">
              {" · "}
              {countWords(here)} here
            </span>
          )}
        </p>
      </div>
      {!gated &&
        (narrow ? (
          <IconButton label="Share this room" icon={Share2} onClick={share} />
        ) : (
          <Button kind="quiet" icon={Share2} onClick={share}>
            Share
          </Button>
        ))}
      <Menu
        label={`More about ${name}`}
        items={[
          !peopleShown && !gated && { label: "Members", icon: Users, onSelect: onPeople },
          !gated && { label: "Safety number", icon: ShieldCheck, onSelect: onSafety },
          room.isOwner.value && { label: "Settings", icon: Settings, onSelect: onSettings },
          !room.isOwner.value && {
            label: "Leave this room",
            icon: DoorOpen,
            onSelect: () => void app.leave(room.id),
          },
        ]}
      />
    </header>
  );
}
