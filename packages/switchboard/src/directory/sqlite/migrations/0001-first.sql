PRAGMA application_id = 1347183730; -- "PLdr"

-- One row a room. What is held of a name is all there, or all null.
CREATE TABLE rooms (
  room           TEXT PRIMARY KEY,
  record         TEXT NOT NULL,               -- JSON, as the host signed it
  listed         INTEGER NOT NULL,            -- 1: shown to those who look around
  name_key       TEXT NOT NULL,               -- the record's name, folded
  addresses      TEXT NOT NULL,               -- JSON
  seen           INTEGER NOT NULL,            -- ms since 1970, last known to be online
  entered        INTEGER NOT NULL,            -- 0: taken out; serial and name are remembered
  released_at    INTEGER NOT NULL,            -- ms since 1970; receipts from before are void
  held_name      TEXT,
  held_key       TEXT UNIQUE,
  held_skeleton  TEXT UNIQUE,
  claimed_at     INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX rooms_shown ON rooms (seen DESC, room) WHERE entered = 1 AND listed = 1;
CREATE INDEX rooms_by_name ON rooms (name_key, room);
CREATE INDEX rooms_by_seen ON rooms (seen);
