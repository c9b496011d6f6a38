import { LanError } from "./errors.ts";
import { runSync } from "./ip.ts";

/** Whether this machine can build test networks, and if not, what it lacks. */
export type LanAvailability = { ok: true } | { ok: false; reason: string };

/**
 * Says whether {@link createLan} can work here: it needs Linux, root and `ip netns`.
 * A test file skips itself with the reason. Under `CI=true` a network that cannot be built is an error
 * instead, so that a pipeline can never be green because nothing was tested.
 * @throws LanError LAN_UNAVAILABLE under CI=true.
 */
export function lanAvailable(): LanAvailability {
  const reason = whatIsMissing();
  if (reason === undefined) return { ok: true };
  if (process.env.CI === "true") throw new LanError("LAN_UNAVAILABLE", `CI must test the LAN: ${reason}`);
  return { ok: false, reason };
}

function whatIsMissing(): string | undefined {
  if (process.platform !== "linux") return "network namespaces exist on Linux only";
  if (process.getuid?.() !== 0) return "making network namespaces needs root";
  const probe = `pltest-${process.pid}-probe`;
  try {
    runSync("ip", ["netns", "add", probe]);
    runSync("ip", ["netns", "delete", probe]);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return undefined;
}
