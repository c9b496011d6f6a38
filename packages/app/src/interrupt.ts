/** Ctrl-C and the system's wish to end: the first one asks politely, the second one ends at once. */
import { EXIT } from "./errors.ts";

/** A signal that is aborted by the first of `names`; its reason is the name. The second one ends the program at once
 *  with 130. */
export function watchInterrupts(
  target: NodeJS.Process,
  names: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"],
): AbortSignal {
  const controller = new AbortController();
  const hear = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) target.exit(EXIT.interrupted);
    controller.abort(name);
  };
  for (const name of names) target.on(name, hear);
  return controller.signal;
}

/** Resolves when the signal is aborted. */
export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
