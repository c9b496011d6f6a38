import "./people.css";
import { Ban, Undo2, UserX } from "lucide";
import type { Outcome, Person, RoomModel } from "../../state/model.ts";
import { Avatar, Menu, toast } from "../parts/index.ts";
import { countWords } from "./format.ts";

/** Who is here, and who was. */
export function People({ room }: { room: RoomModel }) {
  const people = room.people.value;
  const here = people.filter(({ presence }) => presence !== "gone");
  const earlier = people.filter(({ presence }) => presence === "gone");
  return (
    <>
      <Group title="Here" people={here} room={room} />
      <Group title="Earlier" people={earlier} room={room} />
    </>
  );
}

function Group({ title, people, room }: { title: string; people: readonly Person[]; room: RoomModel }) {
  if (people.length === 0) return null;
  return (
    <section class="people-group">
      <h2 class="people-title">
        {title}, {countWords(people.length)}
      </h2>
      <ul>
        {people.map((person) => (
          <PersonRow key={person.id} person={person} room={room} />
        ))}
      </ul>
    </section>
  );
}

function PersonRow({ person, room }: { person: Person; room: RoomModel }) {
  const { id, name, presence } = person;
  const notes = [
    person.me && "you",
    person.owner && "owner",
    presence === "away" && "away",
    person.banned && "banned",
  ].filter((note) => note !== false);
  return (
    <li class="person">
      <Avatar id={id} name={name} size={28} faded={presence !== "here"} />
      <div class={`person-words ${presence === "gone" ? "person-gone" : ""}`}>
        <bdi class="one-line" title={name}>
          {name}
        </bdi>
        {notes.length > 0 && <span class="person-notes">{notes.join(", ")}</span>}
      </div>
      {room.isOwner.value && !person.me && <PersonMenu person={person} room={room} />}
    </li>
  );
}

/** What an owner can do. No questions asked: each of them can be undone, by joining again or in this menu. */
function PersonMenu({ person, room }: { person: Person; room: RoomModel }) {
  const { id, name, presence, banned } = person;
  const act = (doing: Promise<Outcome>, done: string) =>
    void doing.then((outcome) => toast(outcome.ok ? done : outcome.failure.message));
  return (
    <Menu
      class="person-menu"
      label={`More about ${name}`}
      items={[
        presence !== "gone" && {
          label: "Send away",
          icon: UserX,
          onSelect: () => act(room.kick(id), `${name} was sent away and can come back.`),
        },
        !banned && {
          label: "Ban from this room",
          icon: Ban,
          onSelect: () => act(room.ban(id), `${name} is banned.`),
        },
        banned && {
          label: "Lift the ban",
          icon: Undo2,
          onSelect: () => act(room.unban(id), `${name} can come back.`),
        },
      ]}
    />
  );
}
