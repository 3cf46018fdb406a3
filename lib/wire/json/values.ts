/**
 * Values of the daemon's objects for a client, with a harmless one in place of what is missing or wrong.
 *
 * @module
 */

import type { ReasonShown } from "../../words/lines.ts";
import { readReason } from "./notice.ts";
import { type Fields, readCount, readText, readTime } from "./object.ts";

/** The room; a daemon that names none has only the lobby. Never throws. */
export function roomOf(fields: Fields): string {
  return readText(fields.room) ?? "lobby";
}

/** Why somebody left. Never throws. */
export function reason(fields: Fields): ReasonShown {
  return {
    by: fields.by === "member" ? "member" : "daemon",
    code: text(fields.code),
    text: fields.reason === "" ? undefined : readText(fields.reason),
    known: readReason(fields),
  };
}

/** What a client gave with its text; no field if it gave nothing. Never throws. */
export function token(fields: Fields): { token?: string } {
  const token = readText(fields.token);
  return token === undefined ? {} : { token };
}

/** A text that is safe to show; empty if there is none. Never throws. */
export function text(value: unknown): string {
  return readText(value) ?? "";
}

/** A whole number that is not negative; 0 if it is none. Never throws. */
export function count(value: unknown): number {
  return readCount(value) ?? 0;
}

/** The elements of an array; none if it is no array. Never throws. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A time; undefined if it cannot be read. Never throws. */
export function instant(value: unknown): Date | undefined {
  const time = readTime(value);
  return time === undefined ? undefined : new Date(time);
}
