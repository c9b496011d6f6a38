/** Every cap of a host, each with its unit, its reason and the error it raises. */
export interface HostLimits {
  /** Connections to one room that have not been admitted yet. A handshake costs the host three
   *  Diffie-Hellman operations before it knows anybody; beyond this, newcomers by a switchboard wait their turn, and
   *  others are told BUSY and try again. */
  greeting: number;
  /** Milliseconds from connecting to admission (RFC-less: a slow phone needs 2 s). Error: SILENT. */
  greetingMs: number;
  /** Connections in all; a little under the 4,096 files that common systems allow. Error: BUSY. */
  connections: number;
  /** Of those, TCP connections that are no WebSocket, in all and from one address (IPv4, IPv6 /64): they have not asked for
   *  anything yet, or ask over HTTP. A browser opens six. Beyond it they are cut, since nobody has asked anything that
   *  could be answered. */
  lobby: number;
  lobbyPerAddress: number;
  /** Milliseconds that a client has for its request, that one may be silent between two, and a third of what it may leave
   *  an answer unread. */
  requestMs: number;
  /** People who ever joined one room; their records are kept in memory. Error: ROOM_FULL. */
  members: number;
  /** Messages a member may send at once, and a second in the long run. Above it the host reads that member's
   *  connection more slowly, so nothing is refused and nothing is lost. */
  sendBurst: number;
  sendsPerSecond: number;
  /** The same for pages of history: 200,000 events at once, so that the owner's export, or the catching up of
   *  whoever was long away, is not held back. Pages are read one after the other, 1 to 2 ms each. */
  readBurst: number;
  readsPerSecond: number;
  /** The same for all other commands. */
  commandBurst: number;
  commandsPerSecond: number;
  /** What may wait to be written to one member before the connection is cut with RESUME: frames, bytes and
   *  milliseconds. The member comes back and continues where it was; the others never wait for it. */
  behindFrames: number;
  behindBytes: number;
  behindMs: number;
  /** Milliseconds that a link which was cut may take to read why, before its socket goes. */
  cutMs: number;
  /** Wrong passwords in `passwordWindowMs`, from one address and for the whole room. Error: TOO_MANY_TRIES. */
  triesPerAddress: number;
  triesPerRoom: number;
  passwordWindowMs: number;
}

export const LIMITS: HostLimits = {
  greeting: 256,
  greetingMs: 15_000,
  connections: 4_000,
  lobby: 1_500,
  lobbyPerAddress: 500,
  requestMs: 10_000,
  members: 10_000,
  sendBurst: 1_000,
  sendsPerSecond: 100,
  readBurst: 1_000,
  readsPerSecond: 100,
  commandBurst: 200,
  commandsPerSecond: 40,
  behindFrames: 256,
  behindBytes: 512 * 1024,
  behindMs: 10_000,
  cutMs: 5_000,
  triesPerAddress: 5,
  triesPerRoom: 20,
  passwordWindowMs: 600_000,
};

/** Milliseconds until a trunk must be open: between two SYNs of a system stand 1, 2, 4, 8 s, and then a new dial is
 *  sooner. Error: UNREACHABLE. */
export const TRUNK_DIAL_MS = 4_000;
/** Milliseconds between two looks at this device's addresses while a trunk waits to be dialled: another network is a
 *  reason to dial at once. */
export const TRUNK_NETWORK_MS = 2_000;
/** Milliseconds between two pings of a trunk, give or take a fifth. A switchboard that was started anew knows nothing of
 *  it, and lets nobody in until it is dialled again; 10,000 hosts are 3,300 pings a second, 2 % of a core. */
export const TRUNK_PING_MS = 3_000;
/** Milliseconds for which one may stay unanswered; twice what it took to be greeted, where that is more; doubled for each
 *  trunk in a row that ended by it within TRUNK_SLOW_MS; up to the limit of the relay protocol. Error: SILENT. */
export const TRUNK_SILENT_MS = 4_500;
export const TRUNK_SLOW_MS = 60_000;
/** Milliseconds that a trunk must have lasted for the next break to count as the first again. */
export const TRUNK_STABLE_MS = 3_000;
/** Milliseconds between two looks for circuits and trunks that take nothing. */
export const TRUNK_LOOK_MS = 2_500;
/** Circuits to one room that wait until fewer are shaking hands, each with 1 KiB at most: a full room that comes back at
 *  once. Error: BUSY. */
export const CIRCUITS_WAITING = 2_000;
/** Bytes of casts and replies that may wait on a trunk before it is cut and dialled anew: at 1 Mbit/s it would take a
 *  minute to send them. */
export const TRUNK_BEHIND_BYTES = 8 * 1024 * 1024;
/** Milliseconds, give or take a half, before a switchboard that took no more rooms or names is asked again; and before a
 *  room is brought again whose place there could not be stored on this device: a full disk may be emptied at any time. */
export const TRUNK_ASK_AGAIN_MS = 60_000;
export const TRUNK_STORE_AGAIN_MS = 2_000;
/** Milliseconds between two looks at this device's addresses, where a switchboard is told them: a laptop that changes
 *  networks is found again by its neighbours after as long. */
export const ADDRESSES_LOOK_MS = 10_000;
/** Milliseconds for which the end of a destroyed room waits until its switchboards have said that they know it: the program
 *  may end with it, and members who are away would be told only when it is started again. */
export const TOMBSTONE_WAIT_MS = 3_000;
/** Milliseconds that the last words of a trunk may take. */
export const TRUNK_CLOSE_MS = 1_000;

/** Entries in one commit: a transaction of this size takes about 3 ms on a fast disk. */
export const COMMIT_ENTRIES = 500;
/** Milliseconds between the starts of two commits under load: at most 50 batches a second, since a phone pays
 *  about 1.4 ms to verify each. */
export const COMMIT_SPACING_MS = 20;
/** Milliseconds for which signals and joins are gathered into one batch: one for each member that it goes to,
 *  within these bounds, since a batch costs a write for each of them. */
export const GATHER_LEAST_MS = 50;
export const GATHER_MOST_MS = 500;
/** Milliseconds between two beats, pairwise to every member. */
export const BEAT_MS = 15_000;
/** Milliseconds between two looks for requests that take too long. Node's own is 30 s, and who says nothing would stay for
 *  so much longer. */
export const LOBBY_LOOK_MS = 1_000;
/** Milliseconds between two WebSocket pings to a direct member; one that is not answered by the next is dead. */
export const PING_MS = 30_000;
/** Milliseconds that a member may be away before the others are told: a phone changing masts is not leaving. */
export const GONE_MS = 5_000;
/** Milliseconds after which an epoch ends by age. */
export const EPOCH_MS = 24 * 3_600_000;
/** Milliseconds between two looks at what retention lets go. */
export const PRUNE_MS = 60_000;
/** The newest events that a room keeps whose history is in memory only, unless it was told otherwise: some 5 MB of short
 *  messages. Whoever was away for longer is told of the gap. */
export const MEMORY_EVENTS = 10_000;

/** How far ahead of this device's clock a directory's word of a record's serial is believed (10 years): serials are
 *  times, and a directory that lies must not be able to use all of them up, at every other switchboard too. Beyond it the
 *  room stays STALE there. */
export const SERIAL_AHEAD_MS = 10 * 365 * 24 * 60 * 60 * 1000;
