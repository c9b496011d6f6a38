import "./row-view.css";
import { Clock } from "lucide";
import type { MessageRow, RoomModel, Row } from "../../../state/model.ts";
import { Avatar, Icon } from "../../parts/index.ts";
import { dayWords, timeWords } from "../format.ts";
import { MessageText } from "../message-text.tsx";
import { memo } from "./react.ts";
import { sameRow } from "./steps.ts";

interface RowProps {
  row: Row;
  room: RoomModel;
  /** What "Today" means, in milliseconds since 1970. */
  now: number;
}

/** One row. Drawn again only when something on it has changed. */
export const RowView = memo(
  function RowView({ row, room, now }: RowProps) {
    switch (row.kind) {
      case "start":
        return <p class="row row-start">{row.words}</p>;
      case "day":
        return (
          <p class="row row-line">
            <time dateTime={new Date(row.at).toISOString().slice(0, 10)}>{dayWords(row.at, now)}</time>
          </p>
        );
      case "new":
        return (
          <p class="row row-line row-new">
            <span>New</span>
          </p>
        );
      case "system":
        return (
          <p class="row row-system" title={timeWords(row.at)}>
            {row.words}
          </p>
        );
      case "message":
        return <MessageView row={row} room={room} />;
    }
  },
  (before, after) =>
    before.room === after.room &&
    sameRow(before.row, after.row) &&
    (before.now === after.now || after.row.kind !== "day"),
);

function MessageView({ row, room }: { row: MessageRow; room: RoomModel }) {
  const time = timeWords(row.at);
  const stamp = (
    <time class="row-time" dateTime={new Date(row.at).toISOString()}>
      {time}
    </time>
  );
  const names = ["row row-message", row.first ? "row-first" : "row-more", `row-${row.state}`];
  return (
    <article class={names.join(" ")} aria-label={`${row.from}, ${time}`}>
      <div class="row-side">{row.first ? <Avatar id={row.by} name={row.from} size={36} /> : stamp}</div>
      <div class="row-body">
        {row.first && (
          <p class="row-head">
            <bdi class="row-name" title={row.from}>
              {row.from}
            </bdi>
            {stamp}
          </p>
        )}
        <div class="row-content">
          <MessageText text={row.text} />
          {row.state === "pending" && (
            <span class="row-clock" title="Waiting for the host">
              <Icon node={Clock} size={13} />
              <span class="hidden-text">Not sent yet</span>
            </span>
          )}
        </div>
        {row.state === "failed" && <Failed row={row} room={room} />}
      </div>
    </article>
  );
}

function Failed({ row, room }: { row: MessageRow; room: RoomModel }) {
  const { failure, pendingKey } = row;
  return (
    <div class="row-failed-line">
      <span class="row-failed-word" title={failure?.code}>
        Not sent.
      </span>
      {failure && <span class="row-failed-why">{failure.message}</span>}
      {pendingKey !== undefined && (
        <span class="row-failed-actions">
          <button type="button" class="row-action" onClick={() => room.retry(pendingKey)}>
            Try again
          </button>
          <button type="button" class="row-action" onClick={() => room.discard(pendingKey)}>
            Discard
          </button>
        </span>
      )}
    </div>
  );
}
