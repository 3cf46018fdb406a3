/**
 * Checks of what stands in the log or in a snapshot: plain JSON that anybody may have written. PURE.
 *
 * @module
 */

/** An object of JSON, nothing in it checked. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether it is an object, and not a list. Never throws. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether it is a text of at most `most` units of UTF-16. Never throws. */
export function isText(value: unknown, most: number): value is string {
  return typeof value === "string" && value.length <= most;
}

/** Whether it is a whole number from `least` to `most`. Never throws. */
export function isCount(value: unknown, least: number, most: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
}

/** Whether it is a place in the log, or 0 for before the first. Never throws. */
export function isPlace(value: unknown): value is number {
  return isCount(value, 0, Number.MAX_SAFE_INTEGER);
}

/**
 * Whether all of it is at most `depth` objects or lists deep, so that it can be written as JSON and walked
 * again. Never throws.
 */
export function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (depth === 0) return false;
  for (const part of Object.values(value)) if (!isShallow(part, depth - 1)) return false;
  return true;
}
