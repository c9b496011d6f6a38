import "./switchboard-section.css";
import { useSignal } from "@preact/signals";
import { Activity, CircleAlert, CircleCheck, Plus, Trash2 } from "lucide";
import type { AppModel, Failure, Switchboard, SwitchboardRoom } from "../../state/model.ts";
import { Button, FailureWords, Icon, Menu, toast } from "../parts/index.ts";
import { attempt, programGone } from "../shell/actions.ts";
import { overlay } from "../shell/overlay.ts";
import { aboutNearby } from "../shell/rooms.ts";
import { RoomCard, rooms as roomsOf, Section } from "./card.tsx";

/** Rooms shown before the rest is asked for: in the app below those of this network, on a switchboard's page alone. */
const SHOWN = { console: 6, guest: 6, switchboard: 24 } as const;

interface SwitchboardSectionProps {
  app: AppModel;
  switchboard: Switchboard;
  /** Whether a search has narrowed its rooms: then an empty list says nothing about the switchboard. */
  filtered: boolean;
}

/** What one switchboard lists, live. */
export function SwitchboardSection({ app, switchboard, filtered }: SwitchboardSectionProps) {
  const all = useSignal(false);
  const { label, state, rooms } = switchboard;
  const failed = state === "failed";
  const gone = programGone(app);
  if (filtered && rooms.length === 0) return null;
  const most = SHOWN[app.kind];
  const shown = all.value || rooms.length <= most + 1 ? rooms : rooms.slice(0, most);
  return (
    <Section
      title={`On ${label}`}
      about={<span role="status">{gone ? "Paused until Partyline runs again" : about(switchboard)}</span>}
      end={app.kind === "console" && <SwitchboardMenu app={app} switchboard={switchboard} />}
    >
      {failed && !gone && <NotReached app={app} switchboard={switchboard} />}
      {shown.length > 0 && (
        <ul class="home-cards">
          {shown.map((room) => (
            <PostedRoom key={room.id} app={app} room={room} />
          ))}
        </ul>
      )}
      {shown.length < rooms.length && (
        <Button
          kind="plain"
          class="home-all"
          onClick={() => {
            all.value = true;
          }}
        >
          Show all {rooms.length} rooms
        </Button>
      )}
      {rooms.length === 0 && state === "ok" && <NothingListed app={app} switchboard={switchboard} />}
    </Section>
  );
}

function about({ state, rooms, more }: Switchboard): string {
  if (state === "failed")
    return rooms.length === 0 ? "not reached" : "not reached: the rooms as they were last";
  if (state === "asking" && rooms.length === 0) return "Asking which rooms there are...";
  const offline = rooms.filter((room) => !room.online).length;
  const count = rooms.length === 0 ? "no rooms" : roomsOf(rooms.length);
  if (more) return `${count} of more: search finds the others by their names`;
  return offline === 0 ? count : `${count}, ${offline} offline`;
}

function PostedRoom({ app, room }: { app: AppModel; room: SwitchboardRoom }) {
  // The bare name leads to another room: the part that tells them apart.
  const name = /#[a-z2-7]{4}$/.exec(room.listedAs)?.[0];
  const words = [room.online ? "" : "host is offline", name, aboutNearby(room)].filter(Boolean).join(" · ");
  return (
    <RoomCard
      app={app}
      id={room.id}
      name={room.name}
      faded={!room.online}
      about={words}
      action={app.seats.value.has(room.id) || !room.online ? "Open" : "Join"}
    />
  );
}

function NothingListed({ app, switchboard: { label } }: { app: AppModel; switchboard: Switchboard }) {
  return (
    <div class="home-nothing">
      <p>
        Nobody lists a room on {label} now. One that is listed appears here by itself; rooms that are joined
        by link only are on no list.
      </p>
      {app.kind === "console" && (
        <div class="home-ways">
          <Button
            icon={Plus}
            onClick={() => {
              overlay.value = { kind: "create", name: "" };
            }}
          >
            Create a room
          </Button>
        </div>
      )}
    </div>
  );
}

/** What went wrong, and to ask once more. It is asked again by itself as well. */
function NotReached({ app, switchboard }: { app: AppModel; switchboard: Switchboard }) {
  const { label, trouble } = switchboard;
  const { tested, test } = useTest(app, switchboard);
  const failure = tested.value?.failure;
  return (
    <div class="switchboard-trouble" role="status">
      <Icon node={CircleAlert} size={16} />
      <p dir="auto">
        {failure ? <FailureWords {...failure} /> : (trouble ?? `${label} does not answer.`)}{" "}
        <span class="switchboard-again">It is asked again by itself.</span>
      </p>
      {app.kind === "console" && (
        <Button kind="plain" loading={tested.value?.busy ?? false} onClick={test}>
          Ask now
        </Button>
      )}
    </div>
  );
}

function SwitchboardMenu({ app, switchboard }: { app: AppModel; switchboard: Switchboard }) {
  const { label, url } = switchboard;
  const { tested, test } = useTest(app, switchboard);
  const now = tested.value;
  return (
    <>
      <Menu
        class="home-section-menu"
        label={`More about ${label}`}
        items={[
          { label: "Test the connection", icon: Activity, onSelect: test },
          {
            label: "Remove from this list",
            icon: Trash2,
            onSelect: async () => {
              if (await attempt(app.removeSwitchboard(url)))
                toast(`${label} is off the list. Rooms that go through it stay there.`);
            },
          },
        ]}
      />
      {now && (
        <p class="switchboard-tested" role="status" dir="auto">
          {!now.busy && <Icon node={now.failure ? CircleAlert : CircleCheck} size={15} />}
          <span>{now.failure ? <FailureWords {...now.failure} /> : now.words}</span>
        </p>
      )}
    </>
  );
}

interface Tested {
  readonly busy: boolean;
  readonly words: string;
  readonly failure?: Failure;
}

/** Asks the switchboard once more, and what came of it. */
function useTest(app: AppModel, { url, label }: Switchboard) {
  const tested = useSignal<Tested | undefined>(undefined);
  const test = async () => {
    if (tested.value?.busy) return;
    tested.value = { busy: true, words: `Asking ${label}...` };
    const done = await app.testSwitchboard(url);
    tested.value = done.ok
      ? { busy: false, words: done.value.words }
      : { busy: false, words: "", failure: done.failure };
  };
  return { tested, test };
}
