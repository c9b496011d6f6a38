/** A switchboard as it is installed, whose memory is looked at. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSwitchboard } from "@partyline/switchboard";
import { memoryNow } from "./memory.ts";
import { serveBench } from "./processes.ts";

const switchboard = await openSwitchboard({
  home: mkdtempSync(join(tmpdir(), "partyline-bench-")),
  host: "127.0.0.1",
  port: 0,
  metrics: null,
  // The rooms that come and go are one person's; a day's budget of new names would be over in a minute.
  limits: { newListings: { burst: 1e9, perSecond: 1e9 }, registrations: { burst: 1e9, perSecond: 1e9 } },
});
serveBench({ port: switchboard.port }, () => ({ ...memoryNow(), census: switchboard.census }));
