import { type Signal, useSignal, useSignalEffect } from "@preact/signals";
import { Search, X } from "lucide";
import { useRef } from "preact/hooks";
import type { AppModel } from "../../state/model.ts";
import { Button, type FieldError, Icon, IconButton, TextField } from "../parts/index.ts";
import { enterRoom } from "../shell/actions.ts";
import { searchWanted } from "../shell/search-focus.ts";
import { looksLikeRoad } from "./find.ts";

interface SearchFieldProps {
  app: AppModel;
  wanted: Signal<string>;
  /** What the lists still show. */
  matches: readonly { id: string; name: string }[];
  filtered: boolean;
}

/** One field for three things: it narrows the lists, takes a link or an address, and looks for a name. */
export function SearchField({ app, wanted, matches, filtered }: SearchFieldProps) {
  const error = useSignal<FieldError | undefined>(undefined);
  /** What is being looked for. */
  const asked = useSignal<string | undefined>(undefined);
  const text = wanted.value.trim();
  const only = matches.length === 1 ? matches[0] : undefined;
  const road = looksLikeRoad(text);
  const form = useRef<HTMLFormElement>(null);
  useSignalEffect(() => {
    if (!searchWanted.value) return;
    searchWanted.value = false;
    form.current?.querySelector("input")?.focus();
  });

  const enter = async (event: Event) => {
    event.preventDefault();
    if (text === "" || asked.value === text) return;
    if (!road && only) return enterRoom(app, only.id);
    // Several: the person picks one of them.
    if (!road && matches.length > 1) return;
    asked.value = text;
    const done = await app.enterText(text);
    // Something else is being looked for since, or was typed.
    if (asked.value !== text) return;
    asked.value = undefined;
    if (!done.ok && wanted.value.trim() === text) error.value = done.failure;
  };

  return (
    <form class="home-search" ref={form} onSubmit={enter} noValidate>
      <Icon node={Search} class="home-search-icon" />
      <TextField
        label="Search rooms, or paste a link, an address or name#abcd"
        quietLabel
        large
        enterkeyhint="go"
        placeholder="Search, or paste a link, an address or name#abcd"
        value={wanted.value}
        onInput={(event) => {
          wanted.value = event.currentTarget.value;
          error.value = undefined;
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape" && text !== "") {
            event.preventDefault();
            wanted.value = "";
            error.value = undefined;
          }
        }}
        error={error.value}
        hint={hint({ text, road, filtered, only: only?.name, count: matches.length })}
        end={
          text !== "" && (
            <>
              <IconButton
                label="Clear"
                icon={X}
                onClick={() => {
                  wanted.value = "";
                  error.value = undefined;
                }}
              />
              {(road || matches.length === 0) && (
                <Button kind="quiet" type="submit" class="home-search-go" loading={asked.value === text}>
                  {road ? "Join" : "Look"}
                </Button>
              )}
            </>
          )
        }
      />
    </form>
  );
}

/** What Enter does now, in words. */
function hint(state: {
  text: string;
  road: boolean;
  filtered: boolean;
  only: string | undefined;
  count: number;
}) {
  if (state.text === "") return undefined;
  if (state.road) return "Enter joins the room that is there.";
  if (!state.filtered) return undefined;
  if (state.only !== undefined) {
    return (
      <>
        Enter opens <bdi>{state.only}</bdi>.
      </>
    );
  }
  if (state.count > 1) return `${state.count} rooms match.`;
  return (
    <>
      No room called “<bdi>{state.text}</bdi>” in these lists. Enter looks for it by that name; a link or an
      address from its host always works.
    </>
  );
}
