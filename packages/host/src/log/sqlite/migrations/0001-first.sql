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
  -- For an event that a client numbered: a digest of its content, and the chain back through that client's
  -- events (chain.ts) as two seqs, 0 for none. In place of an index on (client, n), which would dirty one
  -- page a client in every commit; so, whoever talks, a commit writes to the end of this table.
  hash BLOB,
  prev INTEGER,
  jump INTEGER
) STRICT;

CREATE TABLE clients (
  member TEXT NOT NULL,
  client TEXT NOT NULL,
  last_n INTEGER NOT NULL,
  used_at INTEGER NOT NULL,
  -- The event with last_n, and that event's jump.
  last_seq INTEGER NOT NULL,
  last_jump INTEGER NOT NULL,
  PRIMARY KEY (member, client)
) STRICT, WITHOUT ROWID;

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
