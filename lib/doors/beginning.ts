/**
 * The first moment of a connection: its first lines are taken as they come, until they tell what it is
 * or the moment is over.
 *
 * @module
 */

import type { Codec } from "../wire/codec.ts";
import type { Line } from "../wire/lines.ts";
import { isSaid, type Opening, plainOpening, readOpening } from "./entry.ts";
import type { Input } from "../session/input.ts";

/** What a connection has begun with. */
export interface Beginning {
  /** What it means. */
  readonly opening: Opening;
  /** All lines taken from the input, those that the opening was made of included; the reader's to empty. */
  readonly lines: Line[];
}

/** A short time that has begun. */
export interface Moment {
  /** Waits for a promise, but no longer than the moment lasts; undefined then. */
  wait<T>(promise: Promise<T>): Promise<T | undefined>;
}

/**
 * So many reads may bring telnet commands and nothing else before the client is greeted without a first
 * line: what they ask for is kept until then.
 */
const MAX_READS = 16;

/**
 * Takes the first lines of an input; `people` is how people are spoken to. A line that might begin
 * another protocol is held for the rest of the moment, lest it be said and the next one show what it
 * was. Undefined if the input ended and nothing had been said. Rejects as the input does.
 */
export async function readBeginning(
  input: Input,
  people: Codec,
  moment: Moment,
): Promise<Beginning | undefined> {
  const lines: Line[] = [];
  for (let reads = 0; reads < MAX_READS; reads += 1) {
    const read = await moment.wait(input.peek());
    if (read === undefined) break;
    if (read.done) {
      if (!lines.some(isSaid)) return undefined;
      break;
    }
    await input.next();
    lines.push(...read.value);
    const opening = readOpening(lines, people);
    if (opening !== undefined) return { opening, lines };
  }
  return { opening: plainOpening(people), lines };
}
