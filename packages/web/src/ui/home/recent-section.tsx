import { X } from "lucide";
import type { AppModel, Recent } from "../../state/model.ts";
import { IconButton } from "../parts/index.ts";
import { attempt } from "../shell/actions.ts";
import { ago } from "../shell/ago.ts";
import { RoomCard, Section } from "./card.tsx";

/** Rooms joined before that are neither hosted here nor on the network's list now. */
export function RecentSection({ app, rooms }: { app: AppModel; rooms: readonly Recent[] }) {
  if (rooms.length === 0) return null;
  return (
    <Section title="Recent">
      <ul class="home-cards">
        {rooms.map((room) => (
          <RoomCard
            key={room.id}
            app={app}
            id={room.id}
            name={room.name}
            faded={!isGood(app, room.id)}
            about={
              app.seats.value.get(room.id)?.road.value ?? `last here ${ago(Date.now() - room.lastJoined)}`
            }
            action="Open"
            more={
              <IconButton
                label={`Forget ${room.name}`}
                icon={X}
                onClick={() => void attempt(app.leave(room.id))}
              />
            }
          />
        ))}
      </ul>
    </Section>
  );
}

const isGood = (app: AppModel, id: string): boolean =>
  app.seats.value.get(id)?.standing.value.kind === "good";
