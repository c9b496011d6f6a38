/** Finds the app that is running already on this data folder. */
import { setTimeout as pause } from "node:timers/promises";
import * as v from "valibot";
import { AppError } from "../errors.ts";
import { FIND_PROGRAM_MS, FIND_PROGRAM_STEP_MS } from "./limits.ts";
import { type Running, readRunning } from "./running-file.ts";
import { equalText, proofOf, randomText } from "./secrets.ts";

const proofSchema = v.object({ partyline: v.literal("console"), proof: v.string() });

/** Where the program is that holds the folder's lock. It may still be starting, and until it has written its file the
 *  former one is there; so what answers has to prove that it is the run in the file. Errors: NOT_ANSWERING. */
export async function findProgram(home: string, timeoutMs = FIND_PROGRAM_MS): Promise<Running> {
  const until = Date.now() + timeoutMs;
  do {
    const running = readRunning(home);
    if (running && (await isItself(running))) return running;
    await pause(FIND_PROGRAM_STEP_MS);
  } while (Date.now() < until);
  const pid = readRunning(home)?.pid;
  throw new AppError(
    "NOT_ANSWERING",
    `Partyline is running already${pid ? ` (process ${pid})` : ""}, but it does not answer. End it and start again.`,
  );
}

async function isItself(running: Running): Promise<boolean> {
  const nonce = randomText(16);
  try {
    const response = await fetch(`http://127.0.0.1:${running.port}/program?nonce=${nonce}`, {
      signal: AbortSignal.timeout(2_000),
      redirect: "error",
    });
    if (!response.ok || Number(response.headers.get("content-length") ?? 0) > 1_000) return false;
    const { proof } = v.parse(proofSchema, await response.json());
    return equalText(proof, proofOf(running, nonce));
  } catch {
    return false;
  }
}
