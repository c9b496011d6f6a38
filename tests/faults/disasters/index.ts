/** Every disaster. A new one is a new row in one of these files. */
import { COPIES } from "./copies.ts";
import { DAMAGE } from "./damage.ts";
import type { Disaster } from "./disaster.ts";
import { UPGRADE } from "./upgrade.ts";

export type { Disaster } from "./disaster.ts";
export const DISASTERS: readonly Disaster[] = [...COPIES, ...DAMAGE, ...UPGRADE];
