import type { Connection } from "./connection.ts";
import type { Requests } from "./requests.ts";

/** What hangs on the connection of the moment. */
export interface Current {
  readonly connection: Connection;
  readonly requests: Requests;
  readonly dialedAt: number;
  welcomedAt: number | undefined;
  caughtUp: boolean;
  /** Of the doubt whether a history that is not here will come. */
  cancelDoubt: () => void;
  /** On another road, and good until this one is welcomed. */
  previous: Connection | undefined;
}
