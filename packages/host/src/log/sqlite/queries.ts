/** Every statement on an open log; a test holds the plans of those that run with the log's length. */
export const QUERIES = {
  log: "SELECT log_id, pruned, (SELECT max(seq) FROM events) AS newest FROM log",
  members: "SELECT * FROM members ORDER BY joined_at, id",
  meta: "SELECT key, value FROM meta",

  read: "SELECT seq, json FROM events WHERE seq >= ? AND seq <= ? ORDER BY seq LIMIT ?",
  before: "SELECT seq, json FROM events WHERE seq < ? ORDER BY seq DESC LIMIT ?",
  links: "SELECT prev, jump FROM events WHERE seq = ?",
  hash: "SELECT hash FROM events WHERE seq = ?",
  addEvent:
    "INSERT INTO events (seq, at, kind, member, json, hash, prev, jump) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",

  client: "SELECT * FROM clients WHERE member = ? AND client = ?",
  countClients: "SELECT count(*) AS count FROM clients WHERE member = ?",
  oldestClient: "SELECT * FROM clients WHERE member = ? ORDER BY used_at, client LIMIT 1",
  putClient: "INSERT OR REPLACE INTO clients VALUES (?, ?, ?, ?, ?, ?)",
  removeClient: "DELETE FROM clients WHERE member = ? AND client = ?",

  putMember: "INSERT OR REPLACE INTO members VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  putMeta: "INSERT OR REPLACE INTO meta VALUES (?, ?)",
  removeMeta: "DELETE FROM meta WHERE key = ?",

  firstYoung: "SELECT seq FROM events WHERE seq > ? AND seq <= ? AND at >= ? ORDER BY seq LIMIT 1",
  removeEvents: "DELETE FROM events WHERE seq <= ?",
  setPruned: "UPDATE log SET pruned = ?",
} as const;
