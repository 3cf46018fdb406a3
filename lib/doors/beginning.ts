/**
 * The first moment of a connection: takes its first lines until they identify the protocol, or the
 * moment is over.
 *
 * @module
 */

import type { Codec } from "../wire/codec.ts";
import type { Line } from "../wire/lines.ts";
import { isSaid, type Opening, plainOpening, readOpening } from "./opening.ts";
import type { Input } from "./input.ts";

/** The first lines of a connection, and their meaning. */
export interface Beginning {
  /** The meaning of the lines. */
  readonly opening: Opening;
  /** All lines taken from the input, the opening's included. */
  readonly lines: readonly Line[];
}

/**
 * The most reads before the client is greeted without a first line. Reads may bring telnet commands
 * alone; the answers are kept until the greeting, so their number is bounded.
 */
const MAX_READS = 16;

/**
 * Takes the first lines of an input, until `stopPeeking` is called on it; `people` is the codec of people. A
 * line that might begin another protocol is held until then, because the next line may identify the
 * protocol. Undefined if the input ended without a line of the user. Rejects as the input does.
 */
export async function readBeginning(
  input: Input,
  people: Codec,
): Promise<Beginning | undefined> {
  const lines: Line[] = [];
  for (let reads = 0; reads < MAX_READS; reads += 1) {
    const read = await input.peek();
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
