/**
 * Recording: which events are kept on disk. If there is a store, those of public rooms and of rooms that
 * operators keep are; nothing else ever is. The mark is the epoch of a `publish` effect: an effect without one must not be stored.
 *
 * @module
 */

import type { Context } from "../../context.ts";
import type { Publish } from "../../event.ts";
import type { RoomMessage, Unstamped } from "../../message.ts";
import type { Stamped } from "../../state/ledger.ts";
import type { Room } from "../../state/room.ts";
import type { ClientId, RoomName } from "../../units.ts";
import { isPublic } from "../access.ts";

/** Whether what is said in a room is kept on disk. Never throws. */
export function isRecorded({ settings }: Context, { access }: Pick<Room, "access">): boolean {
  return settings.isRecording && (isPublic(access) || access.isKept);
}

/**
 * Whether anything is kept on disk. Of a room that is closed now that is what it was told while it was
 * public, which its members may still read. Never throws.
 */
export function isStoring({ settings }: Pick<Context, "settings">): boolean {
  return settings.isRecording;
}

/**
 * Gives an event its place in its room, under an epoch in which its number is reserved. `by` is the
 * client that says it.
 */
export function stamp<M extends Unstamped>(
  context: Context,
  message: M,
  room: RoomName,
  by?: ClientId,
): Stamped<M> {
  const { ledger, time } = context;
  if (context.isLocal) throw new Error("One node alone cannot tell a room something");
  // With several nodes the log keeps the numbers.
  const isReserved = !context.settings.isShared && isRecorded(context, ledger.room(room));
  if (isReserved) ledger.renewEpochIfSpent(room);
  return ledger.stamp(message, room, { time, by });
}

/** Tells a room an event that it has not been told, and has it recorded if the room is. */
export function publish(
  context: Context,
  message: RoomMessage,
  to: Pick<Publish, "detail" | "except"> = {},
): void {
  const room = context.ledger.room(message.room);
  const effect: Publish = { kind: "publish", room: room.name, message, ...to };
  if (!isRecorded(context, room)) return void context.effects.push(effect);
  const { epoch, said, topic, openFrom } = room;
  context.effects.push({ ...effect, epoch, state: { said, topic, openFrom } });
}

/** Says that a recorded room has vanished or is public no more; `room` is as it was before. */
export function tellClosed(context: Context, { name, epoch, access }: Room): void {
  if (isRecorded(context, { access })) context.effects.push({ kind: "closed", room: name, epoch });
}
