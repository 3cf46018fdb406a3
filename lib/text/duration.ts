/**
 * Durations as text: `500ms`, `30s`, `5m`, `1h30m`. Pure; knows no clock.
 *
 * @module
 */

const UNITS: readonly (readonly [string, number])[] = [
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
  ["ms", 1],
];

/** At most nine digits a unit keep every sum exact. */
const SHAPE = /^(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?(?:(\d{1,9})ms)?$/;

/**
 * Reads a duration: units `h`, `m`, `s`, `ms`, the largest first, each at most once; or `0`.
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
  return UNITS.reduce((sum, [, size], i) => sum + Number(match[i + 1] ?? 0) * size, 0);
}

/**
 * Formats a duration; `parseDuration` reads the same value back, to the millisecond. Round it first if
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
