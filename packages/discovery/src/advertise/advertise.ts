import { fromInstanceName, toInstanceName } from "../instance-name.ts";
import type { InterfaceFilter } from "../interfaces/real-interfaces.ts";
import { checkListing, type Listing } from "../listing.ts";
import { encodeTxt } from "../txt.ts";
import { Announcer } from "./announcer.ts";
import type { ServiceRecord } from "./messages.ts";

/** How to advertise. */
export interface AdvertiseOptions {
  /** Where; default: all that {@link realInterfaces} finds, followed as they come and go. */
  interfaces?: InterfaceFilter;
  /** Somebody else on the LAN has the name: the room is listed as this one now, e.g. "Reading Club (2)". */
  onRenamed?: (name: string) => void;
  /** Takes one line at a time of what happens underneath. */
  log?: (line: string) => void;
  /** Gives up what is being announced: what may have gone out is taken back, then the call rejects. What has been
   *  announced stays, until {@link Advertisement.stop}. */
  signal?: AbortSignal;
}

/** A room that the LAN lists. */
export interface Advertisement {
  /** The name under which it is listed now. */
  readonly name: string;
  /**
   * Changes what is listed. A password's coming or going is told at once; for a new name or port the room is
   * withdrawn and listed again, which takes about a second.
   * @throws DiscoveryError BAD_LISTING, ADVERTISE_TIMEOUT, ADVERTISE_STOPPED; nothing happens after {@link stop}.
   */
  update(change: Partial<Pick<Listing, "name" | "port" | "password">>): Promise<void>;
  /** Says goodbye; resolves when that is sent. May be called twice. */
  stop(): Promise<void>;
}

/** One announcer for each set of interfaces asked for: nearly always exactly one. */
const announcers = new Map<string, Announcer>();

/**
 * Lists a room on the LAN by DNS-SD (RFC 6763) as `<name>._partyline._tcp.local`, on every real interface with
 * the addresses of that interface, over IPv4 and IPv6. Resolves about 0.8 s later, when the name is probed to be
 * free (RFC 6762 8.1) and announced; without any network at once, and it is listed when one comes. It does not
 * keep the process alive.
 *
 * The host name in SRV is made of the room id, so that two rooms never contend for it and no machine's own name
 * is given away.
 * @throws DiscoveryError BAD_LISTING when a field is malformed; ADVERTISE_TIMEOUT when the network let nothing
 *   through; the room is then not listed, and it may be tried again. ADVERTISE_STOPPED when the signal came first.
 */
export async function advertise(listing: Listing, options: AdvertiseOptions = {}): Promise<Advertisement> {
  checkListing(listing);
  const announcer = announcerFor(options.interfaces ?? {});
  let current = listing;
  let name = listing.name;
  let stopped = false;
  let work: Promise<unknown> = Promise.resolve();

  const add = (service: ServiceRecord) => {
    name = fromInstanceName(service.instance);
    const onRenamed = (renamed: string) => {
      name = renamed;
      options.onRenamed?.(renamed);
    };
    return announcer.add({ service, log: options.log ?? (() => {}), onRenamed }, options.signal);
  };
  let key = await add(toService(current));

  return {
    get name() {
      return name;
    },
    update: (change) => {
      const done = work.then(async () => {
        if (stopped) return;
        const next = { ...current, ...change };
        checkListing(next);
        const moved = next.name !== current.name || next.port !== current.port;
        current = next;
        if (!moved) return announcer.setText(key, encodeTxt(next));
        await announcer.remove(key);
        key = await add(toService(next));
      });
      work = done.catch(() => {});
      return done;
    },
    stop: () => {
      stopped = true;
      const done = work.then(() => announcer.remove(key));
      work = done;
      return done;
    },
  };
}

function announcerFor(filter: InterfaceFilter): Announcer {
  const key = JSON.stringify([filter.include, filter.exclude]);
  const announcer = announcers.get(key) ?? new Announcer(filter);
  announcers.set(key, announcer);
  return announcer;
}

function toService(listing: Listing): ServiceRecord {
  return {
    instance: toInstanceName(listing.name),
    hostname: `partyline-${listing.id.slice(0, 16)}`,
    port: listing.port,
    txt: encodeTxt(listing),
  };
}
