/**
 * How a name was written: nodes compare names as they are written when they forget, because what they remember
 * has no folded names. So the command that has them forget looks for all the ways in which it was. Never throws.
 *
 * @module
 */

import { fold } from "../../text/fold.ts";
import { MAX_FORGOTTEN } from "../agreed/read_record.ts";

/** A name is not longer, in units of UTF-16. */
const MAX_LENGTH = 200;

/** So many are looked for: each is in what the nodes remember, or in the log behind their snapshot. */
export const MAX_SPELLINGS = 65_536;

/** The ways in which one name was written. */
export class Spellings {
  readonly #fold: string;
  readonly #found: Set<string>;
  #wasSeen = false;

  /** As it is typed. */
  constructor(name: string) {
    this.#fold = fold(name);
    this.#found = new Set([name]);
  }

  /** Whether the name stands anywhere in what was looked at, in whatever way. */
  get wasSeen(): boolean {
    return this.#wasSeen;
  }

  /** How many were found; with `MAX_SPELLINGS` there may be others. */
  get count(): number {
    return this.#found.size;
  }

  /** All that were found, in groups that nodes forget at once. */
  get groups(): readonly (readonly string[])[] {
    const all = [...this.#found];
    const count = Math.ceil(all.length / MAX_FORGOTTEN);
    return Array.from(
      { length: count },
      (_, each) => all.slice(each * MAX_FORGOTTEN, (each + 1) * MAX_FORGOTTEN),
    );
  }

  /** Looks at every text in this JSON. What is no JSON has none. */
  look(json: string): void {
    const waiting: unknown[] = [parsed(json)];
    while (waiting.length > 0) {
      const value = waiting.pop();
      if (typeof value === "string") this.#see(value);
      if (typeof value !== "object" || value === null) continue;
      for (const part of Object.values(value)) waiting.push(part);
    }
  }

  #see(text: string): void {
    if (text.length > MAX_LENGTH || this.#found.size >= MAX_SPELLINGS) return;
    if (fold(text) !== this.#fold) return;
    this.#wasSeen = true;
    this.#found.add(text);
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
