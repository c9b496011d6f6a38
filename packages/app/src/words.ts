/** What happened, in the words a person reads; and times as they are shown. */
import type { RoomEvent } from "@partyline/protocol";
import { safeLine } from "./terminal/safe-text.ts";

/** Every event that is not a message, as one sentence. */
export function sentenceOf(event: Exclude<RoomEvent, { kind: "message" }>): string {
  if (event.kind === "unknown") return "Something was said that this version cannot show";
  const who = safeLine(event.from);
  switch (event.kind) {
    case "join":
      return `${who} joined`;
    case "rename":
      return `${who} is now called ${safeLine(event.to)}`;
    case "room":
      if (event.name !== undefined) return `${who} renamed the room to "${safeLine(event.name)}"`;
      return event.password ? `${who} set a new password` : `${who} took the password away`;
    case "kick":
      return `${who} removed ${safeLine(event.name)}`;
    case "ban":
      return `${who} banned ${safeLine(event.name)}`;
    case "unban":
      return `${who} took back the ban of ${safeLine(event.name)}`;
  }
}

const two = (value: number): string => String(value).padStart(2, "0");

/** Hours and minutes where this device is, as 17:05. */
export function clockTime(at: number): string {
  const time = new Date(at);
  return `${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** A day where this device is, as 2025-11-07: equal for equal days. */
export function dayOf(at: number): string {
  const time = new Date(at);
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}

const longDay = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
});

/** A day as a heading: "Today", or "Friday 7 November 2025". */
export const dayHeading = (at: number, now: number): string =>
  dayOf(at) === dayOf(now) ? "Today" : longDay.format(at).replace(",", "");

/** "1 message", "2 messages". */
export const count = (amount: number, one: string, many = `${one}s`): string =>
  `${amount} ${amount === 1 ? one : many}`;

/** What a person should know who is about to leave: so many messages are not sent, so many rooms are hosted here. */
export function leavingWarnings(unsent: number, hosted: number): string[] {
  const them = unsent === 1 ? "It" : "They";
  const messages = count(unsent, "message has", "messages have");
  const rooms = count(hosted, "room of yours goes", "rooms of yours go");
  return [
    ...(unsent > 0 ? [`${messages} not been sent. ${them} will be sent the next time you join.`] : []),
    ...(hosted > 0 ? [`${rooms} offline when you leave. What was said is kept.`] : []),
  ];
}
