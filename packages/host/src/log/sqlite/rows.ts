/** Values of rows as what the schema says they are; anything else means that the file is damaged. */
import type { SQLOutputValue } from "node:sqlite";
import { LogError } from "../errors.ts";
import type { MemberRecord } from "../log.ts";

type Value = SQLOutputValue | undefined;
export type Row = Record<string, SQLOutputValue>;

const damaged = (value: Value, wanted: string): never => {
  throw new LogError("LOG_DAMAGED", `${wanted} expected, ${value === null ? "null" : typeof value} found`);
};

export const integer = (value: Value): number =>
  typeof value === "number" ? value : damaged(value, "integer");
export const text = (value: Value): string => (typeof value === "string" ? value : damaged(value, "text"));
export const blob = (value: Value): Uint8Array =>
  value instanceof Uint8Array ? value : damaged(value, "blob");

export const asMember = (row: Row): MemberRecord => ({
  id: text(row.id),
  key: text(row.key),
  name: text(row.name),
  nameKey: text(row.name_key),
  skeleton: text(row.skeleton),
  role: row.role === "owner" ? "owner" : "member",
  bannedAt: row.banned_at === null ? null : integer(row.banned_at),
  joinedAt: integer(row.joined_at),
});

export const asEvent = (row: Row): { seq: number; json: string } => ({
  seq: integer(row.seq),
  json: text(row.json),
});
