/** Every statement on an open log; a test holds the plans of those that run with the log's length. */
export const QUERIES = {
  log: "SELECT log_id, pruned, (SELECT max(seq) FROM events) AS newest FROM log",
  members: "SELECT * FROM members ORDER BY joined_at, id",
  meta: "SELECT key, value FROM meta",

  read: "SELECT seq, json FROM events WHERE seq >= ? AND seq <= ? ORDER BY seq LIMIT ?",
  before: "SELECT seq, json FROM events WHERE seq < ? ORDER BY seq DESC LIMIT ?",
  sent: "SELECT seq, hash FROM events WHERE client = ? AND n = ?",
  addEvent:
    "INSERT INTO events (seq, at, kind, member, json, client, n, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",

  client: "SELECT id, last_n, used_at FROM clients WHERE member = ? AND client = ?",
  countClients: "SELECT count(*) AS count FROM clients WHERE member = ?",
  oldestClient: "SELECT id, last_n, used_at FROM clients WHERE member = ? ORDER BY used_at, id LIMIT 1",
  addClient: "INSERT INTO clients (member, client, last_n, used_at) VALUES (?, ?, 0, 0)",
  saveClient: "UPDATE clients SET last_n = ?, used_at = ? WHERE id = ?",
  removeClient: "DELETE FROM clients WHERE id = ?",

  putMember: "INSERT OR REPLACE INTO members VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  putMeta: "INSERT OR REPLACE INTO meta VALUES (?, ?)",
  removeMeta: "DELETE FROM meta WHERE key = ?",

  firstYoung: "SELECT seq FROM events WHERE seq > ? AND seq <= ? AND at >= ? ORDER BY seq LIMIT 1",
  removeEvents: "DELETE FROM events WHERE seq <= ?",
  setPruned: "UPDATE log SET pruned = ?",
} as const;
