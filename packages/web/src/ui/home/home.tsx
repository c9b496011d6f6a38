import "./home.css";
import { useSignal } from "@preact/signals";
import { Plus } from "lucide";
import type { ComponentType } from "preact";
import type { AppModel, Hosted } from "../../state/model.ts";
import { Mark } from "../mark/mark.tsx";
import { Avatar, Button } from "../parts/index.ts";
import { lazily } from "../shell/lazily.tsx";
import { overlay } from "../shell/overlay.ts";
import { isFound, looksLikeRoad } from "./find.ts";
import { greeting } from "./greeting.ts";
import { NearbySection } from "./nearby-section.tsx";
import { RecentSection } from "./recent-section.tsx";
import { SearchField } from "./search-field.tsx";

/** Most devices know no switchboard. */
const SwitchboardSection = lazily(async () => (await import("./switchboard-section.tsx")).SwitchboardSection);

interface HomeProps {
  app: AppModel;
  /** What only the app's own page has: a guest need not load it. */
  own?: {
    readonly CreateField: ComponentType<{ app: AppModel }>;
    readonly HostedSection: ComponentType<{ app: AppModel; rooms: readonly Hosted[] }>;
  };
}

/** Which rooms there are, and the ways to the others. */
export function Home({ app, own }: HomeProps) {
  const wanted = useSignal("");
  const text = wanted.value;
  // A link or an address names one room and filters nothing.
  const filter = looksLikeRoad(text) ? "" : text.trim();
  const keeps = (...texts: (string | undefined)[]) => filter === "" || isFound(filter, ...texts);
  const hosted = app.hosted.value.filter((room) => keeps(room.name));
  const nearby = app.nearby.value.filter((room) => keeps(room.name, room.by));
  const listed: readonly { id: string }[] = [...app.nearby.value, ...app.hosted.value];
  const known = new Set(
    [...listed, ...app.switchboards.value.flatMap((one) => one.rooms)].map((room) => room.id),
  );
  const recent = app.recent.value.filter((room) => !known.has(room.id) && keeps(room.name));
  const near = new Set(app.nearby.value.map((room) => room.id));
  // What is on this network stands there, by the shorter road.
  const posted = app.switchboards.value.map((one) => ({
    ...one,
    rooms: one.rooms.filter((room) => !near.has(room.id) && keeps(room.name, room.by)),
  }));
  const matches = new Map(
    [...hosted.filter((room) => room.open), ...nearby, ...posted.flatMap((one) => one.rooms), ...recent].map(
      ({ id, name }) => [id, { id, name }],
    ),
  );

  return (
    <div class="home">
      <PhoneHeader app={app} />
      <div class="home-page">
        <header class="home-greeting">
          <h1>
            {greeting(new Date().getHours())}, <bdi>{app.username.value}</bdi>
          </h1>
          <p>
            {own
              ? "Join a room near you, or open your own. It lives on this device."
              : "Pick a room to join."}
          </p>
        </header>
        <div class="home-fields">
          {own && <own.CreateField app={app} />}
          <SearchField app={app} wanted={wanted} matches={[...matches.values()]} filtered={filter !== ""} />
        </div>
        {own && <own.HostedSection app={app} rooms={hosted} />}
        {app.kind !== "switchboard" && <NearbySection app={app} rooms={nearby} filtered={filter !== ""} />}
        {posted.map((one) => (
          <SwitchboardSection key={one.url} app={app} switchboard={one} filtered={filter !== ""} />
        ))}
        {own && filter === "" && (
          <Button
            kind="plain"
            icon={Plus}
            class="home-all"
            onClick={() => {
              overlay.value = { kind: "add-switchboard" };
            }}
          >
            Add a switchboard
          </Button>
        )}
        <RecentSection app={app} rooms={recent} />
        {!own && <p class="home-hint">To host a room yourself, run Partyline on a computer.</p>}
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
        <Avatar id={undefined} name={name} />
        <span class="hidden-text">Settings</span>
      </button>
    </div>
  );
}
