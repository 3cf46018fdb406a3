/**
 * Environment variables that were meant for an option and are misspelled. A program has permission to read
 * variables by name, but not to list them, so the most likely misspellings are looked up one by one.
 *
 * @module
 */

import { type Environment, type OptionTable, variableOf } from "./option.ts";

/** A variable that is set and belongs to no option, and the one that was probably meant. */
export interface Misspelled {
  /** The variable that is set. */
  readonly name: string;
  /** The variable of an option that was probably meant. */
  readonly meant: string;
}

const PREFIX = variableOf("");

/**
 * Variables that are set and differ by one typing error from the variable of an option: a letter left out,
 * doubled, or swapped with the next. Looks up about 40 names for each option. Never throws.
 */
export function findMisspelled(
  table: OptionTable,
  env: Environment,
): Misspelled[] {
  const known = new Set(Object.keys(table).map(variableOf));
  const found = new Map<string, Misspelled>();
  for (const meant of Object.keys(table).map(variableOf)) {
    for (const name of slipsOf(meant)) {
      if (known.has(name) || (env(name) ?? "") === "") continue;
      found.set(name, { name, meant });
    }
  }
  return [...found.values()];
}

function slipsOf(variable: string): Set<string> {
  const slips = new Set<string>();
  for (let i = PREFIX.length; i < variable.length; i++) {
    const [before, letter, after] = [
      variable.slice(0, i),
      variable[i] ?? "",
      variable.slice(i + 1),
    ];
    slips.add(before + after);
    slips.add(before + letter + letter + after);
    slips.add(before + after.slice(0, 1) + letter + after.slice(1));
  }
  slips.delete(variable);
  slips.delete(PREFIX);
  return slips;
}
