import "./home.css";
import { useSignal } from "@preact/signals";
import type { AppModel } from "../../state/model.ts";
import { Mark } from "../mark/mark.tsx";
import { Avatar } from "../parts/index.ts";
import { overlay } from "../shell/overlay.ts";
import { CreateField } from "./create-field.tsx";
import { isFound, looksLikeRoad } from "./find.ts";
import { greeting } from "./greeting.ts";
import { HostedSection } from "./hosted-section.tsx";
import { NearbySection } from "./nearby-section.tsx";
import { RecentSection } from "./recent-section.tsx";
import { SearchField } from "./search-field.tsx";

/** Which rooms there are, and the ways to the others. */
export function Home({ app }: { app: AppModel }) {
  const wanted = useSignal("");
  const guest = app.kind === "guest";
  const text = wanted.value;
  // A link or an address names one room and filters nothing.
  const filter = looksLikeRoad(text) ? "" : text.trim();
  const keeps = (...texts: (string | undefined)[]) => filter === "" || isFound(filter, ...texts);
  const hosted = app.hosted.value.filter((room) => keeps(room.name));
  const nearby = app.nearby.value.filter((room) => keeps(room.name, room.by));
  const known = new Set([...app.nearby.value, ...app.hosted.value].map((room) => room.id));
  const recent = app.recent.value.filter((room) => !known.has(room.id) && keeps(room.name));
  const matches = [...hosted.filter((room) => room.open), ...nearby, ...recent].map(({ id, name }) => ({
    id,
    name,
  }));

  return (
    <div class="home">
      <PhoneHeader app={app} />
      <div class="home-page">
        <header class="home-greeting">
          <h1>
            {greeting(new Date().getHours())}, <bdi>{app.username.value}</bdi>
          </h1>
          <p>
            {guest
              ? "Pick a room to join."
              : "Join a room near you, or open your own. It lives on this device."}
          </p>
        </header>
        <div class="home-fields">
          {!guest && <CreateField app={app} />}
          <SearchField app={app} wanted={wanted} matches={matches} filtered={filter !== ""} />
        </div>
        <HostedSection app={app} rooms={hosted} />
        <NearbySection app={app} rooms={nearby} filtered={filter !== ""} />
        <RecentSection app={app} rooms={recent} />
        {guest && <p class="home-hint">To host a room yourself, run Partyline on a computer.</p>}
      </div>
    </div>
  );
}

/** In one column there is no sidebar: its head and its foot in one row. */
function PhoneHeader({ app }: { app: AppModel }) {
  const name = app.username.value ?? "";
  return (
    <div class="home-header">
      <Mark />
      <span class="home-brand">Partyline</span>
      <button
        type="button"
        class="home-user"
        onClick={() => {
          overlay.value = { kind: "settings" };
        }}
      >
        <Avatar id={name} name={name} />
        <span class="hidden-text">Settings</span>
      </button>
    </div>
  );
}
