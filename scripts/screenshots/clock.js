// Preloaded into the programs of the pictures: their time is what stands in the file that PICTURE_CLOCK names, in
// milliseconds since 1970, so that every picture shows the same times. Timers run as ever.
import { readFileSync } from "node:fs";

const file = process.env.PICTURE_CLOCK ?? "";
const now = () => Number(readFileSync(file, "utf8"));

globalThis.Date = new Proxy(Date, {
  construct: (date, args) => Reflect.construct(date, args.length === 0 ? [now()] : args),
  get: (date, key) => (key === "now" ? now : Reflect.get(date, key)),
});
