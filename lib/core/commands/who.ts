/**
 * `/who`: lists the people in a room, up to a limit.
 *
 * @module
 */

import type { Detail } from "../event.ts";
import { command, type Spec } from "./spec.ts";

/**
 * The most people that an answer lists. 100 is enough for a person to read. For programs, 500 take
 * about 40 KiB, so one answer does not fill the send queue of a slow reader.
 */
const LONGEST_ANSWER: Readonly<Record<Detail, number>> = { gathered: 100, every: 500 };

/** Each so many people in an answer cost one line of the budget. */
const PEOPLE_PER_LINE = 100;

/** Lists a room by order of entry, and counts the people that are not listed. */
export const who: Spec = command({
  params: [{ field: "room", shape: "room", isOptional: true }],
  cost: ({ population, detail }) =>
    Math.ceil(Math.min(population, LONGEST_ANSWER[detail]) / PEOPLE_PER_LINE),
  run(by, { room: wanted }) {
    const room = by.seenRoom(wanted);
    if (room === undefined) return;
    const members = by.members(room, LONGEST_ANSWER[by.client.hearing.detail]);
    by.answer({ kind: "members", room, members, more: by.populationOf(room) - members.length });
  },
});
