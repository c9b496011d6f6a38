/** Apart from what is said on a trunk: who only reads lists needs nothing of that. */
import * as v from "valibot";
import { whole } from "./schemas.ts";

/** The version of this protocol, in both hellos and in the path. */
export const RELAY_VERSION = 1;

/** Read before anything else of a hello, so that another version is told as such. */
export const versionSchema = v.object({ v: whole(1) });
