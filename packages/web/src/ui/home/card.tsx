import "./card.css";
import { ChevronRight, Globe, TriangleAlert } from "lucide";
import type { ComponentChildren } from "preact";
import type { AppModel } from "../../state/model.ts";
import { Icon, RoomAvatar } from "../parts/index.ts";
import { entering, onRoomClick } from "../shell/actions.ts";
import { Badge } from "../shell/badge.tsx";

export interface CardLine {
  readonly words: string;
  /** Whether it is not as it should be. */
  readonly trouble: boolean;
}

interface CardProps {
  app: AppModel;
  id: string;
  name: string;
  about: ComponentChildren;
  /** "Join", "Open". */
  action: string;
  /** How it stands, in words: on lines of their own. */
  lines?: readonly CardLine[];
  faded?: boolean;
  /** Stands beside the link: a menu. */
  more?: ComponentChildren;
}

/** A room: the whole card is the link into it. */
export function RoomCard({ app, id, name, about, action, lines = [], faded = false, more }: CardProps) {
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
      {lines.length > 0 && (
        <ul class="room-card-lines">
          {lines.map(({ words, trouble }) => (
            <li key={words} class={trouble ? "room-card-trouble" : ""}>
              <Icon node={trouble ? TriangleAlert : Globe} size={15} />
              <span dir="auto">{words}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** A list of cards under its heading. */
export function Section(props: {
  title: string;
  about?: ComponentChildren;
  lead?: ComponentChildren;
  /** At the end of the heading's line: a menu. */
  end?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <section class="home-section">
      <header class="home-section-header">
        {props.lead}
        <h2>{props.title}</h2>
        {props.about && <p>{props.about}</p>}
        {props.end}
      </header>
      {props.children}
    </section>
  );
}

/** "1 room", "3 rooms" */
export const rooms = (count: number): string => (count === 1 ? "1 room" : `${count} rooms`);
