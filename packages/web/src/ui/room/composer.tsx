import "./composer.css";
import { limits } from "@partyline/protocol";
import { SendHorizontal } from "lucide";
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { RoomModel } from "../../state/model.ts";
import { Icon } from "../parts/index.ts";
import { countWords, momentWords } from "./format.ts";
import type { TimelineHandle } from "./timeline/timeline.tsx";
import { useToday } from "./use-today.ts";

/** The most a draft takes: what can be shortened by hand (UTF-16 units). A text area of a million holds up its page for
 *  20 s. */
const DRAFT_UNITS = 5 * limits.TEXT_UNITS;

interface ComposerProps {
  room: RoomModel;
  timeline: RefObject<TimelineHandle | null>;
}

/** Where one writes. It is never disabled: what cannot be sent now is kept, and the line below says so. */
export function Composer({ room, timeline }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const draft = room.draft.value;
  const left = room.charactersLeft.value;
  const over = left !== undefined && left < 0;
  /** Characters of a paste that was not taken. */
  const [refused, refuse] = useState(0);
  // Isolated (UAX 9): a name from the right must not turn the words around it.
  const prompt = `Message \u2068${room.name.value}\u2069`;
  const empty = draft.trim() === "";

  useEffect(() => {
    // A keyboard that opens by itself hides half of a phone's room.
    if (matchMedia("(hover: hover) and (pointer: fine)").matches)
      field.current?.focus({ preventScroll: true });
  }, []);
  useLayoutEffect(() => fitHeight(field.current), [draft]);

  const send = () => {
    if (over || empty) return;
    room.send();
    timeline.current?.toEnd();
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that ends a composition belongs to the input method; Safari tells it by 229 only.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter") {
      if (event.shiftKey) return;
      event.preventDefault();
      if (event.ctrlKey || event.metaKey || event.altKey) breakLine(room, field.current);
      else send();
    } else if (event.key === "PageUp" || event.key === "PageDown") {
      event.preventDefault();
      timeline.current?.scrollViews(event.key === "PageUp" ? -0.85 : 0.85);
    } else if (event.key === "Escape") {
      timeline.current?.toEnd();
    }
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: a larger target; the field itself has the keyboard. */}
      <div class={`composer-box ${over ? "composer-over" : ""}`} onClick={() => field.current?.focus()}>
        <textarea
          ref={field}
          class="composer-field"
          rows={1}
          dir="auto"
          name="message"
          autocomplete="off"
          enterkeyhint="send"
          placeholder={prompt}
          aria-label={prompt}
          aria-describedby="composer-status"
          aria-invalid={over || undefined}
          value={draft}
          onBeforeInput={(event) => {
            const { selectionStart, selectionEnd, value } = event.currentTarget;
            const added = event.data?.length ?? 0;
            if (value.length - (selectionEnd - selectionStart) + added <= DRAFT_UNITS) return;
            if (added === 0) return;
            event.preventDefault();
            refuse(added);
          }}
          onInput={(event) => {
            refuse(0);
            room.draft.value = event.currentTarget.value;
          }}
          onKeyDown={onKeyDown}
        />
        {left !== undefined && (
          <span class={`composer-left ${over ? "composer-left-over" : ""}`}>
            <span aria-hidden="true">{countWords(left)}</span>
            <span class="hidden-text">{countWords(left)} characters left</span>
          </span>
        )}
        <button
          type="submit"
          class={`composer-send ${empty || over ? "composer-send-idle" : ""}`}
          title="Send (Enter)"
          // The field keeps the focus, and a phone its keyboard.
          onPointerDown={(event) => event.preventDefault()}
        >
          <Icon node={SendHorizontal} size={18} />
          <span class="composer-send-word">Send</span>
        </button>
      </div>
      <Status room={room} over={over ? -left : 0} refused={refused} />
    </form>
  );
}

/** How things stand, in the same place always: what is wrong first, then who is typing. */
function Status({ room, over, refused }: { room: RoomModel; over: number; refused: number }) {
  const { kind, words } = room.standing.value;
  const completeTo = room.completeTo.value;
  const now = useToday();
  return (
    <div class="composer-status">
      <p id="composer-status" class="composer-state" role="status">
        {refused > 0 ? (
          <span class="composer-wrong">
            That text was not put in: it has {countWords(refused)}{" "}
            {refused === 1 ? "character" : "characters"}, and a message holds {countWords(limits.TEXT_UNITS)}.
            Paste it in parts.
          </span>
        ) : over > 0 ? (
          <span class="composer-wrong">
            {countWords(over)} {over === 1 ? "character" : "characters"} too many. Shorten it, or send it in
            parts.
          </span>
        ) : kind === "good" ? null : (
          <span class={`composer-standing composer-standing-${kind}`}>{words}</span>
        )}
      </p>
      {over === 0 && refused === 0 && kind === "good" && <p class="composer-typing">{room.typing.value}</p>}
      {completeTo !== undefined && (
        <p
          class="composer-complete"
          title={`Nothing is missing: everything that was said until ${momentWords(completeTo, now)} is here.`}
        >
          complete to {momentWords(completeTo, now)}
        </p>
      )}
    </div>
  );
}

/** A line break where the cursor is, in a way that the field's own undo knows. */
function breakLine(room: RoomModel, field: HTMLTextAreaElement | null): void {
  if (!field) return;
  if (document.execCommand("insertText", false, "\n")) return;
  field.setRangeText("\n", field.selectionStart, field.selectionEnd, "end");
  room.draft.value = field.value;
}

/** As high as its text, where CSS cannot do it (`field-sizing`: not in Firefox and older Safari). */
function fitHeight(field: HTMLTextAreaElement | null): void {
  if (!field || CSS.supports("field-sizing", "content")) return;
  field.style.blockSize = "auto";
  field.style.blockSize = `${field.scrollHeight}px`;
}
