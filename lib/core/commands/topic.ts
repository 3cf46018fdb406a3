/**
 * `/topic`: shows what a room is about, or sets it.
 *
 * @module
 */

import { command, ROOM_FIELD, type Spec } from "./spec.ts";

/** The text that removes a topic. */
const NONE = "-";

/** Shows the topic of a room, or sets it: `-` or an empty text removes it. */
export const topic: Spec = command({
  params: [
    ROOM_FIELD,
    { field: "text", shape: "rest", isOptional: true },
  ],
  isPrivate: ({ text }) => text === undefined,
  needs: ({ text }) => text === undefined ? undefined : "set-topic",
  run(by, { room: wanted, text }) {
    const room = text === undefined ? by.seenRoom(wanted) : by.orderedRoom(wanted);
    if (room === undefined) return;
    if (text === undefined) return by.showTopic(room);
    const topic = text.trim();
    by.setTopic(room, topic === NONE ? "" : topic);
  },
});
