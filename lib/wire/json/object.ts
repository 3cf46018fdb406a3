/**
 * JSON objects from a connection, and the values in them. Nothing is trusted: each reader returns
 * undefined for a value of another type, and every text has passed the sanitiser.
 *
 * @module
 */

import { escapeUnprintableJson } from "../../text/printable.ts";
import { sanitize } from "../../text/sanitize.ts";

/** The end of the year 9999; later dates have no four digits, and their midnight may not exist. */
const LAST_TIME = 253_402_300_799_999;

/** The fields of an object, not checked. */
export type Fields = Readonly<Record<string, unknown>>;

/** Parses a line that is one JSON object; undefined for any other line. Never throws. */
export function parseObject(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isFields(value) ? value : undefined;
  } catch {
    // JSON.parse reports text that is not JSON only by throwing.
    return undefined;
  }
}

/**
 * Writes an object as one line of JSON, without its end, in which nothing acts on a terminal: what
 * `JSON.stringify` leaves raw beyond the C0 controls is escaped as well. Never throws.
 */
export function toSafeJson(object: Fields): string {
  return escapeUnprintableJson(JSON.stringify(object));
}

/** Whether a value is an object, and no array. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A text, sanitised. */
export function readText(value: unknown): string | undefined {
  return typeof value === "string" ? sanitize(value) : undefined;
}

/** A number that is not negative, and small enough to be counted on by one. */
export function readCount(value: unknown): number | undefined {
  const number = readNumber(value);
  return number !== undefined && number >= 0 && number <= Number.MAX_SAFE_INTEGER
    ? number
    : undefined;
}

/** A finite number. */
export function readNumber(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** A time as RFC 3339 writes it, in milliseconds since the epoch; not after the year 9999. */
export function readTime(value: unknown): number | undefined {
  const time = typeof value === "string" ? Date.parse(value) : NaN;
  return time >= 0 && time <= LAST_TIME ? time : undefined;
}
