/**
 * `/who`: the people who are here, as many as an answer may have.
 *
 * @module
 */

import type { Audience } from "../event.ts";
import { command, type Spec } from "./spec.ts";

/**
 * The most that an answer names: what a person reads, and for programs what takes about 40 KiB, so
 * that an answer does not fill what may wait for a slow reader.
 */
const LONGEST_ANSWER: Readonly<Record<Audience, number>> = { people: 100, programs: 500 };

/** So many people in an answer cost as much as a line. */
const PEOPLE_PER_LINE = 100;

/** Lists the room by order of entry, and counts those who are not named. */
export const who: Spec = command({
  params: [],
  cost: ({ population, audience }) =>
    Math.ceil(Math.min(population, LONGEST_ANSWER[audience]) / PEOPLE_PER_LINE),
  run(by) {
    const { client: { room, audience }, population } = by;
    const members = by.members(LONGEST_ANSWER[audience]);
    by.answer({ kind: "members", room, members, more: population - members.length });
  },
});
