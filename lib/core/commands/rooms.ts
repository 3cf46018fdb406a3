/**
 * `/rooms`: lists the rooms that the client may see, up to a limit.
 *
 * @module
 */

import { command, type Spec } from "./spec.ts";

/** The most rooms that an answer lists. With the longest topics they take about 60 KB. */
const LONGEST_ANSWER = 100;

/** Lists the rooms by population, and counts those that are not listed. */
export const rooms: Spec = command({
  params: [],
  run(by) {
    const seen = by.rooms();
    const listed = seen.slice(0, LONGEST_ANSWER);
    by.answer({ kind: "rooms", rooms: listed, more: seen.length - listed.length });
  },
});
