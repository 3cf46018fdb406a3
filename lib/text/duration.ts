/**
 * Durations as text: `500ms`, `30s`, `5m`, `1h30m`, `30d`. Pure; knows no clock.
 *
 * @module
 */

const DAY = 86_400_000;

const UNITS: readonly (readonly [string, number])[] = [
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
  ["ms", 1],
];

/** At most so many digits a unit keep every sum exact. */
const SHAPE = /^(?:(\d{1,5})d)?(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?(?:(\d{1,9})ms)?$/;

/**
 * Reads a duration: units `d`, `h`, `m`, `s`, `ms`, the largest first, each at most once; or `0`.
 * Undefined for anything else, a number without a unit above all. Never throws.
 *
 * ```ts
 * import { formatDuration, parseDuration } from "./duration.ts";
 * if (formatDuration(parseDuration("90s") ?? 0) !== "1m30s") throw new Error("not the same");
 * if (parseDuration("90") !== undefined) throw new Error("a unit is missing");
 * ```
 */
export function parseDuration(text: string): number | undefined {
  if (text === "0") return 0;
  const match = text === "" ? null : SHAPE.exec(text);
  if (match === null) return undefined;
  const days = Number(match[1] ?? 0) * DAY;
  return UNITS.reduce((sum, [, size], i) => sum + Number(match[i + 2] ?? 0) * size, days);
}

/**
 * Formats a duration, the hours as the largest unit; `parseDuration` reads the same value back, to the millisecond. Round it first if
 * it need not be exact. A negative value or NaN is `0s`. Never throws.
 */
export function formatDuration(duration: number): string {
  let rest = duration > 0 && Number.isFinite(duration) ? Math.round(duration) : 0;
  let text = "";
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text === "" ? "0s" : text;
}

/** Formats a duration in days if it is a whole number of them, otherwise as `formatDuration`. Never throws. */
export function formatDays(duration: number): string {
  const days = duration / DAY;
  return Number.isInteger(days) && days > 0 ? `${days}d` : formatDuration(duration);
}
