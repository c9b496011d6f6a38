/** `partyline join ROOM`: chat in the terminal. */
import { emitKeypressEvents } from "node:readline";
import type { ClientEvent } from "@partyline/client";
import { systemClock } from "@partyline/protocol";
import type { Context } from "../context.ts";
import { AppError, codeOf, interrupted, sentenceOfError, wrongUsage } from "../errors.ts";
import { createHosting } from "../hosting.ts";
import { askName } from "../profile.ts";
import { endingOf, passwordFor, type Seat, takeSeat, untilLive } from "../session.ts";
import { Chat } from "../terminal/chat.ts";
import { createKeyReader, type RawKey } from "../terminal/keys.ts";
import { createStyle } from "../terminal/style.ts";

/** Endings after which the person can do better: another password, another name. */
const ASK_AGAIN = {
  password: new Set(["WRONG_PASSWORD"]),
  name: new Set(["NAME_TAKEN", "NAME_CONFUSABLE", "NAME_RESERVED", "NAME_CHARACTERS", "NAME_MIXED_SCRIPTS"]),
};

/** Chats until the person leaves or the room ends. Errors: USAGE without a terminal, those of joining, why the room
 *  ended. */
export async function joinRoom(room: string, context: Context): Promise<void> {
  const { stdin, stdout, output, interrupt } = context;
  if (!stdin.isTTY || !stdout.isTTY || process.env.TERM === "dumb" || output.json)
    throw wrongUsage(
      "join needs a terminal. In scripts and pipes, use `partyline send` and `partyline tail`.",
    );

  let chat: Chat | undefined;
  const early: ClientEvent[] = [];
  const password = () => (chat ? chat.ask("This room's password: ", { hidden: true }) : passwordFor(context));
  const seat = await takeSeat(room, context, { password });
  const hosting = createHosting(context.home, (await seat.store.profile()).seed, context.log);
  const off = seat.client.on((event) => (chat ? chat.hear(event) : void early.push(event)));
  try {
    await enter(seat, context);
    // Before anything is drawn: until then the terminal itself echoes keys, into the middle of the picture.
    stdin.setRawMode(true);
    chat = new Chat({
      client: seat.client,
      terminal: stdout,
      style: createStyle(stdout.getColorDepth()),
      clock: systemClock,
      keepName: (name) => seat.store.setName(name),
      hosting,
    });
    for (const event of early.splice(0)) if (event.kind !== "state") chat.hear(event);
    await talk(chat, stdin, stdout, interrupt);
    chat.close();
    finish(seat, context);
  } finally {
    chat?.close();
    stdin.setRawMode(false);
    off();
    await seat.close();
  }
}

/** Joins; a wrong password and a name that is taken are asked for again. */
async function enter(seat: Seat, { interrupt, output, prompt, passwordFile }: Context): Promise<void> {
  let name: string | undefined;
  for (;;) {
    try {
      await untilLive(seat, interrupt, name === undefined ? {} : { name });
      return;
    } catch (error) {
      const code = codeOf(error);
      if (ASK_AGAIN.password.has(code) && !passwordFile) output.note(sentenceOfError(error));
      else if (ASK_AGAIN.name.has(code)) {
        output.note(sentenceOfError(error));
        name = await askName("Your name in this room: ", prompt, output);
      } else throw error;
    }
  }
}

/** Hands keys of a terminal in raw mode to the chat until it is left. */
async function talk(
  chat: Chat,
  stdin: NodeJS.ReadStream,
  stdout: NodeJS.WriteStream,
  interrupt: AbortSignal,
): Promise<void> {
  const read = createKeyReader();
  const onKey = (text: string | undefined, raw: RawKey): void => {
    const key = read(text, raw);
    if (key) chat.key(key);
  };
  const onResize = () => chat.draw();
  const onInterrupt = () => chat.close();
  emitKeypressEvents(stdin);
  stdin.resume();
  stdin.on("keypress", onKey);
  stdin.on("end", onInterrupt);
  stdout.on("resize", onResize);
  interrupt.addEventListener("abort", onInterrupt, { once: true });
  try {
    await chat.left;
  } finally {
    stdin.off("keypress", onKey);
    stdin.off("end", onInterrupt);
    stdout.off("resize", onResize);
    interrupt.removeEventListener("abort", onInterrupt);
    stdin.pause();
  }
}

/** The last line: nothing after one's own leaving, else why the room ended. */
function finish({ client }: Seat, { interrupt, output }: Context): void {
  if (interrupt.aborted) throw interrupted();
  const ending = endingOf(client);
  if (!ending) return;
  if (ending.code === "CLOSED") output.note(ending.message);
  else throw new AppError(ending.code, ending.message, { cause: ending });
}
