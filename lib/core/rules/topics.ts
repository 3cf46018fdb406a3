/**
 * Topics: what a room is about, in one line.
 *
 * @module
 */

import type { Context } from "../context.ts";
import type { Seat } from "../state/seat.ts";
import type { Bytes, RoomName } from "../units.ts";
import { audit } from "./order/auditing.ts";
import { maySpeak } from "./order/muting.ts";
import { answer, notify, tellDone, tellRoom } from "./telling.ts";

/** The most bytes of a topic. */
export const MAX_TOPIC: Bytes = 400;

/** Shows a client the topic of a room. */
export function showTopic(context: Context, seat: Seat, room: RoomName): void {
  const { topic: text } = context.ledger.room(room);
  answer(context, seat, { kind: "topic-shown", room, text });
}

/**
 * Sets the topic of a room, and tells the room; for those who have the right; an empty text removes it. A
 * topic that would not change is shown instead, and one that is too long is refused with a notice.
 */
export function setTopic(context: Context, seat: Seat, room: RoomName, text: string): void {
  const { ledger } = context;
  if (new TextEncoder().encode(text).length > MAX_TOPIC) {
    return notify(context, seat, { code: "topic-too-long", limit: MAX_TOPIC });
  }
  if (ledger.room(room).topic === text) return showTopic(context, seat, room);
  if (!maySpeak(context, seat, room)) return;
  tellRoom(context, room, { kind: "topic", from: ledger.nickOf(seat.client), text });
  ledger.setTopic(room, text);
  const { access, members } = ledger.room(room);
  // Only an operator can set that of a room that it is not in.
  if (access.isTopicLocked || !members.has(seat.client)) {
    audit(context, seat, { act: "topic", room });
  }
  tellDone(context, seat, room);
}
