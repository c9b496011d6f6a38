/** Rooms that earlier versions wrote. */
import { cpSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { check } from "../round.ts";
import { readLog } from "../world/history.ts";
import type { Disaster } from "./disaster.ts";
import { everybodyTalks } from "./talk.ts";

/** A host's data folder as the first version left it behind after a kill: schema 1, 40 events, a WAL beside it. */
const FIRST = fileURLToPath(new URL("../fixtures/first-schema", import.meta.url));

export const UPGRADE: readonly Disaster[] = [
  {
    name: "first-schema",
    about: "a room that the first version wrote is opened: all of it is there, and it goes on",
    furnish(hostHome) {
      mkdirSync(hostHome, { recursive: true });
      cpSync(FIRST, hostHome, { recursive: true });
    },
    async run(world, random, messages) {
      const old = readLog(world.logFile).filter(({ id }) => id.startsWith("old."));
      await everybodyTalks(world, random, messages);
      const findings = check(world);
      if (old.length !== 40 || old.some(({ id }, at) => !id.startsWith(`old.0.${at + 1}/`)))
        findings.push(`lost: of the 40 messages of the first version ${old.length} are there`);
      return findings;
    },
  },
];
