/**
 * Finds events in the bytes of a damaged log, page by page, whatever has become of the tree above them. Nothing is
 * believed: a row counts only where its JSON agrees with its columns. Source: https://sqlite.org/fileformat2.html,
 * sections 1.3 (header), 1.6 (pages and cells), 2.1 (records) and 4 (the log of changes).
 */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { EVENT_ROW_BYTES } from "../limits.ts";

/** The page size of every log that we have made; used where the header is not readable. */
const PAGE_BYTES = 4_096;
const LEAF = 0x0d;
const WAL_HEADER = 32;
const FRAME_HEADER = 24;
/** Columns of `events`; the first is the row's id and stored as NULL. */
const COLUMNS = 8;

interface Cell {
  seq: number;
  payload: Buffer;
}

/** One file, read piece by piece. */
class Bytes {
  readonly size: number;
  readonly #file: number;
  constructor(path: string) {
    this.#file = openSync(path, "r");
    this.size = fstatSync(this.#file).size;
  }
  at(offset: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    readSync(this.#file, bytes, 0, length, offset);
    return bytes;
  }
  close(): void {
    closeSync(this.#file);
  }
}

const openOrNone = (path: string): Bytes | undefined => {
  try {
    return new Bytes(path);
  } catch {
    return undefined;
  }
};

/** Where a page's bytes begin. */
interface Place {
  from: Bytes;
  offset: number;
}

export class LogScan {
  readonly #page: number;
  readonly #usable: number;
  readonly #db: Bytes | undefined;
  readonly #wal: Bytes | undefined;
  /** Newest copy of a page in the log of changes, by number. */
  readonly #changed = new Map<number, Place>();
  /** Where the event of a seq is: a page, and which cell of it. */
  readonly #found = new Map<number, { place: Place; cell: number }>();

  /** Reads the files of the log at `path` through once. What is not there is passed over. */
  constructor(path: string) {
    this.#db = openOrNone(path);
    this.#wal = openOrNone(`${path}-wal`);
    const header = this.#db?.at(0, 100);
    const told = header?.subarray(0, 15).toString("latin1") === "SQLite format 3";
    const size = header?.readUInt16BE(16) ?? 0;
    this.#page = told && size >= 512 && (size & (size - 1)) === 0 ? size : PAGE_BYTES;
    this.#usable = this.#page - (told ? (header?.[20] ?? 0) : 0);
    for (let at = 0; this.#db && at < this.#db.size; at += this.#page)
      this.#look({ from: this.#db, offset: at }, at === 0 ? 100 : 0);
    this.#readChanges();
  }

  /** Seqs of the events that were found, ascending. */
  seqs(): number[] {
    return [...this.#found.keys()].filter(isSeq).sort((a, b) => a - b);
  }

  /** The JSON of an event, without `seq`; undefined where there is none. */
  json(seq: number): string | undefined {
    const found = this.#found.get(seq);
    const cell = found && this.#cells(found.place, 0, found.cell)[0];
    return cell && jsonOf(cell.payload);
  }

  close(): void {
    this.#db?.close();
    this.#wal?.close();
  }

  /** Frames up to the last commit; those of an earlier run of the file have another salt. */
  #readChanges(): void {
    const wal = this.#wal;
    if (!wal || wal.size < WAL_HEADER) return;
    const salt = wal.at(16, 8);
    const step = FRAME_HEADER + this.#page;
    let pending: [number, Place][] = [];
    for (let at = WAL_HEADER; at + step <= wal.size; at += step) {
      const frame = wal.at(at, FRAME_HEADER);
      if (!frame.subarray(8, 16).equals(salt)) break;
      pending.push([frame.readUInt32BE(0), { from: wal, offset: at + FRAME_HEADER }]);
      if (frame.readUInt32BE(4) === 0) continue;
      for (const [page, place] of pending) this.#changed.set(page, place);
      pending = [];
    }
    for (const [page, place] of this.#changed) this.#look(place, page === 1 ? 100 : 0);
  }

  #look(place: Place, skip: number): void {
    this.#cells(place, skip).forEach((cell, index) => {
      if (cell && jsonOf(cell.payload) !== undefined) this.#found.set(cell.seq, { place, cell: index });
    });
  }

  /** The cells of a leaf page, or one of them; undefined for what cannot be read. */
  #cells({ from, offset }: Place, skip: number, only?: number): (Cell | undefined)[] {
    const page = from.at(offset, this.#page);
    if (page[skip] !== LEAF) return [];
    const count = Math.min(page.readUInt16BE(skip + 3), Math.floor(this.#page / 4));
    const indexes = only === undefined ? Array.from({ length: count }, (_, index) => index) : [only];
    return indexes.map((index) => {
      try {
        return this.#cell(page, page.readUInt16BE(skip + 8 + index * 2));
      } catch {
        // Beyond the page, or no such number: the cell is not whole.
        return undefined;
      }
    });
  }

  #cell(page: Buffer, at: number): Cell | undefined {
    const length = varint(page, at);
    if (length.value > EVENT_ROW_BYTES) return undefined;
    const row = varint(page, length.next);
    const usable = this.#usable;
    const most = usable - 35;
    if (length.value <= most)
      return { seq: row.value, payload: page.subarray(row.next, row.next + length.value) };
    const least = Math.floor(((usable - 12) * 32) / 255) - 23;
    const wanted = least + ((length.value - least) % (usable - 4));
    const local = wanted <= most ? wanted : least;
    const parts = [page.subarray(row.next, row.next + local)];
    let left = length.value - local;
    let next = page.readUInt32BE(row.next + local);
    while (left > 0) {
      const more = this.#pageAt(next);
      if (!more) return undefined;
      parts.push(more.subarray(4, 4 + Math.min(left, usable - 4)));
      left -= usable - 4;
      next = more.readUInt32BE(0);
    }
    return { seq: row.value, payload: Buffer.concat(parts) };
  }

  #pageAt(number: number): Buffer | undefined {
    const place = this.#changed.get(number);
    if (place) return place.from.at(place.offset, this.#page);
    const offset = (number - 1) * this.#page;
    if (number < 1 || !this.#db || offset + this.#page > this.#db.size) return undefined;
    return this.#db.at(offset, this.#page);
  }
}

/** Big-endian, seven bits a byte; none of ours is longer than 8 bytes. Throws past the end. */
function varint(bytes: Buffer, at: number): { value: number; next: number } {
  let value = 0;
  for (let next = at; next < at + 8; ) {
    const byte = bytes.readUInt8(next);
    next += 1;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, next };
  }
  throw new RangeError("not one of ours");
}

const isSeq = (value: number): boolean => Number.isSafeInteger(value) && value >= 1;

const INTEGER_BYTES = [0, 1, 2, 3, 4, 6, 8];

/** The JSON of a record that is an event, checked against the columns beside it. */
function jsonOf(payload: Buffer): string | undefined {
  try {
    const values = valuesOf(payload);
    const [id, at, kind, member, json] = values;
    if (values.length !== COLUMNS || id !== null || typeof json !== "string") return undefined;
    const event = JSON.parse(json) as Record<string, unknown>;
    const agrees =
      event.at === at && event.kind === kind && (member === null || (event.by ?? member) === member);
    return agrees ? json : undefined;
  } catch {
    return undefined;
  }
}

/** Integers, texts and NULL; anything else only as what it is not. Throws where the record is cut. */
function valuesOf(payload: Buffer): (number | string | null | undefined)[] {
  const header = varint(payload, 0);
  const types: number[] = [];
  let at = header.next;
  while (at < header.value) {
    const type = varint(payload, at);
    types.push(type.value);
    at = type.next;
  }
  at = header.value;
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  return types.map((type) => {
    if (type === 0) return null;
    if (type === 8 || type === 9) return type - 8;
    const isText = type >= 13 && type % 2 === 1;
    const length = type >= 12 ? Math.floor((type - 12) / 2) : (INTEGER_BYTES[type] ?? 8);
    const bytes = payload.subarray(at, at + length);
    if (bytes.length < length) throw new RangeError("cut");
    at += length;
    if (isText) return strict.decode(bytes);
    if (type > 6) return undefined;
    return length === 8 ? Number(bytes.readBigInt64BE()) : bytes.readIntBE(0, length);
  });
}
