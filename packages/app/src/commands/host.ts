/** `partyline host NAME`: a room without a GUI, until Ctrl-C. */
import { setTimeout } from "node:timers/promises";
import {
  type Host,
  type HostedEvent,
  type HostedRoom,
  type OpenRoomOptions,
  openHost,
} from "@partyline/host";
import { memberKeyFor, roomTag } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import type { Context } from "../context.ts";
import { isBrokenPipe, wrongUsage } from "../errors.ts";
import { aborted } from "../interrupt.ts";
import type { ListenAddress } from "../listen-address.ts";
import type { Keep } from "../options.ts";
import type { Output } from "../output.ts";
import { pageFolder } from "../page-folder.ts";
import { readPasswordFile } from "../password-file.ts";
import { usernameFor } from "../profile.ts";
import { readRecoveryKey, recoveryRows } from "../recovery.ts";
import { addressText, nameKey } from "../room-text.ts";
import { safeLine } from "../terminal/safe-text.ts";
import { clockTime } from "../words.ts";

export interface HostOptions {
  port: number;
  unlisted?: boolean;
  memoryOnly?: boolean;
  keep?: Keep;
  /** Addresses of switchboards by which the room is to be reached, too; false for none any more. */
  switchboard?: string[] | false;
  /** Whether these may tell where this device is on its networks. */
  shareAddresses?: boolean;
  /** A file with the recovery key of a room that moves here; "-" for stdin. */
  recoverFile?: string;
  showRecoveryKey?: boolean;
  /** Where metrics are for Prometheus. */
  metrics?: ListenAddress;
}

/** Milliseconds for which the open row waits for the room's place on the network's list, which takes about one second
 *  where the network lets it through; beyond that the room's link and address are what counts. */
const LISTED_MS = 2_500;

/** The room as `open` tells of it to people. `recoveryKey` where it is to be shown. */
export function openRows(room: HostedRoom, recoveryKey?: string, metrics?: string): string {
  const rows = [
    `${safeLine(room.name)}#${roomTag(room.id)} is open.`,
    "",
    `  Link      ${room.link()}`,
    ...room.addresses().map((address, at) => `  ${at === 0 ? "Address " : "        "}  ${address}`),
  ];
  for (const { link } of room.switchboards()) rows.push(`  By way of ${link}`);
  if (room.token) rows.push("  Unlisted  only the link leads in");
  if (metrics !== undefined) rows.push(`  Metrics   ${metrics}`);
  const after = room.memoryOnly
    ? "the room and its history end with it"
    : "the room and its history stay on this device";
  if (recoveryKey !== undefined) rows.push("", ...recoveryRows(recoveryKey));
  return [...rows, "", `Ctrl-C to stop; ${after}.`].join("\n");
}

const nameTaken = (as: string): string =>
  `Another device hosts a room of this name, so this one is listed as "${safeLine(as)}".`;

function tell(event: HostedEvent, room: HostedRoom, output: Output): Promise<void> {
  switch (event.kind) {
    case "joined":
    case "left": {
      const { name } = event.member;
      const line = `${clockTime(Date.now())}  ${safeLine(name)} ${event.kind}`;
      return output.write(line, { event: event.kind, member: name });
    }
    case "switchboard": {
      // Its first word is that it connects, which says nothing yet.
      if (event.state === "connecting") return Promise.resolve();
      const { url, state, as, code } = event;
      output.note(safeLine(event.words));
      return output.write(undefined, {
        event: "switchboard",
        url,
        state,
        ...(as === undefined ? {} : { as }),
        ...(code === undefined ? {} : { code }),
      });
    }
    case "changed":
      return Promise.resolve();
    case "closed":
      return output.write(`${safeLine(room.name)} is closed.`, { event: "closed" });
    case "listed":
      if (event.as !== room.name) output.note(nameTaken(event.as));
      return Promise.resolve();
    case "trouble":
      output.note(`${event.detail} (${event.code})`);
      return Promise.resolve();
  }
}

function checkOptions({ switchboard, shareAddresses, recoverFile, unlisted, memoryOnly }: HostOptions): void {
  if (shareAddresses && !switchboard)
    throw wrongUsage("--share-addresses needs --switchboard: say which switchboards may tell them.");
  if (recoverFile !== undefined && (unlisted || memoryOnly))
    throw wrongUsage("A room that moves here is listed and kept: leave out --unlisted and --memory-only.");
}

