/** Text of the wire to typed messages and back; what is neither is an error, never a cast. */
import * as v from "valibot";
import { ConsoleError } from "./errors.ts";
import { MESSAGE_BYTES } from "./limits.ts";
import {
  type Answer,
  type Ask,
  answerSchema,
  askSchema,
  type Back,
  QUESTIONS,
  type Question,
  type With,
} from "./messages.ts";

/** A question as text. */
export const encodeAsk = <Q extends Question>(re: number, ask: Q, data: With<Q>): string =>
  JSON.stringify({ re, ask, with: data });

export const encodeAnswer = (answer: Answer): string => JSON.stringify(answer);

/** A page's question; its `with` is still to be read by `decodeWith`. BAD_MESSAGE, TOO_LARGE. */
export const decodeAsk = (text: string): Ask => parse(askSchema, textToJson(text));

/** What goes with a question. BAD_MESSAGE. */
export const decodeWith = <Q extends Question>(ask: Q, data: unknown): With<Q> =>
  parse(QUESTIONS[ask].with as v.GenericSchema<unknown, With<Q>>, data);

/** An answer, or something told; an answer's `ok` is still to be read by `decodeBack`. BAD_MESSAGE, TOO_LARGE. */
export const decodeAnswer = (text: string): Answer => parse(answerSchema, textToJson(text));

/** What a question brings back. BAD_MESSAGE. */
export const decodeBack = <Q extends Question>(ask: Q, data: unknown): Back<Q> =>
  parse(QUESTIONS[ask].back as v.GenericSchema<unknown, Back<Q>>, data);

function textToJson(text: string): unknown {
  if (text.length > MESSAGE_BYTES) throw new ConsoleError("TOO_LARGE");
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ConsoleError("BAD_MESSAGE", undefined, { cause });
  }
}

function parse<T>(schema: v.GenericSchema<unknown, T>, data: unknown): T {
  const result = v.safeParse(schema, data);
  if (result.success) return result.output;
  throw new ConsoleError("BAD_MESSAGE", undefined, { cause: new v.ValiError(result.issues) });
}
