/** `partyline host NAME`: a room without a GUI, until Ctrl-C. */
import { type HostedEvent, type HostedRoom, openHost } from "@partyline/host";
import { memberKeyFor, roomTag } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import type { Context } from "../context.ts";
import { isBrokenPipe } from "../errors.ts";
import { aborted } from "../interrupt.ts";
import type { Keep } from "../options.ts";
import type { Output } from "../output.ts";
import { readPasswordFile } from "../password-file.ts";
import { usernameFor } from "../profile.ts";
import { safeLine } from "../terminal/safe-text.ts";
import { clockTime } from "../words.ts";

export interface HostOptions {
  port: number;
  unlisted?: boolean;
  memoryOnly?: boolean;
  keep?: Keep;
}

/** The room as `open` tells of it to people. */
export function openRows(room: HostedRoom, memoryOnly: boolean): string {
  const rows = [
    `${safeLine(room.name)}#${roomTag(room.id)} is open.`,
    "",
    `  Link      ${room.link()}`,
    ...room.addresses().map((address, at) => `  ${at === 0 ? "Address " : "        "}  ${address}`),
  ];
  if (room.token) rows.push("  Unlisted  only the link leads in");
  const after = memoryOnly
    ? "the room and its history end with it"
    : "the room and its history stay on this device";
  return [...rows, "", `Ctrl-C to stop; ${after}.`].join("\n");
}

/** Whether two devices use the name: then the list shows it with a number. */
const renamed = (room: HostedRoom): string | undefined =>
  room.listedAs !== undefined && room.listedAs !== room.name ? room.listedAs : undefined;

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

/** Hosts the room until it is closed. Errors: those of names, passwords, ports and logs. */
export async function hostRoom(name: string, options: HostOptions, context: Context): Promise<void> {
  const { output, interrupt } = context;
  const store = await context.store();
  const username = await usernameFor(context.as, store, context.prompt, output);
  const { seed } = await store.profile();
  const password = context.passwordFile && (await readPasswordFile(context.passwordFile));

  const host = await openHost({ home: context.home, port: options.port, logger: context.log });
  try {
    const room = await host.openRoom({
      name,
      owner: { name: username, key: (id) => memberKeyFor(nodeProvider, seed, id).public },
      ...(password ? { password } : {}),
      ...(options.unlisted ? { unlisted: true } : {}),
      ...(options.memoryOnly ? { memoryOnly: true } : {}),
      ...(options.keep && options.keep !== "all" ? { keep: options.keep } : {}),
    });
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
    const open = { event: "open", room: room.name, id, port, addresses: room.addresses(), link: room.link() };
    void queue(() => output.write(openRows(room, options.memoryOnly ?? false), open));
    const as = renamed(room);
    if (as) output.note(nameTaken(as));
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
