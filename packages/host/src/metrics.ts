/** What is counted while a host runs, for whoever watches it. Pure: no clock, no I/O. */

/** Upper bounds of the histogram of commits, in seconds: a fast disk takes 1 ms, a bad one half a second. */
const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] as const;

/** Codes that are told apart; any others are counted as "OTHER", so that nobody can make rows without end. */
const CODES = 100;

/** By which road members come. */
export type RoadName = "direct" | "switchboard";

/** What goes by one road. */
export class RoadMeters {
  /** Connections since the start: WebSockets, or circuits. */
  opened = 0;
  /** Bytes of connections that have ended; of trunks, all bytes of their messages. */
  bytesIn = 0;
  bytesOut = 0;
  readonly #ended = new Map<string, number>();

  /** The host has ended a connection, or refused it, with a code. */
  ended(code: string): void {
    countCode(this.#ended, code);
  }

  get endings(): ReadonlyMap<string, number> {
    return this.#ended;
  }
}

export class HostMeters {
  readonly direct = new RoadMeters();
  readonly switchboard = new RoadMeters();
  /** Events stored since the start. */
  events = 0;
  /** Commits that failed. */
  failed = 0;
  /** Entries handed to logs and not yet durable. */
  waiting = 0;
  readonly #refused = new Map<string, number>();
  readonly #commits = BOUNDS.map(() => 0);
  #commitCount = 0;
  #commitSeconds = 0;

  /** A commit was made durable, in so many milliseconds, with so many events. */
  committed(ms: number, events: number): void {
    const seconds = ms / 1000;
    this.events += events;
    this.#commitCount += 1;
    this.#commitSeconds += seconds;
    BOUNDS.forEach((bound, index) => {
      if (seconds <= bound) this.#commits[index] = (this.#commits[index] ?? 0) + 1;
    });
  }

  /** A member's command was refused, by whatever road it came. */
  refused(code: string): void {
    countCode(this.#refused, code);
  }

  /** Commits for the text: how many within each bound, cumulative. */
  get commits(): Histogram {
    return { bounds: BOUNDS, within: this.#commits, count: this.#commitCount, sum: this.#commitSeconds };
  }

  get refusals(): ReadonlyMap<string, number> {
    return this.#refused;
  }
}

function countCode(rows: Map<string, number>, code: string): void {
  const row = rows.has(code) || rows.size < CODES ? code : "OTHER";
  rows.set(row, (rows.get(row) ?? 0) + 1);
}

export interface Histogram {
  bounds: readonly number[];
  within: readonly number[];
  count: number;
  sum: number;
}

/** What is read anew each time. */
export interface HostGauges {
  rooms: number;
  /** Members who are here, by all roads. */
  members: number;
  /** Connections, admitted or not, and bytes of those that are open which the meters do not have yet. */
  roads: Readonly<Record<RoadName, { connections: number; bytesIn: number; bytesOut: number }>>;
  /** Bytes that wait for direct members who read slowly. */
  waitingBytes: number;
  /** Of the process, in bytes. */
  residentBytes: number;
  heapBytes: number;
}

const ROADS = ["direct", "switchboard"] as const;

/** The text for Prometheus (https://prometheus.io/docs/instrumenting/exposition_formats/, version 0.0.4). */
export function metricsText(meters: HostMeters, gauges: HostGauges): string {
  const rows: string[] = [];
  const one = (type: "gauge" | "counter", name: string, help: string, value: number): void => {
    rows.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, `${name} ${value}`);
  };
  one("gauge", "partyline_host_rooms", "Rooms open", gauges.rooms);
  one("gauge", "partyline_host_members", "Members here now", gauges.members);
  const byRoad = (
    type: "gauge" | "counter",
    name: string,
    help: string,
    value: (road: RoadName) => number,
  ): void => {
    rows.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`);
    for (const road of ROADS) rows.push(`${name}{road="${road}"} ${value(road)}`);
  };
  byRoad("gauge", "partyline_host_connections", "Connections now", (road) => gauges.roads[road].connections);
  byRoad(
    "counter",
    "partyline_host_connections_total",
    "Connections since the start",
    (road) => meters[road].opened,
  );
  byRoad(
    "counter",
    "partyline_host_received_bytes_total",
    "Bytes from direct members, and from switchboards",
    (road) => meters[road].bytesIn + gauges.roads[road].bytesIn,
  );
  byRoad(
    "counter",
    "partyline_host_sent_bytes_total",
    "Bytes to direct members, and to switchboards",
    (road) => meters[road].bytesOut + gauges.roads[road].bytesOut,
  );
  one("counter", "partyline_host_events_total", "Events stored", meters.events);
  one(
    "gauge",
    "partyline_host_queue_entries",
    "Entries handed to the log and not yet durable",
    meters.waiting,
  );
  one("gauge", "partyline_host_waiting_bytes", "Bytes that wait for slow members", gauges.waitingBytes);
  one("counter", "partyline_host_commits_failed_total", "Commits that failed", meters.failed);
  rows.push(...histogram("partyline_host_commit_seconds", "Seconds that a commit took", meters.commits));
  rows.push(
    "# HELP partyline_host_ended_total Connections ended or refused by the host, by road and code",
    "# TYPE partyline_host_ended_total counter",
    ...ROADS.flatMap((road) =>
      countsOf("partyline_host_ended_total", `road="${road}",`, meters[road].endings),
    ),
    ...byCode("partyline_host_refused_total", "Commands of members refused, by code", meters.refusals),
  );
  one("gauge", "process_resident_memory_bytes", "Resident memory size in bytes", gauges.residentBytes);
  one("gauge", "nodejs_heap_size_used_bytes", "Process heap size used in bytes", gauges.heapBytes);
  return `${rows.join("\n")}\n`;
}

function byCode(name: string, help: string, rows: ReadonlyMap<string, number>): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} counter`, ...countsOf(name, "", rows)];
}

const countsOf = (name: string, labels: string, rows: ReadonlyMap<string, number>): string[] =>
  [...rows].map(([code, count]) => `${name}{${labels}code="${code.replace(/["\\\n]/g, "_")}"} ${count}`);

function histogram(name: string, help: string, { bounds, within, count, sum }: Histogram): string[] {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} histogram`,
    ...bounds.map((bound, index) => `${name}_bucket{le="${bound}"} ${within[index]}`),
    `${name}_bucket{le="+Inf"} ${count}`,
    `${name}_sum ${sum}`,
    `${name}_count ${count}`,
  ];
}
