/**
 * Where a key moves in a menu. Pure.
 *
 * @module
 */

/**
 * The place to which a key moves in a menu of so many choices, from the place `at`; -1 is before the
 * first. Undefined: the key moves nothing.
 */
export function wantedBy(key: string, at: number, length: number): number | undefined {
  switch (key) {
    case "ArrowDown":
      return (at + 1) % length;
    case "ArrowUp":
      return (Math.max(at, 0) - 1 + length) % length;
    case "Home":
      return 0;
    case "End":
      return length - 1;
  }
  return undefined;
}
