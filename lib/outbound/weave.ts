/**
 * Merges lines of several feeds and private lines into one sequence, in the order in which the chat
 * produced them, across rooms.
 *
 * @module
 */

import { Batch, type Place } from "./batch.ts";
import type { Numbered } from "./feed.ts";

/** One batch of these lines, sorted by ordinal, without duplicates. Takes ownership of the array. */
export function weave(lines: Numbered[]): Batch {
  lines.sort((a, b) => a.ordinal - b.ordinal);
  const texts: string[] = [];
  const places: Place[] = [];
  for (const { line, place } of lines) {
    texts.push(line);
    places.push(place);
  }
  return new Batch(texts, places);
}
