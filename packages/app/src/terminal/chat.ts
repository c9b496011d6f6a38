/** A room in the terminal: what is said goes into the scrollback, and below it wait a status row and the input line. */
import type { ClientEvent, RoomClient } from "@partyline/client";
import { type Clock, limits, type RoomEvent } from "@partyline/protocol";
import { codeOf, sentenceOfError } from "../errors.ts";
import type { Hosting } from "../hosting.ts";
import { leavingWarnings } from "../words.ts";
import { runCommand } from "./commands.ts";
import { layOut } from "./dock.ts";
import { EDITS, type Editor, EMPTY_EDITOR, insert, take } from "./editor.ts";
import { createFeed, type Feed } from "./feed.ts";
import type { Key } from "./keys.ts";
import { createPeople, type People, TYPING_MS } from "./people.ts";
import { safeLine } from "./safe-text.ts";
import { createScreen, type Screen, type Terminal } from "./screen.ts";
import { readLine } from "./slash.ts";
import { statusText } from "./status.ts";
import type { Style } from "./style.ts";
import { createTypingSign, type TypingSign } from "./typing-sign.ts";

/** A connection that is back within this time is not worth a line (milliseconds). */
const QUIET_BREAK_MS = 1_000;
/** How long leaving waits for messages that are on their way (milliseconds). */
const SETTLE_MS = 1_000;

/** Stands in the empty input line until something was said. */
const HINT = "Say something, or /help";

export interface ChatOptions {
  client: RoomClient;
  terminal: Terminal;
  style: Style;
  clock: Clock;
  /** Keeps the username for the next time. */
  keepName(name: string): Promise<void>;
  /** Rooms that this program serves meanwhile. */
  hosting: Pick<Hosting, "open" | "rooms">;
}

interface Question {
  label: string;
  hidden: boolean;
  editor: Editor;
  answer(text: string | undefined): void;
}

export class Chat {
  readonly keepName: ChatOptions["keepName"];
  readonly hosting: ChatOptions["hosting"];
  readonly #client: RoomClient;
  readonly #clock: Clock;
  readonly #style: Style;
  readonly #terminal: Terminal;
  readonly #feed: Feed;
  readonly #people: People;
  readonly #sign: TypingSign;
  readonly #screen: Screen;
  readonly #left = Promise.withResolvers<void>();
  #editor = EMPTY_EDITOR;
  #questions: Question[] = [];
  #cancelTyping: (() => void) | undefined;
  #cancelBreak: (() => void) | undefined;
  #breakTold = false;
  #leaving = false;

  constructor({ client, terminal, style, clock, keepName, hosting }: ChatOptions) {
    this.keepName = keepName;
    this.hosting = hosting;
    this.#client = client;
    this.#clock = clock;
    this.#style = style;
    this.#terminal = terminal;
    this.#feed = createFeed({ style, columns: () => terminal.columns, now: () => clock.now() });
    this.#people = createPeople(() => client.me?.id);
    this.#sign = createTypingSign(clock, (on) => client.setTyping(on));
    this.#screen = createScreen(terminal, this.#dock());
    void this.#lookAround();
  }

  /** Resolves when the person leaves, or the room ends. */
  get left(): Promise<void> {
    return this.#left.promise;
  }

  /** Takes what the client tells. */
  hear(event: ClientEvent): void {
    switch (event.kind) {
      case "events":
        this.#screen.print(event.events.flatMap((one) => this.#rowsOf(one, event.live)));
        break;
      case "signal": {
        const line = this.#people.signal(event.signal, this.#clock.now());
        if (line) this.note(line);
        if (event.signal.kind === "typing") this.#fadeTyping();
        break;
      }
      case "state":
        this.#connection(event.state.kind);
        break;
      case "reset":
        if (event.why === "reset")
          this.note("The host went back to an older copy of this room. From here on:");
        else this.note("Some messages in between are no longer kept by the host.");
        break;
      case "failed":
        this.#failed(event.key, event.detail);
        break;
      case "trouble":
        this.note(`${safeLine(event.detail)} (${event.code})`);
        break;
      default:
    }
    this.draw();
  }

  /** Prints a line of our own. */
  note(text: string): void {
    this.#screen.print(this.#feed.note(text));
  }

  /** Prints rows that were asked for, below the text of notes. */
  print(rows: readonly string[]): void {
    this.#screen.print(this.#feed.rows(rows));
  }

  /** Asks in the place of the input line; undefined where the person gave up. */
  ask(label: string, { hidden = false } = {}): Promise<string | undefined> {
    return new Promise((answer) => {
      this.#questions.push({ label, hidden, editor: EMPTY_EDITOR, answer });
      this.draw();
    });
  }

  /** Takes a key. */
  key(key: Key): void {
    const question = this.#questions[0];
    if (key.kind === "redraw") this.#terminal.write("\u001b[2J\u001b[H");
    if (question) this.#answerKey(question, key);
    else this.#ownKey(key);
    this.draw();
  }

  /** Draws the bottom rows as they should be now. */
  draw(): void {
    this.#screen.draw(this.#dock());
  }

