/**
 * `/rooms`: lists the rooms that the client may see, up to a limit.
 *
 * @module
 */

import { command, type Spec } from "./spec.ts";

/** The most rooms that an answer lists. With the longest topics they take about 60 KB. */
const LONGEST_ANSWER = 100;

/** Each so many rooms in an answer cost one line of the budget. With the longest topics they take 12 KB. */
const ROOMS_PER_LINE = 20;

/** Lists the rooms by population, and counts those that are not listed. */
export const rooms: Spec = command({
  isPrivate: true,
  params: [],
  cost: ({ publicRooms }) => Math.ceil(Math.min(publicRooms(), LONGEST_ANSWER) / ROOMS_PER_LINE),
  run(by) {
    const seen = by.rooms();
    const listed = seen.slice(0, LONGEST_ANSWER);
    by.answer({ kind: "rooms", rooms: listed, more: seen.length - listed.length });
  },
});
