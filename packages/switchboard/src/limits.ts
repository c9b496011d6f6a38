/** A token bucket's size, and how it fills. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Every cap of a switchboard that the relay protocol leaves to it, each with its unit, its reason and its error. An
 *  operator may set others. */
export interface SwitchboardLimits {
  /** Connections in all; a little under the files that common services may open. Error: BUSY. */
  connections: number;
  /** Connections from one address (IPv4, IPv6 /64): an office or a school shares one. Error: BUSY. */
  connectionsPerAddress: number;
  /** Of those, connections that have not said anything yet: they cost an attacker nothing. Error: BUSY. */
  greetingPerAddress: number;
  /** Connections in all that have not said anything yet. Error: BUSY. */
  greeting: number;
  /** TCP connections that are no WebSocket: they have not asked for anything yet, or ask over HTTP. In all, beside
   *  `connections`, and from one address, as above: a browser opens six. Beyond it they are cut, since nobody has asked
   *  anything that could be answered. */
  lobby: number;
  lobbyPerAddress: number;
  /** Milliseconds that a client has for its request, that one may be silent between two, and a third of what it may leave
   *  an answer unread. */
  requestMs: number;
  /** Connections that wait for a room to come back, in all: they are idle. Error: BUSY; the client asks again later. */
  waiting: number;
  /** Circuits of one room. Error: BUSY. */
  circuitsPerRoom: number;
  /** Connections that one address may begin. Error: RATE. */
  connects: Rate;
  /** Circuits that may be opened to one room: each costs its host a handshake. Burst: a full room that comes back at
   *  once after its trunk was cut. Error: BUSY. */
  opens: Rate;
  /** Circuits that may be opened at this switchboard. Error: BUSY. */
  nodeOpens: Rate;
  /** Link frames, and bytes, from one client. Beyond it the client is read more slowly. */
  clientFrames: Rate;
  clientBytes: Rate;
  /** Frames, and bytes, from one trunk. Beyond it the trunk is read more slowly. */
  trunkFrames: Rate;
  trunkBytes: Rate;
  /** Registrations and directory frames from one trunk: each costs a signature check or a write to disk. Burst: 64
   *  rooms, each registered and listed, twice. Beyond it the trunk is read more slowly. */
  trunkControls: Rate;
  /** Casts of one room. A host sends 50 batches a second at most, and after a cut up to 512 at once (R5.10). Beyond it
   *  the trunk is read more slowly. */
  casts: Rate;
  /** Registrations from one address, whether they succeed or not. Error: RATE. */
  registrations: Rate;
  /** Rooms new to the directory from one address: 20 a day. Error: LIMIT. */
  newListings: Rate;
  /** Tombstones from one address: 64 a day, as many as a trunk has rooms; each costs a signature check and a write to
   *  disk. Error: RATE. */
  burials: Rate;
  /** Tombstones that are kept, 90 days each; about 400 bytes of memory each. Beyond it the oldest goes. */
  tombstones: number;
  /** Requests over HTTP from one address. Error: RATE. */
  requests: Rate;
  /** Addresses whose budgets are remembered, for each budget; about 100 bytes each. */
  addresses: number;
  /** Bytes that wait for one trunk, above which its clients are not read and no new ones are taken (BUSY): a host that
   *  does not read must not fill this memory. */
  trunkWaiting: number;
  /** Bytes of one client that wait for credit, above which it is cut: more than fits in one read is a fault. Error:
   *  RESUME. */
  clientUnsent: number;
  /** Bytes of memory of all rings together, each batch with its overhead; beyond it a room that casts keeps less. Error:
   *  MISSED. */
  rings: number;
  /** Room numbers that one trunk may use up; a host that registers more begins a new trunk. Error: UNEXPECTED_FRAME. */
  numbersPerTrunk: number;
  /** Milliseconds that a connection which was closed may take to read why, before its socket goes. */
  cutMs: number;
}

const MiB = 1024 * 1024;

export const LIMITS: SwitchboardLimits = {
  connections: 20_000,
  connectionsPerAddress: 2_000,
  greetingPerAddress: 100,
  greeting: 4_000,
  lobby: 4_000,
  lobbyPerAddress: 1_000,
  requestMs: 10_000,
  waiting: 10_000,
  circuitsPerRoom: 10_000,
  connects: { burst: 500, perSecond: 50 },
  opens: { burst: 2_000, perSecond: 200 },
  nodeOpens: { burst: 5_000, perSecond: 1_000 },
  clientFrames: { burst: 1_000, perSecond: 200 },
  clientBytes: { burst: 64 * MiB, perSecond: 16 * MiB },
  trunkFrames: { burst: 50_000, perSecond: 20_000 },
  trunkBytes: { burst: 256 * MiB, perSecond: 64 * MiB },
  trunkControls: { burst: 256, perSecond: 10 },
  casts: { burst: 1_200, perSecond: 100 },
  registrations: { burst: 300, perSecond: 2 },
  newListings: { burst: 20, perSecond: 20 / 86_400 },
  burials: { burst: 64, perSecond: 64 / 86_400 },
  tombstones: 10_000,
  requests: { burst: 120, perSecond: 10 },
  addresses: 50_000,
  trunkWaiting: MiB,
  clientUnsent: MiB / 2,
  rings: 256 * MiB,
  numbersPerTrunk: 10_000,
  cutMs: 5_000,
};

/** Bytes that a batch costs in memory beside its message: a buffer of its own, the object that holds it, and what the
 *  allocator rounds up to. Measured with Node 24: 490 to 550 for messages of 10 to 100 bytes, less for large ones. */
export const BATCH_OVERHEAD = 512;
/** Those who wait for one room and are told in one second that it is back: the others spread themselves behind them, well
 *  within what `opens` lets in. */
export const BACK_PER_SECOND = 500;
/** Milliseconds between two looks at what is overdue: hellos, clients that are behind, pings. */
export const TICK_MS = 1_000;
/** Milliseconds between two looks at what the directory must be told: who is here still, which receipts are old. */
export const DIRECTORY_TICK_MS = 10 * 60_000;
/** Milliseconds after which a room that stays online gets a new receipt, so that the one it keeps is never near its
 *  end. */
export const RECEIPT_MS = 86_400_000;
/** Milliseconds that the secret behind address tags lives (R4.2). */
export const TAG_SECRET_MS = 86_400_000;
/** Bytes of the headers of a request. */
export const HEADERS_BYTES = 8 * 1024;
/** Milliseconds for which the list in the page for browsers without script stays as it is: reading the directory for
 *  each visitor would cost more than the visit. */
export const FRONT_PAGE_MS = 5_000;
/** Seconds over which those who are sent away spread their return, where the operator says nothing. */
export const WINDOW_SECONDS = 10;