/** Opens the room, kept, new, or moved here; `isNews` is whether its recovery key is news to the person: it can be reached
 *  from elsewhere now, and could not before. */
async function open(
  host: Host,
  name: string,
  owner: OpenRoomOptions["owner"],
  options: HostOptions,
  context: Context,
): Promise<{ room: HostedRoom; isNews: boolean }> {
  const { switchboard, shareAddresses = false, recoverFile, keep } = options;
  const password = context.passwordFile && (await readPasswordFile(context.passwordFile));
  const wish = {
    name,
    owner,
    ...(password ? { password } : {}),
    ...(keep ? { keep: keep === "all" ? {} : keep } : {}),
    ...(switchboard === undefined
      ? {}
      : { switchboards: (switchboard || []).map((url) => ({ url, shareAddresses })) }),
  };
  if (recoverFile !== undefined) {
    const key = await readRecoveryKey(recoverFile, context.stdin);
    return { room: await host.recoverRoom({ ...wish, key }), isNews: false };
  }
  const kept = (await host.saved()).find((room) => nameKey(room.name) === nameKey(name));
  const room = await host.openRoom({
    ...wish,
    ...(options.unlisted ? { unlisted: true } : {}),
    ...(options.memoryOnly ? { memoryOnly: true } : {}),
  });
  const before = kept?.switchboards?.length ?? 0;
  return { room, isNews: !room.memoryOnly && before === 0 && room.switchboards().length > 0 };
}

/** Hosts the room until it is closed. Errors: USAGE, those of names, passwords, ports and logs, BAD_RECOVERY_KEY. */
export async function hostRoom(name: string, options: HostOptions, context: Context): Promise<void> {
  const { output, interrupt } = context;
  checkOptions(options);
  const store = await context.store();
  const username = await usernameFor(context.as, store, context.prompt, output);
  const { seed } = await store.profile();
  const owner = { name: username, key: (id: string) => memberKeyFor(nodeProvider, seed, id).public };

  const pages = pageFolder();
  const guests = pages === undefined ? {} : { pages };
  const host = await openHost({
    home: context.home,
    port: options.port,
    logger: context.log,
    ...guests,
    ...(options.metrics ? { metrics: options.metrics } : {}),
  });
  const metrics =
    options.metrics && `http://${addressText(options.metrics.host, host.metricsPort ?? 0)}/metrics`;
  try {
    const { room, isNews } = await open(host, name, owner, options, context);
    const recoveryKey = isNews || options.showRecoveryKey ? room.recoveryKey() : undefined;
    if (host.wanted !== 0 && host.port !== host.wanted)
      output.note(`Port ${host.wanted} is in use here, so this room is at port ${host.port}.`);

    // What is told goes out in order, and a reader of stdout who went away does not end the room.
    let told: Promise<void> = Promise.resolve();
    const queue = (write: () => Promise<void>): Promise<void> => {
      told = told.then(write).catch((error) => {
        if (!isBrokenPipe(error)) throw error;
      });
      return told;
    };
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    const { id, port } = { id: room.id, port: host.port };
    // Members can come in already; whoever reads that it is open may go and look for it by name.
    const listed = Promise.race([
      room.list(),
      aborted(interrupt),
      setTimeout(LISTED_MS, undefined, { ref: false }),
    ]);
    void queue(async () => {
      await listed;
      const open = {
        event: "open",
        room: room.name,
        id,
        port,
        addresses: room.addresses(),
        link: room.link(),
        ...(room.switchboards().length > 0 ? { links: room.links() } : {}),
        ...(recoveryKey === undefined ? {} : { recoveryKey }),
        ...(metrics === undefined ? {} : { metrics }),
      };
      await output.write(openRows(room, recoveryKey, metrics), open);
    });
    room.on((event) => {
      void queue(() => tell(event, room, output));
      if (event.kind === "closed") resolve();
    });
    await Promise.race([closed, aborted(interrupt)]);
    await host.close();
    await told;
  } finally {
    await host.close();
    await store.close();
  }
}
