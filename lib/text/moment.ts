/**
 * Moments as people and programs write them: `2026-11-26`, `2026-11-26 14:02`, or as the `time` of an
 * event; and as people are shown them. All are in UTC. Pure; knows no clock.
 *
 * @module
 */

const SHAPE = /^(\d{4})-(\d\d)-(\d\d)(?:(?:T|\s+)(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?Z?)?$/;

/** The last time, in milliseconds since the epoch, that has a date. */
const MAX_TIME = 8_640_000_000_000_000;

/**
 * Reads a moment as milliseconds since the epoch; a date alone is its first instant. Undefined for
 * anything else, a date that does not exist above all. Never throws.
 *
 * ```ts
 * import { parseMoment } from "./moment.ts";
 * if (parseMoment("2026-11-26 14:02") !== Date.UTC(2026, 10, 26, 14, 2)) throw new Error("not UTC");
 * if (parseMoment("2026-02-30") !== undefined) throw new Error("there is no such day");
 * ```
 */
export function parseMoment(text: string): number | undefined {
  const parts = SHAPE.exec(text.trim());
  if (parts === null) return undefined;
  const [, ...texts] = parts;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = texts.map(Number)
    .map((part) => Number.isNaN(part) ? 0 : part);
  const millis = Number((texts[6] ?? "").padEnd(3, "0"));
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const time = new Date(0);
  time.setUTCFullYear(year, month - 1, day);
  time.setUTCHours(hour, minute, second, millis);
  const isReal = time.getUTCMonth() === month - 1 && time.getUTCDate() === day;
  return isReal ? time.getTime() : undefined;
}

/** Formats a moment, in milliseconds since the epoch, to the minute: `2026-11-26 14:02 UTC`. Never throws. */
export function formatMoment(time: number): string {
  // Beyond these bounds there is no date.
  const date = new Date(Math.min(Math.max(time, -MAX_TIME), MAX_TIME));
  return `${date.toISOString().replace("T", " ").replace(/:\d\d\.\d+Z$/, "")} UTC`;
}

/**
 * Formats when something ends, in milliseconds since the epoch, as {@linkcode formatMoment} does, but rounded up:
 * at the minute that is shown it is over. Never throws.
 */
export function formatEnd(time: number): string {
  return formatMoment(Math.ceil(Math.floor(time) / 60_000) * 60_000);
}
