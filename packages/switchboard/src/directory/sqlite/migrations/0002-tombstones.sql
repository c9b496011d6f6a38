-- Rooms that are no more, as their own keys said. A row whose room was registered again is kept, to know it by.
CREATE TABLE tombstones (
  room       TEXT PRIMARY KEY,
  frame      BLOB NOT NULL CHECK (length(frame) = 73),  -- as clients are shown it
  closed_at  INTEGER NOT NULL,            -- ms since 1970, by the host's clock
  kept_at    INTEGER NOT NULL,            -- ms since 1970
  outlived   INTEGER NOT NULL             -- 1: shown to nobody
) STRICT, WITHOUT ROWID;

CREATE INDEX tombstones_by_age ON tombstones (kept_at, room);
