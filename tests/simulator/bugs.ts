/** Bugs to be planted in a copy of the sources, one at a time: what the simulator must find. */
export interface Bug {
  readonly name: string;
  /** What it breaks. */
  readonly breaks:
    | "delivery"
    | "dedupe"
    | "order"
    | "epochs"
    | "resume"
    | "ring"
    | "supersede"
    | "outbox"
    | "reset"
    | "credit";
  readonly file: string;
  /** Stands there once. */
  readonly search: string;
  readonly replacement: string;
}

const client = "packages/client/src/";
const host = "packages/host/src/";
const board = "packages/switchboard/src/exchange/";

export const BUGS: readonly Bug[] = [
  {
    name: "a message is sent before it is stored",
    breaks: "outbox",
    file: `${client}core/outbox.ts`,
    search: "if (!stored || this.#outstanding.size",
    replacement: "if (this.#outstanding.size",
  },
  {
    name: "the timeline goes over holes",
    breaks: "order",
    file: `${client}core/timeline.ts`,
    search: "const event = this.#release(this.#last + 1);",
    replacement:
      "const event = this.#release(Math.min(...this.#ahead.keys())); if (event) this.#last = event.seq - 1;",
  },
  {
    name: "nothing watches unanswered sendings",
    breaks: "delivery",
    file: `${client}sender.ts`,
    search: "} else if (!this.#cancelWatch) {",
    replacement: "} else if (on && !on) {",
  },
  {
    name: "a beat that knows more is not followed up",
    breaks: "delivery",
    file: `${client}inbox.ts`,
    search: "      this.#timeline.learn(head);\n      this.#pull();\n    });",
    replacement: "    });",
  },
  {
    name: "the end of an old connection parts the new",
    breaks: "supersede",
    file: `${client}lifeline.ts`,
    search: "if (mine()) this.#ended(own, ended);",
    replacement: "if (mine() || own.welcomedAt !== undefined) this.#ended(this.#current ?? own, ended);",
  },
  {
    name: "what was not answered is not sent again",
    breaks: "delivery",
    file: `${client}core/outbox.ts`,
    search: "    this.#restart = undefined;\n    this.#sentUpTo = 0;\n  }\n\n  /** What to send",
    replacement: "    this.#restart = undefined;\n  }\n\n  /** What to send",
  },
  {
    name: "what is under way when a connection breaks is forgotten",
    breaks: "outbox",
    file: `${client}core/outbox.ts`,
    search: "    this.#outstanding.clear();\n    this.#outstandingUnits = 0;\n    this.#renumber",
    replacement:
      "    for (const [n, key] of this.#outstanding) this.#settle(key, n, null);\n    this.#outstanding.clear();\n    this.#outstandingUnits = 0;\n    this.#renumber",
  },
  {
    name: "what the host has gets a new number",
    breaks: "dedupe",
    file: `${client}core/outbox.ts`,
    search: "if (slot.entry.n === null || slot.entry.n < wanted.from) continue;",
    replacement: "if (slot.entry.n === null) continue;",
  },
  {
    name: "everything is claimed to be here",
    breaks: "delivery",
    file: `${client}inbox.ts`,
    search: "if (last !== undefined && last >= this.#claim.head) this.#complete = { seq: last,",
    replacement: "if (last !== undefined) this.#complete = { seq: this.#claim.head,",
  },
  {
    name: "another log is taken for the same",
    breaks: "reset",
    file: `${client}inbox.ts`,
    search: "if (theirs.seq === unproven.seq && !isSameEvent(unproven, theirs)) {",
    replacement: "if (theirs.seq === unproven.seq && !isSameEvent(unproven, unproven)) {",
  },
  {
    name: "a reader that was behind is not caught up",
    breaks: "delivery",
    file: `${client}inbox.ts`,
    search: "    if (!this.#stalled) return;\n    this.#stalled = false;\n    this.#pull();",
    replacement: "    this.#stalled = false;",
  },
  {
    name: "the position is kept before its events",
    breaks: "resume",
    file: `${client}bookmark.ts`,
    search: "    this.#dirty = this.#savesFresh = false;",
    replacement:
      "    if (position.seq > 1) Object.assign(position, { seq: position.seq + 1 });\n    this.#dirty = this.#savesFresh = false;",
  },
  {
    name: "no new epoch behind a removal",
    breaks: "epochs",
    file: `${host}room/owner.ts`,
    search: '  { do: "new-epoch" },\n];',
    replacement: "];",
  },
  {
    name: "whoever is sent out hears on",
    breaks: "epochs",
    file: `${host}room/owner.ts`,
    search: 'return [{ do: "end", conn, code }, ...depart(state, id, true)];',
    replacement: "return depart(state, id, true);",
  },
  {
    name: "an epoch's number is used by two starts",
    breaks: "epochs",
    file: `${host}room-record.ts`,
    search: 'const epoch = Number(get("epoch")) + 1;',
    replacement: 'const epoch = Number(get("epoch"));',
  },
  {
    name: "an ack goes out before the commit",
    breaks: "delivery",
    file: `${host}room/commands.ts`,
    search: '  return [\n    {\n      do: "store",\n      entry: { event: { ...about, kind: body.kind',
    replacement:
      '  return [\n    tell(call, { type: "ack", n, seq: call.state.head + 1 }),\n    {\n      do: "store",\n      entry: { event: { ...about, kind: body.kind',
  },
  {
    name: "a batch goes out before the commit",
    breaks: "order",
    file: `${host}committer.ts`,
    search: "      const outcomes = await this.#log.append(",
    replacement:
      '      const early = batch.map(() => ({ kind: "stored" as const, seq: null }));\n      if (batch.length > 1) this.#committed(collect(batch.slice(1), early));\n      const outcomes = await this.#log.append(',
  },
  {
    name: "a head that is not committed is told",
    breaks: "delivery",
    file: `${host}room-host.ts`,
    search: "      head: this.core.state.head,",
    replacement: "      head: this.core.state.head + 1,",
  },
  {
    name: "a superseded connection is not ended",
    breaks: "supersede",
    file: `${host}room/admission.ts`,
    search: "    ...superseded,\n",
    replacement: "",
  },
  {
    name: "the end of an old session takes the new one along",
    breaks: "supersede",
    file: `${host}room/core.ts`,
    search: "    this.state.sessions.delete(conn);",
    replacement:
      "    for (const [other, { id }] of this.state.sessions) if (other === conn || id === session?.id) this.state.sessions.delete(other);",
  },
  {
    name: "the last number may be stored twice",
    breaks: "dedupe",
    file: `${host}log/apply.ts`,
    search: "if (known !== undefined && origin.n < next) return",
    replacement: "if (known !== undefined && origin.n < next - 1) return",
  },
  {
    name: "retention forgets what a sender has counted",
    breaks: "dedupe",
    file: `${host}log/memory/tables.ts`,
    search: "for (const { row, n } of gone) row?.sent.delete(n);",
    replacement: "for (const { row } of gone) if (row) this.removeClient(row);",
  },
  {
    name: "a sender's count is not in the event's transaction",
    breaks: "dedupe",
    file: `${host}log/memory/tables.ts`,
    search: "      row.lastN = origin.n;",
    replacement: "      queueMicrotask(() => { row.lastN = origin.n; });",
  },
  {
    name: "a copy that is put back resumes instead of RESET",
    breaks: "reset",
    file: `${host}room/admission.ts`,
    search: " || since.seq > state.head)",
    replacement: ")",
  },
  {
    name: "a member hears casts only behind its page",
    breaks: "resume",
    file: `${host}catch-up.ts`,
    search: "      connection.admit();\n      this.page(conn, 0, firstPage(from));",
    replacement:
      "      this.page(conn, 0, firstPage(from));\n      connection.inTurn(async () => connection.admit());",
  },
  {
    name: "a replay is promised that begins too late",
    breaks: "resume",
    file: `${host}recent-batches.ts`,
    search: "    if (after < this.#before) return undefined;\n",
    replacement: "",
  },
  {
    name: "the host spends no credit",
    breaks: "credit",
    file: `${host}listeners/trunk/circuit.ts`,
    search: "      this.#sendCredit.spend(next.frame.length);\n",
    replacement: "",
  },
  {
    name: "a ring that is too short is replayed as if whole",
    breaks: "ring",
    file: `${board}ring.ts`,
    search: "return place >= Math.max(this.#first, this.#epochAt) ? place : undefined;",
    replacement: "return Math.max(place, this.#first);",
  },
  {
    name: "a ring is kept over a hole",
    breaks: "ring",
    file: `${board}ring.ts`,
    search: "if (last && !inEpoch && batch.epoch <= last.epoch) this.clear();",
    replacement: "",
  },
  {
    name: "live batches overtake a replay",
    breaks: "ring",
    file: `${board}outbox.ts`,
    search: "    if (this.#ring) return true;\n",
    replacement: "",
  },
  {
    name: "a client is admitted before the casts before it",
    breaks: "order",
    file: `${board}commands.ts`,
    search: 'if (frame.kind !== "cast") flushCasts(state, trunk);',
    replacement: "",
  },
  {
    name: "a switchboard grants a host nothing",
    breaks: "credit",
    file: `${board}circuits.ts`,
    search: "if (grant > 0) life.trunk.uplink.send(encodeCredit(life.number, grant));",
    replacement: "",
  },
  {
    name: "a switchboard leaves out what a slow member does not take",
    breaks: "delivery",
    file: `${board}outbox.ts`,
    search: "return this.#wait({ message, frames, data: 0, since: now });",
    replacement: "return true;",
  },
  {
    name: "a page that does not come is waited for for ever",
    breaks: "resume",
    file: `${client}inbox.ts`,
    search: "if (this.#at?.begun === false && ++this.#at.beats > LATE_BEATS)",
    replacement: "if (this.#at?.begun === false && ++this.#at.beats > Infinity * LATE_BEATS)",
  },
  {
    name: "a spoiled ring is asked again and again",
    breaks: "ring",
    file: `${client}standing.ts`,
    search: 'if (state.kind === "waiting") this.#replays = state.why !== "BAD_MESSAGE";',
    replacement: 'if (state.kind === "idle") this.#replays = true;',
  },
  {
    name: "a registration without an answer is waited for",
    breaks: "delivery",
    file: `${host}listeners/trunk/seat.ts`,
    search: "        if (!this.#road) this.#o.unanswered();",
    replacement: "        if (!this.#o) this.#o.unanswered();",
  },
  {
    name: "a proof that was refused is not made again",
    breaks: "delivery",
    file: `${host}listeners/trunk/seat.ts`,
    search: 'if (code !== "DISPLACED") this.#o.again(',
    replacement: 'if (code !== "DISPLACED" && code !== "BAD_PROOF") this.#o.again(',
  },
  {
    name: "what overtakes a page is taken for its proof",
    breaks: "reset",
    file: `${client}inbox.ts`,
    search: "const tells = events.some(({ seq }) => seq === this.#at?.unproven?.seq);",
    replacement: "const tells = (events[0]?.seq ?? Infinity) <= (this.#at.unproven?.seq ?? -1) + 1;",
  },
];
