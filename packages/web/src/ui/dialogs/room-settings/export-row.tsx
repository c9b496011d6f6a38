import { useSignal } from "@preact/signals";
import { Download } from "lucide";
import type { RoomModel } from "../../../state/model.ts";
import { Button, toast } from "../../parts/index.ts";

/** The whole log as a file of JSON lines. */
export function ExportRow({ room }: { room: RoomModel }) {
  const progress = useSignal<{ done: number; of: number } | undefined>(undefined);
  const error = useSignal<string | undefined>(undefined);
  const run = async () => {
    error.value = undefined;
    progress.value = { done: 0, of: 0 };
    const done = await room.export((count, of) => {
      progress.value = { done: count, of };
    });
    progress.value = undefined;
    if (!done.ok) {
      error.value = done.failure.message;
      return;
    }
    const file = fileName(room.name.peek());
    save(done.value, file);
    toast(`Saved as ${file}.`);
  };
  const now = progress.value;
  return (
    <>
      <div class="room-settings-row">
        <p>Everything said here, one JSON object a line.</p>
        <Button icon={Download} loading={now !== undefined} onClick={run}>
          Export
        </Button>
      </div>
      {now && (
        <div class="room-settings-progress">
          <progress max={now.of || 1} value={now.done} aria-label="Export" />
          <span>
            {now.done.toLocaleString()} of {now.of.toLocaleString()}
          </span>
        </div>
      )}
      {error.value && (
        <p class="room-settings-error" role="alert">
          {error.value}
        </p>
      )}
    </>
  );
}

/** What file systems refuse (Windows: Naming Files, reserved characters) becomes a hyphen. */
const fileName = (room: string): string =>
  `${room.replace(/[\p{C}<>:"/\\|?*]+/gu, "-").replace(/[. ]+$/u, "") || "room"}.jsonl`;

function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold of the blob by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
