/**
 * Where a key moves in a menu. Pure.
 *
 * @module
 */

/**
 * The place to which a key moves in a menu with these texts, from the place `at`; -1 is before the
 * first. Undefined: the key moves nothing.
 */
export function wantedBy(
  key: string,
  at: number,
  texts: readonly string[],
): number | undefined {
  const { length } = texts;
  if (key === "ArrowDown") return (at + 1) % length;
  if (key === "ArrowUp") return (Math.max(at, 0) - 1 + length) % length;
  if (key === "Home") return 0;
  if (key === "End") return length - 1;
  if ([...key].length !== 1 || key === " ") return undefined;
  const begins = key.toLowerCase();
  const found = texts.map((_, step) => (at + 1 + step) % length)
    .find((index) => texts[index]?.toLowerCase().startsWith(begins));
  return found;
}
