-- Marks the file as a room's log: "PLog" in ASCII.
PRAGMA application_id = 0x504c6f67;

CREATE TABLE log (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  log_id TEXT NOT NULL,
  -- The highest seq that retention has removed. The next seq follows from it when no event is left.
  pruned INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE events (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  member TEXT,
  json TEXT NOT NULL,
  -- Who sent it, for exactly-once: clients.id, that client's number, a digest of the content.
  client INTEGER,
  n INTEGER,
  hash BLOB
) STRICT;

CREATE UNIQUE INDEX events_by_origin ON events (client, n) WHERE client IS NOT NULL;

-- AUTOINCREMENT: an id is never given again, since events of a forgotten client may still carry it.
CREATE TABLE clients (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  member TEXT NOT NULL,
  client TEXT NOT NULL,
  last_n INTEGER NOT NULL,
  used_at INTEGER NOT NULL,
  UNIQUE (member, client)
) STRICT;

CREATE TABLE members (
  id TEXT PRIMARY KEY,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  skeleton TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'member')),
  banned_at INTEGER,
  joined_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
