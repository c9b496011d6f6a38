/** A log that is timed and counted: the same log for whoever uses it. */
import type { Clock } from "@partyline/protocol";
import type { Log, LogEntry, Outcome } from "./log/index.ts";
import type { HostMeters } from "./metrics.ts";
import type { Logger } from "./ports.ts";

/** `room` is what log lines call it. */
export function meteredLog(
  log: Log,
  { room, meters, clock, logger }: { room: string; meters: HostMeters; clock: Clock; logger: Logger },
): Log {
  return {
    state: log.state,
    async append(entries: readonly LogEntry[]): Promise<Outcome[]> {
      const begun = clock.monotonic();
      meters.waiting += entries.length;
      try {
        const outcomes = await log.append(entries);
        const ms = clock.monotonic() - begun;
        const events = outcomes.filter((outcome) => outcome.kind === "stored" && outcome.seq !== null).length;
        meters.committed(ms, events);
        logger("debug", "a commit is durable", {
          room,
          entries: entries.length,
          events,
          ms: Math.round(ms * 10) / 10,
        });
        return outcomes;
      } catch (error) {
        meters.failed += 1;
        throw error;
      } finally {
        meters.waiting -= entries.length;
      }
    },
    read: (range) => log.read(range),
    newest: (limit, maxBytes) => log.newest(limit, maxBytes),
    before: (seq, limit, maxBytes) => log.before(seq, limit, maxBytes),
    prune: (keep) => log.prune(keep),
    close: () => log.close(),
  };
}
