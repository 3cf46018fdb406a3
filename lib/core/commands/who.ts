/**
 * `/who`: lists the people in a room, up to a limit.
 *
 * @module
 */

import type { Hearing } from "../dialect.ts";
import { command, type Spec } from "./spec.ts";

/** The most people that an answer to a person lists: enough to read. */
const MOST_TO_PEOPLE = 100;

/** The same for a program. They take about 40 KiB: one answer does not fill a slow reader's queue. */
const MOST_TO_PROGRAMS = 500;

/** Each so many people in an answer cost one line of the budget. */
const PEOPLE_PER_LINE = 100;

/** Lists a room by order of entry, and counts the people that are not listed. */
export const who: Spec = command({
  isPrivate: true,
  params: [{ field: "room", shape: "room", isOptional: true }],
  cost: ({ population, hearing }) =>
    Math.ceil(Math.min(population, longestAnswer(hearing)) / PEOPLE_PER_LINE),
  run(by, { room: wanted }) {
    const room = by.seenRoom(wanted);
    if (room === undefined) return;
    const members = by.members(room, longestAnswer(by.client.hearing));
    by.answer({ kind: "members", room, members, more: by.populationOf(room) - members.length });
  },
});

function longestAnswer({ isProgram }: Hearing): number {
  return isProgram ? MOST_TO_PROGRAMS : MOST_TO_PEOPLE;
}
