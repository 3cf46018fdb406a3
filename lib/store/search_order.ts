/**
 * The order of the results of a search: the newest first, and of one instant by room. Within one room the
 * order is that of the numbers, whatever the clock did.
 *
 * @module
 */

import type { Millis, RoomName } from "../core/units.ts";

/** What decides between results of two rooms. */
export interface Ordered {
  /** When it was told. */
  readonly time: Millis;
  /** Where. */
  readonly room: RoomName;
}

/** Whether `one` comes after `other`, a result of another room. Never throws. */
export function isAfterInOrder(one: Ordered, other: Ordered): boolean {
  return one.time !== other.time ? one.time < other.time : one.room > other.room;
}
