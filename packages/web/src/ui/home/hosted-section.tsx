import { useSignal } from "@preact/signals";
import { DoorClosed, Trash2 } from "lucide";
import type { AppModel, Hosted } from "../../state/model.ts";
import { Button, Menu, RoomAvatar, toast } from "../parts/index.ts";
import { attempt } from "../shell/actions.ts";
import { overlay } from "../shell/overlay.ts";
import { type CardLine, RoomCard, rooms as roomsOf, Section } from "./card.tsx";

/** Closed rooms that are shown before the rest is asked for. */
const CLOSED_SHOWN = 2;

/** The rooms of this device: open ones to go into, closed ones to open again or to destroy. */
export function HostedSection({ app, rooms }: { app: AppModel; rooms: readonly Hosted[] }) {
  const all = useSignal(false);
  if (rooms.length === 0) return null;
  const open = rooms.filter((room) => room.open);
  const closed = rooms.filter((room) => !room.open);
  // One more than the limit is shown as well: its place would only say so.
  const shown = all.value || closed.length <= CLOSED_SHOWN + 1 ? closed : closed.slice(0, CLOSED_SHOWN);
  return (
    <Section title="Hosted here" about={roomsOf(rooms.length)}>
      <ul class="home-cards">
        {open.map((room) => (
          <OpenRoom key={room.id} app={app} room={room} />
        ))}
        {shown.map((room) => (
          <ClosedRoom key={room.id} app={app} room={room} />
        ))}
      </ul>
      {shown.length < closed.length && (
        <Button
          kind="plain"
          class="home-all"
          onClick={() => {
            all.value = true;
          }}
        >
          Show {closed.length - shown.length} more that are offline
        </Button>
      )}
    </Section>
  );
}

const destroy = (room: Hosted) => ({
  label: "Destroy...",
  icon: Trash2,
  danger: true,
  onSelect: () => {
    overlay.value = { kind: "destroy", id: room.id, name: room.name };
  },
});

function OpenRoom({ app, room }: { app: AppModel; room: Hosted }) {
  const others = room.here.map((one) => one.name).filter((name) => name !== app.username.value);
  const count = room.here.length === 0 ? "nobody here" : `${room.here.length} here`;
  const who = others.length === 0 ? count : `${count}: ${others.join(", ")}`;
  return (
    <RoomCard
      app={app}
      id={room.id}
      name={room.name}
      about={room.password ? `password · ${who}` : who}
      lines={lines(room)}
      action="Open"
      more={
        <Menu
          label={`More about ${room.name}`}
          items={[
            {
              label: "Take offline",
              icon: DoorClosed,
              onSelect: async () => {
                if (await attempt(app.closeHosted(room.id)))
                  toast(`${room.name} is offline. It is kept on this device.`);
              },
            },
            destroy(room),
          ]}
        />
      }
    />
  );
}

/** What is not as it should be on this network, and how it stands with each switchboard. */
function lines(room: Hosted): CardLine[] {
  const near = trouble(room);
  const far = room.via.map(({ words, state, listedAs }) => ({
    words,
    trouble: state === "refused" || state === "offline" || (state === "listed" && isTagged(listedAs)),
  }));
  return near === undefined ? far : [{ words: near, trouble: true }, ...far];
}

/** "reading-club#abcd": its bare name leads elsewhere. */
const isTagged = (listedAs: string | undefined): boolean => /#[a-z2-7]{4}$/.test(listedAs ?? "");

function trouble(room: Hosted): string | undefined {
  if (room.trouble) return room.trouble;
  if (room.listedAs === undefined || room.listedAs === room.name) return undefined;
  return `Its name is taken on this network: others see it as ${room.listedAs}.`;
}

function ClosedRoom({ app, room }: { app: AppModel; room: Hosted }) {
  const busy = useSignal(false);
  return (
    <li class="room-card room-card-more room-card-closed">
      <RoomAvatar id={room.id} name={room.name} size={44} faded />
      <span class="room-card-texts">
        <span class="one-line room-card-name">{room.name}</span>
        <span class="room-card-about">offline</span>
      </span>
      <Button
        kind="plain"
        loading={busy.value}
        aria-label={`Open again: ${room.name}`}
        onClick={async () => {
          busy.value = true;
          await attempt(app.openHosted(room.id));
          busy.value = false;
        }}
      >
        Open again
      </Button>
      <Menu label={`More about ${room.name}`} items={[destroy(room)]} />
    </li>
  );
}
