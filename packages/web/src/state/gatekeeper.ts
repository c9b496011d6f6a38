/** Stands between a person and a room: asks for a password or another name, or says why it ended. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import { gateOf } from "./gate.ts";
import type { Gate } from "./model.ts";
import type { RoomShelf, Shelf } from "./shelf.ts";

export interface GatekeeperOptions {
  readonly room: string;
  readonly shelf: RoomShelf;
  readonly secrets: Shelf;
  /** Begins anew after an ending; does nothing while the client runs. */
  start(change?: { name: string }): void;
}

export interface Gatekeeper {
  readonly gate: ReadonlySignal<Gate | undefined>;
  /** The host wants the password: the one that is known, or what the person gives. Undefined gives up. */
  ask(): Promise<string | undefined>;
  /** The host has let in. */
  passed(): void;
  ended(code: string, detail: string | undefined): void;
  givePassword(password: string): void;
  giveName(name: string): void;
  tryAgain(): void;
  /** Whoever waits for a password waits no longer. */
  close(): void;
}

export function createGatekeeper({ room, shelf, secrets, start }: GatekeeperOptions): Gatekeeper {
  const gate = signal<Gate | undefined>(undefined);
  let password = secrets.get(room);
  let resolve: ((password: string | undefined) => void) | undefined;
  const answer = (given: string | undefined) => {
    resolve?.(given);
    resolve = undefined;
  };
  return {
    gate,
    ask() {
      if (password !== undefined) return Promise.resolve(password);
      // Asked again after a wrong one: why is on the screen already.
      if (gate.peek()?.kind !== "password") gate.value = { kind: "password", failure: undefined };
      answer(undefined);
      return new Promise((done) => {
        resolve = done;
      });
    },
    passed() {
      gate.value = undefined;
      if (password !== undefined) secrets.set(room, password);
    },
    ended(code, detail) {
      const next = gateOf(code, detail);
      if (next.kind === "password") {
        password = undefined;
        secrets.set(room, undefined);
      }
      gate.value = next;
    },
    givePassword(given) {
      password = given;
      gate.value = undefined;
      if (resolve) answer(given);
      else start();
    },
    giveName(name) {
      // For this room alone: elsewhere the usual name may well be free.
      shelf.name = name;
      gate.value = undefined;
      start({ name });
    },
    tryAgain() {
      gate.value = undefined;
      start();
    },
    close: () => answer(undefined),
  };
}
