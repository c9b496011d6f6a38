import { useSignal } from "@preact/signals";
import { Ban, LogOut, UserCheck } from "lucide";
import type { Outcome, Person, RoomModel } from "../../../state/model.ts";
import { Avatar, Button, Dialog, Menu, toast } from "../../parts/index.ts";

const PRESENCE = { here: "here", away: "away", gone: "not here" } as const;

/** Everyone the room knows: who is here first, who is banned last. */
const rank = (one: Person): number => (one.banned ? 3 : one.presence === "gone" ? 2 : one.owner ? 0 : 1);

export function Members({ room }: { room: RoomModel }) {
  const error = useSignal<string | undefined>(undefined);
  const banning = useSignal<Person | undefined>(undefined);
  const people = [...room.people.value].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
  const run = async (what: Promise<Outcome>, words: string) => {
    const done = await what;
    error.value = done.ok ? undefined : done.failure.message;
    if (done.ok) toast(words);
  };
  return (
    <>
      <h3>Members</h3>
      <ul class="members">
        {people.map((one) => (
          <li key={one.id} class="members-row">
            <Avatar id={one.id} name={one.name} faded={one.presence === "gone"} />
            <span class="members-texts">
              <span class="one-line members-name">{one.name}</span>
              <span class="members-about">{about(one)}</span>
            </span>
            {one.banned ? (
              <Button
                icon={UserCheck}
                aria-label={`Unban ${one.name}`}
                onClick={() => void run(room.unban(one.id), `${one.name} may join again.`)}
              >
                Unban
              </Button>
            ) : (
              !one.me &&
              !one.owner && (
                <Menu
                  label={`More about ${one.name}`}
                  items={[
                    one.presence !== "gone" && {
                      label: "Kick",
                      icon: LogOut,
                      onSelect: () =>
                        void run(room.kick(one.id), `${one.name} was sent out and can join again.`),
                    },
                    {
                      label: "Ban...",
                      icon: Ban,
                      danger: true,
                      onSelect: () => {
                        banning.value = one;
                      },
                    },
                  ]}
                />
              )
            )}
          </li>
        ))}
      </ul>
      {error.value && (
        <p class="room-settings-error" role="alert">
          {error.value}
        </p>
      )}
      {banning.value && (
        <BanDialog
          room={room}
          person={banning.value}
          onDone={(sure) => {
            const one = banning.value;
            banning.value = undefined;
            if (sure && one) void run(room.ban(one.id), `${one.name} is banned.`);
          }}
        />
      )}
    </>
  );
}

function about(one: Person): string {
  const words = [one.owner && "owner", one.me && "you", one.banned ? "banned" : PRESENCE[one.presence]];
  return words.filter(Boolean).join(" · ");
}

function BanDialog(props: { room: RoomModel; person: Person; onDone(sure: boolean): void }) {
  const { room, person, onDone } = props;
  const room_ = room.name.value;
  return (
    <Dialog
      title={`Ban ${person.name}?`}
      size="small"
      onClose={() => onDone(false)}
      actions={
        <>
          <Button autofocus onClick={() => onDone(false)}>
            Cancel
          </Button>
          <Button kind="danger" onClick={() => onDone(true)}>
            Ban {person.name}
          </Button>
        </>
      }
    >
      <p>
        <bdi>{person.name}</bdi> is sent out of <bdi>{room_}</bdi> and cannot join again with this identity.
        Their messages stay. You can unban them here at any time. Somebody with a new browser is a new person
        to the room: a password keeps out whom a ban does not.
      </p>
    </Dialog>
  );
}