  /** Gives the terminal back. May be called twice. */
  close(): void {
    this.#cancelTyping?.();
    this.#cancelBreak?.();
    for (const question of this.#questions.splice(0)) question.answer(undefined);
    this.#screen.close();
    this.#left.resolve();
  }

  /** Leaves, after a question where something is not sent yet. */
  async leave(): Promise<void> {
    if (this.#leaving) return;
    this.#leaving = true;
    await this.#settle();
    const warnings = leavingWarnings(
      this.#client.state.kind === "ended" ? 0 : this.#unsent(),
      this.hosting.rooms().length,
    );
    if (warnings.length > 0) {
      for (const warning of warnings) this.note(warning);
      const answer = await this.ask("Leave? [y/N] ");
      this.#leaving = false;
      if (!/^\s*y(es)?\s*$/i.test(answer ?? "")) return;
    }
    this.#left.resolve();
  }

  /** Draws again when the newest typing sign fades. */
  #fadeTyping(): void {
    this.#cancelTyping?.();
    this.#cancelTyping = this.#clock.after(TYPING_MS, () => this.draw());
  }

  #unsent(): number {
    return this.#client.pending.filter(({ failed }) => !failed).length;
  }

  /** Waits a moment for messages that are on their way. */
  async #settle(): Promise<void> {
    if (this.#unsent() === 0 || this.#client.state.kind !== "live") return;
    await new Promise<void>((resolve) => {
      const cancel = this.#clock.after(SETTLE_MS, resolve);
      const off = this.#client.on(({ kind }) => {
        if (kind !== "acked" || this.#unsent() > 0) return;
        cancel();
        off();
        resolve();
      });
    });
  }

  #dock() {
    const question = this.#questions[0];
    const status = statusText({
      room: this.#client.room,
      state: this.#client.state.kind,
      here: this.#people.here(),
      typing: this.#people.typing(this.#clock.now()),
      unsent: this.#unsent(),
      road: this.#client.road,
    });
    const content = question
      ? { status, label: question.label, editor: question.editor, hidden: question.hidden }
      : { status, label: "> ", editor: this.#editor, hint: this.#editor.sent.length === 0 ? HINT : "" };
    return layOut(content, this.#terminal.columns, this.#style);
  }

  #rowsOf(event: RoomEvent, live: boolean): string[] {
    if (!live) return this.#feed.event(event);
    const { before, doubled } = this.#people.event(event);
    return [...(before ? this.#feed.note(before) : []), ...(doubled ? [] : this.#feed.event(event))];
  }

  #connection(kind: string): void {
    if (kind === "live") {
      this.#cancelBreak?.();
      this.#cancelBreak = undefined;
      if (this.#breakTold) this.note("Back. Nothing is missing.");
      this.#breakTold = false;
      void this.#lookAround();
    }
    if (kind === "waiting" && !this.#cancelBreak && !this.#breakTold)
      this.#cancelBreak = this.#clock.after(QUIET_BREAK_MS, () => {
        this.#breakTold = true;
        this.note("Connection lost. Reconnecting...");
      });
    if (kind === "ended") this.#left.resolve();
  }

  async #lookAround(): Promise<void> {
    try {
      this.#people.list(await this.#client.members());
      this.draw();
    } catch {
      // Offline again already: the next connection looks again.
    }
  }

  #failed(key: number, detail: string): void {
    const text = this.#client.pending.find((entry) => entry.key === key)?.text ?? "";
    const start = [...safeLine(text)].slice(0, 30).join("");
    this.note(`Not sent: "${start}${start.length < text.length ? "…" : ""}". ${safeLine(detail)}`);
    this.#client.discard(key).catch(() => {});
  }

  #answerKey(question: Question, key: Key): void {
    const done = (text: string | undefined): void => {
      this.#questions.shift();
      question.answer(text);
    };
    if (key.kind === "submit") done(question.editor.text);
    else if (key.kind === "interrupt" || key.kind === "end") done(undefined);
    else if (key.kind === "text") question.editor = insert(question.editor, key.text.replaceAll("\n", " "));
    else if (key.kind === "edit" && key.edit !== "newline")
      question.editor = EDITS[key.edit](question.editor);
  }

  #ownKey(key: Key): void {
    if (key.kind === "interrupt" || (key.kind === "end" && this.#editor.text === "")) void this.leave();
    else if (key.kind === "end") this.#editor = EDITS.delete(this.#editor);
    else if (key.kind === "submit") this.#submit();
    else if (key.kind === "text") this.#editor = insert(this.#editor, key.text);
    else if (key.kind === "edit") this.#editor = EDITS[key.edit](this.#editor);
    if (key.kind === "text" || key.kind === "edit") this.#sign.typed(this.#editor.text);
  }

  #submit(): void {
    const line = readLine(this.#editor.text);
    if (line.kind === "message" && line.text.length > limits.TEXT_UNITS) {
      const over = line.text.length - limits.TEXT_UNITS;
      this.note(`A message can have 10,000 characters at most; this one has ${over} too many.`);
      return;
    }
    this.#editor = take(this.#editor);
    this.#sign.stop();
    if (line.kind === "unknown") this.note(line.help);
    else if (line.kind === "message") this.#say(line.text);
    else if (line.kind === "command")
      runCommand(line, this.#client, this).catch((error) => this.note(whyOf(error)));
  }

  #say(text: string): void {
    this.#client.send(text).catch((error) => {
      // Refusals by the host come as events; what ended the room is told by the end.
      if (/^(TEXT_|OUTBOX_FULL)/.test(codeOf(error))) this.note(whyOf(error));
    });
  }
}

const whyOf = (error: unknown): string => safeLine(sentenceOfError(error));
