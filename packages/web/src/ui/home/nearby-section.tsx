import { Link2, MapPin, Plus } from "lucide";
import type { AppModel, Nearby } from "../../state/model.ts";
import { Button } from "../parts/index.ts";
import { programGone } from "../shell/actions.ts";
import { overlay } from "../shell/overlay.ts";
import { aboutNearby } from "../shell/rooms.ts";
import { focusSearch } from "../shell/search-focus.ts";
import { RoomCard, rooms as roomsOf, Section } from "./card.tsx";

interface NearbySectionProps {
  app: AppModel;
  rooms: readonly Nearby[];
  /** Whether a search has narrowed them: then an empty list says nothing about the network. */
  filtered: boolean;
}

/** What the network's list holds, live. */
export function NearbySection({ app, rooms, filtered }: NearbySectionProps) {
  const guest = app.kind === "guest";
  const gone = programGone(app);
  const search = app.search.value;
  if (filtered && rooms.length === 0) return null;
  const found = rooms.length > 0;
  const about = gone
    ? "Paused until Partyline runs again"
    : found
      ? roomsOf(rooms.length)
      : guest
        ? "No open rooms"
        : "Looking on this network...";
  return (
    <Section
      title={guest ? "Rooms here" : "On this network"}
      about={<span role="status">{about}</span>}
      lead={
        <span
          class={`home-pulse ${found || gone ? "" : "home-pulse-looking"} ${gone ? "home-pulse-off" : ""}`}
        />
      }
    >
      {found && (
        <ul class="home-cards">
          {rooms.map((room) => (
            <RoomCard
              key={room.id}
              app={app}
              id={room.id}
              name={room.name}
              about={aboutNearby(room) || (guest ? "on this network" : "")}
              action={app.seats.value.has(room.id) ? "Open" : "Join"}
            />
          ))}
        </ul>
      )}
      {!found && !gone && search === "looking" && <Placeholders />}
      {!found && !gone && search !== "looking" && (guest ? <NothingForGuest /> : <NothingFound />)}
    </Section>
  );
}

/** Where the first cards will stand. */
function Placeholders() {
  return (
    <div class="home-cards" aria-hidden="true">
      <div class="home-placeholder" />
      <div class="home-placeholder" />
    </div>
  );
}

function NothingFound() {
  return (
    <div class="home-nothing">
      <h3>No rooms found yet</h3>
      <p>
        Nobody may be hosting right now. If somebody is, this device may not be able to see it: guest Wi-Fi
        keeps devices apart, and a VPN or a firewall can hide them. A room that opens appears here by itself.
      </p>
      <div class="home-ways">
        <Button
          icon={Plus}
          onClick={() => {
            overlay.value = { kind: "create", name: "" };
          }}
        >
          Create a room
        </Button>
        <Button icon={Link2} onClick={focusSearch}>
          Paste a link
        </Button>
        <Button icon={MapPin} onClick={focusSearch}>
          Type an address
        </Button>
      </div>
    </div>
  );
}

function NothingForGuest() {
  return (
    <div class="home-nothing">
      <h3>No room is open here now</h3>
      <p>The device that served this page has no open room. One that opens appears here by itself.</p>
    </div>
  );
}
