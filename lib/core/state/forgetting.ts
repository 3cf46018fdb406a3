/**
 * What is left of a room when what somebody said and did is forgotten. Pure.
 *
 * @module
 */

import type { RoomMessage } from "../message.ts";
import { isAboutAny } from "./names_in.ts";
import type { RoomData } from "./room.ts";

/**
 * The topic of a room without what these names have set. A topic also stays if the room does not remember
 * who has set it. Never throws.
 */
export function topicWithout(
  topic: string,
  events: Iterable<RoomMessage>,
  names: ReadonlySet<string>,
): string {
  let left = topic;
  for (const event of events) {
    // Another person may have set the same topic again.
    if (event.kind !== "topic" || event.text !== topic) continue;
    left = isAboutAny(event, names) ? "" : topic;
  }
  return left;
}

/** A room as plain data, without what was said and done under these names. Never throws. */
export function roomWithout(room: RoomData, names: ReadonlySet<string>): RoomData {
  const { topic, remembered } = room;
  return {
    ...room,
    topic: topicWithout(topic, remembered.map(({ event }) => event), names),
    remembered: remembered.filter(({ event }) => !isAboutAny(event, names)),
  };
}
