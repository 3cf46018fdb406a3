/**
 * Environment variables that were meant for an option and are spelled wrong. A program may read only the
 * variables that it names, and cannot list them; so the likeliest slips are asked for one by one.
 *
 * @module
 */

import { type Environment, type OptionTable, twinOf } from "./option.ts";

/** A variable that is set and belongs to no option, and the one that was probably meant. */
export interface Misspelled {
  /** The variable that is set. */
  readonly name: string;
  /** The twin of an option. */
  readonly meant: string;
}

const PREFIX = twinOf("");

/**
 * Variables that are set and one slip away from an option's twin: a letter left out, doubled, or swapped
 * with its neighbour. Asks for some 40 names an option. Never throws.
 */
export function misspelledTwins(
  table: OptionTable,
  env: Environment,
): Misspelled[] {
  const known = new Set(Object.keys(table).map(twinOf));
  const found = new Map<string, Misspelled>();
  for (const meant of Object.keys(table).map(twinOf)) {
    for (const name of slipsOf(meant)) {
      if (known.has(name) || (env(name) ?? "") === "") continue;
      found.set(name, { name, meant });
    }
  }
  return [...found.values()];
}

function slipsOf(twin: string): Set<string> {
  const slips = new Set<string>();
  for (let i = PREFIX.length; i < twin.length; i++) {
    const [before, letter, after] = [twin.slice(0, i), twin[i] ?? "", twin.slice(i + 1)];
    slips.add(before + after);
    slips.add(before + letter + letter + after);
    slips.add(before + after.slice(0, 1) + letter + after.slice(1));
  }
  slips.delete(twin);
  slips.delete(PREFIX);
  return slips;
}
