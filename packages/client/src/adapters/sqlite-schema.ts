/** The tables of `client.db`, by version: each step brings a file from the version of its index to the next. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE profile (one INTEGER PRIMARY KEY CHECK (one = 1), seed BLOB NOT NULL, name TEXT) STRICT;
  CREATE TABLE rooms (
    id TEXT PRIMARY KEY, name TEXT, keys TEXT NOT NULL, addresses TEXT NOT NULL, token BLOB,
    last_joined INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE sessions (
    client TEXT PRIMARY KEY, room TEXT NOT NULL, owner TEXT, used_at INTEGER NOT NULL,
    next_n INTEGER NOT NULL, log TEXT, seq INTEGER
  ) STRICT;
  CREATE INDEX sessions_by_room ON sessions (room);
  CREATE TABLE outbox (
    client TEXT NOT NULL REFERENCES sessions (client), key INTEGER NOT NULL, n INTEGER, body TEXT NOT NULL,
    at INTEGER NOT NULL, failed_code TEXT, failed_detail TEXT, PRIMARY KEY (client, key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE remembered (
    client TEXT NOT NULL REFERENCES sessions (client), seq INTEGER NOT NULL, event TEXT NOT NULL,
    PRIMARY KEY (client, seq)
  ) STRICT, WITHOUT ROWID;
  `,
  // A JSON array of addresses of switchboards; NULL for none.
  "ALTER TABLE rooms ADD COLUMN switchboards TEXT;",
];
