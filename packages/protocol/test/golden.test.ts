import { describe, expect, test } from "vitest";
import {
  type Command,
  decodeBatch,
  decodeCommand,
  decodeHostMessage,
  encodeBatch,
  encodeCommand,
  encodeHostMessage,
  encodePage,
  type HostMessage,
  type RoomEvent,
} from "../src/index.ts";
import { bytes, COMMANDS, EVENTS, HOST_MESSAGES, SIGNALS, text } from "./samples.ts";

const hex = (encoded: Uint8Array) => Buffer.from(encoded).toString("hex");
const named = <M>(samples: (readonly [string, M, string])[]) =>
  samples.map(([rule, value, wire]) => ({ rule, value, wire }));

describe("commands, there and back", () => {
  test.each(named<Command>(Object.values(COMMANDS).flat()))("$rule $wire", ({ value, wire }) => {
    expect(text(encodeCommand(value))).toBe(wire);
    expect(decodeCommand(bytes(wire))).toStrictEqual(value);
  });
});

describe("host messages, there and back", () => {
  test.each(named<HostMessage>(Object.values(HOST_MESSAGES).flat()))("$rule $wire", ({ value, wire }) => {
    if (value.type !== "page") expect(text(encodeHostMessage(value))).toBe(wire);
    expect(decodeHostMessage(bytes(wire))).toStrictEqual(value);
  });
});

describe("batches and pages, there and back", () => {
  test.each(named<RoomEvent>(Object.values(EVENTS).flat()))("P4.2 a batch of $wire", ({ value, wire }) => {
    expect(text(encodeBatch([wire]))).toBe(`{"events":[${wire}]}`);
    expect(decodeBatch(encodeBatch([wire]))).toStrictEqual({ events: [value], signals: [] });
  });

  test.each(named(SIGNALS))("P4.2 a batch of $wire", ({ value, wire }) => {
    expect(text(encodeBatch([], [value]))).toBe(`{"events":[],"signals":[${wire}]}`);
    expect(decodeBatch(bytes(`{"events":[],"signals":[${wire}]}`))).toStrictEqual({
      events: [],
      signals: [value],
    });
  });

  test("P4.2 events and signals in one batch keep their order", () => {
    const events = named<RoomEvent>(Object.values(EVENTS).flat());
    const batch = encodeBatch(
      events.map(({ wire }) => wire),
      SIGNALS.map(([, signal]) => signal),
    );
    expect(decodeBatch(batch)).toStrictEqual({
      events: events.map(({ value }) => value),
      signals: SIGNALS.map(([, signal]) => signal),
    });
  });

  test.each(named(HOST_MESSAGES.page))("P4.4 the log's text becomes $wire", ({ value, wire }) => {
    const { events, re, first, head } = value;
    const held = Object.values(EVENTS).flat();
    const texts = events.map((event) => held.find(([, value]) => value === event)?.[2] ?? "");
    expect(text(encodePage({ re, first, head }, texts))).toBe(wire);
  });
});

describe("bytes", () => {
  test("P1.1 a ping", () => {
    expect(hex(encodeCommand({ type: "ping", re: 7 }))).toBe("7b2274797065223a2270696e67222c227265223a377d");
  });

  test("P1.1 U+1F98A is four bytes, not an escape", () => {
    const typed = encodeCommand({ type: "send", n: 1, body: { kind: "message", text: "\u{1f98a}" } });
    expect(hex(typed)).toBe(
      `${hex(bytes('{"type":"send","n":1,"body":{"kind":"message","text":"'))}f09fa68a${hex(bytes('"}}'))}`,
    );
  });

  test("P4.2 an empty batch", () => {
    expect(hex(encodeBatch([]))).toBe("7b226576656e7473223a5b5d7d");
  });
});
