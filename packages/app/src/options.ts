/** Values of options, from text to what they mean; what is wrong ends the command with exit code 2. */
import { parseSwitchboard, RelayError } from "@partyline/relay";
import { InvalidArgumentError } from "commander";
import { type ListenAddress, readListenAddress } from "./listen-address.ts";

const DAY_RULE = "Give days (30d), a number of messages (10000), or all.";

/** How much of a room's history is kept. */
export type Keep = { days: number } | { last: number } | "all";

/** Reads --keep: `30d`, `10000` or `all`. */
export function parseKeep(text: string): Keep {
  if (text === "all") return "all";
  const [, digits = "", unit] = /^([1-9]\d{0,8})(d?)$/.exec(text) ?? [];
  if (digits === "") throw new InvalidArgumentError(DAY_RULE);
  return unit === "d" ? { days: Number(digits) } : { last: Number(digits) };
}

/** Reads a whole number within bounds. */
export const parseWhole =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d{1,15}$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
    return value;
  };

/** Reads --timeout: seconds, also parts of one; gives milliseconds. */
export function parseSeconds(text: string): number {
  const value = Number(text);
  if (!/^\d{1,5}(\.\d{1,3})?$/.test(text) || value <= 0)
    throw new InvalidArgumentError("Give a number of seconds above 0.");
  return Math.round(value * 1000);
}

/** Reads --switchboard, which may be repeated, into addresses of one form: "https://talk.example". */
export function parseSwitchboards(text: string, before: string[] | false = []): string[] {
  try {
    const { http } = parseSwitchboard(text);
    return [...new Set([...(before || []), http])];
  } catch (error) {
    if (!(error instanceof RelayError)) throw error;
    throw new InvalidArgumentError(
      "Give a switchboard's address, such as https://talk.example or 192.168.1.5.",
    );
  }
}

/** Reads HOST:PORT to listen on. */
export function parseListen(text: string): ListenAddress {
  const address = readListenAddress(text);
  if (!address) throw new InvalidArgumentError("Give HOST:PORT, such as 0.0.0.0:2526 or [::]:2526.");
  return address;
}

/** Reads --name, which may be repeated: a name as it stands in a Host header, in lower case. */
export function parseHostNames(text: string, before: string[] = []): string[] {
  const name = text.trim().toLowerCase();
  if (!URL.canParse(`http://${name}`) || new URL(`http://${name}`).host !== name.replace(/:80$/, ""))
    throw new InvalidArgumentError("Give a name as hosts dial it, such as talk.example or 192.168.1.5:2526.");
  return [...new Set([...before, name])];
}

export const LOG_LEVELS = ["error", "warn", "info", "debug", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
