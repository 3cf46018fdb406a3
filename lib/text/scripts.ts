/**
 * Which scripts may be mixed in a name: the "highly restrictive" rule of UTS 39, section 5.2, with the
 * table of `unicode/scripts.ts`. It forbids Cyrillic and Greek letters among Latin ones.
 *
 * @module
 */

import { lazy } from "./lazy.ts";
import { SCRIPT_RUNS } from "./unicode/scripts.ts";

/** Writing systems that use several scripts; each may be mixed with Latin. */
const MIXTURES: readonly (readonly string[])[] = [
  ["Latn", "Hani", "Hira", "Kana"],
  ["Latn", "Hani", "Bopo"],
  ["Latn", "Hani", "Hang"],
];

/** Code points from `start` to before the next run; an empty list means that any script uses them. */
interface Run {
  readonly start: number;
  readonly scripts: readonly string[];
}

const runs: () => readonly Run[] = lazy(() => unpack(SCRIPT_RUNS));

/**
 * Whether a name uses one script, or Latin with Han and kana, with Han and Bopomofo, or with Han and
 * Hangul. Digits and marks that all scripts share are allowed with any. Never throws.
 */
export function areScriptsCompatible(name: string): boolean {
  const used: (readonly string[])[] = [];
  for (const char of name) {
    const scripts = scriptsOf(char.codePointAt(0) ?? 0);
    if (scripts.length > 0) used.push(scripts);
  }
  const [first = [], ...rest] = used;
  return first.some((script) => rest.every((scripts) => scripts.includes(script))) ||
    MIXTURES.some((mix) => used.every((scripts) => scripts.some((script) => mix.includes(script))));
}

function scriptsOf(codePoint: number): readonly string[] {
  const table = runs();
  let low = 0;
  let high = table.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((table[middle]?.start ?? 0) <= codePoint) low = middle + 1;
    else high = middle;
  }
  return table[low - 1]?.scripts ?? [];
}

function unpack(packed: string): readonly Run[] {
  let start = 0;
  return packed.split(" ").map((run) => {
    const [distance = "", scripts] = run.split(":");
    start += parseInt(distance, 36);
    return { start, scripts: scripts === undefined ? [] : scripts.split("+") };
  });
}
