import "./card.css";
import { ChevronRight, TriangleAlert } from "lucide";
import type { ComponentChildren } from "preact";
import type { AppModel } from "../../state/model.ts";
import { Icon, RoomAvatar } from "../parts/index.ts";
import { entering, onRoomClick } from "../shell/actions.ts";
import { Badge } from "../shell/badge.tsx";

interface CardProps {
  app: AppModel;
  id: string;
  name: string;
  about: ComponentChildren;
  /** "Join", "Open". */
  action: string;
  /** What is not as it should be, in words: on a line of its own. */
  trouble?: string | undefined;
  faded?: boolean;
  /** Stands beside the link: a menu. */
  more?: ComponentChildren;
}

/** A room: the whole card is the link into it. */
export function RoomCard({ app, id, name, about, action, trouble, faded = false, more }: CardProps) {
  const joining = entering.value === id;
  return (
    <li class={`room-card ${more ? "room-card-more" : ""}`}>
      <a class="room-card-link" href={`/r/${id}`} aria-busy={joining} onClick={onRoomClick(app, id)}>
        <RoomAvatar id={id} name={name} size={44} faded={faded} />
        <span class="room-card-texts">
          <span class="one-line room-card-name">{name}</span>
          <span class="room-card-about">
            <span class="one-line">{about}</span>
          </span>
        </span>
        <Badge count={app.seats.value.get(id)?.unread.value ?? 0} />
        <span class="room-card-action">
          {joining ? "Joining..." : action}
          {!joining && <Icon node={ChevronRight} size={16} />}
        </span>
      </a>
      {more}
      {trouble && (
        <p class="room-card-trouble">
          <Icon node={TriangleAlert} size={15} />
          <span>{trouble}</span>
        </p>
      )}
    </li>
  );
}

/** A list of cards under its heading. */
export function Section(props: {
  title: string;
  about?: ComponentChildren;
  lead?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <section class="home-section">
      <header class="home-section-header">
        {props.lead}
        <h2>{props.title}</h2>
        {props.about && <p>{props.about}</p>}
      </header>
      {props.children}
    </section>
  );
}

/** "1 room", "3 rooms" */
export const rooms = (count: number): string => (count === 1 ? "1 room" : `${count} rooms`);
