/**
 * Lines of several feeds and private lines become one sequence: the order in which the chat said
 * them, across rooms.
 *
 * @module
 */

import type { RoomName } from "../core/units.ts";
import { Batch } from "./batch.ts";
import type { Numbered } from "./feed.ts";

/** One batch of all these lines by their ordinals; each line is given once. Takes the array. */
export function weave(lines: Numbered[]): Batch {
  lines.sort((a, b) => a.ordinal - b.ordinal);
  const texts: string[] = [];
  const rooms: (RoomName | undefined)[] = [];
  for (const { line, room } of lines) {
    texts.push(line);
    rooms.push(room);
  }
  return new Batch(texts, rooms);
}
