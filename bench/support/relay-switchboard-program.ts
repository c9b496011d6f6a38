/** A switchboard, for measurements. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSwitchboard } from "@partyline/switchboard";
import { serveBench } from "./processes.ts";

const MANY = { burst: 1e12, perSecond: 1e12 };
const switchboard = await openSwitchboard({
  home: mkdtempSync(join(tmpdir(), "partyline-bench-")),
  host: "127.0.0.1",
  port: 0,
  metrics: null,
  // Everybody comes from one address here, and nothing but the road is to be measured.
  limits: {
    connectionsPerAddress: 1e9,
    greetingPerAddress: 1e9,
    greeting: 1e9,
    lobby: 1e9,
    lobbyPerAddress: 1e9,
    connects: MANY,
    opens: MANY,
    nodeOpens: MANY,
    casts: MANY,
    trunkBytes: MANY,
    trunkFrames: MANY,
  },
});
serveBench({ port: switchboard.port }, () => switchboard.census);
