/** The object stores of a page's database, by version. Nothing here is ever changed, only added to. */

/** The database of this origin; each held client id has one more beside it (indexeddb-hold.ts). */
export const DATABASE = "partyline";

/** Each step brings a database from the version of its index to the next. */
export const UPGRADES: readonly ((db: IDBDatabase) => void)[] = [
  (db) => {
    // One row, under PROFILE_KEY: seed, name.
    db.createObjectStore("profile");
    db.createObjectStore("rooms", { keyPath: "id" });
    db.createObjectStore("sessions", { keyPath: "client" }).createIndex("room", "room");
    // By client id: the holder that has let go. A store of its own, since a page that is about to be gone can still
    // write one value blindly, but not read a row first.
    db.createObjectStore("released");
    db.createObjectStore("outbox", { keyPath: ["client", "key"] });
    db.createObjectStore("remembered", { keyPath: ["client", "seq"] });
  },
];

export const PROFILE_KEY = "me";

/** All rows of one client id in `outbox` or `remembered`: an array sorts after every number (IndexedDB 3.0, 2.4). */
export const rowsOf = (client: string): IDBKeyRange => IDBKeyRange.bound([client], [client, []]);
